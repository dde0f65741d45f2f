//! What is to be mended on a slide that only its layout knows.

use crate::domain::{ElementKey, ExhibitId, Lang, Localised, Role, Severity};

/// Something to mend that only the layout knows.
#[derive(Clone, Debug, PartialEq)]
pub enum LayoutFinding {
    /// A text ends in an ellipsis; its first words.
    TextCut(ElementKey, String),
    /// A text stands partly beyond the edge of the slide.
    OverTheEdge(ElementKey),
    /// Braces around a name that is no field.
    UnknownField(ElementKey, String),
    /// Characters no bundled face has.
    MissingGlyphs(ElementKey, Vec<char>),
    /// A cover is drawn larger than its pixels allow.
    LowResolution {
        /// Whose cover.
        exhibit: ExhibitId,
        /// Size of the picture.
        pixels: (u32, u32),
        /// How many times it is enlarged.
        factor: f32,
    },
    /// The template is not made for so many exhibits.
    WrongCount {
        /// Exhibits on the slide.
        count: usize,
        /// Least and most the template takes.
        takes: (usize, usize),
    },
    /// A poll with nothing to choose from.
    NoAnswers,
    /// A slide made for a quotation that has none.
    NoQuotation,
    /// A template or theme that nobody here has.
    Unknown {
        /// Its name in the file.
        id: String,
        /// What the slide is drawn with.
        instead: Localised,
    },
    /// Answers typed into a poll that are not on the slide.
    ManyAnswers {
        /// How many there are, and how many it takes.
        count: (usize, usize),
    },
    /// So many books that they, or their titles, are too small for a telephone.
    Crowded {
        /// Books on the slide.
        count: usize,
    },
}

