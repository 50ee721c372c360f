//! `tongyuan extract`

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use tongyuan::{Capture, Extracted, Guide, Profiles, RunNote, read_with, run_notes};
use tongyuan_model::Vocabulary;
use tongyuan_report::{guides_json, guides_yaml};

use super::{Context, value};
use crate::exit::Exit;
use crate::files;
use crate::folder::{self, Document};
use crate::language::say;
use crate::output::{print_or_fail, tell, tell_note};
use crate::profiles;

mod lines;

/// A document with what was read of it.
struct Read {
    document: Document,
    extracted: Option<Extracted>,
    notes: Vec<RunNote>,
}

impl Read {
    fn guides(&self) -> impl Iterator<Item = &Guide> {
        self.extracted.iter().flat_map(|read| &read.guides)
    }

    /// Whether anything was read of it.
    fn says_something(&self) -> bool {
        self.guides().any(|guide| !guide.is_empty())
    }

    fn has_failed(&self) -> bool {
        self.notes.iter().any(|note| note.is_error)
    }
}

pub(super) fn run(matches: &ArgMatches, context: Context) -> Exit {
    let output = value(matches, "output").map(Path::new);
    let stdin_name = value(matches, "stdin-filename").unwrap_or("stdin");
    let mut named = matches
        .get_many::<String>("file")
        .into_iter()
        .flatten()
        .map(String::as_str);
    let first = named.clone().next().unwrap_or(".");
    let profiles = match profiles::for_file(Path::new(first), value(matches, "profile")) {
        Ok(profiles) => profiles,
        Err(notes) => {
            for note in &notes {
                tell_note(note, context.language, context.colour.on_stderr());
            }
            return Exit::Failed;
        }
    };
    let form = Form {
        is_json: value(matches, "format") == Some("json"),
        keys: match value(matches, "keys") {
            Some("zh") => Vocabulary::Chinese,
            _ => Vocabulary::English,
        },
    };
    let documents = named.by_ref().flat_map(|path| match Path::new(path) {
        folder if folder.is_dir() => folder::documents(folder, output),
        _ => vec![Document::file(path)],
    });
    if value(matches, "format") == Some("ndjson") {
        return lines::write(documents, stdin_name, &profiles, context);
    }
    let reads = documents.map(|document| read_one(document, stdin_name, &profiles));
    match output {
        Some(folder) => to_folder(folder, reads, form, context),
        None => to_stdout(&reads.collect::<Vec<_>>(), form, context),
    }
}

fn read_one(document: Document, stdin_name: &str, profiles: &Profiles) -> Read {
    match capture(&document, stdin_name) {
        Ok(capture) => {
            let extracted = read_with(&capture, profiles);
            let notes = run_notes(&capture.name, &extracted);
            Read {
                document,
                extracted: Some(extracted),
                notes,
            }
        }
        Err(note) => Read {
            document,
            extracted: None,
            notes: vec![*note],
        },
    }
}

fn capture(document: &Document, stdin_name: &str) -> Result<Capture, Box<RunNote>> {
    if document.name == "-" {
        files::read_stdin(stdin_name)
    } else {
        files::read(&document.path, &document.name)
    }
}

/// How guides are written.
#[derive(Clone, Copy)]
struct Form {
    is_json: bool,
    keys: Vocabulary,
}

impl Form {
    fn write(self, guides: &[&Guide], notes: &[RunNote], context: Context) -> String {
        if self.is_json {
            guides_json(guides, notes, context.language)
        } else {
            guides_yaml(guides, self.keys)
        }
    }

    /// The path of what is written of a document: its own, with the form behind it.
    fn path(self, document: &Document) -> PathBuf {
        let name = if document.name == "-" {
            Path::new("stdin").into()
        } else {
            document.below.clone()
        };
        let mut name = name.into_os_string();
        name.push(if self.is_json { ".json" } else { ".yaml" });
        name.into()
    }

    /// Notes are told beside what is written, unless it holds them itself.
    fn tell(self, notes: &[RunNote], context: Context) {
        for note in notes {
            if note.is_error || !self.is_json {
                tell_note(note, context.language, context.colour.on_stderr());
            }
        }
    }
}

fn to_stdout(reads: &[Read], form: Form, context: Context) -> Exit {
    let notes: Vec<RunNote> = reads.iter().flat_map(|read| read.notes.clone()).collect();
    form.tell(&notes, context);
    let guides: Vec<&Guide> = reads.iter().flat_map(Read::guides).collect();
    let exit = if reads.iter().any(Read::has_failed) {
        Exit::Failed
    } else if reads.iter().any(Read::says_something) {
        Exit::Clean
    } else {
        Exit::Nothing
    };
    print_or_fail(
        &form.write(&guides, &notes, context),
        context.language,
        exit,
    )
}

/// Writes each document to a file of its own, one after the other, so that a province does not have to fit into memory.
fn to_folder(
    folder: &Path,
    reads: impl Iterator<Item = Read>,
    form: Form,
    context: Context,
) -> Exit {
    let (mut count, mut empty) = (0_usize, 0_usize);
    let mut written: BTreeSet<PathBuf> = BTreeSet::new();
    let mut failed: Vec<String> = Vec::new();
    for read in reads {
        count += 1;
        form.tell(&read.notes, context);
        if read.has_failed() {
            failed.push(read.document.name);
            continue;
        }
        if !read.says_something() {
            empty += 1;
            continue;
        }
        let path = folder.join(form.path(&read.document));
        let guides: Vec<&Guide> = read.guides().collect();
        let text = form.write(&guides, &read.notes, context);
        let done = if written.contains(&path) {
            Err(folder::taken(&path))
        } else {
            folder::write(&path, &text)
        };
        match done {
            Ok(()) => {
                written.insert(path);
            }
            Err(note) => {
                tell_note(&note, context.language, context.colour.on_stderr());
                failed.push(read.document.name);
            }
        }
    }
    let (wrote, failures) = (written.len(), failed.len());
    let names = tongyuan_report::clean(&failed.join("、")).into_owned();
    let behind = |colon: &str| match failed.is_empty() {
        true => String::new(),
        false => format!("{colon}{names}"),
    };
    tell(&say(
        context.language,
        format!(
            "读取 {count} 份文件：写出 {wrote} 份，没有内容 {empty} 份，失败 {failures} 份{}\n",
            behind("：")
        ),
        format!(
            "{count} documents: {wrote} written, {empty} with nothing in them, {failures} failed{}\n",
            behind(": ")
        ),
    ));
    match (failures, wrote) {
        (0, 0) => Exit::Nothing,
        (0, _) => Exit::Clean,
        _ => Exit::Failed,
    }
}
