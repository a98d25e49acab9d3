//! A hit -> what is shown of it: where in the page, in which words, and what the
//! page answers to a question.

use alloc::string::String;
use alloc::vec::Vec;

use crate::bytes::Reader;
use crate::index::{FORMAT, Index};
use crate::model::Part;
use crate::query::Query;
use crate::words::{Key, beginning, folded, key, some_words, words};

/// About so many bytes of a text are shown around the words that were found.
const SHOWN: usize = 300;

/// What is shown of a hit.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    /// The page's path below the language.
    pub page: String,
    /// The id in the page to which the hit leads; empty for the page.
    pub anchor: String,
    /// What kind of thing it is.
    pub kind: String,
    /// Its name: pieces, every second of which was looked for.
    pub title: Vec<String>,
    /// The heading to which the hit leads; empty for the page.
    pub heading: String,
    /// Its words: pieces, every second of which was looked for.
    pub words: Vec<String>,
    /// What it answers, in JSON: its title, note, link and rows; empty if nothing.
    pub answer: String,
}

/// Words that were looked for, and how much each counts.
struct Marker<'a> {
    index: &'a Index,
    /// With which letters they begin.
    beginnings: u64,
    meant: Vec<(usize, Key)>,
    query: &'a Query,
}

impl Index {
    /// What is shown of a hit. `texts` are those of its page, `today` is a date
    /// such as `2026-11-23`. Nothing if the texts are of another version.
    pub fn show(&self, query: &Query, entry: usize, today: &str, texts: &[u8]) -> Option<Shown> {
        let mut from = Reader::new(texts);
        if from.number() != FORMAT {
            return None;
        }
        let first = from.number();
        let page = from.text();
        let mut shown = Shown {
            page,
            ..Shown::default()
        };
        let mut parts = Vec::new();
        let mut answered = String::new();
        let mut title = String::new();
        // Those before it only have to be read.
        let count = from.number();
        for _ in 0..=entry.checked_sub(first).filter(|number| *number < count)? {
            shown.kind = from.text();
            shown.anchor = from.text();
            title = from.text();
            parts = from.list(part);
            answered.clear();
            for _ in 0..from.number() {
                answer(&mut from, query, today, &mut answered);
            }
        }
        if from.failed {
            return None;
        }
        let meant = self.meant(query);
        let letters = meant.iter().filter_map(|(_, key)| key.first());
        let marker = Marker {
            index: self,
            beginnings: letters.fold(0, |bits, letter| bits | beginning(*letter)),
            meant,
            query,
        };
        let (best, line) = marker.best(&title, &parts);
        if shown.anchor.is_empty()
            && let Some(part) = best
        {
            shown.anchor.clone_from(&part.anchor);
            shown.heading.clone_from(&part.heading);
        }
        shown.title = marker.pieces(&title);
        shown.words = marker.snippet(line);
        shown.answer = answered;
        Some(shown)
    }
}

