//! What elements are called in lists and by screen readers.

use crate::domain::{ExhibitId, ExhibitSubject, Lang, Role};

use super::{ElementKey, Layout, PlacedKind};

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

    /// Name of a role, also of one that is hidden on the slide.
    pub fn name_of_role(&self, layout: Option<&Layout>, role: Role) -> String {
        let key = ElementKey::Role(role);
        match (role, layout.filter(|it| it.element(key).is_some())) {
            (_, Some(layout)) => self.name(layout, key),
            (Role::Cover(id) | Role::Entry(id) | Role::EntryAuthor(id), None) => {
                self.with_title(self.role_name(role), id)
            }
            _ => self.role_name(role).to_owned(),
        }
    }

    fn with_title(&self, kind: &str, exhibit: ExhibitId) -> String {
        let title = self.exhibition.exhibit(exhibit).map(|it| shortened(&it.called(self.lang)));
        format!("{kind}: {}", title.unwrap_or_default())
    }

    fn kind_name(&self, key: ElementKey) -> &'static str {
        let ElementKey::Role(role) = key else { return self.lang.pick("Свой элемент", "Added element") };
        self.role_name(role)
    }

    /// What the picture of an exhibit is, in both languages.
    fn picture_name(&self, exhibit: ExhibitId) -> (&'static str, &'static str) {
        match self.exhibition.exhibit(exhibit).map(|it| &it.subject) {
            Some(ExhibitSubject::Person { .. }) => ("Портрет", "Portrait"),
            Some(ExhibitSubject::Picture { .. }) => ("Фотография", "Photograph"),
            _ => ("Обложка", "Cover"),
        }
    }

    /// Name of a role.
    pub fn role_name(&self, role: Role) -> &'static str {
        let (ru, en) = match role {
            Role::Kicker => ("Надзаголовок", "Kicker"),
            Role::Counter => ("Номер", "Counter"),
            Role::Title => ("Заголовок", "Title"),
            Role::Lead => ("Вводка", "Lead"),
            Role::Figure => ("Число", "Figure"),
            Role::FigureWord => ("Чего столько", "What it counts"),
            Role::Body => ("Текст", "Text"),
            Role::Quotation => ("Цитата", "Quotation"),
            Role::QuotationSource => ("Источник цитаты", "Quotation source"),
            Role::Author => ("Автор", "Author"),
            Role::Subtitle => ("Подзаголовок", "Subtitle"),
            Role::Description => ("Описание", "Description"),
            Role::Shelfmark => ("Шифр", "Shelf mark"),
            Role::Footer => ("Низ кадра", "Footer"),
            Role::AgeMark => ("Возрастной знак", "Age mark"),
            Role::Cover(id) => self.picture_name(id),
            Role::Entry(_) => ("Строка списка", "List entry"),
            Role::EntryAuthor(_) => ("Автор в списке", "Author in a list"),
            Role::Ornament(_) => ("Украшение", "Ornament"),
            Role::Stamp => ("Штамп", "Stamp"),
            Role::Code => ("QR-код", "QR code"),
            Role::Answer(_) => ("Ответ", "Answer"),
            Role::Logo => ("Логотип", "Logo"),
            Role::Part(_) => ("Деталь шаблона", "Part of the template"),
        };
        self.lang.pick(ru, en)
    }
}

fn shortened(text: &str) -> String {
    const MOST: usize = 40;
    let line = text.replace('\n', " ");
    if line.chars().count() <= MOST { line } else { line.chars().take(MOST - 1).collect::<String>() + "…" }
}
