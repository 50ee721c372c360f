//! Tables with a header row: which column holds what.

use crate::fragment::Fragment;
use crate::outline::{Cell, Table};

/// A table whose columns are known.
pub(super) struct Columns<'t, C> {
    /// What each column holds; none where its heading is not known.
    kinds: Vec<Option<C>>,
    rows: &'t [Vec<Cell>],
}

impl<'t, C: Copy + PartialEq> Columns<'t, C> {
    /// The columns of a table by the first row of which `known` knows two headings, or one where there is only one column.
    pub(super) fn of(table: &'t Table, known: impl Fn(&str) -> Option<C>) -> Option<Self> {
        let header = table.rows.iter().take(3).position(|row| {
            let found = row
                .iter()
                .filter(|cell| known(&heading(&cell.text)).is_some())
                .count();
            found >= 2 || found == 1 && row.len() <= 2
        })?;
        let kinds = table.rows[header]
            .iter()
            .map(|cell| known(&heading(&cell.text)))
            .collect();
        Some(Self {
            kinds,
            rows: &table.rows[header + 1..],
        })
    }

    /// The rows below the header that say anything.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_, C>> {
        self.rows
            .iter()
            .filter(|row| row.iter().any(|cell| !cell.text.is_blank()))
            .map(|cells| Row {
                kinds: &self.kinds,
                cells,
            })
    }
}

/// A row of such a table.
pub(super) struct Row<'r, C> {
    kinds: &'r [Option<C>],
    cells: &'r [Cell],
}

impl<C: Copy + PartialEq> Row<'_, C> {
    /// The text of a column; none where the table has no such column.
    pub(super) fn get(&self, kind: C) -> Option<&Fragment> {
        let at = self.kinds.iter().position(|own| *own == Some(kind))?;
        self.cells.get(at).map(|cell| &cell.text)
    }
}

/// A column heading without blanks, brackets and marks: 纸质份数（份） is 纸质份数.
fn heading(text: &Fragment) -> String {
    let text = text.text();
    let until = text
        .find(['（', '('])
        .filter(|at| *at > 0)
        .unwrap_or(text.len());
    text[..until]
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '*' | '：' | ':'))
        .collect()
}
