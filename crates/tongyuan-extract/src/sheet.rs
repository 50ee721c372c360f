//! From a grid of cells to the outline of a document. Spreadsheets and CSV files have nothing but cells; what is a title, a
//! table, a pair or a list of items shows in which cells of a row say anything.

use crate::fragment::Fragment;
use crate::outline::{Block, Cell, Line, Table};

mod header;
mod items;

pub(crate) use header::{is_header, is_heading};

/// A row of a sheet.
#[derive(Debug, Default)]
pub(crate) struct Row {
    /// Its number in the sheet: rows that say nothing may be left out.
    pub(crate) number: u32,
    pub(crate) cells: Vec<Cell>,
}

/// A cell that says this.
pub(crate) fn cell(text: Fragment) -> Cell {
    Cell {
        blocks: lines(&text),
        text,
        header: false,
        repeated: false,
    }
}

/// The lines of a text as blocks.
fn lines(text: &Fragment) -> Vec<Block> {
    let lines = text.lines().into_iter();
    lines.map(|line| Block::Line(Line::plain(line))).collect()
}

/// A table of a page that lists items, a row each, as the blocks of each item; none where it is no such list.
pub(crate) fn items_of(table: &Table) -> Option<Vec<Block>> {
    let rows = &*table.rows;
    let at = rows.iter().take(3).position(|row| header::is_header(row))?;
    // A form states names of fields in every row; a list does so in one.
    let names = |row: &Vec<Cell>| row.iter().filter(|cell| header::is_heading(cell)).count();
    let says = |row: &Vec<Cell>| row.iter().filter(|cell| !cell.text.is_blank()).count();
    let is_list = names(&rows[at]) + 1 >= says(&rows[at])
        && rows[at + 1..].iter().skip(1).all(|row| names(row) < 2);
    if !is_list {
        return None;
    }
    let mut rows = rows.clone();
    header::join_second_row(&mut rows, at);
    items::outline(&rows, at)
}

/// The blocks that the rows of a sheet make.
pub(crate) fn outline(rows: Vec<Row>) -> Vec<Block> {
    let mut shaper = Shaper::default();
    let mut rows = rows.into_iter().filter(|row| !row.is_blank()).peekable();
    while let Some(row) = rows.next() {
        shaper.row(row, rows.peek());
    }
    shaper.close();
    shaper.blocks
}

/// What is being put together.
#[derive(Default)]
struct Shaper {
    blocks: Vec<Block>,
    /// The rows of the table that is open.
    open: Vec<Row>,
}

impl Shaper {
    fn row(&mut self, row: Row, next: Option<&Row>) {
        let texts = row.texts();
        let follows_gap = self
            .open
            .last()
            .is_some_and(|last| row.number > last.number + 1);
        if texts == 1 && self.stands_alone(&row, next, follows_gap) {
            self.close();
            let said = row.cells.iter().filter(|cell| !cell.repeated);
            self.blocks.extend(said.flat_map(|cell| lines(&cell.text)));
            return;
        }
        let begins_anew = if self.is_wide() {
            header::is_header(&row.cells) || follows_gap && texts < 3
        } else {
            follows_gap || texts >= 3 && self.open.iter().all(|open| open.texts() < 3)
        };
        // A second row of headings stands directly below the first.
        if begins_anew && !(self.open.len() == 1 && row.hangs_on_the_row_above()) {
            self.close();
        }
        self.open.push(row);
    }

    /// Whether the table that is open has more columns than label and value.
    fn is_wide(&self) -> bool {
        self.open.iter().any(|row| row.texts() >= 3)
    }

    /// Whether a row with one text is a line of its own, rather than a row of the table that is open.
    fn stands_alone(&self, row: &Row, next: Option<&Row>, follows_gap: bool) -> bool {
        let adjoins = next.filter(|next| next.number == row.number + 1);
        let ends_table = match adjoins {
            None => true,
            Some(next) => next.texts() < 3 || header::is_header(&next.cells),
        };
        if self.open.is_empty() || follows_gap || row.is_remark() {
            true
        } else if self.is_wide() {
            row.is_one_cell() && ends_table
        } else {
            row.is_one_cell() || adjoins.is_none_or(|next| next.texts() >= 3)
        }
    }

    /// Puts the table that is open among the blocks.
    fn close(&mut self) {
        let rows = std::mem::take(&mut self.open);
        let rows = rows.into_iter().filter(|row| !row.is_sum());
        let mut rows: Vec<Vec<Cell>> = rows.map(|row| row.cells).collect();
        drop_blank_columns(&mut rows);
        if rows.is_empty() {
            return;
        }
        if let Some(at) = rows.iter().take(3).position(|row| header::is_header(row)) {
            let mut rows = rows.clone();
            header::join_second_row(&mut rows, at);
            if let Some(items) = items::outline(&rows, at) {
                self.blocks.extend(items);
                return;
            }
        }
        self.blocks.push(Block::Table(Table::new(rows)));
    }
}

impl Row {
    fn is_blank(&self) -> bool {
        let says_nothing = |cell: &Cell| !cell.repeated && cell.text.is_blank();
        self.cells.iter().all(says_nothing)
    }

    /// How many cells say something of their own.
    fn texts(&self) -> usize {
        let own = |cell: &&Cell| !cell.repeated && !cell.text.is_blank();
        self.cells.iter().filter(own).count()
    }

    /// Whether it is one cell merged over its whole width.
    fn is_one_cell(&self) -> bool {
        let first = self.cells.iter().position(|cell| !cell.text.is_blank());
        let rest = first.map_or(&[][..], |first| &self.cells[first + 1..]);
        !rest.is_empty() && rest.iter().all(|cell| cell.repeated)
    }

    /// 注：…, 说明：…
    fn is_remark(&self) -> bool {
        let first = self.cells.iter().find(|cell| !cell.text.is_blank());
        first.is_some_and(|cell| {
            let text = cell.text.text().trim_start();
            ["注", "备注", "说明", "填表说明"].iter().any(|word| {
                let rest = text.strip_prefix(word);
                rest.is_some_and(|rest| rest.starts_with(['：', ':']))
            })
        })
    }

    /// A row of sums says nothing that the rows above do not.
    fn is_sum(&self) -> bool {
        let first = self.cells.iter().find(|cell| !cell.text.is_blank());
        first.is_some_and(|cell| matches!(cell.text.text().trim(), "合计" | "总计" | "小计"))
    }

    /// Whether some of its cells began in the row above.
    fn hangs_on_the_row_above(&self) -> bool {
        let first = self.cells.iter().position(|cell| !cell.text.is_blank());
        first.is_some_and(|first| self.cells[first].repeated)
    }
}

/// Columns in which no row says anything are margins.
fn drop_blank_columns(rows: &mut [Vec<Cell>]) {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let is_used = |column: usize| {
        let mut cells = rows.iter().filter_map(|row| row.get(column));
        cells.any(|cell| cell.repeated || !cell.text.is_blank())
    };
    let used: Vec<bool> = (0..width).map(is_used).collect();
    for row in rows.iter_mut() {
        row.resize(width, Cell::default());
        let mut used = used.iter();
        row.retain(|_| used.next().copied().unwrap_or(false));
    }
}

#[cfg(test)]
pub(crate) mod tests;
