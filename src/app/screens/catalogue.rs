//! The catalogue: find, tick, make an exhibition of what is ticked.

use egui::containers::menu::MenuButton;
use egui::{
    Align, Button, Frame, Layout, Margin, Rect, Response, RichText, ScrollArea, Stroke, StrokeKind, TextEdit, Ui, Vec2,
};
use egui_material_icons::icons::{
    ICON_ADD_CIRCLE, ICON_CHECK_BOX, ICON_CHECK_BOX_OUTLINE_BLANK, ICON_DOCUMENT_SCANNER, ICON_EDIT, ICON_IMAGE,
    ICON_LIBRARY_ADD, ICON_LIST, ICON_PLAYLIST_ADD, ICON_POST_ADD, ICON_SEARCH, ICON_UPLOAD_FILE,
};

use super::super::action::Action;
use super::super::command::Command;
use super::super::look::{semibold, tokens};
use super::super::parts::{Part, note};
use super::super::ring::Following as _;
use super::super::rows::{Rows, rows_ui};
use super::super::widgets::{Anchor, WHOLE, button, chip, filling, named, picture, primary, with_icon};
use super::Cx;
use crate::describe::short_authors;
use crate::domain::Post;
use crate::tasks::Stored;

const ROW: f32 = 66.0;
/// Windows narrower than this have a narrower side, and rows shorter than this say less, in points.
const NARROW: f32 = 1000.0;
const SHORT_ROW: f32 = 640.0;
/// Height of a post in the menu of posts.
const POST_ROW: f32 = 30.0;

pub(super) fn catalogue_ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    let tokens = tokens(ui);
    let side = Frame::new().fill(tokens.surface).inner_margin(Margin::same(16));
    let width = if ui.ctx().content_rect().width() < NARROW { 270.0 } else { 330.0 };
    egui::Panel::right("catalogue side").exact_size(width).resizable(false).frame(side).show(ui, |ui| {
        note(ui, Part::Side);
        ScrollArea::vertical().auto_shrink(false).following(ui, |ui| side_ui(ui, cx));
    });
    let frame = Frame::new().fill(tokens.surface).inner_margin(Margin::same(0));
    egui::CentralPanel::default().frame(frame).show(ui, |ui| {
        Frame::new().inner_margin(Margin::symmetric(16, 10)).show(ui, |ui| {
            search_ui(ui, cx);
            filters_ui(ui, cx);
        });
        ui.painter().hline(ui.max_rect().x_range(), ui.cursor().top() - 4.0, Stroke::new(1.0, tokens.line));
        if cx.view.catalogue.n_records == 0 {
            empty_ui(ui, cx);
        } else if cx.view.catalogue.found.ids.is_empty() && !cx.view.catalogue.query.trim().is_empty() {
            nothing_ui(ui, cx);
        } else {
            table_ui(ui, cx);
        }
    });
}

fn search_ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    let hint = cx.say("Слова, автор, год, ISBN, шифр", "Words, author, year, ISBN, shelf mark");
    let name = cx.say("Поиск в каталоге", "Search the catalogue");
    ui.horizontal(|ui| {
        let mut query = cx.view.catalogue.query.clone();
        let field = TextEdit::singleline(&mut query)
            .hint_text(with_icon(ICON_SEARCH, hint))
            .desired_width((ui.available_width() - 130.0).clamp(160.0, 420.0))
            .margin(Margin::symmetric(10, 7))
            .id_salt("catalogue search");
        let response = ui.add(field);
        if std::mem::take(&mut cx.view.catalogue.wants_search) {
            response.request_focus();
        }
        let is_enabled = response.enabled();
        let typed = query.clone();
        response.widget_info(|| {
            let mut info = egui::WidgetInfo::text_edit(is_enabled, &typed, &typed, "");
            info.label = Some(name.to_owned());
            info
        });
        if response.changed() {
            cx.view.catalogue.query.clone_from(&query);
            cx.act(Action::Search(query));
        }
        let total = count_text(cx.view.catalogue.found.total);
        let words = cx.say(format!("найдено {total}"), format!("{total} found"));
        ui.label(RichText::new(words).color(tokens(ui).quiet));
    });
}

