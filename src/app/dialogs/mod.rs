//! What stands over the screen: questions, details, and what has a file of its own.

mod brand;
mod cover;
mod ending;
mod looks;
mod new;
mod paths;
mod preview;
mod queue;
mod record;
mod reports;
mod restyle;
mod room;

use egui::{Frame, Id, Margin, Modal, RichText, ScrollArea, Ui};
use egui_material_icons::icons::ICON_CHECK;

pub(super) use self::brand::{BrandDraft, brand_edit};
pub(super) use self::cover::CoverDraft;
pub(super) use self::looks::LooksDraft;
pub(super) use self::new::kind_name;
pub(super) use self::restyle::RestyleDraft;

use self::brand::brand_ui;
use self::cover::cover_ui;
use self::ending::{busy_ui, draft_ui, not_saved_ui, trouble_ui, unsaved_ui};
use self::looks::looks_ui;
use self::new::new_ui;
use self::paths::path_ui;
use self::preview::preview_ui;
use self::queue::queue_ui;
use self::record::record_ui;
use self::reports::{covers_ui, import_ui};
use self::restyle::restyle_ui;
use self::room::{beside, high, wide, within_window};
use super::action::Action;
use super::command::{Menu, OTHER_KEYS, entries, keys_of};
use super::look::{display, semibold, tokens};
use super::ring::Following as _;
use super::screens::{Cx, chooser, field};
use super::view::Dialog;
use super::widgets::{key_cap, primary, section};
use crate::domain::{AgeMark, Lang};
use crate::edit::Edit;

/// Shows the topmost dialog.
pub(super) fn dialogs_ui(ctx: &egui::Context, cx: &mut Cx<'_>) {
    let Some(mut dialog) = cx.view.dialogs.pop() else { return };
    let depth = cx.view.dialogs.len();
    let modal = Modal::new(Id::unique(("dialog", depth))).frame(dialog_frame(ctx));
    let mut keeps = true;
    let response = modal.show(ctx, |ui| {
        within_window(ui, |ui| {
            keeps = match &mut dialog {
                Dialog::New(new) => new_ui(ui, cx, new),
                Dialog::Path(path) => path_ui(ui, cx, path),
                Dialog::Details => details_ui(ui, cx),
                Dialog::Restyle(draft) => restyle_ui(ui, cx, draft),
                Dialog::Brand(draft) => brand_ui(ui, cx, *draft),
                Dialog::Looks(draft) => looks_ui(ui, cx, draft),
                Dialog::Shortcuts => shortcuts_ui(ui, cx),
                Dialog::About => about_ui(ui, cx),
                Dialog::Unsaved(to, minutes) => unsaved_ui(ui, cx, to, *minutes),
                Dialog::NotSaved(text, is_changed) => not_saved_ui(ui, cx, text, *is_changed),
                Dialog::Busy => busy_ui(ui, cx),
                Dialog::Draft { kept, saved } => draft_ui(ui, cx, kept, saved),
                Dialog::ImportPreview(preview) => preview_ui(ui, cx, preview),
                Dialog::ImportReport(report, lines) => import_ui(ui, cx, report, lines),
                Dialog::CoversReport(report, candidates, lines) => covers_ui(ui, cx, (report, candidates), lines),
                Dialog::Cover(draft) => cover_ui(ui, cx, draft),
                Dialog::CoverQueue(queue) => queue_ui(ui, cx, queue),
                Dialog::Record(draft) => record_ui(ui, cx, draft),
                Dialog::Trouble(text) => trouble_ui(ui, cx, text),
            }
        });
    });
    let must_answer = matches!(dialog, Dialog::Draft { .. });
    if keeps && (must_answer || !response.should_close()) {
        cx.view.dialogs.push(dialog);
    }
}

fn dialog_frame(ctx: &egui::Context) -> Frame {
    Frame::window(&ctx.global_style()).inner_margin(Margin::same(24))
}

fn title(ui: &mut Ui, text: &str) {
    ui.label(RichText::new(text).font(semibold(20.0)));
    ui.add_space(4.0);
}

fn details_ui(ui: &mut Ui, cx: &mut Cx<'_>) -> bool {
    wide(ui, 600.0);
    title(ui, cx.say("Сведения о выставке", "Exhibition details"));
    let Some(exhibition) = cx.exhibition else { return false };
    let mut front = exhibition.front.clone();
    let mut gesture = None;
    let height = high(ui, f32::INFINITY, 128.0);
    ScrollArea::vertical().max_height(height).following(ui, |ui| {
        let names: [(&str, usize, fn(&mut crate::domain::FrontMatter) -> &mut String); 8] = [
            (cx.say("Название выставки", "Title"), 1, |it| &mut it.title),
            (cx.say("Подзаголовок", "Subtitle"), 1, |it| &mut it.subtitle),
            (cx.say("Библиотека", "Library"), 1, |it| &mut it.library),
            (cx.say("Серия или выпуск", "Series or issue"), 1, |it| &mut it.series),
            (cx.say("Адрес, часы, ссылка", "Address, hours, link"), 1, |it| &mut it.contact),
            (cx.say("Введение", "Introduction"), 4, |it| &mut it.introduction),
            (cx.say("Эпиграф", "Epigraph"), 2, |it| &mut it.epigraph.text),
            (cx.say("Источник эпиграфа", "Source of the epigraph"), 1, |it| &mut it.epigraph.source),
        ];
        for (name, rows, place) in names {
            let value = place(&mut front).clone();
            if let Some((text, id)) = field(ui, cx, name, &value, rows) {
                *place(&mut front) = text;
                gesture = Some(id);
            }
        }
        let hashtags = front.hashtags.join(" ");
        if let Some((text, id)) =
            field(ui, cx, cx.say("Хэштеги через пробел", "Hashtags, divided by spaces"), &hashtags, 1)
        {
            front.hashtags = text.split([' ', ',']).map(|it| it.trim_start_matches('#').to_owned()).collect();
            gesture = Some(id);
        }
        choosers_ui(ui, cx, &mut front);
        let lang = cx.lang;
        let themes: Vec<_> = cx.looks.themes.iter().map(|it| (it.id.clone(), it.name.get(lang))).collect();
        if let Some(theme) =
            chooser(ui, cx.say("Оформление всех постов", "Theme of all posts"), &exhibition.theme, &themes)
        {
            cx.act(Action::Edit(Edit::Theme(theme)));
        }
    });
    if let Some(gesture) = gesture {
        cx.act(Action::EditIn(Edit::Front(Box::new(front)), gesture));
    }
    ui.add_space(8.0);
    !primary(ui, ICON_CHECK, cx.say("Готово", "Done")).clicked()
}

