//! How each job is done, on the threads that do them.
//!
//! A job that fails leaves everything as it was; a panic ends its own job and nothing else.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, mpsc};

use super::importing::Importing;
use super::jobs::{Failure, Job, JobDone, Ordered};
use super::looks;
use crate::domain::{Exhibition, Lang, PlatformId};
use crate::progress::Progress;
use crate::tasks::{self, CoversRequest, ImportRequest, Media, Studio, TaskError};

/// Rows that come with what a search found.
const FIRST_ROWS: usize = 60;
/// Records of a file shown before it is imported.
const MOST_PREVIEWED: usize = 5;

/// Everything a thread needs.
#[derive(Clone)]
pub(super) struct Desk {
    pub(super) studio: Arc<Studio>,
    pub(super) catalogue: PathBuf,
    pub(super) sample: PathBuf,
    pub(super) looks: PathBuf,
    pub(super) ctx: egui::Context,
    pub(super) done: mpsc::Sender<JobDone>,
    /// Held while the catalogue is brought up to date; who needs it waits here and not at its lock, which gives up.
    pub(super) renewal: Arc<Mutex<()>>,
}

/// Starts a thread that does jobs in the order asked.
pub(super) fn start(desk: Desk) -> mpsc::Sender<Ordered> {
    let (sender, jobs) = mpsc::channel::<Ordered>();
    std::thread::spawn(move || {
        for (job, progress, lang) in jobs {
            // A panic ends its own job and nothing else.
            let meaning = Failure::of(&job);
            let work = std::panic::AssertUnwindSafe(|| desk.perform(job, &progress, lang));
            let done = match std::panic::catch_unwind(work) {
                Ok(Ok(done)) => done,
                Ok(Err(error)) => JobDone::Failed(error.text(lang), meaning.by(&error)),
                Err(_) => {
                    let text = lang.pick(
                        "внутренняя ошибка; ваша работа цела, повторите действие",
                        "internal error; your work is safe, try again",
                    );
                    JobDone::Failed(text.to_owned(), meaning)
                }
            };
            if desk.done.send(done).is_err() {
                return;
            }
            desk.ctx.request_repaint();
        }
    });
    sender
}

impl Desk {
    fn perform(&self, job: Job, progress: &Progress, lang: Lang) -> Result<JobDone, TaskError> {
        if needs_catalogue(&job) {
            drop(self.renewal.lock());
        }
        Ok(match job {
            Job::Open(path) => {
                let opened = tasks::open_file(&path)?;
                JobDone::Opened(path, Box::new(opened))
            }
            Job::OpenSample => {
                let path = tasks::place_sample(&self.sample)?;
                let opened = tasks::open_file(&path)?;
                JobDone::Opened(path, Box::new(opened))
            }
            Job::Save { path, exhibition, known } => {
                let fingerprint = tasks::save_file(&path, &exhibition, known)?;
                JobDone::Saved { path, exhibition, fingerprint }
            }
            Job::SaveCopy { from, to, exhibition } => {
                let fingerprint = tasks::save_copy(&from, &to, &exhibition)?;
                JobDone::Saved { path: to, exhibition, fingerprint }
            }
            Job::SaveDraft { path, exhibition } => {
                tasks::save_draft(&path, &exhibition)?;
                JobDone::DraftSaved
            }
            Job::Create(request, path) => {
                tasks::new_exhibition(&request, &self.catalogue, &path, &self.studio, progress)?;
                JobDone::Created(path)
            }
            Job::Import(what, shown) => self.import((*what, &shown), lang, progress)?,
            Job::Covers(paths) => self.covers(&paths, lang, progress)?,
            Job::Export { exhibition, file, to, platforms, posts } => {
                let what = (to.as_path(), platforms.as_slice(), posts.as_slice());
                self.export((&exhibition, &file), what, lang, progress)?
            }
            Job::ChangeCatalogue(change, shown) => {
                let work = || tasks::change_catalogue(&self.catalogue, change, lang);
                let (changed, renewed) = tasks::watching(&self.catalogue, &shown, work)?;
                JobDone::CatalogueChanged(changed, renewed)
            }
            Job::AddRecords { file, records, to } => {
                JobDone::Added(tasks::add_records(&file, &self.catalogue, &records)?, to)
            }
            Job::ReplaceCover { .. } | Job::AddPicture { .. } | Job::AddPixels { .. } => put_picture(job)?,
            Job::AddPhotographs { file, pictures, to } => {
                let (pictures, unread) = tasks::add_photographs(&file, &pictures, progress)?;
                JobDone::Photographed { pictures, unread, to }
            }
            quick => self.answer(quick, lang, progress)?,
        })
    }

    fn covers(&self, paths: &[PathBuf], lang: Lang, progress: &Progress) -> Result<JobDone, TaskError> {
        let (catalogue, prepared) = (&*self.catalogue, self.studio.prepared());
        let request = CoversRequest { paths, catalogue, mapping: None, prepared, is_dry_run: false };
        let report = tasks::match_covers(&request, lang, progress)?;
        let candidates = tasks::candidates(catalogue, &report)?;
        Ok(JobDone::Covered(report, candidates))
    }

