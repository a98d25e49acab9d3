//! The site is written beside the old one and takes its place in one step.
//!
//! Until [`Staged::publish`] has swapped the two folders, the old site is whole
//! and untouched; whatever fails or is interrupted before leaves only a folder
//! that the next build removes. A folder that the tool didn't make is never
//! replaced.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Component, Path, PathBuf};

use crate::diagnostics::{Code, Diagnostic};

/// Says that a folder is the tool's to replace.
const MARKER: &str = ".qagida-site";

const MARKER_TEXT: &str =
    "Made by `qagida build`, which replaces this whole folder: keep nothing of your own here.\n";

/// A site being written. Dropped without [`Staged::publish`], it is gone.
#[derive(Debug)]
#[must_use = "a site that isn't published is removed"]
pub struct Staged {
    /// The published folder, all links resolved.
    out: PathBuf,
    /// The folder written to, beside it.
    folder: PathBuf,
}

impl Staged {
    /// Starts a site that will take the place of `out`, which need not exist.
    ///
    /// Holds for one site at a time in a process. Left-overs of builds that were
    /// killed are cleared away.
    ///
    /// # Errors
    ///
    /// [`Code::ForeignOutput`] if `out` isn't the tool's to replace: a file, a
    /// folder with something else in it, or one that is or holds the current
    /// folder or one of `protected`. [`Code::CannotWrite`] if nothing can be
    /// written there.
    pub fn begin(out: &Path, protected: &[&Path]) -> Result<Self, Diagnostic> {
        let out = resolve(out)?;
        refuse_protected(&out, protected)?;
        refuse_foreign(&out)?;
        clear_left_overs(&out);
        let folder = beside(&out, &std::process::id().to_string());
        // Named is what was asked for; the folder beside it is our own affair.
        fs::create_dir(&folder).map_err(|error| cannot_write(&out, &error))?;
        Ok(Self { out, folder })
    }

    /// Writes a file, given by its path below the site, with `/` between the
    /// parts. May be called from several threads at once.
    ///
    /// # Errors
    ///
    /// [`Code::CannotWrite`], also for a path that was written before or that
    /// leads out of the site.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Diagnostic> {
        let within = Path::new(path)
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
        if path.is_empty() || path.ends_with('/') || !within {
            return Err(Diagnostic::error(
                Code::CannotWrite,
                format!("cannot write `{path}`: not a path within the site"),
            ));
        }
        let file = self.folder.join(path);
        // Most folders exist already: don't ask for each file.
        let created = File::create_new(&file).or_else(|error| match file.parent() {
            Some(parent) if error.kind() == io::ErrorKind::NotFound => {
                fs::create_dir_all(parent)?;
                File::create_new(&file)
            }
            _ => Err(error),
        });
        created
            .and_then(|mut created| created.write_all(bytes))
            .map_err(|error| match error.kind() {
                // Which of the two would be kept is chance.
                io::ErrorKind::AlreadyExists => Diagnostic::error(
                    Code::CannotWrite,
                    format!("cannot write `{path}`: the site has a file of that name already"),
                )
                .hint("give the pages and files different names"),
                _ => cannot_write(&self.out.join(path), &error),
            })
    }

    /// Puts the site in the place of the old one, in one step.
    ///
    /// # Errors
    ///
    /// [`Code::CannotWrite`] or [`Code::ForeignOutput`]; the old site is then
    /// still there.
    pub fn publish(self) -> Result<(), Diagnostic> {
        // Long may have passed since the start.
        refuse_foreign(&self.out)?;
        self.keep_dot_files()
            .map_err(|error| cannot_write(&self.folder, &error))?;
        self.mark()
            .map_err(|error| cannot_write(&self.folder.join(MARKER), &error))?;
        swap(&self.folder, &self.out)?;
        // The swap itself outlives a power cut; without, it merely comes late.
        if let Some(parent) = self.out.parent() {
            let _ = File::open(parent).and_then(|folder| folder.sync_all());
        }
        Ok(())
        // Dropping removes what is beside `out` now: the old site.
    }

    /// Takes along `.gitkeep`, `.gitignore` and the like.
    fn keep_dot_files(&self) -> io::Result<()> {
        let entries = match fs::read_dir(&self.out) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(error),
        };
        for entry in entries {
            let entry = entry?;
            let name = entry.file_name();
            let new = self.folder.join(&name);
            if is_dot_name(&name) && entry.file_type()?.is_file() && name != MARKER && !new.exists()
            {
                fs::copy(entry.path(), new)?;
            }
        }
        Ok(())
    }

    /// Writes the marker, last of all. Syncing this one file and the folder is
    /// cheap; syncing each page would take longer than making it, to save from a
    /// power cut what one command makes again.
    fn mark(&self) -> io::Result<()> {
        let mut marker = File::create(self.folder.join(MARKER))?;
        marker.write_all(MARKER_TEXT.as_bytes())?;
        marker.sync_all()?;
        // Not all systems can sync a folder.
        let _ = File::open(&self.folder).and_then(|folder| folder.sync_all());
        Ok(())
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        // What cannot be removed now, the next build removes.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// The folder meant: a link is followed, so that it stays one; parents are made.
fn resolve(out: &Path) -> Result<PathBuf, Diagnostic> {
    match fs::canonicalize(out) {
        Ok(resolved) => return Ok(resolved),
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(cannot_write(out, &error));
        }
        Err(_) if fs::symlink_metadata(out).is_ok() => {
            return Err(foreign(out, "is a link that leads nowhere"));
        }
        Err(_) => {}
    }
    let Some(name) = out.file_name() else {
        return Err(foreign(out, "doesn't name a folder"));
    };
    let parent = match out.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    };
    fs::create_dir_all(parent)
        .and_then(|()| fs::canonicalize(parent))
        .map(|parent| parent.join(name))
        .map_err(|error| cannot_write(out, &error))
}

