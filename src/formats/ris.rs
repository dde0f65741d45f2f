//! RIS: `TY  - BOOK` … `ER  - `, a tag of two letters or digits a line; lines without a tag go on with the last.

use std::io::BufRead;
use std::ops::ControlFlow;

use super::encoding::Encoding;
use super::lines::{Line, records};
use super::references::Reference;
use super::text::tidy;
use super::{Dialect, Numbered, ReadError, Warning};
use crate::domain::{PersonRole, RecordKind};

/// Whether text begins as such a file does.
pub(super) fn is_it(text: &str) -> bool {
    let first = text.lines().find(|it| !it.trim().is_empty());
    first.and_then(tagged).is_some_and(|it| it.0 == "TY")
}

/// Reads all references.
pub(super) fn read(
    source: &mut dyn BufRead,
    encoding: Encoding,
    out: &mut Numbered<'_, '_>,
) -> Result<Dialect, ReadError> {
    let kind = |line: &[u8]| {
        let text = encoding.decode(line).0;
        if tagged(&text).is_some_and(|it| it.0 == "TY") { Line::First } else { Line::Part }
    };
    records(source, &kind, &mut |place, raw| take(raw, place, encoding, out))?;
    Ok(Dialect::None)
}

fn take(raw: &[u8], offset: u64, encoding: Encoding, out: &mut Numbered<'_, '_>) -> ControlFlow<()> {
    let (text, had_errors) = encoding.decode(raw);
    let fields = fields(&text);
    if !fields.iter().any(|it| it.0 == "TY") {
        return ControlFlow::Continue(());
    }
    let record = reference(&fields).finish();
    if record.title.is_empty() {
        let reason = out.lang.pick("в записи нет заглавия (TI, T1)", "the reference has no title (TI, T1)");
        return out.skipped(offset, reason);
    }
    let warnings = had_errors.then(|| Warning::letters(out.lang));
    out.record(offset, raw.to_vec(), record, warnings.into_iter().collect())
}

/// `TI  - Заглавие` → (`TI`, `Заглавие`); one space or two, with or without a space at the end.
fn tagged(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start_matches('\u{feff}').trim_end();
    let tag = line.get(..2)?;
    let is_tag = tag.starts_with(|it: char| it.is_ascii_uppercase())
        && tag.bytes().all(|it| it.is_ascii_uppercase() || it.is_ascii_digit());
    let rest = line.get(2..)?.trim_start().strip_prefix('-')?;
    let has_gap = line.as_bytes().get(2) == Some(&b' ');
    (is_tag && has_gap).then_some((tag, rest.trim()))
}

fn fields(text: &str) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        match tagged(line) {
            Some(("ER", _)) => break,
            Some((tag, value)) => fields.push((tag.to_owned(), value.to_owned())),
            None => {
                if let Some(last) = fields.last_mut().filter(|_| !line.trim().is_empty()) {
                    last.1.push(' ');
                    last.1.push_str(line.trim());
                }
            }
        }
    }
    fields
}

fn kind(of: &str) -> RecordKind {
    match of {
        "JOUR" | "MGZN" | "NEWS" | "CHAP" | "CPAPER" | "CONF" | "EJOUR" | "ECHAP" | "ABST" | "INPR" | "ENCYC"
        | "DICT" => RecordKind::Article,
        "JFULL" | "SER" => RecordKind::Serial,
        _ => RecordKind::Book,
    }
}

fn reference(fields: &[(String, String)]) -> Reference {
    let mut reference = Reference::default();
    let kind = fields.iter().find(|it| it.0 == "TY").map_or(RecordKind::Book, |it| kind(&it.1));
    reference.record.kind = kind;
    for (tag, value) in fields {
        fill(&mut reference, tag, &tidy(value));
    }
    let page = |tag: &str| fields.iter().find(|it| it.0 == tag).map_or("", |it| it.1.as_str());
    let (first, last) = (page("SP"), page("EP"));
    let is_range = !first.is_empty() && !last.is_empty() && first != last && kind == RecordKind::Article;
    reference.pages = if is_range {
        format!("{first}–{last}")
    } else {
        format!("{first}{}", if first.is_empty() { last } else { "" })
    };
    reference
}

