//! The single door to the document: every change is an [`Edit`], history is a row of snapshots.
//!
//! An edit is absolute, by id and complete: applying it twice equals applying it once, and a failed one leaves
//! the document as it was. Edits of one gesture are one step back. Not here: selection, zoom, files.

mod apply;
mod arrivals;
mod books;
mod document;
mod label;
mod looks;
mod people;

pub use arrivals::{Correction, add_posts, add_text_post, arrivals, corrected, join_books};
pub use books::{move_book, neighbour, put_book, shift_book, shifted, take_book};
pub use document::{Document, GestureId};
pub use looks::{adopt_looks, with_looks};
pub use people::{add_person, join_photographs};

use std::sync::Arc;

use crate::domain::{
    Brand, Element, ElementId, Exhibit, ExhibitId, FormatId, FrontMatter, Lang, Layers, Placement, PlatformId, Post,
    PostId, PostKind, PostStatus, Role, RoleChange, Slide, SlideId, Template, TemplateId, Theme, ThemeId,
};

/// One change, as the user would name it.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Title, introduction, age mark and the rest of the front matter.
    Front(Box<FrontMatter>),
    /// The look of all posts.
    Theme(ThemeId),
    /// What the library has of its own, over all themes.
    Brand(Box<Brand>),
    /// A theme that does not come with the program, for posts to use; in place of one with its id.
    OwnTheme(Arc<Theme>),
    /// A template that does not come with the program, for slides to use; in place of one with its id.
    OwnTemplate(Arc<Template>),
    /// Where it will be published.
    Platforms(Vec<PlatformId>),
    /// A new or changed exhibit, by its id.
    Exhibit(Box<Exhibit>),
    /// A new post, put before another or at the end; a known one is moved and replaced.
    Post {
        /// The post.
        post: Box<Post>,
        /// The one after it; `None`: the last.
        before: Option<PostId>,
    },
    /// A post goes elsewhere in the row.
    MovePost {
        /// The post.
        post: PostId,
        /// The one after it; `None`: the last.
        before: Option<PostId>,
    },
    /// A post goes.
    RemovePost(PostId),
    /// What it is about.
    PostKind(PostId, PostKind),
    /// Its title.
    PostTitle(PostId, String),
    /// Its lead.
    PostLead(PostId, String),
    /// Its day, `YYYY-MM-DD` or empty.
    PostDate(PostId, String),
    /// How far it is.
    PostStatus(PostId, PostStatus),
    /// Its own look; `None`: that of the exhibition.
    PostTheme(PostId, Option<ThemeId>),
    /// Its caption for all platforms, or for one; `None` text: the common one again.
    Caption {
        /// The post.
        post: PostId,
        /// `None`: all platforms.
        platform: Option<PlatformId>,
        /// The text with its fields.
        text: Option<String>,
    },
    /// Books of a post in their order: slides of all its books take them, cards go with their book.
    PostExhibits(PostId, Vec<ExhibitId>),
    /// A new slide, put before another or at the end; a known one is moved and replaced.
    Slide {
        /// The post.
        post: PostId,
        /// The slide.
        slide: Box<Slide>,
        /// The one after it; `None`: the last.
        before: Option<SlideId>,
    },
    /// A slide goes elsewhere in its post.
    MoveSlide {
        /// The slide.
        slide: SlideId,
        /// The one after it; `None`: the last.
        before: Option<SlideId>,
    },
    /// A slide goes.
    RemoveSlide(SlideId),
    /// Another template.
    Template(SlideId, TemplateId),
    /// Another variant.
    Seed(SlideId, u64),
    /// Books of a slide in their order.
    SlideExhibits(SlideId, Vec<ExhibitId>),
    /// A role is put somewhere by hand, in one format; `None`: where the template has it.
    Place {
        /// The slide.
        slide: SlideId,
        /// The format.
        format: FormatId,
        /// The role.
        role: Role,
        /// Its place.
        placement: Option<Placement>,
    },
    /// Text, crop, colour of a role in all formats; `None`: as the template has them.
    Change {
        /// The slide.
        slide: SlideId,
        /// The role.
        role: Role,
        /// All that is different.
        change: Option<Box<RoleChange>>,
    },
    /// Everything changed by hand on a slide goes; free elements stay.
    Reset(SlideId),
    /// A new or changed free element, by its id, on top when new.
    Element {
        /// The slide.
        slide: SlideId,
        /// The format.
        format: FormatId,
        /// The element.
        element: Box<Element>,
    },
    /// A free element is put somewhere, in one format.
    PlaceElement {
        /// The slide.
        slide: SlideId,
        /// The format.
        format: FormatId,
        /// The element.
        element: ElementId,
        /// Its place.
        placement: Placement,
    },
    /// Order, locks and groups of a slide.
    Layers(SlideId, Box<Layers>),
    /// A free element goes.
    RemoveElement(SlideId, ElementId),
    /// Another state of the whole, such as a recovered draft.
    Whole(Box<crate::domain::Exhibition>),
    /// Several changes that are one.
    All {
        /// What the user calls them, Russian and English.
        label: (&'static str, &'static str),
        /// The changes, in order.
        edits: Vec<Edit>,
    },
}

/// Why an edit cannot be applied.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// There is no such post.
    #[error("no post {0:?}")]
    NoPost(PostId),
    /// There is no such slide.
    #[error("no slide {0:?}")]
    NoSlide(SlideId),
    /// There is no such exhibit.
    #[error("no exhibit {0:?}")]
    NoExhibit(ExhibitId),
    /// There is no such free element.
    #[error("no element {0:?}")]
    NoElement(ElementId),
    /// The id belongs to something else.
    #[error("the id {0} is taken")]
    TakenId(u64),
    /// A whole state that contradicts itself.
    #[error("the state contradicts itself: {0}")]
    Unsound(String),
    /// A number is not finite.
    #[error("a number is not finite")]
    NotFinite,
}

impl EditError {
    /// What it says in the window.
    pub fn text(&self, lang: Lang) -> String {
        let gone = |ru: &str, en: &str| {
            lang.pick(format!("{ru} на выставке уже нет"), format!("{en} is not in the exhibition any more"))
        };
        match self {
            Self::NoPost(_) => gone("этого поста", "this post"),
            Self::NoSlide(_) => gone("этого кадра", "this slide"),
            Self::NoExhibit(_) => gone("этой книги", "this book"),
            Self::NoElement(_) => gone("этого элемента", "this element"),
            Self::TakenId(_) | Self::Unsound(_) => {
                lang.pick("выставка противоречила бы сама себе", "the exhibition would contradict itself").to_owned()
            }
            Self::NotFinite => lang.pick("число слишком велико", "a number is too large").to_owned(),
        }
    }
}
