//! `qagida deadline`: when a result is due, and when one may file.

use std::process::ExitCode;

use qagida_calculator::deadline::{Assumption, Step, Subject};
use qagida_calculator::quote::{RequestError, Unknown};
use qagida_calculator::{Deadline, FilingWindow, Rulebook};

use super::quote::refuse;
use super::{COMPLETE, NOT_IN_FULL};

/// Prints the answer to a question about a due date.
pub fn due(answer: Result<Deadline<'_>, Vec<RequestError>>, json: bool) -> ExitCode {
    match answer {
        Ok(answer) if json => {
            say!("{}", answer.to_json());
            status(&answer.unknown)
        }
        Ok(answer) => {
            match answer.subject {
                Subject::Service(service) => say!("{}", service.title),
                Subject::Period(period) => say!("{}: {}", period.rule_title, period.title),
            }
            explain(
                answer.rulebook,
                &answer.steps,
                &answer.assumptions,
                answer.note(),
                &answer.unknown,
            )
        }
        Err(errors) => refuse(&errors),
    }
}

/// Prints the answer to a question about a filing window.
pub fn window(answer: Result<FilingWindow<'_>, Vec<RequestError>>, json: bool) -> ExitCode {
    match answer {
        Ok(answer) if json => {
            say!("{}", answer.to_json());
            status(&answer.unknown)
        }
        Ok(answer) => {
            say!("{}", answer.service.title);
            explain(
                answer.rulebook,
                &answer.steps,
                &answer.assumptions,
                None,
                &answer.unknown,
            )
        }
        Err(errors) => refuse(&errors),
    }
}

fn explain(
    rulebook: &Rulebook,
    steps: &[Step],
    assumptions: &[Assumption],
    note: Option<&str>,
    unknown: &[Unknown],
) -> ExitCode {
    let words = &rulebook.phrasebook;
    for step in steps {
        say!("  {}: {}", words.date_with_weekday(step.day), step.text);
    }
    for unknown in unknown {
        say!("  ? {}", unknown.reason);
    }
    for assumption in assumptions {
        say!("  * {}", assumption.text);
    }
    if let Some(note) = note {
        say!("  * {note}");
    }
    status(unknown)
}

fn status(unknown: &[Unknown]) -> ExitCode {
    ExitCode::from(if unknown.is_empty() {
        COMPLETE
    } else {
        NOT_IN_FULL
    })
}
