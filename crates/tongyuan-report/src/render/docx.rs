//! A channel's document as a Word file: a hand-out on A4 with real headings, tables whose header comes again on every page, and
//! numbered pages. It names no author, and bears no time: the same guide gives the same bytes.

use std::fmt::Write as _;

use super::page::{Body, Page, Section, Table};
use crate::escape::xml;

mod package;

/// How much room a line has, in twentieths of a point: A4 between the margins of official papers.
const WIDTH: usize = 8844;

const NAMESPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;

/// The file.
pub(super) fn write(page: &Page) -> Vec<u8> {
    package::write(&page.title, &document(page), &footer(page))
}

fn document(page: &Page) -> String {
    let mut out = format!("<w:document {NAMESPACES}><w:body>");
    paragraph(&mut out, Some("Title"), &page.title);
    for section in &page.sections {
        paragraph(&mut out, Some("Heading1"), section.title);
        for body in &section.bodies {
            self::body(&mut out, body, section);
        }
    }
    out.push_str(
        "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId4\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
         <w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1588\" w:header=\"851\" w:footer=\"992\" w:gutter=\"0\"/>\
         </w:sectPr></w:body></w:document>",
    );
    out
}

/// The number of the page, and the stamp where there is one.
fn footer(page: &Page) -> String {
    let field = |name: &str| {
        format!("<w:fldSimple w:instr=\" {name} \"><w:r><w:t>1</w:t></w:r></w:fldSimple>")
    };
    let words = |words: &str| format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>");
    let mut out = format!("<w:ftr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>");
    out.push_str(&words("第 "));
    out.push_str(&field("PAGE"));
    out.push_str(&words(" 页 共 "));
    out.push_str(&field("NUMPAGES"));
    out.push_str(&words(" 页"));
    out.push_str("</w:p>");
    if let Some(stamp) = &page.stamp {
        paragraph(&mut out, Some("Footer"), stamp);
    }
    out.push_str("</w:ftr>");
    out
}

fn body(out: &mut String, body: &Body, section: &Section) {
    match body {
        Body::Said(lines) => {
            for line in lines {
                paragraph(out, None, line);
            }
        }
        Body::List(rows) => {
            for (row, number) in rows.iter().zip(1..) {
                paragraph(out, Some("Entry"), &format!("{number}. {row}"));
            }
        }
        Body::Pairs(pairs) => {
            let pairs = pairs.iter().map(|(name, lines)| (*name, lines.as_slice()));
            facets(out, section.title, pairs);
        }
        Body::Table(table) if table.is_wide() => {
            for row in &table.rows {
                facets(out, section.title, table.said(row));
            }
        }
        Body::Table(table) => self::table(out, section.title, table),
    }
}

/// A table of two columns: a name, and what is said under it.
fn facets<'p>(
    out: &mut String,
    title: &str,
    pairs: impl Iterator<Item = (&'static str, &'p [String])>,
) {
    const NAMES: usize = 2000;
    /// What is as short as this stays on one page.
    const SHORT: usize = 600;
    let pairs: Vec<_> = pairs.collect();
    let lines = pairs.iter().flat_map(|(_, lines)| lines.iter());
    let is_short = lines.map(|line| line.chars().count()).sum::<usize>() <= SHORT;
    begin_table(out, title, &[NAMES, WIDTH - NAMES], false);
    for ((name, lines), at) in pairs.iter().zip(1..) {
        // What a table is about does not stay behind alone at the foot of a page.
        let is_kept = at < pairs.len() && (is_short || at <= 2);
        let (head, said) = match is_kept {
            true => ("CellHeadKept", "CellKept"),
            false => ("CellHead", "Cell"),
        };
        out.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        cell(out, NAMES, head, &[name]);
        cell(out, WIDTH - NAMES, said, lines);
        out.push_str("</w:tr>");
    }
    end_table(out);
}

fn table(out: &mut String, title: &str, table: &Table) {
    let widths = widths(table);
    begin_table(out, title, &widths, true);
    out.push_str("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    for (name, width) in table.head.iter().zip(&widths) {
        cell(out, *width, "CellHead", &[name]);
    }
    out.push_str("</w:tr>");
    for row in &table.rows {
        out.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        for (lines, width) in row.iter().zip(&widths) {
            cell(out, *width, "Cell", lines);
        }
        out.push_str("</w:tr>");
    }
    end_table(out);
}

/// How wide each column is: as its longest line, where that is short, and what is left is for the others by their longest line,
/// within bounds.
fn widths(table: &Table) -> Vec<usize> {
    const SHORT: usize = 6;
    const MOST: usize = 24;
    /// A character, and what stands beside it in a cell.
    const CHARACTER: usize = 210;
    const EDGES: usize = 240;
    let longest = |at: usize| {
        let cells = table.rows.iter().filter_map(|row| row.get(at)).flatten();
        let head = table.head.get(at).map(|name| name.chars().count());
        let longest = cells.map(|line| line.chars().count()).chain(head).max();
        longest.unwrap_or_default().min(MOST)
    };
    let columns: Vec<usize> = (0..table.head.len()).map(longest).collect();
    let is_short = |own: &usize| *own <= SHORT;
    let (short, long): (Vec<usize>, Vec<usize>) = columns.iter().partition(|own| is_short(own));
    let short: usize = short.iter().map(|own| own * CHARACTER + EDGES).sum();
    let long: usize = long.iter().sum();
    let left = WIDTH.saturating_sub(short);
    let width = |own: &usize| match (is_short(own), long) {
        (false, _) => own * left / long.max(1),
        (true, 0) => (own * CHARACTER + EDGES) * WIDTH / short.max(1),
        (true, _) => own * CHARACTER + EDGES,
    };
    columns.iter().map(width).collect()
}

fn begin_table(out: &mut String, title: &str, widths: &[usize], has_header: bool) {
    let (row, column) = (u8::from(has_header), u8::from(!has_header));
    let _ = write!(
        out,
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"{WIDTH}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>\
         <w:tblLook w:val=\"0000\" w:firstRow=\"{row}\" w:lastRow=\"0\" w:firstColumn=\"{column}\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>\
         <w:tblCaption w:val=\"{title}\"/></w:tblPr><w:tblGrid>"
    );
    for width in widths {
        let _ = write!(out, "<w:gridCol w:w=\"{width}\"/>");
    }
    out.push_str("</w:tblGrid>");
}

/// Two tables without a paragraph between them would be one.
fn end_table(out: &mut String) {
    out.push_str("</w:tbl>");
    paragraph(out, Some("Gap"), "");
}

fn cell(out: &mut String, width: usize, style: &str, lines: &[impl AsRef<str>]) {
    let _ = write!(
        out,
        "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>"
    );
    for line in lines {
        paragraph(out, Some(style), line.as_ref());
    }
    // A cell has a paragraph, whatever it says.
    if lines.is_empty() {
        paragraph(out, Some(style), "");
    }
    out.push_str("</w:tc>");
}

fn paragraph(out: &mut String, style: Option<&str>, text: &str) {
    out.push_str("<w:p>");
    if let Some(style) = style {
        let _ = write!(out, "<w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>");
    }
    if !text.is_empty() {
        let _ = write!(
            out,
            "<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>",
            xml(text)
        );
    }
    out.push_str("</w:p>");
}
