//! 渠道公布的服务对象与权威数据源不一致。

use tongyuan_model::Field;

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::shapes;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 渠道公布的服务对象与权威数据源不同，多了或者少了一类。
    ///
    /// ## 为什么
    ///
    /// 少写一类，可以办的人以为不能办；多写一类，不能办的人白跑。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第24条：线上线下同源，内容完全一致。
    ///
    /// ## 怎样整改
    ///
    /// 把该渠道改成与权威数据源一致；确需不同的，在“渠道差异”中写明理由和依据。
    ///
    /// ## 何时不报
    ///
    /// 顺序不同的不报；没有公布服务对象的，由 `field-omitted` 报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- online
    /// 事项:
    ///   名称: 示例权利质押登记
    ///   服务对象: [企业法人]
    ///             ^^^^^^^^^^
    ///   实施主体: 示例市知识产权局
    /// ```
    ///
    /// ```guide,good
    /// //- online
    /// 事项:
    ///   名称: 示例权利质押登记
    ///   服务对象: [企业法人, 自然人]
    ///   实施主体: 示例市知识产权局
    /// ```
    ///
    /// ## English
    ///
    /// A channel names other applicants than the source, one kind more or one less. Make it say what the source says, or
    /// declare a variant. The order does not matter; a channel that names none is reported by `field-omitted`.
    "audience-altered" {
        title: ("服务对象与权威数据源不一致", "The audience departs from the source"),
        severity: Error,
        audience: Editor,
        status: Stable,
        since: "0.1.0",
        clauses: ["24"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "{channel}公布的服务对象是“{actual}”，权威数据源是“{expected}”",
            "{channel} serves “{actual}”; the source states “{expected}”",
        ),
        help: (
            "把{channel}改成与权威数据源一致；确需不同的，在“渠道差异”中写明理由和依据。",
            "Make {channel} say what the source says; where it must differ, declare a variant with its reason and basis.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    shapes::altered(facts, sink, Field::Audience);
}
