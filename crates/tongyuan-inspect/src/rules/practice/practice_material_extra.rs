//! 实际办理中要求指南以外的材料。

use tongyuan_compare::Asked;
use tongyuan_model::Key;

use crate::facts::Facts;
use crate::finding::Role;
use crate::practice::{Records, asked};
use crate::rule::{Register, rule};
use crate::rules::shapes::key;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 办件记录中，要求申请人提交或者补正的材料，有一份是指南没有的。
    ///
    /// ## 为什么
    ///
    /// 申请人照着指南准备好了，到窗口还要再补一份，白跑一趟；这份材料也没有依据。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第23条：不得在办事指南之外增加条件、索要材料；第21条：办事指南与实际工作一致。“好差评”指标109。
    ///
    /// ## 怎样整改
    ///
    /// 停止索要。确需提交的，先在指南中补上并写明依据，经批准后各渠道同时公布，再按新的指南办理。
    ///
    /// ## 何时不报
    ///
    /// - 名称相同、只是措辞不同，或者与指南中的某份材料相近、可能是同一份的；
    /// - 任一渠道的指南列有这份材料的；
    /// - 补正一栏写的是情况说明（“复印件不清晰”）而不是材料名称的；
    /// - 没有办件记录的，运行结束时说明一次；事项没有指南的，由 `practice-item-unknown` 报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- practice
    /// 事项名称,收件日期,补正材料
    /// 示例权利质押登记,2024-01-05,
    /// 示例权利质押登记,2024-01-08,完税证明
    ///                             ^^^^^^^^
    /// 示例权利质押登记,2024-02-02,完税证明
    /// ```
    ///
    /// ```guide,good
    /// //- practice
    /// 事项名称,收件日期,申请材料,补正材料
    /// 示例权利质押登记,2024-01-05,《示例权利质押登记申请表》；示例权利质押合同,示例权利质押合同
    /// 示例权利质押登记,2024-01-08,示例权利质押登记申请表、示例权利质押合同复印件,合同复印件不清晰
    /// ```
    ///
    /// ## English
    ///
    /// Applicants were asked for a material that the guide does not have: how many, and over which time. Stop asking for it, or put it
    /// into the guide with its basis first. A name that may mean a material of the guide, a remark in the column of supplements, and
    /// what any channel asks for are passed over. Without records nothing is reported.
    "practice-material-extra" {
        title: ("实际办理中多要材料", "Cases were asked for a material that the guide does not have"),
        severity: Error,
        audience: Inspector,
        status: Trial,
        since: "next",
        clauses: ["23", "21"],
        ratings: ["109"],
        fixable: false,
        needs: Some(Register::Practice),
        message: (
            "办件记录中有{cases}要求提交“{subject}”{period}，指南没有这份材料",
            "Asked for “{subject}”, which the guide does not have: {cases} in the records{period}",
        ),
        help: (
            "停止索要；确需提交的，先在指南中补上并写明依据，经批准公布以后再要求。",
            "Stop asking for it, or first put it into the guide with its basis and publish it.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let Some(records) = Records::of(facts) else {
        return;
    };
    let materials = &facts.guide().materials;
    // A guide that lists nothing that could be read says nothing of what may be asked for.
    if materials.rows().is_empty() {
        return;
    }
    for (name, cases, known) in asked(facts, records.item) {
        if known == Asked::Extra {
            records
                .at(&cases, sink)
                .field(key(Key::Materials))
                .subject(&name, None)
                .actual(Some(&name))
                .related(Role::Canonical, facts.canonical().locate(materials.span()))
                .send();
        }
    }
}
