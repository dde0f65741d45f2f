//! The syntax of BibTeX: entries, `@string` macros, `#` between pieces of a value. Values keep their LaTeX.

use std::collections::HashMap;

/// One `@kind{key, field = value, …}`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Entry {
    /// In lower case.
    pub(super) kind: String,
    pub(super) key: String,
    /// Names in lower case, in the order of the file.
    pub(super) fields: Vec<(String, String)>,
    /// Start in the text, in bytes.
    pub(super) offset: usize,
    pub(super) raw: String,
}

impl Entry {
    /// The value of the first of these fields that is there and not empty; of a field written twice the last counts.
    pub(super) fn get(&self, names: &[&str]) -> &str {
        let value = |name: &&str| self.fields.iter().rfind(|it| it.0 == **name).map(|it| it.1.as_str());
        names.iter().filter_map(value).find(|it| !it.trim().is_empty()).unwrap_or_default()
    }
}

/// An entry, or the place of one that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Parsed {
    Entry(Entry),
    Damaged { offset: usize },
}

/// All entries of a text; what stands between them is commentary.
pub(super) fn entries(text: &str) -> Vec<Parsed> {
    let mut macros = months();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(|it| it.find('@')).map(|it| it + at) {
        let mut cursor = Cursor { text, at: start + 1, macros: &macros };
        let Some(kind) = cursor.kind() else {
            at = start + 1;
            continue;
        };
        match kind.as_str() {
            "comment" | "preamble" => at = cursor.skip_body(),
            "string" => match cursor.body(false) {
                Some(entry) => {
                    at = cursor.at;
                    macros.extend(entry.fields);
                }
                None => at = start + 1,
            },
            _ => {
                let body = cursor.body(true);
                let end = cursor.at;
                at = if body.is_some() { end } else { next_line_with_entry(text, start + 1) };
                found.push(match body {
                    Some(entry) => {
                        let raw = text.get(start..end).unwrap_or_default().to_owned();
                        Parsed::Entry(Entry { kind, offset: start, raw, ..entry })
                    }
                    None => Parsed::Damaged { offset: start },
                });
            }
        }
    }
    found
}

/// Where the next line begins that opens an entry; the end when there is none.
fn next_line_with_entry(text: &str, from: usize) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    rest.match_indices('\n')
        .find(|it| rest.get(it.0 + 1..).is_some_and(|it| it.trim_start().starts_with('@')))
        .map_or(text.len(), |it| from + it.0 + 1)
}

fn months() -> HashMap<String, String> {
    let names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    (1..).zip(names).map(|(number, name): (usize, _)| (name.to_owned(), number.to_string())).collect()
}

struct Cursor<'a> {
    text: &'a str,
    at: usize,
    macros: &'a HashMap<String, String>,
}

