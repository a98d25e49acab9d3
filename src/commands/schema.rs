//! `qagida schema`: JSON Schemas of the content's files, for editors.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use super::{COMPLETE, CONTENT_WRONG, REQUEST_WRONG, print, print_one};
use crate::content::known::Known;
use crate::content::schema::{KINDS, Kind, schema};
use crate::diagnostics::render::Format;
use crate::diagnostics::{Code, Diagnostic};
use crate::site::text;

/// The files of `words/`: they are read with the templates' words, and not by the content.
const WORDS: Kind = Kind {
    name: "words",
    shape: text::own_words,
};

fn kinds() -> impl Iterator<Item = &'static Kind> {
    KINDS.iter().chain([&WORDS])
}

/// What the content has that can be referred to.
///
/// # Errors
/// The exit status, if that can't be told; why has been printed.
pub fn known(content: &Path) -> Result<Known, ExitCode> {
    Known::of(content).map_err(|(files, diagnostics)| {
        print(&files, &diagnostics, Format::People);
        ExitCode::from(CONTENT_WRONG)
    })
}

/// Prints the schema of a kind of file.
///
/// # Errors
/// The exit status, if there is no such kind or the content can't be read.
pub fn show(content: &Path, kind: &str) -> Result<ExitCode, ExitCode> {
    let Some(kind) = kinds().find(|known| known.name == kind) else {
        let known: Vec<&str> = kinds().map(|kind| kind.name).collect();
        complain!(
            "error: there is no kind of file `{kind}`. Kinds: {}.",
            known.join(", ")
        );
        return Err(ExitCode::from(REQUEST_WRONG));
    };
    let text = schema(kind, &known(content)?);
    say!("{}", text.trim_end());
    Ok(ExitCode::from(COMPLETE))
}

/// Writes all schemas into a folder.
///
/// # Errors
/// The exit status, if the content can't be read or the folder can't be written.
pub fn write(content: &Path, out: &Path) -> Result<ExitCode, ExitCode> {
    let known = known(content)?;
    let mut changed = 0;
    for kind in kinds() {
        let path = out.join(format!("{}.json", kind.name));
        let text = schema(kind, &known);
        if fs::read_to_string(&path).is_ok_and(|old| old == text) {
            continue;
        }
        changed += 1;
        fs::create_dir_all(out)
            .and_then(|()| fs::write(&path, text))
            .map_err(|error| {
                let problem = format!("`{}` cannot be written: {error}", path.display());
                print_one(
                    Diagnostic::error(Code::CannotWrite, problem)
                        .hint("name another folder with `--out`, or make room in this one"),
                    Format::People,
                );
                ExitCode::from(CONTENT_WRONG)
            })?;
    }
    say!(
        "`{}` holds the schemas of {} kinds of files; {changed} changed.",
        out.display(),
        kinds().count()
    );
    Ok(ExitCode::from(COMPLETE))
}
