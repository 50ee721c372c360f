//! Word documents as they were before 2007, into the outline of a document.
//!
//! The linear text is that of a new Word document: every paragraph a line. The numbers that Word counts itself are not in it;
//! a note says so.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use office_oxide::doc::DocError;
use office_oxide::ir::{Element, HeaderFooter, InlineContent, List, Section, TableRow};
use office_oxide::{DocumentFormat, OfficeError};
use tongyuan_model::{Place, STAMP_MARK, Stamp};

use crate::capture::Capture;
use crate::failure::{Failure, FailureKind};
use crate::note::{Note, NoteKind};
use crate::ole;
use crate::outline::{Block, Cell, Document, Heading, Line, Table, whole_text};

/// Tables within tables within text boxes … Deeper ones are no document.
const DEEPEST: usize = 32;
/// No table of a guide is wider or longer; a merged cell beyond it is cut.
const MOST_COLUMNS: usize = 100;
const MOST_ROWS: usize = 5000;
/// No guide has more cells, merged ones counted as often as they are seen.
const MOST_CELLS: usize = 500_000;

pub(crate) fn read(capture: &Capture) -> Result<Document, Failure> {
    let refused = ole::failure(capture);
    if !ole::is_word(&capture.bytes) {
        return Err(refused);
    }
    let bytes = Cursor::new(capture.bytes.clone());
    // The parser is not ours: should it panic, the file is broken and the others are read all the same.
    let parsed = catch_unwind(AssertUnwindSafe(|| {
        office_oxide::Document::from_reader(bytes, DocumentFormat::Doc).map(|read| read.to_ir())
    }));
    let parsed = match parsed {
        Ok(Ok(parsed)) => parsed,
        Ok(Err(OfficeError::Doc(DocError::Encrypted))) => {
            return Err(Failure::new(FailureKind::Encrypted));
        }
        Ok(Err(_)) | Err(_) => return Err(refused),
    };
    let mut reader = Reader::default();
    let mut blocks = Vec::new();
    for section in &parsed.sections {
        reader.elements(&section.elements, &mut blocks, &Scope::default());
    }
    if reader.overflow {
        return Err(Failure::new(FailureKind::TooDeep));
    }
    blocks.append(&mut reader.notes);
    let mut document = reader.document;
    document.blocks = blocks;
    document.stamp = stamp(&parsed.sections, &mut document);
    document.notes.push(Note::on_document(NoteKind::OldWord));
    Ok(document)
}

#[derive(Default)]
struct Reader {
    document: Document,
    paragraphs: u32,
    tables: u32,
    cells: usize,
    /// Footnotes and endnotes, which come last.
    notes: Vec<Block>,
    /// Whether there was more, or deeper, than any document has.
    overflow: bool,
}

/// Where something stands.
#[derive(Clone, Default)]
struct Scope {
    cell: Option<Place>,
    depth: usize,
    listed: bool,
}

impl Scope {
    fn deeper(&self) -> Self {
        Self {
            depth: self.depth + 1,
            ..self.clone()
        }
    }
}

impl Reader {
    fn elements(&mut self, elements: &[Element], blocks: &mut Vec<Block>, scope: &Scope) {
        if scope.depth > DEEPEST {
            self.overflow = true;
            return;
        }
        for element in elements {
            match element {
                Element::Heading(heading) => {
                    let level = heading.level;
                    self.paragraph(&plain(&heading.content), Some(level), blocks, scope);
                }
                Element::Paragraph(paragraph) => {
                    self.paragraph(&plain(&paragraph.content), None, blocks, scope);
                }
                Element::CodeBlock(code) => self.paragraph(&code.content, None, blocks, scope),
                Element::Table(table) => self.table(&table.rows, blocks, scope),
                Element::List(list) => self.list(list, blocks, &scope.deeper()),
                Element::TextBox(inner) => self.elements(&inner.content, blocks, &scope.deeper()),
                Element::Image(_) => {
                    self.document.note_here(NoteKind::Picture);
                    blocks.push(Block::Picture);
                }
                Element::Footnote(note) => self.note("脚注", &note.content, scope),
                Element::Endnote(note) => self.note("尾注", &note.content, scope),
                _ => {}
            }
        }
    }

    fn paragraph(
        &mut self,
        text: &str,
        heading: Option<u8>,
        blocks: &mut Vec<Block>,
        scope: &Scope,
    ) {
        self.paragraphs = self.paragraphs.saturating_add(1);
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        let own = Place::Paragraph(self.paragraphs);
        let text = self.document.write(text, scope.cell.clone().unwrap_or(own));
        match heading {
            Some(level) => blocks.push(Block::Heading(Heading { level, text })),
            None => {
                let listed = scope.listed;
                let lines = text.lines().into_iter();
                blocks.extend(lines.map(|text| {
                    Block::Line(Line {
                        text,
                        listed,
                        depth: u8::from(listed),
                    })
                }));
            }
        }
    }

