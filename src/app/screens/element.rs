//! What is selected on the slide: its words, colours and letters, its place, what was changed by hand.

use egui::{DragValue, RichText, Ui};
use egui_material_icons::icons::{
    ICON_CROP_ROTATE, ICON_DATA_OBJECT, ICON_FORMAT_ALIGN_CENTER, ICON_FORMAT_ALIGN_JUSTIFY, ICON_FORMAT_ALIGN_LEFT,
    ICON_FORMAT_ALIGN_RIGHT, ICON_FORMAT_BOLD, ICON_FORMAT_ITALIC, ICON_IMAGE, ICON_RESTART_ALT, ICON_VISIBILITY_OFF,
};

use super::super::action::Action;
use super::super::canvas::{Deed, Sort, Thing, Typing, step_name, things};
use super::super::colour::colour_button;
use super::super::command::Command;
use super::super::look::{semibold, shade, tokens};
use super::super::widgets::{button, chip, named, section, with_icon};
use super::Cx;
use super::inspector::{chooser, field};
use super::place::{arrange_ui, place_ui};
use crate::compose::{ElementKey, ElementNames, Layout, Placed, PlacedKind};
use crate::domain::{
    Element, ElementKind, ExhibitId, Lang, Letters, Rgb, Role, RoleChange, ShapeForm, Slide, Stress, TextAlign,
    TextVoice, Theme, after_typing,
};
use crate::edit::{Edit, GestureId};

/// What is selected, or how to select something.
pub(super) fn element_ui(ui: &mut Ui, cx: &mut Cx<'_>, slide: &Slide) {
    let layout = cx.drawings.layout(slide.id, &cx.view.format);
    let (Some(layout), Some(exhibition)) = (layout, cx.exhibition) else { return };
    let all = things(&layout, slide, &cx.view.format);
    let chosen: Vec<Thing> = all.into_iter().filter(|it| cx.view.selection.contains(it.key)).collect();
    match chosen.as_slice() {
        [] => {
            let hint = cx.say(
                "Щёлкните по обложке или тексту на кадре. Пробел — другой вариант раскладки",
                "Click a cover or a text on the slide. Space: another variant of the layout",
            );
            ui.label(RichText::new(hint).color(tokens(ui).quiet));
            return;
        }
        [only] => {
            let names = ElementNames { exhibition, lang: cx.lang };
            ui.label(RichText::new(names.name(&layout, only.key)).font(semibold(14.5)));
            if let Some(placed) = layout.element(only.key) {
                selected_ui(ui, cx, slide, (placed, &layout));
            }
        }
        several => {
            let n = several.len();
            let words = cx.lang.plural(n, ["элемент", "элемента", "элементов"], ["element", "elements"]);
            ui.label(RichText::new(format!("{n} {words}")).font(semibold(14.5)));
        }
    }
    place_ui(ui, cx, slide, &chosen);
    arrange_ui(ui, cx, slide);
    if let Some(only) = cx.view.selection.only() {
        changed_ui(ui, cx, slide, only);
    }
}

/// What the field is called in which the words of an element are typed.
pub(in crate::app) fn words_name(key: ElementKey, lang: Lang) -> &'static str {
    match key {
        ElementKey::Role(_) => lang.pick("Текст на кадре", "Text on the slide"),
        ElementKey::Free(_) => lang.pick("Надпись", "Text"),
    }
}

