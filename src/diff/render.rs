//! A difference for people, for programs, and for a pull request.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use qagida_calculator::Date;
use serde_json::{Value as Json, json};

use super::changes::{Change, How, Kind};
use super::effects::{Effect, Effects, Held};

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
    pub effects: Result<&'a Effects, String>,
}

/// Nobody reads a longer value in a list of changes.
const MOST_SHOWN: usize = 240;
/// What is the same before and after a change within a longer text, as far as it
/// is shown.
const AROUND: usize = 60;
/// Two values that are no longer than this stand in one line.
const IN_A_LINE: usize = 36;
/// A comment on GitHub may have 65 536 characters; the rest is for the frame.
const MOST_IN_MARKDOWN: usize = 56_000;

impl Difference<'_> {
    /// It as text.
    pub fn render(&self, format: Format) -> String {
        match format {
            Format::People => self.for_people(),
            Format::Json => self.json().to_string(),
            Format::Markdown => self.markdown(),
        }
    }

    fn of_kind(&self, kind: Kind) -> Vec<&Change> {
        let all = self.changes.iter();
        all.filter(|change| change.kind == kind).collect()
    }

    /// The kinds of which something was changed, with their changes.
    fn kinds(&self) -> impl Iterator<Item = (Kind, Vec<&Change>)> {
        let kinds = Kind::ALL.into_iter();
        kinds
            .map(|kind| (kind, self.of_kind(kind)))
            .filter(|(_, changes)| !changes.is_empty())
    }

    fn for_people(&self) -> String {
        let mut out = String::new();
        if self.changes.is_empty() {
            let _ = writeln!(
                out,
                "Nothing differs between `{}` and `{}`.",
                self.old, self.new
            );
        }
        for (kind, changes) in self.kinds() {
            let _ = writeln!(out, "{} ({})", heading(kind), changes.len());
            for change in changes {
                people_change(&mut out, change);
            }
            out.push('\n');
        }
        match &self.effects {
            Err(why) => {
                let _ = writeln!(out, "What it does to typical cases is not known: {why}.");
            }
            Ok(effects) if effects.cases.is_empty() => {
                out.push_str(NO_CASES);
                out.push('\n');
            }
            Ok(effects) => {
                if !self.changes.is_empty() {
                    let _ = writeln!(out, "What it does to typical cases");
                }
                for effect in effects.cases.iter().filter(|effect| effect.differs()) {
                    people_effect(&mut out, effect);
                }
                let _ = writeln!(out, "{}", summary(effects));
            }
        }
        out
    }

    fn json(&self) -> Json {
        let changes = self.changes.iter().map(|change| {
            json!({
                "kind": change.kind.id(),
                "how": change.how.id(),
                "file": change.file,
                "line": change.line,
                "at": change.at,
                "old": change.old,
                "new": change.new,
                "days": days(&change.days),
            })
        });
        let changes: Vec<Json> = changes.collect();
        let (effects, unknown) = match &self.effects {
            Err(why) => (Json::Null, json!(why)),
            Ok(effects) => {
                let cases: Vec<Json> = effects.cases.iter().map(json_effect).collect();
                (
                    json!({"days": days(&effects.days), "cases": cases}),
                    Json::Null,
                )
            }
        };
        json!({
            "old": self.old,
            "new": self.new,
            "changes": changes,
            "effects": effects,
            "effects_unknown": unknown,
        })
    }

    fn markdown(&self) -> String {
        let mut out = Bounded::default();
        let (old, new) = (code(self.old), code(self.new));
        if self.changes.is_empty() {
            out.add(&format!("Nothing differs between {old} and {new}.\n\n"));
        } else {
            let counts: Vec<String> = self
                .kinds()
                .map(|(kind, changes)| {
                    format!("{} {}", heading(kind).to_lowercase(), changes.len())
                })
                .collect();
            out.add(&format!(
                "**Changes from {old} to {new}:** {}.\n\n",
                counts.join(", ")
            ));
        }
        match &self.effects {
            Err(why) => out.add(&format!(
                "What it does to typical cases is not known: {}.\n\n",
                prose(why)
            )),
            Ok(effects) if effects.cases.is_empty() => out.add(&format!("{NO_CASES}\n\n")),
            Ok(effects) => {
                let rows = effects.cases.iter().filter(|effect| effect.differs());
                let rows: Vec<String> = rows.flat_map(markdown_effect).collect();
                if !rows.is_empty() {
                    out.add("### What it does to typical cases\n\n");
                    let head = "| Case | On | Figure | Before | After |\n| --- | --- | --- | --- | --- |\n";
                    out.table(head, &rows);
                }
                out.add(&format!("{}\n\n", prose(&summary(effects))));
            }
        }
        for (kind, changes) in self.kinds() {
            out.add(&format!(
                "<details>\n<summary>{} ({})</summary>\n\n",
                heading(kind),
                changes.len()
            ));
            let rows: Vec<String> = changes.into_iter().map(markdown_change).collect();
            let head = "| Where | Before | After |\n| --- | --- | --- |\n";
            out.table(head, &rows);
            out.add("</details>\n\n");
        }
        out.text
    }
}

