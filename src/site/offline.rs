//! What a device keeps: the copy of a language for those without a connection,
//! the worker that shows it, and the site's description for home screens.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde::Serialize;
use serde_json::{Map, Value, json};
use tera::Tera;

use super::pages::{Language, Site};
use super::render::{self, File};
use super::views::{Device, Frame, Link};
use super::{calculators, search};
use crate::diagnostics::{Code, Diagnostic};

/// The page on which a copy is kept.
pub const PATH: &str = "offline/";

/// The page that is shown for one that isn't kept.
pub const MISSING: &str = "offline/missing/";

/// The list of what belongs to a copy.
const LIST: &str = "offline.json";

/// The worker: at an address that stays, and at the root, whose pages it serves.
const WORKER: &str = "sw.js";

/// The description of the site for devices.
const MANIFEST: &str = "manifest.webmanifest";

/// The page on which a copy is kept.
#[derive(Debug, Serialize)]
pub struct Keep {
    /// Everything around it.
    pub frame: Frame,
    /// How large the copy is.
    pub size: String,
    /// The list of what belongs to it.
    pub list: String,
    /// The script.
    pub script: String,
}

/// The page for one that isn't kept.
#[derive(Debug, Serialize)]
pub struct Missing {
    /// Everything around it.
    pub frame: Frame,
    /// Where one may go on.
    pub links: Vec<Link>,
}

/// What is read to make a copy. Of plain text, so that a browser's script needs
/// nothing else.
#[derive(Debug, Serialize)]
struct List<'a> {
    /// Another one for each change of what is in the copy.
    version: String,
    /// The content's version.
    content: &'a str,
    /// The day for which the figures were worked out.
    as_of: &'a str,
    /// The same in words.
    date: &'a str,
    /// How many bytes all files have.
    bytes: usize,
    /// The files: address and number of bytes.
    files: Vec<(String, usize)>,
}

impl Language<'_> {
    /// What every page says to devices.
    pub(super) fn device(&self) -> Device {
        let Site {
            assets,
            base_url,
            root,
            as_of,
            ..
        } = self.site;
        // The address of a file begins with the path of the site's own.
        let host = base_url.and_then(|base| base.strip_suffix(*root));
        let date = self.words.phrasebook.date(*as_of);
        Device {
            manifest: self.href(MANIFEST),
            touch_icon: assets.touch_icon.clone(),
            picture: host.map(|host| format!("{host}{}", assets.picture())),
            script: assets.register.clone(),
            worker: format!("{root}/{WORKER}"),
            keep: Link {
                text: self.words.page("keep-title").to_owned(),
                href: self.href(PATH),
            },
            note: self.words.fill("copy-note", &[("date", &date)]),
        }
    }

    /// The page for one that isn't kept.
    pub fn missing(&self) -> Missing {
        let mut frame = self.frame(MISSING, self.words.page("missing-title"), None);
        frame.canonical = None;
        let links = [
            ("home", ""),
            ("services", "services/"),
            ("keep-title", PATH),
        ];
        Missing {
            frame,
            links: links
                .map(|(text, path)| Link {
                    text: self.words.page(text).to_owned(),
                    href: self.href(path),
                })
                .into(),
        }
    }

    fn keep(&self, pages: usize, bytes: usize) -> Keep {
        let trail = vec![self.home_link()];
        let mut frame = self.frame(PATH, self.words.page("keep-title"), Some(trail));
        self.words
            .page("keep-lead")
            .clone_into(&mut frame.description);
        let pages = self
            .words
            .counted("keep-pages", u32::try_from(pages).unwrap_or(u32::MAX));
        let megabytes = bytes.div_ceil(1_000_000).to_string();
        let slots = [
            ("pages", pages.as_str()),
            ("size", &megabytes),
            ("date", &frame.as_of),
        ];
        Keep {
            size: self.words.fill("keep-size", &slots),
            list: self.href(LIST),
            script: self.site.assets.keep.clone(),
            frame,
        }
    }

    /// The description of the site for devices: what the templates say, and the
    /// words of this language.
    fn manifest(&self, looks: &Map<String, Value>) -> File {
        let site = &self.site.content.site;
        let name = self.text(&site.name);
        let mut manifest = looks.clone();
        manifest.extend([
            ("id".to_owned(), json!(self.href(""))),
            ("name".to_owned(), json!(name)),
            ("short_name".to_owned(), json!(name)),
            ("description".to_owned(), json!(self.text(&site.tagline))),
            ("lang".to_owned(), json!(self.code)),
            ("start_url".to_owned(), json!(self.href(""))),
            ("scope".to_owned(), json!(format!("{}/", self.site.root))),
            ("icons".to_owned(), json!(self.site.assets.icons)),
        ]);
        let text = format!("{:#}\n", Value::Object(manifest));
        (format!("{}/{MANIFEST}", self.code), text.into_bytes())
    }
}

