//! Every internal link leads to a page or file of the site, and every anchor to
//! an id on it; no id stands on a page twice.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::site::render::File;

/// What is wrong with the links of the pages. Of those that stand in the content
/// it is known where: by the page's file and the address in it.
#[allow(
    clippy::case_sensitive_file_extension_comparisons,
    reason = "the names are ours"
)]
pub fn check(
    files: &[File],
    root: &str,
    places: &BTreeMap<(String, String), Place>,
) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let mut ids: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    let mut pages: Vec<(String, &str)> = Vec::new();
    for (path, bytes) in files {
        let address = format!("{root}/{path}");
        let mut known = BTreeSet::new();
        if path.ends_with(".html") {
            let html = std::str::from_utf8(bytes).unwrap_or_default();
            for id in values(html, " id=\"") {
                if !known.insert(id) {
                    problems.push(Diagnostic::error(
                        Code::DeadLink,
                        format!("`{path}` has two elements with the id `{id}`"),
                    ));
                }
            }
            pages.push((path.clone(), html));
        }
        if let Some(folder) = address.strip_suffix("index.html") {
            ids.insert(folder.to_owned(), known.clone());
        }
        ids.insert(address, known);
    }
    for (path, html) in &pages {
        let own = format!("{root}/{path}");
        let links = values(html, " href=\"").chain(values(html, " src=\""));
        for link in links {
            let (target, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = match target {
                "" => own.as_str(),
                target if target.starts_with('/') => target,
                _ => continue,
            };
            let target = target.split('?').next().unwrap_or_default();
            let found = ids.get(target);
            let dead = match found {
                None => true,
                Some(ids) => !anchor.is_empty() && !ids.contains(anchor),
            };
            if dead {
                let problem = Diagnostic::error(
                    Code::DeadLink,
                    format!("`{path}` links to `{link}`, which doesn't exist"),
                );
                problems.push(match places.get(&(path.clone(), link.to_owned())) {
                    Some(place) => problem.at(place).hint(
                        "no element of that page has this id; ids are shown by the links to them",
                    ),
                    None => problem
                        .hint("the link is made by a template or follows from the content's ids"),
                });
            }
        }
    }
    problems
}

/// The values of an attribute. Our own templates write attributes in one way.
fn values<'a>(html: &'a str, attribute: &'a str) -> impl Iterator<Item = &'a str> {
    html.split(attribute)
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(path: &str, html: &str) -> File {
        (path.to_owned(), html.as_bytes().to_vec())
    }

    #[test]
    fn finds_dead_links_anchors_and_double_ids() {
        let files = [
            page(
                "en/index.html",
                "<a href=\"/en/a/\"></a><a href=\"/en/a/#there\"></a><a href=\"/en/a/#gone\"></a>\
                 <a href=\"/en/b/\"></a><a href=\"#own\"></a><a href=\"https://example.org/\"></a>",
            ),
            page(
                "en/a/index.html",
                "<p id=\"there\"></p><p id=\"twice\"></p><p id=\"twice\"></p>",
            ),
        ];
        let problems: Vec<String> = check(&files, "", &BTreeMap::new())
            .into_iter()
            .map(|d| d.message)
            .collect();
        assert_eq!(
            problems,
            [
                "`en/a/index.html` has two elements with the id `twice`",
                "`en/index.html` links to `/en/a/#gone`, which doesn't exist",
                "`en/index.html` links to `/en/b/`, which doesn't exist",
                "`en/index.html` links to `#own`, which doesn't exist",
            ]
        );
    }
}
