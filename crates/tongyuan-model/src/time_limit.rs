//! 办结时限: how long it may take.

use crate::noun::{code_list, noun};
use crate::number::Number;
use crate::text::limit::Limit;

noun! {
    /// 办结时限.
    pub struct TimeLimits [stated] {
        /// 法定时限.
        statutory: TimeLimit = Statutory,
        /// 承诺时限.
        promised: TimeLimit = Promised,
        /// 公布时限: a limit that the source calls neither statutory nor promised.
        stated: TimeLimit = Stated,
        /// 不计入时限.
        excluded: Vec<crate::Reading<String>> = Excluded,
    }
}

noun! {
    /// A time limit, in parts or in words.
    pub struct TimeLimit [text] {
        /// 数值.
        value: Number = Value,
        /// 单位.
        unit: TimeUnit = Unit,
        /// 起算.
        from: String = From,
        /// 说明.
        note: String = Note,
        /// 内容: the limit in words.
        text: String = Text,
    }
}

code_list! {
    /// 时限单位.
    pub enum TimeUnit {
        /// Days on which offices work.
        WorkingDay = "工作日" / "working day",
        /// Days of the calendar.
        CalendarDay = "自然日" / "calendar day",
        /// Days, of which it is not said which kind.
        Day = "日" / "day",
        /// Months.
        Month = "月" / "month",
        /// Years.
        Year = "年" / "year",
        /// Hours.
        Hour = "小时" / "hour",
        /// At once.
        OnTheSpot = "即办" / "on the spot",
    }
}

/// How long a limit is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Length {
    /// The number of units.
    pub value: Option<Number>,
    /// The unit.
    pub unit: Option<TimeUnit>,
}

impl TimeLimit {
    /// How long it is, by its parts or else by its words; `None` where that is not said or cannot be read.
    #[must_use]
    pub fn length(&self) -> Option<Length> {
        use crate::reading::Reading::Unreadable;
        if matches!(self.value, Unreadable(..)) || matches!(self.unit, Unreadable(..)) {
            return None;
        }
        if self.value.is_given() || self.unit.is_given() {
            return Some(Length {
                value: self.value.given().cloned(),
                unit: self.unit.given().copied(),
            });
        }
        let read = Limit::read(self.text.text()?)?;
        Some(Length {
            value: read.value,
            unit: read.unit,
        })
    }

    /// Whether it says from when it runs.
    #[must_use]
    pub fn says_from_when(&self) -> bool {
        let said = [&self.text, &self.note];
        !self.from.is_missing()
            || said
                .iter()
                .any(|own| own.text().is_some_and(|text| text.contains('起')))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::Reading;
    use crate::span::Span;

    #[test]
    fn parts_before_words() {
        let at = Span::default();
        let mut limit = TimeLimit {
            text: Reading::Given("自受理之日起二十个工作日".into(), at),
            ..TimeLimit::default()
        };
        assert_eq!(
            limit.length().and_then(|own| own.unit),
            Some(TimeUnit::WorkingDay)
        );
        assert!(limit.says_from_when());
        limit.value = Reading::Given(5.into(), at);
        let length = limit.length();
        assert_eq!(length.as_ref().map(|own| own.unit), Some(None));
        assert_eq!(length.and_then(|own| own.value), Some(5.into()));
    }
}
