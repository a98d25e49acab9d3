//! Working days: weekends, holidays, observed days and swaps.

use alloc::string::String;
use alloc::vec::Vec;

use crate::wire::{Reader, Wire, Writer, wire, wire_enum};
use crate::{Citation, Date};

/// The working calendar of the years on file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// The weekly days off, Monday first.
    weekend: [bool; 7],
    /// The years on file, in order, without gaps.
    years: Vec<Year>,
    /// Names of holidays, referred to by number.
    names: Vec<String>,
    /// Days off by date, over all years.
    days_off: Vec<DayOff>,
}

/// What is known of one year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Year {
    /// The year.
    pub year: i32,
    /// What may still change in it, if anything.
    pub provisional: Option<String>,
    /// Where its days off stand.
    pub source: Citation,
}

wire!(Year {
    year,
    provisional,
    source
});

/// A day off besides the weekend's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayOff {
    /// The day.
    pub date: Date,
    /// Why it is off.
    pub kind: DayOffKind,
    /// The holiday's number in the calendar's names; none for a swap.
    pub name: Option<u16>,
    /// Whether its date is an estimate.
    pub estimated: bool,
}

wire!(DayOff {
    date,
    kind,
    name,
    estimated
});

/// Why a day is off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOffKind {
    /// A public holiday.
    Holiday,
    /// A holiday that fell on a day off and moved here.
    Observed,
    /// A day off that doesn't move when it falls on a weekend.
    Fixed,
    /// Off in exchange for work on another day.
    Swap {
        /// The day worked instead.
        worked_instead: Date,
    },
}

wire_enum!(DayOffKind { 0 = Holiday, 1 = Observed, 2 = Fixed, 3 = Swap { worked_instead } });

/// What kind of day a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status<'a> {
    /// An ordinary working day.
    Working,
    /// A weekly day off that is worked in exchange for this day.
    Worked(Date),
    /// A weekly day off.
    Weekend,
    /// A day off for another reason.
    Off(&'a DayOff),
}

impl Status<'_> {
    /// Whether people work on it.
    pub fn is_working(self) -> bool {
        matches!(self, Self::Working | Self::Worked(_))
    }
}

/// A date outside the years on file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OffCalendar {
    /// The first year on file.
    pub first: i32,
    /// The last year on file.
    pub last: i32,
}

/// Why days are not a calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadCalendar {
    /// There is no year, or no working day in the week.
    Empty,
    /// Year `.0` doesn't follow the year before it.
    YearOutOfOrder(i32),
    /// A day off lies in a year that is not on file.
    DayOutsideYears(Date),
    /// A day is off twice.
    Twice(Date),
    /// A day is off and worked instead of another at once.
    OffAndWorked(Date),
}

impl Calendar {
    /// A calendar from its years in order and days off in any order.
    ///
    /// # Errors
    /// [`BadCalendar`] for years with gaps and days that contradict each other.
    pub fn new(
        weekend: [bool; 7],
        years: Vec<Year>,
        names: Vec<String>,
        mut days_off: Vec<DayOff>,
    ) -> Result<Self, BadCalendar> {
        days_off.sort_by_key(|day| day.date);
        let calendar = Self {
            weekend,
            years,
            names,
            days_off,
        };
        calendar.check().map(|()| calendar)
    }

    fn check(&self) -> Result<(), BadCalendar> {
        let Self {
            weekend,
            years,
            days_off,
            ..
        } = self;
        if years.is_empty() || weekend.iter().all(|off| *off) {
            return Err(BadCalendar::Empty);
        }
        for pair in years.windows(2) {
            if pair[1].year.checked_sub(1) != Some(pair[0].year) {
                return Err(BadCalendar::YearOutOfOrder(pair[1].year));
            }
        }
        for pair in days_off.windows(2) {
            if pair[0].date >= pair[1].date {
                return Err(BadCalendar::Twice(pair[0].date));
            }
        }
        let on_file = |date: Date| years.iter().any(|year| year.year == date.year());
        for day in days_off {
            if !on_file(day.date) {
                return Err(BadCalendar::DayOutsideYears(day.date));
            }
            if let DayOffKind::Swap { worked_instead } = day.kind
                && days_off.iter().any(|day| day.date == worked_instead)
            {
                return Err(BadCalendar::OffAndWorked(worked_instead));
            }
        }
        Ok(())
    }

    /// The name of a day off's holiday; empty for a swap.
    pub fn name(&self, day: &DayOff) -> &str {
        day.name
            .and_then(|number| self.names.get(usize::from(number)))
            .map_or("", String::as_str)
    }