fn selected_ui(ui: &mut Ui, cx: &mut Cx<'_>, slide: &Slide, (placed, layout): (&Placed, &Layout)) {
    match (&placed.kind, placed.key) {
        (PlacedKind::Text(look), ElementKey::Role(role)) => {
            let name = words_name(placed.key, cx.lang);
            let own = own_change(slide, role);
            let shown = own.text.as_ref().filter(|it| it.contains('{')).unwrap_or(&look.text);
            if let Some((text, gesture)) = field(ui, cx, name, shown, 4) {
                let change = own.clone().retyped(shown, text);
                cx.act(Action::EditIn(change_edit(slide, role, change), gesture));
            }
            if let Some(text) = insert_ui(ui, cx, shown, slide.exhibits.len() == 1) {
                let change = own.clone().retyped(shown, text);
                cx.act(edit_in(change_edit(slide, role, change), None));
            }
            scale_ui(ui, cx, slide, role);
            role_letters_ui(ui, cx, slide, (role, look.colour), &layout.theme);
        }
        (PlacedKind::Cover { exhibit, .. }, _) => cover_ui(ui, cx, *exhibit),
        (PlacedKind::Plaque(plaque), _) => cover_ui(ui, cx, plaque.exhibit),
        (PlacedKind::Shape { colour, .. }, ElementKey::Role(role)) => {
            if let Some((new, gesture)) = colours_ui(ui, cx, *colour, &layout.theme) {
                let change = RoleChange { colour: Some(new), ..own_change(slide, role) };
                cx.act(edit_in(change_edit(slide, role, change), gesture));
            }
        }
        (_, ElementKey::Free(id)) => {
            if let Some(element) = slide.element(id) {
                free_ui(ui, cx, slide, (element, layout));
            }
        }
        _ => {}
    }
}

fn own_change(slide: &Slide, role: Role) -> RoleChange {
    slide.overrides.change(role).cloned().unwrap_or_default()
}

fn change_edit(slide: &Slide, role: Role, change: RoleChange) -> Edit {
    Edit::Change { slide: slide.id, role, change: Some(Box::new(change)) }
}

/// A change of the look: a step of its own, or part of a gesture.
fn edit_in(edit: Edit, gesture: Option<GestureId>) -> Action {
    let edit = Edit::All { label: step_name(Deed::Style, Some(Sort::Text)), edits: vec![edit] };
    gesture.map_or_else(|| Action::Edit(edit.clone()), |it| Action::EditIn(edit.clone(), it))
}

fn scale_ui(ui: &mut Ui, cx: &mut Cx<'_>, slide: &Slide, role: Role) {
    let mut percent = own_change(slide, role).text_scale.unwrap_or(1.0) * 100.0;
    ui.horizontal(|ui| {
        let label = ui.label(cx.say("Кегль", "Type size"));
        let value = DragValue::new(&mut percent).range(30.0..=250.0).suffix(" %").speed(1.0).fixed_decimals(0);
        let response = ui.add(value).labelled_by(label.id);
        if response.changed() {
            let change = RoleChange { text_scale: Some(percent / 100.0), ..own_change(slide, role) };
            cx.act(Action::EditIn(change_edit(slide, role, change), cx.view.field_gesture(response.id)));
        }
    });
}

/// Letters and colour of a text of the template.
fn role_letters_ui(ui: &mut Ui, cx: &mut Cx<'_>, slide: &Slide, (role, colour): (Role, Rgb), theme: &Theme) {
    let own = own_change(slide, role);
    let align = own.align;
    let mut change = own.clone();
    letters_ui(ui, cx, &own.letters(), None);
    if let Some(new) = lines_ui(ui, cx, align) {
        change.align = Some(new).filter(|it| Some(*it) != align);
    }
    let mut gesture = None;
    if let Some((new, id)) = colours_ui(ui, cx, colour, theme) {
        (change.colour, gesture) = (Some(new), id);
    }
    if change != own {
        cx.act(edit_in(change_edit(slide, role, change), gesture));
    }
}

