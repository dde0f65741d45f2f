//! `index.html`: all posts on one page, for the colleague who publishes without Vitrina.

use std::fmt::Write as _;

use super::manifest::Bundle;
use crate::describe::Poll;
use crate::domain::{Exhibition, Lang};

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;margin:0;background:#f5f3ef;color:#23201c}\
main{max-width:1120px;margin:0 auto;padding:32px 24px}h1{font-size:28px;margin:0 0 4px}\
section{background:#fff;border-radius:10px;padding:20px 24px;margin:24px 0}h2{font-size:19px;margin:0 0 12px}\
h2 small{font-weight:400;color:#6d675e}.row{display:flex;gap:10px;overflow-x:auto;padding-bottom:8px}\
.row img{height:240px;border-radius:4px;background:#eee}pre{white-space:pre-wrap;font:inherit;margin:12px 0 0}\
button{font:inherit;padding:4px 14px;border:1px solid #b9b2a6;border-radius:6px;background:#fff;cursor:pointer}\
.own{border-color:#e4e0d8;text-align:left;margin:2px 0}";

/// The page; it needs nothing but the folder it lies in.
pub(super) fn html(exhibition: &Exhibition, bundles: &[Bundle], lang: Lang) -> String {
    let title = escape(&exhibition.front.title);
    let code = lang.pick("ru", "en");
    let mut page = format!(
        "<!doctype html>\n<html lang=\"{code}\"><head><meta charset=\"utf-8\"><title>{title}</title>\
         <style>{STYLE}</style></head><body><main>\n<h1>{title}</h1>\n<p>{}</p>\n",
        escape(&exhibition.front.library)
    );
    for bundle in bundles {
        section(&mut page, bundle, lang);
    }
    page.push_str(
        "</main><script>document.querySelectorAll('button').forEach(b=>b.onclick=()=>{\
         navigator.clipboard.writeText((b.className?b:b.parentNode.previousElementSibling).textContent)})</script></body></html>\n",
    );
    page
}

fn section(page: &mut String, bundle: &Bundle, lang: Lang) {
    let copy = lang.pick("Копировать подпись", "Copy the caption");
    let (number, title, platform) = (bundle.post, escape(&bundle.title), escape(&bundle.platform));
    let mut images = String::new();
    for image in &bundle.images {
        let (file, alt) = (escape(&image.file), escape(&image.alt));
        let folder = escape(&bundle.folder);
        // Writing to a String cannot fail.
        let _ok = write!(
            images,
            "<a href=\"{folder}/{file}\"><img src=\"{folder}/{file}\" alt=\"{alt}\" loading=\"lazy\"></a>"
        );
    }
    let caption = match escape(&bundle.caption) {
        none if none.is_empty() => none,
        caption => format!("<pre>{caption}</pre><p><button>{copy}</button></p>"),
    };
    let _ok = writeln!(
        page,
        "<section><h2>{number}. {title} <small>{platform}</small></h2><div class=\"row\">{images}</div>\
         {caption}{}</section>",
        bundle.poll.as_ref().map(|it| poll(it, lang)).unwrap_or_default()
    );
}

/// A poll, each line of it copied by a click, as the form of the platform asks for them one by one.
fn poll(poll: &Poll, lang: Lang) -> String {
    let words = lang.pick("Опрос: строка копируется щелчком", "Poll: a click copies a line");
    let line = |it: &String| format!("<button class=\"own\">{}</button>", escape(it));
    let answers: String = poll.answers.iter().map(|it| format!("<li>{}</li>", line(it))).collect();
    format!("<p><small>{words}</small><br>{}</p><ol>{answers}</ol>", line(&poll.question))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
