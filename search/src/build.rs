//! Pages -> index: natively only.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use alloc::vec::Vec;

use crate::bytes::Writer;
use crate::index::{FORMAT, rarity};
use crate::json::Json;
use crate::levels::LEVELS;
use crate::model::{Answer, Collection, Depth, Entry, Page};
use crate::words::{Key, Language, is_function_word, key, mark, words};

/// Above so many entries the names and the postings stay out of the index: it
/// then has the words only, and the page loads what a query needs.
const MOST_WHOLE: usize = 1500;

/// In a whole index, a word leads to at most so many entries that have it in
/// their text only, besides those that have it in their name: to the ones where
/// it counts most. To fewer, if the index would be larger than this.
const MOST_TEXTS: usize = 8;
const LARGEST: usize = 37_500;

/// About so many bytes of postings are loaded at once.
const SHARD: usize = 8 * 1024;

/// What the page loads.
#[derive(Clone, Debug, Default)]
pub struct Built {
    /// The index: loaded on first use.
    pub index: Vec<u8>,
    /// Postings outside of the index, by the number of the shard.
    pub shards: Vec<Vec<u8>>,
    /// The texts, by the number of the page: loaded for hits that are shown.
    pub texts: Vec<Vec<u8>>,
}

/// Makes the index of a collection. The same collection gives the same bytes.
pub fn build(collection: &Collection) -> Built {
    let pages = collection.pages.iter();
    let entries: Vec<&Entry> = pages.flat_map(|page| &page.entries).collect();
    let weighed = weighed(&entries, Language::of(&collection.language));
    let (index, shards) = if entries.len() <= MOST_WHOLE {
        let mut sizes = (1..=MOST_TEXTS)
            .rev()
            .map(|most| index(collection, &entries, &weighed, Some(most)));
        let fits = sizes.find(|(index, _)| index.len() <= LARGEST);
        fits.unwrap_or_else(|| index(collection, &entries, &weighed, Some(0)))
    } else {
        index(collection, &entries, &weighed, None)
    };
    let mut first = 0;
    let texts = collection.pages.iter().map(|page| {
        let text = text(page, first);
        first += page.entries.len();
        text
    });
    Built {
        index,
        shards,
        texts: texts.collect(),
    }
}

/// The index, and the pieces of it that stay outside: all postings, unless a
/// word may lead only to so many entries that have it in their text only.
fn index(
    collection: &Collection,
    entries: &[&Entry],
    weighed: &Weighed,
    most: Option<usize>,
) -> (Vec<u8>, Vec<Vec<u8>>) {
    let language = Language::of(&collection.language);
    let (named, others) = indexed(entries, weighed, most);
    let mut index = Writer::default();
    index.number(FORMAT);
    index.text(&collection.language);
    index.number(usize::from(most.is_some()));
    index.number(collection.pages.len());
    for page in &collection.pages {
        index.number(page.entries.len());
    }
    if most.is_some() {
        names(&mut index, collection, entries);
    }
    asked(&mut index, collection, language);
    spell(
        &mut index,
        &named.keys().map(Vec::as_slice).collect::<Vec<_>>(),
    );
    let mut before = 0;
    let marks: Vec<usize> = others.keys().copied().collect();
    index.list(&marks, |to, mark| {
        to.number(mark - before);
        before = *mark;
    });
    let all: Vec<&Indexed> = named.values().chain(others.values()).collect();
    index.list(&all, |to, word| to.number(word.entries.len()));
    let mut rarities = Vec::new();
    for word in &all {
        // How many times less rare it is, as a binary logarithm, than what is left
        // of it lets it seem.
        let seems = rarity(word.entries.len(), entries.len());
        rarities.push((seems.saturating_sub(word.rarity) + 2) / 4);
    }
    index.bytes(&rarities);
    let (first_terms, mut shards) = shards(&all);
    index.list(&first_terms, |to, term| to.number(*term));
    if most.is_some() {
        for shard in shards.drain(..) {
            index.bytes(&shard);
        }
    }
    (index.0, shards)
}

