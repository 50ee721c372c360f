//! Tables without lines: rows of pieces that stand below each other in columns.

use super::layout::{Boxed, Cell, Strip, Table, What};
use super::piece::Piece;
use super::rule::Rule;

/// A part of a region in reading order.
pub(super) enum Part {
    Strip(Strip),
    /// A table, and where it begins.
    Table(f32, Table),
}

/// Rows that are further apart, in parts of the font's size, are not of one table.
const FURTHEST: f32 = 3.2;
/// Columns that are closer are one.
const CLOSEST: f32 = 0.8;
/// A column that is narrower holds no running text.
const NARROW: f32 = 6.0;
const MOST_STRIPS: usize = 400;

/// How sure it must be that pieces below each other are a table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Certainty {
    /// Sure enough within one column of text.
    Likely,
    /// So sure that they are no columns of text themselves: three of them, and one too narrow for text.
    Sure,
}

/// The strips of a region, those that make a table put together.
pub(super) fn tables(strips: Vec<Strip>, rules: &[Rule], certainty: Certainty) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest: Vec<Strip> = Vec::new();
    // A run of strips that hold nothing but text.
    let flush = |run: &mut Vec<Strip>, parts: &mut Vec<Part>| {
        let mut from = 0;
        while from < run.len() {
            if let Some((length, table)) = table_at(&run[from..], rules, certainty) {
                parts.push(Part::Table(run[from].top, table));
                from += length;
            } else {
                parts.push(Part::Strip(run[from].clone()));
                from += 1;
            }
        }
        run.clear();
    };
    for strip in strips {
        if strip.text().is_some() {
            rest.push(strip);
        } else {
            flush(&mut rest, &mut parts);
            parts.push(Part::Strip(strip));
        }
    }
    flush(&mut rest, &mut parts);
    parts
}

/// The table that begins with the first strip, and how many strips it takes.
fn table_at(strips: &[Strip], rules: &[Rule], certainty: Certainty) -> Option<(usize, Table)> {
    let first = strips.first()?;
    if first.boxes.len() < 2 {
        return None;
    }
    let em = first.text()?.first()?.size;
    let mut columns: Vec<(f32, f32)> = first.boxes.iter().map(|b| (b.x0, b.x1)).collect();
    let mut length = 1;
    for (at, pair) in strips.windows(2).take(MOST_STRIPS).enumerate() {
        let [above, strip] = pair else { break };
        if above.top - strip.top > FURTHEST * em {
            break;
        }
        let Some(wider) = with(&columns, strip, em) else {
            break;
        };
        let is_alone = strip.boxes.len() == 1;
        let in_first = strip
            .boxes
            .first()
            .is_some_and(|boxed| boxed.x0 <= wider[0].1);
        // A line by itself below the first column is the next paragraph, unless that column goes on in it.
        if is_alone && in_first && !is_number(strip) && !goes_on(above, strip, &wider, em) {
            break;
        }
        columns = wider;
        length = at + 2;
    }
    let strips = &strips[..length];
    let many = strips.iter().filter(|strip| strip.boxes.len() >= 2).count();
    let is_table = match columns.len() {
        0 | 1 => false,
        2 => many >= 3 && many * 3 >= length && are_flush(strips, columns[1].0, em),
        _ => many >= 2 && many * 5 >= length,
    };
    let is_narrow = |column: &(f32, f32)| column.1 - column.0 < NARROW * em;
    let is_sure = columns.len() >= 3 && columns.iter().any(is_narrow);
    let is_table = is_table && (certainty == Certainty::Likely || is_sure);
    is_table.then(|| (length, build(strips, &columns, rules, em)))
}

/// The columns widened by a strip; none if it bridges two of them.
fn with(columns: &[(f32, f32)], strip: &Strip, em: f32) -> Option<Vec<(f32, f32)>> {
    let mut wider = columns.to_vec();
    for Boxed { x0, x1, .. } in &strip.boxes {
        let touched: Vec<usize> = (0..wider.len())
            .filter(|at| wider[*at].0 < x1 + CLOSEST * em && wider[*at].1 > x0 - CLOSEST * em)
            .collect();
        match touched[..] {
            [only] => {
                wider[only].0 = wider[only].0.min(*x0);
                wider[only].1 = wider[only].1.max(*x1);
            }
            // A new column may come up behind the others, or where the header has no word for it.
            [] if strip.boxes.len() >= 2 => {
                let at = wider.partition_point(|column| column.0 < *x0);
                wider.insert(at, (*x0, *x1));
            }
            _ => return None,
        }
    }
    let are_apart = wider
        .windows(2)
        .all(|pair| pair[1].0 - pair[0].1 >= CLOSEST * em);
    are_apart.then_some(wider)
}

/// Whether a strip is the number of a row, that stands in the middle of it.
fn is_number(strip: &Strip) -> bool {
    const LONGEST: usize = 3;
    strip.text().is_some_and(|pieces| {
        let mut characters = pieces.iter().flat_map(|piece| piece.text.chars());
        characters.by_ref().take(LONGEST).all(char::is_numeric) && characters.next().is_none()
    })
}

