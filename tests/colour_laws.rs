//! Laws of colours: every text of every slide can be read on what it stands on, however large it is.

mod common;

use common::laid_out_in;
use vitrina::compose::{Ground, Layout, Placed, PlacedKind, TextLook};
use vitrina::domain::{ACCENT_CONTRAST, Brand, Decoration, LEAST_CONTRAST, Rgb};
use vitrina::studio::Studio;

/// Letters larger than this, on a slide 1080 wide, are large ones.
const LARGE: f32 = 44.0;

/// What a text stands on: its own ground, else the panel under it, else all that the slide may have there.
fn grounds(layout: &Layout, index: usize, text: &Placed, look: &TextLook) -> Vec<Rgb> {
    if let Ground::Filled(colour, _) = look.ground {
        return vec![colour];
    }
    let at = text.placement.center;
    let under = layout.elements.iter().take(index).rev().filter(|it| it.placement.contains(at));
    let panel =
        { under }.find_map(|it| if let PlacedKind::Shape { colour, .. } = it.kind { Some(colour) } else { None });
    panel.map_or_else(|| layout.theme.grounds(), |it| vec![it])
}

/// Texts of a slide that cannot be read, with their contrast.
fn unreadable(layout: &Layout) -> Vec<(String, f32)> {
    let mut found = Vec::new();
    for (index, it) in layout.elements.iter().enumerate() {
        let PlacedKind::Text(look) = &it.kind else { continue };
        for on in grounds(layout, index, it, look) {
            // Figures that are pictures may stand on a circle that fills a corner.
            let is_corner = matches!(layout.theme.decoration, Decoration::Shapes(circle, ..) if circle == on);
            let is_large = look.block.size > LARGE;
            let least = if is_corner && is_large { ACCENT_CONTRAST } else { LEAST_CONTRAST };
            if look.colour.contrast(on) < least {
                found.push((look.text.clone(), look.colour.contrast(on)));
            }
        }
    }
    found
}

#[test]
fn texts_of_any_size_stand_out_from_their_ground_on_every_slide() {
    let studio = Studio::new().unwrap_or_else(|it| panic!("{it}"));
    let accents =
        [None, Some(Rgb::new(0xe4, 0x57, 0x2e)), Some(Rgb::new(0x8a, 0x8a, 0x8a)), Some(Rgb::new(255, 230, 0))];
    for template in &studio.library.templates {
        let n = template.books.1.min(5);
        let mut exhibition = common::exhibition(&vec![0.68; n], &template.id.0, 3);
        exhibition.front.library = "Городская библиотека".to_owned();
        exhibition.front.series = "Книги нашего края".to_owned();
        for accent in accents {
            exhibition.brand = Brand { accent, ..Brand::default() };
            for theme in 0..studio.library.themes.len() {
                let layout = laid_out_in(&studio, &exhibition, (theme, 0));
                let found = unreadable(&layout);
                assert!(found.is_empty(), "{} in {} of {accent:?}: {found:?}", template.id, layout.theme.id);
            }
        }
    }
}
