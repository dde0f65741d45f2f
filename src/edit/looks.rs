//! Templates and themes that people made go into the document with the change that uses them.

use std::collections::BTreeSet;

use super::Edit;
use crate::domain::{Exhibition, OwnLooks, TemplateId, ThemeId};

/// Names of looks a change puts into the document.
#[derive(Default)]
struct Named {
    themes: BTreeSet<ThemeId>,
    templates: BTreeSet<TemplateId>,
}

impl Named {
    fn add(&mut self, edit: &Edit) {
        match edit {
            Edit::Theme(id) => drop(self.themes.insert(id.clone())),
            Edit::PostTheme(_, id) => self.themes.extend(id.clone()),
            Edit::Template(_, id) => drop(self.templates.insert(id.clone())),
            Edit::Slide { slide, .. } => drop(self.templates.insert(slide.template.clone())),
            Edit::Post { post, .. } => {
                self.themes.extend(post.theme.clone());
                self.templates.extend(post.slides.iter().map(|it| it.template.clone()));
            }
            Edit::All { edits, .. } => edits.iter().for_each(|it| self.add(it)),
            _ => {}
        }
    }
}

/// The change together with copies of the templates and themes it names, where the collection has them and the
/// document does not have them as they are there. One step with one name, as before.
pub fn with_looks(edit: Edit, collection: &OwnLooks, exhibition: &Exhibition) -> Edit {
    let mut named = Named::default();
    named.add(&edit);
    let themes = collection.themes.iter().filter(|it| named.themes.contains(&it.id));
    let templates = collection.templates.iter().filter(|it| named.templates.contains(&it.id));
    let new_themes = themes.filter(|it| exhibition.looks.theme(&it.id) != Some(it)).cloned().map(Edit::OwnTheme);
    let new_templates =
        templates.filter(|it| exhibition.looks.template(&it.id) != Some(it)).cloned().map(Edit::OwnTemplate);
    let mut edits: Vec<Edit> = new_themes.chain(new_templates).collect();
    if edits.is_empty() {
        return edit;
    }
    let label = edit.names();
    edits.push(edit);
    Edit::All { label, edits }
}

/// Puts copies of what an exhibition uses of a collection into it.
pub fn adopt_looks(exhibition: &mut Exhibition, collection: &OwnLooks) {
    let is_worn = |id: &ThemeId| exhibition.posts.iter().any(|it| exhibition.theme_of(it) == id);
    let is_filled = |id: &TemplateId| exhibition.posts.iter().flat_map(|it| &it.slides).any(|it| it.template == *id);
    let themes: Vec<_> =
        collection.themes.iter().filter(|it| exhibition.theme == it.id || is_worn(&it.id)).cloned().collect();
    let templates: Vec<_> = collection.templates.iter().filter(|it| is_filled(&it.id)).cloned().collect();
    for theme in themes {
        exhibition.looks.put_theme(theme);
    }
    for template in templates {
        exhibition.looks.put_template(template);
    }
}