/// Whether a strip goes on with the first column of the one above.
fn goes_on(above: &Strip, strip: &Strip, columns: &[(f32, f32)], em: f32) -> bool {
    let (Some(last), Some(next)) = (above.boxes.first(), strip.text()) else {
        return false;
    };
    let Some(next) = next.first() else {
        return false;
    };
    last.x0 <= columns[0].1
        && last.x1 + next.head > columns[0].1 - 0.3 * em
        && above.top - strip.top < 1.9 * em
        && !super::paragraph::begins_anew(&next.text)
}

/// Whether the second pieces begin one below the other.
fn are_flush(strips: &[Strip], x0: f32, em: f32) -> bool {
    let seconds: Vec<f32> = strips
        .iter()
        .filter_map(|strip| strip.boxes.get(1))
        .map(|boxed| boxed.x0)
        .collect();
    let flush = seconds
        .iter()
        .filter(|at| (**at - x0).abs() < 0.5 * em)
        .count();
    flush * 10 >= seconds.len() * 8
}

fn build(strips: &[Strip], columns: &[(f32, f32)], rules: &[Rule], em: f32) -> Table {
    let places = rows_of(strips, columns, rules, em);
    let count = places.iter().max().map_or(0, |last| last + 1);
    let mut rows: Vec<Vec<Vec<Piece>>> = vec![vec![Vec::new(); columns.len()]; count];
    for (strip, row) in strips.iter().zip(places) {
        for boxed in &strip.boxes {
            if let What::Text(piece) = &boxed.what {
                let middle = (boxed.x0 + boxed.x1) / 2.0;
                let column = columns.partition_point(|column| column.0 <= middle);
                rows[row][column.saturating_sub(1)].push(piece.clone());
            }
        }
    }
    let mut xs: Vec<f32> = columns.iter().map(|column| column.0).collect();
    xs.extend(columns.last().map(|column| column.1));
    let cell = |column: usize, lines: &Vec<Piece>| {
        let (left, right) = columns[column];
        // The widest line of a column shows where it ends only if another one reaches as far.
        let right = match lines.len() {
            0 | 1 => f32::MAX,
            _ => right,
        };
        Cell::of(lines, left, right)
    };
    Table {
        xs,
        rows: rows
            .iter()
            .map(|row| {
                let cells = row.iter().enumerate();
                cells.map(|(column, lines)| cell(column, lines)).collect()
            })
            .collect(),
    }
}

/// Which row each strip belongs to.
///
/// Where lines are drawn between rows, they tell. Otherwise every row has something in its first column: the strip with it
/// is the middle of the row where cells are centred, so that some strips stand closer above it than lines of a cell do;
/// else it is the first strip of the row.
fn rows_of(strips: &[Strip], columns: &[(f32, f32)], rules: &[Rule], em: f32) -> Vec<usize> {
    let (left, right) = (columns[0].0, columns[columns.len() - 1].1);
    let is_drawn = |above: f32, below: f32| {
        rules.iter().any(|rule| {
            rule.is_horizontal
                && rule.at < above
                && rule.at > below - em
                && rule.to.min(right) - rule.from.max(left) > 0.6 * (right - left)
        })
    };
    let between = strips.windows(2);
    let drawn: Vec<bool> = between
        .map(|pair| is_drawn(pair[0].top - em, pair[1].top))
        .collect();
    if drawn.iter().filter(|is_drawn| **is_drawn).count() > 1 {
        return counted(drawn.into_iter());
    }
    let has_first = |strip: &Strip| {
        let first = strip.boxes.first();
        first.is_some_and(|boxed| boxed.x0 <= columns[0].1)
    };
    let is_close = |pair: &[Strip]| pair[0].top - pair[1].top < 1.1 * em;
    let is_centred = strips
        .windows(2)
        .any(|pair| !has_first(&pair[0]) && has_first(&pair[1]) && is_close(pair));
    if !is_centred {
        return counted(strips.iter().skip(1).map(has_first));
    }
    let middles: Vec<f32> = strips
        .iter()
        .filter(|strip| has_first(strip))
        .map(|strip| strip.top)
        .collect();
    let nearest = |strip: &Strip| {
        let behind = middles.partition_point(|middle| *middle > strip.top);
        let distance = |at: usize| middles.get(at).map_or(f32::MAX, |m| (m - strip.top).abs());
        match behind.checked_sub(1) {
            Some(before) if distance(before) <= distance(behind) => before,
            _ => behind.min(middles.len() - 1),
        }
    };
    strips.iter().map(nearest).collect()
}

/// Numbers rows, given where one begins.
fn counted(begins: impl Iterator<Item = bool>) -> Vec<usize> {
    let mut row = 0;
    let mut rows = vec![0];
    rows.extend(begins.map(|begins| {
        row += usize::from(begins);
        row
    }));
    rows
}
