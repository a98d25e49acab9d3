//! `qagida serve`: the site on this computer; a change is seen on the open page.
//!
//! Files are read from disk for each request: a build may swap the folder at any
//! time, and a cache would show what is no longer there. Only what has a hash of
//! its bytes in its name may be kept, as on a host, and pages that are newer than
//! the folder come from memory (`session.rs`). Nothing here is meant for the
//! internet.

mod folders;
mod panel;
mod session;

use std::ffi::OsStr;
use std::future;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, SystemTime};

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, LOCATION, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderValue, Method, StatusCode, Uri};
use axum::response::Response;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde_json::json;
use tokio::net::TcpListener;

use self::folders::{Folders, Heard, Message};
use self::session::{Served, Session};
use super::build::Options;

/// The address of the script that is added to each page.
const SCRIPT: &str = "/_preview.js";

/// The script: reloads its page, and shows over it what is wrong.
const PREVIEW: &str = include_str!("preview.js");

/// The address of the looks of what is shown over a page.
const STYLE: &str = "/_preview.css";

/// These looks.
const LOOKS: &str = include_str!("preview.css");

/// The address that answers when there is another site than the page is from, or
/// something else is wrong with the content.
const WAIT: &str = "/_preview";

/// How many errors are shown over a page.
const MOST_SHOWN: usize = 20;

/// What is wrong is said only if nothing is saved for this long: files are seldom
/// right while they are being saved.
const SECOND_LOOK: Duration = Duration::from_millis(120);

/// Where each file has a hash of its bytes in its address.
const HASHED: &str = "assets";

/// How long what never changes is kept: a year, the longest that is meant.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// A waiting page is answered after this long, so that no request lasts for ever.
const LONGEST_WAIT: Duration = Duration::from_secs(25);

/// What stands in the query of an address as it is.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'.')
    .remove(b'-')
    .remove(b'_');

/// Builds the site and serves it on 127.0.0.1 until Ctrl+C. A change of content or
/// templates is shown on the open pages. With port 0, the system chooses a free one.
///
/// Fails at once if there is no site to serve, or the port cannot be had.
pub fn run(port: u16, options: Options) -> ExitCode {
    let watched = [options.content.clone(), options.templates.clone()];
    let mut session = match Session::start(options, first_version()) {
        Ok(session) => session,
        Err(status) => return status,
    };
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

    let served = session.served();
    let (sender, messages) = mpsc::channel();
    let folders = Folders::watch(&watched, sender.clone());
    thread::scope(|scope| {
        if let Some(folders) = folders {
            scope.spawn(move || follow(folders, &messages, &mut session));
        }
        let result = runtime.block_on(serve(listener, served));
        // What is being written is waited for; nothing listens if there is no
        // watching.
        let _ = sender.send(Message::Stop);
        match result {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => fail(&format!("the server stopped: {error}")),
        }
    })
}

/// Follows the changes until the server has ended.
fn follow(mut folders: Folders, messages: &mpsc::Receiver<Message>, session: &mut Session) {
    let mut heard = folders.hear(messages, None);
    while heard != Heard::End {
        let result = session.update();
        let at_most = result.is_err().then_some(SECOND_LOOK);
        heard = folders.hear(messages, at_most);
        if heard == Heard::Nothing {
            if let Err(wrong) = session.update() {
                session.complain(&wrong);
            }
            heard = folders.hear(messages, None);
        }
    }
    session.stop();
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
        SCRIPT => respond(StatusCode::OK, mime(Path::new(SCRIPT)), PREVIEW.into()),
        STYLE => respond(StatusCode::OK, mime(Path::new(STYLE)), LOOKS.into()),
        WAIT => wait(&served, request.uri()).await,
        _ => file(&served, request.uri()),
    };
    if head {
        // The length stays that of the whole.
        return response.map(|_| Body::empty());
    }
    response
}

