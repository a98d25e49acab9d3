//! `qagida diff`: what was changed between two contents, and what it does.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use qagida_calculator::Date;

use super::{COMPLETE, REQUEST_WRONG, prepare_to_answer};
use crate::diff::changes::{self, Tree};
use crate::diff::effects;
use crate::diff::render::{Difference, Format};
use crate::diff::revision::Revision;

/// What to compare, and how to print it.
#[derive(Args)]
pub struct DiffArgs {
    /// The old content: a folder, or a git revision
    old: String,
    /// The new content: a folder, or a git revision
    new: String,
    /// The folder with the content, for revisions
    #[arg(long, value_name = "DIR", default_value = "content")]
    content: PathBuf,
    /// The folder with the templates
    #[arg(long, value_name = "DIR", default_value = "templates")]
    templates: PathBuf,
    /// The day for which typical cases are worked out; today, if left out
    #[arg(long, value_name = "DATE", value_parser = crate::date)]
    on: Option<Date>,
    /// Print JSON
    #[arg(long, conflicts_with = "markdown")]
    json: bool,
    /// Print Markdown, as for a pull request
    #[arg(long)]
    markdown: bool,
}

impl DiffArgs {
    /// Compares and prints.
    ///
    /// # Errors
    /// The exit status, after saying what is wrong.
    pub fn run(&self, today: Date) -> Result<ExitCode, ExitCode> {
        let wrong = |why: String| {
            complain!("error: {why}.");
            ExitCode::from(REQUEST_WRONG)
        };
        let old = Revision::open(&self.old, &self.content).map_err(wrong)?;
        let new = Revision::open(&self.new, &self.content).map_err(wrong)?;
        let prepared = prepare_to_answer(&new.folder, &self.templates)?;
        let languages: Vec<&str> = prepared.content.languages().collect();
        let trees = [&old, &new].map(|revision| Tree::read(&revision.folder));
        let [before, after] = trees;
        let (before, after) = (before.map_err(wrong)?, after.map_err(wrong)?);
        let changes = changes::changes(&before, &after, &languages);
        let language = prepared.language(None)?;
        let days = effects::days(self.on.unwrap_or(today), &changes);
        let effects = prepare_to_answer(&old.folder, &self.templates).map(|was| {
            let code = prepared
                .content
                .languages()
                .nth(language)
                .unwrap_or_default();
            let its = was.toolbox(Some(code)).or_else(|_| was.toolbox(None));
            its.map(|its| {
                let cases = &prepared.content.typical.typical;
                effects::effects(cases, language, its, &prepared.toolboxes[language], &days)
            })
        });
        let effects = effects.and_then(|effects| effects);
        let difference = Difference {
            old: &self.old,
            new: &self.new,
            changes: &changes,
            effects: effects
                .as_ref()
                .map_err(|_| "the old content has the mistakes above"),
        };
        let format = match (self.json, self.markdown) {
            (true, _) => Format::Json,
            (_, true) => Format::Markdown,
            _ => Format::People,
        };
        say!("{}", difference.render(format).trim_end());
        Ok(ExitCode::from(COMPLETE))
    }
}
