//! One publication: its slides, its caption, its day.
//!
//! A slide names a template, a seed and the exhibits that fill its roles; where things stand is computed.
//! What a person changed by hand is an override on a [`Role`]: placement belongs to one format, everything
//! else to all.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::exhibition::is_default;
use super::{
    CanvasRect, Element, ElementId, ElementKind, Emphasis, ExhibitId, FormatId, Layers, Letters, Placement, PlatformId,
    PostId, Rgb, SectionId, SlideId, TemplateId, TextAlign, TextStyle, ThemeId, after_typing,
};

/// What a post is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum PostKind {
    /// Part of an exhibition on a subject.
    #[default]
    Exhibition,
    /// Books that have come in.
    NewArrivals,
    /// A day to remember.
    MemorableDate,
    /// A person.
    Personality,
    /// Rare books.
    RareBooks,
    /// Articles from journals.
    Articles,
    /// Something that took place in the library.
    Event,
    /// A service of the library.
    Service,
    /// A question to the readers.
    Poll,
    /// Another author's post.
    Guest,
}

impl PostKind {
    /// All kinds, in the order of menus.
    pub const ALL: [Self; 10] = [
        Self::Exhibition,
        Self::NewArrivals,
        Self::MemorableDate,
        Self::Personality,
        Self::RareBooks,
        Self::Articles,
        Self::Event,
        Self::Service,
        Self::Poll,
        Self::Guest,
    ];

    /// Name on the command line.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Exhibition => "exhibition",
            Self::NewArrivals => "new-arrivals",
            Self::MemorableDate => "memorable-date",
            Self::Personality => "personality",
            Self::RareBooks => "rare-books",
            Self::Articles => "articles",
            Self::Event => "event",
            Self::Service => "service",
            Self::Poll => "poll",
            Self::Guest => "guest",
        }
    }

    /// The kind with this name on the command line.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.slug() == slug)
    }
}

/// How far a post has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum PostStatus {
    /// Still being made.
    #[default]
    Draft,
    /// Ready to publish.
    Ready,
    /// Published.
    Published,
}

/// What readers did with a published post.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Counters {
    /// Views.
    pub views: u32,
    /// Likes.
    pub likes: u32,
    /// Reposts.
    pub reposts: u32,
}

/// The post's text, with placeholders such as `{title}` and `{books}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Caption {
    /// Text for every platform without one of its own.
    pub text: String,
    /// Texts for single platforms.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub variants: BTreeMap<PlatformId, String>,
}

impl Caption {
    /// The text for a platform: its own, else the common one.
    pub fn for_platform(&self, platform: &PlatformId) -> &str {
        self.variants.get(platform).unwrap_or(&self.text)
    }
}

/// A named place of a template; what overrides hold on to.
///
/// Roles of books name the exhibit, so that an override follows its book when the order changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Role {
    /// The line above the title: library, series.
    Kicker,
    /// The line at the upper right: issue, place of the slide in the post.
    Counter,
    /// The title.
    Title,
    /// The sentence under the title.
    Lead,
    /// The number that carries meaning: count, anniversary, date.
    Figure,
    /// What the number counts.
    FigureWord,
    /// Running text: annotation, introduction.
    Body,
    /// A quotation.
    Quotation,
    /// Where the quotation is from.
    QuotationSource,
    /// Author of the book on a card.
    Author,
    /// Subtitle of the book on a card.
    Subtitle,
    /// Bibliographic description.
    Description,
    /// Shelf mark.
    Shelfmark,
    /// The line at the foot: address, link, hashtags.
    Footer,
    /// Age mark.
    AgeMark,
    /// The cover of this exhibit.
    Cover(ExhibitId),
    /// The title in the line of a list.
    Entry(ExhibitId),
    /// The author in the line of a list.
    EntryAuthor(ExhibitId),
    /// A line, band or stamp of the template, counted from 0.
    Ornament(u8),
    /// A stamp with words.
    Stamp,
    /// A code that leads to a link.
    Code,
    /// One answer of a poll that names no book, counted from 0.
    Answer(u8),
    /// The mark of the library.
    Logo,
    /// A part a person made for the template, by its number.
    Part(u16),
}

/// What a person changed on a role, for all formats.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RoleChange {
    /// Text typed over the bound one; fields such as `{title}` still work in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The part of the picture shown, in fractions of its size.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub crop: Option<CanvasRect>,
    /// Another colour.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub colour: Option<Rgb>,
    /// Text size as a multiple of the composed one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text_scale: Option<f32>,
    /// How letters differ from the composed ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub style: Option<TextStyle>,
    /// Where letters of the typed text differ from the rest.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub emphasis: Vec<Emphasis>,
    /// How lines stand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub align: Option<TextAlign>,
    /// Taken off the slide.
    #[serde(skip_serializing_if = "is_default")]
    pub hidden: bool,
    /// On the slide although the template takes it off.
    #[serde(skip_serializing_if = "is_default")]
    pub shown: bool,
}

impl RoleChange {
    /// Whether every number in it is finite.
    pub fn is_sound(&self) -> bool {
        self.text_scale.is_none_or(f32::is_finite) && self.crop.is_none_or(CanvasRect::is_sound)
    }

    /// The change with other words in place of those seen till now; what is emphasised in them stays so.
    #[must_use]
    pub fn retyped(self, seen: &str, new: String) -> Self {
        let emphasis = after_typing(&self.emphasis, self.text.as_deref().unwrap_or(seen), &new);
        Self { text: Some(new), emphasis, ..self }
    }

