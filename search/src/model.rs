//! What is searched: pages, what stands in them, and what they can answer.

use alloc::string::String;
use alloc::vec::Vec;

/// All that can be found in one language.
#[derive(Clone, Debug, Default)]
pub struct Collection {
    /// The language's ISO 639-1 code.
    pub language: String,
    /// The pages, in the order in which equal hits are shown.
    pub pages: Vec<Page>,
    /// Questions that have a figure for an answer.
    pub questions: Vec<Question>,
    /// What else a question may say.
    pub values: Vec<Value>,
}

/// A page. Its texts travel together, apart from the index.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Its path below the language, without a slash at its ends.
    pub path: String,
    /// The page itself, then what stands in it and can be found by itself.
    pub entries: Vec<Entry>,
}

/// Something that can be found.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// What kind of thing it is: results are grouped by it.
    pub kind: String,
    /// The id of its element; empty for a page.
    pub anchor: String,
    /// Its name.
    pub title: String,
    /// What people also call it.
    pub synonyms: Vec<String>,
    /// How much it counts beside others, in per cent.
    pub weight: u32,
    /// How much of its text it can be found by.
    pub depth: Depth,
    /// Its text, in parts that have headings.
    pub parts: Vec<Part>,
    /// What it can answer.
    pub answers: Vec<Answer>,
}

/// How much of its text an entry can be found by. What is left out is shown all the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Depth {
    /// All of it.
    #[default]
    Text,
    /// Its headings, and the line under its name: the rest lists other things.
    Headings,
    /// Nothing: only its name.
    Name,
}

/// A part of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// The id of its heading; empty if it has none.
    pub anchor: String,
    /// Its heading; empty above the first.
    pub heading: String,
    /// Its blocks of text, a line each.
    pub text: String,
}

/// A question that has a figure for an answer.
#[derive(Clone, Debug, Default)]
pub struct Question {
    /// Its id, which answers name.
    pub id: String,
    /// Words or phrases that tell it.
    pub phrases: Vec<String>,
}

/// Something that a question may say: the value of an option.
#[derive(Clone, Debug, Default)]
pub struct Value {
    /// The option.
    pub option: String,
    /// Its value; nothing if it is the number beside one of the phrases.
    pub value: Option<String>,
    /// Words or phrases that tell it.
    pub phrases: Vec<String>,
}

/// What an entry answers to a question.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// The question's id.
    pub question: String,
    /// What the figures are.
    pub title: String,
    /// Said below the figures: for which day they are, and what is not in them.
    pub note: String,
    /// Said in place of figures whose time is over.
    pub stale: String,
    /// Where to have it worked out.
    pub href: String,
    /// What the link says.
    pub link: String,
    /// The figures.
    pub rows: Vec<Row>,
}

/// A figure.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// For what values of options it is: option, value, and whether a question
    /// that says nothing of the option means this value.
    pub when: Vec<(String, String, bool)>,
    /// For what it is, in words.
    pub label: String,
    /// The figure.
    pub value: String,
    /// Whether that says only why there is none.
    pub unknown: bool,
    /// Where it is explained.
    pub href: String,
    /// The last day for which it holds, as `2026-12-31`; empty if none is known.
    pub until: String,
}
