//! `qagida serve`: the site on this computer, rebuilt and reloaded on change.
//!
//! Files are read from disk for each request: a build may swap the folder at any
//! time, and a cache would show what is no longer there. Only what has a hash of
//! its bytes in its name may be kept, as on a host. Nothing here is meant for the
//! internet.

use std::ffi::OsStr;
use std::future;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, LOCATION, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderValue, Method, StatusCode, Uri};
use axum::response::Response;
use notify::event::ModifyKind;
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use percent_encoding::percent_decode_str;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// The address of the script that is added to each page.
const SCRIPT: &str = "/_reload.js";

/// The address that answers when there is another site than the page is from.
const WAIT: &str = "/_reload";

/// An editor saves in several steps; this long a pause ends a change.
const PAUSE: Duration = Duration::from_millis(80);

/// A change is acted upon after this long, even if more keeps coming.
const PATIENCE: Duration = Duration::from_secs(1);

/// Where each file has a hash of its bytes in its address.
const HASHED: &str = "assets";

/// How long what never changes is kept: a year, the longest that is meant.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// How often folders that have vanished are looked for.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

/// A waiting page is answered after this long, so that no request lasts for ever.
const LONGEST_WAIT: Duration = Duration::from_secs(25);

/// The script: reloads its page when there is a new site. Pages that nobody looks
/// at don't wait: a browser opens six connections to a host, and no more.
const RELOAD: &str = r#""use strict";
(() => {
  const since = new URL(document.currentScript.src).searchParams.get("since");
  const shortest = 250;
  const longest = 4000;
  let pause = shortest;
  let request = null;

  async function wait() {
    if (request || document.hidden) return;
    request = new AbortController();
    try {
      const answer = await fetch(`/_reload?since=${since}`, { signal: request.signal });
      if (!answer.ok) throw new Error(answer.statusText);
      if ((await answer.text()) !== since) {
        location.reload();
        return;
      }
      pause = shortest;
    } catch {
      // The server is gone, or the page was hidden.
      await new Promise((resolve) => setTimeout(resolve, pause));
      pause = Math.min(pause * 2, longest);
    }
    request = null;
    wait();
  }

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) request?.abort();
    else wait();
  });
  wait();
})();
"#;

/// Serves `site` on 127.0.0.1 until Ctrl+C. A change in one of the `watched`
/// folders calls `rebuild`, which says whether there is a new site; open pages
/// then reload. With port 0, the system chooses a free one.
///
/// Fails at once if the port cannot be had.
pub fn run(
    port: u16,
    site: &Path,
    watched: &[PathBuf],
    rebuild: &(dyn Fn() -> bool + Sync),
) -> ExitCode {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let runtime = match runtime {
        Ok(runtime) => runtime,
        Err(error) => return fail(&format!("cannot start a server: {error}")),
    };
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let listener = match runtime.block_on(TcpListener::bind(address)) {
        Ok(listener) => listener,
        Err(error) => return fail(&cannot_listen(port, &error)),
    };

    let (version, versions) = watch::channel(first_version());
    let served = Arc::new(Served {
        site: site.to_owned(),
        versions,
    });
    let (sender, messages) = mpsc::channel();
    let folders = Folders::watch(watched, sender.clone());
    thread::scope(|scope| {
        if let Some(folders) = folders {
            let version = &version;
            scope.spawn(move || rebuild_on_change(folders, &messages, version, rebuild));
        }
        let result = runtime.block_on(serve(listener, served));
        // A build that is under way is waited for; nothing listens if there is
        // no watching.
        let _ = sender.send(Message::Stop);
        match result {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => fail(&format!("the server stopped: {error}")),
        }
    })
}

/// What the server knows.
#[derive(Debug)]
struct Served {
    site: PathBuf,
    versions: watch::Receiver<u64>,
}

/// Answers requests until Ctrl+C.
async fn serve(listener: TcpListener, served: Arc<Served>) -> io::Result<()> {
    let address = listener.local_addr()?;
    let app = Router::new().fallback(answer).with_state(served);
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            // Then the system ends the process.
            future::pending::<()>().await;
        }
    };
    let serving = async {
        say!("Serving http://{address}/ — press Ctrl+C to stop");
        axum::serve(listener, app).await
    };
    tokio::select! {
        // In this order: who reads the line may interrupt at once.
        biased;
        () = interrupted => Ok(()),
        result = serving => result,
    }
}

