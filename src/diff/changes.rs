//! What is different in the files of two contents, value by value.
//!
//! Items of a list are told apart by what names them (an id, a day, a choice), so
//! that one more at the top doesn't make all others look changed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::content::yaml::{self, Member, Node, Value};
use crate::diagnostics::{Diagnostic, FileId, Files};

/// What kind of thing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// An amount, a rate, a unit's value; or that there is none.
    Value,
    /// A period, a window, a calendar: what decides when something is due.
    Term,
    /// Which papers are asked for.
    Papers,
    /// Words.
    Text,
    /// Anything else.
    Other,
}

impl Kind {
    /// All of them, in the order to show them.
    pub const ALL: [Self; 5] = [
        Self::Value,
        Self::Term,
        Self::Papers,
        Self::Text,
        Self::Other,
    ];

    /// Its name in JSON.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Term => "term",
            Self::Papers => "papers",
            Self::Text => "text",
            Self::Other => "other",
        }
    }
}

/// Something that isn't the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What kind of thing it is.
    pub kind: Kind,
    /// The file, below the content's folder.
    pub file: String,
    /// The line in the new file, or in the old one of what is gone. From 1.
    pub line: usize,
    /// Where in the file: the fields that lead there.
    pub at: Vec<String>,
    /// What stood there; `None` if nothing did.
    pub old: Option<String>,
    /// What stands there; `None` if it is gone.
    pub new: Option<String>,
}

/// The files of a content as trees.
#[derive(Debug, Default)]
pub struct Tree {
    files: Files,
    roots: BTreeMap<String, (FileId, Option<Node>)>,
}

impl Tree {
    /// Reads all files of a folder. What cannot be read as YAML is compared as
    /// text; what is wrong with it is for `check` to say.
    ///
    /// # Errors
    /// The first file that cannot be read at all, and why.
    pub fn read(folder: &Path) -> Result<Self, String> {
        let mut tree = Self::default();
        let hidden = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with('.');
        let walk = WalkDir::new(folder).sort_by_file_name().into_iter();
        for entry in walk.filter_entry(|entry| entry.depth() == 0 || !hidden(entry.file_name())) {
            let entry = entry.map_err(|error| error.to_string())?;
            if !entry.file_type().is_file() {
                continue;
            }
            let path = entry.path();
            let bytes = std::fs::read(path)
                .map_err(|error| format!("`{}` cannot be read: {error}", path.display()))?;
            let below = path.strip_prefix(folder).unwrap_or(path);
            tree.add(below, &String::from_utf8_lossy(&bytes));
        }
        Ok(tree)
    }

    fn add(&mut self, path: &Path, text: &str) {
        let name = path.to_string_lossy().replace('\\', "/");
        let file = self.files.add(PathBuf::from(&name), text.to_owned());
        let is_yaml = path
            .extension()
            .is_some_and(|extension| extension == "yaml");
        let parsed: Option<Result<Node, Vec<Diagnostic>>> =
            is_yaml.then(|| yaml::parse(file, text));
        self.roots.insert(name, (file, parsed.and_then(Result::ok)));
    }

    fn line(&self, file: FileId, at: usize) -> usize {
        let text = self.files.text(file);
        let before = text.floor_char_boundary(at.min(text.len()));
        text[..before].matches('\n').count() + 1
    }
}

/// Everything that is different, in the order of the files.
pub fn changes(old: &Tree, new: &Tree, languages: &[&str]) -> Vec<Change> {
    let names: BTreeSet<&String> = old.roots.keys().chain(new.roots.keys()).collect();
    let mut found = Vec::new();
    for name in names {
        let mut walk = Walk {
            old,
            new,
            languages,
            file: name,
            at: Vec::new(),
            found: &mut found,
        };
        match (old.roots.get(name), new.roots.get(name)) {
            (Some((_, Some(before))), Some((_, Some(after)))) => walk.both(before, after),
            (before, after) => {
                let text = |tree: &Tree, root: Option<&(FileId, Option<Node>)>| {
                    root.map(|(file, _)| tree.files.text(*file).to_owned())
                };
                let (before, after) = (text(old, before), text(new, after));
                walk.lines(before.as_deref(), after.as_deref());
            }
        }
    }
    found
}

