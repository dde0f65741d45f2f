//! What the line of a library's address holds: links, telephones.

use super::fields::template_words;
use crate::domain::Lang;

/// The first address in a text: what begins with http or looks like `vk.com/name`; `None` without one.
pub fn first_link(text: &str) -> Option<String> {
    let ends = |it: char| "«»()<>[]\"',;".contains(it);
    let words = text.split_whitespace().map(|it| it.trim_matches(ends).trim_end_matches('.'));
    let is_link = |word: &&str| {
        let bare = word.trim_start_matches("https://").trim_start_matches("http://");
        let host = bare.split(['/', '?', '#']).next().unwrap_or_default();
        let end = host.rsplit('.').next().unwrap_or_default();
        let is_host = host.contains('.') && !host.starts_with('.') && !host.contains(['@', ':']);
        is_host && end.chars().count() > 1 && end.chars().all(char::is_alphabetic) && host.chars().all(is_of_host)
    };
    { words }.find(is_link).map(str::to_owned)
}

fn is_of_host(it: char) -> bool {
    it.is_ascii_alphanumeric() || matches!(it, '.' | '-') || ('а'..='я').contains(&it) || it == 'ё'
}

/// What readers are asked to do, as far as an address says how: to come, to write, to call. Empty without an address.
pub fn contact_words(contact: &str, lang: Lang) -> String {
    if contact.trim().is_empty() {
        return String::new();
    }
    let can_write = contact.contains('@') || first_link(contact).is_some();
    let can = [true, can_write, has_phone(contact)];
    let all = template_words("contact_us", lang).unwrap_or_default().split(", ");
    all.zip(can).filter(|it| it.1).map(|it| it.0).collect::<Vec<_>>().join(", ")
}

/// Least digits of a telephone number: of a small town's, without its code.
const PHONE: usize = 5;
/// Digits of a postal code, which stand together.
const POSTAL: usize = 6;

fn has_phone(contact: &str) -> bool {
    let is_of_number =
        |it: char| it.is_ascii_digit() || matches!(it, ' ' | '-' | '(' | ')' | '+' | '\u{a0}' | '\u{2011}');
    contact.split(|it| !is_of_number(it)).map(str::trim).any(|it| {
        let n_digits = it.chars().filter(char::is_ascii_digit).count();
        n_digits >= PHONE && !(n_digits == POSTAL && it.len() == POSTAL)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_found_and_a_sentence_is_not_one() {
        assert_eq!(first_link("ул. Садовая, 12 · вт–сб с 11 до 19 · vk.com/sadovaya."), Some("vk.com/sadovaya".into()));
        assert_eq!(first_link("Пишите (https://библиотека.рф/залы)"), Some("https://библиотека.рф/залы".into()));
        assert_eq!(first_link("ул. Садовая, д.12, тел. 8.800"), None);
        assert_eq!(first_link("post@library.ru"), None);
    }

    #[test]
    fn readers_are_asked_to_do_what_the_address_says_how() {
        let ru = |contact| contact_words(contact, Lang::Ru);
        assert_eq!(ru("630000, ул. Садовая, 12 · вт–сб с 11 до 19 · 10.00-19.00"), "Приходите");
        assert_eq!(ru("ул. Садовая, 12 · vk.com/sadovaya"), "Приходите, пишите");
        assert_eq!(ru("post@library.ru, тел. 2-34-56"), "Приходите, пишите, звоните");
        assert_eq!(ru("ул. Садовая, 12 · +7 (383) 222-33-44"), "Приходите, звоните");
        assert_eq!(contact_words("12 Garden St · library.org · 555 01 99", Lang::En), "Visit, write, call");
        assert_eq!(ru(" "), "");
    }
}