    /// What kind of day a date is.
    ///
    /// # Errors
    /// [`OffCalendar`] for a date outside the years on file.
    pub fn status(&self, date: Date) -> Result<Status<'_>, OffCalendar> {
        self.year(date)?;
        if let Some(day) = self.days_off.iter().find(|day| day.date == date) {
            return Ok(Status::Off(day));
        }
        if !self.weekend[date.weekday()] {
            return Ok(Status::Working);
        }
        let worked = self.days_off.iter().find(
            |day| matches!(day.kind, DayOffKind::Swap { worked_instead } if worked_instead == date),
        );
        Ok(worked.map_or(Status::Weekend, |day| Status::Worked(day.date)))
    }

    /// The year of a date.
    ///
    /// # Errors
    /// [`OffCalendar`] if it is not on file.
    pub fn year(&self, date: Date) -> Result<&Year, OffCalendar> {
        self.years
            .iter()
            .find(|year| year.year == date.year())
            .ok_or_else(|| self.off())
    }

    /// The refusal of a date outside the years on file.
    pub(crate) fn off(&self) -> OffCalendar {
        OffCalendar {
            first: self.years[0].year,
            last: self.years[self.years.len() - 1].year,
        }
    }

    /// Whether a date is a working day.
    ///
    /// # Errors
    /// [`OffCalendar`] for a date outside the years on file.
    pub fn is_working(&self, date: Date) -> Result<bool, OffCalendar> {
        self.status(date).map(Status::is_working)
    }

    /// The first working day that is not before a date.
    ///
    /// # Errors
    /// [`OffCalendar`] if that leads outside the years on file.
    pub fn working_day_from(&self, date: Date) -> Result<Date, OffCalendar> {
        let mut day = date;
        while !self.is_working(day)? {
            day = day.next().ok_or_else(|| self.off())?;
        }
        Ok(day)
    }

    /// The last working day that is not after a date.
    ///
    /// # Errors
    /// [`OffCalendar`] if that leads outside the years on file.
    pub fn working_day_until(&self, date: Date) -> Result<Date, OffCalendar> {
        let mut day = date;
        while !self.is_working(day)? {
            day = day.previous().ok_or_else(|| self.off())?;
        }
        Ok(day)
    }

    /// The `count`-th working day after a date; the date itself is not counted.
    ///
    /// # Errors
    /// [`OffCalendar`] if that leads outside the years on file.
    pub fn add_working_days(&self, date: Date, count: u32) -> Result<Date, OffCalendar> {
        self.step(date, count, Date::next)
    }

    /// The `count`-th working day before a date; the date itself is not counted.
    ///
    /// # Errors
    /// [`OffCalendar`] if that leads outside the years on file.
    pub fn subtract_working_days(&self, date: Date, count: u32) -> Result<Date, OffCalendar> {
        self.step(date, count, Date::previous)
    }

    fn step(
        &self,
        date: Date,
        count: u32,
        next: fn(Date) -> Option<Date>,
    ) -> Result<Date, OffCalendar> {
        self.year(date)?;
        let mut day = date;
        for _ in 0..count {
            loop {
                day = next(day).ok_or_else(|| self.off())?;
                if self.is_working(day)? {
                    break;
                }
            }
        }
        Ok(day)
    }

    /// Whether a date lies on a weekly day off, whatever else it is.
    pub fn is_weekend(&self, date: Date) -> bool {
        self.weekend[date.weekday()]
    }

    /// The days off between two dates, both included, besides plain weekends.
    pub fn days_off(&self, from: Date, until: Date) -> impl Iterator<Item = &DayOff> {
        self.days_off
            .iter()
            .filter(move |day| from <= day.date && day.date <= until)
    }

    /// The weekend days between two dates, both included, that are worked, each
    /// with the day that is off in exchange.
    pub fn worked_days(&self, from: Date, until: Date) -> impl Iterator<Item = (Date, &DayOff)> {
        // The day off may lie outside, even in another year.
        self.days_off.iter().filter_map(move |day| match day.kind {
            DayOffKind::Swap { worked_instead }
                if from <= worked_instead && worked_instead <= until =>
            {
                Some((worked_instead, day))
            }
            _ => None,
        })
    }

    /// The years on file.
    pub fn years(&self) -> &[Year] {
        &self.years
    }
}

