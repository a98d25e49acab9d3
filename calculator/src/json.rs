//! Writes JSON. Only that: a general JSON library more than doubles the WASM.

use alloc::string::String;

use crate::digits;

/// A JSON text under construction.
#[derive(Debug, Default)]
pub struct Json {
    text: String,
    comma: bool,
}

impl Json {
    /// An object whose members `write` adds.
    pub fn object(write: impl FnOnce(&mut Self)) -> String {
        let mut json = Self {
            // So many that most answers need no moving; each move costs.
            text: String::with_capacity(2048),
            comma: false,
        };
        json.braces('{', '}', write);
        json.text
    }

    fn braces(&mut self, open: char, close: char, write: impl FnOnce(&mut Self)) {
        self.separate();
        self.text.push(open);
        self.comma = false;
        write(self);
        self.text.push(close);
        self.comma = true;
    }

    fn separate(&mut self) {
        if self.comma {
            self.text.push(',');
        }
        self.comma = true;
    }

    fn key(&mut self, key: &str) {
        self.text.push_str(if self.comma { ",\"" } else { "\"" });
        self.escape(key);
        self.text.push_str("\":");
        self.comma = false;
    }

    fn escape(&mut self, text: &str) {
        // What needs no escape goes over as a whole: most of an answer's time is here.
        let mut plain = 0;
        for (at, byte) in text.bytes().enumerate() {
            if byte >= b' ' && byte != b'"' && byte != b'\\' {
                continue;
            }
            self.text.push_str(text.get(plain..at).unwrap_or_default());
            plain = at + 1;
            match byte {
                b'"' => self.text.push_str("\\\""),
                b'\\' => self.text.push_str("\\\\"),
                b'\n' => self.text.push_str("\\n"),
                _ => {
                    self.text.push_str("\\u00");
                    for nibble in [byte >> 4, byte & 15] {
                        let digit = char::from_digit(u32::from(nibble), 16);
                        self.text.push(digit.unwrap_or('0'));
                    }
                }
            }
        }
        self.text.push_str(text.get(plain..).unwrap_or_default());
    }

    /// A member that is a text.
    pub fn text(&mut self, key: &str, value: &str) {
        self.key(key);
        self.text.push('"');
        self.escape(value);
        self.text.push('"');
        self.comma = true;
    }

    /// A member that is a text, or null.
    pub fn maybe(&mut self, key: &str, value: Option<String>) {
        if let Some(value) = value {
            self.text(key, &value);
        } else {
            self.key(key);
            self.text.push_str("null");
            self.comma = true;
        }
    }

    /// A member that is JSON already.
    #[cfg(feature = "tools")]
    pub fn raw(&mut self, key: &str, value: &str) {
        self.key(key);
        self.text.push_str(value);
        self.comma = true;
    }

    /// A member that is true or false.
    #[cfg(feature = "tools")]
    pub fn flag(&mut self, key: &str, value: bool) {
        self.raw(key, if value { "true" } else { "false" });
    }

    /// A member that is a whole number.
    pub fn number(&mut self, key: &str, value: u32) {
        self.key(key);
        digits::push(&mut self.text, value, 1);
        self.comma = true;
    }

    /// A member that is an object.
    pub fn inner(&mut self, key: &str, write: impl FnOnce(&mut Self)) {
        self.key(key);
        self.braces('{', '}', write);
    }

    /// A member that is a list of objects.
    pub fn list<T>(
        &mut self,
        key: &str,
        items: impl IntoIterator<Item = T>,
        mut write: impl FnMut(&mut Self, T),
    ) {
        self.key(key);
        self.braces('[', ']', |json| {
            for item in items {
                json.braces('{', '}', |json| write(json, item));
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_what_a_json_library_reads() {
        let nasty = "\"quoted\" \\ back\nline\t\u{1}\u{1f} <b> қағида 🙂 \u{2028}";
        let text = Json::object(|json| {
            json.text("nasty", nasty);
            json.maybe("nothing", None);
            json.number("people", 3);
            json.list("items", [1u32, 2], |json, n| json.number("n", n));
            json.list("none", [0u32; 0], |json, n| json.number("n", n));
            json.inner("inner", |json| json.text("a", "b"));
            json.text("last", "");
        });
        let read: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(
            read,
            serde_json::json!({
                "nasty": nasty, "nothing": null, "people": 3,
                "items": [{"n": 1}, {"n": 2}], "none": [], "inner": {"a": "b"}, "last": ""
            })
        );
    }
}
