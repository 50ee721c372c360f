//! Which row of one guide is which row of the other: one to one, by the best assignment over all of them.

use std::collections::{HashMap, VecDeque};

use pathfinding::kuhn_munkres::kuhn_munkres;
use pathfinding::matrix::Matrix;

/// Rows less alike than this are not the same row: then one is omitted and the other one extra.
pub(crate) const LEAST_LIKENESS: f64 = 0.5;

/// The pairs of neighbouring characters of a text, by which likeness is measured (Sørensen–Dice).
#[derive(Debug)]
pub(crate) struct Bigrams(Vec<(char, char)>);

impl Bigrams {
    pub(crate) fn of(text: &str) -> Self {
        let mut pairs: Vec<_> = text.chars().zip(text.chars().skip(1)).collect();
        pairs.sort_unstable();
        Self(pairs)
    }

    /// How alike two texts are, from 0 to 1: the share of the pairs that they have in common.
    pub(crate) fn likeness(&self, other: &Self) -> f64 {
        let (a, b) = (&self.0, &other.0);
        if a.is_empty() || b.is_empty() {
            return 0.0;
        }
        let (mut i, mut j, mut shared) = (0, 0, 0);
        while i < a.len() && j < b.len() {
            match a[i].cmp(&b[j]) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    shared += 1;
                    i += 1;
                    j += 1;
                }
            }
        }
        f64::from(2 * shared) / (a.len() + b.len()) as f64
    }
}

/// What is less alike than this is not near.
const LEAST_NEARNESS: f64 = 0.2;

/// Which of some rows comes nearest to one, where any is near: the first of those that come equally near.
pub(crate) fn nearest(row: &Bigrams, others: &[Bigrams]) -> Option<usize> {
    let likeness = others.iter().map(|other| row.likeness(other));
    likeness
        .enumerate()
        .filter(|(_, likeness)| *likeness >= LEAST_NEARNESS)
        .max_by(|(i, x), (j, y)| x.total_cmp(y).then(j.cmp(i)))
        .map(|(at, _)| at)
}

/// How two lists of rows belong together.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Matching {
    /// Pairs of row numbers, in the order of the reference.
    pub(crate) pairs: Vec<(usize, usize)>,
    /// Rows of the reference without a partner.
    pub(crate) only_a: Vec<usize>,
    /// Rows of the other guide without a partner.
    pub(crate) only_b: Vec<usize>,
}

/// By what rows are surely the same, row by row: their names, or their ids. None where a row has none.
pub(crate) type Keys<'r> = Vec<Option<&'r str>>;

/// Matches rows. `same` holds the keys of both lists by which rows are surely the same, the surest first; `likeness`, from 0 to
/// 1, decides on the rest.
pub(crate) fn match_rows(
    count_a: usize,
    count_b: usize,
    same: &[(Keys<'_>, Keys<'_>)],
    likeness: impl Fn(usize, usize) -> f64,
) -> Matching {
    let mut partner: Vec<Option<usize>> = vec![None; count_a];
    let mut is_free = vec![true; count_b];
    for (keys_a, keys_b) in same {
        let mut places: HashMap<&str, VecDeque<usize>> = HashMap::new();
        for (b, key) in keys_b.iter().enumerate().filter(|(b, _)| is_free[*b]) {
            if let Some(key) = key {
                places.entry(key).or_default().push_back(b);
            }
        }
        for (a, own) in partner
            .iter_mut()
            .enumerate()
            .filter(|(_, own)| own.is_none())
        {
            let Some(places) = keys_a[a].and_then(|key| places.get_mut(key)) else {
                continue;
            };
            // Halls mostly list in the order of the source: the row in the same place is asked first.
            let at = places.iter().take(MOST_TWINS).position(|b| *b == a);
            if let Some(b) = places.remove(at.unwrap_or(0)) {
                *own = Some(b);
                is_free[b] = false;
            }
        }
    }
    let mut free_b: Vec<usize> = (0..count_b).filter(|b| is_free[*b]).collect();
    let free_a: Vec<usize> = (0..count_a).filter(|a| partner[*a].is_none()).collect();
    for (a, b) in assign(&free_a, &free_b, likeness) {
        partner[a] = Some(b);
        is_free[b] = false;
    }
    free_b.retain(|b| is_free[*b]);
    Matching {
        pairs: partner
            .iter()
            .enumerate()
            .filter_map(|(a, b)| b.map(|b| (a, b)))
            .collect(),
        only_a: (0..count_a).filter(|a| partner[*a].is_none()).collect(),
        only_b: free_b,
    }
}

/// Among more rows of one name than this the order decides.
const MOST_TWINS: usize = 50;

/// More rows than this on both sides are matched in order of their likeness instead: the best assignment takes the cube
/// of their number.
const MOST_FOR_ASSIGNMENT: usize = 400;

