//! Search in Kazakh, Russian and English.
//!
//! The same code makes the index, natively, and answers from it: in the tool's
//! `search` command and, as WASM, in the page. It does no input or output.

#![cfg_attr(test, allow(clippy::unwrap_used))]
// Without std the page's WASM has none of its allocator, panics and formatting.
#![cfg_attr(not(test), no_std)]

extern crate alloc;

pub mod stem;
