//! A content as it is or was: a folder, or that folder at a revision of git.
//!
//! The repository is read with the `git` command: whoever has one has that, with
//! all of its formats and settings, and nothing else need be built in. It is only
//! asked for objects, so that neither the working tree nor the index is touched.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// The file that every content has.
const MARK: &str = "site.yaml";

/// A content folder on disk.
#[derive(Debug)]
pub struct Revision {
    /// Where it is.
    pub folder: PathBuf,
    /// What people call that place.
    pub shown: String,
    /// Keeps what was taken out of git until it isn't needed any more.
    _taken_out: Option<TempDir>,
}

impl Revision {
    /// Finds the content that `name` means: a folder with content, or in which the
    /// folder `content` stands; else a revision of the repository of `content`.
    ///
    /// # Errors
    /// Why there is none, in a sentence with what to do.
    pub fn open(name: &str, content: &Path) -> Result<Self, String> {
        let folder = Path::new(name);
        let within = content.is_relative().then(|| folder.join(content));
        let mut candidates = [Some(folder.to_owned()), within].into_iter().flatten();
        if !name.is_empty()
            && let Some(folder) = candidates.find(|folder| folder.join(MARK).is_file())
        {
            return Ok(Self {
                shown: folder.display().to_string(),
                folder,
                _taken_out: None,
            });
        }
        Self::of_git(name, content).map_err(|why| {
            if folder.is_dir() {
                let folder = folder.display();
                format!("the folder `{folder}` holds no content (no `{MARK}`), and {why}")
            } else {
                why
            }
        })
    }

    fn of_git(name: &str, content: &Path) -> Result<Self, String> {
        let repository = Repository::around(content, name)?;
        let commit = repository.commit(name)?;
        let taken_out = tempfile::tempdir()
            .map_err(|error| format!("no folder can be made for the revision `{name}`: {error}"))?;
        repository.take_out(name, &commit, taken_out.path())?;
        Ok(Self {
            folder: taken_out.path().to_owned(),
            shown: format!("{name}:{}", content.display()),
            _taken_out: Some(taken_out),
        })
    }
}

/// Where git is asked.
struct Repository<'a> {
    /// The content's folder as it was named.
    content: &'a Path,
    /// The folder in which git is run.
    folder: PathBuf,
    /// The content's folder from there, with `/`.
    below: String,
}

impl<'a> Repository<'a> {
    /// The repository in which a folder stands, or would stand: at another revision
    /// it may be there while it isn't now.
    fn around(content: &'a Path, name: &str) -> Result<Self, String> {
        let mut missing: Vec<String> = Vec::new();
        let mut there = content;
        let folder = loop {
            let tried = if there.as_os_str().is_empty() {
                Path::new(".")
            } else {
                there
            };
            if let Ok(folder) = tried.canonicalize() {
                break folder;
            }
            if let Some(last) = there.file_name() {
                missing.insert(0, last.to_string_lossy().into_owned());
            }
            match there.parent() {
                Some(parent) => there = parent,
                None => return Err(format!("there is no folder `{}`", content.display())),
            }
        };
        let repository = Self {
            content,
            folder,
            below: missing.join("/"),
        };
        let found = repository.ask(&["rev-parse", "--git-dir"])?;
        if found.status.success() {
            return Ok(repository);
        }
        let said = said(&found);
        Err(if said.contains("not a git repository") {
            format!(
                "there is no folder `{name}` with content, and `{}` is in no git repository, so it can be no revision either. Name two folders, or the content's folder in a repository with `--content`",
                content.display()
            )
        } else {
            format!(
                "git cannot read the repository of `{}`: {said}",
                content.display()
            )
        })
    }

