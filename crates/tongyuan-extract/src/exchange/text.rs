//! The text of a value: escapes, entities and mark-up undone, with the way back to the file.

use tongyuan_model::Span;
use tongyuan_model::text::marker;
use tongyuan_model::tree::Node;

use super::gather::scalar;
use crate::format::Format;
use crate::fragment::Fragment;
use crate::html;
use crate::outline::{Block, Cell, Heading, Line, Table};
use crate::{json, xml};

/// The file that values stand in.
#[derive(Clone, Copy)]
pub(super) struct Source<'t> {
    pub(super) text: &'t str,
    pub(super) format: Format,
}

impl Source<'_> {
    /// A value as it stands, each part of it with its place.
    fn raw(&self, node: &Node<'_>) -> Fragment {
        let text = scalar(node).unwrap_or_default();
        let range = node.span.range();
        let written = self.text.get(range.clone()).unwrap_or_default();
        if written == text {
            return Fragment::verbatim(text, range.start);
        }
        let pieces = match self.format {
            Format::Json | Format::Ndjson => json::unescaped(written, range.start),
            Format::Xml => xml::unescaped(written, range.start),
            _ => Fragment::default(),
        };
        if pieces.text() == text {
            return pieces;
        }
        let mut whole = Fragment::default();
        whole.push(text, range, false);
        whole
    }

    /// A value as blocks: a line for every line, tables and headings where it is a piece of a page.
    pub(super) fn blocks(&self, node: &Node<'_>) -> Vec<Block> {
        let text = decoded(&self.raw(node));
        if !is_page(text.text()) {
            let lines = text.lines();
            return lines.iter().flat_map(apart).collect();
        }
        // What breaks lines in a text breaks none in a page, unless it is a page already.
        let page = if has_blocks(text.text()) {
            text
        } else {
            broken(&text)
        };
        let outline = html::outline(page.text());
        let blocks = outline.blocks.into_iter();
        let mapped = blocks.map(|block| through(block, &page));
        mapped
            .flat_map(|block| match block {
                Block::Line(line) if !line.listed => apart(&line.text),
                other => vec![other],
            })
            .collect()
    }

    /// A value as one text, with a break for every line.
    pub(super) fn fragment(&self, node: &Node<'_>) -> Fragment {
        let mut whole = crate::outline::whole_text(&self.blocks(node));
        if whole.is_blank() {
            whole = Fragment::default();
            whole.push("", node.span.range(), false);
        }
        whole
    }
}

/// Whether a text is more than lines: mark-up or entities.
fn is_page(text: &str) -> bool {
    let entity = |rest: &str| {
        let end = rest.find(';').filter(|end| (3..=9).contains(end));
        end.is_some_and(|end| {
            let name = rest[1..end].trim_start_matches('#');
            name.bytes().all(|b| b.is_ascii_alphanumeric())
        })
    };
    let mut marks = text.match_indices(['<', '&']);
    marks.any(|(at, mark)| match mark {
        "&" => entity(&text[at..]),
        _ => is_tag(&text[at + 1..]),
    })
}

/// Whether what follows a `<` makes a tag of it, one that guides are written with.
fn is_tag(rest: &str) -> bool {
    const TAGS: &[&str] = &[
        "br", "p", "div", "span", "strong", "b", "i", "u", "em", "font", "a", "table", "tbody",
        "tr", "td", "th", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "img", "section",
        "sup", "sub",
    ];
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric());
    let name = rest[..end.unwrap_or(rest.len())].to_ascii_lowercase();
    let closes = end.is_some_and(|end| rest[end..].starts_with([' ', '>', '/', '\t', '\n', '\r']));
    closes && TAGS.contains(&name.as_str())
}

fn has_blocks(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    [
        "<p", "<div", "<table", "<li", "<tr", "<h1", "<h2", "<h3", "<h4", "<section",
    ]
    .iter()
    .any(|tag| text.contains(tag))
}

/// A text whose lines are broken as a page breaks them.
fn broken(text: &Fragment) -> Fragment {
    let mut page = Fragment::default();
    let mut from = 0;
    for (at, mark) in text.text().match_indices('\n') {
        page.append(&text.slice(from..at));
        page.push("<br>", text.span_of(at..at).range(), false);
        from = at + mark.len();
    }
    page.append(&text.slice(from..text.text().len()));
    page
}

