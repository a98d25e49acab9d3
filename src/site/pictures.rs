//! What the drawings of the rules pages show. How they are drawn is
//! [`super::drawing`]'s.

use qagida_calculator::term::TermUnit;

use super::drawing::{self, Bar, Edge, Extension, Graph, Node, Panel, Timeline};
use super::pages::Language;
use super::views::CategoryLink;
use super::views::rules::ChangeTarget;
use crate::content::reading::Id;
use crate::content::rules::{Period, Rule};

impl Language<'_> {
    /// The periods of a page as bars; a page without periods in days has no picture.
    pub(super) fn timeline(&self, id: &Id, rule: &Rule) -> Option<String> {
        let on_page = self.site.content.periods_on(id, rule);
        let periods: Vec<&Period> = on_page.into_iter().map(|(_, period)| period).collect();
        periods.iter().find(|p| p.unit != TermUnit::Minute)?;
        let title = self.text(&rule.title);
        let lengths: Vec<String> = periods
            .iter()
            .map(|period| format!("{}: {}", self.text(&period.title), self.length(period)))
            .collect();
        let panel = |unit: TermUnit, axis: &str| Panel {
            axis_title: self.words.page(axis).to_owned(),
            back: false,
            bars: periods
                .iter()
                .filter(|period| period.unit == unit)
                .map(|period| self.bar(rule, period))
                .collect(),
        };
        Some(drawing::timeline(&Timeline {
            id: "_timeline".to_owned(),
            title,
            description: lengths.join("; "),
            panels: vec![
                panel(TermUnit::WorkingDay, "axis-working-days"),
                panel(TermUnit::CalendarDay, "axis-calendar-days"),
                panel(TermUnit::Minute, "axis-minutes"),
            ],
        }))
    }

    fn bar(&self, rule: &Rule, period: &Period) -> Bar {
        let start = start_of(rule, period);
        Bar {
            label: self.text(&period.title),
            length: self.length(period),
            start,
            end: start + period.max.value,
            open: false,
            extension: period.extension.as_ref().map(|extension| {
                let words = &self.words.phrasebook;
                let longest = extension.unit.counted(words, extension.max.value);
                Extension {
                    label: self.words.fill("period-extension", &[("term", &longest)]),
                    end: (extension.unit == period.unit).then(|| start + extension.max.value),
                }
            }),
        }
    }

    /// Which category can be changed into which, as a graph of links.
    pub(super) fn graph(&self, page: &Id, targets: &[ChangeTarget]) -> String {
        let mut from: Vec<&CategoryLink> = Vec::new();
        let mut edges = Vec::new();
        for (to, target) in targets.iter().enumerate() {
            for link in &target.from {
                let known = from.iter().position(|known| known.code == link.code);
                let at = known.unwrap_or_else(|| {
                    from.push(link);
                    from.len() - 1
                });
                edges.push(Edge {
                    from: at,
                    to,
                    conditional: target.text.is_some(),
                });
            }
        }
        let node = |link: &CategoryLink| Node {
            code: link.code.clone(),
            name: link.title.clone(),
            href: link.href.clone(),
            group: link.code.chars().next().unwrap_or('A'),
        };
        let any = targets.iter().enumerate().filter(|(_, target)| target.any);
        let word = |key: &str| self.words.page(key).to_owned();
        drawing::graph(&Graph {
            id: format!("_graph-{}", &**page),
            title: word("graph-title"),
            description: word("graph-caption"),
            from_heading: word("graph-from"),
            to_heading: word("graph-to"),
            from: from.into_iter().map(node).collect(),
            to: targets
                .iter()
                .map(|target| node(&target.category))
                .collect(),
            edges,
            any: any.map(|(at, _)| at).collect(),
            any_label: word("change-any"),
            conditional_label: word("graph-conditional"),
        })
    }
}

/// When a period begins in the picture: at the end of the one it follows.
fn start_of(rule: &Rule, period: &Period) -> u32 {
    let before = period.after.as_ref().and_then(|after| {
        let mut periods = rule.periods.iter();
        periods.find(|period| period.id.value == after.value)
    });
    match before {
        // The check keeps periods from following each other in a circle.
        Some(before) if before.unit == period.unit => start_of(rule, before) + before.max.value,
        _ => 0,
    }
}
