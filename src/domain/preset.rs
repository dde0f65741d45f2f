//! What was arranged by hand on one slide, as part of a template for many.
//!
//! Books are counted by their place on the slide, from 0, where a slide of the document names them by id; things
//! of a person's own become parts of the template, with roles that overrides hold on to.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::exhibition::is_default;
use super::{
    Element, ElementId, ElementKey, ElementKind, ExhibitId, FormatId, Overrides, Placement, Role, RoleChange, Slide,
};

/// What a template has over its blocks.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Preset {
    /// Places and changes of roles; books by their place on the slide.
    #[serde(skip_serializing_if = "is_default")]
    pub overrides: Overrides,
    /// Parts of its own, back to front, by the format they were made in; the id is the number of the part.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub elements: BTreeMap<FormatId, Vec<Arc<Element>>>,
    /// Order of those that were put over or under others.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub order: Vec<ElementKey>,
    /// The variant things were moved in: in another they would lie over others.
    #[serde(skip_serializing_if = "is_default")]
    pub seed: u64,
}

/// What of a slide becomes part of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
    /// Words typed over a role stay with the slide; the template keeps the bound ones.
    Bound,
    /// Words typed over a role are the template's too.
    AsTyped,
}

impl Preset {
    /// What a person arranged on a slide, over what its own template had arranged already.
    ///
    /// Pictures of a person's own are left out: they lie in the media folder of one exhibition. Returns also how many were left out.
    pub fn of(slide: &Slide, before: Option<&Self>, words: Words) -> (Self, usize) {
        let whole = before.map_or_else(|| slide.clone(), |it| it.on(slide));
        let mut preset = Self { elements: before.map(|it| it.elements.clone()).unwrap_or_default(), ..Self::default() };
        let new = preset.take_elements(slide);
        let role = |it: Role| by_place(it, &slide.exhibits);
        let key = |it: &ElementKey| match it {
            ElementKey::Role(it) => role(*it).map(ElementKey::Role),
            ElementKey::Free(it) => new.get(it).copied().map(ElementKey::Role),
        };
        preset.order = whole.layers.order.iter().filter_map(key).collect();
        preset.overrides = kept(&whole.overrides, role, words);
        for (format, places) in &slide.layers.placements {
            let of_format = preset.overrides.placements.entry(format.clone()).or_default();
            of_format.extend(places.iter().filter_map(|(id, place)| Some((*new.get(id)?, *place))));
        }
        preset.overrides.placements.retain(|_, it| !it.is_empty());
        preset.seed = if preset.overrides.placements.is_empty() { 0 } else { whole.seed };
        let n_all = slide.elements.values().flatten().filter(|it| !slide.layers.hidden.contains(&it.id)).count();
        (preset, n_all - new.len())
    }

    /// Makes parts of the things on a slide that can be; returns what they are called now.
    fn take_elements(&mut self, slide: &Slide) -> BTreeMap<ElementId, Role> {
        let used = self.elements.values().flatten().map(|it| it.id.0);
        let mut next = used.max().map_or(0, |it| it + 1);
        let mut new = BTreeMap::new();
        for (format, element) in slide.elements.iter().flat_map(|(format, all)| all.iter().map(move |it| (format, it)))
        {
            let kind = match &element.kind {
                ElementKind::Picture { .. } => None,
                ElementKind::Cover(id) => place_of(*id, &slide.exhibits).map(ElementKind::Cover),
                other => Some(other.clone()),
            };
            let Some(kind) = kind.filter(|_| !slide.layers.hidden.contains(&element.id)) else { continue };
            let part = Element { id: ElementId(next), placement: element.placement, kind };
            new.insert(element.id, Role::Part(next as u16));
            self.elements.entry(format.clone()).or_default().push(Arc::new(part));
            next += 1;
        }
        new
    }

