//! 渠道改变了材料的要求。

use tongyuan_model::Field;

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::shapes;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 渠道公布的材料与权威数据源是同一份，但是要求不同：原件还是复印件、份数、纸质还是电子、签章、出具机构、适用情形、是否必要等。
    ///
    /// ## 为什么
    ///
    /// 原件写成复印件、一份写成两份，申请人就要重新准备。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第24条：线上线下同源，内容完全一致。第23条：不得在办事指南之外增加要求。
    ///
    /// ## 怎样整改
    ///
    /// 把该渠道改成与权威数据源一致；确需不同的，在“渠道差异”中写明理由和依据。各渠道提交方式本来不同的，在“提交方式”中分渠道写明。
    ///
    /// ## 何时不报
    ///
    /// 用词不同、要求相同的，由 `material-reworded` 报告；渠道没有写明来源、类型、出具机构、依据的不报，写了而不同的才报；“提交方式”中为该渠道单独写明的，按该渠道的要求比较。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- online
    /// 申请材料:
    ///   - 名称: 示例权利质押登记申请表
    ///     提交方式: {介质: 纸质, 原件: 1}
    ///   - 名称: 示例权利质押合同
    ///           ^^^^^^^^^^^^^^^^
    ///     提交方式: {介质: 纸质, 原件: 1, 复印件: 2}
    /// ```
    ///
    /// ```guide,good
    /// //- online
    /// 申请材料:
    ///   - 名称: 示例权利质押登记申请表（原件1份，纸质）
    ///   - 名称: 《示例权利质押合同》（原件1份，复印件一份，纸质）
    /// ```
    ///
    /// ## English
    ///
    /// A channel lists the same material as the source and asks for it otherwise: original or copy, how many, on paper or as a
    /// file, sealed, issued by whom, in which case, necessary or not. Make the channel say what the source says, or declare a
    /// variant. Other words for the same requirement are reported by `material-reworded`; what the source states for one
    /// channel alone is compared with that channel alone.
    "material-altered" {
        title: ("材料要求与权威数据源不一致", "A material is asked for otherwise than in the source"),
        severity: Error,
        audience: Editor,
        status: Stable,
        since: "0.1.0",
        clauses: ["24", "23"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "{channel}公布的{field}{part}与权威数据源不一致：{facets}",
            "{channel} departs from the source in {field}{part}: {facets}",
        ),
        help: (
            "把{channel}改成箭头左边的内容（权威数据源）；确需不同的，在“渠道差异”中写明理由和依据。",
            "Make {channel} say what stands left of the arrow (the source); where it must differ, declare a variant with its reason and basis.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    shapes::altered_row(facts, sink, Field::Materials);
}
