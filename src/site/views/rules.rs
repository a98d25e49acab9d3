//! What the templates of the rules pages get.

use serde::Serialize;

use super::{
    Basis, CategoryLink, Choice, Cite, Document, FormValue, Frame, Hours, Link, Phone, ServiceCard,
};

/// All rules pages.
#[derive(Debug, Serialize)]
pub struct Rules {
    /// Everything around it.
    pub frame: Frame,
    /// The pages.
    pub rules: Vec<RuleCard>,
}

/// A rules page in a list.
#[derive(Debug, Serialize)]
pub struct RuleCard {
    /// Its title.
    pub title: String,
    /// Its address.
    pub href: String,
    /// What one learns there.
    pub summary: String,
}

/// A rules page.
#[derive(Debug, Serialize)]
pub struct Rule {
    /// Everything around it.
    pub frame: Frame,
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What one learns there.
    pub summary: String,
    /// Words of orientation.
    pub about: Vec<String>,
    /// Where it mainly stands.
    pub source: Cite,
    /// What it says.
    pub sections: Vec<Section>,
    /// Its periods and calculators.
    pub tools: Tools,
    /// What the calculators need.
    pub calculator: Option<Calculator>,
    /// The services concerned.
    pub services: Vec<ServiceCard>,
    /// The categories concerned.
    pub categories: Vec<CategoryLink>,
    /// The duties concerned.
    pub duties: Vec<Link>,
    /// Other rules pages.
    pub related: Vec<RuleCard>,
    /// The guides in which it is.
    pub guides: Vec<Link>,
    /// The documents that this rests on.
    pub basis: Vec<Basis>,
    /// The script that filters tables and prints forms, if there are any.
    pub script: Option<String>,
}

/// The periods and calculators of a rules page.
#[derive(Debug, Serialize)]
pub struct Tools {
    /// The periods of the procedure.
    pub periods: Vec<Period>,
    /// Their picture.
    pub timeline: Option<String>,
    /// The deadline calculator.
    pub deadline: Option<DeadlineForm>,
    /// The duty calculator.
    pub duty: Option<DutyForm>,
    /// The page on which all deadlines can be worked out, with the days drawn.
    pub all_deadlines: Option<String>,
    /// The page on which all duties can be worked out.
    pub all_duties: Option<String>,
}

/// The files of a page's calculator.
#[derive(Debug, Serialize)]
pub struct Calculator {
    /// The page's rules.
    pub rules: String,
    /// The calculator.
    pub code: String,
    /// Its WASM.
    pub wasm: String,
    /// The page's script.
    pub script: String,
    /// The first day of the calendar.
    pub first_day: String,
    /// The last day of the calendar.
    pub last_day: String,
}

/// The deadline calculator of a rules page.
#[derive(Debug, Serialize)]
pub struct DeadlineForm {
    /// The periods to choose from, by page.
    pub groups: Vec<DeadlineGroup>,
    /// Whether any of them begins with a filing, at a time of day.
    pub timed: bool,
}

/// The periods of a page to choose from.
#[derive(Debug, Serialize)]
pub struct DeadlineGroup {
    /// The page's title.
    pub title: String,
    /// The periods, once for each way to file.
    pub choices: Vec<DeadlineChoice>,
}

/// A period, and a way to file if it begins with a filing.
#[derive(Debug, Serialize)]
pub struct DeadlineChoice {
    /// Page, period and channel, joined by slashes.
    pub value: String,
    /// In words.
    pub label: String,
    /// Whether a time of day matters.
    pub timed: bool,
}

/// The duty calculator.
#[derive(Debug, Serialize)]
pub struct DutyForm {
    /// The duties.
    pub duties: Vec<FormValue>,
    /// The grounds of exemption, with the duties that each is for.
    pub grounds: Vec<GroundChoice>,
    /// The most people that it takes.
    pub most_people: u32,
}

