//! The whole tool, run as people run it: on a copy of the content, with its exit
//! status and everything that it prints.

#![allow(clippy::unwrap_used, missing_docs)]

mod project;
mod refusals;
mod requests;
mod site;
