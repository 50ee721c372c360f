//! Texts that list things: the same ones in another order, or one more.

use super::words::Joint;
use super::{Statement, flipped};
use crate::difference::Burden;

/// How the things of a reordered list are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    AllOf,
    OneOf,
}

/// Whether two texts list the same things in another order: 原件及复印件, 复印件及原件.
pub(super) fn reordered(a: &str, b: &str) -> Option<Order> {
    const LONGEST: usize = 600;
    if a == b || a.len() != b.len() || a.len() > LONGEST || !a.contains(SEPARATORS) {
        return None;
    }
    let sorted = |text: &str| {
        let mut bytes = text.as_bytes().to_vec();
        bytes.sort_unstable();
        bytes
    };
    if sorted(a) != sorted(b) {
        return None;
    }
    // Where the list begins and ends shows only in that both sides list the same: what both begin or end with may belong
    // to its first or last thing.
    const FARTHEST: usize = 30;
    let prefix = common(a.chars(), b.chars());
    let suffix = common(a.chars().rev(), b.chars().rev());
    (0..=prefix.min(FARTHEST)).find_map(|back| {
        (0..=suffix.min(FARTHEST)).find_map(|ahead| {
            let (prefix, suffix) = (prefix - back, suffix - ahead);
            let things = |text| middle(text, prefix, suffix).and_then(parts);
            let (is_all, own) = things(a)?;
            (things(b)? == (is_all, own)).then_some(if is_all {
                Order::AllOf
            } else {
                Order::OneOf
            })
        })
    })
}

/// `&` is the joint of a frame.
const SEPARATORS: [char; 7] = ['、', '和', '及', '与', '或', '/', '&'];

/// The things of a list in alphabetical order; none where it is no list, or joined in two ways.
fn parts(text: &str) -> Option<(bool, Vec<&str>)> {
    let separators: Vec<char> = text.chars().filter(|c| SEPARATORS.contains(c)).collect();
    let is_and = |c: &char| !matches!(c, '或' | '/');
    let is_all = separators.iter().all(is_and);
    let is_one_kind = is_all || !separators.iter().any(is_and);
    if separators.is_empty() || !is_one_kind || text.contains([',', ';', '。', '(', ')']) {
        return None;
    }
    let mut parts: Vec<_> = text.split(SEPARATORS).collect();
    parts.sort_unstable();
    let is_list = parts.iter().all(|part| !part.is_empty());
    is_list.then_some((is_all, parts))
}

/// Whether one text is the other with one more thing joined to it: with 和 it asks for more, with 或 it leaves a choice.
pub(super) fn conjunct(a: &Statement, b: &Statement) -> Option<Burden> {
    if a.frame.len() > b.frame.len() {
        return conjunct(b, a).map(|burden| flipped(burden, true));
    }
    let burden = match (
        b.joints.contains(&Some(Joint::Or)),
        b.joints.contains(&Some(Joint::And)),
    ) {
        (true, true) => return None,
        // 未受过甲处罚, 未受过甲处罚或乙处罚: one thing more that must not have been.
        (true, false) => flipped(Burden::Relieves, b.negated && b.frame.contains("无受")),
        // 甲、乙免收: one more who is spared.
        (false, _) => flipped(Burden::Adds, b.frame.contains('免')),
    };
    let (short, long) = (a.frame.as_str(), b.frame.as_str());
    let prefix = common(short.chars(), long.chars());
    let suffix = common(short.chars().rev(), long.chars().rev());
    let chars = short.chars().count();
    // The same insertion can be cut out in several places: 甲&|乙&|丙.
    const MOST_CUTS: usize = 50;
    let first = chars.saturating_sub(suffix);
    (first..=prefix).take(MOST_CUTS).find_map(|from| {
        let inserted = middle(long, from, chars - from)?;
        let (first, last) = (inserted.chars().next()?, inserted.chars().next_back()?);
        let joins = |c: char| matches!(c, '&' | '、' | ',' | ';');
        (joins(first) != joins(last) && inserted.chars().count() > 1).then_some(burden)
    })
}

pub(super) fn common(a: impl Iterator<Item = char>, b: impl Iterator<Item = char>) -> usize {
    a.zip(b).take_while(|(x, y)| x == y).count()
}

/// A text without so many characters at its beginning and end.
pub(super) fn middle(text: &str, prefix: usize, suffix: usize) -> Option<&str> {
    let start = text
        .char_indices()
        .nth(prefix)
        .map_or(text.len(), |(at, _)| at);
    let end = match suffix {
        0 => text.len(),
        _ => text
            .char_indices()
            .rev()
            .nth(suffix - 1)
            .map_or(0, |(at, _)| at),
    };
    text.get(start..end)
}
