//! The commands. Each is thin: it reads what it was asked, lets the phases work,
//! prints, and gives an exit status.

/// Prints a line. Whoever reads it may have gone (`… | head`): that is no error.
macro_rules! say {
    ($($part:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(std::io::stdout(), $($part)*);
    }};
}

/// Prints a line to standard error.
macro_rules! complain {
    ($($part:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(std::io::stderr(), $($part)*);
    }};
}

pub(crate) use complain;

pub mod ask;
pub mod build;
pub mod check;
pub mod deadline;
pub mod diff;
pub mod explain;
pub mod links;
#[cfg(test)]
mod mutations;
pub mod new;
pub mod quote;
pub mod record;
pub mod schema;
pub mod search;
pub mod serve;

use std::io::IsTerminal;
use std::path::Path;
use std::process::ExitCode;

use qagida_calculator::Rulebook;
use qagida_calculator::tools::Toolbox;
use rayon::prelude::*;

use crate::check::{cases, check as check_content, guides as check_guides};
use crate::content::{self, Content, Parsed, compile};
use crate::diagnostics::render::{self, Format};
use crate::diagnostics::{Code, Diagnostic, Files, Severity, any_error};
use crate::site::search as search_words;
use crate::site::text::{self, Words};
use crate::site::{changes, guides};

/// A complete answer.
pub const COMPLETE: u8 = 0;
/// The content has errors, or the site could not be made.
pub const CONTENT_WRONG: u8 = 1;
/// The request is wrong.
pub const REQUEST_WRONG: u8 = 2;
/// The sources cannot answer in full.
pub const NOT_IN_FULL: u8 = 3;

/// The content, checked and compiled.
pub struct Prepared {
    /// The files that it was read from.
    pub files: Files,
    /// The content.
    pub content: Content,
    /// The words, by language.
    pub words: Vec<Words>,
    /// The rules, by language.
    pub rulebooks: Vec<Rulebook>,
    /// The tools, by language.
    pub toolboxes: Vec<Toolbox>,
    /// How many golden cases there are.
    pub cases: usize,
}

/// Reads, checks and compiles the content; prints all that is wrong with it.
///
/// # Errors
/// The exit status, if anything is.
pub fn prepare(content: &Path, templates: &Path, format: Format) -> Result<Prepared, ExitCode> {
    read(content, templates, Severity::Warning, format)
}

/// The same for those who ask and don't edit: without the warnings.
///
/// # Errors
/// The exit status, if anything is wrong.
pub fn prepare_to_answer(content: &Path, templates: &Path) -> Result<Prepared, ExitCode> {
    read(content, templates, Severity::Error, Format::People)
}

fn read(
    content: &Path,
    templates: &Path,
    shown: Severity,
    format: Format,
) -> Result<Prepared, ExitCode> {
    let examined = examine(content, templates, &mut Parsed::default());
    let found = &examined.diagnostics;
    if shown == Severity::Warning || any_error(found) {
        print(examined.files(), found, format);
    }
    examined.outcome.map_err(|_| ExitCode::from(CONTENT_WRONG))
}

/// The content, and all that is wrong with it.
pub struct Examined {
    /// All that is wrong, in order.
    pub diagnostics: Vec<Diagnostic>,
    /// The content if nothing is an error, or the files that the errors stand in.
    pub outcome: Result<Prepared, Files>,
    /// The content as far as it could be compiled although something is an error,
    /// such as a golden case that isn't met.
    pub faulty: Option<Prepared>,
}

impl Examined {
    /// The files that messages point into.
    pub fn files(&self) -> &Files {
        match &self.outcome {
            Ok(prepared) => &prepared.files,
            Err(files) => files,
        }
    }
}

/// Reads, checks and compiles the content. What was `parsed` before and hasn't
/// changed isn't parsed once more.
pub fn examine(content: &Path, templates: &Path, parsed: &mut Parsed) -> Examined {
    examined(content, templates, parsed, true)
}

/// The same without the golden cases: `serve` shows a change before it knows
/// whether they hold, as they take longer than the rest.
pub fn examine_but_for_cases(content: &Path, templates: &Path, parsed: &mut Parsed) -> Examined {
    examined(content, templates, parsed, false)
}

