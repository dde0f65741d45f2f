//! Bibliographic descriptions: GOST R 7.0.100-2018, GOST R 7.0.5-2008, APA 7, plain.

use crate::domain::{BookRecord, Exhibit, ExhibitSubject, RecordKind};

use super::gost::{gost, join_areas};
use super::names::inverted;
use super::options::{DescribeOptions, Style};
use super::typography;

/// Describes a record.
pub fn describe(record: &BookRecord, style: Style, options: &DescribeOptions) -> String {
    let text = match style {
        Style::Gost7_0_100 | Style::Gost7_0_5 => gost(record, style, *options),
        Style::Apa => apa(record),
        Style::Plain => plain(record),
    };
    typography::bind(&text, typography::Names::Headings)
}

/// Describes an exhibit; what a person wrote by hand wins.
pub fn exhibit_description(exhibit: &Exhibit, style: Style, options: &DescribeOptions) -> String {
    if let Some(own) = &exhibit.description {
        return own.clone();
    }
    match &exhibit.subject {
        ExhibitSubject::Record(record) => describe(record, style, options),
        ExhibitSubject::Person { name, about } if !about.is_empty() => format!("{name} ({about})"),
        ExhibitSubject::Person { name, .. } => name.clone(),
        ExhibitSubject::Picture { title } => title.clone(),
    }
}

fn apa(record: &BookRecord) -> String {
    let names: Vec<String> = record.authors.iter().take(20).map(|it| inverted(it, ", ")).collect();
    let authors = match names.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [others @ .., last] => format!("{}, & {last}", others.join(", ")),
    };
    let year = record.year_number().map_or_else(|| "n.d.".to_owned(), |it| it.to_string());
    let mut title = record.title.clone();
    if !record.subtitle.is_empty() {
        title = format!("{title}: {}", record.subtitle);
    }
    let (head, title) = if authors.is_empty() { (title, String::new()) } else { (authors, title) };
    let head = head.trim_end_matches('.');
    let mut areas = vec![format!("{head}. ({year})"), title];
    match (&record.host, record.kind) {
        (Some(host), RecordKind::Article) => {
            let issue = if host.issue.is_empty() { String::new() } else { format!("({})", host.issue) };
            let parts = [host.title.clone(), format!("{}{issue}", host.volume), host.pages.replace('-', "–")];
            areas.push(parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(", "));
        }
        _ => areas.push(record.publisher.clone()),
    }
    join_areas(&areas, " ")
}

