//! Views -> HTML.

use std::fs;
use std::path::Path;

use qagida_calculator::tools::Tool;
use qagida_search::Collection;
use serde::Serialize;
use tera::{Context, Tera};
use walkdir::WalkDir;

use super::calculators;
use super::changes;
use super::documents;
use super::guides;
use super::offline;
use super::pages::{Language, Page, Site};
use super::status;
use crate::content::compile;
use crate::content::reading::Id;
use crate::diagnostics::{Code, Diagnostic};

/// A file of the site: its path below the root, and its bytes.
pub type File = (String, Vec<u8>);

/// Loads the templates.
///
/// # Errors
/// What Tera says about the first template that is wrong, with its place.
pub fn templates(folder: &Path) -> Result<Tera, Diagnostic> {
    templates_of(folder, template_sources(folder)?)
}

/// The templates as they stand: names and texts.
///
/// # Errors
/// If one cannot be read, or there is none.
pub fn template_sources(folder: &Path) -> Result<Vec<(String, String)>, Diagnostic> {
    let mut sources = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| {
            Diagnostic::error(
                Code::CannotRead,
                format!("`{}` cannot be read: {error}", folder.display()),
            )
            .hint("name the folder that holds the templates with `--templates`")
        })?;
        let path = entry.path();
        if path.extension().is_none_or(|extension| extension != "html") {
            continue;
        }
        let text = fs::read_to_string(path).map_err(|error| {
            Diagnostic::error(
                Code::CannotRead,
                format!("`{}` cannot be read: {error}", path.display()),
            )
        })?;
        let name = path.strip_prefix(folder).unwrap_or(path);
        sources.push((name.to_string_lossy().replace('\\', "/"), text));
    }
    if sources.is_empty() {
        return Err(Diagnostic::error(
            Code::Template,
            format!("there are no templates in `{}`", folder.display()),
        )
        .hint("name the folder that holds the templates with `--templates`"));
    }
    Ok(sources)
}

/// The templates with these names and texts.
///
/// # Errors
/// What Tera says about the first that is wrong.
pub fn templates_of(folder: &Path, sources: Vec<(String, String)>) -> Result<Tera, Diagnostic> {
    let mut tera = Tera::new();
    tera.add_raw_templates(sources)
        .map_err(|error| failure(folder, &error))?;
    Ok(tera)
}

fn failure(folder: &Path, error: &tera::Error) -> Diagnostic {
    Diagnostic::error(
        Code::Template,
        format!("a template in `{}` is wrong:\n{error}", folder.display()),
    )
    .hint("nothing was published; the place above is in the templates")
}

/// Renders a page, with the files that go with it.
///
/// # Errors
/// What Tera says about the template.
#[allow(clippy::too_many_lines, reason = "an arm for each kind of page")]
pub fn page(
    site: &Site<'_>,
    tera: &Tera,
    folder: &Path,
    page: &Page<'_>,
) -> Result<Vec<File>, Diagnostic> {
    let code = |language: usize| site.language(language).code.to_owned();
    let html = |template: &str, path: String, view: Result<Context, tera::Error>| {
        view.and_then(|context| tera.render(template, &context))
            .map(|text| vec![(path, text.into_bytes())])
            .map_err(|error| failure(folder, &error))
    };
    match page {
        Page::Entrance => html(
            "entrance.html",
            "index.html".to_owned(),
            context(&site.entrance()),
        ),
        Page::Home(language) => html(
            "home.html",
            format!("{}/index.html", code(*language)),
            context(&site.language(*language).home()),
        ),
        Page::Services(language) => html(
            "services.html",
            format!("{}/services/index.html", code(*language)),
            context(&site.language(*language).services()),
        ),
        Page::Service(number, id) => service(site, site.language(*number), id, html),
        Page::Categories(number) => {
            let language = site.language(*number);
            let Some((view, path)) = language.categories() else {
                return Ok(Vec::new());
            };
            html(
                "categories.html",
                format!("{}/{path}index.html", language.code),
                context(&view),
            )
        }
        Page::Category(number, code) => {
            let language = site.language(*number);
            let Some((view, path)) = language.category(code) else {
                return Ok(Vec::new());
            };
            html(
                "category.html",
                format!("{}/{path}index.html", language.code),
                context(&view),
            )
        }
        Page::Guides(language) => html(
            "guides.html",
            format!("{}/{}index.html", code(*language), guides::PATH),
            context(&site.language(*language).guides()),
        ),
        Page::Guide(number, slug) => {
            let language = site.language(*number);
            let Some(view) = language.guide(slug) else {
                return Ok(Vec::new());
            };
            let path = format!("{}/{}{}/index.html", language.code, guides::PATH, &***slug);
            html("guide.html", path, context(&view))
        }
        Page::Rules(language) => html(
            "rules.html",
            format!("{}/rules/index.html", code(*language)),
            context(&site.language(*language).rules()),
        ),
        Page::Rule(number, id) => rule(site, site.language(*number), id, html),
        Page::Calculators(language) => html(
            "calculators.html",
            format!("{}/{}index.html", code(*language), calculators::PATH),
            context(&site.language(*language).calculators()),
        ),
        Page::Calculator(number, tool, embed) => {
            calculator(site, site.language(*number), *tool, *embed, html)
        }
        Page::Data(language) => html(
            "data.html",
            format!("{}/data/index.html", code(*language)),
            context(&site.language(*language).data()),
        ),
        Page::Changes(language) => html(
            "changes.html",
            format!("{}/{}index.html", code(*language), changes::PATH),
            context(&site.language(*language).changes_page()),
        ),
        Page::Body(number, id) => {
            let language = site.language(*number);
            let Some(view) = language.body(id) else {
                return Ok(Vec::new());
            };
            let path = format!("{}/about/{}/index.html", language.code, &***id);
            html("body.html", path, context(&view))
        }
        Page::Sources(language) => html(
            "sources.html",
            format!("{}/sources/index.html", code(*language)),
            context(&site.language(*language).sources()),
        ),
        Page::Glossary(language) => html(
            "glossary.html",
            format!("{}/glossary/index.html", code(*language)),
            context(&site.language(*language).glossary()),
        ),
        Page::Documents(language) => html(
            "documents.html",
            format!("{}/{}index.html", code(*language), documents::PATH),
            context(&site.language(*language).documents()),
        ),
        Page::Status => html(
            "status.html",
            format!("{}index.html", status::PATH),
            context(&site.status()),
        ),
        Page::NotFound(language) => {
            let path = match language {
                Some(language) => format!("{}/404.html", code(*language)),
                None => "404.html".to_owned(),
            };
            html("not-found.html", path, context(&site.not_found(*language)))
        }
        Page::Missing(language) => html(
            "missing.html",
            format!("{}/{}index.html", code(*language), offline::MISSING),
            context(&site.language(*language).missing()),
        ),
    }
}

