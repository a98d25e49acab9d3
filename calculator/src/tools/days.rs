//! When something is due, and how long a paper must last.

use alloc::vec::Vec;

use crate::tools::{Answer, Mistake, Pair, Toolbox};
use crate::wire::wire;

/// How long a paper must last beyond something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateRule {}

wire!(DateRule {});

impl Toolbox {
    /// When something is due.
    pub(super) fn days(&self, asked: &[Pair]) -> Result<Answer, Vec<Mistake>> {
        let _ = asked;
        Err(Vec::new())
    }
}