impl Wire for Calendar {
    fn write(&self, to: &mut Writer) {
        self.weekend.write(to);
        self.years.write(to);
        self.names.write(to);
        self.days_off.write(to);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        let calendar = Self {
            weekend: Wire::read(from),
            years: Wire::read(from),
            names: Wire::read(from),
            days_off: Wire::read(from),
        };
        if calendar.check().is_err() {
            from.fail();
        }
        calendar
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WEEKEND: [bool; 7] = [false, false, false, false, false, true, true];

    fn years(numbers: &[i32]) -> Vec<Year> {
        let source = Citation {
            document: String::new(),
            at: String::new(),
            text: String::new(),
        };
        let years = numbers.iter().map(|year| Year {
            year: *year,
            provisional: None,
            source: source.clone(),
        });
        years.collect()
    }

    fn off(date: &str, worked_instead: Option<&str>) -> DayOff {
        DayOff {
            date: day(date),
            kind: worked_instead.map_or(DayOffKind::Holiday, |date| DayOffKind::Swap {
                worked_instead: day(date),
            }),
            name: None,
            estimated: false,
        }
    }

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn refuses_what_is_no_calendar() {
        let bad = |years, days| Calendar::new(WEEKEND, years, Vec::new(), days).unwrap_err();
        assert_eq!(bad(Vec::new(), Vec::new()), BadCalendar::Empty);
        assert_eq!(
            Calendar::new([true; 7], years(&[2026]), Vec::new(), Vec::new()),
            Err(BadCalendar::Empty)
        );
        for (numbers, year) in [
            ([2025, 2027], 2027),
            ([2026, 2025], 2025),
            ([2026, 2026], 2026),
        ] {
            assert_eq!(
                bad(years(&numbers), Vec::new()),
                BadCalendar::YearOutOfOrder(year)
            );
        }
        assert_eq!(
            bad(years(&[2026]), vec![off("2027-01-01", None)]),
            BadCalendar::DayOutsideYears(day("2027-01-01"))
        );
        assert_eq!(
            bad(
                years(&[2026]),
                vec![
                    off("2026-05-01", None),
                    off("2026-01-01", None),
                    off("2026-05-01", None)
                ]
            ),
            BadCalendar::Twice(day("2026-05-01"))
        );
        assert_eq!(
            bad(
                years(&[2026]),
                vec![
                    off("2026-05-09", None),
                    off("2026-05-08", Some("2026-05-09"))
                ]
            ),
            BadCalendar::OffAndWorked(day("2026-05-09"))
        );
    }

    #[test]
    fn a_day_may_be_worked_for_one_in_another_year() {
        // Saturday 27 December 2025 for Monday 5 January 2026.
        let swap = off("2026-01-05", Some("2025-12-27"));
        let calendar =
            Calendar::new(WEEKEND, years(&[2025, 2026]), Vec::new(), vec![swap]).unwrap();
        assert_eq!(
            calendar.add_working_days(day("2025-12-26"), 1),
            Ok(day("2025-12-27"))
        );
        assert_eq!(
            calendar.add_working_days(day("2026-01-02"), 1),
            Ok(day("2026-01-06"))
        );
        let worked = |from, until| {
            let days = calendar.worked_days(day(from), day(until));
            days.map(|(worked, off)| (worked, off.date))
                .collect::<Vec<_>>()
        };
        let both = [(day("2025-12-27"), day("2026-01-05"))];
        assert_eq!(worked("2025-12-27", "2025-12-27"), both);
        assert_eq!(worked("2025-12-20", "2025-12-26"), []);
        assert_eq!(worked("2025-12-28", "2026-01-31"), []);
    }

    #[test]
    fn refuses_days_off_the_calendar() {
        let calendar = Calendar::new(WEEKEND, years(&[2026]), Vec::new(), Vec::new()).unwrap();
        let off = OffCalendar {
            first: 2026,
            last: 2026,
        };
        assert_eq!(calendar.status(day("2025-12-31")), Err(off));
        assert_eq!(calendar.is_working(day("2027-01-01")), Err(off));
        assert_eq!(calendar.add_working_days(day("2026-12-31"), 1), Err(off));
        assert_eq!(calendar.add_working_days(day("2025-12-31"), 0), Err(off));
        assert_eq!(
            calendar.add_working_days(day("2026-01-01"), u32::MAX),
            Err(off)
        );
        assert_eq!(
            calendar.subtract_working_days(day("2026-01-01"), 1),
            Err(off)
        );
        assert_eq!(
            calendar.add_working_days(day("2026-12-31"), 0),
            Ok(day("2026-12-31"))
        );
    }
}
