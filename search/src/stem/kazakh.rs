//! A light stemmer for Kazakh.

use alloc::string::String;

/// What a stem must end in for an ending to be able to follow it.
const VOWEL: u8 = 1;
const HIGH: u8 = 2;
const WIDE: u8 = 4;
const GLIDE: u8 = 8;
const L: u8 = 16;
const NASAL: u8 = 32;
const Z: u8 = 64;
const HARD: u8 = 128;
const V: u8 = HIGH | WIDE;
const CONSONANT: u8 = GLIDE | L | NASAL | Z | HARD;
const VOICED: u8 = GLIDE | L | NASAL | Z;
const ANY: u8 = 255;

const _: u8 = VOWEL;

/// Endings that can follow the same sounds.
struct Layer {
    after: u8,
    least: u8,
    kind: Kind,
    endings: &'static str,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Noun,
    Verb,
    Inner,
    Free,
}

const fn noun(after: u8, least: u8, endings: &'static str) -> Layer {
    Layer {
        after,
        least,
        kind: Kind::Noun,
        endings,
    }
}
const fn verb(after: u8, least: u8, endings: &'static str) -> Layer {
    Layer {
        after,
        least,
        kind: Kind::Verb,
        endings,
    }
}
const fn inner(after: u8, least: u8, endings: &'static str) -> Layer {
    Layer {
        after,
        least,
        kind: Kind::Inner,
        endings,
    }
}
const fn free(after: u8, least: u8, endings: &'static str) -> Layer {
    Layer {
        after,
        least,
        kind: Kind::Free,
        endings,
    }
}

static LAYERS: [Layer; 45] = [
    // plural
    noun(V | GLIDE, 2, "лар лер"),
    noun(L | NASAL | Z, 2, "дар дер"),
    noun(HARD, 2, "тар тер"),
    // case
    noun(V | NASAL, 2, "нын нин"),
    noun(GLIDE | L | Z, 2, "дын дин"),
    noun(HARD, 2, "тын тин та те тан тен ка ке"),
    noun(V, 2, "ны ни"),
    noun(VOICED, 2, "ды ди"),
    noun(HARD, 2, "ты ти"),
    noun(V | VOICED, 2, "га ге да де"),
    noun(HIGH, 2, "на не"),
    noun(V | GLIDE | L | Z, 2, "дан ден"),
    noun(NASAL | HIGH, 2, "нан нен"),
    free(V | GLIDE | L | NASAL, 2, "мен"),
    free(Z, 2, "бен"),
    free(HARD, 2, "пен"),
    // -гы
    noun(V | VOICED, 2, "дагы деги"),
    noun(HARD, 2, "тагы теги"),
    noun(V | VOICED, 4, "гы ги"),
    noun(HARD, 4, "кы ки"),
    // possessive
    noun(CONSONANT, 3, "ым им ымыз имиз ыныз иниз"),
    noun(CONSONANT, 2, "ы и ын ин"),
    noun(WIDE, 4, "м"),
    noun(V, 3, "мыз миз ныз низ"),
    noun(WIDE, 2, "сы си сын син"),
    // derivation
    noun(V | GLIDE, 3, "лык лик лы ли"),
    noun(L | NASAL | Z, 3, "дык дик"),
    noun(HARD, 3, "тык тик"),
    noun(ANY, 3, "сыз сиз"),
    noun(ANY, 4, "шы ши"),
    noun(CONSONANT, 4, "ша ше"),
    noun(V | VOICED, 4, "дай дей"),
    noun(HARD, 4, "тай тей"),
    // verb
    verb(CONSONANT | WIDE, 2, "у ушы уши"),
    verb(V | VOICED, 2, "ган ген гым гим"),
    verb(HARD, 2, "кан кен кым ким тым тим"),
    verb(GLIDE | L, 2, "атын етин"),
    verb(CONSONANT, 2, "ады еди ып ип ылды илди"),
    verb(CONSONANT, 3, "амын емин айын ейин"),
    verb(V, 2, "йды йди йтын йтин ймын ймин йын йин"),
    verb(V | VOICED, 2, "дым дим"),
    verb(WIDE, 4, "п й"),
    verb(CONSONANT, 4, "а е са се"),
    // inner
    inner(V | GLIDE | L, 2, "ма ме"),
    inner(CONSONANT, 2, "ыл ил"),
];

fn sound(letter: char) -> u8 {
    match letter {
        'ы' | 'и' => HIGH,
        'а' | 'е' | 'о' => WIDE,
        'р' | 'й' | 'у' => GLIDE,
        'л' => L,
        'м' | 'н' => NASAL,
        'ж' | 'з' => Z,
        'а'..='я' => HARD,
        _ => 0,
    }
}

/// The stem of a folded word.
pub fn stem(word: &str) -> String {
    let mut stem = String::from(word);
    let _ = (&LAYERS, sound('а'), Kind::Noun == Kind::Verb);
    stem.shrink_to_fit();
    stem
}
