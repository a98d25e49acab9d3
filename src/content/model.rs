//! What the content files hold. `docs/content.md` says the same for maintainers.

use qagida_calculator::date::Time;
use qagida_calculator::term::TermUnit;
use qagida_calculator::tools::{Pair, Request};
use qagida_calculator::{Amount, Date};

use super::reading::{At, AtLeastOne, Chosen, FromNode, Id, Reader, Text, record, word, words};
use super::rules::PeriodRef;
use super::shape::{Shape, Word};
use super::yaml::Node;
use crate::diagnostics::{Code, Diagnostic, Place};

/// The newest format of content that this version reads. It rises when older
/// versions of the tool would misread newer content.
pub const FORMAT: u32 = 1;

record! {
    /// `site.yaml`.
    Site {
        /// The format that the content is written in; the first, if it isn't said.
        format: Option<At<u32>>,
        /// What the site is called.
        name: Text,
        /// What it is about, in a line.
        tagline: Text,
        /// What it is about, in a sentence or two.
        description: Text,
        /// Its languages, in order. Every text must be there in each of them.
        languages: AtLeastOne<Language>,
        /// The language of the sources.
        reference_language: At<String> => Language,
        /// The language in which commands answer when none is asked for.
        command_language: At<String> => Language,
        /// Where its rules hold.
        jurisdiction: Option<Jurisdiction>,
        /// The currency of all amounts.
        currency: Currency,
        /// The unit shown on the home page.
        home_unit: Option<At<Id>> => Unit,
        /// What may be charged. Each line of a tariff names one of these as its `kind`.
        charges: AtLeastOne<Charge>,
        /// What to know about the translations.
        translation_note: Text,
        /// What the site is not.
        disclaimer: Text,
        /// The categories that services may concern.
        categories: Option<Categories>,
        /// The services in groups, in the order in which they are shown. Every service
        /// stands in one.
        groups: AtLeastOne<Group>,
        /// The rules pages, in the order in which they are listed. Every file of
        /// `rules/` stands here.
        rules: Vec<At<Id>> => Rule,
        /// The guides, in the order in which they are listed. Every guide stands here.
        guides: Vec<At<Id>> => Guide,
        /// From when on maintainers are warned of what runs out.
        alarms: Option<Alarms>,
    }
}
record! {
    /// From when on maintainers are warned of what runs out.
    Alarms {
        /// How many days before it does: 60 if nothing is said.
        ahead: Option<u32>,
        /// After how many days a source is to be compared again: 180 if nothing is said.
        compared_within: Option<u32>,
    }
}
record! {
    /// Where the categories are, and what they are called.
    Categories {
        /// The folder in the content and the path on the site.
        path: At<Id>,
        /// What they are called.
        title: Text,
        /// What the list of them says above itself.
        lead: Text,
        /// The columns of who issues them, in order.
        issuers: AtLeastOne<Named>,
    }
}
record! {
    /// A language of the site.
    Language {
        /// Its BCP 47 code, like `kk`.
        code: At<String> => LanguageCode,
        /// Its own name.
        name: String,
        /// Language and country as Open Graph writes them, like `kk_KZ`.
        locale: Option<At<String>> => Locale,
    }
}
record! {
    /// The country whose rules these are.
    Jurisdiction {
        /// ISO 3166-1, two capital letters.
        code: At<String> => Alpha2,
        /// Its name.
        name: Text,
    }
}
record! {
    /// The currency.
    Currency {
        /// ISO 4217.
        code: String,
        /// The sign after amounts.
        symbol: String,
        /// How many digits an amount has after the decimal point, if it is not whole.
        places: Option<At<u32>>,
    }
}
record! {
    /// Something that may be charged.
    Charge {
        /// Its id, which tariff lines name as their kind.
        id: At<Id>,
        /// Its name.
        name: Text,
    }
}
record! {
    /// A group of services.
    Group {
        /// Its id.
        id: At<Id>,
        /// Its title.
        title: Text,
        /// Its services, in order.
        services: Vec<At<Id>> => Service,
    }
}
record! {
    /// Where it stands: a document and the place in it.
    Citation {
        /// The document that says so: an id of `sources.yaml`.
        document: At<Id> => Source,
        /// The place in the document, as `sources.yaml` lists them; after a slash,
        /// perhaps, its part.
        at: At<String>,
    }
    where PlaceOf("document", "at")
}
record! {
    /// `sources.yaml`.
    Sources {
        /// The documents.
        documents: AtLeastOne<Source>,
    }
}
words! {
    /// How a document is known.
    SourceKind {
        /// Its text is on file.
        Primary = "primary",
        /// It is known from others.
        Secondary = "secondary",
    }
}
record! {
    /// A document.
    Source {
        /// Its id.
        id: At<Id>,
        /// Its title.
        title: Text,
        /// Its title in a few words.
        short: Text,
        /// How it is known.
        kind: SourceKind,
        /// Whether it is a legal act.
        act: Option<bool>,
        /// The language it is written in, as a code like `kk`.
        language: String,
        /// Its number.
        number: Option<String>,
        /// Its date.
        date: Option<Date>,
        /// The first day that its edition is known to describe.
        edition_from: Option<Date>,
        /// What is known about the edition.
        edition: Option<Text>,
        /// When what is on file was last compared with it.
        checked: At<Date>,
        /// Where it can be read: an address that begins with `https://`.
        link: Option<At<String>> => Link,
        /// Its places: of a primary document all of them.
        places: AtLeastOne<SourcePlace>,
        /// Parts that any of its places may have, like a table of fees.
        parts: Vec<Named>,
        /// Acts known to change it whose text is not on file.
        later_acts: Vec<LaterAct>,
    }
}
record! {
    /// Something with a name.
    Named {
        /// Its id.
        id: At<Id>,
        /// Its name.
        name: Text,
    }
}
record! {
    /// A place in a document.
    SourcePlace {
        /// Its id.
        id: At<Id>,
        /// Its name.
        name: Text,
        /// Why nothing cites it. Only where nothing does.
        left_out: Option<Text>,
    }
}
record! {
    /// An act that changes a document.
    LaterAct {
        /// Its title.
        title: Text,
        /// Its date.
        date: Option<Date>,
        /// When it came into force.
        in_force: Option<Date>,
    }
}
record! {
    /// `units.yaml`.
    Units {
        /// The units.
        units: Vec<Unit>,
    }
}
record! {
    /// A unit that rates are counted in.
    Unit {
        /// Its id.
        id: At<Id>,
        /// Its short name.
        name: Text,
        /// Its name.
        full_name: Text,
        /// What it is.
        about: Text,
        /// Its values.
        values: AtLeastOne<UnitValue>,
    }
}
record! {
    /// A unit's value over some time.
    UnitValue {
        /// The first day on which it has this value.
        from: At<Date>,
        /// The last day on which it has it, once that is known.
        until: Option<At<Date>>,
        /// The value.
        value: Amount,
        /// Where it stands.
        source: Citation,
        /// Why it is not quite certain.
        doubt: Option<Text>,
    }
}
words! {
    /// A day of the week.
    Weekday {
        /// Monday.
        Monday = "monday",
        /// Tuesday.
        Tuesday = "tuesday",
        /// Wednesday.
        Wednesday = "wednesday",
        /// Thursday.
        Thursday = "thursday",
        /// Friday.
        Friday = "friday",
        /// Saturday.
        Saturday = "saturday",
        /// Sunday.
        Sunday = "sunday",
    }
}
record! {
    /// `calendar.yaml`.
    Calendar {
        /// The days off of every week.
        weekend: AtLeastOne<Weekday>,
        /// Where that stands.
        source: Citation,
        /// The holidays, each named once.
        names: Vec<Named>,
        /// The years, in order and without gaps. A year that isn't here is refused, not
        /// guessed.
        years: AtLeastOne<Year>,
    }
}
record! {
    /// A year of the calendar.
    Year {
        /// The year.
        year: At<u32>,
        /// What is not yet known about this year. Leave it out once everything is.
        provisional: Option<Text>,
        /// Where it stands.
        source: Citation,
        /// Its days off besides weekends.
        days: Vec<Day>,
    }
}
words! {
    /// Why a day is off.
    DayKind {
        /// A public holiday.
        Holiday = "holiday",
        /// A holiday moved from a weekend.
        Observed = "observed",
        /// A day off that doesn't move.
        DayOff = "day-off",
        /// Off in exchange for another day.
        Swap = "swap",
    }
}
record! {
    /// A day off.
    Day {
        /// The day.
        date: At<Date>,
        /// Why.
        kind: DayKind,
        /// The holiday, as `names` has it. All but swaps have one.
        name: Option<At<Id>> => Holiday,
        /// Of a swap: the day that is worked instead.
        worked_instead: Option<At<Date>>,
        /// `true` if the date is an estimate, as of holidays by the moon.
        estimated: Option<bool>,
    }
    where For("kind", "swap", "worked_instead", "name")
}
record! {
    /// `options.yaml`.
    Options {
        /// The options.
        options: Vec<OptionSpec>,
    }
}
record! {
    /// A choice that tariffs depend on.
    OptionSpec {
        /// Its id. Links use it as a name, so `on`, `p`, `n`, `s`, `f`, `v`, `was`,
        /// `made` and `with` are taken.
        id: At<Id>,
        /// Its label.
        label: Text,
        /// More about it.
        help: Option<Text>,
        /// What may be chosen.
        values: AtLeastOne<OptionValue>,
        /// The value that holds when nothing is chosen. Without it, people have to
        /// choose.
        default: Option<At<String>>,
    }
}
record! {
    /// A value of an option.
    OptionValue {
        /// Its id. One that looks like a number stands in quotes.
        id: At<Id>,
        /// Its label.
        label: Text,
    }
}
record! {
    /// `channels.yaml`.
    Channels {
        /// The channels.
        channels: Vec<Channel>,
    }
}
record! {
    /// A way of filing.
    Channel {
        /// Its id.
        id: At<Id>,
        /// Its name.
        title: Text,
        /// On which days it accepts.
        accepts: AtLeastOne<Weekday>,
        /// Until what time. What is filed later counts as filed on the next day of
        /// acceptance.
        closes: Option<At<Time>>,
        /// How many working days before the end it gets the result.
        hands_over_early: Option<u32>,
        /// Where that stands.
        source: Citation,
    }
}
record! {
    /// `duties.yaml`.
    Duties {
        /// Grounds of exemption.
        grounds: Vec<Condition>,
        /// The rates of duty.
        duties: Vec<Duty>,
        /// Fees of the same kind that are not duties.
        fees: Vec<Duty>,
    }
}
words! {
    /// How often something is charged.
    Per {
        /// For each person.
        Person = "person",
        /// Once.
        Application = "application",
    }
}
record! {
    /// A rate of duty.
    Duty {
        /// Its id.
        id: At<Id>,
        /// What it is for.
        title: Text,
        /// What it is charged as: a charge of `site.yaml`.
        kind: At<Id> => Charge,
        /// The unit that the rates are counted in: an id of `units.yaml`.
        unit: Option<At<Id>> => Unit,
        /// How often.
        per: Per,
        /// The rates, one after the other in time, without gaps.
        values: AtLeastOne<DutyValue>,
        /// Who need not pay it.
        exemptions: Option<Exemptions>,
    }
}
record! {
    /// A rate over some time.
    DutyValue {
        /// The first day on which it holds.
        from: At<Date>,
        /// The last day on which it holds, once that is known.
        until: Option<At<Date>>,
        /// How many units.
        rate: Option<Amount>,
        /// Instead of a rate: why none is given.
        not_given: Option<Text>,
        /// Where it stands.
        source: Citation,
    }
    where OneOf(&[&["rate"], &["not_given"]])
}
record! {
    /// Who need not pay a duty.
    Exemptions {
        /// What to know before relying on one.
        note: Text,
        /// The grounds.
        grounds: AtLeastOne<Exemption>,
    }
}
record! {
    /// A ground on which somebody need not pay.
    Exemption {
        /// The ground: an id of `grounds`.
        ground: At<Id> => Ground,
        /// The first day on which it holds.
        from: At<Date>,
        /// The last day on which it holds, once that is known.
        until: Option<At<Date>>,
        /// Where it stands.
        source: Citation,
    }
}
record! {
    /// `bodies.yaml`.
    Bodies {
        /// The bodies.
        bodies: Vec<Body>,
    }
}
record! {
    /// Somebody who acts.
    Body {
        /// Its id.
        id: At<Id>,
        /// Its name.
        name: Text,
        /// What it does.
        about: Vec<Text>,
        /// Where it is.
        address: Option<Text>,
        /// Its e-mail addresses.
        emails: Vec<At<String>> => Email,
        /// How to call it.
        phones: Vec<Phone>,
        /// When it is open.
        hours: Vec<Hours>,
        /// Its pages elsewhere.
        links: Vec<Link>,
        /// `true` if it has a page of its own here.
        page: Option<bool>,
        /// Where this stands.
        source: Option<Citation>,
        /// Where else it stands.
        also: Vec<Citation>,
    }
}
record! {
    /// A telephone.
    Phone {
        /// Its number.
        number: String,
        /// When it is answered.
        hours: Option<Text>,
    }
}
record! {
    /// Opening hours.
    Hours {
        /// Of what.
        text: Text,
        /// From.
        opens: Time,
        /// Until.
        closes: Time,
        /// The break from.
        break_from: Option<Time>,
        /// The break until.
        break_until: Option<Time>,
    }
    where Together(&["break_from", "break_until"])
}
record! {
    /// A page elsewhere.
    Link {
        /// Its address, which begins with `https://`.
        url: At<String> => Link,
        /// What it is.
        label: Text,
    }
}
record! {
    /// `documents.yaml`.
    Documents {
        /// When a paper is asked for.
        conditions: Vec<Condition>,
        /// The papers.
        documents: Vec<Document>,
    }
}
record! {
    /// A condition.
    Condition {
        /// Its id.
        id: At<Id>,
        /// In words.
        text: Text,
    }
}
record! {
    /// A paper.
    Document {
        /// Its id.
        id: At<Id>,
        /// Its name.
        name: Text,
        /// What it must fulfil.
        detail: Option<Text>,
        /// What it consists of.
        parts: Vec<Text>,
        /// Where it can be had: an address that begins with `https://`.
        link: Option<At<String>> => Link,
    }
}
record! {
    /// `glossary.yaml`.
    Glossary {
        /// The terms.
        terms: Vec<GlossaryTerm>,
    }
}
record! {
    /// A term.
    GlossaryTerm {
        /// Its id.
        id: At<Id>,
        /// The term.
        term: Text,
        /// What it means.
        meaning: Option<Text>,
    }
}
record! {
    /// `services/ID.yaml`: one service.
    Service {
        /// What the service is called.
        title: Text,
        /// What it does and for whom, in one plain sentence. Search engines show it, too.
        summary: Text,
        /// Short paragraphs: what it is, for whom, what follows from it.
        about: Vec<Text>,
        /// The codes of the categories concerned, in Latin capitals.
        categories: Vec<At<String>> => Category,
        /// Where the service mainly stands.
        source: Citation,
        /// The path, step by step, in order.
        steps: Vec<Step>,
        /// The options of `options.yaml` that the tariff depends on. Each must be used
        /// by a line of it.
        options: Vec<At<Id>> => Option,
        /// The lines of the bill, each once, in the order to show them.
        tariff: AtLeastOne<Line>,
        /// Charges that the source shows as not charged here.
        no_charge: Vec<Remark>,
        /// Costs outside this bill that people should know of.
        excluded: Vec<Remark>,
        /// How long it takes.
        term: Term,
        /// For extensions: when one may file, counted back from the expiry.
        filing_window: Option<FilingWindow>,
        /// The ways to file: ids of `channels.yaml`. The first is the usual one.
        channels: AtLeastOne<At<Id>> => Channel,
        /// What to know besides.
        notes: Vec<Note>,
        /// Other services worth knowing of.
        related: Vec<At<Id>> => Service,
    }
}
record! {
    /// A step of the path.
    Step {
        /// Who acts: an id of `bodies.yaml`.
        r#where: At<Id> => Body,
        /// What happens in this step, in a few words.
        title: Text,
        /// Where it stands.
        source: Citation,
        /// What to do, in order.
        actions: AtLeastOne<Text>,
        /// What to bring.
        documents: Option<StepDocuments>,
    }
}
record! {
    /// The papers of a step.
    StepDocuments {
        /// Where they stand.
        source: Citation,
        /// The papers.
        items: AtLeastOne<StepDocument>,
    }
}
record! {
    /// A paper of a step.
    StepDocument {
        /// The paper: an id of `documents.yaml`.
        document: At<Id> => Paper,
        /// Only under this condition of `documents.yaml`.
        when: Option<At<Id>> => Condition,
        /// What is particular to this place only; what always holds stands in
        /// `documents.yaml`.
        note: Option<Text>,
    }
}
record! {
    /// A line of a bill.
    Line {
        /// Its id. It stays: links name the line by it.
        id: At<Id>,
        /// What is charged: a charge of `site.yaml`.
        kind: At<Id> => Charge,
        /// Only with these choices, like `{manager: "no"}`. Without it, always.
        when: Chosen => Choices,
        /// The option that the price depends on: one of the service's `options`. Then
        /// `table` gives the prices.
        by: Option<At<Id>> => Option,
        /// How often it is charged.
        per: Option<Per>,
        /// The prices, one after the other in time, without gaps. When a price changes,
        /// the old one gets an `until` and a new one is added.
        values: Vec<Price>,
        /// Instead of `values`: a rate of `duties.yaml`, by its id.
        duty: Option<At<Id>> => Duty,
        /// Of a line with `duty`: where it stands that this rate applies here.
        source: Option<Citation>,
    }
    where
        OneOf(&[&["values"], &["duty", "source"]]),
        Needs("by", "values"),
        Needs("per", "values")
}
record! {
    /// A price over some time.
    Price {
        /// The first day on which it holds.
        from: At<Date>,
        /// The last day on which it holds, once that is known.
        until: Option<At<Date>>,
        /// Where it stands.
        source: Citation,
        /// An amount in the site's currency: digits only, like `150000`.
        amount: Option<At<Amount>>,
        /// Or a number of units.
        rate: Option<At<Amount>>,
        /// Of what `rate` is the number: an id of `units.yaml`.
        unit: Option<At<Id>> => Unit,
        /// Or what stands in the source but cannot be used, in quotes. It is shown as
        /// unreadable and never counted.
        unreadable: Option<String>,
        /// Why what is `unreadable` cannot be used.
        note: Option<Text>,
        /// Or why the source gives no such figure.
        not_given: Option<Text>,
        /// Or the prices by the value of the option in `by`, with a row for each value.
        table: Vec<Row>,
    }
    where
        OneOf(&[&["amount"], &["rate"], &["unreadable"], &["not_given"], &["table"]]),
        Needs("unit", "rate"),
        Needs("rate", "unit"),
        Together(&["unreadable", "note"])
}
record! {
    /// A price for one value of an option.
    Row {
        /// The value of the option. One that looks like a number stands in quotes.
        choice: At<String> => OptionValue,
        /// An amount in the site's currency: digits only, like `150000`.
        amount: Option<Amount>,
        /// Or a number of units.
        rate: Option<Amount>,
        /// Of what `rate` is the number: an id of `units.yaml`.
        unit: Option<At<Id>> => Unit,
        /// Or what stands in the source but cannot be used, in quotes. It is shown as
        /// unreadable and never counted.
        unreadable: Option<String>,
        /// Why what is `unreadable` cannot be used.
        note: Option<Text>,
        /// Or why the source gives no such figure.
        not_given: Option<Text>,
    }
    where
        OneOf(&[&["amount"], &["rate"], &["unreadable"], &["not_given"]]),
        Needs("unit", "rate"),
        Needs("rate", "unit"),
        Together(&["unreadable", "note"])
}
/// The ways in which a price can be written, of which exactly one is used.
#[derive(Clone, Copy, Debug)]
pub struct Written<'a> {
    /// Where it stands.
    pub place: &'a Place,
    /// Where its figure stands, or as near to it as is known.
    pub figure: &'a Place,
    /// An amount.
    pub amount: Option<Amount>,
    /// A number of units.
    pub rate: Option<Amount>,
    /// The unit.
    pub unit: Option<&'a At<Id>>,
    /// What stands there but cannot be used.
    pub unreadable: Option<&'a str>,
    /// Why.
    pub note: Option<&'a Text>,
    /// Why nothing is given.
    pub not_given: Option<&'a Text>,
    /// Whether there are prices by the value of an option instead.
    pub table: bool,
}

