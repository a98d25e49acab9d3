//! What an edit that passes as sound changes of the published site, and whether it
//! changes anything there that can't depend on it.
//!
//! The site is made in memory before and after, as far as it follows from the
//! content: pages, calculators' rules, open data, feeds. The search is made only
//! for an edit that shows nowhere else.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use qagida_calculator::Date;
use tera::Tera;

use super::of_project;
use crate::commands::Prepared;
use crate::content::published::PUBLISHED;
use crate::site::data::{self, Made};
use crate::site::pages::{Assets, Page, Site};
use crate::site::render::{self, File};
use crate::site::{changes, search};

/// The day for which the sites are made.
const DAY: &str = "2026-11-23";

/// Files that the tool holds the content to, and that no page shows.
const OF_THE_TOOL: [&str; 3] = ["cases/", "typical.yaml", PUBLISHED];

/// Whether a file is only for the tool.
pub fn is_of_the_tool(name: &str) -> bool {
    OF_THE_TOOL.iter().any(|of| name.starts_with(of))
}

/// What an edit changes of the site.
#[derive(Debug, Default)]
pub struct Reached {
    /// The files that are different.
    pub files: Vec<String>,
    /// Those of them that can't depend on the edit.
    pub beyond: Vec<String>,
    /// Whether only the search is different.
    pub only_search: bool,
}

/// The templates, loaded once.
static TEMPLATES: OnceLock<Tera> = OnceLock::new();

/// Files by their paths, without the hashes in those.
type ByPath = BTreeMap<String, Vec<u8>>;

/// A content and the site that is made of it.
pub struct Before {
    prepared: Prepared,
    files: ByPath,
    searches: OnceLock<ByPath>,
}

/// An edit, as far as what it may reach follows from it.
pub struct Edited<'e> {
    /// The file.
    pub name: &'e str,
    /// The paths of what is different in it.
    pub paths: &'e [String],
    /// The content's files, with their texts.
    pub texts: &'e [(String, String)],
}

impl Before {
    pub fn new(prepared: Prepared) -> Self {
        let files = by_path(made(&prepared, false));
        Self {
            prepared,
            files,
            searches: OnceLock::new(),
        }
    }

    /// What is different in the site of another content.
    pub fn reached(&self, edited: &Edited<'_>, after: &Prepared) -> Reached {
        let now = by_path(made(after, false));
        let paths: BTreeSet<&String> = self.files.keys().chain(now.keys()).collect();
        let differ = paths
            .into_iter()
            .filter(|path| self.files.get(*path) != now.get(*path));
        let files: Vec<String> = differ.cloned().collect();
        if files.is_empty() {
            let searches = self
                .searches
                .get_or_init(|| by_path(made(&self.prepared, true)));
            let now = by_path(made(after, true));
            return Reached {
                only_search: *searches != now,
                ..Reached::default()
            };
        }
        let may = |path: &&String| self.may_depend(edited, path, &now);
        Reached {
            beyond: files.iter().filter(|path| !may(path)).cloned().collect(),
            files,
            only_search: false,
        }
    }

    /// Whether a file may be different after an edit: a text of one language shows
    /// in that language only; what is said of one thing shows on its page, on those
    /// that name it, and on those about all.
    fn may_depend(&self, edited: &Edited<'_>, path: &str, now: &ByPath) -> bool {
        let languages: Vec<&str> = self.prepared.content.languages().collect();
        let file = SiteFile::of(path, &languages);
        if let (Some(language), Some(edited)) = (file.language, edited.languages(&languages))
            && !edited.contains(language)
            // The one says how large the files in all languages are, the other gives
            // each term in all of them.
            && !path.ends_with("/data/index.html")
            && !path.ends_with("/glossary/index.html")
        {
            return false;
        }
        let (Some(own), Some(shown)) = (edited.thing(), &file.thing) else {
            return true;
        };
        if own == *shown {
            return true;
        }
        let (folder, id) = &own;
        // Rules for a calculator go with a page.
        let language = file.language.unwrap_or_default();
        let page = format!("{language}/{}/{}/index.html", shown.0, shown.1);
        let address = format!("/{folder}/{id}/");
        let of_page = [self.files.get(&page), now.get(&page)];
        let mut of_page = of_page.into_iter().flatten();
        of_page.any(|html| String::from_utf8_lossy(html).contains(&address))
            || edited.guide_names(&shown.1, id)
    }
}

