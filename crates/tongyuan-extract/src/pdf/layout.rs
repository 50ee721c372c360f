//! A page in reading order: lines, tables and pictures, column after column.

use super::aligned::{self, Certainty};
use super::columns;
use super::content::{Area, Content, Glyph};
use super::grid::{Grid, grids};
use super::paragraph::{Frame, Paragraph, leading, paragraphs};
use super::piece::{Piece, Row, joined, pieces, rows};

/// Something on a page.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Item {
    Line(Line),
    Table(Table),
    Picture,
}

/// A line of text as it stands on the page.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub(super) piece: Piece,
    /// Which column of which page it stands in.
    pub(super) region: usize,
}

/// A table, or as much of one as stands on a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Table {
    /// The columns' edges from the left.
    pub(super) xs: Vec<f32>,
    pub(super) rows: Vec<Vec<Cell>>,
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Cell {
    pub(super) parts: Vec<Part>,
    /// Whether its last line runs as far as it can, so that it may go on.
    pub(super) is_open: bool,
    /// The cell that it is merged with, by row and column, if that one began earlier.
    pub(super) owner: Option<(usize, usize)>,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Part {
    Paragraph(String),
    Table(Table),
}

/// What stands in a row of a page beside each other.
#[derive(Clone, Debug)]
pub(super) struct Strip {
    pub(super) top: f32,
    pub(super) boxes: Vec<Boxed>,
}

#[derive(Clone, Debug)]
pub(super) struct Boxed {
    pub(super) x0: f32,
    pub(super) x1: f32,
    pub(super) what: What,
}

#[derive(Clone, Debug)]
pub(super) enum What {
    Text(Piece),
    Table(Table),
    Picture,
}

/// Pages with more pieces than this are drawings: no columns are looked for.
const MOST_STRIPS: usize = 2_000;

/// What a page shows, in reading order. `region` counts the columns of all pages.
pub(super) fn items(content: Content, region: &mut usize) -> Vec<Item> {
    let grids = grids(&content.rules);
    let mut fillings: Vec<Vec<Filling>> = grids.iter().map(Filling::none).collect();
    let mut outside = Vec::new();
    for glyph in content.glyphs {
        // The smaller tables come last, and may stand in cells of the larger.
        let places = grids.iter().zip(&mut fillings).rev();
        match places
            .into_iter()
            .find_map(|(grid, cells)| cells.get_mut(grid.cell_of(&glyph)?))
        {
            Some(cell) => cell.glyphs.push(glyph),
            None => outside.push(glyph),
        }
    }
    let mut strips: Vec<Strip> = rows(pieces(outside))
        .into_iter()
        .map(Strip::of_row)
        .collect();
    while let Some(cells) = fillings.pop() {
        let (larger, grid) = (&grids[..fillings.len()], &grids[fillings.len()]);
        let Some(table) = Table::ruled(grid, cells) else {
            continue;
        };
        let area = grid.area();
        let outer = larger.iter().rposition(|outer| outer.area().holds(&area));
        let cell = outer.and_then(|outer| {
            let cell =
                grids[outer].cell_at((area.x0 + area.x1) / 2.0, (area.y0 + area.y1) / 2.0)?;
            fillings[outer].get_mut(cell)
        });
        match cell {
            Some(cell) => cell.tables.push((area.y1, table)),
            None => strips.push(Strip::of_table(&area, table)),
        }
    }
    let (width, height) = (content.width, content.height);
    let shown = content
        .pictures
        .iter()
        .filter(|area| is_content(area, width, height));
    strips.extend(shown.map(Strip::of_picture));
    strips.sort_by(|a, b| b.top.total_cmp(&a.top));

    let regions = if strips.len() > MOST_STRIPS {
        vec![strips]
    } else {
        // What is a table without doubt is not taken for columns.
        let parts = aligned::tables(strips, &content.rules, Certainty::Sure);
        columns::regions(parts.into_iter().map(Strip::of_part).collect())
    };
    let mut items = Vec::new();
    for strips in regions {
        *region += 1;
        for part in aligned::tables(strips, &content.rules, Certainty::Likely) {
            match part {
                aligned::Part::Table(_, table) => items.push(Item::Table(table)),
                aligned::Part::Strip(strip) => strip.into_items(*region, &mut items),
            }
        }
    }
    items
}

/// Whether a picture can be content: no logo, no seal, no background.
fn is_content(area: &Area, page_width: f32, page_height: f32) -> bool {
    let (width, height) = (area.x1 - area.x0, area.y1 - area.y0);
    let is_background = width > 0.9 * page_width && height > 0.9 * page_height;
    !is_background && width > 0.25 * page_width && height > 0.08 * page_height
}

impl Strip {
    fn of_row(row: Row) -> Self {
        let top = row
            .iter()
            .map(|piece| piece.y + piece.size)
            .fold(f32::MIN, f32::max);
        let boxes = row.into_iter().map(|piece| Boxed {
            x0: piece.x0,
            x1: piece.x1,
            what: What::Text(piece),
        });
        Self {
            top,
            boxes: boxes.collect(),
        }
    }

    fn of_part(part: aligned::Part) -> Self {
        match part {
            aligned::Part::Strip(strip) => strip,
            aligned::Part::Table(top, table) => Self {
                top,
                boxes: vec![Boxed {
                    x0: table.xs.first().copied().unwrap_or_default(),
                    x1: table.xs.last().copied().unwrap_or_default(),
                    what: What::Table(table),
                }],
            },
        }
    }

    fn of_table(area: &Area, table: Table) -> Self {
        Self {
            top: area.y1,
            boxes: vec![Boxed {
                x0: area.x0,
                x1: area.x1,
                what: What::Table(table),
            }],
        }
    }

    fn of_picture(area: &Area) -> Self {
        Self {
            top: area.y1,
            boxes: vec![Boxed {
                x0: area.x0,
                x1: area.x1,
                what: What::Picture,
            }],
        }
    }

    /// Its text, if it holds nothing else.
    pub(super) fn text(&self) -> Option<Vec<&Piece>> {
        self.boxes
            .iter()
            .map(|boxed| match &boxed.what {
                What::Text(piece) => Some(piece),
                _ => None,
            })
            .collect()
    }

    fn into_items(self, region: usize, items: &mut Vec<Item>) {
        let mut row: Row = Vec::new();
        let mut others = Vec::new();
        for boxed in self.boxes {
            match boxed.what {
                What::Text(piece) => row.push(piece),
                What::Table(table) => others.push(Item::Table(table)),
                What::Picture => others.push(Item::Picture),
            }
        }
        let mut start = 0;
        for end in 1..=row.len() {
            // Two labels on one line are two lines: 法定时限：20个工作日    承诺时限：5个工作日
            let parts = end == row.len() || (has_label(&row[end]) && has_label(&row[start]));
            if parts {
                let piece = joined(&row[start..end]);
                items.push(Item::Line(Line { piece, region }));
                start = end;
            }
        }
        items.extend(others);
    }
}

/// Whether a piece begins with a label: 咨询电话：
fn has_label(piece: &Piece) -> bool {
    const LONGEST: usize = 12;
    let mut characters = piece.text.chars().take(LONGEST);
    characters.any(|character| matches!(character, '：' | ':'))
}

/// Tables within a cell, with where they begin.
type Inner = Vec<(f32, Table)>;

/// What was found in a cell.
#[derive(Clone, Default)]
struct Filling {
    glyphs: Vec<Glyph>,
    tables: Inner,
}

impl Filling {
    fn none(grid: &Grid) -> Vec<Self> {
        vec![Self::default(); grid.columns() * grid.rows()]
    }
}

impl Table {
    /// The table that a grid makes of what is in its cells. One without text is none.
    fn ruled(grid: &Grid, cells: Vec<Filling>) -> Option<Self> {
        let columns = grid.columns();
        let place = |cell: usize| (cell / columns, cell % columns);
        let cells: Vec<(Vec<Piece>, Inner)> = cells
            .into_iter()
            .map(|cell| {
                let rows = rows(pieces(cell.glyphs));
                (rows.iter().map(|row| joined(row)).collect(), cell.tables)
            })
            .collect();
        if cells
            .iter()
            .all(|(lines, tables)| lines.is_empty() && tables.is_empty())
        {
            return None;
        }
        // How far text keeps from the lines: what the closest one keeps.
        let kept = cells.iter().enumerate().flat_map(|(cell, (lines, _))| {
            let (row, column) = place(cell);
            let (left, _) = grid.width_of(row, column);
            lines.iter().map(move |line| line.x0 - left)
        });
        let padding = kept.fold(8.0, f32::min).max(0.5);
        let mut table = Self {
            xs: grid.xs.clone(),
            rows: vec![Vec::new(); grid.rows()],
        };
        for (at, (lines, tables)) in cells.into_iter().enumerate() {
            let (row, column) = place(at);
            let owner = grid.owner(row, column);
            let (left, right) = grid.width_of(row, column);
            let cell = match owner == (row, column) {
                true => Cell::around(lines, tables, left + padding, right - padding),
                false => Cell::merged(owner),
            };
            table.rows[row].push(cell);
        }
        Some(table)
    }
}

impl Cell {
    /// A cell that is merged with one before it.
    pub(super) fn merged(owner: (usize, usize)) -> Self {
        Self {
            owner: Some(owner),
            ..Self::default()
        }
    }

    /// A cell of lines with tables between them.
    fn around(mut lines: Vec<Piece>, mut tables: Inner, left: f32, right: f32) -> Self {
        tables.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut whole = Self::default();
        for (top, table) in tables {
            let below = lines.split_off(lines.partition_point(|line| line.y >= top));
            whole.parts.append(&mut Self::of(&lines, left, right).parts);
            whole.parts.push(Part::Table(table));
            lines = below;
        }
        let mut last = Self::of(&lines, left, right);
        whole.parts.append(&mut last.parts);
        whole.is_open = last.is_open;
        whole
    }

    /// The cell that some lines make between two edges.
    pub(super) fn of(lines: &[Piece], left: f32, right: f32) -> Self {
        let widest = lines
            .iter()
            .map(|line| line.x1 - line.x0)
            .fold(0.0, f32::max);
        let frame = Frame {
            left,
            right: right.max(left + widest),
            leading: leading(lines.iter()),
        };
        // Of lines that stand in the middle of the cell only the width tells whether they are full.
        let is_centred = lines.iter().all(|line| {
            let before = line.x0 - left;
            before > 1.0 && (before - (frame.right - line.x1)).abs() < 3.0
        });
        let set: Vec<Piece> = lines
            .iter()
            .map(|line| match is_centred {
                true => Piece {
                    x0: left,
                    x1: left + (line.x1 - line.x0),
                    ..line.clone()
                },
                false => line.clone(),
            })
            .collect();
        let paragraphs: Vec<Paragraph> = paragraphs(&set, &frame);
        Self {
            is_open: paragraphs.last().is_some_and(|last| last.is_open(&frame)),
            parts: paragraphs
                .into_iter()
                .map(|paragraph| Part::Paragraph(paragraph.text))
                .collect(),
            owner: None,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// What it begins with, if that is text.
    pub(super) fn first_line(&self) -> Option<&str> {
        match self.parts.first() {
            Some(Part::Paragraph(text)) => Some(text),
            _ => None,
        }
    }
}
