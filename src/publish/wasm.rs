//! The calculator and the search as WebAssembly, with the JavaScript that loads
//! them.
//!
//! The calculator twice: services and rules load no more of it than they need, so
//! that they stay small; the planner's pages load it with the tools. The search
//! once for each language, as a page needs the stems of one only. Cargo
//! compiles the crates, wasm-bindgen makes the glue in this process, so that
//! nobody has to install its command. Both take seconds, so the result is kept
//! under a hash of all that goes into it; unchanged crates cost reading their
//! sources.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;

use walkdir::WalkDir;
use wasm_bindgen_cli_support::EncodeInto;

use crate::diagnostics::{Code, Diagnostic};

const TARGET: &str = "wasm32-unknown-unknown";

/// The version of wasm-bindgen, as `Cargo.toml` pins it.
const BINDGEN: &str = "0.2.130";

/// In the workspace: away from the folder that `cargo run` and editors lock.
const TARGET_DIR: &str = "target/wasm";

const CHECKSUMS: &str = "checksums";

/// How many of the compiler's last lines are shown.
const SHOWN_LINES: usize = 40;

/// What pages load.
#[derive(Debug)]
pub struct Bundles {
    /// The calculator for services and rules.
    pub calculator: Bundle,
    /// The calculator with the tools.
    pub planner: Bundle,
    /// The search, by language.
    pub search: Vec<(String, Bundle)>,
}

/// A WASM module and what loads it.
#[derive(Debug)]
pub struct Bundle {
    /// An ES module. Its default export starts the module and must be told
    /// where the WASM is: `await init({ module_or_path: url })`.
    pub js: String,
    /// The WASM module.
    pub wasm: Vec<u8>,
}

/// What a bundle is called, and which crate with which features it is.
struct Recipe {
    name: String,
    /// The crate's folder; its package is `qagida-` and that.
    folder: &'static str,
    feature: Option<&'static str>,
}

/// The bundles of a site in some languages: the calculator, the planner, and the
/// search in each language.
fn recipes(languages: &[&str]) -> Vec<Recipe> {
    let calculator = |name: &str, feature| Recipe {
        name: name.to_owned(),
        folder: "calculator",
        feature,
    };
    let searches = languages.iter().map(|language| Recipe {
        name: format!("search-{language}"),
        folder: "search",
        // In other languages words are found as they stand.
        feature: match *language {
            "kk" => Some("kazakh"),
            "ru" => Some("russian"),
            "en" => Some("english"),
            _ => None,
        },
    });
    [
        calculator("calculator", None),
        calculator("planner", Some("tools")),
    ]
    .into_iter()
    .chain(searches)
    .collect()
}

impl Recipe {
    /// What wasm-bindgen calls its files.
    fn files(&self) -> [String; 2] {
        [
            format!("{}.js", self.name),
            format!("{}_bg.wasm", self.name),
        ]
    }
}

/// The folder that holds the workspace: where the crates are.
///
/// That is the one cargo runs the tool in, else the nearest around the current
/// folder, else the one that the tool was compiled in.
pub fn workspace() -> PathBuf {
    let is_workspace = |folder: &Path| folder.join("calculator/Cargo.toml").is_file();
    if let Some(folder) = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from)
        && is_workspace(&folder)
    {
        return folder;
    }
    let around = std::env::current_dir().ok().and_then(|current| {
        let found = current.ancestors().find(|folder| is_workspace(folder));
        found.map(Path::to_owned)
    });
    around.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")))
}

/// Where a workspace keeps what takes long to make.
pub fn cache(workspace: &Path) -> PathBuf {
    workspace.join(TARGET_DIR).join("cache")
}

