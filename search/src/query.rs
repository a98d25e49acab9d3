//! A query -> the entries that it may mean, best first.
//!
//! Every word of the query looks for words of the index: itself, words that it
//! begins, words that are a slip of the finger away. An entry needs only one of
//! them, but counts the more, the greater the share is that it has.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use crate::distance::{begins, letters_of, within};
use crate::index::{Asked, Index};
use crate::letters::is_cyrillic;
use crate::levels::LEVELS;
use crate::rank;
use crate::typed::{SCHEMES, cyrillic, other_keyboard};
use crate::words::{Key, folded, is_function_word, is_number, key, spelled, words};

/// So much of a query is read; nobody types more to find something.
const LONGEST: usize = 200;

/// So many words of it.
const MOST_WORDS: usize = 16;

/// So many words of the index stand for one that is only begun.
const MOST_BEGUN: usize = 24;

/// How well a word of the index fits, of 100.
const EXACT: u64 = 100;
const BEGUN: u64 = 72;
const SLIP: u64 = 60;
const TWO_SLIPS: u64 = 40;

/// A query as it was understood.
#[derive(Debug, Default)]
pub struct Query {
    /// As it was read, if not as typed: other letters or another keyboard.
    pub read: Option<String>,
    /// The question's id, if it is one that has a figure for an answer.
    pub question: Option<String>,
    /// What it says of options.
    pub values: Vec<(String, String)>,
    pub(crate) words: Vec<Wanted>,
}

/// A word of a query.
#[derive(Debug)]
pub(crate) struct Wanted {
    text: String,
    folded: Key,
    pub key: Key,
    /// How well words of the index fit, and which.
    pub matches: Vec<(u64, usize)>,
    /// How much it counts.
    pub weight: u32,
    /// Whether it says nothing by itself, and counts in names only.
    pub minor: bool,
}

/// An entry that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its number.
    pub entry: usize,
    /// Its page's number.
    pub page: usize,
    /// How well it fits, of 1000 for the best.
    pub score: u32,
}

impl Index {
    /// Understands a query.
    pub fn read(&self, query: &str) -> Query {
        let query: String = query.chars().take(LONGEST).collect();
        let mut wanted = self.wanted(&query);
        if let Some(joined) = self.joined(&query) {
            let joined = self.wanted(&joined);
            if self.known(&joined, false) >= self.known(&wanted, false) {
                wanted = joined;
            }
        }
        let mut read = None;
        // Where nothing is known in any reading, it may be mistyped as well.
        for slips in [false, true] {
            let mut best = self.known(&wanted, slips);
            for other in self.readings(&query) {
                let other_wanted = self.wanted(&other);
                // Words as they were typed are taken if they are nearly as good.
                let known = self.known(&other_wanted, slips);
                if known > best + 15 {
                    (wanted, best, read) = (other_wanted, known, Some(other));
                }
            }
            if best > 0 {
                break;
            }
        }
        let mut query = Query {
            read,
            ..Query::default()
        };
        let asking = self.asks(&wanted, &mut query);
        self.weigh(wanted, &asking, &mut query);
        query
    }

    /// A query with letters and numbers that stand apart written as one: `b 10` as `b10`.
    fn joined(&self, query: &str) -> Option<String> {
        let mut text = String::new();
        let mut found = false;
        let mut after_letter = false;
        for word in words(query) {
            let joins = after_letter && is_number(&word.text) && word.text.len() <= 2;
            if !text.is_empty() && !joins {
                text.push(' ');
            }
            text.push_str(&word.text);
            found |= joins;
            let letter = word.text.chars().nth(1).is_none() && !is_number(&word.text);
            after_letter = letter && !is_function_word(&word.text, self.language);
        }
        found.then_some(text)
    }

    /// Other readings of a query that may be meant.
    fn readings(&self, query: &str) -> Vec<String> {
        let latin = query.chars().any(|c| c.is_ascii_alphabetic());
        let in_cyrillic = query.chars().any(is_cyrillic);
        let mut readings = Vec::new();
        if self.language.is_cyrillic() && latin {
            readings.push(self.in_cyrillic(query));
            if !in_cyrillic {
                readings.push(other_keyboard(query, false));
                readings.push(other_keyboard(query, true));
            }
        } else if !self.language.is_cyrillic() && in_cyrillic {
            readings.push(other_keyboard(query, false));
        }
        readings
    }