    /// How the letters look.
    pub fn letters(&self) -> Letters {
        Letters { style: self.style.unwrap_or_default(), emphasis: self.emphasis.clone() }
    }

    /// The change with letters that look so.
    #[must_use]
    pub fn with_letters(self, letters: Letters) -> Self {
        let style = Some(letters.style).filter(|it| *it != TextStyle::default());
        Self { style, emphasis: letters.emphasis, ..self }
    }
}

/// All that a person changed by hand on one slide.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Overrides {
    /// Places, each in one format.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub placements: BTreeMap<FormatId, BTreeMap<Role, Placement>>,
    /// Everything else, in all formats.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub changes: BTreeMap<Role, RoleChange>,
}

impl Overrides {
    /// The place a person gave to the role in this format.
    pub fn placement(&self, format: &FormatId, role: Role) -> Option<Placement> {
        self.placements.get(format)?.get(&role).copied()
    }

    /// The change a person made to the role.
    pub fn change(&self, role: Role) -> Option<&RoleChange> {
        self.changes.get(&role)
    }

    /// Roles that were changed, in any way.
    pub fn roles(&self) -> Vec<Role> {
        let moved = self.placements.values().flat_map(BTreeMap::keys);
        let roles: std::collections::BTreeSet<Role> = moved.chain(self.changes.keys()).copied().collect();
        roles.into_iter().collect()
    }
}

/// One image of a post.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slide {
    /// Identity.
    pub id: SlideId,
    /// Arrangement.
    pub template: TemplateId,
    /// Chooses among the variants of the arrangement.
    pub seed: u64,
    /// Exhibits that fill the roles, in order.
    pub exhibits: Vec<ExhibitId>,
    /// What a person changed by hand.
    #[serde(default, skip_serializing_if = "is_default")]
    pub overrides: Overrides,
    /// What a person added by hand, back to front, by the format it was added in.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub elements: BTreeMap<FormatId, Vec<Arc<Element>>>,
    /// Order, locks and groups of all of them.
    #[serde(default, skip_serializing_if = "Layers::is_empty")]
    pub layers: Layers,
}

impl Slide {
    /// A slide as the template has it.
    pub fn new(id: SlideId, template: TemplateId, seed: u64, exhibits: Vec<ExhibitId>) -> Self {
        Self {
            id,
            template,
            seed,
            exhibits,
            overrides: Overrides::default(),
            elements: BTreeMap::new(),
            layers: Layers::default(),
        }
    }

    /// What it shows: its exhibits, and those whose covers a person added by hand.
    pub fn shown(&self) -> impl Iterator<Item = ExhibitId> {
        let by_hand = self.elements.values().flatten().filter_map(|it| match it.kind {
            ElementKind::Cover(id) => Some(id),
            _ => None,
        });
        self.exhibits.iter().copied().chain(by_hand)
    }

    /// Whether every number on the slide is finite.
    pub fn is_sound(&self) -> bool {
        let overrides = self.overrides.placements.values().flat_map(BTreeMap::values);
        let free = self.elements.values().flatten().map(|it| &it.placement);
        let kinds = self.elements.values().flatten().all(|it| it.kind.is_sound());
        let changes = self.overrides.changes.values().all(RoleChange::is_sound);
        let elsewhere = self.layers.placements.values().flat_map(BTreeMap::values);
        overrides.chain(free).chain(elsewhere).all(|it| it.is_sound()) && kinds && changes
    }

    /// Ids of what was added by hand, in all formats.
    pub(super) fn free_ids(&self) -> impl Iterator<Item = u64> {
        self.elements.values().flatten().map(|it| it.id.0)
    }

    /// The format a free element was added in.
    pub fn home(&self, id: ElementId) -> Option<&FormatId> {
        self.elements.iter().find(|(_, elements)| elements.iter().any(|it| it.id == id)).map(|it| it.0)
    }

    /// The free element with this id.
    pub fn element(&self, id: ElementId) -> Option<&Arc<Element>> {
        self.elements.values().flatten().find(|it| it.id == id)
    }
}

/// One publication.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Post {
    /// Identity.
    pub id: PostId,
    /// What it is about.
    pub kind: PostKind,
    /// Title of the post.
    pub title: String,
    /// The sentence under the title; empty means none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub lead: String,
    /// Part of the exhibition it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<SectionId>,
    /// Theme of this post alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme: Option<ThemeId>,
    /// What it shows, in the curator's order.
    pub exhibits: Vec<ExhibitId>,
    /// Its images, in order.
    pub slides: Vec<Arc<Slide>>,
    /// Its text.
    pub caption: Caption,
    /// Day and time of publication, `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`; empty when not planned.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub date: String,
    /// How far it has come.
    #[serde(default, skip_serializing_if = "is_default")]
    pub status: PostStatus,
    /// What readers did with it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub counters: Counters,
}

impl Post {
    /// Everything its pictures are drawn from: what it is about, and what its slides show besides.
    pub fn shown(&self) -> impl Iterator<Item = ExhibitId> {
        self.exhibits.iter().copied().chain(self.slides.iter().flat_map(|it| it.shown()))
    }

    /// A post without slides, text or day.
    pub fn new(id: PostId, kind: PostKind, title: &str, exhibits: Vec<ExhibitId>) -> Self {
        Self {
            id,
            kind,
            title: title.to_owned(),
            lead: String::new(),
            section: None,
            theme: None,
            exhibits,
            slides: Vec::new(),
            caption: Caption::default(),
            date: String::new(),
            status: PostStatus::Draft,
            counters: Counters::default(),
        }
    }
}
