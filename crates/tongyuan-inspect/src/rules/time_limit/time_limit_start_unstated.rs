//! 时限没有写明从何时起算。

use tongyuan_model::{Key, TimeLimit, TimeUnit};

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::shapes::key;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 办结时限写了多少天，没有一处写明从何时起算。
    ///
    /// ## 为什么
    ///
    /// 从收到材料起算，还是从受理起算，可以差出好几天。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第21条：办事指南要素齐全、准确、规范，与实际工作一致。
    ///
    /// ## 怎样整改
    ///
    /// 在“起算”中写明，例如“自受理之日起”。
    ///
    /// ## 何时不报
    ///
    /// 法定时限、承诺时限中有一个写明起算的不报；写在内容、说明里的也算；即办的不报。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 办结时限:
    ///   法定时限: {数值: 10, 单位: 工作日}
    ///   承诺时限: {数值: 7, 单位: 工作日}
    ///             ^^^^^^^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 办结时限:
    ///   法定时限: {数值: 10, 单位: 工作日}
    ///   承诺时限: {内容: 自受理之日起7个工作日}
    /// ```
    ///
    /// ## English
    ///
    /// A limit of so many days does not say from when it runs. One of the limits that says so is enough; what is done on the spot needs none.
    "time-limit-start-unstated" {
        title: ("起算时间未说明", "From when a limit runs is not stated"),
        severity: Note,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["21"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "办结时限没有写明从何时起算",
            "It is not stated from when the limit runs",
        ),
        help: (
            "在“起算”中写明，例如“自受理之日起”。",
            "State it, such as 自受理之日起 (from acceptance).",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let Some(limits) = facts.guide().time_limits.given() else {
        return;
    };
    let all = [&limits.promised, &limits.statutory, &limits.stated];
    let given = all
        .iter()
        .filter_map(|limit| Some((limit.given()?, limit.span())));
    if given.clone().any(|(limit, _)| limit.says_from_when()) {
        return;
    }
    let runs = |limit: &TimeLimit| {
        let length = limit.length();
        length.is_some_and(|own| own.value.is_some() && own.unit != Some(TimeUnit::OnTheSpot))
    };
    if let Some((_, span)) = given.clone().find(|(limit, _)| runs(limit)) {
        sink.at(facts.canonical().locate(span))
            .field(key(Key::TimeLimits))
            .send();
    }
}
