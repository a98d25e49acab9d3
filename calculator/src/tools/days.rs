//! When something is due, and what other days follow from a day: the last day of
//! a service or a period, the days on which one may file, and the rules that a
//! paper must last, or something must lie back, so and so long.
//!
//! A question says what is counted as `service/ID`, `period/RULE/ID`,
//! `window/SERVICE` or `date/ID`, and from which day. Each answer has its
//! calendar to draw, month by month.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use crate::calendar::Status;
use crate::deadline::{Assumption, Step, Subject, explanation, sort};
use crate::digits::{self, cut};
use crate::json::Json;
use crate::phrases::Phrase;
use crate::quote::{RequestError, Unknown, listed};
use crate::term::{Term, TermUnit};
use crate::tools::{
    Answer, Entry, Event, Facet, Mistake, Pair, ToolPhrase, Toolbox, Value, citations, pair, source,
};
use crate::wire::{wire, wire_enum};
use crate::{Citation, Date, Deadline, DeadlineRequest, FilingWindow, PeriodRequest};

/// A rule that one day follows from another: how long a paper must last beyond
/// something, or how far back something must lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateRule {
    /// Its id.
    pub id: String,
    /// What it is about.
    pub title: String,
    /// Which day it asks for.
    pub asks: String,
    /// Where its result lies.
    pub direction: Direction,
    /// How far.
    pub count: u32,
    /// In what.
    pub unit: RuleUnit,
    /// What kind of day the result is.
    pub means: Meaning,
    /// What the result is called.
    pub result: String,
    /// The rule in words, with what is doubtful in it.
    pub text: String,
    /// Where it stands.
    pub source: Citation,
    /// Where else it stands.
    pub also: Vec<Citation>,
    /// The first day that the source is known to describe.
    pub edition_from: Option<Date>,
    /// The source's name in a few words, if acts whose text is not on file have
    /// changed it since.
    pub later_acts: Option<String>,
}

wire!(DateRule {
    id,
    title,
    asks,
    direction,
    count,
    unit,
    means,
    result,
    text,
    source,
    also,
    edition_from,
    later_acts
});

/// Where the result of a date rule lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// After the day asked for.
    After,
    /// Before it.
    Before,
}

wire_enum!(Direction { 0 = After, 1 = Before });

impl Direction {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::After, Self::Before];

    /// Its name in data.
    pub fn id(self) -> &'static str {
        match self {
            Self::After => "after",
            Self::Before => "before",
        }
    }
}

/// What a date rule counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleUnit {
    /// All days.
    Day,
    /// Months, to the day with the same number.
    Month,
    /// Years, to the same day.
    Year,
    /// Days on which people work.
    WorkingDay,
    /// Whole calendar years, the one of the day asked for being the first: to its
    /// last day, or back to its first.
    CalendarYear,
}

wire_enum!(RuleUnit { 0 = Day, 1 = Month, 2 = Year, 3 = WorkingDay, 4 = CalendarYear });

impl RuleUnit {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Day,
        Self::Month,
        Self::Year,
        Self::WorkingDay,
        Self::CalendarYear,
    ];

    /// Its name in data.
    pub fn id(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
            Self::WorkingDay => "working-day",
            Self::CalendarYear => "calendar-year",
        }
    }
}

/// What kind of day the result of a date rule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Something must still hold on it: if it ends earlier, that is too early.
    MustLast,
    /// The last day on which something holds or may be done.
    LastDay,
    /// The first day that something concerns.
    FirstDay,
}

wire_enum!(Meaning { 0 = MustLast, 1 = LastDay, 2 = FirstDay });

impl Meaning {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::MustLast, Self::LastDay, Self::FirstDay];

    /// Its name in data.
    pub fn id(self) -> &'static str {
        match self {
            Self::MustLast => "must-last",
            Self::LastDay => "last-day",
            Self::FirstDay => "first-day",
        }
    }
}

/// The headings of the months.
const MONTHS: [ToolPhrase; 12] = [
    ToolPhrase::January,
    ToolPhrase::February,
    ToolPhrase::March,
    ToolPhrase::April,
    ToolPhrase::May,
    ToolPhrase::June,
    ToolPhrase::July,
    ToolPhrase::August,
    ToolPhrase::September,
    ToolPhrase::October,
    ToolPhrase::November,
    ToolPhrase::December,
];
/// As many months are drawn whole; of more, only some at both ends.
const MOST_MONTHS: u32 = 18;
/// How many are then drawn at each end.
const END_MONTHS: u32 = 6;

/// The lines of a question, each at most once.
#[derive(Default)]
struct Form<'a> {
    what: Option<&'a Pair>,
    on: Option<&'a Pair>,
    time: Option<&'a Pair>,
    channel: Option<&'a Pair>,
}

