//! What is done when something was asked for, and when a thread has answered.

use std::path::PathBuf;
use std::sync::Arc;

use super::action::Action;
use super::command::Command;
use super::jobs::{Job, JobDone};
use super::view::{Dialog, NewDialog, PathDialog, PathPurpose, Screen};
use super::{App, OpenExhibition};
use crate::compose::ElementKey;
use crate::domain::{
    Caption, Counters, Element, ElementId, ElementKind, ExhibitId, Exhibition, Fix, FormatId, Overrides, Placement,
    PlatformId, Post, PostId, PostKind, PostStatus, Role, RoleChange, Slide, SlideId, TemplateId, TextAlign, TextVoice,
    ThemeId,
};
use crate::edit::{Document, Edit, EditError};
use crate::tasks::{Media, OpenedFile, media_folder, safe_name};

impl App {
    /// Does what was asked for.
    pub(super) fn perform(&mut self, action: Action, ctx: &egui::Context) {
        match action {
            Action::Do(command) => self.command(command, ctx),
            Action::Edit(edit) => self.edit(|it| it.apply(&edit)),
            Action::EditIn(edit, gesture) => self.edit(|it| it.apply_in(&edit, gesture)),
            Action::EndGesture => self.with_open(|it| it.document.end_gesture()),
            Action::CancelGesture(gesture) => self.with_open(|it| it.document.cancel(gesture)),
            Action::Go(screen) => self.go(screen),
            Action::SelectPost(post) => self.select_post(post),
            Action::SelectSlide(slide) => {
                self.view.slide = Some(slide);
                self.view.selected = None;
            }
            Action::SelectElement(key) => self.view.selected = key,
            Action::SetFormat(format) => {
                self.view.format = format;
                self.view.selected = None;
            }
            Action::SetPlatform(platform) => self.view.platform = platform,
            Action::SetZoom(zoom) => self.view.zoom = zoom,
            Action::Copy(text) => {
                ctx.copy_text(text);
                let text = self.lang().pick("Подпись скопирована", "Caption copied");
                self.view.say(text);
            }
            Action::QuitUnsaved => self.leave(ctx),
            Action::TakeDraft(takes) => self.take_draft(takes),
            Action::Fix(index) => self.fix(index),
            Action::ShowFinding(index) => self.show_finding(index),
            other => self.perform_files(other, ctx),
        }
    }

