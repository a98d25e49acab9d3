//! Words -> stems: what different forms of a word have in common.

pub mod english;
pub mod kazakh;
pub mod russian;
