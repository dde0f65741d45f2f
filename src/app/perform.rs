//! What is done when something was asked for.

use std::path::PathBuf;
use std::sync::Arc;

use super::action::Action;
use super::command::Command;
use super::dialogs::{CoverDraft, LooksDraft, RestyleDraft};
use super::jobs::Job;
use super::leaving::Departure;
use super::palette::Palette;
use super::rows::RowScroll;
use super::selection::Selection;
use super::toasts::farewell;
use super::view::{Dialog, NewDialog, PathPurpose, Screen};
use super::writing::RecordDraft;
use super::{App, OpenExhibition};
use crate::compose::ElementKey;
use crate::domain::{PlatformId, PostId, PostKind, ThemeId};
use crate::edit::{Document, Edit, EditError};
use crate::tasks::{CatalogueChange, safe_name};

impl App {
    /// Does what was asked for.
    pub(super) fn perform(&mut self, action: Action, ctx: &egui::Context) {
        match action {
            Action::Do(command) => self.command(command, ctx),
            Action::Edit(edit) => self.apply(&edit),
            Action::EditIn(edit, gesture) => {
                let edit = self.with_looks(&edit);
                self.edit(|it| it.apply_in(&edit, gesture));
            }
            Action::EndGesture => self.with_open(|it| it.document.end_gesture()),
            Action::CancelGesture(gesture) => self.with_open(|it| it.document.cancel(gesture)),
            Action::Go(screen) => self.go(screen),
            Action::SelectPost(post) => self.select_post(post),
            Action::SelectSlide(slide) => {
                self.view.slide = Some(slide);
                self.select(Selection::default());
            }
            Action::Select(selection) => self.select(selection),
            Action::SetFormat(format) => {
                self.view.format = format;
                self.select(Selection::default());
            }
            Action::SetPlatform(platform) => self.view.platform = platform,
            Action::SetZoom(zoom) => self.zoom_to(zoom),
            Action::Copy(text) => {
                ctx.copy_text(text);
                let text = self.lang().pick("Подпись скопирована", "Caption copied");
                self.view.say(text);
            }
            Action::Leave(to) => self.go_on(to, ctx),
            Action::Overwrite => self.overwrite(),
            Action::TakeDraft(takes) => self.take_draft(takes),
            Action::AskByOwn(purpose) => self.do_without_dialogs(purpose),
            Action::Fix(index) => self.fix(index),
            Action::ShowFinding(index) => self.show_finding(index),
            other => self.perform_files(other, ctx),
        }
    }

    /// What needs files: asked of the threads.
    pub(super) fn perform_files(&mut self, action: Action, ctx: &egui::Context) {
        match action {
            Action::Search(query) => {
                self.view.catalogue.scroll = RowScroll::default();
                self.ask(Job::Search(query, 0));
            }
            Action::EditCover(exhibit) => self.edit_cover(exhibit),
            Action::FindBorder(exhibit, scan) => {
                if let Some(media) = self.open.as_ref().map(|it| it.media.clone()) {
                    self.ask(Job::FindBorder(exhibit, media, scan));
                }
            }
            Action::Rows(ids) => self.ask(Job::Rows(ids)),
            Action::PreviewImport(what) => self.ask(Job::Preview(what)),
            Action::Import(what) => self.import(*what),
            Action::Covers(pictures) => self.ask(Job::Covers(pictures)),
            Action::ChangeCatalogue(change) => self.change_catalogue(change),
            Action::ForgetRecent(path) => {
                self.settings.recent.retain(|it| it.path != path);
                self.keep_settings();
            }
            Action::EditRecord(id) => self.edit_record(id),
            Action::EditBook(exhibit) => self.edit_book(exhibit),
            Action::Tick(record) => self.view.catalogue.tick(record),
            Action::TickTo(record) => self.view.catalogue.tick_to(record),
            Action::TickAll => self.view.catalogue.tick_all(),
            Action::AskPath(purpose) => self.ask_path(purpose, ctx),
            Action::PathChosen(purpose, paths) => self.path_chosen(purpose, paths, ctx),
            Action::ListFolder(folder) => self.ask(Job::ListFolder(folder)),
            Action::Open(path) => self.depart(Departure::Open(path), ctx),
            Action::Create(request, path) => self.ask(Job::Create(request, path)),
            Action::Dropped(paths) => self.ask(Job::Sort(paths)),
            Action::AddTicked(to) => self.add_ticked(to),
            Action::TakeBinding(exhibit) => self.ask_path(PathPurpose::Binding(exhibit), ctx),
            Action::ReplaceCover(exhibit) => self.ask_path(PathPurpose::Cover(exhibit), ctx),
            Action::RememberBrand => self.remember_brand(),
            Action::TakeBrand => self.take_brand(),
            Action::KeepTheme(name) => self.keep_theme(&name),
            Action::KeepTemplate(name, words) => self.keep_template(&name, words),
            Action::Looks(work) => self.ask(Job::Looks(work)),
            Action::Export(to, platforms, posts) => {
                if let Some(open) = &self.open {
                    let (exhibition, file) = (open.document.current().clone(), open.path.clone());
                    self.ask(Job::Export { exhibition, file, to, platforms, posts });
                }
            }
            Action::CancelJob => {
                if let Some(running) = self.jobs.running() {
                    running.progress.cancel();
                }
            }
            Action::OpenFolder(path) => {
                // Opening may take its time; a failure shows as nothing happening, and the path is on the screen.
                std::thread::spawn(move || drop(open::that(path)));
            }
            _ => {}
        }
    }

