//! What must hold in a service and its bill.

use std::ops::Deref;

use qagida_calculator::term::TermUnit;

use super::Checker;
use crate::content::model::{
    Extension, Line, OptionSpec, Price, Service, StepDocument, Term, Written,
};
use crate::content::reading::{At, Id};
use crate::diagnostics::{Code, Diagnostic};

impl<'a> Checker<'a> {
    pub(super) fn services(&mut self) {
        let content = self.content;
        for (id, file) in &content.services {
            self.service(id, &file.service);
        }
    }

    fn service(&mut self, id: &Id, service: &Service) {
        let content = self.content;
        self.cited(&service.source);
        for category in &service.categories {
            self.category(category);
        }
        self.steps(service);
        self.unique_refs(&service.options, "option");
        for option in &service.options {
            let known = content.options.options.iter().map(|option| &**option.id);
            self.refers(option, "option in options.yaml", known);
        }
        self.unique(service.tariff.iter().map(|line| &line.id), "tariff line");
        for line in service.tariff.iter() {
            self.line(service, line);
        }
        self.overlapping_lines(service);
        for remark in service.no_charge.iter().chain(&service.excluded) {
            self.charge_exists(&remark.kind);
            self.cited(&remark.source);
        }
        self.term(&service.term);
        if let Some(window) = &service.filing_window {
            self.cited(&window.source);
            self.period(&window.opens);
            if window.unit == TermUnit::Minute {
                self.error(
                    Code::BadValue,
                    &window.place,
                    "a filing window is in days, not in minutes",
                );
            }
            if window.opens.value <= window.closes.value {
                self.report(
                    Diagnostic::error(
                        Code::Contradiction,
                        "the filing window closes before it opens",
                    )
                    .at(&window.opens.place)
                    .also(&window.closes.place, "closes")
                    .hint("both count back from the expiry, so `opens` is the larger number"),
                );
            }
        }
        self.unique_refs(&service.channels, "channel");
        for channel in service.channels.iter() {
            let known = content.channels.channels.iter().map(|c| &**c.id);
            self.refers(channel, "channel", known);
        }
        for note in &service.notes {
            self.cited(&note.source);
        }
        self.unique_refs(&service.related, "service");
        for related in &service.related {
            self.refers(related, "service", content.services.keys().map(|id| &**id));
            if related.value == *id {
                self.error(
                    Code::BadValue,
                    &related.place,
                    "a service is not related to itself",
                );
            }
        }
    }

    pub(super) fn unique_refs(&mut self, ids: &[At<Id>], what: &str) {
        for (at, id) in ids.iter().enumerate() {
            if let Some(first) = ids[..at].iter().find(|before| before.value == id.value) {
                self.report(
                    Diagnostic::error(
                        Code::DuplicateId,
                        format!("the {what} `{}` is named twice", id.value),
                    )
                    .at(&id.place)
                    .also(&first.place, "the first time"),
                );
            }
        }
    }

    pub(super) fn duty_exists(&mut self, duty: &At<Id>) {
        let known = self.content.duties_and_fees().map(|duty| &**duty.id);
        self.refers(duty, "duty in duties.yaml", known);
    }

    pub(super) fn charge_exists(&mut self, kind: &At<Id>) {
        let content = self.content;
        let known = content.site.charges.iter().map(|charge| &**charge.id);
        self.refers(kind, "charge in site.yaml", known);
    }

