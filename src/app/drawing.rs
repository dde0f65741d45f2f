//! Pictures for the window: asked for by screens, drawn by worker threads, kept as textures.
//!
//! A screen gets what there is at once, the newest picture or an older one of the same thing, and a better
//! one in a later frame. The last thing asked for is drawn first; what nobody looks at is forgotten.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, mpsc};

use egui::{ColorImage, TextureHandle, TextureOptions};

use crate::compose::Layout;
use crate::domain::{
    Exhibition, FormatId, MediaName, Picture, PixelScale, Post, PostId, Retouch, Scan, Slide, SlideId,
};
use crate::tasks::{Media, Studio, Subject, cover_thumbnail, scan_preview};
use crate::typeset::Typesetter;

/// Pictures kept when nobody looks at them.
const KEPT: usize = 260;
/// Width of most slides, in canvas units. A sheet of paper has several times as many; its thumbnail does not.
const USUAL_WIDTH: f32 = 1080.0;

/// What a picture of a slide is for; each purpose keeps its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Purpose {
    /// Boards and strips.
    Thumbnail,
    /// The canvas.
    Full,
    /// The preview.
    Preview,
    /// What a choice in a dialog looks like.
    Sample,
}

/// What is drawn.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Slide(SlideId, FormatId, Purpose),
    File(PathBuf),
    /// A picture of a media folder.
    Scan(PathBuf, MediaName),
    /// The first slide of an exhibition file.
    Exhibition(PathBuf),
}

#[derive(Clone, Debug)]
enum Order {
    Slide { exhibition: Arc<Exhibition>, post: PostId, media: PathBuf, scale: f32 },
    File,
    Scan(Retouch),
    Exhibition,
}

struct Drawn {
    key: Key,
    order: Order,
    image: Option<ColorImage>,
    layout: Option<Layout>,
    about: Option<(String, usize, usize)>,
}

/// A picture at hand.
pub(super) struct Shown {
    /// The picture; `None` when it cannot be drawn.
    pub(super) texture: Option<TextureHandle>,
    /// Where everything on the slide is.
    pub(super) layout: Option<Arc<Layout>>,
    /// Title, posts and books of an exhibition file.
    pub(super) about: Option<(String, usize, usize)>,
    order: Order,
    used: u64,
}

#[derive(Default)]
struct Queue {
    orders: Vec<(Key, Order)>,
    is_closed: bool,
}

struct Shared {
    queue: Mutex<Queue>,
    wake: Condvar,
}

/// The pictures of the window.
pub(super) struct Drawings {
    shared: Arc<Shared>,
    drawn: mpsc::Receiver<Drawn>,
    shown: BTreeMap<Key, Shown>,
    pending: BTreeSet<Key>,
    frame: u64,
    /// Whether the variant on the canvas that came last looks as the one before.
    same: bool,
}

impl std::fmt::Debug for Drawings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Drawings({} shown, {} pending)", self.shown.len(), self.pending.len())
    }
}

impl Drop for Drawings {
    fn drop(&mut self) {
        lock(&self.shared.queue).is_closed = true;
        self.shared.wake.notify_all();
    }
}

