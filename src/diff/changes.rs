//! What is different in the files of two contents, value by value.
//!
//! Items of a list are told apart by what names them (an id, a day, a choice), so
//! that one more at the top doesn't make all others look changed.

use std::collections::BTreeSet;

use qagida_calculator::Date;

use super::align;
use super::tree::{File, Paragraph, Tree};
use crate::content::yaml::{Member, Node, Value};

/// What kind of thing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// An amount, a rate, a unit's value; or that there is none.
    Value,
    /// A period, a window, a calendar: what decides when something is due.
    Term,
    /// Which papers are asked for.
    Document,
    /// Who does what, in which order.
    Step,
    /// Words.
    Text,
    /// Where something stands.
    Source,
    /// Anything else.
    Other,
}

impl Kind {
    /// All of them, in the order to show them.
    pub const ALL: [Self; 7] = [
        Self::Value,
        Self::Term,
        Self::Document,
        Self::Step,
        Self::Text,
        Self::Source,
        Self::Other,
    ];

    /// Its name in JSON.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Term => "term",
            Self::Document => "document",
            Self::Step => "step",
            Self::Text => "text",
            Self::Source => "source",
            Self::Other => "other",
        }
    }
}

/// How something was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It is another.
    Changed,
    /// The items of a list are in another order.
    Moved,
    /// A file with the same in it has another name.
    Renamed,
}

impl How {
    /// Its name in JSON.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
            Self::Moved => "moved",
            Self::Renamed => "renamed",
        }
    }

    fn of(old: bool, new: bool) -> Self {
        match (old, new) {
            (false, _) => Self::Added,
            (_, false) => Self::Removed,
            _ => Self::Changed,
        }
    }
}

/// Something that isn't the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What kind of thing it is.
    pub kind: Kind,
    /// How it was changed.
    pub how: How,
    /// The file, below the content's folder.
    pub file: String,
    /// The line in the new file, or in the old one of what is gone. From 1.
    pub line: usize,
    /// Where in the file: the fields that lead there; none for the file itself.
    pub at: Vec<String>,
    /// What stood there; `None` if nothing did.
    pub old: Option<String>,
    /// What stands there; `None` if it is gone.
    pub new: Option<String>,
    /// The days on which what was changed begins to hold, or ceases to.
    pub days: BTreeSet<Date>,
}

/// In which languages texts are, and in which of them one reads here.
#[derive(Clone, Copy, Debug)]
pub struct Languages<'a> {
    /// The codes of all.
    pub all: &'a [String],
    /// The one that texts are shown in where one is enough.
    pub shown: &'a str,
}

/// Everything that is different, in the order of the files.
pub fn changes(old: &Tree, new: &Tree, languages: Languages<'_>) -> Vec<Change> {
    let mut found = Vec::new();
    let renamed = renamed(old, new);
    let names: BTreeSet<&String> = old.files.keys().chain(new.files.keys()).collect();
    for name in names {
        let mut walk = Walk {
            old,
            new,
            languages,
            file: name,
            at: Vec::new(),
            found: &mut found,
        };
        match (old.files.get(name), new.files.get(name)) {
            (Some(File::Yaml(before)), Some(File::Yaml(after))) => walk.both(before, after),
            (Some(File::Text(before)), Some(File::Text(after))) => walk.texts(before, after),
            (before, after) => walk.file(before, after, &renamed),
        }
    }
    found
}

