//! When a result is due, and when one may file.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use crate::calendar::{DayOff, DayOffKind, OffCalendar, Status};
use crate::date::Time;
use crate::digits::{self, cut};
use crate::json::Json;
use crate::phrases::Phrase;
use crate::quote::{RequestError, Unknown, citation, listed};
use crate::rulebook::{Channel, Period, Service};
use crate::term::{Term, TermOnFile, TermUnit};
use crate::{Calendar, Citation, Date, Rulebook};

/// A question about when a service is due, as somebody typed it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DeadlineRequest<'a> {
    /// The service's id.
    pub service: &'a str,
    /// The day of filing, `YYYY-MM-DD`, with a time if it is known: `YYYY-MM-DDTHH:MM`.
    pub submitted: &'a str,
    /// The channel's id; empty for the usual one.
    pub channel: &'a str,
}

/// A question about the end of a period, as somebody typed it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PeriodRequest<'a> {
    /// The id of the rules page.
    pub rule: &'a str,
    /// The period's id within the page; empty if it has just one.
    pub period: &'a str,
    /// The day on which the period begins, `YYYY-MM-DD`. If that is a filing, with
    /// a time if it is known: `YYYY-MM-DDTHH:MM`.
    pub submitted: &'a str,
    /// The channel's id; empty for the usual one, or if nothing is filed.
    pub channel: &'a str,
}

/// What is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject<'a> {
    /// The result of a service.
    Service(&'a Service),
    /// What must have happened by the end of a period.
    Period(&'a Period),
}

impl<'a> Subject<'a> {
    /// What it is called.
    pub fn title(self) -> &'a str {
        match self {
            Self::Service(service) => &service.title,
            Self::Period(period) => &period.title,
        }
    }

    fn channels(self) -> &'a [String] {
        match self {
            Self::Service(service) => &service.channels,
            Self::Period(period) => &period.channels,
        }
    }

    /// How long it takes; or what is known of that, and where it stands.
    pub(crate) fn term(self) -> Result<&'a Term, (&'a str, &'a Citation)> {
        match self {
            Self::Period(period) => Ok(&period.term),
            Self::Service(service) => match &service.term {
                TermOnFile::Given(term) => Ok(term),
                TermOnFile::NotGiven { note, source } => Err((note, source)),
            },
        }
    }
}

/// An answer: the days of a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline<'a> {
    /// The rules it was made from.
    pub rulebook: &'a Rulebook,
    /// What is due.
    pub subject: Subject<'a>,
    /// The day of filing, or of the event with which the period begins.
    pub submitted: Date,
    /// The time of filing, if it is known.
    pub time: Option<Time>,
    /// How it was filed; `None` if the period begins with another event.
    pub channel: Option<&'a Channel>,
    /// The day on which the filing counts as accepted, or the day of the event.
    pub accepted: Option<Date>,
    /// The earliest end of the period.
    pub earliest: Option<Date>,
    /// The last day of the period.
    pub due: Option<Date>,
    /// The last day after a permitted extension.
    pub extended: Option<Date>,
    /// How that came about, in order of the days.
    pub steps: Vec<Step>,
    /// What was taken for granted.
    pub assumptions: Vec<Assumption>,
    /// What could not be found out.
    pub unknown: Vec<Unknown>,
    /// Where the term stands.
    pub source: Citation,
}

/// Something that happens on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The day.
    pub day: Date,
    /// What, as a stable code.
    pub kind: &'static str,
    /// What, in words.
    pub text: String,
}

/// Something taken for granted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assumption {
    /// What, as a stable code.
    pub code: &'static str,
    /// What, in words.
    pub text: String,
}

/// An answer: when one may file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilingWindow<'a> {
    /// The rules it was made from.
    pub rulebook: &'a Rulebook,
    /// The service.
    pub service: &'a Service,
    /// The day on which what is to be prolonged expires.
    pub expires: Date,
    /// The first day on which one may file.
    pub opens: Option<Date>,
    /// The last day on which one may file.
    pub closes: Option<Date>,
    /// How that came about, in order of the days.
    pub steps: Vec<Step>,
    /// What was taken for granted.
    pub assumptions: Vec<Assumption>,
    /// What could not be found out.
    pub unknown: Vec<Unknown>,
    /// Where the window stands.
    pub source: &'a Citation,
}

