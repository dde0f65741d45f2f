//! What the user is looking at. Never part of the document; undo does not touch it.

use std::path::PathBuf;
use std::sync::Arc;

use super::canvas::{Guide, Manner, Thing, Typing};
use super::clip::Clip;
use super::dialogs::{BrandDraft, CoverDraft, LooksDraft, RestyleDraft};
use super::found::CatalogueView;
use super::importing::Importing;
use super::leaving::{Departure, Leaving};
use super::lines::Lines;
use super::look::Skin;
use super::palette::Palette;
use super::selection::{Selection, Spot};
use super::toasts::Toast;
use super::writing::RecordDraft;
use crate::compose::ElementKey;
use crate::domain::{
    CanvasPoint, ElementId, ExhibitId, Exhibition, FormatId, Lang, Placement, PlatformId, PostId, PostKind, RecordId,
    Role, SlideId, ThemeId,
};
use crate::edit::GestureId;
use crate::tasks::{
    Candidates, Collection, CoversReport, ExportReport, FilePreview, ImportReport, Look, Media, ReportLine, Stored,
};

/// The six places, and the start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Screen {
    #[default]
    Start,
    Catalogue,
    Board,
    Post,
    Preview,
    Bundles,
}

/// What a file is asked for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum PathPurpose {
    Open,
    Import,
    Covers,
    SaveAs,
    ExportTo,
    Cover(ExhibitId),
    /// A photograph of the binding.
    Binding(ExhibitId),
    NewFile,
    /// A picture for the slide.
    Picture,
    /// Photographs for the post.
    Photographs,
    /// In the place of one on a slide.
    PictureFor(SlideId, ElementId),
    /// The mark of the library.
    Logo,
    /// A file for a template or a theme that others may take.
    ShareLook(Look),
    /// A template or a theme from others.
    TakeLook,
    /// A table of these lines.
    Report(Arc<Vec<ReportLine>>),
    /// A table of the books without a cover among those found.
    ScanningList,
}

impl PathPurpose {
    pub(super) fn text(&self, lang: Lang) -> &'static str {
        match self {
            Self::Open => lang.pick("Открыть выставку", "Open an exhibition"),
            Self::Import => lang.pick("Импорт записей", "Import records"),
            Self::Covers => lang.pick("Папка или файлы обложек", "Folder or files of covers"),
            Self::SaveAs => lang.pick("Сохранить как", "Save as"),
            Self::ExportTo => lang.pick("Папка для комплектов", "Folder for the bundles"),
            Self::Cover(_) => lang.pick("Файл обложки или портрета", "File of a cover or a portrait"),
            Self::Binding(_) => lang.pick("Фото переплёта", "Photo of the binding"),
            Self::Picture | Self::PictureFor(..) => lang.pick("Картинка на кадр", "Picture for the slide"),
            Self::Photographs => lang.pick("Фотографии", "Photographs"),
            Self::Logo => lang.pick("Логотип", "Logo"),
            Self::ShareLook(_) => lang.pick("Сохранить в файл", "Save to a file"),
            Self::TakeLook => lang.pick("Файл шаблона или оформления", "File of a template or a theme"),
            Self::Report(_) => lang.pick("Сохранить отчёт таблицей", "Save the report as a table"),
            Self::ScanningList => lang.pick("Список книг без обложек", "List of books without covers"),
            Self::NewFile => lang.pick("Файл новой выставки", "File of the new exhibition"),
        }
    }

    /// Is a folder asked for?
    pub(super) fn is_folder(&self) -> bool {
        matches!(self, Self::ExportTo | Self::Covers)
    }

    /// Is a file named that need not be there?
    pub(super) fn is_new(&self) -> bool {
        matches!(self, Self::SaveAs | Self::NewFile | Self::Report(_) | Self::ScanningList | Self::ShareLook(_))
    }

    /// What is written or read in one format only: its name and extension. Names of scans come in any case and
    /// systems differ in how they match them, so pictures and records are not sifted.
    pub(super) fn format(&self, lang: Lang) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Open | Self::SaveAs | Self::NewFile => Some((lang.pick("Выставки", "Exhibitions"), "ron")),
            Self::ShareLook(_) | Self::TakeLook => {
                Some((lang.pick("Шаблоны и оформления", "Templates and themes"), "ron"))
            }
            Self::Report(_) | Self::ScanningList => Some((lang.pick("Таблицы CSV", "CSV tables"), "csv")),
            _ => None,
        }
    }
}