impl<'e> Edited<'e> {
    /// The languages of what is different, if that is nothing but texts.
    fn languages(&self, languages: &[&'e str]) -> Option<BTreeSet<&'e str>> {
        let known = |code: &str| languages.iter().find(|known| **known == code).copied();
        let stem = self.name.rsplit_once('.')?.0;
        if let Some(code) = stem.strip_prefix("words/") {
            return Some(BTreeSet::from([known(code)?]));
        }
        if super::edits::is_markdown(self.name) {
            return Some(BTreeSet::from([known(stem.rsplit_once('.')?.1)?]));
        }
        let codes = self
            .paths
            .iter()
            .map(|path| path.split('.').find_map(known));
        codes
            .collect::<Option<_>>()
            .filter(|codes: &BTreeSet<_>| !codes.is_empty())
    }

    /// The thing that the file is about, by its folder and id, if it is about one.
    fn thing(&self) -> Option<(String, String)> {
        let (folder, file) = self.name.split_once('/')?;
        let id = file.split('.').next()?;
        (folder != "words").then(|| (folder.to_owned(), id.to_owned()))
    }

    /// Whether a guide names a thing in its source.
    fn guide_names(&self, slug: &str, id: &str) -> bool {
        let of_guide = format!("guides/{slug}.");
        let mut texts = self.texts.iter();
        texts.any(|(name, text)| {
            name.starts_with(&of_guide) && text.to_lowercase().contains(&id.to_lowercase())
        })
    }
}

/// What a file of the site is about.
struct SiteFile<'p> {
    language: Option<&'p str>,
    /// The folder and id of the one thing that it shows.
    thing: Option<(String, String)>,
}

impl<'p> SiteFile<'p> {
    fn of(path: &'p str, languages: &[&str]) -> Self {
        let thing = |folder: &str, id: &str| Some((folder.to_owned(), id.to_owned()));
        let parts: Vec<&str> = path.split('/').collect();
        let in_language = |code: &'p str| languages.contains(&code).then_some(code);
        match &parts[..] {
            ["assets", "rules", code, file] => {
                let stem = file.split('.').next().unwrap_or_default();
                let thing = match stem.split_once('-') {
                    Some(("rule", id)) => thing("rules", id),
                    Some(("tool", _)) => None,
                    _ => thing("services", stem),
                };
                let language = in_language(code);
                Self { language, thing }
            }
            [code, folder, id, "index.html"] if *folder != "calculators" => Self {
                language: in_language(code),
                thing: thing(folder, id),
            },
            [code, ..] => Self {
                language: in_language(code),
                thing: None,
            },
            [] => Self {
                language: None,
                thing: None,
            },
        }
    }
}

/// The files of a content's site; or else those of its search.
fn made(prepared: &Prepared, of_search: bool) -> Vec<File> {
    let assets = Assets::default();
    let templates = of_project("templates");
    let site = Site {
        content: &prepared.content,
        words: &prepared.words,
        rulebooks: &prepared.rulebooks,
        toolboxes: &prepared.toolboxes,
        as_of: Date::parse(DAY).unwrap(),
        base_url: Some("https://example.org"),
        root: "",
        assets: &assets,
        data: Made::default(),
        files: &prepared.files,
    };
    let tera = TEMPLATES.get_or_init(|| render::templates(&templates).unwrap());
    let pages = site.pages();
    let rendered: Vec<(&Page<'_>, Vec<File>)> = pages
        .iter()
        .map(|page| (page, render::page(&site, tera, &templates, page).unwrap()))
        .collect();
    if of_search {
        let languages = 0..prepared.words.len();
        return languages
            .flat_map(|language| {
                let collection = search::collection(&site, language, &rendered);
                search::files(&collection).1
            })
            .collect();
    }
    let mut files: Vec<File> = rendered.into_iter().flat_map(|(_, files)| files).collect();
    files.extend(data::files(&site));
    files.extend(changes::feeds(&site));
    files
}

fn by_path(files: Vec<File>) -> ByPath {
    let files = files.into_iter();
    files
        .map(|(path, bytes)| (unhashed(&path), bytes))
        .collect()
}

/// A path without the hashes of contents in it.
fn unhashed(path: &str) -> String {
    let is_hash = |part: &&str| part.len() == 10 && part.bytes().all(|b| b.is_ascii_hexdigit());
    let segments = path.split('/').map(|segment| {
        let parts = segment.split('.').filter(|part| !is_hash(part));
        parts.collect::<Vec<_>>().join(".")
    });
    segments.collect::<Vec<_>>().join("/")
}
