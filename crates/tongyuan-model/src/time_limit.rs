//! 办结时限: how long it may take.

use crate::noun::{code_list, noun};
use crate::number::Number;

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
