//! `qagida check`: the content alone.

use std::mem::ManuallyDrop;
use std::path::Path;
use std::process::ExitCode;

use qagida_calculator::Date;

use super::{COMPLETE, CONTENT_WRONG, Prepared, conclude, examine, print};
use crate::check::alarms::{self, Urgency};
use crate::check::coverage;
use crate::content::reading::Id;
use crate::content::{Content, Parsed};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::render::Format;

/// What is to be checked, besides that the content is in order.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// Whether to print what is made of every place of the sources instead.
    pub coverage: bool,
    /// The day from which days are counted.
    pub as_of: Date,
    /// How many days ahead warnings are given.
    pub ahead: Option<u32>,
    /// Whether a warning is a failure.
    pub strict: bool,
    /// The form of the messages.
    pub format: Format,
}

/// Checks the content and its golden cases, and warns of what runs out.
pub fn run(content: &Path, templates: &Path, asked: &Asked) -> ExitCode {
    // A program about to end needn't give back what it holds: that takes a while.
    let mut parsed = ManuallyDrop::new(Parsed::default());
    let examined = examine(content, templates, &mut parsed);
    match examined.outcome {
        Ok(prepared) => {
            let prepared = ManuallyDrop::new(prepared);
            let warned = warn(&prepared, examined.diagnostics, asked);
            if asked.coverage {
                return print_coverage(&prepared);
            }
            let sentence = format!(
                "The content is in order: {} services in {} languages, {} golden cases. Version {}.",
                prepared.content.services.len(),
                prepared.words.len(),
                prepared.cases,
                prepared.content.version,
            );
            conclude(&sentence, asked.format);
            if let Some(later) = warned.later {
                conclude(&later, asked.format);
            }
            if asked.strict && warned.count > 0 {
                super::complain!("error: with `--strict` there must be no warning");
                return ExitCode::from(CONTENT_WRONG);
            }
            ExitCode::from(COMPLETE)
        }
        Err(files) => {
            print(&files, &examined.diagnostics, asked.format);
            ExitCode::from(CONTENT_WRONG)
        }
    }
}

/// What warnings there were.
struct Warned {
    /// How many.
    count: usize,
    /// What there will be later, in a line.
    later: Option<String>,
}

/// Prints the warnings: of what is unusual in the files, and after them of what
/// runs out, what is due first before the rest.
fn warn(prepared: &Prepared, mut warnings: Vec<Diagnostic>, asked: &Asked) -> Warned {
    let language = command_language(&prepared.content);
    let alarms = if asked.coverage {
        Vec::new()
    } else {
        alarms::alarms_ahead(&prepared.content, asked.as_of, asked.ahead)
    };
    let (later, pressing): (Vec<_>, Vec<_>) = alarms
        .into_iter()
        .partition(|alarm| alarm.urgency == Urgency::Later);
    warnings.extend(pressing.iter().map(|alarm| alarm.warning(language)));
    print(&prepared.files, &warnings, asked.format);
    let next = later.first().map(|next| {
        format!(
            "Ahead: {} more to look after, the next by {}, in {} days; `--ahead DAYS` shows them, as does the page /status/.",
            later.len(),
            next.due,
            next.days,
        )
    });
    Warned {
        count: warnings.len(),
        later: next,
    }
}

/// The number of the language in which commands answer.
fn command_language(content: &Content) -> usize {
    let language = &content.site.command_language.value;
    let number = content.languages().position(|code| code == language);
    number.unwrap_or_default()
}

/// A table of the places, and a line for each document that sums it up.
fn print_coverage(prepared: &Prepared) -> ExitCode {
    let content = &prepared.content;
    let language = command_language(content);
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
    for summary in coverage::summaries(&places) {
        open += summary.open;
        say!(
            "{}: {} places, {} cited, {} left out with a reason, {} not accounted for",
            summary.source.id.value,
            summary.places,
            summary.cited,
            summary.left_out,
            summary.open,
        );
    }
    ExitCode::from(if open == 0 { COMPLETE } else { CONTENT_WRONG })
}
