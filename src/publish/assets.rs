//! The files that pages refer to: style, scripts, icon, calculator, search.

use std::fs;
use std::path::Path;

use super::squeeze;
use super::wasm::{Bundle, Bundles};
use crate::diagnostics::{Code, Diagnostic};
use crate::site::pages::{AppIcon, Assets};
use crate::site::render::{File, hashed};

/// The script for other sites: they name it, so that its address never changes.
const EMBED: &str = "embed.js";

/// Reads `templates/assets/` and names each file by its content.
///
/// # Errors
/// If a file is missing.
pub fn collect(
    templates: &Path,
    bundles: &Bundles,
    root: &str,
) -> Result<(Assets, Vec<File>), Diagnostic> {
    let mut files = Vec::new();
    let mut add = |path: &str, bytes: Vec<u8>| {
        let path = hashed(path, &bytes);
        let href = format!("{root}/{path}");
        files.push((path, bytes));
        href
    };
    let read = |name: &str| {
        let path = templates.join("assets").join(name);
        let read = fs::read(&path).map(|bytes| squeezed(name, bytes));
        read.map_err(|error| {
            Diagnostic::error(
                Code::CannotRead,
                format!("`{}` cannot be read: {error}", path.display()),
            )
            .hint("the pages need it; name the folder that holds the templates with `--templates`")
        })
    };
    let Bundles {
        calculator,
        planner,
        search,
    } = bundles;
    let icons = [
        ("icon-192.png", "192x192", "any"),
        ("icon-512.png", "512x512", "any"),
        ("icon-maskable.png", "512x512", "maskable"),
    ];
    let icons = icons.map(|(name, sizes, purpose)| {
        Ok(AppIcon {
            src: add(&format!("assets/{name}"), read(name)?),
            sizes,
            kind: "image/png",
            purpose,
        })
    });
    let icons = icons.into_iter().collect::<Result<_, Diagnostic>>()?;
    let js = |bundle: &Bundle| bundle.js.clone().into_bytes();
    let assets = Assets {
        css: add("assets/site.css", read("site.css")?),
        icon: add("assets/icon.svg", read("icon.svg")?),
        icons,
        touch_icon: add("assets/icon-touch.png", read("icon-touch.png")?),
        register: add("assets/register.js", read("register.js")?),
        keep: add("assets/keep.js", read("keep.js")?),
        estimator: add("assets/estimator.js", read("estimator.js")?),
        filter: add("assets/filter.js", read("filter.js")?),
        rail: add("assets/rail.js", read("rail.js")?),
        checklist: add("assets/checklist.js", read("checklist.js")?),
        calculator: add("assets/calculator.js", js(calculator)),
        wasm: add("assets/calculator.wasm", calculator.wasm.clone()),
        planner: add("assets/planner.js", js(planner)),
        planner_wasm: add("assets/planner.wasm", planner.wasm.clone()),
        tools: add("assets/tools.js", read("planner.js")?),
        embed: format!("{root}/{EMBED}"),
        search: search
            .iter()
            .map(|(language, bundle)| {
                let code = add(&format!("assets/search-{language}.js"), js(bundle));
                let wasm = format!("assets/search-{language}.wasm");
                (code, add(&wasm, bundle.wasm.clone()))
            })
            .collect(),
        search_box: add("assets/search-box.js", read("search.js")?),
    };
    files.push((EMBED.to_owned(), read("embed.js")?));
    Ok((assets, files))
}

/// A file without what only its author needs.
fn squeezed(name: &str, bytes: Vec<u8>) -> Vec<u8> {
    let squeeze = match name.rsplit('.').next() {
        Some("css") => squeeze::css,
        Some("js") => squeeze::js,
        _ => return bytes,
    };
    match std::str::from_utf8(&bytes) {
        Ok(text) => squeeze(text).into_bytes(),
        Err(_) => bytes,
    }
}
