//! 以指南以外的条件不予办理。

use tongyuan_compare::{Confidence, Verdict, compare_texts, speaks_of};
use tongyuan_model::Key;
use tongyuan_model::practice::Tally;

use crate::facts::Facts;
use crate::finding::Role;
use crate::practice::Records;
use crate::rule::{Register, rule};
use crate::rules::shapes::key;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 办件记录中不予受理、不予许可的原因，指南的条件、材料和其他栏目都没有提到。
    ///
    /// ## 为什么
    ///
    /// 指南没有写的条件，申请人无从知道，也无从准备。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第23条：不得在办事指南之外增加条件、索要材料；第21条：办事指南与实际工作一致。“好差评”指标108。
    ///
    /// ## 怎样整改
    ///
    /// 核对这些办件。没有依据的，纠正决定，不再以此为由；有依据的，先在指南的受理条件中写明，经批准后公布。
    ///
    /// ## 何时不报
    ///
    /// 这是需要人工核对的提示，只报原因的用语在整份指南中几乎都没有出现的。没有写明具体条件的原因（不符合条件、材料不齐、逾期未补正、申请人撤回、不属于本机关职权），以及太短的原因不报；与指南的某处用语相近的不报，是否符合该处的规定不作判断。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- practice
    /// 事项名称,收件日期,不予受理原因
    /// 示例权利质押登记,2024-01-05,
    /// 示例权利质押登记,2024-01-08,经营场所面积不足60平方米
    ///                             ^^^^^^^^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```guide,good
    /// //- practice
    /// 事项名称,收件日期,不予受理原因
    /// 示例权利质押登记,2024-01-05,出质人不是权利登记簿记载的权利人
    /// 示例权利质押登记,2024-01-08,材料不齐全
    /// ```
    ///
    /// ## English
    ///
    /// Cases were refused for a reason that no field of the guide speaks of. A person should look: where it has no basis, mend the
    /// decisions; where it has one, state it in the conditions. General reasons and those that share their words with any part of the
    /// guide are passed over.
    "practice-condition-extra" {
        title: ("实际办理中增加条件", "Cases were refused for a condition that the guide does not have"),
        severity: Error,
        audience: Inspector,
        status: Trial,
        since: "next",
        clauses: ["23", "21"],
        ratings: ["108"],
        fixable: false,
        needs: Some(Register::Practice),
        message: (
            "办件记录中有{cases}因“{subject}”不予办理{period}，指南没有这个条件",
            "Refused for “{subject}”, a condition that the guide does not have: {cases} in the records{period}",
        ),
        help: (
            "核对这些办件：没有依据的纠正决定，有依据的先在受理条件中写明并公布。",
            "Look at these cases: mend decisions without a basis, or state the condition in the guide first.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let Some(records) = Records::of(facts) else {
        return;
    };
    let conditions = &facts.guide().conditions;
    if conditions.rows().is_empty() {
        return;
    }
    let mut reasons: Vec<(&str, Tally)> = Vec::new();
    for (reason, tally) in &records.item.refusals {
        let same = reasons
            .iter_mut()
            .find(|(own, _)| !matches!(compare_texts(own, reason), Verdict::Different));
        match same {
            Some((_, own)) => own.join(tally),
            None => reasons.push((reason, tally.clone())),
        }
    }
    for (reason, cases) in reasons {
        if speaks_of(&facts.policy.terms, facts.guide(), reason) == Some(false) {
            records
                .at(&cases, sink)
                .field(key(Key::Conditions))
                .subject(reason, None)
                .actual(Some(reason))
                .confidence(Confidence::NeedsReview)
                .related(Role::Canonical, facts.canonical().locate(conditions.span()))
                .send();
        }
    }
}
