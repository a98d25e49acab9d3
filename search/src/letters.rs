//! Characters -> letters that count: case, marks and look-alikes don't.
//!
//! Done by range, not with Unicode's tables: those take a fifth of the WASM, and
//! a page of ours has Cyrillic, Latin and digits. Any other character parts words.

/// The letters of a key: digits and `a`–`z` as in ASCII, `а`–`я` from here on.
const CYRILLIC: u8 = 0x80;

/// Latin-1's small letters from `à`, without their marks.
const LATIN_1: &[u8; 32] = b"aaaaaaaceeeeiiiidnooooo.ouuuuyty";

/// Latin Extended-A, without marks and case.
const LATIN_A: &[u8; 128] = b"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// A letter or digit in lower case; nothing for what parts words.
pub(crate) fn lower(c: char) -> Option<char> {
    let number = c as u32;
    let small = match number {
        // A–Z, À–Þ, А–Я
        0x41..=0x5a | 0xc0..=0xd6 | 0xd8..=0xde | 0x410..=0x42f => number + 32,
        0x400..=0x40f => number + 80,
        // Pairs of a capital and a small letter: Kazakh's own are here.
        0x460..=0x481 | 0x48a..=0x4bf | 0x4d0..=0x52f => number | 1,
        0x100..=0x137 | 0x14a..=0x177 if number != 0x131 => number | 1,
        0x30..=0x39 | 0x61..=0x7a | 0xdf..=0xf6 | 0xf8..=0x17f | 0x430..=0x45f => number,
        _ => return None,
    };
    char::from_u32(small)
}

/// Whether a character is no letter, but doesn't part a word either: combining
/// marks, the soft hyphen, zero-width characters.
pub(crate) fn is_silent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Whether a small letter is Cyrillic.
pub(crate) fn is_cyrillic(c: char) -> bool {
    ('\u{400}'..='\u{52f}').contains(&c)
}

/// A letter's byte in a key, from a letter in lower case: Kazakh's letters as
/// people type them on a Russian keyboard; nothing for the two signs.
pub(crate) fn code(c: char) -> Option<u8> {
    let plain = match c {
        'ә' => 'а',
        'ғ' | 'ґ' => 'г',
        'қ' => 'к',
        'ң' => 'н',
        'ө' => 'о',
        'ұ' | 'ү' | 'ў' => 'у',
        'һ' => 'х',
        'і' | 'ї' => 'и',
        'ё' | 'э' | 'є' => 'е',
        'ј' => 'й',
        'ь' | 'ъ' => return None,
        other => other,
    };
    let number = plain as u32;
    match number {
        0x30..=0x39 | 0x61..=0x7a => u8::try_from(number).ok(),
        0xe0..=0xff => LATIN_1.get(number as usize - 0xe0).copied(),
        0xdf => Some(b's'),
        0x100..=0x17f => LATIN_A.get(number as usize - 0x100).copied(),
        0x430..=0x44f => u8::try_from(number - 0x430).ok().map(|n| n + CYRILLIC),
        _ => None,
    }
}

/// The letter of a byte in a key.
pub(crate) fn letter(code: u8) -> char {
    if code < CYRILLIC {
        char::from(code)
    } else {
        char::from_u32(0x430 + u32::from(code - CYRILLIC)).unwrap_or(' ')
    }
}

/// The Latin letter that looks the same as a Cyrillic one.
pub(crate) fn latin_twin(c: char) -> char {
    twin(c, "авсекмнорхту", "abcekmhopxty")
}

/// The Cyrillic letter that looks the same as a Latin one.
pub(crate) fn cyrillic_twin(c: char) -> char {
    twin(c, "abcekmhopxtyi", "авсекмнорхтуі")
}

fn twin(c: char, from: &str, to: &str) -> char {
    from.chars()
        .zip(to.chars())
        .find_map(|(a, b)| (a == c).then_some(b))
        .unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lower_case_as_unicode_has_it() {
        for c in ('\u{0}'..='\u{52f}').filter(|c| lower(*c).is_some()) {
            let expected: String = c.to_lowercase().collect();
            let expected = match c {
                'İ' => "ı".to_owned(),
                // Small letters of the range that stand where capitals would, and the other way round.
                '\u{138}'..='\u{149}' | '\u{178}'..='\u{17f}' => continue,
                _ => expected,
            };
            assert_eq!(
                lower(c).unwrap().to_string(),
                expected,
                "{c} {:x}",
                c as u32
            );
        }
    }

    #[test]
    fn kazakh_letters_as_on_a_russian_keyboard() {
        let folded: String = "ӘҒҚҢӨҰҮҺІЁЭЬ"
            .chars()
            .filter_map(lower)
            .filter_map(code)
            .map(letter)
            .collect();
        assert_eq!(folded, "агкноуухиее");
        let folded: String = "ÀéñŞğIıÝūž9"
            .chars()
            .filter_map(lower)
            .filter_map(code)
            .map(letter)
            .collect();
        assert_eq!(folded, "aensgiiyuz9");
    }
}
