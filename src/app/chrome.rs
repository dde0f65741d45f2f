//! What is around every screen: rail, status, job, palette; which commands can be done now.

use std::time::Duration;

use egui::{Align, Button, CornerRadius, Frame, Layout, Margin, RichText, Sense, Stroke, Ui, Vec2};
use egui_material_icons::MaterialIcon;
use egui_material_icons::icons::{
    ICON_CHECK, ICON_CROP_PORTRAIT, ICON_DASHBOARD, ICON_INVENTORY_2, ICON_MENU_BOOK, ICON_SMARTPHONE,
};

use super::action::Action;
use super::canvas::Alignment;
use super::command::{Command, Entry, entry, shortcut_text};
use super::jobs::Running;
use super::look::{display, semibold, tokens};
use super::parts::{Part, note};
use super::screens::Cx;
use super::view::{Screen, View};
use super::widgets::with_icon;
use crate::domain::Lang;

/// What the chrome shows besides the screen.
pub(super) struct Around<'a> {
    pub(super) undo: Option<&'a str>,
    pub(super) redo: Option<&'a str>,
    pub(super) is_dirty: bool,
    /// Does the draft beside the file hold what is not saved?
    pub(super) is_drafted: bool,
    pub(super) saved_at: &'a str,
    pub(super) running: Option<&'a Running>,
}

/// A command in a menu, with its keys; what is switched on has a tick.
pub(super) fn item_ui(
    ui: &mut Ui,
    row: &Entry,
    (text, lang): (&str, Lang),
    (is_on, is_ticked): (bool, Option<bool>),
) -> egui::Response {
    let shown = if is_ticked == Some(true) { with_icon(ICON_CHECK, text) } else { text.to_owned() };
    let mut item = Button::new(shown).frame_when_inactive(false);
    if let Some(shortcut) = row.shortcut {
        item = item.shortcut_text(RichText::new(shortcut_text(shortcut, lang)).small());
    }
    let response = ui.add_enabled(is_on, item.min_size(Vec2::new(280.0, 28.0)));
    response.widget_info(|| match is_ticked {
        Some(is_ticked) => egui::WidgetInfo::selected(egui::Role::CheckBox, is_on, is_ticked, text),
        None => egui::WidgetInfo::labeled(egui::Role::Button, is_on, text),
    });
    response
}

/// Whether what a command switches is on; `None` when it switches nothing.
pub(super) fn is_switched_on(command: Command, view: &View) -> Option<bool> {
    Some(match command {
        Command::Snap => view.aids.snaps,
        Command::ShowSafe => view.aids.safe,
        Command::ShowGrid => view.aids.grid,
        Command::Dark => view.skin.dark,
        Command::Contrast => view.skin.contrast,
        _ => return None,
    })
}

pub(super) fn command_text(command: Command, lang: crate::domain::Lang, around: &Around<'_>) -> String {
    let text = entry(command).map_or("", |it| it.text(lang));
    let step = match command {
        Command::Undo => around.undo,
        Command::Redo => around.redo,
        _ => None,
    };
    step.map_or_else(|| text.to_owned(), |it| format!("{text}: {it}"))
}

/// Is there a book to be moved, and a post for it?
fn can_move_book(command: Command, cx: &Cx<'_>) -> bool {
    let Some(exhibition) = cx.exhibition else { return false };
    let step = if command == Command::BookToNext { 1 } else { -1 };
    let to = |(from, book)| Some((from, book, crate::edit::neighbour(exhibition, from, step)?));
    let moved = cx.view.pointed_book(exhibition).and_then(to);
    moved.is_some_and(|(from, book, to)| crate::edit::move_book(exhibition, book, from, to).is_some())
}

fn points_at_book(cx: &Cx<'_>) -> bool {
    cx.exhibition.is_some_and(|it| cx.view.pointed_book(it).is_some())
}

/// A post is about one person.
fn can_add_person(cx: &Cx<'_>) -> bool {
    let shown = cx.exhibition.zip(cx.post());
    shown.is_some_and(|(exhibition, post)| !exhibition.exhibits_of(&post.exhibits).any(|it| it.is_person()))
}

/// Can a command be done now?
pub(super) fn is_enabled(command: Command, cx: &Cx<'_>, around: &Around<'_>) -> bool {
    match command {
        Command::Undo => around.undo.is_some(),
        Command::Redo => around.redo.is_some(),
        Command::Save => cx.exhibition.is_some() && around.is_dirty,
        other => has_object(other, cx),
    }
}

