//! The bar at the top: menus, what is open, tools of the screen. In a narrow window it says less.

use egui::containers::menu::{MenuButton, SubMenuButton};
use egui::{Align, Button, Frame, Layout, Margin, RichText, ScrollArea, Ui, Vec2};
use egui_material_icons::MaterialIcon;
use egui_material_icons::icons::{
    ICON_ARCHIVE, ICON_CASINO, ICON_MENU, ICON_REDO, ICON_SEARCH, ICON_UNDO, ICON_VISIBILITY,
};

use super::action::Action;
use super::chrome::{Around, command_text, is_enabled, is_switched_on, item_ui};
use super::command::{Command, Menu, entries};
use super::look::{display, semibold, tokens};
use super::parts::{Part, note};
use super::screens::{Cx, zoom_text};
use super::view::Screen;
use super::widgets::{button, icon_button, named, primary, segmented, with_icon};

/// Narrower windows have no name of the program in the bar, and tools without words, in points.
const SHORT: f32 = 1100.0;
/// In still narrower ones the main tool of the canvas has no words either.
const SHORTER: f32 = 960.0;
/// And here all menus are in one.
const SHORTEST: f32 = 820.0;

fn width(ui: &Ui) -> f32 {
    ui.ctx().content_rect().width()
}

/// The bar at the top.
pub(super) fn top_ui(ui: &mut Ui, cx: &mut Cx<'_>, around: &Around<'_>) {
    let tokens = tokens(ui);
    let frame = Frame::new().fill(tokens.surface).inner_margin(Margin::symmetric(14, 8));
    egui::Panel::top("top").exact_size(52.0).frame(frame).show(ui, |ui| {
        note(ui, Part::Top);
        ui.horizontal_centered(|ui| {
            if width(ui) >= SHORT {
                ui.label(RichText::new(cx.say("Витрина", "Vitrina")).font(display(17.0)).color(tokens.accent));
                ui.add_space(6.0);
            }
            menus_ui(ui, cx, around);
            ui.add_space(10.0);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                tools_ui(ui, cx, around);
                // What the tools leave free.
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| heading_ui(ui, cx, around));
            });
        });
    });
}

fn menus_ui(ui: &mut Ui, cx: &mut Cx<'_>, around: &Around<'_>) {
    ui.spacing_mut().item_spacing.x = 2.0;
    if width(ui) < SHORTEST {
        let name = cx.say("Меню", "Menu");
        let title = Button::new(with_icon(ICON_MENU, name)).frame_when_inactive(false);
        let (response, _) = MenuButton::from_button(title).ui(ui, |ui| {
            for menu in Menu::ALL {
                SubMenuButton::new(menu.text(cx.lang)).ui(ui, |ui| menu_ui(ui, cx, (menu, around)));
            }
        });
        named(response, name);
    } else {
        for menu in Menu::ALL {
            let name = menu.text(cx.lang);
            let title = Button::new(name).frame_when_inactive(false);
            let (response, _) = MenuButton::from_button(title).ui(ui, |ui| menu_ui(ui, cx, (menu, around)));
            named(response, name);
        }
    }
    ui.spacing_mut().item_spacing.x = 8.0;
}

/// The commands of a menu; in a low window they are scrolled.
fn menu_ui(ui: &mut Ui, cx: &mut Cx<'_>, (menu, around): (Menu, &Around<'_>)) {
    ui.set_min_width(290.0);
    let most = ui.ctx().content_rect().height() - 74.0;
    ScrollArea::vertical().max_height(most).min_scrolled_height(most).show(ui, |ui| {
        for it in entries().filter(|it| it.menu == menu) {
            let text = command_text(it.command, cx.lang, around);
            let is_on = is_enabled(it.command, cx, around);
            if item_ui(ui, &it, (&text, cx.lang), (is_on, is_switched_on(it.command, cx.view))).clicked() {
                cx.act(Action::Do(it.command));
                ui.close();
            }
        }
    });
}

fn heading_ui(ui: &mut Ui, cx: &Cx<'_>, around: &Around<'_>) {
    let Some(exhibition) = cx.exhibition else { return };
    let tokens = tokens(ui);
    let heading = match (cx.view.screen, cx.post()) {
        (Screen::Post | Screen::Preview, Some(post)) => {
            let index = exhibition.posts.iter().position(|it| it.id == post.id).unwrap_or_default();
            format!("{}. {}", index + 1, post.title)
        }
        _ => exhibition.front.title.clone(),
    };
    let short: String =
        if heading.chars().count() > 34 { heading.chars().take(33).collect::<String>() + "…" } else { heading };
    ui.add(egui::Label::new(RichText::new(short).font(semibold(14.0))).truncate());
    if cx.view.screen != Screen::Post {
        let words = if around.is_dirty {
            cx.say("· не сохранено", "· not saved").to_owned()
        } else if around.saved_at.is_empty() {
            String::new()
        } else {
            format!("· {} {}", cx.say("сохранено в", "saved at"), around.saved_at)
        };
        ui.add(egui::Label::new(RichText::new(words).color(tokens.quiet)).truncate());
    }
}