struct Walk<'a> {
    old: &'a Tree,
    new: &'a Tree,
    languages: &'a [&'a str],
    file: &'a str,
    at: Vec<String>,
    found: &'a mut Vec<Change>,
}

impl Walk<'_> {
    fn both(&mut self, old: &Node, new: &Node) {
        match (&old.value, &new.value) {
            (Value::Map(before), Value::Map(after)) => self.maps(before, after),
            (Value::List(before), Value::List(after)) => self.lists(before, after),
            _ => {
                let (before, after) = (flow(old), flow(new));
                if before != after {
                    self.note(Some(old), Some(new), Some(before), Some(after));
                }
            }
        }
    }

    fn maps(&mut self, old: &[Member], new: &[Member]) {
        let find = |members: &'_ [Member], key: &str| members.iter().position(|m| m.key == key);
        for member in new {
            self.at.push(member.key.clone());
            match find(old, &member.key) {
                Some(before) => self.both(&old[before].node, &member.node),
                None => self.one(None, Some(&member.node)),
            }
            self.at.pop();
        }
        for member in old.iter().filter(|m| find(new, &m.key).is_none()) {
            self.at.push(member.key.clone());
            self.one(Some(&member.node), None);
            self.at.pop();
        }
    }

    fn lists(&mut self, old: &[Node], new: &[Node]) {
        match (names(old), names(new)) {
            (Some(before), Some(after)) => self.named(old, &before, new, &after),
            _ => self.unnamed(old, new),
        }
    }

    fn named(&mut self, old: &[Node], before: &[String], new: &[Node], after: &[String]) {
        for (node, name) in new.iter().zip(after) {
            self.at.push(name.clone());
            match before.iter().position(|known| known == name) {
                Some(at) => self.both(&old[at], node),
                None => self.one(None, Some(node)),
            }
            self.at.pop();
        }
        for (node, name) in old.iter().zip(before) {
            if !after.contains(name) {
                self.at.push(name.clone());
                self.one(Some(node), None);
                self.at.pop();
            }
        }
        let kept = |names: &[String], others: &[String]| -> Vec<String> {
            let kept = names.iter().filter(|name| others.contains(name));
            kept.cloned().collect()
        };
        let (was, is) = (kept(before, after), kept(after, before));
        if was != is {
            self.at.push("order".to_owned());
            let (first_old, first_new) = (old.first(), new.first());
            self.note(
                first_old,
                first_new,
                Some(was.join(", ")),
                Some(is.join(", ")),
            );
            self.at.pop();
        }
    }

    /// Items without names: those that are the same stay where they are; what
    /// is between them was changed, added or taken away.
    fn unnamed(&mut self, old: &[Node], new: &[Node]) {
        let texts = |nodes: &[Node]| nodes.iter().map(flow).collect::<Vec<String>>();
        let (before, after) = (texts(old), texts(new));
        let same = common(&before, &after);
        let ends = same.iter().copied().chain([(old.len(), new.len())]);
        let (mut from_old, mut from_new) = (0, 0);
        for (to_old, to_new) in ends {
            let (gone, come) = (&old[from_old..to_old], &new[from_new..to_new]);
            for number in 0..gone.len().max(come.len()) {
                let place = match come.get(number) {
                    Some(_) => from_new + number,
                    None => from_old + number,
                };
                self.at.push(format!("{}.", place + 1));
                match (gone.get(number), come.get(number)) {
                    (Some(gone), Some(come)) => self.both(gone, come),
                    (gone, come) => self.one(gone, come),
                }
                self.at.pop();
            }
            (from_old, from_new) = (to_old + 1, to_new + 1);
        }
    }

    fn one(&mut self, old: Option<&Node>, new: Option<&Node>) {
        self.note(old, new, old.map(flow), new.map(flow));
    }

    /// Text that isn't YAML: the lines between the first and the last that differ.
    fn lines(&mut self, old: Option<&str>, new: Option<&str>) {
        if old == new {
            return;
        }
        let list = |text: Option<&str>| -> Vec<String> {
            let lines = text.unwrap_or_default().lines();
            lines.map(ToOwned::to_owned).collect()
        };
        let (before, after) = (list(old), list(new));
        let starts = before
            .iter()
            .zip(&after)
            .take_while(|(a, b)| a == b)
            .count();
        let room = before.len().min(after.len()) - starts;
        let pairs = before.iter().rev().zip(after.iter().rev());
        let ends = pairs.take_while(|(a, b)| a == b).count().min(room);
        let cut = |lines: &[String], there: bool| {
            there.then(|| lines[starts..lines.len() - ends].join("\n"))
        };
        self.found.push(Change {
            kind: Kind::Text,
            file: self.file.to_owned(),
            line: starts + 1,
            at: Vec::new(),
            old: cut(&before, old.is_some()),
            new: cut(&after, new.is_some()),
        });
    }

    fn note(
        &mut self,
        old: Option<&Node>,
        new: Option<&Node>,
        before: Option<String>,
        after: Option<String>,
    ) {
        let line = match (new, old) {
            (Some(node), _) => self.new.line(node.place.file, node.place.range.start),
            (None, Some(node)) => self.old.line(node.place.file, node.place.range.start),
            (None, None) => 1,
        };
        self.found.push(Change {
            kind: self.kind(),
            file: self.file.to_owned(),
            line,
            at: self.at.clone(),
            old: before,
            new: after,
        });
    }

    /// What the fields that lead there say that it is.
    fn kind(&self) -> Kind {
        let has = |names: &[&str]| self.at.iter().any(|field| names.contains(&&**field));
        let top = self.file.split('/').next().unwrap_or_default();
        let last = self.at.last().map_or("", String::as_str);
        if self.languages.contains(&last) {
            Kind::Text
        } else if has(&["documents", "papers"]) || top == "documents.yaml" {
            Kind::Papers
        } else if has(&["values", "tariff", "exemptions", "no_charge", "excluded"]) {
            Kind::Value
        } else if has(&["term", "filing_window", "periods", "rows", "extension"])
            || ["calendar.yaml", "date_rules.yaml", "channels.yaml"].contains(&top)
        {
            Kind::Term
        } else {
            Kind::Other
        }
    }
}

