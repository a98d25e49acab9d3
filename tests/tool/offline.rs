//! What a host sends and a device keeps: compressed copies, the lists of what
//! belongs to a copy, the manifests, the worker.

use std::collections::BTreeMap;
use std::io::Read as _;

use scraper::Html;
use serde_json::{Value, json};

use crate::project::{Project, all, text};

type Site = BTreeMap<String, Vec<u8>>;

fn list(site: &Site, language: &str) -> Value {
    serde_json::from_slice(&site[&format!("{language}/offline.json")]).unwrap()
}

/// The file of an address in a list.
fn file(address: &str) -> String {
    let path = address.trim_start_matches('/');
    if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path.to_owned()
    }
}

#[test]
fn compressed_copies_hold_what_their_files_hold() {
    let project = Project::small();
    let site = project.build().site();
    let mut copies = 0;
    for (path, bytes) in &site {
        let Some((of, ending)) = path.rsplit_once('.') else {
            continue;
        };
        let mut back = Vec::new();
        match ending {
            "br" => brotli_decompressor::BrotliDecompress(&mut &bytes[..], &mut back).unwrap(),
            "gz" => {
                flate2::read::GzDecoder::new(&bytes[..])
                    .read_to_end(&mut back)
                    .unwrap();
            }
            _ => continue,
        }
        assert!(back == site[of], "{path}");
        assert!(bytes.len() < back.len(), "{path}");
        copies += 1;
    }
    assert!(copies > 100, "{copies}");
    for kind in [".html", ".css", ".js", ".wasm", ".csv", ".webmanifest"] {
        let large = |(path, bytes): &(&String, &Vec<u8>)| path.ends_with(kind) && bytes.len() > 300;
        let mut files = site.iter().filter(large).peekable();
        assert!(files.peek().is_some(), "{kind}");
        for (path, _) in files {
            for ending in ["br", "gz"] {
                let copy = format!("{path}.{ending}");
                assert!(site.contains_key(&copy), "{copy}");
            }
        }
    }
    assert!(!site.keys().any(|path| path.contains(".png.")));
}

#[test]
fn all_that_is_kept_for_ever_has_a_hash_in_its_address() {
    let site = Project::small().build().site();
    let mut files = 0;
    for path in site.keys().filter(|path| path.starts_with("assets/")) {
        let hashed = path.split(['.', '/']).any(|part| {
            part.len() == 10
                && part
                    .bytes()
                    .all(|b| b.is_ascii_digit() || matches!(b, b'a'..=b'f'))
        });
        assert!(hashed, "{path}");
        files += 1;
    }
    assert!(files > 20, "{files}");
}

#[test]
fn a_copy_has_all_that_its_pages_need() {
    let project = Project::small();
    let site = project.build().site();
    for language in ["kk", "en"] {
        let list = list(&site, language);
        let files: BTreeMap<String, u64> = list["files"]
            .as_array()
            .unwrap()
            .iter()
            .map(|pair| (file(pair[0].as_str().unwrap()), pair[1].as_u64().unwrap()))
            .collect();
        assert_eq!(list["bytes"], files.values().sum::<u64>());
        assert_eq!(list["as_of"], "2026-11-23");
        for (path, bytes) in &files {
            assert_eq!(site[path].len() as u64, *bytes, "{path}");
        }
        for path in site.keys() {
            let page = path == "index.html"
                || path.starts_with(&format!("{language}/"))
                    && path.ends_with("/index.html")
                    && !path.ends_with("/embed/index.html");
            assert!(!page || files.contains_key(path), "{path}");
            // Of the search and the rules, all of this language and nothing else.
            for folder in ["assets/search/", "assets/rules/"] {
                if let Some(below) = path.strip_prefix(folder) {
                    let own = below.starts_with(language)
                        && !below.ends_with("br")
                        && !below.ends_with("gz");
                    assert_eq!(files.contains_key(path), own, "{path}");
                }
            }
        }
        for path in files.keys().filter(|path| path.ends_with(".html")) {
            let page = std::str::from_utf8(&site[path]).unwrap();
            // A marker that nobody has put the search's address for.
            assert!(!page.contains("@search-index"), "{path}");
            let page = Html::parse_document(page);
            for element in all(&page, "*") {
                for (name, value) in element.value().attrs() {
                    if value.starts_with("/assets/") && name != "data-files" {
                        assert!(files.contains_key(&value[1..]), "{path}: {value}");
                    }
                }
            }
        }
        let page = project.page(&format!("{language}/offline/index.html"));
        let pages = files.keys().filter(|path| path.ends_with(".html")).count();
        let megabytes = list["bytes"].as_u64().unwrap().div_ceil(1_000_000);
        let said = text(&page, "[data-keep]");
        assert!(said.contains(&format!("{pages} ")), "{pages}: {said}");
        assert!(said.contains(&format!("{megabytes} ")), "{said}");
    }
}

