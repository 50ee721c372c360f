//! Character width and compatibility forms: which character another one stands for.

use std::ops::Range;

use unicode_normalization::char::decompose_compatible;

/// The ASCII character that a full-width letter, digit or sign stands for, and the ideograph that a radical or a
/// compatibility ideograph stands for, as they come out of PDF files; every other character as it is.
///
/// Chinese punctuation (，：；！？（）) stays: whether it equals its ASCII look-alike is for the comparison to say.
#[must_use]
pub fn narrow(character: char) -> char {
    match character {
        '，' | '：' | '；' | '！' | '？' | '（' | '）' => character,
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(character as u32 - 0xFEE0).unwrap_or(character),
        '\u{2E80}'..='\u{2FDF}' | '\u{F900}'..='\u{FAFF}' => ideograph(character),
        _ => character,
    }
}

/// ⼈ as 人, ⻚ as 页: the ideograph that a radical or a compatibility ideograph stands for; every other character as it is, but for
/// those that have a compatibility form of their own.
#[must_use]
pub fn ideograph(character: char) -> char {
    // Simplified radicals, for which Unicode defines no compatibility form.
    const SIMPLIFIED: [(char, char); 25] = [
        ('⺟', '母'),
        ('⺠', '民'),
        ('⻄', '西'),
        ('⻅', '见'),
        ('⻆', '角'),
        ('⻉', '贝'),
        ('⻋', '车'),
        ('⻓', '长'),
        ('⻔', '门'),
        ('⻘', '青'),
        ('⻚', '页'),
        ('⻛', '风'),
        ('⻜', '飞'),
        ('⻝', '食'),
        ('⻢', '马'),
        ('⻣', '骨'),
        ('⻤', '鬼'),
        ('⻥', '鱼'),
        ('⻦', '鸟'),
        ('⻨', '麦'),
        ('⻩', '黄'),
        ('⻬', '齐'),
        ('⻮', '齿'),
        ('⻰', '龙'),
        ('⻳', '龟'),
    ];
    if let Some((_, ideograph)) = SIMPLIFIED.iter().find(|(radical, _)| *radical == character) {
        return *ideograph;
    }
    let mut found = character;
    decompose_compatible(character, |part| found = part);
    found
}

/// Whether a character is written in the square of a Chinese text, so that no blank belongs beside it.
#[must_use]
pub fn is_wide(character: char) -> bool {
    matches!(character,
        '\u{2E80}'..='\u{303F}' // radicals, CJK punctuation
        | '\u{3040}'..='\u{30FF}'
        | '\u{3400}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE4F}'
        | '\u{FF00}'..='\u{FF60}'
        | '\u{2018}'..='\u{201D}' // quotation marks
        | '\u{20000}'..='\u{3FFFF}')
}

