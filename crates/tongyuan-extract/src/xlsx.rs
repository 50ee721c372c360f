//! Excel workbooks, into the outline of a document.
//!
//! The linear text is every cell that says something, a line each and row by row, as Excel shows it; what a formula comes
//! to is what was saved of it. The places lead back to sheet, row and column.

use std::collections::{BTreeMap, HashSet};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx};
use tongyuan_model::Place;

use crate::capture::Capture;
use crate::failure::{Failure, FailureKind};
use crate::fragment::Fragment;
use crate::note::{Note, NoteKind};
use crate::outline::{Block, Cell, Document, Heading};
use crate::package::Package;
use crate::sheet::{self, Row};

/// No list of guides has more cells, merged ones counted as often as they are seen.
const MOST_CELLS: usize = 500_000;
/// No list of guides is wider. What stands further right is left out, and so is what is merged with it.
const MOST_COLUMNS: u32 = 256;
/// No workbook of guides has more sheets.
const MOST_SHEETS: usize = 500;
/// No list of guides says more, a text counted as often as cells say it.
const MOST_TEXT: u64 = 64 * 1024 * 1024;

type Workbook<'b> = Xlsx<Cursor<&'b [u8]>>;

pub(crate) fn read(capture: &Capture) -> Result<Document, Failure> {
    let mut package = Package::open(&capture.bytes)?;
    package.weigh()?;
    let has_macros = package.holds_ending("vbaProject.bin");
    let authors = package.authors();
    // The parser is not ours: should it panic, the file is broken and the others are read all the same.
    let read = catch_unwind(AssertUnwindSafe(|| workbook(&capture.bytes)));
    let mut document = read.unwrap_or_else(|_| Err(broken(&"the parser gave up")))?;
    document.authors = authors;
    if has_macros {
        document.notes.push(Note::on_document(NoteKind::Macros));
    }
    Ok(document)
}

fn broken(detail: &dyn std::fmt::Debug) -> Failure {
    let detail = format!("{detail:?}");
    Failure::new(FailureKind::BrokenSheet { detail })
}

fn too_many() -> Failure {
    let limit = MOST_CELLS;
    Failure::new(FailureKind::TooManyValues { limit })
}

fn workbook(bytes: &[u8]) -> Result<Document, Failure> {
    let mut workbook: Workbook<'_> = Xlsx::new(Cursor::new(bytes)).map_err(|e| broken(&e))?;
    let sheets = workbook.sheets_metadata().to_vec();
    let mut reader = Sheets::default();
    let mut read = Vec::new();
    for sheet in sheets.iter().take(MOST_SHEETS) {
        if sheet.visible != SheetVisible::Visible {
            let name = sheet.name.clone();
            let note = Note::on_document(NoteKind::HiddenSheet { name });
            reader.document.notes.push(note);
        } else if sheet.typ == SheetType::WorkSheet {
            let sheet = reader.sheet(&mut workbook, &sheet.name)?;
            read.push(sheet);
        }
    }
    read.retain(|(_, rows)| !rows.is_empty());
    let is_one = read.len() == 1;
    let mut document = reader.document;
    for (text, rows) in read {
        if !is_one {
            document
                .blocks
                .push(Block::Heading(Heading { level: 1, text }));
        }
        document.blocks.extend(sheet::outline(rows));
    }
    Ok(document)
}

/// What the cells of a sheet say, by row and column, and which of its cells say nothing.
type Values = (BTreeMap<(u32, u32), String>, HashSet<(u32, u32)>);

#[derive(Default)]
struct Sheets {
    document: Document,
    cells: usize,
    text: u64,
}

impl Sheets {
    /// The name of a sheet and its rows.
    fn sheet(
        &mut self,
        workbook: &mut Workbook<'_>,
        name: &str,
    ) -> Result<(Fragment, Vec<Row>), Failure> {
        let (values, blanks) = self.values(workbook, name)?;
        let start = self.document.text.len();
        let title = Fragment::verbatim(name, start);
        if values.is_empty() {
            return Ok((title, Vec::new()));
        }
        self.document.text.push_str(name);
        self.document.text.push('\n');
        let mut rows: BTreeMap<u32, BTreeMap<u32, Cell>> = BTreeMap::new();
        for ((row, column), value) in values {
            let cell = sheet::cell(self.write(name, (row, column), &value));
            rows.entry(row).or_default().insert(column, cell);
        }
        self.unread_formulas(workbook, name, &blanks)?;
        // Merged cells are an ornament: a sheet where they are broken is a sheet all the same.
        for region in workbook.merge_cells_by_sheet_name(name).unwrap_or_default() {
            self.merge(&mut rows, region.start, region.end)?;
        }
        Ok((title, rows.into_iter().map(row).collect()))
    }

