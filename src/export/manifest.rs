//! `manifest.json`: what is in the folder, for programs. Fields may be added, never renamed.

use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::domain::Exhibition;
use crate::store::{StagedFolder, read_small};

/// One picture of a bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BundleImage {
    /// Name in the folder of the bundle.
    pub file: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Size of the file.
    pub bytes: usize,
    /// Alternative text.
    pub alt: String,
}

/// A post ready to be published on one platform.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bundle {
    /// Number of the post in the exhibition, from 1.
    pub post: usize,
    /// Title of the post.
    pub title: String,
    /// Platform.
    pub platform: String,
    /// Folder below that of the exhibition, with `/` on every system.
    pub folder: String,
    /// Pictures in the order of publishing.
    pub images: Vec<BundleImage>,
    /// The text to publish.
    pub caption: String,
    /// Its length as the platform counts.
    pub caption_units: usize,
    /// How many findings the post has on this platform.
    pub findings: usize,
}

#[derive(Serialize, Deserialize)]
struct Manifest {
    manifest: u32,
    title: String,
    bundles: Vec<Bundle>,
}

impl Bundle {
    /// The text of `alt.txt`: one line per picture.
    pub(super) fn alt_file(&self) -> String {
        self.images.iter().map(|it| format!("{}\t{}\n", it.file, it.alt)).collect()
    }
}

/// The text of the manifest.
pub(super) fn text(exhibition: &Exhibition, bundles: &[Bundle]) -> String {
    let manifest = Manifest { manifest: 1, title: exhibition.front.title.clone(), bundles: bundles.to_vec() };
    serde_json::to_string_pretty(&manifest).unwrap_or_default() + "\n"
}

/// The new bundles and those of the last export that are not made anew, which are copied over.
pub(super) fn with_kept(folder: &Path, new: Vec<Bundle>, staged: &StagedFolder) -> io::Result<Vec<Bundle>> {
    let old = read_small(&folder.join("manifest.json")).ok();
    let old: Option<Manifest> = old.and_then(|it| serde_json::from_slice(&it).ok());
    let is_renewed = |it: &Bundle| new.iter().any(|new| new.post == it.post && new.platform == it.platform);
    let mut all: Vec<Bundle> = old.map(|it| it.bundles).unwrap_or_default();
    all.retain(|it| !is_renewed(it) && !it.folder.contains(".."));
    for bundle in &all {
        staged.keep(Path::new(&bundle.folder))?;
    }
    all.extend(new);
    all.sort_by(|a, b| (a.post, &a.platform).cmp(&(b.post, &b.platform)));
    Ok(all)
}
