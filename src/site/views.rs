//! What each template gets: just what it shows, in words.

pub mod calculators;
pub mod changes;
pub mod guides;
pub mod rules;

use std::collections::BTreeMap;

use serde::Serialize;

use super::{description, structured};

/// What every page has around its content.
#[derive(Clone, Debug, Serialize)]
pub struct Frame {
    /// The language's code.
    pub lang: String,
    /// The title in the browser's tab.
    pub title: String,
    /// What the page is about, for search engines; shown in short.
    #[serde(serialize_with = "description::shortened")]
    pub description: String,
    /// Whether search engines are to leave it out.
    pub hidden: bool,
    /// The page without a language, if the site's full address is known.
    pub entrance: Option<String>,
    /// Language and country for Open Graph.
    pub locale: Option<String>,
    /// What the page says, for search engines.
    #[serde(serialize_with = "structured::block")]
    pub structured: Vec<serde_json::Value>,
    /// What has changed, as a page.
    pub changes: String,
    /// The same as a feed.
    pub feed: String,
    /// The same page in every language.
    pub languages: Vec<LanguageLink>,
    /// The full address, if the site's is known.
    pub canonical: Option<String>,
    /// The site's name.
    pub site: String,
    /// The site's front page in this language.
    pub home: String,
    /// The page of all papers, if any is asked for.
    pub documents: Option<Link>,
    /// The search.
    pub search: SearchBox,
    /// The main links.
    pub nav: Vec<NavLink>,
    /// The pages above this one.
    pub trail: Vec<Link>,
    /// The style sheet.
    pub css: String,
    /// The icon.
    pub icon: String,
    /// The script for pages with a list of contents.
    pub rail: String,
    /// What devices keep.
    pub device: Device,
    /// What to know about the translation.
    pub translation_note: String,
    /// The language of the sources, where this page is in another one.
    pub translated: bool,
    /// What the site is not.
    pub disclaimer: String,
    /// The content's version.
    pub version: String,
    /// The day for which the figures were worked out.
    pub as_of: String,
    /// The same as data.
    pub as_of_date: String,
    /// The words of the templates.
    pub t: BTreeMap<String, String>,
}

impl Frame {
    /// Leaves the page out of search engines.
    pub fn hide(&mut self) {
        self.hidden = true;
        self.canonical = None;
        self.structured.clear();
    }
}

/// What the search box needs.
#[derive(Clone, Debug, Serialize)]
pub struct SearchBox {
    /// The page of results.
    pub action: String,
    /// The box's script.
    pub script: String,
    /// The search.
    pub code: String,
    /// Its WASM.
    pub wasm: String,
    /// The folder of the index, with a slash at the end.
    pub files: String,
    /// The description for browsers, if the site's full address is known.
    pub description: Option<String>,
}

/// What a page says to devices: for home screens, and for the copy that is there
/// without a connection.
#[derive(Clone, Debug, Serialize)]
pub struct Device {
    /// The site's description for home screens.
    pub manifest: String,
    /// The icon for those that don't read it.
    pub touch_icon: String,
    /// The full address of a picture for links to the page, if the site's is known.
    pub picture: Option<String>,
    /// The script that registers the worker.
    pub script: String,
    /// The worker.
    pub worker: String,
    /// The page on which a copy is kept.
    pub keep: Link,
    /// What a page from a copy says on top.
    pub note: String,
}

/// A link to the same page in another language.
#[derive(Clone, Debug, Serialize)]
pub struct LanguageLink {
    /// The language's code.
    pub code: String,
    /// Its own name.
    pub name: String,
    /// The address.
    pub href: String,
    /// The full address, if the site's is known.
    pub absolute: Option<String>,
    /// Whether it is this page.
    pub current: bool,
}

/// A main link.
#[derive(Clone, Debug, Serialize)]
pub struct NavLink {
    /// The words.
    pub text: String,
    /// The address.
    pub href: String,
    /// Whether the page is below it.
    pub current: bool,
}

