//! A YAML tree -> typed values, noting every mistake and going on.
//!
//! [`record!`] declares a type with the fields it is written with. Reading
//! reports fields that are missing or unknown and values of the wrong kind, all
//! of them, each at its place.

use std::fmt;
use std::ops::Deref;

use qagida_calculator::date::Time;
use qagida_calculator::{Amount, Date};

use super::shape::{Shape, Word};
use super::yaml::{Node, Value};
use crate::diagnostics::{Code, Diagnostic, Place, did_you_mean};

/// What reading needs to know, and the mistakes found so far.
#[derive(Debug, Default)]
pub struct Reader {
    /// The codes of the languages in which every text must be there; none if
    /// they are not known, which is then a mistake of its own.
    pub languages: Vec<String>,
    /// The mistakes.
    pub diagnostics: Vec<Diagnostic>,
    /// How far the texts are translated.
    pub texts: Texts,
}

/// How far texts are there in each language.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    /// How many there are to be.
    pub needed: usize,
    /// How many there are, by language.
    pub there: Vec<usize>,
    /// Those that are the same in several languages.
    pub alike: Vec<Alike>,
}

/// A text that is the same in several languages, and long enough for that to be
/// strange: it may not have been translated.
#[derive(Clone, Debug)]
pub struct Alike {
    /// Where it stands.
    pub place: Place,
    /// The numbers of the languages.
    pub languages: Vec<usize>,
    /// The text.
    pub text: String,
}

/// A name of so many words may well be the same in several languages.
const NAME: usize = 4;

/// What is the same in several languages, with their numbers: texts that are longer
/// than a name. What stands in braces is no word, and neither is a sign.
pub fn same_in<'a>(texts: &[Option<&'a str>]) -> Vec<(Vec<usize>, &'a str)> {
    let is_word = |word: &&str| word.contains(char::is_alphabetic) && !word.contains('{');
    let mut same: Vec<(Vec<usize>, &str)> = Vec::new();
    for (number, text) in texts.iter().enumerate() {
        let Some(text) = *text else {
            continue;
        };
        match same.iter_mut().find(|(_, known)| *known == text) {
            Some((languages, _)) => languages.push(number),
            None => same.push((vec![number], text)),
        }
    }
    let is_long = |text: &str| text.split_whitespace().filter(is_word).count() > NAME;
    same.retain(|(languages, text)| languages.len() > 1 && is_long(text));
    same
}

impl Texts {
    fn count(&mut self, place: &Place, texts: &[Option<&Node>]) {
        self.needed += 1;
        self.there.resize(texts.len(), 0);
        for (there, text) in self.there.iter_mut().zip(texts) {
            *there += usize::from(text.is_some());
        }
        let plain: Vec<Option<&str>> = texts
            .iter()
            .map(|node| match &node.as_ref()?.value {
                Value::Scalar(text) => Some(text.as_str()),
                _ => None,
            })
            .collect();
        let alike = same_in(&plain).into_iter().map(|(languages, text)| Alike {
            place: place.clone(),
            languages,
            text: text.to_owned(),
        });
        self.alike.extend(alike);
    }
}

impl Reader {
    /// Notes a mistake.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    fn wrong_type(&mut self, node: &Node, expected: &str) {
        self.report(
            Diagnostic::error(
                Code::WrongType,
                format!("expected {expected}, found {}", node.value.name()),
            )
            .at(&node.place),
        );
    }

    fn scalar<'a>(&mut self, node: &'a Node, expected: &str) -> Option<&'a str> {
        if let Value::Scalar(text) = &node.value {
            if unfilled(text).next().is_some() {
                self.report(still_to_fill_in(&node.place));
                return None;
            }
            return Some(text);
        }
        self.wrong_type(node, expected);
        None
    }
}

/// What stands where something is still to be filled in. No text has the word.
pub const MARKER: &str = "TODO";

/// Where a text says that something is still to be filled in.
pub fn unfilled(text: &str) -> impl Iterator<Item = usize> {
    let found = text.match_indices(MARKER).map(|(at, _)| at);
    found.filter(|at| {
        let before = text[..*at].chars().next_back();
        let after = text[at + MARKER.len()..].chars().next();
        [before, after]
            .iter()
            .flatten()
            .all(|c| !c.is_alphanumeric())
    })
}

