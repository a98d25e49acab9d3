//! `qagida record`: notes what is published, so that it can't change in silence.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use qagida_calculator::Date;

use super::{COMPLETE, CONTENT_WRONG, prepare_to_answer, print_one};
use crate::check::published::{News, news};
use crate::content::Content;
use crate::content::published::{CORRECTIONS, PUBLISHED};
use crate::diagnostics::{Code, Diagnostic};

/// What stands above the ledger.
const HEAD: &str = "\
# What this site has published, a line for each figure. `qagida record` adds to it;
# nobody edits it. What is wrong here is put right in corrections.yaml.
published:
";

/// Adds to the ledger what isn't there yet, and what has been corrected since.
/// Nothing is ever taken out.
pub fn run(content: &Path, templates: &Path, on: Date) -> ExitCode {
    let prepared = match prepare_to_answer(content, templates) {
        Ok(prepared) => prepared,
        Err(status) => return status,
    };
    let news = news(&prepared.content);
    if let Some(later) = news.latest.filter(|latest| on < *latest) {
        complain!(
            "error: a correction in {CORRECTIONS} is dated {later}, which is after {on}: record it then, with `--on {later}`, or mend its date"
        );
        return ExitCode::from(CONTENT_WRONG);
    }
    let path = content.join(PUBLISHED);
    if news.new.is_empty() && news.corrected.is_empty() {
        say!("Nothing is new: {} holds it all.", path.display());
        return ExitCode::from(COMPLETE);
    }
    let (text, lines) = ledger(&prepared.content, &news, on);
    if let Err(error) = replace(&path, &text) {
        let message = format!("`{}` cannot be written: {error}", path.display());
        print_one(Diagnostic::error(Code::CannotWrite, message).hint("may you write there?"));
        return ExitCode::from(CONTENT_WRONG);
    }
    say!(
        "Recorded in {}: {} new, {} corrected; it holds {lines} lines.",
        path.display(),
        news.new.len(),
        news.corrected.len(),
    );
    ExitCode::from(COMPLETE)
}

/// The ledger with the news in it, and the number of its lines.
fn ledger(content: &Content, news: &News, on: Date) -> (String, usize) {
    let known = content.published.iter().flat_map(|it| &it.published);
    let known = known.map(|it| (&*it.figure, &*it.said, it.since));
    let added = news.new.iter().chain(&news.corrected);
    let added = added.map(|(figure, said)| (&**figure, &**said, on));
    let mut lines: Vec<(&str, &str, Date)> = known.chain(added).collect();
    // The sort is stable: of one figure, what came later stays later.
    lines.sort_by_key(|(figure, ..)| *figure);
    let mut text = HEAD.to_owned();
    for (figure, said, since) in &lines {
        // Texts in JSON's quotation marks are YAML, too. Writing to memory cannot fail.
        let _ = writeln!(
            text,
            "  - {{figure: {}, said: {}, since: {since}}}",
            quoted(figure),
            quoted(said),
        );
    }
    (text, lines.len())
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Writes beside the file and puts that in its place, so that a failure leaves
/// the old ledger whole. The content is read without hidden files.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    let beside = path.with_file_name(format!(".{PUBLISHED}.new"));
    fs::write(&beside, text)?;
    fs::rename(&beside, path)
}
