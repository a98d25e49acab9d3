//! `qagida deadline`: when a result is due, and when one may file.

use std::process::ExitCode;

use qagida_calculator::deadline::{Assumption, Step};
use qagida_calculator::quote::Unknown;
use qagida_calculator::{DeadlineRequest, Rulebook};

use super::quote::refuse;
use super::{COMPLETE, NOT_IN_FULL};

/// Answers a question about a due date.
pub fn due(rulebook: &Rulebook, request: &DeadlineRequest<'_>, json: bool) -> ExitCode {
    match rulebook.deadline(request) {
        Ok(answer) if json => {
            say!("{}", answer.to_json());
            status(&answer.unknown)
        }
        Ok(answer) => {
            say!("{}", answer.service.title);
            explain(
                rulebook,
                &answer.steps,
                &answer.assumptions,
                &answer.unknown,
            )
        }
        Err(errors) => refuse(&errors),
    }
}

/// Answers a question about a filing window.
pub fn window(rulebook: &Rulebook, service: &str, expires: &str, json: bool) -> ExitCode {
    match rulebook.filing_window(service, expires) {
        Ok(answer) if json => {
            say!("{}", answer.to_json());
            status(&answer.unknown)
        }
        Ok(answer) => {
            say!("{}", answer.service.title);
            explain(
                rulebook,
                &answer.steps,
                &answer.assumptions,
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
    status(unknown)
}

fn status(unknown: &[Unknown]) -> ExitCode {
    ExitCode::from(if unknown.is_empty() {
        COMPLETE
    } else {
        NOT_IN_FULL
    })
}
