//! How many slips of the finger part two words: a letter left out, added, taken
//! for another, or two that changed places.

/// Words as long as this are never near another.
const LONGEST: usize = 32;

/// The number of slips between two words, if it is at most `most`.
pub(crate) fn within(a: &[u8], b: &[u8], most: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > most || a.len() >= LONGEST || b.len() >= LONGEST {
        return None;
    }
    // Three rows of the table: the one in work, the one before, and before that.
    let mut rows = [[0_u8; LONGEST]; 3];
    let [last, before, now] = &mut rows;
    for (place, number) in before.iter_mut().zip(0..) {
        *place = number;
    }
    let mut before_x = 0;
    for (x, row) in a.iter().zip(1..) {
        now[0] = row;
        let (mut least, mut left, mut before_y) = (row, row, 0);
        // The places to the left above, and to the left of that two rows above.
        let (mut corner, mut far) = (before[0], u8::MAX);
        for ((y, above), (place, two_above)) in b
            .iter()
            .zip(before.iter().skip(1))
            .zip(now.iter_mut().skip(1).zip(last.iter()))
        {
            let mut slips = corner + u8::from(x != y);
            slips = slips.min(above + 1).min(left + 1);
            if *x == before_y && before_x == *y {
                slips = slips.min(far.saturating_add(1));
            }
            *place = slips;
            least = least.min(slips);
            (left, corner, far, before_y) = (slips, *above, *two_above, *y);
        }
        if usize::from(least) > most {
            return None;
        }
        before_x = *x;
        core::mem::swap(last, before);
        core::mem::swap(before, now);
    }
    let slips = before.get(b.len()).copied().map(usize::from)?;
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