/// Answers once a page's file is of another site than `since`, or something else
/// is wrong than when that had the number `told`.
async fn wait(served: &Served, uri: &Uri) -> Response {
    let value = |name: &str| {
        let mut pairs = uri.query().unwrap_or_default().split('&');
        pairs.find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
    };
    let number = |name: &str| value(name)?.parse::<u64>().ok();
    let file = percent_decode_str(value("file").unwrap_or_default()).decode_utf8_lossy();
    served.opened(&file);
    let mut states = served.state.subscribe();
    if let (Some(since), Some(told)) = (number("since"), number("told")) {
        // After the wait the page hears the same, and asks again.
        let changed = states.wait_for(|state| state.version(&file) != since || state.told != told);
        let _ = tokio::time::timeout(LONGEST_WAIT, changed).await;
    }
    served.opened(&file);
    let state = states.borrow();
    let problems = state.problems.as_ref();
    let list = problems.map_or(&[][..], |problems| &problems.list);
    let body = json!({
        "version": state.version(&file).to_string(),
        "told": state.told,
        "count": list.len(),
        "shown": problems.is_some_and(|problems| problems.shown),
        "problems": &list[..list.len().min(MOST_SHOWN)],
    });
    let mime = mime(Path::new("_.json"));
    respond(StatusCode::OK, mime, body.to_string().into_bytes())
}

/// The file of an address. Reading blocks the other requests, but the files are
/// small and the readers few.
fn file(served: &Served, uri: &Uri) -> Response {
    let Some(name) = file_name(uri.path()) else {
        return not_found(served, uri);
    };
    if served.site.join(&name).is_dir() {
        return to_folder(uri);
    }
    match read(served, &name) {
        Ok((version, bytes)) => {
            let response = page(StatusCode::OK, &name, bytes, version);
            if is_page(&name) {
                served.opened(&key(&name));
            }
            response
        }
        Err(error) => match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => not_found(served, uri),
            _ => text(
                StatusCode::INTERNAL_SERVER_ERROR,
                &format!("cannot read {}: {error}", name.display()),
            ),
        },
    }
}

/// The newest there is of a file, and the number of the site that it is from.
fn read(served: &Served, name: &Path) -> io::Result<(u64, Vec<u8>)> {
    let key = key(name);
    let version = {
        let state = served.state.borrow();
        if let Some((version, bytes)) = state.fresh(&key) {
            return Ok((version, bytes.to_vec()));
        }
        // Before the file is read: at worst the page reloads once too often.
        state.version(&key)
    };
    std::fs::read(served.site.join(name))
        .map(|bytes| (version, bytes))
        .or_else(|error| {
            let kept = served.state.borrow().kept(&key).ok_or(error)?;
            Ok((version, kept.to_vec()))
        })
}

/// A file's path as the site has it.
fn key(name: &Path) -> String {
    name.to_string_lossy().replace('\\', "/")
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
fn not_found(served: &Served, uri: &Uri) -> Response {
    let language = uri.path().split('/').nth(1).unwrap_or_default();
    [format!("/{language}/404.html"), "/404.html".to_owned()]
        .iter()
        .filter_map(|path| file_name(path))
        .find_map(|name| {
            let (version, bytes) = read(served, &name).ok()?;
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

fn is_page(name: &Path) -> bool {
    mime(name).starts_with("text/html")
}

/// A file as it is, but for pages, which learn to reload.
fn page(status: StatusCode, name: &Path, mut bytes: Vec<u8>, version: u64) -> Response {
    if is_page(name) {
        add_script(&mut bytes, name, version);
    }
    let mut response = respond(status, mime(name), bytes);
    if status == StatusCode::OK && name.starts_with(HASHED) {
        let headers = response.headers_mut();
        headers.insert(CACHE_CONTROL, HeaderValue::from_static(FOR_EVER));
    }
    response
}

/// Adds the script, as a file of its own: the pages allow no other. It is told
/// which file its page is and from which site, which may be an older one by the
/// time that the script runs.
fn add_script(html: &mut Vec<u8>, name: &Path, version: u64) {
    const END: &[u8] = b"</body>";
    let name = key(name);
    let file = utf8_percent_encode(&name, PLAIN);
    let script = format!("<script src=\"{SCRIPT}?since={version}&amp;file={file}\"></script>");
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
            add_script(&mut html, Path::new("kk/a b/index.html"), 7);
            String::from_utf8(html).unwrap()
        };
        let script = r#"<script src="/_preview.js?since=7&amp;file=kk/a%20b/index.html"></script>"#;
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
        let served = Served::new(site, 7);
        let get = |uri: &'static str| {
            let response = file(&served, &Uri::from_static(uri));
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
        let served = Served::new(site.to_owned(), 7);
        let kept = |uri: &'static str| {
            let response = file(&served, &Uri::from_static(uri));
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
}
