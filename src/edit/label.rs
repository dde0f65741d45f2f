//! What the steps are called: «Отменить: перемещение на кадре».

use super::Edit;

impl Edit {
    /// The name of the change, Russian and English.
    pub fn names(&self) -> (&'static str, &'static str) {
        match self {
            Self::Front(_) => ("сведения о выставке", "exhibition details"),
            Self::Theme(_) | Self::PostTheme(..) => ("оформление", "theme"),
            Self::OwnTheme(_) | Self::OwnTemplate(_) => ("своё оформление", "a look of one's own"),
            Self::Brand(_) => ("фирменный стиль", "the library's brand"),
            Self::Platforms(_) => ("площадки", "platforms"),
            Self::Exhibit(_) => ("правка экспоната", "exhibit"),
            Self::Post { .. } => ("новый пост", "new post"),
            Self::MovePost { .. } => ("порядок постов", "order of posts"),
            Self::RemovePost(_) => ("удаление поста", "removing a post"),
            Self::PostKind(..) => ("вид поста", "kind of post"),
            Self::PostTitle(..) => ("заголовок поста", "post title"),
            Self::PostLead(..) => ("вводка поста", "post lead"),
            Self::PostDate(..) => ("дата поста", "post date"),
            Self::PostStatus(..) => ("статус поста", "post status"),
            Self::Caption { .. } => ("подпись", "caption"),
            Self::PostExhibits(..) | Self::SlideExhibits(..) => ("книги", "books"),
            Self::Slide { .. } => ("новый кадр", "new slide"),
            Self::MoveSlide { .. } => ("порядок кадров", "order of slides"),
            Self::RemoveSlide(_) => ("удаление кадра", "removing a slide"),
            Self::Template(..) => ("шаблон кадра", "slide template"),
            Self::Seed(..) => ("другой вариант", "another variant"),
            Self::Place { placement: None, .. } | Self::Change { change: None, .. } | Self::Reset(_) => {
                ("возврат к шаблону", "back to the template")
            }
            Self::Place { .. } | Self::PlaceElement { .. } => ("перемещение на кадре", "moving on the slide"),
            Self::Change { .. } => ("правка на кадре", "change on the slide"),
            Self::Element { .. } => ("элемент на кадре", "element on the slide"),
            Self::Layers(..) => ("порядок элементов", "order of elements"),
            Self::RemoveElement(..) => ("удаление элемента", "removing an element"),
            Self::Whole(_) => ("вся выставка", "the whole exhibition"),
            Self::All { label, .. } => *label,
        }
    }
}
