//! Markdown (CommonMark with tables) into the outline of a document.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::capture::Capture;
use crate::decode;
use crate::failure::Failure;
use crate::fragment::Fragment;
use crate::note::{Note, NoteKind};
use crate::outline::{Block, Cell, Document, Heading, Line, Table};
use tongyuan_model::{Place, Span};

pub(crate) fn read(capture: &Capture) -> Result<Document, Failure> {
    let (text, notes) = decode::decode(&capture.bytes)?;
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut reader = Reader::new(&text);
    for (event, range) in Parser::new_ext(&text, options).into_offset_iter() {
        reader.event(event, range);
    }
    reader.end_line();
    let document = Document {
        blocks: reader.blocks,
        places: reader.places,
        notes: notes.into_iter().chain(reader.notes).collect(),
        ..Document::default()
    };
    Ok(Document { text, ..document })
}

struct Reader<'t> {
    text: &'t str,
    blocks: Vec<Block>,
    places: Vec<(Span, Place)>,
    notes: Vec<Note>,
    line: Fragment,
    /// How deep in lists the line stands, and whether it begins an item.
    depth: u8,
    begins_item: bool,
    heading: Option<u8>,
    /// Inside the text of a link a line break is none: it was put there for the author's own eye.
    links: u32,
    /// Inside something that is not read: front matter, raw markup.
    skipped: bool,
    tables: u32,
    table: Option<Table>,
    row: Vec<Cell>,
    header: bool,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            blocks: Vec::new(),
            places: Vec::new(),
            notes: Vec::new(),
            line: Fragment::default(),
            depth: 0,
            begins_item: false,
            heading: None,
            links: 0,
            skipped: false,
            tables: 0,
            table: None,
            row: Vec::new(),
            header: false,
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(shown) | Event::Code(shown) if !self.skipped => self.shown(&shown, range),
            Event::SoftBreak | Event::HardBreak if self.links == 0 => self.break_line(range.start),
            Event::InlineHtml(tag) if is_break(&tag) => self.break_line(range.start),
            Event::TaskListMarker(done) => {
                let mark = if done { "☑" } else { "☐" };
                self.line.push(mark, range, false);
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph if self.table.is_none() => self.end_line(),
            Tag::Heading { level, .. } => {
                self.end_line();
                self.heading = Some(number_of(*level));
            }
            Tag::List(_) => {
                self.end_line();
                self.depth = self.depth.saturating_add(1);
            }
            Tag::Item => {
                self.end_line();
                self.begins_item = true;
            }
            Tag::Link { .. } => self.links += 1,
            Tag::Image { .. } => {
                let at = Span::enclosing(range.start, range.end);
                self.notes.push(Note::at(NoteKind::Picture, at));
                self.end_line();
                self.blocks.push(Block::Picture);
                self.skipped = true;
            }
            Tag::MetadataBlock(_) => self.skipped = true,
            Tag::Table(_) => {
                self.end_line();
                self.tables += 1;
                self.table = Some(Table::default());
            }
            Tag::TableHead => self.header = true,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Item | TagEnd::CodeBlock if self.table.is_none() => {
                self.end_line();
            }
            TagEnd::Heading(_) => {
                self.end_line();
                self.heading = None;
            }
            TagEnd::List(_) => {
                self.end_line();
                self.depth = self.depth.saturating_sub(1);
            }
            TagEnd::Link => self.links = self.links.saturating_sub(1),
            TagEnd::Image | TagEnd::MetadataBlock(_) => self.skipped = false,
            TagEnd::TableCell => self.end_cell(),
            TagEnd::TableHead => {
                self.end_row();
                self.header = false;
            }
            TagEnd::TableRow => self.end_row(),
            TagEnd::Table => {
                if let Some(table) = self.table.take() {
                    self.blocks.push(Block::Table(table));
                }
            }
            _ => {}
        }
    }

    /// Adds what is shown; it stands in the file as it is unless it was escaped there.
    fn shown(&mut self, shown: &str, range: Range<usize>) {
        let written = &self.text[range.clone()];
        if written == shown && !shown.contains('\n') {
            self.line.push(shown, range, true);
            return;
        }
        match written.find(shown) {
            Some(at) => {
                let mut at = range.start + at;
                for piece in shown.split_inclusive('\n') {
                    let line = piece.trim_end_matches('\n');
                    self.line.push(line, at..at + line.len(), true);
                    if line.len() < piece.len() {
                        self.break_line(at + line.len());
                    }
                    at += piece.len();
                }
            }
            None => self.line.push(shown, range, false),
        }
    }

    /// The line gathered so far. Marks of bold that Markdown does not take for such between Chinese characters are
    /// shown, and were meant as marks.
    fn take_line(&mut self) -> Fragment {
        let whole = std::mem::take(&mut self.line);
        if !whole.text().contains("**") {
            return whole;
        }
        let mut line = Fragment::default();
        let mut at = 0;
        for piece in whole.text().split("**") {
            line.append(&whole.slice(at..at + piece.len()));
            at += piece.len() + 2;
        }
        line
    }

    fn break_line(&mut self, at: usize) {
        if self.table.is_some() {
            self.line.push("\n", at..at, false);
        } else {
            self.end_line();
        }
    }

    fn end_line(&mut self) {
        let whole = self.take_line();
        for text in whole.lines() {
            self.blocks.push(match self.heading {
                Some(level) => Block::Heading(Heading { level, text }),
                None => Block::Line(Line {
                    text,
                    listed: std::mem::take(&mut self.begins_item),
                    depth: self.depth,
                }),
            });
        }
    }

    fn end_cell(&mut self) {
        let text = self.take_line().trimmed();
        let blocks = text
            .lines()
            .into_iter()
            .map(|line| Block::Line(Line::plain(line)))
            .collect();
        if let Some(table) = &self.table
            && !text.is_blank()
        {
            let place = Place::Cell {
                table: self.tables,
                row: number(table.rows.len() + 1),
                column: number(self.row.len() + 1),
            };
            self.places.push((text.span(), place));
        }
        self.row.push(Cell {
            text,
            blocks,
            header: self.header,
            repeated: false,
        });
    }

    fn end_row(&mut self) {
        let row = std::mem::take(&mut self.row);
        if let Some(table) = &mut self.table {
            table.rows_mut().push(row);
        }
    }
}