/// Filters are words of the query: what a button writes can be typed as well.
fn filters_ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    let filters = [
        (cx.say("Без обложки", "Without a cover"), cx.say("без:обложки", "no:cover")),
        (cx.say("Ещё не показаны", "Not shown yet"), cx.say("не:показано", "not:shown")),
        (cx.say("Последний импорт", "Last import"), cx.say("добавлено:последнее", "added:last")),
    ];
    ui.horizontal_wrapped(|ui| {
        for (name, word) in filters {
            let query = cx.view.catalogue.query.clone();
            let is_on = query.split_whitespace().any(|it| it == word);
            if ui.selectable_label(is_on, RichText::new(name).small()).clicked() {
                let others = query.split_whitespace().filter(|it| *it != word);
                let query: Vec<&str> = others.chain((!is_on).then_some(word)).collect();
                cx.view.catalogue.query = query.join(" ");
                cx.act(Action::Search(query.join(" ")));
            }
        }
        let hint = cx.say(
            "автор:чехов  год:1941-1945  тема:…  удк:616  «точная фраза»",
            "author:woolf  year:1941-1945  topic:…  udc:616  “exact phrase”",
        );
        ui.add(egui::Label::new(RichText::new(hint).small().color(tokens(ui).quiet)).truncate());
    });
}

fn empty_ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    ui.add_space(90.0);
    ui.vertical_centered(|ui| {
        ui.label(RichText::new(cx.say("В каталоге пока нет записей", "The catalogue is empty")).font(semibold(20.0)));
        ui.label(
            RichText::new(cx.say(
                "Перетащите сюда выгрузку: ИРБИС, RUSMARC, MARC 21, MARCXML,\nтаблицу Excel или CSV, RIS, BibTeX, ONIX.\nФормат и кодировку Витрина узнает сама",
                "Drop an export here: IRBIS, RUSMARC, MARC 21, MARCXML,\na table of Excel or CSV, RIS, BibTeX, ONIX.\nVitrina finds out its format and encoding",
            ))
            .color(tokens(ui).quiet),
        );
        ui.add_space(10.0);
        if primary(ui, ICON_UPLOAD_FILE, cx.say("Импорт записей…", "Import records…")).clicked() {
            cx.act(Action::Do(Command::Import));
        }
    });
}

fn nothing_ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    ui.add_space(90.0);
    ui.vertical_centered(|ui| {
        ui.label(RichText::new(cx.say("Ничего не нашлось", "Nothing was found")).font(semibold(20.0)));
        let hint = cx.say(
            "Проверьте, нет ли опечатки, или уберите часть слов и условий",
            "Look for a slip of the pen, or leave out some words and conditions",
        );
        ui.label(RichText::new(hint).color(tokens(ui).quiet));
        ui.add_space(10.0);
        if button(ui, ICON_LIST, cx.say("Показать все записи", "Show all records")).clicked() {
            cx.view.catalogue.query.clear();
            cx.act(Action::Search(String::new()));
        }
    });
}

/// A number with its thousands apart.
fn count_text(n: usize) -> String {
    let digits = n.to_string();
    let apart = |(i, digit): (usize, char)| {
        let space = (i > 0 && (digits.len() - i).is_multiple_of(3)).then_some('\u{a0}');
        space.into_iter().chain([digit])
    };
    digits.chars().enumerate().flat_map(apart).collect()
}

