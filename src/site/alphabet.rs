//! The order in which a reader of a language expects words.
//!
//! Characters don't stand in it: the Kazakh letters that Russian lacks come after
//! all others by number, and «ё» after «я».

use std::cmp::Ordering;

/// The digits, and the heading under which they stand together.
const DIGITS: &str = "0–9";
/// What a space counts as: a shorter word comes before a longer one.
const BETWEEN_WORDS: u32 = 0;

/// The letters of a language in their order.
///
/// Digits come first, then Latin letters if the language is written in others,
/// then its own. Case makes no difference, and neither do hyphens, quotation
/// marks and the like. Letters of other scripts come last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alphabet {
    /// In each the letters that count as one.
    places: Vec<Vec<char>>,
}

/// Why something isn't an alphabet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// It isn't a small letter.
    NotSmall(char),
    /// It stands there twice.
    Twice(char),
}

impl Alphabet {
    /// An alphabet from its small letters, with spaces between them. Letters
    /// without a space between them count as one; the first of them is the
    /// heading of all.
    ///
    /// # Errors
    /// The first mistake in it.
    pub fn new(letters: &str) -> Result<Self, Mistake> {
        let own: Vec<Vec<char>> = letters
            .split_whitespace()
            .map(|place| place.chars().collect())
            .collect();
        let mut seen = Vec::new();
        for letter in own.iter().flatten() {
            if !letter.is_alphabetic() || !letter.to_lowercase().eq([*letter]) {
                return Err(Mistake::NotSmall(*letter));
            }
            if seen.contains(letter) {
                return Err(Mistake::Twice(*letter));
            }
            seen.push(*letter);
        }
        let digits = ('0'..='9').map(|digit| vec![digit]);
        let latin = ('a'..='z')
            .filter(|letter| !seen.contains(letter))
            .map(|letter| vec![letter]);
        Ok(Self {
            places: digits.chain(latin).chain(own).collect(),
        })
    }

    /// Which of two texts comes first. Texts that differ in nothing that has a
    /// place in the alphabet are told apart all the same, so that an order is
    /// the same every time.
    pub fn order(&self, a: &str, b: &str) -> Ordering {
        self.key(a).cmp(&self.key(b)).then_with(|| a.cmp(b))
    }

    /// What texts are compared by.
    pub fn key(&self, text: &str) -> Vec<u32> {
        let mut key = Vec::new();
        for word in text.split_whitespace() {
            let mut letters = word
                .chars()
                .flat_map(char::to_lowercase)
                .filter_map(|letter| self.rank(letter))
                .peekable();
            if letters.peek().is_some() && !key.is_empty() {
                key.push(BETWEEN_WORDS);
            }
            key.extend(letters);
        }
        key
    }

    /// The heading under which a text stands: a capital letter, or that of all
    /// digits. Empty if the text has neither letters nor digits.
    pub fn initial(&self, text: &str) -> String {
        let first = text
            .chars()
            .flat_map(char::to_lowercase)
            .find(|letter| self.rank(*letter).is_some());
        match first {
            None => String::new(),
            Some(digit) if digit.is_ascii_digit() => DIGITS.to_owned(),
            Some(letter) => self
                .place(letter)
                .map_or(letter, |at| self.places[at][0])
                .to_uppercase()
                .collect(),
        }
    }

    fn place(&self, letter: char) -> Option<usize> {
        self.places.iter().position(|place| place.contains(&letter))
    }

    /// Where a small letter or a digit stands.
    fn rank(&self, letter: char) -> Option<u32> {
        match self.place(letter) {
            Some(at) => u32::try_from(at + 1).ok(),
            // All of ASCII has a place or none, so this is above every place.
            None => letter.is_alphanumeric().then_some(u32::from(letter)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KAZAKH: &str =
        "а ә б в г ғ д е ё ж з и й к қ л м н ң о ө п р с т у ұ ү ф х һ ц ч ш щ ъ ы і ь э ю я";
    const RUSSIAN: &str = "а б в г д её ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я";
    const ENGLISH: &str = "aã b c d eé f g h ií j k l m n oô p q r s t u v w x y z";

    fn sorted<'a>(letters: &str, texts: &[&'a str]) -> Vec<&'a str> {
        let alphabet = Alphabet::new(letters).unwrap();
        let mut sorted = texts.to_vec();
        sorted.sort_by(|a, b| alphabet.order(a, b));
        sorted
    }