fn lock(queue: &Mutex<Queue>) -> MutexGuard<'_, Queue> {
    queue.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Drawings {
    /// Starts the threads.
    pub(super) fn new(studio: &Arc<Studio>, ctx: &egui::Context) -> Self {
        let shared = Arc::new(Shared { queue: Mutex::default(), wake: Condvar::new() });
        let (sender, drawn) = mpsc::channel();
        let n_threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get).clamp(1, 4);
        for _ in 0..n_threads {
            let (shared, sender, studio, ctx) = (shared.clone(), sender.clone(), studio.clone(), ctx.clone());
            std::thread::spawn(move || work(&shared, &sender, &studio, &ctx));
        }
        Self { shared, drawn, shown: BTreeMap::new(), pending: BTreeSet::new(), frame: 0, same: false }
    }

    /// Takes what the threads have drawn; once a frame.
    pub(super) fn collect(&mut self, ctx: &egui::Context) {
        self.frame += 1;
        while let Ok(it) = self.drawn.try_recv() {
            self.keep(ctx, it);
        }
        if self.shown.len() > KEPT {
            let oldest = self.frame.saturating_sub(120);
            self.shown.retain(|_, it| it.used >= oldest);
        }
    }

    fn keep(&mut self, ctx: &egui::Context, drawn: Drawn) {
        let Drawn { key, order, image, layout, about } = drawn;
        self.pending.remove(&key);
        if let (Key::Slide(id, _, Purpose::Full), Some(before)) = (&key, self.shown.get(&key)) {
            let is_other = seed(&before.order, *id) != seed(&order, *id);
            let is_same = before.layout.as_deref() == layout.as_ref();
            self.same = is_other && is_same;
        }
        let texture = image.map(|it| ctx.load_texture(format!("{key:?}"), it, TextureOptions::LINEAR));
        let shown = Shown { texture, layout: layout.map(Arc::new), about, order, used: self.frame };
        self.shown.insert(key, shown);
    }

    /// Whether a slide looks the same in its next variant; told once.
    pub(super) fn take_same(&mut self) -> bool {
        std::mem::take(&mut self.same)
    }

    /// Waits until everything asked for is drawn; for tests and pictures of the window.
    #[cfg(test)]
    pub(super) fn finish(&mut self, ctx: &egui::Context) {
        while !self.pending.is_empty()
            && let Ok(it) = self.drawn.recv()
        {
            self.keep(ctx, it);
        }
    }

    /// A slide at a scale, in pixels per canvas unit; small pictures as if the slide were 1080 units wide.
    pub(super) fn slide(
        &mut self,
        exhibition: &Arc<Exhibition>,
        (post, slide): (&Post, &Slide),
        format: &FormatId,
        (purpose, scale): (Purpose, f32),
        media: &Media,
    ) -> Option<&Shown> {
        let key = Key::Slide(slide.id, format.clone(), purpose);
        let folder = media.folder().to_owned();
        let order = Order::Slide { exhibition: exhibition.clone(), post: post.id, media: folder, scale };
        let is_current = self.shown.get_mut(&key).is_some_and(|it| is_current(it, exhibition, post, slide, scale));
        if !is_current {
            self.ask(key.clone(), order);
        }
        self.used(&key)
    }

    /// Where everything on the slide of the canvas is, as it was drawn last.
    pub(super) fn layout(&self, slide: SlideId, format: &FormatId) -> Option<Arc<Layout>> {
        self.shown.get(&Key::Slide(slide, format.clone(), Purpose::Full))?.layout.clone()
    }

    /// A small picture of a picture file.
    pub(super) fn file(&mut self, path: &std::path::Path) -> Option<&Shown> {
        let key = Key::File(path.to_owned());
        if !self.shown.contains_key(&key) {
            self.ask(key.clone(), Order::File);
        }
        self.used(&key)
    }

    /// A picture of a media folder as a person wants it.
    pub(super) fn scan(&mut self, media: &Media, scan: &Scan) -> Option<&Shown> {
        let key = Key::Scan(media.folder().to_owned(), scan.file.clone());
        let is_current = |it: &Shown| matches!(it.order, Order::Scan(retouch) if retouch == scan.retouch);
        if !self.shown.get(&key).is_some_and(is_current) {
            self.ask(key.clone(), Order::Scan(scan.retouch));
        }
        self.used(&key)
    }

    /// The first slide of an exhibition file.
    pub(super) fn exhibition(&mut self, path: &std::path::Path) -> Option<&Shown> {
        let key = Key::Exhibition(path.to_owned());
        if !self.shown.contains_key(&key) {
            self.ask(key.clone(), Order::Exhibition);
        }
        self.used(&key)
    }

    /// Pictures of exhibition files are drawn again when they are looked at next.
    pub(super) fn forget_exhibitions(&mut self) {
        self.shown.retain(|key, _| !matches!(key, Key::Exhibition(_)));
    }

    fn used(&mut self, key: &Key) -> Option<&Shown> {
        let frame = self.frame;
        let shown = self.shown.get_mut(key)?;
        shown.used = frame;
        Some(shown)
    }

    fn ask(&mut self, key: Key, order: Order) {
        let mut queue = lock(&self.shared.queue);
        if let Some(waiting) = queue.orders.iter_mut().find(|it| it.0 == key) {
            waiting.1 = order;
            return;
        }
        // What is being drawn right now is looked at again when it is done.
        if self.pending.insert(key.clone()) {
            queue.orders.push((key, order));
            self.shared.wake.notify_one();
        }
    }
}

fn seed(order: &Order, slide: SlideId) -> Option<u64> {
    let Order::Slide { exhibition, .. } = order else { return None };
    exhibition.slide(slide).map(|it| it.1.seed)
}

