//! Numbers and texts in a row: how the index and the texts travel to the page.
//!
//! A letter of ours is one byte, which packs better than the two of UTF-8.

use alloc::string::String;
use alloc::vec::Vec;

/// What a byte from 0xc0 on stands for; from 0x80 on it is «А» to «я».
const OTHERS: [char; 32] = [
    'Ё', 'ё', 'Ә', 'ә', 'Ғ', 'ғ', 'Қ', 'қ', 'Ң', 'ң', 'Ө', 'ө', 'Ұ', 'ұ', 'Ү', 'ү', 'Һ', 'һ', 'І',
    'і', '«', '»', '–', '—', '₸', '№', '’', '“', '”', '…', '·', '\u{a0}',
];
const CYRILLIC: u32 = 0x410;

/// Before the number of any other character.
const OTHER: u8 = 1;

/// No character's number is larger, and no entry's: see [`Reader::number`].
pub(crate) const LARGEST: usize = 0x1f_ffff;

/// Bytes under construction.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Debug, Default)]
pub(crate) struct Writer(pub Vec<u8>);

#[cfg(not(target_arch = "wasm32"))]
impl Writer {
    /// Seven bits a byte, the lowest first; the highest bit says that more follow.
    pub fn number(&mut self, number: usize) {
        let mut rest = number;
        while rest > 0x7f {
            self.0.push(rest.to_le_bytes()[0] | 0x80);
            rest >>= 7;
        }
        self.0.push(rest.to_le_bytes()[0]);
    }

    /// Bytes with their number.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len());
        self.0.extend_from_slice(bytes);
    }

    pub fn text(&mut self, text: &str) {
        let mut bytes = Self::default();
        for c in text.chars() {
            let number = u32::from(c);
            let byte = match number {
                2..0x80 => Some(number),
                CYRILLIC..0x450 => Some(number - CYRILLIC + 0x80),
                _ => OTHERS
                    .iter()
                    .position(|other| *other == c)
                    .map(|place| u32::try_from(place).unwrap_or(0) + 0xc0),
            };
            if let Some(byte) = byte.and_then(|byte| u8::try_from(byte).ok()) {
                bytes.0.push(byte);
            } else {
                bytes.0.push(OTHER);
                bytes.number(number as usize);
            }
        }
        self.bytes(&bytes.0);
    }

    /// A list with its length.
    pub fn list<T>(&mut self, list: &[T], mut write: impl FnMut(&mut Self, &T)) {
        self.number(list.len());
        for item in list {
            write(self, item);
        }
    }
}

/// Takes bytes apart. What is not there reads as nothing, so that bad bytes
/// cannot lead astray; `failed` tells of it.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
    pub failed: bool,
}

impl<'a> Reader<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self {
            rest: bytes,
            failed: false,
        }
    }

    /// A number. One that is no character's, no entry's and no length of what is
    /// left is wrong: nobody may wait for as many rounds, or make room for as many.
    pub fn number(&mut self) -> usize {
        let mut number = 0;
        for shift in [0, 7, 14, 21] {
            let [byte, rest @ ..] = self.rest else {
                self.failed = true;
                return 0;
            };
            self.rest = rest;
            number |= usize::from(byte & 0x7f) << shift;
            if *byte < 0x80 {
                break;
            }
        }
        if number > LARGEST.max(self.rest.len()) {
            self.failed = true;
            return 0;
        }
        number
    }

    /// So many bytes.
    pub fn take(&mut self, count: usize) -> &'a [u8] {
        if let Some((taken, rest)) = self.rest.split_at_checked(count) {
            self.rest = rest;
            taken
        } else {
            self.failed = true;
            self.rest = &[];
            &[]
        }
    }

    pub fn bytes(&mut self) -> &'a [u8] {
        let count = self.number();
        self.take(count)
    }

    pub fn text(&mut self) -> String {
        let mut from = Reader::new(self.bytes());
        // Most letters are two bytes there.
        let mut text = String::with_capacity(2 * from.rest.len());
        while let [byte, rest @ ..] = from.rest {
            from.rest = rest;
            let number = u32::from(*byte);
            let c = match number {
                0x80..0xc0 => char::from_u32(number - 0x80 + CYRILLIC),
                0xc0.. => OTHERS.get(number as usize - 0xc0).copied(),
                _ if *byte == OTHER => u32::try_from(from.number()).ok().and_then(char::from_u32),
                _ => char::from_u32(number),
            };
            text.extend(c);
        }
        text
    }

    /// A list with its length.
    pub fn list<T>(&mut self, mut read: impl FnMut(&mut Self) -> T) -> Vec<T> {
        let mut list = Vec::new();
        for _ in 0..self.number() {
            // A length that was no length must not fill the memory.
            if self.failed {
                break;
            }
            list.push(read(self));
        }
        list
    }

    /// What has not been taken.
    pub fn rest(&self) -> &'a [u8] {
        self.rest
    }

    pub fn is_done(&self) -> bool {
        !self.failed && self.rest.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_back() {
        let text = "Құны: 7 × 4 325 ₸ – «виза»\u{a0}№ 5…\u{1} 🙂 ÀÿЀѝ";
        let mut to = Writer::default();
        to.text(text);
        to.number(300);
        let mut from = Reader::new(&to.0);
        assert_eq!(from.text(), text);
        assert_eq!(from.number(), 300);
        assert!(from.is_done());
    }

    #[test]
    fn bad_bytes_read_as_nothing() {
        for bytes in [&[][..], &[5, b'a'], &[0xff; 9]] {
            let mut from = Reader::new(bytes);
            let text = from.text();
            assert!(from.failed || text.is_empty());
            assert!(!from.is_done());
        }
    }
}
