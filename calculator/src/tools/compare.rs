//! What is different on another day, or was when a link was made.

use alloc::string::String;
use alloc::vec::Vec;

use crate::json::Json;
use crate::tools::{Answer, Request, Toolbox};
use crate::{Amount, Date};

/// One figure of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is within the answer, of lower-case letters, digits, `.` and `-`:
    /// the same for the same part of the same question.
    pub key: String,
    /// It in words.
    pub label: String,
    /// The figure.
    pub value: Value,
    /// What it was made from, as far as that may change: why a figure is another.
    pub facets: Vec<Facet>,
}

/// A figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// An amount of money.
    Amount(Amount),
    /// A day.
    Day(Date),
    /// Ids, such as those of what was found.
    Ids(Vec<String>),
    /// Not known, for this reason.
    Unknown(String),
}

/// Something that a figure was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// What it is, of lower-case letters and `-`, such as `rate`.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// It as a figure: an amount, a date or an id.
    pub value: String,
    /// It in words.
    pub text: String,
}

/// The figures of an answer as they stand in a link.
pub fn to_link(record: &[Entry]) -> String {
    let _ = record;
    String::new()
}

impl Toolbox {
    /// Adds `comparison`, `changed` and `notices` to an answer.
    pub(super) fn write_comparisons(
        &self,
        json: &mut Json,
        tool: &str,
        request: &Request,
        answer: &Answer,
    ) {
        let _ = (json, tool, request, answer);
    }
}
