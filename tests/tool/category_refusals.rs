//! Every kind of mistake that categories, rules pages, countries, duties and the
//! places of sources can have, with the whole message that its author gets.

use crate::project::Project;

const SITE: &str = "content/site.yaml";
const SOURCES: &str = "content/sources.yaml";
const DUTIES: &str = "content/duties.yaml";
const COUNTRIES: &str = "content/countries.yaml";
const PERMIT: &str = "content/services/permit.yaml";
const APPEAL: &str = "content/rules/appeal.yaml";
const PASSES: &str = "content/rules/passes.yaml";
const READER: &str = "content/passes/a1.yaml";
const RESEARCHER: &str = "content/passes/b2.yaml";
const EMPLOYEE: &str = "content/passes/c3.yaml";

/// What `check` says after one edit.
#[track_caller]
fn check(path: &str, old: &str, new: &str) -> String {
    Project::with_categories()
        .edit(path, old, new)
        .refused(&["check"])
}

/// What `check` says of content that it doesn't refuse.
#[track_caller]
fn warnings(project: &Project) -> String {
    project.run(&["check"]).expect(0).stderr
}

/// The edit is no mistake.
#[track_caller]
fn is_right(path: &str, old: &str, new: &str) {
    let project = Project::with_categories();
    project.edit(path, old, new);
    assert_eq!(warnings(&project), "");
}

#[test]
fn the_content_to_be_broken_is_whole() {
    assert_eq!(warnings(&Project::with_categories()), "");
    assert_eq!(warnings(&Project::small()), "");
}

// Categories

