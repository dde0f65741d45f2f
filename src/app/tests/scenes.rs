//! All screens and dialogs of the window, one after another, as a person comes to them.
//!
//! A scene begins where the one before it ended, with dialogs, palette and toasts put away.

use std::path::PathBuf;

use egui_kittest::kittest::Queryable as _;

use super::super::action::Action;
use super::super::command::Command;
use super::super::importing::Importing;
use super::super::leaving::Departure;
use super::super::selection::Selection;
use super::super::view::{CoverQueue, Dialog, PathPurpose, Screen, Tab};
use super::Window;
use crate::compose::ElementKey;
use crate::domain::{Picture, PlatformId, Role};
use crate::edit::Edit;
use crate::store::encode_png;

/// A screen or dialog and the way there.
pub(super) struct Scene {
    pub(super) name: &'static str,
    pub(super) show: fn(&mut Window),
}

const fn scene(name: &'static str, show: fn(&mut Window)) -> Scene {
    Scene { name, show }
}

/// Books of the catalogue in the pictures; two lines are faulty on purpose.
const BOOKS: &str = "title;author;year;isbn;publisher;annotation\n\
    Палата № 6;Чехов, Антон Павлович;2022;978-5-389-09730-8;Азбука;Повести о врачах и больных\n\
    Записки врача;Вересаев, Викентий Викентьевич;2024;5-02-013850-9;Наука;Книга о первых годах практики\n\
    Вопросы жизни. Дневник старого врача;Пирогов, Николай Иванович;2021;;Книговек;Дневник\n\
    Записки юного врача;Булгаков, Михаил Афанасьевич;2020;978-5-389-09730-1;АСТ;Рассказы\n\
    Думы о сердце;Амосов, Николай Михайлович;1976;;Молодь;\n\
    Мысли и сердце;Амосов, Николай Михайлович;1965;;Радянський письменник;\n\
    Сердце на ладони;Шамякин, Иван Петрович;1967;;Известия;Роман о хирурге\n\
    Открытая книга;Каверин, Вениамин Александрович;1956;;Советский писатель;Роман о микробиологах\n\
    Дело, которому ты служишь;Герман, Юрий Павлович;1958;;Советский писатель;\n\
    Очерки гнойной хирургии;Войно-Ясенецкий, Валентин Феликсович;1934;;Медгиз;\n\
    ;;;;;\n\
    Полевой определитель лекарственных растений лесной и степной полосы с указанием сроков сбора;;1998;;;\n";

impl Window {
    /// A file of these bytes in the folder of the window.
    pub(super) fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }

    fn scan(&self, name: &str, colour: [u8; 3]) -> PathBuf {
        let rgba = (0..120_u32 * 180).flat_map(|it| {
            let (x, y) = (it % 120, it / 120);
            let is_band = (30..70).contains(&y) && (14..106).contains(&x);
            let [red, green, blue] = if is_band { [240, 232, 214] } else { colour };
            [red, green, blue, 255]
        });
        let scan = Picture { width: 120, height: 180, rgba: rgba.collect() };
        self.file(&format!("scans/{name}.png"), encode_png(&scan).unwrap())
    }

    pub(super) fn books(&self) -> PathBuf {
        self.file("books.csv", BOOKS)
    }

    /// Puts away what stands over the screen.
    pub(super) fn put_away(&mut self) {
        let view = &mut self.app().view;
        view.dialogs.clear();
        view.toasts.clear();
        view.palette = None;
        self.harness.input_mut().hovered_files.clear();
        self.harness.ctx.memory_mut(|it| {
            if let Some(id) = it.focused() {
                it.surrender_focus(id);
            }
        });
        egui::Popup::close_all(&self.harness.ctx);
        self.settle();
    }

    fn dialog(&mut self, dialog: Dialog) {
        self.app().view.dialogs.push(dialog);
    }

    /// Paths of this run would be other words in every picture.
    pub(super) fn steady_paths(&mut self) {
        let folder = self.folder.path().display().to_string();
        let steady = |it: &mut String| *it = it.replace(&folder, "/home/library");
        let view = &mut self.app().view;
        steady(&mut view.export_to);
        for dialog in &mut view.dialogs {
            match dialog {
                Dialog::New(new) => steady(&mut new.file),
                Dialog::Trouble(text) => steady(text),
                Dialog::ImportPreview(it) => it.files.iter_mut().filter_map(|it| it.error.as_mut()).for_each(steady),
                Dialog::Path(it) => {
                    steady(&mut it.path);
                    it.folder = PathBuf::from(it.folder.display().to_string().replace(&folder, "/home/library"));
                }
                _ => {}
            }
        }
    }

    fn first_cover(&mut self) -> ElementKey {
        let slide = self.app().view.slide.unwrap();
        let exhibit = self.app().exhibition().unwrap().slide(slide).unwrap().1.exhibits[0];
        ElementKey::Role(Role::Cover(exhibit))
    }

    fn on_post(&mut self, tab: Tab) {
        self.perform(Action::Go(Screen::Post));
        let cover = self.first_cover();
        self.perform(Action::Select(Selection::one(cover)));
        self.app().view.tab = tab;
    }

    fn report(&mut self) -> Dialog {
        let scans = vec![
            self.scan("9785389097308", [150, 48, 40]),
            self.scan("5020138509", [36, 70, 110]),
            self.scan("veresaev-pirogov", [60, 90, 60]),
            self.scan("IMG_0001", [110, 84, 40]),
        ];
        self.perform(Action::Covers(scans));
        self.app().view.dialogs.pop().unwrap()
    }
}

