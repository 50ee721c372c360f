//! 豁免已经到期。

use tongyuan_model::Key;

use crate::rule::rule;
use crate::rules::shapes::{key, text};
use crate::sink::Sink;
use crate::waiver::WaiverFacts;

rule! {
    /// ## 检查内容
    ///
    /// 豁免清单（`waivers.yaml`）中的一条豁免，已经过了到期日期。
    ///
    /// ## 为什么
    ///
    /// 豁免是有期限的：到期还没有整改的，应当整改，或者重新说明理由。到期的豁免不起作用，它所指的问题照常报告。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第21条：对办事指南开展专项检查，发现的问题要整改。
    ///
    /// ## 怎样整改
    ///
    /// 整改问题，删去这条豁免；确需延长的，经责任人同意后改到期日期。
    ///
    /// ## 何时不报
    ///
    /// 到期日期当天仍然有效。没有写到期日期的，由 `waiver-incomplete` 报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- waivers
    /// 豁免清单:
    ///   - 问题编号: 0123456789abcdef
    ///     理由: 窗口系统二月改造后一并调整
    ///     责任人: 运用促进处
    ///     到期日期: 2024-02-29
    ///               ^^^^^^^^^^
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 数量限制: 名额有限
    /// //- online
    /// 数量限制: 无
    /// //- waivers
    /// 豁免清单:
    ///   - 问题编号: d1c9cd519394c780
    ///     理由: 窗口系统二月改造后一并调整
    ///     责任人: 运用促进处
    ///     到期日期: 2024-03-01
    /// ```
    ///
    /// ## English
    ///
    /// A waiver is past its last day. It has no effect any more, and the finding that it is about is reported again. Mend the fault and
    /// remove the waiver, or have its expiry moved by its owner. On its last day a waiver still holds.
    "waiver-expired" {
        title: ("豁免已经到期", "A waiver is past its last day"),
        severity: Warning,
        audience: Inspector,
        status: Trial,
        since: "next",
        clauses: ["21"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "对问题 {subject} 的豁免到{actual}为止，今天是{today}，已经不起作用",
            "The waiver of {subject} ended on {actual}; today is {today}, and it has no effect any more",
        ),
        help: (
            "问题已经整改的，删去这条豁免；确需延长的，经责任人同意后改到期日期。",
            "Where the fault is mended, remove the waiver; where more time is needed, have its owner agree to a later expiry.",
        ),
        check: Waivers(check),
    }
}

fn check(facts: &WaiverFacts<'_>, sink: &mut Sink<'_>) {
    for waiver in facts.list.value.waivers.rows() {
        let (Some(own), Some(today)) = (waiver.key.text(), facts.today) else {
            continue;
        };
        if waiver.has_ended(facts.today) {
            sink.at(facts.list.locate(waiver.expiry.span()))
                .field(key(Key::Expiry))
                .subject(own, None)
                .actual(waiver.expiry.text())
                .arg("today", text(today.to_string()))
                .send();
        }
    }
}
