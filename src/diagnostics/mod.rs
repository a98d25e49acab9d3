//! One kind of message for everything that can be wrong.
//!
//! A [`Diagnostic`] says what is wrong, where, and what to do about it. The place
//! is a range of bytes in a file of [`Files`]; printing is separate
//! ([`render`]), so that messages can be collected, sorted and printed at once.

mod codes;
pub mod render;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::Serialize;

pub use codes::Code;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is published.
    Error,
    /// Worth a look.
    Warning,
}

/// A file's number in [`Files`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(usize);

/// A range of bytes in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// The bytes.
    pub range: Range<usize>,
}

/// One message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// What kind of problem, as a stable code.
    pub code: Code,
    /// What is wrong, in a sentence without a full stop.
    pub message: String,
    /// Where.
    pub place: Option<Place>,
    /// What is said at the place itself.
    pub label: Option<String>,
    /// The other places that matter, and why; without a reason where the same is
    /// wrong there.
    pub also: Vec<(Place, Option<String>)>,
    /// What to do.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// An error.
    pub fn error(code: Code, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            code,
            message: message.into(),
            place: None,
            label: None,
            also: Vec::new(),
            hint: None,
        }
    }

    /// A warning.
    pub fn warning(code: Code, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(code, message)
        }
    }

    /// Says where.
    #[must_use]
    pub fn at(mut self, place: &Place) -> Self {
        self.place = Some(place.clone());
        self
    }

    /// Says something at the place itself.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Points to another place.
    #[must_use]
    pub fn also(mut self, place: &Place, label: impl Into<String>) -> Self {
        self.also.push((place.clone(), Some(label.into())));
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// The files that messages point into.
#[derive(Debug, Default)]
pub struct Files {
    files: Vec<(PathBuf, String)>,
}

impl Files {
    /// Remembers a file.
    pub fn add(&mut self, path: PathBuf, text: String) -> FileId {
        self.files.push((path, text));
        FileId(self.files.len() - 1)
    }

    /// A file's path.
    pub fn path(&self, file: FileId) -> &Path {
        &self.files[file.0].0
    }

    /// A file's text.
    pub fn text(&self, file: FileId) -> &str {
        &self.files[file.0].1
    }

    /// Where a place begins and ends for those who read.
    pub fn position(&self, place: &Place) -> Position {
        let text = self.text(place.file);
        let Range { start, end } = self.shown(place);
        let before = &text[..start];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let column = before[line_start..].chars().count() + 1;
        Position {
            line: before.matches('\n').count() + 1,
            column,
            end_column: column + text[start..end].chars().count(),
        }
    }

    /// The part of a place that is marked: within the text, on its first line, and
    /// at least one character wide if the line goes on.
    fn shown(&self, place: &Place) -> Range<usize> {
        let text = self.text(place.file);
        let start = text.floor_char_boundary(place.range.start.min(text.len()));
        let end = text.ceil_char_boundary(place.range.end.clamp(start, text.len()));
        let end = text[start..end]
            .find(['\n', '\r'])
            .map_or(end, |line| start + line);
        if end > start {
            return start..end;
        }
        let next = text[start..].chars().next();
        let next = next.filter(|c| !['\n', '\r'].contains(c));
        start..start + next.map_or(0, char::len_utf8)
    }

    /// Sorts messages: errors first, then by file and place. What is named in
    /// several places and exists in none becomes one message.
    pub fn sort(&self, diagnostics: &mut Vec<Diagnostic>) {
        diagnostics.sort_by(|a, b| {
            let key = |d: &Diagnostic| {
                (
                    d.severity,
                    d.place.as_ref().map(|place| {
                        (
                            self.path(place.file).to_owned(),
                            place.range.start,
                            place.range.end,
                        )
                    }),
                )
            };
            key(a).cmp(&key(b))
        });
        diagnostics.dedup();
        gather(diagnostics);
    }
}

/// Where a place stands for those who read: all from 1, in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Position {
    /// The line. What is marked is always on one.
    pub line: usize,
    /// The first character.
    pub column: usize,
    /// The one after the last.
    pub end_column: usize,
}

/// Makes one message of all that say of several places that they name the same
/// thing, and that it isn't there: who renames a service has one mistake, not
/// twenty.
fn gather(diagnostics: &mut Vec<Diagnostic>) {
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    let mut kept: Vec<Diagnostic> = Vec::with_capacity(diagnostics.len());
    for diagnostic in diagnostics.drain(..) {
        let Some(place) = diagnostic
            .place
            .clone()
            .filter(|_| diagnostic.code == Code::UnknownReference && diagnostic.also.is_empty())
        else {
            kept.push(diagnostic);
            continue;
        };
        match first.entry(diagnostic.message.clone()) {
            Entry::Occupied(number) => kept[*number.get()].also.push((place, None)),
            Entry::Vacant(free) => {
                free.insert(kept.len());
                kept.push(diagnostic);
            }
        }
    }
    *diagnostics = kept;
}

/// Whether any message is an error.
pub fn any_error(diagnostics: &[Diagnostic]) -> bool {
    diagnostics
        .iter()
        .any(|diagnostic| diagnostic.severity == Severity::Error)
}

/// “Did you mean …”: the candidate that is most like what was written, if any is.
pub fn did_you_mean<'a>(
    written: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    most_like(written, candidates).map(|candidate| format!("did you mean `{candidate}`?"))
}

/// The candidate that is most like what was written, if any is.
pub fn most_like<'a>(
    written: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    candidates
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(written, candidate), candidate))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}
