//! Pages -> what can be found in them.

mod answers;
mod html;

use std::collections::{BTreeMap, BTreeSet};

use qagida_calculator::tools::Tool;
use qagida_search::{Collection, Depth, Entry, Question, Value};
use serde::Serialize;

use super::pages::{Language, Page, Site};
use super::render::File;
use super::views::{Frame, Link, SearchBox};
use super::xml::escape;
use super::{calculators, changes, documents, guides};
use crate::content::Content;
use crate::content::reading::At;
use crate::content::search::WordLists;
use crate::diagnostics::{Code, Diagnostic, did_you_mean};

/// What a page is to the search.
struct Kind {
    language: usize,
    /// What kind of thing it is: results are grouped by it.
    name: &'static str,
    /// How much it counts beside others of the same words, in per cent.
    weight: u32,
    /// How much of it it can be found by.
    depth: Depth,
}

/// What a page is to the search; none for pages that nobody looks for.
fn kind(page: &Page<'_>) -> Option<Kind> {
    let (language, name, weight, depth) = match *page {
        Page::Service(language, _) => (language, "service", 115, Depth::Text),
        Page::Category(language, _) => (language, "category", 105, Depth::Text),
        Page::Rule(language, _) => (language, "rule", 100, Depth::Text),
        Page::Guide(language, _) => (language, "guide", 100, Depth::Text),
        Page::Calculator(language, _, false) => (language, "calculator", 100, Depth::Text),
        Page::Body(language, _) => (language, "page", 100, Depth::Text),
        // They list what can be found by itself.
        Page::Services(language)
        | Page::Categories(language)
        | Page::Rules(language)
        | Page::Guides(language)
        | Page::Calculators(language)
        | Page::Documents(language)
        | Page::Glossary(language)
        | Page::Sources(language)
        | Page::Changes(language)
        | Page::Data(language) => (language, "page", 70, Depth::Headings),
        _ => return None,
    };
    Some(Kind {
        language,
        name,
        weight,
        depth,
    })
}

/// Whether a page of a language can be found.
pub fn is_found(page: &Page<'_>, language: usize) -> bool {
    kind(page).is_some_and(|kind| kind.language == language)
}

/// How much an entry in a page counts.
const ENTRY: u32 = 75;

/// How much of an entry in a page it can be found by. Terms are explained, and
/// named in other languages; the others say where they are asked for.
fn depth(kind: &str) -> Depth {
    if kind == "term" {
        Depth::Text
    } else {
        Depth::Name
    }
}

/// Where a page stands among those that are found as well: services in the order
/// of their groups.
fn place(content: &Content, page: &Page<'_>) -> usize {
    let groups = content.site.groups.iter();
    let mut services = groups.flat_map(|group| group.services.iter());
    let place = match page {
        Page::Service(_, id) => services.position(|service| service.value == **id),
        _ => None,
    };
    place.unwrap_or(usize::MAX)
}

