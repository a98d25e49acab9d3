//! What must hold for the planner: that each charge goes to somebody, and that
//! rules between services can be followed.

use std::collections::BTreeMap;

use qagida_calculator::tools::basket::RESERVED;

use super::Checker;
use crate::content::planner::Together;
use crate::content::reading::{At, Id};
use crate::diagnostics::{Code, Diagnostic, Place};

impl Checker<'_> {
    pub(super) fn planner(&mut self) {
        let content = self.content;
        let planner = &content.planner;
        self.unique(planner.roles.iter().map(|role| &role.id), "role");
        self.recipients();
        for rule in &planner.together {
            self.together(rule);
        }
        self.settled_once();
        for cost in &planner.left_out {
            if let Some(kind) = &cost.kind {
                self.charge_exists(kind);
            }
            self.unique_refs(&cost.services, "service");
            for service in &cost.services {
                self.service_exists(service);
            }
            if let Some(source) = &cost.source {
                self.cited(source);
            }
        }
        self.option_names();
    }

    /// Each charge goes to exactly one recipient, or nobody's subtotal would
    /// contain it.
    fn recipients(&mut self) {
        let content = self.content;
        let recipients = &content.planner.recipients;
        self.unique(recipients.iter().map(|it| &it.id), "recipient");
        let mut taken: BTreeMap<&Id, &Place> = BTreeMap::new();
        for charge in recipients.iter().flat_map(|it| it.charges.iter()) {
            self.charge_exists(charge);
            if let Some(first) = taken.insert(&charge.value, &charge.place) {
                self.report(
                    Diagnostic::error(
                        Code::DuplicateId,
                        format!("the charge `{}` goes to two recipients", &*charge.value),
                    )
                    .at(&charge.place)
                    .label("the second time")
                    .also(first, "the first time")
                    .hint(
                        "a charge is paid to one of them only; a part of it is a charge of its own",
                    ),
                );
            }
        }
        let Some(first) = recipients.first() else {
            return;
        };
        for charge in content.site.charges.iter() {
            if !taken.contains_key(&charge.id.value) {
                self.report(
                    Diagnostic::error(
                        Code::MissingField,
                        format!("nobody gets the charge `{}`", &**charge.id),
                    )
                    .at(&charge.id.place)
                    .also(&first.place, "the recipients stand here")
                    .hint("add it to the `charges` of one of the `recipients` in planner.yaml"),
                );
            }
        }
    }

    fn service_exists(&mut self, service: &At<Id>) -> bool {
        let known = self.content.services.keys().map(|id| &**id);
        self.refers(service, "service", known)
    }

    fn together(&mut self, rule: &Together) {
        let content = self.content;
        self.cited(&rule.source);
        self.unique_refs(&rule.with, "service");
        for other in rule.with.iter() {
            self.service_exists(other);
            if other.value == rule.service.value {
                self.report(
                    Diagnostic::error(
                        Code::Contradiction,
                        "a service says nothing about itself here",
                    )
                    .at(&other.place)
                    .also(&rule.service.place, "the service")
                    .hint("`with` names other services of the same person"),
                );
            }
        }
        let exists = self.service_exists(&rule.service);
        let (option, value) = match (&rule.option, &rule.value) {
            (Some(option), Some(value)) => (option, value),
            (None, None) => return,
            (one, other) => {
                let place = one.as_ref().map(|option| &option.place);
                let place = place.or(other.as_ref().map(|value| &value.place));
                self.report(
                    Diagnostic::error(Code::Contradiction, "`option` and `value` belong together")
                        .at(place.unwrap_or(&rule.place))
                        .hint("write both if the other service settles a choice, or none if there is only something to know"),
                );
                return;
            }
        };
        let known = content.options.options.iter().map(|option| &**option.id);
        if !self.refers(option, "option in options.yaml", known) {
            return;
        }
        let service = content
            .services
            .iter()
            .find(|(id, _)| **id == rule.service.value);
        if let Some((_, file)) = service.filter(|_| exists)
            && file
                .service
                .options
                .iter()
                .all(|own| own.value != option.value)
        {
            self.report(
                Diagnostic::error(
                    Code::UnknownReference,
                    format!(
                        "`{}` is not among the options of `{}`",
                        &**option, &**rule.service
                    ),
                )
                .at(&option.place)
                .hint("only what people are asked for that service can be settled"),
            );
        }
        if let Some(spec) = content.option(option) {
            let values = spec.values.iter().map(|value| &**value.id);
            self.refers(value, &format!("value of `{}`", &**option), values);
        }
    }

    /// No choice is settled in two ways.
    fn settled_once(&mut self) {
        let rules = &self.content.planner.together;
        for (at, rule) in rules.iter().enumerate() {
            let Some(option) = &rule.option else {
                continue;
            };
            let same = |before: &&Together| {
                before.service.value == rule.service.value
                    && before
                        .option
                        .as_ref()
                        .is_some_and(|it| it.value == option.value)
            };
            if let Some(first) = rules[..at].iter().find(same) {
                self.report(
                    Diagnostic::error(
                        Code::DuplicateId,
                        format!("two rules settle `{}` of `{}`", &**option, &**rule.service),
                    )
                    .at(&rule.place)
                    .label("the second")
                    .also(&first.place, "the first")
                    .hint("name all the other services in the `with` of one rule"),
                );
            }
        }
    }

    /// Options stand in a form beside lines with names of their own.
    fn option_names(&mut self) {
        let content = self.content;
        for option in &content.options.options {
            if RESERVED.contains(&&**option.id) {
                self.report(
                    Diagnostic::error(
                        Code::BadValue,
                        format!("an option cannot be called `{}`", &**option.id),
                    )
                    .at(&option.id.place)
                    .hint("the calculators' links use this name for something else"),
                );
            }
        }
    }
}
