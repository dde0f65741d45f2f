//! MARC as lines of text: `=245  10$aTitle` (MarcEdit), `200 1 $aTitle` (Sudoc, BnF), `200: 1 $aTitle` (RNB).
//!
//! A line begins with three digits of a tag or with the leader under one of its names; an empty line or a new
//! leader ends a record.

use std::io::BufRead;
use std::ops::ControlFlow;

use super::dialect::Votes;
use super::{Field, MarcRecord, meaning};
use crate::formats::encoding::Encoding;
use crate::formats::lines::{Line, records};
use crate::formats::{Dialect, Numbered, ReadError, Warning};

const LEADERS: [&str; 5] = ["=LDR", "LDR", "LEADER", "marker:", "000"];

/// Whether text begins as such a file does.
pub(in crate::formats) fn is_it(text: &str) -> bool {
    let mut lines = text.lines().filter(|it| !it.trim().is_empty()).take(4);
    let first = lines.next().unwrap_or_default();
    let looks_right = |it: &str| field(it).is_some();
    (is_leader(first) || looks_right(first) && first.contains('$'))
        && lines.clone().count() > 1
        && lines.all(looks_right)
}

/// Reads all records; gives the dialect the sample speaks.
pub(in crate::formats) fn read(
    source: &mut dyn BufRead,
    sample: &[u8],
    encoding: Encoding,
    out: &mut Numbered<'_, '_>,
) -> Result<Dialect, ReadError> {
    let kind = |line: &[u8]| {
        if line.trim_ascii().is_empty() {
            Line::Between
        } else if is_leader(&encoding.decode(line).0) {
            Line::First
        } else {
            Line::Part
        }
    };
    let mut votes = Votes::default();
    records(&mut &*sample, &kind, &mut |_, raw| {
        votes.count(&marc(&encoding.decode(raw).0));
        ControlFlow::Continue(())
    })?;
    let dialect = votes.dialect();
    records(source, &kind, &mut |place, raw| {
        let (text, had_errors) = encoding.decode(raw);
        match meaning(&marc(&text), dialect, out.lang) {
            Ok(record) => {
                let warnings = had_errors.then(|| Warning::letters(out.lang));
                out.record(place, raw.to_vec(), record, warnings.into_iter().collect())
            }
            Err(reason) => out.skipped(place, reason),
        }
    })?;
    Ok(dialect)
}

fn is_leader(line: &str) -> bool {
    let line = line.trim_start_matches('\u{feff}');
    LEADERS.iter().any(|it| line.strip_prefix(it).is_some_and(|rest| rest.trim().len() >= 20))
}

fn marc(text: &str) -> MarcRecord {
    let leader = text.lines().find(|it| is_leader(it)).unwrap_or_default();
    let name =
        LEADERS.iter().find(|it| leader.trim_start_matches('\u{feff}').starts_with(*it)).map_or(0, |it| it.len());
    let leader = leader.trim_start_matches('\u{feff}').get(name..).unwrap_or_default().trim();
    let fields = text.lines().filter(|it| !is_leader(it)).filter_map(field).collect();
    MarcRecord { leader: format!("{leader:<24}"), fields }
}

fn field(line: &str) -> Option<Field> {
    let line = line.trim_start_matches('\u{feff}').trim_end_matches(['\r', '\n']);
    let line = line.strip_prefix('=').unwrap_or(line);
    let tag: u32 = line.get(..3)?.parse().ok()?;
    let rest = line.get(3..)?;
    if tag < 10 {
        let value = rest.trim_start_matches(':').trim().to_owned();
        return Some(Field { tag, value, ..Field::default() });
    }
    let (head, body) = rest.split_once('$')?;
    let mut marks: Vec<char> = head.chars().rev().take(2).map(|it| if it == '\\' { ' ' } else { it }).collect();
    marks.resize(2, ' ');
    let subfield = |part: &str| {
        let code = part.chars().next()?;
        let text = part.get(code.len_utf8()..)?.replace("{dollar}", "$");
        Some((code.to_ascii_lowercase(), text))
    };
    let indicator = |i: usize| marks.get(i).copied().unwrap_or(' ');
    Some(Field {
        tag,
        indicators: [indicator(1), indicator(0)],
        value: String::new(),
        subfields: body.split('$').filter_map(subfield).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Lang;
    use crate::formats::tests::read_all;
    use crate::formats::{FileFormat, ReadItem};

    #[test]
    fn three_ways_of_writing_give_one_title() {
        let files = [
            "=LDR  00000nam  2200000   450 \n=001  5\n=200  1\\$aГигиена$eпособие\n=801  \\0$aRU\n",
            "LEADER 00000nam  2200000   450 \n001 5\n200 1 $aГигиена$eпособие\n801  0$aRU\n",
            "marker: 00000nam  2200000   450 \n001: 5\n200: 1 $aГигиена$eпособие\n801:  0$aRU\n",
        ];
        for text in files {
            let twice = format!("{text}\n{text}");
            let (items, sniffed) = read_all(twice.as_bytes(), Lang::En).unwrap();
            assert_eq!((sniffed.format, sniffed.dialect), (FileFormat::MarcText, Dialect::Rusmarc), "{text}");
            assert_eq!(items.len(), 2);
            for item in items {
                let ReadItem::Record(read) = item else { panic!("{text}") };
                assert_eq!((read.record.title.as_str(), read.record.control_number.as_str()), ("Гигиена", "5"));
            }
        }
    }

    #[test]
    fn indicators_stand_right_before_the_first_subfield() {
        assert_eq!(field("=245  10$aX").map(|it| it.indicators), Some(['1', '0']));
        assert_eq!(field("214  0$aX").map(|it| it.indicators), Some([' ', '0']));
        assert_eq!(field("200: 1 $aX").map(|it| it.indicators), Some(['1', ' ']));
    }
}
