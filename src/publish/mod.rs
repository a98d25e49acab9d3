//! Pages -> the published folder: assets named by their content, links checked,
//! and the whole swapped in at once.

pub mod assets;
pub mod links;
pub mod swap;
pub mod wasm;
