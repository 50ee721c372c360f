//! Lists of materials: which lines begin an entry, which go on with one, which only head a part of the list.

use tongyuan_model::text::bracket;
use tongyuan_model::text::marker::{self, Marker, MarkerKind};
use tongyuan_model::text::requirement::Requirement;
use tongyuan_model::{Material, Span};

use super::from_text;
use crate::fragment::Fragment;
use crate::outline::{Block, Line, lines};

pub(super) fn from_lines(lines: &[Line], rows: &mut Vec<Material>) {
    let lines: Vec<Line> = match lines {
        [only] if !is_entry(only) => in_one_line(only),
        lines => lines.iter().flat_map(apart).collect(),
    };
    let lines = &without_groups(&lines);
    let numbered = lines.iter().any(is_entry);
    let outer = lines.iter().filter_map(level).min();
    let mut current: Option<Fragment> = None;
    let mut finish = |entry: Option<Fragment>| {
        if let Some(entry) = entry {
            let material = from_text(&entry);
            if material.name.is_given() {
                rows.push(material);
            }
        }
    };
    for line in lines {
        let text = line.text.text();
        if is_remark(text) {
            // 注：… and what follows it speaks of the whole list.
            break;
        }
        let says_only_forms = current.is_some() && level(line).is_none() && forms_only(text);
        let begins = if says_only_forms {
            false
        } else if numbered {
            // Below 1. there may be （1）: these belong to the entry above.
            level(line).is_some_and(|level| Some(level) == outer)
                || is_first_unnumbered(line, &current)
        } else {
            !is_bracketed(text)
        };
        if begins {
            finish(current.take());
            current = Some(line.text.clone());
        } else if let Some(entry) = &mut current {
            if is_entry(line) || says_only_forms || !goes_on(entry.text()) {
                let at = line.text.span().start as usize;
                entry.push("\n", at..at, false);
            }
            entry.append(&line.text);
        }
    }
    finish(current.take());
}

/// Whether a line says nothing but forms and numbers, of the entry above it: 原件1份 纸质 必需.
fn forms_only(text: &str) -> bool {
    let read = Requirement::read_remark(text);
    read.notes.is_empty() && read.case.is_none() && read.has_facets()
}

/// A line that numbers its entries within: （1）…；（2）…, or that names a few documents one behind the other.
fn apart(line: &Line) -> Vec<Line> {
    let text = line.text.text();
    let starts = numbered_within(text);
    let cuts = if starts.len() > 1 { starts } else { Vec::new() };
    if cuts.is_empty() {
        return vec![line.clone()];
    }
    let ends = cuts.iter().copied().skip(1).chain([text.len()]);
    let first = (cuts[0] > 0).then_some((0, cuts[0]));
    first
        .into_iter()
        .chain(cuts.iter().copied().zip(ends))
        .map(|(start, end)| line.text.slice(start..end).trimmed())
        .filter(|text| !text.is_blank())
        .map(|text| Line { text, ..*line })
        .collect()
}

/// A list that is one line: numbered within, or with semicolons between the documents.
fn in_one_line(line: &Line) -> Vec<Line> {
    const MOST_CHARS: usize = 60;
    let numbered = apart(line);
    let text = line.text.text();
    if numbered.len() > 1 || text.contains('。') && !text.trim_end().ends_with('。') {
        return numbered;
    }
    let groups = bracket::groups(text);
    let mut pieces = Vec::new();
    let mut start = 0;
    let marks = text
        .char_indices()
        .filter(|(at, c)| matches!(c, '；' | ';') && !bracket::inside(&groups, *at));
    for (at, mark) in marks.chain([(text.len(), ' ')]) {
        pieces.push(line.text.slice(start..at).trimmed());
        start = at + mark.len_utf8();
    }
    pieces.retain(|piece| !piece.is_blank());
    let all_short = pieces
        .iter()
        .all(|piece| piece.text().chars().count() <= MOST_CHARS);
    if pieces.len() < 2 || !all_short {
        return numbered;
    }
    pieces
        .into_iter()
        .map(|text| Line { text, ..*line })
        .collect()
}

/// Where entries begin within a line, by numbers of one kind that count up: at its head, or behind a mark.
fn numbered_within(text: &str) -> Vec<usize> {
    let groups = bracket::groups(text);
    let behind_mark = text
        .char_indices()
        .filter(|(at, c)| {
            matches!(c, '：' | ':' | '；' | ';' | '。' | ' ' | '\u{3000}')
                && !bracket::inside(&groups, *at)
        })
        .map(|(at, c)| at + c.len_utf8());
    let mut starts = Vec::new();
    let mut last: Option<Marker> = None;
    for at in std::iter::once(0).chain(behind_mark) {
        let Some(marker) = marker::leading(&text[at..]).filter(|_| !text[at..].starts_with(' '))
        else {
            continue;
        };
        let goes_on = match last {
            None => marker.number == Some(1) || at == 0,
            Some(last) => {
                marker.kind == last.kind
                    && marker
                        .number
                        .zip(last.number)
                        .is_some_and(|(own, last)| own == last + 1)
            }
        };
        if goes_on {
            starts.push(at);
            last = Some(marker);
        }
    }
    starts
}