/// Files that have another name and hold the same: the old name and the new.
fn renamed(old: &Tree, new: &Tree) -> Vec<(String, String)> {
    let is = |tree: &Tree, name: &String| tree.files.contains_key(name);
    let gone = old.files.iter().filter(|(name, _)| !is(new, name));
    let mut come: Vec<_> = new
        .files
        .iter()
        .filter(|(name, _)| !is(old, name))
        .collect();
    let folder = |name: &str| name.rsplit_once('/').map(|(folder, _)| folder.to_owned());
    let mut found = Vec::new();
    for (before, file) in gone {
        let same = come.iter().position(|(after, other)| {
            folder(before) == folder(after)
                && match (file, other) {
                    (File::Yaml(one), File::Yaml(other)) => flow(one) == flow(other),
                    (File::Text(one), File::Text(other)) => one == other,
                    _ => false,
                }
        });
        if let Some(same) = same {
            found.push((before.clone(), come.remove(same).0.clone()));
        }
    }
    found
}

/// A step on the way to a place in a file.
#[derive(Clone, Debug)]
enum Step {
    /// A field of a group.
    Field(String),
    /// An item of a list, by its name; with the day on which it begins to hold.
    Item(String, Option<Date>),
}

impl Step {
    fn text(&self) -> &str {
        match self {
            Self::Field(text) | Self::Item(text, _) => text,
        }
    }
}

struct Walk<'a> {
    old: &'a Tree,
    new: &'a Tree,
    languages: Languages<'a>,
    file: &'a str,
    at: Vec<Step>,
    found: &'a mut Vec<Change>,
}

