//! Templates, themes and formats that come with the program, and how a new slide gets its template.

use std::borrow::Cow;

use crate::domain::{
    Exhibition, Format, FormatId, OwnLooks, Post, PostKind, Purpose, Slide, Template, TemplateId, Theme, ThemeId,
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

/// What a data file describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataKind {
    /// A [`Template`].
    Template,
    /// A [`Theme`].
    Theme,
}

macro_rules! data {
    ($folder:literal: $($name:literal),* $(,)?) => {
        [$(($name, include_str!(concat!("../../assets/", $folder, "/", $name, ".ron")))),*]
    };
}

fn put<T, I: PartialEq>(all: &mut Vec<T>, new: T, id: impl Fn(&T) -> &I) {
    match all.iter_mut().find(|it| id(it) == id(&new)) {
        Some(place) => *place = new,
        None => all.push(new),
    }
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
            "quotation", "text", "closing",
        );
        let themes = data!(
            "themes": "swiss", "archive", "jubilee", "mint", "night", "science", "children", "festive", "spring",
            "classic", "homeland", "modern", "sunny", "voyage", "winter",
        );
        Ok(Self {
            templates: templates.into_iter().map(read).collect::<Result<_, _>>()?,
            themes: themes.into_iter().map(read).collect::<Result<_, _>>()?,
            formats: read(("formats", include_str!("../../assets/formats.ron")))?,
        })
    }

    /// Takes a template or a theme from the text of a data file, in place of one with the same id.
    pub fn take(&mut self, kind: DataKind, file: &str, text: &str) -> Result<(), FaultyData> {
        match kind {
            DataKind::Template => {
                let read: Template = read((file, text))?;
                self.templates.retain(|it| it.id != read.id);
                self.templates.push(read);
            }
            DataKind::Theme => {
                let read: Theme = read((file, text))?;
                self.themes.retain(|it| it.id != read.id);
                self.themes.push(read);
            }
        }
        Ok(())
    }

    /// The template of a slide: the one its document carries, else one of the program.
    pub fn template_of<'a>(&'a self, exhibition: &'a Exhibition, slide: &Slide) -> Option<&'a Template> {
        let carried = exhibition.looks.template(&slide.template).map(AsRef::as_ref);
        carried.or_else(|| self.template(&slide.template, slide.exhibits.len()))
    }

    /// The theme of a post: the one its document carries, else one of the program.
    pub fn theme_of<'a>(&'a self, exhibition: &'a Exhibition, post: &Post) -> Option<&'a Theme> {
        let id = exhibition.theme_of(post);
        exhibition.looks.theme(id).map(AsRef::as_ref).or_else(|| self.theme(id))
    }

    /// Everything there is to choose from: what comes with the program, then what people made, by id.
    #[must_use]
    pub fn with<'a>(&self, own: impl IntoIterator<Item = &'a OwnLooks>) -> Self {
        let mut all = self.clone();
        for looks in own {
            for theme in &looks.themes {
                put(&mut all.themes, Theme::clone(theme), |it| &it.id);
            }
            for template in &looks.templates {
                put(&mut all.templates, Template::clone(template), |it| &it.id);
            }
        }
        all
    }

    /// The template of this name, else the first that can show so many exhibits.
    pub fn template(&self, id: &TemplateId, n_exhibits: usize) -> Option<&Template> {
        let named = self.templates.iter().find(|it| it.id == *id);
        named.or_else(|| self.templates.iter().find(|it| it.suits(n_exhibits))).or(self.templates.first())
    }

    /// The theme of this name, else the usual one.
    pub fn theme(&self, id: &ThemeId) -> Option<&Theme> {
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
    use super::*;

    #[test]
    fn everything_that_comes_with_the_program_can_be_read() {
        let library = Library::builtin().unwrap();
        assert!(library.templates.len() >= 3 && library.themes.len() >= 2 && library.formats.len() >= 3);
        let mut ids: Vec<_> = library.themes.iter().map(|it| &it.id).collect();
        ids.dedup();
        assert_eq!(ids.len(), library.themes.len());
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
    fn a_data_file_takes_the_place_of_the_one_with_its_id_and_a_fault_has_its_place() {
        let mut library = Library::builtin().unwrap();
        let n = library.themes.len();
        let text = include_str!("../../assets/themes/swiss.ron");
        library.take(DataKind::Theme, "mine", &text.replace("#e4572e", "#0a5c36")).unwrap();
        assert_eq!(library.themes.len(), n);
        assert_eq!(library.theme(&"swiss".into()).unwrap().accent.to_string(), "#0a5c36");
        let fault = library.take(DataKind::Theme, "mine", &text.replace("#e4572e", "red")).unwrap_err();
        assert!(fault.fault.span.start.line > 1 && fault.to_string().contains("mine"), "{fault}");
    }
}
