//! The catalogue beside a plain FTS5 table: importing ISO 2709, searching as one types, opening.
//!
//! `cargo bench --bench catalogue -- 10000 100000 1000000` measures these numbers of records; without numbers, the
//! first two. The plain table has 16 columns and an FTS5 index of title, author, topics and annotation with prefixes
//! of 2 and 3 letters, filled in one transaction from records that are in memory already; ours reads its file, tells
//! what it is, keeps every field and the bytes it read. CPU seconds; ratios of one run can be compared.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a benchmark"
)]

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::Connection;
use vitrina::domain::Lang;
use vitrina::progress::Progress;
use vitrina::store::Catalogue;
use vitrina::tasks::{self, Hints, ImportRequest};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const SIZES: [usize; 2] = [10_000, 100_000];
/// Different words; a word of rank `r` is used about `1 / r` as often as the first.
const WORDS: usize = 60_000;
const QUERIES: usize = 200;
/// Rows a window shows of what was found.
const SHOWN: usize = 50;

/// CPU time of the process so far, in seconds; wall time where the system does not say.
fn cpu(started: Instant) -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit_once(')').map_or("", |it| it.1);
    let fields: Vec<f64> = after.split_whitespace().skip(11).take(2).filter_map(|it| it.parse().ok()).collect();
    if let [user, system] = fields.as_slice() { (user + system) / 100.0 } else { started.elapsed().as_secs_f64() }
}

fn measured<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let started = Instant::now();
    let before = cpu(started);
    let result = work();
    (result, cpu(started) - before)
}

/// Numbers that are the same on every machine.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % end
    }

    /// A rank that is log-uniform.
    fn rank(&mut self) -> usize {
        let share = self.below(1 << 20) as f64 / f64::from(1 << 20);
        ((WORDS as f64).powf(share) as usize).saturating_sub(1)
    }
}

fn vocabulary() -> Vec<String> {
    const SYLLABLES: [&str; 24] = [
        "ка", "ро", "ми", "ста", "ле", "ну", "вед", "бор", "ти", "пра", "го", "ши", "ра", "ло", "сен", "ду", "мя",
        "зи", "кон", "ре", "вы", "ха", "жу", "пол",
    ];
    let mut chance = Chance(7);
    (0..WORDS)
        .map(|index| {
            let length = 2 + chance.below(3);
            let mut word: String = (0..length).map(|_| SYLLABLES[chance.below(SYLLABLES.len())]).collect();
            word.push_str(SYLLABLES[index % SYLLABLES.len()]);
            word
        })
        .collect()
}

struct Book {
    title: String,
    author: String,
    year: usize,
    subjects: [String; 2],
    annotation: String,
}

fn book(index: usize, words: &[String]) -> Book {
    let mut chance = Chance(index as u64 + 1);
    let mut text = |count: usize| {
        let text: Vec<&str> = (0..count).map(|_| words[chance.rank()].as_str()).collect();
        text.join(" ")
    };
    let (title, annotation) = (text(4), text(45));
    let (author, subjects) = (format!("{}, А. Б.", text(1)), [text(2), text(1)]);
    Book { title, author, year: 1900 + index % 126, subjects, annotation }
}

/// A record of ISO 2709 in the tags of MARC 21 and UTF-8.
fn iso2709(index: usize, book: &Book) -> Vec<u8> {
    let fields = [
        ("001", format!("{index:09}")),
        ("020", format!("  \u{1f}a978-5-0000-{:04}-0", index % 10_000)),
        ("100", format!("1 \u{1f}a{}", book.author)),
        ("245", format!("10\u{1f}a{}", book.title)),
        ("264", format!(" 1\u{1f}aМосква\u{1f}bНаука\u{1f}c{}", book.year)),
        ("520", format!("  \u{1f}a{}", book.annotation)),
        ("650", format!(" 4\u{1f}a{}", book.subjects[0])),
        ("650", format!(" 4\u{1f}a{}", book.subjects[1])),
        ("852", format!("  \u{1f}jБ{}\u{1f}p{index:07}", index % 900)),
    ];
    let (mut directory, mut data) = (String::new(), Vec::new());
    for (tag, text) in &fields {
        write!(directory, "{tag}{:04}{:05}", text.len() + 1, data.len()).unwrap();
        data.extend(text.bytes());
        data.push(0x1e);
    }
    directory.push('\u{1e}');
    let base = 24 + directory.len();
    let mut record = format!("{:05}nam a22{base:05}   4500{directory}", base + data.len() + 1).into_bytes();
    record.extend(data);
    record.push(0x1d);
    record
}

