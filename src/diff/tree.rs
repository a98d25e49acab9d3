//! The files of a content as trees and paragraphs, whatever they mean.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::content::yaml::{self, Node, Value};
use crate::diagnostics::{FileId, Files};

/// All files of a content, by their path below its folder with `/`.
#[derive(Debug, Default)]
pub struct Tree {
    texts: Files,
    pub(super) files: BTreeMap<String, File>,
}

/// What a file holds.
#[derive(Debug)]
pub enum File {
    /// YAML, as a tree.
    Yaml(Node),
    /// A text, as its paragraphs.
    Text(Vec<Paragraph>),
}

/// A paragraph, a heading, an item of a list or a row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// The heading that it stands below.
    pub heading: Option<String>,
    /// Its first line, from 1.
    pub line: usize,
    /// Its text, in one line.
    pub text: String,
}

impl Tree {
    /// Reads the files that a content is read from.
    ///
    /// # Errors
    /// Which file cannot be read at all or is no YAML, and why.
    pub fn read(folder: &Path) -> Result<Self, String> {
        let mut tree = Self::default();
        let walk = WalkDir::new(folder).sort_by_file_name().into_iter();
        let visible = walk.filter_entry(|entry| {
            let name = entry.file_name().to_string_lossy();
            entry.depth() == 0 || !(name.starts_with('.') || name.ends_with('~'))
        });
        for entry in visible {
            let entry = entry.map_err(|error| error.to_string())?;
            let path = entry.path();
            let below = path.strip_prefix(folder).unwrap_or(path);
            if entry.file_type().is_dir() || below == Path::new("README.md") {
                continue;
            }
            let name = below.to_string_lossy().replace('\\', "/");
            let bytes =
                fs::read(path).map_err(|error| format!("`{name}` cannot be read: {error}"))?;
            tree.add(&name, &String::from_utf8_lossy(&bytes))?;
        }
        Ok(tree)
    }

    pub(super) fn add(&mut self, name: &str, text: &str) -> Result<(), String> {
        let id = self.texts.add(PathBuf::from(name), text.to_owned());
        let file = if name.strip_suffix(".yaml").is_some() {
            let node = yaml::parse(id, text);
            File::Yaml(node.map_err(|_| format!("`{name}` is not valid YAML"))?)
        } else {
            File::Text(paragraphs(text))
        };
        self.files.insert(name.to_owned(), file);
        Ok(())
    }

    /// The line of a place, from 1.
    pub(super) fn line(&self, file: FileId, at: usize) -> usize {
        let text = self.texts.text(file);
        let before = text.floor_char_boundary(at.min(text.len()));
        text[..before].matches('\n').count() + 1
    }

    /// The codes of the languages that `site.yaml` lists.
    pub fn languages(&self) -> Vec<String> {
        let listed = self.site().and_then(|site| member(site, "languages"));
        let Some(Value::List(languages)) = listed.map(|node| &node.value) else {
            return Vec::new();
        };
        let codes = languages
            .iter()
            .filter_map(|language| member(language, "code"));
        codes.filter_map(single).collect()
    }

    /// The language that commands answer in.
    pub fn command_language(&self) -> Option<String> {
        single(member(self.site()?, "command_language")?)
    }

    fn site(&self) -> Option<&Node> {
        match self.files.get("site.yaml")? {
            File::Yaml(root) => Some(root),
            File::Text(_) => None,
        }
    }

    /// What a file is called that has a title, in a language.
    pub(super) fn title(&self, name: &str, language: &str) -> Option<String> {
        match self.files.get(name)? {
            File::Yaml(root) => {
                let title = member(root, "title")?;
                single(member(title, language).unwrap_or(title))
            }
            File::Text(paragraphs) => Some(paragraphs.first()?.text.clone()),
        }
    }
}

fn single(node: &Node) -> Option<String> {
    match &node.value {
        Value::Scalar(text) => Some(text.clone()),
        _ => None,
    }
}

/// A field of a group.
pub(super) fn member<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    let Value::Map(members) = &node.value else {
        return None;
    };
    let mut members = members.iter();
    members.find(|m| m.key == key).map(|m| &m.node)
}

/// A Markdown text in parts that are edited one by one.
fn paragraphs(text: &str) -> Vec<Paragraph> {
    let mut found: Vec<Paragraph> = Vec::new();
    let mut heading = None;
    // Whether the line before belongs to the paragraph.
    let mut goes_on = false;
    for (number, line) in text.lines().enumerate() {
        let line_text = line.trim();
        if line_text.is_empty() {
            goes_on = false;
            continue;
        }
        if let Some(last) = found.last_mut().filter(|_| goes_on && !begins(line_text)) {
            last.text.push(' ');
            last.text.push_str(line_text);
            continue;
        }
        found.push(Paragraph {
            heading: heading.clone(),
            line: number + 1,
            text: line_text.to_owned(),
        });
        goes_on = true;
        if line_text.starts_with('#') {
            let words = line_text.trim_start_matches('#');
            let words = words.split_once("{#").map_or(words, |(words, _)| words);
            heading = Some(words.trim().to_owned());
            goes_on = false;
        }
    }
    found
}

/// Whether a line begins a paragraph without an empty line before it.
fn begins(line: &str) -> bool {
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = number.len() < line.len() && number.starts_with(". ");
    numbered
        || ["- ", "* ", "+ ", "|", "#", "> "]
            .iter()
            .any(|mark| line.starts_with(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_in_its_parts() {
        let text =
            "First\nline.\n\n## Before {#before}\n- one\n- two\n  goes on\n1. three\n| a | b |\n";
        let parts = paragraphs(text);
        let parts: Vec<(usize, Option<&str>, &str)> = parts
            .iter()
            .map(|part| (part.line, part.heading.as_deref(), &*part.text))
            .collect();
        let expected = [
            (1, None, "First line."),
            (4, None, "## Before {#before}"),
            (5, Some("Before"), "- one"),
            (6, Some("Before"), "- two goes on"),
            (8, Some("Before"), "1. three"),
            (9, Some("Before"), "| a | b |"),
        ];
        assert_eq!(parts, expected);
    }
}