/// A link.
#[derive(Clone, Debug, Serialize)]
pub struct Link {
    /// The words.
    pub text: String,
    /// The address.
    pub href: String,
}

/// A source mark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cite {
    /// Document and place in words.
    pub text: String,
    /// The place on the sources page.
    pub href: String,
}

/// The page at `/`.
#[derive(Debug, Serialize)]
pub struct Entrance {
    /// Everything around it.
    pub frame: Frame,
    /// The languages.
    pub choices: Vec<EntranceChoice>,
}

/// A language to choose.
#[derive(Debug, Serialize)]
pub struct EntranceChoice {
    /// Its code.
    pub code: String,
    /// Its own name.
    pub name: String,
    /// What the site is about.
    pub tagline: String,
    /// The front page.
    pub href: String,
}

/// The front page.
#[derive(Debug, Serialize)]
pub struct Home {
    /// Everything around it.
    pub frame: Frame,
    /// What the site is about, in a line.
    pub tagline: String,
    /// What the site is about.
    pub description: String,
    /// The calculators that most people come for.
    pub tools: Vec<calculators::Card>,
    /// The calculator of duties, which goes with the unit.
    pub duty_tool: Option<Link>,
    /// The guides.
    pub guides: Vec<rules::RuleCard>,
    /// The services in groups.
    pub groups: Vec<Group>,
    /// The unit of today.
    pub unit: Option<UnitToday>,
    /// The rules pages.
    pub rules: Vec<Link>,
    /// What changed last.
    pub latest: Vec<changes::Latest>,
}

/// A unit's value on the day of the build.
#[derive(Debug, Serialize)]
pub struct UnitToday {
    /// Its short name.
    pub name: String,
    /// Its name.
    pub full_name: String,
    /// What it is.
    pub about: String,
    /// Its value, if there is one.
    pub value: Option<String>,
    /// What it will be, and from when on.
    pub coming: Vec<String>,
    /// Until when it holds, or why there is none.
    pub note: String,
    /// Where it stands.
    pub source: Option<Cite>,
}

/// A group of services.
#[derive(Debug, Serialize)]
pub struct Group {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its services.
    pub services: Vec<ServiceCard>,
}

/// A service in a list.
#[derive(Debug, Serialize)]
pub struct ServiceCard {
    /// Its title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// What it does.
    pub summary: String,
    /// The categories concerned.
    pub categories: Vec<String>,
    /// What it costs at least, in words.
    pub price: String,
    /// What it will cost, and from when on.
    pub coming: Vec<String>,
    /// Whether the price is not known in full.
    pub doubtful: bool,
    /// How long it takes, in words.
    pub term: String,
}

/// The list of services.
#[derive(Debug, Serialize)]
pub struct Services {
    /// Everything around it.
    pub frame: Frame,
    /// The groups.
    pub groups: Vec<Group>,
}

/// A service.
#[derive(Debug, Serialize)]
pub struct Service {
    /// Everything around it.
    pub frame: Frame,
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it does, in a sentence.
    pub summary: String,
    /// More about it.
    pub about: Vec<String>,
    /// The categories concerned.
    pub categories: Vec<CategoryLink>,
    /// Where it stands.
    pub source: Cite,
    /// Facts at a glance.
    pub facts: Vec<Fact>,
    /// The path.
    pub steps: Vec<Step>,
    /// The script that keeps ticks, if there are papers to bring.
    pub checklist: Option<String>,
    /// The bill's prices.
    pub prices: Vec<PriceGroup>,
    /// The totals for every choice.
    pub totals: Option<Totals>,
    /// What is not charged.
    pub no_charge: Vec<Remark>,
    /// Costs outside the bill.
    pub excluded: Vec<Remark>,
    /// How long it takes.
    pub term: TermView,
    /// When one may file.
    pub window: Option<WindowView>,
    /// What to know besides.
    pub notes: Vec<Note>,
    /// Other services.
    pub related: Vec<ServiceCard>,
    /// The rules pages about it.
    pub rules: Vec<rules::RuleCard>,
    /// The guides in which it is.
    pub guides: Vec<Link>,
    /// The documents that the page rests on.
    pub basis: Vec<Basis>,
    /// The estimator.
    pub form: Form,
    /// The costs of a plan in which this service is already.
    pub plan: Option<String>,
    /// When it is done, with the days drawn.
    pub days: Option<String>,
}

