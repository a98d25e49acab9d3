//! What stands in the JSON files, member by member in this order.

use std::fmt;

use serde::{Serialize, Serializer};

use qagida_calculator::date::Time;
use qagida_calculator::term::TermUnit;
use qagida_calculator::{Amount, Date};

use super::Today;
use crate::content::Content;
use crate::content::model::{self, Duration, Per, Stay, Weekday};
use crate::content::reading::{At, Chosen, Id, Text};
use crate::content::rules;

/// Makes records from the content.
#[derive(Clone, Copy)]
pub(super) struct Records<'a> {
    /// The content.
    pub content: &'a Content,
    /// The codes of its languages, in order.
    pub languages: &'a [&'a str],
}

/// A text by language.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    languages: &'a [&'a str],
    text: &'a Text,
}

impl Words<'_> {
    /// The text in the language of a number.
    pub fn get(&self, language: usize) -> &str {
        self.text.get(language)
    }
}

impl Serialize for Words<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let codes = self.languages.iter().enumerate();
        serializer.collect_map(codes.map(|(number, code)| (code, self.text.get(number))))
    }
}

/// Members whose names are ids of the content.
pub(super) struct Members<'a, T>(pub Vec<(&'a str, T)>);

impl<T: Serialize> Serialize for Members<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

/// Where a figure stands.
#[derive(Clone, Copy, Serialize)]
pub(super) struct Citation<'a> {
    pub document: &'a str,
    pub at: &'a str,
}

/// A value that is written as it is displayed.
#[derive(Clone, Copy)]
pub(super) struct Shown<T>(T);

impl<T: fmt::Display> fmt::Display for Shown<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<T: fmt::Display> Serialize for Shown<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// Something with a name.
#[derive(Serialize)]
pub(super) struct Named<'a> {
    id: &'a str,
    name: Words<'a>,
}

#[derive(Serialize)]
pub(super) struct Service<'a> {
    pub id: &'a str,
    pub title: Words<'a>,
    pub summary: Words<'a>,
    about: Vec<Words<'a>>,
    pub page: String,
    pub categories: Vec<&'a str>,
    pub source: Citation<'a>,
    pub steps: Vec<Step<'a>>,
    pub options: Vec<&'a str>,
    pub tariff: Vec<Line<'a>>,
    no_charge: Vec<Remark<'a>>,
    excluded: Vec<Remark<'a>>,
    pub term: Option<Term<'a>>,
    pub term_not_given: Option<NotGiven<'a>>,
    pub filing_window: Option<Window<'a>>,
    pub channels: Vec<&'a str>,
    notes: Vec<Note<'a>>,
    related: Vec<&'a str>,
}

#[derive(Serialize)]
pub(super) struct Step<'a> {
    pub r#where: &'a str,
    title: Words<'a>,
    actions: Vec<Words<'a>>,
    source: Citation<'a>,
    pub documents: Vec<StepPaper<'a>>,
    pub documents_source: Option<Citation<'a>>,
}

#[derive(Serialize)]
pub(super) struct StepPaper<'a> {
    pub document: &'a str,
    pub when: Option<&'a str>,
    pub note: Option<Words<'a>>,
}

#[derive(Serialize)]
pub(super) struct Line<'a> {
    pub id: &'a str,
    pub kind: &'a str,
    pub when: Members<'a, &'a str>,
    pub by: Option<&'a str>,
    pub per: &'static str,
    pub duty: Option<&'a str>,
    pub source: Option<Citation<'a>>,
    pub values: Vec<Price<'a>>,
}

#[derive(Serialize)]
pub(super) struct Price<'a> {
    pub from: Shown<Date>,
    pub until: Option<Shown<Date>>,
    #[serde(flatten)]
    pub cell: Cell<'a>,
    pub table: Option<Vec<Row<'a>>>,
    pub source: Citation<'a>,
}

#[derive(Serialize)]
pub(super) struct Row<'a> {
    pub choice: &'a str,
    #[serde(flatten)]
    pub cell: Cell<'a>,
}

/// A price, or why there is none.
#[derive(Serialize)]
pub(super) struct Cell<'a> {
    pub amount: Option<Shown<Amount>>,
    pub rate: Option<Shown<Amount>>,
    pub unit: Option<&'a str>,
    pub unreadable: Option<&'a str>,
    pub not_given: Option<Words<'a>>,
    pub note: Option<Words<'a>>,
}

#[derive(Serialize)]
struct Remark<'a> {
    kind: &'a str,
    text: Words<'a>,
    source: Citation<'a>,
}

#[derive(Serialize)]
pub(super) struct Term<'a> {
    pub min: u32,
    pub max: u32,
    pub unit: &'static str,
    pub extension: Option<Extension<'a>>,
    pub source: Citation<'a>,
}

#[derive(Serialize)]
pub(super) struct Extension<'a> {
    pub max: u32,
    pub unit: &'static str,
    source: Citation<'a>,
}

