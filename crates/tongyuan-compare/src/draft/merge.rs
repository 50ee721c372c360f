//! Two nouns into one, key by key.

use serde_json::Value as Json;
use tongyuan_model::noun::Noun;
use tongyuan_model::{Channel, Guide, Key, Span};

use super::{Choice, Entry, Mark, Member, Saying, Value};
use crate::difference::{Degree, Departure, Difference, Side};
use crate::normalise::{Verdict, compare_texts};
use crate::terms::Terms;

/// How much two nouns differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Weight {
    /// In substance, facet by facet.
    pub(super) all: usize,
    /// Of these, where both say something.
    changed: usize,
    /// In words.
    pub(super) words: usize,
}

impl Weight {
    fn of(differences: &[Difference]) -> Self {
        let mut weight = Self::default();
        for one in differences {
            if one.degree == Degree::Wording {
                weight.words += 1;
                continue;
            }
            let facets = one.facets.len().max(1);
            weight.all += facets;
            if !matches!(one.departure, Departure::Added | Departure::Removed) {
                weight.changed += facets;
            }
        }
        weight
    }
}

/// How two guides differ, both of one field.
pub(super) fn weigh(terms: &Terms, a: &Guide, b: &Guide) -> Weight {
    Weight::of(&crate::compare(terms, a, b, None))
}

/// How two nouns of a kind become one.
pub(super) struct Merge<W> {
    /// How much two of them differ, as the comparison sees it.
    pub(super) weigh: W,
    /// Which keys the comparison looks at; of the others the texts are compared.
    pub(super) compared: &'static [Key],
    /// Whether they are two versions of one row: what only one of them says is then a difference of the row.
    pub(super) is_row: bool,
}

/// What a noun says of one key.
type Stated = Option<(Json, Span)>;

impl<W> Merge<W> {
    /// One noun of two, of these keys alone.
    pub(super) fn keys<N>(&self, keys: &[Key], a: &N, b: &N) -> Vec<Entry>
    where
        N: Noun + Clone,
        W: Fn(&N, &N) -> Weight,
    {
        let stated = |noun: &N| -> Vec<Stated> {
            let mut all = noun.stated();
            let mut of = |key: &Key| {
                let at = all.iter().position(|(own, ..)| own == key)?;
                let (_, value, span) = all.swap_remove(at);
                Some((value, span))
            };
            keys.iter().map(&mut of).collect()
        };
        let (own, its) = (stated(a), stated(b));
        let chosen = self.chosen(keys, (a, &own), (b, &its));
        let mut entries = Vec::new();
        for (at, key) in keys.iter().enumerate() {
            let member = |stated: &Stated, from, mark| {
                let (value, span) = stated.clone()?;
                Some(Member {
                    key: *key,
                    value: Value::Plain(value),
                    from,
                    span,
                    mark,
                })
            };
            let (x, y) = (&own[at], &its[at]);
            if chosen.contains(key) {
                let saying = |stated, noun: &N, from| match member(stated, from, Mark::Both) {
                    Some(member) => Saying::Says(member),
                    None => Saying::Silent(silent(noun)),
                };
                entries.push(Entry::Choice(Choice {
                    online: saying(x, a, Channel::Online),
                    in_person: saying(y, b, Channel::InPerson),
                }));
                continue;
            }
            let said = match (x, y) {
                (Some((x, _)), Some((y, span))) => {
                    let mark = self.mark(*key, (a, x), (b, y), *span);
                    member(&own[at], Channel::Online, mark)
                }
                (Some(_), None) => {
                    let mark = if self.is_lone(*key, a, b) {
                        Mark::Only
                    } else {
                        Mark::Both
                    };
                    member(x, Channel::Online, mark)
                }
                // What the online guide says under another key is not said twice.
                (None, Some(_)) if !self.is_lone(*key, b, a) => None,
                (None, Some(_)) => member(y, Channel::InPerson, Mark::Only),
                (None, None) => None,
            };
            entries.extend(said.map(Entry::Said));
        }
        entries
    }

