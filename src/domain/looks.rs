//! Formats and themes: how slides look, as data a library can edit and share.

use serde::{Deserialize, Serialize};

use super::{ACCENT_CONTRAST, FormatId, Insets, LEAST_CONTRAST, Lang, PlatformId, Rgb, TextStyle, TextVoice, ThemeId};

/// A name in both languages of the interface.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Localised {
    /// Russian.
    pub ru: String,
    /// English.
    pub en: String,
}

impl Localised {
    /// The name in a language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ru => &self.ru,
            Lang::En => &self.en,
        }
    }
}

/// One typeface of a theme at one weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Face {
    /// Bitter Bold.
    Bitter,
    /// Cormorant SemiBold.
    Cormorant,
    /// Golos Text Regular.
    Golos,
    /// Golos Text Medium.
    GolosMedium,
    /// Golos Text SemiBold.
    GolosSemiBold,
    /// Golos Text Bold.
    GolosBold,
    /// Golos Text Black.
    GolosBlack,
    /// Jost Regular.
    Jost,
    /// Jost Medium.
    JostMedium,
    /// Lora Medium.
    Lora,
    /// Lora Italic.
    LoraItalic,
    /// Oswald Medium.
    Oswald,
    /// Oswald SemiBold.
    OswaldSemiBold,
    /// Nunito Black.
    Nunito,
    /// IBM Plex Mono Medium.
    PlexMono,
    /// Playfair Display Bold.
    Playfair,
    /// Playfair Display Italic.
    PlayfairItalic,
    /// PT Serif Regular.
    PtSerif,
    /// PT Serif Italic.
    PtSerifItalic,
    /// PT Serif Bold.
    PtSerifBold,
    /// Unbounded Bold.
    Unbounded,
    /// Unbounded ExtraBold.
    UnboundedExtraBold,
    /// Yeseva One.
    Yeseva,
    /// Noto Emoji: signs that no other face has; texts are set in none of it.
    NotoEmoji,
}

impl Face {
    /// The stronger face of the family; `None` when there is none.
    pub fn bold(self) -> Option<Self> {
        match self {
            Self::Golos | Self::GolosMedium => Some(Self::GolosBold),
            Self::GolosSemiBold | Self::GolosBold => Some(Self::GolosBlack),
            Self::Jost => Some(Self::JostMedium),
            Self::Oswald => Some(Self::OswaldSemiBold),
            Self::PtSerif => Some(Self::PtSerifBold),
            Self::Unbounded => Some(Self::UnboundedExtraBold),
            _ => None,
        }
    }

    /// The slanted face of the family; `None` when there is none.
    pub fn italic(self) -> Option<Self> {
        match self {
            Self::Lora => Some(Self::LoraItalic),
            Self::Playfair => Some(Self::PlayfairItalic),
            Self::PtSerif | Self::PtSerifBold => Some(Self::PtSerifItalic),
            _ => None,
        }
    }

    /// The face of a style, as far as the family has it; a slanted one is not made bold.
    pub fn styled(self, style: TextStyle) -> Self {
        let bold = if style.bold { self.bold() } else { None }.unwrap_or(self);
        if style.italic { self.italic().or_else(|| bold.italic()).unwrap_or(bold) } else { bold }
    }
}

/// How one voice of a theme is set.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Voice {
    /// Typeface.
    pub face: Face,
    /// Largest and smallest size, in canvas units at 1080 wide.
    pub size: (f32, f32),
    /// Distance of baselines as a multiple of the size.
    pub leading: f32,
    /// Extra space between letters, in ems.
    pub tracking: f32,
    /// Set in capitals.
    pub capitals: bool,
}

/// The voices of a theme.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Voices {
    /// Titles and figures.
    pub display: Voice,
    /// Headings.
    pub heading: Voice,
    /// The sentence under a title.
    pub lead: Voice,
    /// Running text.
    pub reading: Voice,
    /// Running text, slanted.
    pub quotation: Voice,
    /// Small print.
    pub small: Voice,
    /// Small print, stronger.
    pub label: Voice,
}

