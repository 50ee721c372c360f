//! 申请材料 from lines and tables: one row, one material.

use std::ops::Range;

use tongyuan_model::text::marker;
use tongyuan_model::text::requirement::{Requirement, Wanted};
use tongyuan_model::{Material, MaterialSource, Reading, Span, Submissions};

mod columns;
mod entries;

use super::label;
use super::noun_at;
use super::table::{Columns, as_lines, heading, is_running_number};
use crate::fragment::Fragment;
use crate::outline::{Block, Cell, Line, Table, lines, whole_text};
use columns::{Column, column, fill, from_row, vertical};
pub(super) use entries::remark;
use entries::{from_lines, is_entry};

pub(super) fn read(blocks: &[Block], at: Span) -> Reading<Vec<Material>> {
    let mut reader = ListReader::default();
    for block in blocks {
        reader.block(block);
    }
    reader.end_lines();
    super::list(reader.rows, || whole_text(blocks), at)
}

#[derive(Default)]
struct ListReader {
    rows: Vec<Material>,
    /// Lines of a list that is not yet ended.
    gathered: Vec<Line>,
    /// Below a heading that announces files to take along.
    elsewhere: bool,
    /// Below a table that has the list: what is said there without a number is said of it.
    below_table: bool,
    /// The header of a table that stands in a table of its own, as pages put it that keep it in sight.
    header: Vec<Cell>,
}

impl ListReader {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(heading) => {
                let text = heading.text.text();
                self.elsewhere = names_downloads(text);
                self.below_table = false;
                // A heading may be the entry itself: 1. 授权委托书.
                if marker::leading(text).is_some() {
                    self.gathered.push(Line::plain(heading.text.clone()));
                } else {
                    self.end_lines();
                }
            }
            _ if self.elsewhere => {}
            Block::Table(table) => self.table(table),
            _ => {
                let lines = lines(std::slice::from_ref(block));
                let said = lines.into_iter();
                let below = self.below_table;
                self.gathered
                    .extend(said.filter(|line| !below || is_entry(line)));
            }
        }
    }

    fn end_lines(&mut self) {
        let lines = std::mem::take(&mut self.gathered);
        match unfolded(&lines) {
            Some(table) => self.table(&table),
            None => from_lines(&lines, &mut self.rows),
        }
    }

    fn table(&mut self, table: &Table) {
        let header = std::mem::take(&mut self.header);
        let fits = !header.is_empty() && table.rows.iter().all(|row| row.len() == header.len());
        let table = if fits {
            let rows = std::iter::once(header).chain(table.rows.iter().cloned());
            &Table::new(rows.collect())
        } else {
            table
        };
        let facets = vertical(table);
        let columns = Columns::of(table, column);
        if facets.is_none() && columns.is_some() && table.rows.len() == 1 {
            self.header = table.rows[0].clone();
            return;
        }
        if facets.is_none() && columns.is_some() {
            // A line right above the table is its title.
            let is_title = |line: &Line| !is_entry(line) && line.text.text().chars().count() <= 40;
            self.gathered.pop_if(|line| is_title(line));
            self.below_table = true;
        }
        self.end_lines();
        if let Some(facets) = facets {
            self.facets(&facets);
        } else if let Some(columns) = columns {
            self.rows
                .extend(columns.rows().filter_map(|row| from_row(&row)));
        } else if let Some(rows) = bare_rows(table) {
            self.rows.extend(rows);
        } else {
            from_lines(&as_lines(table), &mut self.rows);
        }
    }

    /// What a small table says of the material above it, or of the one that it names.
    fn facets(&mut self, facets: &[(Column, &Fragment)]) {
        let get = |kind: Column| {
            let found = facets.iter().find(|(own, _)| *own == kind);
            found.map(|(_, value)| *value)
        };
        if let Some(name) = get(Column::Name).filter(|name| !name.is_blank()) {
            self.rows.push(from_text(name));
        }
        if let Some(material) = self.rows.last_mut() {
            fill(material, &get);
        }
    }
}