    /// The slide with what the template has arranged under what was changed on the slide itself.
    pub fn on(&self, slide: &Slide) -> Slide {
        let role = |it: Role| by_book(it, &slide.exhibits);
        let mut overrides = kept(&self.overrides, role, Words::AsTyped);
        for (format, own) in &slide.overrides.placements {
            overrides.placements.entry(format.clone()).or_default().extend(own);
        }
        for (role, own) in &slide.overrides.changes {
            let change = overrides.changes.remove(role).unwrap_or_default();
            overrides.changes.insert(*role, over(change, own));
        }
        let mut layers = slide.layers.clone();
        if layers.order.is_empty() {
            let key = |it: &ElementKey| match it {
                ElementKey::Role(it) => role(*it).map(ElementKey::Role),
                ElementKey::Free(_) => None,
            };
            layers.order = self.order.iter().filter_map(key).collect();
        }
        let seed = if slide.seed == 0 { self.seed } else { slide.seed };
        Slide { seed, overrides, layers, ..slide.clone() }
    }

    /// Whether every number in it is finite.
    pub fn is_sound(&self) -> bool {
        let places = self.overrides.placements.values().flat_map(BTreeMap::values);
        let own = self.elements.values().flatten().map(|it| &it.placement);
        let kinds = self.elements.values().flatten().all(|it| it.kind.is_sound());
        let changes = self.overrides.changes.values().all(RoleChange::is_sound);
        places.chain(own).all(|it| it.is_sound()) && kinds && changes
    }
}

/// Overrides with other names for the books; what loses its book is left out.
fn kept(from: &Overrides, role: impl Fn(Role) -> Option<Role>, words: Words) -> Overrides {
    let placed = |places: &BTreeMap<Role, Placement>| -> BTreeMap<Role, Placement> {
        places.iter().filter_map(|(it, place)| Some((role(*it)?, *place))).collect()
    };
    let change = |it: &RoleChange| {
        let text = it.text.clone().filter(|_| words == Words::AsTyped);
        let emphasis = if text.is_some() { it.emphasis.clone() } else { Vec::new() };
        Some(RoleChange { text, emphasis, crop: None, ..it.clone() }).filter(|it| *it != RoleChange::default())
    };
    Overrides {
        placements: from.placements.iter().map(|(format, it)| (format.clone(), placed(it))).collect(),
        changes: from.changes.iter().filter_map(|(it, own)| Some((role(*it)?, change(own)?))).collect(),
    }
}

/// A change laid over another, field by field.
fn over(under: RoleChange, own: &RoleChange) -> RoleChange {
    let own = own.clone();
    // What is emphasised belongs to the words.
    let emphasis = if own.text.is_some() { own.emphasis } else { under.emphasis };
    RoleChange {
        emphasis,
        text: own.text.or(under.text),
        crop: own.crop.or(under.crop),
        colour: own.colour.or(under.colour),
        text_scale: own.text_scale.or(under.text_scale),
        style: own.style.or(under.style),
        align: own.align.or(under.align),
        hidden: own.hidden || under.hidden && !own.shown,
        shown: false,
    }
}

fn place_of(id: ExhibitId, exhibits: &[ExhibitId]) -> Option<ExhibitId> {
    exhibits.iter().position(|it| *it == id).map(|it| ExhibitId(it as u64))
}

/// A role of a slide as a template names it.
fn by_place(role: Role, exhibits: &[ExhibitId]) -> Option<Role> {
    of_book(role, |it| place_of(it, exhibits))
}

/// A role of a template as a slide with these books names it.
fn by_book(role: Role, exhibits: &[ExhibitId]) -> Option<Role> {
    of_book(role, |it| exhibits.get(usize::try_from(it.0).ok()?).copied())
}

