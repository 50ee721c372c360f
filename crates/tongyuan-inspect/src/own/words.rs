//! What a finding of an own rule says where the rule itself does not, and which names its own sentences may use.

use tongyuan_model::{Bounds, OwnCheck};

use crate::words::Words;

/// What every sentence of an own rule may use.
const EVERYWHERE: [&str; 4] = ["subject", "field", "guide", "title"];

/// What a sentence of a rule with this check may use beside that.
fn more(check: &OwnCheck) -> &'static [&'static str] {
    match check {
        OwnCheck::Forbidden(_) => &["value", "phrase"],
        OwnCheck::Required | OwnCheck::Expression(_) => &[],
        OwnCheck::OneOf(_) => &["value", "allowed"],
        OwnCheck::Pattern(_) => &["value"],
        OwnCheck::Length(_) => &["value", "count", "allowed"],
        OwnCheck::Rows(_) => &["count", "allowed"],
        OwnCheck::Equals(_) => &["value", "expected", "other"],
    }
}

/// The names that a sentence of a rule may use.
pub(super) fn names(check: &OwnCheck) -> Vec<&'static str> {
    let every = EVERYWHERE.iter().chain(more(check));
    every.copied().collect()
}

/// The names in braces that a sentence uses, each with the byte at which it begins.
pub(super) fn used(sentence: &str) -> impl Iterator<Item = (usize, &str)> {
    let opened = sentence.match_indices('{');
    opened.filter_map(|(at, _)| {
        let (name, _) = sentence[at + 1..].split_once('}')?;
        Some((at + 1, name))
    })
}

/// What a finding says.
pub(super) fn message(check: &OwnCheck) -> Words {
    let (chinese, english) = match check {
        OwnCheck::Forbidden(_) => (
            "“{subject}”的“{field}”用了“{phrase}”",
            "“{subject}”: {field} says “{phrase}”",
        ),
        OwnCheck::Required => (
            "“{subject}”没有写明“{field}”",
            "“{subject}”: {field} is not stated",
        ),
        OwnCheck::OneOf(_) => (
            "“{subject}”的“{field}”不能是“{value}”",
            "“{subject}”: {field} cannot be “{value}”",
        ),
        OwnCheck::Pattern(_) => (
            "“{subject}”的“{field}”“{value}”写法不合要求",
            "“{subject}”: {field}, “{value}”, is not written as it should be",
        ),
        OwnCheck::Length(_) => (
            "“{subject}”的“{field}”有 {count} 个字",
            "“{subject}”: {field} has {count} characters",
        ),
        OwnCheck::Rows(_) => (
            "“{subject}”的“{field}”有 {count} 行",
            "“{subject}”: {field} has {count} rows",
        ),
        OwnCheck::Equals(_) => (
            "“{subject}”的“{field}”是“{value}”，“{other}”是“{expected}”，两处不同",
            "“{subject}”: {field} is “{value}”, and {other} is “{expected}”",
        ),
        OwnCheck::Expression(_) => (
            "“{subject}”不符合：{title}",
            "“{subject}” does not keep: {title}",
        ),
    };
    Words::new(chinese, english)
}

/// What to do about it.
pub(super) fn help(check: &OwnCheck) -> Words {
    let (chinese, english) = match check {
        OwnCheck::Forbidden(_) => ("改写，不用“{phrase}”。", "Reword it without “{phrase}”."),
        OwnCheck::Required => ("补上“{field}”。", "State it."),
        OwnCheck::OneOf(_) => ("改为：{allowed}。", "It is one of: {allowed}."),
        OwnCheck::Pattern(_) | OwnCheck::Expression(_) => (
            "按本库规则“{title}”改正。",
            "Mend it by the rule of this repository: {title}.",
        ),
        OwnCheck::Length(_) | OwnCheck::Rows(_) => ("改为{allowed}。", "It has to have {allowed}."),
        OwnCheck::Equals(_) => ("核对两处，改成一致。", "Check both, and make them agree."),
    };
    Words::new(chinese, english)
}

/// Bounds in words of both languages, with what is counted: 不少于 2 个字、不超过 20 个字.
pub(super) fn bounds(bounds: Bounds, chinese: &str, english: &str) -> (String, String) {
    let least = bounds.at_least.map(|own| {
        (
            format!("不少于 {own} {chinese}"),
            format!("at least {own} {english}"),
        )
    });
    let most = bounds.at_most.map(|own| {
        (
            format!("不超过 {own} {chinese}"),
            format!("at most {own} {english}"),
        )
    });
    let parts: Vec<_> = least.into_iter().chain(most).collect();
    let of = |pick: fn(&(String, String)) -> &str| parts.iter().map(pick).collect::<Vec<_>>();
    (of(|own| &own.0).join("、"), of(|own| &own.1).join(" and "))
}
