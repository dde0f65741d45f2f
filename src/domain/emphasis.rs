//! Letters that differ from the rest of their text: a word in bold, a title in italics.
//!
//! Spans are in order, hold at least one character, do not overlap, and differ from the text around them. They
//! count characters of the words as they were typed, before fields are filled in, and move with them.

use serde::{Deserialize, Serialize};

use super::TextStyle;

/// Part of a text with letters of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Emphasis {
    /// Characters before it.
    pub start: u32,
    /// Characters before the first one after it.
    pub end: u32,
    /// How its letters differ from those of the voice.
    #[serde(default)]
    pub style: TextStyle,
}

/// One of the ways letters can differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stress {
    /// Stronger.
    Bold,
    /// Slanted.
    Italic,
}

impl TextStyle {
    /// Whether letters differ in this way.
    pub fn has(self, stress: Stress) -> bool {
        match stress {
            Stress::Bold => self.bold,
            Stress::Italic => self.italic,
        }
    }

    /// The style with letters that differ in this way, or do not.
    pub fn with(self, stress: Stress, is_on: bool) -> Self {
        match stress {
            Stress::Bold => Self { bold: is_on, ..self },
            Stress::Italic => Self { italic: is_on, ..self },
        }
    }
}

/// The spans of a text character by character; `None` where it looks as the whole does.
fn looks(n: usize, spans: &[Emphasis]) -> Vec<Option<TextStyle>> {
    let mut all = vec![None; n];
    for span in spans {
        let end = (span.end as usize).min(n);
        all.get_mut((span.start as usize).min(end)..end).unwrap_or_default().fill(Some(span.style));
    }
    all
}

fn spans(looks: impl IntoIterator<Item = Option<TextStyle>>) -> Vec<Emphasis> {
    let mut found: Vec<Emphasis> = Vec::new();
    for (at, style) in (0..).zip(looks).filter_map(|(at, style)| Some((at, style?))) {
        match found.last_mut() {
            Some(last) if last.end == at && last.style == style => last.end = at + 1,
            _ => found.push(Emphasis { start: at, end: at + 1, style }),
        }
    }
    found
}

/// How the letters of a text look: as a whole, and where they differ.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letters {
    /// The whole.
    pub style: TextStyle,
    /// The parts.
    pub emphasis: Vec<Emphasis>,
}

impl Letters {
    /// Whether all characters of a part differ in this way; an empty part does not.
    pub fn is_stressed(&self, part: (usize, usize), stress: Stress) -> bool {
        let all = looks(part.1, &self.emphasis);
        let part = all.get(part.0..).unwrap_or_default();
        !part.is_empty() && part.iter().all(|it| it.unwrap_or(self.style).has(stress))
    }

    /// Whether every character differs in this way.
    pub fn is_wholly_stressed(&self, stress: Stress) -> bool {
        self.style.has(stress) && self.emphasis.iter().all(|it| it.style.has(stress))
    }

    /// The letters of a text of `n` characters once a part of it differs in this way, or no longer does.
    pub fn stressed(&self, n: usize, part: (usize, usize), stress: Stress, is_on: bool) -> Self {
        let mut all = looks(n, &self.emphasis);
        for it in all.get_mut(part.0..part.1.min(n)).unwrap_or_default() {
            *it = Some(it.unwrap_or(self.style).with(stress, is_on)).filter(|it| *it != self.style);
        }
        Self { style: self.style, emphasis: spans(all) }
    }

    /// The letters once the whole text differs in this way, or no longer does.
    pub fn wholly_stressed(&self, stress: Stress, is_on: bool) -> Self {
        let style = self.style.with(stress, is_on);
        let turned = self.emphasis.iter().map(|it| Emphasis { style: it.style.with(stress, is_on), ..*it });
        Self { style, emphasis: turned.filter(|it| it.style != style).collect() }
    }
}

