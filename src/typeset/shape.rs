//! One paragraph shaped once, in ems, whatever size it will be set in.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use parley::fontique::{Collection, CollectionOptions, FontInfoOverride, SourceCache};
use parley::{FontContext, FontFamily, FontFamilyName, FontFeatures, LayoutContext, StyleProperty};

use super::block::TextBlock;
use super::carets::n_ink;
use super::faces::{FACES, face_of, font_data};
use super::memo::SetKey;
use crate::domain::Face;

/// Shaped paragraphs kept for reuse; past this many the cache starts anew.
const CACHE_SIZE: usize = 2048;

/// Size at which text is shaped; results are divided by it.
const SHAPING_SIZE: f32 = 1000.0;

/// One glyph of a cluster, in ems from the start of the cluster.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct ClusterGlyph {
    pub(super) face: Face,
    pub(super) id: u32,
    pub(super) x: f32,
    pub(super) y: f32,
}

/// The smallest piece of text that is never split.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cluster {
    /// Where the cluster begins in the text, in bytes.
    pub(super) start: usize,
    /// Width, in ems.
    pub(super) advance: f32,
    /// Whether it is a space that lines may be broken and stretched at.
    pub(super) is_space: bool,
    /// Visible characters of the paragraph before it, and in it.
    pub(super) ink: (u32, u32),
    pub(super) glyphs: Vec<ClusterGlyph>,
}

/// A paragraph without line breaks, shaped.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Shaped {
    pub(super) text: String,
    pub(super) clusters: Vec<Cluster>,
    /// Characters no bundled face has, each once.
    pub(super) missing: Vec<char>,
    /// Visible characters.
    pub(super) n_ink: u32,
}

/// Part of a text in a face of its own, in visible characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stretch {
    /// Visible characters before it.
    pub start: u32,
    /// Visible characters before the first one after it.
    pub end: u32,
    /// Its face.
    pub face: Face,
}

impl Stretch {
    /// The stretch in a paragraph that begins after so many visible characters of the text and has `n` of them.
    pub(super) fn within(self, before: u32, n: u32) -> Option<Self> {
        let at = |it: u32| it.saturating_sub(before).min(n);
        let own = Self { start: at(self.start), end: at(self.end), face: self.face };
        (own.start < own.end).then_some(own)
    }

    /// Where it is in a text, in bytes.
    fn bytes(self, text: &str) -> std::ops::Range<usize> {
        let inked = text.char_indices().filter(|it| !it.1.is_whitespace()).map(|(at, it)| (at, at + it.len_utf8()));
        let n = self.end.saturating_sub(self.start) as usize;
        let mut own = inked.skip(self.start as usize).take(n);
        let first = own.next().unwrap_or((text.len(), text.len()));
        first.0..own.last().unwrap_or(first).1
    }
}

type ShapingKey = (Face, String, Vec<Stretch>);

/// Shapes text with the bundled faces. One per thread; results do not depend on what was shaped before.
pub struct Typesetter {
    fonts: FontContext,
    layouts: LayoutContext<()>,
    cache: BTreeMap<ShapingKey, Arc<Shaped>>,
    /// Texts as they were set last.
    pub(super) blocks: HashMap<SetKey, TextBlock>,
}

impl Default for Typesetter {
    fn default() -> Self {
        Self::new()
    }
}

impl Typesetter {
    /// A typesetter that knows the bundled faces and no others.
    pub fn new() -> Self {
        let options = CollectionOptions { shared: false, system_fonts: false };
        let mut collection = Collection::new(options);
        for (face, _) in FACES {
            let name = family_name(face);
            let info = FontInfoOverride { family_name: Some(&name), ..FontInfoOverride::default() };
            collection.register_fonts(font_data(face).data.clone(), Some(info));
        }
        let fonts = FontContext { collection, source_cache: SourceCache::default() };
        Self { fonts, layouts: LayoutContext::new(), cache: BTreeMap::new(), blocks: HashMap::new() }
    }

