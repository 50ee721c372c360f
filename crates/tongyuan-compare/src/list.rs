//! Fields that are lists of rows: matched, then compared row by row.

use std::borrow::Cow;
use std::cell::LazyCell;

use tongyuan_model::{Field, Reading, Span};

use crate::cut;
use crate::difference::{Burden, Confidence, Degree, Departure, Difference, Side, Subject};
use crate::found::{Findings, Found};
use crate::matching::{Bigrams, Keys, Matching, match_rows, nearest};
use crate::scalar::{Standing, apart, said, standing};

/// A row of a list as the comparison sees it.
pub(crate) trait Comparable {
    /// Whether a lone row of either side that is left over is one row under two names, rather than one too many and one
    /// too few.
    const LONE_ROWS_ARE_ONE: bool = false;

    /// The id and catalogue number that surely identify a row; empty where it has none.
    fn ids(&self) -> [Option<&str>; 2] {
        [None, None]
    }

    /// Whether it is one of several rows that a row stands for: then the id is not its own.
    fn is_piece(&self) -> bool {
        false
    }

    /// The name in its normal form: rows with the same name are the same row.
    fn plain_name(&self) -> &str;

    /// What tells a row from others of its name, the fullest first: 身份证 of the applicant, 身份证 of the agent.
    fn told_apart_by(&self) -> [String; 3] {
        Default::default()
    }

    /// The name as it stands.
    fn name(&self) -> &str;

    /// Where the row stands.
    fn span(&self) -> Span;

    /// The same row with another name: one of the several rows that this one stands for. None where a row stands for itself
    /// alone.
    fn renamed(&self, plain_name: &str) -> Option<Self>
    where
        Self: Sized,
    {
        let _ = plain_name;
        None
    }

