//! A line of progress on a terminal.

use std::io::{IsTerminal as _, Write as _};
use std::sync::mpsc;
use std::time::Duration;

use crate::progress::Progress;

const TICK: Duration = Duration::from_millis(150);

/// Runs work, showing its progress on standard error when that is a terminal.
pub(super) fn with_ticker<T>(work: impl FnOnce(&Progress) -> T) -> T {
    let progress = Progress::default();
    if !std::io::stderr().is_terminal() {
        return work(&progress);
    }
    let (done, waits) = mpsc::channel::<()>();
    std::thread::scope(|scope| {
        let progress = &progress;
        scope.spawn(move || {
            while waits.recv_timeout(TICK) == Err(mpsc::RecvTimeoutError::Timeout) {
                let (done, total) = progress.counts();
                let all = if total > 0 { format!(" / {total}") } else { String::new() };
                // A terminal that is gone needs no progress.
                let _written = write!(std::io::stderr(), "\r{done}{all}   ");
            }
            let _written = write!(std::io::stderr(), "\r              \r");
        });
        let result = work(progress);
        drop(done);
        result
    })
}
