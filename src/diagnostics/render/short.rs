//! A line for each place, as compilers print them: for editors, and to count.

use std::fmt::Write as _;

use super::super::{Diagnostic, Files, Place};

/// The other places of a message follow it as notes.
pub fn render(files: &Files, diagnostics: &[Diagnostic]) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        let Diagnostic { code, message, .. } = diagnostic;
        let severity = diagnostic.severity.name();
        let place = diagnostic.place.as_ref();
        let place = place.map_or_else(String::new, |place| prefix(files, place));
        let message = message.replace('\n', " ");
        let _ = writeln!(text, "{place}{severity}[{code}]: {message}");
        for (place, label) in &diagnostic.also {
            let label = label.as_deref().unwrap_or("here, too");
            let _ = writeln!(text, "{}note: {label}", prefix(files, place));
        }
    }
    text
}

fn prefix(files: &Files, place: &Place) -> String {
    let position = files.position(place);
    let path = files.path(place.file).display();
    format!("{path}:{}:{}: ", position.line, position.column)
}