impl Rulebook {
    /// When the result of a service is due.
    ///
    /// # Errors
    /// Everything that is wrong with the request, at once. What the rules don't
    /// say is no error: see [`Deadline::unknown`].
    pub fn deadline(
        &self,
        request: &DeadlineRequest<'_>,
    ) -> Result<Deadline<'_>, Vec<RequestError>> {
        let mut errors = Vec::new();
        let service = self.requested_service(request.service, &mut errors);
        self.due(
            service.map(Subject::Service),
            request.submitted,
            request.channel,
            errors,
        )
    }

    /// When a period of a rules page ends.
    ///
    /// # Errors
    /// Everything that is wrong with the request, at once. What the rules don't
    /// say is no error: see [`Deadline::unknown`].
    pub fn deadline_of_rule(
        &self,
        request: &PeriodRequest<'_>,
    ) -> Result<Deadline<'_>, Vec<RequestError>> {
        let mut errors = Vec::new();
        let period = self.requested_period(request.rule, request.period, &mut errors);
        self.due(
            period.map(Subject::Period),
            request.submitted,
            request.channel,
            errors,
        )
    }

    fn due<'a>(
        &'a self,
        subject: Option<Subject<'a>>,
        submitted: &str,
        channel: &str,
        mut errors: Vec<RequestError>,
    ) -> Result<Deadline<'a>, Vec<RequestError>> {
        let (day, time) = match cut(submitted, b'T') {
            Some((day, time)) => (day, Some(time)),
            None => (submitted, None),
        };
        let submitted = self.requested_date("submitted", day, &mut errors);
        let time = time.and_then(|given| {
            let time = Time::parse(given);
            if time.is_none() {
                errors.push(self.wrong("submitted", Phrase::ErrorTime, &[("given", given)]));
            }
            time
        });
        if let (Some(Subject::Period(period)), Some(time)) = (subject, time)
            && period.channels.is_empty()
            && period.term.unit != TermUnit::Minute
        {
            let given = time.text();
            errors.push(self.wrong("submitted", Phrase::ErrorTimeOfEvent, &[("given", &given)]));
        }
        let channel = subject.and_then(|subject| self.filed_through(subject, channel, &mut errors));
        let (Some(subject), Some(submitted), []) = (subject, submitted, &errors[..]) else {
            return Err(errors);
        };
        let source = match subject.term() {
            Ok(term) => &term.source,
            Err((_, source)) => source,
        };
        let mut answer = Deadline {
            rulebook: self,
            subject,
            submitted,
            time,
            channel,
            accepted: None,
            earliest: None,
            due: None,
            extended: None,
            steps: Vec::new(),
            assumptions: Vec::new(),
            unknown: Vec::new(),
            source: source.clone(),
        };
        answer.work_out();
        Ok(answer)
    }

    fn requested_period(
        &self,
        rule: &str,
        given: &str,
        errors: &mut Vec<RequestError>,
    ) -> Option<&Period> {
        let mut periods = self.periods_of(rule);
        let first = periods.next();
        if first.is_none() {
            let mut rules: Vec<&str> = self.periods.iter().map(|p| p.rule.as_str()).collect();
            rules.dedup();
            errors.push(self.wrong(
                "rule",
                Phrase::ErrorRule,
                &[("given", rule), ("allowed", &listed(rules.into_iter()))],
            ));
            return None;
        }
        let (period, phrase) = if given.is_empty() {
            let only = first.filter(|_| periods.next().is_none());
            (only, Phrase::ErrorMissing)
        } else {
            let named = self.periods_of(rule).find(|period| period.id == given);
            (named, Phrase::ErrorPeriod)
        };
        if period.is_none() {
            let allowed = listed(self.periods_of(rule).map(|period| period.id.as_str()));
            errors.push(self.wrong(
                "period",
                phrase,
                &[
                    ("option", "period"),
                    ("given", given),
                    ("allowed", &allowed),
                ],
            ));
        }
        period
    }

    /// The channel that was named, or the usual one. `None` with an error if it
    /// isn't one of the subject's, and without one if nothing is filed.
    fn filed_through(
        &self,
        subject: Subject<'_>,
        given: &str,
        errors: &mut Vec<RequestError>,
    ) -> Option<&Channel> {
        let channels = subject.channels();
        let id = match given {
            "" => channels.first().map_or("", String::as_str),
            given => given,
        };
        let phrase = match subject {
            Subject::Period(_) if channels.is_empty() && given.is_empty() => return None,
            Subject::Period(_) if channels.is_empty() => Phrase::ErrorNoChannels,
            Subject::Period(_) => Phrase::ErrorChannelOfPeriod,
            Subject::Service(_) => Phrase::ErrorChannel,
        };
        let known = channels.iter().any(|channel| channel == id);
        let channel = self.channel(id).filter(|_| known);
        if channel.is_none() {
            let allowed = listed(channels.iter().map(String::as_str));
            errors.push(self.wrong(
                "channel",
                phrase,
                &[("given", given), ("allowed", &allowed)],
            ));
        }
        channel
    }

    /// When one may file to prolong something that expires.
    ///
    /// # Errors
    /// Everything that is wrong with the request, at once.
    pub fn filing_window(
        &self,
        service: &str,
        expires: &str,
    ) -> Result<FilingWindow<'_>, Vec<RequestError>> {
        let mut errors = Vec::new();
        let service = self.requested_service(service, &mut errors);
        let expires = self.requested_date("expires", expires, &mut errors);
        let window = service.and_then(|service| service.window.as_ref());
        if service.is_some() && window.is_none() {
            let allowed = listed(
                self.services
                    .iter()
                    .filter(|service| service.window.is_some())
                    .map(|service| service.id.as_str()),
            );
            let phrase = if allowed.is_empty() {
                Phrase::ErrorNoWindowAtAll
            } else {
                Phrase::ErrorNoWindow
            };
            errors.push(self.wrong("expires", phrase, &[("allowed", &allowed)]));
        }
        let (Some(service), Some(expires), Some(window), []) =
            (service, expires, window, &errors[..])
        else {
            return Err(errors);
        };

        let words = &self.phrasebook;
        let mut answer = FilingWindow {
            rulebook: self,
            service,
            expires,
            opens: None,
            closes: None,
            steps: vec![Step {
                day: expires,
                kind: "expires",
                text: words.say(Phrase::StepExpires, &[]),
            }],
            assumptions: vec![Assumption {
                code: "window-counting",
                text: words.say(Phrase::AssumeWindow, &[]),
            }],
            unknown: Vec::new(),
            source: &window.source,
        };
        for (kind, count, phrase) in [
            ("closes", window.closes, Phrase::StepCloses),
            ("opens", window.opens, Phrase::StepOpens),
        ] {
            let latest = kind == "closes";
            match self.calendar.back(expires, count, window.unit, latest) {
                Ok(day) => {
                    let term = window.unit.counted(words, count);
                    answer.steps.push(Step {
                        day,
                        kind,
                        text: words.say(phrase, &[("term", &term)]),
                    });
                    if latest {
                        answer.closes = Some(day);
                    } else {
                        answer.opens = Some(day);
                    }
                }
                Err(off) => answer.unknown.push(self.off_calendar(kind, off)),
            }
        }
        let from = answer.opens.or(answer.closes).unwrap_or(expires);
        if window.unit == TermUnit::WorkingDay {
            // The day of the expiry is not counted, whatever day it is.
            let counted = expires.previous().unwrap_or(expires);
            let crossed = self.crossed(from, counted);
            let count = crossed.len();
            answer.steps.extend(crossed);
            // What kind of day it is stands before what happens on it.
            answer.steps.rotate_right(count);
            answer.assumptions.push(Assumption {
                code: "working-week",
                text: words.say(Phrase::AssumeWorkingWeek, &[]),
            });
        }
        self.assume_about(from, expires, &mut answer.assumptions);
        sort(&mut answer.steps);
        Ok(answer)
    }

    pub(crate) fn off_calendar(&self, kind: &str, off: OffCalendar) -> Unknown {
        Unknown {
            kind: kind.to_owned(),
            code: "off-calendar",
            reason: self.phrasebook.say(
                Phrase::ReasonOffCalendar,
                &[
                    ("first", &digits::text(off.first.unsigned_abs())),
                    ("last", &digits::text(off.last.unsigned_abs())),
                ],
            ),
            source: None,
        }
    }

    /// Why a day is off, in words.
    pub(crate) fn why(&self, day: &DayOff) -> String {
        let words = &self.phrasebook;
        let name = [("name", self.calendar.name(day))];
        match day.kind {
            DayOffKind::Swap { worked_instead } => {
                words.say(Phrase::WhySwap, &[("worked", &words.date(worked_instead))])
            }
            _ if day.estimated => words.say(Phrase::WhyEstimated, &name),
            DayOffKind::Observed => words.say(Phrase::WhyObserved, &name),
            DayOffKind::Holiday | DayOffKind::Fixed => words.say(Phrase::WhyHoliday, &name),
        }
    }

    /// The days off between two dates, and the weekend days that are worked, as
    /// steps of a count of working days.
    pub(crate) fn crossed(&self, from: Date, until: Date) -> Vec<Step> {
        let words = &self.phrasebook;
        let mut steps = Vec::new();
        for day in self.calendar.days_off(from, until) {
            steps.push(Step {
                day: day.date,
                kind: "day-off",
                text: words.say(Phrase::StepDayOff, &[("why", &self.why(day))]),
            });
        }
        for (day, instead) in self.calendar.worked_days(from, until) {
            steps.push(Step {
                day,
                kind: "worked",
                text: words.say(Phrase::StepWorked, &[("off", &words.date(instead.date))]),
            });
        }
        steps
    }

    /// Estimated days off and provisional years between two dates.
    pub(crate) fn assume_about(&self, from: Date, until: Date, assumptions: &mut Vec<Assumption>) {
        let words = &self.phrasebook;
        for day in self.calendar.days_off(from, until) {
            if day.estimated {
                assumptions.push(Assumption {
                    code: "estimated-day-off",
                    text: words.say(
                        Phrase::AssumeEstimated,
                        &[
                            ("name", self.calendar.name(day)),
                            ("date", &words.date(day.date)),
                        ],
                    ),
                });
            }
        }
        for year in self.calendar.years() {
            if let Some(note) = &year.provisional
                && (from.year()..=until.year()).contains(&year.year)
            {
                assumptions.push(Assumption {
                    code: "provisional-year",
                    text: words.say(
                        Phrase::AssumeProvisional,
                        &[
                            ("year", &digits::text(year.year.unsigned_abs())),
                            ("note", note),
                        ],
                    ),
                });
            }
        }
    }
}

