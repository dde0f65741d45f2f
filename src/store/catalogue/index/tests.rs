//! The index against what it is said to hold, computed the simple way.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use super::page::Entries;
use super::postings::Kept;
use super::*;
use crate::domain::Person;
use crate::store::catalogue::bits::Bits;

/// Term, record, place.
type Held = BTreeMap<Vec<u8>, BTreeSet<(i64, Place)>>;

fn database() -> Connection {
    let database = Connection::open_in_memory().unwrap();
    for step in crate::store::catalogue::schema::STEPS {
        database.execute_batch(step).unwrap();
    }
    database
}

fn held(database: &Connection) -> Held {
    let mut held = Held::new();
    let mut pages = database.prepare("SELECT block, first, page FROM posting ORDER BY block, first").unwrap();
    let mut rows = pages.query([]).unwrap();
    let mut last = (-1, Vec::new());
    while let Some(row) = rows.next().unwrap() {
        let (block, first, page): (i64, Vec<u8>, Vec<u8>) =
            (row.get(0).unwrap(), row.get(1).unwrap(), row.get(2).unwrap());
        let mut entries = Entries::new(&page);
        let mut is_first = true;
        while let Some(value) = entries.next_value() {
            let place = (block, entries.term().to_vec());
            assert!(place > last, "terms ascend over pages");
            assert!(!is_first || place.1 == first, "a page is found by its first term");
            (last, is_first) = (place, false);
            let postings = Kept::under(entries.term()).decode(value).into_iter();
            let postings = postings.map(|it| (id_at(block, it.document()), it.place()));
            held.entry(entries.term().to_vec()).or_default().extend(postings);
        }
    }
    held
}

fn expected(records: &BTreeMap<i64, BookRecord>) -> Held {
    let mut held = Held::new();
    for (id, record) in records {
        let mut add = |term: &[u8], place: Place| _ = held.entry(term.to_vec()).or_default().insert((*id, place));
        Terms::default().each(record, &mut |term, place| {
            let column = Place::new(place.column(), 0);
            add(term, column);
            if is_word(term) {
                add(&places(term), Place::new(place.text_column(), place.number()));
            }
            for (kind, letters) in BEGINNINGS.iter().filter(|_| is_word(term)) {
                let text = std::str::from_utf8(term).unwrap();
                if text.chars().count() >= *letters {
                    let beginning: String = text.chars().take(*letters).collect();
                    add(&[&[*kind], beginning.as_bytes()].concat(), column);
                }
            }
        });
    }
    held
}

fn record() -> impl Strategy<Value = BookRecord> {
    let text = || prop::collection::vec("[абвг]{1,5}", 0..5).prop_map(|it| it.join(" "));
    (text(), text(), text(), text(), 1900_u16..1904).prop_map(|(title, family, shelfmark, annotation, year)| {
        BookRecord {
            title,
            authors: vec![Person { family, ..Person::default() }],
            shelfmark,
            annotation: annotation.repeat(3),
            year: year.to_string(),
            ..BookRecord::default()
        }
    })
}

/// Ids in three blocks, at their edges.
fn id() -> impl Strategy<Value = i64> {
    (0_i64..3, prop_oneof![0_i64..40, 65_500_i64..65_536]).prop_map(|(block, document)| block * 65_536 + document)
}

#[derive(Clone, Debug)]
enum Change {
    Put(i64, Box<BookRecord>),
    Drop(i64),
    Finish,
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let change = prop_oneof![
        8 => (id(), record()).prop_map(|(id, record)| Change::Put(id, Box::new(record))),
        3 => id().prop_map(Change::Drop),
        1 => Just(Change::Finish),
    ];
    prop::collection::vec(change, 0..120)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn after_any_changes_the_index_holds_what_the_records_say(changes in changes()) {
        let database = database();
        let (mut index, mut records) = (Index::default(), BTreeMap::new());
        for change in changes {
            match change {
                Change::Put(id, record) => match records.insert(id, BookRecord::clone(&record)) {
                    None => index.put(&database, id, &record).unwrap(),
                    Some(before) => index.replace(&database, id, (&before, &record)).unwrap(),
                },
                Change::Drop(id) => {
                    if let Some(record) = records.remove(&id) {
                        index.drop(&database, id, &record).unwrap();
                    }
                }
                Change::Finish => index.finish(&database).unwrap(),
            }
        }
        index.finish(&database).unwrap();
        prop_assert_eq!(held(&database), expected(&records));
    }
}

/// A block of many pages.
fn many_pages() -> (Connection, Held) {
    let (database, mut index) = (database(), Index::default());
    let letters: Vec<String> = "абвг".chars().map(String::from).collect();
    for id in 0..4_000_i64 {
        let word =
            |step: i64| (0..5).map(|it| letters[((id * step) >> (2 * it)) as usize % 4].as_str()).collect::<String>();
        let title = [1, 7, 31].map(word).join(" ");
        index.put(&database, id, &BookRecord { title, ..BookRecord::default() }).unwrap();
    }
    index.finish(&database).unwrap();
    let held = held(&database);
    (database, held)
}

#[test]
fn a_look_up_gives_just_the_terms_wanted_on_whatever_pages() {
    let (database, held) = many_pages();
    let pages: i64 = database.query_row("SELECT count(*) FROM posting", [], |it| it.get(0)).unwrap();
    assert!(pages > 5, "{pages}");
    let words = prop::collection::btree_set("[абвг]{1,6}", 0..8);
    let beginning = prop::option::of("[абвгд]{1,3}");
    let law = |(words, beginning): (BTreeSet<String>, Option<String>)| {
        let words: Vec<Vec<u8>> = words.into_iter().map(String::into_bytes).collect();
        let beginning = beginning.as_deref().map(str::as_bytes);
        let mut expected = [BTreeSet::new(), BTreeSet::new()];
        for (term, documents) in &held {
            let is_word = words.contains(term);
            if is_word || beginning.is_some_and(|it| term.starts_with(it)) {
                expected[usize::from(is_word)].extend(documents.iter().map(|it| it.0));
            }
        }
        let mut found = [BTreeSet::new(), BTreeSet::new()];
        let mut reader = Reader::new(&database, 0).unwrap();
        let each = &mut |is_word, list: List<'_>| {
            let mut documents = Bits::default();
            list.add_to(&mut documents);
            documents.each(&mut |it| _ = found[usize::from(is_word)].insert(i64::from(it)));
        };
        reader.look_up(Lookup::new(&words, beginning), each).unwrap();
        prop_assert_eq!(found, expected);
        Ok(())
    };
    TestRunner::new(ProptestConfig { cases: 200, ..ProptestConfig::default() }).run(&(words, beginning), law).unwrap();
}
