//! What must hold in a rules page, and in the list of countries.

use std::collections::BTreeMap;

use super::Checker;
use crate::content::reading::{At, Id};
use crate::content::rules::{Form, Period, Rule, Section, Show};
use crate::diagnostics::{Code, Diagnostic, Place};

impl Checker<'_> {
    pub(super) fn rules(&mut self) {
        let content = self.content;
        let listed = &content.site.rules;
        self.unique_refs(listed, "rule");
        for id in listed {
            self.rule_exists(id);
        }
        for (id, file) in &content.rules {
            if listed.iter().all(|listed| listed.value != *id) {
                self.report(
                    Diagnostic::error(
                        Code::Unused,
                        format!(
                            "the rule `{}` is in no list, so nobody would find it",
                            &**id
                        ),
                    )
                    .at(&Place {
                        file: file.file,
                        range: 0..0,
                    })
                    .hint("add it to `rules` in site.yaml"),
                );
            }
        }
        for (id, file) in &content.rules {
            self.rule(id, &file.rule);
        }
    }

    pub(super) fn rule_exists(&mut self, rule: &At<Id>) {
        let known = self.content.rules.keys().map(|id| &**id);
        self.refers(rule, "rule", known);
    }

    fn rule(&mut self, id: &Id, rule: &Rule) {
        let content = self.content;
        self.cited(&rule.source);
        self.unique_refs(&rule.services, "service");
        for service in &rule.services {
            self.refers(service, "service", content.services.keys().map(|id| &**id));
        }
        for category in &rule.categories {
            self.category(category);
        }
        self.unique_refs(&rule.duties, "duty");
        for duty in &rule.duties {
            self.duty_exists(duty);
        }
        self.unique_refs(&rule.related, "rule");
        for related in &rule.related {
            self.rule_exists(related);
            if related.value == *id {
                self.error(
                    Code::BadValue,
                    &related.place,
                    "a rule is not related to itself",
                );
            }
        }
        for period in &rule.periods {
            self.period_of_rule(rule, period);
        }
        for shared in &rule.shared_periods {
            if shared.rule.value == *id {
                self.error(
                    Code::BadValue,
                    &shared.rule.place,
                    "a period of this page is not shared with it",
                );
            } else {
                self.period_exists(&shared.rule, &shared.period);
            }
        }
        // A step names its period by the id alone.
        let shared = rule.shared_periods.iter().map(|shared| &shared.period);
        self.unique(
            rule.periods.iter().map(|period| &period.id).chain(shared),
            "period",
        );
        // Sections and points are anchors of one page.
        let points = rule.sections.iter().flat_map(|section| &section.points);
        let sections = rule.sections.iter().map(|section| &section.id);
        self.unique(
            sections.chain(points.map(|point| &point.id)),
            "section or point",
        );
        for section in rule.sections.iter() {
            self.section(rule, section);
        }
    }

    fn body_exists(&mut self, body: &At<Id>) {
        let known = self.content.bodies.bodies.iter().map(|body| &**body.id);
        self.refers(body, "body in bodies.yaml", known);
    }

    fn period_of_rule(&mut self, rule: &Rule, period: &Period) {
        let content = self.content;
        self.cited(&period.source);
        self.unique_refs(&period.by, "body");
        for body in period.by.iter() {
            self.body_exists(body);
        }
        for number in period.min.iter().chain([&period.max]) {
            self.period(number);
        }
        if let Some(min) = &period.min
            && min.value > period.max.value
        {
            self.report(
                Diagnostic::error(Code::Contradiction, "`min` is more than `max`")
                    .at(&min.place)
                    .also(&period.max.place, "max"),
            );
        }
        if let Some(extension) = &period.extension {
            self.period(&extension.max);
            self.extension(extension);
            if extension.unit == period.unit && extension.max.value <= period.max.value {
                self.report(
                    Diagnostic::error(
                        Code::Contradiction,
                        "the extended period is no longer than the ordinary one",
                    )
                    .at(&extension.max.place)
                    .also(&period.max.place, "the ordinary one")
                    .hint("`extension` gives the whole length, not what is added"),
                );
            }
        }
        self.unique_refs(&period.channels, "channel");
        for channel in &period.channels {
            let known = content.channels.channels.iter().map(|c| &**c.id);
            self.refers(channel, "channel", known);
        }
        let Some(after) = &period.after else {
            return;
        };
        self.refers(
            after,
            "period on this page",
            rule.periods.iter().map(|period| &**period.id),
        );
        if let Some(channel) = period.channels.first() {
            self.report(
                Diagnostic::error(
                    Code::Contradiction,
                    "a period begins either with a filing or when another one ends",
                )
                .at(&channel.place)
                .also(&after.place, "another one"),
            );
        }
        let mut chain = vec![&period.id.value];
        let mut next = Some(after);
        while let Some(id) = next {
            if chain.contains(&&id.value) {
                self.report(
                    Diagnostic::error(
                        Code::Contradiction,
                        "periods that begin after each other never begin",
                    )
                    .at(&after.place),
                );
                return;
            }
            chain.push(&id.value);
            let found = rule.periods.iter().find(|p| p.id.value == id.value);
            next = found.and_then(|period| period.after.as_ref());
        }
    }

    fn section(&mut self, rule: &Rule, section: &Section) {
        let parts = [
            !section.text.is_empty(),
            !section.steps.is_empty(),
            !section.points.is_empty(),
            !section.documents.is_empty(),
            !section.bodies.is_empty(),
            !section.duties.is_empty(),
            section.show.is_some(),
            section.form.is_some(),
        ];
        if !parts.contains(&true) {
            self.report(
                Diagnostic::error(Code::MissingField, "this section holds nothing")
                    .at(&section.place)
                    .hint("it needs one of: text, steps, points, documents, bodies, duties, show, form"),
            );
        }
        match &section.source {
            Some(source) => self.cited(source),
            None if !section.text.is_empty() || !section.documents.is_empty() => self.report(
                Diagnostic::error(Code::MissingField, "the field `source` is missing")
                    .at(&section.id.place)
                    .label("where do this section's texts and documents stand?"),
            ),
            None => {}
        }
        if section.numbered.is_some() && section.points.is_empty() {
            self.error(
                Code::Contradiction,
                &section.id.place,
                "only a section with `points` is `numbered`",
            );
        }
        for step in &section.steps {
            self.cited(&step.source);
            self.body_exists(&step.by);
            if let Some(period) = &step.period {
                let own = rule.periods.iter().map(|period| &**period.id);
                let shared = rule.shared_periods.iter().map(|shared| &**shared.period);
                self.refers(period, "period on this page", own.chain(shared));
            }
        }
        for point in &section.points {
            self.cited(&point.source);
        }
        self.papers(&section.documents);
        self.unique_refs(&section.bodies, "body");
        for body in &section.bodies {
            self.body_exists(body);
        }
        self.unique_refs(&section.duties, "duty");
        for duty in &section.duties {
            self.duty_exists(duty);
        }
        if let Some(show) = &section.show {
            self.shown(show);
        }
        if let Some(form) = &section.form {
            self.form(form);
        }
    }

    /// What a section puts together is there.
    fn shown(&mut self, show: &At<Show>) {
        let content = self.content;
        let missing = match show.value {
            Show::Issuers
            | Show::Changes
            | Show::Extensions
            | Show::Interviews
            | Show::Reinstatements
            | Show::IssueTerms => content
                .categories
                .is_empty()
                .then_some("are no category files"),
            Show::Countries => content
                .countries
                .is_none()
                .then_some("is no file countries.yaml"),
            Show::Periods => {
                let mut rules = content.rules.values();
                let none = rules.all(|file| file.rule.periods.is_empty());
                none.then_some("are no periods on any rules page")
            }
        };
        if let Some(missing) = missing {
            self.error(
                Code::UnknownReference,
                &show.place,
                format!("there {missing} to show here"),
            );
        }
    }

    /// Every field stands once in the form's text, in every language.
    fn form(&mut self, form: &Form) {
        self.cited(&form.source);
        self.unique(form.fields.iter().map(|field| &field.id), "field");
        for (number, language) in self.content.languages().enumerate() {
            // No text could be read, for site.yaml doesn't say plainly which
            // languages there are: that is reported there.
            if form
                .paragraphs
                .iter()
                .all(|text| text.get(number).is_empty())
            {
                continue;
            }
            let mut found: BTreeMap<&str, &Place> = BTreeMap::new();
            for paragraph in form.paragraphs.iter() {
                for slot in slots(paragraph.get(number)) {
                    if form.fields.iter().all(|field| *field.id.value != *slot) {
                        self.report(
                            Diagnostic::error(
                                Code::UnknownReference,
                                format!("there is no field `{slot}` in this form ({language})"),
                            )
                            .at(&paragraph.place)
                            .hint("what stands in `{…}` is a field's id, not to be translated"),
                        );
                    } else if found.insert(slot, &paragraph.place).is_some() {
                        self.error(
                            Code::DuplicateId,
                            &paragraph.place,
                            format!("the field `{slot}` stands in this form twice ({language})"),
                        );
                    }
                }
            }
            for field in form.fields.iter() {
                if !found.contains_key(&**field.id) {
                    self.report(
                        Diagnostic::error(
                            Code::Unused,
                            format!(
                                "the field `{}` stands nowhere in this form ({language})",
                                field.id.value
                            ),
                        )
                        .at(&field.id.place)
                        .hint(format!(
                            "write `{{{}}}` where it is filled in",
                            field.id.value
                        )),
                    );
                }
            }
        }
    }

    pub(super) fn countries(&mut self) {
        let content = self.content;
        let Some(countries) = &content.countries else {
            return;
        };
        self.cited(&countries.source);
        let issuers = content.site.categories.iter();
        let issuers = issuers.flat_map(|categories| categories.issuers.iter());
        self.refers(
            &countries.issuer,
            "issuer in site.yaml",
            issuers.map(|issuer| &**issuer.id),
        );
        let mut codes: BTreeMap<&str, &Place> = BTreeMap::new();
        for (at, country) in countries.countries.iter().enumerate() {
            if usize::try_from(country.number.value) != Ok(at + 1) {
                self.report(
                    Diagnostic::error(
                        Code::BadHistory,
                        format!(
                            "the country's number is {}, but it stands at place {}",
                            country.number.value,
                            at + 1
                        ),
                    )
                    .at(&country.number.place)
                    .hint("countries stand in the source's order, numbered from 1"),
                );
            }
            for (code, length) in [(&country.code, 2), (&country.alpha3, 3)] {
                if code.len() != length || !code.bytes().all(|b| b.is_ascii_uppercase()) {
                    self.report(
                        Diagnostic::error(
                            Code::BadValue,
                            format!("`{}` is no country code", code.value),
                        )
                        .at(&code.place)
                        .hint(format!("{length} Latin capitals, as ISO 3166-1 has them")),
                    );
                }
                if let Some(first) = codes.insert(code, &code.place) {
                    self.report(
                        Diagnostic::error(
                            Code::DuplicateId,
                            format!("the country `{}` is listed twice", code.value),
                        )
                        .at(&code.place)
                        .also(first, "the first time"),
                    );
                }
            }
        }
    }

    /// A period that another file rests on.
    pub(super) fn period_exists(&mut self, rule: &At<Id>, period: &At<Id>) {
        self.rule_exists(rule);
        let Some(found) = self.content.rule(rule) else {
            return;
        };
        let known = found.periods.iter().map(|period| &**period.id);
        self.refers(period, "period on that page", known);
    }
}

/// The names in `{…}` of a text.
pub fn slots(text: &str) -> impl Iterator<Item = &str> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}').map(|(slot, _)| slot))
}