/// What a person added: text, shape, picture.
fn free_ui(ui: &mut Ui, cx: &mut Cx<'_>, slide: &Slide, (element, layout): (&Element, &Layout)) {
    let mut new = element.clone();
    let mut gesture = None;
    match &mut new.kind {
        ElementKind::Text { text, voice, size, align, colour, style, emphasis } => {
            let letters = Letters { style: *style, emphasis: emphasis.clone() };
            if let Some((words, id)) = field(ui, cx, words_name(ElementKey::Free(element.id), cx.lang), text, 3) {
                *emphasis = after_typing(emphasis, text, &words);
                (*text, gesture) = (words, Some(id));
            }
            if let Some(words) = insert_ui(ui, cx, text, slide.exhibits.len() == 1) {
                *text = words;
            }
            if let Some(chosen) = chooser(ui, cx.say("Голос", "Voice"), voice, &voices(cx)) {
                *voice = chosen;
            }
            gesture = size_ui(ui, cx, cx.say("Кегль", "Type size"), size, 6.0..=600.0).or(gesture);
            let face = layout.theme.voices.get(*voice).face;
            letters_ui(ui, cx, &letters, Some((face.bold().is_some(), face.italic().is_some())));
            if let Some(chosen) = lines_ui(ui, cx, Some(*align)) {
                *align = chosen;
            }
            if let Some((chosen, id)) = colours_ui(ui, cx, colour.unwrap_or(layout.theme.ink), &layout.theme) {
                *colour = Some(chosen).filter(|it| *it != layout.theme.ink);
                gesture = id.or(gesture);
            }
        }
        ElementKind::Shape { colour, radius, form } => {
            if *form == ShapeForm::Rectangle {
                gesture = size_ui(ui, cx, cx.say("Скругление", "Corners"), radius, 0.0..=500.0);
            }
            if let Some((chosen, id)) = colours_ui(ui, cx, *colour, &layout.theme) {
                (*colour, gesture) = (chosen, id.or(gesture));
            }
        }
        ElementKind::Picture { .. } => {
            if button(ui, ICON_IMAGE, cx.say("Заменить картинку…", "Replace the picture…")).clicked()
            {
                cx.act(Action::Do(Command::ReplacePicture));
            }
        }
        ElementKind::Cover(_) => {}
    }
    if new != *element {
        let edit = Edit::Element { slide: slide.id, format: cx.view.format.clone(), element: Box::new(new) };
        cx.act(edit_in(edit, gesture));
    }
}

/// What can be filled in: of the book on a card, of the post and the exhibition everywhere.
fn fields_of(cx: &Cx<'_>, is_of_book: bool) -> Vec<(&'static str, &'static str)> {
    let of_book = [
        ("{author}", cx.say("Автор", "Author")),
        ("{title}", cx.say("Заглавие", "Title")),
        ("{year}", cx.say("Год", "Year")),
        ("{publisher}", cx.say("Издательство", "Publisher")),
        ("{shelfmark}", cx.say("Шифр", "Shelf mark")),
        ("{annotation}", cx.say("Аннотация", "Annotation")),
        ("{description}", cx.say("Описание по ГОСТ", "Description by GOST")),
    ];
    let of_all = [
        ("{post.title}", cx.say("Заголовок поста", "Title of the post")),
        ("{count}", cx.say("Сколько книг", "Number of books")),
        ("{position}", cx.say("Номер кадра", "Number of the slide")),
        ("{exhibition}", cx.say("Название выставки", "Title of the exhibition")),
        ("{library}", cx.say("Библиотека", "Library")),
        ("{contact}", cx.say("Адрес и часы", "Address and hours")),
        ("{month}", cx.say("Месяц", "Month")),
    ];
    of_book.into_iter().filter(|_| is_of_book).chain(of_all).collect()
}

/// A menu of fields; the text with the chosen one at its end.
fn insert_ui(ui: &mut Ui, cx: &Cx<'_>, text: &str, is_of_book: bool) -> Option<String> {
    let mut chosen = None;
    let name = cx.say("Вставить поле", "Insert a field");
    let menu = egui::containers::menu::MenuButton::new(with_icon(ICON_DATA_OBJECT, name));
    let (response, _) = menu.ui(ui, |ui| {
        for (field, says) in fields_of(cx, is_of_book) {
            let item = egui::Button::new(says).frame_when_inactive(false);
            let item = item.shortcut_text(RichText::new(field).monospace().size(11.0));
            if ui.add(item.min_size(egui::vec2(280.0, 28.0))).clicked() {
                let gap = if text.is_empty() || text.ends_with(char::is_whitespace) { "" } else { " " };
                chosen = Some(format!("{text}{gap}{field}"));
                ui.close();
            }
        }
    });
    named(response, name).on_hover_text(cx.say(
        "Поле заполняется из записи и меняется вместе с ней",
        "A field is filled from the record and changes with it",
    ));
    chosen
}

