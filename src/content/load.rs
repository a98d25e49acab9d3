//! Finding and reading the files of `content/`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use walkdir::WalkDir;

use super::changes;
use super::date_rules;
use super::finder;
use super::guides;
use super::markdown::{self, Markdown};
use super::model;
use super::planner;
use super::published::{self, CORRECTIONS, PUBLISHED};
use super::reading::{FromNode, Id, MARKER, Reader, Texts, still_to_fill_in, unfilled};
use super::rules;
use super::search;
use super::typical;
use super::yaml::{self, Node, Value};
use crate::diagnostics::{Code, Diagnostic, FileId, Files, Place, any_error, did_you_mean};

/// The whole content.
#[derive(Debug)]
pub struct Content {
    /// The folder that it was read from.
    pub folder: PathBuf,
    /// A hash of all content files: the same content has the same version.
    pub version: String,
    /// `site.yaml`.
    pub site: model::Site,
    /// `sources.yaml`.
    pub sources: model::Sources,
    /// `units.yaml`.
    pub units: model::Units,
    /// `calendar.yaml`.
    pub calendar: model::Calendar,
    /// `options.yaml`.
    pub options: model::Options,
    /// `channels.yaml`.
    pub channels: model::Channels,
    /// `duties.yaml`.
    pub duties: model::Duties,
    /// `bodies.yaml`.
    pub bodies: model::Bodies,
    /// `documents.yaml`.
    pub documents: model::Documents,
    /// `glossary.yaml`.
    pub glossary: model::Glossary,
    /// `purposes.yaml`.
    pub purposes: model::Purposes,
    /// `date_rules.yaml`.
    pub date_rules: date_rules::DateRules,
    /// The categories, by code.
    pub categories: BTreeMap<String, CategoryFile>,
    /// `services/`, by id.
    pub services: BTreeMap<Id, ServiceFile>,
    /// `rules/`, by id.
    pub rules: BTreeMap<Id, RuleFile>,
    /// `planner.yaml`.
    pub planner: planner::Planner,
    /// `search.yaml`.
    pub search: search::SearchFile,
    /// `countries.yaml`.
    pub countries: Option<rules::Countries>,
    /// `finder.yaml`.
    pub finder: Option<finder::FinderFile>,
    /// `changes.yaml`.
    pub changes: changes::Changes,
    /// `published.yaml`, if anything has been recorded as published.
    pub published: Option<published::Ledger>,
    /// `corrections.yaml`.
    pub corrections: published::Corrections,
    /// `guides/`, by slug.
    pub guides: BTreeMap<Id, GuideFile>,
    /// `typical.yaml`.
    pub typical: typical::TypicalCases,
    /// `cases/`, by file name.
    pub cases: Vec<model::Cases>,
    /// `words/`, by language: what this content says in other words than the
    /// templates. They are read together with those of the templates.
    pub words: BTreeMap<String, Node>,
    /// How far its texts are translated.
    pub texts: Texts,
}

/// A guide, the file of what its languages share, and its text in each.
#[derive(Debug)]
pub struct GuideFile {
    /// The file.
    pub file: FileId,
    /// What it says.
    pub guide: guides::Guide,
    /// The text, by language.
    pub texts: Vec<Markdown>,
}

/// A service and the file it stands in.
#[derive(Debug)]
pub struct ServiceFile {
    /// The file.
    pub file: FileId,
    /// What it says.
    pub service: model::Service,
}

/// A rules page and the file it stands in.
#[derive(Debug)]
pub struct RuleFile {
    /// The file.
    pub file: FileId,
    /// What it says.
    pub rule: rules::Rule,
}

/// A category and the file it stands in.
#[derive(Debug)]
pub struct CategoryFile {
    /// The file.
    pub file: FileId,
    /// What it says.
    pub category: model::Category,
}

