//! Templates, themes and formats that come with the program, and how a new slide gets its template.

use crate::domain::{Format, FormatId, PostKind, TemplateId, Theme, ThemeId};

use super::template::{Purpose, Template};

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

fn read<T: serde::de::DeserializeOwned>((file, text): (&str, &str)) -> Result<T, FaultyData> {
    ron::from_str(text).map_err(|fault| FaultyData { file: file.to_owned(), fault })
}

impl Library {
    /// What comes with the program.
    pub fn builtin() -> Result<Self, FaultyData> {
        let templates = data!("templates": "opener", "hero-list", "card", "text");
        let themes = data!("themes": "swiss", "archive", "jubilee", "mint", "night");
        Ok(Self {
            templates: templates.into_iter().map(read).collect::<Result<_, _>>()?,
            themes: themes.into_iter().map(read).collect::<Result<_, _>>()?,
            formats: read(("formats", include_str!("../../assets/formats.ron")))?,
        })
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

    /// The format of this name, else the usual one.
    pub fn format(&self, id: &FormatId) -> Option<&Format> {
        self.formats.iter().find(|it| it.id == *id).or(self.formats.first())
    }

    /// Templates for a purpose and kind of post that can show so many exhibits.
    pub fn templates_for(
        &self,
        purpose: Purpose,
        kind: PostKind,
        n_exhibits: usize,
    ) -> impl Iterator<Item = &Template> {
        self.templates.iter().filter(move |it| {
            it.purpose == purpose && it.suits(n_exhibits) && (it.kinds.is_empty() || it.kinds.contains(&kind))
        })
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
    fn text_of_every_theme_can_be_read() {
        for theme in Library::builtin().unwrap().themes {
            let contrast = |colour: crate::domain::Rgb| colour.contrast(theme.background);
            assert!(contrast(theme.ink) >= 7.0, "{} ink {}", theme.id, contrast(theme.ink));
            assert!(contrast(theme.quiet) >= 4.5, "{} quiet {}", theme.id, contrast(theme.quiet));
            assert!(contrast(theme.accent) >= 3.0, "{} accent {}", theme.id, contrast(theme.accent));
        }
    }

    #[test]
    fn any_number_of_books_up_to_twelve_has_an_opener() {
        let library = Library::builtin().unwrap();
        for n in 1..=12 {
            assert!(library.templates_for(Purpose::Opener, PostKind::Exhibition, n).next().is_some(), "{n}");
        }
    }
}
