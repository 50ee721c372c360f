//! `tongyuan export`

use std::path::Path;

use clap::ArgMatches;
use tongyuan::{Extracted, Guide, Profiles, RunNote, Said, read_with, run_notes};
use tongyuan_report::{FieldCase, cpsv_json, exchange_json};

use super::{Context, value};
use crate::exit::Exit;
use crate::files;
use crate::output::{print_or_fail, tell_note};
use crate::profiles;

pub(super) fn run(matches: &ArgMatches, context: Context) -> Exit {
    let tell = |note: &RunNote| tell_note(note, context.language, context.colour.on_stderr());
    let paths: Vec<&String> = matches.get_many("file").into_iter().flatten().collect();
    let first = paths
        .first()
        .map_or(Path::new("."), |path| Path::new(path.as_str()));
    let profiles = match profiles::for_file(first, value(matches, "profile")) {
        Ok(profiles) => profiles,
        Err(notes) => {
            notes.iter().for_each(tell);
            return Exit::Failed;
        }
    };
    let mut documents: Vec<Extracted> = Vec::new();
    let mut failed = false;
    for path in paths {
        match document(matches, path, &profiles) {
            Ok((document, notes)) => {
                failed |= notes.iter().any(|note| note.is_error);
                notes.iter().for_each(tell);
                documents.push(document);
            }
            Err(note) => {
                failed = true;
                tell(&note);
            }
        }
    }
    let guides = documents.iter().flat_map(|document| &document.guides);
    let guides: Vec<&Guide> = guides.filter(|guide| !guide.is_empty()).collect();
    if guides.is_empty() {
        tell(&nothing());
        return Exit::Failed;
    }
    let case = match value(matches, "keys") {
        Some("lower") => FieldCase::Lower,
        _ => FieldCase::Upper,
    };
    let text = match (value(matches, "to"), profiles.preferred()) {
        (Some("cpsv-ap"), _) => cpsv_json(&guides),
        (_, Some(profile)) => exchange_json(&guides, profile, case),
        (_, None) => exchange_json(&guides, &Default::default(), case),
    };
    let exit = if failed { Exit::Failed } else { Exit::Clean };
    print_or_fail(&text, context.language, exit)
}

fn document(
    matches: &ArgMatches,
    path: &str,
    profiles: &Profiles,
) -> Result<(Extracted, Vec<RunNote>), Box<RunNote>> {
    let capture = if path == "-" {
        files::read_stdin(value(matches, "stdin-filename").unwrap_or("stdin"))?
    } else {
        files::read(Path::new(path), path)?
    };
    let read = read_with(&capture, profiles);
    let notes = run_notes(&capture.name, &read);
    Ok((read, notes))
}

fn nothing() -> RunNote {
    RunNote {
        file: String::new(),
        message: Said::new("没有可导出的指南", "there is no guide to export"),
        help: None,
        location: None,
        is_error: true,
    }
}
