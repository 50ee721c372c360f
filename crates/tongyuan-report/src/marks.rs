//! A text in stretches, of which some differ from the other side, cleaned on the way.

use std::borrow::Cow;
use std::ops::Range;

use tongyuan_compare::changed;

use crate::clean::clean;

/// A stretch of a cleaned text on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece<'t> {
    pub(crate) text: Cow<'t, str>,
    /// Whether the other side has something else here.
    pub(crate) is_changed: bool,
}

impl<'t> Piece<'t> {
    /// Words that are no text of a guide.
    pub(crate) fn words(text: impl Into<Cow<'t, str>>) -> Self {
        Self {
            text: text.into(),
            is_changed: false,
        }
    }
}

/// Both sides of a row in pieces; a side that says nothing has none.
pub(crate) fn marked(
    a: Option<&str>,
    b: Option<&str>,
) -> (Vec<Piece<'static>>, Vec<Piece<'static>>) {
    let (a, b) = (a.unwrap_or_default(), b.unwrap_or_default());
    let found = changed(a, b);
    (pieces(a, &found.a), pieces(b, &found.b))
}

/// A text in pieces, none of which differs.
pub(crate) fn unmarked(text: &str) -> Vec<Piece<'static>> {
    pieces(text, &[])
}

/// Ranges of bytes as ranges of code points, which is what [`clean`] keeps the number of.
pub(crate) fn code_points(text: &str, ranges: &[Range<usize>]) -> Vec<[usize; 2]> {
    let (mut at, mut count) = (0, 0);
    let mut to = |byte: usize| {
        count += text
            .get(at..byte)
            .map_or(0, |between| between.chars().count());
        at = byte;
        count
    };
    ranges
        .iter()
        .map(|range| [to(range.start), to(range.end)])
        .collect()
}

/// Cleaning replaces characters one by one, so that the marks of the text as it was hold for it as it is shown. It is cleaned
/// as a whole, because a number that has to be masked may lie across two pieces.
fn pieces(text: &str, ranges: &[Range<usize>]) -> Vec<Piece<'static>> {
    let cleaned = clean(text);
    let mut pieces = Pieces::default();
    let mut ranges = ranges.iter().peekable();
    for ((at, _), character) in text.char_indices().zip(cleaned.chars()) {
        while ranges.next_if(|range| range.end <= at).is_some() {}
        let is_changed = ranges.peek().is_some_and(|range| range.contains(&at));
        pieces.push(character, is_changed);
    }
    pieces.done
}

/// The pieces so far. Line breaks become a blank, and there is none at either end.
#[derive(Default)]
struct Pieces {
    done: Vec<Piece<'static>>,
    blanks: Vec<(char, bool)>,
}

impl Pieces {
    fn push(&mut self, character: char, is_changed: bool) {
        if character.is_whitespace() {
            self.blanks.push((character, is_changed));
            return;
        }
        let mut blanks = std::mem::take(&mut self.blanks);
        if blanks.iter().any(|(blank, _)| breaks_line(*blank)) {
            blanks.truncate(1);
            blanks.iter_mut().for_each(|(blank, _)| *blank = ' ');
        }
        if !self.done.is_empty() {
            for (blank, is_changed) in blanks {
                self.append(blank, is_changed);
            }
        }
        self.append(character, is_changed);
    }

    fn append(&mut self, character: char, is_changed: bool) {
        match self.done.last_mut() {
            Some(last) if last.is_changed == is_changed => last.text.to_mut().push(character),
            _ => self.done.push(Piece {
                text: Cow::Owned(character.to_string()),
                is_changed,
            }),
        }
    }
}

fn breaks_line(blank: char) -> bool {
    matches!(blank, '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::clean::one_line;

    fn shown(pieces: &[Piece<'_>]) -> String {
        pieces
            .iter()
            .map(|piece| {
                if piece.is_changed {
                    format!("[{}]", piece.text)
                } else {
                    piece.text.to_string()
                }
            })
            .collect()
    }

    #[test]
    fn marks_hold_for_the_cleaned_text() {
        let (a, b) = marked(
            Some("电话13812345678，\r\n 3年\u{202e}"),
            Some(" 电话13812345679，5年\u{1b}"),
        );
        assert_eq!(shown(&a), "电话[138****5678]，[ 3]年[\u{fffd}]");
        assert_eq!(shown(&b), "电话[138****5679]，[5]年[\u{fffd}]");
        assert_eq!(code_points("甲3年乙", &[3..4, 7..10]), [[1, 2], [3, 4]]);
    }

    proptest! {
        #[test]
        fn pieces_are_the_line(a in "(甲|1|\n| |\u{2028}|\u{1b}|13812345678|b){0,12}", b in "(甲|1|\n| |\u{202e}|b){0,12}") {
            let (x, y) = marked(Some(&a), Some(&b));
            for (text, pieces) in [(&a, x), (&b, y)] {
                let whole: String = pieces.iter().map(|piece| piece.text.as_ref()).collect();
                if !text.contains('\u{2028}') {
                    prop_assert_eq!(whole, one_line(text));
                }
            }
        }

        #[test]
        fn code_points_are_those_of_the_cleaned_text(a in any::<String>(), b in any::<String>()) {
            let found = changed(&a, &b);
            let length = clean(&a).chars().count();
            prop_assert_eq!(length, a.chars().count());
            prop_assert!(code_points(&a, &found.a).iter().all(|[start, end]| start < end && *end <= length));
        }
    }
}