impl<'a> From<&'a Price> for Written<'a> {
    fn from(price: &'a Price) -> Self {
        let figure = price.amount.as_ref().or(price.rate.as_ref());
        Self {
            place: &price.place,
            figure: figure.map_or(&price.place, |figure| &figure.place),
            amount: price.amount.as_ref().map(|amount| amount.value),
            rate: price.rate.as_ref().map(|rate| rate.value),
            unit: price.unit.as_ref(),
            unreadable: price.unreadable.as_deref(),
            note: price.note.as_ref(),
            not_given: price.not_given.as_ref(),
            table: !price.table.is_empty(),
        }
    }
}

impl<'a> From<&'a Row> for Written<'a> {
    fn from(row: &'a Row) -> Self {
        Self {
            place: &row.place,
            figure: &row.place,
            amount: row.amount,
            rate: row.rate,
            unit: row.unit.as_ref(),
            unreadable: row.unreadable.as_deref(),
            note: row.note.as_ref(),
            not_given: row.not_given.as_ref(),
            table: false,
        }
    }
}

impl<'a> Written<'a> {
    /// A duty's rate.
    pub fn duty(duty: &'a Duty, value: &'a DutyValue) -> Self {
        Self {
            place: &value.place,
            figure: &value.place,
            amount: None,
            rate: value.rate,
            unit: duty.unit.as_ref(),
            unreadable: None,
            note: None,
            not_given: value.not_given.as_ref(),
            table: false,
        }
    }
}

