//! What a change of the content does to typical cases: each is put to the old
//! rules and to the new ones, and their figures stand side by side.

use std::collections::BTreeSet;

use qagida_calculator::Date;
use qagida_calculator::tools::{Entry, Tool, Toolbox, Value};

use super::changes::Change;
use crate::content::reading::Id;
use crate::content::typical::{Typical, TypicalCases};

/// The rules of one side, and the cases on file there.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The rules.
    pub toolbox: &'a Toolbox,
    /// The cases.
    pub cases: &'a TypicalCases,
    /// The number of the language that titles are read in.
    pub language: usize,
}

/// Which contents have a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// Both, with the same question.
    Both,
    /// Both; the question was changed, and the new one is put to both.
    Changed,
    /// Only the old one.
    Old,
    /// Only the new one.
    New,
}

impl Held {
    /// Its name in JSON.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Both => "both",
            Self::Changed => "changed",
            Self::Old => "old",
            Self::New => "new",
        }
    }
}

/// A case by the old rules and by the new ones, on a day.
#[derive(Clone, Debug)]
pub struct Effect {
    /// The case's id.
    pub case: String,
    /// What it is about.
    pub title: String,
    /// Where it is on file.
    pub held: Held,
    /// The day for which it was worked out; none if the case names its own.
    pub on: Option<Date>,
    /// Why the old rules don't answer.
    pub old_refuses: Option<String>,
    /// Why the new ones don't.
    pub new_refuses: Option<String>,
    /// Its figures.
    pub figures: Vec<Figure>,
}

impl Effect {
    /// Whether it comes out otherwise.
    pub fn differs(&self) -> bool {
        self.old_refuses != self.new_refuses || self.figures.iter().any(Figure::differs)
    }
}

/// A figure before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// What it is within the answer.
    pub key: String,
    /// It in words.
    pub label: String,
    /// It before, in words; `None` if there was no such figure.
    pub old: Option<String>,
    /// It after; `None` if there is none any more.
    pub new: Option<String>,
    /// What it was made of that isn't the same: label, before and after.
    pub because: Vec<(String, Option<String>, Option<String>)>,
}

impl Figure {
    /// Whether it isn't the same.
    pub fn differs(&self) -> bool {
        self.old != self.new
    }
}

/// What the typical cases come to.
#[derive(Clone, Debug, Default)]
pub struct Effects {
    /// The cases, by the days of [`Effects::days`].
    pub cases: Vec<Effect>,
    /// The days for which they were worked out.
    pub days: BTreeSet<Date>,
}

/// Puts the cases of both to both: those of the new content, then those that are
/// in the old one only.
pub fn effects(old: Side<'_>, new: Side<'_>, days: BTreeSet<Date>) -> Effects {
    let find = |cases: &'_ TypicalCases, id: &Id| {
        let mut places = cases.typical.iter();
        places.position(|case| case.id.value == *id)
    };
    let kept = new.cases.typical.iter().map(|case| {
        let before = find(old.cases, &case.id.value).map(|at| &old.cases.typical[at]);
        let held = match before {
            None => Held::New,
            Some(before) if same_question(before, case) => Held::Both,
            Some(_) => Held::Changed,
        };
        (case, new.language, held)
    });
    let gone = old.cases.typical.iter();
    let gone = gone.filter(|case| find(new.cases, &case.id.value).is_none());
    let gone = gone.map(|case| (case, old.language, Held::Old));
    let mut cases = Vec::new();
    for (case, language, held) in kept.chain(gone) {
        let effect = |on: Option<Date>| {
            let day = on.or(days.first().copied());
            let day = day.map_or_else(String::new, |day| day.to_string());
            let (old, new) = (
                Outcome::of(old.toolbox, case, &day),
                Outcome::of(new.toolbox, case, &day),
            );
            Effect {
                case: case.id.to_string(),
                title: case.title.get(language).to_owned(),
                held,
                on,
                figures: beside(&old.lines, &new.lines),
                old_refuses: old.refused,
                new_refuses: new.refused,
            }
        };
        if case.ask.names_its_day() {
            cases.push(effect(None));
        } else {
            cases.extend(days.iter().map(|day| effect(Some(*day))));
        }
    }
    Effects { cases, days }
}

