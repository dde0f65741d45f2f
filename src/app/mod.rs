//! The window.
//!
//! Each frame screens show the document, which they cannot change, and put what the user asks for in a list
//! of actions; the list is performed when the frame is done. Files, decoding and drawing are done by threads
//! of `jobs` and `drawing`; nothing here waits for them.

mod action;
mod answers;
mod asking;
mod brand;
mod canvas;
mod change;
mod chrome;
mod clip;
mod colour;
mod command;
mod desk;
mod dialogs;
mod drawing;
mod found;
mod importing;
mod jobs;
mod leaving;
mod letters;
mod lines;
mod look;
mod looking;
mod looks;
mod objects;
mod palette;
mod parts;
mod people;
mod perform;
mod pictures;
mod portal;
mod ring;
mod rows;
mod screens;
mod selection;
mod toasts;
mod top;
mod view;
mod widgets;
mod writing;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::domain::{Exhibition, Finding, Lang};
use crate::edit::Document;
use crate::tasks::{self, Fingerprint, Media, PreparedScans, Settings, Studio};
use action::Action;
use command::Command;
use drawing::Drawings;
use jobs::{Job, Jobs};
use look::Skin;
use screens::Cx;
use view::{Screen, View};

/// Unsaved work is kept beside the file this often.
const DRAFT_EVERY: Duration = Duration::from_secs(2);
/// How often it is looked whether the catalogue is up to date yet.
const RENEWAL_LOOK: Duration = Duration::from_millis(80);
/// Findings are looked for when nothing has changed for so long.
const CHECK_AFTER: Duration = Duration::from_millis(350);

/// An exhibition that is open.
#[derive(Debug)]
struct OpenExhibition {
    document: Document,
    path: PathBuf,
    media: Media,
    fingerprint: Option<Fingerprint>,
    drafted: Arc<Exhibition>,
    saved_at: String,
    /// When it was last as it is on disk, as far as is known.
    saved_when: Instant,
    /// As it was opened: where all steps back lead.
    #[cfg(test)]
    first: Arc<Exhibition>,
}

/// Where the window finds its things.
#[derive(Clone, Debug)]
pub struct Places {
    /// The catalogue.
    pub catalogue: PathBuf,
    /// Settings; the sample is put below it.
    pub data: PathBuf,
    /// Where new exhibitions and bundles are offered to be put.
    pub documents: PathBuf,
    /// Where what can be made again is kept, if anywhere.
    pub cache: Option<PathBuf>,
}

impl Places {
    /// Where the sample is put.
    fn sample(&self) -> PathBuf {
        self.data.join("sample")
    }

    /// The places of this user.
    pub fn usual() -> Self {
        let documents = directories::UserDirs::new();
        let home = documents.as_ref().map(|it| it.home_dir().to_owned());
        let documents = documents.as_ref().and_then(|it| it.document_dir()).map(Path::to_owned).or(home);
        let data = tasks::data_folder();
        Self {
            catalogue: tasks::catalogue_path(),
            documents: documents.unwrap_or_else(|| data.clone()),
            data,
            cache: tasks::cache_folder(),
        }
    }
}

/// The window.
#[derive(Debug)]
pub struct App {
    studio: Arc<Studio>,
    places: Places,
    settings: Settings,
    open: Option<OpenExhibition>,
    draft: Option<Exhibition>,
    view: View,
    jobs: Jobs,
    drawings: Drawings,
    /// How the window is dressed; `None` before its first frame.
    worn: Option<Skin>,
    /// What the window is called now.
    window_title: String,
    findings: Vec<Finding>,
    checked: Option<Arc<Exhibition>>,
    changed_at: Option<Instant>,
    drafted_at: Instant,
    /// Could no draft of the open exhibition be kept?
    has_no_draft: bool,
    system_dialogs: portal::SystemDialogs,
    focused: Option<egui::Id>,
    trail: selection::Trail,
    offers: looks::Offers,
    picked: (std::sync::mpsc::Sender<Action>, std::sync::mpsc::Receiver<Action>),
}

/// Opens the window and returns when it is closed; the reason when it cannot be opened.
pub fn run(file: Option<PathBuf>) -> Result<(), String> {
    let viewport = egui::ViewportBuilder::default()
        .with_title("Витрина")
        .with_app_id("vitrina")
        .with_inner_size([1440.0, 900.0])
        .with_min_inner_size([760.0, 460.0])
        .with_drag_and_drop(true);
    let options = eframe::NativeOptions { viewport, ..eframe::NativeOptions::default() };
    let app = move |creation: &eframe::CreationContext<'_>| -> Result<Box<dyn eframe::App>, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Box::new(App::new(&creation.egui_ctx, Places::usual(), file)?))
    };
    eframe::run_native("vitrina", options, Box::new(app)).map_err(|it| it.to_string())
}

