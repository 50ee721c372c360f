//! 括号、书名号、引号不成对。

use tongyuan_compare::Sign;

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::texts::remarked;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 一段文字里有括号、书名号或者双引号只有一半：有《没有》，有（没有）。
    ///
    /// ## 为什么
    ///
    /// 缺了一半，读不出依据的全称到哪里为止、限定的话到哪里为止；系统也会读错文件名称和适用情形。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第21条：办事指南准确、规范。第24条：线上线下同源。
    ///
    /// ## 怎样整改
    ///
    /// 补上缺的一半，或者删去多余的一半。
    ///
    /// ## 何时不报
    ///
    /// 编号后的半括号（1）、二）、a)）、半开区间（[0，100)）不报；（ 与 ) 配对的，由 `text-width-mixed` 报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 常见问题:
    ///   - 问题: 依据是什么？
    ///     答复: 《示例权利条例第十条。
    ///           ^^
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 常见问题:
    ///   - 问题: 怎样提交？
    ///     答复: 1）下载申请表；2）填写《示例权利质押登记申请表》（一式一份）；3）到“综合窗口”提交。
    /// ```
    ///
    /// ## English
    ///
    /// A bracket, book title mark or quotation mark stands without its partner. The half bracket behind a number of a list and half-open intervals are fine.
    "text-bracket-unpaired" {
        title: ("括号不成对", "A bracket without its partner"),
        severity: Warning,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["21"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "“{subject}”的“{place}”里，{words}不成对",
            "In the “{place}” of “{subject}”, {words} has no partner",
        ),
        help: (
            "补上缺的一半，或者删去多余的一半。",
            "Add the half that is missing, or remove the one too many.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    remarked(facts, sink, Sign::Unpaired, |_| true, |_, draft| draft);
}
