//! The guides: their pages, the figures in their texts, and their typical cases.
//! The way in days is [`path`]'s.

mod path;
mod text;

use std::collections::BTreeMap;

use qagida_calculator::term::{TermOnFile, Window};
use qagida_calculator::tools::days::RuleUnit;
use qagida_calculator::tools::{Answer, Tool, ToolPhrase, Value};
use qagida_calculator::{Amount, Citation, Phrase, QuoteRequest};
use serde::Deserialize;

use super::pages::{Language, Site};
use super::search::known_pages;
use super::structured;
use super::views::guides::{
    Case, Figure, Guide, Guides, Line, Papers, Part, Person, Remark, Service,
};
use super::views::rules::RuleCard;
use super::views::{Cite, Link};
use super::xml::escape;
use crate::check::guides::{choices, question};
use crate::content::Content;
use crate::content::date_rules::DateRule;
use crate::content::guides::{Related, TypicalCase};
use crate::content::markdown::{Element, Piece, What};
use crate::content::model;
use crate::content::reading::{self, Id};
use crate::content::shortcodes::{self, Call, Chosen, Word};
use crate::diagnostics::{Code, Diagnostic, Place, did_you_mean};

/// The folder of the pages in the content, and their path on the site.
pub const PATH: &str = "guides/";

/// The links of guides to pages that there aren't.
pub fn check_links(content: &Content) -> Vec<Diagnostic> {
    let mut known = known_pages(content);
    known.extend(["", "search"].map(str::to_owned));
    let mut problems = Vec::new();
    for (to, place) in content.guides.values().flat_map(|file| {
        let texts = file.texts.iter();
        texts.flat_map(|text| text.pieces.iter().filter_map(internal))
    }) {
        let path = to.split(['?', '#']).next().unwrap_or_default();
        let page = path.trim_matches('/');
        if !known.contains(page) {
            let hint = did_you_mean(page, known.iter().map(String::as_str));
            problems.push(
                Diagnostic::error(Code::DeadLink, format!("there is no page `{path}`"))
                    .at(place)
                    .hint(hint.unwrap_or_else(|| {
                        "links name pages by their path below the language, like `/glossary/`"
                            .to_owned()
                    })),
            );
        } else if !path.ends_with('/') {
            problems.push(
                Diagnostic::error(Code::DeadLink, format!("`{path}` doesn't end with a slash"))
                    .at(place)
                    .hint(format!("write it `{path}/`")),
            );
        }
    }
    problems
}

/// A link of a text to a page of the site: its path, and where it stands.
fn internal(piece: &Piece) -> Option<(&str, &Place)> {
    match &piece.what {
        What::Open(Element::Link(to)) if to.starts_with('/') => Some((to, &piece.place)),
        _ => None,
    }
}

/// Where the links stand that the texts of guides make: by the file of the page
/// and the address as it is written there.
pub fn places_of_links(site: &Site<'_>) -> BTreeMap<(String, String), Place> {
    let mut places = BTreeMap::new();
    for number in 0..site.words.len() {
        let language = site.language(number);
        for (slug, file) in &site.content.guides {
            let page = format!("{}/{PATH}{}/index.html", language.code, &**slug);
            let Some(text) = file.texts.get(number) else {
                continue;
            };
            for (to, place) in text.pieces.iter().filter_map(internal) {
                let href = escape(&language.href(to.trim_start_matches('/')));
                places.insert((page.clone(), href), place.clone());
            }
        }
    }
    places
}

/// What a page says, and where that stands, each place once.
#[derive(Default)]
struct Cited {
    sources: Vec<Cite>,
    documents: Vec<String>,
}

impl Cited {
    fn add(&mut self, document: &str, source: Cite) -> Cite {
        self.documents.push(document.to_owned());
        self.add_sources(std::slice::from_ref(&source));
        source
    }

    fn add_sources(&mut self, sources: &[Cite]) {
        for source in sources {
            let same = |known: &Cite| known.href == source.href && known.text == source.text;
            if !self.sources.iter().any(same) {
                self.sources.push(source.clone());
            }
        }
    }
}