    /// Shapes one paragraph; line breaks in the text count as spaces.
    pub(super) fn shape(&mut self, text: &str, face: Face, stretches: &[Stretch]) -> Arc<Shaped> {
        let key = (face, text.to_owned(), stretches.to_vec());
        if let Some(found) = self.cache.get(&key) {
            return Arc::clone(found);
        }
        let shaped = Arc::new(self.shape_anew(text, face, stretches));
        if self.cache.len() >= CACHE_SIZE {
            self.cache.clear();
        }
        self.cache.insert(key, Arc::clone(&shaped));
        shaped
    }

    fn shape_anew(&mut self, text: &str, face: Face, stretches: &[Stretch]) -> Shaped {
        let text: String = text.chars().map(drawn_as).collect();
        let usual = families(face);
        let mut builder = self.layouts.ranged_builder(&mut self.fonts, &text, 1.0, false);
        builder.push_default(StyleProperty::FontFamily(FontFamily::List(Cow::Borrowed(&usual))));
        builder.push_default(StyleProperty::FontSize(SHAPING_SIZE));
        // All as high as capitals: "№ 1" of old-style figures reads as a letter, "225" bounces.
        let lining = FontFeatures::Source(Cow::Borrowed("\"lnum\" 1"));
        builder.push_default(StyleProperty::FontFeatures(lining));
        // Squeezed into the room of one letter, the sign is a blot at small sizes.
        for (at, sign) in text.match_indices('№').filter(|_| face == Face::PlexMono) {
            let families = families(Face::GolosMedium).to_vec();
            builder.push(StyleProperty::FontFamily(FontFamily::List(Cow::Owned(families))), at..at + sign.len());
        }
        for it in stretches {
            let families = families(it.face).to_vec();
            builder.push(StyleProperty::FontFamily(FontFamily::List(Cow::Owned(families))), it.bytes(&text));
        }
        // The files of these faces have the letter without its mark.
        for (at, letter) in text.match_indices(['ğ', 'Ğ']).filter(|_| is_golos(face)) {
            let families = families(lender_of_marks(face)).to_vec();
            builder.push(StyleProperty::FontFamily(FontFamily::List(Cow::Owned(families))), at..at + letter.len());
        }
        let mut layout = builder.build(&text);
        layout.break_all_lines(None);

        let mut shaped = Shaped { text: text.clone(), ..Shaped::default() };
        for run in layout.lines().flat_map(|line| line.runs().collect::<Vec<_>>()) {
            let run_face = face_of(run.font()).unwrap_or(face);
            for cluster in run.visual_clusters() {
                shaped.push(&text, &cluster, run_face);
            }
        }
        shaped
    }
}

/// What a character is drawn as: signs of transliteration as those every face has that look like them.
fn drawn_as(it: char) -> char {
    match it {
        // Soft and hard signs, as libraries write Russian in Latin letters (ALA-LC romanization tables, 2012).
        'ʹ' => '\'',
        'ʺ' => '"',
        'ʻ' | 'ʿ' => '‘',
        'ʼ' | 'ʾ' => '’',
        it if it.is_control() => ' ',
        it => it,
    }
}

/// An arc over two letters that stand for one, or a half of it: «t͡s». Print leaves it out.
fn is_joint(it: char) -> bool {
    matches!(it, '\u{361}' | '\u{fe20}'..='\u{fe2f}')
}

/// What joins signs to one, or chooses how they are drawn: it has no picture of its own.
fn is_joiner(it: char) -> bool {
    matches!(it, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}')
}

/// Least width of a space between words, in ems.
const LEAST_SPACE: f32 = 0.24;

