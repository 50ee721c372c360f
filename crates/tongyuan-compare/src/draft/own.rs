//! The fields that are no lists of rows: each in its own way.

use serde_json::Value as Json;
use tongyuan_model::noun::Noun;
use tongyuan_model::{
    Channel, ChannelEntry, Channels, Contacts, Fees, Guide, Item, Key, Reading, Span, TimeLimit,
    TimeLimits,
};

use super::merge::{Merge, Weight, in_words, weigh};
use super::rows;
use super::{Choice, Draft, Entry, Mark, Member, Saying, Value, given};
use crate::difference::Side;
use crate::normalise::{Verdict, compare_texts};
use crate::terms::Terms;

/// A field as one value: the same, one side's, or a choice.
pub(super) fn whole(terms: &Terms, a: &Guide, b: &Guide, key: Key) -> Vec<Entry> {
    let alone = |guide: &Guide| {
        let mut alone = Guide::default();
        alone.take(key, guide);
        alone
    };
    let merge = Merge {
        weigh: |x: &Guide, y: &Guide| weigh(terms, x, y),
        compared: Guide::KEYS,
        is_row: false,
    };
    merge.keys(&[key], &alone(a), &alone(b))
}

fn group<T>(key: Key, own: &Reading<T>, entries: Vec<Entry>) -> Vec<Entry> {
    if entries.is_empty() {
        return entries;
    }
    vec![Entry::Said(Member {
        key,
        value: Value::Group(entries),
        from: Channel::Online,
        span: own.span(),
        mark: Mark::Both,
    })]
}

/// 事项.
pub(super) fn item(terms: &Terms, a: &Guide, b: &Guide) -> Vec<Entry> {
    let (Some(x), Some(y)) = (a.item.given(), b.item.given()) else {
        return whole(terms, a, b, Key::Item);
    };
    let of = |item: &Item| Guide {
        item: given(item.clone()),
        ..Guide::default()
    };
    let merge = Merge {
        weigh: |x: &Item, y: &Item| weigh(terms, &of(x), &of(y)),
        compared: &[Key::Name, Key::Code, Key::Authority, Key::Audience],
        is_row: false,
    };
    group(Key::Item, &a.item, merge.keys(Item::KEYS, x, y))
}

/// 办结时限: each limit as a whole, because its parts mean nothing alone.
pub(super) fn time_limits(terms: &Terms, a: &Guide, b: &Guide) -> Vec<Entry> {
    let (Some(x), Some(y)) = (a.time_limits.given(), b.time_limits.given()) else {
        return whole(terms, a, b, Key::TimeLimits);
    };
    let of = |own: &Guide, limits: &TimeLimits| Guide {
        item: own.item.clone(),
        time_limits: given(limits.clone()),
        ..Guide::default()
    };
    let merge = Merge {
        weigh: |x: &TimeLimits, y: &TimeLimits| weigh(terms, &of(a, x), &of(a, y)),
        compared: TimeLimits::KEYS,
        is_row: false,
    };
    let mut entries = joined(merge.keys(TimeLimits::KEYS, x, y));
    for entry in &mut entries {
        if let Entry::Said(member) = entry
            && let (Some(x), Some(y)) = (limit(x, member.key), limit(y, member.key))
        {
            let of = |limit: &TimeLimit| {
                let promised = given(limit.clone());
                of(
                    a,
                    &TimeLimits {
                        promised,
                        ..TimeLimits::default()
                    },
                )
            };
            let merge = Merge {
                weigh: |x: &TimeLimit, y: &TimeLimit| weigh(terms, &of(x), &of(y)),
                compared: TimeLimit::KEYS,
                is_row: false,
            };
            let parts = merge.keys(TimeLimit::KEYS, x, y);
            // Parts that differ only together are one limit in two wordings.
            if parts.iter().all(|part| matches!(part, Entry::Said(_))) {
                member.value = Value::Group(parts);
                member.mark = Mark::Both;
            }
        }
    }
    group(Key::TimeLimits, &a.time_limits, entries)
}