/// The window for a new exhibition.
#[derive(Clone, Debug)]
pub(super) struct NewDialog {
    pub(super) title: String,
    pub(super) language: Lang,
    pub(super) kind: PostKind,
    pub(super) only_ticked: bool,
    pub(super) query: String,
    pub(super) per_post: usize,
    pub(super) theme: ThemeId,
    pub(super) platforms: Vec<PlatformId>,
    pub(super) file: String,
    /// Does the file follow the title still?
    pub(super) file_follows: bool,
}

/// The program's own file dialog.
#[derive(Clone, Debug)]
pub(super) struct PathDialog {
    pub(super) purpose: PathPurpose,
    pub(super) path: String,
    pub(super) folder: PathBuf,
    /// Folders, then files, by name.
    pub(super) entries: Vec<(String, bool)>,
    /// Not shown yet: its field still wants the keyboard.
    pub(super) is_new: bool,
}

/// A picture and the records it may belong to, with the reason for each.
#[derive(Clone, Debug)]
pub(super) struct QueueItem {
    pub(super) file: PathBuf,
    pub(super) candidates: Vec<(RecordId, String)>,
}

/// Doubtful covers, gone through one by one.
#[derive(Debug)]
pub(super) struct CoverQueue {
    pub(super) items: Vec<QueueItem>,
    pub(super) at: usize,
    pub(super) records: Candidates,
    /// What a person looks for instead of the candidates.
    pub(super) query: String,
    answers: Vec<Option<RecordId>>,
}

impl CoverQueue {
    /// The doubtful pictures of a report first, then those without any record.
    pub(super) fn of(report: &CoversReport, records: Candidates) -> Self {
        let doubtful = report.ambiguous.iter().map(|it| QueueItem {
            file: PathBuf::from(&it.file),
            candidates: it.candidates.iter().map(|it| (RecordId(it.record), it.reason.clone())).collect(),
        });
        let unknown = report.unmatched.iter().map(|it| QueueItem { file: PathBuf::from(it), candidates: Vec::new() });
        let items: Vec<QueueItem> = doubtful.chain(unknown).collect();
        Self { answers: vec![None; items.len()], items, at: 0, records, query: String::new() }
    }

    /// Answers the question at hand and goes on.
    pub(super) fn choose(&mut self, record: Option<RecordId>) {
        if let Some(answer) = self.answers.get_mut(self.at) {
            *answer = record;
            self.at += 1;
        }
    }

    /// Records that have no cover and were not chosen yet.
    pub(super) fn still_without_cover(&self) -> impl Iterator<Item = &Stored> {
        self.records.without_cover.iter().filter(|it| !self.answers.contains(&Some(it.id)))
    }

    /// Asks the question before again, as if it had not been answered.
    pub(super) fn back(&mut self) {
        self.at = self.at.saturating_sub(1);
        if let Some(answer) = self.answers.get_mut(self.at) {
            *answer = None;
        }
    }

    /// What was chosen so far.
    pub(super) fn chosen(&self) -> Vec<(PathBuf, RecordId)> {
        let pairs = self.items.iter().zip(&self.answers);
        pairs.filter_map(|(item, answer)| Some((item.file.clone(), (*answer)?))).collect()
    }
}

/// Exports looked at before they are imported.
#[derive(Clone, Debug)]
pub(super) struct ImportPreview {
    pub(super) files: Vec<FilePreview>,
    pub(super) what: Importing,
}

/// What stands over the screen.
#[derive(Debug)]
pub(super) enum Dialog {
    New(NewDialog),
    Path(PathDialog),
    Details,
    Restyle(RestyleDraft),
    Brand(BrandDraft),
    Looks(LooksDraft),
    Shortcuts,
    About,
    /// The exhibition is not saved: where one wanted to go, and for how many minutes.
    Unsaved(Departure, usize),
    /// The exhibition could not be saved, and why; whether another program has changed its file.
    NotSaved(String, bool),
    /// A job is not done and the program is to end.
    Busy,
    Draft {
        /// When the draft was kept; empty when it is not known.
        kept: String,
        /// When the file was saved; empty when it is not known.
        saved: String,
    },
    ImportPreview(ImportPreview),
    ImportReport(ImportReport, Lines),
    CoversReport(CoversReport, Candidates, Lines),
    Cover(Box<CoverDraft>),
    CoverQueue(CoverQueue),
    Record(Box<RecordDraft>),
    Trouble(String),
}

