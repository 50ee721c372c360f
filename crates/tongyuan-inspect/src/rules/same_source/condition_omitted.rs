//! 渠道漏列条件。

use tongyuan_model::Field;

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::shapes;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 权威数据源列有的受理条件，渠道没有公布。
    ///
    /// ## 为什么
    ///
    /// 不符合这个条件的申请人照样来办，到了窗口才被告知不予受理。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第24条：线上线下同源，内容完全一致。行政许可法第三十条：条件应当公示。
    ///
    /// ## 怎样整改
    ///
    /// 在该渠道补上这个条件。
    ///
    /// ## 何时不报
    ///
    /// 整个“受理条件”栏目都没有的，由 `field-omitted` 报告；文字相近、可以认定为同一个条件的，由 `condition-altered` 或者 `condition-reworded` 报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- online
    /// 受理条件:
    ///   - 内容: 出质人是权利登记簿记载的权利人
    /// ```
    ///
    /// ```guide,good
    /// //- online
    /// 受理条件:
    ///   - 内容: 出质人是权利登记簿记载的权利人；债务履行期限不超过权利有效期
    /// ```
    ///
    /// ## English
    ///
    /// A channel leaves out a condition that the source states. Whoever does not meet it learns so only at the window. Add it
    /// to the channel. A list that is absent as a whole is reported by `field-omitted`; two conditions in one row count as two.
    "condition-omitted" {
        title: ("渠道漏列条件", "A channel leaves out a condition of the source"),
        severity: Error,
        audience: Editor,
        status: Stable,
        since: "0.1.0",
        clauses: ["24", "许可30"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "{channel}没有列出受理条件“{subject}”",
            "{channel} does not state the condition “{subject}”",
        ),
        help: (
            "在{channel}补上这个条件，文字照权威数据源。",
            "Add it to {channel} in the words of the source.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    shapes::omitted(facts, sink, Field::Conditions);
}
