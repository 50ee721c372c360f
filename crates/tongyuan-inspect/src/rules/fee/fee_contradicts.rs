//! 收费的说法自相矛盾。

use tongyuan_model::text::amount::is_free;
use tongyuan_model::{Channel, Fees, Guide, Key, Number, Reading, Span};

use crate::facts::Facts;
use crate::finding::Role;
use crate::rule::rule;
use crate::rules::shapes::key;
use crate::rules::texts::both;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 写明不收费，却列了收费项目、设了缴费环节、提供网上缴费；或者写明收费，收费一栏的文字却说不收费。
    ///
    /// ## 为什么
    ///
    /// 申请人不知道到底收不收费。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第21条：办事指南要素齐全、准确、规范，与实际工作一致。
    ///
    /// ## 怎样整改
    ///
    /// 核实是否收费，把矛盾的地方改成一致。
    ///
    /// ## 何时不报
    ///
    /// 不收费而文字里出现金额的、收费而问答里说不收费的，由 `guide-contradicts-itself` 报告；金额为0的收费项目、说明“不需要缴费”的不报；变更声明在“渠道差异”中的不报。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 收费:
    ///   是否收费: false
    ///   收费项目:
    ///     - {名称: 示例登记费, 金额: 100, 计费单位: 件, 依据: [《示例权利条例》第十一条]}
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
    /// The guide says that no fee is charged, yet lists a fee, has a step of payment, or offers payment online; or it says that a fee is charged, and the words of the fee say none. Amounts in running text are the business of guide-contradicts-itself.
    "fee-contradicts" {
        title: ("收费自相矛盾", "A fee that contradicts itself"),
        severity: Warning,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["21"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "写明{said}，“{actual}”却与此矛盾",
            "It says that {said}, and “{actual}” contradicts that",
        ),
        help: (
            "核实是否收费，改成一致。",
            "Find out whether a fee is charged and say so everywhere.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let guide = facts.guide();
    let Some(fees) = guide.fees.given() else {
        return;
    };
    let Some(is_charged) = fees.charged.given().copied() else {
        return;
    };
    let against = if is_charged {
        says_free(fees)
    } else {
        says_paid(guide, fees)
    };
    let mut against = against.into_iter();
    let Some(first) = against.next() else { return };
    let canonical = facts.canonical();
    let said = if is_charged {
        both("收费", "a fee is charged")
    } else {
        both("不收费", "no fee is charged")
    };
    let mut draft = sink
        .at(canonical.locate(first))
        .field(key(Key::Fees))
        .actual(Some(canonical.source.slice(first)))
        .arg("said", said)
        .related(Role::Other, canonical.locate(fees.charged.span()));
    for other in against {
        draft = draft.related(Role::Other, canonical.locate(other));
    }
    draft.send();
}

/// Where the words of a fee say that there is none, and no item says otherwise.
fn says_free(fees: &Fees) -> Vec<Span> {
    let is_free = match &fees.text {
        Reading::StatedNone(_) => true,
        Reading::Given(text, _) => is_free(text),
        _ => false,
    };
    let is_alone = is_free && fees.items.rows().is_empty();
    is_alone.then(|| fees.text.span()).into_iter().collect()
}

/// Where a guide speaks of paying.
fn says_paid(guide: &Guide, fees: &Fees) -> Vec<Span> {
    const STEPS: [&str; 7] = [
        "缴费",
        "交费",
        "缴纳费用",
        "收费",
        "支付费用",
        "网上缴费",
        "缴款",
    ];
    const WAYS: [&str; 6] = [
        "网上缴费",
        "网上支付",
        "在线缴费",
        "在线支付",
        "线上缴费",
        "扫码缴费",
    ];
    let is_due =
        |amount: &Reading<Number>| amount.given().is_some_and(|own| own.whole() != Some(0));
    let items = fees.items.rows().iter().filter(|item| is_due(&item.amount));
    let items = items.map(|item| {
        if item.name.is_given() {
            item.name.span()
        } else {
            item.span
        }
    });
    let steps = guide.process.rows().iter().map(|row| &row.step);
    let steps = steps.filter(|step| step.text().is_some_and(|step| STEPS.contains(&step)));
    let notes = Channel::ALL.iter().filter_map(|channel| {
        let entry = guide.channels.given()?.get(*channel).given()?;
        let text = entry.note.text()?;
        let offers =
            WAYS.iter().any(|way| text.contains(way)) && !text.contains(['不', '无', '免']);
        offers.then(|| entry.note.span())
    });
    items.chain(steps.map(Reading::span)).chain(notes).collect()
}