    /// What the cells of a sheet say, in the order of rows, and which of its cells say nothing.
    fn values(&mut self, workbook: &mut Workbook<'_>, name: &str) -> Result<Values, Failure> {
        let mut cells = workbook
            .worksheet_cells_reader(name)
            .map_err(|error| broken(&error))?;
        let (mut values, mut blanks) = (BTreeMap::new(), HashSet::new());
        while let Some(cell) = cells.next_cell().map_err(|error| broken(&error))? {
            let at = cell.get_position();
            if at.1 >= MOST_COLUMNS {
                continue;
            }
            self.count()?;
            let value = shown(cell.get_value());
            self.text += value.len() as u64;
            if self.text > MOST_TEXT {
                let limit = MOST_TEXT;
                return Err(Failure::new(FailureKind::ArchiveTooLarge { limit }));
            }
            if value.trim().is_empty() {
                blanks.insert(at);
            } else {
                values.insert(at, value);
            }
        }
        Ok((values, blanks))
    }

    fn count(&mut self) -> Result<(), Failure> {
        self.cells += 1;
        if self.cells > MOST_CELLS {
            return Err(too_many());
        }
        Ok(())
    }

    /// Adds what a cell says to the linear text.
    fn write(&mut self, sheet: &str, (row, column): (u32, u32), value: &str) -> Fragment {
        let value = value.replace("\r\n", "\n").replace('\r', "\n");
        let place = Place::SheetCell {
            sheet: sheet.to_owned(),
            row: row + 1,
            column: column + 1,
        };
        self.document.write(value.trim(), place)
    }

    /// Says which cells that say nothing have a formula that should.
    fn unread_formulas(
        &mut self,
        workbook: &mut Workbook<'_>,
        name: &str,
        blanks: &HashSet<(u32, u32)>,
    ) -> Result<(), Failure> {
        if blanks.is_empty() {
            return Ok(());
        }
        let mut cells = workbook
            .worksheet_cells_reader(name)
            .map_err(|error| broken(&error))?;
        while let Ok(Some(formula)) = cells.next_formula() {
            let at = formula.get_position();
            if formula.get_value().is_empty() || !blanks.contains(&at) {
                continue;
            }
            self.document.note_here(NoteKind::Formula);
            // One is enough to tell that the file was never calculated.
            break;
        }
        Ok(())
    }

    /// Repeats a merged cell over all that it covers.
    fn merge(
        &mut self,
        rows: &mut BTreeMap<u32, BTreeMap<u32, Cell>>,
        (top, left): (u32, u32),
        (bottom, right): (u32, u32),
    ) -> Result<(), Failure> {
        let first = rows.get(&top).and_then(|row| row.get(&left));
        let Some(cell) = first.map(Cell::again) else {
            return Ok(());
        };
        let right = right.min(MOST_COLUMNS - 1);
        // Rows that say nothing else are not there, whatever is merged over them.
        for (number, row) in rows.range_mut(top..=bottom.max(top)) {
            for column in left..=right {
                if (*number, column) != (top, left) {
                    self.count()?;
                    row.insert(column, cell.clone());
                }
            }
        }
        Ok(())
    }
}

/// A row with a cell for every column up to its last.
fn row((number, cells): (u32, BTreeMap<u32, Cell>)) -> Row {
    let mut row = Row {
        number: number + 1,
        cells: Vec::new(),
    };
    for (column, cell) in cells {
        row.cells.resize_with(column as usize, Cell::default);
        row.cells.push(cell);
    }
    row
}

/// A value as Excel shows it where no format says otherwise.
pub(crate) fn shown(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => decimal(*number),
        DataRef::Bool(true) => "TRUE".into(),
        DataRef::Bool(false) => "FALSE".into(),
        DataRef::DateTime(time) if time.is_duration() => {
            let minutes = (time.as_f64() * 24.0 * 60.0).round();
            format!("{}:{:02}", (minutes / 60.0).trunc(), minutes % 60.0)
        }
        DataRef::DateTime(time) => {
            let (year, month, day, hour, minute, ..) = time.to_ymd_hms_milli();
            let (date, clock) = (
                format!("{year:04}-{month:02}-{day:02}"),
                format!("{hour:02}:{minute:02}"),
            );
            match time.as_f64() {
                only_clock if only_clock.abs() < 1.0 => clock,
                whole if whole.fract() == 0.0 => date,
                _ => format!("{date} {clock}"),
            }
        }
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
    }
}

/// Excel shows fifteen digits of a number and no more.
fn decimal(number: f64) -> String {
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    rounded.to_string()
}

#[cfg(test)]
mod tests;
