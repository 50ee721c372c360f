//! 设定依据 from lines and tables.

use tongyuan_model::text::citation::Citation;
use tongyuan_model::text::marker;
use tongyuan_model::{LegalBasis, Reading, Span};

use super::table::Columns;
use crate::fragment::Fragment;
use crate::outline::{Block, lines, whole_text};

#[derive(Clone, Copy, PartialEq)]
enum Column {
    Law,
    DocumentNumber,
    Article,
    Text,
}

fn column(heading: &str) -> Option<Column> {
    Some(match heading {
        "法律名称" | "依据名称" | "法律法规名称" | "名称" | "文件名称" | "法规名称" => {
            Column::Law
        }
        "文号" | "依据文号" | "发文字号" => Column::DocumentNumber,
        "条款" | "条款号" | "条款项" | "依据条款" => Column::Article,
        "内容" | "条款内容" | "具体内容" => Column::Text,
        _ => return None,
    })
}

pub(super) fn read(blocks: &[Block], at: Span) -> Reading<Vec<LegalBasis>> {
    let mut rows = Vec::new();
    for block in blocks {
        match block {
            Block::Table(table) => {
                if let Some(columns) = Columns::of(table, column) {
                    for row in columns.rows() {
                        let get = |kind| row.get(kind).map(Fragment::reading).unwrap_or_default();
                        rows.push(LegalBasis {
                            span: row.get(Column::Law).map(Fragment::span).unwrap_or_default(),
                            law: get(Column::Law),
                            document_number: get(Column::DocumentNumber),
                            article: get(Column::Article),
                            text: get(Column::Text),
                        });
                    }
                } else {
                    for cell in table.rows.iter().flatten().filter(|cell| !cell.repeated) {
                        for line in cell.text.lines() {
                            line_of(&line, &mut rows);
                        }
                    }
                }
            }
            _ => {
                for line in lines(std::slice::from_ref(block)) {
                    line_of(&line.text, &mut rows);
                }
            }
        }
    }
    super::list(rows, &whole_text(blocks), at)
}

/// The laws that a line cites. A line that cites none belongs to the law above it, as the text of its article.
fn line_of(line: &Fragment, rows: &mut Vec<LegalBasis>) {
    let text = line.text();
    let citations = Citation::read_all(text);
    let start = marker::leading(text).map_or(0, |marker| marker.len);
    // 《…》 within a sentence is not a basis of its own: only a line that begins with a title, or that follows 根据, cites.
    let opens = text[start..]
        .trim_start_matches(['根', '据', '依', '按', '照', '经'])
        .starts_with('《');
    if citations.is_empty() || !opens {
        let is_article = tongyuan_model::text::citation::articles(text).is_some();
        match rows.last_mut() {
            Some(last) if is_article && last.article.is_missing() => last.article = line.reading(),
            Some(last) if last.text.is_missing() => last.text = line.reading(),
            Some(_) => {}
            None => rows.push(LegalBasis {
                span: line.span(),
                law: line.reading_of(start..text.len()),
                ..LegalBasis::default()
            }),
        }
        return;
    }
    for citation in citations {
        let part = |range: Option<std::ops::Range<usize>>| {
            range
                .map(|range| line.reading_of(range))
                .unwrap_or_default()
        };
        rows.push(LegalBasis {
            span: line.span_of(citation.law.clone()),
            law: part(Some(citation.law)),
            document_number: part(citation.document_number),
            article: part(citation.article),
            text: part(citation.text),
        });
    }
}
