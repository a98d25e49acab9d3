//! Pages -> index: natively only.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use alloc::vec::Vec;

use crate::bytes::Writer;
use crate::index::FORMAT;
use crate::levels::LEVELS;
use crate::model::{Answer, Collection, Entry, Page};
use crate::words::{Key, Language, is_function_word, key, words};

/// Above so many entries the names and the postings stay out of the index: it
/// then has the words only, and the page loads what a query needs.
const MOST_WHOLE: usize = 1500;

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
    let language = Language::of(&collection.language);
    let entries: Vec<&Entry> = collection
        .pages
        .iter()
        .flat_map(|page| &page.entries)
        .collect();
    let whole = entries.len() <= MOST_WHOLE;
    let postings = postings(&entries, language);

    let mut index = Writer::default();
    index.number(FORMAT);
    index.text(&collection.language);
    index.number(usize::from(whole));
    index.number(collection.pages.len());
    for page in &collection.pages {
        index.number(page.entries.len());
    }
    if whole {
        names(&mut index, collection, &entries);
    }
    asked(&mut index, collection, language);

    // The words: what a word shares with the one before it is not said again.
    index.number(postings.len());
    let (mut shared, mut lengths, mut letters, mut counts) = (
        Writer::default(),
        Writer::default(),
        Vec::new(),
        Writer::default(),
    );
    let mut before: &[u8] = &[];
    let (mut shards, mut shard, mut first_terms) = (Vec::new(), Vec::new(), Vec::new());
    for (term, (key, postings)) in postings.iter().enumerate() {
        let same = before.iter().zip(key).take_while(|(a, b)| a == b).count();
        shared.number(same);
        lengths.number(key.len() - same);
        letters.extend_from_slice(&key[same..]);
        counts.number(postings.len());
        before = key;
        if shard.is_empty() {
            first_terms.push(term);
        }
        write_postings(&mut shard, postings);
        if shard.len() >= SHARD {
            shards.push(core::mem::take(&mut shard));
        }
    }
    if !shard.is_empty() {
        shards.push(shard);
    }
    for part in [shared.0, lengths.0, letters, counts.0] {
        index.bytes(&part);
    }
    index.list(&first_terms, |to, term| to.number(*term));
    if whole {
        for shard in shards.drain(..) {
            index.bytes(&shard);
        }
    }

    let mut first = 0;
    let texts = collection
        .pages
        .iter()
        .map(|page| {
            let text = text(page, first);
            first += page.entries.len();
            text
        })
        .collect();
    Built {
        index: index.0,
        shards,
        texts,
    }
}

/// The names of pages and entries.
fn names(to: &mut Writer, collection: &Collection, entries: &[&Entry]) {
    for page in &collection.pages {
        to.text(&page.path);
    }
    let kinds: BTreeSet<&str> = entries.iter().map(|entry| entry.kind.as_str()).collect();
    let kinds: Vec<&str> = kinds.into_iter().collect();
    to.list(&kinds, |to, kind| to.text(kind));
    for entry in entries {
        to.number(
            kinds
                .iter()
                .position(|kind| *kind == entry.kind)
                .unwrap_or(0),
        );
    }
    for entry in entries {
        to.text(&entry.anchor);
    }
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

/// By word: in which entries it stands, and how much it counts there.
fn postings(entries: &[&Entry], language: Language) -> BTreeMap<Key, Vec<(usize, u8)>> {
    let bodies: Vec<Vec<Key>> = entries
        .iter()
        .map(|entry| {
            let texts = entry.parts.iter().map(|part| part.text.as_str());
            texts.flat_map(|text| keys(text, language)).collect()
        })
        .collect();
    let length = bodies.iter().map(Vec::len).sum::<usize>() / entries.len().max(1);
    let mut postings: BTreeMap<Key, Vec<(usize, u8)>> = BTreeMap::new();
    for (number, (entry, body)) in entries.iter().zip(&bodies).enumerate() {
        for (key, weight) in weights(entry, body, length.max(1), language) {
            let weight = weight * entry.weight / 100;
            let level = LEVELS
                .iter()
                .rposition(|level| *level <= weight)
                .unwrap_or(0);
            let level = u8::try_from(level).unwrap_or(0);
            postings.entry(key).or_default().push((number, level));
        }
    }
    postings
}

/// How much each word counts in an entry: much in its name and in what people
/// call it, the more the fewer words these have; less in headings; in the text
/// by how often it stands there for the text's length.
fn weights(entry: &Entry, body: &[Key], length: usize, language: Language) -> BTreeMap<Key, u32> {
    let mut weights: BTreeMap<Key, u32> = BTreeMap::new();
    for phrase in &entry.synonyms {
        let keys = keys(phrase, language);
        let weight = share(160, keys.len());
        for key in keys {
            let best = weights.entry(key).or_default();
            *best = weight.max(*best);
        }
    }
    let title = keys(&entry.title, language);
    let weight = share(220, title.len());
    for key in title.iter().collect::<BTreeSet<_>>() {
        let best = weights.entry(key.clone()).or_default();
        *best = weight.max(*best) + weight.min(*best) / 4;
    }
    let headings: BTreeSet<Key> = entry
        .parts
        .iter()
        .flat_map(|part| keys(&part.heading, language))
        .collect();
    let weight = share(300, headings.len() / 4 + 20);
    for key in headings {
        *weights.entry(key).or_default() += weight;
    }
    let mut counts: BTreeMap<&Key, usize> = BTreeMap::new();
    for key in body {
        *counts.entry(key).or_default() += 1;
    }
    for (key, count) in counts {
        // As BM25 has it: 9 × count ÷ (count + 1.2 × (0.3 + 0.7 × length ÷ usual length)).
        let long = 36 + 84 * body.len() / length;
        let weight = 900 * count / (100 * count + long);
        *weights.entry(key.clone()).or_default() += u32::try_from(weight).unwrap_or(9) + 1;
    }
    weights
}

/// What a word counts in a short text of so many words.
fn share(most: u32, words: usize) -> u32 {
    most / (u32::try_from(words).unwrap_or(u32::MAX / 2) + 3)
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

/// Where a word stands: the steps from entry to entry, then the levels, two a byte.
fn write_postings(to: &mut Vec<u8>, postings: &[(usize, u8)]) {
    let mut steps = Writer::default();
    let mut next = 0;
    for (entry, _) in postings {
        steps.number(entry - next);
        next = entry + 1;
    }
    to.extend(steps.0);
    for pair in postings.chunks(2) {
        let second = pair.get(1).map_or(0, |(_, level)| *level);
        to.push(pair[0].1 | second << 4);
    }
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

fn answer(to: &mut Writer, answer: &Answer) {
    for text in [
        &answer.question,
        &answer.title,
        &answer.note,
        &answer.stale,
        &answer.href,
        &answer.link,
    ] {
        to.text(text);
    }
    to.list(&answer.rows, |to, row| {
        to.list(&row.when, |to, (option, value, usual)| {
            to.text(option);
            to.text(value);
            to.number(usize::from(*usual));
        });
        for text in [&row.label, &row.value, &row.href, &row.until] {
            to.text(text);
        }
    });
}
