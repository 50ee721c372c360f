//! Two columns of text, aligned by what a terminal shows: a Chinese character takes two places.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthChar as _;

use crate::diff::Both;
use crate::diff_text::Paint;
use crate::marks::Piece;

/// What stands between the columns. A line of the box-drawing kind is two places wide in some Chinese terminals.
const BETWEEN: &str = " | ";

/// No column is narrower than this, whatever was asked for: a sign, a blank and some characters.
const NARROWEST: usize = 12;

/// Two columns of a width.
pub(crate) struct Columns {
    left: usize,
    right: usize,
    pub(crate) paint: Paint,
}

impl Columns {
    /// The columns of a display.
    pub(crate) fn new(width: usize, paint: Paint) -> Self {
        let room = width.saturating_sub(BETWEEN.len()).max(2 * NARROWEST);
        Self {
            left: room / 2,
            right: room - room / 2,
            paint,
        }
    }

    /// Both sides of something beside each other, each behind its sign.
    pub(crate) fn pair(&self, out: &mut String, sign_a: &str, sign_b: &str, (a, b): &Both) {
        let indent = sign_a.len().max(sign_b.len()) + 1;
        let left = wrap(a, self.left - indent, ("[-", "-]"));
        let right = wrap(b, self.right - indent, ("{+", "+}"));
        for at in 0..left.len().max(right.len()) {
            let mut line = String::new();
            let (sign_a, sign_b) = if at == 0 { (sign_a, sign_b) } else { ("", "") };
            let cell = left.get(at);
            let _ = write!(line, "{sign_a:indent$}");
            self.write(&mut line, cell, Paint::removed);
            let used = indent + cell.map_or(0, |cell| cell.width);
            line.extend(std::iter::repeat_n(' ', self.left.saturating_sub(used)));
            line.push_str(BETWEEN);
            let _ = write!(line, "{sign_b:indent$}");
            self.write(&mut line, right.get(at), Paint::added);
            let _ = writeln!(out, "{}", line.trim_end());
        }
    }

    fn write(&self, out: &mut String, line: Option<&Line>, paint: fn(Paint, &str) -> String) {
        for piece in line.iter().flat_map(|line| &line.pieces) {
            if piece.is_changed {
                out.push_str(&paint(self.paint, &piece.text));
            } else {
                out.push_str(&piece.text);
            }
        }
    }
}

/// A line of a column.
#[derive(Default)]
struct Line {
    pieces: Vec<Piece<'static>>,
    width: usize,
}

impl Line {
    fn push(&mut self, text: &str, width: usize, is_changed: bool) {
        self.width += width;
        match self.pieces.last_mut() {
            Some(last) if last.is_changed == is_changed => last.text.to_mut().push_str(text),
            _ => self.pieces.push(Piece {
                text: text.to_owned().into(),
                is_changed,
            }),
        }
    }
}

/// The pieces in lines of a width, the changed ones between marks.
fn wrap(pieces: &[Piece<'_>], width: usize, (open, close): (&str, &str)) -> Vec<Line> {
    let mut lines = vec![Line::default()];
    for piece in pieces {
        let mut units = units(&piece.text);
        if piece.is_changed {
            if let Some(first) = units.first_mut() {
                first.insert_str(0, open);
            }
            if let Some(last) = units.last_mut() {
                last.push_str(close);
            }
        }
        for unit in units {
            place(&mut lines, &unit, width, piece.is_changed);
        }
    }
    lines
}

/// Puts a unit onto the line, or onto the next where it has no room; what has no room on any line is broken.
fn place(lines: &mut Vec<Line>, unit: &str, width: usize, is_changed: bool) {
    let room = |lines: &[Line]| width.saturating_sub(lines.last().map_or(0, |line| line.width));
    let needed = display_width(unit);
    if needed > room(lines) && room(lines) < width && needed <= width {
        lines.push(Line::default());
        if unit.trim().is_empty() {
            return;
        }
    }
    if needed <= room(lines) {
        if let Some(line) = lines.last_mut() {
            line.push(unit, needed, is_changed);
        }
        return;
    }
    for character in unit.chars() {
        let needed = character.width().unwrap_or(0);
        if needed > room(lines) {
            lines.push(Line::default());
        }
        if let Some(line) = lines.last_mut() {
            line.push(character.encode_utf8(&mut [0; 4]), needed, is_changed);
        }
    }
}

fn display_width(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

/// A text in what is not broken: words and numbers, signs with the character that they belong to.
fn units(text: &str) -> Vec<String> {
    let mut units: Vec<String> = Vec::new();
    let mut last = None;
    for character in text.chars() {
        let belongs = last.is_some_and(|last| {
            is_opening(last)
                || is_closing(character)
                || character.width().unwrap_or(0) == 0
                || (is_word(last) && is_word(character))
        });
        match units.last_mut() {
            Some(unit) if belongs => unit.push(character),
            _ => units.push(character.to_string()),
        }
        last = Some(character);
    }
    units
}

fn is_word(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '.' | ',' | '%' | '_' | '*')
}

fn is_opening(character: char) -> bool {
    matches!(
        character,
        '（' | '《' | '“' | '〈' | '〔' | '【' | '「' | '(' | '['
    )
}

fn is_closing(character: char) -> bool {
    matches!(
        character,
        '，' | '。'
            | '；'
            | '：'
            | '、'
            | '！'
            | '？'
            | '）'
            | '》'
            | '”'
            | '〉'
            | '〕'
            | '】'
            | '」'
            | ')'
            | ']'
            | ';'
            | ':'
            | '!'
            | '?'
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Colour;
    use crate::marks::{marked, unmarked};

    fn shown(a: &str, b: &str, width: usize) -> String {
        let mut out = String::new();
        Columns::new(width, Paint(Colour::Off)).pair(&mut out, "-", "+", &marked(Some(a), Some(b)));
        out
    }

    #[test]
    fn columns_are_aligned_by_what_is_shown() {
        let text = shown(
            "设立满3年，无违法记录（含分支机构）",
            "设立满13年，无违法记录（含分支机构）",
            43,
        );
        assert_eq!(
            text,
            "\
- 设立满[-3-]年，无  | + 设立满{+13+}年，无
  违法记录（含分支机 |   违法记录（含分支机
  构）               |   构）
"
        );
    }

    proptest! {
        /// No line is wider than its column, and nothing of the text is lost.
        #[test]
        fn lines_keep_their_width(text in "(身份证|（|）|，| |abcdefghijklmnopqrstuvwxyz|12|😀|e\u{301}){0,20}", width in 10usize..40) {
            let pieces = unmarked(&text);
            let lines = wrap(&pieces, width, ("[-", "-]"));
            let said: String = lines.iter().flat_map(|line| &line.pieces).map(|piece| piece.text.as_ref()).collect();
            let blankless = |text: &str| text.replace(' ', "");
            prop_assert_eq!(blankless(&said), blankless(&text));
            for line in &lines {
                let shown: usize = line.pieces.iter().map(|piece| display_width(&piece.text)).sum();
                prop_assert!(line.width == shown && shown <= width);
            }
        }

        #[test]
        fn the_line_between_stands_in_one_column(a in "(身份证|，|a|1|😀){0,30}", b in "(身份证|，|a|2){0,30}", width in 40usize..120) {
            let text = shown(&a, &b, width);
            let left = (width - BETWEEN.len()) / 2;
            for line in text.lines() {
                let before = line.split('|').next().unwrap_or_default();
                prop_assert_eq!(display_width(before), left + 1);
                prop_assert!(display_width(line) <= width);
            }
        }
    }
}
