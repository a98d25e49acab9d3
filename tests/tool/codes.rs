//! Every code: its explanation, its fixture, and the whole message.
//!
//! A fixture is the example of the explanation itself: what stands there under
//! “Right” is replaced by what stands under “Wrong”. So an example that doesn't
//! bring its code about, or isn't mended by what is said to mend it, fails.

use std::collections::BTreeSet;
use std::fs;

use crate::project::Project;

/// This file: which codes have a fixture is read from it.
const FIXTURES: &str = include_str!("codes.rs");

/// The content that the examples are about.
fn whole() -> Project {
    let project = Project::with_guide();
    let site = project.read("content/site.yaml");
    project.write("content/site.yaml", site + "format: 1\n");
    project
}

fn codes() -> Vec<String> {
    let listed = Project::empty().run(&["explain"]).expect(0).stdout;
    let codes = listed.lines().map(|line| line.split(' ').next().unwrap());
    codes.map(ToOwned::to_owned).collect()
}

fn explanation(code: &str) -> String {
    Project::empty().run(&["explain", code]).expect(0).stdout
}

/// The file that an explanation's example is about, the mistake, and what is right.
fn example(code: &str) -> (String, String, String) {
    let text = explanation(code);
    let (_, rest) = text.split_once("\nWrong, in `").unwrap();
    let (path, rest) = rest.split_once('`').unwrap();
    let (_, rest) = rest.split_once(":\n\n").unwrap();
    let (wrong, rest) = rest.split_once("\n\nRight:\n\n").unwrap();
    let (right, _) = rest.split_once("\n\n").unwrap();
    let unindented = |block: &str| {
        let lines = block.lines().map(|line| line.strip_prefix("    ").unwrap());
        lines.collect::<Vec<_>>().join("\n")
    };
    (path.to_owned(), unindented(wrong), unindented(right))
}

/// The command that finds it.
fn finding(code: &str) -> &'static str {
    if code == "template" { "build" } else { "check" }
}

/// What is said about the example of an explanation, of whose right form the
/// content has this in its stead.
#[track_caller]
fn said_instead_of(code: &str, old: &str) -> String {
    let (path, wrong, right) = example(code);
    let mended = whole();
    mended.edit(&path, old, &right);
    let output = mended.run(&[finding(code)]).expect(0);
    assert_eq!(output.stderr, "", "the right example of {code}");
    let output = whole().edit(&path, old, &wrong).run(&[finding(code)]);
    about(code, output.stderr)
}

/// What is said about the example of an explanation.
#[track_caller]
fn said(code: &str) -> String {
    let (path, wrong, right) = example(code);
    let output = whole().edit(&path, &right, &wrong).run(&[finding(code)]);
    about(code, output.stderr)
}

/// That it is about this code and no other.
#[track_caller]
fn about(code: &str, said: String) -> String {
    let codes: BTreeSet<&str> = said
        .lines()
        .filter_map(|line| {
            let rest = line
                .strip_prefix("error[")
                .or_else(|| line.strip_prefix("warning["))?;
            Some(rest.split_once(']').unwrap().0)
        })
        .collect();
    assert_eq!(codes, BTreeSet::from([code]), "{said}");
    said
}

#[test]
fn every_code_has_an_explanation_and_a_fixture() {
    let codes = codes();
    assert!(codes.len() > 30);
    let fixtures: String = FIXTURES.split_whitespace().collect();
    for code in &codes {
        let text = explanation(code);
        assert!(text.starts_with(&format!("{code}: ")), "{text}");
        assert!(
            text.contains("\nWhat to do: "),
            "the explanation of `{code}` doesn't say what to do"
        );
        let example = text.contains("\nWrong, in `") || text.contains("\nFor example ");
        assert!(example, "the explanation of `{code}` has no example");
        let fixture = ["said", "said_instead_of", "about"]
            .iter()
            .any(|test| fixtures.contains(&format!("{test}(\"{code}\"")));
        assert!(
            fixture,
            "`{code}` has no fixture in tests/tool/codes.rs: add a test with \
             `said(\"{code}\")`, which tries the example of its explanation"
        );
    }
}

