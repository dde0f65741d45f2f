//! A new exhibition from records of the catalogue: composed posts at once.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use super::{Catalogue, TaskError, carry_brand, catalogue};
use crate::compose::Library;
use crate::describe::{direct_authors, first_year};
use crate::domain::{
    Brand, Exhibit, ExhibitId, Exhibition, Lang, OwnLooks, PlatformId, Post, PostId, PostKind, Purpose, RecordId,
    Slide, SlideId, Template, TemplateId, ThemeId,
};
use crate::edit::adopt_looks;
use crate::progress::Progress;
use crate::store::{Media, Stored, media_folder, save};
use crate::studio::Studio;

/// Which records are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selection {
    /// All a query finds; all records for an empty one.
    Query(String),
    /// These, in this order.
    Records(Vec<RecordId>),
}

/// What a new exhibition is to be.
#[derive(Clone, Debug)]
pub struct NewExhibition {
    /// Its title.
    pub title: String,
    /// Language of what its posts say of themselves.
    pub language: Lang,
    /// Kind of its posts.
    pub kind: PostKind,
    /// Its books.
    pub selection: Selection,
    /// Books in a post at most.
    pub per_post: usize,
    /// Template of the first slides; `None`: the usual one.
    pub template: Option<TemplateId>,
    /// Its look.
    pub theme: ThemeId,
    /// Where it will be published.
    pub platforms: Vec<PlatformId>,
    /// Where variants begin.
    pub seed: u64,
    /// Name of the library.
    pub library: String,
    /// Address, hours, link.
    pub contact: String,
    /// What the library has of its own.
    pub brand: Brand,
    /// Where the pictures of the brand are.
    pub brand_media: Media,
    /// Templates and themes kept on this workstation; those that are used go into the exhibition.
    pub looks: Arc<OwnLooks>,
}

/// Names of authors in the lead of a post.
const NAMED: usize = 3;

/// Makes an exhibition with its media folder; the file must not be there yet.
pub fn new_exhibition(
    request: &NewExhibition,
    catalogue_path: &Path,
    file: &Path,
    studio: &Studio,
    progress: &Progress,
) -> Result<Exhibition, TaskError> {
    if file.exists() {
        return Err(TaskError::Exists(file.to_owned()));
    }
    let library = studio.library.with([&*request.looks]);
    known_words(request, &library, studio)?;
    let catalogue = catalogue::open_catalogue(catalogue_path)?;
    let records = selected(&catalogue, &request.selection)?;
    if let (true, Selection::Query(query)) = (records.is_empty(), &request.selection) {
        let is_all = query.trim().is_empty();
        return Err(if is_all { TaskError::NoRecords } else { TaskError::NothingFound(query.clone()) });
    }
    let mut exhibition = arrange_posts(request, &records, &library);
    adopt_looks(&mut exhibition, &request.looks);
    let media = Media::new(media_folder(file));
    carry_brand(&request.brand, &request.brand_media, &media)?;
    progress.begin(records.len());
    for cover in exhibition.exhibits.iter().filter_map(|it| it.cover.as_ref()) {
        progress.check()?;
        media.take_from(catalogue.covers(), &cover.file)?;
        progress.step();
    }
    save(file, &exhibition, None)?;
    Ok(exhibition)
}

fn known_words(request: &NewExhibition, library: &Library, studio: &Studio) -> Result<(), TaskError> {
    let unknown = |what, name: &str, known: Vec<&str>| {
        Err(TaskError::Unknown { what, name: name.to_owned(), known: known.join(", ") })
    };
    let themes: Vec<&str> = library.themes.iter().map(|it| it.id.0.as_str()).collect();
    if !themes.contains(&request.theme.0.as_str()) {
        return unknown("theme", &request.theme.0, themes);
    }
    let templates: Vec<&str> = library.templates.iter().map(|it| it.id.0.as_str()).collect();
    if let Some(template) = request.template.as_ref().filter(|it| !templates.contains(&it.0.as_str())) {
        return unknown("template", &template.0, templates);
    }
    let platforms: Vec<&str> = studio.profiles.all.iter().map(|it| it.id.0.as_str()).collect();
    match request.platforms.iter().find(|it| !platforms.contains(&it.0.as_str())) {
        Some(platform) => unknown("platform", &platform.0, platforms),
        None => Ok(()),
    }
}

fn selected(catalogue: &Catalogue, selection: &Selection) -> Result<Vec<Stored>, TaskError> {
    match selection {
        Selection::Query(query) => Ok(catalogue.search(query, usize::MAX)?.records),
        Selection::Records(ids) => {
            let mut records = Vec::new();
            for id in ids {
                records.extend(catalogue.record(*id)?);
            }
            Ok(records)
        }
    }
}

/// Records shared out evenly over posts, in their order; a title collage and a card for each book, as the
/// kind of the posts asks for.
pub fn arrange_posts(request: &NewExhibition, records: &[Stored], library: &Library) -> Exhibition {
    let mut exhibition = Exhibition::empty(&request.title, request.theme.clone(), request.platforms.clone());
    exhibition.front.library.clone_from(&request.library);
    exhibition.front.contact.clone_from(&request.contact);
    exhibition.front.language = request.language;
    exhibition.brand.clone_from(&request.brand);
    for stored in records {
        let id = ExhibitId(exhibition.take_id());
        exhibition.exhibits.push(Arc::new(exhibit(id, stored)));
    }
    let n_posts = records.len().div_ceil(request.per_post.clamp(1, 12));
    let mut rest = exhibition.exhibits.clone();
    for index in 0..n_posts {
        let count = rest.len().div_ceil(n_posts - index);
        let books: Vec<Arc<Exhibit>> = rest.drain(..count).collect();
        let templates = Templates::of(request, library, index, &books);
        let post = post(request, &templates, (index, n_posts), &books, &mut exhibition);
        exhibition.posts.push(Arc::new(post));
    }
    exhibition
}