/// A fact at a glance.
#[derive(Debug, Serialize)]
pub struct Fact {
    /// What.
    pub name: String,
    /// The fact.
    pub value: String,
    /// What it will be, and from when on.
    pub coming: Vec<String>,
    /// Whether it is in doubt.
    pub doubtful: bool,
}

/// A step of the path.
#[derive(Debug, Serialize)]
pub struct Step {
    /// Its number.
    pub number: usize,
    /// What it is.
    pub title: String,
    /// Who acts.
    pub body: String,
    /// Their page, if they have one.
    pub body_href: Option<String>,
    /// What to do.
    pub actions: Vec<String>,
    /// Where it stands.
    pub source: Cite,
    /// What to bring.
    pub documents: Vec<Document>,
    /// Where that stands.
    pub documents_source: Option<Cite>,
}

/// A paper.
#[derive(Debug, Serialize)]
pub struct Document {
    /// Its anchor, by which ticks are kept, too: once on a service's page.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it must fulfil.
    pub detail: Option<String>,
    /// What it consists of.
    pub parts: Vec<String>,
    /// Where it can be had.
    pub link: Option<String>,
    /// When it is asked for.
    pub condition: Option<String>,
    /// What is particular here.
    pub note: Option<String>,
}

/// A line of the bill with all its prices.
#[derive(Debug, Serialize)]
pub struct PriceGroup {
    /// The line's id.
    pub line: String,
    /// What is charged.
    pub label: String,
    /// For which choices.
    pub condition: String,
    /// The page that says who need not pay it.
    pub exempt: Option<String>,
    /// The prices.
    pub rows: Vec<PriceRow>,
}

/// A price.
#[derive(Debug, Serialize)]
pub struct PriceRow {
    /// Its anchor.
    pub id: String,
    /// For which choices, as the calculator takes them: `id=value`, joined by `&`.
    pub options: String,
    /// For which value of the option.
    pub choice: String,
    /// The amount, if it is known.
    pub amount: Option<String>,
    /// The rate it comes from.
    pub rate: Option<String>,
    /// What it will be, and from when on.
    pub coming: Vec<String>,
    /// Why it is not known, or from when on it holds.
    pub note: String,
    /// What stands in the source but cannot be used.
    pub unreadable: Option<String>,
    /// Where it stands.
    pub sources: Vec<Cite>,
}

/// The totals for every choice.
#[derive(Debug, Serialize)]
pub struct Totals {
    /// The options, as heads of columns.
    pub options: Vec<String>,
    /// The choices with their totals.
    pub rows: Vec<TotalRow>,
}

/// A choice with its total.
#[derive(Debug, Serialize)]
pub struct TotalRow {
    /// The choices, as the calculator takes them: `id=value`, joined by `&`.
    pub options: String,
    /// The values chosen.
    pub choices: Vec<String>,
    /// The total, if it is known.
    pub total: Option<String>,
    /// What it will be, and from when on.
    pub coming: Vec<String>,
    /// Why it is not.
    pub reason: String,
}

/// What to know of a charge.
#[derive(Debug, Serialize)]
pub struct Remark {
    /// The charge.
    pub label: String,
    /// What to know.
    pub text: String,
    /// Where it stands.
    pub source: Cite,
}

/// How long it takes.
#[derive(Debug, Serialize)]
pub struct TermView {
    /// In words, if it is given.
    pub text: Option<String>,
    /// Why it is not.
    pub note: String,
    /// Where it stands.
    pub source: Cite,
    /// To how long it may be extended.
    pub extension: Option<String>,
    /// Where that stands.
    pub extension_source: Option<Cite>,
}

/// When one may file.
#[derive(Debug, Serialize)]
pub struct WindowView {
    /// In words.
    pub text: String,
    /// Where it stands.
    pub source: Cite,
}

