//! What stands over the screen: the new exhibition, the program's own file dialog, reports, questions.

use std::path::PathBuf;

use egui::{Frame, Id, Margin, Modal, RichText, ScrollArea, Slider, TextEdit, Ui, Vec2};
use egui_material_icons::icons::{
    ICON_ADD_CIRCLE, ICON_CHECK, ICON_DESCRIPTION, ICON_FOLDER, ICON_FOLDER_OPEN, ICON_IMAGE, ICON_UPLOAD_FILE,
};

use super::action::Action;
use super::command::{Command, Menu, entries, shortcut_text};
use super::look::{display, semibold, tokens};
use super::screens::{Cx, chooser, field};
use super::view::{Dialog, NewDialog, PathDialog, PathPurpose};
use super::widgets::{button, key_cap, primary, section};
use crate::domain::{AgeMark, PostKind};
use crate::edit::Edit;
use crate::tasks::{CoversReport, ImportReport, NewExhibition, Selection, safe_name};

/// Shows the topmost dialog.
pub(super) fn dialogs_ui(ctx: &egui::Context, cx: &mut Cx<'_>) {
    let Some(mut dialog) = cx.view.dialogs.pop() else { return };
    let depth = cx.view.dialogs.len();
    let modal = Modal::new(Id::unique(("dialog", depth))).frame(dialog_frame(ctx));
    let mut keeps = true;
    let response = modal.show(ctx, |ui| {
        keeps = match &mut dialog {
            Dialog::New(new) => new_ui(ui, cx, new),
            Dialog::Path(path) => path_ui(ui, cx, path),
            Dialog::Details => details_ui(ui, cx),
            Dialog::Shortcuts => shortcuts_ui(ui, cx),
            Dialog::About => about_ui(ui, cx),
            Dialog::Unsaved => unsaved_ui(ui, cx),
            Dialog::Draft => draft_ui(ui, cx),
            Dialog::ImportReport(report) => import_ui(ui, cx, report),
            Dialog::CoversReport(report) => covers_ui(ui, cx, report),
            Dialog::Trouble(text) => trouble_ui(ui, cx, text),
        };
    });
    let must_answer = matches!(dialog, Dialog::Draft);
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

fn new_ui(ui: &mut Ui, cx: &mut Cx<'_>, new: &mut NewDialog) -> bool {
    ui.set_width(660.0);
    title(ui, cx.say("Новая выставка", "New exhibition"));
    let mut keeps = true;
    ScrollArea::vertical().max_height(ui.ctx().content_rect().height() - 190.0).show(ui, |ui| {
        let label = ui.label(RichText::new(cx.say("Название", "Title")).font(semibold(14.0)));
        let field = TextEdit::singleline(&mut new.title).desired_width(f32::INFINITY).margin(Margin::symmetric(10, 8));
        if ui.add(field).labelled_by(label.id).changed() && new.file_follows {
            follow_title(new);
        }
        books_ui(ui, cx, new);
        look_ui(ui, cx, new);
        file_ui(ui, cx, new);
    });
    ui.add_space(10.0);
    ui.horizontal(|ui| {
        let is_ready = !new.title.trim().is_empty() && cx.view.catalogue.n_records > 0 && !new.platforms.is_empty();
        ui.add_enabled_ui(is_ready, |ui| {
            if primary(ui, ICON_ADD_CIRCLE, cx.say("Создать", "Create")).clicked() {
                let request = request(cx, new);
                cx.act(Action::Create(Box::new(request), PathBuf::from(new.file.trim())));
                keeps = false;
            }
        });
        if ui.button(cx.say("Отмена", "Cancel")).clicked() {
            keeps = false;
        }
    });
    keeps
}

fn follow_title(new: &mut NewDialog) {
    let folder = PathBuf::from(&new.file).parent().map(std::path::Path::to_owned).unwrap_or_default();
    new.file = folder.join(safe_name(&new.title, 60) + ".ron").display().to_string();
}

fn request(cx: &Cx<'_>, new: &NewDialog) -> NewExhibition {
    let ticked: Vec<_> = cx.view.catalogue.ticked.iter().copied().collect();
    let selection = if new.only_ticked && !ticked.is_empty() {
        Selection::Records(ticked)
    } else {
        Selection::Query(new.query.clone())
    };
    NewExhibition {
        title: new.title.trim().to_owned(),
        kind: new.kind,
        selection,
        per_post: new.per_post,
        template: None,
        theme: new.theme.clone(),
        platforms: new.platforms.clone(),
        seed: 0,
        library: cx.settings.library.clone(),
        contact: cx.settings.contact.clone(),
    }
}

fn books_ui(ui: &mut Ui, cx: &mut Cx<'_>, new: &mut NewDialog) {
    section(ui, cx.say("1 · Книги", "1 · Books"));
    let ticked = cx.view.catalogue.ticked.len();
    let (all, covers) = (cx.view.catalogue.n_records, cx.view.catalogue.n_covers);
    if ticked > 0 {
        ui.radio_value(
            &mut new.only_ticked,
            true,
            cx.say(format!("Отмеченные: {ticked}"), format!("The ticked: {ticked}")),
        );
    } else {
        new.only_ticked = false;
    }
    let found = cx.view.catalogue.found.total;
    let text = if new.query.trim().is_empty() {
        cx.say(format!("Весь каталог: {all}"), format!("The whole catalogue: {all}"))
    } else {
        cx.say(format!("Найденные по «{}»: {found}", new.query), format!("Found by “{}”: {found}", new.query))
    };
    ui.radio_value(&mut new.only_ticked, false, text);
    ui.horizontal(|ui| {
        if button(ui, ICON_UPLOAD_FILE, cx.say("Импорт записей…", "Import records…")).clicked() {
            cx.act(Action::Do(Command::Import));
        }
        if button(ui, ICON_IMAGE, cx.say("Обложки из папки…", "Covers from a folder…")).clicked() {
            cx.act(Action::Do(Command::Covers));
        }
        let words = cx.say(format!("обложек в каталоге: {covers}"), format!("covers in the catalogue: {covers}"));
        ui.label(RichText::new(words).small().color(tokens(ui).quiet));
    });
    ui.horizontal(|ui| {
        let label = ui.label(cx.say("Книг в посте", "Books in a post"));
        ui.add(Slider::new(&mut new.per_post, 1..=12)).labelled_by(label.id);
        let count = if new.only_ticked {
            ticked
        } else if new.query.trim().is_empty() {
            all
        } else {
            found
        };
        let posts = count.div_ceil(new.per_post.max(1));
        let words = cx.lang.plural(posts, ["пост", "поста", "постов"], ["post", "posts"]);
        ui.label(RichText::new(format!("→ {posts} {words}")).font(semibold(14.0)));
    });
    let kinds: Vec<(PostKind, &str)> = PostKind::ALL.into_iter().map(|it| (it, kind_name(it, cx.lang))).collect();
    if let Some(kind) = chooser(ui, cx.say("Вид постов", "Kind of posts"), &new.kind, &kinds) {
        new.kind = kind;
    }
}

fn kind_name(kind: PostKind, lang: crate::domain::Lang) -> &'static str {
    match kind {
        PostKind::Exhibition => lang.pick("Выставка", "Exhibition"),
        PostKind::NewArrivals => lang.pick("Новинки", "New arrivals"),
        PostKind::MemorableDate => lang.pick("Памятная дата", "Memorable date"),
        PostKind::Personality => lang.pick("Персона", "Personality"),
        PostKind::RareBooks => lang.pick("Редкие книги", "Rare books"),
        PostKind::Articles => lang.pick("Статьи", "Journal articles"),
        PostKind::Event => lang.pick("Событие", "Event"),
        PostKind::Service => lang.pick("Услуга", "Service"),
        PostKind::Poll => lang.pick("Опрос", "Poll"),
        PostKind::Guest => lang.pick("Гостевой пост", "Guest post"),
    }
}

