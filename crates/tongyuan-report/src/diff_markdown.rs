//! Two guides as Markdown, for a comment or a file that is kept.

use std::fmt::Write as _;

use crate::chrome::chrome;
use crate::clean::one_line;
use crate::diff::{DiffReport, Row, note_line};
use crate::escape::markdown;
use crate::marks::Piece;

/// Two guides as Markdown. Differing words stand in `<del>` and `<ins>`: asterisks beside Chinese punctuation mean nothing.
#[must_use]
pub fn diff_markdown(report: &DiffReport<'_>) -> String {
    let words = chrome(report.language);
    let mut text = format!("# {}\n\n", words.comparison());
    for (side, file) in [
        (words.side_a(), report.a.file),
        (words.side_b(), report.b.file),
    ] {
        let _ = writeln!(text, "- {}", words.named(side, &markdown(&one_line(file))));
    }
    let _ = writeln!(text, "\n{}", report.totals());
    for row in report.rows() {
        section(&mut text, report, row);
    }
    if !report.notes.is_empty() {
        let _ = writeln!(text, "\n## {}\n", words.note());
        for note in report.notes {
            let _ = writeln!(text, "- {}", markdown(&note_line(note, report.language)));
        }
    }
    text
}

fn section(text: &mut String, report: &DiffReport<'_>, row: Row<'_>) {
    let words = chrome(report.language);
    let heading = markdown(&row.heading(report.language));
    let _ = writeln!(text, "\n## {heading}\n");
    let _ = writeln!(
        text,
        "| {} | {} |\n|---|---|",
        words.side_a(),
        words.side_b()
    );
    let (a, b) = report.texts(row);
    let _ = writeln!(text, "| {} | {} |", pieces(&a, "del"), pieces(&b, "ins"));
    for (name, (a, b)) in report.facets(row) {
        let a = words.named(name, &pieces(&a, "del"));
        let b = words.named(name, &pieces(&b, "ins"));
        let _ = writeln!(text, "| {a} | {b} |");
    }
    let (a, b) = report.places(row);
    let _ = writeln!(text, "| {} | {} |", markdown(&a), markdown(&b));
    for remark in report.remarks(row) {
        let _ = writeln!(text, "\n{}", markdown(&remark));
    }
}

fn pieces(pieces: &[Piece<'_>], element: &str) -> String {
    pieces
        .iter()
        .map(|piece| {
            let text = markdown(&piece.text);
            if piece.is_changed {
                format!("<{element}>{text}</{element}>")
            } else {
                text
            }
        })
        .collect()
}
