//! 设定依据 from lines and tables.

use tongyuan_model::text::citation::Citation;
use tongyuan_model::text::marker;
use tongyuan_model::{LegalBasis, Reading, Span};

use super::table::{Columns, facets};
use crate::fragment::Fragment;
use crate::outline::{Block, Table, lines, whole_text};

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
        "条款" | "条款号" | "条款项" | "依据条款" | "法律条款" | "具体条款" => {
            Column::Article
        }
        "内容" | "条款内容" | "具体内容" => Column::Text,
        _ => return None,
    })
}

pub(super) fn read(blocks: &[Block], at: Span) -> Reading<Vec<LegalBasis>> {
    let mut rows = Vec::new();
    for block in blocks {
        match block {
            Block::Table(table) => {
                if let Some(pairs) = pairs(table) {
                    from_pairs(&pairs, &mut rows);
                } else if let Some(columns) = Columns::of(table, column) {
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
    super::list(rows, || whole_text(blocks), at)
}

/// The fields of a table that states them side by side or one below the other: 法律法规名称, 条款号, 条款内容.
fn pairs(table: &Table) -> Option<Vec<(Column, &Fragment)>> {
    facets(table, column).filter(|pairs| pairs.len() > 1)
}

/// Every name of a law begins a row.
fn from_pairs(pairs: &[(Column, &Fragment)], rows: &mut Vec<LegalBasis>) {
    for (kind, value) in pairs {
        if *kind == Column::Law {
            rows.push(LegalBasis {
                span: value.span(),
                law: value.reading(),
                ..LegalBasis::default()
            });
        }
        let Some(last) = rows.last_mut() else {
            continue;
        };
        match kind {
            Column::Law => {}
            Column::DocumentNumber => last.document_number.or_fill(value.reading()),
            Column::Article => last.article.or_fill(value.reading()),
            Column::Text => last.text.or_fill(value.reading()),
        }
    }
}

/// Whether a title stands where a basis begins: at the head of the line, behind 根据, 【规章】, 法律：, or who issued it.
fn opens_basis(text: &str) -> bool {
    const MOST_CHARS: usize = 14;
    let Some(at) = text.find('《') else {
        return false;
    };
    let before = text[..at].trim();
    let before = match before.rfind(['】', ']']) {
        Some(close) if before.starts_with(['【', '[']) => {
            before[close..].trim_start_matches(['】', ']']).trim()
        }
        _ => before,
    };
    let issuers = [
        '部', '局', '司', '委', '厅', '院', '会', '府', '办', '省', '市', '行', '署',
    ];
    before
        .trim_start_matches(['根', '据', '依', '按', '照', '经'])
        .is_empty()
        || before.chars().count() <= MOST_CHARS
            && (before.ends_with(['：', ':']) || before.ends_with(issuers))
}

/// The laws that a line cites. A line that cites none belongs to the law above it, as the text of its article.
fn line_of(line: &Fragment, rows: &mut Vec<LegalBasis>) {
    let text = line.text();
    let citations = Citation::read_all(text);
    let start = marker::leading(text).map_or(0, |marker| marker.len);
    // 《…》 within a sentence is not a basis of its own.
    let opens = opens_basis(&text[start..]);
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
