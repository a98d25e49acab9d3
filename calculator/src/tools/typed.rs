//! Dates as people type them.

use alloc::string::String;
use alloc::vec::Vec;

use crate::Date;
use crate::tools::{Mistake, Pair, ToolPhrase, Toolbox};
use crate::wire::wire;

/// The names of the months in all languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Months {
    /// Each form of each name, in lower case, with its month (1–12).
    pub names: Vec<(String, u32)>,
}

wire!(Months { names });

impl Months {
    /// The date that somebody has typed.
    pub fn date(&self, typed: &str) -> Option<Date> {
        Date::parse(typed)
    }
}

impl Toolbox {
    /// The date in a line of a question.
    ///
    /// # Errors
    /// That there is none, or that it is no date, with what to type instead.
    pub fn typed_date(&self, pair: &Pair) -> Result<Date, Mistake> {
        if pair.value.is_empty() {
            return Err(pair.wrong(self.words.say(ToolPhrase::ErrorEmpty, &[])));
        }
        self.months.date(&pair.value).ok_or_else(|| {
            let given = [("given", pair.value.as_str())];
            pair.wrong(self.words.say(ToolPhrase::ErrorTypedDate, &given))
        })
    }
}
