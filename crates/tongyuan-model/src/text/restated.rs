//! A quantity that a text gives twice, the second time in brackets: 一式两份（2份）, 三（3）个工作日.

use std::ops::Range;

use super::bracket;
use super::numeral;

/// A quantity that is restated otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restated {
    /// From the first to the end of the second.
    pub at: Range<usize>,
    /// The first, without its unit.
    pub first: Range<usize>,
    /// The second, without its unit.
    pub second: Range<usize>,
}

/// What can be counted twice in one breath.
const UNITS: [&str; 14] = [
    "个工作日",
    "工作日",
    "个月",
    "份",
    "套",
    "张",
    "页",
    "本",
    "天",
    "日",
    "年",
    "元",
    "人",
    "名",
];

/// Every quantity of a text that its own brackets give otherwise.
///
/// Two numbers in a row are one quantity only where the second repeats the first in other numerals, or the first is 一式…份: what
/// else stands in brackets may count something else.
///
/// ```
/// use tongyuan_model::text::restated::restated;
///
/// assert_eq!(restated("一式两份（3份）").len(), 1);
/// assert!(restated("一式两份（2份）；原件1份（复印件2份）").is_empty());
/// ```
#[must_use]
pub fn restated(text: &str) -> Vec<Restated> {
    let groups = bracket::groups(text);
    groups
        .iter()
        .filter_map(|group| pair(text, group))
        .filter(|(own, differs)| *differs && is_restating(text, own))
        .map(|(own, _)| own)
        .collect()
}

/// The two numbers around an opening bracket, and whether they differ.
fn pair(text: &str, group: &bracket::Group) -> Option<(Restated, bool)> {
    let inner = &text[group.inner.clone()];
    let lead = ["共", "即", "计", "合计"]
        .iter()
        .find(|word| inner.starts_with(**word));
    let second_at = group.inner.start + lead.map_or(0, |word| word.len());
    let second = numeral::leading(&text[second_at..group.inner.end])?;
    let second_end = second_at + second.len;
    let inner_unit = &text[second_end..group.inner.end];
    let before = &text[..group.outer.start];
    let unit = UNITS.iter().find(|unit| before.ends_with(**unit));
    let (first_end, is_one_thing, end) = match unit {
        Some(unit) => (
            before.len() - unit.len(),
            same_unit(unit, inner_unit),
            group.outer.end,
        ),
        // 三（3）个工作日
        None => {
            let after = &text[group.outer.end..];
            let follows = UNITS.iter().any(|unit| after.starts_with(unit));
            (
                before.len(),
                follows && inner_unit.is_empty(),
                group.outer.end,
            )
        }
    };
    if !is_one_thing {
        return None;
    }
    let first = last_numeral(&before[..first_end])?;
    let value = numeral::whole(&before[first.clone()])?;
    let differs = second.whole() != Some(value);
    let own = Restated {
        at: first.start..end,
        first,
        second: second_at..second_end,
    };
    Some((own, differs))
}

fn same_unit(a: &str, b: &str) -> bool {
    a.trim_start_matches('个') == b.trim_start_matches('个')
}

/// The numeral that a text ends with; the number of something (第三) is none.
fn last_numeral(text: &str) -> Option<Range<usize>> {
    const LONGEST: usize = 12;
    let start = text
        .char_indices()
        .rev()
        .take(LONGEST)
        .take_while(|(_, c)| numeral::begins(*c))
        .last()
        .map(|(at, _)| at)?;
    // 一式两份: 一 is not of the number.
    (!text[..start].ends_with('第')).then_some(start..text.len())
}

fn is_restating(text: &str, own: &Restated) -> bool {
    let is_arabic = |range: &Range<usize>| {
        text[range.clone()]
            .chars()
            .any(|c| super::width::narrow(c).is_ascii_digit())
    };
    text[..own.first.start].ends_with("一式") || is_arabic(&own.first) != is_arabic(&own.second)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<&str> {
        restated(text)
            .into_iter()
            .map(|own| &text[own.at])
            .collect()
    }

    #[test]
    fn two_numbers_for_one_quantity() {
        assert_eq!(shown("申请表一式两份（3份）"), ["两份（3份）"]);
        assert_eq!(shown("一式3份(2份)"), ["3份(2份)"]);
        assert_eq!(shown("自受理之日起十（15）个工作日内"), ["十（15）"]);
        assert_eq!(
            shown("二十个工作日（15个工作日）"),
            ["二十个工作日（15个工作日）"]
        );
        assert_eq!(shown("伍百元（400元）"), ["伍百元（400元）"]);
    }

    #[test]
    fn what_counts_something_else() {
        for text in [
            "一式两份（2份）",
            "原件1份（复印件2份）",
            "3份（各1份）",
            "500元（450元）",
            "二（2）个工作日",
            "第二（3）年",
            "三年（36个月）",
            "2份（每人1份）",
            "照片两张（2寸）",
            "一式三份（正本1份）",
            "三人（以上）",
            "第八条第（一）项",
        ] {
            assert_eq!(shown(text), Vec::<&str>::new(), "{text}");
        }
    }
}
