//! Two contents side by side: what was changed in the files ([`changes`]), and
//! what that does to typical cases ([`effects`]). Printing is separate
//! ([`render`]).

pub mod changes;
pub mod effects;
pub mod render;
pub mod revision;
