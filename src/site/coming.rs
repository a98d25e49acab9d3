//! Values that begin after the day of the site: each is shown beside the one that
//! holds, with the day from which it will.
//!
//! A figure is worked out again as on each such day; where it is another, that is
//! what comes. So whatever it is made from, nothing that comes is left out.

use std::collections::BTreeSet;

use qagida_calculator::{Date, Dated};

use super::data::Made;
use super::pages::{Language, Site};

/// What a figure consists of, as far as it is known: a rate, and what it comes to.
pub type Parts = Vec<Option<String>>;

impl Site<'_> {
    /// The days after the site's own on which some value begins.
    fn coming_days(&self) -> BTreeSet<Date> {
        fn begin<T>(values: &Dated<T>) -> Vec<Date> {
            values.entries().iter().map(|entry| entry.from).collect()
        }
        // Days are the same in every language.
        let Some(rulebook) = self.rulebooks.first() else {
            return BTreeSet::new();
        };
        let units = rulebook.units.iter().map(|unit| begin(&unit.values));
        let duties = rulebook.duties.iter().map(|duty| &duty.line);
        let lines = rulebook.services.iter().flat_map(|it| &it.tariff);
        let lines = lines.chain(duties).map(|line| begin(&line.values));
        let days = units.chain(lines).flatten();
        days.filter(|day| self.as_of < *day).collect()
    }

    /// The site of a later day.
    fn on(&self, day: Date) -> Site<'_> {
        Site {
            as_of: day,
            data: Made::default(),
            ..*self
        }
    }
}

impl Language<'_> {
    /// The days after the site's own on which some value begins.
    pub(super) fn coming_days(&self) -> BTreeSet<Date> {
        self.site.coming_days()
    }

    /// What a figure will say, each time that it is another: `now` is what it says
    /// on the site's day, `then` what it says in the language of a later site.
    pub(super) fn coming(
        &self,
        now: Parts,
        then: impl Fn(&Language<'_>) -> Option<Parts>,
    ) -> Vec<String> {
        let mut last = now;
        let mut coming = Vec::new();
        for day in self.coming_days() {
            let site = self.site.on(day);
            if let Some(parts) = then(&site.language(self.number())) {
                coming.extend(self.comes(day, &mut last, parts));
            }
        }
        coming
    }

    /// What comes on a day, if it is known and another than what was `last`.
    pub(super) fn comes(&self, day: Date, last: &mut Parts, parts: Parts) -> Option<String> {
        let mut other = false;
        for (number, part) in parts.iter().enumerate() {
            if part.is_some() && last.get(number) != Some(part) {
                other = true;
                last.resize(last.len().max(number + 1), None);
                last[number].clone_from(part);
            }
        }
        let known: Vec<String> = parts.into_iter().flatten().collect();
        other.then(|| {
            let date = self.words.phrasebook.date(day);
            let value = known.join(" = ");
            let slots = [("date", &*date), ("value", &*value)];
            self.words.fill("coming", &slots)
        })
    }
}
