//! Names of private persons. A name alone is none of anybody's business to hide; one that stands with a number of the same person is.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::{Kind, head, tail};
use crate::text::width::is_ideograph;

const DATA: &str = include_str!("names.txt");

static WORDS: LazyLock<Words> = LazyLock::new(|| Words::read(DATA));

/// What a form calls the person that fills it in. Whoever answers for an office (负责人, 联系人) is named to be known.
const LABELS: [&str; 9] = [
    "姓名",
    "申请人",
    "经办人",
    "委托人",
    "受托人",
    "代理人",
    "法定代表人",
    "户名",
    "持卡人",
];

/// How far from a number, in characters, a name is that belongs to it.
const REACH: usize = 60;
/// No name has more characters, the dots of long ones counted.
const LONGEST: usize = 15;

struct Words {
    surnames: HashSet<&'static str>,
    common: HashSet<&'static str>,
    endings: Vec<&'static str>,
}

impl Words {
    fn read(data: &'static str) -> Self {
        let mut words = Self {
            surnames: HashSet::new(),
            common: HashSet::new(),
            endings: Vec::new(),
        };
        for line in data.lines().filter(|line| !line.starts_with('#')) {
            let mut own = line.split_whitespace();
            match own.next() {
                Some("姓") => words.surnames.extend(own),
                Some("常") => words.common.extend(own),
                Some("构") => words.endings.extend(own),
                _ => {}
            }
        }
        words
    }
}

/// The names that stand beside numbers, behind a word that says so.
pub(super) fn beside(text: &str, numbers: &[(Kind, Range<usize>)]) -> Vec<(Kind, Range<usize>)> {
    let mut found: Vec<(Kind, Range<usize>)> = Vec::new();
    let mut done = 0;
    for (_, number) in numbers {
        let before = tail(&text[..number.start], REACH);
        let from = (number.start - before.len()).max(done);
        let to = number.end + head(&text[number.end..], REACH).len();
        if from < to {
            names(text, from..to, &mut found);
        }
        done = done.max(to);
    }
    found
}

/// The names behind labels of a part of a text.
fn names(text: &str, part: Range<usize>, found: &mut Vec<(Kind, Range<usize>)>) {
    let own = &text[part.clone()];
    for label in LABELS {
        for (at, label) in own.match_indices(label) {
            let begin = part.start + at + label.len();
            let Some(name) = name_at(text, begin) else {
                continue;
            };
            let mut last = found.iter().rev().take(LABELS.len());
            if !last.any(|(_, other)| other.start == name.start) {
                found.push((Kind::Name, name));
            }
        }
    }
}

/// The name that follows a label: behind a colon, in the next cell, or after nothing but blanks.
fn name_at(text: &str, begin: usize) -> Option<Range<usize>> {
    let rest = head(&text[begin..], LONGEST + 8);
    let is_between =
        |c: char| c.is_whitespace() || matches!(c, ':' | '：' | '|' | '｜' | '（' | '(' | '_');
    let bare = rest.trim_start_matches(is_between);
    if bare.len() == rest.len() {
        return None;
    }
    let start = begin + rest.len() - bare.len();
    let is_inside = |c: char| is_ideograph(c) || matches!(c, '·' | '•');
    let length = bare.find(|c: char| !is_inside(c)).unwrap_or(bare.len());
    is_private_name(&bare[..length]).then_some(start..start + length)
}

/// Whether a text is the name of a person and of nobody else: no office, no firm, no stopgap.
///
/// ```
/// use tongyuan_model::text::personal::is_private_name;
///
/// assert!(is_private_name("陈小满") && is_private_name("欧阳小满"));
/// for other in ["张三", "陈某某", "微软用户", "管理员", "示例市知识产权局", "Administrator"] {
///     assert!(!is_private_name(other), "{other}");
/// }
/// ```
#[must_use]
pub fn is_private_name(text: &str) -> bool {
    let text = text.trim();
    let characters: Vec<char> = text.chars().collect();
    let words = &*WORDS;
    let is_long = text.contains(['·', '•']);
    let part = |count: usize| head(text, count);
    let has_surname = match characters.len() {
        2 => words.surnames.contains(part(1)),
        3 => words.surnames.contains(part(1)) || words.surnames.contains(part(2)),
        // Of four characters the first two are the surname.
        4 => words.surnames.contains(part(2)),
        _ => false,
    };
    let is_built = if is_long {
        (5..=LONGEST).contains(&characters.len())
            && characters
                .iter()
                .all(|c| is_ideograph(*c) || matches!(c, '·' | '•'))
    } else {
        has_surname && characters.iter().all(|c| is_ideograph(*c))
    };
    is_built
        && !text.contains(['某', '×', '＊', 'Ｘ'])
        && !words.common.contains(text)
        && !words.endings.iter().any(|ending| text.ends_with(ending))
}