/// What of an exhibition is chosen, not typed.
fn choosers_ui(ui: &mut Ui, cx: &mut Cx<'_>, front: &mut crate::domain::FrontMatter) {
    let mut marks: Vec<(Option<AgeMark>, &str)> = vec![(None, cx.say("не указан", "none"))];
    marks.extend(AgeMark::ALL.into_iter().map(|it| (Some(it), it.text())));
    let chosen = beside(ui, |left, right| {
        let language = chooser(left, cx.say("Язык постов", "Language of posts"), &front.language, &Lang::ALL);
        (language, chooser(right, cx.say("Возрастной знак", "Age mark"), &front.age_mark, &marks))
    });
    if let Some((language, mark)) = chosen.filter(|it| it.0.is_some() || it.1.is_some()) {
        front.language = language.unwrap_or(front.language);
        front.age_mark = mark.unwrap_or(front.age_mark);
        cx.act(Action::Edit(Edit::Front(Box::new(front.clone()))));
    }
}

fn shortcuts_ui(ui: &mut Ui, cx: &Cx<'_>) -> bool {
    let width = wide(ui, 920.0);
    title(ui, cx.say("Клавиши", "Keys"));
    let groups: &[&[Menu]] = match width {
        900.0.. => &[&[Menu::File, Menu::Edit], &[Menu::View, Menu::Element], &[Menu::Exhibition, Menu::Help]],
        600.0.. => &[&[Menu::File, Menu::View, Menu::Help], &[Menu::Edit, Menu::Exhibition, Menu::Element]],
        _ => &[&Menu::ALL],
    };
    let height = high(ui, f32::INFINITY, 128.0);
    ScrollArea::vertical().max_height(height).following(ui, |ui| {
        ui.columns(groups.len(), |columns| {
            for (ui, menus) in columns.iter_mut().zip(groups) {
                ui.spacing_mut().item_spacing.y = 3.0;
                ui.spacing_mut().interact_size.y = 20.0;
                for menu in *menus {
                    keys_of_menu(ui, cx, *menu);
                }
                if menus.contains(&Menu::Help) {
                    keys_of_canvas(ui, cx);
                }
            }
        });
    });
    ui.add_space(8.0);
    !ui.button(cx.say("Закрыть", "Close")).clicked()
}

fn keys_of_menu(ui: &mut Ui, cx: &Cx<'_>, menu: Menu) {
    section(ui, menu.text(cx.lang));
    for entry in entries().filter(|it| it.menu == menu) {
        let keys = keys_of(&entry, cx.lang);
        if keys.is_empty() {
            continue;
        }
        ui.horizontal(|ui| {
            for key in &keys {
                key_cap(ui, key);
            }
            ui.label(entry.text(cx.lang));
        });
    }
}

/// Keys and gestures that are no commands.
fn keys_of_canvas(ui: &mut Ui, cx: &Cx<'_>) {
    section(ui, cx.say("На холсте", "On the canvas"));
    for (keys, ru, en) in OTHER_KEYS {
        ui.horizontal(|ui| {
            key_cap(ui, cx.say(keys, english_keys(keys)));
            ui.label(cx.say(ru, en));
        });
    }
}

fn english_keys(keys: &'static str) -> &'static str {
    match keys {
        "Пробел" => "Space",
        "Ctrl+колесо" => "Ctrl+wheel",
        "Shift+щелчок" => "Shift+click",
        keys => keys,
    }
}

fn about_ui(ui: &mut Ui, cx: &Cx<'_>) -> bool {
    wide(ui, 420.0);
    ui.label(RichText::new(cx.say("Витрина", "Vitrina")).font(display(28.0)).color(tokens(ui).accent));
    ui.label(format!("{} {}", cx.say("Версия", "Version"), env!("CARGO_PKG_VERSION")));
    ui.label(cx.say(
        "Виртуальные книжные выставки для библиотек: записи каталога и сканы обложек становятся постами, готовыми к публикации",
        "Virtual book exhibitions for libraries: catalogue records and cover scans become posts ready to be published",
    ));
    !ui.button(cx.say("Закрыть", "Close")).clicked()
}

/// Enter presses the main button, unless it belongs to a field or to a button with the focus.
fn is_enter(ui: &Ui) -> bool {
    ui.memory(|it| it.focused().is_none()) && ui.input(|it| it.key_pressed(egui::Key::Enter))
}