    fn list(&mut self, list: &List, blocks: &mut Vec<Block>, scope: &Scope) {
        if scope.depth > DEEPEST {
            self.overflow = true;
            return;
        }
        let scope = Scope {
            listed: true,
            ..scope.clone()
        };
        for item in &list.items {
            self.elements(&item.content, blocks, &scope);
            if let Some(nested) = &item.nested {
                self.list(nested, blocks, &scope.deeper());
            }
        }
    }

    fn note(&mut self, title: &str, content: &[Element], scope: &Scope) {
        let place = Place::Paragraph(self.paragraphs);
        let mut notes = std::mem::take(&mut self.notes);
        let is_titled = |block: &Block| block.text().is_some_and(|text| text.text() == title);
        if !notes.iter().any(is_titled) {
            let text = self.document.write(title, place);
            notes.push(Block::Heading(Heading { level: 1, text }));
        }
        self.elements(content, &mut notes, &scope.deeper());
        notes.append(&mut self.notes);
        self.notes = notes;
    }

    fn table(&mut self, rows: &[TableRow], blocks: &mut Vec<Block>, scope: &Scope) {
        self.tables = self.tables.saturating_add(1);
        let number = self.tables;
        // One cell is no table but a frame.
        if let [row] = rows
            && let [cell] = row.cells.as_slice()
        {
            self.elements(&cell.content, blocks, &scope.deeper());
            return;
        }
        let mut grid: Vec<Vec<Option<Cell>>> = vec![Vec::new(); rows.len().min(MOST_ROWS)];
        for (at, row) in rows.iter().enumerate().take(MOST_ROWS) {
            let mut column = 0;
            for raw in &row.cells {
                while grid[at].get(column).is_some_and(Option::is_some) {
                    column += 1;
                }
                if column >= MOST_COLUMNS {
                    break;
                }
                let place = Place::Cell {
                    table: number,
                    row: to_u32(at + 1),
                    column: to_u32(column + 1),
                };
                let cell = self.cell(&raw.content, place, scope);
                let across = (raw.col_span as usize).clamp(1, MOST_COLUMNS - column);
                let down = (raw.row_span as usize).clamp(1, grid.len() - at);
                self.put(&mut grid[at..at + down], column..column + across, cell);
                column += across;
            }
        }
        let row = |row: Vec<Option<Cell>>| row.into_iter().map(Option::unwrap_or_default);
        let rows = grid.into_iter().map(|cells| row(cells).collect::<Vec<_>>());
        let rows = rows.filter(|row| !row.is_empty()).collect();
        blocks.push(Block::Table(Table::new(rows)));
    }

    fn cell(&mut self, content: &[Element], place: Place, scope: &Scope) -> Cell {
        let mut blocks = Vec::new();
        let inner = Scope {
            cell: Some(place),
            depth: scope.depth + 1,
            listed: false,
        };
        self.elements(content, &mut blocks, &inner);
        Cell {
            text: whole_text(&blocks),
            blocks,
            header: false,
            repeated: false,
        }
    }

    /// Puts a cell in its place, and its repetitions in all the others that it covers.
    fn put(&mut self, rows: &mut [Vec<Option<Cell>>], columns: std::ops::Range<usize>, cell: Cell) {
        let again = cell.again();
        let mut first = Some(cell);
        for row in rows {
            self.cells += columns.len();
            if self.cells > MOST_CELLS {
                self.overflow = true;
                return;
            }
            if row.len() < columns.end {
                row.resize(columns.end, None);
            }
            for at in columns.clone() {
                row[at] = first.take().or_else(|| Some(again.clone()));
            }
        }
    }
}

/// The stamp in a header or footer.
fn stamp(sections: &[Section], document: &mut Document) -> Option<Stamp> {
    let margins = sections
        .iter()
        .flat_map(|section| [&section.header, &section.footer])
        .flatten();
    let lines = margins.flat_map(|margin: &HeaderFooter| &margin.content);
    let line = lines
        .filter_map(|element| match element {
            Element::Paragraph(paragraph) => Some(plain(&paragraph.content).trim().to_owned()),
            _ => None,
        })
        .find(|line| line.starts_with(STAMP_MARK))?;
    let text = document.write(&line, Place::Paragraph(0));
    document.places.pop();
    Stamp::from_line(&line, text.span())
}

/// The text of a paragraph.
fn plain(content: &[InlineContent]) -> String {
    let mut text = String::new();
    for inline in content {
        match inline {
            InlineContent::Text(span) => {
                let shown = |c: char| !c.is_control() || matches!(c, '\n' | '\t');
                text.extend(span.text.chars().filter(|c| shown(*c)));
            }
            InlineContent::LineBreak => text.push('\n'),
            _ => {}
        }
    }
    text.replace('\t', " ")
}

fn to_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
