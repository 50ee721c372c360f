//! 同一条件在同类指南里说法不同。

use std::collections::HashMap;

use tongyuan_compare::{common_form, normal_form};
use tongyuan_model::Key;

use crate::dossier::{Card, CardRow, Registers};
use crate::finding::Role;
use crate::rule::rule;
use crate::rules::shapes::key;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 同一责任部门的几份指南里，依据相同、要求相同的受理条件，用了不同的说法。
    ///
    /// ## 为什么
    ///
    /// 申请人会以为两个事项的条件不同；改一处忘了另一处，以后就真的不同了。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第21条：规范。
    ///
    /// ## 怎样整改
    ///
    /// 统一成一种说法。
    ///
    /// ## 何时不报
    ///
    /// 要求不同的（数量、必须与可以、或者与并且等不同）不报，那是两个条件；依据不同的、不同部门的不报；只差标点、数字写法的不报。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 受理条件:
    ///   - {标识: c1, 内容: 由出质人或者质权人提出申请, 依据: [《示例权利条例》第九条]}
    /// //- other: b
    /// 事项:
    ///   名称: 示例权利质押变更登记
    ///   类型: 行政确认
    ///   行使层级: 市级
    ///   服务对象: [自然人, 企业法人]
    ///   办件类型: 承诺件
    ///   实施主体: 示例市知识产权局
    ///   责任部门: 运用促进处
    /// 受理条件:
    ///   - {标识: c1, 内容: 由出质人或质权人提出申请, 依据: [《示例权利条例》第九条]}
    ///                      ^^^^^^^^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 受理条件:
    ///   - {标识: c1, 内容: 债务履行期限不少于3年, 依据: [《示例权利条例》第九条]}
    /// //- other: b
    /// 事项:
    ///   名称: 示例权利质押变更登记
    ///   类型: 行政确认
    ///   行使层级: 市级
    ///   服务对象: [自然人, 企业法人]
    ///   办件类型: 承诺件
    ///   实施主体: 示例市知识产权局
    ///   责任部门: 运用促进处
    /// 受理条件:
    ///   - {标识: c1, 内容: 债务履行期限不少于5年, 依据: [《示例权利条例》第九条]}
    /// ```
    ///
    /// ## English
    ///
    /// Guides of one department state one condition, on one basis, in different words. Conditions that ask for something else are not one condition; punctuation and numerals do not matter.
    "condition-inconsistent" {
        title: ("条件说法不统一", "One condition in different words"),
        severity: Note,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["21"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "“{actual}”与同类指南中的“{expected}”是同一条件，说法不同",
            "“{actual}” is the condition that a sibling guide words “{expected}”",
        ),
        help: (
            "统一成一种说法。",
            "Word it alike in all guides.",
        ),
        check: Repository(check),
    }
}

/// What conditions share that are one: department, basis, and what they ask for.
type Group<'c> = (Option<&'c str>, &'c str, String);

fn check(cards: &[Card], _: &Registers, sink: &mut Sink<'_>) {
    let mut first: HashMap<Group<'_>, (&Card, &CardRow, String)> = HashMap::new();
    for card in cards {
        for row in &card.conditions {
            let Some(basis) = row.keys.first() else {
                continue;
            };
            let group = (
                card.department.as_deref(),
                basis.as_str(),
                common_form(&row.text),
            );
            let own = normal_form(&row.text);
            let (before, common, name) = first
                .entry(group)
                .or_insert_with(|| (card, row, own.clone()));
            if before.file == card.file || *name == own {
                continue;
            }
            sink.at(card.locate(row))
                .guide(card.guide(), card.department.as_deref())
                .field(key(Key::Conditions))
                .subject(&row.text, None)
                .expected(Some(&common.text))
                .actual(Some(&row.text))
                .related(Role::Other, before.locate(common))
                .send();
        }
    }
}
