//! What a file is, by its first bytes.

use super::{FileFormat, ReadError};

/// The format of a file that begins like this.
pub(super) fn format(sample: &[u8]) -> Result<FileFormat, ReadError> {
    let start = sample.strip_prefix(b"\xef\xbb\xbf").unwrap_or(sample).trim_ascii_start();
    let has = |byte: u8| start.contains(&byte);
    let leads_with_digits = start.len() > 24 && start.iter().take(5).filter(|it| it.is_ascii_digit()).count() >= 4;
    if has(0x1e) && (has(0x1d) || leads_with_digits) {
        return Ok(FileFormat::Iso2709);
    }
    if leads_with_digits && start.iter().skip(20).take(2).eq(b"45") {
        return Ok(FileFormat::Iso2709);
    }
    if is_irbis_text(start) {
        return Ok(FileFormat::IrbisText);
    }
    known_but_unread(start)?;
    if is_table(sample) { Ok(FileFormat::Csv) } else { Err(ReadError::UnknownFormat) }
}

fn is_irbis_text(start: &[u8]) -> bool {
    let is_field = |line: &[u8]| {
        let digits = line.strip_prefix(b"#").map_or(0, |it| it.iter().take_while(|it| it.is_ascii_digit()).count());
        digits > 0 && line.get(digits + 1) == Some(&b':')
    };
    let mut lines = start.split(|it| *it == b'\n').filter(|it| !it.trim_ascii().is_empty());
    lines.clone().take(3).count() > 0 && lines.by_ref().take(3).all(|it| is_field(it) || it.starts_with(b"*****"))
}

fn known_but_unread(start: &[u8]) -> Result<(), ReadError> {
    let text = String::from_utf8_lossy(start.get(..start.len().min(4096)).unwrap_or_default()).to_lowercase();
    let name = if start.starts_with(b"PK\x03\x04") {
        "XLSX"
    } else if start.starts_with(b"<") && text.contains("onix") {
        "ONIX"
    } else if start.starts_with(b"<") {
        "MARCXML"
    } else if text.starts_with("ty  -") {
        "RIS"
    } else if text.starts_with('@') && text.contains('{') {
        "BibTeX"
    } else if start.starts_with(b"\xd0\xcf\x11\xe0") {
        "XLS"
    } else {
        return Ok(());
    };
    Err(ReadError::Unsupported(name))
}

fn is_table(sample: &[u8]) -> bool {
    let is_utf16 = sample.starts_with(b"\xff\xfe") || sample.starts_with(b"\xfe\xff");
    let is_binary = sample.iter().take(4096).any(|it| *it < 9);
    let first = sample.split(|it| *it == b'\n').next().unwrap_or_default();
    is_utf16 || (!is_binary && first.iter().any(|it| b",;\t".contains(it)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides() {
        assert_eq!(format(b"#200: ^AX\r\n#210: ^D1999\r\n*****\r\n").unwrap(), FileFormat::IrbisText);
        assert_eq!(format("\u{feff}#10: ^A5\n*****".as_bytes()).unwrap(), FileFormat::IrbisText);
        assert_eq!(format("Автор;Название\r\n".as_bytes()).unwrap(), FileFormat::Csv);
        assert_eq!(format(b"00061nam  2200037   450 20000120000\x1e  \x1faX\x1e\x1d").unwrap(), FileFormat::Iso2709);
        assert!(matches!(format(b"PK\x03\x04...."), Err(ReadError::Unsupported("XLSX"))));
        assert!(matches!(format(b"<?xml version='1.0'?><collection/>"), Err(ReadError::Unsupported("MARCXML"))));
        assert!(matches!(format(b"hello"), Err(ReadError::UnknownFormat)));
    }
}
