//! Texts -> words, and words -> keys: what the index holds and a query asks for.

use alloc::string::String;
use alloc::vec::Vec;

use crate::letters::{code, cyrillic_twin, is_cyrillic, is_silent, latin_twin, letter, lower};
#[cfg(feature = "english")]
use crate::stem::english;
#[cfg(feature = "kazakh")]
use crate::stem::kazakh;
#[cfg(feature = "russian")]
use crate::stem::russian;

/// A word, or what stands for it in the index: one byte a letter.
pub(crate) type Key = Vec<u8>;

/// Whose forms of words are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Kazakh.
    #[cfg(feature = "kazakh")]
    Kazakh,
    /// Russian.
    #[cfg(feature = "russian")]
    Russian,
    /// English.
    #[cfg(feature = "english")]
    English,
    /// Any other: words are taken as they stand.
    Other,
}

impl Language {
    /// The language of an ISO 639-1 code.
    pub fn of(code: &str) -> Self {
        match code {
            #[cfg(feature = "kazakh")]
            "kk" => Self::Kazakh,
            #[cfg(feature = "russian")]
            "ru" => Self::Russian,
            #[cfg(feature = "english")]
            "en" => Self::English,
            _ => Self::Other,
        }
    }

    /// Whether it is written in Cyrillic letters.
    pub(crate) fn is_cyrillic(self) -> bool {
        match self {
            #[cfg(feature = "kazakh")]
            Self::Kazakh => true,
            #[cfg(feature = "russian")]
            Self::Russian => true,
            _ => false,
        }
    }

    /// Words that say nothing about what is looked for: pronouns, particles,
    /// conjunctions, auxiliary and asking words. Folded.
    fn function_words(self) -> &'static str {
        match self {
            #[cfg(feature = "kazakh")]
            Self::Kazakh => KAZAKH,
            #[cfg(feature = "russian")]
            Self::Russian => RUSSIAN,
            #[cfg(feature = "english")]
            Self::English => ENGLISH,
            Self::Other => "",
        }
    }
}

// With the case endings that stand alone behind a hyphen: «ЖСН-ді», «МРП-ға».
#[cfg(feature = "kazakh")]
const KAZAKH: &str = "ал ба бар бе бен бир бола болады болу болып бул гана да дан де ден ди дин ды дын ен жане жок га ге ие кай кайда кайдан калай кандай кашан келеди керек кен ким ма маган ме мен менин на не неге немесе неше нан нен ни нин ны нын о ол онын осы па пе пен сиз сол та тан те тек тен ти тин туралы ты тын ушин ше кажет емес мумкин";
#[cfg(feature = "russian")]
const RUSSIAN: &str = "а без бы был была были было быть в вам вас ваш во вот все вы где да даже для до его ее если есть еще же за и из или им их к как какая какие какой каком какую ко когда кому кто ли лишь мне можно мой моя мою мы на надо нам нас не нет ни ну о об однако он она они от по под при про с со сейчас так также там то того тоже только том ты у уже хочу что чтобы чем эта эти это этот я нужен нужна нужно нужны";
#[cfg(feature = "english")]
const ENGLISH: &str = "a about am an and any are as at be been but by can could did do does for from get got had has have he her his how i if in into is it its just ll may me might must my need no not of on or our she should so some such than that the their them then there these they this those to too us want was we were what when where which who whom why will with would you your";

/// A word of a text and where it stands there, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// In lower case. A letter with a number, such as `c3`, in Latin.
    pub text: String,
    pub start: usize,
    pub end: usize,
}

/// The words of a text.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    for run in runs(text) {
        if let Some(letter) = found.last_mut()
            && makes_code(letter, &run, text)
        {
            letter.text = letter.text.chars().map(latin_twin).collect();
            letter.text.push_str(&run.text);
            letter.end = run.end;
        } else if let Some(number) = found.last_mut()
            && goes_on(number, &run, text)
        {
            number.text.push_str(&run.text);
            number.end = run.end;
        } else {
            found.push(run);
        }
    }
    for word in &mut found {
        let mixed =
            word.text.chars().any(is_cyrillic) && word.text.chars().any(|c| c.is_ascii_lowercase());
        if mixed {
            // «визa» with a Latin a.
            word.text = word.text.chars().map(cyrillic_twin).collect();
        }
    }
    found
}

