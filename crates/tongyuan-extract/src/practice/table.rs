//! Rows of records: of CSV and NDJSON line by line, of Excel cell by cell.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Seek};

use calamine::{Reader, Xlsx};
use serde_json::Value;
use tongyuan_model::practice::Column;

use super::case::{Cell, Row};
use super::lines::{Line, Lines};
use super::{Reading, RecordsFailure, RowFault};
use crate::csv::scan;
use crate::xlsx::shown;

/// The heading stands among the first rows that say something.
const HEADING_WITHIN: usize = 5;
/// So much of a workbook, its sheets left out, is held in memory at most.
const MOST_HELD: u64 = 256 * 1024 * 1024;
/// No cell goes over more lines.
const MOST_LINES: usize = 50;
const SEPARATORS: [char; 3] = [',', '\t', ';'];

type Found = BTreeMap<Column, Vec<usize>>;

/// Whether columns are those of a record.
fn is_heading(found: &Found) -> bool {
    found.contains_key(&Column::Item) && found.len() > 1
}

pub(super) fn csv(file: impl BufRead, reading: &mut Reading<'_>) -> Result<(), RecordsFailure> {
    let mut lines = Lines::new(file)?;
    let mut number = 0;
    let (found, separator, width) = heading(&mut lines, &mut number, reading)?;
    reading.begin(&found);
    while let Some(line) = lines.next()? {
        number += 1;
        match whole(line, separator, &mut lines)? {
            Ok(None) => {}
            Ok(Some(row)) => {
                let row = Row { number, ..row };
                reading.row(cells(row, &found, separator, width));
            }
            Err(fault) => reading.broken(number, fault),
        }
    }
    Ok(())
}

/// The heading of a table: which columns are which, what separates them, and how many there are.
fn heading<R: BufRead>(
    lines: &mut Lines<R>,
    number: &mut u32,
    reading: &Reading<'_>,
) -> Result<(Found, char, usize), RecordsFailure> {
    let mut tried = 0;
    while let Some(line) = lines.next()? {
        *number += 1;
        let text = line.text.unwrap_or_default();
        if text.trim().is_empty() {
            continue;
        }
        for separator in SEPARATORS {
            let cells = scan(&text, separator).next().unwrap_or_default();
            let names: Vec<&str> = cells.iter().map(|cell| cell.text()).collect();
            let found = reading.columns.of(&names);
            if is_heading(&found) {
                return Ok((found, separator, cells.len()));
            }
        }
        tried += 1;
        if tried == HEADING_WITHIN {
            break;
        }
    }
    Err(RecordsFailure::NoHeading)
}

/// A row with the lines that a quoted cell of it goes on to. A quotation mark that is never closed is a fault of its line alone.
fn whole<R: BufRead>(
    line: Line,
    separator: char,
    lines: &mut Lines<R>,
) -> Result<Result<Option<Row>, RowFault>, RecordsFailure> {
    let Some(mut text) = line.text else {
        return Ok(Err(RowFault::NotText));
    };
    if text.trim().is_empty() {
        return Ok(Ok(None));
    }
    let mut ahead = Vec::new();
    while let Quoting::Open = quoting(&text, separator) {
        let next = if ahead.len() < MOST_LINES {
            lines.next()?
        } else {
            None
        };
        let Some(next) = next.filter(|next| next.text.is_some()) else {
            lines.put_back(ahead);
            return Ok(Err(RowFault::Unclosed));
        };
        text.push('\n');
        text.push_str(next.text.as_deref().unwrap_or_default());
        ahead.push(next);
        if let Quoting::Mangled = quoting(&text, separator) {
            lines.put_back(ahead);
            return Ok(Err(RowFault::Unclosed));
        }
    }
    Ok(Ok(Some(Row {
        text,
        line: line.number,
        offset: line.offset,
        ..Row::default()
    })))
}

