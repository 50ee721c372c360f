//! `tongyuan extract`

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use clap::ArgMatches;
use tongyuan::{Capture, Extracted, Format, Guide, Profiles, RunNote, read_with, run_notes};
use tongyuan_model::Vocabulary;
use tongyuan_report::{guide_line, guides_json, guides_yaml};

use super::{Context, value};
use crate::exit::Exit;
use crate::files;
use crate::output::{print, print_or_fail, tell_note};
use crate::profiles;
use crate::stream::Records;

pub(super) fn run(matches: &ArgMatches, context: Context) -> Exit {
    let paths: Vec<&str> = matches
        .get_many::<String>("file")
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    let first = paths.first().copied().unwrap_or(".");
    let profiles = match profiles::for_file(Path::new(first), value(matches, "profile")) {
        Ok(profiles) => profiles,
        Err(notes) => {
            for note in &notes {
                tell_note(note, context.language, context.colour.on_stderr());
            }
            return Exit::Failed;
        }
    };
    let stdin_name = value(matches, "stdin-filename").unwrap_or("stdin");
    match value(matches, "format") {
        Some("ndjson") => {
            let mut lines = Lines::new(&profiles, context);
            for path in paths {
                lines.file(path, stdin_name);
            }
            lines.finish()
        }
        _ => whole(matches, &paths, stdin_name, &profiles, context),
    }
}

/// Every guide of every file, in one output.
fn whole(
    matches: &ArgMatches,
    paths: &[&str],
    stdin_name: &str,
    profiles: &Profiles,
    context: Context,
) -> Exit {
    let mut notes: Vec<RunNote> = Vec::new();
    let mut documents: Vec<Extracted> = Vec::new();
    for path in paths {
        match capture(path, stdin_name) {
            Ok(capture) => {
                let extracted = read_with(&capture, profiles);
                notes.extend(run_notes(&capture.name, &extracted));
                documents.push(extracted);
            }
            Err(note) => notes.push(*note),
        }
    }
    let is_json = value(matches, "format") == Some("json");
    for note in &notes {
        if note.is_error || !is_json {
            tell_note(note, context.language, context.colour.on_stderr());
        }
    }
    let guides: Vec<&Guide> = documents
        .iter()
        .flat_map(|document| &document.guides)
        .collect();
    let text = if is_json {
        guides_json(&guides, &notes, context.language)
    } else {
        let keys = match value(matches, "keys") {
            Some("zh") => Vocabulary::Chinese,
            _ => Vocabulary::English,
        };
        guides_yaml(&guides, keys)
    };
    let exit = if notes.iter().any(|note| note.is_error) {
        Exit::Failed
    } else {
        Exit::Clean
    };
    print_or_fail(&text, context.language, exit)
}

fn capture(path: &str, stdin_name: &str) -> Result<Capture, Box<RunNote>> {
    if path == "-" {
        files::read_stdin(stdin_name)
    } else {
        files::read(Path::new(path), path)
    }
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
    fn file(&mut self, path: &str, stdin_name: &str) {
        let name = if path == "-" { stdin_name } else { path };
        let is_lines = match Format::of_ending(name) {
            Some(Format::Ndjson) => true,
            Some(Format::Json) => false,
            _ => return self.whole(path, stdin_name),
        };
        let opened: io::Result<Box<dyn BufRead>> = if path == "-" {
            Ok(Box::new(io::stdin().lock()))
        } else {
            File::open(path).map(|file| Box::new(BufReader::new(file)) as Box<dyn BufRead>)
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
            Ok(None) => self.whole(path, stdin_name),
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

    fn whole(&mut self, path: &str, stdin_name: &str) {
        match capture(path, stdin_name) {
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
        self.closed |= print(&text).is_err();
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
