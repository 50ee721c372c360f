//! 事项: name, code, authority, audience; and the quantity limit.

use tongyuan_model::{Field, Guide, Item, Reading};

use crate::difference::{Burden, Facet, Side};
use crate::found::{Findings, Found};
use crate::scalar::{Standing, apart, compare_text, compare_text_in, said, standing};
use crate::statement::{self, Comparison};

pub(crate) fn compare(a: &Guide, b: &Guide, found: &mut Found<'_>) {
    let mut compare = |field, get: fn(&Item) -> &Reading<String>| {
        let (x, y) = (part(&a.item, get), part(&b.item, get));
        compare_text(field, Facet::Document, &x, &y, found);
    };
    compare(Field::ItemName, |item| &item.name);
    compare(Field::ItemCode, |item| &item.code);
    compare(Field::Authority, |item| &item.authority);
}

/// A part of the item; where there is no item at all, the part is what the item is.
fn part<T: Clone>(item: &Reading<Item>, get: impl Fn(&Item) -> &Reading<T>) -> Reading<T> {
    match item {
        Reading::Given(item, _) => get(item).clone(),
        Reading::StatedNone(span) | Reading::Missing(span) => Reading::Missing(*span),
        Reading::Unreadable(span, why) => Reading::Unreadable(*span, *why),
    }
}

/// 服务对象: a set, whatever its order.
pub(crate) fn compare_audience(a: &Guide, b: &Guide, found: &mut Found<'_>) {
    let (x, y) = (
        part(&a.item, |item| &item.audience),
        part(&b.item, |item| &item.audience),
    );
    let words = |reading: &Reading<Vec<Reading<String>>>| {
        said(reading, |rows| {
            let texts: Vec<_> = rows.iter().filter_map(|r| r.text()).collect();
            (!texts.is_empty()).then(|| texts.join("、"))
        })
    };
    let field = Field::Audience;
    match standing(&x, &y) {
        Standing::Even => {}
        Standing::Apart(departure, at, there) => {
            found.push(apart(field, departure, (words(&x), at), (words(&y), there)));
        }
        Standing::Both(own, at, its, there) => {
            let set = |rows: &[Reading<String>]| {
                // Some write the whole list as one text.
                let texts = rows.iter().filter_map(|r| r.text());
                let each = texts.flat_map(|text| text.split(['、', '，', ',', '；', ';']));
                let mut set: Vec<_> = each
                    .map(|who| found.terms.plain(who))
                    .filter(|who| !who.is_empty())
                    .collect();
                set.sort_unstable();
                set.dedup();
                set
            };
            let (own, its) = (set(own), set(its));
            if own == its {
                return;
            }
            // Fewer may apply, or more.
            let burden = if own.iter().all(|who| its.contains(who)) {
                Burden::Relieves
            } else if its.iter().all(|who| own.contains(who)) {
                Burden::Adds
            } else {
                Burden::Unknown
            };
            let mut findings = Findings::on(found.terms);
            match (own.as_slice(), its.as_slice()) {
                ([one], [other]) => compare_who(one, other, &mut findings),
                _ => findings.substantive(Facet::Document, (words(&x), words(&y)), burden),
            }
            let side = |text, span| Side { text, span };
            found.settle(
                findings,
                field,
                None,
                side(words(&x), at),
                side(words(&y), there),
            );
        }
    }
}

/// One group of applicants against another. To name one group more asks less: more may apply.
fn compare_who(one: &str, other: &str, findings: &mut Findings<'_>) {
    let sides = (Some(one.to_owned()), Some(other.to_owned()));
    match statement::compare(one, other) {
        Comparison::Order | Comparison::Wording => findings.wording(Facet::Document, sides),
        Comparison::Near => findings.doubtful(Facet::Document, sides, Burden::Unknown),
        Comparison::Marks(marks) => findings.marks(marks),
        Comparison::Other(burden) => {
            // 企业或其他组织: one group more that is named as a choice may apply as well.
            let burden = if one.contains('或') || other.contains('或') {
                burden
            } else {
                burden.reversed()
            };
            findings.substantive(Facet::Document, sides, burden);
        }
    }
}

/// 数量限制.
pub(crate) fn compare_quantity_limit(a: &Guide, b: &Guide, found: &mut Found<'_>) {
    let (x, y) = (unlimited(&a.quantity_limit), unlimited(&b.quantity_limit));
    compare_text_in(
        Field::QuantityLimit,
        Facet::Quantity,
        (&x, &y),
        |terms, text| at_most(&terms.plain(text)),
        found,
    );
}

/// 每年100件 is a limit: no more than 100 are granted.
fn at_most(plain: &str) -> String {
    const BOUNDS: [&str; 8] = ["超过", "多于", "高于", "少于", "低于", "至", "以", "最"];
    let number = plain.find(|c: char| c.is_ascii_digit());
    match number.filter(|_| !BOUNDS.iter().any(|word| plain.contains(word))) {
        Some(at) => format!("{}不超过{}", &plain[..at], &plain[at..]),
        None => plain.to_owned(),
    }
}

/// 无数量限制 says no more than 无.
fn unlimited(limit: &Reading<String>) -> Reading<String> {
    match limit {
        Reading::Given(text, span)
            if matches!(
                text.trim_end_matches('。'),
                "无数量限制" | "无限制" | "不限" | "不限制" | "没有数量限制" | "无审批数量限制"
            ) =>
        {
            Reading::StatedNone(*span)
        }
        other => other.clone(),
    }
}
