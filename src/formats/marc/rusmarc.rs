//! UNIMARC and RUSMARC → record.

use super::{Field, MarcRecord, isbns};
use crate::domain::{AgeMark, BookRecord, Host, Person, PersonRole, RecordKind};
use crate::formats::text::{joined, tidy};

/// The description of a UNIMARC or RUSMARC record.
pub(super) fn record(marc: &MarcRecord) -> BookRecord {
    let title = marc.field(200).cloned().unwrap_or_default();
    // UNIMARC of 2018 and later writes the imprint into 214.
    let imprint = marc.field(210).or_else(|| marc.field(214)).cloned().unwrap_or_default();
    let extent = marc.field(215).cloned().unwrap_or_default();
    let set = embedded(marc, 461);
    let host = issue_of(embedded(marc, 463), set.as_ref());
    let kind = kind(marc, (host.is_some(), set.is_some()));
    BookRecord {
        kind,
        heading: String::new(),
        title: tidy(title.get('a')),
        parallel_titles: title.all('d').map(tidy).filter(|it| !it.is_empty()).collect(),
        subtitle: joined(title.all('e').map(tidy), " : "),
        volume: joined([tidy(title.get('h')), tidy(title.get('i')), tidy(title.get('v'))], ". "),
        responsibility: joined(title.all('f').chain(title.all('g')).map(tidy), " ; "),
        authors: [700, 701].into_iter().flat_map(|tag| marc.all(tag)).map(person).filter(is_author).collect(),
        contributors: contributors(marc),
        bodies: [710, 711, 712].into_iter().flat_map(|it| marc.list(it, 'a')).map(|it| tidy(&it)).collect(),
        edition: joined([tidy(&marc.get(205, 'a')), tidy(&marc.get(205, 'b'))], ", "),
        specific: joined(marc.list(207, 'a').iter().map(|it| tidy(it)), " ; "),
        place: joined(imprint.all('a').map(tidy), " ; "),
        publisher: joined(imprint.all('c').map(tidy), " : "),
        year: tidy(imprint.get('d')),
        pages: tidy(extent.get('a')),
        illustrations: tidy(extent.get('c')),
        dimensions: tidy(extent.get('d')),
        accompanying: tidy(extent.get('e')),
        series: marc.all(225).map(series).filter(|it| !it.is_empty()).collect(),
        notes: marc.list(300, 'a').iter().map(|it| tidy(it)).collect(),
        isbn: isbns(marc, 10),
        doi: super::doi(marc, 17),
        issn: marc.list(11, 'a'),
        annotation: joined(marc.list(330, 'a').iter().map(|it| tidy(it)), " "),
        subjects: [606, 607, 600, 601].into_iter().flat_map(|it| marc.list(it, 'a')).map(|it| tidy(&it)).collect(),
        keywords: marc.list(610, 'a').iter().map(|it| tidy(it)).collect(),
        udc: marc.list(675, 'a'),
        bbk: marc.all(686).filter(|it| it.get('2').contains("bbk")).map(|it| it.get('a').to_owned()).collect(),
        languages: marc.list(101, 'a'),
        shelfmark: joined([marc.get(899, 'b'), marc.get(899, 'j')].map(|it| tidy(&it)), " "),
        inventory: marc.list(899, 'p'),
        control_number: marc.control(1),
        source_org: marc.get(801, 'b'),
        cover_links: links(marc, true),
        urls: links(marc, false),
        age_mark: marc.list(333, 'a').iter().chain(&marc.list(300, 'a')).find_map(|it| AgeMark::find(it)),
        accessed: accessed(marc),
        content_type: joined([marc.get(203, 'a'), marc.get(203, 'c')].map(|it| tidy(&it)), " : "),
        host: if kind == RecordKind::Book { None } else { host },
    }
}

fn kind(marc: &MarcRecord, (has_host, has_set): (bool, bool)) -> RecordKind {
    match marc.leader.chars().nth(7) {
        Some('a' | 'b') if has_host => RecordKind::Article,
        Some('s') => RecordKind::Serial,
        _ if has_set => RecordKind::Part,
        _ => RecordKind::Book,
    }
}

/// The second indicator 1 of field 856 says "picture of the resource" (RUSMARC, 2019-03-24).
fn links(marc: &MarcRecord, covers: bool) -> Vec<String> {
    let is_cover = |it: &&Field| (it.indicators.get(1) == Some(&'1')) == covers;
    marc.all(856).filter(is_cover).map(|it| it.get('u').trim().to_owned()).filter(|it| !it.is_empty()).collect()
}

/// Russian cataloguers note the day in words: "дата обращения: 15.09.2026".
fn accessed(marc: &MarcRecord) -> String {
    let mut notes = marc.list(856, 'z').into_iter().chain(marc.list(300, 'a'));
    let day = |it: String| it.split_once("обращения:").map(|it| it.1.trim_matches([' ', ')', '.']).to_owned());
    notes.find_map(day).unwrap_or_default()
}

