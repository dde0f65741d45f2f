//! Carrying out a query, block by block.
//!
//! Every term of a query gives a set of documents; what is found is in all of them. A record is the better the more
//! telling the place of each word: a term counts once, by its best column, and a word itself counts more than what
//! begins with it. Equal records stand in the order they were imported.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension as _, ToSql, params};

use super::bits::{Bits, Scores};
use super::index::{
    ALL, Beginning, Columns, List, Lookup, Reader, beginning_with, id_at, mark, place, stem, word, year,
};
use super::phrase::Phrase;
use super::query::{Query, Term};
use super::{COLUMNS, Catalogue, CatalogueError, Stored, TABLES, stored};
use crate::domain::RecordId;

/// Forms of one word looked for at most.
const MOST_FORMS: usize = 40;
/// Shorter words are looked for as they are.
const MIN_STEMMED: usize = 3;

/// What a word counts in a column: as it is, or in another form, and as a beginning. The best first.
const POINTS: [(Columns, bool, u32); 12] = [
    (Columns::MARK, true, 14),
    (Columns::LEAD, true, 12),
    (Columns::TITLE, true, 10),
    (Columns::LEAD, false, 9),
    (Columns::AUTHOR, true, 8),
    (Columns::TITLE, false, 8),
    (Columns::AUTHOR, false, 6),
    (Columns::SUBJECT, true, 5),
    (Columns::SUBJECT, false, 4),
    (Columns::MARK, false, 3),
    (Columns::OTHER, true, 2),
    (Columns::OTHER, false, 1),
];

/// What a search found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// How many records match.
    pub total: usize,
    /// The best of them, best first; in import order for a query without words.
    pub records: Vec<Stored>,
}

/// Which records a search found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matches {
    /// How many records match.
    pub total: usize,
    /// The best of them, best first; in import order for a query without words.
    pub ids: Vec<RecordId>,
}

impl Catalogue {
    /// Finds records: words in any form or as beginnings, phrases in quotation marks, an ISBN with or without
    /// hyphens, `автор:`, `год:1941-1945`, `без:обложки` and their like in Russian and English.
    pub fn search(&self, query: &str, limit: usize) -> Result<Found, CatalogueError> {
        let reading = self.database.unchecked_transaction()?;
        let matches = self.find(query, limit)?;
        let records = self.records(&matches.ids)?;
        reading.commit()?;
        Ok(Found { total: matches.total, records })
    }

    /// Like [`Catalogue::search`], without reading the records.
    pub fn find(&self, query: &str, limit: usize) -> Result<Matches, CatalogueError> {
        let query = Query::parse(query);
        if query.is_void {
            return Ok(Matches::default());
        }
        let search = Search::new(&self.database, &query)?;
        let mut best = Best { most: limit, total: 0, found: Vec::new() };
        for block in 0..=last_block(&self.database)? {
            search.block(block, &mut best)?;
        }
        let ids = best.found.into_iter().map(|(_, Reverse(id))| RecordId(id)).collect();
        Ok(Matches { total: best.total, ids })
    }

    /// Records by their ids, in that order; those that are not there are left out.
    pub fn records(&self, ids: &[RecordId]) -> Result<Vec<Stored>, CatalogueError> {
        let query = format!("SELECT {COLUMNS} FROM {TABLES} WHERE record.id = ?1");
        let mut find = self.database.prepare_cached(&query)?;
        let mut records = Vec::with_capacity(ids.len());
        for id in ids {
            if let Some(it) = find.query_row([id.0], |row| Ok(stored(row))).optional()? {
                records.push(it?);
            }
        }
        Ok(records)
    }

    /// Records by their keys, in that order; those that are not there are left out.
    pub fn records_of(&self, keys: &[String]) -> Result<Vec<Stored>, CatalogueError> {
        let mut find = self.database.prepare_cached("SELECT id FROM record WHERE key = ?1")?;
        let mut ids = Vec::with_capacity(keys.len());
        for key in keys {
            ids.extend(find.query_row([key], |it| it.get(0)).optional()?.map(RecordId));
        }
        self.records(&ids)
    }
}

fn last_block(database: &Connection) -> rusqlite::Result<i64> {
    let last: Option<i64> = database.prepare_cached("SELECT max(id) FROM record")?.query_row([], |it| it.get(0))?;
    Ok(last.map_or(-1, |it| place(it).0))
}

/// How many records there are.
pub(super) fn count(database: &Connection) -> Result<usize, CatalogueError> {
    let mut count = 0;
    for block in 0..=last_block(database)? {
        count += all_in(database, block)?.count();
    }
    Ok(count)
}