fn refuse_protected(out: &Path, protected: &[&Path]) -> Result<(), Diagnostic> {
    if out.parent().is_none() {
        return Err(foreign(out, "is the root of the file system"));
    }
    let current = std::env::current_dir().ok();
    for folder in protected.iter().copied().chain(current.as_deref()) {
        // One that doesn't exist cannot be lost.
        let Ok(folder) = fs::canonicalize(folder) else {
            continue;
        };
        if folder.starts_with(out) {
            let is_or_holds = if folder == out { "is" } else { "holds" };
            return Err(foreign(
                out,
                &format!("{is_or_holds} {}, which would be lost", folder.display()),
            ));
        }
    }
    Ok(())
}

/// Refuses a place where something is that the tool didn't make. An empty folder
/// is fine, and one with dot-files only, which are kept.
fn refuse_foreign(out: &Path) -> Result<(), Diagnostic> {
    let cannot_read = |error: io::Error| {
        Diagnostic::error(
            Code::CannotRead,
            format!("cannot read {}: {error}", out.display()),
        )
        .hint("the folder must be readable, to tell whether it may be replaced")
    };
    match fs::metadata(out) {
        Ok(metadata) if !metadata.is_dir() => return Err(foreign(out, "is a file")),
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(cannot_read(error)),
    }
    // Even in a folder of ours: losing a repository is past mending.
    if out.join(".git").is_dir() {
        return Err(foreign(out, "holds a git repository"));
    }
    if out.join(MARKER).is_file() {
        return Ok(());
    }
    for entry in fs::read_dir(out).map_err(cannot_read)? {
        let entry = entry.map_err(cannot_read)?;
        let kind = entry.file_type().map_err(cannot_read)?;
        let name = entry.file_name();
        if !(is_dot_name(&name) && kind.is_file()) {
            return Err(foreign(
                out,
                &format!("holds `{}`, which qagida didn't make", name.display()),
            ));
        }
    }
    Ok(())
}

fn is_dot_name(name: &OsString) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

/// The staging folder of a process. A dot-file, so that nothing takes it for
/// content, and beside `out`, so that both are on one file system.
fn beside(out: &Path, suffix: &str) -> PathBuf {
    let mut name = staged_prefix(out);
    name.push(suffix);
    out.with_file_name(name)
}

fn staged_prefix(out: &Path) -> OsString {
    let mut name = OsString::from(".qagida-");
    name.push(out.file_name().unwrap_or_default());
    name.push("-");
    name
}

/// The suffix of an old site set aside for the moment between two renames.
const ASIDE: &str = ".old";

