//! Where lines may end, and what it costs.

use hypher::Lang as Hyphens;
use unicode_linebreak::BreakOpportunity;

use super::shape::{Cluster, Shaped};

/// A place where a line may end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Break {
    /// First cluster of the next line.
    pub(super) next: usize,
    /// Clusters of the line end before this one; trailing spaces are left out.
    pub(super) end: usize,
    /// Whether a hyphen is drawn.
    pub(super) hyphen: bool,
    /// How bad it is to break here, in the units of [`super::lines`].
    pub(super) cost: f32,
    /// Whether an author ends here and a title begins: a line has the one or the other, or all of both.
    pub(super) is_joint: bool,
}

/// Whether words may be split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Splitting {
    /// Only between words.
    Never,
    /// At the hyphens of compounds too: «Багрова-/внука».
    Compounds,
    /// Between syllables too.
    Syllables,
    /// Anywhere, as the last resort for words wider than the line.
    Anywhere,
}

/// A line should not end in a word that belongs to the next one.
pub(super) const SHORT_WORD_COST: f32 = 60.0;
/// The same in English, where it is no rule: a line of one word looks worse.
const ENGLISH_SHORT_WORD_COST: f32 = 14.0;
/// A number torn from what it counts reads as another number.
const COUNT_COST: f32 = 120.0;
/// A line ends better with a comma, a dash or another stop than within what belongs together.
const OFF_STOP_COST: f32 = 8.0;
/// So it is in a text of a few lines, of so many characters.
const LONGEST_PHRASE: usize = 100;
/// An author and a title, in a few lines of so many characters, are parted from each other the rather.
const LONGEST_PAIR: usize = 60;
/// A hyphen in a justified text, which needs them for even spaces.
pub(super) const HYPHEN_COST: f32 = 14.0;
/// A hyphen in a ragged text, where a short line looks better.
pub(super) const RAGGED_HYPHEN_COST: f32 = 60.0;
/// In a list with middle dots, a line that ends elsewhere than after a dot.
const OFF_DOT_COST: f32 = 40.0;
const ANYWHERE_COST: f32 = 400.0;
/// Shorter words are not split.
const MIN_SPLIT_CHARS: usize = 6;

/// Words of three letters and more that should not end a line.
const LEADING_WORDS: [&str; 54] = [
    "для",
    "без",
    "над",
    "под",
    "при",
    "про",
    "или",
    "что",
    "как",
    "изд",
    "том",
    "чем",
    "где",
    "кто",
    "если",
    "чтобы",
    "когда",
    "через",
    "перед",
    "между",
    "после",
    "среди",
    "ради",
    "около",
    "кроме",
    "надо",
    "нет",
    "очень",
    "один",
    "одна",
    "одно",
    "два",
    "две",
    "три",
    "четыре",
    "пять",
    "шесть",
    "семь",
    "восемь",
    "девять",
    "десять",
    "the",
    "and",
    "for",
    "with",
    "from",
    "into",
    "than",
    "that",
    "about",
    "over",
    "under",
    "after",
    "before",
];
/// Abbreviations before the name or number they are of, in addresses above all.
const BEFORE_NAMES: [&str; 14] =
    ["ул.", "пр.", "просп.", "пер.", "пл.", "наб.", "б-р", "ш.", "д.", "к.", "корп.", "стр.", "кв.", "им."];
/// Words that belong to the one before: a line should not begin with them.
const TRAILING_WORDS: [&str; 6] = ["бы", "же", "ли", "б", "ж", "ль"];

