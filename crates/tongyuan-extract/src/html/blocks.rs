//! From the tree of a page to the outline of a document.

use tongyuan_model::{Place, Span, Stamp};

use super::DEEPEST;
use super::chosen::Choice;
use super::dom::{Dom, Element, Node};
use super::path::{Siblings, join};
use super::tabs::{self, Tabs};
use super::text::Gatherer;
use crate::fragment::Fragment;
use crate::guide::{Labels, names_section};
use crate::note::{Note, NoteKind};
use crate::outline::{Block, Cell, Document, Heading, Line, Table};
use crate::profiles::Layout;

/// What links beside a material say.
const BUTTONS: &[&str] = &[
    "空白表格",
    "空表",
    "样表",
    "示例样表",
    "查看样表",
    "范本",
    "收起",
    "展开",
    "填写样例",
    "样例",
    "预览",
    "查看",
    "打印",
];
/// What such links offer to fetch, without saying what document it is.
const FETCHED: &[&str] = &[
    "全部", "所有", "批量", "打包", "一键", "点击", "材料", "附件", "文件", "空白", "空表", "表格",
    "表", "样表", "样本", "范本", "模板",
];

/// No table of a guide is wider or longer; a `colspan` beyond it is cut.
const MOST_COLUMNS: usize = 100;
const MOST_ROWS: usize = 5000;
/// A merged cell with more text than this is not repeated in the rows that it covers.
const LONGEST_REPEATED: usize = 500;

pub(super) fn page(dom: &Dom, text: &str, layout: &Layout) -> Document {
    let labels = &layout.labels;
    let mut notes = Vec::new();
    let mut walker = Walker {
        dom,
        text,
        places: Vec::new(),
        choice: Choice::of(dom, layout, &mut notes),
        notes,
        title: None,
        stamp: None,
        tables: 0,
        labels,
        tabs: tabs::find(dom, text, |name| names_section(name, labels)),
    };
    let mut scope = Scope::default();
    walker.children(Dom::ROOT, &mut scope, 0);
    let blocks = scope.finish();
    let lines = scope.paths.into_iter();
    walker
        .places
        .extend(lines.map(|(span, path)| (span, Place::Element(path))));
    Document {
        blocks,
        chosen: walker.choice.finish(),
        labels: labels.clone(),
        places: walker.places,
        notes: walker.notes,
        title: walker.title,
        stamp: walker.stamp,
        ..Document::default()
    }
}

pub(super) struct Walker<'p> {
    pub(super) dom: &'p Dom,
    pub(super) text: &'p str,
    places: Vec<(Span, Place)>,
    pub(super) notes: Vec<Note>,
    title: Option<Fragment>,
    stamp: Option<Stamp>,
    tables: u32,
    tabs: Tabs,
    pub(super) labels: &'p Labels,
    pub(super) choice: Choice,
}

/// What is being gathered: the blocks so far and the line that is not yet ended.
#[derive(Default)]
pub(super) struct Scope {
    pub(super) blocks: Vec<Block>,
    gatherer: Gatherer,
    /// Whether the current line begins an item of a list.
    listed: bool,
    /// How many lists the current line stands in.
    depth: u8,
    /// The path in the page of the element that lines belong to.
    pub(super) path: Vec<String>,
    /// The paths of the lines in `blocks`, for those that stand in no table.
    pub(super) paths: Vec<(Span, String)>,
}

impl Scope {
    pub(super) fn end_line(&mut self) {
        for text in self.gatherer.take() {
            self.paths.push((text.span(), self.path.join(" > ")));
            self.blocks.push(Block::Line(Line {
                text,
                listed: std::mem::take(&mut self.listed),
                depth: self.depth,
            }));
        }
    }

    pub(super) fn finish(&mut self) -> Vec<Block> {
        self.end_line();
        std::mem::take(&mut self.blocks)
    }
}

