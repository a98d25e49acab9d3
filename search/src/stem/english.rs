//! Snowball's stemmer for English, also called Porter2.
//!
//! The algorithm is `english.sbl` of Snowball 3.0.0
//! (<https://snowballstem.org/algorithms/english/stemmer.html>): copyright 2001
//! Dr Martin Porter, 2004 and 2005 Richard Boulton, under the 3-clause BSD licence.
//! The code is ours, for its size: see [`super::russian`]. `tests/snowball.rs` holds
//! it to the answers of what Snowball's compiler makes for Rust.

use alloc::string::String;

use super::longest;

/// Words with stems of their own. What is after a colon, here and below, stands in
/// the place of what is before it.
const EXCEPTIONS: &str = "\
    skis:ski skies:sky idly:idl gently:gentl ugly:ugli early:earli only:onli singly:singl \
    sky:sky news:news howe:howe atlas:atlas cosmos:cosmos bias:bias andes:andes";

/// Beginnings that no ending may take from: general and generous are two words.
const PREFIXES: [&str; 8] = [
    "gener", "commun", "arsen", "past", "univers", "later", "emerg", "organ",
];

const POSSESSIVE: &str = "'s' 's '";

const PLURAL: &str = "sses:ss ies:i ied:i us:us ss:ss s";

const PAST: &str = "eedly:ee ingly edly eed:ee ing ed";

/// Words in -eed that are no form of another: proceed.
const KEEP_EED: &str = "succ proc exc";

/// The same in -ing: evening.
const KEEP_ING: &str = "even cann inn earr herr out";

const SECOND: &str = "\
    ization:ize ational:ate fulness:ful ousness:ous iveness:ive tional:tion biliti:ble \
    lessli:less entli:ent ation:ate alism:al aliti:al ousli:ous iviti:ive fulli:ful ogist:og \
    enci:ence anci:ance abli:able izer:ize ator:ate alli:al bli:ble ogi:og li";

const THIRD: &str = "\
    ational:ate tional:tion alize:al icate:ic iciti:ic ative ical:ic ness ful";

const FOURTH: &str = "\
    ement ance ence able ible ment ant ent ism ate iti ous ive ize ion al er ic";

/// The stem of a word in lower case.
pub fn stem(word: &str) -> String {
    if let Some((whole, stem)) = longest(word.as_bytes(), EXCEPTIONS)
        && whole.len() == word.len()
    {
        let mut text = String::new();
        push(&mut text, stem);
        return text;
    }
    if !has_letters(word.as_bytes(), 3) {
        return String::from(word);
    }
    let mut word = Word::new(word);
    word.plural();
    word.past();
    word.y_to_i();
    word.second();
    word.third();
    word.fourth();
    word.fifth();
    word.text.make_ascii_lowercase();
    word.text
}

/// A word on its way to its stem. A `y` that isn't a vowel is written `Y` in it.
struct Word {
    text: String,
    /// Where endings may begin: after the first consonant that follows a vowel.
    r1: usize,
    /// The same, counted from `r1`.
    r2: usize,
}

impl Word {
    fn new(word: &str) -> Self {
        let mut text = String::from(word.strip_prefix('\'').unwrap_or(word));
        let mut after_vowel = true;
        for at in 0..text.len() {
            let letter = text.get_mut(at..=at);
            if after_vowel && letter.as_deref() == Some("y") {
                letter.map(str::make_ascii_uppercase);
                after_vowel = false;
            } else {
                after_vowel = text.as_bytes().get(at).copied().is_some_and(is_vowel);
            }
        }
        let r1 = PREFIXES
            .iter()
            .find(|prefix| text.starts_with(**prefix))
            .map_or_else(|| region(&text, 0), |prefix| prefix.len());
        let r2 = region(&text, r1);
        Self { text, r1, r2 }
    }

