//! Answers of a poll: bars one under another, all of one size, whole wherever a slide has room for them.
//!
//! An answer cut off is no answer: covers beside it, its own size and the words above give way to it, in this order.

use super::layout::{PlacedKind, TextLook};
use super::parts::entry_text;
use super::stack::Stack;
use super::texts::Inks;
use crate::describe::book_answers;
use crate::domain::{
    Arrangement, Block, CanvasRect, CanvasSize, Ink, Insets, Panel, Placement, Role, TextBlockSpec, TextVoice,
};
use crate::typeset::VerticalAlign;

/// Size of an answer, beside a heading, and room above and below it.
const ANSWER: f32 = 0.72;
const ANSWER_PAD: f32 = 14.0;
/// Answers are set so much smaller for the longest to be whole; down to the share below of their size before covers give way.
const TO_BE_WHOLE: [f32; 6] = [0.92, 0.84, 0.76, 0.7, 0.65, 0.6];
const WELL_READ: f32 = 0.7;
/// Covers beside answers get these shares of their column.
const FOR_ANSWERS: [f32; 4] = [1.0, 0.8, 0.64, 0.52];
/// Height of an answer, at most; and what it may be to end where the covers beside it do.
const ANSWER_HEIGHT: f32 = 172.0;
const LEAST_ANSWER: f32 = 74.0;
const MOST_ANSWER: f32 = 340.0;
/// Distance between answers; what stands left of their words, which is their number, and right of them.
const GAP: f32 = 20.0;
const PAD: f32 = 30.0;
const NUMBER: f32 = 62.0;

/// How all answers of a poll are set.
#[derive(Clone, Copy)]
struct Bars {
    height: f32,
    scale: f32,
    is_whole: bool,
}

impl Stack<'_, '_> {
    /// What a poll lets readers choose from, with the role of each; as many as a slide takes.
    pub(super) fn answers(&self) -> Vec<(Role, String)> {
        let lang = self.scope.exhibition.front.language;
        let said: Vec<_> = self.scope.said_answers().map(|(role, it)| (role, it.to_owned())).collect();
        if said.is_empty() { book_answers(self.books().map(AsRef::as_ref), lang) } else { said }
    }

    /// Size of the covers beside answers: as large as leaves all answers whole and well read.
    pub(super) fn covers_beside(
        &mut self,
        answers: CanvasRect,
        (beside, kinds): (CanvasRect, &[Arrangement]),
    ) -> Option<CanvasSize> {
        let mut best: Option<(CanvasSize, Bars)> = None;
        for share in FOR_ANSWERS {
            let room = CanvasRect { width: beside.width * share, ..beside };
            let Some(covers) = self.covers_extent(kinds, room) else { break };
            let width = answers.width + beside.width - covers.width;
            let bars = self.bars(CanvasRect { width, ..answers }, Some(covers.height));
            let is_better = |it: &Bars| bars.is_whole && (!it.is_whole || bars.scale > it.scale);
            if best.as_ref().is_none_or(|it| is_better(&it.1)) {
                best = Some((covers, bars));
            }
            if bars.is_whole && bars.scale >= ANSWER * WELL_READ {
                break;
            }
        }
        best.map(|it| it.0)
    }

    /// Height and size of answers in a frame, together as high as what stands beside them where that cuts none.
    fn bars(&mut self, frame: CanvasRect, as_high: Option<f32>) -> Bars {
        let answers = self.answers();
        let n = answers.len().max(1) as f32;
        let share = |height: f32| (height - GAP * self.unit * (n - 1.0)) / n;
        let usual = share(frame.height).min(ANSWER_HEIGHT * self.unit);
        let most = share(frame.height).min(MOST_ANSWER * self.unit) + 0.5;
        let as_covers = as_high.map(share).filter(|it| (LEAST_ANSWER * self.unit..=most).contains(it));
        let width = frame.width - (2.0 * PAD + NUMBER) * self.unit;
        let as_covers = as_covers.map(|it| self.set_in(&answers, width, it)).filter(|it| it.is_whole);
        as_covers.unwrap_or_else(|| self.set_in(&answers, width, usual))
    }