async fn answer(State(served): State<Arc<Served>>, request: Request) -> Response {
    let head = request.method() == Method::HEAD;
    if !head && request.method() != Method::GET {
        let mut response = text(StatusCode::METHOD_NOT_ALLOWED, "Only GET and HEAD");
        let allowed = HeaderValue::from_static("GET, HEAD");
        response.headers_mut().insert(ALLOW, allowed);
        return response;
    }
    let response = match request.uri().path() {
        SCRIPT => respond(StatusCode::OK, mime(Path::new(SCRIPT)), RELOAD.into()),
        WAIT => wait(served.versions.clone(), request.uri()).await,
        _ => {
            // Before the file is read: at worst the page reloads once too often.
            let version = *served.versions.borrow();
            file(&served.site, request.uri(), version)
        }
    };
    if head {
        // The length stays that of the whole.
        return response.map(|_| Body::empty());
    }
    response
}

/// Answers with the site's version once it isn't `since`.
async fn wait(mut versions: watch::Receiver<u64>, uri: &Uri) -> Response {
    let since = uri
        .query()
        .unwrap_or_default()
        .split('&')
        .find_map(|pair| pair.strip_prefix("since=")?.parse::<u64>().ok());
    if let Some(since) = since {
        // After the wait the page hears the same version, and asks again.
        let changed = versions.wait_for(|version| *version != since);
        let _ = tokio::time::timeout(LONGEST_WAIT, changed).await;
    }
    let version = *versions.borrow();
    text(StatusCode::OK, &version.to_string())
}

/// The file of an address. Reading blocks the other requests, but the files are
/// small and the readers few.
fn file(site: &Path, uri: &Uri, version: u64) -> Response {
    let Some(name) = file_name(uri.path()) else {
        return not_found(site, uri, version);
    };
    let path = site.join(&name);
    if path.is_dir() {
        return to_folder(uri);
    }
    match std::fs::read(&path) {
        Ok(bytes) => page(StatusCode::OK, &name, bytes, version),
        Err(error) => match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => not_found(site, uri, version),
            _ => text(
                StatusCode::INTERNAL_SERVER_ERROR,
                &format!("cannot read {}: {error}", path.display()),
            ),
        },
    }
}

/// Relative links of a folder's page need the slash at the end.
fn to_folder(uri: &Uri) -> Response {
    let mut location = format!("{}/", uri.path());
    if let Some(query) = uri.query() {
        location.push('?');
        location.push_str(query);
    }
    let mut response = text(StatusCode::PERMANENT_REDIRECT, "Moved");
    if let Ok(location) = HeaderValue::try_from(location) {
        response.headers_mut().insert(LOCATION, location);
    }
    response
}

/// The site's own page for this, in the language of the address.
fn not_found(site: &Path, uri: &Uri, version: u64) -> Response {
    let language = uri.path().split('/').nth(1).unwrap_or_default();
    [format!("/{language}/404.html"), "/404.html".to_owned()]
        .iter()
        .filter_map(|path| file_name(path))
        .find_map(|name| {
            let bytes = std::fs::read(site.join(&name)).ok()?;
            Some(page(StatusCode::NOT_FOUND, &name, bytes, version))
        })
        .unwrap_or_else(|| text(StatusCode::NOT_FOUND, "Not found"))
}

/// A file's path below the site. Nothing for an address that could lead out of
/// it, names a hidden file, or isn't written as one would write it.
fn file_name(path: &str) -> Option<PathBuf> {
    let (folders, last) = path.strip_prefix('/')?.rsplit_once('/').map_or_else(
        || (None, &path[1..]),
        |(folders, last)| (Some(folders), last),
    );
    let last = if last.is_empty() { "index.html" } else { last };
    folders
        .into_iter()
        .flat_map(|folders| folders.split('/'))
        .chain([last])
        .map(|part| {
            // Decoded after splitting: an encoded slash is part of a name, and
            // no name has one.
            let part = percent_decode_str(part).decode_utf8().ok()?;
            let plain = !part.is_empty()
                && !part.starts_with('.')
                && !part.contains(['/', '\\', ':', '\0']);
            plain.then(|| part.into_owned())
        })
        .collect()
}

/// A file as it is, but for pages, which learn to reload.
fn page(status: StatusCode, name: &Path, mut bytes: Vec<u8>, version: u64) -> Response {
    let mime = mime(name);
    if mime.starts_with("text/html") {
        add_script(&mut bytes, version);
    }
    let mut response = respond(status, mime, bytes);
    if status == StatusCode::OK && name.starts_with(HASHED) {
        let headers = response.headers_mut();
        headers.insert(CACHE_CONTROL, HeaderValue::from_static(FOR_EVER));
    }
    response
}

