//! The walk-throughs of docs/maintaining.md, each tried in a copy of the content as
//! somebody would who follows it to the letter.
//!
//! Of each section these blocks are tried, in order:
//!
//! - `diff FILE`: lines with `-` or a space stand in the file, once, and become those
//!   with `+` or a space. A line `…` parts two places. Lines with nothing but `+` are
//!   a new file, or the end of one.
//! - `yaml FILE`: what the whole file becomes.
//! - `console`: `$ qagida …`, and what it prints; `$ rm FILE`.
//! - `text PAGE`: what stands on a page of the built site, in this order.
//!
//! `…` stands for any lines, or within a line for anything. Where something stands in a
//! file and how many services, cases and pages there are may be otherwise: the content
//! changes, and the examples are about other things.

use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::process::Command;

use crate::project::{Project, plain};

const GUIDE: &str = "docs/maintaining.md";

/// A fenced block: its line in the page, what is said after the fence, and its lines.
struct Block {
    line: usize,
    kind: String,
    of: String,
    lines: Vec<String>,
}

fn guide() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(GUIDE)).unwrap()
}

/// The blocks of the section with a number.
fn blocks(section: u32) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut in_section = false;
    let mut open: Option<Block> = None;
    for (number, line) in guide().lines().enumerate() {
        match (&mut open, line.strip_prefix("```")) {
            (Some(_), Some("")) => blocks.extend(open.take()),
            (Some(block), _) => block.lines.push(line.to_owned()),
            (None, Some(fence)) if in_section => {
                let (kind, of) = fence.split_once(' ').unwrap_or((fence, ""));
                open = Some(Block {
                    line: number + 1,
                    kind: kind.to_owned(),
                    of: of.to_owned(),
                    lines: Vec::new(),
                });
            }
            (None, _) if line.starts_with("## ") => {
                in_section = line.starts_with(&format!("## {section}. "));
            }
            (None, _) => {}
        }
    }
    assert!(open.is_none(), "{GUIDE}: a block is not closed");
    blocks
}

/// Follows a section.
fn walk(section: u32) {
    let project = Project::empty();
    for folder in ["content", "templates", "tests/fixtures/library"] {
        project.bring(folder);
    }
    git(&project, &["init", "--quiet"]);
    git(&project, &["add", "."]);
    git(&project, &["commit", "--quiet", "-m", "As it was"]);
    let blocks = blocks(section);
    let kinds: Vec<&str> = blocks.iter().map(|block| block.kind.as_str()).collect();
    assert!(
        kinds.contains(&"diff") && kinds.contains(&"console"),
        "{GUIDE}: section {section} changes nothing, or shows nothing: {kinds:?}"
    );
    for block in &blocks {
        match block.kind.as_str() {
            "diff" => edit(&project, block),
            "yaml" => {
                project.write(&block.of, block.lines.join("\n") + "\n");
            }
            "console" => type_in(&project, block),
            "text" => look_at(&project, block),
            _ => panic!("{GUIDE}:{}: what is `{}`?", block.line, block.kind),
        }
    }
}

fn git(project: &Project, arguments: &[&str]) {
    let output = Command::new("git")
        .args([
            "-c",
            "user.name=A maintainer",
            "-c",
            "user.email=a@example.org",
        ])
        .args(arguments)
        .current_dir(project.path("."))
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
}

/// Makes the edits of a `diff`.
fn edit(project: &Project, block: &Block) {
    for place in block.lines.split(|line| line == "…") {
        let pick = |signs: [char; 2]| -> String {
            let lines = place.iter().filter_map(|line| {
                let mut rest = line.chars();
                // An empty line of context may have lost its space.
                let sign = rest.next().unwrap_or(' ');
                assert!(
                    "+- ".contains(sign),
                    "{GUIDE}:{}: a line of a diff begins with +, - or a space: {line}",
                    block.line
                );
                signs
                    .contains(&sign)
                    .then(|| rest.as_str().to_owned() + "\n")
            });
            lines.collect()
        };
        let (old, new) = (pick(['-', ' ']), pick(['+', ' ']));
        let there = project.path(&block.of).exists();
        let text = if there {
            project.read(&block.of)
        } else {
            String::new()
        };
        if old.is_empty() {
            project.write(&block.of, text + &new);
            continue;
        }
        let with_start = format!("\n{text}");
        let found = with_start.matches(&format!("\n{old}")).count();
        assert!(
            found == 1,
            "{GUIDE}:{}: the lines to change are {found} times in {}, not once. If they \
             aren't there any more, the content has moved on: bring the example up to date.\n{old}",
            block.line,
            block.of
        );
        let edited = with_start.replacen(&format!("\n{old}"), &format!("\n{new}"), 1);
        project.write(&block.of, &edited[1..]);
    }
}

