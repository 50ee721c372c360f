//! Pages of several columns: which strips are read one after the other.

use std::ops::Range;

use super::layout::{Boxed, Strip};

/// What is narrower is a column of a table rather than one of text, in parts of the font's size.
const NARROWEST: f32 = 8.0;
const FEWEST_LINES: usize = 3;
const MOST_GUTTERS: usize = 200;
const DEEPEST: usize = 4;

/// The strips of a page in the order in which they are read, region by region.
pub(super) fn regions(strips: Vec<Strip>) -> Vec<Vec<Strip>> {
    let mut regions = Vec::new();
    split(strips, 0, &mut regions);
    regions
}

fn split(strips: Vec<Strip>, depth: usize, regions: &mut Vec<Vec<Strip>>) {
    if strips.is_empty() {
        return;
    }
    let Some(gutter) = gutter(&strips).filter(|_| depth < DEEPEST) else {
        regions.push(strips);
        return;
    };
    let mut above = strips;
    let mut beside = above.split_off(gutter.rows.start);
    let below = beside.split_off(gutter.rows.len());
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for strip in beside {
        let (first, second): (Vec<Boxed>, Vec<Boxed>) = strip
            .boxes
            .into_iter()
            .partition(|boxed| boxed.x1 <= gutter.at);
        for (side, boxes) in [(&mut left, first), (&mut right, second)] {
            if !boxes.is_empty() {
                side.push(Strip {
                    top: strip.top,
                    boxes,
                });
            }
        }
    }
    split(above, depth + 1, regions);
    split(left, depth + 1, regions);
    split(right, depth + 1, regions);
    split(below, depth + 1, regions);
}

/// A place between two columns of text.
struct Gutter {
    at: f32,
    rows: Range<usize>,
}

/// The gutter between columns that most lines keep free.
fn gutter(strips: &[Strip]) -> Option<Gutter> {
    candidates(strips)
        .into_iter()
        .filter_map(|at| {
            let run = longest_run(strips, at)?;
            let (lines, rows) = worth(strips, run, at)?;
            Some((lines, Gutter { at, rows }))
        })
        .max_by_key(|(lines, _)| *lines)
        .map(|(_, gutter)| gutter)
}

/// The middles of the gaps between neighbours.
fn candidates(strips: &[Strip]) -> Vec<f32> {
    const NEAR: f32 = 4.0;
    let mut middles = Vec::new();
    for (at, strip) in strips.iter().enumerate() {
        let next = strips.get(at + 1).map(|next| next.boxes.as_slice());
        for a in &strip.boxes {
            for b in strip.boxes.iter().chain(next.unwrap_or_default()) {
                let gap = if b.x0 > a.x1 {
                    (a.x1, b.x0)
                } else {
                    (b.x1, a.x0)
                };
                if gap.1 - gap.0 >= 8.0 {
                    middles.push((gap.0 + gap.1) / 2.0);
                }
            }
            if middles.len() > 50 * MOST_GUTTERS {
                break;
            }
        }
    }
    middles.sort_by(f32::total_cmp);
    middles.dedup_by(|a, b| *a - *b < NEAR);
    middles.truncate(MOST_GUTTERS);
    middles
}

/// The most strips in a row that have nothing across a place.
fn longest_run(strips: &[Strip], at: f32) -> Option<Range<usize>> {
    let crosses = |strip: &Strip| {
        strip
            .boxes
            .iter()
            .any(|boxed| boxed.x0 < at && boxed.x1 > at)
    };
    let mut best = 0..0;
    let mut start = 0;
    for end in 0..=strips.len() {
        if strips.get(end).is_some_and(|strip| !crosses(strip)) {
            continue;
        }
        if end - start > best.len() {
            best = start..end;
        }
        start = end + 1;
    }
    (best.len() >= FEWEST_LINES).then_some(best)
}

/// The part of a run where two columns stand beside each other, and how many lines they have, if columns they are and not
/// those of a table.
fn worth(strips: &[Strip], run: Range<usize>, at: f32) -> Option<(usize, Range<usize>)> {
    let on_left = |strip: &Strip| strip.boxes.iter().any(|boxed| boxed.x1 <= at);
    let on_right = |strip: &Strip| strip.boxes.iter().any(|boxed| boxed.x0 >= at);
    let em = typical_size(&strips[run.clone()])?;
    // What stands above the second column is not beside it. Below the shorter one the other goes on without a break.
    let strips_of_run = &strips[run.clone()];
    let start = strips_of_run
        .iter()
        .position(on_left)?
        .max(strips_of_run.iter().position(on_right)?);
    let both_end = strips_of_run
        .iter()
        .rposition(on_left)?
        .min(strips_of_run.iter().rposition(on_right)?);
    let end = (both_end + 1..strips_of_run.len())
        .find(|below| strips_of_run[below - 1].top - strips_of_run[*below].top > 2.4 * em)
        .unwrap_or(strips_of_run.len());
    let rows = run.start + start..run.start + end;
    let strips = strips.get(rows.clone())?;
    let left: Vec<&Boxed> = strips
        .iter()
        .filter_map(|strip| strip.boxes.iter().rfind(|boxed| boxed.x1 <= at))
        .collect();
    let right: Vec<&Boxed> = strips
        .iter()
        .filter_map(|strip| strip.boxes.iter().find(|boxed| boxed.x0 >= at))
        .collect();
    if left.len() < FEWEST_LINES || right.len() < FEWEST_LINES {
        return None;
    }
    let both = (left.len() + right.len()).saturating_sub(strips.len());
    let is_ragged = both * 10 <= strips.len() * 6 && left.len().min(right.len()) > 2 * FEWEST_LINES;
    let is_wide = |side: &[&Boxed]| extent(side).1 - extent(side).0 >= NARROWEST * em;
    let fills = |side: &[&Boxed]| {
        let (_, end) = extent(side);
        let full = side
            .iter()
            .filter(|boxed| boxed.x1 >= end - 2.0 * em)
            .count();
        full * 10 >= side.len() * 4
    };
    let with = |count: usize| {
        strips
            .iter()
            .filter(|strip| strip.boxes.len() >= count)
            .count()
    };
    let is_text = match (with(4) * 5 > strips.len(), with(3) * 5 > strips.len()) {
        (true, _) => false,
        (_, true) => fills(&left) && fills(&right),
        _ => is_ragged || fills(&left) || fills(&right),
    };
    let lines = left.len().min(right.len());
    (is_wide(&left) && is_wide(&right) && is_text).then_some((lines, rows))
}

fn extent(side: &[&Boxed]) -> (f32, f32) {
    side.iter()
        .fold((f32::INFINITY, f32::NEG_INFINITY), |(from, to), boxed| {
            (from.min(boxed.x0), to.max(boxed.x1))
        })
}

/// The size of most of the text.
pub(super) fn typical_size(strips: &[Strip]) -> Option<f32> {
    let mut sizes: Vec<f32> = strips
        .iter()
        .filter_map(Strip::text)
        .flatten()
        .map(|piece| piece.size)
        .collect();
    sizes.sort_by(f32::total_cmp);
    sizes.get(sizes.len() / 2).copied()
}
