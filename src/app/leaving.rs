//! Leaving the exhibition that is open: what is not on disk is not given up without a question.

use std::path::PathBuf;

use super::App;
use super::jobs::Job;
use super::view::{Dialog, Screen};

/// Where one goes from the exhibition that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Departure {
    /// Out of the program.
    Quit,
    /// To the start screen.
    Close,
    /// To another exhibition.
    Open(PathBuf),
    /// To the sample.
    OpenSample,
    /// To one that is yet to be made.
    New,
}

/// Is the exhibition being left?
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Leaving {
    #[default]
    No,
    /// As soon as it is on disk.
    WhenSaved(Departure),
    /// The program ends, whatever is open.
    Now,
}

impl App {
    fn is_dirty(&self) -> bool {
        self.open.as_ref().is_some_and(|it| it.document.is_dirty())
    }

    /// Leaves the open exhibition; asks first when it is not saved.
    pub(super) fn depart(&mut self, to: Departure, ctx: &egui::Context) {
        if self.is_dirty() {
            self.ask_about_changes(to);
        } else {
            self.go_on(to, ctx);
        }
    }

    fn ask_about_changes(&mut self, to: Departure) {
        // The question promises a draft.
        self.keep_draft_now();
        self.view.dialogs.retain(|it| !matches!(it, Dialog::Unsaved(..)));
        let since = self.open.as_ref().map_or(0, |it| it.saved_when.elapsed().as_secs() / 60);
        self.view.dialogs.push(Dialog::Unsaved(to, since as usize));
    }

    /// Leaves the open exhibition as it is on disk; changes stay in the draft beside its file.
    pub(super) fn go_on(&mut self, to: Departure, ctx: &egui::Context) {
        match to {
            Departure::Quit => {
                self.view.leaving = Leaving::Now;
                if let Some(running) = self.jobs.running() {
                    running.progress.cancel();
                }
                ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            }
            Departure::Close => {
                self.open = None;
                self.findings.clear();
                self.go(Screen::Start);
            }
            Departure::Open(path) => self.ask(Job::Open(path)),
            Departure::OpenSample => self.ask(Job::OpenSample),
            Departure::New => self.new_dialog(),
        }
    }

    /// The exhibition is on disk: who waited for that goes on, unless it has changed again.
    pub(super) fn depart_saved(&mut self, ctx: &egui::Context) {
        if let Leaving::WhenSaved(to) = std::mem::take(&mut self.view.leaving) {
            self.depart(to, ctx);
        }
    }

    /// Keeps the window open for what is not saved and for a job that is not done, and asks.
    pub(super) fn mind_closing(&mut self, ctx: &egui::Context) {
        if !ctx.input(|it| it.viewport().close_requested()) {
            return;
        }
        let is_busy = self.jobs.running().is_some_and(|it| !it.is_needed);
        if self.view.leaving == Leaving::Now || !(self.is_dirty() || is_busy) {
            self.keep_settings();
            return;
        }
        ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
        if self.is_dirty() {
            self.ask_about_changes(Departure::Quit);
        } else if !self.view.dialogs.iter().any(|it| matches!(it, Dialog::Busy)) {
            self.view.dialogs.push(Dialog::Busy);
        }
    }

    /// The window is named after the exhibition; a dot says that it is not saved.
    pub(super) fn name_window(&mut self, ctx: &egui::Context) {
        let program = self.lang().pick("Витрина", "Vitrina");
        let name = self.exhibition().map(|it| it.front.title.trim()).filter(|it| !it.is_empty());
        let mark = if self.is_dirty() { "• " } else { "" };
        let title = name.map_or_else(|| program.to_owned(), |it| format!("{mark}{it} — {program}"));
        if title != self.window_title {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.window_title = title;
        }
    }
}
