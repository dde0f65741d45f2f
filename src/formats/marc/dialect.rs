//! Which fields mean what: every record votes, one field decides nothing.

use super::MarcRecord;
use crate::formats::Dialect;

/// Whether the record has a title in a field that is known.
pub(super) fn has_title(record: &MarcRecord) -> bool {
    let has = |tag: u32| {
        record.all(tag).any(|it| !it.get('a').is_empty() || !it.get('v').is_empty() || !it.get('h').is_empty())
    };
    has(245) || has(200) || record.has(461) || record.has(463)
}

/// Votes of the records of a file.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Votes {
    marc21: usize,
    unimarc: usize,
    rusmarc: usize,
    irbis: usize,
    titled: usize,
}

impl Votes {
    pub(super) fn count(&mut self, record: &MarcRecord) {
        let has = |tag: u32| usize::from(record.has(tag));
        let is_coded = |it: &str| it.len() >= 8 && it.bytes().take(8).all(|it| it.is_ascii_digit());
        let is_coded_100 = usize::from(record.field(100).is_some_and(|it| is_coded(it.get('a'))));
        let ends_like_marc21 = usize::from(record.leader.ends_with("4500"));
        let is_plain = |tag: u32| {
            usize::from(record.field(tag).is_some_and(|it| it.subfields.is_empty() && !it.value.trim().is_empty()))
        };
        self.marc21 += has(245) * 3 + has(260) + has(264) + has(8) + ends_like_marc21;
        self.unimarc += has(200) * 3 + has(210) + has(801) + is_coded_100 * 2;
        let is_foreign = record.has(801) && record.get(801, 'a') != "RU";
        self.rusmarc += usize::from(record.get(801, 'a') == "RU")
            + usize::from(!is_foreign) * (has(899) + usize::from(record.get(102, 'a') == "RU"));
        self.titled += usize::from(has_title(record));
        self.irbis += has(920) * 3 + is_plain(675) + is_plain(101) + is_plain(102) + has(903) + has(910) * has(920);
    }

    pub(super) fn dialect(self) -> Dialect {
        if self.titled == 0 {
            Dialect::None
        } else if self.marc21 > self.unimarc {
            Dialect::Marc21
        } else if self.irbis > 2 {
            Dialect::Irbis
        } else if self.rusmarc > 0 {
            Dialect::Rusmarc
        } else {
            Dialect::Unimarc
        }
    }
}