/// What is under the pointer's grip on the canvas.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Grip {
    /// The element as a whole.
    Body,
    /// A corner or the middle of a side: −1, 0, 1 across and down.
    Handle(f32, f32),
    /// The knob above.
    Turn,
    /// The picture inside its frame.
    Inside,
    /// The slide: a rubber band is drawn.
    Marquee,
}

/// A drag on the canvas, with everything as it was when it began.
#[derive(Clone, Debug)]
pub(super) struct CanvasDrag {
    pub(super) grip: Grip,
    pub(super) from: CanvasPoint,
    pub(super) to: CanvasPoint,
    /// What is dragged, where it was.
    pub(super) starts: Vec<Thing>,
    /// The frame around it.
    pub(super) frame: Placement,
    pub(super) manner: Manner,
    pub(super) gesture: GestureId,
    /// Are copies dragged? The first gets this id.
    pub(super) copies: bool,
    pub(super) new_id: ElementId,
}

/// How the canvas is looked at.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Looking {
    /// Is the canvas pushed with Space or the middle button?
    pub(super) is_panning: bool,
    /// Points per canvas unit; `None` fits the slide.
    pub(super) zoom: Option<f32>,
    /// Middle of the slide from the middle of the canvas, in points.
    pub(super) pan: egui::Vec2,
    /// Room of the canvas and the zoom that fits the slide, as of the last frame.
    pub(super) room: egui::Vec2,
    pub(super) fit: f32,
    /// Space as it was pressed on the canvas: what is held with it may be let go first.
    pub(super) space: Option<egui::Modifiers>,
    /// Was it used to pan?
    pub(super) has_panned: bool,
}

/// Pages of the right panel of the post screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Tab {
    #[default]
    Element,
    Book,
    Caption,
    Post,
}

/// Everything of the window that is not the document.
#[derive(Debug)]
pub(super) struct View {
    pub(super) lang: Lang,
    pub(super) skin: Skin,
    pub(super) screen: Screen,
    pub(super) post: Option<PostId>,
    pub(super) slide: Option<SlideId>,
    pub(super) format: FormatId,
    pub(super) platform: PlatformId,
    pub(super) selection: Selection,
    pub(super) looking: Looking,
    pub(super) tab: Tab,
    pub(super) drag: Option<CanvasDrag>,
    pub(super) guides: Vec<Guide>,
    /// The element under the pointer.
    pub(super) hovered: Option<ElementKey>,
    /// The picture that is pushed and scaled inside its frame.
    pub(super) inside: Option<ElementKey>,
    /// The text whose words are typed on the canvas.
    pub(super) typing: Option<Typing>,
    /// A text to be typed as soon as it is drawn.
    pub(super) wants_typing: Option<ElementKey>,
    pub(super) aids: Aids,
    /// The canvas and its elements as widgets: keys pressed there are the canvas's.
    pub(super) canvas_widgets: Vec<egui::Id>,
    /// Did the keyboard come where it is by keys? Then a ring shows where that is.
    pub(super) shows_focus: bool,
    /// Does a field or a button have the keyboard?
    pub(super) is_typing: bool,
    /// Is that a field?
    pub(super) is_in_field: bool,
    pub(super) clip: Clip,
    /// The widget of the canvas that gets the keyboard at the end of the frame.
    pub(super) wants_focus: Option<egui::Id>,
    pub(super) carousel: usize,
    pub(super) catalogue: CatalogueView,
    pub(super) dialogs: Vec<Dialog>,
    pub(super) palette: Option<Palette>,
    pub(super) toasts: Vec<Toast>,
    pub(super) exported: Option<ExportReport>,
    pub(super) export_to: String,
    /// The book of a post that was pointed at on the board.
    pub(super) book: Option<(PostId, ExhibitId)>,
    pub(super) n_gestures: u64,
    /// Where the sample is put when it is opened.
    pub(super) sample_file: PathBuf,
    /// Pictures of the brand that is remembered.
    pub(super) brand_media: Media,
    /// Templates and themes kept on this workstation.
    pub(super) collection: Collection,
    pub(super) leaving: Leaving,
}

