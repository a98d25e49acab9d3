//! `qagida links`: every address that leads out of the site, and the pages it stands
//! on. Nothing is asked of the network: whoever looks after the content does that.

use std::process::ExitCode;

use serde::Serialize;

use super::COMPLETE;
use super::build::{self, Options};
use crate::publish::links;

/// An address with the pages that lead to it.
#[derive(Serialize)]
struct Link<'a> {
    address: &'a str,
    pages: Vec<&'a str>,
}

/// Makes the site in memory and lists its external links.
pub fn run(options: &Options, json: bool) -> ExitCode {
    let made = match build::make(options) {
        Ok(made) => made,
        Err(status) => return status,
    };
    let found = links::external(&made.files, options.base_url.as_deref());
    if json {
        let links: Vec<Link<'_>> = found
            .iter()
            .map(|(address, pages)| Link {
                address,
                pages: pages.iter().map(String::as_str).collect(),
            })
            .collect();
        match serde_json::to_string(&links) {
            Ok(text) => say!("{text}"),
            Err(error) => {
                complain!("error: {error}");
                return ExitCode::FAILURE;
            }
        }
    } else {
        for (address, pages) in &found {
            say!("{address}");
            for page in pages {
                say!("  {page}");
            }
        }
    }
    ExitCode::from(COMPLETE)
}
