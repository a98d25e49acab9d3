//! The page of all papers that one may have to bring: what each is, and where and
//! when it is asked for.

use std::collections::BTreeMap;

use serde::Serialize;

use super::pages::{Language, Site};
use super::views::{Frame, Link};
use crate::content::load::{RuleFile, ServiceFile};
use crate::content::model;

/// The path of the page on the site.
pub const PATH: &str = "documents/";

/// The papers that one may have to bring.
#[derive(Debug, Serialize)]
pub struct Documents {
    /// Everything around it.
    pub frame: Frame,
    /// The papers by their first letter.
    pub letters: Vec<Letter>,
    /// The categories, whose pages name papers of their own.
    pub categories: Option<Link>,
}

/// The papers whose names begin with a letter.
#[derive(Debug, Serialize)]
pub struct Letter {
    /// Its anchor.
    pub id: String,
    /// The capital letter.
    pub name: String,
    /// The papers.
    pub papers: Vec<Paper>,
}

/// A paper.
#[derive(Debug, Serialize)]
pub struct Paper {
    /// Its name.
    pub name: String,
    /// What is asked of it: nothing more at some places, something at others.
    pub kinds: Vec<Kind>,
}

/// A paper as some places ask for it.
#[derive(Debug, Serialize)]
pub struct Kind {
    /// Its anchor.
    pub id: String,
    /// What it must fulfil.
    pub detail: Option<String>,
    /// What it consists of.
    pub parts: Vec<String>,
    /// Where it can be had.
    pub link: Option<String>,
    /// Who asks for it.
    pub asked: Vec<Asked>,
}

/// A place at which a paper is asked for.
#[derive(Debug, Serialize)]
pub struct Asked {
    /// The service or rules page, at that place.
    pub page: Link,
    /// The step or section, where others of the page ask for papers too.
    pub part: Option<String>,
    /// When.
    pub cases: Vec<Case>,
}

/// A case in which a paper is asked for.
#[derive(Debug, Serialize)]
pub struct Case {
    /// The condition, if there is one.
    pub condition: Option<String>,
    /// What is particular to it.
    pub note: Option<String>,
}

impl Site<'_> {
    /// Whether any paper is asked for anywhere.
    pub fn asks_for_papers(&self) -> bool {
        let content = self.content;
        let of_service = |file: &ServiceFile| {
            let mut steps = file.service.steps.iter();
            steps.any(|step| step.documents.is_some())
        };
        let of_rule = |file: &RuleFile| {
            let mut sections = file.rule.sections.iter();
            sections.any(|section| !section.documents.is_empty())
        };
        content.services.values().any(of_service) || content.rules.values().any(of_rule)
    }
}

/// Who asks for which paper, by its id.
type Places<'a> = BTreeMap<&'a str, Vec<Asked>>;

