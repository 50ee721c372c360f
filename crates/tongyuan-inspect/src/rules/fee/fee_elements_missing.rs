//! 收费要素不全。

use tongyuan_model::{Key, Reading};

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::shapes::key;
use crate::rules::texts::{both, breaks_schema, listed};
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 写明收费，却没有收费项目；或者某个收费项目没有名称、金额、依据中的一样。
    ///
    /// ## 为什么
    ///
    /// 收多少、凭什么收都没有写，申请人无从核对，也容易乱收费。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第21条：办事指南要素齐全、准确、规范，与实际工作一致。国办函〔2017〕115号：被抽查的事项有33%没有写明时限、收费标准或者联系方式。
    ///
    /// ## 怎样整改
    ///
    /// 在“收费项目”中逐项写明名称、金额、计费单位和依据。
    ///
    /// ## 何时不报
    ///
    /// 用文字写明金额（元）和依据的不报；不收费的不报；金额读不出来的，由 `schema-type-wrong` 报告；收费项目的键写错的，由 schema 一族的规则报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 收费:
    ///   是否收费: true
    ///   收费项目:
    ///     - {名称: 示例登记费, 金额: 100, 计费单位: 件}
    ///              ^^^^^^^^^^
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 收费:
    ///   是否收费: true
    ///   收费项目:
    ///     - {名称: 示例登记费, 金额: 100, 计费单位: 件, 依据: [《示例权利条例》第十一条]}
    /// ```
    ///
    /// ## English
    ///
    /// A fee is charged, yet there is no fee item, or one lacks its name, amount or basis. A fee in words that names amount and basis is whole.
    "fee-elements-missing" {
        title: ("收费要素不全", "Elements of a fee are missing"),
        severity: Error,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["21"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "{what}缺少{missing}",
            "{what} lacks {missing}",
        ),
        help: (
            "逐项写明名称、金额、计费单位和依据。",
            "State name, amount, unit and basis of each fee.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let canonical = facts.canonical();
    let Some(fees) = facts.guide().fees.given() else {
        return;
    };
    if fees.charged.given() != Some(&true) || breaks_schema(facts, Key::Fees) {
        return;
    }
    let words = fees.text.text().unwrap_or_default();
    let is_told = words.contains('元') && words.contains(['《', '〔', '号']);
    if fees.items.rows().is_empty() && !is_told {
        sink.at(canonical.locate(fees.charged.span()))
            .field(key(Key::Fees))
            .arg("what", both("收费", "the fee"))
            .arg("missing", listed(&[("收费项目", "its items")]))
            .send();
    }
    for item in fees.items.rows() {
        let mut missing = Vec::new();
        if item.name.is_missing() {
            missing.push(("名称", "its name"));
        }
        if item.amount.is_missing() && !is_told {
            missing.push(("金额", "its amount"));
        }
        if item.basis.rows().is_empty() && !matches!(item.basis, Reading::Unreadable(..)) {
            missing.push(("依据", "its basis"));
        }
        if missing.is_empty() {
            continue;
        }
        let name = item.name.text();
        let place = if name.is_some() {
            item.name.span()
        } else {
            item.span
        };
        let what = name.map_or_else(
            || both("一个收费项目", "a fee"),
            |name| both(format!("“{name}”"), format!("“{name}”")),
        );
        sink.at(canonical.locate(place))
            .field(key(Key::Fees))
            .subject(name.unwrap_or_default(), item.id.text())
            .arg("what", what)
            .arg("missing", listed(&missing))
            .send();
    }
}
