//! Dates as people type them.
//!
//! In any of the languages on any page, and never by a guess: a date that can be
//! read in two ways is refused, as a wrong day may cost money.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use crate::Date;
use crate::digits;
use crate::tools::{Mistake, Pair, ToolPhrase, Toolbox};
use crate::wire::wire;

/// Longer than any date that somebody types, in bytes.
const MOST_BYTES: usize = 100;

/// How many letters of a month's name are enough, if no other begins like that.
const FEWEST_LETTERS: usize = 3;

/// How much of what was typed a message repeats, in characters.
const MOST_SHOWN: usize = 40;

/// The words of one language that dates are typed with, in any case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateWords {
    /// Each form of each month's name, with its month (1–12).
    pub months: Vec<(String, u32)>,
    /// The days of the week, from Monday.
    pub weekdays: Vec<String>,
    /// Words that stand in a date and mean nothing, such as “of”.
    pub fillers: Vec<String>,
    /// Letters that are typed for others: because they look the same, or because
    /// the keyboard hasn't got the right one. Both sides are read as the second.
    pub letters: Vec<(char, char)>,
}

/// What dates are read by: the words of all languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Months {
    /// Each form of each name as [`Months::fold`] leaves it, with its month.
    names: Vec<(String, u32)>,
    /// The same for the days of the week, 0 = Monday.
    weekdays: Vec<(String, u32)>,
    /// The same for words without meaning.
    fillers: Vec<String>,
    /// Pairs of letters: what is typed, and what it is read as. Small, where the
    /// standard library's tables of all scripts would be the page's largest part.
    letters: String,
}

wire!(Months {
    names,
    weekdays,
    fillers,
    letters
});

/// Why something is not a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// It doesn't look like one.
    Illegible,
    /// There is no such day in the calendar.
    NoSuchDay,
    /// Its year is missing, or hasn't four digits.
    Year,
    /// It may be the one or the other.
    TwoWays(Date, Date),
    /// That day is another day of the week than was typed.
    Weekday(Date),
}

/// A number with how many digits it was typed in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Number {
    value: u32,
    digits: usize,
}

impl Number {
    fn is_year(self) -> bool {
        self.digits == 4
    }

    /// Of a day or month.
    fn is_short(self) -> bool {
        self.digits <= 2
    }
}

/// What stands in a date, in order.
#[derive(Debug, Default)]
struct Parts {
    numbers: Vec<Number>,
    /// What stands before each number but the first: a separator, a space if
    /// there is none, or [`MIXED`].
    gaps: Vec<char>,
    month: Option<u32>,
    weekday: Option<u32>,
}

/// A gap of which nothing can be said.
const MIXED: char = '?';

impl Months {
    /// What dates are read by.
    pub fn new(languages: &[DateWords]) -> Self {
        let mut months = Self {
            letters: letters(languages),
            ..Self::default()
        };
        for words in languages {
            for (name, month) in &words.months {
                add(&mut months.names, (fold(&months.letters, name), *month));
            }
            for (name, day) in words.weekdays.iter().zip(0..) {
                add(&mut months.weekdays, (fold(&months.letters, name), day));
            }
            for word in &words.fillers {
                add(&mut months.fillers, fold(&months.letters, word));
            }
        }
        months
    }

    /// The names of months that would be read as something else: as they begin
    /// another month's name, or are among the fillers.
    pub fn mistaken(&self) -> impl Iterator<Item = &str> {
        let wrong = |(name, month): &&(String, u32)| {
            self.fillers.contains(name) || self.month(name) != Some(*month)
        };
        self.names
            .iter()
            .filter(wrong)
            .map(|(name, _)| name.as_str())
    }

    /// The date that somebody has typed.
    pub fn date(&self, typed: &str) -> Option<Date> {
        self.read(typed).ok()
    }

    /// The date that somebody has typed.
    ///
    /// # Errors
    /// Why it is none.
    pub fn read(&self, typed: &str) -> Result<Date, Unread> {
        let parts = self.parts(typed)?;
        let date = match parts.month {
            Some(month) => parts.with_month(month),
            None => parts.in_numbers(),
        }?;
        match parts.weekday {
            Some(day) if day as usize != date.weekday() => Err(Unread::Weekday(date)),
            _ => Ok(date),
        }
    }