fn of_book(role: Role, new: impl Fn(ExhibitId) -> Option<ExhibitId>) -> Option<Role> {
    match role {
        Role::Cover(id) => new(id).map(Role::Cover),
        Role::Entry(id) => new(id).map(Role::Entry),
        Role::EntryAuthor(id) => new(id).map(Role::EntryAuthor),
        other => Some(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{CanvasPoint, CanvasSize, MediaName, ShapeForm, SlideId, TemplateId};

    fn at(x: f32) -> Placement {
        Placement { center: CanvasPoint { x, y: 100.0 }, size: CanvasSize::new(80.0, 40.0), rotation: 0.0 }
    }

    fn slide(exhibits: &[u64]) -> Slide {
        let ids = exhibits.iter().copied().map(ExhibitId).collect();
        Slide::new(SlideId(1), TemplateId::default(), 0, ids)
    }

    /// A slide with a cover moved, a title typed and coloured, a shape and a picture put on.
    fn arranged() -> Slide {
        let mut it = slide(&[50, 60, 70]);
        let format = FormatId::from("portrait");
        let places = [(Role::Cover(ExhibitId(60)), at(5.0)), (Role::Title, at(6.0))];
        it.overrides.placements.insert(format.clone(), places.into_iter().collect());
        let change = RoleChange { text: Some("Осень".to_owned()), text_scale: Some(1.5), ..RoleChange::default() };
        it.overrides.changes.insert(Role::Title, change);
        let shape =
            ElementKind::Shape { colour: crate::domain::Rgb::new(1, 2, 3), radius: 0.0, form: ShapeForm::Ellipse };
        let picture = ElementKind::Picture { file: MediaName::default(), crop: None, pixels: (1, 1) };
        let element = |id, kind| Arc::new(Element { id: ElementId(id), placement: at(7.0), kind });
        it.elements.insert(format, vec![element(8, shape), element(9, picture)]);
        it.layers.order = vec![ElementKey::Free(ElementId(8)), ElementKey::Role(Role::Cover(ExhibitId(60)))];
        it
    }

    #[test]
    fn a_preset_names_books_by_place_and_leaves_out_pictures_and_typed_words() {
        let (preset, left_out) = Preset::of(&arranged(), None, Words::Bound);
        assert_eq!(left_out, 1);
        let other = preset.on(&slide(&[3, 4]));
        let format = FormatId::from("portrait");
        assert_eq!(other.overrides.placement(&format, Role::Cover(ExhibitId(4))), Some(at(5.0)));
        let title = other.overrides.change(Role::Title).unwrap();
        assert_eq!((title.text.as_deref(), title.text_scale), (None, Some(1.5)));
        assert_eq!(other.layers.order, [ElementKey::Role(Role::Part(0)), ElementKey::Role(Role::Cover(ExhibitId(4)))]);
        // A slide with one book has no second one to move.
        assert_eq!(preset.on(&slide(&[3])).overrides.roles(), [Role::Title]);
        let (typed, _) = Preset::of(&arranged(), None, Words::AsTyped);
        assert_eq!(typed.on(&slide(&[3])).overrides.change(Role::Title).unwrap().text.as_deref(), Some("Осень"));
    }

    #[test]
    fn what_a_slide_changes_itself_lies_over_the_preset_field_by_field() {
        let (preset, _) = Preset::of(&arranged(), None, Words::AsTyped);
        let mut own = slide(&[1, 2, 3]);
        own.overrides.changes.insert(Role::Title, RoleChange { hidden: true, ..RoleChange::default() });
        own.overrides.placements.entry("portrait".into()).or_default().insert(Role::Title, at(99.0));
        let whole = preset.on(&own);
        let hides = RoleChange { hidden: true, ..RoleChange::default() };
        let shows = RoleChange { shown: true, ..RoleChange::default() };
        assert!(!over(hides.clone(), &shows).hidden && over(hides, &RoleChange::default()).hidden);
        let title = whole.overrides.change(Role::Title).unwrap();
        assert_eq!((title.hidden, title.text_scale), (true, Some(1.5)));
        assert_eq!(whole.overrides.placement(&"portrait".into(), Role::Title), Some(at(99.0)));
    }

    #[test]
    fn a_preset_made_of_a_slide_with_a_preset_holds_both() {
        let (first, _) = Preset::of(&arranged(), None, Words::Bound);
        let mut slide = slide(&[1, 2]);
        slide.overrides.placements.entry("portrait".into()).or_default().insert(Role::Part(0), at(42.0));
        let text = ElementKind::Shape { colour: crate::domain::Rgb::new(9, 9, 9), radius: 0.0, form: ShapeForm::Line };
        let own = Element { id: ElementId(31), placement: at(1.0), kind: text };
        slide.elements.insert("portrait".into(), vec![Arc::new(own)]);
        let (second, left_out) = Preset::of(&slide, Some(&first), Words::Bound);
        let ids: Vec<_> = second.elements.values().flatten().map(|it| it.id.0).collect();
        assert_eq!((ids.as_slice(), left_out), ([0, 1].as_slice(), 0));
        assert_eq!(second.overrides.placement(&"portrait".into(), Role::Part(0)), Some(at(42.0)));
        assert_eq!(second.overrides.placement(&"portrait".into(), Role::Cover(ExhibitId(1))), Some(at(5.0)));
    }
}
