//! Whether the system has dialogs for files.
//!
//! On Linux they come over the session bus from the desktop's portal. There may be a bus without a portal, a portal
//! without a desktop behind it, and one that never answers: the portal itself is asked, on a thread of its own.

use std::sync::{Arc, OnceLock};

/// The answer, once it is there.
#[derive(Debug, Clone)]
pub(super) struct SystemDialogs(Arc<OnceLock<bool>>);

impl SystemDialogs {
    /// Begins to ask; nobody waits for the answer yet.
    pub(super) fn begin() -> Self {
        if cfg!(test) {
            return Self::none();
        }
        let it = Self(Arc::new(OnceLock::new()));
        let asking = it.clone();
        std::thread::spawn(move || asking.wait());
        it
    }

    /// There are none: nobody has to be asked.
    pub(super) fn none() -> Self {
        Self(Arc::new(OnceLock::from(false)))
    }

    /// Is it known that there are none?
    pub(super) fn are_missing(&self) -> bool {
        self.0.get() == Some(&false)
    }

    /// Whether there are any; waits for the answer, so it is not for the thread of the window.
    pub(super) fn wait(&self) -> bool {
        *self.0.get_or_init(has_dialogs)
    }
}

#[cfg(target_os = "linux")]
fn has_dialogs() -> bool {
    linux::session().is_ok_and(|bus| linux::has_file_chooser(&bus))
}

#[cfg(not(target_os = "linux"))]
fn has_dialogs() -> bool {
    true
}

#[cfg(target_os = "linux")]
mod linux {
    use std::time::Duration;

    use zbus::blocking::{Connection, connection::Builder};

    /// The bus starts a portal that does not run yet; one that takes longer has nothing to answer.
    const LONGEST: Duration = Duration::from_secs(4);

    pub(super) fn session() -> zbus::Result<Connection> {
        Builder::session()?.method_timeout(LONGEST).build()
    }

    /// Only a portal with a desktop behind it has this interface: its version is asked for.
    pub(super) fn has_file_chooser(bus: &Connection) -> bool {
        let (portal, path) = ("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop");
        let property = ("org.freedesktop.portal.FileChooser", "version");
        bus.call_method(Some(portal), path, Some("org.freedesktop.DBus.Properties"), "Get", &property).is_ok()
    }
}