    /// A query with its Latin words in Cyrillic, but for those that are known.
    fn in_cyrillic(&self, query: &str) -> String {
        let mut text = String::new();
        for word in words(query) {
            if !text.is_empty() {
                text.push(' ');
            }
            let latin = word.text.starts_with(|c| !is_cyrillic(c)) && !is_number(&word.text);
            text.push_str(&if latin {
                self.word_in_cyrillic(word.text)
            } else {
                word.text
            });
        }
        text
    }

    /// A word in Latin letters in Cyrillic, if it is known there and not as it stands.
    fn word_in_cyrillic(&self, word: String) -> String {
        let term = |word: &str| self.exact(&key(word, self.language));
        // Other words have marks only, and a mark may be another word's.
        let named = |word: &str| term(word).is_some_and(|term| term < self.terms());
        if named(&word) {
            return word;
        }
        let readings = || (0..SCHEMES).map(|scheme| cyrillic(&word, scheme));
        let known = readings()
            .find(|reading| is_function_word(reading, self.language) || named(reading))
            .or_else(|| readings().find(|reading| term(reading).is_some()));
        known.unwrap_or_else(|| cyrillic(&word, 0))
    }

    /// The words of a query.
    fn wanted(&self, query: &str) -> Vec<Wanted> {
        words(query)
            .into_iter()
            .take(MOST_WORDS)
            .map(|word| Wanted {
                folded: folded(&word.text),
                key: key(&word.text, self.language),
                matches: Vec::new(),
                weight: 0,
                minor: false,
                text: word.text,
            })
            .filter(|word| !word.key.is_empty())
            .collect()
    }

    /// How much of a query is known, of 100: each word that says something, by
    /// how well it fits.
    fn known(&self, wanted: &[Wanted], slips: bool) -> u64 {
        let (mut sum, mut count) = (0, 0);
        for (number, word) in wanted.iter().enumerate() {
            if is_function_word(&word.text, self.language) {
                continue;
            }
            count += 1;
            let last = number + 1 == wanted.len();
            let matches = self.matches(word, last, slips);
            let best = matches.first().map_or(0, |found| found.0);
            // A word of one or two letters is soon begun.
            if word.key.len() > 2 || best == EXACT {
                sum += best;
            }
        }
        sum / count.max(1)
    }

    /// The words of the index that a word may mean, the best first.
    fn matches(&self, word: &Wanted, last: bool, slips: bool) -> Vec<(u64, usize)> {
        let mut matches = Vec::new();
        let exact = self.exact(&word.key);
        matches.extend(exact.map(|term| (EXACT, term)));
        if is_number(&word.text) {
            return matches;
        }
        if last || exact.is_none() {
            let typed = [&word.folded, &word.key]
                .into_iter()
                .find(|typed| typed.len() >= 2 && self.term(self.from(typed)).starts_with(typed));
            if let Some(typed) = typed.filter(|typed| last || typed.len() > 3) {
                let begun: Vec<(u64, usize)> = (self.from(typed)..self.terms())
                    .take_while(|term| self.term(*term).starts_with(typed))
                    .filter(|term| exact != Some(*term))
                    .take(MOST_BEGUN * 8)
                    .map(|term| {
                        let more = self.term(term).len() - typed.len();
                        let fit = BEGUN.saturating_sub(4 * more as u64).max(30);
                        (if exact.is_some() { fit / 3 } else { fit }, term)
                    })
                    .collect();
                matches.extend(rank::best(begun, MOST_BEGUN));
            }
        }
        if slips && exact.is_none() && word.folded.len() > 3 && word.key.len() > 2 {
            let most = if word.folded.len() < 8 { 1 } else { 2 };
            let letters = letters_of(&word.key);
            let all_letters = letters_of(&word.folded);
            let mut near: Vec<(u64, usize)> = Vec::new();
            for term in 0..self.terms() {
                let other = self.term(term);
                let same_start = other.first() == word.key.first();
                let slips = if self.differs(term, letters, most) {
                    None
                } else {
                    within(&word.key, other, most).filter(|_| same_start || word.key.len() > 4)
                };
                let fit = match slips {
                    Some(1) => SLIP,
                    Some(2) => TWO_SLIPS,
                    _ if other.len() > 4 && same_start && self.lacks(term, all_letters) => {
                        match begins(other, &word.folded) {
                            Some(more) if more < 5 => SLIP - 4 * more as u64 - 4,
                            _ => continue,
                        }
                    }
                    _ => continue,
                };
                near.push((if same_start { fit } else { fit - 15 }, term));
            }
            let mut near = rank::best(near, MOST_BEGUN);
            // Whoever slips once seldom means what takes two.
            let best = near.first().map_or(0, |near| near.0);
            near.retain(|near| near.0 + 16 > best);
            near.retain(|near| matches.iter().all(|found| found.1 != near.1));
            matches.extend(near);
        }
        let count = matches.len();
        rank::best(matches, count)
    }