/// Runs what is typed, and compares what is printed.
fn type_in(project: &Project, block: &Block) {
    let mut lines = block.lines.iter().enumerate().peekable();
    while let Some((at, line)) = lines.next() {
        let line_number = block.line + 1 + at;
        if line.is_empty() {
            continue;
        }
        if let Some(file) = line.strip_prefix("$ rm ") {
            project.remove(file);
            continue;
        }
        let Some(typed) = line.strip_prefix("$ qagida ") else {
            panic!("{GUIDE}:{line_number}: `$ qagida …` belongs here: {line}");
        };
        let mut expected = Vec::new();
        while let Some((_, line)) = lines.next_if(|(_, line)| !line.starts_with("$ ")) {
            expected.push(line.as_str());
        }
        // Commands are parted by an empty line.
        while expected.last().is_some_and(|line| line.is_empty()) {
            expected.pop();
        }
        let arguments = words(typed);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        // Both streams in one, as on a screen.
        let (mut screen, writer) = std::io::pipe().unwrap();
        let mut command = project.command(&arguments);
        command.stdout(writer.try_clone().unwrap()).stderr(writer);
        let mut child = command.spawn().unwrap();
        drop(command);
        let mut printed = String::new();
        screen.read_to_string(&mut printed).unwrap();
        child.wait().unwrap();
        let lines: Vec<&str> = printed.lines().collect();
        assert!(
            holds(&expected, &lines),
            "{GUIDE}:{line_number}: `qagida {typed}` prints something else:\n{printed}"
        );
    }
}

/// The words of a command; those in quotes are one.
fn words(typed: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for sign in typed.chars() {
        match sign {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            _ => words.last_mut().unwrap().push(sign),
        }
    }
    words
}

/// Whether lines are those expected, with `…` for any.
fn holds(expected: &[&str], lines: &[&str]) -> bool {
    match expected.split_first() {
        None => lines.is_empty(),
        Some((&"…", rest)) => (0..=lines.len()).any(|skipped| holds(rest, &lines[skipped..])),
        Some((first, rest)) => lines
            .split_first()
            .is_some_and(|(line, others)| line_holds(first, line) && holds(rest, others)),
    }
}

fn line_holds(expected: &str, line: &str) -> bool {
    let (expected, line) = (without_places(expected), without_places(line));
    let mut parts = expected.split('…');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = line.strip_prefix(first) else {
        return false;
    };
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return rest.is_empty();
    }
    while let Some(part) = parts.next() {
        let found = if parts.peek().is_none() {
            rest.ends_with(part).then_some("")
        } else {
            rest.find(part).map(|at| &rest[at + part.len()..])
        };
        match found {
            Some(found) => rest = found,
            None => return false,
        }
    }
    true
}

/// A line without the numbers of lines and columns, and without those of what is
/// counted.
fn without_places(line: &str) -> String {
    let line = line.replace('\u{a0}', " ");
    let mut line = line.trim();
    let is_digit = |sign: char| sign.is_ascii_digit();
    if let Some((number, code)) = line.split_once(" |")
        && number.chars().all(is_digit)
    {
        line = code;
    }
    let mut kept = String::new();
    let mut rest = line;
    while let Some(at) = rest.find(is_digit) {
        let (before, from) = rest.split_at(at);
        let digits = from.find(|sign| !is_digit(sign)).unwrap_or(from.len());
        let (number, after) = from.split_at(digits);
        kept.push_str(before);
        let place = [".yaml:", ".md:"];
        let place = place.iter().any(|end| kept.ends_with(end));
        let counted = [" services in ", " golden cases", " pages in "];
        let counted = counted.iter().any(|of| after.starts_with(of));
        if place {
            // A column follows after a colon of its own.
            rest = after
                .strip_prefix(':')
                .filter(|it| it.starts_with(is_digit))
                .unwrap_or(after);
            continue;
        }
        if !counted {
            kept.push_str(number);
        }
        rest = after;
    }
    kept + rest
}

