//! 申请材料: the one list of which a part belongs to the channels.

use serde_json::Value as Json;
use tongyuan_model::noun::Noun;
use tongyuan_model::{Channel, Guide, Key, Material, Reading, Span, Submission, Submissions};

use super::own::whole;
use super::rows::{Listed as _, knots, made};
use super::{Entry, Mark, Member, Row, Value, given};
use crate::difference::Degree;
use crate::terms::Terms;

/// 申请材料: how each is handed in is a matter of the channel.
pub(super) fn materials(terms: &Terms, a: &Guide, b: &Guide) -> Vec<Entry> {
    let are_both = a.materials.is_stated() && b.materials.is_stated();
    let are_lists = a.materials.is_given() && b.materials.is_given();
    if are_both && !are_lists || !(a.materials.is_given() || b.materials.is_given()) {
        return whole(terms, a, b, Key::Materials);
    }
    let (x, y) = (a.materials.rows(), b.materials.rows());
    let knots = if are_lists {
        knots(terms, x, y)
    } else {
        Vec::new()
    };
    let rows = made(terms, x, y, knots).into_iter();
    let rows = rows.map(|(mut row, i, j)| {
        if !are_lists {
            row.mark = Mark::Both;
        }
        hand_in(terms, &mut row, i.map(|i| &x[i]), j.map(|j| &y[j]));
        row
    });
    let (from, span) = if a.materials.is_given() {
        (Channel::Online, a.materials.span())
    } else {
        (Channel::InPerson, b.materials.span())
    };
    vec![Entry::Said(Member {
        key: Key::Materials,
        value: Value::Rows(rows.collect()),
        from,
        span,
        mark: if are_lists { Mark::Both } else { Mark::Only },
    })]
}

/// Puts into a row how the material is handed in.
fn hand_in(terms: &Terms, row: &mut Row, own: Option<&Material>, its: Option<&Material>) {
    let Some(mut member) = submission(own, its) else {
        return;
    };
    if let (Some(own), Some(its)) = (own, its)
        && forms_differ(terms, own, its)
    {
        member.mark = Mark::ByChannel;
    }
    let order = |key: Option<Key>| Material::KEYS.iter().position(|own| Some(*own) == key);
    let at = row
        .entries
        .iter()
        .position(|entry| order(entry.key()) > order(Some(Key::Submission)));
    row.entries
        .insert(at.unwrap_or(row.entries.len()), Entry::Said(member));
}

/// 提交方式: what holds in both channels once, the rest by channel.
fn submission(own: Option<&Material>, its: Option<&Material>) -> Option<Member> {
    let in_channel = |material: Option<&Material>, channel| {
        let submissions = material?.submission.given()?;
        Some(submissions.in_channel(Some(channel)))
    };
    let x = in_channel(own, Channel::Online);
    let y = in_channel(its, Channel::InPerson);
    let stated = |own: &Option<Submission>| own.as_ref().map(Noun::stated).unwrap_or_default();
    let (said, theirs) = (stated(&x), stated(&y));
    let has = |list: &[(Key, Json, Span)], one: &(Key, Json, Span)| {
        list.iter()
            .any(|(key, value, _)| (key, value) == (&one.0, &one.1))
    };
    let members = |list: &[(Key, Json, Span)], from, is_kept: &dyn Fn(bool) -> bool| {
        let other = match from {
            Channel::InPerson => &said,
            _ => &theirs,
        };
        let kept = list.iter().filter(|one| is_kept(has(other, one)));
        kept.map(|(key, value, span)| {
            Entry::Said(Member {
                key: *key,
                value: Value::Plain(value.clone()),
                from,
                span: *span,
                mark: Mark::Both,
            })
        })
        .collect::<Vec<_>>()
    };
    let mut entries = members(&said, Channel::Online, &|shared| shared);
    for (list, from) in [(&said, Channel::Online), (&theirs, Channel::InPerson)] {
        let own = members(list, from, &|shared| !shared);
        if let (false, Some((key, _))) = (own.is_empty(), Key::of_word(from.key())) {
            entries.push(Entry::Said(Member {
                key,
                value: Value::Group(own),
                from,
                span: list.first().map(|one| one.2).unwrap_or_default(),
                mark: Mark::Both,
            }));
        }
    }
    let span = said.first().or(theirs.first()).map(|one| one.2)?;
    Some(Member {
        key: Key::Submission,
        value: Value::Group(entries),
        from: if said.is_empty() {
            Channel::InPerson
        } else {
            Channel::Online
        },
        span,
        mark: Mark::Both,
    })
}

/// Whether the channels ask for more of the document than their media explain: another form, another number.
fn forms_differ(terms: &Terms, own: &Material, its: &Material) -> bool {
    let form = |material: &Material, channel| {
        let mut form = own.clone();
        let submission = material.submission.given();
        let mut submission = submission
            .map(|all| all.in_channel(Some(channel)))
            .unwrap_or_default();
        submission.medium = Reading::default();
        submission.format = Reading::default();
        submission.seal = Reading::default();
        form.submission = given(Box::new(Submissions {
            original: submission.original,
            copies: submission.copies,
            ..Default::default()
        }));
        Material::guide(vec![form])
    };
    let (x, y) = (form(own, Channel::Online), form(its, Channel::InPerson));
    let found = crate::compare(terms, &x, &y, None);
    found.iter().any(|one| one.degree == Degree::Substantive)
}
