//! What `quote` and `deadline` answer and refuse, and what `build` refuses to be
//! asked for.

use serde_json::{Value as Json, json};

use crate::project::{Output, Project};

/// Runs the tool on the real content.
fn run(arguments: &[&str]) -> Output {
    Project::real().run(arguments)
}

fn quote(arguments: &[&str]) -> Output {
    run(&[&["quote"], arguments].concat())
}

fn deadline(arguments: &[&str]) -> Output {
    run(&[&["deadline"], arguments].concat())
}

fn json_of(output: &Output) -> Json {
    assert_eq!(output.stderr, "");
    serde_json::from_str(&output.stdout).unwrap()
}

/// Everything expected is found; there may be more in objects, not in lists.
#[track_caller]
fn assert_holds(found: &Json, expected: &Json) {
    match (found, expected) {
        (Json::Object(found), Json::Object(expected)) => {
            for (key, expected) in expected {
                let found = found.get(key).unwrap_or_else(|| panic!("`{key}` is missing"));
                assert_holds(found, expected);
            }
        }
        (Json::Array(found), Json::Array(expected)) => {
            assert_eq!(found.len(), expected.len(), "{found:?}");
            for (found, expected) in found.iter().zip(expected) {
                assert_holds(found, expected);
            }
        }
        _ => assert_eq!(found, expected),
    }
}

const INVITATION: [&str; 4] = ["--service", "work-visa-invitation", "--on", "2026-11-23"];

#[test]
fn the_quote_of_the_contract() {
    let output = quote(&[
        "--service",
        "work-visa-invitation",
        "--on",
        "2026-11-23",
        "--option",
        "term=3",
        "--option",
        "priority=yes",
        "--json",
    ])
    .expect(0);
    let found = json_of(&output);
    assert_holds(
        &found,
        &json!({
            "service": "work-visa-invitation",
            "on": "2026-11-23",
            "currency": "KZT",
            "people": 1,
            "options": {"term": "3", "priority": "yes"},
            "items": [
                {"kind": "service-fee", "amount": "550000",
                 "source": {"document": "expat-guide", "at": "work-visa-1/tariff"}},
                {"kind": "priority-fee", "amount": "150000",
                 "source": {"document": "expat-guide", "at": "work-visa-1/tariff"}},
                {"kind": "state-duty", "amount": "2162.5", "rate": "0.5", "unit": "mrp",
                 "unit_value": "4325", "source": {"document": "expat-guide"}},
            ],
            "total": "702162.5",
            "unknown": [],
            "term": {"min": 5, "max": 5, "unit": "working-day"},
        }),
    );
    // Only options that were chosen or have a default.
    assert_eq!(found["options"].as_object().unwrap().len(), 2);
}

#[test]
fn a_quote_in_words() {
    let output = quote(&[
        "--service",
        "work-visa-invitation",
        "--on",
        "2026-11-23",
        "--option",
        "term=3",
        "--people",
        "2",
        "--lang",
        "en",
    ]);
    insta::assert_snapshot!(output.whole(), @"");
}

#[test]
fn a_quote_for_many_people() {
    let found = json_of(
        &quote(&[&INVITATION[..], &["--option", "term=1", "--people", "3", "--json"]].concat())
            .expect(0),
    );
    assert_eq!(found["people"], 3);
    assert_eq!(found["items"][0]["amount"], "1110000");
    assert_eq!(found["items"][1]["amount"], "6487.5");
    assert_eq!(found["total"], "1116487.5");
}

/// A total is never given with a part missing.
#[test]
fn quotes_that_the_sources_cannot_answer_in_full() {
    for (service, on, unknown) in [
        // No unit yet.
        ("work-visa-invitation", "2027-01-01", &["state-duty"][..]),
        // Before the tariff.
        ("iin", "2025-12-31", &["service-fee"]),
        // Before the tariff and the unit.
        ("residence-permit", "2015-12-31", &["service-fee", "state-duty"]),
        // Unreadable in the source.
        ("business-visa-single-invitation", "2026-11-23", &["service-fee"]),
        // Not given by the source.
        ("work-visa-extension", "2026-11-23", &["service-fee", "state-duty"]),
    ] {
        let mut arguments = vec!["--service", service, "--on", on, "--json"];
        if service == "work-visa-invitation" {
            arguments.extend(["--option", "term=1"]);
        }
        let found = json_of(&quote(&arguments).expect(3));
        assert_eq!(found["total"], Json::Null, "{service} on {on}");
        let kinds: Vec<&str> = found["unknown"]
            .as_array()
            .unwrap()
            .iter()
            .map(|unknown| {
                assert!(!unknown["reason"].as_str().unwrap().is_empty());
                unknown["kind"].as_str().unwrap()
            })
            .collect();
        assert_eq!(kinds, unknown, "{service} on {on}");
    }
    let output = quote(&["--service", "business-visa-single-invitation", "--on", "2027-01-01"]);
    insta::assert_snapshot!(output.whole(), @"");
}

