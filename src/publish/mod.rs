//! Pages -> the published folder: assets named by their content, links checked,
//! compressed copies beside the files, and the whole swapped in at once.

pub mod assets;
pub mod compress;
pub mod links;
pub mod squeeze;
pub mod swap;
pub mod wasm;