/// All that can be found in a language, from its pages as they were rendered.
pub fn collection(
    site: &Site<'_>,
    language: usize,
    rendered: &[(&Page<'_>, Vec<File>)],
) -> Collection {
    let code = site.language(language).code;
    let search = &site.content.search;
    let words = |lists: &WordLists| -> Vec<String> {
        let list = lists.of(language).into_iter().flatten();
        list.map(|word| word.value.clone()).collect()
    };
    let others: BTreeMap<&str, Vec<String>> = search
        .pages
        .0
        .iter()
        .map(|(page, lists)| (page.as_str(), words(lists)))
        .collect();
    let mut rendered: Vec<_> = rendered.iter().collect();
    rendered.sort_by_key(|(page, _)| place(site.content, page));
    let mut pages: Vec<qagida_search::Page> = Vec::new();
    for (page, files) in rendered {
        let Some(of) = kind(page).filter(|kind| kind.language == language) else {
            continue;
        };
        let Some((path, bytes)) = files.first() else {
            continue;
        };
        let path = path
            .strip_prefix(code)
            .and_then(|path| path.strip_suffix("/index.html"))
            .map_or("", |path| path.trim_start_matches('/'));
        let entries = html::found(&String::from_utf8_lossy(bytes))
            .into_iter()
            .map(|found| {
                let entry = if found.anchor.is_empty() {
                    Entry {
                        kind: of.name.to_owned(),
                        weight: of.weight,
                        depth: of.depth,
                        ..Entry::default()
                    }
                } else {
                    Entry {
                        weight: ENTRY,
                        depth: depth(&found.kind),
                        kind: found.kind,
                        ..Entry::default()
                    }
                };
                let key = match found.anchor.as_str() {
                    "" => path.to_owned(),
                    anchor => format!("{path}#{anchor}"),
                };
                Entry {
                    answers: answers::of(site, language, page, &found.anchor),
                    anchor: found.anchor,
                    title: found.title,
                    synonyms: others.get(key.as_str()).cloned().unwrap_or_default(),
                    parts: found.parts,
                    ..entry
                }
            })
            .collect();
        pages.push(qagida_search::Page {
            path: path.to_owned(),
            entries,
        });
    }
    Collection {
        language: code.to_owned(),
        pages,
        questions: search
            .questions
            .iter()
            .map(|question| Question {
                id: question.id.id().to_owned(),
                phrases: words(&question.words),
            })
            .collect(),
        values: search
            .values
            .iter()
            .map(|said| Value {
                option: said.option.to_string(),
                value: said.value.as_ref().map(|value| value.value.clone()),
                phrases: words(&said.words),
            })
            .collect(),
    }
}

/// Whether the pages exist for which the content has other words.
pub fn check(content: &Content) -> Vec<Diagnostic> {
    let known = known_pages(content);
    let pages = content.search.pages.0.iter();
    pages
        .filter(|(page, _)| !known.contains(&page.value))
        .map(|(page, _)| no_page(page, &known))
        .collect()
}

/// That there is no such page.
pub(super) fn no_page(page: &At<String>, known: &BTreeSet<String>) -> Diagnostic {
    let hint = did_you_mean(page, known.iter().map(String::as_str)).unwrap_or_else(|| {
        "pages are named by their path below the language, like `glossary` or `services/…`; \
         an entry of a page by the page, `#` and its id"
            .to_owned()
    });
    Diagnostic::error(
        Code::UnknownReference,
        format!("there is no page `{}`", page.value),
    )
    .at(&page.place)
    .hint(hint)
}

/// The pages, and the entries in them, that the content may have words for.
pub(super) fn known_pages(content: &Content) -> BTreeSet<String> {
    let page = |path: &str| path.trim_end_matches('/').to_owned();
    let mut known: BTreeSet<String> = ["services", "sources", "glossary", "data"].map(page).into();
    known.insert(page(changes::PATH));
    known.insert(page(documents::PATH));
    known.insert(page(calculators::PATH));
    known.extend(content.services.keys().map(|id| format!("services/{id}")));
    if !content.rules.is_empty() {
        known.insert(page("rules"));
    }
    known.extend(content.rules.keys().map(|id| format!("rules/{id}")));
    if !content.guides.is_empty() {
        known.insert(page(guides::PATH));
    }
    let guides = content.guides.keys();
    known.extend(guides.map(|slug| format!("{}{slug}", guides::PATH)));
    if let Some(categories) = &content.site.categories {
        known.insert(page(&categories.path));
        let codes = content.categories.keys().map(|code| code.to_lowercase());
        known.extend(codes.map(|code| format!("{}/{code}", page(&categories.path))));
    }
    for tool in Tool::ALL {
        let name = match &content.finder {
            Some(finder) if tool == Tool::Finder => finder.path.to_string(),
            _ => tool.id().to_owned(),
        };
        known.insert(format!("{}{name}", calculators::PATH));
    }
    let bodies = content
        .bodies
        .bodies
        .iter()
        .filter(|body| body.page == Some(true));
    known.extend(bodies.map(|body| format!("about/{}", &**body.id)));
    let terms = content.glossary.terms.iter();
    known.extend(terms.map(|term| format!("glossary#{}", &**term.id)));
    let papers = content.documents.documents.iter();
    known.extend(papers.map(|paper| format!("{}#{}", page(documents::PATH), &**paper.id)));
    known
}

/// The path of the page of results.
pub const PATH: &str = "search/";

/// The page of results. Without JavaScript: everything that can be found.
#[derive(Debug, Serialize)]
pub struct SearchPage {
    /// Everything around it.
    pub frame: Frame,
    /// What can be found, by its first letter.
    pub letters: Vec<Letter>,
    /// What kinds of things there are, in words.
    pub kinds: BTreeMap<String, String>,
    /// The questions that lead to a category.
    pub finder: Option<Link>,
}

/// What begins with a letter.
#[derive(Debug, Serialize)]
pub struct Letter {
    /// Its anchor.
    pub id: String,
    /// The capital letter.
    pub name: String,
    /// What begins with it.
    pub entries: Vec<Listed>,
}

/// Something that can be found.
#[derive(Debug, Serialize)]
pub struct Listed {
    /// Its name.
    pub title: String,
    /// Where it is.
    pub href: String,
    /// What kind of thing it is, in words.
    pub kind: String,
}

/// Stands in pages for the folder of their language's index: its name follows
/// from the index, and that from the pages.
pub fn marker(language: &str) -> String {
    format!("@search-index-{language}@")
}

impl Language<'_> {
    /// What the search box needs.
    pub(super) fn search_box(&self) -> SearchBox {
        let assets = &self.site.assets;
        let description = format!("{}{DESCRIPTION}", self.href(""));
        // The command needs no code of pages.
        let (code, wasm) = assets
            .search
            .get(self.number())
            .cloned()
            .unwrap_or_default();
        SearchBox {
            action: self.href(PATH),
            script: assets.search_box.clone(),
            code,
            wasm,
            files: marker(self.code),
            description: self.site.base_url.map(|_| description),
        }
    }

    /// The page of results, with all that can be found.
    pub fn search(&self, collection: &Collection) -> SearchPage {
        let title = self.words.page("search-title");
        let trail = vec![Link {
            text: self.words.page("home").to_owned(),
            href: self.href(""),
        }];
        let mut listed: Vec<Listed> = Vec::new();
        for page in &collection.pages {
            for entry in &page.entries {
                let anchor = if entry.anchor.is_empty() {
                    String::new()
                } else {
                    format!("#{}", entry.anchor)
                };
                listed.push(Listed {
                    title: entry.title.clone(),
                    href: self.href(&format!("{}/{anchor}", page.path)),
                    kind: self.kind_in_words(&entry.kind),
                });
            }
        }
        let alphabet = &self.words.alphabet;
        listed.sort_by(|a, b| {
            let names = alphabet.order(&a.title, &b.title);
            names.then_with(|| a.href.cmp(&b.href))
        });
        let mut letters: Vec<Letter> = Vec::new();
        for entry in listed {
            let name = alphabet.initial(&entry.title);
            if letters.last().is_none_or(|letter| letter.name != name) {
                letters.push(Letter {
                    id: format!("letter-{}", letters.len() + 1),
                    name,
                    entries: Vec::new(),
                });
            }
            if let Some(letter) = letters.last_mut() {
                letter.entries.push(entry);
            }
        }
        let kinds = collection.pages.iter().flat_map(|page| &page.entries);
        let mut frame = self.frame(PATH, title, Some(trail));
        self.words
            .page("search-about")
            .clone_into(&mut frame.description);
        frame.hide();
        SearchPage {
            frame,
            letters,
            finder: self.tool_href(Tool::Finder, "").map(|href| Link {
                text: self.tool_title(Tool::Finder),
                href,
            }),
            kinds: kinds
                .map(|entry| (entry.kind.clone(), self.kind_in_words(&entry.kind)))
                .collect(),
        }
    }

    fn kind_in_words(&self, kind: &str) -> String {
        self.words.page(&format!("search-kind-{kind}")).to_owned()
    }
}

/// The name of the description for browsers.
const DESCRIPTION: &str = "opensearch.xml";

/// What browsers need to search the site from their own box, in the format of
/// `OpenSearch` 1.1; only where the site's full address is known.
pub fn description(language: &Language<'_>) -> Option<File> {
    let base = escape(language.site.base_url?);
    let site = &language.site.content.site;
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n\
         <ShortName>{name}</ShortName>\n\
         <Description>{about}</Description>\n\
         <InputEncoding>UTF-8</InputEncoding>\n\
         <Language>{code}</Language>\n\
         <Url type=\"text/html\" template=\"{base}/{code}/{PATH}?q={{searchTerms}}\"/>\n\
         </OpenSearchDescription>\n",
        name = escape(&language.text(&site.name)),
        about = escape(&language.text(&site.tagline)),
        code = language.code,
    );
    Some((
        format!("{}/{DESCRIPTION}", language.code),
        text.into_bytes(),
    ))
}

