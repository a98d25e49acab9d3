//! JSON Schemas of the content's files, so that editors complete and check what is
//! typed. They say what the readers take ([`super::shape`]) and which ids the
//! content has ([`super::known`]).
//!
//! Draft 7: what yaml-language-server, which the editors use, understands best.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::known::{Known, Places};
use super::reading::{FromNode, MARKER};
use super::shape::{Field, Group, Meant, Rule, Shape, What, Word};
use super::{
    changes, date_rules, finder, guides, model, planner, published, rules, search, typical,
};

/// A kind of file.
pub struct Kind {
    /// Its name, which is that of its schema.
    pub name: &'static str,
    /// How it is written.
    pub shape: fn() -> Shape,
}

/// The kinds of files.
pub const KINDS: [Kind; 25] = [
    kind::<model::Site>("site"),
    kind::<model::Sources>("sources"),
    kind::<model::Units>("units"),
    kind::<model::Calendar>("calendar"),
    kind::<model::Options>("options"),
    kind::<model::Channels>("channels"),
    kind::<model::Duties>("duties"),
    kind::<model::Bodies>("bodies"),
    kind::<model::Documents>("documents"),
    kind::<model::Glossary>("glossary"),
    kind::<model::Purposes>("purposes"),
    kind::<date_rules::DateRules>("date_rules"),
    kind::<rules::Countries>("countries"),
    kind::<finder::FinderFile>("finder"),
    kind::<planner::Planner>("planner"),
    kind::<search::SearchFile>("search"),
    kind::<changes::Changes>("changes"),
    kind::<typical::TypicalCases>("typical"),
    kind::<published::Ledger>("published"),
    kind::<published::Corrections>("corrections"),
    kind::<model::Service>("service"),
    kind::<model::Category>("category"),
    kind::<rules::Rule>("rule"),
    kind::<guides::Guide>("guide"),
    kind::<model::Cases>("cases"),
];

const fn kind<T: FromNode>(name: &'static str) -> Kind {
    Kind {
        name,
        shape: T::shape,
    }
}

/// The schema of a kind of file, as text.
pub fn schema(kind: &Kind, known: &Known) -> String {
    let mut writer = Schemas {
        known,
        definitions: BTreeMap::new(),
    };
    let mut whole = Object::default();
    whole.word("$schema", "http://json-schema.org/draft-07/schema#");
    whole.word(
        "$comment",
        "Made by `qagida schema` from the types and the content: do not edit.",
    );
    if let Shape::Group(group) = (kind.shape)() {
        whole.0.extend(writer.group(&group).0);
    }
    if !writer.definitions.is_empty() {
        let definitions = std::mem::take(&mut writer.definitions).into_iter();
        whole.set("definitions", Object(definitions.collect()));
    }
    let mut text = String::new();
    Json::Object(whole).write(&mut text, 0);
    text.push('\n');
    text
}

/// JSON whose members stay in order.
#[derive(Clone, Debug)]
enum Json {
    Flag(bool),
    Whole(u64),
    Word(String),
    List(Vec<Json>),
    Object(Object),
}

#[derive(Clone, Debug, Default)]
struct Object(Vec<(String, Json)>);

impl Object {
    fn set(&mut self, name: &str, value: impl Into<Json>) {
        self.0.push((name.to_owned(), value.into()));
    }

    fn word(&mut self, name: &str, value: &str) {
        self.set(name, Json::Word(value.to_owned()));
    }

    fn with(mut self, name: &str, value: impl Into<Json>) -> Self {
        self.set(name, value);
        self
    }
}

impl From<Object> for Json {
    fn from(object: Object) -> Self {
        Self::Object(object)
    }
}