    /// Which question it is and what it says of options; which words say so.
    fn asks(&self, wanted: &[Wanted], query: &mut Query) -> Vec<bool> {
        let mut asking: Vec<bool> = wanted.iter().map(|_| false).collect();
        let mut mark = |from: usize, count: usize| {
            for place in asking.iter_mut().skip(from).take(count) {
                *place = true;
            }
        };
        let mut longest = 0;
        for question in &self.questions {
            for (at, count) in said(question, wanted) {
                mark(at, count);
                if count > longest {
                    longest = count;
                    query.question = Some(question.id.clone());
                }
            }
        }
        for value in &self.values {
            for (at, count) in said(value, wanted) {
                let number = at.checked_sub(1).and_then(|before| wanted.get(before));
                let number = number.filter(|number| is_number(&number.text));
                let told = match (value.value.is_empty(), number) {
                    (true, Some(number)) => {
                        mark(at - 1, count + 1);
                        number.text.clone()
                    }
                    (true, None) => continue,
                    (false, _) => value.value.clone(),
                };
                query.values.push((value.id.clone(), told));
            }
        }
        asking
    }

    /// What the words of a query may mean, and how much each counts: the more,
    /// the fewer entries have it.
    fn weigh(&self, wanted: Vec<Wanted>, asking: &[bool], query: &mut Query) {
        let count = wanted.len();
        let is_function = |word: &Wanted| is_function_word(&word.text, self.language);
        let only_functions = wanted.iter().all(is_function);
        let only_asking = asking
            .iter()
            .zip(&wanted)
            .all(|(asking, word)| *asking || is_function(word));
        for (number, mut word) in wanted.into_iter().enumerate() {
            let minor = is_function(&word) && !only_functions;
            let last = number + 1 == count;
            word.matches = self.matches(&word, last && !minor, !minor);
            word.minor = minor;
            let weights = word.matches.iter().map(|(_, term)| self.rarity(*term));
            word.weight = 4 * weights.min().unwrap_or(0);
            if minor || (asking.get(number) == Some(&true) && !only_asking) {
                word.weight /= 4;
            }
            query.words.push(word);
        }
    }

    /// The pieces of the index that have to be loaded before a query can be answered.
    pub fn needs(&self, query: &Query) -> Vec<usize> {
        let mut shards = Vec::new();
        for (_, term) in query.words.iter().flat_map(|word| &word.matches) {
            let missing = self.missing(*term);
            shards.extend(missing.filter(|shard| !shards.contains(shard)));
        }
        shards
    }

