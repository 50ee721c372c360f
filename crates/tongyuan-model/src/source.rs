//! One linear text per source, and the way back from it to lines, columns and native places.

use std::sync::OnceLock;

use crate::noun::Leaf;
use crate::span::{Place, Precision, Span};
use crate::tree::Node;

/// The linear text of one source with its map.
///
/// For text, YAML, JSON and HTML it is the text of the file itself. A Word document has no lines of its own:
/// there it is what Word shows, a paragraph or table cell a line, and the map leads back to paragraph and cell.
#[derive(Debug, Default)]
pub struct SourceText {
    text: String,
    lines: OnceLock<Vec<u32>>,
    map: SourceMap,
}

/// Which native place each part of a text belongs to.
#[derive(Debug, Default)]
pub struct SourceMap {
    /// Each part with the number of its native place, in the order of the text; of two that begin together the wider one first.
    entries: Vec<(Span, u32)>,
    natives: Vec<Native>,
}

#[derive(Debug)]
enum Native {
    /// A place known from the start.
    Place(Place),
    /// One step further than another place of a tree. Its path is put together when it is asked for: most never are.
    Step { from: Option<u32>, step: Step },
}

/// A step down a tree.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Step {
    /// To the value of the key that stands there.
    Key(Span),
    /// To a row, counted from 1.
    Row(u32),
}

impl SourceMap {
    /// A map of places known from the start.
    #[must_use]
    pub fn new(places: Vec<(Span, Place)>) -> Self {
        let mut map = Self::default();
        for (span, place) in places {
            map.add(span, Native::Place(place));
        }
        map.sorted()
    }

    /// A map of the paths of a tree, which are written with the author's own keys; rows count from 1: `materials[2].name`.
    #[must_use]
    pub fn of_tree(tree: &Node<'_>) -> Self {
        let mut map = Self::default();
        tree.walk(None, &mut |from, span, step| {
            map.add(span, Native::Step { from, step })
        });
        map.sorted()
    }

    fn add(&mut self, span: Span, native: Native) -> u32 {
        let number = to_u32(self.natives.len());
        self.entries.push((span, number));
        self.natives.push(native);
        number
    }

    fn sorted(mut self) -> Self {
        self.entries
            .sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
        self
    }

    fn native(&self, text: &SourceText, number: u32) -> Option<Place> {
        match self.natives.get(number as usize)? {
            Native::Place(place) => Some(place.clone()),
            Native::Step { .. } => {
                let mut path = String::new();
                self.write_path(text, number, &mut path);
                Some(Place::Path(path))
            }
        }
    }

    fn write_path(&self, text: &SourceText, number: u32, path: &mut String) {
        let Some(Native::Step { from, step }) = self.natives.get(number as usize) else {
            return;
        };
        if let Some(from) = from {
            self.write_path(text, *from, path);
        }
        match step {
            Step::Key(word) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(text.slice(*word).trim_matches(['"', '\'']));
            }
            Step::Row(row) => path.push_str(&format!("[{row}]")),
        }
    }

    /// The innermost place that holds the whole of `span`; for a passage of several places the one that it begins with. The
    /// document as a whole has no place.
    fn place(&self, text: &SourceText, span: Span) -> Option<Place> {
        let entries = &self.entries;
        let until = entries.partition_point(|(at, _)| at.start <= span.start);
        // Entries nest or follow one another, so the last one that begins before the span and holds it is the innermost.
        let holding = entries[..until]
            .iter()
            .rev()
            .find(|(at, _)| at.contains(span));
        let (first, last) = (entries.first()?.0, entries.last()?.0);
        let is_passage = span.start > first.start || span.end < last.start;
        let first_inside = || {
            let holds_start = |at: &Span| at.start <= span.start && span.start < at.end;
            let begun = entries[..until]
                .iter()
                .rev()
                .find(|(at, _)| holds_start(at));
            let next = || {
                entries[until..]
                    .first()
                    .filter(|(at, _)| at.start < span.end)
            };
            begun.or_else(next).filter(|_| is_passage)
        };
        let (_, number) = holding.or_else(first_inside)?;
        self.native(text, *number)
    }
}

/// A position in a linear text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1, in Unicode code points.
    pub column: u32,
    /// Offset, from 0, in bytes of UTF-8.
    pub offset: u32,
}

/// A span made concrete: both ends, the native place and the precision.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Location {
    /// Where it begins.
    pub start: Position,
    /// One past where it ends.
    pub end: Position,
    /// The place in the document's own terms, where the format has one.
    pub place: Option<Place>,
    /// How closely the range fits the value.
    pub precision: Precision,
}

