//! A copy of some content to build, edit and build again.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Once;

use scraper::{ElementRef, Html, Selector};
use tempfile::TempDir;

/// A folder with `content/` and `templates/`, in which the tool is run.
pub struct Project {
    folder: TempDir,
}

/// What a run printed, and how it ended.
#[derive(Debug)]
pub struct Output {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Project {
    /// The real content, without its golden cases, which have tests of their own.
    pub fn real() -> Self {
        let project = Self::of(Path::new("content"));
        let cases = project.path("content/cases");
        if cases.exists() {
            fs::remove_dir_all(cases).unwrap();
        }
        // Nothing of it is published, so that tests may edit what they like.
        for ledger in ["content/published.yaml", "content/corrections.yaml"] {
            if project.path(ledger).exists() {
                project.remove(ledger);
            }
        }
        project
    }

    /// Two services in two languages, so that a message and its line numbers
    /// change only with the message. The templates are the real ones.
    pub fn small() -> Self {
        Self::of(Path::new("tests/tool/small"))
    }

    /// The content of something else altogether: a town's library.
    pub fn library() -> Self {
        Self::of(Path::new("tests/fixtures/library"))
    }

    /// The small content with categories, countries and a page about them.
    pub fn with_categories() -> Self {
        let project = Self::small();
        let site = project.read("content/site.yaml");
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR"));
        copy(
            &workspace.join("tests/tool/categories"),
            &project.path("content"),
        );
        // The file in that folder holds only what is added.
        let added = project.read("content/site.yaml");
        project.write("content/site.yaml", site + &added);
        project.edit(
            "content/site.yaml",
            "rules: [appeal]",
            "rules: [appeal, passes]",
        );
        project
    }

    /// The same with a guide, and a date rule for it.
    pub fn with_guide() -> Self {
        let project = Self::with_categories();
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR"));
        copy(
            &workspace.join("tests/tool/guides"),
            &project.path("content"),
        );
        let site = project.read("content/site.yaml");
        project.write("content/site.yaml", site + "guides: [stay]\n");
        project
    }

    /// Neither content nor templates.
    pub fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { folder }
    }

    fn of(content: &Path) -> Self {
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR"));
        let folder = tempfile::tempdir().unwrap();
        copy(&workspace.join(content), &folder.path().join("content"));
        copy(
            &workspace.join("templates"),
            &folder.path().join("templates"),
        );
        Self { folder }
    }

    /// A path in the project.
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub fn read(&self, path: &str) -> String {
        let path = self.path(path);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// Replaces the one place where `old` stands.
    pub fn edit(&self, path: &str, old: &str, new: &str) -> &Self {
        let text = self.read(path);
        assert_eq!(text.matches(old).count(), 1, "`{old}` in {path}");
        self.write(path, text.replace(old, new))
    }

    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) -> &Self {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    /// Removes a file or folder.
    pub fn remove(&self, path: &str) -> &Self {
        let path = self.path(path);
        if path.is_dir() {
            fs::remove_dir_all(path).unwrap();
        } else {
            fs::remove_file(path).unwrap();
        }
        self
    }

    /// Copies a folder of the repository here, to the same path.
    pub fn bring(&self, folder: &str) -> &Self {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        copy(&from, &self.path(folder));
        self
    }

    /// Copies a folder of the project.
    pub fn copy(&self, from: &str, to: &str) -> &Self {
        copy(&self.path(from), &self.path(to));
        self
    }

    /// Runs the tool where no other command is to be found.
    pub fn run_without_path(&self, arguments: &[&str]) -> Output {
        Self::ended(self.command(arguments).env("PATH", self.path("nothing")))
    }

    /// Runs the tool here. What runs out is seen from a day on which nothing does, if
    /// no other is given.
    pub fn run(&self, arguments: &[&str]) -> Output {
        static COMPILED: Once = Once::new();
        if arguments.first() == Some(&"check") && !arguments[1..].iter().any(dated) {
            return self.start(&[arguments, &["--as-of", "2026-09-01"]].concat());
        }
        if arguments.first() == Some(&"build") {
            COMPILED.call_once(|| {
                // Else the first of them compiles the calculator, and says so.
                Self::small().start(&["build"]);
            });
        }
        self.start(arguments)
    }

    /// The same with something on its standard input.
    pub fn run_with(&self, arguments: &[&str], input: &str) -> Output {
        let input_path = self.path("input");
        fs::write(&input_path, input).unwrap();
        let input = fs::File::open(input_path).unwrap();
        Self::ended(self.command(arguments).stdin(input))
    }

    fn start(&self, arguments: &[&str]) -> Output {
        Self::ended(&mut self.command(arguments))
    }

    /// The tool, to be run here.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_qagida"));
        command.args(arguments).current_dir(self.folder.path());
        command
    }

