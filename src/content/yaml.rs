//! YAML text -> a tree in which everything remembers where it stands.
//!
//! Deserialising with serde would stop at a file's first mistake. A maintainer
//! should see all of them at once, so the tree is read by [`super::reading`],
//! which goes on after each.

use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use crate::diagnostics::{Code, Diagnostic, FileId, Place};

/// Anything in a YAML file.
#[derive(Clone, Debug)]
pub struct Node {
    /// Where it stands.
    pub place: Place,
    /// What it is.
    pub value: Value,
}

/// What a node is.
#[derive(Clone, Debug)]
pub enum Value {
    /// Nothing was written.
    Nothing,
    /// A single value, as it was written. YAML's own guesses about types
    /// (`no` is false, `1_000` is a number) are not made.
    Scalar(String),
    /// A list.
    List(Vec<Node>),
    /// Keys and values, in the order they were written.
    Map(Vec<Member>),
}

/// A key with its value.
#[derive(Clone, Debug)]
pub struct Member {
    /// The key.
    pub key: String,
    /// Where it stands.
    pub key_place: Place,
    /// The value.
    pub node: Node,
}

impl Value {
    /// What it is, for messages.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Scalar(_) => "a single value",
            Self::List(_) => "a list",
            Self::Map(_) => "a group of fields",
        }
    }
}

/// No content is nested deeper; what is, was made to hurt.
const DEEPEST: usize = 24;
/// No group of fields has more; each is compared with all others.
const MOST_FIELDS: usize = 1000;
/// No content file is larger (in bytes).
const LARGEST: usize = 4 << 20;

/// Reads a file's YAML.
///
/// # Errors
/// Everything that is wrong with its characters; or else every key that stands
/// twice, up to the first thing that is wrong with its syntax: after that,
/// nothing can be told for sure.
pub fn parse(file: FileId, text: &str) -> Result<Node, Vec<Diagnostic>> {
    if text.len() > LARGEST {
        return Err(vec![
            Diagnostic::error(
                Code::TooDeep,
                format!("the file is larger than {} MiB", LARGEST >> 20),
            )
            .at(&Place { file, range: 0..0 })
            .hint("split it into several files"),
        ]);
    }
    let invisible = invisible_characters(file, text);
    if !invisible.is_empty() {
        return Err(invisible);
    }
    let mut builder = Builder::new(file, text);
    match builder.build() {
        Ok(node) if builder.problems.is_empty() => Ok(node),
        Ok(_) => Err(builder.problems),
        Err(error) => {
            builder.problems.push(*error);
            Err(builder.problems)
        }
    }
}

/// Characters that look like spaces but are not: they are the usual cause of
/// YAML errors that nobody can see.
pub(super) fn invisible_characters(file: FileId, text: &str) -> Vec<Diagnostic> {
    suspicious_characters(text)
        .filter_map(|(at, c)| {
            let (name, hint) = match c {
                '\t' => ("a tab", "indent with spaces"),
                '\u{a0}' | '\u{202f}' | '\u{2007}' => (
                    "a no-break space",
                    "type an ordinary space; amounts get theirs when the page is made",
                ),
                '\u{feff}' => ("a byte order mark", "save the file as UTF-8 without BOM"),
                '\u{ad}'
                | '\u{61c}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{2069}' => ("an invisible character", "delete it"),
                '\n' | '\r' => return None,
                c if c.is_control() => ("a control character", "delete it"),
                _ => return None,
            };
            let place = Place {
                file,
                range: at..at + c.len_utf8(),
            };
            Some(
                Diagnostic::error(
                    Code::InvisibleCharacter,
                    format!("{name} (U+{:04X}) in the text", u32::from(c)),
                )
                .at(&place)
                .hint(hint),
            )
        })
        .collect()
}

/// The characters that begin as an invisible one does. Nearly all of a text begins
/// otherwise, and needn't be decoded to know that.
fn suspicious_characters(text: &str) -> impl Iterator<Item = (usize, char)> {
    // In UTF-8: controls, U+0080 to U+00BF, U+0600 to U+063F, U+2000 to U+2FFF, U+F000 to U+FFFF.
    let begins = |byte: u8| matches!(byte, ..0x20 | 0x7f | 0xc2 | 0xd8 | 0xe2 | 0xef);
    let bytes = text.bytes().enumerate();
    bytes.filter_map(move |(at, byte)| {
        let suspicious = begins(byte) && byte != b'\n';
        let decoded = suspicious.then(|| text[at..].chars().next());
        Some((at, decoded??))
    })
}

/// A list or map that is not closed yet.
enum Open {
    List(Vec<Node>),
    /// With a key that waits for its value.
    Map(Vec<Member>, Option<(String, Place)>),
}

struct Builder<'a> {
    file: FileId,
    text: &'a str,
    /// The parser counts characters.
    reached: Reached,
    open: Vec<(Open, Place)>,
    root: Option<Node>,
    /// What is wrong but lets one read on.
    problems: Vec<Diagnostic>,
}