impl From<bool> for Json {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<u64> for Json {
    fn from(number: u64) -> Self {
        Self::Whole(number)
    }
}

impl From<&str> for Json {
    fn from(word: &str) -> Self {
        Self::Word(word.to_owned())
    }
}

impl From<Vec<Object>> for Json {
    fn from(list: Vec<Object>) -> Self {
        Self::List(list.into_iter().map(Json::Object).collect())
    }
}

/// A list of words.
fn words<T: AsRef<str>>(words: impl IntoIterator<Item = T>) -> Json {
    let words = words.into_iter();
    Json::List(
        words
            .map(|word| Json::Word(word.as_ref().to_owned()))
            .collect(),
    )
}

/// How long a line may be before a list is broken.
const WIDTH: usize = 100;

impl Json {
    /// Members on lines of their own, lists of single values filled up to a width:
    /// people read these files, and see what has changed in them.
    fn write(&self, to: &mut String, depth: usize) {
        let indent = "  ".repeat(depth + 1);
        let end = "  ".repeat(depth);
        match self {
            Self::Flag(flag) => _ = write!(to, "{flag}"),
            Self::Whole(number) => _ = write!(to, "{number}"),
            Self::Word(word) => _ = write!(to, "{}", serde_json::Value::from(word.as_str())),
            Self::Object(Object(members)) if members.is_empty() => to.push_str("{}"),
            Self::Object(Object(members)) => {
                to.push('{');
                for (number, (name, value)) in members.iter().enumerate() {
                    let comma = if number == 0 { "" } else { "," };
                    let name = serde_json::Value::from(name.as_str());
                    _ = write!(to, "{comma}\n{indent}{name}: ");
                    value.write(to, depth + 1);
                }
                _ = write!(to, "\n{end}}}");
            }
            Self::List(items) => {
                let nested = |item: &Self| matches!(item, Self::Object(_) | Self::List(_));
                let nested = items.iter().any(nested);
                let items: Vec<String> = items
                    .iter()
                    .map(|item| {
                        let mut text = String::new();
                        item.write(&mut text, depth + 1);
                        text
                    })
                    .collect();
                let length: usize = items.iter().map(|item| item.chars().count() + 2).sum();
                if !nested && indent.len() + length <= WIDTH {
                    _ = write!(to, "[{}]", items.join(", "));
                    return;
                }
                to.push('[');
                let mut column = WIDTH;
                for (number, item) in items.iter().enumerate() {
                    let length = item.chars().count();
                    to.push_str(if number == 0 { "" } else { "," });
                    if nested || column + length + 2 > WIDTH {
                        _ = write!(to, "\n{indent}{item}");
                        column = indent.len() + length;
                    } else {
                        _ = write!(to, " {item}");
                        column += length + 2;
                    }
                }
                _ = write!(to, "\n{end}]");
            }
        }
    }
}

struct Schemas<'a> {
    known: &'a Known,
    /// What is used in several places, by name.
    definitions: BTreeMap<String, Json>,
}