    pub(super) fn with_open<T>(&mut self, work: impl FnOnce(&mut OpenExhibition) -> T) {
        if let Some(open) = self.open.as_mut() {
            work(open);
            let current = open.document.current().clone();
            self.view.settle(&current);
            self.changed_at = Some(std::time::Instant::now());
        }
    }

    /// Something else is selected: another run of nudges begins.
    pub(super) fn select(&mut self, selection: Selection) {
        if self.view.selection != selection {
            self.view.selection = selection;
            self.view.n_gestures += 1;
        }
    }

    /// Goes a step back or forward and selects what was selected there.
    fn step(&mut self, go: impl FnOnce(&mut Document) -> bool) {
        let Some(open) = self.open.as_mut() else { return };
        let before = open.document.current().clone();
        if !go(&mut open.document) {
            return;
        }
        let now = open.document.current().clone();
        self.trail.note(&before, self.view.spot());
        if let Some(spot) = self.trail.spot(&now) {
            self.view.return_to(spot);
        }
        self.view.drag = None;
        self.with_open(|_| ());
    }

    pub(super) fn edit(&mut self, apply: impl FnOnce(&mut Document) -> Result<(), EditError>) {
        let mut refused = None;
        let spot = self.view.spot();
        if let Some(before) = self.exhibition().cloned() {
            self.trail.note(&before, spot);
        }
        self.with_open(|open| refused = apply(&mut open.document).err());
        if let Some(error) = refused {
            let text = self.lang().pick("Правка не применена", "The change was not applied");
            self.view.complain(format!("{text}: {}", error.text(self.lang())));
        }
    }

    pub(super) fn apply(&mut self, edit: &Edit) {
        let before = self.exhibition().cloned();
        let edit = self.with_looks(edit);
        self.edit(|it| it.apply(&edit));
        let is_changed = before.zip(self.exhibition()).is_some_and(|(before, now)| !Arc::ptr_eq(&before, now));
        if let Some(text) = farewell(&edit, self.lang()).filter(|_| is_changed) {
            self.offer_back(text);
        }
    }

    pub(super) fn go(&mut self, screen: Screen) {
        let needs_file = !matches!(screen, Screen::Start | Screen::Catalogue);
        if !needs_file || self.open.is_some() {
            if screen != self.view.screen {
                self.leave_typing();
            }
            self.view.screen = screen;
            self.view.drag = None;
        }
        if screen == Screen::Start {
            self.drawings.forget_exhibitions();
        }
    }

    pub(super) fn select_post(&mut self, post: PostId) {
        if self.view.post != Some(post) {
            self.view.post = Some(post);
            self.view.slide = None;
            self.view.selection = Selection::default();
            self.view.carousel = 0;
            self.with_open(|_| ());
        }
    }

    pub(super) fn command(&mut self, command: Command, ctx: &egui::Context) {
        match command {
            Command::New => self.depart(Departure::New, ctx),
            Command::Open => self.ask_path(PathPurpose::Open, ctx),
            Command::OpenSample => self.depart(Departure::OpenSample, ctx),
            Command::Save => self.save(),
            Command::SaveAs => self.ask_path(PathPurpose::SaveAs, ctx),
            Command::Close => self.depart(Departure::Close, ctx),
            Command::Import => self.ask_path(PathPurpose::Import, ctx),
            Command::Covers => self.ask_path(PathPurpose::Covers, ctx),
            Command::Export => self.export(),
            Command::Quit => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
            Command::Undo => self.step(Document::undo),
            Command::Redo => self.step(Document::redo),
            Command::Start => self.go(Screen::Start),
            Command::Catalogue => self.go(Screen::Catalogue),
            Command::Board => self.go(Screen::Board),
            Command::Post => self.go(Screen::Post),
            Command::Preview => self.go(Screen::Preview),
            Command::Bundles => self.go(Screen::Bundles),
            Command::AddPerson => self.add_person(ctx),
            Command::AddPhotographs => self.ask_path(PathPurpose::Photographs, ctx),
            Command::AddPicture => self.ask_path(PathPurpose::Picture, ctx),
            Command::ReplacePicture => self.ask_for_other_picture(ctx),
            Command::Paste => self.paste(ctx),
            Command::Copy | Command::Cut => self.copy(command, ctx),
            Command::Dark | Command::Contrast | Command::Larger | Command::Smaller => self.change_skin(command),
            Command::Language => {
                self.view.lang = self.view.lang.pick(crate::domain::Lang::En, crate::domain::Lang::Ru);
                self.checked = None;
                self.settings.language = Some(self.view.lang);
                self.keep_settings();
            }
            Command::Details if self.open.is_some() => self.view.dialogs.push(Dialog::Details),
            Command::Restyle if self.open.is_some() => self.view.dialogs.push(Dialog::Restyle(RestyleDraft::default())),
            Command::Brand if self.open.is_some() => self.brand_dialog(),
            Command::Looks => self.view.dialogs.push(Dialog::Looks(LooksDraft::default())),
            Command::CoverColours => self.ask_cover_colours(),
            Command::Check => {
                self.checked = None;
                self.go(Screen::Board);
            }
            Command::AddBook => self.edit_record(None),
            Command::ScanningList => self.ask_path(PathPurpose::ScanningList, ctx),
            Command::UndoImport => self.change_catalogue(CatalogueChange::UndoImport),
            Command::Palette => self.view.palette = Some(Palette::default()),
            Command::Shortcuts => self.view.dialogs.push(Dialog::Shortcuts),
            Command::About => self.view.dialogs.push(Dialog::About),
            other => self.look(other, ctx),
        }
    }