/// Clears away what killed builds left. A site set aside by one comes back if
/// its place is empty.
fn clear_left_overs(out: &Path) {
    let Some(entries) = out.parent().and_then(|parent| fs::read_dir(parent).ok()) else {
        return;
    };
    let prefix = staged_prefix(out);
    for entry in entries.flatten() {
        let name = entry.file_name();
        let Some(suffix) = name
            .as_encoded_bytes()
            .strip_prefix(prefix.as_encoded_bytes())
            .and_then(|suffix| std::str::from_utf8(suffix).ok())
        else {
            continue;
        };
        let (process, aside) = match suffix.strip_suffix(ASIDE) {
            Some(process) => (process, true),
            None => (suffix, false),
        };
        let abandoned = process.parse().is_ok_and(is_dead);
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if !abandoned || !is_folder {
            continue;
        }
        if aside && !out.exists() {
            let _ = fs::rename(entry.path(), out);
        } else {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// Whether a process is gone. This one hasn't begun: its number has been used
/// before, as happens in containers.
fn is_dead(process: u32) -> bool {
    if process == std::process::id() {
        return true;
    }
    // Elsewhere there is no telling without unsafe code.
    cfg!(target_os = "linux")
        && Path::new("/proc/self").exists()
        && !Path::new(&format!("/proc/{process}")).exists()
}

/// Exchanges the new site with the old one, or moves it to the empty place. The
/// old site is then at `new`.
fn swap(new: &Path, out: &Path) -> Result<(), Diagnostic> {
    let failed = |error: io::Error| cannot_replace(out, &error);
    if !out.exists() {
        return fs::rename(new, out).map_err(failed);
    }
    match exchange(new, out) {
        Err(error) if error.kind() == io::ErrorKind::Unsupported => swap_in_two_steps(new, out),
        result => result.map_err(failed),
    }
}

/// [`io::ErrorKind::Unsupported`] where the system or the file system cannot.
fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    #[cfg(any(target_os = "linux", target_vendor = "apple"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;
        renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE).map_err(|error| match error {
            // How file systems without it answer: FUSE, NFS, some network shares.
            Errno::INVAL | Errno::NOSYS | Errno::NOTSUP => io::ErrorKind::Unsupported.into(),
            error => error.into(),
        })
    }
    #[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
    {
        let _ = (a, b);
        Err(io::ErrorKind::Unsupported.into())
    }
}

/// For a moment there is no site: only where there is no other way. The old one
/// is set aside under a name that no clearing away removes before a new one is
/// in its place.
fn swap_in_two_steps(new: &Path, out: &Path) -> Result<(), Diagnostic> {
    let mut aside = new.as_os_str().to_owned();
    aside.push(ASIDE);
    let aside = PathBuf::from(aside);
    fs::rename(out, &aside).map_err(|error| cannot_replace(out, &error))?;
    match fs::rename(new, out) {
        Ok(()) => {
            // A left-over is cleared away by the next build.
            let _ = fs::remove_dir_all(&aside);
            Ok(())
        }
        Err(error) => {
            let diagnostic = cannot_replace(out, &error);
            match fs::rename(&aside, out) {
                Ok(()) => Err(diagnostic),
                Err(_) => Err(diagnostic.hint(format!(
                    "the old site is now at {}: move it back to {}",
                    aside.display(),
                    out.display()
                ))),
            }
        }
    }
}

fn foreign(out: &Path, why: &str) -> Diagnostic {
    Diagnostic::error(
        Code::ForeignOutput,
        format!("will not write the site to {}: it {why}", out.display()),
    )
    .hint("choose an empty or new folder with --out: the build replaces all of it")
}

fn cannot_replace(out: &Path, error: &io::Error) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        Code::CannotWrite,
        format!(
            "cannot put the new site in the place of {}: {error}",
            out.display()
        ),
    );
    match error.kind() {
        io::ErrorKind::ResourceBusy | io::ErrorKind::CrossesDevices => diagnostic
            .hint("a mount point cannot be replaced: choose a folder within it with --out"),
        _ => diagnostic
            .hint("the old site is unchanged; check the permissions of the folder around it"),
    }
}

