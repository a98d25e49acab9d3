//! Plain calendar dates and times of day.

use alloc::string::String;
use core::fmt;

use chrono::{Datelike, Days, NaiveDate};

use crate::digits;
use crate::wire::{Reader, Wire, Writer};

/// A plain calendar date, without time or time zone.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(NaiveDate);

impl Date {
    /// The date of a year, month (1–12) and day, if there is such a day in the
    /// years 1 to 9999.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        if !(1..=9999).contains(&year) {
            return None;
        }
        NaiveDate::from_ymd_opt(year, month, day).map(Self)
    }

    /// Reads `YYYY-MM-DD`, digit for digit. `None` for anything else or a day
    /// that doesn't exist.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        let number = |from, until| digits::read(&bytes[from..until]);
        let year = i32::try_from(number(0, 4)?).ok()?;
        Self::new(year, number(5, 7)?, number(8, 10)?)
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, 1–12.
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// The day of the month, 1–31.
    pub fn day(self) -> u32 {
        self.0.day()
    }

    /// The day of the week, 0 = Monday … 6 = Sunday.
    pub fn weekday(self) -> usize {
        self.0.weekday().num_days_from_monday() as usize
    }

    /// The date `days` later, unless it is beyond what a calendar can hold.
    pub fn plus_days(self, days: u32) -> Option<Self> {
        self.0
            .checked_add_days(Days::new(u64::from(days)))
            .filter(|date| date.year() <= 9999)
            .map(Self)
    }

    /// The day after.
    pub fn next(self) -> Option<Self> {
        self.plus_days(1)
    }

    /// The date `days` earlier, unless it is before the year 1.
    pub fn minus_days(self, days: u32) -> Option<Self> {
        self.0
            .checked_sub_days(Days::new(u64::from(days)))
            .filter(|date| date.year() >= 1)
            .map(Self)
    }

    /// The day before.
    pub fn previous(self) -> Option<Self> {
        self.minus_days(1)
    }

    /// How many days it is after another date; less than 0 if it is before it.
    pub fn days_since(self, other: Self) -> i32 {
        self.0.num_days_from_ce() - other.0.num_days_from_ce()
    }

    /// `YYYY-MM-DD`.
    pub(crate) fn text(self) -> String {
        let mut text = String::new();
        digits::push(&mut text, self.year().unsigned_abs(), 4);
        text.push('-');
        digits::push(&mut text, self.month(), 2);
        text.push('-');
        digits::push(&mut text, self.day(), 2);
        text
    }
}

/// `YYYY-MM-DD`.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Travels as the number of days since the start of the calendar.
impl Wire for Date {
    fn write(&self, to: &mut Writer) {
        to.number(self.0.num_days_from_ce().unsigned_abs());
    }

    fn read(from: &mut Reader<'_>) -> Self {
        let date = i32::try_from(from.number())
            .ok()
            .and_then(NaiveDate::from_num_days_from_ce_opt)
            .filter(|date| (1..=9999).contains(&date.year()));
        Self(from.need(date))
    }
}

/// A time of day, to the minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Time {
    /// Minutes since midnight, 0–1439.
    minutes: u32,
}

impl Time {
    /// Reads `HH:MM`, 00:00 to 23:59. `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 5 || bytes[2] != b':' {
            return None;
        }
        let (hours, minutes) = (digits::read(&bytes[..2])?, digits::read(&bytes[3..])?);
        (hours < 24 && minutes < 60).then_some(Self {
            minutes: hours * 60 + minutes,
        })
    }

    /// `HH:MM`.
    pub(crate) fn text(self) -> String {
        let mut text = String::new();
        digits::push(&mut text, self.minutes / 60, 2);
        text.push(':');
        digits::push(&mut text, self.minutes % 60, 2);
        text
    }
}

impl Wire for Time {
    fn write(&self, to: &mut Writer) {
        to.number(self.minutes);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        let minutes = from.number();
        Self {
            minutes: from.need((minutes < 24 * 60).then_some(minutes)),
        }
    }
}

/// `HH:MM`.
impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_dates_digit_for_digit() {
        assert_eq!(Date::parse("2026-11-23").unwrap().to_string(), "2026-11-23");
        assert_eq!(Date::parse("2024-02-29").unwrap().weekday(), 3);
        for bad in [
            "2026-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-1-1",
            "26-11-23",
            "2026/11/23",
            "2026-11-23T10:00",
            " 2026-11-23",
            "0000-01-01",
            "２026-11-2",
            "",
        ] {
            assert_eq!(Date::parse(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn reads_times() {
        assert_eq!(Time::parse("18:00").unwrap().to_string(), "18:00");
        for bad in ["24:00", "9:00", "18:60", "1800", "18:0", ""] {
            assert_eq!(Time::parse(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn stays_within_the_calendar() {
        assert_eq!(Date::parse("9999-12-31").unwrap().next(), None);
        assert_eq!(Date::parse("0001-01-01").unwrap().previous(), None);
    }
}