/// Looks for the lines on a page of the site that was built last.
fn look_at(project: &Project, block: &Block) {
    let page = project.page(&format!("{}index.html", block.of));
    let text = plain(page.root_element());
    let mut rest = text.as_str();
    for line in &block.lines {
        let Some(at) = rest.find(line.as_str()) else {
            panic!(
                "{GUIDE}:{}: `{line}` doesn't stand on {}, or not in this order:\n{text}",
                block.line, block.of
            );
        };
        rest = &rest[at + line.len()..];
    }
}

#[test]
fn every_section_is_tried() {
    let guide = guide();
    let numbered = guide.lines().filter(|line| {
        line.strip_prefix("## ")
            .is_some_and(|title| title.starts_with(|first: char| first.is_ascii_digit()))
    });
    assert_eq!(numbered.count(), 10, "and a test for each below");
}

#[test]
fn a_fee_changes() {
    walk(1);
}

#[test]
fn a_unit_has_a_new_value() {
    walk(2);
}

#[test]
fn a_year_of_the_calendar() {
    walk(3);
}

#[test]
fn a_new_category() {
    walk(4);
}

#[test]
fn a_repealed_rule() {
    walk(5);
}

#[test]
fn a_corrected_translation() {
    walk(6);
}

#[test]
fn an_unreadable_figure_became_known() {
    walk(7);
}

#[test]
fn a_new_service() {
    walk(8);
}

#[test]
fn a_later_act() {
    walk(9);
}

#[test]
fn a_new_language() {
    walk(10);
}

#[test]
fn a_case_about_what_is_not_on_file_stays_true_when_it_is() {
    let project = Project::small();
    let case = |last: &str| {
        format!(
            "cases:\n  - name: not known yet\n{last}    convert: {{unit: mrp, rate: 1, on: 2027-01-01}}\n    expect: {{unknown: [{{kind: mrp, code: unit-not-on-file}}]}}\n  - name: beyond the calendar\n{last}    deadline: {{service: permit, submitted: 2027-01-04}}\n    expect: {{service: permit, submitted: 2027-01-04, channel: office, accepted: null, due: null, earliest: null, unknown: [{{kind: due}}]}}\n"
        )
    };
    let write = |last: &str| project.write("content/cases/later.yaml", case(last));
    project.edit(
        "content/units.yaml",
        "      - {from: 2026-01-01, until: 2026-12-31, value: 4325, source: {document: guide, at: permit}}\n",
        "      - {from: 2026-01-01, until: 2026-12-31, value: 4325, source: {document: guide, at: permit}}\n      - {from: 2027-01-01, value: 4500, source: {document: guide, at: permit}}\n",
    );
    write("");
    let refused = project.refused(&["check"]);
    assert!(refused.contains("2 errors"), "{refused}");
    write("    on_file_until: 2026-12-31\n");
    project.run(&["check"]).expect(0);
    write("    on_file_until: 2019-12-31\n");
    let refused = project.refused(&["check"]);
    assert!(
        refused.contains("no calendar, or no value of a unit, is on file by 2019-12-31"),
        "{refused}"
    );
}

#[test]
fn that_a_year_became_certain_fails_no_case() {
    let project = Project::small();
    let provisional = "  - year: 2027\n    provisional: {kk: Ауысуы мүмкін., en: It may change.}\n";
    let warned = |code: &str| {
        format!(
            "cases:\n  - name: in January\n    deadline: {{service: permit, submitted: 2027-01-04}}\n    expect: {{service: permit, submitted: 2027-01-04, channel: office, accepted: 2027-01-04, due: 2027-01-11, earliest: 2027-01-11, unknown: [], assumptions: [{{}}, {{}}, {{}}, {{}}, {code}]}}\n"
        )
    };
    let write = |code: &str| project.write("content/cases/later.yaml", warned(code));
    project.edit("content/calendar.yaml", "  - year: 2027\n", provisional);
    write("{code: provisional-year}");
    project.run(&["check"]).expect(0);
    project.edit("content/calendar.yaml", provisional, "  - year: 2027\n");
    project.run(&["check"]).expect(0);
    // Any other warning is missed.
    write("{code: end-moves}");
    let refused = project.refused(&["check"]);
    assert!(refused.contains("assumptions[4]: expected"), "{refused}");
}
