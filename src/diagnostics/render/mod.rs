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
        insta::assert_snapshot!(rendered(Format::People), @r"
        error[bad-value]: 100% wrong
         --> content/a, b: 100%.yaml:1:8
          |
        1 | title: Ұзарту
          |        ^^^^^^ this, too
        ...
        4 | last: x
          | ---- the last
          |
         ::: content/other.yaml:1:1
          |
        1 | x
          | - elsewhere
          |
          = help: two
                  lines

        warning[unused]: over two lines
         --> content/a, b: 100%.yaml:2:5
          |
        2 | 🙂🙂: [a, b,
          |       ^^^^^^

        error[bad-value]: at the end
         --> content/a, b: 100%.yaml:4:8
          |
        4 | last: x
          |        ^

        error[cannot-write]: nowhere
         |
         = help: do something

        3 errors, 1 warning
        `qagida explain CODE` says more: cannot-write, bad-value, unused
        ");
    }

    #[test]
    fn in_short() {
        insta::assert_snapshot!(rendered(Format::Short), @r"
        content/a, b: 100%.yaml:1:8: error[bad-value]: 100% wrong
        content/a, b: 100%.yaml:4:1: note: the last
        content/other.yaml:1:1: note: elsewhere
        content/a, b: 100%.yaml:2:5: warning[unused]: over two lines
        content/a, b: 100%.yaml:4:8: error[bad-value]: at the end
        error[cannot-write]: nowhere
        ");
    }

    #[test]
    fn as_json() {
        insta::assert_snapshot!(rendered(Format::Json), @r#"
        {"severity":"error","code":"bad-value","message":"100% wrong","file":"content/a, b: 100%.yaml","line":1,"column":8,"end_line":1,"end_column":14,"label":"this, too","hint":"two\nlines","also":[{"file":"content/a, b: 100%.yaml","line":4,"column":1,"end_line":4,"end_column":5,"label":"the last"},{"file":"content/other.yaml","line":1,"column":1,"end_line":1,"end_column":2,"label":"elsewhere"}]}
        {"severity":"warning","code":"unused","message":"over two lines","file":"content/a, b: 100%.yaml","line":2,"column":5,"end_line":2,"end_column":11,"label":null,"hint":null,"also":[]}
        {"severity":"error","code":"bad-value","message":"at the end","file":"content/a, b: 100%.yaml","line":4,"column":8,"end_line":4,"end_column":8,"label":null,"hint":null,"also":[]}
        {"severity":"error","code":"cannot-write","message":"nowhere","file":null,"line":null,"column":null,"end_line":null,"end_column":null,"label":null,"hint":"do something","also":[]}
        "#);
    }

    #[test]
    fn for_github() {
        insta::assert_snapshot!(rendered(Format::Github), @r"
        ::error file=content/a%2C b%3A 100%25.yaml,line=1,col=8,endLine=1,endColumn=14,title=bad-value::100%25 wrong%0Athis, too%0Acontent/a, b: 100%25.yaml:4: the last%0Acontent/other.yaml:1: elsewhere%0Ahelp: two%0Alines
        ::warning file=content/a%2C b%3A 100%25.yaml,line=2,col=5,endLine=2,endColumn=11,title=unused::over two lines
        ::error file=content/a%2C b%3A 100%25.yaml,line=4,col=8,endLine=4,endColumn=8,title=bad-value::at the end
        ::error title=cannot-write::nowhere%0Ahelp: do something
        ");
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