/// A ground of exemption to choose.
#[derive(Debug, Serialize)]
pub struct GroundChoice {
    /// Its id.
    pub id: String,
    /// In words.
    pub label: String,
    /// The ids of the duties that it is a ground for.
    pub duties: String,
}

/// A part of a rules page.
#[derive(Debug, Default, Serialize)]
pub struct Section {
    /// Its anchor.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// Paragraphs.
    pub text: Vec<String>,
    /// Where they stand.
    pub source: Option<Cite>,
    /// Who does what.
    pub steps: Vec<Step>,
    /// Points one by one.
    pub points: Vec<Point>,
    /// Whether they are numbered.
    pub numbered: bool,
    /// Papers to bring.
    pub documents: Vec<Document>,
    /// Whose hours are shown.
    pub bodies: Vec<BodyHours>,
    /// Duties with their grounds of exemption.
    pub duties: Vec<Duty>,
    /// Who issues which category.
    pub matrix: Option<Matrix>,
    /// Which category can be changed into which.
    pub changes: Option<Changes>,
    /// Facts about categories, those of the same wording together.
    pub facts: Vec<FactGroup>,
    /// The countries.
    pub countries: Option<Countries>,
    /// The periods of all pages.
    pub periods: Vec<PagePeriods>,
    /// A form to fill in.
    pub form: Option<PaperForm>,
}

/// A step of a procedure.
#[derive(Debug, Serialize)]
pub struct Step {
    /// What happens.
    pub title: String,
    /// Who acts.
    pub body: String,
    /// More about it.
    pub text: Vec<String>,
    /// How long it may take.
    pub period: Option<PeriodMark>,
    /// Where it stands.
    pub source: Cite,
}

/// A period where it is mentioned.
#[derive(Debug, Serialize)]
pub struct PeriodMark {
    /// How long.
    pub length: String,
    /// Where it is explained.
    pub href: String,
}

/// A point.
#[derive(Debug, Serialize)]
pub struct Point {
    /// Its anchor.
    pub id: String,
    /// It in a few words.
    pub title: Option<String>,
    /// It in a sentence or two.
    pub text: String,
    /// What happened to it: the id of a change.
    pub change: Option<String>,
    /// The same in words.
    pub change_text: String,
    /// Where it stands.
    pub source: Cite,
}

/// When a body is open.
#[derive(Debug, Serialize)]
pub struct BodyHours {
    /// Its name.
    pub name: String,
    /// Its page.
    pub href: Option<String>,
    /// What to know of it.
    pub about: Vec<String>,
    /// When it is open.
    pub hours: Vec<Hours>,
    /// How to call it.
    pub phones: Vec<Phone>,
    /// Its pages elsewhere.
    pub links: Vec<Link>,
    /// Where this stands.
    pub sources: Vec<Cite>,
}

/// A duty.
#[derive(Debug, Serialize)]
pub struct Duty {
    /// Its anchor.
    pub id: String,
    /// What it is for.
    pub title: String,
    /// Its rate on the day of the build, if there is one.
    pub rate: Option<String>,
    /// The same in money.
    pub amount: Option<String>,
    /// What both will be, and from when on.
    pub coming: Vec<String>,
    /// Why there is no rate or amount.
    pub reason: String,
    /// How often it is charged.
    pub per: String,
    /// From when on the rate holds.
    pub since: String,
    /// Where it stands.
    pub sources: Vec<Cite>,
    /// Who need not pay.
    pub grounds: Vec<Ground>,
    /// What to know before relying on that.
    pub note: Option<String>,
    /// The page that explains it.
    pub href: Option<String>,
    /// The services that charge it.
    pub services: Vec<Link>,
    /// The categories that it is charged for.
    pub categories: Vec<CategoryLink>,
}

/// A ground of exemption.
#[derive(Debug, Serialize)]
pub struct Ground {
    /// Its anchor.
    pub id: String,
    /// In words.
    pub text: String,
    /// From when on, if it doesn't hold yet.
    pub since: Option<String>,
    /// Where it stands.
    pub source: Cite,
}