#[derive(Serialize)]
pub(super) struct NotGiven<'a> {
    pub reason: Words<'a>,
    pub source: Citation<'a>,
}

#[derive(Serialize)]
pub(super) struct Window<'a> {
    pub opens: u32,
    pub closes: u32,
    pub unit: &'static str,
    source: Citation<'a>,
}

#[derive(Serialize)]
struct Note<'a> {
    kind: &'static str,
    text: Words<'a>,
    source: Citation<'a>,
}

/// What services refer to by id.
#[derive(Serialize)]
pub(super) struct AroundServices<'a> {
    currency: &'a str,
    charges: Vec<Named<'a>>,
    options: Vec<Choice<'a>>,
    channels: Vec<Channel<'a>>,
    bodies: Vec<Body<'a>>,
    documents: Vec<Paper<'a>>,
    conditions: Vec<Named<'a>>,
}

#[derive(Serialize)]
struct Choice<'a> {
    id: &'a str,
    name: Words<'a>,
    help: Option<Words<'a>>,
    values: Vec<Named<'a>>,
    default: Option<&'a str>,
}

#[derive(Serialize)]
struct Channel<'a> {
    id: &'a str,
    name: Words<'a>,
    accepts: Vec<&'static str>,
    closes: Option<Shown<Time>>,
    hands_over_early: Option<u32>,
    source: Citation<'a>,
}

#[derive(Serialize)]
struct Body<'a> {
    id: &'a str,
    name: Words<'a>,
    about: Vec<Words<'a>>,
    address: Option<Words<'a>>,
    emails: Vec<&'a str>,
    phones: Vec<Phone<'a>>,
    hours: Vec<Hours<'a>>,
    links: Vec<Link<'a>>,
    source: Option<Citation<'a>>,
    also: Vec<Citation<'a>>,
}

#[derive(Serialize)]
struct Phone<'a> {
    number: &'a str,
    hours: Option<Words<'a>>,
}

#[derive(Serialize)]
struct Hours<'a> {
    text: Words<'a>,
    opens: Shown<Time>,
    closes: Shown<Time>,
    break_from: Option<Shown<Time>>,
    break_until: Option<Shown<Time>>,
}

#[derive(Serialize)]
struct Link<'a> {
    url: &'a str,
    label: Words<'a>,
}

#[derive(Serialize)]
struct Paper<'a> {
    id: &'a str,
    name: Words<'a>,
    detail: Option<Words<'a>>,
    parts: Vec<Words<'a>>,
    link: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct Category<'a> {
    pub code: &'a str,
    pub title: Words<'a>,
    pub rows: Vec<CategoryRow<'a>>,
    pub issued: Option<Members<'a, bool>>,
    pub change_from: Option<ChangeFrom<'a>>,
    pub extension: Option<CategoryExtension<'a>>,
    pub interview: Option<&'static str>,
    pub not_on_file: Vec<&'static str>,
    summary: Words<'a>,
    pub purpose: &'a str,
    recipients: Vec<Words<'a>>,
    grounds: Vec<Ground<'a>>,
    conditions: Vec<Words<'a>>,
    issued_note: Option<Words<'a>>,
    issued_source: Option<Citation<'a>>,
    change_note: Option<Words<'a>>,
    pub change_source: Option<Citation<'a>>,
    interview_note: Option<Words<'a>>,
    interview_source: Option<Citation<'a>>,
    pub reinstatement: Option<Reinstatement<'a>>,
    pub term: Option<CategoryTerm<'a>>,
    pub duties: Vec<&'a str>,
    pub doubt: Option<Words<'a>>,
    pub page: String,
    services: Vec<&'a str>,
    pub source: Citation<'a>,
}

#[derive(Serialize)]
pub(super) struct CategoryRow<'a> {
    pub entries: &'static str,
    pub validity: Shown<Duration>,
    pub stay: Option<String>,
    pub note: Option<Words<'a>>,
    pub id: &'a str,
    pub r#for: Option<Words<'a>>,
    pub per_entry: bool,
    pub doubt: Option<Words<'a>>,
}

/// From which categories one may change.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum ChangeFrom<'a> {
    Any(&'static str),
    These(Vec<&'a str>),
}

#[derive(Serialize)]
pub(super) struct CategoryExtension<'a> {
    pub max: Option<Shown<Duration>>,
    note: Words<'a>,
    source: Citation<'a>,
}

#[derive(Serialize)]
struct Ground<'a> {
    by: &'a str,
    text: Words<'a>,
    items: Vec<Words<'a>>,
}

#[derive(Serialize)]
pub(super) struct Reinstatement<'a> {
    pub possible: bool,
    note: Option<Words<'a>>,
    source: Citation<'a>,
}

#[derive(Serialize)]
pub(super) struct CategoryTerm<'a> {
    rule: &'a str,
    period: &'a str,
    pub max: u32,
    pub unit: &'static str,
    source: Citation<'a>,
}

