//! 问题台账: the workbook that departments have filled in, back to rows. What a row means is decided where the ledger is.
//!
//! People sort it, move its columns, add some of their own, delete sheets. A column is known by its heading in either language, and a row by its key.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Reader, SheetType, Xlsx};
use tongyuan_model::ledger::LedgerColumn;

use crate::capture::Capture;
use crate::failure::{Failure, FailureKind};
use crate::format::Format;
use crate::package::Package;
use crate::xlsx::shown;

/// The header stands in one of the first rows.
const DEEPEST_HEADER: u32 = 20;
/// No list of findings is wider, whatever was added to it.
const MOST_COLUMNS: u32 = 1_000;
/// No workbook of findings has more rows, those of all sheets counted.
const MOST_ROWS: usize = 1_000_000;
/// So much of a workbook is unpacked at most: a ledger grows with what was found, and a guide does not.
const MOST_UNPACKED: u64 = 1024 * 1024 * 1024;

/// So much of the text of a cell is taken: Excel lets none hold more.
const LONGEST: usize = 32_767;
/// No workbook of findings says more, in bytes, a text counted as often as cells say it.
const MOST_TEXT: usize = 512 * 1024 * 1024;

/// The columns that matter: what was filled in, and what it is of.
const READ: [LedgerColumn; 8] = [
    LedgerColumn::Finding,
    LedgerColumn::Progress,
    LedgerColumn::Remark,
    LedgerColumn::Owner,
    LedgerColumn::Done,
    LedgerColumn::Key,
    LedgerColumn::Evidence,
    LedgerColumn::Revision,
];

/// A row of a workbook that has something in the columns that matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilledRow {
    /// The sheet.
    pub sheet: String,
    /// The row, from 1.
    pub row: u32,
    /// The key of the finding; none where the sheet has no such column any more, or nothing stands there.
    pub key: Option<String>,
    /// What the row says was found.
    pub finding: Option<String>,
    /// A digest of what was found when the workbook was written.
    pub evidence: Option<String>,
    /// Which entry of the ledger it showed when it was written.
    pub revision: Option<String>,
    /// 整改情况, as it stands there.
    pub progress: Option<String>,
    /// 整改说明.
    pub remark: Option<String>,
    /// 责任人.
    pub owner: Option<String>,
    /// 完成日期, as it stands there: a date of Excel as `YYYY-MM-DD`.
    pub done: Option<String>,
}

impl FilledRow {
    /// Whether nothing is filled in.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        let all = [&self.progress, &self.remark, &self.owner, &self.done];
        all.into_iter().all(Option::is_none)
    }

    fn set(&mut self, column: LedgerColumn, text: String) {
        let own = match column {
            LedgerColumn::Finding => &mut self.finding,
            LedgerColumn::Progress => &mut self.progress,
            LedgerColumn::Remark => &mut self.remark,
            LedgerColumn::Owner => &mut self.owner,
            LedgerColumn::Done => &mut self.done,
            LedgerColumn::Key => &mut self.key,
            LedgerColumn::Evidence => &mut self.evidence,
            LedgerColumn::Revision => &mut self.revision,
            _ => return,
        };
        *own = Some(text);
    }
}

/// What was read of a workbook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilledLedger {
    /// The rows, sheet by sheet.
    pub rows: Vec<FilledRow>,
    /// The sheets that have none of the headings, so that nothing of them was read.
    pub others: Vec<String>,
}

/// Reads a workbook that a ledger was written to.
///
/// # Errors
///
/// Why nothing of it can be read: it is no workbook, broken, protected, or larger than is read.
pub fn read_ledger(capture: &Capture) -> Result<FilledLedger, Failure> {
    match Format::of(capture)? {
        Format::Xlsx => {}
        other => {
            return Err(Failure::new(FailureKind::NotRead {
                format: other.name(),
                save_as: "XLSX",
            }));
        }
    }
    Package::open_within(&capture.bytes, MOST_UNPACKED)?.weigh()?;
    // The parser is not ours: should it panic, the file is broken.
    let read = catch_unwind(AssertUnwindSafe(|| workbook(&capture.bytes)));
    read.unwrap_or_else(|_| Err(broken(&"the parser gave up")))
}

/// Whether a workbook was saved by an office program since it was written: these say which they are, and `ledger export` does not.
#[must_use]
pub fn is_saved_by_office(bytes: &[u8]) -> bool {
    Package::open(bytes).is_ok_and(|package| package.holds("docProps/app.xml"))
}

fn broken(detail: &dyn std::fmt::Debug) -> Failure {
    let detail = format!("{detail:?}");
    Failure::new(FailureKind::BrokenSheet { detail })
}