record! {
    /// What to know of a charge.
    Remark {
        /// The charge of `site.yaml`.
        kind: At<Id> => Charge,
        /// What to know.
        text: Text,
        /// Where it stands.
        source: Citation,
    }
}

impl FromNode for TermUnit {
    fn from_node(node: &Node, reader: &mut Reader) -> Option<Self> {
        let units = Self::ALL.map(|unit| (unit.id(), unit));
        word(node, reader, &units)
    }

    fn shape() -> Shape {
        Shape::Word(Word::OneOf(
            Self::ALL
                .map(|unit| (unit.id().to_owned(), String::new()))
                .into(),
        ))
    }
}

record! {
    /// How long something takes.
    Term {
        /// The shortest. The same as `max` where the source gives no range.
        min: Option<At<u32>>,
        /// The longest.
        max: Option<At<u32>>,
        /// What it is counted in.
        unit: Option<TermUnit>,
        /// Where it stands.
        source: Citation,
        /// To how long it may be extended, where the source says so.
        extension: Option<Extension>,
        /// Instead of `min`, `max` and `unit`: why the source gives no term.
        not_given: Option<Text>,
    }
    where
        OneOf(&[&["min", "max", "unit"], &["not_given"]]),
        Needs("extension", "max")
}
record! {
    /// To how long a term may be extended.
    Extension {
        /// The longest: the whole length, not what is added.
        max: At<u32>,
        /// What it is counted in.
        unit: TermUnit,
        /// Where it stands.
        source: Citation,
    }
}
record! {
    /// When one may file, before an expiry.
    FilingWindow {
        /// How long before the expiry one may file at the earliest.
        opens: At<u32>,
        /// How long before the expiry one may file at the latest.
        closes: At<u32>,
        /// What both are counted in.
        unit: TermUnit,
        /// Where it stands.
        source: Citation,
    }
}
words! {
    /// How much a note matters.
    NoteKind {
        /// It may cost money or do harm.
        Warning = "warning",
        /// Worth knowing.
        Note = "note",
    }
}
record! {
    /// Something to know.
    Note {
        /// How much it matters.
        kind: NoteKind,
        /// What.
        text: Text,
        /// Where it stands.
        source: Citation,
    }
}

