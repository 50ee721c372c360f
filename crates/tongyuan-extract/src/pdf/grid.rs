//! Tables that are drawn with lines: where their cells are.

use super::content::{Area, Glyph};
use super::rule::Rule;

/// The cells that drawn lines enclose.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Grid {
    /// The columns' edges from the left.
    pub(super) xs: Vec<f32>,
    /// The rows' edges from the top.
    pub(super) ys: Vec<f32>,
    /// For every cell, row by row, the first cell that it is merged with (itself, if it stands alone or is the first).
    owners: Vec<usize>,
}

/// Lines that are closer are one.
const SLACK: f32 = 2.5;
/// Nothing that is narrower holds text: what is between such edges is one line, drawn double.
const NARROWEST: f32 = 4.0;
/// Pages with more lines are drawings.
const MOST_RULES: usize = 2_000;
const MOST_CELLS: usize = 20_000;

impl Grid {
    pub(super) fn columns(&self) -> usize {
        self.xs.len() - 1
    }

    pub(super) fn rows(&self) -> usize {
        self.ys.len() - 1
    }

    /// The cell that a cell is merged into.
    pub(super) fn owner(&self, row: usize, column: usize) -> (usize, usize) {
        let owner = self.owners[row * self.columns() + column];
        (owner / self.columns(), owner % self.columns())
    }

    pub(super) fn area(&self) -> Area {
        let first = |edges: &[f32]| edges.first().copied().unwrap_or(0.0);
        let last = |edges: &[f32]| edges.last().copied().unwrap_or(0.0);
        Area {
            x0: first(&self.xs),
            x1: last(&self.xs),
            y0: last(&self.ys),
            y1: first(&self.ys),
        }
    }

    /// The cell that a character stands in, or rather the one it is merged into.
    pub(super) fn cell_of(&self, glyph: &Glyph) -> Option<usize> {
        self.cell_at((glyph.x0 + glyph.x1) / 2.0, glyph.y + glyph.size * 0.3)
    }

    /// The cell at a place, counted row by row.
    pub(super) fn cell_at(&self, x: f32, y: f32) -> Option<usize> {
        let column = self.xs.partition_point(|edge| *edge <= x).checked_sub(1)?;
        let row = self.ys.partition_point(|edge| *edge >= y).checked_sub(1)?;
        let cell = row * self.columns() + column;
        (column < self.columns() && row < self.rows()).then(|| self.owners[cell])
    }

    /// Left and right edge of a cell, with all that is merged into it.
    pub(super) fn width_of(&self, row: usize, column: usize) -> (f32, f32) {
        let end = (column..self.columns())
            .take_while(|at| self.owner(row, *at) == (row, column))
            .last()
            .unwrap_or(column);
        (self.xs[column], self.xs[end + 1])
    }
}

/// The tables that the lines of a page enclose, the larger ones first. A frame around text is none.
pub(super) fn grids(rules: &[Rule]) -> Vec<Grid> {
    let across = merged(rules, true);
    let down = merged(rules, false);
    if across.len() + down.len() > MOST_RULES {
        return Vec::new();
    }
    let mut grids: Vec<Grid> = connected(&across, &down)
        .into_iter()
        .filter_map(|(across, down)| grid(&across, &down))
        .collect();
    grids.sort_by(|a, b| {
        let size = |grid: &Grid| {
            let area = grid.area();
            (area.x1 - area.x0) * (area.y1 - area.y0)
        };
        size(b).total_cmp(&size(a))
    });
    grids
}

impl Area {
    pub(super) fn holds(&self, other: &Self) -> bool {
        self.x0 <= other.x0 + SLACK
            && self.x1 >= other.x1 - SLACK
            && self.y0 <= other.y0 + SLACK
            && self.y1 >= other.y1 - SLACK
    }
}

/// The lines of one direction, those that go on or lie over each other as one.
fn merged(rules: &[Rule], is_horizontal: bool) -> Vec<Rule> {
    let mut rules: Vec<Rule> = rules
        .iter()
        .filter(|rule| rule.is_horizontal == is_horizontal)
        .copied()
        .collect();
    rules.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut all = Vec::new();
    let mut start = 0;
    for end in 1..=rules.len() {
        let goes_on = rules
            .get(end)
            .is_some_and(|rule| rule.at - rules[start].at <= SLACK);
        if goes_on {
            continue;
        }
        let same = &mut rules[start..end];
        let at = same.iter().map(|rule| rule.at).sum::<f32>() / same.len() as f32;
        same.sort_by(|a, b| a.from.total_cmp(&b.from));
        let mut open: Option<Rule> = None;
        for rule in same.iter() {
            match &mut open {
                Some(last) if rule.from <= last.to + SLACK => last.to = last.to.max(rule.to),
                _ => all.extend(open.replace(Rule { at, ..*rule })),
            }
        }
        all.extend(open);
        start = end;
    }
    all
}

