//! 渠道公布的时限与权威数据源不一致。

use tongyuan_model::Field;

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::shapes;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 渠道公布的法定时限、承诺时限或者不计入时限的期间，与权威数据源不同，包括数值、单位（工作日还是自然日）和起算。
    ///
    /// ## 为什么
    ///
    /// 申请人按公布的时限安排事情，时限不一致就无从判断是否逾期。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第24条：线上线下同源，内容完全一致。行政许可法第三十条：期限应当公示。
    ///
    /// ## 怎样整改
    ///
    /// 把该渠道改成与权威数据源一致；确需不同的，在“渠道差异”中写明理由和依据。
    ///
    /// ## 何时不报
    ///
    /// “20个工作日”与“20个工作日内”、“12个月”与“1年”之类说法不报；渠道没有重复写明不计入时限的期间的不报；整个栏目或者其中一种时限没有公布的，由 `field-omitted` 报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- online
    /// 办结时限:
    ///   法定时限: 自受理之日起10个工作日
    ///   承诺时限: 自受理之日起10个工作日
    ///             ^^^^^^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```guide,good
    /// //- online
    /// 办结时限:
    ///   法定时限: 自受理之日起十个工作日内
    ///   承诺时限: 自受理之日起7个工作日内办结
    /// ```
    ///
    /// ## English
    ///
    /// A channel states another statutory or promised limit than the source, in number, unit (working or calendar days) or
    /// start, or other periods that do not count. Make it say what the source says, or declare a variant. Other words for the
    /// same limit are not reported; a limit that is not stated at all is reported by `field-omitted`.
    "time-limit-altered" {
        title: ("办结时限与权威数据源不一致", "A time limit departs from the source"),
        severity: Error,
        audience: Editor,
        status: Stable,
        since: "0.1.0",
        clauses: ["24", "许可30"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "{channel}公布的{field}{part}是“{actual}”，权威数据源是“{expected}”",
            "{channel} states “{actual}” as {field}{part}; the source states “{expected}”",
        ),
        help: (
            "把{channel}改成与权威数据源一致；确需不同的，在“渠道差异”中写明理由和依据。",
            "Make {channel} say what the source says; where it must differ, declare a variant with its reason and basis.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    shapes::altered(facts, sink, Field::TimeLimits);
}