/// What categories refer to by id.
#[derive(Serialize)]
pub(super) struct AroundCategories<'a> {
    issuers: Vec<Named<'a>>,
    purposes: Vec<Named<'a>>,
}

#[derive(Serialize)]
pub(super) struct Rule<'a> {
    pub id: &'a str,
    pub title: Words<'a>,
    pub summary: Words<'a>,
    pub page: String,
    pub source: Citation<'a>,
    pub periods: Vec<Period<'a>>,
    services: Vec<&'a str>,
    categories: Vec<&'a str>,
    duties: Vec<&'a str>,
    related: Vec<&'a str>,
}

#[derive(Serialize)]
pub(super) struct Period<'a> {
    pub id: &'a str,
    pub title: Words<'a>,
    pub starts: Words<'a>,
    pub after: Option<&'a str>,
    pub by: Vec<&'a str>,
    pub min: u32,
    pub max: u32,
    pub unit: &'static str,
    pub extension: Option<Extension<'a>>,
    pub channels: Vec<&'a str>,
    pub note: Option<Words<'a>>,
    pub source: Citation<'a>,
}

#[derive(Serialize)]
pub(super) struct Duty<'a> {
    pub id: &'a str,
    rate: Option<Shown<Amount>>,
    pub unit: Option<&'a str>,
    pub per: &'static str,
    unit_value: Option<Shown<Amount>>,
    amount: Option<Shown<Amount>>,
    pub kind: &'a str,
    pub title: Words<'a>,
    pub values: Vec<DutyValue<'a>>,
    exemptions_note: Option<Words<'a>>,
    pub exemptions: Vec<Exemption<'a>>,
}

#[derive(Serialize)]
pub(super) struct DutyValue<'a> {
    pub from: Shown<Date>,
    pub until: Option<Shown<Date>>,
    pub rate: Option<Shown<Amount>>,
    pub not_given: Option<Words<'a>>,
    pub source: Citation<'a>,
}

#[derive(Serialize)]
pub(super) struct Exemption<'a> {
    pub id: &'a str,
    pub text: Option<Words<'a>>,
    pub from: Shown<Date>,
    pub until: Option<Shown<Date>>,
    pub source: Citation<'a>,
}

#[derive(Serialize)]
pub(super) struct AroundDuties<'a> {
    pub fees: Vec<Duty<'a>>,
}

#[derive(Serialize)]
pub(super) struct Unit<'a> {
    pub id: &'a str,
    pub name: Words<'a>,
    full_name: Words<'a>,
    about: Words<'a>,
    pub values: Vec<UnitValue<'a>>,
}

#[derive(Serialize)]
pub(super) struct UnitValue<'a> {
    pub from: Shown<Date>,
    pub until: Option<Shown<Date>>,
    pub value: Shown<Amount>,
    pub doubt: Option<Words<'a>>,
    pub source: Citation<'a>,
}

#[derive(Serialize)]
#[expect(clippy::struct_field_names, reason = "it is called so in the data")]
pub(super) struct Year<'a> {
    pub year: u32,
    pub provisional: Option<Words<'a>>,
    pub days: Vec<Day<'a>>,
    pub source: Citation<'a>,
}

#[derive(Serialize)]
pub(super) struct Day<'a> {
    pub date: Shown<Date>,
    pub kind: &'static str,
    pub name: Option<Words<'a>>,
    pub worked_instead: Option<Shown<Date>>,
    pub estimated: bool,
}

#[derive(Serialize)]
pub(super) struct AroundCalendar<'a> {
    weekend: Vec<&'static str>,
    source: Citation<'a>,
}

#[derive(Serialize)]
pub(super) struct Country<'a> {
    pub number: u32,
    pub code: &'a str,
    pub alpha3: &'a str,
    pub name: Words<'a>,
    pub listed_as: &'a str,
    pub note: Option<Words<'a>>,
}

#[derive(Serialize)]
pub(super) struct AroundCountries<'a> {
    issuer: Option<&'a str>,
    categories: Vec<&'a str>,
    source: Option<Citation<'a>>,
}

#[derive(Serialize)]
pub(super) struct Source<'a> {
    pub id: &'a str,
    pub title: Words<'a>,
    pub short: Words<'a>,
    pub kind: &'static str,
    pub language: &'a str,
    pub number: Option<&'a str>,
    pub date: Option<Shown<Date>>,
    pub edition_from: Option<Shown<Date>>,
    pub edition: Option<Words<'a>>,
    pub checked: Shown<Date>,
    pub link: Option<&'a str>,
    pub places: Vec<Place<'a>>,
    pub parts: Vec<Place<'a>>,
    pub later_acts: Vec<LaterAct<'a>>,
}

#[derive(Serialize)]
pub(super) struct Place<'a> {
    pub id: &'a str,
    pub name: Words<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    left_out: Option<Words<'a>>,
}

#[derive(Serialize)]
pub(super) struct LaterAct<'a> {
    title: Words<'a>,
    in_force: Option<Shown<Date>>,
}