impl Voices {
    /// How a voice is set.
    pub fn get(&self, voice: TextVoice) -> &Voice {
        match voice {
            TextVoice::Display => &self.display,
            TextVoice::Heading => &self.heading,
            TextVoice::Lead => &self.lead,
            TextVoice::Reading => &self.reading,
            TextVoice::Quotation => &self.quotation,
            TextVoice::Small => &self.small,
            TextVoice::Label => &self.label,
        }
    }
}

/// What lies behind everything on a slide.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Backdrop {
    /// One colour.
    Flat,
    /// The background colour at the top, another at the foot.
    Gradient(Rgb),
    /// A soft light of this colour in the upper middle.
    Glow(Rgb),
}

/// What is drawn on the backdrop.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Decoration {
    /// Nothing.
    Plain,
    /// A band of the accent along the upper edge, this high.
    TopBar(f32),
    /// A large circle of this colour at the upper right.
    Circle(Rgb),
    /// Small crosses of this colour, far apart.
    Crosses(Rgb),
    /// Paper grain.
    Grain,
    /// Squared paper in this colour.
    Squares(Rgb),
    /// Lines of equal height, as on a map, in this colour.
    Contours(Rgb),
    /// A branch with leaves of these two colours at the upper right.
    Leaves(Rgb, Rgb),
    /// A double frame of this colour inside the edge, on grained paper.
    Framed(Rgb),
    /// A woven band of lozenges in this colour along the left edge.
    Woven(Rgb),
    /// Bits of paper in these colours along the edges.
    Confetti(Rgb, Rgb, Rgb),
    /// Large soft dots of these colours.
    Dots(Rgb, Rgb),
    /// A quarter of a circle at the upper right and a bar in two colours under it.
    Shapes(Rgb, Rgb, Rgb),
    /// Snowflakes of this colour.
    Snow(Rgb),
    /// Stars of this colour over the upper half.
    Stars(Rgb),
    /// Rays of this colour from below the foot.
    Rays(Rgb),
}

/// Colours, typefaces and background that belong together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// Identity.
    pub id: ThemeId,
    /// Name shown.
    pub name: Localised,
    /// Background.
    pub background: Rgb,
    /// Text.
    pub ink: Rgb,
    /// Quiet text.
    pub quiet: Rgb,
    /// The one colour that calls.
    pub accent: Rgb,
    /// Text on the accent.
    pub on_accent: Rgb,
    /// What lies behind.
    pub backdrop: Backdrop,
    /// What is drawn on it.
    pub decoration: Decoration,
    /// How text is set.
    pub voices: Voices,
    /// Whether shelves are boards of wood.
    pub wooden_shelves: bool,
}

/// Least contrast of a sheet with what it lies on.
const LEAST_SHEET: f32 = 1.1;
/// Width of the frame of [`Decoration::Framed`] with the margin outside it, on a slide 1080 wide.
const FRAME: f32 = 36.6;
/// Width of the band of [`Decoration::Woven`] with its line, on a slide 1080 wide.
const WOVEN: f32 = 71.0;
/// Width of the bar of [`Decoration::Shapes`], on a slide 1080 wide.
const SIDE_BAR: f32 = 28.0;

impl Theme {
    /// How much wider the left margin is for the decoration, in units of a slide 1080 wide.
    pub fn binding(&self) -> f32 {
        if let Decoration::Woven(_) = self.decoration { 34.0 } else { 0.0 }
    }

    /// Width of the bar down the right edge, in units of a slide 1080 wide: shelves end at it, bands lie over it.
    pub fn side_bar(&self) -> f32 {
        if let Decoration::Shapes(..) = self.decoration { SIDE_BAR } else { 0.0 }
    }

    /// What the decoration holds along the edges of a slide, in units of a slide 1080 wide: bands and shelves end there.
    pub fn edging(&self) -> Insets {
        match self.decoration {
            Decoration::Framed(_) => Insets::all(FRAME),
            Decoration::Woven(_) => Insets { left: WOVEN, ..Insets::default() },
            _ => Insets::default(),
        }
    }

    /// The accent as text needs it: the colour itself where it can be read, else the nearest shade that can.
    pub fn accent_text(&self) -> Rgb {
        self.accent.shade_readable_on(&self.grounds(), self.ink)
    }

