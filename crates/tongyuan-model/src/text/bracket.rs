//! Brackets of every kind, and the groups they make.

use std::ops::Range;

/// Brackets nested deeper than this open no further group: no guide does it, and a hostile text costs no more.
const DEEPEST: usize = 16;

/// A group in brackets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The bytes of the group with its brackets.
    pub outer: Range<usize>,
    /// The bytes between the brackets.
    pub inner: Range<usize>,
}

/// Whether byte `at` lies in one of the groups, which are in order.
#[must_use]
pub fn inside(groups: &[Group], at: usize) -> bool {
    let before = groups.partition_point(|group| group.outer.start <= at);
    before > 0 && groups[before - 1].outer.contains(&at)
}

/// The bracket that closes an opening one. Book title marks are no brackets.
#[must_use]
pub fn closing(open: char) -> Option<char> {
    Some(match open {
        '（' => '）',
        '(' => ')',
        '〔' => '〕',
        '[' => ']',
        '［' => '］',
        '【' => '】',
        '{' => '}',
        '｛' => '｝',
        _ => return None,
    })
}

fn is_closing(character: char) -> bool {
    matches!(
        character,
        '）' | ')' | '〕' | ']' | '］' | '】' | '}' | '｝'
    )
}

/// The outermost groups of `text`, in order.
///
/// （ and ( close each other, as they are mixed in practice. A bracket without its partner makes no group.
#[must_use]
pub fn groups(text: &str) -> Vec<Group> {
    let mut groups = Vec::new();
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, character) in text.char_indices() {
        if let Some(close) = closing(character) {
            if open.len() < DEEPEST {
                open.push((at, close));
            }
        } else if is_closing(character) {
            // Unclosed inner brackets end with the bracket around them.
            let Some(level) = open
                .iter()
                .rposition(|(_, close)| round(*close) == round(character))
            else {
                continue;
            };
            let (start, _) = open[level];
            open.truncate(level);
            let opener = text[start..].chars().next().map_or(0, char::len_utf8);
            let end = at + character.len_utf8();
            // Inner groups are kept for the case that the bracket around them never closes.
            groups.push(Group {
                outer: start..end,
                inner: start + opener..at,
            });
        }
    }
    outermost(groups)
}

fn outermost(mut groups: Vec<Group>) -> Vec<Group> {
    groups.sort_by_key(|group| (group.outer.start, std::cmp::Reverse(group.outer.end)));
    let mut end = 0;
    groups.retain(|group| {
        let outside = group.outer.start >= end;
        if outside {
            end = group.outer.end;
        }
        outside
    });
    groups
}

fn round(close: char) -> char {
    match close {
        ')' => '）',
        ']' | '］' => '〕',
        '}' => '｝',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inner(text: &str) -> Vec<&str> {
        groups(text)
            .into_iter()
            .map(|group| &text[group.inner])
            .collect()
    }

    #[test]
    fn groups_of_every_kind() {
        assert_eq!(
            inner("甲（乙）丙(丁)戊〔己〕{庚}"),
            ["乙", "丁", "己", "庚"]
        );
        assert_eq!(inner("登记（备案（一））书"), ["备案（一）"]);
        assert_eq!(inner("提交（身份证)复印件"), ["身份证"]);
        assert_eq!(inner("《公司法》"), Vec::<&str>::new());
    }

    #[test]
    fn a_bracket_without_partner_makes_no_group() {
        assert_eq!(inner("甲（乙"), Vec::<&str>::new());
        assert_eq!(inner("甲）乙"), Vec::<&str>::new());
        assert_eq!(inner("甲（乙（丙）"), ["丙"]);
        assert_eq!(inner("（来源：【甲）乙"), ["来源：【甲"]);
    }
}