impl Content {
    /// The codes of the site's languages, in order.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.site.languages.iter().map(|l| l.code.as_str())
    }

    /// A document cited.
    pub fn source(&self, id: &str) -> Option<&model::Source> {
        self.sources.documents.iter().find(|d| *d.id.value == *id)
    }

    /// Where something stands, in the words of the language of a number:
    /// document, place and part. `None` if there is no such place.
    pub fn place_of(&self, citation: &model::Citation, language: usize) -> Option<String> {
        let source = self.source(&citation.document)?;
        let (place, part) = match citation.at.split_once('/') {
            Some((place, part)) => (place, Some(part)),
            None => (citation.at.as_str(), None),
        };
        let place = source
            .places
            .iter()
            .find(|known| *known.id.value == *place)?;
        let mut text = source.short.get(language).to_owned();
        text.push_str(": ");
        text.push_str(place.name.get(language));
        if let Some(part) = part {
            let part = source.parts.iter().find(|known| *known.id.value == *part)?;
            text.push_str(", ");
            text.push_str(part.name.get(language));
        }
        Some(text)
    }

    /// A unit.
    pub fn unit(&self, id: &str) -> Option<&model::Unit> {
        self.units.units.iter().find(|unit| *unit.id.value == *id)
    }

    /// An option.
    pub fn option(&self, id: &str) -> Option<&model::OptionSpec> {
        self.options.options.iter().find(|o| *o.id.value == *id)
    }

    /// The duties, and the fees beside them.
    pub fn duties_and_fees(&self) -> impl Iterator<Item = &model::Duty> + Clone {
        self.duties.duties.iter().chain(&self.duties.fees)
    }

    /// A duty, or a fee beside them.
    pub fn duty(&self, id: &str) -> Option<&model::Duty> {
        self.duties_and_fees().find(|duty| *duty.id.value == *id)
    }

    /// A ground of exemption.
    pub fn ground(&self, id: &str) -> Option<&model::Condition> {
        self.duties
            .grounds
            .iter()
            .find(|ground| *ground.id.value == *id)
    }

    /// A period of a rules page.
    pub fn period(&self, rule: &str, id: &str) -> Option<&rules::Period> {
        let mut periods = self.rule(rule)?.periods.iter();
        periods.find(|period| *period.id.value == *id)
    }

    /// The periods that hold on a page, its own first, each with its page.
    pub fn periods_on<'c>(
        &'c self,
        id: &'c Id,
        rule: &'c rules::Rule,
    ) -> Vec<(&'c Id, &'c rules::Period)> {
        let own = rule.periods.iter().map(|period| (id, period));
        let shared = rule.shared_periods.iter().filter_map(|shared| {
            let period = self.period(&shared.rule, &shared.period)?;
            Some((&shared.rule.value, period))
        });
        own.chain(shared).collect()
    }

    /// A guide.
    pub fn guide(&self, slug: &str) -> Option<&guides::Guide> {
        let (_, file) = self.guides.iter().find(|(known, _)| ***known == *slug)?;
        Some(&file.guide)
    }

    /// A date rule.
    pub fn date_rule(&self, id: &str) -> Option<&date_rules::DateRule> {
        let mut rules = self.date_rules.date_rules.iter();
        rules.find(|rule| *rule.id.value == *id)
    }

    /// A service.
    pub fn service(&self, id: &str) -> Option<&model::Service> {
        let (_, file) = self.services.iter().find(|(known, _)| ***known == *id)?;
        Some(&file.service)
    }

    /// A rules page.
    pub fn rule(&self, id: &str) -> Option<&rules::Rule> {
        let (_, file) = self.rules.iter().find(|(known, _)| ***known == *id)?;
        Some(&file.rule)
    }

    /// A body.
    pub fn body(&self, id: &str) -> Option<&model::Body> {
        self.bodies.bodies.iter().find(|body| *body.id.value == *id)
    }

    /// A paper.
    pub fn document(&self, id: &str) -> Option<&model::Document> {
        self.documents
            .documents
            .iter()
            .find(|document| *document.id.value == *id)
    }

    /// A condition for papers.
    pub fn condition(&self, id: &str) -> Option<&model::Condition> {
        self.documents
            .conditions
            .iter()
            .find(|condition| *condition.id.value == *id)
    }
}

/// What reading gave: the files, the content if it could be read, and all mistakes.
#[derive(Debug)]
pub struct Loaded {
    /// The files that places point into.
    pub files: Files,
    /// The content; `None` if any of it could not be read.
    pub content: Option<Content>,
    /// The mistakes.
    pub diagnostics: Vec<Diagnostic>,
}

