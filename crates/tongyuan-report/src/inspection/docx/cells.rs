//! What stands in the cells of tables: paragraphs of stretches, some of them marked.

use std::fmt::Write as _;

use super::super::view::{Item, PieceView};
use super::super::words::ReportWords;
use crate::escape::xml;
use crate::word::paragraph;

/// So many characters of a text stand in a cell at most.
const MOST_CHARACTERS: usize = 1000;

/// A stretch of text, and whether it is marked.
pub(super) type Run = (String, bool);

/// Paragraphs of stretches.
pub(super) type Cell = Vec<Vec<Run>>;

pub(super) fn text(text: &str) -> Run {
    let mut shown: String = text.chars().take(MOST_CHARACTERS).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    (shown, false)
}

pub(super) fn plain(line: &str) -> Cell {
    vec![vec![text(line)]]
}

/// What is wrong, both texts with what differs in them, and where they stand.
pub(super) fn problem(item: &Item<'_>, words: &ReportWords) -> Cell {
    let mut lines = vec![vec![text(item.message)]];
    for (name, pieces) in [
        (words.expected, &item.expected),
        (words.actual, &item.actual),
    ] {
        if !pieces.is_empty() {
            let mut line = vec![text(name), text(": ")];
            line.extend(marked(pieces));
            lines.push(line);
        }
    }
    lines.extend(item.remark.map(|said| vec![text(said)]));
    for spot in &item.spots {
        let role = if spot.role.is_empty() {
            words.place
        } else {
            spot.role
        };
        lines.push(vec![text(&format!("{role}: {}", spot.brief))]);
    }
    lines
}

/// The pieces of a text, as many as there is room for.
fn marked(pieces: &[PieceView]) -> Vec<Run> {
    let mut left = MOST_CHARACTERS;
    let mut runs = Vec::new();
    for piece in pieces {
        let shown: String = piece.text.chars().take(left).collect();
        left -= shown.chars().count();
        let is_cut = shown.len() < piece.text.len();
        runs.push((shown, piece.changed));
        if is_cut {
            runs.push(("…".to_owned(), false));
            break;
        }
    }
    runs
}

/// What to do, on what basis, by when.
pub(super) fn mending(item: &Item<'_>, words: &ReportWords) -> Cell {
    let due = item.due.map(|due| format!("{}: {due}", words.due));
    let state = item.state.clone();
    let doubtful = item.doubtful.then(|| words.doubtful.to_owned());
    let lines = [Some(item.help.to_owned()), Some(item.basis.to_owned())];
    let lines = lines.into_iter().chain([doubtful, state, due]).flatten();
    lines
        .filter(|line| !line.is_empty())
        .map(|line| vec![text(&line)])
        .collect()
}

pub(super) fn rich_cell(out: &mut String, width: usize, lines: &Cell) {
    let _ = write!(
        out,
        "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>"
    );
    for line in lines {
        out.push_str("<w:p><w:pPr><w:pStyle w:val=\"Cell\"/></w:pPr>");
        for (text, is_marked) in line {
            let mark = match is_marked {
                true => "<w:rPr><w:b/><w:u w:val=\"single\"/></w:rPr>",
                false => "",
            };
            let _ = write!(
                out,
                "<w:r>{mark}<w:t xml:space=\"preserve\">{}</w:t></w:r>",
                xml(text)
            );
        }
        out.push_str("</w:p>");
    }
    // A cell has a paragraph, whatever it says.
    if lines.is_empty() {
        paragraph(out, Some("Cell"), "");
    }
    out.push_str("</w:tc>");
}