/// Puts steps in order of their days, and leaves those of one day as they are.
/// They are few, and the library's sorting takes three kilobytes of WASM a type.
pub(crate) fn sort(steps: &mut [Step]) {
    for sorted in 1..steps.len() {
        let mut at = sorted;
        while at > 0 && steps[at - 1].day > steps[at].day {
            steps.swap(at - 1, at);
            at -= 1;
        }
    }
}

/// The end of a period.
struct End {
    /// The last day.
    day: Date,
    /// The day on which it would have ended if that weren't a day off.
    moved_from: Option<Date>,
}

impl Calendar {
    fn end(&self, accepted: Date, count: u32, unit: TermUnit) -> Result<End, OffCalendar> {
        match unit {
            TermUnit::Minute => Ok(End {
                day: accepted,
                moved_from: None,
            }),
            TermUnit::WorkingDay => Ok(End {
                day: self.add_working_days(accepted, count)?,
                moved_from: None,
            }),
            TermUnit::CalendarDay => {
                let end = accepted.plus_days(count).ok_or_else(|| self.off())?;
                let day = self.working_day_from(end)?;
                Ok(End {
                    day,
                    moved_from: (day != end).then_some(end),
                })
            }
        }
    }

    /// The first or the latest day of a window, `count` before a date.
    fn back(
        &self,
        date: Date,
        count: u32,
        unit: TermUnit,
        latest: bool,
    ) -> Result<Date, OffCalendar> {
        match unit {
            TermUnit::WorkingDay => self.subtract_working_days(date, count),
            // Both ends of a window must be days on which one can file: a calendar
            // day that is off moves into the window.
            TermUnit::CalendarDay => {
                self.year(date)?;
                let day = date.minus_days(count).ok_or_else(|| self.off())?;
                if latest {
                    self.working_day_until(day)
                } else {
                    self.working_day_from(day)
                }
            }
            TermUnit::Minute => self.year(date).map(|_| date),
        }
    }
}