fn limit(limits: &TimeLimits, key: Key) -> Option<&TimeLimit> {
    match key {
        Key::Statutory => limits.statutory.given(),
        Key::Promised => limits.promised.given(),
        Key::Stated => limits.stated.given(),
        _ => None,
    }
}

/// One choice of two that stand side by side, where each channel has its limit under another key.
fn joined(entries: Vec<Entry>) -> Vec<Entry> {
    let mut joined: Vec<Entry> = Vec::new();
    for entry in entries {
        if let (Some(Entry::Choice(before)), Entry::Choice(own)) = (joined.last_mut(), &entry) {
            match (
                &before.online,
                &before.in_person,
                &own.online,
                &own.in_person,
            ) {
                (Saying::Silent(_), Saying::Says(_), Saying::Says(_), Saying::Silent(_)) => {
                    before.online = own.online.clone();
                    continue;
                }
                (Saying::Says(_), Saying::Silent(_), Saying::Silent(_), Saying::Says(_)) => {
                    before.in_person = own.in_person.clone();
                    continue;
                }
                _ => {}
            }
        }
        joined.push(entry);
    }
    joined
}

/// 收费: row by row where both list what they charge, else as a whole.
pub(super) fn fees(terms: &Terms, a: &Guide, b: &Guide) -> Vec<Entry> {
    let (Some(x), Some(y)) = (a.fees.given(), b.fees.given()) else {
        return whole(terms, a, b, Key::Fees);
    };
    let of = |fees: &Fees| Guide {
        fees: given(fees.clone()),
        ..Guide::default()
    };
    let are_listed = !x.items.rows().is_empty() && !y.items.rows().is_empty();
    let differ = weigh(terms, &of(x), &of(y)).all > 0;
    if differ && !(are_listed && x.charged.given() == y.charged.given()) {
        return whole(terms, a, b, Key::Fees);
    }
    let merge = Merge {
        weigh: |x: &Fees, y: &Fees| weigh(terms, &of(x), &of(y)),
        compared: &[Key::Charged, Key::Text],
        is_row: false,
    };
    let mut beside = y.clone();
    if are_listed {
        beside.items = x.items.clone();
    }
    let mut entries = merge.keys(Fees::KEYS, x, &beside);
    for entry in &mut entries {
        if let Entry::Said(member) = entry
            && member.key == Key::Items
            && are_listed
        {
            member.value = Value::Rows(rows::fee_items(terms, x.items.rows(), y.items.rows()));
        }
    }
    group(Key::Fees, &a.fees, entries)
}

/// 咨询投诉; when they were verified is no matter of two pages.
pub(super) fn contacts(terms: &Terms, a: &Guide, b: &Guide) -> Vec<Entry> {
    let (Some(x), Some(y)) = (a.contacts.given(), b.contacts.given()) else {
        return whole(terms, a, b, Key::Contacts);
    };
    let of = |contacts: &Contacts| Guide {
        contacts: given(contacts.clone()),
        ..Guide::default()
    };
    let merge = Merge {
        weigh: |x: &Contacts, y: &Contacts| weigh(terms, &of(x), &of(y)),
        compared: Contacts::KEYS,
        is_row: false,
    };
    let entries = merge.keys(&[Key::Consult, Key::Complain], x, y);
    group(Key::Contacts, &a.contacts, entries)
}

/// 办理渠道: each hall knows best what is its own.
pub(super) fn channels(a: &Guide, b: &Guide) -> Vec<Entry> {
    let none = Channels::default();
    let own = (a.channels.given().unwrap_or(&none), Channel::Online);
    let its = (b.channels.given().unwrap_or(&none), Channel::InPerson);
    let entries = Channel::ALL.iter().filter_map(|channel| match channel {
        Channel::InPerson => channel_entry(*channel, its, own),
        _ => channel_entry(*channel, own, its),
    });
    let entries: Vec<Entry> = entries.collect();
    let stated = if a.channels.is_given() { a } else { b };
    group(Key::Channels, &stated.channels, entries)
}