/// The names of pages and entries.
fn names(to: &mut Writer, collection: &Collection, entries: &[&Entry]) {
    for page in &collection.pages {
        to.text(&page.path);
    }
    let kinds: BTreeSet<&str> = entries.iter().map(|entry| entry.kind.as_str()).collect();
    let kinds: Vec<&str> = kinds.into_iter().collect();
    to.list(&kinds, |to, kind| to.text(kind));
    to.list(entries, |to, entry| {
        let kind = kinds.iter().position(|kind| *kind == entry.kind);
        to.number(kind.unwrap_or(0));
    });
    for entry in entries {
        to.text(&entry.title);
    }
}

/// The questions and values, their phrases as keys.
fn asked(to: &mut Writer, collection: &Collection, language: Language) {
    let phrases = |to: &mut Writer, phrases: &Vec<String>| {
        to.list(phrases, |to, phrase| {
            to.list(&words(phrase), |to, word| {
                to.bytes(&key(&word.text, language));
            });
        });
    };
    to.list(&collection.questions, |to, question| {
        to.text(&question.id);
        phrases(to, &question.phrases);
    });
    to.list(&collection.values, |to, value| {
        to.text(&value.option);
        to.text(value.value.as_deref().unwrap_or(""));
        phrases(to, &value.phrases);
    });
}

/// In which entries a word stands, and the level that says how much it counts there.
type Postings = Vec<(usize, u8)>;

/// A word of the index.
#[derive(Default)]
struct Indexed {
    /// How rare it is.
    rarity: u8,
    /// Where it stands; in a whole index, where that counts.
    entries: Postings,
}

/// By word, the entries in which it stands and how much it counts there.
type Weighed = BTreeMap<Key, Vec<(usize, Weight)>>;

/// The words of all entries.
fn weighed(entries: &[&Entry], language: Language) -> Weighed {
    let bodies: Vec<Vec<Key>> = entries
        .iter()
        .map(|entry| {
            let parts = entry.parts.iter().filter(|_| entry.depth == Depth::Text);
            let texts = parts.map(|part| part.text.as_str());
            texts.flat_map(|text| keys(text, language)).collect()
        })
        .collect();
    let length = bodies.iter().map(Vec::len).sum::<usize>() / entries.len().max(1);
    let mut weighed = Weighed::new();
    for (number, (entry, body)) in entries.iter().zip(&bodies).enumerate() {
        for (key, weight) in weights(entry, body, length.max(1), language) {
            weighed.entry(key).or_default().push((number, weight));
        }
    }
    weighed
}

/// The words of names, and all others by their marks.
fn indexed(
    entries: &[&Entry],
    weighed: &Weighed,
    most: Option<usize>,
) -> (BTreeMap<Key, Indexed>, BTreeMap<usize, Indexed>) {
    let (mut named, mut others) = (BTreeMap::new(), BTreeMap::<usize, Indexed>::new());
    for (key, all) in weighed {
        let mut all = all.clone();
        let rarity = rarity(all.len(), entries.len());
        let in_names = all.iter().any(|(_, weight)| weight.name > 0);
        if let Some(most) = most {
            // A word of names leads to those already.
            keep(&mut all, if in_names { most / 2 + 1 } else { most });
        }
        let all = all.into_iter().map(|(entry, weight)| {
            let share = entries.get(entry).map_or(100, |entry| entry.weight);
            (entry, weight.level(share))
        });
        if in_names {
            let entries = all.collect();
            named.insert(key.clone(), Indexed { rarity, entries });
            continue;
        }
        // Two words of one mark are one word.
        let other = others.entry(mark(key)).or_default();
        other.rarity = rarity.min(if other.entries.is_empty() {
            rarity
        } else {
            other.rarity
        });
        let both: BTreeMap<usize, u8> = other.entries.iter().copied().chain(all).collect();
        other.entries = both.into_iter().collect();
    }
    (named, others)
}

