//! `qagida build`: the whole line, from the content to the published folder.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use qagida_calculator::Date;
use rayon::prelude::*;
use tera::Tera;

use super::{COMPLETE, CONTENT_WRONG, Prepared, conclude, prepare, print, print_one};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::render::Format;
use crate::publish::swap::Staged;
use crate::publish::{assets, compress, links, wasm};
use crate::site::pages::{Assets, Page, Site};
use crate::site::render::{self, File};
use crate::site::{addresses, changes, data, guides, offline, search};

/// Where everything is, and for which day.
#[derive(Clone, Debug)]
pub struct Options {
    /// The content.
    pub content: PathBuf,
    /// The templates.
    pub templates: PathBuf,
    /// The published folder.
    pub out: PathBuf,
    /// The day for which figures are worked out.
    pub as_of: Date,
    /// Where the site will stand, without a slash at the end.
    pub base_url: Option<String>,
    /// Whether compressed copies stand beside the files.
    pub compress: bool,
    /// In which form messages are printed.
    pub format: Format,
}

/// Builds the site and says so.
pub fn run(options: &Options) -> ExitCode {
    let started = Instant::now();
    match build(options) {
        Ok(pages) => {
            let sentence = format!(
                "Built {pages} pages in {:.2} s: {}",
                started.elapsed().as_secs_f64(),
                options.out.display()
            );
            conclude(&sentence, options.format);
            ExitCode::from(COMPLETE)
        }
        Err(status) => status,
    }
}

/// Builds the site; gives the number of its pages.
///
/// # Errors
/// The exit status, after saying what is wrong. The published folder is then as
/// it was.
pub fn build(options: &Options) -> Result<usize, ExitCode> {
    let Made { files, pages } = make(options)?;
    let cache = wasm::cache(&wasm::workspace());
    publish(&files, options, &cache).map_err(|diagnostic| {
        print_one(diagnostic, options.format);
        ExitCode::from(CONTENT_WRONG)
    })?;
    Ok(pages)
}

/// What a site is made of: the content, the files that pages refer to, and the
/// templates.
pub struct Materials {
    /// The content, checked and compiled.
    pub prepared: Prepared,
    /// The addresses of the files that pages refer to.
    pub assets: Assets,
    /// Those files.
    pub asset_files: Vec<File>,
    /// The templates.
    pub tera: Arc<Tera>,
}

impl Materials {
    /// The site that is made of them.
    pub fn site<'a>(&'a self, options: &'a Options) -> Site<'a> {
        Site {
            content: &self.prepared.content,
            words: &self.prepared.words,
            rulebooks: &self.prepared.rulebooks,
            toolboxes: &self.prepared.toolboxes,
            as_of: options.as_of,
            base_url: options.base_url.as_deref(),
            root: options.root(),
            assets: &self.assets,
            data: data::Made::default(),
            files: &self.prepared.files,
        }
    }
}

impl Options {
    /// The path of the site's root on its host, without a slash at the end.
    pub fn root(&self) -> &str {
        self.base_url.as_deref().map_or("", path_of)
    }
}

/// A site that isn't published yet.
pub struct Made {
    /// All its files.
    pub files: Vec<File>,
    /// The number of its pages.
    pub pages: usize,
}

/// Makes the site, with every internal link checked, and writes nothing.
///
/// # Errors
/// The exit status, after saying what is wrong.
pub fn make(options: &Options) -> Result<Made, ExitCode> {
    let prepared = prepare(&options.content, &options.templates, options.format)?;
    let fail = |diagnostic: Diagnostic| {
        print_one(diagnostic, options.format);
        ExitCode::from(CONTENT_WRONG)
    };
    let languages: Vec<&str> = prepared.content.languages().collect();
    let bundles = wasm::bundles(&wasm::workspace(), &languages).map_err(fail)?;
    let collected = assets::collect(&options.templates, &bundles, options.root());
    let (assets, asset_files) = collected.map_err(fail)?;
    let materials = Materials {
        prepared,
        assets,
        asset_files,
        tera: Arc::new(render::templates(&options.templates).map_err(fail)?),
    };
    let whole = put_together(&materials, options, &|| true).unwrap_or_default();
    if !whole.problems.is_empty() {
        print(&materials.prepared.files, &whole.problems, options.format);
        return Err(ExitCode::from(CONTENT_WRONG));
    }
    Ok(Made {
        files: whole.files,
        pages: whole.pages,
    })
}

/// A site as far as it could be made, and what is wrong with it.
#[derive(Default)]
pub struct Whole {
    /// The files.
    pub files: Vec<File>,
    /// The number of pages.
    pub pages: usize,
    /// The address of the search's folder in each language.
    pub indexes: Vec<(String, String)>,
    /// The file of each of the site's pages, in their order; nothing for one that
    /// could not be rendered.
    pub paths: Vec<Option<String>>,
    /// What is wrong with the templates or links.
    pub problems: Vec<Diagnostic>,
}