/// The message about a place that is still to be filled in.
pub fn still_to_fill_in(place: &Place) -> Diagnostic {
    Diagnostic::error(Code::Unfilled, "this is still to be filled in")
        .at(place)
        .hint(format!("write what belongs here instead of `{MARKER}`; a field that need not be there can be deleted"))
}

/// Something that can be read from YAML.
pub trait FromNode: Sized {
    /// Reads it; `None` if that failed and the mistake has been noted.
    fn from_node(node: &Node, reader: &mut Reader) -> Option<Self>;

    /// What it is when it isn't written at all; `None` if it must be.
    fn missing() -> Option<Self> {
        None
    }

    /// How it is written.
    fn shape() -> Shape;
}

/// A value that remembers where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub place: Place,
}

impl<T> Deref for At<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: FromNode> FromNode for At<T> {
    fn from_node(node: &Node, reader: &mut Reader) -> Option<Self> {
        T::from_node(node, reader).map(|value| Self {
            value,
            place: node.place.clone(),
        })
    }

    fn shape() -> Shape {
        T::shape()
    }
}

impl<T: FromNode> FromNode for Option<T> {
    fn from_node(node: &Node, reader: &mut Reader) -> Option<Self> {
        T::from_node(node, reader).map(Some)
    }

    fn missing() -> Option<Self> {
        Some(None)
    }

    fn shape() -> Shape {
        T::shape()
    }
}

/// A list that may be empty or missing.
impl<T: FromNode> FromNode for Vec<T> {
    fn from_node(node: &Node, reader: &mut Reader) -> Option<Self> {
        let Value::List(items) = &node.value else {
            reader.wrong_type(node, "a list (each item on a line of its own after `- `)");
            return None;
        };
        // Every item is read, also after one that failed.
        let read: Vec<Option<T>> = items
            .iter()
            .map(|item| T::from_node(item, reader))
            .collect();
        read.into_iter().collect()
    }

    fn missing() -> Option<Self> {
        Some(Vec::new())
    }

    fn shape() -> Shape {
        Shape::list(T::shape(), false)
    }
}

/// A list with at least one item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AtLeastOne<T>(Vec<T>);

impl<T> Deref for AtLeastOne<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T: FromNode> FromNode for AtLeastOne<T> {
    fn from_node(node: &Node, reader: &mut Reader) -> Option<Self> {
        let items = Vec::from_node(node, reader)?;
        if items.is_empty() {
            reader.report(
                Diagnostic::error(Code::BadValue, "this list must not be empty").at(&node.place),
            );
            return None;
        }
        Some(Self(items))
    }

    fn shape() -> Shape {
        Shape::list(T::shape(), true)
    }
}

/// Plain text in no particular language.
impl FromNode for String {
    fn from_node(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = reader.scalar(node, "a text")?;
        if text.trim().is_empty() {
            reader.report(Diagnostic::error(Code::BadValue, "this text is empty").at(&node.place));
            return None;
        }
        Some(text.to_owned())
    }

    fn shape() -> Shape {
        Shape::Word(Word::Text)
    }
}

impl FromNode for bool {
    fn from_node(node: &Node, reader: &mut Reader) -> Option<Self> {
        match reader.scalar(node, "`true` or `false`")? {
            "true" => Some(true),
            "false" => Some(false),
            other => {
                reader.report(
                    Diagnostic::error(
                        Code::BadValue,
                        format!("expected `true` or `false`, found `{other}`"),
                    )
                    .at(&node.place),
                );
                None
            }
        }
    }

    fn shape() -> Shape {
        Shape::Word(Word::Flag)
    }
}

impl FromNode for u32 {
    fn from_node(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = reader.scalar(node, "a whole number")?;
        let plain = text.len() <= 9
            && text.bytes().all(|byte| byte.is_ascii_digit())
            && (text == "0" || !text.starts_with('0'));
        let number = text.parse().ok().filter(|_| plain);
        if number.is_none() {
            reader.report(
                Diagnostic::error(
                    Code::BadValue,
                    format!("expected a whole number, found `{text}`"),
                )
                .at(&node.place)
                .hint("digits only, like `30`"),
            );
        }
        number
    }

