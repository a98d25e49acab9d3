//! What is different on another day, or was when a link was made.
//!
//! Tools note their figures one by one as [`Entry`]s, each with what it was made
//! from. Two such records show line by line what differs and why. A link holds
//! the record of its time in a short form ([`to_link`]), so that a change of the
//! content shows when the link is opened.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use crate::digits::{self, cut};
use crate::json::Json;
use crate::phrases::Phrase;
use crate::quote::listed;
use crate::tools::{Answer, Mistake, Pair, Request, Tool, ToolPhrase, Toolbox};
use crate::{Amount, Date};

/// The format of links that this code makes and reads.
pub const LINK_FORMAT: u32 = 1;

/// What a record in a link may hold with what figures were made from, in bytes;
/// without that it is a third as long.
const MOST_EXPLAINED: usize = 2000;

/// What a record in a link may hold at all, in bytes.
const MOST_NOTED: usize = 4000;

/// Stands where there is no such line.
const NOTHING: &str = "—";

/// One figure of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is within the answer, of lower-case letters, digits, `.` and `-`:
    /// the same for the same part of the same question.
    pub key: String,
    /// It in words.
    pub label: String,
    /// The figure.
    pub value: Value,
    /// What it was made from, as far as that may change: why a figure is another.
    pub facets: Vec<Facet>,
}

/// A figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// An amount of money.
    Amount(Amount),
    /// A day.
    Day(Date),
    /// Ids, such as those of what was found.
    Ids(Vec<String>),
    /// Not known, for this reason.
    Unknown(String),
}

/// Something that a figure was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// What it is, of lower-case letters and `-`, such as `rate`.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// It as a figure: an amount, a date or an id.
    pub value: String,
    /// It in words.
    pub text: String,
}

/// The figures of an answer as they stand in a link: `total~702162.5_due~2026-12-22`,
/// `_` between entries, `~` before a value and before what it was made from
/// (`rate.0.5`, or the number of the same thing noted before). Ids begin with `*`
/// each; `!` is what isn't known. Empty if a link would get too long.
pub fn to_link(record: &[Entry]) -> String {
    let explained = noted(record, true);
    if explained.len() <= MOST_EXPLAINED {
        return explained;
    }
    let short = noted(record, false);
    if short.len() <= MOST_NOTED {
        short
    } else {
        String::new()
    }
}

fn noted(record: &[Entry], with_facets: bool) -> String {
    let mut text = String::new();
    let mut known: Vec<(&str, &str)> = Vec::new();
    for entry in record {
        if !text.is_empty() {
            text.push('_');
        }
        note(&mut text, &entry.key);
        text.push('~');
        match &entry.value {
            Value::Amount(amount) => text.push_str(&amount.text()),
            Value::Day(day) => text.push_str(&day.text()),
            Value::Unknown(_) => text.push('!'),
            Value::Ids(ids) => {
                text.push('*');
                for (number, id) in ids.iter().enumerate() {
                    if number > 0 {
                        text.push('*');
                    }
                    text.extend(id.chars().map(|c| if is_of_id(c) { c } else { '-' }));
                }
            }
        }
        for facet in entry.facets.iter().filter(|_| with_facets) {
            text.push('~');
            let facet = (facet.key.as_str(), facet.value.as_str());
            let before = known.iter().position(|noted| *noted == facet);
            if let Some(number) = before.and_then(|number| u32::try_from(number).ok()) {
                digits::push(&mut text, number, 1);
            } else {
                known.push(facet);
                note(&mut text, facet.0);
                text.push('.');
                note(&mut text, facet.1);
            }
        }
    }
    text
}

/// Adds what is left of a text with the letters that links keep.
fn note(to: &mut String, text: &str) {
    to.extend(text.chars().map(|c| match c.to_ascii_lowercase() {
        c @ ('a'..='z' | '0'..='9' | '.' | '-') => c,
        ' ' => '.',
        _ => '-',
    }));
}

