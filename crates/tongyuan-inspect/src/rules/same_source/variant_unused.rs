//! 渠道差异不起作用。

use tongyuan_compare::unused_variants;
use tongyuan_model::{Guide, Reading, Unreadable, Variant};

use crate::facts::Facts;
use crate::finding::Arg;
use crate::rule::rule;
use crate::rules::shapes;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// “渠道差异”中声明的一项差异不起作用：该渠道不办理本事项，取值与权威数据源本来的内容相同，没有这一行，或者这个字段不能声明差异。
    ///
    /// ## 为什么
    ///
    /// 不起作用的声明让人以为渠道之间有差异；以后内容一改，它又会忽然起作用。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第24条：线上线下同源，内容完全一致。
    ///
    /// ## 怎样整改
    ///
    /// 删去这项声明，或者改正它的字段、渠道、取值。
    ///
    /// ## 何时不报
    ///
    /// 取值与权威数据源不同、只是渠道没有照它公布的，由各栏目的规则报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 渠道差异:
    ///   - 字段: 办结时限.承诺时限
    ///           ^^^^^^^^^^^^^^^^^
    ///     渠道: 线上
    ///     取值: {数值: 7, 单位: 工作日, 起算: 自受理之日起}
    ///     理由: 网上申请不必录入纸质材料
    ///     依据: [示例知发〔2024〕3号]
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 渠道差异:
    ///   - 字段: 办结时限.承诺时限
    ///     渠道: 线上
    ///     取值: {数值: 5, 单位: 工作日, 起算: 自受理之日起}
    ///     理由: 网上申请不必录入纸质材料
    ///     依据: [示例知发〔2024〕3号]
    /// //- online
    /// 办结时限:
    ///   法定时限: 自受理之日起10个工作日
    ///   承诺时限: 自受理之日起5个工作日
    /// ```
    ///
    /// ## English
    ///
    /// A declared variant has no effect: its channel does not serve the item, its value is what the source states anyhow, there
    /// is no such row, or the field is one that cannot vary. Remove it, or correct its field, channel or value. A channel that
    /// does not show a variant is reported by the rule of the field.
    "variant-unused" {
        title: ("渠道差异不起作用", "A declared variant has no effect"),
        severity: Warning,
        audience: Editor,
        status: Stable,
        since: "0.1.0",
        clauses: ["24"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "渠道差异“{subject}”不起作用：{reason}",
            "The variant of “{subject}” has no effect: {reason}",
        ),
        help: (
            "删去这项差异，或者改正它的字段、渠道、取值。",
            "Remove it, or correct its field, channel or value.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let guide = facts.guide();
    let unused = unused_variants(&facts.policy.terms, guide);
    for (index, variant) in shapes::variants(facts) {
        if let Some(reason) = reason(guide, variant, unused.contains(&index)) {
            shapes::variant(facts, sink, variant, variant.field.span())
                .arg("reason", reason)
                .send();
        }
    }
}

/// Why a variant has no effect; none where it has one.
fn reason(guide: &Guide, variant: &Variant, is_unused: bool) -> Option<Arg> {
    let cannot_vary = matches!(variant.field, Reading::Unreadable(_, Unreadable::NotListed));
    let is_served = variant.channel.given().is_none_or(|channel| {
        guide
            .channels
            .given()
            .is_some_and(|channels| channels.get(*channel).is_given())
    });
    let (chinese, english) = if cannot_vary {
        ("这个字段不能声明差异", "this field cannot vary")
    } else if !is_unused {
        return None;
    } else if !is_served {
        (
            "“办理渠道”中没有这个渠道",
            "the guide is not served in that channel",
        )
    } else {
        (
            "权威数据源没有这一行，或者本来就是这样写的",
            "the source has no such row, or says the same anyhow",
        )
    };
    Some(Arg::Both {
        chinese: chinese.into(),
        english: english.into(),
    })
}
