//! Documents that are known by more than a title: theses, patents, standards, and what stands on the web.
//!
//! The fields are those of BibLaTeX and of its style for GOST (biblatex-gost 1.24, read 2026-11-25).

use super::entries::Entry;
use super::is_russian;
use super::latex::text as plain;
use crate::domain::{BookRecord, Person, PersonRole};
use crate::formats::text::{joined, tidy};

/// Countries as the style names them, and as a description does.
const COUNTRIES: [(&str, &str); 8] = [
    ("countryru", "Рос. Федерация"),
    ("countryussr", "СССР"),
    ("countryus", "США"),
    ("countryuk", "Великобритания"),
    ("countryde", "Германия"),
    ("countryfr", "Франция"),
    ("countryeu", "Европ. союз"),
    ("countryep", "Европ. патент. орг."),
];

fn get(entry: &Entry, names: &[&str]) -> String {
    tidy(&plain(entry.get(names)))
}

/// Adds what only such documents have.
pub(super) fn add(entry: &Entry, record: &mut BookRecord) {
    record.heading = get(entry, &["heading"]);
    record.specific = get(entry, &["specdata"]);
    record.notes.extend(Some(get(entry, &["addendum"])).filter(|it| !it.is_empty()));
    match entry.kind.as_str() {
        "thesis" | "phdthesis" | "mastersthesis" => record.responsibility = by_whom(record),
        "patent" => patent(entry, record),
        "online" | "electronic" | "www" => {
            record.content_type.push_str("Текст : электронный");
            record.accessed = day(&get(entry, &["urldate"]));
        }
        _ => {}
    }
}

/// What a thesis is: "дис. … канд. ист. наук : 07.00.02". Empty for anything else, and where the entry does not tell.
pub(super) fn kind_of_thesis(entry: &Entry) -> String {
    let kind = match (entry.kind.as_str(), entry.get(&["type"]).trim()) {
        ("phdthesis" | "thesis", "phdthesis") | ("phdthesis", "") => ("дис. … канд.", "PhD thesis"),
        ("thesis", "docthesis") => ("дис. … д-ра", "doctoral thesis"),
        ("thesis", "phdautoref") => ("автореф. дис. … канд.", "PhD thesis, abstract"),
        ("thesis", "docautoref") => ("автореф. дис. … д-ра", "doctoral thesis, abstract"),
        ("mastersthesis" | "thesis", "mathesis") | ("mastersthesis", "") => ("магистер. дис.", "master's thesis"),
        ("phdthesis" | "mastersthesis" | "thesis", _) => return get(entry, &["type"]),
        _ => return String::new(),
    };
    if !is_russian(entry) {
        return kind.1.to_owned();
    }
    let number = get(entry, &["specialitycode", "majorcode", "number"]);
    let speciality = joined([number, get(entry, &["speciality"])], " — ");
    joined([joined([kind.0.to_owned(), get(entry, &["science", "major"])], " "), speciality], " : ")
}

/// The author of a thesis is named once more, as its title page does; then where it was defended.
fn by_whom(record: &BookRecord) -> String {
    let [author] = record.authors.as_slice() else { return String::new() };
    let given = if author.given.is_empty() { &author.initials } else { &author.given };
    let others = record.contributors.iter().filter(|it| it.role == PersonRole::Other(String::new()));
    joined(std::iter::once(format!("{} {given}", author.family)).chain(others.map(|it| it.family.clone())), " ; ")
}

/// A patent is known by its number; it has no publisher, and its dates are those of its way through the office.
fn patent(entry: &Entry, record: &mut BookRecord) {
    if record.heading.is_empty() {
        record.heading = number_of_patent(entry);
    }
    let authors = record.authors.iter().map(in_order).collect::<Vec<_>>().join(", ");
    let of = get(entry, &["authortype"]);
    let authors = if of.is_empty() || authors.is_empty() { authors } else { format!("{authors} ({of})") };
    let others = record.contributors.drain(..).map(|it| it.family);
    record.responsibility = joined([authors, get(entry, &["holder"])].into_iter().chain(others), " ; ");
    record.place.clear();
    let published = get(entry, &["publdate"]);
    record.year = published.get(..4).unwrap_or(&record.year).to_owned();
    record.specific = way_of_patent(entry, &day(&published));
}