/// The spans once the words are others. What stays at both ends keeps its looks; what is typed between looks as the
/// character before it, what is typed over something as that did.
pub fn after_typing(emphasis: &[Emphasis], old: &str, new: &str) -> Vec<Emphasis> {
    if emphasis.is_empty() || old == new {
        return emphasis.to_vec();
    }
    let looks = looks(old.chars().count(), emphasis);
    let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let head = old.iter().zip(&new).take_while(|it| it.0 == it.1).count();
    let most = old.len().min(new.len()) - head;
    let tail = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|it| it.0 == it.1).count();
    let is_over = old.len() > head + tail;
    let typed = if is_over { looks.get(head) } else { head.checked_sub(1).and_then(|it| looks.get(it)) };
    let typed = typed.copied().flatten();
    let (before, after) = (looks.iter().take(head), looks.iter().skip(old.len() - tail));
    let between = std::iter::repeat_n(&typed, new.len() - head - tail);
    spans(before.chain(between).chain(after).copied())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{Strategy, prop_assert, prop_assert_eq, proptest};

    const PLAIN: TextStyle = TextStyle { bold: false, italic: false };
    const BOLD: TextStyle = TextStyle { bold: true, italic: false };

    fn marked(text: &str, emphasis: &[Emphasis]) -> String {
        let marked = |(at, letter): (u32, char)| {
            let is_in = emphasis.iter().any(|it| it.start <= at && at < it.end);
            if is_in { letter.to_uppercase().collect() } else { letter.to_string() }
        };
        (0..).zip(text.chars()).map(marked).collect()
    }

    #[test]
    fn spans_move_with_the_words() {
        let bold = [Emphasis { start: 4, end: 7, style: BOLD }];
        let old = "это дом и сад";
        assert_eq!(marked(old, &bold), "это ДОМ и сад");
        let cases = [
            ("вот это дом и сад", "вот это ДОМ и сад"),
            ("это домик и сад", "это ДОМИК и сад"),
            ("это дм и сад", "это ДМ и сад"),
            ("это и сад", "это и сад"),
            ("это кот и сад", "это КОТ и сад"),
            ("это новый дом и сад", "это новый ДОМ и сад"),
            ("", ""),
        ];
        for (new, wanted) in cases {
            assert_eq!(marked(new, &after_typing(&bold, old, new)), wanted);
        }
    }

    #[test]
    fn a_part_is_made_bold_and_plain_again() {
        let bold = Letters::default().stressed(9, (2, 5), Stress::Bold, true);
        assert_eq!(bold.emphasis, [Emphasis { start: 2, end: 5, style: BOLD }]);
        assert!(bold.is_stressed((3, 5), Stress::Bold));
        assert!(!bold.is_stressed((3, 6), Stress::Bold));
        assert_eq!(bold.stressed(9, (0, 9), Stress::Bold, false), Letters::default());
        // In a bold text a part can be plain.
        let all = Letters { style: BOLD, emphasis: Vec::new() };
        let plain = all.stressed(9, (0, 1), Stress::Bold, false);
        assert_eq!(plain.emphasis, [Emphasis { start: 0, end: 1, style: PLAIN }]);
        assert_eq!(plain.wholly_stressed(Stress::Bold, true), all);
    }

    fn any_spans() -> impl Strategy<Value = Vec<Emphasis>> {
        let part = (0_usize..20, 0_usize..20, proptest::bool::ANY, proptest::bool::ANY);
        proptest::collection::vec(part, 0..6).prop_map(|parts| {
            let of = |letters: Letters, (a, b, is_bold, is_on): (usize, usize, bool, bool)| {
                let stress = if is_bold { Stress::Bold } else { Stress::Italic };
                letters.stressed(20, (a.min(b), a.max(b)), stress, is_on)
            };
            parts.into_iter().fold(Letters::default(), of).emphasis
        })
    }

    proptest! {
        #[test]
        fn spans_stay_in_order_apart_and_within_the_text(spans in any_spans(), old in "[аб ]{0,20}", new in "[аб ]{0,20}") {
            let within: Vec<Emphasis> = after_typing(&spans, &"в".repeat(20), &old);
            let moved = after_typing(&within, &old, &new);
            for found in [&spans, &within, &moved] {
                prop_assert!(found.iter().all(|it| it.start < it.end && it.style != PLAIN));
                let apart = |a: &Emphasis, b: &Emphasis| a.end < b.start || a.end == b.start && a.style != b.style;
                prop_assert!(found.windows(2).all(|it| apart(&it[0], &it[1])));
            }
            prop_assert!(moved.last().is_none_or(|it| it.end as usize <= new.chars().count()));
        }

        #[test]
        fn what_is_typed_and_taken_away_again_changes_nothing(spans in any_spans(), at in 0_usize..20, words in "[аб]{1,5}") {
            let old = "абвгдежзиклмнопрстуф".to_owned();
            let byte = old.char_indices().nth(at).map_or(old.len(), |it| it.0);
            let mut new = old.clone();
            new.insert_str(byte, &words);
            prop_assert_eq!(after_typing(&after_typing(&spans, &old, &new), &new, &old), spans);
        }
    }
}
