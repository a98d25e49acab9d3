//! What `serve` does with a change: first the pages that somebody looks at, then
//! the rest.
//!
//! Making the whole site takes longer than one likes to wait for the page that one
//! is at work on. So the open pages are made alone and served from memory, newer
//! than the folder; golden cases, all other pages, the search and the links follow
//! in the background, and the folder is swapped if nothing is wrong. A later change
//! ends the background's work on an earlier one.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use rayon::prelude::*;
use tera::Tera;
use tokio::sync::watch;

use super::panel::{Problem, problems};
use crate::check::cases;
use crate::commands::build::{self, Materials, Options, Whole};
use crate::commands::{CONTENT_WRONG, Prepared, examine_but_for_cases, prepare, print, print_one};
use crate::content::Parsed;
use crate::diagnostics::{Diagnostic, Files};
use crate::publish::wasm::Bundles;
use crate::publish::{assets, wasm};
use crate::site::render::{self, File};
use crate::site::search;

/// A page that was asked for, or waited, so long ago counts as open. A page that
/// waits says so more often.
const OPEN: Duration = Duration::from_secs(30);

/// So long the background lets browsers show the pages that were made first: it
/// would take all cores from them.
const BREATH: Duration = Duration::from_millis(250);

/// How often the background looks whether it is still needed meanwhile.
const BREATHS: u32 = 10;

/// No more pages than these are made first.
const MOST_OPEN: usize = 8;

/// What is served, and what is told to the pages.
#[derive(Debug)]
pub struct Served {
    /// The published folder.
    pub site: PathBuf,
    /// What stands beside and over it.
    pub state: watch::Sender<State>,
    /// The files of pages, and when each was last heard of.
    open: Mutex<BTreeMap<String, Instant>>,
}

/// A site is told from another by a number; files and pages have that of the site
/// that they are from.
#[derive(Debug, Default)]
pub struct State {
    /// The site in the folder.
    folder: u64,
    /// Files of a newer site.
    fresh: BTreeMap<String, (u64, Arc<Vec<u8>>)>,
    /// Files with hashes in their names that the folder has no more, but pages
    /// that were made before it may name.
    kept: BTreeMap<String, Arc<Vec<u8>>>,
    /// What is wrong.
    pub problems: Option<Problems>,
    /// Another number for each time that something else is wrong.
    pub told: u64,
}

/// What is wrong.
#[derive(Debug)]
pub struct Problems {
    /// The messages.
    pub list: Vec<Problem>,
    /// Whether pages show the change all the same.
    pub shown: bool,
}

impl State {
    /// The number of the site that a file is from.
    pub fn version(&self, file: &str) -> u64 {
        self.fresh
            .get(file)
            .map_or(self.folder, |(version, _)| *version)
    }

    /// A file that is newer than the folder.
    pub fn fresh(&self, file: &str) -> Option<(u64, Arc<Vec<u8>>)> {
        self.fresh.get(file).cloned()
    }

    /// A file that was in the folder before.
    pub fn kept(&self, file: &str) -> Option<Arc<Vec<u8>>> {
        self.kept.get(file).cloned()
    }

    fn tell(&mut self, problems: Option<Problems>) {
        if self.problems.is_some() || problems.is_some() {
            self.told += 1;
        }
        self.problems = problems;
    }
}

impl Served {
    /// A folder, and the number of the site in it.
    pub fn new(site: PathBuf, folder: u64) -> Self {
        let state = State {
            folder,
            ..State::default()
        };
        Self {
            site,
            state: watch::Sender::new(state),
            open: Mutex::default(),
        }
    }

    /// Somebody looks at a page.
    pub fn opened(&self, file: &str) {
        let mut open = lock(&self.open);
        let now = Instant::now();
        open.retain(|_, heard| now.duration_since(*heard) < OPEN);
        open.insert(file.to_owned(), now);
    }

    /// The files of the pages that are open, the latest that were opened.
    fn open(&self) -> Vec<String> {
        let now = Instant::now();
        let mut open: Vec<(Duration, String)> = lock(&self.open)
            .iter()
            .map(|(file, heard)| (now.duration_since(*heard), file.clone()))
            .filter(|(since, _)| *since < OPEN)
            .collect();
        open.sort();
        open.truncate(MOST_OPEN);
        open.into_iter().map(|(_, file)| file).collect()
    }
}

