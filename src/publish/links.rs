//! Every internal address leads to a page or file of the site, and every anchor to
//! an id on it; no id stands on a page twice. What leads out of the site is listed.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::site::render::File;

/// What is wrong with the links of the pages. `root` is the path that the site stands
/// at, and `base_url` its full address if it is known. Of the links that stand in the
/// content it is known where: by the page's file and the address in it.
#[allow(
    clippy::case_sensitive_file_extension_comparisons,
    reason = "the names are ours"
)]
pub fn check(
    files: &[File],
    root: &str,
    base_url: Option<&str>,
    places: &BTreeMap<(String, String), Place>,
) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let mut ids: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for (path, bytes) in files {
        let address = format!("{root}/{path}");
        let mut known = BTreeSet::new();
        if path.ends_with(".html") {
            for (_, id) in attributes(text(bytes)).filter(|(name, _)| *name == "id") {
                if !known.insert(id) {
                    problems.push(Diagnostic::error(
                        Code::DeadLink,
                        format!("`{path}` has two elements with the id `{id}`"),
                    ));
                }
            }
        }
        if let Some(folder) = address.strip_suffix("index.html") {
            ids.insert(folder.to_owned(), known.clone());
        }
        ids.insert(address, known);
    }
    for (path, bytes) in files {
        let own = format!("{root}/{path}");
        for link in addresses(path, text(bytes)) {
            let inside = base_url.and_then(|base| within(link, base));
            let Some(inside) = inside.map_or_else(
                || (!leads_out(link)).then(|| link.to_owned()),
                |rest| Some(format!("{root}{rest}")),
            ) else {
                continue;
            };
            if !exists(&ids, &own, &inside) {
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

/// The addresses of other sites, of mail and of telephones, each with the pages that
/// it stands on.
pub fn external(files: &[File], base_url: Option<&str>) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, bytes) in files {
        for link in addresses(path, text(bytes)) {
            let own = base_url.is_some_and(|base| within(link, base).is_some());
            if leads_out(link) && !own {
                let pages = found.entry(link.replace("&amp;", "&")).or_default();
                pages.insert(path.clone());
            }
        }
    }
    found
}

/// Whether there is what an address of the site leads to.
fn exists(ids: &BTreeMap<String, BTreeSet<&str>>, own: &str, link: &str) -> bool {
    let (target, anchor) = link.split_once('#').unwrap_or((link, ""));
    let target = match target.split('?').next().unwrap_or_default() {
        "" => own,
        target => target,
    };
    match ids.get(target) {
        Some(ids) => anchor.is_empty() || ids.contains(anchor),
        // Some scripts are told a folder, and take files from it.
        None => {
            target.ends_with('/')
                && target.contains("/assets/")
                && ids
                    .range(target.to_owned()..)
                    .next()
                    .is_some_and(|(first, _)| first.starts_with(target))
        }
    }
}

/// What comes after the address of the site, if this is one of its addresses.
fn within<'a>(link: &'a str, base_url: &str) -> Option<&'a str> {
    link.strip_prefix(base_url)
        .filter(|rest| rest.is_empty() || rest.starts_with(['/', '#', '?']))
}

/// Whether an address begins with a scheme such as `https:`, or with another host.
fn leads_out(link: &str) -> bool {
    let scheme = link.split_once(':').is_some_and(|(scheme, _)| {
        !scheme.is_empty()
            && scheme
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    });
    scheme || link.starts_with("//")
}

/// All addresses in a file: those that a browser follows or loads by itself, and those
/// that scripts are told.
#[allow(
    clippy::case_sensitive_file_extension_comparisons,
    reason = "the names are ours"
)]
fn addresses<'a>(path: &str, content: &'a str) -> Vec<&'a str> {
    if path.ends_with(".json") || path.ends_with(".webmanifest") {
        return strings(content).filter(|text| is_path(text)).collect();
    }
    if path.ends_with(".css") {
        return content
            .split("url(")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
            .map(|address| address.trim_matches(['"', '\'']))
            .collect();
    }
    if !path.ends_with(".html") && !path.ends_with(".svg") {
        return Vec::new();
    }
    attributes(content)
        .flat_map(|(name, value)| match name {
            "href" | "xlink:href" | "src" | "action" | "formaction" | "poster" => vec![value],
            "srcset" => value
                .split(',')
                .filter_map(|one| one.split_whitespace().next())
                .collect(),
            name if name == "content" || name.starts_with("data-") => Some(value)
                .filter(|value| is_path(value))
                .into_iter()
                .collect(),
            _ => Vec::new(),
        })
        .collect()
}

/// Whether a text that may be anything is an address from the site's root.
fn is_path(text: &str) -> bool {
    text.starts_with('/') && !text.starts_with("//") && !text.contains(char::is_whitespace)
}

