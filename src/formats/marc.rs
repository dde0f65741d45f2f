//! A record as read: fields with indicators and subfields, text decoded, nothing interpreted.

/// One field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Field {
    /// Tag without leading zeros: IRBIS writes `10` where MARC writes `010`.
    pub(super) tag: u32,
    pub(super) indicators: [char; 2],
    /// Text before the first subfield, or all of it.
    pub(super) value: String,
    /// Codes in lower case, in the order of the record.
    pub(super) subfields: Vec<(char, String)>,
}

impl Field {
    /// The first subfield with this code; empty when there is none.
    pub(super) fn get(&self, code: char) -> &str {
        self.subfields.iter().find(|it| it.0 == code).map_or("", |it| it.1.as_str())
    }

    /// All subfields with this code.
    pub(super) fn all(&self, code: char) -> impl Iterator<Item = &str> {
        self.subfields.iter().filter(move |it| it.0 == code).map(|it| it.1.as_str())
    }

    /// The first subfield, else the field's own text.
    pub(super) fn first(&self) -> &str {
        if self.value.is_empty() { self.subfields.first().map_or("", |it| it.1.as_str()) } else { &self.value }
    }
}

/// Leader and fields.
#[derive(Clone, Debug, Default)]
pub(super) struct MarcRecord {
    /// 24 characters; empty when the format has none.
    pub(super) leader: String,
    pub(super) fields: Vec<Field>,
}

impl MarcRecord {
    pub(super) fn all(&self, tag: u32) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(move |it| it.tag == tag)
    }

    pub(super) fn field(&self, tag: u32) -> Option<&Field> {
        self.all(tag).next()
    }

    pub(super) fn has(&self, tag: u32) -> bool {
        self.field(tag).is_some()
    }

    /// First subfield with this code in the first field that has it.
    pub(super) fn get(&self, tag: u32, code: char) -> String {
        self.all(tag).map(|it| it.get(code)).find(|it| !it.is_empty()).unwrap_or_default().to_owned()
    }

    /// Every subfield with this code, in all fields of the tag.
    pub(super) fn list(&self, tag: u32, code: char) -> Vec<String> {
        self.all(tag).flat_map(|it| it.all(code)).filter(|it| !it.is_empty()).map(str::to_owned).collect()
    }

    /// The whole text of every field of the tag: its own or its first subfield.
    pub(super) fn firsts(&self, tag: u32) -> Vec<String> {
        self.all(tag).map(|it| it.first().trim().to_owned()).filter(|it| !it.is_empty()).collect()
    }

    /// The value of a control field.
    pub(super) fn control(&self, tag: u32) -> String {
        self.field(tag).map_or_else(String::new, |it| it.first().trim().to_owned())
    }
}

/// Trims spaces and drops the marks around words that sorting passes over.
pub(super) fn tidy(text: &str) -> String {
    let is_mark = |it: char| {
        matches!(it, '\u{88}' | '\u{89}' | '\u{98}' | '\u{9c}' | '\u{fe20}' | '\u{2021}') && it != '\u{2021}'
    };
    let kept: String = text.chars().filter(|it| !is_mark(*it) && (!it.is_control() || *it == '\n')).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Takes the number out of an ISBN field: "978-5-02-0 (в пер.)" gives the number alone.
pub(super) fn isbn_number(text: &str) -> String {
    let text = text.trim().trim_start_matches("ISBN").trim_start();
    let is_part = |it: char| it.is_ascii_digit() || matches!(it, '-' | '–' | '‐' | '‑' | 'X' | 'x' | 'Х' | 'х' | ' ');
    let end = text.find(|it: char| !is_part(it)).unwrap_or(text.len());
    text.get(..end).unwrap_or_default().trim().to_owned()
}

/// Statements joined as a description joins them.
pub(super) fn joined(parts: impl IntoIterator<Item = String>, separator: &str) -> String {
    parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(separator)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn isbn_loses_what_is_not_its_number() {
        assert_eq!(isbn_number("5-238-00141-Х (в пер.)"), "5-238-00141-Х");
        assert_eq!(isbn_number("1555535291 (cloth : alk. paper)"), "1555535291");
        assert_eq!(isbn_number("(в пер.)"), "");
    }

    #[test]
    fn marks_for_sorting_are_dropped() {
        assert_eq!(tidy("\u{88}L'\u{89}altra  faccia "), "L'altra faccia");
    }
}
