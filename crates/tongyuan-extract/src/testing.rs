//! What the tests of several readers need.

use std::io::{Cursor, Write};

use tongyuan_model::{Guide, Precision};

use crate::Extracted;
use crate::fragment::Fragment;
use crate::outline::{Block, Document};

/// An archive of these parts.
pub(crate) fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let options = zip::write::SimpleFileOptions::default();
        writer.start_file(*name, options).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Holds every value of what was read against its place.
pub(crate) fn hold(read: &Extracted) {
    for leaf in read.guides.iter().flat_map(Guide::leaves) {
        let cut = read.source.slice(leaf.span);
        assert!(read.source.bears(&leaf), "{leaf:?} in {cut:?}");
    }
}

/// The blocks of a document, a line for each: `# heading`, `* listed line`, `| cell | cell |`, `term: `, `picture`. A
/// repeated cell is in brackets, and what is inside a pair is set in. Every exact span is held against the text.
pub(crate) fn shown(document: &Document) -> Vec<String> {
    let mut out = Vec::new();
    show(document, &document.blocks, "", &mut out);
    out
}

fn show(document: &Document, blocks: &[Block], before: &str, out: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Heading(heading) => {
                let marks = "#".repeat(usize::from(heading.level));
                out.push(format!(
                    "{before}{marks} {}",
                    checked(document, &heading.text)
                ));
            }
            Block::Line(line) => {
                let mark = if line.listed { "* " } else { "" };
                out.push(format!("{before}{mark}{}", checked(document, &line.text)));
            }
            Block::Table(table) => {
                for row in table.rows.iter() {
                    let cells: Vec<_> = row
                        .iter()
                        .map(|cell| {
                            let text = checked(document, &cell.text).replace('\n', "⏎");
                            let text = if cell.repeated {
                                format!("[{text}]")
                            } else {
                                text
                            };
                            let mark = if cell.header { "^" } else { "" };
                            format!("{mark}{text}")
                        })
                        .collect();
                    out.push(format!("{before}| {} |", cells.join(" | ")));
                }
            }
            Block::Pair(term, inside) => {
                out.push(format!("{before}{}:", checked(document, term)));
                show(document, inside, &format!("{before}  "), out);
            }
            Block::Picture => out.push(format!("{before}picture")),
        }
    }
}

fn checked(document: &Document, text: &Fragment) -> String {
    let span = text.span();
    if span.precision == Precision::Exact && !text.is_blank() {
        assert_eq!(&document.text[span.range()], text.text().trim());
    }
    text.text().to_owned()
}