impl SourceText {
    /// A source of this text and map.
    #[must_use]
    pub fn new(text: String, map: SourceMap) -> Self {
        Self {
            text,
            lines: OnceLock::new(),
            map,
        }
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What stands at `span`; a span that does not fit the text is cut to it.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        let (start, end) = self.fit(span);
        &self.text[start..end]
    }

    /// Whether a value stands where it says: something does, and where the span is exact and the value a text, the text itself.
    #[must_use]
    pub fn bears(&self, leaf: &Leaf) -> bool {
        let Some(cut) = self.text.get(leaf.span.range()) else {
            return false;
        };
        match &leaf.value {
            serde_json::Value::String(own)
                if leaf.is_text && leaf.span.precision == Precision::Exact =>
            {
                cut == own
            }
            _ => !cut.trim().is_empty(),
        }
    }

    /// Line, column, offset and native place of `span`.
    #[must_use]
    pub fn locate(&self, span: Span) -> Location {
        let (start, end) = self.fit(span);
        Location {
            start: self.position(start),
            end: self.position(end),
            place: self.map.place(self, Span::exact(start, end)),
            precision: span.precision,
        }
    }

    /// The text of line `line` (from 1), without its line break.
    #[must_use]
    pub fn line(&self, line: u32) -> &str {
        let starts = self.line_starts();
        let Some(index) = (line as usize).checked_sub(1) else {
            return "";
        };
        let Some(&start) = starts.get(index) else {
            return "";
        };
        let end = starts
            .get(index + 1)
            .map_or(self.text.len(), |&next| next as usize);
        self.text[start as usize..end].trim_end_matches(['\n', '\r'])
    }

    fn position(&self, offset: usize) -> Position {
        let starts = self.line_starts();
        let line = starts.partition_point(|&start| start as usize <= offset);
        let begin = starts
            .get(line.wrapping_sub(1))
            .map_or(0, |&start| start as usize);
        Position {
            line: to_u32(line.max(1)),
            column: to_u32(self.text[begin..offset].chars().count() + 1),
            offset: to_u32(offset),
        }
    }

    fn line_starts(&self) -> &[u32] {
        self.lines.get_or_init(|| {
            let breaks = self.text.match_indices('\n');
            std::iter::once(0)
                .chain(breaks.map(|(at, _)| to_u32(at + 1)))
                .collect()
        })
    }

    fn fit(&self, span: Span) -> (usize, usize) {
        let range = span.range();
        let start = self.floor(range.start);
        (start, self.floor(range.end).max(start))
    }

    fn floor(&self, offset: usize) -> usize {
        let mut at = offset.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}

fn to_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(n: u32) -> Place {
        Place::Paragraph(n)
    }

    #[test]
    fn columns_count_code_points() {
        let source = SourceText::new("甲:\n  乙😀丙\n".into(), SourceMap::default());
        let at = source.text().find('丙').unwrap_or_default();
        let location = source.locate(Span::exact(at, at + 3));
        assert_eq!(
            (
                location.start.line,
                location.start.column,
                location.start.offset
            ),
            (2, 5, 14)
        );
        assert_eq!((location.end.line, location.end.column), (2, 6));
        assert_eq!(source.line(2), "  乙😀丙");
        assert_eq!(source.line(9), "");
    }

    #[test]
    fn a_span_that_does_not_fit_is_cut() {
        let source = SourceText::new("甲乙".into(), SourceMap::default());
        assert_eq!(source.slice(Span::exact(1, 99)), "甲乙");
        assert_eq!(source.locate(Span::exact(50, 60)).start.column, 3);
    }

    #[test]
    fn the_innermost_place_wins() {
        let map = SourceMap::new(vec![
            (Span::exact(0, 20), place(1)),
            (Span::exact(2, 6), place(2)),
            (Span::exact(8, 12), place(3)),
        ]);
        let source = SourceText::new(" ".repeat(20), map);
        assert_eq!(source.locate(Span::exact(3, 5)).place, Some(place(2)));
        assert_eq!(source.locate(Span::exact(7, 9)).place, Some(place(1)));
        assert_eq!(source.locate(Span::exact(9, 10)).place, Some(place(3)));
    }

    #[test]
    fn a_passage_is_where_it_begins() {
        let map = SourceMap::new(vec![
            (Span::exact(0, 4), place(1)),
            (Span::exact(5, 9), place(2)),
            (Span::exact(10, 14), place(3)),
        ]);
        let source = SourceText::new(" ".repeat(15), map);
        assert_eq!(source.locate(Span::exact(6, 12)).place, Some(place(2)));
        assert_eq!(source.locate(Span::exact(4, 12)).place, Some(place(2)));
        assert_eq!(source.locate(Span::exact(0, 8)).place, Some(place(1)));
        assert_eq!(source.locate(Span::exact(0, 14)).place, None);
        assert_eq!(source.locate(Span::exact(14, 15)).place, None);
    }
}
