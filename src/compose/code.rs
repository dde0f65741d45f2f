//! Codes that lead to a link (QR, ISO/IEC 18004).

use qrcode::{EcLevel, QrCode};

/// The modules of a code, row by row, without the quiet zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// Modules on a side.
    pub side: usize,
    /// Whether each is dark.
    pub dark: Vec<bool>,
    /// Where it leads.
    pub link: String,
}

/// The code of a link; `None` when it is too long for one.
pub(super) fn code(link: &str) -> Option<Code> {
    let address = if link.contains("://") { link.to_owned() } else { format!("https://{link}") };
    let found = QrCode::with_error_correction_level(address.as_bytes(), EcLevel::M).ok()?;
    let dark = found.to_colors().into_iter().map(|it| it == qrcode::Color::Dark).collect();
    Some(Code { side: found.width(), dark, link: address })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_square_and_begins_with_a_finder() {
        let code = code("vk.com/library").unwrap();
        assert_eq!(code.dark.len(), code.side * code.side);
        assert!(code.dark[..7].iter().all(|it| *it) && !code.dark[7]);
        assert_eq!(code.link, "https://vk.com/library");
    }

    #[test]
    fn a_text_too_long_for_a_code_gives_none() {
        assert_eq!(code(&"a".repeat(5000)), None);
    }
}
