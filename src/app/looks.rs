//! Templates and themes of one's own: kept on this workstation, carried by the document.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::App;
use super::jobs::{Job, JobDone};
use super::view::Dialog;
use crate::compose::Library;
use crate::domain::{Exhibition, Lang, OwnLooks, PostId, Theme, Words};
use crate::edit::{Edit, with_looks};
use crate::tasks::{self, Collection, Look, TaskError};

/// Everything there is to choose from, put together anew when the document or the workstation has other ones.
#[derive(Debug, Default)]
pub(super) struct Offers {
    library: Arc<Library>,
    carried: OwnLooks,
    kept: OwnLooks,
    is_made: bool,
}

impl Offers {
    pub(super) fn of(&mut self, library: &Library, kept: &OwnLooks, exhibition: Option<&Exhibition>) -> Arc<Library> {
        let none = OwnLooks::default();
        let carried = exhibition.map_or(&none, |it| &it.looks);
        if !self.is_made || !self.carried.is_same(carried) || !self.kept.is_same(kept) {
            // What is kept comes last: a file that was changed is offered as it is now.
            let all = Arc::new(library.with([carried, kept]));
            *self = Self { library: all, carried: carried.clone(), kept: kept.clone(), is_made: true };
        }
        self.library.clone()
    }
}

/// Work on what is kept.
#[derive(Clone, Debug)]
pub(super) enum LooksWork {
    /// It is read.
    Load,
    /// One more, or another state of one.
    Keep(Look),
    /// One less.
    Forget(Look),
    /// One goes to a file of a person's choice.
    Share(PathBuf, Look),
    /// Files of others are taken, as far as they are fit.
    Take(Vec<PathBuf>),
}

/// Does the work and tells what is kept then.
pub(super) fn perform(work: LooksWork, folder: &Path, library: &Library, lang: Lang) -> Result<JobDone, TaskError> {
    let (mut said, mut refused) = (None, None);
    let in_lists =
        |name: &str| lang.pick(format!("«{name}» теперь стоит в списках"), format!("“{name}” stands in the lists now"));
    match work {
        LooksWork::Load => {}
        LooksWork::Keep(look) => {
            tasks::keep(folder, &look)?;
            said = Some(in_lists(look.name(lang)));
        }
        LooksWork::Forget(look) => tasks::forget(folder, &look)?,
        LooksWork::Share(file, look) => {
            // Whatever was typed, the file is known again by its ending.
            let typed = file.to_string_lossy();
            let name = typed.strip_suffix(look.ending()).unwrap_or(&typed);
            let file = PathBuf::from(format!("{}{}", name.trim_end_matches(".ron"), look.ending()));
            tasks::share(&file, &look)?;
            let name = file.display();
            said = Some(lang.pick(format!("Записано: {name}"), format!("Written: {name}")));
        }
        LooksWork::Take(files) => {
            let (fit, faults) = tasks::check_looks(&files, library);
            for (_, look) in &fit {
                tasks::keep(folder, look)?;
            }
            said = fit.last().map(|it| in_lists(it.1.name(lang)));
            let lines: Vec<String> = faults.iter().map(|it| it.text(lang)).collect();
            refused = (!lines.is_empty()).then(|| lines.join("\n"));
        }
    }
    Ok(JobDone::Looks { collection: tasks::load_collection(folder, library), said, refused })
}

impl App {
    /// The change with copies of the templates and themes it names.
    pub(super) fn with_looks<'a>(&self, edit: &'a Edit) -> Cow<'a, Edit> {
        let kept = &self.view.collection.looks;
        match self.exhibition() {
            Some(exhibition) if !kept.is_empty() => Cow::Owned(with_looks(edit.clone(), kept, exhibition)),
            _ => Cow::Borrowed(edit),
        }
    }

    pub(super) fn keep_theme(&mut self, name: &str) {
        let Some((exhibition, post)) = self.exhibition().zip(self.view.post) else { return };
        let Some(post) = exhibition.post(post) else { return };
        let made = tasks::theme_of_post(&self.studio.library, exhibition, post, name);
        self.keep_made(made);
    }

    pub(super) fn keep_template(&mut self, name: &str, words: Words) {
        let Some((exhibition, slide)) = self.exhibition().zip(self.view.slide) else { return };
        let Some((_, slide)) = exhibition.slide(slide) else { return };
        let made = tasks::template_of_slide(&self.studio.library, (exhibition, slide), name, words);
        if let Ok((_, left_out @ 1..)) = &made {
            let lang = self.lang();
            let pictures = lang.plural(*left_out, ["картинка", "картинки", "картинок"], ["picture", "pictures"]);
            let text = lang.pick(
                format!("В шаблон не вошли {left_out} {pictures}: они лежат в папке этой выставки"),
                format!("{left_out} {pictures} could not come along: they lie in the folder of this exhibition"),
            );
            self.view.say(text);
        }
        self.keep_made(made.map(|it| it.0));
    }

    fn keep_made(&mut self, made: Result<Look, TaskError>) {
        match made {
            Ok(look) => self.ask(Job::Looks(LooksWork::Keep(look))),
            Err(error) => self.view.complain(error.text(self.lang())),
        }
    }

    pub(super) fn take_looks(&mut self, files: Vec<PathBuf>) {
        self.ask(Job::Looks(LooksWork::Take(files)));
    }

    /// What is kept has changed; what could not be taken is shown with its place.
    pub(super) fn looks_known(&mut self, collection: Collection, said: Option<String>, refused: Option<String>) {
        self.view.collection = collection;
        if let Some(text) = said {
            self.view.say(text);
        }
        if let Some(text) = refused {
            self.view.dialogs.push(Dialog::Trouble(text));
        }
    }

    pub(super) fn ask_cover_colours(&mut self) {
        let Some((open, post)) = self.open.as_ref().zip(self.view.post) else { return };
        let (exhibition, media) = (open.document.current().clone(), open.media.clone());
        self.ask(Job::CoverColours { exhibition, post, media });
    }

    /// The look of the post in the colours of its covers; asked for again, in the next way there is.
    pub(super) fn cover_colours_known(&mut self, post: PostId, themes: &[Theme]) {
        let Some(exhibition) = self.exhibition() else { return };
        let Some(found) = exhibition.post(post) else { return };
        let worn = exhibition.theme_of(found);
        let next = themes.iter().position(|it| it.id == *worn).map_or(0, |it| (it + 1) % themes.len());
        let Some(theme) = themes.get(next) else {
            let text = self.lang().pick(
                "У обложек этого поста нет заметного цвета: оформление осталось прежним",
                "The covers of this post have no colour to speak of: the theme stays as it was",
            );
            return self.view.say(text);
        };
        let edits = vec![Edit::OwnTheme(Arc::new(theme.clone())), Edit::PostTheme(post, Some(theme.id.clone()))];
        self.apply(&Edit::All { label: ("цвета из обложек", "colours of the covers"), edits });
        let text = self.lang().pick(
            format!("Цвета из обложек: {} из {}. Ещё раз — другие, Ctrl+Z — как было", next + 1, themes.len()),
            format!(
                "Colours of the covers: {} of {}. Once more for others, Ctrl+Z for those before",
                next + 1,
                themes.len()
            ),
        );
        self.view.say(text);
    }
}
