//! 列入指南而从未要求过的材料。

use std::collections::BTreeSet;

use tongyuan_compare::Asked;
use tongyuan_model::{Key, Necessity};

use crate::facts::Facts;
use crate::finding::Role;
use crate::practice::{Records, asked};
use crate::rule::{Register, rule};
use crate::rules::shapes::key;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 指南列为必要的一份材料，记录所在期间没有一件办件要求过。
    ///
    /// ## 为什么
    ///
    /// 实际不要的材料还写在指南上，申请人照样要准备。这是可以取消的材料。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第22条：没有法律法规依据的证明一律取消；第21条：办事指南与实际工作一致。
    ///
    /// ## 怎样整改
    ///
    /// 核实是否确实不再需要：不需要的从指南和各渠道删去；由部门共享获取的，注明免于提交。
    ///
    /// ## 何时不报
    ///
    /// 写明要求了哪些材料的办件不足10件的；有适用情形的、非必要的材料；名称相近、可能就是这份材料的，都不报。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- practice
    /// 事项名称,申请材料
    /// 示例权利质押登记,示例权利质押合同
    /// 示例权利质押登记,示例权利质押合同
    /// 示例权利质押登记,示例权利质押合同
    /// 示例权利质押登记,示例权利质押合同
    /// 示例权利质押登记,示例权利质押合同
    /// 示例权利质押登记,示例权利质押合同
    /// 示例权利质押登记,示例权利质押合同
    /// 示例权利质押登记,示例权利质押合同
    /// 示例权利质押登记,示例权利质押合同
    /// 示例权利质押登记,示例权利质押合同
    /// ```
    ///
    /// ```guide,good
    /// //- practice
    /// 事项名称,申请材料
    /// 示例权利质押登记,示例权利质押合同
    /// 示例权利质押登记,示例权利质押合同
    /// ```
    ///
    /// ## English
    ///
    /// A necessary material of the guide that no case of the records was asked for: a candidate to cancel. Fewer than ten cases that
    /// state their materials, materials for some case alone, and names that may mean the material are passed over.
    "practice-material-unused" {
        title: ("列入指南而从未要求的材料", "A material that nobody was asked for"),
        severity: Note,
        audience: Inspector,
        status: Trial,
        since: "next",
        clauses: ["22", "21"],
        ratings: [],
        fixable: false,
        needs: Some(Register::Practice),
        message: (
            "办件记录的{cases}中没有一件要求提交“{subject}”{period}",
            "Nobody was asked for “{subject}”: {cases} in the records that state their materials{period}",
        ),
        help: (
            "核实是否还需要：不需要的从指南和各渠道删去，共享获取的注明免于提交。",
            "Find out whether it is needed: remove it, or say that the office gets it itself.",
        ),
        check: Dossier(check),
    }
}

/// Of fewer cases nothing can be told.
const FEWEST: u64 = 10;

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let Some(records) = Records::of(facts) else {
        return;
    };
    if records.item.with_materials < FEWEST {
        return;
    }
    let known = asked(facts, records.item).into_iter();
    let used: BTreeSet<usize> = known
        .filter_map(|(.., asked)| match asked {
            Asked::Listed(number) | Asked::Doubtful(number) => Some(number),
            Asked::Extra => None,
        })
        .collect();
    for (number, material) in facts.guide().materials.rows().iter().enumerate() {
        let is_necessary = material.necessity.given() == Some(&Necessity::Necessary);
        let Some(name) = material.name.text().filter(|_| is_necessary) else {
            continue;
        };
        if used.contains(&number) || material.case.is_given() {
            continue;
        }
        let mut cases = records.item.cases.clone();
        cases.count = records.item.with_materials;
        records
            .at(&cases, sink)
            .field(key(Key::Materials))
            .subject(name, material.id.text())
            .related(
                Role::Canonical,
                facts.canonical().locate(material.name.span()),
            )
            .send();
    }
}
