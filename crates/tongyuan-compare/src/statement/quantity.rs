//! Quantities: a number with its unit, and which side of it is meant.

use tongyuan_model::text::numeral;

use super::{flipped, ordered};
use crate::difference::{Burden, Facet};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quantity {
    pub(super) bound: Bound,
    /// In hundredths of the unit.
    pub(super) value: u64,
    unit: String,
    /// The unit as it stands.
    word: String,
    /// As it stands.
    pub(super) text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bound {
    AtLeast,
    MoreThan,
    Exactly,
    AtMost,
    LessThan,
}

impl Bound {
    fn is_upper(self) -> bool {
        matches!(self, Self::AtMost | Self::LessThan)
    }
}

/// Words that say which side of a number is meant, before it. Longer ones first.
const BEFORE: &[(&str, Bound)] = &[
    ("不得少于", Bound::AtLeast),
    ("不得低于", Bound::AtLeast),
    ("不得小于", Bound::AtLeast),
    ("不得超过", Bound::AtMost),
    ("不得高于", Bound::AtMost),
    ("不得多于", Bound::AtMost),
    ("不得大于", Bound::AtMost),
    ("不应少于", Bound::AtLeast),
    ("不应低于", Bound::AtLeast),
    ("不应超过", Bound::AtMost),
    ("大于等于", Bound::AtLeast),
    ("小于等于", Bound::AtMost),
    ("不少于", Bound::AtLeast),
    ("不低于", Bound::AtLeast),
    ("不小于", Bound::AtLeast),
    ("不短于", Bound::AtLeast),
    ("至少有", Bound::AtLeast),
    ("至少", Bound::AtLeast),
    ("最少", Bound::AtLeast),
    ("最低", Bound::AtLeast),
    ("年满", Bound::AtLeast),
    ("已满", Bound::AtLeast),
    ("达到", Bound::AtLeast),
    ("不超过", Bound::AtMost),
    ("不高于", Bound::AtMost),
    ("不多于", Bound::AtMost),
    ("不大于", Bound::AtMost),
    ("不长于", Bound::AtMost),
    ("最多", Bound::AtMost),
    ("至多", Bound::AtMost),
    ("最高", Bound::AtMost),
    ("未满", Bound::LessThan),
    ("不满", Bound::LessThan),
    ("未达到", Bound::LessThan),
    ("未达", Bound::LessThan),
    ("不足", Bound::LessThan),
    ("少于", Bound::LessThan),
    ("低于", Bound::LessThan),
    ("小于", Bound::LessThan),
    ("超过", Bound::MoreThan),
    ("大于", Bound::MoreThan),
    ("多于", Bound::MoreThan),
    ("高于", Bound::MoreThan),
    ("超出", Bound::MoreThan),
    ("满", Bound::AtLeast),
];

/// Words that say it behind the number and its unit.
const BEHIND: &[(&str, Bound)] = &[
    ("及以上", Bound::AtLeast),
    ("(含)以上", Bound::AtLeast),
    ("以上", Bound::AtLeast),
    ("及以下", Bound::AtMost),
    ("(含)以下", Bound::AtMost),
    ("以下", Bound::AtMost),
    ("以内", Bound::AtMost),
    ("之内", Bound::AtMost),
    ("内", Bound::AtMost),
];

/// Units with the smallest of their kind and how many of that they are. Longer ones first.
const UNITS: &[(&str, &str, u64)] = &[
    ("平方千米", "平方米", 1_000_000),
    ("平方米", "平方米", 1),
    ("立方米", "升", 1_000),
    ("公顷", "平方米", 10_000),
    ("工作日", "工作日", 1),
    ("自然日", "日", 1),
    ("个月", "月", 1),
    ("周岁", "岁", 1),
    ("千米", "毫米", 1_000_000),
    ("厘米", "毫米", 10),
    ("毫米", "毫米", 1),
    ("千克", "克", 1_000),
    ("千伏", "伏", 1_000),
    ("海里", "毫米", 1_852_000),
    ("千瓦", "千瓦", 1),
    ("兆瓦", "千瓦", 1_000),
    ("小时", "分钟", 60),
    ("分钟", "分钟", 1),
    ("美元", "美元", 1),
    ("港元", "港元", 1),
    ("欧元", "欧元", 1),
    ("MB", "KB", 1_024),
    ("KB", "KB", 1),
    ("年", "月", 12),
    ("月", "月", 1),
    ("周", "日", 7),
    ("日", "日", 1),
    ("岁", "岁", 1),
    ("亩", "平方米", 667),
    ("伏", "伏", 1),
    ("米", "毫米", 1_000),
    ("元", "元", 1),
    ("吨", "克", 1_000_000),
    ("克", "克", 1),
    ("升", "升", 1),
    ("%", "%", 1),
];

/// Units that are of one kind and yet not the same: a person should look.
const NEAR_UNITS: [(&str, &str); 2] = [("周岁", "岁"), ("自然日", "日")];

/// Grades that are ordered, the lowest first: what is asked for above is more.
const GRADES: &[&[&str]] = &[
    &[
        "小学", "初中", "高中", "中专", "大专", "专科", "本科", "硕士", "博士",
    ],
    &["初级", "中级", "高级"],
    &["丙级", "乙级", "甲级"],
    &["县级", "市级", "省级", "国家级"],
    SEVERITIES,
];

/// How grave an accident or a breach of law is: what must not have been from this grade on.
const SEVERITIES: &[&str] = &["较大", "重大", "特别重大"];

/// The words that a quantity or grade can begin with, beside digits.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    let before = BEFORE.iter().map(|(word, _)| *word);
    before
        .chain(["最近", "近"])
        .chain(GRADES.iter().copied().flatten().copied())
}

