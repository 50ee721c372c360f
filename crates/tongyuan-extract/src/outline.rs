//! The outline of a published document: headings, lines, tables, pairs. What HTML and Word have in common, and all that
//! the reading of guides knows of them.

use std::ops::Range;
use std::rc::Rc;

use tongyuan_model::text::marker::{self, Marker};
use tongyuan_model::{Author, Place, Span, Stamp};

use crate::fragment::Fragment;
use crate::guide::{Label, Labels};
use crate::note::{Note, NoteKind};

/// A merged cell with more text than this is not repeated in the rows that it covers.
const LONGEST_REPEATED: usize = 500;

/// What a reader makes of a document: its outline, and where everything in it stands.
#[derive(Debug, Default)]
pub(crate) struct Document {
    /// The linear text that every span points into.
    pub(crate) text: String,
    pub(crate) blocks: Vec<Block>,
    /// By which further words its site calls sections.
    pub(crate) labels: Labels,
    /// What a profile has chosen for fields; it is not among the blocks.
    pub(crate) chosen: Vec<Chosen>,
    /// Which native place each part of the text has.
    pub(crate) places: Vec<(Span, Place)>,
    /// What was not read as it stands.
    pub(crate) notes: Vec<Note>,
    /// The title that the document has beside its text.
    pub(crate) title: Option<Fragment>,
    /// The stamp that it carries beside its text.
    pub(crate) stamp: Option<Stamp>,
    /// Whom the file names beside its text.
    pub(crate) authors: Vec<Author>,
    /// Where values stand in its text that a program of the page would show.
    pub(crate) values: Vec<Range<usize>>,
}

/// What readers do whose format has no linear text of its own.
impl Document {
    /// Adds a paragraph or cell to the text, on lines of its own.
    pub(crate) fn write(&mut self, text: &str, place: Place) -> Fragment {
        let start = self.text.len();
        self.text.push_str(text);
        self.text.push('\n');
        let text = Fragment::verbatim(text, start);
        self.places.push((text.span(), place));
        text
    }

    /// Adds a note on what would stand where the text has got to.
    pub(crate) fn note_here(&mut self, kind: NoteKind) {
        let at = self.text.len();
        self.notes.push(Note::at(kind, Span::enclosing(at, at)));
    }
}

/// A block of a document.
#[derive(Clone, Debug)]
pub(crate) enum Block {
    /// A heading that the format itself marks as one.
    Heading(Heading),
    /// A line of text: a paragraph, or an item of a list.
    Line(Line),
    /// A table.
    Table(Table),
    /// A term with what is said of it (`dt`, `dd`).
    Pair(Fragment, Vec<Block>),
    /// A picture. Nobody here reads what it shows, and so nobody may say that it is not there.
    Picture,
}

/// The parts of a page that a profile has chosen for one field.
#[derive(Clone, Debug)]
pub(crate) struct Chosen {
    pub(crate) label: Label,
    pub(crate) blocks: Vec<Block>,
}

/// A heading.
#[derive(Clone, Debug)]
pub(crate) struct Heading {
    /// Its level, from 1.
    pub(crate) level: u8,
    pub(crate) text: Fragment,
}

/// A line of text.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) text: Fragment,
    /// Whether the format makes it an item of a list, numbered or not, by means other than its text.
    pub(crate) listed: bool,
    /// How many lists it stands in, one inside the other; 0 where the format knows of none.
    pub(crate) depth: u8,
}

/// A table, merged cells resolved: every row has a cell for every column. Copies share their rows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    pub(crate) rows: Rc<Vec<Vec<Cell>>>,
}

/// A cell of a table.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cell {
    /// Its text, a line for every line.
    pub(crate) text: Fragment,
    /// What it holds, block by block.
    pub(crate) blocks: Vec<Block>,
    /// Whether the format marks it as a header.
    pub(crate) header: bool,
    /// Whether it repeats a merged cell that began further up or left.
    pub(crate) repeated: bool,
}

impl Block {
    /// The text of a heading or line.
    pub(crate) fn text(&self) -> Option<&Fragment> {
        match self {
            Self::Heading(heading) => Some(&heading.text),
            Self::Line(line) => Some(&line.text),
            Self::Table(_) | Self::Pair(..) | Self::Picture => None,
        }
    }
}

impl Table {
    pub(crate) fn new(rows: Vec<Vec<Cell>>) -> Self {
        Self {
            rows: Rc::new(rows),
        }
    }

    /// The rows, to be changed; copies of the table keep what they have.
    pub(crate) fn rows_mut(&mut self) -> &mut Vec<Vec<Cell>> {
        Rc::make_mut(&mut self.rows)
    }

    /// The rows for their own sake.
    pub(crate) fn into_rows(self) -> Vec<Vec<Cell>> {
        Rc::unwrap_or_clone(self.rows)
    }
}

