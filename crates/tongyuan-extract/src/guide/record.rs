//! Fields of one material that stand below each other: 材料名称：…, 必要性：….

use tongyuan_model::text::marker;

use super::material;
use crate::fragment::Fragment;
use crate::outline::{Block, Line};

/// One field of a material, where a pair or a line states it: 材料名称：身份证.
pub(super) fn facet(block: &Block, record_is_open: bool) -> Option<(Fragment, Vec<Block>)> {
    match block {
        Block::Pair(term, said) if material::is_facet(term.text(), record_is_open) => {
            Some((term.clone(), said.clone()))
        }
        Block::Line(line) => {
            let text = line.text.text();
            let at = text.find(['：', ':'])?;
            let after = at + text[at..].chars().next().map_or(0, char::len_utf8);
            let term = line.text.slice(0..at).trimmed();
            let start = marker::leading(term.text()).map_or(0, |marker| marker.len);
            let term = term.slice(start..term.text().len());
            let value = line.text.slice(after..text.len()).trimmed();
            let is_facet = !value.is_blank() && material::is_facet(term.text(), record_is_open);
            let said = vec![Block::Line(Line::plain(value))];
            is_facet.then_some((term, said))
        }
        _ => None,
    }
}

/// A line that states several fields of a material with wide blanks between them: 原件份数：1    材料形式：纸质.
pub(super) fn several_facets(line: &Line) -> Option<Vec<Line>> {
    let text = line.text.text();
    let gaps = text.match_indices(['\t', '\u{3000}']);
    let mut ends: Vec<usize> = gaps
        .chain(text.match_indices("  "))
        .map(|(at, _)| at)
        .collect();
    ends.sort_unstable();
    ends.push(text.len());
    let mut start = 0;
    let mut lines = Vec::new();
    for end in ends {
        let part = line.text.slice(start..end).trimmed();
        start = end;
        if !part.is_blank() {
            lines.push(Line {
                text: part,
                ..*line
            });
        }
    }
    let are_facets = |line: &Line| facet(&Block::Line(line.clone()), true).is_some();
    (lines.len() > 1 && lines.iter().all(are_facets)).then_some(lines)
}
