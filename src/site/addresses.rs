//! Where search engines find the pages: `robots.txt`, and `sitemap.xml` if the
//! site's full address is known.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::pages::Site;
use super::render::File;
use super::xml::escape;

/// The map's name.
const MAP: &str = "sitemap.xml";

/// The files that say which pages there are, from the pages as they were rendered.
pub fn files(site: &Site<'_>, rendered: &[File]) -> Vec<File> {
    let mut robots = "User-agent: *\nAllow: /\n".to_owned();
    let mut files = Vec::new();
    if let Some(base) = site.base_url {
        // Writing to memory cannot fail.
        let _ = writeln!(robots, "\nSitemap: {base}/{MAP}");
        files.push((MAP.to_owned(), map(site, base, rendered).into_bytes()));
    }
    files.push(("robots.txt".to_owned(), robots.into_bytes()));
    files
}

/// The pages that have a full address of their own, each with the same page in
/// the other languages. When a page last changed isn't known, so it isn't said.
fn map(site: &Site<'_>, base: &str, rendered: &[File]) -> String {
    let folders: BTreeSet<&str> = rendered
        .iter()
        .filter(|(_, bytes)| has_address(bytes))
        .filter_map(|(path, _)| path.strip_suffix("index.html"))
        .collect();
    let mut text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
        <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
        xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n"
        .to_owned();
    for folder in &folders {
        let (_, below) = folder.split_once('/').unwrap_or_default();
        let _ = writeln!(
            text,
            "<url>\n<loc>{}</loc>",
            escape(&format!("{base}/{folder}"))
        );
        for code in site.content.languages() {
            let same = format!("{code}/{below}");
            if folders.contains(same.as_str()) {
                text.push_str(&alternate(code, &format!("{base}/{same}")));
            }
        }
        text.push_str(&alternate("x-default", &format!("{base}/")));
        text.push_str("</url>\n");
    }
    text.push_str("</urlset>\n");
    text
}

fn alternate(language: &str, address: &str) -> String {
    format!(
        "<xhtml:link rel=\"alternate\" hreflang=\"{language}\" href=\"{}\"/>\n",
        escape(address)
    )
}

/// Whether a page names its full address: those that aren't to be found don't.
fn has_address(page: &[u8]) -> bool {
    std::str::from_utf8(page).is_ok_and(|page| page.contains("<link rel=\"canonical\" "))
}
