//! What is selected on a slide, and what was selected in earlier states of the document.

use std::sync::Arc;

use crate::compose::ElementKey;
use crate::domain::{Exhibition, FormatId, PostId, SlideId};

/// Selected elements, in the order they were selected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Selection(Vec<ElementKey>);

impl Selection {
    /// One element.
    pub(super) fn one(key: ElementKey) -> Self {
        Self(vec![key])
    }

    /// Several, each once.
    pub(super) fn of(keys: impl IntoIterator<Item = ElementKey>) -> Self {
        let mut selection = Self::default();
        for key in keys {
            if !selection.contains(key) {
                selection.0.push(key);
            }
        }
        selection
    }

    /// The element, when it is the only one.
    pub(super) fn only(&self) -> Option<ElementKey> {
        if let [key] = self.0.as_slice() { Some(*key) } else { None }
    }

    /// The one selected last.
    pub(super) fn last(&self) -> Option<ElementKey> {
        self.0.last().copied()
    }

    pub(super) fn keys(&self) -> &[ElementKey] {
        &self.0
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn contains(&self, key: ElementKey) -> bool {
        self.0.contains(&key)
    }

    /// With these added, or without them when all of them are in.
    pub(super) fn toggled(&self, keys: &[ElementKey]) -> Self {
        if keys.iter().all(|it| self.contains(*it)) {
            return Self(self.0.iter().copied().filter(|it| !keys.contains(it)).collect());
        }
        Self::of(self.0.iter().chain(keys).copied())
    }

    /// Forgets what does not suit.
    pub(super) fn retain(&mut self, suits: impl Fn(ElementKey) -> bool) {
        self.0.retain(|it| suits(*it));
    }
}

/// What the user looked at.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Spot {
    pub(super) post: Option<PostId>,
    pub(super) slide: Option<SlideId>,
    pub(super) format: FormatId,
    pub(super) selection: Selection,
}

/// States remembered; older ones lose their selection only.
const REMEMBERED: usize = 400;

/// What was looked at in which state of the document, so that a step back brings the selection back.
#[derive(Debug, Default)]
pub(super) struct Trail(Vec<(Arc<Exhibition>, Spot)>);

impl Trail {
    /// Notes what is looked at in a state.
    pub(super) fn note(&mut self, state: &Arc<Exhibition>, spot: Spot) {
        self.0.retain(|it| !Arc::ptr_eq(&it.0, state));
        self.0.push((state.clone(), spot));
        if self.0.len() > REMEMBERED {
            self.0.remove(0);
        }
    }

    /// What was looked at in a state.
    pub(super) fn spot(&self, state: &Arc<Exhibition>) -> Option<Spot> {
        self.0.iter().rev().find(|it| Arc::ptr_eq(&it.0, state)).map(|it| it.1.clone())
    }

    /// Forgets everything, when another document is opened.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }
}
