//! 事项名称与事项清单不一致。

use tongyuan_compare::{Verdict, compare_texts};
use tongyuan_model::Field;

use crate::facts::Facts;
use crate::finding::{FieldName, Role};
use crate::rule::{Register, rule};
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 指南写的事项名称，与事项清单中同一标识的事项名称不一致。
    ///
    /// ## 为什么
    ///
    /// 一个事项两个名称，申请人搜不到，也分不清是不是同一件事。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第14条：编制并公布政务服务事项清单，事项及其材料编目，规范、统一。
    ///
    /// ## 怎样整改
    ///
    /// 指南改用清单中的名称；清单的名称不对的，先改清单。
    ///
    /// ## 何时不报
    ///
    /// 只有全角半角、空格、书名号之类差别的不报；清单中没有该事项的，由 `item-unlisted` 报告；渠道的名称与指南不一致的，由 `item-name-altered` 报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 事项:
    ///   名称: 示例权利质押备案
    ///         ^^^^^^^^^^^^^^^^
    ///   类型: 行政确认
    ///   行使层级: 市级
    ///   服务对象: [自然人, 企业法人]
    ///   办件类型: 承诺件
    ///   实施主体: 示例市知识产权局
    ///   责任部门: 运用促进处
    /// //- items
    /// 清单:
    ///   - {标识: example-pledge, 名称: 示例权利质押登记}
    /// ```
    ///
    /// ```guide,good
    /// //- items
    /// 清单:
    ///   - {标识: example-pledge, 名称: 示例权利质押登记}
    /// ```
    ///
    /// ## English
    ///
    /// The name of the item in the guide is not the name that the list of items gives for the same identifier. Use the name of
    /// the list, or correct the list first. Differences of width, blanks and title marks alone are not reported; what a channel
    /// calls the item is the business of `item-name-altered`.
    "item-name-differs" {
        title: ("事项名称与清单不一致", "The item is not called as in the list"),
        severity: Error,
        audience: Editor,
        status: Stable,
        since: "0.1.0",
        clauses: ["14"],
        ratings: [],
        fixable: false,
        needs: Some(Register::Items),
        message: (
            "事项名称是“{actual}”，清单中是“{expected}”",
            "The item is called “{actual}”; the list calls it “{expected}”",
        ),
        help: (
            "改用清单中的名称“{expected}”；清单不对的，先改清单。",
            "Call it “{expected}” as the list does; where the list is wrong, correct the list first.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let Some(items) = &facts.registers.items else {
        return;
    };
    let guide = facts.guide();
    let listed = guide.id.text().and_then(|id| items.value.find(id));
    let (Some(listed), Some(item)) = (listed, guide.item.given()) else {
        return;
    };
    let (Some(wanted), Some(name)) = (listed.name.text(), item.name.text()) else {
        return;
    };
    if !matches!(compare_texts(wanted, name), Verdict::Same(_)) {
        sink.at(facts.canonical().locate(item.name.span()))
            .field(FieldName::Field(Field::ItemName))
            .expected(Some(wanted))
            .actual(Some(name))
            .related(Role::Register, items.locate(listed.name.span()))
            .send();
    }
}