/// Something to know.
#[derive(Debug, Serialize)]
pub struct Note {
    /// Whether it may cost money or a visa.
    pub warning: bool,
    /// What.
    pub text: String,
    /// Where it stands.
    pub source: Cite,
}

/// A document that a page rests on.
#[derive(Debug, Serialize)]
pub struct Basis {
    /// Its id.
    #[serde(skip)]
    pub document: String,
    /// Its title.
    pub title: String,
    /// Its title in a few words.
    pub short: String,
    /// Its place on the sources page.
    pub href: String,
    /// What is known about its edition.
    pub edition: Option<String>,
    /// Later acts whose text is not on file.
    pub later_acts: Vec<LaterAct>,
    /// The places in it that the page cites, where they are gathered.
    pub places: Vec<Cite>,
}

/// The estimator.
#[derive(Debug, Serialize)]
pub struct Form {
    /// The options.
    pub options: Vec<FormOption>,
    /// The ways to file.
    pub channels: Vec<FormValue>,
    /// Whether something expires.
    pub window: bool,
    /// Whether the source gives a term.
    pub term: bool,
    /// The page's rules.
    pub rules: String,
    /// The calculator.
    pub calculator: String,
    /// Its WASM.
    pub wasm: String,
    /// The page's script.
    pub script: String,
    /// The most people that it takes.
    pub most_people: u32,
    /// The first day of the calendar.
    pub first_day: String,
    /// The last day of the calendar.
    pub last_day: String,
}

/// An option of the estimator.
#[derive(Debug, Serialize)]
pub struct FormOption {
    /// Its id.
    pub id: String,
    /// Its label.
    pub label: String,
    /// More about it.
    pub help: Option<String>,
    /// Its values.
    pub values: Vec<FormValue>,
    /// Whether it is shown as a pair of buttons.
    pub pair: bool,
}

/// A value to choose.
#[derive(Debug, Serialize)]
pub struct FormValue {
    /// Its id.
    pub id: String,
    /// Its label.
    pub label: String,
    /// Whether it is chosen at first.
    pub selected: bool,
}

/// A body's page.
#[derive(Debug, Serialize)]
pub struct Body {
    /// Everything around it.
    pub frame: Frame,
    /// Its name.
    pub name: String,
    /// What it does.
    pub about: Vec<String>,
    /// Where it is.
    pub address: Option<String>,
    /// How to write to it.
    pub emails: Vec<String>,
    /// How to call it.
    pub phones: Vec<Phone>,
    /// When it is open.
    pub hours: Vec<Hours>,
    /// Its pages elsewhere.
    pub links: Vec<Link>,
    /// Where this stands.
    pub sources: Vec<Cite>,
    /// Its services.
    pub groups: Vec<Group>,
}

/// A telephone.
#[derive(Debug, Serialize)]
pub struct Phone {
    /// Its number.
    pub number: String,
    /// Its number to dial.
    pub dial: String,
    /// When it is answered.
    pub hours: Option<String>,
}

/// Opening hours.
#[derive(Debug, Serialize)]
pub struct Hours {
    /// Of what.
    pub text: String,
    /// From and until.
    pub open: String,
    /// The break.
    pub pause: Option<String>,
}

/// The sources.
#[derive(Debug, Serialize)]
pub struct Sources {
    /// Everything around it.
    pub frame: Frame,
    /// Those whose text is on file.
    pub primary: Vec<Source>,
    /// Those known from others.
    pub secondary: Vec<Source>,
    /// The units with their values.
    pub units: Vec<UnitHistory>,
    /// The calendar's years.
    pub years: Vec<CalendarYear>,
}

/// A document.
#[derive(Debug, Serialize)]
pub struct Source {
    /// Its anchor.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its title in a few words.
    pub short: String,
    /// Its language's code.
    pub language: String,
    /// Its number.
    pub number: Option<String>,
    /// Its date.
    pub date: Option<String>,
    /// What is known about the edition.
    pub edition: Option<String>,
    /// When it was last compared.
    pub checked: String,
    /// Where it can be read.
    pub link: Option<String>,
    /// Its places.
    pub places: Vec<Place>,
    /// Acts known to change it.
    pub later_acts: Vec<LaterAct>,
}