impl Schemas<'_> {
    /// A reference to what is defined once.
    fn defined(&mut self, name: &str, make: impl FnOnce(&mut Self) -> Object) -> Object {
        if !self.definitions.contains_key(name) {
            let made = make(self);
            self.definitions.insert(name.to_owned(), made.into());
        }
        Object::default().with("$ref", format!("#/definitions/{name}").as_str())
    }

    fn shape(&mut self, shape: &Shape, meant: Option<Meant>) -> Object {
        match (shape, meant.map(|meant| meant.what)) {
            (Shape::Word(word), _) => self.word(word, meant),
            (Shape::List { of, filled }, _) => {
                let mut list = Object::default();
                list.word("type", "array");
                list.set("items", self.shape(of, meant));
                if *filled {
                    list.set("minItems", 1);
                }
                list
            }
            (Shape::InLanguages(of), _) => {
                let name = match &**of {
                    Shape::Word(_) => "TextInEveryLanguage",
                    _ => "ListInEveryLanguage",
                };
                self.defined(name, |schemas| {
                    let languages = &schemas.known.languages;
                    let of = schemas.shape(of, None);
                    let mut properties = Object::default();
                    for language in languages {
                        properties.set(language, of.clone());
                    }
                    closed(properties, languages)
                })
            }
            (Shape::Group(group), _) => self.defined(group.name, |schemas| schemas.group(group)),
            (Shape::ByName(_), Some(What::Choices)) => {
                let only = meant.is_some_and(|meant| meant.only);
                let mut properties = Object::default();
                for (option, values) in &self.known.options {
                    let value = if only {
                        one_of_words(values)
                    } else {
                        let any = self.word(&Word::Text, None);
                        any.with("examples", words(values))
                    };
                    properties.set(option, value);
                }
                if only {
                    return closed::<&str>(properties, &[]);
                }
                let mut open = Object::default().with("type", "object");
                open.set("properties", properties);
                open.with("additionalProperties", self.word(&Word::Text, None))
            }
            (Shape::ByName(_), Some(What::Issuers)) => {
                let issuers = self.known.words(What::Issuer);
                let mut properties = Object::default();
                for issuer in &issuers {
                    properties.set(issuer, self.word(&Word::Flag, None));
                }
                closed(properties, &issuers)
            }
            (Shape::ByName(of), what) => {
                let mut any = Object::default();
                any.word("type", "object");
                if let Some(what) = what {
                    let mut properties = Object::default();
                    for word in self.known.words(what) {
                        properties.set(&word, self.shape(of, None));
                    }
                    any.set("properties", properties);
                }
                any.with("additionalProperties", self.shape(of, None))
            }
            (Shape::Anything, _) => Object::default(),
        }
    }

    fn group(&mut self, group: &Group) -> Object {
        let mut properties = Object::default();
        let mut required = Vec::new();
        for field in &group.fields {
            properties.set(field.name, self.field(field));
            if field.required {
                required.push(field.name);
            }
        }
        let mut object = Object::default().with("description", group.about.as_str());
        object.0.extend(closed(properties, &required).0);
        let rules = group.rules.iter().flat_map(|rule| self.rule(group, rule));
        let rules: Vec<Object> = rules.collect();
        if !rules.is_empty() {
            object.set("allOf", rules);
        }
        object
    }

    fn field(&mut self, field: &Field) -> Object {
        let shape = self.shape(&field.shape, field.meant);
        let object = Object::default().with("description", field.about.as_str());
        if shape.0.iter().any(|(name, _)| name == "$ref") {
            // Beside a `$ref`, everything else is passed over.
            return object.with("allOf", vec![shape]);
        }
        Object(object.0.into_iter().chain(shape.0).collect())
    }

    fn word(&mut self, word: &Word, meant: Option<Meant>) -> Object {
        if let Some(meant) = meant {
            if let Some(form) = form(meant.what) {
                return text(form);
            }
            let known = self.known.words(meant.what);
            if !known.is_empty() && meant.only {
                return self.defined(&format!("{:?}Id", meant.what), |_| one_of_words(&known));
            }
            if !known.is_empty() {
                let of = self.word(word, None);
                return of.with("examples", words(known));
            }
            if meant.what == What::Category {
                return text("^[A-Z0-9-]+$").with(MISTAKE, "A code, in Latin capitals.");
            }
        }
        match word {
            Word::Text => Object::default()
                .with("type", words(["string", "number"]))
                .with(
                    "pattern",
                    format!(r"^(?![\s\S]*\b{MARKER}\b)[\s\S]*\S").as_str(),
                )
                .with(MISTAKE, "Some text belongs here."),
            Word::Flag => Object::default()
                .with("type", words(["boolean", "string"]))
                .with("pattern", "^(true|false)$")
                .with(MISTAKE, "Write `true` or `false`."),
            Word::Whole => Object::default()
                .with("type", words(["integer", "string"]))
                .with("minimum", 0)
                .with("maximum", 999_999_999)
                .with("pattern", "^(0|[1-9][0-9]{0,8})$")
                .with(MISTAKE, "A whole number: digits only, like `30`."),
            Word::Amount => Object::default()
                .with("type", words(["number", "string"]))
                .with("minimum", 0)
                .with("exclusiveMaximum", 1_000_000_000_000)
                .with("pattern", r"^(0|[1-9][0-9]{0,11})(\.[0-9]{1,6})?$")
                .with(
                    MISTAKE,
                    "An amount: like `1500` or `12.5`, without spaces or separators.",
                ),
            Word::Date => text(concat!(
                "^(?!0000)[0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])",
                "|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|[12][0-9]))$"
            ))
            .with("format", "date")
            .with(MISTAKE, "A date: year-month-day, like `2026-01-31`."),
            Word::Time => text("^([01][0-9]|2[0-3]):[0-5][0-9]$")
                .with(MISTAKE, "A time of day, in quotes: like `\"09:00\"`."),
            Word::Id => Object::default()
                .with("type", words(["string", "integer"]))
                .with("pattern", "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$")
                .with("maxLength", 64)
                .with(
                    MISTAKE,
                    "An id: lower-case Latin letters, digits and hyphens.",
                ),
            Word::Length => text("^P[1-9][0-9]{0,3}[DMY]$")
                .with(MISTAKE, "A length of time: like `P90D`, `P3M` or `P1Y`."),
            Word::Stay => Object::default().with(
                "anyOf",
                vec![
                    text("^P[1-9][0-9]{0,3}[DMY]$"),
                    Object::default().with("enum", words(["validity", "not-given"])),
                ],
            ),
            Word::OneOf(allowed) => Object::default()
                .with("enum", words(allowed.iter().map(|(word, _)| word)))
                // Of Visual Studio Code's; others pass it over.
                .with(
                    "enumDescriptions",
                    words(allowed.iter().map(|(_, about)| about)),
                ),
        }
    }

    fn rule(&self, group: &Group, rule: &Rule) -> Vec<Object> {
        let object = Object::default;
        // A list that is empty says nothing.
        let written = |names: &[&str]| {
            let mut written = object().with("required", words(names));
            let lists = names.iter().filter(|name| {
                let mut fields = group.fields.iter();
                fields
                    .any(|field| field.name == **name && matches!(field.shape, Shape::List { .. }))
            });
            let mut filled = object();
            for name in lists {
                filled.set(name, object().with("minItems", 1));
            }
            if !filled.0.is_empty() {
                written.set("properties", filled);
            }
            written
        };
        match *rule {
            Rule::OneOf(ways) => {
                let ways = ways.iter().enumerate().map(|(number, way)| {
                    let others = ways.iter().enumerate().filter(|(at, _)| *at != number);
                    let others = others.flat_map(|(_, way)| *way);
                    let others: Vec<Object> = others.map(|name| written(&[name])).collect();
                    written(way).with("not", object().with("anyOf", others))
                });
                vec![object().with("anyOf", ways.collect::<Vec<_>>())]
            }
            Rule::AnyOf(names) => {
                let ways = names
                    .iter()
                    .map(|name| written(&[name]))
                    .collect::<Vec<_>>();
                vec![object().with("anyOf", ways)]
            }
            Rule::Together(names) => {
                let mut needs = object();
                for name in names {
                    let others = names.iter().filter(|other| *other != name);
                    needs.set(name, words(others));
                }
                vec![object().with("dependencies", needs)]
            }
            Rule::Needs(name, other) => vec![
                object()
                    .with("if", written(&[name]))
                    .with("then", written(&[other])),
            ],
            Rule::For(name, word, needed, otherwise) => {
                let says = object().with(name, object().with("const", word));
                vec![
                    object()
                        .with("if", object().with("properties", says))
                        .with("then", written(&[needed]))
                        .with(
                            "else",
                            written(&[otherwise]).with("not", written(&[needed])),
                        ),
                ]
            }
            Rule::PlaceOf(name, of) => {
                let documents = self.known.places.iter();
                let documents = documents.filter(|document| !document.all.is_empty());
                documents
                    .map(|document| depends(name, &document.document, of, place(document)))
                    .collect()
            }
            Rule::PeriodOf(name, of) => {
                let pages = self.known.periods.iter();
                pages
                    .map(|(page, periods)| depends(name, page, of, one_of_words(periods)))
                    .collect()
            }
        }
    }
}