/// What is said where no content has typical cases.
const NO_CASES: &str = "No typical cases are on file (`typical.yaml`).";

fn heading(kind: Kind) -> &'static str {
    match kind {
        Kind::Value => "Values",
        Kind::Term => "Terms and days",
        Kind::Document => "Documents",
        Kind::Step => "Steps",
        Kind::Text => "Texts",
        Kind::Source => "Sources",
        Kind::Other => "Other",
    }
}

/// How many cases come out otherwise, and which don't.
fn summary(effects: &Effects) -> String {
    let ids = |of: &dyn Fn(&Effect) -> bool| -> BTreeSet<&str> {
        let effects = effects.cases.iter().filter(|effect| of(effect));
        effects.map(|effect| &*effect.case).collect()
    };
    let all = ids(&|_| true);
    let differing = ids(&Effect::differs);
    let answered = ids(&|effect| effect.new_refuses.is_none() || effect.old_refuses.is_none());
    let mut text = format!(
        "Typical cases that come out otherwise: {} of {} (worked out for {}).",
        differing.len(),
        all.len(),
        days(&effects.days).join(", ")
    );
    let mut list = |what: &str, ids: Vec<&str>| {
        if !ids.is_empty() {
            let _ = write!(text, " {what}: {}.", ids.join(", "));
        }
    };
    let same = answered.difference(&differing);
    list("The same", same.copied().collect());
    let refused = all.difference(&answered);
    list("Refused before and after", refused.copied().collect());
    text
}

fn days(days: &BTreeSet<Date>) -> Vec<String> {
    days.iter().map(ToString::to_string).collect()
}

/// Which case it is, on which day.
fn case_title(effect: &Effect) -> String {
    let held = match effect.held {
        Held::Both => "",
        Held::Changed => " (the case asks otherwise now; the new question is put to both)",
        Held::Old => " (only the old content has this case)",
        Held::New => " (only the new content has this case)",
    };
    format!("{}{held}", effect.title)
}

/// What stands beside each other where it isn't the same: label, before, after, and
/// whether it is only what a figure was made of.
fn rows(effect: &Effect) -> Vec<(String, Option<String>, Option<String>, bool)> {
    let mut rows = Vec::new();
    if effect.old_refuses != effect.new_refuses {
        let (old, new) = (effect.old_refuses.clone(), effect.new_refuses.clone());
        rows.push(("refused".to_owned(), old, new, false));
    }
    for figure in effect.figures.iter().filter(|figure| figure.differs()) {
        rows.push((
            figure.label.clone(),
            figure.old.clone(),
            figure.new.clone(),
            false,
        ));
        for (label, old, new) in &figure.because {
            rows.push((label.clone(), old.clone(), new.clone(), true));
        }
    }
    rows
}

/// Stands where there is nothing.
const NOTHING: &str = "–";

fn side(text: Option<&String>) -> &str {
    text.map_or(NOTHING, String::as_str)
}