#[test]
fn wrong_quotes() {
    insta::assert_snapshot!(quote(&["--service", "work-visa-invitations", "--on", "2026-11-23"]).whole(), @"");
    insta::assert_snapshot!(quote(&["--service", "iin", "--on", "2026-02-29"]).whole(), @"");
    insta::assert_snapshot!(quote(&["--service", "iin", "--on", "23.11.2026"]).whole(), @"");
    insta::assert_snapshot!(quote(&INVITATION).whole(), @"");
    for term in ["0", "6", "3.0", "", "three"] {
        let option = format!("term={term}");
        let output = quote(&[&INVITATION[..], &["--option", &option]].concat());
        let message = format!("error: term: “{term}” is not a value of “term”. Allowed: 1, 2, 3, 4, 5.\n");
        assert_eq!(output.expect(2).stderr, message);
    }
    insta::assert_snapshot!(quote(&[&INVITATION[..], &["--option", "term=1", "--option", "term=2"]].concat()).whole(), @"");
    insta::assert_snapshot!(quote(&[&INVITATION[..], &["--option", "years=1"]].concat()).whole(), @"");
    insta::assert_snapshot!(quote(&[&INVITATION[..], &["--option", "term"]].concat()).whole(), @"");
    insta::assert_snapshot!(quote(&["--service", "residence-permit", "--on", "2026-11-23", "--option", "term=1"]).whole(), @"");
    for people in ["0", "-1", "1.5", "1e3", "", " 1", "two", "1001", "99999999999999999999"] {
        let output = quote(&["--service", "iin", "--on", "2026-11-23", "--people", people]);
        let message = format!("error: people: “{people}” is not a number of people. Enter a whole number from 1 to 1000.\n");
        assert_eq!(output.expect(2).stderr, message);
    }
    // Everything at once.
    insta::assert_snapshot!(quote(&["--service", "work-visa-invitation", "--on", "today", "--people", "0", "--option", "priority=maybe", "--json"]).whole(), @"");
    insta::assert_snapshot!(quote(&["--service", "iin", "--on", "2026-11-23", "--lang", "de"]).whole(), @"");
    insta::assert_snapshot!(quote(&["--service", "iin"]).whole(), @"");
}

#[test]
fn the_deadline_of_the_contract() {
    let arguments = ["--service", "work-visa-invitation", "--submitted", "2026-12-14", "--json"];
    let found = json_of(&deadline(&arguments).expect(0));
    assert_holds(
        &found,
        &json!({
            "service": "work-visa-invitation",
            "submitted": "2026-12-14",
            "channel": "expat-centre",
            "accepted": "2026-12-14",
            "due": "2026-12-22",
            "earliest": "2026-12-22",
            "extended": "2027-01-13",
            "unknown": [],
        }),
    );
    assert!(!found["steps"].as_array().unwrap().is_empty());
    assert!(!found["assumptions"].as_array().unwrap().is_empty());
    // The same with the channel named.
    let named = deadline(&[&arguments[..], &["--channel", "expat-centre"]].concat());
    assert_eq!(json_of(&named.expect(0)), found);
}

#[test]
fn the_filing_window_of_the_contract() {
    let found = json_of(
        &deadline(&["--service", "work-visa-extension", "--expires", "2027-03-01", "--json"]).expect(0),
    );
    assert_eq!(found["service"], "work-visa-extension");
    assert_eq!(found["expires"], "2027-03-01");
    let day = |name: &str| found[name].as_str().unwrap().to_owned();
    assert!(day("opens") < day("closes"));
    assert!(day("closes") < day("expires"));
}

#[test]
fn deadlines_in_words() {
    let output = deadline(&["--service", "work-visa-invitation", "--submitted", "2026-12-14T18:30"]);
    insta::assert_snapshot!(output.whole(), @"");
    let output = deadline(&["--service", "work-visa-extension", "--expires", "2027-03-01"]);
    insta::assert_snapshot!(output.whole(), @"");
}

