//! A guide's Markdown -> HTML, with what its shortcodes give between.

use super::Cited;
use crate::content::guides::QUESTIONS;
use crate::content::markdown::{Element, Markdown, Shortcode, What};
use crate::content::shortcodes::{Call, Word};
use crate::site::pages::Language;
use crate::site::views::Link;
use crate::site::views::guides::{Figure, Part, Question};
use crate::site::xml::escape;

/// A text in parts.
#[derive(Default)]
pub struct Text {
    /// Its parts, in order.
    pub parts: Vec<Part>,
    /// Its sections.
    pub contents: Vec<Link>,
    /// The questions in it with their answers, in plain text.
    pub faq: Vec<Question>,
    /// HTML that is no part yet.
    html: String,
    /// Whether the section of questions is being written.
    questions: bool,
    /// The heading being written, and what of it there is.
    heading: Option<(u8, Option<String>, String)>,
    /// The last heading.
    last_heading: String,
    /// The tables being written: whether in their first row, and how many cells
    /// of the row there are.
    table: Option<(bool, usize)>,
}

impl Text {
    /// Writes a text.
    pub fn of(language: &Language<'_>, markdown: &Markdown, cited: &mut Cited) -> Self {
        let mut text = Self::default();
        for piece in &markdown.pieces {
            match &piece.what {
                What::Open(element) => text.open(language, element),
                What::Close(element) => text.close(element),
                What::Text(words, _) => text.words(words),
                What::Code(words) => {
                    text.html.push_str("<code>");
                    text.words(words);
                    text.html.push_str("</code>");
                }
                What::LineEnd => {
                    text.html.push('\n');
                    text.say(" ");
                }
                What::Break => {
                    text.html.push_str("<br>\n");
                    text.say(" ");
                }
                What::Rule => text.html.push_str("<hr>\n"),
                What::Shortcode(shortcode, alone) => {
                    text.shortcode(language, shortcode, *alone, cited);
                }
            }
        }
        text.settle();
        for question in &mut text.faq {
            let words: Vec<&str> = question.answer.split_whitespace().collect();
            question.answer = words.join(" ");
        }
        text
    }

    /// Makes a part of the HTML so far.
    fn settle(&mut self) {
        if !self.html.is_empty() {
            let html = std::mem::take(&mut self.html);
            self.parts.push(Part::Html { html });
        }
    }

    fn words(&mut self, words: &str) {
        self.html.push_str(&escape(words));
        self.say(words);
    }

    /// Adds to the plain text of a heading or an answer.
    fn say(&mut self, words: &str) {
        if let Some((_, _, heading)) = &mut self.heading {
            heading.push_str(words);
        } else if let Some(question) = self.faq.last_mut().filter(|_| self.questions) {
            question.answer.push_str(words);
        }
    }

    fn open(&mut self, language: &Language<'_>, element: &Element) {
        let html = match element {
            Element::Paragraph => "<p>",
            Element::Heading(level, anchor) => {
                let id = anchor
                    .as_ref()
                    .map_or_else(String::new, |anchor| format!(" id=\"{}\"", escape(anchor)));
                self.html.push_str(&format_heading(*level, &id));
                self.heading = Some((*level, anchor.clone(), String::new()));
                return;
            }
            Element::Quote => "<blockquote>\n",
            Element::CodeBlock => "<pre><code>",
            Element::List(true) => "<ol>\n",
            Element::List(false) => "<ul>\n",
            Element::Item => "<li>",
            Element::Table => {
                let label = escape(&self.last_heading);
                self.table = Some((true, 0));
                self.html.push_str(
                    "<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"",
                );
                self.html.push_str(&label);
                self.html
                    .push_str("\"><table>\n<caption class=\"visually-hidden\">");
                self.html.push_str(&label);
                "</caption>\n"
            }
            Element::TableHead => "<thead><tr>",
            Element::TableRow => {
                self.table = Some((false, 0));
                "<tr>"
            }
            Element::TableCell => match &mut self.table {
                Some((true, _)) => "<th scope=\"col\">",
                Some((false, cells)) => {
                    *cells += 1;
                    if *cells == 1 {
                        "<th scope=\"row\">"
                    } else {
                        "<td>"
                    }
                }
                None => "<td>",
            },
            Element::Emphasis => "<em>",
            Element::Strong => "<strong>",
            Element::Link(to) => {
                let href = match to.strip_prefix('/') {
                    Some(path) => language.href(path),
                    None => to.clone(),
                };
                let outside = if to.starts_with("https://") {
                    " rel=\"external\""
                } else {
                    ""
                };
                self.html.push_str("<a href=\"");
                self.html.push_str(&escape(&href));
                self.html.push('"');
                self.html.push_str(outside);
                ">"
            }
        };
        self.html.push_str(html);
    }