impl Cursor<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn eat(&mut self, letter: char) -> bool {
        let is_next = self.peek() == Some(letter);
        if is_next {
            self.at += letter.len_utf8();
        }
        is_next
    }

    /// Passes over spaces and `%` comments.
    fn skip_blank(&mut self) {
        while let Some(letter) = self.peek() {
            match letter {
                '%' => self.at += self.rest().find('\n').unwrap_or(self.rest().len()),
                it if it.is_whitespace() => self.at += it.len_utf8(),
                _ => return,
            }
        }
    }

    fn word(&mut self) -> String {
        let is_part = |it: char| it.is_alphanumeric() || "_-:./+'*!?&^".contains(it);
        let end = self.rest().find(|it: char| !is_part(it)).unwrap_or(self.rest().len());
        let word = self.rest().get(..end).unwrap_or_default().to_owned();
        self.at += end;
        word
    }

    /// `@ kind {` up to and with the opening brace.
    fn kind(&mut self) -> Option<String> {
        self.skip_blank();
        let kind = self.word().to_lowercase();
        self.skip_blank();
        let is_open = self.eat('{') || self.eat('(');
        (is_open && !kind.is_empty()).then_some(kind)
    }

    /// Passes over a body that is not read; gives where it ends.
    fn skip_body(&mut self) -> usize {
        let start = self.at;
        if self.braced().is_none() {
            return start;
        }
        self.at
    }

    /// Key and fields up to and with the closing brace.
    fn body(&mut self, has_key: bool) -> Option<Entry> {
        let mut entry = Entry::default();
        if has_key {
            self.skip_blank();
            let end = self.rest().find([',', '}', ')', '\n', '='])?;
            self.rest().get(..end)?.trim().clone_into(&mut entry.key);
            self.at += end;
        }
        loop {
            self.skip_blank();
            if self.eat(',') {
                continue;
            }
            if self.eat('}') || self.eat(')') {
                return Some(entry);
            }
            let name = self.word().to_lowercase();
            self.skip_blank();
            if name.is_empty() || !self.eat('=') {
                return None;
            }
            let value = self.value()?;
            entry.fields.push((name, value));
        }
    }

    /// Pieces joined by `#`.
    fn value(&mut self) -> Option<String> {
        let mut value = String::new();
        loop {
            self.skip_blank();
            let piece = match self.peek()? {
                '{' => {
                    self.at += 1;
                    self.braced()?
                }
                '"' => {
                    self.at += 1;
                    self.quoted()?
                }
                _ => {
                    let word = self.word();
                    if word.is_empty() {
                        return None;
                    }
                    self.macros.get(&word.to_lowercase()).cloned().unwrap_or(word)
                }
            };
            value.push_str(&piece);
            self.skip_blank();
            if !self.eat('#') {
                return Some(value);
            }
        }
    }

    /// Text up to the brace that closes the one before it.
    fn braced(&mut self) -> Option<String> {
        let mut depth = 1_usize;
        let mut is_escaped = false;
        for (i, letter) in self.rest().char_indices() {
            match letter {
                _ if is_escaped => is_escaped = false,
                '\\' => is_escaped = true,
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                let inner = self.rest().get(..i).unwrap_or_default().to_owned();
                self.at += i + 1;
                return Some(inner);
            }
        }
        None
    }

    /// Text up to the next quotation mark outside braces.
    fn quoted(&mut self) -> Option<String> {
        let mut depth = 0_i32;
        let mut end = None;
        for (i, letter) in self.rest().char_indices() {
            match letter {
                '{' => depth += 1,
                '}' => depth -= 1,
                '"' if depth <= 0 => end = Some(i),
                _ => {}
            }
            if end.is_some() {
                break;
            }
        }
        let inner = self.rest().get(..end?).unwrap_or_default().to_owned();
        self.at += end? + 1;
        Some(inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn macros_and_pieces_are_put_together() {
        let text = "@String(and = \" and \")\n@\n %a\nBook{k:1,\n Author = \"Ivan {Q\"}\" # And # {Olga},\n yEAr = 1942, month = mar }";
        let found = entries(text);
        let [Parsed::Entry(entry)] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!((entry.kind.as_str(), entry.key.as_str()), ("book", "k:1"));
        assert_eq!((entry.get(&["author"]), entry.get(&["year"])), ("Ivan {Q\"} and Olga", "1942"));
        assert_eq!(entry.get(&["month"]), "3");
    }

    #[test]
    fn of_a_field_written_twice_the_last_counts() {
        let found = entries("@book{a, editor = {Первый}, editor = {Второй}}");
        let [Parsed::Entry(entry)] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!(entry.get(&["editor"]), "Второй");
    }

    #[test]
    fn a_damaged_entry_costs_itself_alone() {
        let found = entries(
            "@book{a, title = {X},\n author = }\n@comment{@book{z}}\n@book{b, title = {Y}}\n@book{c, title = {Z",
        );
        let kinds: Vec<bool> = found.iter().map(|it| matches!(it, Parsed::Entry(_))).collect();
        assert_eq!(kinds, [false, true, false]);
    }
}
