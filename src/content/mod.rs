//! Reading `content/`: YAML and Markdown -> typed values that remember where they stood.

pub mod changes;
pub mod compile;
pub mod date_rules;
pub mod finder;
pub mod guides;
pub mod known;
pub mod load;
pub mod markdown;
pub mod model;
pub mod planner;
pub mod published;
pub mod reading;
pub mod rules;
pub mod schema;
pub mod search;
pub mod shape;
pub mod shortcodes;
pub mod skeleton;
pub mod typical;
pub mod yaml;

pub use load::{Content, Parsed, load_again};
