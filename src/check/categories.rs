//! What must hold in a category, and of its code wherever it is named.

use super::Checker;
use crate::content::model::{Category, Change, Stay};
use crate::content::reading::At;
use crate::diagnostics::{Code, Diagnostic, Place};

/// What else stands on the site, or among its data, under a name of its own.
const TAKEN: [&str; 16] = [
    "about",
    "assets",
    "calculators",
    "calendar",
    "countries",
    "data",
    "documents",
    "duties",
    "glossary",
    "guides",
    "index",
    "rules",
    "search",
    "services",
    "sources",
    "units",
];

impl Checker<'_> {
    /// A code is written in Latin capitals, and its category is on file if any is.
    pub(super) fn category(&mut self, code: &At<String>) {
        let latin = code
            .bytes()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-');
        if !latin {
            self.report(
                Diagnostic::error(
                    Code::BadValue,
                    format!("`{}` is not a category code", code.value),
                )
                .at(&code.place)
                .hint("codes are written in Latin capitals: A, B and C look the same in Cyrillic, so type them again on a Latin keyboard"),
            );
            return;
        }
        let content = self.content;
        if !content.categories.is_empty() {
            self.refers(
                code,
                "category",
                content.categories.keys().map(String::as_str),
            );
        }
    }

    pub(super) fn categories(&mut self) {
        let content = self.content;
        self.unique(content.purposes.purposes.iter().map(|p| &p.id), "purpose");
        if let Some(categories) = &content.site.categories {
            self.unique(categories.issuers.iter().map(|i| &i.id), "issuer");
            if TAKEN.contains(&&**categories.path) {
                self.report(
                    Diagnostic::error(
                        Code::Contradiction,
                        format!("the site has something else at `{}`", &**categories.path),
                    )
                    .at(&categories.path.place)
                    .hint("name the folder of the categories otherwise"),
                );
            }
        }
        for (code, file) in &content.categories {
            let start = Place {
                file: file.file,
                range: 0..0,
            };
            self.one_category(code, &file.category, &start);
        }
        for purpose in &content.purposes.purposes {
            let mut files = content.categories.values();
            if !files.any(|file| file.category.purpose.value == purpose.id.value) {
                self.unused(&purpose.id, "purpose");
            }
        }
    }

    fn one_category(&mut self, code: &str, category: &Category, start: &Place) {
        let content = self.content;
        let purposes = content.purposes.purposes.iter().map(|p| &**p.id);
        self.refers(&category.purpose, "purpose in purposes.yaml", purposes);
        self.cited(&category.source);
        self.unique(category.rows.iter().map(|row| &row.id), "row");
        for row in &category.rows {
            if !row.id.starts_with(row.entries.id()) {
                self.report(
                    Diagnostic::error(
                        Code::Contradiction,
                        format!("the row `{}` is not named after its entries", row.id.value),
                    )
                    .at(&row.id.place)
                    .hint("its id begins with `single` or `multiple`, like its `entries`"),
                );
            }
            let validity = row.validity.value;
            if let Stay::UpTo(stay) = row.stay.value
                && stay.surely_exceeds(validity)
            {
                let message =
                    format!("the stay of {stay} is longer than the validity of {validity}");
                self.report(
                    Diagnostic::error(Code::Contradiction, message)
                        .at(&row.stay.place)
                        .also(&row.validity.place, "how long it is valid"),
                );
            }
        }
        for ground in &category.grounds {
            let bodies = content.bodies.bodies.iter().map(|body| &**body.id);
            self.refers(&ground.by, "body in bodies.yaml", bodies);
        }
        // Where no category has rows, these are categories that have no such thing.
        let mut categories = content.categories.values();
        let with_rows = categories.any(|file| !file.category.rows.is_empty());
        if with_rows && category.rows.is_empty() && category.doubt.is_none() {
            self.report(
                Diagnostic::error(
                    Code::MissingField,
                    format!("{code} has no entries, validity and stay, and no `doubt` says why"),
                )
                .at(start)
                .hint("what the source doesn't give is said in `doubt`"),
            );
        }
        self.issued(category);
        if let Some(change) = &category.change {
            self.change(code, change);
        }
        let sources = [
            category.extension.as_ref().map(|part| &part.source),
            category.interview.as_ref().map(|part| &part.source),
            category.reinstatement.as_ref().map(|part| &part.source),
        ];
        for source in sources.into_iter().flatten() {
            self.cited(source);
        }
        self.unique_refs(&category.duties, "duty");
        for duty in &category.duties {
            self.duty_exists(duty);
        }
        if let Some(term) = &category.term {
            self.period_exists(&term.rule, &term.period);
        }
    }

    /// Every issuer is named once, with yes or no.
    fn issued(&mut self, category: &Category) {
        let content = self.content;
        let (Some(issued), Some(categories)) = (&category.issued, &content.site.categories) else {
            return;
        };
        self.cited(&issued.source);
        let issuers = || categories.issuers.iter().map(|issuer| &**issuer.id);
        for (issuer, whether) in &issued.by.0 {
            self.refers(issuer, "issuer in site.yaml", issuers());
            if !matches!(whether.as_str(), "true" | "false") {
                self.report(
                    Diagnostic::error(
                        Code::BadValue,
                        format!("expected `true` or `false`, found `{}`", whether.value),
                    )
                    .at(&whether.place),
                );
            }
        }
        let absent: Vec<&str> = issuers()
            .filter(|id| issued.by.0.iter().all(|(issuer, _)| issuer.value != *id))
            .collect();
        if !absent.is_empty() {
            self.report(
                Diagnostic::error(
                    Code::MissingField,
                    format!("who issues it is left open for: {}", absent.join(", ")),
                )
                .at(&issued.place)
                .hint("each issuer of site.yaml is `true` or `false`"),
            );
        }
    }

    fn change(&mut self, code: &str, change: &Change) {
        self.cited(&change.source);
        if change.from.is_empty() != (change.any == Some(true)) {
            self.report(
                Diagnostic::error(
                    Code::Contradiction,
                    "a change is either `from` a list of categories, or from `any: true`",
                )
                .at(&change.place),
            );
        }
        for from in &change.from {
            self.category(from);
            if from.value == code && change.text.is_none() {
                self.report(
                    Diagnostic::error(
                        Code::Contradiction,
                        format!("{code} is changed into itself, and no `text` says when"),
                    )
                    .at(&from.place),
                );
            }
        }
    }
}
