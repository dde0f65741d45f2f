//! The elements of a slide as things to be taken hold of: where they are now, how they scale, what they are called.

use super::handling::{Manner, WHOLE};
use crate::compose::{ElementKey, Layout, Placed, PlacedKind};
use crate::domain::{CanvasPoint, CanvasRect, Element, ElementKind, FormatId, Placement, Role, ShapeForm, Slide};
use crate::edit::Edit;

/// What a thing is, as steps back name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum Sort {
    Cover,
    Picture,
    Text,
    Shape,
}

/// What is done to things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum Deed {
    Move,
    Scale,
    Turn,
    Crop,
    Copy,
    Remove,
    Style,
    Type,
}

/// What a step is called: «перемещение обложки».
pub(in crate::app) fn step_name(deed: Deed, sort: Option<Sort>) -> (&'static str, &'static str) {
    use Sort as S;
    match (deed, sort) {
        (Deed::Move, Some(S::Cover)) => ("перемещение обложки", "moving a cover"),
        (Deed::Move, Some(S::Picture)) => ("перемещение картинки", "moving a picture"),
        (Deed::Move, Some(S::Text)) => ("перемещение текста", "moving a text"),
        (Deed::Move, Some(S::Shape)) => ("перемещение фигуры", "moving a shape"),
        (Deed::Move, None) => ("перемещение элементов", "moving elements"),
        (Deed::Scale, Some(S::Cover)) => ("размер обложки", "size of a cover"),
        (Deed::Scale, Some(S::Picture)) => ("размер картинки", "size of a picture"),
        (Deed::Scale, Some(S::Text)) => ("размер текста", "size of a text"),
        (Deed::Scale, Some(S::Shape)) => ("размер фигуры", "size of a shape"),
        (Deed::Scale, None) => ("размер элементов", "size of elements"),
        (Deed::Turn, Some(S::Cover)) => ("поворот обложки", "turning a cover"),
        (Deed::Turn, Some(S::Picture)) => ("поворот картинки", "turning a picture"),
        (Deed::Turn, Some(S::Text)) => ("поворот текста", "turning a text"),
        (Deed::Turn, Some(S::Shape)) => ("поворот фигуры", "turning a shape"),
        (Deed::Turn, None) => ("поворот элементов", "turning elements"),
        (Deed::Crop, Some(S::Cover)) => ("кадрирование обложки", "cropping a cover"),
        (Deed::Crop, _) => ("кадрирование картинки", "cropping a picture"),
        (Deed::Copy, _) => ("копия элементов", "copying elements"),
        (Deed::Remove, Some(S::Cover)) => ("удаление обложки с кадра", "taking a cover off the slide"),
        (Deed::Remove, Some(S::Picture)) => ("удаление картинки", "removing a picture"),
        (Deed::Remove, Some(S::Text)) => ("удаление текста", "removing a text"),
        (Deed::Remove, Some(S::Shape)) => ("удаление фигуры", "removing a shape"),
        (Deed::Remove, None) => ("удаление элементов", "removing elements"),
        (Deed::Type, _) => ("слова на кадре", "words on the slide"),
        (Deed::Style, Some(S::Text)) => ("вид текста", "look of a text"),
        (Deed::Style, _) => ("вид элемента", "look of an element"),
    }
}

/// An element that can be taken hold of.
#[derive(Clone, Debug)]
pub(in crate::app) struct Thing {
    pub(in crate::app) key: ElementKey,
    /// Where it is in the document now; the picture on the screen may be a frame older.
    pub(in crate::app) placement: Placement,
    pub(in crate::app) manner: Manner,
    pub(in crate::app) sort: Sort,
    pub(in crate::app) is_locked: bool,
    /// The part shown of a picture that can be cropped.
    pub(in crate::app) crop: Option<CanvasRect>,
    /// Size of the type of a text that a person added.
    pub(in crate::app) type_size: Option<f32>,
}

/// The things of a slide, back to front.
pub(in crate::app) fn things(layout: &Layout, slide: &Slide, format: &FormatId) -> Vec<Thing> {
    layout.elements.iter().filter_map(|it| thing(it, slide, format)).collect()
}

