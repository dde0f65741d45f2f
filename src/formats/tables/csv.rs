//! Comma, semicolon or tab between columns.

use std::io::BufRead;

use super::columns::{Column, column};
use super::{Row, Rows};
use crate::formats::encoding::Encoding;
use crate::formats::{Dialect, Numbered, ReadError};

/// Reads all rows.
pub(in crate::formats) fn read(
    source: &mut dyn BufRead,
    sample: &[u8],
    encoding: Encoding,
    out: &mut Numbered<'_, '_>,
) -> Result<Dialect, ReadError> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(sample, encoding))
        .has_headers(false)
        .flexible(true)
        .from_reader(source);
    let mut line = csv::ByteRecord::new();
    let mut rows = Rows::default();
    while reader.read_byte_record(&mut line).map_err(std::io::Error::from)? {
        let cells: Vec<String> =
            line.iter().map(|it| encoding.decode(it).0.trim_start_matches('\u{feff}').to_owned()).collect();
        let offset = line.position().map_or(0, csv::Position::byte);
        if rows.take(Row { cells: &cells, offset, picture: None }, out).is_break() {
            break;
        }
    }
    rows.dialect()
}

/// The mark between cells: the one that makes headings that are known, else the one that splits most of the first rows
/// into equally many cells. Annotations are full of commas, so how often a mark occurs says little.
fn delimiter(sample: &[u8], encoding: Encoding) -> u8 {
    [b';', b'\t', b','].into_iter().rev().max_by_key(|it| likelihood(sample, encoding, *it)).unwrap_or(b',')
}

/// Most known headings in a row; rows with the usual number of cells, if that is not one; that number.
fn likelihood(sample: &[u8], encoding: Encoding, mark: u8) -> (usize, usize, usize) {
    // The last line of a sample may be torn.
    let whole = sample.iter().rposition(|it| *it == b'\n').and_then(|it| sample.get(..it)).unwrap_or(sample);
    let mut reader = csv::ReaderBuilder::new().delimiter(mark).has_headers(false).flexible(true).from_reader(whole);
    let rows: Vec<csv::ByteRecord> = reader.byte_records().flatten().take(super::MAX_ABOVE).collect();
    let is_known = |it: &[u8]| column(encoding.decode(it).0.trim_start_matches('\u{feff}'), &[]) != Column::Unknown;
    let known = rows.iter().map(|row| row.iter().filter(|it| is_known(it)).count()).max().unwrap_or(0);
    let alike = |n: usize| rows.iter().filter(|it| it.len() == n).count();
    let usual = rows.iter().map(csv::ByteRecord::len).filter(|it| *it > 1).max_by_key(|it| (alike(*it), *it));
    (known, usual.map_or(0, alike), usual.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_of_sentences_are_not_taken_for_the_marks_of_a_table() {
        let encoding = Encoding::Utf8;
        let text = "title;author;annotation\n\
                    Дом;Белов, А. А.;О доме, о дороге, о письмах, которые идут долго, и о тех, кто их ждёт.\n\
                    Сад;Лунина, Б. Б.;О саде, о весне, о пчёлах, о людях, и о том, что прошло.\n";
        assert_eq!(delimiter(text.as_bytes(), encoding), b';');
        // Nor where no heading is known.
        let unknown = text.replace("title;author;annotation", "Книга;Кто;О чём");
        assert_eq!(delimiter(unknown.as_bytes(), encoding), b';');
        let quoted = "title,author\n\"Дом; сад; река\",Белов\n\"Лес; поле; луг\",Лунин\n";
        assert_eq!(delimiter(quoted.as_bytes(), encoding), b',');
        assert_eq!(delimiter("title\tauthor\nДом, сад\tБелов, А.\n".as_bytes(), encoding), b'\t');
        assert_eq!(delimiter(b"title\nA house, a garden\n", encoding), b',');
    }
}
