//! `tongyuan extract`

use std::path::Path;

use clap::ArgMatches;
use tongyuan::{Extracted, Guide, RunNote, read, run_notes};
use tongyuan_model::Vocabulary;
use tongyuan_report::{guides_json, guides_yaml};

use super::{Context, value};
use crate::exit::Exit;
use crate::files;
use crate::output::{print_or_fail, tell_note};

pub(super) fn run(matches: &ArgMatches, context: Context) -> Exit {
    let stdin_name = value(matches, "stdin-filename").unwrap_or("stdin");
    let mut notes: Vec<RunNote> = Vec::new();
    let mut documents: Vec<Extracted> = Vec::new();
    for path in matches.get_many::<String>("file").into_iter().flatten() {
        let capture = if path == "-" {
            files::read_stdin(stdin_name)
        } else {
            files::read(Path::new(path), path)
        };
        match capture {
            Ok(capture) => {
                let extracted = read(&capture);
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
