//! What a person changed by hand, put over the composed layout.
//!
//! A picture is never stretched: one whose frame has another proportion is cropped evenly at two sides.

use crate::domain::{
    CanvasPoint, CanvasRect, CanvasSize, Element, ElementKind, FormatId, Letters, Placement, Role, RoleChange,
    ShapeForm, TextAlign, TextVoice,
};
use crate::typeset::{Capitals, Fit, TextSpec, Typesetter, VerticalAlign};

use super::Scope;
use super::layout::{ElementKey, Ground, Layout, Placed, PlacedKind, TextLook};
use super::library::size_of;
use super::plaque::plaque;

/// Puts overrides and free elements on the layout.
pub(super) fn apply(scope: Scope<'_>, typesetter: &mut Typesetter, layout: &mut Layout) {
    let overrides = &scope.slide.overrides;
    layout.elements.extend(parts(scope).into_iter().map(|(role, it)| Placed {
        key: ElementKey::Role(role),
        is_moved: false,
        ..free(scope, typesetter, &it)
    }));
    let hidden = &mut layout.hidden;
    let is_hidden = |role: Role| overrides.change(role).is_some_and(|it| it.hidden);
    // What a number counts goes with it.
    let is_left_alone = |role: Role| role == Role::FigureWord && is_hidden(Role::Figure);
    layout.elements.retain(|it| match it.key {
        ElementKey::Role(role) if is_hidden(role) || is_left_alone(role) => {
            hidden.push(role);
            false
        }
        _ => true,
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
    layout.elements.iter_mut().for_each(fit_picture);
    layout.elements = scope.slide.layers.arrange(std::mem::take(&mut layout.elements), |it| it.key);
}

fn restyle(placed: &mut Placed, change: &RoleChange) {
    match &mut placed.kind {
        PlacedKind::Cover { crop, .. } => *crop = change.crop,
        PlacedKind::Text(look) => look.colour = change.colour.unwrap_or(look.colour),
        PlacedKind::Shape { colour, .. } => *colour = change.colour.unwrap_or(*colour),
        PlacedKind::Plaque(plaque) => plaque.ground = change.colour.unwrap_or(plaque.ground),
        PlacedKind::Picture { .. }
        | PlacedKind::Logo { .. }
        | PlacedKind::Ellipse(_)
        | PlacedKind::Board
        | PlacedKind::Code(_) => {}
    }
}

/// Crops what is shown of a picture to the proportion of its frame.
fn fit_picture(placed: &mut Placed) {
    let frame = placed.placement.size.aspect();
    match &mut placed.kind {
        PlacedKind::Cover { pixels, crop, .. } | PlacedKind::Picture { pixels, crop, .. } => {
            *crop = filling_part(*pixels, *crop, frame);
        }
        _ => {}
    }
}

/// Frames nearer than this to the proportion of their picture show all of it.
const SAME_ASPECT: f32 = 0.012;

/// The part of a picture, in fractions, that fills a frame of this aspect: as much of the given part as there can be.
pub fn filling_part(pixels: (u32, u32), crop: Option<CanvasRect>, frame: f32) -> Option<CanvasRect> {
    let (width, height) = (pixels.0 as f32, pixels.1 as f32);
    let shown = crop.unwrap_or(CanvasRect::new(0.0, 0.0, 1.0, 1.0));
    let own = CanvasSize::new(shown.width * width, shown.height * height);
    let is_known = own.width >= 1.0 && own.height >= 1.0 && frame > 0.0;
    if !is_known || (own.aspect() / frame - 1.0).abs() < SAME_ASPECT {
        return crop;
    }
    let part = own.fit(frame);
    let size = CanvasSize::new(part.width / width, part.height / height);
    let center = shown.center();
    Some(CanvasRect::new(center.x - size.width / 2.0, center.y - size.height / 2.0, size.width, size.height))
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
        for cell in &mut line.cells {
            cell.x *= by;
            cell.width *= by;
        }
        for glyph in &mut line.glyphs {
            glyph.x *= by;
            glyph.y *= by;
        }
    }
}

/// Parts a person made for the template, with what was typed over their words.
fn parts(scope: Scope<'_>) -> Vec<(Role, Element)> {
    let Some(preset) = &scope.template.preset else { return Vec::new() };
    let all = preset.elements.iter().flat_map(|(format, elements)| elements.iter().map(move |it| (format, it)));
    let placed = all.filter_map(|(format, element)| {
        let role = Role::Part(u16::try_from(element.id.0).ok()?);
        let mut own = if *format == scope.format.id {
            Element::clone(element)
        } else {
            scaled_into(element, size_of(format).unwrap_or(scope.format.size), scope)
        };
        let change = scope.slide.overrides.change(role);
        match (&mut own.kind, change.and_then(|it| Some((it, it.text.as_ref()?)))) {
            (ElementKind::Text { text, emphasis, .. }, Some((change, typed))) => {
                text.clone_from(typed);
                emphasis.clone_from(&change.emphasis);
            }
            (ElementKind::Cover(id), _) => *id = *scope.slide.exhibits.get(usize::try_from(id.0).ok()?)?,
            _ => {}
        }
        Some((role, own))
    });
    placed.collect()
}

/// Elements a person added: as they are in their own format, scaled into others unless they got a place there.
fn free_elements(scope: Scope<'_>) -> Vec<Element> {
    let layers = &scope.slide.layers;
    let placed = |format: &FormatId, element: &Element| {
        if *format == scope.format.id {
            return element.clone();
        }
        let scaled = scaled_into(element, size_of(format).unwrap_or(scope.format.size), scope);
        let own = layers.placements.get(&scope.format.id).and_then(|it| it.get(&element.id));
        own.map_or(scaled.clone(), |it| grown_to(&scaled, *it))
    };
    let all = scope.slide.elements.iter().flat_map(|(format, elements)| elements.iter().map(move |it| (format, it)));
    all.filter(|(_, it)| !layers.hidden.contains(&it.id)).map(|(format, it)| placed(format, it)).collect()
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
    grown_to(element, placement)
}

/// The element at another place; its type grows with its width.
fn grown_to(element: &Element, placement: Placement) -> Element {
    let mut grown = element.clone();
    if let ElementKind::Text { size, .. } = &mut grown.kind {
        *size *= placement.size.width / element.placement.size.width.max(1.0);
    }
    grown.placement = placement;
    grown
}

fn free(scope: Scope<'_>, typesetter: &mut Typesetter, element: &Element) -> Placed {
    let mut placement = element.placement;
    let kind = match &element.kind {
        ElementKind::Cover(id) => match scope.exhibition.exhibit(*id) {
            Some(exhibit) => match &exhibit.cover {
                Some(cover) => PlacedKind::Cover {
                    exhibit: *id,
                    picture: cover.scan(),
                    pixels: cover.size(),
                    crop: None,
                    finish: super::parts::finish(exhibit),
                },
                None => PlacedKind::Plaque(plaque(exhibit, placement.size, typesetter)),
            },
            None => PlacedKind::Shape { colour: scope.theme.quiet, radius: 4.0 },
        },
        ElementKind::Picture { file, crop, pixels } => {
            PlacedKind::Picture { picture: file.clone().into(), crop: *crop, pixels: *pixels }
        }
        ElementKind::Shape { colour, form: ShapeForm::Ellipse, .. } => PlacedKind::Ellipse(*colour),
        ElementKind::Shape { colour, radius, .. } => PlacedKind::Shape { colour: *colour, radius: *radius },
        ElementKind::Text { text, voice, size, align, colour, style, emphasis } => {
            let letters = Letters { style: *style, emphasis: emphasis.clone() };
            let how = How { voice: *voice, size: *size, align: *align, letters };
            let mut look = free_text(scope, typesetter, text, &how, placement.size.width);
            placement = placement.with_height(look.block.height.max(size * 0.7));
            look.colour = colour.unwrap_or(scope.theme.ink);
            PlacedKind::Text(Box::new(look))
        }
    };
    Placed { key: ElementKey::Free(element.id), placement, kind, is_moved: true }
}

/// A text is as high as its lines; none is higher than this.
const MOST_HEIGHT: f32 = 8_000.0;

/// How a text that a person added is set.
struct How {
    voice: TextVoice,
    size: f32,
    align: TextAlign,
    letters: Letters,
}

fn free_text(scope: Scope<'_>, typesetter: &mut Typesetter, typed: &str, how: &How, width: f32) -> TextLook {
    let words = scope.fill(typed);
    let voice = scope.theme.voices.get(how.voice);
    let spec = TextSpec {
        text: &words,
        face: voice.face.styled(how.letters.style),
        stretches: &scope.stretches(typed, &how.letters, voice.face),
        tracking: voice.tracking,
        leading: voice.leading,
        capitals: if voice.capitals { Capitals::Level } else { Capitals::No },
        align: how.align,
        is_running: !matches!(how.voice, TextVoice::Display | TextVoice::Heading),
        is_numeral: false,
        is_listed: false,
        hang: 0.0,
    };
    let fit = Fit { width, height: MOST_HEIGHT, max_size: how.size, min_size: how.size, max_lines: 200 };
    let block = typesetter.set(&spec, fit);
    let colour = scope.theme.ink;
    TextLook { text: words, block, colour, ground: Ground::Bare, vertical: VerticalAlign::Top, pad: 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_in_another_frame_is_cropped_evenly_and_never_stretched() {
        for (frame, crop) in [(1.0, None), (0.3, None), (2.0, Some(CanvasRect::new(0.1, 0.2, 0.5, 0.5)))] {
            let shown = filling_part((600, 900), crop, frame).unwrap();
            let aspect = shown.width * 600.0 / (shown.height * 900.0);
            assert!((aspect / frame - 1.0).abs() < 1e-3, "{frame}: {shown:?}");
            let before = crop.unwrap_or(CanvasRect::new(0.0, 0.0, 1.0, 1.0));
            assert!(before.contains_rect(shown, 1e-4));
            assert!((before.center().x - shown.center().x).abs() < 1e-4);
        }
    }

    #[test]
    fn a_frame_of_the_pictures_own_proportion_shows_it_whole() {
        assert_eq!(filling_part((600, 900), None, 2.0 / 3.0), None);
        assert_eq!(filling_part((0, 0), None, 2.0), None);
    }
}