/// Which bit stands for words that begin with a letter.
pub(crate) fn beginning(code: u8) -> u64 {
    1 << (code & 63)
}

/// The words of a text that begin with some of the letters, and perhaps others.
///
/// Whoever looks for few words in a long text need not take it all apart: that
/// would be most of the time that a hit takes to be shown.
pub(crate) fn some_words(text: &str, beginnings: u64, each: &mut dyn FnMut(Word)) {
    let mut start = None;
    let mut wanted = false;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if let Some(small) = lower(c) {
            if start.is_none() {
                start = Some(at);
                // The first letter of «ю» and «я» in a key.
                let first = if matches!(small, 'ю' | 'я') {
                    'й'
                } else {
                    small
                };
                wanted = code(first).is_some_and(|code| beginnings & beginning(code) != 0);
            }
        } else if start.is_some() && !is_silent(c) && !matches!(c, '\'' | '’' | 'ʼ') {
            let from = start.take().unwrap_or(at);
            if wanted {
                for mut word in words(text.get(from..at).unwrap_or_default()) {
                    word.start += from;
                    word.end += from;
                    each(word);
                }
            }
        }
    }
}

/// Letters in a row, and digits in a row.
fn runs(text: &str) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let mut open: Option<Word> = None;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let Some(small) = lower(c) else {
            match &mut open {
                // «й» of two characters, as some keyboards send it.
                Some(word) if is_silent(c) => {
                    if c == '\u{306}' && word.text.ends_with('и') {
                        word.text.pop();
                        word.text.push('й');
                    }
                    word.end = end;
                }
                Some(word) if matches!(c, '\'' | '’' | 'ʼ') => word.text.push('\''),
                _ => found.extend(open.take()),
            }
            continue;
        };
        match &mut open {
            Some(word) if is_number(&word.text) == small.is_ascii_digit() => {
                word.text.push(small);
                word.end = end;
            }
            _ => {
                found.extend(open.take());
                open = Some(Word {
                    text: String::from(small),
                    start: at,
                    end,
                });
            }
        }
    }
    found.extend(open);
    found
}

/// Whether a word is a number.
pub(crate) fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a letter and what follows it are one name, such as that of a
/// category: `C3`, `c-3`, `C 3`. But «с 3 лет» is not: there, a small letter
/// that stands alone is a word.
fn makes_code(letter: &Word, number: &Word, text: &str) -> bool {
    let alone = letter.text.chars().nth(1).is_none() && !is_number(&letter.text);
    let between = text.get(letter.end..number.start).unwrap_or_default();
    let capital = text
        .get(letter.start..letter.end)
        .is_some_and(|shown| shown != letter.text);
    alone
        && is_number(&number.text)
        && number.text.len() <= 2
        && (matches!(between, "" | "-" | "‑" | "–")
            || (capital && matches!(between, " " | "\u{a0}")))
}

/// Whether a number goes on after a space: `730 000`.
fn goes_on(number: &Word, rest: &Word, text: &str) -> bool {
    let between = text.get(number.end..rest.start).unwrap_or_default();
    is_number(&number.text)
        && is_number(&rest.text)
        && rest.text.len() == 3
        && matches!(between, " " | "\u{a0}" | "\u{202f}" | "\u{2009}")
}

/// Whether a word is a letter with a number.
#[cfg(feature = "english")]
fn is_code(word: &str) -> bool {
    word.chars().any(|c| c.is_ascii_digit())
}

/// A word's letters as they stand in a key, not stemmed. «ю» and «я» are two, as
/// the Kazakh stemmer has them: half of one may be the root's.
pub(crate) fn folded(word: &str) -> Key {
    let mut key = Key::new();
    for c in word.chars() {
        let plain = match c {
            'ю' => 'у',
            'я' => 'а',
            other => other,
        };
        if plain != c {
            key.extend(code('й'));
        }
        key.extend(code(plain));
    }
    key
}

/// A key as people read it.
pub(crate) fn spelled(key: &[u8]) -> String {
    key.iter().map(|code| letter(*code)).collect()
}

