//! What must hold in the changes that are written by hand. Whether their pages
//! exist is known to the site only.

use super::Checker;

impl Checker<'_> {
    pub(super) fn changes(&mut self) {
        let changes = &self.content.changes.changes;
        self.unique(changes.iter().map(|change| &change.id), "change");
        for change in changes {
            for source in [&change.source].into_iter().chain(&change.also) {
                self.cited(source);
            }
        }
    }
}
