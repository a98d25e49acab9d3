//! `qagida check`: the content alone.

use std::path::Path;
use std::process::ExitCode;

use super::{COMPLETE, CONTENT_WRONG, Prepared, conclude, prepare};
use crate::check::coverage;
use crate::content::reading::Id;
use crate::diagnostics::render::Format;

/// Checks the content and its golden cases; with `coverage`, prints what is made
/// of every place of the sources.
pub fn run(content: &Path, templates: &Path, coverage: bool, format: Format) -> ExitCode {
    match prepare(content, templates, format) {
        Ok(prepared) if coverage => print_coverage(&prepared),
        Ok(prepared) => {
            let sentence = format!(
                "The content is in order: {} services in {} languages, {} golden cases. Version {}.",
                prepared.content.services.len(),
                prepared.words.len(),
                prepared.cases,
                prepared.content.version,
            );
            conclude(&sentence, format);
            ExitCode::from(COMPLETE)
        }
        Err(status) => status,
    }
}

/// A table of the places, and a line for each document that sums it up.
fn print_coverage(prepared: &Prepared) -> ExitCode {
    let content = &prepared.content;
    let language = &content.site.command_language.value;
    let language = content.languages().position(|code| code == language);
    let language = language.unwrap_or_default();
    let places = coverage::coverage(content);
    let width = places.iter().map(|covered| covered.place.id.len()).max();
    let width = width.unwrap_or_default();
    let mut document: Option<&Id> = None;
    for covered in &places {
        let source = &covered.source;
        if document != Some(&source.id.value) {
            document = Some(&source.id.value);
            say!("{}: {}", source.id.value, source.short.get(language));
        }
        let files: Vec<String> = covered
            .cited_in
            .iter()
            .map(|file| prepared.files.path(*file).display().to_string())
            .collect();
        let made_of_it = match (&covered.place.left_out, files.is_empty()) {
            (_, false) => files.join(", "),
            (Some(reason), true) => format!("left out: {}", reason.get(language)),
            (None, true) => "NOT ACCOUNTED FOR".to_owned(),
        };
        say!("  {:width$}  {made_of_it}", &*covered.place.id.value);
    }
    let mut open = 0;
    for source in content.sources.documents.iter() {
        let of_source = || {
            let same =
                |covered: &&coverage::Covered<'_>| covered.source.id.value == source.id.value;
            places.iter().filter(same)
        };
        let all = of_source().count();
        if all == 0 {
            continue;
        }
        let cited = of_source().filter(|c| !c.cited_in.is_empty()).count();
        let unaccounted = of_source().filter(|c| !c.accounted_for()).count();
        open += unaccounted;
        say!(
            "{}: {all} places, {cited} cited, {} left out with a reason, {unaccounted} not accounted for",
            source.id.value,
            all - cited - unaccounted,
        );
    }
    ExitCode::from(if open == 0 { COMPLETE } else { CONTENT_WRONG })
}