impl LayoutFinding {
    /// Stable name of the kind of finding.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TextCut(..) => "text-cut",
            Self::UnknownField(..) => "unknown-field",
            Self::OverTheEdge(_) => "over-the-edge",
            Self::MissingGlyphs(..) => "missing-glyphs",
            Self::LowResolution { .. } => "low-resolution",
            Self::WrongCount { .. } => "wrong-count",
            Self::NoAnswers => "no-answers",
            Self::NoQuotation => "no-quotation",
            Self::ManyAnswers { .. } => "many-answers",
            Self::Unknown { .. } => "unknown-look",
            Self::Crowded { .. } => "crowded",
        }
    }

    /// How much it matters.
    pub fn severity(&self) -> Severity {
        match self {
            Self::MissingGlyphs(..)
            | Self::LowResolution { .. }
            | Self::TextCut(..)
            | Self::UnknownField(..)
            | Self::OverTheEdge(_)
            | Self::NoAnswers
            | Self::NoQuotation
            | Self::Crowded { .. } => Severity::Warning,
            Self::WrongCount { .. } | Self::ManyAnswers { .. } | Self::Unknown { .. } => Severity::Error,
        }
    }

    /// The element it is about.
    pub fn element(&self) -> Option<ElementKey> {
        match self {
            Self::TextCut(key, _)
            | Self::UnknownField(key, _)
            | Self::OverTheEdge(key)
            | Self::MissingGlyphs(key, _) => Some(*key),
            Self::LowResolution { exhibit, .. } => Some(ElementKey::Role(Role::Cover(*exhibit))),
            Self::WrongCount { .. }
            | Self::NoAnswers
            | Self::NoQuotation
            | Self::ManyAnswers { .. }
            | Self::Unknown { .. }
            | Self::Crowded { .. } => None,
        }
    }

    /// What is wrong, and what to do about it.
    pub fn text(&self, lang: Lang) -> (String, String) {
        (self.fault(lang), self.cure(lang).to_owned())
    }

    fn fault(&self, lang: Lang) -> String {
        match self {
            Self::UnknownField(_, name) => lang.pick(
                format!("Нет поля {{{name}}}: так и написано на кадре"),
                format!("No field {{{name}}}: the slide says just that"),
            ),
            Self::TextCut(_, words) if words.is_empty() => lang.pick(
                "Надпись на нарисованной обложке не поместилась и сокращена многоточием".to_owned(),
                "What stands on the drawn cover did not fit and ends in an ellipsis".to_owned(),
            ),
            Self::TextCut(_, words) => lang.pick(
                format!("Текст «{words}…» не поместился и сокращён многоточием"),
                format!("The text “{words}…” did not fit and ends in an ellipsis"),
            ),
            Self::OverTheEdge(_) => {
                lang.pick("Текст выходит за край кадра", "A text reaches over the edge of the slide").to_owned()
            }
            Self::MissingGlyphs(_, missing) => {
                let signs: String = missing.iter().collect();
                lang.pick(format!("Нет в шрифтах: {signs}"), format!("Not in the typefaces: {signs}"))
            }
            Self::LowResolution { pixels: (width, height), factor, .. } => {
                let times = format!("{factor:.1}");
                lang.pick(
                    format!("Скан {width}×{height} увеличен в {} раза: будет нерезко", times.replace('.', ",")),
                    format!("The {width}×{height} scan is enlarged {times} times and will look soft"),
                )
            }
            Self::WrongCount { count, takes: (least, most) } => lang.pick(
                format!("На кадре книг: {count}, а шаблон рассчитан на {least}–{most}"),
                format!("The slide has {count} books, the template takes {least}–{most}"),
            ),
            Self::Crowded { count } => lang.pick(
                format!("На кадре книг: {count} — с телефона их не разглядеть"),
                format!("{count} books on the slide are too small to be seen on a telephone"),
            ),
            Self::Unknown { id, instead } => lang.pick(
                format!("Здесь нет «{id}»: кадр показан как «{}»", instead.get(lang)),
                format!("There is no “{id}” here: the slide is shown as “{}”", instead.get(lang)),
            ),
            Self::ManyAnswers { count: (count, most) } => lang.pick(
                format!("Ответов в опросе: {count}, а показаны первые {most}"),
                format!("The poll has {count} answers, only the first {most} are shown"),
            ),
            Self::NoQuotation => lang.pick("На кадре нет цитаты", "The slide has no quotation").to_owned(),
            Self::NoAnswers => {
                lang.pick("В опросе не из чего выбирать", "The poll has nothing to choose from").to_owned()
            }
        }
    }

    fn cure(&self, lang: Lang) -> &'static str {
        let (ru, en) = match self {
            Self::UnknownField(..) => {
                ("Исправьте имя поля в тексте или шаблоне", "Correct the name in the text or the template")
            }
            Self::TextCut(_, words) if words.is_empty() => {
                ("Добавьте скан обложки или увеличьте её", "Add a scan of the cover, or make it larger")
            }
            Self::TextCut(..) => {
                ("Сократите текст или дайте ему больше места", "Shorten the text or give it more room")
            }
            Self::OverTheEdge(_) => ("Подвиньте его или уменьшите", "Move it or make it smaller"),
            Self::MissingGlyphs(..) => ("Замените эти знаки", "Replace these characters"),
            Self::LowResolution { .. } => {
                ("Отсканируйте обложку крупнее или уменьшите её", "Scan the cover larger or make it smaller")
            }
            Self::WrongCount { .. } => ("Выберите другой шаблон", "Choose another template"),
            Self::Crowded { .. } => (
                "Разделите книги на два кадра или выберите другой шаблон",
                "Spread them over two slides, or choose another template",
            ),
            Self::Unknown { .. } => (
                "Откройте файл шаблона или темы, либо выберите другие",
                "Open the file of the template or theme, or choose another",
            ),
            Self::NoQuotation => (
                "Впишите цитату на странице «Книга» или выберите другой шаблон",
                "Type the quotation on the page “Book”, or choose another template",
            ),
            Self::ManyAnswers { .. } => {
                ("Оставьте меньше ответов или сделайте два опроса", "Keep fewer answers, or make two polls")
            }
            Self::NoAnswers => (
                "Добавьте книги или впишите ответы под вопросом, по одному в строке",
                "Add books, or type the answers under the question, one a line",
            ),
        };
        lang.pick(ru, en)
    }
}
