//! Which parts of a list are the same before and after, and which of the others
//! belong together, so that each part is set beside what it was.

use std::collections::BTreeMap;

/// Longer lists are compared place by place: the table for more would be too large.
const MOST_COMPARED: usize = 1 << 22;
/// From how many words in a hundred on two texts are versions of one.
const ALIKE: usize = 40;

/// A pair of places, or one that has nothing beside it.
pub type Pair = (Option<usize>, Option<usize>);

/// The parts that aren't the same in both, in order, each with what it was made of.
pub fn differing(old: &[String], new: &[String]) -> Vec<Pair> {
    let same = common(old, new);
    let ends = same.iter().copied().chain([(old.len(), new.len())]);
    let (mut from_old, mut from_new) = (0, 0);
    let mut found = Vec::new();
    for (to_old, to_new) in ends {
        let between = matched(&old[from_old..to_old], &new[from_new..to_new]);
        found.extend(between.into_iter().map(|(gone, come)| {
            let gone = gone.map(|at| from_old + at);
            (gone, come.map(|at| from_new + at))
        }));
        (from_old, from_new) = (to_old + 1, to_new + 1);
    }
    found
}

/// A longest common subsequence, as pairs of places.
fn common(old: &[String], new: &[String]) -> Vec<(usize, usize)> {
    if old.len().saturating_mul(new.len()) > MOST_COMPARED {
        let both = 0..old.len().min(new.len());
        let same = both.filter(|at| old[*at] == new[*at]);
        return same.map(|at| (at, at)).collect();
    }
    best(old.len(), new.len(), |i, j| usize::from(old[i] == new[j]))
}

/// What belongs together among parts that differ. One that stands alone on both
/// sides was rewritten; of more, those that have most words in common.
fn matched(old: &[String], new: &[String]) -> Vec<Pair> {
    let pairs = if old.len() == 1 && new.len() == 1 {
        vec![(0, 0)]
    } else if old.len().saturating_mul(new.len()) > MOST_COMPARED >> 8 {
        (0..old.len().min(new.len())).map(|at| (at, at)).collect()
    } else {
        let (old, new) = (counted(old), counted(new));
        best(old.len(), new.len(), |i, j| {
            let alike = likeness(&old[i], &new[j]);
            if alike < ALIKE { 0 } else { alike }
        })
    };
    let mut found: Vec<Pair> = Vec::new();
    let (mut from_old, mut from_new) = (0, 0);
    let ends = pairs.iter().map(|(i, j)| (*i, *j, true));
    for (to_old, to_new, paired) in ends.chain([(old.len(), new.len(), false)]) {
        found.extend((from_old..to_old).map(|at| (Some(at), None)));
        found.extend((from_new..to_new).map(|at| (None, Some(at))));
        if paired {
            found.push((Some(to_old), Some(to_new)));
        }
        (from_old, from_new) = (to_old + 1, to_new + 1);
    }
    found
}

/// The pairs of places, rising on both sides, that are worth most together.
fn best(rows: usize, columns: usize, worth: impl Fn(usize, usize) -> usize) -> Vec<(usize, usize)> {
    let mut most = vec![vec![0_usize; columns + 1]; rows + 1];
    for i in (0..rows).rev() {
        for j in (0..columns).rev() {
            let worth = worth(i, j);
            let paired = if worth > 0 {
                worth + most[i + 1][j + 1]
            } else {
                0
            };
            most[i][j] = paired.max(most[i + 1][j]).max(most[i][j + 1]);
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut pairs = Vec::new();
    while i < rows && j < columns {
        let worth = worth(i, j);
        if worth > 0 && most[i][j] == worth + most[i + 1][j + 1] {
            pairs.push((i, j));
            i += 1;
            j += 1;
        } else if most[i][j] == most[i + 1][j] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

type Words<'a> = BTreeMap<&'a str, usize>;

fn counted(texts: &[String]) -> Vec<Words<'_>> {
    let words = |text| {
        let mut words = Words::new();
        for word in str::split(text, |c: char| !c.is_alphanumeric()) {
            if !word.is_empty() {
                *words.entry(word).or_default() += 1;
            }
        }
        words
    };
    texts.iter().map(|text| words(text)).collect()
}

/// How many words in a hundred two texts have in common.
fn likeness(one: &Words<'_>, other: &Words<'_>) -> usize {
    let shared = one
        .iter()
        .map(|(word, count)| (*count).min(other.get(word).copied().unwrap_or_default()));
    let all: usize = one.values().chain(other.values()).sum();
    shared.sum::<usize>() * 200 / all.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(old: &[&str], new: &[&str]) -> Vec<Pair> {
        let own = |texts: &[&str]| -> Vec<String> { texts.iter().map(|&t| t.into()).collect() };
        differing(&own(old), &own(new))
    }

    #[test]
    fn what_stays_is_not_named() {
        assert_eq!(pairs(&["a", "b"], &["a", "b"]), []);
        assert_eq!(pairs(&["a", "b"], &["x", "a", "b"]), [(None, Some(0))]);
        assert_eq!(pairs(&["a", "b", "c"], &["a", "c"]), [(Some(1), None)]);
        assert_eq!(pairs(&[], &["a"]), [(None, Some(0))]);
    }

    #[test]
    fn one_alone_was_rewritten() {
        assert_eq!(
            pairs(&["a", "b", "c"], &["a", "new words", "c"]),
            [(Some(1), Some(1))]
        );
    }

    #[test]
    fn of_several_those_belong_together_that_are_alike() {
        assert_eq!(
            pairs(
                &["hand the papers in", "wait for the letter"],
                &["pay the fee first", "wait long for the letter"]
            ),
            [(Some(0), None), (None, Some(0)), (Some(1), Some(1))]
        );
    }
}
