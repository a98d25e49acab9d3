//! Exact fees and deadlines from dated rules.
//!
//! A [`Rulebook`] holds rules in one language: of services, of the duties that
//! are paid for them, and of the periods of procedures. Two questions can be put
//! to it: what does it cost ([`Rulebook::quote`], [`Rulebook::quote_duty`]) and
//! when is it due ([`Rulebook::deadline`], [`Rulebook::deadline_of_rule`],
//! [`Rulebook::filing_window`]). An answer explains and cites each of its
//! figures, and says what it could not find out: a total is never given with a
//! part missing.
//!
//! The crate does no input or output and has no clock: every date comes in.
//! The site's build and commands use it natively, the page as WASM (`wasm`).

#![cfg_attr(test, allow(clippy::unwrap_used))]
// Without std the page's WASM has none of its allocator, panics and formatting.
#![cfg_attr(target_arch = "wasm32", no_std)]

extern crate alloc;

pub mod amount;
pub mod calendar;
pub mod date;
pub mod dated;
pub mod deadline;
mod digits;
pub mod json;
pub mod phrases;
pub mod quote;
pub mod rulebook;
pub mod tariff;
pub mod term;
#[cfg(feature = "tools")]
pub mod tools;
#[cfg(target_arch = "wasm32")]
pub mod wasm;
mod wire;

pub use amount::Amount;
pub use calendar::Calendar;
pub use date::Date;
pub use dated::{Dated, Entry, NotOnFile};
pub use deadline::{Deadline, DeadlineRequest, FilingWindow, PeriodRequest};
pub use phrases::{Phrase, Phrasebook};
pub use quote::{DutyRequest, Quote, QuoteRequest};
pub use rulebook::{Citation, Rulebook, Service};
pub use wire::BadBytes;