record! {
    /// `cases/*.yaml`.
    Cases {
        /// The cases.
        cases: AtLeastOne<Case>,
    }
}
record! {
    /// A request and its whole expected answer.
    Case {
        /// What it shows.
        name: At<String>,
        /// Of a case about what isn't on file: the last day that is. It is worked out as if
        /// calendar and units held nothing later, so that it stays true when they do.
        on_file_until: Option<At<Date>>,
        /// A question about a cost.
        quote: Option<QuoteCase>,
        /// A question about a due date.
        deadline: Option<DeadlineCase>,
        /// A question about a filing window.
        window: Option<WindowCase>,
        /// A question about a duty.
        duty: Option<DutyCase>,
        /// A question about a period of a rules page.
        period: Option<PeriodCase>,
        /// A question about units in money.
        convert: Option<ConvertCase>,
        /// A category whose figures are asked for, by its code.
        category: Option<String>,
        /// What a tool of the calculators' pages answers.
        ask: Option<AskCase>,
        /// The whole answer, as `--json` prints it; words and sources may be left out.
        expect: Node,
    }
}
record! {
    /// A question to a tool of the calculators' pages.
    AskCase {
        /// The tool: fees, duty, deadlines or finder.
        tool: String,
        /// The lines of its form, as they stand in its links.
        lines: Vec<String>,
    }
}

