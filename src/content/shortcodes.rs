//! What the shortcodes of guides are called, and what they take.

use super::markdown::{Argument, Shortcode};
use super::model::Citation;
use super::reading::{At, Id};
use crate::diagnostics::Place;

macro_rules! shortcodes {
    ($($(#[$doc:meta])* $word:ident = $name:literal, $usage:literal;)*) => {
        /// What a shortcode gives.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Word { $($(#[$doc])* $word,)* }

        impl Word {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$word,)*];

            /// Its name.
            pub fn name(self) -> &'static str {
                match self { $(Self::$word => $name,)* }
            }

            /// How it is written.
            pub fn usage(self) -> &'static str {
                match self { $(Self::$word => $usage,)* }
            }
        }
    };
}

shortcodes! {
    /// What a question to the calculator of fees comes to.
    Total = "total", "{{ total s=SERVICE option=value … }}";
    /// A line of a tariff.
    Fee = "fee", "{{ fee SERVICE LINE option=value … }}";
    /// A duty.
    Duty = "duty", "{{ duty DUTY }}";
    /// What a unit is worth.
    Unit = "unit", "{{ unit UNIT }}";
    /// How long a service takes.
    Term = "term", "{{ term SERVICE }}";
    /// When a service may be applied for.
    Window = "window", "{{ window SERVICE }}";
    /// A period of a rules page.
    Period = "period", "{{ period RULE/PERIOD }}";
    /// How long a date rule is.
    Rule = "rule", "{{ rule DATE-RULE }}";
    /// A category's entries, validity and stay.
    Entries = "entries", "{{ entries CODE }}";
    /// When a body is open.
    Hours = "hours", "{{ hours BODY }}";
    /// How to call a body.
    Phone = "phone", "{{ phone BODY }}";
    /// A number that stands in a source's running text.
    Given = "given", "{{ given \"…\" DOCUMENT/PLACE }}";
    /// A link to a service.
    Service = "service", "{{ service SERVICE }}";
    /// A link to a category, with its title.
    Category = "category", "{{ category CODE }}";
    /// A link to a category, with its code alone.
    CategoryCode = "category-code", "{{ category-code CODE }}";
    /// A link to a rules page.
    Rules = "rules", "{{ rules RULE }}";
    /// A link to a guide.
    Guide = "guide", "{{ guide SLUG }}";
    /// A link to a calculator.
    Calculator = "calculator", "{{ calculator CALCULATOR }}";
    /// The way in days.
    Path = "path", "{{ path }}";
    /// The typical case.
    Case = "case", "{{ case }}";
    /// The papers of a service.
    Papers = "papers", "{{ papers SERVICE }}";
}

impl Word {
    /// The shortcode of a name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|word| word.name() == name)
    }

    /// Whether it stands alone in a paragraph.
    pub fn is_block(self) -> bool {
        matches!(self, Self::Path | Self::Case | Self::Papers)
    }
}

/// A shortcode with what it takes.
#[derive(Clone, Debug)]
pub enum Call<'s> {
    /// A question: names and values.
    Total(Vec<Chosen<'s>>),
    /// A line of a tariff, and what is chosen.
    Fee(&'s At<String>, &'s At<String>, Vec<Chosen<'s>>),
    /// A number, and where it stands.
    Given(&'s At<String>, &'s At<String>),
    /// Something by its id.
    Of(Word, &'s At<String>),
    /// Nothing else.
    Alone(Word),
}

/// A name with a value.
#[derive(Clone, Copy, Debug)]
pub struct Chosen<'s> {
    /// The name.
    pub name: &'s str,
    /// The value.
    pub value: &'s str,
    /// Where both stand.
    pub place: &'s Place,
}

impl<'s> Chosen<'s> {
    /// Reads `name=value`.
    pub fn of(text: &'s At<String>) -> Option<Self> {
        let (name, value) = text.value.split_once('=')?;
        Some(Self {
            name,
            value,
            place: &text.place,
        })
    }
}

impl<'s> Call<'s> {
    /// What a shortcode of this word takes; `None` if it takes something else
    /// than what is there.
    pub fn of(word: Word, shortcode: &'s Shortcode) -> Option<Self> {
        let arguments = &shortcode.arguments;
        let pairs = |arguments: &'s [Argument]| {
            let pairs = arguments
                .iter()
                .map(|it| Chosen::of(&it.text).filter(|_| !it.quoted));
            pairs.collect::<Option<Vec<_>>>()
        };
        match (word, &arguments[..]) {
            (Word::Total, [_, ..]) => Some(Self::Total(pairs(arguments)?)),
            (Word::Fee, [service, line, options @ ..]) if !service.quoted && !line.quoted => {
                Some(Self::Fee(&service.text, &line.text, pairs(options)?))
            }
            (Word::Given, [text, at]) if text.quoted && !at.quoted => {
                Some(Self::Given(&text.text, &at.text))
            }
            (Word::Path | Word::Case, []) => Some(Self::Alone(word)),
            (Word::Total | Word::Fee | Word::Given | Word::Path | Word::Case, _) => None,
            (_, [of]) if !of.quoted => Some(Self::Of(word, &of.text)),
            _ => None,
        }
    }
}

/// The two ids of `ONE/OTHER`, each with its place.
pub fn two_ids(text: &At<String>) -> Option<(At<Id>, At<Id>)> {
    let (one, other) = text.value.split_once('/')?;
    Some((part(text, one)?, part(text, other)?))
}

/// Document and place of `DOCUMENT/PLACE`, where the place may have a part.
pub fn citation(text: &At<String>) -> Option<Citation> {
    let (document, at) = text.value.split_once('/')?;
    Some(Citation {
        place: text.place.clone(),
        document: part(text, document)?,
        at: At {
            value: at.to_owned(),
            place: within(text, at),
        },
    })
}

fn part(of: &At<String>, part: &str) -> Option<At<Id>> {
    Some(At {
        value: Id::new(part)?,
        place: within(of, part),
    })
}

/// Where a part of a text stands: it is the whole, its beginning or its end.
fn within(of: &At<String>, part: &str) -> Place {
    let range = &of.place.range;
    let range = if of.value.starts_with(part) {
        range.start..range.start + part.len()
    } else {
        range.end - part.len()..range.end
    };
    Place {
        file: of.place.file,
        range,
    }
}
