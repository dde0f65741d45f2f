//! Bold and italic of what is selected, several texts at once.

use super::App;
use super::canvas::{Deed, Sort, Thing, step_name};
use super::command::Command;
use crate::compose::ElementKey;
use crate::domain::{Element, ElementKind, FormatId, RoleChange, Slide, TextStyle};
use crate::edit::Edit;

/// How the letters of an element differ from those of its voice; `None` when it has none.
fn style(slide: &Slide, key: ElementKey) -> Option<TextStyle> {
    match key {
        ElementKey::Role(role) => Some(slide.overrides.change(role).and_then(|it| it.style).unwrap_or_default()),
        ElementKey::Free(id) => match &slide.element(id)?.kind {
            ElementKind::Text { style, .. } => Some(*style),
            _ => None,
        },
    }
}

fn style_edit(slide: &Slide, format: &FormatId, key: ElementKey, new: TextStyle) -> Option<Edit> {
    match key {
        ElementKey::Role(role) => {
            let own = slide.overrides.change(role).cloned().unwrap_or_default();
            let change = RoleChange { style: Some(new).filter(|it| *it != TextStyle::default()), ..own };
            Some(Edit::Change { slide: slide.id, role, change: Some(Box::new(change)) })
        }
        ElementKey::Free(id) => {
            let mut element = Element::clone(slide.element(id)?);
            let ElementKind::Text { style, .. } = &mut element.kind else { return None };
            *style = new;
            Some(Edit::Element { slide: slide.id, format: format.clone(), element: Box::new(element) })
        }
    }
}

impl App {
    /// Makes the selected texts bold or italic; when all are, makes them plain again.
    pub(super) fn toggle_letters(&mut self, command: Command, slide: &Slide) {
        let chosen: Vec<Thing> = self.chosen().into_iter().filter(|it| it.sort == Sort::Text).collect();
        let styles: Vec<(ElementKey, TextStyle)> =
            chosen.iter().filter_map(|it| Some((it.key, style(slide, it.key)?))).collect();
        let has = |it: &TextStyle| if command == Command::Bold { it.bold } else { it.italic };
        let turns_on = !styles.iter().all(|it| has(&it.1));
        let turned = |old: TextStyle| match command {
            Command::Bold => TextStyle { bold: turns_on, ..old },
            _ => TextStyle { italic: turns_on, ..old },
        };
        let format = self.view.format.clone();
        let edits: Vec<Edit> =
            styles.iter().filter_map(|(key, old)| style_edit(slide, &format, *key, turned(*old))).collect();
        if !edits.is_empty() {
            self.apply(&Edit::All { label: step_name(Deed::Style, Some(Sort::Text)), edits });
        }
    }
}
