//! What is asked when work ends or does not come to its end: unsaved changes, drafts, files that cannot be written.

use egui::{RichText, Ui};
use egui_material_icons::icons::ICON_CHECK;

use super::super::action::Action;
use super::super::command::Command;
use super::super::leaving::{Departure, Leaving};
use super::super::look::tokens;
use super::super::screens::Cx;
use super::super::widgets::primary;
use super::{is_enter, room::wide, title};

pub(super) fn unsaved_ui(ui: &mut Ui, cx: &mut Cx<'_>, to: &Departure, minutes: usize) -> bool {
    wide(ui, 480.0);
    let name = cx.exhibition.map_or("", |it| it.front.title.as_str());
    title(ui, &cx.say(format!("Сохранить изменения в «{name}»?"), format!("Save the changes in “{name}”?")));
    let span = cx.lang.plural(minutes, ["минуту", "минуты", "минут"], ["minute", "minutes"]);
    ui.label(match minutes {
        0 => cx.say(
            "Без сохранения в файле не будет последних правок".to_owned(),
            "Unless saved, the file will lack the latest changes".to_owned(),
        ),
        _ => cx.say(
            format!("Без сохранения в файле не будет правок за последние {minutes} {span}"),
            format!("Unless saved, the file will lack the changes of the last {minutes} {span}"),
        ),
    });
    let draft = if cx.has_no_draft {
        cx.say(
            "Черновик записать не удалось: эти правки пропадут",
            "No draft could be kept: these changes will be gone",
        )
    } else {
        cx.say(
            "Черновик с ними останется рядом с файлом: Витрина предложит его, когда откроете выставку снова",
            "A draft with them stays beside the file: Vitrina offers it when the exhibition is opened again",
        )
    };
    let color = if cx.has_no_draft { tokens(ui).error.1 } else { tokens(ui).quiet };
    ui.label(RichText::new(draft).small().color(color));
    ui.add_space(8.0);
    let mut keeps = true;
    ui.horizontal(|ui| {
        if primary(ui, ICON_CHECK, cx.say("Сохранить", "Save")).clicked() || is_enter(ui) {
            cx.view.leaving = Leaving::WhenSaved(to.clone());
            cx.act(Action::Do(Command::Save));
            keeps = false;
        }
        if ui.button(cx.say("Не сохранять", "Do not save")).clicked() {
            cx.act(Action::Leave(to.clone()));
            keeps = false;
        }
        if ui.button(cx.say("Остаться", "Stay")).clicked() {
            keeps = false;
        }
    });
    keeps
}

pub(super) fn busy_ui(ui: &mut Ui, cx: &mut Cx<'_>) -> bool {
    wide(ui, 480.0);
    title(ui, cx.say("Работа ещё идёт", "Work is still going on"));
    ui.label(cx.say(
        "Если выйти сейчас, она прервётся. Что уже готово, останется целым; начатое не появится",
        "Leaving now cuts it short. What is done stays whole; what was begun will not appear",
    ));
    ui.add_space(8.0);
    let mut keeps = true;
    ui.horizontal(|ui| {
        if primary(ui, ICON_CHECK, cx.say("Подождать", "Wait")).clicked() || is_enter(ui) {
            keeps = false;
        }
        if ui.button(cx.say("Прервать и выйти", "Stop it and leave")).clicked() {
            cx.act(Action::Leave(Departure::Quit));
            keeps = false;
        }
    });
    keeps
}

pub(super) fn not_saved_ui(ui: &mut Ui, cx: &mut Cx<'_>, text: &str, is_changed: bool) -> bool {
    wide(ui, 540.0);
    title(ui, cx.say("Выставка не сохранена", "The exhibition is not saved"));
    ui.label(capitalised(text));
    let safe = if cx.has_no_draft {
        cx.say(
            "Ваша работа цела, пока выставка открыта: черновик рядом с файлом записать тоже не удалось",
            "Your work is safe while the exhibition is open: no draft could be kept beside the file either",
        )
    } else {
        cx.say(
            "Ваша работа цела: выставка открыта, черновик лежит рядом с файлом",
            "Your work is safe: the exhibition is open, a draft lies beside the file",
        )
    };
    ui.label(RichText::new(safe).color(tokens(ui).quiet));
    ui.add_space(8.0);
    let mut keeps = true;
    let (again, over) = (cx.say("Повторить", "Try again"), cx.say("Записать поверх", "Write over it"));
    let elsewhere = cx.say("Сохранить под другим именем…", "Save under another name…");
    ui.horizontal_wrapped(|ui| {
        let main = if is_changed { elsewhere } else { again };
        if primary(ui, ICON_CHECK, main).clicked() || is_enter(ui) {
            cx.act(Action::Do(if is_changed { Command::SaveAs } else { Command::Save }));
            keeps = false;
        }
        if ui.button(if is_changed { over } else { elsewhere }).clicked() {
            cx.act(if is_changed { Action::Overwrite } else { Action::Do(Command::SaveAs) });
            keeps = false;
        }
        if ui.button(cx.say("Остаться", "Stay")).clicked() {
            keeps = false;
        }
    });
    keeps
}

/// A sentence that stands by itself.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|it| it.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

pub(super) fn draft_ui(ui: &mut Ui, cx: &mut Cx<'_>, kept: &str, saved: &str) -> bool {
    wide(ui, 520.0);
    title(ui, cx.say("Найдены несохранённые правки", "Unsaved changes were found"));
    ui.label(cx.say(
        "В прошлый раз программа закрылась раньше, чем выставку сохранили. Файл цел; правки лежат рядом с ним",
        "The program ended before the exhibition was saved. The file is whole; the changes lie beside it",
    ));
    if !(kept.is_empty() || saved.is_empty()) {
        let times = cx
            .say(format!("Правки: {kept} · файл сохранён: {saved}"), format!("Changes: {kept} · file saved: {saved}"));
        ui.label(RichText::new(times).color(tokens(ui).quiet));
    }
    ui.add_space(8.0);
    let mut keeps = true;
    ui.horizontal_wrapped(|ui| {
        if primary(ui, ICON_CHECK, cx.say("Вернуть правки", "Take the changes")).clicked() || is_enter(ui)
        {
            cx.act(Action::TakeDraft(true));
            keeps = false;
        }
        if ui.button(cx.say("Открыть как сохранено", "Open as saved")).clicked() {
            cx.act(Action::TakeDraft(false));
            keeps = false;
        }
        let later = cx.say("Решить позже", "Decide later");
        let closes = cx.say("Выставка закроется, правки останутся рядом с файлом", "It closes; the changes stay there");
        if ui.button(later).on_hover_text(closes).clicked() {
            cx.act(Action::Leave(Departure::Close));
            keeps = false;
        }
    });
    keeps
}

pub(super) fn trouble_ui(ui: &mut Ui, cx: &Cx<'_>, text: &str) -> bool {
    wide(ui, 520.0);
    title(ui, cx.say("Не получилось", "That did not work"));
    ui.label(capitalised(text));
    ui.add_space(8.0);
    !primary(ui, ICON_CHECK, cx.say("Понятно", "I see")).clicked() && !is_enter(ui)
}
