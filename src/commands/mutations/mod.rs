//! What becomes of small mistakes: thousands of random edits of the real content.
//!
//! Each edit is made in a copy, read, checked and undone. Either an error points
//! to the edited line, or what was read differs from before at the edited place
//! and nowhere else. Nothing else may happen: no edit is passed over in silence,
//! none ends in a panic, and none is only reported far from where it was made.
//!
//! Of the edits that pass as sound, some of each field are looked up in the site
//! ([`reach`]): each must show there, and nowhere that doesn't depend on it. With
//! what was published in place, an edit of a figure must be refused.
//!
//! `cargo test` tries a few of each kind. `QAGIDA_MUTATIONS=200 cargo test --bin
//! qagida mutations -- --nocapture` tries 200 of each and prints the tables
//! that the README shows. The same number gives the same edits.

#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

mod edits;
mod reach;
mod typed;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::atomic::{AtomicUsize, Ordering};

use edits::{Edit, Kind, Random, Texts};
use reach::{Before, Edited, Reached};
use tempfile::TempDir;
use walkdir::WalkDir;

use super::{Prepared, compiled};
use crate::check::figures::figures;
use crate::content::published::PUBLISHED;
use crate::content::{Content, Parsed, load_again, yaml};
use crate::diagnostics::{Code, Diagnostic, Files, Place, Severity, render};

/// How many edits of each kind a test run tries.
const FEW: usize = 11;

/// How many edits a test run looks up in the site, and how many of figures it
/// tries with what was published.
const FEW_LOOKED_UP: usize = 4;
const FEW_PUBLISHED: usize = 6;

/// How many edits of a field are looked up when many are asked for.
const OF_A_FIELD: usize = 2;

/// Fields that only name something for others, and that no page shows: where
/// nothing refers to the name, another is as good.
const NAMES: [&str; 1] = ["guides path.steps.id"];

/// How many edits of each kind are asked for, if any number is.
fn asked() -> Option<usize> {
    let number = std::env::var("QAGIDA_MUTATIONS").ok()?;
    Some(number.parse().unwrap())
}

/// What became of an edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Verdict {
    /// An error points to an edited line.
    OnTheLine,
    /// An error points to the group of fields around it, or to the line right
    /// after it: where a line is missing, there is none to point to.
    InTheBlock,
    /// What refers to it is wrong now, and the error there names it.
    AtReferences,
    /// What was read is different at the edited place, and nowhere else.
    Changed,
    /// It is another spelling of the same: a comment, quotation marks, spaces.
    Same,
    /// What was read is the same, though something else is written.
    Ignored,
    /// Something else is different.
    ChangedElsewhere,
    /// Every error points elsewhere and names nothing of the line.
    ReportedElsewhere,
    /// The tool gave up without a reason.
    Panicked,
}

impl Verdict {
    const ALL: [(Self, &str); 9] = [
        (Self::OnTheLine, "on the line"),
        (Self::InTheBlock, "in its block"),
        (Self::AtReferences, "where it is referred to"),
        (Self::Changed, "changed just that"),
        (Self::Same, "same meaning"),
        (Self::Ignored, "ignored"),
        (Self::ChangedElsewhere, "changed more"),
        (Self::ReportedElsewhere, "reported elsewhere only"),
        (Self::Panicked, "panicked"),
    ];

    fn fails(self) -> bool {
        self >= Self::Ignored
    }
}

/// What became of an edit, and what shows it.
struct Judged {
    verdict: Verdict,
    /// The paths of what changed.
    changed: Vec<String>,
    /// Whether a golden case noticed.
    noticed: bool,
    /// The errors, without those of golden cases.
    errors: Vec<(Code, String)>,
    /// For whoever looks into a failure.
    said: String,
}

/// The repository's folder of a name.
fn of_project(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)
}

