//! What must hold across the files of the content.

pub mod cases;
mod categories;
mod changes;
pub mod coverage;
mod date_rules;
pub mod figures;
mod finder;
pub mod guides;
mod planner;
pub mod published;
pub mod rules;
mod search;
mod services;

use std::collections::{BTreeMap, BTreeSet};

use qagida_calculator::dated::BadHistory;
use qagida_calculator::tariff::EXEMPTION;
use qagida_calculator::{Date, Dated, Entry};

use crate::content::Content;
use crate::content::model::{self, Citation, DayKind};
use crate::content::reading::{At, Id};
use crate::diagnostics::{Code, Diagnostic, FileId, Place, did_you_mean};

/// Everything that is wrong between the files.
#[derive(Debug)]
pub struct Found {
    /// In what the rules are compiled from, and around it.
    pub rules: Vec<Diagnostic>,
    /// In the guides. The rules can be compiled all the same, so that a guide's
    /// questions to the calculator are tried with its other mistakes there.
    pub guides: Vec<Diagnostic>,
}

/// Everything that is wrong between the files.
pub fn check(content: &Content) -> Found {
    let checker = checked(content);
    Found {
        rules: checker.diagnostics,
        guides: checker.of_guides,
    }
}

fn checked(content: &Content) -> Checker<'_> {
    let mut checker = Checker {
        content,
        diagnostics: Vec::new(),
        of_guides: Vec::new(),
        citations: BTreeMap::new(),
    };
    checker.guides();
    checker.of_guides = std::mem::take(&mut checker.diagnostics);
    checker.site();
    checker.sources();
    checker.units();
    checker.calendar();
    checker.options();
    checker.channels();
    checker.duties();
    checker.bodies();
    checker.documents();
    checker.unique(content.glossary.terms.iter().map(|term| &term.id), "term");
    checker.categories();
    checker.services();
    checker.rules();
    checker.countries();
    checker.finder();
    checker.date_rules();
    checker.planner();
    checker.search();
    checker.changes();
    checker.published();
    checker.coverage();
    checker
}

struct Checker<'a> {
    content: &'a Content,
    diagnostics: Vec<Diagnostic>,
    /// Those about the guides.
    of_guides: Vec<Diagnostic>,
    /// The files that cite a place: by document and place.
    citations: BTreeMap<(String, String), BTreeSet<FileId>>,
}

