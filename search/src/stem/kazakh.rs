//! A light stemmer for Kazakh, made for this search.
//!
//! A Kazakh word is a root with endings one after another, nothing before it:
//! `визаларыңыздағы`, in the visas of yours, is `виза` + plural + possessive +
//! case + `-ғы`. The stemmer takes endings off the end until none fits. It has
//! no dictionary, so it decides by sound: which form of an ending may follow which
//! letter is strict in Kazakh. From is `-дан` after `а`, `-тан` after `т`, `-нан`
//! after `м`, so that nothing is cut from `кеден` or `алма`, but is from `құжаттан`.
//!
//! # Folded letters
//!
//! Words come folded: `ә ғ қ ң ө ұ ү һ і ё э` are `а г к н о у у х и е е`, as they
//! are typed on a Russian keyboard. What that costs:
//!
//! - Words apart in nothing else are one: `күн` day, `құн` price; `болу` be,
//!   `бөлу` divide; `тұр-` stand, `түр` kind.
//! - Harmony is seen in part only: after `ы` an ending can't be a front one, after
//!   `е` no back one (`agree`); after `а о и у` it can be either.
//! - `-ның` of and `-ын` his (accusative) end alike: `баланың` child's, `маманын`
//!   his specialist. After `а е` it is taken for `-ның`, which is the commoner.
//!
//! # Letters rewritten
//!
//! A stem is not always a beginning of its word (`level`, `stem`):
//!
//! - A last `б г` is written `п к`: `талап`, `талабы`; `бөлік`, `бөлігі`.
//! - `т` is dropped after a voiceless consonant, as the spelling itself does it:
//!   `турист` + `тік` is `туристік`.
//! - `ю я` are `йу йа`, of which one half is the root's: `қой-`, `қою`, `қояды`.
//! - `ь ъ` are dropped: `консулдық` and `консульдық` are both written.
//! - A few old roots lose a vowel before an ending, and get it back:
//!   `орын`, `орны` (`SHORTENED`).
//!
//! # Layers
//!
//! In a word they stand in this order, and are taken off from the right:
//!
//! 1. root;
//! 2. on a verb: passive `-ыл -л` (`-ын` after `л`), then negation `-ма -ба -па`;
//! 3. what makes it a noun or finite: `-у`, `-ушы`, `-ған`, `-атын`, `-ады`, `-ып`, …;
//! 4. derivation: `-лық`, `-сыз`, `-лы`, `-шы`, `-ша`, `-дай`;
//! 5. plural `-лар`;
//! 6. possessive `-ым -ы -сы -ымыз -ыңыз`, …;
//! 7. case: `-ның -ға -ны -да -дан -мен`; `-дағы`, `-ғы`, after which 5 to 7 can
//!    follow anew.
//!
//! Of all that fit, the longest is taken, whatever its layer: an order would help
//! to cut `сауда|лар` right, and then `сауда` alone would be cut otherwise than
//! with its plural. What counts is that the forms of a word meet, not that the
//! stem is a word. Only two steps depend on those before: passive and negation
//! are looked for after a verb's ending only, and then nothing else is (`-ма` is
//! also the end of nouns, `анықтама`; `-ыл` of roots, `ауыл`); and after a final
//! `-а -е`, the weakest sign of a verb (`ұзарта алу`), nothing is.
//!
//! # What must be left
//!
//! Each ending says how many letters at least: 2 where nothing but the ending can
//! be meant (`ел|дер`), up to 5 where many roots end in the same letters. Two
//! letters are a root only if the first is a vowel or the last is `у`: `ел`, `іс`,
//! `су`; so `ха|лық`, `те|ңіз` stay. More letters need a vowel among them.
//!
//! Where a common root ends, by chance, in letters of an ending, and cutting it
//! would make it another common word, it is listed: `WHOLE`.
//!
//! # What is not cut
//!
//! - `-ар -ер` (will do), `-мақ`: the end of too many roots (`хабар`, `тармақ`).
//! - Causatives: `ауысу` change and `ауыстыру` replace, `келу` come and `келтіру`
//!   cite are different matters in a law.
//! - `-ла -да -та`, which make verbs: `ресім`, `ресімдеу`; as are `-н -т -с` on verbs.
//! - `-ма -ыс -ік -іш -гер -кер -хана`, which make nouns: `хабарлау`, `хабарлама`.
//! - `-ң` and `-сың` of familiar address; `-аң -ың` in questions to a friend.
//! - Past `-ды` on a verb in a vowel (`тіркеді`), `-атын` on one in `т с з ш`.
//! - `-лы` after a vowel: more roots in `л` with `-ы` end so, `порталы`.
//!
//! # Known to go wrong
//!
//! - `-ы` after a root in `-ас -ес`, `-ан -ен` reads as `-сы`, `-ны`: `жүндесі`, `қорғаны`.
//! - `-ын` after a root in `-рат -лат -нат` reads as `-атын`: `аппаратын`.
//! - `-сы` after a root in `-ы` reads as a root in `-с`: `тұрғысы`; only `-шысы` is right.
//! - Names in `-стан` lose it, in all their forms: `қазақс`.
//! - Three letters and `-ым` stay: `қызым`, for the sake of `шағым`, `бөлім`, `тізім`.
//! - Some words are forms of another, letter by letter: `келін` bride, of `келу`;
//!   `қалам` pen, of `қала`.
//!
//! `tests/hunspell-kk.py` measures it against Debian's dictionary, which is no part
//! of this: of two forms of a noun 92 % meet, of a verb 91 %; of two different
//! words that begin alike 0.6 % get one stem.

