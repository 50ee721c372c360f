//! 豁免没有写全。

use tongyuan_model::Key;

use crate::finding::Arg;
use crate::rule::rule;
use crate::rules::shapes::key;
use crate::sink::Sink;
use crate::waiver::WaiverFacts;

rule! {
    /// ## 检查内容
    ///
    /// 豁免清单（`waivers.yaml`）中的一条豁免，没有写理由、责任人或者到期日期。
    ///
    /// ## 为什么
    ///
    /// 没有理由、没有人负责、没有期限的豁免，等于问题不再整改。没有写全的豁免不起作用，它所指的问题照常报告。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第21条：对办事指南开展专项检查，发现的问题要整改。
    ///
    /// ## 怎样整改
    ///
    /// 补上所缺的内容；问题已经整改的，删去这条豁免。
    ///
    /// ## 何时不报
    ///
    /// 到期日期的写法不对，或者清单不符合格式的，不在这里报告，作为清单本身的错误指出行列。已经到期的，由 `waiver-expired` 报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- waivers
    /// 豁免清单:
    ///   - 问题编号: 0123456789abcdef
    ///               ^^^^^^^^^^^^^^^^
    ///     理由: 窗口系统十月改造后一并调整
    ///     到期日期: 2024-10-31
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
    ///     理由: 窗口系统十月改造后一并调整
    ///     责任人: 运用促进处
    ///     到期日期: 2024-10-31
    /// ```
    ///
    /// ## English
    ///
    /// A waiver of `waivers.yaml` lacks its reason, its owner or its expiry. It has no effect, and the finding that it is about is
    /// reported as ever. Add what is lacking, or remove the waiver. An expiry that is no date is a mistake of the file and told as such.
    "waiver-incomplete" {
        title: ("豁免没有写全", "A waiver lacks its reason, owner or expiry"),
        severity: Error,
        audience: Inspector,
        status: Trial,
        since: "next",
        clauses: ["21"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "对问题 {subject} 的豁免没有写{lacks}，不起作用",
            "The waiver of {subject} does not state its {lacks}, and has no effect",
        ),
        help: (
            "补上{lacks}；问题已经整改的，删去这条豁免。",
            "State its {lacks}; where the fault is mended, remove the waiver.",
        ),
        check: Waivers(check),
    }
}

fn check(facts: &WaiverFacts<'_>, sink: &mut Sink<'_>) {
    for waiver in facts.list.value.waivers.rows() {
        let lacks = waiver.lacks();
        let (Some(own), Some(first)) = (waiver.key.text(), lacks.first()) else {
            continue;
        };
        sink.at(facts.list.locate(waiver.key.span()))
            .field(key(*first))
            .subject(own, None)
            .arg("lacks", words(&lacks))
            .send();
    }
}

/// 理由、责任人
fn words(lacks: &[Key]) -> Arg {
    let english: Vec<_> = lacks.iter().map(|key| key.english()).collect();
    Arg::Both {
        chinese: lacks
            .iter()
            .map(|key| key.chinese())
            .collect::<Vec<_>>()
            .join("、"),
        english: english.join(", "),
    }
}
