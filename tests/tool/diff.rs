//! What `diff` says of two contents: in folders, and at revisions of git.

use std::process::Command;

use serde_json::{Value as Json, json};

use crate::project::Project;
use crate::requests::{assert_holds, json_of};

const PERMIT: &str = "content/services/permit.yaml";
const UNITS: &str = "content/units.yaml";
const ON: [&str; 2] = ["--on", "2026-11-23"];

const TYPICAL: &str = concat!(
    "typical:\n",
    "  - id: two-years\n",
    "    title: {kk: Екі жылға рұқсат, en: A permit for two years}\n",
    "    ask: {tool: fees, lines: [p=worker, s=permit, term=2]}\n",
    "  - id: in-december\n",
    "    title: {kk: Желтоқсанда тапсыру, en: Filed in December}\n",
    "    ask: {tool: deadlines, lines: [what=service/permit, on=2026-12-28]}\n",
    "  - id: duty-of-the-day\n",
    "    title: {kk: Баж, en: The duty}\n",
    "    ask: {tool: duty, lines: [duty=stay]}\n",
);

const PLANNER: &str = concat!(
    "roles:\n",
    "  - {id: worker, name: {kk: Жұмыскер, en: Worker}}\n",
    "recipients:\n",
    "  - {id: office, name: {kk: Кеңсе, en: Office}, charges: [service-fee, priority-fee, state-duty]}\n",
);

/// The small content with typical cases.
fn small() -> Project {
    let project = Project::small();
    project
        .write("content/typical.yaml", TYPICAL)
        .write("content/planner.yaml", PLANNER)
        // The case is of the price and the term as they are.
        .remove("content/cases");
    project
}

/// The same as it was and as it is being edited.
fn edited() -> Project {
    let project = small();
    project.copy("content", "was");
    project
        .edit(
            PERMIT,
            "{choice: \"2\", amount: 200}",
            "{choice: \"2\", amount: 210}",
        )
        .edit(PERMIT, "  min: 5\n  max: 5\n", "  min: 5\n  max: 7\n")
        .edit(
            PERMIT,
            "        - {document: birth-certificate, when: child}\n",
            "        - {document: decision}\n",
        )
        .edit(PERMIT, "en: It can be extended.", "en: \"It *can* be | <extended>.\"")
        .edit(
            UNITS,
            "value: 4325, source: {document: guide, at: permit}}\n",
            "value: 4325, source: {document: guide, at: permit}}\n      - {from: 2027-01-01, until: 2027-12-31, value: 4500, source: {document: guide, at: permit}}\n",
        );
    project
}

fn diff(project: &Project, arguments: &[&str]) -> crate::project::Output {
    project.run(&[&["diff"], arguments, &ON].concat())
}

