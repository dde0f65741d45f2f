//! Templates and themes of one's own: made of what is open, kept on this workstation, shared as files.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;

use super::TaskError;
use crate::compose::Library;
use crate::domain::{
    Exhibition, HuesSeen, Lang, Localised, OwnLooks, Post, Preset, Scan, Slide, Template, TemplateId, Theme, ThemeId,
    Words, theme_before_covers,
};
use crate::progress::Progress;
use crate::store::{FaultyLook, Look, Media, forget_look, keep_look, load_look, look_files, look_text, save_look};
use crate::studio::Studio;

/// Templates and themes kept on this workstation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Collection {
    /// Those that can be used.
    pub looks: OwnLooks,
    /// What is wrong with the files of others.
    pub faults: Vec<FaultyLook>,
}

/// Where they are kept.
pub fn looks_folder(data: &Path) -> PathBuf {
    data.join("looks")
}

/// Reads all that are kept.
pub fn load_collection(folder: &Path, library: &Library) -> Collection {
    let (fit, faults) = check_looks(&look_files(folder), library);
    let mut looks = OwnLooks::default();
    for (_, look) in fit {
        match look {
            Look::Theme(it) => looks.put_theme(it),
            Look::Template(it) => looks.put_template(it),
        }
    }
    Collection { looks, faults }
}

/// Whether the program has one with this id.
fn is_taken(library: &Library, look: &Look) -> bool {
    match look {
        Look::Theme(it) => library.themes.iter().any(|own| own.id == it.id),
        Look::Template(it) => library.templates.iter().any(|own| own.id == it.id),
    }
}

/// One template or theme, as printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LookReport {
    /// `theme` or `template`.
    pub kind: &'static str,
    /// Its identity, as given to `--theme` and `--template`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its file; empty when it comes with the program.
    pub file: String,
}

/// What is wrong with a file, as printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FaultReport {
    /// The file.
    pub file: String,
    /// Line, counted from 1, where it is known.
    pub line: Option<usize>,
    /// Column, counted from 1, where it is known.
    pub column: Option<usize>,
    /// What is wrong, with the file and the place.
    pub message: String,
}

/// Templates and themes that can be used, and what is wrong with others.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LooksReport {
    /// Those that can be used.
    pub looks: Vec<LookReport>,
    /// What is wrong with the files of others.
    pub faults: Vec<FaultReport>,
}

fn report_of(look: &Look, file: &str, lang: Lang) -> LookReport {
    let kind = if matches!(look, Look::Theme(_)) { "theme" } else { "template" };
    LookReport { kind, id: look.id().to_owned(), name: look.name(lang).to_owned(), file: file.to_owned() }
}

fn report_of_fault(fault: &FaultyLook, lang: Lang) -> FaultReport {
    let file = fault.path.display().to_string();
    let (line, column) = fault.at.unzip();
    FaultReport { file, line, column, message: fault.text(lang) }
}

/// Reads files of templates and themes: what they hold, and what is wrong with them.
pub fn check_looks(files: &[PathBuf], library: &Library) -> (Vec<(PathBuf, Look)>, Vec<FaultyLook>) {
    let (mut fit, mut faults) = (Vec::new(), Vec::new());
    for file in files {
        match load_look(file, &|it| is_taken(library, it)) {
            Ok(look) => fit.push((file.clone(), look)),
            Err(found) => faults.extend(found),
        }
    }
    (fit, faults)
}

/// Everything there is to choose from, or, when files are named, what they hold; with a folder they are kept there.
pub fn report_looks(
    files: &[PathBuf],
    (kept, keeps): (&Path, Keeping),
    library: &Library,
    lang: Lang,
) -> Result<LooksReport, TaskError> {
    let (fit, faults) = if files.is_empty() {
        let (fit, faults) = check_looks(&look_files(kept), library);
        (own_first(library, fit), faults)
    } else {
        check_looks(files, library)
    };
    if keeps == Keeping::Keep {
        for (_, look) in fit.iter().filter(|it| !it.0.as_os_str().is_empty()) {
            keep(kept, look)?;
        }
    }
    Ok(LooksReport {
        looks: fit.iter().map(|(file, look)| report_of(look, &file.display().to_string(), lang)).collect(),
        faults: faults.iter().map(|it| report_of_fault(it, lang)).collect(),
    })
}

/// Whether files that are looked over are also kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// They are only looked over.
    Look,
    /// They are kept on this workstation.
    Keep,
}

/// Those of a person's own, then those of the program, which have no file.
fn own_first(library: &Library, own: Vec<(PathBuf, Look)>) -> Vec<(PathBuf, Look)> {
    let themes = library.themes.iter().map(|it| Look::Theme(Arc::new(it.clone())));
    let templates = library.templates.iter().map(|it| Look::Template(Arc::new(it.clone())));
    own.into_iter().chain(themes.chain(templates).map(|it| (PathBuf::new(), it))).collect()
}

