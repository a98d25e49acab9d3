//! The pages of the categories.

use qagida_calculator::tools::Tool;

use super::pages::Language;
use super::views::{self, CategoryRow, CategoryRule, Cite, IssuedBy};
use crate::content::model::{Category, Change, Duration, DurationUnit, Entries, Stay};
use crate::content::rules::Show;

impl Language<'_> {
    /// The table of all categories, with its path below the language.
    pub fn categories(&self) -> Option<(views::Categories, String)> {
        let content = self.site.content;
        let categories = content.site.categories.as_ref()?;
        let path = format!("{}/", categories.path.value);
        let title = self.text(&categories.title);
        let mut frame = self.frame(&path, &title, Some(vec![self.home_link()]));
        frame.description = self.text(&categories.lead);
        let choice = |named: &crate::content::model::Named| views::Choice {
            id: named.id.to_string(),
            name: self.text(&named.name),
        };
        let stays = self.stays();
        let mut sources: Vec<&str> = Vec::new();
        let mut lines = Vec::new();
        for purpose in &content.purposes.purposes {
            let of_purpose = content
                .categories
                .iter()
                .filter(|(_, file)| file.category.purpose.value == purpose.id.value);
            for (code, file) in of_purpose {
                let category = &file.category;
                sources.push(&category.source.document);
                let link = self.category_link(code);
                lines.push(views::CategoryLine {
                    code: code.clone(),
                    href: link.href,
                    title: link.title,
                    purpose: purpose.id.to_string(),
                    purpose_name: self.text(&purpose.name),
                    issuers: issuer_ids(category),
                    rows: self.category_rows(category),
                    issued: self.issued(category),
                    doubtful: category.doubt.is_some()
                        || category.rows.iter().any(|row| row.doubt.is_some()),
                });
            }
        }
        lines.sort_by_key(|line| code_key(&line.code));
        let view = views::Categories {
            title,
            lead: self.text(&categories.lead),
            purposes: content.purposes.purposes.iter().map(choice).collect(),
            issuers: categories.issuers.iter().map(choice).collect(),
            stays: stays
                .iter()
                .map(|stay| views::Choice {
                    id: stay.to_string(),
                    name: self
                        .words
                        .fill("stay-at-least", &[("length", &self.duration(*stay))]),
                })
                .collect(),
            lines,
            basis: self.basis_of(sources),
            finder: self.tool_link(Tool::Finder),
            script: self.site.assets.filter.clone(),
            frame,
        };
        Some((view, path))
    }

    /// A category's page, with its path below the language.
    pub fn category(&self, code: &str) -> Option<(views::Category, String)> {
        let content = self.site.content;
        let categories = content.site.categories.as_ref()?;
        let category = &content.categories.get(code)?.category;
        let list = format!("{}/", categories.path.value);
        let path = format!("{list}{}/", code.to_ascii_lowercase());
        let title = self.text(&category.title);
        let trail = vec![
            self.home_link(),
            views::Link {
                text: self.text(&categories.title),
                href: self.href(&list),
            },
        ];
        let mut frame = self.frame(&path, &format!("{code}: {title}"), Some(trail));
        frame.description = self.text(&category.summary);
        let basis = self.basis_of(vec![&category.source.document]);
        let item = self.page_item(&frame, &format!("{code}: {title}"), &basis, None);
        frame.structured.push(item);
        let issued = category.issued.as_ref();
        let services = content
            .services
            .iter()
            .filter(|(_, file)| file.service.categories.iter().any(|c| c.value == code))
            .filter_map(|(id, _)| self.card(id))
            .collect();
        let view = views::Category {
            code: code.to_owned(),
            title,
            summary: self.text(&category.summary),
            source: self.cited(&category.source),
            doubt: self.maybe(category.doubt.as_ref()),
            rows: self.category_rows(category),
            recipients: self.texts(&category.recipients),
            issued: self.issued(category),
            issued_note: issued.and_then(|issued| self.maybe(issued.note.as_ref())),
            issued_source: issued.map(|issued| self.cited(&issued.source)),
            grounds: category
                .grounds
                .iter()
                .map(|ground| views::Ground {
                    by: content
                        .body(&ground.by)
                        .map_or_else(String::new, |body| self.text(&body.name)),
                    text: self.text(&ground.text),
                    items: self.texts(&ground.items),
                })
                .collect(),
            conditions: self.texts(&category.conditions),
            rules: self.category_rules(category),
            change_to: self.change_to(code),
            issued_href: self.shown_at(Show::Issuers),
            countries_href: self.countries_href(category),
            duties: category
                .duties
                .iter()
                .filter_map(|duty| content.duty(duty))
                .map(|duty| self.duty(duty))
                .collect(),
            services,
            related: self.rule_cards(|_, rule| rule.categories.iter().any(|c| c.value == code)),
            guides: self.guides_about(|it| it.categories.iter().any(|known| known.value == code)),
            basis,
            frame,
        };
        Some((view, path))
    }

    pub(super) fn issued(&self, category: &Category) -> Vec<IssuedBy> {
        let Some(categories) = &self.site.content.site.categories else {
            return Vec::new();
        };
        categories
            .issuers
            .iter()
            .map(|issuer| IssuedBy {
                name: self.text(&issuer.name),
                does: category.issued.as_ref().and_then(|issued| {
                    let mut by = issued.by.0.iter();
                    by.find(|(id, _)| id.value == *issuer.id.value)
                        .map(|(_, does)| does.value == "true")
                }),
            })
            .collect()
    }

    /// A length of time in words.
    pub(super) fn duration(&self, duration: Duration) -> String {
        let key = match duration.unit {
            DurationUnit::Day => "length-days",
            DurationUnit::Month => "length-months",
            DurationUnit::Year => "length-years",
        };
        self.words.counted(key, duration.count)
    }

    fn up_to(&self, duration: Duration) -> String {
        let text = self.duration(duration);
        self.words.fill("up-to", &[("length", &text)])
    }

    pub(super) fn category_rows(&self, category: &Category) -> Vec<CategoryRow> {
        let stays = self.stays();
        category
            .rows
            .iter()
            .map(|row| {
                let stay = match row.stay.value {
                    Stay::UpTo(stay) if row.per_entry == Some(true) => self
                        .words
                        .fill("up-to-each-entry", &[("length", &self.duration(stay))]),
                    Stay::UpTo(stay) => self.up_to(stay),
                    Stay::WholeValidity => self.words.page("stay-validity").to_owned(),
                    Stay::NotGiven => self.words.page("term-not-given").to_owned(),
                };
                CategoryRow {
                    entries_id: row.entries.id().to_owned(),
                    stays: stays
                        .iter()
                        .filter(|length| stay_of(row).map(days) >= Some(days(**length)))
                        .map(ToString::to_string)
                        .collect::<Vec<_>>()
                        .join(" "),
                    id: format!("validity-{}", row.id.value),
                    entries: self
                        .words
                        .page(match row.entries {
                            Entries::Single => "entries-single",
                            Entries::Multiple => "entries-multiple",
                        })
                        .to_owned(),
                    validity: self.up_to(row.validity.value),
                    stay,
                    whom: self.maybe(row.r#for.as_ref()),
                    note: self.maybe(row.note.as_ref()),
                    doubt: self.maybe(row.doubt.as_ref()),
                }
            })
            .collect()
    }

    /// Where the countries are listed whose citizens get a category, if there are such.
    fn countries_href(&self, category: &Category) -> Option<String> {
        let countries = self.site.content.countries.as_ref()?;
        let mut by = category.issued.as_ref()?.by.0.iter();
        by.find(|(issuer, does)| *issuer.value == **countries.issuer && does.value == "true")?;
        self.shown_at(Show::Countries)
    }

    /// The lengths of stay that any category gives, the shortest first.
    fn stays(&self) -> Vec<Duration> {
        let categories = self.site.content.categories.values();
        let rows = categories.flat_map(|file| &file.category.rows);
        let mut stays: Vec<Duration> = rows.filter_map(stay_of).collect();
        stays.sort_by_key(|stay| days(*stay));
        stays.dedup_by_key(|stay| days(*stay));
        stays
    }

    pub(super) fn term_fact(&self, category: &Category) -> Option<(String, Option<String>, Cite)> {
        let term = category.term.as_ref()?;
        let period = self.site.content.period(&term.rule, &term.period)?;
        let longest = period
            .unit
            .counted(&self.words.phrasebook, period.max.value);
        let value = self.words.fill("up-to", &[("length", &longest)]);
        Some((value, None, self.cited(&period.source)))
    }

    pub(super) fn extension_fact(
        &self,
        category: &Category,
    ) -> Option<(String, Option<String>, Cite)> {
        let extension = category.extension.as_ref()?;
        let open = || self.words.page("extension-open").to_owned();
        let value = extension.max.map_or_else(open, |max| self.up_to(max));
        let text = self.text(&extension.text);
        Some((value, Some(text), self.cited(&extension.source)))
    }

    pub(super) fn interview_fact(
        &self,
        category: &Category,
    ) -> Option<(String, Option<String>, Cite)> {
        let interview = category.interview.as_ref()?;
        let key = format!("interview-{}", interview.value.id());
        let value = self.words.page(&key);
        let text = self.maybe(interview.text.as_ref());
        Some((value.to_owned(), text, self.cited(&interview.source)))
    }

    pub(super) fn reinstatement_fact(
        &self,
        category: &Category,
    ) -> Option<(String, Option<String>, Cite)> {
        let reinstatement = category.reinstatement.as_ref()?;
        let value = self.words.page(if reinstatement.possible {
            "reinstatement-yes"
        } else {
            "reinstatement-no"
        });
        let text = self.maybe(reinstatement.text.as_ref());
        Some((value.to_owned(), text, self.cited(&reinstatement.source)))
    }

    /// Each rule in short, with the page that compares all categories in it.
    fn category_rules(&self, category: &Category) -> Vec<CategoryRule> {
        let rule = |id: &str, show: Show, fact: (String, Option<String>, Option<Cite>)| {
            let (value, text, source) = fact;
            CategoryRule {
                id: id.to_owned(),
                name: self.words.page(&format!("rule-{id}")).to_owned(),
                href: self.shown_at(show),
                value,
                links: Vec::new(),
                text,
                source,
            }
        };
        let given = |(value, text, source)| (value, text, Some(source));
        let none = |key: &str| (self.words.page(key).to_owned(), None, None);
        let mut rules = Vec::new();
        if let Some(fact) = self.term_fact(category) {
            rules.push(rule("term", Show::IssueTerms, given(fact)));
        }
        // Where no category of the content has such a rule, it would say nothing of
        // any that this one has none.
        let any = |has: fn(&Category) -> bool| {
            let mut categories = self.site.content.categories.values();
            categories.any(|file| has(&file.category))
        };
        if any(|category| category.change.is_some()) {
            rules.push(match &category.change {
                Some(change) => self.change_rule(change),
                None => rule("change", Show::Changes, none("change-none")),
            });
        }
        if any(|category| category.extension.is_some()) {
            let extension = self.extension_fact(category);
            rules.push(rule(
                "extension",
                Show::Extensions,
                extension.map_or_else(|| none("extension-none"), given),
            ));
        }
        if let Some(fact) = self.interview_fact(category) {
            rules.push(rule("interview", Show::Interviews, given(fact)));
        }
        if let Some(fact) = self.reinstatement_fact(category) {
            rules.push(rule("reinstatement", Show::Reinstatements, given(fact)));
        }
        rules
    }

    fn change_rule(&self, change: &Change) -> CategoryRule {
        CategoryRule {
            id: "change".to_owned(),
            name: self.words.page("rule-change").to_owned(),
            href: self.shown_at(Show::Changes),
            value: if change.any == Some(true) {
                self.words.page("change-any").to_owned()
            } else {
                String::new()
            },
            links: change
                .from
                .iter()
                .map(|code| self.category_link(code))
                .collect(),
            text: self.maybe(change.text.as_ref()),
            source: Some(self.cited(&change.source)),
        }
    }

    /// The categories that a category can be changed into by name.
    fn change_to(&self, code: &str) -> Vec<views::CategoryLink> {
        let mut codes: Vec<&String> = self
            .site
            .content
            .categories
            .iter()
            .filter(|(_, file)| {
                let change = file.category.change.as_ref();
                change.is_some_and(|change| change.from.iter().any(|from| from.value == code))
            })
            .map(|(code, _)| code)
            .collect();
        codes.sort_by_key(|code| code_key(code));
        codes
            .into_iter()
            .map(|code| self.category_link(code))
            .collect()
    }
}

/// The order of codes: B2 before B10.
pub(super) fn code_key(code: &str) -> (String, u32) {
    let at = code
        .find(|c: char| c.is_ascii_digit())
        .unwrap_or(code.len());
    let (letters, number) = code.split_at(at);
    (letters.to_owned(), number.parse().unwrap_or(0))
}

fn issuer_ids(category: &Category) -> String {
    let Some(issued) = &category.issued else {
        return String::new();
    };
    let ids: Vec<&str> = issued
        .by
        .0
        .iter()
        .filter(|(_, does)| does.value == "true")
        .map(|(id, _)| id.as_str())
        .collect();
    ids.join(" ")
}

/// The longest stay of a row, if the source gives it.
fn stay_of(row: &crate::content::model::CategoryRow) -> Option<Duration> {
    match row.stay.value {
        Stay::UpTo(stay) => Some(stay),
        Stay::WholeValidity => Some(row.validity.value),
        Stay::NotGiven => None,
    }
}

/// About how many days a length has: to put lengths in order, never to count with.
fn days(length: Duration) -> u32 {
    length.count
        * match length.unit {
            DurationUnit::Day => 1,
            DurationUnit::Month => 30,
            DurationUnit::Year => 365,
        }
}
