//! From what stands on the pages to the outline: paragraphs over line and page breaks, tables over page breaks, headings.

use std::collections::HashMap;

use tongyuan_model::{Place, Span};

use super::furniture::Page;
use super::layout::{Cell, Item, Line, Table};
use super::paragraph::{Frame, Paragraph, begins_anew, join, leading};
use super::piece::{Piece, tenths};
use crate::fragment::Fragment;
use crate::note::{Note, NoteKind};
use crate::outline::{self, Block, Document, Heading};

/// A heading is set this much larger than the text.
const LARGER: f32 = 1.15;
/// A longer line is text, however large.
const LONGEST_HEADING: usize = 40;
/// Edges of columns that are closer are the same from page to page.
const SLACK: f32 = 4.0;

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

struct OpenTable {
    table: Table,
    place: Place,
    /// Whether its first row came again on another page.
    has_header: bool,
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
        let mut rows: Vec<Vec<outline::Cell>> = Vec::new();
        for (at, row) in open.table.rows.iter().enumerate() {
            let mut cells: Vec<outline::Cell> = Vec::new();
            for cell in row {
                let cell = match cell.owner {
                    None => self.cell(cell, &open.place),
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
                    header: open.has_header && at == 0,
                    ..cell
                });
            }
            rows.push(cells);
        }
        rows.retain(|row| row.iter().any(|cell| !cell.text.is_blank()));
        if !rows.is_empty() {
            self.document
                .blocks
                .push(Block::Table(outline::Table { rows }));
        }
    }

    fn cell(&mut self, cell: &Cell, place: &Place) -> outline::Cell {
        let start = self.document.text.len();
        let mut blocks = Vec::new();
        for line in &cell.paragraphs {
            let text = self.write(line, place.clone());
            blocks.push(Block::Line(outline::Line::plain(text)));
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

impl OpenTable {
    /// Whether a table at the head of the next page goes on with this one.
    fn takes(&self, next: &Table) -> bool {
        let (xs, others) = (&self.table.xs, &next.xs);
        xs.len() == others.len() && xs.iter().zip(others).all(|(a, b)| (a - b).abs() <= SLACK)
    }

    fn push(&mut self, mut next: Table) {
        let text = |cell: &Cell| cell.paragraphs.concat();
        let is_header = match (self.table.rows.first(), next.rows.first()) {
            (Some(first), Some(again)) => {
                first.len() > 1 && first.iter().map(text).eq(again.iter().map(text))
            }
            _ => false,
        };
        if is_header {
            self.has_header = true;
            next.remove_first();
        }
        let at = self.table.rows.len();
        for (row, _) in next
            .rows
            .iter_mut()
            .flatten()
            .filter_map(|cell| cell.owner.as_mut())
        {
            *row += at;
        }
        self.table.rows.append(&mut next.rows);
        self.carry_over(at);
    }

    /// Cells that the page break cut go on in the first row of the next page. A row that was cut has nothing in its first
    /// cell; a label that stands for many rows is written once, and its cell is empty on the next page.
    fn carry_over(&mut self, at: usize) {
        let rows = &mut self.table.rows;
        let Some(above) = at.checked_sub(1) else {
            return;
        };
        let is_bare = |row: &Vec<Cell>| {
            row.first()
                .is_some_and(|cell| cell.owner.is_none() && cell.is_empty())
        };
        let bare = rows[..at].iter().filter(|row| is_bare(row)).count();
        if !rows.get(at).is_some_and(is_bare) || bare * 3 > at {
            return;
        }
        let owner = |rows: &[Vec<Cell>], column: usize| {
            let cell = rows[above].get(column);
            cell.and_then(|cell| cell.owner).unwrap_or((above, column))
        };
        let label = owner(rows, 0);
        let mut height = 0;
        for row in &mut rows[at..] {
            let first = row
                .first_mut()
                .filter(|cell| height == 0 || cell.owner == Some((at, 0)));
            let Some(first) = first else { break };
            first.owner = Some(label);
            height += 1;
        }
        let open = owner(rows, 1);
        let goes_on = rows[open.0].get(open.1).is_some_and(|cell| cell.is_open)
            && rows[at]
                .get(1)
                .and_then(|cell| cell.paragraphs.first())
                .is_some_and(|text| !begins_anew(text));
        if height > 1 && !goes_on {
            return;
        }
        let cut = rows.remove(at);
        for (column, cell) in cut
            .into_iter()
            .enumerate()
            .filter(|(_, cell)| cell.owner.is_none())
        {
            let (row, column) = owner(rows, column);
            if let Some(whole) = rows[row].get_mut(column) {
                whole.take(cell);
            }
        }
        for row in at..rows.len() {
            for column in 0..rows[row].len() {
                rows[row][column].owner = match rows[row][column].owner {
                    Some((from, column)) if from == at => Some(owner(rows, column)),
                    Some((from, column)) if from > at => Some((from - 1, column)),
                    other => other,
                };
            }
        }
    }
}

impl Cell {
    /// Takes what stands in the same cell on the next page.
    fn take(&mut self, next: Self) {
        let mut lines = next.paragraphs.into_iter();
        let first = lines.next();
        match (self.paragraphs.last_mut(), first) {
            (Some(last), Some(first)) if self.is_open && !begins_anew(&first) => join(last, &first),
            (_, first) => self.paragraphs.extend(first),
        }
        self.paragraphs.extend(lines);
        self.is_open = next.is_open;
    }
}

impl Table {
    fn remove_first(&mut self) {
        self.rows.remove(0);
        for cell in self.rows.iter_mut().flatten() {
            cell.owner = match cell.owner {
                Some((0, _)) | None => None,
                Some((row, column)) => Some((row - 1, column)),
            };
        }
    }
}