impl Marker<'_> {
    /// Which of the query's words a text has: a bit each.
    fn has(&self, text: &str) -> u32 {
        let mut bits = 0;
        some_words(text, self.beginnings, &mut |word| {
            bits |= self.wanted(&word.text).map_or(0, |number| 1 << number);
        });
        bits
    }

    /// Which of the query's words a word is.
    fn wanted(&self, word: &str) -> Option<usize> {
        // To stem every word of every text would take most of a query's time. Stems
        // keep all but a word's last letters.
        let letters = folded(word);
        let near = self.meant.iter().any(|(_, meant)| {
            let last = if meant.len() > 3 { 2 } else { 1 };
            letters.starts_with(
                meant
                    .get(..meant.len().saturating_sub(last))
                    .unwrap_or_default(),
            )
        });
        if !near {
            return None;
        }
        let key = key(word, self.index.language);
        let mut meant = self.meant.iter();
        meant.find_map(|(number, meant)| (*meant == key).then_some(*number))
    }

    /// How much words count together.
    fn weight(&self, bits: u32) -> u32 {
        let words = self.query.words.iter().enumerate();
        words
            .map(|(number, word)| {
                if bits >> number & 1 == 1 {
                    word.weight + 1
                } else {
                    0
                }
            })
            .sum()
    }

    /// The part to which the hit leads, if not to the top, and the line to show.
    ///
    /// What the name has already needs no part; a part is named if it has more.
    fn best<'a>(&self, title: &str, parts: &'a [Part]) -> (Option<&'a Part>, &'a str) {
        let named = self.has(title);
        let mut best = (0, None);
        let mut line = (
            0,
            parts
                .first()
                .and_then(|part| part.text.split('\n').next())
                .unwrap_or(""),
        );
        for part in parts {
            let heading = self.has(&part.heading);
            let mut all = heading;
            let mut here = (0, "");
            for text in part.text.split('\n') {
                let bits = self.has(text);
                all |= bits;
                // Of two lines as good, the one with more beside what the name says.
                let value = self.weight(bits) + self.weight(bits & !named);
                if value > here.0 {
                    here = (value, text);
                }
            }
            let value = 2 * self.weight(all & !named) + self.weight(heading & !named);
            if value > best.0 {
                best = (value, Some(part));
                if here.0 > 0 {
                    line = here;
                }
            } else if best.0 == 0 && here.0 > line.0 {
                line = here;
            }
        }
        (best.1.filter(|part| !part.anchor.is_empty()), line.1)
    }

    /// A text in pieces, every second of which was looked for.
    fn pieces(&self, text: &str) -> Vec<String> {
        let mut pieces = Vec::new();
        let mut plain = 0;
        some_words(text, self.beginnings, &mut |word| {
            if self.wanted(&word.text).is_some() {
                for piece in [text.get(plain..word.start), text.get(word.start..word.end)] {
                    pieces.push(String::from(piece.unwrap_or_default()));
                }
                plain = word.end;
            }
        });
        pieces.push(String::from(text.get(plain..).unwrap_or_default()));
        pieces
    }

    /// A line, or what of it is around the first words that were looked for.
    fn snippet(&self, line: &str) -> Vec<String> {
        if line.len() <= SHOWN {
            return self.pieces(line);
        }
        let all = words(line);
        let found = all.iter().find(|word| self.wanted(&word.text).is_some());
        let at = found.map_or(0, |word| word.start);
        // From the beginning of its sentence, or some words before.
        let before = line.as_bytes().get(..at).unwrap_or_default();
        let sentence = before.iter().rposition(|byte| b".;:!?".contains(byte));
        let sentence = sentence.map_or(0, |end| end + 1);
        let start = if at - sentence <= SHOWN / 2 {
            all.iter()
                .map(|word| word.start)
                .find(|start| *start >= sentence)
                .unwrap_or(at)
        } else {
            let near = all.iter().map(|word| word.start);
            near.filter(|start| *start <= at)
                .find(|start| at - start <= SHOWN / 3)
                .unwrap_or(at)
        };
        let mut ends = all.iter().rev().map(|word| word.end);
        let end = ends.find(|end| *end <= start + SHOWN);
        let end = end.unwrap_or(line.len()).max(start);
        let rest = line.get(end..).unwrap_or_default();
        // The last word's full stop, if that ends it.
        let end = if rest.len() < 4 { line.len() } else { end };
        let mut text = String::new();
        if start > 0 {
            text.push_str("… ");
        }
        text.push_str(line.get(start..end).unwrap_or_default());
        if end < line.len() {
            text.push_str(" …");
        }
        self.pieces(&text)
    }
}

/// Reads an answer; adds it with the rows that a question is about, if it is one to it.
fn answer(from: &mut Reader<'_>, query: &Query, today: &str, to: &mut String) {
    let question = from.text();
    let (whole, stale) = (from.text(), from.text());
    let (mut rows, mut any, mut over) = (String::new(), false, false);
    for _ in 0..from.number() {
        let mut fits = true;
        for _ in 0..from.number() {
            let (option, value) = (from.text(), from.text());
            let usual = from.number() == 1;
            // What a question leaves open, and has no usual value, is shown for each.
            let said = query.values.iter().filter(|said| said.0 == option);
            let (count, same) = said.fold((0, false), |(count, same), said| {
                (count + 1, same || said.1 == value)
            });
            fits &= if count == 0 { usual } else { same };
        }
        let until = from.text();
        let row = from.text();
        if fits {
            any = true;
            if !until.is_empty() && *today > *until {
                over = true;
            } else {
                if !rows.is_empty() {
                    rows.push(',');
                }
                rows.push_str(&row);
            }
        }
    }
    if any && to.is_empty() && query.question.as_ref() == Some(&question) {
        to.push_str(if over { &stale } else { &whole });
        to.pop();
        to.push_str(",\"rows\":[");
        to.push_str(&rows);
        to.push_str("]}");
    }
}

fn part(from: &mut Reader<'_>) -> Part {
    Part {
        anchor: from.text(),
        heading: from.text(),
        text: from.text(),
    }
}