fn look_ui(ui: &mut Ui, cx: &Cx<'_>, new: &mut NewDialog) {
    section(ui, cx.say("2 · Оформление", "2 · Look"));
    ui.horizontal_wrapped(|ui| {
        for theme in &cx.studio.library.themes {
            let is_on = new.theme == theme.id;
            let (rect, response) = ui.allocate_exact_size(Vec2::new(114.0, 74.0), egui::Sense::click());
            let name = theme.name.get(cx.lang);
            response.widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, true, is_on, name));
            let paint = super::look::shade;
            ui.painter().rect_filled(rect, 8.0, paint(theme.background));
            let at = rect.min + Vec2::new(10.0, 22.0);
            ui.painter().text(at, egui::Align2::LEFT_CENTER, "Аа", display(19.0), paint(theme.ink));
            ui.painter().circle_filled(rect.min + Vec2::new(96.0, 20.0), 7.0, paint(theme.accent));
            let foot = rect.min + Vec2::new(10.0, 56.0);
            let clipped = ui.painter().with_clip_rect(rect.shrink(6.0));
            clipped.text(foot, egui::Align2::LEFT_CENTER, name, egui::FontId::proportional(11.5), paint(theme.ink));
            let width = if is_on || response.has_focus() { 2.5 } else { 1.0 };
            let colour = if is_on { tokens(ui).accent } else { tokens(ui).control };
            ui.painter().rect_stroke(rect, 8.0, egui::Stroke::new(width, colour), egui::StrokeKind::Outside);
            if response.clicked() {
                new.theme = theme.id.clone();
            }
        }
    });
    section(ui, cx.say("3 · Площадки", "3 · Platforms"));
    ui.horizontal_wrapped(|ui| {
        for profile in &cx.studio.profiles.all {
            let mut is_on = new.platforms.contains(&profile.id);
            if ui.checkbox(&mut is_on, profile.name.get(cx.lang)).changed() {
                if is_on {
                    new.platforms.push(profile.id.clone())
                } else {
                    new.platforms.retain(|it| *it != profile.id)
                }
            }
        }
    });
}