/// Is there anything the command could be done to?
pub(super) fn has_object(command: Command, cx: &Cx<'_>) -> bool {
    let (has_file, has_slide) = (cx.exhibition.is_some(), cx.slide().is_some());
    let on_post = cx.view.screen == Screen::Post && has_slide;
    let n_selected = cx.view.selection.len();
    match command {
        Command::SaveAs | Command::Close | Command::Export | Command::Board | Command::Details | Command::Check => {
            has_file
        }
        Command::AddPost | Command::Bundles | Command::Brand | Command::Restyle => has_file,
        Command::CoverColours => cx.post().is_some_and(|it| !it.exhibits.is_empty()),
        Command::BookToNext | Command::BookToPrevious => can_move_book(command, cx),
        Command::BookEarlier | Command::BookLater | Command::BookOut => points_at_book(cx),
        Command::Earlier | Command::Later => on_post || (cx.view.screen == Screen::Board && cx.post().is_some()),
        Command::Post | Command::Preview | Command::AddTextSlide | Command::NextPost | Command::PreviousPost => {
            cx.post().is_some()
        }
        Command::AddPhotographs => cx.post().is_some(),
        Command::AddPerson => can_add_person(cx),
        Command::NextSlide | Command::PreviousSlide | Command::DeleteSlide => {
            on_post && cx.post().is_some_and(|it| it.slides.len() > 1)
        }
        Command::ReplacePicture => on_post && cx.selected_picture().is_some(),
        Command::Duplicate => has_file && cx.post().is_some(),
        Command::Delete => (on_post && n_selected > 0) || (cx.view.screen == Screen::Board && cx.post().is_some()),
        Command::Align(Alignment::SpreadAcross | Alignment::SpreadDown) => on_post && n_selected > 2,
        Command::ResetElement
        | Command::Align(_)
        | Command::Ungroup
        | Command::Cut
        | Command::Copy
        | Command::CopyStyle
        | Command::Lock
        | Command::Bold
        | Command::Italic
        | Command::ToFront
        | Command::Forward
        | Command::Backward
        | Command::ToBack
        | Command::ZoomSelection
        | Command::SelectNone => on_post && n_selected > 0,
        Command::PasteStyle => on_post && n_selected > 0 && cx.view.clip.style.is_some(),
        Command::Group => on_post && n_selected > 1,
        Command::NextVariant | Command::PreviousVariant | Command::ResetSlide => {
            has_slide && cx.view.screen != Screen::Catalogue
        }
        Command::AddPicture | Command::AddText | Command::AddRectangle | Command::AddEllipse | Command::AddLine => {
            on_post
        }
        Command::DuplicateSlide
        | Command::ZoomIn
        | Command::ZoomOut
        | Command::ZoomFit
        | Command::ZoomWhole
        | Command::Paste
        | Command::SelectAll
        | Command::Snap
        | Command::ShowSafe
        | Command::ShowGrid => on_post,
        _ => true,
    }
}

/// The rail at the left.
pub(super) fn rail_ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    let tokens = tokens(ui);
    let frame = Frame::new().fill(tokens.surface).inner_margin(Margin::symmetric(8, 12));
    egui::Panel::left("rail").exact_size(90.0).resizable(false).frame(frame).show(ui, |ui| {
        note(ui, Part::Rail);
        let places = [
            (Screen::Catalogue, ICON_MENU_BOOK, cx.say("Каталог", "Catalogue"), true),
            (Screen::Board, ICON_DASHBOARD, cx.say("Выставка", "Exhibition"), cx.exhibition.is_some()),
            (Screen::Post, ICON_CROP_PORTRAIT, cx.say("Пост", "Post"), cx.post().is_some()),
            (Screen::Preview, ICON_SMARTPHONE, cx.say("Просмотр", "Preview"), cx.post().is_some()),
            (Screen::Bundles, ICON_INVENTORY_2, cx.say("Комплекты", "Bundles"), cx.exhibition.is_some()),
        ];
        for (screen, icon, text, is_on) in places {
            ui.add_enabled_ui(is_on, |ui| {
                if place_ui(ui, icon, text, cx.view.screen == screen) {
                    cx.act(Action::Go(screen));
                }
            });
        }
    });
}

fn place_ui(ui: &mut Ui, icon: MaterialIcon, text: &str, is_current: bool) -> bool {
    let tokens = tokens(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::new(74.0, 58.0), Sense::click());
    let enabled = ui.is_enabled();
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, enabled, is_current, text));
    let fill = if is_current {
        tokens.tint
    } else if response.hovered() {
        tokens.ground
    } else {
        tokens.surface
    };
    ui.painter().rect_filled(rect, CornerRadius::same(9), fill);
    if response.has_focus() {
        ui.painter().rect_stroke(rect, 9.0, Stroke::new(2.0, tokens.accent), egui::StrokeKind::Inside);
    }
    let quiet = if enabled { tokens.text } else { tokens.quiet };
    let colour = if is_current { tokens.accent } else { quiet };
    let center = rect.center();
    let font = egui::FontId::proportional(22.0);
    ui.painter().text(center - Vec2::new(0.0, 9.0), egui::Align2::CENTER_CENTER, icon.codepoint, font, colour);
    let font = if is_current { semibold(12.5) } else { egui::FontId::proportional(12.5) };
    ui.painter().text(center + Vec2::new(0.0, 16.0), egui::Align2::CENTER_CENTER, text, font, colour);
    response.clicked()
}

