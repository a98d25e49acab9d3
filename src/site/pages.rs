//! Which pages there are, and what each of them shows.

use std::collections::BTreeMap;

use qagida_calculator::calendar::DayOffKind;
use qagida_calculator::quote::MOST_PEOPLE;
use qagida_calculator::rulebook;
use qagida_calculator::tariff::EXEMPTION;
use qagida_calculator::term::TermOnFile;
use qagida_calculator::tools::{Tool, Toolbox};
use qagida_calculator::{Amount, Citation, Date, Rulebook};
use serde::Serialize;

use super::data::Made;
use super::tariff;
use super::text::Words;
use super::views::{self, Cite, Fact, Form, FormOption, FormValue, Frame, Link, ServiceCard};
use crate::content::Content;
use crate::content::model::{self, NoteKind, SourceKind};
use crate::content::reading::{Id, Text};

/// How many changes the front page names.
const LATEST: usize = 3;

/// Everything that pages are made from.
#[derive(Debug)]
pub struct Site<'a> {
    /// The content.
    pub content: &'a Content,
    /// The words, by language.
    pub words: &'a [Words],
    /// The rules, by language.
    pub rulebooks: &'a [Rulebook],
    /// The tools, by language.
    pub toolboxes: &'a [Toolbox],
    /// The day for which figures are worked out.
    pub as_of: Date,
    /// Where the site will stand, without a slash at the end.
    pub base_url: Option<&'a str>,
    /// The path of the site's root on its host, without a slash at the end.
    pub root: &'a str,
    /// The files that pages refer to.
    pub assets: &'a Assets,
    /// The data for other programs.
    pub data: Made,
}

/// The addresses of the files that pages refer to.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    /// The style sheet.
    pub css: String,
    /// The icon.
    pub icon: String,
    /// The icons for home screens.
    pub icons: Vec<AppIcon>,
    /// The icon for home screens that know no list of them.
    pub touch_icon: String,
    /// The script that registers the worker.
    pub register: String,
    /// The script that keeps a copy.
    pub keep: String,
    /// The estimator's script.
    pub estimator: String,
    /// The script that filters tables.
    pub filter: String,
    /// The script that marks the current section in a list of contents.
    pub rail: String,
    /// The script that keeps ticks in a list of papers.
    pub checklist: String,
    /// The calculator.
    pub calculator: String,
    /// Its WASM.
    pub wasm: String,
    /// The calculator with the tools.
    pub planner: String,
    /// Its WASM.
    pub planner_wasm: String,
    /// The script of the calculators' pages.
    pub tools: String,
    /// The script for sites that show a calculator, at an address that stays.
    pub embed: String,
    /// The search and its WASM, by language.
    pub search: Vec<(String, String)>,
    /// The script of the search box.
    pub search_box: String,
}

/// An icon as a web app manifest has it.
#[derive(Clone, Debug, Serialize)]
pub struct AppIcon {
    /// Its address.
    pub src: String,
    /// Width and height.
    pub sizes: &'static str,
    /// Its media type.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// `any`, or `maskable` if its edges may be cut off.
    pub purpose: &'static str,
}

impl Assets {
    /// The largest icon that is shown whole: the picture of links to a page.
    pub fn picture(&self) -> &str {
        let mut whole = self.icons.iter().filter(|icon| icon.purpose == "any");
        whole.next_back().map_or("", |icon| &icon.src)
    }
}