    /// The commit that a revision's name means.
    fn commit(&self, name: &str) -> Result<String, String> {
        let commit = format!("{name}^{{commit}}");
        // A name that begins with a hyphen would be taken for an option.
        if !name.is_empty() && !name.starts_with('-') {
            let output = self.ask(&["rev-parse", "--verify", "--quiet", &commit])?;
            if output.status.success() {
                return Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned());
            }
        }
        let hint = if let Some((old, new)) = name.split_once("..") {
            let new = new.trim_start_matches('.');
            format!("Name both sides by themselves: `qagida diff {old} {new}`")
        } else if self.is_shallow()? {
            "The repository here is a shallow clone, in which older revisions are missing: `git fetch --unshallow` gets them".to_owned()
        } else {
            "Name a folder with content, or a revision such as `HEAD`, `main` or `HEAD~1`"
                .to_owned()
        };
        Err(format!(
            "there is no folder with content and no git revision `{name}`. {hint}"
        ))
    }

    fn is_shallow(&self) -> Result<bool, String> {
        let output = self.ask(&["rev-parse", "--is-shallow-repository"])?;
        Ok(output.stdout.trim_ascii() == b"true")
    }

    /// Writes the files that stood in the content's folder at a commit.
    fn take_out(&self, name: &str, commit: &str, into: &Path) -> Result<(), String> {
        let tree = format!("{commit}:./{}", self.below);
        let listed = self.ask(&["ls-tree", "--full-tree", "-r", "-z", &tree])?;
        let content = self.content.display();
        if !listed.status.success() {
            return Err(format!(
                "the revision `{name}` has no folder `{content}`. Where the content was then is said with `--content`"
            ));
        }
        let entries = String::from_utf8_lossy(&listed.stdout).into_owned();
        let files = entries
            .split_terminator('\0')
            .filter_map(|entry| Blob::read(entry).transpose())
            .collect::<Result<Vec<Blob>, String>>()
            .map_err(|why| format!("the revision `{name}` cannot be read: {why}"))?;
        if files.iter().all(|file| file.path != MARK) {
            return Err(format!(
                "`{content}` at the revision `{name}` holds no content (no `{MARK}`)"
            ));
        }
        self.write(&files, into)
            .map_err(|why| format!("the revision `{name}` cannot be read: {why}"))
    }

    fn write(&self, files: &[Blob], into: &Path) -> Result<(), String> {
        for (file, bytes) in files.iter().zip(self.blobs(files)?) {
            let path = into.join(&file.path);
            let made = path.parent().map_or(Ok(()), fs::create_dir_all);
            made.and_then(|()| fs::write(&path, bytes))
                .map_err(|error| format!("`{}` cannot be written: {error}", path.display()))?;
        }
        Ok(())
    }

    /// The bytes of files, all asked for at once.
    fn blobs(&self, files: &[Blob]) -> Result<Vec<Vec<u8>>, String> {
        let asked: Vec<&str> = files.iter().map(|file| &*file.object).collect();
        let asked = asked.join("\n") + "\n";
        let mut child = self
            .command(&["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| not_there(&error))?;
        let stdin = child.stdin.take();
        // Written beside reading: git would wait for its answers to be read.
        let writer = std::thread::spawn(move || stdin.map(|mut to| to.write_all(asked.as_bytes())));
        let output = child
            .wait_with_output()
            .map_err(|error| not_there(&error))?;
        // What couldn't be written is missed in what git gives.
        let _ = writer.join();
        if !output.status.success() {
            return Err(said(&output));
        }
        let mut rest = &output.stdout[..];
        let bytes = files.iter().map(|file| {
            next_blob(&mut rest)
                .map(<[u8]>::to_vec)
                .ok_or_else(|| format!("git doesn't give `{}`", file.path))
        });
        bytes.collect()
    }

    fn ask(&self, arguments: &[&str]) -> Result<Output, String> {
        let output = self.command(arguments).output();
        output.map_err(|error| not_there(&error))
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("git");
        command.current_dir(&self.folder).args(arguments);
        // Hooks of git set these for the folder that they are run in. And messages
        // are looked into.
        for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
            command.env_remove(name);
        }
        command.env("LC_ALL", "C");
        command
    }
}

/// A file at a revision.
struct Blob {
    object: String,
    path: String,
}

impl Blob {
    /// An entry of a listing: mode, kind, object, a tab, the path below the folder.
    /// Nothing for what is no file.
    fn read(entry: &str) -> Result<Option<Self>, String> {
        let fields = entry.split_once('\t').and_then(|(about, path)| {
            let mut about = about.split(' ');
            Some((about.next()?, about.next()?, about.next()?, path))
        });
        let Some((mode, kind, object, path)) = fields else {
            return Err(format!("git lists `{entry}`"));
        };
        if kind != "blob" {
            return Ok(None);
        }
        if mode == "120000" {
            return Err(format!(
                "`{path}` is a link, which leads nowhere in a revision; put the file itself in its place"
            ));
        }
        let inside = |part| matches!(part, Component::Normal(_));
        if !Path::new(path).components().all(inside) {
            return Err(format!("`{path}` leads out of its folder"));
        }
        Ok(Some(Self {
            object: object.to_owned(),
            path: path.to_owned(),
        }))
    }
}

/// Takes the next file off what `git cat-file --batch` prints for each: object,
/// kind, size, a line's end; the bytes; a line's end.
fn next_blob<'o>(output: &mut &'o [u8]) -> Option<&'o [u8]> {
    let end = output.iter().position(|byte| *byte == b'\n')?;
    let head = std::str::from_utf8(&output[..end]).ok()?;
    let size: usize = head.rsplit(' ').next()?.parse().ok()?;
    let bytes = output.get(end + 1..end + 1 + size)?;
    *output = output.get(end + 2 + size..)?;
    Some(bytes)
}

fn not_there(error: &io::Error) -> String {
    format!("git, which reads revisions, cannot be run: {error}. Install it, or name two folders")
}

fn said(output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stderr);
    let said = said.trim();
    said.strip_prefix("fatal: ").unwrap_or(said).to_owned()
}
