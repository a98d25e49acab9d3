//! A new file with everything that may stand in it, still to be filled in. It is
//! made from the shapes of [`super::shape`], so that it asks for what the readers
//! take, and explains each field by the same comment as the schemas.
//!
//! What must be there stands there with [`MARKER`] as its value, which the readers
//! refuse; what may be there is commented out.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::known::Known;
use super::reading::MARKER;
use super::shape::{Field, Group, Meant, Rule, Shape, What, Word};

/// The lines of a file in which everything is still to be filled in.
pub fn skeleton(group: &Group, known: &Known) -> Vec<String> {
    let mut writer = Writer {
        known,
        explained: BTreeSet::new(),
    };
    writer.group(group, true)
}

/// How long a line of explanation may be.
const WIDTH: usize = 88;
/// How many ids are listed as those to choose from.
const LISTED: usize = 8;

struct Writer<'a> {
    known: &'a Known,
    /// The groups whose fields have been explained; the next ones are left short.
    explained: BTreeSet<&'static str>,
}

impl Writer<'_> {
    /// A group's fields; at the top of a file with space between them.
    fn group(&mut self, group: &Group, top: bool) -> Vec<String> {
        let first = self.explained.insert(group.name);
        let needed = needed(group);
        let mut lines = Vec::new();
        for field in &group.fields {
            let needed = needed.contains(field.name);
            if !(first || needed) {
                continue;
            }
            if top && !lines.is_empty() {
                lines.push(String::new());
            }
            // What is only for those who want it doesn't explain it for all.
            let before = self.explained.clone();
            let field = self.field(field, first);
            if needed {
                lines.extend(field);
            } else {
                self.explained = before;
                lines.extend(
                    field
                        .iter()
                        .map(|line| format!("# {line}").trim_end().to_owned()),
                );
            }
        }
        lines
    }

    fn field(&mut self, field: &Field, explain: bool) -> Vec<String> {
        let mut lines = Vec::new();
        if explain {
            let about = self.explanation(field);
            lines.extend(wrapped(&about).into_iter().map(|line| format!("# {line}")));
        }
        lines.extend(self.named(field.name, &field.shape, field.meant));
        lines
    }

    fn named(&mut self, name: &str, shape: &Shape, meant: Option<Meant>) -> Vec<String> {
        if let Some(flow) = self.flow(shape, meant) {
            return vec![format!("{name}: {flow}")];
        }
        let lines = self.block(shape, meant);
        let lines = lines.into_iter().map(|line| format!("  {line}"));
        let mut named = vec![format!("{name}:")];
        named.extend(lines.map(|line| line.trim_end().to_owned()));
        named
    }

    /// What has room on the line of its name.
    fn flow(&self, shape: &Shape, meant: Option<Meant>) -> Option<String> {
        match shape {
            Shape::Word(_) => Some(MARKER.to_owned()),
            Shape::List { of, .. } => match &**of {
                Shape::Word(_) => Some(format!("[{MARKER}]")),
                _ => None,
            },
            Shape::Group(group) if self.explained.contains(group.name) => {
                let needed = needed(group);
                let fields = group.fields.iter();
                let fields = fields.filter(|field| needed.contains(field.name));
                let words = fields.map(|field| match &field.shape {
                    Shape::Word(_) => Some(format!("{}: {MARKER}", field.name)),
                    _ => None,
                });
                let words: Vec<String> = words.collect::<Option<_>>()?;
                Some(format!("{{{}}}", words.join(", ")))
            }
            Shape::ByName(_) => {
                let names = match meant?.what {
                    What::Issuers => self.known.words(What::Issuer),
                    _ => vec![MARKER.to_owned()],
                };
                let words = names.iter().map(|name| format!("{name}: {MARKER}"));
                Some(format!("{{{}}}", words.collect::<Vec<_>>().join(", ")))
            }
            Shape::InLanguages(_) | Shape::Group(_) | Shape::Anything => None,
        }
    }

    fn block(&mut self, shape: &Shape, meant: Option<Meant>) -> Vec<String> {
        match shape {
            Shape::InLanguages(of) => {
                let languages = self.known.languages.clone();
                let each = languages.iter();
                each.flat_map(|code| self.named(code, of, None)).collect()
            }
            Shape::List { of, .. } => {
                let lines = match self.flow(of, meant) {
                    Some(flow) => vec![flow],
                    None => self.block(of, meant),
                };
                item(&lines)
            }
            Shape::Group(group) => self.group(group, false),
            Shape::Word(_) | Shape::ByName(_) | Shape::Anything => vec![MARKER.to_owned()],
        }
    }

    fn explanation(&self, field: &Field) -> String {
        let mut about = field.about.clone();
        let word = match &field.shape {
            Shape::Word(word) => Some(word),
            Shape::List { of, .. } => match &**of {
                Shape::Word(word) => Some(word),
                _ => None,
            },
            _ => None,
        };
        let more = match word {
            Some(Word::Date) => Some("Written like 2026-01-31.".to_owned()),
            Some(Word::Time) => Some("Written like \"09:00\".".to_owned()),
            Some(Word::OneOf(words)) => {
                let words: Vec<&str> = words.iter().map(|(word, _)| word.as_str()).collect();
                Some(format!("One of: {}.", words.join(", ")))
            }
            _ => None,
        };
        about.extend(more.iter().flat_map(|more| [" ", more]));
        if let Some(meant) = field.meant {
            let words = self.known.words(meant.what);
            if !words.is_empty() && !matches!(field.shape, Shape::ByName(_)) {
                let listed = words.iter().take(LISTED).map(String::as_str);
                let listed = listed.collect::<Vec<_>>().join(", ");
                let more = words.len().saturating_sub(LISTED);
                let more = match more {
                    0 => String::new(),
                    more => format!(" and {more} more"),
                };
                _ = write!(about, " On file: {listed}{more}.");
            }
        }
        about
    }
}

/// The fields that have to be there; where there are several ways to say
/// something, those of the first.
fn needed(group: &Group) -> BTreeSet<&'static str> {
    let required = group.fields.iter().filter(|field| field.required);
    let mut needed: BTreeSet<&str> = required.map(|field| field.name).collect();
    for rule in &group.rules {
        match *rule {
            Rule::OneOf([way, ..]) => needed.extend(*way),
            Rule::AnyOf([name, ..]) => _ = needed.insert(name),
            // Which word it will be isn't known; most need this one.
            Rule::For(_, _, _, otherwise) => _ = needed.insert(otherwise),
            _ => {}
        }
    }
    for rule in &group.rules {
        if let Rule::Needs(name, other) = *rule
            && needed.contains(name)
        {
            needed.insert(other);
        }
    }
    needed
}

/// The lines of an item of a list; comments stand above its dash.
fn item(lines: &[String]) -> Vec<String> {
    let comments = lines
        .iter()
        .take_while(|line| line.starts_with('#'))
        .count();
    let mut item: Vec<String> = lines[..comments].to_vec();
    for (number, line) in lines[comments..].iter().enumerate() {
        let dash = if number == 0 { "- " } else { "  " };
        item.push(format!("{dash}{line}"));
    }
    item
}

/// A text on several lines.
fn wrapped(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= WIDTH => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