/// The bar at the foot.
pub(super) fn status_ui(ui: &mut Ui, cx: &mut Cx<'_>, around: &Around<'_>) {
    let tokens = tokens(ui);
    let frame = Frame::new().fill(tokens.surface).inner_margin(Margin::symmetric(14, 3));
    egui::Panel::bottom("status").exact_size(30.0).frame(frame).show(ui, |ui| {
        note(ui, Part::Foot);
        ui.horizontal_centered(|ui| {
            ui.spacing_mut().interact_size.y = 22.0;
            ui.spacing_mut().button_padding.y = 2.0;
            // What the catalogue holds is not known before it is up to date.
            if around.running.is_none_or(|it| !it.is_needed) {
                ui.label(RichText::new(where_text(cx)).small().color(tokens.quiet));
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if let Some(running) = around.running {
                    running_ui(ui, cx, running);
                } else {
                    ui.label(RichText::new(safety_text(cx, around)).small().color(tokens.quiet));
                }
            });
        });
    });
}

fn where_text(cx: &Cx<'_>) -> String {
    let posts = cx.exhibition.map_or(0, |it| it.posts.len());
    let number =
        cx.exhibition.and_then(|it| it.posts.iter().position(|it| Some(it.id) == cx.view.post)).map_or(0, |it| it + 1);
    let post = cx.say(format!("Пост {number} из {posts}"), format!("Post {number} of {posts}"));
    match cx.view.screen {
        Screen::Start | Screen::Catalogue => {
            let (n, covers) = (cx.view.catalogue.n_records, cx.view.catalogue.n_covers);
            cx.say(
                format!("Каталог: записей {n}, обложек {covers}"),
                format!("Catalogue: {n} records, {covers} covers"),
            )
        }
        Screen::Board => {
            post + cx.say(
                " · Пробел: другой вариант · двойной щелчок: открыть · перетащите, чтобы переставить",
                " · Space: another variant · double click: open · drag to reorder",
            )
        }
        Screen::Post => post + " · " + canvas_hint(cx),
        Screen::Preview | Screen::Bundles => {
            post + cx.say(" · Page Up и Page Down листают посты", " · Page Up and Page Down turn posts")
        }
    }
}

