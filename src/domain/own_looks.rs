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
        put_by(&mut self.themes, theme, |it| &it.id);
    }

    /// Takes a template in, in place of one with its id.
    pub fn put_template(&mut self, template: Arc<Template>) {
        put_by(&mut self.templates, template, |it| &it.id);
    }

    /// Whether it holds the very same values as another, without looking into them.
    pub fn is_same(&self, other: &Self) -> bool {
        self.themes.len() == other.themes.len()
            && self.templates.len() == other.templates.len()
            && self.themes.iter().zip(&other.themes).all(|(a, b)| Arc::ptr_eq(a, b))
            && self.templates.iter().zip(&other.templates).all(|(a, b)| Arc::ptr_eq(a, b))
    }
}

/// Puts a thing into a list in place of the one with its id, or at the end.
pub(crate) fn put_by<T, I: PartialEq>(all: &mut Vec<T>, new: T, id: impl Fn(&T) -> &I) {
    match all.iter_mut().find(|it| id(it) == id(&new)) {
        Some(place) => *place = new,
        None => all.push(new),
    }
}
