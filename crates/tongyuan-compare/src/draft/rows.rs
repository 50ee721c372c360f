//! The fields that are lists of rows: which row is which is what the comparison says of them.

use std::collections::{BTreeMap, HashMap, HashSet};

use tongyuan_model::noun::Noun;
use tongyuan_model::{
    Channel, Condition, Faq, FeeItem, Fees, Guide, Key, LegalBasis, Material, ProcessStep, Reading,
    ResultDocument, Span,
};

use super::merge::{Merge, Weight, in_words, weigh};
use super::own::{by_text, whole};
use super::{Choice, Entry, Mark, Member, Row, Saying, Value, given};
use crate::difference::{Departure, Side};
use crate::normalise::{Verdict, compare_texts};
use crate::terms::Terms;
use crate::{Difference, compare_in_full, legal_basis as law};

/// A row of a list that the comparison matches.
pub(super) trait Listed: Noun + Clone {
    /// The key by which a row is known.
    const NAME: Key;
    /// The keys that the comparison looks at.
    const COMPARED: &'static [Key];

    /// A guide of these rows.
    fn guide(rows: Vec<Self>) -> Guide;

    /// Puts the name at a place, which the comparison then tells.
    fn put(&mut self, span: Span);

    /// Whether the comparison sees it.
    fn is_named(&self) -> bool;

    /// The row without what belongs to a channel.
    fn shared(&self) -> Self {
        self.clone()
    }
}

/// Moves a reading.
fn put<T>(reading: &mut Reading<T>, span: Span) {
    if let Reading::Given(_, own) = reading {
        *own = span;
    }
}

macro_rules! listed {
    ($Row:ident, $name:ident = $Name:ident, $list:ident, [$($Key:ident),*] $(, $shared:ident)?) => {
        impl Listed for $Row {
            const NAME: Key = Key::$Name;
            const COMPARED: &'static [Key] = &[$(Key::$Key),*];

            fn guide(rows: Vec<Self>) -> Guide {
                Guide { $list: given(rows), ..Guide::default() }
            }

            fn put(&mut self, span: Span) {
                put(&mut self.$name, span);
            }

            fn is_named(&self) -> bool {
                self.$name.is_given()
            }

            $(fn shared(&self) -> Self {
                $shared(self)
            })?
        }
    };
}

listed!(
    LegalBasis,
    law = Law,
    legal_basis,
    [Law, DocumentNumber, Article]
);
listed!(Condition, text = Text, conditions, [Text, Case, Basis]);
listed!(
    Material,
    name = Name,
    materials,
    [
        Name, Kind, Necessity, Case, Source, Issuer, Basis, Count, Notes
    ],
    without_submission
);
listed!(
    ProcessStep,
    step = Step,
    process,
    [Step, Actor, Limit, Standard, Result]
);
listed!(ResultDocument, name = Name, results, [Name, Type, Validity]);

impl Listed for FeeItem {
    const NAME: Key = Key::Name;
    const COMPARED: &'static [Key] = &[Key::Name, Key::Amount, Key::Currency, Key::Per, Key::Basis];

    fn guide(rows: Vec<Self>) -> Guide {
        let fees = Fees {
            items: given(rows),
            ..Fees::default()
        };
        Guide {
            fees: given(fees),
            ..Guide::default()
        }
    }

    fn put(&mut self, span: Span) {
        self.span = span;
    }

    fn is_named(&self) -> bool {
        true
    }
}

fn without_submission(material: &Material) -> Material {
    Material {
        submission: Reading::default(),
        ..material.clone()
    }
}

/// Rows of both guides that the comparison holds against each other: mostly one of each, or one of one alone.
#[derive(Debug, Default)]
pub(super) struct Knot {
    own: Vec<usize>,
    its: Vec<usize>,
}

