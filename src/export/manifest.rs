//! `manifest.json`: what is in the folder, for programs. Fields may be added, never renamed.

use std::collections::BTreeSet;
use std::io;
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::reuse::LastPictures;
use crate::describe::Poll;
use crate::domain::{Exhibition, PlatformProfile};
use crate::store::{StagedFolder, files_in, read_small};

/// Files of words beside the pictures of a bundle.
const CAPTION: &str = "caption.txt";
const ALT: &str = "alt.txt";
const POLL: &str = "poll.txt";

/// One picture of a bundle.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Digest of all it was drawn from; empty when not known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub drawn_from: String,
    /// Digest of the file: the first half of its BLAKE3 hash.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub digest: String,
    /// Whether its quality was lowered, because the platform would have refused its bytes.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_lowered: bool,
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
    /// The poll to put beside the pictures, when the post is one and the platform has such.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub poll: Option<Poll>,
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
    /// Its files, below the folder of the exhibition.
    fn files(&self) -> impl Iterator<Item = PathBuf> + '_ {
        let names = self.images.iter().map(|it| it.file.as_str()).chain([CAPTION, ALT, POLL]);
        names.filter(|it| is_below(Path::new(it))).map(|it| Path::new(&self.folder).join(it))
    }

    /// The files of words beside its pictures: what the platform takes, and nothing for it to refuse.
    pub(super) fn texts(&self, profile: &PlatformProfile) -> Vec<(&'static str, String)> {
        let caption = profile.caption_limit.map(|_| (CAPTION, format!("{}\n", self.caption)));
        // One line per picture.
        let alt = || self.images.iter().map(|it| format!("{}\t{}\n", it.file, it.alt)).collect();
        // The question and an answer a line, as the form asks for them.
        let poll = |it: &Poll| it.answers.iter().fold(format!("{}\n\n", it.question), |all, it| all + it + "\n");
        let alt = profile.alt_limit.map(|_| (ALT, alt()));
        [caption, alt, self.poll.as_ref().map(|it| (POLL, poll(it)))].into_iter().flatten().collect()
    }
}

/// The text of the manifest.
pub(super) fn text(exhibition: &Exhibition, bundles: &[Bundle]) -> String {
    let manifest = Manifest { manifest: 1, title: exhibition.front.title.clone(), bundles: bundles.to_vec() };
    serde_json::to_string_pretty(&manifest).unwrap_or_default() + "\n"
}

/// What stands in the folder before it is swapped: the last export, and what people have put beside it.
#[derive(Debug, Default)]
pub(super) struct LastExport {
    bundles: Vec<Bundle>,
    /// Files that are not of the export, below the folder.
    strangers: Vec<PathBuf>,
}

impl LastExport {
    /// Looks at a folder; `None` when it is somebody else's and must not be replaced.
    pub(super) fn look(folder: &Path) -> io::Result<Option<Self>> {
        if !folder.exists() {
            return Ok(Some(Self::default()));
        }
        let files = files_in(folder)?;
        let text = read_small(&folder.join("manifest.json")).unwrap_or_default();
        let Ok(manifest) = serde_json::from_slice::<Manifest>(&text) else {
            return Ok(files.is_empty().then(Self::default));
        };
        let bundles: Vec<Bundle> = manifest.bundles.into_iter().filter(|it| is_below(Path::new(&it.folder))).collect();
        let own: BTreeSet<PathBuf> = bundles.iter().flat_map(Bundle::files).chain(TOP.map(PathBuf::from)).collect();
        let below = files.iter().filter_map(|it| Some(it.strip_prefix(folder).ok()?.to_owned()));
        let strangers = below.filter(|it| !own.contains(it)).collect();
        Ok(Some(Self { bundles, strangers }))
    }

    /// The pictures of the last export.
    pub(super) fn pictures(&self, folder: &Path) -> LastPictures {
        LastPictures::of(&self.bundles, folder)
    }

    /// Copies what people have put there, unless the export has a file of that name.
    pub(super) fn keep_strangers(&self, staged: &StagedFolder) -> io::Result<()> {
        self.strangers.iter().try_for_each(|it| staged.keep(it).map(|_is_there| ()))
    }

    /// The new bundles and those of the last export that are not made anew, which are copied over.
    pub(super) fn with(self, new: Vec<Bundle>, n_posts: usize, staged: &StagedFolder) -> io::Result<Vec<Bundle>> {
        let is_renewed = |it: &Bundle| new.iter().any(|new| new.post == it.post && new.platform == it.platform);
        let mut all = self.bundles;
        all.retain(|it| !is_renewed(it) && it.post <= n_posts);
        for file in all.iter().flat_map(Bundle::files) {
            staged.keep(&file)?;
        }
        all.extend(new);
        all.sort_by(|a, b| (a.post, &a.platform).cmp(&(b.post, &b.platform)));
        Ok(all)
    }
}

/// Files on top of every export.
const TOP: [&str; 2] = ["manifest.json", "index.html"];

/// Does a path from a file lead nowhere but down?
fn is_below(path: &Path) -> bool {
    path.components().all(|it| matches!(it, Component::Normal(_)))
}