fn voices(cx: &Cx<'_>) -> [(TextVoice, &'static str); 7] {
    [
        (TextVoice::Display, cx.say("Главный заголовок", "Title")),
        (TextVoice::Heading, cx.say("Заголовок", "Heading")),
        (TextVoice::Lead, cx.say("Вводка", "Lead")),
        (TextVoice::Reading, cx.say("Текст", "Text")),
        (TextVoice::Quotation, cx.say("Цитата", "Quotation")),
        (TextVoice::Small, cx.say("Мелкий", "Small")),
        (TextVoice::Label, cx.say("Ярлык", "Label")),
    ]
}

fn size_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    name: &str,
    value: &mut f32,
    range: std::ops::RangeInclusive<f32>,
) -> Option<GestureId> {
    ui.horizontal(|ui| {
        let label = ui.label(name);
        let response = ui.add(DragValue::new(value).range(range).speed(0.5).max_decimals(1)).labelled_by(label.id);
        response.changed().then(|| cx.view.field_gesture(response.id))
    })
    .inner
}

/// Bold and italic, of the part selected in a text that is typed or of the whole; which of them the typeface has.
fn letters_ui(ui: &mut Ui, cx: &mut Cx<'_>, letters: &Letters, has: Option<(bool, bool)>) {
    let (has_bold, has_italic) = has.unwrap_or((true, true));
    let part = cx.view.typing.as_ref().and_then(Typing::part);
    let is_on = |stress| part.map_or(letters.is_wholly_stressed(stress), |it| letters.is_stressed(it, stress));
    let tools = [
        (ICON_FORMAT_BOLD, cx.say("Полужирный", "Bold"), has_bold, is_on(Stress::Bold), Command::Bold),
        (ICON_FORMAT_ITALIC, cx.say("Курсив", "Italic"), has_italic, is_on(Stress::Italic), Command::Italic),
    ];
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for (icon, name, is_there, is_on, command) in tools {
            let words = RichText::new(icon.codepoint).size(17.0);
            let toggle = egui::Button::selectable(is_on, words).min_size(egui::Vec2::splat(32.0));
            let response = ui.add_enabled(is_there, toggle);
            let missing = cx.say("в этой гарнитуре такого начертания нет", "this typeface has no such face");
            response.widget_info(|| egui::WidgetInfo::selected(egui::Role::CheckBox, is_there, is_on, name));
            if response.on_hover_text(name).on_disabled_hover_text(missing).clicked() {
                cx.act(Action::Do(command));
            }
        }
    });
}

/// How lines stand.
fn lines_ui(ui: &mut Ui, cx: &Cx<'_>, align: Option<TextAlign>) -> Option<TextAlign> {
    let tools = [
        (ICON_FORMAT_ALIGN_LEFT, TextAlign::Left, cx.say("Влево", "Left")),
        (ICON_FORMAT_ALIGN_CENTER, TextAlign::Center, cx.say("По центру", "Centre")),
        (ICON_FORMAT_ALIGN_RIGHT, TextAlign::Right, cx.say("Вправо", "Right")),
        (ICON_FORMAT_ALIGN_JUSTIFY, TextAlign::Justify, cx.say("По ширине", "Justify")),
    ];
    let mut chosen = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for (icon, value, name) in tools {
            let is_on = align == Some(value);
            let words = RichText::new(icon.codepoint).size(17.0);
            let response = ui.add(egui::Button::selectable(is_on, words).min_size(egui::Vec2::splat(32.0)));
            response.widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, true, is_on, name));
            if response.on_hover_text(name).clicked() {
                chosen = Some(value);
            }
        }
    });
    chosen
}

