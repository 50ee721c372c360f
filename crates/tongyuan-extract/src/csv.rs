//! CSV (RFC 4180) and its kin, into the outline of a document. The linear text is the file itself.

use tongyuan_model::Place;

use crate::capture::Capture;
use crate::decode;
use crate::failure::{Failure, FailureKind};
use crate::fragment::Fragment;
use crate::outline::Document;
use crate::sheet::{self, Row};

/// No table of guides has more cells.
const MOST_CELLS: usize = 500_000;
const SEPARATORS: [char; 4] = [',', ';', '\t', '，'];

pub(crate) fn read(capture: &Capture) -> Result<Document, Failure> {
    let (text, notes) = decode::decode(&capture.bytes)?;
    let records = records(&text, separator(&text))?;
    let mut places = Vec::new();
    let mut rows = Vec::new();
    for (number, record) in (1_u32..).zip(&records) {
        for (column, cell) in (1_u32..).zip(record).filter(|(_, cell)| !cell.is_blank()) {
            let sheet = String::new();
            let row = number;
            places.push((cell.span(), Place::SheetCell { sheet, row, column }));
        }
        let cells = record.iter().map(|text| sheet::cell(text.trimmed())).collect();
        rows.push(Row { number, cells });
    }
    Ok(Document {
        blocks: sheet::outline(rows),
        places,
        notes,
        text,
        ..Document::default()
    })
}

/// The sign that stands equally often outside of quotes in each of the first records that are longer than one cell. A comma
/// where it cannot be told.
fn separator(text: &str) -> char {
    let columns = |separator: char| {
        let mut sample: Vec<usize> = scan(text, separator)
            .take(20)
            .map(|record| record.len())
            .filter(|columns| *columns > 1)
            .collect();
        sample.sort_unstable();
        let usual = sample.get(sample.len() / 2).copied().unwrap_or(1);
        let agree = sample.iter().filter(|columns| **columns == usual).count();
        (agree, usual)
    };
    let counts = SEPARATORS.map(|separator| (columns(separator), separator));
    let best = counts.iter().max_by_key(|(count, _)| *count);
    let Some((count, separator)) = best.filter(|((agree, _), _)| *agree > 0) else {
        return ',';
    };
    let is_alone = counts.iter().filter(|(own, _)| own == count).count() == 1;
    if is_alone { *separator } else { ',' }
}

fn records(text: &str, separator: char) -> Result<Vec<Vec<Fragment>>, Failure> {
    let mut records = Vec::new();
    let mut cells = 0;
    for record in scan(text, separator) {
        cells += record.len();
        if cells > MOST_CELLS {
            let limit = MOST_CELLS;
            return Err(Failure::new(FailureKind::TooManyValues { limit }));
        }
        records.push(record);
    }
    Ok(records)
}

/// The records of a text, one after the other.
fn scan(text: &str, separator: char) -> impl Iterator<Item = Vec<Fragment>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let mut record = Vec::new();
        while at < text.len() {
            let (cell, end) = cell(text, at, separator);
            record.push(cell);
            at = end;
            let mut rest = text[at..].chars();
            match rest.next() {
                Some(sign) if sign == separator => {
                    at += sign.len_utf8();
                    // A cell that is empty at the end of the file.
                    if at == text.len() {
                        record.push(Fragment::default());
                    }
                }
                Some('\r') if rest.next() == Some('\n') => {
                    at += 2;
                    break;
                }
                Some(_) => {
                    at += 1;
                    break;
                }
                None => break,
            }
        }
        (!record.is_empty()).then_some(record)
    })
}

/// One cell and where it ends. A quote that is never closed is a sign like any other.
fn cell(text: &str, start: usize, separator: char) -> (Fragment, usize) {
    let blanks = text[start..].len() - text[start..].trim_start_matches(' ').len();
    if text[start + blanks..].starts_with('"')
        && let Some(quoted) = quoted(text, start + blanks + 1, separator)
    {
        return quoted;
    }
    let ends = |sign: char| sign == separator || matches!(sign, '\r' | '\n');
    let end = text[start..].find(ends).map_or(text.len(), |at| start + at);
    (Fragment::verbatim(&text[start..end], start), end)
}

/// A quoted cell: two quotes are one, and it may have several lines.
fn quoted(text: &str, start: usize, separator: char) -> Option<(Fragment, usize)> {
    let mut cell = Fragment::default();
    let mut at = start;
    loop {
        let next = at + text[at..].find(['"', '\r'])?;
        cell.push(&text[at..next], at..next, true);
        at = next + 1;
        if text[next..].starts_with('\r') {
            if !text[at..].starts_with('\n') {
                cell.push("\n", next..at, false);
            }
        } else if text[at..].starts_with('"') {
            cell.push("\"", at..at + 1, true);
            at += 1;
        } else {
            break;
        }
    }
    // What stands between the quote and the separator belongs to nobody's cell, unless it is blank.
    let rest = &text[at..];
    let end = rest.find(|sign: char| sign != ' ').map_or(text.len(), |blanks| at + blanks);
    let is_end = text[end..].starts_with([separator, '\r', '\n']) || end == text.len();
    is_end.then_some((cell, end))
}
