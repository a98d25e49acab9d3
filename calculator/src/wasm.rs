//! The page's door to the calculator: texts in, JSON out.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::quote::errors_to_json;
use crate::{DeadlineRequest, QuoteRequest, Rulebook};

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
        let options = options
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .collect();
        let request = QuoteRequest {
            service,
            on,
            people,
            options,
        };
        match self.0.quote(&request) {
            Ok(quote) => quote.to_json(),
            Err(errors) => errors_to_json(&errors),
        }
    }

    /// When a result is due. An empty `channel` is the usual one.
    pub fn deadline(&self, service: &str, submitted: &str, channel: &str) -> String {
        let request = DeadlineRequest {
            service,
            submitted,
            channel,
        };
        match self.0.deadline(&request) {
            Ok(deadline) => deadline.to_json(),
            Err(errors) => errors_to_json(&errors),
        }
    }

    /// When one may file to prolong something that expires.
    pub fn filing_window(&self, service: &str, expires: &str) -> String {
        match self.0.filing_window(service, expires) {
            Ok(window) => window.to_json(),
            Err(errors) => errors_to_json(&errors),
        }
    }
}