/// A word's key: of its stem, folded.
pub(crate) fn key(word: &str, language: Language) -> Key {
    let cyrillic = word.starts_with(is_cyrillic);
    match language {
        #[cfg(feature = "english")]
        Language::English if !cyrillic && !is_number(word) && !is_code(word) => {
            folded(&english::stem(word))
        }
        #[cfg(feature = "kazakh")]
        Language::Kazakh if cyrillic => folded(&kazakh::stem(&spelled(&folded(word)))),
        #[cfg(feature = "russian")]
        Language::Russian if cyrillic => {
            let word: String = word
                .chars()
                .map(|c| if c == 'ё' { 'е' } else { c })
                .collect();
            folded(&russian::stem(&word))
        }
        _ => folded(word),
    }
}

/// A key in 18 bits: what the index has of a word that stands in no name.
///
/// Of some two thousand such words one in 150 others is taken for one of them;
/// spelling them would make the index a quarter larger.
pub(crate) fn mark(key: &[u8]) -> usize {
    let fnv = key.iter().fold(0x811c_9dc5, |hash: u32, byte| {
        (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193)
    });
    (fnv ^ fnv >> 18) as usize & 0x3ffff
}

/// Whether a word says nothing about what is looked for.
pub(crate) fn is_function_word(word: &str, language: Language) -> bool {
    let word = spelled(&folded(word));
    language
        .function_words()
        .split(' ')
        .any(|function| function == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn words_of_a_text() {
        assert_eq!(texts("Виза, ЖСН-ді алу!"), ["виза", "жсн", "ді", "алу"]);
        assert_eq!(
            texts("a 3-year visa; 5лет"),
            ["a", "3", "year", "visa", "5", "лет"]
        );
        assert_eq!(texts("applicant’s й"), ["applicant's", "й"]);
        assert_eq!(texts("😀<b>визa</b>\u{0}"), ["b", "виза", "b"]);
        assert_eq!(texts(""), [""; 0]);
    }

    #[test]
    fn codes_in_either_script() {
        for code in ["B12", "b12", "B-12", "B 12", "В12", "в-12", "В 12", "в12"] {
            assert_eq!(texts(code), ["b12"], "{code}");
        }
        assert_eq!(
            texts("от 3 лет с 3 лет"),
            ["от", "3", "лет", "с", "3", "лет"]
        );
        assert_eq!(texts("С3 санаты"), ["c3", "санаты"]);
    }

    #[test]
    fn numbers_in_groups() {
        assert_eq!(texts("730 000 ₸, 1 102 162,5"), ["730000", "1102162", "5"]);
        assert_eq!(texts("3 5000 12"), ["3", "5000", "12"]);
    }

    #[test]
    fn a_stem_begins_like_its_word() {
        for word in [
            "ямайка",
            "аяқталды",
            "бюджет",
            "қоюға",
            "орнына",
            "кітабы",
            "сертификатым",
        ] {
            let (letters, stem) = (folded(word), key(word, Language::Kazakh));
            assert!(letters.starts_with(&stem[..stem.len() - 2]), "{word}");
        }
        let mut found = 0;
        some_words(
            "ямайка",
            beginning(folded("ямайка")[0]),
            &mut |_| found += 1,
        );
        assert_eq!(found, 1);
    }

    #[test]
    fn some_of_the_words() {
        let text = "Виза по C3, визалар мен жұмыс: 30 күн, жаңа-виза…";
        let beginnings = beginning(folded("в")[0]) | beginning(folded("c")[0]);
        let mut found = Vec::new();
        some_words(text, beginnings, &mut |word| found.push(word));
        let all = words(text);
        assert!(found.iter().all(|word| all.contains(word)));
        let found: Vec<&str> = found.iter().map(|word| &*word.text).collect();
        assert_eq!(found, ["виза", "c3", "визалар", "виза"]);
    }

    #[test]
    fn places_are_those_in_the_text() {
        let text = "Құны: 3 жылға, В-12";
        let found: Vec<&str> = words(text)
            .iter()
            .map(|word| &text[word.start..word.end])
            .collect();
        assert_eq!(found, ["Құны", "3", "жылға", "В-12"]);
    }
}
