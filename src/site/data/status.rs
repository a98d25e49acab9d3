//! What is to be looked after, for programs that watch it. The page says the same.

use serde::Serialize;

use super::records::Members;
use super::{Set, Topic, json};
use crate::check::alarms::{self, Alarm};
use crate::check::coverage;
use crate::check::gaps::{self, Gap};
use crate::diagnostics::Place;
use crate::site::pages::{Language, Site};
use crate::site::status::Where;

/// A text by language.
type Texts<'a> = Members<'a, String>;

#[derive(Serialize)]
struct Item<'a> {
    code: String,
    what: Texts<'a>,
    due: String,
    days: i32,
    urgency: &'static str,
    file: String,
    line: usize,
}

#[derive(Serialize)]
struct Around<'a> {
    cases: usize,
    translation: Vec<Translation<'a>>,
    alike: Vec<Alike<'a>>,
    coverage: Vec<Coverage<'a>>,
    gaps: Vec<GapItem<'a>>,
}

#[derive(Serialize)]
struct Translation<'a> {
    language: &'a str,
    texts: usize,
    needed: usize,
}

#[derive(Serialize)]
struct Alike<'a> {
    text: &'a str,
    languages: Vec<&'a str>,
    /// The file and line, or the key of a text of the templates.
    file: Option<String>,
    line: Option<usize>,
    key: Option<&'a str>,
}

#[derive(Serialize)]
struct Coverage<'a> {
    document: &'a str,
    places: usize,
    cited: usize,
    left_out: usize,
    open: usize,
}

#[derive(Serialize)]
struct GapItem<'a> {
    kind: &'static str,
    title: Texts<'a>,
    which: Texts<'a>,
    reads: Option<&'a str>,
    why: Option<Texts<'a>>,
    file: String,
    line: usize,
}

/// The file.
pub(super) fn status(site: &Site<'_>) -> Set {
    let alarms = alarms::alarms(site.content, site.as_of);
    let items: Vec<Item<'_>> = alarms.iter().map(|alarm| item(site, alarm)).collect();
    let gaps = gaps::gaps(site.content);
    let around = Around {
        cases: site.cases(),
        translation: translation(site),
        alike: alike(site),
        coverage: coverage(site),
        gaps: gaps.iter().map(|it| gap(site, it)).collect(),
    };
    Set {
        topic: Topic::Status,
        json: json(site, "status", &items, around),
        tables: Vec::new(),
    }
}

fn item<'a>(site: &'a Site<'_>, alarm: &Alarm<'_>) -> Item<'a> {
    let Where { file, line } = site.place(alarm.place);
    Item {
        code: alarm.code().to_string(),
        what: texts(site, |language| language.alarm(alarm)),
        due: alarm.due.to_string(),
        days: alarm.days,
        urgency: alarm.urgency.id(),
        file,
        line,
    }
}

fn gap<'a>(site: &'a Site<'_>, gap: &Gap<'a>) -> GapItem<'a> {
    let Where { file, line } = site.place(&gap.place);
    GapItem {
        kind: gap.kind.id(),
        title: texts(site, |language| language.gap(gap).0),
        which: texts(site, |language| language.gap(gap).1),
        reads: gap.reads,
        why: gap
            .why
            .map(|why| texts(site, |language| language.text(why))),
        file,
        line,
    }
}

fn texts<'a>(site: &'a Site<'_>, text: impl Fn(Language<'_>) -> String) -> Texts<'a> {
    let codes = site.content.languages().enumerate();
    Members(
        codes
            .map(|(number, code)| (code, text(site.language(number))))
            .collect(),
    )
}

fn translation<'a>(site: &'a Site<'_>) -> Vec<Translation<'a>> {
    let texts = &site.content.texts;
    let there = texts.there.iter();
    there
        .zip(site.content.languages())
        .map(|(there, language)| Translation {
            language,
            texts: *there,
            needed: texts.needed,
        })
        .collect()
}

fn alike<'a>(site: &'a Site<'_>) -> Vec<Alike<'a>> {
    let codes: Vec<&str> = site.content.languages().collect();
    let of = |numbers: &[usize]| numbers.iter().map(|number| codes[*number]).collect();
    let place = |place: &Place| site.place(place);
    let in_content = site.content.texts.alike.iter().map(|alike| {
        let Where { file, line } = place(&alike.place);
        Alike {
            text: &alike.text,
            languages: of(&alike.languages),
            file: Some(file),
            line: Some(line),
            key: None,
        }
    });
    let in_templates = site.words_alike().into_iter();
    let in_templates = in_templates.map(|(key, languages, text)| Alike {
        text,
        languages: of(&languages),
        file: None,
        line: None,
        key: Some(key),
    });
    in_content.chain(in_templates).collect()
}

fn coverage<'a>(site: &Site<'a>) -> Vec<Coverage<'a>> {
    let places = coverage::coverage(site.content);
    coverage::summaries(&places)
        .into_iter()
        .map(|summary| Coverage {
            document: &summary.source.id,
            places: summary.places,
            cited: summary.cited,
            left_out: summary.left_out,
            open: summary.open,
        })
        .collect()
}
