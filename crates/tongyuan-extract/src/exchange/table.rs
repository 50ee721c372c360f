//! Rows of records as the tables of a page.

use tongyuan_model::{RecordKind, Span};

use super::fields;
use super::gather::{Record, scalar};
use super::text::standing;
use crate::fragment::Fragment;
use crate::outline::{Block, Cell, Line, Table};

/// A column of a table of rows: its heading, and which fields it shows.
pub(super) type Column = (&'static str, &'static str);

/// Rows in the order that they number themselves in, where all of them do.
pub(super) fn in_order<'r, 'n, 's>(mut rows: Vec<&'r Record<'n, 's>>) -> Vec<&'r Record<'n, 's>> {
    let number = |row: &&Record<'_, '_>| -> Option<u32> {
        let field = row.get("order_num")?;
        scalar(field.value)?.trim().parse().ok()
    };
    if rows.iter().all(|row| number(row).is_some()) {
        rows.sort_by_key(number);
    }
    rows
}

pub(super) fn cell(text: Fragment) -> Cell {
    let lines = text.lines().into_iter();
    Cell {
        blocks: lines.map(|line| Block::Line(Line::plain(line))).collect(),
        text,
        header: false,
        repeated: false,
    }
}

/// Rows below the headings of their kind.
pub(super) fn row_table(kind: RecordKind, rows: Vec<Vec<Cell>>, at: Span) -> Table {
    let headings: Vec<&str> = fields::labels(kind).map(|(_, label)| label).collect();
    with_header(&headings, rows, at)
}

pub(super) fn with_header(headings: &[&str], rows: Vec<Vec<Cell>>, at: Span) -> Table {
    let header = headings.iter().map(|heading| Cell {
        header: true,
        ..cell(standing(
            heading,
            Span::exact(at.start as usize, at.start as usize),
        ))
    });
    let mut all = vec![header.collect()];
    all.extend(rows);
    Table::new(all)
}
