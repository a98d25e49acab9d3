//! Content -> pages: one small view for each template, rendered in parallel.

pub mod addresses;
pub mod alphabet;
pub mod calculators;
pub mod categories;
pub mod changes;
mod coming;
mod corrections;
pub mod data;
mod description;
pub mod documents;
mod drawing;
pub mod guides;
pub mod offline;
pub mod pages;
pub mod pictures;
pub mod render;
pub mod rules;
pub mod search;
mod structured;
pub mod tariff;
pub mod text;
pub mod views;
mod xml;
