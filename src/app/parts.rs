//! Parts of the window: F6 takes the keyboard from one to the next, Shift+F6 back.

use egui::{Context, Id, Key, LayerId, Modifiers, Rect, Ui};

/// A part of the window, in the order the keyboard goes through them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// The bar at the top.
    Top,
    /// The screens.
    Rail,
    /// The slides of a post.
    Strip,
    /// What lies between the others.
    Middle,
    /// The panel at the right.
    Side,
    /// The bar at the foot.
    Foot,
}

impl Part {
    const ALL: [Self; 6] = [Self::Top, Self::Rail, Self::Strip, Self::Middle, Self::Side, Self::Foot];
}

/// Where a part was shown, and in which pass.
type Noted = Vec<(Part, Rect, u64)>;

fn noted() -> Id {
    Id::unique("parts of the window")
}

/// The area of `ui` is this part of the window.
pub(super) fn note(ui: &Ui, part: Part) {
    let (rect, pass) = (ui.max_rect(), ui.ctx().cumulative_pass_nr());
    ui.ctx().data_mut(|data| {
        let all: &mut Noted = data.get_temp_mut_or_default(noted());
        all.retain(|it| it.0 != part);
        all.push((part, rect, pass));
    });
}

/// Moves the keyboard to another part when F6 was pressed; whether it did.
pub(super) fn step(ctx: &Context) -> bool {
    let by = ctx.input_mut(|input| {
        let back = input.consume_key(Modifiers::SHIFT, Key::F6);
        let on = input.consume_key(Modifiers::NONE, Key::F6);
        if back { Part::ALL.len() - 1 } else { usize::from(on) }
    });
    if by == 0 {
        return false;
    }
    let places = places(ctx);
    let focused = ctx.memory(egui::Memory::focused);
    let here = places.iter().find(|it| Some(it.1) == focused).map(|it| it.0);
    let at = here.and_then(|here| Part::ALL.iter().position(|it| *it == here));
    // Nobody has it: the middle is nearest.
    let at = at.unwrap_or_else(|| Part::Middle as usize + Part::ALL.len() - by);
    let order = (1..=Part::ALL.len()).map(|it| Part::ALL.get((at + it * by) % Part::ALL.len()));
    let next = order.flatten().find_map(|part| places.iter().find(|it| it.0 == *part));
    if let Some((_, id)) = next {
        ctx.memory_mut(|it| it.request_focus(*id));
    }
    true
}

/// What can have the keyboard, from the first to the last, and the part it is in.
fn places(ctx: &Context) -> Vec<(Part, Id)> {
    let pass = ctx.cumulative_pass_nr();
    let all: Noted = ctx.data(|it| it.get_temp(noted())).unwrap_or_default();
    let part_of = |rect: Rect| {
        let found = all.iter().find(|it| it.2 + 1 >= pass && it.1.contains(rect.center()));
        found.map_or(Part::Middle, |it| it.0)
    };
    ctx.viewport(|it| {
        let widgets = it.prev_pass.widgets.get_layer(LayerId::background());
        let can = widgets.filter(|it| it.sense.is_focusable() && it.enabled && it.interact_rect.is_positive());
        can.map(|it| (part_of(it.interact_rect), it.id)).collect()
    })
}
