//! The index as it is loaded: words, where they stand, and names.

use alloc::string::String;
use alloc::vec::Vec;

use crate::bytes::{LARGEST, Reader};
use crate::distance::letters_of;
use crate::words::{Key, Language, mark};

/// The number of the format: code of another version refuses the bytes.
pub(crate) const FORMAT: usize = 2;

/// An index. It answers [`Index::find`]; texts come from the pages' own files
/// ([`Index::show`]).
#[derive(Debug)]
pub struct Index {
    pub(crate) language: Language,
    /// By page, the number of its first entry; and one more for the end.
    first_entries: Vec<usize>,
    pub(crate) names: Option<Names>,
    pub(crate) questions: Vec<Asked>,
    pub(crate) values: Vec<Asked>,
    /// The words of names, sorted, one behind the other, and where each ends.
    letters: Vec<u8>,
    ends: Vec<usize>,
    /// Which letters a word has.
    has: Vec<u32>,
    /// The marks of all other words, sorted; they are numbered after those.
    marks: Vec<usize>,
    /// In how many entries a word stands.
    counts: Vec<usize>,
    /// How rare it is.
    rarities: Vec<u8>,
    /// The postings in pieces: the first word of each, and its bytes once there.
    first_terms: Vec<usize>,
    shards: Vec<Option<Vec<u8>>>,
}

/// What entries are called.
#[derive(Debug)]
pub(crate) struct Names {
    pub pages: Vec<String>,
    pub kinds: Vec<String>,
    pub kind_of: Vec<usize>,
    pub titles: Vec<String>,
}

/// What a question may say.
#[derive(Debug)]
pub(crate) struct Asked {
    /// The question, or the option.
    pub id: String,
    /// The option's value; empty for a number.
    pub value: String,
    pub phrases: Vec<Vec<Key>>,
}

impl Index {
    /// Reads an index; nothing if the bytes are not what this version reads.
    pub fn open(bytes: &[u8]) -> Option<Self> {
        let mut from = Reader::new(bytes);
        if from.number() != FORMAT {
            return None;
        }
        let language = Language::of(&from.text());
        let whole = from.number() == 1;
        // Where each page's entries begin, and where the last's end.
        let mut first_entries = from.list(Reader::number);
        first_entries.push(0);
        let mut first = 0;
        for place in &mut first_entries {
            let count = core::mem::replace(place, first);
            first += count;
            // Room is made for each.
            if first > LARGEST {
                return None;
            }
        }
        let names = whole.then(|| {
            let texts = |from: &mut Reader<'_>, count: usize| -> Vec<String> {
                (0..count).map(|_| from.text()).collect()
            };
            let pages = texts(&mut from, first_entries.len() - 1);
            let kinds = from.list(Reader::text);
            Names {
                pages,
                kinds,
                kind_of: from.list(Reader::number),
                titles: texts(&mut from, first),
            }
        });
        let questions = from.list(|from| asked(from, false));
        let values = from.list(|from| asked(from, true));