/// The pages on which a copy is kept and the lists of what belongs to it, the
/// manifests, and the worker. `files` are all others that may belong to a copy,
/// `indexes` the languages with the addresses of their search's folders.
///
/// # Errors
/// What Tera says about the template, or that a file of the templates cannot be
/// read.
pub fn files(
    site: &Site<'_>,
    tera: &Tera,
    templates: &Path,
    files: &[File],
    indexes: &[(String, String)],
) -> Result<Vec<File>, Diagnostic> {
    let looks = looks(templates)?;
    let mut made = Vec::new();
    for number in 0..site.words.len() {
        let language = site.language(number);
        let mut copied = copy(language.code, site.root, files);
        let pages = |copied: &[&File]| copied.iter().filter(|file| is_page(file)).count();
        let bytes =
            |copied: &[&File]| -> usize { copied.iter().map(|(_, bytes)| bytes.len()).sum() };
        let view = language.keep(pages(&copied) + 1, bytes(&copied));
        let mut own = [render::keep(tera, templates, language.code, &view)?];
        for (code, href) in indexes {
            search::settle(&mut own, code, href);
        }
        let [own] = own;
        copied.push(&own);
        // Only this page names it.
        let script = &site.assets.keep;
        copied.extend(
            files
                .iter()
                .filter(|file| address(site.root, &file.0) == *script),
        );
        let list = List {
            version: version(copied.iter().copied()),
            content: &site.content.version,
            as_of: &view.frame.as_of_date,
            date: &view.frame.as_of,
            bytes: bytes(&copied),
            files: copied
                .iter()
                .map(|(path, bytes)| (address(site.root, path), bytes.len()))
                .collect(),
        };
        // Plain data to memory cannot fail.
        let json = serde_json::to_vec(&list).unwrap_or_default();
        made.extend([
            own,
            (format!("{}/{LIST}", language.code), json),
            language.manifest(&looks),
        ]);
    }
    let worker = worker(site, templates, files, &made)?;
    made.push(worker);
    Ok(made)
}

/// How the site looks on a home screen.
fn looks(templates: &Path) -> Result<Map<String, Value>, Diagnostic> {
    let path = templates.join("assets/manifest.json");
    let wrong = |why: String| {
        Diagnostic::error(
            Code::CannotRead,
            format!("`{}` cannot be read: {why}", path.display()),
        )
        .hint("it says how the site looks on a home screen: an object as in a web app manifest")
    };
    let text = fs::read(&path).map_err(|error| wrong(error.to_string()))?;
    serde_json::from_slice(&text).map_err(|error| wrong(error.to_string()))
}

/// The worker with what it has to know about the site: its version, the pages
/// that stand in for missing ones, the best first, and what these are shown with.
fn worker(
    site: &Site<'_>,
    templates: &Path,
    files: &[File],
    made: &[File],
) -> Result<File, Diagnostic> {
    let path = templates.join("assets/worker.js");
    let script = fs::read_to_string(&path).map_err(|error| {
        Diagnostic::error(
            Code::CannotRead,
            format!("`{}` cannot be read: {error}", path.display()),
        )
        .hint("the pages need it; name the folder that holds the templates with `--templates`")
    })?;
    let languages: Vec<&str> = site.content.languages().collect();
    let assets = site.assets;
    let known = json!({
        "version": version(files.iter().chain(made)),
        "languages": languages,
        "missing": MISSING,
        "shell": [&assets.css, &assets.icon, &assets.search_box, &assets.register],
    });
    let text = format!("const SITE = {known};\n{script}");
    Ok((WORKER.to_owned(), text.into_bytes()))
}

