//! The days of an answer as a file for calendars (RFC 5545).

use alloc::string::String;

use crate::Date;
use crate::digits;
use crate::tools::{Answer, Event, Request, Tool, ToolPhrase, Toolbox};

/// The most bytes of a line, without its end.
const MOST_OCTETS: usize = 75;

impl Toolbox {
    /// The days of an answer as an iCalendar file. `stamp` is the moment of its
    /// making, `20261122T075816Z`; `link` leads back to the answer.
    /// `None` if the question has no answer, or the answer no days.
    pub fn calendar_file(
        &self,
        tool: &str,
        lines: &str,
        stamp: &str,
        link: &str,
    ) -> Option<String> {
        let request = Request::parse(lines);
        let answer = self.work_out(Tool::of(tool)?, &request.asked).ok()?;
        self.calendar_of(tool, &answer, stamp, link)
    }

    /// The same for an answer that is there already.
    pub fn calendar_of(
        &self,
        tool: &str,
        answer: &Answer,
        stamp: &str,
        link: &str,
    ) -> Option<String> {
        if answer.events.is_empty() || !is_stamp(stamp) {
            return None;
        }
        let mut file = File::default();
        file.line("BEGIN", "VCALENDAR");
        file.line("VERSION", "2.0");
        file.line("PRODID", "-//qagida//qagida//EN");
        file.line("CALSCALE", "GREGORIAN");
        file.line("METHOD", "PUBLISH");
        for event in &answer.events {
            file.line("BEGIN", "VEVENT");
            file.line("UID", &uid(tool, answer, event));
            file.line("DTSTAMP", stamp);
            file.line("SEQUENCE", "0");
            file.line("DTSTART;VALUE=DATE", &basic(event.day));
            // The first day on which it is over. Without it, it lasts one day as well.
            if let Some(next) = event.day.next() {
                file.line("DTEND;VALUE=DATE", &basic(next));
            }
            file.text("SUMMARY", &event.title);
            file.text("DESCRIPTION", &self.description(answer, event, link));
            if is_web_address(link) {
                file.line("URL", link);
            }
            // A deadline doesn't keep anybody busy.
            file.line("TRANSP", "TRANSPARENT");
            file.line("END", "VEVENT");
        }
        file.line("END", "VCALENDAR");
        Some(file.text)
    }

    /// What there is to know of a day: whoever opens it has nothing but this.
    fn description(&self, answer: &Answer, event: &Event, link: &str) -> String {
        let mut text = event.text.clone();
        let mut add = |phrase, slots: &[(&str, &str)]| {
            text.push('\n');
            text.push_str(&self.words.say(phrase, slots));
        };
        for (label, value) in &answer.asked {
            let slots = [("label", label.as_str()), ("value", value)];
            add(ToolPhrase::CalendarAsked, &slots);
        }
        if !answer.sources.is_empty() {
            let mut sources = String::new();
            for source in &answer.sources {
                if !sources.is_empty() {
                    sources.push_str("; ");
                }
                sources.push_str(&source.text);
            }
            add(ToolPhrase::CalendarSources, &[("sources", &sources)]);
        }
        let version = [("version", self.rulebook.version.as_str())];
        add(ToolPhrase::CalendarEstimate, &version);
        if is_web_address(link) {
            add(ToolPhrase::CalendarLink, &[("link", link)]);
        }
        text
    }
}

/// A file under construction.
#[derive(Default)]
struct File {
    text: String,
}

impl File {
    /// A line whose value needs no escaping, folded where it gets too long:
    /// between characters, never within one.
    fn line(&mut self, name: &str, value: &str) {
        let mut octets = 0;
        for c in name.chars().chain([':']).chain(value.chars()) {
            if octets + c.len_utf8() > MOST_OCTETS {
                self.text.push_str("\r\n ");
                octets = 1;
            }
            self.text.push(c);
            octets += c.len_utf8();
        }
        self.text.push_str("\r\n");
    }

    /// A line with any text.
    fn text(&mut self, name: &str, value: &str) {
        self.line(name, &escaped(value));
    }
}

/// A text as the value of a line. What separates lines, even where only some
/// programs think so, becomes a new line; other control characters are left out.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' | ';' | ',' => {
                escaped.push('\\');
                escaped.push(c);
            }
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => escaped.push_str("\\n"),
            '\t' => escaped.push(' '),
            '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// The same for the same day of the same question, whatever the content and the
/// language: so a later file moves the day instead of adding another.
fn uid(tool: &str, answer: &Answer, event: &Event) -> String {
    // FNV-1a: no secret, just short.
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut add = |text: &str| {
        // No text has the byte that ends each, so that no two run together.
        for byte in text.bytes().chain([0xff]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    add(tool);
    for pair in &answer.request {
        add(&pair.name);
        add(&pair.value);
    }
    add(&event.id);
    let mut uid: String = (0..16)
        .rev()
        .filter_map(|nibble| char::from_digit((hash >> (4 * nibble) & 15) as u32, 16))
        .collect();
    uid.push_str("@qagida");
    uid
}

/// `YYYYMMDD`.
fn basic(date: Date) -> String {
    date.text().chars().filter(|c| *c != '-').collect()
}

/// Whether it is a moment in UTC, `20261122T075816Z`.
fn is_stamp(text: &str) -> bool {
    let bytes = text.as_bytes();
    if bytes.len() != 16 || bytes[8] != b'T' || bytes[15] != b'Z' {
        return false;
    }
    let number = |from: usize, until: usize| digits::read(&bytes[from..until]);
    let date = (|| {
        let year = i32::try_from(number(0, 4)?).ok()?;
        Date::new(year, number(4, 6)?, number(6, 8)?)
    })();
    let below = |from, most| number(from, from + 2).is_some_and(|number| number < most);
    date.is_some() && below(9, 24) && below(11, 60) && below(13, 60)
}

/// Whether calendars can open it: an address of the web in plain characters.
fn is_web_address(link: &str) -> bool {
    let scheme = |scheme: &str| link.starts_with(scheme) && link.len() > scheme.len();
    (scheme("https://") || scheme("http://")) && link.bytes().all(|byte| byte.is_ascii_graphic())
}
