//! The rules that the calculator works on, in one language.

use alloc::string::String;
use alloc::vec::Vec;

use crate::date::Time;
use crate::tariff::Line;
use crate::term::{Term, TermOnFile, Window};
use crate::wire::{BadBytes, from_bytes, to_bytes, wire};
use crate::{Amount, Calendar, Dated, Phrasebook};

/// What the bytes start with: goes up whenever any of these types changes.
const FORMAT: u32 = 2;

/// Everything an answer is made from. The tool compiles it from the content,
/// one for each language; a page gets one that holds just what is its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rulebook {
    /// A hash of the content that these rules were compiled from.
    pub version: String,
    /// The currency of all amounts.
    pub currency: Currency,
    /// Units that rates are counted in.
    pub units: Vec<Unit>,
    /// Working days.
    pub calendar: Calendar,
    /// Choices that tariffs depend on.
    pub options: Vec<Choice>,
    /// What may be charged: id and name.
    pub charges: Vec<Named>,
    /// Ways of filing.
    pub channels: Vec<Channel>,
    /// The services.
    pub services: Vec<Service>,
    /// The duties, and the fees beside them.
    pub duties: Vec<Duty>,
    /// The periods of the rules pages, those of one page together.
    pub periods: Vec<Period>,
    /// The words of the answers.
    pub phrasebook: Phrasebook,
}

wire!(Rulebook {
    version,
    currency,
    units,
    calendar,
    options,
    charges,
    channels,
    services,
    duties,
    periods,
    phrasebook
});

/// A currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Currency {
    /// Its ISO 4217 code.
    pub code: String,
    /// The sign printed after an amount.
    pub symbol: String,
    /// How many digits an amount that is not whole has after the decimal point,
    /// at least; 0 for as many as it needs.
    pub places: u32,
}

wire!(Currency {
    code,
    symbol,
    places
});

/// A unit whose value changes with time, such as a calculation index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Its id.
    pub id: String,
    /// Its short name.
    pub name: String,
    /// What one unit is worth, in the currency.
    pub values: Dated<Valued>,
}

wire!(Unit { id, name, values });

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Valued {
    /// The value.
    pub value: Amount,
    /// Where it stands.
    pub source: Citation,
}

wire!(Valued { value, source });

/// Where a figure stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The document's id.
    pub document: String,
    /// The place's id, and after a slash its part.
    pub at: String,
    /// Both in words.
    pub text: String,
}

wire!(Citation { document, at, text });

/// Something with an id and a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The id.
    pub id: String,
    /// The name in the rulebook's language.
    pub name: String,
}

wire!(Named { id, name });

/// A choice that a tariff may depend on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Its id.
    pub id: String,
    /// Its label.
    pub label: String,
    /// What may be chosen.
    pub values: Vec<Named>,
    /// What holds when nothing is chosen; without it one has to choose.
    pub default: Option<String>,
}

wire!(Choice {
    id,
    label,
    values,
    default
});

/// A way of filing and how it changes the counting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Channel {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The days of the week on which filings are accepted, Monday first.
    pub accepts: [bool; 7],
    /// The last time of day at which a filing is accepted on the same day.
    pub closes: Option<Time>,
    /// How many working days before the end the result is handed over to the
    /// channel, if it is.
    pub hands_over_early: Option<u32>,
    /// Where this stands.
    pub source: Citation,
}

wire!(Channel {
    id,
    name,
    accepts,
    closes,
    hands_over_early,
    source
});

/// A service's rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The ids of the options that it takes.
    pub options: Vec<String>,
    /// The lines of its bill.
    pub tariff: Vec<Line>,
    /// Charges that its source shows as not made, and costs outside the bill:
    /// charge id and what to know.
    pub excluded: Vec<Remark>,
    /// How long it takes.
    pub term: TermOnFile,
    /// When it may be applied for, if it prolongs something that expires.
    pub window: Option<Window>,
    /// The ids of the ways to file; the first is the usual one.
    pub channels: Vec<String>,
}

wire!(Service {
    id,
    title,
    options,
    tariff,
    excluded,
    term,
    window,
    channels
});

/// A duty or fee by itself, whichever service it is paid for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty {
    /// Its id.
    pub id: String,
    /// What it is for.
    pub title: String,
    /// What it costs.
    pub line: Line,
}

wire!(Duty { id, title, line });

/// A period of time of a procedure, within which something must have happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// The id of the page that explains the procedure.
    pub rule: String,
    /// Its id within that page.
    pub id: String,
    /// The page's title.
    pub rule_title: String,
    /// What must have happened.
    pub title: String,
    /// What it is counted from.
    pub starts: String,
    /// What else to know.
    pub note: Option<String>,
    /// How long it is.
    pub term: Term,
    /// The ids of the ways to file, the usual one first; none if it begins with
    /// another event than a filing.
    pub channels: Vec<String>,
}

wire!(Period {
    rule,
    id,
    rule_title,
    title,
    starts,
    note,
    term,
    channels
});

/// What to know of a charge that is no part of the bill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The charge's id.
    pub kind: String,
    /// What to know.
    pub text: String,
    /// Where it stands.
    pub source: Citation,
}

wire!(Remark { kind, text, source });

impl Rulebook {
    /// The rules as bytes for a page.
    ///
    /// # Errors
    /// If a text or a list is longer than 4 GiB.
    pub fn to_bytes(&self) -> Result<Vec<u8>, BadBytes> {
        to_bytes(FORMAT, self)
    }

    /// Reads what [`Rulebook::to_bytes`] wrote.
    ///
    /// # Errors
    /// If the bytes are something else, or of another version of this crate.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BadBytes> {
        from_bytes(FORMAT, bytes)
    }

    /// The service of an id.
    pub fn service(&self, id: &str) -> Option<&Service> {
        self.services.iter().find(|service| service.id == id)
    }

    /// The duty or fee of an id.
    pub fn duty(&self, id: &str) -> Option<&Duty> {
        self.duties.iter().find(|duty| duty.id == id)
    }

    /// The periods of a rules page.
    pub fn periods_of(&self, rule: &str) -> impl Iterator<Item = &Period> {
        self.periods
            .iter()
            .filter(move |period| period.rule == rule)
    }

    /// The option of an id.
    pub fn option(&self, id: &str) -> Option<&Choice> {
        self.options.iter().find(|option| option.id == id)
    }

    /// The channel of an id.
    pub fn channel(&self, id: &str) -> Option<&Channel> {
        self.channels.iter().find(|channel| channel.id == id)
    }

    /// The unit of an id.
    pub fn unit(&self, id: &str) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.id == id)
    }

    /// The name of a charge; its id if it has none.
    pub fn charge_name<'a>(&'a self, id: &'a str) -> &'a str {
        self.charges
            .iter()
            .find(|charge| charge.id == id)
            .map_or(id, |charge| &charge.name)
    }
}