/// The bundles of a workspace for some languages, each compiled only if its
/// sources have changed.
///
/// # Errors
///
/// [`Code::WasmTarget`] if Rust cannot compile to WASM here, [`Code::WasmBuild`]
/// if a crate doesn't compile, [`Code::CannotRead`] and
/// [`Code::CannotWrite`] for the sources and the cache.
pub fn bundles(workspace: &Path, languages: &[&str]) -> Result<Bundles, Diagnostic> {
    let recipes = recipes(languages);
    let cache = cache(workspace);
    let entries = recipes.iter().map(|recipe| {
        let key = cache_key(workspace, recipe)?;
        Ok(cache.join(format!("{}-{key}", recipe.name)))
    });
    let entries = entries.collect::<Result<Vec<PathBuf>, Diagnostic>>()?;
    let cached = || {
        recipes
            .iter()
            .zip(&entries)
            .map(|(recipe, entry)| read_entry(entry, recipe))
    };
    if let Some(bundles) = cached().collect() {
        return Ok(Bundles::of(&recipes, bundles));
    }

    ensure_target(workspace)?;
    fs::create_dir_all(&cache).map_err(|error| cannot_write(&cache, &error))?;
    let _lock = lock(&cache)?;
    // Perhaps that is what another build was at.
    if let Some(bundles) = cached().collect() {
        return Ok(Bundles::of(&recipes, bundles));
    }
    progress("Compiling the calculator and the search to WebAssembly …");
    // Each is bound while the next is compiled.
    let bundles = thread::scope(|scope| {
        let making: Vec<_> = recipes
            .iter()
            .zip(&entries)
            .map(|(recipe, entry)| {
                let known = read_entry(entry, recipe).map(Ok);
                let module = known.is_none().then(|| compile(workspace, recipe));
                scope.spawn(move || {
                    known.unwrap_or_else(|| store(workspace, recipe, module.transpose()?, entry))
                })
            })
            .collect();
        let made = making.into_iter().map(|bundle| {
            let bundle = bundle.join();
            bundle.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        });
        made.collect::<Result<Vec<_>, _>>()
    })?;
    Ok(Bundles::of(&recipes, bundles))
}

/// Binds a module and keeps what that gives in the cache.
fn store(
    workspace: &Path,
    recipe: &Recipe,
    module: Option<Vec<u8>>,
    entry: &Path,
) -> Result<Bundle, Diagnostic> {
    let mut fresh = entry.as_os_str().to_owned();
    fresh.push(format!(".{}", std::process::id()));
    let fresh = PathBuf::from(fresh);
    let result = bind(recipe, module.unwrap_or_default(), &fresh).and_then(|bundle| {
        let path = fresh.join(CHECKSUMS);
        fs::write(&path, bundle.checksums(recipe)).map_err(|error| cannot_write(&path, &error))?;
        // Sources edited while cargo ran: no telling which it has read.
        let key = cache_key(workspace, recipe)?;
        if entry.as_os_str().to_string_lossy().ends_with(&key) {
            replace(&fresh, entry, recipe)?;
        }
        Ok(bundle)
    });
    // Gone already if it has become the entry.
    let _ = fs::remove_dir_all(&fresh);
    result
}

/// Keeps other builds out until it is dropped: both of the calculator's bundles
/// leave cargo under the same name, so that another build's could be taken for
/// this one's.
fn lock(cache: &Path) -> Result<File, Diagnostic> {
    let path = cache.join("lock");
    let file = File::create(&path).map_err(|error| cannot_write(&path, &error))?;
    match file.lock() {
        // Some network folders know no locks; cargo does without there, too.
        Err(error) if error.kind() != io::ErrorKind::Unsupported => {
            Err(cannot_write(&path, &error))
        }
        _ => Ok(file),
    }
}

/// A hash of all that a bundle is made from.
fn cache_key(workspace: &Path, recipe: &Recipe) -> Result<String, Diagnostic> {
    let mut hasher = blake3::Hasher::new();
    // With lengths: no two sets of files run together to the same bytes.
    let mut add = |name: &str, bytes: &[u8]| {
        for part in [name.as_bytes(), bytes] {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
    };
    add("wasm-bindgen", BINDGEN.as_bytes());
    add(&recipe.name, recipe.feature.unwrap_or_default().as_bytes());
    // How it is compiled and bound.
    add("wasm.rs", include_bytes!("wasm.rs"));
    let folder = workspace.join(recipe.folder);
    for entry in WalkDir::new(folder.join("src")).sort_by_file_name() {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(workspace).to_owned();
            cannot_read(&path, &error.into())
        })?;
        if entry.file_type().is_file() {
            let path = entry.path();
            let name = path.strip_prefix(workspace).unwrap_or(path);
            let bytes = fs::read(path).map_err(|error| cannot_read(path, &error))?;
            add(&name.to_string_lossy(), &bytes);
        }
    }
    for path in [folder.join("Cargo.toml"), workspace.join("Cargo.toml")] {
        add(
            "Cargo.toml",
            &fs::read(&path).map_err(|error| cannot_read(&path, &error))?,
        );
    }
    for name in ["Cargo.lock", "rust-toolchain.toml", ".cargo/config.toml"] {
        if let Ok(bytes) = fs::read(workspace.join(name)) {
            add(name, &bytes);
        }
    }
    Ok(hasher.finalize().to_hex().to_string())
}

