//! What makes a template or a theme unfit to be used, however well it can be read as a file.
//!
//! What passes can be composed in any format with any books: numbers are finite and of a size a slide can have,
//! text can be read on what it stands on.

use super::contrast::Unreadable;
use super::looks::{Theme, Voice};
use super::template::{Block, Template, TextBlockSpec};
use super::{Lang, Rgb};

/// Type is at most this large, in canvas units.
const LARGEST_TYPE: f32 = 600.0;
/// Blocks and spaces are at most this large, in canvas units.
const LARGEST: f32 = 5000.0;
/// Blocks of a template at most, all variants together.
const MOST_BLOCKS: usize = 600;
/// Columns and grounds within one another at most: each more doubles the work of laying them out.
const DEEPEST: usize = 5;
/// Books on one slide at most.
const MOST_BOOKS: usize = 60;

/// One thing to mend.
#[derive(Clone, Debug, PartialEq)]
pub struct LookFault {
    /// Words of the file where it is: the name of a field, the role of a text.
    pub place: String,
    /// What is wrong.
    pub kind: LookFaultKind,
}

/// What can be wrong.
#[derive(Clone, Debug, PartialEq)]
pub enum LookFaultKind {
    /// The id or the name is empty.
    Nameless,
    /// Two colours cannot be told apart.
    Unreadable {
        /// The colour.
        colour: Rgb,
        /// What it stands on.
        ground: Rgb,
        /// The contrast it is to have.
        least: f32,
    },
    /// A number is not finite or out of bounds.
    Number {
        /// Smallest that is taken.
        from: f32,
        /// Largest that is taken.
        to: f32,
    },
    /// The largest size is smaller than the smallest.
    Sizes,
    /// The least number of books is above the most.
    Books,
    /// There is nothing on it, or too much.
    Blocks,
    /// Columns and grounds too deep within one another.
    Depth,
    /// A number of lines that is nothing.
    Lines,
    /// A collage without an arrangement.
    NoArrangement,
}

impl LookFault {
    fn new(place: impl Into<String>, kind: LookFaultKind) -> Self {
        Self { place: place.into(), kind }
    }

    /// What is wrong and what would be right.
    pub fn text(&self, lang: Lang) -> String {
        let (ru, en) = match &self.kind {
            LookFaultKind::Nameless => ("пусто, а нужно имя".to_owned(), "empty, a name is needed".to_owned()),
            LookFaultKind::Unreadable { colour, ground, least } => {
                let is = colour.contrast(*ground);
                (
                    format!("{colour} не читается на {ground}: контраст {is:.1}, нужно {least:.1}").replace('.', ","),
                    format!("{colour} cannot be read on {ground}: contrast {is:.1}, {least:.1} is needed"),
                )
            }
            LookFaultKind::Number { from, to } => (
                format!("число должно быть от {from} до {to}").replace('.', ","),
                format!("the number must be from {from} to {to}"),
            ),
            LookFaultKind::Sizes => {
                ("наибольший кегль меньше наименьшего".to_owned(), "the largest size is below the smallest".to_owned())
            }
            LookFaultKind::Books => (
                format!("книг бывает от 0 до {MOST_BOOKS}, сначала меньшее число"),
                format!("books are from 0 to {MOST_BOOKS}, the smaller number first"),
            ),
            LookFaultKind::Blocks => (
                format!("блоков должно быть от 1 до {MOST_BLOCKS}"),
                format!("there must be from 1 to {MOST_BLOCKS} blocks"),
            ),
            LookFaultKind::Depth => (
                format!("блоки вложены глубже {DEEPEST} раз"),
                format!("blocks within one another more than {DEEPEST} times"),
            ),
            LookFaultKind::Lines => ("строк должно быть от 1 до 200".to_owned(), "from 1 to 200 lines".to_owned()),
            LookFaultKind::NoArrangement => (
                "нужна хотя бы одна расстановка обложек".to_owned(),
                "at least one arrangement of covers is needed".to_owned(),
            ),
        };
        format!("{}: {}", self.place, lang.pick(ru, en))
    }
}

fn number(place: &str, value: f32, from: f32, to: f32) -> Option<LookFault> {
    let is_fit = value.is_finite() && (from..=to).contains(&value);
    (!is_fit).then(|| LookFault::new(place, LookFaultKind::Number { from, to }))
}

fn nameless(place: &str, text: &str) -> Option<LookFault> {
    text.trim().is_empty().then(|| LookFault::new(place, LookFaultKind::Nameless))
}

