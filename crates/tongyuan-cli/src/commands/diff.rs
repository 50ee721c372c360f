//! `tongyuan diff`

use std::path::Path;

use clap::ArgMatches;
use tongyuan::{Capture, diff};
use tongyuan_report::{Side, diff_json, diff_text};

use super::{Context, value};
use crate::exit::Exit;
use crate::files;
use crate::output::{print_or_fail, tell_note};

pub(super) fn run(matches: &ArgMatches, context: Context) -> Exit {
    let language = context.language;
    let (Some(a), Some(b)) = (side(matches, "A", context), side(matches, "B", context)) else {
        return Exit::Failed;
    };
    let found = diff(&a, &b);
    let is_json = value(matches, "format") == Some("json");
    for note in &found.notes {
        if note.is_error || !is_json {
            tell_note(note, language, context.colour.on_stderr());
        }
    }
    if found.a.failure.is_some() || found.b.failure.is_some() {
        return Exit::Failed;
    }
    let side_a = Side {
        file: &a.name,
        source: &found.a.source,
    };
    let side_b = Side {
        file: &b.name,
        source: &found.b.source,
    };
    let text = if is_json {
        diff_json(
            side_a,
            side_b,
            &found.comparison.differences,
            &found.notes,
            language,
        )
    } else {
        let colour = context.colour.on_stdout();
        diff_text(
            side_a,
            side_b,
            &found.comparison.differences,
            language,
            colour,
        )
    };
    let exit = if found.comparison.differences.is_empty() {
        Exit::Clean
    } else {
        Exit::Found
    };
    print_or_fail(&text, language, exit)
}

fn side(matches: &ArgMatches, name: &str, context: Context) -> Option<Capture> {
    let path = value(matches, name)?;
    match files::read(Path::new(path), path) {
        Ok(capture) => Some(capture),
        Err(note) => {
            tell_note(&note, context.language, context.colour.on_stderr());
            None
        }
    }
}