/// Which rows belong together.
pub(super) fn knots<R: Listed>(terms: &Terms, x: &[R], y: &[R]) -> Vec<Knot> {
    let placed = |rows: &[R]| {
        let named = rows.iter().enumerate().filter(|(_, row)| row.is_named());
        let placed = named.map(|(number, row)| {
            let mut row = row.clone();
            row.put(Span::exact(number, number + 1));
            row
        });
        R::guide(placed.collect())
    };
    let found = compare_in_full(terms, &placed(x), &placed(y), None);
    let number = |side: &Side| side.text.as_ref().map(|_| side.span.start as usize);
    let differences = found
        .differences
        .iter()
        .filter(|one| one.departure != Departure::Reordered)
        .map(|one| (number(&one.a), number(&one.b)));
    let agreements = found.agreements.iter();
    let agreements = agreements.map(|one| (number(&one.a), number(&one.b)));
    // Rows that nobody could tell by a name stand alone.
    let alone = |rows: &[R]| -> Vec<usize> {
        let all = rows.iter().enumerate();
        all.filter(|(_, row)| !row.is_named())
            .map(|(at, _)| at)
            .collect()
    };
    let mut links: Vec<(Option<usize>, Option<usize>)> = differences.chain(agreements).collect();
    links.extend(alone(x).into_iter().map(|at| (Some(at), None)));
    links.extend(alone(y).into_iter().map(|at| (None, Some(at))));
    // Lists that are alike letter by letter are not told row by row.
    if links.is_empty() && x.len() == y.len() {
        links.extend((0..x.len()).map(|at| (Some(at), Some(at))));
    }
    links.retain(|(i, j)| i.is_none_or(|i| i < x.len()) && j.is_none_or(|j| j < y.len()));
    tie(&links)
}

/// The rows that hang together by links.
fn tie(links: &[(Option<usize>, Option<usize>)]) -> Vec<Knot> {
    let mut knots: Vec<Knot> = Vec::new();
    // In which knot a row of either list is.
    let (mut own_in, mut its_in) = (HashMap::new(), HashMap::new());
    for (own, its) in links {
        let a = own.and_then(|i| own_in.get(&i).copied());
        let b = its.and_then(|j| its_in.get(&j).copied());
        let at = a.or(b).unwrap_or_else(|| {
            knots.push(Knot::default());
            knots.len() - 1
        });
        let mut tied = Knot {
            own: own.iter().copied().collect(),
            its: its.iter().copied().collect(),
        };
        if let Some(other) = b.filter(|b| *b != at) {
            let mut other = std::mem::take(&mut knots[other]);
            tied.own.append(&mut other.own);
            tied.its.append(&mut other.its);
        }
        own_in.extend(tied.own.iter().map(|i| (*i, at)));
        its_in.extend(tied.its.iter().map(|j| (*j, at)));
        knots[at].own.append(&mut tied.own);
        knots[at].its.append(&mut tied.its);
    }
    for knot in &mut knots {
        for rows in [&mut knot.own, &mut knot.its] {
            rows.sort_unstable();
            rows.dedup();
        }
    }
    knots
}

/// Where a row of the draft stands: behind which online row, whether behind it, and in which order there.
type Place = (Option<usize>, bool, usize);

/// A row of the draft with the rows that it was made of.
pub(super) type Made = (Row, Option<usize>, Option<usize>);

/// Two lists as one.
fn merged<R: Listed>(terms: &Terms, x: &[R], y: &[R], knots: Vec<Knot>) -> Vec<Row> {
    let made = made(terms, x, y, knots).into_iter();
    made.map(|(row, ..)| row).collect()
}

/// Two lists as one, with what each row was made of. No row is lost: what the comparison says nothing of stands alone.
pub(super) fn made<R: Listed>(terms: &Terms, x: &[R], y: &[R], mut knots: Vec<Knot>) -> Vec<Made> {
    let tied = |rows: fn(&Knot) -> &Vec<usize>| -> HashSet<usize> {
        knots.iter().flat_map(rows).copied().collect()
    };
    let (own_tied, its_tied) = (tied(|knot| &knot.own), tied(|knot| &knot.its));
    let own = (0..x.len()).filter(|i| !own_tied.contains(i));
    let its = (0..y.len()).filter(|j| !its_tied.contains(j));
    let own = own.map(|i| Knot {
        own: vec![i],
        its: Vec::new(),
    });
    let its = its.map(|j| Knot {
        own: Vec::new(),
        its: vec![j],
    });
    let untied: Vec<Knot> = own.chain(its).collect();
    knots.extend(untied);
    let partner: BTreeMap<usize, usize> = knots
        .iter()
        .filter_map(|knot| Some((*knot.own.last()?, knot)))
        .flat_map(|(own, knot)| knot.its.iter().map(move |j| (*j, own)))
        .collect();
    let mut rows: Vec<(Place, Made)> = Vec::new();
    for knot in &knots {
        match (knot.own.as_slice(), knot.its.as_slice()) {
            ([i], [j]) => {
                let row = pair(terms, &x[*i], &y[*j]);
                rows.push(((Some(*i), false, 0), (row, Some(*i), Some(*j))));
            }
            (own, []) => rows.extend(own.iter().map(|i| {
                let row = lone(&x[*i], Channel::Online);
                ((Some(*i), false, 0), (row, Some(*i), None))
            })),
            ([], its) => rows.extend(its.iter().map(|j| {
                // Behind the row that goes before it in its own list.
                let before = partner.range(..*j).next_back().map(|(_, own)| *own);
                let row = lone(&y[*j], Channel::InPerson);
                ((before, true, *j), (row, None, Some(*j)))
            })),
            ([first, ..], _) => {
                let many = several(terms, (x, &knot.own), (y, &knot.its)).into_iter();
                let many = many.enumerate();
                rows.extend(many.map(|(at, made)| ((Some(*first), false, at), made)));
            }
        }
    }
    rows.sort_by_key(|(place, _)| *place);
    rows.into_iter().map(|(_, made)| made).collect()
}