    fn shape() -> Shape {
        Shape::Word(Word::Whole)
    }
}

impl FromNode for Amount {
    fn from_node(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = reader.scalar(node, "an amount")?;
        match Self::parse(text) {
            Ok(amount) => Some(amount),
            Err(error) => {
                reader.report(
                    Diagnostic::error(Code::BadAmount, format!("`{text}` is {error}"))
                        .at(&node.place)
                        .hint("write it like `1500` or `12.5`; a figure that cannot be read is written as `unreadable: \"…\"`"),
                );
                None
            }
        }
    }

    fn shape() -> Shape {
        Shape::Word(Word::Amount)
    }
}

impl FromNode for Date {
    fn from_node(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = reader.scalar(node, "a date")?;
        let date = Self::parse(text);
        if date.is_none() {
            reader.report(
                Diagnostic::error(Code::BadDate, format!("`{text}` is not a date"))
                    .at(&node.place)
                    .hint("dates are written year-month-day, like `2026-01-31`"),
            );
        }
        date
    }

    fn shape() -> Shape {
        Shape::Word(Word::Date)
    }
}

impl FromNode for Time {
    fn from_node(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = reader.scalar(node, "a time of day")?;
        let time = Self::parse(text);
        if time.is_none() {
            reader.report(
                Diagnostic::error(Code::BadValue, format!("`{text}` is not a time of day"))
                    .at(&node.place)
                    .hint("times are written like `\"09:00\"`"),
            );
        }
        time
    }

    fn shape() -> Shape {
        Shape::Word(Word::Time)
    }
}

/// The name by which things refer to each other.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(String);

impl Id {
    /// An id, if the text can be one: lower-case Latin letters, digits and hyphens.
    pub fn new(text: &str) -> Option<Self> {
        let fits = text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        let edges = !text.starts_with('-') && !text.ends_with('-');
        (fits && edges && (1..=64).contains(&text.len())).then(|| Self(text.to_owned()))
    }
}

impl Deref for Id {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl FromNode for Id {
    fn from_node(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = reader.scalar(node, "an id")?;
        let id = Self::new(text);
        if id.is_none() {
            reader.report(
                Diagnostic::error(Code::BadValue, format!("`{text}` is not an id"))
                    .at(&node.place)
                    .hint("ids are lower-case Latin letters, digits and hyphens"),
            );
        }
        id
    }

    fn shape() -> Shape {
        Shape::Word(Word::Id)
    }
}

/// Something in every language of the site, in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InLanguages<T>(Vec<T>);

/// A text in every language of the site.
pub type Text = InLanguages<String>;

impl<T> InLanguages<T> {
    /// What it is in the language of a number, of which [`Reader::languages`]
    /// has as many.
    pub fn of(&self, language: usize) -> Option<&T> {
        self.0.get(language)
    }
}

impl Text {
    /// The text in the language of a number.
    pub fn get(&self, language: usize) -> &str {
        self.of(language).map_or("", String::as_str)
    }
}

impl<T: FromNode> FromNode for InLanguages<T> {
    fn from_node(node: &Node, reader: &mut Reader) -> Option<Self> {
        let languages = reader.languages.clone();
        let listed = languages.join(", ");
        if languages.is_empty() {
            // No text is wrong only because its languages cannot be told.
            return Some(Self(Vec::new()));
        }
        let Value::Map(members) = &node.value else {
            reader.wrong_type(node, &format!("a text in each language ({listed})"));
            return None;
        };
        for member in members {
            if !languages.contains(&member.key) {
                let mut diagnostic = Diagnostic::error(
                    Code::UnknownLanguage,
                    format!("`{}` is not a language of this site", member.key),
                )
                .at(&member.key_place);
                diagnostic = diagnostic.hint(format!("its languages are: {listed}"));
                reader.report(diagnostic);
            }
        }
        let nodes: Vec<Option<&Node>> = languages
            .iter()
            .map(|language| {
                let member = members.iter().find(|member| member.key == *language);
                member.map(|member| &member.node)
            })
            .collect();
        reader.texts.count(&node.place, &nodes);
        let mut texts = Vec::new();
        for (language, text) in languages.iter().zip(nodes) {
            match text {
                Some(text) => texts.extend(T::from_node(text, reader)),
                None => reader.report(
                    Diagnostic::error(
                        Code::MissingLanguage,
                        format!("this text is missing in `{language}`"),
                    )
                    .at(&node.place)
                    .hint(format!("add a line `{language}: …` beside the others")),
                ),
            }
        }
        (texts.len() == languages.len()).then_some(Self(texts))
    }

