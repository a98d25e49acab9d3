//! Two contents side by side: what was changed in the files ([`changes`], in the
//! trees of [`tree`]), and what that does to typical cases ([`effects`]). Printing
//! is separate ([`render`]); [`revision`] finds the contents.

mod align;
pub mod changes;
pub mod effects;
pub mod render;
pub mod revision;
pub mod tree;