impl Walker<'_> {
    fn children(&mut self, id: usize, scope: &mut Scope, depth: usize) {
        if depth > DEEPEST {
            self.flat(id, scope);
            return;
        }
        let mut before = Siblings::default();
        let apart = self.stand_apart(id);
        let states = apart && self.each_states(id);
        for child in self.dom.children(id) {
            match self.dom.node(*child) {
                Node::Text(ranges) => {
                    for range in ranges {
                        scope.gatherer.add(self.text, range.clone());
                    }
                }
                Node::Element(element) => {
                    if states {
                        scope.gatherer.break_line(element.start);
                    } else if apart {
                        scope.gatherer.space(element.start);
                    }
                    let step = before.step(element);
                    if !self.choice.means(*child) {
                        self.element(*child, element, step, scope, depth + 1);
                    } else if !self.choice.skips(*child) {
                        self.chosen(*child, element, step, scope, depth + 1);
                    }
                }
                Node::Other => {}
            }
        }
    }

    /// The text below a node that is nested beyond all measure, without recursion.
    fn flat(&mut self, id: usize, scope: &mut Scope) {
        let mut waiting: Vec<usize> = self.dom.children(id).iter().rev().copied().collect();
        while let Some(next) = waiting.pop() {
            match self.dom.node(next) {
                Node::Text(ranges) => {
                    for range in ranges {
                        scope.gatherer.add(self.text, range.clone());
                    }
                }
                Node::Element(_) if self.choice.skips(next) => {}
                Node::Element(_) => waiting.extend(self.dom.children(next).iter().rev()),
                Node::Other => {}
            }
        }
    }

    pub(super) fn element(
        &mut self,
        id: usize,
        element: &Element,
        step: String,
        scope: &mut Scope,
        depth: usize,
    ) {
        if self.tabs.bars.contains(&id) {
            return;
        }
        if let Some(label) = self.tabs.labels.get(&id).copied()
            && let Some(text) = self.line_of(label, depth)
        {
            scope.end_line();
            scope.paths.push((text.span(), join(&scope.path, &step)));
            scope
                .blocks
                .push(Block::Heading(Heading { level: 2, text }));
        }
        match element.tag() {
            "script" | "style" | "template" | "noscript" | "svg" | "math" | "select"
            | "textarea" | "iframe" | "object" => {}
            "title" => {
                self.title = self.title.take().or_else(|| self.line_of(id, depth));
            }
            // What every page of a site has says nothing of the item, but for a stamp.
            "nav" | "footer" => {
                scope.end_line();
                self.stamp_in(id, depth);
            }
            "meta" => self.meta(element),
            "img" => {
                let at = Span::enclosing(element.start, element.start);
                self.notes.push(Note::at(NoteKind::Picture, at));
                scope.blocks.push(Block::Picture);
            }
            "a" if self.is_button(id, depth) => {}
            "br" => scope.gatherer.break_line(element.start),
            "pre" => self.preformatted(id, scope),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                scope.end_line();
                if let Some(text) = self.line_of(id, depth) {
                    scope.paths.push((text.span(), join(&scope.path, &step)));
                    let level = element.tag().as_bytes()[1] - b'0';
                    scope.blocks.push(Block::Heading(Heading { level, text }));
                }
            }
            // What a page folds away stands below its summary.
            "summary" => {
                scope.end_line();
                if let Some(text) = self.line_of(id, depth) {
                    scope.paths.push((text.span(), join(&scope.path, &step)));
                    scope
                        .blocks
                        .push(Block::Heading(Heading { level: 4, text }));
                }
            }
            "table" => {
                scope.end_line();
                self.tables += 1;
                let number = self.tables;
                let table = self.table(id, number, depth);
                scope.blocks.push(Block::Table(table));
            }
            "dl" => {
                scope.end_line();
                scope.path.push(step);
                self.definitions(id, scope, depth);
                scope.path.pop();
            }
            tag => {
                if !is_block(tag) {
                    self.children(id, scope, depth);
                    if self.is_number(id) {
                        scope.gatherer.space(element.start);
                    }
                    return;
                }
                scope.end_line();
                if let Some(pairs) = self.inline_pairs(id, depth) {
                    let path = join(&scope.path, &step);
                    for (term, said) in pairs {
                        scope
                            .paths
                            .push((term.span().to(said.span()), path.clone()));
                        let said = said
                            .lines()
                            .into_iter()
                            .map(|line| Block::Line(Line::plain(line)));
                        scope.blocks.push(Block::Pair(term, said.collect()));
                    }
                    return;
                }
                scope.listed = tag == "li";
                let is_list = matches!(tag, "ul" | "ol");
                scope.depth = scope.depth.saturating_add(u8::from(is_list));
                // Every page has these two: they tell nothing.
                let is_frame = matches!(tag, "html" | "body");
                if !is_frame {
                    scope.path.push(step);
                }
                self.children(id, scope, depth);
                scope.end_line();
                scope.listed = false;
                scope.depth = scope.depth.saturating_sub(u8::from(is_list));
                if !is_frame {
                    scope.path.pop();
                }
            }
        }
    }

    /// Text whose line breaks are those that the page shows.
    fn preformatted(&mut self, id: usize, scope: &mut Scope) {
        scope.end_line();
        let mut waiting: Vec<usize> = self.dom.children(id).iter().rev().copied().collect();
        while let Some(next) = waiting.pop() {
            match self.dom.node(next) {
                Node::Text(ranges) => {
                    for range in ranges {
                        for line in self.text[range.clone()].split_inclusive('\n') {
                            let start = line.as_ptr() as usize - self.text.as_ptr() as usize;
                            scope.gatherer.add(self.text, start..start + line.len());
                            if line.ends_with('\n') {
                                scope.end_line();
                            }
                        }
                    }
                }
                Node::Element(_) if self.choice.skips(next) => {}
                Node::Element(element) if element.tag() == "br" => scope.end_line(),
                Node::Element(_) => waiting.extend(self.dom.children(next).iter().rev()),
                Node::Other => {}
            }
        }
        scope.end_line();
    }

    /// Whether a link says nothing but what to do with a file: 下载空表, 样表.
    pub(super) fn is_button(&mut self, id: usize, depth: usize) -> bool {
        let notes = self.notes.len();
        let text = self.line_of(id, depth);
        self.notes.truncate(notes);
        text.is_some_and(|text| {
            let bare = text
                .text()
                .trim_matches(['【', '】', '[', ']', '（', '）', '(', ')', ' ']);
            BUTTONS.contains(&bare) || fetches(bare)
        })
    }

    /// The text inside an element as one line.
    pub(super) fn line_of(&mut self, id: usize, depth: usize) -> Option<Fragment> {
        let mut inside = Scope::default();
        self.children(id, &mut inside, depth);
        let mut whole = Fragment::default();
        for block in inside.finish() {
            if let Some(text) = block.text() {
                whole.append(text);
            }
        }
        (!whole.is_blank()).then_some(whole)
    }

    /// The stamp in a part of the page that is not read otherwise.
    fn stamp_in(&mut self, id: usize, depth: usize) {
        let mut inside = Scope::default();
        self.children(id, &mut inside, depth);
        for block in inside.finish() {
            if let Some(text) = block.text() {
                let stamp = Stamp::from_line(text.text(), text.span());
                self.stamp = self.stamp.take().or(stamp);
            }
        }
    }

    fn meta(&mut self, element: &Element) {
        if element.attribute("name") == Some("tongyuan-stamp")
            && let Some(content) = element.attribute("content")
        {
            let line = format!("{} {content}", tongyuan_model::STAMP_MARK);
            let end = self.text[element.start..]
                .find('>')
                .map_or(element.start, |length| element.start + length + 1);
            self.stamp = Stamp::from_line(&line, Span::enclosing(element.start, end));
        }
    }

    fn definitions(&mut self, id: usize, scope: &mut Scope, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        let mut term: Option<Fragment> = None;
        let mut said: Vec<Block> = Vec::new();
        let mut before = Siblings::default();
        for child in self.dom.children(id).to_vec() {
            let Node::Element(element) = self.dom.node(child) else {
                continue;
            };
            let step = before.step(element);
            if self.choice.skips(child) {
                continue;
            }
            match element.tag() {
                "dt" => {
                    if let Some(term) = term.take() {
                        scope
                            .blocks
                            .push(Block::Pair(term, std::mem::take(&mut said)));
                    }
                    term = self.line_of(child, depth + 1);
                    if let Some(term) = &term {
                        scope.paths.push((term.span(), join(&scope.path, &step)));
                    }
                }
                "dd" => {
                    let mut inside = Scope {
                        path: scope.path.clone(),
                        ..Scope::default()
                    };
                    inside.path.push(step);
                    let outer = self.choice.enter(child);
                    self.children(child, &mut inside, depth + 1);
                    said.extend(self.choice.leave(child, outer, inside.finish()));
                    scope.paths.append(&mut inside.paths);
                }
                // A `div` may group one term with what is said of it.
                "div" => self.definitions(child, scope, depth + 1),
                _ => {}
            }
        }
        if let Some(term) = term {
            scope.blocks.push(Block::Pair(term, said));
        }
    }

    fn table(&mut self, id: usize, number: u32, depth: usize) -> Table {
        let row_ids = self.rows_of(id, depth);
        let mut rows: Vec<Vec<Option<Cell>>> = row_ids.iter().map(|_| Vec::new()).collect();
        for (row_index, row) in row_ids.iter().copied().enumerate() {
            let mut column = 0;
            for cell_id in self.dom.children(row).to_vec() {
                let Node::Element(element) = self.dom.node(cell_id) else {
                    continue;
                };
                if !matches!(element.tag(), "td" | "th") {
                    continue;
                }
                while rows[row_index].get(column).is_some_and(Option::is_some) {
                    column += 1;
                }
                if column >= MOST_COLUMNS {
                    break;
                }
                let place = Place::Cell {
                    table: number,
                    row: to_u32(row_index + 1),
                    column: to_u32(column + 1),
                };
                let cell = self.cell(cell_id, element, place, depth);
                let across = span_of(element, "colspan").min(MOST_COLUMNS - column);
                let down = span_of(element, "rowspan").min(row_ids.len() - row_index);
                fill(&mut rows, (row_index, column), (down, across), &cell);
                column += across;
            }
        }
        let rows = rows
            .into_iter()
            .map(|row| -> Vec<Cell> { row.into_iter().map(Option::unwrap_or_default).collect() });
        let rows = row_ids
            .into_iter()
            .zip(rows)
            .filter(|(id, row)| !row.is_empty() && !self.choice.takes_row(self.dom, *id, row));
        Table::new(rows.map(|(_, row)| row).collect())
    }

    /// The rows of a table, through `thead` and `tbody`, not those of tables inside it.
    fn rows_of(&self, id: usize, depth: usize) -> Vec<usize> {
        let mut rows = Vec::new();
        if depth > DEEPEST {
            return rows;
        }
        for child in self.dom.children(id) {
            if let Node::Element(element) = self.dom.node(*child) {
                match element.tag() {
                    "tr" => rows.push(*child),
                    "thead" | "tbody" | "tfoot" => rows.extend(self.rows_of(*child, depth + 1)),
                    _ => {}
                }
            }
            if rows.len() >= MOST_ROWS {
                break;
            }
        }
        rows
    }

    fn cell(&mut self, id: usize, element: &Element, place: Place, depth: usize) -> Cell {
        if self.choice.skips(id) {
            return Cell::default();
        }
        let mut inside = Scope::default();
        let outer = self.choice.enter(id);
        self.children(id, &mut inside, depth + 1);
        let blocks = self.choice.leave(id, outer, inside.finish());
        let text = crate::outline::whole_text(&blocks);
        if !text.is_blank() {
            self.places.push((text.span(), place));
        }
        Cell {
            text,
            blocks,
            header: element.tag() == "th",
            repeated: false,
        }
    }
}