impl Theme {
    /// What is to be mended before it can be used.
    pub fn faults(&self) -> Vec<LookFault> {
        let mut found: Vec<LookFault> = Vec::new();
        found.extend(nameless("id", &self.id.0));
        found.extend(nameless("name", &self.name.ru));
        let mut told: Vec<Unreadable> = self.unreadable();
        // A colour is told of once, with what it is hardest to tell from.
        told.sort_by(|a, b| a.field.cmp(b.field).then(a.kept().total_cmp(&b.kept())));
        told.dedup_by_key(|it| it.field);
        found.extend(told.into_iter().map(|it| {
            let kind = LookFaultKind::Unreadable { colour: it.colour, ground: it.ground, least: it.least };
            LookFault::new(it.field, kind)
        }));
        let it = &self.voices;
        let voices = [
            ("display", &it.display),
            ("heading", &it.heading),
            ("lead", &it.lead),
            ("reading", &it.reading),
            ("quotation", &it.quotation),
            ("small", &it.small),
            ("label", &it.label),
        ];
        found.extend(voices.into_iter().flat_map(|(name, voice)| voice_faults(name, voice)));
        found
    }
}

fn voice_faults(name: &str, voice: &Voice) -> Vec<LookFault> {
    let (largest, smallest) = voice.size;
    let mut found: Vec<LookFault> = [
        number(name, largest, 8.0, LARGEST_TYPE),
        number(name, smallest, 8.0, LARGEST_TYPE),
        number(name, voice.leading, 0.7, 3.0),
        number(name, voice.tracking, -0.2, 1.0),
    ]
    .into_iter()
    .flatten()
    .collect();
    if found.is_empty() && largest < smallest {
        found.push(LookFault::new(name, LookFaultKind::Sizes));
    }
    found
}

impl Template {
    /// What is to be mended before it can be used.
    pub fn faults(&self) -> Vec<LookFault> {
        let mut found: Vec<LookFault> = Vec::new();
        found.extend(nameless("id", &self.id.0));
        found.extend(nameless("name", &self.name.ru));
        if self.books.0 > self.books.1 || self.books.1 > MOST_BOOKS {
            found.push(LookFault::new("books", LookFaultKind::Books));
        }
        let variants: Vec<(&str, &Vec<(f32, Block)>)> = [("tall", &self.tall)]
            .into_iter()
            .chain(self.wide.iter().map(|it| ("wide", it)))
            .chain(self.square.iter().map(|it| ("square", it)))
            .chain(self.beside.iter().map(|it| ("beside", it)))
            .chain(self.also.iter().map(|it| ("also", it)))
            .collect();
        let mut n_blocks = 0;
        for (name, blocks) in variants {
            if blocks.is_empty() {
                found.push(LookFault::new(name, LookFaultKind::Blocks));
            }
            look_over((name, 0), blocks, &mut n_blocks, &mut found);
        }
        if n_blocks > MOST_BLOCKS {
            found.push(LookFault::new("tall", LookFaultKind::Blocks));
        }
        if self.preset.as_ref().is_some_and(|it| !it.is_sound()) {
            found.push(LookFault::new("preset", LookFaultKind::Number { from: -LARGEST, to: LARGEST }));
        }
        found
    }
}

fn look_over((place, depth): (&str, usize), blocks: &[(f32, Block)], n_blocks: &mut usize, found: &mut Vec<LookFault>) {
    if depth > DEEPEST {
        found.push(LookFault::new(place, LookFaultKind::Depth));
        return;
    }
    let inside = (place, depth + 1);
    for (space, block) in blocks {
        *n_blocks += 1;
        found.extend(number(place, *space, 0.0, LARGEST));
        match block {
            Block::Text(it) | Block::Tag(it) | Block::Badge(it) | Block::Stamp(it) => found.extend(text_faults(it)),
            Block::Logo(side) | Block::Code(_, side) => found.extend(number(place, *side, 8.0, LARGEST)),
            Block::Collage(ways) if ways.is_empty() => {
                found.push(LookFault::new("Collage", LookFaultKind::NoArrangement));
            }
            Block::Band(_, inner) | Block::Sheet(_, inner) => look_over(inside, inner, n_blocks, found),
            Block::Columns { gap, share, cells } => {
                found.extend(number("gap", *gap, 0.0, LARGEST));
                found.extend(share.and_then(|it| number("share", it, 0.01, 1.0)));
                for (width, inner) in cells {
                    if let super::template::CellWidth::Share(it) = width {
                        found.extend(number("Share", *it, 0.01, 100.0));
                    }
                    look_over(inside, inner, n_blocks, found);
                }
            }
            Block::Rule
            | Block::Dash
            | Block::Fill
            | Block::Cover
            | Block::Collage(_)
            | Block::List
            | Block::Index
            | Block::Answers
            | Block::Portrait => {}
        }
    }
}

fn text_faults(spec: &TextBlockSpec) -> Vec<LookFault> {
    let place = format!("{:?}", spec.role);
    let mut found: Vec<LookFault> = number(&place, spec.scale, 0.1, 10.0).into_iter().collect();
    if !(1..=200).contains(&spec.lines) {
        found.push(LookFault::new(place, LookFaultKind::Lines));
    }
    found
}
