//! The ISO 2709 container. Lengths are hints, terminators decide; reading goes on at the next 0x1D.

use std::io::BufRead;
use std::ops::ControlFlow;

use super::dialect::Votes;
use super::{Field, MarcRecord, meaning, picture};
use crate::domain::{Lang, folded};
use crate::formats::encoding::Encoding;
use crate::formats::{Dialect, Numbered, ReadError, Warning};

const RECORD_END: u8 = 0x1d;
const FIELD_END: u8 = 0x1e;
const SUBFIELD: u8 = 0x1f;
const LEADER: usize = 24;
const ENTRY: usize = 12;
/// Longer records are damage, not records; the format itself ends at 99 999 bytes.
const MAX_RECORD: usize = 4 * 1024 * 1024;

/// Why a record was left out.
#[derive(Debug, PartialEq, Eq)]
enum Fault {
    TooShort,
    TooLong,
    NoDirectory,
    NoFields,
}

impl Fault {
    fn text(&self, lang: Lang) -> &'static str {
        match self {
            Self::TooShort => {
                lang.pick("запись обрывается раньше, чем начинаются поля", "the record ends before its fields begin")
            }
            Self::TooLong => lang.pick("нет конца записи: больше 4 МБ без 0x1D", "no end of record within 4 MB"),
            Self::NoDirectory => lang.pick("справочник полей не читается", "the directory cannot be read"),
            Self::NoFields => lang.pick("в записи нет полей", "the record has no fields"),
        }
    }
}

/// Reads all records; gives the dialect the sample speaks.
pub(in crate::formats) fn read(
    source: &mut dyn BufRead,
    sample: &[u8],
    encoding: Encoding,
    out: &mut Numbered<'_, '_>,
) -> Result<Dialect, ReadError> {
    let dialect = dialect_of(sample, encoding);
    let mut raw = Vec::new();
    let mut offset = 0_u64;
    while next_record(source, &mut raw)? {
        let start = raw.iter().take_while(|it| it.is_ascii_whitespace() || **it == 0).count();
        let body = raw.get(start..).unwrap_or_default();
        let is_record = !body.is_empty() && body != [RECORD_END];
        if is_record && take(body, offset + start as u64, dialect, encoding, out).is_break() {
            break;
        }
        offset += raw.len() as u64;
    }
    Ok(dialect)
}

/// Reads up to and with the next record end; a flood without one is cut at the limit.
fn next_record(source: &mut dyn BufRead, raw: &mut Vec<u8>) -> Result<bool, ReadError> {
    raw.clear();
    loop {
        let buffer = match source.fill_buf() {
            Ok(buffer) => buffer,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error.into()),
        };
        if buffer.is_empty() {
            return Ok(!raw.is_empty());
        }
        let end = buffer.iter().position(|it| *it == RECORD_END);
        let taken = end.map_or(buffer.len(), |it| it + 1);
        raw.extend_from_slice(buffer.get(..taken).unwrap_or_default());
        source.consume(taken);
        if end.is_some() || raw.len() > MAX_RECORD {
            return Ok(true);
        }
    }
}

fn dialect_of(sample: &[u8], encoding: Encoding) -> Dialect {
    let mut votes = Votes::default();
    for raw in sample.split(|it| *it == RECORD_END).take(60) {
        let start = raw.iter().take_while(|it| it.is_ascii_whitespace() || **it == 0).count();
        if let Ok((record, _)) = parse(raw.get(start..).unwrap_or_default(), encoding, Lang::En) {
            votes.count(&record);
        }
    }
    votes.dialect()
}

fn take(body: &[u8], offset: u64, dialect: Dialect, encoding: Encoding, out: &mut Numbered<'_, '_>) -> ControlFlow<()> {
    let lang = out.lang;
    let (marc, warnings) = match parse(body, encoding, lang) {
        Ok(parsed) => parsed,
        Err(fault) => return out.skipped(offset, fault.text(lang)),
    };
    match meaning(&marc, dialect, lang) {
        Ok(record) => out.illustrated(offset, body.to_vec(), (record, picture(&marc, dialect)), warnings),
        Err(reason) => out.skipped(offset, reason),
    }
}

/// The fields of a record, with what was odd about them.
fn parse(body: &[u8], encoding: Encoding, lang: Lang) -> Result<(MarcRecord, Vec<Warning>), Fault> {
    if body.len() > MAX_RECORD {
        return Err(Fault::TooLong);
    }
    if body.len() < LEADER + 2 {
        return Err(Fault::TooShort);
    }
    let mut warnings = Vec::new();
    if body.last() != Some(&RECORD_END) {
        warnings.push(note("", lang.pick("запись обрывается без 0x1D", "the record ends without 0x1D")));
    }
    let leader: String = body.iter().take(LEADER).map(|it| char::from(*it)).collect();
    let directory_end = body.iter().position(|it| *it == FIELD_END).ok_or(Fault::NoDirectory)?;
    let directory = body.get(LEADER..directory_end).ok_or(Fault::NoDirectory)?;
    let entries = entries(directory);
    if entries.is_empty() {
        return Err(Fault::NoDirectory);
    }
    let data = body.get(directory_end + 1..).unwrap_or_default();
    let has_indicators = leader.chars().nth(10) != Some('0');
    let pieces = pieces(data, &entries, &mut warnings, lang);
    let fields: Vec<Field> = pieces
        .into_iter()
        .map(|(tag, bytes)| field(tag, bytes, has_indicators, encoding, &mut warnings, lang))
        .collect();
    if fields.is_empty() { Err(Fault::NoFields) } else { Ok((MarcRecord { leader, fields }, warnings)) }
}

