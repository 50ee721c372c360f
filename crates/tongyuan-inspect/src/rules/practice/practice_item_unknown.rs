//! 有办件而没有指南的事项。

use std::collections::BTreeSet;

use tongyuan_model::Key;
use tongyuan_model::practice::Practice;

use crate::dossier::{Card, Registers};
use crate::practice::{count, located, period};
use crate::rule::{Register, rule};
use crate::rules::shapes::key;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 办件记录中的事项，没有编码、标识或者名称相同的办事指南。
    ///
    /// ## 为什么
    ///
    /// 事项在办，却没有公布指南，申请人不知道条件和材料；名称写错的，记录无法与指南核对。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第21条：办事指南与实际工作一致。《中华人民共和国行政许可法》第三十条。
    ///
    /// ## 怎样整改
    ///
    /// 核对事项名称。确实在办的，编写并公布指南；记录写错的，改正名称或者补上实施编码。
    ///
    /// ## 何时不报
    ///
    /// 有指南文件无法读取的，不报；事项清单中有这个在用的事项而没有指南的，由 `item-without-guide` 报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- practice
    /// 事项名称,收件日期
    /// 示例权利质押登记,2024-01-05
    /// 示例权利转让登记,2024-01-08
    /// ^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```guide,good
    /// //- practice
    /// 事项名称,收件日期
    /// 示例权利质押登记,2024-01-05
    /// example-pledge,2024-01-08
    /// ```
    ///
    /// ## English
    ///
    /// The records have cases of an item that no guide has the code, identifier or name of. Write the guide, or mend the name. Nothing is
    /// reported where a guide could not be read; an item of the list that is in use and has no guide is reported by `item-without-guide`.
    "practice-item-unknown" {
        title: ("有办件而没有指南的事项", "Cases of an item without a guide"),
        severity: Warning,
        audience: Inspector,
        status: Trial,
        since: "next",
        clauses: ["21", "许可30"],
        ratings: [],
        fixable: false,
        needs: Some(Register::Practice),
        message: (
            "办件记录中有{cases}是“{subject}”{period}，没有这个事项的办事指南",
            "“{subject}” has no guide: {cases} of it in the records{period}",
        ),
        help: (
            "核对事项名称；确实在办的，编写并公布指南。",
            "Check the name; where the item is handled, write its guide and publish it.",
        ),
        check: Repository(check),
    }
}

fn check(cards: &[Card], registers: &Registers, sink: &mut Sink<'_>) {
    let Some(practice) = &registers.practice else {
        return;
    };
    if cards.iter().any(|card| card.is_unread) {
        return;
    }
    let mut known: BTreeSet<String> = BTreeSet::new();
    for card in cards {
        let located = [&card.id, &card.code].into_iter().flatten();
        let names = located.map(|(text, _)| text).chain(&card.name);
        known.extend(names.map(|name| Practice::key(name)));
    }
    if let Some(items) = &registers.items {
        let listed = items.value.items.rows().iter();
        for item in listed.filter(|item| item.is_active()) {
            let names = [item.id.text(), item.code.text(), item.name.text()];
            known.extend(names.into_iter().flatten().map(Practice::key));
        }
    }
    for item in practice
        .items()
        .filter(|item| !known.contains(&Practice::key(&item.name)))
    {
        sink.at(located(practice, &item.cases.at))
            .field(key(Key::Item))
            .subject(&item.name, None)
            .actual(Some(&item.name))
            .arg("cases", count(item.cases.count))
            .arg("period", period(&item.cases))
            .send();
    }
}
