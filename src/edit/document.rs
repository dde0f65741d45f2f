//! An open exhibition with its history.

use std::sync::Arc;

use super::{Edit, EditError};
use crate::domain::{Exhibition, Lang};

/// Most steps kept; a step costs about two kilobytes.
const MAX_STEPS: usize = 2_000;

/// One drag, slider move or visit to a text field: all its edits are one step back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct GestureId(pub u64);

#[derive(Clone, Debug)]
struct Step {
    /// The state on the other side of the step.
    state: Arc<Exhibition>,
    label: (&'static str, &'static str),
}

/// An open exhibition: what it is now, what it was, and what is on disk.
#[derive(Clone, Debug)]
pub struct Document {
    current: Arc<Exhibition>,
    saved: Option<Arc<Exhibition>>,
    undo: Vec<Step>,
    redo: Vec<Step>,
    gesture: Option<GestureId>,
}

impl Document {
    /// A document that is nowhere on disk yet.
    pub fn new(exhibition: Exhibition) -> Self {
        Self { current: Arc::new(exhibition), saved: None, undo: Vec::new(), redo: Vec::new(), gesture: None }
    }

    /// A document as it is on disk.
    pub fn opened(exhibition: Exhibition) -> Self {
        let document = Self::new(exhibition);
        Self { saved: Some(document.current.clone()), ..document }
    }

    /// What it is now.
    pub fn current(&self) -> &Arc<Exhibition> {
        &self.current
    }

    /// Applies a change as a step of its own.
    pub fn apply(&mut self, edit: &Edit) -> Result<(), EditError> {
        self.step(edit, None)
    }

    /// Applies a change as part of a gesture.
    pub fn apply_in(&mut self, edit: &Edit, gesture: GestureId) -> Result<(), EditError> {
        self.step(edit, Some(gesture))
    }

    fn step(&mut self, edit: &Edit, gesture: Option<GestureId>) -> Result<(), EditError> {
        let mut next = Exhibition::clone(&self.current);
        super::apply::apply(edit, &mut next)?;
        let continues = gesture.is_some() && self.gesture == gesture;
        if next == *self.current {
            return Ok(());
        }
        self.redo.clear();
        let before = std::mem::replace(&mut self.current, Arc::new(next));
        if !continues {
            self.undo.push(Step { state: before, label: edit.names() });
            if self.undo.len() > MAX_STEPS {
                self.undo.remove(0);
            }
        }
        self.gesture = gesture;
        Ok(())
    }

    /// Ends a gesture: the next edit is a step of its own.
    pub fn end_gesture(&mut self) {
        self.gesture = None;
    }

    /// Takes a gesture back as if it had never begun; nothing happens when another one is under way.
    pub fn cancel(&mut self, gesture: GestureId) {
        if self.gesture == Some(gesture)
            && let Some(step) = self.undo.pop()
        {
            self.current = step.state;
            self.gesture = None;
        }
    }

    /// One step back; `false` when there is none.
    pub fn undo(&mut self) -> bool {
        self.gesture = None;
        Self::go(&mut self.current, &mut self.undo, &mut self.redo)
    }

    /// One step forward; `false` when there is none.
    pub fn redo(&mut self) -> bool {
        self.gesture = None;
        Self::go(&mut self.current, &mut self.redo, &mut self.undo)
    }

    fn go(current: &mut Arc<Exhibition>, from: &mut Vec<Step>, to: &mut Vec<Step>) -> bool {
        let Some(step) = from.pop() else { return false };
        let state = std::mem::replace(current, step.state);
        to.push(Step { state, label: step.label });
        true
    }

    /// What [`Self::undo`] would take back.
    pub fn undo_label(&self, lang: Lang) -> Option<&'static str> {
        self.undo.last().map(|it| lang.pick(it.label.0, it.label.1))
    }

    /// What [`Self::redo`] would do again.
    pub fn redo_label(&self, lang: Lang) -> Option<&'static str> {
        self.redo.last().map(|it| lang.pick(it.label.0, it.label.1))
    }

    /// Does it differ from what is on disk?
    pub fn is_dirty(&self) -> bool {
        self.saved.as_ref().is_none_or(|it| !Arc::ptr_eq(it, &self.current))
    }

    /// Notes that this state is on disk; edits made since keep the document dirty.
    pub fn mark_saved(&mut self, saved: Arc<Exhibition>) {
        self.saved = Some(saved);
    }
}
