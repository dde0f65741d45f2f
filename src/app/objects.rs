//! Commands about the elements of a slide: adding, copying, ordering, grouping, aligning, removing.

use super::App;
use super::canvas::{
    Alignment, Deed, Thing, aligned, around, as_free, common_sort, margins, place_edit, step_name, things,
};
use super::clip::Style;
use super::command::Command;
use super::selection::Selection;
use super::view::Screen;
use crate::compose::{ElementKey, Layout};
use crate::domain::{
    CanvasPoint, CanvasRect, CanvasSize, Element, ElementId, ElementKind, Exhibition, Layers, Placement, Rgb, Role,
    RoleChange, ShapeForm, Slide, TextAlign, TextStyle, TextVoice,
};
use crate::edit::Edit;

/// A copy lies so far from what it was made of, in canvas units.
const ASIDE: f32 = 28.0;

/// A step in the stack of elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Front,
    Forward,
    Backward,
    Back,
}

impl App {
    /// Are elements of a slide worked on?
    pub(super) fn has_elements_selected(&self) -> bool {
        self.view.screen == Screen::Post && !self.view.selection.is_empty()
    }

    /// The slide that is looked at, and where everything on it is.
    fn stage(&self) -> Option<(std::sync::Arc<Slide>, std::sync::Arc<Layout>, Vec<Thing>)> {
        let slide = self.exhibition()?.slide(self.view.slide?)?.1.clone();
        let layout = self.drawings.layout(slide.id, &self.view.format)?;
        let things = things(&layout, &slide, &self.view.format);
        Some((slide, layout, things))
    }

    /// What is selected and may be changed.
    pub(super) fn chosen(&self) -> Vec<Thing> {
        let all = self.stage().map(|it| it.2).unwrap_or_default();
        all.into_iter().filter(|it| self.view.selection.contains(it.key) && !it.is_locked).collect()
    }

    pub(super) fn objects(&mut self, command: Command, exhibition: &Exhibition, slide: &Slide) {
        match command {
            Command::AddText => self.add_text(exhibition),
            Command::AddRectangle => self.add_shape(exhibition, ShapeForm::Rectangle),
            Command::AddEllipse => self.add_shape(exhibition, ShapeForm::Ellipse),
            Command::AddLine => self.add_shape(exhibition, ShapeForm::Line),
            Command::Duplicate => self.duplicate_elements(exhibition),
            Command::Delete => self.remove_elements(slide),
            Command::SelectAll => {
                let all = self.stage().map(|it| it.2).unwrap_or_default();
                self.select(Selection::of(all.iter().filter(|it| !it.is_locked).map(|it| it.key)));
            }
            Command::SelectNone => self.select(Selection::default()),
            Command::Bold | Command::Italic => self.toggle_letters(command, slide),
            Command::CopyStyle => self.copy_style(),
            Command::PasteStyle => self.paste_style(slide),
            Command::Group => self.group(slide, true),
            Command::Ungroup => self.group(slide, false),
            Command::Lock => self.lock(slide),
            Command::ToFront => self.restack(slide, Step::Front),
            Command::Forward => self.restack(slide, Step::Forward),
            Command::Backward => self.restack(slide, Step::Backward),
            Command::ToBack => self.restack(slide, Step::Back),
            Command::Align(how) => self.align(slide, how),
            _ => {}
        }
    }

    pub(super) fn format_size(&self) -> CanvasSize {
        self.studio.library.format(&self.view.format).map_or(CanvasSize::new(1080.0, 1350.0), |it| it.size)
    }

    /// Adds elements as one step and selects them.
    pub(super) fn add_elements(
        &mut self,
        label: (&'static str, &'static str),
        new: impl IntoIterator<Item = (Placement, ElementKind)>,
    ) {
        let Some((next, slide)) = self.exhibition().map(|it| it.next_id).zip(self.view.slide) else { return };
        let format = self.view.format.clone();
        let elements: Vec<Element> =
            (next..).zip(new).map(|(id, (placement, kind))| Element { id: ElementId(id), placement, kind }).collect();
        let keys: Vec<ElementKey> = elements.iter().map(|it| ElementKey::Free(it.id)).collect();
        let put = |element| Edit::Element { slide, format: format.clone(), element: Box::new(element) };
        let edits = elements.into_iter().map(put).collect();
        self.apply(&Edit::All { label, edits });
        self.select(Selection::of(keys));
    }