fn texts() -> Texts {
    let folder = of_project("content");
    let mut files = Vec::new();
    for entry in WalkDir::new(&folder).sort_by_file_name() {
        let entry = entry.unwrap();
        let name = entry.path().strip_prefix(&folder).unwrap();
        let name = name.to_str().unwrap().replace('\\', "/");
        // With what was published, each edit of a figure would be reported for that alone.
        if entry.file_type().is_file() && name != "README.md" && name != PUBLISHED {
            files.push((name, fs::read_to_string(entry.path()).unwrap()));
        }
    }
    let loaded = load_again(&folder, &mut Parsed::default());
    let content = loaded.content.unwrap();
    Texts::new(files, content.languages().map(str::to_owned).collect())
}

/// What was read and what is written of a file before it is edited, made once.
#[derive(Default)]
struct Known {
    read: BTreeMap<String, Rc<typed::Leaves>>,
    written: BTreeMap<String, Rc<typed::Leaves>>,
    texts: BTreeMap<String, Rc<Vec<(String, usize)>>>,
}

/// A copy of the content, in which edits are made and undone.
struct Copy<'t> {
    folder: TempDir,
    texts: &'t Texts,
    parsed: Parsed,
    before: Content,
    known: Known,
}

impl<'t> Copy<'t> {
    fn new(texts: &'t Texts) -> Self {
        Self::with(texts, &[])
    }

    /// A copy with more files than those that are edited.
    fn with(texts: &'t Texts, more: &[(String, String)]) -> Self {
        let folder = TempDir::new().unwrap();
        for (name, text) in texts.files.iter().chain(more) {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let mut parsed = Parsed::default();
        let loaded = load_again(folder.path(), &mut parsed);
        let before = loaded.content.unwrap();
        Self {
            folder,
            texts,
            parsed,
            before,
            known: Known::default(),
        }
    }

    /// The content as it stands in the copy, compiled: under the version that it had
    /// before, as pages show that, and not with the golden cases.
    fn prepared(&mut self) -> Option<Prepared> {
        let loaded = load_again(self.folder.path(), &mut self.parsed);
        let (mut files, mut found) = (loaded.files, loaded.diagnostics);
        let mut content = loaded.content?;
        content.version.clone_from(&self.before.version);
        let templates = of_project("templates");
        let prepared = compiled(content, &templates, false, &mut files, &mut found)?;
        Some(Prepared { files, ..prepared })
    }

    /// What a sound edit changes of the site.
    fn reached(&mut self, edit: &Edit, paths: &[String], before: &Before) -> Reached {
        let path = self.folder.path().join(&edit.name);
        fs::write(&path, &edit.text).unwrap();
        let after = self.prepared();
        fs::write(&path, self.original(&edit.name)).unwrap();
        let edited = Edited {
            name: &edit.name,
            paths,
            texts: &self.texts.files,
        };
        before.reached(&edited, &after.unwrap())
    }

    /// The text of a file as it was.
    fn original(&self, name: &str) -> &'t str {
        let mut files = self.texts.files.iter();
        &files.find(|(known, _)| known == name).unwrap().1
    }

    fn judge(&mut self, edit: &Edit) -> Judged {
        let path = self.folder.path().join(&edit.name);
        fs::write(&path, &edit.text).unwrap();
        let judged = catch_unwind(AssertUnwindSafe(|| self.examine(edit)));
        fs::write(&path, self.original(&edit.name)).unwrap();
        judged.unwrap_or_else(|_| Judged {
            verdict: Verdict::Panicked,
            changed: Vec::new(),
            noticed: false,
            errors: Vec::new(),
            said: String::new(),
        })
    }