    /// The keys of which the two say something else: those whose words, taken from the other one, leave less to tell them apart.
    fn chosen<N>(
        &self,
        keys: &[Key],
        (a, own): (&N, &[Stated]),
        (b, its): (&N, &[Stated]),
    ) -> Vec<Key>
    where
        N: Noun + Clone,
        W: Fn(&N, &N) -> Weight,
    {
        let value = |stated: &Stated| stated.as_ref().map(|(value, _)| value.clone());
        let differing: Vec<(Key, Option<Json>, Option<Json>)> = keys
            .iter()
            .zip(own.iter().zip(its))
            .map(|(key, (x, y))| (*key, value(x), value(y)))
            .filter(|(_, x, y)| x != y)
            .collect();
        let (compared, others): (Vec<_>, Vec<_>) = differing
            .into_iter()
            .partition(|(key, ..)| self.compared.contains(key));
        let texts = others.into_iter().filter_map(|(key, x, y)| {
            let differ = verdict(&x?, &y?) == Verdict::Different;
            differ.then_some(key)
        });
        let mut chosen: Vec<Key> = texts.collect();
        let whole = (self.weigh)(a, b);
        let heavy = |weight: Weight, are_both: bool| match are_both || self.is_row {
            true => weight.all,
            false => weight.changed,
        };
        let mut taken = a.clone();
        for (key, x, y) in &compared {
            let are_both = x.is_some() && y.is_some();
            let weight = (self.weigh)(&with(a, *key, b), b);
            if heavy(weight, are_both) < heavy(whole, are_both) {
                taken.take(*key, b);
                chosen.push(*key);
            }
        }
        // Where the keys say it only together, all of them are one choice.
        if heavy((self.weigh)(&taken, b), false) > 0 {
            chosen.extend(compared.iter().map(|(key, ..)| *key));
        }
        chosen
    }

    /// The mark of a key of which both say the same.
    fn mark<N>(&self, key: Key, (a, x): (&N, &Json), (b, y): (&N, &Json), span: Span) -> Mark
    where
        N: Noun + Clone,
        W: Fn(&N, &N) -> Weight,
    {
        if x == y {
            return Mark::Both;
        }
        let is_worded = if self.compared.contains(&key) {
            (self.weigh)(a, &with(a, key, b)) != Weight::default()
        } else {
            verdict(x, y) == Verdict::Wording
        };
        if !is_worded {
            return Mark::Both;
        }
        Mark::Worded(Side {
            text: Some(in_words(y)),
            span,
        })
    }

    /// Whether `own` alone says what it says under a key, and `other` does not say it under another one.
    fn is_lone<N>(&self, key: Key, own: &N, other: &N) -> bool
    where
        N: Noun + Clone,
        W: Fn(&N, &N) -> Weight,
    {
        let filled = with(other, key, own);
        let changes = (self.weigh)(other, &filled).all > 0;
        let helps = (self.weigh)(own, &filled).all < (self.weigh)(own, other).all;
        helps || !changes
    }
}

/// A noun with what another one says of one key.
fn with<N: Noun + Clone>(noun: &N, key: Key, other: &N) -> N {
    let mut changed = noun.clone();
    changed.take(key, other);
    changed
}

/// Where a noun that says nothing of a key would say it: where it says the first thing.
fn silent<N: Noun>(noun: &N) -> Span {
    noun.stated()
        .first()
        .map(|(_, _, span)| *span)
        .unwrap_or_default()
}

fn verdict(x: &Json, y: &Json) -> Verdict {
    compare_texts(&in_words(x), &in_words(y))
}

/// A value as one text, its scalars one behind the other.
pub(super) fn in_words(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        Json::Array(rows) => rows.iter().map(in_words).collect::<Vec<_>>().join("；"),
        Json::Object(members) => members
            .values()
            .map(in_words)
            .collect::<Vec<_>>()
            .join("，"),
        other => other.to_string(),
    }
}
