//! Bytes of a catalogue export → records.
//!
//! Content decides what a file is, never its name; declarations inside it only break ties. A bad record costs
//! itself alone and is reported with its place; reading never stops at one, never panics, and its memory does
//! not grow with the file. Nothing here touches the disk: bytes come in, records go out one by one.

mod bibtex;
mod encoding;
mod lines;
mod marc;
mod marc8;
mod onix;
mod references;
mod ris;
mod sniff;
mod tables;
mod text;
mod xml;

use std::io::{BufRead, Read as _};
use std::ops::ControlFlow;

pub use encoding::Encoding;
pub use tables::{Column, Named};

use crate::domain::{BookRecord, IsbnFault, Lang, isbn_fault};

/// How records are written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFormat {
    /// ISO 2709: RUSMARC, UNIMARC, MARC 21, IRBIS.
    Iso2709,
    /// Text export of IRBIS: `#tag: value` lines, `*****` between records.
    IrbisText,
    /// A table: comma, semicolon or tab between columns, headings in a row above.
    Csv,
    /// MARC in XML, bare or from OAI-PMH.
    Marcxml,
    /// MARC as lines of text, as MarcEdit and others print it.
    MarcText,
    /// A workbook: XLSX, XLS, XLSB or ODS.
    Xlsx,
    /// RIS, of reference managers.
    Ris,
    /// BibTeX or BibLaTeX.
    Bibtex,
    /// ONIX for Books, 2.1 and 3.0, with long or short tags.
    Onix,
}

impl FileFormat {
    /// All formats with their names on the command line.
    pub const ALL: [(Self, &'static str); 9] = [
        (Self::Iso2709, "iso2709"),
        (Self::Marcxml, "marcxml"),
        (Self::IrbisText, "irbis-text"),
        (Self::MarcText, "marc-text"),
        (Self::Csv, "csv"),
        (Self::Xlsx, "xlsx"),
        (Self::Ris, "ris"),
        (Self::Bibtex, "bibtex"),
        (Self::Onix, "onix"),
    ];

    /// Name on the command line.
    pub fn slug(self) -> &'static str {
        Self::ALL.into_iter().find(|it| it.0 == self).map_or("", |it| it.1)
    }

    /// The format of this name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.1 == slug).map(|it| it.0)
    }
}

/// Which fields mean what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// MARC 21.
    Marc21,
    /// UNIMARC.
    Unimarc,
    /// RUSMARC.
    Rusmarc,
    /// IRBIS64.
    Irbis,
    /// The format has no dialects.
    None,
}

impl Dialect {
    /// Name in reports; empty when there is none.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Marc21 => "marc21",
            Self::Unimarc => "unimarc",
            Self::Rusmarc => "rusmarc",
            Self::Irbis => "irbis",
            Self::None => "",
        }
    }
}

/// What a person knows about a file; what they leave out is decided by content.
#[derive(Clone, Debug, Default)]
pub struct Hints {
    /// The format.
    pub format: Option<FileFormat>,
    /// The character set.
    pub encoding: Option<Encoding>,
    /// What stands under headings of tables.
    pub columns: Vec<Named>,
}

/// What a file turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sniffed {
    /// The format.
    pub format: FileFormat,
    /// Which fields mean what.
    pub dialect: Dialect,
    /// The character set.
    pub encoding: Encoding,
    /// The columns of a table, in its order.
    pub columns: Vec<Named>,
}

/// Something odd in a record that was taken over all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// Field it is about ("10", "020", a column heading).
    pub field: String,
    /// What is odd.
    pub message: String,
}

impl Warning {
    fn new(field: &str, message: impl Into<String>) -> Self {
        Self { field: field.to_owned(), message: message.into() }
    }

    /// Some bytes of the record are no letters.
    fn letters(lang: Lang) -> Self {
        let message =
            lang.pick("часть букв не читается в этой кодировке", "some letters mean nothing in this character set");
        Self::new("", message)
    }
}

/// A record with its place in the file.
#[derive(Clone, Debug)]
pub struct ReadRecord {
    /// Position in the file, counted from 1.
    pub number: usize,
    /// Start in the file, in bytes.
    pub offset: u64,
    /// The bytes it was read from.
    pub raw: Vec<u8>,
    /// The description.
    pub record: BookRecord,
    /// What is odd about it.
    pub warnings: Vec<Warning>,
    /// The cover that came inside the record, as a picture file.
    pub picture: Option<Vec<u8>>,
}

/// One record of a file, taken over or not.
#[derive(Clone, Debug)]
pub enum ReadItem {
    /// Taken over.
    Record(Box<ReadRecord>),
    /// Left out.
    Skipped {
        /// Position in the file, counted from 1.
        number: usize,
        /// Start in the file, in bytes.
        offset: u64,
        /// Why.
        reason: String,
    },
}

