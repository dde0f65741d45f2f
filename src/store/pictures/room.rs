//! Room for decoding: how many bytes all pictures that are being decoded may take together.
//!
//! However many threads decode, the largest scans wait for one another and the memory of a workstation does not run
//! out. One larger than all of the room has it to itself. What was taken is given back when its [`Taken`] is dropped.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Bytes that may be taken.
pub(super) struct Room {
    most: u64,
    taken: Mutex<u64>,
    given_back: Condvar,
}

/// Bytes taken, until it is dropped.
pub(super) struct Taken<'a> {
    room: &'a Room,
    bytes: u64,
}

impl Room {
    /// So many bytes.
    pub(super) const fn new(most: u64) -> Self {
        Self { most, taken: Mutex::new(0), given_back: Condvar::new() }
    }

    /// Waits until so many bytes are free, all of the room at most, and takes them.
    pub(super) fn take(&self, bytes: u64) -> Taken<'_> {
        let bytes = bytes.min(self.most);
        let is_full = |taken: &mut u64| *taken + bytes > self.most;
        let mut taken = self.given_back.wait_while(self.taken(), is_full).unwrap_or_else(PoisonError::into_inner);
        *taken += bytes;
        Taken { room: self, bytes }
    }

    fn taken(&self) -> MutexGuard<'_, u64> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        *self.room.taken() -= self.bytes;
        self.room.given_back.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;

    #[test]
    fn no_more_is_taken_at_once_than_there_is_and_everybody_gets_a_turn() {
        let room = Room::new(100);
        let (now, most) = (AtomicU64::new(0), AtomicU64::new(0));
        std::thread::scope(|scope| {
            for thread in 0..8 {
                let (room, now, most) = (&room, &now, &most);
                scope.spawn(move || {
                    for turn in 0..200 {
                        // Some want more than there is: they count as all of it.
                        let bytes = 20 + (thread * 31 + turn * 17) % 100;
                        let _taken = room.take(bytes);
                        let with = now.fetch_add(bytes.min(100), Ordering::SeqCst) + bytes.min(100);
                        most.fetch_max(with, Ordering::SeqCst);
                        now.fetch_sub(bytes.min(100), Ordering::SeqCst);
                    }
                });
            }
        });
        assert!((1..=100).contains(&most.into_inner()));
        assert_eq!(*room.taken(), 0);
    }

    #[test]
    fn what_a_fault_had_taken_is_given_back() {
        let room = Room::new(10);
        let fault = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            let _taken = room.take(10);
            std::panic::resume_unwind(Box::new(()));
        }));
        assert!(fault.is_err());
        assert_eq!(*room.taken(), 0);
        room.take(10);
    }
}
