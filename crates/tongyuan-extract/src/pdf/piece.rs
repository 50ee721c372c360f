//! Characters into pieces of text, and pieces into rows.

use tongyuan_model::text::marker;

use super::characters::{closes, is_latin, opens};
use super::content::Glyph;

/// A piece of text on one base line, without a gap that could be one between columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) x0: f32,
    pub(super) x1: f32,
    pub(super) y: f32,
    pub(super) size: f32,
    /// How wide its beginning is that no line break divides: what would have had to fit on the line before.
    pub(super) head: f32,
}

/// Pieces that stand on one base line, from left to right.
pub(super) type Row = Vec<Piece>;

/// A gap that is wider, in parts of the font's size, divides pieces.
const GAP: f32 = 0.85;
/// Between two Chinese characters a gap that is narrower is none: the line was stretched to the margin.
const CHINESE_BLANK: f32 = 0.45;
const WRITTEN_BLANK: f32 = 0.2;
const LATIN_BLANK: f32 = 0.15;

/// The pieces of some characters, row by row from the top.
pub(super) fn pieces(mut glyphs: Vec<Glyph>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for row in rows_of(&mut glyphs, |glyph| (glyph.y, glyph.size)) {
        let row = &mut glyphs[row];
        row.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        Builder::default().run(row, &mut pieces);
    }
    pieces
}

/// Where the rows of some things that stand on base lines begin and end, once they are sorted from the top.
fn rows_of<T>(things: &mut [T], place: impl Fn(&T) -> (f32, f32)) -> Vec<std::ops::Range<usize>> {
    const SLACK: f32 = 0.4;
    things.sort_by(|a, b| place(b).0.total_cmp(&place(a).0));
    let mut rows = Vec::new();
    let mut start = 0;
    for at in 1..=things.len() {
        let goes_on = things.get(at).is_some_and(|thing| {
            let (y, size) = place(thing);
            let (top, first) = place(&things[start]);
            top - y <= SLACK * size.min(first)
        });
        if !goes_on {
            rows.push(start..at);
            start = at;
        }
    }
    rows
}

/// Pieces into rows, from the top.
pub(super) fn rows(mut pieces: Vec<Piece>) -> Vec<Row> {
    let ranges = rows_of(&mut pieces, |piece| (piece.y, piece.size));
    let mut pieces = pieces.into_iter();
    let mut rows = Vec::new();
    for range in ranges {
        let mut row: Row = pieces.by_ref().take(range.len()).collect();
        row.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        rows.push(with_markers(row));
    }
    rows
}

/// A row with the number or bullet of a list item joined to the item, however far they are apart.
fn with_markers(row: Row) -> Row {
    const FURTHEST: f32 = 5.0;
    let mut joined_up = Row::new();
    for piece in row {
        match joined_up.last_mut() {
            Some(last) if is_marker(&last.text) && piece.x0 - last.x1 < FURTHEST * last.size => {
                *last = joined(&[std::mem::take(last), piece]);
            }
            _ => joined_up.push(piece),
        }
    }
    joined_up
}

fn is_marker(text: &str) -> bool {
    const BOXES: &str = "□☐☑√•●■◆○·-";
    let is_box = text.chars().count() == 1 && text.chars().all(|c| BOXES.contains(c));
    is_box || marker::leading(text).is_some_and(|marker| marker.len == text.len())
}

/// A row as one piece, with a blank for every gap.
pub(super) fn joined(row: &[Piece]) -> Piece {
    let mut pieces = row.iter();
    let mut whole = pieces.next().cloned().unwrap_or_default();
    for piece in pieces {
        whole.text.push(' ');
        whole.text.push_str(&piece.text);
        whole.x1 = whole.x1.max(piece.x1);
        whole.size = whole.size.max(piece.size);
    }
    whole
}

/// A size as it is compared: in tenths of a point.
pub(super) fn tenths(size: f32) -> i32 {
    (size * 10.0).round() as i32
}

#[derive(Default)]
struct Builder {
    piece: Piece,
    last: Option<Glyph>,
    /// Whether a blank was written behind the last character.
    blank: bool,
    /// Whether the head of the piece is complete.
    is_head_done: bool,
}

impl Builder {
    fn run(mut self, row: &[Glyph], pieces: &mut Vec<Piece>) {
        for glyph in row {
            if glyph.character.is_whitespace() {
                self.blank = true;
                continue;
            }
            if glyph.character.is_control() || self.repeats(glyph) {
                continue;
            }
            if let Some(last) = self.last {
                let gap = (glyph.x0 - last.x1) / glyph.size.max(last.size);
                if gap > GAP {
                    self.end(pieces);
                } else if self.is_blank(&last, glyph, gap) {
                    self.piece.text.push(' ');
                    self.is_head_done = true;
                }
            }
            self.add(glyph);
        }
        self.end(pieces);
    }

    fn is_blank(&self, last: &Glyph, next: &Glyph, gap: f32) -> bool {
        let is_latin = is_latin(last.character) && is_latin(next.character);
        let least = match (self.blank, is_latin) {
            (true, true) => 0.05,
            (true, false) => WRITTEN_BLANK,
            (false, true) => LATIN_BLANK,
            (false, false) => CHINESE_BLANK,
        };
        gap > least
    }

    /// Bold type is often the same character twice, a hair apart.
    fn repeats(&self, glyph: &Glyph) -> bool {
        self.last.is_some_and(|last| {
            last.character == glyph.character
                && (last.x0 - glyph.x0).abs() < 0.2 * glyph.size
                && (last.x1 - glyph.x1).abs() < 0.2 * glyph.size
        })
    }

    fn add(&mut self, glyph: &Glyph) {
        let piece = &mut self.piece;
        if piece.text.is_empty() {
            piece.x0 = glyph.x0;
            piece.y = glyph.y;
            piece.head = glyph.x1 - glyph.x0;
        } else if !self.is_head_done {
            let before = self.last.map(|last| last.character).unwrap_or_default();
            let belongs = opens(before)
                || closes(glyph.character)
                || is_latin(before) && is_latin(glyph.character);
            if belongs {
                piece.head = glyph.x1 - piece.x0;
            } else {
                self.is_head_done = true;
            }
        }
        if glyph.size > piece.size {
            // A sign that is set higher is smaller, too: the base line is that of the largest.
            piece.y = glyph.y;
            piece.size = glyph.size;
        }
        piece.text.push(glyph.character);
        piece.x1 = piece.x1.max(glyph.x1);
        self.last = Some(*glyph);
        self.blank = false;
    }

    fn end(&mut self, pieces: &mut Vec<Piece>) {
        let piece = std::mem::take(&mut self.piece);
        if !piece.text.is_empty() {
            pieces.push(piece);
        }
        *self = Self::default();
    }
}