fn examined(content: &Path, templates: &Path, parsed: &mut Parsed, cases: bool) -> Examined {
    let loaded = content::load_again(content, parsed);
    let (mut files, mut diagnostics) = (loaded.files, loaded.diagnostics);
    let prepared = loaded
        .content
        .and_then(|content| compiled(content, templates, cases, &mut files, &mut diagnostics));
    if prepared.is_none() && !any_error(&diagnostics) {
        diagnostics.push(
            Diagnostic::error(
                Code::Contradiction,
                "the content cannot be turned into rules, and the checks don't say why",
            )
            .hint("this is a mistake in qagida: please report it, with the last change to the content"),
        );
    }
    files.sort(&mut diagnostics);
    let (outcome, faulty) = match prepared {
        Some(prepared) if !any_error(&diagnostics) => (Ok(Prepared { files, ..prepared }), None),
        faulty => (Err(files), faulty),
    };
    Examined {
        diagnostics,
        outcome,
        faulty,
    }
}

/// The content, checked and compiled; nothing if what is wrong keeps it from
/// being compiled.
fn compiled(
    content: Content,
    templates: &Path,
    with_cases: bool,
    files: &mut Files,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Prepared> {
    let check = || {
        let mut found = check_content(&content);
        found.rules.extend(search_words::check(&content));
        found.rules.extend(changes::check(&content));
        found
    };
    let languages: Vec<&str> = content.languages().collect();
    let mut of_words = Vec::new();
    let read = || text::load(templates, &content.words, &languages, files, &mut of_words);
    let (found, words) = rayon::join(check, read);
    diagnostics.extend(found.rules);
    diagnostics.extend(of_words);
    let words = words?;
    let rules_hold = !any_error(diagnostics);
    diagnostics.extend(found.guides);
    diagnostics.extend(guides::check_links(&content));
    if !rules_hold {
        return None;
    }
    let months = text::months(&words);
    let compiled: Option<Vec<_>> = words
        .par_iter()
        .enumerate()
        .map(|(language, words)| {
            let rulebook = compile::rulebook(&content, language, &words.phrasebook)?;
            let toolbox = compile::toolbox(&content, language, &rulebook, &words.tools, &months)?;
            Some((rulebook, toolbox))
        })
        .collect();
    let (rulebooks, toolboxes): (Vec<_>, Vec<_>) = compiled?.into_iter().unzip();
    let asked_in = content
        .languages()
        .position(|code| code == content.site.command_language.value);
    let toolbox = &toolboxes[asked_in.unwrap_or_default()];
    diagnostics.extend(check_guides::questions(&content, toolbox));
    diagnostics.extend(cases::typical(&content, toolbox));
    let (cases, failures) = if with_cases {
        cases::run(&content, &toolboxes[0])
    } else {
        (0, Vec::new())
    };
    diagnostics.extend(failures);
    Some(Prepared {
        files: Files::default(),
        content,
        words,
        rulebooks,
        toolboxes,
        cases,
    })
}

impl Prepared {
    /// The rules in the language of a code, or in the one that commands answer in.
    ///
    /// # Errors
    /// The exit status, if there is no such language.
    pub fn rulebook(&self, language: Option<&str>) -> Result<&Rulebook, ExitCode> {
        Ok(&self.rulebooks[self.language(language)?])
    }

    /// The tools in the language of a code, or in the one that commands answer in.
    ///
    /// # Errors
    /// The exit status, if there is no such language.
    pub fn toolbox(&self, language: Option<&str>) -> Result<&Toolbox, ExitCode> {
        Ok(&self.toolboxes[self.language(language)?])
    }

    /// The number of the language of a code, or of the one that commands answer in.
    ///
    /// # Errors
    /// The exit status, if there is no such language.
    pub fn language(&self, code: Option<&str>) -> Result<usize, ExitCode> {
        let code = code.unwrap_or(&self.content.site.command_language.value);
        let number = self.content.languages().position(|known| known == code);
        number.ok_or_else(|| {
            let known: Vec<&str> = self.content.languages().collect();
            complain!(
                "error: there is no language `{code}`. Languages: {}.",
                known.join(", ")
            );
            ExitCode::from(REQUEST_WRONG)
        })
    }
}

/// Prints messages, if there are any. For people they are beside the answer, on
/// standard error; a form for programs is the answer, so it is on standard output.
pub fn print(files: &Files, diagnostics: &[Diagnostic], format: Format) {
    if diagnostics.is_empty() {
        return;
    }
    let color = std::io::stderr().is_terminal();
    let text = render::render(files, diagnostics, format, color);
    if format == Format::People {
        complain!("{}", text.trim_end());
    } else {
        say!("{}", text.trim_end());
    }
}

/// Prints one message that points into no file.
pub fn print_one(diagnostic: Diagnostic, format: Format) {
    print(&Files::default(), &[diagnostic], format);
}

/// Prints how it ended: where messages are the answer, away from them.
fn conclude(sentence: &str, format: Format) {
    if format == Format::People {
        say!("{sentence}");
    } else {
        complain!("{sentence}");
    }
}
