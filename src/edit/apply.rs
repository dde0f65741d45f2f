//! What each edit does. Works on a copy that shares everything it does not change.

use std::sync::Arc;

use super::books::change_books;
use super::{Edit, EditError};
use crate::domain::{
    Caption, Element, ElementId, Exhibit, ExhibitId, Exhibition, FormatId, Placement, PlatformId, Post, PostId, Role,
    Slide, SlideId, ThemeId, theme_before_covers,
};

/// Applies an edit; on an error the exhibition may be half changed and is to be thrown away.
pub(super) fn apply(edit: &Edit, to: &mut Exhibition) -> Result<(), EditError> {
    match edit {
        Edit::Front(front) => to.front.clone_from(front),
        Edit::Theme(theme) => to.theme.clone_from(theme),
        Edit::Brand(brand) => to.brand.clone_from(brand),
        Edit::OwnTheme(theme) => {
            forget_tried(to);
            to.looks.put_theme(theme.clone());
        }
        Edit::OwnTemplate(template) => to.looks.put_template(template.clone()),
        Edit::Platforms(platforms) => to.platforms.clone_from(platforms),
        Edit::Exhibit(exhibit) => put_exhibit(to, exhibit)?,
        Edit::Post { post, before } => put_post(to, post, *before)?,
        Edit::MovePost { post, before } => {
            let moved = take_post(to, *post)?;
            insert_post(to, moved, *before);
        }
        Edit::RemovePost(post) => drop(take_post(to, *post)?),
        Edit::PostKind(post, kind) => post_mut(to, *post)?.kind = *kind,
        Edit::PostTitle(post, title) => post_mut(to, *post)?.title.clone_from(title),
        Edit::PostLead(post, lead) => post_mut(to, *post)?.lead.clone_from(lead),
        Edit::PostDate(post, date) => post_mut(to, *post)?.date.clone_from(date),
        Edit::PostStatus(post, status) => post_mut(to, *post)?.status = *status,
        Edit::PostTheme(post, theme) => post_mut(to, *post)?.theme.clone_from(theme),
        Edit::Caption { post, platform, text } => {
            change_caption(&mut post_mut(to, *post)?.caption, platform.as_ref(), text.as_ref());
        }
        Edit::PostExhibits(post, exhibits) => {
            all_known(to, exhibits)?;
            change_books(post_mut(to, *post)?, exhibits);
        }
        Edit::Slide { post, slide, before } => put_slide(to, *post, slide, *before)?,
        Edit::Whole(whole) => match whole.violations().into_iter().next() {
            Some(what) => return Err(EditError::Unsound(what)),
            None => to.clone_from(whole),
        },
        Edit::All { edits, .. } => return edits.iter().try_for_each(|it| apply(it, to)),
        Edit::MoveSlide { slide, before } => {
            let post = post_of(to, *slide)?;
            let moved = take_slide(post, *slide)?;
            insert_slide(post, moved, *before);
        }
        Edit::RemoveSlide(slide) => drop(take_slide(post_of(to, *slide)?, *slide)?),
        on_slide => change_slide(on_slide, to)?,
    }
    Ok(())
}

/// Themes in the colours of covers are tried one after another; those that no post wears go.
fn forget_tried(to: &mut Exhibition) {
    let worn: Vec<ThemeId> = to.posts.iter().map(|it| to.theme_of(it).clone()).chain([to.theme.clone()]).collect();
    to.looks.themes.retain(|it| theme_before_covers(&it.id) == it.id || worn.contains(&it.id));
}

