//! Reading `content/`: YAML -> typed values that remember where they stood.

pub mod compile;
pub mod load;
pub mod model;
pub mod reading;
pub mod rules;
pub mod yaml;

pub use load::{Content, load};