fn write_file(folder: &Path, count: usize, words: &[String]) -> PathBuf {
    let path = folder.join(format!("{count}.mrc"));
    let mut file = BufWriter::new(File::create(&path).unwrap());
    (0..count).for_each(|it| file.write_all(&iso2709(it, &book(it, words))).unwrap());
    file.into_inner().unwrap();
    path
}

fn ours(folder: &Path, count: usize, words: &[String]) -> f64 {
    let sources = [write_file(folder, count, words)];
    let catalogue = folder.join(format!("{count}.sqlite"));
    let request = ImportRequest {
        sources: &sources,
        catalogue: &catalogue,
        hints: Hints::default(),
        is_dry_run: false,
        is_strict: false,
    };
    let (report, cpu) = measured(|| tasks::import(&request, Lang::En, &Progress::default()).unwrap());
    assert_eq!(report.files[0].imported, count);
    cpu
}

fn plain(folder: &Path, count: usize, words: &[String]) -> (Connection, f64) {
    let books: Vec<Book> = (0..count).map(|it| book(it, words)).collect();
    let mut database = Connection::open(folder.join(format!("{count}.plain"))).unwrap();
    let ((), cpu) = measured(|| load(&mut database, &books));
    (database, cpu)
}

fn load(database: &mut Connection, books: &[Book]) {
    database
        .execute_batch(
            "PRAGMA journal_mode = wal; PRAGMA synchronous = normal; PRAGMA cache_size = -65536;
             CREATE TABLE book (id INTEGER PRIMARY KEY, title, subtitle, author, place, publisher, year, pages, isbn,
                 topics, udc, bbk, shelf, inv, cover, annotation);
             CREATE VIRTUAL TABLE fts USING fts5 (title, author, topics, annotation, content = 'book',
                 content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');",
        )
        .unwrap();
    let transaction = database.transaction().unwrap();
    {
        let mut insert = transaction
            .prepare(
                "INSERT INTO book (title, author, place, publisher, year, topics, shelf, inv, annotation) \
                 VALUES (?1, ?2, 'Москва', 'Наука', ?3, ?4, ?5, ?6, ?7)",
            )
            .unwrap();
        for (index, it) in books.iter().enumerate() {
            let (topics, shelf, inv) = (it.subjects.join("; "), format!("Б{}", index % 900), format!("{index:07}"));
            insert.execute((&it.title, &it.author, it.year as i64, topics, shelf, inv, &it.annotation)).unwrap();
        }
    }
    transaction.execute("INSERT INTO fts (fts) VALUES ('rebuild')", []).unwrap();
    transaction.commit().unwrap();
    database.execute_batch("PRAGMA wal_checkpoint (truncate)").unwrap();
}

/// A kind of query: what a person types here, and the same in the language of FTS5.
type Queries = (&'static str, Vec<(String, String)>);

fn begun(word: &str, letters: usize) -> String {
    word.chars().take(letters).collect()
}

fn queries(count: usize, words: &[String]) -> Vec<Queries> {
    let mut chance = Chance(3);
    let books: Vec<Book> = (0..QUERIES).map(|_| book(chance.below(count), words)).collect();
    let nth = |text: &str, at: usize| text.split(' ').nth(at).unwrap_or_default().to_owned();
    let each = |query: &dyn Fn(&Book) -> (String, String)| books.iter().map(query).collect::<Vec<_>>();
    let beginning = |letters: usize, at: usize| {
        each(&|it| {
            let it = begun(&nth(&it.title, at), letters);
            (it.clone(), format!("{it}*"))
        })
    };
    vec![
        ("3 letters, as one types", beginning(3, 0)),
        ("5 letters", beginning(5, 3)),
        (
            "title and author begun",
            each(&|it| {
                let (title, author) = (begun(&nth(&it.title, 0), 4), begun(&it.author, 4));
                (format!("{title} автор:{author}"), format!("{title}* AND author : {author}*"))
            }),
        ),
        (
            "a rare word",
            each(&|it| {
                let word = it.annotation.split(' ').max_by_key(|it| it.len()).unwrap_or_default();
                (word.to_owned(), word.to_owned())
            }),
        ),
        (
            "a phrase of the annotation",
            each(&|it| {
                let phrase = format!("\"{} {}\"", nth(&it.annotation, 20), nth(&it.annotation, 21));
                (phrase.clone(), phrase)
            }),
        ),
    ]
}

/// The median and the 95th percentile, in milliseconds.
fn spread(mut times: Vec<Duration>) -> (f64, f64) {
    times.sort_unstable();
    let at = |share: usize| times.get(times.len() * share / 100).map_or(0.0, |it| it.as_secs_f64() * 1e3);
    (at(50), at(95))
}

fn timed(queries: &[(String, String)], mut run: impl FnMut(&(String, String))) -> (f64, f64) {
    let one = |it| {
        let started = Instant::now();
        run(it);
        started.elapsed()
    };
    spread(queries.iter().map(one).collect())
}

fn search(folder: &Path, count: usize, words: &[String], plain: &Connection) {
    let started = Instant::now();
    let catalogue = Catalogue::open(&folder.join(format!("{count}.sqlite"))).unwrap();
    println!("    {:<32} {:>8.2} ms", "open", started.elapsed().as_secs_f64() * 1e3);
    let started = Instant::now();
    assert_eq!(catalogue.count().unwrap(), count);
    println!("    {:<32} {:>8.2} ms", "count its records", started.elapsed().as_secs_f64() * 1e3);
    let sql = "SELECT book.id, book.title, book.author FROM fts JOIN book ON book.id = fts.rowid \
               WHERE fts MATCH ?1 ORDER BY rank LIMIT 50";
    let mut statement = plain.prepare(sql).unwrap();
    for (name, queries) in queries(count, words) {
        let (p50, p95) = timed(&queries, |it| assert!(catalogue.search(&it.0, SHOWN).unwrap().total > 0, "{}", it.0));
        // The plain table takes long where there are many records.
        let few = &queries[..if count > 300_000 { 20 } else { QUERIES }];
        let (peer50, peer95) = timed(few, |it| {
            let mut rows = statement.query([&it.1]).unwrap();
            while rows.next().unwrap().is_some() {}
        });
        println!("    {name:<32} p50 {p50:>7.2}  p95 {p95:>7.2} ms   plain FTS5 {peer50:>8.2} {peer95:>9.2} ms");
    }
}

/// The most memory the process has held, in MB; none where the system does not say.
fn memory() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|it| it.strip_prefix("VmHWM:"))?;
    Some(line.trim().trim_end_matches("kB").trim().parse::<f64>().ok()? / 1e3)
}

fn main() {
    let given: Vec<usize> = std::env::args().filter_map(|it| it.parse().ok()).collect();
    let sizes = if given.is_empty() { SIZES.to_vec() } else { given };
    let folder = tempfile::tempdir().unwrap();
    let words = vocabulary();
    // Ours first: what memory it takes is not seen any more after the other.
    let times: Vec<f64> = sizes.iter().map(|it| ours(folder.path(), *it, &words)).collect();
    if let Some(memory) = memory() {
        println!("memory of all imports at most {memory:.0} MB");
    }
    for (at, (size, time)) in sizes.iter().zip(&times).enumerate() {
        let (peer, peer_time) = plain(folder.path(), *size, &words);
        println!(
            "{size} records: import {time:.2} s CPU, plain FTS5 load {peer_time:.2} s: {:.2} of it",
            time / peer_time
        );
        if at > 0 {
            let exponent = (time / times[at - 1]).ln() / (*size as f64 / sizes[at - 1] as f64).ln();
            println!("    cost grows as records^{exponent:.3}");
        }
        search(folder.path(), *size, &words, &peer);
    }
}