/// The files that there may be at the top, and whether they must be there.
pub const TOP: [(&str, bool); 20] = [
    ("site.yaml", true),
    ("sources.yaml", true),
    ("units.yaml", false),
    ("calendar.yaml", true),
    ("options.yaml", false),
    ("channels.yaml", true),
    ("duties.yaml", false),
    ("bodies.yaml", false),
    ("documents.yaml", false),
    ("glossary.yaml", false),
    ("purposes.yaml", false),
    ("date_rules.yaml", false),
    ("countries.yaml", false),
    ("finder.yaml", false),
    ("planner.yaml", false),
    ("search.yaml", false),
    ("changes.yaml", false),
    ("typical.yaml", false),
    (PUBLISHED, false),
    (CORRECTIONS, false),
];
/// The folders that there may be at the top.
pub const FOLDERS: [&str; 5] = ["services", "rules", GUIDES, "cases", WORDS];
/// The folder that holds texts in Markdown, too.
const GUIDES: &str = "guides";
/// The folder of the words that differ from the templates'.
const WORDS: &str = "words";

/// Reads a content folder of which much may have been read before: what hasn't
/// changed since isn't parsed once more.
pub fn load_again(folder: &Path, parsed: &mut Parsed) -> Loaded {
    let mut loader = Loader {
        parsed: std::mem::take(parsed),
        ..Loader::default()
    };
    let content = loader.load(folder);
    *parsed = loader.parsed;
    Loaded {
        files: loader.files,
        content: content.filter(|_| !any_error(&loader.reader.diagnostics)),
        diagnostics: loader.reader.diagnostics,
    }
}

/// The files of a folder as they were parsed when it was last read. Places name a
/// file by its number, so each belongs to that number and those bytes.
#[derive(Debug, Default)]
pub struct Parsed(BTreeMap<FileId, (blake3::Hash, Arc<Tree>)>);

/// A file's tree, or all that keeps it from being one.
type Tree = Result<Node, Vec<Diagnostic>>;

/// The folder of the categories. It must be known before the files are read, so
/// site.yaml is looked into ahead of its turn; what is wrong with it is reported then.
fn categories_folder(folder: &Path) -> Option<String> {
    let text = fs::read_to_string(folder.join("site.yaml")).ok()?;
    let file = Files::default().add(PathBuf::new(), String::new());
    let site = yaml::parse(file, &text).ok()?;
    let path = member(member(&site, "categories")?, "path")?;
    match &path.value {
        Value::Scalar(path) => Some(path.clone()),
        _ => None,
    }
}

fn member<'a>(node: &'a Node, key: &str) -> Option<&'a Node> {
    match &node.value {
        Value::Map(members) => members
            .iter()
            .find(|member| member.key == key)
            .map(|member| &member.node),
        _ => None,
    }
}

#[derive(Default)]
struct Loader {
    files: Files,
    reader: Reader,
    /// The files read, by their path below the folder with `/`; nothing of those
    /// that are no text.
    trees: BTreeMap<String, (FileId, Option<Arc<Tree>>)>,
    /// What was parsed before.
    parsed: Parsed,
    /// The Markdown files among them, likewise; none if it cannot be used.
    texts: BTreeMap<String, (FileId, bool)>,
    hasher: blake3::Hasher,
    /// The folder of the categories, as site.yaml names it.
    categories: Option<String>,
}