    fn add_text(&mut self, _exhibition: &Exhibition) {
        let text = self.lang().pick("Новая надпись", "New text").to_owned();
        self.add_words(text, 56.0, TextVoice::Heading);
        self.view.wants_typing = self.view.selection.only();
    }

    /// A text in the middle of the slide.
    pub(super) fn add_words(&mut self, text: String, type_size: f32, voice: TextVoice) {
        let size = self.format_size();
        let type_size = type_size * size.width / 1080.0;
        let rect = CanvasRect::new(size.width * 0.2, size.height * 0.45, size.width * 0.6, type_size * 1.2);
        let (align, style) = (TextAlign::Center, TextStyle::default());
        let kind = ElementKind::Text { text, voice, size: type_size, align, colour: None, style, emphasis: Vec::new() };
        self.add_elements(("новая надпись", "new text"), [(Placement::upright(rect), kind)]);
    }

    fn add_shape(&mut self, exhibition: &Exhibition, form: ShapeForm) {
        let accent = self.view.post.and_then(|it| exhibition.post(it)).and_then(|post| {
            let theme = self.studio.library.look(exhibition, post)?;
            Some(theme.accent)
        });
        let size = self.format_size();
        let (width, height) = match form {
            ShapeForm::Line => (size.width * 0.4, 4.0 * size.width / 1080.0),
            ShapeForm::Rectangle => (size.width * 0.3, size.width * 0.2),
            ShapeForm::Ellipse => (size.width * 0.25, size.width * 0.25),
        };
        let rect = CanvasRect::new((size.width - width) / 2.0, (size.height - height) / 2.0, width, height);
        let kind = ElementKind::Shape { colour: accent.unwrap_or(Rgb::new(90, 90, 90)), radius: 0.0, form };
        self.add_elements(("новая фигура", "new shape"), [(Placement::upright(rect), kind)]);
    }

    /// What is selected as free elements, back to front.
    fn as_elements(&self) -> Vec<(Placement, ElementKind)> {
        let Some((slide, layout, things)) = self.stage() else { return Vec::new() };
        let ink = layout.theme.ink;
        let copy = |it: &Thing| Some((it.placement, as_free(layout.element(it.key)?, &slide, ink)?));
        things.iter().filter(|it| self.view.selection.contains(it.key)).filter_map(copy).collect()
    }

    fn duplicate_elements(&mut self, _exhibition: &Exhibition) {
        let copies = self.as_elements().into_iter().map(|(it, kind)| (aside(it, 1), kind));
        let copies: Vec<_> = copies.collect();
        self.add_elements(step_name(Deed::Copy, None), copies);
    }

    /// Elements go to the clipboard; a cut takes them off the slide.
    pub(super) fn copy(&mut self, command: Command, ctx: &egui::Context) {
        let copied = self.as_elements();
        if copied.is_empty() {
            return;
        }
        let words: Vec<&str> = copied.iter().filter_map(|it| words_of(&it.1)).collect();
        let words = if words.is_empty() { "◇".repeat(copied.len()) } else { words.join("\n") };
        ctx.copy_text(words.clone());
        let element = |(placement, kind)| Element { id: ElementId(0), placement, kind };
        let clip = &mut self.view.clip;
        (clip.elements, clip.words, clip.n_pasted) = (copied.into_iter().map(element).collect(), words, 0);
        if command == Command::Cut
            && let Some((slide, ..)) = self.stage()
        {
            self.remove_elements(&slide);
        }
    }

    /// The elements copied last; without any, what other programs have copied.
    pub(super) fn paste(&mut self, ctx: &egui::Context) {
        if self.view.clip.elements.is_empty() {
            ctx.send_viewport_cmd(egui::ViewportCommand::RequestPaste);
            return;
        }
        self.view.clip.n_pasted += 1;
        let n = self.view.clip.n_pasted;
        let new: Vec<_> = self.view.clip.elements.iter().map(|it| (aside(it.placement, n), it.kind.clone())).collect();
        self.add_elements(("вставка", "pasting"), new);
    }

