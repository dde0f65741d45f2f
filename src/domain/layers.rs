//! The elements of a slide as a stack of things: their order, locks, groups, and where free ones stand in
//! other formats than their own.
//!
//! Names that lead nowhere are passed over, so a change of template or the removal of an element breaks nothing.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::exhibition::is_default;
use super::{ElementId, FormatId, Placement, Role};

/// What an element of a slide is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ElementKey {
    /// A role of the template.
    Role(Role),
    /// Something a person added.
    Free(ElementId),
}

/// What a person decided about the elements of a slide as a stack, for all formats.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Layers {
    /// Elements whose order was changed, back to front; they share out the places they have among all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub order: Vec<ElementKey>,
    /// Elements the pointer passes over.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub locked: BTreeSet<ElementKey>,
    /// Free elements that are not shown.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub hidden: BTreeSet<ElementId>,
    /// Elements that are selected and moved together; an element is in one group at most.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<BTreeSet<ElementKey>>,
    /// Where free elements stand in formats they were not added in.
    #[serde(skip_serializing_if = "is_default")]
    pub placements: BTreeMap<FormatId, BTreeMap<ElementId, Placement>>,
}

impl Layers {
    /// Is there nothing a person decided?
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The group of an element.
    pub fn group_of(&self, key: ElementKey) -> Option<&BTreeSet<ElementKey>> {
        self.groups.iter().find(|it| it.contains(&key))
    }

    /// The elements with everything that is in a group with one of them, without repeats.
    pub fn with_groups(&self, keys: &[ElementKey]) -> Vec<ElementKey> {
        let mut all: Vec<ElementKey> = Vec::new();
        for key in keys {
            let group = self.group_of(*key).into_iter().flatten().copied();
            for it in group.chain([*key]) {
                if !all.contains(&it) {
                    all.push(it);
                }
            }
        }
        all
    }

    /// Makes one group of the elements; they leave the groups they were in.
    pub fn group(&mut self, keys: &[ElementKey]) {
        self.ungroup(keys);
        if keys.len() > 1 {
            self.groups.push(keys.iter().copied().collect());
        }
    }

    /// Takes the elements out of their groups; a group of one is none.
    pub fn ungroup(&mut self, keys: &[ElementKey]) {
        for group in &mut self.groups {
            group.retain(|it| !keys.contains(it));
        }
        self.groups.retain(|it| it.len() > 1);
    }

    /// Forgets a free element that is no longer there.
    pub fn forget(&mut self, id: ElementId) {
        let key = ElementKey::Free(id);
        self.order.retain(|it| *it != key);
        self.locked.remove(&key);
        self.hidden.remove(&id);
        self.ungroup(&[key]);
        for of_format in self.placements.values_mut() {
            of_format.remove(&id);
        }
        self.placements.retain(|_, it| !it.is_empty());
    }

    /// The same decisions about elements that have other ids now.
    pub fn renumbered(&self, new: &BTreeMap<ElementId, ElementId>) -> Self {
        let id = |it: &ElementId| new.get(it).copied().unwrap_or(*it);
        let key = |it: &ElementKey| match it {
            ElementKey::Free(free) => ElementKey::Free(id(free)),
            ElementKey::Role(_) => *it,
        };
        let places = |it: &BTreeMap<ElementId, Placement>| it.iter().map(|(it, place)| (id(it), *place)).collect();
        Self {
            order: self.order.iter().map(key).collect(),
            locked: self.locked.iter().map(key).collect(),
            hidden: self.hidden.iter().map(id).collect(),
            groups: self.groups.iter().map(|it| it.iter().map(key).collect()).collect(),
            placements: self.placements.iter().map(|(format, it)| (format.clone(), places(it))).collect(),
        }
    }

    /// Puts things in the order a person gave them: those that were named share out the places they hold.
    pub fn arrange<T>(&self, things: Vec<T>, key: impl Fn(&T) -> ElementKey) -> Vec<T> {
        if self.order.is_empty() {
            return things;
        }
        let rank = |it: &T| self.order.iter().position(|own| *own == key(it));
        let is_named: Vec<bool> = things.iter().map(|it| rank(it).is_some()).collect();
        let (mut named, others): (Vec<T>, Vec<T>) = things.into_iter().partition(|it| rank(it).is_some());
        named.sort_by_key(rank);
        let (mut named, mut others) = (named.into_iter(), others.into_iter());
        is_named.into_iter().filter_map(|is_named| if is_named { named.next() } else { others.next() }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(id: u64) -> ElementKey {
        ElementKey::Free(ElementId(id))
    }

    #[test]
    fn those_named_share_out_their_places_and_others_stay() {
        let layers = Layers { order: vec![key(4), key(9), key(2)], ..Layers::default() };
        assert_eq!(layers.arrange(vec![1, 2, 3, 4, 5], |it| key(*it)), [1, 4, 3, 2, 5]);
        assert_eq!(Layers::default().arrange(vec![3, 1, 2], |it| key(*it)), [3, 1, 2]);
    }

    #[test]
    fn an_element_is_in_one_group_and_a_group_of_one_is_none() {
        let mut layers = Layers::default();
        layers.group(&[key(1), key(2), key(3)]);
        layers.group(&[key(3), key(4)]);
        assert_eq!(layers.with_groups(&[key(4)]), [key(3), key(4)]);
        assert_eq!(layers.with_groups(&[key(1)]), [key(1), key(2)]);
        layers.forget(ElementId(4));
        assert_eq!(layers.groups.len(), 1);
        assert_eq!(layers.with_groups(&[key(3)]), [key(3)]);
    }
}
