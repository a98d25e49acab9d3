//! An object a line: for programs. README.md lists the fields; they are public.

use serde::Serialize;

use super::super::{Diagnostic, Files, Place, Position};

#[derive(Serialize)]
struct Line<'a> {
    severity: &'static str,
    code: &'static str,
    message: &'a str,
    #[serde(flatten)]
    place: Where<'a>,
    hint: Option<&'a str>,
    also: Vec<Where<'a>>,
}

/// All fields are there, and `null` for a message that is about no file.
#[derive(Default, Serialize)]
struct Where<'a> {
    file: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    label: Option<&'a str>,
}

impl<'a> Where<'a> {
    fn of(files: &Files, place: &Place, label: Option<&'a str>) -> Self {
        let Position {
            line,
            column,
            end_column,
        } = files.position(place);
        Self {
            file: Some(files.path(place.file).display().to_string()),
            line: Some(line),
            column: Some(column),
            end_line: Some(line),
            end_column: Some(end_column),
            label,
        }
    }
}

/// Nothing, if there is no message.
pub fn render(files: &Files, diagnostics: &[Diagnostic]) -> String {
    let write = |diagnostic: &Diagnostic| {
        let place = diagnostic.place.as_ref();
        let line = Line {
            severity: diagnostic.severity.name(),
            code: diagnostic.code.id(),
            message: &diagnostic.message,
            place: place.map_or_else(Where::default, |place| {
                Where::of(files, place, diagnostic.label.as_deref())
            }),
            hint: diagnostic.hint.as_deref(),
            also: diagnostic
                .also
                .iter()
                .map(|(place, label)| Where::of(files, place, label.as_deref()))
                .collect(),
        };
        serde_json::to_string(&line).expect("texts and numbers can be written") + "\n"
    };
    diagnostics.iter().map(write).collect()
}
