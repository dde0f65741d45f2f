//! What a person changed by hand, put over the composed layout.

use std::sync::Arc;

use crate::domain::{
    CanvasPoint, CanvasRect, CanvasSize, Element, ElementKind, FormatId, Placement, RoleChange, TextVoice,
};
use crate::typeset::{Fit, TextSpec, Typesetter, VerticalAlign};

use super::Scope;
use super::layout::{ElementKey, Ground, Layout, Placed, PlacedKind, TextLook};
use super::plaque::plaque;

/// Puts overrides and free elements on the layout.
pub(super) fn apply(scope: Scope<'_>, typesetter: &mut Typesetter, layout: &mut Layout) {
    let overrides = &scope.slide.overrides;
    layout.elements.retain(|it| match it.key {
        ElementKey::Role(role) => !overrides.change(role).is_some_and(|it| it.hidden),
        ElementKey::Free(_) => true,
    });
    for placed in &mut layout.elements {
        let ElementKey::Role(role) = placed.key else { continue };
        if let Some(change) = overrides.change(role) {
            restyle(placed, change);
        }
        if let Some(placement) = overrides.placement(&scope.format.id, role) {
            move_to(scope, typesetter, placed, placement);
        }
    }
    for element in free_elements(scope) {
        layout.elements.push(free(scope, typesetter, &element));
    }
}

fn restyle(placed: &mut Placed, change: &RoleChange) {
    match &mut placed.kind {
        PlacedKind::Cover { picture, crop, .. } => {
            *crop = change.crop;
            if let Some(other) = &change.picture {
                *picture = other.clone();
            }
        }
        PlacedKind::Text(look) => look.colour = change.colour.unwrap_or(look.colour),
        PlacedKind::Shape { colour, .. } => *colour = change.colour.unwrap_or(*colour),
        PlacedKind::Plaque(plaque) => plaque.ground = change.colour.unwrap_or(plaque.ground),
        PlacedKind::Picture { .. } | PlacedKind::Board => {}
    }
}

/// Moves an element; texts and generated covers of another size are set anew.
fn move_to(scope: Scope<'_>, typesetter: &mut Typesetter, placed: &mut Placed, placement: Placement) {
    let grown = placement.size.width / placed.placement.size.width.max(1.0);
    match &mut placed.kind {
        PlacedKind::Text(look) if (grown - 1.0).abs() > 1e-3 => scale_text(look, grown),
        PlacedKind::Plaque(old) => {
            if let Some(exhibit) = scope.exhibition.exhibit(old.exhibit) {
                let ground = old.ground;
                *old = plaque(exhibit, placement.size, typesetter);
                old.ground = ground;
            }
        }
        _ => {}
    }
    placed.placement = placement;
    placed.is_moved = true;
}

/// A text grows and shrinks with its element, line for line.
fn scale_text(look: &mut TextLook, by: f32) {
    look.pad *= by;
    let block = &mut look.block;
    block.size *= by;
    block.width *= by;
    block.height *= by;
    for line in &mut block.lines {
        line.x *= by;
        line.baseline *= by;
        line.width *= by;
        for glyph in &mut line.glyphs {
            glyph.x *= by;
            glyph.y *= by;
        }
    }
}

/// Elements added in this format, or those of another format scaled into this one.
fn free_elements(scope: Scope<'_>) -> Vec<Arc<Element>> {
    let elements = &scope.slide.elements;
    if let Some(own) = elements.get(&scope.format.id) {
        return own.clone();
    }
    let Some((other, found)) = elements.iter().next() else { return Vec::new() };
    let from = size_of(other, scope);
    found.iter().map(|it| Arc::new(scaled_into(it, from, scope))).collect()
}

/// Size of another format by its id; formats that are not known count as this one.
fn size_of(other: &FormatId, scope: Scope<'_>) -> CanvasSize {
    match other.0.as_str() {
        "portrait" => CanvasSize::new(1080.0, 1350.0),
        "square" => CanvasSize::new(1080.0, 1080.0),
        "story" => CanvasSize::new(1080.0, 1920.0),
        _ => scope.format.size,
    }
}

fn scaled_into(element: &Element, from: CanvasSize, scope: Scope<'_>) -> Element {
    let whole = CanvasRect::new(0.0, 0.0, scope.format.size.width, scope.format.size.height);
    let safe = whole.shrink(scope.format.safe);
    let by = (safe.width / from.width.max(1.0)).min(safe.height / from.height.max(1.0));
    let left = safe.x + (safe.width - from.width * by) / 2.0;
    let top = safe.y + (safe.height - from.height * by) / 2.0;
    let Placement { center, size, rotation } = element.placement;
    let placement = Placement {
        center: CanvasPoint { x: left + center.x * by, y: top + center.y * by },
        size: CanvasSize::new(size.width * by, size.height * by),
        rotation,
    };
    let kind = match &element.kind {
        ElementKind::Text { text, voice, size, align, colour } => {
            ElementKind::Text { text: text.clone(), voice: *voice, size: size * by, align: *align, colour: *colour }
        }
        other => other.clone(),
    };
    Element { id: element.id, placement, kind }
}

fn free(scope: Scope<'_>, typesetter: &mut Typesetter, element: &Element) -> Placed {
    let placement = element.placement;
    let kind = match &element.kind {
        ElementKind::Cover(id) => match scope.exhibition.exhibit(*id) {
            Some(exhibit) => match &exhibit.cover {
                Some(cover) => PlacedKind::Cover {
                    exhibit: *id,
                    picture: cover.file.clone(),
                    pixels: (cover.width, cover.height),
                    crop: None,
                },
                None => PlacedKind::Plaque(plaque(exhibit, placement.size, typesetter)),
            },
            None => PlacedKind::Shape { colour: scope.theme.quiet, radius: 4.0 },
        },
        ElementKind::Picture { file, crop } => PlacedKind::Picture { picture: file.clone(), crop: *crop },
        ElementKind::Shape { colour, radius } => PlacedKind::Shape { colour: *colour, radius: *radius },
        ElementKind::Text { text, voice, size, align, colour } => {
            let style = scope.theme.voices.get(*voice);
            let words = scope.fill(text);
            let is_running = !matches!(voice, TextVoice::Display | TextVoice::Heading);
            let spec = TextSpec {
                text: &words,
                face: style.face,
                tracking: style.tracking,
                leading: style.leading,
                capitals: style.capitals,
                align: *align,
                is_running,
            };
            let CanvasSize { width, height } = placement.size;
            let fit = Fit { width, height, max_size: *size, min_size: size * 0.5, max_lines: 60 };
            let block = typesetter.set(&spec, fit);
            let colour = colour.unwrap_or(scope.theme.ink);
            let vertical = VerticalAlign::Top;
            PlacedKind::Text(Box::new(TextLook {
                text: words,
                block,
                colour,
                ground: Ground::Bare,
                vertical,
                pad: 0.0,
            }))
        }
    };
    Placed { key: ElementKey::Free(element.id), placement, kind, is_moved: true }
}
