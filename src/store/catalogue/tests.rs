//! The catalogue in a temporary folder.

use proptest::prelude::*;

use super::*;
use crate::domain::Person;

fn book(title: &str, author: &str, isbn: &str) -> BookRecord {
    let author = Person { family: author.to_owned(), ..Person::default() };
    BookRecord { title: title.to_owned(), authors: vec![author], isbn: vec![isbn.to_owned()], ..BookRecord::default() }
}

fn put_all(catalogue: &mut Catalogue, records: &[BookRecord]) -> Vec<Put> {
    let mut import = catalogue.import().unwrap();
    import.begin_file();
    let source = |i: usize| SourceRef { path: "a.iso".to_owned(), number: i + 1 };
    let puts = records.iter().enumerate().map(|(i, it)| import.put(it, b"raw", &source(i)).unwrap().1).collect();
    import.commit().unwrap();
    puts
}

fn sample() -> [BookRecord; 3] {
    [
        book("Ёж и доктор", "Айболитов", "5-02-013850-9"),
        book("Записки юного врача", "Булгаков", "978-5-389-09730-8"),
        book("Ёж и доктор", "Айболитов", "5-02-013850-9"),
    ]
}

#[test]
fn importing_twice_changes_nothing_and_equal_records_are_kept_apart() {
    let folder = tempfile::tempdir().unwrap();
    let mut catalogue = Catalogue::open(&folder.path().join("c.sqlite")).unwrap();
    assert_eq!(put_all(&mut catalogue, &sample()), [Put::New; 3]);
    assert_eq!(put_all(&mut catalogue, &sample()), [Put::Unchanged; 3]);
    assert_eq!(catalogue.count().unwrap(), 3);
}

#[test]
fn a_dropped_import_has_never_been() {
    let folder = tempfile::tempdir().unwrap();
    let mut catalogue = Catalogue::open(&folder.path().join("c.sqlite")).unwrap();
    let mut import = catalogue.import().unwrap();
    import.put(&sample()[0], b"", &SourceRef::default()).unwrap();
    drop(import);
    assert_eq!(catalogue.count().unwrap(), 0);
}

#[test]
fn a_corrected_record_keeps_its_cover_and_is_found_by_its_new_words() {
    let folder = tempfile::tempdir().unwrap();
    let mut catalogue = Catalogue::open(&folder.path().join("c.sqlite")).unwrap();
    put_all(&mut catalogue, &sample());
    let cover = Cover::new("x.jpg".into(), (2, 3), "");
    let cover = StoredCover { cover, reason: "ISBN".to_owned(), confidence: 1.0 };
    catalogue.put_covers(&[(RecordId(2), Some(cover.clone()))]).unwrap();
    let mut records = sample();
    records[1].subtitle = "рассказы".to_owned();
    assert_eq!(put_all(&mut catalogue, &records), [Put::Unchanged, Put::Updated, Put::Unchanged]);
    let found = catalogue.search("рассказ", 50).unwrap();
    assert_eq!((found.total, found.records[0].cover.as_ref()), (1, Some(&cover)));
}

#[test]
fn search_knows_yo_case_beginnings_and_isbn() {
    let folder = tempfile::tempdir().unwrap();
    let mut catalogue = Catalogue::open(&folder.path().join("c.sqlite")).unwrap();
    put_all(&mut catalogue, &sample());
    for (query, total) in [
        ("еж", 2),
        ("ЁЖ докт", 2),
        ("булгаков врач", 1),
        ("5020138509", 2),
        ("978-5-02-013850-6", 2),
        ("", 3),
        ("\"", 0),
        ("AND OR NOT", 0),
        ("врач*) OR 1", 0),
    ] {
        assert_eq!(catalogue.search(query, 50).unwrap().total, total, "{query}");
    }
    assert_eq!(catalogue.search("", 2).unwrap().records.len(), 2);
}

