//! Numbers in texts, without `core::fmt`, which costs the page several kilobytes.

use alloc::string::String;

/// Appends a number, with zeros before it if it has fewer than `least` digits.
pub(crate) fn push(text: &mut String, number: u32, least: u32) {
    if number > 9 || least > 1 {
        push(text, number / 10, least.saturating_sub(1));
    }
    push_digit(text, number % 10);
}

pub(crate) fn push_digit(text: &mut String, digit: u32) {
    text.push(char::from_digit(digit, 10).unwrap_or_default());
}

/// A number as text.
pub(crate) fn text(number: u32) -> String {
    let mut text = String::new();
    push(&mut text, number, 1);
    text
}

/// Reads digits and nothing else. `None` if there are none or too many.
pub(crate) fn read(digits: &[u8]) -> Option<u32> {
    if digits.is_empty() || digits.len() > 9 {
        return None;
    }
    digits.iter().try_fold(0, |number, byte| {
        byte.is_ascii_digit()
            .then(|| number * 10 + u32::from(byte - b'0'))
    })
}

/// Cuts a text in two at the first of an ASCII character.
pub(crate) fn cut(text: &str, at: u8) -> Option<(&str, &str)> {
    let place = text.bytes().position(|byte| byte == at)?;
    Some((text.get(..place)?, text.get(place + 1..)?))
}
