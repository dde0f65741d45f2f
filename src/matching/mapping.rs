//! Mapping files: one line per cover, file and number in either order, as Koha's `idlink.txt` has them.

use std::collections::BTreeMap;

use super::file_key;

/// Files and the numbers of their records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    keys: BTreeMap<String, String>,
}

impl Mapping {
    pub(super) fn key_of(&self, file: &str) -> Option<&str> {
        self.keys.get(file).map(String::as_str)
    }

    /// How many files are mapped.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Is nothing mapped?
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }
}

const ENDINGS: [&str; 9] = [".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".gif", ".bmp", ".jpe"];

/// Reads a mapping file: parts divided by comma, semicolon or tab; empty lines and `#` remarks are passed over.
///
/// Lines without a picture's name are returned by number.
pub fn parse_mapping(text: &str) -> (Mapping, Vec<usize>) {
    let mut mapping = Mapping::default();
    let mut unclear = Vec::new();
    for (index, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let parts: Vec<&str> = line.split([',', ';', '\t']).map(|it| it.trim().trim_matches('"')).collect();
        let is_file = |it: &&&str| ENDINGS.iter().any(|ending| it.to_lowercase().ends_with(ending));
        let file = parts.iter().find(is_file);
        let key = parts.iter().find(|it| !is_file(it) && !it.is_empty());
        match (file, key) {
            (Some(file), Some(key)) => {
                mapping.keys.insert(file_key(file), (*key).to_owned());
            }
            _ => unclear.push(index + 1),
        }
    }
    (mapping, unclear)
}
