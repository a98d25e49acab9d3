//! The page's door to the calculator: texts in, JSON out.

use alloc::string::String;
use alloc::vec::Vec;
use core::arch::wasm32;
use core::panic::PanicInfo;

use lol_alloc::{FreeListAllocator, LockedAllocator};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::digits::cut;
use crate::quote::{RequestError, errors_to_json};
use crate::{Deadline, DeadlineRequest, DutyRequest, PeriodRequest, Quote, QuoteRequest, Rulebook};

#[global_allocator]
static ALLOCATOR: LockedAllocator<FreeListAllocator> =
    LockedAllocator::new(FreeListAllocator::new());

/// The page cannot show more of a panic than that there was one, so that the
/// texts of panics stay out of the WASM.
#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    wasm32::unreachable()
}

/// A calculator over the rules of one page.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Calculator(Rulebook);

#[wasm_bindgen]
impl Calculator {
    /// A calculator from a page's rules; nothing if they are not what this
    /// version of the code reads.
    pub fn open(rules: &[u8]) -> Option<Calculator> {
        Rulebook::from_bytes(rules).ok().map(Self)
    }

    /// What a service costs. `options` are `id=value`, joined by `&`.
    pub fn quote(&self, service: &str, on: &str, people: &str, options: &str) -> String {
        let request = QuoteRequest {
            service,
            on,
            people,
            options: chosen(options),
        };
        bill(&self.0.quote(&request))
    }

    /// What a duty or fee costs by itself.
    pub fn quote_duty(&self, duty: &str, on: &str, people: &str, options: &str) -> String {
        let request = DutyRequest {
            duty,
            on,
            people,
            options: chosen(options),
        };
        bill(&self.0.quote_duty(&request))
    }

    /// When a result is due. An empty `channel` is the usual one.
    pub fn deadline(&self, service: &str, submitted: &str, channel: &str) -> String {
        let request = DeadlineRequest {
            service,
            submitted,
            channel,
        };
        days(&self.0.deadline(&request))
    }

    /// When a period of a rules page ends. An empty `channel` is the usual one.
    pub fn deadline_of_rule(
        &self,
        rule: &str,
        period: &str,
        submitted: &str,
        channel: &str,
    ) -> String {
        let request = PeriodRequest {
            rule,
            period,
            submitted,
            channel,
        };
        days(&self.0.deadline_of_rule(&request))
    }

    /// When one may file to prolong something that expires.
    pub fn filing_window(&self, service: &str, expires: &str) -> String {
        match self.0.filing_window(service, expires) {
            Ok(window) => window.to_json(),
            Err(errors) => errors_to_json(&errors),
        }
    }
}

fn chosen(options: &str) -> Vec<(&str, &str)> {
    let mut chosen = Vec::new();
    let mut rest = options;
    while !rest.is_empty() {
        let (pair, after) = cut(rest, b'&').unwrap_or((rest, ""));
        chosen.extend(cut(pair, b'='));
        rest = after;
    }
    chosen
}

fn bill(answer: &Result<Quote<'_>, Vec<RequestError>>) -> String {
    match answer {
        Ok(quote) => quote.to_json(),
        Err(errors) => errors_to_json(errors),
    }
}

fn days(answer: &Result<Deadline<'_>, Vec<RequestError>>) -> String {
    match answer {
        Ok(deadline) => deadline.to_json(),
        Err(errors) => errors_to_json(errors),
    }
}

/// The tools over the rules of one page.
#[cfg(feature = "tools")]
#[wasm_bindgen]
#[derive(Debug)]
pub struct Planner(crate::tools::Toolbox);

#[cfg(feature = "tools")]
#[wasm_bindgen]
impl Planner {
    /// The tools from a page's rules; nothing if they are not what this version
    /// of the code reads.
    pub fn open(rules: &[u8]) -> Option<Planner> {
        crate::tools::Toolbox::from_bytes(rules).ok().map(Self)
    }

    /// The answer of a tool to the lines of a form.
    pub fn answer(&self, tool: &str, lines: &str) -> String {
        self.0.answer(tool, lines)
    }

    /// The days of an answer as an iCalendar file.
    pub fn calendar_file(
        &self,
        tool: &str,
        lines: &str,
        stamp: &str,
        link: &str,
    ) -> Option<String> {
        self.0.calendar_file(tool, lines, stamp, link)
    }
}
