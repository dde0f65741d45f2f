//! What is to be mended before publishing, for each platform.

use super::caption::{count, finish_caption};
use crate::compose::{ElementKey, Layout, Library, Scope, compose};
use crate::describe::{alt_text, default_caption, poll, unknown_fields};
use crate::domain::{AgeMark, Exhibition, Finding, Fix, Lang, PlatformId, PlatformProfile, Post, Severity, Slide};
use crate::typeset::Typesetter;

/// A finding before it is given its place.
struct Draft {
    severity: Severity,
    code: &'static str,
    message: String,
    advice: String,
    fix: Option<Fix>,
}

impl Draft {
    fn new(severity: Severity, code: &'static str, message: String, advice: &str) -> Self {
        Self { severity, code, message, advice: advice.to_owned(), fix: None }
    }

    fn mended_by(self, fix: Fix) -> Self {
        Self { fix: Some(fix), ..self }
    }

    fn of(self, post: Option<&Post>, slide: Option<&Slide>, platform: Option<&PlatformId>) -> Finding {
        let Self { severity, code, message, advice, fix } = self;
        let (post, slide) = (post.map(|it| it.id), slide.map(|it| it.id));
        Finding {
            post,
            slide,
            role: None,
            element: None,
            platform: platform.cloned(),
            severity,
            code,
            message,
            advice,
            fix,
        }
    }
}

/// Findings about the exhibition as a whole.
pub fn check_exhibition(exhibition: &Exhibition, profiles: &[&PlatformProfile], lang: Lang) -> Vec<Finding> {
    let mut drafts = Vec::new();
    if exhibition.posts.is_empty() {
        let message = lang.pick("В выставке нет постов", "The exhibition has no posts").to_owned();
        drafts.push(Draft::new(Severity::Error, "no-posts", message, lang.pick("Добавьте пост", "Add a post")));
    }
    if exhibition.front.title.trim().is_empty() {
        let message = lang.pick("У выставки нет названия", "The exhibition has no title").to_owned();
        drafts.push(Draft::new(Severity::Warning, "no-title", message, lang.pick("Впишите название", "Type a title")));
    }
    if exhibition.front.age_mark.is_none() && exhibition.exhibits.iter().any(|it| no_age_mark(it.record())) {
        let message = lang.pick(
            "Нет знака информационной продукции (436-ФЗ), а у части книг он неизвестен",
            "No age mark (Russian law 436-FZ), and some books have none of their own",
        );
        let advice = lang.pick("Поставьте знак выставки: 16+", "Set the exhibition's mark: 16+");
        let draft = Draft::new(Severity::Warning, "no-age-mark", message.to_owned(), advice);
        drafts.push(draft.mended_by(Fix::SetAgeMark(AgeMark::Sixteen)));
    }
    let mut findings: Vec<Finding> = drafts.into_iter().map(|it| it.of(None, None, None)).collect();
    for profile in profiles {
        if let Some(note) = &profile.legal_note {
            let draft = Draft::new(Severity::Note, "legal-note", note.get(lang).to_owned(), "");
            findings.push(draft.of(None, None, Some(&profile.id)));
        }
    }
    findings
}

fn no_age_mark(record: Option<&crate::domain::BookRecord>) -> bool {
    record.is_some_and(|it| it.age_mark.is_none())
}

/// Findings about a post on a platform, its slides aside.
pub fn check_post(exhibition: &Exhibition, post: &Post, profile: &PlatformProfile, lang: Lang) -> Vec<Finding> {
    let of_caption = profile.caption_limit.map(|most| caption_drafts(exhibition, post, (profile, most), lang));
    let mut drafts = of_caption.unwrap_or_default();
    let n = post.slides.len();
    let poll = profile.poll_answers.and_then(|most| Some((poll(exhibition, post)?.answers.len(), most)));
    let most = profile.max_images.saturating_sub(usize::from(poll.is_some()));
    if n == 0 {
        let message = lang.pick("В посте нет кадров", "The post has no slides").to_owned();
        drafts.push(Draft::new(Severity::Error, "no-slides", message, lang.pick("Добавьте кадр", "Add a slide")));
    }
    if n > most {
        let message =
            lang.pick(format!("Кадров {n}, а площадка берёт {most}"), format!("{n} slides, the platform takes {most}"));
        let advice = match poll {
            Some(_) => {
                lang.pick("Уберите кадр: место одного занимает опрос", "Take a slide out: the poll has its place")
            }
            None => lang.pick("Разделите пост на два", "Divide the post in two"),
        };
        drafts.push(Draft::new(Severity::Error, "too-many-images", message, advice));
    }
    drafts.extend(poll.filter(|it| it.0 > it.1).map(|(n, most)| answers_draft(n, most, lang)));
    let of_alt = profile.alt_limit.map(|most| alt_drafts(exhibition, post, (profile, most), lang));
    drafts.extend(of_alt.unwrap_or_default());
    drafts.into_iter().map(|it| it.of(Some(post), None, Some(&profile.id))).collect()
}

/// A poll with more answers than the form of the platform has lines.
fn answers_draft(n: usize, most: usize, lang: Lang) -> Draft {
    let message = lang.pick(
        format!("Ответов в опросе {n}, а площадка берёт {most}"),
        format!("The poll has {n} answers, the platform takes {most}"),
    );
    let advice = lang.pick("Оставьте меньше ответов или сделайте два опроса", "Keep fewer answers, or make two polls");
    Draft::new(Severity::Error, "too-many-answers", message, advice)
}

