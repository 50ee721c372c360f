//! Titles of the parts of a document, told by what stands below them.

use tongyuan_model::text::marker::{self, MarkerKind};

use super::label::{Label, Labels};
use crate::outline::{Block, Line};

/// Which lines are titles of what has sections of its own: 二、代未成年人办理, right above 申请材料. Above a section with a number
/// the title has one of higher rank; above one without, the titles of the document count up from one.
pub(super) fn titles(blocks: &[Block], labels: &Labels) -> Vec<usize> {
    let mut below_number = Vec::new();
    let mut others = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let (Block::Line(line), Some(next)) = (block, blocks.get(at + 1).and_then(Block::text))
        else {
            continue;
        };
        let Some(own) = line.marker().filter(|_| may_be_title(line, labels)) else {
            continue;
        };
        if !opens_section(next.text(), labels) {
            continue;
        }
        match marker::leading(next.text()) {
            Some(next) if own.kind < next.kind => below_number.push(at),
            Some(_) => {}
            None => others.push((at, own)),
        }
    }
    let first = others.first().map(|(_, marker)| *marker);
    let counts_up = others.iter().zip(1_u64..).all(|((_, marker), number)| {
        marker.number == Some(number) && Some(marker.kind) == first.map(|first| first.kind)
    });
    if counts_up && others.len() > 1 {
        below_number.extend(others.into_iter().map(|(at, _)| at));
    }
    below_number
}

fn opens_section(text: &str, labels: &Labels) -> bool {
    let label = labels.of(text).or_else(|| Some(labels.with_value(text)?.0));
    label.is_some_and(|label| label != Label::Skipped)
}

fn may_be_title(line: &Line, labels: &Labels) -> bool {
    const MOST_CHARS: usize = 30;
    let text = line.text.text();
    let is_numbered = line
        .marker()
        .is_some_and(|marker| marker.kind <= MarkerKind::ChineseBracketed);
    is_numbered
        && text.chars().count() <= MOST_CHARS
        && !text.ends_with(['。', '；', ';', '：', ':'])
        && labels.of(text).is_none()
        && labels.with_value(text).is_none()
}
