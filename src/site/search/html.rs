//! A page -> the texts in it that can be found.
//!
//! What is published is what is searched: a page of a new kind needs nothing
//! more, and nobody finds what isn't there. Left out is what is no text of the
//! page's own: navigation, forms, pictures, and what has `data-search="off"`.
//! An element with `data-entry` can be found by itself, under the name that
//! stands in its `data-entry-title`.

use html5gum::{Token, Tokenizer};
use qagida_search::Part;

/// Something in a page that can be found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// What kind of thing it is, as the page says; empty for the page itself.
    pub kind: String,
    /// The id of its element; empty for the page itself.
    pub anchor: String,
    /// Its name.
    pub title: String,
    /// Its text.
    pub parts: Vec<Part>,
}

/// Elements that have no end.
const VOID: [&str; 6] = ["br", "hr", "img", "input", "link", "meta"];

/// Elements whose text is not the page's own.
const LEFT_OUT: [&str; 9] = [
    "nav", "form", "script", "style", "svg", "template", "noscript", "button", "select",
];

/// Elements that stand in a line of text.
const INLINE: [&str; 22] = [
    "a", "abbr", "b", "bdi", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "mark",
    "output", "q", "small", "span", "strong", "sub", "sup", "time",
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Plain,
    LeftOut,
    /// An entry of its own.
    Entry,
    /// Its name.
    Name,
    /// The page's name.
    PageName,
    /// A heading that can be led to.
    Heading,
}

#[derive(Debug)]
struct Open {
    name: String,
    role: Role,
}

/// The page itself, then what can be found in it by itself.
pub fn found(html: &str) -> Vec<Found> {
    let mut reader = Reader {
        found: vec![Found::default()],
        open: Vec::new(),
        entry: 0,
        in_main: false,
    };
    reader.found[0].parts.push(Part::default());
    // Reading from memory cannot fail.
    for Ok(token) in Tokenizer::new(html) {
        match token {
            Token::StartTag(tag) => {
                let name = text(&tag.name);
                let value = |key: &str| {
                    tag.attributes
                        .iter()
                        .find(|(name, _)| text(name) == key)
                        .map(|(_, value)| text(value))
                };
                reader.start(&name, tag.self_closing, &value);
            }
            Token::EndTag(tag) => reader.end(&text(&tag.name)),
            Token::String(part) => reader.text(&text(&part)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    for found in &mut reader.found {
        found.title = tidy(&found.title);
        for part in &mut found.parts {
            part.heading = tidy(&part.heading);
            let lines = part.text.lines().map(tidy);
            let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
            part.text = lines.join("\n");
        }
        found
            .parts
            .retain(|part| !part.text.is_empty() || !part.heading.is_empty());
    }
    reader.found
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A line with single spaces, and without the marks that part what is not there.
fn tidy(line: &str) -> String {
    let words: Vec<&str> = line.split_whitespace().collect();
    words.join(" ").trim_matches(['·', ' ']).to_owned()
}

struct Reader {
    found: Vec<Found>,
    open: Vec<Open>,
    /// The entry that is being read: 0 is the page.
    entry: usize,
    in_main: bool,
}

impl Reader {
    fn start(&mut self, name: &str, closed: bool, value: &dyn Fn(&str) -> Option<String>) {
        if name == "main" {
            self.in_main = true;
        }
        if !self.in_main {
            return;
        }
        self.part(name);
        if closed || VOID.contains(&name) {
            return;
        }
        let left_out = LEFT_OUT.contains(&name)
            || value("hidden").is_some()
            || value("data-search").as_deref() == Some("off");
        let id = value("id").unwrap_or_default();
        let role = if left_out {
            Role::LeftOut
        } else if let Some(kind) = value("data-entry") {
            if !self.is_left_out() {
                self.entry = self.found.len();
                self.found.push(Found {
                    kind,
                    anchor: id,
                    title: String::new(),
                    parts: vec![Part::default()],
                });
            }
            Role::Entry
        } else if value("data-entry-title").is_some() {
            Role::Name
        } else if name == "h1" {
            Role::PageName
        } else if matches!(name, "h2" | "h3") && !id.is_empty() && self.entry == 0 {
            if !self.is_left_out() {
                self.found[0].parts.push(Part {
                    anchor: id,
                    ..Part::default()
                });
            }
            Role::Heading
        } else {
            Role::Plain
        };
        self.open.push(Open {
            name: name.to_owned(),
            role,
        });
    }

    fn end(&mut self, name: &str) {
        if name == "main" {
            self.in_main = false;
        }
        // An end without a beginning ends nothing.
        let Some(at) = self.open.iter().rposition(|open| open.name == name) else {
            return;
        };
        if self.open.drain(at..).any(|open| open.role == Role::Entry) {
            self.entry = 0;
        }
        self.part(name);
    }

    /// Parts lines: those of blocks by a line's end, cells of a table's row by a mark.
    fn part(&mut self, name: &str) {
        if INLINE.contains(&name) || self.is_left_out() {
            return;
        }
        let mark = if matches!(name, "td" | "th") {
            " · "
        } else {
            "\n"
        };
        if let Some(part) = self.found[self.entry].parts.last_mut()
            && !part.text.ends_with(mark)
        {
            part.text.push_str(mark);
        }
    }

    fn is_left_out(&self) -> bool {
        self.open.iter().any(|open| open.role == Role::LeftOut)
    }

    fn text(&mut self, text: &str) {
        if !self.in_main || self.is_left_out() {
            return;
        }
        let role = |role: Role| self.open.iter().any(|open| open.role == role);
        let (page_name, name, heading) =
            (role(Role::PageName), role(Role::Name), role(Role::Heading));
        let found = &mut self.found[self.entry];
        let target = if page_name || name {
            &mut found.title
        } else if let Some(part) = found.parts.last_mut() {
            if heading {
                &mut part.heading
            } else {
                &mut part.text
            }
        } else {
            return;
        };
        // Line ends in the source are no line ends of the text.
        target.push_str(&text.replace(['\n', '\t'], " "));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_entries_and_what_is_left_out() {
        let html = "<!doctype html><html><body><header><p>Site</p></header><main id=\"main\">\
            <h1><span>C3</span> Work\n visa</h1><p>For &lt;staff&gt; &amp; <a href=\"/\">families</a>.</p>\
            <nav><ul><li>Contents</li></ul></nav><form><label>Year</label></form>\
            <h2 id=\"fees\">Fees</h2><table><tr><th>1 year</th><td>100 ₸</td></tr><tr><td>2<br>years</td></tr></table>\
            <div data-search=\"off\"><h2 id=\"x\">Off</h2><p>no</p></div><p hidden>no</p>\
            <dl><div id=\"apostille\" data-entry=\"term\"><dt data-entry-title>Apostille</dt><dd>A stamp.</dd></div></dl>\
            <p>After.</p></main><footer><p>Foot</p></footer></body></html>";
        let part = |anchor: &str, heading: &str, text: &str| Part {
            anchor: anchor.to_owned(),
            heading: heading.to_owned(),
            text: text.to_owned(),
        };
        assert_eq!(
            found(html),
            [
                Found {
                    title: "C3 Work visa".to_owned(),
                    parts: vec![
                        part("", "", "For <staff> & families."),
                        part("fees", "Fees", "1 year · 100 ₸\n2\nyears\nAfter."),
                    ],
                    ..Found::default()
                },
                Found {
                    kind: "term".to_owned(),
                    anchor: "apostille".to_owned(),
                    title: "Apostille".to_owned(),
                    parts: vec![part("", "", "A stamp.")],
                },
            ]
        );
    }
}
