//! Tables that go on over the page break.

use tongyuan_model::Place;

use super::layout::{Cell, Part, Table};
use super::paragraph::{begins_anew, join};

/// Edges of columns that are closer are the same from page to page.
const SLACK: f32 = 4.0;

/// A table that the next page may go on with.
#[derive(Debug)]
pub(super) struct OpenTable {
    pub(super) table: Table,
    pub(super) place: Place,
    /// Whether its first row came again on another page.
    pub(super) has_header: bool,
}

impl OpenTable {
    /// Whether a table at the head of the next page goes on with this one.
    pub(super) fn takes(&self, next: &Table) -> bool {
        let (xs, others) = (&self.table.xs, &next.xs);
        let same = |a: &f32, b: &f32| (a - b).abs() <= SLACK;
        let are_among =
            |few: &[f32], many: &[f32]| few.iter().all(|x| many.iter().any(|y| same(x, y)));
        let ends = |xs: &[f32]| xs.first().copied().zip(xs.last().copied());
        let are_as_wide = ends(xs)
            .zip(ends(others))
            .is_some_and(|(a, b)| same(&a.0, &b.0) && same(&a.1, &b.1));
        are_as_wide && (are_among(others, xs) || are_among(xs, others))
    }

    pub(super) fn push(&mut self, mut next: Table) {
        // A page shows the edges of its own rows only.
        if self.table.xs.len() < next.xs.len() {
            self.table.widen(&next.xs);
        } else {
            next.widen(&self.table.xs);
        }
        let is_header = match (self.table.rows.first(), next.rows.first()) {
            (Some(first), Some(again)) => {
                let parts = |row: &'_ [Cell]| {
                    row.iter()
                        .map(|cell| cell.parts.clone())
                        .collect::<Vec<_>>()
                };
                parts(first) == parts(again)
            }
            _ => false,
        };
        if is_header {
            self.has_header = true;
            next.remove_first();
        }
        let at = self.table.rows.len();
        for (row, _) in next
            .rows
            .iter_mut()
            .flatten()
            .filter_map(|cell| cell.owner.as_mut())
        {
            *row += at;
        }
        self.table.rows.append(&mut next.rows);
        self.carry_over(at);
    }

    /// Cells that the page break cut go on in the first row of the next page. A row that was cut has nothing in its first
    /// cell; a label that stands for many rows is written once, and its cell is empty on the next page.
    fn carry_over(&mut self, at: usize) {
        let rows = &mut self.table.rows;
        let Some(above) = at.checked_sub(1) else {
            return;
        };
        let is_bare = |row: &Vec<Cell>| {
            row.first()
                .is_some_and(|cell| cell.owner.is_none() && cell.is_empty())
        };
        let bare = rows[..at].iter().filter(|row| is_bare(row)).count();
        if !rows.get(at).is_some_and(is_bare) || bare * 3 > at {
            return;
        }
        let owner = |rows: &[Vec<Cell>], column: usize| {
            let cell = rows[above].get(column);
            cell.and_then(|cell| cell.owner).unwrap_or((above, column))
        };
        let label = owner(rows, 0);
        let mut height = 0;
        for row in &mut rows[at..] {
            let first = row
                .first_mut()
                .filter(|cell| height == 0 || cell.owner == Some((at, 0)));
            let Some(first) = first else { break };
            first.owner = Some(label);
            height += 1;
        }
        let open = owner(rows, 1);
        let goes_on = rows[open.0].get(open.1).is_some_and(|cell| cell.is_open)
            && rows[at]
                .get(1)
                .and_then(Cell::first_line)
                .is_some_and(|text| !begins_anew(text));
        if height > 1 && !goes_on {
            return;
        }
        let cut = rows.remove(at);
        for (column, cell) in cut
            .into_iter()
            .enumerate()
            .filter(|(_, cell)| cell.owner.is_none())
        {
            let (row, column) = owner(rows, column);
            if let Some(whole) = rows[row].get_mut(column) {
                whole.take(cell);
            }
        }
        for row in at..rows.len() {
            for column in 0..rows[row].len() {
                rows[row][column].owner = match rows[row][column].owner {
                    Some((from, column)) if from == at => Some(owner(rows, column)),
                    Some((from, column)) if from > at => Some((from - 1, column)),
                    other => other,
                };
            }
        }
    }
}

impl Cell {
    /// Takes what stands in the same cell on the next page.
    fn take(&mut self, next: Self) {
        let mut parts = next.parts.into_iter();
        let first = parts.next();
        match (self.parts.last_mut(), first) {
            (Some(Part::Paragraph(last)), Some(Part::Paragraph(first)))
                if self.is_open && !begins_anew(&first) =>
            {
                join(last, &first);
            }
            (_, first) => self.parts.extend(first),
        }
        self.parts.extend(parts);
        self.is_open = next.is_open;
    }
}

impl Table {
    /// Gives it the columns of `xs`, which has all its edges and more.
    fn widen(&mut self, xs: &[f32]) {
        if self.xs.len() == xs.len() {
            return;
        }
        // Which of the new columns each old one begins at.
        let begins: Vec<usize> = self
            .xs
            .iter()
            .map(|edge| xs.partition_point(|x| *x < edge - SLACK))
            .collect();
        for (at, row) in self.rows.iter_mut().enumerate() {
            let mut wide = Vec::new();
            for (column, mut cell) in std::mem::take(row).into_iter().enumerate() {
                cell.owner = cell.owner.map(|(row, column)| (row, begins[column]));
                let owner = cell.owner.unwrap_or((at, begins[column]));
                wide.push(cell);
                wide.resize(begins[column + 1], Cell::merged(owner));
            }
            *row = wide;
        }
        self.xs = xs.to_vec();
    }

    fn remove_first(&mut self) {
        self.rows.remove(0);
        for cell in self.rows.iter_mut().flatten() {
            cell.owner = match cell.owner {
                Some((0, _)) | None => None,
                Some((row, column)) => Some((row - 1, column)),
            };
        }
    }
}