/// What the keys do on the canvas now.
fn canvas_hint(cx: &Cx<'_>) -> &'static str {
    use super::view::Grip;
    match cx.view.drag.as_ref().map(|it| it.grip) {
        Some(Grip::Body) => cx.say(
            "Shift — по прямой · Alt — без привязки · Esc — отменить",
            "Shift straight · Alt without snapping · Esc cancels",
        ),
        Some(Grip::Handle(..)) => cx.say(
            "Shift — пропорции · Ctrl — от середины · Alt — без привязки · Esc — отменить",
            "Shift proportions · Ctrl from the middle · Alt without snapping · Esc cancels",
        ),
        Some(Grip::Turn) => cx.say("Shift — по 15° · Esc — отменить", "Shift by 15° · Esc cancels"),
        Some(Grip::Marquee) => {
            cx.say("выделяется то, что целиком в рамке", "what lies wholly in the frame is selected")
        }
        Some(Grip::Inside) => cx.say("Esc — отменить", "Esc cancels"),
        None if cx.view.typing.is_some() => cx.say(
            "слова на кадре: Ctrl+B — полужирный · Ctrl+I — курсив · Esc — готово",
            "words on the slide: Ctrl+B bold · Ctrl+I italic · Esc when done",
        ),
        None if cx.view.inside.is_some() => cx.say(
            "картинка в рамке: стрелки — сдвиг · + и − — размер · Enter — готово",
            "the picture in its frame: arrows push · + and − scale · Enter when done",
        ),
        None if cx.view.selection.is_empty() => cx.say(
            "щелчок — выбрать · Tab — следующий · T — надпись · Пробел — другой вариант, с мышью — сдвинуть холст",
            "click selects · Tab next · T text · Space another variant, with the mouse it pushes the canvas",
        ),
        None => cx.say(
            "стрелки — сдвиг на 1, Shift — на 10, Ctrl — на 0,2 · Alt+перетаскивание — копия",
            "arrows nudge by 1, Shift by 10, Ctrl by 0.2 · Alt+drag copies",
        ),
    }
}

fn safety_text(cx: &Cx<'_>, around: &Around<'_>) -> String {
    let Some(_) = cx.exhibition else {
        return format!("{} {}", cx.say("Витрина", "Vitrina"), env!("CARGO_PKG_VERSION"));
    };
    let findings = cx.findings.iter().filter(|it| it.severity > crate::domain::Severity::Note).count();
    let words = cx.lang.plural(findings, ["замечание", "замечания", "замечаний"], ["finding", "findings"]);
    let saved = match (around.is_dirty, around.is_drafted, around.saved_at) {
        (true, true, _) => cx.say(
            "Есть несохранённые правки · черновик хранится рядом с файлом".to_owned(),
            "There are unsaved changes · a draft is kept beside the file".to_owned(),
        ),
        (true, false, _) => cx.say("Есть несохранённые правки".to_owned(), "There are unsaved changes".to_owned()),
        (false, _, "") => cx.say("Сохранено".to_owned(), "Saved".to_owned()),
        (false, _, at) => cx.say(format!("Сохранено в {at}"), format!("Saved at {at}")),
    };
    if findings > 0 { format!("{saved} · {findings} {words}") } else { saved }
}

fn running_ui(ui: &mut Ui, cx: &mut Cx<'_>, running: &Running) {
    if !running.is_needed && ui.button(cx.say("Отменить", "Cancel")).clicked() {
        cx.act(Action::CancelJob);
    }
    let (done, total) = running.progress.counts();
    let share = if total > 0 { done as f32 / total as f32 } else { 0.0 };
    if total > 0 {
        let tokens = tokens(ui);
        ui.scope(|ui| {
            ui.visuals_mut().extreme_bg_color = tokens.control;
            ui.add(egui::ProgressBar::new(share).fill(tokens.accent).desired_width(180.0).desired_height(8.0));
        });
    } else {
        ui.add(egui::Spinner::new().size(16.0));
    }
    let counts = if total > 0 { format!("{done} / {total}") } else { done.to_string() };
    ui.label(RichText::new(format!("{} {counts}", running.title)).small());
    ui.ctx().request_repaint_after(Duration::from_millis(80));
}

/// What a file held over the window ends with, in small letters.
fn ending(file: &egui::HoveredFile) -> String {
    let ending = file.path.as_ref().and_then(|it| it.extension());
    ending.map_or_else(String::new, |it| it.to_string_lossy().to_lowercase())
}

/// What letting go of files will do, as far as their names tell.
fn drop_words(cx: &Cx<'_>, endings: &[String]) -> &'static str {
    let are_pictures = endings.iter().all(|it| crate::tasks::is_picture_ending(it));
    let is_for_slide = cx.view.screen == Screen::Post && cx.view.slide.is_some();
    if endings.iter().any(|it| it == "ron") {
        cx.say("Отпустите: откроется выставка или возьмётся шаблон", "Let go: an exhibition or a look will be opened")
    } else if are_pictures && is_for_slide && endings.len() == 1 && cx.selected_picture().is_some() {
        cx.say("Отпустите: картинка заменит выделенную", "Let go: it takes the place of the selected picture")
    } else if are_pictures && is_for_slide {
        cx.say("Отпустите: картинки лягут на кадр", "Let go: the pictures are put on the slide")
    } else if are_pictures {
        cx.say("Отпустите: для обложек найдутся книги", "Let go: books will be found for the covers")
    } else if endings.iter().any(|it| !it.is_empty()) {
        cx.say("Отпустите: записи пойдут в каталог", "Let go: the records go into the catalogue")
    } else {
        cx.say("Бросайте: записи, обложки или выставка", "Drop it: records, covers or an exhibition")
    }
}

/// Says that files may be dropped.
pub(super) fn drop_ui(ctx: &egui::Context, cx: &Cx<'_>) {
    let files: Vec<String> = ctx.input(|it| it.raw.hovered_files.iter().map(ending).collect());
    if files.is_empty() {
        return;
    }
    let area = egui::Area::new(egui::Id::unique("drop")).order(egui::Order::Foreground).fixed_pos(egui::Pos2::ZERO);
    area.show(ctx, |ui| {
        let tokens = tokens(ui);
        let rect = ctx.content_rect();
        ui.painter().rect_filled(rect, 0.0, tokens.ground.gamma_multiply(0.92));
        ui.painter().rect_stroke(rect.shrink(18.0), 14.0, Stroke::new(3.0, tokens.accent), egui::StrokeKind::Inside);
        let words = drop_words(cx, &files);
        ui.painter().text(rect.center(), egui::Align2::CENTER_CENTER, words, display(26.0), tokens.accent);
    });
}
