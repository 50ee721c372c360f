//! 渠道漏列材料。

use tongyuan_model::Field;

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::shapes;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 权威数据源列有的申请材料，渠道公布的清单中没有。
    ///
    /// ## 为什么
    ///
    /// 申请人照着这个渠道准备，到了窗口才被告知少一份，只能再跑一趟。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第24条：线上线下同源，内容完全一致。行政许可法第三十条：需要提交的全部材料应当公示。
    ///
    /// ## 怎样整改
    ///
    /// 在该渠道补上这份材料。该渠道确实不需要的，在权威数据源的“渠道差异”中写明理由和依据。
    ///
    /// ## 何时不报
    ///
    /// 整个“申请材料”栏目都没有的，由 `field-omitted` 报告；换了名称、可以认定为同一份材料的，由 `material-altered` 或者 `material-reworded` 报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- online
    /// 申请材料:
    ///   - 名称: 示例权利质押登记申请表
    ///     提交方式: {介质: 纸质, 原件: 1}
    /// ```
    ///
    /// ```guide,good
    /// //- online
    /// 申请材料:
    ///   - 名称: 示例权利质押合同
    ///     提交方式: {介质: 纸质, 原件: 1, 复印件: 1}
    ///   - 名称: 示例权利质押登记申请表
    ///     提交方式: {介质: 纸质, 原件: 1}
    /// ```
    ///
    /// ## English
    ///
    /// A channel leaves out a material that the source lists. Whoever follows it comes one paper short. Add it to the channel,
    /// or declare a variant where that channel does not need it. A list that is absent as a whole is reported by
    /// `field-omitted`, the same material under another name by `material-altered` or `material-reworded`.
    "material-omitted" {
        title: ("渠道漏列材料", "A channel leaves out a material of the source"),
        severity: Error,
        audience: Editor,
        status: Stable,
        since: "0.1.0",
        clauses: ["24", "许可30"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "{channel}没有列出“{subject}”，权威数据源列有这份材料",
            "{channel} does not list “{subject}”, which the source does",
        ),
        help: (
            "在{channel}补上这份材料；该渠道确实不需要的，在“渠道差异”中写明理由和依据。",
            "Add it to {channel}, or declare a variant with its reason and basis where that channel does not need it.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    shapes::omitted(facts, sink, Field::Materials);
}
