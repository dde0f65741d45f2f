//! The words of a slide: fields filled in, and what a person typed over them.

use crate::describe;
use crate::domain::{
    BookRecord, Emphasis, Exhibit, ExhibitId, ExhibitSubject, Face, Host, Lang, Letters, Medium, Purpose, Role,
};
use crate::typeset::{Stretch, n_ink};

use super::Scope;

/// Answers typed into a poll, at most: more would be too low to be read (VK itself takes ten).
pub(super) const MOST_ANSWERS: usize = 10;

impl Scope<'_> {
    /// The exhibit a card is about.
    pub(super) fn lead_exhibit(&self) -> Option<&Exhibit> {
        self.exhibition.exhibits_of(&self.slide.exhibits).next().map(AsRef::as_ref)
    }

    /// The words of a role: what a person typed, else the template's, with fields filled in.
    pub(super) fn words(&self, role: Role, template_text: &str) -> String {
        self.fill(self.typed(role).unwrap_or(template_text))
    }

    /// A text with its fields filled in: of the book on a card, of the post elsewhere.
    pub(super) fn fill(&self, text: &str) -> String {
        let filled = describe::fill(text, &mut |name| self.field(name));
        describe::polish(&filled, self.lang())
    }

    /// Stretches of a filled text in faces of their own, from the letters of the text as it was typed.
    pub(super) fn stretches(&self, typed: &str, letters: &Letters, face: Face) -> Vec<Stretch> {
        // Filling changes how many characters there are: what is before a place is filled to find where it went.
        let ink = |n: u32| {
            let at = typed.char_indices().nth(n as usize).map_or(typed.len(), |it| it.0);
            n_ink(&self.fill(typed.get(..at).unwrap_or_default()))
        };
        let stretch = |it: &Emphasis| Stretch { start: ink(it.start), end: ink(it.end), face: face.styled(it.style) };
        letters.emphasis.iter().map(stretch).filter(|it| it.start < it.end).collect()
    }

    fn lang(&self) -> Lang {
        self.exhibition.front.language
    }

    /// What a poll says readers can choose from, as many as a slide takes.
    pub(super) fn said_answers(&self) -> impl Iterator<Item = (Role, &str)> {
        describe::said_answers(self.post).take(MOST_ANSWERS)
    }

    /// How many answers are typed that a slide does not take.
    pub(super) fn n_unsaid(&self) -> usize {
        describe::said_answers(self.post).count().saturating_sub(MOST_ANSWERS)
    }

    /// Whether readers are given something to choose from.
    pub(super) fn has_answers(&self) -> bool {
        self.exhibition.exhibits_of(&self.slide.exhibits).next().is_some() || self.said_answers().next().is_some()
    }

    /// Whether a slide made for a quotation has one, of its books, of the exhibition or typed.
    pub(super) fn has_quotation(&self) -> bool {
        let is_said = |it: &str| !it.trim().is_empty();
        let mut shown = self.exhibition.exhibits_of(&self.slide.exhibits);
        let is_typed = self.typed(Role::Quotation).is_some_and(is_said);
        is_typed || shown.any(|it| is_said(&it.quotation.text)) || is_said(&self.exhibition.front.epigraph.text)
    }

    /// Names in a text that look like fields and are none.
    pub(super) fn unknown_fields(&self, role: Role, template_text: &str) -> Vec<String> {
        let mut unknown = Vec::new();
        describe::fill(self.typed(role).unwrap_or(template_text), &mut |name| {
            let found = self.field(name);
            let is_name = !name.is_empty() && name.chars().all(|it| it.is_ascii_lowercase() || "_.".contains(it));
            unknown.extend((found.is_none() && is_name).then(|| name.to_owned()));
            found
        });
        unknown
    }

    fn typed(&self, role: Role) -> Option<&str> {
        self.slide.overrides.change(role).and_then(|it| it.text.as_deref())
    }

    fn field(&self, name: &str) -> Option<String> {
        // Nobody is asked to vote where there is nothing to choose from.
        if name == "say.vote" && !self.has_answers() {
            return Some(String::new());
        }
        if name == "say.contact_us" {
            return Some(describe::contact_words(&self.exhibition.front.contact, self.lang()));
        }
        if let Some(name) = name.strip_prefix("say.") {
            let name = match (name, self.format.medium) {
                ("vote", Medium::Story) => "vote_story",
                ("vote", Medium::Paper) => "vote_paper",
                _ => name,
            };
            return describe::template_words(name, self.lang()).map(str::to_owned);
        }
        if let Some(name) = name.strip_prefix("post.") {
            return describe::post_field(self.exhibition, self.post, name);
        }
        if name == "position" {
            let index = self.post.slides.iter().position(|it| it.id == self.slide.id)?;
            let of = self.lang().pick("из", "of");
            return Some(format!("{} {of} {}", index + 1, self.post.slides.len()));
        }
        if let Some(found) = self.slide_field(name) {
            return Some(found);
        }
        let n_shown = self.books().count();
        match name {
            "figure" | "figure_word" if n_shown < 2 || self.post.lead.is_empty() => return Some(String::new()),
            "figure" => return Some(n_shown.to_string()),
            "figure_word" => return Some(books_word(n_shown, self.lang())),
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
            // A card without its book has nothing to say of it.
            (Purpose::Card, None) => of_post().or_else(|| {
                let none = Exhibit::of_record(ExhibitId(0), BookRecord::default());
                describe::exhibit_field(self.exhibition, self.post, &none, name).map(|_| String::new())
            }),
            _ => of_post(),
        }
    }

    /// Books on the slide: not the persons and photographs beside them.
    fn books(&self) -> impl Iterator<Item = &BookRecord> {
        self.exhibition.exhibits_of(&self.slide.exhibits).filter_map(|it| it.record())
    }

    /// Name of the person a slide is about, and what is said of them.
    fn person(&self) -> Option<(&str, &str)> {
        let shown = self.exhibition.exhibits_of(&self.slide.exhibits);
        { shown }.find_map(|it| match &it.subject {
            ExhibitSubject::Person { name, about } => Some((name.as_str(), about.as_str())),
            _ => None,
        })
    }

    /// A field that only slides have; `None` when there is no such field.
    fn slide_field(&self, name: &str) -> Option<String> {
        let Self { exhibition, post, .. } = *self;
        let (person, about) = self.person().unwrap_or_default();
        let (life, work) = describe::life_and_work(about);
        let jubilee = || describe::anniversary(about, describe::year_of(&post.date)?, self.lang());
        let section = || exhibition.sections.iter().enumerate().find(|it| Some(it.1.id) == post.section);
        let quotation = || {
            let own =
                exhibition.exhibits_of(&self.slide.exhibits).map(|it| &it.quotation).find(|it| !it.text.is_empty());
            own.unwrap_or(&exhibition.front.epigraph)
        };
        Some(match name {
            "person" if person.is_empty() => post.title.clone(),
            "guest" if person.is_empty() => exhibition.front.compiler.clone(),
            "person" | "guest" => person.to_owned(),
            "person_about" if person.is_empty() => post.lead.clone(),
            "person_about" => [life, work].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · "),
            "person_books" => describe::works(person, self.books(), self.lang()),
            "occasion" if person.is_empty() => String::new(),
            "occasion" => post.title.clone(),
            "jubilee" => jubilee().map(|it| it.0.to_string()).unwrap_or(life),
            "jubilee_words" => jubilee().map(|it| it.1.to_owned()).unwrap_or_default(),
            "guest_about" => work,
            "day" => describe::day_and_month(&post.date, self.lang()),
            "month" => describe::month_and_year(&post.date, self.lang()),
            "section" => section().map_or_else(|| post.title.clone(), |it| it.1.title.clone()),
            "section_text" => section().map_or_else(|| post.lead.clone(), |it| it.1.text.clone()),
            "section_number" => section().map(|it| (it.0 + 1).to_string()).unwrap_or_default(),
            "years" => self.years(),
            "books_word" => books_word(self.books().count(), self.lang()),
            "quote" => quotation().text.clone(),
            "quote_mark" if self.has_quotation() => self.lang().pick("«", "“").to_owned(),
            "quote_mark" => String::new(),
            "quote_source" => quotation().source.clone(),
            "host" => self.host(),
            "link" => describe::first_link(&exhibition.front.contact).unwrap_or_default(),
            "contact_lines" => exhibition.front.contact.replace(" · ", "\n"),
            _ => return None,
        })
    }

    /// First and last year of the books: "1941–1945".
    fn years(&self) -> String {
        let years: Vec<u16> = self.books().filter_map(|it| describe::first_year(&it.year)).collect();
        match (years.iter().min(), years.iter().max()) {
            (Some(first), Some(last)) if first < last => format!("{first}–{last}"),
            (Some(year), _) => year.to_string(),
            _ => String::new(),
        }
    }

    /// Where an article appeared: "«Вопросы истории», 2024, № 5, с. 12–19".
    fn host(&self) -> String {
        let host = self.books().next().and_then(|it| it.host.as_ref());
        host.map(|it| where_appeared(it, self.lang())).unwrap_or_default()
    }
}