impl Cell {
    /// The cell as it is repeated further down or right where it is merged.
    pub(crate) fn again(&self) -> Self {
        let is_short = self.text.text().len() <= LONGEST_REPEATED;
        Self {
            text: if is_short {
                self.text.clone()
            } else {
                Fragment::default()
            },
            blocks: Vec::new(),
            header: self.header,
            repeated: true,
        }
    }
}

impl Line {
    pub(crate) fn plain(text: Fragment) -> Self {
        Self {
            text,
            listed: false,
            depth: 0,
        }
    }

    /// The list marker in its text.
    pub(crate) fn marker(&self) -> Option<Marker> {
        marker::leading(self.text.text())
    }
}

/// Blocks in which the lines that tabs cut into three cells and more are tables.
pub(crate) fn tables_by_tabs(blocks: Vec<Block>) -> Vec<Block> {
    const FEWEST: usize = 3;
    let mut done = Vec::new();
    let mut rows: Vec<Line> = Vec::new();
    let end = |rows: &mut Vec<Line>, done: &mut Vec<Block>| {
        let rows = std::mem::take(rows);
        let columns = rows.iter().map(|row| cells_by_tabs(&row.text).len()).max();
        match columns {
            Some(columns) if columns >= FEWEST && rows.len() > 1 => {
                let rows = rows.iter().map(|row| row_by_tabs(&row.text, columns));
                done.push(Block::Table(Table::new(rows.collect())));
            }
            _ => done.extend(rows.into_iter().map(Block::Line)),
        }
    };
    for block in blocks {
        match block {
            Block::Line(line) if line.text.text().contains('\t') => rows.push(line),
            block => {
                end(&mut rows, &mut done);
                done.push(block);
            }
        }
    }
    end(&mut rows, &mut done);
    done
}

fn row_by_tabs(line: &Fragment, columns: usize) -> Vec<Cell> {
    let mut row: Vec<Cell> = cells_by_tabs(line)
        .into_iter()
        .map(|text| Cell {
            blocks: vec![Block::Line(Line::plain(text.clone()))],
            text,
            ..Cell::default()
        })
        .collect();
    row.resize_with(columns, Cell::default);
    row
}

fn cells_by_tabs(line: &Fragment) -> Vec<Fragment> {
    let text = line.text();
    let mut cells = Vec::new();
    let mut start = 0;
    for (at, mark) in text.match_indices('\t').chain([(text.len(), "")]) {
        cells.push(line.slice(start..at).trimmed());
        start = at + mark.len();
    }
    cells
}

/// Every line of some blocks in order, those inside tables and pairs left out.
pub(crate) fn lines(blocks: &[Block]) -> Vec<Line> {
    blocks
        .iter()
        .filter_map(|block| match block {
            Block::Line(line) => Some(line.clone()),
            Block::Heading(heading) => Some(Line::plain(heading.text.clone())),
            Block::Table(_) | Block::Pair(..) | Block::Picture => None,
        })
        .collect()
}

/// Whether there is a picture among some blocks, or in a table or pair of them.
pub(crate) fn has_picture(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| match block {
        Block::Picture => true,
        Block::Pair(_, inside) => has_picture(inside),
        Block::Table(table) => {
            let mut cells = table.rows.iter().flatten();
            cells.any(|cell| has_picture(&cell.blocks))
        }
        Block::Heading(_) | Block::Line(_) => false,
    })
}

/// Every piece of text of some blocks, those inside tables and pairs as well, joined line by line.
pub(crate) fn whole_text(blocks: &[Block]) -> Fragment {
    let mut whole = Fragment::default();
    each_text(blocks, &mut |text| {
        if !whole.is_blank() {
            let at = text.span().start as usize;
            whole.push("\n", at..at, false);
        }
        whole.append(text);
    });
    whole
}

/// Where the text of some blocks stands, as the span of [`whole_text`], which takes as much memory as the text; nothing where they
/// have none.
pub(crate) fn whole_span(blocks: &[Block]) -> Option<Span> {
    let mut whole: Option<Span> = None;
    each_text(blocks, &mut |text| {
        let own = text.span();
        whole = Some(match whole {
            None => own,
            Some(span) => {
                let (span, own) = (span.range(), own.range());
                Span::enclosing(span.start.min(own.start), span.end.max(own.end))
            }
        });
    });
    whole
}

/// Goes through the texts of some blocks that are not blank, those inside tables and pairs as well.
fn each_text(blocks: &[Block], visit: &mut impl FnMut(&Fragment)) {
    let visit_text = |text: &Fragment, visit: &mut dyn FnMut(&Fragment)| {
        if !text.is_blank() {
            visit(text);
        }
    };
    for block in blocks {
        match block {
            Block::Heading(heading) => visit_text(&heading.text, visit),
            Block::Line(line) => visit_text(&line.text, visit),
            Block::Table(table) => {
                for cell in table.rows.iter().flatten().filter(|cell| !cell.repeated) {
                    visit_text(&cell.text, visit);
                }
            }
            Block::Pair(term, inside) => {
                visit_text(term, visit);
                each_text(inside, visit);
            }
            Block::Picture => {}
        }
    }
}