/// What is wrong, with the files that it stands in.
#[derive(Debug)]
pub struct Wrong {
    files: Files,
    diagnostics: Vec<Diagnostic>,
}

/// The site that was last put into the folder.
#[derive(Debug, Default)]
struct Published {
    /// The file of each page, in the order of the site's pages.
    paths: Vec<Option<String>>,
    /// The search's folder in each language.
    indexes: Vec<(String, String)>,
    /// What has a hash in its name.
    assets: BTreeMap<String, Arc<Vec<u8>>>,
}

/// Templates as they stand: names and texts.
type Sources = Vec<(String, String)>;

/// One run of `serve`.
pub struct Session {
    options: Arc<Options>,
    served: Arc<Served>,
    published: Arc<Mutex<Published>>,
    /// The number of the last change.
    latest: Arc<AtomicU64>,
    background: Option<JoinHandle<()>>,
    // What is made again only if it has changed.
    parsed: Parsed,
    /// By the languages of the site. The tool's own sources aren't watched.
    bundles: Option<(Vec<String>, Bundles)>,
    templates: Option<(Sources, Arc<Tera>)>,
}

impl Session {
    /// Builds the site for the first time. `first` is the number of this site:
    /// none that an earlier run has had, so that a page that is still open
    /// reloads when the server is back.
    ///
    /// # Errors
    /// The exit status, after saying what is wrong.
    pub fn start(options: Options, first: u64) -> Result<Self, ExitCode> {
        let served = Served::new(options.out.clone(), first);
        let mut session = Self {
            options: Arc::new(options),
            served: Arc::new(served),
            published: Arc::default(),
            latest: Arc::new(AtomicU64::new(first)),
            background: None,
            parsed: Parsed::default(),
            bundles: None,
            templates: None,
        };
        let format = session.options.format;
        let failed = |problem| {
            print_one(problem, format);
            ExitCode::from(CONTENT_WRONG)
        };
        let options = session.options.clone();
        let prepared = prepare(&options.content, &options.templates, format)?;
        let materials = session.materials(prepared).map_err(|wrong| {
            print(&wrong.files, &wrong.diagnostics, format);
            ExitCode::from(CONTENT_WRONG)
        })?;
        let whole = build::put_together(&materials, &options, &|| true).unwrap_or_default();
        if !whole.problems.is_empty() {
            print(&materials.prepared.files, &whole.problems, format);
            return Err(ExitCode::from(CONTENT_WRONG));
        }
        build::publish(&whole.files, &options, &wasm::cache(&wasm::workspace())).map_err(failed)?;
        *lock(&session.published) = Published::of(whole);
        Ok(session)
    }

    /// What the server serves.
    pub fn served(&self) -> Arc<Served> {
        self.served.clone()
    }

    /// Takes up a change: shows it on the open pages, and begins with the rest.
    ///
    /// # Errors
    /// What is wrong, if that keeps the change from being shown. Nobody has been
    /// told: perhaps a file is only half saved.
    pub fn update(&mut self) -> Result<(), Wrong> {
        let version = self.latest.fetch_add(1, Ordering::SeqCst) + 1;
        let options = self.options.clone();
        let examined =
            examine_but_for_cases(&options.content, &options.templates, &mut self.parsed);
        let diagnostics = examined.diagnostics;
        let prepared = match examined.outcome {
            Ok(prepared) => prepared,
            Err(files) => return Err(Wrong { files, diagnostics }),
        };
        print(&prepared.files, &diagnostics, options.format);
        let materials = self.materials(prepared)?;
        let pages = match self.open_pages(&materials) {
            Ok(pages) => pages,
            Err(problem) => {
                return Err(Wrong {
                    files: materials.prepared.files,
                    diagnostics: vec![problem],
                });
            }
        };
        self.served.state.send_modify(|state| {
            let pages = pages.into_iter();
            state
                .fresh
                .extend(pages.map(|(path, bytes)| (path, (version, Arc::new(bytes)))));
            // What the background has found may still be wrong.
            if state
                .problems
                .as_ref()
                .is_some_and(|problems| !problems.shown)
            {
                state.tell(None);
            }
        });
        self.finish_in_background(version, materials);
        Ok(())
    }

    /// Says what is wrong, here and over the pages.
    pub fn complain(&self, wrong: &Wrong) {
        print(&wrong.files, &wrong.diagnostics, self.options.format);
        let list = problems(&wrong.files, &wrong.diagnostics);
        let state = &self.served.state;
        state.send_modify(|state| state.tell(Some(Problems { list, shown: false })));
    }

