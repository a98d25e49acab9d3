//! What the content has that can be referred to, taken from files that need not be
//! right yet: somebody who is in the middle of a change wants schemas and skeletons
//! most of all. Whatever can't be understood here is passed over; `qagida check`
//! is there to report it.

use std::fs;
use std::path::Path;

use super::shape::What;
use super::yaml::{self, Node, Value};
use crate::diagnostics::{Code, Diagnostic, Files};

/// What can be referred to.
#[derive(Debug, Default)]
pub struct Known {
    /// The codes of the languages.
    pub languages: Vec<String>,
    /// The folder of the categories, if there are any.
    pub categories: Option<String>,
    /// The ids of the groups of services.
    pub groups: Vec<String>,
    /// The documents with their places.
    pub places: Vec<Places>,
    /// The rules pages with their periods.
    pub periods: Vec<(String, Vec<String>)>,
    /// The options with their values.
    pub options: Vec<(String, Vec<String>)>,
    /// The ids, by what they are of.
    ids: Vec<(What, Vec<String>)>,
}

/// The places of a document.
#[derive(Debug)]
pub struct Places {
    /// The document.
    pub document: String,
    /// All of them.
    pub all: Vec<String>,
    /// The parts that any of them may have.
    pub parts: Vec<String>,
}

/// Lists of things with an id: in which file, and under which names.
const LISTED: [(What, &str, &[&str]); 16] = [
    (What::Body, "bodies.yaml", &["bodies"]),
    (What::Channel, "channels.yaml", &["channels"]),
    (What::Charge, "site.yaml", &["charges"]),
    (What::Condition, "documents.yaml", &["conditions"]),
    (What::DateRule, "date_rules.yaml", &["date_rules"]),
    (What::Duty, "duties.yaml", &["duties"]),
    (What::Duty, "duties.yaml", &["fees"]),
    (What::Ground, "duties.yaml", &["grounds"]),
    (What::Holiday, "calendar.yaml", &["names"]),
    (What::Issuer, "site.yaml", &["categories", "issuers"]),
    (What::Option, "options.yaml", &["options"]),
    (What::Paper, "documents.yaml", &["documents"]),
    (What::Purpose, "purposes.yaml", &["purposes"]),
    (What::Question, "finder.yaml", &["questions"]),
    (What::Source, "sources.yaml", &["documents"]),
    (What::Unit, "units.yaml", &["units"]),
];

impl Known {
    /// Looks into a content folder.
    ///
    /// # Errors
    /// Its `site.yaml` can't be read, or doesn't say plainly what the languages are;
    /// or another file is no YAML: then nobody can tell what it has.
    pub fn of(folder: &Path) -> Result<Self, (Files, Vec<Diagnostic>)> {
        let mut files = Folder {
            path: folder,
            files: Files::default(),
            diagnostics: Vec::new(),
        };
        let known = files.known();
        if files.diagnostics.is_empty() {
            Ok(known)
        } else {
            Err((files.files, files.diagnostics))
        }
    }

    /// The words by which something is referred to, in the files' order.
    pub fn words(&self, what: What) -> Vec<String> {
        match what {
            What::Language => self.languages.clone(),
            What::OptionValue => {
                let mut values: Vec<String> = Vec::new();
                for value in self.options.iter().flat_map(|(_, values)| values) {
                    if !values.contains(value) {
                        values.push(value.clone());
                    }
                }
                values
            }
            What::Period => {
                let pages = self.periods.iter();
                let of_page = |(page, periods): &(String, Vec<String>)| -> Vec<String> {
                    let periods = periods.iter();
                    periods.map(|period| format!("{page}/{period}")).collect()
                };
                pages.flat_map(of_page).collect()
            }
            What::Page => {
                let folders = [
                    (What::Service, "services"),
                    (What::Rule, "rules"),
                    (What::Guide, "guides"),
                ];
                let mut pages = Vec::new();
                for (what, folder) in folders {
                    let ids = self.words(what).into_iter();
                    pages.extend(ids.map(|id| format!("{folder}/{id}")));
                }
                if let Some(folder) = &self.categories {
                    let codes = self.words(What::Category).into_iter();
                    pages.extend(codes.map(|code| format!("{folder}/{}", code.to_lowercase())));
                }
                pages
            }
            what => {
                let lists = self.ids.iter().filter(|(of, _)| *of == what);
                lists.flat_map(|(_, ids)| ids).cloned().collect()
            }
        }
    }
}

/// A folder that is looked into.
struct Folder<'a> {
    path: &'a Path,
    files: Files,
    diagnostics: Vec<Diagnostic>,
}