/// Whether links keep it in an id. Capitals too: ids are shown and looked up.
fn is_of_id(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '-')
}

/// Reads what [`to_link`] wrote: entries without words. `None` for anything else.
pub fn from_link(was: &str) -> Option<Vec<Entry>> {
    if was.len() > MOST_NOTED {
        return None;
    }
    let mut record: Vec<Entry> = Vec::new();
    let mut known: Vec<Facet> = Vec::new();
    for entry in pieces(was, b'_') {
        let mut parts = pieces(entry, b'~');
        let (key, value) = (parts.next()?, parts.next()?);
        if !is_plain(key) || record.iter().any(|entry| entry.key == key) {
            return None;
        }
        let value = value_in_link(value)?;
        let mut facets = Vec::new();
        for part in parts {
            // A number stands for something noted before.
            if let Some(number) = digits::read(part.as_bytes()) {
                facets.push(known.get(number as usize)?.clone());
                continue;
            }
            let (key, value) = cut(part, b'.')?;
            if !is_plain(key) || !(value.is_empty() || is_plain(value)) {
                return None;
            }
            let facet = Facet {
                key: key.to_owned(),
                label: String::new(),
                value: value.to_owned(),
                text: String::new(),
            };
            known.push(facet.clone());
            facets.push(facet);
        }
        record.push(Entry {
            key: key.to_owned(),
            label: String::new(),
            value,
            facets,
        });
    }
    Some(record)
}

fn value_in_link(text: &str) -> Option<Value> {
    match text.as_bytes() {
        [b'!'] => Some(Value::Unknown(String::new())),
        [b'*'] => Some(Value::Ids(Vec::new())),
        [b'*', ..] => {
            let ids = pieces(text.get(1..)?, b'*');
            let is_id = |id: &str| !id.is_empty() && id.chars().all(is_of_id);
            let ids: Option<Vec<String>> = ids.map(|id| is_id(id).then(|| id.to_owned())).collect();
            ids.map(Value::Ids)
        }
        _ => match Date::parse(text) {
            Some(day) => Some(Value::Day(day)),
            None => Amount::parse(text).ok().map(Value::Amount),
        },
    }
}

fn is_plain(text: &str) -> bool {
    let plain = |byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-');
    !text.is_empty() && text.bytes().all(plain)
}

/// The parts of a text between an ASCII character.
fn pieces(text: &str, at: u8) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    core::iter::from_fn(move || {
        let text = rest?;
        let (piece, after) = match cut(text, at) {
            Some((piece, after)) => (piece, Some(after)),
            None => (text, None),
        };
        rest = after;
        Some(piece)
    })
}

/// What the figures of an answer are set beside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Beside {
    /// The same question on another day: that of the answer, and the other.
    Day(Date, Date),
    /// The figures in a link.
    Link,
}

/// A figure beside another.
struct Line<'a> {
    key: &'a str,
    label: String,
    /// In the answer.
    here: Option<&'a Entry>,
    /// On the other day, or in the link.
    there: Option<&'a Entry>,
    same: bool,
}

/// How two figures differ.
enum Difference {
    More(Amount),
    Less(Amount),
    Later(u32),
    Earlier(u32),
}

impl Difference {
    /// How the second figure differs from the first; `None` where that is no number.
    fn of(from: &Value, to: &Value) -> Option<Self> {
        match (from, to) {
            (Value::Amount(from), Value::Amount(to)) => match to.minus(*from) {
                Some(more) => Some(Self::More(more)),
                None => from.minus(*to).map(Self::Less),
            },
            (Value::Day(from), Value::Day(to)) => {
                let days = to.days_since(*from);
                Some(if days < 0 {
                    Self::Earlier(days.unsigned_abs())
                } else {
                    Self::Later(days.unsigned_abs())
                })
            }
            _ => None,
        }
    }
}

/// Sentences one after another. The texts have no full stop at their end, as
/// what is filled in may bring its own (`23 ноября 2026 г.`).
#[derive(Default)]
struct Sentences(String);

