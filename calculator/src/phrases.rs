//! The words of the answers, in one language.
//!
//! The texts come from the templates; the crate only knows which ones it needs
//! and what they may mention. A text that is counted with a number has its
//! plural forms separated by `|`: one form (no plural after numbers, as in
//! Kazakh), two (one, other: as in English) or three (one, few, many: as in
//! Russian).

use serde::{Deserialize, Serialize};

use crate::rulebook::Currency;
use crate::{Amount, Date};

macro_rules! phrases {
    ($($(#[$doc:meta])* $name:ident = $key:literal [$($slot:literal),*];)*) => {
        /// A text that answers are made of.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Phrase { $($(#[$doc])* $name,)* }

        impl Phrase {
            /// All of them, in the order of a [`Phrasebook`].
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Its key in the text files.
            pub fn key(self) -> &'static str {
                match self { $(Self::$name => $key,)* }
            }

            /// What it mentions: each stands in the text as `{slot}`.
            pub fn slots(self) -> &'static [&'static str] {
                match self { $(Self::$name => &[$($slot),*],)* }
            }
        }
    };
}

phrases! {
    /// A date in words.
    Date = "date" ["day", "month", "year"];
    /// A date in words with its day of the week.
    DateWithWeekday = "date-with-weekday" ["weekday", "day", "month", "year"];
    /// The decimal point.
    DecimalPoint = "decimal-point" [];
    /// A counted number of working days.
    WorkingDays = "working-days" ["n"];
    /// A counted number of calendar days.
    CalendarDays = "calendar-days" ["n"];
    /// A counted number of minutes.
    Minutes = "minutes" ["n"];
    /// A counted number of people.
    People = "people" ["n"];
    /// How an amount for several people came about.
    FormulaPeople = "formula-people" ["amount", "people"];
    /// How an amount for one person came about from a rate.
    FormulaRate = "formula-rate" ["rate", "unit", "value", "date"];
    /// How an amount for several people came about from a rate.
    FormulaRatePeople = "formula-rate-people" ["rate", "unit", "value", "date", "people"];
    /// A charge is not on file before a day.
    ReasonBefore = "reason-before" ["first"];
    /// A charge is not on file after a day.
    ReasonAfter = "reason-after" ["last"];
    /// A unit's value is not on file before a day.
    ReasonUnitBefore = "reason-unit-before" ["unit", "first", "date"];
    /// A unit's value is not on file after a day.
    ReasonUnitAfter = "reason-unit-after" ["unit", "last", "date"];
    /// The source cannot be read.
    ReasonUnreadable = "reason-unreadable" ["text", "note"];
    /// A number is too large to be exact.
    ReasonTooLarge = "reason-too-large" [];
    /// A date is outside the working calendar.
    ReasonOffCalendar = "reason-off-calendar" ["first", "last"];
    /// No such service.
    ErrorService = "error-service" ["given", "allowed"];
    /// No such option for this service.
    ErrorOption = "error-option" ["given", "allowed"];
    /// This service takes no options.
    ErrorNoOptions = "error-no-options" ["given"];
    /// No such value of an option.
    ErrorValue = "error-value" ["given", "option", "allowed"];
    /// An option that has to be chosen.
    ErrorMissing = "error-missing" ["option", "allowed"];
    /// Not a number of people.
    ErrorPeople = "error-people" ["given", "most"];
    /// Not a date.
    ErrorDate = "error-date" ["given"];
    /// Not a time of day.
    ErrorTime = "error-time" ["given"];
    /// No such channel for this service.
    ErrorChannel = "error-channel" ["given", "allowed"];
    /// The service extends nothing, so nothing expires.
    ErrorNoWindow = "error-no-window" ["allowed"];
    /// No service extends anything.
    ErrorNoWindowAtAll = "error-no-window-at-all" [];
    /// Accepted on the day of filing.
    StepAccepted = "step-accepted" ["channel"];
    /// Filed after hours.
    StepAfterHours = "step-after-hours" ["time"];
    /// Filed on a day on which nothing is accepted.
    StepNotAccepting = "step-not-accepting" ["why"];
    /// The first day of the period.
    StepFirstDay = "step-first-day" [];
    /// A day off that is not counted.
    StepDayOff = "step-day-off" ["why"];
    /// A weekend day that is worked.
    StepWorked = "step-worked" ["off"];
    /// The earliest end.
    StepEarliest = "step-earliest" ["term"];
    /// The end.
    StepDue = "step-due" ["term"];
    /// The end, today while one waits.
    StepDueMinutes = "step-due-minutes" ["term"];
    /// The end fell on a day off and moved.
    StepEndMoved = "step-end-moved" ["end", "why"];
    /// Handed over to the channel.
    StepHandedOver = "step-handed-over" ["channel"];
    /// The end after an extension.
    StepExtended = "step-extended" ["term"];
    /// The first day of a filing window.
    StepOpens = "step-opens" ["term"];
    /// The last day of a filing window.
    StepCloses = "step-closes" ["term"];
    /// The day on which it expires.
    StepExpires = "step-expires" [];
    /// A plain weekend.
    WhyWeekend = "why-weekend" [];
    /// A holiday.
    WhyHoliday = "why-holiday" ["name"];
    /// A holiday with an estimated date.
    WhyEstimated = "why-estimated" ["name"];
    /// A moved holiday.
    WhyObserved = "why-observed" ["name"];
    /// A swapped day off.
    WhySwap = "why-swap" ["worked"];
    /// The channel doesn't accept on this working day.
    WhyChannel = "why-channel" [];
    /// The period starts on the day after.
    AssumeNextDay = "assume-next-day" [];
    /// The last day of the period is the day due.
    AssumeWorkingWeek = "assume-working-week" [];
    /// What is filed late counts as filed on the next day.
    AssumeAcceptance = "assume-acceptance" ["closes"];
    /// A period in calendar days that ends on a day off ends on the next working day.
    AssumeEndMoves = "assume-end-moves" [];
    /// An extension is counted from the acceptance.
    AssumeExtension = "assume-extension" ["term"];
    /// The year's calendar may still change.
    AssumeProvisional = "assume-provisional" ["year", "note"];
    /// A day off whose date is an estimate lies in the period.
    AssumeEstimated = "assume-estimated" ["name", "date"];
    /// The term is of a later edition than the filing.
    AssumeEdition = "assume-edition" ["from"];
    /// Papers must be complete.
    AssumeComplete = "assume-complete" [];
    /// The window's days are counted back from the day before the expiry.
    AssumeWindow = "assume-window" [];
}

