//! 受理条件由办事人员裁量。

use tongyuan_compare::Sign;
use tongyuan_model::Key;

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::texts::remarked_in;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 受理条件里有“原则上”“视情况”“酌情”“必要时”“适当”“尽快”“相关部门”“一定数量的”一类没有标准的词。
    ///
    /// ## 为什么
    ///
    /// 同样的条件，宽严由办事人员掌握，申请人无从准备。
    ///
    /// ## 依据
    ///
    /// 《优化营商环境条例》第三十五条：办事指南中的受理条件等应当细化、量化。2018年政务公开工作计划第23条。
    ///
    /// ## 怎样整改
    ///
    /// 把词换成标准：多少、哪个部门、什么情形、几日内。
    ///
    /// ## 何时不报
    ///
    /// “投资者适当性”“不适当”等固定说法，“平等自愿原则上”等不是限定的用法，引号、书名号里的引文不报；受理条件以外的栏目不报。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 受理条件:
    ///   - {标识: c1, 内容: 债务履行期限原则上不超过权利有效期, 依据: [《示例权利条例》第八条]}
    ///                                  ^^^^^^
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 受理条件:
    ///   - {标识: c1, 内容: 债务履行期限不超过权利有效期, 依据: [《示例权利条例》第八条]}
    ///   - {标识: c2, 内容: 符合投资者适当性管理的要求, 依据: [《示例权利条例》第八条]}
    /// ```
    ///
    /// ## English
    ///
    /// A condition leaves to the clerk what is required: 原则上, 视情况, 必要时, 适当, 尽快, 相关部门. Fixed words such as 适当性 and quotations are passed over, as is every other field.
    "condition-discretionary" {
        title: ("条件没有标准", "A condition without a standard"),
        severity: Warning,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["23", "条例35"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "受理条件“{subject}”用了没有标准的词：{words}",
            "The condition “{subject}” uses words without a standard: {words}",
        ),
        help: (
            "细化、量化：写明多少、哪个部门、什么情形、几日内。",
            "Say how much, which department, in which case, within how many days.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    remarked_in(facts, sink, Sign::Discretionary, Key::Conditions);
}