impl Sentences {
    fn add(&mut self, sentence: &str) {
        if sentence.is_empty() {
            return;
        }
        if !self.0.is_empty() {
            self.0.push(' ');
        }
        self.0.push_str(sentence);
        if !matches!(sentence.bytes().last(), Some(b'.' | b'!' | b'?')) {
            self.0.push('.');
        }
    }
}

/// The lines of both records, those of the first in order.
fn lines<'a>(toolbox: &Toolbox, here: &'a [Entry], there: &'a [Entry]) -> Vec<Line<'a>> {
    let of_key = |record: &'a [Entry], key: &str| record.iter().find(|entry| entry.key == key);
    let gone = there
        .iter()
        .filter(|entry| of_key(here, &entry.key).is_none());
    let line = |entry: &'a Entry| {
        let (here, there) = (of_key(here, &entry.key), of_key(there, &entry.key));
        let same = match (here, there) {
            (Some(here), Some(there)) => match (&here.value, &there.value) {
                // The reason may name the day.
                (Value::Unknown(_), Value::Unknown(_)) => true,
                (one, other) => one == other,
            },
            _ => false,
        };
        Line {
            key: &entry.key,
            label: if entry.label.is_empty() {
                toolbox.words.say(ToolPhrase::ChangedGoneLabel, &[])
            } else {
                entry.label.clone()
            },
            here,
            there,
            same,
        }
    };
    here.iter().chain(gone).map(line).collect()
}

impl Toolbox {
    /// Adds `comparison` and `changed` to an answer, if they are asked for.
    pub(super) fn write_comparisons(
        &self,
        json: &mut Json,
        tool: &str,
        request: &Request,
        answer: &Answer,
    ) {
        if let (Some(with), Some(tool)) = (&request.with, Tool::of(tool)) {
            let comparison = match self.typed_date(with) {
                Ok(date) => self.on_another_day(tool, answer, with, date),
                Err(mistake) => self.not_compared(None, &mistake),
            };
            json.raw("comparison", &comparison);
        }
        if let Some(changed) = self.changed(request, answer) {
            json.raw("changed", &changed);
        }
    }

    /// Adds `notices`: what is to be known of the link.
    pub(super) fn write_notices(&self, json: &mut Json, request: &Request) {
        let words = &self.rulebook.phrasebook;
        let mut notices = Vec::new();
        let mut notice = |code, phrase, slots: &[(&str, &str)]| {
            notices.push((code, self.words.say(phrase, slots)));
        };
        match LinkSays::of(request) {
            LinkSays::Newer => notice("newer-link", ToolPhrase::NoticeFormat, &[]),
            LinkSays::Format { malformed } => {
                if malformed {
                    notice("malformed", ToolPhrase::NoticeMalformed, &[]);
                }
                if let Some((made, as_of)) = self.made_after(request) {
                    let slots = [("date", &*words.date(made)), ("as-of", &words.date(as_of))];
                    notice("newer-content", ToolPhrase::NoticeNewer, &slots);
                }
                let was = request.was.as_deref();
                if was.is_some_and(|was| from_link(was).is_none()) {
                    notice("was-unreadable", ToolPhrase::NoticeWas, &[]);
                }
            }
        }
        json.list("notices", &notices, |json, (code, text)| {
            json.text("code", code);
            json.text("text", text);
        });
    }

    /// When the link was made and of when the page is, if the link is the later
    /// and knows other rules.
    fn made_after(&self, request: &Request) -> Option<(Date, Date)> {
        let version = request.version.as_deref().filter(|v| is_version(v))?;
        let made = request.made.as_deref().and_then(Date::parse)?;
        let as_of = self.as_of?;
        (version != self.rulebook.version && made > as_of).then_some((made, as_of))
    }

