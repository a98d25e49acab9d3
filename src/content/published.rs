//! What `published.yaml` and `corrections.yaml` hold. `docs/content.md` says the
//! same for maintainers.

use qagida_calculator::Date;

use super::model::Citation;
use super::reading::{At, Text, record, words};

/// The name of the file of what has been published. Nothing of it is shown, so it
/// doesn't count towards the content's version.
pub const PUBLISHED: &str = "published.yaml";
/// The name of the file of corrections.
pub const CORRECTIONS: &str = "corrections.yaml";

record! {
    /// `published.yaml`, which the tool writes.
    Ledger {
        /// What has been published; of one figure, the latest stands last.
        published: Vec<Published>,
    }
}
record! {
    /// What a figure said when it was published.
    Published {
        /// Which figure.
        figure: String,
        /// What it said.
        said: String,
        /// The day on which that was recorded.
        since: Date,
    }
}
record! {
    /// `corrections.yaml`.
    Corrections {
        /// The corrections, in any order.
        corrections: Vec<Correction>,
    }
}
words! {
    /// Why a published figure says something else.
    CorrectionKind {
        /// What was published was wrong.
        Corrected = "corrected",
        /// The rule has changed, and the figure has no dates of its own.
        Amended = "amended",
        /// It is no longer there.
        Withdrawn = "withdrawn",
    }
}
record! {
    /// Why a published figure says something else.
    Correction {
        /// Which figure; of those withdrawn, perhaps all whose names begin so.
        figure: At<String>,
        /// The day from which this site says so.
        date: At<Date>,
        /// Why in a word: corrected, if nothing is written.
        kind: Option<At<CorrectionKind>>,
        /// What was published.
        was: Option<At<String>>,
        /// What the content says now.
        now: Option<At<String>>,
        /// Why, for readers.
        reason: Option<Text>,
        /// Where the right figure stands.
        source: Option<Citation>,
    }
}

impl Correction {
    /// Why, in a word.
    pub fn kind(&self) -> CorrectionKind {
        let written = self.kind.as_ref();
        written.map_or(CorrectionKind::Corrected, |kind| kind.value)
    }

    /// Whether it is about a figure.
    pub fn is_about(&self, figure: &str) -> bool {
        let Some(rest) = figure.strip_prefix(self.figure.as_str()) else {
            return false;
        };
        rest.is_empty() || self.kind() == CorrectionKind::Withdrawn && rest.starts_with(' ')
    }
}
