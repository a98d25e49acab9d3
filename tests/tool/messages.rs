//! How messages are printed: their forms, what goes to which stream, and what
//! becomes one message.

use crate::project::{Output, Project};

const PERMIT: &str = "content/services/permit.yaml";

/// What is printed, with nothing left out.
fn printed(project: &Project, arguments: &[&str]) -> Output {
    let output = project.command(arguments).output().unwrap();
    Output {
        code: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A copy with an error, a warning and a message about two places.
fn wrong() -> Project {
    let project = Project::small();
    project.edit(PERMIT, "channels: [office]", "channels: [ofice]");
    project.edit(PERMIT, "  min: 5", "  min: 7");
    project.edit(
        "content/documents.yaml",
        "conditions:\n",
        "conditions:\n  - {id: adult, text: {kk: ересек, en: for an adult}}\n",
    );
    project
}

#[test]
fn people_are_told_where_to_read_on() {
    let project = wrong();
    let output = printed(&project, &["check"]);
    assert_eq!((output.code, output.stdout.as_str()), (1, ""));
    let (_, end) = output.stderr.rsplit_once("\n\n").unwrap();
    insta::assert_snapshot!(end, @"");
    let project = Project::small();
    project.edit(PERMIT, "channels: [office]", "channels: [ofice]");
    let said = printed(&project, &["check"]).stderr;
    let (_, end) = said.rsplit_once("\n\n").unwrap();
    insta::assert_snapshot!(end, @"");
}

/// Programs find on standard output nothing but messages.
#[test]
fn forms_for_programs() {
    let project = wrong();
    insta::assert_snapshot!(printed(&project, &["check", "--format", "short"]).whole(), @"");
    insta::assert_snapshot!(printed(&project, &["check", "--format", "json"]).whole(), @"");
    insta::assert_snapshot!(printed(&project, &["build", "--format", "github"]).whole(), @"");
    let output = printed(
        &project,
        &["check", "--format", "json", "--content", "nowhere"],
    );
    insta::assert_snapshot!(output.whole(), @"");
    for line in output.stdout.lines() {
        serde_json::from_str::<serde_json::Value>(line).unwrap();
    }
}

#[test]
fn forms_when_all_is_right() {
    let project = Project::small();
    for form in ["short", "json", "github"] {
        let output = printed(&project, &["check", "--format", form]).expect(0);
        assert_eq!(output.stdout, "");
        assert!(output.stderr.starts_with("The content is in order: "));
    }
    let output = printed(&project, &["check", "--format", "people"]).expect(0);
    assert!(output.stdout.starts_with("The content is in order: "));
    assert_eq!(output.stderr, "");
    printed(&project, &["check", "--coverage", "--format", "json"]).expect(2);
}

#[test]
fn a_renamed_service() {
    let project = Project::with_guide();
    let text = project.read(PERMIT);
    project.remove(PERMIT);
    project.write("content/services/residence.yaml", text);
    insta::assert_snapshot!(project.refused(&["check"]), @"");
    // A name that is alike is told before one that isn't.
    let project = Project::with_guide();
    let text = project.read(PERMIT);
    project.remove(PERMIT);
    project.write("content/services/permits.yaml", &text);
    project.write("content/services/another.yaml", text);
    let said = project.refused(&["check"]);
    assert!(said.contains("was it renamed to `permits`?"), "{said}");
}

#[test]
fn a_renamed_place_of_a_source() {
    let project = Project::small();
    project.edit("content/sources.yaml", "{id: appeal,", "{id: complaint,");
    insta::assert_snapshot!(project.refused(&["check"]), @"");
}

#[test]
fn what_is_named_in_very_many_places() {
    let project = Project::with_guide();
    project.edit("content/sources.yaml", "- id: guide", "- id: handbook");
    let said = project.refused(&["check"]);
    let (_, end) = said.split_once("more places").unwrap();
    insta::assert_snapshot!(end, @"");
}

/// Of two values from one day both are named.
#[test]
fn two_values_from_one_day() {
    let check = |path: &str, old: &str, new: &str| {
        Project::small().edit(path, old, new).refused(&["check"])
    };
    insta::assert_snapshot!(check("content/units.yaml", "from: 2026-01-01", "from: 2025-01-01"), @"");
    insta::assert_snapshot!(check(PERMIT, "from: 2026-07-01", "from: 2026-01-01"), @"");
    // Not side by side.
    insta::assert_snapshot!(check(
        "content/duties.yaml",
        "      - {from: 2026-01-01, rate: 0.5, source: {document: guide, at: permit}}\n",
        "      - {from: 2026-01-01, until: 2026-03-31, rate: 0.5, source: {document: guide, at: permit}}\n      \
         - {from: 2026-04-01, until: 2026-06-30, rate: 1, source: {document: guide, at: permit}}\n      \
         - {from: 2026-01-01, rate: 2, source: {document: guide, at: permit}}\n",
    ), @"");
}

#[test]
fn formats_of_the_content() {
    let with = |format: &str| {
        let project = Project::small();
        let site = project.read("content/site.yaml");
        project.write("content/site.yaml", format!("{format}\n{site}"));
        project
    };
    with("format: 1").run(&["check"]).expect(0);
    // Of a newer one nothing else is told, whatever it holds.
    let newer = with("format: 2\nthemes: [dark]");
    newer.write("content/themes.yaml", "dark: {}\n");
    insta::assert_snapshot!(newer.refused(&["check"]), @"");
    for format in ["format: 0", "format: one", "format: -1", "format:"] {
        let said = with(format).refused(&["check"]);
        assert!(said.contains("content/site.yaml:1:"), "{said}");
        assert!(said.contains("\n1 error\n"), "{said}");
    }
}

/// Places are told in characters, whatever the letters and ends of lines.
#[test]
fn places_in_any_text() {
    let project = Project::small();
    let text = project
        .read(PERMIT)
        .replace("related: ", "\"🙂ұ🙂\": {\"ғ🙂\": 1}\nrelated: ");
    project.write(PERMIT, text.replace('\n', "\r\n"));
    insta::assert_snapshot!(project.refused(&["check"]), @"");
    project.write(
        PERMIT,
        text.replace("  min: 5", "  min: ғ🙂\u{a0}5")
            .replace('\n', "\r\n"),
    );
    insta::assert_snapshot!(project.refused(&["check"]), @"");
    let short = project.run(&["check", "--format", "short"]).stdout;
    insta::assert_snapshot!(short, @"");
    project.write(PERMIT, format!("\u{feff}{text}"));
    insta::assert_snapshot!(project.refused(&["check"]), @"");
}