/// "Пат. 2187888 Рос. Федерация, МПК7 H 04 B 1/38".
fn number_of_patent(entry: &Entry) -> String {
    let kind = match entry.get(&["type"]).trim() {
        "patreq" => "Заявка",
        "invcert" => "А. с.",
        _ => "Пат.",
    };
    let number = get(entry, &["number"]);
    if number.is_empty() {
        return String::new();
    }
    let class = get(entry, &["ipc"]).replace('^', "");
    joined([format!("{kind} {number} {}", country(entry, &["location"])).trim_end().to_owned(), class], ", ")
}

/// "№ 2000131736/09 ; заявл. 18.12.2000 ; опубл. 20.08.2002, Бюл. № 23 ; приоритет 09.04.1999".
fn way_of_patent(entry: &Entry, published: &str) -> String {
    let after = |word: &str, text: String| if text.is_empty() { text } else { format!("{word} {text}") };
    let parts = |parts: [String; 2]| joined(parts, ", ");
    let since = parts([day(&get(entry, &["prioritydate", "prdate"])), get(entry, &["prioritynumber", "prnumber"])]);
    let from = country(entry, &["prioritycountry", "prcountry"]);
    let since = if from.is_empty() || since.is_empty() { since } else { format!("{since} ({from})") };
    let way = [
        after("№", get(entry, &["reqnumber"])),
        after("заявл.", day(&get(entry, &["date"]))),
        after("опубл.", parts([published.to_owned(), get(entry, &["publication"])])),
        after("приоритет", since),
    ];
    joined(way, " ; ")
}

fn country(entry: &Entry, fields: &[&str]) -> String {
    let name = get(entry, fields);
    COUNTRIES.iter().find(|it| it.0 == name).map_or(name, |it| it.1.to_owned())
}

fn in_order(person: &Person) -> String {
    let given = if person.initials.is_empty() { &person.given } else { &person.initials };
    format!("{given} {}", person.family).trim_start().to_owned()
}

/// "2002-08-20" → "20.08.2002"; anything else is left as it is.
fn day(date: &str) -> String {
    match date.split('-').collect::<Vec<_>>().as_slice() {
        [year, month, day] if year.len() == 4 => format!("{day}.{month}.{year}"),
        _ => date.to_owned(),
    }
}

/// The month of an issue, with the day where it is told: "6 июня", "Oct. 7", "янв."; empty in languages whose
/// short forms are not known here.
pub(super) fn day_of_issue(entry: &Entry) -> String {
    const RUSSIAN: [(&str, &str); 12] = [
        ("янв.", "янв."),
        ("февр.", "февр."),
        ("март", "марта"),
        ("апр.", "апр."),
        ("май", "мая"),
        ("июнь", "июня"),
        ("июль", "июля"),
        ("авг.", "авг."),
        ("сент.", "сент."),
        ("окт.", "окт."),
        ("нояб.", "нояб."),
        ("дек.", "дек."),
    ];
    const ENGLISH: [&str; 12] =
        ["Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."];
    let date = get(entry, &["date"]);
    let mut parts = date.split('/').next().unwrap_or_default().split('-').skip(1);
    let month = parts.next().map_or_else(|| get(entry, &["month"]), str::to_owned);
    let day = parts.next().and_then(|it| it.parse::<u8>().ok());
    let Some(index) = month.parse::<usize>().ok().and_then(|it| it.checked_sub(1)) else { return month };
    match (is_russian(entry), day) {
        (true, None) => RUSSIAN.get(index).map(|it| it.0.to_owned()),
        (true, Some(day)) => RUSSIAN.get(index).map(|it| format!("{day} {}", it.1)),
        (false, _) if !super::is_english(entry) => None,
        (false, None) => ENGLISH.get(index).map(|it| (*it).to_owned()),
        (false, Some(day)) => ENGLISH.get(index).map(|it| format!("{it} {day}")),
    }
    .unwrap_or_default()
}

