//! Places in data and in words.

use serde::Serialize;
use tongyuan_inspect::{Language, Located};
use tongyuan_model::{Place, Precision};

use crate::chrome::chrome;

/// A place as data, version 1.
#[derive(Serialize)]
pub(crate) struct LocationJson<'l> {
    file: &'l str,
    start: PositionJson,
    end: PositionJson,
    place: Option<String>,
    precision: &'static str,
}

#[derive(Serialize)]
struct PositionJson {
    line: u32,
    column: u32,
    offset: u32,
}

impl<'l> LocationJson<'l> {
    pub(crate) fn of(located: &'l Located, language: Language) -> Self {
        let position = |p: tongyuan_model::Position| PositionJson {
            line: p.line,
            column: p.column,
            offset: p.offset,
        };
        let location = &located.location;
        Self {
            file: &located.file,
            start: position(location.start),
            end: position(location.end),
            place: location.place.as_ref().map(|p| place(p, language)),
            precision: match location.precision {
                Precision::Exact => "exact",
                Precision::Enclosing => "enclosing",
            },
        }
    }
}

/// A column as spreadsheets call it: 1 is A, 27 is AA.
fn column_letters(column: u32) -> String {
    let mut rest = column;
    let mut letters = Vec::new();
    while rest > 0 {
        letters.push(char::from(
            b'A' + u8::try_from((rest - 1) % 26).unwrap_or(0),
        ));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// A native place in words: 表 2 行 3 列 1.
pub(crate) fn place(place: &Place, language: Language) -> String {
    let words = chrome(language);
    match place {
        Place::Path(path) | Place::Element(path) => crate::clean(path).into_owned(),
        Place::Paragraph(number) => words.paragraph(*number),
        Place::Cell { table, row, column } => words.cell(*table, *row, *column),
        Place::SheetCell { sheet, row, column } => {
            let cell = format!("{}{row}", column_letters(*column));
            match crate::clean(sheet) {
                sheet if sheet.is_empty() => cell,
                sheet => format!("{sheet}!{cell}"),
            }
        }
        Place::PageBlock { page, block } => words.page(*page, *block),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_called_as_spreadsheets_call_them() {
        let called = [1, 26, 27, 52, 703].map(column_letters);
        assert_eq!(called, ["A", "Z", "AA", "AZ", "AAA"]);
    }
}
