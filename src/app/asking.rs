//! Files asked for: by the system's dialog where there is one, else by the program's own.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::App;
use super::action::Action;
use super::jobs::Job;
use super::leaving::Departure;
use super::looks::LooksWork;
use super::portal::SystemDialogs;
use super::view::{Dialog, PathDialog, PathPurpose};
use crate::domain::Lang;

/// Nobody dismisses a dialog so soon: who answers sooner has shown none.
const NO_DIALOG: Duration = Duration::from_millis(250);

impl App {
    /// Asks for a file: by the system's dialog where there is one, else by the program's own.
    pub(super) fn ask_path(&mut self, purpose: PathPurpose, ctx: &egui::Context) {
        if self.system_dialogs.are_missing() {
            self.ask_by_own(purpose);
        } else {
            self.ask_by_system(purpose, ctx.clone());
        }
    }

    /// The system has shown no dialog: it will not be asked again.
    pub(super) fn do_without_dialogs(&mut self, purpose: PathPurpose) {
        self.system_dialogs = SystemDialogs::none();
        self.ask_by_own(purpose);
    }

    fn ask_by_own(&mut self, purpose: PathPurpose) {
        let folder = self.places.documents.clone();
        let path = if purpose.is_new() { self.suggested(&purpose) } else { folder.clone() };
        let path = path.display().to_string();
        let dialog = PathDialog { purpose, path, folder: PathBuf::new(), entries: Vec::new(), is_new: true };
        self.view.dialogs.push(Dialog::Path(dialog));
        self.ask(Job::ListFolder(folder));
    }

    /// The window goes on while the system's dialog is open.
    fn ask_by_system(&self, purpose: PathPurpose, ctx: egui::Context) {
        let (sender, lang, suggested) = (self.picked.0.clone(), self.lang(), self.suggested(&purpose));
        let dialogs = self.system_dialogs.clone();
        std::thread::spawn(move || {
            let has_dialogs = dialogs.wait();
            let asked = Instant::now();
            let paths = if has_dialogs { picked(&purpose, &suggested, lang) } else { None };
            let was_shown = has_dialogs && (!cfg!(target_os = "linux") || asked.elapsed() >= NO_DIALOG);
            let action = match paths {
                Some(paths) => Action::PathChosen(purpose, paths),
                None if was_shown => return,
                None => Action::AskByOwn(purpose),
            };
            if sender.send(action).is_ok() {
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
            PathPurpose::Photographs => self.ask_for_photographs(paths),
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

/// What is picked in the system's dialog; it is open until then.
fn picked(purpose: &PathPurpose, suggested: &Path, lang: Lang) -> Option<Vec<PathBuf>> {
    let mut dialog = rfd::FileDialog::new().set_title(purpose.text(lang));
    if let Some((format, extension)) = purpose.format(lang) {
        dialog = dialog.add_filter(format, &[extension]).add_filter(lang.pick("Все файлы", "All files"), &["*"]);
    }
    if purpose.is_new() {
        let name = suggested.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
        let folder = suggested.parent().filter(|it| it.is_absolute()).unwrap_or(Path::new(""));
        dialog.set_directory(folder).set_file_name(name).save_file().map(|it| vec![it])
    } else if purpose.is_folder() {
        dialog.pick_folder().map(|it| vec![it])
    } else if matches!(purpose, PathPurpose::Import | PathPurpose::Photographs) {
        dialog.pick_files()
    } else {
        dialog.pick_file().map(|it| vec![it])
    }
}