/// Who issues which category.
#[derive(Debug, Serialize)]
pub struct Matrix {
    /// The issuers.
    pub issuers: Vec<Choice>,
    /// The categories.
    pub rows: Vec<MatrixRow>,
}

/// Who issues a category.
#[derive(Debug, Serialize)]
pub struct MatrixRow {
    /// The category.
    pub category: CategoryLink,
    /// For each issuer, whether; nothing if it is not on file.
    pub cells: Vec<Option<bool>>,
    /// Under what conditions.
    pub note: Option<String>,
}

/// Which category can be changed into which.
#[derive(Debug, Serialize)]
pub struct Changes {
    /// The picture.
    pub graph: String,
    /// The same in words, by the category that one changes into.
    pub targets: Vec<ChangeTarget>,
}

/// From which categories one can change into one.
#[derive(Debug, Serialize)]
pub struct ChangeTarget {
    /// Into which.
    pub category: CategoryLink,
    /// From which.
    pub from: Vec<CategoryLink>,
    /// From any.
    pub any: bool,
    /// Under what conditions.
    pub text: Option<String>,
    /// Where it stands.
    pub source: Cite,
}

/// A fact that holds for some categories.
#[derive(Debug, Serialize)]
pub struct FactGroup {
    /// In a word or two.
    pub value: String,
    /// In a sentence.
    pub text: Option<String>,
    /// For which categories.
    pub links: Vec<CategoryLink>,
    /// Where it stands.
    pub source: Cite,
}

/// The countries whose citizens may get something.
#[derive(Debug, Serialize)]
pub struct Countries {
    /// What they may get.
    pub categories: Vec<CategoryLink>,
    /// Where the list stands.
    pub source: Cite,
    /// How many there are.
    pub count: usize,
    /// The countries.
    pub rows: Vec<Country>,
    /// The language that the list is written in.
    pub listed_in: String,
}

/// A country.
#[derive(Debug, Serialize)]
pub struct Country {
    /// Its anchor.
    pub id: String,
    /// Its number in the source.
    pub number: u32,
    /// Its name.
    pub name: String,
    /// Its two-letter code.
    pub code: String,
    /// As the source writes it.
    pub listed_as: String,
    /// What keeps it from being mistaken for another.
    pub note: Option<String>,
    /// All its names and codes, to search in.
    pub words: String,
}

/// The periods of a page.
#[derive(Debug, Serialize)]
pub struct PagePeriods {
    /// The page.
    pub page: Link,
    /// Its periods.
    pub periods: Vec<Period>,
}

/// A period.
#[derive(Debug, Serialize)]
pub struct Period {
    /// Its anchor.
    pub id: String,
    /// What must have happened.
    pub title: String,
    /// How long.
    pub length: String,
    /// What it is counted from.
    pub starts: String,
    /// Who must act.
    pub by: String,
    /// To how long it may be extended.
    pub extension: Option<String>,
    /// Where that stands.
    pub extension_source: Option<Cite>,
    /// The ways to file.
    pub channels: Vec<String>,
    /// What else to know.
    pub note: Option<String>,
    /// Where it stands.
    pub source: Cite,
    /// Its page and anchor.
    pub href: String,
}

/// A form to fill in and print.
#[derive(Debug, Serialize)]
pub struct PaperForm {
    /// Its title.
    pub title: String,
    /// Where it stands.
    pub source: Cite,
    /// Its paragraphs, in parts.
    pub paragraphs: Vec<Vec<FormPart>>,
}

/// A piece of text, or something to fill in.
#[derive(Debug, Serialize)]
pub struct FormPart {
    /// The text.
    pub text: String,
    /// The field's id, if it is one.
    pub field: Option<String>,
    /// What belongs there.
    pub label: String,
    /// What it looks like.
    pub kind: String,
}
