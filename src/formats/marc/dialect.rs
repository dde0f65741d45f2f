//! Which fields mean what: every record votes, one field decides nothing.

use super::MarcRecord;
use crate::domain::Lang;
use crate::formats::Dialect;

/// Headings that only authority records of MARC 21 have.
const AUTHORITY: [u32; 5] = [148, 150, 151, 155, 185];

/// Whether the record has a title in a field that is known.
pub(super) fn has_title(record: &MarcRecord) -> bool {
    let has = |tag: u32| {
        record.all(tag).any(|it| !it.get('a').is_empty() || !it.get('v').is_empty() || !it.get('h').is_empty())
    };
    has(245) || has(200) || record.has(461) || record.has(463)
}

/// Why a record without a title is left out.
pub(super) fn untitled(record: &MarcRecord, lang: Lang) -> &'static str {
    let is_authority = record.leader.chars().nth(6) == Some('z') || AUTHORITY.iter().any(|it| record.has(*it));
    let is_described = record.fields.iter().any(|it| it.tag >= 100 && !it.subfields.is_empty());
    if is_authority && !record.has(210) && !record.has(260) {
        lang.pick(
            "это запись авторитетного файла, а не описание книги",
            "an authority record, not the description of a book",
        )
    } else if is_described {
        lang.pick("в записи нет заглавия (поле 245 или 200)", "the record has no title (field 245 or 200)")
    } else {
        lang.pick(
            "неизвестный набор полей: нет заглавия ни в 200, ни в 245",
            "unknown tag set: no title in field 200 or 245",
        )
    }
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
        let is_russian = record.all(801).any(|it| it.get('a') == "RU");
        let is_foreign = record.has(801) && !is_russian;
        self.rusmarc +=
            usize::from(is_russian) + usize::from(!is_foreign) * (has(899) + usize::from(record.get(102, 'a') == "RU"));
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
