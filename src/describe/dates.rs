//! Days, years and anniversaries as slides name them, and addresses found in a text.

use crate::domain::Lang;

/// Russian as a heading and after a day, English.
const MONTHS: [(&str, &str, &str); 12] = [
    ("январь", "января", "January"),
    ("февраль", "февраля", "February"),
    ("март", "марта", "March"),
    ("апрель", "апреля", "April"),
    ("май", "мая", "May"),
    ("июнь", "июня", "June"),
    ("июль", "июля", "July"),
    ("август", "августа", "August"),
    ("сентябрь", "сентября", "September"),
    ("октябрь", "октября", "October"),
    ("ноябрь", "ноября", "November"),
    ("декабрь", "декабря", "December"),
];

/// Year, month (1…12) and day of `YYYY-MM-DD…`; `None` for anything else.
fn parts(date: &str) -> Option<(u16, usize, u8)> {
    let mut fields = date.get(..10)?.split('-');
    let (year, month, day) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some((year, month, day))
}

/// "12 мая" of `2026-05-12`; empty when there is no date.
pub fn day_and_month(date: &str, lang: Lang) -> String {
    let named = |it: &(&str, &'static str, &'static str)| lang.pick(it.1, it.2);
    let found = parts(date).and_then(|(_, month, day)| Some(format!("{day} {}", named(MONTHS.get(month - 1)?))));
    found.unwrap_or_default()
}

/// "май 2026" of `2026-05-12`; empty when there is no date.
pub fn month_and_year(date: &str, lang: Lang) -> String {
    let named = |it: &(&'static str, &str, &'static str)| lang.pick(it.0, it.2);
    let found = parts(date).and_then(|(year, month, _)| Some(format!("{} {year}", named(MONTHS.get(month - 1)?))));
    found.unwrap_or_default()
}

/// The year of `YYYY-MM-DD`.
pub fn year_of(date: &str) -> Option<u16> {
    parts(date).map(|it| it.0)
}

/// All years of four digits in a text, in order.
fn years(text: &str) -> impl Iterator<Item = u16> {
    let numbers = text.split(|it: char| !it.is_ascii_digit()).filter(|it| it.len() == 4);
    numbers.filter_map(|it| it.parse().ok()).filter(|it| (1000..=2999).contains(it))
}

/// The first year in a text such as `[1914]` or `cop. 2003`.
pub fn first_year(text: &str) -> Option<u16> {
    years(text).next()
}

/// Years of life in what is said of a person, and the rest: "1890–1967" and "хирург, академик".
pub fn life_and_work(about: &str) -> (String, String) {
    let is_life = |it: char| it.is_ascii_digit() || "–—-‒ .".contains(it);
    let from = about.find(|it: char| it.is_ascii_digit()).unwrap_or(about.len());
    let (head, tail) = about.split_at(from);
    let end = tail.find(|it: char| !is_life(it)).unwrap_or(tail.len());
    let (life, rest) = tail.split_at(end);
    let ends = |it: char| it.is_whitespace() || "·,;:()".contains(it);
    let life = life.trim_matches(|it: char| ends(it) || it == '.').replace([' ', '.'], "").replace('-', "–");
    let work = format!("{}{}", head.trim_matches(ends), rest.trim_matches(ends));
    if first_year(&life).is_some() { (life, work) } else { (String::new(), about.trim().to_owned()) }
}

/// The round number of years since a birth or a death, and what they are counted from; a jubilee is a
/// multiple of five.
pub fn anniversary(about: &str, year: u16, lang: Lang) -> Option<(u16, &'static str)> {
    let mut found = years(about);
    let (birth, death) = (found.next()?, found.next());
    let since = |from: u16| year.checked_sub(from).filter(|it| *it > 0 && it.is_multiple_of(5));
    let born = ["год со дня рождения", "года со дня рождения", "лет со дня рождения"];
    let (died, english) = (["год памяти", "года памяти", "лет памяти"], ["years since death"; 2]);
    let of_birth = since(birth).map(|n| (n, lang.plural(n.into(), born, ["years since birth"; 2])));
    let of_death = || death.and_then(since).map(|n| (n, lang.plural(n.into(), died, english)));
    of_birth.or_else(of_death)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_named_and_nothing_is_made_of_no_day() {
        assert_eq!(day_and_month("2026-05-12T10:00", Lang::Ru), "12 мая");
        assert_eq!(month_and_year("2026-11-01", Lang::Ru), "ноябрь 2026");
        assert_eq!(
            [day_and_month("2026-05-12", Lang::En), month_and_year("2026-11-01", Lang::En)],
            ["12 May", "November 2026"]
        );
        assert_eq!(
            [day_and_month("", Lang::Ru), day_and_month("2026-13-01", Lang::Ru), month_and_year("мая", Lang::Ru)],
            ["", "", ""]
        );
    }

    #[test]
    fn a_jubilee_is_counted_from_birth_else_from_death() {
        assert_eq!(anniversary("1890–1967 · хирург", 2020, Lang::Ru), Some((130, "лет со дня рождения")));
        assert_eq!(anniversary("1890–1967", 2027, Lang::Ru), Some((60, "лет памяти")));
        assert_eq!(anniversary("1890–1967", 2028, Lang::Ru), None);
        assert_eq!(anniversary("хирург", 2020, Lang::Ru), None);
    }

    #[test]
    fn life_is_told_from_work() {
        let split = |it: &str| life_and_work(it);
        assert_eq!(split("1890–1967 · хирург, академик"), ("1890–1967".to_owned(), "хирург, академик".to_owned()));
        assert_eq!(split("хирург, академик (1890-1967)"), ("1890–1967".to_owned(), "хирург, академик".to_owned()));
        assert_eq!(split("хирург"), (String::new(), "хирург".to_owned()));
    }
}
