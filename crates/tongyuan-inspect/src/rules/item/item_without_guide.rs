//! 清单中在用的事项没有办事指南。

use tongyuan_model::Key;

use crate::dossier::{Card, Registers};
use crate::finding::stem;
use crate::rule::{Register, rule};
use crate::rules::shapes::{is_namesake, key};
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 事项清单中在用的事项，没有标识相同的办事指南。
    ///
    /// ## 为什么
    ///
    /// 申请人知道有这件事可以办，却查不到条件、材料和时限。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第14条：编制并公布政务服务事项清单，事项及其材料编目，规范、统一。第24条：线上线下同源发布办事指南。行政许可法第三十条：应当公示的内容。
    ///
    /// ## 怎样整改
    ///
    /// 在 `guides/` 下编写该事项的指南；事项已经不办的，把清单中的状态改为“暂停”或者“取消”。
    ///
    /// ## 何时不报
    ///
    /// 状态为“暂停”“取消”的事项不报；指南文件无法读取的不报，另有错误说明；同一事项在清单和指南中标识不同的，由 `item-unlisted` 报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- items
    /// 清单:
    ///   - {标识: example-pledge, 名称: 示例权利质押登记}
    ///   - {标识: example-transfer, 名称: 示例权利转让登记}
    ///            ^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```guide,good
    /// //- items
    /// 清单:
    ///   - {标识: example-pledge, 名称: 示例权利质押登记}
    ///   - {标识: example-transfer, 名称: 示例权利转让登记, 状态: 暂停}
    /// ```
    ///
    /// ## English
    ///
    /// An item of the list that is in use has no guide of the same identifier. Write the guide, or set the status of the item
    /// to suspended (暂停) or cancelled (取消). Where a guide of the same code or name stands under another identifier,
    /// `item-unlisted` reports that guide instead.
    "item-without-guide" {
        title: ("事项没有办事指南", "A listed item without a guide"),
        severity: Error,
        audience: Editor,
        status: Stable,
        since: "0.1.0",
        clauses: ["14", "24", "许可30"],
        ratings: [],
        fixable: false,
        needs: Some(Register::Items),
        message: (
            "清单中的“{subject}”没有办事指南",
            "“{subject}” is on the list of items and has no guide",
        ),
        help: (
            "编写 guides/{actual}.yaml；已经不办的，把清单中的状态改为“暂停”或者“取消”。",
            "Write guides/{actual}.yaml, or set the status of the item to 暂停 or 取消.",
        ),
        check: Repository(check),
    }
}

fn check(cards: &[Card], registers: &Registers, sink: &mut Sink<'_>) {
    let Some(items) = &registers.items else {
        return;
    };
    // A guide that could not be read is there, whatever it is of: one whose file has no name of the list may be of any item.
    let unread = || {
        cards
            .iter()
            .filter(|card| card.is_unread)
            .map(|card| stem(&card.file))
    };
    let is_listed =
        |stem: Option<String>| stem.is_some_and(|stem| items.value.find(&stem).is_some());
    if unread().any(|stem| !is_listed(stem)) {
        return;
    }
    for item in items
        .value
        .items
        .rows()
        .iter()
        .filter(|item| item.is_active())
    {
        let Some(id) = item.id.text() else { continue };
        let has_guide = cards.iter().any(|card| {
            let code = card.code.as_ref().map(|(code, _)| code.as_str());
            let is_misnamed = items.value.find(own_id(card)).is_none();
            own_id(card) == id || is_misnamed && is_namesake(code, card.name.as_deref(), item)
        });
        let is_unread = || unread().any(|stem| stem.as_deref() == Some(id));
        if !has_guide && !is_unread() {
            sink.at(items.locate(item.id.span()))
                .guide(id, item.department.text())
                .field(key(Key::Id))
                .subject(item.name.text().unwrap_or(id), Some(id))
                .actual(Some(id))
                .send();
        }
    }
}

fn own_id(card: &Card) -> &str {
    card.id.as_ref().map_or("", |(id, _)| id.as_str())
}