/// A text without control characters, and with what was encoded twice encoded once.
fn decoded(text: &Fragment) -> Fragment {
    let words = text.text();
    let is_clean = |c: char| !c.is_control() || matches!(c, '\n' | '\t');
    let mut clean = Fragment::default();
    let mut from = 0;
    let mut at = 0;
    while let Some(c) = words[at..].chars().next() {
        let rest = &words[at..];
        let size = c.len_utf8();
        let surplus = encoded_again(rest);
        if surplus > 0 {
            clean.append(&text.slice(from..at + size));
            at += size + surplus;
            from = at;
        } else if !is_clean(c) {
            clean.append(&text.slice(from..at));
            at += size;
            from = at;
        } else if let Some((mark, length)) = tag_as_entity(rest) {
            clean.append(&text.slice(from..at));
            clean.push(&mark, text.span_of(at..at + length).range(), false);
            at += length;
            from = at;
        } else {
            at += size;
        }
    }
    clean.append(&text.slice(from..words.len()));
    clean
}

/// How many bytes behind a `&` are there only because it was encoded more than once: &amp;amp; &amp;lt; &amp;amp;#39;
fn encoded_again(rest: &str) -> usize {
    let is_reference = |text: &str| {
        let end = text.find(';').filter(|end| (2..=8).contains(end));
        end.is_some_and(|end| {
            let name = text[..end].trim_start_matches('#');
            !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric())
        })
    };
    let Some(mut after) = rest.strip_prefix('&') else {
        return 0;
    };
    let mut surplus = 0;
    while let Some(inner) = after
        .strip_prefix("amp;")
        .filter(|inner| is_reference(inner))
    {
        surplus += "amp;".len();
        after = inner;
    }
    surplus
}

/// `&lt;br/&gt;`: a tag whose brackets were encoded once too often. Other brackets are those of a title (&lt;关于…&gt;).
fn tag_as_entity(rest: &str) -> Option<(String, usize)> {
    let inner = rest.strip_prefix("&lt;")?;
    let end = inner.find("&gt;").filter(|end| *end <= 200)?;
    let tag = format!("{}>", &inner[..end]);
    is_tag(&tag).then(|| (format!("<{tag}"), "&lt;".len() + end + "&gt;".len()))
}

/// A line that numbers its entries within, cut before each: （1）…；（2）…
fn apart(line: &Fragment) -> Vec<Block> {
    let text = line.text();
    let plain = |text: Fragment| Block::Line(Line::plain(text));
    let after = text
        .char_indices()
        .filter(|(_, c)| matches!(c, '；' | ';' | '。' | '：' | ':' | ' ' | '\u{3000}'))
        .map(|(at, c)| at + c.len_utf8());
    let mut cuts: Vec<usize> = Vec::new();
    let mut kind = None;
    for at in std::iter::once(0).chain(after) {
        let Some(found) = marker::leading(&text[at..]) else {
            continue;
        };
        let is_next = found.number == Some(cuts.len() as u64 + 1);
        if is_next && kind.is_none_or(|kind| kind == found.kind) && !text[at..].starts_with(' ') {
            kind = Some(found.kind);
            cuts.push(at);
        }
    }
    if cuts.len() < 2 {
        return vec![plain(line.clone())];
    }
    let starts = std::iter::once(0).chain(cuts.iter().copied());
    let ends = cuts.iter().copied().chain([text.len()]);
    starts
        .zip(ends)
        .map(|(start, end)| line.slice(start..end).trimmed())
        .filter(|part| !part.is_blank())
        .map(plain)
        .collect()
}

/// A block whose places are in a page, with the places of the page.
fn through(block: Block, page: &Fragment) -> Block {
    let map = |text: &Fragment| text.through(page);
    match block {
        Block::Heading(heading) => Block::Heading(Heading {
            level: heading.level,
            text: map(&heading.text),
        }),
        Block::Line(line) => Block::Line(Line {
            text: map(&line.text),
            ..line
        }),
        Block::Table(table) => {
            let rows = table.into_rows().into_iter();
            let row = |row: Vec<Cell>| row.into_iter().map(|cell| cell_through(cell, page));
            Block::Table(Table::new(rows.map(|own| row(own).collect()).collect()))
        }
        Block::Pair(term, said) => {
            let said = said.into_iter().map(|block| through(block, page));
            Block::Pair(map(&term), said.collect())
        }
        Block::Picture => Block::Picture,
    }
}

fn cell_through(cell: Cell, page: &Fragment) -> Cell {
    let blocks = cell.blocks.into_iter().map(|block| through(block, page));
    Cell {
        text: cell.text.through(page),
        blocks: blocks.collect(),
        header: cell.header,
        repeated: cell.repeated,
    }
}

/// A text that stands for what is written at a place.
pub(super) fn standing(text: &str, at: Span) -> Fragment {
    let mut fragment = Fragment::default();
    fragment.push(text, at.range(), false);
    fragment
}
