//! Questions as they come from a form or a link.
//!
//! A question is lines of `name=value` in the order of the form. The same names
//! may come again: in a basket, `p` begins a person and `s` a service of that
//! person. What a link says of itself is kept apart from what is asked.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use crate::digits::cut;
use crate::json::Json;

/// A line of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Which line of the form it is, from 0; none for what was filled in.
    pub at: Option<u32>,
    /// Its name.
    pub name: String,
    /// Its value, without spaces around it.
    pub value: String,
}

/// Something wrong with a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Which line of the form it is about, from 0.
    pub at: Option<u32>,
    /// The name of that line.
    pub field: String,
    /// What is wrong and what to do.
    pub message: String,
}

/// A question and what the link says that it came with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// The question.
    pub asked: Vec<Pair>,
    /// The day to compare with (`with`), as typed.
    pub with: Option<Pair>,
    /// The format of the link (`f`).
    pub format: Option<String>,
    /// The version of the content that the link was made from (`v`).
    pub version: Option<String>,
    /// The figures at that time (`was`).
    pub was: Option<String>,
    /// The day on which the link was made (`made`).
    pub made: Option<String>,
}

impl Request {
    /// Reads the lines of a form. Anything at all can be read; what makes no
    /// sense is left to the tool to refuse.
    pub fn parse(lines: &str) -> Self {
        let mut request = Self::default();
        let mut rest = lines;
        let mut at = 0;
        while !rest.is_empty() {
            let (line, after) = cut(rest, b'\n').unwrap_or((rest, ""));
            rest = after;
            let (name, value) = cut(line, b'=').unwrap_or((line, ""));
            let value = value.trim();
            let known = |value: &str| (!value.is_empty()).then(|| value.to_owned());
            match name {
                "f" => request.format = known(value),
                "v" => request.version = known(value),
                "was" => request.was = known(value),
                "made" => request.made = known(value),
                _ => {
                    let pair = Pair {
                        at: Some(at),
                        name: name.to_owned(),
                        value: value.to_owned(),
                    };
                    if name == "with" {
                        request.with = (!value.is_empty()).then_some(pair);
                    } else {
                        request.asked.push(pair);
                    }
                }
            }
            at += 1;
        }
        request
    }
}

impl Pair {
    /// A mistake in this line.
    pub fn wrong(&self, message: String) -> Mistake {
        Mistake {
            at: self.at,
            field: self.name.clone(),
            message,
        }
    }
}

impl Mistake {
    /// As a member of a list of mistakes.
    pub(crate) fn write(&self, json: &mut Json) {
        json.text("field", &self.field);
        if let Some(at) = self.at {
            json.number("at", at);
        }
        json.text("message", &self.message);
    }
}
