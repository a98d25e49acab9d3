//! A difference for people, for programs, and for a pull request.

use std::fmt::Write as _;

use serde_json::{Value as Json, json};

use super::changes::{Change, Kind};
use super::effects::{Effect, Effects};

/// How it is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// On a terminal.
    People,
    /// For programs.
    Json,
    /// For a pull request.
    Markdown,
}

/// All of a difference.
#[derive(Debug)]
pub struct Difference<'a> {
    /// What the old content was asked for as.
    pub old: &'a str,
    /// What the new one was.
    pub new: &'a str,
    /// What was changed.
    pub changes: &'a [Change],
    /// What that does; or why it isn't known.
    pub effects: Result<&'a Effects, &'a str>,
}

/// Nobody reads a longer value in a list of changes.
const MOST_SHOWN: usize = 240;

impl Difference<'_> {
    /// It as text.
    pub fn render(&self, format: Format) -> String {
        match format {
            Format::People => self.for_people(),
            Format::Json => format!("{}\n", self.json()),
            Format::Markdown => self.markdown(),
        }
    }

    fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Change> {
        self.changes
            .iter()
            .filter(move |change| change.kind == kind)
    }

    fn for_people(&self) -> String {
        let mut out = String::new();
        for kind in Kind::ALL {
            if self.of_kind(kind).next().is_none() {
                continue;
            }
            let _ = writeln!(out, "{}", heading(kind));
            for change in self.of_kind(kind) {
                let _ = writeln!(out, "  {}:{}: {}", change.file, change.line, place(change));
                for (sign, side) in [("-", &change.old), ("+", &change.new)] {
                    if let Some(side) = side {
                        let _ = writeln!(out, "    {sign} {}", short(side));
                    }
                }
            }
            out.push('\n');
        }
        if self.changes.is_empty() {
            let _ = writeln!(out, "`{}` and `{}` hold the same.\n", self.old, self.new);
        }
        match self.effects {
            Err(why) => {
                let _ = writeln!(out, "What it does is not known: {why}");
            }
            Ok(effects) => {
                for effect in &effects.changed {
                    let _ = writeln!(out, "{}, on {}", effect.title, effect.on);
                    for figure in &effect.figures {
                        let (old, new) = sides(figure.old.as_ref(), figure.new.as_ref());
                        let _ = writeln!(out, "  {}: {old} -> {new}", figure.label);
                    }
                    out.push('\n');
                }
                let _ = writeln!(out, "{}", summary(effects));
            }
        }
        out
    }

    fn json(&self) -> Json {
        let changes: Vec<Json> = self
            .changes
            .iter()
            .map(|change| {
                json!({
                    "kind": change.kind.id(),
                    "file": change.file,
                    "line": change.line,
                    "at": change.at,
                    "old": change.old,
                    "new": change.new,
                })
            })
            .collect();
        let mut whole = json!({"old": self.old, "new": self.new, "changes": changes});
        match self.effects {
            Err(why) => whole["effects_unknown"] = json!(why),
            Ok(effects) => {
                let days: Vec<String> = effects.days.iter().map(ToString::to_string).collect();
                let cases: Vec<Json> = effects.changed.iter().map(effect).collect();
                whole["effects"] = json!({"days": days, "same": effects.same, "changed": cases});
            }
        }
        whole
    }

    fn markdown(&self) -> String {
        let mut out = String::new();
        if self.changes.is_empty() {
            out.push_str("The content is the same.\n");
        }
        if let Ok(effects) = self.effects {
            if !effects.changed.is_empty() {
                out.push_str("### What it does\n\n| case | on | figure | before | after |\n| --- | --- | --- | ---: | ---: |\n");
                for effect in &effects.changed {
                    for figure in &effect.figures {
                        let (old, new) = sides(figure.old.as_ref(), figure.new.as_ref());
                        let cells =
                            [&effect.title, &figure.label, &old, &new].map(|text| cell(text));
                        let [title, label, old, new] = cells;
                        let _ =
                            writeln!(out, "| {title} | {} | {label} | {old} | {new} |", effect.on);
                    }
                }
                out.push('\n');
            }
            let _ = writeln!(out, "{}\n", summary(effects));
        }
        if let Err(why) = self.effects {
            let _ = writeln!(out, "What it does is not known: {}\n", cell(why));
        }
        for kind in Kind::ALL {
            if self.of_kind(kind).next().is_none() {
                continue;
            }
            let _ = writeln!(
                out,
                "### {}\n\n| where | before | after |\n| --- | --- | --- |",
                heading(kind)
            );
            for change in self.of_kind(kind) {
                let (old, new) = sides(change.old.as_ref(), change.new.as_ref());
                let _ = writeln!(
                    out,
                    "| `{}:{}` {} | {} | {} |",
                    change.file,
                    change.line,
                    cell(&place(change)),
                    cell(&short(&old)),
                    cell(&short(&new)),
                );
            }
            out.push('\n');
        }
        out
    }
}

fn heading(kind: Kind) -> &'static str {
    match kind {
        Kind::Value => "Values",
        Kind::Term => "Terms and days",
        Kind::Papers => "Documents",
        Kind::Text => "Texts",
        Kind::Other => "Other",
    }
}

fn effect(effect: &Effect) -> Json {
    let figures: Vec<Json> = effect
        .figures
        .iter()
        .map(|figure| json!({"label": figure.label, "old": figure.old, "new": figure.new}))
        .collect();
    json!({"case": effect.case, "title": effect.title, "on": effect.on.to_string(), "figures": figures})
}

fn summary(effects: &Effects) -> String {
    let all = effects.same + effects.changed.len();
    let days: Vec<String> = effects.days.iter().map(ToString::to_string).collect();
    format!(
        "{} of {all} typical cases come out otherwise (worked out for {}).",
        effects.changed.len(),
        days.join(", ")
    )
}

/// The fields that lead to a change.
fn place(change: &Change) -> String {
    change.at.join(" > ")
}

fn sides(old: Option<&String>, new: Option<&String>) -> (String, String) {
    let side = |side: Option<&String>| side.map_or_else(|| "–".to_owned(), Clone::clone);
    (side(old), side(new))
}

fn short(text: &str) -> String {
    let line = text.replace('\n', " / ");
    if line.chars().count() <= MOST_SHOWN {
        return line;
    }
    let cut: String = line.chars().take(MOST_SHOWN).collect();
    format!("{cut}…")
}

/// A cell of a Markdown table: nothing in it is taken for markup or ends it.
fn cell(text: &str) -> String {
    let mut cell = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' => {
                cell.push('\\');
                cell.push(c);
            }
            '\n' => cell.push(' '),
            c => cell.push(c),
        }
    }
    cell
}