/// The records of a block.
pub(super) fn all_in(database: &Connection, block: i64) -> rusqlite::Result<Bits> {
    let mut all = Bits::default();
    Reader::new(database, block)?.term(ALL, &mut |it| it.add_to(&mut all))?;
    Ok(all)
}

/// The best found so far.
struct Best {
    most: usize,
    total: usize,
    found: Vec<(u32, Reverse<i64>)>,
}

impl Best {
    fn add(&mut self, block: i64, matching: &Bits, scores: &Scores) {
        self.total += matching.count();
        // Blocks come in order, so an equal score later on is worse.
        let floor = if self.found.len() < self.most { 0 } else { self.found.last().map_or(0, |it| it.0 + 1) };
        let best = scores.best(matching, self.most, floor);
        self.found.extend(best.into_iter().map(|(score, it)| (score, Reverse(id_at(block, it)))));
        self.found.sort_unstable_by_key(|it| Reverse(*it));
        self.found.truncate(self.most);
    }
}

/// What is looked up in each block for one term of the query.
enum Wanted {
    Word(Word),
    /// A mark that begins in one of these ways.
    Mark(Vec<Beginning>),
}

impl Wanted {
    /// The documents that have it, with their scores.
    fn score(&self, reader: &mut Reader<'_>, scores: &mut Scores) -> rusqlite::Result<Bits> {
        let held = match self {
            Self::Word(it) => Held::of(it, reader)?,
            Self::Mark(beginnings) => {
                let mut held = Held::default();
                for it in beginnings {
                    reader.beginning(it, &mut |it| held.add(Columns::ANY, true, it))?;
                }
                held
            }
        };
        Ok(held.score(scores))
    }
}

/// A word in its forms.
struct Word {
    columns: Columns,
    /// Ascending.
    forms: Vec<Vec<u8>>,
    beginning: Option<Beginning>,
}

impl Word {
    /// A word, what begins with it, and its other forms that the catalogue knows.
    fn new(database: &Connection, columns: Columns, folded: &str) -> rusqlite::Result<Self> {
        let mut forms = vec![word(folded).to_vec()];
        if folded.chars().count() >= MIN_STEMMED && !folded.bytes().any(|it| it.is_ascii_digit()) {
            let mut known = database.prepare_cached("SELECT word FROM word WHERE stem = ?1 LIMIT ?2")?;
            let mut rows = known.query(params![stem(folded), MOST_FORMS as i64])?;
            while let Some(row) = rows.next()? {
                let form: String = row.get(0)?;
                if form != folded {
                    forms.push(form.into_bytes());
                }
            }
        }
        forms.sort_unstable();
        Ok(Self { columns, forms, beginning: Some(beginning_with(folded)) })
    }

    /// A word of a phrase, where no other form will do.
    fn whole(columns: Columns, folded: &str) -> Self {
        Self { columns, forms: vec![word(folded).to_vec()], beginning: None }
    }

    /// A word of a phrase that may be unfinished.
    fn begun(columns: Columns, folded: &str) -> Self {
        Self { beginning: Some(beginning_with(folded)), ..Self::whole(columns, folded) }
    }
}

/// The documents that have a word, by column; the word itself apart from what begins with it.
#[derive(Default)]
struct Held(Vec<(Columns, bool, Bits)>);

impl Held {
    fn of(word: &Word, reader: &mut Reader<'_>) -> rusqlite::Result<Self> {
        let mut held = Self::default();
        let mut add = |is_exact, list: List<'_>| held.add(word.columns, is_exact, list);
        let range = match &word.beginning {
            Some(Beginning::Range(it)) => Some(it.as_slice()),
            Some(Beginning::Term(it)) => {
                reader.term(it, &mut |list| add(false, list))?;
                None
            }
            None => None,
        };
        reader.look_up(Lookup::new(&word.forms, range), &mut add)?;
        Ok(held)
    }

    fn add(&mut self, columns: Columns, is_exact: bool, list: List<'_>) {
        if !columns.meets(list.column) {
            return;
        }
        match self.0.iter_mut().find(|it| it.0 == list.column && it.1 == is_exact) {
            Some((_, _, bits)) => list.add_to(bits),
            None => {
                let mut bits = Bits::default();
                list.add_to(&mut bits);
                self.0.push((list.column, is_exact, bits));
            }
        }
    }

    /// Each document scores by the best place it has the word in; gives all of them.
    fn score(&self, scores: &mut Scores) -> Bits {
        let mut seen = Bits::default();
        for (column, is_exact, points) in POINTS {
            let Some((_, _, bits)) = self.0.iter().find(|it| it.0 == column && it.1 == is_exact) else { continue };
            let mut new = bits.clone();
            new.remove(&seen);
            scores.add(&new, points);
            seen.add(&new);
        }
        seen
    }
}

/// Records as sets, by block.
type Sets = BTreeMap<i64, Bits>;

