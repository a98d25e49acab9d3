//! What `changes.yaml` holds. `docs/content.md` says the same for maintainers.

use qagida_calculator::Date;

use super::model::Citation;
use super::reading::{At, Id, Text, record};

record! {
    /// `changes.yaml`: what has changed that is no dated figure.
    Changes {
        /// The changes, in any order.
        changes: Vec<Change>,
    }
}
record! {
    /// A change.
    Change {
        /// Its id, which its anchor and its entry in the feed keep for good.
        id: At<Id>,
        /// The day on which it took effect, or will.
        date: At<Date>,
        /// It in a few words.
        title: Text,
        /// It in a sentence or two.
        text: Text,
        /// The pages concerned, by their paths below the language.
        pages: Vec<At<String>> => Page loosely,
        /// Where it stands.
        source: Citation,
        /// Where else it stands.
        also: Vec<Citation>,
    }
}
