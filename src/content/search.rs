//! What the file of the search holds: what people call things, and how they ask
//! for figures. `docs/content.md` says the same for maintainers.

use super::reading::{At, FromNode, Id, InLanguages, Reader, record, words};
use super::shape::Shape;
use super::yaml::{Node, Value};
use crate::diagnostics::{Code, Diagnostic};

/// Words or phrases, by language.
pub type WordLists = InLanguages<Vec<At<String>>>;

record! {
    /// `search.yaml`.
    SearchFile {
        /// Other words for pages.
        pages: OtherWords => Page loosely,
        /// Questions that have a figure for an answer.
        questions: Vec<Question>,
        /// What else a question may say.
        values: Vec<Said>,
    }
}
record! {
    /// A question that has a figure for an answer.
    Question {
        /// Which it is.
        id: At<Asked>,
        /// Words that tell it.
        words: WordLists,
    }
}
words! {
    /// What may be asked: what the pages have figures for.
    Asked {
        /// What something costs.
        Cost = "cost",
        /// How long it takes.
        Wait = "wait",
        /// How long one may stay, and for how long it is given.
        Stay = "stay",
        /// What the unit of duties is worth.
        Unit = "unit",
    }
}
record! {
    /// Something that a question may say: the value of an option.
    Said {
        /// The option.
        option: At<Id> => Option,
        /// Its value.
        value: Option<At<String>> => OptionValue,
        /// Whether the value is the number before the words.
        number: Option<At<bool>>,
        /// Words that tell it.
        words: WordLists,
    }
    where OneOf(&[&["value"], &["number"]])
}

/// Other words for pages, by page.
#[derive(Clone, Debug, Default)]
pub struct OtherWords(pub Vec<(At<String>, WordLists)>);

impl FromNode for OtherWords {
    fn from_node(node: &Node, reader: &mut Reader) -> Option<Self> {
        let Value::Map(members) = &node.value else {
            reader.report(
                Diagnostic::error(
                    Code::WrongType,
                    format!("expected pages with their words, found {}", node.value.name()),
                )
                .at(&node.place)
                .hint("one line a page, like `services/iin:`, and below it the words in each language"),
            );
            return None;
        };
        let pages: Vec<_> = members
            .iter()
            .map(|member| {
                let page = At {
                    value: member.key.clone(),
                    place: member.key_place.clone(),
                };
                Some((page, WordLists::from_node(&member.node, reader)?))
            })
            .collect();
        pages.into_iter().collect::<Option<Vec<_>>>().map(Self)
    }

    fn missing() -> Option<Self> {
        Some(Self::default())
    }

    fn shape() -> Shape {
        Shape::ByName(Box::new(WordLists::shape()))
    }
}