    fn close(&mut self, element: &Element) {
        let html = match element {
            Element::Paragraph => "</p>\n",
            Element::Heading(level, _) => {
                self.end_of_heading();
                self.html.push_str("</h");
                self.html.push(char::from(b'0' + level));
                ">\n"
            }
            Element::Quote => "</blockquote>\n",
            Element::CodeBlock => "</code></pre>\n",
            Element::List(true) => "</ol>\n",
            Element::List(false) => "</ul>\n",
            Element::Item => "</li>\n",
            Element::Table => {
                self.table = None;
                "</tbody></table></div>\n"
            }
            Element::TableHead => {
                self.table = Some((false, 0));
                "</tr></thead>\n<tbody>\n"
            }
            Element::TableRow => "</tr>\n",
            Element::TableCell => match self.table {
                Some((true, _) | (false, 1)) => "</th>",
                _ => "</td>",
            },
            Element::Emphasis => "</em>",
            Element::Strong => "</strong>",
            Element::Link(_) => "</a>",
        };
        self.html.push_str(html);
        let ends_words = matches!(
            element,
            Element::Paragraph | Element::Item | Element::TableCell | Element::CodeBlock
        );
        if ends_words {
            self.say(" ");
        }
    }

    fn end_of_heading(&mut self) {
        let Some((level, anchor, words)) = self.heading.take() else {
            return;
        };
        self.last_heading.clone_from(&words);
        match (level, anchor) {
            (2, anchor) => {
                let anchor = anchor.unwrap_or_default();
                self.questions = anchor == QUESTIONS;
                self.contents.push(Link {
                    text: words,
                    href: format!("#{anchor}"),
                });
            }
            (3, _) if self.questions => self.faq.push(Question {
                question: words,
                answer: String::new(),
            }),
            _ => {}
        }
    }

    fn shortcode(
        &mut self,
        language: &Language<'_>,
        shortcode: &Shortcode,
        alone: bool,
        cited: &mut Cited,
    ) {
        let Some(word) = Word::of(&shortcode.name.value) else {
            return;
        };
        let call = Call::of(word, shortcode);
        let Some(part) = call.and_then(|call| language.shortcode(&call, cited)) else {
            return;
        };
        self.say(&plain(&part));
        let paragraph = alone && !word.is_block();
        if paragraph {
            self.html.push_str("<p>");
        }
        self.settle();
        self.parts.push(part);
        if paragraph {
            self.html.push_str("</p>\n");
        }
    }
}

fn format_heading(level: u8, id: &str) -> String {
    format!("<h{level}{id}>")
}

/// A part in plain text. Blocks say nothing there.
fn plain(part: &Part) -> String {
    match part {
        Part::Figure(figure) => plain_figure(figure),
        Part::Link(link) => link.text.clone(),
        Part::Category {
            category,
            titled: true,
        } => format!("{} {}", category.code, category.title),
        Part::Category { category, .. } => category.code.clone(),
        Part::Html { .. } | Part::Papers { .. } | Part::Path | Part::Case => String::new(),
    }
}

fn plain_figure(figure: &Figure) -> String {
    let phones: Vec<&str> = figure.phones.iter().map(|link| &*link.text).collect();
    let mut text = figure.text.clone();
    text.push_str(&phones.join(", "));
    if let Some(doubt) = figure.doubt.as_ref().filter(|doubt| !doubt.is_empty()) {
        text.push_str(": ");
        text.push_str(doubt);
    }
    text
}
