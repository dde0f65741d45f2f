//! MARC 21 → record. Punctuation that only separates areas is taken off the ends.

use super::{Field, MarcRecord, isbns};
use crate::domain::{AgeMark, BookRecord, Host, Person, PersonRole, RecordKind};
use crate::formats::text::{joined, tidy};

/// The description of a MARC 21 record.
pub(super) fn record(marc: &MarcRecord) -> BookRecord {
    let title = marc.field(245).cloned().unwrap_or_default();
    let imprint = imprint(marc);
    let of_imprint = |code: char| {
        imprint
            .as_ref()
            .map(|it| joined(it.all(code).map(clean), if code == 'a' { " ; " } else { " : " }))
            .unwrap_or_default()
    };
    let extent = marc.field(300).cloned().unwrap_or_default();
    let host = host(marc);
    BookRecord {
        kind: kind(marc, host.is_some()),
        title: clean(title.get('a')),
        subtitle: joined(title.all('b').map(clean), " : "),
        volume: joined([clean(title.get('n')), clean(title.get('p'))], ". "),
        responsibility: clean(title.get('c')),
        authors: people(marc, true),
        contributors: people(marc, false),
        bodies: [110, 710].into_iter().flat_map(|it| marc.list(it, 'a')).map(|it| clean(&it)).collect(),
        edition: clean(&marc.get(250, 'a')),
        specific: joined(marc.list(362, 'a').iter().map(|it| tidy(it)), " ; "),
        place: of_imprint('a'),
        publisher: of_imprint('b'),
        year: clean(imprint.as_ref().map_or("", |it| it.get('c'))).trim_end_matches('.').to_owned(),
        pages: clean(extent.get('a')),
        illustrations: clean(extent.get('b')),
        dimensions: clean(extent.get('c')),
        accompanying: clean(extent.get('e')),
        series: marc.all(490).map(series).filter(|it| !it.is_empty()).collect(),
        notes: marc.list(500, 'a').iter().map(|it| tidy(it)).collect(),
        isbn: isbns(marc, 20),
        doi: super::doi(marc, 24),
        issn: marc.list(22, 'a'),
        annotation: joined(marc.list(520, 'a').iter().map(|it| tidy(it)), " "),
        subjects: [650, 651, 600].into_iter().flat_map(|it| marc.list(it, 'a')).map(|it| clean(&it)).collect(),
        keywords: marc.list(653, 'a').iter().map(|it| clean(it)).collect(),
        udc: marc.list(80, 'a'),
        bbk: marc.all(84).filter(|it| it.get('2').contains("bbk")).map(|it| it.get('a').to_owned()).collect(),
        languages: marc.list(41, 'a'),
        shelfmark: joined([marc.get(852, 'h'), marc.get(852, 'i'), marc.get(852, 'j')].map(|it| tidy(&it)), " "),
        inventory: marc.list(852, 'p'),
        control_number: marc.control(1),
        source_org: marc.control(3),
        cover_links: marc
            .all(856)
            .filter(|it| is_cover(it))
            .map(|it| it.get('u').to_owned())
            .filter(|it| !it.is_empty())
            .collect(),
        urls: marc
            .all(856)
            .filter(|it| !is_cover(it))
            .map(|it| it.get('u').to_owned())
            .filter(|it| !it.is_empty())
            .collect(),
        age_mark: marc.list(521, 'a').iter().chain(&marc.list(500, 'a')).find_map(|it| AgeMark::find(it)),
        host,
        ..BookRecord::default()
    }
}

fn imprint(marc: &MarcRecord) -> Option<Field> {
    let published = marc.all(264).find(|it| it.indicators.get(1) == Some(&'1'));
    marc.field(260).or(published).or_else(|| marc.field(264)).cloned()
}

fn kind(marc: &MarcRecord, has_host: bool) -> RecordKind {
    match marc.leader.chars().nth(7) {
        Some('a' | 'b') if has_host => RecordKind::Article,
        Some('s') => RecordKind::Serial,
        _ => RecordKind::Book,
    }
}

