//! Captions as they will be published: fields filled, typography right, length counted.

use unicode_segmentation::UnicodeSegmentation as _;

use crate::describe::{default_caption, fill, plain_spaces, polish, post_field};
use crate::domain::{Exhibition, PlatformProfile, Post, TextUnit};

/// How long a text is, as the platform counts.
pub fn count(unit: TextUnit, text: &str) -> usize {
    match unit {
        TextUnit::Utf16 => text.encode_utf16().count(),
        TextUnit::CodePoints => text.chars().count(),
        TextUnit::Graphemes => text.graphemes(true).count(),
    }
}

/// The caption of a post on a platform, as it will be published; empty where there is none.
pub fn finish_caption(exhibition: &Exhibition, post: &Post, profile: &PlatformProfile) -> String {
    if profile.caption_limit.is_none() {
        return String::new();
    }
    let own = post.caption.for_platform(&profile.id);
    let template = if own.trim().is_empty() { default_caption(post.kind, exhibition.front.language) } else { own };
    let filled = fill(template, &mut |name| match (name, profile.max_hashtags) {
        ("hashtags", Some(most)) => Some(hashtags(exhibition, most)),
        _ => post_field(exhibition, post, name),
    });
    let polished = polish(&filled, exhibition.front.language);
    // Platforms show a non-breaking space as a space; the narrow one as a box on old phones.
    plain_spaces(&polished).lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim().to_owned()
}

fn hashtags(exhibition: &Exhibition, most: usize) -> String {
    exhibition
        .front
        .hashtags
        .iter()
        .filter(|it| !it.is_empty())
        .take(most)
        .map(|it| format!("#{it}"))
        .collect::<Vec<_>>()
        .join(" ")
}

/// A caption as the feed shows it before it is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folded {
    /// What is seen.
    pub shown: String,
    /// Is there more?
    pub is_cut: bool,
}

/// Cuts a caption where the feed folds it: between words, never inside a letter.
pub fn folded_caption(profile: &PlatformProfile, caption: &str) -> Folded {
    if count(profile.caption_unit, caption) <= profile.caption_fold {
        return Folded { shown: caption.to_owned(), is_cut: false };
    }
    let mut shown = String::new();
    for word in caption.split_inclusive(char::is_whitespace) {
        if count(profile.caption_unit, &shown) + count(profile.caption_unit, word.trim_end()) > profile.caption_fold {
            break;
        }
        shown.push_str(word);
    }
    if shown.trim().is_empty() {
        shown = caption.graphemes(true).take(profile.caption_fold / 2).collect();
    }
    Folded { shown: shown.trim_end().to_owned(), is_cut: true }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::Profiles;

    #[test]
    fn an_emoji_is_one_letter_and_many_units() {
        let family = "👩‍👩‍👧";
        let counted = [TextUnit::Graphemes, TextUnit::CodePoints, TextUnit::Utf16].map(|it| count(it, family));
        assert_eq!(counted, [1, 5, 8]);
    }

    #[test]
    fn a_caption_is_folded_between_words() {
        let profiles = Profiles::builtin().unwrap();
        let instagram = profiles.get(&"instagram".into()).unwrap();
        let folded = folded_caption(instagram, &"слово ".repeat(40));
        assert!(folded.is_cut && folded.shown.ends_with("слово"));
        assert!(count(instagram.caption_unit, &folded.shown) <= instagram.caption_fold);
        assert!(!folded_caption(instagram, "короткая").is_cut);
    }
}
