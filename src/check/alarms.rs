//! What will run out, or has: nothing is wrong with the content, but somebody has
//! to do something by a day. The day from which days are counted comes in.

use qagida_calculator::Date;

use crate::content::Content;
use crate::content::model::{self, Duty, LaterAct, Line, Service, Source, Unit, Year};
use crate::content::reading::Id;
use crate::diagnostics::{Code, Diagnostic, Place};

/// How many days ahead an alarm is worth a warning. Acts that set values for a
/// year are as a rule published in its last weeks before: earlier than two months
/// ahead nobody can do anything, and a warning that is always there is not read.
const AHEAD: u32 = 60;

/// How many days a source may go uncompared: twice a year.
const COMPARED_WITHIN: u32 = 180;

/// Something to look after by a day.
#[derive(Clone, Debug)]
pub struct Alarm<'c> {
    /// What it is about.
    pub about: About<'c>,
    /// Where something is to be done.
    pub place: &'c Place,
    /// The last day on which all is still well; of an act, the day since which it
    /// is in force, or that it bears.
    pub due: Date,
    /// How many days are left until then: none on the day itself, fewer than none
    /// after it.
    pub days: i32,
    /// How much it presses.
    pub urgency: Urgency,
}

/// How much something presses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Urgency {
    /// Its day is over.
    Overdue,
    /// Its day is near.
    Soon,
    /// There is time.
    Later,
}

impl Urgency {
    /// What data files call it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Soon => "soon",
            Self::Later => "later",
        }
    }
}

