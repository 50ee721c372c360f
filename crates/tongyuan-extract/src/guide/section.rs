//! Cutting a document into its sections.

use tongyuan_model::Span;
use tongyuan_model::text::bracket;
use tongyuan_model::text::marker::{self, MarkerKind};

use super::label::{self, Label};
use crate::fragment::Fragment;
use crate::outline::{Block, Cell, Line, Table};

/// A section: what its heading announces, and what stands below it.
#[derive(Debug)]
pub(super) struct Section {
    /// What the heading announces; none where its words are not known.
    pub(super) label: Option<Label>,
    /// The heading as it stands.
    pub(super) heading: Option<Fragment>,
    /// What stands below it.
    pub(super) blocks: Vec<Block>,
}

impl Section {
    /// Where the content of a section stands, or where it would.
    pub(super) fn span(&self, content: &Fragment) -> Span {
        if content.is_blank() {
            self.heading
                .as_ref()
                .map_or_else(Span::default, |heading| heading.span())
        } else {
            content.span()
        }
    }
}

/// The sections of a document, and what stands before the first of them.
pub(super) fn split(blocks: &[Block]) -> (Vec<Section>, Vec<Block>) {
    let mut splitter = Splitter::default();
    for block in blocks {
        splitter.block(block);
    }
    (splitter.sections, splitter.preamble)
}

#[derive(Default)]
struct Splitter {
    sections: Vec<Section>,
    preamble: Vec<Block>,
    /// How the headings of this document are numbered, once one was recognised.
    numbered: Option<MarkerKind>,
    /// The level of the format's own headings that open sections.
    level: Option<u8>,
    /// Whether the last section came from a pair, so that what follows does not belong to it.
    closed: bool,
}

impl Splitter {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(heading) => {
                let label = label::of(heading.text.text());
                let deeper = self.level.is_some_and(|level| heading.level > level);
                if label.is_some() {
                    self.level = Some(heading.level);
                    self.open(label, &heading.text);
                } else if self.sections.is_empty() {
                    self.preamble.push(block.clone());
                } else if deeper {
                    self.content(block);
                } else {
                    self.open(None, &heading.text);
                }
            }
            Block::Line(line) => self.line(line),
            Block::Table(table) => self.table(table),
            Block::Picture => {
                if let Some(section) = self.sections.last_mut() {
                    section.blocks.push(Block::Picture);
                }
            }
            // Below 常见问题 a term is a question.
            Block::Pair(..) if self.answers_questions() => self.content(block),
            Block::Pair(term, said) => match label::of(term.text()) {
                Some(label) => {
                    self.open(Some(label), term);
                    if let Some(section) = self.sections.last_mut() {
                        section.blocks.extend(said.iter().cloned());
                    }
                    self.closed = true;
                }
                None => {
                    self.open(None, term);
                    if let Some(section) = self.sections.last_mut() {
                        section.blocks.extend(said.iter().cloned());
                    }
                    self.closed = true;
                }
            },
        }
    }

    fn answers_questions(&self) -> bool {
        let last = self.sections.last();
        !self.closed && last.is_some_and(|section| section.label == Some(Label::Faq))
    }

    fn line(&mut self, line: &Line) {
        let text = line.text.text();
        if is_furniture(text) {
            self.closed = !self.sections.is_empty();
            return;
        }
        if let Some((first, rest)) = two_statements(&line.text) {
            for text in [first, rest] {
                let listed = line.listed;
                self.line(&Line { text, listed });
            }
            return;
        }
        let marker = marker::leading(text);
        let kind = marker.map(|marker| marker.kind);
        if let Some(label) = label::of(text) {
            self.numbered = self.numbered.or(kind);
            self.open(Some(label), &line.text);
            return;
        }
        if let Some((label, at)) = label::with_value(text)
            && self.is_at_section_level(kind)
        {
            self.numbered = self.numbered.or(kind);
            let value = line.text.slice(at..text.len()).trimmed();
            self.open(Some(label), &line.text.slice(0..at));
            if !value.is_blank()
                && let Some(section) = self.sections.last_mut()
            {
                section.blocks.push(Block::Line(Line::plain(value)));
            }
            return;
        }
        // 十二、其他事项: numbered as the other headings are, and no sentence.
        let numbered_as_headings = kind.is_some() && kind == self.numbered;
        let is_short = text.chars().count() <= 30 && !text.ends_with(['。', '；', ';']);
        if numbered_as_headings && is_short && kind <= Some(MarkerKind::ChineseBracketed) {
            self.open(None, &line.text);
            return;
        }
        self.content(&Block::Line(line.clone()));
    }

    /// Whether a line with this marker can open a section: in a document whose headings are numbered, a line below them
    /// is numbered otherwise or not at all.
    fn is_at_section_level(&self, kind: Option<MarkerKind>) -> bool {
        match (self.numbered, kind) {
            (Some(own), Some(kind)) => kind <= own,
            _ => true,
        }
    }

    fn open(&mut self, label: Option<Label>, heading: &Fragment) {
        self.closed = false;
        self.sections.push(Section {
            label,
            heading: Some(heading.trimmed()),
            blocks: Vec::new(),
        });
    }

    fn content(&mut self, block: &Block) {
        match self.sections.last_mut() {
            Some(section) if !self.closed => section.blocks.push(block.clone()),
            Some(_) => {
                // Below a finished table of pairs a new text begins, of which nothing is known.
                self.sections.push(Section {
                    label: None,
                    heading: None,
                    blocks: vec![block.clone()],
                });
                self.closed = false;
            }
            None => self.preamble.push(block.clone()),
        }
    }

    /// A table of pairs opens a section for every pair; any other is content.
    fn table(&mut self, table: &Table) {
        let pairs: Vec<_> = table.rows.iter().map(|row| pairs(row)).collect();
        let known = pairs.iter().flatten().filter(|(label, ..)| label.is_some());
        let in_section = self
            .sections
            .last()
            .is_some_and(|section| section.label.is_some() && !self.closed);
        // One known word in a table under a heading is a coincidence: 办理时间 as a column of windows.
        let is_all_known = pairs
            .iter()
            .all(|row| !row.is_empty() && row.iter().all(|(label, ..)| label.is_some()));
        let enough = if in_section && !is_all_known { 3 } else { 1 };
        if known.count() < enough {
            self.content(&Block::Table(table.clone()));
            return;
        }
        for (label, term, value) in pairs.into_iter().flatten() {
            if term.is_blank() {
                continue;
            }
            self.open(label, &term);
            if let Some(section) = self.sections.last_mut() {
                section.blocks = value;
            }
            self.closed = true;
        }
        self.closed = true;
    }
}

