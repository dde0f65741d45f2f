//! What the user asked for: the only thing screens produce.

use std::path::PathBuf;

use super::command::Command;
use super::importing::Importing;
use super::leaving::Departure;
use super::looks::LooksWork;
use super::selection::Selection;
use super::view::{PathPurpose, Screen};
use crate::domain::{ExhibitId, FormatId, PlatformId, PostId, RecordId, Scan, SlideId, Words};
use crate::edit::{Edit, GestureId};
use crate::tasks::{CatalogueChange, NewExhibition};

/// One thing asked for.
#[derive(Clone, Debug)]
pub(super) enum Action {
    /// A command of the list.
    Do(Command),
    /// A change of the document, a step of its own.
    Edit(Edit),
    /// A change of the document within a gesture.
    EditIn(Edit, GestureId),
    /// The gesture is over.
    EndGesture,
    /// The gesture is taken back.
    CancelGesture(GestureId),
    /// Another screen.
    Go(Screen),
    /// A post is looked at.
    SelectPost(PostId),
    /// A slide is looked at.
    SelectSlide(SlideId),
    /// Elements are worked on.
    Select(Selection),
    /// The format of the canvas.
    SetFormat(FormatId),
    /// The platform of the preview.
    SetPlatform(PlatformId),
    /// Zoom of the canvas; `None` fits the slide.
    SetZoom(Option<f32>),
    /// The first records of some exports are shown.
    PreviewImport(Box<Importing>),
    /// Exports are imported.
    Import(Box<Importing>),
    /// Covers are matched with records.
    Covers(Vec<PathBuf>),
    /// Find in the catalogue.
    Search(String),
    /// Shows what can be done to a cover.
    EditCover(ExhibitId),
    /// Looks for the border of a scan.
    FindBorder(ExhibitId, Scan),
    /// Rows of the catalogue that came into sight.
    Rows(Vec<RecordId>),
    /// The catalogue is changed by hand.
    ChangeCatalogue(CatalogueChange),
    /// A record is looked at; `None` begins a new one.
    EditRecord(Option<RecordId>),
    /// The whole record of a book of the exhibition is looked at.
    EditBook(ExhibitId),
    /// A file is no longer listed among the recent ones.
    ForgetRecent(PathBuf),
    /// Tick or untick a record.
    Tick(RecordId),
    /// All from the one ticked last to this one are ticked.
    TickTo(RecordId),
    /// Tick all that was found, or none.
    TickAll,
    /// A file is asked for.
    AskPath(PathPurpose),
    /// A file was named.
    PathChosen(PathPurpose, Vec<PathBuf>),
    /// The system has no dialog to choose a path in.
    AskByOwn(PathPurpose),
    /// What is in a folder, for the program's own file dialog.
    ListFolder(PathBuf),
    /// An exhibition is opened.
    Open(PathBuf),
    /// A new exhibition is made.
    Create(Box<NewExhibition>, PathBuf),
    /// Files were dropped on the window.
    Dropped(Vec<PathBuf>),
    /// The ticked records go into the open exhibition: into this post, or as new ones.
    AddTicked(Option<PostId>),
    /// Another picture for an exhibit.
    ReplaceCover(ExhibitId),
    /// The colour of a generated cover is taken from a photograph.
    TakeBinding(ExhibitId),
    /// The brand of the exhibition is kept for new ones.
    RememberBrand,
    /// The exhibition gets the brand that was kept.
    TakeBrand,
    /// The theme of the post, under this name.
    KeepTheme(String),
    /// The slide as a template, under this name.
    KeepTemplate(String, Words),
    Looks(LooksWork),
    /// The repair of a finding, by its place in the list.
    Fix(usize),
    /// The place of a finding is shown.
    ShowFinding(usize),
    /// The bundles are written to a folder.
    Export(PathBuf, Vec<PlatformId>, Vec<usize>),
    /// The job under way is given up.
    CancelJob,
    /// A folder is opened in the system's file manager.
    OpenFolder(PathBuf),
    /// Text goes to the clipboard.
    Copy(String),
    /// The draft found beside the file is taken, or not.
    TakeDraft(bool),
    /// The open exhibition is saved over what another program has written.
    Overwrite,
    /// The open exhibition is left as it is on disk.
    Leave(Departure),
}