        let count = from.number();
        let [mut shared, mut lengths] = [from.bytes(), from.bytes()].map(Reader::new);
        let mut new_letters = Reader::new(from.bytes());
        let (mut letters, mut ends, mut has, mut start) = (Vec::new(), Vec::new(), Vec::new(), 0);
        for _ in 0..count {
            let same = start + shared.number();
            let end = letters.len();
            // Words that repeat each other without end would fill the memory.
            if same > end || shared.failed || end > 64 * bytes.len() {
                return None;
            }
            letters.extend_from_within(start..same);
            letters.extend_from_slice(new_letters.take(lengths.number()));
            has.push(letters_of(letters.get(end..).unwrap_or_default()));
            start = end;
            ends.push(letters.len());
        }
        let mut marks = from.list(Reader::number);
        let mut mark = 0;
        for step in &mut marks {
            mark += *step;
            *step = mark;
        }
        let counts = from.list(Reader::number);
        let less = from.bytes().iter();
        let rarities = counts
            .iter()
            .zip(less)
            .map(|(count, less)| rarity(*count, first).saturating_sub(less.saturating_mul(4)));
        let rarities = rarities.collect();
        let first_terms = from.list(Reader::number);
        let shards = first_terms
            .iter()
            .map(|_| whole.then(|| Vec::from(from.bytes())))
            .collect();
        let right = from.is_done() && !new_letters.failed && !lengths.failed;
        right.then_some(Self {
            language,
            first_entries,
            names,
            questions,
            values,
            letters,
            ends,
            has,
            marks,
            counts,
            rarities,
            first_terms,
            shards,
        })
    }

    /// How many entries there are.
    pub(crate) fn entries(&self) -> usize {
        self.first_entries.last().copied().unwrap_or(0)
    }

    /// The number of the page in which an entry stands.
    pub(crate) fn page_of(&self, entry: usize) -> usize {
        self.first_entries
            .partition_point(|first| *first <= entry)
            .saturating_sub(1)
    }

    /// How many words of names there are.
    pub(crate) fn terms(&self) -> usize {
        self.ends.len()
    }

    /// A word of a name; nothing for other words.
    pub(crate) fn term(&self, term: usize) -> &[u8] {
        let start = term.checked_sub(1).and_then(|before| self.ends.get(before));
        let end = self.ends.get(term).copied().unwrap_or(0);
        self.letters
            .get(start.copied().unwrap_or(0)..end)
            .unwrap_or_default()
    }

    /// Whether a word has, or lacks, more letters than so many slips explain.
    pub(crate) fn differs(&self, term: usize, letters: u32, slips: usize) -> bool {
        let has = self.has.get(term).copied().unwrap_or(0);
        let more = |bits: u32| bits.count_ones() as usize > slips;
        more(has & !letters) || more(letters & !has)
    }

    /// Whether a word has at most one letter that is not among these.
    pub(crate) fn lacks(&self, term: usize, letters: u32) -> bool {
        let has = self.has.get(term).copied().unwrap_or(0);
        (has & !letters).count_ones() <= 1
    }

    /// How rare a word is.
    pub(crate) fn rarity(&self, term: usize) -> u32 {
        u32::from(self.rarities.get(term).copied().unwrap_or(0))
    }

    /// In how many entries a word stands.
    fn count(&self, term: usize) -> usize {
        self.counts.get(term).copied().unwrap_or(0)
    }

    /// The word that is a key.
    pub(crate) fn exact(&self, key: &[u8]) -> Option<usize> {
        let term = self.from(key);
        if key.is_empty() || self.term(term) == key {
            return Some(term).filter(|_| !key.is_empty());
        }
        let other = self.marks.binary_search(&mark(key)).ok()?;
        Some(self.terms() + other)
    }

    /// The first word of a name that is not before a key.
    pub(crate) fn from(&self, key: &[u8]) -> usize {
        let (mut low, mut high) = (0, self.terms());
        while low < high {
            let middle = low.midpoint(high);
            if self.term(middle) < key {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// The piece of the postings that has a word.
    fn shard_of(&self, term: usize) -> usize {
        self.first_terms
            .partition_point(|first| *first <= term)
            .saturating_sub(1)
    }

    /// The piece that has to be loaded before a word's postings are there.
    pub(crate) fn missing(&self, term: usize) -> Option<usize> {
        let shard = self.shard_of(term);
        self.shards.get(shard)?.is_none().then_some(shard)
    }

    /// Takes a piece of the postings that was loaded.
    pub fn give(&mut self, shard: usize, bytes: &[u8]) {
        if let Some(place) = self.shards.get_mut(shard) {
            *place = Some(Vec::from(bytes));
        }
    }

    /// The entries in which a word stands, with the level that says how much it
    /// counts there.
    pub(crate) fn postings(&self, term: usize, mut each: impl FnMut(usize, usize)) {
        let shard = self.shard_of(term);
        let (Some(Some(bytes)), Some(first)) =
            (self.shards.get(shard), self.first_terms.get(shard))
        else {
            return;
        };
        let mut from = Reader::new(bytes);
        let mut steps = Reader::new(from.bytes());
        let before: usize = (*first..term).map(|term| self.count(term)).sum();
        for _ in 0..before.min(bytes.len()) {
            steps.number();
        }
        let levels = from.rest();
        let mut entry = 0;
        for number in before..before + self.count(term).min(bytes.len()) {
            entry += steps.number();
            let pair = levels.get(number / 2).copied().unwrap_or(0);
            let level = if number % 2 == 0 {
                pair & 15
            } else {
                pair >> 4
            };
            if entry < self.entries() {
                each(entry, usize::from(level));
            }
            entry += 1;
        }
    }
}

/// How rare a word is that stands in so many entries of all: four times the
/// binary logarithm of the one share turned round.
pub(crate) fn rarity(count: usize, all: usize) -> u8 {
    let share = (all * 16 / count.max(1)).max(16);
    let whole = share.ilog2() as usize;
    let part = (share << 2 >> whole) & 3;
    u8::try_from(whole * 4 + part - 14).unwrap_or(u8::MAX)
}

fn asked(from: &mut Reader<'_>, valued: bool) -> Asked {
    Asked {
        id: from.text(),
        value: if valued { from.text() } else { String::new() },
        phrases: from.list(|from| from.list(|from| Vec::from(from.bytes()))),
    }
}
