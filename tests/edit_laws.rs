//! Laws of editing: whatever is done can be undone, and the document stays sound.
#![expect(clippy::indexing_slicing, reason = "the sample has what is asked of it")]

mod common;

use std::sync::Arc;

use proptest::prelude::*;
use vitrina::domain::{CanvasRect, Exhibition, FormatId, Placement, Role, RoleChange};
use vitrina::edit::{Document, Edit, GestureId};

/// An edit of the sample made of four numbers.
fn edit(exhibition: &Exhibition, kind: u8, a: usize, b: usize, x: f32) -> Edit {
    let post = &exhibition.posts[a % exhibition.posts.len()];
    let other = &exhibition.posts[b % exhibition.posts.len()];
    let slide = &post.slides[b % post.slides.len()];
    let role = slide.exhibits.first().map_or(Role::Title, |it| Role::Cover(*it));
    let placement = Placement::upright(CanvasRect::new(x, x, 100.0, 150.0));
    match kind % 10 {
        0 => Edit::PostTitle(post.id, format!("Заголовок {a}")),
        1 => Edit::MovePost { post: post.id, before: Some(other.id).filter(|it| *it != post.id) },
        2 => Edit::Seed(slide.id, b as u64),
        3 => Edit::Place { slide: slide.id, format: FormatId::from("portrait"), role, placement: Some(placement) },
        4 => Edit::Caption { post: post.id, platform: None, text: Some(format!("{{title}} {a}")) },
        5 => Edit::Change {
            slide: slide.id,
            role: Role::Title,
            change: Some(Box::new(RoleChange { hidden: a.is_multiple_of(2), ..RoleChange::default() })),
        },
        6 if exhibition.posts.len() > 1 => Edit::RemovePost(post.id),
        7 if post.slides.len() > 1 => Edit::RemoveSlide(slide.id),
        8 => Edit::Reset(slide.id),
        _ => Edit::Theme(["swiss", "night", "mint"][a % 3].into()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn undoing_everything_gives_the_beginning_and_redoing_the_end(
        steps in prop::collection::vec((0_u8..10, 0_usize..40, 0_usize..40, 0.0_f32..900.0), 1..30),
    ) {
        let start = common::sample();
        let mut document = Document::opened(start.clone());
        for (kind, a, b, x) in steps {
            let edit = edit(document.current(), kind, a, b, x);
            document.apply(&edit).unwrap();
            prop_assert!(document.current().violations().is_empty());
            let once = document.current().clone();
            document.apply(&edit).ok();
            if !matches!(edit, Edit::RemovePost(_) | Edit::RemoveSlide(_)) {
                prop_assert_eq!(&**document.current(), &*once, "applying twice equals applying once");
            }
        }
        let end = document.current().clone();
        while document.undo() {}
        prop_assert_eq!(&**document.current(), &start);
        prop_assert!(!document.is_dirty());
        while document.redo() {}
        prop_assert_eq!(document.current(), &end);
    }

    #[test]
    fn a_gesture_is_one_step_and_a_cancelled_one_leaves_no_trace(
        places in prop::collection::vec(0.0_f32..900.0, 1..20), cancels: bool,
    ) {
        let start = common::sample();
        let mut document = Document::opened(start.clone());
        for x in &places {
            let moved = edit(document.current(), 3, 0, 0, *x);
            document.apply_in(&moved, GestureId(7)).unwrap();
        }
        if cancels {
            document.cancel(GestureId(7));
            prop_assert_eq!(document.undo_label(vitrina::domain::Lang::Ru), None);
        } else {
            prop_assert!(document.undo());
            prop_assert!(!document.undo());
        }
        prop_assert_eq!(&**document.current(), &start);
    }
}

#[test]
fn a_refused_edit_changes_nothing() {
    let start = common::sample();
    let mut document = Document::opened(start);
    let before = document.current().clone();
    let (post, slide) = (before.posts[0].id, before.posts[0].slides[0].id);
    let placement = Placement { rotation: f32::NAN, ..Placement::upright(CanvasRect::new(0.0, 0.0, 1.0, 1.0)) };
    let wrong = Edit::Place { slide, format: "portrait".into(), role: Role::Title, placement: Some(placement) };
    let edits = vec![Edit::PostTitle(post, "Не должно остаться".to_owned()), wrong];
    assert!(document.apply(&Edit::All { label: ("проба", "trial"), edits }).is_err());
    assert!(Arc::ptr_eq(document.current(), &before));
}

#[test]
fn edits_made_while_saving_keep_the_document_dirty() {
    let mut document = Document::opened(common::sample());
    let post = document.current().posts[0].id;
    document.apply(&Edit::PostTitle(post, "Раз".to_owned())).unwrap();
    let saving = document.current().clone();
    document.apply(&Edit::PostTitle(post, "Два".to_owned())).unwrap();
    document.mark_saved(saving);
    assert!(document.is_dirty());
    document.undo();
    assert!(!document.is_dirty());
}
