//! Records of a file one at a time: lines of NDJSON, or the elements of one JSON array. Memory holds one record, however long the
//! file is.

use std::io::{self, BufRead, Read as _};

use tongyuan::{Capture, RunNote};
use tongyuan_model::{Place, Position};

/// No record is larger.
const MOST_BYTES: usize = 64 * 1024 * 1024;

/// A record with where it begins in the file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Record {
    pub(crate) bytes: Vec<u8>,
    /// Which one it is, counted from 1.
    pub(crate) number: u32,
    start: Position,
}

impl Record {
    /// The line that it begins in.
    pub(crate) fn line(&self) -> u32 {
        self.start.line
    }

    /// The record as a document of its own.
    pub(crate) fn capture(self, file: &str) -> (Capture, Origin) {
        let origin = Origin {
            number: self.number,
            start: self.start,
        };
        // The name tells the format, and the record alone is JSON.
        (Capture::new(format!("{file}.json"), self.bytes), origin)
    }
}

/// Where a record stands in its file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Origin {
    number: u32,
    start: Position,
}

impl Origin {
    /// A note on the record as one on the file.
    pub(crate) fn place(self, mut note: RunNote, file: &str) -> RunNote {
        note.file = file.to_owned();
        if let Some(located) = &mut note.location {
            located.file = file.to_owned();
            let location = &mut located.location;
            for position in [&mut location.start, &mut location.end] {
                if position.line == 1 {
                    position.column += self.start.column - 1;
                }
                position.line += self.start.line - 1;
                position.offset = position.offset.saturating_add(self.start.offset);
            }
            let number = self.number;
            location.place = match location.place.take() {
                Some(Place::Path(path)) if path.starts_with('[') => {
                    Some(Place::Path(format!("[{number}]{path}")))
                }
                Some(Place::Path(path)) => Some(Place::Path(format!("[{number}].{path}"))),
                Some(other) => Some(other),
                None => Some(Place::Path(format!("[{number}]"))),
            };
        }
        note
    }
}

/// The records of a reader.
pub(crate) struct Records<R> {
    reader: R,
    at: Position,
    number: u32,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Lines,
    Array,
    Done,
}

impl<R: BufRead> Records<R> {
    /// The records of a file: elements where it begins as an array, else lines. An array of one line is an array.
    pub(crate) fn new(mut reader: R, is_lines: bool) -> io::Result<Self> {
        let mut at = Position {
            line: 1,
            column: 1,
            offset: 0,
        };
        let first = skip_blanks(&mut reader, &mut at)?;
        let kind = match first {
            Some(b'[') if !is_lines => Kind::Array,
            _ => Kind::Lines,
        };
        if kind == Kind::Array {
            reader.consume(1);
            step(&mut at, b'[');
        }
        Ok(Self {
            reader,
            at,
            number: 0,
            kind,
        })
    }

    /// The number of the line that is read next.
    pub(crate) fn line_number(&self) -> u32 {
        self.at.line
    }

    fn record(&mut self) -> io::Result<Option<Record>> {
        if self.kind == Kind::Done || skip_blanks(&mut self.reader, &mut self.at)?.is_none() {
            return Ok(None);
        }
        let start = self.at;
        let bytes = match self.kind {
            Kind::Lines => self.line()?,
            _ => self.element()?,
        };
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return Ok(None);
        }
        self.number += 1;
        Ok(Some(Record {
            bytes,
            number: self.number,
            start,
        }))
    }

    fn line(&mut self) -> io::Result<Vec<u8>> {
        let mut line = Vec::new();
        let most = MOST_BYTES as u64 + 1;
        (&mut self.reader).take(most).read_until(b'\n', &mut line)?;
        if line.len() > MOST_BYTES {
            // That line alone is lost.
            let skipped = skip_line(&mut self.reader)?;
            let length = (line.len() as u64).saturating_add(skipped);
            self.at.line += 1;
            self.at.column = 1;
            let length = u32::try_from(length).unwrap_or(u32::MAX);
            self.at.offset = self.at.offset.saturating_add(length);
            return Err(too_long());
        }
        for byte in &line {
            step(&mut self.at, *byte);
        }
        while line
            .last()
            .is_some_and(|byte| matches!(byte, b'\n' | b'\r'))
        {
            line.pop();
        }
        Ok(line)
    }

    /// The bytes up to the comma or bracket that ends an element of the array.
    fn element(&mut self) -> io::Result<Vec<u8>> {
        let mut element = Vec::new();
        let (mut depth, mut in_text, mut escaped) = (0_u32, false, false);
        loop {
            let buffer = self.reader.fill_buf()?;
            if buffer.is_empty() {
                // The file ends within the array: what is there is read, and says what it lacks.
                self.kind = Kind::Done;
                return Ok(element);
            }
            let mut used = 0;
            let mut ended = false;
            for byte in buffer {
                used += 1;
                step(&mut self.at, *byte);
                match byte {
                    _ if escaped => escaped = false,
                    b'\\' if in_text => escaped = true,
                    b'"' => in_text = !in_text,
                    _ if in_text => {}
                    b'{' | b'[' => depth += 1,
                    b',' if depth == 0 => ended = true,
                    b']' if depth == 0 => {
                        ended = true;
                        self.kind = Kind::Done;
                    }
                    b'}' | b']' => depth = depth.saturating_sub(1),
                    _ => {}
                }
                if ended {
                    break;
                }
                element.push(*byte);
            }
            self.reader.consume(used);
            if ended {
                return Ok(element);
            }
            if element.len() > MOST_BYTES {
                return Err(too_long());
            }
        }
    }
}