/// What the cache holds, if it is whole.
fn read_entry(entry: &Path, recipe: &Recipe) -> Option<Bundle> {
    let [js, wasm] = recipe.files().map(|file| entry.join(file));
    let bundle = Bundle {
        js: fs::read_to_string(js).ok()?,
        wasm: fs::read(wasm).ok()?,
    };
    let expected = fs::read_to_string(entry.join(CHECKSUMS)).ok()?;
    (bundle.checksums(recipe) == expected).then_some(bundle)
}

impl Bundle {
    /// As `b3sum --check` reads them.
    fn checksums(&self, recipe: &Recipe) -> String {
        let [js, wasm] = recipe.files();
        [(js, self.js.as_bytes()), (wasm, &self.wasm)]
            .map(|(file, bytes)| format!("{}  {file}\n", blake3::hash(bytes)))
            .concat()
    }
}

impl Bundles {
    /// The bundles of recipes, in their order.
    fn of(recipes: &[Recipe], bundles: Vec<Bundle>) -> Self {
        let mut bundles = bundles.into_iter();
        let mut next = || bundles.next().expect("as many as there are recipes");
        let (calculator, planner) = (next(), next());
        let names = recipes.iter().skip(2).map(|recipe| &recipe.name);
        let search = names.map(|name| name.trim_start_matches("search-").to_owned());
        Self {
            calculator,
            planner,
            search: search.zip(bundles).collect(),
        }
    }
}

/// Puts a whole new entry in the place of a broken or missing one.
fn replace(fresh: &Path, entry: &Path, recipe: &Recipe) -> Result<(), Diagnostic> {
    if fs::rename(fresh, entry).is_ok() {
        return Ok(());
    }
    // There already: broken, or from another build that was quicker.
    if read_entry(entry, recipe).is_some() {
        return Ok(());
    }
    fs::remove_dir_all(entry)
        .and_then(|()| fs::rename(fresh, entry))
        .map_err(|error| cannot_write(entry, &error))
}

/// Sees to it that Rust has the WASM target.
fn ensure_target(workspace: &Path) -> Result<(), Diagnostic> {
    if has_target(workspace)? {
        return Ok(());
    }
    let advice = format!(
        "install rustup (https://rustup.rs) and run `rustup target add {TARGET}`, \
         or install your distribution's package of Rust's standard library for that target"
    );
    let missing = |why: String| {
        Diagnostic::error(
            Code::WasmTarget,
            format!("Rust cannot compile to WebAssembly here: the target {TARGET} is missing{why}"),
        )
    };
    progress("Installing Rust's WebAssembly target …");
    let output = command("rustup", workspace)
        .args(["target", "add", TARGET])
        .output();
    match output {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err(missing(", and rustup isn't installed".to_owned()).hint(advice))
        }
        Err(error) => Err(missing(format!(", and rustup cannot be run: {error}")).hint(advice)),
        Ok(output) if !output.status.success() => {
            let said = shown(&output);
            Err(
                missing(", and rustup could not install it".to_owned()).hint(format!(
                    "run `rustup target add {TARGET}`; rustup said:\n{said}"
                )),
            )
        }
        Ok(_) if has_target(workspace)? => Ok(()),
        Ok(_) => Err(missing(", though rustup has installed it".to_owned()).hint(
            "`rustc` isn't rustup's: put ~/.cargo/bin first in PATH, or install the target for that `rustc`",
        )),
    }
}

/// Whether the standard library for WASM is installed. Asking rustup instead
/// would miss the ones that distributions package.
fn has_target(workspace: &Path) -> Result<bool, Diagnostic> {
    let output = command("rustc", workspace)
        .args(["--print", "target-libdir", "--target", TARGET])
        .output()
        .map_err(|error| {
            Diagnostic::error(Code::WasmTarget, format!("cannot run `rustc`: {error}"))
                .hint("install Rust with rustup: https://rustup.rs")
        })?;
    if !output.status.success() {
        return Err(Diagnostic::error(
            Code::WasmTarget,
            format!("`rustc` doesn't know the target {TARGET}"),
        )
        .hint(shown(&output)));
    }
    let libraries = String::from_utf8_lossy(&output.stdout);
    let Ok(entries) = fs::read_dir(libraries.trim()) else {
        return Ok(false);
    };
    // An uninstalled target may leave its folder.
    Ok(entries
        .flatten()
        .any(|entry| entry.path().extension() == Some(OsStr::new("rlib"))))
}

