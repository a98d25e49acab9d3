//! What the pages say, once more for search engines: items of schema.org as
//! JSON-LD. Addresses are in it only where the site's full address is known.

use qagida_calculator::tools::Tool;
use qagida_calculator::{Date, rulebook};
use serde::Serializer;
use serde_json::{Map, Value};

use super::pages::Language;
use super::tariff;
use super::views::guides::Question;
use super::views::{Basis, Frame, Link};
use crate::content::model;

/// An item, without the members that have no value.
struct Item(Map<String, Value>);

impl Item {
    fn new(kind: &str) -> Self {
        Self(Map::new()).with("@type", kind)
    }

    fn with(mut self, member: &str, value: impl Into<Value>) -> Self {
        let value = value.into();
        let empty = match &value {
            Value::Null => true,
            Value::Array(values) => values.is_empty(),
            _ => false,
        };
        if !empty {
            self.0.insert(member.to_owned(), value);
        }
        self
    }
}

impl From<Item> for Value {
    fn from(item: Item) -> Self {
        Self::Object(item.0)
    }
}

/// Items as the text of a script element; nothing if there are none.
#[allow(clippy::ptr_arg, reason = "serde passes the field")]
pub fn block<S: Serializer>(items: &Vec<Value>, serializer: S) -> Result<S::Ok, S::Error> {
    if items.is_empty() {
        return serializer.serialize_none();
    }
    let whole = Value::from(Map::from_iter([
        ("@context".to_owned(), Value::from("https://schema.org")),
        ("@graph".to_owned(), Value::from(items.clone())),
    ]));
    // No text may end the element.
    serializer.serialize_str(&whole.to_string().replace('<', "\\u003c"))
}

fn day(date: Option<Date>) -> Option<String> {
    date.map(|date| date.to_string())
}

/// Questions with their answers, where a page has such.
pub(super) fn faq(language: &Language<'_>, asked: &[Question]) -> Value {
    let questions: Vec<Item> = asked
        .iter()
        .map(|asked| {
            let answer = Item::new("Answer").with("text", asked.answer.as_str());
            Item::new("Question")
                .with("name", asked.question.as_str())
                .with("acceptedAnswer", answer)
        })
        .collect();
    Item::new("FAQPage")
        .with("inLanguage", language.code)
        .with("mainEntity", questions)
        .into()
}

