//! Content -> pages: one small view for each template, rendered in parallel.

pub mod alphabet;
pub mod calculators;
pub mod categories;
pub mod data;
pub mod documents;
mod drawing;
pub mod guides;
pub mod offline;
pub mod pages;
pub mod pictures;
pub mod render;
pub mod rules;
pub mod search;
pub mod tariff;
pub mod text;
pub mod views;