impl AskCase {
    /// The question, on a day if it doesn't name one.
    pub fn on(&self, day: &str) -> Vec<Pair> {
        let mut asked = self.asked();
        if !asked.iter().any(|pair| pair.name == "on") {
            let on = Pair {
                at: None,
                name: "on".to_owned(),
                value: day.to_owned(),
            };
            asked.insert(0, on);
        }
        asked
    }

    /// Whether it names its day itself.
    pub fn names_its_day(&self) -> bool {
        self.asked().iter().any(|pair| pair.name == "on")
    }

    fn asked(&self) -> Vec<Pair> {
        Request::parse(&self.lines.join("\n")).asked
    }
}

record! {
    /// A question about a cost.
    QuoteCase {
        /// The service.
        service: String => Service loosely,
        /// The day of payment.
        on: String,
        /// The number of people.
        people: Option<String>,
        /// What is chosen.
        options: Chosen => Choices loosely,
    }
}
record! {
    /// A question about a due date.
    DeadlineCase {
        /// The service.
        service: String => Service loosely,
        /// The day of filing, perhaps with a time.
        submitted: String,
        /// The channel.
        channel: Option<String> => Channel loosely,
    }
}
record! {
    /// A question about a filing window.
    WindowCase {
        /// The service.
        service: String => Service loosely,
        /// The day of the expiry.
        expires: String,
    }
}
record! {
    /// A question about a duty.
    DutyCase {
        /// The duty.
        duty: String => Duty loosely,
        /// The day of payment.
        on: String,
        /// The number of people.
        people: Option<String>,
        /// What is chosen.
        options: Chosen,
    }
}
record! {
    /// A question about a period of a rules page.
    PeriodCase {
        /// The page.
        rule: String => Rule loosely,
        /// The period.
        period: String,
        /// The day of the event, perhaps with a time.
        submitted: String,
        /// The channel.
        channel: Option<String> => Channel loosely,
    }
}
record! {
    /// A question about units in money.
    ConvertCase {
        /// The unit.
        unit: String => Unit loosely,
        /// How many.
        rate: Amount,
        /// On which day.
        on: Date,
    }
}

