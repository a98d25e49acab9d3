//! Content -> pages: one small view for each template, rendered in parallel.

pub mod categories;
pub mod pages;
pub mod render;
pub mod tariff;
pub mod text;
pub mod views;
