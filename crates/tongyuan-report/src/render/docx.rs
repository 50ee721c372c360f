//! A channel's document as a Word file: a hand-out on A4 with real headings, tables whose header comes again on every page, and
//! numbered pages. It names no author, and bears no time: the same guide gives the same bytes.

use super::page::{Body, Page, Section, Table};
use crate::word::{NAMESPACES, WIDTH, WordFile, begin_table, cell, end_table, paragraph};

/// The file.
pub(super) fn write(page: &Page) -> Vec<u8> {
    WordFile {
        title: &page.title,
        language: "zh-CN",
        styles: STYLES,
        document: &document(page),
        footers: &[&footer(page)],
    }
    .write()
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

const STYLES: &str = r##"<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:eastAsia="仿宋" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:line="400" w:lineRule="atLeast"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:spacing w:after="240"/><w:jc w:val="center"/></w:pPr><w:rPr><w:rFonts w:eastAsia="黑体"/><w:sz w:val="36"/><w:szCs w:val="36"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:rFonts w:eastAsia="黑体"/><w:sz w:val="30"/><w:szCs w:val="30"/></w:rPr></w:style><w:style w:type="paragraph" w:customStyle="1" w:styleId="Entry"><w:name w:val="条目"/><w:basedOn w:val="Normal"/><w:pPr><w:ind w:left="480" w:hanging="480"/></w:pPr></w:style><w:style w:type="paragraph" w:customStyle="1" w:styleId="Cell"><w:name w:val="表格内容"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:before="20" w:after="20" w:line="300" w:lineRule="atLeast"/></w:pPr><w:rPr><w:sz w:val="21"/><w:szCs w:val="21"/></w:rPr></w:style><w:style w:type="paragraph" w:customStyle="1" w:styleId="CellHead"><w:name w:val="表格栏目"/><w:basedOn w:val="Cell"/><w:rPr><w:rFonts w:eastAsia="黑体"/></w:rPr></w:style><w:style w:type="paragraph" w:customStyle="1" w:styleId="CellKept"><w:name w:val="表格内容（与下段同页）"/><w:basedOn w:val="Cell"/><w:pPr><w:keepNext/></w:pPr></w:style><w:style w:type="paragraph" w:customStyle="1" w:styleId="CellHeadKept"><w:name w:val="表格栏目（与下段同页）"/><w:basedOn w:val="CellHead"/><w:pPr><w:keepNext/></w:pPr></w:style><w:style w:type="paragraph" w:customStyle="1" w:styleId="Gap"><w:name w:val="表格间隔"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:line="120" w:lineRule="exact"/></w:pPr><w:rPr><w:sz w:val="8"/><w:szCs w:val="8"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:line="240" w:lineRule="auto"/><w:jc w:val="center"/></w:pPr><w:rPr><w:sz w:val="15"/><w:szCs w:val="15"/></w:rPr></w:style><w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:left w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:bottom w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:right w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:insideV w:val="single" w:sz="4" w:space="0" w:color="auto"/></w:tblBorders></w:tblPr></w:style></w:styles>"##;