/// A cell that says nothing: blank, or a box to tick.
fn is_box(cell: &Cell) -> bool {
    matches!(cell.text.text().trim(), "" | "□" | "☐" | "○")
}

/// A table that lost its shape when it was copied, a cell a line: the names of its columns, then rows that each begin with
/// their number. A row with fewer cells than columns has lost the empty ones, and only its name is sure.
fn unfolded(lines: &[Line]) -> Option<Table> {
    const FEWEST_COLUMNS: usize = 3;
    let is_column = |line: &&Line| column(&heading(&line.text)).is_some();
    let start = (0..lines.len()).find(|at| {
        lines[*at..]
            .iter()
            .take(FEWEST_COLUMNS)
            .filter(is_column)
            .count()
            == FEWEST_COLUMNS
    })?;
    let columns = lines[start..].iter().take_while(is_column).count();
    let cell = |line: &Line| Cell {
        blocks: vec![Block::Line(Line::plain(line.text.clone()))],
        text: line.text.clone(),
        ..Cell::default()
    };
    let mut rows: Vec<Vec<Cell>> = vec![lines[start..start + columns].iter().map(cell).collect()];
    for line in &lines[start + columns..] {
        let number = line.text.text().trim().parse::<usize>().ok();
        if number == Some(rows.len()) {
            rows.push(vec![cell(line)]);
        } else {
            rows.last_mut()
                .filter(|_| number.is_none())?
                .push(cell(line));
        }
    }
    let whole = |row: &Vec<Cell>| row.len() == columns;
    (rows.len() > 1 && rows.iter().all(whole)).then_some(Table::new(rows))
}

/// The rows of a table without a header, each with its number, a name, and what is said of it beside: `1 | 行驶证 | 复印件1份`.
fn bare_rows(table: &Table) -> Option<Vec<Material>> {
    const FEWEST_CELLS: usize = 3;
    let rows: Vec<Vec<&Cell>> = table
        .rows
        .iter()
        .map(|row| row.iter().filter(|cell| !is_box(cell)).collect())
        .collect();
    let is_row = |row: &Vec<&Cell>| row.len() > 1 && is_running_number(row[0]);
    if !rows.iter().all(is_row) || !rows.iter().any(|row| row.len() >= FEWEST_CELLS) {
        return None;
    }
    let materials = rows.iter().map(|row| {
        let mut material = from_text(&row[1].text);
        for cell in &row[2..] {
            let read = Requirement::read_remark(cell.text.text());
            apply(&mut material, &read, &cell.text);
        }
        material
    });
    Some(materials.collect())
}

/// Whether what stands below a heading are files to take along, and not what has to be handed in.
fn names_downloads(heading: &str) -> bool {
    const MOST_CHARS: usize = 14;
    heading.chars().count() <= MOST_CHARS
        && marker::leading(heading).is_none()
        && ["下载", "样表", "样例", "范本", "附件", "流程"]
            .iter()
            .any(|word| heading.contains(word))
}

/// Whether a table says itself that its rows are materials: one column is called so, and another says more of them.
pub(super) fn is_table(table: &Table) -> bool {
    let mut header = table.rows.iter().take(3).map(|row| {
        let headings = row.iter().filter(|cell| !cell.repeated);
        headings.map(|cell| heading(&cell.text)).collect::<Vec<_>>()
    });
    header.any(|headings| {
        let known = headings.iter().filter(|own| column(own).is_some()).count();
        let is_name = |own: &String| own.contains("材料") && column(own) == Some(Column::Name);
        known >= 2 && headings.iter().any(is_name)
    })
}

/// Whether the name of a field is the one under which a material is named.
pub(super) fn names(name: &str) -> bool {
    column(&heading(&Fragment::verbatim(name, 0))) == Some(Column::Name)
}

