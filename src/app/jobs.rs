//! Work away from the window: one thread for what changes files, one for quick answers.
//!
//! Jobs of a thread are done in the order asked. A long one shows its progress and can be cancelled.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, mpsc};

use super::Places;
use super::importing::Importing;
use super::looks::{self, LooksWork};
use crate::domain::{
    Brand, CanvasRect, Exhibit, ExhibitId, Exhibition, Finding, Lang, Logo, PlatformId, PostId, RecordId, Rgb, Scan,
    Theme,
};
use crate::progress::Progress;
use crate::tasks::{
    self, Candidates, CatalogueChange, Collection, CoversReport, CoversRequest, ExportReport, FilePreview, Fingerprint,
    Hints, ImportReport, ImportRequest, Matches, Media, NewExhibition, OpenedFile, ReportLine, Stored, Studio,
    TaskError,
};

/// Rows that come with what a search found.
const FIRST_ROWS: usize = 60;
/// Records of a file shown before it is imported.
const MOST_PREVIEWED: usize = 5;

/// Work for a thread.
#[derive(Debug)]
pub(super) enum Job {
    Open(PathBuf),
    OpenSample,
    PlaceSample,
    Save {
        path: PathBuf,
        exhibition: Arc<Exhibition>,
        known: Option<Fingerprint>,
    },
    SaveCopy {
        from: PathBuf,
        to: PathBuf,
        exhibition: Arc<Exhibition>,
    },
    SaveDraft {
        path: PathBuf,
        exhibition: Arc<Exhibition>,
    },
    Create(Box<NewExhibition>, PathBuf),
    Import(Vec<PathBuf>, Hints),
    Preview(Box<Importing>),
    Covers(Vec<PathBuf>),
    Export {
        exhibition: Arc<Exhibition>,
        file: PathBuf,
        to: PathBuf,
        platforms: Vec<PlatformId>,
        posts: Vec<usize>,
    },
    AddRecords {
        file: PathBuf,
        records: Vec<RecordId>,
        next_id: u64,
    },
    ReplaceCover {
        file: PathBuf,
        exhibit: ExhibitId,
        picture: PathBuf,
    },
    AddPicture {
        file: PathBuf,
        picture: PathBuf,
    },
    AddLogo {
        file: PathBuf,
        picture: PathBuf,
    },
    Looks(LooksWork),
    /// Themes in the colours of the covers of a post.
    CoverColours {
        exhibition: Arc<Exhibition>,
        post: PostId,
        media: Media,
    },
    /// The pictures of a brand go where they are needed.
    CarryBrand {
        brand: Box<Brand>,
        from: Media,
        to: Media,
        purpose: Carrying,
    },
    AddPixels {
        file: PathBuf,
        pixels: crate::domain::Picture,
        /// The book it is the cover of; else it is a picture on the slide.
        cover_of: Option<ExhibitId>,
    },
    Sort(Vec<PathBuf>),
    /// Brings a catalogue of an earlier version of the program up to date.
    Renew,
    ChangeCatalogue(CatalogueChange),
    /// The records that match, with rows from this one on.
    Search(String, usize),
    Rows(Vec<RecordId>),
    FindBorder(ExhibitId, Media, Scan),
    /// The colour of a binding on a photograph.
    BindingColour(ExhibitId, PathBuf),
    SaveReport(PathBuf, Arc<Vec<ReportLine>>),
    SaveScanningList {
        path: PathBuf,
        query: String,
    },
    ListFolder(PathBuf),
    Check {
        exhibition: Arc<Exhibition>,
        file: PathBuf,
    },
}

/// Why the pictures of a brand are copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Carrying {
    /// To be remembered for new exhibitions.
    Keep,
    /// To be used in the exhibition that is open.
    Take,
}

/// The answer to a job.
#[derive(Debug)]
pub(super) enum JobDone {
    Opened(PathBuf, Box<OpenedFile>),
    Saved {
        path: PathBuf,
        exhibition: Arc<Exhibition>,
        fingerprint: Fingerprint,
    },
    DraftSaved,
    Created(PathBuf),
    Imported(ImportReport),
    Previewed(Vec<FilePreview>, Box<Importing>),
    Covered(CoversReport, Candidates),
    CatalogueChanged(String),
    /// What to say about it.
    ListSaved(String),
    Exported(ExportReport),
    Added(Vec<Arc<Exhibit>>),
    Replaced(ExhibitId, crate::domain::Cover),
    PictureAdded(crate::domain::Cover),
    LogoAdded(Logo),
    /// What is kept now, what was done, what was not.
    Looks {
        collection: Collection,
        said: Option<String>,
        refused: Option<String>,
    },
    CoverColours(PostId, Vec<Theme>),
    BrandCarried(Box<Brand>, Carrying),
    SamplePlaced,
    Sorted(tasks::Dropped),
    Renewed,
    Found {
        query: String,
        found: Matches,
        rows: Vec<Stored>,
        n_records: usize,
        n_covers: usize,
        covers_folder: PathBuf,
    },
    Rows(Vec<Stored>),
    BorderFound(ExhibitId, CanvasRect),
    BindingColour(ExhibitId, Rgb),
    Folder {
        path: PathBuf,
        entries: Vec<(String, bool)>,
    },
    Checked(Arc<Exhibition>, Vec<Finding>),
    Failed {
        text: String,
        is_cancelled: bool,
    },
}

