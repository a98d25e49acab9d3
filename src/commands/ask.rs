//! `qagida ask`: what the tools of the calculators' pages say.

use std::process::ExitCode;

use qagida_calculator::tools::{Request, Tool, Toolbox};

use super::{COMPLETE, NOT_IN_FULL, REQUEST_WRONG};
use crate::diff::effects::text;

/// Prints the answer of a tool to the lines of a form.
pub fn run(toolbox: &Toolbox, tool: &str, lines: &[String], json: bool) -> ExitCode {
    let Some(known) = Tool::of(tool) else {
        let known: Vec<&str> = Tool::ALL.iter().map(|tool| tool.id()).collect();
        complain!(
            "error: there is no tool `{tool}`. Tools: {}.",
            known.join(", ")
        );
        return ExitCode::from(REQUEST_WRONG);
    };
    let lines = lines.join("\n");
    let answer = match toolbox.work_out(known, &Request::parse(&lines).asked) {
        Ok(answer) => answer,
        Err(mistakes) => {
            for mistake in mistakes {
                complain!("error: {}: {}", mistake.field, mistake.message);
            }
            return ExitCode::from(REQUEST_WRONG);
        }
    };
    if json {
        say!("{}", toolbox.answer(tool, &lines));
    } else {
        say!("{}", answer.title);
        for (label, value) in &answer.asked {
            say!("  {label}: {value}");
        }
        for entry in &answer.record {
            let value = text(toolbox, &entry.value);
            say!("  {} = {value}", entry.label);
        }
        for source in &answer.sources {
            say!("      [{}]", source.text);
        }
    }
    ExitCode::from(if answer.complete {
        COMPLETE
    } else {
        NOT_IN_FULL
    })
}
