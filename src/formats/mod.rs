//! Bytes of a catalogue export → records.
//!
//! Content decides what a file is, never its name; declarations inside it only break ties. A bad record costs
//! itself alone and is reported with its place; reading never stops at one, never panics, and its memory does
//! not grow with the file. Nothing here touches the disk: bytes come in, records go out one by one.

mod dialect;
mod encoding;
mod irbis;
mod irbis_text;
mod iso2709;
mod marc;
mod marc21;
mod marc8;
mod rusmarc;
mod sniff;
mod tabular;

use std::io::{BufRead, Read as _};
use std::ops::ControlFlow;

pub use encoding::Encoding;

use crate::domain::{BookRecord, Lang};

/// How records are written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFormat {
    /// ISO 2709: RUSMARC, UNIMARC, MARC 21, IRBIS.
    Iso2709,
    /// Text export of IRBIS: `#tag: value` lines, `*****` between records.
    IrbisText,
    /// A table: comma, semicolon or tab between columns, headings in the first row.
    Csv,
}

impl FileFormat {
    /// All formats with their names on the command line.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Iso2709, "iso2709"), (Self::IrbisText, "irbis-text"), (Self::Csv, "csv")];

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
#[derive(Clone, Copy, Debug, Default)]
pub struct Hints {
    /// The format.
    pub format: Option<FileFormat>,
    /// The character set.
    pub encoding: Option<Encoding>,
}

/// What a file turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sniffed {
    /// The format.
    pub format: FileFormat,
    /// Which fields mean what.
    pub dialect: Dialect,
    /// The character set.
    pub encoding: Encoding,
}

/// Something odd in a record that was taken over all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// Field it is about ("10", "020", a column heading).
    pub field: String,
    /// What is odd.
    pub message: String,
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
    #[error("not a known catalogue export (ISO 2709, IRBIS text, CSV)")]
    UnknownFormat,
    /// The file is a format that is known and not read.
    #[error("{0} is not read; export the records as ISO 2709, IRBIS text or CSV")]
    Unsupported(&'static str),
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
            (Self::UnknownFormat, _) => "это не выгрузка каталога (ISO 2709, текст ИРБИС, CSV)".to_owned(),
            (Self::Unsupported(name), _) => {
                format!("формат {name} не читается; выгрузите записи как ISO 2709, текст ИРБИС или CSV")
            }
            (Self::Io(_), _) => "не удалось прочитать файл".to_owned(),
        }
    }
}

/// So much of a file decides what it is, in bytes.
const SAMPLE: u64 = 256 * 1024;

/// Reads a catalogue export, giving each record to the sink as soon as it is read.
pub fn read(source: &mut dyn BufRead, hints: Hints, lang: Lang, sink: &mut Sink<'_>) -> Result<Sniffed, ReadError> {
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
    let mut whole = std::io::Cursor::new(sample.as_slice()).chain(source);
    let dialect = match format {
        FileFormat::Iso2709 => iso2709::read(&mut whole, &sample, encoding, lang, sink)?,
        FileFormat::IrbisText => irbis_text::read(&mut whole, encoding, lang, sink)?,
        FileFormat::Csv => tabular::read(&mut whole, &sample, encoding, lang, sink)?,
    };
    Ok(Sniffed { format, dialect, encoding })
}

/// Checks of a record that hold in every format.
fn common_warnings(record: &BookRecord, lang: Lang) -> Vec<Warning> {
    let is_number = |it: &String| {
        let digits = it.chars().filter(char::is_ascii_digit).count();
        let marks = it.chars().filter(|it| matches!(it, 'X' | 'x' | 'Х' | 'х')).count();
        matches!(digits + marks, 10 | 13)
    };
    let wrong = record.isbn.iter().filter(|it| !is_number(it));
    let message = |it: &String| lang.pick(format!("неверный ISBN «{it}»"), format!("wrong ISBN “{it}”"));
    wrong.map(|it| Warning { field: "ISBN".to_owned(), message: message(it) }).collect()
}