    /// Words that came from the system's clipboard: the elements copied here, or a text from elsewhere.
    pub(super) fn paste_words(&mut self, words: &str, ctx: &egui::Context) {
        if !self.view.clip.elements.is_empty() && words == self.view.clip.words {
            self.paste(ctx);
        } else if !words.trim().is_empty() {
            let short: String = words.chars().take(2_000).collect();
            self.add_words(short.trim().to_owned(), 32.0, TextVoice::Reading);
        }
    }

    fn copy_style(&mut self) {
        let Some(last) = self.view.selection.last() else { return };
        let Some((slide, layout, _)) = self.stage() else { return };
        let kind = layout.element(last).and_then(|it| as_free(it, &slide, layout.theme.ink));
        self.view.clip.style = kind.map(|it| Style::of(&it));
        let text = self.lang().pick("Вид скопирован: Ctrl+Shift+V", "Look copied: Ctrl+Shift+V");
        self.view.say(text);
    }

    fn paste_style(&mut self, slide: &Slide) {
        let Some(style) = self.view.clip.style.clone() else { return };
        let things = self.chosen();
        let edits = things.iter().filter_map(|it| style_edit(it.key, &style, slide, &self.view.format)).collect();
        self.apply(&Edit::All { label: step_name(Deed::Style, common_sort(things.iter())), edits });
    }

    fn remove_elements(&mut self, slide: &Slide) {
        let things = self.chosen();
        let remove = |it: &Thing| match it.key {
            ElementKey::Free(id) => Edit::RemoveElement(slide.id, id),
            ElementKey::Role(role) => {
                let own = slide.overrides.change(role).cloned().unwrap_or_default();
                let change = Some(Box::new(RoleChange { hidden: true, ..own }));
                Edit::Change { slide: slide.id, role, change }
            }
        };
        let edits: Vec<Edit> = things.iter().map(remove).collect();
        if !edits.is_empty() {
            self.apply(&Edit::All { label: step_name(Deed::Remove, common_sort(things.iter())), edits });
            self.select(Selection::default());
        }
    }

    fn relayer(&mut self, slide: &Slide, label: (&'static str, &'static str), layers: Layers) {
        let edits = vec![Edit::Layers(slide.id, Box::new(layers))];
        self.apply(&Edit::All { label, edits });
    }

    fn group(&mut self, slide: &Slide, joins: bool) {
        let mut layers = slide.layers.clone();
        if joins {
            layers.group(self.view.selection.keys());
            self.relayer(slide, ("группировка", "grouping"), layers);
        } else {
            layers.ungroup(self.view.selection.keys());
            self.relayer(slide, ("разгруппировка", "ungrouping"), layers);
        }
    }

    /// Locks what is selected; when all of it is locked already, sets it free.
    fn lock(&mut self, slide: &Slide) {
        let mut layers = slide.layers.clone();
        let keys = self.view.selection.keys();
        if keys.iter().all(|it| layers.locked.contains(it)) {
            layers.locked.retain(|it| !keys.contains(it));
            self.relayer(slide, ("открепление", "unlocking"), layers);
        } else {
            layers.locked.extend(keys.iter().copied());
            self.relayer(slide, ("закрепление", "locking"), layers);
        }
    }

    fn restack(&mut self, slide: &Slide, step: Step) {
        let Some((_, _, things)) = self.stage() else { return };
        let keys: Vec<ElementKey> = things.iter().map(|it| it.key).collect();
        let order = restacked(&keys, self.view.selection.keys(), step);
        if order != keys {
            let layers = Layers { order, ..slide.layers.clone() };
            self.relayer(slide, ("порядок элементов", "order of elements"), layers);
        }
    }

