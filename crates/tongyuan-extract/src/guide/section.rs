//! Cutting a document into its sections.

use tongyuan_model::Span;
use tongyuan_model::text::bracket;
use tongyuan_model::text::marker::{self, MarkerKind};

use super::label::{self, Label, Labels};
use super::material;
use super::record::{facet, several_facets};
use super::table::is_banner;
use super::title::titles;
use crate::fragment::Fragment;
use crate::outline::{Block, Cell, Chosen, Line, Table, whole_text};
use crate::sheet;

/// A section: what its heading announces, and what stands below it.
#[derive(Clone, Debug, Default)]
pub(super) struct Section {
    /// What the heading announces; none where its words are not known.
    pub(super) label: Option<Label>,
    /// What the heading above it announces, where it is a pair or a line below one.
    pub(super) within: Option<Label>,
    /// The heading as it stands.
    pub(super) heading: Option<Fragment>,
    /// What stands below it.
    pub(super) blocks: Vec<Block>,
    /// The level of the headings inside it, where the first thing in it was one.
    pub(super) inner: Option<u8>,
}

impl Section {
    /// The content with the unit that the heading gives it, where it is a bare number: 法定时限（工作日） 20.
    pub(super) fn with_unit(&self, content: Fragment) -> Fragment {
        let number = content.text().trim();
        let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        let unit = self
            .heading
            .as_ref()
            .filter(|_| is_number)
            .and_then(|heading| {
                let text = heading.text();
                let open = text.rfind(['（', '('])?;
                let start = open + text[open..].chars().next().map_or(0, char::len_utf8);
                let end = text.rfind(['）', ')']).filter(|end| *end > start)?;
                let unit = heading.slice(start..end);
                ["工作日", "自然日", "日", "天", "个月", "月"]
                    .contains(&unit.text())
                    .then_some(unit)
            });
        match unit {
            Some(unit) => {
                let mut whole = content.trimmed();
                whole.append(&unit);
                whole
            }
            None => content,
        }
    }

    /// A part of a page that a profile has chosen for a field. A heading or the name of the field above it is no content.
    pub(super) fn chosen(own: &Chosen) -> Self {
        let heading = own.blocks.split_first().filter(|(first, rest)| {
            let is_heading = matches!(first, Block::Heading(_)) && !rest.is_empty();
            let names_it = first.text().and_then(|text| label::of(text.text())) == Some(own.label);
            is_heading || names_it
        });
        let (heading, blocks) = match heading {
            Some((first, rest)) => (first.text().cloned(), rest),
            None => (None, &own.blocks[..]),
        };
        Self {
            label: Some(own.label),
            within: None,
            heading,
            blocks: blocks.to_vec(),
            inner: None,
        }
    }

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
pub(super) fn split(blocks: &[Block], labels: &Labels) -> (Vec<Section>, Vec<Block>) {
    let mut splitter = Splitter::new(labels);
    let titles = titles(blocks, labels);
    for (at, block) in blocks.iter().enumerate() {
        match block {
            Block::Line(line) if titles.contains(&at) => {
                splitter.end_record();
                splitter.above = None;
                splitter.open(None, &line.text);
            }
            _ => splitter.block(block),
        }
    }
    splitter.end_record();
    (splitter.sections, splitter.preamble)
}

struct Splitter<'l> {
    /// What this site calls its sections.
    labels: &'l Labels,
    sections: Vec<Section>,
    preamble: Vec<Block>,
    /// How the headings of this document are numbered, once one was recognised.
    numbered: Option<MarkerKind>,
    /// The level of the format's own headings that open sections.
    level: Option<u8>,
    /// What the last of the format's own headings that opened a section announces.
    above: Option<Label>,
    /// Whether the last section came from a pair, so that what follows does not belong to it.
    closed: bool,
    /// The fields of one material that were gathered so far, where a document states them one by one.
    record: Vec<(Fragment, Vec<Block>)>,
}

impl<'l> Splitter<'l> {
    fn new(labels: &'l Labels) -> Self {
        Self {
            labels,
            sections: Vec::new(),
            preamble: Vec::new(),
            numbered: None,
            level: None,
            above: None,
            closed: false,
            record: Vec::new(),
        }
    }

