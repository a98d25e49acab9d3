//! Snowball's stemmer for Russian.
//!
//! The algorithm is `russian.sbl` of Snowball 3.0.0
//! (<https://snowballstem.org/algorithms/russian/stemmer.html>): copyright 2001
//! Dr Martin Porter, 2004 and 2005 Richard Boulton, under the 3-clause BSD licence.
//! The code is ours, for its size: what Snowball's compiler makes for Rust needs std
//! and takes, with English, 13 kB of the page's WASM, compressed; this takes 3.
//! `tests/snowball.rs` holds it to the answers of that code.

use alloc::string::String;

use super::longest;

/// A gerund: перечитав, встретившись.
///
/// As in every table here, `:ая` means that an а or a я has to be before the ending.
const GERUND: &str = "ывшись ившись вшись:ая ывши ивши вши:ая ыв ив в:ая";

const ADJECTIVE: &str = "\
    ими ыми его ого ему ому ее ие ые ое ей ий ый ой ем им ым ом их ых ую юю ая яя ою ею";

/// What an adjective's ending leaves of a participle: реша-ющ-ий.
const PARTICIPLE: &str = "ивш ывш вш:ая ующ ющ:ая щ:ая ем:ая нн:ая";

const REFLEXIVE: &str = "сь ся";

const VERB: &str = "\
    ейте уйте йте:ая ила ыла ла:ая ена на:ая ите ете:ая или ыли ли:ая ило ыло ло:ая ено \
    нно:ая но:ая ует ет:ая уют ют:ая ят ит ыт ены ны:ая ить ыть ть:ая ишь ешь:ая ей уй й:ая \
    ил ыл л:ая ен н:ая ем:ая им ым ую ю";

const NOUN: &str = "\
    иями ями ами еи ии и ией ей ой ий й иях ях ах иям ям ием ем ам ом ев ов ие ье е ию ью ю \
    ия ья я а о у ы ь";

const SUPERLATIVE: &str = "ейше ейш";

const DERIVATIONAL: &str = "ость ост";

/// The stem of a word in lower case, with `е` for `ё`.
pub fn stem(word: &str) -> String {
    let (region, second) = regions(word);
    let Some((head, mut rest)) = word.split_at_checked(region) else {
        return String::from(word);
    };
    if !cut(&mut rest, GERUND) {
        cut(&mut rest, REFLEXIVE);
        if cut(&mut rest, ADJECTIVE) {
            cut(&mut rest, PARTICIPLE);
        } else if !cut(&mut rest, VERB) {
            cut(&mut rest, NOUN);
        }
    }
    cut(&mut rest, "и");
    let mut shorter = rest;
    if cut(&mut shorter, DERIVATIONAL) && head.len() + shorter.len() >= second {
        rest = shorter;
    }
    let superlative = cut(&mut rest, SUPERLATIVE);
    if !cut(&mut rest, "н:н") && !superlative {
        cut(&mut rest, "ь");
    }
    String::from(word.get(..head.len() + rest.len()).unwrap_or_default())
}

/// Where endings may be cut: after the first vowel; and where -ость may: after the
/// second vowel that follows a consonant, and a consonant more.
fn regions(word: &str) -> (usize, usize) {
    let (mut first, mut turns) = (word.len(), 0);
    for (at, letter) in word.char_indices() {
        let vowel = matches!(letter, 'а' | 'е' | 'и' | 'о' | 'у' | 'ы' | 'э' | 'ю' | 'я');
        // Vowel, consonant, vowel, consonant.
        if vowel == (turns % 2 == 0) {
            turns += 1;
            let after = at + letter.len_utf8();
            if turns == 1 {
                first = after;
            } else if turns == 4 {
                return (first, after);
            }
        }
    }
    (first, word.len())
}

/// Cuts the longest of the endings that the word has. If the ending has a condition,
/// the letter before it has to be one of the condition's, or nothing is cut.
fn cut(word: &mut &str, endings: &str) -> bool {
    let Some((ending, condition)) = longest(word.as_bytes(), endings) else {
        return false;
    };
    let Some((rest, _)) = word.split_at_checked(word.len() - ending.len()) else {
        return false;
    };
    let met = condition.is_empty()
        || condition
            .chunks(2)
            .any(|letter| rest.as_bytes().ends_with(letter));
    if met {
        *word = rest;
    }
    met
}
