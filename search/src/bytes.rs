//! Numbers and texts in a row: how the index and the texts travel to the page.

use alloc::string::String;
use alloc::vec::Vec;

/// Bytes under construction.
#[derive(Debug, Default)]
pub(crate) struct Writer(pub Vec<u8>);

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
        self.bytes(text.as_bytes());
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

    pub fn text(&mut self) -> &'a str {
        core::str::from_utf8(self.bytes()).unwrap_or_default()
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

    pub fn is_done(&self) -> bool {
        !self.failed && self.rest.is_empty()
    }

    pub fn string(&mut self) -> String {
        String::from(self.text())
    }
}
