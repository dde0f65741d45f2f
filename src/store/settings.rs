//! What the program remembers between starts. A damaged file costs the memory, never the start.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::atomic::{SaveError, save_atomic};
use crate::domain::{Brand, Lang};

/// An exhibition opened before.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Recent {
    /// Its file.
    pub path: PathBuf,
    /// Its title.
    pub title: String,
    /// Day it was opened, `YYYY-MM-DD`.
    pub opened: String,
}

/// What the program remembers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Language of the window, once chosen; that of the system before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Lang>,
    /// Dark instead of light.
    pub dark: bool,
    /// Colours of high contrast.
    pub contrast: bool,
    /// Size of everything in the window, in percent of the usual; 0 is the usual.
    pub scale: u16,
    /// Exhibitions opened before, the latest first.
    pub recent: Vec<Recent>,
    /// Name of the library, for new exhibitions.
    pub library: String,
    /// Address, hours and link, for new exhibitions.
    pub contact: String,
    /// What the library has of its own, for new exhibitions; its logo lies in `brand.media`.
    #[serde(skip_serializing_if = "Brand::is_none")]
    pub brand: Brand,
    /// Headings of tables and what stands under them, by its name on the command line.
    pub columns: Vec<(String, String)>,
}

/// Most files remembered.
const MAX_RECENT: usize = 12;

impl Settings {
    /// Reads the settings of a folder; a damaged file is put aside as `settings.ron.bad`.
    pub fn load(folder: &Path) -> Self {
        let path = folder.join("settings.ron");
        let Ok(text) = fs::read_to_string(&path) else { return Self::default() };
        ron::from_str(&text).unwrap_or_else(|_error| {
            // What cannot be put aside is overwritten by the next save; only memory is lost.
            let _renamed = fs::rename(&path, folder.join("settings.ron.bad"));
            Self::default()
        })
    }

    /// Saves the settings in a folder.
    pub fn save(&self, folder: &Path) -> Result<(), SaveError> {
        let path = folder.join("settings.ron");
        fs::create_dir_all(folder).map_err(|source| SaveError::Write { path: path.clone(), source })?;
        let text = ron::ser::to_string_pretty(self, ron::ser::PrettyConfig::new()).unwrap_or_default();
        save_atomic(&path, text.as_bytes()).map(|_saved| ())
    }

    /// Puts a file at the head of the recent ones.
    pub fn remember(&mut self, path: &Path, title: &str, opened: &str) {
        self.recent.retain(|it| it.path != path);
        self.recent.insert(0, Recent { path: path.to_owned(), title: title.to_owned(), opened: opened.to_owned() });
        self.recent.truncate(MAX_RECENT);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_settings_are_put_aside() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("settings.ron"), "(((").unwrap();
        assert_eq!(Settings::load(folder.path()), Settings::default());
        assert!(folder.path().join("settings.ron.bad").exists());
    }

    #[test]
    fn a_file_is_remembered_once() {
        let mut settings = Settings::default();
        settings.remember(Path::new("a"), "A", "");
        settings.remember(Path::new("b"), "B", "");
        settings.remember(Path::new("a"), "A2", "");
        assert_eq!(settings.recent.iter().map(|it| it.title.as_str()).collect::<Vec<_>>(), ["A2", "B"]);
    }
}
