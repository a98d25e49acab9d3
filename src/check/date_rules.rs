//! What must hold in the date rules.

use qagida_calculator::tools::days::{Direction, Meaning, RuleUnit};

use super::Checker;
use crate::content::date_rules::DateRule;
use crate::diagnostics::{Code, Diagnostic};

impl Checker<'_> {
    pub(super) fn date_rules(&mut self) {
        let content = self.content;
        let rules = &content.date_rules.date_rules;
        self.unique(rules.iter().map(|rule| &rule.id), "date rule");
        for rule in rules {
            self.date_rule(rule);
        }
    }

    fn date_rule(&mut self, rule: &DateRule) {
        let content = self.content;
        self.cited(&rule.source);
        for also in &rule.also {
            self.cited(also);
        }
        self.unique_refs(&rule.services, "service");
        for service in &rule.services {
            self.refers(service, "service", content.services.keys().map(|id| &**id));
        }
        self.unique_refs(&rule.rules, "rule");
        for page in &rule.rules {
            self.rule_exists(page);
        }
        self.period(&rule.count);
        if rule.unit == RuleUnit::CalendarYear && rule.count.value != 1 {
            self.report(
                Diagnostic::error(
                    Code::BadValue,
                    "a rule about the calendar year of a day has the `count` 1",
                )
                .at(&rule.count.place)
                .hint("years to the same day have the unit `year`"),
            );
        }
        if rule.means.value == Meaning::MustLast && rule.direction == Direction::Before {
            self.report(
                Diagnostic::error(
                    Code::Contradiction,
                    "what must last beyond a day doesn't end before it",
                )
                .at(&rule.means.place)
                .hint("`must-last` goes with `direction: after`"),
            );
        }
    }
}