/// A journal with the issue and the pages of an article: "«Вопросы истории», 2024, № 5, с. 12–19".
pub(super) fn where_appeared(host: &Host, lang: Lang) -> String {
    // «Вып. 20» and «№ 5» say what they are.
    let is_number = |it: &str| it.starts_with(|it: char| it.is_ascii_digit());
    let marked = |mark: &str, it: &str| if is_number(it) { format!("{mark}{it}") } else { it.to_owned() };
    let [volume, number, pages] = lang.pick(["т. ", "№ ", "с. "], ["vol. ", "no. ", "pp. "]);
    let numbers = [(volume, &host.volume), (number, &host.issue), (pages, &host.pages)];
    let numbers = numbers.map(|(mark, it)| marked(mark, it));
    let parts = [lang.quoted(&host.title), host.year.clone()].into_iter().chain(numbers);
    parts.filter(|it| !it.is_empty()).collect::<Vec<_>>().join(", ")
}

fn books_word(n: usize, lang: Lang) -> String {
    lang.plural(n, ["книга", "книги", "книг"], ["book", "books"]).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_gets_its_mark_and_what_has_one_does_not() {
        let host =
            |issue: &str| Host {
                title: "Этюды".into(), year: "2024".into(), issue: issue.into(), ..Host::default()
            };
        assert_eq!(where_appeared(&host("5"), Lang::Ru), "«Этюды», 2024, № 5");
        assert_eq!(where_appeared(&host("№ 5"), Lang::Ru), "«Этюды», 2024, № 5");
        assert_eq!(where_appeared(&host("Вып. 20"), Lang::Ru), "«Этюды», 2024, Вып. 20");
    }
}
