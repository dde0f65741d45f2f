//! How the window looks: colours by role, typefaces, sizes. The only place with colours of the interface.

use egui::{
    Color32, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Shadow, Stroke, TextStyle, Theme, Vec2,
};

/// Colours by role.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tokens {
    pub(super) ground: Color32,
    pub(super) surface: Color32,
    pub(super) canvas: Color32,
    pub(super) line: Color32,
    pub(super) control: Color32,
    pub(super) text: Color32,
    pub(super) quiet: Color32,
    pub(super) accent: Color32,
    pub(super) on_accent: Color32,
    pub(super) tint: Color32,
    pub(super) selection: Color32,
    pub(super) guide: Color32,
    pub(super) neutral: (Color32, Color32),
    pub(super) good: (Color32, Color32),
    pub(super) warn: (Color32, Color32),
    pub(super) error: (Color32, Color32),
}

const fn rgb(value: u32) -> Color32 {
    let [_, r, g, b] = value.to_be_bytes();
    Color32::from_rgb(r, g, b)
}

const LIGHT: Tokens = Tokens {
    ground: rgb(0x00f6_f4f0),
    surface: rgb(0x00ff_ffff),
    canvas: rgb(0x00e6_e2da),
    line: rgb(0x00e4_e0d8),
    control: rgb(0x00d8_d3c9),
    text: rgb(0x001e_2430),
    quiet: rgb(0x006f_6a62),
    accent: rgb(0x00b5_431f),
    on_accent: rgb(0x00ff_ffff),
    tint: rgb(0x00f7_e6e0),
    selection: rgb(0x0016_73e6),
    guide: rgb(0x00ff_3d8b),
    neutral: (rgb(0x00ee_ebe4), rgb(0x0054_5048)),
    good: (rgb(0x00e2_f1e6), rgb(0x001e_6b3a)),
    warn: (rgb(0x00fc_efd2), rgb(0x008a_5a00)),
    error: (rgb(0x00fb_e1dc), rgb(0x00a1_2a12)),
};

const DARK: Tokens = Tokens {
    ground: rgb(0x001a_1c20),
    surface: rgb(0x0024_272c),
    canvas: rgb(0x0012_1417),
    line: rgb(0x0034_383f),
    control: rgb(0x0046_4b54),
    text: rgb(0x00ec_eae6),
    quiet: rgb(0x00a5_a19a),
    accent: rgb(0x00f0_8a63),
    on_accent: rgb(0x0022_120b),
    tint: rgb(0x0045_2c23),
    selection: rgb(0x004c_9bff),
    guide: rgb(0x00ff_6ba6),
    neutral: (rgb(0x0034_383f), rgb(0x00d0_cbc2)),
    good: (rgb(0x001d_3b29), rgb(0x008f_d9a8)),
    warn: (rgb(0x0042_3413), rgb(0x00f2_c969)),
    error: (rgb(0x004a_2019), rgb(0x00ff_a594)),
};

/// For eyes that need it: black and white, frames that can be seen, 7:1 everywhere (WCAG 2.2, 1.4.6).
const LIGHT_CONTRAST: Tokens = Tokens {
    ground: rgb(0x00ff_ffff),
    surface: rgb(0x00ff_ffff),
    canvas: rgb(0x00d6_d6d6),
    line: rgb(0x0050_5050),
    control: rgb(0x0000_0000),
    text: rgb(0x0000_0000),
    quiet: rgb(0x0030_3030),
    accent: rgb(0x0086_2000),
    on_accent: rgb(0x00ff_ffff),
    tint: rgb(0x00ff_e3d6),
    selection: rgb(0x0000_3fb8),
    guide: rgb(0x00b0_0057),
    neutral: (rgb(0x00e6_e6e6), rgb(0x0000_0000)),
    good: (rgb(0x00d8_f5df), rgb(0x0000_3d18)),
    warn: (rgb(0x00ff_ecb0), rgb(0x0045_2b00)),
    error: (rgb(0x00ff_ddd6), rgb(0x0070_1000)),
};

const DARK_CONTRAST: Tokens = Tokens {
    ground: rgb(0x0000_0000),
    surface: rgb(0x0000_0000),
    canvas: rgb(0x0020_2020),
    line: rgb(0x00a8_a8a8),
    control: rgb(0x00ff_ffff),
    text: rgb(0x00ff_ffff),
    quiet: rgb(0x00d8_d8d8),
    accent: rgb(0x00ff_b494),
    on_accent: rgb(0x0000_0000),
    tint: rgb(0x0050_2410),
    selection: rgb(0x008c_c0ff),
    guide: rgb(0x00ff_9cc8),
    neutral: (rgb(0x002c_2c2c), rgb(0x00ff_ffff)),
    good: (rgb(0x0000_3a18), rgb(0x00b8_ffd0)),
    warn: (rgb(0x0048_3400), rgb(0x00ff_e28c)),
    error: (rgb(0x0058_1408), rgb(0x00ff_ccc0)),
};