    fn answer(&self, job: Job, lang: Lang, progress: &Progress) -> Result<JobDone, TaskError> {
        Ok(match job {
            Job::Renew => {
                let _held = self.renewal.lock();
                // What is wrong with the catalogue the search behind this says.
                let _result = tasks::renew_catalogue(&self.catalogue, progress);
                JobDone::Renewed
            }
            Job::Search(query, from) => self.search(query, from)?,
            Job::AddLogo { file, picture } => JobDone::LogoAdded(tasks::add_logo(&file, &picture)?),
            Job::Looks(work) => looks::perform(work, &self.looks, &self.studio.library, lang)?,
            Job::CoverColours { exhibition, post, media } => {
                let found = exhibition.post(post);
                let themes = found.map(|it| tasks::themes_of_covers(&self.studio, (&exhibition, it), &media, progress));
                JobDone::CoverColours(post, themes.transpose()?.unwrap_or_default())
            }
            Job::CarryBrand { brand, from, to, purpose } => {
                tasks::carry_brand(&brand, &from, &to)?;
                JobDone::BrandCarried(brand, purpose)
            }
            Job::FindBorder(exhibit, media, scan) => {
                JobDone::BorderFound(exhibit, tasks::inside_border(&self.studio, &media, &scan)?)
            }
            Job::BindingColour(exhibit, photo) => JobDone::BindingColour(exhibit, tasks::colour_of_binding(&photo)?),
            Job::SaveReport(path, lines) => {
                tasks::save_report(&path, &lines, lang)?;
                JobDone::ListSaved(list_saved(&path, lines.len(), lang))
            }
            Job::SaveScanningList { path, query } => {
                let n = tasks::save_scanning_list(&self.catalogue, &query, &path, lang)?;
                JobDone::ListSaved(list_saved(&path, n, lang))
            }
            Job::Rows(ids) => JobDone::Rows(tasks::Catalogue::open(&self.catalogue)?.records(&ids)?),
            Job::Preview(what) => {
                let what = Box::new(what.with_what_folders_hold()?);
                JobDone::Previewed(tasks::preview(&what.sources, &what.hints, MOST_PREVIEWED, lang)?, what)
            }
            Job::ListFolder(path) => {
                let entries = tasks::list_folder(&path)?;
                JobDone::Folder { path, entries }
            }
            Job::Check { exhibition, file } => {
                let media = Media::new(tasks::media_folder(&file));
                let platforms = exhibition.platforms.clone();
                let found = tasks::check_open(&exhibition, &platforms, &media, &self.studio, lang, progress)?;
                JobDone::Checked(exhibition, found)
            }
            Job::PlaceSample => {
                tasks::place_sample(&self.sample)?;
                JobDone::SamplePlaced
            }
            Job::Sort(paths) => JobDone::Sorted(tasks::sort_dropped(&paths)),
            _ => JobDone::Sorted(tasks::Dropped::default()),
        })
    }

    fn import(
        &self,
        (what, shown): (Importing, &[String]),
        lang: Lang,
        progress: &Progress,
    ) -> Result<JobDone, TaskError> {
        let Importing { sources, hints, pictures } = what;
        let catalogue = &self.catalogue;
        let request = ImportRequest { sources: &sources, catalogue, hints, is_dry_run: false, is_strict: false };
        let (report, renewed) = tasks::watching(catalogue, shown, || tasks::import(&request, lang, progress))?;
        Ok(JobDone::Imported(report, pictures, renewed))
    }

    fn export(
        &self,
        (exhibition, file): (&Exhibition, &Path),
        what: (&Path, &[PlatformId], &[usize]),
        lang: Lang,
        progress: &Progress,
    ) -> Result<JobDone, TaskError> {
        let report = tasks::export_open((exhibition, file), what, &self.studio, lang, progress)?;
        // The bundles are there; a catalogue that is busy just does not learn of it.
        let _remembered = tasks::remember_shown(&self.catalogue, exhibition, what.2);
        Ok(JobDone::Exported(report))
    }

    fn search(&self, query: String, from: usize) -> Result<JobDone, TaskError> {
        let catalogue = tasks::Catalogue::open(&self.catalogue)?;
        let found = catalogue.find(&query, usize::MAX)?;
        let last = found.ids.len();
        let rows = found.ids.get(from.min(last)..from.saturating_add(FIRST_ROWS).min(last)).unwrap_or_default();
        Ok(JobDone::Found {
            rows: catalogue.records(rows)?,
            found,
            n_records: catalogue.count()?,
            n_covers: catalogue.count_covers()?,
            covers_folder: catalogue.covers().folder().to_owned(),
            query,
        })
    }
}

fn needs_catalogue(job: &Job) -> bool {
    matches!(
        job,
        Job::Create(..)
            | Job::Import(..)
            | Job::Covers(_)
            | Job::ChangeCatalogue(..)
            | Job::AddRecords { .. }
            | Job::SaveScanningList { .. }
    )
}

fn list_saved(path: &Path, n: usize, lang: Lang) -> String {
    let lines = lang.plural(n, ["строка", "строки", "строк"], ["line", "lines"]);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    lang.pick(format!("Список записан: {name}, {n} {lines}"), format!("List saved: {name}, {n} {lines}"))
}

/// A picture comes into the folder of an exhibition.
fn put_picture(job: Job) -> Result<JobDone, TaskError> {
    Ok(match job {
        Job::ReplaceCover { file, exhibit, picture } => {
            JobDone::Replaced(exhibit, tasks::add_picture(&file, &picture)?)
        }
        Job::AddPicture { file, picture, instead_of } => {
            JobDone::PictureAdded(tasks::add_picture(&file, &picture)?, instead_of)
        }
        Job::AddPixels { file, pixels, cover_of } => {
            let picture = tasks::add_pixels(&file, &pixels)?;
            cover_of.map_or_else(
                || JobDone::PictureAdded(picture.clone(), None),
                |exhibit| JobDone::Replaced(exhibit, picture.clone()),
            )
        }
        _ => JobDone::Sorted(tasks::Dropped::default()),
    })
}