    fn steps(&mut self, service: &Service) {
        let content = self.content;
        for step in &service.steps {
            self.cited(&step.source);
            let bodies = content.bodies.bodies.iter().map(|body| &**body.id);
            self.refers(&step.r#where, "body in bodies.yaml", bodies);
            let Some(documents) = &step.documents else {
                continue;
            };
            self.cited(&documents.source);
            self.papers(&documents.items);
        }
    }

    /// Papers that are asked for exist, and none is asked for twice.
    pub(super) fn papers(&mut self, items: &[StepDocument]) {
        let content = self.content;
        for (at, item) in items.iter().enumerate() {
            let known = content.documents.documents.iter().map(|d| &**d.id);
            self.refers(&item.document, "document in documents.yaml", known);
            if let Some(when) = &item.when {
                let known = content.documents.conditions.iter().map(|c| &**c.id);
                self.refers(when, "condition in documents.yaml", known);
            }
            let same = |before: &&StepDocument| {
                before.document.value == item.document.value
                    && before.when.as_ref().map(|when| &when.value)
                        == item.when.as_ref().map(|when| &when.value)
            };
            if let Some(first) = items[..at].iter().find(same) {
                self.report(
                    Diagnostic::error(
                        Code::DuplicateId,
                        format!("the document `{}` is asked for twice", &**item.document),
                    )
                    .at(&item.document.place)
                    .also(&first.document.place, "the first time"),
                );
            }
        }
    }

    fn line(&mut self, service: &Service, line: &Line) {
        let content = self.content;
        self.charge_exists(&line.kind);
        for (option, value) in &line.when.0 {
            if let Some(spec) = self.own_option(service, option) {
                let values = spec.values.iter().map(|value| &**value.id);
                self.refers(value, &format!("value of `{}`", option.value), values);
            }
        }
        let by = line.by.as_ref().and_then(|by| self.own_option(service, by));
        match (&line.duty, &line.source) {
            (Some(duty), source) => {
                self.duty_exists(duty);
                // One that doesn't exist is reported as that.
                let charges = content.site.charges.iter();
                let known = |kind: &At<Id>| charges.clone().any(|c| c.id.value == kind.value);
                if let Some(found) = content.duty(duty)
                    && found.kind.value != line.kind.value
                    && known(&found.kind)
                    && known(&line.kind)
                {
                    self.report(
                        Diagnostic::error(
                            Code::Contradiction,
                            format!(
                                "this line is charged as `{}`, but its duty as `{}`",
                                line.kind.value, found.kind.value
                            ),
                        )
                        .at(&line.kind.place)
                        .also(&found.kind.place, "the duty's `kind`"),
                    );
                }
                if !line.values.is_empty() || line.by.is_some() || line.per.is_some() {
                    self.report(
                        Diagnostic::error(
                            Code::Contradiction,
                            "a line with `duty` takes its rate and how often it is charged from duties.yaml",
                        )
                        .at(&duty.place)
                        .hint("delete either `duty`, or `values`, `by` and `per`"),
                    );
                }
                match source {
                    Some(source) => self.cited(source),
                    None => self.report(
                        Diagnostic::error(Code::MissingField, "the field `source` is missing")
                            .at(&duty.place)
                            .label("where does it stand that this duty applies here?"),
                    ),
                }
            }
            (None, Some(source)) => self.report(
                Diagnostic::error(
                    Code::Contradiction,
                    "a line with `values` has a source in each of them",
                )
                .at(&source.place)
                .hint("move it into `values`"),
            ),
            (None, None) => {
                self.history(
                    line.values.iter().map(|v| (&v.from, v.until.as_ref())),
                    &line.place,
                );
                for price in &line.values {
                    self.cited(&price.source);
                    self.price(line, price, by);
                }
            }
        }
    }

    /// An option that a line depends on: it exists, and the service names it.
    fn own_option(
        &mut self,
        service: &Service,
        option: &At<impl Deref<Target = str>>,
    ) -> Option<&'a OptionSpec> {
        let content = self.content;
        let Some(spec) = content.option(option) else {
            let known = content.options.options.iter().map(|option| &**option.id);
            self.refers(option, "option in options.yaml", known);
            return None;
        };
        let id: &str = option;
        if service.options.iter().all(|own| *own.value != *id) {
            self.report(
                Diagnostic::error(
                    Code::UnknownReference,
                    format!("`{id}` is not among the options of this service"),
                )
                .at(&option.place)
                .hint(format!(
                    "add it to the service's `options`, so that people are asked: `options: [{id}]`"
                )),
            );
        }
        Some(spec)
    }

    fn price(&mut self, line: &Line, price: &Price, by: Option<&OptionSpec>) {
        self.written(Written::from(price));
        if line.by.is_some() == price.table.is_empty() {
            let message = if line.by.is_some() {
                "this line depends on an option, so it needs a `table` with a row for each value"
            } else {
                "a `table` needs `by` in its line: the option that it goes by"
            };
            self.error(Code::Contradiction, &price.place, message);
        }
        for (at, row) in price.table.iter().enumerate() {
            self.written(Written::from(row));
            let first = price.table[..at]
                .iter()
                .find(|before| before.choice.value == row.choice.value);
            if let Some(first) = first {
                self.report(
                    Diagnostic::error(
                        Code::DuplicateId,
                        format!("there are two rows for `{}`", row.choice.value),
                    )
                    .at(&row.choice.place)
                    .also(&first.choice.place, "the first"),
                );
            }
            if let Some(option) = by {
                let values = option.values.iter().map(|value| &**value.id);
                self.refers(&row.choice, "value of this option", values);
            }
        }
        let Some(option) = by.filter(|_| !price.table.is_empty()) else {
            return;
        };
        let absent: Vec<&str> = option
            .values
            .iter()
            .map(|value| &**value.id)
            .filter(|id| price.table.iter().all(|row| row.choice.value != *id))
            .collect();
        if !absent.is_empty() {
            self.report(
                Diagnostic::error(
                    Code::IncompleteTable,
                    format!("the table has no row for: {}", absent.join(", ")),
                )
                .at(&price.place)
                .hint("what the source leaves out is a row with `not_given`"),
            );
        }
    }

