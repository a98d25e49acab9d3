//! The words of the answers, in one language.
//!
//! The texts come from the templates; the crate only knows which ones it needs
//! and what they may mention. A text that is counted with a number has its
//! plural forms separated by `|`: one form (no plural after numbers, as in
//! Kazakh), two (one, other: as in English) or three (one, few, many: as in
//! Russian).

use alloc::string::String;
use alloc::vec::Vec;

use crate::digits::{self, cut};
use crate::rulebook::Currency;
use crate::wire::{Reader, Wire, Writer};
use crate::{Amount, Date};

/// A list of texts that answers are made of, each with its key and what it mentions.
macro_rules! phrases {
    ($(#[$about:meta])* $list:ident {
        $($(#[$doc:meta])* $name:ident = $key:literal [$($slot:literal),*];)*
    }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $list { $($(#[$doc])* $name,)* }

        impl $list {
            /// All of them, in order.
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

#[cfg(feature = "tools")]
pub(crate) use phrases;

phrases! {
    /// A text that answers are made of.
    Phrase {
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
        /// Why nothing is to be paid.
        FormulaExempt = "formula-exempt" ["ground"];
        /// An exemption counts for all people.
        NoteExemption = "note-exemption" [];
        /// A charge is not on file before a day.
        ReasonBefore = "reason-before" ["first"];
        /// A charge is not on file after a day.
        ReasonAfter = "reason-after" ["last"];
        /// An exemption is not on file before a day.
        ReasonExemptionBefore = "reason-exemption-before" ["first"];
        /// An exemption is not on file after a day.
        ReasonExemptionAfter = "reason-exemption-after" ["last"];
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
        /// No such duty or fee.
        ErrorDuty = "error-duty" ["given", "allowed"];
        /// No such page with periods.
        ErrorRule = "error-rule" ["given", "allowed"];
        /// No such period on this page.
        ErrorPeriod = "error-period" ["given", "allowed"];
        /// No such option for this service.
        ErrorOption = "error-option" ["given", "allowed"];
        /// An option that is given twice.
        ErrorRepeated = "error-repeated" ["given"];
        /// This service takes no options.
        ErrorNoOptions = "error-no-options" ["given"];
        /// A duty has no options besides the exemption.
        ErrorOptionOfDuty = "error-option-of-duty" ["given"];
        /// Nobody is exempt here.
        ErrorNoExemptions = "error-no-exemptions" [];
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
        /// A time of day for a period that begins with a day.
        ErrorTimeOfEvent = "error-time-of-event" ["given"];
        /// No such channel for this service.
        ErrorChannel = "error-channel" ["given", "allowed"];
        /// No such channel for this period.
        ErrorChannelOfPeriod = "error-channel-of-period" ["given", "allowed"];
        /// A channel for a period that begins with another event than a filing.
        ErrorNoChannels = "error-no-channels" ["given"];
        /// The service extends nothing, so nothing expires.
        ErrorNoWindow = "error-no-window" ["allowed"];
        /// No service extends anything.
        ErrorNoWindowAtAll = "error-no-window-at-all" [];
        /// Accepted on the day of filing.
        StepAccepted = "step-accepted" ["channel"];
        /// The day of an event other than a filing.
        StepEvent = "step-event" ["starts"];
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
        /// The end of a period in minutes that begins with an event.
        StepDueMinutesEvent = "step-due-minutes-event" ["term"];
        /// The end fell on a day off and moved.
        StepEndMoved = "step-end-moved" ["end", "why"];
        /// Handed over to the channel.
        StepHandedOver = "step-handed-over" ["channel"];
        /// The end after an extension.
        StepExtended = "step-extended" ["term"];
        /// The end after an extension of a period that began with an event.
        StepExtendedEvent = "step-extended-event" ["term"];
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
        /// The period starts on the day after the event.
        AssumeNextDayEvent = "assume-next-day-event" [];
        /// What counts as a working day.
        AssumeWorkingWeek = "assume-working-week" [];
        /// What is filed late counts as filed on the next day.
        AssumeAcceptance = "assume-acceptance" ["closes"];
        /// A period in calendar days that ends on a day off ends on the next working day.
        AssumeEndMoves = "assume-end-moves" [];
        /// An extension is counted from the acceptance.
        AssumeExtension = "assume-extension" ["term"];
        /// An extension is counted from the event.
        AssumeExtensionEvent = "assume-extension-event" ["term"];
        /// The year's calendar may still change.
        AssumeProvisional = "assume-provisional" ["year", "note"];
        /// A day off whose date is an estimate lies in the period.
        AssumeEstimated = "assume-estimated" ["name", "date"];
        /// The term is of a later edition than the filing.
        AssumeEdition = "assume-edition" ["from"];
        /// Acts whose text is not on file have changed the period's source.
        AssumeLaterActs = "assume-later-acts" ["document"];
        /// Papers must be complete.
        AssumeComplete = "assume-complete" [];
        /// The window's days are counted back from the day before the expiry.
        AssumeWindow = "assume-window" [];
    }
}

/// The words of one language.
#[derive(Clone, Debug, PartialEq, Eq)]
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
        let words = Self {
            texts,
            months,
            weekdays,
        };
        words.is_complete().then_some(words)
    }

    fn is_complete(&self) -> bool {
        self.texts.len() == Phrase::ALL.len() && self.months.len() == 12 && self.weekdays.len() == 7
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
        self.count(self.text(phrase), count)
    }

    /// The plural form for `count` of a text, with the number in its slot `n`.
    pub fn count(&self, text: &str, count: u32) -> String {
        let form = match cut(text, b'|') {
            None => text,
            Some((one, rest)) => match (cut(rest, b'|'), count % 10, count % 100) {
                (None, ..) if count == 1 => one,
                (None, ..) => rest,
                (Some(_), 1, hundred) if hundred != 11 => one,
                (Some((few, _)), 2..=4, hundred) if !(12..=14).contains(&hundred) => few,
                (Some((_, many)), ..) => many,
            },
        };
        fill(form, &[("n", &self.group(&digits::text(count)))])
    }

    /// A number with its digits in groups.
    pub fn number(&self, number: Amount) -> String {
        self.group(&number.text())
    }

    fn group(&self, plain: &str) -> String {
        let (whole, fraction) = cut(plain, b'.').unwrap_or((plain, ""));
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
        let mut text = self.number(amount);
        if let Some((_, fraction)) = cut(&amount.text(), b'.') {
            for _ in fraction.len()..currency.places as usize {
                text.push('0');
            }
        }
        text.push(NO_BREAK);
        text.push_str(&currency.symbol);
        text
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
                ("day", &digits::text(date.day())),
                ("month", month.map_or("", String::as_str)),
                ("year", &digits::text(date.year().unsigned_abs())),
                ("weekday", weekday.map_or("", String::as_str)),
            ],
        )
    }
}

impl Wire for Phrasebook {
    fn write(&self, to: &mut Writer) {
        self.texts.write(to);
        self.months.write(to);
        self.weekdays.write(to);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        let words = Self {
            texts: Wire::read(from),
            months: Wire::read(from),
            weekdays: Wire::read(from),
        };
        if !words.is_complete() {
            from.fail();
        }
        words
    }
}

/// Puts each slot's text where `{slot}` stands. What is put in is not searched
/// again, so nothing in it can be taken for a slot.
pub fn fill(text: &str, slots: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = cut(rest, b'{') {
        filled.push_str(before);
        let slot = cut(after, b'}').and_then(|(slot, after)| {
            let (_, value) = slots.iter().find(|(name, _)| *name == slot)?;
            Some((*value, after))
        });
        if let Some((value, after)) = slot {
            filled.push_str(value);
            rest = after;
        } else {
            filled.push('{');
            rest = after;
        }
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A phrasebook whose counted text is `forms`.
    fn words(forms: &str) -> Phrasebook {
        let texts = Phrase::ALL.iter().map(|phrase| match phrase {
            Phrase::WorkingDays => forms,
            Phrase::DecimalPoint => ",",
            Phrase::Date => "{day} {month} {year}",
            Phrase::DateWithWeekday => "{weekday}, {day} {month} {year}",
            _ => "",
        });
        let months = (1..=12).map(|month| format!("month {month}"));
        let weekdays = (0..7).map(|day| format!("day {day}"));
        Phrasebook::new(
            texts.map(str::to_owned).collect(),
            months.collect(),
            weekdays.collect(),
        )
        .unwrap()
    }

    fn forms_of(forms: &str, counts: &[u32]) -> String {
        let words = words(forms);
        let counted = counts
            .iter()
            .map(|count| words.counted(Phrase::WorkingDays, *count));
        counted.collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn counts_in_as_many_forms_as_there_are() {
        let counts = [0, 1, 2, 4, 5, 11, 12, 14, 21, 22, 25, 101, 111, 112, 122];
        assert_eq!(
            forms_of("{n} күн", &counts),
            "0 күн, 1 күн, 2 күн, 4 күн, 5 күн, 11 күн, 12 күн, 14 күн, 21 күн, 22 күн, 25 күн, \
             101 күн, 111 күн, 112 күн, 122 күн"
        );
        assert_eq!(
            forms_of("{n} day|{n} days", &counts),
            "0 days, 1 day, 2 days, 4 days, 5 days, 11 days, 12 days, 14 days, 21 days, 22 days, \
             25 days, 101 days, 111 days, 112 days, 122 days"
        );
        assert_eq!(
            forms_of("{n} день|{n} дня|{n} дней", &counts),
            "0 дней, 1 день, 2 дня, 4 дня, 5 дней, 11 дней, 12 дней, 14 дней, 21 день, 22 дня, \
             25 дней, 101 день, 111 дней, 112 дней, 122 дня"
        );
        assert_eq!(
            forms_of("{n} день|{n} дня|{n} дней", &[1001, 1011]),
            "1\u{202f}001 день, 1\u{202f}011 дней"
        );
    }

    #[test]
    fn groups_digits() {
        let words = words("");
        for (plain, grouped) in [
            ("0", "0"),
            ("999", "999"),
            ("1000", "1\u{202f}000"),
            ("370000", "370\u{202f}000"),
            ("1234567", "1\u{202f}234\u{202f}567"),
            ("2162.5", "2\u{202f}162,5"),
            ("0.123456", "0,123456"),
        ] {
            assert_eq!(words.number(Amount::parse(plain).unwrap()), grouped);
        }
        let mut currency = Currency {
            code: "KZT".to_owned(),
            symbol: "₸".to_owned(),
            places: 0,
        };
        let amount = Amount::parse("702162.5").unwrap();
        assert_eq!(words.money(amount, &currency), "702\u{202f}162,5\u{a0}₸");
        currency.places = 2;
        for (plain, shown) in [
            ("702162.5", "702\u{202f}162,50\u{a0}₸"),
            ("3.125", "3,125\u{a0}₸"),
            ("44", "44\u{a0}₸"),
        ] {
            assert_eq!(words.money(Amount::parse(plain).unwrap(), &currency), shown);
        }
    }

    #[test]
    fn writes_dates() {
        let words = words("");
        let date = |text| Date::parse(text).unwrap();
        assert_eq!(words.date(date("2026-01-05")), "5 month 1 2026");
        assert_eq!(words.date(date("2026-12-31")), "31 month 12 2026");
        // A Monday and a Sunday.
        assert_eq!(
            words.date_with_weekday(date("2026-11-23")),
            "day 0, 23 month 11 2026"
        );
        assert_eq!(
            words.date_with_weekday(date("2026-11-22")),
            "day 6, 22 month 11 2026"
        );
    }

    #[test]
    fn fills_only_the_slots_that_it_knows() {
        let slots = [("n", "{m}"), ("m", "2")];
        assert_eq!(fill("{n} of {m}{n}", &slots), "{m} of 2{m}");
        assert_eq!(fill("{other} {n", &slots), "{other} {n");
        assert_eq!(fill("{{n}} } {", &slots), "{{m}} } {");
    }

    #[test]
    fn takes_exactly_as_many_texts_as_needed() {
        let texts = |count| vec![String::new(); count];
        let all = Phrase::ALL.len();
        assert!(Phrasebook::new(texts(all), texts(12), texts(7)).is_some());
        assert!(Phrasebook::new(texts(all - 1), texts(12), texts(7)).is_none());
        assert!(Phrasebook::new(texts(all), texts(13), texts(7)).is_none());
        assert!(Phrasebook::new(texts(all), texts(12), texts(6)).is_none());
    }

    #[test]
    fn lists_each_phrase_in_its_place() {
        for (at, phrase) in Phrase::ALL.iter().enumerate() {
            assert_eq!(*phrase as usize, at);
            let keys = Phrase::ALL.iter().filter(|p| p.key() == phrase.key());
            assert_eq!(keys.count(), 1, "{}", phrase.key());
        }
    }
}
