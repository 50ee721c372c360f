//! 同一段文字里全角和半角混用。

use tongyuan_compare::Sign;

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::texts::{mended, remarked};
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 同一段文字里，字母、数字、括号或者汉字之间的标点，既有全角又有半角：`Ａ4`、`（一)`、一处`（原件）`一处`(复印件)`。
    ///
    /// ## 为什么
    ///
    /// 混用影响阅读和检索，各渠道转换时容易各改各的，造成线上线下看起来不一致。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第21条：办事指南准确、规范。第24条：线上线下同源。数字、字母用半角，中文标点用全角，是出版物的通行写法。
    ///
    /// ## 怎样整改
    ///
    /// 字母、数字改成半角，汉字之间的标点改成全角；`check --fix` 可以自动改。
    ///
    /// ## 何时不报
    ///
    /// 整段只用一种宽度的不报；时刻中的冒号（9:00）、千位分隔（6,000元）、编号（(1)、(a)）、网址、英文括号内的字母不报。只在不同栏目之间混用的不报。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 常见问题:
    ///   - 问题: 合同要交几份？
    ///     答复: 原件1份，复印件２份。
    ///                          ^^
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 常见问题:
    ///   - 问题: 办理时间是几点？
    ///     答复: 9:00至11:30，13:30至17:00（法定节假日除外）。
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 常见问题:
    ///   - 问题: 合同要交几份？
    ///     答复: 原件1份、复印件2份（(1)和(2)各一套）。
    /// ```
    ///
    /// ## English
    ///
    /// Within one text, letters, digits, round brackets or marks between Chinese characters stand in both widths. A text that keeps to one width is fine; clock times, thousands, numbers of entries and addresses are passed over. `check --fix` mends it.
    "text-width-mixed" {
        title: ("全角半角混用", "Two widths in one text"),
        severity: Note,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["21"],
        ratings: [],
        fixable: true,
        needs: None,
        message: (
            "“{subject}”的“{place}”里全角、半角混用：{words}",
            "The “{place}” of “{subject}” mixes full-width and half-width forms: {words}",
        ),
        help: (
            "字母、数字用半角，汉字之间的标点用全角。",
            "Write letters and digits half-width, marks between Chinese characters full-width.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    remarked(facts, sink, Sign::Width, |_| true, mended);
}
