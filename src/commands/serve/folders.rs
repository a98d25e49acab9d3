//! What `serve` watches, and when a change is over.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

use notify::event::ModifyKind;
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::warn;

/// An editor saves in several steps; this long a pause ends a change.
const PAUSE: Duration = Duration::from_millis(10);

/// A change is acted upon after this long, even if more keeps coming.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often folders that have vanished are looked for.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

/// What the rebuilding thread hears.
#[derive(Debug)]
pub enum Message {
    /// From the watcher.
    Event(notify::Result<Event>),
    /// The server has ended.
    Stop,
}

/// What has come of waiting for a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// Something has changed, and the changes have come to rest.
    Change,
    /// Nothing has.
    Nothing,
    /// The server has ended.
    End,
}

/// The watched folders. One that vanishes, as when git changes branches, is
/// watched again when it is back.
#[derive(Debug)]
pub struct Folders {
    watcher: RecommendedWatcher,
    folders: Vec<Folder>,
}

#[derive(Debug)]
struct Folder {
    path: PathBuf,
    lost: bool,
}

impl Folders {
    /// Watches folders. `None` if the system has no way to.
    pub fn watch(paths: &[PathBuf], sender: mpsc::Sender<Message>) -> Option<Self> {
        let watcher = notify::recommended_watcher(move |event| {
            // Nobody listens any more only when the server ends.
            let _ = sender.send(Message::Event(event));
        });
        let watcher = match watcher {
            Ok(watcher) => watcher,
            Err(error) => {
                warn(&format!("changes aren't noticed: {error}"));
                return None;
            }
        };
        let mut folders = Self {
            watcher,
            folders: Vec::new(),
        };
        for path in paths {
            // Events give absolute paths.
            let path = std::path::absolute(path).unwrap_or_else(|_| path.clone());
            let result = folders.watcher.watch(&path, RecursiveMode::Recursive);
            let lost = result.is_err();
            if let Err(error) = result
                && path.exists()
            {
                warn(&format!(
                    "changes in {} aren't noticed: {error}",
                    path.display()
                ));
            }
            folders.folders.push(Folder { path, lost });
        }
        Some(folders)
    }

    /// Waits until something has changed and the changes have come to rest, or
    /// until nothing has for a while, if it is said how long that is.
    pub fn hear(&mut self, messages: &mpsc::Receiver<Message>, at_most: Option<Duration>) -> Heard {
        let began = Instant::now();
        // The first and the last change.
        let mut changes: Option<(Instant, Instant)> = None;
        loop {
            let due = match changes {
                None => at_most.map(|at_most| began + at_most),
                Some((first, last)) => Some((last + PAUSE).min(first + PATIENCE)),
            };
            let left = due.map(|due| due.saturating_duration_since(Instant::now()));
            if left == Some(Duration::ZERO) {
                return match changes {
                    None => Heard::Nothing,
                    Some(_) => Heard::Change,
                };
            }
            let wait = left.map_or(LOOK_AGAIN, |left| left.min(LOOK_AGAIN));
            let changed = match messages.recv_timeout(wait) {
                Ok(Message::Event(Ok(event))) => self.are_changed_by(&event),
                Ok(Message::Event(Err(error))) => {
                    warn(&format!("some changes may go unnoticed: {error}"));
                    false
                }
                Ok(Message::Stop) | Err(RecvTimeoutError::Disconnected) => return Heard::End,
                Err(RecvTimeoutError::Timeout) => false,
            };
            // Not only after a pause: others' reading gives events all the time.
            if self.find_lost() || changed {
                let now = Instant::now();
                changes = Some((changes.map_or(now, |(first, _)| first), now));
            }
        }
    }

    /// Whether an event means that the site may have to change.
    fn are_changed_by(&mut self, event: &Event) -> bool {
        if event.need_rescan() {
            return true;
        }
        if matches!(event.kind, EventKind::Access(_)) {
            return false;
        }
        let goes = matches!(
            event.kind,
            EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_))
        );
        let mut changed = false;
        for path in &event.paths {
            let mut within = None;
            for folder in &mut self.folders {
                if goes && *path == folder.path {
                    // Moved away, it would still be watched where it is now.
                    let _ = self.watcher.unwatch(path);
                    folder.lost = true;
                }
                within = within.or_else(|| path.strip_prefix(&folder.path).ok());
            }
            changed |= !is_passing(within.unwrap_or(path));
        }
        changed
    }

    /// Watches what is back again, and says whether anything is.
    fn find_lost(&mut self) -> bool {
        let mut found = false;
        for folder in self.folders.iter_mut().filter(|folder| folder.lost) {
            if folder.path.exists() {
                let result = self.watcher.watch(&folder.path, RecursiveMode::Recursive);
                folder.lost = result.is_err();
                found |= !folder.lost;
            }
        }
        found
    }
}

/// Whether a path below a watched folder is one of those that editors and git
/// make in passing.
fn is_passing(path: &Path) -> bool {
    let hidden = path
        .components()
        .any(|part| part.as_os_str().as_encoded_bytes().starts_with(b"."));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let endings = ["~", ".swp", ".swx", ".tmp"];
    hidden || name.starts_with('#') || endings.iter().any(|ending| name.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    #[test]
    fn passing_files() {
        for path in [
            ".git/index",
            "services/.iin.yaml.swp",
            "iin.yaml~",
            "#iin.yaml#",
            "iin.yaml.tmp",
            "iin.swx",
        ] {
            assert!(is_passing(Path::new(path)), "{path}");
        }
        for path in ["services/iin.yaml", "guides/a.kk.md", ""] {
            assert!(!is_passing(Path::new(path)), "{path}");
        }
    }

    #[test]
    fn vanished_folders_come_back() {
        let root = tempfile::tempdir().unwrap();
        let content = root.path().join("content");
        std::fs::create_dir_all(content.join("services")).unwrap();
        let (sender, messages) = mpsc::channel();
        let missing = root.path().join("missing");
        let mut folders =
            Folders::watch(&[content.clone(), missing.clone()], sender.clone()).unwrap();
        thread::spawn(move || {
            thread::sleep(Duration::from_secs(20));
            let _ = sender.send(Message::Stop);
        });
        let mut noticed = || folders.hear(&messages, None) == Heard::Change;

        std::fs::write(content.join("services/iin.yaml"), "a").unwrap();
        assert!(noticed());
        std::fs::remove_dir_all(&content).unwrap();
        assert!(noticed());
        std::fs::create_dir_all(content.join("services")).unwrap();
        assert!(noticed());
        std::fs::write(content.join("services/iin.yaml"), "b").unwrap();
        assert!(noticed());
        std::fs::rename(&content, root.path().join("moved")).unwrap();
        assert!(noticed());
        std::fs::create_dir_all(&missing).unwrap();
        assert!(noticed());
    }
}