fn workbook(bytes: &[u8]) -> Result<FilledLedger, Failure> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|e| broken(&e))?;
    let mut ledger = FilledLedger::default();
    let mut text = 0;
    for sheet in workbook.sheets_metadata().to_vec() {
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        let mut reading = Reading::default();
        let mut cells = workbook
            .worksheet_cells_reader(&sheet.name)
            .map_err(|error| broken(&error))?;
        while let Some(cell) = cells.next_cell().map_err(|error| broken(&error))? {
            let at = cell.get_position();
            if at.1 < MOST_COLUMNS {
                reading.cell(at, || shown(cell.get_value()));
            }
            if reading.rows.len() + ledger.rows.len() > MOST_ROWS {
                let limit = MOST_ROWS;
                return Err(Failure::new(FailureKind::TooManyValues { limit }));
            }
            if reading.text + text > MOST_TEXT {
                let limit = MOST_TEXT as u64;
                return Err(Failure::new(FailureKind::ArchiveTooLarge { limit }));
            }
        }
        text += reading.text;
        let found = reading.finish(&sheet.name);
        if found.is_empty() {
            ledger.others.push(sheet.name);
        }
        ledger.rows.extend(found);
    }
    Ok(ledger)
}

/// A sheet as it is read, cell by cell and row by row.
#[derive(Default)]
struct Reading {
    /// The row of the header, once it is known, and which column is which.
    header: Option<(u32, BTreeMap<u32, LedgerColumn>)>,
    /// The headings of the row that is read, which may be the header.
    headings: (u32, BTreeMap<u32, LedgerColumn>),
    rows: BTreeMap<u32, FilledRow>,
    /// How many bytes of text were taken.
    text: usize,
}

impl Reading {
    fn cell(&mut self, (row, column): (u32, u32), text: impl FnOnce() -> String) {
        if let Some((header, columns)) = &self.header
            && row > *header
        {
            let Some(column) = columns.get(&column) else {
                return;
            };
            let text = text().replace("\r\n", "\n").replace('\r', "\n");
            let text = text.trim();
            if !text.is_empty() {
                let text: String = text.chars().take(LONGEST).collect();
                self.text += text.len();
                self.rows.entry(row).or_default().set(*column, text);
            }
            return;
        }
        if row > DEEPEST_HEADER {
            return;
        }
        if self.headings.0 != row {
            self.headings = (row, BTreeMap::new());
        }
        let Some(heading) = LedgerColumn::of_heading(&text()) else {
            return;
        };
        // Of two columns with one heading the first is meant.
        if READ.contains(&heading) && !self.headings.1.values().any(|own| *own == heading) {
            self.headings.1.insert(column, heading);
        }
        // One word may stand in any text; two of them in a row are the header.
        if self.headings.1.len() >= 2 {
            self.header = Some(self.headings.clone());
        }
    }

    fn finish(self, sheet: &str) -> Vec<FilledRow> {
        let rows = self.rows.into_iter().map(|(row, own)| FilledRow {
            sheet: sheet.to_owned(),
            row: row + 1,
            ..own
        });
        // Evidence or revision alone is what is left of a row that somebody has emptied.
        rows.filter(|row| row.key.is_some() || !row.is_blank())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(cells: &[(u32, u32, &str)]) -> Vec<FilledRow> {
        let mut reading = Reading::default();
        for (row, column, text) in cells {
            reading.cell((*row, *column), || (*text).to_owned());
        }
        reading.finish("全部")
    }

    #[test]
    fn columns_are_known_by_their_headings_wherever_they_are() {
        let rows = read(&[
            (0, 0, "某某局问题台账"),
            (2, 0, "完成 日期"),
            (2, 3, "KEY"),
            (2, 5, "整改情况"),
            (2, 6, "整改情况"),
            (3, 0, "2024-03-01"),
            (3, 3, " k1 "),
            (3, 4, "自己加的一列"),
            (3, 5, "已整改"),
            (3, 6, "另一列"),
            (4, 4, "空行"),
            (5, 3, "k2"),
        ]);
        let row = |row, key: &str| FilledRow {
            sheet: "全部".to_owned(),
            row,
            key: Some(key.to_owned()),
            ..FilledRow::default()
        };
        assert_eq!(
            rows,
            [
                FilledRow {
                    progress: Some("已整改".to_owned()),
                    done: Some("2024-03-01".to_owned()),
                    ..row(4, "k1")
                },
                row(6, "k2"),
            ]
        );
    }

    #[test]
    fn a_sheet_without_headings_has_no_rows() {
        assert_eq!(read(&[(0, 0, "整改情况"), (1, 0, "已整改")]), []);
        assert_eq!(
            read(&[(30, 0, "整改情况"), (30, 1, "编号"), (31, 0, "已整改")]),
            []
        );
    }
}