/// What names the items of a list, if something does and no two have the same.
fn names(items: &[Node]) -> Option<Vec<String>> {
    let names: Vec<String> = items.iter().map(name).collect::<Option<_>>()?;
    let once: BTreeSet<&String> = names.iter().collect();
    (once.len() == names.len()).then_some(names)
}

/// Fields that name an item, the most telling first; those that only do so
/// together stand in one entry.
const NAMES: [&[&str]; 15] = [
    &["id"],
    &["code"],
    &["document", "when"],
    &["document", "at"],
    &["choice"],
    &["from"],
    &["year"],
    &["date"],
    &["ground"],
    &["category", "row", "where"],
    &["service", "with"],
    &["rule", "period"],
    &["option", "value"],
    &["question"],
    &["name"],
];

fn name(item: &Node) -> Option<String> {
    match &item.value {
        Value::Scalar(text) => Some(text.clone()),
        Value::Map(members) => NAMES.iter().find_map(|fields| {
            let said: Vec<String> = fields
                .iter()
                .filter_map(|field| {
                    let member = members.iter().find(|member| member.key == *field)?;
                    Some(flow(&member.node))
                })
                .collect();
            let first = members.iter().any(|member| member.key == fields[0]);
            first.then(|| said.join(" "))
        }),
        Value::List(_) | Value::Nothing => None,
    }
}

/// A node in one line, as YAML has it between braces.
fn flow(node: &Node) -> String {
    match &node.value {
        Value::Nothing => String::new(),
        Value::Scalar(text) => text.clone(),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(flow).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Map(members) => {
            let members: Vec<String> = members
                .iter()
                .map(|member| format!("{}: {}", member.key, flow(&member.node)))
                .collect();
            format!("{{{}}}", members.join(", "))
        }
    }
}

