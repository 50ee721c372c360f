//! Character width and compatibility forms: which character another one stands for.

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
}