#[test]
fn word_forms_fields_and_filters_narrow_a_search() {
    let folder = tempfile::tempdir().unwrap();
    let mut catalogue = Catalogue::open(&folder.path().join("c.sqlite")).unwrap();
    let [mut wounds, mut road, dog] =
        [book("Лечение ран", "Юдин", ""), book("Дорога на войну", "Раневский", ""), book("Ранний пёс", "Лапин", "")];
    (wounds.year, wounds.udc) = ("1942".to_owned(), vec!["616.1-089".to_owned()]);
    road.year = "1950".to_owned();
    put_all(&mut catalogue, &[wounds, road, dog]);
    let cover = Cover::new("x.jpg".into(), (2, 3), "");
    let cover = StoredCover { cover, reason: String::new(), confidence: 1.0 };
    catalogue.put_covers(&[(RecordId(1), Some(cover))]).unwrap();
    catalogue.mark_shown(&[catalogue.record(RecordId(2)).unwrap().unwrap().key.as_str()]).unwrap();
    for (query, ids) in [
        ("лечения", vec![1]),
        ("война", vec![2]),
        ("войне", vec![2]),
        ("псы", vec![]),
        ("ран", vec![1, 2, 3]),
        ("автор:ран", vec![2]),
        ("заглавие:дорогу", vec![2]),
        ("год:1941-1945", vec![1]),
        ("год:1942 ран", vec![1]),
        ("удк:616.1", vec![1]),
        ("удк:616.2", vec![]),
        ("\"лечение ран\"", vec![1]),
        ("\"ран лечение\"", vec![]),
        ("без:обложки", vec![2, 3]),
        ("не:показано без:обложки", vec![3]),
        ("added:last", vec![1, 2, 3]),
        ("добавлено:01.01.2020", vec![1, 2, 3]),
    ] {
        let found = catalogue.search(query, 50).unwrap();
        let mut found_ids: Vec<i64> = found.records.iter().map(|it| it.id.0).collect();
        found_ids.sort_unstable();
        assert_eq!((found.total, found_ids), (ids.len(), ids), "{query}");
    }
}

#[test]
fn a_correction_survives_the_next_import_and_can_be_dropped() {
    let folder = tempfile::tempdir().unwrap();
    let mut catalogue = Catalogue::open(&folder.path().join("c.sqlite")).unwrap();
    put_all(&mut catalogue, &sample());
    let corrected = BookRecord { subtitle: "повесть".to_owned(), ..sample()[1].clone() };
    catalogue.correct(RecordId(2), &corrected).unwrap();
    let mut records = sample();
    records[1].annotation = "новая аннотация".to_owned();
    assert_eq!(put_all(&mut catalogue, &records)[1], Put::Updated);
    let stored = catalogue.record(RecordId(2)).unwrap().unwrap();
    assert_eq!((stored.record, stored.is_corrected), (corrected, true));
    assert_eq!(catalogue.search("повесть", 9).unwrap().total, 1);
    let reverted = catalogue.revert(RecordId(2)).unwrap().unwrap();
    assert_eq!(reverted.annotation, "новая аннотация");
    assert_eq!(
        (catalogue.search("повесть", 9).unwrap().total, catalogue.search("аннотации", 9).unwrap().total),
        (0, 1)
    );
}

#[test]
fn an_import_taken_back_has_never_been() {
    let folder = tempfile::tempdir().unwrap();
    let mut catalogue = Catalogue::open(&folder.path().join("c.sqlite")).unwrap();
    put_all(&mut catalogue, &sample());
    let mut records = sample().to_vec();
    records[1].subtitle = "рассказы".to_owned();
    records.push(book("Новая книга", "Новиков", ""));
    put_all(&mut catalogue, &records);
    assert_eq!(catalogue.search("рассказ", 9).unwrap().total, 1);
    assert_eq!(catalogue.undo_import().unwrap(), Some(Undone { files: String::new(), removed: 1, restored: 1 }));
    assert_eq!((catalogue.count().unwrap(), catalogue.search("рассказ", 9).unwrap().total), (3, 0));
    assert_eq!(put_all(&mut catalogue, &sample()), [Put::Unchanged; 3]);
    assert_eq!(catalogue.undo_import().unwrap(), Some(Undone { files: String::new(), removed: 3, restored: 0 }));
    assert_eq!((catalogue.count().unwrap(), catalogue.undo_import().unwrap()), (0, None));
}

#[test]
fn a_catalogue_of_an_earlier_version_is_brought_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    for version in 1..schema::STEPS.len() {
        let path = folder.path().join(format!("{version}.sqlite"));
        let old = Connection::open(&path).unwrap();
        schema::STEPS.iter().take(version).for_each(|it| old.execute_batch(it).unwrap());
        let data = serde_json::to_string(&BookRecord { year: "1942".to_owned(), ..sample()[0].clone() }).unwrap();
        old.execute("INSERT INTO record (key, data, raw, source, number) VALUES ('a', ?1, x'', 'a.iso', 1)", [data])
            .unwrap();
        old.pragma_update(None, "user_version", version as i64).unwrap();
        old.pragma_update(None, "application_id", schema::APPLICATION).unwrap();
        drop(old);
        let (progress, again) = (Progress::default(), Progress::default());
        Catalogue::renew(&path, &progress).unwrap();
        Catalogue::renew(&path, &again).unwrap();
        assert_eq!((progress.counts(), again.counts()), ((1, 1), (0, 0)), "version {version}");
        let catalogue = Catalogue::open(&path).unwrap();
        assert_eq!(catalogue.search("ежи год:1942", 9).unwrap().total, 1, "version {version}");
        assert_eq!(catalogue.count().unwrap(), 1, "version {version}");
    }
}