fn thing(placed: &Placed, slide: &Slide, format: &FormatId) -> Option<Thing> {
    let key = placed.key;
    let own = match key {
        ElementKey::Role(_) => None,
        ElementKey::Free(id) => Some(slide.element(id)?),
    };
    let is_home = own.is_some_and(|it| slide.home(it.id) == Some(format));
    let is_line = own.is_some_and(|it| matches!(it.kind, ElementKind::Shape { form: ShapeForm::Line, .. }));
    let (sort, manner) = match &placed.kind {
        PlacedKind::Cover { .. } => (Sort::Cover, Manner::Picture),
        PlacedKind::Plaque(_) => (Sort::Cover, Manner::Whole),
        PlacedKind::Code(_) | PlacedKind::Logo { .. } => (Sort::Picture, Manner::Whole),
        PlacedKind::Picture { .. } => (Sort::Picture, Manner::Picture),
        PlacedKind::Text(_) if is_home => (Sort::Text, Manner::Text),
        PlacedKind::Text(_) => (Sort::Text, Manner::Whole),
        PlacedKind::Shape { .. } if is_line => (Sort::Shape, Manner::Line),
        PlacedKind::Shape { .. } | PlacedKind::Ellipse(_) => (Sort::Shape, Manner::Free),
        PlacedKind::Board => return None,
    };
    let crop = match &placed.kind {
        PlacedKind::Cover { crop, .. } if own.is_none() => Some(crop.unwrap_or(WHOLE)),
        PlacedKind::Picture { crop, .. } => Some(crop.unwrap_or(WHOLE)),
        _ => None,
    };
    // A copy of a cover has no crop of its own: its sides would have nothing to crop.
    let manner = if manner == Manner::Picture && crop.is_none() { Manner::Whole } else { manner };
    let type_size = own.and_then(|it| if let ElementKind::Text { size, .. } = it.kind { Some(size) } else { None });
    let is_locked = slide.layers.locked.contains(&key);
    Some(Thing { key, placement: now(placed, slide, format), manner, sort, is_locked, crop, type_size })
}

/// Where an element is in the document now.
fn now(placed: &Placed, slide: &Slide, format: &FormatId) -> Placement {
    match placed.key {
        ElementKey::Role(role) => slide.overrides.placement(format, role).unwrap_or(placed.placement),
        ElementKey::Free(id) if slide.home(id) == Some(format) => {
            let own = slide.element(id).map_or(placed.placement, |it| it.placement);
            // A text is as high as its lines, whatever its box was.
            let is_text = matches!(placed.kind, PlacedKind::Text(_));
            if is_text { own.with_height(placed.placement.size.height) } else { own }
        }
        ElementKey::Free(id) => {
            let own = slide.layers.placements.get(format).and_then(|it| it.get(&id));
            own.copied().unwrap_or(placed.placement)
        }
    }
}

/// The thing under a point: the topmost that is not locked.
pub(super) fn under(things: &[Thing], point: CanvasPoint) -> Option<&Thing> {
    things.iter().rev().filter(|it| !it.is_locked).find(|it| it.placement.contains(point))
}

/// What all of these are, if they are all the same.
pub(in crate::app) fn common_sort<'a>(mut things: impl Iterator<Item = &'a Thing>) -> Option<Sort> {
    let first = things.next()?.sort;
    if things.next().is_some() { None } else { Some(first) }
}

/// The edit that puts an element somewhere.
pub(in crate::app) fn place_edit(key: ElementKey, placement: Placement, slide: &Slide, format: &FormatId) -> Edit {
    let (slide, format) = (slide.id, format.clone());
    match key {
        ElementKey::Role(role) => Edit::Place { slide, format, role, placement: Some(placement) },
        ElementKey::Free(element) => Edit::PlaceElement { slide, format, element, placement },
    }
}

/// The edit that shows another part of a picture.
pub(in crate::app) fn crop_edit(
    key: ElementKey,
    crop: CanvasRect,
    slide: &Slide,
    format: &FormatId,
    at: Option<Placement>,
) -> Option<Edit> {
    let crop = Some(crop).filter(|it| *it != WHOLE);
    match key {
        ElementKey::Role(role) => {
            let change = slide.overrides.change(role).cloned().unwrap_or_default();
            let change = crate::domain::RoleChange { crop, ..change };
            Some(Edit::Change { slide: slide.id, role, change: Some(Box::new(change)) })
        }
        ElementKey::Free(id) => {
            let mut element = Element::clone(slide.element(id)?);
            let ElementKind::Picture { crop: shown, .. } = &mut element.kind else { return None };
            *shown = crop;
            element.placement = at.filter(|_| slide.home(id) == Some(format)).unwrap_or(element.placement);
            Some(Edit::Element { slide: slide.id, format: format.clone(), element: Box::new(element) })
        }
    }
}