impl Deadline<'_> {
    fn work_out(&mut self) {
        let rulebook = self.rulebook;
        let accepted = match self.beginning() {
            Ok(day) => day,
            Err(off) => {
                self.unknown.push(rulebook.off_calendar("due", off));
                return;
            }
        };
        self.accepted = Some(accepted);
        let term = match self.subject.term() {
            Ok(term) => term,
            Err((note, source)) => {
                self.unknown.push(Unknown {
                    kind: "term".to_owned(),
                    code: "not-given",
                    reason: note.to_owned(),
                    source: Some(source.clone()),
                });
                return;
            }
        };
        self.count(accepted, term);
        self.extend(accepted, term);
        let counted = self.steps.len();
        self.list_days_off(accepted, term);
        // What kind of day it is stands before what happens on it.
        let days_off = self.steps.len() - counted;
        self.steps.rotate_right(days_off);
        self.list_assumptions(accepted, term);
        sort(&mut self.steps);
    }

    fn step(&mut self, day: Date, kind: &'static str, phrase: Phrase, slots: &[(&str, &str)]) {
        let text = self.rulebook.phrasebook.say(phrase, slots);
        self.steps.push(Step { day, kind, text });
    }

    /// The day after which the counting starts, with the steps up to there.
    fn beginning(&mut self) -> Result<Date, OffCalendar> {
        let day = self.submitted;
        self.rulebook.calendar.year(day)?;
        match (self.channel, self.subject) {
            (Some(channel), _) => return self.acceptance(channel),
            // Something happens on any day, worked or not.
            (None, Subject::Period(period)) => {
                let starts = [("starts", period.starts.as_str())];
                self.step(day, "event", Phrase::StepEvent, &starts);
            }
            (None, Subject::Service(_)) => {}
        }
        Ok(day)
    }

    /// The day on which the filing counts as accepted, with the steps there.
    fn acceptance(&mut self, channel: &Channel) -> Result<Date, OffCalendar> {
        let rulebook = self.rulebook;
        let calendar = &rulebook.calendar;
        let mut day = self.submitted;
        if self.accepts(channel, day)?
            && let (Some(time), Some(closes)) = (self.time, channel.closes)
            && time > closes
        {
            self.step(
                day,
                "after-hours",
                Phrase::StepAfterHours,
                &[("time", &closes.text())],
            );
            day = day.next().ok_or_else(|| calendar.off())?;
        }
        while !self.accepts(channel, day)? {
            let why = match calendar.status(day)? {
                Status::Off(off) => rulebook.why(off),
                Status::Weekend => rulebook.phrasebook.say(Phrase::WhyWeekend, &[]),
                Status::Working | Status::Worked(_) => {
                    rulebook.phrasebook.say(Phrase::WhyChannel, &[])
                }
            };
            self.step(
                day,
                "not-accepting",
                Phrase::StepNotAccepting,
                &[("why", &why)],
            );
            day = day.next().ok_or_else(|| calendar.off())?;
        }
        self.step(
            day,
            "accepted",
            Phrase::StepAccepted,
            &[("channel", &channel.name)],
        );
        Ok(day)
    }

    fn accepts(&self, channel: &Channel, day: Date) -> Result<bool, OffCalendar> {
        let open = channel.accepts[day.weekday()];
        Ok(match self.rulebook.calendar.status(day)? {
            // Whoever works on a weekday works on a weekend day swapped for one.
            Status::Worked(_) => true,
            Status::Working | Status::Weekend => open,
            Status::Off(_) => false,
        })
    }

    fn count(&mut self, accepted: Date, term: &Term) {
        let rulebook = self.rulebook;
        let words = &rulebook.phrasebook;
        let calendar = &rulebook.calendar;
        for (count, is_due) in [(term.min, false), (term.max, true)] {
            match calendar.end(accepted, count, term.unit) {
                Ok(end) => {
                    let text = if is_due {
                        self.due = Some(end.day);
                        term.text(words)
                    } else {
                        self.earliest = Some(end.day);
                        term.unit.counted(words, count)
                    };
                    let phrase = match (is_due, term.unit) {
                        (true, TermUnit::Minute) if self.channel.is_some() => {
                            Phrase::StepDueMinutes
                        }
                        (true, TermUnit::Minute) => Phrase::StepDueMinutesEvent,
                        (true, _) => Phrase::StepDue,
                        (false, TermUnit::Minute) => continue,
                        (false, _) if term.min == term.max => continue,
                        (false, _) => Phrase::StepEarliest,
                    };
                    self.moved(&end);
                    let kind = if is_due { "due" } else { "earliest" };
                    self.step(end.day, kind, phrase, &[("term", &text)]);
                }
                Err(off) if is_due => self.unknown.push(rulebook.off_calendar("due", off)),
                Err(_) => {}
            }
        }
        if term.unit != TermUnit::Minute
            && let Ok(first) = match term.unit {
                TermUnit::WorkingDay => calendar.add_working_days(accepted, 1),
                _ => accepted.next().ok_or_else(|| calendar.off()),
            }
        {
            self.step(first, "first-day", Phrase::StepFirstDay, &[]);
            // It stands before the end, should both be the same day.
            let is_end = |step: &Step| matches!(step.kind, "due" | "earliest" | "end-moved");
            if let Some(end) = self.steps.iter().position(is_end)
                && let Some(step) = self.steps.pop()
            {
                self.steps.insert(end, step);
            }
        }
        if let (Some(due), Some(channel)) = (self.due, self.channel)
            && let Some(early) = channel.hands_over_early
            && let Ok(day) = calendar.subtract_working_days(due, early)
            && day > accepted
        {
            self.step(
                day,
                "handed-over",
                Phrase::StepHandedOver,
                &[("channel", &channel.name)],
            );
        }
    }

    fn moved(&mut self, end: &End) {
        let Some(planned) = end.moved_from else {
            return;
        };
        let rulebook = self.rulebook;
        let why = match rulebook.calendar.status(planned) {
            Ok(Status::Off(off)) => rulebook.why(off),
            _ => rulebook.phrasebook.say(Phrase::WhyWeekend, &[]),
        };
        let text = rulebook.phrasebook.date(planned);
        self.step(
            planned,
            "end-moved",
            Phrase::StepEndMoved,
            &[("end", &text), ("why", &why)],
        );
    }

    fn extend(&mut self, accepted: Date, term: &Term) {
        let Some(extension) = &term.extension else {
            return;
        };
        let rulebook = self.rulebook;
        match rulebook
            .calendar
            .end(accepted, extension.max, extension.unit)
        {
            Ok(end) => {
                self.extended = Some(end.day);
                self.moved(&end);
                let text = extension.unit.counted(&rulebook.phrasebook, extension.max);
                let phrase = match self.channel {
                    Some(_) => Phrase::StepExtended,
                    None => Phrase::StepExtendedEvent,
                };
                self.step(end.day, "extended", phrase, &[("term", &text)]);
            }
            Err(off) => self.unknown.push(rulebook.off_calendar("extended", off)),
        }
    }

    fn list_days_off(&mut self, accepted: Date, term: &Term) {
        if term.unit == TermUnit::WorkingDay
            && let (Some(first), Some(due)) = (accepted.next(), self.due)
        {
            self.steps.extend(self.rulebook.crossed(first, due));
        }
    }

    fn list_assumptions(&mut self, accepted: Date, term: &Term) {
        let rulebook = self.rulebook;
        let words = &rulebook.phrasebook;
        let mut assume = |code, phrase, slots: &[(&str, &str)]| {
            self.assumptions.push(Assumption {
                code,
                text: words.say(phrase, slots),
            });
        };
        let (next_day, extended) = if self.channel.is_some() {
            assume("complete-papers", Phrase::AssumeComplete, &[]);
            (Phrase::AssumeNextDay, Phrase::AssumeExtension)
        } else {
            (Phrase::AssumeNextDayEvent, Phrase::AssumeExtensionEvent)
        };
        if term.unit != TermUnit::Minute {
            assume("starts-next-day", next_day, &[]);
        }
        if term.unit == TermUnit::WorkingDay {
            assume("working-week", Phrase::AssumeWorkingWeek, &[]);
        }
        if let Some(closes) = self.channel.and_then(|channel| channel.closes) {
            assume(
                "acceptance",
                Phrase::AssumeAcceptance,
                &[("closes", &closes.text())],
            );
        }
        let units = [Some(term.unit), term.extension.as_ref().map(|e| e.unit)];
        if units.contains(&Some(TermUnit::CalendarDay)) {
            assume("end-moves", Phrase::AssumeEndMoves, &[]);
        }
        if let Some(extension) = &term.extension {
            let text = extension.unit.counted(words, extension.max);
            assume("extension", extended, &[("term", &text)]);
        }
        if let Some(from) = term.edition_from
            && self.submitted < from
        {
            assume(
                "later-edition",
                Phrase::AssumeEdition,
                &[("from", &words.date(from))],
            );
        }
        if let Some(document) = &term.later_acts {
            assume(
                "later-acts",
                Phrase::AssumeLaterActs,
                &[("document", document)],
            );
        }
        let until = self.extended.or(self.due).unwrap_or(accepted);
        rulebook.assume_about(self.submitted, until, &mut self.assumptions);
    }

    /// What else there is to know of the period.
    pub fn note(&self) -> Option<&str> {
        match self.subject {
            Subject::Period(period) => period.note.as_deref(),
            Subject::Service(_) => None,
        }
    }

    /// The answer as `qagida deadline --json` prints it and the page reads it.
    /// Members after the public ones say the same in words.
    pub fn to_json(&self) -> String {
        Json::object(|json| self.write(json))
    }

    /// The members of that.
    pub(crate) fn write(&self, json: &mut Json) {
        let words = &self.rulebook.phrasebook;
        match self.subject {
            Subject::Service(service) => json.text("service", &service.id),
            Subject::Period(period) => {
                json.text("rule", &period.rule);
                json.text("period", &period.id);
            }
        }
        json.text("submitted", &self.submitted.text());
        if let Some(time) = self.time {
            json.text("time", &time.text());
        }
        if let Some(channel) = self.channel {
            json.text("channel", &channel.id);
        }
        json.maybe("accepted", self.accepted.map(Date::text));
        json.maybe("due", self.due.map(Date::text));
        json.maybe("earliest", self.earliest.map(Date::text));
        if let Some(extended) = self.extended {
            json.text("extended", &extended.text());
        }
        explanation(json, words, &self.steps, &self.assumptions, &self.unknown);
        let text = |date: Option<Date>| date.map(|date| words.date_with_weekday(date));
        json.maybe("due_text", text(self.due));
        json.maybe("earliest_text", text(self.earliest));
        json.maybe("extended_text", text(self.extended));
        if let Some(note) = self.note() {
            json.text("note", note);
        }
        citation(json, "source", &self.source);
        json.text("version", &self.rulebook.version);
    }
}