/// How the quotation marks of a text stand.
enum Quoting {
    /// Each cell that is quoted ends.
    Closed,
    /// A quoted cell goes on behind the end of the text.
    Open,
    /// A mark in a quoted cell neither ends it nor is doubled: it is the first of another cell.
    Mangled,
}

fn quoting(text: &str, separator: char) -> Quoting {
    if !text.contains('"') {
        return Quoting::Closed;
    }
    let (mut is_quoted, mut begins) = (false, true);
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        if !is_quoted {
            is_quoted = begins && character == '"';
            begins = character == separator || begins && character == ' ';
        } else if character == '"' && rest.next_if_eq(&'"').is_none() {
            let is_end = |next: &char| *next == separator || matches!(next, ' ' | '\n');
            if !rest.peek().is_none_or(is_end) {
                return Quoting::Mangled;
            }
            is_quoted = false;
        }
    }
    if is_quoted {
        Quoting::Open
    } else {
        Quoting::Closed
    }
}

fn cells(
    mut row: Row,
    found: &Found,
    separator: char,
    width: usize,
) -> Result<Row, (u32, RowFault)> {
    let record = scan(&row.text, separator).next().unwrap_or_default();
    let said = record.iter().rposition(|cell| !cell.is_blank());
    if record.len() < width || said.is_some_and(|last| last >= width) {
        let (found, wanted) = (record.len(), width);
        return Err((row.number, RowFault::Width { found, wanted }));
    }
    for (column, places) in found {
        let mut own = places.iter().filter_map(|at| Some((*at, record.get(*at)?)));
        let Some((at, cell)) = own.find(|(_, cell)| !cell.is_blank()) else {
            continue;
        };
        let cell = Cell {
            text: cell.text().trim().to_owned(),
            list: Vec::new(),
            column: u32::try_from(at + 1).unwrap_or(u32::MAX),
            range: cell.trimmed().span().range(),
        };
        row.cells.push((*column, cell));
    }
    Ok(row)
}

pub(super) fn ndjson(file: impl BufRead, reading: &mut Reading<'_>) -> Result<(), RecordsFailure> {
    let mut lines = Lines::new(file)?;
    let mut has_begun = false;
    while let Some(line) = lines.next()? {
        let Some(text) = line.text else {
            reading.broken(line.number, RowFault::NotText);
            continue;
        };
        if text.trim().is_empty() {
            continue;
        }
        let members = match serde_json::from_str(&text) {
            Ok(Value::Object(members)) => members,
            Ok(_) => {
                reading.broken(line.number, RowFault::NoObject);
                continue;
            }
            Err(error) => {
                let detail = error.to_string();
                reading.broken(line.number, RowFault::Json { detail });
                continue;
            }
        };
        let keys: Vec<&str> = members.keys().map(String::as_str).collect();
        let found = reading.columns.of(&keys);
        // The first object stands for the heading of a table.
        if !std::mem::replace(&mut has_begun, true) {
            reading.begin(&found);
        }
        let values: Vec<&Value> = members.values().collect();
        let mut row = Row {
            number: line.number,
            line: line.number,
            offset: line.offset,
            ..Row::default()
        };
        for (column, places) in found {
            let mut own = places.iter().filter_map(|at| values.get(*at));
            let Some(value) = own.find(|value| !value.is_null()) else {
                continue;
            };
            let cell = Cell {
                text: in_words(value),
                list: match value {
                    Value::Array(values) => values.iter().map(in_words).collect(),
                    _ => Vec::new(),
                },
                column: 1,
                range: 0..text.len(),
            };
            row.cells.push((column, cell));
        }
        row.text = text;
        reading.row(Ok(row));
    }
    Ok(())
}

/// A value as a cell of a table says it.
fn in_words(value: &Value) -> String {
    let joined = |values: &mut dyn Iterator<Item = &Value>, between: &str| {
        let texts: Vec<String> = values.map(in_words).collect();
        texts.join(between)
    };
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(values) => joined(&mut values.iter(), "；"),
        // {"from": …, "to": …}
        Value::Object(members) => joined(&mut members.values(), "至"),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}

