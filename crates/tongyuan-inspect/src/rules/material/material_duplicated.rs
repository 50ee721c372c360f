//! 同一份材料列了两次。

use std::collections::HashMap;

use tongyuan_compare::normal_form;
use tongyuan_model::text::requirement::Requirement;
use tongyuan_model::{Key, Material, Reading, Submissions};

use crate::facts::Facts;
use crate::finding::Role;
use crate::rule::rule;
use crate::rules::shapes::key;
use crate::rules::texts::names_a_document;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 一份指南里有两行申请材料是同一份文件：名称相同（书写形式、份数写法不同的也算），适用情形也相同。
    ///
    /// ## 为什么
    ///
    /// 申请人以为要交两份，窗口也说不清要几份。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第14条：申请材料目录化、标准化。《优化营商环境条例》第四十四条：同样的证明不得重复索要。
    ///
    /// ## 怎样整改
    ///
    /// 合并成一行，把份数加在一起；在不同情形下提交的，写明适用情形。
    ///
    /// ## 何时不报
    ///
    /// 名称括号里写的不同的，适用情形不同的，持有人不同的（出质人、质权人），出具机构不同的，一行要原件、一行要复印件的不报。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 申请材料:
    ///   - {标识: m2, 名称: 示例权利质押合同, 材料类型: 其他, 必要性: 必要, 来源渠道: 申请人自备, 依据: [《示例权利条例》第十条], 提交方式: {介质: 纸质, 原件: 1}}
    ///   - {标识: m3, 名称: 《示例权利质押合同》, 材料类型: 其他, 必要性: 必要, 来源渠道: 申请人自备, 依据: [《示例权利条例》第十条], 提交方式: {介质: 纸质, 原件: 1}}
    ///                      ^^^^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 申请材料:
    ///   - {标识: m2, 名称: 示例权利质押合同, 材料类型: 其他, 必要性: 必要, 来源渠道: 申请人自备, 依据: [《示例权利条例》第十条], 提交方式: {介质: 纸质, 原件: 1}}
    ///   - {标识: m3, 名称: 示例权利质押合同, 材料类型: 其他, 必要性: 必要, 来源渠道: 申请人自备, 依据: [《示例权利条例》第十条], 提交方式: {介质: 纸质, 原件: 1}, 适用情形: 变更登记的}
    ///   - {标识: m4, 名称: 示例权利质押合同变更协议, 材料类型: 其他, 必要性: 必要, 来源渠道: 申请人自备, 依据: [《示例权利条例》第十条], 提交方式: {介质: 纸质, 原件: 1}}
    ///   - {标识: m5, 名称: 示例权利质押承诺书（法人）, 材料类型: 其他, 必要性: 必要, 来源渠道: 申请人自备, 依据: [《示例权利条例》第十条], 提交方式: {介质: 纸质, 原件: 1}}
    ///   - {标识: m6, 名称: 示例权利质押承诺书（自然人）, 材料类型: 其他, 必要性: 必要, 来源渠道: 申请人自备, 依据: [《示例权利条例》第十条], 提交方式: {介质: 纸质, 原件: 1}}
    /// ```
    ///
    /// ## English
    ///
    /// Two rows of the materials are one document in one case. Rows of different cases, owners or issuers, and an original beside a copy, are passed over.
    "material-duplicated" {
        title: ("材料重复", "A material that is there twice"),
        severity: Warning,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["14", "条例44"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "“{subject}”列了两次",
            "“{subject}” is there twice",
        ),
        help: (
            "合并成一行；在不同情形下提交的，写明适用情形。",
            "Make them one row, or name the cases in which each is handed in.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let canonical = facts.canonical();
    let mut seen: HashMap<String, Vec<&Material>> = HashMap::new();
    for (row, material) in facts.guide().materials.rows().iter().enumerate() {
        let Some(name) = material
            .name
            .text()
            .filter(|_| names_a_document(facts, row))
        else {
            continue;
        };
        let before = seen.entry(document(name)).or_default();
        if let Some(first) = before.iter().find(|own| is_one(own, material)) {
            sink.at(canonical.locate(material.name.span()))
                .field(key(Key::Materials))
                .subject(name, material.id.text())
                .related(Role::Other, canonical.locate(first.name.span()))
                .send();
        }
        before.push(material);
    }
}

/// Whether two rows of one name ask for one document.
/// The document that a name names: what it says of number and form is left out, 承诺书（法人） is another than 承诺书（自然人）.
fn document(name: &str) -> String {
    let read = Requirement::read(name);
    let apart = read.case.iter().chain(&read.notes);
    let apart = apart.filter_map(|part| name.get(part.clone()));
    let parts: Vec<String> = std::iter::once(read.name_in(name).as_str())
        .chain(apart)
        .map(normal_form)
        .collect();
    parts.join("/")
}

fn is_one(a: &Material, b: &Material) -> bool {
    let same = |a: &Reading<String>, b: &Reading<String>| match (a.text(), b.text()) {
        (Some(a), Some(b)) => normal_form(a) == normal_form(b),
        (None, None) => true,
        _ => false,
    };
    let forms = |own: &Material| {
        let read = Requirement::read(own.name.text().unwrap_or_default());
        let own = own.submission.given();
        let any = |count: fn(&Submissions) -> &Reading<u32>| {
            let count = own.and_then(|own| count(own).given());
            count.is_some_and(|count| *count > 0)
        };
        // What the name says goes before what stands beside it.
        match (read.original.is_some(), read.copies.is_some()) {
            (false, false) => [any(|own| &own.original), any(|own| &own.copies)],
            (original, copies) => [original, copies],
        }
    };
    let complements = matches!(
        (forms(a), forms(b)),
        ([true, false], [false, true]) | ([false, true], [true, false])
    );
    same(&a.case, &b.case) && same(&a.issuer, &b.issuer) && !complements
}
