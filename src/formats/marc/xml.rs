//! MARCXML with any prefix or none, bare or inside OAI-PMH; MARC 21 and UNIMARC alike.

use std::io::BufRead;
use std::ops::ControlFlow;

use super::dialect::Votes;
use super::{Field, MarcRecord, meaning};
use crate::domain::Lang;
use crate::formats::encoding::Encoding;
use crate::formats::xml::{Node, Piece, pieces};
use crate::formats::{Dialect, Numbered, ReadError, Warning};

/// Reads all records; gives the dialect the sample speaks.
pub(in crate::formats) fn read(
    source: &mut dyn BufRead,
    sample: &[u8],
    encoding: Encoding,
    out: &mut Numbered<'_, '_>,
) -> Result<Dialect, ReadError> {
    let dialect = dialect_of(sample, encoding)?;
    pieces(source, &["record"], &mut |piece| take(piece, dialect, encoding, out))?;
    Ok(dialect)
}

fn dialect_of(sample: &[u8], encoding: Encoding) -> Result<Dialect, ReadError> {
    let mut votes = Votes::default();
    pieces(&mut &*sample, &["record"], &mut |piece| {
        if let Ok((node, _)) = piece.parsed(encoding, Lang::En) {
            votes.count(&marc(&node).0);
        }
        ControlFlow::Continue(())
    })?;
    Ok(votes.dialect())
}

fn take(piece: Piece, dialect: Dialect, encoding: Encoding, out: &mut Numbered<'_, '_>) -> ControlFlow<()> {
    let lang = out.lang;
    if !piece.is_whole {
        // The beginning of an OAI-PMH record around the one that follows is no record.
        let is_marc = piece.bytes.windows(9).any(|it| it == b"datafield");
        let reason = lang.pick("запись обрывается без </record>", "the record ends without </record>");
        return if is_marc { out.skipped(piece.offset, reason) } else { ControlFlow::Continue(()) };
    }
    let (node, had_errors) = match piece.parsed(encoding, lang) {
        Ok(parsed) => parsed,
        Err(reason) => return out.skipped(piece.offset, &reason),
    };
    let (marc, untagged) = marc(&node);
    let record = match meaning(&marc, dialect, lang) {
        Ok(record) => record,
        Err(reason) => return out.skipped(piece.offset, reason),
    };
    let mut warnings = Vec::new();
    if had_errors {
        warnings.push(Warning::letters(lang));
    }
    if untagged > 0 {
        let text = lang.pick("поля без номера пропущены", "fields without a tag are left out");
        warnings.push(Warning { field: String::new(), message: format!("{text}: {untagged}") });
    }
    out.record(piece.offset, piece.bytes, record, warnings)
}

/// The record and how many of its fields had no tag.
fn marc(node: &Node) -> (MarcRecord, usize) {
    let mut marc = MarcRecord { leader: node.first(&["leader"]), fields: Vec::new() };
    let mut untagged = 0;
    for child in node.all(&["controlfield", "datafield"]) {
        let Ok(tag) = child.attribute("tag").trim().parse() else {
            untagged += 1;
            continue;
        };
        let indicator = |name: &str| child.attribute(name).chars().next().unwrap_or(' ');
        let subfield = |it: &Node| Some((it.attribute("code").chars().next()?.to_ascii_lowercase(), it.text.clone()));
        marc.fields.push(Field {
            tag,
            indicators: [indicator("ind1"), indicator("ind2")],
            value: child.text.trim().to_owned(),
            subfields: child.all(&["subfield"]).filter_map(subfield).collect(),
        });
    }
    (marc, untagged)
}

#[cfg(test)]
mod tests {
    use crate::domain::Lang;
    use crate::formats::tests::read_all;
    use crate::formats::{Dialect, FileFormat, ReadItem};

    const RECORD: &str = "<marc:record xmlns:marc='http://www.loc.gov/MARC21/slim'><marc:leader>00000nam a2200000 i 4500</marc:leader>\
        <marc:controlfield tag='001'>5</marc:controlfield><marc:datafield tag='245' ind1='1' ind2='0'>\
        <marc:subfield code='a'>Раны &amp; ожоги :</marc:subfield><marc:subfield code='b'>пособие</marc:subfield></marc:datafield>\
        <marc:datafield ind1=' ' ind2=' '><marc:subfield code='a'>x</marc:subfield></marc:datafield></marc:record>";

    #[test]
    fn a_harvest_of_oai_pmh_is_read() {
        let text = format!(
            "<?xml version='1.0'?><OAI-PMH><ListRecords><record><header><identifier>1</identifier></header><metadata>{RECORD}</metadata></record></ListRecords></OAI-PMH>"
        );
        let (items, sniffed) = read_all(text.as_bytes(), Lang::En).unwrap();
        assert_eq!((sniffed.format, sniffed.dialect), (FileFormat::Marcxml, Dialect::Marc21));
        let [ReadItem::Record(read)] = items.as_slice() else { panic!("{items:?}") };
        assert_eq!((read.record.title.as_str(), read.record.subtitle.as_str()), ("Раны & ожоги", "пособие"));
        assert_eq!(read.warnings.len(), 1, "{:?}", read.warnings);
    }

    #[test]
    fn unimarc_travels_in_it_too_and_damage_costs_one_record() {
        let one = "<record><leader>00000nam  2200000   450 </leader><datafield tag='200'><subfield code='a'>Гигиена</subfield></datafield><datafield tag='801'><subfield code='a'>RU</subfield></datafield></record>";
        let text = format!(
            "<collection>{one}<record><datafield tag='200'></wrong></datafield></record>{one}<record><datafield"
        );
        let (items, sniffed) = read_all(text.as_bytes(), Lang::En).unwrap();
        assert_eq!(sniffed.dialect, Dialect::Rusmarc);
        let kinds: Vec<bool> = items.iter().map(|it| matches!(it, ReadItem::Record(_))).collect();
        assert_eq!(kinds, [true, false, true, false]);
    }
}