/// A long job under way.
#[derive(Clone, Debug)]
pub(super) struct Running {
    pub(super) title: &'static str,
    pub(super) progress: Arc<Progress>,
    /// It cannot be given up: nothing works without it.
    pub(super) is_needed: bool,
}

/// Everything a thread needs.
#[derive(Clone)]
struct Desk {
    studio: Arc<Studio>,
    catalogue: PathBuf,
    sample: PathBuf,
    looks: PathBuf,
    ctx: egui::Context,
    done: mpsc::Sender<JobDone>,
    /// Held while the catalogue is brought up to date; who needs it waits here and not at its lock, which gives up.
    renewal: Arc<Mutex<()>>,
}

type Ordered = (Job, Arc<Progress>, Lang);

/// The threads and what they have to say.
pub(super) struct Jobs {
    files: mpsc::Sender<Ordered>,
    answers: mpsc::Sender<Ordered>,
    done: mpsc::Receiver<JobDone>,
    pending: usize,
    running: Option<Running>,
    renewing: Option<Running>,
}

impl std::fmt::Debug for Jobs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Jobs({} pending)", self.pending)
    }
}

impl Jobs {
    /// Starts the threads.
    pub(super) fn new(studio: &Arc<Studio>, places: &Places, ctx: &egui::Context) -> Self {
        let (sender, done) = mpsc::channel();
        let desk = Desk {
            studio: studio.clone(),
            catalogue: places.catalogue.clone(),
            sample: places.sample(),
            looks: tasks::looks_folder(&places.data),
            ctx: ctx.clone(),
            done: sender,
            renewal: Arc::default(),
        };
        Self { files: start(desk.clone()), answers: start(desk), done, pending: 0, running: None, renewing: None }
    }

    /// Asks for work.
    pub(super) fn ask(&mut self, job: Job, lang: Lang) {
        let progress = Arc::new(Progress::default());
        if let Some(title) = title(&job, lang) {
            self.running = Some(Running { title, progress: progress.clone(), is_needed: false });
        }
        if matches!(job, Job::Renew) {
            let title = lang.pick("Каталог обновляется для этой версии программы", "Updating the catalogue");
            self.renewing = Some(Running { title, progress: progress.clone(), is_needed: true });
        }
        let is_quick = matches!(
            job,
            Job::Renew
                | Job::Search(..)
                | Job::Rows(_)
                | Job::FindBorder(..)
                | Job::BindingColour(..)
                | Job::CoverColours { .. }
                | Job::Preview(..)
                | Job::ListFolder(_)
                | Job::PlaceSample
                | Job::Check { .. }
                | Job::Sort(_)
        );
        let thread = if is_quick { &self.answers } else { &self.files };
        if thread.send((job, progress, lang)).is_ok() {
            self.pending += 1;
        }
    }

    /// The next answer, if there is one.
    pub(super) fn next(&mut self) -> Option<JobDone> {
        let done = self.done.try_recv().ok()?;
        self.note(&done);
        Some(done)
    }

    /// Waits for the next answer; `None` when nothing was asked.
    #[cfg(test)]
    pub(super) fn wait(&mut self) -> Option<JobDone> {
        let done = if self.pending > 0 { self.done.recv().ok()? } else { return None };
        self.note(&done);
        Some(done)
    }

    fn note(&mut self, done: &JobDone) {
        self.pending = self.pending.saturating_sub(1);
        let is_aside = matches!(
            done,
            JobDone::DraftSaved
                | JobDone::Found { .. }
                | JobDone::Rows(_)
                | JobDone::BorderFound(..)
                | JobDone::BindingColour(..)
                | JobDone::Previewed(..)
                | JobDone::Folder { .. }
                | JobDone::Checked(..)
                | JobDone::SamplePlaced
                | JobDone::Sorted(_)
                | JobDone::Renewed
        );
        if !is_aside {
            self.running = None;
        }
        // A search waits behind it, whatever became of it.
        if matches!(done, JobDone::Renewed | JobDone::Found { .. } | JobDone::Failed { .. }) {
            self.renewing = None;
        }
    }

