//! Compressed copies beside the files, for hosts that send them as they stand.

use std::fs;
use std::path::Path;

use qagida_compression::{Effort, brotli, gzip};

use crate::site::render::File;

/// What kinds of files there is something to gain with. Pictures are compressed.
const COMPRESSED: [&str; 11] = [
    "bin",
    "css",
    "csv",
    "html",
    "js",
    "json",
    "svg",
    "txt",
    "wasm",
    "webmanifest",
    "xml",
];

/// What seldom changes from one build to the next: worth the time once.
const LASTING: [&str; 4] = ["css", "js", "svg", "wasm"];

type Compress = fn(&[u8], Effort) -> Vec<u8>;

/// The file's copies, each only if it is smaller than the file. Those of files
/// that seldom change are looked up in `cache`, and kept there.
pub fn copies(path: &str, bytes: &[u8], cache: &Path) -> Vec<File> {
    let extension = path.rsplit('.').next().unwrap_or_default();
    if !COMPRESSED.contains(&extension) {
        return Vec::new();
    }
    let lasting = path.starts_with("assets/") && LASTING.contains(&extension);
    let encodings: [(&str, Compress); 2] = [("br", brotli), ("gz", gzip)];
    encodings
        .into_iter()
        .map(|(ending, compress)| {
            let compressed = if lasting {
                once(bytes, cache, ending, compress)
            } else {
                compress(bytes, Effort::Quick)
            };
            (format!("{path}.{ending}"), compressed)
        })
        .filter(|(_, compressed)| compressed.len() < bytes.len())
        .collect()
}

/// What an earlier build has compressed, or what is compressed now and kept.
fn once(bytes: &[u8], cache: &Path, ending: &str, compress: Compress) -> Vec<u8> {
    let entry = cache.join(format!(
        "compressed-{}.{ending}",
        blake3::hash(bytes).to_hex()
    ));
    if let Ok(kept) = fs::read(&entry)
        && let Some((sum, compressed)) = kept.split_at_checked(blake3::OUT_LEN)
        && *blake3::hash(compressed).as_bytes() == *sum
    {
        return compressed.to_vec();
    }
    let compressed = compress(bytes, Effort::Most);
    let sum = blake3::hash(&compressed);
    // Another build may write the same at the same time. What cannot be kept is
    // compressed again next time.
    let fresh = entry.with_extension(format!("{ending}.{}", std::process::id()));
    let kept = [sum.as_bytes().as_slice(), &compressed].concat();
    let _ = fs::create_dir_all(cache)
        .and_then(|()| fs::write(&fresh, kept))
        .and_then(|()| fs::rename(&fresh, &entry));
    compressed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_gets_smaller_has_copies() {
        let folder = tempfile::tempdir().unwrap();
        let names = |path: &str, bytes: &[u8]| -> Vec<String> {
            let copies = copies(path, bytes, folder.path());
            copies.into_iter().map(|(name, _)| name).collect()
        };
        let long = [b'a'; 500];
        assert_eq!(
            names("kk/index.html", &long),
            ["kk/index.html.br", "kk/index.html.gz"]
        );
        assert_eq!(names("a.json", b"{}"), [""; 0]);
        assert_eq!(names("assets/icon.png", &long), [""; 0]);
        assert_eq!(names("LICENSE", &long), [""; 0]);
    }

    #[test]
    fn what_is_kept_is_used_if_it_is_whole() {
        let folder = tempfile::tempdir().unwrap();
        let bytes = "a { color: red }".repeat(50).into_bytes();
        let made = || copies("assets/site.css", &bytes, folder.path());
        let first = made();
        let entry = |ending: &str| {
            folder.path().join(format!(
                "compressed-{}.{ending}",
                blake3::hash(&bytes).to_hex()
            ))
        };
        // Something else that is whole shows that the entry is what is read.
        let other = [blake3::hash(b"other").as_bytes().as_slice(), b"other"].concat();
        fs::write(entry("br"), other).unwrap();
        assert_eq!(made()[0].1, b"other");
        fs::write(entry("br"), b"cut off").unwrap();
        assert_eq!(made(), first);
        fs::write(entry("br"), [0; 40]).unwrap();
        assert_eq!(made(), first);
        assert_eq!(made(), first);
    }
}
