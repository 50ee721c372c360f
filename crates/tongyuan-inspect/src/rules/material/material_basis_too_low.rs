//! 证明材料的依据效力层级不够。

use tongyuan_model::register::laws::{Force, Laws};
use tongyuan_model::{Key, Material, MaterialKind, MaterialSource, Reference};

use crate::dossier::Listed;
use crate::facts::Facts;
use crate::finding::Role;
use crate::rule::{Register, rule};
use crate::rules::legal::{listed, name};
use crate::rules::shapes::key;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 由政府部门或者中介机构出具的证明，全部依据都是规范性文件。
    ///
    /// ## 为什么
    ///
    /// 证明事项应当有法律、法规或者国务院决定依据；通知、意见、工作规范不得设定证明事项。
    ///
    /// ## 依据
    ///
    /// 《优化营商环境条例》第四十四条：证明事项应当有法律、法规或者国务院决定依据。2018年政务公开工作计划第22条：申请材料和证明应当有法律法规依据，没有依据的取消。
    ///
    /// ## 怎样整改
    ///
    /// 找到设定它的法律、法规或者国务院决定，写明条款；没有的，取消这份证明，改由部门核验或者书面承诺。
    ///
    /// ## 何时不报
    ///
    /// 没有依据库、依据库中没有全部依据或者没有写效力层级的，不报；证照（营业执照、身份证件）不是证明事项，不报；申请人自己准备的材料不报；没有写依据的，由 `material-without-basis` 报告。
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
    ///     名称: 信用证明
    ///           ^^^^^^^^
    ///     材料类型: 其他
    ///     必要性: 必要
    ///     来源渠道: 政府部门核发
    ///     出具机构: 示例市信用中心
    ///     依据: [示例知发〔2020〕3号]
    ///     提交方式: {介质: 纸质, 原件: 1}
    /// //- laws
    /// 依据库:
    ///   - {名称: 示例权利条例, 效力层级: 地方性法规, 条数: 20}
    ///   - {名称: 示例权利登记工作规范, 文号: 示例知发〔2020〕3号, 效力层级: 规范性文件}
    ///   - {名称: 中华人民共和国政府信息公开条例, 效力层级: 行政法规, 条数: 56}
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
    ///     名称: 信用证明
    ///     材料类型: 其他
    ///     必要性: 必要
    ///     来源渠道: 政府部门核发
    ///     出具机构: 示例市信用中心
    ///     依据: [示例知发〔2020〕3号, 《示例权利条例》第十条]
    ///     提交方式: {介质: 纸质, 原件: 1}
    /// //- laws
    /// 依据库:
    ///   - {名称: 示例权利条例, 效力层级: 地方性法规, 条数: 20}
    ///   - {名称: 示例权利登记工作规范, 文号: 示例知发〔2020〕3号, 效力层级: 规范性文件}
    ///   - {名称: 中华人民共和国政府信息公开条例, 效力层级: 行政法规, 条数: 56}
    /// ```
    ///
    /// ## English
    ///
    /// A certificate that a government department or an intermediary issues rests on normative documents alone; a law, a regulation or a decision of the State Council is
    /// needed. Licences, and what the applicant makes, are let pass, and so is anything of which the register does not state the level.
    "material-basis-too-low" {
        title: ("证明的依据层级不够", "A certificate whose basis is too low"),
        severity: Error,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["22"],
        ratings: ["109"],
        fixable: false,
        needs: Some(Register::Laws),
        message: (
            "“{subject}”由第三方出具，依据只有规范性文件：{actual}",
            "“{subject}” is issued by a third party and rests on normative documents alone: {actual}",
        ),
        help: (
            "写明设定它的法律、法规或者国务院决定；没有的，取消这份证明。",
            "State the law, regulation or decision of the State Council that lays it down; drop it where there is none.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let Some(register) = &facts.registers.laws else {
        return;
    };
    for (row, material) in facts.guide().materials.rows().iter().enumerate() {
        let Some(title) = material.name.text().filter(|_| is_certificate(material)) else {
            continue;
        };
        let references: Vec<&Reference> = facts
            .references
            .iter()
            .filter(|own| own.field == Key::Materials && own.row == row)
            .collect();
        let is_read = references.len() >= material.basis.rows().len() && !references.is_empty();
        if !is_read || !references.iter().all(|own| is_document(register, own)) {
            continue;
        }
        let names: Vec<&str> = references.iter().filter_map(|own| name(own)).collect();
        let mut draft = sink
            .at(facts.canonical().locate(material.name.span()))
            .field(key(Key::Materials))
            .subject(title, material.id.text())
            .actual(Some(&names.join("、")));
        for reference in references {
            let (editions, _) = register.value.find(&reference.cited);
            let place = editions
                .first()
                .and_then(|edition| listed(register, edition));
            if let Some(place) = place {
                draft = draft.related(Role::Register, place);
            }
        }
        draft.send();
    }
}

/// Whether a third party issues it, and it is no licence that the applicant holds anyway.
fn is_certificate(material: &Material) -> bool {
    let source = material.source.given();
    let is_issued = matches!(
        source,
        Some(MaterialSource::Government | MaterialSource::Intermediary)
    );
    let kind = material.kind.given();
    let may_be = !matches!(
        kind,
        Some(MaterialKind::Certificate | MaterialKind::Application)
    );
    is_issued && may_be
}

/// Whether a reference is beyond doubt to a normative document.
fn is_document(register: &Listed<Laws>, reference: &Reference) -> bool {
    let (editions, _) = register.value.find(&reference.cited);
    !editions.is_empty()
        && editions.iter().all(|edition| {
            let row = register.value.row(edition);
            row.and_then(|row| row.force.given()) == Some(&Force::Document)
        })
}
