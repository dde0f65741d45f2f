//! Templates, themes and formats that come with the program, and how a new slide gets its template.

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::domain::{
    CanvasSize, Exhibition, Format, FormatId, OwnLooks, Post, PostKind, Purpose, Slide, Template, TemplateId, Theme,
    ThemeId, put_by,
};

/// A data file that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {fault}")]
pub struct FaultyData {
    /// Name of the file.
    pub file: String,
    /// Where and what.
    #[source]
    pub fault: ron::error::SpannedError,
}

/// Everything slides can look like.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// Arrangements, openers first.
    pub templates: Vec<Template>,
    /// Themes, the usual one first.
    pub themes: Vec<Theme>,
    /// Formats, the usual one first.
    pub formats: Vec<Format>,
}

macro_rules! data {
    ($folder:literal: $($name:literal),* $(,)?) => {
        [$(($name, include_str!(concat!("../../assets/", $folder, "/", $name, ".ron")))),*]
    };
}

/// Sizes of slides.
const FORMATS: (&str, &str) = ("formats", include_str!("../../assets/formats.ron"));

/// Size of a format of the program; `None` when there is none of this name.
pub(super) fn size_of(format: &FormatId) -> Option<CanvasSize> {
    static ALL: LazyLock<Vec<Format>> = LazyLock::new(|| read(FORMATS).unwrap_or_default());
    ALL.iter().find(|it| it.id == *format).map(|it| it.size)
}

fn read<T: serde::de::DeserializeOwned>((file, text): (&str, &str)) -> Result<T, FaultyData> {
    ron::from_str(text).map_err(|fault| FaultyData { file: file.to_owned(), fault })
}

impl Library {
    /// What comes with the program.
    pub fn builtin() -> Result<Self, FaultyData> {
        let templates = data!(
            "templates": "opener", "new-arrivals", "hero-list", "section", "timeline", "catalogue", "person", "date",
            "rare", "photos", "service", "poll", "guest", "articles", "card", "card-band", "rare-card", "article", "photo",
            "text", "quotation", "closing",
        );
        let themes = data!(
            "themes": "swiss", "archive", "jubilee", "mint", "night", "science", "children", "festive", "spring",
            "classic", "homeland", "modern", "sunny", "voyage", "winter",
        );
        Ok(Self {
            templates: templates.into_iter().map(read).collect::<Result<_, _>>()?,
            themes: themes.into_iter().map(read).collect::<Result<_, _>>()?,
            formats: read(FORMATS)?,
        })
    }

    /// The template of a slide: the one its document carries, else one of the program.
    pub fn template_of<'a>(&'a self, exhibition: &'a Exhibition, slide: &Slide) -> Option<&'a Template> {
        let carried = exhibition.looks.template(&slide.template).map(AsRef::as_ref);
        carried.or_else(|| self.template(&slide.template, slide.exhibits.len()))
    }

    /// The theme of a post: the one its document carries, else one of the program.
    pub fn theme_of<'a>(&'a self, exhibition: &'a Exhibition, post: &Post) -> Option<&'a Theme> {
        self.theme_in(exhibition, exhibition.theme_of(post))
    }

    /// The theme of this name: the one the document carries, else one of the program.
    pub fn theme_in<'a>(&'a self, exhibition: &'a Exhibition, id: &ThemeId) -> Option<&'a Theme> {
        exhibition.looks.theme(id).map(AsRef::as_ref).or_else(|| self.theme(id))
    }

