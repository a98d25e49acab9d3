//! What the files of a guide hold: what its languages share. Its text is
//! [`super::markdown`]'s. `docs/content.md` says the same for maintainers.

use super::reading::{At, AtLeastOne, Id, Text, record};

record! {
    /// `guides/SLUG.yaml`: a journey through the services.
    Guide {
        /// What it is called: the page's heading.
        title: At<Text>,
        /// For whom it is, and what it leads to, in a sentence or two.
        summary: At<Text>,
        /// A typical case, whose costs are shown.
        case: Option<TypicalCase>,
        /// The way in days, in stages.
        path: AtLeastOne<Stage>,
        /// What else concerns it.
        related: Option<Related>,
    }
}
record! {
    /// A typical case.
    TypicalCase {
        /// Who it is, in a few words.
        title: At<Text>,
        /// The question to the calculator of fees, line by line as in its links,
        /// without a day.
        lines: AtLeastOne<At<String>>,
    }
}
record! {
    /// A part of the way whose days are counted from one event.
    Stage {
        /// Its id within the guide. It stays: links name the stage by it.
        id: At<Id>,
        /// What it is called.
        title: At<Text>,
        /// What its days are counted from.
        starts: At<Text>,
        /// What happens, in order.
        steps: AtLeastOne<PathStep>,
        /// What else to know.
        note: Option<At<Text>>,
    }
}
record! {
    /// Something that takes its time.
    PathStep {
        /// Its id within the stage.
        id: At<Id>,
        /// What it is.
        title: At<Text>,
        /// The service whose term it is.
        service: Option<At<Id>> => Service,
        /// Or the period of a rules page that it is: `RULE/PERIOD`.
        period: Option<At<String>> => Period,
        /// Or the service whose filing window it is.
        window: Option<At<Id>> => Service,
        /// Or the date rule that governs it.
        rule: Option<At<Id>> => DateRule,
        /// Or why nobody says how long it takes.
        unknown: Option<At<Text>>,
        /// The step at whose end it begins, or `start`; the one before it
        /// unless this says otherwise.
        after: Option<At<Id>>,
    }
    where OneOf(&[&["service"], &["period"], &["window"], &["rule"], &["unknown"]])
}
record! {
    /// What else concerns a guide.
    Related {
        /// Services.
        services: Vec<At<Id>> => Service,
        /// Categories.
        categories: Vec<At<String>> => Category,
        /// Rules pages.
        rules: Vec<At<Id>> => Rule,
        /// Other guides.
        guides: Vec<At<Id>> => Guide,
    }
}

/// What `after` says of a step that begins with its stage.
pub const START: &str = "start";

/// The section of a guide whose headings are questions.
pub const QUESTIONS: &str = "questions";

/// What a step's time is, of the ways to say it that it uses.
#[derive(Clone, Copy, Debug)]
pub enum Takes<'a> {
    /// A service's term.
    Service(&'a At<Id>),
    /// A period of a rules page.
    Period(&'a At<String>),
    /// A service's filing window.
    Window(&'a At<Id>),
    /// A date rule.
    Rule(&'a At<Id>),
    /// Nobody says.
    Unknown(&'a Text),
}

impl PathStep {
    /// All the ways to say how long it takes that it uses: exactly one, or it
    /// is a mistake.
    pub fn takes(&self) -> Vec<Takes<'_>> {
        let ways = [
            self.service.as_ref().map(Takes::Service),
            self.period.as_ref().map(Takes::Period),
            self.window.as_ref().map(Takes::Window),
            self.rule.as_ref().map(Takes::Rule),
            self.unknown.as_ref().map(|text| Takes::Unknown(text)),
        ];
        ways.into_iter().flatten().collect()
    }
}

impl Stage {
    /// The step at whose end another begins, by their numbers; none if it
    /// begins with the stage, or after a step that there isn't before it.
    pub fn before(&self, step: usize) -> Option<usize> {
        match &self.steps.get(step)?.after {
            // A date rule has no days of the way.
            None => (0..step).rev().find(|it| self.steps[*it].rule.is_none()),
            Some(after) if *after.value == *START => None,
            Some(after) => {
                let earlier = &self.steps[..step];
                earlier.iter().position(|it| it.id.value == after.value)
            }
        }
    }
}
