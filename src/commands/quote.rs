//! `qagida quote`: what the fee calculator says.

use std::process::ExitCode;

use qagida_calculator::quote::{Quote, RequestError};

use super::{COMPLETE, NOT_IN_FULL, REQUEST_WRONG};

/// Prints the answer to a question about a cost.
pub fn run(quote: Result<Quote<'_>, Vec<RequestError>>, json: bool) -> ExitCode {
    let quote = match quote {
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
    say!("{}, {}", quote.subject.title(), words.date(quote.on));
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
        if let Some(exemption) = &item.exemption {
            if exemption.source != item.source {
                say!("      [{}]", exemption.source.text);
            }
            say!("      * {}", exemption.ground.note);
        }
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
    if let Some(note) = quote.exemption_note() {
        say!("  * {note}");
    }
    let total = quote.total.map(|total| words.money(total, currency));
    say!("  = {}", total.as_deref().unwrap_or("?"));
}