#[derive(Serialize)]
pub(super) struct Listed<'a> {
    pub file: &'a str,
    pub count: usize,
    pub bytes: usize,
}

/// What holds for all files.
#[derive(Serialize)]
pub(super) struct AroundAll<'a> {
    name: Words<'a>,
    languages: Vec<&'a str>,
    reference_language: &'a str,
    translation_note: Words<'a>,
    disclaimer: Words<'a>,
}

impl<'a> Records<'a> {
    fn words(&self, text: &'a Text) -> Words<'a> {
        Words {
            languages: self.languages,
            text,
        }
    }

    fn maybe(&self, text: Option<&'a Text>) -> Option<Words<'a>> {
        text.map(|text| self.words(text))
    }

    fn texts(&self, texts: &'a [Text]) -> Vec<Words<'a>> {
        texts.iter().map(|text| self.words(text)).collect()
    }

    fn named(&self, named: &'a [model::Named]) -> Vec<Named<'a>> {
        let one = |named: &'a model::Named| Named {
            id: &named.id,
            name: self.words(&named.name),
        };
        named.iter().map(one).collect()
    }

    /// All services.
    pub fn services(&self) -> Vec<Service<'a>> {
        let services = self.content.services.iter();
        services
            .map(|(id, file)| self.service(id, &file.service))
            .collect()
    }

    fn service(&self, id: &'a Id, service: &'a model::Service) -> Service<'a> {
        Service {
            id,
            title: self.words(&service.title),
            summary: self.words(&service.summary),
            about: self.texts(&service.about),
            page: format!("services/{id}"),
            categories: codes(&service.categories),
            source: citation(&service.source),
            steps: service.steps.iter().map(|step| self.step(step)).collect(),
            options: ids(&service.options),
            tariff: service.tariff.iter().map(|line| self.line(line)).collect(),
            no_charge: self.remarks(&service.no_charge),
            excluded: self.remarks(&service.excluded),
            term: term(&service.term),
            term_not_given: service.term.not_given.as_ref().map(|reason| NotGiven {
                reason: self.words(reason),
                source: citation(&service.term.source),
            }),
            filing_window: service.filing_window.as_ref().map(|window| Window {
                opens: window.opens.value,
                closes: window.closes.value,
                unit: window.unit.id(),
                source: citation(&window.source),
            }),
            channels: ids(&service.channels),
            notes: service.notes.iter().map(|note| self.note(note)).collect(),
            related: ids(&service.related),
        }
    }

    fn step(&self, step: &'a model::Step) -> Step<'a> {
        let documents = step.documents.as_ref();
        let papers = documents.map_or(&[][..], |documents| &documents.items);
        Step {
            r#where: &step.r#where,
            title: self.words(&step.title),
            actions: self.texts(&step.actions),
            source: citation(&step.source),
            documents: papers
                .iter()
                .map(|paper| StepPaper {
                    document: &paper.document,
                    when: paper.when.as_ref().map(id),
                    note: self.maybe(paper.note.as_ref()),
                })
                .collect(),
            documents_source: documents.map(|documents| citation(&documents.source)),
        }
    }

    fn line(&self, line: &'a model::Line) -> Line<'a> {
        let duty = line.duty.as_ref().and_then(|id| self.content.duty(id));
        Line {
            id: &line.id,
            kind: &line.kind,
            when: chosen(&line.when),
            by: line.by.as_ref().map(id),
            per: duty
                .map_or(line.per.unwrap_or(Per::Person), |duty| duty.per)
                .id(),
            duty: line.duty.as_ref().map(id),
            source: line.source.as_ref().map(citation),
            values: match duty {
                Some(duty) => self.prices_of_duty(duty),
                None => line.values.iter().map(|value| self.price(value)).collect(),
            },
        }
    }

    fn prices_of_duty(&self, duty: &'a model::Duty) -> Vec<Price<'a>> {
        let price = |value: &'a model::DutyValue| Price {
            from: Shown(value.from.value),
            until: day(value.until.as_ref()),
            cell: Cell {
                amount: None,
                rate: value.rate.map(Shown),
                unit: value.rate.and(duty.unit.as_ref()).map(id),
                unreadable: None,
                not_given: self.maybe(value.not_given.as_ref()),
                note: None,
            },
            table: None,
            source: citation(&value.source),
        };
        duty.values.iter().map(price).collect()
    }

    fn price(&self, price: &'a model::Price) -> Price<'a> {
        let rows = price.table.iter().map(|row| Row {
            choice: &row.choice,
            cell: Cell {
                amount: row.amount.map(Shown),
                rate: row.rate.map(Shown),
                unit: row.unit.as_ref().map(id),
                unreadable: row.unreadable.as_deref(),
                not_given: self.maybe(row.not_given.as_ref()),
                note: self.maybe(row.note.as_ref()),
            },
        });
        Price {
            from: Shown(price.from.value),
            until: day(price.until.as_ref()),
            cell: Cell {
                amount: price.amount.as_ref().map(|amount| Shown(amount.value)),
                rate: price.rate.as_ref().map(|rate| Shown(rate.value)),
                unit: price.unit.as_ref().map(id),
                unreadable: price.unreadable.as_deref(),
                not_given: self.maybe(price.not_given.as_ref()),
                note: self.maybe(price.note.as_ref()),
            },
            table: (!price.table.is_empty()).then(|| rows.collect()),
            source: citation(&price.source),
        }
    }

    fn remarks(&self, remarks: &'a [model::Remark]) -> Vec<Remark<'a>> {
        let one = |remark: &'a model::Remark| Remark {
            kind: &remark.kind,
            text: self.words(&remark.text),
            source: citation(&remark.source),
        };
        remarks.iter().map(one).collect()
    }

    fn note(&self, note: &'a model::Note) -> Note<'a> {
        Note {
            kind: note.kind.id(),
            text: self.words(&note.text),
            source: citation(&note.source),
        }
    }

    /// What services refer to by id.
    pub fn around_services(&self) -> AroundServices<'a> {
        let content = self.content;
        AroundServices {
            currency: &content.site.currency.code,
            charges: content
                .site
                .charges
                .iter()
                .map(|charge| Named {
                    id: &charge.id,
                    name: self.words(&charge.name),
                })
                .collect(),
            options: content
                .options
                .options
                .iter()
                .map(|option| self.choice(option))
                .collect(),
            channels: content
                .channels
                .channels
                .iter()
                .map(|channel| self.channel(channel))
                .collect(),
            bodies: content
                .bodies
                .bodies
                .iter()
                .map(|body| self.body(body))
                .collect(),
            documents: content
                .documents
                .documents
                .iter()
                .map(|document| Paper {
                    id: &document.id,
                    name: self.words(&document.name),
                    detail: self.maybe(document.detail.as_ref()),
                    parts: self.texts(&document.parts),
                    link: document.link.as_ref().map(|link| link.value.as_str()),
                })
                .collect(),
            conditions: content
                .documents
                .conditions
                .iter()
                .map(|condition| Named {
                    id: &condition.id,
                    name: self.words(&condition.text),
                })
                .collect(),
        }
    }

    fn choice(&self, option: &'a model::OptionSpec) -> Choice<'a> {
        Choice {
            id: &option.id,
            name: self.words(&option.label),
            help: self.maybe(option.help.as_ref()),
            values: option
                .values
                .iter()
                .map(|value| Named {
                    id: &value.id,
                    name: self.words(&value.label),
                })
                .collect(),
            default: option.default.as_ref().map(|value| value.value.as_str()),
        }
    }

    fn channel(&self, channel: &'a model::Channel) -> Channel<'a> {
        Channel {
            id: &channel.id,
            name: self.words(&channel.title),
            accepts: weekdays(&channel.accepts),
            closes: channel.closes.as_ref().map(|closes| Shown(closes.value)),
            hands_over_early: channel.hands_over_early,
            source: citation(&channel.source),
        }
    }

    fn body(&self, body: &'a model::Body) -> Body<'a> {
        Body {
            id: &body.id,
            name: self.words(&body.name),
            about: self.texts(&body.about),
            address: self.maybe(body.address.as_ref()),
            emails: body.emails.iter().map(|email| email.as_str()).collect(),
            phones: body
                .phones
                .iter()
                .map(|phone| Phone {
                    number: &phone.number,
                    hours: self.maybe(phone.hours.as_ref()),
                })
                .collect(),
            hours: body
                .hours
                .iter()
                .map(|hours| Hours {
                    text: self.words(&hours.text),
                    opens: Shown(hours.opens),
                    closes: Shown(hours.closes),
                    break_from: hours.break_from.map(Shown),
                    break_until: hours.break_until.map(Shown),
                })
                .collect(),
            links: body
                .links
                .iter()
                .map(|link| Link {
                    url: &link.url,
                    label: self.words(&link.label),
                })
                .collect(),
            source: body.source.as_ref().map(citation),
            also: body.also.iter().map(citation).collect(),
        }
    }

    /// The name of a paper.
    pub fn paper(&self, id: &str) -> Option<Words<'a>> {
        let paper = self.content.document(id)?;
        Some(self.words(&paper.name))
    }

    /// When a paper is asked for.
    pub fn condition(&self, id: &str) -> Option<Words<'a>> {
        let condition = self.content.condition(id)?;
        Some(self.words(&condition.text))
    }

    /// The ids of who issues categories.
    pub fn issuers(&self) -> Vec<&'a str> {
        let known = self.content.site.categories.as_ref();
        let issuers = known.into_iter().flat_map(|known| known.issuers.iter());
        issuers.map(|issuer| id(&issuer.id)).collect()
    }

    /// All categories, 2 before 10.
    pub fn categories(&self) -> Vec<Category<'a>> {
        let mut categories: Vec<_> = self.content.categories.iter().collect();
        categories.sort_by_key(|(code, _)| {
            let letters = code.trim_end_matches(|c: char| c.is_ascii_digit());
            (letters, code.len(), code.as_str())
        });
        categories
            .into_iter()
            .map(|(code, file)| self.category(code, &file.category))
            .collect()
    }

    fn category(&self, code: &'a str, category: &'a model::Category) -> Category<'a> {
        let content = self.content;
        let issued = category.issued.as_ref();
        let change = category.change.as_ref();
        let interview = category.interview.as_ref();
        let path = content.site.categories.as_ref().map(|c| &c.path.value);
        let services = content.services.iter();
        Category {
            code,
            title: self.words(&category.title),
            rows: category.rows.iter().map(|row| self.row(row)).collect(),
            issued: issued.map(|issued| self.issued(issued)),
            change_from: change_from(category),
            extension: category
                .extension
                .as_ref()
                .map(|extension| CategoryExtension {
                    max: extension.max.map(Shown),
                    note: self.words(&extension.text),
                    source: citation(&extension.source),
                }),
            interview: interview.map(|interview| interview.value.id()),
            not_on_file: not_on_file(category),
            summary: self.words(&category.summary),
            purpose: &category.purpose,
            recipients: self.texts(&category.recipients),
            grounds: category
                .grounds
                .iter()
                .map(|ground| Ground {
                    by: &ground.by,
                    text: self.words(&ground.text),
                    items: self.texts(&ground.items),
                })
                .collect(),
            conditions: self.texts(&category.conditions),
            issued_note: issued.and_then(|issued| self.maybe(issued.note.as_ref())),
            issued_source: issued.map(|issued| citation(&issued.source)),
            change_note: change.and_then(|change| self.maybe(change.text.as_ref())),
            change_source: change.map(|change| citation(&change.source)),
            interview_note: interview.and_then(|interview| self.maybe(interview.text.as_ref())),
            interview_source: interview.map(|interview| citation(&interview.source)),
            reinstatement: category.reinstatement.as_ref().map(|rule| Reinstatement {
                possible: rule.possible,
                note: self.maybe(rule.text.as_ref()),
                source: citation(&rule.source),
            }),
            term: category
                .term
                .as_ref()
                .and_then(|term| self.category_term(term)),
            duties: ids(&category.duties),
            doubt: self.maybe(category.doubt.as_ref()),
            page: path.map_or_else(String::new, |path| {
                format!("{path}/{}", code.to_ascii_lowercase())
            }),
            services: services
                .filter(|(_, file)| file.service.categories.iter().any(|c| c.value == code))
                .map(|(id, _)| &**id)
                .collect(),
            source: citation(&category.source),
        }
    }

    fn category_term(&self, term: &'a rules::PeriodRef) -> Option<CategoryTerm<'a>> {
        let period = self.content.period(&term.rule, &term.period)?;
        Some(CategoryTerm {
            rule: &term.rule,
            period: &term.period,
            max: period.max.value,
            unit: period.unit.id(),
            source: citation(&period.source),
        })
    }

    fn row(&self, row: &'a model::CategoryRow) -> CategoryRow<'a> {
        CategoryRow {
            entries: row.entries.id(),
            validity: Shown(row.validity.value),
            stay: match row.stay.value {
                Stay::UpTo(stay) => Some(stay.to_string()),
                Stay::WholeValidity => Some("validity".to_owned()),
                Stay::NotGiven => None,
            },
            note: self.maybe(row.note.as_ref()),
            id: &row.id,
            r#for: self.maybe(row.r#for.as_ref()),
            per_entry: row.per_entry == Some(true),
            doubt: self.maybe(row.doubt.as_ref()),
        }
    }

    /// Every issuer in the order of site.yaml, and whether it issues.
    fn issued(&self, issued: &'a model::Issued) -> Members<'a, bool> {
        let known = self.content.site.categories.as_ref();
        let does = |issuer: &'a model::Named| {
            let mut by = issued.by.0.iter();
            let (_, does) = by.find(|(id, _)| id.value == *issuer.id.value)?;
            Some((&**issuer.id, does.value == "true"))
        };
        let issuers = known.into_iter().flat_map(|known| known.issuers.iter());
        Members(issuers.filter_map(does).collect())
    }

    /// What categories refer to by id.
    pub fn around_categories(&self) -> AroundCategories<'a> {
        let known = self.content.site.categories.as_ref();
        AroundCategories {
            issuers: known.map_or_else(Vec::new, |known| self.named(&known.issuers)),
            purposes: self.named(&self.content.purposes.purposes),
        }
    }

    /// All rules pages.
    pub fn rules(&self) -> Vec<Rule<'a>> {
        let rules = self.content.rules.iter();
        rules.map(|(id, file)| self.rule(id, &file.rule)).collect()
    }

    fn rule(&self, id: &'a Id, rule: &'a rules::Rule) -> Rule<'a> {
        Rule {
            id,
            title: self.words(&rule.title),
            summary: self.words(&rule.summary),
            page: format!("rules/{id}"),
            source: citation(&rule.source),
            periods: rule.periods.iter().map(|p| self.period(p)).collect(),
            services: ids(&rule.services),
            categories: codes(&rule.categories),
            duties: ids(&rule.duties),
            related: ids(&rule.related),
        }
    }

    fn period(&self, period: &'a rules::Period) -> Period<'a> {
        Period {
            id: &period.id,
            title: self.words(&period.title),
            starts: self.words(&period.starts),
            after: period.after.as_ref().map(id),
            by: ids(&period.by),
            min: period.min.as_ref().unwrap_or(&period.max).value,
            max: period.max.value,
            unit: period.unit.id(),
            extension: period.extension.as_ref().map(extension),
            channels: ids(&period.channels),
            note: self.maybe(period.note.as_ref()),
            source: citation(&period.source),
        }
    }

    /// Duties, or the fees beside them.
    pub fn duties(&self, duties: &'a [model::Duty], today: Today<'_>) -> Vec<Duty<'a>> {
        duties.iter().map(|duty| self.duty(duty, today)).collect()
    }

    fn duty(&self, duty: &'a model::Duty, today: Today<'_>) -> Duty<'a> {
        let mut values = duty.values.iter();
        let rate = values
            .find(|value| today.holds(*value.from, value.until.as_ref().map(|d| d.value)))
            .and_then(|value| value.rate);
        let unit = duty.unit.as_ref().map(id);
        let in_money = rate.zip(unit).and_then(|(r, unit)| today.in_money(r, unit));
        let exemptions = duty.exemptions.as_ref();
        let grounds = exemptions.map_or(&[][..], |exemptions| &exemptions.grounds);
        Duty {
            id: &duty.id,
            rate: rate.map(Shown),
            unit,
            per: duty.per.id(),
            unit_value: in_money.map(|(value, _)| Shown(value)),
            amount: in_money.map(|(_, amount)| Shown(amount)),
            kind: &duty.kind,
            title: self.words(&duty.title),
            values: duty
                .values
                .iter()
                .map(|value| DutyValue {
                    from: Shown(value.from.value),
                    until: day(value.until.as_ref()),
                    rate: value.rate.map(Shown),
                    not_given: self.maybe(value.not_given.as_ref()),
                    source: citation(&value.source),
                })
                .collect(),
            exemptions_note: exemptions.map(|exemptions| self.words(&exemptions.note)),
            exemptions: grounds
                .iter()
                .map(|exemption| Exemption {
                    id: &exemption.ground,
                    text: self
                        .content
                        .ground(&exemption.ground)
                        .map(|ground| self.words(&ground.text)),
                    from: Shown(exemption.from.value),
                    until: day(exemption.until.as_ref()),
                    source: citation(&exemption.source),
                })
                .collect(),
        }
    }