/// Frames of windows are this wide, in points: usually, and where contrast is wanted, which is told by it.
const FRAMES: [f32; 2] = [1.0, 2.0];

/// The colours now in use.
pub(super) fn tokens(ui: &egui::Ui) -> &'static Tokens {
    tokens_by(ui.visuals())
}

/// The same where there is no place to draw in yet.
pub(super) fn tokens_of(ctx: &egui::Context) -> &'static Tokens {
    tokens_by(&ctx.global_style().visuals)
}

fn tokens_by(visuals: &egui::Visuals) -> &'static Tokens {
    match (visuals.dark_mode, visuals.window_stroke.width > FRAMES[0]) {
        (false, false) => &LIGHT,
        (true, false) => &DARK,
        (false, true) => &LIGHT_CONTRAST,
        (true, true) => &DARK_CONTRAST,
    }
}

/// What a person chose for the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Skin {
    pub(super) dark: bool,
    pub(super) contrast: bool,
    /// Size of everything, in percent of the usual.
    pub(super) percent: u16,
}

/// Sizes to choose from, in percent.
const SIZES: [u16; 9] = [80, 90, 100, 110, 125, 140, 160, 180, 200];

impl Skin {
    /// The next size up or down; the largest and the smallest stay.
    pub(super) fn sized(self, up: bool) -> Self {
        let next = if up {
            SIZES.into_iter().find(|it| *it > self.percent)
        } else {
            SIZES.into_iter().rev().find(|it| *it < self.percent)
        };
        Self { percent: next.unwrap_or(self.percent), ..self }
    }
}

/// Dresses the window.
pub(super) fn wear(ctx: &egui::Context, skin: Skin) {
    let [light, dark] = if skin.contrast { [&LIGHT_CONTRAST, &DARK_CONTRAST] } else { [&LIGHT, &DARK] };
    let frame = FRAMES.into_iter().nth(usize::from(skin.contrast)).unwrap_or(1.0);
    for (theme, tokens) in [(Theme::Light, light), (Theme::Dark, dark)] {
        ctx.style_mut_of(theme, |style| restyle(style, tokens, frame));
    }
    ctx.set_theme(if skin.dark { Theme::Dark } else { Theme::Light });
    ctx.set_zoom_factor(f32::from(skin.percent.clamp(50, 300)) / 100.0);
}

const SEMIBOLD: &str = "semibold";
const DISPLAY: &str = "display";

/// The face of headings and of what is selected.
pub(super) fn semibold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(SEMIBOLD.into()))
}

/// The face of the name and of screen titles.
pub(super) fn display(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(DISPLAY.into()))
}

/// Typefaces, once at the start.
pub(super) fn install(ctx: &egui::Context) {
    let mut fonts = FontDefinitions::default();
    let faces: [(&str, &[u8]); 4] = [
        ("golos", include_bytes!("../../assets/fonts/GolosText_400Regular.ttf")),
        ("golos-semibold", include_bytes!("../../assets/fonts/GolosText_600SemiBold.ttf")),
        ("unbounded", include_bytes!("../../assets/fonts/Unbounded_700Bold.ttf")),
        ("plex-mono", include_bytes!("../../assets/fonts/IBMPlexMono_500Medium.ttf")),
    ];
    for (name, bytes) in faces {
        fonts.font_data.insert(name.to_owned(), FontData::from_static(bytes).into());
    }
    let fallback = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let with = |name: &str| std::iter::once(name.to_owned()).chain(fallback.clone()).collect::<Vec<_>>();
    fonts.families.insert(FontFamily::Proportional, with("golos"));
    fonts.families.insert(FontFamily::Name(SEMIBOLD.into()), with("golos-semibold"));
    fonts.families.insert(FontFamily::Name(DISPLAY.into()), with("unbounded"));
    fonts.families.entry(FontFamily::Monospace).or_default().insert(0, "plex-mono".to_owned());
    ctx.set_fonts(fonts);
    let mut icons = egui_material_icons::font_insert();
    for family in [SEMIBOLD, DISPLAY] {
        icons.families.push(egui::epaint::text::InsertFontFamily {
            family: FontFamily::Name(family.into()),
            priority: egui::epaint::text::FontPriority::Lowest,
        });
    }
    ctx.add_font(icons);
    // The keys of that are the canvas's.
    ctx.options_mut(|it| it.zoom_with_keyboard = false);
}