fn people_change(out: &mut String, change: &Change) {
    let place = place(change);
    let _ = write!(out, "  {}:{}: {place}", change.file, change.line);
    let (old, new) = excerpts(change.old.as_ref(), change.new.as_ref());
    let short = |text: &Option<String>| {
        text.as_ref()
            .is_none_or(|text| text.chars().count() <= IN_A_LINE)
    };
    let colon = if place.is_empty() { "" } else { ": " };
    match (&old, &new) {
        (Some(old_text), Some(new_text)) if short(&old) && short(&new) => {
            let _ = writeln!(out, "{colon}{old_text} -> {new_text}");
        }
        _ => {
            out.push('\n');
            for (sign, text) in [("-", &old), ("+", &new)] {
                if let Some(text) = text {
                    let _ = writeln!(out, "    {sign} {text}");
                }
            }
        }
    }
}

fn people_effect(out: &mut String, effect: &Effect) {
    let _ = write!(out, "  {}", case_title(effect));
    if let Some(on) = effect.on {
        let _ = write!(out, ", on {on}");
    }
    out.push('\n');
    for (label, old, new, reason) in rows(effect) {
        let indent = if reason { "      from " } else { "    " };
        let (old, new) = (side(old.as_ref()), side(new.as_ref()));
        let _ = writeln!(out, "{indent}{label}: {old} -> {new}");
    }
    out.push('\n');
}

fn json_effect(effect: &Effect) -> Json {
    let figures = effect.figures.iter().map(|figure| {
        let because = figure.because.iter();
        let because: Vec<Json> = because
            .map(|(label, old, new)| json!({"label": label, "old": old, "new": new}))
            .collect();
        json!({
            "key": figure.key,
            "label": figure.label,
            "old": figure.old,
            "new": figure.new,
            "because": because,
        })
    });
    json!({
        "case": effect.case,
        "title": effect.title,
        "held": effect.held.id(),
        "on": effect.on.map(|on| on.to_string()),
        "differs": effect.differs(),
        "old_refuses": effect.old_refuses,
        "new_refuses": effect.new_refuses,
        "figures": figures.collect::<Vec<Json>>(),
    })
}

fn markdown_effect(effect: &Effect) -> Vec<String> {
    let mut named = false;
    let row = |(label, old, new, reason): (String, Option<String>, Option<String>, bool)| {
        let on = effect.on.map_or_else(String::new, |on| on.to_string());
        // Each case and day is named once.
        let (title, on) = if named {
            (String::new(), String::new())
        } else {
            (prose(&case_title(effect)), on)
        };
        named = true;
        let label = if reason {
            format!("from {label}")
        } else {
            label
        };
        format!(
            "| {title} | {on} | {} | {} | {} |\n",
            prose(&label),
            prose(side(old.as_ref())),
            prose(side(new.as_ref()))
        )
    };
    rows(effect).into_iter().map(row).collect()
}

fn markdown_change(change: &Change) -> String {
    let (old, new) = excerpts(change.old.as_ref(), change.new.as_ref());
    let place = place(change);
    let file = code(&format!("{}:{}", change.file, change.line));
    let place = if place.is_empty() {
        file
    } else {
        format!("{file} {}", prose(&place))
    };
    format!(
        "| {place} | {} | {} |\n",
        prose(side(old.as_ref())),
        prose(side(new.as_ref()))
    )
}

/// The fields that lead to a change, and what is said of it besides its sides.
fn place(change: &Change) -> String {
    let at = change.at.join(" > ");
    let remark = match (change.how, change.at.is_empty()) {
        (How::Moved, _) => "another order",
        (How::Renamed, _) => "another name, the same in it",
        (How::Added, true) => "a new file",
        (How::Removed, true) => "the file is gone",
        _ => return at,
    };
    if at.is_empty() {
        remark.to_owned()
    } else {
        format!("{at} ({remark})")
    }
}

