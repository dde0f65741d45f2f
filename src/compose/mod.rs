//! Slide + template + theme + format → elements in their places.
//!
//! [`compose()`] is a pure function: the same document gives the same layout, on any machine. It measures text
//! with the bundled typefaces and touches neither files nor pixels. Book covers are whole, in the curator's
//! order, and stay on the slide; what a person moved by hand stays where it was put.

mod answers;
mod arrange;
mod code;
mod columns;
mod entries;
mod few;
mod fields;
mod filled;
mod findings;
mod layout;
mod left_over;
mod library;
mod list_sizes;
mod lists;
mod names;
mod overrides;
mod parts;
mod plaque;
mod stack;
mod texts;
mod ways;

pub use arrange::{Arranged, Book, Room, arrange};
pub use code::Code;
pub use findings::LayoutFinding;
pub use layout::{ElementKey, Finish, Ground, Layout, Placed, PlacedKind, Plaque, PlaqueItem, PlaqueKind, TextLook};
pub use library::{FaultyData, Library};
pub use names::ElementNames;
pub use overrides::filling_part;

use crate::domain::{Exhibition, Format, Post, Slide, Template, Theme};
use crate::typeset::Typesetter;

/// What a slide is composed from.
#[derive(Clone, Copy, Debug)]
pub struct Scope<'a> {
    /// The document.
    pub exhibition: &'a Exhibition,
    /// The post the slide is part of.
    pub post: &'a Post,
    /// The slide.
    pub slide: &'a Slide,
    /// Its arrangement.
    pub template: &'a Template,
    /// Colours and typefaces.
    pub theme: &'a Theme,
    /// Size and safe area.
    pub format: &'a Format,
}

/// Lays a slide out.
pub fn compose(scope: Scope<'_>, typesetter: &mut Typesetter) -> Layout {
    let Some(preset) = &scope.template.preset else { return laid_out(scope, typesetter) };
    let own = &scope.slide.overrides;
    let slide = preset.on(scope.slide);
    let mut layout = laid_out(Scope { slide: &slide, ..scope }, typesetter);
    for placed in &mut layout.elements {
        if let ElementKey::Role(role) = placed.key {
            // What the template moved, no hand did here.
            placed.is_moved = own.placement(&scope.format.id, role).is_some();
        }
    }
    layout
}

fn laid_out(scope: Scope<'_>, typesetter: &mut Typesetter) -> Layout {
    let mut layout = ways::lay_out(scope, typesetter);
    overrides::apply(scope, typesetter, &mut layout);
    layout.note_texts();
    layout.note_crowd(scope.slide.exhibits.len());
    layout.note_low_resolution();
    layout
}