impl Walk<'_> {
    /// What differs below a step.
    fn below(&mut self, step: Step, old: Option<&Node>, new: Option<&Node>) {
        self.at.push(step);
        match (old, new) {
            (Some(old), Some(new)) => self.both(old, new),
            _ => self.note(old, new),
        }
        self.at.pop();
    }

    fn both(&mut self, old: &Node, new: &Node) {
        match (&old.value, &new.value) {
            (Value::Map(before), Value::Map(after)) => self.maps(before, after),
            (Value::List(before), Value::List(after)) => self.lists(before, after),
            _ if flow(old) != flow(new) => self.note(Some(old), Some(new)),
            _ => {}
        }
    }

    fn maps(&mut self, old: &[Member], new: &[Member]) {
        let find = |members: &'_ [Member], key: &str| members.iter().position(|m| m.key == key);
        for member in new {
            let before = find(old, &member.key).map(|at| &old[at].node);
            let step = Step::Field(member.key.clone());
            self.below(step, before, Some(&member.node));
        }
        for member in old.iter().filter(|m| find(new, &m.key).is_none()) {
            self.below(Step::Field(member.key.clone()), Some(&member.node), None);
        }
    }

    fn lists(&mut self, old: &[Node], new: &[Node]) {
        match Names::of(old, new) {
            Some(names) => self.named(old, new, &names),
            None => self.unnamed(old, new),
        }
    }

    fn named(&mut self, old: &[Node], new: &[Node], names: &Names) {
        let place = |list: &[String], name: &String| list.iter().position(|known| known == name);
        let mut gone: Vec<usize> = (0..old.len())
            .filter(|at| place(&names.new, &names.old[*at]).is_none())
            .collect();
        for (node, name) in new.iter().zip(&names.new) {
            let before = place(&names.old, name).or_else(|| {
                // With another name and all else the same it is the same thing.
                let rest = names.rest(node)?;
                let same = |at: &usize| names.rest(&old[*at]).as_ref() == Some(&rest);
                let at = gone.iter().position(same)?;
                Some(gone.remove(at))
            });
            self.below(
                names.step(name),
                before.map(|before| &old[before]),
                Some(node),
            );
        }
        for at in gone {
            self.below(names.step(&names.old[at]), Some(&old[at]), None);
        }
        let kept = |list: &[String], others: &[String]| -> Vec<String> {
            let kept = list.iter().filter(|name| others.contains(name));
            kept.cloned().collect()
        };
        let (was, is) = (kept(&names.old, &names.new), kept(&names.new, &names.old));
        if was != is {
            let (kind, line) = (self.kind(None, None), self.line(old.first(), new.first()));
            self.found.push(Change {
                kind,
                how: How::Moved,
                file: self.file.to_owned(),
                line,
                at: self.at.iter().map(|step| step.text().to_owned()).collect(),
                old: Some(was.join(", ")),
                new: Some(is.join(", ")),
                days: BTreeSet::new(),
            });
        }
    }

    /// Items without names: those that are the same stay where they are; what
    /// is between them was changed, added or taken away.
    fn unnamed(&mut self, old: &[Node], new: &[Node]) {
        let texts = |nodes: &[Node]| nodes.iter().map(flow).collect::<Vec<String>>();
        for (before, after) in align::differing(&texts(old), &texts(new)) {
            let number = after.or(before).unwrap_or_default() + 1;
            let step = Step::Item(number.to_string(), None);
            let (before, after) = (before.map(|at| &old[at]), after.map(|at| &new[at]));
            self.below(step, before, after);
        }
    }

    fn texts(&mut self, old: &[Paragraph], new: &[Paragraph]) {
        let texts = |parts: &[Paragraph]| -> Vec<String> {
            parts.iter().map(|part| part.text.clone()).collect()
        };
        for (before, after) in align::differing(&texts(old), &texts(new)) {
            let (before, after) = (before.map(|at| &old[at]), after.map(|at| &new[at]));
            let Some(part) = after.or(before) else {
                continue;
            };
            self.found.push(Change {
                kind: Kind::Text,
                how: How::of(before.is_some(), after.is_some()),
                file: self.file.to_owned(),
                line: part.line,
                at: part.heading.iter().cloned().collect(),
                old: before.map(|part| part.text.clone()),
                new: after.map(|part| part.text.clone()),
                days: BTreeSet::new(),
            });
        }
    }

    /// A whole file that is new, gone, or called otherwise.
    fn file(&mut self, old: Option<&File>, new: Option<&File>, renamed: &[(String, String)]) {
        if renamed.iter().any(|(before, _)| before == self.file) {
            return;
        }
        let was = renamed.iter().find(|(_, after)| after == self.file);
        let title = |tree: &Tree| {
            let title = tree.title(self.file, self.languages.shown);
            title.unwrap_or_else(|| "the file".to_owned())
        };
        let mut days = BTreeSet::new();
        for file in [old, new].into_iter().flatten() {
            if let File::Yaml(root) = file {
                begins(root, &mut days);
            }
        }
        let is_text = matches!(old.or(new), Some(File::Text(_)));
        self.found.push(Change {
            kind: if is_text { Kind::Text } else { Kind::Other },
            how: match was {
                Some(_) => How::Renamed,
                None => How::of(old.is_some(), new.is_some()),
            },
            file: self.file.to_owned(),
            line: 1,
            at: Vec::new(),
            old: match was {
                Some((before, _)) => Some(before.clone()),
                None => old.map(|_| title(self.old)),
            },
            new: match was {
                Some((_, after)) => Some(after.clone()),
                None => new.map(|_| title(self.new)),
            },
            days,
        });
    }

    fn note(&mut self, old: Option<&Node>, new: Option<&Node>) {
        let shown = |node: &Node| self.shown(node);
        let change = Change {
            kind: self.kind(old, new),
            how: How::of(old.is_some(), new.is_some()),
            file: self.file.to_owned(),
            line: self.line(old, new),
            at: self.at.iter().map(|step| step.text().to_owned()).collect(),
            old: old.map(shown),
            new: new.map(shown),
            days: self.days(old, new),
        };
        self.found.push(change);
    }

    fn line(&self, old: Option<&Node>, new: Option<&Node>) -> usize {
        match (new, old) {
            (Some(node), _) => self.new.line(node.place.file, node.place.range.start),
            (None, Some(node)) => self.old.line(node.place.file, node.place.range.start),
            (None, None) => 1,
        }
    }

    /// On which days what is noted begins to hold or ceases to.
    fn days(&self, old: Option<&Node>, new: Option<&Node>) -> BTreeSet<Date> {
        let mut days = BTreeSet::new();
        for step in &self.at {
            if let Step::Item(_, Some(day)) = step {
                days.insert(*day);
            }
        }
        let field = match self.at.last() {
            Some(Step::Field(field)) => field.as_str(),
            _ => "",
        };
        for node in [old, new].into_iter().flatten() {
            begins(node, &mut days);
            if let Value::Scalar(text) = &node.value {
                let day = Date::parse(text);
                match field {
                    "from" => days.extend(day),
                    "until" => days.extend(day.and_then(Date::next)),
                    _ => {}
                }
            }
        }
        days
    }

    /// What a node is called: a single value as it was written; of texts, the
    /// one in the reader's language.
    fn shown(&self, node: &Node) -> String {
        match &node.value {
            Value::Nothing => String::new(),
            Value::Scalar(text) => text.clone(),
            Value::List(items) => {
                let items: Vec<String> = items.iter().map(|item| self.shown(item)).collect();
                format!("[{}]", items.join(", "))
            }
            Value::Map(members) if self.is_text(members) => {
                let mut members = members.iter();
                let own = members.find(|member| member.key == self.languages.shown);
                own.map_or_else(|| flow(node), |member| self.shown(&member.node))
            }
            Value::Map(members) => {
                let member = |member: &Member| {
                    let value = self.shown(&member.node);
                    format!("{}: {value}", member.key)
                };
                let members: Vec<String> = members.iter().map(member).collect();
                format!("{{{}}}", members.join(", "))
            }
        }
    }

    fn is_text(&self, members: &[Member]) -> bool {
        let is_language = |member: &Member| self.languages.all.contains(&member.key);
        !members.is_empty() && members.iter().all(is_language)
    }

    fn holds_text(&self, node: &Node) -> bool {
        match &node.value {
            Value::Map(members) => {
                let mut nodes = members.iter().map(|member| &member.node);
                self.is_text(members) || nodes.any(|node| self.holds_text(node))
            }
            Value::List(items) => items.iter().any(|item| self.holds_text(item)),
            Value::Nothing | Value::Scalar(_) => false,
        }
    }

    /// What the way that leads there says that it is.
    fn kind(&self, old: Option<&Node>, new: Option<&Node>) -> Kind {
        let has = |names: &[&str]| {
            let is = |step: &Step| matches!(step, Step::Field(field) if names.contains(&&**field));
            self.at.iter().any(is)
        };
        let mut nodes = [old, new].into_iter().flatten();
        let is_text = match self.at.last() {
            Some(Step::Field(field)) if self.languages.all.contains(field) => true,
            _ => nodes
                .clone()
                .any(|node| matches!(&node.value, Value::Map(members) if self.is_text(members))),
        };
        let folder = self.file.split('/').next().unwrap_or_default();
        // Cases and words for the search use the same names for other things.
        let of_rules = !["cases", "typical.yaml", "search.yaml", "options.yaml"].contains(&folder);
        if is_text {
            Kind::Text
        } else if folder == "sources.yaml" || has(&["source", "also"]) {
            Kind::Source
        } else if of_rules && (folder == "documents.yaml" || has(&["documents"])) {
            Kind::Document
        } else if of_rules && (has(&VALUES) || ["units.yaml", "duties.yaml"].contains(&folder)) {
            Kind::Value
        } else if of_rules
            && (has(&TERMS)
                || ["calendar.yaml", "date_rules.yaml", "channels.yaml"].contains(&folder))
        {
            Kind::Term
        } else if of_rules && has(&["steps", "path"]) {
            Kind::Step
        } else if nodes.any(|node| self.holds_text(node)) {
            Kind::Text
        } else {
            Kind::Other
        }
    }
}