    /// All units.
    pub fn units(&self) -> Vec<Unit<'a>> {
        let units = self.content.units.units.iter();
        units
            .map(|unit| Unit {
                id: &unit.id,
                name: self.words(&unit.name),
                full_name: self.words(&unit.full_name),
                about: self.words(&unit.about),
                values: unit
                    .values
                    .iter()
                    .map(|value| UnitValue {
                        from: Shown(value.from.value),
                        until: day(value.until.as_ref()),
                        value: Shown(value.value),
                        doubt: self.maybe(value.doubt.as_ref()),
                        source: citation(&value.source),
                    })
                    .collect(),
            })
            .collect()
    }

    /// The calendar's years.
    pub fn years(&self) -> Vec<Year<'a>> {
        let years = self.content.calendar.years.iter();
        years
            .map(|year| Year {
                year: year.year.value,
                provisional: self.maybe(year.provisional.as_ref()),
                days: year.days.iter().map(|day| self.day(day)).collect(),
                source: citation(&year.source),
            })
            .collect()
    }

    fn day(&self, off: &'a model::Day) -> Day<'a> {
        let named = |id: &At<Id>| {
            let mut names = self.content.calendar.names.iter();
            names.find(|named| named.id.value == id.value)
        };
        Day {
            date: Shown(off.date.value),
            kind: off.kind.id(),
            name: off
                .name
                .as_ref()
                .and_then(named)
                .map(|named| self.words(&named.name)),
            worked_instead: day(off.worked_instead.as_ref()),
            estimated: off.estimated == Some(true),
        }
    }

    /// The weekly days off.
    pub fn around_calendar(&self) -> AroundCalendar<'a> {
        AroundCalendar {
            weekend: weekdays(&self.content.calendar.weekend),
            source: citation(&self.content.calendar.source),
        }
    }

    /// The countries, in the order of their list.
    pub fn countries(&self) -> Vec<Country<'a>> {
        let listed = self.content.countries.iter();
        listed
            .flat_map(|listed| listed.countries.iter())
            .map(|country| Country {
                number: country.number.value,
                code: &country.code,
                alpha3: &country.alpha3,
                name: self.words(&country.name),
                listed_as: &country.listed_as,
                note: self.maybe(country.note.as_ref()),
            })
            .collect()
    }

    /// Who issues what to them.
    pub fn around_countries(&self) -> AroundCountries<'a> {
        let listed = self.content.countries.as_ref();
        let issuer = listed.map(|listed| id(&listed.issuer));
        let for_them = |category: &Category<'a>| {
            let issued = category.issued.iter().flat_map(|issued| &issued.0);
            issued
                .into_iter()
                .any(|(id, does)| *does && Some(*id) == issuer)
        };
        AroundCountries {
            issuer,
            categories: self
                .categories()
                .iter()
                .filter(|category| for_them(category))
                .map(|category| category.code)
                .collect(),
            source: listed.map(|listed| citation(&listed.source)),
        }
    }

    /// The documents cited.
    pub fn sources(&self) -> Vec<Source<'a>> {
        let documents = self.content.sources.documents.iter();
        documents
            .map(|source| Source {
                id: &source.id,
                title: self.words(&source.title),
                short: self.words(&source.short),
                kind: source.kind.id(),
                language: &source.language,
                number: source.number.as_deref(),
                date: source.date.map(Shown),
                edition_from: source.edition_from.map(Shown),
                edition: self.maybe(source.edition.as_ref()),
                checked: Shown(source.checked.value),
                link: source.link.as_ref().map(|link| link.value.as_str()),
                places: source
                    .places
                    .iter()
                    .map(|place| Place {
                        id: &place.id,
                        name: self.words(&place.name),
                        left_out: self.maybe(place.left_out.as_ref()),
                    })
                    .collect(),
                parts: source
                    .parts
                    .iter()
                    .map(|part| Place {
                        id: &part.id,
                        name: self.words(&part.name),
                        left_out: None,
                    })
                    .collect(),
                later_acts: source
                    .later_acts
                    .iter()
                    .map(|act| LaterAct {
                        title: self.words(&act.title),
                        in_force: act.in_force.map(Shown),
                    })
                    .collect(),
            })
            .collect()
    }

    /// What holds for all files.
    pub fn around_all(&self) -> AroundAll<'a> {
        let site = &self.content.site;
        AroundAll {
            name: self.words(&site.name),
            languages: self.languages.to_vec(),
            reference_language: &site.reference_language,
            translation_note: self.words(&site.translation_note),
            disclaimer: self.words(&site.disclaimer),
        }
    }
}

