//! What the templates of the guides get.

use serde::Serialize;

use super::rules::RuleCard;
use super::{Basis, CategoryLink, Cite, Document, Frame, Link, ServiceCard};

/// All guides.
#[derive(Debug, Serialize)]
pub struct Guides {
    /// Everything around it.
    pub frame: Frame,
    /// The guides.
    pub guides: Vec<RuleCard>,
}

/// A guide.
#[derive(Debug, Serialize)]
pub struct Guide {
    /// Everything around it.
    pub frame: Frame,
    /// Its title.
    pub title: String,
    /// For whom it is, and what it leads to.
    pub summary: String,
    /// The documents that it rests on.
    pub basis: Vec<Basis>,
    /// Its sections.
    pub contents: Vec<Link>,
    /// Its text, in order.
    pub parts: Vec<Part>,
    /// The way in days.
    pub path: Path,
    /// The typical case.
    pub case: Option<Case>,
    /// The services concerned.
    pub services: Vec<ServiceCard>,
    /// The categories concerned.
    pub categories: Vec<CategoryLink>,
    /// The rules pages concerned.
    pub rules: Vec<RuleCard>,
    /// Other guides.
    pub guides: Vec<RuleCard>,
    /// Where everything stands that it says.
    pub sources: Vec<Cite>,
}

/// A part of a text.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Part {
    /// The author's words, as HTML.
    Html {
        /// The HTML.
        html: String,
    },
    /// A figure.
    Figure(Figure),
    /// A link to a page.
    Link(Link),
    /// A link to a category.
    Category {
        /// The category.
        category: CategoryLink,
        /// Whether its title is shown.
        titled: bool,
    },
    /// The papers of a service.
    Papers {
        /// The lists.
        lists: Vec<Papers>,
    },
    /// The way in days.
    Path,
    /// The typical case.
    Case,
}

/// A figure in a text.
#[derive(Debug, Default, Serialize)]
pub struct Figure {
    /// The figure, or that it isn't known.
    pub text: String,
    /// How it looks: `amount` or `figure`; nothing for words.
    pub look: &'static str,
    /// What it will be, and from when on.
    pub coming: Vec<String>,
    /// What is doubtful about it.
    pub doubt: Option<String>,
    /// Where it is worked out.
    pub href: Option<String>,
    /// Numbers to call.
    pub phones: Vec<Link>,
    /// Where it stands.
    pub sources: Vec<Cite>,
}

/// Papers to bring.
#[derive(Debug, Serialize)]
pub struct Papers {
    /// The step that asks for them, if there are several.
    pub title: Option<String>,
    /// The papers.
    pub documents: Vec<Document>,
    /// Where they stand.
    pub source: Cite,
}

/// The way in days.
#[derive(Debug, Serialize)]
pub struct Path {
    /// The stages, in order.
    pub stages: Vec<Stage>,
    /// For which day it was worked out, and how.
    pub note: String,
}

/// A part of the way.
#[derive(Debug, Serialize)]
pub struct Stage {
    /// Its anchor.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What its days are counted from.
    pub starts: String,
    /// Its picture, if anything in it takes days.
    pub drawing: Option<String>,
    /// What happens.
    pub steps: Vec<Step>,
    /// What else to know.
    pub note: Option<String>,
}

/// Something that takes its time.
#[derive(Debug, Serialize)]
pub struct Step {
    /// What it is.
    pub title: String,
    /// How long it takes.
    pub length: String,
    /// Whether that isn't known.
    pub doubtful: bool,
    /// Why it isn't, or to how long it may grow.
    pub details: Vec<String>,
    /// When it begins, if that isn't at the end of the one above.
    pub begins: Option<String>,
    /// Days worked out for the site's day.
    pub example: Option<String>,
    /// The page about it.
    pub page: Option<Link>,
    /// Where it stands.
    pub sources: Vec<Cite>,
}

/// The typical case.
#[derive(Debug, Serialize)]
pub struct Case {
    /// Who it is.
    pub title: String,
    /// On which day this is charged.
    pub on: String,
    /// The people.
    pub people: Vec<Person>,
    /// What all pay, if all of it is known.
    pub total: Option<String>,
    /// What it will be, and from when on.
    pub coming: Vec<String>,
    /// What the total doesn't contain.
    pub excluded: Vec<Remark>,
    /// The calculator with the question filled in.
    pub href: Option<String>,
}

/// People, and what they pay.
#[derive(Debug, Serialize)]
pub struct Person {
    /// Who they are.
    pub label: String,
    /// Their services.
    pub services: Vec<Service>,
    /// What they pay, if all of it is known.
    pub total: Option<String>,
}

/// A service, and what it costs.
#[derive(Debug, Serialize)]
pub struct Service {
    /// The service.
    pub page: Link,
    /// What was chosen.
    pub choices: String,
    /// The lines of its bill.
    pub lines: Vec<Line>,
    /// What to know besides.
    pub notes: Vec<Remark>,
    /// What it costs, if all of it is known.
    pub total: Option<String>,
}

/// A line of a bill.
#[derive(Debug, Serialize)]
pub struct Line {
    /// What is charged.
    pub label: String,
    /// The amount, if it is known.
    pub amount: Option<String>,
    /// Why it isn't, or how it comes about.
    pub detail: String,
    /// Where it stands.
    pub sources: Vec<Cite>,
}

/// Something to know.
#[derive(Debug, Serialize)]
pub struct Remark {
    /// What it is about.
    pub label: Option<String>,
    /// What.
    pub text: String,
    /// Where it stands.
    pub source: Option<Cite>,
}

/// A question that people ask.
#[derive(Debug)]
pub struct Question {
    /// The question.
    pub question: String,
    /// The answer.
    pub answer: String,
}
