//! The document: front matter, exhibits, sections, posts.
//!
//! Everything a person decided is here and nothing that can be computed is: pictures, layouts and finished
//! captions follow from it. Lists hold [`Arc`]s, so that a changed copy shares all that did not change.
//! An exhibit carries a copy of its record, so the file opens without the catalogue.
//!
//! Invariants, listed by [`Exhibition::violations`]: ids are unique and below `next_id`, what is referred to
//! exists, numbers are finite.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{
    AgeMark, BookRecord, Brand, Cover, ElementKind, ExhibitId, Lang, LookFaultKind, MediaName, OwnLooks, PlaqueLook,
    PlatformId, Post, PostId, SectionId, Slide, SlideId, ThemeId,
};

/// A sentence of someone else's, with its source.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Quotation {
    /// The words.
    pub text: String,
    /// Who said it and where.
    pub source: String,
}

/// What stands before the books.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FrontMatter {
    /// Title of the exhibition.
    pub title: String,
    /// Subtitle.
    pub subtitle: String,
    /// Language of what slides, captions and alternative texts say of themselves.
    #[serde(skip_serializing_if = "is_default")]
    pub language: Lang,
    /// Epigraph.
    pub epigraph: Quotation,
    /// Introduction: why these books, why now.
    pub introduction: String,
    /// Age mark of the whole; `None` means "highest of the exhibits".
    pub age_mark: Option<AgeMark>,
    /// Who compiled the exhibition, with the department.
    pub compiler: String,
    /// Hashtags without the hash sign.
    pub hashtags: Vec<String>,
    /// Series the exhibition belongs to.
    pub series: String,
    /// Name of the library.
    pub library: String,
    /// Address, hours and link, as printed at the foot of a slide.
    pub contact: String,
}

/// What is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExhibitSubject {
    /// A copy of a catalogue record.
    Record(Box<BookRecord>),
    /// A person: name and years of life.
    Person {
        /// Name in the order it is read.
        name: String,
        /// Years of life and occupation.
        about: String,
    },
    /// A picture without a record, with its title.
    Picture {
        /// Title of the picture.
        title: String,
    },
}

/// One thing shown, with the library's own words about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exhibit {
    /// Identity.
    pub id: ExhibitId,
    /// What is shown.
    pub subject: ExhibitSubject,
    /// Key of the record in the catalogue it was copied from; empty when typed by hand.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub record_key: String,
    /// The picture; `None` means a generated cover.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cover: Option<Cover>,
    /// What the generated cover looks like, where a person has said.
    #[serde(default, skip_serializing_if = "is_default")]
    pub plaque: PlaqueLook,
    /// The library's own annotation; empty means the record's.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub annotation: String,
    /// A quotation from the book.
    #[serde(default, skip_serializing_if = "is_default")]
    pub quotation: Quotation,
    /// The library's own shelf mark; empty means the record's.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub shelfmark: String,
    /// A description edited by hand; `None` means computed from the record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

pub(super) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl Exhibit {
    /// A record as it came from the catalogue.
    pub fn of_record(id: ExhibitId, record: BookRecord) -> Self {
        Self {
            id,
            subject: ExhibitSubject::Record(Box::new(record)),
            record_key: String::new(),
            cover: None,
            plaque: PlaqueLook::default(),
            annotation: String::new(),
            quotation: Quotation::default(),
            shelfmark: String::new(),
            description: None,
        }
    }

    /// The record, when the exhibit is one.
    pub fn record(&self) -> Option<&BookRecord> {
        match &self.subject {
            ExhibitSubject::Record(record) => Some(record),
            ExhibitSubject::Person { .. } | ExhibitSubject::Picture { .. } => None,
        }
    }

    /// Is it a person?
    pub fn is_person(&self) -> bool {
        matches!(self.subject, ExhibitSubject::Person { .. })
    }

    /// What it is called in lists: its title or name, or what it is while it has none.
    pub fn called(&self, lang: Lang) -> Cow<'_, str> {
        let title = self.title();
        if !title.trim().is_empty() {
            return title;
        }
        Cow::Borrowed(match self.subject {
            ExhibitSubject::Record(_) => lang.pick("Книга без заглавия", "A book without a title"),
            ExhibitSubject::Person { .. } => lang.pick("Человек без имени", "A person without a name"),
            ExhibitSubject::Picture { .. } => lang.pick("Фотография", "A photograph"),
        })
    }

    /// Title of the book or picture, name of the person.
    pub fn title(&self) -> Cow<'_, str> {
        match &self.subject {
            ExhibitSubject::Record(record) => record.shown_title(),
            ExhibitSubject::Person { name, .. } => Cow::Borrowed(name),
            ExhibitSubject::Picture { title } => Cow::Borrowed(title),
        }
    }

    /// The annotation shown: the library's own, else the record's.
    pub fn shown_annotation(&self) -> &str {
        let own = self.annotation.as_str();
        if own.is_empty() { self.record().map_or("", |it| &it.annotation) } else { own }
    }

    /// The shelf mark shown: the library's own, else the record's.
    pub fn shown_shelfmark(&self) -> &str {
        let own = self.shelfmark.as_str();
        if own.is_empty() { self.record().map_or("", |it| &it.shelfmark) } else { own }
    }

    /// Width divided by height of what is drawn: of the cover, or of a generated one (2:3).
    pub fn aspect(&self) -> f32 {
        self.cover.as_ref().map_or(2.0 / 3.0, Cover::aspect)
    }
}

/// A named part of an exhibition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Identity.
    pub id: SectionId,
    /// Heading.
    pub title: String,
    /// Introductory text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
}

