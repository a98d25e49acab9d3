//! How long answers take with all that explains them, as JSON, on the rules of the
//! built site: `cargo run --release -- build`, then
//! `cargo bench -p qagida-calculator --bench quote`.
//!
//! The site is `site/` of the workspace, or what `QAGIDA_SITE` names. For the same
//! quote in the page's WASM, beside publicodes, see `tests/bench/`.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark: it ends at once and says where"
)]

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Instant;
use std::{env, fs};

use qagida_calculator::tools::Toolbox;
use qagida_calculator::{DeadlineRequest, QuoteRequest, Rulebook};

/// How many times are taken, of how many answers each.
const ROUNDS: usize = 100;
const ANSWERS: u32 = 50;

fn main() {
    println!("µs an answer   fastest    median");
    quote();
    deadline();
    basket();
    open();
}

/// Measures and prints. Not with a library for it: those bring along features of
/// the tool's own dependencies, which would then be compiled once more for tests.
fn measure<T>(name: &str, mut answer: impl FnMut() -> T) {
    let mut times: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let started = Instant::now();
            for _ in 0..ANSWERS {
                black_box(answer());
            }
            started.elapsed().as_secs_f64() / f64::from(ANSWERS) * 1e6
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!("{name:12} {:>9.2} {:>9.2}", times[0], times[ROUNDS / 2]);
}

/// The rules of a page of the built site.
fn rules_of(page: &str) -> Vec<u8> {
    let site = env::var_os("QAGIDA_SITE").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../site"),
        PathBuf::from,
    );
    let page = site.join(page).join("index.html");
    let html = fs::read_to_string(&page).unwrap_or_else(|error| {
        panic!("{}: {error}; build the site first", page.display());
    });
    let (_, after) = html.split_once("data-rules=\"/").unwrap();
    let (rules, _) = after.split_once('"').unwrap();
    fs::read(site.join(rules)).unwrap()
}

fn rulebook() -> Rulebook {
    Rulebook::from_bytes(&rules_of("en/services/work-visa-invitation")).unwrap()
}

/// A quote of three lines, one of them by rate and unit.
fn quote() {
    let rulebook = rulebook();
    let request = QuoteRequest {
        service: "work-visa-invitation",
        on: "2026-11-23",
        people: "2",
        options: vec![("term", "3"), ("priority", "yes")],
    };
    assert!(rulebook.quote(&request).unwrap().total.is_some());
    measure("quote", || {
        rulebook.quote(black_box(&request)).unwrap().to_json()
    });
}

/// A deadline over the turn of a year, with an extension.
fn deadline() {
    let rulebook = rulebook();
    let request = DeadlineRequest {
        service: "work-visa-invitation",
        submitted: "2026-12-14T17:30",
        channel: "",
    };
    assert!(rulebook.deadline(&request).unwrap().due.is_some());
    measure("deadline", || {
        rulebook.deadline(black_box(&request)).unwrap().to_json()
    });
}

/// A family's plan: three groups of people with ten services in all.
fn basket() {
    let toolbox = Toolbox::from_bytes(&rules_of("en/calculators/fees")).unwrap();
    let role = toolbox.basket.roles.first().unwrap().id.clone();
    let invitation = "s=work-visa-invitation\nterm=3\npriority=yes\n";
    let others = "s=iin\ns=arrival-notification\n";
    let lines = format!(
        "on=2026-11-23\np={role}\n{invitation}{others}s=fingerprinting\n\
         p={role}\n{invitation}{others}p={role}\nn=2\n{invitation}{others}"
    );
    let answer = toolbox.answer("fees", &lines);
    assert!(answer.contains("\"answer\""), "{answer}");
    measure("basket", || toolbox.answer("fees", black_box(&lines)));
}

/// What opening a page's rules takes.
fn open() {
    let bytes = rules_of("en/calculators/fees");
    measure("open", || Toolbox::from_bytes(black_box(&bytes)).unwrap());
}