impl Loader {
    #[allow(clippy::too_many_lines, reason = "a line or two for each file")]
    fn load(&mut self, folder: &Path) -> Option<Content> {
        self.categories = categories_folder(folder);
        self.read_folder(folder);
        if let Some(newer) = self.newer_format() {
            // Whatever else looks wrong may be right in that format.
            self.reader.diagnostics = vec![newer];
            return None;
        }
        if self.trees.is_empty() {
            if !any_error(&self.reader.diagnostics) {
                self.reader.report(
                    Diagnostic::error(
                        Code::NoContent,
                        format!("there is no content in `{}`", folder.display()),
                    )
                    .hint("name the folder that holds `site.yaml` with `--content`"),
                );
            }
            return None;
        }
        for (name, required) in TOP {
            if required && !self.trees.contains_key(name) {
                self.reader.report(
                    Diagnostic::error(
                        Code::CannotRead,
                        format!("`{}` is missing", folder.join(name).display()),
                    )
                    .hint("docs/content.md says what it holds"),
                );
            }
        }
        self.reader.languages = self.languages();
        // Everything is read before any failure counts.
        let site = self.top("site.yaml");
        let sources = self.top("sources.yaml");
        let units = self.top("units.yaml");
        let calendar = self.top("calendar.yaml");
        let options = self.top("options.yaml");
        let channels = self.top("channels.yaml");
        let duties = self.top("duties.yaml");
        let bodies = self.top("bodies.yaml");
        let documents = self.top("documents.yaml");
        let glossary = self.top("glossary.yaml");
        let purposes = self.top("purposes.yaml");
        let date_rules = self.top("date_rules.yaml");
        let categories = self.categories();
        let services = self.services();
        let rules = self.rules();
        let countries = if self.trees.contains_key("countries.yaml") {
            Some(self.top("countries.yaml"))
        } else {
            None
        };
        let planner = self.top("planner.yaml");
        let search = self.top("search.yaml");
        let changes = self.top("changes.yaml");
        let typical = self.top("typical.yaml");
        let published = if self.trees.contains_key(PUBLISHED) {
            Some(self.top(PUBLISHED))
        } else {
            None
        };
        let corrections = self.top(CORRECTIONS);
        let finder = if self.trees.contains_key("finder.yaml") {
            Some(self.top("finder.yaml"))
        } else {
            None
        };
        let guides = self.guides();
        let cases = self.cases();
        let words = self.words();
        Some(Content {
            folder: folder.to_owned(),
            version: self.hasher.finalize().to_hex()[..12].to_owned(),
            site: site?,
            sources: sources?,
            units: units?,
            calendar: calendar?,
            options: options?,
            channels: channels?,
            duties: duties?,
            bodies: bodies?,
            documents: documents?,
            glossary: glossary?,
            purposes: purposes?,
            date_rules: date_rules?,
            categories,
            services,
            rules,
            planner: planner?,
            search: search?,
            changes: changes?,
            typical: typical?,
            published: match published {
                Some(published) => Some(published?),
                None => None,
            },
            corrections: corrections?,
            countries: match countries {
                Some(countries) => Some(countries?),
                None => None,
            },
            finder: match finder {
                Some(finder) => Some(finder?),
                None => None,
            },
            guides,
            cases,
            words,
            texts: std::mem::take(&mut self.reader.texts),
        })
    }

    /// Every text is checked for its languages while it is read, so they must
    /// be known before anything else. None if `site.yaml` doesn't say plainly
    /// which they are: that is reported where it is read, and once.
    fn languages(&self) -> Vec<String> {
        let Some((_, site)) = self.trees.get("site.yaml") else {
            return Vec::new();
        };
        let Some(site) = tree(site.as_ref()) else {
            return Vec::new();
        };
        let Some(Value::List(languages)) = member(site, "languages").map(|node| &node.value) else {
            return Vec::new();
        };
        let codes: Option<Vec<String>> = languages
            .iter()
            .map(|language| match &member(language, "code")?.value {
                Value::Scalar(code) => Some(code.clone()),
                _ => None,
            })
            .collect();
        let once = |codes: &Vec<String>| {
            let mut seen = BTreeSet::new();
            codes.iter().all(|code| seen.insert(code))
        };
        codes.filter(once).unwrap_or_default()
    }

    /// That the content was written for a qagida that knows more than this one.
    fn newer_format(&self) -> Option<Diagnostic> {
        let (_, site) = self.trees.get("site.yaml")?;
        let format = member(tree(site.as_ref())?, "format")?;
        let Value::Scalar(number) = &format.value else {
            return None;
        };
        let digits = number.bytes().all(|byte| byte.is_ascii_digit());
        let newer = match number.parse::<u32>() {
            Ok(number) => number > model::FORMAT,
            // Only a number too large to count is left.
            Err(_) => digits && !number.is_empty(),
        };
        newer.then(|| {
            let message = format!(
                "this content needs a newer qagida: it has format {number}, and this one ({}) knows no format after {}",
                env!("CARGO_PKG_VERSION"),
                model::FORMAT
            );
            Diagnostic::error(Code::NewerFormat, message)
                .at(&format.place)
                .hint("use the qagida that this content was last checked with, or a later one")
        })
    }