/// From which categories one may change into it: those that its source names,
/// which may be none. `None` if the source doesn't know the category.
fn change_from(category: &model::Category) -> Option<ChangeFrom<'_>> {
    match &category.change {
        Some(change) if change.any == Some(true) => Some(ChangeFrom::Any("any")),
        Some(change) => Some(ChangeFrom::These(codes(&change.from))),
        None if category.issued.is_some() => Some(ChangeFrom::These(Vec::new())),
        None => None,
    }
}

/// The members that have no value because none is on file. Where the source
/// says who issues a category, it has the other rules too: a rule that it
/// doesn't give for the category is then known not to be there.
fn not_on_file(category: &model::Category) -> Vec<&'static str> {
    let in_source = category.issued.is_some();
    [
        ("rows", !category.rows.is_empty()),
        ("issued", in_source),
        ("change_from", category.change.is_some() || in_source),
        ("extension", category.extension.is_some() || in_source),
        ("interview", category.interview.is_some()),
        ("reinstatement", category.reinstatement.is_some()),
        ("term", category.term.is_some()),
    ]
    .into_iter()
    .filter(|(_, known)| !known)
    .map(|(member, _)| member)
    .collect()
}

fn citation(citation: &model::Citation) -> Citation<'_> {
    Citation {
        document: &citation.document,
        at: &citation.at,
    }
}

fn term(term: &model::Term) -> Option<Term<'_>> {
    Some(Term {
        min: term.min.as_ref()?.value,
        max: term.max.as_ref()?.value,
        unit: term.unit?.id(),
        extension: term.extension.as_ref().map(extension),
        source: citation(&term.source),
    })
}

fn extension(extension: &model::Extension) -> Extension<'_> {
    Extension {
        max: extension.max.value,
        unit: TermUnit::id(extension.unit),
        source: citation(&extension.source),
    }
}

fn weekdays(days: &[Weekday]) -> Vec<&'static str> {
    days.iter().map(|day| day.id()).collect()
}

fn chosen(chosen: &Chosen) -> Members<'_, &str> {
    let members = chosen.0.iter();
    Members(
        members
            .map(|(option, value)| (option.as_str(), value.as_str()))
            .collect(),
    )
}

fn id(id: &At<Id>) -> &str {
    id
}

fn ids(list: &[At<Id>]) -> Vec<&str> {
    list.iter().map(id).collect()
}

fn codes(list: &[At<String>]) -> Vec<&str> {
    list.iter().map(|code| code.as_str()).collect()
}

fn day(date: Option<&At<Date>>) -> Option<Shown<Date>> {
    date.map(|date| Shown(date.value))
}