impl Language<'_> {
    /// A link's full address, if the site's is known.
    pub(super) fn absolute(&self, href: &str) -> Option<String> {
        let host = self.site.base_url?.strip_suffix(self.site.root)?;
        Some(format!("{host}{href}"))
    }

    /// The pages above a page, and itself.
    pub(super) fn breadcrumbs(&self, trail: &[Link], title: &str, href: &str) -> Option<Value> {
        if trail.is_empty() {
            return None;
        }
        let own = (title, href);
        let above = trail
            .iter()
            .map(|link| (link.text.as_str(), link.href.as_str()));
        let links: Vec<Item> = above
            .chain([own])
            .zip(1_u32..)
            .map(|((name, href), position)| {
                Item::new("ListItem")
                    .with("position", position)
                    .with("name", name)
                    .with("item", self.absolute(href))
            })
            .collect();
        let list = Item::new("BreadcrumbList").with("itemListElement", links);
        Some(list.into())
    }

    /// A page with the documents that it rests on, and what it is about.
    pub(super) fn page_item(
        &self,
        frame: &Frame,
        name: &str,
        basis: &[Basis],
        about: Option<Value>,
    ) -> Value {
        let works = basis
            .iter()
            .filter_map(|basis| self.site.content.source(&basis.document))
            .map(|source| self.work(source));
        Item::new("WebPage")
            .with("name", name)
            .with("description", frame.description.as_str())
            .with("inLanguage", self.code)
            .with("url", frame.canonical.clone())
            .with("isBasedOn", works.collect::<Vec<_>>())
            .with("mainEntity", about)
            .into()
    }

    fn jurisdiction(&self) -> Option<Item> {
        let jurisdiction = self.site.content.site.jurisdiction.as_ref()?;
        let country = Item::new("Country")
            .with("name", self.text(&jurisdiction.name))
            .with("identifier", jurisdiction.code.as_str());
        Some(country)
    }

    /// A document, as an act if it is one, with the acts known to change it.
    fn work(&self, source: &model::Source) -> Value {
        let address = self.absolute(&self.href(&format!("sources/#{}", &**source.id)));
        let act = source.act == Some(true);
        let work = Item::new(if act { "Legislation" } else { "CreativeWork" })
            .with("@id", address)
            .with("name", self.text(&source.title))
            .with("inLanguage", source.language.as_str())
            .with("url", source.link.as_ref().map(|link| link.value.clone()));
        if !act {
            return work.into();
        }
        let later: Vec<Item> = source
            .later_acts
            .iter()
            .map(|act| {
                Item::new("Legislation")
                    .with("name", self.text(&act.title))
                    .with("legislationDate", day(act.date))
                    .with("legislationDateOfApplicability", day(act.in_force))
            })
            .collect();
        let changed = (!later.is_empty()).then(|| {
            let later = Value::from(later);
            Map::from_iter([("legislationChanges".to_owned(), later)])
        });
        work.with("legislationIdentifier", source.number.clone())
            .with("legislationDate", day(source.date))
            .with("legislationDateVersion", day(source.edition_from))
            .with(
                "legislationJurisdiction",
                self.jurisdiction().map(Value::from),
            )
            .with("@reverse", changed)
            .into()
    }

    /// The acts among the sources.
    pub(super) fn acts(&self) -> Vec<Value> {
        let sources = self.site.content.sources.documents.iter();
        sources
            .filter(|source| source.act == Some(true))
            .map(|source| self.work(source))
            .collect()
    }

    /// Somebody who acts, with address and hours.
    pub(super) fn office(&self, body: &model::Body) -> Value {
        let page = format!("about/{}/", &**body.id);
        let page = (body.page == Some(true)).then(|| self.href(&page));
        let emails: Vec<&str> = body.emails.iter().map(|email| email.as_str()).collect();
        let phones: Vec<&str> = body.phones.iter().map(|p| p.number.as_str()).collect();
        Item::new("GovernmentOffice")
            .with("name", self.text(&body.name))
            .with("address", self.maybe(body.address.as_ref()))
            .with("email", emails)
            .with("telephone", phones)
            .with("url", page.and_then(|page| self.absolute(&page)))
            .with(
                "openingHoursSpecification",
                body.hours
                    .iter()
                    .flat_map(|hours| self.opening(hours))
                    .collect::<Vec<_>>(),
            )
            .into()
    }

    /// The hours before and after the break. On which days stands in the text
    /// only.
    fn opening(&self, hours: &model::Hours) -> Vec<Item> {
        let spans = match (hours.break_from, hours.break_until) {
            (Some(from), Some(until)) => vec![(hours.opens, from), (until, hours.closes)],
            _ => vec![(hours.opens, hours.closes)],
        };
        let spans = spans.into_iter();
        spans
            .map(|(opens, closes)| {
                Item::new("OpeningHoursSpecification")
                    .with("name", self.text(&hours.text))
                    .with("opens", opens.to_string())
                    .with("closes", closes.to_string())
            })
            .collect()
    }

    /// A service with its known prices.
    pub(super) fn service_item(
        &self,
        service: &model::Service,
        rules: &rulebook::Service,
        basis: &[Basis],
    ) -> Value {
        let content = self.site.content;
        let bodies = service.steps.iter();
        let bodies: Vec<_> = bodies.filter_map(|s| content.body(&s.r#where)).collect();
        let provider = bodies.iter().find(|body| body.page == Some(true));
        let provider = provider.or(bodies.first());
        let offers: Vec<Item> = tariff::known(self, rules, self.site.as_of)
            .into_iter()
            .map(|known| {
                Item::new("Offer")
                    .with("name", known.label)
                    .with("price", known.amount.to_string())
                    .with("priceCurrency", content.site.currency.code.as_str())
                    .with("validFrom", known.from.to_string())
                    .with("validThrough", day(known.until))
            })
            .collect();
        let terms: Vec<Option<String>> = basis
            .iter()
            .map(|basis| {
                Some(
                    self.absolute(&basis.href)
                        .unwrap_or_else(|| basis.title.clone()),
                )
            })
            .collect();
        Item::new("GovernmentService")
            .with("name", self.text(&service.title))
            .with("description", self.text(&service.summary))
            .with("provider", provider.map(|body| self.office(body)))
            .with("areaServed", self.jurisdiction().map(Value::from))
            .with("offers", offers)
            .with("termsOfService", terms)
            .into()
    }

    /// A calculator.
    pub(super) fn application(&self, tool: Tool, frame: &Frame) -> Value {
        Item::new("WebApplication")
            .with("name", self.tool_title(tool))
            .with("description", frame.description.as_str())
            .with("inLanguage", self.code)
            .with("url", frame.canonical.clone())
            .with("isAccessibleForFree", true)
            .with("about", self.jurisdiction().map(Value::from))
            .into()
    }

    /// The glossary.
    pub(super) fn terms(&self, frame: &Frame, name: &str) -> Value {
        let terms = self.site.content.glossary.terms.iter();
        let terms: Vec<Item> = terms
            .map(|term| {
                let own = self.href(&format!("glossary/#{}", &**term.id));
                Item::new("DefinedTerm")
                    .with("@id", self.absolute(&own))
                    .with("termCode", &**term.id)
                    .with("name", self.text(&term.term))
                    .with("description", self.maybe(term.meaning.as_ref()))
            })
            .collect();
        Item::new("DefinedTermSet")
            .with("name", name)
            .with("description", frame.description.as_str())
            .with("inLanguage", self.code)
            .with("url", frame.canonical.clone())
            .with("hasDefinedTerm", terms)
            .into()
    }

    /// The site itself, with its search.
    pub(super) fn website(&self, frame: &Frame) -> Value {
        let action = self.absolute(&frame.search.action).map(|search| {
            let target = format!("{search}?q={{query}}");
            let entry = Item::new("EntryPoint").with("urlTemplate", target);
            Value::from(
                Item::new("SearchAction")
                    .with("target", entry)
                    .with("query-input", "required name=query"),
            )
        });
        Item::new("WebSite")
            .with("name", frame.site.as_str())
            .with("description", frame.description.as_str())
            .with("inLanguage", self.code)
            .with("url", frame.canonical.clone())
            .with("potentialAction", action)
            .into()
    }
}