    /// As [`super::examine`] does, with a look at what was read.
    fn examine(&mut self, edit: &Edit) -> Judged {
        let loaded = load_again(self.folder.path(), &mut self.parsed);
        let (mut files, mut found) = (loaded.files, loaded.diagnostics);
        let mut different = Different::default();
        let mut complete = false;
        if let Some(mut content) = loaded.content {
            different = self.different(edit, &content);
            let figure = |path: &String| is_figure(&edit.name, path);
            let cases = self.texts.cases();
            if !different.paths.iter().any(figure) {
                // To ask all would take most of the time. Those that were edited
                // are asked, of course.
                let mut names = cases.iter();
                content
                    .cases
                    .retain(|_| names.next() == Some(&edit.name.as_str()));
            }
            let templates = of_project("templates");
            complete = compiled(content, &templates, true, &mut files, &mut found).is_some();
        }
        found.retain(|diagnostic| diagnostic.severity == Severity::Error);
        // A golden case says what else a change means; it's no mistake of the line's.
        let of_cases = edit.name.starts_with("cases/");
        let failed = |diagnostic: &Diagnostic| diagnostic.code == Code::CaseFailed;
        let noticed = found.iter().any(failed);
        found.retain(|diagnostic| of_cases || !failed(diagnostic));
        let verdict = if found.is_empty() {
            if complete {
                different.verdict
            } else {
                Verdict::Panicked
            }
        } else {
            self.of_errors(edit, &files, &found)
        };
        let mut said = String::new();
        if verdict.fails() {
            let shown = &found[..found.len().min(2)];
            said = render::render(&files, shown, render::Format::People, false)
                .replace(self.folder.path().to_str().unwrap(), "");
            let _ = write!(said, "{:?}", different.paths);
        }
        Judged {
            verdict,
            changed: different.paths,
            noticed,
            errors: found
                .into_iter()
                .map(|diagnostic| (diagnostic.code, diagnostic.message))
                .collect(),
            said,
        }
    }

    fn of_errors(&self, edit: &Edit, files: &Files, found: &[Diagnostic]) -> Verdict {
        let file = self.folder.path().join(&edit.name);
        let line_of = |place: &Place| {
            let text = files.text(place.file);
            let here = files.path(place.file) == file;
            here.then(|| line_number(text, place.range.start))
        };
        let lines: BTreeSet<usize> = found
            .iter()
            .flat_map(|diagnostic| {
                let also = diagnostic.also.iter().map(|(place, _)| place);
                diagnostic.place.iter().chain(also)
            })
            .filter_map(line_of)
            .collect();
        if lines.iter().any(|line| edit.lines.contains(line)) {
            return Verdict::OnTheLine;
        }
        let block = block(edit);
        if lines.iter().any(|line| block.contains(line)) {
            return Verdict::InTheBlock;
        }
        let of_line = names(&edit.was);
        // What the file is about, if it is about one thing.
        let thing = edit.name.split_once('/').map(|(_, file)| file);
        let thing = thing.and_then(|file| file.split('.').next());
        let named = found.iter().any(|diagnostic| {
            // What stands in code in a message, part by part: `RULE/PERIOD`.
            let message = diagnostic.message.replace(['“', '”'], "`");
            let code = message.split('`').skip(1).step_by(2);
            let mut parts = code.flat_map(|code| code.split([' ', '/', '#']));
            let mut words = names(&diagnostic.message).into_iter();
            parts.any(|part| of_line.contains(part))
                || words.any(|word| thing.is_some_and(|thing| word.eq_ignore_ascii_case(thing)))
        });
        if named {
            Verdict::AtReferences
        } else {
            Verdict::ReportedElsewhere
        }
    }

    /// What is read differently.
    fn different(&mut self, edit: &Edit, after: &Content) -> Different {
        let original = self.original(&edit.name);
        if edits::is_markdown(&edit.name) {
            return self.different_text(edit, after);
        }
        let tree = |text: &str| {
            let file = Files::default().add(PathBuf::new(), String::new());
            typed::of_tree(&yaml::parse(file, text).unwrap())
        };
        let known = self.known.written.entry(edit.name.clone());
        let tree_before = Rc::clone(known.or_insert_with(|| Rc::new(tree(original))));
        let tree_after = tree(&edit.text);
        let written = typed::changed(&tree_before, &tree_after);
        let cases = self.texts.cases();
        let before = &self.before;
        let read = || Rc::new(typed::of_file(before, &edit.name, &cases).unwrap());
        let known = self.known.read.entry(edit.name.clone());
        let read_before = Rc::clone(known.or_insert_with(read));
        let Some(read_after) = typed::of_file(after, &edit.name, &cases) else {
            return Different {
                verdict: Verdict::ChangedElsewhere,
                paths: vec!["the file is gone".to_owned()],
            };
        };
        let read = typed::changed(&read_before, &read_after);
        let apart = |one: &BTreeSet<&str>, other: &BTreeSet<&str>| {
            let alone = |path: &&&str| !other.iter().any(|it| typed::related(path, it));
            one.iter()
                .filter(alone)
                .map(|path| (*path).to_owned())
                .collect::<Vec<String>>()
        };
        let unread = apart(&written, &read);
        let unwritten = apart(&read, &written);
        let same_value = |path: &String| {
            let value = |leaves: &typed::Leaves| leaves.get(path)?.parse::<f64>().ok();
            let (before, after) = (value(&tree_before), value(&tree_after));
            before.is_some() && before == after
        };
        if !unwritten.is_empty() {
            Different {
                verdict: Verdict::ChangedElsewhere,
                paths: unwritten,
            }
        } else if !unread.iter().all(same_value) {
            Different {
                verdict: Verdict::Ignored,
                paths: unread,
            }
        } else if !read.is_empty() {
            let paths = written.iter().map(|path| (*path).to_owned()).collect();
            Different {
                verdict: Verdict::Changed,
                paths,
            }
        } else if !written.is_empty() || spelling(&edit.was) == spelling(&edit.is()) {
            Different {
                verdict: Verdict::Same,
                paths: Vec::new(),
            }
        } else {
            Different {
                verdict: Verdict::Ignored,
                paths: Vec::new(),
            }
        }
    }

