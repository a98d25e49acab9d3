//! Search in Kazakh, Russian and English.
//!
//! The same code makes the index, natively ([`build`]), and answers from it: in
//! the tool's `search` command and, as WASM, in the page ([`Index`]). It does no
//! input or output, and no floats, so that both give the same answer.

#![cfg_attr(test, allow(clippy::unwrap_used))]
// Without std the page's WASM has none of its allocator, panics and formatting.
#![cfg_attr(target_arch = "wasm32", no_std)]

extern crate alloc;

mod answer;
#[cfg(not(target_arch = "wasm32"))]
mod build;
mod bytes;
mod distance;
mod index;
mod json;
mod letters;
mod levels;
mod model;
mod query;
mod rank;
mod show;
pub mod stem;
mod typed;
#[cfg(target_arch = "wasm32")]
pub mod wasm;
mod words;

#[cfg(not(target_arch = "wasm32"))]
pub use build::{Built, build};
pub use index::Index;
pub use model::{Answer, Collection, Depth, Entry, Page, Part, Question, Row, Value};
pub use query::{Hit, Query};
pub use show::Shown;
pub use words::Language;