    fn shape() -> Shape {
        Shape::InLanguages(Box::new(T::shape()))
    }
}

/// Reads the fields of a record, noting unknown ones.
pub struct Fields<'a> {
    node: &'a Node,
}

impl<'a> Fields<'a> {
    /// The fields of a node that should have some, all of them known.
    pub fn of(node: &'a Node, known: &[&str], reader: &mut Reader) -> Option<Self> {
        let Value::Map(members) = &node.value else {
            let expected = format!("a group of fields ({})", known.join(", "));
            reader.wrong_type(node, &expected);
            return None;
        };
        for member in members {
            if !known.contains(&member.key.as_str()) {
                let hint = did_you_mean(&member.key, known.iter().copied())
                    .unwrap_or_else(|| format!("the fields here are: {}", known.join(", ")));
                reader.report(
                    Diagnostic::error(
                        Code::UnknownField,
                        format!("there is no field `{}` here", member.key),
                    )
                    .at(&member.key_place)
                    .hint(hint),
                );
            }
        }
        Some(Self { node })
    }

    /// A field's value.
    pub fn field<T: FromNode>(&self, name: &str, reader: &mut Reader) -> Option<T> {
        let Value::Map(members) = &self.node.value else {
            return None;
        };
        if let Some(member) = members.iter().find(|member| member.key == name) {
            // An optional field may be left out, but not left empty: that is
            // more likely a value forgotten than one not meant.
            return T::from_node(&member.node, reader);
        }
        let value = T::missing();
        if value.is_none() {
            reader.report(
                Diagnostic::error(Code::MissingField, format!("the field `{name}` is missing"))
                    .at(&self.node.place)
                    .label("in this group"),
            );
        }
        value
    }
}

