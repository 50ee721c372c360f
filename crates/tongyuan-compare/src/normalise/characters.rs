//! Characters: width, signs, traditional forms, blanks, what is left of markup.

use std::borrow::Cow;

use tongyuan_model::text::traditional::{is_traditional, simplified};
use tongyuan_model::text::width::narrow;

use super::{Normalisation, Steps};

/// Brings every character into one form, in one pass.
pub(super) fn characters(text: &str, on: Steps) -> String {
    let (width, signs, titles, traditional, blanks) = (
        on.has(Normalisation::Width),
        on.has(Normalisation::Punctuation),
        on.has(Normalisation::TitleMarks),
        on.has(Normalisation::Traditional),
        on.has(Normalisation::Whitespace),
    );
    let mut out = String::with_capacity(text.len());
    let mut blank = false;
    for raw in text.chars() {
        if blanks && raw.is_whitespace() {
            blank = true;
            continue;
        }
        if is_ideograph(raw) {
            out.push(if traditional { simplified(raw) } else { raw });
            blank = false;
            continue;
        }
        if titles && matches!(raw, '《' | '》' | '〈' | '〉') {
            continue;
        }
        if width && let Some(letters) = roman(raw) {
            out.push_str(letters);
            blank = false;
            continue;
        }
        let character = if width { narrow(raw) } else { raw };
        let character = if signs { sign(character) } else { character };
        if blanks && character == ' ' {
            blank = true;
            continue;
        }
        // A blank between two words of Latin letters parts them.
        if blank
            && character.is_ascii_alphabetic()
            && out.ends_with(|c: char| c.is_ascii_alphabetic())
        {
            out.push(' ');
        }
        blank = false;
        if signs && character == '.' && out.ends_with('.') {
            continue;
        }
        out.push(character);
    }
    out
}

/// The letters that a sign for a Roman numeral stands for: Ⅱ类, II类.
fn roman(character: char) -> Option<&'static str> {
    const LETTERS: [&str; 12] = [
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII",
    ];
    let place = match character {
        'Ⅰ'..='Ⅻ' => character as usize - 'Ⅰ' as usize,
        'ⅰ'..='ⅻ' => character as usize - 'ⅰ' as usize,
        _ => return None,
    };
    LETTERS.get(place).copied()
}

fn is_ideograph(character: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&character)
}

/// One sign for every kind of it.
fn sign(character: char) -> char {
    match character {
        '（' | '〔' | '【' | '［' | '[' | '{' | '｛' | '〖' | '﹝' | '❨' => '(',
        '）' | '〕' | '】' | '］' | ']' | '}' | '｝' | '〗' | '﹞' | '❩' => ')',
        '“' | '”' | '「' | '」' | '『' | '』' | '„' | '‟' | '‘' | '’' | '\'' | '＂' | '〝'
        | '〞' | '«' | '»' => '"',
        '，' | '﹐' => ',',
        '；' | '﹔' => ';',
        '：' | '﹕' | '∶' => ':',
        '！' => '!',
        '？' => '?',
        '｡' | '．' => '。',
        '､' => '、',
        '–' | '—' | '―' | '－' | '−' | '‐' | '‑' | '～' | '~' | '─' | '﹣' | '〜' => {
            '-'
        }
        '·' | '・' | '•' | '‧' | '∙' => '·',
        '＋' => '+',
        '×' | '✕' | '╳' => 'x',
        other => other,
    }
}

/// A text in simplified characters of one width, otherwise as it is: what the grammars read.
pub(crate) fn readable(text: &str) -> Cow<'_, str> {
    let marked = without_markup(text);
    let changes = |c: char| is_traditional(c) || narrow(c) != c;
    match marked {
        None if !text.contains(changes) => Cow::Borrowed(text),
        marked => marked
            .as_deref()
            .unwrap_or(text)
            .chars()
            .map(|c| {
                if is_ideograph(c) {
                    simplified(c)
                } else {
                    narrow(c)
                }
            })
            .collect::<String>()
            .into(),
    }
}