fn table_ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    let all = cx.view.catalogue.is_all_ticked;
    Frame::new().inner_margin(Margin::symmetric(16, 0)).show(ui, |ui| {
        let icon = if all { ICON_CHECK_BOX } else { ICON_CHECK_BOX_OUTLINE_BLANK };
        let name = cx.say("Отметить все найденные", "Tick all that was found");
        if named(ui.button(with_icon(icon, name)), name).clicked() {
            cx.act(Action::TickAll);
        }
    });
    let found = std::mem::take(&mut cx.view.catalogue.found);
    let mut scroll = cx.view.catalogue.scroll;
    let list = Rows {
        name: cx.say("Записи каталога", "Records of the catalogue"), n: found.ids.len(), height: ROW
    };
    let seen = rows_ui(ui, &mut scroll, list, |ui, index, rect, response| {
        let Some(id) = found.ids.get(index) else { return };
        match cx.view.catalogue.rows.get(id).cloned() {
            Some(stored) => row_ui(ui, cx, &stored, rect, response),
            None => waiting_ui(ui, rect),
        }
    });
    cx.view.catalogue.scroll = scroll;
    let missing = cx.view.catalogue.missing(found.ids.get(seen).unwrap_or_default());
    if !missing.is_empty() {
        cx.act(Action::Rows(missing));
    }
    cx.view.catalogue.found = found;
}

/// A row whose record is being read.
fn waiting_ui(ui: &Ui, rect: Rect) {
    let tokens = tokens(ui);
    let bar = |x: f32, y: f32, width: f32| Rect::from_min_size(rect.min + Vec2::new(x, y), Vec2::new(width, 11.0));
    for place in [bar(108.0, 16.0, 240.0), bar(108.0, 38.0, 130.0)] {
        ui.painter().rect_filled(place, 4.0, tokens.neutral.0);
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, tokens.line));
}

fn row_ui(ui: &mut Ui, cx: &mut Cx<'_>, stored: &Stored, rect: Rect, response: &Response) {
    let tokens = tokens(ui);
    let is_ticked = cx.view.catalogue.ticked.contains(&stored.id);
    let name = stored.record.shown_title().into_owned();
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::CheckBox, true, is_ticked, &name));
    if response.clicked() {
        let is_row = ui.input(|it| it.modifiers.shift);
        cx.act(if is_row { Action::TickTo(stored.id) } else { Action::Tick(stored.id) });
    }
    let fill = if is_ticked {
        tokens.tint
    } else if response.hovered() || response.has_focus() {
        tokens.ground
    } else {
        tokens.surface
    };
    ui.painter().rect_filled(rect, 0.0, fill);
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, tokens.line));
    let icon = if is_ticked { ICON_CHECK_BOX } else { ICON_CHECK_BOX_OUTLINE_BLANK };
    let colour = if is_ticked { tokens.accent } else { tokens.quiet };
    let at = egui::pos2(rect.left() + 26.0, rect.center().y);
    ui.painter().text(at, egui::Align2::CENTER_CENTER, icon.codepoint, egui::FontId::proportional(19.0), colour);
    cover_ui(ui, cx, stored, Rect::from_min_size(rect.min + Vec2::new(52.0, 6.0), Vec2::new(38.0, 54.0)));
    let columns = if rect.width() < SHORT_ROW { &SHORT_COLUMNS } else { &COLUMNS };
    words_ui(ui, stored, rect, columns);
    cover_state_ui(ui, cx, stored, (rect, columns));
    let pencil_rect = Rect::from_center_size(at_right(rect, columns.pencil), Vec2::splat(30.0));
    let row = Layout::left_to_right(Align::Center);
    let ui = &mut ui.new_child(egui::UiBuilder::new().max_rect(pencil_rect).id_salt(stored.id).layout(row));
    let pencil = Button::new(RichText::new(ICON_EDIT.codepoint).size(18.0).color(tokens.quiet)).frame(false);
    let edits = named(ui.add(pencil), &format!("{}: {name}", cx.say("Исправить", "Correct")));
    if edits.clicked() {
        cx.act(Action::EditRecord(Some(stored.id)));
    }
}

/// Where the columns of a row are, in points from its right end.
struct Columns {
    /// The end of title and author.
    words: f32,
    year: (f32, f32),
    shelfmark: Option<(f32, f32)>,
    pencil: f32,
    /// What is known of the cover: in words from here, or as a dot.
    cover: Option<f32>,
}

const COLUMNS: Columns =
    Columns { words: 385.0, year: (375.0, 318.0), shelfmark: Some((315.0, 216.0)), pencil: 200.0, cover: Some(178.0) };
