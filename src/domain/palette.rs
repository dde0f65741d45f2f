//! Colours that covers have in common, and a theme in them.
//!
//! Colours are weighed in OKLab, where equal distances look equal (Björn Ottosson, "A perceptual color space for
//! image processing", 2020-12-23). The same pictures give the same colours, in any order.

use super::{Brand, Localised, Picture, Rgb, Theme, ThemeId, maths};

/// A colour by lightness 0…1, strength from 0 (grey) to about 0.3, and hue in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Tone {
    lightness: f32,
    strength: f32,
    hue: f32,
}

const LIGHT_TO_CONES: [[f32; 3]; 3] = [
    [0.412_221_47, 0.536_332_5, 0.051_445_99],
    [0.211_903_5, 0.680_699_5, 0.107_396_96],
    [0.088_302_46, 0.281_718_84, 0.629_978_7],
];
const CONES_TO_LAB: [[f32; 3]; 3] = [
    [0.210_454_26, 0.793_617_8, -0.004_072_047],
    [1.977_998_5, -2.428_592_2, 0.450_593_7],
    [0.025_904_037, 0.782_771_77, -0.808_675_77],
];
const LAB_TO_CONES: [[f32; 3]; 3] =
    [[1.0, 0.396_337_78, 0.215_803_76], [1.0, -0.105_561_346, -0.063_854_17], [1.0, -0.089_484_18, -1.291_485_5]];
const CONES_TO_LIGHT: [[f32; 3]; 3] = [
    [4.076_741_7, -3.307_711_6, 0.230_969_94],
    [-1.268_438, 2.609_757_4, -0.341_319_38],
    [-0.004_196_086_3, -0.703_418_6, 1.707_614_7],
];

impl Tone {
    fn of(colour: Rgb) -> Self {
        let linear = |it: u8| maths::light(f32::from(it) / 255.0);
        let light = [linear(colour.r), linear(colour.g), linear(colour.b)];
        let cones = LIGHT_TO_CONES.map(|row| maths::cbrt(dot(row, light)));
        let [lightness, across, along] = CONES_TO_LAB.map(|row| dot(row, cones));
        Self {
            lightness,
            strength: maths::hypot(across, along),
            hue: maths::angle_of(along, across).to_degrees().rem_euclid(360.0),
        }
    }

    /// The nearest colour of sRGB: lightness and hue are kept, strength gives way.
    fn colour(self) -> Rgb {
        let steps = (0..=20_u8).map(|it| self.strength * (1.0 - f32::from(it) / 20.0));
        let [r, g, b] = { steps }
            .map(|strength| Self { strength, ..self }.linear())
            .find(|it| it.iter().all(|it| (-0.001..=1.001).contains(it)))
            .unwrap_or([maths::powi(self.lightness, 3); 3]);
        let byte = |it: f32| (maths::unlight(it.clamp(0.0, 1.0)) * 255.0).round() as u8;
        Rgb::new(byte(r), byte(g), byte(b))
    }

    /// The three lights of sRGB, each 0…1 where it can be shown.
    fn linear(self) -> [f32; 3] {
        let hue = self.hue.to_radians();
        let lab = [self.lightness, self.strength * maths::cos(hue), self.strength * maths::sin(hue)];
        let cones = LAB_TO_CONES.map(|row| maths::powi(dot(row, lab), 3));
        CONES_TO_LIGHT.map(|row| dot(row, cones))
    }
}

fn dot(row: [f32; 3], column: [f32; 3]) -> f32 {
    row.iter().zip(column).map(|(a, b)| a * b).sum()
}

/// Hues are gathered in so many sectors.
const SECTORS: usize = 36;
/// Weaker colours are paper and shadow, not colour.
const LEAST_STRENGTH: f32 = 0.045;
/// Of all that was seen, so much has a hue, else the covers are grey.
const LEAST_SHARE: f64 = 0.0025;
/// Two hues nearer than this are one, in degrees.
const APART: f32 = 50.0;
/// So many hues are offered.
const MOST_HUES: usize = 3;

/// How much of each hue was seen on covers.
#[derive(Clone, Debug, PartialEq)]
pub struct HuesSeen {
    weights: [f64; SECTORS],
    seen: f64,
}

impl Default for HuesSeen {
    fn default() -> Self {
        Self { weights: [0.0; SECTORS], seen: 0.0 }
    }
}

impl HuesSeen {
    /// Takes a cover in; every cover weighs the same, whatever its size.
    pub fn add(&mut self, cover: &Picture) {
        let (pixels, _) = cover.rgba.as_chunks::<4>();
        let step = (pixels.len() / 4096).max(1);
        let looked_at: Vec<Tone> =
            pixels.iter().step_by(step).map(|[r, g, b, _]| Tone::of(Rgb::new(*r, *g, *b))).collect();
        let share = 1.0 / looked_at.len().max(1) as f64;
        for it in looked_at.iter().filter(|it| it.strength >= LEAST_STRENGTH) {
            let sector = (it.hue / 360.0 * SECTORS as f32) as usize % SECTORS;
            // What is strong and neither black nor white is what the eye keeps.
            let weight = f64::from(it.strength) * f64::from(1.0 - (it.lightness - 0.55).abs());
            if let Some(sum) = self.weights.get_mut(sector) {
                *sum += weight * share;
            }
        }
        self.seen += 1.0;
    }