/// The records whose ids a statement gives.
fn sets(database: &Connection, sql: &str, values: &[&dyn ToSql]) -> rusqlite::Result<Sets> {
    let mut sets = Sets::new();
    let mut statement = database.prepare_cached(sql)?;
    let mut rows = statement.query(values)?;
    while let Some(row) = rows.next()? {
        let (block, document) = place(row.get(0)?);
        sets.entry(block).or_default().insert(document);
    }
    Ok(sets)
}

/// The records added as a query asks.
fn added(database: &Connection, day: &str) -> rusqlite::Result<Sets> {
    if day == "last" {
        return sets(database, "SELECT id FROM record WHERE import = (SELECT max(id) FROM import)", &[]);
    }
    let since = "SELECT id FROM record WHERE import IN (SELECT id FROM import WHERE at >= unixepoch(?1))";
    sets(database, since, &[&day])
}

/// A query made ready for the blocks of a catalogue.
struct Search<'a> {
    database: &'a Connection,
    wanted: Vec<Wanted>,
    /// Each costs more than a word, so they are looked for in what has all else.
    phrases: Vec<Phrase>,
    years: Option<(u16, u16)>,
    /// Only these.
    within: Option<Sets>,
    without: Vec<Sets>,
}

impl<'a> Search<'a> {
    fn new(database: &'a Connection, query: &Query) -> rusqlite::Result<Self> {
        let mut without = Vec::new();
        if query.without_cover {
            without.push(sets(database, "SELECT record FROM cover", &[])?);
        }
        if query.not_shown {
            without.push(sets(database, "SELECT record.id FROM shown JOIN record ON record.key = shown.key", &[])?);
        }
        let within = query.added.as_deref().map(|it| added(database, it)).transpose()?;
        let (wanted, phrases) = (Vec::new(), Vec::new());
        let mut search = Self { database, wanted, phrases, years: query.years, within, without };
        for term in &query.terms {
            search.want(term)?;
        }
        Ok(search)
    }

    fn want(&mut self, term: &Term) -> rusqlite::Result<()> {
        match term {
            Term::Word(columns, it) => self.wanted.push(Wanted::Word(Word::new(self.database, *columns, it)?)),
            Term::Mark(kinds, it) => {
                let marks = kinds.iter().map(|kind| Beginning::Range(mark(*kind, it)));
                self.wanted.push(Wanted::Mark(marks.collect()));
            }
            Term::Phrase(columns, words) => {
                let Some((last, whole)) = words.split_last() else { return Ok(()) };
                let whole = whole.iter().map(|it| Word::whole(*columns, it));
                self.wanted.extend(whole.chain([Word::begun(*columns, last)]).map(Wanted::Word));
                self.phrases.push(Phrase { columns: *columns, words: words.clone() });
            }
        }
        Ok(())
    }

    fn block(&self, block: i64, best: &mut Best) -> Result<(), CatalogueError> {
        let mut scores = Scores::default();
        let Some(mut matching) = self.matching(block, &mut scores)? else { return Ok(()) };
        self.without.iter().filter_map(|it| it.get(&block)).for_each(|it| matching.remove(it));
        for phrase in &self.phrases {
            phrase.narrow(self.database, block, &mut matching)?;
        }
        best.add(block, &matching, &scores);
        Ok(())
    }

    /// The documents that have all that is wanted; `None` when there are none.
    fn matching(&self, block: i64, scores: &mut Scores) -> rusqlite::Result<Option<Bits>> {
        let mut reader = Reader::new(self.database, block)?;
        let mut matching = match (&self.within, self.years) {
            (Some(sets), _) if !sets.contains_key(&block) => return Ok(None),
            (Some(sets), _) => sets.get(&block).cloned(),
            (None, _) => None,
        };
        if let Some((first, last)) = self.years {
            keep(&mut matching, within_years(&mut reader, first, last)?);
        }
        for wanted in &self.wanted {
            if matching.as_ref().is_some_and(Bits::is_empty) {
                return Ok(None);
            }
            keep(&mut matching, wanted.score(&mut reader, scores)?);
        }
        Ok(Some(match matching {
            None => all_in(self.database, block)?,
            Some(it) => it,
        }))
    }
}

/// Keeps what is in both, or all of the first.
fn keep(matching: &mut Option<Bits>, documents: Bits) {
    match matching {
        Some(it) => it.keep(&documents),
        None => *matching = Some(documents),
    }
}

fn within_years(reader: &mut Reader<'_>, first: u16, last: u16) -> rusqlite::Result<Bits> {
    let mut documents = Bits::default();
    let last = year(last);
    reader.between(&year(first), &|it| it <= last.as_slice(), &mut |it| it.add_to(&mut documents))?;
    Ok(documents)
}
