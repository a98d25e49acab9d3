//! What `date_rules.yaml` holds. `docs/content.md` says the same for maintainers.

use qagida_calculator::tools::days::{Direction, Meaning, RuleUnit};

use super::model::Citation;
use super::reading::{At, FromNode, Id, Reader, Text, record, word};
use super::shape::{Shape, Word};
use super::yaml::Node;

record! {
    /// `date_rules.yaml`: which day follows from another.
    DateRules {
        /// The rules, in the order to offer them.
        date_rules: Vec<DateRule>,
    }
}
record! {
    /// How long a paper must last beyond something, or how far back something must lie.
    DateRule {
        /// Its id.
        id: At<Id>,
        /// What it is about.
        title: Text,
        /// Which day it asks for.
        asks: Text,
        /// Where its result lies.
        direction: Direction,
        /// How far.
        count: At<u32>,
        /// In what.
        unit: RuleUnit,
        /// What kind of day the result is.
        means: At<Meaning>,
        /// What the result is called.
        result: Text,
        /// The rule in words, with what is doubtful in it.
        text: Text,
        /// The services that it belongs to.
        services: Vec<At<Id>> => Service,
        /// The rules pages that it belongs to.
        rules: Vec<At<Id>> => Rule,
        /// Where it stands.
        source: Citation,
        /// Where else it stands.
        also: Vec<Citation>,
    }
}

impl FromNode for Direction {
    fn from_node(node: &Node, reader: &mut Reader) -> Option<Self> {
        word(node, reader, &Self::ALL.map(|it| (it.id(), it)))
    }

    fn shape() -> Shape {
        Shape::Word(Word::OneOf(
            Self::ALL
                .map(|it| (it.id().to_owned(), String::new()))
                .into(),
        ))
    }
}

impl FromNode for RuleUnit {
    fn from_node(node: &Node, reader: &mut Reader) -> Option<Self> {
        word(node, reader, &Self::ALL.map(|it| (it.id(), it)))
    }

    fn shape() -> Shape {
        Shape::Word(Word::OneOf(
            Self::ALL
                .map(|it| (it.id().to_owned(), String::new()))
                .into(),
        ))
    }
}

impl FromNode for Meaning {
    fn from_node(node: &Node, reader: &mut Reader) -> Option<Self> {
        word(node, reader, &Self::ALL.map(|it| (it.id(), it)))
    }

    fn shape() -> Shape {
        Shape::Word(Word::OneOf(
            Self::ALL
                .map(|it| (it.id().to_owned(), String::new()))
                .into(),
        ))
    }
}