/// A page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Page<'a> {
    /// `/`.
    Entrance,
    /// The front page in a language.
    Home(usize),
    /// All services.
    Services(usize),
    /// A service.
    Service(usize, &'a Id),
    /// All categories.
    Categories(usize),
    /// A category.
    Category(usize, &'a str),
    /// All guides.
    Guides(usize),
    /// A guide.
    Guide(usize, &'a Id),
    /// All rules pages.
    Rules(usize),
    /// A rules page.
    Rule(usize, &'a Id),
    /// All calculators.
    Calculators(usize),
    /// A calculator, or its page for other sites.
    Calculator(usize, Tool, bool),
    /// The data for other programs.
    Data(usize),
    /// What has changed.
    Changes(usize),
    /// A body.
    Body(usize, &'a Id),
    /// The sources.
    Sources(usize),
    /// The glossary.
    Glossary(usize),
    /// The papers that one may have to bring.
    Documents(usize),
    /// Nothing there, in a language or in all.
    NotFound(Option<usize>),
    /// Not kept, and no connection.
    Missing(usize),
}

/// A page's words and rules.
#[derive(Clone, Copy, Debug)]
pub struct Language<'a> {
    pub(super) site: &'a Site<'a>,
    number: usize,
    /// Its code.
    pub code: &'a str,
    /// Its words.
    pub words: &'a Words,
    /// Its rules.
    pub rulebook: &'a Rulebook,
}

impl<'a> Site<'a> {
    /// All pages, in order.
    pub fn pages(&self) -> Vec<Page<'a>> {
        let mut pages = vec![Page::Entrance, Page::NotFound(None)];
        for language in 0..self.content.site.languages.len() {
            pages.extend([
                Page::Home(language),
                Page::Services(language),
                Page::Sources(language),
                Page::Glossary(language),
                Page::Data(language),
                Page::Changes(language),
                Page::NotFound(Some(language)),
                Page::Missing(language),
            ]);
            if self.asks_for_papers() {
                pages.push(Page::Documents(language));
            }
            pages.extend(
                self.content
                    .services
                    .keys()
                    .map(|id| Page::Service(language, id)),
            );
            if !self.content.guides.is_empty() {
                pages.push(Page::Guides(language));
            }
            let guides = self.content.guides.keys();
            pages.extend(guides.map(|slug| Page::Guide(language, slug)));
            if !self.content.rules.is_empty() {
                pages.push(Page::Rules(language));
            }
            pages.extend(self.content.rules.keys().map(|id| Page::Rule(language, id)));
            pages.push(Page::Calculators(language));
            for tool in self.tools() {
                pages.push(Page::Calculator(language, tool, false));
                pages.push(Page::Calculator(language, tool, true));
            }
            if !self.content.categories.is_empty() {
                pages.push(Page::Categories(language));
            }
            pages.extend(
                self.content
                    .categories
                    .keys()
                    .map(|code| Page::Category(language, code)),
            );
            pages.extend(
                self.content
                    .bodies
                    .bodies
                    .iter()
                    .filter(|body| body.page == Some(true))
                    .map(|body| Page::Body(language, &body.id.value)),
            );
        }
        pages
    }

    /// The language of a number.
    pub fn language(&'a self, number: usize) -> Language<'a> {
        Language {
            site: self,
            number,
            code: &self.content.site.languages[number].code,
            words: &self.words[number],
            rulebook: &self.rulebooks[number],
        }
    }

    /// The language in which there is no better choice.
    fn reference(&self) -> usize {
        let reference = &self.content.site.reference_language.value;
        self.content
            .languages()
            .position(|code| code == reference)
            .unwrap_or(0)
    }

    /// The page at `/`.
    pub fn entrance(&'a self) -> views::Entrance {
        let language = self.language(self.reference());
        let mut frame = language.frame("", &language.text(&self.content.site.name), None);
        // The front page of this language has the description; here people of
        // all languages choose.
        let taglines = self.words.iter().enumerate();
        let taglines = taglines.map(|(number, _)| self.content.site.tagline.get(number));
        frame.description = taglines.collect::<Vec<_>>().join(" · ");
        frame.canonical = self.base_url.map(|base| format!("{base}/"));
        views::Entrance {
            frame,
            choices: self.choices(),
        }
    }

    fn choices(&'a self) -> Vec<views::EntranceChoice> {
        (0..self.content.site.languages.len())
            .map(|number| {
                let language = self.language(number);
                views::EntranceChoice {
                    code: language.code.to_owned(),
                    name: self.content.site.languages[number].name.clone(),
                    tagline: language.text(&self.content.site.tagline),
                    href: language.href(""),
                }
            })
            .collect()
    }

    /// The page for addresses that don't exist.
    pub fn not_found(&'a self, language: Option<usize>) -> views::NotFound {
        let numbers: Vec<usize> = match language {
            Some(number) => vec![number],
            None => (0..self.words.len()).collect(),
        };
        let framing = self.language(language.unwrap_or_else(|| self.reference()));
        let mut frame = framing.frame("", framing.words.page("not-found-title"), None);
        framing
            .words
            .page("not-found-text")
            .clone_into(&mut frame.description);
        frame.hide();
        let messages = numbers
            .into_iter()
            .map(|number| {
                let language = self.language(number);
                views::NotFoundMessage {
                    lang: language.code.to_owned(),
                    title: language.words.page("not-found-title").to_owned(),
                    text: language.words.page("not-found-text").to_owned(),
                    home: Link {
                        text: language.words.page("home").to_owned(),
                        href: language.href(""),
                    },
                    services: Link {
                        text: language.words.page("services").to_owned(),
                        href: language.href("services/"),
                    },
                }
            })
            .collect();
        views::NotFound { frame, messages }
    }
}

impl Language<'_> {
    /// Its number among the site's.
    pub(super) fn number(&self) -> usize {
        self.number
    }

    /// The tools in this language.
    pub(super) fn toolbox(&self) -> &Toolbox {
        &self.site.toolboxes[self.number]
    }

    /// A text of the content in this language.
    pub fn text(&self, text: &Text) -> String {
        text.get(self.number).to_owned()
    }

    pub(super) fn maybe(&self, text: Option<&Text>) -> Option<String> {
        text.map(|text| self.text(text))
    }

    pub(super) fn texts(&self, texts: &[Text]) -> Vec<String> {
        texts.iter().map(|text| self.text(text)).collect()
    }

    /// An amount of money.
    pub fn money(&self, amount: Amount) -> String {
        self.words.phrasebook.money(amount, &self.rulebook.currency)
    }

    fn date(&self, date: Date) -> String {
        self.words.phrasebook.date(date)
    }

    /// The address of a path below this language.
    pub fn href(&self, path: &str) -> String {
        format!("{}/{}/{path}", self.site.root, self.code)
    }

    /// The source mark of a citation.
    pub fn cite(&self, citation: &Citation) -> Cite {
        let place = citation.at.split('/').next().unwrap_or_default();
        Cite {
            text: citation.text.clone(),
            href: self.href(&format!("sources/#{}--{place}", citation.document)),
        }
    }

    /// The source mark of a citation in the content.
    pub(super) fn cited(&self, citation: &model::Citation) -> Cite {
        let text = self.site.content.place_of(citation, self.number);
        let place = citation.at.split('/').next().unwrap_or_default();
        Cite {
            text: text.unwrap_or_default(),
            href: self.href(&format!("sources/#{}--{place}", citation.document.value)),
        }
    }

    /// The duty of a bill's line, if the line is one.
    pub fn duty_of_line(&self, service: &str, line: &str) -> Option<&model::Duty> {
        let content = self.site.content;
        let (_, file) = content.services.iter().find(|(id, _)| ***id == *service)?;
        let line = file.service.tariff.iter().find(|l| *l.id.value == *line)?;
        content.duty(line.duty.as_ref()?)
    }

    /// What is around a page. `path` is below the language.
    pub(super) fn frame(&self, path: &str, title: &str, trail: Option<Vec<Link>>) -> Frame {
        let site = &self.site.content.site;
        let name = self.text(&site.name);
        let absolute = |code: &str| {
            self.site
                .base_url
                .map(|base| format!("{base}/{code}/{path}"))
        };
        let nav = |key: &str, to: &str| views::NavLink {
            text: self.words.page(key).to_owned(),
            href: self.href(to),
            current: path.starts_with(to),
        };
        let mut links = Vec::new();
        if !self.site.content.guides.is_empty() {
            links.push(nav("guides", super::guides::PATH));
        }
        links.extend([
            nav("services", "services/"),
            nav("calculators", super::calculators::PATH),
        ]);
        if let Some(categories) = &site.categories
            && !self.site.content.categories.is_empty()
        {
            let to = format!("{}/", categories.path.value);
            links.push(views::NavLink {
                text: self.text(&categories.title),
                href: self.href(&to),
                current: path.starts_with(&to),
            });
        }
        if !self.site.content.rules.is_empty() {
            links.push(nav("rules", "rules/"));
        }
        for body in &self.site.content.bodies.bodies {
            if body.page == Some(true) {
                let to = format!("about/{}/", &**body.id);
                links.push(views::NavLink {
                    text: self.text(&body.name),
                    href: self.href(&to),
                    current: path == to,
                });
            }
        }
        links.extend([nav("glossary", "glossary/"), nav("sources", "sources/")]);
        Frame {
            lang: self.code.to_owned(),
            title: if title == name {
                name.clone()
            } else {
                format!("{title} · {name}")
            },
            description: self.text(&site.tagline),
            hidden: false,
            entrance: self.site.base_url.map(|base| format!("{base}/")),
            locale: site.languages[self.number]
                .locale
                .as_ref()
                .map(|locale| locale.value.clone()),
            structured: self
                .breadcrumbs(
                    trail.as_deref().unwrap_or_default(),
                    title,
                    &self.href(path),
                )
                .into_iter()
                .collect(),
            changes: self.href(super::changes::PATH),
            feed: self.feed_href(),
            languages: site
                .languages
                .iter()
                .map(|language| views::LanguageLink {
                    code: language.code.value.clone(),
                    name: language.name.clone(),
                    href: format!("{}/{}/{path}", self.site.root, *language.code),
                    absolute: absolute(&language.code),
                    current: *language.code == self.code,
                })
                .collect(),
            canonical: absolute(self.code),
            site: name,
            home: self.href(""),
            documents: self.documents_link(),
            search: self.search_box(),
            nav: links,
            trail: trail.unwrap_or_default(),
            css: self.site.assets.css.clone(),
            icon: self.site.assets.icon.clone(),
            rail: self.site.assets.rail.clone(),
            device: self.device(),
            translation_note: self.text(&site.translation_note),
            translated: self.number != self.site.reference(),
            disclaimer: self.text(&site.disclaimer),
            version: self.site.content.version.clone(),
            as_of: self.date(self.site.as_of),
            as_of_date: self.site.as_of.to_string(),
            t: self.words.page.clone(),
        }
    }

    pub(super) fn home_link(&self) -> Link {
        Link {
            text: self.words.page("home").to_owned(),
            href: self.href(""),
        }
    }

    fn services_link(&self) -> Link {
        Link {
            text: self.words.page("services").to_owned(),
            href: self.href("services/"),
        }
    }

    /// The front page.
    pub fn home(&self) -> views::Home {
        let site = &self.site.content.site;
        let mut frame = self.frame("", &self.text(&site.name), None);
        frame.title = format!("{} · {}", self.text(&site.name), self.text(&site.tagline));
        frame.description = self.text(&site.description);
        let item = self.website(&frame);
        frame.structured.push(item);
        views::Home {
            frame,
            tagline: self.text(&site.tagline),
            description: self.text(&site.description),
            tools: self.doors(),
            duty_tool: self.tool_link(Tool::Duty),
            guides: self.guide_cards(|_| true),
            groups: self.groups(),
            unit: site.home_unit.as_ref().and_then(|id| self.unit_today(id)),
            rules: self
                .rule_cards(|_, _| true)
                .into_iter()
                .map(|rule| Link {
                    text: rule.title,
                    href: rule.href,
                })
                .collect(),
            latest: self.latest_changes(LATEST),
        }
    }

    pub(super) fn unit_today(&self, id: &str) -> Option<views::UnitToday> {
        let today = self.unit_on_its_day(id)?;
        let coming = self.coming(vec![today.value.clone()], |later| {
            Some(vec![later.unit_on_its_day(id)?.value])
        });
        Some(views::UnitToday { coming, ..today })
    }

    /// A unit without what comes.
    fn unit_on_its_day(&self, id: &str) -> Option<views::UnitToday> {
        let unit = self.site.content.unit(id)?;
        let one = Amount::parse("1").ok()?;
        let (value, note, source) = match self.rulebook.rate_on(one, id, self.site.as_of) {
            Ok(used) => {
                let rules = self.rulebook.unit(id)?;
                let until = rules.values.on(self.site.as_of).ok()?.until;
                let note = until.map_or_else(String::new, |until| {
                    self.words
                        .fill("holds-until", &[("date", &self.date(until))])
                });
                (
                    Some(self.money(used.unit_value)),
                    note,
                    Some(self.cite(used.unit_source)),
                )
            }
            Err(unknown) => (None, unknown.reason, None),
        };
        Some(views::UnitToday {
            name: self.text(&unit.name),
            full_name: self.text(&unit.full_name),
            about: self.text(&unit.about),
            value,
            coming: Vec::new(),
            note,
            source,
        })
    }

    fn groups(&self) -> Vec<views::Group> {
        self.site
            .content
            .site
            .groups
            .iter()
            .map(|group| views::Group {
                id: group.id.to_string(),
                title: self.text(&group.title),
                services: group
                    .services
                    .iter()
                    .filter_map(|id| self.card(id))
                    .collect(),
            })
            .collect()
    }

    pub(super) fn card(&self, id: &str) -> Option<ServiceCard> {
        let (id, file) = self
            .site
            .content
            .services
            .iter()
            .find(|(known, _)| ***known == *id)?;
        let rules = self.rulebook.service(id)?;
        let (price, doubtful) = self.price(rules);
        Some(ServiceCard {
            title: self.text(&file.service.title),
            href: self.href(&format!("services/{}/", &**id)),
            summary: self.text(&file.service.summary),
            categories: categories(&file.service),
            coming: self.coming_price(rules),
            price,
            doubtful,
            term: self.term_text(&rules.term),
        })
    }

    /// What a service costs one person, in words, and whether that is in doubt.
    pub(super) fn price(&self, service: &rulebook::Service) -> (String, bool) {
        match tariff::range(self.rulebook, service, self.site.as_of) {
            None => (self.words.page("price-unknown").to_owned(), true),
            Some(range) if range.least == range.most && !range.in_part => {
                (self.money(range.least), false)
            }
            Some(range) if range.in_part => (
                self.words
                    .fill("price-in-part", &[("amount", &self.money(range.least))]),
                true,
            ),
            Some(range) => (
                self.words.fill(
                    "price-range",
                    &[
                        ("least", &self.money(range.least)),
                        ("most", &self.money(range.most)),
                    ],
                ),
                false,
            ),
        }
    }

    /// What a service will cost, and from when on.
    fn coming_price(&self, service: &rulebook::Service) -> Vec<String> {
        let (now, _) = self.price(service);
        self.coming(vec![Some(now)], |later| {
            // A price that isn't known in full is none that comes.
            let (price, doubtful) = later.price(service);
            Some(vec![Some(price).filter(|_| !doubtful)])
        })
    }

    pub(super) fn term_text(&self, term: &TermOnFile) -> String {
        match term {
            TermOnFile::Given(term) => term.text(&self.words.phrasebook),
            TermOnFile::NotGiven { .. } => self.words.page("term-not-given").to_owned(),
        }
    }

    /// All services.
    pub fn services(&self) -> views::Services {
        let mut frame = self.frame(
            "services/",
            self.words.page("services"),
            Some(vec![self.home_link()]),
        );
        self.words
            .page("services-lead")
            .clone_into(&mut frame.description);
        views::Services {
            frame,
            groups: self.groups(),
        }
    }

    /// A service, with the address of its rules.
    pub fn service(&self, id: &Id, rules_href: String) -> Option<views::Service> {
        let file = self.site.content.services.get(id)?;
        let service = &file.service;
        let rules = self.rulebook.service(id)?;
        let title = self.text(&service.title);
        let mut frame = self.frame(
            &format!("services/{}/", &**id),
            &title,
            Some(vec![self.home_link(), self.services_link()]),
        );
        frame.description = self.text(&service.summary);
        let basis = self.basis(rules, service);
        let about = self.service_item(service, rules, &basis);
        let item = self.page_item(&frame, &title, &basis, Some(about));
        frame.structured.push(item);
        let (price, doubtful) = self.price(rules);
        let mut facts = vec![
            Fact {
                name: self.words.page("fact-price").to_owned(),
                coming: self.coming_price(rules),
                value: price,
                doubtful,
            },
            Fact {
                name: self.words.page("fact-term").to_owned(),
                coming: Vec::new(),
                value: self.term_text(&rules.term),
                doubtful: matches!(rules.term, TermOnFile::NotGiven { .. }),
            },
        ];
        facts.extend(
            self.window_filled(rules, "fact-window-text")
                .map(|value| Fact {
                    name: self.words.page("fact-window").to_owned(),
                    coming: Vec::new(),
                    value,
                    doubtful: false,
                }),
        );
        let steps = self.steps(service);
        let listed = steps.iter().any(|step| !step.documents.is_empty());
        let mut view = views::Service {
            frame,
            id: id.to_string(),
            title,
            summary: self.text(&service.summary),
            about: self.texts(&service.about),
            categories: service
                .categories
                .iter()
                .map(|code| self.category_link(code))
                .collect(),
            source: self.cited(&service.source),
            facts,
            steps,
            checklist: listed.then(|| self.site.assets.checklist.clone()),
            prices: tariff::prices(self, rules, self.site.as_of),
            totals: tariff::totals(self, rules, self.site.as_of),
            no_charge: self.remarks(&service.no_charge),
            excluded: self.remarks(&service.excluded),
            term: self.term(rules),
            window: rules.window.as_ref().map(|window| views::WindowView {
                text: self.window_text(rules).unwrap_or_default(),
                source: self.cite(&window.source),
            }),
            notes: service
                .notes
                .iter()
                .map(|note| views::Note {
                    warning: note.kind == NoteKind::Warning,
                    text: self.text(&note.text),
                    source: self.cited(&note.source),
                })
                .collect(),
            related: service
                .related
                .iter()
                .filter_map(|id| self.card(id))
                .collect(),
            rules: self
                .rule_cards(|_, rule| rule.services.iter().any(|service| service.value == *id)),
            guides: self.guides_about(|it| it.services.iter().any(|known| known.value == *id)),
            basis,
            form: self.form(rules, rules_href),
            plan: self.plan_href(id),
            days: self.tool_href(Tool::Deadlines, &format!("what=service/{}", &**id)),
        };
        gather_places(&mut view);
        Some(view)
    }

    /// When one may file, in words, if a service prolongs something.
    pub(super) fn window_text(&self, service: &rulebook::Service) -> Option<String> {
        self.window_filled(service, "window-text")
    }

    fn window_filled(&self, service: &rulebook::Service, text: &str) -> Option<String> {
        let window = service.window.as_ref()?;
        let length = |count| window.unit.counted(&self.words.phrasebook, count);
        let (opens, closes) = (length(window.opens), length(window.closes));
        let slots = [("opens", opens.as_str()), ("closes", closes.as_str())];
        Some(self.words.fill(text, &slots))
    }

    fn remarks(&self, remarks: &[model::Remark]) -> Vec<views::Remark> {
        remarks
            .iter()
            .map(|remark| views::Remark {
                label: self.rulebook.charge_name(&remark.kind).to_owned(),
                text: self.text(&remark.text),
                source: self.cited(&remark.source),
            })
            .collect()
    }

    fn steps(&self, service: &model::Service) -> Vec<views::Step> {
        let content = self.site.content;
        let mut asked: BTreeMap<String, usize> = BTreeMap::new();
        service
            .steps
            .iter()
            .enumerate()
            .map(|(at, step)| {
                let body = content.body(&step.r#where);
                let documents = step.documents.as_ref();
                views::Step {
                    number: at + 1,
                    title: self.text(&step.title),
                    body: body.map_or_else(String::new, |body| self.text(&body.name)),
                    body_href: body
                        .filter(|body| body.page == Some(true))
                        .map(|body| self.href(&format!("about/{}/", &**body.id))),
                    actions: self.texts(&step.actions),
                    source: self.cited(&step.source),
                    documents: documents.map_or_else(Vec::new, |documents| {
                        documents
                            .items
                            .iter()
                            .filter_map(|item| self.document(item))
                            .map(|mut document| {
                                // A paper asked for again has a tick of its own.
                                let times = asked.entry(document.id.clone()).or_default();
                                *times += 1;
                                if *times > 1 {
                                    document.id = format!("{}-again-{times}", document.id);
                                }
                                document
                            })
                            .collect()
                    }),
                    documents_source: documents.map(|documents| self.cited(&documents.source)),
                }
            })
            .collect()
    }

    pub(super) fn document(&self, item: &model::StepDocument) -> Option<views::Document> {
        let content = self.site.content;
        let document = content.document(&item.document)?;
        Some(views::Document {
            id: format!("document-{}", &**document.id),
            name: self.text(&document.name),
            detail: self.maybe(document.detail.as_ref()),
            parts: self.texts(&document.parts),
            link: document.link.as_ref().map(|link| link.value.clone()),
            condition: item
                .when
                .as_ref()
                .and_then(|when| content.condition(when))
                .map(|condition| self.text(&condition.text)),
            note: self.maybe(item.note.as_ref()),
        })
    }

    fn term(&self, rules: &rulebook::Service) -> views::TermView {
        match &rules.term {
            TermOnFile::NotGiven { note, source } => views::TermView {
                text: None,
                note: note.clone(),
                source: self.cite(source),
                extension: None,
                extension_source: None,
            },
            TermOnFile::Given(term) => {
                let extension = term.extension.as_ref();
                views::TermView {
                    text: Some(term.text(&self.words.phrasebook)),
                    note: String::new(),
                    source: self.cite(&term.source),
                    extension: extension.map(|extension| {
                        let longest = extension
                            .unit
                            .counted(&self.words.phrasebook, extension.max);
                        self.words.fill("term-extension", &[("term", &longest)])
                    }),
                    extension_source: extension.map(|extension| self.cite(&extension.source)),
                }
            }
        }
    }

    /// The documents that a service's page rests on, each once.
    fn basis(&self, rules: &rulebook::Service, service: &model::Service) -> Vec<views::Basis> {
        let mut ids: Vec<&str> = vec![&service.source.document];
        for line in &rules.tariff {
            for entry in line.values.entries() {
                let cited = [Some(&entry.value.source), entry.value.rate_source.as_ref()];
                ids.extend(cited.into_iter().flatten().map(|c| c.document.as_str()));
            }
        }
        for channel in rules
            .channels
            .iter()
            .filter_map(|id| self.rulebook.channel(id))
        {
            ids.push(&channel.source.document);
        }
        let steps = service.steps.iter();
        ids.extend(steps.flat_map(|step| {
            let documents = step.documents.as_ref().map(|it| &it.source);
            [Some(&step.source), documents]
                .into_iter()
                .flatten()
                .map(|it| &**it.document)
        }));
        ids.extend(service.notes.iter().map(|note| &**note.source.document));
        self.basis_of(ids)
    }

    /// Documents in the order of their first mention.
    pub(super) fn basis_of(&self, mut ids: Vec<&str>) -> Vec<views::Basis> {
        let mut seen = Vec::new();
        ids.retain(|id| {
            let new = !seen.contains(id);
            seen.push(*id);
            new
        });
        ids.into_iter()
            .filter_map(|id| self.site.content.source(id))
            .map(|source| views::Basis {
                document: source.id.to_string(),
                title: self.text(&source.title),
                short: self.text(&source.short),
                href: self.href(&format!("sources/#{}", &**source.id)),
                edition: self.maybe(source.edition.as_ref()),
                later_acts: self.later_acts(source),
                places: Vec::new(),
            })
            .collect()
    }

    /// What a service's price depends on, to choose from.
    pub(super) fn form_options(&self, rules: &rulebook::Service) -> Vec<FormOption> {
        let content = self.site.content;
        let mut options: Vec<FormOption> = rules
            .options
            .iter()
            .filter_map(|id| content.option(id))
            .map(|option| {
                let chosen = option
                    .default
                    .as_ref()
                    .map(|default| default.value.as_str());
                FormOption {
                    id: option.id.to_string(),
                    label: self.text(&option.label),
                    help: self.maybe(option.help.as_ref()),
                    pair: option.values.len() == 2,
                    values: option
                        .values
                        .iter()
                        .enumerate()
                        .map(|(at, value)| FormValue {
                            id: value.id.to_string(),
                            label: self.text(&value.label),
                            selected: chosen.map_or(at == 0, |chosen| chosen == &**value.id),
                        })
                        .collect(),
                }
            })
            .collect();
        options.extend(self.exemption_option(rules));
        options
    }

    fn form(&self, rules: &rulebook::Service, rules_href: String) -> Form {
        let options = self.form_options(rules);
        let channels = rules
            .channels
            .iter()
            .filter_map(|id| self.rulebook.channel(id))
            .enumerate()
            .map(|(at, channel)| FormValue {
                id: channel.id.clone(),
                label: channel.name.clone(),
                selected: at == 0,
            })
            .collect();
        let (first_day, last_day) = self.calendar_ends();
        let assets = self.site.assets;
        Form {
            options,
            channels,
            window: rules.window.is_some(),
            term: matches!(rules.term, TermOnFile::Given(_)),
            rules: rules_href,
            calculator: assets.calculator.clone(),
            wasm: assets.wasm.clone(),
            script: assets.estimator.clone(),
            most_people: MOST_PEOPLE,
            first_day,
            last_day,
        }
    }

    /// The grounds on which a part of a bill need not be paid, to choose from.
    fn exemption_option(&self, rules: &rulebook::Service) -> Option<FormOption> {
        let mut values = vec![FormValue {
            id: String::new(),
            label: self.words.page("exemption-none").to_owned(),
            selected: true,
        }];
        for exemption in rules.tariff.iter().flat_map(|line| &line.exemptions) {
            if values.iter().all(|value| value.id != exemption.id) {
                values.push(FormValue {
                    id: exemption.id.clone(),
                    label: exemption.text.clone(),
                    selected: false,
                });
            }
        }
        (values.len() > 1).then(|| FormOption {
            id: EXEMPTION.to_owned(),
            label: self.words.page("exemption").to_owned(),
            help: Some(self.words.page("exemption-help").to_owned()),
            pair: false,
            values,
        })
    }

    /// The first and the last day of the calendar, as forms write them.
    pub(super) fn calendar_ends(&self) -> (String, String) {
        let years = self.rulebook.calendar.years();
        let first = years.first();
        let last = years.last();
        (
            first.map_or_else(String::new, |year| format!("{:04}-01-01", year.year)),
            last.map_or_else(String::new, |year| format!("{:04}-12-31", year.year)),
        )
    }

    /// A link to a category.
    pub(super) fn category_link(&self, code: &str) -> views::CategoryLink {
        let content = self.site.content;
        let file = content.categories.get(code);
        views::CategoryLink {
            code: code.to_owned(),
            title: file.map_or_else(String::new, |file| self.text(&file.category.title)),
            href: match (file, &content.site.categories) {
                (Some(_), Some(categories)) => self.href(&format!(
                    "{}/{}/",
                    categories.path.value,
                    code.to_ascii_lowercase()
                )),
                _ => String::new(),
            },
        }
    }

    /// A body's page.
    pub fn body(&self, id: &Id) -> Option<views::Body> {
        let body = self.site.content.body(id)?;
        let name = self.text(&body.name);
        let mut frame = self.frame(
            &format!("about/{}/", &**id),
            &name,
            Some(vec![self.home_link()]),
        );
        if let Some(about) = body.about.first() {
            frame.description = self.text(about);
        }
        frame.structured.push(self.office(body));
        Some(views::Body {
            frame,
            name,
            about: self.texts(&body.about),
            address: self.maybe(body.address.as_ref()),
            emails: body
                .emails
                .iter()
                .map(|email| email.value.clone())
                .collect(),
            phones: self.phones(body),
            hours: self.hours(body),
            links: self.links(body),
            sources: self.sources_of(body),
            groups: self.groups_at(id),
        })
    }

    pub(super) fn sources_of(&self, body: &model::Body) -> Vec<Cite> {
        let sources = body.source.iter().chain(&body.also);
        sources.map(|source| self.cited(source)).collect()
    }

    pub(super) fn phones(&self, body: &model::Body) -> Vec<views::Phone> {
        body.phones
            .iter()
            .map(|phone| views::Phone {
                number: phone.number.clone(),
                dial: phone
                    .number
                    .chars()
                    .filter(|c| c.is_ascii_digit() || *c == '+')
                    .collect(),
                hours: self.maybe(phone.hours.as_ref()),
            })
            .collect()
    }

    pub(super) fn hours(&self, body: &model::Body) -> Vec<views::Hours> {
        body.hours
            .iter()
            .map(|hours| views::Hours {
                text: self.text(&hours.text),
                open: format!("{}–{}", hours.opens, hours.closes),
                pause: match (hours.break_from, hours.break_until) {
                    (Some(from), Some(until)) => Some(format!("{from}–{until}")),
                    _ => None,
                },
            })
            .collect()
    }

    pub(super) fn links(&self, body: &model::Body) -> Vec<Link> {
        body.links
            .iter()
            .map(|link| Link {
                text: self.text(&link.label),
                href: link.url.value.clone(),
            })
            .collect()
    }

    /// The services of which a step is done at a body.
    fn groups_at(&self, body: &Id) -> Vec<views::Group> {
        let there = |id: &str| {
            let services = &self.site.content.services;
            services
                .iter()
                .find(|(known, _)| ***known == *id)
                .is_some_and(|(_, file)| {
                    let mut steps = file.service.steps.iter();
                    steps.any(|step| step.r#where.value == *body)
                })
        };
        let groups = self.site.content.site.groups.iter();
        groups
            .map(|group| views::Group {
                id: group.id.to_string(),
                title: self.text(&group.title),
                services: group
                    .services
                    .iter()
                    .filter(|id| there(id))
                    .filter_map(|id| self.card(id))
                    .collect(),
            })
            .filter(|group| !group.services.is_empty())
            .collect()
    }

    /// The sources.
    pub fn sources(&self) -> views::Sources {
        let content = self.site.content;
        let of_kind = |kind: SourceKind| {
            content
                .sources
                .documents
                .iter()
                .filter(|source| source.kind == kind)
                .map(|source| self.source(source))
                .collect()
        };
        let mut frame = self.frame(
            "sources/",
            self.words.page("sources"),
            Some(vec![self.home_link()]),
        );
        self.words
            .page("sources-intro")
            .clone_into(&mut frame.description);
        frame.structured.extend(self.acts());
        views::Sources {
            frame,
            primary: of_kind(SourceKind::Primary),
            secondary: of_kind(SourceKind::Secondary),
            units: content
                .units
                .units
                .iter()
                .map(|unit| self.unit_history(unit))
                .collect(),
            years: self.calendar_years(),
        }
    }

    fn source(&self, source: &model::Source) -> views::Source {
        views::Source {
            id: source.id.to_string(),
            title: self.text(&source.title),
            short: self.text(&source.short),
            language: source.language.clone(),
            number: source.number.clone(),
            date: source.date.map(|date| self.date(date)),
            edition: self.maybe(source.edition.as_ref()),
            checked: self.date(source.checked),
            link: source.link.as_ref().map(|link| link.value.clone()),
            places: source
                .places
                .iter()
                .map(|place| views::Place {
                    id: format!("{}--{}", &**source.id, &**place.id),
                    name: self.text(&place.name),
                    left_out: self.maybe(place.left_out.as_ref()),
                })
                .collect(),
            later_acts: self.later_acts(source),
        }
    }

    fn later_acts(&self, source: &model::Source) -> Vec<views::LaterAct> {
        let acts = source.later_acts.iter();
        acts.map(|act| views::LaterAct {
            title: self.text(&act.title),
            in_force: act.in_force.map(|date| self.date(date)),
        })
        .collect()
    }

    pub(super) fn unit_history(&self, unit: &model::Unit) -> views::UnitHistory {
        views::UnitHistory {
            id: format!("unit-{}", &**unit.id),
            name: self.text(&unit.name),
            full_name: self.text(&unit.full_name),
            about: self.text(&unit.about),
            values: unit
                .values
                .iter()
                .rev()
                .map(|value| views::UnitValue {
                    id: format!("{}-{}", &**unit.id, value.from.value),
                    from: self.date(value.from.value),
                    until: value
                        .until
                        .as_ref()
                        .map_or_else(String::new, |until| self.date(until.value)),
                    value: self.money(value.value),
                    doubt: self.maybe(value.doubt.as_ref()),
                    source: self.cited(&value.source),
                })
                .collect(),
        }
    }

    pub(super) fn calendar_years(&self) -> Vec<views::CalendarYear> {
        let calendar = &self.rulebook.calendar;
        let mut years: Vec<views::CalendarYear> = calendar
            .years()
            .iter()
            .filter_map(|year| {
                let first = Date::new(year.year, 1, 1)?;
                let last = Date::new(year.year, 12, 31)?;
                let mut working_days = 0;
                let mut day = first;
                while day <= last {
                    working_days += u32::from(calendar.is_working(day).ok()?);
                    day = day.next()?;
                }
                Some(views::CalendarYear {
                    year: u32::try_from(year.year).ok()?,
                    working_days,
                    provisional: year.provisional.clone(),
                    days: calendar
                        .days_off(first, last)
                        .map(|day| self.calendar_day(day))
                        .collect(),
                    source: self.cite(&year.source),
                })
            })
            .collect();
        years.reverse();
        years
    }

    fn calendar_day(&self, day: &qagida_calculator::calendar::DayOff) -> views::CalendarDay {
        let name = self.rulebook.calendar.name(day);
        let why = match day.kind {
            DayOffKind::Swap { worked_instead } => self
                .words
                .fill("day-swap", &[("date", &self.date(worked_instead))]),
            DayOffKind::Observed => self.words.fill("day-observed", &[("name", name)]),
            DayOffKind::Holiday | DayOffKind::Fixed => name.to_owned(),
        };
        views::CalendarDay {
            id: format!("day-{}", day.date),
            date: self.words.phrasebook.date_with_weekday(day.date),
            why,
            estimated: day.estimated,
        }
    }

    /// The glossary.
    pub fn glossary(&self) -> views::Glossary {
        let content = self.site.content;
        let mut frame = self.frame(
            "glossary/",
            self.words.page("glossary"),
            Some(vec![self.home_link()]),
        );
        self.words
            .page("glossary-intro")
            .clone_into(&mut frame.description);
        let item = self.terms(&frame, self.words.page("glossary"));
        frame.structured.push(item);
        let mut terms: Vec<views::Term> = content
            .glossary
            .terms
            .iter()
            .map(|term| views::Term {
                id: term.id.to_string(),
                name: self.text(&term.term),
                meaning: self.maybe(term.meaning.as_ref()),
                others: content
                    .languages()
                    .enumerate()
                    .filter(|(number, _)| *number != self.number)
                    .map(|(number, code)| views::TermIn {
                        lang: code.to_owned(),
                        term: term.term.get(number).to_owned(),
                    })
                    .collect(),
            })
            .collect();
        terms.sort_by_cached_key(|term| (self.words.alphabet.key(&term.name), term.id.clone()));
        views::Glossary { frame, terms }
    }
}

/// Puts the places that a service's page cites to their documents, each once, in
/// the order of the page.
fn gather_places(service: &mut views::Service) {
    let steps = service.steps.iter();
    let rows = service.prices.iter().flat_map(|price| &price.rows);
    let remarks = service.no_charge.iter().chain(&service.excluded);
    let cited = [&service.source]
        .into_iter()
        .chain(service.window.iter().map(|window| &window.source))
        .chain(steps.flat_map(|step| [&step.source].into_iter().chain(&step.documents_source)))
        .chain(rows.flat_map(|row| &row.sources))
        .chain(remarks.map(|remark| &remark.source))
        .chain([&service.term.source])
        .chain(&service.term.extension_source)
        .chain(service.notes.iter().map(|note| &note.source));
    for document in &mut service.basis {
        let places = format!("{}--", document.href);
        for cite in cited.clone().filter(|cite| cite.href.starts_with(&places)) {
            if !document.places.contains(cite) {
                document.places.push(cite.clone());
            }
        }
    }
}

fn categories(service: &model::Service) -> Vec<String> {
    service
        .categories
        .iter()
        .map(|category| category.value.clone())
        .collect()
}