    fn ended(command: &mut Command) -> Output {
        let output = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let output = Output {
            code: output.status.code().expect("ended by itself"),
            stdout: text(output.stdout),
            stderr: without_pointer(&text(output.stderr)),
        };
        assert!(!output.stderr.contains("panicked"), "{}", output.stderr);
        output
    }

    /// Builds the site of 23 November 2026 into `site/`.
    pub fn build(&self) -> &Self {
        self.build_with(&[])
    }

    /// Builds with more arguments than the date.
    pub fn build_with(&self, arguments: &[&str]) -> &Self {
        let mut all = vec!["build"];
        if !arguments.contains(&"--as-of") {
            all.extend(["--as-of", "2026-11-23"]);
        }
        all.extend(arguments);
        self.run(&all).expect(0);
        self
    }

    /// Runs the tool, which must refuse; gives what it says.
    pub fn refused(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments).expect(1);
        assert_eq!(output.stdout, "");
        output.stderr
    }

    /// A page of the site.
    pub fn page(&self, path: &str) -> Html {
        Html::parse_document(&self.read(&format!("site/{path}")))
    }

    /// All files of the site with their bytes.
    pub fn site(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        collect(&self.path("site"), "", &mut files);
        files
    }

    /// What stands beside content, templates and site.
    pub fn left_overs(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| !["content", "templates", "site"].contains(&name.as_str()))
            .collect();
        names.sort();
        names
    }
}

/// Where messages are explained is said under all of them; `codes.rs` sees to it,
/// other tests are about what goes before.
fn without_pointer(stderr: &str) -> String {
    let lines = stderr.split_inclusive('\n');
    lines
        .filter(|line| !line.starts_with("`qagida explain "))
        .collect()
}

impl Output {
    /// Ended with this status.
    #[track_caller]
    pub fn expect(self, code: i32) -> Self {
        assert_eq!(
            self.code, code,
            "stdout:\n{}\nstderr:\n{}",
            self.stdout, self.stderr
        );
        self
    }

    /// Exit status, standard output and standard error, for snapshots.
    pub fn whole(&self) -> String {
        let mut whole = format!("exit: {}\n", self.code);
        for (name, text) in [("stdout", &self.stdout), ("stderr", &self.stderr)] {
            if !text.is_empty() {
                whole.push_str(&format!("{name}:\n{text}"));
            }
        }
        whole
    }
}

/// Whether it is an argument that cannot stand beside a day, or the day.
fn dated(argument: &&str) -> bool {
    ["--as-of", "--coverage"].contains(argument)
}

/// The elements that a CSS selector finds.
pub fn all<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

/// The text of the first element found, its white space (no-break spaces too)
/// made plain.
#[track_caller]
pub fn text(html: &Html, selector: &str) -> String {
    let found = all(html, selector);
    let element = found
        .first()
        .unwrap_or_else(|| panic!("nothing is `{selector}`"));
    plain(*element)
}

/// An element's text with plain white space.
pub fn plain(element: ElementRef<'_>) -> String {
    let text: String = element.text().collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

fn collect(folder: &Path, below: &str, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{below}{}", entry.file_name().to_str().unwrap());
        if entry.file_type().unwrap().is_dir() {
            collect(&entry.path(), &format!("{name}/"), files);
        } else {
            files.insert(name, fs::read(entry.path()).unwrap());
        }
    }
}