/// What the canvas shows and does to help.
#[derive(Clone, Copy, Debug)]
pub(super) struct Aids {
    /// Do things snap while they are dragged?
    pub(super) snaps: bool,
    /// Are the parts shown that a platform covers?
    pub(super) safe: bool,
    /// Is the part shown that a profile's grid keeps?
    pub(super) grid: bool,
}

impl View {
    pub(super) fn new(lang: Lang, skin: Skin) -> Self {
        Self {
            lang,
            skin,
            screen: Screen::Start,
            post: None,
            slide: None,
            format: FormatId::from("portrait"),
            platform: PlatformId::from("vk"),
            selection: Selection::default(),
            looking: Looking::default(),
            tab: Tab::Element,
            drag: None,
            guides: Vec::new(),
            hovered: None,
            inside: None,
            typing: None,
            wants_typing: None,
            aids: Aids { snaps: true, safe: false, grid: false },
            canvas_widgets: Vec::new(),
            shows_focus: false,
            is_typing: false,
            is_in_field: false,
            clip: Clip::default(),
            wants_focus: None,
            carousel: 0,
            catalogue: CatalogueView::default(),
            dialogs: Vec::new(),
            palette: None,
            toasts: Vec::new(),
            exported: None,
            export_to: String::new(),
            book: None,
            n_gestures: 0,
            sample_file: PathBuf::new(),
            brand_media: Media::new(PathBuf::new()),
            collection: Collection::default(),
            leaving: Leaving::default(),
        }
    }

    /// Forgets what is no longer in the document, and looks at something that is.
    pub(super) fn settle(&mut self, exhibition: &Exhibition) {
        let post = self.post.and_then(|id| exhibition.post(id)).or_else(|| exhibition.posts.first());
        self.post = post.map(|it| it.id);
        let slides = post.map(|it| it.slides.as_slice()).unwrap_or_default();
        let slide = slides.iter().find(|it| Some(it.id) == self.slide).or_else(|| slides.first());
        if self.slide != slide.map(|it| it.id) {
            self.slide = slide.map(|it| it.id);
            self.selection = Selection::default();
        }
        if let Some(slide) = slide {
            self.selection.retain(|key| match key {
                ElementKey::Free(id) => slide.element(id).is_some(),
                ElementKey::Role(_) => true,
            });
        }
    }

    /// The book that commands about books mean: on the board the one pointed at, on a slide the one selected or shown.
    pub(super) fn pointed_book(&self, exhibition: &Exhibition) -> Option<(PostId, ExhibitId)> {
        if self.screen == Screen::Board {
            return self
                .book
                .filter(|(post, book)| exhibition.post(*post).is_some_and(|it| it.exhibits.contains(book)));
        }
        let (post, slide) = exhibition.slide(self.slide.filter(|_| self.screen == Screen::Post)?)?;
        let selected = match self.selection.only() {
            Some(ElementKey::Role(Role::Cover(id) | Role::Entry(id) | Role::EntryAuthor(id))) => Some(id),
            _ => slide.exhibits.first().copied().filter(|_| slide.exhibits.len() == 1),
        };
        selected.map(|it| (post.id, it))
    }

    /// What is looked at now.
    pub(super) fn spot(&self) -> Spot {
        let (format, selection) = (self.format.clone(), self.selection.clone());
        Spot { post: self.post, slide: self.slide, format, selection }
    }

    /// Looks at something again.
    pub(super) fn return_to(&mut self, spot: Spot) {
        (self.post, self.slide, self.format, self.selection) = (spot.post, spot.slide, spot.format, spot.selection);
    }

    /// Says something at the foot of the window.
    pub(super) fn say(&mut self, text: impl Into<String>) {
        self.toasts.push(Toast::said(text.into()));
    }

    /// Says that something went wrong.
    pub(super) fn complain(&mut self, text: impl Into<String>) {
        self.toasts.push(Toast::trouble(text.into()));
    }

    /// The gesture of a text field: another one each time the keyboard goes elsewhere.
    pub(super) fn field_gesture(&self, id: egui::Id) -> GestureId {
        GestureId(id.value() ^ self.n_gestures.rotate_left(32))
    }
}