    /// The accent as large letters and rules need it: as [`Self::accent_text`], but on a circle that fills a corner
    /// ([`Decoration::Shapes`]) the contrast of large letters will do.
    pub fn accent_large(&self) -> Rgb {
        let is_corner = |it: Rgb| matches!(self.decoration, Decoration::Shapes(circle, ..) if circle == it);
        let least = |ground| if is_corner(ground) { ACCENT_CONTRAST } else { LEAST_CONTRAST };
        let grounds = self.grounds();
        self.accent.shade(self.ink, |it| grounds.iter().all(|ground| it.contrast(*ground) >= least(*ground)))
    }

    /// The accent as the ground of text in [`Self::on_accent`]: that of large letters where it will do.
    pub fn accent_ground(&self) -> Rgb {
        let is_fit = |it: &Rgb| it.contrast(self.on_accent) >= LEAST_CONTRAST;
        let shade = || self.accent.shade_readable_on(&[self.on_accent], self.on_accent.opposite());
        [self.accent_large(), self.accent].into_iter().find(is_fit).unwrap_or_else(shade)
    }

    /// A sheet laid on the background: lighter than it where that can be seen, else tinted by the accent, as far as the
    /// ink can be read on it.
    pub fn sheet(&self) -> Rgb {
        let foot = if let Backdrop::Gradient(foot) = self.backdrop { Some(foot) } else { None };
        let is_light = self.background.luminance() > 0.2;
        // What is nearly white on one colour is dull; over a gradient there is no other way to be seen all over it.
        let shares: &[f32] = match (is_light, foot) {
            (true, None) => &[0.62],
            (true, Some(_)) => &[0.62, 0.8, 0.95],
            (false, None) => &[0.09],
            (false, Some(_)) => &[0.14, 0.18, 0.22],
        };
        let white = Rgb::new(255, 255, 255);
        let lighter = shares.iter().map(|it| self.background.mix(white, *it));
        let tinted = (2..=12_u8).map(|it| self.background.mix(self.accent, f32::from(it) / 40.0));
        let is_fit = |it: &Rgb| {
            let is_seen = [Some(self.background), foot].iter().flatten().all(|on| it.contrast(*on) >= LEAST_SHEET);
            is_seen && self.ink.contrast(*it) >= LEAST_CONTRAST
        };
        let usual = if is_light { self.background.mix(self.ink, 0.07) } else { self.background.mix(white, 0.09) };
        lighter.chain(tinted).find(is_fit).unwrap_or(usual)
    }
}

/// How a platform counts the length of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TextUnit {
    /// UTF-16 code units: the largest of the common counts, so the safe one.
    Utf16,
    /// Unicode code points.
    CodePoints,
    /// What a reader takes for one character.
    Graphemes,
}

/// How a platform lays several pictures of a post out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FeedView {
    /// Tiles of one block, as in the VK feed.
    Tiles,
    /// Pictures to swipe, with a counter and dots.
    Carousel,
    /// One picture that fills the screen.
    Story,
    /// Pictures that are used one by one, without words beside them: on paper, over an article, on a screen.
    Sheets,
}

/// What one platform accepts for a post. Data with a source and a date.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlatformProfile {
    /// Identity, as given to `--platform`.
    pub id: PlatformId,
    /// Name shown.
    pub name: Localised,
    /// Format of its slides.
    pub format: FormatId,
    /// Most pictures in one post.
    pub max_images: usize,
    /// Most bytes in one picture.
    pub max_image_bytes: u64,
    /// Longest caption, in `caption_unit`; `None` when there is none beside the pictures.
    pub caption_limit: Option<usize>,
    /// How captions are counted.
    pub caption_unit: TextUnit,
    /// Characters shown before the caption folds.
    pub caption_fold: usize,
    /// Most hashtags; `None` when there is no limit.
    pub max_hashtags: Option<usize>,
    /// Longest alternative text, in `caption_unit`; `None` when the platform takes none.
    pub alt_limit: Option<usize>,
    /// Most answers of a poll beside the pictures, where it takes the place of one; `None` when a post has no polls.
    pub poll_answers: Option<usize>,
    /// JPEG quality, 1…100.
    pub jpeg_quality: u8,
    /// How several pictures are shown.
    pub view: FeedView,
    /// Legal note for users in Russia, when there is one.
    pub legal_note: Option<Localised>,
    /// Where the figures come from.
    pub source: String,
    /// The day they were read, `YYYY-MM-DD`.
    pub checked: String,
}