#[test]
fn deadlines_that_the_sources_cannot_answer() {
    for arguments in [
        // The period leads past the calendar.
        &["--service", "iin", "--submitted", "2027-12-31", "--json"][..],
        // Before the calendar.
        &["--service", "iin", "--submitted", "2019-12-31", "--json"],
        // No term in the source.
        &["--service", "work-visa-extension", "--submitted", "2026-11-23", "--json"],
        &["--service", "work-visa-extension", "--expires", "2028-03-01", "--json"],
        &["--service", "work-visa-extension", "--expires", "9999-12-31", "--json"],
        &["--service", "iin", "--submitted", "0001-01-01", "--json"],
    ] {
        let found = json_of(&deadline(arguments).expect(3));
        assert!(!found["unknown"].as_array().unwrap().is_empty(), "{found}");
        for missing in ["due", "opens"] {
            assert!(found.get(missing).is_none_or(Json::is_null), "{found}");
        }
    }
}

#[test]
fn wrong_deadlines() {
    insta::assert_snapshot!(deadline(&["--service", "visa", "--submitted", "2026-11-23"]).whole(), @"");
    insta::assert_snapshot!(deadline(&["--service", "iin", "--submitted", "2026-11-31"]).whole(), @"");
    insta::assert_snapshot!(deadline(&["--service", "iin", "--submitted", "2026-11-23T25:00"]).whole(), @"");
    insta::assert_snapshot!(deadline(&["--service", "work-visa-invitation", "--submitted", "2026-11-23", "--channel", "post"]).whole(), @"");
    insta::assert_snapshot!(deadline(&["--service", "iin", "--expires", "2026-11-23"]).whole(), @"");
    insta::assert_snapshot!(deadline(&["--service", "work-visa-extension", "--expires", "soon"]).whole(), @"");
    insta::assert_snapshot!(deadline(&["--service", "iin"]).whole(), @"");
    insta::assert_snapshot!(deadline(&["--service", "work-visa-extension", "--expires", "2027-03-01", "--submitted", "2026-11-23"]).whole(), @"");
}

#[test]
fn wrong_builds() {
    let project = Project::small();
    let build = |arguments: &[&str]| project.run(&[&["build"], arguments].concat()).whole();
    insta::assert_snapshot!(build(&["--as-of", "2026-02-30"]), @"");
    insta::assert_snapshot!(build(&["--as-of", "tomorrow"]), @"");
    insta::assert_snapshot!(build(&["--base-url", "example.org"]), @"");
    for url in [
        "", "/visas", "ftp://example.org", "https://", "https:///visas", "https://example.org/a b",
        "https://example.org/\"><script>", "https://example.org/?a", "https://example.org/#a",
        "https://example.org/a&b", "https://example.org/it's", "https://пример.kz",
    ] {
        let output = project.run(&["build", "--base-url", url]).expect(2);
        assert!(output.stderr.contains("an address looks like https://example.org/visas"), "{url}: {}", output.stderr);
    }
    assert!(!project.path("site").exists());
}

#[test]
fn folders_that_cannot_be_written() {
    let project = Project::small();
    insta::assert_snapshot!(project.refused(&["build", "--out", "/proc/qagida-site"]), @"");

    project.write("a-file", "mine");
    let said = project.refused(&["build", "--out", "a-file"]);
    insta::assert_snapshot!(without_folder(&project, &said), @"");
    assert_eq!(project.read("a-file"), "mine");
    let said = project.refused(&["build", "--out", "a-file/site"]);
    insta::assert_snapshot!(without_folder(&project, &said), @"");

    project.write("thesis/chapter-1.txt", "mine");
    let said = project.refused(&["build", "--out", "thesis"]);
    insta::assert_snapshot!(without_folder(&project, &said), @"");
    assert_eq!(project.read("thesis/chapter-1.txt"), "mine");

    for (out, what) in [(".", "is"), ("content", "is"), ("content/..", "is"), ("/", "is")] {
        let said = project.refused(&["build", "--out", out]);
        assert!(said.contains("error[foreign-output]") && said.contains(what), "{said}");
    }
    assert_eq!(project.left_overs(), ["a-file", "thesis"]);
}

fn without_folder(project: &Project, said: &str) -> String {
    let folder = project.path("").canonicalize().unwrap();
    said.replace(folder.to_str().unwrap(), "PROJECT")
}
