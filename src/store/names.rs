//! Names of files and folders that every system takes: ASCII letters, digits and hyphens.

use crate::domain::latin;

/// Names Windows keeps for itself.
const RESERVED: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// A name for a file or folder made of a title: never empty, at most `most` characters, the same every time.
pub fn safe_name(title: &str, most: usize) -> String {
    let mut name = String::new();
    for letter in latin(&title.to_lowercase()).chars() {
        if letter.is_ascii_alphanumeric() {
            name.push(letter);
        } else if !name.ends_with('-') && !name.is_empty() && !letter.is_alphabetic() {
            name.push('-');
        }
    }
    name.truncate(most);
    let name = name.trim_matches('-');
    let stem = name.trim_end_matches(|it: char| it.is_ascii_digit());
    if name.is_empty() || RESERVED.contains(&stem) {
        format!("vitrina-{name}").trim_end_matches('-').to_owned()
    } else {
        name.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_becomes_a_name() {
        assert_eq!(safe_name("Новинки ноября: 2026!", 60), "novinki-noyabrya-2026");
        assert_eq!(safe_name("../../etc", 60), "etc");
        assert_eq!(safe_name("CON", 60), "vitrina-con");
        assert_eq!(safe_name("漢字", 60), "vitrina");
        assert_eq!(safe_name("Щука и щука", 8), "shhuka-i");
    }
}