/// All places where a line may end, in order; the last one is the end of the paragraph.
pub(super) fn breaks(shaped: &Shaped, splitting: Splitting, hyphen_cost: f32) -> Vec<Break> {
    let text = shaped.text.as_str();
    let has_dots = text.contains(" · ");
    // Of many lines the evenness counts for more.
    let n_chars = text.chars().count();
    let is_long = n_chars > LONGEST_PHRASE;
    let is_pair = n_chars <= LONGEST_PAIR;
    let index = |byte: usize| shaped.clusters.partition_point(|it| it.start < byte);
    let mut found: Vec<Break> = Vec::new();
    for (byte, kind) in unicode_linebreak::linebreaks(text) {
        let at = index(byte);
        let is_end = byte == text.len();
        if at == 0 || (!is_end && (kind == BreakOpportunity::Mandatory || !is_allowed(text, byte, splitting))) {
            continue;
        }
        let before = text.get(..byte).unwrap_or_default();
        let is_at_dot = before.trim_end().strip_suffix('·').is_some_and(|it| it.ends_with(char::is_whitespace));
        // A dot between two things is not wanted where a line ends between them.
        let end = trimmed(shaped, if is_at_dot && !is_end { trimmed(shaped, at) - 1 } else { at });
        let off_dot = if has_dots && !is_at_dot { OFF_DOT_COST } else { 0.0 };
        let is_at_stop = before.trim_end().ends_with([',', ';', ':', '.', '!', '?', '—']);
        let off_stop = if is_at_stop || is_at_dot || is_long { 0.0 } else { OFF_STOP_COST };
        let own = || space_cost(before, text.get(byte..).unwrap_or_default());
        // A compound in two is a word in two.
        let within = if before.ends_with(['-', '\u{2010}']) { hyphen_cost } else { 0.0 };
        let cost = if is_end { 0.0 } else { own() + within + off_dot + off_stop };
        let is_joint = is_pair && !is_end && ends_sentence(before);
        found.push(Break { next: at, end, hyphen: false, cost, is_joint });
    }
    if matches!(splitting, Splitting::Syllables | Splitting::Anywhere) {
        let syllables = syllable_bytes(text).into_iter().map(|byte| {
            let at = index(byte);
            Break { next: at, end: at, hyphen: true, cost: hyphen_cost, is_joint: false }
        });
        found.extend(syllables);
    }
    if splitting == Splitting::Anywhere {
        let anywhere = |at| Break { next: at, end: at, hyphen: false, cost: ANYWHERE_COST, is_joint: false };
        let all = (1..shaped.clusters.len()).map(anywhere);
        found.extend(all);
    }
    found.sort_by(|a, b| a.next.cmp(&b.next).then(a.cost.total_cmp(&b.cost)));
    found.dedup_by_key(|it| it.next);
    found
}

/// Whether a text ends with a sentence: in a point after a word, not after an initial.
fn ends_sentence(text: &str) -> bool {
    let word = text.trim_end().strip_suffix('.');
    word.is_some_and(|it| it.chars().rev().take_while(|it| it.is_lowercase()).count() > 2)
}

fn trimmed(shaped: &Shaped, mut end: usize) -> usize {
    let is_blank = |it: &Cluster| shaped.text.get(it.start..).is_some_and(|it| it.starts_with(char::is_whitespace));
    while end > 0 && shaped.clusters.get(end - 1).is_some_and(is_blank) {
        end -= 1;
    }
    end
}

/// Russian keeps a dash, a percent sign and a closing sign with the word before; a range of numbers is one word.
fn is_allowed(text: &str, byte: usize, splitting: Splitting) -> bool {
    let (before, after) = text.split_at(byte);
    let joins_left = after.starts_with(['—', '–', '…', '%', '/']) && before.ends_with(' ');
    let is_numero = before.trim_end().ends_with(['№', '§']);
    let is_range = before.ends_with('–') && after.starts_with(|it: char| it.is_ascii_digit());
    let is_hyphen = before.ends_with(['-', '\u{2010}']);
    // «Кое-кто», «по-русски», «кто-то»: a part so short is no word of its own.
    let is_torn = is_hyphen && splitting != Splitting::Anywhere && is_part_short(before, after);
    let is_compound = is_hyphen && splitting == Splitting::Never || is_torn;
    !joins_left && !is_numero && !is_range && !is_compound
}

/// Parts of a compound of so few letters are not torn off.
const SHORT_PART: usize = 3;

fn is_part_short(before: &str, after: &str) -> bool {
    let n = |it: &str| it.chars().filter(|it| it.is_alphanumeric()).count();
    let is_end = |it: char| it.is_whitespace();
    let first = before.trim_end_matches(['-', '\u{2010}']).rsplit(is_end).next().unwrap_or_default();
    let second = after.split(is_end).next().unwrap_or_default();
    n(first) <= SHORT_PART || n(second) <= SHORT_PART
}

/// Whether a word belongs to the one before it; an initial («Б.») is none.
fn is_particle(word: &str) -> bool {
    TRAILING_WORDS.contains(&word.trim_end_matches([',', '?', '!', ';', ':']))
}

/// What it costs to end a line in the last word before and to begin the next with the first word after.
fn space_cost(before: &str, after: &str) -> f32 {
    let word = before.trim_end().rsplit([' ', '\u{a0}']).next().unwrap_or_default();
    if is_particle(after.split([' ', '\u{a0}']).next().unwrap_or_default()) {
        return COUNT_COST;
    }
    if is_particle(word) {
        return 0.0;
    }
    // A number stays with what it counts: «70 лет».
    let counts = after.starts_with(char::is_lowercase) && (1..=4).contains(&word.len());
    if counts && word.chars().all(|it| it.is_ascii_digit()) {
        return COUNT_COST;
    }
    // So does the number of a house: «Садовая, 12».
    let is_of_house = word.ends_with(',') && word.starts_with(char::is_uppercase);
    if is_of_house && after.starts_with(|it: char| it.is_ascii_digit()) || BEFORE_NAMES.contains(&word) {
        return COUNT_COST;
    }
    let letters: String = word.chars().filter(|it| it.is_alphabetic()).collect::<String>().to_lowercase();
    let n = letters.chars().count();
    let ends_sentence = word.ends_with(['.', '!', '?', ':', ';', ',']) && n > 1;
    let is_short = (1..=2).contains(&n) && !ends_sentence && word.chars().count() <= n + 1;
    match is_short || LEADING_WORDS.contains(&letters.as_str()) && !ends_sentence {
        true if letters.is_ascii() => ENGLISH_SHORT_WORD_COST,
        true => SHORT_WORD_COST,
        false => 0.0,
    }
}