impl App {
    /// A window on the start screen, or on a file.
    pub fn new(ctx: &egui::Context, places: Places, file: Option<PathBuf>) -> Result<Self, crate::compose::FaultyData> {
        look::install(ctx);
        let settings = Settings::load(&places.data);
        let lang = settings.language.unwrap_or_else(tasks::system_language);
        let studio = Arc::new(Studio::new()?.with_prepared(PreparedScans::in_cache(places.cache.as_deref())));
        let sample = places.sample();
        let mut jobs = Jobs::new(&studio, &places, ctx);
        jobs.ask(Job::Looks(looks::LooksWork::Load), lang);
        let drawings = Drawings::new(&studio, ctx);
        let percent = if settings.scale == 0 { 100 } else { settings.scale };
        let skin = Skin { dark: settings.dark, contrast: settings.contrast, percent };
        let mut view = View::new(lang, skin);
        view.brand_media = tasks::brand_media(&places.data);
        view.sample_file = sample.join("primer-vystavki.ron");
        view.export_to = places.documents.join(lang.pick("Комплекты Витрины", "Vitrina bundles")).display().to_string();
        let mut app = Self {
            studio,
            places,
            settings,
            open: None,
            draft: None,
            view,
            jobs,
            drawings,
            worn: None,
            window_title: String::new(),
            findings: Vec::new(),
            checked: None,
            changed_at: None,
            drafted_at: Instant::now(),
            has_no_draft: false,
            system_dialogs: portal::SystemDialogs::begin(),
            focused: None,
            trail: selection::Trail::default(),
            offers: looks::Offers::default(),
            picked: std::sync::mpsc::channel(),
        };
        app.ask(Job::Renew);
        app.ask(Job::Search(String::new(), 0));
        app.ask(Job::PlaceSample);
        if let Some(file) = file {
            app.ask(Job::Open(file));
        }
        Ok(app)
    }

    fn lang(&self) -> Lang {
        self.view.lang
    }

    fn ask(&mut self, job: Job) {
        let lang = self.lang();
        self.jobs.ask(job, lang);
    }

    fn exhibition(&self) -> Option<&Arc<Exhibition>> {
        self.open.as_ref().map(|it| it.document.current())
    }

    /// Takes answers of threads, keys and dropped files; before anything is shown.
    fn before(&mut self, ctx: &egui::Context) {
        if self.worn != Some(self.view.skin) {
            look::wear(ctx, self.view.skin);
            self.worn = Some(self.view.skin);
        }
        self.drawings.collect(ctx);
        if self.drawings.take_same() {
            let words = self.view.lang.pick(
                "Этот вариант выглядит как прежний: у кадра мало раскладок",
                "This variant looks like the last one: the slide has few layouts",
            );
            self.view.say(words);
        }
        while let Some(done) = self.jobs.next() {
            self.take(done, ctx);
        }
        if self.jobs.is_renewing() {
            // Whether it takes long is known when the catalogue is open.
            ctx.request_repaint_after(RENEWAL_LOOK);
        }
        while let Ok(action) = self.picked.1.try_recv() {
            self.perform(action, ctx);
        }
        if self.view.dialogs.is_empty() && self.view.palette.is_none() && parts::step(ctx) {
            self.view.shows_focus = true;
        }
        self.look_who_has_the_keyboard(ctx);
        if self.view.dialogs.is_empty()
            && self.view.palette.is_none()
            && let Some(command) = command::pressed(ctx, self.keyboard())
        {
            self.perform(Action::Do(command), ctx);
        }
        self.take_pasted(ctx);
        let dropped: Vec<PathBuf> =
            ctx.input(|it| it.raw.dropped_files.iter().map(|it| it.path().to_owned()).collect());
        if !dropped.is_empty() {
            self.perform(Action::Dropped(dropped), ctx);
        }
        self.watch_focus(ctx);
        self.keep_draft();
        self.look_for_findings(ctx);
        self.mind_closing(ctx);
        self.name_window(ctx);
    }

    /// Keys without Ctrl belong to the field or button that has the focus, if one has; the canvas is none.
    fn look_who_has_the_keyboard(&mut self, ctx: &egui::Context) {
        let now = ctx.memory(egui::Memory::focused);
        // Escape has taken the focus away already in this frame, but it was meant for its owner.
        let owner = now.or(self.focused);
        self.view.is_typing = owner.is_some_and(|it| !self.view.canvas_widgets.contains(&it));
        self.view.is_in_field = owner.is_some_and(|it| egui::TextEdit::load_state(ctx, it).is_some());
    }

    fn keyboard(&self) -> command::Keyboard {
        let is_on_canvas = self.view.screen == Screen::Post && self.view.slide.is_some();
        let is_on_words = is_on_canvas && self.view.typing.is_some();
        let is_of_document = matches!(self.view.screen, Screen::Board | Screen::Post);
        let is_aside = self.view.is_in_field && !is_of_document;
        command::Keyboard { is_typing: self.view.is_typing, is_aside, is_on_canvas, is_on_words }
    }

    /// What other programs have copied goes on the slide, unless a field wants it.
    fn take_pasted(&mut self, ctx: &egui::Context) {
        let is_for_canvas = self.keyboard().is_on_canvas && !self.view.is_typing && self.view.dialogs.is_empty();
        if !is_for_canvas || self.view.palette.is_some() {
            return;
        }
        let pasted: Vec<egui::Event> = ctx.input_mut(|input| {
            let is_pasted = |it: &mut egui::Event| matches!(it, egui::Event::Paste(_) | egui::Event::PasteImage(_));
            input.events.extract_if(.., is_pasted).collect()
        });
        for event in pasted {
            match event {
                egui::Event::Paste(words) => self.paste_words(&words, ctx),
                egui::Event::PasteImage(image) => self.paste_image(&image),
                _ => {}
            }
        }
    }