    /// The entries that a query may mean, the best first, and how many there are.
    pub fn find(&self, query: &Query, most: usize) -> (Vec<Hit>, usize) {
        let entries = self.entries();
        let mut sums: Vec<(u64, u32)> = vec![(0, 0); entries];
        let mut all = 0;
        // The best that this word gives an entry.
        let mut best: Vec<u64> = vec![0; entries];
        for word in query.words.iter().filter(|word| !word.matches.is_empty()) {
            // A name without an «in» or «how» lacks nothing.
            let due = if word.minor { 0 } else { word.weight };
            all += due;
            let mut touched = Vec::new();
            for (fit, term) in &word.matches {
                self.postings(*term, |entry, level| {
                    let value = fit * u64::from(LEVELS.get(level).copied().unwrap_or(0));
                    if let Some(best) = best.get_mut(entry) {
                        if *best == 0 {
                            touched.push(entry);
                        }
                        *best = value.max(*best);
                    }
                });
            }
            for entry in touched {
                if let (Some(sum), Some(best)) = (sums.get_mut(entry), best.get_mut(entry)) {
                    sum.0 += u64::from(word.weight) * *best / 16;
                    sum.1 += due;
                    *best = 0;
                }
            }
        }
        let all = u64::from(all.max(1));
        let found: Vec<(u64, usize)> = sums
            .iter()
            .enumerate()
            .filter(|(_, sum)| sum.0 > 0)
            .map(|(entry, sum)| {
                let share = u64::from(sum.1) * 256 / all;
                (sum.0 * share * (share + 256), entry)
            })
            // A word such as «in» alone finds nothing.
            .filter(|found| found.0 > 0)
            .collect();
        let total = found.len();
        let mut found = rank::best(found, most.max(MOST_BEGUN));
        if let Some(names) = &self.names {
            for (score, entry) in &mut found {
                // Nothing but what was asked for.
                let title = names.titles.get(*entry).map_or("", String::as_str);
                if self.is_named(query, title) {
                    *score += *score / 4;
                }
            }
        }
        let found = rank::best(found, most);
        let best = found.first().map_or(1, |found| found.0.max(1));
        let hits = found.into_iter().map(|(score, entry)| Hit {
            entry,
            page: self.page_of(entry),
            score: u32::try_from(score * 1000 / best).unwrap_or(0),
        });
        (hits.collect(), total)
    }

    /// Whether a query has every word of a name that says something.
    fn is_named(&self, query: &Query, name: &str) -> bool {
        let mut words = words(name)
            .into_iter()
            .filter(|word| !is_function_word(&word.text, self.language));
        // «О нас» has none, which every query would have.
        let mut any = false;
        let all = words.all(|word| {
            any = true;
            let key = key(&word.text, self.language);
            query.words.iter().any(|wanted| wanted.key == key)
        });
        any && all
    }

    /// The word of a name that is nearest to a query's that nothing was found for.
    pub fn nearest(&self, query: &Query) -> Option<String> {
        let names = self.names.as_ref()?;
        let mut best: Option<(usize, String)> = None;
        for title in &names.titles {
            for word in words(title) {
                let name = folded(&word.text);
                if name.len() < 3 || is_function_word(&word.text, self.language) {
                    continue;
                }
                for wanted in &query.words {
                    let most = if wanted.folded.len() < 8 { 2 } else { 4 };
                    let most = best.as_ref().map_or(most, |best| most.min(best.0 - 1));
                    if let Some(slips) = within(&wanted.folded, &name, most)
                        && most > 0
                    {
                        let shown = title.get(word.start..word.end);
                        best = Some((slips.max(1), String::from(shown.unwrap_or_default())));
                    }
                }
            }
        }
        best.map(|best| best.1)
    }

    /// The words that a query's matches are, for marking them in texts.
    pub(crate) fn meant(&self, query: &Query) -> Vec<(usize, Key)> {
        let mut meant = Vec::new();
        let words = query.words.iter().enumerate();
        for (number, word) in words.filter(|(_, word)| !word.minor) {
            meant.push((number, word.key.clone()));
            let named = word
                .matches
                .iter()
                .map(|(_, term)| Key::from(self.term(*term)));
            meant.extend(named.filter(|key| !key.is_empty()).map(|key| (number, key)));
        }
        meant
    }
}

/// Where a query says something: the first word and how many, each longest.
fn said(asked: &Asked, wanted: &[Wanted]) -> Vec<(usize, usize)> {
    let mut places = Vec::new();
    for at in 0..wanted.len() {
        let longest = asked
            .phrases
            .iter()
            .filter(|phrase| {
                let here = wanted.get(at..at + phrase.len()).unwrap_or_default();
                !phrase.is_empty() && here.iter().map(|word| &word.key).eq(phrase.iter())
            })
            .map(Vec::len)
            .max();
        places.extend(longest.map(|count| (at, count)));
    }
    places
}

impl Query {
    /// Whether it has no word that could be looked for.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The words that were looked for, as they were understood.
    pub fn looked_for(&self) -> Vec<String> {
        self.words.iter().map(|word| spelled(&word.key)).collect()
    }
}
