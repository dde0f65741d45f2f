//! Verdicts on file names.

use super::*;
use crate::domain::Person;

fn matcher() -> Matcher {
    let (mapping, unclear) = parse_mapping("# covers\nA-77,scan_one.JPG\n\nphoto 5.png;RU-3\nnonsense\n");
    assert_eq!((mapping.len(), unclear), (2, vec![5]));
    let mut matcher = Matcher::new(mapping);
    let book = |title: &str, family: &str, isbn: &str, control: &str| BookRecord {
        title: title.to_owned(),
        authors: vec![Person { family: family.to_owned(), ..Person::default() }],
        isbn: vec![isbn.to_owned()],
        control_number: control.to_owned(),
        year: "1988".to_owned(),
        ..BookRecord::default()
    };
    let mut first = book("Записки юного врача", "Булгаков", "978-5-389-09730-8", "A-77");
    first.cover_links = vec!["C:\\scans\\Bulgakov1.jpg".to_owned()];
    first.inventory = vec!["41".to_owned()];
    let mut second = book("Мастер и Маргарита", "Булгаков", "5-02-013850-9", "RU-2");
    second.inventory = vec!["к-100245".to_owned(), "41".to_owned()];
    let third = book("Мастер и Маргарита", "Булгаков", "", "RU-3");
    let fourth = book("Щука и кошка: хрестоматия", "Цветков", "", "7");
    let fifth = book("Снежный лес", "Калинин", "", "");
    let sixth = book("Лес и снежный сад", "Уваров", "", "");
    for (i, it) in [first, second, third, fourth, fifth, sixth].iter().enumerate() {
        matcher.add(RecordId(i as i64 + 1), it);
    }
    matcher.finish();
    matcher
}

#[track_caller]
fn check(name: &str, record: i64, reason: &Reason) {
    match matcher().verdict(name) {
        Verdict::Matched(it) => assert_eq!((it.record, &it.reason), (RecordId(record), reason), "{name}"),
        other => panic!("{name}: {other:?}"),
    }
}

#[test]
fn each_kind_of_evidence_finds_its_record() {
    check("covers/bulgakov1.JPG", 1, &Reason::Link);
    check("Scan_One.jpg", 1, &Reason::Mapping);
    check("photo 5.png", 3, &Reason::Mapping);
    check("978-5-389-09730-8.jpg", 1, &Reason::Isbn("9785389097308".to_owned()));
    check("cover_5020138509_front.tif", 2, &Reason::Isbn("9785020138506".to_owned()));
    check("К100245.jpg", 2, &Reason::Inventory("к100245".to_owned()));
    check("inv_К-100245 (2).jpg", 2, &Reason::Inventory("к-100245".to_owned()));
    check("Булгаков Записки юного врача.png", 1, &Reason::Title);
    check("zapiski_yunogo_vracha.jpg", 1, &Reason::Title);
    check("Снежный лес.jpg", 5, &Reason::Title);
    check("schuka-i-koshka.jpg", 4, &Reason::Title);
}

#[test]
fn what_two_records_claim_is_left_to_a_person() {
    for name in ["Мастер и Маргарита.jpg", "41.jpg", "7.jpg"] {
        assert!(matches!(matcher().verdict(name), Verdict::Ambiguous(_)), "{name}");
    }
}

#[test]
fn a_number_and_a_title_that_disagree_are_left_to_a_person() {
    check("Мастер и Маргарита К-100245.jpg", 2, &Reason::Inventory("к-100245".to_owned()));
    let verdict = matcher().verdict("Снежный лес К-100245.jpg");
    assert!(
        matches!(&verdict, Verdict::Ambiguous(them) if [2, 5].iter().all(|id| them.iter().any(|it| it.record == RecordId(*id)))),
        "{verdict:?}"
    );
}

#[test]
fn camera_names_and_strangers_match_nothing() {
    for name in ["IMG_20240501.jpg", "DSC00012.JPG", "scan001.png", "Война и мир.jpg", "", "...", "1988.jpg"] {
        assert_eq!(matcher().verdict(name), Verdict::Unmatched, "{name}");
    }
}
