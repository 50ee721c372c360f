//! Time limits in words: 自受理之日起20个工作日, 2个月, 当场办结.

use std::ops::Range;

use super::bracket;
use super::numeral;
use crate::number::Number;
use crate::time_limit::TimeUnit;

/// A time limit read from its words. Ranges are bytes of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Limit {
    /// The number of units, where the limit is not done on the spot.
    pub value: Option<Number>,
    /// The unit.
    pub unit: Option<TimeUnit>,
    /// Where number and unit stand.
    pub at: Range<usize>,
    /// 自…之日起: from when it runs.
    pub from: Option<Range<usize>>,
    /// What else is said, piece by piece.
    pub rest: Vec<Range<usize>>,
}

impl Limit {
    /// Reads a limit; `None` where the text names no quantity of time.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let groups = bracket::groups(text);
        let outside = |at: usize| !bracket::inside(&groups, at);
        let mut limit = quantity(text, &outside).or_else(|| on_the_spot(text))?;
        // 7个工作日（自受理之日起）: in brackets it stands alone.
        let bracketed = || {
            groups.iter().find_map(|group| {
                let found = start(&text[group.inner.clone()], &|_| true)?;
                (found.len() == group.inner.len())
                    .then_some(group.inner.start + found.start..group.inner.start + found.end)
            })
        };
        limit.from = start(text, &outside).or_else(bracketed);
        let mut at = 0;
        let mut taken: Vec<Range<usize>> = limit.from.iter().cloned().collect();
        taken.push(limit.at.clone());
        taken.sort_by_key(|range| range.start);
        for range in taken {
            limit.note(text, at..range.start);
            at = at.max(range.end);
        }
        limit.note(text, at..text.len());
        Some(limit)
    }

    /// Keeps a piece that says anything beyond 内, 办结 and marks.
    fn note(&mut self, text: &str, range: Range<usize>) {
        if range.start >= range.end {
            return;
        }
        let piece = &text[range.clone()];
        let bare = piece.trim_matches(|c: char| {
            c.is_whitespace()
                || matches!(
                    c,
                    '，' | ','
                        | '。'
                        | '；'
                        | ';'
                        | '：'
                        | ':'
                        | '（'
                        | '）'
                        | '('
                        | ')'
                        | '【'
                        | '】'
                        | '['
                        | ']'
                )
        });
        let empty = matches!(
            bare,
            "" | "内"
                | "以内"
                | "之内"
                | "办结"
                | "内办结"
                | "在"
                | "起"
                | "于"
                | "限时"
                | "时限为"
                | "为"
                | "法定时限"
                | "承诺时限"
                | "办理时限"
                | "办结时限"
                | "内办理"
                | "内作出决定"
                | "法定办结时限"
                | "承诺办结时限"
        );
        if !empty {
            let start = range.start + piece.find(bare).unwrap_or(0);
            self.rest.push(start..start + bare.len());
        }
    }
}

/// A quantity of time in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// The number of units.
    pub value: Number,
    /// The unit.
    pub unit: TimeUnit,
    /// Where number and unit stand.
    pub at: Range<usize>,
}

/// Every quantity of time in a text, in order, brackets or not.
#[must_use]
pub fn read_all(text: &str) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let Some(number) = numeral::leading(&text[at..]) else {
            at += first.len_utf8();
            continue;
        };
        let after = at + number.len;
        match (unit(&text[after..]), Number::parse(&number.decimal())) {
            (Some((unit, length)), Some(value)) => {
                let range = at..after + length;
                at = range.end;
                found.push(Quantity {
                    value,
                    unit,
                    at: range,
                });
            }
            _ => at = after,
        }
    }
    found
}

/// The first number that is followed by a unit of time, outside brackets.
fn quantity(text: &str, outside: &dyn Fn(usize) -> bool) -> Option<Limit> {
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        if outside(at)
            && let Some(number) = numeral::leading(&text[at..])
        {
            let after = at + number.len;
            if let Some((unit, length)) = unit(&text[after..]) {
                return Some(Limit {
                    value: Number::parse(&number.decimal()),
                    unit: Some(unit),
                    at: at..after + length,
                    ..Limit::default()
                });
            }
            at = after;
        } else {
            at += first.len_utf8();
        }
    }
    None
}

