//! Best first.

use alloc::collections::BinaryHeap;
use alloc::vec::Vec;
use core::cmp::Reverse;

/// The best of what is rated, best first; of equals, those with lower numbers.
///
/// One heap for all that is ranked: the standard sorts would be a fifth of the WASM.
pub(crate) fn best(rated: Vec<(u64, usize)>, most: usize) -> Vec<(u64, usize)> {
    let rated: Vec<_> = rated
        .into_iter()
        .map(|(rate, number)| (rate, Reverse(number)))
        .collect();
    let mut heap = BinaryHeap::from(rated);
    let mut best = Vec::new();
    while best.len() < most
        && let Some((rate, Reverse(number))) = heap.pop()
    {
        best.push((rate, number));
    }
    best
}
