//! LaTeX in the fields of BibTeX → text.

use unicode_normalization::UnicodeNormalization as _;

/// Accents: the command and the mark it puts on the letter after it.
const ACCENTS: [(&str, char); 16] = [
    ("\"", '\u{308}'),
    ("'", '\u{301}'),
    ("`", '\u{300}'),
    ("^", '\u{302}'),
    ("~", '\u{303}'),
    ("=", '\u{304}'),
    (".", '\u{307}'),
    ("u", '\u{306}'),
    ("v", '\u{30c}'),
    ("H", '\u{30b}'),
    ("c", '\u{327}'),
    ("k", '\u{328}'),
    ("r", '\u{30a}'),
    ("d", '\u{323}'),
    ("b", '\u{331}'),
    ("t", '\u{361}'),
];

/// Letters and signs that have a command of their own.
const SIGNS: [(&str, &str); 36] = [
    ("ss", "ß"),
    ("ae", "æ"),
    ("AE", "Æ"),
    ("oe", "œ"),
    ("OE", "Œ"),
    ("o", "ø"),
    ("O", "Ø"),
    ("aa", "å"),
    ("AA", "Å"),
    ("l", "ł"),
    ("L", "Ł"),
    ("i", "ı"),
    ("j", "ȷ"),
    ("th", "þ"),
    ("TH", "Þ"),
    ("dh", "ð"),
    ("DH", "Ð"),
    ("textendash", "–"),
    ("textemdash", "—"),
    ("textquoteright", "’"),
    ("textquoteleft", "‘"),
    ("textellipsis", "…"),
    ("ldots", "…"),
    ("dots", "…"),
    ("textnumero", "№"),
    ("No", "№"),
    ("guillemotleft", "«"),
    ("guillemotright", "»"),
    ("S", "§"),
    ("copyright", "©"),
    ("textregistered", "®"),
    ("Sigma", "Σ"),
    ("alpha", "α"),
    ("beta", "β"),
    ("gamma", "γ"),
    ("mu", "μ"),
];

/// Marks of several letters, longest first; those with `"` are the shorthands of Russian babel.
const MARKS: [(&str, &str); 14] = [
    ("\"---", "—"),
    ("---", "—"),
    ("--", "–"),
    ("\"=", "-"),
    ("\"~", "-"),
    ("\"<", "«"),
    ("\">", "»"),
    ("\"`", "„"),
    ("\"'", "“"),
    ("<<", "«"),
    (">>", "»"),
    ("``", "“"),
    ("''", "”"),
    ("~", "\u{a0}"),
];

/// The text a reader sees: no braces, no commands, accents on their letters.
pub(super) fn text(latex: &str) -> String {
    let mut text = String::with_capacity(latex.len());
    let mut rest = latex;
    let mut is_math = false;
    while let Some(letter) = rest.chars().next() {
        if let Some((mark, sign)) = MARKS.iter().find(|it| rest.starts_with(it.0)) {
            text.push_str(sign);
            rest = rest.get(mark.len()..).unwrap_or_default();
            continue;
        }
        rest = rest.get(letter.len_utf8()..).unwrap_or_default();
        match letter {
            '\\' => rest = command(rest, &mut text),
            '{' | '}' => {}
            '$' => is_math = !is_math,
            '_' | '^' if is_math => {}
            it if it.is_whitespace() => text.push(' '),
            it => text.push(it),
        }
    }
    text.nfc().collect::<String>().split(' ').filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Takes one command off the front of `rest` and writes what it stands for.
fn command<'a>(rest: &'a str, text: &mut String) -> &'a str {
    let letters = rest.find(|it: char| !it.is_ascii_alphabetic()).unwrap_or(rest.len());
    let first = rest.chars().next().map_or(0, char::len_utf8);
    let length = letters.max(first);
    let (name, after) = (rest.get(..length).unwrap_or_default(), rest.get(length..).unwrap_or_default());
    let is_word = letters > 0;
    if let Some((_, mark)) = ACCENTS.iter().find(|it| it.0 == name) {
        return accent(*mark, after, text);
    }
    if let Some((_, sign)) = SIGNS.iter().find(|it| it.0 == name) {
        text.push_str(sign);
        return after.strip_prefix("{}").unwrap_or_else(|| after.trim_start());
    }
    if !is_word {
        // `\&`, `\%`, `\_` … are the sign itself; `\\` and `\ ` are a space, `\-` and `\/` nothing.
        match name {
            "\\" | " " | "," => text.push(' '),
            "-" | "/" => {}
            it => text.push_str(it),
        }
        return after;
    }
    if name == "foreignlanguage" {
        // The first argument is the language.
        return after.split_once('}').map_or(after, |it| it.1);
    }
    // `\textit{…}` and its like leave what they change the look of.
    after.trim_start_matches(' ')
}

fn accent<'a>(mark: char, after: &'a str, text: &mut String) -> &'a str {
    let is_braced = after.trim_start().starts_with('{');
    let inner = after.trim_start().trim_start_matches('{');
    let (letter, rest) = match inner.strip_prefix('\\') {
        // Dotless i and j take their dot back: the accent replaces it.
        Some(it) if it.starts_with(['i', 'j']) => (it.chars().next(), it.get(1..).unwrap_or_default()),
        _ => {
            let letter = inner.chars().next();
            (letter, inner.get(letter.map_or(0, char::len_utf8)..).unwrap_or_default())
        }
    };
    if let Some(letter) = letter {
        text.push(letter);
        text.push(mark);
    }
    if is_braced { rest.strip_prefix('}').unwrap_or(rest) } else { rest }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_become_letters() {
        for (latex, expected) in [
            (r#"P\"{a}ckert, {\"O}nnud{\'o}ttir, La R\'abida"#, "Päckert, Önnudóttir, La Rábida"),
            (r"Kwieci\'nski Micha{\l}, m{\ae}lum, {\'\i}", "Kwieciński Michał, mælum, í"),
            (r"The {impossible} TEL---book, 1--2, R\&D", "The impossible TEL—book, 1–2, R&D"),
            (r"DNA$_{\textrm{2}}$ (\textit{Natrix cetti})", "DNA2 (Natrix cetti)"),
            (r"Marian \foreignlanguage{polish}{Przełęcki}", "Marian Przełęcki"),
            ("Наука \"--- дело, \"<Мир\">, т.~5", "Наука — дело, «Мир», т.\u{a0}5"),
        ] {
            assert_eq!(text(latex), expected);
        }
    }
}
