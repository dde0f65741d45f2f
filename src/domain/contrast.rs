//! What makes the colours of a theme readable, and a theme moved there.
//!
//! One law for themes that come with the program, for a brand laid over them and for themes a person made:
//! [`Theme::unreadable`] is empty.

use super::Rgb;
use super::looks::{Backdrop, Decoration, Theme};

/// Text stands out from what it stands on at least so much (WCAG 2.1, 1.4.3, 2018-06-05).
pub const LEAST_CONTRAST: f32 = 4.5;
/// Ink stands out from the background at least so much; quiet text needs room between them.
pub const INK_CONTRAST: f32 = 7.0;
/// An accent that is more than small text stands out at least so much (WCAG 2.1, 1.4.11, 2018-06-05).
pub const ACCENT_CONTRAST: f32 = 3.0;
/// Grounds darker than this luminance need lighter accents.
const DARK: f32 = 0.18;
/// Ink on what is drawn on the background: more than text needs, so that there is a quiet colour between the two.
const GROUND_CONTRAST: f32 = 5.6;

/// Two colours of a theme that cannot be told apart well enough.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unreadable {
    /// Field of the theme that is to be changed.
    pub field: &'static str,
    /// Its colour.
    pub colour: Rgb,
    /// What it stands on.
    pub ground: Rgb,
    /// The contrast it is to have.
    pub least: f32,
}

impl Unreadable {
    /// The share of the contrast wanted that it has.
    pub(super) fn kept(&self) -> f32 {
        self.colour.contrast(self.ground) / self.least
    }
}

impl Backdrop {
    /// The second colour of the backdrop.
    pub fn colour(self) -> Option<Rgb> {
        match self {
            Self::Flat => None,
            Self::Gradient(it) | Self::Glow(it) => Some(it),
        }
    }

    /// The backdrop with its second colour replaced.
    #[must_use]
    pub fn recoloured(self, new: impl Fn(Rgb) -> Rgb) -> Self {
        match self {
            Self::Flat => Self::Flat,
            Self::Gradient(it) => Self::Gradient(new(it)),
            Self::Glow(it) => Self::Glow(new(it)),
        }
    }
}

impl Decoration {
    /// Colours large enough for text to stand on.
    pub fn grounds(self) -> Vec<Rgb> {
        match self {
            Self::Circle(it)
            | Self::Crosses(it)
            | Self::Squares(it)
            | Self::Contours(it)
            | Self::Snow(it)
            | Self::Rays(it)
            | Self::Leaves(it, _)
            | Self::Shapes(it, ..) => vec![it],
            Self::Dots(a, b) => vec![a, b],
            Self::Plain
            | Self::TopBar(_)
            | Self::Grain
            | Self::Framed(_)
            | Self::Woven(_)
            | Self::Confetti(..)
            | Self::Stars(_) => Vec::new(),
        }
    }

    /// The decoration with its colours replaced.
    #[must_use]
    pub fn recoloured(self, new: impl Fn(Rgb) -> Rgb) -> Self {
        match self {
            Self::Plain | Self::TopBar(_) | Self::Grain => self,
            Self::Circle(it) => Self::Circle(new(it)),
            Self::Crosses(it) => Self::Crosses(new(it)),
            Self::Squares(it) => Self::Squares(new(it)),
            Self::Contours(it) => Self::Contours(new(it)),
            Self::Leaves(a, b) => Self::Leaves(new(a), new(b)),
            Self::Framed(it) => Self::Framed(new(it)),
            Self::Woven(it) => Self::Woven(new(it)),
            Self::Confetti(a, b, c) => Self::Confetti(new(a), new(b), new(c)),
            Self::Dots(a, b) => Self::Dots(new(a), new(b)),
            Self::Shapes(a, b, c) => Self::Shapes(new(a), new(b), new(c)),
            Self::Snow(it) => Self::Snow(new(it)),
            Self::Stars(it) => Self::Stars(new(it)),
            Self::Rays(it) => Self::Rays(new(it)),
        }
    }
}

impl Rgb {
    /// The nearest colour that ink can stand on: neither so dark nor so light that black and white both fail.
    #[must_use]
    pub fn as_background(self) -> Self {
        let towards = self.opposite().opposite();
        let steps = (0..=25_u8).map(|it| self.mix(towards, f32::from(it) / 25.0));
        { steps }.find(|it| it.contrast(it.opposite()) >= INK_CONTRAST + 1.0).unwrap_or(towards)
    }
}

impl Theme {
    /// Colours that text can stand on.
    pub fn grounds(&self) -> Vec<Rgb> {
        let mut grounds = vec![self.background];
        grounds.extend(self.backdrop.colour());
        grounds.extend(self.decoration.grounds());
        grounds
    }

    /// Pairs of colours that cannot be read; none in a theme fit to be used.
    pub fn unreadable(&self) -> Vec<Unreadable> {
        let grounds = self.grounds();
        let on_all = |field, colour, least| grounds.iter().map(move |ground| (field, colour, *ground, least));
        let single = [
            ("ink", self.ink, self.background, INK_CONTRAST),
            ("ink", self.ink, self.sheet(), LEAST_CONTRAST),
            ("accent", self.accent, self.background, ACCENT_CONTRAST),
            ("accent", self.accent_text(), self.background, LEAST_CONTRAST),
            ("on_accent", self.on_accent, self.accent_ground(), LEAST_CONTRAST),
        ];
        let pairs = { single }.into_iter().chain(on_all("ink", self.ink, LEAST_CONTRAST)).chain(on_all(
            "quiet",
            self.quiet,
            LEAST_CONTRAST,
        ));
        pairs
            .filter(|(_, colour, ground, least)| colour.contrast(*ground) < *least)
            .map(|(field, colour, ground, least)| Unreadable { field, colour, ground, least })
            .collect()
    }

    /// The theme with its colours moved until they can be read: the background least, then ink, then the rest.
    #[must_use]
    pub fn made_readable(mut self) -> Self {
        self.background = self.background.as_background();
        self.ink = self.ink.readable_on(self.background, self.background.opposite(), INK_CONTRAST);
        let (background, ink) = (self.background, self.ink);
        let as_ground = |it: Rgb| {
            let steps = (0..=25_u8).map(|share| it.mix(background, f32::from(share) / 25.0));
            { steps }.find(|it| it.contrast(ink) >= GROUND_CONTRAST).unwrap_or(background)
        };
        self.backdrop = self.backdrop.recoloured(as_ground);
        if !self.decoration.grounds().is_empty() {
            self.decoration = self.decoration.recoloured(as_ground);
        }
        self.quiet = self.quiet.readable_on_all(&self.grounds(), ink, LEAST_CONTRAST);
        // On a dark ground a colour that can just be told from it looks switched off, however large.
        let least = if background.luminance() < DARK { LEAST_CONTRAST } else { ACCENT_CONTRAST };
        self.accent = self.accent.readable_on_all(&self.grounds(), ink, least);
        if self.on_accent.contrast(self.accent) < LEAST_CONTRAST {
            self.on_accent = self.accent.opposite();
        }
        self
    }
}