    /// A price is written in exactly one way.
    fn written(&mut self, written: Written<'_>) {
        let ways = [
            written.amount.is_some(),
            written.rate.is_some(),
            written.unreadable.is_some(),
            written.not_given.is_some(),
            written.table,
        ];
        let count = ways.iter().filter(|way| **way).count();
        if count != 1 {
            let message = if count == 0 {
                "there is no price here"
            } else {
                "there is more than one price here"
            };
            self.report(
                Diagnostic::error(Code::Contradiction, message)
                    .at(written.place)
                    .hint("exactly one of `amount`, `rate`, `unreadable`, `not_given`, `table`"),
            );
        }
        match written.unit {
            Some(unit) => {
                self.unit_exists(unit);
                if written.rate.is_none() {
                    self.error(
                        Code::Contradiction,
                        &unit.place,
                        "a `unit` needs a `rate`: how many of them",
                    );
                }
            }
            None if written.rate.is_some() => self.error(
                Code::MissingField,
                written.place,
                "a `rate` needs a `unit`: of what",
            ),
            None => {}
        }
        if written.unreadable.is_some() != written.note.is_some() {
            let message = if written.unreadable.is_some() {
                "what is `unreadable` needs a `note`: why it is not used"
            } else {
                "only what is `unreadable` has a `note` here"
            };
            self.error(Code::Contradiction, written.place, message);
        }
    }

    /// For no choice do two lines charge the same thing: a forgotten `when`
    /// would silently charge it twice.
    fn overlapping_lines(&mut self, service: &Service) {
        for (at, line) in service.tariff.iter().enumerate() {
            for before in &service.tariff[..at] {
                let apart = line.when.0.iter().any(|(option, value)| {
                    before.when.0.iter().any(|(other, other_value)| {
                        option.value == other.value && value.value != other_value.value
                    })
                });
                if before.kind.value == line.kind.value && !apart {
                    self.report(
                        Diagnostic::error(
                            Code::Contradiction,
                            format!(
                                "`{}` and `{}` would both be charged as `{}`",
                                &**before.id, &**line.id, &**line.kind
                            ),
                        )
                        .at(&line.id.place)
                        .also(&before.id.place, "the other line")
                        .hint("give each a `when` that keeps them apart"),
                    );
                }
            }
        }
        for option in &service.options {
            let used = service.tariff.iter().any(|line| {
                let by = line.by.as_ref().is_some_and(|by| by.value == option.value);
                by || line.when.0.iter().any(|(id, _)| *id.value == *option.value)
            });
            // One that doesn't exist is reported as that.
            if !used && self.content.option(&option.value).is_some() {
                self.report(
                    Diagnostic::error(
                        Code::Unused,
                        format!("no line of the tariff depends on `{}`", option.value),
                    )
                    .at(&option.place)
                    .hint(
                        "people would be asked for nothing: delete it, or use it in `by` or `when`",
                    ),
                );
            }
        }
    }

    /// Longer periods are in months and years, and none is empty: another number
    /// is a slip.
    pub(super) fn period(&mut self, number: &At<u32>) {
        if !(1..=3660).contains(&number.value) {
            self.error(
                Code::BadValue,
                &number.place,
                format!("{} is no length of a period: from 1 to 3660", number.value),
            );
        }
    }

    fn term(&mut self, term: &Term) {
        self.cited(&term.source);
        let given = [term.min.is_some(), term.max.is_some(), term.unit.is_some()];
        if term.not_given.is_some() {
            if given.contains(&true) || term.extension.is_some() {
                self.error(
                    Code::Contradiction,
                    &term.place,
                    "a term that is `not_given` has no `min`, `max`, `unit` or `extension`",
                );
            }
            return;
        }
        if given.contains(&false) {
            self.report(
                Diagnostic::error(
                    Code::MissingField,
                    "a term needs `min`, `max` and `unit`, or `not_given`",
                )
                .at(&term.place),
            );
        }
        if let (Some(min), Some(max)) = (&term.min, &term.max)
            && min.value > max.value
        {
            self.report(
                Diagnostic::error(Code::Contradiction, "`min` is more than `max`")
                    .at(&min.place)
                    .also(&max.place, "max"),
            );
        }
        let numbers = [&term.min, &term.max].into_iter().flatten();
        let extension = term.extension.as_ref();
        for number in numbers.chain(extension.map(|extension| &extension.max)) {
            self.period(number);
        }
        if let Some(extension) = extension {
            self.extension(extension);
        }
    }

    pub(super) fn extension(&mut self, extension: &Extension) {
        if extension.unit == TermUnit::Minute {
            self.error(
                Code::BadValue,
                &extension.place,
                "an extension is in days, not in minutes",
            );
        }
        self.cited(&extension.source);
    }
}
