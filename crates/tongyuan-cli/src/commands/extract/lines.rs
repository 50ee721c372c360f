//! `tongyuan extract --format ndjson`: guides a line each, written as they are read.

use std::fs::File;
use std::io::{self, BufRead, BufReader};

use tongyuan::{Extracted, Format, Profiles, RunNote, read_with, run_notes};
use tongyuan_report::guide_line;

use crate::commands::Context;
use crate::exit::Exit;
use crate::files;
use crate::folder::Document;
use crate::output::{print_on, print_or_fail, tell_note};
use crate::stream::Records;

/// Writes the guides of the documents, in order.
pub(super) fn write(
    documents: impl Iterator<Item = Document>,
    stdin_name: &str,
    profiles: &Profiles,
    context: Context,
) -> Exit {
    let mut lines = Lines::new(profiles, context);
    for document in documents {
        lines.document(&document, stdin_name);
    }
    lines.finish()
}

/// Guides written one a line as they are read.
struct Lines<'p> {
    profiles: &'p Profiles,
    context: Context,
    waiting: String,
    failed: bool,
    /// Whether stdout takes no more: then nothing more is read.
    closed: bool,
}

impl<'p> Lines<'p> {
    /// So much is written at a time.
    const ENOUGH: usize = 64 * 1024;

    fn new(profiles: &'p Profiles, context: Context) -> Self {
        Self {
            profiles,
            context,
            waiting: String::new(),
            failed: false,
            closed: false,
        }
    }

    /// A file of many records is read record by record, any other as a whole.
    fn document(&mut self, document: &Document, stdin_name: &str) {
        let is_stdin = document.name == "-";
        let name = if is_stdin { stdin_name } else { &document.name };
        let is_lines = match Format::of_ending(name) {
            Some(Format::Ndjson) => true,
            Some(Format::Json) => false,
            _ => return self.whole(document, stdin_name),
        };
        let opened: io::Result<Box<dyn BufRead>> = if is_stdin {
            Ok(Box::new(io::stdin().lock()))
        } else {
            File::open(&document.path)
                .map(|file| Box::new(BufReader::new(file)) as Box<dyn BufRead>)
        };
        let is_list = |reader: &mut Box<dyn BufRead>| -> io::Result<bool> {
            let start = reader.fill_buf()?;
            let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
            Ok(start.trim_ascii_start().starts_with(b"["))
        };
        let records = opened.and_then(|mut reader| {
            // One object over many lines is one document.
            let is_whole = !is_lines && !is_list(&mut reader)?;
            Ok((!is_whole).then_some(reader))
        });
        match records {
            Ok(Some(reader)) => self.records(name, reader, is_lines),
            Ok(None) => self.whole(document, stdin_name),
            Err(error) => self.tell(&files::failure(name, &error)),
        }
    }

    fn records(&mut self, name: &str, reader: Box<dyn BufRead>, is_lines: bool) {
        let records = match Records::new(reader, is_lines) {
            Ok(records) => records,
            Err(error) => return self.tell(&files::failure(name, &error)),
        };
        for record in records {
            if self.closed {
                return;
            }
            match record {
                Ok(record) => {
                    let (capture, origin) = record.capture(name);
                    let read = read_with(&capture, self.profiles);
                    for note in run_notes(name, &read) {
                        self.tell(&origin.place(note, name));
                    }
                    self.write(&read);
                }
                Err(error) => self.tell(&files::failure(name, &error)),
            }
        }
    }

    fn whole(&mut self, document: &Document, stdin_name: &str) {
        match super::capture(document, stdin_name) {
            Ok(capture) => {
                let read = read_with(&capture, self.profiles);
                for note in run_notes(&capture.name, &read) {
                    self.tell(&note);
                }
                self.write(&read);
            }
            Err(note) => self.tell(&note),
        }
    }

    fn write(&mut self, read: &Extracted) {
        for guide in read.guides.iter().filter(|guide| !guide.is_empty()) {
            self.waiting.push_str(&guide_line(guide));
        }
        if self.waiting.len() >= Self::ENOUGH {
            self.flush();
        }
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.waiting);
        self.closed |= !matches!(print_on(&text), Ok(true));
    }

    fn tell(&mut self, note: &RunNote) {
        self.failed |= note.is_error;
        tell_note(note, self.context.language, self.context.colour.on_stderr());
    }

    fn finish(mut self) -> Exit {
        let text = std::mem::take(&mut self.waiting);
        let exit = if self.failed || self.closed {
            Exit::Failed
        } else {
            Exit::Clean
        };
        print_or_fail(&text, self.context.language, exit)
    }
}
