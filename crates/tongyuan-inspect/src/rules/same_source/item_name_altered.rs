//! 渠道公布的事项名称与权威数据源不一致。

use tongyuan_model::Field;

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::shapes;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 渠道公布的事项名称与权威数据源不同。
    ///
    /// ## 为什么
    ///
    /// 申请人按一个渠道的名称到另一个渠道搜索，就找不到。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第24条：线上线下同源，内容完全一致。第14条：事项名称规范、统一。
    ///
    /// ## 怎样整改
    ///
    /// 该渠道改用权威数据源的名称。名称确需改变的，先改事项清单和权威数据源。
    ///
    /// ## 何时不报
    ///
    /// 只有全角半角、空格、书名号之类差别的不报；指南的名称与清单不一致的，由 `item-name-differs` 报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- online
    /// 事项:
    ///   名称: 示例权利质押备案
    ///         ^^^^^^^^^^^^^^^^
    ///   服务对象: [自然人, 企业法人]
    ///   实施主体: 示例市知识产权局
    /// ```
    ///
    /// ```guide,good
    /// //- online
    /// 事项:
    ///   名称: 《示例权利质押登记》
    ///   服务对象: [自然人, 企业法人]
    ///   实施主体: 示例市知识产权局
    /// ```
    ///
    /// ## English
    ///
    /// A channel calls the item otherwise than the source. Use the name of the source; where the name is to change, change the
    /// list of items and the source first. A guide that is not called as in the list is reported by `item-name-differs`.
    "item-name-altered" {
        title: ("事项名称与权威数据源不一致", "The name of the item departs from the source"),
        severity: Error,
        audience: Editor,
        status: Stable,
        since: "0.1.0",
        clauses: ["24", "14"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "{channel}公布的事项名称是“{actual}”，权威数据源是“{expected}”",
            "{channel} calls the item “{actual}”; the source calls it “{expected}”",
        ),
        help: (
            "{channel}改用“{expected}”；名称确需改变的，先改事项清单和权威数据源。",
            "Call it “{expected}” in {channel}; where the name is to change, change the list of items and the source first.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    shapes::altered(facts, sink, Field::ItemName);
}
