//! The words of a slide: fields filled in, and what a person typed over them.

use crate::describe;
use crate::domain::{Exhibit, Lang, Role};

use super::template::Purpose;
use super::{ElementKey, Layout, PlacedKind, Scope};

impl Scope<'_> {
    /// The exhibit a card is about.
    pub(super) fn lead_exhibit(&self) -> Option<&Exhibit> {
        self.exhibition.exhibits_of(&self.slide.exhibits).next().map(AsRef::as_ref)
    }

    /// The words of a role: what a person typed, else the template's, with fields filled in.
    pub(super) fn words(&self, role: Role, template_text: &str) -> String {
        let typed = self.slide.overrides.change(role).and_then(|it| it.text.as_deref());
        self.fill(typed.unwrap_or(template_text))
    }

    /// A text with its fields filled in: of the book on a card, of the post elsewhere.
    pub(super) fn fill(&self, text: &str) -> String {
        let filled = describe::fill(text, &mut |name| self.field(name));
        describe::polish(&filled, Lang::Ru)
    }

    fn field(&self, name: &str) -> Option<String> {
        if let Some(name) = name.strip_prefix("post.") {
            return describe::post_field(self.exhibition, self.post, name);
        }
        if name == "position" {
            let index = self.post.slides.iter().position(|it| it.id == self.slide.id)?;
            return Some(format!("{} из {}", index + 1, self.post.slides.len()));
        }
        let n_shown = self.slide.exhibits.len();
        match name {
            "figure" if n_shown > 1 && !self.post.lead.is_empty() => return Some(n_shown.to_string()),
            "figure" => return Some(String::new()),
            "kicker" => {
                let front = &self.exhibition.front;
                return Some(if front.series.is_empty() { front.library.clone() } else { front.series.clone() });
            }
            _ => {}
        }
        let of_post = || describe::post_field(self.exhibition, self.post, name);
        match (self.template.purpose, self.lead_exhibit()) {
            (Purpose::Card, Some(exhibit)) => {
                describe::exhibit_field(self.exhibition, self.post, exhibit, name).or_else(of_post)
            }
            _ => of_post(),
        }
    }
}

/// What elements are called in lists and by screen readers.
#[derive(Clone, Copy, Debug)]
pub struct ElementNames<'a> {
    /// The document.
    pub exhibition: &'a crate::domain::Exhibition,
    /// Language of the names.
    pub lang: Lang,
}

impl ElementNames<'_> {
    /// Name of an element: its role, and the book or the words it shows.
    pub fn name(&self, layout: &Layout, key: ElementKey) -> String {
        let kind = self.kind_name(key);
        let content = layout.element(key).map(|it| &it.kind);
        match content {
            Some(PlacedKind::Text(look)) => format!("{kind}: {}", shortened(&look.text)),
            Some(PlacedKind::Cover { exhibit, .. }) => self.with_title(kind, *exhibit),
            Some(PlacedKind::Plaque(plaque)) => self.with_title(kind, plaque.exhibit),
            _ => kind.to_owned(),
        }
    }

    fn with_title(&self, kind: &str, exhibit: crate::domain::ExhibitId) -> String {
        let title = self.exhibition.exhibit(exhibit).map(|it| shortened(&it.title()));
        format!("{kind}: {}", title.unwrap_or_default())
    }

    fn kind_name(&self, key: ElementKey) -> &'static str {
        let ElementKey::Role(role) = key else { return self.lang.pick("Свой элемент", "Added element") };
        self.role_name(role)
    }

    /// Name of a role.
    pub fn role_name(&self, role: Role) -> &'static str {
        let (ru, en) = match role {
            Role::Kicker => ("Надзаголовок", "Kicker"),
            Role::Counter => ("Номер", "Counter"),
            Role::Title => ("Заголовок", "Title"),
            Role::Lead => ("Вводка", "Lead"),
            Role::Figure => ("Число", "Figure"),
            Role::Body => ("Текст", "Text"),
            Role::Quotation => ("Цитата", "Quotation"),
            Role::QuotationSource => ("Источник цитаты", "Quotation source"),
            Role::Author => ("Автор", "Author"),
            Role::Subtitle => ("Подзаголовок", "Subtitle"),
            Role::Description => ("Описание", "Description"),
            Role::Shelfmark => ("Шифр", "Shelf mark"),
            Role::Footer => ("Низ кадра", "Footer"),
            Role::AgeMark => ("Возрастной знак", "Age mark"),
            Role::Cover(_) => ("Обложка", "Cover"),
            Role::Entry(_) => ("Строка списка", "List entry"),
            Role::EntryAuthor(_) => ("Автор в списке", "Author in a list"),
            Role::Ornament(_) => ("Украшение", "Ornament"),
        };
        self.lang.pick(ru, en)
    }
}

fn shortened(text: &str) -> String {
    const MOST: usize = 40;
    let line = text.replace('\n', " ");
    if line.chars().count() <= MOST { line } else { line.chars().take(MOST - 1).collect::<String>() + "…" }
}
