//! The lines of a text file, one at a time and none longer than is bearable.

use std::io::{self, BufRead, Read};

use encoding_rs::{Encoding, GB18030, UTF_8};

/// No row is longer.
const LONGEST: u64 = 1024 * 1024;

/// A line without its break.
#[derive(Debug)]
pub(super) struct Line {
    /// None where it is no text in the encoding of the file, or longer than any row.
    pub(super) text: Option<String>,
    /// Which line, from 1.
    pub(super) number: u32,
    /// Where it begins, in bytes.
    pub(super) offset: u32,
}

pub(super) struct Lines<R> {
    reader: R,
    encoding: &'static Encoding,
    number: u32,
    offset: u64,
    /// What was read ahead and is to be read once more.
    again: Vec<Line>,
}

impl<R: BufRead> Lines<R> {
    /// The lines of a file. Its encoding is told by how it begins: UTF-8, or else GB18030.
    pub(super) fn new(mut reader: R) -> io::Result<Self> {
        let start = reader.fill_buf()?;
        let mark = start.starts_with(b"\xEF\xBB\xBF");
        let is_utf_8 = match std::str::from_utf8(start) {
            Ok(_) => true,
            // Cut in the middle of a character.
            Err(error) => error.error_len().is_none(),
        };
        let skipped = if mark { 3 } else { 0 };
        reader.consume(skipped);
        Ok(Self {
            reader,
            encoding: if is_utf_8 { UTF_8 } else { GB18030 },
            number: 0,
            offset: skipped as u64,
            again: Vec::new(),
        })
    }

    /// Puts lines back, the first of them to be read first.
    pub(super) fn put_back(&mut self, lines: Vec<Line>) {
        self.again.extend(lines.into_iter().rev());
    }

    pub(super) fn next(&mut self) -> io::Result<Option<Line>> {
        if let Some(line) = self.again.pop() {
            return Ok(Some(line));
        }
        let mut bytes = Vec::new();
        let mut length = self
            .reader
            .by_ref()
            .take(LONGEST)
            .read_until(b'\n', &mut bytes)? as u64;
        if length == 0 {
            return Ok(None);
        }
        let is_whole = bytes.ends_with(b"\n") || length < LONGEST;
        if !is_whole {
            length += skip_line(&mut self.reader)?;
        }
        let offset = u32::try_from(self.offset).unwrap_or(u32::MAX);
        self.offset += length;
        self.number = self.number.saturating_add(1);
        while bytes.ends_with(b"\n") || bytes.ends_with(b"\r") {
            bytes.pop();
        }
        Ok(Some(Line {
            text: if is_whole { self.decoded(bytes) } else { None },
            number: self.number,
            offset,
        }))
    }

    fn decoded(&self, bytes: Vec<u8>) -> Option<String> {
        if self.encoding == UTF_8 {
            return String::from_utf8(bytes).ok();
        }
        let decoded = self
            .encoding
            .decode_without_bom_handling_and_without_replacement(&bytes)?;
        Some(decoded.into_owned())
    }
}

/// Reads on to the end of a line without keeping it.
fn skip_line(reader: &mut impl BufRead) -> io::Result<u64> {
    let mut skipped = 0;
    loop {
        let buffer = reader.fill_buf()?;
        let end = memchr::memchr(b'\n', buffer);
        let length = end.map_or(buffer.len(), |at| at + 1);
        skipped += length as u64;
        reader.consume(length);
        if end.is_some() || length == 0 {
            return Ok(skipped);
        }
    }
}
