//! Bytes as browsers take them over the network: brotli and gzip.
//!
//! A crate of its own, because brotli's code is generic: within the tool it would
//! be compiled anew, and hardly optimised, with each change of the tool.

use std::io::Write as _;

use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

/// How much time a smaller result is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// What is made anew with each build.
    Quick,
    /// What is made once and kept: a tenth smaller, and fifteen times as slow.
    Most,
}

/// The bytes in brotli. The same bytes give the same result.
pub fn brotli(bytes: &[u8], effort: Effort) -> Vec<u8> {
    let parameters = BrotliEncoderParams {
        quality: match effort {
            Effort::Quick => 5,
            Effort::Most => 11,
        },
        size_hint: bytes.len(),
        ..BrotliEncoderParams::default()
    };
    let mut compressed = Vec::new();
    // Neither reading from memory nor writing to it fails.
    let _ = brotli::BrotliCompress(&mut &*bytes, &mut compressed, &parameters);
    compressed
}

/// The bytes in gzip, without a name or a time. The same bytes give the same result.
pub fn gzip(bytes: &[u8], effort: Effort) -> Vec<u8> {
    let level = match effort {
        Effort::Quick => Compression::new(6),
        Effort::Most => Compression::best(),
    };
    let mut encoder = GzEncoder::new(Vec::new(), level);
    // Writing to memory doesn't fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn what_is_compressed_comes_back() {
        let text = "Көшіп-қону: 4 325 ₸. ".repeat(500).into_bytes();
        for bytes in [&text[..], b"", b"\0"] {
            for effort in [Effort::Quick, Effort::Most] {
                let mut back = Vec::new();
                brotli::BrotliDecompress(&mut &brotli(bytes, effort)[..], &mut back)
                    .expect("brotli");
                assert_eq!(back, bytes);
                back.clear();
                flate2::read::GzDecoder::new(&gzip(bytes, effort)[..])
                    .read_to_end(&mut back)
                    .expect("gzip");
                assert_eq!(back, bytes);
            }
        }
        assert!(brotli(&text, Effort::Quick).len() * 20 < text.len());
        assert!(gzip(&text, Effort::Quick).len() * 20 < text.len());
    }
}
