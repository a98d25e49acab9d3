//! Whether people find what they look for: sets of queries as they type them,
//! each with the pages that answer it.
//!
//! `queries-*.json` the search was tuned on; `holdout-*.json` it was not: they
//! tell what other queries may expect, so that less is asked of them.

use serde_json::Value;

use crate::project::Project;

/// What has to be reached, in per cent: the right page among the first five, and first.
struct Goal {
    five: usize,
    first: usize,
}

const TUNED: Goal = Goal {
    five: 97,
    first: 85,
};
const HELD_OUT: Goal = Goal {
    five: 94,
    first: 80,
};

#[track_caller]
fn check(lang: &str, sets: &[(&str, Goal)]) {
    let sets: Vec<(&str, &Goal, Vec<Value>)> = sets
        .iter()
        .map(|(set, goal)| {
            let path = format!(
                "{}/tests/search/{set}-{lang}.json",
                env!("CARGO_MANIFEST_DIR")
            );
            let queries = std::fs::read_to_string(path).unwrap();
            (*set, goal, serde_json::from_str(&queries).unwrap())
        })
        .collect();
    // All at once: most of the time goes into the index.
    let lines: Vec<&str> = sets
        .iter()
        .flat_map(|(_, _, queries)| queries)
        .map(|query| query["query"].as_str().unwrap())
        .collect();
    let output = Project::real().run_with(
        &["search", "--lang", lang, "--json", "-"],
        &(lines.join("\n") + "\n"),
    );
    let output = output.expect(0);
    let mut answers = output.stdout.lines();
    for (set, goal, queries) in &sets {
        let answers: Vec<&str> = answers.by_ref().take(queries.len()).collect();
        assert_eq!(answers.len(), queries.len());
        let (mut five, mut first, mut missed) = (0, 0, Vec::new());
        for (query, answer) in queries.iter().zip(answers) {
            let hits: Vec<Value> = serde_json::from_str(answer).unwrap();
            let expected = query["expect"].as_array().unwrap();
            let place = hits.iter().position(|hit| expected.contains(&hit["page"]));
            five += usize::from(place.is_some_and(|place| place < 5));
            first += usize::from(place == Some(0));
            if place != Some(0) {
                missed.push(format!("{} at {place:?}", query["query"]));
            }
        }
        let share = |count: usize| count * 100 / queries.len();
        assert!(
            share(five) >= goal.five && share(first) >= goal.first,
            "{set}-{lang}: {five} among the first five, {first} first, of {}\n{}",
            queries.len(),
            missed.join("\n")
        );
    }
    assert_eq!(answers.next(), None);
}

#[test]
fn in_kazakh() {
    check("kk", &[("queries", TUNED), ("holdout", HELD_OUT)]);
}

#[test]
fn in_russian() {
    check("ru", &[("queries", TUNED), ("holdout", HELD_OUT)]);
}

#[test]
fn in_english() {
    check("en", &[("queries", TUNED), ("holdout", HELD_OUT)]);
}
