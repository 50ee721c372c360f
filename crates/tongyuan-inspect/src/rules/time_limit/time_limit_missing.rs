//! 没有办结时限。

use tongyuan_model::{Key, Reading};

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::shapes::key;
use crate::rules::texts::breaks_schema;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 办结时限一栏既没有法定时限，也没有承诺时限、公布时限。
    ///
    /// ## 为什么
    ///
    /// 没有时限，申请人不知道何时有结果，超时也无从投诉。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第21条：办事指南要素齐全、准确、规范，与实际工作一致。国办函〔2017〕115号：被抽查的事项有33%没有写明时限、收费标准或者联系方式。
    ///
    /// ## 怎样整改
    ///
    /// 写明法定时限和承诺时限；没有法定时限的，写承诺时限。
    ///
    /// ## 何时不报
    ///
    /// 整个栏目没有的，由 `schema-field-missing` 报告；栏目里的键写错的，由 schema 一族的规则报告；即办件当场办结，不报。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 办结时限: {不计入时限: [补正材料的时间]}
    ///           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 办结时限:
    ///   承诺时限: {数值: 7, 单位: 工作日, 起算: 自受理之日起}
    /// ```
    ///
    /// ## English
    ///
    /// The guide states neither a statutory nor a promised limit. Items that are done on the spot are passed over; a field that is missing as a whole or misspelt is the business of the schema rules.
    "time-limit-missing" {
        title: ("没有办结时限", "No time limit"),
        severity: Error,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["21"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "没有写明法定时限、承诺时限",
            "Neither a statutory nor a promised limit is stated",
        ),
        help: (
            "写明法定时限和承诺时限。",
            "State the statutory and the promised limit.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let guide = facts.guide();
    let Some(limits) = guide.time_limits.given() else {
        return;
    };
    let handling = guide.item.given().and_then(|item| item.handling.text());
    let all = [&limits.statutory, &limits.promised, &limits.stated];
    let is_unstated = all.iter().all(|limit| match limit {
        Reading::Given(limit, _) => limit.is_empty(),
        Reading::Missing(_) | Reading::StatedNone(_) => true,
        Reading::Unreadable(..) => false,
    });
    if is_unstated && handling != Some("即办件") && !breaks_schema(facts, Key::TimeLimits) {
        sink.at(facts.canonical().locate(guide.time_limits.span()))
            .field(key(Key::TimeLimits))
            .send();
    }
}
