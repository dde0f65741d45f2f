//! What is done when a thread has answered.

use std::path::PathBuf;
use std::sync::Arc;

use super::action::Action;
use super::jobs::{Failure, Job, JobDone};
use super::leaving::{Departure, Leaving};
use super::lines::Lines;
use super::view::{Dialog, ImportPreview, Screen};
use super::{App, OpenExhibition};
use crate::domain::{Exhibit, ExhibitId, Exhibition, FormatId, PlatformId, PostId};
use crate::edit::{Document, Edit, add_posts, arrivals, join_books};
use crate::tasks::{self, Media, OpenedFile, media_folder};

/// Pictures put on a slide at once; more would only lie on each other.
const MOST_DROPPED: usize = 24;

impl App {
    /// Takes the answer of a thread.
    pub(super) fn take(&mut self, done: JobDone, ctx: &egui::Context) {
        match done {
            JobDone::Opened(path, opened) => self.opened(path, *opened),
            JobDone::Created(path) => self.ask(Job::Open(path)),
            JobDone::Saved { path, exhibition, fingerprint } => {
                let media = Media::new(media_folder(&path));
                self.with_open(|it| {
                    it.document.mark_saved(exhibition);
                    it.fingerprint = Some(fingerprint);
                    it.saved_at = now();
                    it.saved_when = std::time::Instant::now();
                    it.media = media;
                    it.path.clone_from(&path);
                });
                self.remember(&path);
                self.depart_saved(ctx);
            }
            JobDone::DraftSaved => self.has_no_draft = false,
            JobDone::Renewed => {}
            JobDone::Imported(report, pictures, renewed) => self.imported(report, pictures, &renewed),
            JobDone::Covered(report, candidates) => {
                let lines = Lines::new(tasks::lines_of_covers(&report, self.lang()));
                self.view.dialogs.push(Dialog::CoversReport(report, candidates, lines));
                self.search_again();
            }
            JobDone::ListSaved(said) => self.view.say(said),
            JobDone::CatalogueChanged(changed, renewed) => self.catalogue_changed(changed, &renewed),
            JobDone::Exported(report) => {
                let lang = self.lang();
                let (said, opens) = (
                    lang.pick("Комплекты собраны", "The bundles are made"),
                    lang.pick("Открыть папку", "Open the folder"),
                );
                self.offer(said.to_owned(), opens, Action::OpenFolder(PathBuf::from(&report.folder)));
                self.view.exported = Some(report);
            }
            other => self.take_small(other, ctx),
        }
    }

    /// What has to do with how slides look.
    fn take_look(&mut self, done: JobDone) {
        match done {
            JobDone::Looks { collection, said, refused } => self.looks_known(collection, said, refused),
            JobDone::CoverColours(post, themes) => self.cover_colours_known(post, &themes),
            JobDone::LogoAdded(logo) => self.logo_added(logo),
            JobDone::BrandCarried(brand, purpose) => self.brand_carried(*brand, purpose),
            _ => {}
        }
    }

    pub(super) fn take_small(&mut self, done: JobDone, ctx: &egui::Context) {
        match done {
            JobDone::Added(books, to) => self.added(books, to),
            JobDone::Replaced(exhibit, cover) => self.cover_replaced(exhibit, cover),
            JobDone::BindingColour(exhibit, colour) => self.bind_in(exhibit, colour),
            JobDone::PictureAdded(picture, None) => self.add_picture(&picture),
            JobDone::PictureAdded(picture, Some(place)) => self.put_instead(&picture, place),
            JobDone::Photographed { pictures, unread, to } => self.photographed(pictures, &unread, to),
            JobDone::SamplePlaced => self.drawings.forget_exhibitions(),
            JobDone::Sorted(dropped) => self.sorted(dropped, ctx),
            JobDone::BorderFound(exhibit, part) => {
                if let Some(Dialog::Cover(draft)) = self.view.dialogs.last_mut()
                    && draft.exhibit == exhibit
                {
                    draft.retouch = draft.retouch.keeping(part);
                }
            }
            JobDone::Rows(rows) => self.view.catalogue.take(rows),
            JobDone::Found { query, found, rows, n_records, n_covers, covers_folder } => {
                let catalogue = &mut self.view.catalogue;
                catalogue.n_records = n_records;
                catalogue.n_covers = n_covers;
                catalogue.covers_folder = covers_folder;
                // An answer to a question nobody asks any more is passed over.
                if query == catalogue.query {
                    catalogue.found(found, rows);
                }
            }
            JobDone::Previewed(files, what) => {
                let preview = ImportPreview { files, what: *what };
                match self.view.dialogs.last_mut() {
                    Some(Dialog::ImportPreview(shown)) => *shown = preview,
                    _ => self.view.dialogs.push(Dialog::ImportPreview(preview)),
                }
            }
            JobDone::Folder { path, entries } => {
                if let Some(Dialog::Path(dialog)) = self.view.dialogs.last_mut() {
                    dialog.folder = path;
                    dialog.entries = entries;
                }
            }
            JobDone::Checked(exhibition, findings)
                if self.exhibition().is_some_and(|it| Arc::ptr_eq(it, &exhibition)) =>
            {
                self.findings = findings;
            }
            JobDone::Failed(text, failure) => self.failed(text, failure),
            of_looks => self.take_look(of_looks),
        }
    }

