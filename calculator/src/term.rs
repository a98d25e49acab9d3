//! How long a service takes, and when it may be applied for.

use serde::{Deserialize, Serialize};

use crate::phrases::Phrase;
use crate::{Citation, Date, Phrasebook};

/// What periods are counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TermUnit {
    /// Days on which people work.
    WorkingDay,
    /// All days.
    CalendarDay,
    /// Minutes, while one waits.
    Minute,
}

impl TermUnit {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::WorkingDay, Self::CalendarDay, Self::Minute];

    /// Its name in data.
    pub fn id(self) -> &'static str {
        match self {
            Self::WorkingDay => "working-day",
            Self::CalendarDay => "calendar-day",
            Self::Minute => "minute",
        }
    }

    /// `count` of them in words: “5 working days”.
    pub fn counted(self, words: &Phrasebook, count: u32) -> String {
        let phrase = match self {
            Self::WorkingDay => Phrase::WorkingDays,
            Self::CalendarDay => Phrase::CalendarDays,
            Self::Minute => Phrase::Minutes,
        };
        words.counted(phrase, count)
    }
}

/// A period, or a range of periods.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// The shortest.
    pub min: u32,
    /// The longest.
    pub max: u32,
    /// What they are counted in.
    pub unit: TermUnit,
    /// Where this stands.
    pub source: Citation,
    /// To how long it may be extended.
    pub extension: Option<Extension>,
    /// The first day that the source is known to describe.
    pub edition_from: Option<Date>,
}

/// To how long a term may be extended, counted from the acceptance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    /// The longest.
    pub max: u32,
    /// What it is counted in.
    pub unit: TermUnit,
    /// Where this stands.
    pub source: Citation,
}

/// The term as the source gives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TermOnFile {
    /// Given.
    Given(Term),
    /// The source leaves it out.
    NotGiven {
        /// What is known of that.
        note: String,
        /// Where one would expect it.
        source: Citation,
    },
}

impl Term {
    /// In words: “5 working days”, “20–30 minutes”.
    pub fn text(&self, words: &Phrasebook) -> String {
        let longest = self.unit.counted(words, self.max);
        if self.min == self.max {
            longest
        } else {
            format!("{}–{longest}", self.min)
        }
    }
}

/// When one may apply, counted back from the day on which something expires.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// How long before the expiry it opens.
    pub opens: u32,
    /// How long before the expiry it closes.
    pub closes: u32,
    /// What both are counted in.
    pub unit: TermUnit,
    /// Where this stands.
    pub source: Citation,
}