/// Takes records one by one; breaks to stop reading.
pub type Sink<'a> = dyn FnMut(ReadItem) -> ControlFlow<()> + 'a;

/// A file that cannot be read at all.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file has no content.
    #[error("the file is empty")]
    Empty,
    /// Nothing in the file looks like records.
    #[error("not a known catalogue export (ISO 2709, MARCXML, IRBIS text, CSV, XLSX, RIS, BibTeX, ONIX)")]
    UnknownFormat,
    /// A table or workbook without a column of titles; with the row that may be its headings.
    #[error("the table has no column of titles: name one of its columns “Title”")]
    NoTitles(Vec<Named>),
    /// A format that has to be read whole, and is too large for that.
    #[error("the file is larger than {0} MB; split it and import the parts")]
    TooLarge(usize),
    /// A workbook that would take more room than a list of books can.
    #[error(
        "the cells of the workbook are too many or lie too far apart; copy the list to a new sheet or save it as CSV"
    )]
    Scattered,
    /// A workbook that does not open.
    #[error("the workbook is damaged or protected by a password ({0})")]
    Workbook(String),
    /// The disk or network failed.
    #[error("reading failed")]
    Io(#[from] std::io::Error),
}

impl ReadError {
    /// What happened and what to do.
    pub fn text(&self, lang: Lang) -> String {
        match (self, lang) {
            (_, Lang::En) => self.to_string(),
            (Self::Empty, _) => "файл пуст".to_owned(),
            (Self::UnknownFormat, _) => {
                "это не выгрузка каталога (ISO 2709, MARCXML, текст ИРБИС, CSV, XLSX, RIS, BibTeX, ONIX)".to_owned()
            }
            (Self::NoTitles(_), _) => "в таблице нет столбца с заглавиями: назовите один столбец «Заглавие»".to_owned(),
            (Self::TooLarge(most), _) => format!("файл больше {most} МБ; разделите его и загрузите по частям"),
            (Self::Scattered, _) => {
                "ячеек в книге слишком много или они разбросаны слишком далеко; скопируйте список на новый лист или сохраните его как CSV".to_owned()
            }
            (Self::Workbook(fault), _) => format!("книга Excel повреждена или закрыта паролем ({fault})"),
            (Self::Io(_), _) => "не удалось прочитать файл".to_owned(),
        }
    }
}

/// So much of a file decides what it is, in bytes.
const SAMPLE: u64 = 256 * 1024;

/// Reads a catalogue export, giving each record to the sink as soon as it is read.
pub fn read(source: &mut dyn BufRead, hints: &Hints, lang: Lang, sink: &mut Sink<'_>) -> Result<Sniffed, ReadError> {
    let mut sample = Vec::new();
    std::io::Read::take(&mut *source, SAMPLE).read_to_end(&mut sample)?;
    if sample.is_empty() {
        return Err(ReadError::Empty);
    }
    let format = match hints.format {
        Some(format) => format,
        None => sniff::format(&sample)?,
    };
    let encoding = hints.encoding.unwrap_or_else(|| encoding::detect(&sample, format));
    let mut out = Numbered { number: 0, lang, is_stopped: false, named: &hints.columns, table: Vec::new(), sink };
    let mut whole = std::io::Cursor::new(sample.as_slice()).chain(source);
    let is_wide = matches!(encoding, Encoding::Utf16Le | Encoding::Utf16Be) && format != FileFormat::Xlsx;
    let dialect = if is_wide {
        // Letters of two bytes: turned into UTF-8 whole, which only small files are written in.
        let text = encoding.decode(&all(&mut whole)?).0.into_owned();
        let text = text.trim_start_matches('\u{feff}').as_bytes();
        let sample = text.get(..text.len().min(SAMPLE as usize)).unwrap_or_default();
        read_as(format, &mut &*text, sample, Encoding::Utf8, &mut out)?
    } else {
        read_as(format, &mut whole, &sample, encoding, &mut out)?
    };
    Ok(Sniffed { format, dialect, encoding, columns: out.table })
}

fn read_as(
    format: FileFormat,
    source: &mut dyn BufRead,
    sample: &[u8],
    encoding: Encoding,
    out: &mut Numbered<'_, '_>,
) -> Result<Dialect, ReadError> {
    match format {
        FileFormat::Iso2709 => marc::iso2709::read(source, sample, encoding, out),
        FileFormat::Marcxml => marc::xml::read(source, sample, encoding, out),
        FileFormat::IrbisText => marc::irbis_text::read(source, encoding, out),
        FileFormat::MarcText => marc::text::read(source, sample, encoding, out),
        FileFormat::Csv => tables::csv::read(source, sample, encoding, out),
        FileFormat::Xlsx => tables::workbook::read(&all(source)?, out),
        FileFormat::Ris => ris::read(source, encoding, out),
        FileFormat::Bibtex => {
            bibtex::read(&all(source)?, encoding, out);
            Ok(Dialect::None)
        }
        FileFormat::Onix => onix::read(source, encoding, out),
    }
}