    fn failed(&mut self, text: String, failure: Failure) {
        match failure {
            Failure::Cancelled => self.view.say(text),
            // Said once: it would fail again every two seconds.
            Failure::NoDraft if self.has_no_draft => {}
            Failure::NoDraft => {
                self.has_no_draft = true;
                let what = self.lang().pick(
                    "Черновик не сохраняется, сохраняйте выставку чаще",
                    "No draft can be kept, save the exhibition often",
                );
                self.view.complain(format!("{what}: {text}"));
            }
            Failure::NotSaved | Failure::ChangedOnDisk => {
                self.keep_draft_now();
                self.view.dialogs.push(Dialog::NotSaved(text, failure == Failure::ChangedOnDisk));
            }
            Failure::Other => self.view.dialogs.push(Dialog::Trouble(text)),
        }
        if failure != Failure::NoDraft {
            self.view.leaving = Leaving::No;
        }
    }

    /// Saves over what another program has written.
    pub(super) fn overwrite(&mut self) {
        if let Some(open) = self.open.as_mut() {
            open.fingerprint = None;
            self.save();
        }
    }

    pub(super) fn search_again(&mut self) {
        let query = self.view.catalogue.query.clone();
        let from = self.view.catalogue.scroll.top as usize;
        self.ask(Job::Search(query, from));
    }

    pub(super) fn opened(&mut self, path: PathBuf, opened: OpenedFile) {
        let OpenedFile { exhibition, fingerprint, draft } = opened;
        let document = Document::opened(exhibition);
        self.view.post = None;
        self.view.slide = None;
        self.view.selection = super::selection::Selection::default();
        self.trail.clear();
        self.view.exported = None;
        self.view.settle(document.current());
        let profiles = &self.studio.profiles;
        let first = document.current().platforms.first().and_then(|it| profiles.get(it));
        self.view.platform = first.map_or_else(|| PlatformId::from("vk"), |it| it.id.clone());
        self.view.format = first.map_or_else(|| FormatId::from("portrait"), |it| it.format.clone());
        self.findings.clear();
        self.has_no_draft = false;
        self.checked = None;
        self.changed_at = None;
        self.open = Some(OpenExhibition {
            media: Media::new(media_folder(&path)),
            fingerprint: Some(fingerprint),
            drafted: document.current().clone(),
            saved_at: String::new(),
            saved_when: std::time::Instant::now(),
            #[cfg(test)]
            first: document.current().clone(),
            document,
            path: path.clone(),
        });
        self.remember(&path);
        self.view.screen = Screen::Board;
        if let Some(draft) = &draft {
            let of = |time: Option<std::time::SystemTime>| time.map(when).unwrap_or_default();
            self.view.dialogs.push(Dialog::Draft { kept: of(draft.kept), saved: of(draft.saved) });
        }
        self.draft = draft.map(|it| it.exhibition);
    }

    pub(super) fn take_draft(&mut self, takes: bool) {
        if !takes {
            let said = self.lang().pick("Открыто так, как сохранено", "Opened as it was saved");
            let words = self.lang().pick("Вернуть правки", "Take the changes");
            self.offer(said.to_owned(), words, Action::TakeDraft(true));
            return;
        }
        let Some(draft) = self.draft.take() else { return };
        let edits = vec![Edit::Whole(Box::new(draft))];
        self.apply(&Edit::All { label: ("возвращённые правки", "recovered changes"), edits });
    }

    pub(super) fn remember(&mut self, path: &std::path::Path) {
        let title = self.exhibition().map(|it| it.front.title.clone()).unwrap_or_default();
        let today = jiff::Zoned::now().strftime("%Y-%m-%d").to_string();
        self.settings.remember(path, &title, &today);
        if let Some(front) = self.exhibition().map(|it| it.front.clone()) {
            if !front.library.is_empty() {
                self.settings.library = front.library;
            }
            if !front.contact.is_empty() {
                self.settings.contact = front.contact;
            }
        }
        self.keep_settings();
    }

    /// A generated cover takes the colour of a binding.
    fn bind_in(&mut self, exhibit: ExhibitId, colour: crate::domain::Rgb) {
        if let Some(found) = self.exhibition().and_then(|it| it.exhibit(exhibit).cloned()) {
            let plaque = crate::domain::PlaqueLook { colour: Some(colour), ..found.plaque };
            self.apply(&super::screens::plaque_edit(&found, plaque));
        }
    }