/// The scenes in their order.
pub(super) const SCENES: &[Scene] = &[
    scene("start", |_| {}),
    scene("catalogue-empty", |it| it.perform(Action::Go(Screen::Catalogue))),
    scene("path", |it| {
        it.books();
        it.perform(Action::Do(Command::Import));
    }),
    scene("trouble", |it| {
        let letter = it.file("letter.txt", "Дорогая редакция! Пишу вам из библиотеки.\n");
        it.perform(Action::Import(Box::new(Importing { sources: vec![letter], ..Importing::default() })));
    }),
    scene("import-preview", |it| {
        let books = it.books();
        it.perform(Action::Dropped(vec![books]));
    }),
    scene("import-columns", |it| {
        let table = it.file("fond.csv", "Книга;Кто написал;Полка\nГигиена;Зимин А. А.;3\nРаны;Пирогов Н. И.;4\n");
        it.perform(Action::Dropped(vec![table]));
    }),
    scene("import-report", |it| {
        let books = it.books();
        it.perform(Action::Import(Box::new(Importing { sources: vec![books], ..Importing::default() })));
    }),
    scene("covers-report", |it| {
        let report = it.report();
        it.dialog(report);
    }),
    scene("queue", |it| {
        let Dialog::CoversReport(report, candidates, _) = it.report() else { panic!("a report of covers") };
        it.dialog(Dialog::CoverQueue(CoverQueue::of(&report, candidates)));
    }),
    scene("catalogue", |it| {
        let ids = it.app().view.catalogue.found.ids.clone();
        for id in &ids[1..4] {
            it.perform(Action::Tick(*id));
        }
    }),
    scene("catalogue-nothing", |it| {
        it.app().view.catalogue.query = "автор:толстой".to_owned();
        it.perform(Action::Search("автор:толстой".to_owned()));
    }),
    scene("record", |it| {
        it.app().view.catalogue.query = String::new();
        it.perform(Action::Search(String::new()));
        let id = it.app().view.catalogue.found.ids[0];
        it.perform(Action::EditRecord(Some(id)));
    }),
    scene("new", |it| it.perform(Action::Do(Command::New))),
    scene("board", |it| {
        it.app().open = None;
        it.perform(Action::Do(Command::OpenSample));
        it.perform(Action::Go(Screen::Board));
    }),
    scene("post", |it| {
        it.perform(Action::Go(Screen::Post));
        it.perform(Action::Select(Selection::default()));
    }),
    scene("post-element", |it| it.on_post(Tab::Element)),
    scene("post-book", |it| it.on_post(Tab::Book)),
    scene("post-caption", |it| it.on_post(Tab::Caption)),
    scene("post-post", |it| it.on_post(Tab::Post)),
    scene("post-text", |it| {
        it.on_post(Tab::Element);
        it.perform(Action::Do(Command::AddText));
    }),
    scene("post-typing", |it| {
        it.perform(Action::Do(Command::Undo));
        let title = ElementKey::Role(Role::Title);
        it.perform(Action::Select(Selection::one(title)));
        it.app().view.wants_typing = Some(title);
    }),
    scene("post-inside", |it| {
        it.on_post(Tab::Element);
        it.app().view.aids.safe = true;
        it.app().view.inside = Some(it.first_cover());
    }),
    scene("preview-vk", |it| {
        it.app().view.inside = None;
        it.app().view.aids.safe = false;
        it.perform(Action::Go(Screen::Preview));
    }),
    scene("preview-instagram", |it| {
        it.perform(Action::SetPlatform(PlatformId::from("instagram")));
    }),
    scene("bundles", |it| it.perform(Action::Go(Screen::Bundles))),
    scene("bundles-made", |it| {
        let to = it.path("out");
        it.perform(Action::Export(to, Vec::new(), vec![1]));
        it.app().view.toasts.clear();
        let lines = ["Какую книгу взять в дорогу?", "«Фрегат „Паллада“»", "«Дерсу Узала»"].map(str::to_owned);
        let [question, answers @ ..] = lines;
        if let Some(report) = &mut it.app().view.exported {
            report.bundles[1].poll = Some(crate::describe::Poll { question, answers: answers.to_vec() });
        }
    }),
    scene("details", |it| {
        it.perform(Action::Go(Screen::Board));
        it.perform(Action::Do(Command::Details));
    }),
    scene("restyle", |it| it.perform(Action::Do(Command::Restyle))),
    scene("brand", |it| it.perform(Action::Do(Command::Brand))),
    scene("looks", |it| {
        it.perform(Action::KeepTheme("Наш архив".to_owned()));
        it.perform(Action::KeepTemplate("Кадр месяца".to_owned(), crate::domain::Words::Bound));
        it.app().view.toasts.clear();
        it.perform(Action::Do(Command::Looks));
    }),
    scene("cover", |it| {
        let exhibition = it.app().exhibition().unwrap();
        let book = exhibition.exhibits.iter().find(|it| it.cover.is_some()).unwrap().id;
        it.perform(Action::EditCover(book));
    }),
    scene("keys", |it| it.perform(Action::Do(Command::Shortcuts))),
    scene("about", |it| it.perform(Action::Do(Command::About))),
    scene("unsaved", |it| it.dialog(Dialog::Unsaved(Departure::Close, 12))),
    scene("busy", |it| it.dialog(Dialog::Busy)),
    scene("not-saved", |it| {
        let text = it.app().view.lang.pick(
            "файл vystavka.ron с тех пор, как он открыт, изменила другая программа; он не тронут",
            "vystavka.ron was changed by another program since it was opened; it is untouched",
        );
        it.dialog(Dialog::NotSaved(text.to_owned(), true));
    }),
    scene("draft", |it| it.dialog(Dialog::Draft { kept: "14:33".to_owned(), saved: "14:10".to_owned() })),
    scene("palette", |it| it.perform(Action::Do(Command::Palette))),
    scene("menu", |it| {
        let menu = super::super::command::Menu::ALL[0].text(it.app().view.lang);
        it.harness.get_by_role_and_label(egui::accesskit::Role::Button, menu).click();
    }),
    scene("toast", |it| {
        let text = it.app().view.lang.pick("Пост удалён", "The post is removed");
        it.app().offer_back(text.to_owned());
    }),
    scene("drop", |it| it.harness.input_mut().hovered_files.push(egui::HoveredFile::default())),
    scene("post-person", |it| {
        it.perform(Action::Go(Screen::Post));
        it.perform(Action::Do(Command::AddPerson));
        let portrait = it.scan("dal", [96, 88, 70]);
        it.perform(Action::Dropped(vec![portrait]));
    }),
    scene("post-photographs", |it| {
        it.perform(Action::Do(Command::AddPost));
        it.perform(Action::Go(Screen::Post));
        let pictures = [("Открытие", [150, 48, 40]), ("Гости", [36, 70, 110]), ("IMG_0001", [60, 90, 60])]
            .map(|(name, colour)| it.scan(name, colour));
        it.perform(Action::PathChosen(PathPurpose::Photographs, pictures.to_vec()));
        it.on_post(Tab::Book);
    }),
    scene("board-empty", |it| {
        it.perform(Action::Go(Screen::Board));
        let posts: Vec<_> = it.app().exhibition().unwrap().posts.iter().map(|it| it.id).collect();
        for post in posts {
            it.perform(Action::Edit(Edit::RemovePost(post)));
        }
        // What is found now, not what was found before or nothing yet.
        it.app().changed_at = None;
        it.settle();
    }),
];