/// Compiles the crate to a module.
fn compile(workspace: &Path, recipe: &Recipe) -> Result<Vec<u8>, Diagnostic> {
    let out = workspace.join(TARGET_DIR).join(TARGET).join("wasm");
    let file = format!("qagida_{}.wasm", recipe.folder);
    let module = out.join(&file);
    // What cargo made last may be another bundle of the crate. It tells them apart by
    // all but their file, and would take the one for the other, so that it's made anew.
    for stale in [&module, &out.join("deps").join(&file)] {
        if let Err(error) = fs::remove_file(stale)
            && error.kind() != io::ErrorKind::NotFound
        {
            return Err(cannot_write(stale, &error));
        }
    }
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    // `rustc --crate-type`, not `build`: with the rlib beside it, cargo would
    // silently leave out the link-time optimisation, a quarter of the size.
    let output = command(cargo, workspace)
        .args(["rustc", "--lib", "-p"])
        .arg(format!("qagida-{}", recipe.folder))
        .args(["--crate-type", "cdylib"])
        .arg("--no-default-features")
        .args(
            recipe
                .feature
                .map(|feature| format!("--features={feature}")),
        )
        .args(["--target", TARGET, "--profile", "wasm"])
        .args(["--target-dir", TARGET_DIR])
        .args(["--quiet", "--color", "never"])
        .output()
        .map_err(|error| {
            Diagnostic::error(Code::WasmBuild, format!("cannot run `cargo`: {error}"))
                .hint("it is compiled on the spot: install Rust with rustup, https://rustup.rs")
        })?;
    if !output.status.success() {
        return Err(Diagnostic::error(
            Code::WasmBuild,
            format!(
                "the crate in {}/ doesn't compile to WebAssembly",
                recipe.folder
            ),
        )
        .hint(format!("cargo says:\n{}", shown(&output))));
    }
    fs::read(&module).map_err(|error| cannot_read(&module, &error))
}

/// Makes the glue, in a folder fit for the cache.
fn bind(recipe: &Recipe, module: Vec<u8>, folder: &Path) -> Result<Bundle, Diagnostic> {
    let failed = |why: String| Diagnostic::error(Code::WasmBuild, why);
    let mut bindgen = wasm_bindgen_cli_support::Bindgen::new();
    bindgen
        .input_bytes(&recipe.name, module)
        .out_name(&recipe.name)
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        // Whatever runs what rustc makes has had `TextEncoder.encodeInto` for long.
        .encode_into(EncodeInto::Always)
        // The file's published name carries a hash that is not known here.
        .omit_default_module_path(true);
    bindgen
        .web(true)
        .and_then(|bindgen| bindgen.generate(folder))
        .map_err(|error| {
            failed(format!("wasm-bindgen cannot make the glue: {error:#}")).hint(format!(
                "`wasm-bindgen` of {}/ must be exactly {BINDGEN}",
                recipe.folder
            ))
        })?;
    if folder.join("snippets").exists() {
        return Err(failed(format!(
            "the crate in {}/ brings JavaScript files of its own",
            recipe.folder
        ))
        .hint("leave out what has `#[wasm_bindgen(module = …)]` or `inline_js`"));
    }
    let [js_path, wasm_path] = recipe.files().map(|file| folder.join(file));
    let js = fs::read_to_string(&js_path).map_err(|error| cannot_read(&js_path, &error))?;
    let js = compact(&js);
    fs::write(&js_path, &js).map_err(|error| cannot_write(&js_path, &error))?;
    let wasm = fs::read(&wasm_path).map_err(|error| cannot_read(&wasm_path, &error))?;
    Ok(Bundle { js, wasm })
}

