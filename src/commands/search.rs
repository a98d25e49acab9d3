//! `qagida search`: what the site's search says.

use std::path::Path;
use std::process::ExitCode;

use qagida_calculator::Date;
use qagida_search::{Index, build};
use rayon::prelude::*;
use serde::Serialize;
use serde_json::Value;

use super::{COMPLETE, CONTENT_WRONG, NOT_IN_FULL, Prepared, print_one};
use crate::diagnostics::Diagnostic;
use crate::site::data::Made;
use crate::site::pages::{Assets, Site};
use crate::site::{render, search};

/// How many hits are given.
const MOST: usize = 20;

/// A hit, as `search --json` gives it.
#[derive(Serialize)]
struct Hit {
    page: String,
    title: String,
    score: f64,
    kind: String,
    anchor: String,
    heading: String,
    snippet: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<Value>,
}

/// Prints what is found for a query, the best first.
///
/// # Errors
/// The exit status, if there is no such language or a page cannot be rendered.
pub fn run(
    prepared: &Prepared,
    templates: &Path,
    lang: &str,
    query: &str,
    json: bool,
    today: Date,
) -> Result<ExitCode, ExitCode> {
    let fail = |diagnostic: Diagnostic| {
        print_one(diagnostic);
        ExitCode::from(CONTENT_WRONG)
    };
    let language = prepared.language(Some(lang))?;
    let tera = render::templates(templates).map_err(fail)?;
    let site = Site {
        content: &prepared.content,
        words: &prepared.words,
        rulebooks: &prepared.rulebooks,
        toolboxes: &prepared.toolboxes,
        as_of: today,
        base_url: None,
        root: "",
        assets: &Assets::default(),
        data: Made::default(),
    };
    let pages = site.pages();
    let rendered = pages
        .par_iter()
        .filter(|page| search::is_found(page, language))
        .map(|page| Ok((page, render::page(&site, &tera, templates, page)?)))
        .collect::<Result<Vec<_>, _>>()
        .map_err(fail)?;
    let built = build(&search::collection(&site, language, &rendered));
    // What was built a moment ago can be opened.
    let Some(index) = Index::open(&built.index) else {
        return Err(ExitCode::from(CONTENT_WRONG));
    };
    let query = index.read(query);
    let (hits, _) = index.find(&query, MOST);
    let today = today.to_string();
    let hits: Vec<Hit> = hits
        .into_iter()
        .filter_map(|hit| {
            let shown = index.show(&query, hit.entry, &today, built.texts.get(hit.page)?)?;
            Some(Hit {
                page: shown.page,
                title: shown.title.concat(),
                score: f64::from(hit.score) / 1000.0,
                kind: shown.kind,
                anchor: shown.anchor,
                heading: shown.heading,
                snippet: shown.words.concat(),
                // What it answers, if the query is a question; nothing is no JSON.
                answer: serde_json::from_str(&shown.answer).ok(),
            })
        })
        .collect();
    if json {
        say!("{}", serde_json::to_string(&hits).unwrap_or_default());
    } else {
        for hit in &hits {
            let anchor = if hit.anchor.is_empty() {
                String::new()
            } else {
                format!("#{}", hit.anchor)
            };
            say!("{:.2}  {}/{anchor}  {}", hit.score, hit.page, hit.title);
            if !hit.heading.is_empty() {
                say!("      § {}", hit.heading);
            }
            if !hit.snippet.is_empty() {
                say!("      {}", hit.snippet);
            }
            let rows = hit
                .answer
                .as_ref()
                .and_then(|answer| answer["rows"].as_array());
            for row in rows.into_iter().flatten() {
                let text = |key: &str| row[key].as_str().unwrap_or_default();
                say!("      = {}: {}", text("label"), text("value"));
            }
        }
    }
    Ok(ExitCode::from(if hits.is_empty() {
        NOT_IN_FULL
    } else {
        COMPLETE
    }))
}
