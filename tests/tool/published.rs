//! What has been published: recorded, and then changed only in front of everybody.

use crate::project::{Project, all, plain};

const PERMIT: &str = "content/services/permit.yaml";
const LEDGER: &str = "content/published.yaml";
const CORRECTIONS: &str = "content/corrections.yaml";
const FEE: &str = "services/permit tariff service-fee 2026-01-01 term=2";

/// The small content, all of it recorded.
fn recorded() -> Project {
    let project = Project::small();
    project.remove("content/cases");
    project.run(&["record", "--on", "2026-11-23"]).expect(0);
    project
}

/// The same with another fee than was published.
fn overwritten() -> Project {
    let project = recorded();
    project.edit(PERMIT, "amount: 200}", "amount: 230}");
    project
}

/// A correction of that fee.
fn correction(was: &str, now: &str, more: &str) -> String {
    format!(
        "corrections:\n  - figure: {FEE}\n    date: 2026-12-01\n    was: {was}\n    now: {now}\n{more}"
    )
}

const REASON: &str = "    reason: {kk: Қате терілген еді., en: It had been mistyped.}\n";

#[test]
fn what_is_recorded_once_is_kept() {
    let project = recorded();
    let ledger = project.read(LEDGER);
    assert!(ledger.contains(&format!(
        "  - {{figure: \"{FEE}\", said: \"200\", since: 2026-11-23}}\n"
    )));
    for figure in [
        "{figure: \"calendar 2026-01-05\", said: \"swap, worked 2026-01-10\"",
        "{figure: \"duties stay 2026-01-01\", said: \"0.5 mrp\"",
        "{figure: \"rules/appeal periods answer\", said: \"3-5 working-day\"",
        "{figure: \"services/extension tariff service-fee 2026-01-01\", said: \"unreadable: 00 000\"",
        "{figure: \"services/permit tariff priority-fee 2026-07-01 priority=yes\", said: \"50\"",
        "{figure: \"units mrp 2025-01-01\", said: \"3932\"",
    ] {
        assert!(ledger.contains(figure), "{figure} is not in {ledger}");
    }
    let figures: Vec<&str> = ledger
        .lines()
        .filter_map(|it| it.split('"').nth(1))
        .collect();
    assert_eq!(figures.len(), 23);
    assert!(figures.is_sorted(), "{figures:?}");
    let version = |stdout: &str| stdout.rsplit_once("Version").unwrap().1.to_owned();
    let checked = project.run(&["check"]).expect(0);
    assert_eq!(checked.stderr, "");

    let again = project.run(&["record", "--on", "2026-11-24"]).expect(0);
    assert_eq!(
        again.stdout,
        "Nothing is new: content/published.yaml holds it all.\n"
    );
    assert_eq!(project.read(LEDGER), ledger);
    // It says nothing that the site shows, so the version is that of the content.
    project.remove(LEDGER);
    let without = project.run(&["check"]).expect(0);
    assert_eq!(version(&without.stdout), version(&checked.stdout));
    assert_eq!(without.stderr, "");
}

