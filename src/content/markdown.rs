//! Markdown -> a flat list of what stands in it, with the place of each.
//!
//! What a guide may use is `CommonMark` and tables, and shortcodes: `{{ name … }}`.
//! Shortcodes are found before the Markdown is read and hidden from it as plain
//! letters of the same length: no mark of Markdown works in them, and every
//! place stays where it is. The list is flat, so that nothing recurses into
//! what somebody nested ten thousand times.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::reading::At;
use crate::diagnostics::{Code, Diagnostic, FileId, Place};

/// A guide's text in one language.
#[derive(Debug)]
pub struct Markdown {
    /// Its file.
    pub file: FileId,
    /// What stands in it, in order.
    pub pieces: Vec<Piece>,
    /// What is wrong with it by itself.
    pub problems: Vec<Diagnostic>,
}

/// Something in a text, and where it stands.
#[derive(Clone, Debug)]
pub struct Piece {
    /// What it is.
    pub what: What,
    /// Where it stands.
    pub place: Place,
}

/// What stands in a text.
#[derive(Clone, Debug)]
pub enum What {
    /// An element begins.
    Open(Element),
    /// An element ends.
    Close(Element),
    /// Words; whether they stand in the file as they are.
    Text(String, bool),
    /// Words that are set as code.
    Code(String),
    /// A line ends in the file.
    LineEnd,
    /// A line ends on the page.
    Break,
    /// A line across.
    Rule,
    /// A shortcode, and whether it is alone in its paragraph.
    Shortcode(Shortcode, bool),
}

/// An element of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Element {
    /// A paragraph.
    Paragraph,
    /// A heading: its level, and its anchor.
    Heading(u8, Option<String>),
    /// A quotation.
    Quote,
    /// Code in lines.
    CodeBlock,
    /// A list, numbered or not.
    List(bool),
    /// One of its items.
    Item,
    /// A table.
    Table,
    /// Its first row.
    TableHead,
    /// Another row.
    TableRow,
    /// A cell.
    TableCell,
    /// Words that are stressed.
    Emphasis,
    /// Words that matter.
    Strong,
    /// A link to an address.
    Link(String),
}

/// A shortcode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shortcode {
    /// Its name.
    pub name: At<String>,
    /// What follows.
    pub arguments: Vec<Argument>,
    /// Where it stands.
    pub place: Place,
}

/// An argument of a shortcode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argument {
    /// What it says.
    pub text: At<String>,
    /// Whether it stood in quotation marks.
    pub quoted: bool,
}

/// Stands for a shortcode's first letter while the Markdown is read: a letter
/// for private use, so that it is a letter to Markdown and nothing to anybody.
const MARK: char = '\u{e000}';
/// No guide nests its elements deeper; what does, was made to hurt.
const DEEPEST: usize = 12;
/// No guide is larger (in bytes).
const LARGEST: usize = 256 << 10;

/// Reads a text.
pub fn parse(file: FileId, text: &str) -> Markdown {
    let mut reading = Reading {
        file,
        text,
        shortcodes: BTreeMap::new(),
        pieces: Vec::new(),
        problems: Vec::new(),
    };
    if text.len() > LARGEST {
        let message = format!("the file is larger than {} KiB", LARGEST >> 10);
        reading.problem(Code::TooDeep, 0..0, message, "split it into several guides");
    } else if let Some(at) = text.find(MARK) {
        reading.problem(
            Code::InvisibleCharacter,
            at..at + MARK.len_utf8(),
            "a character for private use (U+E000) in the text",
            "delete it",
        );
    } else {
        let hidden = reading.hide_shortcodes();
        reading.read(&hidden);
    }
    Markdown {
        file,
        pieces: reading.pieces,
        problems: reading.problems,
    }
}

struct Reading<'t> {
    file: FileId,
    text: &'t str,
    /// The shortcodes, by where they begin.
    shortcodes: BTreeMap<usize, Shortcode>,
    pieces: Vec<Piece>,
    problems: Vec<Diagnostic>,
}

