//! 渠道公布的实施主体与权威数据源不一致。

use tongyuan_model::Field;

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::shapes;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 渠道公布的实施主体（受理、决定的机关）与权威数据源不同。
    ///
    /// ## 为什么
    ///
    /// 申请人不知道该向谁申请，有异议时也不知道该找谁。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第24条：线上线下同源，内容完全一致。
    ///
    /// ## 怎样整改
    ///
    /// 该渠道改用权威数据源的机关全称；确需不同的，在“渠道差异”中写明理由和依据。
    ///
    /// ## 何时不报
    ///
    /// 没有公布实施主体的，由 `field-omitted` 报告；权威数据源使用旧称的，由 `authority-name-outdated` 报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- online
    /// 事项:
    ///   名称: 示例权利质押登记
    ///   服务对象: [自然人, 企业法人]
    ///   实施主体: 示例市市场监督管理局
    ///             ^^^^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```guide,good
    /// //- online
    /// 事项:
    ///   名称: 示例权利质押登记
    ///   服务对象: [自然人, 企业法人]
    ///   实施主体: 示例市知识产权局
    /// ```
    ///
    /// ## English
    ///
    /// A channel names another authority than the source. Use the full name that the source gives, or declare a variant. A
    /// channel that names none is reported by `field-omitted`, a former name in the source by `authority-name-outdated`.
    "authority-altered" {
        title: ("实施主体与权威数据源不一致", "The authority departs from the source"),
        severity: Error,
        audience: Editor,
        status: Stable,
        since: "0.1.0",
        clauses: ["24"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "{channel}公布的实施主体是“{actual}”，权威数据源是“{expected}”",
            "{channel} names “{actual}” as the authority; the source names “{expected}”",
        ),
        help: (
            "把{channel}改成与权威数据源一致；确需不同的，在“渠道差异”中写明理由和依据。",
            "Make {channel} say what the source says; where it must differ, declare a variant with its reason and basis.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    shapes::altered(facts, sink, Field::Authority);
}