/// The attributes of all elements. Our own templates write them in one way, and no
/// text of a page has a quotation mark that isn't escaped.
fn attributes(html: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let equals = from + html[from..].find("=\"")?;
        let name = html[from..equals]
            .rsplit(|c: char| c.is_whitespace())
            .next()
            .unwrap_or_default();
        let value = equals + 2;
        let end = value + html[value..].find('"')?;
        from = end + 1;
        Some((name, &html[value..end]))
    })
}

/// The strings of a JSON file that have nothing escaped in them, as addresses don't.
fn strings(json: &str) -> impl Iterator<Item = &str> {
    json.split('"').skip(1)
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, content: &str) -> File {
        (path.to_owned(), content.as_bytes().to_vec())
    }

    fn messages(files: &[File], root: &str, base_url: Option<&str>) -> Vec<String> {
        let problems = check(files, root, base_url, &BTreeMap::new());
        problems
            .into_iter()
            .map(|problem| problem.message)
            .collect()
    }

    #[test]
    fn finds_dead_links_anchors_and_double_ids() {
        let files = [
            file(
                "en/index.html",
                "<a href=\"/en/a/\"></a><a href=\"/en/a/#there\"></a><a href=\"/en/a/#gone\"></a>\
                 <a href=\"/en/b/\"></a><a href=\"#own\"></a><a href=\"https://example.org/\"></a>",
            ),
            file(
                "en/a/index.html",
                "<p id=\"there\"></p><p id=\"twice\"></p><p id=\"twice\"></p>",
            ),
        ];
        assert_eq!(
            messages(&files, "", None),
            [
                "`en/a/index.html` has two elements with the id `twice`",
                "`en/index.html` links to `/en/a/#gone`, which doesn't exist",
                "`en/index.html` links to `/en/b/`, which doesn't exist",
                "`en/index.html` links to `#own`, which doesn't exist",
            ]
        );
    }

    #[test]
    fn looks_at_every_kind_of_address() {
        // Each is fine with `there` in it, and dead with `gone`.
        let kinds = [
            ("p.html", "<a href=\"/@.html\">"),
            ("p.html", "<a href=\"/@.html?on=1#x\">"),
            ("p.html", "<a\nhref=\"/@.html\">"),
            ("p.html", "<form action=\"/@.html\">"),
            ("p.html", "<button formaction=\"/@.html\">"),
            ("p.html", "<img src=\"/@.html\">"),
            ("p.html", "<img srcset=\"/there.html 1x, /@.html 2x\">"),
            ("p.html", "<svg><use href=\"/@.html#x\"/></svg>"),
            ("p.html", "<svg><a xlink:href=\"/@.html\"></a></svg>"),
            ("p.html", "<link rel=\"stylesheet\" href=\"/@.html\">"),
            ("p.html", "<meta property=\"og:image\" content=\"/@.html\">"),
            ("p.html", "<div data-wasm=\"/@.html\">"),
            ("p.html", "<div data-files=\"/assets/@/\">"),
            ("p.html", "<link href=\"https://example.org/v/@.html\">"),
            ("p.svg", "<a href=\"/@.html\">"),
            ("p.json", "{\"a\": [\"/@.html\"]}"),
            ("p.webmanifest", "{\"start_url\":\"/@.html\"}"),
            ("p.css", "a { background: url(\"/@.html\") }"),
        ];
        for (path, content) in kinds {
            for (target, count) in [("there", 0), ("gone", 1)] {
                // Below a path, addresses begin with it.
                let content = content.replace('@', target).replace("\"/", "\"/v/");
                let content = content.replace(", /", ", /v/");
                let files = [
                    file(path, &content),
                    file("there.html", "<p id=\"x\">"),
                    file("assets/there/a.bin", ""),
                ];
                let found = messages(&files, "/v", Some("https://example.org/v"));
                assert_eq!(found.len(), count, "{content}: {found:?}");
            }
        }
    }

    #[test]
    fn a_relative_address_is_dead() {
        let files = [file("a.html", "<a href=\"a.html\">")];
        assert_eq!(messages(&files, "", None).len(), 1);
    }

    #[test]
    fn lists_what_leads_out() {
        let files = [
            file(
                "b.html",
                "<a href=\"https://example.org/?a=1&amp;b=2\"><a href=\"tel:1414\"><a href=\"/b.html\">",
            ),
            file(
                "a.html",
                "<a href=\"tel:1414\"><a href=\"mailto:a@b.kz\"><a href=\"https://qagida.kz/a.html\">",
            ),
        ];
        let found: Vec<_> = external(&files, Some("https://qagida.kz"))
            .into_iter()
            .map(|(address, pages)| format!("{address} {}", Vec::from_iter(pages).join(" ")))
            .collect();
        assert_eq!(
            found,
            [
                "https://example.org/?a=1&b=2 b.html",
                "mailto:a@b.kz a.html",
                "tel:1414 a.html b.html",
            ]
        );
    }
}
