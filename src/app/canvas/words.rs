//! The words of an element and the look of their letters, as the document holds them.

use crate::compose::ElementKey;
use crate::domain::{Element, ElementKind, FormatId, Letters, RoleChange, Slide};
use crate::edit::Edit;

/// What a person typed and how its letters look.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct OwnText {
    /// The words; `None` are those of the template.
    pub(in crate::app) text: Option<String>,
    /// The letters.
    pub(in crate::app) letters: Letters,
}

impl OwnText {
    /// The text of an element; `None` when it has none.
    pub(in crate::app) fn of(slide: &Slide, key: ElementKey) -> Option<Self> {
        match key {
            ElementKey::Role(role) => {
                let change = slide.overrides.change(role).cloned().unwrap_or_default();
                Some(Self { letters: change.letters(), text: change.text })
            }
            ElementKey::Free(id) => match &slide.element(id)?.kind {
                ElementKind::Text { text, style, emphasis, .. } => {
                    let letters = Letters { style: *style, emphasis: emphasis.clone() };
                    Some(Self { text: Some(text.clone()), letters })
                }
                _ => None,
            },
        }
    }

    /// The edit that makes it the text of an element.
    pub(in crate::app) fn edit(self, slide: &Slide, format: &FormatId, key: ElementKey) -> Option<Edit> {
        match key {
            ElementKey::Role(role) => {
                let own = slide.overrides.change(role).cloned().unwrap_or_default();
                let change = RoleChange { text: self.text, ..own }.with_letters(self.letters);
                Some(Edit::Change { slide: slide.id, role, change: Some(Box::new(change)) })
            }
            ElementKey::Free(id) => {
                let mut element = Element::clone(slide.element(id)?);
                let ElementKind::Text { text, style, emphasis, .. } = &mut element.kind else { return None };
                *text = self.text.unwrap_or_default();
                (*style, *emphasis) = (self.letters.style, self.letters.emphasis);
                Some(Edit::Element { slide: slide.id, format: format.clone(), element: Box::new(element) })
            }
        }
    }
}
