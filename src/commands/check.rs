//! `qagida check`: the content alone.

use std::path::Path;
use std::process::ExitCode;

use super::{COMPLETE, prepare};

/// Checks the content and its golden cases.
pub fn run(content: &Path, templates: &Path) -> ExitCode {
    match prepare(content, templates) {
        Ok(prepared) => {
            say!(
                "The content is in order: {} services in {} languages, {} golden cases. Version {}.",
                prepared.content.services.len(),
                prepared.words.len(),
                prepared.cases,
                prepared.content.version,
            );
            ExitCode::from(COMPLETE)
        }
        Err(status) => status,
    }
}