/// Both sides in one line each, cut down to what differs.
fn excerpts(old: Option<&String>, new: Option<&String>) -> (Option<String>, Option<String>) {
    let letters = |text: Option<&String>| -> Option<Vec<char>> {
        text.map(|text| {
            text.chars()
                .map(|c| if c == '\n' { ' ' } else { c })
                .collect()
        })
    };
    let (old, new) = (letters(old), letters(new));
    let same = match (&old, &new) {
        (Some(old), Some(new)) => old.iter().zip(new).take_while(|(a, b)| a == b).count(),
        _ => 0,
    };
    let cut = |letters: Vec<char>| {
        if letters.len() <= MOST_SHOWN {
            return letters.into_iter().collect();
        }
        let from = same.saturating_sub(AROUND).min(letters.len() - AROUND);
        let until = (from + MOST_SHOWN).min(letters.len());
        let mut text = String::new();
        if from > 0 {
            text.push('…');
        }
        text.extend(&letters[from..until]);
        if until < letters.len() {
            text.push('…');
        }
        text
    };
    (old.map(cut), new.map(cut))
}

/// Markdown that stops growing before GitHub refuses it.
#[derive(Default)]
struct Bounded {
    text: String,
}

impl Bounded {
    fn add(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// A table as far as there is room, and how much is left out.
    fn table(&mut self, head: &str, rows: &[String]) {
        let mut used = self.text.chars().count();
        let fits = rows.iter().take_while(|row| {
            used += row.chars().count();
            used < MOST_IN_MARKDOWN
        });
        let fits = fits.count();
        if fits > 0 {
            self.add(head);
            rows[..fits].iter().for_each(|row| self.add(row));
            self.add("\n");
        }
        if fits < rows.len() {
            let left = rows.len() - fits;
            self.add(&format!(
                "{left} more rows don't fit here; `qagida diff` prints them all.\n\n"
            ));
        }
    }
}

/// A text within Markdown: nothing in it is taken for markup, ends a cell of a
/// table, calls anybody or points to an issue.
fn prose(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\n' | '\r' => out.push(' '),
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '~' | '$' => {
                out.push('\\');
                out.push(c);
            }
            // A zero-width space keeps names and numbers from becoming links.
            '@' | '#' => {
                out.push(c);
                out.push_str("&#8203;");
            }
            c => out.push(c),
        }
    }
    out
}

/// The same as code.
fn code(text: &str) -> String {
    let plain: String = text
        .chars()
        .filter(|c| !matches!(c, '`' | '|' | '\n' | '\r'))
        .collect();
    format!("`{plain}`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_typed_becomes_markup() {
        assert_eq!(
            prose("a|b <img> `x` *y* [z](w)\n@user #12 ~~s~~ $1 & \\"),
            "a\\|b &lt;img&gt; \\`x\\` \\*y\\* \\[z\\](w) @&#8203;user #&#8203;12 \\~\\~s\\~\\~ \\$1 &amp; \\\\"
        );
        assert_eq!(code("a`|\nb"), "`ab`");
    }

    #[test]
    fn of_long_texts_what_differs_is_shown() {
        let old = format!("{}old{}", "a".repeat(500), "b".repeat(500));
        let new = format!("{}new{}", "a".repeat(500), "b".repeat(500));
        let (old, new) = excerpts(Some(&old), Some(&new));
        let expected = |word| format!("…{}{word}{}…", "a".repeat(60), "b".repeat(177));
        assert_eq!(old, Some(expected("old")));
        assert_eq!(new, Some(expected("new")));
        let (gone, _) = excerpts(Some(&"x".repeat(300)), None);
        assert_eq!(gone, Some(format!("{}…", "x".repeat(240))));
    }

    #[test]
    fn markdown_stays_short_enough_for_a_comment() {
        let change = Change {
            kind: Kind::Text,
            how: How::Changed,
            file: "services/a.yaml".to_owned(),
            line: 1,
            at: vec!["title".to_owned()],
            old: Some("б".repeat(400)),
            new: Some("в".repeat(400)),
            days: BTreeSet::new(),
        };
        let changes = vec![change; 500];
        let effects = Effects::default();
        let difference = Difference {
            old: "old",
            new: "new",
            changes: &changes,
            effects: Ok(&effects),
        };
        let markdown = difference.render(Format::Markdown);
        assert!(markdown.chars().count() < 60_000);
        assert!(markdown.contains("more rows don't fit here"));
        assert!(markdown.ends_with("</details>\n\n"));
        let people = difference.render(Format::People);
        assert_eq!(people.matches("services/a.yaml:1").count(), 500);
    }
}