/// The glue without comments, indentation and the way to start it at once, which
/// no page uses: a fifth less to load. That goes line by line, as wasm-bindgen's
/// texts never run over several.
fn compact(js: &str) -> String {
    const UNUSED: &str = "initSync";
    let mut compact = String::with_capacity(js.len());
    let (mut in_comment, mut in_unused) = (false, false);
    for line in js.lines() {
        in_unused |= line.starts_with(&format!("function {UNUSED}("));
        if in_unused {
            in_unused = line != "}";
            continue;
        }
        let line = line
            .trim()
            .replace(&format!("export {{ {UNUSED}, "), "export { ");
        in_comment |= line.starts_with("/**");
        if !in_comment && !line.is_empty() {
            compact.push_str(&line);
            compact.push('\n');
        }
        in_comment &= !line.ends_with("*/");
    }
    compact
}

/// A command in the workspace, in the environment that the user set up: not the
/// one that `cargo run` or `cargo test` made of it.
fn command(program: impl AsRef<OsStr>, workspace: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(workspace).stdin(Stdio::null());
    for (name, _) in std::env::vars_os() {
        if disturbs(&name) {
            command.env_remove(name);
        }
    }
    command
}

/// Whether a variable would change what cargo compiles. Flags for the host
/// (a linker, a CPU) break a WASM build, and none of them are in the cache's
/// key. Where to fetch from and how to talk stay as the user set them.
fn disturbs(name: &OsString) -> bool {
    const KEPT: [&str; 2] = ["CARGO_HOME", "CARGO_BUILD_JOBS"];
    const KEPT_GROUPS: [&str; 6] = [
        "CARGO_NET_",
        "CARGO_HTTP_",
        "CARGO_REGISTRY_",
        "CARGO_REGISTRIES_",
        "CARGO_SOURCE_",
        "CARGO_TERM_",
    ];
    let name = name.to_string_lossy();
    if KEPT.contains(&&*name) || KEPT_GROUPS.iter().any(|group| name.starts_with(group)) {
        return false;
    }
    name == "CARGO"
        || name.starts_with("CARGO_")
        || name == "RUSTC"
        || name.starts_with("RUSTC_")
        || name == "RUSTFLAGS"
        || name == "RUSTDOCFLAGS"
        || name == "OUT_DIR"
}

/// What a command had to say, or the end of it.
fn shown(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr);
    let lines: Vec<&str> = text.trim().lines().collect();
    let Some(cut) = lines.len().checked_sub(SHOWN_LINES).filter(|cut| *cut > 0) else {
        return lines.join("\n");
    };
    format!("… {cut} lines above\n{}", lines[cut..].join("\n"))
}

/// Says what takes so long. A closed stderr is no reason to stop.
fn progress(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}

fn cannot_read(path: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::error(
        Code::CannotRead,
        format!("cannot read {}: {error}", path.display()),
    )
    .hint("what pages load is compiled from the repository: run qagida in a clone of it")
}