/// What is counted.
enum What<'a> {
    Service(&'a str),
    Period(&'a str, &'a str),
    Window(&'a str),
    Date(&'a str),
}

impl<'a> What<'a> {
    fn of(given: &'a str) -> Option<Self> {
        let (kind, id) = cut(given, b'/')?;
        match kind {
            "service" => Some(Self::Service(id)),
            "period" => {
                let (rule, period) = cut(id, b'/').unwrap_or((id, ""));
                Some(Self::Period(rule, period))
            }
            "window" => Some(Self::Window(id)),
            "date" => Some(Self::Date(id)),
            _ => None,
        }
    }
}

/// What a calendar shows.
struct Picture {
    /// Days with what happens on them, as stable codes.
    marks: Vec<(Date, &'static str)>,
    /// The first and the last day of what is counted.
    inside: Option<(Date, Date)>,
}

/// A day that an answer is about.
struct Found<'a> {
    /// What it is, as a stable code.
    key: &'static str,
    /// What it is called.
    label: &'a str,
    /// It, if it is known.
    day: Option<Date>,
    /// The first and the last of the days that were counted on the way there.
    counted: Option<(Date, Date)>,
    /// What to know of it.
    text: &'a str,
}

/// The day, `months` later or earlier: the day with the same number, or the last
/// one of a shorter month. `None` beyond the years of a calendar.
fn shifted(day: Date, months: i64) -> Option<Date> {
    let number = i64::from(month_number(day)) + months;
    let year = i32::try_from(number.div_euclid(12)).ok()?;
    let month = u32::try_from(number.rem_euclid(12)).ok()? + 1;
    // A month has 28 days at least.
    let shorter = (28..day.day()).rev();
    Date::new(year, month, day.day()).or_else(|| {
        shorter
            .into_iter()
            .find_map(|day| Date::new(year, month, day))
    })
}

/// The months since the start of the calendar.
fn month_number(day: Date) -> u32 {
    day.year().unsigned_abs() * 12 + day.month() - 1
}

/// A time of day as people write it: also `9:30` and `09.30`.
fn time_of(typed: &str) -> String {
    let mut time = String::new();
    if typed.bytes().position(|byte| !byte.is_ascii_digit()) == Some(1) {
        time.push('0');
    }
    for c in typed.chars() {
        time.push(if c == '.' { ':' } else { c });
    }
    time
}

impl DateRule {
    /// The day that follows from another; `None` if it lies beyond the years of a
    /// calendar. For working days see [`crate::Calendar`].
    fn shift(&self, day: Date) -> Option<Date> {
        let count = i64::from(self.count);
        let sign = match self.direction {
            Direction::After => 1,
            Direction::Before => -1,
        };
        match (self.unit, self.direction) {
            (RuleUnit::Day | RuleUnit::WorkingDay, Direction::After) => day.plus_days(self.count),
            (RuleUnit::Day | RuleUnit::WorkingDay, Direction::Before) => day.minus_days(self.count),
            (RuleUnit::Month, _) => shifted(day, sign * count),
            (RuleUnit::Year, _) => shifted(day, sign * count * 12),
            (RuleUnit::CalendarYear, direction) => {
                let years = sign * (count - 1).max(0);
                let year = i32::try_from(i64::from(day.year()) + years).ok()?;
                match direction {
                    Direction::After => Date::new(year, 12, 31),
                    Direction::Before => Date::new(year, 1, 1),
                }
            }
        }
    }
}

impl Toolbox {
    /// When something is due.
    pub(super) fn days(&self, asked: &[Pair]) -> Result<Answer, Vec<Mistake>> {
        let mut mistakes = Vec::new();
        let form = self.day_form(asked, &mut mistakes);
        let on = match form.on {
            Some(pair) => self.typed_date(pair),
            None => self.typed_date(&pair("on", "")),
        };
        let on = on.map_err(|mistake| mistakes.push(mistake)).ok();
        let given = form.what.map_or("", |pair| pair.value.as_str());
        let what = What::of(given);
        if what.is_none() {
            let message = if given.is_empty() {
                self.words.say(ToolPhrase::ErrorEmpty, &[])
            } else {
                self.words.say(ToolPhrase::ErrorWhat, &[("given", given)])
            };
            mistakes.push(form.what.unwrap_or(&pair("what", "")).wrong(message));
        }
        let rulebook = &self.rulebook;
        let day = on.map_or_else(String::new, Date::text);
        let submitted = || {
            let mut submitted = day.clone();
            if let Some(time) = form.time {
                submitted.push('T');
                submitted.push_str(&time_of(&time.value));
            }
            submitted
        };
        let channel = form.channel.map_or("", |pair| pair.value.as_str());
        let refused = match what {
            None => Vec::new(),
            Some(What::Service(service)) => {
                match rulebook.deadline(&DeadlineRequest {
                    service,
                    submitted: &submitted(),
                    channel,
                }) {
                    Ok(answer) if mistakes.is_empty() => return Ok(self.deadline_days(&answer)),
                    Ok(_) => Vec::new(),
                    Err(errors) => errors,
                }
            }
            Some(What::Period(rule, period)) => {
                match rulebook.deadline_of_rule(&PeriodRequest {
                    rule,
                    period,
                    submitted: &submitted(),
                    channel,
                }) {
                    Ok(answer) if mistakes.is_empty() => return Ok(self.deadline_days(&answer)),
                    Ok(_) => Vec::new(),
                    Err(errors) => errors,
                }
            }
            Some(What::Window(service)) => {
                self.nothing_filed(&form, &mut mistakes);
                match rulebook.filing_window(service, &day) {
                    Ok(answer) if mistakes.is_empty() => return Ok(self.window_days(&answer)),
                    Ok(_) => Vec::new(),
                    Err(errors) => errors,
                }
            }
            Some(What::Date(id)) => {
                let rule = self.date_rules.iter().find(|rule| rule.id == id);
                if rule.is_none() {
                    let allowed = listed(self.date_rules.iter().map(|rule| rule.id.as_str()));
                    let message = if allowed.is_empty() {
                        self.words.say(ToolPhrase::ErrorWhat, &[("given", given)])
                    } else {
                        let slots = [("given", id), ("allowed", &allowed)];
                        self.words.say(ToolPhrase::ErrorDateRule, &slots)
                    };
                    mistakes.extend(form.what.map(|pair| pair.wrong(message)));
                }
                self.nothing_filed(&form, &mut mistakes);
                if let (Some(rule), Some(on), []) = (rule, on, &mistakes[..]) {
                    return Ok(self.rule_days(rule, on));
                }
                Vec::new()
            }
        };
        mistakes.extend(placed(&form, on.is_none(), refused));
        Err(mistakes)
    }

    /// The lines by their names.
    fn day_form<'a>(&self, asked: &'a [Pair], mistakes: &mut Vec<Mistake>) -> Form<'a> {
        let mut form = Form::default();
        for line in asked {
            let given = [("given", line.name.as_str())];
            let place = match line.name.as_str() {
                "what" => &mut form.what,
                "on" => &mut form.on,
                "time" => &mut form.time,
                "channel" => &mut form.channel,
                _ => {
                    let message = self.words.say(ToolPhrase::ErrorUnknownField, &given);
                    mistakes.push(line.wrong(message));
                    continue;
                }
            };
            if place.is_none_or(|before| before.value.is_empty()) {
                *place = Some(line);
            } else if !line.value.is_empty() {
                mistakes.push(line.wrong(self.words.say(ToolPhrase::ErrorTwice, &given)));
            }
        }
        // What is left empty is not given; the required ones keep their place for
        // the message.
        form.time = form.time.filter(|pair| !pair.value.is_empty());
        form.channel = form.channel.filter(|pair| !pair.value.is_empty());
        form
    }

    fn nothing_filed(&self, form: &Form<'_>, mistakes: &mut Vec<Mistake>) {
        for pair in [form.time, form.channel].into_iter().flatten() {
            let given = [("given", pair.value.as_str())];
            let message = self.words.say(ToolPhrase::ErrorNothingFiled, &given);
            mistakes.push(pair.wrong(message));
        }
    }

    /// The answer about a service or a period.
    fn deadline_days(&self, deadline: &Deadline<'_>) -> Answer {
        let words = &self.rulebook.phrasebook;
        let on = deadline.submitted;
        let subject = deadline.subject.title();
        let (kind, what, title, named) = match deadline.subject {
            Subject::Service(service) => {
                let titled = [("title", subject)];
                let title = self.words.say(ToolPhrase::TitleDue, &titled);
                (
                    "service",
                    path(&["service", &service.id]),
                    title,
                    subject.to_owned(),
                )
            }
            Subject::Period(period) => {
                let titled = [("rule", period.rule_title.as_str()), ("title", subject)];
                let title = self.words.say(ToolPhrase::TitlePeriod, &titled);
                (
                    "period",
                    path(&["period", &period.rule, &period.id]),
                    title.clone(),
                    title,
                )
            }
        };
        let mut request = vec![pair("what", &what), pair("on", &on.text())];
        let mut asked = vec![(self.label(ToolPhrase::AskedWhat), named)];
        let day = words.date_with_weekday(on);
        match deadline.subject {
            Subject::Period(period) if deadline.channel.is_none() => {
                let event = [("day", day.as_str()), ("starts", &period.starts)];
                let event = self.words.say(ToolPhrase::EventDay, &event);
                asked.push((self.label(ToolPhrase::AskedEvent), event));
            }
            _ => asked.push((self.label(ToolPhrase::AskedFiling), day)),
        }
        if let Some(time) = deadline.time {
            request.push(pair("time", &time.text()));
            asked.push((self.label(ToolPhrase::AskedTime), time.text()));
        }
        if let Some(channel) = deadline.channel {
            request.push(pair("channel", &channel.id));
            asked.push((self.label(ToolPhrase::AskedChannel), channel.name.clone()));
        }

        let picture = drawn_deadline(deadline);
        let body = Json::object(|json| {
            json.text("what", &what);
            json.text("kind", kind);
            json.text("title", subject);
            if let Subject::Period(period) = deadline.subject {
                json.text("rule_title", &period.rule_title);
                json.text("starts", &period.starts);
            }
            deadline.write(json);
            self.draw(json, &picture);
        });
        let mut answer = Answer {
            title,
            complete: deadline.unknown.is_empty(),
            request,
            asked,
            body,
            record: Vec::new(),
            sources: Vec::new(),
            events: Vec::new(),
        };
        self.record_deadline(&mut answer, deadline);
        answer.cite(&deadline.source);
        let term = deadline.subject.term().ok();
        if let Some(extension) = term.and_then(|term| term.extension.as_ref()) {
            answer.cite(&extension.source);
        }
        if let Some(channel) = deadline.channel {
            answer.cite(&channel.source);
        }
        // Minutes after an event rest on no calendar.
        if deadline.channel.is_some() || term.is_none_or(|term| term.unit != TermUnit::Minute) {
            self.cite_years(&mut answer, &picture);
        }
        answer
    }

    /// The days of a deadline to compare and to put into a calendar.
    fn record_deadline(&self, answer: &mut Answer, deadline: &Deadline<'_>) {
        let text = |kind: &str| said(&deadline.steps, kind);
        let term = deadline.subject.term().ok();
        let counted = |count: fn(&Term) -> (u32, TermUnit), day: Option<Date>| {
            let (accepted, day, (count, unit)) = (deadline.accepted?, day?, count(term?));
            let first = match unit {
                // Only at the end do days off matter.
                TermUnit::CalendarDay => accepted.plus_days(count)?,
                TermUnit::WorkingDay | TermUnit::Minute => accepted.next()?,
            };
            Some((first, day))
        };
        let longer = |term: &Term| {
            let extension = term.extension.as_ref();
            extension.map_or((term.max, term.unit), |it| (it.max, it.unit))
        };
        let mut found = Vec::new();
        if deadline.channel.is_some() {
            found.push(Found {
                key: "accepted",
                label: self.words.text(ToolPhrase::LabelAccepted),
                day: deadline.accepted,
                counted: deadline
                    .accepted
                    .and_then(|day| Some((deadline.submitted, day.previous()?))),
                text: text("accepted"),
            });
        }
        if deadline.earliest != deadline.due {
            found.push(Found {
                key: "earliest",
                label: self.words.text(ToolPhrase::LabelEarliest),
                day: deadline.earliest,
                counted: counted(|term| (term.min, term.unit), deadline.earliest),
                text: text("earliest"),
            });
        }
        found.push(Found {
            key: "due",
            label: self.words.text(ToolPhrase::LabelDue),
            day: deadline.due,
            counted: counted(|term| (term.max, term.unit), deadline.due),
            text: text("due"),
        });
        if term.is_some_and(|term| term.extension.is_some()) {
            found.push(Found {
                key: "extended",
                label: self.words.text(ToolPhrase::LabelExtended),
                day: deadline.extended,
                counted: counted(longer, deadline.extended),
                text: text("extended"),
            });
        }
        let title = match deadline.subject {
            Subject::Service(service) => service.title.clone(),
            Subject::Period(_) => answer.title.clone(),
        };
        for found in found {
            self.record(
                answer,
                &found,
                deadline.submitted,
                &title,
                (&deadline.unknown, &deadline.source),
            );
        }
    }

    /// The answer about a filing window.
    fn window_days(&self, window: &FilingWindow<'_>) -> Answer {
        let words = &self.rulebook.phrasebook;
        let what = path(&["window", &window.service.id]);
        let title = &window.service.title;
        let mut picture = Picture {
            marks: vec![(window.expires, "expires")],
            inside: window.opens.zip(window.closes),
        };
        for (day, mark) in [(window.opens, "opens"), (window.closes, "closes")] {
            picture.marks.extend(day.map(|day| (day, mark)));
        }
        let body = Json::object(|json| {
            json.text("what", &what);
            json.text("kind", "window");
            json.text("title", title);
            window.write(json);
            self.draw(json, &picture);
        });
        let mut answer = Answer {
            title: self.words.say(ToolPhrase::TitleWindow, &[("title", title)]),
            complete: window.unknown.is_empty(),
            request: vec![pair("what", &what), pair("on", &window.expires.text())],
            asked: vec![
                (
                    self.label(ToolPhrase::AskedWhat),
                    self.words.say(ToolPhrase::TitleWindow, &[("title", title)]),
                ),
                (
                    self.label(ToolPhrase::AskedExpires),
                    words.date_with_weekday(window.expires),
                ),
            ],
            body,
            record: Vec::new(),
            sources: Vec::new(),
            events: Vec::new(),
        };
        for (key, label, day) in [
            ("opens", ToolPhrase::LabelOpens, window.opens),
            ("closes", ToolPhrase::LabelCloses, window.closes),
        ] {
            let found = Found {
                key,
                label: self.words.text(label),
                day,
                counted: day.and_then(|day| Some((day, window.expires.previous()?))),
                text: said(&window.steps, key),
            };
            let unknown = (&window.unknown[..], window.source);
            self.record(&mut answer, &found, window.expires, title, unknown);
        }
        answer.cite(window.source);
        self.cite_years(&mut answer, &picture);
        answer
    }

    /// The answer of a date rule.
    fn rule_days(&self, rule: &DateRule, on: Date) -> Answer {
        let rulebook = &self.rulebook;
        let words = &rulebook.phrasebook;
        let what = path(&["date", &rule.id]);
        let mut unknown = Vec::new();
        let result = if rule.unit == RuleUnit::WorkingDay {
            let calendar = &rulebook.calendar;
            let result = match rule.direction {
                Direction::After => calendar.add_working_days(on, rule.count),
                Direction::Before => calendar.subtract_working_days(on, rule.count),
            };
            result
                .map_err(|off| unknown.push(rulebook.off_calendar("result", off)))
                .ok()
        } else {
            let result = rule.shift(on);
            if result.is_none() {
                unknown.push(Unknown {
                    kind: "result".to_owned(),
                    code: "off-years",
                    reason: self.words.say(ToolPhrase::ReasonOffYears, &[]),
                    source: None,
                });
            }
            result
        };
        // The days counted: the day asked for is none of them.
        let counted = result.and_then(|result| match rule.direction {
            Direction::After => Some((on.next()?, result)),
            Direction::Before => Some((result, on.previous()?)),
        });
        let steps = self.rule_steps(rule, on, result, counted);
        let assumptions = self.rule_assumptions(rule, on, result);
        let mut picture = Picture {
            marks: vec![(on, "asked")],
            inside: counted,
        };
        picture
            .marks
            .extend(result.map(|result| (result, "result")));
        let body = Json::object(|json| {
            json.text("what", &what);
            json.text("kind", "date");
            json.text("title", &rule.title);
            json.text("on", &on.text());
            json.text("on_text", &words.date_with_weekday(on));
            json.text("asks", &rule.asks);
            json.text("direction", rule.direction.id());
            json.number("count", rule.count);
            json.text("unit", rule.unit.id());
            json.text("means", rule.means.id());
            json.maybe("result", result.map(Date::text));
            json.maybe(
                "result_text",
                result.map(|day| words.date_with_weekday(day)),
            );
            json.text("result_label", &rule.result);
            json.text("text", &rule.text);
            explanation(json, words, &steps, &assumptions, &unknown);
            source(json, &rule.source);
            citations(json, "also", &rule.also);
            self.draw(json, &picture);
        });
        let mut answer = Answer {
            title: rule.title.clone(),
            complete: unknown.is_empty(),
            request: vec![pair("what", &what), pair("on", &on.text())],
            asked: vec![
                (self.label(ToolPhrase::AskedWhat), rule.title.clone()),
                (rule.asks.clone(), words.date_with_weekday(on)),
            ],
            body,
            record: Vec::new(),
            sources: Vec::new(),
            events: Vec::new(),
        };
        let found = Found {
            key: "result",
            label: &rule.result,
            day: result,
            counted: counted.filter(|_| rule.unit == RuleUnit::WorkingDay),
            text: &rule.text,
        };
        self.record(
            &mut answer,
            &found,
            on,
            &rule.title,
            (&unknown, &rule.source),
        );
        answer.cite(&rule.source);
        for also in &rule.also {
            answer.cite(also);
        }
        if rule.unit == RuleUnit::WorkingDay {
            self.cite_years(&mut answer, &picture);
        }
        answer
    }

    /// How the result of a date rule came about, in order of the days.
    fn rule_steps(
        &self,
        rule: &DateRule,
        on: Date,
        result: Option<Date>,
        counted: Option<(Date, Date)>,
    ) -> Vec<Step> {
        let words = &self.rulebook.phrasebook;
        let mut steps = Vec::new();
        if rule.unit == RuleUnit::WorkingDay
            && let Some((first, last)) = counted
        {
            steps.extend(self.rulebook.crossed(first, last));
        }
        steps.push(Step {
            day: on,
            kind: "asked",
            text: rule.asks.clone(),
        });
        if let Some(result) = result {
            if matches!(rule.unit, RuleUnit::Month | RuleUnit::Year) && result.day() != on.day() {
                let slots = [
                    ("day", &*digits::text(on.day())),
                    ("month", &self.month_title(month_number(result))),
                ];
                steps.push(Step {
                    day: result,
                    kind: "month-cut",
                    text: self.words.say(ToolPhrase::StepMonthCut, &slots),
                });
            }
            let counted = |phrase| words.count(self.words.text(phrase), rule.count);
            let term = match rule.unit {
                RuleUnit::Day => words.counted(Phrase::CalendarDays, rule.count),
                RuleUnit::WorkingDay => words.counted(Phrase::WorkingDays, rule.count),
                RuleUnit::Month => counted(ToolPhrase::CountMonths),
                RuleUnit::Year | RuleUnit::CalendarYear => counted(ToolPhrase::CountYears),
            };
            let phrase = match (rule.unit, rule.direction) {
                (RuleUnit::CalendarYear, Direction::After) => ToolPhrase::StepYearEnd,
                (RuleUnit::CalendarYear, Direction::Before) => ToolPhrase::StepYearStart,
                (_, Direction::After) => ToolPhrase::StepResultAfter,
                (_, Direction::Before) => ToolPhrase::StepResultBefore,
            };
            let slots = [("result", rule.result.as_str()), ("term", &term)];
            steps.push(Step {
                day: result,
                kind: "result",
                text: self.words.say(phrase, &slots),
            });
        }
        sort(&mut steps);
        steps
    }

    fn rule_assumptions(&self, rule: &DateRule, on: Date, result: Option<Date>) -> Vec<Assumption> {
        let rulebook = &self.rulebook;
        let (code, phrase) = match rule.unit {
            RuleUnit::Day => ("calendar-days", ToolPhrase::AssumeRuleDays),
            RuleUnit::Month | RuleUnit::Year => ("months", ToolPhrase::AssumeRuleMonths),
            RuleUnit::WorkingDay => ("day-not-counted", ToolPhrase::AssumeRuleWorking),
            RuleUnit::CalendarYear => ("calendar-year", ToolPhrase::AssumeRuleYear),
        };
        let mut assumptions = vec![Assumption {
            code,
            text: self.words.say(phrase, &[]),
        }];
        if rule.unit == RuleUnit::WorkingDay {
            assumptions.push(Assumption {
                code: "working-week",
                text: rulebook.phrasebook.say(Phrase::AssumeWorkingWeek, &[]),
            });
        }
        let (first, last) = match result {
            Some(result) => (on.min(result), on.max(result)),
            None => (on, on),
        };
        if let Some(from) = rule.edition_from
            && last < from
        {
            let from = [("from", &*rulebook.phrasebook.date(from))];
            assumptions.push(Assumption {
                code: "later-edition",
                text: self.words.say(ToolPhrase::AssumeRuleEdition, &from),
            });
        }
        if let Some(document) = &rule.later_acts {
            let document = [("document", document.as_str())];
            assumptions.push(Assumption {
                code: "later-acts",
                text: rulebook.phrasebook.say(Phrase::AssumeLaterActs, &document),
            });
        }
        if rule.unit == RuleUnit::WorkingDay {
            rulebook.assume_about(first, last, &mut assumptions);
        }
        assumptions
    }

    fn label(&self, phrase: ToolPhrase) -> String {
        self.words.say(phrase, &[])
    }

    /// Adds a day to what is compared and to what goes into a calendar.
    fn record(
        &self,
        answer: &mut Answer,
        found: &Found<'_>,
        on: Date,
        title: &str,
        (unknown, source): (&[Unknown], &Citation),
    ) {
        let mut facets = Vec::new();
        let value = if let Some(day) = found.day {
            facets.push(self.distance(on, day));
            facets.extend(
                found
                    .counted
                    .map(|(first, last)| self.crossed_days(first, last)),
            );
            let titled = [("label", found.label), ("title", title)];
            let mut text = found.text.to_owned();
            text.push('\n');
            let cited = [("source", source.text.as_str())];
            text.push_str(&self.words.say(ToolPhrase::EventSource, &cited));
            answer.events.push(Event {
                id: found.key.to_owned(),
                day,
                title: self.words.say(ToolPhrase::EventTitle, &titled),
                text,
            });
            Value::Day(day)
        } else {
            // Without a term, or off the calendar from the start, there is one reason.
            let of_key = unknown.iter().find(|unknown| unknown.kind == found.key);
            let reason = of_key.or(unknown.first());
            Value::Unknown(reason.map_or_else(String::new, |unknown| unknown.reason.clone()))
        };
        answer.record.push(Entry {
            key: found.key.to_owned(),
            label: found.label.to_owned(),
            value,
            facets,
        });
    }

    /// How far a day is from the one asked for.
    fn distance(&self, on: Date, day: Date) -> Facet {
        let days = day.days_since(on);
        let mut value = String::new();
        if days < 0 {
            value.push('-');
        }
        digits::push(&mut value, days.unsigned_abs(), 1);
        Facet {
            key: "days".to_owned(),
            label: self.label(ToolPhrase::FacetDays),
            value,
            text: self
                .rulebook
                .phrasebook
                .counted(Phrase::CalendarDays, days.unsigned_abs()),
        }
    }

    /// The days between two that a plain week would have otherwise: holidays that
    /// are no weekend, and weekend days that are worked.
    fn crossed_days(&self, first: Date, last: Date) -> Facet {
        let rulebook = &self.rulebook;
        let calendar = &rulebook.calendar;
        let off = calendar
            .days_off(first, last)
            .filter(|off| !calendar.is_weekend(off.date));
        let off = off.map(|off| (off.date, rulebook.why(off)));
        let worked = calendar.worked_days(first, last);
        let worked = worked.map(|(day, instead)| (day, self.why_worked(instead.date)));
        let mut value = String::new();
        let mut text = String::new();
        for (day, why) in off.chain(worked) {
            if !value.is_empty() {
                value.push(' ');
                text.push_str("; ");
            }
            value.push_str(&day.text());
            let slots = [("day", &*rulebook.phrasebook.date(day)), ("why", &why)];
            text.push_str(&self.words.say(ToolPhrase::CrossedDay, &slots));
        }
        if value.is_empty() {
            text = self.label(ToolPhrase::FacetNone);
        }
        Facet {
            key: "crossed".to_owned(),
            label: self.label(ToolPhrase::FacetCrossed),
            value,
            text,
        }
    }

    fn why_worked(&self, off: Date) -> String {
        let off = [("off", &*self.rulebook.phrasebook.date(off))];
        self.words.say(ToolPhrase::WhyWorked, &off)
    }

    /// Cites the calendar of the years that a picture shows.
    fn cite_years(&self, answer: &mut Answer, picture: &Picture) {
        let days = || picture.marks.iter().map(|(day, _)| *day);
        let (Some(first), Some(last)) = (days().min(), days().max()) else {
            return;
        };
        for year in self.rulebook.calendar.years() {
            if (first.year()..=last.year()).contains(&year.year) {
                answer.cite(&year.source);
            }
        }
    }

    /// The heading of a month.
    fn month_title(&self, number: u32) -> String {
        let year = [("year", &*digits::text(number / 12))];
        let month = MONTHS.get(number as usize % 12);
        month.map_or_else(String::new, |month| self.words.say(*month, &year))
    }

    /// The calendar of an answer, month by month, as the member `months`.
    fn draw(&self, json: &mut Json, picture: &Picture) {
        let numbers = || picture.marks.iter().map(|(day, _)| month_number(*day));
        let (Some(first), Some(last)) = (numbers().min(), numbers().max()) else {
            return;
        };
        let is_long = last - first >= MOST_MONTHS;
        let mut left_out = 0;
        let mut shown = Vec::new();
        for number in first..=last {
            if is_long && number - first >= END_MONTHS && last - number >= END_MONTHS {
                if left_out == 0 {
                    shown.push(None);
                }
                left_out += 1;
            } else {
                shown.push(Some(number));
            }
        }
        json.list("months", shown, |json, month| {
            if let Some(number) = month {
                json.number("year", number / 12);
                json.number("month", number % 12 + 1);
                json.text("title", &self.month_title(number));
                json.raw("weeks", &self.weeks(number, picture));
            } else {
                let words = &self.rulebook.phrasebook;
                json.flag("gap", true);
                json.text(
                    "title",
                    &words.count(self.words.text(ToolPhrase::CountMonths), left_out),
                );
            }
        });
    }

    /// The weeks of a month, each a list of seven days from Monday, as JSON.
    fn weeks(&self, number: u32, picture: &Picture) -> String {
        let mut weeks = String::from("[[");
        let mut cells = 0;
        let mut put = |cell: &str| {
            if cells > 0 {
                weeks.push_str(if cells % 7 == 0 { "],[" } else { "," });
            }
            weeks.push_str(cell);
            cells += 1;
            cells % 7
        };
        let year = i32::try_from(number / 12).unwrap_or_default();
        let mut day = Date::new(year, number % 12 + 1, 1);
        for _ in 0..day.map_or(0, Date::weekday) {
            put("null");
        }
        let mut column = 0;
        while let Some(today) = day.filter(|day| month_number(*day) == number) {
            column = put(&self.drawn(today, picture));
            day = today.next();
        }
        while column != 0 {
            column = put("null");
        }
        weeks.push_str("]]");
        weeks
    }

    /// A day of a calendar, as JSON.
    fn drawn(&self, day: Date, picture: &Picture) -> String {
        let rulebook = &self.rulebook;
        let (kind, why) = match rulebook.calendar.status(day) {
            Ok(Status::Working) => ("working", String::new()),
            Ok(Status::Weekend) => ("weekend", String::new()),
            Ok(Status::Off(off)) => ("off", rulebook.why(off)),
            Ok(Status::Worked(off)) => ("worked", self.why_worked(off)),
            Err(_) => ("unknown", String::new()),
        };
        let mut marks = String::from("[");
        for (marked, mark) in &picture.marks {
            if *marked == day {
                if marks.len() > 1 {
                    marks.push(',');
                }
                marks.push('"');
                marks.push_str(mark);
                marks.push('"');
            }
        }
        marks.push(']');
        let inside = |(first, last): (Date, Date)| first <= day && day <= last;
        Json::object(|json| {
            json.number("day", day.day());
            json.text("date", &day.text());
            json.text("kind", kind);
            json.text("why", &why);
            json.raw("marks", &marks);
            json.flag("in", picture.inside.is_some_and(inside));
        })
    }
}

