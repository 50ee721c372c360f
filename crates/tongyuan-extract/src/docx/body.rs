//! The body of a Word document: paragraphs and tables in order.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use tongyuan_model::{Place, Span};

use super::broken_xml;
use super::numbering::Numbering;
use super::styles::Styles;
use crate::failure::{Failure, FailureKind};
use crate::fragment::Fragment;
use crate::note::{Note, NoteKind};
use crate::outline::{Block, Cell, Document, Heading, Line, Table, tables_by_tabs, whole_text};

const PART: &str = "word/document.xml";
/// Elements nested deeper than this are no document.
const DEEPEST: usize = 256;
/// Tables within tables within tables …
const DEEPEST_TABLE: usize = 8;

/// The local name of an element, without its prefix.
pub(super) fn local_name<'t>(tag: &'t BytesStart<'_>) -> &'t str {
    let name = tag.name().into_inner();
    name.split_once(':').map_or(name, |(_, local)| local)
}

/// The value of an attribute, by its name without prefix.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    tag.attributes()
        .filter_map(Result::ok)
        .find(|attribute| attribute.key.local_name().as_ref() == name)
        .and_then(|attribute| {
            attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .ok()
                .map(Cow::into_owned)
        })
}

pub(super) fn read(xml: &str, styles: Styles, numbering: Numbering) -> Result<Document, Failure> {
    let mut reader = Body {
        reader: Reader::from_str(xml),
        styles,
        numbering,
        document: Document::default(),
        paragraphs: 0,
        tables: 0,
        levels: vec![Level::default()],
    };
    reader.run()?;
    let mut document = reader.document;
    let body = reader.levels.pop().map(|level| level.blocks);
    document.blocks = tables_by_tabs(body.unwrap_or_default());
    Ok(document)
}

struct Body<'x> {
    reader: Reader<&'x [u8]>,
    styles: Styles,
    numbering: Numbering,
    document: Document,
    paragraphs: u32,
    tables: u32,
    /// The body, and each cell that is open.
    levels: Vec<Level>,
}

/// What is being gathered: the body, or one cell of a table.
#[derive(Default)]
struct Level {
    blocks: Vec<Block>,
    table: Option<OpenTable>,
    /// The cell that the level is, where it is one.
    place: Option<Place>,
}

struct OpenTable {
    number: u32,
    rows: Vec<Vec<Cell>>,
    column: usize,
    span: usize,
    merge: Merge,
    header: bool,
}

#[derive(Clone, Copy, Default, PartialEq)]
enum Merge {
    #[default]
    No,
    Begins,
    Continues,
}

#[derive(Default)]
struct Paragraph {
    text: String,
    style: Option<String>,
    list: Option<u32>,
    level: Option<u8>,
    outline: Option<u8>,
}

