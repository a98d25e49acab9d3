//! What `quote` and `deadline` answer and refuse, and what `build` refuses to be
//! asked for.

use serde_json::{Value as Json, json};

use crate::project::{Output, Project};

/// Runs the tool on the real content.
fn run(arguments: &[&str]) -> Output {
    Project::real().run(arguments)
}

pub fn quote(arguments: &[&str]) -> Output {
    run(&[&["quote"], arguments].concat())
}

pub fn deadline(arguments: &[&str]) -> Output {
    run(&[&["deadline"], arguments].concat())
}

pub fn json_of(output: &Output) -> Json {
    assert_eq!(output.stderr, "");
    serde_json::from_str(&output.stdout).unwrap()
}

/// Everything expected is found; there may be more in objects, not in lists.
#[track_caller]
pub fn assert_holds(found: &Json, expected: &Json) {
    match (found, expected) {
        (Json::Object(found), Json::Object(expected)) => {
            for (key, expected) in expected {
                let found = found
                    .get(key)
                    .unwrap_or_else(|| panic!("`{key}` is missing"));
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
    insta::assert_snapshot!(output.whole(), @r"
    exit: 0
    stdout:
    Invitation letter for a work visa obtained outside Kazakhstan, 23 November 2026
      Service fee: 1 100 000 ₸
          = 550 000 ₸ × 2 people
          [Expat Centre guide: Work visa, part 1: invitation letter, tariffs and terms]
      State duty: 4 325 ₸
          = 0.5 × 4 325 ₸ (MCI on 23 November 2026) × 2 people
          [Expat Centre guide: Work visa, part 1: invitation letter, tariffs and terms]
          [Tax Code of 2025: Article 666]
          [Budget law for 2026–2028: Monthly calculation index]
      = 1 104 325 ₸
    ");
}

#[test]
fn a_quote_for_many_people() {
    let found = json_of(
        &quote(
            &[
                &INVITATION[..],
                &["--option", "term=1", "--people", "3", "--json"],
            ]
            .concat(),
        )
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
        (
            "residence-permit",
            "2015-12-31",
            &["service-fee", "state-duty"],
        ),
        // Unreadable in the source.
        (
            "business-visa-single-invitation",
            "2026-11-23",
            &["service-fee"],
        ),
        // Not given by the source.
        (
            "work-visa-extension",
            "2026-11-23",
            &["service-fee", "state-duty"],
        ),
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
    let output = quote(&[
        "--service",
        "business-visa-single-invitation",
        "--on",
        "2027-01-01",
    ]);
    insta::assert_snapshot!(output.whole(), @r"
    exit: 3
    stdout:
    Invitation letter for a single-entry business visa obtained outside Kazakhstan, 1 January 2027
      Service fee: ?
          The source reads “00 000 KZT” here. The text extracted from the guide has “00 000 KZT” here. A digit has been lost and the amount cannot be read. Ask the Expat Centre.
      State duty: ?
          The value of the MCI is on file until 31 December 2026 only. For 1 January 2027 it is not known yet, and we don't use an old value in its place.
      = ?
    ");
}

#[test]
fn wrong_quotes() {
    insta::assert_snapshot!(quote(&["--service", "work-visa-invitations", "--on", "2026-11-23"]).whole(), @r"
    exit: 2
    stderr:
    error: service: There is no service “work-visa-invitations”. Services: arrival-notification, business-visa-multiple-extension, business-visa-multiple-invitation, business-visa-multiple-issue, business-visa-single-extension, business-visa-single-invitation, digital-signature, fingerprinting, iin, investor-visa-a5-invitation, investor-visa-a5-issue, investor-visa-a6-extension, investor-visa-a6-invitation, qualification-review, residence-permit, tax-residency-certificate, tax-residency-certificate-investor, temporary-residence-permit, visa-cancellation-abroad, visa-cancellation-in-kazakhstan, work-visa-extension, work-visa-invitation, work-visa-issue.
    ");
    insta::assert_snapshot!(quote(&["--service", "iin", "--on", "2026-02-29"]).whole(), @r"
    exit: 2
    stderr:
    error: on: “2026-02-29” is not a date. Enter it as year-month-day, for example 2026-11-23.
    ");
    insta::assert_snapshot!(quote(&["--service", "iin", "--on", "23.11.2026"]).whole(), @r"
    exit: 2
    stderr:
    error: on: “23.11.2026” is not a date. Enter it as year-month-day, for example 2026-11-23.
    ");
    insta::assert_snapshot!(quote(&INVITATION).whole(), @r"
    exit: 2
    stderr:
    error: term: Please choose “term”. Allowed: 1, 2, 3, 4, 5.
    ");
    for term in ["0", "6", "3.0", "", "three"] {
        let option = format!("term={term}");
        let output = quote(&[&INVITATION[..], &["--option", &option]].concat());
        let message =
            format!("error: term: “{term}” is not a value of “term”. Allowed: 1, 2, 3, 4, 5.\n");
        assert_eq!(output.expect(2).stderr, message);
    }
    insta::assert_snapshot!(quote(&[&INVITATION[..], &["--option", "term=1", "--option", "term=2"]].concat()).whole(), @r"
    exit: 2
    stderr:
    error: term: “term” is given twice. Leave one of the two.
    ");
    insta::assert_snapshot!(quote(&[&INVITATION[..], &["--option", "years=1"]].concat()).whole(), @r"
    exit: 2
    stderr:
    error: years: “years” is not an option of this service. Options: term, priority, exemption.
    error: term: Please choose “term”. Allowed: 1, 2, 3, 4, 5.
    ");
    insta::assert_snapshot!(quote(&[&INVITATION[..], &["--option", "term"]].concat()).whole(), @r"
    exit: 2
    stderr:
    error: `term` is no option: write it as name=value, like `--option priority=yes`
    ");
    insta::assert_snapshot!(quote(&["--service", "residence-permit", "--on", "2026-11-23", "--option", "term=1"]).whole(), @r"
    exit: 2
    stderr:
    error: term: “term” is not an option of this service: it takes none.
    ");
    for people in [
        "0",
        "-1",
        "1.5",
        "1e3",
        "",
        " 1",
        "two",
        "1001",
        "99999999999999999999",
    ] {
        let output = quote(&["--service", "iin", "--on", "2026-11-23", "--people", people]);
        let message = format!(
            "error: people: “{people}” is not a number of people. Enter a whole number from 1 to 1000.\n"
        );
        assert_eq!(output.expect(2).stderr, message);
    }
    // Everything at once.
    insta::assert_snapshot!(quote(&["--service", "work-visa-invitation", "--on", "today", "--people", "0", "--option", "priority=maybe", "--json"]).whole(), @r"
    exit: 2
    stderr:
    error: on: “today” is not a date. Enter it as year-month-day, for example 2026-11-23.
    error: people: “0” is not a number of people. Enter a whole number from 1 to 1000.
    error: term: Please choose “term”. Allowed: 1, 2, 3, 4, 5.
    error: priority: “maybe” is not a value of “priority”. Allowed: no, yes.
    ");
    insta::assert_snapshot!(quote(&["--service", "iin", "--on", "2026-11-23", "--lang", "de"]).whole(), @r"
    exit: 2
    stderr:
    error: there is no language `de`. Languages: kk, ru, en.
    ");
    insta::assert_snapshot!(quote(&["--service", "iin"]).whole(), @r"
    exit: 2
    stderr:
    error: the following required arguments were not provided:
      --on <DATE>

    Usage: qagida quote --on <DATE> <--service <ID>|--duty <ID>>

    For more information, try '--help'.
    ");
}

#[test]
fn the_deadline_of_the_contract() {
    let arguments = [
        "--service",
        "work-visa-invitation",
        "--submitted",
        "2026-12-14",
        "--json",
    ];
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
        &deadline(&[
            "--service",
            "work-visa-extension",
            "--expires",
            "2027-03-01",
            "--json",
        ])
        .expect(0),
    );
    assert_eq!(found["service"], "work-visa-extension");
    assert_eq!(found["expires"], "2027-03-01");
    let day = |name: &str| found[name].as_str().unwrap().to_owned();
    assert!(day("opens") < day("closes"));
    assert!(day("closes") < day("expires"));
}

#[test]
fn deadlines_in_words() {
    let output = deadline(&[
        "--service",
        "work-visa-invitation",
        "--submitted",
        "2026-12-14T18:30",
    ]);
    insta::assert_snapshot!(output.whole(), @r"
    exit: 0
    stdout:
    Invitation letter for a work visa obtained outside Kazakhstan
      Monday, 14 December 2026: Filed after 18:00, so it counts as filed on the next day of acceptance
      Tuesday, 15 December 2026: Accepted: Through the Expat Centre
      Wednesday, 16 December 2026: Not counted: Independence Day
      Thursday, 17 December 2026: First day of the period
      Wednesday, 23 December 2026: Last day of the period (5 working days)
      Thursday, 14 January 2027: Last day if the period is extended (30 calendar days from acceptance)
      * The papers are complete and nothing has to be asked for again.
      * The period starts on the day after acceptance (Civil Code).
      * Working days are Monday to Friday without public holidays, days moved from weekends and government swaps.
      * What is filed after 18:00 or on a day off counts as filed on the next day of acceptance.
      * A period in calendar days that ends on a day off ends on the next working day.
      * The longest extension is counted as 30 calendar days from acceptance in all.
      * The calendar of 2027 is provisional. The swapped days off of 2027 are not published yet, and the date of Kurban Ait is an astronomical estimate.
    ");
    let output = deadline(&[
        "--service",
        "work-visa-extension",
        "--expires",
        "2027-03-01",
    ]);
    insta::assert_snapshot!(output.whole(), @r"
    exit: 0
    stdout:
    Extending a work visa
      Monday, 18 January 2027: First day on which you can apply (30 working days before expiry)
      Monday, 22 February 2027: Last day on which you can apply (5 working days before expiry)
      Monday, 1 March 2027: Expiry
      * The days are counted back from the day before the expiry date; on both days named you can still apply.
      * Working days are Monday to Friday without public holidays, days moved from weekends and government swaps.
      * The calendar of 2027 is provisional. The swapped days off of 2027 are not published yet, and the date of Kurban Ait is an astronomical estimate.
    ");
}

#[test]
fn deadlines_that_the_sources_cannot_answer() {
    for arguments in [
        // The period leads past the calendar.
        &["--service", "iin", "--submitted", "2027-12-31", "--json"][..],
        // Before the calendar.
        &["--service", "iin", "--submitted", "2019-12-31", "--json"],
        // No term in the source.
        &[
            "--service",
            "work-visa-extension",
            "--submitted",
            "2026-11-23",
            "--json",
        ],
        &[
            "--service",
            "work-visa-extension",
            "--expires",
            "2028-03-01",
            "--json",
        ],
        &[
            "--service",
            "work-visa-extension",
            "--expires",
            "9999-12-31",
            "--json",
        ],
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
    insta::assert_snapshot!(deadline(&["--service", "visa", "--submitted", "2026-11-23"]).whole(), @r"
    exit: 2
    stderr:
    error: service: There is no service “visa”. Services: arrival-notification, business-visa-multiple-extension, business-visa-multiple-invitation, business-visa-multiple-issue, business-visa-single-extension, business-visa-single-invitation, digital-signature, fingerprinting, iin, investor-visa-a5-invitation, investor-visa-a5-issue, investor-visa-a6-extension, investor-visa-a6-invitation, qualification-review, residence-permit, tax-residency-certificate, tax-residency-certificate-investor, temporary-residence-permit, visa-cancellation-abroad, visa-cancellation-in-kazakhstan, work-visa-extension, work-visa-invitation, work-visa-issue.
    ");
    insta::assert_snapshot!(deadline(&["--service", "iin", "--submitted", "2026-11-31"]).whole(), @r"
    exit: 2
    stderr:
    error: submitted: “2026-11-31” is not a date. Enter it as year-month-day, for example 2026-11-23.
    ");
    insta::assert_snapshot!(deadline(&["--service", "iin", "--submitted", "2026-11-23T25:00"]).whole(), @r"
    exit: 2
    stderr:
    error: submitted: “25:00” is not a time of day. Enter it as hours:minutes, for example 14:30.
    ");
    insta::assert_snapshot!(deadline(&["--service", "work-visa-invitation", "--submitted", "2026-11-23", "--channel", "post"]).whole(), @r"
    exit: 2
    stderr:
    error: channel: “post” is not a way to file for this service. Allowed: expat-centre, police, state-corporation, portal.
    ");
    insta::assert_snapshot!(deadline(&["--service", "iin", "--expires", "2026-11-23"]).whole(), @r"
    exit: 2
    stderr:
    error: expires: This service extends nothing, so there is no expiry date to count back from. Services that do: business-visa-multiple-extension, business-visa-single-extension, investor-visa-a6-extension, work-visa-extension.
    ");
    insta::assert_snapshot!(deadline(&["--service", "work-visa-extension", "--expires", "soon"]).whole(), @r"
    exit: 2
    stderr:
    error: expires: “soon” is not a date. Enter it as year-month-day, for example 2026-11-23.
    ");
    insta::assert_snapshot!(deadline(&["--service", "iin"]).whole(), @r"
    exit: 2
    stderr:
    error: the following required arguments were not provided:
      <--submitted <DATE[THH:MM]>|--expires <DATE>>

    Usage: qagida deadline <--service <ID>|--rule <ID>> <--submitted <DATE[THH:MM]>|--expires <DATE>>

    For more information, try '--help'.
    ");
    insta::assert_snapshot!(deadline(&["--service", "work-visa-extension", "--expires", "2027-03-01", "--submitted", "2026-11-23"]).whole(), @r"
    exit: 2
    stderr:
    error: the argument '--expires <DATE>' cannot be used with '--submitted <DATE[THH:MM]>'

    Usage: qagida deadline <--service <ID>|--rule <ID>> <--submitted <DATE[THH:MM]>|--expires <DATE>>

    For more information, try '--help'.
    ");
}

#[test]
fn wrong_builds() {
    let project = Project::small();
    let build = |arguments: &[&str]| project.run(&[&["build"], arguments].concat()).whole();
    insta::assert_snapshot!(build(&["--as-of", "2026-02-30"]), @r"
    exit: 2
    stderr:
    error: invalid value '2026-02-30' for '--as-of <DATE>': there is no such day; dates are written like 2026-01-31

    For more information, try '--help'.
    ");
    insta::assert_snapshot!(build(&["--as-of", "tomorrow"]), @r"
    exit: 2
    stderr:
    error: invalid value 'tomorrow' for '--as-of <DATE>': there is no such day; dates are written like 2026-01-31

    For more information, try '--help'.
    ");
    insta::assert_snapshot!(build(&["--base-url", "example.org"]), @r"
    exit: 2
    stderr:
    error: invalid value 'example.org' for '--base-url <URL>': an address looks like https://example.org/rules

    For more information, try '--help'.
    ");
    for url in [
        "",
        "/visas",
        "ftp://example.org",
        "https://",
        "https:///visas",
        "https://example.org/a b",
        "https://example.org/\"><script>",
        "https://example.org/?a",
        "https://example.org/#a",
        "https://example.org/a&b",
        "https://example.org/it's",
        "https://пример.kz",
    ] {
        let output = project.run(&["build", "--base-url", url]).expect(2);
        assert!(
            output
                .stderr
                .contains("an address looks like https://example.org/rules"),
            "{url}: {}",
            output.stderr
        );
    }
    assert!(!project.path("site").exists());
}

#[test]
fn folders_that_cannot_be_written() {
    let project = Project::small();
    insta::assert_snapshot!(project.refused(&["build", "--out", "/proc/qagida-site"]), @r"
    error[cannot-write]: cannot write /proc/qagida-site: No such file or directory (os error 2)
     |
     = help: check that the folder around it exists and is writable

    1 error
    ");

    project.write("a-file", "mine");
    let said = project.refused(&["build", "--out", "a-file"]);
    insta::assert_snapshot!(without_folder(&project, &said), @r"
    error[foreign-output]: will not write the site to PROJECT/a-file: it is a file
     |
     = help: choose an empty or new folder with --out: the build replaces all of it

    1 error
    ");
    assert_eq!(project.read("a-file"), "mine");
    let said = project.refused(&["build", "--out", "a-file/site"]);
    insta::assert_snapshot!(without_folder(&project, &said), @r"
    error[cannot-write]: cannot write a-file/site: Not a directory (os error 20)
     |
     = help: a part of this path is a file: choose another with --out

    1 error
    ");

    project.write("thesis/chapter-1.txt", "mine");
    let said = project.refused(&["build", "--out", "thesis"]);
    insta::assert_snapshot!(without_folder(&project, &said), @r"
    error[foreign-output]: will not write the site to PROJECT/thesis: it holds `chapter-1.txt`, which qagida didn't make
     |
     = help: choose an empty or new folder with --out: the build replaces all of it

    1 error
    ");
    assert_eq!(project.read("thesis/chapter-1.txt"), "mine");

    for out in [".", "content", "templates/text/..", "content/..", "/"] {
        let said = project.refused(&["build", "--out", out]);
        assert!(said.contains("error[foreign-output]"), "{out}: {said}");
    }
    project.run(&["check"]).expect(0);
    assert_eq!(project.left_overs(), ["a-file", "thesis"]);
}

fn without_folder(project: &Project, said: &str) -> String {
    let folder = project.path("").canonicalize().unwrap();
    said.replace(folder.to_str().unwrap(), "PROJECT")
}
