//! How much a word counts in an entry, by the four bits of the index that say so.

/// Each about a third more than the one before.
pub(crate) const LEVELS: [u32; 16] = [1, 2, 3, 4, 5, 7, 9, 12, 16, 21, 27, 35, 46, 60, 78, 100];