fn cannot_write(path: &Path, error: &io::Error) -> Diagnostic {
    let hint = match error.kind() {
        io::ErrorKind::PermissionDenied => {
            "check the permissions, or choose another folder with --out"
        }
        io::ErrorKind::ReadOnlyFilesystem => "choose a folder on a writable disk with --out",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "free some space",
        io::ErrorKind::NotADirectory => "a part of this path is a file: choose another with --out",
        _ => "check that the folder around it exists and is writable",
    };
    Diagnostic::error(
        Code::CannotWrite,
        format!("cannot write {}: {error}", path.display()),
    )
    .hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(out: &Path, page: &str) -> Staged {
        let staged = Staged::begin(out, &[]).unwrap();
        staged.write("index.html", page.as_bytes()).unwrap();
        staged
    }

    fn page(out: &Path) -> String {
        fs::read_to_string(out.join("index.html")).unwrap()
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    fn refused(out: &Path, protected: &[&Path]) -> String {
        let error = Staged::begin(out, protected).unwrap_err();
        assert_eq!(error.code, Code::ForeignOutput, "{error:?}");
        error.message
    }

    #[test]
    fn publishes_and_replaces() {
        let root = tempfile::tempdir().unwrap();
        let out = root.path().join("new/site");
        let staged = site(&out, "one");
        staged.write("kk/visas/b1/index.html", b"B1").unwrap();
        assert!(!out.exists());
        staged.publish().unwrap();
        assert_eq!(page(&out), "one");
        assert_eq!(names(&out), [MARKER, "index.html", "kk"]);

        let staged = site(&out, "two");
        assert_eq!(page(&out), "one");
        staged.publish().unwrap();
        assert_eq!(page(&out), "two");
        assert_eq!(names(&out), [MARKER, "index.html"]);
        assert_eq!(names(&root.path().join("new")), ["site"]);
    }

    #[test]
    fn old_site_survives_a_build_that_fails() {
        let root = tempfile::tempdir().unwrap();
        let out = root.path().join("site");
        site(&out, "old").publish().unwrap();
        drop(site(&out, "new"));
        assert_eq!(page(&out), "old");
        assert_eq!(names(root.path()), ["site"]);

        // Somebody puts a folder of their own there meanwhile.
        let staged = site(&out, "new");
        fs::rename(&out, root.path().join("moved")).unwrap();
        fs::create_dir(&out).unwrap();
        fs::write(out.join("thesis.txt"), "").unwrap();
        assert_eq!(staged.publish().unwrap_err().code, Code::ForeignOutput);
        assert_eq!(names(&out), ["thesis.txt"]);
        assert_eq!(names(root.path()), ["moved", "site"]);
    }

    #[test]
    fn swaps_without_exchange() {
        let root = tempfile::tempdir().unwrap();
        let out = root.path().join("site");
        site(&out, "old").publish().unwrap();
        let staged = site(&out, "new");
        swap_in_two_steps(&staged.folder, &out).unwrap();
        drop(staged);
        assert_eq!(page(&out), "new");
        assert_eq!(names(root.path()), ["site"]);

        let missing = root.path().join("missing");
        let error = swap_in_two_steps(&missing, &out).unwrap_err();
        assert_eq!(error.code, Code::CannotWrite);
        assert_eq!(page(&out), "new");
        assert_eq!(names(root.path()), ["site"]);
    }

    #[test]
    fn keeps_dot_files() {
        let root = tempfile::tempdir().unwrap();
        let out = root.path().join("site");
        fs::create_dir(&out).unwrap();
        fs::write(out.join(".gitkeep"), "").unwrap();
        fs::write(out.join(".gitignore"), "*").unwrap();
        for _ in 0..2 {
            site(&out, "page").publish().unwrap();
            assert_eq!(
                names(&out),
                [".gitignore", ".gitkeep", MARKER, "index.html"]
            );
        }
        let staged = site(&out, "page");
        staged.write(".gitignore", b"new").unwrap();
        staged.publish().unwrap();
        assert_eq!(fs::read(out.join(".gitignore")).unwrap(), b"new");
    }

    #[test]
    fn refuses_what_it_did_not_make() {
        let root = tempfile::tempdir().unwrap();
        let out = root.path().join("home");
        fs::create_dir(&out).unwrap();
        fs::write(out.join("thesis.txt"), "").unwrap();
        assert!(refused(&out, &[]).contains("`thesis.txt`"));
        assert_eq!(names(&out), ["thesis.txt"]);
        assert_eq!(names(root.path()), ["home"]);
        assert!(refused(&out.join("thesis.txt"), &[]).contains("is a file"));
        let error = Staged::begin(&out.join("thesis.txt/site"), &[]).unwrap_err();
        assert_eq!(error.code, Code::CannotWrite);

        // A hidden folder may hold anything; `.git` is refused even in ours.
        let hidden = root.path().join("hidden");
        fs::create_dir_all(hidden.join(".config")).unwrap();
        assert!(refused(&hidden, &[]).contains("`.config`"));
        let ours = root.path().join("ours");
        site(&ours, "page").publish().unwrap();
        fs::create_dir(ours.join(".git")).unwrap();
        assert!(refused(&ours, &[]).contains("git repository"));
    }

    #[test]
    fn refuses_protected_folders() {
        let root = tempfile::tempdir().unwrap();
        let content = root.path().join("project/content");
        fs::create_dir_all(&content).unwrap();
        // Only for being named, not for what is in them.
        fs::write(root.path().join("project").join(MARKER), "").unwrap();
        assert!(refused(&content, &[&content]).contains("is "));
        assert!(refused(&root.path().join("project"), &[&content]).contains("holds "));
        assert!(refused(&content.join("../../project"), &[&content]).contains("holds "));
        refused(Path::new("."), &[]);
        refused(Path::new(".."), &[]);
        refused(Path::new("/"), &[]);
        refused(Path::new("no-such-folder/.."), &[]);
        assert!(Staged::begin(&content, &[&content.join("missing")]).is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn follows_a_link_and_leaves_it() {
        let root = tempfile::tempdir().unwrap();
        let real = root.path().join("real");
        let link = root.path().join("link");
        std::os::unix::fs::symlink(&real, &link).unwrap();
        assert!(refused(&link, &[]).contains("leads nowhere"));
        fs::create_dir(&real).unwrap();
        assert!(refused(&link, &[&real]).contains("would be lost"));
        site(&link, "page").publish().unwrap();
        assert!(link.is_symlink());
        assert_eq!(page(&real), "page");
        assert_eq!(names(root.path()), ["link", "real"]);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn clears_left_overs_of_dead_processes() {
        // Above the highest number that Linux gives.
        const DEAD: &str = "4194999";
        let root = tempfile::tempdir().unwrap();
        let out = root.path().join("site");
        let own = std::process::id().to_string();
        for suffix in [DEAD, &own, "1", "x"] {
            fs::create_dir(beside(&out, suffix)).unwrap();
        }
        fs::create_dir(root.path().join(format!(".qagida-other-{DEAD}"))).unwrap();
        fs::write(beside(&out, "4194998"), "a file").unwrap();
        drop(Staged::begin(&out, &[]).unwrap());
        assert_eq!(
            names(root.path()),
            [
                ".qagida-other-4194999",
                ".qagida-site-1",
                ".qagida-site-4194998",
                ".qagida-site-x"
            ]
        );

        // Killed between two renames: the old site comes back, and goes only
        // when another is in its place.
        let aside = beside(&out, &format!("{DEAD}{ASIDE}"));
        fs::create_dir(&aside).unwrap();
        fs::write(aside.join("index.html"), "old").unwrap();
        fs::write(aside.join(MARKER), "").unwrap();
        drop(Staged::begin(&out, &[]).unwrap());
        assert_eq!(page(&out), "old");
        assert!(!aside.exists());
        fs::create_dir(&aside).unwrap();
        drop(Staged::begin(&out, &[]).unwrap());
        assert_eq!(page(&out), "old");
        assert!(!aside.exists());
    }

    #[test]
    fn writes_only_within_the_site_and_once() {
        let root = tempfile::tempdir().unwrap();
        let staged = Staged::begin(&root.path().join("site"), &[]).unwrap();
        for path in ["", "/etc/x", "../x", "a/../../x", "a/", "./x"] {
            assert!(staged.write(path, b"").is_err(), "{path}");
        }
        staged.write("a/b", b"").unwrap();
        assert!(
            staged
                .write("a/b", b"")
                .unwrap_err()
                .message
                .contains("`a/b`")
        );
        assert!(staged.write("a/b/c", b"").is_err());
        assert_eq!(names(root.path()).len(), 1);
    }

    #[test]
    fn threads_write_at_once() {
        let root = tempfile::tempdir().unwrap();
        let out = root.path().join("site");
        let staged = Staged::begin(&out, &[]).unwrap();
        std::thread::scope(|scope| {
            for thread in 0..8 {
                let staged = &staged;
                scope.spawn(move || {
                    for file in 0..50 {
                        staged.write(&format!("a/{file}/{thread}"), b"x").unwrap();
                    }
                });
            }
        });
        staged.publish().unwrap();
        assert_eq!(names(&out.join("a")).len(), 50);
    }
}