fn note(field: &str, message: &str) -> Warning {
    Warning { field: field.to_owned(), message: message.to_owned() }
}

#[derive(Clone, Copy)]
struct Entry {
    tag: u32,
    /// Length with the field end, and start; `None` when they are not numbers.
    span: Option<(usize, usize)>,
}

fn entries(directory: &[u8]) -> Vec<Entry> {
    let number = |bytes: &[u8]| std::str::from_utf8(bytes).ok().and_then(|it| it.parse::<usize>().ok());
    let entry = |it: &[u8]| {
        let tag = number(it.get(..3)?)?;
        let span = number(it.get(3..7)?).zip(number(it.get(7..12)?));
        Some(Entry { tag: tag as u32, span })
    };
    directory.chunks_exact(ENTRY).filter_map(entry).collect()
}

/// The bytes of each field. Where the directory agrees with the field ends it is followed; where it lies,
/// the field ends are, in the order of the directory.
fn pieces<'a>(data: &'a [u8], entries: &[Entry], warnings: &mut Vec<Warning>, lang: Lang) -> Vec<(u32, &'a [u8])> {
    let exact = |entry: &Entry| {
        let (length, start) = entry.span?;
        let end = start.checked_add(length)?.checked_sub(1)?;
        let is_terminated = data.get(end) == Some(&FIELD_END);
        let begins = start == 0 || data.get(start.checked_sub(1)?) == Some(&FIELD_END);
        data.get(start..end).filter(|it| is_terminated && begins && !it.contains(&FIELD_END))
    };
    let by_directory: Option<Vec<_>> = entries.iter().map(|it| exact(it).map(|bytes| (it.tag, bytes))).collect();
    if let Some(pieces) = by_directory {
        return pieces;
    }
    warnings.push(note(
        "",
        lang.pick(
            "длины в справочнике неверны, поля найдены по разделителям",
            "lengths in the directory are wrong, fields found by their ends",
        ),
    ));
    let mut ordered: Vec<&Entry> = entries.iter().collect();
    if entries.iter().all(|it| it.span.is_some()) {
        ordered.sort_by_key(|it| it.span.map(|span| span.1));
    }
    let bodies = data.split(|it| *it == FIELD_END || *it == RECORD_END);
    ordered.into_iter().zip(bodies).map(|(entry, bytes)| (entry.tag, bytes)).collect()
}

fn field(
    tag: u32,
    bytes: &[u8],
    has_indicators: bool,
    encoding: Encoding,
    warnings: &mut Vec<Warning>,
    lang: Lang,
) -> Field {
    let mut text = |bytes: &[u8]| {
        let (text, had_errors) = encoding.decode(bytes);
        if had_errors {
            warnings.push(Warning { field: format!("{tag:03}"), ..Warning::letters(lang) });
        }
        text.into_owned()
    };
    let is_control = tag < 10 && !bytes.contains(&SUBFIELD);
    if is_control || !has_indicators && !bytes.contains(&SUBFIELD) {
        return Field { tag, value: text(bytes), ..Field::default() };
    }
    let first = bytes.iter().position(|it| *it == SUBFIELD).unwrap_or(bytes.len());
    let (head, body) = bytes.split_at(first);
    let indicator = |i: usize| head.get(i).map_or(' ', |it| char::from(*it));
    let indicators = [indicator(0), indicator(1)];
    let value = text(head.get(2..).unwrap_or_default());
    let mut subfields = Vec::new();
    for part in body.split(|it| *it == SUBFIELD).skip(1) {
        if let Some((code, content)) = part.split_first() {
            let plain = (char::from(code.to_ascii_lowercase()), content);
            let (code, content) = if code.is_ascii() { plain } else { accented(part, encoding).unwrap_or(plain) };
            subfields.push((code, text(content)));
        }
    }
    // Embedded fields of UNIMARC repeat `$1`; the order of subfields is kept for them.
    Field { tag, indicators, value, subfields }
}