/// Fields that hold what is to be paid.
const VALUES: [&str; 6] = [
    "values",
    "tariff",
    "exemptions",
    "no_charge",
    "excluded",
    "duties",
];
/// Fields that hold how long something takes or lasts.
const TERMS: [&str; 8] = [
    "term",
    "filing_window",
    "channels",
    "periods",
    "shared_periods",
    "rows",
    "extension",
    "validity",
];

/// All days on which something in a tree begins to hold.
fn begins(node: &Node, days: &mut BTreeSet<Date>) {
    match &node.value {
        Value::Map(members) => {
            for member in members {
                match &member.node.value {
                    Value::Scalar(text) if member.key == "from" => days.extend(Date::parse(text)),
                    _ => begins(&member.node, days),
                }
            }
        }
        Value::List(items) => items.iter().for_each(|item| begins(item, days)),
        Value::Nothing | Value::Scalar(_) => {}
    }
}

/// What names the items of two lists that are versions of one.
struct Names {
    /// The fields of which the names are made; none for single values.
    fields: &'static [&'static str],
    old: Vec<String>,
    new: Vec<String>,
}

/// Fields that name an item, the most telling first. Those that only do so
/// together stand in one entry; the first of them must be there.
const NAMES: [&[&str]; 18] = [
    &["id"],
    &["code"],
    &["document"],
    &["document", "when"],
    &["document", "at"],
    &["choice"],
    &["ground"],
    &["from"],
    &["ground", "from"],
    &["year"],
    &["date"],
    &["category", "row", "where"],
    &["service", "with"],
    &["rule", "period"],
    &["option", "value"],
    &["by"],
    &["url"],
    &["name"],
];