fn merge_of<R: Listed>(terms: &Terms) -> Merge<impl Fn(&R, &R) -> Weight> {
    Merge {
        weigh: |x: &R, y: &R| {
            weigh(
                terms,
                &R::guide(vec![x.clone()]),
                &R::guide(vec![y.clone()]),
            )
        },
        compared: R::COMPARED,
        is_row: true,
    }
}

/// One row of two.
fn pair<R: Listed>(terms: &Terms, x: &R, y: &R) -> Row {
    let entries = merge_of::<R>(terms).keys(R::KEYS, &x.shared(), &y.shared());
    Row {
        entries,
        from: Channel::Online,
        span: name_span(x),
        mark: Mark::Both,
    }
}

fn name_span<R: Listed>(row: &R) -> Span {
    let stated = row.stated();
    let name = stated.iter().find(|(key, ..)| *key == R::NAME);
    name.or(stated.first())
        .map(|(_, _, span)| *span)
        .unwrap_or_default()
}

/// A row as one guide has it.
fn plain<R: Listed>(row: &R, from: Channel) -> Vec<Member> {
    let stated = row.shared().stated().into_iter();
    stated
        .map(|(key, value, span)| Member {
            key,
            value: Value::Plain(value),
            from,
            span,
            mark: Mark::Both,
        })
        .collect()
}

/// A row that one guide alone has.
fn lone<R: Listed>(row: &R, from: Channel) -> Row {
    Row {
        entries: plain(row, from).into_iter().map(Entry::Said).collect(),
        from,
        span: name_span(row),
        mark: Mark::Only,
    }
}

/// Rows of one guide that stand for rows of the other, more or fewer: the online ones where they say the same, else all of them,
/// each with its name as a choice.
fn several<R: Listed>(
    terms: &Terms,
    (x, own): (&[R], &[usize]),
    (y, its): (&[R], &[usize]),
) -> Vec<Made> {
    let shared =
        |rows: &[R], which: &[usize]| R::guide(which.iter().map(|at| rows[*at].shared()).collect());
    let weight = weigh(terms, &shared(x, own), &shared(y, its));
    if weight.all > 0 {
        let own = own
            .iter()
            .map(|i| (chosen(&x[*i], Channel::Online), Some(*i), None));
        let its = its
            .iter()
            .map(|j| (chosen(&y[*j], Channel::InPerson), None, Some(*j)));
        return own.chain(its).collect();
    }
    // Each row as online, and the first of the other ones to tell how it is handed in there.
    let mut rows: Vec<Made> = own
        .iter()
        .map(|i| {
            let row = Row {
                mark: Mark::Both,
                ..lone(&x[*i], Channel::Online)
            };
            (row, Some(*i), its.first().copied())
        })
        .collect();
    if weight.words > 0
        && let (Some((row, ..)), Some(first)) = (rows.first_mut(), its.first())
    {
        let names = its.iter().filter_map(|j| name(&y[*j]));
        row.mark = Mark::Worded(Side {
            text: Some(names.collect::<Vec<_>>().join("；")),
            span: name_span(&y[*first]),
        });
    }
    rows
}

fn name<R: Listed>(row: &R) -> Option<String> {
    let stated = row.stated();
    let name = stated.iter().find(|(key, ..)| *key == R::NAME);
    name.map(|(_, value, _)| in_words(value))
}

/// A row that may stay or go.
fn chosen<R: Listed>(row: &R, from: Channel) -> Row {
    let entries = plain(row, from).into_iter().map(|member| {
        if member.key != R::NAME {
            return Entry::Said(member);
        }
        let (says, silent) = (Saying::Says(member), Saying::Silent(Span::default()));
        Entry::Choice(match from {
            Channel::InPerson => Choice {
                online: silent,
                in_person: says,
            },
            _ => Choice {
                online: says,
                in_person: silent,
            },
        })
    });
    Row {
        entries: entries.collect(),
        from,
        span: name_span(row),
        mark: Mark::Both,
    }
}

