//! Tables with a header row: which column holds what.

use crate::fragment::Fragment;
use crate::outline::{Cell, Line, Table};

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
                .filter(|cell| !cell.repeated && known(&heading(&cell.text)).is_some())
                .count();
            found >= 2 || found == 1 && row.len() <= 2
        })?;
        let mut kinds: Vec<Option<C>> = table.rows[header]
            .iter()
            .map(|cell| known(&heading(&cell.text)))
            .collect();
        // 份数 over 原件 and 复印件: a second row says more of some columns, and the others reach down into it.
        let mut first = header + 1;
        if let Some(below) = table.rows.get(first)
            && below
                .iter()
                .any(|cell| cell.repeated && !cell.text.is_blank())
            && below
                .iter()
                .filter(|cell| !cell.repeated)
                .all(|cell| known(&heading(&cell.text)).is_some())
            && below.iter().any(|cell| !cell.repeated)
        {
            for (kind, cell) in kinds.iter_mut().zip(below) {
                if !cell.repeated {
                    *kind = known(&heading(&cell.text));
                }
            }
            first += 1;
        }
        Some(Self {
            kinds,
            rows: &table.rows[first..],
        })
    }

    /// The rows below the header that say anything, but for those that are one cell over the whole width: these name what
    /// stands below them.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_, C>> {
        self.rows
            .iter()
            .filter(|row| row.iter().any(|cell| !cell.text.is_blank()))
            .filter(|row| !is_banner(row))
            .map(|cells| Row {
                kinds: &self.kinds,
                cells,
            })
    }
}

/// Whether a row is one cell over the whole width: it names what stands below it.
pub(super) fn is_banner(row: &[Cell]) -> bool {
    let Some((first, others)) = row.split_first() else {
        return false;
    };
    let covers = |cell: &Cell| {
        cell.repeated && (cell.text.is_blank() || cell.text.text() == first.text.text())
    };
    !first.repeated && !others.is_empty() && others.iter().all(covers)
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

    /// Whether the cell of a column is the rest of one that began further up.
    pub(super) fn repeats(&self, kind: C) -> bool {
        let at = self.kinds.iter().position(|own| *own == Some(kind));
        at.and_then(|at| self.cells.get(at))
            .is_some_and(|cell| cell.repeated)
    }
}

/// A column heading without blanks, brackets and marks: 纸质份数（份） is 纸质份数.
pub(super) fn heading(text: &Fragment) -> String {
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

/// The fields of a table that states each beside its name, one or several a row; none where a name is not known, or where the
/// table is a header: a long row of names is one, even where it is of even length.
pub(super) fn facets<C>(
    table: &Table,
    known: impl Fn(&str) -> Option<C>,
) -> Option<Vec<(C, &Fragment)>> {
    let mut facets = Vec::new();
    for row in table.rows.iter() {
        let own: Vec<_> = row.iter().filter(|cell| !cell.repeated).collect();
        for pair in own.chunks(2) {
            let [name, value] = pair else { return None };
            if own.len() > 2 && known(&heading(&value.text)).is_some() {
                return None;
            }
            facets.push((known(&heading(&name.text))?, &value.text));
        }
    }
    Some(facets)
}

/// The rows of a table without a header that is known, as lines: the cells of each side by side, without a running number.
/// Beside a label, a cell of several lines has them below it.
pub(super) fn as_lines(table: &Table) -> Vec<Line> {
    table
        .rows
        .iter()
        .flat_map(|row| row_as_lines(row))
        .collect()
}

fn row_as_lines(row: &[Cell]) -> Vec<Line> {
    let own: Vec<&Cell> = row
        .iter()
        .filter(|cell| !cell.repeated && !cell.text.is_blank())
        .collect();
    let listed = own.len() > 1 && own.first().is_some_and(|cell| is_running_number(cell));
    let own = &own[usize::from(listed)..];
    if let [label, list] = own
        && list.text.lines().len() > 1
    {
        let below = list.text.lines().into_iter().map(Line::plain);
        return std::iter::once(Line::plain(label.text.clone()))
            .chain(below)
            .collect();
    }
    let mut text = Fragment::default();
    for cell in own {
        if !text.is_blank() {
            let at = cell.text.span().start as usize;
            text.push(" ", at..at, false);
        }
        text.append(&cell.text);
    }
    let depth = u8::from(listed);
    let line = (!text.is_blank()).then_some(Line {
        text,
        listed,
        depth,
    });
    line.into_iter().collect()
}

/// `3`, `3.`: the number of a row.
pub(super) fn is_running_number(cell: &Cell) -> bool {
    let text = cell.text.text().trim().trim_end_matches(['.', '、', '．']);
    !text.is_empty() && text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_digit())
}