#[test]
fn lengths_of_time_that_are_none() {
    insta::assert_snapshot!(check(READER, "validity: P90D", "validity: P90"), @r"
    error[bad-value]: `P90` is not a length of time
      --> content/passes/a1.yaml:10:15
       |
    10 |     validity: P90
       |               ^^^
       |
       = help: lengths of time are written like `P90D` (days), `P3M` (months) or `P1Y` (years)

    1 error
    ");
    insta::assert_snapshot!(check(READER, "validity: P90D", "validity: 90 days"), @r"
    error[bad-value]: `90 days` is not a length of time
      --> content/passes/a1.yaml:10:15
       |
    10 |     validity: 90 days
       |               ^^^^^^^
       |
       = help: lengths of time are written like `P90D` (days), `P3M` (months) or `P1Y` (years)

    1 error
    ");
    insta::assert_snapshot!(check(READER, "validity: P90D", "validity: P0D"), @r"
    error[bad-value]: `P0D` is not a length of time
      --> content/passes/a1.yaml:10:15
       |
    10 |     validity: P0D
       |               ^^^
       |
       = help: lengths of time are written like `P90D` (days), `P3M` (months) or `P1Y` (years)

    1 error
    ");
    insta::assert_snapshot!(check(READER, "validity: P90D", "validity: P1Y2M"), @r"
    error[bad-value]: `P1Y2M` is not a length of time
      --> content/passes/a1.yaml:10:15
       |
    10 |     validity: P1Y2M
       |               ^^^^^
       |
       = help: lengths of time are written like `P90D` (days), `P3M` (months) or `P1Y` (years)

    1 error
    ");
}

#[test]
fn a_stay_that_is_none() {
    insta::assert_snapshot!(check(READER, "stay: P30D", "stay: P30"), @r"
    error[bad-value]: `P30` is not a stay
      --> content/passes/a1.yaml:11:11
       |
    11 |     stay: P30
       |           ^^^
       |
       = help: a length of time like `P30D`, or `validity` for the whole validity, or `not-given`

    1 error
    ");
}

#[test]
fn a_stay_longer_than_the_validity() {
    insta::assert_snapshot!(check(READER, "stay: P30D", "stay: P91D"), @r"
    error[contradiction]: the stay of P91D is longer than the validity of P90D
      --> content/passes/a1.yaml:11:11
       |
    10 |     validity: P90D
       |               ---- how long it is valid
    11 |     stay: P91D
       |           ^^^^

    1 error
    ");
    insta::assert_snapshot!(check(READER, "stay: P30D", "stay: P1Y"), @r"
    error[contradiction]: the stay of P1Y is longer than the validity of P90D
      --> content/passes/a1.yaml:11:11
       |
    10 |     validity: P90D
       |               ---- how long it is valid
    11 |     stay: P1Y
       |           ^^^

    1 error
    ");
    is_right(READER, "stay: P30D", "stay: P90D");
    // Three months may have fewer days.
    is_right(READER, "stay: P30D", "stay: P3M");
}

#[test]
fn a_change_from_a_category_that_does_not_exist() {
    insta::assert_snapshot!(check(EMPLOYEE, "from: [A1, B2]", "from: [A1, B3]"), @r"
    error[unknown-reference]: there is no category `B3`
      --> content/passes/c3.yaml:15:14
       |
    15 |   from: [A1, B3]
       |              ^^
       |
       = help: known: A1, B2, C3

    1 error
    ");
}

#[test]
fn a_service_for_a_category_that_does_not_exist() {
    insta::assert_snapshot!(check(PERMIT, "categories: [C3]", "categories: [C3, D4]"), @r"
    error[unknown-reference]: there is no category `D4`
     --> content/services/permit.yaml:5:18
      |
    5 | categories: [C3, D4]
      |                  ^^
      |
      = help: known: A1, B2, C3

    1 error
    ");
}

#[test]
fn a_page_about_a_category_that_does_not_exist() {
    insta::assert_snapshot!(check(PASSES, "categories: [A1]", "categories: [A7]"), @r"
    error[unknown-reference]: there is no category `A7`
     --> content/rules/passes.yaml:4:14
      |
    4 | categories: [A7]
      |              ^^
      |
      = help: known: A1, B2, C3

    1 error
    ");
}

/// `А1` and `С3` here begin with Cyrillic letters.
#[test]
fn codes_in_cyrillic() {
    insta::assert_snapshot!(check(EMPLOYEE, "from: [A1, B2]", "from: [А1, B2]"), @r"
    error[bad-value]: `А1` is not a category code
      --> content/passes/c3.yaml:15:10
       |
    15 |   from: [А1, B2]
       |          ^^
       |
       = help: codes are written in Latin capitals: A, B and C look the same in Cyrillic, so type them again on a Latin keyboard

    1 error
    ");
    insta::assert_snapshot!(check(PERMIT, "categories: [C3]", "categories: [С3]"), @r"
    error[bad-value]: `С3` is not a category code
     --> content/services/permit.yaml:5:14
      |
    5 | categories: [С3]
      |              ^^
      |
      = help: codes are written in Latin capitals: A, B and C look the same in Cyrillic, so type them again on a Latin keyboard

    1 error
    ");
    insta::assert_snapshot!(check(PASSES, "categories: [A1]", "categories: [А1]"), @r"
    error[bad-value]: `А1` is not a category code
     --> content/rules/passes.yaml:4:14
      |
    4 | categories: [А1]
      |              ^^
      |
      = help: codes are written in Latin capitals: A, B and C look the same in Cyrillic, so type them again on a Latin keyboard

    1 error
    ");
}

/// The `а` of this file name is Cyrillic.
#[test]
fn a_file_that_is_no_code() {
    let project = Project::with_categories();
    project.write("content/passes/а1.yaml", project.read(READER));
    insta::assert_snapshot!(project.refused(&["check"]), @r"
    error[bad-value]: the file name `а1` is not a category's code
     --> content/passes/а1.yaml:1:1
      |
    1 | title: {kk: Оқырман рұқсаттамасы, en: Reader's pass}
      | ^
      |
      = help: it is the code in lower-case Latin letters and digits

    1 error
    ");
}

#[test]
fn a_row_not_named_after_its_entries() {
    insta::assert_snapshot!(check(READER, "id: single", "id: once"), @r"
    error[contradiction]: the row `once` is not named after its entries
     --> content/passes/a1.yaml:8:9
      |
    8 |   - id: once
      |         ^^^^
      |
      = help: its id begins with `single` or `multiple`, like its `entries`

    1 error
    ");
    insta::assert_snapshot!(check(READER, "entries: multiple", "entries: single"), @r"
    error[contradiction]: the row `multiple` is not named after its entries
      --> content/passes/a1.yaml:12:9
       |
    12 |   - id: multiple
       |         ^^^^^^^^
       |
       = help: its id begins with `single` or `multiple`, like its `entries`

    1 error
    ");
}

#[test]
fn two_rows_of_one_id() {
    insta::assert_snapshot!(check(READER, "id: multiple\n    entries: multiple", "id: single\n    entries: single"), @r"
    error[duplicate-id]: there are two of the row `single`
      --> content/passes/a1.yaml:12:9
       |
     8 |   - id: single
       |         ------ the first
    ...
    12 |   - id: single
       |         ^^^^^^ the second
       |
       = help: an id names one thing only

    1 error
    ");
}

#[test]
fn no_rows_and_no_reason() {
    let project = Project::with_categories();
    let rows = "rows:\n  - id: single-short\n    entries: single\n    validity: P3M\n    stay: not-given\n";
    project.edit(RESEARCHER, rows, "");
    insta::assert_snapshot!(project.refused(&["check"]), @r"
    error[missing-field]: B2 has no entries, validity and stay, and no `doubt` says why
     --> content/passes/b2.yaml:1:1
      |
    1 | title: {kk: Зерттеуші рұқсаттамасы, en: Researcher's pass}
      | ^
      |
      = help: what the source doesn't give is said in `doubt`

    1 error
    ");
    is_right(
        RESEARCHER,
        rows,
        "doubt: {kk: Дереккөзде жоқ., en: Not in the source.}\n",
    );
}

#[test]
fn an_issuer_left_out() {
    insta::assert_snapshot!(check(READER, "{desk: true, online: false}", "{desk: true}"), @r"
    error[missing-field]: who issues it is left open for: online
      --> content/passes/a1.yaml:22:3
       |
    22 |   source: {document: guide, at: permit}
       |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: each issuer of site.yaml is `true` or `false`

    1 error
    ");
}

#[test]
fn an_issuer_that_does_not_exist() {
    insta::assert_snapshot!(check(READER, "{desk: true, online: false}", "{desk: true, online: false, airport: true}"), @r"
    error[unknown-reference]: there is no issuer `airport` in site.yaml
      --> content/passes/a1.yaml:23:35
       |
    23 |   by: {desk: true, online: false, airport: true}
       |                                   ^^^^^^^
       |
       = help: known: desk, online

    1 error
    ");
}

#[test]
fn an_issuer_that_neither_does_nor_does_not() {
    insta::assert_snapshot!(check(READER, "{desk: true, online: false}", "{desk: true, online: perhaps}"), @r"
    error[bad-value]: expected `true` or `false`, found `perhaps`
      --> content/passes/a1.yaml:23:28
       |
    23 |   by: {desk: true, online: perhaps}
       |                            ^^^^^^^

    1 error
    ");
}

#[test]
fn a_change_from_any_and_from_some() {
    insta::assert_snapshot!(check(EMPLOYEE, "from: [A1, B2]", "from: [A1, B2]\n  any: true"), @r"
    error[contradiction]: a change is either `from` a list of categories, or from `any: true`
      --> content/passes/c3.yaml:15:3
       |
    15 |   from: [A1, B2]
       |   ^^^^^^^^^^^^^^

    1 error
    ");
}

#[test]
fn a_change_from_nothing() {
    insta::assert_snapshot!(check(EMPLOYEE, "from: [A1, B2]\n  ", ""), @r"
    error[contradiction]: a change is either `from` a list of categories, or from `any: true`
      --> content/passes/c3.yaml:15:3
       |
    15 |   source: {document: guide, at: extension}
       |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    1 error
    ");
    insta::assert_snapshot!(check(RESEARCHER, "any: true", "any: false"), @r"
    error[contradiction]: a change is either `from` a list of categories, or from `any: true`
      --> content/passes/b2.yaml:14:3
       |
    14 |   any: false
       |   ^^^^^^^^^^

    1 error
    ");
}

#[test]
fn a_change_into_itself() {
    insta::assert_snapshot!(check(EMPLOYEE, "from: [A1, B2]", "from: [A1, C3]"), @r"
    error[contradiction]: C3 is changed into itself, and no `text` says when
      --> content/passes/c3.yaml:15:14
       |
    15 |   from: [A1, C3]
       |              ^^

    1 error
    ");
    is_right(
        EMPLOYEE,
        "from: [A1, B2]",
        "from: [A1, C3]\n  text: {kk: Жұмыс беруші ауысса., en: With a new employer.}",
    );
}

#[test]
fn a_purpose_that_does_not_exist() {
    insta::assert_snapshot!(check(EMPLOYEE, "purpose: work", "purpose: rest"), @r"
    error[unknown-reference]: there is no purpose `rest` in purposes.yaml
     --> content/passes/c3.yaml:2:10
      |
    2 | purpose: rest
      |          ^^^^
      |
      = help: known: study, work

    warning[unused]: nothing uses the purpose `work`
     --> content/purposes.yaml:3:10
      |
    3 |   - {id: work, name: {kk: Жұмыс, en: Work}}
      |          ^^^^
      |
      = help: delete it, or refer to it where it is meant

    1 error, 1 warning
    ");
}

#[test]
fn a_duty_of_a_category_that_does_not_exist() {
    insta::assert_snapshot!(check(READER, "duties: [stay]", "duties: [leave]"), @r"
    error[unknown-reference]: there is no duty `leave` in duties.yaml
      --> content/passes/a1.yaml:28:10
       |
    28 | duties: [leave]
       |          ^^^^^
       |
       = help: known: stay

    1 error
    ");
}

#[test]
fn a_duty_of_a_category_twice() {
    insta::assert_snapshot!(check(READER, "duties: [stay]", "duties: [stay, stay]"), @r"
    error[duplicate-id]: the duty `stay` is named twice
      --> content/passes/a1.yaml:28:16
       |
    28 | duties: [stay, stay]
       |          ----  ^^^^
       |          |
       |          the first time

    1 error
    ");
}

#[test]
fn a_term_from_nowhere() {
    insta::assert_snapshot!(check(READER, "{rule: appeal, period: answer}", "{rule: appeals, period: answer}"), @r"
    error[unknown-reference]: there is no rule `appeals`
      --> content/passes/a1.yaml:27:14
       |
    27 | term: {rule: appeals, period: answer}
       |              ^^^^^^^
       |
       = help: did you mean `appeal`?

    1 error
    ");
    insta::assert_snapshot!(check(READER, "{rule: appeal, period: answer}", "{rule: appeal, period: reply}"), @r"
    error[unknown-reference]: there is no period `reply` on that page
      --> content/passes/a1.yaml:27:30
       |
    27 | term: {rule: appeal, period: reply}
       |                              ^^^^^
       |
       = help: known: answer, notice, queue

    1 error
    ");
}

#[test]
fn a_ground_with_a_body_that_does_not_exist() {
    insta::assert_snapshot!(check(READER, "by: office", "by: library"), @r"
    error[unknown-reference]: there is no body `library` in bodies.yaml
      --> content/passes/a1.yaml:17:9
       |
    17 |   - by: library
       |         ^^^^^^^
       |
       = help: known: office

    1 error
    ");
}

#[test]
fn a_category_that_rests_on_a_place_that_does_not_exist() {
    insta::assert_snapshot!(check(EMPLOYEE, "from: [A1, B2]\n  source: {document: guide, at: extension}", "from: [A1, B2]\n  source: {document: guide, at: exchange}"), @r"
    error[unknown-reference]: there is no place `exchange` in `guide`
      --> content/passes/c3.yaml:16:33
       |
    16 |   source: {document: guide, at: exchange}
       |                                 ^^^^^^^^
       |
       = help: known: permit, extension, appeal

    1 error
    ");
}

#[test]
fn a_category_that_others_name() {
    let project = Project::with_categories();
    project.remove(READER);
    insta::assert_snapshot!(project.refused(&["check"]), @r"
    error[unknown-reference]: there is no category `A1`
      --> content/passes/c3.yaml:15:10
       |
    15 |   from: [A1, B2]
       |          ^^ here, and in the places below
      ::: content/rules/passes.yaml:4:14
       = help: known: B2, C3

    1 error
    ");
}

#[test]
fn a_purpose_of_no_category() {
    let project = Project::with_categories();
    project.edit(EMPLOYEE, "purpose: work", "purpose: study");
    insta::assert_snapshot!(warnings(&project), @r"
    warning[unused]: nothing uses the purpose `work`
     --> content/purposes.yaml:3:10
      |
    3 |   - {id: work, name: {kk: Жұмыс, en: Work}}
      |          ^^^^
      |
      = help: delete it, or refer to it where it is meant

    1 warning
    ");
}

// Periods

#[test]
fn a_period_after_itself() {
    insta::assert_snapshot!(check(APPEAL, "after: answer", "after: notice"), @r"
    error[contradiction]: periods that begin after each other never begin
      --> content/rules/appeal.yaml:26:12
       |
    26 |     after: notice
       |            ^^^^^^

    1 error
    ");
}

#[test]
fn periods_after_each_other() {
    let project = Project::with_categories();
    project.edit(APPEAL, "after: answer", "after: queue").edit(
        APPEAL,
        "unit: minute",
        "unit: minute\n    after: notice",
    );
    insta::assert_snapshot!(project.refused(&["check"]), @r"
    error[contradiction]: periods that begin after each other never begin
      --> content/rules/appeal.yaml:26:12
       |
    26 |     after: queue
       |            ^^^^^

    error[contradiction]: periods that begin after each other never begin
      --> content/rules/appeal.yaml:35:12
       |
    35 |     after: notice
       |            ^^^^^^

    2 errors
    ");
}

#[test]
fn a_period_after_one_that_does_not_exist() {
    insta::assert_snapshot!(check(APPEAL, "after: answer", "after: reply"), @r"
    error[unknown-reference]: there is no period `reply` on this page
      --> content/rules/appeal.yaml:26:12
       |
    26 |     after: reply
       |            ^^^^^
       |
       = help: known: answer, notice, queue

    1 error
    ");
}

#[test]
fn a_period_after_another_that_begins_with_a_filing() {
    insta::assert_snapshot!(check(APPEAL, "after: answer", "after: answer\n    channels: [office]"), @r"
    error[contradiction]: a period begins either with a filing or when another one ends
      --> content/rules/appeal.yaml:27:16
       |
    26 |     after: answer
       |            ------ another one
    27 |     channels: [office]
       |                ^^^^^^

    1 error
    ");
}

#[test]
fn an_extension_that_is_not_longer() {
    insta::assert_snapshot!(check(APPEAL, "{max: 30, unit: calendar-day,", "{max: 5, unit: working-day,"), @r"
    error[contradiction]: the extended period is no longer than the ordinary one
      --> content/rules/appeal.yaml:17:22
       |
    15 |     max: 5
       |          - the ordinary one
    16 |     unit: working-day
    17 |     extension: {max: 5, unit: working-day, source: {document: guide, at: appeal/tariff}}
       |                      ^
       |
       = help: `extension` gives the whole length, not what is added

    1 error
    ");
}

#[test]
fn a_period_from_more_to_less() {
    insta::assert_snapshot!(check(APPEAL, "min: 3", "min: 6"), @r"
    error[contradiction]: `min` is more than `max`
      --> content/rules/appeal.yaml:14:10
       |
    14 |     min: 6
       |          ^
    15 |     max: 5
       |          - max

    1 error
    ");
}

#[test]
fn a_period_of_nothing() {
    insta::assert_snapshot!(check(APPEAL, "max: 2\n", "max: 0\n"), @r"
    error[bad-value]: 0 is no length of a period: from 1 to 3660
      --> content/rules/appeal.yaml:24:10
       |
    24 |     max: 0
       |          ^

    1 error
    ");
}

#[test]
fn a_period_with_a_channel_that_does_not_exist() {
    insta::assert_snapshot!(check(APPEAL, "channels: [office]", "channels: [post]"), @r"
    error[unknown-reference]: there is no channel `post`
      --> content/rules/appeal.yaml:18:16
       |
    18 |     channels: [post]
       |                ^^^^
       |
       = help: known: office

    1 error
    ");
}

#[test]
fn a_period_of_a_body_that_does_not_exist() {
    insta::assert_snapshot!(check(APPEAL, "by: [office]\n    min", "by: [library]\n    min"), @r"
    error[unknown-reference]: there is no body `library` in bodies.yaml
      --> content/rules/appeal.yaml:13:10
       |
    13 |     by: [library]
       |          ^^^^^^^
       |
       = help: known: office

    1 error
    ");
}

#[test]
fn a_period_of_nobody() {
    insta::assert_snapshot!(check(APPEAL, "by: [office]\n    min", "by: []\n    min"), @r"
    error[bad-value]: this list must not be empty
      --> content/rules/appeal.yaml:13:9
       |
    13 |     by: []
       |         ^^

    1 error
    ");
}

#[test]
fn two_periods_of_one_id() {
    insta::assert_snapshot!(check(APPEAL, "id: queue", "id: notice"), @r"
    error[duplicate-id]: there are two of the period `notice`
      --> content/rules/appeal.yaml:29:9
       |
    20 |   - id: notice
       |         ------ the first
    ...
    29 |   - id: notice
       |         ^^^^^^ the second
       |
       = help: an id names one thing only

    1 error
    ");
}

#[test]
fn a_period_shared_with_its_own_page() {
    insta::assert_snapshot!(check(PASSES, "{rule: appeal, period: answer}", "{rule: passes, period: answer}"), @r"
    error[bad-value]: a period of this page is not shared with it
     --> content/rules/passes.yaml:7:12
      |
    7 |   - {rule: passes, period: answer}
      |            ^^^^^^

    1 error
    ");
}

#[test]
fn a_shared_period_with_an_id_of_the_page() {
    insta::assert_snapshot!(check(PASSES, "shared_periods:", "periods:\n  - id: answer\n    title: {kk: Жауап, en: Answer}\n    starts: {kk: өтініштен бастап, en: from the application}\n    by: [office]\n    max: 1\n    unit: working-day\n    source: {document: guide, at: permit}\nshared_periods:"), @r"
    error[duplicate-id]: there are two of the period `answer`
      --> content/rules/passes.yaml:15:28
       |
     7 |   - id: answer
       |         ------ the first
    ...
    15 |   - {rule: appeal, period: answer}
       |                            ^^^^^^ the second
       |
       = help: an id names one thing only

    1 error
    ");
}

#[test]
fn a_shared_period_that_does_not_exist() {
    insta::assert_snapshot!(check(PASSES, "{rule: appeal, period: answer}", "{rule: appeal, period: reply}"), @r"
    error[unknown-reference]: there is no period `reply` on that page
     --> content/rules/passes.yaml:7:28
      |
    7 |   - {rule: appeal, period: reply}
      |                            ^^^^^
      |
      = help: known: answer, notice, queue

    error[unknown-reference]: there is no period `answer` on this page
      --> content/rules/passes.yaml:23:17
       |
    23 |         period: answer
       |                 ^^^^^^
       |
       = help: known: reply

    2 errors
    ");
}

// Sections

#[test]
fn a_section_that_holds_nothing() {
    insta::assert_snapshot!(check(APPEAL, "    bodies: [office]\n    duties: [stay]\n", ""), @r"
    error[missing-field]: this section holds nothing
      --> content/rules/appeal.yaml:64:5
       |
    64 |   - id: where
       |     ^^^^^^^^^
       |
       = help: it needs one of: text, steps, points, documents, bodies, duties, show, form

    1 error
    ");
}

#[test]
fn a_text_without_a_source() {
    insta::assert_snapshot!(check(APPEAL, "    source: {document: guide, at: appeal}\n    documents", "    documents"), @r"
    error[missing-field]: the field `source` is missing
      --> content/rules/appeal.yaml:57:9
       |
    57 |   - id: papers
       |         ^^^^^^ where do this section's texts and documents stand?

    1 error
    ");
}

#[test]
fn numbers_without_points() {
    insta::assert_snapshot!(check(APPEAL, "title: {kk: Қадамдар, en: The path}", "title: {kk: Қадамдар, en: The path}\n    numbered: true"), @r"
    error[contradiction]: only a section with `points` is `numbered`
      --> content/rules/appeal.yaml:37:9
       |
    37 |   - id: path
       |         ^^^^

    1 error
    ");
}

#[test]
fn two_sections_of_one_id() {
    insta::assert_snapshot!(check(APPEAL, "id: papers", "id: grounds"), @r"
    error[duplicate-id]: there are two of the section or point `grounds`
      --> content/rules/appeal.yaml:57:9
       |
    46 |   - id: grounds
       |         ------- the first
    ...
    57 |   - id: grounds
       |         ^^^^^^^ the second
       |
       = help: an id names one thing only

    1 error
    ");
}

#[test]
fn a_point_of_the_id_of_a_section() {
    insta::assert_snapshot!(check(APPEAL, "id: late", "id: path"), @r"
    error[duplicate-id]: there are two of the section or point `path`
      --> content/rules/appeal.yaml:50:13
       |
    37 |   - id: path
       |         ---- the first
    ...
    50 |       - id: path
       |             ^^^^ the second
       |
       = help: an id names one thing only

    1 error
    ");
}

#[test]
fn two_points_of_one_id() {
    insta::assert_snapshot!(check(APPEAL, "id: wrong", "id: late"), @r"
    error[duplicate-id]: there are two of the section or point `late`
      --> content/rules/appeal.yaml:54:13
       |
    50 |       - id: late
       |             ---- the first
    ...
    54 |       - id: late
       |             ^^^^ the second
       |
       = help: an id names one thing only

    1 error
    ");
}

#[test]
fn a_step_of_a_body_that_does_not_exist() {
    insta::assert_snapshot!(check(APPEAL, "by: office\n", "by: library\n"), @r"
    error[unknown-reference]: there is no body `library` in bodies.yaml
      --> content/rules/appeal.yaml:41:13
       |
    41 |         by: library
       |             ^^^^^^^
       |
       = help: known: office

    1 error
    ");
}

#[test]
fn a_step_with_a_period_that_does_not_exist() {
    insta::assert_snapshot!(check(APPEAL, "period: answer", "period: reply"), @r"
    error[unknown-reference]: there is no period `reply` on this page
      --> content/rules/appeal.yaml:44:17
       |
    44 |         period: reply
       |                 ^^^^^
       |
       = help: known: answer, notice, queue

    1 error
    ");
    insta::assert_snapshot!(check(PASSES, "period: answer\n        source", "period: notice\n        source"), @r"
    error[unknown-reference]: there is no period `notice` on this page
      --> content/rules/passes.yaml:23:17
       |
    23 |         period: notice
       |                 ^^^^^^
       |
       = help: known: answer

    1 error
    ");
}

#[test]
fn a_section_with_a_body_that_does_not_exist() {
    insta::assert_snapshot!(check(APPEAL, "bodies: [office]", "bodies: [library]"), @r"
    error[unknown-reference]: there is no body `library` in bodies.yaml
      --> content/rules/appeal.yaml:66:14
       |
    66 |     bodies: [library]
       |              ^^^^^^^
       |
       = help: known: office

    1 error
    ");
}

#[test]
fn a_section_with_a_duty_that_does_not_exist() {
    insta::assert_snapshot!(check(APPEAL, "    duties: [stay]", "    duties: [leave]"), @r"
    error[unknown-reference]: there is no duty `leave` in duties.yaml
      --> content/rules/appeal.yaml:67:14
       |
    67 |     duties: [leave]
       |              ^^^^^
       |
       = help: known: stay

    1 error
    ");
}

#[test]
fn a_section_with_a_document_twice() {
    insta::assert_snapshot!(check(APPEAL, "- {document: decision}", "- {document: decision}\n      - {document: decision}"), @r"
    error[duplicate-id]: the document `decision` is asked for twice
      --> content/rules/appeal.yaml:64:20
       |
    63 |       - {document: decision}
       |                    -------- the first time
    64 |       - {document: decision}
       |                    ^^^^^^^^

    1 error
    ");
}

#[test]
fn a_section_that_shows_what_there_is_not() {
    insta::assert_snapshot!(check(PASSES, "show: countries", "show: states"), @r"
    error[bad-value]: `states` is not known here
      --> content/rules/passes.yaml:17:11
       |
    17 |     show: states
       |           ^^^^^^
       |
       = help: allowed: issuers, changes, extensions, interviews, reinstatements, issue-terms, countries, periods

    1 error
    ");
}

#[test]
fn countries_to_show_without_a_list() {
    let project = Project::with_categories();
    project.remove(COUNTRIES);
    insta::assert_snapshot!(project.refused(&["check"]), @r"
    error[unknown-reference]: there is no file countries.yaml to show here
      --> content/rules/passes.yaml:17:11
       |
    17 |     show: countries
       |           ^^^^^^^^^

    1 error
    ");
}

#[test]
fn categories_to_show_without_any() {
    for show in [
        "issuers",
        "changes",
        "extensions",
        "interviews",
        "reinstatements",
        "issue-terms",
    ] {
        let said = Project::small()
            .edit(APPEAL, "    bodies: [office]", &format!("    show: {show}"))
            .refused(&["check"]);
        assert!(
            said.starts_with("error[unknown-reference]: there are no category files to show here"),
            "{said}"
        );
    }
    insta::assert_snapshot!(Project::small().edit(APPEAL, "    bodies: [office]", "    show: issuers").refused(&["check"]), @r"
    error[unknown-reference]: there are no category files to show here
      --> content/rules/appeal.yaml:66:11
       |
    66 |     show: issuers
       |           ^^^^^^^

    1 error
    ");
}

#[test]
fn periods_to_show_without_any() {
    let project = Project::small();
    let appeal = project.read(APPEAL);
    let (before, rest) = appeal.split_once("periods:\n").unwrap();
    let (_, sections) = rest.split_once("sections:\n").unwrap();
    project
        .write(APPEAL, format!("{before}sections:\n{sections}"))
        .edit(APPEAL, "        period: answer\n", "")
        .edit(APPEAL, "    bodies: [office]", "    show: periods");
    insta::assert_snapshot!(project.refused(&["check"]), @r"
    error[unknown-reference]: there are no periods on any rules page to show here
      --> content/rules/appeal.yaml:38:11
       |
    38 |     show: periods
       |           ^^^^^^^

    1 error
    ");
}

// Forms

#[test]
fn a_field_that_stands_nowhere() {
    insta::assert_snapshot!(check(APPEAL, r#"en: "Date: {day}""#, r#"en: "Date: ____""#), @r"
    error[unused]: the field `day` stands nowhere in this form (en)
      --> content/rules/appeal.yaml:75:16
       |
    75 |         - {id: day, label: {kk: Күні, en: Date}, kind: date}
       |                ^^^
       |
       = help: write `{day}` where it is filled in

    1 error
    ");
}

#[test]
fn a_field_that_stands_twice() {
    insta::assert_snapshot!(check(APPEAL, r#"en: "Date: {day}""#, r#"en: "Date: {day} {name}""#), @r#"
    error[duplicate-id]: the field `name` stands in this form twice (en)
      --> content/rules/appeal.yaml:78:11
       |
    78 |         - {kk: "Күні: {day}", en: "Date: {day} {name}"}
       |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    1 error
    "#);
}

#[test]
fn a_place_for_no_field() {
    insta::assert_snapshot!(check(APPEAL, r#"kk: "Күні: {day}""#, r#"kk: "Күні: {күні}""#), @r#"
    error[unused]: the field `day` stands nowhere in this form (kk)
      --> content/rules/appeal.yaml:75:16
       |
    75 |         - {id: day, label: {kk: Күні, en: Date}, kind: date}
       |                ^^^
       |
       = help: write `{day}` where it is filled in

    error[unknown-reference]: there is no field `күні` in this form (kk)
      --> content/rules/appeal.yaml:78:11
       |
    78 |         - {kk: "Күні: {күні}", en: "Date: {day}"}
       |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: what stands in `{…}` is a field's id, not to be translated

    2 errors
    "#);
}

#[test]
fn two_fields_of_one_id() {
    insta::assert_snapshot!(check(APPEAL, "{id: day, label", "{id: name, label"), @r#"
    error[duplicate-id]: there are two of the field `name`
      --> content/rules/appeal.yaml:75:16
       |
    74 |         - {id: name, label: {kk: Аты-жөні, en: Name}, kind: text}
       |                ---- the first
    75 |         - {id: name, label: {kk: Күні, en: Date}, kind: date}
       |                ^^^^ the second
       |
       = help: an id names one thing only

    error[unknown-reference]: there is no field `day` in this form (kk)
      --> content/rules/appeal.yaml:78:11
       |
    78 |         - {kk: "Күні: {day}", en: "Date: {day}"}
       |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: what stands in `{…}` is a field's id, not to be translated

    error[unknown-reference]: there is no field `day` in this form (en)
      --> content/rules/appeal.yaml:78:11
       |
    78 |         - {kk: "Күні: {day}", en: "Date: {day}"}
       |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: what stands in `{…}` is a field's id, not to be translated

    3 errors
    "#);
}

#[test]
fn a_kind_of_field_that_there_is_not() {
    insta::assert_snapshot!(check(APPEAL, "kind: date", "kind: signature"), @r"
    error[bad-value]: `signature` is not known here
      --> content/rules/appeal.yaml:75:56
       |
    75 |         - {id: day, label: {kk: Күні, en: Date}, kind: signature}
       |                                                        ^^^^^^^^^
       |
       = help: allowed: text, short, line, date

    1 error
    ");
}

// Pages

#[test]
fn a_page_in_no_list() {
    insta::assert_snapshot!(check(SITE, "rules: [appeal, passes]", "rules: [appeal]"), @r"
    error[unused]: the rule `passes` is in no list, so nobody would find it
     --> content/rules/passes.yaml:1:1
      |
    1 | title: {kk: Рұқсаттамалар туралы, en: About passes}
      | ^
      |
      = help: add it to `rules` in site.yaml

    1 error
    ");
}

#[test]
fn a_page_in_the_list_twice() {
    insta::assert_snapshot!(check(SITE, "rules: [appeal, passes]", "rules: [appeal, passes, appeal]"), @r"
    error[duplicate-id]: the rule `appeal` is named twice
      --> content/site.yaml:21:25
       |
    21 | rules: [appeal, passes, appeal]
       |         ------          ^^^^^^
       |         |
       |         the first time

    1 error
    ");
}

#[test]
fn a_page_in_the_list_that_there_is_not() {
    insta::assert_snapshot!(check(SITE, "rules: [appeal, passes]", "rules: [appeal, passes, fines]"), @r"
    error[unknown-reference]: there is no rule `fines`
      --> content/site.yaml:21:25
       |
    21 | rules: [appeal, passes, fines]
       |                         ^^^^^
       |
       = help: known: appeal, passes

    1 error
    ");
}

#[test]
fn a_page_related_to_itself() {
    insta::assert_snapshot!(check(PASSES, "related: [appeal]", "related: [appeal, passes]"), @r"
    error[bad-value]: a rule is not related to itself
     --> content/rules/passes.yaml:5:19
      |
    5 | related: [appeal, passes]
      |                   ^^^^^^

    1 error
    ");
}

#[test]
fn a_page_related_to_one_that_does_not_exist() {
    insta::assert_snapshot!(check(PASSES, "related: [appeal]", "related: [appeals]"), @r"
    error[unknown-reference]: there is no rule `appeals`
     --> content/rules/passes.yaml:5:11
      |
    5 | related: [appeals]
      |           ^^^^^^^
      |
      = help: did you mean `appeal`?

    1 error
    ");
}

#[test]
fn a_page_with_a_service_that_does_not_exist() {
    insta::assert_snapshot!(check(APPEAL, "services: [permit]", "services: [permits]"), @r"
    error[unknown-reference]: there is no service `permits`
     --> content/rules/appeal.yaml:6:12
      |
    6 | services: [permits]
      |            ^^^^^^^
      |
      = help: did you mean `permit`?

    1 error
    ");
}

#[test]
fn a_page_with_a_service_twice() {
    insta::assert_snapshot!(check(APPEAL, "services: [permit]", "services: [permit, permit]"), @r"
    error[duplicate-id]: the service `permit` is named twice
     --> content/rules/appeal.yaml:6:20
      |
    6 | services: [permit, permit]
      |            ------  ^^^^^^
      |            |
      |            the first time

    1 error
    ");
}

#[test]
fn a_page_with_a_duty_that_does_not_exist() {
    insta::assert_snapshot!(check(APPEAL, "\nduties: [stay]", "\nduties: [leave]"), @r"
    error[unknown-reference]: there is no duty `leave` in duties.yaml
     --> content/rules/appeal.yaml:8:10
      |
    8 | duties: [leave]
      |          ^^^^^
      |
      = help: known: stay

    1 error
    ");
}

#[test]
fn a_page_without_sections() {
    let project = Project::with_categories();
    let passes = project.read(PASSES);
    let (before, _) = passes.split_once("sections:\n").unwrap();
    project.write(PASSES, before);
    insta::assert_snapshot!(project.refused(&["check"]), @r"
    error[missing-field]: the field `sections` is missing
     --> content/rules/passes.yaml:1:1
      |
    1 | title: {kk: Рұқсаттамалар туралы, en: About passes}
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ in this group

    1 error
    ");
}

// Countries

#[test]
fn a_country_out_of_order() {
    insta::assert_snapshot!(check(COUNTRIES, "number: 3", "number: 4"), @r"
    error[bad-history]: the country's number is 4, but it stands at place 3
     --> content/countries.yaml:6:14
      |
    6 |   - {number: 4, code: CH, alpha3: CHE, name: {kk: Швейцария, en: Switzerland}, listed_as: Швейцария Конфедерациясы}
      |              ^
      |
      = help: countries stand in the source's order, numbered from 1

    1 error
    ");
}

#[test]
fn a_country_code_that_is_none() {
    insta::assert_snapshot!(check(COUNTRIES, "code: BE", "code: be"), @r"
    error[bad-value]: `be` is no country code
     --> content/countries.yaml:5:23
      |
    5 |   - {number: 2, code: be, alpha3: BEL, name: {kk: Бельгия, en: Belgium}, listed_as: Бельгия Корольдігі}
      |                       ^^
      |
      = help: 2 Latin capitals, as ISO 3166-1 has them

    1 error
    ");
    insta::assert_snapshot!(check(COUNTRIES, "alpha3: BEL", "alpha3: BE"), @r"
    error[bad-value]: `BE` is no country code
     --> content/countries.yaml:5:35
      |
    5 |   - {number: 2, code: BE, alpha3: BE, name: {kk: Бельгия, en: Belgium}, listed_as: Бельгия Корольдігі}
      |                                   ^^
      |
      = help: 3 Latin capitals, as ISO 3166-1 has them

    error[duplicate-id]: the country `BE` is listed twice
     --> content/countries.yaml:5:35
      |
    5 |   - {number: 2, code: BE, alpha3: BE, name: {kk: Бельгия, en: Belgium}, listed_as: Бельгия Корольдігі}
      |                       --          ^^
      |                       |
      |                       the first time

    2 errors
    ");
    insta::assert_snapshot!(check(COUNTRIES, "code: BE", "code: ВЕ"), @r"
    error[bad-value]: `ВЕ` is no country code
     --> content/countries.yaml:5:23
      |
    5 |   - {number: 2, code: ВЕ, alpha3: BEL, name: {kk: Бельгия, en: Belgium}, listed_as: Бельгия Корольдігі}
      |                       ^^
      |
      = help: 2 Latin capitals, as ISO 3166-1 has them

    1 error
    ");
}

#[test]
fn a_country_twice() {
    insta::assert_snapshot!(check(COUNTRIES, "code: CH", "code: BE"), @r"
    error[duplicate-id]: the country `BE` is listed twice
     --> content/countries.yaml:6:23
      |
    5 |   - {number: 2, code: BE, alpha3: BEL, name: {kk: Бельгия, en: Belgium}, listed_as: Бельгия Корольдігі}
      |                       -- the first time
    6 |   - {number: 3, code: BE, alpha3: CHE, name: {kk: Швейцария, en: Switzerland}, listed_as: Швейцария Конфедерациясы}
      |                       ^^

    1 error
    ");
    insta::assert_snapshot!(check(COUNTRIES, "alpha3: CHE", "alpha3: AUT"), @r"
    error[duplicate-id]: the country `AUT` is listed twice
     --> content/countries.yaml:6:35
      |
    4 |   - {number: 1, code: AT, alpha3: AUT, name: {kk: Австрия, en: Austria}, listed_as: Австрия Республикасы}
      |                                   --- the first time
    5 |   - {number: 2, code: BE, alpha3: BEL, name: {kk: Бельгия, en: Belgium}, listed_as: Бельгия Корольдігі}
    6 |   - {number: 3, code: CH, alpha3: AUT, name: {kk: Швейцария, en: Switzerland}, listed_as: Швейцария Конфедерациясы}
      |                                   ^^^

    1 error
    ");
}

#[test]
fn countries_of_an_issuer_that_does_not_exist() {
    insta::assert_snapshot!(check(COUNTRIES, "issuer: online", "issuer: onlin"), @r"
    error[unknown-reference]: there is no issuer `onlin` in site.yaml
     --> content/countries.yaml:2:9
      |
    2 | issuer: onlin
      |         ^^^^^
      |
      = help: did you mean `online`?

    1 error
    ");
}

#[test]
fn countries_without_categories() {
    let project = Project::small();
    project.write(COUNTRIES, Project::with_categories().read(COUNTRIES));
    insta::assert_snapshot!(project.refused(&["check"]), @r"
    error[unknown-reference]: there is no issuer `online` in site.yaml
     --> content/countries.yaml:2:9
      |
    2 | issuer: online
      |         ^^^^^^
      |
      = help: there is no issuer in site.yaml yet

    1 error
    ");
}

// Duties

#[test]
fn a_rate_that_is_given_and_not_given() {
    insta::assert_snapshot!(check(DUTIES, "rate: 0.5,", "rate: 0.5, not_given: {kk: Жоқ., en: None.},"), @r"
    error[contradiction]: a rate is either given or not
     --> content/duties.yaml:8:9
      |
    8 |       - {from: 2026-01-01, rate: 0.5, not_given: {kk: Жоқ., en: None.}, source: {document: guide, at: permit}}
      |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: exactly one of `rate` and `not_given`

    1 error
    ");
    insta::assert_snapshot!(check(DUTIES, "rate: 0.5, ", ""), @r"
    error[contradiction]: a rate is either given or not
     --> content/duties.yaml:8:9
      |
    8 |       - {from: 2026-01-01, source: {document: guide, at: permit}}
      |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: exactly one of `rate` and `not_given`

    1 error
    ");
}

#[test]
fn a_rate_of_a_duty_without_a_unit() {
    insta::assert_snapshot!(check(DUTIES, "    unit: mrp\n", ""), @r"
    error[missing-field]: a `rate` needs the duty's `unit`: of what
     --> content/duties.yaml:7:9
      |
    7 |       - {from: 2026-01-01, rate: 0.5, source: {document: guide, at: permit}}
      |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    1 error
    ");
}

#[test]
fn a_duty_charged_as_what_there_is_not() {
    insta::assert_snapshot!(check(DUTIES, "kind: state-duty", "kind: stamp"), @r"
    error[unknown-reference]: there is no charge `stamp` in site.yaml
     --> content/duties.yaml:4:11
      |
    4 |     kind: stamp
      |           ^^^^^
      |
      = help: known: service-fee, priority-fee, state-duty

    1 error
    ");
}

#[test]
fn a_duty_without_a_kind() {
    insta::assert_snapshot!(check(DUTIES, "    kind: state-duty\n", ""), @r"
    error[missing-field]: the field `kind` is missing
     --> content/duties.yaml:2:5
      |
    2 |   - id: stay
      |     ^^^^^^^^ in this group

    1 error
    ");
}

#[test]
fn a_ground_that_does_not_exist() {
    insta::assert_snapshot!(check(DUTIES, "{ground: child,", "{ground: infant,"), @r"
    error[unknown-reference]: there is no ground `infant` in `grounds`
      --> content/duties.yaml:12:20
       |
    12 |         - {ground: infant, from: 2026-01-01, source: {document: guide, at: permit/tariff}}
       |                    ^^^^^^
       |
       = help: known: child

    warning[unused]: nothing uses the ground `child`
      --> content/duties.yaml:14:10
       |
    14 |   - {id: child, text: {kk: Балалар, en: Children}}
       |          ^^^^^
       |
       = help: delete it, or refer to it where it is meant

    1 error, 1 warning
    ");
}

#[test]
fn a_ground_of_a_duty_twice() {
    insta::assert_snapshot!(check(DUTIES, "        - {ground: child, from: 2026-01-01, source: {document: guide, at: permit/tariff}}\n", "        - {ground: child, from: 2026-01-01, source: {document: guide, at: permit/tariff}}\n        - {ground: child, from: 2026-02-01, source: {document: guide, at: permit}}\n"), @r"
    error[duplicate-id]: there are two of the ground `child`
      --> content/duties.yaml:13:20
       |
    12 |         - {ground: child, from: 2026-01-01, source: {document: guide, at: permit/tariff}}
       |                    ----- the first
    13 |         - {ground: child, from: 2026-02-01, source: {document: guide, at: permit}}
       |                    ^^^^^ the second
       |
       = help: an id names one thing only

    1 error
    ");
}

#[test]
fn two_grounds_of_one_id() {
    insta::assert_snapshot!(check(DUTIES, "  - {id: child, text: {kk: Балалар, en: Children}}\n", "  - {id: child, text: {kk: Балалар, en: Children}}\n  - {id: child, text: {kk: Сәбилер, en: Infants}}\n"), @r"
    error[duplicate-id]: there are two of the ground `child`
      --> content/duties.yaml:15:10
       |
    14 |   - {id: child, text: {kk: Балалар, en: Children}}
       |          ----- the first
    15 |   - {id: child, text: {kk: Сәбилер, en: Infants}}
       |          ^^^^^ the second
       |
       = help: an id names one thing only

    1 error
    ");
}

#[test]
fn a_ground_that_ends_before_it_begins() {
    insta::assert_snapshot!(check(DUTIES, "{ground: child, from: 2026-01-01,", "{ground: child, from: 2026-01-01, until: 2025-12-31,"), @r"
    error[bad-history]: this value ends before it begins
      --> content/duties.yaml:12:52
       |
    12 |         - {ground: child, from: 2026-01-01, until: 2025-12-31, source: {document: guide, at: permit/tariff}}
       |                                 ----------         ^^^^^^^^^^
       |                                 |
       |                                 it begins here
       |
       = help: `until` is the last day, so it is not before `from`

    1 error
    ");
}

#[test]
fn a_ground_that_rests_on_a_part_that_does_not_exist() {
    insta::assert_snapshot!(check(DUTIES, "permit/tariff", "permit/exemption"), @r"
    error[unknown-reference]: there is no part `exemption` in `guide`
      --> content/duties.yaml:12:75
       |
    12 |         - {ground: child, from: 2026-01-01, source: {document: guide, at: permit/exemption}}
       |                                                                           ^^^^^^^^^^^^^^^^
       |
       = help: known: tariff

    1 error
    ");
}

#[test]
fn a_ground_of_no_duty() {
    let project = Project::with_categories();
    let ground = "grounds:\n  - {id: veteran, text: {kk: Ардагерлер, en: Veterans}}\n";
    project.edit(DUTIES, "\ngrounds:\n", &format!("\n{ground}"));
    insta::assert_snapshot!(warnings(&project), @r"
    warning[unused]: nothing uses the ground `veteran`
      --> content/duties.yaml:14:10
       |
    14 |   - {id: veteran, text: {kk: Ардагерлер, en: Veterans}}
       |          ^^^^^^^
       |
       = help: delete it, or refer to it where it is meant

    1 warning
    ");
}

#[test]
fn a_fee_with_the_id_of_a_duty() {
    let project = Project::with_categories();
    let duties = project.read(DUTIES);
    let fee = "fees:\n  - id: stay\n    title: {kk: Алым, en: Fee}\n    kind: service-fee\n    per: person\n    values:\n      - {from: 2026-01-01, not_given: {kk: Жоқ., en: None.}, source: {document: guide, at: permit}}\n";
    project.write(DUTIES, duties + fee);
    insta::assert_snapshot!(project.refused(&["check"]), @r"
    error[duplicate-id]: there are two of the duty `stay`
      --> content/duties.yaml:16:9
       |
     2 |   - id: stay
       |         ---- the first
    ...
    16 |   - id: stay
       |         ^^^^ the second
       |
       = help: an id names one thing only

    1 error
    ");
}

#[test]
fn a_line_charged_otherwise_than_its_duty() {
    insta::assert_snapshot!(check(DUTIES, "kind: state-duty", "kind: priority-fee"), @r"
    error[contradiction]: this line is charged as `state-duty`, but its duty as `priority-fee`
      --> content/services/permit.yaml:36:11
       |
    36 |     kind: state-duty
       |           ^^^^^^^^^^
       |
      ::: content/duties.yaml:4:11
       |
     4 |     kind: priority-fee
       |           ------------ the duty's `kind`

    1 error
    ");
}

// Places of the sources

#[test]
fn a_place_left_out_yet_cited() {
    insta::assert_snapshot!(check(SOURCES, "{id: appeal, name: {kk: Шағым, en: Appeal}}", "{id: appeal, name: {kk: Шағым, en: Appeal}, left_out: {kk: Қатысы жоқ., en: Beside the point.}}"), @r"
    error[contradiction]: `appeal` is left out, and cited
      --> content/sources.yaml:12:14
       |
    12 |       - {id: appeal, name: {kk: Шағым, en: Appeal}, left_out: {kk: Қатысы жоқ., en: Beside the point.}}
       |              ^^^^^^
       |
       = help: delete `left_out`

    1 error
    ");
}

#[test]
fn a_place_that_nothing_cites() {
    let project = Project::with_categories();
    let appeal = "- {id: appeal, name: {kk: Шағым, en: Appeal}}";
    let preface = "- {id: preface, name: {kk: Кіріспе, en: Preface}";
    project.edit(SOURCES, appeal, &format!("{appeal}\n      {preface}}}"));
    insta::assert_snapshot!(warnings(&project), @r"
    warning[uncovered]: nothing cites `preface`
      --> content/sources.yaml:13:14
       |
    13 |       - {id: preface, name: {kk: Кіріспе, en: Preface}}
       |              ^^^^^^^
       |
       = help: cite it where the content rests on it, or say in `left_out` why nothing does

    1 warning
    ");
    is_right(
        SOURCES,
        appeal,
        &format!(
            "{appeal}\n      {preface}, left_out: {{kk: Қатысы жоқ., en: Beside the point.}}}}"
        ),
    );
}

/// Of a law known only from others nobody can tell whether it is used up.
#[test]
fn a_place_of_a_document_that_is_not_on_file() {
    let project = Project::with_categories();
    let sources = project.read(SOURCES);
    let law = "  - id: law\n    title: {kk: Заң, en: The law}\n    short: {kk: Заң, en: Law}\n    kind: secondary\n    language: kk\n    checked: 2026-11-22\n    places:\n      - {id: art-1, name: {kk: 1-бап, en: Article 1}}\n";
    project.write(SOURCES, sources + law);
    assert_eq!(warnings(&project), "");
}

// Golden cases

const CASES: &str = "content/cases/passes.yaml";

/// Content whose cases know the figures of two categories.
fn with_cases() -> Project {
    let project = Project::with_categories();
    project.write(
        CASES,
        "cases:
  - name: the reader
    category: A1
    expect:
      category: A1
      rows:
        - {entries: single, validity: P90D, stay: P30D, per_entry: false}
        - {entries: multiple, validity: P1Y, stay: validity, per_entry: false}
      issued: {desk: true, online: false}
      change_from: []
      extension: P30D
      interview: \"no\"
      reinstatement: false
      term: 5 working-day
      duties: [stay]
  - name: the employee
    category: C3
    expect:
      category: C3
      rows: [{entries: multiple, validity: P3Y, stay: P90D, per_entry: true}]
      issued: {desk: false, online: true}
      change_from: [A1, B2]
      extension: none
      interview: none
      reinstatement: false
      term: none
      duties: []
",
    );
    project
}

#[test]
fn a_category_with_another_figure() {
    assert_eq!(warnings(&with_cases()), "");
    insta::assert_snapshot!(with_cases().edit(READER, "validity: P90D", "validity: P60D").refused(&["check"]), @r"
    error[case-failed]: the answer to “the reader” is not the expected one
                          rows[0].validity: expected P90D, found P60D
     --> content/cases/passes.yaml:7:39
      |
    7 |         - {entries: single, validity: P90D, stay: P30D, per_entry: false}
      |                                       ^^^^
      |
      = help: if the new answer is right, correct the case; if not, correct the rule that you changed

    1 error
    ");
}

/// Whatever the cases know of a category, a slip in its file is seen.
#[test]
fn every_figure_of_a_category_is_compared() {
    for (path, old, new) in [
        (READER, "stay: P30D", "stay: P31D"),
        (READER, "stay: validity", "stay: not-given"),
        (
            READER,
            "{desk: true, online: false}",
            "{desk: true, online: true}",
        ),
        (READER, "{max: P30D, text", "{max: P30M, text"),
        (READER, "{max: P30D, text", "{text"),
        (READER, "value: \"no\"", "value: conditional"),
        (READER, "possible: false", "possible: true"),
        (READER, "period: answer", "period: notice"),
        (READER, "duties: [stay]", "duties: []"),
        (APPEAL, "    max: 5", "    max: 6"),
        (EMPLOYEE, "validity: P3Y", "validity: P3M"),
        (EMPLOYEE, "    per_entry: true\n", ""),
        (EMPLOYEE, "from: [A1, B2]", "from: [A1]"),
        (EMPLOYEE, "from: [A1, B2]", "any: true"),
    ] {
        let said = with_cases().edit(path, old, new).refused(&["check"]);
        assert!(said.starts_with("error[case-failed]"), "{new}: {said}");
        assert!(said.ends_with("\n1 error\n"), "{new}: {said}");
    }
}

#[test]
fn a_case_of_a_category_that_does_not_exist() {
    insta::assert_snapshot!(with_cases().edit(CASES, "    category: C3\n    expect", "    category: C4\n    expect").refused(&["check"]), @r#"
    error[case-failed]: the answer to “the employee” is not the expected one
                          category: expected C3, found nothing
                          change_from: expected ["A1","B2"], found nothing
                          duties: expected [], found nothing
                          extension: expected none, found nothing
                          interview: expected none, found nothing
                          issued: expected {desk: false, online: true}, found nothing
                          reinstatement: expected false, found nothing
                          rows: expected [{"entries":"multiple","per_entry":"true","stay":"P90D","validity":"P3Y"}], found nothing
                          term: expected none, found nothing
                          errors: expected nothing, found [{"field":"category"}]
      --> content/cases/passes.yaml:19:7
       |
    19 |       category: C3
       |       ^^^^^^^^
       |
       = help: if the new answer is right, correct the case; if not, correct the rule that you changed

    1 error
    "#);
}

// All at once

#[test]
fn several_mistakes_at_once() {
    let project = Project::with_categories();
    project
        .edit(READER, "stay: P30D", "stay: P1Y")
        .edit(EMPLOYEE, "from: [A1, B2]", "from: [A1, D4]")
        .edit(APPEAL, "after: answer", "after: notice")
        .edit(COUNTRIES, "number: 3", "number: 33")
        .edit(DUTIES, "{ground: child,", "{ground: infant,");
    insta::assert_snapshot!(project.refused(&["check"]), @r"
    error[bad-history]: the country's number is 33, but it stands at place 3
     --> content/countries.yaml:6:14
      |
    6 |   - {number: 33, code: CH, alpha3: CHE, name: {kk: Швейцария, en: Switzerland}, listed_as: Швейцария Конфедерациясы}
      |              ^^
      |
      = help: countries stand in the source's order, numbered from 1

    error[unknown-reference]: there is no ground `infant` in `grounds`
      --> content/duties.yaml:12:20
       |
    12 |         - {ground: infant, from: 2026-01-01, source: {document: guide, at: permit/tariff}}
       |                    ^^^^^^
       |
       = help: known: child

    error[contradiction]: the stay of P1Y is longer than the validity of P90D
      --> content/passes/a1.yaml:11:11
       |
    10 |     validity: P90D
       |               ---- how long it is valid
    11 |     stay: P1Y
       |           ^^^

    error[unknown-reference]: there is no category `D4`
      --> content/passes/c3.yaml:15:14
       |
    15 |   from: [A1, D4]
       |              ^^
       |
       = help: known: A1, B2, C3

    error[contradiction]: periods that begin after each other never begin
      --> content/rules/appeal.yaml:26:12
       |
    26 |     after: notice
       |            ^^^^^^

    warning[unused]: nothing uses the ground `child`
      --> content/duties.yaml:14:10
       |
    14 |   - {id: child, text: {kk: Балалар, en: Children}}
       |          ^^^^^
       |
       = help: delete it, or refer to it where it is meant

    5 errors, 1 warning
    ");
    assert_eq!(project.refused(&["build"]), project.refused(&["check"]));
}
