//! Comma, semicolon or tab between columns.

use std::io::BufRead;

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
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter(sample)).has_headers(false).flexible(true).from_reader(source);
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

/// The mark that splits one of the first rows into most cells.
fn delimiter(sample: &[u8]) -> u8 {
    let rows = || sample.split(|it| *it == b'\n').take(super::MAX_ABOVE);
    let count = |mark: u8| rows().map(|row| row.split(|it| *it == mark).count()).max().unwrap_or(0);
    [b',', b'\t', b';'].into_iter().max_by_key(|it| count(*it)).unwrap_or(b',')
}