/// Adds the script, as a file of its own: the pages allow no other. It is told
/// the version that its page is from, which may be an older one by the time that
/// the script runs.
fn add_script(html: &mut Vec<u8>, version: u64) {
    const END: &[u8] = b"</body>";
    let script = format!("<script src=\"{SCRIPT}?since={version}\"></script>");
    let end = html.windows(END.len()).rposition(|text| text == END);
    let at = end.unwrap_or(html.len());
    html.splice(at..at, script.into_bytes());
}

fn text(status: StatusCode, text: &str) -> Response {
    respond(status, "text/plain; charset=utf-8", text.into())
}

fn respond(status: StatusCode, mime: &'static str, body: Vec<u8>) -> Response {
    let length = HeaderValue::from(body.len());
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(mime));
    headers.insert(CONTENT_LENGTH, length);
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

fn mime(path: &Path) -> &'static str {
    let extension = path.extension().and_then(OsStr::to_str).unwrap_or_default();
    match extension.to_ascii_lowercase().as_str() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json; charset=utf-8",
        "webmanifest" => "application/manifest+json; charset=utf-8",
        "svg" => "image/svg+xml; charset=utf-8",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "txt" => "text/plain; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "pdf" => "application/pdf",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

/// Never one that an earlier run has had: a page that is still open reloads when
/// the server is back.
fn first_version() -> u64 {
    SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .map_or(0, |since| {
            u64::try_from(since.as_millis()).unwrap_or(u64::MAX / 2)
        })
}

/// What the rebuilding thread hears.
#[derive(Debug)]
enum Message {
    /// From the watcher.
    Event(notify::Result<Event>),
    /// The server has ended.
    Stop,
}

fn rebuild_on_change(
    mut folders: Folders,
    messages: &mpsc::Receiver<Message>,
    version: &watch::Sender<u64>,
    rebuild: &(dyn Fn() -> bool + Sync),
) {
    while await_change(&mut folders, messages) {
        if rebuild() {
            version.send_modify(|version| *version += 1);
        }
    }
}

/// Waits until something has changed and the changes have come to rest. False
/// when the server has ended.
fn await_change(folders: &mut Folders, messages: &mpsc::Receiver<Message>) -> bool {
    // The first and the last change.
    let mut changes: Option<(Instant, Instant)> = None;
    loop {
        let wait = match changes {
            None => LOOK_AGAIN,
            Some((first, last)) => {
                let due = (last + PAUSE).min(first + PATIENCE);
                match due.checked_duration_since(Instant::now()) {
                    Some(wait) if !wait.is_zero() => wait,
                    _ => return true,
                }
            }
        };
        let changed = match messages.recv_timeout(wait) {
            Ok(Message::Event(Ok(event))) => folders.are_changed_by(&event),
            Ok(Message::Event(Err(error))) => {
                warn(&format!("some changes may go unnoticed: {error}"));
                false
            }
            Ok(Message::Stop) | Err(RecvTimeoutError::Disconnected) => return false,
            Err(RecvTimeoutError::Timeout) => false,
        };
        // Not only after a pause: others' reading gives events all the time.
        if folders.find_lost() || changed {
            let now = Instant::now();
            changes = Some((changes.map_or(now, |(first, _)| first), now));
        }
    }
}

/// The watched folders. One that vanishes, as when git changes branches, is
/// watched again when it is back.
#[derive(Debug)]
struct Folders {
    watcher: RecommendedWatcher,
    folders: Vec<Folder>,
}

#[derive(Debug)]
struct Folder {
    path: PathBuf,
    lost: bool,
}

