//! 指南没有设定依据。

use tongyuan_model::{Key, LegalBasis, Reading};

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::shapes::key;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 设定依据是空的，或者只写了“无”“/”“详见附件”之类的话。
    ///
    /// ## 为什么
    ///
    /// 没有设定依据的事项，机关无权要求申请人办理；申请人也无从核对条件和材料是谁规定的。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第22条：申请材料和证明应当有法律法规依据，没有依据的取消。
    ///
    /// ## 怎样整改
    ///
    /// 写明设定本事项的法律、法规、规章或者国务院决定，以及具体条款。依据涉及国家秘密的，写固定用语：“本事项法律依据涉及国家秘密，依照《中华人民共和国政府信息公开条例》第十四条不予公开”。
    ///
    /// ## 何时不报
    ///
    /// 整个“设定依据”字段没有写的，由 `schema-field-missing` 报告；写成涉密固定用语的，不报。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 设定依据: []
    ///           ^^
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 设定依据:
    ///   - 法律名称: 本事项法律依据涉及国家秘密，依照《中华人民共和国政府信息公开条例》第十四条不予公开
    /// ```
    ///
    /// ## English
    ///
    /// The legal basis is empty, or says only 无 or the like. Without one the item may not be asked of anybody. State the law with its article; a
    /// basis that is a state secret is stated in the fixed words. A guide that lacks the field as a whole is reported by `schema-field-missing`.
    "legal-basis-missing" {
        title: ("没有设定依据", "No legal basis"),
        severity: Error,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["22", "21"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "指南没有写明设定依据",
            "The guide states no legal basis",
        ),
        help: (
            "写明设定本事项的法律、法规、规章或者国务院决定及其条款；依据涉及国家秘密的，写涉密的固定用语。",
            "State the law, regulation, rule or decision of the State Council with its article, or the fixed words where the basis is a state secret.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let basis = &facts.guide().legal_basis;
    let Reading::Given(rows, span) = basis else {
        return;
    };
    if rows.iter().all(says_nothing) {
        sink.at(facts.canonical().locate(*span))
            .field(key(Key::LegalBasis))
            .send();
    }
}

/// Whether a row names no law; a row without the field is the schema's business.
fn says_nothing(row: &LegalBasis) -> bool {
    match &row.law {
        Reading::StatedNone(_) => true,
        Reading::Given(text, _) => matches!(
            text.as_str(),
            "/" | "-" | "—" | "——" | "详见附件" | "待补充" | "略" | "暂无"
        ),
        Reading::Missing(_) | Reading::Unreadable(..) => false,
    }
}
