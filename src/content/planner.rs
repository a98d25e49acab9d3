//! What the file of the planner holds: who people are, who gets what they pay,
//! and what their services mean for each other. `docs/content.md` says the same
//! for maintainers.

use super::model::{Citation, Named};
use super::reading::{At, AtLeastOne, Id, Text, record};

record! {
    /// `planner.yaml`.
    Planner {
        /// Who people may be, the usual one first.
        roles: Vec<Named>,
        /// Who gets what is paid.
        recipients: Vec<Recipient>,
        /// What the services of one person mean for each other.
        together: Vec<Together>,
        /// What no total contains.
        left_out: Vec<LeftOut>,
    }
}
record! {
    /// Somebody who gets what is paid.
    Recipient {
        /// Its id.
        id: At<Id>,
        /// Its name.
        name: Text,
        /// The charges that it gets. Each goes to exactly one recipient.
        charges: AtLeastOne<At<Id>> => Charge,
    }
}
record! {
    /// What it means for a service that the same person has another one.
    Together {
        /// The service.
        service: At<Id> => Service,
        /// The option that is settled by that.
        option: Option<At<Id>> => Option,
        /// Its value then.
        value: Option<At<String>> => OptionValue,
        /// The other services: any one of them will do.
        with: AtLeastOne<At<Id>> => Service,
        /// What to know.
        text: Text,
        /// Where it stands.
        source: Citation,
    }
    where Together(&["option", "value"])
}
record! {
    /// A cost that no total contains.
    LeftOut {
        /// The charge, if it is one.
        kind: Option<At<Id>> => Charge,
        /// The services that it comes with, if it doesn't with all.
        services: Vec<At<Id>> => Service,
        /// What to know.
        text: Text,
        /// Where that shows.
        source: Option<Citation>,
    }
}
