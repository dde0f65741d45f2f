//! The window's own clipboard: elements, and how an element looks.

use crate::domain::{Element, ElementKind, Rgb, TextAlign, TextStyle, TextVoice};

/// How an element looks, as far as another can take it over.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Style {
    pub(super) colour: Option<Rgb>,
    pub(super) letters: Option<TextStyle>,
    pub(super) align: Option<TextAlign>,
    pub(super) voice: Option<TextVoice>,
    pub(super) type_size: Option<f32>,
    pub(super) radius: Option<f32>,
}

impl Style {
    /// The look of a free element.
    pub(super) fn of(kind: &ElementKind) -> Self {
        match kind {
            ElementKind::Text { voice, size, align, colour, style, .. } => Self {
                colour: *colour,
                letters: Some(*style),
                align: Some(*align),
                voice: Some(*voice),
                type_size: Some(*size),
                radius: None,
            },
            ElementKind::Shape { colour, radius, .. } => {
                Self { colour: Some(*colour), radius: Some(*radius), ..Self::default() }
            }
            _ => Self::default(),
        }
    }

    /// The free element with this look.
    pub(super) fn put_on(&self, element: &Element) -> Element {
        let mut new = element.clone();
        match &mut new.kind {
            ElementKind::Text { voice, size, align, colour, style, .. } => {
                *voice = self.voice.unwrap_or(*voice);
                *size = self.type_size.unwrap_or(*size);
                *align = self.align.unwrap_or(*align);
                *colour = self.colour;
                *style = self.letters.unwrap_or(*style);
            }
            ElementKind::Shape { colour, radius, .. } => {
                *colour = self.colour.unwrap_or(*colour);
                *radius = self.radius.unwrap_or(*radius);
            }
            _ => {}
        }
        new
    }
}

/// What was copied on the canvas.
#[derive(Clone, Debug, Default)]
pub(super) struct Clip {
    pub(super) elements: Vec<Element>,
    /// What went to the system's clipboard with them: when it comes back, the elements are meant.
    pub(super) words: String,
    pub(super) style: Option<Style>,
    /// How often the elements were pasted: each copy lies a little farther down.
    pub(super) n_pasted: u16,
}