    /// The same for a guide's text.
    fn different_text(&mut self, edit: &Edit, after: &Content) -> Different {
        let before = &self.before;
        let read = || Rc::new(typed::of_text(before, &edit.name).unwrap());
        let known = self.known.texts.entry(edit.name.clone());
        let read_before = Rc::clone(known.or_insert_with(read));
        let Some(read_after) = typed::of_text(after, &edit.name) else {
            return Different {
                verdict: Verdict::ChangedElsewhere,
                paths: vec!["the text is gone".to_owned()],
            };
        };
        let same = |(one, other): &(&(String, usize), &(String, usize))| one.0 == other.0;
        let first = read_before.iter().zip(&read_after).take_while(same).count();
        let least = read_before.len().min(read_after.len()) - first;
        let backwards = read_before.iter().rev().zip(read_after.iter().rev());
        let last = backwards.take_while(same).count().min(least);
        let differ = &read_after[first..read_after.len() - last];
        if differ.is_empty() && read_before.len() == read_after.len() {
            let same = spelling(&edit.was) == spelling(&edit.is());
            let verdict = if same {
                Verdict::Same
            } else {
                Verdict::Ignored
            };
            return Different {
                verdict,
                paths: Vec::new(),
            };
        }
        let block = paragraph(edit);
        let line = |start: usize| line_number(&edit.text, start);
        let within = differ
            .iter()
            .all(|(_, start)| block.contains(&line(*start)));
        let verdict = if within {
            Verdict::Changed
        } else {
            Verdict::ChangedElsewhere
        };
        Different {
            verdict,
            paths: vec![format!("{differ:?}")],
        }
    }
}

/// The number of the line, from 0, in which a byte of a text stands.
fn line_number(text: &str, byte: usize) -> usize {
    text.get(..byte)
        .map_or(0, |above| above.matches('\n').count())
}

/// How what was read differs.
struct Different {
    verdict: Verdict,
    paths: Vec<String>,
}

impl Default for Different {
    fn default() -> Self {
        Self {
            verdict: Verdict::Panicked,
            paths: Vec::new(),
        }
    }
}

/// What is left of lines without what only spells them: comments, quotation
/// marks and spaces, and a comma after the last of a list.
fn spelling(lines: &str) -> String {
    let comment = |line: &&str| line.trim_start().starts_with('#');
    let text: String = lines.lines().filter(|line| !comment(line)).collect();
    let text = text.split(" #").next().unwrap_or_default();
    let text = text.replace([' ', '"', '\''], "");
    text.replace(",}", "}").replace(",]", "]")
}

/// What lines call by name: ids, and the numbers of options.
fn names(lines: &str) -> BTreeSet<&str> {
    let part = |c: char| !(c.is_ascii_alphanumeric() || c == '-');
    lines.split(part).filter(|word| !word.is_empty()).collect()
}

