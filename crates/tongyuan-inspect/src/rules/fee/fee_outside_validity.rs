//! 收费标准不在有效期内。

use tongyuan_model::{Date, FeeItem, Key, Reading, Span};

use crate::facts::Facts;
use crate::finding::Arg;
use crate::rule::rule;
use crate::rules::shapes::key;
use crate::rules::texts::both;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 收费项目的失效日期已经过去，或者生效日期还没有到，而同名的项目中没有一个在用。按今天判断；指南还没有实施的，按实施日期判断。
    ///
    /// ## 为什么
    ///
    /// 按过期的标准收费是乱收费；还没有生效的标准先收也是。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第21条：准确。收费标准以价格、财政部门批准的为准，逾期应当重新核定。
    ///
    /// ## 怎样整改
    ///
    /// 换成现行标准及其依据；停止收费的，改为不收费。
    ///
    /// ## 何时不报
    ///
    /// 同名项目有一行在有效期内的（保留旧标准作对照）不报；没有写生效、失效日期的不报；日期格式不对的，由 `schema-format-wrong` 报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 收费:
    ///   是否收费: true
    ///   收费项目:
    ///     - {名称: 示例登记费, 金额: 100, 计费单位: 件, 依据: [《示例权利条例》第十一条], 失效日期: 2023-12-31}
    ///                                                                                               ^^^^^^^^^^
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 收费:
    ///   是否收费: true
    ///   收费项目:
    ///     - {名称: 示例登记费, 金额: 200, 计费单位: 件, 依据: [《示例权利条例》第十一条], 失效日期: 2023-12-31}
    ///     - {名称: 示例登记费, 金额: 100, 计费单位: 件, 依据: [《示例权利条例》第十一条], 生效日期: 2024-01-01}
    /// ```
    ///
    /// ## English
    ///
    /// A fee is past the day on which it ends, or before the day from which it holds, and no other row of that name is in force: today, or on the date of effect where that is still to come.
    "fee-outside-validity" {
        title: ("收费标准不在有效期内", "A fee outside its validity"),
        severity: Error,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["21"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "“{subject}”的收费标准{why}",
            "The fee “{subject}” {why}",
        ),
        help: (
            "换成现行标准及其依据；停止收费的，改为不收费。",
            "State the amount in force with its basis, or that no fee is charged.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let guide = facts.guide();
    let effective = guide
        .version
        .given()
        .and_then(|version| date(&version.effective_from));
    let (Some(day), Some(fees)) = (effective.max(facts.policy.today), guide.fees.given()) else {
        return;
    };
    let items = fees.items.rows();
    for item in items {
        let Some(name) = item.name.text() else {
            continue;
        };
        let named = items.iter().filter(|own| own.name.text() == Some(name));
        if named.clone().any(|own| state(own, day).is_none()) {
            continue;
        }
        let Some((span, why)) = state(item, day) else {
            continue;
        };
        sink.at(facts.canonical().locate(span))
            .field(key(Key::Fees))
            .subject(name, item.id.text())
            .arg("why", why)
            .send();
    }
}

fn date(text: &Reading<String>) -> Option<Date> {
    text.text().and_then(Date::parse)
}

/// Why a fee is not in force on a day, and where that is said; none where it is.
fn state(item: &FeeItem, day: Date) -> Option<(Span, Arg)> {
    if let Some(end) = date(&item.valid_to).filter(|end| *end < day) {
        let why = both(format!("{end}已经失效"), format!("ended on {end}"));
        return Some((item.valid_to.span(), why));
    }
    let start = date(&item.valid_from).filter(|start| *start > day)?;
    let why = both(format!("{start}才生效"), format!("holds only from {start}"));
    Some((item.valid_from.span(), why))
}