/// Puts a site together and checks its links. Nothing as soon as `goes_on` says
/// that nobody needs it any more.
pub fn put_together(
    materials: &Materials,
    options: &Options,
    goes_on: &(dyn Fn() -> bool + Sync),
) -> Option<Whole> {
    let templates = &options.templates;
    let site = materials.site(options);
    let tera: &Tera = &materials.tera;
    let pages = site.pages();
    let rendered = pages
        .par_iter()
        .map(|page| goes_on().then(|| render::page(&site, tera, templates, page)))
        .collect::<Option<Vec<Result<Vec<File>, Diagnostic>>>>()?;
    let mut problems = Vec::new();
    let mut paths = Vec::new();
    let mut whole: Vec<(&Page<'_>, Vec<File>)> = Vec::new();
    for (page, rendered) in pages.iter().zip(rendered) {
        let first = rendered.as_ref().ok().and_then(|files| files.first());
        paths.push(first.map(|(path, _)| path.clone()));
        match rendered {
            Ok(rendered) => whole.push((page, rendered)),
            Err(problem) => problems.push(problem),
        }
    }
    let found = searches(&site, tera, templates, &whole, goes_on)?;
    // In each language a page of results, and one on which a copy is kept.
    let count = pages.len() + 2 * found.len();
    let mut files = materials.asset_files.clone();
    files.extend(whole.into_iter().flat_map(|(_, files)| files));
    let mut indexes = Vec::new();
    for found in found {
        match found {
            Ok(found) => {
                files.extend(found.files);
                search::settle(&mut files, &found.language, &found.href);
                indexes.push((found.language, found.href));
            }
            Err(problem) => problems.push(problem),
        }
    }
    match offline::files(&site, tera, templates, &files, &indexes) {
        Ok(made) => files.extend(made),
        Err(problem) => problems.push(problem),
    }
    files.extend(data::files(&site));
    files.extend(changes::feeds(&site));
    files.extend(addresses::files(&site, &files));
    if problems.is_empty() && goes_on() {
        let places = guides::places_of_links(&site);
        problems = links::check(&files, site.root, options.base_url.as_deref(), &places);
    }
    problems.dedup();
    goes_on().then_some(Whole {
        files,
        pages: count,
        indexes,
        paths,
        problems,
    })
}

/// The search of a language.
struct Found {
    language: String,
    /// The address of its folder.
    href: String,
    files: Vec<File>,
}

/// The search of each language, made from its pages; nothing if that is given up.
fn searches(
    site: &Site<'_>,
    tera: &Tera,
    templates: &Path,
    rendered: &[(&Page<'_>, Vec<File>)],
    goes_on: &(dyn Fn() -> bool + Sync),
) -> Option<Vec<Result<Found, Diagnostic>>> {
    let make = |language| {
        let collection = search::collection(site, language, rendered);
        let page = render::search(site, tera, templates, language, &collection)?;
        let (folder, mut files) = search::files(&collection);
        files.push(page);
        files.extend(search::description(&site.language(language)));
        Ok(Found {
            href: format!("{}/{folder}", site.root),
            language: collection.language,
            files,
        })
    };
    (0..site.words.len())
        .into_par_iter()
        .map(|language| goes_on().then(|| make(language)))
        .collect()
}

/// Writes a site beside the published folder and swaps the two.
///
/// # Errors
/// If the folder cannot be written or isn't the tool's; it is then as it was.
pub fn publish(files: &[File], options: &Options, cache: &Path) -> Result<(), Diagnostic> {
    let protected: [&Path; 2] = [&options.content, &options.templates];
    let staged = Staged::begin(&options.out, &protected)?;
    files.par_iter().try_for_each(|(path, bytes)| {
        staged.write(path, bytes)?;
        if !options.compress {
            return Ok(());
        }
        let copies = compress::copies(path, bytes, cache);
        copies
            .iter()
            .try_for_each(|(path, bytes)| staged.write(path, bytes))
    })?;
    staged.publish()
}

/// The path in an address such as `https://example.org/rules`.
fn path_of(url: &str) -> &str {
    let after = url.split_once("://").map_or(url, |(_, rest)| rest);
    after.find('/').map_or("", |slash| &after[slash..])
}

#[cfg(test)]
mod tests {
    use super::path_of;

    #[test]
    fn takes_the_path_of_an_address() {
        assert_eq!(path_of("https://example.org"), "");
        assert_eq!(path_of("https://example.org/rules/kz"), "/rules/kz");
    }
}
