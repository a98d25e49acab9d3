//! How the files are written, as the readers of [`super::reading`] take it: what
//! the schemas for editors and the skeletons of new files are made from.
//!
//! Every type that can be read says its shape, and [`super::reading::record`] puts
//! a group's together from the fields and their comments, so that neither schema
//! nor skeleton can say something else than the reader. The crate schemars, made
//! for this, derives from what serde takes; we read without serde, need the
//! fields' order and comments for the skeletons, too, and the ids that the content
//! has for the references, of which it would give nothing.

/// How something is written.
#[derive(Clone, Debug)]
pub enum Shape {
    /// A single value.
    Word(Word),
    /// A list.
    List {
        /// How each of its items is written.
        of: Box<Shape>,
        /// Whether it must not be empty.
        filled: bool,
    },
    /// Something in each language of the site.
    InLanguages(Box<Shape>),
    /// Named fields.
    Group(Group),
    /// Names that the content gives, each with something.
    ByName(Box<Shape>),
    /// Whatever YAML can say.
    Anything,
}

/// How a single value is written.
#[derive(Clone, Debug)]
pub enum Word {
    /// Some text.
    Text,
    /// `true` or `false`.
    Flag,
    /// A whole number.
    Whole,
    /// An amount.
    Amount,
    /// A date.
    Date,
    /// A time of day.
    Time,
    /// An id.
    Id,
    /// A length of time.
    Length,
    /// A length of time, or one of a few words for it.
    Stay,
    /// One of a few words, each with what it means.
    OneOf(Vec<(String, String)>),
}

/// Named fields.
#[derive(Clone, Debug)]
pub struct Group {
    /// Its type's name.
    pub name: &'static str,
    /// What it is.
    pub about: String,
    /// Its fields, in the order in which they are best written.
    pub fields: Vec<Field>,
    /// What must hold between them.
    pub rules: Vec<Rule>,
}

/// A field of a group.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What belongs there.
    pub about: String,
    /// How it is written.
    pub shape: Shape,
    /// Whether it must be there.
    pub required: bool,
    /// What its words refer to, or have the form of.
    pub meant: Option<Meant>,
}

/// What a field's words refer to, or have the form of.
#[derive(Clone, Copy, Debug)]
pub struct Meant {
    /// What.
    pub what: What,
    /// Whether other words are refused. Golden cases also ask for what there isn't.
    pub only: bool,
}

/// What fields refer to, and the forms of words that are no ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// A body of `bodies.yaml`.
    Body,
    /// A category, by its code.
    Category,
    /// A channel of `channels.yaml`.
    Channel,
    /// A charge of `site.yaml`.
    Charge,
    /// Options with a value of each.
    Choices,
    /// A condition of `documents.yaml`.
    Condition,
    /// A rule of `date_rules.yaml`.
    DateRule,
    /// A duty or fee of `duties.yaml`.
    Duty,
    /// A ground of exemption of `duties.yaml`.
    Ground,
    /// A guide.
    Guide,
    /// A holiday of `calendar.yaml`.
    Holiday,
    /// An issuer of `site.yaml`.
    Issuer,
    /// Every issuer of `site.yaml`, with whether it does.
    Issuers,
    /// A language of `site.yaml`.
    Language,
    /// An option of `options.yaml`.
    Option,
    /// A value of some option.
    OptionValue,
    /// A page of the site, by its path below the language.
    Page,
    /// A paper of `documents.yaml`.
    Paper,
    /// A period of a rules page: `RULE/PERIOD`.
    Period,
    /// A purpose of `purposes.yaml`.
    Purpose,
    /// A question of `finder.yaml`.
    Question,
    /// A rules page.
    Rule,
    /// A service.
    Service,
    /// A document of `sources.yaml`.
    Source,
    /// A unit of `units.yaml`.
    Unit,
    /// The address of a page elsewhere.
    Link,
    /// An e-mail address.
    Email,
    /// A language's code.
    LanguageCode,
    /// A language and a country.
    Locale,
    /// A country's code of two letters.
    Alpha2,
    /// A country's code of three letters.
    Alpha3,
}

/// What must hold between the fields of a group.
#[derive(Clone, Copy, Debug)]
pub enum Rule {
    /// Exactly one of these ways to say it, each of some fields.
    OneOf(&'static [&'static [&'static str]]),
    /// At least one of these fields.
    AnyOf(&'static [&'static str]),
    /// All of these fields or none.
    Together(&'static [&'static str]),
    /// The first of these fields needs the second.
    Needs(&'static str, &'static str),
    /// A word of a field for which this field must be there; else it must not,
    /// and the other must.
    For(&'static str, &'static str, &'static str, &'static str),
    /// The second of these fields is a place of the document in the first.
    PlaceOf(&'static str, &'static str),
    /// The second of these fields is a period of the rules page in the first.
    PeriodOf(&'static str, &'static str),
}

impl Shape {
    /// Something that can be read, in a list.
    pub fn list(of: Self, filled: bool) -> Self {
        Self::List {
            of: Box::new(of),
            filled,
        }
    }
}

/// What the lines of a comment say.
pub fn about(lines: &[&str]) -> String {
    let lines: Vec<&str> = lines.iter().map(|line| line.trim()).collect();
    lines.join(" ")
}
