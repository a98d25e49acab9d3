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
    insta::assert_snapshot!(end, @r"
    2 errors, 1 warning
    `qagida explain CODE` says more: unknown-reference, contradiction, unused
    ");
    let project = Project::small();
    project.edit(PERMIT, "channels: [office]", "channels: [ofice]");
    let said = printed(&project, &["check"]).stderr;
    let (_, end) = said.rsplit_once("\n\n").unwrap();
    insta::assert_snapshot!(end, @r"
    1 error
    `qagida explain unknown-reference` says more
    ");
}

/// Programs find on standard output nothing but messages.
#[test]
fn forms_for_programs() {
    let project = wrong();
    insta::assert_snapshot!(printed(&project, &["check", "--format", "short"]).whole(), @r"
    exit: 1
    stdout:
    content/services/permit.yaml:40:8: error[contradiction]: `min` is more than `max`
    content/services/permit.yaml:41:8: note: max
    content/services/permit.yaml:44:12: error[unknown-reference]: there is no channel `ofice`
    content/documents.yaml:2:10: warning[unused]: nothing uses the condition `adult`
    ");
    insta::assert_snapshot!(printed(&project, &["check", "--format", "json"]).whole(), @r#"
    exit: 1
    stdout:
    {"severity":"error","code":"contradiction","message":"`min` is more than `max`","file":"content/services/permit.yaml","line":40,"column":8,"end_line":40,"end_column":9,"label":null,"hint":null,"also":[{"file":"content/services/permit.yaml","line":41,"column":8,"end_line":41,"end_column":9,"label":"max"}]}
    {"severity":"error","code":"unknown-reference","message":"there is no channel `ofice`","file":"content/services/permit.yaml","line":44,"column":12,"end_line":44,"end_column":17,"label":null,"hint":"did you mean `office`?","also":[]}
    {"severity":"warning","code":"unused","message":"nothing uses the condition `adult`","file":"content/documents.yaml","line":2,"column":10,"end_line":2,"end_column":15,"label":null,"hint":"delete it, or refer to it where it is meant","also":[]}
    "#);
    insta::assert_snapshot!(printed(&project, &["build", "--format", "github"]).whole(), @r"
    exit: 1
    stdout:
    ::error file=content/services/permit.yaml,line=40,col=8,endLine=40,endColumn=9,title=contradiction::`min` is more than `max`%0Acontent/services/permit.yaml:41: max
    ::error file=content/services/permit.yaml,line=44,col=12,endLine=44,endColumn=17,title=unknown-reference::there is no channel `ofice`%0Ahelp: did you mean `office`?
    ::warning file=content/documents.yaml,line=2,col=10,endLine=2,endColumn=15,title=unused::nothing uses the condition `adult`%0Ahelp: delete it, or refer to it where it is meant
    ");
    let output = printed(
        &project,
        &["check", "--format", "json", "--content", "nowhere"],
    );
    insta::assert_snapshot!(output.whole(), @r#"
    exit: 1
    stdout:
    {"severity":"error","code":"cannot-read","message":"the content folder `nowhere` doesn't exist","file":null,"line":null,"column":null,"end_line":null,"end_column":null,"label":null,"hint":"name the folder that holds `site.yaml` with `--content`","also":[]}
    "#);
    for line in output.stdout.lines() {
        serde_json::from_str::<serde_json::Value>(line).unwrap();
    }
}

#[test]
fn forms_when_all_is_right() {
    let project = Project::small();
    for form in ["short", "json", "github"] {
        let output = printed(
            &project,
            &["check", "--as-of", "2026-09-01", "--format", form],
        )
        .expect(0);
        assert_eq!(output.stdout, "");
        assert!(output.stderr.starts_with("The content is in order: "));
    }
    let output = printed(
        &project,
        &["check", "--as-of", "2026-09-01", "--format", "people"],
    )
    .expect(0);
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
    insta::assert_snapshot!(project.refused(&["check"]), @r"
    error[unknown-reference]: there is no service `permit`
      --> content/date_rules.yaml:11:16
       |
    11 |     services: [permit]
       |                ^^^^^^ here, and in the places below
      ::: content/guides/stay.en.md:3:99
      ::: content/guides/stay.en.md:7:11
      ::: content/guides/stay.en.md:13:18
      ::: content/guides/stay.en.md:22:20
      ::: content/guides/stay.en.md:23:26
      ::: content/guides/stay.kk.md:3:99
      ::: content/guides/stay.kk.md:7:11
      ::: content/guides/stay.kk.md:13:14
      ::: content/guides/stay.kk.md:22:17
      ::: content/guides/stay.kk.md:23:21
      ::: content/guides/stay.yaml:13:18
      ::: content/guides/stay.yaml:40:14
      ::: content/rules/appeal.yaml:6:12
      ::: content/site.yaml:20:16
       = help: was it renamed to `residence`? Then write that in all 15 places

    error[unused]: the service `residence` is in no group, so nobody would find it
     --> content/services/residence.yaml:1:1
      |
    1 | title: {kk: Тұруға рұқсат, en: Residence permit}
      | ^
      |
      = help: add it to one of the `groups` in site.yaml

    2 errors
    ");
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
    insta::assert_snapshot!(project.refused(&["check"]), @r"
    error[unknown-reference]: there is no place `appeal` in `guide`
     --> content/rules/appeal.yaml:5:31
      |
    5 | source: {document: guide, at: appeal}
      |                               ^^^^^^ here, and in the places below
     ::: content/rules/appeal.yaml:17:76
     ::: content/rules/appeal.yaml:19:35
     ::: content/rules/appeal.yaml:28:35
     ::: content/rules/appeal.yaml:35:35
     ::: content/rules/appeal.yaml:45:39
     ::: content/rules/appeal.yaml:53:39
     ::: content/rules/appeal.yaml:56:39
     ::: content/rules/appeal.yaml:61:35
     ::: content/rules/appeal.yaml:72:37
      = help: was it renamed to `complaint`? Then write that in all 10 places

    warning[uncovered]: nothing cites `complaint`
      --> content/sources.yaml:12:14
       |
    12 |       - {id: complaint, name: {kk: Шағым, en: Appeal}}
       |              ^^^^^^^^^
       |
       = help: cite it where the content rests on it, or say in `left_out` why nothing does

    1 error, 1 warning
    ");
}

#[test]
fn what_is_named_in_very_many_places() {
    let project = Project::with_guide();
    project.edit("content/sources.yaml", "- id: guide", "- id: handbook");
    let said = project.refused(&["check"]);
    let (_, end) = said.split_once("more places").unwrap();
    insta::assert_snapshot!(end, @r"
    ; `--format short` lists them all
       = help: was it renamed to `handbook`? Then write that in all 49 places

    warning[uncovered]: nothing cites `permit`
      --> content/sources.yaml:10:14
       |
    10 |       - {id: permit, name: {kk: Рұқсат, en: Permit}}
       |              ^^^^^^
       |
       = help: cite it where the content rests on it, or say in `left_out` why nothing does

    warning[uncovered]: nothing cites `extension`
      --> content/sources.yaml:11:14
       |
    11 |       - {id: extension, name: {kk: Ұзарту, en: Extension}}
       |              ^^^^^^^^^
       |
       = help: cite it where the content rests on it, or say in `left_out` why nothing does

    warning[uncovered]: nothing cites `appeal`
      --> content/sources.yaml:12:14
       |
    12 |       - {id: appeal, name: {kk: Шағым, en: Appeal}}
       |              ^^^^^^
       |
       = help: cite it where the content rests on it, or say in `left_out` why nothing does

    1 error, 3 warnings
    ");
}

/// Of two values from one day both are named.
#[test]
fn two_values_from_one_day() {
    let check = |path: &str, old: &str, new: &str| {
        Project::small().edit(path, old, new).refused(&["check"])
    };
    insta::assert_snapshot!(check("content/units.yaml", "from: 2026-01-01", "from: 2025-01-01"), @r"
    error[bad-history]: two values begin on 2025-01-01
     --> content/units.yaml:8:16
      |
    7 |       - {from: 2025-01-01, until: 2025-12-31, value: 3932, source: {document: guide, at: permit}}
      |                ---------- the first
    8 |       - {from: 2025-01-01, until: 2026-12-31, value: 4325, source: {document: guide, at: permit}}
      |                ^^^^^^^^^^ the second
      |
      = help: one value holds on a day: which of them is it? If the newer one holds from a later day, that is its `from`, and the older one gets an `until`

    1 error
    ");
    insta::assert_snapshot!(check(PERMIT, "from: 2026-07-01", "from: 2026-01-01"), @r"
    error[bad-history]: two values begin on 2026-01-01
      --> content/services/permit.yaml:34:16
       |
    33 |       - {from: 2026-01-01, until: 2026-06-30, amount: 40, source: {document: guide, at: permit/tariff}}
       |                ---------- the first
    34 |       - {from: 2026-01-01, amount: 50, source: {document: guide, at: permit/tariff}}
       |                ^^^^^^^^^^ the second
       |
       = help: one value holds on a day: which of them is it? If the newer one holds from a later day, that is its `from`, and the older one gets an `until`

    1 error
    ");
    // Not side by side.
    insta::assert_snapshot!(check(
        "content/duties.yaml",
        "      - {from: 2026-01-01, rate: 0.5, source: {document: guide, at: permit}}\n",
        "      - {from: 2026-01-01, until: 2026-03-31, rate: 0.5, source: {document: guide, at: permit}}\n      \
         - {from: 2026-04-01, until: 2026-06-30, rate: 1, source: {document: guide, at: permit}}\n      \
         - {from: 2026-01-01, rate: 2, source: {document: guide, at: permit}}\n",
    ), @r"
    error[bad-history]: two values begin on 2026-01-01
      --> content/duties.yaml:10:16
       |
     8 |       - {from: 2026-01-01, until: 2026-03-31, rate: 0.5, source: {document: guide, at: permit}}
       |                ---------- the first
     9 |       - {from: 2026-04-01, until: 2026-06-30, rate: 1, source: {document: guide, at: permit}}
    10 |       - {from: 2026-01-01, rate: 2, source: {document: guide, at: permit}}
       |                ^^^^^^^^^^ the second
       |
       = help: one value holds on a day: which of them is it? If the newer one holds from a later day, that is its `from`, and the older one gets an `until`

    1 error
    ");
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
    insta::assert_snapshot!(newer.refused(&["check"]), @r"
    error[newer-format]: this content needs a newer qagida: it has format 2, and this one (0.1.0) knows no format after 1
     --> content/site.yaml:1:9
      |
    1 | format: 2
      |         ^
      |
      = help: use the qagida that this content was last checked with, or a later one

    1 error
    ");
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
    insta::assert_snapshot!(project.refused(&["check"]), @r#"
    error[unknown-field]: there is no field `🙂ұ🙂` here
      --> content/services/permit.yaml:49:1
       |
    49 | "🙂ұ🙂": {"ғ🙂": 1}
       | ^^^^^^^
       |
       = help: the fields here are: title, summary, about, categories, source, steps, options, tariff, no_charge, excluded, term, filing_window, channels, notes, related

    1 error
    "#);
    project.write(
        PERMIT,
        text.replace("  min: 5", "  min: ғ🙂\u{a0}5")
            .replace('\n', "\r\n"),
    );
    insta::assert_snapshot!(project.refused(&["check"]), @r"
    error[invisible-character]: a no-break space (U+00A0) in the text
      --> content/services/permit.yaml:40:10
       |
    40 |   min: ғ🙂 5
       |           ^
       |
       = help: type an ordinary space; amounts get theirs when the page is made

    1 error
    ");
    let short = project.run(&["check", "--format", "short"]).stdout;
    insta::assert_snapshot!(short, @"content/services/permit.yaml:40:10: error[invisible-character]: a no-break space (U+00A0) in the text");
    project.write(PERMIT, format!("\u{feff}{text}"));
    // It would not be seen here either.
    let refused = project.refused(&["check"]).replace('\u{feff}', "<U+FEFF>");
    insta::assert_snapshot!(refused, @r"
    error[invisible-character]: a byte order mark (U+FEFF) in the text
     --> content/services/permit.yaml:1:1
      |
    1 | <U+FEFF>title: {kk: Тұруға рұқсат, en: Residence permit}
      | ^
      |
      = help: save the file as UTF-8 without BOM

    1 error
    ");
}