impl Language<'_> {
    /// The link to the page of all papers, if there is one.
    pub(super) fn documents_link(&self) -> Option<Link> {
        self.site.asks_for_papers().then(|| Link {
            text: self.words.page("documents-title").to_owned(),
            href: self.href(PATH),
        })
    }

    /// The page of all papers.
    pub fn documents(&self) -> Documents {
        let content = self.site.content;
        let mut frame = self.frame(
            PATH,
            self.words.page("documents-title"),
            Some(vec![self.home_link()]),
        );
        self.words
            .page("documents-lead")
            .clone_into(&mut frame.description);
        let categories = content.site.categories.as_ref();
        Documents {
            frame,
            letters: self.letters(),
            categories: categories
                .filter(|_| !content.categories.is_empty())
                .map(|categories| Link {
                    text: self.text(&categories.title),
                    href: self.href(&format!("{}/", categories.path.value)),
                }),
        }
    }

    fn letters(&self) -> Vec<Letter> {
        let alphabet = &self.words.alphabet;
        let mut letters: Vec<Letter> = Vec::new();
        for paper in self.papers() {
            let name = alphabet.initial(&paper.name);
            match letters.last_mut() {
                Some(letter) if letter.name == name => letter.papers.push(paper),
                _ => letters.push(Letter {
                    id: format!("_letter-{}", letters.len() + 1),
                    name,
                    papers: vec![paper],
                }),
            }
        }
        letters
    }

    /// The papers that are asked for, by name. Those of one name are one paper to
    /// a reader, of which not everybody asks the same.
    fn papers(&self) -> Vec<Paper> {
        let mut places = self.places();
        let documents = &self.site.content.documents.documents;
        let mut named: Vec<(String, Kind)> = documents
            .iter()
            .filter_map(|document| {
                let asked = places.remove(&**document.id)?;
                Some((self.text(&document.name), self.kind(document, asked)))
            })
            .collect();
        // Where nothing is added to the name, first.
        named.sort_by(|(a, of_a), (b, of_b)| {
            let order = self.words.alphabet.order(a, b);
            order.then_with(|| of_a.detail.is_some().cmp(&of_b.detail.is_some()))
        });
        let mut papers: Vec<Paper> = Vec::new();
        for (name, kind) in named {
            match papers.last_mut() {
                Some(paper) if paper.name == name => paper.kinds.push(kind),
                _ => papers.push(Paper {
                    name,
                    kinds: vec![kind],
                }),
            }
        }
        papers
    }

    fn kind(&self, document: &model::Document, asked: Vec<Asked>) -> Kind {
        Kind {
            id: document.id.to_string(),
            detail: self.maybe(document.detail.as_ref()),
            parts: self.texts(&document.parts),
            link: document.link.as_ref().map(|link| link.value.clone()),
            asked,
        }
    }

    /// Who asks for which paper: services and rules pages in the order of
    /// site.yaml.
    fn places(&self) -> Places<'_> {
        let content = self.site.content;
        let site = &content.site;
        let mut places = Places::new();
        for id in site.groups.iter().flat_map(|group| &group.services) {
            let Some(file) = content.services.get(&id.value) else {
                continue;
            };
            let service = &file.service;
            let asking = service.steps.iter().filter(|it| it.documents.is_some());
            let several = asking.count() > 1;
            for (step, number) in service.steps.iter().zip(1..) {
                let items = step.documents.iter().flat_map(|it| &*it.items);
                for item in items {
                    let page = Link {
                        text: self.text(&service.title),
                        href: self.href(&format!("services/{}/#step-{number}", &*id.value)),
                    };
                    let part = several.then(|| self.text(&step.title));
                    self.asked(&mut places, item, page, part);
                }
            }
        }
        for id in &site.rules {
            let Some(file) = content.rules.get(&id.value) else {
                continue;
            };
            let rule = &file.rule;
            let asking = rule.sections.iter().filter(|it| !it.documents.is_empty());
            let several = asking.count() > 1;
            for section in rule.sections.iter() {
                for item in &section.documents {
                    let page = Link {
                        text: self.text(&rule.title),
                        href: format!("{}#{}", self.rule_href(&id.value), &**section.id),
                    };
                    let part = several.then(|| self.text(&section.title));
                    self.asked(&mut places, item, page, part);
                }
            }
        }
        places
    }

    /// Notes who asks for a paper, once for each step or section.
    fn asked<'a>(
        &self,
        places: &mut Places<'a>,
        item: &'a model::StepDocument,
        page: Link,
        part: Option<String>,
    ) {
        let condition = item.when.as_ref();
        let condition = condition.and_then(|when| self.site.content.condition(when));
        let case = Case {
            condition: condition.map(|condition| self.text(&condition.text)),
            note: self.maybe(item.note.as_ref()),
        };
        let asked = places.entry(&**item.document).or_default();
        match asked.last_mut() {
            Some(last) if last.page.href == page.href => last.cases.push(case),
            _ => asked.push(Asked {
                page,
                part,
                cases: vec![case],
            }),
        }
    }
}
