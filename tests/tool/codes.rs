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
    for code in &codes {
        let text = explanation(code);
        assert!(text.starts_with(&format!("{code}: ")), "{text}");
        assert!(
            text.contains("\nWhat to do: "),
            "the explanation of `{code}` doesn't say what to do"
        );
        let example = text.contains("\nWrong, in `") || text.contains("\nFor example ");
        assert!(example, "the explanation of `{code}` has no example");
        let fixture = FIXTURES.contains(&format!("said(\"{code}\")"))
            || FIXTURES.contains(&format!("said_instead_of(\"{code}\""))
            || FIXTURES.contains(&format!("about(\"{code}\""));
        assert!(
            fixture,
            "`{code}` has no fixture in tests/tool/codes.rs: add a test with \
             `said(\"{code}\")`, which tries the example of its explanation"
        );
    }
}

#[test]
fn a_code_that_does_not_exist() {
    insta::assert_snapshot!(Project::empty().run(&["explain", "bad-dates"]).whole(), @"");
    insta::assert_snapshot!(Project::empty().run(&["explain", "fire"]).whole(), @"");
}

#[test]
fn an_explanation() {
    insta::assert_snapshot!(Project::empty().run(&["explain", "bad-date"]).whole(), @"");
}

#[test]
fn code_cannot_read() {
    let project = whole();
    let said = about(
        "cannot-read",
        project.refused(&["check", "--content", "contents"]),
    );
    insta::assert_snapshot!(said, @"");
}

#[test]
fn code_cannot_write() {
    let project = whole();
    project.write("notes.txt", "mine");
    let said = project.refused(&["build", "--out", "notes.txt/site"]);
    insta::assert_snapshot!(about("cannot-write", said), @"");
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
    insta::assert_snapshot!(about("not-utf8", project.refused(&["check"])), @"");
}

#[test]
fn code_no_content() {
    let project = whole();
    fs::create_dir(project.path("docs")).unwrap();
    let said = project.refused(&["check", "--content", "docs"]);
    insta::assert_snapshot!(about("no-content", said), @"");
}

#[test]
fn code_newer_format() {
    insta::assert_snapshot!(said("newer-format"), @"");
}

#[test]
fn code_unknown_file() {
    let project = whole();
    project.write("content/service/iin.yaml", "");
    insta::assert_snapshot!(about("unknown-file", project.refused(&["check"])), @"");
}

#[test]
fn code_invisible_character() {
    insta::assert_snapshot!(said("invisible-character"), @"");
}

#[test]
fn code_yaml_syntax() {
    insta::assert_snapshot!(said_instead_of("yaml-syntax", "title: {kk: Тұруға рұқсат, en: Residence permit}"), @"");
}

#[test]
fn code_yaml_feature() {
    insta::assert_snapshot!(said("yaml-feature"), @"");
}

#[test]
fn code_too_deep() {
    insta::assert_snapshot!(said("too-deep"), @"");
}

#[test]
fn code_duplicate_key() {
    insta::assert_snapshot!(said("duplicate-key"), @"");
}

#[test]
fn code_duplicate_id() {
    insta::assert_snapshot!(said("duplicate-id"), @"");
}

#[test]
fn code_unknown_field() {
    insta::assert_snapshot!(said("unknown-field"), @"");
}

#[test]
fn code_missing_field() {
    insta::assert_snapshot!(said("missing-field"), @"");
}

#[test]
fn code_wrong_type() {
    insta::assert_snapshot!(said("wrong-type"), @"");
}

#[test]
fn code_bad_value() {
    insta::assert_snapshot!(said("bad-value"), @"");
}

#[test]
fn code_bad_date() {
    insta::assert_snapshot!(said("bad-date"), @"");
}

#[test]
fn code_bad_amount() {
    insta::assert_snapshot!(said("bad-amount"), @"");
}

#[test]
fn code_bad_history() {
    insta::assert_snapshot!(said("bad-history"), @"");
}

#[test]
fn code_missing_language() {
    insta::assert_snapshot!(said("missing-language"), @"");
}

#[test]
fn code_unknown_language() {
    insta::assert_snapshot!(said("unknown-language"), @"");
}

#[test]
fn code_unknown_reference() {
    insta::assert_snapshot!(said("unknown-reference"), @"");
}

#[test]
fn code_incomplete_table() {
    insta::assert_snapshot!(said("incomplete-table"), @"");
}

#[test]
fn code_contradiction() {
    insta::assert_snapshot!(said("contradiction"), @"");
}

#[test]
fn code_unused() {
    insta::assert_snapshot!(said("unused"), @"");
}

#[test]
fn code_uncovered() {
    insta::assert_snapshot!(said_instead_of("uncovered", "      - {id: appeal, name: {kk: Шағым, en: Appeal}}"), @"");
}

#[test]
fn code_case_failed() {
    insta::assert_snapshot!(said("case-failed"), @"");
}

#[test]
fn code_markdown() {
    insta::assert_snapshot!(said_instead_of("markdown", "Yes."), @"");
}

#[test]
fn code_heading() {
    insta::assert_snapshot!(said("heading"), @"");
}

#[test]
fn code_shortcode() {
    insta::assert_snapshot!(said("shortcode"), @"");
}

#[test]
fn code_typed_figure() {
    insta::assert_snapshot!(said("typed-figure"), @"");
}

#[test]
fn code_refused_question() {
    insta::assert_snapshot!(said("refused-question"), @"");
}

#[test]
fn code_unlike_languages() {
    insta::assert_snapshot!(said("unlike-languages"), @"");
}

#[test]
fn code_template() {
    insta::assert_snapshot!(said("template"), @"");
}

#[test]
fn code_template_text() {
    insta::assert_snapshot!(said("template-text"), @"");
}

#[test]
fn code_dead_link() {
    insta::assert_snapshot!(said("dead-link"), @"");
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
    insta::assert_snapshot!(said, @"");
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
    insta::assert_snapshot!(about("wasm-build", said.to_owned()), @"");
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
    insta::assert_snapshot!(about("foreign-output", said), @"");
}