fn plain(record: &BookRecord) -> String {
    let author = super::short_authors(record);
    let year = record.year.clone();
    join_areas(&[author, record.title.clone(), year], " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::describe::options::{Colon, Dash, OptionalElement, Places};
    use crate::domain::{Host, Person, PersonRole};

    fn author(name: &str) -> Person {
        let (family, initials) = name.split_once(' ').unwrap_or((name, ""));
        Person { family: family.into(), initials: initials.into(), ..Person::default() }
    }

    fn record(authors: &[&str], title: &str, subtitle: &str) -> BookRecord {
        BookRecord {
            title: title.into(),
            subtitle: subtitle.into(),
            authors: authors.iter().map(|it| author(it)).collect(),
            place: "Москва".into(),
            publisher: "Наука".into(),
            year: "2021".into(),
            pages: "256".into(),
            ..BookRecord::default()
        }
    }

    #[track_caller]
    fn check(record: &BookRecord, style: Style, expected: &str) {
        let described = describe(record, style, &DescribeOptions::usual(style));
        assert_eq!(typography::plain_spaces(&described), expected);
    }

    #[test]
    fn the_full_description_of_one_to_five_authors() {
        check(
            &BookRecord {
                isbn: vec!["978-5-02-040000-1".into()],
                ..record(&["Лебедев А. Б.", "Зуев В. Г."], "Основы поиска", "учебное пособие")
            },
            Style::Gost7_0_100,
            "Лебедев, А. Б. Основы поиска : учебное пособие / А. Б. Лебедев, В. Г. Зуев. – Москва : Наука, 2021. – 256 с. – ISBN 978-5-02-040000-1. – Текст : непосредственный.",
        );
        check(
            &record(&["А А.", "Б Б.", "В В.", "Г Г."], "Книга", ""),
            Style::Gost7_0_100,
            "Книга / А. А, Б. Б, В. В, Г. Г. – Москва : Наука, 2021. – 256 с. – Текст : непосредственный.",
        );
        check(
            &record(&["А А.", "Б Б.", "В В.", "Г Г.", "Д Д."], "Книга", ""),
            Style::Gost7_0_100,
            "Книга / А. А, Б. Б, В. В [и др.]. – Москва : Наука, 2021. – 256 с. – Текст : непосредственный.",
        );
    }

    #[test]
    fn no_point_is_doubled_and_a_question_takes_none() {
        check(
            &BookRecord {
                edition: "2-е изд., испр. и доп.".into(), ..record(&[], "Кто виноват?", "")
            },
            Style::Gost7_0_100,
            "Кто виноват? – 2-е изд., испр. и доп. – Москва : Наука, 2021. – 256 с. – Текст : непосредственный.",
        );
    }

    #[test]
    fn the_statement_of_the_record_is_used_as_written() {
        let written = "З. М. Акулова ; под ред. А. С. Павловского [и др.]";
        let record = BookRecord {
            responsibility: written.into(),
            place: "М.".into(),
            ..record(&["Акулова З. М."], "Гигиена", "")
        };
        check(
            &record,
            Style::Gost7_0_100,
            "Акулова, З. М. Гигиена / З. М. Акулова ; под ред. А. С. Павловского [и др.]. – Москва : Наука, 2021. – 256 с. – Текст : непосредственный.",
        );
        check(
            &record,
            Style::Gost7_0_5,
            "Акулова З. М. Гигиена / под ред. А. С. Павловского [и др.]. М. : Наука, 2021. 256 с.",
        );
    }

    #[test]
    fn an_article_stands_in_its_journal() {
        let host = Host {
            title: "Госпитальное дело".into(),
            year: "1942".into(),
            issue: "5/6".into(),
            pages: "12-19".into(),
            ..Host::default()
        };
        let record = BookRecord {
            kind: RecordKind::Article,
            title: "Лечение ран".into(),
            authors: vec![author("Вишневский А. В.")],
            host: Some(host),
            ..BookRecord::default()
        };
        check(&record, Style::Gost7_0_5, "Вишневский А. В. Лечение ран // Госпитальное дело. 1942. № 5/6. С. 12–19.");
        check(
            &record,
            Style::Gost7_0_100,
            "Вишневский, А. В. Лечение ран / А. В. Вишневский. – Текст : непосредственный // Госпитальное дело. – 1942. – № 5/6. – С. 12–19.",
        );
    }

    #[test]
    fn others_are_named_by_what_they_did_where_no_statement_is_written() {
        let other = |name: &str, role: PersonRole| Person { role, ..author(name) };
        let words = |it: &str| PersonRole::Other(it.into());
        let mut record = record(&["Барт Р."], "Мифологии", "");
        record.contributors = vec![
            other("Ким А. А.", PersonRole::Editor),
            other("Зорин С. Н.", words("пер. с фр.")),
            other("Зорин С. Н.", words("коммент.")),
            other("Зорин С. Н.", words("вступ. ст.")),
            other("Лунин П. Р.", words("340")),
        ];
        check(
            &record,
            Style::Gost7_0_5,
            "Барт Р. Мифологии / ред. А. А. Ким ; пер. с фр., коммент. и вступ. ст. С. Н. Зорин. М. : Наука, 2021. 256 с.",
        );
    }

    #[test]
    fn a_part_names_its_set_first() {
        let set = Host { title: "Хирургия".into(), subtitle: "в 2 т.".into(), ..Host::default() };
        let record = BookRecord {
            kind: RecordKind::Part,
            volume: "Т. 1".into(),
            host: Some(set),
            ..record(&["Юдин С. С."], "Раны", "")
        };
        check(&record, Style::Gost7_0_5, "Юдин С. С. Хирургия : в 2 т. Т. 1. Раны. М. : Наука, 2021. 256 с.");
    }

    #[test]
    fn apa_names_the_year_after_the_author() {
        let mut record = record(&["Stoker B."], "Dracula", "");
        record.publisher = "Constable".into();
        check(&record, Style::Apa, "Stoker, B. (2021). Dracula. Constable.");
    }

    #[test]
    fn a_chapter_stands_in_its_collection_with_the_year_after_the_publisher() {
        let host = Host {
            title: "Семиотика".into(),
            responsibility: "сост. Ю. С. Степанова".into(),
            place: "М.".into(),
            publisher: "Радуга".into(),
            year: "1983".into(),
            pages: "306—349".into(),
            ..Host::default()
        };
        let record = BookRecord {
            kind: RecordKind::Article,
            title: "Нулевая степень письма".into(),
            authors: vec![author("Барт Р.")],
            host: Some(host),
            ..BookRecord::default()
        };
        let options = DescribeOptions { dash: Dash::Em, ..DescribeOptions::usual(Style::Gost7_0_5) };
        assert_eq!(
            typography::plain_spaces(&describe(&record, Style::Gost7_0_5, &options)),
            "Барт Р. Нулевая степень письма // Семиотика / сост. Ю. С. Степанова. — М. : Радуга, 1983. — С. 306—349."
        );
    }

    #[test]
    fn what_is_read_on_a_screen_has_an_address() {
        let record = BookRecord {
            content_type: "Текст : электронный".into(),
            urls: vec!["https://example.org/1".into()],
            accessed: "15.09.2026".into(),
            ..record(&[], "Гигиена", "")
        };
        check(
            &record,
            Style::Gost7_0_100,
            "Гигиена. – Москва : Наука, 2021. – 256 с. – URL: https://example.org/1 (дата обращения: 15.09.2026). – Текст : электронный.",
        );
    }

    #[test]
    fn switches_change_signs_and_elements_but_no_words() {
        let record = BookRecord {
            illustrations: "ил.".into(),
            dimensions: "21 см".into(),
            isbn: vec!["9785020391703".into()],
            ..record(&["Юдин С. С."], "Раны", "пособие")
        };
        let usual = DescribeOptions::usual(Style::Gost7_0_5);
        let elements =
            usual.elements.with(OptionalElement::Illustrations).with(OptionalElement::Size).with(OptionalElement::Isbn);
        let options = DescribeOptions { colon: Colon::Tight, places: Places::AsWritten, elements, ..usual };
        assert_eq!(
            typography::plain_spaces(&describe(&record, Style::Gost7_0_5, &options)),
            "Юдин С. С. Раны: пособие. Москва: Наука, 2021. 256 с.: ил. ; 21 см. ISBN 978-5-02-039170-3."
        );
    }

    #[test]
    fn the_short_reference_names_a_bare_volume_after_the_year() {
        let record = BookRecord { volume: "Т. 2".into(), ..record(&[], "Внутренние болезни", "") };
        check(&record, Style::Gost7_0_5, "Внутренние болезни. М. : Наука, 2021. Т. 2. 256 с.");
        check(
            &record,
            Style::Gost7_0_100,
            "Внутренние болезни. Т. 2. – Москва : Наука, 2021. – 256 с. – Текст : непосредственный.",
        );
    }
}