    /// Where the longest of these endings begins, which one it is, and its note.
    fn ending<'t>(&self, endings: &'t str) -> Option<(usize, &'t [u8], &'t [u8])> {
        let (ending, note) = longest(self.text.as_bytes(), endings)?;
        Some((self.text.len() - ending.len(), ending, note))
    }

    /// What is before a place.
    fn before(&self, at: usize) -> &[u8] {
        self.text.as_bytes().get(..at).unwrap_or_default()
    }

    fn replace(&mut self, at: usize, new: &[u8]) {
        self.text.truncate(at);
        push(&mut self.text, new);
    }

    /// 1a: the possessive and the plural.
    fn plural(&mut self) {
        if let Some((at, ..)) = self.ending(POSSESSIVE) {
            self.text.truncate(at);
        }
        let Some((at, ending, new)) = self.ending(PLURAL) else {
            return;
        };
        let before = self.before(at);
        let new = match ending {
            // A vowel right before it doesn't count: gas, this.
            b"s" if !has_vowel(before.split_last().map_or(before, |(_, rest)| rest)) => return,
            // ties, but cries.
            b"ies" | b"ied" if !has_letters(before, 2) => b"ie",
            _ => new,
        };
        self.replace(at, new);
    }

    /// 1b: -ed, -ing.
    fn past(&mut self) {
        let Some((at, ending, new)) = self.ending(PAST) else {
            return;
        };
        let before = self.before(at);
        if !new.is_empty() {
            if at >= self.r1 && !is_one_of(before, KEEP_EED) {
                self.replace(at, new);
            }
            return;
        }
        if ending == b"ing" {
            if is_one_of(before, KEEP_ING) {
                return;
            }
            if has_final_y(before) && !has_letters(before, 3) {
                // dying
                self.replace(at - 1, b"ie");
                return;
            }
        }
        if !has_vowel(before) {
            return;
        }
        self.text.truncate(at);
        match self.text.as_bytes() {
            // added, egged: not ad, eg.
            [b'a' | b'e' | b'o', second, last] if is_double(*second, *last) => {}
            [.., second, last] if is_double(*second, *last) => self.text.truncate(at - 1),
            text if longest(text, "at bl iz").is_some() || (at == self.r1 && is_short(text)) => {
                self.text.push('e');
            }
            _ => {}
        }
    }

    /// 1c: cry, but not by, say.
    fn y_to_i(&mut self) {
        if has_final_y(self.text.as_bytes()) && has_letters(self.text.as_bytes(), 3) {
            self.replace(self.text.len() - 1, b"i");
        }
    }

    /// 2: a suffix made shorter.
    fn second(&mut self) {
        let Some((at, ending, new)) = self.ending(SECOND) else {
            return;
        };
        let fits = match (ending, self.before(at)) {
            (b"ogi", before) => before.ends_with(b"l"),
            (b"li", [.., last]) => matches!(
                last,
                b'c' | b'd' | b'e' | b'g' | b'h' | b'k' | b'm' | b'n' | b'r' | b't'
            ),
            (ending, _) => ending != b"li",
        };
        if fits && at >= self.r1 {
            self.replace(at, new);
        }
    }

    /// 3: the same once more, or taken off.
    fn third(&mut self) {
        if let Some((at, ending, new)) = self.ending(THIRD)
            && at >= if ending == b"ative" { self.r2 } else { self.r1 }
        {
            self.replace(at, new);
        }
    }

    /// 4: a suffix taken off.
    fn fourth(&mut self) {
        if let Some((at, ending, _)) = self.ending(FOURTH)
            && at >= self.r2
            && (ending != b"ion" || matches!(self.before(at), [.., b's' | b't']))
        {
            self.text.truncate(at);
        }
    }

    /// 5: the final -e and the second of two l.
    fn fifth(&mut self) {
        let Some((at, ending, _)) = self.ending("e l") else {
            return;
        };
        let before = self.before(at);
        let fits = if ending == b"l" {
            at >= self.r2 && before.ends_with(b"l")
        } else {
            at >= self.r2 || (at >= self.r1 && !is_short(before))
        };
        if fits {
            self.text.truncate(at);
        }
    }
}

fn push(text: &mut String, new: &[u8]) {
    for byte in new {
        text.push(char::from(*byte));
    }
}

/// The first bytes of a text's letters. Those that aren't ASCII are consonants.
fn letters(text: &[u8]) -> impl DoubleEndedIterator<Item = u8> {
    text.iter().copied().filter(|byte| !is_inside(*byte))
}

fn has_letters(text: &[u8], count: usize) -> bool {
    letters(text).count() >= count
}

/// Whether a text ends in a `y` after a consonant.
fn has_final_y(text: &[u8]) -> bool {
    matches!(text, [.., before, b'y'] if !is_vowel(*before))
}

/// Whether a byte is in a letter, but not its first.
fn is_inside(byte: u8) -> bool {
    byte & 0xC0 == 0x80
}

fn has_vowel(text: &[u8]) -> bool {
    text.iter().copied().any(is_vowel)
}

fn is_double(second: u8, last: u8) -> bool {
    second == last
        && matches!(
            last,
            b'b' | b'd' | b'f' | b'g' | b'm' | b'n' | b'p' | b'r' | b't'
        )
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

/// After the first consonant that follows a vowel.
fn region(text: &str, from: usize) -> usize {
    let (mut after_vowel, mut found) = (false, false);
    for (at, byte) in text.bytes().enumerate().skip(from) {
        if found && !is_inside(byte) {
            return at;
        }
        let vowel = is_vowel(byte);
        found |= after_vowel && !vowel;
        after_vowel = vowel;
    }
    text.len()
}

/// Whether a word is all of one of the table's.
fn is_one_of(word: &[u8], table: &str) -> bool {
    longest(word, table).is_some_and(|(found, _)| found.len() == word.len())
}

/// Whether a text ends in a short syllable: hop(ing), but not help, boil, snow.
fn is_short(text: &[u8]) -> bool {
    let mut letters = letters(text).rev();
    let (last, vowel, before) = (letters.next(), letters.next(), letters.next());
    let closed = last.is_some_and(|last| !is_vowel(last)) && vowel.is_some_and(is_vowel);
    text.ends_with(b"past")
        || closed
            && before
                .is_none_or(|before| !is_vowel(before) && !matches!(last, Some(b'w' | b'x' | b'Y')))
}