#[test]
fn for_people() {
    let output = diff(&edited(), &["was", "content"]);
    insta::assert_snapshot!(output.whole(), @r##"
    exit: 0
    stdout:
    Values (2)
      services/permit.yaml:28: tariff > service-fee > values > 2026-01-01 > table > 2 > amount: 200 -> 210
      units.yaml:9: units > mrp > values > 2027-01-01
        + {from: 2027-01-01, until: 2027-12-31, value: 4500, source: {document: guide, at: permit}}

    Terms and days (1)
      services/permit.yaml:41: term > max: 5 -> 7

    Documents (2)
      services/permit.yaml:17: steps > 1 > documents > items > decision
        + {document: decision}
      services/permit.yaml:17: steps > 1 > documents > items > birth-certificate
        - {document: birth-certificate, when: child}

    Texts (1)
      services/permit.yaml:47: notes > 1 > text > en: It can be extended. -> It *can* be | <extended>.

    What it does to typical cases
      A permit for two years, on 2026-01-01
        Residence permit · Service fee: 200 ₸ -> 210 ₸
        Total: 2 362.5 ₸ -> 2 372.5 ₸

      A permit for two years, on 2026-11-23
        Residence permit · Service fee: 200 ₸ -> 210 ₸
        Total: 2 362.5 ₸ -> 2 372.5 ₸

      A permit for two years, on 2027-01-01
        Residence permit · Service fee: 200 ₸ -> 210 ₸
        Residence permit · State duty: ? The value of the MCI is on file until 31 December 2026 only. For 1 January 2027 it is not known yet, and we don't use an old value in its place. -> 2 250 ₸
        Total: ? A part of it is not known, so there is no total. -> 2 460 ₸

      Filed in December
        Earliest end of the period: – -> Tuesday, 5 January 2027
        Last day of the period: Tuesday, 5 January 2027 -> Thursday, 7 January 2027
          from Days counted from the day given: 8 calendar days -> 10 calendar days

      The duty, on 2027-01-01
        Duty on the stay: ? The value of the MCI is on file until 31 December 2026 only. For 1 January 2027 it is not known yet, and we don't use an old value in its place. -> 2 250 ₸
        Total: ? A part of it is not known, so there is no total. -> 2 250 ₸

    Typical cases that come out otherwise: 3 of 3 (worked out for 2026-01-01, 2026-11-23, 2027-01-01).
    "##);
}

#[test]
fn for_a_pull_request() {
    let output = diff(&edited(), &["was", "content", "--markdown"]);
    insta::assert_snapshot!(output.whole(), @r##"
    exit: 0
    stdout:
    **Changes from `was` to `content`:** values 2, terms and days 1, documents 2, texts 1.

    ### What it does to typical cases

    | Case | On | Figure | Before | After |
    | --- | --- | --- | --- | --- |
    | A permit for two years | 2026-01-01 | Residence permit · Service fee | 200 ₸ | 210 ₸ |
    |  |  | Total | 2 362.5 ₸ | 2 372.5 ₸ |
    | A permit for two years | 2026-11-23 | Residence permit · Service fee | 200 ₸ | 210 ₸ |
    |  |  | Total | 2 362.5 ₸ | 2 372.5 ₸ |
    | A permit for two years | 2027-01-01 | Residence permit · Service fee | 200 ₸ | 210 ₸ |
    |  |  | Residence permit · State duty | ? The value of the MCI is on file until 31 December 2026 only. For 1 January 2027 it is not known yet, and we don't use an old value in its place. | 2 250 ₸ |
    |  |  | Total | ? A part of it is not known, so there is no total. | 2 460 ₸ |
    | Filed in December |  | Earliest end of the period | – | Tuesday, 5 January 2027 |
    |  |  | Last day of the period | Tuesday, 5 January 2027 | Thursday, 7 January 2027 |
    |  |  | from Days counted from the day given | 8 calendar days | 10 calendar days |
    | The duty | 2027-01-01 | Duty on the stay | ? The value of the MCI is on file until 31 December 2026 only. For 1 January 2027 it is not known yet, and we don't use an old value in its place. | 2 250 ₸ |
    |  |  | Total | ? A part of it is not known, so there is no total. | 2 250 ₸ |

    Typical cases that come out otherwise: 3 of 3 (worked out for 2026-01-01, 2026-11-23, 2027-01-01).

    <details>
    <summary>Values (2)</summary>

    | Where | Before | After |
    | --- | --- | --- |
    | `services/permit.yaml:28` tariff &gt; service-fee &gt; values &gt; 2026-01-01 &gt; table &gt; 2 &gt; amount | 200 | 210 |
    | `units.yaml:9` units &gt; mrp &gt; values &gt; 2027-01-01 | – | {from: 2027-01-01, until: 2027-12-31, value: 4500, source: {document: guide, at: permit}} |

    </details>

    <details>
    <summary>Terms and days (1)</summary>

    | Where | Before | After |
    | --- | --- | --- |
    | `services/permit.yaml:41` term &gt; max | 5 | 7 |

    </details>

    <details>
    <summary>Documents (2)</summary>

    | Where | Before | After |
    | --- | --- | --- |
    | `services/permit.yaml:17` steps &gt; 1 &gt; documents &gt; items &gt; decision | – | {document: decision} |
    | `services/permit.yaml:17` steps &gt; 1 &gt; documents &gt; items &gt; birth-certificate | {document: birth-certificate, when: child} | – |

    </details>

    <details>
    <summary>Texts (1)</summary>

    | Where | Before | After |
    | --- | --- | --- |
    | `services/permit.yaml:47` notes &gt; 1 &gt; text &gt; en | It can be extended. | It \*can\* be \| &lt;extended&gt;. |

    </details>
    "##);
}

#[test]
fn for_programs() {
    let found = json_of(&diff(&edited(), &["was", "content", "--json"]).expect(0));
    let mut first = found.clone();
    first["changes"].as_array_mut().unwrap().truncate(1);
    let cases = first["effects"]["cases"].as_array_mut().unwrap();
    cases.truncate(1);
    cases[0]["figures"].as_array_mut().unwrap().truncate(2);
    insta::assert_snapshot!(serde_json::to_string_pretty(&first).unwrap(), @r##"
    {
      "changes": [
        {
          "at": [
            "steps",
            "1",
            "documents",
            "items",
            "decision"
          ],
          "days": [],
          "file": "services/permit.yaml",
          "how": "added",
          "kind": "document",
          "line": 17,
          "new": "{document: decision}",
          "old": null
        }
      ],
      "effects": {
        "cases": [
          {
            "case": "two-years",
            "differs": true,
            "figures": [
              {
                "because": [],
                "key": "1.1.service-fee",
                "label": "Residence permit · Service fee",
                "new": "210 ₸",
                "old": "200 ₸"
              },
              {
                "because": [],
                "key": "1.1.state-duty",
                "label": "Residence permit · State duty",
                "new": "2 162.5 ₸",
                "old": "2 162.5 ₸"
              }
            ],
            "held": "both",
            "new_refuses": null,
            "old_refuses": null,
            "on": "2026-01-01",
            "title": "A permit for two years"
          }
        ],
        "days": [
          "2026-01-01",
          "2026-11-23",
          "2027-01-01"
        ]
      },
      "effects_unknown": null,
      "new": "content",
      "old": "was"
    }
    "##);
    let changes: Vec<String> = found["changes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|change| {
            format!(
                "{} {} {}:{}",
                change["kind"].as_str().unwrap(),
                change["how"].as_str().unwrap(),
                change["file"].as_str().unwrap(),
                change["line"]
            )
        })
        .collect();
    assert_eq!(
        changes,
        [
            "document added services/permit.yaml:17",
            "document removed services/permit.yaml:17",
            "value changed services/permit.yaml:28",
            "term changed services/permit.yaml:41",
            "text changed services/permit.yaml:47",
            "value added units.yaml:9",
        ]
    );
    assert_eq!(
        found["effects"]["days"],
        json!(["2026-01-01", "2026-11-23", "2027-01-01"])
    );
    // A case with a day of its own is worked out for that alone.
    let cases = found["effects"]["cases"].as_array().unwrap();
    let of = |id: &str| cases.iter().filter(|case| case["case"] == id).count();
    assert_eq!(
        [of("two-years"), of("in-december"), of("duty-of-the-day")],
        [3, 1, 3]
    );
}

#[test]
fn nothing_differs() {
    let project = small();
    project.copy("content", "was");
    // Neither a comment nor another layout is a change.
    project.edit(
        PERMIT,
        "related: [extension]\n",
        "# See also:\nrelated:\n  - extension\n",
    );
    let output = diff(&project, &["was", "content"]);
    insta::assert_snapshot!(output.whole(), @r##"
    exit: 0
    stdout:
    Nothing differs between `was` and `content`.
    Typical cases that come out otherwise: 0 of 3 (worked out for 2026-11-23). The same: duty-of-the-day, in-december, two-years.
    "##);
    let output = diff(&project, &["was", "content", "--markdown"]).expect(0);
    assert!(
        output
            .stdout
            .starts_with("Nothing differs between `was` and `content`.\n")
    );
}

#[test]
fn cases_that_only_one_side_has_or_answers() {
    let project = small();
    project.copy("content", "was");
    project
        .edit(
            "content/typical.yaml",
            "  - id: duty-of-the-day\n    title: {kk: Баж, en: The duty}\n",
            "  - id: duty-for-two\n    title: {kk: Баж, en: The duty for two}\n",
        )
        .edit(
            "content/options.yaml",
            "      - {id: \"2\", label: {kk: 2 жыл, en: 2 years}}\n",
            "",
        )
        .edit(PERMIT, "          - {choice: \"2\", amount: 200}\n", "")
        .edit(
            "content/typical.yaml",
            "[p=worker, s=permit, term=2]",
            "[p=worker, s=permit, term=1]",
        );
    project.edit(
        "was/typical.yaml",
        "typical:\n",
        "typical:\n  - id: two-years-alone\n    title: {kk: Екі жыл, en: Two years}\n    ask: {tool: fees, lines: [p=worker, s=permit, term=2]}\n",
    );
    let found = json_of(&diff(&project, &["was", "content", "--json"]).expect(0));
    let cases = found["effects"]["cases"].as_array().unwrap();
    let of = |id: &str| cases.iter().find(|case| case["case"] == id).unwrap();
    assert_eq!(of("two-years")["held"], "changed");
    assert_eq!(of("duty-for-two")["held"], "new");
    assert_eq!(of("duty-of-the-day")["held"], "old");
    assert_holds(
        of("two-years-alone"),
        &json!({"held": "old", "differs": true, "old_refuses": null}),
    );
    let refused = of("two-years-alone")["new_refuses"].as_str().unwrap();
    assert!(!refused.is_empty());
    let people = diff(&project, &["was", "content"]).expect(0).stdout;
    let title = "  Two years (only the old content has this case), on 2026-11-23\n";
    assert!(people.contains(title), "{people}");
    assert!(
        people.contains(&format!("    refused: – -> {refused}\n")),
        "{people}"
    );
}

/// What was edited may not hold yet: it is said, and compared all the same.
#[test]
fn a_side_with_errors() {
    let project = edited();
    // A golden case that asks for another amount: the rules hold.
    project.write(
        "content/cases/permit.yaml",
        "cases:\n  - name: the duty\n    duty: {duty: stay, on: 2026-11-23}\n    expect: {total: 1}\n",
    );
    let output = diff(&project, &["was", "content"]).expect(0);
    let errors = "The new content, `content`, has errors:\n\nerror[case-failed]";
    assert!(output.stderr.starts_with(errors), "{}", output.stderr);
    assert!(output.stdout.contains("Total: "), "{}", output.stdout);

    project.edit(PERMIT, "related: [extension]", "related: [extensions]");
    let output = diff(&project, &["was", "content"]).expect(0);
    assert!(
        output.stderr.contains("content/services/permit.yaml:"),
        "{}",
        output.stderr
    );
    let unknown =
        "What it does to typical cases is not known: the new content, `content`, has errors.\n";
    assert!(output.stdout.ends_with(unknown), "{}", output.stdout);
    let found = diff(&project, &["was", "content", "--json"]).expect(0);
    let found: Json = serde_json::from_str(&found.stdout).unwrap();
    assert_eq!(found["effects"], Json::Null);
    assert!(
        found["effects_unknown"]
            .as_str()
            .unwrap()
            .contains("has errors")
    );
}

#[test]
fn a_side_that_cannot_be_read() {
    let project = edited();
    project.edit(PERMIT, "related: [extension]", "related: [extension");
    let output = diff(&project, &["was", "content"]).expect(1);
    assert_eq!(output.stdout, "");
    let error = "error: the new content, `content`, cannot be compared: `services/permit.yaml` is not valid YAML.\n";
    assert!(output.stderr.ends_with(error), "{}", output.stderr);
}

fn git(project: &Project, arguments: &[&str]) {
    let output = Command::new("git")
        .args([
            "-c",
            "user.name=Maintainer",
            "-c",
            "user.email=maintainer@example.org",
        ])
        .args([
            "-c",
            "commit.gpgsign=false",
            "-c",
            "init.defaultBranch=main",
        ])
        .args(arguments)
        .current_dir(project.path("."))
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
}

/// The small content in a repository: a commit without content, one with it, and
/// one with an edited price; and something edited that isn't committed.
fn repository() -> Project {
    let project = small();
    project.write("notes.txt", "Soon.\n");
    git(&project, &["init", "--quiet"]);
    git(&project, &["add", "notes.txt"]);
    git(&project, &["commit", "--quiet", "-m", "Notes"]);
    git(&project, &["add", "content"]);
    git(&project, &["commit", "--quiet", "-m", "Content"]);
    project.edit(
        PERMIT,
        "{choice: \"2\", amount: 200}",
        "{choice: \"2\", amount: 210}",
    );
    git(&project, &["commit", "--quiet", "-a", "-m", "A price"]);
    project.edit(
        PERMIT,
        "{choice: \"2\", amount: 210}",
        "{choice: \"2\", amount: 220}",
    );
    project
}

#[test]
fn revisions_and_folders() {
    let project = repository();
    let status = || {
        let status = Command::new("git")
            .args(["status", "--porcelain"])
            .current_dir(project.path("."))
            .output()
            .unwrap();
        String::from_utf8(status.stdout).unwrap()
    };
    let before = status();
    let figure = |arguments: &[&str]| {
        let found = json_of(&diff(&project, &[arguments, &["--json"]].concat()).expect(0));
        let changes = found["changes"].as_array().unwrap().clone();
        assert_eq!(changes.len(), 1, "{changes:?}");
        [&changes[0]["old"], &changes[0]["new"]].map(|side| side.as_str().unwrap().to_owned())
    };
    assert_eq!(figure(&["HEAD~1", "HEAD"]), ["200", "210"]);
    assert_eq!(figure(&["HEAD", "HEAD~1"]), ["210", "200"]);
    assert_eq!(figure(&["main", "."]), ["210", "220"]);
    assert_eq!(figure(&["HEAD~1", "content"]), ["200", "220"]);
    assert_eq!(status(), before);
    // The content need not be there any more.
    project.remove("content");
    assert_eq!(figure(&["HEAD~1", "main"]), ["200", "210"]);
}

#[test]
fn errors_of_a_revision_are_told_by_its_name() {
    let project = repository();
    project.edit(PERMIT, "related: [extension]", "related: [extensions]");
    git(&project, &["commit", "--quiet", "-a", "-m", "A slip"]);
    let output = diff(&project, &["HEAD~1", "HEAD"]).expect(0);
    let place = "--> HEAD:content/services/permit.yaml:";
    assert!(output.stderr.contains(place), "{}", output.stderr);
}

#[test]
fn revisions_that_are_not_there() {
    let project = repository();
    let refused = |arguments: &[&str]| {
        let output = diff(&project, arguments).expect(2);
        assert_eq!(output.stdout, "");
        output.stderr
    };
    insta::assert_snapshot!(refused(&["v9", "HEAD"]), @"error: there is no folder with content and no git revision `v9`. Name a folder with content, or a revision such as `HEAD`, `main` or `HEAD~1`.");
    insta::assert_snapshot!(refused(&["HEAD~1..HEAD", "content"]), @"error: there is no folder with content and no git revision `HEAD~1..HEAD`. Name both sides by themselves: `qagida diff HEAD~1 HEAD`.");
    insta::assert_snapshot!(refused(&["HEAD", "-x"]), @r##"
    error: unexpected argument '-x' found

      tip: to pass '-x' as a value, use '-- -x'

    Usage: qagida diff [OPTIONS] <OLD> <NEW>

    For more information, try '--help'.
    "##);
    insta::assert_snapshot!(refused(&["HEAD~2", "HEAD"]), @"error: the revision `HEAD~2` has no folder `content`. Where the content was then is said with `--content`.");
    insta::assert_snapshot!(refused(&["HEAD", "templates"]), @"error: the folder `templates` holds no content (no `site.yaml`), and there is no folder with content and no git revision `templates`. Name a folder with content, or a revision such as `HEAD`, `main` or `HEAD~1`.");
    insta::assert_snapshot!(refused(&["HEAD", "HEAD", "--content", "rules"]), @"error: the revision `HEAD` has no folder `rules`. Where the content was then is said with `--content`.");
    insta::assert_snapshot!(refused(&["HEAD", "HEAD", "--lang", "ru"]), @"error: there is no language `ru`. Languages: kk, en.");

    let project = Project::small();
    let output = diff(&project, &["HEAD", "content"]).expect(2);
    insta::assert_snapshot!(output.stderr, @"error: there is no folder `HEAD` with content, and `content` is in no git repository, so it can be no revision either. Name two folders, or the content's folder in a repository with `--content`.");
}

#[test]
fn without_git() {
    let project = Project::small();
    let output = project
        .run_without_path(&["diff", "HEAD", "content"])
        .expect(2);
    insta::assert_snapshot!(output.stderr, @"error: git, which reads revisions, cannot be run: No such file or directory (os error 2). Install it, or name two folders.");
    project
        .run_without_path(&["diff", "content", "content"])
        .expect(0);
}

/// The cases of a content must be questions that can be asked.
#[test]
fn typical_cases_with_mistakes() {
    let project = Project::small();
    project.write(
        "content/typical.yaml",
        concat!(
            "typical:\n",
            "  - id: a\n",
            "    title: {kk: А, en: A}\n",
            "    ask: {tool: fee, lines: [s=permit]}\n",
            "  - id: a\n",
            "    title: {kk: Б, en: B}\n",
            "    ask: {tool: fees, lines: [s=permits]}\n",
        ),
    );
    insta::assert_snapshot!(project.refused(&["check"]), @r##"
    error[duplicate-id]: there are two of the case `a`
     --> content/typical.yaml:5:9
      |
    2 |   - id: a
      |         - the first
    ...
    5 |   - id: a
      |         ^ the second
      |
      = help: an id names one thing only

    1 error
    "##);
}