/// A character of a text, and the byte at which it starts. What is looked for next
/// is nearly always near.
#[derive(Clone, Copy, Default)]
struct Reached {
    character: usize,
    byte: usize,
}

impl Reached {
    /// Goes to a character of the text, or to its end.
    fn go_to(&mut self, character: usize, text: &str) -> usize {
        let starts = |byte: usize| text.is_char_boundary(byte);
        while self.character < character && self.byte < text.len() {
            self.byte += 1;
            self.character += usize::from(starts(self.byte));
        }
        while self.character > character {
            self.byte -= 1;
            self.character -= usize::from(starts(self.byte));
        }
        self.byte
    }
}

type Problem = Box<Diagnostic>;

impl<'a> Builder<'a> {
    fn new(file: FileId, text: &'a str) -> Self {
        Self {
            file,
            text,
            reached: Reached::default(),
            open: Vec::new(),
            root: None,
            problems: Vec::new(),
        }
    }

    fn place(&mut self, span: Span) -> Place {
        let start = self.reached.go_to(span.start.index(), self.text);
        let end = self.reached.go_to(span.end.index(), self.text).max(start);
        Place {
            file: self.file,
            range: start..end,
        }
    }

    fn build(&mut self) -> Result<Node, Problem> {
        let mut documents = 0;
        for event in Parser::new_from_str(self.text) {
            let (event, span) = event.map_err(|error| {
                let at = Span::empty(*error.marker());
                Box::new(syntax_error(self.text, error.info(), &self.place(at)))
            })?;
            let place = self.place(span);
            match event {
                Event::DocumentStart(_) => {
                    documents += 1;
                    if documents > 1 {
                        return Err(feature(
                            &place,
                            "a second document (`---`)",
                            "one file holds one document",
                        ));
                    }
                }
                Event::Alias(_) => {
                    return Err(alias(&place));
                }
                Event::Scalar(text, style, anchor, tag) => {
                    refuse_marks(&place, anchor, tag.is_some())?;
                    let nothing =
                        style == ScalarStyle::Plain && matches!(&*text, "" | "~" | "null");
                    let value = if nothing {
                        Value::Nothing
                    } else {
                        Value::Scalar(text.into_owned())
                    };
                    self.add(Node { place, value })?;
                }
                Event::SequenceStart(anchor, tag) => {
                    refuse_marks(&place, anchor, tag.is_some())?;
                    self.nest(Open::List(Vec::new()), place)?;
                }
                Event::MappingStart(anchor, tag) => {
                    refuse_marks(&place, anchor, tag.is_some())?;
                    self.nest(Open::Map(Vec::new(), None), place)?;
                }
                Event::SequenceEnd | Event::MappingEnd => self.close(&place)?,
                Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
            }
        }
        Ok(self.root.take().unwrap_or(Node {
            place: Place {
                file: self.file,
                range: 0..0,
            },
            value: Value::Nothing,
        }))
    }

    fn nest(&mut self, open: Open, place: Place) -> Result<(), Problem> {
        if self.open.len() >= DEEPEST {
            return Err(Box::new(too_deep(&place)));
        }
        self.open.push((open, place));
        Ok(())
    }

    fn close(&mut self, end: &Place) -> Result<(), Problem> {
        let Some((open, start)) = self.open.pop() else {
            return Ok(());
        };
        let value = match open {
            Open::List(items) => Value::List(items),
            Open::Map(members, ..) => Value::Map(members),
        };
        let place = Place {
            file: self.file,
            range: start.range.start..end.range.end.max(start.range.end),
        };
        self.add(Node { place, value })
    }

    fn add(&mut self, node: Node) -> Result<(), Problem> {
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some((Open::List(items), _)) => items.push(node),
            Some((Open::Map(members, key), _)) => match key.take() {
                None => {
                    let Value::Scalar(text) = node.value else {
                        return Err(feature(
                            &node.place,
                            &format!("{} as a key", node.value.name()),
                            "a key is a plain word",
                        ));
                    };
                    if members.len() >= MOST_FIELDS {
                        return Err(Box::new(
                            Diagnostic::error(
                                Code::TooDeep,
                                format!("more than {MOST_FIELDS} fields in one group"),
                            )
                            .at(&node.place)
                            .hint("no group of fields is that large; is the indentation wrong?"),
                        ));
                    }
                    *key = Some((text, node.place));
                }
                Some((text, key_place)) => {
                    if let Some(first) = members.iter().find(|member| member.key == text) {
                        self.problems.push(
                            Diagnostic::error(
                                Code::DuplicateKey,
                                format!("`{text}` stands here twice"),
                            )
                            .at(&key_place)
                            .label("the second time")
                            .also(&first.key_place, "the first time")
                            .hint("keep one of them"),
                        );
                    }
                    members.push(Member {
                        key: text,
                        key_place,
                        node,
                    });
                }
            },
        }
        Ok(())
    }
}