fn is_break(tag: &str) -> bool {
    let tag = tag.trim_matches(['<', '>', '/', ' ']);
    tag.eq_ignore_ascii_case("br")
}

fn number_of(level: HeadingLevel) -> u8 {
    u8::try_from(level as usize).unwrap_or(6)
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(text: &str) -> Vec<String> {
        let document = read(&Capture::new("a.md", text)).unwrap_or_default();
        document
            .blocks
            .iter()
            .map(|block| shown(block, &document.text))
            .collect()
    }

    /// A block with what stands at its place in the file.
    fn shown(block: &Block, source: &str) -> String {
        let own = |text: &Fragment| {
            let written = &source[text.span().range()];
            if written == text.text() {
                written.to_owned()
            } else {
                format!("{} ← {written}", text.text())
            }
        };
        match block {
            Block::Heading(heading) => format!(
                "{} {}",
                "#".repeat(heading.level.into()),
                own(&heading.text)
            ),
            Block::Line(line) if line.listed => format!(
                "{}- {}",
                "  ".repeat(usize::from(line.depth) - 1),
                own(&line.text)
            ),
            Block::Line(line) => own(&line.text),
            Block::Table(table) => {
                let rows: Vec<_> = table
                    .rows
                    .iter()
                    .map(|row| {
                        row.iter()
                            .map(|cell| own(&cell.text))
                            .collect::<Vec<_>>()
                            .join("|")
                    })
                    .collect();
                rows.join(" / ")
            }
            Block::Picture => "picture".to_owned(),
            Block::Pair(..) => "pair".to_owned(),
        }
    }

    #[test]
    fn headings_lists_and_lines() {
        let text = "---\ntitle: 甲\n---\n# 指南\n\n**一、受理条件**\n\n1.年满18周岁；\n    （1）甲\n\n- 身份证\n  - 复印件\n- 户口簿\n";
        assert_eq!(
            outline(text),
            [
                "# 指南",
                "一、受理条件",
                "1.年满18周岁；",
                "（1）甲",
                "- 身份证",
                "  - 复印件",
                "- 户口簿"
            ]
        );
    }

    #[test]
    fn tables_with_breaks_in_cells() {
        let text = "| 材料 | 份数 |\n|---|---|\n| 身份证<br>复印件 | 1 |\n";
        assert_eq!(
            outline(text),
            ["材料|份数 / 身份证\n复印件 ← 身份证<br>复印件|1"]
        );
    }

    #[test]
    fn what_is_escaped_or_bold_between_ideographs() {
        assert_eq!(
            outline("见t20240617\\_37"),
            ["见t20240617_37 ← 见t20240617\\_37"]
        );
        assert_eq!(
            outline("按**《办法》（试行）**的规定"),
            ["按《办法》（试行）的规定 ← 按**《办法》（试行）**的规定"]
        );
    }
}