/// A field's name as it is written: without Rust's mark for reserved words.
pub fn field_name(name: &'static str) -> &'static str {
    name.trim_start_matches("r#")
}

/// Declares a type that is written as a group of fields. The comments are what
/// editors and the skeletons of new files say about them. A field whose words
/// refer to something says to what: `field: Type => Service,`; `loosely` if there
/// need not be such a thing. What must hold between fields stands after `where`.
macro_rules! record {
    (
        $(#[doc = $doc:literal])* $name:ident {
            $(
                $(#[doc = $field_doc:literal])*
                $field:ident: $type:ty $(=> $what:ident $($loosely:ident)?)?,
            )*
        }
        $(where $($rule:ident($($of:tt)*)),+)?
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug)]
        #[allow(clippy::struct_field_names, reason = "they are named as in the files")]
        pub struct $name {
            /// Where it stands.
            #[allow(dead_code, reason = "not every record is pointed at as a whole")]
            pub place: $crate::diagnostics::Place,
            $($(#[doc = $field_doc])* pub $field: $type,)*
        }

        impl $crate::content::reading::FromNode for $name {
            fn from_node(
                node: &$crate::content::yaml::Node,
                reader: &mut $crate::content::reading::Reader,
            ) -> Option<Self> {
                let fields = $crate::content::reading::Fields::of(
                    node, &[$($crate::content::reading::field_name(stringify!($field))),*], reader)?;
                // All fields are read before any failure counts.
                $(let $field = fields.field(
                    $crate::content::reading::field_name(stringify!($field)), reader);)*
                Some(Self { place: node.place.clone(), $($field: $field?,)* })
            }

            fn shape() -> $crate::content::shape::Shape {
                use $crate::content::shape;
                shape::Shape::Group(shape::Group {
                    name: stringify!($name),
                    about: shape::about(&[$($doc),*]),
                    fields: vec![$(shape::Field {
                        name: $crate::content::reading::field_name(stringify!($field)),
                        about: shape::about(&[$($field_doc),*]),
                        shape: <$type as $crate::content::reading::FromNode>::shape(),
                        required: <$type as $crate::content::reading::FromNode>::missing().is_none(),
                        meant: None $(.or(Some(shape::Meant {
                            what: shape::What::$what,
                            only: true $(&& stringify!($loosely) != "loosely")?,
                        })))?,
                    }),*],
                    rules: vec![$($(shape::Rule::$rule($($of)*)),+)?],
                })
            }
        }
    };
}

/// Declares a type that is written as one of a few words.
macro_rules! words {
    (
        $(#[doc = $doc:literal])* $name:ident {
            $($(#[doc = $word_doc:literal])* $word:ident = $text:literal,)*
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[doc = $word_doc])* $word,)* }

        impl $name {
            /// The word that it is written as.
            #[allow(dead_code, reason = "not every word is written again")]
            pub fn id(self) -> &'static str {
                match self { $(Self::$word => $text,)* }
            }
        }

        impl $crate::content::reading::FromNode for $name {
            fn from_node(
                node: &$crate::content::yaml::Node,
                reader: &mut $crate::content::reading::Reader,
            ) -> Option<Self> {
                $crate::content::reading::word(node, reader, &[$(($text, Self::$word)),*])
            }

            fn shape() -> $crate::content::shape::Shape {
                use $crate::content::shape;
                shape::Shape::Word(shape::Word::OneOf(vec![
                    $(($text.to_owned(), shape::about(&[$($word_doc),*]))),*
                ]))
            }
        }
    };
}

pub(crate) use {record, words};

/// Reads one of a few words.
pub fn word<T: Copy>(node: &Node, reader: &mut Reader, allowed: &[(&str, T)]) -> Option<T> {
    let list = allowed
        .iter()
        .map(|(word, _)| *word)
        .collect::<Vec<_>>()
        .join(", ");
    let text = reader.scalar(node, &format!("one of: {list}"))?;
    let found = allowed.iter().find(|(word, _)| *word == text);
    if found.is_none() {
        let hint = did_you_mean(text, allowed.iter().map(|(word, _)| *word))
            .unwrap_or_else(|| format!("allowed: {list}"));
        reader.report(
            Diagnostic::error(Code::BadValue, format!("`{text}` is not known here"))
                .at(&node.place)
                .hint(hint),
        );
    }
    found.map(|(_, value)| *value)
}

/// Whatever is there, as it is.
impl FromNode for Node {
    fn from_node(node: &Node, _: &mut Reader) -> Option<Self> {
        Some(node.clone())
    }

    fn shape() -> Shape {
        Shape::Anything
    }
}

/// Options chosen, or wanted: ids with values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen(pub Vec<(At<String>, At<String>)>);

impl FromNode for Chosen {
    fn from_node(node: &Node, reader: &mut Reader) -> Option<Self> {
        let Value::Map(members) = &node.value else {
            reader.wrong_type(
                node,
                "options with their values, like `{priority: \"yes\"}`",
            );
            return None;
        };
        let chosen: Vec<_> = members
            .iter()
            .map(|member| {
                let key = At {
                    value: member.key.clone(),
                    place: member.key_place.clone(),
                };
                Some((key, At::from_node(&member.node, reader)?))
            })
            .collect();
        chosen.into_iter().collect::<Option<Vec<_>>>().map(Self)
    }

    fn missing() -> Option<Self> {
        Some(Self::default())
    }

    fn shape() -> Shape {
        Shape::ByName(Box::new(Shape::Word(Word::Text)))
    }
}

#[cfg(test)]
mod tests {
    use super::same_in;

    #[test]
    fn texts_are_alike_that_are_longer_than_a_name() {
        let text = Some("Ask the office before applying.");
        assert_eq!(
            same_in(&[text, text]),
            [(vec![0, 1], "Ask the office before applying.")]
        );
        assert_eq!(same_in(&[text, Some("Спросите."), text])[0].0, [0, 2]);
        // A name, a text that is another, one that isn't there, and no words at all.
        for (one, other) in [
            (
                Some("Digital Nomad Visa (B9-1)"),
                Some("Digital Nomad Visa (B9-1)"),
            ),
            (text, Some("Ask the office before you apply.")),
            (text, None),
            (
                Some("1 {unit} = {value} + {more} + {more}"),
                Some("1 {unit} = {value} + {more} + {more}"),
            ),
        ] {
            assert_eq!(same_in(&[one, other]), [], "{one:?}");
        }
    }
}
