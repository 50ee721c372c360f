//! 不收费没有写“不收费”。

use tongyuan_model::{Key, Mend, Reading};

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::shapes::key;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 不收费的事项，收费一栏的文字只写了“无”“否”“/”“—”“0元”一类，没有写“不收费”。
    ///
    /// ## 为什么
    ///
    /// “无”可以理解为没有标准、没有填，也可以理解为不收费；统一写“不收费”，申请人才放心。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第21条：办事指南要素齐全、准确、规范，与实际工作一致。不收费的统一写“不收费”，不写“无”、不空缺，是各地编制规范的通行要求。
    ///
    /// ## 怎样整改
    ///
    /// 改成“不收费”；`check --fix` 可以自动改。
    ///
    /// ## 何时不报
    ///
    /// 写“免费”“不收取任何费用”的不报；只写 是否收费: false、没有文字的不报；已发布版本中写“无”的，不算与权威数据源不一致，也不报；写明收费而文字写“无”的，由 `fee-contradicts` 报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 收费:
    ///   是否收费: false
    ///   内容: 无
    ///         ^^
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 收费:
    ///   是否收费: false
    ///   内容: 不收费
    /// ```
    ///
    /// ## English
    ///
    /// The fee of an item that charges none is worded 无, 否, a slash or the like instead of 不收费. 免费 is fine, and so is a bare `charged: false`. `check --fix` mends it.
    "fee-none-misworded" {
        title: ("不收费的写法", "How “no fee” is worded"),
        severity: Warning,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["21"],
        ratings: [],
        fixable: true,
        needs: None,
        message: (
            "不收费的，应当写“不收费”，不写“{actual}”",
            "Where no fee is charged, say 不收费, not “{actual}”",
        ),
        help: (
            "改成“不收费”。",
            "Write 不收费.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    const EMPTY: [&str; 12] = [
        "/", "-", "--", "—", "——", "否", "不", "0", "0元", "零元", "零", "暂无",
    ];
    let canonical = facts.canonical();
    let Some(fees) = facts.guide().fees.given() else {
        return;
    };
    let is_none = match &fees.text {
        Reading::StatedNone(_) => true,
        Reading::Given(text, _) => EMPTY.contains(&text.as_str()),
        _ => false,
    };
    if !is_none || fees.charged.given() == Some(&true) || !fees.items.rows().is_empty() {
        return;
    }
    let span = fees.text.span();
    let said = canonical.source.slice(span);
    sink.at(canonical.locate(span))
        .field(key(Key::Fees))
        .actual(Some(said.trim_matches(['"', '\''])))
        .mend(Mend {
            value: span,
            at: None,
            text: "不收费".into(),
        })
        .send();
}
