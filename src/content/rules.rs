//! What the files of the rules pages hold, and the list of countries.
//! `docs/content.md` says the same for maintainers.

use qagida_calculator::term::TermUnit;

use super::model::{Citation, Extension, StepDocument};
use super::reading::{At, AtLeastOne, Id, Text, record, words};

record! {
    /// `rules/ID.yaml`: a page that explains a rule or a procedure.
    Rule {
        /// What it is called.
        title: Text,
        /// What one learns there, in a sentence.
        summary: Text,
        /// Words of orientation.
        about: Vec<Text>,
        /// Where it mainly stands.
        source: Citation,
        /// The services concerned.
        services: Vec<At<Id>>,
        /// The categories that it says something particular about.
        categories: Vec<At<String>>,
        /// The duties concerned.
        duties: Vec<At<Id>>,
        /// Other rules worth knowing of.
        related: Vec<At<Id>>,
        /// The periods of time of the procedure.
        periods: Vec<Period>,
        /// Periods of other pages that hold here too.
        shared_periods: Vec<PeriodRef>,
        /// What it says, in order.
        sections: AtLeastOne<Section>,
    }
}
record! {
    /// A period of time within which something must have happened.
    Period {
        /// Its id within the page.
        id: At<Id>,
        /// What must have happened.
        title: Text,
        /// What it is counted from.
        starts: Text,
        /// Who must act.
        by: AtLeastOne<At<Id>>,
        /// The shortest, if the source gives a range.
        min: Option<At<u32>>,
        /// The longest.
        max: At<u32>,
        /// In what.
        unit: TermUnit,
        /// To how long it may be extended.
        extension: Option<Extension>,
        /// The ways to file, if it begins with a filing.
        channels: Vec<At<Id>>,
        /// The period of the same page at whose end it begins.
        after: Option<At<Id>>,
        /// What else to know.
        note: Option<Text>,
        /// Where it stands.
        source: Citation,
    }
}
record! {
    /// A period that stands on another page.
    PeriodRef {
        /// The page.
        rule: At<Id>,
        /// Its period.
        period: At<Id>,
    }
}
record! {
    /// A part of a rules page.
    Section {
        /// Its anchor.
        id: At<Id>,
        /// Its heading.
        title: Text,
        /// Paragraphs.
        text: Vec<Text>,
        /// Where the paragraphs and papers stand.
        source: Option<Citation>,
        /// A path: who does what.
        steps: Vec<RuleStep>,
        /// Conditions, grounds or rules one by one.
        points: Vec<Point>,
        /// Whether the points are numbered.
        numbered: Option<bool>,
        /// Papers to bring.
        documents: Vec<StepDocument>,
        /// Whose hours are shown.
        bodies: Vec<At<Id>>,
        /// Whose rates and exemptions are shown.
        duties: Vec<At<Id>>,
        /// What is put together from other files.
        show: Option<At<Show>>,
        /// A form to fill in.
        form: Option<Form>,
    }
}
words! {
    /// What a section puts together from other files.
    Show {
        /// Who issues which category.
        Issuers = "issuers",
        /// Which category can be changed into which.
        Changes = "changes",
        /// To how long categories can be extended.
        Extensions = "extensions",
        /// For which categories there is an interview.
        Interviews = "interviews",
        /// Which categories can be reinstated.
        Reinstatements = "reinstatements",
        /// How long issuing takes.
        IssueTerms = "issue-terms",
        /// The countries, to search in.
        Countries = "countries",
        /// The periods of all rules pages.
        Periods = "periods",
    }
}
record! {
    /// A step of a procedure.
    RuleStep {
        /// What happens.
        title: Text,
        /// Who acts.
        by: At<Id>,
        /// More about it.
        text: Vec<Text>,
        /// The period that governs it.
        period: Option<At<Id>>,
        /// Where it stands.
        source: Citation,
    }
}
record! {
    /// A condition, a ground or a rule.
    Point {
        /// Its anchor within the page.
        id: At<Id>,
        /// It in a few words.
        title: Option<Text>,
        /// It in a sentence or two.
        text: Text,
        /// What happened to it, where that is what the point is about.
        change: Option<ChangeKind>,
        /// Where it stands.
        source: Citation,
    }
}
words! {
    /// What an amending act does with a rule.
    ChangeKind {
        /// It has new words.
        Reworded = "reworded",
        /// It is new.
        Added = "added",
        /// It is gone.
        Removed = "removed",
    }
}
record! {
    /// A form to fill in and print.
    Form {
        /// Its title.
        title: Text,
        /// Where it stands.
        source: Citation,
        /// What is filled in.
        fields: AtLeastOne<FormField>,
        /// Its text, with `{id}` where a field stands.
        paragraphs: AtLeastOne<At<Text>>,
    }
}
record! {
    /// Something to fill in.
    FormField {
        /// Its id.
        id: At<Id>,
        /// What belongs there.
        label: Text,
        /// What it looks like.
        kind: FieldKind,
    }
}
words! {
    /// What a field looks like.
    FieldKind {
        /// Some words.
        Text = "text",
        /// A number or a word.
        Short = "short",
        /// A whole line.
        Line = "line",
        /// A date.
        Date = "date",
    }
}
record! {
    /// `countries.yaml`: whose citizens an issuer's categories are for.
    Countries {
        /// Where the list stands.
        source: Citation,
        /// The issuer of site.yaml.
        issuer: At<Id>,
        /// The countries, in the source's order.
        countries: AtLeastOne<Country>,
    }
}
record! {
    /// A country or territory.
    Country {
        /// Its number in the source.
        number: At<u32>,
        /// ISO 3166-1, two letters.
        code: At<String>,
        /// ISO 3166-1, three letters.
        alpha3: At<String>,
        /// Its usual name.
        name: Text,
        /// As the source writes it.
        listed_as: String,
        /// What keeps it from being mistaken for another.
        note: Option<Text>,
    }
}