fn syllable_bytes(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let is_all_capitals = !text.contains(char::is_lowercase);
    let mut start = None;
    let ends = text.char_indices().map(|(at, it)| (at, it.is_alphabetic())).chain([(text.len(), false)]);
    for (at, is_letter) in ends {
        match (start, is_letter) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                split_word(text.get(from..at).unwrap_or_default(), (from, is_all_capitals), &mut found);
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// A word with a capital is split when it has so many letters.
const LONG_NAME: usize = 15;

fn split_word(word: &str, (from, is_all_capitals): (usize, bool), found: &mut Vec<usize>) {
    let n = word.chars().count();
    // Names are kept whole; so is the first word of a sentence, which may be one.
    let is_name = word.starts_with(char::is_uppercase) && n < LONG_NAME;
    let is_shouted = !is_all_capitals && word.chars().filter(|it| it.is_uppercase()).count() > 1;
    if n < MIN_SPLIT_CHARS || is_shouted || is_name {
        return;
    }
    let is_cyrillic = word.chars().all(|it| ('\u{400}'..='\u{52f}').contains(&it));
    let lang = if is_cyrillic { Hyphens::Russian } else { Hyphens::English };
    if !is_cyrillic && !word.is_ascii() {
        return;
    }
    let mut at = 0;
    // Capitals of these alphabets have as many bytes as their small letters.
    for syllable in hypher::hyphenate(&word.to_lowercase(), lang) {
        at += syllable.len();
        let (head, tail) = (word.get(..at).unwrap_or_default(), word.get(at..).unwrap_or_default());
        if head.chars().count() >= 2 && tail.chars().count() >= 3 {
            found.push(from + at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Face;
    use crate::typeset::Typesetter;

    fn pieces(text: &str, splitting: Splitting) -> Vec<String> {
        let shaped = Typesetter::new().shape(text, Face::Golos, &[]);
        let byte = |at: usize| shaped.clusters.get(at).map_or(shaped.text.len(), |it| it.start);
        let mut from = 0;
        let piece = |it: &Break| {
            let piece = shaped.text[byte(from)..byte(it.end)].to_owned() + if it.hyphen { "-" } else { "" };
            from = it.next;
            piece
        };
        breaks(&shaped, splitting, HYPHEN_COST).iter().map(piece).collect()
    }

    #[test]
    fn a_dash_stays_with_the_word_before() {
        assert_eq!(pieces("Книга — друг", Splitting::Never), ["Книга —", "друг"]);
        assert_eq!(pieces("№ 5 и др.", Splitting::Never), ["№ 5", "и", "др."]);
    }

    #[test]
    fn compounds_and_ranges_stay_whole() {
        assert_eq!(pieces("Багрова-внука 1941–1945", Splitting::Never), ["Багрова-внука", "1941–1945"]);
        assert_eq!(pieces("Багрова-внука 1941–1945", Splitting::Compounds), ["Багрова-", "внука", "1941–1945"]);
        assert_eq!(pieces("кое-кто по-русски", Splitting::Compounds), ["кое-кто", "по-русски"]);
    }

    #[test]
    fn a_compound_in_two_costs_as_much_as_a_word_in_two() {
        let shaped = Typesetter::new().shape("Детские годы Багрова-внука и другие", Face::Golos, &[]);
        let found = breaks(&shaped, Splitting::Syllables, RAGGED_HYPHEN_COST);
        let cost_after = |part: &str| {
            let is_it =
                |it: &&Break| shaped.clusters.get(it.next).is_some_and(|it| shaped.text[..it.start].ends_with(part));
            found.iter().find(is_it).unwrap().cost
        };
        assert!(cost_after("Багрова-") >= RAGGED_HYPHEN_COST);
        assert!(cost_after("годы ") < RAGGED_HYPHEN_COST);
    }

    #[test]
    fn a_list_with_middle_dots_ends_its_lines_at_them() {
        let shaped = Typesetter::new().shape("Адрес, дом 5 · с 11 до 19", Face::Golos, &[]);
        let found = breaks(&shaped, Splitting::Never, HYPHEN_COST);
        let costs: Vec<f32> = found.iter().map(|it| it.cost).collect();
        let at_dot = found.iter().find(|it| it.cost == 0.0).unwrap();
        assert_eq!(at_dot.next - at_dot.end, 3, "the dot goes with its spaces");
        let held = Typesetter::new().shape("с 9 до 19\u{a0}ч\u{a0}· library.example", Face::Golos, &[]);
        let found = breaks(&held, Splitting::Never, HYPHEN_COST);
        let at_dot = found.iter().find(|it| it.cost == 0.0).unwrap();
        assert_eq!(at_dot.next - at_dot.end, 3, "with a space that holds as well");
        let cheapest = costs.iter().take(costs.len() - 1).copied().fold(f32::INFINITY, f32::min);
        assert_eq!(cheapest, 0.0);
        assert_eq!(costs.iter().take(costs.len() - 1).filter(|it| **it < OFF_DOT_COST).count(), 1, "{costs:?}");
    }

    #[test]
    fn russian_and_english_words_split_between_syllables() {
        let split = pieces("переливание крови", Splitting::Syllables);
        assert!(split.len() > 3 && split.iter().any(|it| it.ends_with('-')), "{split:?}");
        assert_eq!(split.concat().replace('-', ""), "переливаниекрови");
        assert!(pieces("hyphenation", Splitting::Syllables).len() > 1);
        assert_eq!(pieces("ИНФРА хор", Splitting::Syllables), ["ИНФРА", "хор"]);
        // A heading in capitals is not one long abbreviation.
        let heading = pieces("РЕНТГЕНОЭЛЕКТРОКАРДИОГРАФИЯ", Splitting::Syllables);
        assert!(heading.len() > 5 && heading.iter().any(|it| it.ends_with('-')), "{heading:?}");
    }

    #[test]
    fn the_longest_words_of_medicine_and_chemistry_split_too() {
        for word in ["электроэнцефалографический", "гидроксиэтилметилпиперидинкарбоксилатный"]
        {
            let split = pieces(word, Splitting::Syllables);
            assert!(split.len() > 5, "{split:?}");
            assert_eq!(split.concat().replace('-', ""), word);
        }
        for n in [22, 23, 24, 45, 46, 47, 48, 300] {
            let (russian, english) = ("б".repeat(n), "ab".repeat(n));
            assert_eq!(pieces(&russian, Splitting::Syllables).concat().replace('-', ""), russian);
            assert_eq!(pieces(&english, Splitting::Syllables).concat().replace('-', ""), english);
        }
    }

    #[test]
    fn ending_a_line_in_a_preposition_costs() {
        assert!(space_cost("книги о ", "врачах") > 0.0);
        assert!(space_cost("книги для ", "врачей") > 0.0);
        assert!(space_cost("книги ", "врачам") == 0.0);
        assert!(space_cost("и др. ", "книги") == 0.0);
    }

    #[test]
    fn numbers_stay_with_what_they_count_and_with_their_street() {
        assert!(space_cost("старше 70 ", "лет") > space_cost("старше ", "70 лет"));
        assert!(space_cost("ул. Садовая, ", "12 · вт–сб") > 0.0);
        assert!(space_cost("ул. ", "Садовая, 12") > 0.0);
        assert!(space_cost("Абонемент, ", "ул. Садовая") == 0.0);
        assert!(space_cost("три ", "круглых стола") > 0.0);
    }

    fn cost(text: &str, byte: usize) -> f32 {
        let shaped = Typesetter::new().shape(text, Face::PtSerif, &[]);
        let at = shaped.clusters.partition_point(|it| it.start < byte);
        breaks(&shaped, Splitting::Never, 0.0).into_iter().find(|it| it.next == at).unwrap().cost
    }

    #[test]
    fn a_short_text_breaks_rather_at_a_comma() {
        let text = "Издания, вышедшие в годы войны, из фонда редкой книги";
        let (comma, none) = (text.find("из фонда").unwrap(), text.find("войны").unwrap());
        assert!(cost(text, comma) < cost(text, none));
        let long = text.repeat(3);
        assert_eq!(cost(&long, comma), cost(&long, none));
    }

    #[test]
    fn a_particle_stays_with_the_word_before() {
        assert!(space_cost("хотел ", "бы знать") > 0.0);
        assert!(space_cost("хотел бы ", "знать") == 0.0);
        assert!(space_cost("то же, ", "что") == 0.0);
        assert!(space_cost("проза Б. ", "Пастернака") > 0.0);
        assert!(space_cost("проза ", "Б. Пастернака") == 0.0);
    }
}
