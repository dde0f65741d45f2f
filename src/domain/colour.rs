//! Colours: how they are written, how they mix and how far one stands out from another.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{LEAST_CONTRAST, maths};

/// A colour in sRGB without transparency, written `"#rrggbb"`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Rgb {
    /// Red, 0…255.
    pub r: u8,
    /// Green, 0…255.
    pub g: u8,
    /// Blue, 0…255.
    pub b: u8,
}

/// A colour that is not written `#rrggbb`.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("a colour is written #rrggbb, not {0:?}")]
pub struct ColourError(String);

impl ColourError {
    /// What stands there in place of a colour, when this is what such a fault says in English.
    pub fn found_in(words: &str) -> Option<&str> {
        words.strip_prefix("a colour is written #rrggbb, not ")
    }
}

impl Rgb {
    /// A colour from its three channels.
    pub const fn new(r: u8, g: u8, b: u8) -> Self {
        Self { r, g, b }
    }

    /// Relative luminance, 0…1 (WCAG 2.1, 2018-06-05).
    pub fn luminance(self) -> f32 {
        let linear = |channel: u8| maths::light(f32::from(channel) / 255.0);
        0.2126 * linear(self.r) + 0.7152 * linear(self.g) + 0.0722 * linear(self.b)
    }

    /// Contrast ratio with another colour, 1…21 (WCAG 2.1, 2018-06-05).
    pub fn contrast(self, other: Self) -> f32 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The colour `share` of the way towards another one; 0 is this one, 1 the other.
    #[must_use]
    pub fn mix(self, other: Self, share: f32) -> Self {
        let mix = |a: u8, b: u8| (f32::from(a) + (f32::from(b) - f32::from(a)) * share).round() as u8;
        Self::new(mix(self.r, other.r), mix(self.g, other.g), mix(self.b, other.b))
    }
}

impl Rgb {
    /// The colour nearest to this one on the way `towards` another that stands out from `ground` at least so much.
    #[must_use]
    pub fn readable_on(self, ground: Self, towards: Self, least: f32) -> Self {
        let steps = (0..=25_u8).map(|it| self.mix(towards, f32::from(it) / 25.0));
        { steps }.find(|it| it.contrast(ground) >= least).unwrap_or(towards)
    }

    /// As [`Self::readable_on`], on each of several grounds at once.
    #[must_use]
    pub fn readable_on_all(self, grounds: &[Self], towards: Self, least: f32) -> Self {
        let steps = (0..=25_u8).map(|it| self.mix(towards, f32::from(it) / 25.0));
        { steps }.find(|it| grounds.iter().all(|ground| it.contrast(*ground) >= least)).unwrap_or(towards)
    }

    /// The shade of this colour that text needs on each of the grounds.
    #[must_use]
    pub fn shade_readable_on(self, grounds: &[Self], towards: Self) -> Self {
        self.shade(towards, |it| grounds.iter().all(|ground| it.contrast(*ground) >= LEAST_CONTRAST))
    }

    /// The nearest shade that is fit: this colour itself, else darker or lighter, as `towards` is, of the same hue and
    /// saturation (HSL). `towards` itself where none is.
    pub(super) fn shade(self, towards: Self, is_fit: impl Fn(&Self) -> bool) -> Self {
        let end = if towards.luminance() < self.luminance() { 0.0 } else { 1.0 };
        (0..=100_u8).map(|it| self.lightened(end, f32::from(it) / 100.0)).find(is_fit).unwrap_or(towards)
    }

    /// The colour with its lightness `share` of the way towards another; hue and saturation (HSL) stay.
    fn lightened(self, end: f32, share: f32) -> Self {
        let channels = [self.r, self.g, self.b].map(|it| f32::from(it) / 255.0);
        let (least, most) = channels.iter().fold((1.0_f32, 0.0_f32), |(a, b), it| (a.min(*it), b.max(*it)));
        let old = f32::midpoint(least, most);
        let new = old + (end - old) * share;
        // Saturation is the span of the channels as a share of the widest that this lightness allows.
        let widest = |lightness: f32| 1.0 - (2.0 * lightness - 1.0).abs();
        let span = if widest(old) > 0.0 { widest(new) / widest(old) } else { 0.0 };
        let [r, g, b] = channels.map(|it| ((new + (it - old) * span).clamp(0.0, 1.0) * 255.0).round() as u8);
        Self::new(r, g, b)
    }