/// With this word in one field, another is written like this.
fn depends(name: &str, word: &str, other: &str, shape: Object) -> Object {
    let object = Object::default;
    let says = object().with(name, object().with("const", word));
    object()
        .with(
            "if",
            object()
                .with("properties", says)
                .with("required", words([name])),
        )
        .with(
            "then",
            object().with("properties", object().with(other, shape)),
        )
}

/// What yaml-language-server says of a text that is unlike the pattern. Not part of
/// JSON Schema; others pass it over.
const MISTAKE: &str = "patternErrorMessage";

/// How many places with parts are offered one by one; more would hide the rest.
const MOST_OFFERED: usize = 250;

/// A place of a document, perhaps with its part.
fn place(of: &Places) -> Object {
    let with_parts = of.all.iter().flat_map(|place| {
        let parts = of.parts.iter();
        parts.map(move |part| format!("{place}/{part}"))
    });
    if of.all.len() * of.parts.len() <= MOST_OFFERED {
        let all: Vec<String> = of.all.iter().cloned().chain(with_parts).collect();
        // The server's own message would list them all.
        return one_of_words(&all).with("errorMessage", NO_PLACE);
    }
    let pattern = format!("^({})/({})$", of.all.join("|"), of.parts.join("|"));
    Object::default()
        .with("anyOf", vec![one_of_words(&of.all), text(&pattern)])
        .with("errorMessage", NO_PLACE)
}

