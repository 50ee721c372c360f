//! 渠道用别的词写同一份材料。

use tongyuan_model::Field;

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::shapes;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 渠道公布的材料要求与权威数据源相同，但是用词不同。
    ///
    /// ## 为什么
    ///
    /// 同一份材料在网上和窗口叫法不同，申请人会以为是两份。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第24条：线上线下同源，内容完全一致。第14条：材料编目，规范、统一。
    ///
    /// ## 怎样整改
    ///
    /// 照权威数据源的写法改。要换用词的，先改权威数据源，再各渠道同时公布。
    ///
    /// ## 何时不报
    ///
    /// 只有全角半角、书名号、序号、数字写法、通行的别称（居民身份证与身份证）之类差别的，视为相同，不报。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- online
    /// 申请材料:
    ///   - 名称: 示例权利质押登记申请表
    ///     提交方式: {介质: 纸质, 原件: 1}
    ///   - 名称: 示例权利的质押合同
    ///           ^^^^^^^^^^^^^^^^^^
    ///     提交方式: {介质: 纸质, 原件: 1, 复印件: 1}
    /// ```
    ///
    /// ```guide,good
    /// //- online
    /// 申请材料:
    ///   - 名称: 1.示例权利质押登记申请表（原件一份，纸质）
    ///   - 名称: 2.示例权利质押合同（原件1份，复印件1份，纸质）
    /// ```
    ///
    /// ## English
    ///
    /// A channel asks for the same material in other words than the source. Under two names it looks like two materials. Use
    /// the words of the source, or change the source first. Differences of width, title marks, numbering, numerals and known
    /// names of one document are none.
    "material-reworded" {
        title: ("材料用词与权威数据源不同", "A material is worded otherwise than in the source"),
        severity: Warning,
        audience: Editor,
        status: Stable,
        since: "0.1.0",
        clauses: ["24", "14"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "{channel}公布的{field}{part}与权威数据源用词不同：{facets}",
            "{channel} words {field}{part} otherwise than the source: {facets}",
        ),
        help: (
            "照权威数据源的写法改{channel}；要换用词的，先改权威数据源。",
            "Use the words of the source in {channel}, or change the source first.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    shapes::reworded(facts, sink, Field::Materials);
}