    /// Ends the work on the last change, and waits until it has ended.
    pub fn stop(&mut self) {
        self.latest.fetch_add(1, Ordering::SeqCst);
        self.wait();
    }

    /// Waits for the work in the background.
    pub fn wait(&mut self) {
        if let Some(background) = self.background.take()
            && let Err(panic) = background.join()
        {
            std::panic::resume_unwind(panic);
        }
    }

    fn materials(&mut self, prepared: Prepared) -> Result<Materials, Wrong> {
        match self.looks(&prepared) {
            Ok((assets, asset_files, tera)) => Ok(Materials {
                prepared,
                assets,
                asset_files,
                tera,
            }),
            Err(problem) => Err(Wrong {
                files: prepared.files,
                diagnostics: vec![problem],
            }),
        }
    }

    fn looks(
        &mut self,
        prepared: &Prepared,
    ) -> Result<(crate::site::pages::Assets, Vec<File>, Arc<Tera>), Diagnostic> {
        let folder = &self.options.templates;
        let languages: Vec<String> = prepared.content.languages().map(str::to_owned).collect();
        let bundles = match self.bundles.take() {
            Some((known, bundles)) if known == languages => bundles,
            _ => {
                let codes: Vec<&str> = languages.iter().map(String::as_str).collect();
                wasm::bundles(&wasm::workspace(), &codes)?
            }
        };
        let (_, bundles) = self.bundles.insert((languages, bundles));
        let (assets, files) = assets::collect(folder, bundles, self.options.root())?;
        let sources = render::template_sources(folder)?;
        let tera = match &self.templates {
            Some((known, tera)) if *known == sources => tera.clone(),
            _ => {
                let tera = Arc::new(render::templates_of(folder, sources.clone())?);
                self.templates = Some((sources, tera.clone()));
                tera
            }
        };
        Ok((assets, files, tera))
    }

    /// The files of the pages that somebody looks at, with what they name. Which
    /// page a file is follows from its number, so none if there are more pages
    /// than before, or fewer: then they come with the rest.
    fn open_pages(&self, materials: &Materials) -> Result<Vec<File>, Diagnostic> {
        let site = materials.site(&self.options);
        let pages = site.pages();
        let open = self.served.open();
        let published = lock(&self.published);
        if open.is_empty() || pages.len() != published.paths.len() {
            return Ok(Vec::new());
        }
        let wanted: Vec<_> = pages
            .iter()
            .zip(&published.paths)
            .filter(|(_, path)| path.as_ref().is_some_and(|path| open.contains(path)))
            .collect();
        let templates = &self.options.templates;
        let rendered = wanted
            .par_iter()
            .map(|(page, _)| render::page(&site, &materials.tera, templates, page))
            .collect::<Result<Vec<Vec<File>>, Diagnostic>>()?;
        let mut files: Vec<File> = rendered.into_iter().flatten().collect();
        if files.is_empty() {
            return Ok(files);
        }
        // The search is that of the site before, until there is another.
        for (language, href) in &published.indexes {
            search::settle(&mut files, language, href);
        }
        let assets = materials.asset_files.iter();
        let new = assets.filter(|(path, _)| is_asset(path) && !published.assets.contains_key(path));
        files.extend(new.cloned());
        Ok(files)
    }

    fn finish_in_background(&mut self, version: u64, materials: Materials) {
        // Only one site at a time is put into the folder.
        self.wait();
        let rest = Rest {
            version,
            latest: self.latest.clone(),
            materials,
            options: self.options.clone(),
            served: self.served.clone(),
            published: self.published.clone(),
        };
        self.background = Some(thread::spawn(move || {
            // Either way there is nothing left to do.
            let _ = rest.finish();
        }));
    }
}

/// The rest of the work on a change.
struct Rest {
    version: u64,
    latest: Arc<AtomicU64>,
    materials: Materials,
    options: Arc<Options>,
    served: Arc<Served>,
    published: Arc<Mutex<Published>>,
}

impl Rest {
    /// Whether there has been no later change.
    fn goes_on(&self) -> bool {
        self.latest.load(Ordering::SeqCst) == self.version
    }

