//! 办理流程 from lines and tables.

use std::ops::Range;

use tongyuan_model::text::marker;
use tongyuan_model::{ProcessStep, Reading, Span};

use super::table::Columns;
use crate::fragment::Fragment;
use crate::outline::{Block, lines, whole_text};

#[derive(Clone, Copy, PartialEq)]
enum Column {
    Step,
    Actor,
    Limit,
    Standard,
    Result,
}

fn column(heading: &str) -> Option<Column> {
    Some(match heading {
        "环节" | "环节名称" | "办理环节" | "步骤" | "办理步骤" | "流程" => {
            Column::Step
        }
        "办理人" | "办理人员" | "承办人" | "责任人" | "办理部门" | "办理主体" => {
            Column::Actor
        }
        "时限" | "办理时限" | "环节时限" => Column::Limit,
        "审查标准" | "标准" | "办理标准" | "办理内容" | "内容" => Column::Standard,
        "结果" | "办理结果" | "环节结果" => Column::Result,
        _ => return None,
    })
}

pub(super) fn read(blocks: &[Block], at: Span) -> Reading<Vec<ProcessStep>> {
    let mut steps = Vec::new();
    for block in blocks {
        if let Block::Table(table) = block {
            if let Some(columns) = Columns::of(table, column) {
                for row in columns.rows() {
                    let get = |kind| row.get(kind).map(Fragment::reading).unwrap_or_default();
                    let step = row.get(Column::Step);
                    steps.push(ProcessStep {
                        span: step.map(Fragment::span).unwrap_or_default(),
                        step: step.map(unmarked).unwrap_or_default(),
                        actor: get(Column::Actor),
                        limit: get(Column::Limit),
                        standard: get(Column::Standard),
                        result: get(Column::Result),
                    });
                }
            }
            continue;
        }
        for line in lines(std::slice::from_ref(block)) {
            from_line(&line.text, &mut steps);
        }
    }
    super::list(steps, || whole_text(blocks), at)
}

fn unmarked(text: &Fragment) -> Reading<String> {
    let start = marker::leading(text.text()).map_or(0, |marker| marker.len);
    text.reading_of(start..text.text().len())
}

/// `1.受理：…` is a step with what is done in it; `受理→审查→决定` is three.
fn from_line(line: &Fragment, steps: &mut Vec<ProcessStep>) {
    let text = line.text();
    let start = marker::leading(text).map_or(0, |marker| marker.len);
    if text.contains(['→', '➔', '⇒']) || text.contains("->") || text.contains("—>") {
        let mut at = start;
        for (end, arrow) in text
            .match_indices(['→', '➔', '⇒'])
            .chain([(text.len(), "")])
        {
            let name = line.reading_of(at..end);
            if name.is_given() {
                steps.push(ProcessStep {
                    span: name.span(),
                    step: name,
                    ..ProcessStep::default()
                });
            }
            at = end + arrow.len();
        }
        return;
    }
    let colon = text[start..]
        .char_indices()
        .find(|(_, c)| matches!(c, '：' | ':' | '。'))
        .map(|(at, c)| (start + at, c.len_utf8()));
    // A step is called by a word or two; a longer beginning is a sentence.
    let (name, said) = match colon {
        Some((at, length)) if text[start..at].chars().count() <= 12 => {
            (start..at, at + length..text.len())
        }
        _ => (start..text.len(), text.len()..text.len()),
    };
    let step = line.reading_of(name);
    if step.is_given() {
        let mut process = ProcessStep {
            span: line.span(),
            step,
            ..ProcessStep::default()
        };
        details(line, said, &mut process);
        steps.push(process);
    }
}

/// `办理人：商标局；办理时限：20个工作日；审查标准：…；办理结果：…`, or a sentence that says what is done.
fn details(line: &Fragment, range: Range<usize>, step: &mut ProcessStep) {
    let text = line.text();
    // The label that is being read, and its value so far: a semicolon inside a value does not end it.
    let mut open: (Column, Range<usize>) = (Column::Standard, range.start..range.start);
    let mut start = range.start;
    let said = &text[range.clone()];
    for (at, mark) in said.match_indices(['；', ';']).chain([(said.len(), "")]) {
        let part = start..range.start + at;
        start = part.end + mark.len();
        match label(&text[part.clone()]) {
            Some((column, length)) => {
                detail(line, open, step);
                open = (column, part.start + length..part.end);
            }
            None => open.1.end = part.end,
        }
    }
    detail(line, open, step);
}

/// The label that a part begins with, and how many bytes it takes.
fn label(part: &str) -> Option<(Column, usize)> {
    let (at, colon) = part.char_indices().find(|(_, c)| matches!(c, '：' | ':'))?;
    Some((column(part[..at].trim())?, at + colon.len_utf8()))
}

/// Puts a value into its field, without the full stop that ends the line.
fn detail(line: &Fragment, (column, range): (Column, Range<usize>), step: &mut ProcessStep) {
    let text = line.text()[range.clone()].trim_end_matches(['。', '；', ';', ' ']);
    let value = line.reading_of(range.start..range.start + text.len());
    match column {
        Column::Actor => step.actor.or_fill(value),
        Column::Limit => step.limit.or_fill(value),
        Column::Result => step.result.or_fill(value),
        Column::Standard | Column::Step => step.standard.or_fill(value),
    }
}