impl FilingWindow<'_> {
    /// The answer as `qagida deadline --expires … --json` prints it and the page reads it.
    pub fn to_json(&self) -> String {
        Json::object(|json| self.write(json))
    }

    /// The members of that.
    pub(crate) fn write(&self, json: &mut Json) {
        let words = &self.rulebook.phrasebook;
        json.text("service", &self.service.id);
        json.text("expires", &self.expires.text());
        json.maybe("opens", self.opens.map(Date::text));
        json.maybe("closes", self.closes.map(Date::text));
        explanation(json, words, &self.steps, &self.assumptions, &self.unknown);
        let text = |date: Option<Date>| date.map(|date| words.date_with_weekday(date));
        json.maybe("opens_text", text(self.opens));
        json.maybe("closes_text", text(self.closes));
        citation(json, "source", self.source);
        json.text("version", &self.rulebook.version);
    }
}

/// The steps, what was taken for granted and what is missing.
pub(crate) fn explanation(
    json: &mut Json,
    words: &crate::Phrasebook,
    steps: &[Step],
    assumptions: &[Assumption],
    unknown: &[Unknown],
) {
    json.list("steps", steps, |json, step| {
        json.text("day", &step.day.text());
        json.text("kind", step.kind);
        json.text("day_text", &words.date_with_weekday(step.day));
        json.text("text", &step.text);
    });
    json.list("assumptions", assumptions, |json, assumption| {
        json.text("code", assumption.code);
        json.text("text", &assumption.text);
    });
    json.list("unknown", unknown, |json, unknown| unknown.write(json, ""));
}
