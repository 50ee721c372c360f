//! 办理结果 from lines and tables.

use tongyuan_model::text::marker;
use tongyuan_model::{Reading, ResultDocument, Span};

use super::table::Columns;
use crate::fragment::Fragment;
use crate::outline::{Block, lines, whole_text};

#[derive(Clone, Copy, PartialEq)]
enum Column {
    Name,
    Kind,
    Sample,
    Validity,
}

fn column(heading: &str) -> Option<Column> {
    Some(match heading {
        "结果名称" | "名称" | "办理结果" | "审批结果名称" => Column::Name,
        "结果类型" | "类型" => Column::Kind,
        "结果样本" | "样本" => Column::Sample,
        "有效期" | "有效期限" => Column::Validity,
        _ => return None,
    })
}

pub(super) fn read(blocks: &[Block], at: Span) -> Reading<Vec<ResultDocument>> {
    let mut results = Vec::new();
    for block in blocks {
        if let Block::Table(table) = block {
            if let Some(columns) = Columns::of(table, column) {
                for row in columns.rows() {
                    let get = |kind| row.get(kind).map(Fragment::reading).unwrap_or_default();
                    results.push(ResultDocument {
                        span: row
                            .get(Column::Name)
                            .map(Fragment::span)
                            .unwrap_or_default(),
                        name: get(Column::Name),
                        kind: get(Column::Kind),
                        sample: get(Column::Sample),
                        validity: get(Column::Validity),
                    });
                }
            }
            continue;
        }
        for line in lines(std::slice::from_ref(block)) {
            let text = line.text.text();
            let start = marker::leading(text).map_or(0, |marker| marker.len);
            from_line(&line.text, start, &mut results);
        }
    }
    super::list(results, || whole_text(blocks), at)
}

/// `专利权质押登记通知书（有效期：3年）`, `有效期：3年`.
fn from_line(line: &Fragment, start: usize, results: &mut Vec<ResultDocument>) {
    let text = line.text();
    let bare = text[start..].trim_end_matches(['。', '；', ';']);
    if let Some(validity) = bare
        .strip_prefix("有效期：")
        .or_else(|| bare.strip_prefix("有效期:"))
    {
        if let Some(last) = results.last_mut() {
            let from = start + bare.len() - validity.len();
            last.validity
                .or_fill(line.reading_of(from..start + bare.len()));
        }
        return;
    }
    // The validity may stand in brackets behind the name.
    let (name, validity) = match bare.find(['（', '(']).map(|at| (at, &bare[at..])) {
        Some((at, group)) if group.contains("有效期") => {
            let open = group.chars().next().map_or(0, char::len_utf8);
            let inner = group[open..].trim_end_matches(['）', ')']);
            let value = inner
                .trim_start_matches("有效期")
                .trim_start_matches(['：', ':', '为', '限']);
            let end = start + at + open + inner.len();
            (at, Some(end - value.len()..end))
        }
        _ => (bare.len(), None),
    };
    let reading = line.reading_of(start..start + name);
    if reading.is_given() {
        results.push(ResultDocument {
            span: line.span(),
            name: reading,
            validity: validity
                .map(|range| line.reading_of(range))
                .unwrap_or_default(),
            ..ResultDocument::default()
        });
    }
}