impl Folder<'_> {
    fn known(&mut self) -> Known {
        let site = self.read("site.yaml");
        if site.is_none() && self.diagnostics.is_empty() {
            let problem = format!("there is no `site.yaml` in `{}`", self.path.display());
            self.diagnostics.push(
                Diagnostic::error(Code::NoContent, problem)
                    .hint("name the folder that holds `site.yaml` with `--content`"),
            );
        }
        let Some(site) = site else {
            return Known::default();
        };
        let categories = member(&site, &["categories", "path"]).and_then(word);
        let mut known = Known {
            languages: of_each(&site, &["languages"], "code"),
            groups: of_each(&site, &["groups"], "id"),
            categories: categories.map(ToOwned::to_owned),
            ..Known::default()
        };
        if known.languages.is_empty() {
            let problem = "the languages of the site cannot be told";
            self.diagnostics.push(
                Diagnostic::error(Code::MissingField, problem)
                    .at(&site.place)
                    .hint("`languages` lists them, each with its `code`"),
            );
        }
        for (what, file, path) in LISTED {
            let ids = self
                .read(file)
                .map(|tree| of_each(&tree, path, "id"))
                .unwrap_or_default();
            known.ids.push((what, ids));
        }
        for (what, folder) in [
            (What::Service, "services"),
            (What::Rule, "rules"),
            (What::Guide, "guides"),
        ] {
            known.ids.push((what, self.names(folder)));
        }
        if let Some(folder) = &known.categories {
            let names = self.names(folder).into_iter();
            let codes = names.map(|name| name.to_uppercase()).collect();
            known.ids.push((What::Category, codes));
        }
        if let Some(sources) = self.read("sources.yaml") {
            known.places = items(&sources, &["documents"])
                .filter_map(|document| {
                    Some(Places {
                        document: member(document, &["id"]).and_then(word)?.to_owned(),
                        all: of_each(document, &["places"], "id"),
                        parts: of_each(document, &["parts"], "id"),
                    })
                })
                .collect();
        }
        if let Some(options) = self.read("options.yaml") {
            known.options = items(&options, &["options"])
                .filter_map(|option| {
                    let id = member(option, &["id"]).and_then(word)?;
                    Some((id.to_owned(), of_each(option, &["values"], "id")))
                })
                .collect();
        }
        for page in known.words(What::Rule) {
            let tree = self.read(&format!("rules/{page}.yaml"));
            let periods = tree.map(|tree| of_each(&tree, &["periods"], "id"));
            let periods = periods.unwrap_or_default();
            if !periods.is_empty() {
                known.periods.push((page, periods));
            }
        }
        known
    }

    /// A file's tree; `None` if there is no such file, or it is no YAML.
    fn read(&mut self, name: &str) -> Option<Node> {
        let path = self.path.join(name);
        let text = fs::read_to_string(&path).ok()?;
        let file = self.files.add(path, text);
        match yaml::parse(file, self.files.text(file)) {
            Ok(tree) => Some(tree),
            Err(diagnostics) => {
                self.diagnostics.extend(diagnostics);
                None
            }
        }
    }

    /// The names of the YAML files in a folder, in order.
    fn names(&self, folder: &str) -> Vec<String> {
        let Ok(entries) = fs::read_dir(self.path.join(folder)) else {
            return Vec::new();
        };
        let names = entries.filter_map(|entry| {
            let name = entry.ok()?.file_name().into_string().ok()?;
            let stem = name.strip_suffix(".yaml")?;
            (!stem.starts_with('.')).then(|| stem.to_owned())
        });
        let mut names: Vec<String> = names.collect();
        names.sort();
        names
    }
}

fn member<'a>(node: &'a Node, path: &[&str]) -> Option<&'a Node> {
    let Some((first, rest)) = path.split_first() else {
        return Some(node);
    };
    let Value::Map(members) = &node.value else {
        return None;
    };
    let found = members.iter().find(|member| member.key == *first)?;
    member(&found.node, rest)
}

fn word(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Scalar(word) => Some(word),
        _ => None,
    }
}

fn items<'a>(node: &'a Node, path: &[&str]) -> impl Iterator<Item = &'a Node> {
    let items: &[Node] = match member(node, path).map(|list| &list.value) {
        Some(Value::List(items)) => items,
        _ => &[],
    };
    items.iter()
}

/// A word of each item of a list.
fn of_each(node: &Node, path: &[&str], name: &str) -> Vec<String> {
    let words = items(node, path).filter_map(|item| member(item, &[name]).and_then(word));
    words.map(ToOwned::to_owned).collect()
}
