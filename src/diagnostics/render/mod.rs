//! Messages as text: one file a form. Printing is left to the commands.

mod github;
mod json;
mod people;
mod short;

use super::{Diagnostic, Files, Severity};

/// In which form messages are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// With the line shown and the place marked
    #[default]
    People,
    /// A line for each place
    Short,
    /// An object a line, for programs
    Json,
    /// Annotations for GitHub
    Github,
}

/// The messages in a form, each line ended. `color` is for people only.
pub fn render(files: &Files, diagnostics: &[Diagnostic], format: Format, color: bool) -> String {
    match format {
        Format::People => people::render(files, diagnostics, color),
        Format::Short => short::render(files, diagnostics),
        Format::Json => json::render(files, diagnostics),
        Format::Github => github::render(files, diagnostics),
    }
}

impl Severity {
    /// What it is called.
    fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::super::{Code, Place};
    use super::*;

    /// A text in which bytes, characters and columns on a screen all differ,
    /// with the line ends of Windows, and messages about it.
    fn sample() -> (Files, Vec<Diagnostic>) {
        let mut files = Files::default();
        let text = "title: Ұзарту\r\n🙂🙂: [a, b,\r\n  c]\r\nlast: x";
        let file = files.add(PathBuf::from("content/a, b: 100%.yaml"), text.to_owned());
        let other = files.add(PathBuf::from("content/other.yaml"), "x\n".to_owned());
        let at = |part: &str| {
            let start = text.find(part).unwrap();
            let range = start..start + part.len();
            Place { file, range }
        };
        let messages = vec![
            Diagnostic::error(Code::BadValue, "100% wrong")
                .at(&at("Ұзарту"))
                .label("this, too")
                .also(&at("last"), "the last")
                .also(
                    &Place {
                        file: other,
                        range: 0..1,
                    },
                    "elsewhere",
                )
                .hint("two\nlines"),
            Diagnostic::warning(Code::Unused, "over two lines").at(&at("[a, b,\r\n  c]")),
            Diagnostic::error(Code::BadValue, "at the end").at(&Place {
                file,
                range: text.len()..text.len(),
            }),
            Diagnostic::error(Code::CannotWrite, "nowhere").hint("do something"),
        ];
        (files, messages)
    }

    fn rendered(format: Format) -> String {
        let (files, messages) = sample();
        render(&files, &messages, format, false)
    }

    #[test]
    fn for_people() {
        insta::assert_snapshot!(rendered(Format::People), @"");
    }

    #[test]
    fn in_short() {
        insta::assert_snapshot!(rendered(Format::Short), @"");
    }

    #[test]
    fn as_json() {
        insta::assert_snapshot!(rendered(Format::Json), @"");
    }

    #[test]
    fn for_github() {
        insta::assert_snapshot!(rendered(Format::Github), @"");
    }

    /// What people are shown and what programs are told is the same place.
    #[test]
    fn places_are_the_same_in_every_form() {
        let (files, messages) = sample();
        let people = rendered(Format::People);
        for message in &messages {
            let Some(place) = &message.place else {
                continue;
            };
            let position = files.position(place);
            let (line, column) = (position.line, position.column);
            assert!(
                people.contains(&format!("%.yaml:{line}:{column}\n")),
                "{line}:{column}\n{people}"
            );
        }
    }
}