#[test]
fn the_better_place_of_a_word_comes_first_and_the_rest_in_order_of_import() {
    let folder = tempfile::tempdir().unwrap();
    let mut catalogue = Catalogue::open(&folder.path().join("c.sqlite")).unwrap();
    let mut mentioned = book("Письма", "Лебедев", "");
    mentioned.annotation = "о доме".to_owned();
    let mut about = book("Письма", "Лебедев", "");
    about.subjects = vec!["дом".to_owned()];
    let begun = book("Домашний доктор", "Айболитов", "");
    put_all(&mut catalogue, &[mentioned, about, begun, book("Старый дом", "Белов", ""), book("Дом", "Белов", "")]);
    let ids = |query: &str, most: usize| {
        let found = catalogue.search(query, most).unwrap();
        (found.total, found.records.iter().map(|it| it.id.0).collect::<Vec<_>>())
    };
    assert_eq!(ids("дом", 9), (5, vec![5, 4, 3, 2, 1]));
    assert_eq!(ids("дом", 2), (5, vec![5, 4]));
    assert_eq!(ids("лебедев", 9), (2, vec![1, 2]));
    assert_eq!(ids("автор:белов", 9), (2, vec![4, 5]));
}

#[test]
fn another_program_writing_is_said_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("c.sqlite");
    let mut first = Catalogue::open(&path).unwrap();
    let mut second = Catalogue::open(&path).unwrap();
    second.database.busy_timeout(Duration::ZERO).unwrap();
    let _import = first.import().unwrap();
    assert!(matches!(second.import().map(|_| ()), Err(CatalogueError::Busy)));
}

#[test]
fn a_foreign_file_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("c.sqlite");
    std::fs::write(&path, "just some text, long enough to be looked at as a database header would be").unwrap();
    let before = std::fs::read(&path).unwrap();
    assert!(matches!(Catalogue::open(&path).map(|_| ()), Err(CatalogueError::Foreign { .. })));
    assert_eq!(std::fs::read(&path).unwrap(), before);
    let other = folder.path().join("other.sqlite");
    Connection::open(&other).unwrap().execute_batch("CREATE TABLE x (y)").unwrap();
    assert!(matches!(Catalogue::open(&other).map(|_| ()), Err(CatalogueError::Foreign { .. })));
}

#[test]
fn what_a_record_was_read_from_reads_back_whatever_became_of_the_record() {
    let folder = tempfile::tempdir().unwrap();
    let mut catalogue = Catalogue::open(&folder.path().join("c.sqlite")).unwrap();
    let long = BookRecord {
        annotation: "О лечении ран в годы войны. ".repeat(20), ..sample()[1].clone()
    };
    let read = format!("00850nam a22\u{1e}  \u{1f}a{}\u{1e}\u{1d}", long.annotation).into_bytes();
    let later = [&read[..], &[0xcf, 0xf0]].concat();
    for (raw, record) in [(&read, &long), (&later, &BookRecord { year: "1942".to_owned(), ..long.clone() })] {
        let mut import = catalogue.import().unwrap();
        import.put(record, raw, &SourceRef::default()).unwrap();
        import.put(&sample()[0], b"\xff\0", &SourceRef::default()).unwrap();
        import.commit().unwrap();
    }
    let raw = |catalogue: &Catalogue, id| catalogue.raw(RecordId(id)).unwrap();
    assert_eq!(raw(&catalogue, 1), Some(read.clone()));
    assert_eq!(raw(&catalogue, 2), Some(b"\xff\0".to_vec()));
    assert_eq!(raw(&catalogue, 3), Some(later));
    assert_eq!(raw(&catalogue, 4), None);
    let bytes = |id: i64| -> i64 {
        catalogue.database.query_row("SELECT length(raw) FROM record WHERE id = ?1", [id], |it| it.get(0)).unwrap()
    };
    assert!(bytes(1) < read.len() as i64 / 4, "most of it is in the record already: {}", bytes(1));
    catalogue.correct(RecordId(1), &sample()[2]).unwrap();
    assert_eq!(raw(&catalogue, 1), Some(read));
}

