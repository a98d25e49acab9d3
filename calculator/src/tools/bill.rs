//! What the tools that work out bills have in common: their figures one by one,
//! their sources, and the day of payment.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use crate::phrases::Phrase;
use crate::quote::{Item, Quote};
use crate::tariff::Line;
use crate::tools::{Answer, Entry, Event, Facet, Mistake, ToolPhrase, Toolbox, Value};
use crate::{Amount, Date};

/// Stands between a number and what it counts: never broken.
const NO_BREAK: char = '\u{a0}';

/// What is wrong with a question, in the order of its lines.
#[derive(Default)]
pub(super) struct Mistakes(pub Vec<Mistake>);

impl Mistakes {
    /// Adds a mistake.
    pub fn note(&mut self, mistake: Mistake) {
        let before = |other: &&Mistake| other.at <= mistake.at;
        let place = self.0.iter().take_while(before).count();
        self.0.insert(place, mistake);
    }
}

/// The sum of amounts; `None` as soon as one is not known, or if it has more
/// digits than can be exact.
pub(super) fn sum(amounts: impl IntoIterator<Item = Option<Amount>>) -> Option<Amount> {
    amounts
        .into_iter()
        .try_fold(Amount::ZERO, |sum, amount| sum.plus(amount?))
}

impl Answer {
    /// Adds all sources of a bill.
    pub(super) fn cite_bill(&mut self, quote: &Quote<'_>) {
        for item in &quote.items {
            self.cite(item.source);
            if let Some(source) = item.rate_source {
                self.cite(source);
            }
            if let Some(rate) = &item.rate {
                self.cite(rate.unit_source);
            }
            if let Some(exemption) = &item.exemption {
                self.cite(exemption.source);
            }
        }
        for unknown in &quote.unknown {
            if let Some(source) = &unknown.source {
                self.cite(source);
            }
        }
    }
}

impl Toolbox {
    /// A number of units.
    pub(super) fn in_units(&self, number: Amount, unit: &str) -> String {
        let name = self.rulebook.unit(unit).map_or(unit, |unit| &unit.name);
        let mut text = self.rulebook.phrasebook.number(number);
        text.push(NO_BREAK);
        text.push_str(name);
        text
    }

    /// The lines of a bill as figures to compare, what is not known among them.
    /// `key` makes the key of a line's id and `label` the label of a charge's name.
    pub(super) fn figures(
        &self,
        quote: &Quote<'_>,
        key: impl Fn(&str) -> String,
        label: impl Fn(&str) -> String,
    ) -> Vec<Entry> {
        let lines = quote.lines().map(|(line, outcome)| {
            let (value, facets) = match outcome {
                Ok(item) => (
                    Value::Amount(item.amount),
                    self.facets(line, item, quote.on),
                ),
                Err(unknown) => (Value::Unknown(unknown.reason.clone()), Vec::new()),
            };
            Entry {
                key: key(&line.id),
                label: label(self.rulebook.charge_name(&line.kind)),
                value,
                facets,
            }
        });
        lines.collect()
    }

    /// What the amount of a line was made from.
    fn facets(&self, line: &Line, item: &Item<'_>, on: Date) -> Vec<Facet> {
        let words = &self.rulebook.phrasebook;
        let mut facets = Vec::new();
        let mut add = |key: &str, label: &str, value: String, text: String| {
            facets.push(Facet {
                key: key.to_owned(),
                label: label.to_owned(),
                value,
                text,
            });
        };
        let said = |phrase| self.words.text(phrase);
        if let Some(used) = &item.exemption {
            let ground = used.ground;
            add(
                "exemption",
                said(ToolPhrase::FacetExemption),
                ground.id.clone(),
                ground.text.clone(),
            );
            return facets;
        }
        if let Some(used) = &item.rate {
            let unit = self.rulebook.unit(used.unit);
            add(
                "rate",
                said(ToolPhrase::FacetRate),
                used.rate.text(),
                self.in_units(used.rate, used.unit),
            );
            add(
                "unit-value",
                unit.map_or(used.unit, |unit| &unit.name),
                used.unit_value.text(),
                words.money(used.unit_value, &self.rulebook.currency),
            );
        }
        if let Ok(on_file) = line.values.on(on) {
            add(
                "since",
                said(ToolPhrase::FacetSince),
                on_file.from.text(),
                words.date(on_file.from),
            );
        }
        facets
    }

    /// The total of an answer as a figure. Without one, either a part is not
    /// known or, if `all_known`, the sum is too large.
    pub(super) fn total_figure(&self, total: Option<Amount>, all_known: bool) -> Entry {
        let value = match total {
            Some(total) => Value::Amount(total),
            None if all_known => {
                Value::Unknown(self.rulebook.phrasebook.say(Phrase::ReasonTooLarge, &[]))
            }
            None => Value::Unknown(self.words.say(ToolPhrase::TotalUnknown, &[])),
        };
        Entry {
            key: "total".to_owned(),
            label: self.words.say(ToolPhrase::Total, &[]),
            value,
            facets: Vec::new(),
        }
    }

    /// The day of payment.
    pub(super) fn payment(&self, on: Date, total: Option<Amount>, text: String) -> Event {
        let title = match total {
            Some(total) => {
                let total = self.money(total);
                self.words.say(ToolPhrase::Payment, &[("total", &total)])
            }
            None => self.words.say(ToolPhrase::PaymentUnknown, &[]),
        };
        Event {
            id: "payment".to_owned(),
            day: on,
            title,
            text,
        }
    }

    /// An amount of money in words.
    pub(super) fn money(&self, amount: Amount) -> String {
        let rules = &self.rulebook;
        rules.phrasebook.money(amount, &rules.currency)
    }
}