/// The number of a document in the DOI system, without the address it is looked up at.
pub(super) fn doi(entry: &Entry) -> String {
    let text = get(entry, &["doi"]);
    text.find("10.").and_then(|at| text.get(at..)).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::tests::records;

    #[test]
    fn a_thesis_tells_what_it_is_and_names_its_author_in_full() {
        let all = records(
            "@thesis{a, author = {Лунин, Пётр Романович}, title = {Раны}, type = {docthesis}, science = {мед. наук}, number = {14.00.27},\n\
             titleaddon = {защищена 22.01.02}, credits = {Мед. акад.}, addendum = {Библиогр.: с. 202}, langid = {russian}, year = 2002}",
        );
        let thesis = all.first().unwrap();
        assert_eq!(thesis.subtitle, "дис. … д-ра мед. наук : 14.00.27 : защищена 22.01.02");
        assert_eq!(thesis.responsibility, "Лунин Пётр Романович ; Мед. акад.");
        assert_eq!(thesis.notes, ["Библиогр.: с. 202"]);
    }

    #[test]
    fn a_patent_is_headed_by_its_number_and_keeps_its_dates() {
        let all = records(
            "@patent{a, author = {Лунин, П. Р.}, authortype = {СССР}, title = {Захват}, type = {invcert}, number = 1007970,\n\
             location = {countryussr}, ipc = {МКИ\\ensuremath{^3} В 25}, holder = {{заявитель Завод}}, reqnumber = {33/25},\n\
             date = {1981-11-23}, publication = {Бюл. № 12}, publdate = {1983-03-30}, prioritydate = {1980-01-02}, langid = {russian}}",
        );
        let patent = all.first().unwrap();
        assert_eq!(patent.heading, "А. с. 1007970 СССР, МКИ3 В 25");
        assert_eq!(patent.responsibility, "П. Р. Лунин (СССР) ; заявитель Завод");
        let way = "№ 33/25 ; заявл. 23.11.1981 ; опубл. 30.03.1983, Бюл. № 12 ; приоритет 02.01.1980";
        assert_eq!((patent.specific.as_str(), patent.year.as_str(), patent.place.as_str()), (way, "1983", ""));
    }

    #[test]
    fn a_standard_keeps_what_it_replaces_and_a_site_the_day_it_was_seen() {
        let all = records(
            "@reference{a, heading = {ГОСТ 7.0-99}, title = {Термины}, specdata = {Введ. 2000---01---01}}\n\
             @online{b, title = {Сайт}, url = {https://example.org}, urldate = {2015-02-18}}",
        );
        let [standard, site] = all.as_slice() else { panic!("{all:?}") };
        assert_eq!((standard.heading.as_str(), standard.specific.as_str()), ("ГОСТ 7.0-99", "Введ. 2000—01—01"));
        assert!(site.is_electronic());
        assert_eq!(site.accessed, "18.02.2015");
    }

    #[test]
    fn an_issue_keeps_its_month_and_an_article_its_doi() {
        let all = records(
            "@article{a, title = {Богатство}, journal = {Ведомости}, date = {2012-06-06}, langid = {russian}}\n\
             @article{b, title = {Numbers}, journal = {Review}, year = 1965, month = jan, volume = 37, number = 4, issue = {Winter},\n\
             issuetitle = {On Counting}, langid = {english}, doi = {http://dx.doi.org/10.1000/7}}",
        );
        let [russian, english] = all.as_slice() else { panic!("{all:?}") };
        assert_eq!(russian.host.as_ref().unwrap().date, "6 июня");
        let host = english.host.as_ref().unwrap();
        assert_eq!((host.date.as_str(), host.issue.as_str()), ("Jan.", "Winter, no. 4: On Counting"));
        assert_eq!(english.doi, "10.1000/7");
    }
}
