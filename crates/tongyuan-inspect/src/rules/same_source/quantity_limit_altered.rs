//! 渠道公布的数量限制与权威数据源不一致。

use tongyuan_model::Field;

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::shapes;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 渠道公布的数量限制与权威数据源不同，或者一方写明没有限制而另一方写了数量。
    ///
    /// ## 为什么
    ///
    /// 申请人无从判断还有没有名额、要不要抢先申请。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第24条：线上线下同源，内容完全一致。行政许可法第三十条：数量应当公示。
    ///
    /// ## 怎样整改
    ///
    /// 把该渠道改成与权威数据源一致；确需不同的，在“渠道差异”中写明理由和依据。
    ///
    /// ## 何时不报
    ///
    /// “无”与“无数量限制”、“不限”之类说法不报；没有公布数量限制的，由 `field-omitted` 报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- online
    /// 数量限制: 每年100件
    ///           ^^^^^^^^^
    /// ```
    ///
    /// ```guide,good
    /// //- online
    /// 数量限制: 无数量限制
    /// ```
    ///
    /// ## English
    ///
    /// A channel states another limit on the number of approvals than the source, or the one says that there is none and the
    /// other gives a number. Make it say what the source says, or declare a variant. A channel that says nothing is reported by
    /// `field-omitted`.
    "quantity-limit-altered" {
        title: ("数量限制与权威数据源不一致", "The quantity limit departs from the source"),
        severity: Error,
        audience: Editor,
        status: Stable,
        since: "0.1.0",
        clauses: ["24", "许可30"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "{channel}公布的数量限制是“{actual}”，权威数据源是“{expected}”",
            "{channel} states the limit “{actual}”; the source states “{expected}”",
        ),
        help: (
            "把{channel}改成与权威数据源一致；确需不同的，在“渠道差异”中写明理由和依据。",
            "Make {channel} say what the source says; where it must differ, declare a variant with its reason and basis.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    shapes::altered(facts, sink, Field::QuantityLimit);
}