    /// The facets in which two matched rows differ.
    fn compare(&self, other: &Self, findings: &mut Findings<'_>);
}

/// Compares two lists of rows.
///
/// `burden` is what one more row means for the applicant. `alike` says of two rows in the same place whether they are the
/// same letter by letter: most are, and then nothing of them is read.
pub(crate) fn compare_lists<'g, T, R: Comparable + Clone>(
    field: Field,
    a: &'g Reading<Vec<T>>,
    b: &'g Reading<Vec<T>>,
    burden: Burden,
    alike: impl Fn(&T, &T) -> bool,
    rows: impl Fn(&[&'g T]) -> Vec<R>,
    found: &mut Found<'_>,
) {
    // An empty list says 无 as well.
    let has_none = |own: &Reading<Vec<T>>| match own {
        Reading::Given(rows, _) => rows.is_empty(),
        Reading::StatedNone(_) => true,
        Reading::Missing(_) | Reading::Unreadable(..) => false,
    };
    if has_none(a) && has_none(b) {
        return;
    }
    match standing(a, b) {
        Standing::Even => {}
        Standing::Apart(departure, at, there) => {
            let words = |own: &'g Reading<Vec<T>>| {
                let rows = rows(&own.rows().iter().collect::<Vec<_>>());
                said(own, |_| in_words(&rows))
            };
            found.push(apart(field, departure, (words(a), at), (words(b), there)));
        }
        Standing::Both(x, at, y, there) => {
            // Who wants to know what agrees is told of every row.
            let is_skipped = !found.wants_agreements();
            let in_place =
                |i: usize| is_skipped && i < x.len() && i < y.len() && alike(&x[i], &y[i]);
            let rest = |own: &'g [T]| -> Vec<&'g T> {
                own.iter()
                    .enumerate()
                    .filter(|(i, _)| !in_place(*i))
                    .map(|(_, row)| row)
                    .collect()
            };
            let (x_rest, y_rest) = (rest(x), rest(y));
            if !(x_rest.is_empty() && y_rest.is_empty()) {
                let (x, y) = (rows(&x_rest), rows(&y_rest));
                compare_rows(field, (&x, at), (&y, there), burden, found);
            }
        }
    }
}

/// A list that only one side has, in words: one difference, not one a row.
fn in_words<R: Comparable>(rows: &[R]) -> Option<String> {
    let names: Vec<_> = rows.iter().map(Comparable::name).collect();
    (!names.is_empty()).then(|| names.join("；"))
}

/// Compares two lists of rows that both sides have.
pub(crate) fn compare_rows<R: Comparable + Clone>(
    field: Field,
    (x, at): (&[R], Span),
    (y, there): (&[R], Span),
    burden: Burden,
    found: &mut Found<'_>,
) {
    let (x, y) = (cut_like(x, y), cut_like(y, x));
    let (x, y) = (x.as_ref(), y.as_ref());
    let matching = pair(x, y);
    let start = found.differences.len();
    for (i, j) in &matching.pairs {
        let mut findings = Findings::on(found.terms);
        x[*i].compare(&y[*j], &mut findings);
        found.settle(
            findings,
            field,
            Some(subject(&x[*i])),
            side(&x[*i]),
            side(&y[*j]),
        );
    }
    let (mut removed, mut added) = left_over(x, y, &matching);
    for (i, nearest) in matching.only_a.iter().zip(&mut removed) {
        let sides = (side(&x[*i]), absent(there));
        let mut difference = one_sided(field, Departure::Removed, &x[*i], sides, burden);
        difference.nearest = nearest.take();
        found.push(difference);
    }
    for (j, nearest) in matching.only_b.iter().zip(&mut added) {
        let sides = (absent(at), side(&y[*j]));
        let mut difference = one_sided(field, Departure::Added, &y[*j], sides, burden);
        difference.nearest = nearest.take();
        found.push(difference);
    }
    // Told in the order of the reference, and what is added at the end.
    found.differences[start..].sort_by_key(|difference| {
        (
            difference.a.text.is_none(),
            difference.a.span.start,
            difference.b.span.start,
        )
    });
}

/// Beyond this many pairs of rows that are left over, nobody looks for the nearest.
const MOST_NEAR: usize = 160_000;

/// Of every row without a partner the row without a partner that came nearest on the other side.
fn left_over<R: Comparable>(
    x: &[R],
    y: &[R],
    matching: &Matching,
) -> (Vec<Option<Side>>, Vec<Option<Side>>) {
    let (only_a, only_b) = (&matching.only_a, &matching.only_b);
    if only_a.len().saturating_mul(only_b.len()) > MOST_NEAR {
        return (vec![None; only_a.len()], vec![None; only_b.len()]);
    }
    let names = |rows: &[R], which: &[usize]| -> Vec<Bigrams> {
        let names = which.iter().map(|i| rows[*i].plain_name());
        names.map(Bigrams::of).collect()
    };
    let (own, its) = (names(x, only_a), names(y, only_b));
    let near = |rows: &[R], which: &[usize], of: &[Bigrams], among: &[Bigrams]| {
        of.iter()
            .map(|row| nearest(row, among).map(|at| side(&rows[which[at]])))
            .collect()
    };
    (near(y, only_b, &own, &its), near(x, only_a, &its, &own))
}

fn absent(span: Span) -> Side {
    Side { text: None, span }
}

/// One list with the rows cut that stand for several rows of the other: 甲证、乙证 beside 甲证 and 乙证.
fn cut_like<'r, R: Comparable + Clone>(own: &'r [R], other: &[R]) -> Cow<'r, [R]> {
    const MOST: usize = 200;
    if own.len().max(other.len()) > MOST {
        return Cow::Borrowed(own);
    }
    let named = |rows: &[R], name: &str| rows.iter().any(|row| row.plain_name() == name);
    let is_alone = |row: &&R, rows: &[R]| !named(rows, row.plain_name());
    let alone: Vec<&str> = other
        .iter()
        .filter(|row| is_alone(row, own))
        .map(Comparable::plain_name)
        .collect();
    // What is cut makes more rows of fewer.
    let own_alone = own.iter().filter(|row| is_alone(row, other)).count();
    if own_alone == 0 || alone.len() <= own_alone {
        return Cow::Borrowed(own);
    }
    let mut rows = Vec::with_capacity(own.len() + 1);
    for row in own {
        let pieces = Some(row)
            .filter(|row| is_alone(row, other))
            .and_then(|row| cut::cut(row.plain_name(), &alone))
            .map(|names| {
                names
                    .iter()
                    .filter_map(|name| row.renamed(name))
                    .collect::<Vec<_>>()
            })
            .filter(|pieces| pieces.len() > 1);
        match pieces {
            Some(pieces) => rows.extend(pieces),
            None => rows.push(row.clone()),
        }
    }
    Cow::Owned(rows)
}

/// Pairs two lists. Among equally good matchings the order decides, so it must not matter which side is the reference.
fn pair<R: Comparable>(x: &[R], y: &[R]) -> Matching {
    let names = |rows| <[R]>::iter(rows).map(Comparable::plain_name);
    if names(y).lt(names(x)) {
        mirrored(pair_in_order(y, x))
    } else {
        pair_in_order(x, y)
    }
}

fn mirrored(matching: Matching) -> Matching {
    let mut pairs: Vec<_> = matching.pairs.into_iter().map(|(j, i)| (i, j)).collect();
    pairs.sort_unstable();
    Matching {
        pairs,
        only_a: matching.only_b,
        only_b: matching.only_a,
    }
}

fn pair_in_order<R: Comparable>(x: &[R], y: &[R]) -> Matching {
    let bigrams = |rows: &[R]| -> Vec<Bigrams> {
        rows.iter()
            .map(|row| Bigrams::of(row.plain_name()))
            .collect()
    };
    // Where every row finds its like by name, likeness is never asked for.
    let measured = LazyCell::new(|| (bigrams(x), bigrams(y)));
    // A name in both guides is surer than an id: two guides may number their rows without knowing of each other.
    let (own, its) = (told_apart(x), told_apart(y));
    let apart = (0..3).map(|which| (nth(&own, which), nth(&its, which)));
    let same: Vec<_> = apart
        .filter(|_| !own.is_empty() && !its.is_empty())
        .chain([
            (names(x), names(y)),
            (ids(x, 0), ids(y, 0)),
            (ids(x, 1), ids(y, 1)),
        ])
        .collect();
    let mut matching = match_rows(x.len(), y.len(), &same, |i, j| {
        measured.0[i].likeness(&measured.1[j])
    });
    if let (true, [i], [j]) = (
        R::LONE_ROWS_ARE_ONE,
        &matching.only_a[..],
        &matching.only_b[..],
    ) {
        matching.pairs.push((*i, *j));
        matching.only_a.clear();
        matching.only_b.clear();
    }
    matching
}