    /// Black or white, whichever stands out more.
    #[must_use]
    pub fn opposite(self) -> Self {
        let (dark, light) = (Self::new(0, 0, 0), Self::new(255, 255, 255));
        if self.contrast(light) >= self.contrast(dark) { light } else { dark }
    }
}

impl TryFrom<String> for Rgb {
    type Error = ColourError;

    fn try_from(text: String) -> Result<Self, ColourError> {
        let digits = text.strip_prefix('#').filter(|it| it.len() == 6 && it.bytes().all(|it| it.is_ascii_hexdigit()));
        let value = digits.and_then(|it| u32::from_str_radix(it, 16).ok());
        let [_, r, g, b] = value.ok_or(ColourError(text))?.to_be_bytes();
        Ok(Self { r, g, b })
    }
}

impl From<Rgb> for String {
    fn from(colour: Rgb) -> Self {
        colour.to_string()
    }
}

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.r, self.g, self.b)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_read_as_it_is_written() {
        let colour = Rgb::try_from("#e4572e".to_owned()).unwrap();
        assert_eq!(colour, Rgb::new(0xe4, 0x57, 0x2e));
        assert_eq!(colour.to_string(), "#e4572e");
        assert!(Rgb::try_from("#+4572e".to_owned()).is_err());
        for bad in ["e4572e", "#e4572", "#e4572g", "#ёё2"] {
            assert!(Rgb::try_from(bad.to_owned()).is_err(), "{bad}");
        }
    }

    #[test]
    fn contrast_of_black_on_white_is_21() {
        assert!((Rgb::new(0, 0, 0).contrast(Rgb::new(255, 255, 255)) - 21.0).abs() < 0.01);
    }

    /// Where the middle channel stands between the others, and how far those are apart: hue and saturation (HSL).
    fn hue_and_saturation(colour: Rgb) -> (f32, f32) {
        let mut of = [colour.r, colour.g, colour.b].map(|it| f32::from(it) / 255.0);
        of.sort_by(f32::total_cmp);
        let [least, middle, most] = of;
        ((middle - least) / (most - least), (most - least) / (1.0 - (most + least - 1.0).abs()))
    }

    #[test]
    fn a_shade_that_can_be_read_has_the_hue_and_saturation_of_its_colour() {
        let (paper, night) = (Rgb::new(0xf3, 0xf0, 0xe8), Rgb::new(0x12, 0x14, 0x1c));
        for colour in [Rgb::new(0xe4, 0x57, 0x2e), Rgb::new(0x2e, 0xa0, 0x57), Rgb::new(0x7a, 0x3c, 0xd8)] {
            for ground in [paper, night] {
                let shade = colour.shade_readable_on(&[ground], ground.opposite());
                assert!(shade.contrast(ground) >= LEAST_CONTRAST, "{colour} on {ground}: {shade}");
                // No darker or lighter than it must be: a step of the way back it could not be read.
                assert!(shade == colour || shade.contrast(ground) < LEAST_CONTRAST * 1.04, "{colour}: {shade}");
                let ((hue, full), (old_hue, old_full)) = (hue_and_saturation(shade), hue_and_saturation(colour));
                assert!((hue - old_hue).abs() < 0.02 && (full - old_full).abs() < 0.02, "{colour}: {shade}");
            }
        }
    }

    #[test]
    fn grey_black_and_white_have_shades_of_grey() {
        let grounds = [Rgb::new(0x80, 0x80, 0x80), Rgb::new(255, 255, 255), Rgb::new(0, 0, 0)];
        for (colour, ground) in grounds.iter().flat_map(|it| grounds.map(|ground| (*it, ground))) {
            let Rgb { r, g, b } = colour.shade_readable_on(&[ground], ground.opposite());
            assert!(r == g && g == b && Rgb::new(r, g, b).contrast(ground) >= LEAST_CONTRAST, "{colour} on {ground}");
        }
    }
}