/// A place in a document.
#[derive(Debug, Serialize)]
pub struct Place {
    /// Its anchor.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Why nothing cites it.
    pub left_out: Option<String>,
}

/// An act that changes a document.
#[derive(Clone, Debug, Serialize)]
pub struct LaterAct {
    /// Its title.
    pub title: String,
    /// When it came into force.
    pub in_force: Option<String>,
}

/// A unit with its values.
#[derive(Debug, Serialize)]
pub struct UnitHistory {
    /// Its anchor.
    pub id: String,
    /// Its short name.
    pub name: String,
    /// Its name.
    pub full_name: String,
    /// What it is.
    pub about: String,
    /// Its values, the newest first.
    pub values: Vec<UnitValue>,
}

/// A unit's value.
#[derive(Debug, Serialize)]
pub struct UnitValue {
    /// Its anchor.
    pub id: String,
    /// From when.
    pub from: String,
    /// Until when.
    pub until: String,
    /// The value.
    pub value: String,
    /// Why it is not quite certain.
    pub doubt: Option<String>,
    /// Where it stands.
    pub source: Cite,
}

/// A year of the calendar.
#[derive(Debug, Serialize)]
pub struct CalendarYear {
    /// The year.
    pub year: u32,
    /// How many working days it has.
    pub working_days: u32,
    /// What is not yet known of it.
    pub provisional: Option<String>,
    /// Its days off besides weekends.
    pub days: Vec<CalendarDay>,
    /// Where they stand.
    pub source: Cite,
}

/// A day off.
#[derive(Debug, Serialize)]
pub struct CalendarDay {
    /// Its anchor.
    pub id: String,
    /// The day.
    pub date: String,
    /// Why.
    pub why: String,
    /// Whether its date is an estimate.
    pub estimated: bool,
}

/// The glossary.
#[derive(Debug, Serialize)]
pub struct Glossary {
    /// Everything around it.
    pub frame: Frame,
    /// The terms.
    pub terms: Vec<Term>,
}

/// A term.
#[derive(Debug, Serialize)]
pub struct Term {
    /// Its anchor.
    pub id: String,
    /// The term here.
    pub name: String,
    /// What it means.
    pub meaning: Option<String>,
    /// The term in the other languages: code and term.
    pub others: Vec<TermIn>,
}

/// A term in a language.
#[derive(Debug, Serialize)]
pub struct TermIn {
    /// The language's code.
    pub lang: String,
    /// The term.
    pub term: String,
}

/// Nothing at this address.
#[derive(Debug, Serialize)]
pub struct NotFound {
    /// Everything around it.
    pub frame: Frame,
    /// What to say, in each language that it is said in.
    pub messages: Vec<NotFoundMessage>,
}

/// Nothing at this address, in a language.
#[derive(Debug, Serialize)]
pub struct NotFoundMessage {
    /// The language's code.
    pub lang: String,
    /// That there is nothing.
    pub title: String,
    /// What to do.
    pub text: String,
    /// The front page.
    pub home: Link,
    /// The services.
    pub services: Link,
}

/// All categories, to compare.
#[derive(Debug, Serialize)]
pub struct Categories {
    /// Everything around it.
    pub frame: Frame,
    /// What they are called.
    pub title: String,
    /// What to know first.
    pub lead: String,
    /// What they may be for.
    pub purposes: Vec<Choice>,
    /// Who may issue them.
    pub issuers: Vec<Choice>,
    /// How long one may want to stay.
    pub stays: Vec<Choice>,
    /// The categories.
    pub lines: Vec<CategoryLine>,
    /// The documents that this rests on.
    pub basis: Vec<Basis>,
    /// The calculator that finds the fitting ones.
    pub finder: Option<Link>,
    /// The page's script.
    pub script: String,
}

