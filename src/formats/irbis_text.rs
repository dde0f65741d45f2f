//! The text export of IRBIS: one repeat of a field a line, `^x` before subfields, `*****` between records.

use std::io::BufRead;
use std::ops::ControlFlow;

use super::encoding::Encoding;
use super::marc::{Field, MarcRecord};
use super::{Dialect, ReadError, ReadItem, ReadRecord, Sink, Warning, common_warnings, dialect, irbis};
use crate::domain::Lang;

/// A record of more bytes is damage.
const MAX_RECORD: usize = 4 * 1024 * 1024;

/// Reads all records.
pub(super) fn read(
    source: &mut dyn BufRead,
    encoding: Encoding,
    lang: Lang,
    sink: &mut Sink<'_>,
) -> Result<Dialect, ReadError> {
    let mut reader = Reader { encoding, lang, number: 0, offset: 0, raw: Vec::new() };
    let mut line = Vec::new();
    loop {
        line.clear();
        let n = std::io::Read::take(&mut *source, MAX_RECORD as u64).read_until(b'\n', &mut line)?;
        let is_end = n == 0 || line.trim_ascii().starts_with(b"*****");
        reader.raw.extend_from_slice(&line);
        let is_whole = is_end || reader.raw.len() > MAX_RECORD;
        if is_whole && (reader.finish(sink) == ControlFlow::Break(()) || n == 0) {
            return Ok(Dialect::Irbis);
        }
    }
}

struct Reader {
    encoding: Encoding,
    lang: Lang,
    number: usize,
    offset: u64,
    raw: Vec<u8>,
}

impl Reader {
    fn finish(&mut self, sink: &mut Sink<'_>) -> ControlFlow<()> {
        let raw = std::mem::take(&mut self.raw);
        let offset = self.offset;
        self.offset += raw.len() as u64;
        let content = raw.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&raw);
        let is_blank = content.iter().all(|it| it.is_ascii_whitespace() || *it == b'*');
        if is_blank {
            return ControlFlow::Continue(());
        }
        self.number += 1;
        sink(self.item(content, offset))
    }

    fn item(&self, content: &[u8], offset: u64) -> ReadItem {
        let Self { number, lang, .. } = *self;
        let (text, had_errors) = self.encoding.decode(content);
        let marc = MarcRecord { leader: String::new(), fields: text.lines().filter_map(field).collect() };
        if !dialect::has_title(&marc) {
            let reason = lang.pick("в записи нет заглавия (поле 200)", "the record has no title (field 200)");
            return ReadItem::Skipped { number, offset, reason: reason.to_owned() };
        }
        let record = irbis::record(&marc);
        let mut warnings = common_warnings(&record, lang);
        if had_errors {
            let message =
                lang.pick("часть букв не читается в этой кодировке", "some letters mean nothing in this character set");
            warnings.push(Warning { field: String::new(), message: message.to_owned() });
        }
        ReadItem::Record(Box::new(ReadRecord { number, offset, raw: content.to_vec(), record, warnings }))
    }
}

/// `#200: ^AЗаглавие^EСведения`; text before the first `^` is the field's own.
fn field(line: &str) -> Option<Field> {
    let (tag, content) = line.trim_start_matches('\u{feff}').strip_prefix('#')?.split_once(':')?;
    let tag = tag.trim().parse().ok()?;
    let mut parts = content.trim().split('^');
    let value = parts.next().unwrap_or_default().to_owned();
    let subfield = |part: &str| {
        let code = part.chars().next()?;
        let text = part.get(code.len_utf8()..)?;
        Some((code.to_lowercase().next()?, text.to_owned()))
    };
    Some(Field { tag, indicators: [' ', ' '], value, subfields: parts.filter_map(subfield).collect() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::RecordKind;

    const TEXT: &str = "\u{feff}#920: PAZK\r\n#700: ^AЗимин^BА.А.^GАндрей Андреевич\r\n#200: ^AЛечение ран^eпособие^FА. А. Зимин\r\n\
        #210: ^CМедгиз^AМ.^D1942\r\n#215: ^A251^Cил.\r\n#10: ^A5-86150-048-7 (в пер.)\r\n#907: ^BИванова\r\n#951: ^Azimin.JPG\r\n*****\r\n\
        #920: ASP\r\n#200: ^AСтатья\r\n#463: ^CГоспитальное дело^J1942^H№ 5^SС. 12-19\r\n*****\r\n";

    fn records(text: &str) -> Vec<ReadItem> {
        let mut items = Vec::new();
        let read = read(&mut text.as_bytes(), Encoding::Utf8, Lang::En, &mut |it| {
            items.push(it);
            ControlFlow::Continue(())
        });
        assert_eq!(read.unwrap(), Dialect::Irbis);
        items
    }

    #[test]
    fn a_book_and_an_article_are_read() {
        let items = records(TEXT);
        let [ReadItem::Record(book), ReadItem::Record(article)] = items.as_slice() else { panic!("{items:?}") };
        assert_eq!(
            (book.record.place.as_str(), book.record.publisher.as_str(), book.record.year.as_str()),
            ("М.", "Медгиз", "1942")
        );
        assert_eq!((book.record.pages.as_str(), book.record.subtitle.as_str()), ("251 с.", "пособие"));
        assert_eq!(book.record.isbn, ["5-86150-048-7"]);
        assert_eq!(book.record.cover_links, ["zimin.JPG"]);
        assert_eq!(article.record.kind, RecordKind::Article);
        assert_eq!(article.record.host.as_ref().map(|it| it.title.as_str()), Some("Госпитальное дело"));
    }

    #[test]
    fn names_of_staff_never_leave_the_file() {
        for item in records(TEXT) {
            let ReadItem::Record(read) = item else { panic!() };
            assert!(!format!("{:?}", read.record).contains("Иванова"));
        }
    }

    #[test]
    fn a_record_without_a_title_is_skipped_with_its_place() {
        let items = records("#920: PAZK\n*****\n#200: ^AЕсть\n");
        assert!(matches!(items.as_slice(), [ReadItem::Skipped { number: 1, offset: 0, .. }, ReadItem::Record(_)]));
    }
}