/// Does the picture show the slide as it is now? If so it is noted, so that the next look is quick.
fn is_current(shown: &mut Shown, exhibition: &Arc<Exhibition>, post: &Post, slide: &Slide, scale: f32) -> bool {
    let Order::Slide { exhibition: old, post: old_post, scale: old_scale, .. } = &shown.order else { return false };
    if (old_scale - scale).abs() > 1e-3 || *old_post != post.id {
        return false;
    }
    if !Arc::ptr_eq(old, exhibition) {
        if !looks_the_same(old, exhibition, post, slide) {
            return false;
        }
        if let Order::Slide { exhibition: old, .. } = &mut shown.order {
            *old = exhibition.clone();
        }
    }
    true
}

fn looks_the_same(old: &Exhibition, new: &Exhibition, post: &Post, slide: &Slide) -> bool {
    let Some(old_post) = old.post(post.id) else { return false };
    let place = |post: &Post| post.slides.iter().position(|it| it.id == slide.id);
    let same_text = old_post.title == post.title && old_post.lead == post.lead && old_post.kind == post.kind;
    let same_theme = old.theme_of(old_post) == new.theme_of(post);
    let same_look = same_theme && old.front == new.front && old.brand == new.brand && old.looks.is_same(&new.looks);
    let same_books = old_post.exhibits == post.exhibits && old_post.slides.len() == post.slides.len();
    let same_place = place(old_post) == place(post) && old_post.date == post.date;
    let same_slide = old_post.slides.iter().any(|it| it.id == slide.id && **it == *slide);
    let same_exhibit = |id: crate::domain::ExhibitId| match (old.exhibit(id), new.exhibit(id)) {
        (Some(a), Some(b)) => Arc::ptr_eq(a, b),
        _ => false,
    };
    let same_sections = old_post.section == post.section && old.sections == new.sections;
    same_text
        && same_look
        && same_books
        && same_sections
        && same_place
        && same_slide
        // An age mark is that of all the post's books.
        && post.exhibits.iter().copied().chain(slide.shown()).all(same_exhibit)
}

fn work(shared: &Shared, sender: &mpsc::Sender<Drawn>, studio: &Studio, ctx: &egui::Context) {
    let mut typesetter = Typesetter::new();
    loop {
        let mut queue = lock(&shared.queue);
        let (key, order) = loop {
            if queue.is_closed {
                return;
            }
            match queue.orders.pop() {
                Some(it) => break it,
                None => queue = shared.wake.wait(queue).unwrap_or_else(PoisonError::into_inner),
            }
        };
        drop(queue);
        // A panic costs this picture alone.
        let drawing = std::panic::AssertUnwindSafe(|| draw(&key, &order, studio, &mut typesetter));
        let (image, layout, about) = std::panic::catch_unwind(drawing).unwrap_or_default();
        if sender.send(Drawn { key, order, image, layout, about }).is_err() {
            return;
        }
        ctx.request_repaint();
    }
}

type Made = (Option<ColorImage>, Option<Layout>, Option<(String, usize, usize)>);

fn draw(key: &Key, order: &Order, studio: &Studio, typesetter: &mut Typesetter) -> Made {
    match (key, order) {
        (Key::Slide(id, format, purpose), Order::Slide { exhibition, media, scale, .. }) => {
            let Some((post, slide)) = exhibition.slide(*id) else { return Made::default() };
            let subject = Subject { exhibition, post, slide, format };
            let media = Media::new(media.clone());
            let width = studio.library.format(format).map_or(USUAL_WIDTH, |it| it.size.width);
            let share = if *purpose == Purpose::Full { 1.0 } else { USUAL_WIDTH / width.max(USUAL_WIDTH) };
            match studio.draw(subject, &media, PixelScale(scale * share), typesetter) {
                Ok(drawing) => (Some(image_of(&drawing.picture)), Some(drawing.layout), None),
                Err(_) => Made::default(),
            }
        }
        (Key::File(path), _) => (cover_thumbnail(path).ok().map(|it| image_of(&it)), None, None),
        (Key::Scan(folder, file), Order::Scan(retouch)) => {
            let scan = Scan { file: file.clone(), retouch: *retouch };
            let picture = scan_preview(studio, &Media::new(folder.clone()), &scan);
            (picture.ok().map(|it| image_of(&it)), None, None)
        }
        (Key::Exhibition(path), _) => match crate::tasks::first_slide(path, studio, typesetter) {
            Ok((picture, about)) => (picture.map(|it| image_of(&it)), None, Some(about)),
            Err(_) => Made::default(),
        },
        _ => Made::default(),
    }
}

fn image_of(picture: &Picture) -> ColorImage {
    ColorImage::from_rgba_unmultiplied([picture.width as usize, picture.height as usize], &picture.rgba)
}