    /// The hues of the covers in degrees, the strongest first; none when they are grey.
    fn hues(&self) -> Vec<f32> {
        let at = |it: usize| self.weights.get(it % SECTORS).copied().unwrap_or_default();
        let smooth = |it: usize| at(it + SECTORS - 1) * 0.5 + at(it) + at(it + 1) * 0.5;
        let mut sectors: Vec<usize> = (0..SECTORS).filter(|it| smooth(*it) > self.seen * LEAST_SHARE).collect();
        sectors.sort_by(|a, b| smooth(*b).total_cmp(&smooth(*a)));
        let mut hues: Vec<f32> = Vec::new();
        for sector in sectors {
            let lean = (at(sector + 1) - at(sector + SECTORS - 1)) / (2.0 * smooth(sector)).max(f64::MIN_POSITIVE);
            let hue = (sector as f32 + 0.5 + lean as f32) * 360.0 / SECTORS as f32;
            let is_new = hues.iter().all(|it| distance(*it, hue) >= APART);
            if is_new && hues.len() < MOST_HUES {
                hues.push(hue.rem_euclid(360.0));
            }
        }
        hues
    }

    /// The theme in the colours of the covers, in each way there is: every hue of theirs calls once, on a ground as
    /// of paper where they have a warm one. Light stays light and dark stays dark; all can be read.
    pub fn themes(&self, theme: &Theme) -> Vec<Theme> {
        let mut calling = self.hues();
        let paper = calling.iter().copied().find(|it| is_warm(*it));
        // A colour of paper calls least of all.
        calling.sort_by_key(|it| is_warm(*it));
        calling.into_iter().map(|hue| coloured(theme, hue, paper.unwrap_or(hue))).collect()
    }
}

/// Whether a light tint of the hue looks like paper, in degrees of OKLab: orange to yellow.
fn is_warm(hue: f32) -> bool {
    (45.0..110.0).contains(&hue)
}

fn distance(a: f32, b: f32) -> f32 {
    let apart = (a - b).abs().rem_euclid(360.0);
    apart.min(360.0 - apart)
}

/// What stands between the id of a theme and its colours.
const MARK: &str = "-covers-";

/// The theme that one in the colours of covers was made of.
pub fn theme_before_covers(id: &ThemeId) -> ThemeId {
    ThemeId(id.0.split(MARK).next().unwrap_or_default().to_owned())
}

fn coloured(theme: &Theme, calls: f32, behind: f32) -> Theme {
    let is_dark = theme.background.luminance() < 0.2;
    // Yellow is a colour only while it is light; on a light ground it is let go as far as can be read.
    let (ground, ink, accent) = match (is_dark, is_warm(calls)) {
        (true, _) => (0.21, 0.95, 0.76),
        (false, true) => (0.965, 0.24, 0.6),
        (false, false) => (0.965, 0.24, 0.5),
    };
    let tint = match (is_dark, is_warm(behind)) {
        (true, _) => 0.03,
        (false, true) => 0.02,
        (false, false) => 0.008,
    };
    let tone = |lightness, strength, hue| Tone { lightness, strength, hue }.colour();
    let brand = Brand {
        accent: Some(tone(accent, 0.15, calls)),
        background: Some(tone(ground, tint, behind)),
        ink: Some(tone(ink, if is_dark { 0.012 } else { 0.045 }, behind)),
        ..Brand::default()
    };
    let mut made = brand.over(theme).into_owned();
    let colours = format!("{}{}", made.accent, made.background).replace('#', "");
    made.id = ThemeId(format!("{}{MARK}{colours}", theme.id.0));
    let (ru, en) = (&theme.name.ru, &theme.name.en);
    made.name = Localised { ru: format!("{ru}: цвета обложек"), en: format!("{en}: colours of covers") };
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_survives_the_way_to_tones_and_back() {
        for colour in [Rgb::new(0, 0, 0), Rgb::new(255, 255, 255), Rgb::new(200, 30, 40), Rgb::new(12, 90, 54)] {
            let back = Tone::of(colour).colour();
            let off = |a: u8, b: u8| a.abs_diff(b);
            assert!(
                off(back.r, colour.r).max(off(back.g, colour.g)).max(off(back.b, colour.b)) <= 1,
                "{colour} {back}"
            );
        }
    }

    fn cover(colours: &[Rgb]) -> Picture {
        let rgba: Vec<u8> = (0..400)
            .flat_map(|it| {
                let c = colours[it % colours.len()];
                [c.r, c.g, c.b, 255]
            })
            .collect();
        Picture { width: 20, height: 20, rgba }
    }

    #[test]
    fn the_accent_has_the_hue_of_the_covers_and_grey_ones_have_none() {
        let theme = ron::from_str::<Theme>(include_str!("../../assets/themes/swiss.ron")).unwrap();
        let (red, white) = (Rgb::new(190, 30, 40), Rgb::new(250, 250, 248));
        let mut seen = HuesSeen::default();
        seen.add(&cover(&[red, white, white]));
        seen.add(&cover(&[white, red]));
        let themes = seen.themes(&theme);
        assert_eq!(themes.len(), 1);
        assert!(distance(Tone::of(themes[0].accent).hue, Tone::of(red).hue) < 12.0, "{}", themes[0].accent);
        assert_eq!(theme_before_covers(&themes[0].id), theme.id);
        let mut grey = HuesSeen::default();
        grey.add(&cover(&[white, Rgb::new(20, 20, 20)]));
        assert_eq!(grey.themes(&theme), []);
    }
}
