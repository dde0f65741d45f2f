//! The structure of the sources: levels, lengths, headers.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "reads the sources and stops at the first surprise"
)]

use std::fs;
use std::path::{Path, PathBuf};

/// Modules and their levels; one uses only smaller ones. The README shows the same table.
const LEVELS: [(&str, u8); 16] = [
    ("domain", 0),
    ("progress", 0),
    ("formats", 1),
    ("describe", 1),
    ("matching", 1),
    ("typeset", 1),
    ("edit", 1),
    ("compose", 2),
    ("store", 2),
    ("render", 3),
    ("platform", 3),
    ("studio", 4),
    ("export", 5),
    ("tasks", 6),
    ("cli", 7),
    ("app", 7),
];
const MAX_LINES: usize = 500;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sources(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|it| it == "rs") {
            found.push((path.clone(), fs::read_to_string(&path).unwrap()));
        }
    }
}

fn all(folders: &[&str]) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for folder in folders {
        sources(&root().join(folder), &mut found);
    }
    assert!(!found.is_empty());
    found
}

fn module_of(path: &Path) -> String {
    let below = path.strip_prefix(root().join("src")).unwrap();
    below.components().next().unwrap().as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned()
}

fn level(module: &str) -> Option<u8> {
    LEVELS.iter().find(|it| it.0 == module).map(|it| it.1)
}

#[test]
fn modules_use_only_lower_levels() {
    let mut wrong = Vec::new();
    for (path, text) in all(&["src"]) {
        let module = module_of(&path);
        let Some(own) = level(&module) else {
            assert!(matches!(module.as_str(), "lib" | "main"), "{module} has no level");
            continue;
        };
        let code = text.lines().filter(|it| !it.trim_start().starts_with("//"));
        for used in code.flat_map(|it| it.split("crate::").skip(1)) {
            let used: String = used.chars().take_while(|it| it.is_alphanumeric() || *it == '_').collect();
            if used != module && level(&used).is_some_and(|it| it >= own) {
                wrong.push(format!("{}: {module} uses {used}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_are_short_and_say_what_they_are_for() {
    let mut wrong = Vec::new();
    for (path, text) in all(&["src", "tests", "benches"]) {
        let n_lines = text.lines().count();
        if n_lines > MAX_LINES {
            wrong.push(format!("{}: {n_lines} lines", path.display()));
        }
        if !text.starts_with("//!") && !path.ends_with("sample_pictures.rs") {
            wrong.push(format!("{}: no header", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_the_window_depends_on_a_feature() {
    let with: Vec<String> = all(&["src"])
        .into_iter()
        .filter(|(_, text)| text.contains("cfg(feature") || text.contains("cfg(not(feature"))
        .map(|(path, _)| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    assert!(with.iter().all(|it| it == "lib.rs" || it == "main.rs"), "{with:?}");
}

#[test]
fn the_readme_shows_the_level_table() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    for (module, level) in LEVELS {
        let row =
            readme.lines().find(|it| it.starts_with(&format!("| {level} |")) && it.contains(&format!("`{module}`")));
        assert!(row.is_some(), "README: no row for {module} at level {level}");
    }
}
