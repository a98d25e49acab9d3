//! Queries typed on another keyboard, or in other letters.

use alloc::string::String;

use crate::letters::is_cyrillic;

/// The keys of an English keyboard, and what they give on a Russian one; capitals
/// are lower case by then.
const ENGLISH_KEYS: &str = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.~{}:\"<>";
const RUSSIAN_KEYS: &str = "ёйцукенгшщзхъфывапролджэячсмитьбюёхъжэбю";

/// The keys of the Kazakh keyboard's upper row that give letters.
const DIGIT_KEYS: &str = "234589 0-=";
const KAZAKH_KEYS: &str = "әіңғүұ қөһ";

/// How many ways there are to read Latin letters as Cyrillic.
pub(crate) const SCHEMES: usize = 3;

/// What the same keys give on the other keyboard: Russian, or, with `digits`,
/// Kazakh; or English, for what was typed in Cyrillic.
pub(crate) fn other_keyboard(query: &str, digits: bool) -> String {
    let to_english = query.chars().any(is_cyrillic);
    let swap = |c: char| {
        let find = |from: &str, to: &str| {
            from.chars()
                .zip(to.chars())
                .find_map(|(a, b)| (a == c && a != ' ').then_some(b))
        };
        let found = if to_english {
            find(RUSSIAN_KEYS, ENGLISH_KEYS)
        } else {
            let letter = find(ENGLISH_KEYS, RUSSIAN_KEYS);
            letter.or_else(|| {
                if digits {
                    find(DIGIT_KEYS, KAZAKH_KEYS)
                } else {
                    None
                }
            })
        };
        found.unwrap_or(c)
    };
    query
        .chars()
        .map(|c| swap(crate::letters::lower(c).unwrap_or(c)))
        .collect()
}

/// A word in Latin letters, in lower case, as one would write it in Cyrillic.
///
/// People romanise in many ways, official ones among them, so there are several
/// readings; where folding makes letters equal (қ and к), one is enough.
pub(crate) fn cyrillic(word: &str, scheme: usize) -> String {
    const SEVERAL: [(&str, &str); 15] = [
        ("shch", "щ"),
        ("sch", "щ"),
        ("zh", "ж"),
        ("kh", "х"),
        ("gh", "г"),
        ("sh", "ш"),
        ("ch", "ч"),
        ("ts", "ц"),
        ("ya", "я"),
        ("ia", "я"),
        ("yu", "ю"),
        ("iu", "ю"),
        ("yo", "е"),
        ("ye", "е"),
        ("iy", "ий"),
    ];
    const FROM: &str = "abcdefghijklmnopqrstuvwxyzäçğıñöşüūýž";
    const TO: [&str; SCHEMES] = [
        "абцдефгхижклмнопкрстуввхызачгиношуууж",
        "абсдефгхижклмнопкрстуввхизачгиношуууж",
        "абкдефггийклмнопкрстуввхйзачгиношуууж",
    ];
    let to = TO.get(scheme).copied().unwrap_or(TO[0]);
    let mut text = String::new();
    let mut rest = word;
    let mut after_vowel = false;
    while let Some(c) = rest.chars().next() {
        let several = SEVERAL
            .iter()
            .find_map(|(latin, cyrillic)| Some((rest.strip_prefix(latin)?, *cyrillic)));
        if let Some((after, letters)) = several {
            text.push_str(letters);
            rest = after;
            after_vowel = letters.ends_with(['я', 'ю', 'е']);
            continue;
        }
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
        if after_vowel && (c == 'y' || (c == 'i' && scheme == 1)) {
            text.push('й');
            after_vowel = false;
            continue;
        }
        let letter = FROM
            .chars()
            .zip(to.chars())
            .find_map(|(a, b)| (a == c).then_some(b));
        text.push(letter.unwrap_or(c));
        after_vowel = matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'ä' | 'ö' | 'ü' | 'ū');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_of_equal_length() {
        for (a, b) in [(ENGLISH_KEYS, RUSSIAN_KEYS), (DIGIT_KEYS, KAZAKH_KEYS)] {
            assert_eq!(a.chars().count(), b.chars().count());
        }
    }

    #[test]
    fn keyboards() {
        assert_eq!(
            other_keyboard("cthnbabrfn htpbltyn", false),
            "сертификат резидент"
        );
        assert_eq!(other_keyboard(";9vsc", true), "жұмыс");
        assert_eq!(other_keyboard("мшыф", false), "visa");
        assert_eq!(other_keyboard("B12", false), "и12");
    }

    #[test]
    fn latin_letters() {
        for (latin, expected) in [
            ("jumys", "жумыс"),
            ("uzartu", "узарту"),
            ("turuğa", "туруга"),
            ("shagymdanu", "шагымдану"),
            ("rabochaya", "рабочая"),
            ("zhitelstvo", "жителство"),
            ("razreshenie", "разрешение"),
            ("razreshenie", "разрешение"),
        ] {
            assert_eq!(cyrillic(latin, 0), expected);
        }
        assert_eq!(cyrillic("viza", 1), "виза");
        assert_eq!(cyrillic("qaida", 1), "кайда");
        assert_eq!(cyrillic("priglashenija", 2), "приглашенийа");
    }
}
