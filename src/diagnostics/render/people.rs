//! Messages for people: the line shown, the place marked, the hint below.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::super::{Code, Diagnostic, Files, Place, Severity};

/// More than this are not read but worked off; printing them takes longer than
/// finding them.
const MOST_SHOWN: usize = 200;

/// Of the places where the same is wrong no more than these are listed.
const MOST_PLACES: usize = 30;

/// The messages and closing lines that count them all and say where to read on, as
/// printed on the terminal.
pub fn render(files: &Files, diagnostics: &[Diagnostic], color: bool) -> String {
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut text = String::new();
    for diagnostic in diagnostics.iter().take(MOST_SHOWN) {
        text.push_str(&renderer.render(&[group(files, diagnostic)]));
        text.push_str("\n\n");
    }
    let count = |severity, one: &str, other: &str| match diagnostics
        .iter()
        .filter(|d| d.severity == severity)
        .count()
    {
        0 => None,
        1 => Some(format!("1 {one}")),
        n => Some(format!("{n} {other}")),
    };
    let counts: Vec<String> = [
        count(Severity::Error, "error", "errors"),
        count(Severity::Warning, "warning", "warnings"),
    ]
    .into_iter()
    .flatten()
    .collect();
    text.push_str(&counts.join(", "));
    if diagnostics.len() > MOST_SHOWN {
        let _ = write!(text, "; the first {MOST_SHOWN} are shown");
    }
    text.push('\n');
    text.push_str(&pointer(diagnostics));
    text
}

/// Where what they mean is explained. Nothing, if there are no messages.
fn pointer(diagnostics: &[Diagnostic]) -> String {
    let codes: BTreeSet<Code> = diagnostics.iter().map(|d| d.code).collect();
    let codes: Vec<&str> = codes.into_iter().map(Code::id).collect();
    match &codes[..] {
        [] => String::new(),
        [code] => format!("`qagida explain {code}` says more\n"),
        codes => format!("`qagida explain CODE` says more: {}\n", codes.join(", ")),
    }
}

fn group<'a>(files: &'a Files, diagnostic: &'a Diagnostic) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level
        .primary_title(diagnostic.message.as_str())
        .id(diagnostic.code.to_string());
    let mut group = Group::with_title(title);
    if let Some(place) = &diagnostic.place {
        // Where the same is wrong, the line would say no more than its place.
        let same = diagnostic.also.iter().filter(|(_, label)| label.is_none());
        let same: Vec<&Place> = same.map(|(also, _)| also).collect();
        let here_too = (!same.is_empty()).then_some("here, and in the places below");
        let mut snippet = snippet(files, place).annotation(
            AnnotationKind::Primary
                .span(files.shown(place))
                .label(diagnostic.label.as_deref().or(here_too)),
        );
        let mut others = Vec::new();
        for (also, label) in &diagnostic.also {
            let Some(label) = label else {
                continue;
            };
            let annotation = AnnotationKind::Context
                .span(files.shown(also))
                .label(label.as_str());
            if also.file == place.file {
                snippet = snippet.annotation(annotation);
            } else {
                others.push(self::snippet(files, also).annotation(annotation));
            }
        }
        group = group.element(snippet).elements(others);
        for also in same.iter().take(MOST_PLACES) {
            let position = files.position(also);
            group = group.element(
                Origin::path(files.path(also.file).to_string_lossy())
                    .line(position.line)
                    .char_column(position.column),
            );
        }
        if same.len() > MOST_PLACES {
            let more = same.len() - MOST_PLACES;
            group = group.element(Level::NOTE.message(format!(
                "and {more} more places; `--format short` lists them all"
            )));
        }
    }
    if let Some(hint) = &diagnostic.hint {
        group = group.element(Level::HELP.message(hint.as_str()));
    }
    group
}

fn snippet<'a, T: Clone>(files: &'a Files, place: &Place) -> Snippet<'a, T> {
    Snippet::source(files.text(place.file)).path(files.path(place.file).to_string_lossy())
}
