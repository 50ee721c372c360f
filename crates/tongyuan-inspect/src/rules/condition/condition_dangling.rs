//! 受理条件没有内容。

use tongyuan_compare::Sign;
use tongyuan_model::Key;

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::texts::remarked_in;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 一条受理条件只有“符合以上条件”“符合有关规定”“按规定”“详见附件”，没有说条件是什么。
    ///
    /// ## 为什么
    ///
    /// 这一行读了等于没读；申请人要另找文件才知道自己是否符合。
    ///
    /// ## 依据
    ///
    /// 《优化营商环境条例》第三十五条：办事指南中的受理条件等应当细化、量化。2018年政务公开工作计划第21条、第23条。
    ///
    /// ## 怎样整改
    ///
    /// 写出条件本身；只是引出下文的，删去。
    ///
    /// ## 何时不报
    ///
    /// 说明了谁、什么事符合规定的（合伙人、股东符合国家有关规定）不报；条件栏目整个没有填的，由 `schema-field-missing` 报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 受理条件:
    ///   - {标识: c1, 内容: 出质人是权利登记簿记载的权利人, 依据: [《示例权利条例》第八条]}
    ///   - {标识: c2, 内容: 符合以上条件, 依据: [《示例权利条例》第八条]}
    ///                      ^^^^^^^^^^^^
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 受理条件:
    ///   - {标识: c1, 内容: 合伙人、股东符合国家有关规定, 依据: [《示例权利条例》第八条]}
    /// ```
    ///
    /// ## English
    ///
    /// A condition that names none: 符合以上条件, 按规定, 详见附件. One that says who or what must conform is passed over.
    "condition-dangling" {
        title: ("条件没有内容", "A condition that names none"),
        severity: Warning,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["21", "23", "条例35"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "受理条件“{subject}”没有说条件是什么",
            "The condition “{subject}” does not say what the condition is",
        ),
        help: (
            "写出条件本身；只是引出下文的，删去。",
            "State the condition itself, or remove a line that only leads to others.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    remarked_in(facts, sink, Sign::Dangling, Key::Conditions);
}