fn file_ui(ui: &mut Ui, cx: &mut Cx<'_>, new: &mut NewDialog) {
    section(ui, cx.say("4 · Файл", "4 · File"));
    ui.horizontal(|ui| {
        let field = TextEdit::singleline(&mut new.file).desired_width(480.0).margin(Margin::symmetric(10, 7));
        let response = ui.add(field);
        let (text, name) = (new.file.clone(), cx.say("Файл выставки", "File of the exhibition"));
        response.widget_info(|| {
            let mut info = egui::WidgetInfo::text_edit(true, &text, &text, "");
            info.label = Some(name.to_owned());
            info
        });
        if response.changed() {
            new.file_follows = false;
        }
        if button(ui, ICON_FOLDER_OPEN, cx.say("Обзор…", "Browse…")).clicked() {
            cx.act(Action::AskPath(PathPurpose::NewFile));
        }
    });
}

fn path_ui(ui: &mut Ui, cx: &mut Cx<'_>, dialog: &mut PathDialog) -> bool {
    ui.set_width(620.0);
    title(ui, dialog.purpose.text(cx.lang));
    let field = TextEdit::singleline(&mut dialog.path)
        .desired_width(f32::INFINITY)
        .margin(Margin::symmetric(10, 8))
        .id_salt("path");
    let response = ui.add(field);
    let (text, name) = (dialog.path.clone(), cx.say("Путь", "Path"));
    response.widget_info(|| {
        let mut info = egui::WidgetInfo::text_edit(true, &text, &text, "");
        info.label = Some(name.to_owned());
        info
    });
    if dialog.entries.is_empty() && dialog.folder.as_os_str().is_empty() {
        response.request_focus();
    }
    let mut keeps = true;
    let mut chosen = response.lost_focus() && ui.input(|it| it.key_pressed(egui::Key::Enter));
    entries_ui(ui, cx, dialog);
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        chosen |= primary(ui, ICON_CHECK, cx.say("Выбрать", "Choose")).clicked();
        if ui.button(cx.say("Отмена", "Cancel")).clicked() {
            keeps = false;
        }
        let hint = cx.say("Путь можно вставить из буфера", "A path can be pasted");
        ui.label(RichText::new(hint).small().color(tokens(ui).quiet));
    });
    if chosen && !dialog.path.trim().is_empty() {
        let path = PathBuf::from(dialog.path.trim().trim_matches('"'));
        cx.act(Action::PathChosen(dialog.purpose.clone(), vec![path]));
        keeps = false;
    }
    keeps
}

