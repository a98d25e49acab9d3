//! Messages -> what a page shows of them.

use serde::Serialize;

use crate::diagnostics::{Diagnostic, Files, Place, Severity};

/// So many characters of a line are shown on either side of what is wrong.
const AROUND: usize = 80;

/// So many other places of one error are shown.
const MOST_PLACES: usize = 30;

/// An error as it is shown over a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Its stable code.
    code: String,
    /// What is wrong.
    message: String,
    /// Where.
    place: Option<Spot>,
    /// What is said at the place itself.
    label: Option<String>,
    /// The other places that matter, as many as one reads.
    also: Vec<Also>,
    /// What to do.
    hint: Option<String>,
}

/// Another place that matters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Also {
    place: Spot,
    /// What is said there.
    label: Option<String>,
}

/// A place, with its line in three parts: the middle one is meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Spot {
    /// File, line and column, as editors open it.
    at: String,
    before: String,
    marked: String,
    after: String,
}

/// The errors among some messages. Warnings are for the terminal: they keep
/// nothing from being shown.
pub fn problems(files: &Files, diagnostics: &[Diagnostic]) -> Vec<Problem> {
    let errors = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Error);
    errors
        .map(|error| Problem {
            code: error.code.to_string(),
            message: error.message.clone(),
            place: error.place.as_ref().map(|place| spot(files, place)),
            label: error.label.clone(),
            also: error
                .also
                .iter()
                .take(MOST_PLACES)
                .map(|(place, label)| Also {
                    place: spot(files, place),
                    label: label.clone(),
                })
                .collect(),
            hint: error.hint.clone(),
        })
        .collect()
}

fn spot(files: &Files, place: &Place) -> Spot {
    let text = files.text(place.file);
    let start = text.floor_char_boundary(place.range.start.min(text.len()));
    let end = text.ceil_char_boundary(place.range.end.clamp(start, text.len()));
    let line = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    // A value over several lines is marked on its first.
    let end = end.min(line_end);
    let before = &text[line..start];
    let shown: String = match before.char_indices().rev().nth(AROUND) {
        Some((cut, _)) => format!("…{}", &before[cut..]),
        None => before.trim_start().to_owned(),
    };
    Spot {
        at: format!(
            "{}:{}:{}",
            files.path(place.file).display(),
            text[..line].matches('\n').count() + 1,
            before.chars().count() + 1
        ),
        before: shown,
        marked: shortened(&text[start..end]),
        after: shortened(&text[end..line_end]),
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(AROUND) {
        Some((cut, _)) => format!("{}…", &text[..cut]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::diagnostics::Code;

    #[test]
    fn errors_have_their_line() {
        let mut files = Files::default();
        let text = format!("a: 1\n  b: қате # {}\n", "x".repeat(200));
        let start = text.find("қате").unwrap();
        let file = files.add(PathBuf::from("content/a.yaml"), text);
        let range = start..start + "қате".len();
        let place = Place { file, range };
        let error = Diagnostic::error(Code::BadValue, "wrong").at(&place);
        let warning = Diagnostic::warning(Code::BadValue, "odd").at(&place);
        let found = problems(&files, &[error, warning]);
        assert_eq!(found.len(), 1);
        let spot = found[0].place.as_ref().unwrap();
        assert_eq!(spot.at, "content/a.yaml:2:6");
        assert_eq!(spot.before, "b: ");
        assert_eq!(spot.marked, "қате");
        assert_eq!(spot.after.chars().count(), AROUND + 1);
        assert!(spot.after.ends_with("x…"));
    }
}
