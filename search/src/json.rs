//! Writes JSON, and only that: for the command and the page alike.

use alloc::string::String;

/// A JSON text under construction.
#[derive(Debug, Default)]
pub(crate) struct Json(pub String);

impl Json {
    /// Separates what comes from what is there.
    fn next(&mut self) {
        if !matches!(self.0.as_bytes().last(), None | Some(b'{' | b'[' | b':')) {
            self.0.push(',');
        }
    }

    pub fn key(&mut self, key: &str) -> &mut Self {
        self.text(key);
        self.0.push(':');
        self
    }

    pub fn text(&mut self, text: &str) {
        self.next();
        self.0.push('"');
        for c in text.chars() {
            match c {
                '"' | '\\' => {
                    self.0.push('\\');
                    self.0.push(c);
                }
                // No text of ours has others; a space loses nothing.
                c if c < ' ' => self.0.push(' '),
                c => self.0.push(c),
            }
        }
        self.0.push('"');
    }

    pub fn maybe(&mut self, text: Option<&str>) {
        match text {
            Some(text) => self.text(text),
            None => self.raw("null"),
        }
    }

    /// A number, `true`, `false` or `null`.
    pub fn raw(&mut self, word: &str) {
        self.next();
        self.0.push_str(word);
    }

    pub fn number(&mut self, number: usize) {
        self.next();
        let mut digits = [0; 20];
        let mut rest = number;
        for (place, digit) in digits.iter_mut().enumerate().rev() {
            *digit = rest % 10;
            rest /= 10;
            if rest == 0 {
                for digit in digits.iter().skip(place) {
                    self.0.push(char::from(b'0' + digit.to_le_bytes()[0]));
                }
                return;
            }
        }
    }

    pub fn object(&mut self, write: impl FnOnce(&mut Self)) {
        self.next();
        self.0.push('{');
        write(self);
        self.0.push('}');
    }

    pub fn list<T>(
        &mut self,
        list: impl IntoIterator<Item = T>,
        mut write: impl FnMut(&mut Self, T),
    ) {
        self.next();
        self.0.push('[');
        for item in list {
            write(self, item);
        }
        self.0.push(']');
    }
}
