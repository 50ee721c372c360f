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
    for (number, record) in (1_u32..).zip(records) {
        for (column, cell) in (1_u32..).zip(&record).filter(|(_, cell)| !cell.is_blank()) {
            let sheet = String::new();
            let row = number;
            places.push((cell.span(), Place::SheetCell { sheet, row, column }));
        }
        let cells = record
            .iter()
            .map(|text| sheet::cell(text.trimmed()))
            .collect();
        rows.push(Row { number, cells });
    }
    places.shrink_to_fit();
    Ok(Document {
        blocks: sheet::outline(rows),
        places,
        notes,
        text,
        ..Document::default()
    })
}

/// The sign that cuts nearly all of the first records into equally many cells: of several the one that cuts them into most. A
/// comma where it cannot be told.
fn separator(text: &str) -> char {
    let columns = |separator: char| {
        let sample = scan(text, separator).take(20).map(|record| record.len());
        let mut sample: Vec<usize> = sample.collect();
        sample.sort_unstable();
        let usual = sample.get(sample.len() / 2).copied().unwrap_or(1);
        let agree = sample.iter().filter(|columns| **columns == usual).count();
        if agree * 5 >= sample.len() * 4 {
            usual
        } else {
            1
        }
    };
    let counts = SEPARATORS.map(|separator| (columns(separator), separator));
    let most = counts.iter().map(|(count, _)| *count).max();
    let mut best = counts.iter().filter(|(count, _)| Some(*count) == most);
    match (best.next(), best.next()) {
        (Some((_, separator)), None) => *separator,
        _ => ',',
    }
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
pub(crate) fn scan(text: &str, separator: char) -> impl Iterator<Item = Vec<Fragment>> {
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
    let end = rest
        .find(|sign: char| sign != ' ')
        .map_or(text.len(), |blanks| at + blanks);
    let is_end = text[end..].starts_with([separator, '\r', '\n']) || end == text.len();
    is_end.then_some((cell, end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::NoteKind;
    use crate::testing::shown;

    #[track_caller]
    fn read_text(text: &str) -> Document {
        read(&Capture::new("a.csv", text)).unwrap()
    }

    #[test]
    fn cells_are_cut_where_they_end() {
        let text = "\u{FEFF}序号,材料名称,备注\r\n1,\"申请表，\n一式\"\"两份\"\", 盖章\",\r\n2, 身份证 ,\"核\"原件\r\n";
        let read = read_text(text);
        assert_eq!(
            shown(&read),
            [
                "| 序号 | 材料名称 | 备注 |",
                "| 1 | 申请表，⏎一式\"两份\", 盖章 |  |",
                "| 2 | 身份证 | \"核\"原件 |"
            ]
        );
        let place = |at: usize| {
            let (span, place) = &read.places[at];
            (&read.text[span.range()], place.clone())
        };
        let cell = |row, column| Place::SheetCell {
            sheet: String::new(),
            row,
            column,
        };
        assert_eq!(place(0), ("序号", cell(1, 1)));
        assert_eq!(place(4), ("申请表，\n一式\"\"两份\"\", 盖章", cell(2, 2)));
        assert_eq!(place(6), ("身份证", cell(3, 2)));
    }

    #[test]
    fn the_separator_is_the_one_that_cuts_alike() {
        let rows = |text: &str| shown(&read_text(text));
        let table = ["| 材料名称 | 份数 | 备注 |", "| 甲，乙 | 1 | 无 |"];
        for separator in [",", ";", "\t"] {
            let text = "材料名称|份数|备注\n甲，乙|1|无\n".replace('|', separator);
            assert_eq!(rows(&text), table, "{separator:?}");
        }
        assert_eq!(
            rows("材料名称，份数，备注\n甲,1，2，无\n"),
            ["| 材料名称 | 份数 | 备注 |", "| 甲,1 | 2 | 无 |"]
        );
        assert_eq!(rows("材料名称\n甲\n"), ["材料名称", "甲"]);
        let text = "材料名称,份数,备注\n甲,1,\"一，二\n三，四\n五，六\n七，八\"\n";
        let cut = [
            "| 材料名称 | 份数 | 备注 |",
            "| 甲 | 1 | 一，二⏎三，四⏎五，六⏎七，八 |",
        ];
        assert_eq!(rows(text), cut);
    }

    #[test]
    fn old_files_are_decoded() {
        let (bytes, ..) =
            encoding_rs::GB18030.encode("材料名称,份数,备注\n居民身份证,1,核对原件\n");
        let read = read(&Capture::new("a.csv", bytes.into_owned())).unwrap();
        assert_eq!(
            shown(&read),
            [
                "| 材料名称 | 份数 | 备注 |",
                "| 居民身份证 | 1 | 核对原件 |"
            ]
        );
        let encoding = "GB18030".to_owned();
        assert_eq!(read.notes[0].kind, NoteKind::Decoded { encoding });
    }

    #[test]
    fn terrible_files_are_read_or_refused() {
        for text in [
            "\"",
            "\"\"\"",
            ",,,\n,,",
            "甲\r乙\r",
            "\"甲\n,\"乙",
            "\r\n\n",
        ] {
            read_text(text);
        }
        let many = ",".repeat(600_000);
        let failure = read(&Capture::new("a.csv", many)).err();
        let limit = MOST_CELLS;
        assert_eq!(
            failure.map(|f| f.kind),
            Some(FailureKind::TooManyValues { limit })
        );
        let open = "\"甲,".repeat(100_000);
        read_text(&open);
    }
}