    /// The same question on another day.
    fn on_another_day(&self, tool: Tool, here: &Answer, with: &Pair, date: Date) -> String {
        let mut asked = here.request.clone();
        for pair in asked.iter_mut().filter(|pair| pair.name == "on") {
            pair.value = date.text();
        }
        match self.work_out(tool, &asked) {
            Ok(there) => self.compared(here, &there, date),
            Err(mistakes) => {
                let date_text = self.rulebook.phrasebook.date(date);
                let reason = mistakes.first().map_or("", |mistake| &mistake.message);
                let slots = [("date", &*date_text), ("reason", reason)];
                let mut text = Sentences::default();
                text.add(&self.words.say(ToolPhrase::CompareFailed, &slots));
                self.not_compared(Some(date), &with.wrong(text.0))
            }
        }
    }

    fn not_compared(&self, date: Option<Date>, mistake: &Mistake) -> String {
        Json::object(|json| {
            if let Some(date) = date {
                json.text("with", &date.text());
                json.text("with_text", &self.rulebook.phrasebook.date(date));
            }
            json.list("errors", [mistake], |json, mistake| mistake.write(json));
        })
    }

    /// An answer beside that to the same question on another day, as JSON.
    pub fn compared(&self, here: &Answer, there: &Answer, date: Date) -> String {
        let words = &self.rulebook.phrasebook;
        let asked = here.request.iter().find(|pair| pair.name == "on");
        let on = asked.and_then(|on| Date::parse(&on.value)).unwrap_or(date);
        let lines = lines(self, &here.record, &there.record);
        let date_text = words.date(date);
        Json::object(|json| {
            json.text("with", &date.text());
            json.text("with_text", &date_text);
            let slots = [("date", date_text.as_str())];
            json.text("title", &self.words.say(ToolPhrase::CompareTitle, &slots));
            json.list("lines", &lines, |json, line| {
                self.write_line(json, line, Beside::Day(on, date), ["here", "there"]);
            });
            json.text("text", &self.what_it_comes_to(&lines, on, date));
            json.flag("complete", there.complete);
        })
    }

