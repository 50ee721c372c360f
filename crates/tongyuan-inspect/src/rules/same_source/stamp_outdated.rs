//! 渠道的文件生成自旧版本的权威数据源。

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::shapes::{self, Origin};
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 已发布文件上的同源印记，是权威数据源以前某一版的，不是现在这一版的。
    ///
    /// ## 为什么
    ///
    /// 权威数据源已经改了，这个渠道还在用旧的；即使内容暂时看不出差别，也不能证明它是照现在的版本发布的。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第24条：线上线下同源，内容完全一致。第23条：条件变化应当及时公布。
    ///
    /// ## 怎样整改
    ///
    /// 用 `tongyuan render` 从现在的权威数据源重新生成，再发布。
    ///
    /// ## 何时不报
    ///
    /// 文件上没有印记的不报：印记不是必须有的；与任何已知版本都不相符的，由 `stamp-forged` 报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 版本:
    ///   版本号: 2
    ///   批准: {批准文件: 示例知发〔2024〕3号, 批准日期: 2024-02-20}
    ///   实施日期: 2024-03-01
    ///   发布时间: {线上: 2024-02-21, 线下: 2024-02-21}
    ///   保密审查: {依据: [《中华人民共和国政府信息公开条例》第十七条], 审查部门: 办公室, 审查日期: 2024-02-20}
    ///   替代版本: 1
    ///   变更记录:
    ///     - 版本号: 1
    ///       变更内容: 首次发布。
    ///       批准文件: 示例知发〔2022〕9号
    ///       批准日期: 2022-06-20
    ///       实施日期: 2022-07-01
    ///       摘要: 0f3a5c710f3a5c710f3a5c710f3a5c710f3a5c710f3a5c710f3a5c710f3a5c71
    /// //- online
    /// 同源印记:
    ///   标识: example-pledge
    ///   版本号: 1
    ///   摘要: 0f3a5c710f3a5c710f3a5c710f3a5c710f3a5c710f3a5c710f3a5c710f3a5c71
    ///         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 版本:
    ///   版本号: 2
    ///   批准: {批准文件: 示例知发〔2024〕3号, 批准日期: 2024-02-20}
    ///   实施日期: 2024-03-01
    ///   发布时间: {线上: 2024-02-21, 线下: 2024-02-21}
    ///   保密审查: {依据: [《中华人民共和国政府信息公开条例》第十七条], 审查部门: 办公室, 审查日期: 2024-02-20}
    ///   替代版本: 1
    ///   变更记录:
    ///     - 版本号: 1
    ///       变更内容: 首次发布。
    ///       批准文件: 示例知发〔2022〕9号
    ///       批准日期: 2022-06-20
    ///       实施日期: 2022-07-01
    ///       摘要: 0f3a5c710f3a5c710f3a5c710f3a5c710f3a5c710f3a5c710f3a5c710f3a5c71
    /// ```
    ///
    /// ## English
    ///
    /// The stamp on a published document is that of an earlier version of the source. Render the document again from the
    /// present version and publish it. A document without a stamp is not reported; a stamp that matches no known version is
    /// reported by `stamp-forged`.
    "stamp-outdated" {
        title: ("同源印记是旧版本的", "The stamp of an earlier version"),
        severity: Error,
        audience: Editor,
        status: Stable,
        since: "0.1.0",
        clauses: ["24", "23"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "{channel}发布的文件生成自第{number}版，权威数据源现在是第{current}版",
            "{channel} shows a document made from version {number}; the source is now version {current}",
        ),
        help: (
            "用 tongyuan render 从现在的权威数据源重新生成该文件，再在{channel}发布。",
            "Render the document again with `tongyuan render` and publish it in {channel}.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    shapes::stamp(facts, sink, |origin| matches!(origin, Origin::Earlier(_)));
}