/// What a channel offers: as its owner has it, and what only the other guide says of it.
fn channel_entry(
    channel: Channel,
    (owner, from): (&Channels, Channel),
    (other, its): (&Channels, Channel),
) -> Option<Entry> {
    let key = Key::of_word(channel.key())?.0;
    let stated = |channels: &Channels| {
        let entry = channels.get(channel).given();
        entry.map(ChannelEntry::stated).unwrap_or_default()
    };
    let (own, others) = (stated(owner), stated(other));
    let of = |stated: &[(Key, Json, Span)], key: &Key| {
        let found = stated.iter().find(|(own, ..)| own == key);
        found.map(|(_, value, span)| (value.clone(), *span))
    };
    let mut entries: Vec<Entry> = Vec::new();
    for key in ChannelEntry::KEYS {
        let (said, theirs) = (of(&own, key), of(&others, key));
        let (from, mark) = match (&said, &theirs) {
            (Some((mine, _)), Some((theirs, span))) if differ(mine, theirs) => {
                let text = Some(in_words(theirs));
                (from, Mark::Otherwise(Side { text, span: *span }))
            }
            (Some(_), _) => (from, Mark::Both),
            (None, _) => (its, Mark::Only),
        };
        if let Some((value, span)) = said.or(theirs) {
            entries.push(Entry::Said(Member {
                key: *key,
                value: Value::Plain(value),
                from,
                span,
                mark,
            }));
        }
    }
    let span = owner.get(channel).span();
    (!entries.is_empty()).then(|| {
        Entry::Said(Member {
            key,
            value: Value::Group(entries),
            from,
            span,
            mark: Mark::Both,
        })
    })
}

fn differ(a: &Json, b: &Json) -> bool {
    compare_texts(&in_words(a), &in_words(b)) == Verdict::Different
}

impl Draft {
    /// How much in it only one of the two guides says.
    #[must_use]
    pub fn lone(&self) -> usize {
        fn count(entries: &[Entry]) -> usize {
            let members = entries.iter().filter_map(|entry| match entry {
                Entry::Said(member) => Some(member),
                Entry::Choice(_) => None,
            });
            members
                .map(|member| match &member.value {
                    _ if member.mark == Mark::Only => 1,
                    Value::Plain(_) => 0,
                    Value::Group(entries) => count(entries),
                    Value::Rows(rows) => rows
                        .iter()
                        .map(|row| match row.mark {
                            Mark::Only => 1,
                            _ => count(&row.entries),
                        })
                        .sum(),
                })
                .sum()
        }
        count(&self.entries)
    }

    /// The choices that are open, in the order of the draft.
    #[must_use]
    pub fn choices(&self) -> Vec<&Choice> {
        fn gather<'d>(entries: &'d [Entry], found: &mut Vec<&'d Choice>) {
            for entry in entries {
                match entry {
                    Entry::Choice(choice) => found.push(choice),
                    Entry::Said(member) => match &member.value {
                        Value::Plain(_) => {}
                        Value::Group(entries) => gather(entries, found),
                        Value::Rows(rows) => {
                            rows.iter().for_each(|row| gather(&row.entries, found));
                        }
                    },
                }
            }
        }
        let mut found = Vec::new();
        gather(&self.entries, &mut found);
        found
    }
}

/// Two nouns that are not compared in a field of their own: by their texts alone.
pub(super) fn by_text<N: Noun + Clone>(a: &N, b: &N) -> Vec<Entry> {
    let merge = Merge {
        weigh: |_: &N, _: &N| Weight::default(),
        compared: &[],
        is_row: false,
    };
    merge.keys(N::KEYS, a, b)
}