    /// In one sentence.
    fn what_it_comes_to(&self, lines: &[Line<'_>], on: Date, date: Date) -> String {
        let words = &self.rulebook.phrasebook;
        let [on_text, date_text] = [on, date].map(|day| words.date(day));
        let mut text = Sentences::default();
        let mut say = |phrase, slots: &[(&str, &str)]| text.add(&self.words.say(phrase, slots));
        // A total says it all; of days, the last day of the period says most.
        let main = ["total", "due"].into_iter();
        let mut main = main.filter_map(|key| lines.iter().find(|line| line.key == key));
        let first = || lines.iter().find(|line| !line.same);
        let Some((line, first)) = main.next().or_else(first).zip(first()) else {
            say(ToolPhrase::CompareSame, &[("date", &date_text)]);
            return text.0;
        };
        let line = if line.same { first } else { line };
        let (here, there) = (self.value(line.here), self.value(line.there));
        let mut slots = [
            ("label", line.label.as_str()),
            ("here", &here),
            ("there", &there),
            ("date", &date_text),
            ("difference", ""),
        ];
        let [one, other] = [line.here, line.there].map(|entry| entry.map(|entry| &entry.value));
        let difference = one
            .zip(other)
            .and_then(|(one, other)| Difference::of(one, other));
        match (difference, one, other) {
            (Some(Difference::More(amount)), ..) => {
                let amount = self.money(amount);
                slots[4].1 = &amount;
                say(ToolPhrase::CompareMainMore, &slots);
            }
            (Some(Difference::Less(amount)), ..) => {
                let amount = self.money(amount);
                slots[4].1 = &amount;
                say(ToolPhrase::CompareMainLess, &slots);
            }
            (None, Some(Value::Unknown(_)), Some(Value::Amount(_))) if line.key == "total" => {
                say(ToolPhrase::CompareNoTotal, &[("date", &on_text)]);
            }
            (None, Some(Value::Amount(_)), Some(Value::Unknown(_))) if line.key == "total" => {
                say(ToolPhrase::CompareNoTotal, &[("date", &date_text)]);
            }
            _ => say(ToolPhrase::CompareMain, &slots),
        }
        text.0
    }

    /// What has changed since a link was made, as JSON; `None` if nothing has.
    fn changed(&self, request: &Request, answer: &Answer) -> Option<String> {
        if LinkSays::of(request) == LinkSays::Newer {
            return None;
        }
        let version = request.version.as_deref().filter(|v| is_version(v))?;
        let is_same = version == self.rulebook.version;
        // A record that is too long for a link is empty; so may be that of an answer.
        let was = request.was.as_deref().and_then(from_link);
        let was = was.filter(|_| !to_link(&answer.record).is_empty());
        let lines = was.as_ref().map(|was| lines(self, &answer.record, was));
        let differs = lines.iter().flatten().any(|line| !line.same);
        let totals = was.as_ref().and_then(|was| self.totals(was, answer));
        // Then it may be the page that is the older: a notice says so.
        let is_newer = self.made_after(request).is_some();
        let phrase = match (&lines, &totals) {
            _ if !differs && (is_same || is_newer) => return None,
            _ if is_same => ToolPhrase::ChangedByHand,
            _ if is_newer => ToolPhrase::ChangedOther,
            (None, _) => ToolPhrase::ChangedNotNoted,
            _ if !differs => ToolPhrase::ChangedNothing,
            (_, Some(_)) => ToolPhrase::ChangedTotal,
            (_, None) => ToolPhrase::ChangedSome,
        };
        let [before, now] = totals.unwrap_or_default();
        let slots = [("before", before.as_str()), ("now", &now)];
        let mut text = Sentences::default();
        text.add(&self.words.say(phrase, &slots));
        Some(Json::object(|json| {
            json.text("version", version);
            json.text("text", &text.0);
            json.list("lines", lines.iter().flatten(), |json, line| {
                self.write_line(json, line, Beside::Link, ["now", "before"]);
            });
        }))
    }

    /// The totals in the link and in the answer, in words, if they differ.
    fn totals(&self, was: &[Entry], answer: &Answer) -> Option<[String; 2]> {
        let of = |record: &[Entry]| {
            record.iter().find_map(|entry| match entry.value {
                Value::Amount(amount) if entry.key == "total" => Some(amount),
                _ => None,
            })
        };
        let totals = [of(was)?, of(&answer.record)?];
        (totals[0] != totals[1]).then(|| totals.map(|total| self.money(total)))
    }

    fn write_line(&self, json: &mut Json, line: &Line<'_>, beside: Beside, names: [&str; 2]) {
        json.text("key", line.key);
        json.text("label", &line.label);
        json.text(names[0], &self.value(line.here));
        json.text(names[1], &self.value(line.there));
        json.flag("same", line.same);
        let mut text = Sentences::default();
        if !line.same {
            self.explain(&mut text, line, beside);
        }
        json.text("text", &text.0);
    }

    /// A figure in words.
    fn value(&self, entry: Option<&Entry>) -> String {
        match entry.map(|entry| &entry.value) {
            None => NOTHING.to_owned(),
            Some(Value::Amount(amount)) => self.money(*amount),
            Some(Value::Day(day)) => self.rulebook.phrasebook.date_with_weekday(*day),
            Some(Value::Ids(ids)) if ids.is_empty() => NOTHING.to_owned(),
            Some(Value::Ids(ids)) => self.titles(ids.iter()),
            Some(Value::Unknown(_)) => self.words.say(ToolPhrase::NotKnown, &[]),
        }
    }

    /// What was found, by its titles; what is no longer among the candidates by its id.
    fn titles<'a>(&self, ids: impl Iterator<Item = &'a String>) -> String {
        let candidates = self.finder.as_ref().map_or(&[][..], |it| &it.candidates);
        let mut titles = String::new();
        for id in ids {
            if !titles.is_empty() {
                titles.push_str("; ");
            }
            let candidate = candidates.iter().find(|candidate| candidate.id == *id);
            titles.push_str(candidate.map_or(id, |candidate| &candidate.title));
        }
        titles
    }