impl Reading<'_> {
    fn place(&self, range: Range<usize>) -> Place {
        Place {
            file: self.file,
            range,
        }
    }

    fn problem(&mut self, code: Code, at: Range<usize>, message: impl Into<String>, hint: &str) {
        let problem = Diagnostic::error(code, message).at(&self.place(at));
        self.problems.push(problem.hint(hint));
    }

    fn push(&mut self, what: What, range: Range<usize>) {
        let place = self.place(range);
        self.pieces.push(Piece { what, place });
    }

    /// Finds the shortcodes; gives the text with plain letters in their place.
    fn hide_shortcodes(&mut self) -> String {
        let text = self.text;
        let mut hidden = String::with_capacity(text.len());
        let mut done = 0;
        while let Some(found) = text[done..].find("{{") {
            let start = done + found;
            self.no_end_alone(done..start);
            hidden.push_str(&text[done..start]);
            let escaped = text[..start].ends_with('\\');
            let inside = start + 2;
            let end = text[inside..].find("}}").map(|end| inside + end);
            // It ends before the next one begins, and with its paragraph.
            let end = end.filter(|end| {
                let inner = &text[inside..*end];
                !inner.contains("{{") && !inner.replace(' ', "").contains("\n\n")
            });
            match end {
                _ if escaped => {
                    hidden.push_str("{{");
                    done = inside;
                }
                None => {
                    self.problem(
                        Code::Shortcode,
                        start..inside,
                        "this `{{` has no `}}`",
                        "a shortcode ends with `}}` in the same paragraph; `\\{{` writes two braces",
                    );
                    hidden.push_str("xx");
                    done = inside;
                }
                Some(end) => {
                    self.shortcode(start..end + 2);
                    hidden.push(MARK);
                    let rest = end + 2 - start - MARK.len_utf8();
                    hidden.extend(std::iter::repeat_n('x', rest));
                    done = end + 2;
                }
            }
        }
        self.no_end_alone(done..text.len());
        hidden.push_str(&text[done..]);
        hidden
    }

    /// Between shortcodes, two closing braces are the end of one whose beginning
    /// is mistyped: it would be printed as it is.
    fn no_end_alone(&mut self, between: Range<usize>) {
        let Some(found) = self.text[between.clone()].find("}}") else {
            return;
        };
        let at = between.start + found;
        self.problem(
            Code::Shortcode,
            at..at + 2,
            "this `}}` has no `{{`",
            "a shortcode begins with `{{` in the same paragraph",
        );
    }

    /// Reads a shortcode, braces and all.
    fn shortcode(&mut self, range: Range<usize>) {
        let inner = range.start + 2..range.end - 2;
        let mut words: Vec<Argument> = Vec::new();
        let mut at = inner.start;
        while at < inner.end {
            let rest = &self.text[at..inner.end];
            if rest.starts_with(char::is_whitespace) {
                at += rest.chars().next().map_or(1, char::len_utf8);
                continue;
            }
            let (from, length, quoted, after) = if let Some(quote) = rest.strip_prefix('"') {
                let Some(length) = quote.find('"') else {
                    self.problem(
                        Code::Shortcode,
                        at..inner.end,
                        "this quotation has no end",
                        "it ends with the same mark: \"…\"",
                    );
                    break;
                };
                (at + 1, length, true, at + length + 2)
            } else {
                let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
                (at, length, false, at + length)
            };
            let text = At {
                value: self.text[from..from + length].to_owned(),
                place: self.place(from..from + length),
            };
            words.push(Argument { text, quoted });
            at = after;
        }
        let place = self.place(range.clone());
        let mut words = words.into_iter();
        let name = match words.next() {
            Some(Argument {
                text,
                quoted: false,
            }) => text,
            _ => At {
                value: String::new(),
                place: place.clone(),
            },
        };
        let shortcode = Shortcode {
            name,
            arguments: words.collect(),
            place,
        };
        self.shortcodes.insert(range.start, shortcode);
    }

    /// Reads the Markdown, in which the shortcodes are hidden.
    fn read(&mut self, hidden: &str) {
        let options = Options::ENABLE_TABLES | Options::ENABLE_HEADING_ATTRIBUTES;
        let mut open: Vec<Element> = Vec::new();
        let mut html = 0_usize;
        // Of each open list that is numbered, the number that comes next.
        let mut numbers: Vec<Option<u64>> = Vec::new();
        for (event, range) in Parser::new_ext(hidden, options).into_offset_iter() {
            match event {
                Event::Start(Tag::HtmlBlock) => {
                    html += 1;
                    self.no_html(range);
                }
                Event::End(TagEnd::HtmlBlock) => html = html.saturating_sub(1),
                Event::InlineHtml(_) => self.no_html(range),
                Event::Start(Tag::Image { .. }) => {
                    self.problem(
                        Code::Markdown,
                        range,
                        "a guide has no images",
                        "say in words what the image would show; the picture of the path is `{{ path }}`",
                    );
                }
                Event::Start(tag) => {
                    if matches!(tag, Tag::Item)
                        && let Some(Some(next)) = numbers.last_mut()
                    {
                        self.number(*next, hidden, range.start);
                        *next += 1;
                    }
                    if let Tag::List(first) = tag {
                        numbers.push(first.map(|_| 1));
                    }
                    let element = self.element(tag, &range);
                    if open.len() == DEEPEST {
                        self.problem(
                            Code::TooDeep,
                            range.start..range.start,
                            format!("elements are nested deeper than {DEEPEST} here"),
                            "lists in lists are hard to follow: begin a new section",
                        );
                        return;
                    }
                    open.push(element.clone());
                    self.push(What::Open(element), range);
                }
                Event::End(end) if !matches!(end, TagEnd::Image | TagEnd::MetadataBlock(_)) => {
                    if matches!(end, TagEnd::List(_)) {
                        numbers.pop();
                    }
                    if let Some(element) = open.pop() {
                        self.push(What::Close(element), range);
                    }
                }
                Event::Text(words) if html == 0 => self.words(&words, hidden, range),
                Event::Code(words) => {
                    if words.contains(MARK) {
                        self.problem(
                            Code::Shortcode,
                            range.clone(),
                            "a shortcode doesn't work in code",
                            "leave out the backticks",
                        );
                    }
                    self.push(What::Code(words.into_string()), range);
                }
                Event::SoftBreak => self.push(What::LineEnd, range),
                Event::HardBreak => self.push(What::Break, range),
                Event::Rule => self.push(What::Rule, range),
                // Nothing else is asked for.
                _ => {}
            }
        }
        self.mark_blocks();
    }

    /// Pages count the items themselves: a number that is typed is to be the one that
    /// readers see.
    fn number(&mut self, next: u64, hidden: &str, start: usize) {
        let length = hidden[start..]
            .bytes()
            .take_while(u8::is_ascii_digit)
            .count();
        let typed = start..start + length;
        if hidden[typed.clone()] != next.to_string() {
            self.problem(
                Code::Markdown,
                typed,
                format!("this item is shown as number {next}"),
                "number the items one after the other, from 1",
            );
        }
    }

    fn no_html(&mut self, range: Range<usize>) {
        let end = self.text[range.clone()].trim_end().len();
        self.problem(
            Code::Markdown,
            range.start..range.start + end,
            "a guide has no HTML",
            "write it in Markdown; a `<` that is meant as such is written `\\<`",
        );
    }

    fn element(&mut self, tag: Tag<'_>, range: &Range<usize>) -> Element {
        match tag {
            Tag::Heading {
                level,
                id,
                classes,
                attrs,
            } => {
                if !classes.is_empty() || !attrs.is_empty() {
                    self.problem(
                        Code::Markdown,
                        range.start..range.start,
                        "a heading has nothing but its anchor in braces",
                        "write it like `## Before you begin {#before}`",
                    );
                }
                Element::Heading(level_of(level), id.map(pulldown_cmark::CowStr::into_string))
            }
            Tag::BlockQuote(_) => Element::Quote,
            Tag::CodeBlock(kind) => {
                if matches!(kind, CodeBlockKind::Indented) {
                    self.problem(
                        Code::Markdown,
                        range.start..range.start,
                        "these lines are indented by four spaces, which makes code of them",
                        "indent them as far as the text of the list item that they belong to, or not at all",
                    );
                }
                Element::CodeBlock
            }
            Tag::List(first) => Element::List(first.is_some()),
            Tag::Item => Element::Item,
            Tag::Table(_) => Element::Table,
            Tag::TableHead => Element::TableHead,
            Tag::TableRow => Element::TableRow,
            Tag::TableCell => Element::TableCell,
            Tag::Emphasis => Element::Emphasis,
            Tag::Strong => Element::Strong,
            Tag::Link { dest_url, .. } => {
                if dest_url.contains(MARK) {
                    self.problem(
                        Code::Shortcode,
                        range.clone(),
                        "a shortcode doesn't work in a link's address",
                        "write the address out, or let the shortcode make the link",
                    );
                }
                Element::Link(dest_url.into_string())
            }
            // Besides paragraphs, the others come only with options that are off.
            _ => Element::Paragraph,
        }
    }

    /// Words, and the shortcodes among them.
    fn words(&mut self, words: &str, hidden: &str, range: Range<usize>) {
        let verbatim = hidden.get(range.clone()) == Some(words);
        if !verbatim {
            self.push(What::Text(words.to_owned(), false), range);
            return;
        }
        let mut at = range.start;
        while let Some(found) = hidden[at..range.end].find(MARK) {
            let start = at + found;
            let Some(shortcode) = self.shortcodes.get(&start).cloned() else {
                break;
            };
            if at < start {
                self.push(What::Text(hidden[at..start].to_owned(), true), at..start);
            }
            at = shortcode.place.range.end;
            let place = shortcode.place.range.clone();
            self.push(What::Shortcode(shortcode, false), place);
            if at > range.end {
                return;
            }
        }
        if at < range.end {
            let rest = hidden[at..range.end].to_owned();
            self.push(What::Text(rest, true), at..range.end);
        }
    }

    /// Tells the shortcodes that are alone in their paragraph, and takes that
    /// paragraph from around them.
    fn mark_blocks(&mut self) {
        let pieces = std::mem::take(&mut self.pieces);
        let mut at = 0;
        while at < pieces.len() {
            if let [open, alone, close, ..] = &pieces[at..]
                && let What::Open(Element::Paragraph) = open.what
                && let What::Shortcode(shortcode, _) = &alone.what
                && let What::Close(Element::Paragraph) = close.what
            {
                self.pieces.push(Piece {
                    what: What::Shortcode(shortcode.clone(), true),
                    place: alone.place.clone(),
                });
                at += 3;
            } else {
                self.pieces.push(pieces[at].clone());
                at += 1;
            }
        }
    }
}

fn level_of(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
