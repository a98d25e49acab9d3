//! How many slips of the finger part two words: a letter left out, added, taken
//! for another, or two that changed places.

/// Words longer than this are never near another.
const LONGEST: usize = 32;

/// The number of slips between two words, if it is at most `most`.
pub(crate) fn within(a: &[u8], b: &[u8], most: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > most || a.len() >= LONGEST || b.len() >= LONGEST {
        return None;
    }
    // Three rows of the table: the one in work, the one before, and before that.
    let mut rows = [[0_usize; LONGEST + 1]; 3];
    let [last, before, now] = &mut rows;
    for (number, place) in before.iter_mut().enumerate() {
        *place = number;
    }
    for (i, x) in a.iter().enumerate() {
        now[0] = i + 1;
        let mut least = i + 1;
        for (j, y) in b.iter().enumerate() {
            let mut slips = before[j] + usize::from(x != y);
            slips = slips.min(before[j + 1] + 1).min(now[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                slips = slips.min(last[j - 1] + 1);
            }
            now[j + 1] = slips;
            least = least.min(slips);
        }
        if least > most {
            return None;
        }
        core::mem::swap(last, before);
        core::mem::swap(before, now);
    }
    let slips = before[b.len()];
    (slips <= most).then_some(slips)
}

/// The number of slips between a word and the beginning of another, if it is at
/// most one, with the number of letters behind that beginning: a slip may hide
/// where a word's endings begin.
pub(crate) fn begins(word: &[u8], other: &[u8]) -> Option<usize> {
    let least = word.len().saturating_sub(1);
    let most = word.len().saturating_add(1).min(other.len());
    // The longest beginning: what is behind it is least.
    (least..=most)
        .rev()
        .filter_map(|end| other.get(..end))
        .find(|start| within(word, start, 1).is_some())
        .map(|start| other.len() - start.len())
}

/// Which letters a word has, one bit a letter: a quick look before a slow one.
pub(crate) fn letters_of(word: &[u8]) -> u32 {
    word.iter().fold(0, |bits, code| bits | 1 << (code & 31))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips() {
        let slips = |a: &str, b: &str| within(a.as_bytes(), b.as_bytes(), 2);
        assert_eq!(slips("visa", "visa"), Some(0));
        assert_eq!(slips("vsia", "visa"), Some(1));
        assert_eq!(slips("visas", "visa"), Some(1));
        assert_eq!(slips("vosa", "visa"), Some(1));
        assert_eq!(slips("transt", "transit"), Some(1));
        assert_eq!(slips("vaso", "visa"), Some(2));
        assert_eq!(slips("permit", "visa"), None);
        assert_eq!(slips("", "vi"), Some(2));
        assert_eq!(slips(&"a".repeat(40), &"a".repeat(40)), None);
    }
}
