//! Templates and themes that people made.
//!
//! The document carries those it uses, so that it gives the same pictures on any machine; the workstation keeps a
//! collection to choose from. A carried one comes before one of the program with the same id.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Template, TemplateId, Theme, ThemeId};

/// Templates and themes that do not come with the program.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OwnLooks {
    /// Themes, in the order they were made.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<Arc<Theme>>,
    /// Templates, in the order they were made.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub templates: Vec<Arc<Template>>,
}

impl OwnLooks {
    /// Is there none?
    pub fn is_empty(&self) -> bool {
        self.themes.is_empty() && self.templates.is_empty()
    }

    /// The theme with this id.
    pub fn theme(&self, id: &ThemeId) -> Option<&Arc<Theme>> {
        self.themes.iter().find(|it| it.id == *id)
    }

    /// The template with this id.
    pub fn template(&self, id: &TemplateId) -> Option<&Arc<Template>> {
        self.templates.iter().find(|it| it.id == *id)
    }

    /// Takes a theme in, in place of one with its id.
    pub fn put_theme(&mut self, theme: Arc<Theme>) {
        match self.themes.iter_mut().find(|it| it.id == theme.id) {
            Some(place) => *place = theme,
            None => self.themes.push(theme),
        }
    }

    /// Takes a template in, in place of one with its id.
    pub fn put_template(&mut self, template: Arc<Template>) {
        match self.templates.iter_mut().find(|it| it.id == template.id) {
            Some(place) => *place = template,
            None => self.templates.push(template),
        }
    }

    /// Whether it holds the very same values as another, without looking into them.
    pub fn is_same(&self, other: &Self) -> bool {
        let themes = self.themes.len() == other.themes.len() && self.templates.len() == other.templates.len();
        themes
            && self.themes.iter().zip(&other.themes).all(|(a, b)| Arc::ptr_eq(a, b))
            && self.templates.iter().zip(&other.templates).all(|(a, b)| Arc::ptr_eq(a, b))
    }
}
