//! 渠道改变了条件。

use tongyuan_model::Field;

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::shapes;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 渠道公布的受理条件与权威数据源是同一个，但是内容不同：数值、单位、“或者”与“且”、“应当”与“可以”、适用情形等。
    ///
    /// ## 为什么
    ///
    /// 条件差一个字，同一个申请人在一个渠道符合，在另一个渠道就不符合。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第24条：线上线下同源，内容完全一致。第23条：不得在办事指南之外增加条件，条件变化应当及时公布。
    ///
    /// ## 怎样整改
    ///
    /// 把该渠道改成与权威数据源一致。条件确实变了的，先改权威数据源，经批准后在一个工作日内各渠道同时公布。
    ///
    /// ## 何时不报
    ///
    /// 用词不同、内容相同的，由 `condition-reworded` 报告；渠道没有写条件依据的不报。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- online
    /// 受理条件:
    ///   - 内容: 出质人是权利登记簿记载的权利人
    ///   - 内容: 债务履行期限不超过一年
    ///           ^^^^^^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```guide,good
    /// //- online
    /// 受理条件:
    ///   - 内容: 1．出质人是权利登记簿记载的权利人。
    ///   - 内容: 2．债务履行期限不超过权利有效期。
    /// ```
    ///
    /// ## English
    ///
    /// A channel states a condition of the source otherwise: another quantity or unit, 且 for 或者, 应当 for 可以, another case. Make
    /// the channel say what the source says; where the condition has changed, change the source first and publish it everywhere
    /// within one working day of its approval. Other words for the same condition are reported by `condition-reworded`.
    "condition-altered" {
        title: ("受理条件与权威数据源不一致", "A condition is stated otherwise than in the source"),
        severity: Error,
        audience: Editor,
        status: Stable,
        since: "0.1.0",
        clauses: ["24", "23"],
        ratings: ["108"],
        fixable: false,
        needs: None,
        message: (
            "{channel}公布的受理条件是“{actual}”，权威数据源是“{expected}”",
            "{channel} states the condition “{actual}”; the source states “{expected}”",
        ),
        help: (
            "把{channel}改成与权威数据源一致；确需不同的，在“渠道差异”中写明理由和依据。",
            "Make {channel} say what the source says; where it must differ, declare a variant with its reason and basis.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    shapes::altered_row(facts, sink, Field::Conditions);
}