    fn finish(&self) -> ControlFlow<()> {
        for _ in 0..BREATHS {
            if !self.goes_on() {
                return ControlFlow::Break(());
            }
            thread::sleep(BREATH / BREATHS);
        }
        let prepared = &self.materials.prepared;
        let (_, mut wrong) = cases::run(&prepared.content, &prepared.toolboxes[0]);
        if !wrong.is_empty() {
            prepared.files.sort(&mut wrong);
            self.tell(&wrong)?;
        }
        let goes_on = || self.goes_on();
        let Some(mut whole) = build::put_together(&self.materials, &self.options, &goes_on) else {
            return ControlFlow::Break(());
        };
        let failed = wrong.len();
        wrong.append(&mut whole.problems);
        if wrong.is_empty() {
            let cache = wasm::cache(&wasm::workspace());
            match build::publish(&whole.files, &self.options, &cache) {
                Ok(()) => self.published(whole),
                Err(problem) => {
                    print_one(problem.clone(), self.options.format);
                    self.tell(&[problem])?;
                }
            }
            return ControlFlow::Continue(());
        }
        print(&prepared.files, &wrong, self.options.format);
        if wrong.len() > failed {
            self.tell(&wrong)?;
        }
        // All pages show the change, so that one can look around; the folder is
        // as it was.
        self.served.state.send_modify(|state| {
            if self.goes_on() {
                let files = whole.files.into_iter();
                let files = files.map(|(path, bytes)| (path, (self.version, Arc::new(bytes))));
                state.fresh.extend(files);
            }
        });
        ControlFlow::Continue(())
    }

    fn tell(&self, wrong: &[Diagnostic]) -> ControlFlow<()> {
        let list = problems(&self.materials.prepared.files, wrong);
        self.served.state.send_if_modified(|state| {
            let still = self.goes_on();
            if still {
                state.tell(Some(Problems { list, shown: true }));
            }
            still
        });
        if self.goes_on() {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    }

    /// The folder holds this site now.
    fn published(&self, whole: Whole) {
        let published = Published::of(whole);
        let mut before = lock(&self.published);
        self.served.state.send_modify(|state| {
            state.folder = self.version;
            // A later change may be on its way.
            state
                .fresh
                .retain(|_, (version, _)| *version > self.version);
            state.kept = before
                .assets
                .iter()
                .filter(|(path, _)| !published.assets.contains_key(*path))
                .map(|(path, bytes)| (path.clone(), bytes.clone()))
                .collect();
            if self.goes_on() {
                state.tell(None);
            }
        });
        *before = published;
    }
}

impl Published {
    fn of(whole: Whole) -> Self {
        let assets = whole.files.into_iter().filter(|(path, _)| is_asset(path));
        Self {
            paths: whole.paths,
            indexes: whole.indexes,
            assets: assets
                .map(|(path, bytes)| (path, Arc::new(bytes)))
                .collect(),
        }
    }
}

/// Whether a file has a hash of its bytes in its address.
fn is_asset(path: &str) -> bool {
    path.starts_with("assets/")
}

/// Whoever held the lock and panicked has left nothing half done.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use qagida_calculator::Date;
    use tempfile::TempDir;
    use walkdir::WalkDir;

    use super::*;
    use crate::diagnostics::render::Format;

    const PAGE: &str = "en/services/permit/index.html";
    const OTHER: &str = "en/services/extension/index.html";
    const FILE: &str = "content/services/permit.yaml";
    const TITLE: &str = "en: Residence permit}";

    struct Desk {
        folder: TempDir,
        session: Session,
    }

    impl Desk {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            let workspace = Path::new(env!("CARGO_MANIFEST_DIR"));
            for (from, to) in [("tests/tool/small", "content"), ("templates", "templates")] {
                let from = workspace.join(from);
                for entry in WalkDir::new(&from) {
                    let entry = entry.unwrap();
                    let below = entry.path().strip_prefix(&from).unwrap();
                    let path = folder.path().join(to).join(below);
                    if entry.file_type().is_dir() {
                        fs::create_dir_all(path).unwrap();
                    } else {
                        fs::copy(entry.path(), path).unwrap();
                    }
                }
            }
            let options = Options {
                content: folder.path().join("content"),
                templates: folder.path().join("templates"),
                out: folder.path().join("site"),
                as_of: Date::new(2026, 11, 23).unwrap(),
                base_url: None,
                compress: false,
                format: Format::People,
            };
            let session = Session::start(options, 1).unwrap();
            session.served.opened(PAGE);
            Self { folder, session }
        }

