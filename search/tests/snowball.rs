//! Our Russian and English stemmers give the answers of Snowball's own.

#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use qagida_search::stem::{english, russian};
use waken_snowball::Algorithm;

/// Stems with no syllable, one and more, and such as end in what the rules look at.
const RUSSIAN_STEMS: &str = "\
    а виз вид въезд выда гражданин да длин документ жи закон иностран казахстан консуль \
    миграци направл новост об оплач паспорт поезд предпри прибы рабоч реша родн семь сил срок \
    ст стро теря труд у хозя чем шко электронн эт юн";
const RUSSIAN_LINKS: &str = "а в и н нн ост ейш ующ ающ ащ ящ авш ивш ывш ем ь";
const RUSSIAN_ENDINGS: &str = "\
    а ам ами ах ая в вши вшись е ев его ее ей ейте ейше ем ему ен ена ено ены ет ете ешь ею и \
    ив ивши ившись ие ием ией ии ий ил ила или им ими ит ите ить их ишь ию ия иям иями иях й \
    йте л ла ли ло н на нно но ны о ов ого ое ой ом ому ость ости ою сь ся ть у уй уйте ую ует \
    уют ы ыв ывши ывшись ые ый ыл ыла ыли ыло ым ыми ыт ыть ых ь ье ью ья ю ют юю я ял ят ям \
    ями ях яя";

const ENGLISH_STEMS: &str = "\
    a e y b by ad add agr app arsen begg bl boy cann cogn commun cr decid dy earr egg emerg \
    even exc gener happ herr hop hopp inn invit later legal mov nat off organ out past permit \
    polit redd robb rough staff swimm thick proc regist say sk snow succ theol univers us vis \
    yell andes atlas bias cosmos early gently howe idly news only singly skies skis sky ugly";
const ENGLISH_ENDINGS: &str = "\
    ' 's 's' abl able abli al alism aliti alize alli ance anci ant at ate ation ational ative \
    ator biliti bl bli e ed edly eed eedly ement ence enci ent entli er es ful fulli fulness \
    ible ic ical icate iciti ied ies ing ingly ion ism iti ive iveness iviti iz ization ize \
    izer l less lessli li ll ly ment ness ogi ogist ous ousli ousness s ses ss sses t tional \
    tt us w x y ying";

#[test]
fn russian_examples() {
    for (words, stem) in [
        ("виза визы визе визу визой визам визами визах", "виз"),
        ("разрешение разрешения разрешением разрешений", "разрешен"),
        ("иностранный иностранная иностранного", "иностра"),
        ("оформить оформив оформили оформился", "оформ"),
        ("прибыть прибыл прибывший прибывшего", "приб"),
        ("возможность возможности", "возможн"),
    ] {
        for word in words.split(' ') {
            assert_eq!(russian::stem(word), stem, "{word}");
        }
    }
}

#[test]
fn english_examples() {
    for (words, stem) in [
        ("visa visas visa's", "visa"),
        ("apply applies applied applying", "appli"),
        ("register registers registered registering", "regist"),
        ("stopped stopping stops", "stop"),
        ("hope hopes hoped hoping", "hope"),
        ("invitation invitations", "invit"),
        ("news", "news"),
        ("skies sky", "sky"),
        ("by", "by"),
    ] {
        for word in words.split(' ') {
            assert_eq!(english::stem(word), stem, "{word}");
        }
    }
}

#[test]
fn words_of_the_texts_have_snowballs_stems() {
    let texts = texts();
    let (mut of_russian, mut of_english) = (0, 0);
    for word in words(&texts) {
        if word.starts_with(|first: char| first.is_ascii_lowercase()) {
            same_in_english(&word).unwrap();
            of_english += 1;
        } else {
            same_in_russian(&word).unwrap();
            of_russian += 1;
        }
    }
    assert!(
        of_russian > 1000 && of_english > 1000,
        "{of_russian} {of_english}"
    );
}

#[test]
fn made_russian_words_have_snowballs_stems() {
    let mut count = 0;
    for stem in parts(RUSSIAN_STEMS) {
        for link in parts(RUSSIAN_LINKS) {
            for ending in parts(RUSSIAN_ENDINGS) {
                for reflexive in ["", "ся", "сь"] {
                    same_in_russian(&format!("{stem}{link}{ending}{reflexive}")).unwrap();
                    count += 1;
                }
            }
        }
    }
    assert!(count > 50_000, "{count}");
}

