//! Values that hold from one date to another.

use alloc::vec::Vec;

use crate::Date;
use crate::wire::{Reader, Wire, Writer};

/// One value and the days on which it holds, both ends included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry<T> {
    /// The first day.
    pub from: Date,
    /// The last day, if one is known.
    pub until: Option<Date>,
    /// What holds.
    pub value: T,
}

impl<T: Wire> Wire for Entry<T> {
    fn write(&self, to: &mut Writer) {
        self.from.write(to);
        self.until.write(to);
        self.value.write(to);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        Self {
            from: Wire::read(from),
            until: Wire::read(from),
            value: Wire::read(from),
        }
    }
}

/// The history of a value: entries in order, without overlap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated<T>(Vec<Entry<T>>);

/// Why there is no value on a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotOnFile {
    /// The date is before the first day on file.
    Before(Date),
    /// The date is after the last day on file.
    After(Date),
}

/// Why entries are not a history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadHistory {
    /// There is no entry at all.
    Empty,
    /// Entry number `.0` (from 0) ends before it begins.
    Reversed(usize),
    /// Entry number `.0` begins before the one before it has ended.
    Overlap(usize),
    /// Between entry number `.0` and the one before it days are left out.
    Gap(usize),
}

impl<T> Dated<T> {
    /// A history from entries in order of their dates.
    ///
    /// # Errors
    /// [`BadHistory`] for entries that are out of order, overlap or leave a gap.
    pub fn new(entries: Vec<Entry<T>>) -> Result<Self, BadHistory> {
        let history = Self(entries);
        history.check().map(|()| history)
    }

    fn check(&self) -> Result<(), BadHistory> {
        let entries = &self.0;
        if entries.is_empty() {
            return Err(BadHistory::Empty);
        }
        for (number, entry) in entries.iter().enumerate() {
            if entry.until.is_some_and(|until| until < entry.from) {
                return Err(BadHistory::Reversed(number));
            }
            let Some(before) = number.checked_sub(1).map(|n| &entries[n]) else {
                continue;
            };
            match before.until.and_then(Date::next) {
                Some(next) if next == entry.from => {}
                Some(next) if next < entry.from => return Err(BadHistory::Gap(number)),
                _ => return Err(BadHistory::Overlap(number)),
            }
        }
        Ok(())
    }

    /// The entry that holds on a day.
    ///
    /// # Errors
    /// [`NotOnFile`] where none does; the last value is never reused.
    pub fn on(&self, day: Date) -> Result<&Entry<T>, NotOnFile> {
        let Some(entry) = self.0.iter().rev().find(|entry| entry.from <= day) else {
            return Err(NotOnFile::Before(self.0[0].from));
        };
        match entry.until {
            Some(until) if until < day => Err(NotOnFile::After(until)),
            _ => Ok(entry),
        }
    }

    /// All entries, oldest first.
    pub fn entries(&self) -> &[Entry<T>] {
        &self.0
    }
}

impl<T: Wire> Wire for Dated<T> {
    fn write(&self, to: &mut Writer) {
        self.0.write(to);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        let history = Self(Wire::read(from));
        if history.check().is_err() {
            from.fail();
        }
        history
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    fn entry(from: &str, until: &str, value: u32) -> Entry<u32> {
        Entry {
            from: day(from),
            until: Date::parse(until),
            value,
        }
    }

    #[test]
    fn looks_up_by_day_and_refuses_outside() {
        let history = Dated::new(vec![
            entry("2025-01-01", "2025-12-31", 3932),
            entry("2026-01-01", "2026-12-31", 4325),
        ])
        .unwrap();
        assert_eq!(history.on(day("2025-12-31")).unwrap().value, 3932);
        assert_eq!(history.on(day("2026-01-01")).unwrap().value, 4325);
        assert_eq!(
            history.on(day("2027-01-01")),
            Err(NotOnFile::After(day("2026-12-31")))
        );
        assert_eq!(
            history.on(day("2024-12-31")),
            Err(NotOnFile::Before(day("2025-01-01")))
        );
    }

    #[test]
    fn an_open_end_holds_on() {
        let history = Dated::new(vec![entry("2026-01-01", "", 1)]).unwrap();
        assert_eq!(history.on(day("2099-01-01")).unwrap().value, 1);
    }

    #[test]
    fn refuses_what_is_no_history() {
        let bad = |entries| Dated::new(entries).unwrap_err();
        assert_eq!(bad(vec![]), BadHistory::Empty);
        assert_eq!(
            bad(vec![entry("2026-01-02", "2026-01-01", 1)]),
            BadHistory::Reversed(0)
        );
        assert_eq!(
            bad(vec![
                entry("2026-01-01", "2026-01-31", 1),
                entry("2026-01-31", "", 2)
            ]),
            BadHistory::Overlap(1)
        );
        assert_eq!(
            bad(vec![entry("2026-01-01", "", 1), entry("2026-02-01", "", 2)]),
            BadHistory::Overlap(1)
        );
        assert_eq!(
            bad(vec![
                entry("2026-01-01", "2026-01-31", 1),
                entry("2026-02-02", "", 2)
            ]),
            BadHistory::Gap(1)
        );
    }
}