    /// What needs files: asked of the threads.
    fn perform_files(&mut self, action: Action, ctx: &egui::Context) {
        match action {
            Action::Search(query) => self.ask(Job::Search(query)),
            Action::Tick(record) => {
                let ticked = &mut self.view.catalogue.ticked;
                if !ticked.remove(&record) {
                    ticked.insert(record);
                }
            }
            Action::TickAll => self.tick_all(),
            Action::AskPath(purpose) => self.ask_path(purpose, ctx),
            Action::PathChosen(purpose, paths) => self.path_chosen(purpose, paths),
            Action::ListFolder(folder) => self.ask(Job::ListFolder(folder)),
            Action::Open(path) => self.ask(Job::Open(path)),
            Action::Create(request, path) => self.ask(Job::Create(request, path)),
            Action::Dropped(paths) => self.ask(Job::Sort(paths)),
            Action::AddTicked => self.add_ticked(),
            Action::ReplaceCover(exhibit) => self.ask_path(PathPurpose::Cover(exhibit), ctx),
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

    fn with_open<T>(&mut self, work: impl FnOnce(&mut OpenExhibition) -> T) {
        if let Some(open) = self.open.as_mut() {
            work(open);
            let current = open.document.current().clone();
            self.view.settle(&current);
            self.changed_at = Some(std::time::Instant::now());
        }
    }

    fn edit(&mut self, apply: impl FnOnce(&mut Document) -> Result<(), EditError>) {
        let mut refused = None;
        self.with_open(|open| refused = apply(&mut open.document).err());
        if let Some(error) = refused {
            let text = self.lang().pick("Правка не применена", "The change was not applied");
            self.view.complain(format!("{text}: {error}"));
        }
    }

    fn apply(&mut self, edit: &Edit) {
        self.edit(|it| it.apply(edit));
    }

    fn go(&mut self, screen: Screen) {
        let needs_file = !matches!(screen, Screen::Start | Screen::Catalogue);
        if !needs_file || self.open.is_some() {
            self.view.screen = screen;
            self.view.drag = None;
        }
        if screen == Screen::Start {
            self.drawings.forget_exhibitions();
        }
    }

    fn select_post(&mut self, post: PostId) {
        if self.view.post != Some(post) {
            self.view.post = Some(post);
            self.view.slide = None;
            self.view.selected = None;
            self.view.carousel = 0;
            self.with_open(|_| ());
        }
    }

    fn command(&mut self, command: Command, ctx: &egui::Context) {
        match command {
            Command::New => self.new_dialog(),
            Command::Open => self.ask_path(PathPurpose::Open, ctx),
            Command::OpenSample => self.ask(Job::OpenSample),
            Command::Save => self.save(),
            Command::SaveAs => self.ask_path(PathPurpose::SaveAs, ctx),
            Command::Close => self.close_exhibition(),
            Command::Import => self.ask_path(PathPurpose::Import, ctx),
            Command::Covers => self.ask_path(PathPurpose::Covers, ctx),
            Command::Export => self.export(),
            Command::Quit => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
            Command::Undo => self.with_open(|it| it.document.undo()),
            Command::Redo => self.with_open(|it| it.document.redo()),
            Command::Start => self.go(Screen::Start),
            Command::Catalogue => self.go(Screen::Catalogue),
            Command::Board => self.go(Screen::Board),
            Command::Post => self.go(Screen::Post),
            Command::Preview => self.go(Screen::Preview),
            Command::Bundles => self.go(Screen::Bundles),
            Command::ZoomIn => self.view.zoom = Some((self.view.zoom.unwrap_or(0.6) * 1.25).min(4.0)),
            Command::ZoomOut => self.view.zoom = Some((self.view.zoom.unwrap_or(0.6) / 1.25).max(0.1)),
            Command::ZoomFit => self.view.zoom = None,
            Command::ZoomWhole => self.view.zoom = Some(1.0),
            Command::Dark => {
                self.view.dark = !self.view.dark;
                self.keep_settings();
            }
            Command::Language => {
                self.view.lang = self.view.lang.pick(crate::domain::Lang::En, crate::domain::Lang::Ru);
                self.checked = None;
                self.keep_settings();
            }
            Command::Details if self.open.is_some() => self.view.dialogs.push(Dialog::Details),
            Command::Check => {
                self.checked = None;
                self.go(Screen::Board);
            }
            Command::Palette => self.view.palette = Some(String::new()),
            Command::Shortcuts => self.view.dialogs.push(Dialog::Shortcuts),
            Command::About => self.view.dialogs.push(Dialog::About),
            on_document => self.change(on_document),
        }
    }

    /// Commands that change the document.
    fn change(&mut self, command: Command) {
        let Some(exhibition) = self.exhibition().cloned() else { return };
        match command {
            Command::AddPost => self.add_post(&exhibition, Vec::new()),
            Command::NextPost | Command::PreviousPost => {
                let index = exhibition.posts.iter().position(|it| Some(it.id) == self.view.post).unwrap_or_default();
                let next = if command == Command::NextPost { index + 1 } else { index.saturating_sub(1) };
                if let Some(post) = exhibition.posts.get(next) {
                    self.select_post(post.id);
                }
            }
            Command::Duplicate => self.duplicate(&exhibition),
            Command::Delete => self.delete(),
            _ => {
                let Some((post, slide)) = self.view.slide.and_then(|it| exhibition.slide(it)) else { return };
                self.change_slide(command, &exhibition, post, slide);
            }
        }
    }

    fn change_slide(&mut self, command: Command, exhibition: &Exhibition, post: &Post, slide: &Slide) {
        match command {
            Command::NextVariant => self.apply(&Edit::Seed(slide.id, slide.seed.wrapping_add(1))),
            Command::PreviousVariant => self.apply(&Edit::Seed(slide.id, slide.seed.wrapping_sub(1))),
            Command::ResetSlide => self.apply(&Edit::Reset(slide.id)),
            Command::ResetElement => {
                if let Some(ElementKey::Role(role)) = self.view.selected {
                    let format = self.view.format.clone();
                    let edits = vec![
                        Edit::Place { slide: slide.id, format, role, placement: None },
                        Edit::Change { slide: slide.id, role, change: None },
                    ];
                    self.apply(&Edit::All {
                        label: ("возврат к шаблону", "back to the template"), edits
                    });
                }
            }
            Command::AddTextSlide => {
                let new = Slide {
                    id: SlideId(exhibition.next_id),
                    template: TemplateId::from("text"),
                    seed: 0,
                    exhibits: Vec::new(),
                    overrides: Overrides::default(),
                    elements: std::collections::BTreeMap::new(),
                };
                let before = post.slides.iter().skip_while(|it| it.id != slide.id).nth(1).map(|it| it.id);
                let id = new.id;
                self.apply(&Edit::Slide { post: post.id, slide: Box::new(new), before });
                self.view.slide = Some(id);
            }
            Command::AddText => self.add_text(exhibition, slide),
            _ => {}
        }
    }

    fn add_text(&mut self, exhibition: &Exhibition, slide: &Slide) {
        let format = self.view.format.clone();
        let size = self.studio.library.format(&format).map(|it| it.size).unwrap_or_default();
        let rect = crate::domain::CanvasRect::new(size.width * 0.2, size.height * 0.45, size.width * 0.6, 120.0);
        let kind = ElementKind::Text {
            text: self.lang().pick("Новая надпись", "New text").to_owned(),
            voice: TextVoice::Heading,
            size: 56.0,
            align: TextAlign::Center,
            colour: None,
        };
        let element = Element { id: ElementId(exhibition.next_id), placement: Placement::upright(rect), kind };
        let id = element.id;
        self.apply(&Edit::Element { slide: slide.id, format, element: Box::new(element) });
        self.view.selected = Some(ElementKey::Free(id));
    }

    fn add_post(&mut self, exhibition: &Exhibition, exhibits: Vec<ExhibitId>) {
        let mut next = exhibition.next_id.max(exhibits.iter().map(|it| it.0 + 1).max().unwrap_or(0));
        let mut take = || {
            next += 1;
            next - 1
        };
        let id = PostId(take());
        let mut slide = |template: &str, exhibits: Vec<ExhibitId>| {
            let elements = std::collections::BTreeMap::new();
            let (template, overrides) = (TemplateId::from(template), Overrides::default());
            Arc::new(Slide { id: SlideId(take()), template, seed: 0, exhibits, overrides, elements })
        };
        let mut slides = vec![slide(if exhibits.is_empty() { "text" } else { "opener" }, exhibits.clone())];
        slides.extend(exhibits.iter().map(|it| slide("card", vec![*it])));
        let post = Post {
            id,
            kind: PostKind::Exhibition,
            title: self.lang().pick("Новый пост", "New post").to_owned(),
            lead: String::new(),
            section: None,
            theme: None,
            exhibits,
            slides,
            caption: Caption::default(),
            date: String::new(),
            status: PostStatus::Draft,
            counters: Counters::default(),
        };
        self.apply(&Edit::Post { post: Box::new(post), before: None });
        self.select_post(id);
    }

    fn duplicate(&mut self, exhibition: &Exhibition) {
        let Some(post) = self.view.post.and_then(|id| exhibition.posts.iter().position(|it| it.id == id)) else {
            return;
        };
        let Some(original) = exhibition.posts.get(post) else { return };
        let mut copy = Post::clone(original);
        let mut next = exhibition.next_id;
        let mut take = || {
            next += 1;
            next - 1
        };
        copy.id = PostId(take());
        for slide in &mut copy.slides {
            let slide = Arc::make_mut(slide);
            slide.id = SlideId(take());
            for element in slide.elements.values_mut().flatten() {
                Arc::make_mut(element).id = ElementId(take());
            }
        }
        let (id, before) = (copy.id, exhibition.posts.get(post + 1).map(|it| it.id));
        self.apply(&Edit::Post { post: Box::new(copy), before });
        self.select_post(id);
    }

    fn delete(&mut self) {
        match (self.view.screen, self.view.selected, self.view.slide, self.view.post) {
            (Screen::Post, Some(ElementKey::Free(id)), Some(slide), _) => self.apply(&Edit::RemoveElement(slide, id)),
            (Screen::Post, Some(ElementKey::Role(role)), Some(slide), _) => self.hide(slide, role),
            (Screen::Board, _, _, Some(post)) => {
                self.apply(&Edit::RemovePost(post));
                let text = self.lang().pick("Пост удалён. Ctrl+Z вернёт его", "Post removed. Ctrl+Z brings it back");
                self.view.say(text);
            }
            _ => {}
        }
    }

    fn hide(&mut self, slide: SlideId, role: Role) {
        let own = self.exhibition().and_then(|it| it.slide(slide)?.1.overrides.change(role).cloned());
        let change = RoleChange { hidden: true, ..own.unwrap_or_default() };
        self.apply(&Edit::Change { slide, role, change: Some(Box::new(change)) });
        self.view.selected = None;
    }

    fn fix(&mut self, index: usize) {
        let Some(exhibition) = self.exhibition().cloned() else { return };
        let fix = self.findings.get(index).and_then(|it| it.fix.clone());
        let mut front = exhibition.front.clone();
        match fix {
            Some(Fix::SetAgeMark(mark)) => {
                front.age_mark = Some(mark);
                self.apply(&Edit::Front(Box::new(front)));
            }
            Some(Fix::KeepHashtags(most)) => {
                front.hashtags.truncate(most);
                self.apply(&Edit::Front(Box::new(front)));
            }
            Some(Fix::ResetRole(slide, role)) => self.apply(&Edit::Change { slide, role, change: None }),
            None => {}
        }
    }

    fn show_finding(&mut self, index: usize) {
        let Some(finding) = self.findings.get(index).cloned() else { return };
        if let Some(post) = finding.post {
            self.select_post(post);
            self.view.slide = finding.slide.or(self.view.slide);
            self.view.selected = finding.role.map(ElementKey::Role);
            self.view.tab = if finding.slide.is_some() { super::view::Tab::Element } else { super::view::Tab::Caption };
            self.go(Screen::Post);
        }
    }

    fn tick_all(&mut self) {
        let catalogue = &mut self.view.catalogue;
        let all: Vec<_> = catalogue.found.records.iter().map(|it| it.id).collect();
        if all.iter().all(|it| catalogue.ticked.contains(it)) {
            catalogue.ticked.retain(|it| !all.contains(it));
        } else {
            catalogue.ticked.extend(all);
        }
    }

    fn add_ticked(&mut self) {
        let Some(open) = &self.open else { return };
        let records: Vec<_> = self.view.catalogue.ticked.iter().copied().collect();
        let next_id = open.document.current().next_id;
        let job = Job::AddRecords { file: open.path.clone(), records, next_id };
        self.ask(job);
    }

    fn new_dialog(&mut self) {
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

    fn save(&mut self) {
        let Some(open) = &self.open else { return };
        let (path, exhibition) = (open.path.clone(), open.document.current().clone());
        let known = open.fingerprint;
        self.ask(Job::Save { path, exhibition, known });
    }

    fn close_exhibition(&mut self) {
        if self.open.as_ref().is_some_and(|it| it.document.is_dirty()) {
            self.save();
        }
        self.open = None;
        self.findings.clear();
        self.go(Screen::Start);
    }

    fn export(&mut self) {
        if self.view.screen == Screen::Bundles {
            let to = PathBuf::from(self.view.export_to.trim());
            self.perform_files(Action::Export(to, Vec::new(), Vec::new()), &egui::Context::default());
        } else {
            self.go(Screen::Bundles);
        }
    }

    fn leave(&mut self, ctx: &egui::Context) {
        self.view.may_leave = true;
        ctx.send_viewport_cmd(egui::ViewportCommand::Close);
    }

    /// Asks for a file: by the system's dialog where there is one, else by the program's own.
    fn ask_path(&mut self, purpose: PathPurpose, ctx: &egui::Context) {
        if !has_system_dialogs() {
            let folder = self.places.documents.clone();
            let path = if purpose.is_new() { self.suggested(&purpose) } else { folder.clone() };
            let dialog =
                PathDialog { purpose, path: path.display().to_string(), folder: PathBuf::new(), entries: Vec::new() };
            self.view.dialogs.push(Dialog::Path(dialog));
            self.ask(Job::ListFolder(folder));
            return;
        }
        let (sender, ctx, lang) = (self.picked.0.clone(), ctx.clone(), self.lang());
        let suggested = self.suggested(&purpose);
        std::thread::spawn(move || {
            let dialog = rfd::FileDialog::new().set_title(purpose.text(lang));
            let picked = if purpose.is_new() {
                let name = suggested.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
                dialog.set_file_name(name).save_file().map(|it| vec![it])
            } else if purpose.is_folder() {
                dialog.pick_folder().map(|it| vec![it])
            } else if purpose == PathPurpose::Import {
                dialog.pick_files()
            } else {
                dialog.pick_file().map(|it| vec![it])
            };
            if let Some(paths) = picked
                && sender.send(Action::PathChosen(purpose, paths)).is_ok()
            {
                ctx.request_repaint();
            }
        });
    }

    fn suggested(&self, purpose: &PathPurpose) -> PathBuf {
        let new = self.view.dialogs.iter().rev().find_map(|it| match it {
            Dialog::New(new) => Some(PathBuf::from(&new.file)),
            _ => None,
        });
        match (purpose, new, &self.open) {
            (PathPurpose::NewFile, Some(file), _) => file,
            (_, _, Some(open)) => open.path.clone(),
            _ => self.places.documents.join("vystavka.ron"),
        }
    }

    fn path_chosen(&mut self, purpose: PathPurpose, paths: Vec<PathBuf>) {
        let Some(first) = paths.first().cloned() else { return };
        match purpose {
            PathPurpose::Open => self.ask(Job::Open(first)),
            PathPurpose::Import => self.ask(Job::Import(paths)),
            PathPurpose::Covers => self.ask(Job::Covers(paths)),
            PathPurpose::ExportTo => self.view.export_to = first.display().to_string(),
            PathPurpose::NewFile => {
                for dialog in &mut self.view.dialogs {
                    if let Dialog::New(new) = dialog {
                        new.file = first.with_extension("ron").display().to_string();
                        new.file_follows = false;
                    }
                }
            }
            PathPurpose::SaveAs => {
                if let Some(open) = &self.open {
                    let (from, exhibition) = (open.path.clone(), open.document.current().clone());
                    self.ask(Job::SaveCopy { from, to: first.with_extension("ron"), exhibition });
                }
            }
            PathPurpose::Cover(exhibit) => {
                if let Some(open) = &self.open {
                    let file = open.path.clone();
                    self.ask(Job::ReplaceCover { file, exhibit, picture: first });
                }
            }
        }
    }

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
                    it.media = media;
                    it.path.clone_from(&path);
                });
                self.remember(&path);
                if std::mem::take(&mut self.view.leaves_when_saved) {
                    self.leave(ctx);
                }
            }
            JobDone::DraftSaved => {}
            JobDone::Imported(report) => {
                self.view.dialogs.push(Dialog::ImportReport(report));
                self.search_again();
            }
            JobDone::Covered(report) => {
                self.view.dialogs.push(Dialog::CoversReport(report));
                self.search_again();
            }
            JobDone::Exported(report) => {
                let lang = self.lang();
                self.view.say(lang.pick("Комплекты собраны", "The bundles are made"));
                self.view.exported = Some(report);
            }
            other => self.take_small(other),
        }
    }

    fn take_small(&mut self, done: JobDone) {
        match done {
            JobDone::Added(exhibits) => self.added(exhibits),
            JobDone::Replaced(exhibit, cover) => {
                let found = self.exhibition().and_then(|it| it.exhibit(exhibit).cloned());
                if let Some(found) = found {
                    let new = crate::domain::Exhibit { cover: Some(cover), ..crate::domain::Exhibit::clone(&found) };
                    self.apply(&Edit::Exhibit(Box::new(new)));
                }
            }
            JobDone::SamplePlaced => self.drawings.forget_exhibitions(),
            JobDone::Sorted(dropped) => self.sorted(dropped),
            JobDone::Found { query, found, n_records, n_covers, covers_folder } => {
                let catalogue = &mut self.view.catalogue;
                catalogue.n_records = n_records;
                catalogue.n_covers = n_covers;
                catalogue.covers_folder = covers_folder;
                // An answer to a question nobody asks any more is passed over.
                if query == catalogue.query {
                    catalogue.found = found;
                }
            }
            JobDone::Folder { path, entries } => {
                if let Some(Dialog::Path(dialog)) = self.view.dialogs.last_mut() {
                    dialog.folder = path;
                    dialog.entries = entries;
                }
            }
            JobDone::Checked(exhibition, findings) => {
                if self.exhibition().is_some_and(|it| Arc::ptr_eq(it, &exhibition)) {
                    self.findings = findings;
                }
            }
            JobDone::Failed { text, is_cancelled } => {
                if is_cancelled {
                    self.view.say(text);
                } else {
                    self.view.dialogs.push(Dialog::Trouble(text));
                }
                self.view.leaves_when_saved = false;
            }
            _ => {}
        }
    }

    fn search_again(&mut self) {
        let query = self.view.catalogue.query.clone();
        self.ask(Job::Search(query));
    }

    fn opened(&mut self, path: PathBuf, opened: OpenedFile) {
        let OpenedFile { exhibition, fingerprint, draft } = opened;
        let document = Document::opened(exhibition);
        self.view.post = None;
        self.view.slide = None;
        self.view.selected = None;
        self.view.exported = None;
        self.view.settle(document.current());
        let profiles = &self.studio.profiles;
        let first = document.current().platforms.first().and_then(|it| profiles.get(it));
        self.view.platform = first.map_or_else(|| PlatformId::from("vk"), |it| it.id.clone());
        self.view.format = first.map_or_else(|| FormatId::from("portrait"), |it| it.format.clone());
        self.findings.clear();
        self.checked = None;
        self.changed_at = None;
        self.open = Some(OpenExhibition {
            media: Media::new(media_folder(&path)),
            fingerprint: Some(fingerprint),
            drafted: document.current().clone(),
            saved_at: String::new(),
            document,
            path: path.clone(),
        });
        self.remember(&path);
        self.view.screen = Screen::Board;
        self.draft = draft;
        if self.draft.is_some() {
            self.view.dialogs.push(Dialog::Draft);
        }
    }

    fn take_draft(&mut self, takes: bool) {
        let Some(draft) = self.draft.take().filter(|_| takes) else { return };
        let edits = vec![Edit::Whole(Box::new(draft))];
        self.apply(&Edit::All { label: ("возвращённые правки", "recovered changes"), edits });
    }

    fn remember(&mut self, path: &std::path::Path) {
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

    fn added(&mut self, exhibits: Vec<Arc<crate::domain::Exhibit>>) {
        let Some(exhibition) = self.exhibition().cloned() else { return };
        let ids: Vec<ExhibitId> = exhibits.iter().map(|it| it.id).collect();
        let edits = exhibits.iter().map(|it| Edit::Exhibit(Box::new(crate::domain::Exhibit::clone(it)))).collect();
        self.apply(&Edit::All { label: ("новые экспонаты", "new exhibits"), edits });
        for part in ids.chunks(6) {
            let next = self.exhibition().map_or(exhibition.next_id, |it| it.next_id);
            let now = Exhibition { next_id: next, ..Exhibition::clone(&exhibition) };
            self.add_post(&now, part.to_vec());
        }
        self.view.catalogue.ticked.clear();
        self.go(Screen::Board);
    }

    fn sorted(&mut self, dropped: crate::tasks::Dropped) {
        let lang = self.lang();
        if let Some(path) = dropped.exhibitions.first() {
            self.ask(Job::Open(path.clone()));
            return;
        }
        if dropped.exports.is_empty() && dropped.pictures.is_empty() {
            self.view.complain(
                lang.pick("Здесь нет ни записей, ни обложек, ни выставки", "No records, covers or exhibition here"),
            );
            return;
        }
        if self.view.screen == Screen::Start {
            self.view.screen = Screen::Catalogue;
        }
        if !dropped.exports.is_empty() {
            self.ask(Job::Import(dropped.exports));
        }
        if !dropped.pictures.is_empty() {
            self.ask(Job::Covers(dropped.pictures));
        }
    }
}

fn now() -> String {
    jiff::Zoned::now().strftime("%H:%M").to_string()
}

/// On Linux the system's dialogs come over the session bus; without one they would never appear.
fn has_system_dialogs() -> bool {
    if cfg!(test) {
        return false;
    }
    !cfg!(target_os = "linux") || std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some()
}