/// The edits that give a thing a new size; type a person added grows with its corner.
pub(super) fn size_edits(thing: &Thing, to: Placement, is_corner: bool, slide: &Slide, format: &FormatId) -> Vec<Edit> {
    if let (ElementKey::Free(id), Some(from), Manner::Text) = (thing.key, thing.type_size, thing.manner)
        && let Some(element) = slide.element(id)
    {
        let mut element = Element { placement: to, ..Element::clone(element) };
        if let ElementKind::Text { size, .. } = &mut element.kind {
            let by = to.size.width / thing.placement.size.width.max(1.0);
            *size = if is_corner { (from * by).clamp(6.0, 600.0) } else { from };
        }
        return vec![Edit::Element { slide: slide.id, format: format.clone(), element: Box::new(element) }];
    }
    vec![place_edit(thing.key, to, slide, format)]
}

/// What a thing becomes when it is copied: a free element that looks the same.
pub(in crate::app) fn as_free(placed: &Placed, slide: &Slide, ink: crate::domain::Rgb) -> Option<ElementKind> {
    let role = match placed.key {
        ElementKey::Free(id) => return slide.element(id).map(|it| it.kind.clone()),
        ElementKey::Role(role) => role,
    };
    Some(match &placed.kind {
        PlacedKind::Cover { exhibit, crop: None, .. } => ElementKind::Cover(*exhibit),
        // A free picture is shown as its file is.
        PlacedKind::Cover { exhibit, picture, .. } if !picture.retouch.is_none() => ElementKind::Cover(*exhibit),
        PlacedKind::Cover { picture, crop, pixels, .. } | PlacedKind::Picture { picture, crop, pixels } => {
            ElementKind::Picture { file: picture.file.clone(), crop: *crop, pixels: *pixels }
        }
        PlacedKind::Plaque(plaque) => ElementKind::Cover(plaque.exhibit),
        PlacedKind::Shape { colour, radius } => {
            ElementKind::Shape { colour: *colour, radius: *radius, form: ShapeForm::Rectangle }
        }
        PlacedKind::Ellipse(colour) => ElementKind::Shape { colour: *colour, radius: 0.0, form: ShapeForm::Ellipse },
        PlacedKind::Text(look) => {
            let change = slide.overrides.change(role);
            ElementKind::Text {
                text: look.text.clone(),
                voice: voice_of(role),
                size: look.block.size,
                align: change.and_then(|it| it.align).unwrap_or_default(),
                colour: Some(look.colour).filter(|it| *it != ink),
                style: change.and_then(|it| it.style).unwrap_or_default(),
                // The words are copied as they are shown: with fields in them places would no longer be the same.
                emphasis: change
                    .filter(|it| it.text.as_ref().is_some_and(|it| !it.contains('{')))
                    .map_or_else(Vec::new, |it| it.emphasis.clone()),
            }
        }
        PlacedKind::Board | PlacedKind::Code(_) | PlacedKind::Logo { .. } => return None,
    })
}

/// The voice a role of a template speaks in, near enough for a copy.
fn voice_of(role: Role) -> crate::domain::TextVoice {
    use crate::domain::TextVoice as V;
    match role {
        Role::Title | Role::Figure => V::Display,
        Role::Subtitle | Role::Entry(_) | Role::Answer(_) => V::Heading,
        Role::Lead => V::Lead,
        Role::Quotation => V::Quotation,
        Role::Kicker | Role::Counter | Role::Shelfmark | Role::AgeMark | Role::Author | Role::Stamp => V::Label,
        Role::FigureWord | Role::Description | Role::Footer | Role::QuotationSource | Role::EntryAuthor(_) => V::Small,
        Role::Body | Role::Cover(_) | Role::Ornament(_) | Role::Code | Role::Logo | Role::Part(_) => V::Reading,
    }
}
