//! How long something takes, and when it may be applied for.

use alloc::string::String;

use crate::digits;
use crate::phrases::Phrase;
use crate::wire::{wire, wire_enum};
use crate::{Citation, Date, Phrasebook};

/// What periods are counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TermUnit {
    /// Days on which people work.
    WorkingDay,
    /// All days.
    CalendarDay,
    /// Minutes, while one waits.
    Minute,
}

wire_enum!(TermUnit { 0 = WorkingDay, 1 = CalendarDay, 2 = Minute });

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
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// The source's name in a few words, if acts whose text is not on file have
    /// changed it since.
    pub later_acts: Option<String>,
}

wire!(Term {
    min,
    max,
    unit,
    source,
    extension,
    edition_from,
    later_acts
});

/// To how long a term may be extended, counted from where the term is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extension {
    /// The longest.
    pub max: u32,
    /// What it is counted in.
    pub unit: TermUnit,
    /// Where this stands.
    pub source: Citation,
}

wire!(Extension { max, unit, source });

/// The term as the source gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
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

wire_enum!(TermOnFile { 0 = Given(term), 1 = NotGiven { note, source } });

impl Term {
    /// In words: “5 working days”, “20–30 minutes”.
    pub fn text(&self, words: &Phrasebook) -> String {
        let longest = self.unit.counted(words, self.max);
        if self.min == self.max {
            longest
        } else {
            let mut range = digits::text(self.min);
            range.push('–');
            range.push_str(&longest);
            range
        }
    }
}

/// When one may apply, counted back from the day on which something expires.
#[derive(Clone, Debug, PartialEq, Eq)]
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

wire!(Window {
    opens,
    closes,
    unit,
    source
});