fn meet(across: &Rule, down: &Rule) -> bool {
    let within = |at: f32, rule: &Rule| at >= rule.from - SLACK && at <= rule.to + SLACK;
    within(down.at, across) && within(across.at, down)
}

/// The lines in groups that hang together.
fn connected(across: &[Rule], down: &[Rule]) -> Vec<(Vec<Rule>, Vec<Rule>)> {
    let mut sets = Sets::new(across.len() + down.len());
    for (a, horizontal) in across.iter().enumerate() {
        for (d, vertical) in down.iter().enumerate() {
            if meet(horizontal, vertical) {
                sets.join(a, across.len() + d);
            }
        }
    }
    let mut groups: std::collections::BTreeMap<usize, (Vec<Rule>, Vec<Rule>)> = Default::default();
    for (at, rule) in across.iter().chain(down).enumerate() {
        let group = groups.entry(sets.first(at)).or_default();
        let side = if rule.is_horizontal {
            &mut group.0
        } else {
            &mut group.1
        };
        side.push(*rule);
    }
    groups.into_values().collect()
}

fn grid(across: &[Rule], down: &[Rule]) -> Option<Grid> {
    if down.is_empty() || across.is_empty() {
        return None;
    }
    let edges = |lines: &[Rule], others: &[Rule]| {
        let mut edges: Vec<f32> = lines.iter().map(|rule| rule.at).collect();
        edges.sort_by(f32::total_cmp);
        edges.dedup_by(|a, b| (*a - *b).abs() <= NARROWEST);
        // A table may be open at its sides: its lines across are as wide as it is all the same.
        let from = others
            .iter()
            .map(|rule| rule.from)
            .fold(f32::INFINITY, f32::min);
        let to = others
            .iter()
            .map(|rule| rule.to)
            .fold(f32::NEG_INFINITY, f32::max);
        if edges.first().is_some_and(|first| from < first - NARROWEST) {
            edges.insert(0, from);
        }
        if edges.last().is_some_and(|last| to > last + NARROWEST) {
            edges.push(to);
        }
        edges
    };
    let xs = edges(down, across);
    let mut ys = edges(across, down);
    ys.reverse();
    let (columns, rows) = (xs.len().checked_sub(1)?, ys.len().checked_sub(1)?);
    if columns < 2 || rows < 1 || columns * rows > MOST_CELLS {
        return None;
    }
    let down: Vec<Vec<Rule>> = xs.iter().map(|x| at(down, *x)).collect();
    let across: Vec<Vec<Rule>> = ys.iter().map(|y| at(across, *y)).collect();
    let mut sets = Sets::new(columns * rows);
    for row in 0..rows {
        let middle = (ys[row] + ys[row + 1]) / 2.0;
        for column in 0..columns {
            let cell = row * columns + column;
            if column + 1 < columns && !pass(&down[column + 1], middle) {
                sets.join(cell, cell + 1);
            }
            let centre = (xs[column] + xs[column + 1]) / 2.0;
            if row + 1 < rows && !pass(&across[row + 1], centre) {
                sets.join(cell, cell + columns);
            }
        }
    }
    let owners: Vec<usize> = (0..columns * rows).map(|cell| sets.first(cell)).collect();
    let is_frame = owners.iter().all(|owner| *owner == 0);
    let is_one_column = (0..rows).all(|row| {
        let cells = &owners[row * columns..(row + 1) * columns];
        cells.iter().all(|owner| *owner == cells[0])
    });
    (!is_frame && !is_one_column).then_some(Grid { xs, ys, owners })
}

/// The lines at an edge.
fn at(rules: &[Rule], edge: f32) -> Vec<Rule> {
    let near = rules
        .iter()
        .filter(|rule| (rule.at - edge).abs() <= NARROWEST);
    near.copied().collect()
}

/// Whether one of some lines passes a place.
fn pass(rules: &[Rule], place: f32) -> bool {
    rules
        .iter()
        .any(|rule| rule.from <= place && rule.to >= place)
}

/// Disjoint sets, each known by its first member.
struct Sets(Vec<usize>);

impl Sets {
    fn new(size: usize) -> Self {
        Self((0..size).collect())
    }

    fn first(&mut self, mut member: usize) -> usize {
        while self.0[member] != member {
            self.0[member] = self.0[self.0[member]];
            member = self.0[member];
        }
        member
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.first(a), self.first(b));
        let (first, second) = (a.min(b), a.max(b));
        self.0[second] = first;
    }
}