const SHORT_COLUMNS: Columns =
    Columns { words: 124.0, year: (116.0, 66.0), shelfmark: None, pencil: 46.0, cover: None };

fn at_right(rect: Rect, from: f32) -> egui::Pos2 {
    egui::pos2(rect.right() - from, rect.center().y)
}

fn words_ui(ui: &mut Ui, stored: &Stored, rect: Rect, columns: &Columns) {
    let (tokens, record) = (tokens(ui), &stored.record);
    let end = egui::pos2(rect.right() - columns.words, rect.bottom());
    let words = Rect::from_min_max(rect.min + Vec2::new(108.0, 11.0), end);
    let mut column = ui.new_child(egui::UiBuilder::new().max_rect(words).layout(Layout::top_down(Align::Min)));
    {
        let ui = &mut column;
        ui.spacing_mut().item_spacing.y = 1.0;
        ui.add(egui::Label::new(RichText::new(record.shown_title()).font(semibold(14.0))).truncate());
        ui.add(egui::Label::new(RichText::new(short_authors(record)).small().color(tokens.quiet)).truncate());
    }
    let text = |(from, to): (f32, f32), text: &str| {
        let column = Rect::from_x_y_ranges(rect.right() - from..=rect.right() - to, rect.y_range());
        let clipped = ui.painter().with_clip_rect(column.intersect(ui.clip_rect()));
        let font = egui::FontId::proportional(14.0);
        clipped.text(column.left_center(), egui::Align2::LEFT_CENTER, text, font, tokens.text);
    };
    text(columns.year, &record.year);
    if let Some(place) = columns.shelfmark {
        text(place, &record.shelfmark);
    }
}

fn cover_state_ui(ui: &mut Ui, cx: &Cx<'_>, stored: &Stored, (rect, columns): (Rect, &Columns)) {
    let tokens = tokens(ui);
    let generated = cx.say("плашка", "generated");
    let (words, colours) = match &stored.cover {
        Some(cover) => (short(&cover.reason), tokens.good),
        None => (generated.to_owned(), tokens.warn),
    };
    let Some(from) = columns.cover else {
        ui.painter().circle_filled(at_right(rect, 18.0), 5.0, colours.1);
        return;
    };
    let place = Rect::from_min_max(egui::pos2(rect.right() - from, rect.top()), rect.max);
    let row = Layout::left_to_right(Align::Center);
    chip(&mut ui.new_child(egui::UiBuilder::new().max_rect(place).layout(row)), &words, colours);
}

fn short(text: &str) -> String {
    if text.chars().count() > 20 { text.chars().take(19).collect::<String>() + "…" } else { text.to_owned() }
}

/// The cover; without one, the first letter of the title.
fn cover_ui(ui: &Ui, cx: &mut Cx<'_>, stored: &Stored, rect: Rect) {
    if stored.cover.is_none() {
        let tokens = tokens(ui);
        let letter: String = stored.record.shown_title().chars().find(|it| it.is_alphanumeric()).into_iter().collect();
        ui.painter().rect(rect, 3.0, tokens.ground, Stroke::new(1.0, tokens.line), StrokeKind::Inside);
        ui.painter().text(rect.center(), egui::Align2::CENTER_CENTER, letter, semibold(17.0), tokens.quiet);
        return;
    }
    let folder = cx.view.catalogue.covers_folder.clone();
    let texture = stored.cover.as_ref().and_then(|it| {
        let shown = cx.drawings.file(&folder.join(&it.cover.file.0))?;
        shown.texture.clone()
    });
    let uv = texture.as_ref().map_or(WHOLE, |it| filling(it.size_vec2(), rect.size(), Anchor::Middle));
    picture(ui, texture.as_ref(), rect, uv);
}

