//! Which kinds of characters a text has, told in one pass over its bytes: most texts have none of those that a closer look is
//! for, and are spared it.

/// Kinds of characters that a text has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kinds(u16);

const ASCII_WORD: u16 = 1;
const FULL_WORD: u16 = 1 << 1;
const HALF_ROUND: u16 = 1 << 2;
const FULL_ROUND: u16 = 1 << 3;
const HALF_MARK: u16 = 1 << 4;
const FULL_MARK: u16 = 1 << 5;
const BRACKET: u16 = 1 << 6;
const QUOTE: u16 = 1 << 7;
const STRAY: u16 = 1 << 8;

/// What a byte of ASCII is.
const ASCII: [u16; 128] = {
    let mut kinds = [0; 128];
    let mut byte = 0;
    while byte < 128 {
        kinds[byte] = match byte as u8 {
            b'\n' | b'\r' | b'\t' => 0,
            0..=0x1F | 0x7F | b'&' | b'<' => STRAY,
            b'(' | b')' => HALF_ROUND | BRACKET,
            b'[' | b']' | b'{' | b'}' => BRACKET,
            b',' | b';' | b':' | b'?' | b'!' => HALF_MARK,
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => ASCII_WORD,
            _ => 0,
        };
        byte += 1;
    }
    kinds
};

impl Kinds {
    /// The kinds of the characters of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut kinds = 0;
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            at += match byte {
                0..0x80 => {
                    kinds |= ASCII.get(usize::from(*byte)).copied().unwrap_or_default();
                    1
                }
                // Most of a Chinese text: ideographs.
                0xE4..=0xE9 => 3,
                0xC2 => {
                    kinds |= STRAY;
                    2
                }
                0xE2 | 0xE3 | 0xEE | 0xEF => {
                    kinds |= match bytes.get(at + 1..at + 3) {
                        Some([second, third]) => of_three(*byte, *second, *third),
                        _ => STRAY,
                    };
                    3
                }
                0xC0..=0xDF => 2,
                0xE0..=0xEF => 3,
                _ => 4,
            };
        }
        Self(kinds)
    }

    fn has(self, kinds: u16) -> bool {
        self.0 & kinds == kinds
    }

    /// Whether it may keep residue of markup.
    #[must_use]
    pub fn may_have_residue(self) -> bool {
        self.has(STRAY)
    }

    /// Whether it may mix two widths.
    #[must_use]
    pub fn may_mix_widths(self) -> bool {
        self.has(ASCII_WORD | FULL_WORD)
            || self.has(HALF_ROUND | FULL_ROUND)
            || self.has(HALF_MARK | FULL_MARK)
    }

    /// Whether it has brackets.
    #[must_use]
    pub fn has_brackets(self) -> bool {
        self.has(BRACKET)
    }

    /// Whether it has brackets, book title marks or quotation marks.
    #[must_use]
    pub fn has_pairs(self) -> bool {
        self.has(BRACKET) || self.has(QUOTE)
    }
}

/// What a character of these three bytes is, the first of them E2, E3, EE or EF.
fn of_three(first: u8, second: u8, third: u8) -> u16 {
    match (first, second, third) {
        // “ and ”
        (0xE2, 0x80, 0x9C | 0x9D) => QUOTE,
        // Of the other general punctuation some is invisible.
        (0xE2, 0x80, 0x8B) | (0xE2, 0x81, 0xA0) => STRAY,
        // 〈〉《》「」『』
        (0xE3, 0x80, 0x88..=0x8F) => QUOTE,
        // 【】 and 〔〕
        (0xE3, 0x80, 0x90 | 0x91 | 0x94 | 0x95) => BRACKET,
        // （）
        (0xEF, 0xBC, 0x88 | 0x89) => FULL_ROUND | BRACKET,
        // ，：；！？
        (0xEF, 0xBC, 0x8C | 0x9A | 0x9B | 0x81 | 0x9F) => FULL_MARK,
        // ［］｛｝
        (0xEF, 0xBC, 0xBB | 0xBD) | (0xEF, 0xBD, 0x9B | 0x9D) => BRACKET,
        // Digits and letters.
        (0xEF, 0xBC, 0x90..=0x99 | 0xA1..=0xBA) | (0xEF, 0xBD, 0x81..=0x9A) => FULL_WORD,
        // The private area, the mark of byte order, the sign of a lost character.
        (0xEE, ..) | (0xEF, 0x80..=0xA3, _) | (0xEF, 0xBB, 0xBF) | (0xEF, 0xBF, 0xBD) => STRAY,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::residue::residues;
    use crate::text::restated::restated;
    use crate::text::{bracket, width};

    /// Texts of every character that has two or three bytes, each among others that make a fault of it.
    fn texts() -> impl Iterator<Item = String> {
        let characters = (0..=0xFFFF_u32).filter_map(char::from_u32);
        characters.flat_map(|c| {
            [
                format!("甲{c}乙"),
                format!("甲{c}乙，1（丙）二（3{c}份"),
                format!("甲({c}乙,丙)Ａ：{c}"),
            ]
        })
    }

    #[test]
    fn who_is_spared_a_closer_look_has_nothing_to_show() {
        for text in texts().chain(["😀\u{10FFFF}".to_owned(), String::new()]) {
            let kinds = Kinds::of(&text);
            let held = [
                kinds.may_have_residue() || residues(&text).is_empty(),
                kinds.may_mix_widths() || width::mixed(&text).is_empty(),
                kinds.has_pairs() || bracket::unpaired(&text).is_empty(),
                kinds.has_brackets() || restated(&text).is_empty(),
            ];
            assert_eq!(held, [true; 4], "{text:?}");
        }
    }

    #[test]
    fn plain_text_is_spared() {
        let kinds = Kinds::of("申请人应当提交居民身份证，原件1份。");
        let looks = [
            kinds.may_have_residue(),
            kinds.may_mix_widths(),
            kinds.has_pairs(),
            kinds.has_brackets(),
        ];
        assert_eq!(looks, [false; 4]);
    }
}
