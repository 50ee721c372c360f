//! A piece of text as a reader sees it, with the way back to where each part of it stands in the source.

use std::ops::Range;
use std::rc::Rc;

use tongyuan_model::{Reading, Span};

/// A piece of text with its origin.
///
/// The text is what is shown: entities decoded, blanks folded, numbers that Word counts itself written out. Each part of
/// it remembers the bytes of the source that it came from. Copies share what they hold: a document is cut into sections,
/// rows and cells again and again, and each time most of its text stays what it was.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Fragment(Rc<Shown>);

/// What a fragment holds.
#[derive(Clone, Debug, Default, PartialEq)]
struct Shown {
    text: String,
    pieces: Vec<Piece>,
}

/// A part of a fragment that stands in one place of the source. There is one for every cell of a table, so it is kept small;
/// no source is as large as 4 GiB.
#[derive(Clone, Debug, PartialEq)]
struct Piece {
    at: (u32, u32),
    source: (u32, u32),
    /// Whether it stands there byte by byte.
    verbatim: bool,
}

impl Piece {
    fn new(at: &Range<usize>, source: &Range<usize>, verbatim: bool) -> Self {
        let small = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let small = |range: &Range<usize>| (small(range.start), small(range.end));
        Self {
            at: small(at),
            source: small(source),
            verbatim,
        }
    }

    /// Where it stands in the text of the fragment.
    fn at(&self) -> Range<usize> {
        self.at.0 as usize..self.at.1 as usize
    }

    /// Where it stands in the source.
    fn source(&self) -> Range<usize> {
        self.source.0 as usize..self.source.1 as usize
    }
}

impl Fragment {
    /// A fragment that stands in the source as it is.
    pub(crate) fn verbatim(text: &str, start: usize) -> Self {
        let mut fragment = Self::default();
        fragment.push(text, start..start + text.len(), true);
        fragment
    }

    pub(crate) fn text(&self) -> &str {
        &self.0.text
    }

    pub(crate) fn is_blank(&self) -> bool {
        self.0.text.trim().is_empty()
    }

    /// Adds text that came from `source`.
    pub(crate) fn push(&mut self, text: &str, source: Range<usize>, verbatim: bool) {
        if text.is_empty() {
            return;
        }
        let shown = Rc::make_mut(&mut self.0);
        let at = shown.text.len()..shown.text.len() + text.len();
        // Most fragments are of one piece, and there is one for every cell of a table.
        if shown.pieces.is_empty() {
            shown.pieces.reserve_exact(1);
            shown.text.reserve_exact(text.len());
        }
        shown.text.push_str(text);
        if verbatim
            && let Some(last) = shown.pieces.last_mut()
            && last.verbatim
            && last.source().end == source.start
        {
            let (at, source) = (last.at().start..at.end, last.source().start..source.end);
            *last = Piece::new(&at, &source, true);
            return;
        }
        shown.pieces.push(Piece::new(&at, &source, verbatim));
    }

    /// Adds another fragment.
    pub(crate) fn append(&mut self, other: &Self) {
        for piece in &other.0.pieces {
            self.push(&other.0.text[piece.at()], piece.source(), piece.verbatim);
        }
    }

    /// A part of the fragment.
    pub(crate) fn slice(&self, range: Range<usize>) -> Self {
        if range == (0..self.0.text.len()) {
            return self.clone();
        }
        let mut part = Self::default();
        for piece in &self.0.pieces {
            let from = piece.at().start.max(range.start);
            let to = piece.at().end.min(range.end);
            if from >= to {
                continue;
            }
            let source = if piece.verbatim {
                let shift = piece.source().start + from - piece.at().start;
                shift..shift + (to - from)
            } else {
                piece.source()
            };
            part.push(&self.0.text[from..to], source, piece.verbatim);
        }
        part
    }

    /// The same text, where the text that its places are in has itself come from elsewhere.
    pub(crate) fn through(&self, text: &Self) -> Self {
        let mut mapped = Self::default();
        for piece in &self.0.pieces {
            let own = &self.0.text[piece.at()];
            let origin = text.slice(piece.source());
            if piece.verbatim && origin.text() == own {
                mapped.append(&origin);
            } else {
                mapped.push(own, text.span_of(piece.source()).range(), false);
            }
        }
        mapped
    }

    /// The fragment without blanks at its ends.
    pub(crate) fn trimmed(&self) -> Self {
        self.slice(self.trimmed_range(0..self.0.text.len()))
    }

    fn trimmed_range(&self, range: Range<usize>) -> Range<usize> {
        let text = &self.0.text[range.clone()];
        let start = range.start + (text.len() - text.trim_start().len());
        start..start + text.trim().len()
    }

    /// The lines of the fragment, without blank ones.
    pub(crate) fn lines(&self) -> Vec<Self> {
        let mut lines = Vec::new();
        let mut start = 0;
        for (end, _) in self
            .0
            .text
            .match_indices('\n')
            .chain([(self.0.text.len(), "")])
        {
            let line = self.slice(start..end).trimmed();
            if !line.is_blank() {
                lines.push(line);
            }
            start = end + 1;
        }
        lines
    }

    /// Where the whole of it stands.
    pub(crate) fn span(&self) -> Span {
        self.span_of(0..self.0.text.len())
    }

    /// Where a part of it stands.
    pub(crate) fn span_of(&self, range: Range<usize>) -> Span {
        let part = self.slice(self.trimmed_range(range));
        match part.0.pieces.as_slice() {
            [] => self.0.pieces.first().map_or_else(Span::default, |first| {
                Span::enclosing(first.source().start, first.source().start)
            }),
            [one] if one.verbatim => Span::exact(one.source().start, one.source().end),
            [one] => Span::enclosing(one.source().start, one.source().end),
            many => {
                let start = many.iter().map(|p| p.source().start).min().unwrap_or(0);
                let end = many.iter().map(|p| p.source().end).max().unwrap_or(0);
                Span::enclosing(start, end)
            }
        }
    }

    /// What the whole of it says.
    pub(crate) fn reading(&self) -> Reading<String> {
        Reading::from_text(&self.0.text, self.span())
    }

    /// What a part of it says.
    pub(crate) fn reading_of(&self, range: Range<usize>) -> Reading<String> {
        Reading::from_text(&self.0.text[range.clone()], self.span_of(range))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_knows_where_it_stands() {
        let mut fragment = Fragment::verbatim("身份证", 10);
        fragment.push("复印件", 26..35, true); // behind a tag
        fragment.push(" ", 35..41, false); // &nbsp;
        fragment.push("1份", 41..45, true);
        assert_eq!(fragment.text(), "身份证复印件 1份");
        assert_eq!(fragment.span_of(0..9), Span::exact(10, 19));
        assert_eq!(fragment.span_of(9..18), Span::exact(26, 35));
        assert_eq!(fragment.span_of(3..12), Span::enclosing(13, 29));
        assert_eq!(fragment.span_of(9..23), Span::enclosing(26, 45));
        assert_eq!(fragment.span_of(18..23), Span::exact(41, 45));
    }

    #[test]
    fn lines_are_trimmed_and_blank_ones_left_out() {
        let fragment = Fragment::verbatim(" 甲 \n\n  乙", 0);
        let lines: Vec<_> = fragment
            .lines()
            .iter()
            .map(|l| l.text().to_owned())
            .collect();
        assert_eq!(lines, ["甲", "乙"]);
        assert_eq!(fragment.lines()[1].span(), Span::exact(9, 12));
    }
}