fn change_slide(edit: &Edit, to: &mut Exhibition) -> Result<(), EditError> {
    match edit {
        Edit::Template(slide, template) => slide_mut(to, *slide)?.template.clone_from(template),
        Edit::Seed(slide, seed) => slide_mut(to, *slide)?.seed = *seed,
        Edit::SlideExhibits(slide, exhibits) => {
            all_known(to, exhibits)?;
            slide_mut(to, *slide)?.exhibits.clone_from(exhibits);
        }
        Edit::Place { slide, format, role, placement } => place(slide_mut(to, *slide)?, format, *role, *placement)?,
        Edit::Change { slide, role, change } => {
            let changes = &mut slide_mut(to, *slide)?.overrides.changes;
            match change {
                Some(change) if change.text_scale.is_some_and(|it| !it.is_finite()) => {
                    return Err(EditError::NotFinite);
                }
                Some(change) if **change != crate::domain::RoleChange::default() => {
                    changes.insert(*role, (**change).clone());
                }
                _ => drop(changes.remove(role)),
            }
        }
        Edit::Reset(slide) => {
            let slide = slide_mut(to, *slide)?;
            slide.overrides = crate::domain::Overrides::default();
            slide.layers.order.clear();
        }
        Edit::PlaceElement { slide, format, element, placement } => {
            place_element(slide_mut(to, *slide)?, format, *element, *placement)?;
        }
        Edit::Layers(slide, layers) => {
            slide_mut(to, *slide)?.layers.clone_from(layers);
            if !slide_mut(to, *slide)?.is_sound() {
                return Err(EditError::NotFinite);
            }
        }
        Edit::Element { slide, format, element } => put_element(to, *slide, format, element)?,
        Edit::RemoveElement(slide, element) => remove_element(slide_mut(to, *slide)?, *element)?,
        _ => {}
    }
    Ok(())
}

fn put_exhibit(to: &mut Exhibition, exhibit: &Exhibit) -> Result<(), EditError> {
    match to.exhibits.iter_mut().find(|it| it.id == exhibit.id) {
        Some(known) => *known = Arc::new(exhibit.clone()),
        None => {
            claim(to, exhibit.id.0)?;
            to.exhibits.push(Arc::new(exhibit.clone()));
        }
    }
    Ok(())
}

fn put_post(to: &mut Exhibition, post: &Post, before: Option<PostId>) -> Result<(), EditError> {
    all_known(to, &post.exhibits)?;
    if take_post(to, post.id).is_err() {
        claim(to, post.id.0)?;
    }
    for slide in &post.slides {
        all_known(to, &slide.exhibits)?;
        claim(to, slide.id.0)?;
        slide.elements.values().flatten().try_for_each(|it| claim(to, it.id.0))?;
    }
    insert_post(to, Arc::new(post.clone()), before);
    Ok(())
}

fn put_slide(to: &mut Exhibition, post: PostId, slide: &Slide, before: Option<SlideId>) -> Result<(), EditError> {
    if !slide.is_sound() {
        return Err(EditError::NotFinite);
    }
    all_known(to, &slide.exhibits)?;
    if let Ok(owner) = post_of(to, slide.id) {
        drop(take_slide(owner, slide.id)?);
    }
    claim(to, slide.id.0)?;
    slide.elements.values().flatten().try_for_each(|it| claim(to, it.id.0))?;
    insert_slide(post_mut(to, post)?, Arc::new(slide.clone()), before);
    Ok(())
}

fn put_element(to: &mut Exhibition, slide: SlideId, format: &FormatId, element: &Element) -> Result<(), EditError> {
    if !element.placement.is_sound() {
        return Err(EditError::NotFinite);
    }
    let known = slide_mut(to, slide)?.elements.values_mut().flatten().find(|it| it.id == element.id);
    if let Some(known) = known {
        *known = Arc::new(element.clone());
        return Ok(());
    }
    claim(to, element.id.0)?;
    let elements = &mut slide_mut(to, slide)?.elements;
    elements.entry(format.clone()).or_default().push(Arc::new(element.clone()));
    Ok(())
}

fn remove_element(slide: &mut Slide, element: ElementId) -> Result<(), EditError> {
    slide.element(element).ok_or(EditError::NoElement(element))?;
    for elements in slide.elements.values_mut() {
        elements.retain(|it| it.id != element);
    }
    slide.elements.retain(|_, it| !it.is_empty());
    slide.layers.forget(element);
    Ok(())
}