/// What is left of a page's markup: entities, tags of line breaks, characters without a form.
pub(super) fn without_markup(text: &str) -> Option<String> {
    if !may_hold_markup(text.as_bytes())
        || !text.contains(|c: char| matches!(c, '&' | '<') || is_formless(c))
    {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if let Some((character, length)) = entity(rest) {
            out.push(character);
            rest = &rest[length..];
        } else if let Some(length) = tag(rest) {
            out.push(' ');
            rest = &rest[length..];
        } else {
            if !is_formless(first) {
                out.push(first);
            }
            rest = &rest[first.len_utf8()..];
        }
    }
    Some(out)
}

/// Whether any byte can belong to markup or to a character without a form: most texts hold none, and bytes are quick to look at.
fn may_hold_markup(bytes: &[u8]) -> bool {
    let mut before = 0;
    bytes.iter().any(|&byte| {
        // Selectors and the mark of byte order begin like full-width punctuation.
        let is_second = before == 0xEF && matches!(byte, 0xB8 | 0xBB);
        before = byte;
        is_second || byte < 0x20 || matches!(byte, b'&' | b'<' | 0x7F | 0xC2 | 0xE2)
    })
}

/// &nbsp; also where the ampersand itself was escaped once too often.
fn entity(text: &str) -> Option<(char, usize)> {
    let escaped = text.strip_prefix('&')?;
    let name = escaped.strip_prefix("amp;").unwrap_or(escaped);
    let before = text.len() - name.len();
    const ENTITIES: [(&str, char); 8] = [
        ("nbsp;", ' '),
        ("ensp;", ' '),
        ("emsp;", ' '),
        ("lt;", '<'),
        ("gt;", '>'),
        ("quot;", '"'),
        ("ldquo;", '“'),
        ("rdquo;", '”'),
    ];
    let named = ENTITIES
        .iter()
        .find(|(word, _)| name.starts_with(word))
        .map(|(word, character)| (*character, before + word.len()));
    named.or_else(|| escaped.starts_with("amp;").then_some(('&', "&amp;".len())))
}

/// <br>, </p>, <span …>: a short run of ASCII between angle brackets that begins with a letter or a slash.
fn tag(text: &str) -> Option<usize> {
    const LONGEST: usize = 80;
    let inside = text.strip_prefix('<')?;
    let name = inside.strip_prefix('/').unwrap_or(inside);
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let end = inside.bytes().take(LONGEST).position(|byte| byte == b'>')?;
    inside.as_bytes()[..end].is_ascii().then_some(end + 2)
}

/// Characters that take no place: zero width, marks of direction, controls but for blanks, soft hyphens.
pub(super) fn is_formless(character: char) -> bool {
    matches!(character,
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{00AD}'
        | '\u{0000}'..='\u{0008}' | '\u{000E}'..='\u{001F}' | '\u{007F}' | '\u{FE00}'..='\u{FE0F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table is what the library says of each character alone.
    #[test]
    fn the_table_is_that_of_opencc() {
        let converter =
            ferrous_opencc::OpenCC::from_config(ferrous_opencc::config::BuiltinConfig::T2s)
                .expect("the conversion is built in");
        for code in 0x4E00..=0x9FFF_u32 {
            let character = char::from_u32(code).expect("an ideograph");
            let converted: Vec<char> = converter.convert(&character.to_string()).chars().collect();
            let expected = match converted.as_slice() {
                [one] if is_ideograph(*one) => *one,
                _ => character,
            };
            assert_eq!(simplified(character), expected, "{character}");
        }
    }

    #[test]
    fn markup_goes_and_text_stays() {
        let bare = |text: &str| without_markup(text).unwrap_or_else(|| text.to_owned());
        assert_eq!(bare("图纸&nbsp;2份<br/>原件"), "图纸 2份 原件");
        assert_eq!(bare("图纸&amp;nbsp;2份"), "图纸 2份");
        assert_eq!(bare("R&D费用&amp;说明"), "R&D费用&说明");
        assert_eq!(bare("<span class=\"a\">图纸</span>"), " 图纸 ");
        assert_eq!(bare("面积<30平方米>"), "面积<30平方米>");
        assert_eq!(bare("图\u{200B}纸\u{202E}"), "图纸");
        assert_eq!(bare("< "), "< ");
        assert_eq!(bare("&"), "&");
    }
}