/// What tells the rows of a list apart, where any two have one name; else nothing needs to.
fn told_apart<R: Comparable>(rows: &[R]) -> Vec<[String; 3]> {
    let mut names: Vec<_> = rows.iter().map(Comparable::plain_name).collect();
    names.sort_unstable();
    let has_namesakes = names.windows(2).any(|pair| pair[0] == pair[1]);
    let apart = |row: &R| {
        let name = row.plain_name();
        row.told_apart_by().map(|key| format!("{name}\n{key}"))
    };
    if has_namesakes {
        rows.iter().map(apart).collect()
    } else {
        Vec::new()
    }
}

fn nth(keys: &[[String; 3]], which: usize) -> Keys<'_> {
    keys.iter().map(|own| Some(own[which].as_str())).collect()
}

fn names<R: Comparable>(rows: &[R]) -> Keys<'_> {
    rows.iter().map(|row| Some(row.plain_name())).collect()
}

fn ids<R: Comparable>(rows: &[R], which: usize) -> Keys<'_> {
    rows.iter().map(|row| row.ids()[which]).collect()
}

fn one_sided<R: Comparable>(
    field: Field,
    departure: Departure,
    row: &R,
    (a, b): (Side, Side),
    burden: Burden,
) -> Difference {
    Difference {
        field,
        subject: Some(subject(row)),
        departure,
        degree: Degree::Substantive,
        confidence: Confidence::Certain,
        burden: match departure {
            Departure::Removed => burden.reversed(),
            _ => burden,
        },
        facets: Vec::new(),
        normalised_by: Vec::new(),
        a,
        b,
        nearest: None,
    }
}

fn subject<R: Comparable>(row: &R) -> Subject {
    Subject {
        id: row.ids()[0].filter(|_| !row.is_piece()).map(str::to_owned),
        name: row.name().to_owned(),
    }
}

fn side<R: Comparable>(row: &R) -> Side {
    Side {
        text: Some(row.name().to_owned()),
        span: row.span(),
    }
}

#[cfg(test)]
mod tests {
    use tongyuan_model::{Condition, Guide, Material, Reading, Span};

    use crate::{Terms, compare};

    /// Two rows that are too far apart to be one are told as one too few and one too many, each beside the other.
    #[test]
    fn what_came_nearest_is_told() {
        let guide = |names: &[&str]| Guide {
            materials: Reading::Given(
                names
                    .iter()
                    .map(|name| Material {
                        name: Reading::Given((*name).to_owned(), Span::default()),
                        ..Material::default()
                    })
                    .collect(),
                Span::default(),
            ),
            ..Guide::default()
        };
        let told = |a: &[&str], b: &[&str]| -> Vec<(String, Option<String>)> {
            compare(&Terms::default(), &guide(a), &guide(b), None)
                .into_iter()
                .map(|one| {
                    let name = one.subject.map(|subject| subject.name).unwrap_or_default();
                    (name, one.nearest.and_then(|side| side.text))
                })
                .collect()
        };
        let near = |name: &str, other: &str| (name.to_owned(), Some(other.to_owned()));
        let far = |name: &str| (name.to_owned(), None);
        let (a, b) = (
            ["渔业船舶检验证书", "法人章程", "捕捞日志"],
            ["捕捞日志", "船舶检验机构意见", "无线电台执照"],
        );
        assert_eq!(
            told(&a, &b),
            [
                near("渔业船舶检验证书", "船舶检验机构意见"),
                far("法人章程"),
                near("船舶检验机构意见", "渔业船舶检验证书"),
                far("无线电台执照"),
            ]
        );
        // What found its partner is no neighbour of another row.
        assert_eq!(
            told(&["捕捞日志", "捕捞计划"], &["捕捞日志"]),
            [far("捕捞计划")]
        );
    }

    /// What is told of two pieces of one row is told of two things: an id would make them one.
    #[test]
    fn pieces_of_a_row_have_no_id() {
        let guide = |text: &str| Guide {
            conditions: Reading::Given(
                vec![Condition {
                    id: Reading::Given("c1".to_owned(), Span::default()),
                    text: Reading::Given(text.to_owned(), Span::default()),
                    ..Condition::default()
                }],
                Span::default(),
            ),
            ..Guide::default()
        };
        let ids = |a: &str, b: &str| -> Vec<Option<String>> {
            compare(&Terms::default(), &guide(a), &guide(b), None)
                .into_iter()
                .map(|difference| difference.subject.and_then(|subject| subject.id))
                .collect()
        };
        assert_eq!(ids("有船3艘；有库2座", "有船4艘；有库5座"), [None, None]);
        assert_eq!(ids("有船3艘", "有船4艘"), [Some("c1".to_owned())]);
    }
}