/// Keeps the entries that have the word in their name, and so many of the others:
/// those where it counts most.
fn keep(all: &mut Vec<(usize, Weight)>, most: usize) {
    let mut texts: Vec<(u32, core::cmp::Reverse<usize>)> = all
        .iter()
        .filter(|(_, weight)| weight.name == 0)
        .map(|(entry, weight)| (weight.text, core::cmp::Reverse(*entry)))
        .collect();
    texts.sort_unstable();
    let Some(last) = texts
        .len()
        .checked_sub(most + 1)
        .and_then(|at| texts.get(at).copied())
    else {
        return;
    };
    all.retain(|(entry, weight)| {
        weight.name > 0 || (weight.text, core::cmp::Reverse(*entry)) > last
    });
}

/// How much a word counts in an entry.
#[derive(Clone, Copy, Default)]
struct Weight {
    /// By its name, and by what people call it.
    name: u32,
    /// By its headings and its text.
    text: u32,
}

impl Weight {
    /// Its level, in an entry that has such a share of the usual weight.
    fn level(self, share: u32) -> u8 {
        let weight = match (self.name, self.text) {
            // Only in a text it counts more, or less; how much more would take space.
            (0, 0..6) => 3,
            (0, _) => 9,
            (name, text) => (name + text) * share / 100,
        };
        let level = LEVELS.iter().rposition(|level| *level <= weight);
        u8::try_from(level.unwrap_or(0)).unwrap_or(0)
    }
}

/// How much each word counts in an entry: much in its name and in what people
/// call it, the more the fewer words these have; less in headings; in the text
/// by how often it stands there for the text's length.
fn weights(
    entry: &Entry,
    body: &[Key],
    length: usize,
    language: Language,
) -> BTreeMap<Key, Weight> {
    let mut weights: BTreeMap<Key, Weight> = BTreeMap::new();
    for phrase in &entry.synonyms {
        let keys = named(phrase, language);
        let weight = share(55, keys.len());
        for key in keys {
            let best = &mut weights.entry(key).or_default().name;
            *best = weight.max(*best);
        }
    }
    let title = named(&entry.title, language);
    let weight = share(61, title.len());
    for key in title.iter().collect::<BTreeSet<_>>() {
        let best = &mut weights.entry(key.clone()).or_default().name;
        *best = weight.max(*best) + weight.min(*best) / 4;
        if is_code(key) {
            *best *= 2;
        }
    }
    let parts = match entry.depth {
        Depth::Name => &[],
        _ => entry.parts.as_slice(),
    };
    let headings = parts.iter().flat_map(|part| keys(&part.heading, language));
    let headings: BTreeSet<Key> = headings.collect();
    let weight = part(6, headings.len() / 4);
    for key in headings {
        weights.entry(key).or_default().text += weight;
    }
    // The line under the name says what it is about.
    let lead = entry
        .parts
        .first()
        .and_then(|part| part.text.lines().next());
    let lead: BTreeSet<Key> = keys(lead.unwrap_or(""), language).into_iter().collect();
    let weight = part(6, lead.len());
    for key in lead {
        weights.entry(key).or_default().text += weight;
    }
    let mut counts: BTreeMap<&Key, usize> = BTreeMap::new();
    for key in body {
        *counts.entry(key).or_default() += 1;
    }
    for (key, count) in counts {
        // As BM25 has it: 9 × count ÷ (count + 1.2 × (0.3 + 0.7 × length ÷ usual length)).
        let long = 36 + 84 * body.len() / length;
        let weight = 900 * count / (100 * count + long);
        weights.entry(key.clone()).or_default().text += u32::try_from(weight).unwrap_or(9) + 1;
    }
    weights
}

/// What a word counts in a name or phrase of so many words: little less in a long one.
fn share(most: u32, words: usize) -> u32 {
    most * 60 / (60 + u32::try_from(words).unwrap_or(1000))
}

/// What a word counts in headings or a line of so many words.
fn part(most: u32, words: usize) -> u32 {
    most * 20 / (20 + u32::try_from(words).unwrap_or(1000))
}

/// The keys of all words of a name: in «which visa do I need» each counts.
fn named(text: &str, language: Language) -> Vec<Key> {
    let keys = words(text)
        .into_iter()
        .map(|word| key(&word.text, language));
    keys.filter(|key| !key.is_empty()).collect()
}

/// Whether a word is a letter with a number, such as `c3`: nothing but what it
/// names is called so.
fn is_code(key: &[u8]) -> bool {
    key.first().is_some_and(u8::is_ascii_alphabetic) && key.last().is_some_and(u8::is_ascii_digit)
}