    /// The long job under way.
    pub(super) fn running(&self) -> Option<&Running> {
        let renewing = self.renewing.as_ref().filter(|it| it.progress.counts().1 > 0);
        self.running.as_ref().or(renewing)
    }

    /// Whether the catalogue is looked at, and perhaps brought up to date.
    pub(super) fn is_renewing(&self) -> bool {
        self.renewing.is_some()
    }
}

fn title(job: &Job, lang: Lang) -> Option<&'static str> {
    Some(match job {
        Job::Import(..) => lang.pick("Импорт записей", "Importing records"),
        Job::Covers(_) => lang.pick("Поиск обложек", "Matching covers"),
        Job::Export { .. } => lang.pick("Сборка комплектов", "Making the bundles"),
        Job::Create(..) => lang.pick("Новая выставка", "New exhibition"),
        Job::Open(_) | Job::OpenSample => lang.pick("Открытие", "Opening"),
        _ => return None,
    })
}

fn start(desk: Desk) -> mpsc::Sender<Ordered> {
    let (sender, jobs) = mpsc::channel::<Ordered>();
    std::thread::spawn(move || {
        for (job, progress, lang) in jobs {
            // A panic ends its own job and nothing else.
            let work = std::panic::AssertUnwindSafe(|| desk.perform(job, &progress, lang));
            let done = match std::panic::catch_unwind(work) {
                Ok(Ok(done)) => done,
                Ok(Err(error)) => JobDone::Failed { text: error.text(lang), is_cancelled: error.is_cancelled() },
                Err(_) => {
                    let text = lang.pick(
                        "внутренняя ошибка; ваша работа цела, повторите действие",
                        "internal error; your work is safe, try again",
                    );
                    JobDone::Failed { text: text.to_owned(), is_cancelled: false }
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
        if !matches!(job, Job::Open(_) | Job::Save { .. } | Job::SaveCopy { .. } | Job::SaveDraft { .. }) {
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
            Job::Import(sources, hints) => self.import(&sources, hints, lang, progress)?,
            Job::Covers(paths) => {
                let request =
                    CoversRequest { paths: &paths, catalogue: &self.catalogue, mapping: None, is_dry_run: false };
                let report = tasks::match_covers(&request, lang, progress)?;
                let candidates = tasks::candidates(&self.catalogue, &report)?;
                JobDone::Covered(report, candidates)
            }
            Job::Export { exhibition, file, to, platforms, posts } => {
                let what = (to.as_path(), platforms.as_slice(), posts.as_slice());
                let report = tasks::export_open((&exhibition, &file), what, &self.studio, lang, progress)?;
                // The bundles are there; a catalogue that is busy just does not learn of it.
                let _remembered = tasks::remember_shown(&self.catalogue, &exhibition, &posts);
                JobDone::Exported(report)
            }
            Job::ChangeCatalogue(change) => {
                JobDone::CatalogueChanged(tasks::change_catalogue(&self.catalogue, change, lang)?)
            }
            Job::AddRecords { file, records, next_id } => {
                JobDone::Added(tasks::add_records(&file, &self.catalogue, &records, next_id)?)
            }
            Job::ReplaceCover { file, exhibit, picture } => {
                JobDone::Replaced(exhibit, tasks::add_picture(&file, &picture)?)
            }
            Job::AddPicture { file, picture } => JobDone::PictureAdded(tasks::add_picture(&file, &picture)?),
            Job::AddPixels { file, pixels, cover_of } => {
                let picture = tasks::add_pixels(&file, &pixels)?;
                cover_of.map_or_else(
                    || JobDone::PictureAdded(picture.clone()),
                    |exhibit| JobDone::Replaced(exhibit, picture.clone()),
                )
            }
            quick => self.answer(quick, lang, progress)?,
        })
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

    fn import(&self, sources: &[PathBuf], hints: Hints, lang: Lang, progress: &Progress) -> Result<JobDone, TaskError> {
        let request = ImportRequest { sources, catalogue: &self.catalogue, hints, is_dry_run: false, is_strict: false };
        Ok(JobDone::Imported(tasks::import(&request, lang, progress)?))
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

fn list_saved(path: &Path, n: usize, lang: Lang) -> String {
    let lines = lang.plural(n, ["строка", "строки", "строк"], ["line", "lines"]);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    lang.pick(format!("Список записан: {name}, {n} {lines}"), format!("List saved: {name}, {n} {lines}"))
}