#[test]
fn another_site_is_another_version() {
    let project = Project::small();
    let versions = |project: &Project| {
        let site = project.site();
        let worker = String::from_utf8(site["sw.js"].clone()).unwrap();
        let (_, known) = worker.split_once("const SITE = ").unwrap();
        let known: Value = serde_json::from_str(known.split_once(";\n").unwrap().0).unwrap();
        for address in known["shell"].as_array().unwrap() {
            assert!(
                site.contains_key(&file(address.as_str().unwrap())),
                "{address}"
            );
        }
        for language in known["languages"].as_array().unwrap() {
            let page = format!(
                "/{}/{}",
                language.as_str().unwrap(),
                known["missing"].as_str().unwrap()
            );
            assert!(site.contains_key(&file(&page)), "{page}");
        }
        let version = known["version"].as_str().unwrap().to_owned();
        ["kk", "en"]
            .map(|language| list(&site, language)["version"].clone())
            .map(|list| (version.clone(), list))
    };
    let first = versions(project.build());
    assert_eq!(versions(project.build()), first);
    let later = versions(project.build_with(&["--as-of", "2026-11-24"]));
    project.edit(
        "templates/assets/site.css",
        "--paper: #fbf9f4;",
        "--paper: #ffffff;",
    );
    let restyled = versions(project.build());
    for (other, first) in later.iter().chain(&restyled).zip(first.iter().cycle()) {
        assert_ne!(other.0, first.0);
        assert_ne!(other.1, first.1);
    }
}

#[test]
fn manifests_speak_each_language_and_know_where_the_site_is() {
    let project = Project::small();
    project.build_with(&["--base-url", "https://example.org/visas/kz"]);
    let site = project.site();
    for language in ["kk", "en"] {
        let path = format!("{language}/manifest.webmanifest");
        let manifest: Value = serde_json::from_slice(&site[&path]).unwrap();
        assert_eq!(manifest["lang"], language);
        assert_eq!(
            manifest["start_url"],
            json!(format!("/visas/kz/{language}/"))
        );
        assert_eq!(manifest["scope"], "/visas/kz/");
        let icons = manifest["icons"].as_array().unwrap();
        assert_eq!(icons.len(), 3);
        for icon in icons {
            let path = icon["src"].as_str().unwrap().strip_prefix("/visas/kz/");
            assert!(site.contains_key(path.unwrap()), "{icon}");
        }
        let page = project.page(&format!("{language}/index.html"));
        let picture = all(&page, "meta[property='og:image']");
        let picture = picture[0].attr("content").unwrap();
        let path = picture.strip_prefix("https://example.org/visas/kz/");
        assert!(site.contains_key(path.unwrap()), "{picture}");
        let worker = all(&page, "script[data-worker]");
        assert_eq!(worker[0].attr("data-worker"), Some("/visas/kz/sw.js"));
    }
}

#[test]
fn a_broken_manifest_stops_the_build() {
    let project = Project::small();
    project.write("templates/assets/manifest.json", "{\"display\": }");
    let said = project.refused(&["build"]);
    assert!(said.contains("assets/manifest.json"), "{said}");
    project.write("templates/assets/manifest.json", "{}");
    project.build().remove("templates/assets/worker.js");
    let said = project.refused(&["build"]);
    assert!(said.contains("assets/worker.js"), "{said}");
}