/// Whether a character is a Chinese ideograph.
#[must_use]
pub fn is_ideograph(character: char) -> bool {
    matches!(character,
        '\u{3007}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// A form of one width in a text that has the other as well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mixed {
    /// The bytes that it takes.
    pub at: Range<usize>,
    /// The form that belongs there.
    pub instead: String,
}

/// The letters, digits and marks of a text that stand in the wrong one of two widths that it has.
///
/// Letters and digits are half-width, marks between Chinese characters full-width. A text that keeps to one width is not
/// mixed, whichever it is.
///
/// ```
/// use tongyuan_model::text::width::mixed;
///
/// assert_eq!(mixed("Ａ4纸")[0].instead, "A");
/// assert!(mixed("９：００至11：30").len() == 3 && mixed("9:00至11:30，13:30至17:00").is_empty());
/// ```
#[must_use]
pub fn mixed(text: &str) -> Vec<Mixed> {
    let mut found = mixed_letters(text);
    found.extend(mixed_brackets(text));
    found.extend(mixed_marks(text));
    found.sort_by_key(|own| own.at.start);
    found
}

fn mixed_letters(text: &str) -> Vec<Mixed> {
    let is_full = |c: char| narrow(c) != c && narrow(c).is_ascii_alphanumeric();
    if !text.contains(is_full) || !text.contains(|c: char| c.is_ascii_alphanumeric()) {
        return Vec::new();
    }
    let full = text.char_indices().filter(|(_, c)| is_full(*c));
    full.map(|(at, c)| Mixed {
        at: at..at + c.len_utf8(),
        instead: narrow(c).to_string(),
    })
    .collect()
}

/// Round brackets of two widths, around or behind Chinese. (1) and (a) number the entries of another level.
fn mixed_brackets(text: &str) -> Vec<Mixed> {
    let mut open = Vec::new();
    let mut half = Vec::new();
    let mut full = 0;
    for (at, character) in text.char_indices() {
        match character {
            '（' | '(' => open.push((at, character)),
            '）' | ')' => {
                let Some((from, opener)) = open.pop() else {
                    continue;
                };
                match (opener, character) {
                    ('（', '）') => full += 1,
                    ('(', ')') => half.push((from, at)),
                    // One bracket of each width: the half-width one is wrong.
                    ('(', _) => half.push((from, from)),
                    _ => half.push((at, at)),
                }
            }
            _ => {}
        }
    }
    let is_odd = |(from, to): &(usize, usize)| {
        let is_chinese = || {
            let before = text[..*from].chars().next_back();
            let inner = &text[from + 1..*to];
            inner.contains(is_ideograph)
                || before.is_some_and(is_ideograph)
                    && !inner.bytes().all(|b| b.is_ascii_alphanumeric())
        };
        from == to || full > 0 && is_chinese()
    };
    let odd = half.iter().filter(|pair| is_odd(pair));
    let marks = odd.flat_map(|(from, to)| {
        if from == to {
            vec![*from]
        } else {
            vec![*from, *to]
        }
    });
    marks
        .map(|at| Mixed {
            at: at..at + 1,
            instead: if text[at..].starts_with('(') {
                "（"
            } else {
                "）"
            }
            .to_owned(),
        })
        .collect()
}

/// Half-width marks between Chinese characters, in a text that has the full-width mark too.
fn mixed_marks(text: &str) -> Vec<Mixed> {
    const MARKS: [(char, char); 5] = [
        (',', '，'),
        (';', '；'),
        (':', '：'),
        ('?', '？'),
        ('!', '！'),
    ];
    let mut found = Vec::new();
    for (half, full) in MARKS {
        if !text.contains(full) {
            continue;
        }
        for (at, _) in text.match_indices(half) {
            let before = text[..at].chars().next_back();
            let after = text[at + 1..].trim_start().chars().next();
            if before.is_some_and(is_ideograph) && after.is_some_and(is_ideograph) {
                found.push(Mixed {
                    at: at..at + 1,
                    instead: full.to_string(),
                });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_digits_narrow_and_punctuation_stays() {
        let narrowed: String = "Ａ４纸，１５０％（２）　份".chars().map(narrow).collect();
        assert_eq!(narrowed, "A4纸，150%（2） 份");
    }

    #[test]
    fn radicals_stand_for_ideographs() {
        let read: String = "⼈⺠⽇⻚⾦⻢豈".chars().map(narrow).collect();
        assert_eq!(read, "人民日页金马豈");
    }

    #[test]
    fn two_widths_in_one_text() {
        let shown = |text: &str| -> String {
            let found = mixed(text).into_iter();
            found
                .map(|own| format!("{}→{} ", &text[own.at], own.instead))
                .collect()
        };
        assert_eq!(shown("原件1份，复印件２份"), "２→2 ");
        assert_eq!(shown("申请表(原件）"), "(→（ ");
        assert_eq!(shown("甲（原件），乙(复印件)"), "(→（ )→） ");
        assert_eq!(shown("甲，乙,丙"), ",→， ");
        for pure in [
            "申请表(原件)、合同(复印件)",
            "原件２份，复印件３份",
            "周一至周五 9:00-11:30、13:30-17:00（法定节假日除外）",
            "（一）甲：(1)乙；(a)丙",
            "收入低于6,000元，支出不限",
            "PCT(A)和（二）",
            "https://a.cn/x，网址",
        ] {
            assert_eq!(shown(pure), "", "{pure}");
        }
    }
}
