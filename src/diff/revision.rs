//! A content as it is or was: a folder, or that folder at a revision of git.

use std::fs;
use std::io::Write as _;
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A content folder on disk.
#[derive(Debug)]
pub struct Revision {
    /// Where it is.
    pub folder: PathBuf,
    /// Keeps what was taken out of git until it isn't needed any more.
    _taken_out: Option<TempDir>,
}

impl Revision {
    /// Finds the content that `name` means: a folder, or else a revision of the
    /// repository in which the folder `content` stands.
    ///
    /// # Errors
    /// Why there is none, in a sentence with what to do.
    pub fn open(name: &str, content: &Path) -> Result<Self, String> {
        let folder = Path::new(name);
        if folder.is_dir() {
            return Ok(Self {
                folder: folder.to_owned(),
                _taken_out: None,
            });
        }
        let commit = resolve(name, content)?;
        let taken_out = tempfile::tempdir()
            .map_err(|error| format!("no folder can be made for the revision `{name}`: {error}"))?;
        take_out(&commit, content, taken_out.path())
            .map_err(|why| format!("the revision `{name}` cannot be read: {why}"))?;
        Ok(Self {
            folder: taken_out.path().to_owned(),
            _taken_out: Some(taken_out),
        })
    }
}

/// The commit that a revision's name means.
fn resolve(name: &str, content: &Path) -> Result<String, String> {
    let nothing = || {
        format!(
            "there is no folder and no git revision `{name}`. Name a folder with content, or a revision such as `HEAD`, `main` or `HEAD~1`"
        )
    };
    // A name that begins with a hyphen would be taken for an option.
    if name.is_empty() || name.starts_with('-') {
        return Err(nothing());
    }
    let commit = format!("{name}^{{commit}}");
    let output = git(content, &["rev-parse", "--verify", "--quiet", &commit])?;
    if !output.status.success() {
        return Err(nothing());
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Writes the files that stood in the content's folder at a commit.
fn take_out(commit: &str, content: &Path, into: &Path) -> Result<(), String> {
    let listed = git(content, &["ls-tree", "-r", "-z", commit, "."])?;
    if !listed.status.success() {
        return Err(said(&listed));
    }
    let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
    // A line: mode, kind, object, a tab, the path below the folder.
    let files: Vec<(&str, &str)> = listed
        .split('\0')
        .filter_map(|line| {
            let (about, path) = line.split_once('\t')?;
            let mut about = about.split(' ').skip(1);
            (about.next() == Some("blob")).then_some(())?;
            Some((about.next()?, path))
        })
        .collect();
    if files.is_empty() {
        return Err(format!("it has no folder `{}`", content.display()));
    }
    let blobs = blobs(content, &files)?;
    for ((_, path), bytes) in files.iter().zip(blobs) {
        let path = Path::new(path);
        if !path
            .components()
            .all(|part| matches!(part, Component::Normal(_)))
        {
            return Err(format!("`{}` leads out of its folder", path.display()));
        }
        let path = into.join(path);
        let written = match path.parent() {
            Some(folder) => fs::create_dir_all(folder),
            None => Ok(()),
        }
        .and_then(|()| fs::write(&path, bytes));
        written.map_err(|error| format!("`{}` cannot be written: {error}", path.display()))?;
    }
    Ok(())
}

/// The bytes of files, all asked for at once.
fn blobs(content: &Path, files: &[(&str, &str)]) -> Result<Vec<Vec<u8>>, String> {
    let asked: String = files
        .iter()
        .map(|(object, _)| format!("{object}\n"))
        .collect();
    let mut child = command(content, &["cat-file", "--batch"])
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
    let _ = writer.join();
    if !output.status.success() {
        return Err(said(&output));
    }
    // Each: object, kind, size, a line's end; the bytes; a line's end.
    let mut rest = &output.stdout[..];
    let mut found = Vec::with_capacity(files.len());
    for (object, path) in files {
        let blob = (|| {
            let end = rest.iter().position(|byte| *byte == b'\n')?;
            let head = std::str::from_utf8(&rest[..end]).ok()?;
            let size: usize = head.rsplit(' ').next()?.parse().ok()?;
            let bytes = rest.get(end + 1..end + 1 + size)?.to_vec();
            rest = rest.get(end + 2 + size..)?;
            Some(bytes)
        })();
        found.push(blob.ok_or_else(|| format!("git gives no file {object} for `{path}`"))?);
    }
    Ok(found)
}

fn command(content: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(content).args(arguments);
    command
}

fn git(content: &Path, arguments: &[&str]) -> Result<Output, String> {
    command(content, arguments)
        .output()
        .map_err(|error| not_there(&error))
}

fn not_there(error: &std::io::Error) -> String {
    format!("git cannot be run: {error}. Install git, or name two folders")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).trim().to_owned()
}