/// Colours of the theme, and any other.
fn colours_ui(ui: &mut Ui, cx: &Cx<'_>, colour: Rgb, theme: &Theme) -> Option<(Rgb, Option<GestureId>)> {
    let swatches = [
        (theme.ink, cx.say("Цвет текста", "Ink")),
        (theme.accent, cx.say("Цвет акцента", "Accent")),
        (theme.quiet, cx.say("Тихий цвет", "Quiet")),
        (theme.background, cx.say("Цвет фона", "Background")),
        (Rgb::new(255, 255, 255), cx.say("Белый", "White")),
    ];
    section(ui, cx.say("Цвет", "Colour"));
    palette_ui(ui, cx, colour, &swatches)
}

/// Colours to choose from, and any other.
pub(super) fn palette_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    colour: Rgb,
    swatches: &[(Rgb, &str)],
) -> Option<(Rgb, Option<GestureId>)> {
    let mut chosen = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for (swatch, name) in swatches.iter().copied() {
            let stroke = if swatch == colour { tokens(ui).selection } else { tokens(ui).control };
            let width = if swatch == colour { 2.5 } else { 1.0 };
            let patch = egui::Button::new("")
                .fill(shade(swatch))
                .stroke(egui::Stroke::new(width, stroke))
                .min_size(egui::Vec2::splat(28.0));
            if named(ui.add(patch), name).on_hover_text(name).clicked() {
                chosen = Some((swatch, None));
            }
        }
        let mut own = colour;
        let response = colour_button(ui, cx.lang, &mut own, cx.say("Другой цвет", "Another colour"));
        if response.changed() {
            chosen = Some((own, Some(cx.view.field_gesture(response.id))));
        }
    });
    chosen
}

fn cover_ui(ui: &mut Ui, cx: &mut Cx<'_>, exhibit: ExhibitId) {
    let found = cx.exhibition.and_then(|it| it.exhibit(exhibit));
    let words = match found.and_then(|it| it.cover.as_ref()) {
        Some(cover) => {
            cx.say(format!("Скан {}×{}", cover.width, cover.height), format!("Scan {}×{}", cover.width, cover.height))
        }
        None => cx.say("Плашка: обложки нет".to_owned(), "Generated: there is no cover".to_owned()),
    };
    ui.label(RichText::new(words).small().color(tokens(ui).quiet));
    let has_cover = found.is_some_and(|it| it.cover.is_some());
    if has_cover && button(ui, ICON_CROP_ROTATE, cx.say("Выправить обложку…", "Set the cover right…")).clicked()
    {
        cx.act(Action::EditCover(exhibit));
    }
    if let Some(exhibit) = found.filter(|_| !has_cover) {
        super::plaque::plaque_ui(ui, cx, exhibit);
    }
    if button(ui, ICON_IMAGE, cx.say("Заменить обложку…", "Replace the cover…")).clicked() {
        cx.act(Action::ReplaceCover(exhibit));
    }
}

fn changed_ui(ui: &mut Ui, cx: &mut Cx<'_>, slide: &Slide, key: ElementKey) {
    let ElementKey::Role(role) = key else { return };
    let is_placed = slide.overrides.placement(&cx.view.format, role).is_some();
    let is_changed = slide.overrides.change(role).is_some();
    ui.add_space(6.0);
    ui.horizontal_wrapped(|ui| {
        let tokens = tokens(ui);
        if is_placed {
            chip(ui, cx.say("передвинуто вручную", "moved by hand"), tokens.warn);
        }
        if is_changed {
            chip(ui, cx.say("изменено вручную", "changed by hand"), tokens.warn);
        }
    });
    if (is_placed || is_changed)
        && button(ui, ICON_RESTART_ALT, cx.say("Вернуть как в шаблоне", "Back to the template")).clicked()
    {
        cx.act(Action::Do(Command::ResetElement));
    }
    if button(ui, ICON_VISIBILITY_OFF, cx.say("Убрать с кадра", "Hide on the slide")).clicked() {
        cx.act(Action::Do(Command::Delete));
    }
}
