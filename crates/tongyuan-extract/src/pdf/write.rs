//! From what stands on the pages to the outline: paragraphs over line and page breaks, tables over page breaks, headings.

use std::collections::HashMap;

use tongyuan_model::{Place, Span};

use super::continued::OpenTable;
use super::furniture::Page;
use super::layout::{Cell, Item, Line, Part, Table};
use super::paragraph::{Frame, Paragraph, leading};
use super::piece::{Piece, tenths};
use crate::fragment::Fragment;
use crate::note::{Note, NoteKind};
use crate::outline::{self, Block, Document, Heading};

/// A heading is set this much larger than the text.
const LARGER: f32 = 1.15;
/// A longer line is text, however large.
const LONGEST_HEADING: usize = 40;

pub(super) fn document(pages: Vec<Page>) -> Document {
    let frames = frames(&pages);
    let sizes = Sizes::of(&pages);
    let mut writer = Writer {
        document: Document::default(),
        frames,
        sizes,
        page: 0,
        block: 0,
        paragraph: None,
        table: None,
    };
    for page in pages {
        writer.page(page);
    }
    writer.end_paragraph();
    writer.end_table();
    writer.document
}

/// Where the lines of each region run.
fn frames(pages: &[Page]) -> HashMap<usize, Frame> {
    let mut lines: HashMap<usize, (f32, Vec<&Piece>)> = HashMap::new();
    for page in pages {
        for item in &page.items {
            if let Item::Line(line) = item {
                let entry = lines.entry(line.region).or_insert((page.width, Vec::new()));
                entry.1.push(&line.piece);
            }
        }
    }
    let frames = lines.into_iter();
    frames
        .map(|(region, (width, lines))| (region, frame(width, &lines)))
        .collect()
}

fn frame(page_width: f32, lines: &[&Piece]) -> Frame {
    let size = median(lines.iter().map(|line| line.size));
    let of_text = || lines.iter().filter(move |line| line.size < LARGER * size);
    let left = of_text().map(|line| line.x0).fold(f32::INFINITY, f32::min);
    let most = of_text()
        .map(|line| line.x1)
        .fold(f32::NEG_INFINITY, f32::max);
    // Several lines that end at one place end at the margin. One that is the longest may end anywhere: then the right
    // margin is what the left one is.
    let reach = of_text().filter(|line| line.x1 > most - 1.3 * size).count();
    let mirrored = page_width - left;
    let right = if reach >= 2 || mirrored < most {
        most
    } else {
        mirrored
    };
    Frame {
        left,
        right,
        leading: leading(lines.iter().copied()),
    }
}

fn median(values: impl Iterator<Item = f32>) -> f32 {
    let mut values: Vec<f32> = values.collect();
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}

/// Which sizes are those of headings.
struct Sizes {
    /// From the largest, in tenths of a point.
    headings: Vec<i32>,
}

impl Sizes {
    fn of(pages: &[Page]) -> Self {
        let mut characters: HashMap<i32, usize> = HashMap::new();
        for (size, count) in pages.iter().flat_map(|page| &page.sizes) {
            *characters.entry(*size).or_default() += count;
        }
        let mut lines: HashMap<i32, usize> = HashMap::new();
        let mut count = 0;
        for item in pages.iter().flat_map(|page| &page.items) {
            if let Item::Line(line) = item {
                let size = tenths(line.piece.size);
                *lines.entry(size).or_default() += 1;
                count += 1;
            }
        }
        let most = characters
            .iter()
            .max_by_key(|(size, count)| (**count, **size));
        let body = most.map_or(i32::MAX, |(size, _)| *size);
        let least = (body as f32 * LARGER) as i32;
        // What every third line is set in is no size of headings, unless there is next to nothing but tables.
        const FEW: usize = 3;
        let mut headings: Vec<i32> = lines
            .into_iter()
            .filter(|(size, lines)| *size >= least && (lines * 3 <= count || *lines <= FEW))
            .map(|(size, _)| size)
            .collect();
        headings.sort_unstable_by(|a, b| b.cmp(a));
        Self { headings }
    }

    /// The level of a heading of this size, if it is one of headings.
    fn level(&self, size: f32) -> Option<u8> {
        let at = self
            .headings
            .iter()
            .position(|known| *known == tenths(size))?;
        u8::try_from(at + 1).ok().filter(|level| *level <= 9)
    }
}

struct Writer {
    document: Document,
    frames: HashMap<usize, Frame>,
    sizes: Sizes,
    page: u32,
    block: u32,
    paragraph: Option<OpenParagraph>,
    table: Option<OpenTable>,
}

struct OpenParagraph {
    paragraph: Paragraph,
    region: usize,
    place: Place,
}