    /// Lines things up; a group goes as one.
    fn align(&mut self, slide: &Slide, how: Alignment) {
        let Some((_, layout, _)) = self.stage() else { return };
        let things = self.chosen();
        let mut units: Vec<Vec<&Thing>> = Vec::new();
        for it in &things {
            let group = slide.layers.group_of(it.key);
            let own = units
                .iter_mut()
                .find(|unit| group.is_some() && unit.iter().any(|other| slide.layers.group_of(other.key) == group));
            match own {
                Some(unit) => unit.push(it),
                None => units.push(vec![it]),
            }
        }
        let bounds: Vec<CanvasRect> =
            units.iter().filter_map(|unit| around(unit.iter().map(|it| it.placement))).collect();
        let ways = aligned(&bounds, margins(layout.size(), layout.format.safe), how);
        let moved = units.iter().zip(ways).flat_map(|(unit, by)| unit.iter().map(move |it| (*it, by)));
        let place = |(it, (dx, dy)): (&Thing, (f32, f32))| {
            let center = CanvasPoint { x: it.placement.center.x + dx, y: it.placement.center.y + dy };
            place_edit(it.key, Placement { center, ..it.placement }, slide, &self.view.format)
        };
        let edits: Vec<Edit> = moved.filter(|it| it.1 != (0.0, 0.0)).map(place).collect();
        if !edits.is_empty() {
            self.apply(&Edit::All { label: ("выравнивание", "aligning"), edits });
        }
    }
}

fn aside(placement: Placement, n: u16) -> Placement {
    let by = ASIDE * f32::from(n);
    let center = CanvasPoint { x: placement.center.x + by, y: placement.center.y + by };
    Placement { center, ..placement }
}

fn words_of(kind: &ElementKind) -> Option<&str> {
    if let ElementKind::Text { text, .. } = kind { Some(text) } else { None }
}

/// The edit that gives an element a look.
fn style_edit(key: ElementKey, style: &Style, slide: &Slide, format: &crate::domain::FormatId) -> Option<Edit> {
    match key {
        ElementKey::Free(id) => {
            let element = style.put_on(slide.element(id)?);
            Some(Edit::Element { slide: slide.id, format: format.clone(), element: Box::new(element) })
        }
        ElementKey::Role(Role::Cover(_)) => None,
        ElementKey::Role(role) => {
            let own = slide.overrides.change(role).cloned().unwrap_or_default();
            let change = RoleChange {
                colour: style.colour.or(own.colour),
                style: style.letters.or(own.style),
                align: style.align.or(own.align),
                ..own
            };
            Some(Edit::Change { slide: slide.id, role, change: Some(Box::new(change)) })
        }
    }
}

/// The stack with what is selected a step, or all the way, nearer or farther.
fn restacked(keys: &[ElementKey], selected: &[ElementKey], step: Step) -> Vec<ElementKey> {
    let is_selected = |it: &ElementKey| selected.contains(it);
    let (own, others): (Vec<ElementKey>, Vec<ElementKey>) = keys.iter().partition(|it| is_selected(it));
    let lowest = keys.iter().position(is_selected).unwrap_or_default();
    let highest = keys.iter().rposition(is_selected).map_or(0, |it| it + 1 - own.len());
    let at = match step {
        Step::Front => others.len(),
        Step::Back => 0,
        Step::Forward => (highest + 1).min(others.len()),
        Step::Backward => lowest.saturating_sub(1),
    };
    let (below, above) = others.split_at(at.min(others.len()));
    below.iter().chain(&own).chain(above).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stack_goes_a_step_or_all_the_way() {
        let key = |id| ElementKey::Free(ElementId(id));
        let keys: Vec<_> = (1..=5).map(key).collect();
        let ids = |selected: &[u64], step| {
            let selected: Vec<_> = selected.iter().map(|it| key(*it)).collect();
            let id = |it: ElementKey| if let ElementKey::Free(ElementId(id)) = it { id } else { 0 };
            restacked(&keys, &selected, step).into_iter().map(id).collect::<Vec<_>>()
        };
        assert_eq!(ids(&[2], Step::Forward), [1, 3, 2, 4, 5]);
        assert_eq!(ids(&[2, 4], Step::Forward), [1, 3, 5, 2, 4]);
        assert_eq!(ids(&[2, 4], Step::Backward), [2, 4, 1, 3, 5]);
        assert_eq!(ids(&[2], Step::Front), [1, 3, 4, 5, 2]);
        assert_eq!(ids(&[3, 5], Step::Back), [3, 5, 1, 2, 4]);
        assert_eq!(ids(&[5], Step::Forward), [1, 2, 3, 4, 5]);
    }
}
