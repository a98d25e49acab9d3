//! The page that describes the open data.

use qagida_calculator::Amount;
use serde::Serialize;

use super::{FOLDER, Published, Set, Topic};
use crate::site::pages::Language;
use crate::site::views::Frame;

/// The page of the open data.
#[derive(Debug, Serialize)]
pub struct Data {
    /// Everything around it.
    pub frame: Frame,
    /// The files that belong together.
    pub sets: Vec<FileSet>,
    /// How the files are written.
    pub reading: Vec<String>,
}

/// A JSON file and the same as tables.
#[derive(Debug, Serialize)]
pub struct FileSet {
    /// Its anchor.
    pub id: String,
    /// What it is about.
    pub title: String,
    /// The files, JSON first.
    pub files: Vec<DataFile>,
    /// What an item has.
    pub members: Vec<Member>,
    /// What stands beside the items.
    pub around: Vec<Member>,
}

/// A file.
#[derive(Debug, Serialize)]
pub struct DataFile {
    /// Its name.
    pub name: String,
    /// Its address.
    pub href: String,
    /// What it holds.
    pub what: String,
    /// How many items or lines it has.
    pub count: String,
    /// How large it is.
    pub size: String,
    /// What it is written in.
    pub format: &'static str,
}

/// A member of a JSON object.
#[derive(Debug, Serialize)]
pub struct Member {
    /// Its name.
    pub name: &'static str,
    /// What it means.
    pub text: String,
}

impl Language<'_> {
    /// The page of the open data.
    pub fn data(&self) -> Data {
        let title = self.words.page("open-data");
        let mut frame = self.frame(&format!("{FOLDER}/"), title, Some(vec![self.home_link()]));
        self.words
            .page("data-lead")
            .clone_into(&mut frame.description);
        let reading = ["file", "text", "amount", "date", "null", "source", "page"];
        Data {
            frame,
            sets: self
                .site
                .data
                .sets(self.site)
                .iter()
                .map(|set| self.file_set(set))
                .collect(),
            reading: reading
                .iter()
                .map(|what| {
                    let key = format!("data-reading-{what}");
                    self.words.fill(&key, &[("language", self.code)])
                })
                .collect(),
        }
    }

    fn file_set(&self, set: &Set) -> FileSet {
        let topic = set.topic.id();
        let stem = stem(&set.json.name);
        let files = [&set.json].into_iter().chain(&set.tables);
        FileSet {
            id: stem.to_owned(),
            title: match (set.topic, &self.site.content.site.categories) {
                (Topic::Categories, Some(categories)) => self.text(&categories.title),
                _ => self.words.page(&format!("data-{topic}")).to_owned(),
            },
            files: files
                .map(|file| {
                    let below = &file.name[stem.len()..];
                    let key = format!("data-{topic}{}", below.replace('.', "-"));
                    self.data_file(file, self.words.page(&key))
                })
                .collect(),
            members: self.members(set.topic.members(), topic),
            around: self.members(set.topic.around(), &format!("{topic}-all")),
        }
    }

    fn data_file(&self, file: &Published, what: &str) -> DataFile {
        let number = |number: usize| {
            let number = Amount::parse(&number.to_string()).unwrap_or(Amount::ZERO);
            self.words.phrasebook.number(number)
        };
        let thousands = number(file.bytes.len().div_ceil(1000));
        DataFile {
            name: file.name.clone(),
            href: format!("{}/{FOLDER}/{}", self.site.root, file.name),
            what: what.to_owned(),
            count: number(file.count),
            size: self.words.fill("data-size", &[("n", &thousands)]),
            format: if file.name.ends_with("csv") {
                "CSV"
            } else {
                "JSON"
            },
        }
    }

    /// What members mean: what they mean in this place, or else everywhere.
    fn members(&self, names: &[&'static str], place: &str) -> Vec<Member> {
        let mean = |name: &&'static str| {
            let here = self.words.page(&format!("data-member-{place}-{name}"));
            let anywhere = self.words.page(&format!("data-member-{name}"));
            Member {
                name,
                text: if here.is_empty() { anywhere } else { here }.to_owned(),
            }
        };
        names.iter().map(mean).collect()
    }
}

fn stem(name: &str) -> &str {
    name.split('.').next().unwrap_or_default()
}

impl Topic {
    /// What it is called among the words of the templates.
    fn id(self) -> &'static str {
        match self {
            Self::Services => "services",
            Self::Categories => "categories",
            Self::Rules => "rules",
            Self::Duties => "duties",
            Self::Units => "units",
            Self::Calendar => "calendar",
            Self::Countries => "countries",
            Self::Sources => "sources",
            Self::Status => "status",
            Self::Index => "index",
        }
    }

    /// The members of an item.
    fn members(self) -> &'static [&'static str] {
        match self {
            Self::Services => &[
                "id",
                "title",
                "summary",
                "about",
                "page",
                "categories",
                "source",
                "steps",
                "options",
                "tariff",
                "no_charge",
                "excluded",
                "term",
                "term_not_given",
                "filing_window",
                "channels",
                "notes",
                "related",
            ],
            Self::Categories => &[
                "code",
                "title",
                "rows",
                "issued",
                "change_from",
                "extension",
                "interview",
                "not_on_file",
                "summary",
                "purpose",
                "recipients",
                "grounds",
                "conditions",
                "issued_note",
                "issued_source",
                "change_note",
                "change_source",
                "interview_note",
                "interview_source",
                "reinstatement",
                "term",
                "duties",
                "doubt",
                "page",
                "services",
                "source",
            ],
            Self::Rules => &[
                "id",
                "title",
                "summary",
                "page",
                "source",
                "periods",
                "services",
                "categories",
                "duties",
                "related",
            ],
            Self::Duties => &[
                "id",
                "rate",
                "unit",
                "per",
                "unit_value",
                "amount",
                "kind",
                "title",
                "values",
                "exemptions_note",
                "exemptions",
            ],
            Self::Units => &["id", "name", "full_name", "about", "values"],
            Self::Calendar => &["year", "provisional", "days", "source"],
            Self::Countries => &["number", "code", "alpha3", "name", "listed_as", "note"],
            Self::Sources => &[
                "id",
                "title",
                "short",
                "kind",
                "language",
                "number",
                "date",
                "edition_from",
                "edition",
                "checked",
                "link",
                "places",
                "parts",
                "later_acts",
            ],
            Self::Status => &["code", "what", "due", "days", "urgency", "file", "line"],
            Self::Index => &["file", "count", "bytes"],
        }
    }

    /// The members of the file beside its items.
    fn around(self) -> &'static [&'static str] {
        match self {
            Self::Services => &[
                "currency",
                "charges",
                "options",
                "channels",
                "bodies",
                "documents",
                "conditions",
            ],
            Self::Categories => &["issuers", "purposes"],
            Self::Duties => &["fees"],
            Self::Calendar => &["weekend", "source"],
            Self::Countries => &["issuer", "categories", "source"],
            Self::Status => &["cases", "translation", "alike", "coverage", "gaps"],
            Self::Index => &[
                "name",
                "languages",
                "reference_language",
                "translation_note",
                "disclaimer",
            ],
            Self::Rules | Self::Units | Self::Sources => &[],
        }
    }
}