    /// Books came from the catalogue: into this post, or as new ones.
    pub(super) fn added(&mut self, books: Vec<Exhibit>, to: Option<PostId>) {
        let Some(exhibition) = self.exhibition().cloned() else { return };
        let lang = self.lang();
        if books.is_empty() {
            self.view.catalogue.untick();
            self.view.say(
                lang.pick("Отмеченных записей в каталоге больше нет", "The ticked records are gone from the catalogue"),
            );
            return;
        }
        let books = arrivals(&exhibition, books);
        let step = match to {
            Some(to) => join_books(&exhibition, to, &books).map(|it| (it, to)),
            None => add_posts(&exhibition, lang.pick("Новый пост", "New post"), &books),
        };
        let Some((edit, post)) = step else {
            self.view.say(lang.pick("Эти книги в посте уже есть", "The post has these books already"));
            return;
        };
        self.apply(&edit);
        self.select_post(post);
        self.view.catalogue.untick();
        self.go(Screen::Board);
        if to.is_some() {
            let n = self.exhibition().map_or(0, |it| added_books(&exhibition, it, post));
            let words = lang.plural(n, ["книга", "книги", "книг"], ["book", "books"]);
            let text = lang.pick("Добавлено в пост: ", "Added to the post: ");
            self.offer_back(format!("{text}{n} {words}"));
        }
    }

    pub(super) fn sorted(&mut self, dropped: crate::tasks::Dropped, ctx: &egui::Context) {
        let lang = self.lang();
        if let Some(path) = dropped.exhibitions.first() {
            self.depart(Departure::Open(path.clone()), ctx);
            return;
        }
        self.tell_of_others(&dropped.others);
        let only_looks = dropped.exports.is_empty() && dropped.pictures.is_empty();
        if !dropped.looks.is_empty() {
            self.take_looks(dropped.looks);
            if only_looks {
                return;
            }
        }
        if only_looks {
            self.view.complain(
                lang.pick("Здесь нет ни записей, ни обложек, ни выставки", "No records, covers or exhibition here"),
            );
            return;
        }
        let is_for_slide = self.view.screen == Screen::Post && self.view.slide.is_some();
        if is_for_slide && dropped.exports.is_empty() {
            if self.takes_photographs() {
                self.ask_for_photographs(dropped.pictures);
                return;
            }
            let is_alone = dropped.pictures.len() == 1;
            dropped.pictures.into_iter().take(MOST_DROPPED).for_each(|it| self.ask_for_picture(it, is_alone));
            return;
        }
        if self.view.screen == Screen::Start {
            self.view.screen = Screen::Catalogue;
        }
        if !dropped.exports.is_empty() {
            self.preview_import(dropped.exports, dropped.pictures);
        } else if !dropped.pictures.is_empty() {
            self.ask(Job::Covers(dropped.pictures));
        }
    }
}

/// So many names of files are told.
const MOST_NAMED: usize = 3;

impl App {
    /// Files that are nothing the program knows are named, not passed over in silence.
    pub(super) fn tell_of_others(&mut self, others: &[PathBuf]) {
        let names = others.iter().filter_map(|it| it.file_name()).map(|it| it.to_string_lossy().into_owned());
        let named: Vec<String> = names.take(MOST_NAMED).collect();
        let n = others.len();
        if n == 0 {
            return;
        }
        let and_more = if n > MOST_NAMED { ", …" } else { "" };
        let lang = self.lang();
        let files = lang.plural(n, ["файл", "файла", "файлов"], ["file", "files"]);
        let names = named.join(", ");
        self.view.complain(lang.pick(
            format!("Не взято {n} {files}: не записи, не картинки и не выставка ({names}{and_more})"),
            format!("{n} {files} passed over: no records, pictures or exhibition ({names}{and_more})"),
        ));
    }
}

/// How many books more a post has now.
fn added_books(before: &Exhibition, after: &Exhibition, post: PostId) -> usize {
    let n = |of: &Exhibition| of.post(post).map_or(0, |it| it.exhibits.len());
    n(after).saturating_sub(n(before))
}

fn now() -> String {
    jiff::Zoned::now().strftime("%H:%M").to_string()
}

/// The hour and minute of a time, and its day unless it is today.
fn when(time: std::time::SystemTime) -> String {
    let Ok(at) = jiff::Timestamp::try_from(time) else { return String::new() };
    let at = at.to_zoned(jiff::tz::TimeZone::system());
    let is_today = at.date() == jiff::Zoned::now().date();
    at.strftime(if is_today { "%H:%M" } else { "%d.%m.%Y %H:%M" }).to_string()
}