/// Formats that cannot be read in a stream may be so large, in MB.
const MAX_WHOLE: usize = 256;

fn all(source: &mut dyn BufRead) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    let most = MAX_WHOLE * 1024 * 1024;
    std::io::Read::take(source, most as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > most { Err(ReadError::TooLarge(MAX_WHOLE)) } else { Ok(bytes) }
}

/// Gives records to the sink one by one, numbered as they stand in the file.
struct Numbered<'a, 'b> {
    number: usize,
    lang: Lang,
    /// Whether the sink wants no more.
    is_stopped: bool,
    /// What a person says about headings.
    named: &'a [Named],
    /// The columns of the first table met.
    table: Vec<Named>,
    sink: &'a mut Sink<'b>,
}

impl Numbered<'_, '_> {
    fn record(&mut self, offset: u64, raw: Vec<u8>, record: BookRecord, warnings: Vec<Warning>) -> ControlFlow<()> {
        self.illustrated(offset, raw, (record, None), warnings)
    }

    /// A record with the cover that came inside it.
    fn illustrated(
        &mut self,
        offset: u64,
        raw: Vec<u8>,
        (record, picture): (BookRecord, Option<Vec<u8>>),
        mut warnings: Vec<Warning>,
    ) -> ControlFlow<()> {
        self.number += 1;
        warnings.extend(common_warnings(&record, self.lang));
        let read = ReadRecord { number: self.number, offset, raw, record, warnings, picture };
        self.give(ReadItem::Record(Box::new(read)))
    }

    fn skipped(&mut self, offset: u64, reason: &str) -> ControlFlow<()> {
        self.number += 1;
        self.give(ReadItem::Skipped { number: self.number, offset, reason: reason.to_owned() })
    }

    fn give(&mut self, item: ReadItem) -> ControlFlow<()> {
        let flow = (self.sink)(item);
        self.is_stopped |= flow.is_break();
        flow
    }
}

/// Checks of a record that hold in every format.
fn common_warnings(record: &BookRecord, lang: Lang) -> Vec<Warning> {
    let message = |it: &String| {
        let fault = isbn_fault(it)?;
        let what = match (fault, lang) {
            (IsbnFault::Length(n), Lang::Ru) => format!("цифр {n}, а должно быть 10 или 13"),
            (IsbnFault::Length(n), Lang::En) => format!("{n} digits, not 10 or 13"),
            (IsbnFault::Prefix, Lang::Ru) => "начинается не с 978 и не с 979".to_owned(),
            (IsbnFault::Prefix, Lang::En) => "begins with neither 978 nor 979".to_owned(),
            (IsbnFault::Music, Lang::Ru) => "это номер нотного издания (ISMN)".to_owned(),
            (IsbnFault::Music, Lang::En) => "a number of printed music (ISMN)".to_owned(),
            (IsbnFault::CheckDigit { expected }, Lang::Ru) => {
                format!("последняя цифра не сходится, ожидалась {expected}")
            }
            (IsbnFault::CheckDigit { expected }, Lang::En) => format!("the last digit does not fit, {expected} would"),
        };
        let message = lang.pick(format!("неверный ISBN «{it}»: {what}"), format!("wrong ISBN “{it}”: {what}"));
        Some(Warning { field: "ISBN".to_owned(), message })
    };
    record.isbn.iter().filter_map(message).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads some bytes whole, as a person without hints would.
    pub(super) fn read_all(mut bytes: &[u8], lang: Lang) -> Result<(Vec<ReadItem>, Sniffed), ReadError> {
        let mut items = Vec::new();
        let sniffed = read(&mut bytes, &Hints::default(), lang, &mut |it| {
            items.push(it);
            ControlFlow::Continue(())
        })?;
        Ok((items, sniffed))
    }

    #[test]
    fn unicode_text_of_two_bytes_a_letter_is_read_in_every_format() {
        for text in
            ["Автор\tНазвание\r\nЗимин\tГигиена\r\n", "#200: ^AГигиена\n*****\n", "TY  - BOOK\nTI  - Гигиена\nER  - \n"]
        {
            let bytes: Vec<u8> = [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
            let (items, sniffed) = read_all(&bytes, Lang::En).unwrap();
            assert_eq!(sniffed.encoding, Encoding::Utf16Le);
            assert!(matches!(items.as_slice(), [ReadItem::Record(it)] if it.record.title == "Гигиена"), "{text}");
        }
    }
}
