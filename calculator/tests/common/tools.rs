//! The tools over the small rulebook, with the words of the site's pages.

#![allow(dead_code, reason = "each test needs a part of it")]

use std::fs;
use std::path::Path;

use qagida_calculator::tools::basket::BasketRules;
use qagida_calculator::tools::typed::{DateWords, Months};
use qagida_calculator::tools::{ToolPhrase, ToolWords, Toolbox};

use crate::common::rulebook;

/// The tools in English. They know the dates of all languages.
pub fn toolbox() -> Toolbox {
    let english = text_file("en");
    let words = ToolPhrase::ALL
        .iter()
        .map(|phrase| value(section(&english, "tools"), phrase.key()))
        .collect();
    Toolbox {
        rulebook: rulebook(),
        as_of: None,
        words: ToolWords::new(words).unwrap(),
        months: Months::new(&["kk", "ru", "en"].map(date_words)),
        basket: BasketRules::default(),
        date_rules: Vec::new(),
        finder: None,
    }
}

/// What dates are typed with in a language.
pub fn date_words(language: &str) -> DateWords {
    let file = text_file(language);
    let months = ["months", "months_typed"].map(|key| list(&file, key));
    let numbered = months
        .into_iter()
        .flat_map(|names| names.into_iter().zip(1..));
    let letters = list(&file, "date_letters").into_iter().map(|pair| {
        let mut letters = pair.chars();
        (letters.next().unwrap(), letters.next().unwrap())
    });
    DateWords {
        months: numbered.collect(),
        weekdays: list(&file, "weekdays"),
        fillers: list(&file, "date_fillers"),
        letters: letters.collect(),
    }
}

fn text_file(language: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../templates/text");
    fs::read_to_string(folder.join(format!("{language}.yaml"))).unwrap()
}

/// The lines of a section.
fn section<'a>(file: &'a str, name: &str) -> &'a str {
    let (_, after) = file.split_once(&format!("\n{name}:\n")).unwrap();
    after.split("\n\n").next().unwrap()
}

/// A text of a section.
fn value(section: &str, key: &str) -> String {
    let value = section
        .lines()
        .find_map(|line| line.trim().strip_prefix(key)?.strip_prefix(": "))
        .unwrap_or_else(|| panic!("en.yaml has no {key}"));
    let inner = value.strip_prefix('"').and_then(|v| v.strip_suffix('"'));
    let inner = inner.unwrap_or(value);
    assert!(!inner.contains('\\'), "no escapes here: {key}");
    inner.to_owned()
}

/// A list; empty if there is none.
fn list(file: &str, key: &str) -> Vec<String> {
    let line = file
        .lines()
        .find_map(|line| line.strip_prefix(key)?.strip_prefix(": "));
    let Some(line) = line else { return Vec::new() };
    let inner = line.strip_prefix('[').and_then(|v| v.strip_suffix(']'));
    inner.unwrap().split(", ").map(str::to_owned).collect()
}