/// Tools of the screen, from the right.
fn tools_ui(ui: &mut Ui, cx: &mut Cx<'_>, around: &Around<'_>) {
    match cx.view.screen {
        Screen::Start | Screen::Catalogue => {
            let text = with_icon(ICON_SEARCH, cx.say("Команда…", "Command…"));
            let palette = Button::new(text).frame_when_inactive(false).shortcut_text(RichText::new("Ctrl+K").small());
            if named(ui.add(palette), cx.say("Команда", "Command")).clicked() {
                cx.act(Action::Do(Command::Palette));
            }
        }
        Screen::Board => {
            if primary(ui, ICON_ARCHIVE, cx.say("Собрать комплекты", "Make the bundles")).clicked() {
                cx.act(Action::Go(Screen::Bundles));
            }
            undo_ui(ui, cx, around);
        }
        Screen::Post => {
            let preview = cx.say("Просмотр", "Preview");
            let show = if width(ui) < SHORTER { primary_icon } else { primary };
            if show(ui, ICON_VISIBILITY, preview).clicked() {
                cx.act(Action::Go(Screen::Preview));
            }
            let zoom = Button::new(zoom_text(cx.view.looking.zoom, cx.say("вписан", "fit")));
            if named(ui.add(zoom), cx.say("Масштаб: вписать", "Zoom: fit")).clicked() {
                cx.act(Action::SetZoom(if cx.view.looking.zoom.is_some() { None } else { Some(1.0) }));
            }
            undo_ui(ui, cx, around);
            let variant = cx.say("Вариант", "Variant");
            let show = if width(ui) < SHORT { icon_button } else { button };
            if show(ui, ICON_CASINO, variant).clicked() {
                cx.act(Action::Do(Command::NextVariant));
            }
            formats_ui(ui, cx);
        }
        Screen::Preview => {
            if primary(ui, ICON_ARCHIVE, cx.say("Комплекты", "Bundles")).clicked() {
                cx.act(Action::Go(Screen::Bundles));
            }
            platforms_ui(ui, cx);
        }
        Screen::Bundles => undo_ui(ui, cx, around),
    }
}

/// The format of the slide on the canvas.
fn formats_ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    let studio = cx.studio;
    let shown = studio.library.format(&cx.view.format).map_or("—", |it| it.short.as_str());
    let options: Vec<_> = studio.library.formats.iter().map(|it| (it.id.clone(), it.name.get(cx.lang))).collect();
    let name = cx.say("Формат кадра", "Format of the slide");
    if let Some(format) = combo(ui, (name, shown), &cx.view.format, &options) {
        cx.act(Action::SetFormat(format));
    }
}

/// Most height of an open list, in points.
const LIST_HEIGHT: f32 = 480.0;

/// A list that opens, with what it shows when closed.
fn combo<T: PartialEq + Clone>(
    ui: &mut Ui,
    (name, shown): (&str, &str),
    current: &T,
    options: &[(T, &str)],
) -> Option<T> {
    let combo = egui::ComboBox::from_id_salt(name).selected_text(RichText::new(shown).font(semibold(14.0)));
    // All of a list are seen at once.
    let combo = combo.width(84.0).height(LIST_HEIGHT);
    let response = combo.show_ui(ui, |ui| {
        let clicked = |(value, text): &&(T, &str)| ui.selectable_label(value == current, *text).clicked();
        options.iter().filter(clicked).map(|it| it.0.clone()).last()
    });
    response.response.widget_info(|| {
        let mut info = egui::WidgetInfo::labeled(egui::Role::ComboBox, true, name);
        info.current_text_value = Some(shown.to_owned());
        info
    });
    response.inner.flatten()
}

/// Platforms side by side, or in a list where there is no room for them.
fn platforms_ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    let Some(exhibition) = cx.exhibition else { return };
    let (lang, studio) = (cx.lang, cx.studio);
    let profiles = exhibition.platforms.iter().filter_map(|it| studio.profiles.get(it));
    let options: Vec<_> = profiles.map(|it| (it.id.clone(), it.name.get(lang))).collect();
    let pad = 2.0 * ui.spacing().button_padding.x;
    let length =
        |text: &str| ui.painter().layout_no_wrap(text.to_owned(), semibold(14.0), egui::Color32::BLACK).size().x;
    let wanted: f32 = options.iter().map(|it| length(it.1) + pad).sum();
    let chosen = if wanted > ui.available_width() {
        let shown = options.iter().find(|it| it.0 == cx.view.platform).map_or("—", |it| it.1);
        combo(ui, (cx.say("Площадка", "Platform"), shown), &cx.view.platform, &options)
    } else {
        let (size, row) = (Vec2::new(wanted, 34.0), Layout::left_to_right(Align::Center));
        ui.allocate_ui_with_layout(size, row, |ui| segmented(ui, &cx.view.platform, &options)).inner
    };
    if let Some(platform) = chosen {
        cx.act(Action::SetPlatform(platform));
    }
}

/// The main tool as an icon alone.
fn primary_icon(ui: &mut Ui, icon: MaterialIcon, name: &str) -> egui::Response {
    let tokens = tokens(ui);
    let words = RichText::new(icon.codepoint).size(18.0).color(tokens.on_accent);
    let button = Button::new(words).fill(tokens.accent).stroke(egui::Stroke::NONE).min_size(Vec2::splat(34.0));
    named(ui.add(button), name).on_hover_text(name)
}

fn undo_ui(ui: &mut Ui, cx: &mut Cx<'_>, around: &Around<'_>) {
    for (icon, command) in [(ICON_REDO, Command::Redo), (ICON_UNDO, Command::Undo)] {
        ui.add_enabled_ui(is_enabled(command, cx, around), |ui| {
            if icon_button(ui, icon, &command_text(command, cx.lang, around)).clicked() {
                cx.act(Action::Do(command));
            }
        });
    }
}