    /// Everything there is to choose from: what comes with the program, then what people made, by id.
    #[must_use]
    pub fn with<'a>(&self, own: impl IntoIterator<Item = &'a OwnLooks>) -> Self {
        let mut all = self.clone();
        for looks in own {
            for theme in &looks.themes {
                put_by(&mut all.themes, Theme::clone(theme), |it| &it.id);
            }
            for template in &looks.templates {
                put_by(&mut all.templates, Template::clone(template), |it| &it.id);
            }
        }
        all
    }

    /// The template of this name, else the first that can show so many exhibits; what a document carries comes
    /// before it, see [`Self::template_of`].
    fn template(&self, id: &TemplateId, n_exhibits: usize) -> Option<&Template> {
        let named = self.templates.iter().find(|it| it.id == *id);
        named.or_else(|| self.templates.iter().find(|it| it.suits(n_exhibits))).or(self.templates.first())
    }

    /// The theme of this name, else the usual one; what a document carries comes before it, see [`Self::theme_in`].
    fn theme(&self, id: &ThemeId) -> Option<&Theme> {
        self.themes.iter().find(|it| it.id == *id).or(self.themes.first())
    }

    /// Colours and faces of a post: its theme under the brand of the library.
    pub fn look<'a>(&'a self, exhibition: &'a Exhibition, post: &Post) -> Option<Cow<'a, Theme>> {
        Some(exhibition.brand.over(self.theme_of(exhibition, post)?))
    }

    /// The format of this name, else the usual one.
    pub fn format(&self, id: &FormatId) -> Option<&Format> {
        self.formats.iter().find(|it| it.id == *id).or(self.formats.first())
    }

    /// Templates for a purpose and kind of post that can show so many exhibits, those made for the kind first.
    pub fn templates_for(
        &self,
        purpose: Purpose,
        kind: PostKind,
        n_exhibits: usize,
    ) -> impl Iterator<Item = &Template> {
        let suits = move |it: &&Template| {
            it.purpose == purpose && it.suits(n_exhibits) && (it.kinds.is_empty() || it.is_made_for(kind))
        };
        let made = self.templates.iter().filter(suits).filter(move |it| it.is_made_for(kind));
        made.chain(self.templates.iter().filter(suits).filter(move |it| !it.is_made_for(kind)))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn everything_that_comes_with_the_program_can_be_read() {
        let library = Library::builtin().unwrap();
        assert!(library.templates.len() >= 3 && library.themes.len() >= 2 && library.formats.len() >= 3);
        let themes: BTreeSet<_> = library.themes.iter().map(|it| &it.id).collect();
        let templates: BTreeSet<_> = library.templates.iter().map(|it| &it.id).collect();
        assert_eq!((themes.len(), templates.len()), (library.themes.len(), library.templates.len()));
    }

    #[test]
    fn text_of_every_theme_can_be_read_on_every_colour_behind_it() {
        for theme in Library::builtin().unwrap().themes {
            assert_eq!(theme.unreadable(), [], "{}", theme.id);
        }
    }

    #[test]
    fn any_number_of_books_up_to_twenty_has_an_opener_for_any_kind() {
        let library = Library::builtin().unwrap();
        for (kind, n) in PostKind::ALL.into_iter().flat_map(|kind| (1..=20).map(move |n| (kind, n))) {
            assert!(library.templates_for(Purpose::Opener, kind, n).next().is_some(), "{kind:?} {n}");
        }
    }

    #[test]
    fn every_kind_of_post_has_a_template_of_its_own() {
        let library = Library::builtin().unwrap();
        for kind in PostKind::ALL.into_iter().filter(|it| *it != PostKind::Exhibition) {
            let first = library.templates_for(Purpose::Opener, kind, 3).next().unwrap();
            assert!(first.is_made_for(kind), "{kind:?} opens with {}", first.id);
        }
    }

    #[test]
    fn what_a_person_made_takes_the_place_of_the_one_with_its_id() {
        let library = Library::builtin().unwrap();
        let usual = library.theme(&"swiss".into()).unwrap();
        let mut own = OwnLooks::default();
        own.put_theme(Theme { accent: crate::domain::Rgb::new(10, 92, 54), ..usual.clone() }.into());
        let all = library.with([&own]);
        assert_eq!(all.themes.len(), library.themes.len());
        assert_eq!(all.theme(&"swiss".into()).unwrap().accent.to_string(), "#0a5c36");
    }
}