/// Records of few words, so that these often follow one another.
fn few_words() -> impl Strategy<Value = Vec<BookRecord>> {
    let word = || prop::sample::select(vec!["дом", "дома", "до", "мир", "и", "Мир,"]);
    let text = move |most: usize| prop::collection::vec(word(), 0..most).prop_map(|it| it.join(" "));
    let texts = (text(5), text(3), text(9), prop::collection::vec(text(3), 0..3));
    let record = (texts, word(), word()).prop_map(|((title, subtitle, annotation, subjects), family, given)| {
        let person = Person { family: family.to_owned(), given: given.to_owned(), ..Person::default() };
        BookRecord { title, subtitle, annotation, subjects, authors: vec![person], ..BookRecord::default() }
    });
    prop::collection::vec(record, 1..120)
}

/// Whether a record has a phrase, read the simple way; the last word may be longer.
fn has_phrase(record: &BookRecord, field: &str, phrase: &[&str]) -> bool {
    let BookRecord { title, subtitle, annotation, subjects, authors, .. } = record;
    let names = authors.iter().flat_map(|it| [[&it.family, &it.given], [&it.given, &it.family]]);
    let names = names.map(|[a, b]| ("автор:", format!("{a} {b}")));
    let subjects = subjects.iter().map(|it| ("тема:", it.clone()));
    let texts = [("заглавие:", title.clone()), ("заглавие:", subtitle.clone()), ("прочее:", annotation.clone())];
    let (last, whole) = phrase.split_last().unwrap();
    texts.into_iter().chain(names).chain(subjects).any(|(name, text)| {
        let text = text.to_lowercase().replace(',', "");
        let text: Vec<&str> = text.split_whitespace().collect();
        let is_said = |it: &[&str]| it.starts_with(whole) && it.last().is_some_and(|it| it.starts_with(last));
        (field.is_empty() || field == name) && text.windows(phrase.len()).any(is_said)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn a_phrase_is_found_in_just_the_records_that_have_it(
        mut records in few_words(),
        phrases in prop::collection::vec(
            (
                prop::sample::select(vec!["", "", "автор:", "заглавие:", "тема:"]),
                prop::collection::vec(prop::sample::select(vec!["дом", "дома", "до", "д", "мир", "и"]), 1..4),
            ),
            20,
        ),
        corrections in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 0..4),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let mut catalogue = Catalogue::open(&folder.path().join("c.sqlite")).unwrap();
        put_all(&mut catalogue, &records);
        for (of, with) in corrections {
            let (of, with) = (of.index(records.len()), with.index(records.len()));
            catalogue.correct(RecordId(of as i64 + 1), &records[with]).unwrap();
            records[of] = records[with].clone();
        }
        for (field, phrase) in &phrases {
            let query = format!("{field}\"{}\"", phrase.join(" "));
            let Matches { total, mut ids } = catalogue.find(&query, 1_000).unwrap();
            ids.sort_unstable_by_key(|it| it.0);
            let has = |it: &usize| has_phrase(&records[*it], field, phrase);
            let expected: Vec<RecordId> = (0..records.len()).filter(has).map(|it| RecordId(it as i64 + 1)).collect();
            prop_assert_eq!((total, &ids), (expected.len(), &expected), "{}", query);
            prop_assert_eq!(catalogue.find(&query, 2).unwrap().total, total);
        }
    }
}

#[test]
fn phrases_of_words_and_texts_longer_than_the_index_keeps_are_read_in_the_records() {
    let folder = tempfile::tempdir().unwrap();
    let mut catalogue = Catalogue::open(&folder.path().join("c.sqlite")).unwrap();
    let long = "превысокомногорассмотрительствующий".to_owned();
    let text = |at: usize| match at % 4 {
        0 => format!("{} тихий дон", "слово ".repeat(9_000)),
        // The last word with a number of its own, and then some.
        1 => format!("{} тихий и дон", "слово ".repeat(8_190)),
        2 => format!("{long} тихий дон"),
        _ => format!("{long}ся тихий, и дон"),
    };
    let book = |at: usize| BookRecord { annotation: text(at), ..book(&format!("Книга {at}"), "Белов", "") };
    put_all(&mut catalogue, &(0..80).map(book).collect::<Vec<_>>());
    for (query, total) in [
        ("\"тихий дон\"".to_owned(), 40),
        ("\"слово тихий\"".to_owned(), 40),
        ("\"слово слово\"".to_owned(), 40),
        (format!("\"{long} тихий\""), 20),
        (format!("\"{long}ся тихий\""), 20),
        (format!("\"{long}\""), 40),
        (format!("\"{long}с\""), 20),
    ] {
        assert_eq!(catalogue.find(&query, 9).unwrap().total, total, "{query}");
    }
}