impl Names {
    /// The first fields that name every item of both lists, and each otherwise.
    fn of(old: &[Node], new: &[Node]) -> Option<Self> {
        let is_single = |node: &Node| matches!(node.value, Value::Scalar(_));
        if old.iter().chain(new).all(is_single) {
            let all = |nodes: &[Node]| nodes.iter().map(flow).collect();
            return Self::if_once(&[], all(old), all(new));
        }
        NAMES.iter().find_map(|fields| {
            let all = |nodes: &[Node]| -> Option<Vec<String>> {
                nodes.iter().map(|node| name(node, fields)).collect()
            };
            Self::if_once(fields, all(old)?, all(new)?)
        })
    }

    fn if_once(
        fields: &'static [&'static str],
        old: Vec<String>,
        new: Vec<String>,
    ) -> Option<Self> {
        let once = |names: &[String]| names.iter().collect::<BTreeSet<_>>().len() == names.len();
        (once(&old) && once(&new)).then_some(Self { fields, old, new })
    }

    fn step(&self, name: &str) -> Step {
        let begins = self.fields == ["from"];
        let day = Date::parse(name).filter(|_| begins);
        Step::Item(name.to_owned(), day)
    }

    /// What an item holds besides its name; `None` if that is nothing, or if the
    /// name is all that matters: one paper doesn't become another.
    fn rest(&self, node: &Node) -> Option<String> {
        if ["document", "choice"].contains(self.fields.first()?) {
            return None;
        }
        let Value::Map(members) = &node.value else {
            return None;
        };
        let members = members.iter().filter(|m| !self.fields.contains(&&*m.key));
        let rest: Vec<String> = members
            .map(|member| format!("{}: {}", member.key, flow(&member.node)))
            .collect();
        (!rest.is_empty()).then(|| rest.join(", "))
    }
}