fn entries_ui(ui: &mut Ui, cx: &mut Cx<'_>, dialog: &mut PathDialog) {
    let mut opened = None;
    if let Some(parent) = dialog.folder.parent() {
        if ui.button(format!("{} ..", ICON_FOLDER.codepoint)).clicked() {
            opened = Some(parent.to_owned());
        }
    }
    ScrollArea::vertical().max_height(340.0).min_scrolled_height(200.0).auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for (name, is_folder) in &dialog.entries {
            let icon = if *is_folder { ICON_FOLDER } else { ICON_DESCRIPTION };
            let path = dialog.folder.join(name);
            let is_chosen = PathBuf::from(&dialog.path) == path;
            let response = ui.selectable_label(is_chosen, format!("{} {name}", icon.codepoint));
            let response = super::widgets::named(response, name);
            if response.clicked() {
                dialog.path = path.display().to_string();
                if *is_folder {
                    opened = Some(path);
                }
            }
        }
    });
    if let Some(folder) = opened {
        let keeps_name = dialog
            .purpose
            .is_new()
            .then(|| PathBuf::from(&dialog.path))
            .and_then(|it| it.file_name().map(std::ffi::OsStr::to_owned));
        dialog.path = match keeps_name.filter(|it| it.to_string_lossy().ends_with(".ron")) {
            Some(name) => folder.join(name).display().to_string(),
            None => folder.display().to_string(),
        };
        cx.act(Action::ListFolder(folder));
    }
}