fn unit(text: &str) -> Option<(TimeUnit, usize)> {
    let blanks = text.len() - text.trim_start().len();
    let bare = &text[blanks..];
    // 10（工作日）: as tables that give the unit apart put it.
    if let Some(inside) = bare.strip_prefix(['（', '(']) {
        let open = bare.len() - inside.len();
        let (unit, length) = unit(inside)?;
        let close = inside[length..]
            .chars()
            .next()
            .filter(|c| matches!(c, '）' | ')'))?;
        return Some((unit, blanks + open + length + close.len_utf8()));
    }
    for (word, unit) in [
        ("个工作日", TimeUnit::WorkingDay),
        ("个法定工作日", TimeUnit::WorkingDay),
        ("工作日", TimeUnit::WorkingDay),
        ("个自然日", TimeUnit::CalendarDay),
        ("自然日", TimeUnit::CalendarDay),
        ("日历日", TimeUnit::CalendarDay),
        ("个日历日", TimeUnit::CalendarDay),
        ("个月", TimeUnit::Month),
        ("月", TimeUnit::Month),
        ("个小时", TimeUnit::Hour),
        ("小时", TimeUnit::Hour),
        ("年", TimeUnit::Year),
        ("日", TimeUnit::Day),
        ("天", TimeUnit::Day),
    ] {
        if bare.starts_with(word) {
            return Some((unit, blanks + word.len()));
        }
    }
    None
}

fn on_the_spot(text: &str) -> Option<Limit> {
    [
        "当场办结",
        "即时办结",
        "当场办理",
        "即办件",
        "当场作出决定",
        "即办",
        "当场",
        "立等可取",
    ]
    .iter()
    .find_map(|word| text.find(word).map(|at| at..at + word.len()))
    .map(|at| Limit {
        unit: Some(TimeUnit::OnTheSpot),
        at,
        ..Limit::default()
    })
}

/// 自受理之日起, 受理之日起, 受理后: the whole phrase.
fn start(text: &str, outside: &dyn Fn(usize) -> bool) -> Option<Range<usize>> {
    let (end, phrase) = ["之日起", "之日后", "之次日起", "次日起"]
        .iter()
        .find_map(|word| text.find(word).map(|at| (at + word.len(), at)))?;
    let before = &text[..phrase];
    let begin = before
        .rfind(['自', '从'])
        .or_else(|| {
            before
                .char_indices()
                .rev()
                .find(|(_, c)| matches!(c, '，' | ',' | '。' | '；' | '：' | ':' | '（' | '('))
                .map(|(at, c)| at + c.len_utf8())
        })
        .unwrap_or(0);
    outside(begin).then_some(begin..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Option<String> {
        let limit = Limit::read(text)?;
        let rest: Vec<_> = limit.rest.iter().map(|r| &text[r.clone()]).collect();
        Some(format!(
            "{} {} {} {}",
            limit.value.map_or("-".to_owned(), |v| v.to_string()),
            limit.unit.map_or("-", TimeUnit::chinese),
            limit.from.map_or("-", |r| &text[r]),
            rest.join("/")
        ))
    }

    #[test]
    fn every_quantity_of_a_text() {
        let shown = |text: &str| -> Vec<String> {
            read_all(text)
                .into_iter()
                .map(|found| format!("{} {}", found.value, found.unit.chinese()))
                .collect()
        };
        assert_eq!(
            shown("二十日内决定，可以延长10个工作日（最长2个月）"),
            ["20 日", "10 工作日", "2 月"]
        );
        assert_eq!(shown("第三条规定的300元"), Vec::<String>::new());
    }

    #[test]
    fn limits_in_words() {
        let cases = [
            ("20个工作日", "20 工作日 - "),
            ("二十工作日内", "20 工作日 - "),
            ("自受理之日起20个工作日内办结", "20 工作日 自受理之日起 "),
            ("受理之日起3个工作日", "3 工作日 受理之日起 "),
            ("2个月", "2 月 - "),
            ("45日", "45 日 - "),
            ("10天", "10 日 - "),
            ("10（工作日）", "10 工作日 - "),
            ("7个工作日（自受理之日起）", "7 工作日 自受理之日起 "),
            ("当场办结", "- 即办 - "),
            (
                "12个工作日（不含现场勘验时间）",
                "12 工作日 - 不含现场勘验时间",
            ),
            ("自申请日起18个月", "18 月 - 自申请日起"),
        ];
        for (text, wanted) in cases {
            assert_eq!(shown(text).as_deref(), Some(wanted), "{text}");
        }
        assert_eq!(shown("按照规定办理"), None);
        assert_eq!(shown("10（不含公示期）"), None);
        assert_eq!(shown(""), None);
    }
}
