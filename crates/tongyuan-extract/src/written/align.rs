//! Which bytes of a written text stand for which of its value.

use std::ops::Range;

use super::style::Style;
use crate::json;

/// The pieces of a written text, each with the piece of the value that it stands for, in order.
#[derive(Debug, Default)]
pub(super) struct Aligned {
    pieces: Vec<(Range<usize>, Range<usize>)>,
}

impl Aligned {
    /// The bytes that stand for a part of the value; none where the part is not made of whole pieces.
    pub(super) fn written(&self, part: &Range<usize>) -> Option<Range<usize>> {
        let of_part = |(_, value): &&(Range<usize>, Range<usize>)| {
            value.start < part.end && part.start < value.end
        };
        let first = self.pieces.iter().find(of_part)?;
        let last = self.pieces.iter().rev().find(of_part)?;
        let is_whole = first.1.start == part.start && last.1.end == part.end;
        is_whole.then_some(first.0.start..last.0.end)
    }
}

/// Goes through what is written and the value side by side; none where they do not go together.
///
/// Line breaks are the one thing that cannot be told piece by piece: how many blanks a fold stands for depends on what is around
/// it. So all blanks around a line break are one piece.
pub(super) fn align(written: &str, style: Style, value: &str) -> Option<Aligned> {
    let mut aligned = Aligned::default();
    let (mut at, mut to) = (0, 0);
    while let Some(rest) = written.get(at..).filter(|rest| !rest.is_empty()) {
        let ahead = value.get(to..)?;
        // A block may begin with blanks that are of the text, and with those that set it in.
        let begins = style == Style::Block && to == 0 && blanks(rest) + blanks(ahead) > 0;
        let (length, stands_for) = match fold(rest, style, begins) {
            Some(length) => (length, blanks(ahead)),
            None => {
                let (length, character) = piece(rest, style)?;
                let stands_for = character.map_or(0, char::len_utf8);
                if character.is_some_and(|character| !ahead.starts_with(character)) {
                    return None;
                }
                (length, stands_for)
            }
        };
        aligned.pieces.push((at..at + length, to..to + stands_for));
        at += length;
        to += stands_for;
    }
    (to == value.len()).then_some(aligned)
}

/// The length of the blanks around a line break that a text begins with, or of the indentation of a block.
fn fold(rest: &str, style: Style, begins: bool) -> Option<usize> {
    let length = blanks(rest);
    let is_fold = style != Style::Json && rest.get(..length)?.contains('\n');
    (begins || is_fold).then_some(length)
}

/// The length of the blanks that a text begins with.
fn blanks(text: &str) -> usize {
    text.len() - text.trim_start_matches([' ', '\t', '\r', '\n']).len()
}

/// The length of what stands for the next character, and the character; an escaped line break stands for none.
fn piece(rest: &str, style: Style) -> Option<(usize, Option<char>)> {
    let first = rest.chars().next()?;
    match (style, first) {
        (Style::Json, '\\') => {
            let (character, length) = json::escaped(rest);
            Some((length, Some(character)))
        }
        (Style::Double, '\\') => escape(rest),
        (Style::Single, '\'') => rest.starts_with("''").then_some((2, Some('\''))),
        _ => Some((first.len_utf8(), Some(first))),
    }
}

/// An escape of YAML.
fn escape(rest: &str) -> Option<(usize, Option<char>)> {
    let code = rest.get(1..)?.chars().next()?;
    let hexadecimal = |count: usize| {
        let number = u32::from_str_radix(rest.get(2..2 + count)?, 16).ok()?;
        Some((2 + count, Some(char::from_u32(number)?)))
    };
    let short = match code {
        '\r' | '\n' => {
            let line_break = rest.get(1..)?;
            return Some((1 + blanks(line_break), None));
        }
        'x' => return hexadecimal(2),
        'u' => return hexadecimal(4),
        'U' => return hexadecimal(8),
        '0' => '\0',
        'a' => '\x07',
        'b' => '\x08',
        't' | '\t' => '\t',
        'n' => '\n',
        'v' => '\x0B',
        'f' => '\x0C',
        'r' => '\r',
        'e' => '\x1B',
        'N' => '\u{85}',
        '_' => '\u{A0}',
        'L' => '\u{2028}',
        'P' => '\u{2029}',
        ' ' | '"' | '/' | '\\' => code,
        _ => return None,
    };
    Some((1 + code.len_utf8(), Some(short)))
}
