//! What one file names in another must be there.

use std::collections::{BTreeMap, BTreeSet};

use super::Checker;
use crate::content::reading::At;
use crate::diagnostics::{Code, Diagnostic, did_you_mean, most_like};

/// What was named, and what was named in vain.
#[derive(Debug, Default)]
pub(super) struct References {
    /// The ids named that exist, by what they are ids of.
    found: BTreeMap<String, BTreeSet<String>>,
    /// Those that don't, by the message about them.
    missing: BTreeMap<String, Missing>,
}

#[derive(Debug)]
struct Missing {
    what: String,
    id: String,
    /// How many places name it.
    places: usize,
    /// What could have been named.
    known: Vec<String>,
}

impl References {
    fn found(&mut self, what: &str, id: &str) {
        if let Some(ids) = self.found.get_mut(what) {
            if !ids.contains(id) {
                ids.insert(id.to_owned());
            }
        } else {
            let ids = BTreeSet::from([id.to_owned()]);
            self.found.insert(what.to_owned(), ids);
        }
    }
}

impl Missing {
    /// What it may be called now: something alike, or the one thing that nothing
    /// names. One place is more likely a slip of the pen.
    fn renamed_to(&self, found: &BTreeMap<String, BTreeSet<String>>) -> Option<&str> {
        if self.places < 2 {
            return None;
        }
        let named = found.get(&self.what);
        let unnamed = self
            .known
            .iter()
            .map(String::as_str)
            .filter(|id| named.is_none_or(|named| !named.contains(*id)));
        let unnamed: Vec<&str> = unnamed.collect();
        match unnamed[..] {
            [only] => Some(only),
            _ => most_like(&self.id, unnamed),
        }
    }
}

impl Checker<'_> {
    /// A reference leads somewhere. `what` is a noun, perhaps with where such a
    /// thing stands: `document in sources.yaml`.
    #[allow(
        clippy::needless_pass_by_value,
        reason = "an iterator made where it is passed"
    )]
    pub(super) fn refers<'b>(
        &mut self,
        to: &At<impl std::ops::Deref<Target = str>>,
        what: &str,
        known: impl Iterator<Item = &'b str> + Clone,
    ) -> bool {
        let id: &str = &to.value;
        if known.clone().any(|candidate| candidate == id) {
            self.references.found(what, id);
            return true;
        }
        let list = || {
            let ids: Vec<&str> = known.clone().take(12).collect();
            if ids.is_empty() {
                format!("there is no {what} yet")
            } else {
                format!("known: {}", ids.join(", "))
            }
        };
        let hint = did_you_mean(id, known.clone()).unwrap_or_else(list);
        let (noun, place) = what.split_at(what.find(' ').unwrap_or(what.len()));
        let message = format!("there is no {noun} `{id}`{place}");
        let missing = self.references.missing.entry(message.clone());
        let missing = missing.or_insert_with(|| Missing {
            what: what.to_owned(),
            id: id.to_owned(),
            places: 0,
            known: known.map(ToOwned::to_owned).collect(),
        });
        missing.places += 1;
        self.report(
            Diagnostic::error(Code::UnknownReference, message)
                .at(&to.place)
                .hint(hint),
        );
        false
    }

    /// What several places name and nothing is called was perhaps renamed: says
    /// to what, once all is known that is named.
    pub(super) fn renamed(&mut self) {
        let References { found, missing } = &self.references;
        for diagnostic in self.diagnostics.iter_mut().chain(&mut self.of_guides) {
            if diagnostic.code != Code::UnknownReference {
                continue;
            }
            if let Some(missing) = missing.get(&diagnostic.message)
                && let Some(name) = missing.renamed_to(found)
            {
                diagnostic.hint = Some(format!(
                    "was it renamed to `{name}`? Then write that in all {} places",
                    missing.places
                ));
            }
        }
    }
}
