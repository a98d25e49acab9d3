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
        /// What one learns there, in one plain sentence.
        summary: Text,
        /// A few words of orientation.
        about: Vec<Text>,
        /// Where it mainly stands.
        source: Citation,
        /// The services concerned. They link back.
        services: Vec<At<Id>> => Service,
        /// The codes of the categories that it says something particular about. They
        /// link back.
        categories: Vec<At<String>> => Category,
        /// The duties concerned: ids of `duties.yaml`.
        duties: Vec<At<Id>> => Duty,
        /// Other rules pages worth knowing of.
        related: Vec<At<Id>> => Rule,
        /// The periods of time of the procedure. The calculator of deadlines works with
        /// them.
        periods: Vec<Period>,
        /// Periods of other pages that hold here too.
        shared_periods: Vec<PeriodRef>,
        /// What it says, in the order in which it is read. Each section has some of the
        /// parts below.
        sections: AtLeastOne<Section>,
    }
}
record! {
    /// A period of time within which something must have happened.
    Period {
        /// Its id within the page. It stays: links name the period by it.
        id: At<Id>,
        /// What must have happened by its end.
        title: Text,
        /// What it is counted from, like “from the filing of the papers”.
        starts: Text,
        /// Who must act: ids of `bodies.yaml`.
        by: AtLeastOne<At<Id>> => Body,
        /// The shortest, if the source gives a range.
        min: Option<At<u32>>,
        /// The longest.
        max: At<u32>,
        /// In what.
        unit: TermUnit,
        /// To how long it may be extended.
        extension: Option<Extension>,
        /// Only where it begins with a filing: how one may file.
        channels: Vec<At<Id>> => Channel,
        /// Only where it begins when another period of this page ends: the id of that
        /// one.
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
        rule: At<Id> => Rule,
        /// Its period.
        period: At<Id>,
    }
    where PeriodOf("rule", "period")
}
record! {
    /// A part of a rules page.
    Section {
        /// Its anchor. It stays: links name the section by it.
        id: At<Id>,
        /// Its heading.
        title: Text,
        /// Paragraphs. They need the section's `source`.
        text: Vec<Text>,
        /// Where the paragraphs and papers stand.
        source: Option<Citation>,
        /// A path: who does what.
        steps: Vec<RuleStep>,
        /// Conditions, grounds or rules one by one.
        points: Vec<Point>,
        /// `true` if the points have numbers.
        numbered: Option<bool>,
        /// Papers to bring. They need the section's `source`.
        documents: Vec<StepDocument>,
        /// Bodies whose hours and contacts are shown.
        bodies: Vec<At<Id>> => Body,
        /// Duties whose rates and exemptions are shown, with a calculator.
        duties: Vec<At<Id>> => Duty,
        /// What is put together here from other files, so that it is never written twice.
        show: Option<At<Show>>,
        /// A form to fill in.
        form: Option<Form>,
    }
    where
        AnyOf(&["text", "steps", "points", "documents", "bodies", "duties", "show", "form"]),
        Needs("text", "source"),
        Needs("documents", "source"),
        Needs("numbered", "points")
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
        /// Who acts: an id of `bodies.yaml`.
        by: At<Id> => Body,
        /// More about it.
        text: Vec<Text>,
        /// The period of this page that governs it.
        period: Option<At<Id>>,
        /// Where it stands.
        source: Citation,
    }
}
record! {
    /// A condition, a ground or a rule.
    Point {
        /// Its anchor within the page. It stays: links name the point by it.
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
        /// The issuer of `site.yaml` whose categories these are for.
        issuer: At<Id> => Issuer,
        /// The countries, in the source's order.
        countries: AtLeastOne<Country>,
    }
}
record! {
    /// A country or territory.
    Country {
        /// Its number in the source.
        number: At<u32>,
        /// ISO 3166-1, two capital letters.
        code: At<String> => Alpha2,
        /// ISO 3166-1, three capital letters.
        alpha3: At<String> => Alpha3,
        /// Its usual name.
        name: Text,
        /// As the source writes it.
        listed_as: String,
        /// What keeps it from being mistaken for another.
        note: Option<Text>,
    }
}
