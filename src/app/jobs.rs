//! Work away from the window: one thread for what changes files, one for quick answers.
//!
//! Jobs of a thread are done in the order asked. A long one shows its progress and can be cancelled.

use std::path::PathBuf;
use std::sync::{Arc, mpsc};

use super::Places;
use super::desk::{Desk, start};
use super::importing::Importing;
use super::looks::LooksWork;
use crate::domain::{
    Brand, CanvasRect, ElementId, Exhibit, ExhibitId, Exhibition, Finding, Lang, Logo, PlatformId, PostId, RecordId,
    Rgb, Scan, SlideId, Theme,
};
use crate::progress::Progress;
use crate::tasks::{
    self, Candidates, CatalogueChange, Changed, Collection, CoversReport, ExportReport, FilePreview, Fingerprint,
    ImportReport, Matches, Media, NewExhibition, OpenedFile, Photographs, Renewed, ReportLine, Stored, Studio,
    TaskError,
};

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
    /// With the keys of the records that are shown.
    Import(Box<Importing>, Vec<String>),
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
        to: Option<PostId>,
    },
    ReplaceCover {
        file: PathBuf,
        exhibit: ExhibitId,
        picture: PathBuf,
    },
    AddPicture {
        file: PathBuf,
        picture: PathBuf,
        /// The picture on a slide whose place it takes.
        instead_of: Option<(SlideId, ElementId)>,
    },
    /// Photographs, and of folders those in them, for a post.
    AddPhotographs {
        file: PathBuf,
        pictures: Vec<PathBuf>,
        to: PostId,
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
    /// With the keys of the records that are shown.
    ChangeCatalogue(CatalogueChange, Vec<String>),
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
    /// With the covers that came along, and what became of the records that are shown.
    Imported(ImportReport, Vec<PathBuf>, Vec<Renewed>),
    Previewed(Vec<FilePreview>, Box<Importing>),
    Covered(CoversReport, Candidates),
    /// What to say about it, and what became of the records that are shown.
    CatalogueChanged(Changed, Vec<Renewed>),
    /// What to say about it.
    ListSaved(String),
    Exported(ExportReport),
    Added(Vec<Exhibit>, Option<PostId>),
    Replaced(ExhibitId, crate::domain::Cover),
    PictureAdded(crate::domain::Cover, Option<(SlideId, ElementId)>),
    /// With the files that are no pictures.
    Photographed {
        pictures: Photographs,
        unread: Vec<PathBuf>,
        to: PostId,
    },
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
    Failed(String, Failure),
}

/// What a failure means for the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Failure {
    /// It was given up on request.
    Cancelled,
    /// Unsaved work is not kept beside the file.
    NoDraft,
    /// The exhibition is not on disk.
    NotSaved,
    /// The exhibition is not on disk: somebody else has changed the file.
    ChangedOnDisk,
    /// Anything else.
    Other,
}

impl Failure {
    /// What it would mean if this job failed.
    pub(super) fn of(job: &Job) -> Self {
        match job {
            Job::SaveDraft { .. } => Self::NoDraft,
            Job::Save { .. } => Self::NotSaved,
            _ => Self::Other,
        }
    }

    /// What it means when it failed so.
    pub(super) fn by(self, error: &TaskError) -> Self {
        match self {
            _ if error.is_cancelled() => Self::Cancelled,
            Self::NotSaved if error.is_changed_on_disk() => Self::ChangedOnDisk,
            other => other,
        }
    }
}

/// A long job under way.
#[derive(Clone, Debug)]
pub(super) struct Running {
    pub(super) title: &'static str,
    pub(super) progress: Arc<Progress>,
    /// It cannot be given up: nothing works without it.
    pub(super) is_needed: bool,
}

/// A job, where it tells how far it is, and the language it answers in.
pub(super) type Ordered = (Job, Arc<Progress>, Lang);

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
        if matches!(done, JobDone::Renewed | JobDone::Found { .. } | JobDone::Failed(..)) {
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
        Job::AddPhotographs { .. } => lang.pick("Фотографии в пост", "Photographs into the post"),
        Job::Create(..) => lang.pick("Новая выставка", "New exhibition"),
        Job::Open(_) | Job::OpenSample => lang.pick("Открытие", "Opening"),
        _ => return None,
    })
}