/// Puts a template or a theme among those kept.
pub fn keep(folder: &Path, look: &Look) -> Result<PathBuf, TaskError> {
    Ok(keep_look(folder, look)?)
}

/// Takes a template or a theme out of those kept; exhibitions that use it have their copy.
pub fn forget(folder: &Path, look: &Look) -> Result<(), TaskError> {
    Ok(forget_look(folder, look, None)?)
}

/// Writes a template or a theme as a file to be shared.
pub fn share(file: &Path, look: &Look) -> Result<(), TaskError> {
    Ok(save_look(file, look)?)
}

/// An id for what a person made: the same content has the same id everywhere.
fn id_of(look: &Look) -> Result<String, TaskError> {
    let hash = blake3::hash(look_text(look)?.as_bytes()).to_hex();
    Ok(format!("own-{}", hash.get(..10).unwrap_or_default()))
}

fn named(name: &str) -> Localised {
    Localised { ru: name.to_owned(), en: name.to_owned() }
}

/// The look of a post, the library's brand over it, as a theme of its own.
pub fn theme_of_post(library: &Library, exhibition: &Exhibition, post: &Post, name: &str) -> Result<Look, TaskError> {
    let look = library.look(exhibition, post).ok_or(crate::studio::DrawError::NoLook)?;
    let theme = Theme { id: ThemeId::default(), name: named(name), ..look.into_owned() };
    let id = ThemeId(id_of(&Look::Theme(Arc::new(theme.clone())))?);
    Ok(Look::Theme(Arc::new(Theme { id, ..theme })))
}

/// A slide as a template, with all that was arranged on it by hand; also how many pictures could not come along.
pub fn template_of_slide(
    library: &Library,
    (exhibition, slide): (&Exhibition, &Slide),
    name: &str,
    words: Words,
) -> Result<(Look, usize), TaskError> {
    let base = library.template_of(exhibition, slide).ok_or(crate::studio::DrawError::NoLook)?;
    let (preset, left_out) = Preset::of(slide, base.preset.as_deref(), words);
    let preset = (preset != Preset::default()).then(|| Box::new(preset));
    let template = Template { id: TemplateId::default(), name: named(name), preset, ..base.clone() };
    let id = TemplateId(id_of(&Look::Template(Arc::new(template.clone())))?);
    Ok((Look::Template(Arc::new(Template { id, ..template })), left_out))
}

/// Covers are looked at no larger than this, in pixels.
const LOOKED_AT: u32 = 160;

