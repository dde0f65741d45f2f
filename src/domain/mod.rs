//! Values and their small rules: the words every other module speaks.
//!
//! Nothing here reads, writes, draws or knows the time.

mod age;
mod brand;
mod colour;
mod contrast;
mod cover;
mod element;
mod emphasis;
mod exhibition;
mod finding;
mod folding;
mod format;
mod geometry;
mod ids;
mod isbn;
mod lang;
mod layers;
mod look_faults;
mod looks;
pub mod maths;
mod own_looks;
mod palette;
mod plaque;
mod post;
mod preset;
mod record;
mod retouch;
mod template;

pub use age::AgeMark;
pub use brand::{Brand, Logo};
pub use colour::{ColourError, Rgb};
pub use contrast::{ACCENT_CONTRAST, INK_CONTRAST, LEAST_CONTRAST, Unreadable};
pub use cover::{Cover, Picture, is_opaque};
pub use element::{Element, ElementKind, ShapeForm, TextAlign, TextStyle, TextVoice};
pub use emphasis::{Emphasis, Letters, Stress, after_typing};
pub use exhibition::{Exhibit, ExhibitSubject, Exhibition, FrontMatter, Quotation, Section};
pub use finding::{Finding, Fix, Severity};
pub use folding::{fold_words, folded, folded_words, latin, words};
pub use format::{Format, Medium, Shape};
pub use geometry::{CanvasPoint, CanvasRect, CanvasSize, Insets, PixelScale, Placement};
pub use ids::{
    ElementId, ExhibitId, FormatId, MediaName, PlatformId, PostId, RecordId, SectionId, SlideId, TemplateId, ThemeId,
};
pub use isbn::{IsbnFault, isbn_fault, isbn_hyphenated, isbn13};
pub use lang::Lang;
pub use layers::{ElementKey, Layers};
pub use look_faults::{LookFault, LookFaultKind};
pub use looks::{Backdrop, Decoration, Face, FeedView, Localised, PlatformProfile, TextUnit, Theme, Voice, Voices};
pub use own_looks::OwnLooks;
pub(crate) use own_looks::put_by;
pub use palette::{HuesSeen, theme_before_covers};
pub use plaque::{CLOTHS, PlaqueLook, PlaqueStyle};
pub use post::{Caption, Counters, Overrides, Post, PostKind, PostStatus, Role, RoleChange, Slide};
pub use preset::{Preset, Words};
pub use record::{BookRecord, Host, Person, PersonRole, RecordKind};
pub use retouch::{MOST_TILT, Retouch, Scan};
pub use template::{Arrangement, Block, CellWidth, Ink, Panel, Purpose, Template, TextBlockSpec};