/// The files of a language's search, and the folder in which they are.
pub fn files(collection: &Collection) -> (String, Vec<File>) {
    let built = qagida_search::build(collection);
    let mut hasher = blake3::Hasher::new();
    let all = [&built.index]
        .into_iter()
        .chain(&built.shards)
        .chain(&built.texts);
    for bytes in all {
        hasher.update(&(bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    }
    let hash = &hasher.finalize().to_hex()[..10];
    let folder = format!("assets/search/{}.{hash}/", collection.language);
    let mut files = vec![(format!("{folder}index.bin"), built.index)];
    for (name, list) in [("words", built.shards), ("texts", built.texts)] {
        let numbered = list.into_iter().enumerate();
        files.extend(
            numbered.map(|(number, bytes)| (format!("{folder}{name}-{number}.bin"), bytes)),
        );
    }
    (folder, files)
}

/// Puts the folder's address in the place of its marker.
pub fn settle(files: &mut [File], language: &str, href: &str) {
    let marker = marker(language);
    for (path, bytes) in files {
        if path.rsplit('.').next() != Some("html") {
            continue;
        }
        // What templates give is text.
        if let Ok(text) = std::str::from_utf8(bytes)
            && text.contains(&marker)
        {
            *bytes = text.replace(&marker, href).into_bytes();
        }
    }
}
