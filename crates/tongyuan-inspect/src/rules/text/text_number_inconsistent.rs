//! 同一处文字把一个数写了两样。

use tongyuan_compare::Sign;

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::texts::remarked;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 同一处文字用大小写或者“一式……份”把一个数写了两遍，两遍不一样：一式两份（3份）、三十（20）个工作日。
    ///
    /// ## 为什么
    ///
    /// 申请人不知道以哪个数为准，窗口各按各的要。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第21条：办事指南准确、规范。第24条：线上线下同源。
    ///
    /// ## 怎样整改
    ///
    /// 核实后改成一致，或者只写一遍。
    ///
    /// ## 何时不报
    ///
    /// 原件1份（复印件2份）、3份（各1份）等括号里说的是另一件事的不报；两个数单位不同的不报。不同栏目之间的矛盾由 `guide-contradicts-itself` 报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 常见问题:
    ///   - 问题: 申请表要几份？
    ///     答复: 一式两份（3份）。
    ///               ^^^^^^^^^^^
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 常见问题:
    ///   - 问题: 申请表要几份？
    ///     答复: 一式两份（2份），原件1份（复印件2份）。
    /// ```
    ///
    /// ## English
    ///
    /// One text gives one quantity twice, in other numerals or as 一式…份, and the two differ. What the brackets say of something else (原件1份（复印件2份）) is passed over; contradictions between fields are reported by guide-contradicts-itself.
    "text-number-inconsistent" {
        title: ("数字前后不一", "One quantity, two numbers"),
        severity: Warning,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["21"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "“{subject}”的“{place}”把同一个数写了两样：{words}",
            "The “{place}” of “{subject}” gives one quantity as two numbers: {words}",
        ),
        help: (
            "核实应当是几，改成一致。",
            "Find out which is right and make both say it.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    remarked(facts, sink, Sign::Restated, |_| true, |_, draft| draft);
}
