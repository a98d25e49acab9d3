//! `qagida diff`: what was changed between two contents, and what it does.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use qagida_calculator::Date;

use super::{COMPLETE, CONTENT_WRONG, Examined, Prepared, REQUEST_WRONG, examine};
use crate::content::Parsed;
use crate::diagnostics::{Severity, render};
use crate::diff::changes::{self, Languages};
use crate::diff::effects::{self, Side};
use crate::diff::render::{Difference, Format};
use crate::diff::revision::Revision;
use crate::diff::tree::Tree;

/// What to compare, and how to print it.
#[derive(Args)]
pub struct DiffArgs {
    /// The old content: a folder, or a git revision
    old: String,
    /// The new content: a folder, or a git revision
    new: String,
    /// The folder with the content, where it stands in the repository
    #[arg(long, value_name = "DIR", default_value = "content")]
    content: PathBuf,
    /// The folder with the templates and their texts
    #[arg(long, value_name = "DIR", default_value = "templates")]
    templates: PathBuf,
    /// The day for which typical cases are worked out, besides those on which
    /// something changes [default: today]
    #[arg(long, value_name = "DATE", value_parser = crate::date)]
    on: Option<Date>,
    /// Print JSON
    #[arg(long, conflicts_with = "markdown")]
    json: bool,
    /// Print Markdown, as for a pull request
    #[arg(long)]
    markdown: bool,
    /// The language of texts and answers
    #[arg(long, value_name = "L")]
    lang: Option<String>,
}

/// A content, read in both ways.
struct Opened<'a> {
    /// Which of the two it is.
    which: &'static str,
    revision: &'a Revision,
    examined: Examined,
    tree: Result<Tree, String>,
}

impl DiffArgs {
    /// Compares and prints.
    ///
    /// # Errors
    /// The exit status, after saying what is wrong.
    pub fn run(&self, today: Date) -> Result<ExitCode, ExitCode> {
        let find = |name: &str| {
            Revision::open(name, &self.content).map_err(|why| {
                complain!("error: {why}.");
                ExitCode::from(REQUEST_WRONG)
            })
        };
        let (old, new) = (find(&self.old)?, find(&self.new)?);
        let (old, new) = rayon::join(
            || Opened::read("old", &old, &self.templates),
            || Opened::read("new", &new, &self.templates),
        );
        for opened in [&old, &new] {
            opened.complain();
        }
        let (before, after) = (old.tree()?, new.tree()?);
        let language = self.language(before, after)?;
        let mut all = after.languages();
        all.extend(before.languages());
        let languages = Languages {
            all: &all,
            shown: &language,
        };
        let changes = changes::changes(before, after, languages);
        let days = effects::days(self.on.unwrap_or(today), &changes);
        let sides = old.side(&language);
        let sides = sides.and_then(|old| Ok((old, new.side(&language)?)));
        let effects = sides.map(|(old, new)| effects::effects(old, new, days));
        let difference = Difference {
            old: &self.old,
            new: &self.new,
            changes: &changes,
            effects: effects.as_ref().map_err(Clone::clone),
        };
        let format = match (self.json, self.markdown) {
            (true, _) => Format::Json,
            (_, true) => Format::Markdown,
            _ => Format::People,
        };
        say!("{}", difference.render(format).trim_end());
        Ok(ExitCode::from(COMPLETE))
    }

    /// The language to read in: that asked for, or that of the commands.
    fn language(&self, old: &Tree, new: &Tree) -> Result<String, ExitCode> {
        let known = new.languages();
        match &self.lang {
            Some(lang) if known.contains(lang) => Ok(lang.clone()),
            Some(lang) => {
                complain!(
                    "error: there is no language `{lang}`. Languages: {}.",
                    known.join(", ")
                );
                Err(ExitCode::from(REQUEST_WRONG))
            }
            None => {
                let own = new.command_language().or_else(|| old.command_language());
                Ok(own.unwrap_or_default())
            }
        }
    }
}

impl<'a> Opened<'a> {
    fn read(which: &'static str, revision: &'a Revision, templates: &Path) -> Self {
        let folder = &revision.folder;
        let (examined, tree) = rayon::join(
            || examine(folder, templates, &mut Parsed::default()),
            || Tree::read(folder),
        );
        Self {
            which,
            revision,
            examined,
            tree,
        }
    }

    /// Prints its errors; warnings are for `check`. A revision stands in a folder
    /// that nobody knows: its errors are told by its name.
    fn complain(&self) {
        let errors = self.examined.diagnostics.iter();
        let errors = errors.filter(|it| it.severity == Severity::Error);
        let errors: Vec<_> = errors.cloned().collect();
        if errors.is_empty() {
            return;
        }
        let text = render::render(
            self.examined.files(),
            &errors,
            render::Format::People,
            false,
        );
        let folder = self.revision.folder.display().to_string();
        complain!(
            "The {} content, `{}`, has errors:\n\n{}\n",
            self.which,
            self.revision.shown,
            text.replace(&folder, &self.revision.shown).trim_end()
        );
    }

    fn tree(&self) -> Result<&Tree, ExitCode> {
        self.tree.as_ref().map_err(|why| {
            complain!(
                "error: the {} content, `{}`, cannot be compared: {why}.",
                self.which,
                self.revision.shown
            );
            ExitCode::from(CONTENT_WRONG)
        })
    }

    /// Its rules, even if something in them is an error.
    fn prepared(&self) -> Option<&Prepared> {
        let found = self.examined.outcome.as_ref().ok();
        found.or(self.examined.faulty.as_ref())
    }

    /// Its rules in a language, or in its own if it hasn't that.
    fn side(&self, language: &str) -> Result<Side<'_>, String> {
        let prepared = self.prepared().ok_or_else(|| {
            format!(
                "the {} content, `{}`, has errors",
                self.which, self.revision.shown
            )
        })?;
        let content = &prepared.content;
        let number = |code: &str| content.languages().position(|known| known == code);
        let own = &content.site.command_language.value;
        let language = number(language).or_else(|| number(own)).unwrap_or_default();
        Ok(Side {
            toolbox: &prepared.toolboxes[language],
            cases: &content.typical,
            language,
        })
    }
}