/// A code that got an accent somewhere on its way: "á" is "a".
fn accented(part: &[u8], encoding: Encoding) -> Option<(char, &[u8])> {
    let length =
        if encoding == Encoding::Utf8 { part.utf8_chunks().next()?.valid().chars().next()?.len_utf8() } else { 1 };
    let (code, content) = part.split_at_checked(length)?;
    let plain = folded(&encoding.decode(code).0).chars().next()?;
    plain.is_ascii_alphanumeric().then_some((plain, content))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::formats::ReadItem;

    /// A record of these fields, in any character set; `$` stands for the subfield mark.
    pub(in crate::formats) fn iso(
        leader_tail: &str,
        fields: &[(&str, &str)],
        table: &'static encoding_rs::Encoding,
    ) -> Vec<u8> {
        let (mut directory, mut data) = (Vec::new(), Vec::new());
        for (tag, text) in fields {
            let (bytes, _, _) = table.encode(text);
            let bytes: Vec<u8> =
                bytes.iter().map(|it| if *it == b'$' { SUBFIELD } else { *it }).chain([FIELD_END]).collect();
            directory.extend(format!("{tag}{:04}{:05}", bytes.len(), data.len()).into_bytes());
            data.extend(bytes);
        }
        let base = LEADER + directory.len() + 1;
        let length = base + data.len() + 1;
        let mut record = format!("{length:05}nam  22{base:05}{leader_tail}").into_bytes();
        record.resize(LEADER, b' ');
        record.extend(directory);
        record.push(FIELD_END);
        record.extend(data);
        record.push(RECORD_END);
        record
    }

    pub(in crate::formats) fn rusmarc_book() -> Vec<u8> {
        iso(
            "   450 ",
            &[
                ("001", "77"),
                ("100", "  $a20120101d1942    "),
                ("200", "1 $aЛечение ран$eпособие$fА. А. Зимин"),
                ("210", "  $aМ.$cМедгиз$d1942"),
                ("801", " 0$aRU$bЦБ"),
            ],
            encoding_rs::UTF_8,
        )
    }

    fn all(bytes: &[u8]) -> (Vec<ReadItem>, crate::formats::Sniffed) {
        crate::formats::tests::read_all(bytes, Lang::En).unwrap()
    }

    #[test]
    fn a_wrong_length_in_the_leader_costs_nothing() {
        let mut bytes = rusmarc_book();
        bytes.splice(0..5, *b"99999");
        bytes.extend(rusmarc_book());
        let (items, sniffed) = all(&bytes);
        assert_eq!(items.len(), 2);
        assert!(items.iter().all(|it| matches!(it, ReadItem::Record(it) if it.record.title == "Лечение ран")));
        assert_eq!(sniffed.dialect, Dialect::Rusmarc);
    }

    #[test]
    fn a_directory_that_lies_is_passed_over() {
        let mut bytes = rusmarc_book();
        let at = LEADER + ENTRY * 2 + 3;
        bytes.splice(at..at + 4, *b"9999");
        let (items, _) = all(&bytes);
        let [ReadItem::Record(record)] = items.as_slice() else { panic!("{items:?}") };
        assert_eq!(record.record.title, "Лечение ран");
        assert!(!record.warnings.is_empty());
    }

    #[test]
    fn a_damaged_record_costs_itself_alone() {
        let mut bytes = rusmarc_book();
        bytes.extend(b"00099 garbage without a directory \x1d\r\n");
        bytes.extend(rusmarc_book());
        let (items, _) = all(&bytes);
        let kinds: Vec<bool> = items.iter().map(|it| matches!(it, ReadItem::Record(_))).collect();
        assert_eq!(kinds, [true, false, true]);
        let Some(ReadItem::Skipped { offset, number, .. }) = items.get(1) else { panic!() };
        assert_eq!((*number, *offset), (2, rusmarc_book().len() as u64));
    }

    #[test]
    fn private_tags_are_refused_by_name() {
        let bytes =
            iso("       ", &[("001", "Зимин А. А."), ("003", "Лечение ран"), ("100", "Реферат")], encoding_rs::IBM866);
        let (items, sniffed) = all(&bytes);
        assert_eq!(sniffed.encoding, Encoding::Cp866);
        assert!(
            matches!(items.as_slice(), [ReadItem::Skipped { reason, .. }] if reason.starts_with("unknown tag set"))
        );
    }

    #[test]
    fn an_accent_on_a_code_does_not_lose_the_title() {
        let (items, _) = all(&iso("   450 ", &[("200", "1 $áГигиена$eпособие")], encoding_rs::UTF_8));
        assert!(matches!(items.as_slice(), [ReadItem::Record(it)] if it.record.title == "Гигиена"), "{items:?}");
    }

    #[test]
    fn an_authority_record_is_called_one() {
        let (items, _) =
            all(&iso(" a 4500", &[("008", "200101n  azznn"), ("150", "  $aХирургия")], encoding_rs::UTF_8));
        assert!(matches!(items.as_slice(), [ReadItem::Skipped { reason, .. }] if reason.starts_with("an authority")));
    }

    #[test]
    fn four_character_sets_give_one_title() {
        for table in [encoding_rs::UTF_8, encoding_rs::WINDOWS_1251, encoding_rs::KOI8_R, encoding_rs::IBM866] {
            let (items, _) =
                all(&iso("   450 ", &[("200", "1 $aПереливание крови на фронте$fА. А. Богомолец")], table));
            assert!(
                matches!(items.as_slice(), [ReadItem::Record(it)] if it.record.title == "Переливание крови на фронте")
            );
        }
    }
}