/// The errors of the rules, at the lines that they are about.
fn placed(form: &Form<'_>, no_day: bool, errors: Vec<RequestError>) -> Vec<Mistake> {
    // That there is no day has been said already, better.
    let mut said = no_day;
    let mut mistakes = Vec::new();
    for error in errors {
        let of_day = matches!(error.field.as_str(), "submitted" | "expires");
        if said && of_day {
            said = false;
            continue;
        }
        let (field, line) = match error.field.as_str() {
            // The day itself is right, so it is about the time that came with it.
            "submitted" => ("time", form.time),
            "channel" => ("channel", form.channel),
            // No such service, rule or period, or none with a filing window.
            _ => ("what", form.what),
        };
        mistakes.push(Mistake {
            at: line.and_then(|line| line.at),
            field: field.to_owned(),
            message: error.message,
        });
    }
    mistakes
}

/// What the calendar of a deadline shows.
fn drawn_deadline(deadline: &Deadline<'_>) -> Picture {
    let begins = match deadline.channel {
        Some(_) => "submitted",
        None => "event",
    };
    let mut marks = vec![(deadline.submitted, begins)];
    let mut mark = |day: Option<Date>, mark| marks.extend(day.map(|day| (day, mark)));
    if deadline.channel.is_some() {
        mark(deadline.accepted, "accepted");
    }
    let step = |kind: &str| deadline.steps.iter().find(|step| step.kind == kind);
    mark(step("first-day").map(|step| step.day), "first-day");
    if deadline.earliest != deadline.due {
        mark(deadline.earliest, "earliest");
    }
    mark(step("handed-over").map(|step| step.day), "handed-over");
    mark(deadline.due, "due");
    mark(deadline.extended, "extended");
    let minutes = deadline
        .subject
        .term()
        .is_ok_and(|term| term.unit == TermUnit::Minute);
    let first = deadline
        .accepted
        .and_then(|day| if minutes { Some(day) } else { day.next() });
    Picture {
        marks,
        inside: first.zip(deadline.due),
    }
}

/// What the step of a kind says.
fn said<'a>(steps: &'a [Step], kind: &str) -> &'a str {
    let step = steps.iter().find(|step| step.kind == kind);
    step.map_or("", |step| &step.text)
}

/// What is counted, as it stands in a question.
fn path(parts: &[&str]) -> String {
    let mut path = String::new();
    for part in parts {
        if !path.is_empty() {
            path.push('/');
        }
        path.push_str(part);
    }
    path
}
