//! A slide with every decision made: the layout with its pictures at hand.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::compose::{Code, Finish, Layout, PlacedKind, Plaque, TextLook};
use crate::domain::{CanvasRect, CanvasSize, Picture, Placement, Rgb, Scan, Theme};

/// Decoded pictures by name. A picture that is missing is drawn as a grey box.
pub type Pictures = BTreeMap<Scan, Arc<Picture>>;

/// What is drawn in one place.
#[derive(Clone, Debug, PartialEq)]
pub enum SceneKind {
    /// A book: picture with shadow, spine and edge.
    Book {
        /// The picture; `None` draws a grey box.
        picture: Option<Arc<Picture>>,
        /// The part shown, in fractions of the picture.
        crop: Option<CanvasRect>,
    },
    /// A photograph: picture with a white edge and a shadow.
    Photo {
        /// The picture; `None` draws a grey box.
        picture: Option<Arc<Picture>>,
        /// The part shown, in fractions of the picture.
        crop: Option<CanvasRect>,
    },
    /// A generated cover, with the same shadow, spine and edge.
    Plaque(Plaque),
    /// A picture without a shadow.
    Picture {
        /// The picture; `None` draws a grey box.
        picture: Option<Arc<Picture>>,
        /// The part shown, in fractions of the picture.
        crop: Option<CanvasRect>,
    },
    /// A mark: a picture one may see through, on a plate or on the slide.
    Logo {
        /// The picture; `None` draws a grey box.
        picture: Option<Arc<Picture>>,
        /// Width divided by height.
        aspect: f32,
        /// Colour of the plate.
        plate: Option<Rgb>,
    },
    /// A text.
    Text(Box<TextLook>),
    /// A filled rectangle.
    Shape(Rgb, f32),
    /// A filled ellipse.
    Ellipse(Rgb),
    /// The board of a shelf.
    Board,
    /// A code to scan.
    Code(Code),
}

/// One thing to draw.
#[derive(Clone, Debug, PartialEq)]
pub struct SceneItem {
    /// Where.
    pub placement: Placement,
    /// What.
    pub kind: SceneKind,
}

/// A slide with every decision made.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// Size, in canvas units.
    pub size: CanvasSize,
    /// Background and colours.
    pub theme: Theme,
    /// Items, back to front.
    pub items: Vec<SceneItem>,
}

impl Scene {
    /// Where lines of text stand; of turned texts, which are stamps, all of them with their frame.
    pub(super) fn lines(&self) -> Vec<CanvasRect> {
        let mut lines = Vec::new();
        for item in &self.items {
            let SceneKind::Text(look) = &item.kind else { continue };
            if item.placement.rotation == 0.0 {
                let rect = item.placement.rect();
                let top = rect.y + look.top(rect.height);
                lines.extend(look.block.lines.iter().map(|it| {
                    let (x, y) = (rect.x + look.pad + it.x, top + it.baseline - look.block.size * 0.8);
                    CanvasRect::new(x, y, it.width, look.block.size * 1.1)
                }));
            } else {
                lines.push(item.placement.bounds());
            }
        }
        lines
    }

    /// Where books, photographs and what else hides the ground lie.
    pub(super) fn hiding(&self) -> Vec<CanvasRect> {
        let hides = |it: &&SceneItem| !matches!(it.kind, SceneKind::Text(_) | SceneKind::Shape(..));
        self.items.iter().filter(hides).map(|it| it.placement.bounds()).collect()
    }

    /// Where rules and bands lie.
    pub(super) fn shapes(&self) -> Vec<CanvasRect> {
        let is_shape = |it: &&SceneItem| matches!(it.kind, SceneKind::Shape(..));
        self.items.iter().filter(is_shape).map(|it| it.placement.bounds()).collect()
    }
}

/// Brings a layout and its pictures together.
pub fn resolve(layout: &Layout, pictures: &Pictures) -> Scene {
    let picture = |name: &Scan| pictures.get(name).cloned();
    let item = |placed: &crate::compose::Placed| {
        let kind = match &placed.kind {
            PlacedKind::Cover { picture: name, crop, finish: Finish::Book, .. } => {
                SceneKind::Book { picture: picture(name), crop: *crop }
            }
            PlacedKind::Cover { picture: name, crop, finish: Finish::Photo, .. } => {
                SceneKind::Photo { picture: picture(name), crop: *crop }
            }
            PlacedKind::Picture { picture: name, crop, .. } => {
                SceneKind::Picture { picture: picture(name), crop: *crop }
            }
            PlacedKind::Logo { picture: name, aspect, plate } => {
                SceneKind::Logo { picture: picture(name), aspect: *aspect, plate: *plate }
            }
            PlacedKind::Plaque(plaque) => SceneKind::Plaque(plaque.clone()),
            PlacedKind::Text(look) => SceneKind::Text(look.clone()),
            PlacedKind::Shape { colour, radius } => SceneKind::Shape(*colour, *radius),
            PlacedKind::Ellipse(colour) => SceneKind::Ellipse(*colour),
            PlacedKind::Board => SceneKind::Board,
            PlacedKind::Code(code) => SceneKind::Code(code.clone()),
        };
        SceneItem { placement: placed.placement, kind }
    };
    Scene { size: layout.size(), theme: layout.theme.clone(), items: layout.elements.iter().map(item).collect() }
}