impl Checker<'_> {
    fn error(&mut self, code: Code, place: &Place, message: impl Into<String>) {
        self.report(Diagnostic::error(code, message).at(place));
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Each id stands once.
    fn unique<'b>(&mut self, ids: impl Iterator<Item = &'b At<Id>>, what: &str) {
        let mut seen: BTreeMap<&Id, &Place> = BTreeMap::new();
        for id in ids {
            if let Some(first) = seen.get(&id.value) {
                self.report(
                    Diagnostic::error(
                        Code::DuplicateId,
                        format!("there are two of the {what} `{}`", &*id.value),
                    )
                    .at(&id.place)
                    .label("the second")
                    .also(first, "the first")
                    .hint("an id names one thing only"),
                );
            } else {
                seen.insert(&id.value, &id.place);
            }
        }
    }

    /// A reference leads somewhere. `what` is a noun, perhaps with where such a
    /// thing stands: `document in sources.yaml`.
    #[allow(
        clippy::needless_pass_by_value,
        reason = "an iterator made where it is passed"
    )]
    fn refers<'b>(
        &mut self,
        to: &At<impl std::ops::Deref<Target = str>>,
        what: &str,
        known: impl Iterator<Item = &'b str> + Clone,
    ) -> bool {
        let id: &str = &to.value;
        if known.clone().any(|candidate| candidate == id) {
            return true;
        }
        let list = || {
            let ids: Vec<&str> = known.clone().take(12).collect();
            if ids.is_empty() {
                format!("there is no {what} yet")
            } else {
                format!("known: {}", ids.join(", "))
            }
        };
        let hint = did_you_mean(id, known.clone()).unwrap_or_else(list);
        let (noun, place) = what.split_at(what.find(' ').unwrap_or(what.len()));
        self.report(
            Diagnostic::error(
                Code::UnknownReference,
                format!("there is no {noun} `{id}`{place}"),
            )
            .at(&to.place)
            .hint(hint),
        );
        false
    }

    /// A citation's document, place and part exist.
    fn cited(&mut self, citation: &Citation) {
        let content = self.content;
        let documents = content.sources.documents.iter().map(|d| &*d.id.value);
        if !self.refers(&citation.document, "document in sources.yaml", documents) {
            return;
        }
        let Some(source) = content.source(&citation.document) else {
            return;
        };
        let (place, part) = match citation.at.split_once('/') {
            Some((place, part)) => (place, Some(part)),
            None => (citation.at.as_str(), None),
        };
        self.citations
            .entry((citation.document.to_string(), place.to_owned()))
            .or_default()
            .insert(citation.place.file);
        let at = |text: &str| At {
            value: text.to_owned(),
            place: citation.at.place.clone(),
        };
        self.refers(
            &at(place),
            &format!("place in `{}`", &**source.id),
            source.places.iter().map(|place| &**place.id),
        );
        if let Some(part) = part {
            self.refers(
                &at(part),
                &format!("part in `{}`", &**source.id),
                source.parts.iter().map(|part| &**part.id),
            );
        }
    }

    /// Dated entries are a history.
    fn history<'b>(
        &mut self,
        entries: impl Iterator<Item = (&'b At<Date>, Option<&'b At<Date>>)>,
        what: &Place,
    ) {
        let (places, entries): (Vec<_>, Vec<_>) = entries
            .map(|(from, until)| {
                (
                    (&from.place, until.map_or(&from.place, |until| &until.place)),
                    Entry {
                        from: from.value,
                        until: until.map(|until| until.value),
                        value: (),
                    },
                )
            })
            .unzip();
        let Err(bad) = Dated::new(entries.clone()) else {
            return;
        };
        let (number, message, hint) = match bad {
            BadHistory::Empty => {
                self.error(Code::BadHistory, what, "there is no value here");
                return;
            }
            BadHistory::Reversed(n) => (
                n,
                "this value ends before it begins".to_owned(),
                "`until` is the last day, so it is not before `from`",
            ),
            BadHistory::Overlap(n) => (
                n,
                format!(
                    "this value begins on {}, but the one before it {}",
                    entries[n].from,
                    entries[n - 1]
                        .until
                        .map_or("has no `until`".to_owned(), |until| format!(
                            "holds until {until}"
                        ))
                ),
                "end the earlier value the day before (`until`), and keep them in order of their dates",
            ),
            BadHistory::Gap(n) => (
                n,
                format!(
                    "between this value, from {}, and the one before it, until {}, days are left out",
                    entries[n].from,
                    entries[n - 1]
                        .until
                        .map_or_else(String::new, |until| until.to_string())
                ),
                "values follow each other day by day; is a date mistyped?",
            ),
        };
        let diagnostic = Diagnostic::error(Code::BadHistory, message).hint(hint);
        let (from, until) = places[number];
        self.report(if let BadHistory::Reversed(_) = bad {
            diagnostic.at(until).also(from, "it begins here")
        } else {
            diagnostic
                .at(from)
                .also(places[number - 1].0, "the one before")
        });
    }

    fn link(&mut self, link: &At<String>) {
        let plain = link
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'<' | b'>' | b'\\'));
        if !link.starts_with("https://") || !plain {
            self.report(
                Diagnostic::error(
                    Code::BadValue,
                    format!("`{}` is not a link to a page", link.value),
                )
                .at(&link.place)
                .hint("links begin with `https://` and hold no spaces"),
            );
        }
    }

    fn site(&mut self) {
        let content = self.content;
        let site = &content.site;
        let mut seen: Vec<&str> = Vec::new();
        for language in site.languages.iter() {
            let code = &language.code;
            let fits =
                (2..=3).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_lowercase());
            if !fits {
                self.report(
                    Diagnostic::error(
                        Code::BadValue,
                        format!("`{}` is no language code", code.value),
                    )
                    .at(&code.place)
                    .hint("two or three lower-case letters, like `kk`"),
                );
            }
            if seen.contains(&code.as_str()) {
                self.error(
                    Code::DuplicateId,
                    &code.place,
                    format!("the language `{}` stands here twice", code.value),
                );
            }
            seen.push(code);
        }
        for language in [&site.reference_language, &site.command_language] {
            self.refers(language, "language of this site", seen.iter().copied());
        }
        self.unique(site.charges.iter().map(|charge| &charge.id), "charge");
        self.unique(site.groups.iter().map(|group| &group.id), "group");
        if let Some(unit) = &site.home_unit {
            self.unit_exists(unit);
        }
        let mut grouped: BTreeMap<&Id, &Place> = BTreeMap::new();
        for id in site.groups.iter().flat_map(|group| &group.services) {
            let known = content.services.keys().map(|id| &**id);
            self.refers(id, "service", known);
            if let Some(first) = grouped.insert(&id.value, &id.place) {
                self.report(
                    Diagnostic::error(
                        Code::DuplicateId,
                        format!("the service `{}` stands in the groups twice", id.value),
                    )
                    .at(&id.place)
                    .also(first, "the first time"),
                );
            }
        }
        for (id, file) in &content.services {
            if !grouped.contains_key(id) {
                self.report(
                    Diagnostic::error(
                        Code::Unused,
                        format!(
                            "the service `{}` is in no group, so nobody would find it",
                            &**id
                        ),
                    )
                    .at(&Place {
                        file: file.file,
                        range: 0..0,
                    })
                    .hint("add it to one of the `groups` in site.yaml"),
                );
            }
        }
    }

    fn sources(&mut self) {
        let content = self.content;
        self.unique(content.sources.documents.iter().map(|d| &d.id), "document");
        for source in content.sources.documents.iter() {
            self.unique(source.places.iter().map(|place| &place.id), "place");
            self.unique(source.parts.iter().map(|part| &part.id), "part");
            if let Some(link) = &source.link {
                self.link(link);
            }
        }
    }

    fn unit_exists(&mut self, unit: &At<Id>) {
        let content = self.content;
        let known = content.units.units.iter().map(|unit| &**unit.id);
        self.refers(unit, "unit", known);
    }

    fn units(&mut self) {
        let content = self.content;
        self.unique(content.units.units.iter().map(|unit| &unit.id), "unit");
        for unit in &content.units.units {
            for value in unit.values.iter() {
                self.cited(&value.source);
            }
            self.history(
                unit.values.iter().map(|v| (&v.from, v.until.as_ref())),
                &unit.place,
            );
        }
    }

    fn calendar(&mut self) {
        let content = self.content;
        let calendar = &content.calendar;
        self.cited(&calendar.source);
        let weekend: BTreeSet<usize> = calendar.weekend.iter().map(|day| *day as usize).collect();
        if weekend.len() == 7 {
            self.report(
                Diagnostic::error(Code::Contradiction, "the weekend leaves no working day")
                    .at(&calendar.place)
                    .hint("`weekend` lists the days off of every week"),
            );
        }
        self.unique(calendar.names.iter().map(|name| &name.id), "holiday");
        let mut days: BTreeMap<Date, &Place> = BTreeMap::new();
        let mut last: Option<u32> = None;
        for year in calendar.years.iter() {
            self.cited(&year.source);
            if !(1..=9999).contains(&year.year.value) {
                self.error(
                    Code::BadValue,
                    &year.year.place,
                    format!("{} is not a year of the calendar", year.year.value),
                );
            }
            if last.is_some_and(|last| year.year.value != last + 1) {
                self.report(
                    Diagnostic::error(
                        Code::BadHistory,
                        format!("{} doesn't follow the year before it", year.year.value),
                    )
                    .at(&year.year.place)
                    .hint("years stand in order, without gaps"),
                );
            }
            last = Some(year.year.value);
            for day in &year.days {
                if u32::try_from(day.date.year()) != Ok(year.year.value) {
                    self.error(
                        Code::Contradiction,
                        &day.date.place,
                        format!("{} is not in {}", day.date.value, year.year.value),
                    );
                }
                if let Some(first) = days.insert(day.date.value, &day.date.place) {
                    self.report(
                        Diagnostic::error(
                            Code::Contradiction,
                            format!("{} is off twice", day.date.value),
                        )
                        .at(&day.date.place)
                        .also(first, "the first time"),
                    );
                }
                self.day(day);
            }
        }
        let mut worked: BTreeMap<Date, &Place> = BTreeMap::new();
        for day in calendar.years.iter().flat_map(|year| &year.days) {
            let Some(instead) = &day.worked_instead else {
                continue;
            };
            if let Some(off) = days.get(&instead.value) {
                self.report(
                    Diagnostic::error(
                        Code::Contradiction,
                        format!("{} is worked here, but is a day off", instead.value),
                    )
                    .at(&instead.place)
                    .also(off, "off here"),
                );
            }
            if let Some(first) = worked.insert(instead.value, &instead.place) {
                self.report(
                    Diagnostic::error(
                        Code::Contradiction,
                        format!("{} is worked instead of two days", instead.value),
                    )
                    .at(&instead.place)
                    .also(first, "the first"),
                );
            }
        }
    }

    fn day(&mut self, day: &model::Day) {
        let content = self.content;
        let swap = day.kind == DayKind::Swap;
        if swap != day.worked_instead.is_some() {
            let message = if swap {
                "a swap needs `worked_instead`: the day that is worked instead"
            } else {
                "only a swap has `worked_instead`"
            };
            self.error(Code::Contradiction, &day.place, message);
        }
        match &day.name {
            Some(name) => {
                let names = content.calendar.names.iter().map(|name| &**name.id);
                self.refers(name, "holiday in `names`", names);
            }
            None if !swap => self.error(
                Code::MissingField,
                &day.place,
                "the field `name` is missing: which holiday is it?",
            ),
            None => {}
        }
    }

    fn options(&mut self) {
        let content = self.content;
        self.unique(content.options.options.iter().map(|o| &o.id), "option");
        for option in &content.options.options {
            if *option.id.value == *EXEMPTION {
                self.report(
                    Diagnostic::error(
                        Code::Contradiction,
                        format!("`{EXEMPTION}` is what requests call a ground of exemption"),
                    )
                    .at(&option.id.place)
                    .hint("name this option otherwise"),
                );
            }
            self.unique(option.values.iter().map(|value| &value.id), "value");
            if let Some(default) = &option.default {
                let values = option.values.iter().map(|value| &**value.id);
                self.refers(default, "value of this option", values);
            }
            let used = content.services.values().any(|file| {
                file.service
                    .options
                    .iter()
                    .any(|id| id.value == option.id.value)
            });
            if !used {
                self.unused(&option.id, "option");
            }
        }
    }

    fn unused(&mut self, id: &At<Id>, what: &str) {
        self.report(
            Diagnostic::warning(
                Code::Unused,
                format!("nothing uses the {what} `{}`", id.value),
            )
            .at(&id.place)
            .hint("delete it, or refer to it where it is meant"),
        );
    }

    fn channels(&mut self) {
        let content = self.content;
        self.unique(content.channels.channels.iter().map(|c| &c.id), "channel");
        for channel in &content.channels.channels {
            self.cited(&channel.source);
        }
    }

    fn duties(&mut self) {
        let content = self.content;
        self.unique(content.duties_and_fees().map(|duty| &duty.id), "duty");
        self.unique(content.duties.grounds.iter().map(|g| &g.id), "ground");
        for duty in content.duties_and_fees() {
            self.charge_exists(&duty.kind);
            if let Some(unit) = &duty.unit {
                self.unit_exists(unit);
            }
            for value in duty.values.iter() {
                self.cited(&value.source);
                if value.rate.is_some() == value.not_given.is_some() {
                    self.report(
                        Diagnostic::error(Code::Contradiction, "a rate is either given or not")
                            .at(&value.place)
                            .hint("exactly one of `rate` and `not_given`"),
                    );
                }
                if value.rate.is_some() && duty.unit.is_none() {
                    self.error(
                        Code::MissingField,
                        &value.place,
                        "a `rate` needs the duty's `unit`: of what",
                    );
                }
            }
            self.history(
                duty.values.iter().map(|v| (&v.from, v.until.as_ref())),
                &duty.place,
            );
            if let Some(exemptions) = &duty.exemptions {
                self.exemptions(exemptions);
            }
        }
        for ground in &content.duties.grounds {
            let mut grounds = content
                .duties_and_fees()
                .filter_map(|duty| duty.exemptions.as_ref())
                .flat_map(|exemptions| exemptions.grounds.iter());
            if !grounds.any(|exemption| exemption.ground.value == ground.id.value) {
                self.unused(&ground.id, "ground");
            }
        }
    }

    fn exemptions(&mut self, exemptions: &model::Exemptions) {
        let content = self.content;
        self.unique(exemptions.grounds.iter().map(|e| &e.ground), "ground");
        for exemption in exemptions.grounds.iter() {
            let known = content.duties.grounds.iter().map(|ground| &**ground.id);
            self.refers(&exemption.ground, "ground in `grounds`", known);
            self.cited(&exemption.source);
            self.history(
                std::iter::once((&exemption.from, exemption.until.as_ref())),
                &exemption.place,
            );
        }
    }

    fn bodies(&mut self) {
        let content = self.content;
        self.unique(content.bodies.bodies.iter().map(|body| &body.id), "body");
        for body in &content.bodies.bodies {
            for source in body.source.iter().chain(&body.also) {
                self.cited(source);
            }
            for link in &body.links {
                self.link(&link.url);
            }
            for hours in &body.hours {
                self.hours(hours);
            }
            for email in &body.emails {
                let fits = email
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b"@.-_+".contains(&b))
                    && email.matches('@').count() == 1;
                if !fits {
                    self.error(
                        Code::BadValue,
                        &email.place,
                        format!("`{}` is not an e-mail address", email.value),
                    );
                }
            }
        }
    }

    fn hours(&mut self, hours: &model::Hours) {
        if hours.break_from.is_some() != hours.break_until.is_some() {
            self.error(
                Code::Contradiction,
                &hours.place,
                "a break needs both `break_from` and `break_until`",
            );
        }
        let times = [
            Some(hours.opens),
            hours.break_from,
            hours.break_until,
            Some(hours.closes),
        ];
        if !times.iter().flatten().is_sorted_by(|a, b| a < b) {
            self.error(
                Code::Contradiction,
                &hours.place,
                "these hours don't follow each other: opens, break, closes",
            );
        }
    }

    fn documents(&mut self) {
        let content = self.content;
        let documents = &content.documents;
        self.unique(documents.conditions.iter().map(|c| &c.id), "condition");
        self.unique(documents.documents.iter().map(|d| &d.id), "document");
        for link in documents.documents.iter().filter_map(|d| d.link.as_ref()) {
            self.link(link);
        }
        let of_services = content
            .services
            .values()
            .flat_map(|file| &file.service.steps)
            .filter_map(|step| step.documents.as_ref())
            .flat_map(|documents| documents.items.iter());
        let of_rules = content
            .rules
            .values()
            .flat_map(|file| file.rule.sections.iter())
            .flat_map(|section| &section.documents);
        let items: Vec<&model::StepDocument> = of_services.chain(of_rules).collect();
        for document in &documents.documents {
            if !items
                .iter()
                .any(|item| item.document.value == document.id.value)
            {
                self.unused(&document.id, "document");
            }
        }
        for condition in &documents.conditions {
            let used = |item: &&model::StepDocument| {
                item.when
                    .as_ref()
                    .is_some_and(|when| when.value == condition.id.value)
            };
            if !items.iter().any(used) {
                self.unused(&condition.id, "condition");
            }
        }
    }
}
