//! The whole tool, run as people run it: on a copy of the content, with its exit
//! status and everything that it prints.

#![allow(clippy::unwrap_used, missing_docs)]
#![allow(
    clippy::case_sensitive_file_extension_comparisons,
    clippy::format_push_string,
    clippy::too_many_lines,
    reason = "brevity matters more here, and the file names are ours"
)]

mod category_refusals;
mod changes;
mod codes;
mod coming;
mod data;
mod date_rules;
mod diff;
mod documents;
mod duties_and_periods;
mod editing;
mod findable;
mod finder_refusals;
mod guide_refusals;
mod guides;
mod library;
mod links;
mod maintaining;
mod messages;
mod offline;
mod planner_refusals;
mod project;
mod published;
mod refusals;
mod requests;
mod rules;
mod search;
mod search_quality;
mod site;
mod status;
mod yaml;