/// What belongs to the copy of a language: its pages and the entrance, and
/// whatever these name, or what is in a folder that they name.
fn copy<'a>(code: &str, root: &str, files: &'a [File]) -> Vec<&'a File> {
    let mut copied: Vec<&File> = files
        .iter()
        .filter(|file| is_page(file) && is_of(code, &file.0))
        .collect();
    let assets = format!("{root}/assets/");
    let mut named = BTreeSet::new();
    for (_, bytes) in copied.iter().copied() {
        let html = std::str::from_utf8(bytes).unwrap_or_default();
        named.extend(html.split('"').filter(|value| value.starts_with(&assets)));
    }
    copied.extend(files.iter().filter(|(path, _)| {
        let address = address(root, path);
        let folder = &address[..=address.rfind('/').unwrap_or_default()];
        named.contains(address.as_str()) || named.contains(folder)
    }));
    copied
}

fn is_page((path, _): &File) -> bool {
    path == "index.html" || path.ends_with("/index.html")
}

/// Whether a page is one that readers of a language go to. Pages for other sites
/// are of no use without a connection to these.
fn is_of(code: &str, path: &str) -> bool {
    let below = path
        .strip_prefix(code)
        .is_some_and(|below| below.starts_with('/'));
    let embedded = path.ends_with(&format!("/{}index.html", calculators::EMBED));
    path == "index.html" || below && !embedded
}

/// A file's address: that of a folder for its page.
fn address(root: &str, path: &str) -> String {
    let path = match path.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
        _ => path,
    };
    format!("{root}/{path}")
}

/// A hash of names and bytes, with lengths, so that no two sets run together.
fn version<'a>(files: impl Iterator<Item = &'a File>) -> String {
    let mut hasher = blake3::Hasher::new();
    for (path, bytes) in files {
        for part in [path.as_bytes(), bytes] {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
    }
    hasher.finalize().to_hex()[..10].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_holds_what_its_pages_name() {
        let file = |path: &str, text: &str| (path.to_owned(), text.as_bytes().to_vec());
        let files = [
            file("index.html", "<link href=\"/site/assets/site.1.css\">"),
            file(
                "kk/index.html",
                "<form data-files=\"/site/assets/search/kk.2/\">",
            ),
            file(
                "kk/a/index.html",
                "<div data-rules=\"/site/assets/rules/kk/a.3.bin\">",
            ),
            file(
                "kk/a/embed/index.html",
                "<p data-x=\"/site/assets/embed.js\">",
            ),
            file("kk/404.html", ""),
            file("kkk/index.html", ""),
            file(
                "ru/index.html",
                "<div data-rules=\"/site/assets/rules/ru/a.4.bin\">",
            ),
            file("assets/site.1.css", ""),
            file("assets/embed.js", ""),
            file("assets/other.js", ""),
            file("assets/rules/kk/a.3.bin", ""),
            file("assets/rules/kk/b.3.bin", ""),
            file("assets/rules/ru/a.4.bin", ""),
            file("assets/search/kk.2/index.bin", ""),
            file("assets/search/kk.2/words-0.bin", ""),
            file("data/services.json", ""),
        ];
        let copied = copy("kk", "/site", &files);
        let addresses: Vec<String> = copied
            .iter()
            .map(|(path, _)| address("/site", path))
            .collect();
        assert_eq!(
            addresses,
            [
                "/site/",
                "/site/kk/",
                "/site/kk/a/",
                "/site/assets/site.1.css",
                "/site/assets/rules/kk/a.3.bin",
                "/site/assets/search/kk.2/index.bin",
                "/site/assets/search/kk.2/words-0.bin",
            ]
        );
    }

    #[test]
    fn a_version_tells_files_apart() {
        let file = |path: &str, text: &str| (path.to_owned(), text.as_bytes().to_vec());
        let of = |files: &[File]| version(files.iter());
        let one = of(&[file("a", "b")]);
        assert_eq!(one, of(&[file("a", "b")]));
        assert_ne!(one, of(&[file("a", "c")]));
        assert_ne!(one, of(&[file("ab", "")]));
        assert_ne!(one, of(&[file("a", "b"), file("", "")]));
    }
}