/// Something to filter by.
#[derive(Debug, Serialize)]
pub struct Choice {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// A category in the table of all.
#[derive(Debug, Serialize)]
pub struct CategoryLine {
    /// Its code.
    pub code: String,
    /// Its page.
    pub href: String,
    /// Its name.
    pub title: String,
    /// What it is for: id.
    pub purpose: String,
    /// What it is for, in words.
    pub purpose_name: String,
    /// Who issues it, as ids.
    pub issuers: String,
    /// Entries, validity and stay.
    pub rows: Vec<CategoryRow>,
    /// For each issuer, whether.
    pub issued: Vec<IssuedBy>,
    /// Whether something about it is uncertain.
    pub doubtful: bool,
}

/// Entries, validity and stay.
#[derive(Debug, Serialize)]
pub struct CategoryRow {
    /// Its entries, as an id.
    pub entries_id: String,
    /// The lengths of stay of the filter that it allows.
    pub stays: String,
    /// Its anchor.
    pub id: String,
    /// Entries.
    pub entries: String,
    /// Validity.
    pub validity: String,
    /// Stay.
    pub stay: String,
    /// For whom.
    pub whom: Option<String>,
    /// What else holds.
    pub note: Option<String>,
    /// What is uncertain.
    pub doubt: Option<String>,
}

/// Whether somebody issues a category.
#[derive(Debug, Serialize)]
pub struct IssuedBy {
    /// Who.
    pub name: String,
    /// Whether; nothing if it is not on file.
    pub does: Option<bool>,
}

/// A category.
#[derive(Debug, Serialize)]
pub struct Category {
    /// Everything around it.
    pub frame: Frame,
    /// Its code.
    pub code: String,
    /// Its name.
    pub title: String,
    /// Who gets it and for what.
    pub summary: String,
    /// Where it stands.
    pub source: Cite,
    /// What is uncertain about it.
    pub doubt: Option<String>,
    /// Entries, validity and stay.
    pub rows: Vec<CategoryRow>,
    /// Who gets it.
    pub recipients: Vec<String>,
    /// Who issues it.
    pub issued: Vec<IssuedBy>,
    /// Under what conditions.
    pub issued_note: Option<String>,
    /// Where that stands.
    pub issued_source: Option<Cite>,
    /// On what ground.
    pub grounds: Vec<Ground>,
    /// Other rules.
    pub conditions: Vec<String>,
    /// Single rules: change, extension, interview, reinstatement, term.
    pub rules: Vec<CategoryRule>,
    /// The categories that one may change into from this one.
    pub change_to: Vec<CategoryLink>,
    /// The page that compares who issues the categories.
    pub issued_href: Option<String>,
    /// The countries whose citizens get it in one of these ways.
    pub countries_href: Option<String>,
    /// The duties charged for it.
    pub duties: Vec<rules::Duty>,
    /// Services that concern it.
    pub services: Vec<ServiceCard>,
    /// The rules pages about it.
    pub related: Vec<rules::RuleCard>,
    /// The guides in which it is.
    pub guides: Vec<Link>,
    /// The documents that this rests on.
    pub basis: Vec<Basis>,
}

/// Who issues a category on what ground.
#[derive(Debug, Serialize)]
pub struct Ground {
    /// Who.
    pub by: String,
    /// On what.
    pub text: String,
    /// On what, one by one.
    pub items: Vec<String>,
}

/// A rule about a category.
#[derive(Debug, Serialize)]
pub struct CategoryRule {
    /// Its anchor.
    pub id: String,
    /// What it is about.
    pub name: String,
    /// The page that compares all categories in this.
    pub href: Option<String>,
    /// In a word or two.
    pub value: String,
    /// The categories that it names.
    pub links: Vec<CategoryLink>,
    /// In a sentence.
    pub text: Option<String>,
    /// Where it stands.
    pub source: Option<Cite>,
}

/// A link to a category.
#[derive(Clone, Debug, Serialize)]
pub struct CategoryLink {
    /// Its code.
    pub code: String,
    /// Its name.
    pub title: String,
    /// Its page; empty if it has none.
    pub href: String,
}
