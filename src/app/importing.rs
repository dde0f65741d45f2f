//! Exports on their way into the catalogue: looked at, read as the person says, imported with their covers.

use std::path::PathBuf;

use super::App;
use super::action::Action;
use super::command::Command;
use super::jobs::Job;
use super::lines::Lines;
use super::view::{Dialog, Screen};
use crate::tasks::{self, Column, Dropped, Hints, ImportReport, sort_dropped};

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
    ///
    /// A folder without an export stays, for the import to say so.
    pub(super) fn with_what_folders_hold(mut self) -> Self {
        for source in std::mem::take(&mut self.sources) {
            let inside = if source.is_dir() { sort_dropped(std::slice::from_ref(&source)) } else { Dropped::default() };
            if inside.exports.is_empty() {
                self.sources.push(source);
            } else {
                self.sources.extend(inside.exports);
                self.pictures.extend(inside.pictures);
            }
        }
        self
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

    /// Imports records, then looks for the covers that came along.
    pub(super) fn import(&mut self, what: Importing) {
        let columns: Vec<_> = what.hints.columns.iter().map(|it| (it.0.clone(), it.1.slug().to_owned())).collect();
        if columns != self.settings.columns {
            self.settings.columns = columns;
            self.keep_settings();
        }
        self.ask(Job::Import(what.sources, what.hints));
        self.view.covers_follow = !what.pictures.is_empty();
        if !what.pictures.is_empty() {
            self.ask(Job::Covers(what.pictures));
        }
    }

    /// Records have come. An import without a doubt is told in a line when the report of its covers follows.
    pub(super) fn imported(&mut self, report: ImportReport) {
        let lang = self.lang();
        let lines = Lines::new(tasks::lines_of_import(&report, lang));
        if std::mem::take(&mut self.view.covers_follow) && lines.is_empty() {
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
    }
}
