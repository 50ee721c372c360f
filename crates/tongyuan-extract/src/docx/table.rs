//! Tables of a Word document: rows with spans and merges, into a grid.

use std::collections::BTreeSet;

use tongyuan_model::Place;

use super::body::{Reader, Scope};
use crate::outline::{Block, Cell, Table, whole_text};
use crate::package::Element;

/// Tables within tables within tables: deeper ones are read as if their cells stood one below the other.
const DEEPEST_TABLE: usize = 8;
/// No table of a guide is wider.
const MOST_COLUMNS: usize = 100;
/// No guide has more cells, merged ones counted as often as they are seen.
pub(super) const MOST_CELLS: usize = 500_000;

/// A row before its cells are read.
struct Row<'e, 'x> {
    cells: Vec<Raw<'e, 'x>>,
    header: bool,
}

/// A cell before it is read, with the columns of the grid that it covers.
struct Raw<'e, 'x> {
    element: &'e Element<'x>,
    columns: std::ops::Range<usize>,
    merge: Merge,
}

#[derive(Clone, Copy, PartialEq)]
enum Merge {
    No,
    /// It belongs to the cell above.
    Up,
    /// It belongs to the cell on its left.
    Left,
}

impl Reader {
    pub(super) fn table<'e, 'x>(&mut self, element: &'e Element<'x>, scope: &mut Scope<'e, 'x>) {
        self.tables += 1;
        let number = self.tables;
        let raw = self.rows(element);
        // One cell is no table but a frame.
        let is_frame = raw.iter().map(|row| row.cells.len()).sum::<usize>() == 1;
        if is_frame || scope.depth >= DEEPEST_TABLE {
            for cell in raw.iter().flat_map(|row| &row.cells) {
                self.blocks(cell.element, scope);
            }
            return;
        }
        let starts: BTreeSet<usize> = raw
            .iter()
            .flat_map(|row| &row.cells)
            .map(|cell| cell.columns.start)
            .collect();
        let starts: Vec<usize> = starts.into_iter().collect();
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        for (at, row) in raw.iter().enumerate() {
            let place = (number, to_u32(at + 1));
            let cells = self.row(row, &starts, rows.last(), place, scope.depth);
            rows.push(cells);
        }
        rows.retain(|row| !row.is_empty());
        scope.blocks.push(Block::Table(Table::new(rows)));
    }

    fn rows<'e, 'x>(&mut self, table: &'e Element<'x>) -> Vec<Row<'e, 'x>> {
        let mut rows = Vec::new();
        for row in self.content(table) {
            if row.name() != "tr" {
                continue;
            }
            let properties = row.child("trPr");
            let has = |name| properties.is_some_and(|own| own.child(name).is_some());
            self.tracked |= has("ins") || has("del");
            if has("del") {
                continue;
            }
            let skipped = properties.and_then(|own| own.number(&["gridBefore"]));
            rows.push(Row {
                cells: self.cells(row, skipped.unwrap_or(0)),
                header: properties.is_some_and(|own| own.is_on("tblHeader")),
            });
        }
        rows
    }

    fn cells<'e, 'x>(&mut self, row: &'e Element<'x>, skipped: usize) -> Vec<Raw<'e, 'x>> {
        let mut cells = Vec::new();
        let mut column = skipped.min(MOST_COLUMNS);
        for element in self.content(row) {
            if element.name() != "tc" || column >= MOST_COLUMNS * 2 {
                continue;
            }
            let properties = element.child("tcPr");
            if properties.is_some_and(|own| own.child("cellDel").is_some()) {
                self.tracked = true;
                continue;
            }
            let span = properties.and_then(|own| own.number(&["gridSpan"]));
            let span: usize = span.unwrap_or(1);
            let columns = column..column + span.clamp(1, MOST_COLUMNS);
            column = columns.end;
            let goes_on = |name| {
                let merge = properties.and_then(|own| own.child(name));
                merge.is_some_and(|merge| merge.value().as_deref() != Some("restart"))
            };
            let merge = match (goes_on("vMerge"), goes_on("hMerge")) {
                (true, _) => Merge::Up,
                (_, true) => Merge::Left,
                _ => Merge::No,
            };
            cells.push(Raw {
                element,
                columns,
                merge,
            });
        }
        cells
    }

    /// One row, a cell for every column in which any row has one begin.
    fn row(
        &mut self,
        row: &Row<'_, '_>,
        starts: &[usize],
        above: Option<&Vec<Cell>>,
        (table, number): (u32, u32),
        depth: usize,
    ) -> Vec<Cell> {
        let mut cells: Vec<Cell> = Vec::new();
        if self.cells > MOST_CELLS {
            return cells;
        }
        for raw in &row.cells {
            let column = starts.partition_point(|start| *start < raw.columns.start);
            let end = starts.partition_point(|start| *start < raw.columns.end);
            cells.resize_with(column.max(cells.len()), Cell::default);
            let merged = match raw.merge {
                Merge::No => None,
                Merge::Up => above.and_then(|above| above.get(column)),
                Merge::Left => cells.last(),
            };
            let cell = match merged.map(Cell::again) {
                Some(cell) => {
                    self.pass_over(raw.element);
                    cell
                }
                None => {
                    let place = Place::Cell {
                        table,
                        row: number,
                        column: to_u32(column + 1),
                    };
                    self.cell(raw.element, place, row.header, depth)
                }
            };
            let again = cell.again();
            cells.push(cell);
            cells.resize(end.max(cells.len()), again);
        }
        self.cells += cells.len();
        cells
    }

    fn cell(&mut self, element: &Element<'_>, place: Place, header: bool, depth: usize) -> Cell {
        let mut inner = Scope {
            place: Some(place),
            depth: depth + 1,
            ..Scope::default()
        };
        self.blocks(element, &mut inner);
        Cell {
            text: whole_text(&inner.blocks),
            blocks: inner.blocks,
            header,
            repeated: false,
        }
    }
}

fn to_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