impl Folders {
    fn watch(paths: &[PathBuf], sender: mpsc::Sender<Message>) -> Option<Self> {
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

fn cannot_listen(port: u16, error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::AddrInUse => format!(
            "port {port} is taken by another program: choose another with --port, or any free one with --port 0"
        ),
        io::ErrorKind::PermissionDenied => format!(
            "the system doesn't allow port {port}: choose one from 1024 with --port, or any free one with --port 0"
        ),
        _ => format!("cannot listen on 127.0.0.1:{port}: {error}"),
    }
}

fn fail(message: &str) -> ExitCode {
    complain!("error: {message}");
    ExitCode::FAILURE
}

fn warn(message: &str) {
    complain!("warning: {message}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_files() {
        let name = |path| file_name(path).map(|name| name.to_str().unwrap().to_owned());
        for (path, expected) in [
            ("/", "index.html"),
            ("/kk/", "kk/index.html"),
            ("/kk/services/iin/", "kk/services/iin/index.html"),
            ("/assets/calculator.3f2a.js", "assets/calculator.3f2a.js"),
            ("/kk", "kk"),
            ("/%D2%9B%D0%B0.txt", "қа.txt"),
            ("/a%20b", "a b"),
            ("/100%", "100%"),
            ("/a..b", "a..b"),
        ] {
            assert_eq!(name(path).as_deref(), Some(expected), "{path}");
        }
        for path in [
            "",
            "kk",
            "*",
            "/..",
            "/../etc/passwd",
            "/kk/../../etc/passwd",
            "/%2e%2e/etc/passwd",
            "/%2E./etc/passwd",
            "/..%2fetc/passwd",
            "/..%5cetc",
            "/a%2Fb",
            "/a%00b",
            "/C:/windows",
            "/./kk",
            "/.qagida-site",
            "/.git/config",
            "//evil.example",
            "//",
            "/kk//",
            "/%ff",
        ] {
            assert_eq!(name(path), None, "{path}");
        }
    }

    #[test]
    fn mime_types() {
        for (name, expected) in [
            ("index.html", "text/html; charset=utf-8"),
            ("a.css", "text/css; charset=utf-8"),
            ("a.3f2a.js", "text/javascript; charset=utf-8"),
            ("a.wasm", "application/wasm"),
            ("a.json", "application/json; charset=utf-8"),
            ("a.svg", "image/svg+xml; charset=utf-8"),
            ("a.PNG", "image/png"),
            ("favicon.ico", "image/x-icon"),
            ("robots.txt", "text/plain; charset=utf-8"),
            ("sitemap.xml", "application/xml; charset=utf-8"),
            ("a.csv", "text/csv; charset=utf-8"),
            ("a.webmanifest", "application/manifest+json; charset=utf-8"),
            ("a.bin", "application/octet-stream"),
            ("a", "application/octet-stream"),
        ] {
            assert_eq!(mime(Path::new(name)), expected, "{name}");
        }
    }

    #[test]
    fn script_goes_to_the_end_of_the_body() {
        let with = |html: &str| {
            let mut html = html.as_bytes().to_owned();
            add_script(&mut html, 7);
            String::from_utf8(html).unwrap()
        };
        let script = r#"<script src="/_reload.js?since=7"></script>"#;
        assert_eq!(
            with("<body><p></p></body></html>"),
            format!("<body><p></p>{script}</body></html>")
        );
        assert_eq!(with("<p>"), format!("<p>{script}"));
        assert_eq!(with(""), script);
    }

    #[test]
    fn responses() {
        let root = tempfile::tempdir().unwrap();
        let site = root.path().join("site");
        std::fs::create_dir_all(site.join("kk/visas")).unwrap();
        std::fs::write(root.path().join("secret.txt"), "").unwrap();
        std::fs::write(site.join("index.html"), "home").unwrap();
        let get = |uri: &'static str| {
            let response = file(&site, &Uri::from_static(uri), 7);
            let location = response.headers().get(LOCATION);
            let location = location.map(|value| value.to_str().unwrap().to_owned());
            (response.status().as_u16(), location)
        };
        assert_eq!(get("/"), (200, None));
        assert_eq!(get("/kk"), (308, Some("/kk/".to_owned())));
        assert_eq!(
            get("/kk/visas?q=1&r=/"),
            (308, Some("/kk/visas/?q=1&r=/".to_owned()))
        );
        for uri in [
            "/kk/visas/",
            "/nothing",
            "/index.html/",
            "/../secret.txt",
            "/%2e%2e/secret.txt",
        ] {
            assert_eq!(get(uri), (404, None), "{uri}");
        }
    }

    #[test]
    fn only_what_never_changes_is_kept() {
        let site = tempfile::tempdir().unwrap();
        let site = site.path();
        for path in ["assets/site.1.css", "kk/index.html", "sw.js", "kk/assets"] {
            let path = site.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        }
        let kept = |uri: &'static str| {
            let response = file(site, &Uri::from_static(uri), 7);
            response.headers()[CACHE_CONTROL]
                .to_str()
                .unwrap()
                .to_owned()
        };
        assert_eq!(kept("/assets/site.1.css"), FOR_EVER);
        for uri in ["/kk/", "/sw.js", "/kk/assets", "/assets/gone.js", "/assets"] {
            assert_eq!(kept(uri), "no-cache", "{uri}");
        }
    }

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
        let mut noticed = || await_change(&mut folders, &messages);

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
