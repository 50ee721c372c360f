//! 受理条件里有兜底的一项。

use tongyuan_compare::Sign;
use tongyuan_model::Key;

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::texts::remarked_in;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 受理条件是“规定的其他条件”“其他不符合……的情形”一类的兜底表述。
    ///
    /// ## 为什么
    ///
    /// 申请人无法判断自己是否符合；窗口可以用没有公布的条件拒绝受理。条文授权规定其他条件的，指南应当把规定出来的条件写明。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第23条：不得在办事指南之外增加条件。《优化营商环境条例》第三十五条：条件和要求应当细化、量化。
    ///
    /// ## 怎样整改
    ///
    /// 把条件逐项列出并注明依据；列不出来的，删去这一项。
    ///
    /// ## 何时不报
    ///
    /// “不附加其他条件”等否定的说法、“其他组织”等法律上的称谓、引号和书名号里的引文、依据栏目不报。已发布版本多出的条件由 `condition-extra` 报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 受理条件:
    ///   - {标识: c1, 内容: 出质人是权利登记簿记载的权利人, 依据: [《示例权利条例》第八条]}
    ///   - {标识: c2, 内容: 法律、行政法规规定的其他条件, 依据: [《示例权利条例》第八条]}
    ///                                          ^^^^^^^^
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 受理条件:
    ///   - {标识: c1, 内容: 申请人是自然人、法人或者其他组织, 依据: [《示例权利条例》第八条]}
    ///   - {标识: c2, 内容: 除前项外不附加其他条件, 依据: [《示例权利条例》第八条]}
    /// ```
    ///
    /// ## English
    ///
    /// A condition is whatever else may be required: 规定的其他条件, 其他不符合…的情形. Denials, legal terms such as 其他组织 and quotations are passed over.
    "condition-catch-all" {
        title: ("条件兜底", "A catch-all condition"),
        severity: Error,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["23"],
        ratings: ["108"],
        fixable: false,
        needs: None,
        message: (
            "“{subject}”是兜底表述：{words}，没有说清是什么条件",
            "“{subject}” is a catch-all: {words} does not say what the condition is",
        ),
        help: (
            "逐项列出条件及其依据；列不出来的，删去。",
            "List the conditions with their basis; remove what cannot be listed.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    remarked_in(facts, sink, Sign::CatchAll, Key::Conditions);
}