impl Quantity {
    /// A quantity with the words on both sides that say which side of it is meant.
    ///
    /// Takes what was read before it, and gives how many bytes the quantity takes and whether it is a window of time.
    pub(super) fn read(text: &str, frame: &str) -> Option<(Self, usize, bool)> {
        let before = BEFORE.iter().find(|(word, _)| {
            text.strip_prefix(word)
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        });
        // 达到1年以下: words that contradict each other are no bound of one number.
        let before = before.filter(|(word, own)| {
            let behind = &text[word.len()..];
            let after = numeral::leading(behind).map_or("", |read| {
                let rest = &behind[read.len..];
                &rest[unit(rest).2..]
            });
            let other = BEHIND.iter().find(|(word, _)| after.starts_with(word));
            other.is_none_or(|(_, other)| other.is_upper() == own.is_upper())
        });
        let near = text
            .strip_prefix("最近")
            .or_else(|| text.strip_prefix('近'))
            .filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        let number = match (before, near) {
            (Some((word, _)), _) => &text[word.len()..],
            (None, Some(rest)) => rest,
            (None, None) if text.starts_with(|c: char| c.is_ascii_digit()) => text,
            (None, None) => return None,
        };
        // A digit inside a word of Latin letters (A4) is no quantity, and neither is one of a date or a phone number.
        if frame.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '-')
            || number[..1].is_empty()
            || frame.ends_with('第')
        {
            return None;
        }
        let read = numeral::leading(number)?;
        let behind = &number[read.len..];
        if behind.starts_with(['-', ':', '/']) {
            return None;
        }
        let (unit, factor, length) = unit(behind);
        let after = &behind[length..];
        let bound = BEHIND.iter().find(|(word, _)| after.starts_with(word));
        let bound_length = bound.map_or(0, |(word, _)| word.len());
        let is_time = matches!(unit.as_str(), "月" | "日" | "工作日" | "小时");
        let total = text.len() - after.len() + bound_length;
        let quantity = Self {
            bound: match (before, bound) {
                (Some((_, bound)), _) => *bound,
                (None, Some((_, bound))) => *bound,
                (None, None) if near.is_some() => Bound::AtMost,
                (None, None) => Bound::Exactly,
            },
            value: read.hundredths.saturating_mul(factor),
            unit,
            word: behind[..length].to_owned(),
            text: text[..total].to_owned(),
        };
        let is_window =
            is_time && (near.is_some() || bound.is_some_and(|(word, _)| word.ends_with('内')));
        Some((quantity, total, is_window))
    }

    /// A grade of an ordered scale stands for a quantity: 本科以上.
    pub(super) fn read_grade(text: &str) -> Option<(Self, usize)> {
        for scale in GRADES {
            let Some(at) = scale.iter().position(|grade| text.starts_with(grade)) else {
                continue;
            };
            let length = scale[at].len();
            let after = &text[length..];
            // Without a bound it is a name: 高级中学, 市级机关.
            let (word, bound) = BEHIND.iter().find(|(word, _)| after.starts_with(word))?;
            let length = length + word.len();
            let quantity = Self {
                bound: *bound,
                value: at as u64,
                unit: scale[0].to_owned(),
                word: String::new(),
                text: text[..length].to_owned(),
            };
            return Some((quantity, length));
        }
        None
    }

    /// Whether two quantities are the same but for a unit of the same kind that may mean another: 16周岁, 16岁.
    pub(super) fn is_near(&self, other: &Self) -> bool {
        let words = (self.word.as_str(), other.word.as_str());
        self.value == other.value
            && self.bound == other.bound
            && NEAR_UNITS
                .iter()
                .any(|(a, b)| words == (a, b) || words == (b, a))
    }

    /// Whether it is a grade with a number: 二级.
    pub(super) fn is_grade(&self) -> bool {
        matches!(self.unit.as_str(), "级" | "等" | "类" | "档")
    }

    /// The facet in which two quantities differ, with its burden.
    pub(super) fn compare(&self, other: &Self, negated: bool) -> Option<(Facet, Burden)> {
        if self.is_near(other) {
            return Some((Facet::Unit, Burden::Unknown));
        }
        if self.unit != other.unit {
            return Some((Facet::Unit, self.in_other_days(other)));
        }
        if self.value == other.value && self.bound == other.bound {
            return None;
        }
        let facet = if self.value == other.value {
            Facet::Comparator
        } else {
            Facet::Quantity
        };
        let (x, y) = (self.bound, other.bound);
        let is_window = x.is_upper() && matches!(self.unit.as_str(), "月" | "日");
        // How far the number itself lies: past it for 超过 and short of it for 不满.
        let reach = |own: &Self| match own.bound {
            Bound::MoreThan => own.value.saturating_mul(2).saturating_add(1),
            Bound::LessThan => own.value.saturating_mul(2).saturating_sub(1),
            _ => own.value.saturating_mul(2),
        };
        let burden = if !x.is_upper() && !y.is_upper() {
            let forbids = negated && self.unit == SEVERITIES[0];
            flipped(ordered(&reach(self), &reach(other)), forbids)
        } else if x.is_upper() && y.is_upper() {
            flipped(ordered(&reach(other), &reach(self)), negated && is_window)
        } else {
            Burden::Unknown
        };
        // 一级 is the highest of some grades and the lowest of others.
        if self.is_grade() {
            return Some((facet, Burden::Unknown));
        }
        // An exact number of days or yuan may be good or bad for the applicant; of things that are counted more is more.
        let is_measured = self.unit != "%"
            && (self.unit.is_empty() || UNITS.iter().any(|(_, kind, _)| *kind == self.unit));
        let cannot_tell = x == Bound::Exactly && y == Bound::Exactly && is_measured;
        Some((facet, if cannot_tell { Burden::Unknown } else { burden }))
    }
}