    fn parts(&self, typed: &str) -> Result<Parts, Unread> {
        let mut parts = Parts::default();
        if typed.len() > MOST_BYTES {
            return Err(Unread::Illegible);
        }
        // The separators since the last number, and since the last part of any kind.
        let (mut gap, mut last) = (None, None);
        let mut begun = false;
        let mut chars = typed.chars().filter(|c| !is_invisible(*c)).peekable();
        while let Some(c) = chars.next() {
            if c.is_ascii_digit() {
                let mut run = String::from(c);
                while let Some(c) = chars.next_if(char::is_ascii_digit) {
                    run.push(c);
                }
                if !parts.numbers.is_empty() {
                    parts.gaps.push(gap.unwrap_or(' '));
                }
                parts.numbers.push(Number {
                    value: digits::read(run.as_bytes()).ok_or(Unread::Illegible)?,
                    digits: run.len(),
                });
                (gap, last, begun) = (None, None, true);
            } else if let Some(c) = letter(&self.letters, c) {
                let mut word = String::from(c);
                while let Some(c) = chars.peek().and_then(|c| letter(&self.letters, *c)) {
                    word.push(c);
                    chars.next();
                }
                self.place(&word, &mut parts)?;
                (gap, last, begun) = (Some(MIXED), None, true);
            } else if let Some(separator) = separator(c) {
                gap = Some(gap.map_or(separator, |_| MIXED));
                last = Some(separator);
                if !begun {
                    return Err(Unread::Illegible);
                }
            } else if !is_space(c) {
                return Err(Unread::Illegible);
            }
        }
        // A full stop or a comma may end a date; after a dash more should come.
        match last {
            None | Some('.') => Ok(parts),
            Some(_) => Err(Unread::Illegible),
        }
    }

    /// Finds out what a word means.
    fn place(&self, word: &str, parts: &mut Parts) -> Result<(), Unread> {
        if self.fillers.iter().any(|filler| filler == word) {
            return Ok(());
        }
        let weekday = || self.weekdays.iter().find(|(name, _)| name == word);
        let meant = if let Some(month) = self.month(word) {
            parts.month.replace(month)
        } else if let Some((_, day)) = weekday() {
            parts.weekday.replace(*day)
        } else {
            return Err(Unread::Illegible);
        };
        // Two months, or two days of the week.
        match meant {
            Some(_) => Err(Unread::Illegible),
            None => Ok(()),
        }
    }

    /// The only month whose name begins like that.
    fn month(&self, word: &str) -> Option<u32> {
        if word.chars().count() < FEWEST_LETTERS {
            return None;
        }
        let named = |(name, month): &(String, u32)| name.starts_with(word).then_some(*month);
        let mut months = self.names.iter().filter_map(named);
        let first = months.next()?;
        months.all(|month| month == first).then_some(first)
    }
}

impl Parts {
    /// With the month in letters, the year is known by its four digits wherever
    /// it stands.
    fn with_month(&self, month: u32) -> Result<Date, Unread> {
        match self.numbers[..] {
            [year, day] | [day, year] if year.is_year() && day.is_short() => {
                day_of(year, month, day.value).ok_or(Unread::NoSuchDay)
            }
            [first, second] if !first.is_year() && !second.is_year() => Err(Unread::Year),
            [day] if day.is_short() => Err(Unread::Year),
            _ => Err(Unread::Illegible),
        }
    }

    fn in_numbers(&self) -> Result<Date, Unread> {
        let (first, second, third) = match self.numbers[..] {
            [first, second, third] => (first, second, third),
            [day, month] if day.is_short() && month.is_short() => return Err(Unread::Year),
            _ => return Err(Unread::Illegible),
        };
        let gap = match self.gaps[..] {
            [gap, other] if gap == other && gap != MIXED => gap,
            _ => return Err(Unread::Illegible),
        };
        if !second.is_short() {
            return Err(Unread::Illegible);
        }
        if first.is_year() && third.is_short() {
            return day_of(first, second.value, third.value).ok_or(Unread::NoSuchDay);
        }
        if !first.is_short() || !third.is_year() {
            // 23.11.26, 23.11.20266 and 223.11.2026.
            return Err(if first.is_short() || third.is_short() {
                Unread::Year
            } else {
                Unread::Illegible
            });
        }
        let day_first = day_of(third, second.value, first.value);
        // With dots nobody puts the month first; with the rest some do.
        let month_first = match gap {
            '.' => None,
            _ => day_of(third, first.value, second.value),
        };
        match (day_first, month_first) {
            (Some(one), Some(other)) if one != other => Err(Unread::TwoWays(one, other)),
            (one, other) => one.or(other).ok_or(Unread::NoSuchDay),
        }
    }
}

