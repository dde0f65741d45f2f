//! Units and designations in the language of the document, as GOST R 7.0.5-2008 has them in its examples:
//! «С. 12», “P. 12”, „S. 12“.

use crate::domain::BookRecord;

/// What numbers are called in a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Units {
    /// Pages of a whole: "256 с."
    pub(super) pages: &'static str,
    /// Pages in a host: "С. 12".
    pub(super) page: &'static str,
    /// Volume of a journal: "Т. 3".
    pub(super) volume: &'static str,
    /// Issue of a journal: "№ 3".
    pub(super) number: &'static str,
    /// Between the last two of several.
    pub(super) and: &'static str,
    /// For those who are not named.
    pub(super) others: &'static str,
    /// Before the day on which an address was looked at.
    pub(super) seen: &'static str,
    /// Who translated, edited, compiled, illustrated.
    pub(super) deeds: [&'static str; 4],
}

const RUSSIAN: Units = Units {
    pages: "с.",
    page: "С.",
    volume: "Т.",
    number: "№",
    and: "и",
    others: "[и др.]",
    seen: "дата обращения:",
    deeds: ["пер.", "ред.", "сост.", "ил."],
};
const ENGLISH: Units = Units {
    pages: "p.",
    page: "P.",
    volume: "Vol.",
    number: "no.",
    and: "and",
    others: "[et al.]",
    seen: "accessed",
    deeds: ["trans. by", "ed. by", "comp. by", "ill. by"],
};
const GERMAN: Units = Units {
    pages: "S.",
    page: "S.",
    volume: "Bd.",
    number: "Nr.",
    and: "und",
    others: "[u. a.]",
    seen: "Zugriff am",
    deeds: ["übers. von", "hrsg. von", "zsgest. von", "ill. von"],
};
const FRENCH: Units = Units {
    pages: "p.",
    page: "P.",
    volume: "T.",
    number: "no",
    and: "et",
    others: "[et al.]",
    seen: "consulté le",
    deeds: ["trad. par", "sous la dir. de", "comp. par", "ill. par"],
};

/// The units of a record: by its language, and where none is told by its letters.
pub(super) fn units(record: &BookRecord) -> Units {
    let language = record.languages.first().map(|it| it.to_lowercase()).unwrap_or_default();
    let names = |code: &str, names: &[&str]| language == code || names.iter().any(|it| language.starts_with(it));
    let told_in_latin = || has_latin(&record.title) && !has_cyrillic(&record.title) && !told_in_russian(record);
    if names("de", &["ger", "deu", "de-", "нем"]) {
        GERMAN
    } else if names("fr", &["fre", "fra", "fr-", "фр"]) {
        FRENCH
    } else if names("en", &["eng", "en-", "англ", "american", "british", "usenglish", "ukenglish"])
        || (language.is_empty() && told_in_latin())
    {
        ENGLISH
    } else {
        RUSSIAN
    }
}

pub(super) fn has_cyrillic(text: &str) -> bool {
    text.chars().any(|it| ('\u{400}'..='\u{52f}').contains(&it))
}

fn has_latin(text: &str) -> bool {
    text.chars().any(|it| it.is_ascii_alphabetic())
}

/// Whether the rest of the record is in Russian: then the title is one of a Russian book.
fn told_in_russian(record: &BookRecord) -> bool {
    let host = record.host.as_ref().map(|it| it.title.as_str()).unwrap_or_default();
    [&record.subtitle, &record.place, &record.publisher, &record.responsibility].into_iter().any(|it| has_cyrillic(it))
        || has_cyrillic(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_decides_and_else_the_letters() {
        let record = |title: &str, language: &str, place: &str| BookRecord {
            title: title.into(),
            place: place.into(),
            languages: Some(language.to_owned()).filter(|it| !it.is_empty()).into_iter().collect(),
            ..BookRecord::default()
        };
        assert_eq!(units(&record("Sein und Zeit", "german", "")), GERMAN);
        assert_eq!(units(&record("Écrits", "fre", "")), FRENCH);
        assert_eq!(units(&record("Logic", "", "London")), ENGLISH);
        assert_eq!(units(&record("Логика", "", "М.")), RUSSIAN);
        assert_eq!(units(&record("Linux", "", "СПб.")), RUSSIAN);
        assert_eq!(units(&record("Logica", "ita", "Roma")), RUSSIAN);
    }
}