/// What an alarm is about.
#[derive(Clone, Copy, Debug)]
pub enum About<'c> {
    /// A unit has no value after a day.
    Unit(&'c Unit),
    /// A unit's newest value has no end, and is older than any of its values got.
    OldUnit(&'c Unit),
    /// A duty or fee has no rate after a day.
    Duty(&'c Duty),
    /// A duty has a ground of exemption until a day.
    Exemption(&'c Duty, &'c Id),
    /// A line of a service's bill has no price after a day.
    Price(&'c Id, &'c Service, &'c Line),
    /// The calendar has no further year.
    Calendar(&'c Year),
    /// A year is not known in full when it begins.
    Provisional(&'c Year),
    /// A day off whose date is an estimate.
    Estimated(&'c model::Day),
    /// A source is to be compared again.
    NotChecked(&'c Source),
    /// An act that changes a source isn't on file.
    TextMissing(&'c Source, &'c LaterAct),
}

/// Everything to look after, as of a day: what is due first stands first.
pub fn alarms(content: &Content, as_of: Date) -> Vec<Alarm<'_>> {
    alarms_ahead(content, as_of, None)
}

/// The same, with the number of days ahead that count as near; without it, what
/// `site.yaml` says.
pub fn alarms_ahead(content: &Content, as_of: Date, ahead: Option<u32>) -> Vec<Alarm<'_>> {
    let said = content.site.alarms.as_ref();
    let compared_within = said.and_then(|alarms| alarms.compared_within);
    let mut collector = Collector {
        as_of,
        asked: ahead,
        ahead: said.and_then(|alarms| alarms.ahead).unwrap_or(AHEAD),
        compared_within: compared_within.unwrap_or(COMPARED_WITHIN),
        alarms: Vec::new(),
    };
    collector.units(content);
    collector.duties(content);
    collector.prices(content);
    collector.calendar(content);
    collector.sources(content);
    let mut alarms = collector.alarms;
    // What is due on the same day stays in the order of the files.
    alarms.sort_by_key(|alarm| alarm.due);
    alarms
}

struct Collector<'c> {
    as_of: Date,
    /// How many days ahead count as near, if that was asked for.
    asked: Option<u32>,
    /// How many do otherwise.
    ahead: u32,
    compared_within: u32,
    alarms: Vec<Alarm<'c>>,
}

impl<'c> Collector<'c> {
    fn add(&mut self, about: About<'c>, place: &'c Place, due: Date) {
        let days = due.days_since(self.as_of);
        // A source can be compared on any day: it is not called for before its day.
        let ahead = match (self.asked, about) {
            (Some(asked), _) => asked,
            (None, About::NotChecked(_)) => 0,
            (None, _) => self.ahead,
        };
        self.alarms.push(Alarm {
            about,
            place,
            due,
            days,
            urgency: if days < 0 {
                Urgency::Overdue
            } else if days.unsigned_abs() <= ahead {
                Urgency::Soon
            } else {
                Urgency::Later
            },
        });
    }

    fn units(&mut self, content: &'c Content) {
        for unit in &content.units.units {
            let Some((newest, earlier)) = unit.values.split_last() else {
                continue;
            };
            if let Some(until) = &newest.until {
                self.add(About::Unit(unit), &until.place, until.value);
                continue;
            }
            // Without an end nothing is refused when the next value is forgotten. But
            // where values have followed each other, none for longer than a time,
            // the newest shouldn't last longer either. One value is no rule yet.
            let lasted = earlier.iter().filter_map(|value| {
                let until = value.until.as_ref()?.value;
                u32::try_from(until.days_since(value.from.value)).ok()
            });
            if let Some(longest) = lasted.max().filter(|_| earlier.len() > 1)
                && let Some(due) = newest.from.plus_days(longest)
            {
                self.add(About::OldUnit(unit), &newest.from.place, due);
            }
        }
    }

    fn duties(&mut self, content: &'c Content) {
        for duty in content.duties_and_fees() {
            if let Some(until) = duty.values.last().and_then(|value| value.until.as_ref()) {
                self.add(About::Duty(duty), &until.place, until.value);
            }
            let grounds = duty.exemptions.iter().flat_map(|it| it.grounds.iter());
            for exemption in grounds.clone() {
                let ground = &exemption.ground.value;
                let Some(until) = &exemption.until else {
                    continue;
                };
                let goes_on = grounds
                    .clone()
                    .any(|other| other.ground.value == *ground && until.value < other.from.value);
                // One that is over is gone: that is a rule, and no gap in what is known.
                if !goes_on && self.as_of <= until.value {
                    self.add(About::Exemption(duty, ground), &until.place, until.value);
                }
            }
        }
    }

    fn prices(&mut self, content: &'c Content) {
        for (id, file) in &content.services {
            for line in file.service.tariff.iter() {
                if let Some(until) = line.values.last().and_then(|price| price.until.as_ref()) {
                    let about = About::Price(id, &file.service, line);
                    self.add(about, &until.place, until.value);
                }
            }
        }
    }

    fn calendar(&mut self, content: &'c Content) {
        let years = &content.calendar.years;
        for year in years.iter() {
            let number = i32::try_from(year.year.value).unwrap_or(i32::MAX);
            // It should be known when one begins to count with it.
            if year.provisional.is_some()
                && let Some(due) = Date::new(number.saturating_sub(1), 12, 31)
            {
                self.add(About::Provisional(year), &year.year.place, due);
            }
            let estimated = year.days.iter().filter(|day| day.estimated == Some(true));
            for day in estimated {
                self.add(About::Estimated(day), &day.date.place, day.date.value);
            }
        }
        if let Some(year) = years.last()
            && let Ok(number) = i32::try_from(year.year.value)
            && let Some(due) = Date::new(number, 12, 31)
        {
            self.add(About::Calendar(year), &year.year.place, due);
        }
    }

    fn sources(&mut self, content: &'c Content) {
        for source in content.sources.documents.iter() {
            if let Some(due) = source.checked.plus_days(self.compared_within) {
                self.add(About::NotChecked(source), &source.checked.place, due);
            }
            for act in &source.later_acts {
                // One without a date was known at the latest when its document was
                // last compared.
                let known = act.in_force.or(act.date).unwrap_or(source.checked.value);
                self.add(About::TextMissing(source, act), &act.place, known);
            }
        }
    }
}

impl Alarm<'_> {
    /// The kind of warning that it is.
    pub fn code(&self) -> Code {
        match self.about {
            About::Unit(_)
            | About::OldUnit(_)
            | About::Duty(_)
            | About::Exemption(..)
            | About::Price(..)
            | About::Calendar(_) => Code::RunsOut,
            About::Provisional(_) => Code::Provisional,
            About::Estimated(_) => Code::Estimated,
            About::NotChecked(_) => Code::NotChecked,
            About::TextMissing(..) => Code::TextMissing,
        }
    }

    /// The warning of it, with titles in the language of a number.
    pub fn warning(&self, language: usize) -> Diagnostic {
        let message = format!("{}: {}", self.what(), self.when());
        let warning = Diagnostic::warning(self.code(), message)
            .at(self.place)
            .hint(self.to_do());
        match self.about {
            About::TextMissing(_, act) => warning.label(act.title.get(language)),
            _ => warning,
        }
    }

    fn what(&self) -> String {
        let due = self.due;
        match self.about {
            About::Unit(unit) => format!("no value of `{}` after {due}", &**unit.id),
            About::OldUnit(unit) => format!(
                "the newest value of `{}` has no end, and none of its values held as long as until {due}",
                &**unit.id
            ),
            About::Duty(duty) => format!("no rate of `{}` after {due}", &**duty.id),
            About::Exemption(duty, ground) => {
                format!(
                    "no exemption from `{}` for `{}` after {due}",
                    &**duty.id, &**ground
                )
            }
            About::Price(id, _, line) => {
                format!("no price of `{}` of `{}` after {due}", &**line.id, &**id)
            }
            About::Calendar(_) => format!("no calendar after {due}"),
            About::Provisional(year) => {
                format!("the calendar of {} is provisional", year.year.value)
            }
            About::Estimated(day) => format!("{} is an estimated date", day.date.value),
            About::NotChecked(source) => {
                let checked = source.checked.value;
                format!("`{}` was last compared on {checked}", &**source.id)
            }
            About::TextMissing(source, _) => format!(
                "the text of an act that changes `{}` is not on file",
                &**source.id
            ),
        }
    }

    /// How many days there are: what is left, or what has gone by.
    fn when(&self) -> String {
        let days = |days: u32| format!("{days} {}", if days == 1 { "day" } else { "days" });
        let count = days(self.days.unsigned_abs());
        match (self.about, self.days) {
            (About::TextMissing(_, act), left) => {
                let what = match (act.in_force, act.date) {
                    (Some(_), _) => "in force",
                    (None, Some(_)) => "dated",
                    (None, None) => "known",
                };
                match left {
                    1.. => format!("{what} on {}, in {count}", self.due),
                    0 => format!("{what} today"),
                    _ if what == "dated" => format!("dated {}, {count} ago", self.due),
                    _ => format!("{what} since {}, {count} ago", self.due),
                }
            }
            (About::NotChecked(_), 1..) => format!("{count} left until the next time"),
            (About::NotChecked(_), 0) => "it is time to compare it again".to_owned(),
            (About::Provisional(_), 1..) => format!("{count} left until it is counted with"),
            (About::Provisional(_), 0) => "it begins tomorrow".to_owned(),
            (About::Provisional(_), _) => format!("it has been counted with for {count}"),
            (About::Estimated(_), 0) => "it is today".to_owned(),
            (_, 1..) => format!("{count} left"),
            (_, 0) => "today is the last day".to_owned(),
            (About::Estimated(_), _) => format!("it was {count} ago"),
            (..) => format!("overdue for {count}"),
        }
    }

    fn to_do(&self) -> &'static str {
        match self.about {
            About::Unit(_) => {
                "add the value that follows, with its source; until then, figures in this unit are refused for later days"
            }
            About::OldUnit(_) => {
                "is a newer value missing? If this one was set for a time, add `until`, so that it isn't taken for later days"
            }
            About::Duty(_) | About::Price(..) => {
                "add what follows, with its source; until then, totals are refused for later days"
            }
            About::Exemption(..) => {
                "if it goes on, move `until` or add the entry that follows; after its last day nobody is exempt"
            }
            About::Calendar(_) => {
                "add the year that follows; until then, working days are counted no further than here"
            }
            About::Provisional(_) => {
                "complete the year as soon as its days off are published, and delete `provisional`"
            }
            About::Estimated(_) => "put in the date that was announced, and delete `estimated`",
            About::NotChecked(_) => {
                "compare it with its original and its later acts, then set `checked` to that day"
            }
            About::TextMissing(..) => {
                "get the text, follow it through the content, and move the act to `documents`"
            }
        }
    }
}
