//! The tools behind the calculators' pages: what a whole plan costs, what a duty
//! comes to, when something is due, and which of many candidates fits.
//!
//! A [`Toolbox`] holds the rules that a page needs. A question comes in as the
//! lines of a form ([`request`]), the same that stand in a link; the answer goes
//! out as JSON. All tools answer in one envelope: what was asked, in words; the
//! answer; its sources; its days for a calendar ([`ics`]); and what would be
//! different on another day, or was when a link was made ([`compare`]).

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use crate::json::Json;
use crate::quote::citation;
use crate::wire::{BadBytes, from_bytes, to_bytes, wire};
use crate::{Citation, Date, Rulebook};

pub mod basket;
mod bill;
pub mod compare;
pub mod days;
pub mod duty;
pub mod finder;
pub mod ics;
pub mod request;
pub mod typed;
mod words;

pub use compare::{Entry, Facet, Value};
pub use request::{Mistake, Pair, Request};
pub use words::{ToolPhrase, ToolWords};

/// What the bytes of a toolbox start with: goes up whenever a type in it changes.
const FORMAT: u32 = 1;

/// Everything that the tools of a page work with, in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toolbox {
    /// The rules.
    pub rulebook: Rulebook,
    /// The day for which the page was made; none outside a page.
    pub as_of: Option<Date>,
    /// The words of the tools.
    pub words: ToolWords,
    /// The names of the months as people type them, of all languages.
    pub months: typed::Months,
    /// Who people are, who gets what is paid, and what services mean for each other.
    pub basket: basket::BasketRules,
    /// How long a paper must last beyond something else.
    pub date_rules: Vec<days::DateRule>,
    /// What one may be looking for.
    pub finder: Option<finder::Finder>,
}

wire!(Toolbox {
    rulebook,
    as_of,
    words,
    months,
    basket,
    date_rules,
    finder
});

/// A tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tool {
    /// What services cost for several people.
    Fees,
    /// What a duty comes to.
    Duty,
    /// When something is due.
    Deadlines,
    /// Which candidate fits.
    Finder,
}

impl Tool {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Fees, Self::Duty, Self::Deadlines, Self::Finder];

    /// Its id.
    pub fn id(self) -> &'static str {
        match self {
            Self::Fees => "fees",
            Self::Duty => "duty",
            Self::Deadlines => "deadlines",
            Self::Finder => "finder",
        }
    }

    /// The tool of an id.
    pub fn of(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tool| tool.id() == id)
    }
}

/// What a tool has found out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What it is about, in a line.
    pub title: String,
    /// Whether nothing is missing.
    pub complete: bool,
    /// The question as it was understood: dates in ISO form, defaults filled in.
    pub request: Vec<Pair>,
    /// The same in words: label and value.
    pub asked: Vec<(String, String)>,
    /// The tool's own part of the answer: a JSON object.
    pub body: String,
    /// Its figures one by one, to compare.
    pub record: Vec<Entry>,
    /// All that it rests on, each once.
    pub sources: Vec<Citation>,
    /// Its days.
    pub events: Vec<Event>,
}

/// A day of an answer, to be put into a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// What it is within the answer, such as `due`: the same for the same question.
    pub id: String,
    /// The day.
    pub day: Date,
    /// It in a few words.
    pub title: String,
    /// What to know.
    pub text: String,
}

impl Answer {
    /// Adds a source, unless it is there.
    pub fn cite(&mut self, source: &Citation) {
        if !self.sources.contains(source) {
            self.sources.push(source.clone());
        }
    }
}

impl Toolbox {
    /// The rules as bytes for a page.
    ///
    /// # Errors
    /// If a text or a list is longer than 4 GiB.
    pub fn to_bytes(&self) -> Result<Vec<u8>, BadBytes> {
        to_bytes(FORMAT, self)
    }

    /// Reads what [`Toolbox::to_bytes`] wrote.
    ///
    /// # Errors
    /// If the bytes are something else, or of another version of this crate.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BadBytes> {
        from_bytes(FORMAT, bytes)
    }

    /// The answer to a question that comes as the lines of a form, as JSON.
    pub fn answer(&self, tool: &str, lines: &str) -> String {
        let request = Request::parse(lines);
        let answered = match Tool::of(tool) {
            Some(tool) => self.work_out(tool, &request.asked),
            None => Err(Vec::new()),
        };
        Json::object(|json| {
            json.text("tool", tool);
            json.text("version", &self.rulebook.version);
            match &answered {
                Ok(answer) => self.write_json(json, tool, &request, answer),
                Err(mistakes) => json.list("errors", mistakes, |json, mistake| mistake.write(json)),
            }
            self.write_notices(json, &request);
        })
    }

    /// The same, for other code.
    ///
    /// # Errors
    /// Everything that is wrong with the question, at once.
    pub fn work_out(&self, tool: Tool, asked: &[Pair]) -> Result<Answer, Vec<Mistake>> {
        match tool {
            Tool::Fees => self.fees(asked),
            Tool::Duty => self.duty(asked),
            Tool::Deadlines => self.days(asked),
            Tool::Finder => self.found(asked),
        }
    }

    fn write_json(&self, json: &mut Json, tool: &str, request: &Request, answer: &Answer) {
        let words = &self.rulebook.phrasebook;
        json.text("title", &answer.title);
        json.flag("complete", answer.complete);
        json.list("request", &answer.request, |json, pair| {
            json.text("name", &pair.name);
            json.text("value", &pair.value);
        });
        json.list("asked", &answer.asked, |json, (label, value)| {
            json.text("label", label);
            json.text("value", value);
        });
        json.raw("answer", &answer.body);
        json.list("sources", &answer.sources, |json, source| {
            json.text("document", &source.document);
            json.text("at", &source.at);
            json.text("text", &source.text);
        });
        json.list("events", &answer.events, |json, event| {
            json.text("id", &event.id);
            json.text("day", &event.day.text());
            json.text("day_text", &words.date_with_weekday(event.day));
            json.text("title", &event.title);
            json.text("text", &event.text);
        });
        json.text("record", &compare::to_link(&answer.record));
        self.write_comparisons(json, tool, request, answer);
    }
}

/// Adds a list of citations to JSON.
pub(crate) fn citations<'a>(
    json: &mut Json,
    key: &str,
    sources: impl IntoIterator<Item = &'a Citation>,
) {
    json.list(key, sources, |json, source| {
        json.text("document", &source.document);
        json.text("at", &source.at);
        json.text("text", &source.text);
    });
}

/// A pair of a question.
pub(crate) fn pair(name: &str, value: &str) -> Pair {
    Pair {
        at: None,
        name: name.to_owned(),
        value: value.to_owned(),
    }
}

/// A citation in JSON under the usual key.
pub(crate) fn source(json: &mut Json, place: &Citation) {
    citation(json, "source", place);
}