fn list(key: Key, span: Span, rows: Vec<Row>) -> Vec<Entry> {
    vec![Entry::Said(Member {
        key,
        value: Value::Rows(rows),
        from: Channel::Online,
        span,
        mark: Mark::Both,
    })]
}

pub(super) fn conditions(terms: &Terms, a: &Guide, b: &Guide) -> Vec<Entry> {
    let (Some(x), Some(y)) = (a.conditions.given(), b.conditions.given()) else {
        return whole(terms, a, b, Key::Conditions);
    };
    let rows = merged(terms, x, y, knots(terms, x, y));
    list(Key::Conditions, a.conditions.span(), rows)
}

pub(super) fn results(terms: &Terms, a: &Guide, b: &Guide) -> Vec<Entry> {
    let (Some(x), Some(y)) = (a.results.given(), b.results.given()) else {
        return whole(terms, a, b, Key::Results);
    };
    let rows = merged(terms, x, y, knots(terms, x, y));
    list(Key::Results, a.results.span(), rows)
}

/// 办理流程: steps in another order are another process.
pub(super) fn process(terms: &Terms, a: &Guide, b: &Guide) -> Vec<Entry> {
    let reordered = |differences: &[Difference]| {
        differences
            .iter()
            .any(|one| one.departure == Departure::Reordered)
    };
    let of = |guide: &Guide| Guide {
        process: guide.process.clone(),
        ..Guide::default()
    };
    let (Some(x), Some(y)) = (a.process.given(), b.process.given()) else {
        return whole(terms, a, b, Key::Process);
    };
    if reordered(&crate::compare(terms, &of(a), &of(b), None)) {
        return whole(terms, a, b, Key::Process);
    }
    let rows = merged(terms, x, y, knots(terms, x, y));
    list(Key::Process, a.process.span(), rows)
}

pub(super) fn fee_items(terms: &Terms, x: &[FeeItem], y: &[FeeItem]) -> Vec<Row> {
    merged(terms, x, y, knots(terms, x, y))
}

/// 设定依据: a law may stand in several rows, one for each of its articles.
pub(super) fn legal_basis(terms: &Terms, a: &Guide, b: &Guide) -> Vec<Entry> {
    let (Some(x), Some(y)) = (a.legal_basis.given(), b.legal_basis.given()) else {
        return whole(terms, a, b, Key::LegalBasis);
    };
    let (own, its) = (law::laws(x), law::laws(y));
    let all = |laws: &[Vec<usize>], first: usize| -> Vec<usize> {
        let found = laws.iter().find(|rows| rows.first() == Some(&first));
        found.cloned().unwrap_or_else(|| vec![first])
    };
    let mut knots = knots(terms, x, y);
    for knot in &mut knots {
        let grown = |laws: &[Vec<usize>], rows: &[usize]| -> Vec<usize> {
            rows.iter().flat_map(|row| all(laws, *row)).collect()
        };
        knot.own = grown(&own, &knot.own);
        knot.its = grown(&its, &knot.its);
    }
    let rows = merged(terms, x, y, knots);
    list(Key::LegalBasis, a.legal_basis.span(), rows)
}

/// 常见问题: a question that both answer once.
pub(super) fn faq(a: &Guide, b: &Guide) -> Vec<Entry> {
    let (x, y) = (a.faq.rows(), b.faq.rows());
    if x.is_empty() && y.is_empty() {
        return Vec::new();
    }
    let question = |one: &Faq| one.question.text().unwrap_or_default().to_owned();
    let mut free: Vec<&Faq> = y.iter().collect();
    let plain = |one: &Faq, from| -> Vec<Entry> {
        let stated = one.stated().into_iter();
        stated
            .map(|(key, value, span)| {
                Entry::Said(Member {
                    key,
                    value: Value::Plain(value),
                    from,
                    span,
                    mark: Mark::Both,
                })
            })
            .collect()
    };
    let lone = |one: &Faq, from| Row {
        entries: plain(one, from),
        from,
        span: one.question.span(),
        mark: Mark::Only,
    };
    let mut rows = Vec::new();
    for own in x {
        let same =
            |other: &&Faq| compare_texts(&question(own), &question(other)) != Verdict::Different;
        match free.iter().position(same) {
            Some(at) => rows.push(Row {
                entries: by_text(own, free.remove(at)),
                mark: Mark::Both,
                ..lone(own, Channel::Online)
            }),
            None => rows.push(lone(own, Channel::Online)),
        }
    }
    rows.extend(free.iter().map(|other| lone(other, Channel::InPerson)));
    list(Key::Faq, a.faq.span(), rows)
}
