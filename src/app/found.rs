//! What the catalogue's screen knows: which records were found, and those of them that came into sight.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use super::rows::RowScroll;
use crate::domain::RecordId;
use crate::tasks::{Matches, Stored};

/// The catalogue screen.
#[derive(Debug, Default)]
pub(super) struct CatalogueView {
    pub(super) query: String,
    pub(super) found: Matches,
    /// Rows that were in sight, by record.
    pub(super) rows: HashMap<RecordId, Arc<Stored>>,
    /// Rows that are being read.
    pub(super) asked: HashSet<RecordId>,
    pub(super) scroll: RowScroll,
    pub(super) ticked: BTreeSet<RecordId>,
    /// The record clicked last, where a row of ticks begins.
    clicked: Option<RecordId>,
    /// Is everything that was found ticked?
    pub(super) is_all_ticked: bool,
    pub(super) n_records: usize,
    pub(super) n_covers: usize,
    pub(super) covers_folder: PathBuf,
    /// The field of the search gets the keyboard.
    pub(super) wants_search: bool,
}

/// Rows kept at most; beyond, those out of sight are forgotten.
const MOST_ROWS: usize = 2_000;

impl CatalogueView {
    /// A search found something else; these of its rows came along.
    pub(super) fn found(&mut self, found: Matches, rows: Vec<Stored>) {
        self.found = found;
        self.rows.clear();
        self.asked.clear();
        self.take(rows);
        self.count_ticked();
    }

    /// Ticks a record, or takes its tick away.
    pub(super) fn tick(&mut self, record: RecordId) {
        if !self.ticked.remove(&record) {
            self.ticked.insert(record);
        }
        self.clicked = Some(record);
        self.count_ticked();
    }

    /// Gives all records from the one clicked last to this one the tick that one has, or has not.
    pub(super) fn tick_to(&mut self, record: RecordId) {
        let place = |of: RecordId| self.found.ids.iter().position(|it| *it == of);
        let ends = self.clicked.and_then(|clicked| Some((clicked, place(clicked)?, place(record)?)));
        let Some((clicked, from, to)) = ends else { return self.tick(record) };
        let row = self.found.ids.get(from.min(to)..=from.max(to)).unwrap_or_default().iter().copied();
        if self.ticked.contains(&clicked) {
            self.ticked.extend(row);
        } else {
            let untick: BTreeSet<RecordId> = row.collect();
            self.ticked.retain(|it| !untick.contains(it));
        }
        self.count_ticked();
    }

    /// Ticks all that was found, or takes their ticks away when all have one.
    pub(super) fn tick_all(&mut self) {
        let found: BTreeSet<RecordId> = self.found.ids.iter().copied().collect();
        self.ticked = match (self.is_all_ticked, self.ticked.is_empty()) {
            (true, _) => self.ticked.difference(&found).copied().collect(),
            (false, true) => found,
            (false, false) => self.ticked.union(&found).copied().collect(),
        };
        self.count_ticked();
    }

    pub(super) fn untick(&mut self) {
        self.ticked.clear();
        self.clicked = None;
        self.is_all_ticked = false;
    }

    fn count_ticked(&mut self) {
        let (found, ticked) = (&self.found.ids, &self.ticked);
        self.is_all_ticked =
            !found.is_empty() && found.len() <= ticked.len() && found.iter().all(|it| ticked.contains(it));
    }

    /// Rows that were read.
    pub(super) fn take(&mut self, rows: Vec<Stored>) {
        if self.rows.len() + rows.len() > MOST_ROWS {
            self.rows.clear();
        }
        for it in rows {
            self.asked.remove(&it.id);
            self.rows.insert(it.id, Arc::new(it));
        }
    }

    /// Which of these rows are to be read; they count as asked for.
    pub(super) fn missing(&mut self, ids: &[RecordId]) -> Vec<RecordId> {
        let missing = ids.iter().copied().filter(|it| !self.rows.contains_key(it));
        missing.filter(|it| self.asked.insert(*it)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_records_is_ticked_and_unticked_from_the_one_clicked_last() {
        let ids = [7, 3, 9, 1, 5].map(RecordId).to_vec();
        let mut view = CatalogueView { found: Matches { ids, ..Matches::default() }, ..CatalogueView::default() };
        let ticked = |view: &CatalogueView| view.ticked.iter().map(|it| it.0).collect::<Vec<_>>();
        view.tick_to(RecordId(9));
        assert_eq!(ticked(&view), [9], "there is no row to begin with");
        view.tick_to(RecordId(7));
        assert_eq!(ticked(&view), [3, 7, 9]);
        view.tick_to(RecordId(5));
        assert!(view.is_all_ticked);
        view.tick(RecordId(3));
        view.tick_to(RecordId(1));
        assert_eq!(ticked(&view), [5, 7]);
    }
}