impl Shaped {
    fn push(&mut self, text: &str, cluster: &parley::Cluster<'_, ()>, face: Face) {
        let range = cluster.text_range();
        let content = text.get(range.clone()).unwrap_or_default();
        let mut glyphs = Vec::new();
        let mut pen = 0.0;
        let mut without = 0.0;
        for (i, glyph) in cluster.glyphs().enumerate() {
            if glyph.id == 0 {
                // No box where a sign is lacking: a gap for a letter, nothing for a mark on one.
                let is_lacking = !content.chars().any(is_joint);
                let lacking = content.chars().filter(|it| is_lacking && !it.is_whitespace() && !is_joiner(*it));
                let new: Vec<char> = lacking.filter(|it| !self.missing.contains(it)).collect();
                self.missing.extend(new);
                (pen, without) = if i == 0 { (pen + glyph.advance, without) } else { (pen, without + glyph.advance) };
                continue;
            }
            let (x, y) = ((pen + glyph.x) / SHAPING_SIZE, glyph.y / SHAPING_SIZE);
            glyphs.push(ClusterGlyph { face, id: glyph.id, x, y });
            pen += glyph.advance;
        }
        let is_space = !content.is_empty() && content.chars().all(|it| it == ' ' || it == '\u{2009}');
        let advance = (cluster.advance() - without) / SHAPING_SIZE;
        // In some faces words of a heading would run together.
        let advance = if content == " " || content == "\u{a0}" { advance.max(LEAST_SPACE) } else { advance };
        let ink = (self.n_ink, n_ink(content));
        self.n_ink += ink.1;
        self.clusters.push(Cluster { start: range.start, advance, is_space, ink, glyphs });
    }
}

/// A face and those that lend it characters it lacks.
fn families(face: Face) -> [FontFamilyName<'static>; 7] {
    let lenders = [serif_or_sans(face), with_many_letters(face), Face::Golos, Face::PtSerif, Face::PlexMono];
    let [first, second, third, fourth, fifth] = lenders;
    [face, first, second, third, fourth, fifth, Face::NotoEmoji]
        .map(|it| FontFamilyName::Named(Cow::Owned(family_name(it))))
}

fn is_golos(face: Face) -> bool {
    face.family() == Face::Golos.family()
}

/// The face that lends Golos Text the letters whose marks its files lack.
fn lender_of_marks(face: Face) -> Face {
    match face {
        Face::Golos => Face::Jost,
        Face::GolosMedium => Face::JostMedium,
        _ => Face::Nunito,
    }
}

fn family_name(face: Face) -> String {
    format!("vitrina {face:?}")
}

/// The face nearest in weight that has the letters of languages written in Latin with marks below: «ṇ», «ṣ».
fn with_many_letters(face: Face) -> Face {
    match face {
        Face::Golos | Face::GolosMedium | Face::Jost | Face::JostMedium | Face::PlexMono | Face::NotoEmoji => {
            Face::PlexMono
        }
        Face::Cormorant
        | Face::Lora
        | Face::LoraItalic
        | Face::PlayfairItalic
        | Face::PtSerif
        | Face::PtSerifItalic => Face::Cormorant,
        Face::Bitter | Face::Playfair | Face::PtSerifBold | Face::Yeseva => Face::Bitter,
        Face::GolosSemiBold
        | Face::GolosBold
        | Face::GolosBlack
        | Face::Nunito
        | Face::Oswald
        | Face::OswaldSemiBold
        | Face::Unbounded
        | Face::UnboundedExtraBold => Face::Nunito,
    }
}