/// Whether the name of a field is one by which a material is described: 材料名称, 材料必要性. In a record that is open a
/// name says enough that says nothing of materials, such as 是否必要.
pub(super) fn is_facet(name: &str, record_is_open: bool) -> bool {
    let bare: String = name.chars().filter(|c| !c.is_whitespace()).collect();
    let bare = bare.trim_end_matches(['：', ':']);
    const MOST_CHARS: usize = 8;
    bare.chars().count() <= MOST_CHARS
        && (bare.contains("材料") || record_is_open)
        && column(bare).is_some()
        && (label::of(bare).is_none() || bare.ends_with(|c: char| c.is_ascii_digit()))
}

/// Reads one entry: its first line names the material, the rest says more of it.
fn from_text(entry: &Fragment) -> Material {
    let text = entry.text();
    let read = Requirement::read(text);
    let name = read.name_in(text);
    let range = read.name_range();
    let span = if read.name.len() == 1 {
        entry.span_of(range)
    } else {
        entry.span_of(range).loosened()
    };
    let mut material = Material {
        span: entry.span(),
        name: Reading::from_text(&name, span),
        ..Material::default()
    };
    apply(&mut material, &read, entry);
    material
}

/// Puts what a requirement row says into the fields of the material.
fn apply(material: &mut Material, read: &Requirement, entry: &Fragment) {
    let at = material.span;
    let place = |range: &Range<usize>| entry.span_of(range.clone());
    if let Some((necessity, range)) = &read.necessity {
        material
            .necessity
            .or_fill(Reading::Given(*necessity, place(range)));
    }
    if let Some(range) = &read.case {
        material.case.or_fill(entry.reading_of(range.clone()));
    }
    if let Some(range) = &read.source
        && let Some(source) = MaterialSource::of_word(&entry.text()[range.clone()])
    {
        material
            .source
            .or_fill(Reading::Given(source, place(range)));
    }
    if let Some(range) = &read.issuer {
        material.issuer.or_fill(entry.reading_of(range.clone()));
    }
    let mut submission = Submissions::default();
    let part = |range: &Option<Range<usize>>| {
        range
            .clone()
            .map(|range| entry.reading_of(range))
            .unwrap_or_default()
    };
    submission.format = part(&read.format);
    submission.seal = part(&read.seal);
    let mut unnumbered = Vec::new();
    form(
        &mut submission.original,
        &read.original,
        &place,
        &mut unnumbered,
    );
    form(
        &mut submission.copies,
        &read.copies,
        &place,
        &mut unnumbered,
    );
    if let Some(count) = &read.count {
        // 套 says what is counted; 份, 件 and the 张 of pictures are plain numbers.
        if matches!(count.counter, '份' | '件' | '张') {
            material
                .count
                .or_fill(Reading::Given(count.number, place(&count.at)));
        } else {
            unnumbered.push(count.at.clone());
        }
    }
    if let Some((medium, range)) = &read.medium {
        submission.medium = Reading::Given(*medium, place(range));
    }
    if submission != Submissions::default() {
        let own = noun_at(&mut material.submission, at);
        own.original.or_fill(submission.original);
        own.copies.or_fill(submission.copies);
        own.medium.or_fill(submission.medium);
        own.format.or_fill(submission.format);
        own.seal.or_fill(submission.seal);
    }
    // Forms without a number (原件, 复印件) and notes stay in the author's words.
    unnumbered.dedup();
    for range in unnumbered.iter().chain(&read.notes) {
        add_notes(material, entry.reading_of(range.clone()));
    }
}

fn form(
    own: &mut Reading<u32>,
    wanted: &Option<Wanted>,
    place: &dyn Fn(&Range<usize>) -> Span,
    unnumbered: &mut Vec<Range<usize>>,
) {
    match wanted {
        Some(Wanted {
            number: Some(number),
            at,
        }) => *own = Reading::Given(*number, place(at)),
        Some(Wanted { number: None, at }) => unnumbered.push(at.clone()),
        None => {}
    }
}

fn add_notes(material: &mut Material, note: Reading<String>) {
    let Reading::Given(note, at) = note else {
        return;
    };
    match &mut material.notes {
        Reading::Given(own, span) => {
            own.push('；');
            own.push_str(&note);
            *span = span.to(at);
        }
        own => *own = Reading::Given(note, at),
    }
}
