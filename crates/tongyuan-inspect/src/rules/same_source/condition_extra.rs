//! 渠道多设条件。

use tongyuan_model::Field;

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::shapes;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 渠道公布的受理条件中，有一个是权威数据源没有的。
    ///
    /// ## 为什么
    ///
    /// 符合指南条件的申请人，会因为指南以外的条件被拒绝。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第24条：线上线下同源，内容完全一致。第23条：不得在办事指南之外增加条件。“好差评”指标108。
    ///
    /// ## 怎样整改
    ///
    /// 从该渠道删去这个条件。确有依据的，先在权威数据源补上并写明依据，经批准后各渠道同时公布。
    ///
    /// ## 何时不报
    ///
    /// 文字相近、可以认定为同一个条件的，由 `condition-altered` 或者 `condition-reworded` 报告；权威数据源用“渠道差异”声明过的不报。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- online
    /// 受理条件:
    ///   - 内容: 出质人是权利登记簿记载的权利人
    ///   - 内容: 债务履行期限不超过权利有效期
    ///   - 内容: 出质人在示例市有固定住所
    ///           ^^^^^^^^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```guide,good
    /// //- online
    /// 受理条件:
    ///   - 内容: 债务履行期限不超过权利有效期
    ///   - 内容: 出质人是权利登记簿记载的权利人
    /// ```
    ///
    /// ## English
    ///
    /// A channel states a condition that the source does not have: an applicant who meets the guide is refused. Remove it from
    /// the channel, or put it into the source with its basis first. A condition that is recognised as one of the source in
    /// other words is reported by `condition-altered` or `condition-reworded`.
    "condition-extra" {
        title: ("渠道多设条件", "A channel states a condition that the source does not have"),
        severity: Error,
        audience: Editor,
        status: Stable,
        since: "0.1.0",
        clauses: ["24", "23"],
        ratings: ["108"],
        fixable: false,
        needs: None,
        message: (
            "{channel}多出受理条件“{subject}”，权威数据源没有这个条件",
            "{channel} states the condition “{subject}”, which the source does not have",
        ),
        help: (
            "从{channel}删去这个条件；确有依据的，先在权威数据源补上并写明依据，再同时公布。",
            "Remove it from {channel}, or first add it to the source with its basis and then publish it everywhere at once.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    shapes::extra(facts, sink, Field::Conditions);
}
