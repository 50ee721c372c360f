//! 服务对象与内容矛盾。

use tongyuan_compare::Sign;
use tongyuan_model::Reading;

use crate::facts::Facts;
use crate::finding::{Arg, Role};
use crate::rule::rule;
use crate::rules::texts::remarked;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 受理条件或者适用情形说“申请人为自然人”，服务对象里却没有自然人；或者说“申请人为企业”，服务对象却只有自然人。
    ///
    /// ## 为什么
    ///
    /// 服务对象决定指南出现在个人办事还是法人办事里；填错了，该看到的人看不到。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第21条：办事指南要素齐全、准确、规范，与实际工作一致。
    ///
    /// ## 怎样整改
    ///
    /// 核实谁可以申请，改服务对象或者改条件。
    ///
    /// ## 何时不报
    ///
    /// “除外”“不适用”的说法、个人独资企业、个体工商户不报；只说材料是谁的、不说谁申请的不报；已发布版本的服务对象由 `audience-altered` 比较。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 事项:
    ///   名称: 示例权利质押登记
    ///   类型: 行政确认
    ///   行使层级: 市级
    ///   服务对象: [自然人]
    ///   办件类型: 承诺件
    ///   实施主体: 示例市知识产权局
    ///   责任部门: 运用促进处
    /// 受理条件:
    ///   - {标识: c1, 内容: 申请人为依法登记的企业, 依据: [《示例权利条例》第八条]}
    ///                      ^^^^^^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 事项:
    ///   名称: 示例权利质押登记
    ///   类型: 行政确认
    ///   行使层级: 市级
    ///   服务对象: [企业法人]
    ///   办件类型: 承诺件
    ///   实施主体: 示例市知识产权局
    ///   责任部门: 运用促进处
    /// 受理条件:
    ///   - {标识: c1, 内容: 申请人为依法登记的企业, 依据: [《示例权利条例》第八条]}
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 受理条件:
    ///   - {标识: c1, 内容: 申请人为自然人的，具有完全民事行为能力, 依据: [《示例权利条例》第八条]}
    /// ```
    ///
    /// ## English
    ///
    /// A condition or case says that applicants are persons, and the audience has none; or that they are organisations, and the audience is persons alone. Exceptions and one-man businesses are passed over.
    "audience-mismatch" {
        title: ("服务对象与内容矛盾", "Audience and content contradict"),
        severity: Warning,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["21"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "“{words}”与服务对象（{audience}）矛盾",
            "“{words}” contradicts the audience ({audience})",
        ),
        help: (
            "核实谁可以申请，改服务对象或者改条件。",
            "Find out who may apply and correct the audience or the condition.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    const PERSONS: &str = "自然人";
    let Some(item) = facts.guide().item.given() else {
        return;
    };
    let audience: Vec<&str> = item
        .audience
        .rows()
        .iter()
        .filter_map(Reading::text)
        .collect();
    if audience.is_empty() || item.audience.rows().len() != audience.len() {
        return;
    }
    let sign = if !audience.contains(&PERSONS) {
        Sign::OfPersons
    } else if audience == [PERSONS] {
        Sign::OfOrganisations
    } else {
        return;
    };
    remarked(
        facts,
        sink,
        sign,
        |_| true,
        |_, draft| {
            draft
                .arg(
                    "audience",
                    Arg::List(audience.iter().map(|own| (*own).to_owned()).collect()),
                )
                .related(Role::Other, facts.canonical().locate(item.audience.span()))
        },
    );
}
