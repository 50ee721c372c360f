//! 渠道没有公布应当公布的栏目。

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::shapes;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 权威数据源写明的一个栏目，渠道完全没有公布。
    ///
    /// ## 为什么
    ///
    /// 申请人从这个渠道看不到办理所需的信息，只能再去问，或者到了窗口才知道。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第24条：线上线下同源，内容完全一致。
    ///
    /// ## 怎样整改
    ///
    /// 在该渠道补上这个栏目，内容照权威数据源公布。
    ///
    /// ## 何时不报
    ///
    /// 栏目在、内容不同的，由各栏目的规则报告；栏目在、内容无法读取的，只作阅读说明，不作为缺失。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 数量限制: 每年100家
    /// //- online
    /// - 数量限制
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 数量限制: 无
    /// //- online
    /// 数量限制: 无数量限制
    /// ```
    ///
    /// ## English
    ///
    /// A channel does not state at all a field that the canonical source states. Add it there as the source has it. A field
    /// that is stated otherwise is reported by the rule of that field; one that stands there and could not be read is a note on
    /// our reading, never an omission.
    "field-omitted" {
        title: ("渠道缺少栏目", "A channel leaves out a shared field"),
        severity: Warning,
        audience: Editor,
        status: Stable,
        since: "0.1.0",
        clauses: ["24"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "{channel}没有公布“{field}”{part}",
            "{channel} does not state “{field}”{part}",
        ),
        help: (
            "在{channel}补上，权威数据源的内容是：{expected}",
            "Add it to {channel}; the source says: {expected}",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    shapes::departure(facts, sink, shapes::is_omitted_field);
}
