//! Untrusted text on its way out: control characters made visible, personal data masked.

use std::borrow::Cow;

use tongyuan_model::text::personal;

/// A text that can be shown anywhere: identity and mobile numbers masked, and every character that could steer a terminal or
/// turn the direction of the line replaced by U+FFFD. Line breaks and tabs become blanks where `one_line` is wanted.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    let masked = personal::mask(text);
    if masked.chars().any(is_unsafe) {
        Cow::Owned(masked.chars().map(safe).collect())
    } else {
        masked
    }
}

/// A cleaned text on one line.
#[must_use]
pub(crate) fn one_line(text: &str) -> String {
    clean(text)
        .split(['\n', '\r', '\t'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// A cleaned text on one line, cut where it is longer than `most` characters.
#[must_use]
pub(crate) fn short(text: &str, most: usize) -> String {
    let line = one_line(text);
    if line.chars().count() <= most {
        return line;
    }
    let mut cut: String = line.chars().take(most.saturating_sub(1)).collect();
    cut.push('…');
    cut
}

fn safe(character: char) -> char {
    if is_unsafe(character) {
        char::REPLACEMENT_CHARACTER
    } else {
        character
    }
}

fn is_unsafe(character: char) -> bool {
    let is_control = character.is_control() && !matches!(character, '\n' | '\t' | '\r');
    let turns_direction = matches!(character,
        '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    is_control || turns_direction
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_steers_a_terminal() {
        assert_eq!(
            clean("甲\u{1b}[31m乙\u{202e}丙"),
            "甲\u{fffd}[31m乙\u{fffd}丙"
        );
        assert_eq!(
            clean("身份证11010519491231002X"),
            "身份证110105********002X"
        );
        assert_eq!(one_line(" 甲\r\n  乙\t丙 "), "甲 乙 丙");
        assert_eq!(short("甲乙丙丁", 3), "甲乙…");
    }
}
