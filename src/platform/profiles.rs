//! The profiles that come with the program.

use crate::compose::FaultyData;
use crate::domain::{PlatformId, PlatformProfile};

/// All known platforms, in the order they are offered.
#[derive(Clone, Debug, Default)]
pub struct Profiles {
    /// The profiles.
    pub all: Vec<PlatformProfile>,
}

macro_rules! profile {
    ($($name:literal),*) => {
        [$(($name, include_str!(concat!("../../assets/platforms/", $name, ".ron")))),*]
    };
}

impl Profiles {
    /// The profiles of `assets/platforms`.
    pub fn builtin() -> Result<Self, FaultyData> {
        let files = profile!("vk", "vk-group", "instagram", "instagram-square", "tall", "story", "wide", "a4", "a3");
        let read = |(file, text): (&str, &str)| {
            ron::from_str(text).map_err(|fault| FaultyData { file: file.to_owned(), fault })
        };
        Ok(Self { all: files.into_iter().map(read).collect::<Result<_, _>>()? })
    }

    /// A profile by its id.
    pub fn get(&self, id: &PlatformId) -> Option<&PlatformProfile> {
        self.all.iter().find(|it| it.id == *id)
    }
}