/// The lines of the group that an edit is in, with the line right after it.
fn block(edit: &Edit) -> std::ops::RangeInclusive<usize> {
    if edits::is_markdown(&edit.name) {
        return paragraph(edit);
    }
    let lines: Vec<&str> = edit.text.lines().collect();
    let at = edit.lines.start;
    let full = |line: &usize| !lines[*line].trim().is_empty();
    let above = (0..at.min(lines.len())).rev().filter(full);
    // What a golden case asks and what it expects are one thing.
    let is_case = edit.name.starts_with("cases/");
    let parent = above.into_iter().find(|line| {
        if is_case {
            return lines[*line].starts_with("  - ");
        }
        edits::indent(lines[*line]) < edit.indent
    });
    let (start, outer) = match parent {
        Some(line) => (line, edits::indent(lines[line])),
        // The file as a whole is the group, and its place the first line's.
        None => (at.saturating_sub(1), edit.indent),
    };
    let mut below = (edit.lines.end..lines.len()).filter(full);
    let end = below.find(|line| edits::indent(lines[*line]) <= outer);
    start..=end.unwrap_or(lines.len())
}

/// The lines of the paragraph, list or table that an edit is in, with the blank
/// lines and the lines around them.
fn paragraph(edit: &Edit) -> std::ops::RangeInclusive<usize> {
    let lines: Vec<&str> = edit.text.lines().collect();
    let blank = |line: &usize| lines[*line].trim().is_empty();
    let start = (0..edit.lines.start.saturating_sub(1))
        .rev()
        .find(blank)
        .unwrap_or_default();
    let end = (edit.lines.end + 1..lines.len())
        .find(blank)
        .unwrap_or(lines.len());
    start..=end + 1
}

/// Fields whose digits are the figures that people come for.
fn is_figure(name: &str, path: &str) -> bool {
    let key = path.rsplit('.').find(|key| key.parse::<u32>().is_err());
    let file = [
        "services/",
        "visas/",
        "rules/",
        "units",
        "duties",
        "calendar",
        "channels",
        "date_rules",
    ];
    file.iter().any(|file| name.starts_with(file))
        && key.is_some_and(|key| {
            matches!(
                key,
                "amount"
                    | "rate"
                    | "value"
                    | "from"
                    | "until"
                    | "min"
                    | "max"
                    | "opens"
                    | "closes"
                    | "count"
                    | "validity"
                    | "stay"
                    | "date"
                    | "worked_instead"
                    | "year"
            )
        })
}

/// The results of a kind.
#[derive(Default)]
struct Tally {
    by_verdict: BTreeMap<Verdict, usize>,
    count: usize,
}

/// Edits that were once reported far from where they were made, or not at all.
#[test]
fn what_was_reported_elsewhere_is_reported_on_the_line() {
    let texts = texts();
    let mut copy = Copy::new(&texts);
    for (folder, old, new) in [
        // The end of a shortcode without its beginning was printed as text.
        (
            "guides/",
            "{{ phone expat-centre }}",
            "{ phone expat-centre }}",
        ),
        // The parser notices a missing colon at the line below.
        ("bodies.yaml", "    hours:\n", "    hours\n"),
        ("services/", "    title:\n", "    title\n"),
        ("visas/", "  - id: single\n", "  - id single\n"),
        // So it is with a comment that goes on without its sign.
        ("typical.yaml", "# left out:", "left out:"),
        ("typical.yaml", "# by the new ones", "by the new ones"),
        // Pages count the items of a list themselves, whatever number is typed.
        ("guides/", "2. **The", "73. **The"),
        // A golden case pointed to the first line of what it expects.
        ("cases/periods", "due: 2026-", "due: 2036-"),
    ] {
        let mut files = texts.files.iter();
        let has = |(name, text): &&(String, String)| name.starts_with(folder) && text.contains(old);
        let (name, text) = files.find(has).unwrap();
        let at = text.find(old).unwrap();
        let line = text[..at].matches('\n').count();
        let edit = Edit {
            name: name.clone(),
            text: text.replacen(old, new, 1),
            lines: line..line + 1,
            was: text.lines().nth(line).unwrap().to_owned(),
            indent: 0,
        };
        let judged = copy.judge(&edit);
        assert_eq!(
            judged.verdict,
            Verdict::OnTheLine,
            "{name}: {old}: {}",
            judged.said
        );
    }
}