record! {
    /// `purposes.yaml`.
    Purposes {
        /// What categories are for, in the order of the filter.
        purposes: Vec<Named>,
    }
}
words! {
    /// How often one may enter.
    Entries {
        /// Once.
        Single = "single",
        /// Several times.
        Multiple = "multiple",
    }
}

/// A length of time as ISO 8601 writes it, in one unit: `P90D`, `P3M`, `P1Y`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duration {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: DurationUnit,
}

/// What a length of time is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DurationUnit {
    /// Days.
    Day,
    /// Months.
    Month,
    /// Years.
    Year,
}

impl Duration {
    /// Reads `P`, a number without leading zeros, and `D`, `M` or `Y`.
    pub fn parse(text: &str) -> Option<Self> {
        let rest = text.strip_prefix('P')?;
        let (unit, number) = [
            ('D', DurationUnit::Day),
            ('M', DurationUnit::Month),
            ('Y', DurationUnit::Year),
        ]
        .into_iter()
        .find_map(|(letter, unit)| Some((unit, rest.strip_suffix(letter)?)))?;
        let plain = (1..=4).contains(&number.len())
            && number.bytes().all(|byte| byte.is_ascii_digit())
            && !number.starts_with('0');
        plain.then_some(Self {
            count: number.parse().ok()?,
            unit,
        })
    }
}

