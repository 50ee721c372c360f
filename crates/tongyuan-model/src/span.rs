//! Where a value stands: byte ranges in the linear text of a source, and the native places behind them.

use std::fmt;

/// How closely a span fits the value read from it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Precision {
    /// The span is the value, character by character.
    #[default]
    Exact,
    /// The span holds the value, with markup or other text inside or around it.
    Enclosing,
}

/// A byte range in the linear text of one source, with its precision.
///
/// Offsets are in bytes of UTF-8 and lie on character boundaries. A span says nothing of files: the
/// [`SourceText`](crate::SourceText) it belongs to turns it into line, column and native place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// How closely the range fits the value.
    pub precision: Precision,
}

impl Span {
    /// A span that is exactly its value. Offsets beyond 4 GiB are clamped; readers refuse such sources.
    #[must_use]
    pub fn exact(start: usize, end: usize) -> Self {
        Self {
            start: clamp(start),
            end: clamp(end.max(start)),
            precision: Precision::Exact,
        }
    }

    /// A span that holds its value among other text.
    #[must_use]
    pub fn enclosing(start: usize, end: usize) -> Self {
        Self {
            precision: Precision::Enclosing,
            ..Self::exact(start, end)
        }
    }

    /// The same range, said to enclose rather than to be the value.
    #[must_use]
    pub fn loosened(self) -> Self {
        Self {
            precision: Precision::Enclosing,
            ..self
        }
    }

    /// The smallest span that covers both; enclosing unless they are the same.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        if self == other {
            return self;
        }
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
            precision: Precision::Enclosing,
        }
    }

    /// The range as indices.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether `other` lies inside.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

fn clamp(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// A place in the terms of the document's own format.
///
/// It has no language: a report words it (表 2 行 3 列 1 / table 2 row 3 column 1). All numbers count from 1.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Place {
    /// The path of keys and indices in a YAML or JSON document, with the keys as the author wrote them.
    Path(String),
    /// A block of a web page, by its path in the DOM.
    Element(String),
    /// A paragraph of a Word document.
    Paragraph(u32),
    /// A cell of a table, in a Word document or a web page.
    Cell {
        /// Which table of the document.
        table: u32,
        /// Which row of the table.
        row: u32,
        /// Which column of the row.
        column: u32,
    },
    /// A cell of a spreadsheet.
    SheetCell {
        /// The name of the sheet; empty where the format has but one (CSV).
        sheet: String,
        /// Which row of the sheet.
        row: u32,
        /// Which column of the row.
        column: u32,
    },
    /// A block of text on a page, as in a PDF.
    PageBlock {
        /// Which page.
        page: u32,
        /// Which block of the page, in reading order.
        block: u32,
    },
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_over_two_encloses() {
        let both = Span::exact(2, 4).to(Span::exact(8, 9));
        assert_eq!(both, Span::enclosing(2, 9));
        assert_eq!(Span::exact(2, 4).to(Span::exact(2, 4)), Span::exact(2, 4));
    }

    #[test]
    fn offsets_never_wrap() {
        assert_eq!(Span::exact(usize::MAX, usize::MAX).start, u32::MAX);
        assert_eq!(Span::exact(5, 3).end, 5);
    }
}
