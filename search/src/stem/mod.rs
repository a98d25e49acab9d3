//! Words -> stems: what different forms of a word have in common.

#[cfg(feature = "english")]
pub mod english;
#[cfg(feature = "kazakh")]
pub mod kazakh;
#[cfg(feature = "russian")]
pub mod russian;

/// The first of the endings that a word has, and what its table notes of it after a
/// colon. Of two that may both end a word, a table has the longer first.
#[cfg(any(feature = "english", feature = "russian"))]
fn longest<'t>(word: &[u8], endings: &'t str) -> Option<(&'t [u8], &'t [u8])> {
    endings
        .as_bytes()
        .split(|byte| *byte == b' ')
        .map(|entry| {
            let colon = entry.iter().position(|byte| *byte == b':');
            match colon.and_then(|at| entry.split_at_checked(at)) {
                Some((ending, note)) => (ending, note.get(1..).unwrap_or_default()),
                None => (entry, &[][..]),
            }
        })
        .find(|(ending, _)| word.ends_with(ending))
}