/// Tags as in the specification of 2011 and its older spelling of 1988–2001.
fn fill(reference: &mut Reference, tag: &str, value: &str) {
    let set = |place: &mut String| {
        if place.is_empty() {
            value.clone_into(place);
        }
    };
    match tag {
        "AU" | "A1" => reference.add_person(value, PersonRole::Author),
        "A2" | "ED" | "A3" => reference.add_person(value, PersonRole::Editor),
        "A4" | "TA" => reference.add_person(value, PersonRole::Translator),
        "TI" | "T1" | "CT" => set(&mut reference.record.title),
        "BT" if reference.record.kind == RecordKind::Book => set(&mut reference.record.title),
        "T2" | "JO" | "JF" | "JA" | "BT" | "J2" | "T3" => set(&mut reference.inside),
        "PY" | "Y1" => set_year(reference, value),
        "CY" | "PP" => set(&mut reference.record.place),
        "PB" => set(&mut reference.record.publisher),
        "ET" => set(&mut reference.record.edition),
        "VL" => set(&mut reference.volume),
        "IS" => set(&mut reference.issue),
        "SN" => set(&mut reference.number),
        "AB" | "N2" => set(&mut reference.record.annotation),
        "N1" => reference.record.notes.push(value.to_owned()),
        "CN" => set(&mut reference.record.shelfmark),
        "DO" => set(&mut reference.record.doi),
        "LA" => reference.record.languages.push(value.to_owned()),
        "KW" => reference.record.keywords.extend(value.split(';').map(tidy).filter(|it| !it.is_empty())),
        "UR" | "L2" => reference.record.urls.extend(value.split(';').map(tidy).filter(|it| !it.is_empty())),
        _ => {}
    }
}

/// "1990///", "2009/03/12/": the year comes first.
fn set_year(reference: &mut Reference, value: &str) {
    if reference.record.year.is_empty() {
        value.split('/').next().unwrap_or_default().trim().clone_into(&mut reference.record.year);
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::{Lang, PersonRole, RecordKind};
    use crate::formats::ReadItem;
    use crate::formats::tests::read_all;

    #[test]
    fn a_book_and_an_article_are_read() {
        let text = "TY  - BOOK\r\nAU  - Зимин, А. А.\r\nA2  - Юдин, С. С.\r\nT1  - Лечение\r\nран\r\nPY  - 1942///\r\nCY  - М.\r\nPB  - Медгиз\r\nSN  - 978-5-02-039170-3\r\nSP  - 251\r\nZZ  - ?\r\nER  - \r\n\
            TY  - JOUR\nTI  - Статья\nJO  - Журнал\nVL  - 21\nIS  - 3\nSP  - 12\nEP  - 19\nSN  - 0028-0836\nER  -\nTY  - BOOK\nAU  - Некто\n";
        let (items, _) = read_all(text.as_bytes(), Lang::En).unwrap();
        let [ReadItem::Record(book), ReadItem::Record(article), ReadItem::Skipped { number: 3, .. }] = items.as_slice()
        else {
            panic!("{items:?}")
        };
        let book = &book.record;
        assert_eq!((book.title.as_str(), book.year.as_str(), book.pages.as_str()), ("Лечение ран", "1942", "251"));
        assert_eq!(book.contributors.first().map(|it| &it.role), Some(&PersonRole::Editor));
        assert_eq!(book.isbn, ["978-5-02-039170-3"]);
        let article = &article.record;
        assert_eq!(article.kind, RecordKind::Article);
        let host = article.host.clone().unwrap_or_default();
        assert_eq!((host.title.as_str(), host.pages.as_str(), host.issn.as_str()), ("Журнал", "12–19", "0028-0836"));
    }
}