    /// Another field, another gesture.
    fn watch_focus(&mut self, ctx: &egui::Context) {
        let focused = ctx.memory(egui::Memory::focused);
        if focused != self.focused {
            self.focused = focused;
            self.view.n_gestures += 1;
        }
    }

    fn keep_draft(&mut self) {
        if self.drafted_at.elapsed() >= DRAFT_EVERY {
            self.keep_draft_now();
        }
    }

    /// Writes what is not saved beside the file, unless the draft there has it already.
    fn keep_draft_now(&mut self) {
        let Some(open) = self.open.as_mut() else { return };
        let current = open.document.current().clone();
        let is_kept = Arc::ptr_eq(&open.drafted, &current) && !self.has_no_draft;
        if !open.document.is_dirty() || is_kept {
            return;
        }
        self.drafted_at = Instant::now();
        open.drafted = current.clone();
        let job = Job::SaveDraft { path: open.path.clone(), exhibition: current };
        self.ask(job);
    }

    fn look_for_findings(&mut self, ctx: &egui::Context) {
        let Some(open) = &self.open else { return };
        let current = open.document.current();
        if self.checked.as_ref().is_some_and(|it| Arc::ptr_eq(it, current)) {
            return;
        }
        let waited = self.changed_at.is_none_or(|it| it.elapsed() >= CHECK_AFTER);
        if !waited {
            ctx.request_repaint_after(CHECK_AFTER);
            return;
        }
        let job = Job::Check { exhibition: current.clone(), file: open.path.clone() };
        self.checked = Some(current.clone());
        self.ask(job);
    }

    fn change_skin(&mut self, command: Command) {
        let skin = &mut self.view.skin;
        match command {
            Command::Dark => skin.dark = !skin.dark,
            Command::Contrast => skin.contrast = !skin.contrast,
            _ => *skin = skin.sized(command == Command::Larger),
        }
        self.keep_settings();
    }

    fn keep_settings(&mut self) {
        let Skin { dark, contrast, percent } = self.view.skin;
        (self.settings.dark, self.settings.contrast, self.settings.scale) = (dark, contrast, percent);
        // What cannot be remembered costs the memory only.
        let _kept = self.settings.save(&self.places.data);
    }

    /// Waits for everything the threads have been asked for.
    #[cfg(test)]
    fn finish(&mut self, ctx: &egui::Context) {
        while let Some(done) = self.jobs.wait() {
            self.take(done, ctx);
        }
        self.drawings.finish(ctx);
    }

    /// Shows everything, then does what was asked for.
    fn show(&mut self, ui: &mut egui::Ui) {
        let mut actions = Vec::new();
        let ctx = ui.ctx().clone();
        let no_media = Media::new(PathBuf::new());
        let lang = self.lang();
        let Self { open, view, drawings, findings, settings, studio, jobs, offers, .. } = self;
        let open = open.as_ref();
        let around = chrome::Around {
            undo: open.and_then(|it| it.document.undo_label(lang)),
            redo: open.and_then(|it| it.document.redo_label(lang)),
            is_dirty: open.is_some_and(|it| it.document.is_dirty()),
            is_drafted: !self.has_no_draft && open.is_some_and(|it| Arc::ptr_eq(&it.drafted, it.document.current())),
            saved_at: open.map_or("", |it| it.saved_at.as_str()),
            running: jobs.running(),
        };
        let looks = offers.of(&studio.library, &view.collection.looks, open.map(|it| &**it.document.current()));
        let mut cx = Cx {
            lang,
            exhibition: open.map(|it| it.document.current()),
            media: open.map_or(&no_media, |it| &it.media),
            findings,
            has_no_draft: self.has_no_draft,
            settings,
            studio,
            looks: &looks,
            drawings,
            view,
            actions: &mut actions,
        };
        top::top_ui(ui, &mut cx, &around);
        chrome::status_ui(ui, &mut cx, &around);
        if cx.view.screen != Screen::Start {
            chrome::rail_ui(ui, &mut cx);
        }
        screens::screen_ui(ui, &mut cx);
        dialogs::dialogs_ui(&ctx, &mut cx);
        palette::palette_ui(&ctx, &mut cx, &around);
        toasts::toasts_ui(&ctx, &mut cx);
        chrome::drop_ui(&ctx, &cx);
        ring::focus_ring_ui(&ctx, &mut cx.view.shows_focus);
        for action in actions {
            self.perform(action, &ctx);
        }
    }
}

impl App {
    /// One frame in a window of another make: for measuring without a display.
    pub fn frame(&mut self, ui: &mut egui::Ui) {
        self.before(&ui.ctx().clone());
        self.show(ui);
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.before(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.show(ui);
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.keep_settings();
    }
}

#[cfg(test)]
mod tests;