fn series(field: &Field) -> String {
    joined([clean(field.get('a')), clean(field.get('v'))], " ; ")
}

fn is_cover(field: &Field) -> bool {
    let about = format!("{} {}", field.get('3'), field.get('y')).to_lowercase();
    about.contains("cover") || about.contains("обложк")
}

fn people(marc: &MarcRecord, authors: bool) -> Vec<Person> {
    let all = marc.all(100).chain(marc.all(700)).map(person);
    all.filter(|it| (it.role == PersonRole::Author) == authors && !it.family.is_empty()).collect()
}

fn person(field: &Field) -> Person {
    let name = clean(field.get('a'));
    let (family, given) =
        name.split_once(',').map_or((name.as_str(), ""), |(family, given)| (family.trim(), given.trim()));
    let is_initials =
        given.contains('.') && given.split_whitespace().all(|it| it.ends_with('.') && it.chars().count() < 8);
    let role = match (field.get('4'), field.get('e').to_lowercase()) {
        ("aut" | "", role) if role.is_empty() || role.contains("author") || role.contains("автор") => {
            PersonRole::Author
        }
        ("edt", _) => PersonRole::Editor,
        ("com", _) => PersonRole::Compiler,
        ("trl", _) => PersonRole::Translator,
        ("ill", _) => PersonRole::Illustrator,
        ("aut", _) => PersonRole::Author,
        (code, word) => PersonRole::Other(if word.is_empty() { code.to_owned() } else { word }),
    };
    Person {
        family: family.to_owned(),
        initials: if is_initials { given.to_owned() } else { String::new() },
        given: if is_initials { String::new() } else { given.to_owned() },
        dates: clean(field.get('d')),
        role,
    }
}

fn host(marc: &MarcRecord) -> Option<Host> {
    let field = marc.field(773)?;
    let title = clean(field.get('t'));
    let about = field.get('g');
    let year = about.split(|it: char| !it.is_ascii_digit()).find(|it| it.len() == 4).unwrap_or_default();
    let pages = about.rsplit_once("С. ").or_else(|| about.rsplit_once("p. ")).map_or("", |it| it.1);
    let number = about.split_once('№').map(|it| it.1.trim()).unwrap_or_default();
    let number = number.split([',', '.', '-']).next().unwrap_or_default().trim();
    (!title.is_empty()).then(|| Host {
        title,
        year: year.to_owned(),
        issue: number.to_owned(),
        pages: pages.trim().to_owned(),
        issn: field.get('x').to_owned(),
        ..Host::default()
    })
}

/// Takes the marks between areas off the end; the point of an abbreviation stays.
fn clean(text: &str) -> String {
    let text = tidy(text);
    let cut = text.trim_end_matches([' ', '/', ':', ';', ',', '=', '+']);
    let is_abbreviated = |it: &str| {
        let last = it.trim_end_matches('.').rsplit([' ', '.', '(']).next().unwrap_or_default();
        last.chars().count() <= 4
    };
    let cut = if cut.ends_with('.') && !cut.ends_with("..") && !is_abbreviated(cut) {
        cut.trim_end_matches('.')
    } else {
        cut
    };
    cut.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_between_areas_are_taken_off() {
        assert_eq!(clean("The pragmatic programmer :"), "The pragmatic programmer");
        assert_eq!(clean("186 с."), "186 с.");
        assert_eq!(clean("М."), "М.");
        assert_eq!(clean("Mystery story."), "Mystery story");
        assert_eq!(clean("John F. Galliher ... [et al.]."), "John F. Galliher ... [et al.].");
    }

    #[test]
    fn a_name_is_taken_apart() {
        let field = |name: &str| Field { subfields: vec![('a', name.to_owned())], ..Field::default() };
        let person = person(&field("Калинин, Сергей Юрьевич"));
        assert_eq!((person.family.as_str(), person.given.as_str()), ("Калинин", "Сергей Юрьевич"));
        assert_eq!(super::person(&field("Ренни, Э.")).initials, "Э.");
    }
}
