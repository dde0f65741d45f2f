//! The tables, and the steps from each version of them to the next.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::CatalogueError;
use super::index::Index;
use crate::progress::Progress;

/// Marks a file as ours: "Vitr".
pub(super) const APPLICATION: i64 = 0x5669_7472;

/// Each step brings the tables from version `index` to `index + 1`; a released step is never changed.
pub(super) const STEPS: [&str; 4] = [
    "
    CREATE TABLE record (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        key TEXT NOT NULL UNIQUE,
        data TEXT NOT NULL,
        raw BLOB NOT NULL,
        source TEXT NOT NULL,
        number INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE cover (
        record INTEGER PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE,
        file TEXT NOT NULL,
        width INTEGER NOT NULL,
        height INTEGER NOT NULL,
        source TEXT NOT NULL,
        rights TEXT NOT NULL,
        reason TEXT NOT NULL,
        confidence REAL NOT NULL
    ) STRICT;
    CREATE VIRTUAL TABLE search USING fts5 (
        title, author, other,
        content = '', contentless_delete = 1, prefix = '2 3',
        tokenize = 'unicode61 remove_diacritics 0'
    );
",
    "
    CREATE TABLE import (id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, files TEXT NOT NULL) STRICT;
    ALTER TABLE record ADD COLUMN own TEXT;
    ALTER TABLE record ADD COLUMN year INTEGER;
    ALTER TABLE record ADD COLUMN import INTEGER;
    CREATE INDEX record_year ON record (year);
    CREATE INDEX record_import ON record (import);
    CREATE TABLE replaced (
        import INTEGER NOT NULL REFERENCES import (id) ON DELETE CASCADE,
        record INTEGER NOT NULL REFERENCES record (id) ON DELETE CASCADE,
        data TEXT NOT NULL,
        raw BLOB NOT NULL,
        source TEXT NOT NULL,
        number INTEGER NOT NULL,
        before INTEGER,
        PRIMARY KEY (import, record)
    ) STRICT;
    CREATE TABLE shown (key TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    CREATE TABLE word (stem TEXT NOT NULL, word TEXT NOT NULL, PRIMARY KEY (stem, word)) STRICT, WITHOUT ROWID;
    DROP TABLE search;
    CREATE VIRTUAL TABLE search USING fts5 (
        title, author, subject, mark, other,
        content = '', contentless_delete = 1, prefix = '2 3', tokenize = 'ascii'
    );
",
    "
    DROP TABLE search;
    DELETE FROM word;
    DROP INDEX record_year;
    ALTER TABLE record DROP COLUMN year;
    CREATE TABLE posting (id INTEGER PRIMARY KEY, block INTEGER NOT NULL, first BLOB NOT NULL, page BLOB NOT NULL) STRICT;
    CREATE UNIQUE INDEX posting_first ON posting (block, first);
",
    "
    DELETE FROM posting;
    DELETE FROM word;
    ALTER TABLE record ADD COLUMN difference INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE replaced ADD COLUMN difference INTEGER NOT NULL DEFAULT 0;
",
];

/// From this version on the index holds what it holds now; catalogues older than that are indexed anew.
const INDEXED_SINCE: i64 = 4;

/// Bytes of a page of a new database: a record with its source fills a usual page of 4 096 alone.
const PAGE: u32 = 16_384;

/// Kilobytes of pages held in memory.
const CACHE: i64 = 16_000;
/// The same during an import, which holds much else and goes through the pages in order.
const IMPORT_CACHE: i64 = 8_000;

/// Brings the tables to the newest version, each step in a transaction.
pub(super) fn bring_up_to_date(
    database: &mut Connection,
    path: &Path,
    progress: &Progress,
) -> Result<(), CatalogueError> {
    let version = number(database, "user_version")?;
    if version == STEPS.len() as i64 && number(database, "application_id")? == APPLICATION {
        return settle(database);
    }
    let tables: i64 = database.query_row("SELECT count(*) FROM sqlite_schema", [], |it| it.get(0))?;
    if tables > 0 && number(database, "application_id")? != APPLICATION {
        return Err(CatalogueError::Foreign { path: path.to_owned() });
    }
    if version > STEPS.len() as i64 {
        return Err(CatalogueError::TooNew { found: version });
    }
    if tables == 0 {
        database.pragma_update(None, "page_size", PAGE)?;
    }
    settle(database)?;
    let transaction = database.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another program may have done it while this one waited.
    let done: i64 = transaction.pragma_query_value(None, "user_version", |it| it.get(0))?;
    for (index, step) in STEPS.iter().enumerate().skip(done as usize) {
        transaction.execute_batch(step)?;
        transaction.pragma_update(None, "user_version", index as i64 + 1)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    if done > 0 && done < INDEXED_SINCE {
        Index::default().refill(&transaction, progress)?;
    }
    transaction.commit()?;
    Ok(())
}

fn settle(database: &Connection) -> Result<(), CatalogueError> {
    database.pragma_update(None, "foreign_keys", true)?;
    Ok(hold_many_pages(database)?)
}

/// Holds as many pages as searching needs.
pub(super) fn hold_many_pages(database: &Connection) -> rusqlite::Result<()> {
    database.pragma_update(None, "cache_size", -CACHE)
}

/// Holds as many pages as an import needs.
pub(super) fn hold_few_pages(database: &Connection) -> rusqlite::Result<()> {
    database.pragma_update(None, "cache_size", -IMPORT_CACHE)
}

fn number(database: &Connection, pragma: &str) -> Result<i64, CatalogueError> {
    Ok(database.pragma_query_value(None, pragma, |it| it.get(0))?)
}
