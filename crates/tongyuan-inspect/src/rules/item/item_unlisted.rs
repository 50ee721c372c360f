//! 指南的事项不在事项清单中。

use tongyuan_model::Key;
use tongyuan_model::register::items::{ItemList, ListedItem};

use crate::facts::Facts;
use crate::finding::{Arg, Role};
use crate::rule::{Register, rule};
use crate::rules::shapes::{is_namesake, key};
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 事项清单中没有与指南标识相同的事项。
    ///
    /// ## 为什么
    ///
    /// 清单以外的事项没有经过审核公布，不能要求申请人办理；标识写错的，这份指南也无法与清单对应。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第14条：编制并公布政务服务事项清单，事项及其材料编目，规范、统一。
    ///
    /// ## 怎样整改
    ///
    /// 核对标识。事项确实存在的，先列入清单；已经取消的，撤下指南和各渠道发布的内容。
    ///
    /// ## 何时不报
    ///
    /// 没有事项清单的，不报，运行结束时说明一次；清单中的事项没有指南的，由 `item-without-guide` 报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 标识: example-pledge
    ///       ^^^^^^^^^^^^^^
    /// //- items
    /// 清单:
    ///   - {标识: example-transfer, 名称: 示例权利转让登记, 状态: 取消}
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
    /// The list of items has no item with the identifier of the guide. Nobody may be asked to go through an item that is not on
    /// the list. Check the identifier, put the item on the list, or withdraw the guide. Without a list nothing is reported.
    "item-unlisted" {
        title: ("事项不在清单中", "An item that is not in the list"),
        severity: Error,
        audience: Editor,
        status: Stable,
        since: "0.1.0",
        clauses: ["14"],
        ratings: [],
        fixable: false,
        needs: Some(Register::Items),
        message: (
            "事项清单中没有标识为“{actual}”的事项",
            "The list of items has no item “{actual}”",
        ),
        help: (
            "{next}",
            "{next}",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let (Some(items), Some(id)) = (&facts.registers.items, facts.guide().id.text()) else {
        return;
    };
    if items.value.find(id).is_some() {
        return;
    }
    let canonical = facts.canonical();
    let namesake = namesake(&items.value, facts);
    let mut draft = sink
        .at(canonical.locate(facts.guide().id.span()))
        .field(key(Key::Id))
        .actual(Some(id))
        .expected(namesake.and_then(|item| item.id.text()))
        .arg("next", next(namesake));
    if let Some(item) = namesake {
        draft = draft.related(Role::Register, items.locate(item.id.span()));
    }
    draft.send();
}

/// The listed item of the same code or name: the identifier alone may be wrong.
fn namesake<'l>(list: &'l ItemList, facts: &Facts<'_>) -> Option<&'l ListedItem> {
    let item = facts.guide().item.given()?;
    list.items
        .rows()
        .iter()
        .filter(|listed| listed.id.is_given())
        .find(|listed| is_namesake(item.code.text(), item.name.text(), listed))
}

fn next(namesake: Option<&ListedItem>) -> Arg {
    match namesake.and_then(|item| item.id.text()) {
        Some(id) => Arg::Both {
            chinese: format!("清单中同一事项的标识是“{id}”，把指南和清单的标识改成一致。"),
            english: format!("The list calls the same item “{id}”: use one identifier in both."),
        },
        None => Arg::Both {
            chinese: "核对标识；事项确实存在的，先列入清单，已经取消的，撤下指南。".into(),
            english: "Check the identifier; put the item on the list first, or withdraw the guide where the item is cancelled."
                .into(),
        },
    }
}
