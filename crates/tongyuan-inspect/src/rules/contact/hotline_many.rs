//! 一个机关公布的咨询电话太多。

use std::collections::{BTreeMap, BTreeSet};

use tongyuan_model::Key;

use crate::dossier::{Card, Hotline, Registers};
use crate::finding::Arg;
use crate::rule::rule;
use crate::rules::shapes::{key, text};
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 同一实施主体的各份指南，一共公布了3个以上不同的咨询电话。
    ///
    /// ## 为什么
    ///
    /// 群众不知道该打哪一个；号码越多，变更以后漏改、无人接听的也越多。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第31条：整合热线，统一对外。
    ///
    /// ## 怎样整改
    ///
    /// 合并成一个统一的咨询电话，由它转接；确实不能合并的，在 `tongyuan.toml` 的 `[contacts] most-hotlines` 中改上限。
    ///
    /// ## 何时不报
    ///
    /// 默认2个以内不报；窗口自己的电话、12345等统一热线不算；没有写实施主体的指南不算；只检查一部分指南时不报。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 咨询投诉:
    ///   咨询: [0999-1234567, 0999-1234568, 0999-1234569]
    ///                                      ^^^^^^^^^^^^
    ///   投诉: [0999-7654321]
    ///   核验日期: 2024-02-20
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 咨询投诉:
    ///   咨询: [0999-1234567, 12345]
    ///   投诉: [0999-7654321]
    ///   核验日期: 2024-02-20
    /// ```
    ///
    /// ## English
    ///
    /// The guides of one authority give more than two different numbers for consultation. Join them into one hotline, or set
    /// another bound in `[contacts] most-hotlines` of `tongyuan.toml`. Numbers of windows and hotlines such as 12345 do not count.
    "hotline-many" {
        title: ("咨询电话太多", "Too many numbers for consultation"),
        severity: Note,
        audience: Inspector,
        status: Trial,
        since: "0.1.0",
        clauses: ["31"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "“{subject}”一共公布了{count}个咨询电话：{numbers}",
            "“{subject}” gives {count} numbers for consultation: {numbers}",
        ),
        help: (
            "合并成一个统一的咨询电话，由它转接。",
            "Join them into one hotline that puts callers through.",
        ),
        check: Repository(check),
    }
}

/// Numbers of so few digits are hotlines of a whole city or line of administration, such as 12345, and no authority's own.
const SHORT: usize = 6;

fn check(cards: &[Card], _: &Registers, sink: &mut Sink<'_>) {
    let most = sink.policy().contacts.most_hotlines;
    let mut by_authority: BTreeMap<&str, Vec<(&Card, &Hotline)>> = BTreeMap::new();
    for card in cards {
        if let Some(authority) = &card.authority {
            let own = card.hotlines.iter().filter(|own| own.digits.len() > SHORT);
            let own = own.map(|hotline| (card, hotline));
            by_authority.entry(authority).or_default().extend(own);
        }
    }
    for (authority, all) in by_authority {
        let mut seen = BTreeSet::new();
        let different: Vec<_> = all
            .into_iter()
            .filter(|(_, hotline)| seen.insert(hotline.digits.as_str()))
            .collect();
        // The first one beyond the bound stands for all.
        let Some((card, beyond)) = different.get(most) else {
            continue;
        };
        let numbers = different.iter().map(|(_, own)| own.text.clone()).collect();
        let mut draft = sink
            .at(beyond.location.clone())
            .field(key(Key::Consult))
            .subject(authority, None)
            .arg("count", text(different.len().to_string()))
            .arg("numbers", Arg::List(numbers));
        if let Some((id, _)) = &card.id {
            draft = draft.guide(id, card.department.as_deref());
        }
        draft.send();
    }
}