/// The face that stands in where another lacks a character, of the same kind.
fn serif_or_sans(face: Face) -> Face {
    match face {
        Face::Cormorant | Face::Lora | Face::Playfair | Face::PtSerif => Face::PtSerif,
        Face::PtSerifBold | Face::Bitter | Face::Yeseva => Face::PtSerifBold,
        Face::LoraItalic | Face::PlayfairItalic | Face::PtSerifItalic => Face::PtSerifItalic,
        Face::Golos | Face::Jost | Face::NotoEmoji => Face::Golos,
        Face::GolosMedium | Face::JostMedium => Face::GolosMedium,
        Face::PlexMono => Face::PlexMono,
        Face::Oswald | Face::OswaldSemiBold | Face::GolosSemiBold => Face::GolosSemiBold,
        Face::GolosBold => Face::GolosBold,
        Face::GolosBlack | Face::Nunito | Face::Unbounded | Face::UnboundedExtraBold => Face::GolosBlack,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_as_wide_as_its_letters() {
        let mut typesetter = Typesetter::new();
        let shaped = typesetter.shape("Витрина", Face::Golos, &[]);
        assert_eq!(shaped.clusters.len(), 7);
        let width: f32 = shaped.clusters.iter().map(|it| it.advance).sum();
        assert!((3.0..6.0).contains(&width), "{width}");
        assert!(shaped.missing.is_empty());
    }

    #[test]
    fn a_stretch_has_its_own_face_and_the_rest_stays_as_it_was() {
        let mut typesetter = Typesetter::new();
        let text = "Дом и сад";
        let plain = typesetter.shape(text, Face::Golos, &[]);
        let bold = Stretch { start: 3, end: 4, face: Face::GolosBold };
        let mixed = typesetter.shape(text, Face::Golos, &[bold]);
        let faces: Vec<Face> = mixed.clusters.iter().flat_map(|it| &it.glyphs).map(|it| it.face).collect();
        assert_eq!(faces.iter().filter(|it| **it == Face::GolosBold).count(), 1, "{faces:?}");
        assert_eq!(faces[4], Face::GolosBold);
        assert_eq!(mixed.clusters.len(), plain.clusters.len());
        assert_eq!(mixed.n_ink, plain.n_ink);
    }

    #[test]
    fn a_stretch_is_cut_to_its_paragraph() {
        let bold = Stretch { start: 3, end: 9, face: Face::GolosBold };
        assert_eq!(bold.within(0, 5), Some(Stretch { end: 5, ..bold }));
        assert_eq!(bold.within(5, 3), Some(Stretch { start: 0, end: 3, ..bold }));
        assert_eq!(bold.within(9, 4), None);
    }

    #[test]
    fn a_character_no_face_has_is_reported() {
        let mut typesetter = Typesetter::new();
        let shaped = typesetter.shape("а漢 k\u{332}", Face::Golos, &[]);
        assert_eq!(shaped.missing, ['漢', 'k', '\u{332}']);
        // A gap for the letter, the bare letter for the one with the mark, and no boxes.
        let drawn: Vec<usize> = shaped.clusters.iter().map(|it| it.glyphs.len()).collect();
        assert_eq!(drawn, [1, 0, 1, 1]);
        assert!(shaped.clusters[1].advance > 0.2);
        let plain = typesetter.shape("k", Face::Golos, &[]).clusters[0].advance;
        assert!((shaped.clusters[3].advance - plain).abs() < 1e-4);
    }

    #[test]
    fn russian_in_latin_letters_is_whole_in_every_face() {
        let mut typesetter = Typesetter::new();
        for (face, _) in FACES.into_iter().filter(|it| it.0 != Face::NotoEmoji) {
            let shaped = typesetter.shape("Knigavʹ, obʺem, Maʻrakah-ʼi, t\u{361}sarʹ, i\u{fe20}a\u{fe21}", face, &[]);
            assert!(shaped.missing.is_empty(), "{face:?} {:?}", shaped.missing);
            assert!(shaped.clusters.iter().flat_map(|it| &it.glyphs).all(|it| it.id != 0), "{face:?}");
            assert!(shaped.clusters.iter().flat_map(|it| &it.glyphs).all(|it| it.face == face), "{face:?}");
        }
    }

    #[test]
    fn the_numero_of_the_monospaced_face_is_that_of_a_face_with_room_for_it() {
        let shaped = Typesetter::new().shape("№ 1", Face::PlexMono, &[]);
        let faces: Vec<Face> = shaped.clusters.iter().flat_map(|it| &it.glyphs).map(|it| it.face).collect();
        assert_eq!((faces[0], faces[2]), (Face::GolosMedium, Face::PlexMono));
        assert!(shaped.missing.is_empty());
    }

    #[test]
    fn a_face_without_a_sign_borrows_it() {
        let mut typesetter = Typesetter::new();
        for face in [Face::Playfair, Face::Jost, Face::Unbounded] {
            assert!(typesetter.shape("№ 5, 100 ₽", face, &[]).missing.is_empty(), "{face:?}");
        }
    }
}
