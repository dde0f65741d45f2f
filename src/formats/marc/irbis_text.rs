//! The text export of IRBIS: one repeat of a field a line, `^x` before subfields, `*****` between records.

use std::io::BufRead;
use std::ops::ControlFlow;

use super::{Field, MarcRecord, meaning, picture};
use crate::formats::encoding::Encoding;
use crate::formats::lines::{Line, records};
use crate::formats::{Dialect, Numbered, ReadError, Warning};

/// Reads all records.
pub(in crate::formats) fn read(
    source: &mut dyn BufRead,
    encoding: Encoding,
    out: &mut Numbered<'_, '_>,
) -> Result<Dialect, ReadError> {
    let kind = |line: &[u8]| if line.trim_ascii().starts_with(b"*****") { Line::Last } else { Line::Part };
    records(source, &kind, &mut |place, raw| take(raw, place, encoding, out))?;
    Ok(Dialect::Irbis)
}

fn take(raw: &[u8], offset: u64, encoding: Encoding, out: &mut Numbered<'_, '_>) -> ControlFlow<()> {
    let content = raw.strip_prefix(b"\xef\xbb\xbf").unwrap_or(raw);
    if content.iter().all(|it| it.is_ascii_whitespace() || *it == b'*') {
        return ControlFlow::Continue(());
    }
    let (text, had_errors) = encoding.decode(content);
    let marc = MarcRecord { leader: String::new(), fields: text.lines().filter_map(field).collect() };
    match meaning(&marc, Dialect::Irbis, out.lang) {
        Ok(record) => {
            let warnings = had_errors.then(|| Warning::letters(out.lang));
            let record = (record, picture(&marc, Dialect::Irbis));
            out.illustrated(offset, content.to_vec(), record, warnings.into_iter().collect())
        }
        Err(_) => {
            let reason = "в записи нет заглавия (поле 200)";
            out.skipped(offset, out.lang.pick(reason, "the record has no title (field 200)"))
        }
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
    use crate::domain::{Lang, RecordKind};
    use crate::formats::ReadItem;
    use crate::formats::tests::read_all;

    const TEXT: &str = "\u{feff}#920: PAZK\r\n#700: ^AЗимин^BА.А.^GАндрей Андреевич\r\n#200: ^AЛечение ран^eпособие^FА. А. Зимин\r\n\
        #210: ^CМедгиз^AМ.^D1942\r\n#215: ^A251^Cил.\r\n#10: ^A5-86150-048-7 (в пер.)\r\n#907: ^BИванова\r\n#951: ^Azimin.JPG\r\n*****\r\n\
        #920: ASP\r\n#200: ^AСтатья\r\n#463: ^CГоспитальное дело^J1942^H№ 5^SС. 12-19\r\n*****\r\n";

    fn records(text: &str) -> Vec<ReadItem> {
        let (items, sniffed) = read_all(text.as_bytes(), Lang::En).unwrap();
        assert_eq!(sniffed.dialect, Dialect::Irbis);
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
    fn the_picture_inside_a_record_is_its_cover() {
        let items = records("#200: ^AГигиена\n#953: ^AJPG^B%FF%D8%FF%e0JFIF%00%25\n");
        let [ReadItem::Record(read)] = items.as_slice() else { panic!("{items:?}") };
        assert_eq!(read.picture.as_deref(), Some(b"\xff\xd8\xff\xe0JFIF\0%".as_slice()));
    }

    #[test]
    fn a_record_without_a_title_is_skipped_with_its_place() {
        let items = records("#920: PAZK\n*****\n#200: ^AЕсть\n");
        assert!(matches!(items.as_slice(), [ReadItem::Skipped { number: 1, offset: 0, .. }, ReadItem::Record(_)]));
    }
}