    /// Answers in bars so wide and high: all of one size, the largest that cuts none.
    fn set_in(&mut self, answers: &[(Role, String)], width: f32, height: f32) -> Bars {
        let room = height - 2.0 * ANSWER_PAD * self.unit;
        let voice = self.scope.theme.voices.get(TextVoice::Heading).size.0;
        let mut set = |scale: f32| {
            let wished = voice * scale * self.unit * self.manner.scale;
            let sizes = answers.iter().filter_map(|(role, words)| {
                let spec = TextBlockSpec { scale, ..answer_text(*role, words) };
                self.text(&Block::Text(spec.clone()), &spec, width, room).map(|it| (it.0.block.size, it.0.block.is_cut))
            });
            let (size, is_whole) = sizes.fold((wished, true), |all, it| (all.0.min(it.0), all.1 && !it.1));
            Bars { height, scale: scale * (size / wished.max(1.0)).min(1.0), is_whole }
        };
        let usual = set(ANSWER);
        let smaller = TO_BE_WHOLE.into_iter().map(|it| ANSWER * it);
        if usual.is_whole { usual } else { { smaller }.map(set).find(|it| it.is_whole).unwrap_or(usual) }
    }

    /// Answers one under another, together as high as what stands beside them where they can be.
    pub(super) fn place_answers(&mut self, frame: CanvasRect, as_high: Option<f32>) {
        let outer = std::mem::replace(&mut self.inks, Inks::on(self.scope.theme, Panel::Sheet));
        let pad = PAD * self.unit;
        let indent = pad + NUMBER * self.unit;
        let Bars { height, scale, is_whole } = self.bars(frame, as_high);
        let height = height.max(self.unit);
        self.strain.is_cramped |= height < LEAST_ANSWER * self.unit || !is_whole;
        for (i, (role, words)) in self.answers().into_iter().enumerate() {
            let sheet = CanvasRect { y: frame.y + (height + GAP * self.unit) * i as f32, height, ..frame };
            let ground = PlacedKind::Shape { colour: self.inks.ground, radius: 14.0 * self.unit };
            let ornament = self.next_ornament();
            self.push(ornament, Placement::upright(sheet), ground);
            let number = entry_text(self.next_ornament(), (i + 1).to_string(), TextVoice::Heading, Ink::Accent, 1);
            let number = TextBlockSpec { scale, ..number };
            self.place_middle(&number, CanvasRect { x: sheet.x + pad, width: 60.0 * self.unit, ..sheet });
            let words = TextBlockSpec { scale, ..answer_text(role, &words) };
            self.place_middle(&words, CanvasRect { x: sheet.x + indent, width: sheet.width - indent - pad, ..sheet });
        }
        self.inks = outer;
    }

    /// A text in the middle of the height of a frame.
    fn place_middle(&mut self, spec: &TextBlockSpec, frame: CanvasRect) {
        let pad = ANSWER_PAD * self.unit;
        let inner = frame.shrink(Insets { top: pad, bottom: pad, ..Insets::default() });
        if let Some((look, _)) = self.text(&Block::Text(spec.clone()), spec, inner.width, inner.height) {
            // The eye takes small letters for the middle of a line, not the room under it.
            let inner = CanvasRect { y: inner.y + look.block.size * 0.08, ..inner };
            let look = TextLook { vertical: VerticalAlign::Middle, ..look };
            self.push(spec.role, Placement::upright(inner), PlacedKind::Text(Box::new(look)));
        }
    }
}

fn answer_text(role: Role, words: &str) -> TextBlockSpec {
    let spec = entry_text(role, words.replace('{', "{{"), TextVoice::Heading, Ink::Ink, 3);
    TextBlockSpec { scale: ANSWER, ..spec }
}