fn side_ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    let tokens = tokens(ui);
    let ticked = cx.view.catalogue.ticked.len();
    let words = cx.say(format!("Выбрано {ticked}"), format!("{ticked} ticked"));
    ui.label(RichText::new(words).font(semibold(16.0)));
    ui.add_space(6.0);
    let new = if ticked > 0 {
        cx.say("Новая выставка из выбранных", "New exhibition of the ticked")
    } else {
        cx.say("Новая выставка…", "New exhibition…")
    };
    ui.with_layout(Layout::top_down_justified(Align::Center), |ui| {
        if primary(ui, ICON_ADD_CIRCLE, new).clicked() {
            cx.act(Action::Do(Command::New));
        }
        let can_add = ticked > 0 && cx.exhibition.is_some();
        ui.add_enabled_ui(can_add, |ui| {
            let add = cx.say("Новым постом в открытую выставку", "As a new post of the open exhibition");
            if button(ui, ICON_PLAYLIST_ADD, add).clicked() {
                cx.act(Action::AddTicked(None));
            }
            into_post_ui(ui, cx);
        });
        ui.add_space(14.0);
        if button(ui, ICON_UPLOAD_FILE, cx.say("Импорт записей…", "Import records…")).clicked() {
            cx.act(Action::Do(Command::Import));
        }
        if button(ui, ICON_IMAGE, cx.say("Обложки из папки…", "Covers from a folder…")).clicked() {
            cx.act(Action::Do(Command::Covers));
        }
        if button(ui, ICON_DOCUMENT_SCANNER, cx.say("Список для сканирования…", "List for scanning…")).clicked()
        {
            cx.act(Action::Do(Command::ScanningList));
        }
        if button(ui, ICON_LIBRARY_ADD, cx.say("Добавить книгу…", "Add a book…")).clicked() {
            cx.act(Action::Do(Command::AddBook));
        }
    });
    ui.add_space(14.0);
    let (n, covers) = (cx.view.catalogue.n_records, cx.view.catalogue.n_covers);
    let records = cx.lang.plural(n, ["запись", "записи", "записей"], ["record", "records"]);
    let with = cx.lang.plural(covers, ["обложка", "обложки", "обложек"], ["cover", "covers"]);
    ui.label(RichText::new(format!("{n} {records}, {covers} {with}")).small().color(tokens.quiet));
    // Below the buttons, which stay where they are when books are ticked.
    let hint = cx.say(
        "Отметьте книги, с Shift — подряд, или возьмите сразу всё, что найдено",
        "Tick books, with Shift a whole row, or take all that was found",
    );
    if ticked == 0 && n > 0 {
        ui.label(RichText::new(hint).small().color(tokens.quiet));
    }
    let drop = cx.say(
        "Выгрузки и папки со сканами можно бросать прямо в окно",
        "Exports and folders of scans can be dropped on the window",
    );
    ui.label(RichText::new(drop).small().color(tokens.quiet));
}

/// The posts of the open exhibition: the ticked books go into the one that is chosen.
fn into_post_ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    let name = cx.say("В пост открытой выставки", "Into a post of the open exhibition");
    let title = Button::new(with_icon(ICON_POST_ADD, name)).min_size(Vec2::new(0.0, 32.0));
    let (response, _) = MenuButton::from_button(title).ui(ui, |ui| {
        let Some(exhibition) = cx.exhibition else { return };
        ui.set_min_width(360.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        let n_posts = exhibition.posts.len();
        ScrollArea::vertical().max_height(420.0).show_rows(ui, POST_ROW, n_posts, |ui, rows| {
            let first = rows.start;
            for (offset, post) in exhibition.posts.get(rows).unwrap_or_default().iter().enumerate() {
                let name = post_name(post, first + offset);
                let item = Button::new(&name).frame_when_inactive(false).truncate();
                if named(ui.add_sized(Vec2::new(ui.available_width(), POST_ROW), item), &name).clicked() {
                    cx.act(Action::AddTicked(Some(post.id)));
                    ui.close();
                }
            }
        });
    });
    named(response, name);
}

/// "3. Часть 3 из 25: М. А. Булгаков": posts of a series share their title.
fn post_name(post: &Post, index: usize) -> String {
    let words = if post.lead.is_empty() { &post.title } else { &post.lead };
    format!("{}. {words}", index + 1)
}
