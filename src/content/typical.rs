//! What `typical.yaml` holds. `docs/content.md` says the same for maintainers.

use super::model::AskCase;
use super::reading::{At, Id, Text, record};

record! {
    /// `typical.yaml`: cases that show what a change of the content does.
    TypicalCases {
        /// The cases.
        typical: Vec<Typical>,
    }
}
record! {
    /// A question as people really have it.
    Typical {
        /// Its id.
        id: At<Id>,
        /// Whose it is, and what it is about.
        title: Text,
        /// What is asked of a tool; the day is left out.
        ask: At<AskCase>,
    }
}
