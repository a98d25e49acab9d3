//! What the templates of the calculators' pages get.

use serde::Serialize;

use super::rules::{Duty, DutyForm, PagePeriods};
use super::{FormOption, FormValue, Frame, Link, UnitHistory};

/// All calculators.
#[derive(Debug, Serialize)]
pub struct Calculators {
    /// Everything around it.
    pub frame: Frame,
    /// The calculators.
    pub cards: Vec<Card>,
}

/// A calculator in a list.
#[derive(Clone, Debug, Serialize)]
pub struct Card {
    /// What it is called.
    pub title: String,
    /// What it works out.
    pub summary: String,
    /// Its page.
    pub href: String,
}

/// A calculator.
#[derive(Debug, Serialize)]
pub struct Calculator {
    /// Everything around it.
    pub frame: Frame,
    /// The tool's id.
    pub tool: String,
    /// What it is called.
    pub title: String,
    /// What it works out.
    pub lead: String,
    /// Whether this is the page for other sites, without anything around it.
    pub embed: bool,
    /// The address of the page itself.
    pub full: String,
    /// The address of the page for other sites.
    pub embedded: String,
    /// The script that other sites need.
    pub embed_script: String,
    /// The rules that it works with.
    pub rules: String,
    /// The engine.
    pub code: String,
    /// Its WASM.
    pub wasm: String,
    /// The page's script.
    pub script: String,
    /// The words of the script.
    pub words: Vec<Word>,
    /// The form for the costs of a plan.
    pub fees: Option<FeesForm>,
    /// The form and the tables of the duties.
    pub duty: Option<DutyPart>,
    /// The form and the tables of the deadlines.
    pub deadlines: Option<DeadlinesPart>,
    /// The questions that lead to what one looks for.
    pub finder: Option<FinderPart>,
    /// The words of the link to the page itself.
    pub open_full: String,
    /// The other calculators.
    pub others: Vec<Card>,
}

/// A text of the script.
#[derive(Debug, Serialize)]
pub struct Word {
    /// Its id.
    pub id: String,
    /// The text.
    pub text: String,
}

/// What the costs of a plan are asked with.
#[derive(Debug, Serialize)]
pub struct FeesForm {
    /// Who people may be, the usual one first.
    pub roles: Vec<FormValue>,
    /// Who people are where there is nothing to choose from.
    pub person: String,
    /// The services to choose from.
    pub groups: Vec<ServiceGroup>,
}

/// Services of a kind.
#[derive(Debug, Serialize)]
pub struct ServiceGroup {
    /// What they are called.
    pub title: String,
    /// The services.
    pub services: Vec<ServiceChoice>,
}

/// A service to choose.
#[derive(Debug, Serialize)]
pub struct ServiceChoice {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its page, where its prices stand.
    pub href: String,
    /// Its price on the day of the build, in words.
    pub price: String,
    /// Whether that is not known in full.
    pub doubtful: bool,
    /// What its price depends on.
    pub options: Vec<FormOption>,
}

/// What is shown of duties.
#[derive(Debug, Serialize)]
pub struct DutyPart {
    /// What a duty is asked with.
    pub form: DutyForm,
    /// The duties with their rates on the day of the build.
    pub duties: Vec<Duty>,
    /// The units that they are counted in, with their values by date.
    pub histories: Vec<History>,
}

/// A unit's values by date, drawn and as figures.
#[derive(Debug, Serialize)]
pub struct History {
    /// What it is called.
    pub title: String,
    /// The picture.
    pub chart: String,
    /// The values.
    pub unit: UnitHistory,
    /// Whether any of them is not quite certain.
    pub doubtful: bool,
}

/// What is shown of deadlines.
#[derive(Debug, Serialize)]
pub struct DeadlinesPart {
    /// What may be asked.
    pub groups: Vec<WhatGroup>,
    /// All ways to file.
    pub channels: Vec<FormValue>,
    /// The periods, by the page that explains them.
    pub periods: Vec<PagePeriods>,
    /// The periods of the services.
    pub terms: Vec<TermLine>,
    /// The pages that explain the deadlines.
    pub dates: Vec<DateLine>,
}

/// Things of a kind that may be asked.
#[derive(Debug, Serialize)]
pub struct WhatGroup {
    /// What they are.
    pub title: String,
    /// The things.
    pub choices: Vec<What>,
}

/// Something that may be asked.
#[derive(Debug, Serialize)]
pub struct What {
    /// As the engine knows it.
    pub value: String,
    /// In words.
    pub label: String,
    /// Which day it is counted from.
    pub asks: String,
    /// The ids of the ways to file; none if it begins with something else.
    pub channels: String,
}

/// How long a service takes.
#[derive(Debug, Serialize)]
pub struct TermLine {
    /// The service.
    pub service: Link,
    /// How long, in words.
    pub term: String,
    /// When one may file, in words, if it prolongs something.
    pub window: Option<String>,
}

/// How long a paper must last.
#[derive(Debug, Serialize)]
pub struct DateLine {
    /// Which.
    pub title: String,
    /// How long, in words.
    pub text: String,
    /// Where it stands.
    pub source: super::Cite,
}

/// What one looks for is asked with.
#[derive(Debug, Serialize)]
pub struct FinderPart {
    /// The questions.
    pub questions: Vec<Question>,
    /// The table of all that may be found.
    pub all: Option<Link>,
}

/// A question.
#[derive(Debug, Serialize)]
pub struct Question {
    /// Its id.
    pub id: String,
    /// The question.
    pub title: String,
    /// What to know for answering it.
    pub help: Option<String>,
    /// The answers to choose from.
    pub answers: Vec<FormValue>,
    /// Whether there are so many that they are best shown as a list.
    pub listed: bool,
}