    fn read_folder(&mut self, folder: &Path) {
        if !folder.is_dir() {
            let what = if folder.exists() {
                "is no folder"
            } else {
                "doesn't exist"
            };
            self.reader.report(
                Diagnostic::error(
                    Code::CannotRead,
                    format!("the content folder `{}` {what}", folder.display()),
                )
                .hint("name the folder that holds `site.yaml` with `--content`"),
            );
            return;
        }
        let walk = WalkDir::new(folder).sort_by_file_name().into_iter();
        let visible = walk.filter_entry(|entry| {
            let name = entry.file_name().to_string_lossy();
            entry.depth() == 0 || !(name.starts_with('.') || name.ends_with('~'))
        });
        let mut to_parse = Vec::new();
        for entry in visible {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) => to_parse.extend(self.read_file(folder, entry.path())),
                Err(error) => {
                    let path = error.path().unwrap_or(folder).display().to_string();
                    let why = error
                        .io_error()
                        .map_or_else(|| error.to_string(), ToString::to_string);
                    self.reader.report(
                        Diagnostic::error(
                            Code::CannotRead,
                            format!("`{path}` cannot be read: {why}"),
                        )
                        .hint("may you read it?"),
                    );
                }
            }
        }
        self.parse(to_parse);
    }

    /// Reads a file. Gives its name and number if it is to be parsed.
    fn read_file(&mut self, folder: &Path, path: &Path) -> Option<(String, FileId)> {
        let below: Vec<String> = path
            .strip_prefix(folder)
            .unwrap_or(path)
            .components()
            .map(|part| part.as_os_str().to_string_lossy().into_owned())
            .collect();
        let name = below.join("/");
        if name == "README.md" {
            return None;
        }
        let known = match &below[..] {
            [file] => TOP.iter().any(|(top, _)| top == file),
            [folder, file] => {
                let is = |extension| Path::new(file).extension().is_some_and(|e| e == extension);
                let listed = FOLDERS.contains(&folder.as_str());
                (listed || self.categories.as_ref() == Some(folder)) && is("yaml")
                    || folder == GUIDES && is("md")
            }
            _ => false,
        };
        if !known {
            let candidates = TOP.iter().map(|(top, _)| *top);
            let hint = did_you_mean(&name, candidates).unwrap_or_else(|| {
                "docs/content.md lists the files; other notes belong outside this folder".to_owned()
            });
            let message = format!("`{}` is not a content file", path.display());
            self.reader
                .report(Diagnostic::error(Code::UnknownFile, message).hint(hint));
            return None;
        }
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                let message = format!("`{}` cannot be read: {error}", path.display());
                self.reader.report(
                    Diagnostic::error(Code::CannotRead, message)
                        .hint("may you read it? If it is a link, does it lead anywhere?"),
                );
                return None;
            }
        };
        // Lengths keep two files from passing for one. Nothing of what has been
        // published is shown: recording it makes no other version.
        if name != PUBLISHED {
            for part in [name.as_bytes(), &bytes] {
                self.hasher.update(&(part.len() as u64).to_le_bytes());
                self.hasher.update(part);
            }
        }
        self.decode(name, path.to_owned(), bytes)
    }

    fn decode(&mut self, name: String, path: PathBuf, bytes: Vec<u8>) -> Option<(String, FileId)> {
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                let file = self.files.add(path, text);
                let place = Place {
                    file,
                    range: at..at + '\u{fffd}'.len_utf8(),
                };
                self.reader.report(
                    Diagnostic::error(Code::NotUtf8, "the file is not valid UTF-8")
                        .at(&place)
                        .label("here")
                        .hint("save it as UTF-8"),
                );
                if name.strip_suffix(".md").is_some() {
                    self.texts.insert(name, (file, false));
                } else {
                    self.trees.insert(name, (file, None));
                }
                return None;
            }
        };
        let file = self.files.add(path, text);
        if name.strip_suffix(".md").is_some() {
            let text = self.files.text(file);
            let mut problems = yaml::invisible_characters(file, text);
            problems.extend(unfilled(text).map(|at| {
                let range = at..at + MARKER.len();
                still_to_fill_in(&Place { file, range })
            }));
            self.texts.insert(name, (file, problems.is_empty()));
            self.reader.diagnostics.extend(problems);
            return None;
        }
        Some((name, file))
    }

    fn parse(&mut self, files: Vec<(String, FileId)>) {
        let known = std::mem::take(&mut self.parsed).0;
        let texts = &self.files;
        let parsed: Vec<_> = files
            .into_par_iter()
            .map(|(name, file)| {
                let text = texts.text(file);
                let hash = blake3::hash(text.as_bytes());
                let tree = match known.get(&file) {
                    Some((of, tree)) if *of == hash => Arc::clone(tree),
                    _ => Arc::new(yaml::parse(file, text)),
                };
                (name, file, hash, tree)
            })
            .collect();
        for (name, file, hash, tree) in parsed {
            if let Err(diagnostics) = &*tree {
                self.reader.diagnostics.extend(diagnostics.iter().cloned());
            }
            self.parsed.0.insert(file, (hash, Arc::clone(&tree)));
            self.trees.insert(name, (file, Some(tree)));
        }
    }

    fn top<T: FromNode>(&mut self, name: &str) -> Option<T> {
        let empty;
        let tree = match self.trees.get(name) {
            Some((_, found)) => tree(found.as_ref())?,
            // A file that may be missing holds nothing then.
            None if TOP.contains(&(name, false)) => {
                let (file, _) = self.trees.values().next()?;
                empty = Node {
                    place: Place {
                        file: *file,
                        range: 0..0,
                    },
                    value: Value::Map(Vec::new()),
                };
                &empty
            }
            None => return None,
        };
        T::from_node(tree, &mut self.reader)
    }

    fn folder(&self, folder: &str) -> Vec<(String, FileId, Option<Arc<Tree>>)> {
        self.trees
            .iter()
            .filter_map(|(name, (file, tree))| {
                let stem = name.strip_prefix(folder)?.strip_prefix('/')?;
                let stem = stem.strip_suffix(".yaml")?;
                Some((stem.to_owned(), *file, tree.clone()))
            })
            .collect()
    }

    fn categories(&mut self) -> BTreeMap<String, CategoryFile> {
        let Some(folder) = self.categories.clone() else {
            return BTreeMap::new();
        };
        let mut categories = BTreeMap::new();
        for (stem, file, found) in self.folder(&folder) {
            if Id::new(&stem).is_none() {
                self.reader.report(
                    Diagnostic::error(
                        Code::BadValue,
                        format!("the file name `{stem}` is not a category's code"),
                    )
                    .at(&Place { file, range: 0..0 })
                    .hint("it is the code in lower-case Latin letters and digits"),
                );
            }
            if let Some(category) = tree(found.as_ref())
                .and_then(|tree| model::Category::from_node(tree, &mut self.reader))
            {
                let code = stem.to_ascii_uppercase();
                categories.insert(code, CategoryFile { file, category });
            }
        }
        categories
    }

    fn services(&mut self) -> BTreeMap<Id, ServiceFile> {
        let read = self.by_id("services");
        let with_file = |(id, file, service)| (id, ServiceFile { file, service });
        read.into_iter().map(with_file).collect()
    }

    fn rules(&mut self) -> BTreeMap<Id, RuleFile> {
        let read = self.by_id("rules");
        let with_file = |(id, file, rule)| (id, RuleFile { file, rule });
        read.into_iter().map(with_file).collect()
    }

    /// The guides: of each what its languages share, and the text in each.
    fn guides(&mut self) -> BTreeMap<Id, GuideFile> {
        let languages = self.reader.languages.clone();
        let listed = languages.join(", ");
        let start = |file| Place { file, range: 0..0 };
        let texts = std::mem::take(&mut self.texts);
        for (name, (file, _)) in &texts {
            let Some((slug, language)) = parts_of_text(name) else {
                let problem = Diagnostic::error(
                    Code::UnknownFile,
                    "the file's name doesn't say the language",
                );
                self.reader.report(problem.at(&start(*file)).hint(format!(
                    "texts of guides are named `SLUG.LANGUAGE.md`; the languages are: {listed}"
                )));
                continue;
            };
            if !languages.is_empty() && languages.iter().all(|code| code != language) {
                let problem = Diagnostic::error(
                    Code::UnknownLanguage,
                    format!("`{language}` is not a language of this site"),
                );
                let hint = format!("its languages are: {listed}");
                self.reader.report(problem.at(&start(*file)).hint(hint));
            }
            if !self.trees.contains_key(&format!("{GUIDES}/{slug}.yaml")) {
                let problem = Diagnostic::error(
                    Code::UnknownFile,
                    format!("the guide `{slug}` has a text, but no file `{slug}.yaml`"),
                );
                self.reader.report(
                    problem
                        .at(&start(*file))
                        .hint("docs/content.md says what stands in it; or is the name mistyped?"),
                );
            }
        }
        let mut guides = BTreeMap::new();
        for (stem, shared, _) in self.folder(GUIDES) {
            for language in &languages {
                if !texts.contains_key(&format!("{GUIDES}/{stem}.{language}.md")) {
                    let problem = Diagnostic::error(
                        Code::MissingLanguage,
                        format!("the guide `{stem}` has no text in `{language}`"),
                    );
                    let hint = format!("write it in `{stem}.{language}.md` beside this file");
                    self.reader.report(problem.at(&start(shared)).hint(hint));
                }
            }
        }
        for (slug, file, guide) in self.by_id(GUIDES) {
            let found = languages.iter().filter_map(|language| {
                let name = format!("{GUIDES}/{}.{language}.md", &*slug);
                let (file, fits) = *texts.get(&name)?;
                fits.then(|| markdown::parse(file, self.files.text(file)))
            });
            let texts: Vec<Markdown> = found.collect();
            guides.insert(slug, GuideFile { file, guide, texts });
        }
        guides
    }

    /// The files of a folder that are named by the ids of what they hold.
    fn by_id<T: FromNode>(&mut self, folder: &str) -> Vec<(Id, FileId, T)> {
        let mut read = Vec::new();
        for (stem, file, found) in self.folder(folder) {
            let id = Id::new(&stem);
            if id.is_none() {
                self.reader.report(
                    Diagnostic::error(
                        Code::BadValue,
                        format!("the file name `{stem}` is not an id"),
                    )
                    .at(&Place { file, range: 0..0 })
                    .hint("ids are lower-case Latin letters, digits and hyphens"),
                );
            }
            let value = tree(found.as_ref()).and_then(|tree| T::from_node(tree, &mut self.reader));
            if let (Some(id), Some(value)) = (id, value) {
                read.push((id, file, value));
            }
        }
        read
    }

    /// The words of this content, as trees: what may stand there only the
    /// words of the templates can tell.
    fn words(&mut self) -> BTreeMap<String, Node> {
        let languages = self.reader.languages.clone();
        let mut words = BTreeMap::new();
        for (language, file, found) in self.folder(WORDS) {
            if !languages.is_empty() && !languages.contains(&language) {
                let problem = Diagnostic::error(
                    Code::UnknownLanguage,
                    format!("`{language}` is not a language of this site"),
                );
                let hint = format!("its languages are: {}", languages.join(", "));
                self.reader
                    .report(problem.at(&Place { file, range: 0..0 }).hint(hint));
            }
            words.extend(tree(found.as_ref()).map(|tree| (language, tree.clone())));
        }
        words
    }

    fn cases(&mut self) -> Vec<model::Cases> {
        self.folder("cases")
            .into_iter()
            .filter_map(|(_, _, found)| {
                model::Cases::from_node(tree(found.as_ref())?, &mut self.reader)
            })
            .collect()
    }
}

/// The tree of a file that has one.
fn tree(found: Option<&Arc<Tree>>) -> Option<&Node> {
    found?.as_ref().as_ref().ok()
}

/// The guide and the language in the path of a text.
fn parts_of_text(name: &str) -> Option<(&str, &str)> {
    let stem = name.strip_prefix(GUIDES)?.strip_prefix('/')?;
    stem.strip_suffix(".md")?.rsplit_once('.')
}
