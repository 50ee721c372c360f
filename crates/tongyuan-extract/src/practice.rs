//! Records of handled cases: CSV, Excel and NDJSON, row by row and never as a whole.
//!
//! A row that cannot be read is named, and the others are counted.

use std::collections::BTreeMap;
use std::io::{self, BufReader, Read, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};

use tongyuan_model::practice::{Column, Practice};

mod case;
mod columns;
mod lines;
mod table;
mod words;

pub use columns::RecordColumns;

use case::Row;

/// So many broken rows are named; the rest is counted.
const MOST_NAMED: usize = 20;

/// What became of a file of records.
#[derive(Debug, Default)]
pub struct RecordsRead {
    /// How many cases were counted.
    pub cases: u64,
    /// The first of the rows that could not be read, each with what is wrong with it.
    pub broken: Vec<(u32, RowFault)>,
    /// How many rows more could not be read.
    pub more_broken: u64,
    /// Why the file could not be read to its end.
    pub failure: Option<RecordsFailure>,
}

/// Why a row could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RowFault {
    /// It is no text in the encoding of the file, or longer than any row.
    NotText,
    /// It has another number of cells than the heading.
    Width {
        /// How many it has.
        found: usize,
        /// How many the heading has.
        wanted: usize,
    },
    /// A quotation mark is never closed.
    Unclosed,
    /// It is no JSON.
    Json {
        /// The parser's own words, in English.
        detail: String,
    },
    /// It is JSON and no object.
    NoObject,
    /// It does not say which item the case is of.
    NoItem,
    /// What should be a date, or two of them, is none.
    Date {
        /// What stands there.
        text: String,
    },
    /// What should be a number is none.
    Number {
        /// What stands there.
        text: String,
    },
    /// The case was decided before it was received or accepted.
    DecidedBefore,
}

impl RowFault {
    fn date(text: &str) -> Self {
        let text = text.chars().take(40).collect();
        Self::Date { text }
    }

    fn number(text: &str) -> Self {
        let text = text.chars().take(40).collect();
        Self::Number { text }
    }
}

/// Why a file of records could not be read to its end.
#[derive(Debug)]
#[non_exhaustive]
pub enum RecordsFailure {
    /// None of its first rows names the columns.
    NoHeading,
    /// It cannot be opened as a workbook.
    Sheet {
        /// The parser's own words, in English.
        detail: String,
    },
    /// What it unpacks to would not fit into memory.
    TooLarge {
        /// How many bytes may.
        limit: u64,
    },
    /// It cannot be read.
    Io(io::Error),
}

impl From<io::Error> for RecordsFailure {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Adds the cases of a file to the others. What kind of file it is, is told by how it begins.
pub fn read_records(
    name: &str,
    file: impl Read + Seek,
    columns: &RecordColumns,
    practice: &mut Practice,
) -> RecordsRead {
    let mut reading = Reading {
        name,
        columns,
        practice,
        read: RecordsRead::default(),
    };
    if let Err(failure) = reading.file(file) {
        reading.read.failure = Some(failure);
    }
    reading.read
}

/// A file that is being read.
struct Reading<'p> {
    name: &'p str,
    columns: &'p RecordColumns,
    practice: &'p mut Practice,
    read: RecordsRead,
}

impl Reading<'_> {
    fn file(&mut self, mut file: impl Read + Seek) -> Result<(), RecordsFailure> {
        let mut start = [0; 64];
        let length = file.read(&mut start)?;
        file.rewind()?;
        let start = &start[..length];
        if start.starts_with(b"PK") {
            // The parser is not ours: should it panic, the file is broken and the others are read all the same.
            let read = catch_unwind(AssertUnwindSafe(|| table::xlsx(file, self)));
            return read.unwrap_or_else(|_| {
                let detail = "the parser gave up".to_owned();
                Err(RecordsFailure::Sheet { detail })
            });
        }
        let text = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
        let reader = BufReader::with_capacity(64 * 1024, file);
        if text.trim_ascii_start().starts_with(b"{") {
            table::ndjson(reader, self)
        } else {
            table::csv(reader, self)
        }
    }

    /// Begins a table with these columns.
    fn begin(&mut self, found: &BTreeMap<Column, Vec<usize>>) {
        let states_suspension = found.contains_key(&Column::Suspended);
        self.practice.begin(self.name, states_suspension);
    }

    /// Counts a row, or says what is wrong with it.
    fn row(&mut self, row: Result<Row, (u32, RowFault)>) {
        let row = match row {
            Ok(row) => row,
            Err((number, fault)) => return self.broken(number, fault),
        };
        match row.case() {
            Ok(case) => {
                self.practice.add(&case, &|column| row.place(column));
                self.read.cases += 1;
            }
            Err(fault) => self.broken(row.number, fault),
        }
    }

    fn broken(&mut self, number: u32, fault: RowFault) {
        if self.read.broken.len() < MOST_NAMED {
            self.read.broken.push((number, fault));
        } else {
            self.read.more_broken += 1;
        }
    }
}

#[cfg(test)]
mod tests;
