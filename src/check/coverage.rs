//! Whether every place of the sources is accounted for.

use super::{Checker, checked};
use crate::content::Content;
use crate::content::model::{Source, SourceKind, SourcePlace};
use crate::diagnostics::{Code, Diagnostic, FileId};

/// A place of a source, and what is made of it.
#[derive(Clone, Debug)]
pub struct Covered<'a> {
    /// The document.
    pub source: &'a Source,
    /// The place.
    pub place: &'a SourcePlace,
    /// The files that cite it.
    pub cited_in: Vec<FileId>,
}

impl Covered<'_> {
    /// Whether it is cited, or left out with a reason.
    pub fn accounted_for(&self) -> bool {
        !self.cited_in.is_empty() || self.place.left_out.is_some()
    }
}

/// What is made of a document, in numbers.
#[derive(Clone, Copy, Debug)]
pub struct Summary<'a> {
    /// The document.
    pub source: &'a Source,
    /// How many places it has.
    pub places: usize,
    /// How many of them are cited.
    pub cited: usize,
    /// How many aren't, with a reason.
    pub left_out: usize,
    /// How many are not accounted for.
    pub open: usize,
}

/// The numbers of each document, in their order.
pub fn summaries<'a>(places: &[Covered<'a>]) -> Vec<Summary<'a>> {
    let mut summaries: Vec<Summary<'_>> = Vec::new();
    for covered in places {
        let of = |last: &Summary<'_>| last.source.id.value == covered.source.id.value;
        if !summaries.last().is_some_and(of) {
            summaries.push(Summary {
                source: covered.source,
                places: 0,
                cited: 0,
                left_out: 0,
                open: 0,
            });
        }
        if let Some(summary) = summaries.last_mut() {
            summary.places += 1;
            if !covered.cited_in.is_empty() {
                summary.cited += 1;
            } else if covered.accounted_for() {
                summary.left_out += 1;
            } else {
                summary.open += 1;
            }
        }
    }
    summaries
}

/// Every place of the documents whose text is on file, in their order.
pub fn coverage(content: &Content) -> Vec<Covered<'_>> {
    checked(content).covered()
}

impl<'a> Checker<'a> {
    fn covered(&self) -> Vec<Covered<'a>> {
        let sources = self.content.sources.documents.iter();
        let primary = sources.filter(|source| source.kind == SourceKind::Primary);
        primary
            .flat_map(|source| source.places.iter().map(move |place| (source, place)))
            .map(|(source, place)| {
                let key = (source.id.to_string(), place.id.to_string());
                let files = self.citations.get(&key);
                Covered {
                    source,
                    place,
                    cited_in: files.into_iter().flatten().copied().collect(),
                }
            })
            .collect()
    }

    pub(super) fn coverage(&mut self) {
        for covered in self.covered() {
            let place = &covered.place;
            if !covered.accounted_for() {
                self.report(
                    Diagnostic::warning(
                        Code::Uncovered,
                        format!("nothing cites `{}`", place.id.value),
                    )
                    .at(&place.id.place)
                    .hint("cite it where the content rests on it, or say in `left_out` why nothing does"),
                );
            } else if place.left_out.is_some() && !covered.cited_in.is_empty() {
                self.report(
                    Diagnostic::error(
                        Code::Contradiction,
                        format!("`{}` is left out, and cited", place.id.value),
                    )
                    .at(&place.id.place)
                    .hint("delete `left_out`"),
                );
            }
        }
    }
}
