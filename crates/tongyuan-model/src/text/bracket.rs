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

/// Every bracket, book title mark and quotation mark of `text` that has no partner, in order.
///
/// What closes without having been opened is a fault, unless it ends the number of a list (1）, a)); a half-open interval
/// ([0, 100)) is whole.
#[must_use]
pub fn unpaired(text: &str) -> Vec<Range<usize>> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut alone = Vec::new();
    for (at, character) in text.char_indices() {
        if let Some(close) = partner(character) {
            open.push((at, close));
        } else if is_partner(character) {
            // No guide nests deeper, and a hostile text costs no more.
            let hidden = open.len().saturating_sub(DEEPEST);
            let level = open[hidden..]
                .iter()
                .rposition(|(_, close)| round(*close) == round(character))
                .map(|level| hidden + level);
            if let Some(level) = level {
                alone.extend(open.drain(level..).skip(1).map(|(at, _)| at));
            } else if open
                .last()
                .is_some_and(|(from, _)| is_interval(&text[*from..at]))
            {
                open.pop();
            } else if !ends_a_number(&text[..at], character) {
                alone.push(at);
            }
        }
    }
    alone.extend(open.into_iter().map(|(at, _)| at));
    alone.sort_unstable();
    let len = |at: usize| text[at..].chars().next().map_or(0, char::len_utf8);
    alone.into_iter().map(|at| at..at + len(at)).collect()
}

/// The mark that closes an opening one, book titles and quotations included.
fn partner(open: char) -> Option<char> {
    Some(match open {
        '《' => '》',
        '〈' => '〉',
        '「' => '」',
        '『' => '』',
        '“' => '”',
        other => return closing(other),
    })
}

fn is_partner(character: char) -> bool {
    is_closing(character) || matches!(character, '》' | '〉' | '」' | '』' | '”')
}

/// Whether a text from an opening bracket on is the two ends of an interval.
fn is_interval(text: &str) -> bool {
    const LONGEST: usize = 60;
    if text.len() > LONGEST {
        return false;
    }
    let mut inner = text.chars();
    inner.next();
    let mut inner = inner.peekable();
    inner.peek().is_some()
        && inner.all(|c| {
            c.is_ascii_digit()
                || matches!(
                    c,
                    ',' | '，' | '.' | ' ' | '-' | '%' | '+' | '∞' | '万' | '亿' | '元'
                )
        })
}

/// Whether a round bracket ends the number of an entry, as in 1） and 二).
fn ends_a_number(before: &str, character: char) -> bool {
    const LONGEST: usize = 3;
    let is_number = |c: &char| c.is_ascii_alphanumeric() || super::numeral::begins(*c);
    let mut back = before.chars().rev();
    let number = back.by_ref().take_while(is_number).count();
    let ahead = before.chars().rev().nth(number);
    round(character) == '）'
        && (1..=LONGEST).contains(&number)
        && ahead.is_none_or(|c| !c.is_alphanumeric())
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

    #[test]
    fn marks_without_partner() {
        let alone = |text: &str| -> Vec<String> {
            let found = unpaired(text).into_iter();
            found.map(|at| text[at].to_owned()).collect()
        };
        assert_eq!(alone("《专利法第八条"), ["《"]);
        assert_eq!(alone("申请表（原件1份"), ["（"]);
        assert_eq!(alone("申请表原件1份）"), ["）"]);
        assert_eq!(alone("“甲（乙”丙"), ["（"]);
        for whole in [
            "《甲〈乙〉办法》（第461号）",
            "1）甲；2)乙；a)丙；二）丁",
            "所得额[0，100）万元",
            "提交（身份证)复印件",
            "面积<100平方米",
            "it's",
        ] {
            assert_eq!(alone(whole), Vec::<String>::new(), "{whole}");
        }
    }
}
