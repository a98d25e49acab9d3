//! What a duty comes to.

use alloc::vec::Vec;

use crate::tools::{Answer, Mistake, Pair, Toolbox};

impl Toolbox {
    /// What a duty comes to.
    pub(super) fn duty(&self, asked: &[Pair]) -> Result<Answer, Vec<Mistake>> {
        let _ = asked;
        Err(Vec::new())
    }
}
