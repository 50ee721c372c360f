//! 渠道差异没有写明理由或者依据。

use tongyuan_model::Variant;

use crate::facts::Facts;
use crate::finding::Arg;
use crate::rule::rule;
use crate::rules::shapes;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// “渠道差异”中声明的一项差异，没有写明理由或者依据。
    ///
    /// ## 为什么
    ///
    /// 差异一经声明，就不再作为不一致报告；没有理由和依据的声明，等于放过不一致。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第24条：线上线下同源，内容完全一致。只有确有理由和依据的差异才可以保留。
    ///
    /// ## 怎样整改
    ///
    /// 补上理由和依据；说不出理由、找不到依据的，删去这项声明，各渠道恢复一致。
    ///
    /// ## 何时不报
    ///
    /// 写了字段名而没有填内容的，由 `schema-field-missing` 报告；过了截止日期的，由 `variant-expired` 报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 渠道差异:
    ///   - 字段: 办结时限.承诺时限
    ///           ^^^^^^^^^^^^^^^^^
    ///     渠道: 线上
    ///     取值: {数值: 5, 单位: 工作日, 起算: 自受理之日起}
    ///     理由: 网上申请不必录入纸质材料
    /// //- online
    /// 办结时限:
    ///   法定时限: 自受理之日起10个工作日
    ///   承诺时限: 自受理之日起5个工作日
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
    /// A declared variant does not state its reason or its basis. A variant keeps a difference from being reported, so that one
    /// without reason and basis lets anything pass. Add what is absent, or remove the variant and make the channels agree. A
    /// key with nothing in it is reported by `schema-field-missing`.
    "variant-without-basis" {
        title: ("渠道差异没有理由或者依据", "A declared variant without reason or basis"),
        severity: Error,
        audience: Editor,
        status: Stable,
        since: "0.1.0",
        clauses: ["24"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "渠道差异“{subject}”没有写明{lacking}",
            "The variant of “{subject}” does not state its {lacking}",
        ),
        help: (
            "补上{lacking}；找不到的，删去这项差异，各渠道恢复一致。",
            "Add the {lacking}; or remove the variant and make the channels agree.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    for (_, variant) in shapes::variants(facts) {
        if let Some(lacking) = lacking(variant) {
            shapes::variant(facts, sink, variant, variant.field.span())
                .arg("lacking", lacking)
                .send();
        }
    }
}

fn lacking(variant: &Variant) -> Option<Arg> {
    let no_reason = shapes::is_absent(&variant.reason, variant.span);
    let no_basis = shapes::is_absent(&variant.basis, variant.span)
        || variant.basis.is_given() && variant.basis.rows().is_empty();
    let (chinese, english) = match (no_reason, no_basis) {
        (true, true) => ("理由和依据", "reason and basis"),
        (true, false) => ("理由", "reason"),
        (false, true) => ("依据", "basis"),
        (false, false) => return None,
    };
    Some(Arg::Both {
        chinese: chinese.into(),
        english: english.into(),
    })
}