fn details_ui(ui: &mut Ui, cx: &mut Cx<'_>) -> bool {
    ui.set_width(600.0);
    title(ui, cx.say("Сведения о выставке", "Exhibition details"));
    let Some(exhibition) = cx.exhibition else { return false };
    let mut front = exhibition.front.clone();
    let mut gesture = None;
    ScrollArea::vertical().max_height(ui.ctx().content_rect().height() - 200.0).show(ui, |ui| {
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
        let mut marks: Vec<(Option<AgeMark>, &str)> = vec![(None, cx.say("не указан", "none"))];
        marks.extend(AgeMark::ALL.into_iter().map(|it| (Some(it), it.text())));
        if let Some(mark) = chooser(ui, cx.say("Возрастной знак", "Age mark"), &front.age_mark, &marks) {
            front.age_mark = mark;
            cx.act(Action::Edit(Edit::Front(Box::new(front.clone()))));
        }
        let lang = cx.lang;
        let themes: Vec<_> = cx.studio.library.themes.iter().map(|it| (it.id.clone(), it.name.get(lang))).collect();
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

fn shortcuts_ui(ui: &mut Ui, cx: &Cx<'_>) -> bool {
    ui.set_width(760.0);
    title(ui, cx.say("Клавиши", "Keys"));
    ui.columns(2, |columns| {
        for (index, menu) in Menu::ALL.into_iter().enumerate() {
            let Some(ui) = columns.get_mut(index % 2) else { continue };
            section(ui, menu.text(cx.lang));
            for entry in entries().filter(|it| it.menu == menu) {
                let Some(shortcut) = entry.shortcut else { continue };
                ui.horizontal(|ui| {
                    ui.spacing_mut().interact_size.y = 20.0;
                    key_cap(ui, &shortcut_text(shortcut));
                    ui.label(entry.text(cx.lang));
                });
            }
        }
    });
    ui.add_space(8.0);
    !ui.button(cx.say("Закрыть", "Close")).clicked()
}

fn about_ui(ui: &mut Ui, cx: &Cx<'_>) -> bool {
    ui.set_width(420.0);
    ui.label(RichText::new(cx.say("Витрина", "Vitrina")).font(display(28.0)).color(tokens(ui).accent));
    ui.label(format!("{} {}", cx.say("Версия", "Version"), env!("CARGO_PKG_VERSION")));
    ui.label(cx.say(
        "Виртуальные книжные выставки для библиотек: записи каталога и сканы обложек становятся постами, готовыми к публикации",
        "Virtual book exhibitions for libraries: catalogue records and cover scans become posts ready to be published",
    ));
    !ui.button(cx.say("Закрыть", "Close")).clicked()
}

fn unsaved_ui(ui: &mut Ui, cx: &mut Cx<'_>) -> bool {
    ui.set_width(460.0);
    title(ui, cx.say("Выставка не сохранена", "The exhibition is not saved"));
    ui.label(cx.say(
        "Если выйти без сохранения, последние правки пропадут",
        "Leaving without saving loses the latest changes",
    ));
    ui.add_space(8.0);
    let mut keeps = true;
    ui.horizontal(|ui| {
        if primary(ui, ICON_CHECK, cx.say("Сохранить и выйти", "Save and leave")).clicked() {
            cx.view.leaves_when_saved = true;
            cx.act(Action::Do(Command::Save));
            keeps = false;
        }
        if ui.button(cx.say("Выйти без сохранения", "Leave without saving")).clicked() {
            cx.act(Action::QuitUnsaved);
            keeps = false;
        }
        if ui.button(cx.say("Остаться", "Stay")).clicked() {
            keeps = false;
        }
    });
    keeps
}

fn draft_ui(ui: &mut Ui, cx: &mut Cx<'_>) -> bool {
    ui.set_width(480.0);
    title(ui, cx.say("Найдены несохранённые правки", "Unsaved changes were found"));
    ui.label(cx.say(
        "В прошлый раз программа закрылась раньше, чем выставку сохранили. Файл цел; правки лежат рядом с ним",
        "The program ended before the exhibition was saved. The file is whole; the changes lie beside it",
    ));
    ui.add_space(8.0);
    let mut keeps = true;
    ui.horizontal(|ui| {
        if primary(ui, ICON_CHECK, cx.say("Вернуть правки", "Take the changes")).clicked() {
            cx.act(Action::TakeDraft(true));
            keeps = false;
        }
        if ui.button(cx.say("Открыть как сохранено", "Open as saved")).clicked() {
            cx.act(Action::TakeDraft(false));
            keeps = false;
        }
    });
    keeps
}

fn import_ui(ui: &mut Ui, cx: &mut Cx<'_>, report: &ImportReport) -> bool {
    ui.set_width(680.0);
    title(ui, cx.say("Записи загружены", "Records imported"));
    ScrollArea::vertical().max_height(420.0).show(ui, |ui| {
        for file in &report.files {
            let name = std::path::Path::new(&file.path).file_name().map(|it| it.to_string_lossy().into_owned());
            ui.label(RichText::new(name.unwrap_or_default()).font(semibold(14.5)));
            if let Some(error) = &file.error {
                ui.label(RichText::new(error).color(tokens(ui).error.1));
                continue;
            }
            let kind = [file.format, file.dialect, file.encoding].into_iter().filter(|it| !it.is_empty());
            let kind = kind.collect::<Vec<_>>().join(" · ");
            ui.label(RichText::new(kind).small().color(tokens(ui).quiet));
            let same = file.seen - file.imported - file.updated - file.skipped.len();
            ui.label(cx.say(
                format!(
                    "Записей {}: новых {}, обновлено {}, без изменений {same}, пропущено {}",
                    file.seen,
                    file.imported,
                    file.updated,
                    file.skipped.len()
                ),
                format!(
                    "{} records: {} new, {} updated, {same} unchanged, {} skipped",
                    file.seen,
                    file.imported,
                    file.updated,
                    file.skipped.len()
                ),
            ));
            for it in file.skipped.iter().take(200) {
                let words = cx.say(
                    format!("запись {}: {}", it.number, it.reason),
                    format!("record {}: {}", it.number, it.reason),
                );
                ui.label(RichText::new(words).color(tokens(ui).error.1));
            }
            for it in file.warnings.iter().take(200) {
                let words = format!("{} {}, {}: {}", cx.say("запись", "record"), it.number, it.field, it.message);
                ui.label(RichText::new(words).small().color(tokens(ui).warn.1));
            }
        }
    });
    ui.add_space(8.0);
    next_ui(ui, cx, ICON_IMAGE, (cx.say("Обложки из папки…", "Covers from a folder…"), Command::Covers))
}

fn covers_ui(ui: &mut Ui, cx: &mut Cx<'_>, report: &CoversReport) -> bool {
    ui.set_width(680.0);
    let n = report.matched.len();
    let words = cx.lang.plural(n, ["обложка", "обложки", "обложек"], ["cover", "covers"]);
    title(ui, &cx.say(format!("Связано: {n} {words}"), format!("Matched: {n} {words}")));
    ScrollArea::vertical().max_height(420.0).show(ui, |ui| {
        let groups = [
            (cx.say("Под вопросом", "Doubtful"), report.ambiguous.iter().map(|it| it.file.clone()).collect::<Vec<_>>()),
            (cx.say("Запись не найдена", "No record found"), report.unmatched.clone()),
            (
                cx.say("Не открылись", "Not usable"),
                report.refused.iter().map(|it| format!("{}: {}", it.file, it.reason)).collect(),
            ),
        ];
        for (name, files) in groups.into_iter().filter(|it| !it.1.is_empty()) {
            section(ui, &format!("{name}: {}", files.len()));
            files.iter().take(200).for_each(|it| drop(ui.label(it)));
        }
        if report.ambiguous.len() + report.unmatched.len() + report.refused.len() == 0 {
            ui.label(cx.say("Все файлы нашли свои записи", "Every file has found its record"));
        }
    });
    ui.add_space(8.0);
    next_ui(ui, cx, ICON_ADD_CIRCLE, (cx.say("Новая выставка…", "New exhibition…"), Command::New))
}

/// What usually comes next, unless the dialog below is where one came from.
fn next_ui(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    icon: egui_material_icons::MaterialIcon,
    (text, command): (&str, Command),
) -> bool {
    let mut keeps = true;
    ui.horizontal(|ui| {
        if cx.view.dialogs.is_empty() && button(ui, icon, text).clicked() {
            cx.act(Action::Do(command));
            keeps = false;
        }
        if primary(ui, ICON_CHECK, cx.say("Готово", "Done")).clicked() {
            keeps = false;
        }
    });
    keeps
}

fn trouble_ui(ui: &mut Ui, cx: &Cx<'_>, text: &str) -> bool {
    ui.set_width(520.0);
    title(ui, cx.say("Не получилось", "That did not work"));
    let mut letters = text.chars();
    let sentence: String = letters.next().map(|it| it.to_uppercase().chain(letters).collect()).unwrap_or_default();
    ui.label(sentence);
    ui.add_space(8.0);
    !primary(ui, ICON_CHECK, cx.say("Понятно", "I see")).clicked()
}