/// The exhibit a record becomes.
pub(super) fn exhibit(id: ExhibitId, stored: &Stored) -> Exhibit {
    Exhibit {
        record_key: stored.key.clone(),
        cover: stored.cover.as_ref().map(|it| it.cover.clone()),
        ..Exhibit::of_record(id, stored.record.clone())
    }
}

/// Templates of the slides of a post.
struct Templates {
    first: TemplateId,
    card: TemplateId,
}

impl Templates {
    /// The one asked for, else those made for the kind of post, in turns that the seed begins.
    fn of(request: &NewExhibition, library: &Library, index: usize, books: &[Arc<Exhibit>]) -> Self {
        let turn = request.seed.wrapping_add(index as u64);
        let first = request.template.clone().or_else(|| opener(request.kind, library, turn, books));
        Self {
            first: first.unwrap_or_else(|| TemplateId::from("opener")),
            card: card(request.kind, library, turn).unwrap_or_else(|| TemplateId::from("card")),
        }
    }
}

/// The usual opener of a kind; every third post of a long row opens with a leading book or a timeline instead.
fn opener(kind: PostKind, library: &Library, turn: u64, books: &[Arc<Exhibit>]) -> Option<TemplateId> {
    let mut fit = library.templates_for(Purpose::Opener, kind, books.len());
    let usual = fit.next()?.id.clone();
    if turn % 3 != 2 || !matches!(kind, PostKind::Exhibition | PostKind::NewArrivals) {
        return Some(usual);
    }
    let shown = |id: &str| id != "timeline" || are_of_different_years(books);
    let wished = if turn.is_multiple_of(2) { ["hero-list", "timeline"] } else { ["timeline", "hero-list"] };
    let fit: Vec<&TemplateId> = fit.map(|it| &it.id).collect();
    let other = wished.into_iter().find(|it| shown(it) && fit.iter().any(|fit| fit.0.as_str() == *it));
    let leads = books.len() > 2 && books.first().is_some_and(|it| it.cover.is_some());
    Some(other.filter(|_| leads).map_or(usual, TemplateId::from))
}

/// Whether all years are known and few books share one.
fn are_of_different_years(books: &[Arc<Exhibit>]) -> bool {
    let years: Option<Vec<u16>> = books.iter().map(|it| first_year(&it.record()?.year)).collect();
    years.is_some_and(|it| it.iter().collect::<BTreeSet<_>>().len() * 3 >= it.len() * 2)
}

/// Cards of a post are alike; where a kind has none of its own, every other post shows books on colour.
fn card(kind: PostKind, library: &Library, turn: u64) -> Option<TemplateId> {
    let fit: Vec<&Template> = library.templates_for(Purpose::Card, kind, 1).collect();
    let usual = fit.first()?;
    let on_colour = fit.iter().find(|it| it.id.0 == "card-band" && turn % 2 == 1 && !usual.is_made_for(kind));
    Some(on_colour.unwrap_or(usual).id.clone())
}

fn post(
    request: &NewExhibition,
    templates: &Templates,
    (index, n_posts): (usize, usize),
    books: &[Arc<Exhibit>],
    exhibition: &mut Exhibition,
) -> Post {
    let id = PostId(exhibition.take_id());
    let exhibits: Vec<ExhibitId> = books.iter().map(|it| it.id).collect();
    let seed = request.seed.wrapping_add(index as u64);
    let mut slide = |template, exhibits| Arc::new(Slide::new(SlideId(exhibition.take_id()), template, seed, exhibits));
    let mut slides = vec![slide(templates.first.clone(), exhibits.clone())];
    slides.extend(exhibits.iter().map(|it| slide(templates.card.clone(), vec![*it])));
    let lead = lead(request.language, (index, n_posts), books);
    Post { lead, slides, ..Post::new(id, request.kind, &request.title, exhibits) }
}

/// "Часть 3 из 25: М. А. Булгаков, В. В. Вересаев, А. П. Чехов и другие".
fn lead(lang: Lang, (index, n_posts): (usize, usize), books: &[Arc<Exhibit>]) -> String {
    let mut names: Vec<String> = Vec::new();
    for book in books {
        let name = book.record().map(direct_authors).unwrap_or_default();
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    let others = if names.len() > NAMED { lang.pick(" и другие", " and others") } else { "" };
    names.truncate(NAMED);
    let names = names.join(", ") + others;
    let n = books.len();
    let count = format!("{n} {}", lang.plural(n, ["книга", "книги", "книг"], ["book", "books"]));
    let number = index + 1;
    let part = lang.pick(format!("Часть {number} из {n_posts}"), format!("Part {number} of {n_posts}"));
    match (n_posts > 1, names.is_empty()) {
        (true, false) => format!("{part}: {names}"),
        (true, true) => part,
        (false, false) => format!("{count}: {names}"),
        (false, true) => count,
    }
}
