//! Tells the program which sources it was built from: pictures drawn by others are not taken for its own.

#![expect(clippy::disallowed_methods, reason = "a build script reads the sources")]

use std::fs;
use std::path::Path;

/// FNV-1a, 64 bits (Fowler, Noll, Vo); nobody is to be kept out, only versions told apart.
fn add(digest: &mut u64, bytes: &[u8]) {
    // Line ends depend on how the sources were fetched.
    for byte in bytes.iter().filter(|it| **it != b'\r') {
        *digest = (*digest ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
}

fn add_all(digest: &mut u64, path: &Path) {
    if !path.is_dir() {
        add(digest, path.file_name().unwrap_or_default().as_encoded_bytes());
        return add(digest, &fs::read(path).unwrap_or_default());
    }
    let entries = fs::read_dir(path).into_iter().flatten().flatten();
    let mut paths: Vec<_> = entries.map(|it| it.path()).collect();
    paths.sort();
    for path in &paths {
        add_all(digest, path);
    }
}

fn main() {
    let mut digest = 0xcbf2_9ce4_8422_2325;
    for path in ["assets", "src", "Cargo.lock"] {
        println!("cargo::rerun-if-changed={path}");
        add_all(&mut digest, Path::new(path));
    }
    println!("cargo::rustc-env=VITRINA_SOURCES={digest:016x}");
}
