//! The catalogue in a temporary folder.

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
    let cover = Cover { file: "x.jpg".into(), width: 2, height: 3, source: String::new(), rights: String::new() };
    let cover = StoredCover { cover, reason: "ISBN".to_owned(), confidence: 1.0 };
    catalogue.link_covers(&[(RecordId(2), cover.clone())]).unwrap();
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