/// Refuses a workbook of which more would be held in memory than is allowed. Its sheets are read cell by cell; everything else
/// is held whole, whatever the archive says of its size.
pub(super) fn weigh(file: impl Read + Seek, limit: u64) -> Result<(), RecordsFailure> {
    let mut archive = zip::ZipArchive::new(file).map_err(|error| broken(&error))?;
    let mut held = 0;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|error| broken(&error))?;
        let name = part.name().map_err(|error| broken(&error))?;
        if name.starts_with("xl/worksheets/") {
            continue;
        }
        held += std::io::copy(&mut part.take(limit + 1 - held), &mut std::io::sink())?;
        if held > limit {
            return Err(RecordsFailure::TooLarge { limit });
        }
    }
    Ok(())
}

pub(super) fn xlsx(
    file: impl Read + Seek,
    reading: &mut Reading<'_>,
) -> Result<(), RecordsFailure> {
    let mut file = BufReader::new(file);
    weigh(&mut file, MOST_HELD)?;
    file.rewind()?;
    let mut workbook = Xlsx::new(file).map_err(|error| broken(&error))?;
    let mut has_any = false;
    for name in workbook.sheet_names() {
        let mut sheet = Sheet::default();
        let mut cells = workbook
            .worksheet_cells_reader(&name)
            .map_err(|error| broken(&error))?;
        let mut row: (u32, BTreeMap<u32, String>) = Default::default();
        loop {
            let cell = cells.next_cell().map_err(|error| broken(&error))?;
            let at = cell.as_ref().map(|cell| cell.get_position());
            if at.is_none_or(|(number, _)| number != row.0) {
                sheet.row(&name, &row.1, row.0, reading);
                row = (at.map_or(0, |(number, _)| number), BTreeMap::new());
            }
            let Some((cell, (_, column))) = cell.zip(at) else {
                break;
            };
            let text = shown(cell.get_value());
            if !text.trim().is_empty() {
                row.1.insert(column, text);
            }
        }
        has_any |= sheet.found.is_some();
    }
    has_any.then_some(()).ok_or(RecordsFailure::NoHeading)
}

/// A sheet that is being read.
#[derive(Default)]
struct Sheet {
    tried: usize,
    /// Which columns are which, once the heading was read.
    found: Option<Found>,
}

impl Sheet {
    fn row(
        &mut self,
        name: &str,
        cells: &BTreeMap<u32, String>,
        number: u32,
        reading: &mut Reading<'_>,
    ) {
        if cells.is_empty() {
            return;
        }
        let number = number.saturating_add(1);
        let Some(found) = &self.found else {
            self.heading(cells, reading);
            return;
        };
        let mut row = Row {
            sheet: name.to_owned(),
            number,
            line: number,
            ..Row::default()
        };
        for (column, places) in found {
            let mut own = places.iter().filter_map(|at| {
                let at = u32::try_from(*at).ok()?;
                Some((at, cells.get(&at)?))
            });
            if let Some((at, text)) = own.next() {
                let cell = Cell {
                    text: text.clone(),
                    column: at.saturating_add(1),
                    ..Cell::default()
                };
                row.cells.push((*column, cell));
            }
        }
        reading.row(Ok(row));
    }

    fn heading(&mut self, cells: &BTreeMap<u32, String>, reading: &mut Reading<'_>) {
        const WIDEST: u32 = 256;
        if self.tried == HEADING_WITHIN {
            return;
        }
        self.tried += 1;
        let last = cells.keys().last().map_or(0, |last| (*last).min(WIDEST));
        let names: Vec<&str> = (0..=last)
            .map(|at| cells.get(&at).map_or("", String::as_str))
            .collect();
        let found = reading.columns.of(&names);
        if is_heading(&found) {
            reading.begin(&found);
            self.found = Some(found);
        }
    }
}

fn broken(detail: &dyn std::fmt::Debug) -> RecordsFailure {
    RecordsFailure::Sheet {
        detail: format!("{detail:?}"),
    }
}