/// Longer lists are compared place by place: the table for more would be too large.
const MOST_COMPARED: usize = 1 << 22;

/// A longest common subsequence, as pairs of places.
fn common(old: &[String], new: &[String]) -> Vec<(usize, usize)> {
    if old.len().saturating_mul(new.len()) > MOST_COMPARED {
        let both = 0..old.len().min(new.len());
        return both
            .filter(|at| old[*at] == new[*at])
            .map(|at| (at, at))
            .collect();
    }
    let mut longest = vec![vec![0_usize; new.len() + 1]; old.len() + 1];
    for (i, before) in old.iter().enumerate().rev() {
        for (j, after) in new.iter().enumerate().rev() {
            longest[i][j] = if before == after {
                longest[i + 1][j + 1] + 1
            } else {
                longest[i + 1][j].max(longest[i][j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut pairs = Vec::new();
    while i < old.len() && j < new.len() {
        if old[i] == new[j] {
            pairs.push((i, j));
            i += 1;
            j += 1;
        } else if longest[i + 1][j] >= longest[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(files: &[(&str, &str)]) -> Tree {
        let mut tree = Tree::default();
        for (name, text) in files {
            tree.add(Path::new(name), text);
        }
        tree
    }

    fn told(old: &str, new: &str) -> Vec<String> {
        let (old, new) = (tree(&[("a.yaml", old)]), tree(&[("a.yaml", new)]));
        changes(&old, &new, &["kk", "en"])
            .iter()
            .map(|change| {
                let side = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
                format!(
                    "{} {}:{} {} => {}",
                    change.kind.id(),
                    change.at.join("/"),
                    change.line,
                    side(&change.old),
                    side(&change.new)
                )
            })
            .collect()
    }

    #[test]
    fn a_new_item_on_top_leaves_the_others_alone() {
        assert_eq!(
            told(
                "units:\n- {id: b, value: 1}\n",
                "units:\n- {id: a, value: 2}\n- {id: b, value: 1}\n"
            ),
            ["other units/a:2 - => {id: a, value: 2}"]
        );
    }

    #[test]
    fn a_dated_value_is_told_by_its_day() {
        assert_eq!(
            told(
                "values:\n- {from: 2026-01-01, amount: 5}\n",
                "values:\n- {from: 2026-01-01, until: 2026-12-31, amount: 6}\n- {from: 2027-01-01, amount: 7}\n"
            ),
            [
                "value values/2026-01-01/until:2 - => 2026-12-31",
                "value values/2026-01-01/amount:2 5 => 6",
                "value values/2027-01-01:3 - => {from: 2027-01-01, amount: 7}"
            ]
        );
    }

    #[test]
    fn texts_without_names_are_told_by_what_stayed() {
        assert_eq!(
            told(
                "about:\n- {kk: а, en: a}\n- {kk: б, en: b}\n- {kk: в, en: c}\n",
                "about:\n- {kk: а, en: a}\n- {kk: б, en: beta}\n- {kk: в, en: c}\n- {kk: г, en: d}\n"
            ),
            [
                "text about/2./en:3 b => beta",
                "other about/4.:5 - => {kk: г, en: d}"
            ]
        );
    }

    #[test]
    fn another_order_is_said_once() {
        assert_eq!(
            told("services: [a, b, c]\n", "services: [c, a, b]\n"),
            ["other services/order:1 a, b, c => c, a, b"]
        );
    }

    #[test]
    fn files_that_are_no_yaml_are_compared_by_line() {
        let old = tree(&[("guides/a.en.md", "one\ntwo\nthree\n")]);
        let new = tree(&[("guides/a.en.md", "one\n2\nthree\n"), ("b.yaml", "x: [")]);
        let found = changes(&old, &new, &[]);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].new.as_deref(), Some("x: ["));
        assert_eq!(found[1].line, 2);
        assert_eq!(found[1].old.as_deref(), Some("two"));
        assert_eq!(found[1].new.as_deref(), Some("2"));
    }
}
