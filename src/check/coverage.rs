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