    /// Why a line differs.
    fn explain(&self, text: &mut Sentences, line: &Line<'_>, beside: Beside) {
        let mut say = |phrase, slots: &[(&str, &str)]| text.add(&self.words.say(phrase, slots));
        let words = &self.rulebook.phrasebook;
        let (on, date) = match beside {
            Beside::Day(on, date) => (words.date(on), words.date(date)),
            Beside::Link => Default::default(),
        };
        let of_link = beside == Beside::Link;
        let (here, there) = match (line.here, line.there) {
            (Some(here), Some(there)) => (here, there),
            (Some(_), None) if of_link => return say(ToolPhrase::ChangedNew, &[]),
            (Some(_), None) => return say(ToolPhrase::CompareOnly, &[("date", &on)]),
            (None, _) if of_link => return say(ToolPhrase::ChangedGone, &[]),
            (None, _) => return say(ToolPhrase::CompareOnly, &[("date", &date)]),
        };
        match (&here.value, &there.value) {
            (Value::Unknown(reason), _) if of_link => {
                return say(ToolPhrase::ChangedNotKnown, &[("reason", reason)]);
            }
            (_, Value::Unknown(_)) if of_link => return say(ToolPhrase::ChangedKnown, &[]),
            (Value::Unknown(reason), _) => {
                let slots = [("date", on.as_str()), ("reason", reason)];
                return say(ToolPhrase::CompareNotKnown, &slots);
            }
            (_, Value::Unknown(reason)) => {
                let slots = [("date", date.as_str()), ("reason", reason)];
                return say(ToolPhrase::CompareNotKnown, &slots);
            }
            (Value::Ids(here), Value::Ids(there)) => {
                let phrases = if of_link {
                    [ToolPhrase::ChangedIdsNew, ToolPhrase::ChangedIdsGone]
                } else {
                    [ToolPhrase::CompareIds; 2]
                };
                for (phrase, date, ids, others) in [
                    (phrases[0], &on, here, there),
                    (phrases[1], &date, there, here),
                ] {
                    let ids = self.titles(ids.iter().filter(|id| !others.contains(id)));
                    if !ids.is_empty() {
                        say(phrase, &[("date", date), ("ids", &ids)]);
                    }
                }
                return;
            }
            _ => {}
        }
        // In the link the earlier figure stands, on the other day the one to tell of.
        let (from, to) = if of_link {
            (there, here)
        } else {
            (here, there)
        };
        if let Some(difference) = Difference::of(&from.value, &to.value) {
            let of = |phrases: [ToolPhrase; 2]| phrases[usize::from(of_link)];
            let (phrase, difference) = match difference {
                Difference::More(amount) => (
                    of([ToolPhrase::CompareMore, ToolPhrase::ChangedMore]),
                    self.money(amount),
                ),
                Difference::Less(amount) => (
                    of([ToolPhrase::CompareLess, ToolPhrase::ChangedLess]),
                    self.money(amount),
                ),
                Difference::Later(days) => (
                    of([ToolPhrase::CompareLater, ToolPhrase::ChangedLater]),
                    words.counted(Phrase::CalendarDays, days),
                ),
                Difference::Earlier(days) => (
                    of([ToolPhrase::CompareEarlier, ToolPhrase::ChangedEarlier]),
                    words.counted(Phrase::CalendarDays, days),
                ),
            };
            say(phrase, &[("difference", &difference), ("date", &date)]);
        }
        self.explain_facets(text, here, there, beside);
    }

