//! 渠道多要材料。

use tongyuan_model::Field;

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::shapes;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 渠道公布的申请材料中，有一份是权威数据源没有的。
    ///
    /// ## 为什么
    ///
    /// 申请人照着这个渠道准备，就要多跑一趟、多交一份没有依据的材料；照着另一个渠道准备，又会被要求补交。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第24条：线上线下同源，内容完全一致；第23条：不得在办事指南之外索要材料。“好差评”指标109。
    ///
    /// ## 怎样整改
    ///
    /// 从该渠道删去这份材料。确需提交的，先在权威数据源补上并写明依据，经批准后各渠道同时公布。
    ///
    /// ## 何时不报
    ///
    /// 名称相近、可以认定为同一份材料的，由 `material-altered` 或者 `material-reworded` 报告；权威数据源用“渠道差异”声明过的不报。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 申请材料:
    ///   - 名称: 专利权质押登记申请表
    ///     提交方式: {介质: 纸质, 原件: 1}
    /// //- online
    /// 申请材料:
    ///   - 名称: 专利权质押登记申请表
    ///     提交方式: {介质: 纸质, 原件: 1}
    ///   - 名称: 营业执照复印件
    ///           ^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 申请材料:
    ///   - 名称: 专利权质押登记申请表
    ///     提交方式: {介质: 纸质, 原件: 1}
    ///   - 名称: 专利权质押合同原件1份（纸质）
    ///     依据: [《示例权利条例》第十条]
    /// //- online
    /// 申请材料:
    ///   - 名称: 《专利权质押合同》（原件一份，纸质）
    ///   - 名称: 1.专利权质押登记申请表（原件1份，纸质）
    /// ```
    ///
    /// ## English
    ///
    /// A channel asks for a material that the canonical source does not have. Whoever follows it brings a paper that has no
    /// basis; whoever follows another channel is sent home for it. Remove it from the channel, or, where it is really needed,
    /// put it into the source with its basis first. A material that is recognised as the same one under another name is
    /// reported by `material-altered` or `material-reworded` instead.
    "material-extra" {
        title: ("渠道多要材料", "A channel asks for a material that the source does not have"),
        severity: Error,
        audience: Editor,
        status: Stable,
        since: "0.1.0",
        clauses: ["24", "23"],
        ratings: ["109"],
        fixable: false,
        needs: None,
        message: (
            "{channel}要求提交“{subject}”，权威数据源没有这份材料",
            "{channel} asks for “{subject}”, which the canonical source does not",
        ),
        help: (
            "从{channel}删去这份材料；确需提交的，先在权威数据源补上并写明依据，再同时公布。",
            "Remove it from {channel}, or first add it to the source with its basis and then publish it everywhere at once.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    shapes::extra(facts, sink, Field::Materials);
}
