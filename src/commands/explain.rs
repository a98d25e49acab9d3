//! `qagida explain`: what a message means.

use std::process::ExitCode;

use super::{COMPLETE, REQUEST_WRONG};
use crate::diagnostics::{Code, did_you_mean};

/// Prints what is to be known about a code, or all codes with a line each.
pub fn run(code: Option<&str>) -> ExitCode {
    let Some(id) = code else {
        let width = Code::ALL.iter().map(|code| code.id().len()).max();
        let width = width.unwrap_or_default();
        for code in Code::ALL {
            say!("{:width$}  {}", code.id(), code.summary());
        }
        return ExitCode::from(COMPLETE);
    };
    if let Some(code) = Code::of(id) {
        say!("{code}: {}\n", code.summary());
        say!("{}", code.explanation().trim_end());
        return ExitCode::from(COMPLETE);
    }
    let hint = did_you_mean(id, Code::ALL.iter().map(|code| code.id()))
        .unwrap_or_else(|| "`qagida explain` lists them all".to_owned());
    complain!("error: there is no code `{id}`; {hint}");
    ExitCode::from(REQUEST_WRONG)
}