impl Quantity {
    /// Working days against days of the calendar: what must be done within fewer of them adds.
    fn in_other_days(&self, other: &Self) -> Burden {
        let fifths = |own: &Self| match own.unit.as_str() {
            "工作日" => own.value.checked_mul(7),
            "日" => own.value.checked_mul(5),
            _ => None,
        };
        match (fifths(self), fifths(other)) {
            (Some(own), Some(its)) if self.bound.is_upper() && other.bound.is_upper() => {
                ordered(&its, &own)
            }
            _ => Burden::Unknown,
        }
    }
}

/// The unit at the beginning of a text, in the smallest of its kind, with how many of that it is and how long it stands there.
fn unit(text: &str) -> (String, u64, usize) {
    if let Some((word, kind, factor)) = UNITS.iter().find(|(word, ..)| text.starts_with(word)) {
        return ((*kind).to_owned(), *factor, word.len());
    }
    // Any other character behind a number counts something: 3台, 5名.
    match text.chars().next() {
        Some(counter)
            if !counter.is_ascii()
                && !matches!(counter, '以' | '及' | '和' | '或' | '、' | '(') =>
        {
            // 3人, 3位, 3名
            let kind = if matches!(counter, '人' | '位') {
                '名'
            } else {
                counter
            };
            (kind.to_string(), 1, counter.len_utf8())
        }
        _ => (String::new(), 1, 0),
    }
}