/// Puts a cell into every place that it covers; all but the first are repetitions, and hold its text alone.
fn fill(
    rows: &mut [Vec<Option<Cell>>],
    (row, column): (usize, usize),
    (down, across): (usize, usize),
    cell: &Cell,
) {
    let short = cell.text.text().len() <= LONGEST_REPEATED;
    for below in &mut rows[row..row + down.max(1)] {
        for right in column..column + across.max(1) {
            while below.len() <= right {
                below.push(None);
            }
            below[right] = Some(Cell {
                text: if short {
                    cell.text.clone()
                } else {
                    Fragment::default()
                },
                blocks: Vec::new(),
                header: cell.header,
                repeated: true,
            });
        }
    }
    rows[row][column] = Some(cell.clone());
}

fn span_of(element: &Element, name: &str) -> usize {
    element
        .attribute(name)
        .and_then(|value| value.trim().parse().ok())
        .unwrap_or(1)
        .max(1)
}

fn to_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

pub(super) fn is_block(tag: &str) -> bool {
    matches!(
        tag,
        "p" | "div"
            | "li"
            | "ul"
            | "ol"
            | "section"
            | "article"
            | "main"
            | "header"
            | "footer"
            | "nav"
            | "aside"
            | "form"
            | "fieldset"
            | "legend"
            | "blockquote"
            | "pre"
            | "figure"
            | "figcaption"
            | "address"
            | "details"
            | "summary"
            | "hr"
            | "center"
            | "body"
            | "html"
            | "head"
            | "tr"
            | "td"
            | "th"
            | "caption"
            | "button"
            | "option"
            | "label"
            | "view"
    )
}

/// Whether a text says no more than that something can be fetched: 下载, 空表下载, 全部材料下载.
fn fetches(text: &str) -> bool {
    let what = text
        .strip_suffix("下载")
        .or_else(|| text.strip_prefix("下载"));
    let Some(mut what) = what else { return false };
    while let Some(rest) = FETCHED.iter().find_map(|word| what.strip_prefix(word)) {
        what = rest;
    }
    what.is_empty()
}