#[test]
fn made_english_words_have_snowballs_stems() {
    let mut count = 0;
    for stem in parts(ENGLISH_STEMS) {
        for first in parts(ENGLISH_ENDINGS) {
            for second in parts(ENGLISH_ENDINGS) {
                same_in_english(&format!("{stem}{first}{second}")).unwrap();
                count += 1;
            }
        }
    }
    assert!(count > 50_000, "{count}");
}

/// Every word of up to three letters, and what the rules look at after it.
#[test]
fn short_english_words_have_snowballs_stems() {
    let letters = ('a'..='z').chain(['\'', 'é']).map(String::from);
    let mut words = vec![String::new()];
    for _ in 0..3 {
        words = letters
            .clone()
            .flat_map(|letter| words.iter().map(move |word| format!("{letter}{word}")))
            .chain([String::new()])
            .collect();
    }
    for word in words {
        same_in_english(&word).unwrap();
        for ending in ["ed", "ing", "ies", "s", "e", "y"] {
            same_in_english(&format!("{word}{ending}")).unwrap();
        }
    }
}

/// The words of a list that the environment variable names, one a line, with
/// whatever follows a slash left out, as in Hunspell's dictionaries.
#[test]
#[ignore = "needs a list of words: SNOWBALL_WORDS=file"]
fn words_of_a_list_have_snowballs_stems() {
    let list = fs::read_to_string(env::var("SNOWBALL_WORDS").unwrap()).unwrap();
    let words: BTreeSet<String> = list
        .lines()
        .map(|line| {
            line.split('/')
                .next()
                .unwrap()
                .to_lowercase()
                .replace('ё', "е")
        })
        .collect();
    for word in &words {
        same_in_russian(word).unwrap();
        same_in_english(word).unwrap();
    }
    assert!(words.len() > 10_000, "{}", words.len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(5_000))]

    #[test]
    fn random_russian_letters(word in "[а-я]{0,14}") {
        same_in_russian(&word)?;
    }

    #[test]
    fn random_russian_parts(parts in vec(select(parts(RUSSIAN_ENDINGS)), 0..5)) {
        same_in_russian(&parts.concat())?;
    }

    #[test]
    fn random_english_letters(word in "[a-z']{0,14}") {
        same_in_english(&word)?;
    }

    #[test]
    fn random_english_parts(
        start in select(parts(ENGLISH_STEMS)),
        parts in vec(select(parts(ENGLISH_ENDINGS)), 0..4),
    ) {
        same_in_english(&format!("{start}{}", parts.concat()))?;
    }

    /// Words of other alphabets, digits, signs: the same even there.
    #[test]
    fn random_texts(text in "\\PC{0,12}|[a-zа-я0-9'éßі]{0,12}") {
        let text = text.to_lowercase().replace('ё', "е");
        same_in_russian(&text)?;
        same_in_english(&text)?;
    }

    #[test]
    fn nothing_panics(text in any::<String>()) {
        russian::stem(&text);
        english::stem(&text);
    }
}

/// The parts of a list, and nothing.
fn parts(list: &'static str) -> Vec<&'static str> {
    [""].into_iter().chain(list.split(' ')).collect()
}

fn same_in_russian(word: &str) -> Result<(), TestCaseError> {
    let theirs = waken_snowball::stem(Algorithm::Russian, word);
    prop_assert_eq!(russian::stem(word), theirs, "{}", word);
    Ok(())
}

fn same_in_english(word: &str) -> Result<(), TestCaseError> {
    let theirs = waken_snowball::stem(Algorithm::English, word);
    prop_assert_eq!(english::stem(word), theirs, "{}", word);
    Ok(())
}

/// The texts of the repository.
fn texts() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut files = Vec::new();
    for folder in ["content", "templates/text"] {
        yaml_files(&root.join(folder), &mut files);
    }
    files
        .iter()
        .map(|file| fs::read_to_string(file).unwrap())
        .collect()
}

fn yaml_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            yaml_files(&path, files);
        } else if path
            .extension()
            .is_some_and(|extension| extension == "yaml")
        {
            files.push(path);
        }
    }
}

/// The words of a text, folded as the stemmers need them.
fn words(text: &str) -> BTreeSet<String> {
    text.to_lowercase()
        .replace('ё', "е")
        .replace('’', "'")
        .split(|letter: char| !letter.is_alphabetic() && letter != '\'')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}
