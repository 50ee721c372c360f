//! 办件类型与承诺时限矛盾。

use tongyuan_model::{Key, Reading, TimeUnit};

use crate::facts::Facts;
use crate::finding::Role;
use crate::rule::rule;
use crate::rules::shapes::key;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 办件类型是即办件，承诺时限却有若干天；或者办件类型是承诺件，承诺时限却是即办。
    ///
    /// ## 为什么
    ///
    /// 申请人不知道是当场拿结果，还是回去等。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第21条：办事指南要素齐全、准确、规范，与实际工作一致。
    ///
    /// ## 怎样整改
    ///
    /// 核实实际办法：当场办结的，办件类型写“即办件”，承诺时限写“即办”；需要等的，写“承诺件”和天数。
    ///
    /// ## 何时不报
    ///
    /// 即办件的法定时限有天数的不报；即办件承诺1个工作日、1日以内的不报；没有写承诺时限的不报。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 事项:
    ///   名称: 示例权利质押登记
    ///   类型: 行政确认
    ///   行使层级: 市级
    ///   服务对象: [自然人, 企业法人]
    ///   办件类型: 即办件
    ///   实施主体: 示例市知识产权局
    ///   责任部门: 运用促进处
    /// 办结时限:
    ///   法定时限: {数值: 10, 单位: 工作日, 起算: 自受理之日起}
    ///   承诺时限: {数值: 7, 单位: 工作日, 起算: 自受理之日起}
    ///             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 事项:
    ///   名称: 示例权利质押登记
    ///   类型: 行政确认
    ///   行使层级: 市级
    ///   服务对象: [自然人, 企业法人]
    ///   办件类型: 即办件
    ///   实施主体: 示例市知识产权局
    ///   责任部门: 运用促进处
    /// 办理流程:
    ///   - {环节: 受理并登记, 办理人: 综合窗口, 环节时限: 即办, 审查标准: 材料齐全并符合法定形式, 环节结果: 质押登记通知书}
    /// 办结时限:
    ///   法定时限: {数值: 10, 单位: 工作日, 起算: 自受理之日起}
    ///   承诺时限: {单位: 即办}
    /// ```
    ///
    /// ## English
    ///
    /// An item that is said to be done on the spot promises days, or one that is said to take its time promises to be done on the spot. The statutory limit does not matter, nor does a promise of one day.
    "time-limit-contradicts-handling" {
        title: ("办件类型与时限矛盾", "Handling and limit contradict"),
        severity: Warning,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["21"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "办件类型是“{expected}”，承诺时限却是{actual}",
            "The item is handled as {expected}, yet {actual} is promised",
        ),
        help: (
            "核实后把办件类型和承诺时限改成一致。",
            "Find out which is right and make both say it.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let guide = facts.guide();
    let Some(item) = guide.item.given() else {
        return;
    };
    let promised = guide.time_limits.given().map(|limits| &limits.promised);
    let Some(Reading::Given(promised, at)) = promised else {
        return;
    };
    let (Some(handling), Some(length)) = (item.handling.text(), promised.length()) else {
        return;
    };
    let value = length.value.and_then(|value| value.whole());
    let is_at_once = length.unit == Some(TimeUnit::OnTheSpot) || value == Some(0);
    let takes_days = match length.unit {
        Some(TimeUnit::WorkingDay | TimeUnit::CalendarDay | TimeUnit::Day) => value > Some(1),
        Some(TimeUnit::Month | TimeUnit::Year) => value > Some(0),
        _ => false,
    };
    if handling == "即办件" && takes_days || handling == "承诺件" && is_at_once {
        let canonical = facts.canonical();
        let shown = value.filter(|_| !is_at_once).map(|value| value.to_string());
        let unit = if is_at_once {
            Some(TimeUnit::OnTheSpot)
        } else {
            length.unit
        };
        let shown = format!(
            "{}{}",
            shown.unwrap_or_default(),
            unit.map_or("", TimeUnit::chinese)
        );
        sink.at(canonical.locate(*at))
            .field(key(Key::TimeLimits))
            .expected(Some(handling))
            .actual(Some(&shown))
            .related(Role::Other, canonical.locate(item.handling.span()))
            .send();
    }
}