    pub(super) fn show_finding(&mut self, index: usize) {
        let Some(finding) = self.findings.get(index).cloned() else { return };
        if let Some(post) = finding.post {
            self.select_post(post);
            self.view.slide = finding.slide.or(self.view.slide);
            let element = finding.role.map(ElementKey::Role).or(finding.element.map(ElementKey::Free));
            self.view.selection = Selection::of(element);
            self.view.tab = if finding.slide.is_some() { super::view::Tab::Element } else { super::view::Tab::Caption };
            self.go(Screen::Post);
        }
    }

    pub(super) fn add_ticked(&mut self, to: Option<PostId>) {
        let Some(open) = &self.open else { return };
        let records: Vec<_> = self.view.catalogue.ticked.iter().copied().collect();
        let job = Job::AddRecords { file: open.path.clone(), records, to };
        self.ask(job);
    }

    fn edit_cover(&mut self, id: crate::domain::ExhibitId) {
        let cover = self.exhibition().and_then(|it| it.exhibit(id)?.cover.clone());
        match cover {
            Some(cover) => self.view.dialogs.push(Dialog::Cover(Box::new(CoverDraft::of(id, &cover)))),
            None => self.view.say(self.lang().pick("У этой книги нет обложки", "This book has no cover")),
        }
    }

    /// Shows a record for correction, or an empty one to be added.
    fn edit_record(&mut self, id: Option<crate::domain::RecordId>) {
        let stored = id.and_then(|id| self.view.catalogue.rows.get(&id));
        let draft = stored.map_or_else(RecordDraft::default, |it| RecordDraft::of(it));
        self.view.dialogs.push(Dialog::Record(Box::new(draft)));
    }

    /// Shows the copy of a record that a book of the exhibition has.
    fn edit_book(&mut self, id: crate::domain::ExhibitId) {
        let found = self.exhibition().and_then(|it| it.exhibit(id));
        if let Some(record) = found.and_then(|it| it.record()) {
            let draft = RecordDraft::of_exhibit(id, record);
            self.view.dialogs.push(Dialog::Record(Box::new(draft)));
        }
    }

    pub(super) fn new_dialog(&mut self) {
        let title = self.lang().pick("Новая выставка", "New exhibition").to_owned();
        let mut file = self.places.documents.join(safe_name(&title, 60) + ".ron");
        for number in 2..1000 {
            if !file.exists() {
                break;
            }
            file = self.places.documents.join(format!("{}-{number}.ron", safe_name(&title, 56)));
        }
        self.view.dialogs.push(Dialog::New(NewDialog {
            title,
            language: self.view.lang,
            kind: PostKind::Exhibition,
            only_ticked: !self.view.catalogue.ticked.is_empty(),
            query: self.view.catalogue.query.clone(),
            per_post: 6,
            theme: ThemeId::from("swiss"),
            platforms: vec![PlatformId::from("vk")],
            file: file.display().to_string(),
            file_follows: true,
        }));
    }

    pub(super) fn save(&mut self) {
        let Some(open) = &self.open else { return };
        let (path, exhibition) = (open.path.clone(), open.document.current().clone());
        let known = open.fingerprint;
        self.ask(Job::Save { path, exhibition, known });
    }

    pub(super) fn export(&mut self) {
        if self.view.screen == Screen::Bundles {
            let to = PathBuf::from(self.view.export_to.trim());
            self.perform_files(Action::Export(to, Vec::new(), Vec::new()), &egui::Context::default());
        } else {
            self.go(Screen::Bundles);
        }
    }
}