/// In the format it was added in the element itself is moved, in others it gets a place of its own there.
fn place_element(
    slide: &mut Slide,
    format: &FormatId,
    element: ElementId,
    placement: Placement,
) -> Result<(), EditError> {
    if !placement.is_sound() {
        return Err(EditError::NotFinite);
    }
    if slide.home(element).ok_or(EditError::NoElement(element))? != format {
        slide.layers.placements.entry(format.clone()).or_default().insert(element, placement);
        return Ok(());
    }
    let known = slide.elements.values_mut().flatten().find(|it| it.id == element);
    Arc::make_mut(known.ok_or(EditError::NoElement(element))?).placement = placement;
    Ok(())
}

fn place(slide: &mut Slide, format: &FormatId, role: Role, placement: Option<Placement>) -> Result<(), EditError> {
    let placements = &mut slide.overrides.placements;
    match placement {
        Some(it) if !it.is_sound() => return Err(EditError::NotFinite),
        Some(it) => {
            placements.entry(format.clone()).or_default().insert(role, it);
        }
        None => {
            if let Some(of_format) = placements.get_mut(format) {
                of_format.remove(&role);
            }
            placements.retain(|_, it| !it.is_empty());
        }
    }
    Ok(())
}

fn change_caption(caption: &mut Caption, platform: Option<&PlatformId>, text: Option<&String>) {
    match (platform, text) {
        (None, text) => caption.text = text.cloned().unwrap_or_default(),
        (Some(platform), Some(text)) => {
            caption.variants.insert(platform.clone(), text.clone());
        }
        (Some(platform), None) => drop(caption.variants.remove(platform)),
    }
}

fn claim(to: &mut Exhibition, id: u64) -> Result<(), EditError> {
    let is_taken = to.exhibits.iter().any(|it| it.id.0 == id)
        || to.sections.iter().any(|it| it.id.0 == id)
        || to.posts.iter().any(|post| {
            let holds = |it: &Arc<Slide>| it.id.0 == id || it.elements.values().flatten().any(|it| it.id.0 == id);
            post.id.0 == id || post.slides.iter().any(holds)
        });
    if is_taken {
        return Err(EditError::TakenId(id));
    }
    to.next_id = to.next_id.max(id.saturating_add(1));
    Ok(())
}

fn all_known(of: &Exhibition, exhibits: &[ExhibitId]) -> Result<(), EditError> {
    let unknown = exhibits.iter().find(|id| of.exhibit(**id).is_none());
    unknown.map_or(Ok(()), |id| Err(EditError::NoExhibit(*id)))
}

fn post_mut(of: &mut Exhibition, id: PostId) -> Result<&mut Post, EditError> {
    let found = of.posts.iter_mut().find(|it| it.id == id);
    found.map(Arc::make_mut).ok_or(EditError::NoPost(id))
}

fn take_post(of: &mut Exhibition, id: PostId) -> Result<Arc<Post>, EditError> {
    let index = of.posts.iter().position(|it| it.id == id).ok_or(EditError::NoPost(id))?;
    Ok(of.posts.remove(index))
}

fn insert_post(to: &mut Exhibition, post: Arc<Post>, before: Option<PostId>) {
    let index = before.and_then(|id| to.posts.iter().position(|it| it.id == id));
    to.posts.insert(index.unwrap_or(to.posts.len()), post);
}

fn post_of(of: &mut Exhibition, slide: SlideId) -> Result<&mut Post, EditError> {
    let found = of.posts.iter_mut().find(|post| post.slides.iter().any(|it| it.id == slide));
    found.map(Arc::make_mut).ok_or(EditError::NoSlide(slide))
}

fn slide_mut(of: &mut Exhibition, id: SlideId) -> Result<&mut Slide, EditError> {
    let found = post_of(of, id)?.slides.iter_mut().find(|it| it.id == id);
    found.map(Arc::make_mut).ok_or(EditError::NoSlide(id))
}

fn take_slide(of: &mut Post, id: SlideId) -> Result<Arc<Slide>, EditError> {
    let index = of.slides.iter().position(|it| it.id == id).ok_or(EditError::NoSlide(id))?;
    Ok(of.slides.remove(index))
}

fn insert_slide(to: &mut Post, slide: Arc<Slide>, before: Option<SlideId>) {
    let index = before.and_then(|id| to.slides.iter().position(|it| it.id == id));
    to.slides.insert(index.unwrap_or(to.slides.len()), slide);
}