    /// What two figures were made from, as far as that differs.
    fn explain_facets(&self, text: &mut Sentences, here: &Entry, there: &Entry, beside: Beside) {
        let words = &self.rulebook.phrasebook;
        for facet in &here.facets {
            let other = there.facets.iter().find(|it| it.key == facet.key);
            let other = other.filter(|it| !same_in_link(&facet.value, &it.value));
            let Some(other) = other else { continue };
            let mut say = |phrase, [first, second]: [&str; 2], [one, two]: [&str; 2]| {
                let slots = [
                    ("label", facet.label.as_str()),
                    ("first", first),
                    ("first-date", one),
                    ("second", second),
                    ("second-date", two),
                ];
                text.add(&self.words.say(phrase, &slots));
            };
            match beside {
                Beside::Link => {
                    let before = self.as_in_words(facet, &other.value);
                    say(ToolPhrase::ChangedFacet, [&before, &facet.text], [""; 2]);
                }
                // In the order of the days.
                Beside::Day(on, date) => {
                    let mut sides = [(on, facet), (date, other)];
                    if date < on {
                        sides.reverse();
                    }
                    let [one, two] = sides.map(|(day, _)| words.date(day));
                    let facets = sides.map(|(_, facet)| facet.text.as_str());
                    say(ToolPhrase::CompareFacet, facets, [&one, &two]);
                }
            }
        }
    }

    /// What a facet with another figure would be in words: a link holds only the
    /// figure, and the facet of today shows how such a figure is written.
    fn as_in_words(&self, facet: &Facet, other: &str) -> String {
        let words = &self.rulebook.phrasebook;
        let number = |value: &str| Amount::parse(value).ok().map(|value| words.number(value));
        let money = |value: &str| Amount::parse(value).ok().map(|value| self.money(value));
        let date = |value: &str| Date::parse(value).map(|date| words.date(date));
        let days = |value: &str| {
            let digits = value.as_bytes();
            let days = digits::read(digits.strip_prefix(b"-").unwrap_or(digits))?;
            Some(words.counted(Phrase::CalendarDays, days))
        };
        let as_written = |write: &dyn Fn(&str) -> Option<String>| {
            let other = write(other)?;
            (write(&facet.value)? == facet.text).then_some(other)
        };
        let written = as_written(&money).or_else(|| as_written(&days));
        if let Some(written) = written.or_else(|| as_written(&date)) {
            return written;
        }
        // A number of something.
        if let (Some(now), Some(mut other)) = (number(&facet.value), number(other))
            && let Some(after) = facet.text.strip_prefix(now.as_str())
        {
            other.push_str(after);
            return other;
        }
        // Several dates, or none.
        if other.is_empty() {
            return NOTHING.to_owned();
        }
        let dates: Option<Vec<String>> = pieces(other, b'.').map(date).collect();
        match dates {
            Some(dates) => listed(dates.iter().map(String::as_str)),
            None => other.to_owned(),
        }
    }
}

/// Whether two figures of facets are the same in a link, which may hold one.
fn same_in_link(one: &str, other: &str) -> bool {
    let [mut noted_one, mut noted_other] = [String::new(), String::new()];
    note(&mut noted_one, one);
    note(&mut noted_other, other);
    noted_one == noted_other
}

/// What a link says of its format.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LinkSays {
    /// It is of a later version of this code.
    Newer,
    /// It is one of ours; whether something that it says of itself is no such thing.
    Format { malformed: bool },
}

impl LinkSays {
    fn of(request: &Request) -> Self {
        let format = request.format.as_deref();
        let number = format.map(|format| digits::read(format.as_bytes()));
        match number {
            Some(Some(number)) if number > LINK_FORMAT => Self::Newer,
            _ => {
                let version = request.version.as_deref();
                let made = request.made.as_deref();
                Self::Format {
                    malformed: matches!(number, Some(None | Some(0)))
                        || version.is_some_and(|version| !is_version(version))
                        || made.is_some_and(|made| Date::parse(made).is_none())
                        || request.was.is_some() && version.is_none(),
                }
            }
        }
    }
}

/// Whether it may be a version of the content.
fn is_version(text: &str) -> bool {
    text.len() <= 64 && is_plain(text)
}