fn assign(
    free_a: &[usize],
    free_b: &[usize],
    likeness: impl Fn(usize, usize) -> f64,
) -> Vec<(usize, usize)> {
    if free_a.is_empty() || free_b.is_empty() {
        return Vec::new();
    }
    let weight = |a: usize, b: usize| {
        let likeness = likeness(a, b);
        if likeness >= LEAST_LIKENESS {
            (likeness * 10_000.0) as i64
        } else {
            0
        }
    };
    if free_a.len().min(free_b.len()) > MOST_FOR_ASSIGNMENT {
        return in_order(free_a, free_b, weight);
    }
    // The algorithm wants no more rows than columns.
    let swapped = free_a.len() > free_b.len();
    let (rows, columns) = if swapped {
        (free_b, free_a)
    } else {
        (free_a, free_b)
    };
    let matrix = Matrix::from_fn(rows.len(), columns.len(), |(row, column)| {
        let (a, b) = if swapped {
            (columns[column], rows[row])
        } else {
            (rows[row], columns[column])
        };
        weight(a, b)
    });
    let (_, assigned) = kuhn_munkres(&matrix);
    assigned
        .into_iter()
        .enumerate()
        .map(|(row, column)| {
            if swapped {
                (columns[column], rows[row])
            } else {
                (rows[row], columns[column])
            }
        })
        .filter(|(a, b)| weight(*a, *b) > 0)
        .collect()
}

/// Rows of a list beyond all measure: each takes the likest of the rows near its place.
fn in_order(
    free_a: &[usize],
    free_b: &[usize],
    weight: impl Fn(usize, usize) -> i64,
) -> Vec<(usize, usize)> {
    const NEAR: usize = 20;
    let mut taken = vec![false; free_b.len()];
    let mut pairs = Vec::new();
    for (place, a) in free_a.iter().enumerate() {
        let near = place.saturating_sub(NEAR)..(place + NEAR).min(free_b.len());
        let best = near
            .filter(|at| !taken[*at])
            .map(|at| (weight(*a, free_b[at]), at))
            .filter(|(weight, _)| *weight > 0)
            .max_by_key(|(weight, at)| (*weight, std::cmp::Reverse(*at)));
        if let Some((_, at)) = best {
            taken[at] = true;
            pairs.push((*a, free_b[at]));
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matched(a: &[&'static str], b: &[&'static str]) -> Matching {
        let keys = |rows: &[&'static str]| rows.iter().copied().map(Some).collect();
        match_rows(a.len(), b.len(), &[(keys(a), keys(b))], |x, y| {
            Bigrams::of(a[x]).likeness(&Bigrams::of(b[y]))
        })
    }

    #[test]
    fn likeness_is_measured_in_characters() {
        let likeness = |a: &str, b: &str| Bigrams::of(a).likeness(&Bigrams::of(b));
        assert!((likeness("甲乙丙", "甲乙丙丁") - 0.8).abs() < 1e-9);
        assert!(likeness("身份证", "居住证") < 1e-9);
        assert!(likeness("", "甲乙") < 1e-9);
        // A pair of characters counts as often as both have it.
        assert!((likeness("甲甲甲", "甲甲") - 2.0 / 3.0).abs() < 1e-9);
        assert!((likeness("甲甲", "甲甲甲") - 2.0 / 3.0).abs() < 1e-9);
    }

    #[test]
    fn rows_beyond_all_measure_are_matched_near_their_place() {
        let places: Vec<usize> = (0..40).collect();
        let weight = |a, b| match (a, b) {
            (0, 1) => 5,
            (1, 0) => 3,
            (1, 1) | (2, 30) => 9,
            _ => 0,
        };
        assert_eq!(in_order(&[0, 1, 2], &places, weight), [(0, 1), (1, 0)]);
        assert_eq!(in_order(&[0, 1], &[5, 6, 7], |_, _| 1), [(0, 5), (1, 6)]);
        let far_apart = |a, b| if (a, b) == (0, 100) { 1.0 } else { 0.0 };
        let pairs = |count| match_rows(count, count, &[], far_apart).pairs;
        assert_eq!(pairs(MOST_FOR_ASSIGNMENT), [(0, 100)]);
        assert_eq!(pairs(MOST_FOR_ASSIGNMENT + 1), []);
    }

    #[test]
    fn the_best_assignment_over_all_rows() {
        // One by one, 申请书 of the first row would take the second row's partner.
        let found = matched(
            &["登记申请书", "变更登记申请书"],
            &["变更登记申请书副本", "登记申请书甲"],
        );
        assert_eq!(found.pairs, [(0, 1), (1, 0)]);
    }

    #[test]
    fn a_weak_likeness_matches_nothing() {
        let found = matched(&["身份证", "章程"], &["章程", "居住证"]);
        assert_eq!(found.pairs, [(1, 0)]);
        assert_eq!((found.only_a, found.only_b), (vec![0], vec![1]));
    }

    #[test]
    fn the_nearest_of_those_that_are_no_match() {
        let near = |row: &str, others: &[&str]| {
            let others: Vec<_> = others.iter().map(|other| Bigrams::of(other)).collect();
            nearest(&Bigrams::of(row), &others)
        };
        assert_eq!(
            near("船舶检验证书", &["法人章程", "检验报告", "船员证书"]),
            Some(1)
        );
        // Of equals the first.
        assert_eq!(near("检验证书", &["检验报告", "检验机构"]), Some(0));
        assert_eq!(near("身份证", &["居住证", "章程"]), None);
        assert_eq!(near("身份证", &[]), None);
    }

    #[test]
    fn more_rows_on_either_side() {
        assert_eq!(
            matched(&["甲乙丙"], &["x", "甲乙丙丁", "y"]).pairs,
            [(0, 1)]
        );
        assert_eq!(
            matched(&["x", "甲乙丙丁", "y"], &["甲乙丙"]).pairs,
            [(1, 0)]
        );
        assert_eq!(matched(&[], &["x"]).only_b, [0]);
    }
}
