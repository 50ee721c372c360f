//! 受理条件 from lines and tables.

use tongyuan_model::text::bracket;
use tongyuan_model::text::marker::{self, MarkerKind};
use tongyuan_model::{Condition, Reading, Span};

use super::table::{Columns, Row, as_lines};
use crate::fragment::Fragment;
use crate::outline::{Block, Line, lines, whole_text};

#[derive(Clone, Copy, PartialEq)]
enum Column {
    Text,
    Case,
    Basis,
}

fn column(heading: &str) -> Option<Column> {
    Some(match heading {
        "条件" | "受理条件" | "内容" | "申请条件" | "办理条件" | "条件内容" => {
            Column::Text
        }
        "适用情形" | "情形" | "业务情形" => Column::Case,
        "依据" | "设定依据" | "法律依据" => Column::Basis,
        _ => return None,
    })
}

pub(super) fn read(blocks: &[Block], at: Span) -> Reading<Vec<Condition>> {
    let mut rows: Vec<Condition> = Vec::new();
    let mut gathered: Vec<Line> = Vec::new();
    for block in blocks {
        match block {
            Block::Table(table) => match Columns::of(table, column) {
                Some(columns) => {
                    from_lines(&std::mem::take(&mut gathered), &mut rows);
                    rows.extend(columns.rows().map(|row| from_row(&row)));
                }
                None => gathered.extend(as_lines(table)),
            },
            _ => gathered.extend(lines(std::slice::from_ref(block))),
        }
    }
    from_lines(&gathered, &mut rows);
    super::list(rows, || whole_text(blocks), at)
}

fn from_row(row: &Row<'_, Column>) -> Condition {
    let get = |kind| row.get(kind).map(Fragment::reading).unwrap_or_default();
    let text = row.get(Column::Text);
    Condition {
        span: text.map(Fragment::span).unwrap_or_default(),
        text: text.map(unmarked).unwrap_or_default(),
        case: get(Column::Case),
        basis: row
            .get(Column::Basis)
            .map(super::lines_of)
            .unwrap_or_default(),
        ..Condition::default()
    }
}

/// A line behind its number, without what it says in brackets at its end of when it holds: （适用情形：…）.
fn from_line(line: &Fragment) -> Condition {
    let text = line.text();
    let bare = text.trim_end_matches(['；', ';', '。']);
    let case = bracket::groups(bare).pop().and_then(|group| {
        let inside = &bare[group.inner.clone()];
        let case = inside.strip_prefix("适用情形")?.trim_start();
        let case = case.strip_prefix(['：', ':'])?;
        let says_it = group.outer.end == bare.len() && !case.trim().is_empty();
        says_it.then_some((
            group.outer.start,
            group.inner.end - case.len()..group.inner.end,
        ))
    });
    let start = marker::leading(text).map_or(0, |marker| marker.len);
    let (end, case) = match case {
        Some((end, inside)) if start < end => (end, line.reading_of(inside)),
        _ => (text.len(), Reading::default()),
    };
    Condition {
        span: line.span(),
        text: line.reading_of(start..end),
        case,
        ..Condition::default()
    }
}

fn unmarked(text: &Fragment) -> Reading<String> {
    let start = marker::leading(text.text()).map_or(0, |marker| marker.len);
    text.reading_of(start..text.text().len())
}

/// A paragraph that numbers its entries within: 应当符合下列条件：（一）…；（二）…
fn apart(line: &Line) -> Vec<Line> {
    let text = line.text.text();
    let starts: Vec<usize> = text
        .char_indices()
        .filter(|(_, c)| matches!(c, '：' | ':' | '；' | ';' | '。'))
        .map(|(at, c)| at + c.len_utf8())
        .filter(|at| marker::leading(&text[*at..]).is_some())
        .collect();
    if starts.len() < 2 {
        return vec![line.clone()];
    }
    let ends = starts.iter().copied().skip(1).chain([text.len()]);
    let mut cuts = vec![(0, starts[0])];
    cuts.extend(starts.iter().copied().zip(ends));
    cuts.into_iter()
        .map(|(start, end)| line.text.slice(start..end).trimmed())
        .filter(|text| !text.is_blank())
        .map(Line::plain)
        .collect()
}

fn from_lines(lines: &[Line], rows: &mut Vec<Condition>) {
    let lines: Vec<Line> = lines.iter().flat_map(apart).collect();
    for (at, line) in lines.iter().enumerate() {
        let text = line.text.text();
        if is_lead_in(text) && lines.get(at + 1).is_some_and(is_entry) {
            continue;
        }
        // A line without a number below a numbered one goes on with it, and so does one in a bracket that is still open.
        let goes_on = !is_entry(line)
            && (lines[..at].iter().any(is_entry) && is_bracketed(text)
                || rows.last().is_some_and(is_open));
        if goes_on && let Some(last) = rows.last_mut() {
            if let Reading::Given(own, span) = &mut last.text {
                own.push_str(text);
                *span = span.to(line.text.span());
            }
            continue;
        }
        let condition = from_line(&line.text);
        if condition.text.is_given() {
            rows.push(condition);
        }
    }
}

/// Whether a condition breaks off within a bracket: …的通知》（京人社仲发〔2022〕5号，
fn is_open(condition: &Condition) -> bool {
    let text = condition.text.text().unwrap_or_default();
    let ends = text.ends_with(['。', '；', ';', '！']);
    let opener = bracket::unpaired(text).pop();
    !ends && opener.is_some_and(|at| matches!(&text[at], "（" | "("))
}

/// A line that only introduces what follows. One that says how the entries hang together (之一) says more than that.
fn is_lead_in(text: &str) -> bool {
    const MOST_CHARS: usize = 32;
    let introduces = [
        "下列条件",
        "以下条件",
        "下列情形",
        "以下情形",
        "下列要求",
        "以下要求",
    ];
    text.ends_with(['：', ':'])
        && (text.chars().count() <= MOST_CHARS || introduces.iter().any(|word| text.contains(word)))
        && !["之一", "任一", "其中"]
            .iter()
            .any(|word| text.contains(word))
}

fn is_entry(line: &Line) -> bool {
    line.listed
        || line
            .marker()
            .is_some_and(|marker| marker.kind != MarkerKind::Chinese)
}

fn is_bracketed(text: &str) -> bool {
    text.starts_with(['（', '(', '【', '{'])
}
