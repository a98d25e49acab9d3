//! What a service or a duty costs: the lines of a bill, and who need not pay them.

use alloc::string::String;
use alloc::vec::Vec;

use crate::wire::{wire, wire_enum};
use crate::{Amount, Citation, Dated};

/// The option that names a ground of exemption: a word of this crate, as the
/// grounds come with the lines.
pub const EXEMPTION: &str = "exemption";

/// One line of a bill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its id within the service; a duty's own id.
    pub id: String,
    /// The id of what is charged.
    pub kind: String,
    /// Option values that must all be chosen for the line to apply: id, value.
    pub when: Vec<(String, String)>,
    /// Whether it is charged for each person, or once.
    pub per_person: bool,
    /// The prices over time.
    pub values: Dated<Priced>,
    /// The grounds on which it need not be paid.
    pub exemptions: Vec<Exemption>,
}

wire!(Line {
    id,
    kind,
    when,
    per_person,
    values,
    exemptions
});

/// A ground on which a line need not be paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exemption {
    /// The ground's id.
    pub id: String,
    /// The ground in words.
    pub text: String,
    /// What to know before relying on it.
    pub note: String,
    /// Where it stands, over the time for which it is on file.
    pub sources: Dated<Citation>,
}

wire!(Exemption {
    id,
    text,
    note,
    sources
});

/// A price and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Priced {
    /// The price.
    pub price: Price,
    /// Where it stands that this is charged.
    pub source: Citation,
    /// Where the rate itself stands, if that is somewhere else.
    pub rate_source: Option<Citation>,
}

wire!(Priced {
    price,
    source,
    rate_source
});

/// A price, or prices by an option's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Price {
    /// The same whatever is chosen.
    One(Cell),
    /// By the value of an option.
    By {
        /// The option's id.
        option: String,
        /// Each value and its price.
        rows: Vec<(String, Cell)>,
    },
}

wire_enum!(Price { 0 = One(cell), 1 = By { option, rows } });

/// One price as the source gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// An amount of money.
    Amount(Amount),
    /// A number of units.
    Rate {
        /// How many.
        rate: Amount,
        /// The unit's id.
        unit: String,
    },
    /// Something that cannot be used as a figure.
    Unreadable {
        /// What stands in the source.
        text: String,
        /// Why it is not used.
        note: String,
    },
    /// Nothing: the source leaves it out.
    NotGiven {
        /// What is known of that.
        note: String,
    },
}

wire_enum!(Cell {
    0 = Amount(amount),
    1 = Rate { rate, unit },
    2 = Unreadable { text, note },
    3 = NotGiven { note },
});

impl Line {
    /// Whether the line applies to what was chosen.
    pub fn applies(&self, chosen: &[(String, String)]) -> bool {
        self.when.iter().all(|wanted| chosen.contains(wanted))
    }

    /// The ground of exemption that was chosen, if it is one for this line.
    pub fn exempted(&self, chosen: &[(String, String)]) -> Option<&Exemption> {
        let (_, ground) = chosen.iter().find(|(option, _)| option == EXEMPTION)?;
        self.exemptions
            .iter()
            .find(|exemption| exemption.id == *ground)
    }
}

impl Price {
    /// The cell for what was chosen; `None` if the table has no such row.
    pub fn cell(&self, chosen: &[(String, String)]) -> Option<&Cell> {
        match self {
            Self::One(cell) => Some(cell),
            Self::By { option, rows } => {
                let (_, value) = chosen.iter().find(|(id, _)| id == option)?;
                rows.iter()
                    .find(|(row, _)| row == value)
                    .map(|(_, cell)| cell)
            }
        }
    }
}
