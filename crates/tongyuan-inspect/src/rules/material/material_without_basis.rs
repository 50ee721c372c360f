//! 申请材料没有依据。

use tongyuan_model::Key;

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::shapes::{key, states_none};
use crate::rules::texts::is_form;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 申请表以外的材料没有写依据，或者只写了“无”。
    ///
    /// ## 为什么
    ///
    /// 没有法律法规依据的证明和材料不得要求申请人提交；没有写依据，就无法判断它该留还是该取消。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第22条：申请材料和证明应当有法律法规依据，没有依据的取消。国办发〔2015〕86号：凡没有法律法规依据的证明和盖章环节，原则上一律取消。
    ///
    /// ## 怎样整改
    ///
    /// 写明法律、法规、规章的条款；确实没有依据的，列入取消清单，从指南和各渠道中删去。
    ///
    /// ## 何时不报
    ///
    /// 申请表、申请书、请求书之类的申请文书不报：它是申请本身的形式。写了依据而效力层级不够的，由 `material-basis-too-low` 报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 申请材料:
    ///   - 标识: m1
    ///     名称: 示例权利质押登记申请表
    ///     材料类型: 申请文书
    ///     必要性: 必要
    ///     来源渠道: 申请人自备
    ///     提交方式: {介质: 纸质, 原件: 1}
    ///     空白表格: forms/pledge.docx
    ///     样表: forms/pledge-sample.docx
    ///   - 标识: m2
    ///     名称: 示例权利质押合同
    ///           ^^^^^^^^^^^^^^^^
    ///     材料类型: 其他
    ///     必要性: 必要
    ///     来源渠道: 申请人自备
    ///     提交方式: {介质: 纸质, 原件: 1, 复印件: 1}
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 申请材料:
    ///   - 标识: m1
    ///     名称: 示例权利质押登记申请表
    ///     材料类型: 申请文书
    ///     必要性: 必要
    ///     来源渠道: 申请人自备
    ///     提交方式: {介质: 纸质, 原件: 1}
    ///     空白表格: forms/pledge.docx
    ///     样表: forms/pledge-sample.docx
    ///   - 标识: m2
    ///     名称: 示例权利质押合同
    ///     材料类型: 其他
    ///     必要性: 必要
    ///     来源渠道: 申请人自备
    ///     依据: [《示例权利条例》第十条]
    ///     提交方式: {介质: 纸质, 原件: 1, 复印件: 1}
    /// ```
    ///
    /// ## English
    ///
    /// A material other than the application form states no basis in law. State its article; what has none goes on the list of what is to be cancelled.
    "material-without-basis" {
        title: ("材料没有依据", "A material without a basis"),
        severity: Error,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["22", "21"],
        ratings: ["109"],
        fixable: false,
        needs: None,
        message: (
            "“{subject}”没有写明依据",
            "“{subject}” states no basis",
        ),
        help: (
            "写明法律、法规、规章的条款；没有依据的，取消这份材料。",
            "State the article of the law, regulation or rule; drop the material where there is none.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    for material in facts.guide().materials.rows() {
        let Some(name) = material.name.text().filter(|_| !is_form(material)) else {
            continue;
        };
        if !states_none(&material.basis) {
            continue;
        }
        sink.at(facts.canonical().locate(material.name.span()))
            .field(key(Key::Materials))
            .subject(name, material.id.text())
            .send();
    }
}
