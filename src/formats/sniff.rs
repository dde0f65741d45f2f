//! What a file is, by its first bytes.

use std::borrow::Cow;

use super::{FileFormat, ReadError, bibtex, encoding, marc, ris};

/// The format of a file that begins like this.
pub(super) fn format(sample: &[u8]) -> Result<FileFormat, ReadError> {
    if let Some(format) = container(sample) {
        return Ok(format);
    }
    let text = text(sample);
    let start = text.trim_start_matches('\u{feff}').trim_start();
    if start.starts_with('<') {
        return xml(start).ok_or(ReadError::UnknownFormat);
    }
    if is_irbis_text(start) {
        return Ok(FileFormat::IrbisText);
    }
    if marc::text::is_it(start) {
        return Ok(FileFormat::MarcText);
    }
    if ris::is_it(start) {
        return Ok(FileFormat::Ris);
    }
    if bibtex::is_it(start) {
        return Ok(FileFormat::Bibtex);
    }
    if is_table(start) { Ok(FileFormat::Csv) } else { Err(ReadError::UnknownFormat) }
}

/// Formats whose bytes are not a text.
fn container(sample: &[u8]) -> Option<FileFormat> {
    if sample.starts_with(b"PK\x03\x04") || sample.starts_with(b"\xd0\xcf\x11\xe0") {
        return Some(FileFormat::Xlsx);
    }
    let start = sample.strip_prefix(b"\xef\xbb\xbf").unwrap_or(sample).trim_ascii_start();
    let has = |byte: u8| start.contains(&byte);
    let leads_with_digits = start.len() > 24 && start.iter().take(5).filter(|it| it.is_ascii_digit()).count() >= 4;
    let is_iso = has(0x1e) && (has(0x1d) || leads_with_digits);
    let is_marked = leads_with_digits && start.iter().skip(20).take(2).eq(b"45");
    (is_iso || is_marked).then_some(FileFormat::Iso2709)
}

/// Enough of the text to tell ASCII marks by; other letters may come out wrong.
fn text(sample: &[u8]) -> Cow<'_, str> {
    match encoding::byte_order(sample) {
        Some(wide) => Cow::Owned(wide.decode(sample.get(..sample.len() & !1).unwrap_or_default()).0.into_owned()),
        None => String::from_utf8_lossy(sample),
    }
}

fn xml(start: &str) -> Option<FileFormat> {
    let lower: String = start.chars().take(8192).collect::<String>().to_lowercase();
    let has_element = |name: &str| lower.contains(&format!("<{name}")) || lower.contains(&format!(":{name}"));
    if has_element("onixmessage") || has_element("product>") {
        Some(FileFormat::Onix)
    } else if has_element("record") || has_element("collection") || has_element("oai-pmh") {
        Some(FileFormat::Marcxml)
    } else {
        None
    }
}

fn is_irbis_text(start: &str) -> bool {
    let is_field = |line: &str| {
        let digits = line.strip_prefix('#').map_or(0, |it| it.bytes().take_while(u8::is_ascii_digit).count());
        digits > 0 && line.as_bytes().get(digits + 1) == Some(&b':')
    };
    let mut lines = start.lines().filter(|it| !it.trim().is_empty()).take(3).peekable();
    lines.peek().is_some() && lines.all(|it| is_field(it) || it.starts_with("*****"))
}

/// Text in which one of the first lines has several cells.
fn is_table(start: &str) -> bool {
    let is_binary = start.chars().take(4096).any(|it| (it as u32) < 9);
    !is_binary && start.lines().take(20).any(|it| it.contains([',', ';', '\t']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides() {
        let cases: [(&[u8], FileFormat); 12] = [
            (b"#200: ^AX\r\n#210: ^D1999\r\n*****\r\n", FileFormat::IrbisText),
            ("\u{feff}#10: ^A5\n*****".as_bytes(), FileFormat::IrbisText),
            ("Автор;Название\r\n".as_bytes(), FileFormat::Csv),
            (b"00061nam  2200037   450 20000120000\x1e  \x1faX\x1e\x1d", FileFormat::Iso2709),
            (b"PK\x03\x04\x1d\x1e", FileFormat::Xlsx),
            (b"<?xml version='1.0'?><collection/>", FileFormat::Marcxml),
            (b"<!-- x --><marc:record>", FileFormat::Marcxml),
            (b"<?xml version='1.0'?><ONIXMessage release='3.0'>", FileFormat::Onix),
            (b"\nTY  - BOOK\nTI  - X\n", FileFormat::Ris),
            (b"% comment, of a kind\n@book{a, title={X}}", FileFormat::Bibtex),
            (b"=LDR  00000nam  2200000   450 \n=001  5\n=245  10$aX\n", FileFormat::MarcText),
            (b"List of books\n\nTitle;Author\n", FileFormat::Csv),
        ];
        for (bytes, expected) in cases {
            assert_eq!(format(bytes).unwrap(), expected, "{}", String::from_utf8_lossy(bytes));
        }
        for bytes in [b"hello".as_slice(), b"<html><body>", b"\x01\x02,"] {
            assert!(matches!(format(bytes), Err(ReadError::UnknownFormat)));
        }
    }
}