    /// The same texts from the last to the first come back in order.
    #[track_caller]
    fn in_order(letters: &str, texts: &[&str]) {
        let backwards: Vec<&str> = texts.iter().rev().copied().collect();
        assert_eq!(sorted(letters, &backwards), texts);
    }

    #[test]
    fn kazakh_letters_stand_where_the_alphabet_has_them() {
        in_order(
            KAZAKH,
            &[
                "азамат",
                "ақша",
                "әкім",
                "баж",
                "гүл",
                "ғалым",
                "дін",
                "еңбек",
                "ёлка",
                "жер",
                "иә",
                "көше",
                "қала",
                "нан",
                "ңа",
                "орман",
                "өтініш",
                "ту",
                "уақыт",
                "ұлт",
                "үй",
                "фото",
                "хат",
                "һәм",
                "шақыру",
                "ыдыс",
                "іс",
                "этап",
                "юрист",
                "яғни",
            ],
        );
        // Inside words too.
        in_order(KAZAKH, &["тара", "тарту", "тәлім", "тыс", "тіл"]);
    }

    #[test]
    fn russian_io_counts_as_ie() {
        in_order(RUSSIAN, &["ежегодно", "ёлка", "если", "жить"]);
        in_order(RUSSIAN, &["счёт", "счета"]);
        let alphabet = Alphabet::new(RUSSIAN).unwrap();
        assert_eq!(alphabet.key("Счёт"), alphabet.key("счет"));
        assert_eq!(alphabet.initial("ёлка"), "Е");
        // In Kazakh it is a letter of its own.
        assert_eq!(Alphabet::new(KAZAKH).unwrap().initial("ёлка"), "Ё");
    }

    #[test]
    fn digits_come_first_then_latin_letters() {
        for letters in [KAZAKH, RUSSIAN] {
            in_order(
                letters,
                &["028/у", "10 дней", "AIFC", "pki", "Zoom", "анкета"],
            );
        }
        in_order(ENGLISH, &["3 months", "annex", "visa"]);
    }

    #[test]
    fn case_and_marks_make_no_difference() {
        let alphabet = Alphabet::new(ENGLISH).unwrap();
        assert_eq!(alphabet.key("“E-Visa”"), alphabet.key("evisa"));
        assert_eq!(alphabet.key("  a  –  b "), alphabet.key("A B"));
        in_order(ENGLISH, &["Iceland", "India", "isle"]);
        in_order(ENGLISH, &["Costa Rica", "Côte d'Ivoire", "Cyprus"]);
    }

    #[test]
    fn a_shorter_word_comes_before_a_longer_one() {
        in_order(ENGLISH, &["visa", "visa form", "visas"]);
    }

    #[test]
    fn other_letters_come_last() {
        in_order(ENGLISH, &["zoo", "ø", "баж", "日本"]);
        in_order(RUSSIAN, &["яма", "өтініш"]);
    }

    #[test]
    fn what_counts_as_equal_is_told_apart() {
        let alphabet = Alphabet::new(RUSSIAN).unwrap();
        assert_eq!(alphabet.order("счет", "счёт"), Ordering::Less);
        assert_eq!(alphabet.order("счёт", "счет"), Ordering::Greater);
        assert_eq!(alphabet.order("счёт", "счёт"), Ordering::Equal);
    }

    #[test]
    fn initials_are_capitals() {
        let alphabet = Alphabet::new(KAZAKH).unwrap();
        for (text, initial) in [
            ("іс", "І"),
            ("«Әділет» базасы", "Ә"),
            ("  pki.gov.kz", "P"),
            ("028/у нысаны", "0–9"),
            ("№ 5", "0–9"),
            ("ø", "Ø"),
            ("…", ""),
            ("", ""),
        ] {
            assert_eq!(alphabet.initial(text), initial, "{text}");
        }
    }

    #[test]
    fn what_is_no_alphabet_is_refused() {
        assert_eq!(Alphabet::new("а Б"), Err(Mistake::NotSmall('Б')));
        assert_eq!(Alphabet::new("а,б"), Err(Mistake::NotSmall(',')));
        assert_eq!(Alphabet::new("а б ва"), Err(Mistake::Twice('а')));
    }
}
