//! The library's own brand: logo, colours and faces that lie over every theme.
//!
//! A brand is part of the document, so that the same file gives the same pictures on any machine. It says only
//! what differs from the theme; what it says is moved as far as reading needs, so no brand makes a slide
//! unreadable.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::exhibition::is_default;
use super::looks::{Face, Theme, Voice, Voices};
use super::{CanvasSize, MediaName, Picture, Rgb};

/// The mark of a library.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Logo {
    /// Picture in the media folder.
    pub file: MediaName,
    /// Width and height of the picture in pixels.
    pub pixels: (u32, u32),
    /// The colour it has on the whole, when one can see through it; `None` when it has a ground of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colour: Option<Rgb>,
}

/// A logo is told from its ground by at least so much, else it stands on a plate (WCAG 2.1, 1.4.11, 2018-06-05).
const LEAST_LOGO: f32 = 3.0;

/// One can see through a picture when so much of it is not there.
const LEAST_HOLES: f32 = 0.04;

impl Logo {
    /// A picture of the media folder as a logo.
    pub fn of(file: MediaName, picture: &Picture) -> Self {
        Self { file, pixels: (picture.width, picture.height), colour: colour_through(picture) }
    }

    /// Width divided by height.
    pub fn aspect(&self) -> f32 {
        CanvasSize::new(self.pixels.0 as f32, self.pixels.1.max(1) as f32).aspect()
    }

    /// Colour of the plate it needs to be seen on this ground; `None` when it needs none.
    pub fn plate_on(&self, ground: Rgb) -> Option<Rgb> {
        let colour = self.colour.filter(|it| it.contrast(ground) < LEAST_LOGO)?;
        Some(colour.opposite())
    }
}

/// The mean colour of what is there of a picture one can see through.
fn colour_through(picture: &Picture) -> Option<Rgb> {
    let (pixels, _) = picture.rgba.as_chunks::<4>();
    let mut sums = [0_u64; 4];
    for [r, g, b, alpha] in pixels {
        let weight = u64::from(*alpha);
        for (sum, channel) in sums.iter_mut().zip([*r, *g, *b, 255]) {
            *sum += u64::from(channel) * weight;
        }
    }
    let [r, g, b, whole] = sums;
    let there = whole as f32 / (pixels.len().max(1) as f32 * 255.0 * 255.0);
    let mean = |sum: u64| (sum * 255).checked_div(whole).map_or(0, |it| it.min(255) as u8);
    (there > 0.0 && there < 1.0 - LEAST_HOLES).then(|| Rgb::new(mean(r), mean(g), mean(b)))
}

/// What a library has of its own, in every theme and template.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Brand {
    /// Its mark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<Logo>,
    /// The colour that calls.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accent: Option<Rgb>,
    /// Background.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub background: Option<Rgb>,
    /// Text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ink: Option<Rgb>,
    /// Face of titles and headings, one of [`Brand::TITLES`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub titles: Option<Face>,
    /// Face of everything else, one of [`Brand::TEXTS`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub texts: Option<Face>,
}

/// How much of the ink is in quiet text.
const QUIET: f32 = 0.3;

impl Brand {
    /// Faces made for titles.
    pub const TITLES: [Face; 12] = [
        Face::GolosBlack,
        Face::JostMedium,
        Face::OswaldSemiBold,
        Face::Unbounded,
        Face::Nunito,
        Face::Bitter,
        Face::PtSerifBold,
        Face::Playfair,
        Face::Lora,
        Face::Cormorant,
        Face::Yeseva,
        Face::PlexMono,
    ];

    /// Faces made for reading.
    pub const TEXTS: [Face; 4] = [Face::Golos, Face::Jost, Face::PtSerif, Face::Lora];

    /// Does it say nothing?
    pub fn is_none(&self) -> bool {
        is_default(self)
    }

    /// Whether it changes themes, not only puts a logo on slides.
    fn changes_themes(&self) -> bool {
        !Self { logo: None, ..self.clone() }.is_none()
    }