/// Where the last line of a text stands that is no comment, if it looks like a key
/// without its colon or like a comment without its `#`; and whether it is the latter.
/// The parser only notices at the line below.
fn unfinished(above: &str) -> Option<(Range<usize>, bool)> {
    let mut end = above.trim_end().len();
    let line = loop {
        let start = above[..end].rfind('\n').map_or(0, |at| at + 1);
        let line = &above[start..end];
        if !line.trim_start().starts_with('#') {
            break line;
        }
        end = above[..start].trim_end().len();
        if end == 0 {
            return None;
        }
    };
    let plain = line.trim_start().trim_start_matches("- ");
    let word = plain.split(' ').next().unwrap_or_default();
    let is_key = !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    let colon = plain.contains(": ") || plain.ends_with(':');
    if colon || plain.contains(['{', '[', '"']) {
        return None;
    }
    // Prose stands at the margin; what is indented there belongs to a key.
    let is_comment = plain.len() == line.len() && plain.split_whitespace().count() > 3;
    let is_key = is_key && !plain.contains(',');
    (is_comment || is_key).then(|| (end - plain.len()..end, is_comment))
}

fn too_deep(place: &Place) -> Diagnostic {
    Diagnostic::error(
        Code::TooDeep,
        format!("more than {DEEPEST} levels of nesting"),
    )
    .at(place)
    .hint("content is never nested that deep; is a bracket left open?")
}

fn refuse_marks(place: &Place, anchor: usize, tag: bool) -> Result<(), Problem> {
    if anchor != 0 {
        return Err(feature(
            place,
            "an anchor (`&`)",
            "write the value itself where it is needed",
        ));
    }
    if tag {
        return Err(feature(
            place,
            "a tag (`!`)",
            "put the text in quotes if it begins with `!`",
        ));
    }
    Ok(())
}

fn alias(place: &Place) -> Problem {
    feature(
        place,
        "an alias (`*`)",
        "write the value itself; a text that begins with `*` must stand in quotes",
    )
}

fn feature(place: &Place, what: &str, hint: &str) -> Problem {
    Box::new(
        Diagnostic::error(Code::YamlFeature, format!("{what} is not used in content"))
            .at(place)
            .hint(hint),
    )
}

/// The parser's messages are about its own states; what people do wrong is
/// nearly always one of a few things that the line shows.
fn syntax_error(text: &str, info: &str, place: &Place) -> Diagnostic {
    if info.contains("recursion limit") {
        return too_deep(place);
    }
    if info.contains("unknown anchor") {
        return *alias(place);
    }
    let start = text[..place.range.start].rfind('\n').map_or(0, |at| at + 1);
    let key_expected = [
        "simple key expect",
        "mapping values are",
        "expected <document start>",
    ]
    .iter()
    .any(|said| info.contains(said));
    let above = key_expected.then(|| unfinished(&text[..start]));
    if let Some((range, is_comment)) = above.flatten() {
        let place = Place {
            file: place.file,
            range,
        };
        let problem =
            Diagnostic::error(Code::YamlSyntax, format!("this is not valid YAML: {info}"))
                .at(&place);
        return if is_comment {
            problem
                .label("is the `#` of a comment missing here?")
                .hint("each line of a comment begins with `#`")
        } else {
            problem.label("is the colon missing here?").hint(
                "a key is followed by a colon, and its value by a space after that: `key: value`",
            )
        };
    }
    let line = text[start..].lines().next().unwrap_or_default();
    let value = line
        .trim_start()
        .trim_start_matches("- ")
        .split_once(": ")
        .map(|(_, value)| value.trim());
    // In `{…}` the parser stops at the colon that is one too many.
    let at_colon = info.contains("',' or '}'") && text[place.range.start..].starts_with(": ");
    let hint = if at_colon
        || value
            .is_some_and(|value| value.contains(": ") && !value.starts_with(['"', '\'', '{', '[']))
    {
        "a text that contains a colon and a space must stand in quotes: \"…\""
    } else if value.is_some_and(|value| value.starts_with('"') && !value[1..].contains('"')) {
        "is the closing quotation mark missing?"
    } else if value.is_some_and(|value| value.starts_with(['%', '@', '`', '*', '&', '!', '|', '>']))
    {
        "a text that begins with a special character must stand in quotes: \"…\""
    } else {
        "look at the indentation of this line and the one above, and at open quotes and brackets"
    };
    // A bracket too many is often noticed only some lines below.
    let bracket = left_open(&text[..start]).map(|at| Place {
        file: place.file,
        range: at..at + 1,
    });
    let problem = Diagnostic::error(Code::YamlSyntax, format!("this is not valid YAML: {info}"))
        .at(place)
        .hint(hint);
    match bracket {
        Some(bracket) => problem.also(&bracket, "this bracket is still open"),
        None => problem,
    }
}

/// The last bracket that begins a value and isn't closed in what stands above.
fn left_open(above: &str) -> Option<usize> {
    let mut closed = 0_usize;
    for (at, byte) in above.bytes().enumerate().rev() {
        match byte {
            b'}' | b']' => closed += 1,
            b'{' | b'[' if closed > 0 => closed -= 1,
            b'{' | b'[' => {
                let before = above[..at].trim_end_matches(' ');
                if before.is_empty() || before.ends_with(['\n', '-', ':', ',', '{', '[']) {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}