impl Writer {
    fn page(&mut self, page: Page) {
        self.page = page.number;
        self.block = 0;
        let mut is_first = true;
        for item in page.items {
            match item {
                Item::Line(line) => {
                    self.end_table();
                    self.line(&line);
                }
                Item::Table(table) => {
                    self.end_paragraph();
                    self.table(table, is_first);
                }
                Item::Picture => {
                    self.end_paragraph();
                    self.end_table();
                    self.block += 1;
                    let at = self.document.text.len();
                    let at = Span::enclosing(at, at);
                    self.document.notes.push(Note::at(NoteKind::Picture, at));
                    self.document.blocks.push(Block::Picture);
                }
            }
            is_first = false;
        }
    }

    fn place(&mut self) -> Place {
        self.block += 1;
        Place::PageBlock {
            page: self.page,
            block: self.block,
        }
    }

    // ---- paragraphs ----

    fn line(&mut self, line: &Line) {
        let frame = |region: usize| self.frames.get(&region).copied().unwrap_or_default();
        let (here, is_heading) = (
            frame(line.region),
            self.sizes.level(line.piece.size).is_some(),
        );
        if let Some(open) = &mut self.paragraph
            && !(is_heading && open.region != line.region)
            && open.paragraph.goes_on(
                &line.piece,
                &frame(open.region),
                here.left,
                open.region == line.region,
            )
        {
            open.paragraph.push(&line.piece);
            open.region = line.region;
            return;
        }
        self.end_paragraph();
        let place = self.place();
        self.paragraph = Some(OpenParagraph {
            paragraph: Paragraph::of(&line.piece),
            region: line.region,
            place,
        });
    }

    fn end_paragraph(&mut self) {
        let Some(open) = self.paragraph.take() else {
            return;
        };
        let paragraph = open.paragraph;
        let text = self.write(&paragraph.text, open.place);
        let is_short = paragraph.text.chars().count() <= LONGEST_HEADING && paragraph.lines <= 2;
        let level = self.sizes.level(paragraph.size).filter(|_| is_short);
        self.document.blocks.push(match level {
            Some(level) => Block::Heading(Heading { level, text }),
            None => Block::Line(outline::Line::plain(text)),
        });
    }

    /// Adds a line to the linear text.
    fn write(&mut self, line: &str, place: Place) -> Fragment {
        let start = self.document.text.len();
        self.document.text.push_str(line);
        self.document.text.push('\n');
        let text = Fragment::verbatim(line, start);
        self.document.places.push((text.span(), place));
        text
    }

    // ---- tables ----

    fn table(&mut self, table: Table, is_first_of_page: bool) {
        if is_first_of_page
            && let Some(open) = &mut self.table
            && open.takes(&table)
        {
            open.push(table);
            return;
        }
        self.end_table();
        let place = self.place();
        self.table = Some(OpenTable {
            table,
            place,
            has_header: false,
        });
    }

    fn end_table(&mut self) {
        let Some(open) = self.table.take() else {
            return;
        };
        let table = self.outline(&open.table, open.has_header, &open.place);
        if !table.rows.is_empty() {
            self.document.blocks.push(Block::Table(table));
        }
    }

    fn outline(&mut self, table: &Table, has_header: bool, place: &Place) -> outline::Table {
        let mut rows: Vec<Vec<outline::Cell>> = Vec::new();
        for (at, row) in table.rows.iter().enumerate() {
            let mut cells: Vec<outline::Cell> = Vec::new();
            for cell in row {
                let cell = match cell.owner {
                    None => self.cell(cell, place),
                    Some((row, column)) => {
                        let row = rows.get(row).unwrap_or(&cells);
                        outline::Cell {
                            repeated: true,
                            blocks: Vec::new(),
                            ..row.get(column).cloned().unwrap_or_default()
                        }
                    }
                };
                cells.push(outline::Cell {
                    header: has_header && at == 0,
                    ..cell
                });
            }
            rows.push(cells);
        }
        // A page break leaves slivers of rows that only repeat what is merged into them.
        rows.retain(|row| {
            row.iter()
                .any(|cell| !cell.repeated && !cell.text.is_blank())
        });
        outline::Table::new(rows)
    }

    fn cell(&mut self, cell: &Cell, place: &Place) -> outline::Cell {
        let start = self.document.text.len();
        let mut blocks = Vec::new();
        for part in &cell.parts {
            blocks.push(match part {
                Part::Paragraph(line) => {
                    let text = self.write(line, place.clone());
                    Block::Line(outline::Line::plain(text))
                }
                Part::Table(table) => Block::Table(self.outline(table, false, place)),
            });
        }
        let whole = self.document.text[start..].trim_end();
        outline::Cell {
            text: Fragment::verbatim(whole, start),
            blocks,
            header: false,
            repeated: false,
        }
    }
}
