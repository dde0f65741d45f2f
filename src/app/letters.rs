//! Bold and italic: of the part of a text that is selected while it is typed, else of all that is selected on the
//! slide, several texts at once. And the end of typing when the canvas is left.

use super::App;
use super::canvas::{Deed, OwnText, Sort, Thing, step_name};
use super::command::Command;
use crate::compose::ElementKey;
use crate::domain::{Slide, Stress};
use crate::edit::Edit;

impl Command {
    fn stress(self) -> Stress {
        if self == Self::Bold { Stress::Bold } else { Stress::Italic }
    }
}

impl App {
    /// Ends typing, as leaving the canvas does: the words stay, a text without words goes.
    pub(super) fn leave_typing(&mut self) {
        let Some(typing) = self.view.typing.take() else { return };
        let slide = self.exhibition().zip(self.view.slide).and_then(|(it, slide)| Some(it.slide(slide)?.1));
        if let Some((edit, gesture)) = slide.and_then(|it| typing.removal(it, self.view.n_gestures)) {
            self.edit(|it| it.apply_in(&edit, gesture));
        }
        self.with_open(|it| it.document.end_gesture());
        self.view.n_gestures += 1;
    }

    /// Makes what is selected bold or italic; when all of it is, makes it plain again.
    pub(super) fn toggle_letters(&mut self, command: Command, slide: &Slide) {
        let stress = command.stress();
        let edits = self.part_stressed(slide, stress).unwrap_or_else(|| self.wholes_stressed(slide, stress));
        if !edits.is_empty() {
            self.apply(&Edit::All { label: step_name(Deed::Style, Some(Sort::Text)), edits });
        }
    }

    /// The edit of the part selected in a text that is typed; `None` when no part is.
    fn part_stressed(&self, slide: &Slide, stress: Stress) -> Option<Vec<Edit>> {
        let typing = self.view.typing.as_ref()?;
        let (part, own) = (typing.part()?, OwnText::of(slide, typing.key())?);
        let is_on = !own.letters.is_stressed(part, stress);
        let letters = own.letters.stressed(typing.text().chars().count(), part, stress, is_on);
        // Parts are told apart in words of its own: those of the template may be others tomorrow.
        let own = OwnText { text: Some(typing.text().to_owned()), letters };
        Some(own.edit(slide, &self.view.format, typing.key()).into_iter().collect())
    }

    fn wholes_stressed(&self, slide: &Slide, stress: Stress) -> Vec<Edit> {
        let chosen: Vec<Thing> = self.chosen().into_iter().filter(|it| it.sort == Sort::Text).collect();
        let all: Vec<(ElementKey, OwnText)> =
            chosen.iter().filter_map(|it| Some((it.key, OwnText::of(slide, it.key)?))).collect();
        let is_on = !all.iter().all(|it| it.1.letters.is_wholly_stressed(stress));
        let turned = |(key, own): (ElementKey, OwnText)| {
            let letters = own.letters.wholly_stressed(stress, is_on);
            OwnText { letters, ..own }.edit(slide, &self.view.format, key)
        };
        all.into_iter().filter_map(turned).collect()
    }
}