const NO_PLACE: &str = "The document has no such place: sources.yaml lists its places and parts.";

/// A group with these fields and no others.
fn closed<T: AsRef<str>>(properties: Object, required: &[T]) -> Object {
    let mut object = Object::default().with("type", "object");
    object.set("properties", properties);
    if !required.is_empty() {
        object.set("required", words(required));
    }
    object.with("additionalProperties", false)
}

/// One of some words. Those that look like a number may stand without quotes, and
/// are a number then.
fn one_of_words<T: AsRef<str>>(allowed: &[T]) -> Object {
    let Json::List(mut list) = words(allowed) else {
        return Object::default();
    };
    let plain = allowed.iter().filter_map(|word| {
        let number = word.as_ref().parse::<u64>().ok()?;
        (number.to_string() == word.as_ref()).then_some(Json::Whole(number))
    });
    list.extend(plain);
    Object::default().with("enum", Json::List(list))
}

/// Text of a form.
fn text(pattern: &str) -> Object {
    Object::default()
        .with("type", "string")
        .with("pattern", pattern)
}

/// The form of a word that refers to nothing in the content.
fn form(what: What) -> Option<&'static str> {
    Some(match what {
        What::Link => r"^https://[!#-;=?-\[\]-~]*$",
        What::Email => r"^[A-Za-z0-9._+-]*@[A-Za-z0-9._+-]*$",
        What::LanguageCode => "^[a-z]{2,3}$",
        What::Locale => "^[a-z]{2,3}_[A-Z]{2}$",
        What::Alpha2 => "^[A-Z]{2}$",
        What::Alpha3 => "^[A-Z]{3}$",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::load;
    use super::*;

    #[test]
    fn every_kind_of_file_has_a_schema() {
        let kinds: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
        for (file, _) in load::TOP {
            let kind = file.strip_suffix(".yaml").unwrap();
            assert!(kinds.contains(&kind), "KINDS has nothing for {file}");
        }
        // The categories' folder is named in the content; words are the templates'.
        assert_eq!(kinds.len(), load::TOP.len() + load::FOLDERS.len());
    }

    /// What stands under a name in `definitions` stands there once.
    #[test]
    fn groups_of_a_file_have_names_of_their_own() {
        fn groups(shape: &Shape, found: &mut BTreeMap<&'static str, String>) {
            match shape {
                Shape::List { of, .. } | Shape::InLanguages(of) | Shape::ByName(of) => {
                    groups(of, found);
                }
                Shape::Group(group) => {
                    let same = format!("{group:?}");
                    let first = found.entry(group.name).or_insert_with(|| same.clone());
                    assert_eq!(*first, same, "two groups are called {}", group.name);
                    for field in &group.fields {
                        groups(&field.shape, found);
                    }
                }
                Shape::Word(_) | Shape::Anything => {}
            }
        }
        for kind in KINDS {
            groups(&(kind.shape)(), &mut BTreeMap::new());
        }
    }
}
