//! Date rules: what `check` says of every kind of mistake in them, and what
//! `ask` answers from them.

use crate::project::Project;

const DATE_RULES: &str = "content/date_rules.yaml";

const RULES: &str = "\
date_rules:
  - id: passport
    title: {kk: Төлқұжат, en: The passport}
    asks: {kk: Рұқсаттың соңғы күні, en: Last day of the permit}
    direction: after
    count: 3
    unit: month
    means: must-last
    result: {kk: Кемінде осы күнге дейін, en: At least until this day}
    text: {kk: Үш ай., en: Three months.}
    services: [permit]
    rules: [appeal]
    source: {document: guide, at: permit}
  - id: fingerprints
    title: {kk: Саусақ таңбасы, en: The fingerprints}
    asks: {kk: Алынған күні, en: Day of taking}
    direction: before
    count: 1
    unit: calendar-year
    means: first-day
    result: {kk: Бірінші күн, en: First day}
    text: {kk: Осы жылы., en: In this year.}
    source: {document: guide, at: permit}
    also: [{document: guide, at: permit/tariff}]
";

fn project() -> Project {
    let project = Project::small();
    project.write(DATE_RULES, RULES);
    project
}

/// What `check` says after one edit.
#[track_caller]
fn check(old: &str, new: &str) -> String {
    project().edit(DATE_RULES, old, new).refused(&["check"])
}

#[test]
fn words_that_are_none() {
    insta::assert_snapshot!(check("means: must-last", "means: must-lst"), @r"
    error[bad-value]: `must-lst` is not known here
     --> content/date_rules.yaml:8:12
      |
    8 |     means: must-lst
      |            ^^^^^^^^
      |
      = help: did you mean `must-last`?

    1 error
    ");
    insta::assert_snapshot!(check("unit: month", "unit: months"), @r"
    error[bad-value]: `months` is not known here
     --> content/date_rules.yaml:7:11
      |
    7 |     unit: months
      |           ^^^^^^
      |
      = help: did you mean `month`?

    1 error
    ");
}

#[test]
fn rules_that_contradict_themselves() {
    insta::assert_snapshot!(check("direction: after", "direction: before"), @r"
    error[contradiction]: what must last beyond a day doesn't end before it
     --> content/date_rules.yaml:8:12
      |
    8 |     means: must-last
      |            ^^^^^^^^^
      |
      = help: `must-last` goes with `direction: after`

    1 error
    ");
    insta::assert_snapshot!(check("count: 1", "count: 2"), @r"
    error[bad-value]: a rule about the calendar year of a day has the `count` 1
      --> content/date_rules.yaml:18:12
       |
    18 |     count: 2
       |            ^
       |
       = help: years to the same day have the unit `year`

    1 error
    ");
    insta::assert_snapshot!(check("count: 3", "count: 0"), @r"
    error[bad-value]: 0 is no length of a period: from 1 to 3660
     --> content/date_rules.yaml:6:12
      |
    6 |     count: 0
      |            ^

    1 error
    ");
}

#[test]
fn references_that_lead_nowhere() {
    insta::assert_snapshot!(check("services: [permit]", "services: [permits]"), @r"
    error[unknown-reference]: there is no service `permits`
      --> content/date_rules.yaml:11:16
       |
    11 |     services: [permits]
       |                ^^^^^^^
       |
       = help: did you mean `permit`?

    1 error
    ");
    insta::assert_snapshot!(check("rules: [appeal]", "rules: [appeals]"), @r"
    error[unknown-reference]: there is no rule `appeals`
      --> content/date_rules.yaml:12:13
       |
    12 |     rules: [appeals]
       |             ^^^^^^^
       |
       = help: did you mean `appeal`?

    1 error
    ");
    insta::assert_snapshot!(check("at: permit/tariff", "at: permit/tarif"), @r"
    error[unknown-reference]: there is no part `tarif` in `guide`
      --> content/date_rules.yaml:24:34
       |
    24 |     also: [{document: guide, at: permit/tarif}]
       |                                  ^^^^^^^^^^^^
       |
       = help: did you mean `tariff`?

    1 error
    ");
    insta::assert_snapshot!(check("id: fingerprints", "id: passport"), @r"
    error[duplicate-id]: there are two of the date rule `passport`
      --> content/date_rules.yaml:14:9
       |
     2 |   - id: passport
       |         -------- the first
    ...
    14 |   - id: passport
       |         ^^^^^^^^ the second
       |
       = help: an id names one thing only

    1 error
    ");
}

#[test]
fn rules_of_any_authority_are_answered() {
    let project = project();
    let ask = |lines: &[&str]| {
        project
            .run(&[&["ask", "deadlines"], lines].concat())
            .whole()
    };
    insta::assert_snapshot!(ask(&["what=date/passport", "on=30 November 2026"]), @r"
    exit: 0
    stdout:
    The passport
      What is counted: The passport
      Last day of the permit: Monday, 30 November 2026
      At least until this day = Sunday, 28 February 2027
          [Guide: Permit]
    ");
    insta::assert_snapshot!(ask(&["what=date/fingerprints", "on=2026-11-30"]), @r"
    exit: 0
    stdout:
    The fingerprints
      What is counted: The fingerprints
      Day of taking: Monday, 30 November 2026
      First day = Thursday, 1 January 2026
          [Guide: Permit]
          [Guide: Permit, tariff]
    ");
    insta::assert_snapshot!(ask(&["what=date/visa", "on=2026-11-30", "time=10:00"]), @r"
    exit: 2
    stderr:
    error: what: There is no date rule “visa”. Rules: passport, fingerprints.
    error: time: Nothing is filed in this question. Leave “10:00” out.
    ");
    // The file may be missing: then there are none.
    project.remove(DATE_RULES);
    assert_eq!(project.run(&["check"]).expect(0).stderr, "");
    insta::assert_snapshot!(ask(&["what=date/passport", "on=2026-11-30"]), @r"
    exit: 2
    stderr:
    error: what: “date/passport” is nothing that can be counted here. Choose a service, a procedure or a rule from the list.
    ");
}
