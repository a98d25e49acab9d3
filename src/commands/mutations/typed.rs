//! What was read from a file, as a list of single values with their paths, so
//! that two readings can be compared; beside it the same of the file's tree.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

use crate::content::Content;
use crate::content::yaml::{Node, Value};

/// Single values by their paths.
pub type Leaves = BTreeMap<String, String>;

/// What was read from a file; nothing for guides' texts and what isn't there.
/// `cases` are the names of the files of golden cases, in order.
pub fn of_file(content: &Content, name: &str, cases: &[&str]) -> Option<Leaves> {
    let languages: Vec<&str> = content.languages().collect();
    let said = |value: &dyn Debug| Some(leaves(&format!("{value:#?}"), &languages));
    let stem = name.strip_suffix(".yaml")?;
    let Some((folder, stem)) = stem.split_once('/') else {
        return match stem {
            "site" => said(&content.site),
            "sources" => said(&content.sources),
            "units" => said(&content.units),
            "calendar" => said(&content.calendar),
            "options" => said(&content.options),
            "channels" => said(&content.channels),
            "duties" => said(&content.duties),
            "bodies" => said(&content.bodies),
            "documents" => said(&content.documents),
            "glossary" => said(&content.glossary),
            "purposes" => said(&content.purposes),
            "date_rules" => said(&content.date_rules),
            "planner" => said(&content.planner),
            "search" => said(&content.search),
            "changes" => said(&content.changes),
            "typical" => said(&content.typical),
            "countries" => said(content.countries.as_ref()?),
            "finder" => said(content.finder.as_ref()?),
            _ => None,
        };
    };
    match folder {
        "services" => said(content.service(stem)?),
        "rules" => said(content.rule(stem)?),
        "guides" => said(content.guide(stem)?),
        "words" => said(content.words.get(stem)?),
        "cases" => {
            let number = cases.iter().position(|known| *known == name)?;
            said(content.cases.get(number)?)
        }
        _ => said(&content.categories.get(&stem.to_ascii_uppercase())?.category),
    }
}

/// The pieces of a guide's text, in order.
pub fn of_text(content: &Content, name: &str) -> Option<Vec<(String, usize)>> {
    let stem = name.strip_prefix("guides/")?.strip_suffix(".md")?;
    let (slug, language) = stem.rsplit_once('.')?;
    let language = content.languages().position(|code| code == language)?;
    let (_, file) = content.guides.iter().find(|(known, _)| ***known == *slug)?;
    let pieces = file.texts.get(language)?.pieces.iter();
    let said = pieces.map(|piece| {
        let leaves = leaves(&format!("{:#?}", piece.what), &[]);
        (format!("{leaves:?}"), piece.place.range.start)
    });
    Some(said.collect())
}

/// An open group of a printed value.
struct Open<'a> {
    kind: &'a str,
    path: String,
    /// How many values it has had.
    count: usize,
    /// It is a place, and no value.
    place: bool,
    /// Where all that it holds goes, if its own keys aren't those of the file.
    whole: Option<String>,
}

/// Types that don't hold what they hold under the keys of the file.
const WHOLE: [&str; 3] = ["Chosen", "OtherWords", "Node"];
/// Types around a value that have no key in the file.
const AROUND: [&str; 4] = ["Some", "AtLeastOne", "InLanguages", "At"];

/// The single values of something printed with `{:#?}`, without places.
fn leaves(printed: &str, languages: &[&str]) -> Leaves {
    let mut leaves = Leaves::new();
    let mut open: Vec<Open<'_>> = Vec::new();
    for line in printed.lines() {
        let line = line.trim_start();
        let line = line.strip_suffix(',').unwrap_or(line);
        if matches!(line, "}" | "]" | ")") {
            open.pop();
            continue;
        }
        let named = line.split_once(": ").filter(|(name, _)| {
            let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_#".contains(c);
            name.chars().all(fits)
        });
        let (name, value) = named.map_or((None, line), |(name, value)| (Some(name), value));
        let (path, place, whole) = match open.last_mut() {
            None => (String::new(), false, None),
            Some(group) => {
                let number = group.count;
                group.count += 1;
                let key = match name {
                    Some("value") if group.kind == "At" => String::new(),
                    Some(name) => name.trim_start_matches("r#").to_owned(),
                    None if AROUND.contains(&group.kind) => String::new(),
                    None if group.kind == "languages" => languages
                        .get(number)
                        .copied()
                        .unwrap_or_default()
                        .to_owned(),
                    None => number.to_string(),
                };
                let place = group.place || matches!(name, Some("place" | "key_place" | "file"));
                (join(&group.path, &key), place, group.whole.clone())
            }
        };
        let opener = value.strip_suffix(['{', '[', '(']).map(str::trim_end);
        // A text that ends with a bracket ends with its quotation mark.
        let Some(kind) = opener.filter(|_| !value.starts_with(['"', '\''])) else {
            // What isn't there is as good as what is left out.
            if !place && !matches!(value, "None" | "[]" | "{}") {
                let at = whole.unwrap_or(path);
                let said = leaves.entry(at).or_default();
                said.push_str(value);
                said.push('\n');
            }
            continue;
        };
        let around = open.last().map(|group| group.kind);
        let kind = match around {
            Some("InLanguages") => "languages",
            // The list itself.
            Some("AtLeastOne") => "list",
            _ => kind,
        };
        let whole = whole.or_else(|| WHOLE.contains(&kind).then(|| path.clone()));
        open.push(Open {
            kind,
            path,
            count: 0,
            place,
            whole,
        });
    }
    leaves
}

fn join(path: &str, key: &str) -> String {
    match (path, key) {
        ("", key) => key.to_owned(),
        (path, "") => path.to_owned(),
        (path, key) => format!("{path}.{key}"),
    }
}

/// The single values of a tree.
pub fn of_tree(node: &Node) -> Leaves {
    let mut leaves = Leaves::new();
    let mut open: Vec<(String, &Node)> = vec![(String::new(), node)];
    while let Some((path, node)) = open.pop() {
        match &node.value {
            Value::Nothing => drop(leaves.insert(path, "~".to_owned())),
            Value::Scalar(text) => drop(leaves.insert(path, text.clone())),
            Value::List(items) if items.is_empty() => drop(leaves.insert(path, "[]".to_owned())),
            Value::Map(members) if members.is_empty() => drop(leaves.insert(path, "{}".to_owned())),
            Value::List(items) => {
                let items = items.iter().enumerate();
                open.extend(items.map(|(at, item)| (join(&path, &at.to_string()), item)));
            }
            Value::Map(members) => {
                let members = members.iter();
                open.extend(members.map(|member| (join(&path, &member.key), &member.node)));
            }
        }
    }
    leaves
}

/// The paths at which two readings differ.
pub fn changed<'a>(before: &'a Leaves, after: &'a Leaves) -> BTreeSet<&'a str> {
    let paths = before.keys().chain(after.keys());
    let differ = paths.filter(|path| before.get(*path) != after.get(*path));
    differ.map(String::as_str).collect()
}

/// Whether one path lies in the other.
pub fn related(one: &str, other: &str) -> bool {
    let within = |inner: &str, outer: &str| {
        outer.is_empty()
            || inner
                .strip_prefix(outer)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    within(one, other) || within(other, one)
}
