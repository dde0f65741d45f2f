//! Vitrina: virtual book exhibitions for libraries.
//!
//! **The document stores intent; pictures are computed.** A slide names a template, a seed and the exhibits
//! that fill its roles; where things stand follows from that, and what a person moved by hand is kept as an
//! override. Preview and export draw with the same function.
//!
//! ```text
//! exports, scans ──▶ Catalogue ──▶ Exhibition ──compose──▶ Layout ──resolve──▶ Scene ──render──▶ pixels
//!      formats,        store        domain, edit                                          │
//!      matching                                                                 studio ◀──┘
//!                                                             window ◀── app ◀───┴──▶ export ──▶ bundles
//! ```
//!
//! A module uses only modules of smaller levels; `tests/architecture.rs` holds the table.
//!
//! | Level | Modules | Turn |
//! |---|---|---|
//! | 0 | [`domain`], [`progress`] | values and their small rules; how far work is |
//! | 1 | [`formats`] | bytes of a catalogue export → records |
//! | 1 | [`describe`] | record → sentences: GOST, captions, alternative texts |
//! | 1 | [`matching`] | file names and records → which cover is whose, and why |
//! | 1 | [`typeset`] | text → lines of placed glyphs |
//! | 1 | [`edit`] | edit + exhibition → next exhibition, history |
//! | 2 | [`compose`] | slide + template + theme + format → placed elements |
//! | 2 | [`store`] | disk and SQLite ↔ values; the only reader and writer of user data |
//! | 3 | [`render`] | placed elements → scene → pixels |
//! | 3 | [`platform`] | post + profile → finished caption, findings, feed tiles |
//! | 4 | [`studio`] | slide of a document → picture, for window and bundle alike |
//! | 5 | [`export`] | posts → bundles |
//! | 6 | [`tasks`] | one function per thing the program does |
//! | 7 | [`cli`] | arguments → task → printed report |
//! | 7 | `app` (feature `gui`) | the window |
//! | 8 | `main` | picks one of the two |
//!
//! Start reading at [`domain::Exhibition`], then [`compose::compose`], [`render::render`] and
//! [`tasks`].

#[cfg(feature = "gui")]
pub mod app;
pub mod cli;
pub mod compose;
pub mod describe;
pub mod domain;
pub mod edit;
pub mod export;
pub mod formats;
pub mod matching;
pub mod platform;
pub mod progress;
pub mod render;
pub mod store;
pub mod studio;
pub mod tasks;
pub mod typeset;
