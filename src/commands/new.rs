//! `qagida new`: a file to fill in.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;

use super::schema::known;
use super::{COMPLETE, CONTENT_WRONG, REQUEST_WRONG, print_one};
use crate::content::known::Known;
use crate::content::reading::{Id, MARKER};
use crate::content::schema::KINDS;
use crate::content::shape::{Shape, What};
use crate::content::skeleton::skeleton;
use crate::diagnostics::render::Format;
use crate::diagnostics::{Code, Diagnostic};

/// What may be new.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum New {
    /// A service
    Service,
    /// A category, named by its code
    #[value(alias = "category")]
    Visa,
    /// A rules page
    Rule,
    /// A guide, with its text in each language
    Guide,
}

impl New {
    /// What it is called in messages.
    fn name(self) -> &'static str {
        match self {
            Self::Service => "service",
            Self::Visa => "category",
            Self::Rule => "rule",
            Self::Guide => "guide",
        }
    }
}

/// Writes the files of something new, and says what to do next.
///
/// # Errors
/// The exit status, if there is such a thing already or cannot be one, or the
/// files can't be written.
pub fn run(new: New, id: &str, content: &Path) -> Result<ExitCode, ExitCode> {
    let known = known(content)?;
    let (folder, stem) = address(new, id, &known).map_err(|why| refuse(&why))?;
    let folder = content.join(folder);
    let mut files = vec![(
        folder.join(format!("{stem}.yaml")),
        yaml(new, content, &known),
    )];
    if new == New::Guide {
        for language in &known.languages {
            files.push((
                folder.join(format!("{stem}.{language}.md")),
                TEXT.to_owned(),
            ));
        }
    }
    // None is written if any is there.
    if let Some((path, _)) = files.iter().find(|(path, _)| path.exists()) {
        return Err(refuse(&format!(
            "there is `{}` already. Nothing has been written.",
            path.display()
        )));
    }
    for (path, text) in &files {
        write(path, text)?;
        say!("Wrote {}.", path.display());
    }
    say!("\nNext:");
    let steps = next(new, &stem, content, &known);
    for (number, step) in steps.iter().enumerate() {
        say!("{}. {step}", number + 1);
    }
    Ok(ExitCode::from(COMPLETE))
}

/// The folder and the name of the file.
fn address(new: New, id: &str, known: &Known) -> Result<(String, String), String> {
    let stem = if new == New::Visa {
        id.to_ascii_lowercase()
    } else {
        id.to_owned()
    };
    if Id::new(&stem).is_none() {
        return Err(match new {
            New::Visa => format!(
                "`{id}` cannot be the code of a category: it is written in Latin letters and digits. \
                 A, B and C look the same in Cyrillic, so type them again on a Latin keyboard."
            ),
            _ => format!(
                "`{id}` cannot be an id: ids are lower-case Latin letters, digits and hyphens."
            ),
        });
    }
    let folder = match new {
        New::Service => "services".to_owned(),
        New::Rule => "rules".to_owned(),
        New::Guide => "guides".to_owned(),
        New::Visa => known.categories.clone().ok_or(
            "this site has no categories: `categories` in site.yaml names their folder, \
             what they are called and who issues them.",
        )?,
    };
    Ok((folder, stem))
}

fn yaml(new: New, content: &Path, known: &Known) -> String {
    let kind = KINDS.iter().find(|kind| kind.name == new.name());
    let mut lines = Vec::new();
    if content.join("../schemas").is_dir() {
        lines.push(format!(
            "# yaml-language-server: $schema=../../schemas/{}.json",
            new.name()
        ));
    }
    lines.extend([
        format!("# Fill in what says {MARKER}. What is commented out may be there: to use it, take away the"),
        "# `# ` at the beginning of its lines. Then delete the comments that help nobody.".to_owned(),
        String::new(),
    ]);
    if let Some(Shape::Group(group)) = kind.map(|kind| (kind.shape)()) {
        lines.extend(skeleton(&group, known));
    }
    lines.push(String::new());
    lines.join("\n")
}

/// The text of a guide. Its headings, anchors and shortcodes have to be the same
/// in all languages, so that it has them already.
const TEXT: &str = "\
TODO: for whom this is and what it leads to. Figures are never typed: shortcodes give them.

## TODO: a heading {#steps}

TODO: what to do first, and what follows.

{{ path }}
";

fn write(path: &Path, text: &str) -> Result<(), ExitCode> {
    let folder: PathBuf = path.parent().map(Path::to_owned).unwrap_or_default();
    let written = fs::create_dir_all(folder).and_then(|()| {
        let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
        file.write_all(text.as_bytes())
    });
    written.map_err(|error| {
        let problem = format!("`{}` cannot be written: {error}", path.display());
        print_one(
            Diagnostic::error(Code::CannotWrite, problem).hint("may you write there?"),
            Format::People,
        );
        ExitCode::from(CONTENT_WRONG)
    })
}

fn refuse(why: &str) -> ExitCode {
    complain!("error: {why}");
    ExitCode::from(REQUEST_WRONG)
}

/// What is to be done elsewhere.
fn next(new: New, stem: &str, content: &Path, known: &Known) -> Vec<String> {
    let site = content.join("site.yaml");
    let site = site.display();
    let mut steps = vec![match new {
        New::Service | New::Rule => format!(
            "Fill in each {MARKER}. Papers and bodies that aren't on file yet go to documents.yaml and bodies.yaml first."
        ),
        New::Visa | New::Guide => format!("Fill in each {MARKER}."),
    }];
    steps.push(match new {
        New::Service => format!(
            "Add `{stem}` to the `services` of one of the `groups` in {site}: {}.",
            known.groups.join(", ")
        ),
        New::Rule => format!("Add `{stem}` to `rules` in {site}, where it is to be listed."),
        New::Guide => format!("Add `{stem}` to `guides` in {site}, where it is to be listed."),
        New::Visa if known.words(What::Question).is_empty() => {
            "A purpose that isn't on file yet goes to purposes.yaml.".to_owned()
        }
        New::Visa => "A purpose that isn't on file yet goes to purposes.yaml; an answer in finder.yaml has to lead to it.".to_owned(),
    });
    steps.push("`qagida check` says what is still to be filled in, and what is wrong.".to_owned());
    steps.push("`qagida schema` tells editors of the new id.".to_owned());
    steps
}
