//! Messages for people: the line shown, the place marked, the hint below.

use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, Files, Place, Severity};

/// More than this are not read but worked off; printing them takes longer than
/// finding them.
const MOST_SHOWN: usize = 200;

/// The messages and a closing line that counts them all, as printed on the
/// terminal.
pub fn for_people(files: &Files, diagnostics: &[Diagnostic], color: bool) -> String {
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
    text
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
        let mut snippet = snippet(files, place).annotation(
            AnnotationKind::Primary
                .span(visible(files, place))
                .label(diagnostic.label.as_deref()),
        );
        let mut other = None;
        if let Some((also, label)) = &diagnostic.also {
            let annotation = AnnotationKind::Context
                .span(visible(files, also))
                .label(label.as_str());
            if also.file == place.file {
                snippet = snippet.annotation(annotation);
            } else {
                other = Some(self::snippet(files, also).annotation(annotation));
            }
        }
        group = group.element(snippet);
        if let Some(other) = other {
            group = group.element(other);
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

/// The place's range, within the text and at least one character wide.
fn visible(files: &Files, place: &Place) -> std::ops::Range<usize> {
    let text = files.text(place.file);
    let start = text.floor_char_boundary(place.range.start.min(text.len()));
    let end = text.ceil_char_boundary(place.range.end.clamp(start, text.len()));
    // A value over several lines is marked on its first.
    let end = text[start..end].find('\n').map_or(end, |line| start + line);
    if end > start {
        return start..end;
    }
    let next = text[start..].chars().next().filter(|c| *c != '\n');
    start..start + next.map_or(0, char::len_utf8)
}