/// A line that states one label and its value, and behind a mark the next: 法定时限：20个工作日；承诺时限：10个工作日.
fn two_statements(line: &Fragment) -> Option<(Fragment, Fragment)> {
    let text = line.text();
    label::with_value(text)?;
    let groups = bracket::groups(text);
    text.char_indices()
        .filter(|(at, c)| {
            matches!(c, '；' | ';' | '，' | ',' | '。' | ' ' | '\u{3000}')
                && !bracket::inside(&groups, *at)
        })
        .map(|(at, c)| (at, at + c.len_utf8()))
        .find(|(_, after)| label::with_value(text[*after..].trim_start()).is_some())
        .map(|(at, after)| {
            let rest = line.slice(after..text.len()).trimmed();
            (line.slice(0..at).trimmed(), rest)
        })
}

/// What pages put below their text: 【打印】【关闭】, …主办, 版权所有.
fn is_furniture(text: &str) -> bool {
    let bare: String = text
        .chars()
        .filter(|c| {
            !c.is_whitespace() && !matches!(c, '【' | '】' | '[' | ']' | '|' | '｜' | '·' | '>')
        })
        .collect();
    let is_button = |mut rest: &str| {
        while let Some(tail) = [
            "打印",
            "关闭",
            "关闭窗口",
            "返回顶部",
            "分享",
            "收藏",
            "上一篇",
            "下一篇",
            "返回",
        ]
        .iter()
        .find_map(|word| rest.strip_prefix(word))
        {
            rest = tail;
        }
        rest.is_empty()
    };
    let is_imprint = [
        "主办单位：",
        "主办单位:",
        "版权所有",
        "网站标识码",
        "技术支持：",
        "承办单位：",
    ]
    .iter()
    .any(|word| bare.starts_with(word))
        || bare.contains("ICP备")
        || bare.chars().count() <= 20 && (bare.ends_with("主办") || bare.ends_with("版权所有"));
    !bare.is_empty() && (is_button(&bare) || is_imprint)
}

type Pair = (Option<Label>, Fragment, Vec<Block>);

/// The pairs of a row: one label with one value, or two of each side by side.
fn pairs(row: &[Cell]) -> Vec<Pair> {
    let cells: Vec<&Cell> = row.iter().filter(|cell| !cell.repeated).collect();
    let pair = |label: &Cell, value: &Cell| {
        (
            label::of(label.text.text()),
            label.text.clone(),
            value.blocks.clone(),
        )
    };
    match cells.as_slice() {
        [label, value] => vec![pair(label, value)],
        [a, x, b, y]
            if label::of(a.text.text()).is_some() || label::of(b.text.text()).is_some() =>
        {
            vec![pair(a, x), pair(b, y)]
        }
        // A label over the whole width, as some tables have above their lists.
        [only] if row.len() > 1 => {
            vec![(label::of(only.text.text()), only.text.clone(), Vec::new())]
        }
        _ => Vec::new(),
    }
}
