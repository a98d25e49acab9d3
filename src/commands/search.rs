//! `qagida search`: what the site's search says.

use std::path::Path;
use std::process::ExitCode;

use qagida_calculator::Date;
use qagida_search::{Index, build};
use rayon::prelude::*;
use serde::Serialize;
use serde_json::Value;

use super::{COMPLETE, CONTENT_WRONG, NOT_IN_FULL, Prepared, REQUEST_WRONG, print_one};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::render::Format;
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

/// What can be found in a language.
struct Searched {
    index: Index,
    /// The texts, by page.
    texts: Vec<Vec<u8>>,
    /// The day for which answers are given.
    today: String,
}

/// Prints what is found for a query, the best first; for `-`, what is found for
/// each line of the standard input.
///
/// # Errors
/// The exit status, if there is no such language, a page cannot be rendered or
/// the input cannot be read.
pub fn run(
    prepared: &Prepared,
    templates: &Path,
    lang: &str,
    query: &str,
    json: bool,
    today: Date,
) -> Result<ExitCode, ExitCode> {
    let searched = prepare(prepared, templates, lang, today)?;
    if query != "-" {
        return Ok(searched.print(query, json));
    }
    for line in std::io::stdin().lines() {
        let line = line.map_err(|error| {
            complain!("error: the queries cannot be read: {error}");
            ExitCode::from(REQUEST_WRONG)
        })?;
        searched.print(&line, json);
    }
    Ok(ExitCode::from(COMPLETE))
}

/// Renders the pages of a language and makes the index from them, as a build does.
fn prepare(
    prepared: &Prepared,
    templates: &Path,
    lang: &str,
    today: Date,
) -> Result<Searched, ExitCode> {
    let fail = |diagnostic: Diagnostic| {
        print_one(diagnostic, Format::People);
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
        files: &prepared.files,
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
    let mut index = Index::open(&built.index).expect("what was built a moment ago can be opened");
    // The page loads what it needs; here there is no reason to wait.
    for (number, shard) in built.shards.iter().enumerate() {
        index.give(number, shard);
    }
    Ok(Searched {
        index,
        texts: built.texts,
        today: today.to_string(),
    })
}

impl Searched {
    /// Prints what is found for a query.
    fn print(&self, query: &str, json: bool) -> ExitCode {
        let hits = self.hits(query);
        if json {
            say!("{}", serde_json::to_string(&hits).unwrap_or_default());
        } else {
            for hit in &hits {
                hit.print();
            }
        }
        ExitCode::from(if hits.is_empty() {
            NOT_IN_FULL
        } else {
            COMPLETE
        })
    }

    fn hits(&self, query: &str) -> Vec<Hit> {
        let query = self.index.read(query);
        let (hits, _) = self.index.find(&query, MOST);
        let shown = hits.into_iter().filter_map(|hit| {
            let texts = self.texts.get(hit.page)?;
            let shown = self.index.show(&query, hit.entry, &self.today, texts)?;
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
        });
        shown.collect()
    }
}

impl Hit {
    /// Prints the hit for people.
    fn print(&self) {
        let anchor = match self.anchor.as_str() {
            "" => String::new(),
            anchor => format!("#{anchor}"),
        };
        say!("{:.2}  {}/{anchor}  {}", self.score, self.page, self.title);
        if !self.heading.is_empty() {
            say!("      § {}", self.heading);
        }
        if !self.snippet.is_empty() {
            say!("      {}", self.snippet);
        }
        let rows = self
            .answer
            .as_ref()
            .and_then(|answer| answer["rows"].as_array());
        for row in rows.into_iter().flatten() {
            let text = |key: &str| row[key].as_str().unwrap_or_default();
            say!("      = {}: {}", text("label"), text("value"));
        }
    }
}