        fn read(&self, path: &str) -> String {
            fs::read_to_string(self.folder.path().join(path)).unwrap()
        }

        fn edit(&self, path: &str, old: &str, new: &str) {
            let text = self.read(path);
            assert!(text.contains(old), "`{old}` in {path}");
            fs::write(self.folder.path().join(path), text.replace(old, new)).unwrap();
        }

        /// Acts on a change as `follow` does once nothing more is saved.
        fn update(&mut self) {
            if let Err(wrong) = self.session.update() {
                self.session.complain(&wrong);
            }
        }

        /// A page as it is served.
        fn page(&self, file: &str) -> String {
            match self.session.served.state.borrow().fresh(file) {
                Some((_, bytes)) => String::from_utf8(bytes.to_vec()).unwrap(),
                None => self.read(&format!("site/{file}")),
            }
        }

        fn version(&self) -> u64 {
            self.session.served.state.borrow().version(PAGE)
        }

        /// The codes of what is told.
        fn told(&self) -> Vec<String> {
            let state = self.session.served.state.borrow();
            let problems = state.problems.as_ref();
            let list = problems.map_or(&[][..], |problems| &problems.list);
            list.iter()
                .map(|problem| serde_json::to_value(problem).unwrap()["code"].to_string())
                .collect()
        }
    }

    #[test]
    fn a_change_is_shown_and_then_published() {
        let mut desk = Desk::new();
        let before = desk.version();
        desk.edit(FILE, TITLE, "en: Another name}");
        desk.update();
        assert!(desk.page(PAGE).contains("Another name"));
        let shown = desk.version();
        assert!(shown > before);
        desk.session.wait();
        assert!(desk.read(&format!("site/{PAGE}")).contains("Another name"));
        // The page has it already, and needn't reload; the others do.
        assert_eq!(desk.version(), shown);
        let state = desk.session.served.state.borrow();
        assert_eq!(state.version(OTHER), shown);
        assert!(state.fresh.is_empty());
        assert!(
            !state.kept.is_empty(),
            "the page still names the search of before"
        );
    }

    #[test]
    fn what_is_wrong_is_told_until_it_is_mended() {
        let mut desk = Desk::new();
        let (page, version) = (desk.page(PAGE), desk.version());
        // Saved by half, a file is nothing that anybody is told of.
        let whole = desk.read(FILE);
        fs::write(desk.folder.path().join(FILE), &whole[..whole.len() / 2]).unwrap();
        assert!(desk.session.update().is_err());
        assert!(desk.told().is_empty());
        fs::write(desk.folder.path().join(FILE), "").unwrap();
        desk.update();
        assert!(!desk.told().is_empty());
        // Gone, and back.
        fs::remove_file(desk.folder.path().join(FILE)).unwrap();
        desk.update();
        assert!(!desk.told().is_empty());
        assert_eq!((desk.page(PAGE), desk.version()), (page, version));
        fs::write(desk.folder.path().join(FILE), whole).unwrap();
        desk.update();
        assert!(desk.told().is_empty());
        desk.session.wait();
        assert!(desk.told().is_empty());
    }

    #[test]
    fn a_case_that_fails_is_told_over_the_change() {
        let mut desk = Desk::new();
        let published = desk.read(&format!("site/{PAGE}"));
        desk.edit(FILE, "amount: 100}", "amount: 101}");
        desk.update();
        desk.session.wait();
        assert!(desk.told().iter().any(|code| code == "\"case-failed\""));
        assert!(desk.page(PAGE).contains("101"));
        assert_eq!(desk.read(&format!("site/{PAGE}")), published);
        desk.edit(FILE, "amount: 101}", "amount: 100}");
        desk.update();
        desk.session.wait();
        assert!(desk.told().is_empty());
        assert!(desk.session.served.state.borrow().fresh.is_empty());
    }

    #[test]
    fn a_template_that_is_wrong_leaves_the_pages() {
        let mut desk = Desk::new();
        let page = desk.page(PAGE);
        let whole = desk.read("templates/service.html");
        desk.edit("templates/service.html", &whole, "{% if %}");
        desk.update();
        assert_eq!(desk.told(), ["\"template\""]);
        assert_eq!(desk.page(PAGE), page);
        fs::write(desk.folder.path().join("templates/service.html"), whole).unwrap();
        desk.update();
        desk.session.wait();
        assert!(desk.told().is_empty());
    }
}