fn series(field: &Field) -> String {
    let name = joined([tidy(field.get('a')), tidy(field.get('i'))], ". ");
    joined([name, tidy(field.get('v'))], " ; ")
}

fn is_author(person: &Person) -> bool {
    person.role == PersonRole::Author && !person.family.is_empty()
}

fn contributors(marc: &MarcRecord) -> Vec<Person> {
    let others =
        [700, 701].into_iter().flat_map(|tag| marc.all(tag)).map(person).filter(|it| it.role != PersonRole::Author);
    let all = others.chain(marc.all(702).map(person));
    all.filter(|it| !it.family.is_empty()).collect()
}

/// A person of fields 700–702; relator codes as in UNIMARC appendix C.
pub(super) fn person(field: &Field) -> Person {
    let role = match field.get('4').get(..3).unwrap_or_default() {
        "" | "070" if field.tag != 702 => PersonRole::Author,
        "070" => PersonRole::Author,
        "340" => PersonRole::Editor,
        "220" => PersonRole::Compiler,
        "730" => PersonRole::Translator,
        "440" => PersonRole::Illustrator,
        _ => PersonRole::Other(tidy(field.get('4'))),
    };
    // Some libraries write ", Isaac" where others write "I.".
    let forename = tidy(field.get('b')).trim_start_matches([',', ' ']).to_owned();
    let (initials, given) = if forename.contains('.') { (forename, String::new()) } else { (String::new(), forename) };
    let full = tidy(field.get('g'));
    Person {
        family: tidy(field.get('a')).trim_end_matches(',').to_owned(),
        initials,
        given: if full.is_empty() { given } else { full },
        dates: tidy(field.get('f')),
        role,
    }
}

/// A linked record: its fields stand inside as `$1` + tag + indicators, or as plain subfields.
fn embedded(marc: &MarcRecord, tag: u32) -> Option<Host> {
    let field = marc.field(tag)?;
    let mut host = Host::default();
    let mut inner = 0_u32;
    for (code, text) in &field.subfields {
        if *code == '1' {
            inner = text.get(..3).and_then(|it| it.parse().ok()).unwrap_or(0);
            continue;
        }
        let place = match (inner, code) {
            (200, 'a') | (0, 't') => &mut host.title,
            (200, 'e') => &mut host.subtitle,
            (200, 'f') => &mut host.responsibility,
            (205, 'a') => &mut host.edition,
            (210, 'a') => &mut host.place,
            (210, 'c') => &mut host.publisher,
            (210 | 0, 'd') => &mut host.year,
            (11, 'a') => &mut host.issn,
            (215, 'a') | (0, 'p') => &mut host.pages,
            (200, 'h' | 'v') | (0, 'v') => &mut host.issue,
            _ => continue,
        };
        if place.is_empty() {
            *place = tidy(text);
        }
    }
    (host != Host::default()).then_some(host)
}

/// An article names its issue in 463 and, above it, its journal in 461; the issue may have no title of its own.
fn issue_of(issue: Option<Host>, journal: Option<&Host>) -> Option<Host> {
    let mut host = issue.or_else(|| journal.cloned())?;
    if let Some(journal) = journal.filter(|_| host.title.is_empty()) {
        host.title.clone_from(&journal.title);
        host.subtitle.clone_from(&journal.subtitle);
        for (own, above) in [(&mut host.issn, &journal.issn), (&mut host.place, &journal.place)] {
            if own.is_empty() {
                own.clone_from(above);
            }
        }
    }
    (!host.title.is_empty()).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(tag: u32, subfields: &[(char, &str)]) -> Field {
        Field { tag, subfields: subfields.iter().map(|it| (it.0, it.1.to_owned())).collect(), ..Field::default() }
    }

    #[test]
    fn an_article_takes_its_journal_from_461_and_its_issue_from_463() {
        let marc = MarcRecord {
            leader: "00000naa0 2200000   450 ".to_owned(),
            fields: vec![
                field(200, &[('a', "Лечение ран")]),
                field(461, &[('1', "2001 "), ('a', "Хирургия"), ('1', "011  "), ('a', "0023-1207")]),
                field(463, &[('1', "2001 "), ('v', "№ 5"), ('1', "210  "), ('d', "1942")]),
                field(702, &[('a', "Азимов"), ('b', ", Исаак"), ('4', "730")]),
            ],
        };
        let record = record(&marc);
        let host = record.host.unwrap_or_default();
        assert_eq!(record.kind, RecordKind::Article);
        assert_eq!((host.title.as_str(), host.issue.as_str(), host.year.as_str()), ("Хирургия", "№ 5", "1942"));
        assert_eq!(host.issn, "0023-1207");
        assert_eq!(record.contributors.first().map(|it| it.given.as_str()), Some("Исаак"));
    }
}