impl Language<'_> {
    /// The list of guides.
    pub fn guides(&self) -> Guides {
        let title = self.words.page("guides");
        let mut frame = self.frame(PATH, title, Some(vec![self.home_link()]));
        self.words
            .page("guides-lead")
            .clone_into(&mut frame.description);
        Guides {
            frame,
            guides: self.guide_cards(|_| true),
        }
    }

    /// The guides that fit, in the order of site.yaml.
    pub(super) fn guide_cards(&self, fits: impl Fn(&Id) -> bool) -> Vec<RuleCard> {
        let content = self.site.content;
        let listed = content.site.guides.iter().map(|slug| &slug.value);
        listed
            .filter(|slug| fits(slug))
            .filter_map(|slug| {
                let guide = content.guide(slug)?;
                Some(RuleCard {
                    title: self.text(&guide.title),
                    href: self.guide_href(slug),
                    summary: self.text(&guide.summary),
                })
            })
            .collect()
    }

    fn guide_href(&self, slug: &str) -> String {
        self.href(&format!("{PATH}{slug}/"))
    }

    /// The guides that something is related to.
    pub(super) fn guides_about(&self, is: impl Fn(&Related) -> bool) -> Vec<Link> {
        let related = |slug: &Id| {
            let guide = self.site.content.guide(slug);
            guide
                .and_then(|guide| guide.related.as_ref())
                .is_some_and(&is)
        };
        let cards = self.guide_cards(related).into_iter();
        cards
            .map(|card| Link {
                text: card.title,
                href: card.href,
            })
            .collect()
    }

    /// A guide.
    pub fn guide(&self, slug: &Id) -> Option<Guide> {
        let content = self.site.content;
        let file = content.guides.get(slug)?;
        let guide = &file.guide;
        let title = self.text(&guide.title);
        let trail = vec![
            self.home_link(),
            Link {
                text: self.words.page("guides").to_owned(),
                href: self.href(PATH),
            },
        ];
        let mut frame = self.frame(&format!("{PATH}{}/", &**slug), &title, Some(trail));
        frame.description = self.text(&guide.summary);
        let mut cited = Cited::default();
        let text = text::Text::of(self, file.texts.get(self.number())?, &mut cited);
        let path = self.path(guide, &mut cited);
        let case = match &guide.case {
            Some(case) => Some(self.case(case, &mut cited)?),
            None => None,
        };
        let related = guide.related.as_ref();
        let services = related.map_or(&[][..], |related| &related.services);
        let categories = related.map_or(&[][..], |related| &related.categories);
        let names = |ids: Option<&Vec<reading::At<Id>>>, id: &str| {
            ids.is_some_and(|ids| ids.iter().any(|known| *known.value == *id))
        };
        let basis = self.basis_of(cited.documents.iter().map(String::as_str).collect());
        let item = self.page_item(&frame, &title, &basis, None);
        frame.structured.push(item);
        if !text.faq.is_empty() {
            frame.structured.push(structured::faq(self, &text.faq));
        }
        Some(Guide {
            title,
            summary: self.text(&guide.summary),
            basis,
            contents: text.contents,
            parts: text.parts,
            path,
            case,
            services: services.iter().filter_map(|id| self.card(id)).collect(),
            categories: categories
                .iter()
                .map(|code| self.category_link(code))
                .collect(),
            rules: self.rule_cards(|id, _| names(related.map(|it| &it.rules), id)),
            guides: self.guide_cards(|id| names(related.map(|it| &it.guides), id)),
            sources: cited.sources,
            frame,
        })
    }

    fn cite_into(&self, cited: &mut Cited, source: &Citation) -> Cite {
        cited.add(&source.document, self.cite(source))
    }

    fn cited_into(&self, cited: &mut Cited, source: &model::Citation) -> Cite {
        cited.add(&source.document, self.cited(source))
    }

    /// What a shortcode gives. The content was checked, so it gives something.
    fn shortcode(&self, call: &Call<'_>, cited: &mut Cited) -> Option<Part> {
        let content = self.site.content;
        Some(match call {
            Call::Total(lines) => {
                let figure = self.total(lines, cited)?;
                Part::Figure(self.with_coming(figure, |later, cited| later.total(lines, cited)))
            }
            Call::Fee(service, line, chosen) => {
                let figure = self.fee(&service.value, &line.value, chosen, cited)?;
                Part::Figure(self.with_coming(figure, |later, cited| {
                    later.fee(&service.value, &line.value, chosen, cited)
                }))
            }
            Call::Given(text, at) => Part::Figure(Figure {
                text: text.value.clone(),
                sources: vec![self.cited_into(cited, &shortcodes::citation(at)?)],
                ..Figure::default()
            }),
            Call::Alone(Word::Case) => Part::Case,
            Call::Alone(_) => Part::Path,
            Call::Of(word, of) => {
                let id: &str = &of.value;
                let link = |text: String, href: String| Part::Link(Link { text, href });
                match word {
                    Word::Service => link(
                        self.text(&content.service(id)?.title),
                        self.href(&format!("services/{id}/")),
                    ),
                    Word::Rules => link(self.text(&content.rule(id)?.title), self.rule_href(id)),
                    Word::Guide => link(self.text(&content.guide(id)?.title), self.guide_href(id)),
                    Word::Calculator => {
                        let tool = Tool::of(id)?;
                        link(self.tool_title(tool), self.tool_href(tool, "")?)
                    }
                    Word::Category | Word::CategoryCode => Part::Category {
                        category: self.category_link(id),
                        titled: *word == Word::Category,
                    },
                    Word::Papers => Part::Papers {
                        lists: self.papers_of_service(id, cited)?,
                    },
                    _ => Part::Figure(self.figure(*word, of, cited)?),
                }
            }
        })
    }

    /// A figure that the data have by an id.
    fn figure(&self, word: Word, of: &reading::At<String>, cited: &mut Cited) -> Option<Figure> {
        let content = self.site.content;
        let id: &str = &of.value;
        let words = &self.words.phrasebook;
        let term = |text: String, source: Cite| Figure {
            text,
            look: "figure",
            sources: vec![source],
            ..Figure::default()
        };
        Some(match word {
            Word::Duty => self.duty_figure(id, cited)?,
            Word::Unit => self.unit_figure(id, cited)?,
            Word::Term => match &self.rulebook.service(id)?.term {
                TermOnFile::Given(given) => {
                    term(given.text(words), self.cite_into(cited, &given.source))
                }
                TermOnFile::NotGiven { note, source } => Figure {
                    text: self.words.page("term-not-given").to_owned(),
                    doubt: Some(note.clone()),
                    sources: vec![self.cite_into(cited, source)],
                    ..Figure::default()
                },
            },
            Word::Window => {
                let window = self.rulebook.service(id)?.window.as_ref()?;
                let text = self.window_words(window);
                term(text, self.cite_into(cited, &window.source))
            }
            Word::Period => {
                let (rule, period) = shortcodes::two_ids(of)?;
                let period = content.period(&rule, &period)?;
                term(self.length(period), self.cited_into(cited, &period.source))
            }
            Word::Rule => {
                let rule = content.date_rule(id)?;
                term(
                    self.length_of_rule(rule),
                    self.cited_into(cited, &rule.source),
                )
            }
            Word::Entries => self.entries_figure(id, cited)?,
            Word::Hours => {
                let body = content.body(id)?;
                let hours = self.hours(body).into_iter().map(|hours| {
                    let pause = hours.pause.map_or_else(String::new, |pause| {
                        format!(", {} {pause}", self.words.page("break"))
                    });
                    format!("{}: {}{pause}", hours.text, hours.open)
                });
                Figure {
                    text: hours.collect::<Vec<_>>().join("; "),
                    sources: self.sources_into(body, cited),
                    ..Figure::default()
                }
            }
            Word::Phone => {
                let body = content.body(id)?;
                let phones = self.phones(body).into_iter().map(|phone| Link {
                    text: phone.number,
                    href: format!("tel:{}", phone.dial),
                });
                Figure {
                    phones: phones.collect(),
                    sources: self.sources_into(body, cited),
                    ..Figure::default()
                }
            }
            // The others are no figures.
            _ => return None,
        })
    }

    fn sources_into(&self, body: &model::Body, cited: &mut Cited) -> Vec<Cite> {
        // A sentence bears one mark; the body's page has them all.
        let main = body.source.iter();
        main.map(|source| self.cited_into(cited, source)).collect()
    }

    /// When one may file, in words that fit into a sentence.
    fn window_words(&self, window: &Window) -> String {
        let length = |count| window.unit.counted(&self.words.phrasebook, count);
        let slots = [
            ("opens", &*length(window.opens)),
            ("closes", &*length(window.closes)),
        ];
        self.words.fill("guide-window", &slots)
    }

    /// The length in a date rule, in words.
    fn length_of_rule(&self, rule: &DateRule) -> String {
        let words = &self.words.phrasebook;
        let said = |phrase| self.toolbox().words.text(phrase);
        let count = rule.count.value;
        match rule.unit {
            RuleUnit::WorkingDay => words.counted(Phrase::WorkingDays, count),
            RuleUnit::Day => words.counted(Phrase::CalendarDays, count),
            RuleUnit::Month => words.count(said(ToolPhrase::CountMonths), count),
            RuleUnit::Year | RuleUnit::CalendarYear => {
                words.count(said(ToolPhrase::CountYears), count)
            }
        }
    }

    /// A figure with what it will be. The sources of that stand where it is told
    /// in full.
    fn with_coming(
        &self,
        figure: Figure,
        then: impl Fn(&Language<'_>, &mut Cited) -> Option<Figure>,
    ) -> Figure {
        let known = |figure: &Figure| match figure.doubt {
            None => vec![Some(figure.text.clone())],
            Some(_) => vec![None],
        };
        let coming = self.coming(known(&figure), |later| {
            Some(known(&then(later, &mut Cited::default())?))
        });
        Figure { coming, ..figure }
    }

    fn duty_figure(&self, id: &str, cited: &mut Cited) -> Option<Figure> {
        let duty = self.site.content.duty(id)?;
        let view = self.duty(duty);
        let of_duty = duty
            .values
            .iter()
            .map(|value| &*value.source.document.value);
        cited.documents.extend(of_duty.map(ToString::to_string));
        if let Some(unit) = &duty.unit {
            let one = self
                .rulebook
                .rate_on(Amount::parse("1").ok()?, unit, self.site.as_of);
            let unit = one.ok().map(|used| used.unit_source.document.clone());
            cited.documents.extend(unit);
        }
        cited.add_sources(&view.sources);
        let given: Vec<String> = view.rate.into_iter().chain(view.amount).collect();
        let text = given.join(" = ");
        Some(Figure {
            look: "amount",
            coming: view.coming,
            doubt: (!view.reason.is_empty()).then_some(view.reason),
            sources: view.sources,
            text: if text.is_empty() {
                self.words.page("not-on-file").to_owned()
            } else {
                text
            },
            ..Figure::default()
        })
    }

    fn unit_figure(&self, id: &str, cited: &mut Cited) -> Option<Figure> {
        let unit = self.unit_today(id)?;
        if let Ok(used) = self
            .rulebook
            .rate_on(Amount::parse("1").ok()?, id, self.site.as_of)
        {
            self.cite_into(cited, used.unit_source);
        }
        let known = unit.value.is_some();
        Some(Figure {
            text: unit
                .value
                .unwrap_or_else(|| self.words.page("not-on-file").to_owned()),
            look: "amount",
            coming: unit.coming,
            doubt: (!known).then_some(unit.note),
            sources: unit.source.into_iter().collect(),
            ..Figure::default()
        })
    }

    fn entries_figure(&self, code: &str, cited: &mut Cited) -> Option<Figure> {
        let category = &self.site.content.categories.get(code)?.category;
        let mut doubts = Vec::new();
        let mut rows = Vec::new();
        for row in self.category_rows(category) {
            let slots = [
                ("entries", &*row.entries),
                ("validity", &*row.validity),
                ("stay", &*row.stay),
            ];
            let text = self.words.fill("guide-entries", &slots);
            rows.push(match row.whom {
                Some(whom) => format!("{text} ({whom})"),
                None => text,
            });
            doubts.extend(row.doubt);
        }
        if rows.is_empty() {
            doubts.extend(category.doubt.as_ref().map(|doubt| self.text(doubt)));
        }
        let known = !rows.is_empty();
        Some(Figure {
            text: if known {
                rows.join("; ")
            } else {
                self.words.page("not-on-file").to_owned()
            },
            doubt: (!known || !doubts.is_empty()).then(|| doubts.join(" ")),
            sources: vec![self.cited_into(cited, &category.source)],
            ..Figure::default()
        })
    }

    /// One line of a service's tariff for one person.
    fn fee(
        &self,
        id: &str,
        line: &str,
        chosen: &[Chosen<'_>],
        cited: &mut Cited,
    ) -> Option<Figure> {
        let content = self.site.content;
        let service = content.service(id)?;
        let mut lines = service.tariff.iter();
        let of = lines.find(|known| *known.id.value == *line)?;
        let request = QuoteRequest {
            service: id,
            on: &self.site.as_of.to_string(),
            people: "1",
            options: choices(content, service, of, chosen).ok()?,
        };
        let quote = self.rulebook.quote(&request).ok()?;
        let mut items = quote.items.iter();
        Some(
            if let Some(item) = items.find(|item| item.line.id == line) {
                let unit = item.rate.as_ref().map(|rate| rate.unit_source);
                let sources = [Some(item.source), item.rate_source, unit];
                Figure {
                    text: self.money(item.amount),
                    look: "amount",
                    sources: sources
                        .into_iter()
                        .flatten()
                        .map(|source| self.cite_into(cited, source))
                        .collect(),
                    ..Figure::default()
                }
            } else {
                // A line that applies has an amount, or its charge is unknown.
                let mut unknown = quote.unknown.iter();
                let unknown = unknown.find(|it| *it.kind == *of.kind.value)?;
                Figure {
                    text: self.words.page(why_unknown(unknown.code)).to_owned(),
                    doubt: Some(unknown.reason.clone()),
                    sources: unknown
                        .source
                        .iter()
                        .map(|source| self.cite_into(cited, source))
                        .collect(),
                    ..Figure::default()
                }
            },
        )
    }

    /// The answer of the calculator of fees on the site's day.
    fn worked_out(&self, lines: &[Chosen<'_>], cited: &mut Cited) -> Option<Answer> {
        let pairs = lines.iter().map(|line| (line.name, line.value));
        let asked = question(self.site.as_of, pairs);
        let answer = self.toolbox().work_out(Tool::Fees, &asked).ok()?;
        for source in &answer.sources {
            self.cite_into(cited, source);
        }
        Some(answer)
    }

    /// The calculator with a question filled in. The day is left to it.
    fn question_href(&self, answer: &Answer) -> Option<String> {
        let said = answer
            .request
            .iter()
            .filter(|pair| pair.name != "on" && (pair.name != "n" || pair.value != "1"));
        let query: Vec<String> = said
            .map(|pair| format!("{}={}", pair.name, pair.value))
            .collect();
        self.tool_href(Tool::Fees, &query.join("&"))
    }

    /// What a question comes to.
    fn total(&self, lines: &[Chosen<'_>], cited: &mut Cited) -> Option<Figure> {
        let answer = self.worked_out(lines, cited)?;
        let (total, parts) = answer.record.split_last()?;
        let unknown = parts.iter().filter_map(|entry| match &entry.value {
            Value::Unknown(reason) => Some(format!("{} ({reason})", entry.label)),
            _ => None,
        });
        let unknown: Vec<String> = unknown.collect();
        Some(Figure {
            look: "amount",
            href: self.question_href(&answer),
            text: match &total.value {
                Value::Amount(amount) => self.money(*amount),
                _ => self.words.page("guide-no-total").to_owned(),
            },
            doubt: match &total.value {
                Value::Amount(_) => None,
                _ => Some(unknown.join(", ")),
            },
            ..Figure::default()
        })
    }

    /// The typical case with its costs.
    fn case(&self, case: &TypicalCase, cited: &mut Cited) -> Option<Case> {
        let lines: Vec<Chosen<'_>> = case.lines.iter().filter_map(Chosen::of).collect();
        let answer = self.worked_out(&lines, cited)?;
        let body: Costs = serde_json::from_str(&answer.body).ok()?;
        let coming = self.coming(vec![body.total_text.clone()], |later| {
            let answer = later.worked_out(&lines, &mut Cited::default())?;
            let body: Costs = serde_json::from_str(&answer.body).ok()?;
            Some(vec![body.total_text])
        });
        // The first line of what was asked is the day.
        let named = answer.asked.iter().skip(1).map(|(label, _)| label);
        let people = named.zip(body.people).map(|(label, person)| Person {
            label: label.clone(),
            services: person
                .services
                .into_iter()
                .map(|service| self.service_of_case(service))
                .collect(),
            total: person.total_text,
        });
        Some(Case {
            title: self.text(&case.title),
            on: self.on_the_sites_day("guide-case-on"),
            people: people.collect(),
            total: body.total_text,
            coming,
            excluded: body
                .excluded
                .into_iter()
                .map(|told| self.remark(told))
                .collect(),
            href: self.question_href(&answer),
        })
    }

    /// A text that names the site's day.
    fn on_the_sites_day(&self, key: &str) -> String {
        let date = self.words.phrasebook.date(self.site.as_of);
        self.words.fill(key, &[("date", &date)])
    }

    fn service_of_case(&self, service: ServiceCosts) -> Service {
        let items = service.items.into_iter().map(|item| {
            let sources = [item.source, item.rate_source, item.unit_source];
            Line {
                label: item.label,
                amount: Some(item.amount_text),
                detail: item.formula,
                sources: self.cites(sources),
            }
        });
        let unknown = service.unknown.into_iter().map(|unknown| Line {
            label: unknown.label,
            amount: None,
            detail: unknown.reason,
            sources: self.cites([unknown.source]),
        });
        let told = service.implied.into_iter().chain(service.notes);
        Service {
            page: Link {
                text: service.title,
                href: self.href(&format!("services/{}/", service.service)),
            },
            choices: service.choices_text,
            lines: items.chain(unknown).collect(),
            notes: told.map(|told| self.remark(told)).collect(),
            total: service.total_text,
        }
    }

    fn remark(&self, told: Told) -> Remark {
        Remark {
            label: told.label,
            text: told.text,
            source: self.cites([told.source]).pop(),
        }
    }

    fn cites(&self, places: impl IntoIterator<Item = Option<Origin>>) -> Vec<Cite> {
        let places = places.into_iter().flatten();
        places
            .map(|place| {
                self.cite(&Citation {
                    document: place.document,
                    at: place.at,
                    text: place.text,
                })
            })
            .collect()
    }

    /// The papers of a service, step by step.
    fn papers_of_service(&self, id: &str, cited: &mut Cited) -> Option<Vec<Papers>> {
        let service = self.site.content.service(id)?;
        let steps = service.steps.iter();
        let asking = steps.filter_map(|step| Some((step, step.documents.as_ref()?)));
        let several = asking.clone().count() > 1;
        let lists = asking.map(|(step, documents)| Papers {
            title: several.then(|| self.text(&step.title)),
            documents: documents
                .items
                .iter()
                .filter_map(|item| self.document(item))
                .collect(),
            source: self.cited_into(cited, &documents.source),
        });
        Some(lists.collect())
    }
}

/// The word for a reason why something is unknown.
fn why_unknown(code: &str) -> &'static str {
    match code {
        "unreadable" => "answer-unreadable",
        "not-given" => "term-not-given",
        _ => "not-on-file",
    }
}

// What the calculator's answer holds of a plan.

#[derive(Deserialize)]
struct Costs {
    people: Vec<PersonCosts>,
    total_text: Option<String>,
    excluded: Vec<Told>,
}

#[derive(Deserialize)]
struct PersonCosts {
    services: Vec<ServiceCosts>,
    total_text: Option<String>,
}

#[derive(Deserialize)]
struct ServiceCosts {
    service: String,
    title: String,
    choices_text: String,
    items: Vec<ItemCosts>,
    unknown: Vec<UnknownCosts>,
    total_text: Option<String>,
    implied: Vec<Told>,
    notes: Vec<Told>,
}

#[derive(Deserialize)]
struct ItemCosts {
    label: String,
    amount_text: String,
    formula: String,
    source: Option<Origin>,
    rate_source: Option<Origin>,
    unit_source: Option<Origin>,
}

#[derive(Deserialize)]
struct UnknownCosts {
    label: String,
    reason: String,
    source: Option<Origin>,
}

#[derive(Deserialize)]
struct Told {
    label: Option<String>,
    text: String,
    source: Option<Origin>,
}

#[derive(Deserialize)]
struct Origin {
    document: String,
    at: String,
    text: String,
}
