//! The bundled typefaces: all under the SIL Open Font License, see `assets/fonts`.

use std::sync::{Arc, OnceLock};

use parley::FontData;
use parley::fontique::Blob;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::BoundingBox;
use skrifa::{GlyphId, MetadataProvider as _};

use crate::domain::Face;

macro_rules! faces {
    ($($face:ident = $file:literal),* $(,)?) => {
        /// Every bundled face with the bytes of its file.
        pub(super) const FACES: [(Face, &[u8]); [$($file),*].len()] = [
            $((Face::$face, include_bytes!(concat!("../../assets/fonts/", $file))),)*
        ];
    };
}

faces! {
    Bitter = "Bitter_700Bold.ttf",
    Cormorant = "Cormorant_600SemiBold.ttf",
    Golos = "GolosText_400Regular.ttf",
    GolosMedium = "GolosText_500Medium.ttf",
    GolosSemiBold = "GolosText_600SemiBold.ttf",
    GolosBold = "GolosText_700Bold.ttf",
    GolosBlack = "GolosText_900Black.ttf",
    Jost = "Jost_400Regular.ttf",
    JostMedium = "Jost_500Medium.ttf",
    Lora = "Lora_500Medium.ttf",
    LoraItalic = "Lora_400Regular_Italic.ttf",
    Oswald = "Oswald_500Medium.ttf",
    OswaldSemiBold = "Oswald_600SemiBold.ttf",
    Nunito = "Nunito_900Black.ttf",
    PlexMono = "IBMPlexMono_500Medium.ttf",
    Playfair = "PlayfairDisplay_700Bold.ttf",
    PlayfairItalic = "PlayfairDisplay_400Regular_Italic.ttf",
    PtSerif = "PTSerif_400Regular.ttf",
    PtSerifItalic = "PTSerif_400Regular_Italic.ttf",
    PtSerifBold = "PTSerif_700Bold.ttf",
    Unbounded = "Unbounded_700Bold.ttf",
    UnboundedExtraBold = "Unbounded_800ExtraBold.ttf",
    Yeseva = "YesevaOne_400Regular.ttf",
    NotoEmoji = "NotoEmoji_400Regular.ttf",
}

/// Heights of a face, in ems.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FaceMetrics {
    /// Height of capitals above the baseline.
    pub cap_height: f32,
    /// Depth below the baseline, positive.
    pub descent: f32,
}

fn table() -> &'static Vec<(Face, FontData, FaceMetrics)> {
    static TABLE: OnceLock<Vec<(Face, FontData, FaceMetrics)>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let load = |(face, bytes): &(Face, &'static [u8])| {
            (*face, FontData::new(Blob::new(Arc::new(*bytes)), 0), read_metrics(bytes))
        };
        FACES.iter().map(load).collect()
    })
}

fn read_metrics(bytes: &[u8]) -> FaceMetrics {
    let fallback = FaceMetrics { cap_height: 0.7, descent: 0.22 };
    skrifa::FontRef::new(bytes).map_or(fallback, |font| {
        let metrics = font.metrics(Size::new(1.0), LocationRef::default());
        FaceMetrics {
            cap_height: metrics.cap_height.unwrap_or(fallback.cap_height),
            descent: metrics.descent.abs().min(0.32),
        }
    })
}

fn entry(face: Face) -> &'static (Face, FontData, FaceMetrics) {
    let found = table().iter().find(|it| it.0 == face);
    #[expect(clippy::expect_used, reason = "a test walks over every face")]
    found.expect("every face is bundled")
}

/// The font file of a face, as the renderer takes it.
pub fn font_data(face: Face) -> &'static FontData {
    &entry(face).1
}

/// Heights of a face.
pub fn metrics(face: Face) -> FaceMetrics {
    entry(face).2
}

/// How far a glyph reaches below its baseline, in ems.
pub(super) fn depth(face: Face, glyph: u32) -> f32 {
    bounds(face, glyph).map_or(0.0, |it| -it.y_min)
}

/// Where the ink of a glyph begins and ends, in ems to the right of its origin; a space has none.
pub(super) fn ink(face: Face, glyph: u32) -> Option<(f32, f32)> {
    bounds(face, glyph).filter(|it| it.x_max > it.x_min).map(|it| (it.x_min, it.x_max))
}

fn bounds(face: Face, glyph: u32) -> Option<BoundingBox> {
    let font = skrifa::FontRef::new(entry(face).1.data.data()).ok()?;
    font.glyph_metrics(Size::new(1.0), LocationRef::default()).bounds(GlyphId::new(glyph))
}

/// The face whose file is this one.
pub(super) fn face_of(font: &FontData) -> Option<Face> {
    table().iter().find(|it| it.1.data.id() == font.data.id()).map(|it| it.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tatar and Bashkir, the rouble and the number sign: in the face itself or in the one that stands in for it.
    #[test]
    fn no_face_lacks_letters_of_the_languages_of_our_libraries() {
        let mut typesetter = crate::typeset::Typesetter::new();
        for (face, _) in FACES {
            let missing = &typesetter.shape("ӘәӨөҮүҖҗҢңҺһҒғҘҙҪҫҠҡ ₽ № « » — – … → ↓", face, &[]).missing;
            assert!(missing.is_empty(), "{face:?} lacks {missing:?}");
        }
    }

    /// A letter with a mark is higher or lower than the letter alone: some files have the letter twice.
    #[test]
    fn marks_are_seen_in_every_face() {
        let mut typesetter = crate::typeset::Typesetter::new();
        let mut extent = |it: char, face: Face| {
            let shaped = typesetter.shape(&it.to_string(), face, &[]);
            let glyphs = shaped.clusters.iter().flat_map(|it| &it.glyphs);
            let edges = glyphs.filter_map(|it| Some((bounds(it.face, it.id)?, it.y)));
            edges.fold((f32::MAX, f32::MIN), |all, (it, y)| (all.0.min(it.y_min - y), all.1.max(it.y_max - y)))
        };
        let letters = "ğgĞGşsŞSİIçcÇCöoÖOüuÜUäaåaéeèeñnšsžzýyЁЕёеЙИйиЎУўуЇІ";
        let mut unseen = Vec::new();
        let faces = FACES.iter().filter(|it| it.0 != Face::NotoEmoji);
        for (face, (marked, bare)) in faces.flat_map(|it| letters.chars().tuples().map(|pair| (it.0, pair))) {
            let (with, without) = (extent(marked, face), extent(bare, face));
            if with.1 < without.1 + 0.02 && with.0 > without.0 - 0.02 {
                unseen.push((face, marked));
            }
        }
        assert_eq!(unseen, []);
    }

    trait Tuples {
        fn tuples(self) -> impl Iterator<Item = (char, char)>;
    }

    impl Tuples for std::str::Chars<'_> {
        fn tuples(mut self) -> impl Iterator<Item = (char, char)> {
            std::iter::from_fn(move || Some((self.next()?, self.next()?)))
        }
    }

    #[test]
    fn every_face_is_bundled_and_has_cyrillic() {
        for (face, bytes) in FACES {
            if face == Face::NotoEmoji {
                continue;
            }
            let font = skrifa::FontRef::new(bytes).unwrap();
            for letter in "АЯаяЁё«»—–".chars() {
                assert!(font.charmap().map(letter).is_some(), "{face:?} lacks {letter}");
            }
            let heights = metrics(face);
            assert!((0.5..0.9).contains(&heights.cap_height), "{face:?} {heights:?}");
        }
    }
}