fn same_question(one: &Typical, other: &Typical) -> bool {
    one.ask.tool == other.ask.tool && one.ask.lines == other.ask.lines
}

/// The days that matter: the one asked for, and each on which something that was
/// changed begins to hold or ceases to.
pub fn days(on: Date, changes: &[Change]) -> BTreeSet<Date> {
    let changed = changes
        .iter()
        .flat_map(|change| change.days.iter().copied());
    changed.chain([on]).collect()
}

/// What one side answers.
struct Outcome {
    lines: Vec<Line>,
    refused: Option<String>,
}

struct Line {
    entry: Entry,
    text: String,
}

impl Outcome {
    fn of(toolbox: &Toolbox, case: &Typical, on: &str) -> Self {
        let Some(tool) = Tool::of(&case.ask.tool) else {
            return Self {
                lines: Vec::new(),
                refused: Some(format!("there is no tool `{}`", case.ask.tool)),
            };
        };
        match toolbox.work_out(tool, &case.ask.on(on)) {
            Ok(answer) => {
                let line = |entry: Entry| Line {
                    text: text(toolbox, &entry.value),
                    entry,
                };
                Self {
                    lines: answer.record.into_iter().map(line).collect(),
                    refused: None,
                }
            }
            Err(mistakes) => {
                let reasons: BTreeSet<String> = mistakes
                    .into_iter()
                    .map(|mistake| mistake.message)
                    .collect();
                Self {
                    lines: Vec::new(),
                    refused: Some(reasons.into_iter().collect::<Vec<_>>().join(" ")),
                }
            }
        }
    }
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

fn beside(old: &[Line], new: &[Line]) -> Vec<Figure> {
    let find = |lines: &'_ [Line], key: &str| lines.iter().position(|it| it.entry.key == key);
    let kept = new.iter().map(|line| {
        let before = find(old, &line.entry.key).map(|at| &old[at]);
        figure(before, Some(line))
    });
    let gone = old.iter();
    let gone = gone.filter(|line| find(new, &line.entry.key).is_none());
    kept.chain(gone.map(|line| figure(Some(line), None)))
        .collect()
}

fn figure(old: Option<&Line>, new: Option<&Line>) -> Figure {
    let entry = new.or(old).map(|line| &line.entry);
    Figure {
        key: entry.map_or_else(String::new, |entry| entry.key.clone()),
        label: entry.map_or_else(String::new, |entry| entry.label.clone()),
        old: old.map(|line| line.text.clone()),
        new: new.map(|line| line.text.clone()),
        because: match (old, new) {
            (Some(old), Some(new)) if old.text != new.text => because(&old.entry, &new.entry),
            _ => Vec::new(),
        },
    }
}

/// What two figures were made of that isn't the same in both. One that isn't known
/// was made of nothing, and says itself why.
fn because(old: &Entry, new: &Entry) -> Vec<(String, Option<String>, Option<String>)> {
    let mut found = Vec::new();
    if old.facets.is_empty() || new.facets.is_empty() {
        return found;
    }
    for facet in &new.facets {
        let before = old.facets.iter().find(|it| it.key == facet.key);
        if before.is_none_or(|before| before.value != facet.value) {
            let before = before.map(|before| before.text.clone());
            found.push((facet.label.clone(), before, Some(facet.text.clone())));
        }
    }
    for facet in &old.facets {
        if new.facets.iter().all(|it| it.key != facet.key) {
            found.push((facet.label.clone(), Some(facet.text.clone()), None));
        }
    }
    found
}
