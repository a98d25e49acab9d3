//! Prints the stem of each word on standard input: `stem kk|ru|en`.
//!
//! Kazakh words come folded (see `stem::kazakh`). Made for measuring the stemmers.

use std::io::{Error, Read, Write, stdin, stdout};

use qagida_search::stem::{english, kazakh, russian};

fn main() -> std::io::Result<()> {
    let stem: fn(&str) -> String = match std::env::args().nth(1).as_deref() {
        Some("kk") => kazakh::stem,
        Some("ru") => russian::stem,
        Some("en") => english::stem,
        _ => return Err(Error::other("which language? kk, ru or en")),
    };
    let mut words = String::new();
    stdin().read_to_string(&mut words)?;
    let mut stems = String::new();
    for word in words.lines() {
        stems.push_str(&stem(word));
        stems.push('\n');
    }
    stdout().write_all(stems.as_bytes())
}