/// A service's page, and the rules that its calculator needs.
fn service(
    site: &Site<'_>,
    language: Language<'_>,
    id: &Id,
    html: impl Fn(&str, String, Result<Context, tera::Error>) -> Result<Vec<File>, Diagnostic>,
) -> Result<Vec<File>, Diagnostic> {
    let rules = compile::only(language.rulebook, &[id]);
    // Serialising plain data to memory cannot fail.
    let bytes = rules.to_bytes().unwrap_or_default();
    let rules_path = hashed(
        &format!("assets/rules/{}/{}.bin", language.code, &**id),
        &bytes,
    );
    let rules_href = format!("{}/{rules_path}", site.root);
    let Some(view) = language.service(id, rules_href) else {
        return Ok(Vec::new());
    };
    let path = format!("{}/services/{}/index.html", language.code, &**id);
    let mut files = html("service.html", path, context(&view))?;
    files.push((rules_path, bytes));
    Ok(files)
}

/// A rules page, and the rules that its calculators need, if it has any.
fn rule(
    site: &Site<'_>,
    language: Language<'_>,
    id: &Id,
    html: impl Fn(&str, String, Result<Context, tera::Error>) -> Result<Vec<File>, Diagnostic>,
) -> Result<Vec<File>, Diagnostic> {
    let bytes = language.rules_of_rule(id);
    let rules_path = hashed(
        &format!("assets/rules/{}/rule-{}.bin", language.code, &**id),
        &bytes,
    );
    let Some(view) = language.rule(id, format!("{}/{rules_path}", site.root)) else {
        return Ok(Vec::new());
    };
    let path = format!("{}/rules/{}/index.html", language.code, &**id);
    let mut files = html("rule.html", path, context(&view))?;
    if view.calculator.is_some() {
        files.push((rules_path, bytes));
    }
    Ok(files)
}

/// A calculator, and the rules that it works with.
fn calculator(
    site: &Site<'_>,
    language: Language<'_>,
    tool: Tool,
    embed: bool,
    html: impl Fn(&str, String, Result<Context, tera::Error>) -> Result<Vec<File>, Diagnostic>,
) -> Result<Vec<File>, Diagnostic> {
    let bytes = language.rules_of_tool(tool);
    let name = format!("assets/rules/{}/tool-{}.bin", language.code, tool.id());
    let rules_path = hashed(&name, &bytes);
    let view = language.calculator(tool, embed, format!("{}/{rules_path}", site.root));
    let path = format!(
        "{}/{}index.html",
        language.code,
        language.calculator_path(tool, embed)
    );
    let mut files = html("calculator.html", path, context(&view))?;
    // Both pages work with the same rules.
    if !embed {
        files.push((rules_path, bytes));
    }
    Ok(files)
}

/// Renders the page of results.
///
/// # Errors
/// What Tera says about the template.
pub fn search(
    site: &Site<'_>,
    tera: &Tera,
    folder: &Path,
    language: usize,
    collection: &Collection,
) -> Result<File, Diagnostic> {
    let language = site.language(language);
    let path = format!("{}/{}index.html", language.code, super::search::PATH);
    context(&language.search(collection))
        .and_then(|context| tera.render("search.html", &context))
        .map(|text| (path, text.into_bytes()))
        .map_err(|error| failure(folder, &error))
}

/// Renders the page on which a copy is kept.
///
/// # Errors
/// What Tera says about the template.
pub fn keep(
    tera: &Tera,
    folder: &Path,
    language: &str,
    view: &offline::Keep,
) -> Result<File, Diagnostic> {
    let path = format!("{language}/{}index.html", offline::PATH);
    context(view)
        .and_then(|context| tera.render("keep.html", &context))
        .map(|text| (path, text.into_bytes()))
        .map_err(|error| failure(folder, &error))
}

fn context(view: &impl Serialize) -> Result<Context, tera::Error> {
    Context::from_serialize(view)
}

/// A path with a hash of the file's bytes in its name, so that it can be cached
/// for ever.
pub fn hashed(path: &str, bytes: &[u8]) -> String {
    let hash = &blake3::hash(bytes).to_hex()[..10];
    match path.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}.{hash}.{extension}"),
        None => format!("{path}.{hash}"),
    }
}