fn restyle(style: &mut egui::Style, tokens: &Tokens, frame: f32) {
    style.text_styles.insert(TextStyle::Body, FontId::proportional(14.0));
    style.text_styles.insert(TextStyle::Button, FontId::proportional(14.0));
    style.text_styles.insert(TextStyle::Small, FontId::proportional(12.5));
    style.text_styles.insert(TextStyle::Heading, semibold(20.0));
    style.text_styles.insert(TextStyle::Monospace, FontId::monospace(12.5));
    let spacing = &mut style.spacing;
    spacing.item_spacing = Vec2::new(8.0, 8.0);
    spacing.button_padding = Vec2::new(12.0, 7.0);
    spacing.interact_size = Vec2::new(32.0, 32.0);
    spacing.menu_margin = egui::Margin::same(6);
    spacing.scroll = egui::style::ScrollStyle::floating();
    let visuals = &mut style.visuals;
    visuals.override_text_color = Some(tokens.text);
    visuals.weak_text_color = Some(tokens.quiet);
    visuals.panel_fill = tokens.surface;
    visuals.window_fill = tokens.surface;
    visuals.window_stroke = Stroke::new(frame, tokens.line);
    visuals.window_corner_radius = CornerRadius::same(12);
    visuals.menu_corner_radius = CornerRadius::same(10);
    visuals.window_shadow = Shadow { offset: [0, 10], blur: 36, spread: 0, color: Color32::from_black_alpha(48) };
    visuals.popup_shadow = Shadow { offset: [0, 4], blur: 16, spread: 0, color: Color32::from_black_alpha(36) };
    visuals.extreme_bg_color = tokens.surface;
    visuals.text_edit_bg_color = Some(tokens.surface);
    visuals.faint_bg_color = tokens.ground;
    visuals.hyperlink_color = tokens.selection;
    visuals.selection.bg_fill = tokens.tint;
    visuals.selection.stroke = Stroke::new(2.0, tokens.accent);
    visuals.error_fg_color = tokens.error.1;
    visuals.warn_fg_color = tokens.warn.1;
    restyle_widgets(&mut visuals.widgets, tokens);
}

fn restyle_widgets(widgets: &mut egui::style::Widgets, tokens: &Tokens) {
    let states = [
        (&mut widgets.noninteractive, tokens.surface, tokens.line),
        (&mut widgets.inactive, tokens.surface, tokens.control),
        (&mut widgets.hovered, tokens.ground, tokens.quiet),
        (&mut widgets.active, tokens.tint, tokens.accent),
        (&mut widgets.open, tokens.ground, tokens.control),
    ];
    for (state, fill, stroke) in states {
        state.bg_fill = fill;
        state.weak_bg_fill = fill;
        state.bg_stroke = Stroke::new(1.0, stroke);
        state.fg_stroke = Stroke::new(1.2, tokens.text);
        state.corner_radius = CornerRadius::same(7);
        state.expansion = 0.0;
    }
    // Rails of sliders and empty boxes must be seen on a white ground.
    widgets.inactive.bg_fill = tokens.neutral.0;
}

/// A colour of a theme, to show what it looks like.
pub(super) fn shade(colour: crate::domain::Rgb) -> Color32 {
    Color32::from_rgb(colour.r, colour.g, colour.b)
}

/// The colour VK is known by.
pub(super) fn vk_blue() -> Color32 {
    rgb(0x0026_88eb)
}

/// A colour Instagram is known by.
pub(super) fn instagram_pink() -> Color32 {
    rgb(0x00c1_3584)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Rgb;

    fn contrast(a: Color32, b: Color32) -> f32 {
        let rgb = |it: Color32| Rgb::new(it.r(), it.g(), it.b());
        rgb(a).contrast(rgb(b))
    }

    #[test]
    fn words_of_the_window_can_be_read() {
        let all = [(&LIGHT, 4.5), (&DARK, 4.5), (&LIGHT_CONTRAST, 7.0), (&DARK_CONTRAST, 7.0)];
        for (tokens, least) in all {
            let chips = [tokens.neutral, tokens.good, tokens.warn, tokens.error];
            let pairs = [
                (tokens.surface, tokens.text),
                (tokens.ground, tokens.text),
                (tokens.surface, tokens.quiet),
                (tokens.ground, tokens.quiet),
                (tokens.surface, tokens.accent),
                (tokens.accent, tokens.on_accent),
                (tokens.tint, tokens.text),
            ];
            for (ground, ink) in pairs.into_iter().chain(chips) {
                assert!(contrast(ground, ink) >= least, "{ground:?} {ink:?} {}", contrast(ground, ink));
            }
        }
    }

    #[test]
    fn sizes_go_up_and_down_and_end() {
        let usual = Skin { dark: false, contrast: false, percent: 100 };
        assert_eq!(usual.sized(true).percent, 110);
        assert_eq!(usual.sized(true).sized(false), usual);
        let largest = (0..20).fold(usual, |it, _| it.sized(true));
        assert_eq!((largest.percent, (0..20).fold(usual, |it, _| it.sized(false)).percent), (200, 80));
    }
}
