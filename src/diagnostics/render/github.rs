//! Annotations for GitHub: what a workflow prints like this is shown beside the
//! line in a pull request.

use std::fmt::Write as _;

use super::super::{Diagnostic, Files};

/// Hints and other places become lines of the message: an annotation has one
/// place only.
pub fn render(files: &Files, diagnostics: &[Diagnostic]) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        let mut properties = Vec::new();
        if let Some(place) = &diagnostic.place {
            let position = files.position(place);
            let path = files.path(place.file).display().to_string();
            properties.extend([
                format!("file={}", property(&path)),
                format!("line={}", position.line),
                format!("col={}", position.column),
                format!("endLine={}", position.line),
                format!("endColumn={}", position.end_column),
            ]);
        }
        properties.push(format!("title={}", property(diagnostic.code.id())));
        let mut message = diagnostic.message.clone();
        if let Some(label) = &diagnostic.label {
            let _ = write!(message, "\n{label}");
        }
        for (place, label) in &diagnostic.also {
            let position = files.position(place);
            let path = files.path(place.file).display();
            let label = label.as_deref().unwrap_or("here, too");
            let _ = write!(message, "\n{path}:{}: {label}", position.line);
        }
        if let Some(hint) = &diagnostic.hint {
            let _ = write!(message, "\nhelp: {hint}");
        }
        let _ = writeln!(
            text,
            "::{} {}::{}",
            diagnostic.severity.name(),
            properties.join(","),
            data(&message)
        );
    }
    text
}

/// What GitHub would take for its own is written as it asks for it.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
