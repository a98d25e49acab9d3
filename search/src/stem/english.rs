//! Snowball's stemmer for English, also called Porter2.
//!
//! The algorithm is that of Snowball 3.0, `english.sbl`
//! (<https://snowballstem.org/algorithms/english/stemmer.html>), © 2001 Dr Martin
//! Porter, © 2004, 2005 Richard Boulton, under the 3-clause BSD licence. The code is
//! ours: what Snowball's compiler makes of it for Rust needs std, and with Russian
//! weighs more than the rest of the page's search. `tests/snowball.rs` holds it to
//! that code's answers.

use alloc::string::String;

use super::russian::longest;

/// Words with stems of their own.
const EXCEPTIONS: &str = "\
    skis:ski skies:sky idly:idl gently:gentl ugly:ugli early:earli only:onli singly:singl \
    sky:sky news:news howe:howe atlas:atlas cosmos:cosmos bias:bias andes:andes";

/// Beginnings after which a word's endings begin.
const PREFIXES: [&str; 8] = [
    "gener", "commun", "arsen", "past", "univers", "later", "emerg", "organ",
];

const POSSESSIVE: &str = "'s' 's '";

const PLURAL: &str = "sses:ss ies:i ied:i us:us ss:ss s";

const PAST: &str = "eedly:ee ingly edly eed:ee ing ed";

/// Before -eed, if they are the whole of what is before it, and before -ing: no verbs.
const NO_VERBS: &str = "succ proc exc";
const NO_VERBS_ING: &str = "even cann inn earr herr out";

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
        return stem.iter().map(|byte| char::from(*byte)).collect();
    }
    if word.chars().nth(2).is_none() {
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
        let mut text = String::new();
        let mut after_vowel = true;
        for letter in word.strip_prefix('\'').unwrap_or(word).chars() {
            let letter = if letter == 'y' && after_vowel {
                'Y'
            } else {
                letter
            };
            after_vowel = is_vowel(letter);
            text.push(letter);
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
    fn before(&self, at: usize) -> &str {
        self.text.get(..at).unwrap_or_default()
    }

    fn replace(&mut self, at: usize, new: &[u8]) {
        self.text.truncate(at);
        for byte in new {
            self.text.push(char::from(*byte));
        }
    }

    /// 1a: the possessive and the plural.
    fn plural(&mut self) {
        if let Some((at, ..)) = self.ending(POSSESSIVE) {
            self.text.truncate(at);
        }
        let Some((at, ending, new)) = self.ending(PLURAL) else {
            return;
        };
        let mut before = self.before(at).chars();
        if ending == b"s" {
            // A vowel right before it doesn't count: gas, this.
            before.next_back();
            if !before.any(is_vowel) {
                return;
            }
        }
        if new == b"i" && before.nth(1).is_none() {
            // ties, but cries.
            self.replace(at, b"ie");
        } else {
            self.replace(at, new);
        }
    }

    /// 1b: -ed, -ing.
    fn past(&mut self) {
        let Some((at, ending, new)) = self.ending(PAST) else {
            return;
        };
        let before = self.before(at);
        if !new.is_empty() {
            if at >= self.r1 && !is_one_of(before, NO_VERBS) {
                self.replace(at, new);
            }
            return;
        }
        if ending == b"ing" {
            if is_one_of(before, NO_VERBS_ING) {
                return;
            }
            let mut letters = before.chars();
            if letters.next_back() == Some('y')
                && letters.next_back().is_some_and(|letter| !is_vowel(letter))
                && letters.next().is_none()
            {
                // dying
                self.replace(at - 1, b"ie");
                return;
            }
        }
        if !before.chars().any(is_vowel) {
            return;
        }
        self.text.truncate(at);
        let mut letters = self.text.bytes().rev();
        let (last, second) = (letters.next(), letters.next());
        let doubled = last == second && last.is_some_and(|last| b"bdfgmnprt".contains(&last));
        if doubled {
            // added, egged: not ad, eg.
            if at > 3 || !matches!(letters.next(), Some(b'a' | b'e' | b'o')) {
                self.text.truncate(at - 1);
            }
        } else if longest(self.text.as_bytes(), "at bl iz").is_some()
            || (at == self.r1 && is_short(&self.text))
        {
            self.text.push('e');
        }
    }

    /// 1c: cry, but not by, say.
    fn y_to_i(&mut self) {
        let mut letters = self.text.chars();
        if matches!(letters.next_back(), Some('y' | 'Y'))
            && letters.next_back().is_some_and(|letter| !is_vowel(letter))
            && letters.next().is_some()
        {
            self.replace(self.text.len() - 1, b"i");
        }
    }

    fn second(&mut self) {
        let Some((at, ending, new)) = self.ending(SECOND) else {
            return;
        };
        let last = self.before(at).bytes().next_back().unwrap_or_default();
        let fits = match ending {
            b"ogi" => last == b'l',
            b"li" => b"cdeghkmnrt".contains(&last),
            _ => true,
        };
        if fits && at >= self.r1 {
            self.replace(at, new);
        }
    }

    fn third(&mut self) {
        if let Some((at, ending, new)) = self.ending(THIRD)
            && at >= if ending == b"ative" { self.r2 } else { self.r1 }
        {
            self.replace(at, new);
        }
    }

    fn fourth(&mut self) {
        if let Some((at, ending, _)) = self.ending(FOURTH)
            && at >= self.r2
            && (ending != b"ion" || self.before(at).ends_with(['s', 't']))
        {
            self.text.truncate(at);
        }
    }

    fn fifth(&mut self) {
        let Some((at, ending, _)) = self.ending("e l") else {
            return;
        };
        let before = self.before(at);
        let fits = if ending == b"l" {
            at >= self.r2 && before.ends_with('l')
        } else {
            at >= self.r2 || (at >= self.r1 && !is_short(before))
        };
        if fits {
            self.text.truncate(at);
        }
    }
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

/// After the first consonant that follows a vowel.
fn region(text: &str, from: usize) -> usize {
    let mut after_vowel = false;
    for (at, letter) in text.char_indices() {
        if at >= from {
            let vowel = is_vowel(letter);
            if after_vowel && !vowel {
                return at + letter.len_utf8();
            }
            after_vowel = vowel;
        }
    }
    text.len()
}

/// Whether a word is all of one of the table's.
fn is_one_of(word: &str, table: &str) -> bool {
    longest(word.as_bytes(), table).is_some_and(|(found, _)| found.len() == word.len())
}

/// Whether a text ends in a short syllable, which would have kept its `e`: hop(e).
fn is_short(text: &str) -> bool {
    let mut letters = text.chars().rev();
    let (last, vowel, before) = (letters.next(), letters.next(), letters.next());
    let closed = last.is_some_and(|last| !is_vowel(last)) && vowel.is_some_and(is_vowel);
    text.ends_with("past")
        || closed
            && before.map_or(true, |before| {
                !is_vowel(before) && !matches!(last, Some('w' | 'x' | 'Y'))
            })
}
