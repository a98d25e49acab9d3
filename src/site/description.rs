//! What search engines and messengers show of a page: a sentence or two, cut
//! where it would be cut anyway.

use serde::Serializer;

/// Search engines show about so many characters.
const MOST: usize = 160;
/// A sentence shorter than this says too little to stop after it.
const LEAST: usize = 80;

/// A description, serialised as it is shown.
#[allow(clippy::ptr_arg, reason = "serde passes the field")]
pub fn shortened<S: Serializer>(text: &String, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&cut(text))
}

/// A text of at most [`MOST`] characters: whole sentences if they say enough,
/// else whole words.
fn cut(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((end, _)) = text.char_indices().nth(MOST) else {
        return text;
    };
    let fits = &text[..end];
    let sentence = fits
        .match_indices(['.', '?', '!'])
        .map(|(at, mark)| at + mark.len())
        .rfind(|&at| text[at..].starts_with(' ') && fits[..at].chars().count() >= LEAST);
    if let Some(at) = sentence {
        return fits[..at].to_owned();
    }
    // The mark of what is left out takes a place, too.
    let word = fits.rfind(' ').unwrap_or(0);
    let words = fits[..word].trim_end_matches([',', ';', ':', '–', '-', ' ', '.']);
    format!("{words}…")
}

#[cfg(test)]
mod tests {
    use super::{MOST, cut};

    #[test]
    fn what_fits_stays() {
        assert_eq!(cut("Two\n words."), "Two words.");
        let whole = "ә".repeat(MOST);
        assert_eq!(cut(&whole), whole);
    }

    #[test]
    fn ends_with_a_sentence_or_a_word() {
        let first = format!("{} end.", "word ".repeat(20).trim_end());
        assert_eq!(cut(&format!("{first} {}", "more ".repeat(20))), first);
        let long = cut(&format!("Short. {}", "сөздер, ".repeat(40)));
        assert!(long.ends_with("сөздер…"), "{long}");
        assert!(long.chars().count() <= MOST, "{long}");
    }
}