impl Duration {
    /// Whether it is longer than another, however long months and years are.
    pub fn surely_exceeds(self, other: Self) -> bool {
        let (least, most) = match (self.unit, other.unit) {
            (same, of) if same == of => (1, 1),
            (unit, of) => (unit.days().0, of.days().1),
        };
        self.count * least > other.count * most
    }
}

impl DurationUnit {
    /// How many days it has at least and at most.
    fn days(self) -> (u32, u32) {
        match self {
            Self::Day => (1, 1),
            Self::Month => (28, 31),
            Self::Year => (365, 366),
        }
    }
}

/// As ISO 8601 writes it.
impl std::fmt::Display for Duration {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let letter = match self.unit {
            DurationUnit::Day => 'D',
            DurationUnit::Month => 'M',
            DurationUnit::Year => 'Y',
        };
        write!(f, "P{}{letter}", self.count)
    }
}

impl FromNode for Duration {
    fn from_node(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = String::from_node(node, reader)?;
        let duration = Self::parse(&text);
        if duration.is_none() {
            reader.report(
                Diagnostic::error(
                    Code::BadValue,
                    format!("`{text}` is not a length of time"),
                )
                .at(&node.place)
                .hint("lengths of time are written like `P90D` (days), `P3M` (months) or `P1Y` (years)"),
            );
        }
        duration
    }

    fn shape() -> Shape {
        Shape::Word(Word::Length)
    }
}

/// How long one may stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stay {
    /// Up to a length of time.
    UpTo(Duration),
    /// As long as it is valid.
    WholeValidity,
    /// The source doesn't say.
    NotGiven,
}

/// As the files write it.
impl std::fmt::Display for Stay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::UpTo(length) => length.fmt(f),
            Self::WholeValidity => f.write_str("validity"),
            Self::NotGiven => f.write_str("not-given"),
        }
    }
}