    fn block(&mut self, block: &Block) {
        if let Block::Line(line) = block
            && !self.record.is_empty()
            && let Some(several) = several_facets(line)
        {
            for line in several {
                self.block(&Block::Line(line));
            }
            return;
        }
        if let Some((term, said)) = facet(block, !self.record.is_empty()) {
            self.facet(term, said);
            return;
        }
        self.end_record();
        match block {
            // Below 常见问题 a heading that asks is a question.
            Block::Heading(heading)
                if self.answers_questions()
                    && heading.text.text().trim_end().ends_with(['？', '?']) =>
            {
                self.content(block);
            }
            Block::Heading(heading) => {
                let label = self.labels.of(heading.text.text());
                let deeper = match self.level {
                    Some(level) => heading.level > level,
                    // No heading of the format has opened a section yet. The first below a label belongs to its section,
                    // and with it those of its kind.
                    None => self.sections.last_mut().is_some_and(|section| {
                        if section.blocks.is_empty() && !self.closed {
                            section.inner = Some(heading.level);
                        }
                        section.inner.is_some_and(|inner| heading.level >= inner)
                    }),
                };
                if label.is_some() {
                    self.level = Some(heading.level);
                    self.above = None;
                    self.open(label, &heading.text);
                    self.above = label;
                } else if let Some((label, at)) = self.labels.with_value(heading.text.text()) {
                    self.level = Some(heading.level);
                    self.above = None;
                    self.open_with_value(label, &heading.text, at);
                } else if self.sections.is_empty() {
                    self.preamble.push(block.clone());
                } else if deeper {
                    self.content(block);
                } else {
                    self.above = None;
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
            Block::Pair(term, said) => match self.labels.of(term.text()) {
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

    /// One field of a material. A field that comes again begins the next material.
    fn facet(&mut self, term: Fragment, said: Vec<Block>) {
        let names = material::names(term.text());
        let is_next = self
            .record
            .iter()
            .any(|(own, _)| own.text() == term.text() || names && material::names(own.text()));
        if is_next {
            self.end_material();
        }
        self.record.push((term, said));
    }

    fn end_record(&mut self) {
        if !self.record.is_empty() {
            // What is said without a name is said of the entry above, and the list goes on.
            let is_named = self
                .record
                .iter()
                .any(|(term, _)| material::names(term.text()));
            self.end_material();
            self.closed = is_named;
        }
    }

    /// Puts the fields of one material into the section of materials, as a small table.
    fn end_material(&mut self) {
        let record = std::mem::take(&mut self.record);
        let Some((first, _)) = record.first() else {
            return;
        };
        let open = self.sections.last();
        if open.is_none_or(|section| section.label != Some(Label::Materials)) {
            let heading = first.clone();
            self.open(Some(Label::Materials), &heading);
        }
        let cell = |text: Fragment, blocks: Vec<Block>| Cell {
            text,
            blocks,
            ..Cell::default()
        };
        let rows = record
            .into_iter()
            .map(|(term, said)| vec![cell(term, Vec::new()), cell(whole_text(&said), said)])
            .collect();
        if let Some(section) = self.sections.last_mut() {
            section.blocks.push(Block::Table(Table::new(rows)));
        }
    }

    fn answers_questions(&self) -> bool {
        let last = self.sections.last();
        !self.closed && last.is_some_and(|section| section.label == Some(Label::Faq))
    }

    fn line(&mut self, line: &Line) {
        let text = line.text.text();
        // Below 常见问题 要带什么？ is a question, and no heading.
        if self.answers_questions() && text.trim_end().ends_with(['？', '?']) {
            self.content(&Block::Line(line.clone()));
            return;
        }
        if is_furniture(text) {
            self.closed = !self.sections.is_empty();
            return;
        }
        if let Some((first, rest)) = two_statements(&line.text, self.labels) {
            for text in [first, rest] {
                self.line(&Line { text, ..*line });
            }
            return;
        }
        let marker = marker::leading(text);
        let kind = marker.map(|marker| marker.kind);
        if let Some(label) = self.labels.of(text) {
            self.numbered = self.numbered.or(kind);
            self.open(Some(label), &line.text);
            return;
        }
        if let Some((label, at)) = self.labels.with_value(text)
            && self.is_at_section_level(kind)
        {
            self.numbered = self.numbered.or(kind);
            self.open_with_value(label, &line.text, at);
            return;
        }
        if let Some((name, value)) = tabbed_pair(&line.text) {
            self.open(None, &name);
            self.content(&Block::Line(Line::plain(value)));
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

    /// Opens a section by a line that states label and value; the value begins at the byte given.
    fn open_with_value(&mut self, label: Label, line: &Fragment, at: usize) {
        let value = line.slice(at..line.text().len()).trimmed();
        self.open(Some(label), &line.slice(0..at));
        if !value.is_blank()
            && let Some(section) = self.sections.last_mut()
        {
            section.blocks.push(Block::Line(Line::plain(value)));
        }
    }

    fn open(&mut self, label: Option<Label>, heading: &Fragment) {
        self.closed = false;
        self.sections.push(Section {
            label,
            within: self.above,
            heading: Some(heading.trimmed()),
            ..Section::default()
        });
    }

    fn content(&mut self, block: &Block) {
        match self.sections.last_mut() {
            Some(section) if !self.closed => section.blocks.push(block.clone()),
            Some(_) => {
                // Below a finished table of pairs a new text begins, of which nothing is known.
                self.sections.push(Section {
                    label: None,
                    blocks: vec![block.clone()],
                    ..Section::default()
                });
                self.closed = false;
            }
            None => self.preamble.push(block.clone()),
        }
    }

    /// A table of pairs opens a section for every pair; one that only arranges the page is read as what it holds; any
    /// other is content.
    fn table(&mut self, table: &Table) {
        if let Some(items) = sheet::items_of(table) {
            for block in &items {
                self.block(block);
            }
            return;
        }
        let groups = groups(table, self.labels);
        let known = groups.iter().filter(|(label, ..)| label.is_some()).count();
        let in_section = self
            .sections
            .last()
            .is_some_and(|section| section.label.is_some() && !self.closed);
        // One known word in a table under a heading is a coincidence: 办理时间 as a column of windows.
        let is_all_known = known == groups.len() && known > 0;
        let enough = if in_section && !is_all_known { 3 } else { 1 };
        if known < enough {
            if is_layout(table, self.labels) {
                for cell in table.rows.iter().flatten().filter(|cell| !cell.repeated) {
                    for block in &cell.blocks {
                        self.block(block);
                    }
                }
            } else {
                self.content(&Block::Table(table.clone()));
            }
            return;
        }
        for (label, term, value) in groups {
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

/// 审批对象 企业法人: a field of unknown name, which a tab parts from its value.
fn tabbed_pair(line: &Fragment) -> Option<(Fragment, Fragment)> {
    const MOST_CHARS: usize = 12;
    let text = line.text();
    let (name, value) = text.split_once('\t')?;
    let is_name = !name.trim().is_empty()
        && name.chars().count() <= MOST_CHARS
        && marker::leading(name).is_none()
        && !name.is_ascii()
        && !value.trim().is_empty();
    is_name.then(|| {
        let name_end = name.len();
        (
            line.slice(0..name_end),
            line.slice(name_end..text.len()).trimmed(),
        )
    })
}

/// A line that states one label and its value, and behind a mark the next: 法定时限：20个工作日；承诺时限：10个工作日.
fn two_statements(line: &Fragment, labels: &Labels) -> Option<(Fragment, Fragment)> {
    let text = line.text();
    labels.with_value(text)?;
    let groups = bracket::groups(text);
    let start = marker::leading(text).map_or(0, |marker| marker.len);
    text.char_indices()
        .filter(|(at, c)| {
            *at >= start
                && matches!(c, '；' | ';' | '，' | ',' | '。' | ' ' | '\u{3000}')
                && !bracket::inside(&groups, *at)
        })
        .map(|(at, c)| (at, at + c.len_utf8()))
        .find(|(_, after)| labels.with_value(text[*after..].trim_start()).is_some())
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
        || bare.chars().count() <= 20 && (bare.ends_with("主办") || bare.ends_with("版权所有"))
        || bare.chars().count() <= 60
            && bare.contains("主办")
            && (bare.contains("邮编") || bare.contains("地址："))
        || bare.chars().count() <= 40 && bare.contains("版权所有")
        || bare.starts_with("Copyright");
    !bare.is_empty() && (is_button(&bare) || is_imprint)
}

/// A label with its words and what is said of it.
type Pair = (Option<Label>, Fragment, Vec<Block>);

/// The pairs of a table. A label that is merged over several rows has all of them: a table of its own, without the label.
fn groups(table: &Table, labels: &Labels) -> Vec<Pair> {
    let mut groups = Vec::new();
    let mut at = 0;
    while at < table.rows.len() {
        let row = &table.rows[at];
        let below = table.rows[at + 1..]
            .iter()
            .take_while(|row| row.first().is_some_and(|cell| cell.repeated) && row.len() > 1)
            .count();
        let label = row.first().and_then(|cell| labels.of(cell.text.text()));
        if label.is_some() && is_banner(row) {
            // A label over the whole width has the cells below it that are as wide.
            let wide = table.rows[at + 1..]
                .iter()
                .take_while(|row| is_banner(row) && labels.of(row[0].text.text()).is_none());
            let said: Vec<Block> = wide.clone().flat_map(|row| row[0].blocks.clone()).collect();
            let count = wide.count();
            if count > 0 {
                groups.push((label, row[0].text.clone(), said));
                at += count + 1;
                continue;
            }
        }
        match label {
            Some(label) if below > 0 && !is_banner(row) => {
                let rows = table.rows[at..=at + below].iter();
                let side = Table::new(rows.map(|row| row[1..].to_vec()).collect());
                groups.push((Some(label), row[0].text.clone(), vec![Block::Table(side)]));
                at += below + 1;
            }
            _ => {
                groups.extend(pairs(row, labels));
                at += 1;
            }
        }
    }
    groups
}

/// The pairs of a row: one label with one value, or two of each side by side.
fn pairs(row: &[Cell], labels: &Labels) -> Vec<Pair> {
    let cells: Vec<&Cell> = row.iter().filter(|cell| !cell.repeated).collect();
    let label_of = |cell: &Cell| labels.of(cell.text.text());
    let pair =
        |label: &Cell, value: &Cell| (label_of(label), label.text.clone(), value.blocks.clone());
    match cells.as_slice() {
        [label, value] => match labels.with_value(label.text.text()) {
            // 法定时限：20个工作日 in either cell.
            Some(_) => [*label, *value]
                .into_iter()
                .flat_map(|cell| stated(cell, labels))
                .collect(),
            None => vec![pair(label, value)],
        },
        // A label over the whole width, as some tables have above their lists.
        [only] if row.len() > 1 => vec![(label_of(only), only.text.clone(), Vec::new())],
        several if several.len() % 2 == 0 => {
            let pairs = several.chunks(2);
            let known = pairs
                .clone()
                .filter(|pair| label_of(pair[0]).is_some())
                .count();
            // A header row of labels has labels where the values would be, and a row of a list has a word that is one
            // by chance.
            let header = several
                .iter()
                .skip(1)
                .step_by(2)
                .filter(|cell| label_of(cell).is_some())
                .count();
            let enough = known > header && (several.len() <= 4 || known == pairs.len());
            if enough {
                pairs.map(|cells| pair(cells[0], cells[1])).collect()
            } else {
                Vec::new()
            }
        }
        _ => Vec::new(),
    }
}

/// A cell that states label and value itself.
fn stated(cell: &Cell, labels: &Labels) -> Option<Pair> {
    let text = cell.text.text();
    let (label, at) = labels.with_value(text)?;
    let value = cell.text.slice(at..text.len()).trimmed();
    Some((
        Some(label),
        cell.text.slice(0..at),
        vec![Block::Line(Line::plain(value))],
    ))
}

/// Whether a table only arranges the page: what its cells hold has sections of its own.
fn is_layout(table: &Table, labels: &Labels) -> bool {
    let cells = || table.rows.iter().flatten().filter(|cell| !cell.repeated);
    let opens = |block: &Block| match block {
        Block::Heading(heading) => labels.of(heading.text.text()).is_some(),
        Block::Line(line) => {
            let text = line.text.text();
            labels.of(text).is_some() || labels.with_value(text).is_some()
        }
        Block::Table(table) => table.rows.len() > 1,
        Block::Pair(..) => true,
        Block::Picture => false,
    };
    cells().any(|cell| {
        let nested = cell
            .blocks
            .iter()
            .any(|block| matches!(block, Block::Table(table) if table.rows.len() > 1 || is_layout(table, labels)));
        nested || cell.blocks.iter().filter(|block| opens(block)).count() >= 2
    })
}
