//! What characters a PDF shows under other names, and how Chinese and Latin text are set.

use tongyuan_model::text::width::ideograph;

/// The character that stands for one that only looks like it: fonts name their signs after radicals (`⼈` for `人`), and
/// symbol fonts have codes of their own for bullets and boxes.
pub(super) fn plain(character: char) -> char {
    match character {
        '\u{2E80}'..='\u{2FDF}' => ideograph(character),
        '\u{A0}' | '\u{2002}'..='\u{200A}' | '\u{202F}' | '\t' | '\n' | '\r' => ' ',
        '\u{F06C}' | '\u{F06E}' | '\u{F075}' | '\u{F0A7}' | '\u{F0B7}' | '\u{F0D8}' => '•',
        '\u{F06F}' | '\u{F0A3}' | '\u{F0A8}' => '□',
        '\u{F052}' | '\u{F0FE}' => '☑',
        '\u{F0FC}' => '√',
        '\u{F0FB}' => '×',
        _ => character,
    }
}

/// Whether it is part of a word or number in Latin letters, which no line break divides.
pub(super) fn is_latin(character: char) -> bool {
    character.is_ascii_graphic()
        || matches!(
            character,
            '\u{C0}'..='\u{24F}' | '–' | '’' | '€' | '£' | '¥'
        )
}

/// Whether no line begins with it: closing marks stay with what they close.
pub(super) fn closes(character: char) -> bool {
    "，。、；：？！）》〉」』】〕］｝”’·…—～％℃,.;:?!)]}%>".contains(character)
}

/// Whether no line ends with it: opening marks stay with what they open.
pub(super) fn opens(character: char) -> bool {
    "（《〈「『【〔［｛“‘([{<".contains(character)
}

/// Whether a sentence or clause of a list ends with it.
pub(super) fn ends_sentence(character: char) -> bool {
    "。；：？！.;:?!".contains(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_are_the_characters_they_look_like() {
        let text: String = "⼈⺠⽤户⻓\u{F0B7}字".chars().map(plain).collect();
        assert_eq!(text, "人民用户长•字");
    }
}