/// A list without the lines that only head a part of it: 申请人为个人的： before 1., and （一）基本材料 where every such
/// line has a numbered list below it.
fn without_groups(lines: &[Line]) -> Vec<Line> {
    let headed: Vec<usize> = (0..lines.len())
        .filter(|at| {
            let below = lines.get(at + 1).map(level).unwrap_or_default();
            is_group(&lines[*at], below)
        })
        .collect();
    let chinese = |line: &Line| {
        line.marker()
            .is_some_and(|marker| marker.kind <= MarkerKind::ChineseBracketed)
    };
    // （一）身份证明 with its kinds below it is an entry, where others of its rank stand for themselves.
    let all_headed = (0..lines.len())
        .filter(|at| chinese(&lines[*at]))
        .all(|at| headed.contains(&at));
    let keeps = |at: usize| {
        let line = &lines[at];
        let closed = line.text.text().ends_with(['：', ':']);
        !headed.contains(&at) || chinese(line) && !all_headed && !closed
    };
    (0..lines.len())
        .filter(|at| keeps(*at))
        .map(|at| lines[at].clone())
        .collect()
}

/// Whether a line heads those below it: it is of a higher rank than they, or of none and ends in a colon.
fn is_group(line: &Line, below: Option<Level>) -> bool {
    const MOST_CHARS: usize = 40;
    let text = line.text.text();
    if text.chars().count() > MOST_CHARS || is_remark(text) {
        return false;
    }
    match (level(line), below) {
        (Some((_, own)), Some((_, below))) => {
            own <= MarkerKind::ChineseBracketed && below > MarkerKind::ChineseBracketed
        }
        (None, Some(_)) => text.ends_with(['：', ':']) || text.ends_with("材料"),
        _ => false,
    }
}

/// An entry's place in the numbering: how deep the format nests it, then how its number is written.
type Level = (u8, MarkerKind);

/// What Word counts and what is typed are of one level, as they are mixed in one list.
fn level(line: &Line) -> Option<Level> {
    let kind = match line.marker() {
        Some(marker) if marker.kind == MarkerKind::Bullet && line.listed => MarkerKind::Arabic,
        Some(marker) => marker.kind,
        None if line.listed => MarkerKind::Arabic,
        None => return None,
    };
    Some((line.depth.max(1), kind))
}

pub(super) fn is_entry(line: &Line) -> bool {
    level(line).is_some()
}

/// The first line of a list whose numbers begin later, unless it only introduces the list.
fn is_first_unnumbered(line: &Line, current: &Option<Fragment>) -> bool {
    let text = line.text.text();
    current.is_none()
        && level(line).is_none()
        && !is_bracketed(text)
        && !text.ends_with(['：', ':'])
}

fn is_bracketed(text: &str) -> bool {
    text.starts_with(['（', '(', '【', '{', '｛', '〔']) && marker::leading(text).is_none()
}

/// Whether a line was cut in the middle of a sentence or of a bracket, as pages do that break their lines by hand. A short
/// line was not.
fn goes_on(text: &str) -> bool {
    const FEWEST_CHARS: usize = 16;
    let last = text.lines().next_back().unwrap_or(text);
    let open = text.matches(['（', '(', '{', '｛']).count();
    let closed = text.matches(['）', ')', '}', '｝']).count();
    let ends = text.ends_with([
        '。', '；', ';', '：', ':', '）', ')', '}', '｝', '》', '份', '，', ',',
    ]);
    open > closed || !ends && last.chars().count() >= FEWEST_CHARS
}

/// Where a remark on the whole list stands below it, with what follows it.
pub(in crate::guide) fn remark(blocks: &[Block]) -> Option<Span> {
    let lines = lines(blocks);
    let first = lines.iter().find(|line| is_remark(line.text.text()))?;
    lines
        .last()
        .map(|last| first.text.span().to(last.text.span()))
}

/// A remark on the whole list.
fn is_remark(text: &str) -> bool {
    [
        "注：",
        "注:",
        "备注",
        "说明：",
        "以上材料",
        "上述材料",
        "以上复印件",
        "温馨提醒",
        "友情提示",
        "重要提示",
        "提示：",
        "注意：",
        "【注",
        "（注：",
        "※",
        "特别提示",
        "特别提醒",
        "规范要求",
        "注意事项",
        "温馨提示",
        "特别说明",
    ]
    .iter()
    .any(|word| text.starts_with(word))
}
