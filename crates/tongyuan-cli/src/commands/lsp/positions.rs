//! Places of a text as the protocol counts them, and as we do: lines and columns in units of an encoding, and bytes of UTF-8.

use std::borrow::Cow;
use std::ops::Range;

use lsp_types::{Position, PositionEncodingKind};

/// In which units a column counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Units {
    /// Code units of UTF-16, which every editor knows.
    #[default]
    Utf16,
    /// Bytes of UTF-8.
    Utf8,
}

impl Units {
    /// The units to speak in, of those that an editor offers.
    pub(super) fn of(offered: &[PositionEncodingKind]) -> Self {
        if offered.contains(&PositionEncodingKind::UTF8) {
            Self::Utf8
        } else {
            Self::Utf16
        }
    }

    pub(super) fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
        }
    }

    fn length(self, character: char) -> usize {
        match self {
            Self::Utf8 => character.len_utf8(),
            Self::Utf16 => character.len_utf16(),
        }
    }
}

/// A text with its lines.
#[derive(Debug)]
pub(super) struct Lines<'t> {
    text: Cow<'t, str>,
    /// Where each line begins.
    starts: Vec<usize>,
    units: Units,
    /// The bytes before the first that is counted.
    ahead: usize,
}

impl<'t> Lines<'t> {
    /// A text whose bytes are counted without the byte order mark that it may have, as spans do.
    pub(super) fn of_source(text: impl Into<Cow<'t, str>>, units: Units) -> Self {
        let mut lines = Self::new(text, units);
        if lines.text.starts_with('\u{FEFF}') {
            lines.ahead = '\u{FEFF}'.len_utf8();
        }
        lines
    }

    pub(super) fn new(text: impl Into<Cow<'t, str>>, units: Units) -> Self {
        let text = text.into();
        let bytes = text.as_bytes();
        let ends = bytes.iter().enumerate().filter(|(at, byte)| match byte {
            b'\n' => true,
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        });
        let starts = std::iter::once(0).chain(ends.map(|(at, _)| at + 1));
        Self {
            starts: starts.collect(),
            text,
            units,
            ahead: 0,
        }
    }

    /// The place of a byte. One inside a character, or behind the end, is where that begins.
    pub(super) fn position(&self, offset: usize) -> Position {
        let offset = offset.saturating_add(self.ahead);
        let offset = self.text.floor_char_boundary(offset);
        let line = self.starts.partition_point(|start| *start <= offset) - 1;
        let before = self.text.get(self.starts[line]..offset).unwrap_or_default();
        let column: usize = before.chars().map(|own| self.units.length(own)).sum();
        Position::new(to_u32(line), to_u32(column))
    }

    /// The byte of a place. A column behind the end of its line is that end, a line behind the last the end of the text.
    pub(super) fn offset(&self, position: Position) -> usize {
        self.whole_offset(position).saturating_sub(self.ahead)
    }

    fn whole_offset(&self, position: Position) -> usize {
        let line = position.line as usize;
        let Some(start) = self.starts.get(line) else {
            return self.text.len();
        };
        let end = self
            .starts
            .get(line + 1)
            .unwrap_or(&self.text.len())
            .to_owned();
        let own = self.text.get(*start..end).unwrap_or_default();
        let own = own.trim_end_matches(['\r', '\n']);
        let mut column = 0;
        for (at, character) in own.char_indices() {
            column += self.units.length(character);
            if column > position.character as usize {
                return start + at;
            }
        }
        start + own.len()
    }

    pub(super) fn range(&self, bytes: &Range<usize>) -> lsp_types::Range {
        lsp_types::Range::new(self.position(bytes.start), self.position(bytes.end))
    }

    pub(super) fn bytes(&self, range: lsp_types::Range) -> Range<usize> {
        let start = self.offset(range.start);
        start..self.offset(range.end).max(start)
    }
}

fn to_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "a𠮷b\r\n乙\rc\n";

    #[test]
    fn columns_count_in_units() {
        let places = |units| {
            let lines = Lines::new(TEXT, units);
            let place = |part| {
                let own = lines.position(TEXT.find(part).unwrap());
                (own.line, own.character)
            };
            ["a", "𠮷", "b", "\r\n", "乙", "\rc", "c"].map(place)
        };
        let utf16 = [(0, 0), (0, 1), (0, 3), (0, 4), (1, 0), (1, 1), (2, 0)];
        assert_eq!(places(Units::Utf16), utf16);
        let utf8 = [(0, 0), (0, 1), (0, 5), (0, 6), (1, 0), (1, 3), (2, 0)];
        assert_eq!(places(Units::Utf8), utf8);
    }

    #[test]
    fn every_place_leads_back() {
        for units in [Units::Utf16, Units::Utf8] {
            let lines = Lines::new(TEXT, units);
            for (at, _) in TEXT.char_indices().filter(|(_, own)| *own != '\n') {
                assert_eq!(lines.offset(lines.position(at)), at);
            }
            assert_eq!(lines.offset(lines.position(TEXT.len())), TEXT.len());
        }
    }

    #[test]
    fn a_mark_at_the_beginning_is_counted_by_editors_alone() {
        let lines = Lines::of_source("\u{FEFF}a\nb", Units::Utf16);
        assert_eq!(lines.position(0), Position::new(0, 1));
        assert_eq!(lines.position(2), Position::new(1, 0));
        assert_eq!(lines.offset(Position::new(0, 2)), 1);
        assert_eq!(lines.offset(Position::new(0, 0)), 0);
    }

    #[test]
    fn a_place_that_there_is_not_is_the_nearest_before_it() {
        let lines = Lines::new(TEXT, Units::Utf16);
        let offset = |line, character| lines.offset(Position::new(line, character));
        // In the middle of a character, behind the end of a line, behind the last line.
        assert_eq!(offset(0, 2), 1);
        assert_eq!(offset(0, 99), 6);
        assert_eq!(offset(1, 99), 11);
        assert_eq!(offset(u32::MAX, u32::MAX), TEXT.len());
        assert_eq!(lines.position(2), Position::new(0, 1));
        assert_eq!(lines.position(usize::MAX), Position::new(3, 0));
        let none = Lines::new("", Units::Utf16);
        assert_eq!(none.position(5), Position::new(0, 0));
        assert_eq!(none.offset(Position::new(0, 5)), 0);
    }
}