/// Does jobs with as many copies as there are cores; what came of each, in the
/// order of the jobs.
fn each<J: Sync, T: Send>(
    jobs: &[J],
    copy: impl Fn() -> Copy<'static> + Sync,
    work: impl Fn(&mut Copy<'static>, &J) -> Option<T> + Sync,
) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let some = || {
        let mut copy = copy();
        let mut done = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(job) = jobs.get(number) else {
                return done;
            };
            done.extend(work(&mut copy, job).map(|result| (number, result)));
        }
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let mut done: Vec<(usize, T)> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(some)).collect();
        let threads = threads.into_iter();
        threads.flat_map(|thread| thread.join().unwrap()).collect()
    });
    done.sort_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, result)| result).collect()
}

/// An edit of a kind, and what became of it.
struct Tried {
    kind: Kind,
    number: u64,
    edit: Edit,
    judged: Judged,
}

impl Tried {
    /// The edit for a message.
    fn shown(&self) -> String {
        format!(
            "{:?} {}: {}:{}\n- {}\n+ {}",
            self.kind,
            self.number,
            self.edit.name,
            self.edit.lines.start + 1,
            self.edit.was,
            self.edit.is()
        )
    }

    /// Whether the digits of a figure are other ones.
    fn changes_figure(&self) -> bool {
        let mut paths = self.judged.changed.iter();
        DIGITS.contains(&self.kind)
            && self.judged.verdict == Verdict::Changed
            && paths.any(|path| is_figure(&self.edit.name, path))
    }

    /// The fields that are different: paths without numbers of items and languages,
    /// behind the folder or file.
    fn fields(&self, languages: &[String]) -> BTreeSet<String> {
        let name = &self.edit.name;
        if edits::is_markdown(name) {
            return BTreeSet::from([format!("{:?} in guides", self.kind)]);
        }
        let file = name.split_once('/').map_or(&**name, |(folder, _)| folder);
        let kept =
            |part: &&str| part.parse::<u32>().is_err() && languages.iter().all(|code| code != part);
        let fields = self.judged.changed.iter().map(|path| {
            let parts: Vec<&str> = path.split('.').filter(kept).collect();
            format!("{file} {}", parts.join("."))
        });
        fields.collect()
    }
}

/// Kinds that make another figure of one.
const DIGITS: [Kind; 4] = [
    Kind::DigitChanged,
    Kind::DigitAdded,
    Kind::DigitRemoved,
    Kind::DateShifted,
];

#[test]
fn every_small_edit_is_reported_or_changes_just_that() {
    let texts: &'static Texts = Box::leak(Box::new(texts()));
    let of_each = asked().unwrap_or(FEW) as u64;
    let jobs: Vec<(Kind, u64)> = (0..of_each)
        .flat_map(|number| Kind::ALL.map(|(kind, _)| (kind, number)))
        .collect();
    let tried = each(
        &jobs,
        || Copy::new(texts),
        |copy, (kind, number)| {
            let mut random = Random(number.wrapping_mul(1_000_003) + *kind as u64);
            let edit = texts.edit(*kind, &mut random)?;
            Some(Tried {
                kind: *kind,
                number: *number,
                judged: copy.judge(&edit),
                edit,
            })
        },
    );

    let mut tallies: BTreeMap<Kind, Tally> = BTreeMap::new();
    let mut failures = String::new();
    for one in &tried {
        let tally = tallies.entry(one.kind).or_default();
        tally.count += 1;
        *tally.by_verdict.entry(one.judged.verdict).or_default() += 1;
        if one.judged.verdict.fails() {
            let _ = writeln!(
                failures,
                "{:?} {}\n{}\n",
                one.judged.verdict,
                one.shown(),
                one.judged.said
            );
        }
    }
    if asked().is_some() {
        println!("{}", table(&tallies));
        let figures: Vec<&Tried> = tried.iter().filter(|one| one.changes_figure()).collect();
        let unnoticed = figures.iter().filter(|one| !one.judged.noticed);
        let unnoticed: Vec<String> = unnoticed.map(|one| one.shown()).collect();
        println!(
            "figures changed: {}, of which no golden case notices {}: {}",
            figures.len(),
            unnoticed.len(),
            unnoticed.join("\n")
        );
    }
    failures.push_str(&looked_up(texts, &tried));
    assert!(failures.is_empty(), "{failures}");
    assert!(
        tried.len() > jobs.len() * 9 / 10,
        "many kinds find nothing to edit"
    );
}

