//! How much CPU time frames take, for those who ask; nothing depends on it.

use std::fmt;

/// CPU times of frames, in milliseconds.
#[derive(Default)]
pub(super) struct Frames(Vec<f32>);

impl Frames {
    /// Does the work of a frame and notes its time.
    pub(super) fn measured(&mut self, work: impl FnOnce()) {
        let before = thread_ms();
        work();
        self.0.push((thread_ms() - before) as f32);
    }

    /// How many there were.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The slowest after the first so many.
    pub(super) fn slowest_after(&self, n: usize) -> f32 {
        self.0.iter().skip(n).copied().fold(0.0, f32::max)
    }

    fn part(&self, part: f32) -> f32 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f32::total_cmp);
        let index = ((sorted.len() as f32 * part) as usize).min(sorted.len().saturating_sub(1));
        sorted.get(index).copied().unwrap_or_default()
    }
}

impl fmt::Display for Frames {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [p50, p99, most] = [0.5, 0.99, 1.0].map(|it| self.part(it));
        write!(f, "{} frames: p50 {p50:.2} ms, p99 {p99:.2} ms, max {most:.2} ms of CPU", self.0.len())
    }
}

/// CPU time of this thread so far; nothing where the system does not say.
#[cfg(unix)]
fn thread_ms() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
}

#[cfg(not(unix))]
fn thread_ms() -> f64 {
    0.0
}

#[test]
fn the_slowest_of_a_hundred_frames_is_the_last_percent() {
    let frames = Frames((0..100).map(|it| it as f32).collect());
    assert_eq!(frames.to_string(), "100 frames: p50 50.00 ms, p99 99.00 ms, max 99.00 ms of CPU");
}