use alloc::string::String;

// What a stem may end in: each ending has the set of those that it can follow.
/// `ы и`.
const HIGH: u16 = 1;
/// `а е`.
const WIDE: u16 = 2;
/// `о`: of loans only.
const ROUND: u16 = 4;
/// `р й у`; `у` sounds as `w`, or as a vowel with it.
const GLIDE: u16 = 8;
/// `л`.
const LATERAL: u16 = 16;
/// `м н`.
const NASAL: u16 = 32;
/// `ж з`.
const BUZZ: u16 = 64;
/// Voiceless, and `б в г д`, which are so at the end of a word.
const HARD: u16 = 128;
/// `-шы`: one of few ends in a high vowel that are no possessive.
const AGENT: u16 = 256;

const VOWEL: u16 = HIGH | WIDE | ROUND;
const VOICED: u16 = GLIDE | LATERAL | NASAL | BUZZ;
const CONSONANT: u16 = VOICED | HARD;
const ANY: u16 = VOWEL | CONSONANT;

/// What is looked for once an ending is off.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// All endings.
    Noun,
    /// As of a noun; the ending is in no harmony with the stem.
    Fixed,
    /// Endings within a verb.
    Verb,
    /// An ending within a verb, itself looked for within a verb only.
    Inner,
    /// Nothing.
    Last,
}
use Kind::{Fixed, Inner, Last, Noun, Verb};