/// Looks up in the site what sound edits have changed; what isn't as it should be.
fn looked_up(texts: &'static Texts, tried: &[Tried]) -> String {
    let many = asked().is_some();
    let (of_a_field, most) = if many {
        (OF_A_FIELD, usize::MAX)
    } else {
        (1, FEW_LOOKED_UP)
    };
    let sound = tried
        .iter()
        .filter(|one| one.judged.verdict == Verdict::Changed);
    let (for_the_tool, shown): (Vec<&Tried>, Vec<&Tried>) =
        sound.partition(|one| reach::is_of_the_tool(&one.edit.name));
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut new_fields = |one: &&Tried| {
        let fields = one.fields(&texts.languages);
        let new = fields
            .iter()
            .any(|field| counts.get(field).copied().unwrap_or_default() < of_a_field);
        if new {
            for field in fields {
                *counts.entry(field).or_default() += 1;
            }
        }
        new
    };
    let of_all = shown.len();
    let jobs: Vec<&Tried> = shown
        .into_iter()
        .filter(|one| new_fields(one))
        .take(most)
        .collect();
    let before = Before::new(Copy::new(texts).prepared().unwrap());
    let reached: Vec<(&Tried, Reached)> = each(
        &jobs,
        || Copy::new(texts),
        |copy, one| {
            let reached = copy.reached(&one.edit, &one.judged.changed, &before);
            Some((*one, reached))
        },
    );
    let mut failures = String::new();
    let (mut pages, mut only_search) = (0, 0);
    for (one, reached) in &reached {
        let fields = one.fields(&texts.languages);
        let only_names = fields.iter().all(|field| NAMES.contains(&&**field));
        let wrong = if reached.files.is_empty() && only_names {
            continue;
        } else if reached.files.is_empty() && !reached.only_search {
            "changed nothing that is published"
        } else if reached.beyond.is_empty() {
            pages += usize::from(!reached.files.is_empty());
            only_search += usize::from(reached.only_search);
            continue;
        } else {
            "changed what doesn't depend on it"
        };
        let _ = writeln!(
            failures,
            "{wrong}: {}\n{:?}\n{:?}\n",
            one.shown(),
            one.judged.changed,
            reached.beyond
        );
    }
    if many {
        println!(
            "sound edits: {} of files for the tool, {of_all} of others; of these {} looked up, of {} fields: {pages} shown by pages or data, {only_search} by the search alone",
            for_the_tool.len(),
            jobs.len(),
            counts.len()
        );
        if std::env::var("QAGIDA_REACHED").is_ok() {
            for (one, reached) in &reached {
                let files = &reached.files;
                let some = &files[..files.len().min(4)];
                println!(
                    "{:?}: {} files: {some:?}",
                    one.fields(&texts.languages),
                    files.len()
                );
            }
        }
    }
    failures
}

