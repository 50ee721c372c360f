//! Tables of records as CSV: the first row calls the fields.

use std::borrow::Cow;

use tongyuan_model::tree::{Entry, Node, Value};
use tongyuan_model::{RecordKind, Span};

use super::fields;
use crate::failure::{Failure, FailureKind};
use crate::tree::MOST_VALUES;

/// The records of a CSV text, as a list; none where its first row does not call two fields of a record by their exchange names.
pub(crate) fn parse(text: &str) -> Option<Result<Node<'_>, Failure>> {
    let first_line = text.lines().next()?;
    let mark = [',', '\t', ';']
        .into_iter()
        .max_by_key(|mark| first_line.matches(*mark).count())?;
    let mut rows = Rows { text, at: 0, mark };
    let header: Vec<(String, Span)> = rows
        .next()?
        .into_iter()
        .map(|cell| {
            (
                cell.text.trim_start_matches('\u{FEFF}').trim().to_owned(),
                cell.span,
            )
        })
        .collect();
    let is_exchange = |name: &str| {
        let is_ascii = name.is_ascii() && !name.is_empty();
        let mut kinds = RecordKind::ALL.iter();
        is_ascii && kinds.any(|kind| fields::field(*kind, &fields::bare(name)).is_some())
    };
    if header.iter().filter(|(name, _)| is_exchange(name)).count() < 2 {
        return None;
    }
    let mut values = 0;
    let mut records = Vec::new();
    for cells in rows {
        values += cells.len();
        let whole = cells
            .iter()
            .map(|cell| cell.span)
            .reduce(Span::to)
            .unwrap_or_default();
        if values > MOST_VALUES {
            let kind = FailureKind::TooManyValues { limit: MOST_VALUES };
            return Some(Err(Failure::at(kind, whole)));
        }
        if cells.iter().all(|cell| cell.text.trim().is_empty()) {
            continue;
        }
        let entries = header.iter().zip(cells).map(|((name, at), cell)| {
            let value = Node::new(Value::Text(cell.text), cell.span);
            Entry::new(Cow::Owned(name.clone()), *at, value)
        });
        records.push(Node::new(Value::Map(entries.collect()), whole));
    }
    let list = Node::new(Value::List(records), Span::exact(0, text.len()));
    Some(Ok(list))
}

struct Cell<'s> {
    text: Cow<'s, str>,
    span: Span,
}

/// The rows of a CSV text (RFC 4180): quoted cells may hold marks and line breaks.
struct Rows<'s> {
    text: &'s str,
    at: usize,
    mark: char,
}

impl<'s> Rows<'s> {
    fn cell(&mut self) -> Cell<'s> {
        let rest = &self.text[self.at..];
        if let Some(inside) = rest.strip_prefix('"') {
            let mut end = 0;
            loop {
                match inside[end..].find('"') {
                    Some(quote) if inside[end + quote + 1..].starts_with('"') => end += quote + 2,
                    Some(quote) => {
                        end += quote;
                        break;
                    }
                    None => {
                        end = inside.len();
                        break;
                    }
                }
            }
            let start = self.at + 1;
            self.at = (start + end + 1).min(self.text.len());
            let written = &inside[..end];
            return if written.contains('"') {
                Cell {
                    text: Cow::Owned(written.replace("\"\"", "\"")),
                    span: Span::enclosing(start, start + end),
                }
            } else {
                Cell {
                    text: Cow::Borrowed(written),
                    span: Span::exact(start, start + end),
                }
            };
        }
        let end = rest.find([self.mark, '\n', '\r']).unwrap_or(rest.len());
        let start = self.at;
        self.at += end;
        Cell {
            text: Cow::Borrowed(&rest[..end]),
            span: Span::exact(start, start + end),
        }
    }
}

impl<'s> Iterator for Rows<'s> {
    type Item = Vec<Cell<'s>>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.at >= self.text.len() {
            return None;
        }
        let mut cells = Vec::new();
        loop {
            cells.push(self.cell());
            let rest = &self.text[self.at..];
            if rest.starts_with(self.mark) {
                self.at += self.mark.len_utf8();
                continue;
            }
            // What follows a closing quotation mark up to the next mark is no part of any cell.
            let stray = rest.find([self.mark, '\n']).unwrap_or(rest.len());
            let after = &rest[stray..];
            self.at += stray;
            if after.starts_with(self.mark) {
                self.at += self.mark.len_utf8();
                continue;
            }
            self.at += usize::from(after.starts_with('\n'));
            return Some(cells);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_records_with_places() {
        let text =
            "task_code,material_name,is_need\r\nA1,\"申请表\n（\"\"原件\"\"）\",1\n\nA1,合同,2\n";
        let tree = parse(text).unwrap().unwrap();
        let shown: Vec<Vec<(&str, &str)>> = tree
            .rows()
            .iter()
            .map(|row| {
                let entries = row.entries().iter();
                entries
                    .map(|e| (e.word.as_ref(), e.value.text().unwrap()))
                    .collect()
            })
            .collect();
        assert_eq!(
            shown,
            [
                [
                    ("task_code", "A1"),
                    ("material_name", "申请表\n（\"原件\"）"),
                    ("is_need", "1")
                ],
                [
                    ("task_code", "A1"),
                    ("material_name", "合同"),
                    ("is_need", "2")
                ],
            ]
        );
        let last = &tree.rows()[1].entries()[1].value;
        assert_eq!(&text[last.span.range()], "合同");
        assert!(parse("材料名称,份数\n申请表,1\n").is_none());
    }
}