/// The look of a post in the colours of its covers, in each way there is; none when they are grey or there are none.
pub fn themes_of_covers(
    studio: &Studio,
    (exhibition, post): (&Exhibition, &Post),
    media: &Media,
    progress: &Progress,
) -> Result<Vec<Theme>, TaskError> {
    let base = theme_before_covers(exhibition.theme_of(post));
    let Some(theme) = studio.library.theme_in(exhibition, &base) else { return Ok(Vec::new()) };
    let mut hues = HuesSeen::default();
    let covers: Vec<Scan> =
        exhibition.exhibits_of(&post.exhibits).filter_map(|it| Some(it.cover.as_ref()?.scan())).collect();
    progress.begin(covers.len());
    for scan in &covers {
        progress.check()?;
        // A cover that cannot be shown has no colours; checking the exhibition tells of it.
        if let Ok(picture) = studio.picture(media, scan, LOOKED_AT as f32) {
            hues.add(&crate::store::shrink((*picture).clone(), LOOKED_AT));
        }
        progress.step();
    }
    Ok(hues.themes(theme))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{ExhibitId, Lang, PostId, PostKind, SlideId};
    use crate::store::{FaultyLookKind, parse_look};

    fn read(text: &str) -> Result<Look, Vec<FaultyLook>> {
        parse_look(Path::new("mine.ron"), text, &|it| is_taken(&Library::builtin().unwrap(), it))
    }

    #[test]
    fn whatever_the_program_has_can_be_written_and_read_again() {
        let library = Library::builtin().unwrap();
        let themes = library.themes.iter().map(|it| Look::Theme(Arc::new(Theme { id: "mine".into(), ..it.clone() })));
        let templates =
            library.templates.iter().map(|it| Look::Template(Arc::new(Template { id: "mine".into(), ..it.clone() })));
        for look in themes.chain(templates) {
            let again = read(&look_text(&look).unwrap()).unwrap_or_else(|it| panic!("{}: {it:?}", look.name(Lang::Ru)));
            assert_eq!(again, look);
        }
    }

    #[test]
    fn each_fault_of_a_file_has_its_place_and_its_reason() {
        let swiss = include_str!("../../assets/themes/swiss.ron").replace("id: \"swiss\"", "id: \"mine\"");
        assert!(read(&swiss).is_ok());
        let cases = [
            (swiss.replace("id: \"mine\"", "id: \"swiss\""), "id", "дайте файлу другой id"),
            (swiss.replace("ink: \"#", "ink: \"№"), "ink", "#rrggbb"),
            (swiss.replacen("leading: ", "leading: 9", 1), "display", "от 0,7 до 3"),
            ("(format: 1)".to_owned(), "", "не шаблон"),
        ];
        for (text, line, words) in cases {
            let faults = read(&text).unwrap_err();
            let fault = &faults[0];
            assert!(fault.text(Lang::Ru).contains(words), "{}", fault.text(Lang::Ru));
            if let Some((number, column)) = fault.at {
                let found = text.lines().nth(number - 1).unwrap();
                assert!(found.contains(line) && column >= 1, "{found}");
            }
        }
        let opener = include_str!("../../assets/templates/opener.ron").replace("id: \"opener\"", "id: \"mine\"");
        let faults =
            read(&opener.replacen("lines: ", "lines: 900", 1).replacen("books: (", "books: (90", 1)).unwrap_err();
        assert!(faults.iter().all(|it| matches!(it.kind, FaultyLookKind::Unfit(_)) && it.at.is_some()), "{faults:?}");
        assert_eq!(faults.len(), 2, "{faults:?}");
    }

    #[test]
    fn a_fault_is_told_once_in_the_language_of_the_reader_with_its_place() {
        let swiss = include_str!("../../assets/themes/swiss.ron").replace("id: \"swiss\"", "id: \"mine\"");
        let told = |text: &str| read(text).unwrap_err().iter().map(|it| it.text(Lang::Ru)).collect::<Vec<_>>();
        let said = told(&swiss.replace("ink: \"#", "ink: \"№"));
        assert!(said[0].contains("цвет пишут «#rrggbb», а стоит"), "{said:?}");
        // A colour that is like every ground of the theme.
        let background = swiss.split("background: \"").nth(1).unwrap().split('"').next().unwrap();
        let ink = swiss.split("ink: \"").nth(1).unwrap().split('"').next().unwrap();
        let said = told(&swiss.replacen(&format!("ink: \"{ink}\""), &format!("ink: \"{background}\""), 1));
        assert_eq!(said.iter().filter(|it| it.contains(" ink: ")).count(), 1, "{said:?}");
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("old.theme.ron");
        let (koi8, _) = swiss.split_at(swiss.find("name").unwrap());
        crate::store::save_atomic(&path, &[koi8.as_bytes(), b"\xf7\xc9\xd4\xd2\xc9\xce\xc1"].concat()).unwrap();
        let fault = load_look(&path, &|_| false).unwrap_err().remove(0);
        assert_eq!((fault.at.unwrap().0, fault.kind), (koi8.lines().count(), FaultyLookKind::Encoding));
        let said = load_look(&folder.path().join("none.theme.ron"), &|_| false).unwrap_err()[0].text(Lang::Ru);
        assert!(said.ends_with("нет такого файла"), "{said}");
    }

    #[test]
    fn a_kept_look_is_found_again_replaced_by_its_id_and_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::builtin().unwrap();
        let post = Post::new(PostId(1), PostKind::Exhibition, "Осень", Vec::new());
        let exhibition = Exhibition::empty("Осень", "archive".into(), Vec::new());
        let look = theme_of_post(&library, &exhibition, &post, "Наш архив").unwrap();
        let first = keep(folder.path(), &look).unwrap();
        assert_eq!(keep(folder.path(), &look).unwrap(), first);
        let Look::Theme(theme) = &look else { panic!("{look:?}") };
        let renamed = Look::Theme(Arc::new(Theme { name: named("Другое имя"), ..(**theme).clone() }));
        keep(folder.path(), &renamed).unwrap();
        let found = load_collection(folder.path(), &library);
        assert_eq!((found.looks.themes.len(), found.faults.as_slice()), (1, [].as_slice()));
        assert_eq!(found.looks.themes[0].name.ru, "Другое имя");
        forget(folder.path(), &renamed).unwrap();
        assert!(load_collection(folder.path(), &library).looks.is_empty());
    }

    #[test]
    fn a_slide_and_the_same_slide_by_its_own_template_look_alike() {
        let library = Library::builtin().unwrap();
        let slide = Slide::new(SlideId(1), "opener".into(), 3, vec![ExhibitId(7)]);
        let exhibition = Exhibition::empty("Осень", "swiss".into(), Vec::new());
        let (look, left_out) = template_of_slide(&library, (&exhibition, &slide), "Наш", Words::Bound).unwrap();
        let Look::Template(template) = look else { panic!("a theme") };
        assert_eq!((left_out, template.preset.is_none()), (0, true));
        let base = library.template_of(&exhibition, &slide).unwrap();
        assert_eq!((&template.tall, template.books), (&base.tall, base.books));
        assert!(template.id.0.starts_with("own-"));
    }
}