/// The words of one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phrasebook {
    texts: Vec<String>,
    months: Vec<String>,
    weekdays: Vec<String>,
}

/// Stands between groups of three digits: narrow and never broken.
const GROUP: char = '\u{202f}';
/// Stands between a number and what it counts: never broken.
const NO_BREAK: char = '\u{a0}';

impl Phrasebook {
    /// A phrasebook from its texts in the order of [`Phrase::ALL`], the months
    /// as they stand in a date, and the days of the week from Monday. `None`
    /// unless there are exactly as many as needed.
    pub fn new(texts: Vec<String>, months: Vec<String>, weekdays: Vec<String>) -> Option<Self> {
        (texts.len() == Phrase::ALL.len() && months.len() == 12 && weekdays.len() == 7).then_some(
            Self {
                texts,
                months,
                weekdays,
            },
        )
    }

    fn text(&self, phrase: Phrase) -> &str {
        self.texts.get(phrase as usize).map_or("", String::as_str)
    }

    /// The text with its slots filled.
    pub fn say(&self, phrase: Phrase, slots: &[(&str, &str)]) -> String {
        fill(self.text(phrase), slots)
    }

    /// The text in the plural form for `count`, which is its slot `n`.
    pub fn counted(&self, phrase: Phrase, count: u32) -> String {
        let forms: Vec<&str> = self.text(phrase).split('|').collect();
        let form = match forms.len() {
            3 => match (count % 10, count % 100) {
                (1, hundred) if hundred != 11 => 0,
                (2..=4, hundred) if !(12..=14).contains(&hundred) => 1,
                _ => 2,
            },
            2 => usize::from(count != 1),
            _ => 0,
        };
        fill(forms[form], &[("n", &self.group(&count.to_string()))])
    }

    /// A number with its digits in groups.
    pub fn number(&self, number: Amount) -> String {
        self.group(&number.to_string())
    }

    fn group(&self, plain: &str) -> String {
        let (whole, fraction) = plain.split_once('.').unwrap_or((plain, ""));
        let mut text = String::new();
        for (at, digit) in whole.char_indices() {
            // Four digits stay together only in years, which are no amounts.
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                text.push(GROUP);
            }
            text.push(digit);
        }
        if !fraction.is_empty() {
            text.push_str(self.text(Phrase::DecimalPoint));
            text.push_str(fraction);
        }
        text
    }

    /// An amount of money with its sign.
    pub fn money(&self, amount: Amount, currency: &Currency) -> String {
        format!("{}{NO_BREAK}{}", self.number(amount), currency.symbol)
    }

    /// A date in words.
    pub fn date(&self, date: Date) -> String {
        self.dated(Phrase::Date, date)
    }

    /// A date in words with its day of the week.
    pub fn date_with_weekday(&self, date: Date) -> String {
        self.dated(Phrase::DateWithWeekday, date)
    }

    fn dated(&self, phrase: Phrase, date: Date) -> String {
        let month = self.months.get(date.month() as usize - 1);
        let weekday = self.weekdays.get(date.weekday());
        self.say(
            phrase,
            &[
                ("day", &date.day().to_string()),
                ("month", month.map_or("", String::as_str)),
                ("year", &date.year().to_string()),
                ("weekday", weekday.map_or("", String::as_str)),
            ],
        )
    }
}

/// Puts each slot's text where `{slot}` stands. What is put in is not searched
/// again, so nothing in it can be taken for a slot.
pub fn fill(text: &str, slots: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        filled.push_str(&rest[..open]);
        rest = &rest[open..];
        let slot = rest.find('}').and_then(|close| {
            let (_, value) = slots.iter().find(|(name, _)| *name == &rest[1..close])?;
            Some((close, *value))
        });
        if let Some((close, value)) = slot {
            filled.push_str(value);
            rest = &rest[close + 1..];
        } else {
            filled.push('{');
            rest = &rest[1..];
        }
    }
    filled.push_str(rest);
    filled
}