fn day_of(year: Number, month: u32, day: u32) -> Option<Date> {
    Date::new(i32::try_from(year.value).ok()?, month, day)
}

/// What it is read as, if it separates the parts of a date. On some keyboards
/// the key for the decimal point gives a comma.
fn separator(c: char) -> Option<char> {
    match c {
        '.' | ',' => Some('.'),
        '-' | '\u{2010}'..='\u{2014}' | '\u{2212}' => Some('-'),
        '/' => Some('/'),
        _ => None,
    }
}

fn is_space(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}'
    )
}

/// Whether it comes with copied text and shows nothing.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
    )
}

/// What a letter is read as; `None` if no word of a date has it.
fn letter(letters: &str, c: char) -> Option<char> {
    let c = c.to_ascii_lowercase();
    let mut pairs = letters.chars();
    while let (Some(typed), Some(read)) = (pairs.next(), pairs.next()) {
        if typed == c {
            return Some(read);
        }
    }
    c.is_ascii_lowercase().then_some(c)
}

/// A word with each letter as it is read.
fn fold(letters: &str, word: &str) -> String {
    let folded = word.chars().map(|c| letter(letters, c).unwrap_or(c));
    folded.collect()
}

/// What the letters of all words are read as, besides those of ASCII that stand
/// for themselves.
fn letters(languages: &[DateWords]) -> String {
    let alike: Vec<(char, char)> = languages
        .iter()
        .flat_map(|words| &words.letters)
        .filter_map(|(typed, read)| Some((lower(*typed)?, lower(*read)?)))
        .collect();
    // One may lead to the next, and a mistake in a circle.
    let read_as = |c: char| {
        alike.iter().fold(c, |read, _| {
            let next = alike.iter().find(|(typed, _)| *typed == read);
            next.map_or(read, |(_, read)| *read)
        })
    };
    let words = languages.iter().flat_map(|words| {
        let months = words.months.iter().map(|(name, _)| name);
        months.chain(&words.weekdays).chain(&words.fillers)
    });
    let used = words.flat_map(|word| word.chars());
    let used = used.chain(alike.iter().flat_map(|(typed, read)| [*typed, *read]));
    let mut letters: Vec<(char, char)> = Vec::new();
    for c in used.filter_map(lower) {
        let mut upper = c.to_uppercase();
        let upper = upper.next().filter(|_| upper.next().is_none());
        for typed in [Some(c), upper].into_iter().flatten() {
            if typed.to_ascii_lowercase() == typed && !(typed.is_ascii() && read_as(c) == c) {
                add(&mut letters, (typed, read_as(c)));
            }
        }
    }
    let pairs = letters.into_iter();
    pairs.flat_map(|(typed, read)| [typed, read]).collect()
}

/// A letter as a small one; `None` for what is no letter.
fn lower(c: char) -> Option<char> {
    let mut lower = c.to_lowercase();
    let first = lower.next().filter(|_| lower.next().is_none())?;
    c.is_alphabetic().then_some(first)
}

fn add<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}

/// The beginning of what somebody typed, for a message.
pub(crate) fn shown(typed: &str) -> String {
    let mut chars = typed.char_indices();
    match chars.nth(MOST_SHOWN).and_then(|(end, _)| typed.get(..end)) {
        Some(start) => {
            let mut text = start.to_owned();
            text.push('…');
            text
        }
        None => typed.to_owned(),
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
        let words = &self.rulebook.phrasebook;
        let given = shown(&pair.value);
        self.months.read(&pair.value).map_err(|why| {
            let (phrase, [first, second]) = match why {
                Unread::Illegible => (ToolPhrase::ErrorTypedDate, [None, None]),
                Unread::NoSuchDay => (ToolPhrase::ErrorTypedDay, [None, None]),
                Unread::Year => (ToolPhrase::ErrorTypedYear, [None, None]),
                Unread::TwoWays(one, other) => {
                    let [one, other] = [one, other].map(|date| Some(words.date(date)));
                    (ToolPhrase::ErrorTypedTwoWays, [one, other])
                }
                Unread::Weekday(date) => {
                    let date = words.date_with_weekday(date);
                    (ToolPhrase::ErrorTypedWeekday, [Some(date), None])
                }
            };
            let slots = [
                ("given", given.as_str()),
                ("first", first.as_deref().unwrap_or_default()),
                ("second", second.as_deref().unwrap_or_default()),
            ];
            pair.wrong(self.words.say(phrase, &slots))
        })
    }
}