/// The keys of a text's words that say something.
fn keys(text: &str, language: Language) -> Vec<Key> {
    words(text)
        .into_iter()
        .filter(|word| !is_function_word(&word.text, language))
        .map(|word| key(&word.text, language))
        .filter(|key| !key.is_empty())
        .collect()
}

/// Words in their order: what a word shares with the one before it is not said again.
fn spell(to: &mut Writer, words: &[&[u8]]) {
    let (mut shared, mut lengths, mut letters) = (Writer::default(), Writer::default(), Vec::new());
    let mut before: &[u8] = &[];
    for key in words {
        let same = before.iter().zip(*key).take_while(|(a, b)| a == b).count();
        shared.number(same);
        lengths.number(key.len() - same);
        letters.extend_from_slice(key.get(same..).unwrap_or_default());
        before = key;
    }
    to.number(words.len());
    for part in [shared.0, lengths.0, letters] {
        to.bytes(&part);
    }
}

/// The postings in pieces, and the first word of each.
fn shards(all: &[&Indexed]) -> (Vec<usize>, Vec<Vec<u8>>) {
    let (mut first_terms, mut shards) = (Vec::new(), Vec::new());
    let mut first = 0;
    while first < all.len() {
        let mut size = 0;
        let rest = all.get(first..).unwrap_or_default();
        let fits = rest.iter().take_while(|word| {
            let fits = size < SHARD;
            size += word.entries.len() * 3 / 2;
            fits
        });
        let count = fits.count();
        first_terms.push(first);
        shards.push(shard(rest.get(..count).unwrap_or_default()));
        first += count;
    }
    (first_terms, shards)
}

/// Where words stand: the steps from entry to entry, then the levels, two a byte.
fn shard(all: &[&Indexed]) -> Vec<u8> {
    let mut steps = Writer::default();
    let mut levels = Vec::new();
    for word in all {
        let mut next = 0;
        for (entry, level) in &word.entries {
            steps.number(entry - next);
            next = entry + 1;
            levels.push(*level);
        }
    }
    let mut to = Writer::default();
    to.bytes(&steps.0);
    for pair in levels.chunks(2) {
        let second = pair.get(1).copied().unwrap_or(0);
        to.0.push(pair[0] | second << 4);
    }
    to.0
}

/// The texts of a page, as they are loaded for a hit.
fn text(page: &Page, first: usize) -> Vec<u8> {
    let mut to = Writer::default();
    to.number(FORMAT);
    to.number(first);
    to.text(&page.path);
    to.list(&page.entries, |to, entry| {
        to.text(&entry.kind);
        to.text(&entry.anchor);
        to.text(&entry.title);
        to.list(&entry.parts, |to, part| {
            to.text(&part.anchor);
            to.text(&part.heading);
            to.text(&part.text);
        });
        to.list(&entry.answers, answer);
    });
    to.0
}

/// An answer in JSON, as it is shown, in pieces that leave out rows: the page has
/// less to do.
fn answer(to: &mut Writer, answer: &Answer) {
    let object = |fields: &[(&str, &str)]| {
        let mut json = Json::default();
        json.object(|json| {
            for (key, text) in fields {
                json.key(key).text(text);
            }
        });
        json.0
    };
    let whole = |note: &str| {
        object(&[
            ("title", &answer.title),
            ("href", &answer.href),
            ("link", &answer.link),
            ("note", note),
        ])
    };
    to.text(&answer.question);
    to.text(&whole(&answer.note));
    to.text(&whole(&answer.stale));
    to.list(&answer.rows, |to, row| {
        to.list(&row.when, |to, (option, value, usual)| {
            to.text(option);
            to.text(value);
            to.number(usize::from(*usual));
        });
        to.text(&row.until);
        let mut json = Json::default();
        json.object(|json| {
            json.key("label").text(&row.label);
            json.key("value").text(&row.value);
            json.key("href").text(&row.href);
            if row.unknown {
                json.key("unknown").raw("true");
            }
        });
        to.text(&json.0);
    });
}
