//! What a change of the content does to typical cases: each is put to the old
//! rules and to the new ones, and their figures stand side by side.

use std::collections::BTreeSet;

use qagida_calculator::Date;
use qagida_calculator::tools::{Answer, Entry, Tool, Toolbox, Value};

use super::changes::Change;
use crate::content::typical::Typical;

/// A case whose figures are not the same.
#[derive(Clone, Debug)]
pub struct Effect {
    /// The case's id.
    pub case: String,
    /// What it is about, in the language of the commands.
    pub title: String,
    /// The day for which it was worked out.
    pub on: Date,
    /// Its figures that differ.
    pub figures: Vec<Figure>,
}

/// A figure before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// What it is.
    pub label: String,
    /// It before, in words; `None` if there was no such figure.
    pub old: Option<String>,
    /// It after; `None` if there is none any more.
    pub new: Option<String>,
}

/// What the typical cases come to.
#[derive(Clone, Debug, Default)]
pub struct Effects {
    /// Those that are not the same.
    pub changed: Vec<Effect>,
    /// How many are.
    pub same: usize,
    /// The days for which they were worked out.
    pub days: BTreeSet<Date>,
}

/// Puts the cases to both.
pub fn effects(
    cases: &[Typical],
    language: usize,
    old: &Toolbox,
    new: &Toolbox,
    days: &BTreeSet<Date>,
) -> Effects {
    let mut effects = Effects {
        days: days.clone(),
        ..Effects::default()
    };
    for case in cases {
        for day in days {
            let ask = |toolbox| figures(toolbox, case, *day);
            let figures = beside(&ask(old), &ask(new));
            if figures.is_empty() {
                effects.same += 1;
                continue;
            }
            effects.changed.push(Effect {
                case: case.id.to_string(),
                title: case.title.get(language).to_owned(),
                on: *day,
                figures,
            });
        }
    }
    effects
}

/// The days that matter: the one asked for, and each on which a changed value begins.
pub fn days(on: Date, changes: &[Change]) -> BTreeSet<Date> {
    let begins = changes.iter().flat_map(|change| {
        let fields = change.at.iter().map(String::as_str);
        fields.filter_map(|field| Date::parse(field))
    });
    begins.filter(|day| *day > on).chain([on]).collect()
}

/// The figures of a case: what they are, told by their keys, and how they read.
fn figures(toolbox: &Toolbox, case: &Typical, on: Date) -> Vec<(String, String, String)> {
    let Some(tool) = Tool::of(&case.ask.tool) else {
        return Vec::new();
    };
    match toolbox.work_out(tool, &case.ask.on(&on.to_string())) {
        Ok(answer) => told(toolbox, &answer),
        Err(mistakes) => mistakes
            .into_iter()
            .map(|mistake| {
                (
                    mistake.field.clone(),
                    mistake.field,
                    format!("? {}", mistake.message),
                )
            })
            .collect(),
    }
}

fn told(toolbox: &Toolbox, answer: &Answer) -> Vec<(String, String, String)> {
    let figure = |entry: &Entry| {
        let text = text(toolbox, &entry.value);
        (entry.key.clone(), entry.label.clone(), text)
    };
    answer.record.iter().map(figure).collect()
}

/// A figure in words.
pub fn text(toolbox: &Toolbox, value: &Value) -> String {
    let words = &toolbox.rulebook.phrasebook;
    match value {
        Value::Amount(amount) => words.money(*amount, &toolbox.rulebook.currency),
        Value::Day(day) => words.date_with_weekday(*day),
        Value::Ids(ids) => ids.join(", "),
        Value::Unknown(reason) => format!("? {reason}"),
    }
}

fn beside(old: &[(String, String, String)], new: &[(String, String, String)]) -> Vec<Figure> {
    let find = |list: &[(String, String, String)], key: &str| {
        let found = list.iter().find(|(known, _, _)| known == key);
        found.map(|(_, _, text)| text.clone())
    };
    let kept = new.iter().map(|(key, label, text)| Figure {
        label: label.clone(),
        old: find(old, key),
        new: Some(text.clone()),
    });
    let gone = old
        .iter()
        .filter(|(key, _, _)| find(new, key).is_none())
        .map(|(_, label, text)| Figure {
            label: label.clone(),
            old: Some(text.clone()),
            new: None,
        });
    let both = kept.chain(gone);
    both.filter(|figure| figure.old != figure.new).collect()
}