    /// The brand laid over a theme; its colours are moved until all can be read.
    pub fn over<'a>(&self, theme: &'a Theme) -> Cow<'a, Theme> {
        if !self.changes_themes() {
            return Cow::Borrowed(theme);
        }
        let voices = self.voices(&theme.voices);
        let changes_colours = self.accent.is_some() || self.background.is_some() || self.ink.is_some();
        let voiced = Theme { voices, ..theme.clone() };
        Cow::Owned(if changes_colours { self.coloured(voiced) } else { voiced })
    }

    fn coloured(&self, theme: Theme) -> Theme {
        let background = self.background.unwrap_or(theme.background).as_background();
        let ink = self.ink.unwrap_or(theme.ink);
        let accent = self.accent.unwrap_or(theme.accent);
        let is_tinted = self.accent.is_some() || self.background.is_some();
        // What is drawn behind becomes a tint of the accent, as strong as it was.
        let old = theme.background;
        let tint = |it: Rgb| {
            let strength = it.contrast(old).min(accent.contrast(background));
            if is_tinted { background.readable_on(background, accent, strength) } else { it }
        };
        let is_quiet_kept = self.background.is_none() && self.ink.is_none();
        Theme {
            background,
            ink,
            quiet: if is_quiet_kept { theme.quiet } else { ink.mix(background, QUIET) },
            accent,
            backdrop: theme.backdrop.recoloured(tint),
            decoration: theme.decoration.recoloured(tint),
            ..theme
        }
        .made_readable()
    }

    fn voices(&self, of_theme: &Voices) -> Voices {
        let mut voices = *of_theme;
        if let Some(face) = self.titles {
            voices.display = set_in(voices.display, face);
            voices.heading = set_in(voices.heading, if face == Face::Unbounded { Face::GolosBold } else { face });
        }
        if let Some(face) = self.texts {
            let slanted = face.italic().unwrap_or(voices.quotation.face);
            let strong = match face {
                Face::Golos => Face::GolosSemiBold,
                other => other.bold().unwrap_or(other),
            };
            voices.lead = set_in(voices.lead, face);
            voices.reading = set_in(voices.reading, face);
            voices.quotation = set_in(voices.quotation, slanted);
            voices.small = set_in(voices.small, face);
            voices.label = set_in(voices.label, strong);
        }
        voices
    }
}

/// The voice in another face, as wide as it was; small sizes stay what can be read.
fn set_in(voice: Voice, face: Face) -> Voice {
    if voice.face == face {
        return voice;
    }
    let by = (voice.face.breadth() / face.breadth()).clamp(0.7, 1.25);
    let least = voice.size.1;
    let most = (voice.size.0 * by).max(least);
    // Capitals and tracking were chosen for the face that goes.
    Voice { face, size: (most, least), tracking: 0.0, capitals: false, leading: voice.leading.max(1.06) }
}

impl Face {
    /// Width of running Russian text in this face, in ems a character: mean advance over a pangram («Съешь же ещё
    /// этих мягких французских булок да выпей чаю», in lower case), from the bundled files.
    fn breadth(self) -> f32 {
        match self {
            Self::Oswald | Self::Cormorant => 0.446,
            Self::OswaldSemiBold => 0.461,
            Self::Jost | Self::PtSerifItalic => 0.486,
            Self::JostMedium | Self::PlayfairItalic => 0.507,
            Self::PtSerif => 0.516,
            Self::LoraItalic => 0.528,
            Self::Golos | Self::GolosMedium | Self::Lora | Self::Playfair => 0.547,
            Self::GolosSemiBold | Self::GolosBold | Self::Bitter | Self::PtSerifBold => 0.556,
            Self::GolosBlack | Self::Nunito => 0.573,
            Self::Yeseva => 0.584,
            Self::PlexMono => 0.6,
            Self::NotoEmoji => 1.2,
            Self::Unbounded => 0.731,
            Self::UnboundedExtraBold => 0.743,
        }
    }

    /// The name of the family.
    pub fn family(self) -> &'static str {
        match self {
            Self::Bitter => "Bitter",
            Self::Cormorant => "Cormorant",
            Self::Golos | Self::GolosMedium | Self::GolosSemiBold | Self::GolosBold | Self::GolosBlack => "Golos Text",
            Self::Jost | Self::JostMedium => "Jost",
            Self::Lora | Self::LoraItalic => "Lora",
            Self::Oswald | Self::OswaldSemiBold => "Oswald",
            Self::Nunito => "Nunito",
            Self::PlexMono => "IBM Plex Mono",
            Self::Playfair | Self::PlayfairItalic => "Playfair Display",
            Self::PtSerif | Self::PtSerifItalic | Self::PtSerifBold => "PT Serif",
            Self::Unbounded | Self::UnboundedExtraBold => "Unbounded",
            Self::Yeseva => "Yeseva One",
            Self::NotoEmoji => "Noto Emoji",
        }
    }
}