/// Endings of a kind: what they can follow, how many letters they must leave.
struct Layer(Kind, u16, u8, &'static str);

static LAYERS: &[Layer] = &[
    // Plural.
    Layer(Noun, VOWEL | GLIDE, 2, "лар лер"),
    Layer(Noun, LATERAL | NASAL | BUZZ, 2, "дар дер"),
    Layer(Noun, HARD, 2, "тар тер"),
    // Case; `-ды -ты` are also past tense and "having".
    Layer(Noun, HIGH | WIDE | NASAL, 2, "нын нин"),
    Layer(Noun, GLIDE | LATERAL | BUZZ, 2, "дын дин"),
    Layer(Noun, WIDE | AGENT, 2, "ны ни"),
    Layer(Noun, VOICED, 2, "ды ди"),
    Layer(Noun, VOWEL | VOICED, 2, "га ге да де дагы деги"),
    Layer(Noun, HIGH, 2, "на не"),
    Layer(Noun, VOWEL | GLIDE | LATERAL | BUZZ, 2, "дан ден"),
    Layer(Noun, NASAL | HIGH, 2, "нан нен"),
    Layer(Noun, HARD, 2, "ка ке тагы теги"),
    // One letter more: with two, loans in -кт -пт would lose what is theirs.
    Layer(Noun, HARD, 3, "тын тин ты ти та те тан тен"),
    Layer(Fixed, VOWEL | GLIDE | LATERAL | NASAL, 2, "мен менен"),
    Layer(Fixed, BUZZ, 2, "бен бенен"),
    Layer(Fixed, HARD, 2, "пен пенен"),
    // Of a time or place.
    Layer(Noun, VOICED, 4, "гы ги"),
    Layer(Noun, HARD, 4, "кы ки"),
    // Possessive, with his accusative; "we are", "you are".
    Layer(Noun, CONSONANT, 4, "ым им ыма име"),
    Layer(Noun, CONSONANT, 3, "ын ин ымыз имиз ыныз иниз"),
    Layer(Noun, CONSONANT, 2, "ы и"),
    Layer(Noun, WIDE | AGENT, 4, "м"),
    Layer(Noun, VOWEL, 3, "мыз миз ныз низ"),
    Layer(Noun, WIDE | ROUND | AGENT, 2, "сы си сын син"),
    // Derivation.
    Layer(Noun, VOWEL | GLIDE, 3, "лык лик"),
    Layer(Noun, LATERAL | NASAL | BUZZ, 3, "дык дик"),
    Layer(Noun, HARD, 3, "тык тик"),
    // Five letters: `порта|лы` and `файлы` have the root's `л`.
    Layer(Noun, GLIDE, 5, "лы ли"),
    Layer(Noun, ANY, 3, "сыз сиз"),
    Layer(Noun, CONSONANT | WIDE, 4, "шы ши"),
    Layer(Noun, CONSONANT, 4, "ша ше"),
    Layer(Noun, VOWEL | VOICED, 4, "дай дей"),
    Layer(Noun, HARD, 4, "тай тей"),
    // Names of an action, of who does it; "done".
    Layer(Verb, CONSONANT | WIDE, 2, "у ушы уши"),
    Layer(Verb, WIDE, 2, "улы ули"),
    // Participles, with "his" where it looks like an accusative.
    Layer(Verb, VOWEL | VOICED, 2, "ган ген"),
    Layer(Verb, VOWEL | VOICED, 3, "ганы гени ганын генин"),
    Layer(Verb, HARD, 2, "кан кен"),
    Layer(Verb, HARD, 3, "каны кени канын кенин"),
    // Not after any consonant: `құж|атын`, `қызм|етін`.
    Layer(
        Verb,
        GLIDE | LATERAL,
        2,
        "атын етин атыны етини атынын етинин",
    ),
    Layer(Verb, NASAL, 4, "атын етин"),
    Layer(Verb, VOWEL, 2, "йтын йтин йтыны йтини йтынын йтинин"),
    // Tenses, wishes, converbs, conditional.
    Layer(Verb, CONSONANT, 2, "ады еди ып ип ылды илди"),
    Layer(Verb, CONSONANT, 3, "айын ейин ыла иле"),
    // Four letters: `төл|емін` is also his payment, of `төле-`.
    Layer(Verb, CONSONANT, 4, "амын емин"),
    Layer(
        Verb,
        VOWEL,
        2,
        "йды йди йын йин ймын ймин ймыз ймиз йсыз йсиз",
    ),
    Layer(Verb, VOWEL | VOICED, 2, "дым дим"),
    Layer(Verb, VOWEL | GLIDE | LATERAL, 3, "мады меди"),
    Layer(Verb, NASAL | BUZZ, 3, "бады беди"),
    Layer(Verb, HARD, 3, "пады педи"),
    Layer(Verb, VOICED, 2, "гым гим"),
    Layer(Verb, HARD, 2, "тым тим кым ким"),
    Layer(Verb, WIDE, 4, "п"),
    Layer(Verb, WIDE, 5, "й"),
    Layer(Verb, ANY, 4, "са се"),
    Layer(Last, CONSONANT, 4, "а е"),
    // Negation, passive.
    Layer(Inner, VOWEL | GLIDE | LATERAL, 2, "ма ме"),
    Layer(Inner, NASAL | BUZZ, 2, "ба бе"),
    Layer(Inner, HARD, 2, "па пе"),
    Layer(Inner, CONSONANT, 2, "ыл ил"),
    Layer(Inner, LATERAL, 2, "ын ин"),
    Layer(Inner, WIDE, 4, "л"),
];

/// Roots that end, by chance, in letters of an ending: no ending is cut that
/// reaches into one. By what they end in:
///
/// - a case: `теңге` (`тең` equal), `тұлға` (`тұл` widow), `басқа` (`бас` head),
///   `қысқа` (`қыс` winter), `өзге` (`өз` self), `кесте` (`кес-` cut), `сауда` (`сау`
///   healthy), `пайда` (`пай` share), `қағида` (`қақ` split), `пошта`;
/// - a converb, from Arabic: `тәртіп` (`тарту` draw), `кәсіп` (`қас` brow), `әріп`,
///   `нәсіп`, `айып`, `қауіп`, `тарап` (`тарау` chapter), `талап`;
/// - derivation: `тәулік` (`тау` mountain), `жарлық` (`жар` spouse);
/// - passive and past tense: `өкіл`, `тәсіл`, `ауыл`, `қызыл`, `жасыл`;
/// - "my", "his", name of an action: `шақырым` verst (`шақыру` invite), `алтын` gold
///   (`алты` six), `елу` fifty (`ел` country);
/// - `-ан -ен -он`, which with `-ы -ын` read as an accusative or genitive;
/// - `-ас -ес`, which with `-ы` read as `-сы` (in `отбасы` family, a compound, it is
///   part of the word);
/// - `-ат -ет`, which with `-ын` read as a participle.
static WHOLE: &str = "тенге тулга баска кыска озге кесте сауда пайда кагида пошта \
    тартип касип арип насип айып кауип тарап талап таулик жарлык окил тасил ауыл кызыл жасыл шакырым елу алтын \
    орган маман заман мекен нысан аудан баган екран план кезен оралман \
    кенес сериктес жолдас отандас кандас карындас отбас адрес азамат сурет акт";

/// Roots without the vowel `ы` that they have before their last letter: `орын`,
/// `халық`, `мойын`, `ауыз`, `мұрын`, `қойын`.
static SHORTENED: &str = "орн халк мойн ауз мурн койн";

/// The stem of a folded word: lower case, with ә→а ғ→г қ→к ң→н ө→о ұ,ү→у һ→х
/// і→и ё,э→е, so that it has letters а–я only. Any other word comes back as it is.
pub fn stem(word: &str) -> String {
    let mut stem = String::with_capacity(word.len() + 2);
    for letter in word.chars() {
        match letter {
            'ь' | 'ъ' => {}
            'ю' => stem.push_str("йу"),
            'я' => stem.push_str("йа"),
            _ => stem.push(letter),
        }
    }
    let mut kind = Noun;
    loop {
        level(&mut stem);
        if kind == Last {
            break;
        }
        let Some((rest, after)) = shorter(&stem, matches!(kind, Verb | Inner)) else {
            break;
        };
        kind = after;
        stem.truncate(rest);
    }
    if stem.is_empty() {
        stem.push_str(word);
    }
    stem
}

/// How much of a stem is left without its last ending, and of which kind that is.
fn shorter(stem: &str, in_verb: bool) -> Option<(usize, Kind)> {
    let mut best = None;
    let mut length = stem.len();
    for Layer(kind, after, least, endings) in LAYERS {
        if (*kind == Inner) != in_verb {
            continue;
        }
        for ending in endings.split(' ') {
            if let Some(rest) = stem.strip_suffix(ending)
                && sound(rest) & after != 0
                && is_root(rest, *least)
                && (*kind == Fixed || agree(rest, ending))
                && rest.len() < length
                && !WHOLE
                    .split(' ')
                    .any(|root| stem.starts_with(root) && rest.len() < root.len())
            {
                length = rest.len();
                best = Some((length, *kind));
            }
        }
    }
    best
}

/// What a stem ends in.
fn sound(stem: &str) -> u16 {
    let mut letters = stem.chars().rev();
    match letters.next() {
        Some('ы' | 'и') if letters.next() == Some('ш') => HIGH | AGENT,
        Some('ы' | 'и') => HIGH,
        Some('а' | 'е') => WIDE,
        Some('о') => ROUND,
        Some('р' | 'й' | 'у') => GLIDE,
        Some('л') => LATERAL,
        Some('м' | 'н') => NASAL,
        Some('ж' | 'з') => BUZZ,
        Some('а'..='я') => HARD,
        _ => 0,
    }
}

/// Whether a stem and an ending can be in harmony, as far as folding lets see.
fn agree(stem: &str, ending: &str) -> bool {
    let last = stem.chars().rev().find(|c| is_vowel(*c) && *c != 'у');
    let first = ending.chars().find(|c| is_vowel(*c) && *c != 'у');
    !matches!(
        (last, first),
        (Some('ы'), Some('е' | 'и')) | (Some('е'), Some('а' | 'ы'))
    )
}

/// Whether so many letters are left that they can be a root.
fn is_root(rest: &str, least: u8) -> bool {
    // Not `count`, which is long code for long texts.
    match rest.chars().fold(0, |count, _| count + 1) {
        count if count < usize::from(least) => false,
        2 => rest.starts_with(is_vowel) || rest.ends_with('у'),
        _ => rest.contains(is_vowel),
    }
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'а' | 'е' | 'и' | 'о' | 'у' | 'ы')
}

/// Writes a stem's end the same, whatever ending it has lost.
fn level(stem: &mut String) {
    let shortened = SHORTENED.split(' ').any(|root| root == stem);
    match stem.pop() {
        Some('б') => stem.push('п'),
        Some('г') => stem.push('к'),
        Some('т') if sound(stem) == HARD && is_root(stem, 3) => {}
        Some(letter) => {
            if shortened {
                stem.push('ы');
            }
            stem.push(letter);
        }
        None => {}
    }
}