#[test]
fn a_published_figure_is_not_changed_in_silence() {
    let texts: &'static Texts = Box::leak(Box::new(texts()));
    let ledger = fs::read_to_string(of_project("content").join(PUBLISHED)).unwrap();
    let more: &'static [(String, String)] = Box::leak(Box::new([(PUBLISHED.to_owned(), ledger)]));
    let copy = || Copy::with(texts, more);
    let names: BTreeSet<String> = figures(&copy().before).into_keys().collect();
    let of_each = asked().unwrap_or(FEW_PUBLISHED) as u64;
    let jobs: Vec<(Kind, u64)> = (0..of_each)
        .flat_map(|number| DIGITS.map(|kind| (kind, number)))
        .collect();
    let tried = each(&jobs, copy, |copy, (kind, number)| {
        let mut random = Random(number.wrapping_mul(2_000_003) + *kind as u64);
        // Most digits are of texts.
        let edit = (0..500)
            .filter_map(|_| texts.edit(*kind, &mut random))
            .find(|edit| holds_figure(&edit.name, &edit.was))?;
        Some(Tried {
            kind: *kind,
            number: *number,
            judged: copy.judge(&edit),
            edit,
        })
    });
    let (mut on_the_line, mut in_its_block, mut for_another_reason) = (0, 0, 0);
    let (mut unpublished, mut no_figure) = (0, 0);
    let mut failures = String::new();
    for one in &tried {
        let errors = &one.judged.errors;
        let about_ledger = |(code, _): &(Code, String)| *code == Code::Overwritten;
        let names_figure =
            |(_, message): &(Code, String)| message.split('`').any(|part| names.contains(part));
        if errors.is_empty() {
            if !one.changes_figure() {
                no_figure += 1;
            } else if is_unsettled(&one.edit) {
                unpublished += 1;
            } else {
                let _ = writeln!(failures, "accepted: {}\n", one.shown());
            }
        } else if !errors.iter().all(about_ledger) {
            for_another_reason += 1;
        } else if !errors.iter().any(names_figure) {
            let _ = writeln!(failures, "names no figure: {}\n{errors:?}\n", one.shown());
        } else {
            match one.judged.verdict {
                Verdict::OnTheLine => on_the_line += 1,
                Verdict::InTheBlock => {
                    in_its_block += 1;
                    if std::env::var("QAGIDA_REACHED").is_ok() {
                        println!("in its block: {}\n{errors:?}\n", one.shown());
                    }
                }
                _ => {
                    let _ = writeln!(failures, "far away: {}\n{errors:?}\n", one.shown());
                }
            }
        }
    }
    if asked().is_some() {
        println!(
            "edits beside published.yaml: {}; refused as published: {on_the_line} on the line, {in_its_block} in its block; reported for another reason: {for_another_reason}; not published yet: {unpublished}; no figure: {no_figure}",
            tried.len()
        );
    }
    assert!(failures.is_empty(), "{failures}");
    assert!(on_the_line > 0, "no edit of a figure was tried");
}

/// Whether a line has a field that holds a figure.
fn holds_figure(name: &str, line: &str) -> bool {
    line.split([' ', '{', ','])
        .filter_map(|word| word.strip_suffix(':'))
        .any(|key| is_figure(name, key))
}

/// Whether an edit is of a day that may still move: it isn't published.
fn is_unsettled(edit: &Edit) -> bool {
    let lines: Vec<&str> = edit.text.lines().collect();
    let start = edit.lines.start.min(lines.len() - 1);
    let year = (0..=start)
        .rev()
        .find(|line| lines[*line].trim_start().starts_with("- year:"));
    let provisional = year.is_some_and(|year| {
        let mut year = lines[year + 1..].iter();
        year.by_ref()
            .take_while(|line| !line.trim_start().starts_with("- year:"))
            .any(|line| line.trim_start().starts_with("provisional:"))
    });
    edit.name == "calendar.yaml" && (provisional || edit.was.contains("estimated: true"))
}

fn table(tallies: &BTreeMap<Kind, Tally>) -> String {
    let mut table = String::from("| edit | edits |");
    for (_, verdict) in Verdict::ALL {
        let _ = write!(table, " {verdict} |");
    }
    let _ = write!(table, "\n|{}", " --- |".repeat(2 + Verdict::ALL.len()));
    let mut total = Tally::default();
    let rows = Kind::ALL
        .iter()
        .filter_map(|(kind, name)| Some((*name, tallies.get(kind)?)));
    for (_, tally) in rows.clone() {
        total.count += tally.count;
        for (verdict, count) in &tally.by_verdict {
            *total.by_verdict.entry(*verdict).or_default() += count;
        }
    }
    for (name, tally) in rows.chain([("all", &total)]) {
        let _ = write!(table, "\n| {name} | {} |", tally.count);
        for (verdict, _) in Verdict::ALL {
            let count = tally.by_verdict.get(&verdict).copied().unwrap_or_default();
            let _ = write!(table, " {count} |");
        }
    }
    table
}
