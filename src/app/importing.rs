//! Exports on their way into the catalogue: looked at, read as the person says, imported with their covers.

use std::path::PathBuf;

use super::App;
use super::action::Action;
use super::command::Command;
use super::jobs::Job;
use super::lines::Lines;
use super::view::{Dialog, Screen};
use crate::edit::{Edit, corrected};
use crate::tasks::{self, CatalogueChange, Changed, Column, Hints, ImportReport, Renewed, TaskError};

/// What is to be imported.
#[derive(Clone, Debug, Default)]
pub(super) struct Importing {
    pub(super) sources: Vec<PathBuf>,
    pub(super) hints: Hints,
    /// Covers that came along, to be matched after it.
    pub(super) pictures: Vec<PathBuf>,
}

impl Importing {
    /// In the place of folders the exports and the pictures in them, as if they had been dropped; reads the disk.
    pub(super) fn with_what_folders_hold(mut self) -> Result<Self, TaskError> {
        let inside = tasks::inside_folders(&self.sources)?;
        self.sources = inside.exports;
        self.pictures.extend(inside.pictures);
        Ok(self)
    }

    /// Says what stands under a heading.
    pub(super) fn name_column(&mut self, heading: &str, column: Column) {
        self.hints.columns.retain(|it| it.0 != heading);
        self.hints.columns.push((heading.to_owned(), column));
    }
}

impl App {
    /// Shows how files are read before anything is imported; columns named before keep their names.
    pub(super) fn preview_import(&mut self, sources: Vec<PathBuf>, pictures: Vec<PathBuf>) {
        let kept = self.settings.columns.iter();
        let columns = kept.filter_map(|it| Some((it.0.clone(), Column::from_slug(&it.1)?))).collect();
        let hints = Hints { columns, ..Hints::default() };
        self.ask(Job::Preview(Box::new(Importing { sources, hints, pictures })));
    }

    /// Imports records with the covers that came along.
    pub(super) fn import(&mut self, what: Importing) {
        let columns: Vec<_> = what.hints.columns.iter().map(|it| (it.0.clone(), it.1.slug().to_owned())).collect();
        if columns != self.settings.columns {
            self.settings.columns = columns;
            self.keep_settings();
        }
        // What it would take back is no longer the last import.
        self.view.toasts.clear();
        self.ask(Job::Import(Box::new(what), self.keys_shown()));
    }

    /// Keys of the records the open exhibition has copies of.
    fn keys_shown(&self) -> Vec<String> {
        let keys = self.exhibition().into_iter().flat_map(|it| it.exhibits.iter().map(|it| it.record_key.clone()));
        keys.filter(|it| !it.is_empty()).collect()
    }

    /// Has the catalogue changed.
    pub(super) fn change_catalogue(&mut self, change: CatalogueChange) {
        self.ask(Job::ChangeCatalogue(change, self.keys_shown()));
    }

    /// Records that changed are changed in the open exhibition too, which has copies of them; one step back. Gives how
    /// many books that were.
    fn correct_copies(&mut self, renewed: &[Renewed]) -> usize {
        let corrections: Vec<_> = renewed.iter().map(|it| (it.key.as_str(), (&it.before, &it.now))).collect();
        let Some(edit) = self.exhibition().and_then(|it| corrected(it, &corrections)) else { return 0 };
        self.apply(&edit);
        if let Edit::All { edits, .. } = edit { edits.len() } else { 1 }
    }

    /// Says what was done in the catalogue, does the same in the open exhibition, and offers to take back both.
    pub(super) fn catalogue_changed(&mut self, changed: Changed, renewed: &[Renewed]) {
        let lang = self.lang();
        let too = lang.pick("и на открытой выставке тоже", "in the open exhibition too");
        let said = match self.correct_copies(renewed) {
            0 => changed.said,
            _ => format!("{}, {too}", changed.said),
        };
        match changed.back {
            Some(back) => self.offer(said, lang.pick("Вернуть", "Bring back"), Action::ChangeCatalogue(*back)),
            None => self.view.say(said),
        }
        self.search_again();
    }

    /// Records have come, and their covers are looked for. An import without a doubt is told in a line when the report
    /// of covers follows.
    pub(super) fn imported(&mut self, report: ImportReport, pictures: Vec<PathBuf>, renewed: &[Renewed]) {
        let lang = self.lang();
        let n_corrected = self.correct_copies(renewed);
        if n_corrected > 0 {
            let books = lang.plural(n_corrected, ["книга", "книги", "книг"], ["book", "books"]);
            self.offer_back(lang.pick(
                format!("Исправлено и на открытой выставке: {n_corrected} {books}"),
                format!("Corrected in the open exhibition too: {n_corrected} {books}"),
            ));
        }
        let lines = Lines::new(tasks::lines_of_import(&report, lang));
        if !pictures.is_empty() && lines.is_empty() {
            let n: usize = report.files.iter().map(|it| it.seen).sum();
            let records = lang.plural(n, ["запись", "записи", "записей"], ["record", "records"]);
            let text = lang.pick(format!("Загружено: {n} {records}"), format!("Imported: {n} {records}"));
            self.offer(text, lang.pick("Отменить импорт", "Take it back"), Action::Do(Command::UndoImport));
        } else {
            self.view.dialogs.push(Dialog::ImportReport(report, lines));
        }
        let is_new = self.view.dialogs.iter().any(|it| matches!(it, Dialog::New(_)));
        if self.view.screen == Screen::Start && !is_new {
            self.go(Screen::Catalogue);
        }
        self.search_again();
        if !pictures.is_empty() {
            self.ask(Job::Covers(pictures));
        }
    }
}