impl<R: BufRead> Iterator for Records<R> {
    type Item = io::Result<Record>;

    fn next(&mut self) -> Option<Self::Item> {
        let record = self.record().transpose();
        let is_lost = |error: &io::Error| error.kind() == io::ErrorKind::FileTooLarge;
        if let Some(Err(error)) = &record
            && !(self.kind == Kind::Lines && is_lost(error))
        {
            self.kind = Kind::Done;
        }
        record
    }
}

fn too_long() -> io::Error {
    let limit = MOST_BYTES / (1024 * 1024);
    io::Error::new(
        io::ErrorKind::FileTooLarge,
        format!("a record of more than {limit} MB"),
    )
}

/// Skips to the end of the line; says how many bytes that were.
fn skip_line(reader: &mut impl BufRead) -> io::Result<u64> {
    let mut skipped = 0;
    loop {
        let buffer = reader.fill_buf()?;
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let used = end.map_or(buffer.len(), |at| at + 1);
        reader.consume(used);
        skipped += used as u64;
        if end.is_some() || used == 0 {
            return Ok(skipped);
        }
    }
}

/// Skips blanks and a byte order mark; says what follows.
fn skip_blanks(reader: &mut impl BufRead, at: &mut Position) -> io::Result<Option<u8>> {
    loop {
        let Some(first) = reader.fill_buf()?.first().copied() else {
            return Ok(None);
        };
        let is_mark = at.offset < 3 && matches!(first, 0xEF | 0xBB | 0xBF);
        if !first.is_ascii_whitespace() && !is_mark {
            return Ok(Some(first));
        }
        reader.consume(1);
        if is_mark {
            at.offset += 1;
        } else {
            step(at, first);
        }
    }
}

/// Moves a position over a byte. Columns count characters: bytes that go on with one do not count.
fn step(at: &mut Position, byte: u8) {
    at.offset = at.offset.saturating_add(1);
    if byte == b'\n' {
        at.line += 1;
        at.column = 1;
    } else if byte & 0xC0 != 0x80 {
        at.column += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, is_lines: bool, capacity: usize) -> Vec<String> {
        let reader = io::BufReader::with_capacity(capacity, text.as_bytes());
        let records = Records::new(reader, is_lines).unwrap();
        let shown = records.map(|record| {
            let record = record.unwrap();
            let bytes = String::from_utf8(record.bytes).unwrap();
            let at = record.start;
            format!(
                "{}@{}:{} {}",
                record.number,
                at.line,
                at.column,
                bytes.trim()
            )
        });
        shown.collect()
    }

    #[test]
    fn elements_of_an_array_are_cut_where_they_end() {
        let text = "\u{FEFF}[ {\"名称\": \"甲,[\\\"}\"},\n  [1, {\"a\": [2]}] , \"乙\"\n]\n";
        for capacity in [1, 2, 7, 4096] {
            assert_eq!(
                shown(text, false, capacity),
                [
                    "1@1:3 {\"名称\": \"甲,[\\\"}\"}",
                    "2@2:3 [1, {\"a\": [2]}]",
                    "3@2:21 \"乙\""
                ],
                "{capacity}"
            );
        }
    }

    #[test]
    fn an_array_that_is_not_closed_keeps_its_last_element() {
        assert_eq!(
            shown("[{\"a\": 1}, {\"b\"", false, 4),
            ["1@1:2 {\"a\": 1}", "2@1:12 {\"b\""]
        );
        assert!(shown("[]", false, 4).is_empty());
        assert!(shown("", false, 4).is_empty());
    }

    #[test]
    fn lines_are_records() {
        assert_eq!(
            shown("{\"a\": 1}\n\n[2]\n{", true, 3),
            ["1@1:1 {\"a\": 1}", "2@3:1 [2]", "3@4:1 {"]
        );
    }
}