impl FromNode for Stay {
    fn from_node(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = String::from_node(node, reader)?;
        let stay = match text.as_str() {
            "validity" => Some(Self::WholeValidity),
            "not-given" => Some(Self::NotGiven),
            other => Duration::parse(other).map(Self::UpTo),
        };
        if stay.is_none() {
            reader.report(
                Diagnostic::error(Code::BadValue, format!("`{text}` is not a stay"))
                    .at(&node.place)
                    .hint("a length of time like `P30D`, or `validity` for the whole validity, or `not-given`"),
            );
        }
        stay
    }

    fn shape() -> Shape {
        Shape::Word(Word::Stay)
    }
}

record! {
    /// A category: one file, named after its code in lower case.
    Category {
        /// What it is called, without its code.
        title: Text,
        /// What it is for: an id of `purposes.yaml`.
        purpose: At<Id> => Purpose,
        /// Who gets it and for what, in one plain sentence.
        summary: Text,
        /// Where it stands.
        source: Citation,
        /// Who gets it, as the source numbers them.
        recipients: Vec<Text>,
        /// Entries, validity and stay. What the source doesn't give is said in `doubt`.
        rows: Vec<CategoryRow>,
        /// Who issues it on what ground.
        grounds: Vec<Ground>,
        /// Other rules, each in a sentence.
        conditions: Vec<Text>,
        /// Who issues it.
        issued: Option<Issued>,
        /// From which categories one may change into it.
        change: Option<Change>,
        /// Whether it may be extended.
        extension: Option<CategoryExtension>,
        /// Whether there is an interview.
        interview: Option<Interview>,
        /// Whether it may be reinstated.
        reinstatement: Option<Reinstatement>,
        /// How long issuing it takes: a period of a rules page.
        term: Option<PeriodRef>,
        /// What is charged for it: ids of `duties.yaml`.
        duties: Vec<At<Id>> => Duty,
        /// What is uncertain about the whole.
        doubt: Option<Text>,
    }
    where AnyOf(&["rows", "doubt"])
}
record! {
    /// Entries, validity and stay.
    CategoryRow {
        /// Its id within the category, which begins like `entries`: links name the row
        /// by it.
        id: At<Id>,
        /// How often one may enter.
        entries: Entries,
        /// How long it is valid, at most: `P90D`, `P3M` or `P1Y`, in the source's own
        /// unit.
        validity: At<Duration>,
        /// How long one may stay, at most: `P30D`, or `validity` for the whole of it,
        /// or `not-given`.
        stay: At<Stay>,
        /// `true` if the stay is for each entry.
        per_entry: Option<bool>,
        /// For whom, if it isn't for all.
        r#for: Option<Text>,
        /// What else holds.
        note: Option<Text>,
        /// What is uncertain in the source.
        doubt: Option<Text>,
    }
}
record! {
    /// Who issues something on what ground.
    Ground {
        /// Who issues it: an id of `bodies.yaml`.
        by: At<Id> => Body,
        /// On what, in a sentence.
        text: Text,
        /// On what, one by one.
        items: Vec<Text>,
    }
}
record! {
    /// Who issues a category.
    Issued {
        /// Where that stands.
        source: Citation,
        /// Every issuer of `site.yaml`, with `true` or `false`.
        by: Chosen => Issuers,
        /// Under what conditions.
        note: Option<Text>,
    }
}
record! {
    /// From which categories one may change.
    Change {
        /// The codes of the categories from which one may change into it.
        from: Vec<At<String>> => Category,
        /// Or `true`: from any.
        any: Option<bool>,
        /// Under what conditions.
        text: Option<Text>,
        /// Where that stands.
        source: Citation,
    }
    where OneOf(&[&["from"], &["any"]])
}
record! {
    /// To how long a category may be extended.
    CategoryExtension {
        /// The longest, like `P30D`, if the source gives it.
        max: Option<Duration>,
        /// In words.
        text: Text,
        /// Where that stands.
        source: Citation,
    }
}
words! {
    /// Whether there is an interview.
    InterviewValue {
        /// There is.
        Yes = "yes",
        /// There is none.
        No = "no",
        /// It depends.
        Conditional = "conditional",
    }
}
record! {
    /// Whether there is an interview.
    Interview {
        /// Whether.
        value: InterviewValue,
        /// On what it depends.
        text: Option<Text>,
        /// Where that stands.
        source: Citation,
    }
}
record! {
    /// Whether a category may be reinstated.
    Reinstatement {
        /// Whether.
        possible: bool,
        /// Where.
        text: Option<Text>,
        /// Where that stands.
        source: Citation,
    }
}
