//! `qagida quote`: what the fee calculator says.

use std::process::ExitCode;

use qagida_calculator::quote::{Quote, RequestError};
use qagida_calculator::{QuoteRequest, Rulebook};

use super::{COMPLETE, NOT_IN_FULL, REQUEST_WRONG};

/// Answers a question about a cost.
pub fn run(rulebook: &Rulebook, request: &QuoteRequest<'_>, json: bool) -> ExitCode {
    let quote = match rulebook.quote(request) {
        Ok(quote) => quote,
        Err(errors) => return refuse(&errors),
    };
    if json {
        say!("{}", quote.to_json());
    } else {
        print_quote(&quote);
    }
    ExitCode::from(if quote.total.is_some() {
        COMPLETE
    } else {
        NOT_IN_FULL
    })
}

/// Says what is wrong with a request.
pub fn refuse(errors: &[RequestError]) -> ExitCode {
    for error in errors {
        complain!("error: {}: {}", error.field, error.message);
    }
    ExitCode::from(REQUEST_WRONG)
}

fn print_quote(quote: &Quote<'_>) {
    let words = &quote.rulebook.phrasebook;
    let currency = &quote.rulebook.currency;
    say!("{}, {}", quote.service.title, words.date(quote.on));
    for item in &quote.items {
        say!(
            "  {}: {}",
            quote.label(&item.line.kind),
            words.money(item.amount, currency)
        );
        if !item.formula.is_empty() {
            say!("      = {}", item.formula);
        }
        say!("      [{}]", item.source.text);
        if let Some(source) = item.rate_source {
            say!("      [{}]", source.text);
        }
        if let Some(rate) = &item.rate {
            say!("      [{}]", rate.unit_source.text);
        }
    }
    for unknown in &quote.unknown {
        say!("  {}: ?", quote.label(&unknown.kind));
        say!("      {}", unknown.reason);
    }
    let total = quote.total.map(|total| words.money(total, currency));
    say!("  = {}", total.as_deref().unwrap_or("?"));
}