/// The document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exhibition {
    /// What stands before the books.
    pub front: FrontMatter,
    /// Theme of all posts that have none of their own.
    pub theme: ThemeId,
    /// What the library has of its own, over all themes.
    #[serde(default, skip_serializing_if = "Brand::is_none")]
    pub brand: Brand,
    /// Templates and themes that do not come with the program, as far as posts have used them.
    #[serde(default, skip_serializing_if = "OwnLooks::is_empty")]
    pub looks: OwnLooks,
    /// Platforms the posts are made for, the first one shown first.
    pub platforms: Vec<PlatformId>,
    /// What is shown, in the curator's order.
    pub exhibits: Vec<Arc<Exhibit>>,
    /// Named parts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<Arc<Section>>,
    /// Publications, in order.
    pub posts: Vec<Arc<Post>>,
    /// The number the next new thing gets.
    pub next_id: u64,
}

impl Exhibition {
    /// An exhibition with a title and nothing to show yet.
    pub fn empty(title: &str, theme: ThemeId, platforms: Vec<PlatformId>) -> Self {
        Self {
            front: FrontMatter { title: title.to_owned(), ..FrontMatter::default() },
            theme,
            brand: Brand::default(),
            looks: OwnLooks::default(),
            platforms,
            exhibits: Vec::new(),
            sections: Vec::new(),
            posts: Vec::new(),
            next_id: 1,
        }
    }

    /// Takes a number for a new thing.
    pub fn take_id(&mut self) -> u64 {
        let id = self.next_id;
        self.next_id += 1;
        id
    }

    /// The exhibit with this id.
    pub fn exhibit(&self, id: ExhibitId) -> Option<&Arc<Exhibit>> {
        self.exhibits.iter().find(|it| it.id == id)
    }

    /// The post with this id.
    pub fn post(&self, id: PostId) -> Option<&Arc<Post>> {
        self.posts.iter().find(|it| it.id == id)
    }

    /// The slide with this id, with the post it is part of.
    pub fn slide(&self, id: SlideId) -> Option<(&Arc<Post>, &Arc<Slide>)> {
        let find = |post: &'_ Arc<Post>| post.slides.iter().position(|it| it.id == id);
        let post = self.posts.iter().find(|it| find(it).is_some())?;
        Some((post, post.slides.iter().find(|it| it.id == id)?))
    }

    /// The exhibits of a post, in its order.
    pub fn exhibits_of<'a>(&'a self, ids: &'a [ExhibitId]) -> impl Iterator<Item = &'a Arc<Exhibit>> {
        ids.iter().filter_map(|id| self.exhibit(*id))
    }

    /// Every picture of the media folder that is used, some perhaps more than once.
    pub fn pictures(&self) -> impl Iterator<Item = &MediaName> {
        let slides = self.posts.iter().flat_map(|it| it.slides.iter());
        let covers = self.exhibits.iter().filter_map(|it| Some(&it.cover.as_ref()?.file));
        let free = slides.flat_map(|it| it.elements.values().flatten()).filter_map(|it| match &it.kind {
            ElementKind::Picture { file, .. } => Some(file),
            _ => None,
        });
        let logo = self.brand.logo.iter().map(|it| &it.file);
        covers.chain(free).chain(logo)
    }

    /// Theme of a post: its own, else the exhibition's.
    pub fn theme_of<'a>(&'a self, post: &'a Post) -> &'a ThemeId {
        post.theme.as_ref().unwrap_or(&self.theme)
    }

    /// Age mark shown: the one set, else the highest of the given exhibits, else none.
    pub fn age_mark_of(&self, exhibits: &[ExhibitId]) -> Option<AgeMark> {
        let marks = || self.exhibits_of(exhibits).filter_map(|it| it.record()?.age_mark);
        self.front.age_mark.or_else(|| marks().max())
    }

    /// What is broken in the document; empty in every state a person can reach.
    pub fn violations(&self) -> Vec<String> {
        let mut found = self.id_violations();
        found.extend(self.look_violations());
        let known: BTreeSet<_> = self.exhibits.iter().map(|it| it.id).collect();
        for post in &self.posts {
            let slides = post.slides.iter().flat_map(|it| it.exhibits.iter());
            for id in post.exhibits.iter().chain(slides).filter(|id| !known.contains(id)) {
                found.push(format!("post {} shows exhibit {}, which does not exist", post.id.0, id.0));
            }
            for slide in post.slides.iter().filter(|it| !it.is_sound()) {
                found.push(format!("slide {} has a number that is not finite", slide.id.0));
            }
        }
        found
    }

    /// Templates and themes that cannot be composed with. What can be read a little worse than a law of today asks
    /// for keeps no exhibition shut.
    fn look_violations(&self) -> impl Iterator<Item = String> {
        let themes = self.looks.themes.iter().flat_map(|it| it.faults());
        let faults = themes.chain(self.looks.templates.iter().flat_map(|it| it.faults()));
        let real = faults.filter(|it| !matches!(it.kind, LookFaultKind::Unreadable { .. }));
        real.map(|it| format!("a look of its own: {}", it.text(Lang::En)))
    }

    fn id_violations(&self) -> Vec<String> {
        let mut seen = BTreeSet::new();
        let posts = self.posts.iter().flat_map(|it| std::iter::once(it.id.0).chain(it.slides.iter().map(|s| s.id.0)));
        let elements = self.posts.iter().flat_map(|it| it.slides.iter().flat_map(|it| it.free_ids()));
        let all = (self.exhibits.iter().map(|it| it.id.0))
            .chain(self.sections.iter().map(|it| it.id.0))
            .chain(posts)
            .chain(elements);
        let mut found = Vec::new();
        for id in all {
            if !seen.insert(id) {
                found.push(format!("two things have the id {id}"));
            }
            if id >= self.next_id {
                found.push(format!("the id {id} is not below next_id {}", self.next_id));
            }
        }
        found
    }
}
