//! 渠道用别的词写同一个条件。

use tongyuan_model::Field;

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::shapes;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 渠道公布的受理条件与权威数据源内容相同，但是用词不同。
    ///
    /// ## 为什么
    ///
    /// 两种写法放在一起，申请人和窗口都要猜是不是一个意思。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第24条：线上线下同源，内容完全一致。
    ///
    /// ## 怎样整改
    ///
    /// 照权威数据源的写法改。要换用词的，先改权威数据源，再各渠道同时公布。
    ///
    /// ## 何时不报
    ///
    /// 只有全角半角、序号、标点、数字写法之类差别的，视为相同，不报；内容不同的，由 `condition-altered` 报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- online
    /// 受理条件:
    ///   - 内容: 出质人是权利登记簿记载的权利人
    ///   - 内容: 债务的履行期限不多于权利有效期
    ///           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```guide,good
    /// //- online
    /// 受理条件:
    ///   - 内容: （一）出质人是权利登记簿记载的权利人；
    ///   - 内容: （二）债务履行期限不超过权利有效期。
    /// ```
    ///
    /// ## English
    ///
    /// A channel states the same condition in other words than the source. Use the words of the source, or change the source
    /// first. Differences of width, numbering, punctuation and numerals are none; another content is reported by
    /// `condition-altered`.
    "condition-reworded" {
        title: ("受理条件用词与权威数据源不同", "A condition is worded otherwise than in the source"),
        severity: Warning,
        audience: Editor,
        status: Stable,
        since: "0.1.0",
        clauses: ["24"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "{channel}公布的受理条件“{actual}”与权威数据源“{expected}”用词不同",
            "{channel} words a condition as “{actual}”; the source words it “{expected}”",
        ),
        help: (
            "照权威数据源的写法改{channel}；要换用词的，先改权威数据源。",
            "Use the words of the source in {channel}, or change the source first.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    shapes::reworded(facts, sink, Field::Conditions);
}