fn name(item: &Node, fields: &[&str]) -> Option<String> {
    let Value::Map(members) = &item.value else {
        return None;
    };
    let said = |field: &&str| {
        let member = members.iter().find(|member| member.key == *field)?;
        Some(flow(&member.node))
    };
    said(&fields[0])?;
    Some(
        fields
            .iter()
            .filter_map(said)
            .collect::<Vec<String>>()
            .join(" "),
    )
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

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(files: &[(&str, &str)]) -> Tree {
        let mut tree = Tree::default();
        for (name, text) in files {
            tree.add(name, text).unwrap();
        }
        tree
    }

    fn compared(old: &[(&str, &str)], new: &[(&str, &str)]) -> Vec<Change> {
        let all = ["kk".to_owned(), "en".to_owned()];
        let languages = Languages {
            all: &all,
            shown: "en",
        };
        changes(&tree(old), &tree(new), languages)
    }

    fn told_of(changes: &[Change]) -> Vec<String> {
        let side = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
        let told = changes.iter().map(|change| {
            format!(
                "{} {} {}:{} {}: {} => {}",
                change.kind.id(),
                change.how.id(),
                change.file,
                change.line,
                change.at.join("/"),
                side(&change.old),
                side(&change.new)
            )
        });
        told.collect()
    }

    /// The changes of a service's file.
    fn told(old: &str, new: &str) -> Vec<String> {
        told_of(&compared(
            &[("services/a.yaml", old)],
            &[("services/a.yaml", new)],
        ))
    }

    #[test]
    fn comments_layout_and_quotes_are_no_changes() {
        let old = "term: {min: 5, max: 5} # days\nlist: [a, \"b\"]\n";
        let new = "# Five days.\nlist:\n  - \"a\"\n  - b\nterm:\n  max: 5\n  min: 5\n";
        assert_eq!(told(old, new), [""; 0]);
    }

    #[test]
    fn a_new_item_on_top_leaves_the_others_alone() {
        assert_eq!(
            told(
                "tariff:\n- {id: b, amount: 1}\n",
                "tariff:\n- {id: a, amount: 2}\n- {id: b, amount: 1}\n"
            ),
            ["value added services/a.yaml:2 tariff/a: - => {id: a, amount: 2}"]
        );
    }

    #[test]
    fn a_dated_value_is_told_by_its_day() {
        let old = "values:\n- {from: 2026-01-01, amount: 5}\n";
        let new = "values:\n- {from: 2026-01-01, until: 2026-12-31, amount: 6}\n- {from: 2027-01-01, amount: 7}\n";
        assert_eq!(
            told(old, new),
            [
                "value added services/a.yaml:2 values/2026-01-01/until: - => 2026-12-31",
                "value changed services/a.yaml:2 values/2026-01-01/amount: 5 => 6",
                "value added services/a.yaml:3 values/2027-01-01: - => {from: 2027-01-01, amount: 7}"
            ]
        );
        let found = compared(&[("units.yaml", old)], &[("units.yaml", new)]);
        let days = |change: &Change| -> Vec<String> {
            change.days.iter().map(ToString::to_string).collect()
        };
        // The day after the end of a value is one on which something changes.
        assert_eq!(days(&found[0]), ["2026-01-01", "2027-01-01"]);
        assert_eq!(days(&found[1]), ["2026-01-01"]);
        assert_eq!(days(&found[2]), ["2027-01-01"]);
    }

    #[test]
    fn a_value_that_begins_on_another_day_is_the_same_value() {
        assert_eq!(
            told(
                "values: [{from: 2026-01-01, amount: 5}]",
                "values: [{from: 2026-03-01, amount: 5}]"
            ),
            ["value changed services/a.yaml:1 values/2026-03-01/from: 2026-01-01 => 2026-03-01"]
        );
    }

    #[test]
    fn another_id_for_the_same_is_a_change_of_the_id() {
        assert_eq!(
            told(
                "tariff: [{id: a, amount: 1}, {id: b, amount: 2}]",
                "tariff: [{id: z, amount: 1}, {id: b, amount: 2}]"
            ),
            ["value changed services/a.yaml:1 tariff/z/id: a => z"]
        );
        assert_eq!(
            told(
                "tariff: [{id: a, amount: 1}]",
                "tariff: [{id: z, amount: 3}]"
            ),
            [
                "value added services/a.yaml:1 tariff/z: - => {id: z, amount: 3}",
                "value removed services/a.yaml:1 tariff/a: {id: a, amount: 1} => -"
            ]
        );
    }

    #[test]
    fn papers_and_steps() {
        let old = "steps:\n- title: {kk: а, en: Apply}\n  documents:\n    items:\n    - {document: passport}\n    - {document: photo}\n";
        let new = "steps:\n- title: {kk: а, en: Apply}\n  documents:\n    items:\n    - {document: passport, when: child}\n    - {document: form}\n- title: {kk: ә, en: Wait}\n";
        assert_eq!(
            told(old, new),
            [
                "document added services/a.yaml:5 steps/1/documents/items/passport/when: - => child",
                "document added services/a.yaml:6 steps/1/documents/items/form: - => {document: form}",
                "document removed services/a.yaml:6 steps/1/documents/items/photo: {document: photo} => -",
                "step added services/a.yaml:7 steps/2: - => {title: Wait}",
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
                "text changed services/a.yaml:3 about/2/en: b => beta",
                "text added services/a.yaml:5 about/4: - => d"
            ]
        );
    }

    /// What a choice is called is no field.
    #[test]
    fn names_of_items_are_not_taken_for_fields() {
        let old = "options: [{id: term, default: 'no'}]";
        let new = "options: [{id: term, default: 'yes'}]";
        let found = compared(&[("options.yaml", old)], &[("options.yaml", new)]);
        assert_eq!(
            told_of(&found),
            ["other changed options.yaml:1 options/term/default: no => yes"]
        );
    }

    /// Two grounds begin on the same day, so the day names neither.
    #[test]
    fn what_names_items_is_what_tells_them_apart() {
        assert_eq!(
            told(
                "exemptions: [{ground: a, from: 2020-01-01}, {ground: b, from: 2020-01-01}]",
                "exemptions: [{ground: b, from: 2020-01-01}]"
            ),
            ["value removed services/a.yaml:1 exemptions/a: {ground: a, from: 2020-01-01} => -"]
        );
    }

    #[test]
    fn another_order_is_said_once() {
        assert_eq!(
            told("related: [a, b, c]\n", "related: [c, a, b]\n"),
            ["other moved services/a.yaml:1 related: a, b, c => c, a, b"]
        );
    }

    #[test]
    fn citations() {
        assert_eq!(
            told(
                "term: {max: 5, source: {document: guide, at: a}}",
                "term: {max: 6, source: {document: guide, at: b}}"
            ),
            [
                "term changed services/a.yaml:1 term/max: 5 => 6",
                "source changed services/a.yaml:1 term/source/at: a => b"
            ]
        );
    }

    #[test]
    fn texts_of_guides_are_compared_by_paragraph() {
        let old = "First.\n\n## Before {#before}\n\nPay the\nfee.\n\n- one\n- two\n";
        let new = "First.\n\n## Before {#before}\n\nPay the whole fee.\n\n- one\n- two\n- three\n";
        assert_eq!(
            told_of(&compared(
                &[("guides/a.en.md", old)],
                &[("guides/a.en.md", new)]
            )),
            [
                "text changed guides/a.en.md:5 Before: Pay the fee. => Pay the whole fee.",
                "text added guides/a.en.md:9 Before: - => - three"
            ]
        );
    }

    #[test]
    fn whole_files() {
        let one = "title: {kk: а, en: A}\nvalues: [{from: 2026-05-01, amount: 1}]\n";
        let two = "title: {kk: б, en: B}\n";
        let found = compared(
            &[("services/a.yaml", one), ("services/b.yaml", two)],
            &[("services/c.yaml", one), ("services/d.yaml", "title: D")],
        );
        assert_eq!(
            told_of(&found),
            [
                "other removed services/b.yaml:1 : B => -",
                "other renamed services/c.yaml:1 : services/a.yaml => services/c.yaml",
                "other added services/d.yaml:1 : - => D"
            ]
        );
        assert_eq!(found[1].days.len(), 1);
    }
}
