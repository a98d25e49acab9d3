//! The words of the tools, in one language.

use alloc::string::String;
use alloc::vec::Vec;

use crate::phrases::{fill, phrases};
use crate::wire::wire;

phrases! {
    /// A text of the tools.
    ToolPhrase {
        /// A field that must be filled in.
        ErrorEmpty = "error-empty" [];
        /// Not a date that anybody would type.
        ErrorTypedDate = "error-typed-date" ["given"];
        /// A line of a question that its tool doesn't know.
        ErrorUnknownField = "error-unknown-field" ["given"];
        /// A line of a question that stands in it twice.
        ErrorTwice = "error-twice" ["given"];
        // Fees.
        // Duty.
        // Deadlines.
        // Finder.
        // Comparing, links.
        // Calendar files.
    }
}

/// The words of the tools.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToolWords {
    texts: Vec<String>,
}

wire!(ToolWords { texts });

impl ToolWords {
    /// The words from their texts in the order of [`ToolPhrase::ALL`]. `None`
    /// unless there are exactly as many as needed.
    pub fn new(texts: Vec<String>) -> Option<Self> {
        (texts.len() == ToolPhrase::ALL.len()).then_some(Self { texts })
    }

    /// The text with its slots filled.
    pub fn say(&self, phrase: ToolPhrase, slots: &[(&str, &str)]) -> String {
        fill(self.text(phrase), slots)
    }

    /// The text as it is, with its plural forms if it has any
    /// (see [`crate::Phrasebook::count`]).
    pub fn text(&self, phrase: ToolPhrase) -> &str {
        self.texts.get(phrase as usize).map_or("", String::as_str)
    }
}