fn cannot_write(path: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::error(
        Code::CannotWrite,
        format!("cannot write {}: {error}", path.display()),
    )
    .hint("check the folder's permissions and the free space")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn workspace_with(source: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write("Cargo.toml", "[workspace]");
        write("Cargo.lock", "# lock");
        write("calculator/Cargo.toml", "[package]");
        write("calculator/src/lib.rs", source);
        write("calculator/src/inner/mod.rs", "");
        write("search/Cargo.toml", "[package]");
        write("search/src/lib.rs", "");
        folder
    }

    #[test]
    fn key_follows_every_input() {
        let folder = workspace_with("//");
        let keys = || {
            let recipes = recipes(&["kk", "de"]);
            let keys = recipes
                .iter()
                .map(|recipe| cache_key(folder.path(), recipe));
            keys.collect::<Result<Vec<_>, _>>().unwrap()
        };
        let first = keys();
        assert_eq!(first, keys());
        let [calculator, planner] = recipes(&[]).try_into().ok().unwrap();
        let elsewhere = workspace_with("//");
        assert_eq!(first[0], cache_key(elsewhere.path(), &calculator).unwrap());
        assert_ne!(first[0], cache_key(elsewhere.path(), &planner).unwrap());
        let mut seen = first;
        for (name, changed) in [
            ("calculator/src/lib.rs", 0..2),
            ("calculator/src/inner/mod.rs", 0..2),
            ("calculator/src/new.rs", 0..2),
            ("calculator/Cargo.toml", 0..2),
            ("search/src/lib.rs", 2..4),
            ("search/Cargo.toml", 2..4),
            ("Cargo.toml", 0..4),
            ("Cargo.lock", 0..4),
            ("rust-toolchain.toml", 0..4),
        ] {
            let before = keys();
            fs::write(folder.path().join(name), "changed").unwrap();
            let now = keys();
            for number in 0..4 {
                let known = seen.contains(&now[number]);
                assert_eq!(known, !changed.contains(&number), "{name} {number}");
                assert_eq!(now[number] == before[number], known, "{name} {number}");
            }
            seen.extend(now);
        }
        fs::rename(
            folder.path().join("calculator/src/new.rs"),
            folder.path().join("calculator/src/newer.rs"),
        )
        .unwrap();
        assert!(!seen.contains(&keys()[0]));
    }

    #[test]
    fn key_needs_the_sources() {
        let folder = tempfile::tempdir().unwrap();
        let key = cache_key(folder.path(), &recipes(&[])[0]);
        assert_eq!(key.unwrap_err().code, Code::CannotRead);
    }

    #[test]
    fn only_a_whole_entry_is_used() {
        let folder = tempfile::tempdir().unwrap();
        let entry = folder.path().join("entry");
        let recipe = &recipes(&["kk"])[2];
        let bundle = Bundle {
            js: "export {}".to_owned(),
            wasm: b"\0asm".to_vec(),
        };
        let fill = |at: &Path| {
            fs::create_dir_all(at).unwrap();
            let [js, wasm] = recipe.files();
            fs::write(at.join(js), &bundle.js).unwrap();
            fs::write(at.join(wasm), &bundle.wasm).unwrap();
            fs::write(at.join(CHECKSUMS), bundle.checksums(recipe)).unwrap();
        };
        assert!(read_entry(&entry, recipe).is_none());
        fill(&entry);
        assert_eq!(read_entry(&entry, recipe).unwrap().js, "export {}");
        for name in ["search-kk.js", "search-kk_bg.wasm", CHECKSUMS] {
            fill(&entry);
            fs::write(entry.join(name), "cut").unwrap();
            assert!(read_entry(&entry, recipe).is_none(), "{name}");
            fs::remove_file(entry.join(name)).unwrap();
            assert!(read_entry(&entry, recipe).is_none(), "{name}");
            // A broken entry gives way to a new one.
            let fresh = folder.path().join("fresh");
            fill(&fresh);
            replace(&fresh, &entry, recipe).unwrap();
            assert!(read_entry(&entry, recipe).is_some(), "{name}");
        }
    }

    #[test]
    fn environment() {
        let disturbs = |name: &str| disturbs(&name.into());
        for name in [
            "CARGO",
            "CARGO_MANIFEST_DIR",
            "CARGO_PKG_NAME",
            "CARGO_TARGET_DIR",
            "CARGO_ENCODED_RUSTFLAGS",
            "CARGO_BUILD_TARGET",
            "CARGO_PROFILE_WASM_LTO",
            "RUSTFLAGS",
            "RUSTC_WRAPPER",
        ] {
            assert!(disturbs(name), "{name}");
        }
        for name in [
            "PATH",
            "HOME",
            "CARGO_HOME",
            "CARGO_NET_OFFLINE",
            "CARGO_HTTP_PROXY",
            "RUSTUP_HOME",
            "RUSTUP_TOOLCHAIN",
            "RUST_BACKTRACE",
        ] {
            assert!(!disturbs(name), "{name}");
        }
    }

    #[test]
    fn long_output_is_cut() {
        let output = |lines: usize| Output {
            status: std::process::ExitStatus::default(),
            stdout: Vec::new(),
            stderr: "line\n".repeat(lines).into_bytes(),
        };
        assert_eq!(shown(&output(2)), "line\nline");
        assert!(shown(&output(SHOWN_LINES + 3)).starts_with("… 3 lines above\nline"));
    }

    #[test]
    fn glue_is_compacted() {
        let js = "/**\n * A `class`.\n */\nfunction initSync(a) {\n    if (a) {\n    }\n}\nexport { initSync, b as default };\nclass C {\n    /** One line. */\n    a() {\n\n        return 2 /* both */ * 3;\n    }\n}\n";
        assert_eq!(
            compact(js),
            "export { b as default };\nclass C {\na() {\nreturn 2 /* both */ * 3;\n}\n}\n"
        );
    }

    /// Several places name the version; the lock file follows one of them.
    #[test]
    fn bindgen_version_is_the_pinned_one() {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
        let manifest = fs::read_to_string(manifest).unwrap();
        assert!(manifest.contains(&format!("wasm-bindgen-cli-support = \"={BINDGEN}\"")));
    }
}