#[test]
fn a_code_that_does_not_exist() {
    insta::assert_snapshot!(Project::empty().run(&["explain", "bad-dates"]).whole(), @r"
    exit: 2
    stderr:
    error: there is no code `bad-dates`; did you mean `bad-date`?
    ");
    insta::assert_snapshot!(Project::empty().run(&["explain", "fire"]).whole(), @r"
    exit: 2
    stderr:
    error: there is no code `fire`; `qagida explain` lists them all
    ");
}

#[test]
fn an_explanation() {
    insta::assert_snapshot!(Project::empty().run(&["explain", "bad-date"]).whole(), @r"
    exit: 0
    stdout:
    bad-date: A date that isn't one.

    This is no day, or isn't written like one. There is one way to write a day, so that
    the tenth of November is never read as the eleventh of October; and the day must
    exist.

    Wrong, in `content/sources.yaml`:

            checked: 22.11.2026

    Right:

            checked: 2026-11-22

    What to do: year, month and day with hyphens, month and day with two digits. Is it
    the 31st of a month that has 30 days, or the 29th of February of an ordinary year?
    ");
}

#[test]
fn code_cannot_read() {
    let project = whole();
    let said = about(
        "cannot-read",
        project.refused(&["check", "--content", "contents"]),
    );
    insta::assert_snapshot!(said, @r"
    error[cannot-read]: the content folder `contents` doesn't exist
     |
     = help: name the folder that holds `site.yaml` with `--content`

    1 error
    ");
}

#[test]
fn code_cannot_write() {
    let project = whole();
    project.write("notes.txt", "mine");
    let said = project.refused(&["build", "--out", "notes.txt/site"]);
    insta::assert_snapshot!(about("cannot-write", said), @r"
    error[cannot-write]: cannot write notes.txt/site: Not a directory (os error 20)
     |
     = help: a part of this path is a file: choose another with --out

    1 error
    ");
}

#[test]
fn code_not_utf8() {
    let project = whole();
    let text = project.read("content/services/extension.yaml");
    let bytes: Vec<u8> = text.replace("The first", "\u{1}").into_bytes();
    // An e with an accent, as Windows-1252 has it.
    let bytes: Vec<u8> = bytes
        .iter()
        .map(|byte| if *byte == 1 { 0xe9 } else { *byte })
        .collect();
    project.write("content/services/extension.yaml", bytes);
    insta::assert_snapshot!(about("not-utf8", project.refused(&["check"])), @r"
    error[not-utf8]: the file is not valid UTF-8
      --> content/services/extension.yaml:10:48
       |
    10 |         note: {kk: Бірінші сан оқылмайды., en: � digit cannot be read.}
       |                                                ^ here
       |
       = help: save it as UTF-8

    1 error
    ");
}

#[test]
fn code_no_content() {
    let project = whole();
    fs::create_dir(project.path("docs")).unwrap();
    let said = project.refused(&["check", "--content", "docs"]);
    insta::assert_snapshot!(about("no-content", said), @r"
    error[no-content]: there is no content in `docs`
     |
     = help: name the folder that holds `site.yaml` with `--content`

    1 error
    ");
}

#[test]
fn code_newer_format() {
    insta::assert_snapshot!(said("newer-format"), @r"
    error[newer-format]: this content needs a newer qagida: it has format 2, and this one (0.1.0) knows no format after 1
      --> content/site.yaml:30:9
       |
    30 | format: 2
       |         ^
       |
       = help: use the qagida that this content was last checked with, or a later one

    1 error
    ");
}

#[test]
fn code_unknown_file() {
    let project = whole();
    project.write("content/service/iin.yaml", "");
    insta::assert_snapshot!(about("unknown-file", project.refused(&["check"])), @r"
    error[unknown-file]: `content/service/iin.yaml` is not a content file
     |
     = help: did you mean `search.yaml`?

    1 error
    ");
}

#[test]
fn code_invisible_character() {
    insta::assert_snapshot!(said("invisible-character"), @r"
    error[invisible-character]: a no-break space (U+00A0) in the text
      --> content/services/permit.yaml:40:7
       |
    40 |   min: 5
       |       ^
       |
       = help: type an ordinary space; amounts get theirs when the page is made

    1 error
    ");
}

#[test]
fn code_yaml_syntax() {
    insta::assert_snapshot!(said_instead_of("yaml-syntax", "title: {kk: Тұруға рұқсат, en: Residence permit}"), @r#"
    error[yaml-syntax]: this is not valid YAML: while parsing a flow mapping, did not find expected ',' or '}'
     --> content/services/permit.yaml:1:38
      |
    1 | title: {kk: Тұруға рұқсат, en: Permit: residence}
      |                                      ^
      |
      = help: a text that contains a colon and a space must stand in quotes: "…"

    1 error
    "#);
}

#[test]
fn code_yaml_feature() {
    insta::assert_snapshot!(said("yaml-feature"), @r"
    error[yaml-feature]: an anchor (`&`) is not used in content
      --> content/services/permit.yaml:49:10
       |
    49 | related: &others [extension]
       |          ^^^^^^^^^
       |
       = help: write the value itself where it is needed

    1 error
    ");
}

#[test]
fn code_too_deep() {
    insta::assert_snapshot!(said("too-deep"), @r"
    error[too-deep]: more than 24 levels of nesting
      --> content/services/permit.yaml:49:33
       |
    49 | related: [[[[[[[[[[[[[[[[[[[[[[[[extension]]]]]]]]]]]]]]]]]]]]]]]]
       |                                 ^
       |
       = help: content is never nested that deep; is a bracket left open?

    1 error
    ");
}

#[test]
fn code_duplicate_key() {
    insta::assert_snapshot!(said("duplicate-key"), @r"
    error[duplicate-key]: `channels` stands here twice
      --> content/services/permit.yaml:45:1
       |
    44 | channels: [office]
       | -------- the first time
    45 | channels: []
       | ^^^^^^^^ the second time
       |
       = help: keep one of them

    1 error
    ");
}

#[test]
fn code_duplicate_id() {
    insta::assert_snapshot!(said("duplicate-id"), @r"
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
fn code_unknown_field() {
    insta::assert_snapshot!(said("unknown-field"), @r"
    error[unknown-field]: there is no field `relatd` here
      --> content/services/permit.yaml:49:1
       |
    49 | relatd: [extension]
       | ^^^^^^
       |
       = help: did you mean `related`?

    1 error
    ");
}

#[test]
fn code_missing_field() {
    insta::assert_snapshot!(said("missing-field"), @r"
    error[missing-field]: the field `source` is missing
      --> content/services/permit.yaml:46:5
       |
    46 |   - kind: note
       |     ^^^^^^^^^^ in this group

    1 error
    ");
}

#[test]
fn code_unfilled() {
    let project = whole();
    project.edit(
        "content/services/permit.yaml",
        "en: Residence permit",
        "en: TODO",
    );
    insta::assert_snapshot!(about("unfilled", project.refused(&["check"])), @r"
    error[unfilled]: this is still to be filled in
     --> content/services/permit.yaml:1:32
      |
    1 | title: {kk: Тұруға рұқсат, en: TODO}
      |                                ^^^^
      |
      = help: write what belongs here instead of `TODO`; a field that need not be there can be deleted

    1 error
    ");
}

/// What is warned of on a day.
fn warned(project: &Project, day: &str) -> String {
    let output = project.run(&["check", "--as-of", day]).expect(0);
    output.stderr
}

#[test]
fn code_runs_out() {
    let said = warned(&whole(), "2026-12-01");
    insta::assert_snapshot!(about("runs-out", said), @r"
    warning[runs-out]: no value of `mrp` after 2026-12-31: 30 days left
     --> content/units.yaml:8:35
      |
    8 |       - {from: 2026-01-01, until: 2026-12-31, value: 4325, source: {document: guide, at: permit}}
      |                                   ^^^^^^^^^^
      |
      = help: add the value that follows, with its source; until then, figures in this unit are refused for later days

    1 warning
    ");
}

#[test]
fn code_provisional() {
    let project = whole();
    project.edit(
        "content/units.yaml",
        "until: 2026-12-31",
        "until: 2027-12-31",
    );
    project.edit(
        "content/calendar.yaml",
        "  - year: 2027\n",
        "  - year: 2027\n    provisional: {kk: Ауысулар жарияланған жоқ., en: The swaps are not published yet.}\n",
    );
    let said = warned(&project, "2026-12-01");
    insta::assert_snapshot!(about("provisional", said), @r"
    warning[provisional]: the calendar of 2027 is provisional: 30 days left until it is counted with
      --> content/calendar.yaml:11:11
       |
    11 |   - year: 2027
       |           ^^^^
       |
       = help: complete the year as soon as its days off are published, and delete `provisional`

    1 warning
    ");
}

#[test]
fn code_estimated() {
    let project = whole();
    project.edit(
        "content/calendar.yaml",
        "      - {date: 2026-01-05, kind: swap, worked_instead: 2026-01-10}\n",
        "      - {date: 2026-01-05, kind: swap, worked_instead: 2026-01-10}\n      - {date: 2026-09-15, kind: day-off, name: new-year, estimated: true}\n",
    );
    let said = warned(&project, "2026-09-01");
    insta::assert_snapshot!(about("estimated", said), @r"
    warning[estimated]: 2026-09-15 is an estimated date: 14 days left
      --> content/calendar.yaml:11:16
       |
    11 |       - {date: 2026-09-15, kind: day-off, name: new-year, estimated: true}
       |                ^^^^^^^^^^
       |
       = help: put in the date that was announced, and delete `estimated`

    1 warning
    ");
}

#[test]
fn code_not_checked() {
    let project = whole();
    project.edit(
        "content/sources.yaml",
        "checked: 2026-11-22",
        "checked: 2026-01-15",
    );
    let said = warned(&project, "2026-09-01");
    insta::assert_snapshot!(about("not-checked", said), @r"
    warning[not-checked]: `guide` was last compared on 2026-01-15: overdue for 49 days
     --> content/sources.yaml:8:14
      |
    8 |     checked: 2026-01-15
      |              ^^^^^^^^^^
      |
      = help: compare it with its original and its later acts, then set `checked` to that day

    1 warning
    ");
}

#[test]
fn code_text_missing() {
    let project = whole();
    project.edit(
        "content/sources.yaml",
        "    parts:\n",
        "    later_acts:\n      - {title: {kk: Өзгеріс, en: An amendment}, in_force: 2026-05-01}\n    parts:\n",
    );
    let said = warned(&project, "2026-09-01");
    insta::assert_snapshot!(about("text-missing", said), @r"
    warning[text-missing]: the text of an act that changes `guide` is not on file: in force since 2026-05-01, 123 days ago
      --> content/sources.yaml:14:9
       |
    14 |       - {title: {kk: Өзгеріс, en: An amendment}, in_force: 2026-05-01}
       |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ An amendment
       |
       = help: get the text, follow it through the content, and move the act to `documents`

    1 warning
    ");
}

/// The content, all of it recorded as published.
fn recorded() -> Project {
    let project = whole();
    project.remove("content/cases");
    project.run(&["record", "--on", "2026-11-23"]).expect(0);
    project
}

#[test]
fn code_overwritten() {
    let project = recorded();
    project.edit(
        "content/services/permit.yaml",
        "amount: 200}",
        "amount: 230}",
    );
    insta::assert_snapshot!(about("overwritten", project.refused(&["check"])), @r#"
    error[overwritten]: `services/permit tariff service-fee 2026-01-01 term=2` was published as `200` and now says `230`
      --> content/services/permit.yaml:28:13
       |
    28 |           - {choice: "2", amount: 230}
       |             ^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
      ::: content/published.yaml:36:5
       |
    36 |   - {figure: "services/permit tariff service-fee 2026-01-01 term=2", said: "200", since: 2026-11-23}
       |     ------------------------------------------------------------------------------------------------ published on 2026-11-23
       |
       = help: has the rule changed? Put `200` back with its `until`, and add an entry with the new value's `from`. Was `200` wrong? Say so in corrections.yaml, with the day and the reason: `- {figure: "services/permit tariff service-fee 2026-01-01 term=2", date: …, was: "200", now: "230", reason: …}`

    1 error
    "#);
}

#[test]
fn code_bad_correction() {
    let project = recorded();
    project.edit(
        "content/services/permit.yaml",
        "amount: 200}",
        "amount: 230}",
    );
    project.write(
        "content/corrections.yaml",
        "corrections:\n  - figure: services/permit tariff service-fee 2026-01-01 term=2\n    date: 2026-12-01\n    was: 200\n    now: 230\n",
    );
    insta::assert_snapshot!(about("bad-correction", project.refused(&["check"])), @r"
    error[bad-correction]: this correction has no reason
     --> content/corrections.yaml:2:5
      |
    2 |   - figure: services/permit tariff service-fee 2026-01-01 term=2
      |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: `reason` says in every language why what was published is changed: it is shown to readers beside the old figure and the new one

    1 error
    ");
}

#[test]
fn code_not_recorded() {
    let project = recorded();
    let ledger = project.read("content/published.yaml");
    let line = ledger.lines().find(|line| line.contains("term=2")).unwrap();
    project.edit("content/published.yaml", &format!("{line}\n"), "");
    let said = warned(&project, "2026-09-01");
    insta::assert_snapshot!(about("not-recorded", said), @r"
    warning[not-recorded]: 1 new value is not recorded as published yet
     |
     = help: run `qagida record` when the site is published: after that, no edit can change a value in silence

    1 warning
    ");
}

#[test]
fn code_wrong_type() {
    insta::assert_snapshot!(said("wrong-type"), @r"
    error[wrong-type]: expected a list (each item on a line of its own after `- `), found a single value
     --> content/services/permit.yaml:5:13
      |
    5 | categories: C3
      |             ^^

    1 error
    ");
}

#[test]
fn code_bad_value() {
    insta::assert_snapshot!(said("bad-value"), @r"
    error[bad-value]: `working-days` is not known here
      --> content/services/permit.yaml:42:9
       |
    42 |   unit: working-days
       |         ^^^^^^^^^^^^
       |
       = help: did you mean `working-day`?

    1 error
    ");
}

#[test]
fn code_bad_date() {
    insta::assert_snapshot!(said("bad-date"), @r"
    error[bad-date]: `22.11.2026` is not a date
     --> content/sources.yaml:8:14
      |
    8 |     checked: 22.11.2026
      |              ^^^^^^^^^^
      |
      = help: dates are written year-month-day, like `2026-01-31`

    1 error
    ");
}

#[test]
fn code_bad_amount() {
    insta::assert_snapshot!(said("bad-amount"), @r#"
    error[bad-amount]: `100 KZT` is not a plain decimal: digits, and a decimal point if needed, without spaces, signs, exponents or leading zeros
      --> content/services/permit.yaml:27:35
       |
    27 |           - {choice: "1", amount: 100 KZT}
       |                                   ^^^^^^^
       |
       = help: write it like `1500` or `12.5`; a figure that cannot be read is written as `unreadable: "…"`

    1 error
    "#);
}

#[test]
fn code_bad_history() {
    insta::assert_snapshot!(said("bad-history"), @r"
    error[bad-history]: two values begin on 2026-01-01
     --> content/units.yaml:8:16
      |
    7 |       - {from: 2026-01-01, until: 2026-12-31, value: 3932, source: {document: guide, at: permit}}
      |                ---------- the first
    8 |       - {from: 2026-01-01, until: 2026-12-31, value: 4325, source: {document: guide, at: permit}}
      |                ^^^^^^^^^^ the second
      |
      = help: one value holds on a day: which of them is it? If the newer one holds from a later day, that is its `from`, and the older one gets an `until`

    1 error
    ");
}

#[test]
fn code_missing_language() {
    insta::assert_snapshot!(said("missing-language"), @r"
    error[missing-language]: this text is missing in `en`
     --> content/services/permit.yaml:2:10
      |
    2 | summary: {kk: Тұруға рұқсат алу.}
      |          ^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: add a line `en: …` beside the others

    1 error
    ");
}

#[test]
fn code_unknown_language() {
    insta::assert_snapshot!(said("unknown-language"), @r"
    error[unknown-language]: `kz` is not a language of this site
     --> content/services/permit.yaml:2:68
      |
    2 | summary: {kk: Тұруға рұқсат алу., en: Getting a residence permit., kz: Тұруға рұқсат}
      |                                                                    ^^
      |
      = help: its languages are: kk, en

    1 error
    ");
}

#[test]
fn code_unknown_reference() {
    insta::assert_snapshot!(said("unknown-reference"), @r"
    error[unknown-reference]: there is no channel `ofice`
      --> content/services/permit.yaml:44:12
       |
    44 | channels: [ofice]
       |            ^^^^^
       |
       = help: did you mean `office`?

    1 error
    ");
}

#[test]
fn code_incomplete_table() {
    insta::assert_snapshot!(said("incomplete-table"), @r"
    error[incomplete-table]: the table has no row for: 2
      --> content/services/permit.yaml:24:9
       |
    24 |       - from: 2026-01-01
       |         ^^^^^^^^^^^^^^^^
       |
       = help: what the source leaves out is a row with `not_given`

    1 error
    ");
}

#[test]
fn code_contradiction() {
    insta::assert_snapshot!(said("contradiction"), @r"
    error[contradiction]: `min` is more than `max`
      --> content/services/permit.yaml:40:8
       |
    40 |   min: 7
       |        ^
    41 |   max: 5
       |        - max

    1 error
    ");
}

#[test]
fn code_unused() {
    insta::assert_snapshot!(said("unused"), @r"
    error[unused]: the service `extension` is in no group, so nobody would find it
     --> content/services/extension.yaml:1:1
      |
    1 | title: {kk: Рұқсатты ұзарту, en: Extending the permit}
      | ^
      |
      = help: add it to one of the `groups` in site.yaml

    1 error
    ");
}

#[test]
fn code_uncovered() {
    insta::assert_snapshot!(said_instead_of("uncovered", "      - {id: appeal, name: {kk: Шағым, en: Appeal}}"), @r"
    warning[uncovered]: nothing cites `fines`
      --> content/sources.yaml:13:14
       |
    13 |       - {id: fines, name: {kk: Айыппұл, en: Fines}}
       |              ^^^^^
       |
       = help: cite it where the content rests on it, or say in `left_out` why nothing does

    1 warning
    ");
}

#[test]
fn code_case_failed() {
    insta::assert_snapshot!(said("case-failed"), @r"
    error[case-failed]: the answer to “one year” is not the expected one
                          total: expected 2200, found 2262.5
      --> content/cases/permit.yaml:12:14
       |
    12 |       total: 2200
       |              ^^^^
       |
       = help: if the new answer is right, correct the case; if not, correct the rule that you changed

    1 error
    ");
}

#[test]
fn code_markdown() {
    insta::assert_snapshot!(said_instead_of("markdown", "Yes."), @r"
    error[markdown]: a guide has no HTML
      --> content/guides/stay.en.md:38:1
       |
    38 | <b>Yes.</b>
       | ^^^
       |
       = help: write it in Markdown; a `<` that is meant as such is written `\<`

    error[markdown]: a guide has no HTML
      --> content/guides/stay.en.md:38:8
       |
    38 | <b>Yes.</b>
       |        ^^^^
       |
       = help: write it in Markdown; a `<` that is meant as such is written `\<`

    2 errors
    ");
}

#[test]
fn code_heading() {
    insta::assert_snapshot!(said("heading"), @r"
    error[heading]: this heading has no anchor
      --> content/guides/stay.en.md:16:1
       |
    16 | ## Cost
       | ^^^^^^^
       |
       = help: end it with one, like `{#before}`, the same in all languages

    1 error
    ");
}

#[test]
fn code_shortcode() {
    insta::assert_snapshot!(said("shortcode"), @r"
    error[shortcode]: there is no shortcode `trem`
      --> content/guides/stay.en.md:13:13
       |
    13 | It takes {{ trem permit }}, an extension {{ term extension }}. Apply {{ window extension }}.
       |             ^^^^
       |
       = help: did you mean `term`?

    1 error
    ");
}

#[test]
fn code_typed_figure() {
    insta::assert_snapshot!(said("typed-figure"), @r#"
    error[typed-figure]: `5` is typed
      --> content/guides/stay.en.md:38:12
       |
    38 | Yes, after 5 working days.
       |            ^
       |
       = help: figures come from the data by a shortcode, like `{{ term SERVICE }}` or `{{ given "…" DOCUMENT/PLACE }}`; docs/content.md lists them

    1 error
    "#);
}

#[test]
fn code_refused_question() {
    insta::assert_snapshot!(said("refused-question"), @r"
    error[refused-question]: “9” is not a value of “term”. Allowed: 1, 2
     --> content/guides/stay.yaml:5:26
      |
    5 |   lines: [n=2, s=permit, term=9, priority=yes]
      |                          ^^^^^^

    1 error
    ");
}

#[test]
fn code_unlike_languages() {
    insta::assert_snapshot!(said("unlike-languages"), @r"
    error[unlike-languages]: `{{ hours office }}` is missing here
      --> content/guides/stay.en.md:1:1
       |
     1 | ## Before {#before}
       | ^
       |
      ::: content/guides/stay.kk.md:34:7
       |
    34 | Ашық: {{ hours office }}. Екі жақша: \{{ және \< бәрі.
       |       ------------------ it stands here in the reference language
       |
       = help: all languages have the same shortcodes, each as often as in the reference language

    1 error
    ");
}

#[test]
fn code_template() {
    insta::assert_snapshot!(said("template"), @r"
    error[template]: a template in `templates` is wrong:
                     error: Field `title` is not defined. Available fields: id, meaning, name, others
                       --> glossary.html:10:30
                        |
                     10 | <dt data-entry-title>{{ term.title }}</dt>
                        |                              ^^^^^
     |
     = help: nothing was published; the place above is in the templates

    1 error
    ");
}

#[test]
fn code_template_text() {
    insta::assert_snapshot!(said("template-text"), @r"
    error[template-text]: the text `skip` is missing in this language
       --> templates/text/en.yaml:265:3
        |
    265 |   skipp: Skip to the content
        |   ^ among these
        |
       ::: templates/text/kk.yaml:267:3
        |
    267 |   skip: Негізгі мазмұнға өту
        |   ---- it is here in another
        |
        = help: add it; or is the key mistyped in the other language?

    error[template-text]: the text `skipp` is missing in this language
       --> templates/text/kk.yaml:267:3
        |
    267 |   skip: Негізгі мазмұнға өту
        |   ^ among these
        |
       ::: templates/text/en.yaml:265:3
        |
    265 |   skipp: Skip to the content
        |   ----- it is here in another
        |
        = help: add it; or is the key mistyped in the other language?

    2 errors
    ");
}

#[test]
fn code_dead_link() {
    insta::assert_snapshot!(said("dead-link"), @r#"
    error[dead-link]: no heading of this text has the anchor `tiem`
     --> content/guides/stay.en.md:5:71
      |
    5 | With the {{ given "3" guide/permit/tariff }} papers *and* **more** of [them](#tiem):
      |                                                                       ^^^^^^^^^^^^^
      |
      = help: did you mean `time`?

    1 error
    "#);
}

/// The project with crates of its own to compile for the pages.
fn workspace(lib: &str) -> Project {
    let project = whole();
    let manifest = "[workspace]\nmembers = [\"calculator\", \"search\"]\nresolver = \"3\"\n\n\
        [profile.wasm]\ninherits = \"release\"\n";
    project.write("Cargo.toml", manifest);
    for name in ["calculator", "search"] {
        let features = "tools = []\nkazakh = []\nrussian = []\nenglish = []\n";
        let manifest = format!(
            "[package]\nname = \"qagida-{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
             [features]\n{features}"
        );
        project.write(&format!("{name}/Cargo.toml"), manifest);
        project.write(&format!("{name}/src/lib.rs"), lib);
    }
    project
}

#[test]
fn code_wasm_target() {
    // Sources for which nothing is kept, and neither rustc nor rustup.
    let project = workspace("pub fn f() {}");
    let output = project
        .command(&["build"])
        .env("CARGO_MANIFEST_DIR", project.path(""))
        .env("PATH", project.path("content"))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = about("wasm-target", String::from_utf8(output.stderr).unwrap());
    insta::assert_snapshot!(said, @r"
    error[wasm-target]: cannot run `rustc`: No such file or directory (os error 2)
     |
     = help: install Rust with rustup: https://rustup.rs

    1 error
    `qagida explain wasm-target` says more
    ");
}

#[test]
fn code_wasm_build() {
    let project = workspace("compile_error!(\"half saved\");\n");
    let output = project
        .command(&["build"])
        .env("CARGO_MANIFEST_DIR", project.path(""))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    let (progress, said) = said.split_once('\n').unwrap();
    assert_eq!(
        progress,
        "Compiling the calculator and the search to WebAssembly …"
    );
    insta::assert_snapshot!(about("wasm-build", said.to_owned()), @r#"
    error[wasm-build]: the crate in calculator/ doesn't compile to WebAssembly
     |
     = help: cargo says:
             error: half saved
              --> calculator/src/lib.rs:1:1
               |
             1 | compile_error!("half saved");
               | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
             
             error: could not compile `qagida-calculator` (lib) due to 1 previous error

    1 error
    `qagida explain wasm-build` says more
    "#);
}

#[test]
fn code_foreign_output() {
    let project = whole();
    project.write("documents/letter.txt", "mine");
    let said = project.refused(&["build", "--out", "documents"]);
    let said = said.replace(
        &project
            .path("")
            .canonicalize()
            .unwrap()
            .display()
            .to_string(),
        "PROJECT",
    );
    insta::assert_snapshot!(about("foreign-output", said), @r"
    error[foreign-output]: will not write the site to PROJECT/documents: it holds `letter.txt`, which qagida didn't make
     |
     = help: choose an empty or new folder with --out: the build replaces all of it

    1 error
    ");
}
