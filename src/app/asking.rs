//! Files asked for: by the system's dialog where there is one, else by the program's own.

use std::path::PathBuf;

use super::App;
use super::action::Action;
use super::jobs::Job;
use super::leaving::Departure;
use super::looks::LooksWork;
use super::view::{Dialog, PathDialog, PathPurpose};

impl App {
    /// Asks for a file: by the system's dialog where there is one, else by the program's own.
    pub(super) fn ask_path(&mut self, purpose: PathPurpose, ctx: &egui::Context) {
        if !has_system_dialogs() {
            let folder = self.places.documents.clone();
            let path = if purpose.is_new() { self.suggested(&purpose) } else { folder.clone() };
            let dialog = PathDialog {
                purpose,
                path: path.display().to_string(),
                folder: PathBuf::new(),
                entries: Vec::new(),
                is_new: true,
            };
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

    pub(super) fn suggested(&self, purpose: &PathPurpose) -> PathBuf {
        let new = self.view.dialogs.iter().rev().find_map(|it| match it {
            Dialog::New(new) => Some(PathBuf::from(&new.file)),
            _ => None,
        });
        match (purpose, new, &self.open) {
            (PathPurpose::NewFile, Some(file), _) => file,
            (PathPurpose::Report(_), ..) => self.places.documents.join(self.lang().pick("otchet.csv", "report.csv")),
            (PathPurpose::ScanningList, ..) => {
                self.places.documents.join(self.lang().pick("skanirovat.csv", "to-scan.csv"))
            }
            (PathPurpose::ShareLook(look), ..) => self.places.documents.join(look.file_name()),
            (_, _, Some(open)) => open.path.clone(),
            _ => self.places.documents.join("vystavka.ron"),
        }
    }

    pub(super) fn path_chosen(&mut self, purpose: PathPurpose, paths: Vec<PathBuf>, ctx: &egui::Context) {
        let Some(first) = paths.first().cloned() else { return };
        match purpose {
            PathPurpose::Open => self.depart(Departure::Open(first), ctx),
            PathPurpose::Import => self.preview_import(paths, Vec::new()),
            PathPurpose::Covers => self.ask(Job::Covers(paths)),
            PathPurpose::Picture => self.ask_for_picture(first, false),
            PathPurpose::PictureFor(slide, element) => {
                if let Some(file) = self.open.as_ref().map(|it| it.path.clone()) {
                    self.ask(Job::AddPicture { file, picture: first, instead_of: Some((slide, element)) });
                }
            }
            PathPurpose::Logo => self.ask_for_logo(first),
            PathPurpose::TakeLook => self.take_looks(paths),
            PathPurpose::ShareLook(look) => self.ask(Job::Looks(LooksWork::Share(first, look))),
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
            PathPurpose::Report(lines) => self.ask(Job::SaveReport(first.with_extension("csv"), lines)),
            PathPurpose::ScanningList => {
                let query = self.view.catalogue.query.clone();
                self.ask(Job::SaveScanningList { path: first.with_extension("csv"), query });
            }
            PathPurpose::Binding(exhibit) => self.ask(Job::BindingColour(exhibit, first)),
            PathPurpose::Cover(exhibit) => {
                if let Some(open) = &self.open {
                    let file = open.path.clone();
                    self.ask(Job::ReplaceCover { file, exhibit, picture: first });
                }
            }
        }
    }
}

/// On Linux the system's dialogs come over the session bus; without one they would never appear.
fn has_system_dialogs() -> bool {
    if cfg!(test) {
        return false;
    }
    !cfg!(target_os = "linux") || std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some()
}