fn caption_drafts(
    exhibition: &Exhibition,
    post: &Post,
    (profile, most): (&PlatformProfile, usize),
    lang: Lang,
) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let caption = finish_caption(exhibition, post, profile);
    let used = count(profile.caption_unit, &caption);
    if used > most {
        let over = used - most;
        let signs = lang.plural(over, ["знак", "знака", "знаков"], ["character", "characters"]);
        let message =
            lang.pick(format!("Подпись длиннее на {over} {signs}"), format!("The caption is {over} {signs} too long"));
        let advice = lang.pick("Сократите текст или список книг", "Shorten the text or the list of books");
        drafts.push(Draft::new(Severity::Error, "caption-too-long", message, advice));
    }
    if caption.is_empty() {
        let message = lang.pick("Подпись пуста", "The caption is empty").to_owned();
        let advice = lang.pick("Впишите текст поста", "Type the text of the post");
        drafts.push(Draft::new(Severity::Warning, "caption-empty", message, advice));
    }
    let own = post.caption.for_platform(&profile.id);
    let template = if own.trim().is_empty() { default_caption(post.kind, exhibition.front.language) } else { own };
    for name in unknown_fields(exhibition, post, template) {
        let message = lang.pick(format!("Неизвестное поле {{{name}}}"), format!("Unknown field {{{name}}}"));
        let advice = lang.pick("Исправьте имя поля или удвойте скобку: {{", "Mend the name or double the brace: {{");
        drafts.push(Draft::new(Severity::Warning, "unknown-field", message, advice));
    }
    drafts.extend(hashtag_draft(exhibition, &caption, profile, lang));
    drafts
}

fn hashtag_draft(exhibition: &Exhibition, caption: &str, profile: &PlatformProfile, lang: Lang) -> Option<Draft> {
    let most = profile.max_hashtags?;
    let typed = caption.split_whitespace().filter(|it| it.len() > 1 && it.starts_with('#')).count();
    let all = typed.max(exhibition.front.hashtags.len());
    if all <= most {
        return None;
    }
    let message = lang
        .pick(format!("Хэштегов {all}, а площадка берёт {most}"), format!("{all} hashtags, the platform takes {most}"));
    let advice = lang.pick("Лишние не попадут в подпись", "The rest are left out of the caption");
    Some(if typed > most {
        Draft::new(Severity::Error, "too-many-hashtags", message, lang.pick("Уберите лишние", "Remove some"))
    } else {
        Draft::new(Severity::Note, "too-many-hashtags", message, advice).mended_by(Fix::KeepHashtags(most))
    })
}

fn alt_drafts(
    exhibition: &Exhibition,
    post: &Post,
    (profile, limit): (&PlatformProfile, usize),
    lang: Lang,
) -> Vec<Draft> {
    let length = |slide: &Slide| count(profile.caption_unit, &alt_text(exhibition, post, slide));
    let too_long = post.slides.iter().enumerate().filter(|it| length(it.1) > limit);
    let draft = |(index, _)| {
        let number: usize = index + 1;
        let message = lang.pick(
            format!("Описание кадра {number} длиннее {limit} знаков"),
            format!("The alternative text of slide {number} is longer than {limit} characters"),
        );
        Draft::new(Severity::Warning, "alt-too-long", message, lang.pick("Покажите меньше книг", "Show fewer books"))
    };
    too_long.map(draft).collect()
}

/// Findings about a slide in the format of a platform, with the layout they were found in.
pub fn check_slide(
    (exhibition, post, slide): (&Exhibition, &Post, &Slide),
    profile: &PlatformProfile,
    library: &Library,
    typesetter: &mut Typesetter,
    lang: Lang,
) -> Vec<Finding> {
    let template = library.template_of(exhibition, slide);
    let theme = library.look(exhibition, post);
    let format = library.format(&profile.format);
    let (Some(template), Some(theme), Some(format)) = (template, theme, format) else { return Vec::new() };
    let layout = compose(Scope { exhibition, post, slide, template, theme: &theme, format }, typesetter);
    layout_findings((post, slide), profile, &layout, lang)
}

fn layout_findings(
    (post, slide): (&Post, &Slide),
    profile: &PlatformProfile,
    layout: &Layout,
    lang: Lang,
) -> Vec<Finding> {
    let finding = |it: &crate::compose::LayoutFinding| {
        let (message, advice) = it.text(lang);
        let draft = Draft { severity: it.severity(), code: it.code(), message, advice, fix: None };
        let (role, element) = match it.element() {
            Some(ElementKey::Role(role)) => (Some(role), None),
            Some(ElementKey::Free(id)) => (None, Some(id)),
            None => (None, None),
        };
        let is_changed = role.is_some_and(|role| slide.overrides.change(role).is_some());
        let fix = role.filter(|_| is_changed).map(|role| Fix::ResetRole(slide.id, role));
        Finding { role, element, fix, ..draft.of(Some(post), Some(slide), Some(&profile.id)) }
    };
    layout.findings.iter().map(finding).collect()
}
