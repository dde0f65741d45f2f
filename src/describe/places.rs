//! Places of publication, long and short (GOST 7.12-93, GOST R 7.0.12-2011; read 2026-11-23).

const PLACES: [(&str, &str); 7] = [
    ("М.", "Москва"),
    ("Л.", "Ленинград"),
    ("СПб.", "Санкт-Петербург"),
    ("Пг.", "Петроград"),
    ("Н. Новгород", "Нижний Новгород"),
    ("Ростов н/Д", "Ростов-на-Дону"),
    ("Ростов н/Д.", "Ростов-на-Дону"),
];

/// The place in full, as GOST R 7.0.100 wants it.
pub(super) fn in_full(place: &str) -> String {
    each(place, |name| PLACES.iter().find(|it| it.0 == name).map(|it| it.1))
}

/// The place shortened, as GOST R 7.0.5 has it.
pub(super) fn shortened(place: &str) -> String {
    each(place, |name| PLACES.iter().find(|it| it.1 == name).map(|it| it.0))
}

fn each(place: &str, replacement: impl Fn(&str) -> Option<&'static str>) -> String {
    let names = place.split(';').map(str::trim).filter(|it| !it.is_empty());
    names.map(|name| replacement(name).unwrap_or(name)).collect::<Vec<_>>().join(" ; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_go_both_ways() {
        assert_eq!(in_full("М. ; Л."), "Москва ; Ленинград");
        assert_eq!(shortened("Санкт-Петербург"), "СПб.");
        assert_eq!(shortened("Иркутск"), "Иркутск");
    }
}
