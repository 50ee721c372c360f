//! Tables and pairs that are set with tabs instead of a table.

use crate::fragment::Fragment;
use crate::outline::{Block, Cell, Table};
use crate::sheet::{self, is_header, is_heading};

/// A paragraph with tabs in it, and where they stand in its text.
#[derive(Debug)]
pub(super) struct Tabbed {
    /// The first of the blocks that it made, and how many it made.
    pub(super) at: usize,
    pub(super) blocks: usize,
    pub(super) text: Fragment,
    pub(super) tabs: Vec<usize>,
}

/// Puts tables in place of the paragraphs of some blocks that tabs make tables of: rows below one that holds the headings
/// of at least three columns, and a heading with its value.
pub(super) fn set(blocks: &mut Vec<Block>, tabbed: &[Tabbed]) {
    let mut at = 0;
    // Each with where it stands, and in place of how many blocks.
    let mut tables: Vec<(usize, usize, Table)> = Vec::new();
    while let Some(first) = tabbed.get(at) {
        let mut rows = vec![first.cells()];
        let mut end = first.at + first.blocks;
        let is_list = rows[0].len() >= 3 && is_header(&rows[0]);
        let is_pair = |cells: &[Cell]| cells.len() == 2 && is_heading(&cells[0]);
        if !is_list && !is_pair(&rows[0]) {
            at += 1;
            continue;
        }
        at += 1;
        while let Some(next) = tabbed.get(at).filter(|next| next.at == end) {
            let cells = next.cells();
            let belongs = match is_list {
                true => cells.len() <= rows[0].len() && !is_pair(&cells),
                false => is_pair(&cells),
            };
            if !belongs {
                break;
            }
            rows.push(cells);
            end = next.at + next.blocks;
            at += 1;
        }
        let width = rows[0].len();
        for row in &mut rows {
            row.resize(width, Cell::default());
        }
        if !is_list || rows.len() > 1 {
            tables.push((first.at, end, Table::new(rows)));
        }
    }
    for (start, end, table) in tables.into_iter().rev() {
        blocks.splice(start..end, [Block::Table(table)]);
    }
}

impl Tabbed {
    /// Its cells: cut at the tabs of its first line. Its other lines belong to the last.
    fn cells(&self) -> Vec<Cell> {
        let text = self.text.text();
        let line = text.find('\n').unwrap_or(text.len());
        let cuts = self.tabs.iter().copied().filter(|tab| *tab < line);
        let starts = std::iter::once(0).chain(cuts.clone());
        let ends = cuts.chain([text.len()]);
        starts
            .zip(ends)
            .map(|(start, end)| self.text.slice(start..end).trimmed())
            .filter(|cell| !cell.is_blank())
            .map(sheet::cell)
            .collect()
    }
}
