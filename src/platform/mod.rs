//! What platforms accept and show: profiles, finished captions, findings, feed tiles.
//!
//! A platform is data: adding one adds a file to `assets/platforms`, never a branch. Nothing is published
//! from here; the bundle is the product.

mod caption;
mod check;
mod profiles;
mod tiles;

pub use caption::{Folded, count, finish_caption, folded_caption};
pub use check::{check_exhibition, check_post, check_slide};
pub use profiles::Profiles;
pub use tiles::{VK_WIDTH, tiles};