impl Body<'_> {
    fn next(&mut self) -> Result<Event<'static>, Failure> {
        self.reader
            .read_event()
            .map(Event::into_owned)
            .map_err(|error| broken_xml(PART, &error))
    }

    fn run(&mut self) -> Result<(), Failure> {
        let mut depth = 0_usize;
        loop {
            match self.next()? {
                Event::Eof => break,
                Event::Start(tag) => {
                    depth += 1;
                    if depth > DEEPEST {
                        return Err(Failure::new(FailureKind::TooDeep));
                    }
                    match local_name(&tag) {
                        "p" => {
                            self.paragraph()?;
                            depth -= 1;
                        }
                        "tbl" => self.open_table(),
                        "tr" => self.open_row(),
                        "tc" => self.open_cell(),
                        name => self.property(name, &tag),
                    }
                }
                Event::Empty(tag) => match local_name(&tag) {
                    "p" => self.paragraphs += 1,
                    name => self.property(name, &tag),
                },
                Event::End(tag) => {
                    depth = depth.saturating_sub(1);
                    match tag.local_name().as_ref() {
                        "tc" => self.close_cell(),
                        "tbl" => self.close_table(),
                        _ => {}
                    }
                }
                _ => {}
            }
        }
        while self.levels.len() > 1 {
            self.close_cell();
            self.close_table();
        }
        self.close_table();
        Ok(())
    }

    fn level(&mut self) -> &mut Level {
        if self.levels.is_empty() {
            self.levels.push(Level::default());
        }
        let last = self.levels.len() - 1;
        &mut self.levels[last]
    }

    // ---- tables ----

    fn open_table(&mut self) {
        if self.levels.len() > DEEPEST_TABLE {
            return;
        }
        self.close_table();
        self.tables += 1;
        let number = self.tables;
        self.level().table = Some(OpenTable {
            number,
            rows: Vec::new(),
            column: 0,
            span: 1,
            merge: Merge::No,
            header: false,
        });
    }

    fn open_row(&mut self) {
        if let Some(table) = &mut self.level().table {
            table.rows.push(Vec::new());
            table.column = 0;
            table.header = false;
        }
    }

    fn open_cell(&mut self) {
        let Some(table) = &mut self.level().table else {
            return;
        };
        table.span = 1;
        table.merge = Merge::No;
        let place = Place::Cell {
            table: table.number,
            row: to_u32(table.rows.len()),
            column: to_u32(table.column + 1),
        };
        self.levels.push(Level {
            place: Some(place),
            ..Level::default()
        });
    }

    /// A property of the cell or row that is open: properties stand before the content.
    fn property(&mut self, name: &str, tag: &BytesStart<'_>) {
        let in_cell = self
            .levels
            .last()
            .is_some_and(|level| level.place.is_some());
        let depth = self.levels.len();
        let own = if in_cell {
            depth.checked_sub(2)
        } else {
            depth.checked_sub(1)
        };
        let Some(table) = own.and_then(|at| self.levels[at].table.as_mut()) else {
            return;
        };
        match name {
            "gridSpan" => {
                table.span = attribute(tag, "val")
                    .and_then(|v| v.parse().ok())
                    .unwrap_or(1)
                    .clamp(1, 100);
            }
            "vMerge" => {
                table.merge = match attribute(tag, "val").as_deref() {
                    Some("restart") => Merge::Begins,
                    _ => Merge::Continues,
                };
            }
            "tblHeader" => table.header = true,
            _ => {}
        }
    }

    fn close_cell(&mut self) {
        self.close_table();
        if self.levels.len() < 2 {
            return;
        }
        let Some(level) = self.levels.pop() else {
            return;
        };
        let text = whole_text(&level.blocks);
        let Some(table) = &mut self.level().table else {
            return;
        };
        let mut cell = Cell {
            text,
            blocks: level.blocks,
            header: table.header,
            repeated: false,
        };
        let column = table.column;
        if table.merge == Merge::Continues
            && let [.., above, _] = table.rows.as_slice()
            && let Some(above) = above.get(column)
        {
            cell = Cell {
                repeated: true,
                blocks: Vec::new(),
                ..above.clone()
            };
        }
        table.column += table.span;
        let span = table.span;
        if let Some(row) = table.rows.last_mut() {
            let repeated = Cell {
                repeated: true,
                blocks: Vec::new(),
                ..cell.clone()
            };
            row.push(cell);
            row.extend(std::iter::repeat_n(repeated, span - 1));
        }
    }

    fn close_table(&mut self) {
        let level = self.level();
        if let Some(table) = level.table.take() {
            let rows = table
                .rows
                .into_iter()
                .filter(|row| !row.is_empty())
                .collect();
            level.blocks.push(Block::Table(Table { rows }));
        }
    }

    // ---- paragraphs ----

    fn paragraph(&mut self) -> Result<(), Failure> {
        self.paragraphs += 1;
        let mut paragraph = Paragraph::default();
        let mut depth = 1_usize;
        let mut in_text = false;
        let mut hidden = 0_usize;
        while depth > 0 {
            match self.next()? {
                Event::Eof => break,
                Event::Start(tag) => {
                    depth += 1;
                    if depth > DEEPEST {
                        return Err(Failure::new(FailureKind::TooDeep));
                    }
                    match local_name(&tag) {
                        "t" => in_text = true,
                        // Deleted text of a tracked change, and field codes, are not shown. A text box repeats in a
                        // fallback what it says already.
                        "del" | "instrText" | "Fallback" => hidden += 1,
                        name => paragraph.element(name, &tag),
                    }
                }
                Event::Empty(tag) => match local_name(&tag) {
                    "br" | "cr" if hidden == 0 => paragraph.text.push('\n'),
                    "tab" if hidden == 0 => paragraph.text.push('\t'),
                    "noBreakHyphen" if hidden == 0 => paragraph.text.push('-'),
                    "blip" => self.picture(),
                    name => paragraph.element(name, &tag),
                },
                Event::Text(text) if in_text && hidden == 0 => {
                    paragraph.text.push_str(&text);
                }
                Event::GeneralRef(entity) if in_text && hidden == 0 => {
                    paragraph.reference(&entity);
                }
                Event::End(tag) => {
                    depth -= 1;
                    match tag.local_name().as_ref() {
                        "t" => in_text = false,
                        "del" | "instrText" | "Fallback" => hidden = hidden.saturating_sub(1),
                        _ => {}
                    }
                }
                _ => {}
            }
        }
        self.end_paragraph(&paragraph);
        Ok(())
    }

    fn picture(&mut self) {
        let at = self.document.text.len();
        self.document
            .notes
            .push(Note::at(NoteKind::Picture, Span::enclosing(at, at)));
        self.level().blocks.push(Block::Picture);
    }

    fn end_paragraph(&mut self, paragraph: &Paragraph) {
        let style = paragraph.style.as_deref();
        let styled = style.and_then(|style| self.styles.numbering(style));
        let list = paragraph.list.or(styled.map(|(list, _)| list));
        let level = paragraph
            .level
            .or(styled.map(|(_, level)| level))
            .unwrap_or(0);
        if paragraph.text.trim().is_empty() {
            return;
        }
        let number = list
            .filter(|list| *list > 0)
            .and_then(|list| self.numbering.next(list, level));
        let start = self.document.text.len();
        if let Some(number) = &number {
            self.document.text.push_str(number);
        }
        self.document.text.push_str(paragraph.text.trim_end());
        let text = Fragment::verbatim(&self.document.text[start..], start);
        self.document.text.push('\n');
        let place = self
            .levels
            .last()
            .and_then(|level| level.place.clone())
            .unwrap_or(Place::Paragraph(self.paragraphs));
        self.document.places.push((text.span(), place));
        let heading = paragraph
            .outline
            .map(|level| level.saturating_add(1))
            .filter(|level| *level <= 9)
            .or_else(|| style.and_then(|style| self.styles.heading_level(style)));
        let listed = number.is_some();
        let blocks = &mut self.level().blocks;
        match heading {
            Some(level) => blocks.push(Block::Heading(Heading { level, text })),
            None => {
                for line in text.lines() {
                    blocks.push(Block::Line(Line {
                        text: line,
                        listed,
                        depth: if listed { level.saturating_add(1) } else { 0 },
                    }));
                }
            }
        }
    }
}

impl Paragraph {
    fn element(&mut self, name: &str, tag: &BytesStart<'_>) {
        let value = || attribute(tag, "val");
        match name {
            "pStyle" => self.style = value(),
            "numId" => self.list = value().and_then(|v| v.parse().ok()),
            "ilvl" => self.level = value().and_then(|v| v.parse().ok()),
            "outlineLvl" => self.outline = value().and_then(|v| v.parse().ok()),
            _ => {}
        }
    }

    /// `&amp;` and its like; a document that declares entities of its own gets nothing for them.
    fn reference(&mut self, entity: &quick_xml::events::BytesRef<'_>) {
        if let Ok(Some(character)) = entity.resolve_char_ref() {
            self.text.push(character);
        } else {
            let known = quick_xml::escape::resolve_xml_entity(entity);
            self.text.push_str(known.unwrap_or_default());
        }
    }
}

fn to_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
