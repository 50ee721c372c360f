//! Places between brackets: JSON, and the brackets of YAML.

use std::ops::Range;

use super::cursor::{At, Cursor};

/// No cursor is looked for in more brackets at a time.
const DEEPEST: usize = 64;

/// Where the end of `range` is, from a bracket at its beginning on; `path` leads to that bracket. None behind its end.
pub(super) fn find(
    text: &str,
    range: Range<usize>,
    path: Vec<String>,
    is_json: bool,
) -> Option<Cursor> {
    let mut scanner = Scanner {
        is_json,
        ..Scanner::default()
    };
    let end = range.end;
    scanner.feed(text, range, 0)?;
    let depth = scanner.frames.len();
    let keys = scanner.frames.iter().filter_map(|frame| frame.key.clone());
    let path: Vec<String> = path.into_iter().chain(keys).collect();
    let frame = scanner.frames.last()?;
    // Behind a closed quotation mark no word is being written.
    if scanner.word.is_closed {
        return None;
    }
    let at = if frame.is_map && frame.key.is_none() {
        At::Key
    } else {
        At::Value
    };
    let is_row = !frame.is_map;
    let typed = scanner.word.start.unwrap_or(end)..end;
    let mut present = Vec::new();
    if at == At::Key {
        // What is being written is a key of its own, whether its quotation mark is closed or not.
        scanner.word = Word::default();
        let rest = text.get(end..)?;
        let rest = end + rest.find(|own| own != '"').unwrap_or(0);
        let line = text.get(rest..)?.find('\n').filter(|_| !is_json);
        let stop = line.map_or(text.len(), |line| rest + line);
        scanner.feed(text, rest..stop, depth);
        let own = scanner
            .left
            .or_else(|| scanner.frames.into_iter().nth(depth - 1));
        present = own.map(|own| own.present).unwrap_or_default();
    }
    Some(Cursor {
        path,
        at,
        typed,
        is_row,
        present,
    })
}

/// A bracket that is open.
#[derive(Debug, Default)]
struct Frame {
    is_map: bool,
    /// The key whose value is next.
    key: Option<String>,
    present: Vec<String>,
}

/// The word that is being read.
#[derive(Debug, Default)]
struct Word {
    start: Option<usize>,
    text: String,
    quote: Option<char>,
    is_closed: bool,
}

#[derive(Debug, Default)]
struct Scanner {
    is_json: bool,
    frames: Vec<Frame>,
    word: Word,
    /// The bracket that was closed last.
    left: Option<Frame>,
}

impl Scanner {
    /// Reads on; none, and no further, where fewer brackets are open than `least`, or none at all.
    fn feed(&mut self, text: &str, range: Range<usize>, least: usize) -> Option<()> {
        let mut characters = text.get(range.clone())?.char_indices().peekable();
        while let Some((at, character)) = characters.next() {
            let word = &mut self.word;
            if let Some(quote) = word.quote.filter(|_| !word.is_closed) {
                match character {
                    '\\' if quote == '"' => drop(characters.next()),
                    _ if character == quote => word.is_closed = true,
                    _ => word.text.push(character),
                }
                continue;
            }
            let is_empty = word.start.is_none();
            let next = characters.peek().map(|(_, next)| *next);
            match character {
                '"' | '\'' if is_empty => {
                    word.start = Some(range.start + at);
                    word.quote = Some(character);
                }
                '{' | '[' if is_empty => {
                    if self.frames.len() >= DEEPEST {
                        return None;
                    }
                    self.frames.push(Frame {
                        is_map: character == '{',
                        ..Frame::default()
                    });
                }
                '}' | ']' => {
                    self.word = Word::default();
                    let closed = self.frames.pop()?;
                    if self.frames.len() < least.max(1) {
                        self.left = Some(closed);
                        return None;
                    }
                }
                ',' => {
                    self.word = Word::default();
                    self.frames.last_mut()?.key = None;
                }
                ':' if self.ends_key(next) => {
                    let key = std::mem::take(&mut self.word).text.trim_end().to_owned();
                    let frame = self.frames.last_mut()?;
                    frame.present.push(key.clone());
                    frame.key = Some(key);
                }
                _ if is_empty && character.is_whitespace() => {}
                _ => {
                    let word = &mut self.word;
                    word.start = word.start.or(Some(range.start + at));
                    word.text.push(character);
                }
            }
        }
        Some(())
    }

    /// Whether a colon before this character ends a key.
    fn ends_key(&self, next: Option<char>) -> bool {
        let is_due = self
            .frames
            .last()
            .is_some_and(|own| own.is_map && own.key.is_none());
        let is_apart = next.is_none_or(|own| own.is_whitespace());
        is_due && self.word.start.is_some() && (self.is_json || self.word.is_closed || is_apart)
    }
}
