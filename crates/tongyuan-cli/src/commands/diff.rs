//! `tongyuan diff`

use std::path::Path;

use clap::ArgMatches;
use tongyuan::{Capture, diff};
use tongyuan_report::{DiffReport, Layout, Side, diff_html, diff_json, diff_markdown, diff_text};

use super::{Context, value};
use crate::exit::Exit;
use crate::files;
use crate::output::{print_or_fail, tell_note, terminal_width};

/// Side by side, a line of Chinese keeps more than twenty characters from this width on.
const WIDE_ENOUGH: usize = 100;

pub(super) fn run(matches: &ArgMatches, context: Context) -> Exit {
    let language = context.language;
    let (Some(a), Some(b)) = (side(matches, "A", context), side(matches, "B", context)) else {
        return Exit::Failed;
    };
    let found = diff(&a, &b);
    let is_text = value(matches, "format") == Some("text");
    for note in &found.notes {
        // The other formats hold the notes themselves.
        if note.is_error || is_text {
            tell_note(note, language, context.colour.on_stderr());
        }
    }
    if found.a.failure.is_some() || found.b.failure.is_some() {
        return Exit::Failed;
    }
    let report = DiffReport {
        a: Side {
            file: &a.name,
            source: &found.a.source,
        },
        b: Side {
            file: &b.name,
            source: &found.b.source,
        },
        comparison: &found.comparison,
        notes: &found.notes,
        language,
        all: matches.get_flag("all"),
    };
    let text = match value(matches, "format") {
        Some("json") => diff_json(&report),
        Some("html") => diff_html(&report),
        Some("markdown") => diff_markdown(&report),
        _ => diff_text(&report, layout(matches), context.colour.on_stdout()),
    };
    let exit = if found.comparison.differences.is_empty() {
        Exit::Clean
    } else {
        Exit::Found
    };
    print_or_fail(&text, language, exit)
}

/// What `--width` says, else what the terminal has room for. Output that goes elsewhere does not depend on a terminal.
fn layout(matches: &ArgMatches) -> Layout {
    match matches.get_one::<usize>("width") {
        Some(0) => Layout::Stacked,
        Some(width) => Layout::SideBySide(*width),
        None => match terminal_width() {
            Some(width) if width >= WIDE_ENOUGH => Layout::SideBySide(width),
            _ => Layout::Stacked,
        },
    }
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
