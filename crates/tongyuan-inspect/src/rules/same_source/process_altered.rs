//! 渠道公布的办理流程与权威数据源不一致。

use tongyuan_model::Field;

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::shapes;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 渠道公布的办理环节与权威数据源不同：多了、少了一个环节，次序不同，或者同一环节的办理人、时限、审查标准、结果不同。
    ///
    /// ## 为什么
    ///
    /// 申请人不知道办到了哪一步、下一步由谁办。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第24条：线上线下同源，内容完全一致。政府信息公开条例第二十条：办理程序应当主动公开。
    ///
    /// ## 怎样整改
    ///
    /// 把该渠道改成与权威数据源一致；确需不同的，在“渠道差异”中写明理由和依据。
    ///
    /// ## 何时不报
    ///
    /// 渠道只写环节名称的不报，写了办理人、时限等而不同的才报；整个栏目没有公布的，由 `field-omitted` 报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- online
    /// 办理流程:
    ///   - {环节: 受理}
    ///   - {环节: 审查, 环节时限: 10个工作日}
    ///            ^^^^
    ///   - {环节: 登记}
    /// ```
    ///
    /// ```guide,good
    /// //- online
    /// 办理流程: [受理, 审查, 登记]
    /// ```
    ///
    /// ## English
    ///
    /// A channel states other steps than the source: one more or one less, another order, or another actor, limit, standard or
    /// result of a step. Make it say what the source says, or declare a variant. A channel that only names the steps is not
    /// reported for what it leaves out.
    "process-altered" {
        title: ("办理流程与权威数据源不一致", "The process departs from the source"),
        severity: Warning,
        audience: Editor,
        status: Stable,
        since: "0.1.0",
        clauses: ["24", "公开20"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "{channel}公布的办理流程与权威数据源不一致：公布的是“{actual}”，权威数据源是“{expected}”",
            "{channel} departs from the source in its process: it states “{actual}”, the source “{expected}”",
        ),
        help: (
            "把{channel}改成与权威数据源一致；确需不同的，在“渠道差异”中写明理由和依据。",
            "Make {channel} say what the source says; where it must differ, declare a variant with its reason and basis.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    shapes::altered(facts, sink, Field::Process);
}