#[test]
fn a_value_that_follows_is_new() {
    let project = recorded();
    project.edit(
        PERMIT,
        "- {from: 2026-07-01, amount: 50,",
        concat!(
            "- {from: 2026-07-01, until: 2026-12-31, amount: 50, source: {document: guide, at: permit/tariff}}\n",
            "      - {from: 2027-01-01, amount: 60,",
        ),
    );
    let checked = project.run(&["check"]).expect(0);
    insta::assert_snapshot!(checked.stderr, @"
    warning[not-recorded]: 1 new value is not recorded as published yet
     |
     = help: run `qagida record` when the site is published: after that, no edit can change a value in silence

    1 warning
    ");
    let recorded = project.run(&["record", "--on", "2026-12-01"]).expect(0);
    insta::assert_snapshot!(
        recorded.stdout,
        @"Recorded in content/published.yaml: 1 new, 0 corrected; it holds 24 lines."
    );
    assert!(project.read(LEDGER).contains(
        "{figure: \"services/permit tariff priority-fee 2027-01-01 priority=yes\", said: \"60\", since: 2026-12-01}"
    ));
}

#[test]
fn a_published_value_is_not_overwritten() {
    let project = overwritten();
    let message = project.refused(&["check"]);
    insta::assert_snapshot!(message, @r#"
    error[overwritten]: `services/permit tariff service-fee 2026-01-01 term=2` was published as `200` and now says `230`
      --> content/services/permit.yaml:28:13
       |
    28 |           - {choice: "2", amount: 230}
       |             ^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
      ::: content/published.yaml:22:5
       |
    22 |   - {figure: "services/permit tariff service-fee 2026-01-01 term=2", said: "200", since: 2026-11-23}
       |     ------------------------------------------------------------------------------------------------ published on 2026-11-23
       |
       = help: has the rule changed? Put `200` back with its `until`, and add an entry with the new value's `from`. Was `200` wrong? Say so in corrections.yaml, with the day and the reason: `- {figure: "services/permit tariff service-fee 2026-01-01 term=2", date: …, was: "200", now: "230", reason: …}`

    1 error
    "#);
    // Nor is it recorded, or published.
    assert_eq!(project.refused(&["record"]), message);
    assert!(!project.read(LEDGER).contains("230"));
    assert_eq!(project.refused(&["build"]), message);
}

#[test]
fn a_published_term_is_not_overwritten() {
    let project = recorded();
    project.edit(PERMIT, "  min: 5\n  max: 5\n", "  min: 7\n  max: 7\n");
    insta::assert_snapshot!(project.refused(&["check"]), @r#"
    error[overwritten]: `services/permit term` was published as `5 working-day` and now says `7 working-day`
      --> content/services/permit.yaml:41:8
       |
    41 |   max: 7
       |        ^
       |
      ::: content/published.yaml:24:5
       |
    24 |   - {figure: "services/permit term", said: "5 working-day", since: 2026-11-23}
       |     -------------------------------------------------------------------------- published on 2026-11-23
       |
       = help: say in corrections.yaml why, with the day and the reason: `- {figure: "services/permit term", date: …, kind: amended, was: "5 working-day", now: "7 working-day", reason: …}` if the rule has changed, without `kind` if `5 working-day` was wrong

    1 error
    "#);
    project.write(
        CORRECTIONS,
        concat!(
            "corrections:\n  - figure: services/permit term\n    date: 2026-12-01\n    kind: amended\n",
            "    was: 5 working-day\n    now: 7 working-day\n    reason: {kk: Ереже өзгерді., en: The rule has changed.}\n",
        ),
    );
    project.build_with(&["--as-of", "2026-12-01"]);
    let page = project.page("en/changes/index.html");
    assert_eq!(
        plain(all(&page, "#correction-services-permit-term-2026-12-01")[0]),
        "Residence permit, Time: 7 working days instead of 5 working days The rule has changed."
    );
}

#[test]
fn a_published_value_does_not_vanish() {
    let project = recorded();
    project.edit(
        PERMIT,
        "      - {from: 2026-01-01, until: 2026-06-30, amount: 40, source: {document: guide, at: permit/tariff}}\n",
        "",
    );
    insta::assert_snapshot!(project.refused(&["check"]), @r#"
    error[overwritten]: `services/permit tariff priority-fee 2026-01-01 priority=yes` was published as `40` and is gone
      --> content/services/permit.yaml:1:1
       |
     1 | title: {kk: Тұруға рұқсат, en: Residence permit}
       | ^
       |
      ::: content/published.yaml:19:5
       |
    19 |   - {figure: "services/permit tariff priority-fee 2026-01-01 priority=yes", said: "40", since: 2026-11-23}
       |     ------------------------------------------------------------------------------------------------------ published on 2026-11-23
       |
       = help: put it back: a value that no longer holds gets an `until`, and stays. If it is to go, say in corrections.yaml why: `figure`, `kind: withdrawn`, `date` and the `reason`

    1 error
    "#);
}

#[test]
fn a_published_value_does_not_begin_on_another_day() {
    let project = recorded();
    let first = "{from: 2026-01-01, until: 2026-06-30, amount: 40,";
    project.edit(PERMIT, first, &first.replace("01-01", "01-11"));
    insta::assert_snapshot!(project.refused(&["check"]), @r#"
    error[overwritten]: `services/permit tariff priority-fee 2026-01-01 priority=yes` was published as `40` and is gone
      --> content/services/permit.yaml:33:9
       |
    33 |       - {from: 2026-01-11, until: 2026-06-30, amount: 40, source: {document: guide, at: permit/tariff}}
       |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ is it this, which is `services/permit tariff priority-fee 2026-01-11 priority=yes` now?
       |
      ::: content/published.yaml:19:5
       |
    19 |   - {figure: "services/permit tariff priority-fee 2026-01-01 priority=yes", said: "40", since: 2026-11-23}
       |     ------------------------------------------------------------------------------------------------------ published on 2026-11-23
       |
       = help: put it back: a value that no longer holds gets an `until`, and stays. If it is to go, say in corrections.yaml why: `figure`, `kind: withdrawn`, `date` and the `reason`

    1 error
    "#);
}

#[test]
fn a_service_is_withdrawn_as_a_whole() {
    let project = recorded();
    project
        .remove("content/services/extension.yaml")
        .edit("content/site.yaml", "[permit, extension]", "[permit]")
        .edit(PERMIT, "related: [extension]\n", "");
    let said = project.refused(&["check"]);
    let gone = said.split("\n\n").find(|it| it.contains("overwritten"));
    insta::assert_snapshot!(gone.unwrap(), @r#"
    error[overwritten]: `services/extension` is gone, with 4 figures that were published
      --> content/published.yaml:15:5
       |
    15 |   - {figure: "services/extension filing-window closes", said: "5 working-day", since: 2026-11-23}
       |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the first of them
       |
       = help: put it back; or say in corrections.yaml why it is gone: `figure: services/extension`, `kind: withdrawn`, `date` and the `reason`
    "#);
    project.write(
        CORRECTIONS,
        concat!(
            "corrections:\n  - figure: services/extension\n    date: 2026-12-01\n    kind: withdrawn\n",
            "    reason: {kk: Қызмет жабылды., en: The service is closed.}\n",
        ),
    );
    project.run(&["record", "--on", "2026-12-01"]).expect(0);
    let ledger = project.read(LEDGER);
    assert_eq!(
        ledger
            .matches("said: \"withdrawn\", since: 2026-12-01")
            .count(),
        4
    );
    assert!(ledger.contains("said: \"unreadable: 00 000\", since: 2026-11-23"));
    assert_eq!(
        project
            .run(&["check"])
            .expect(0)
            .stderr
            .matches("overwritten")
            .count(),
        0
    );
}

#[test]
fn a_correction_is_recorded_and_told() {
    let project = overwritten();
    let more = format!("{REASON}    source: {{document: guide, at: permit/tariff}}\n");
    project.write(CORRECTIONS, correction("200", "230", &more));
    let early = project.run(&["record", "--on", "2026-11-30"]).expect(1);
    insta::assert_snapshot!(
        early.stderr,
        @"error: a correction in corrections.yaml is dated 2026-12-01, which is after 2026-11-30: record it then, with `--on 2026-12-01`, or mend its date"
    );
    project.run(&["record", "--on", "2026-12-01"]).expect(0);
    let ledger = project.read(LEDGER);
    assert!(ledger.contains(&format!(
        "  - {{figure: \"{FEE}\", said: \"200\", since: 2026-11-23}}\n  - {{figure: \"{FEE}\", said: \"230\", since: 2026-12-01}}\n"
    )));
    assert_eq!(project.run(&["check"]).expect(0).stderr, "");

    project.build_with(&["--as-of", "2026-12-01"]);
    let id = "correction-services-permit-tariff-service-fee-2026-01-01-term-2-2026-12-01";
    let page = project.page("en/changes/index.html");
    let told = all(&page, &format!("#{id}"))[0];
    assert_eq!(
        plain(told),
        "Corrected: Residence permit, Service fee, from 1 January 2026, 2 years: 230 ₸ instead of 200 ₸ Source: Guide: Permit, tariff It had been mistyped."
    );
    let link = all(&page, &format!("#{id} a"))[0];
    assert_eq!(link.attr("href"), Some("/en/services/permit/#fee-term-2"));
    let feed = project.read("site/en/changes/atom.xml");
    assert!(feed.contains("It had been mistyped."), "{feed}");
    let kazakh = project.page("kk/changes/index.html");
    assert!(plain(all(&kazakh, &format!("#{id}"))[0]).starts_with("Түзетілді: "));
    // Nobody knew of it before.
    project.build();
    assert!(all(&project.page("en/changes/index.html"), &format!("#{id}")).is_empty());

    // It stays, as does what it corrected.
    project.remove(CORRECTIONS);
    insta::assert_snapshot!(project.refused(&["check"]), @r#"
    error[bad-correction]: `services/permit tariff service-fee 2026-01-01 term=2` was corrected from `200` to `230`, and corrections.yaml doesn't say so any more
      --> content/published.yaml:23:5
       |
    22 |   - {figure: "services/permit tariff service-fee 2026-01-01 term=2", said: "200", since: 2026-11-23}
       |     ------------------------------------------------------------------------------------------------ published before
    23 |   - {figure: "services/permit tariff service-fee 2026-01-01 term=2", said: "230", since: 2026-12-01}
       |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: put the correction back: corrections stay, as does what they corrected

    1 error
    "#);
}

/// What is said of a correction of the fee.
#[track_caller]
fn refused(correction: String) -> String {
    let project = overwritten();
    project.write(CORRECTIONS, correction);
    project.refused(&["check"])
}

#[test]
fn a_correction_without_a_reason() {
    insta::assert_snapshot!(refused(correction("200", "230", "")), @"
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
fn a_correction_of_something_else() {
    insta::assert_snapshot!(refused(correction("210", "230", REASON)), @"
    error[bad-correction]: this correction says that the figure was `210`, but it was published as `200`
     --> content/corrections.yaml:4:10
      |
    4 |     was: 210
      |          ^^^
      |
      = help: `was` is what published.yaml says

    1 error
    ");
    insta::assert_snapshot!(refused(correction("200", "240", REASON)), @"
    error[bad-correction]: this correction says that the figure is `240`, but the content says `230`
     --> content/corrections.yaml:5:10
      |
    5 |     now: 240
      |          ^^^
      |
      = help: `now` is what the content says

    1 error
    ");
    let amended = correction("200", "230", &format!("    kind: amended\n{REASON}"));
    insta::assert_snapshot!(refused(amended), @"
    error[bad-correction]: `services/permit tariff service-fee 2026-01-01 term=2` holds from a day on, so it isn't amended
     --> content/corrections.yaml:2:13
      |
    2 |   - figure: services/permit tariff service-fee 2026-01-01 term=2
      |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: put the old value back with its `until`, and add an entry with the new one's `from`

    1 error
    ");
}

#[test]
fn a_correction_before_its_time_or_of_nothing() {
    let early = correction("200", "230", REASON).replace("2026-12-01", "2026-11-01");
    insta::assert_snapshot!(refused(early), @r#"
    error[bad-correction]: this correction is dated 2026-11-01, before what it corrects was published
      --> content/corrections.yaml:3:11
       |
     3 |     date: 2026-11-01
       |           ^^^^^^^^^^
       |
      ::: content/published.yaml:22:5
       |
    22 |   - {figure: "services/permit tariff service-fee 2026-01-01 term=2", said: "200", since: 2026-11-23}
       |     ------------------------------------------------------------------------------------------------ published on 2026-11-23
       |
       = help: `date` is the day on which the site is put right

    1 error
    "#);
    let project = recorded();
    project.write(
        CORRECTIONS,
        correction("200", "230", REASON).replace("term=2", "term=3"),
    );
    insta::assert_snapshot!(project.refused(&["check"]), @"
    error[bad-correction]: nothing was published as `services/permit tariff service-fee 2026-01-01 term=3`
     --> content/corrections.yaml:2:13
      |
    2 |   - figure: services/permit tariff service-fee 2026-01-01 term=3
      |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: did you mean `services/permit tariff service-fee 2026-01-01 term=2`?

    1 error
    ");
}
