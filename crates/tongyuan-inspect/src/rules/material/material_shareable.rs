//! 可以共享取得的材料仍要申请人提交。

use tongyuan_model::{Key, MaterialSource, Necessity, Reading};

use crate::facts::Facts;
use crate::rule::{Register, rule};
use crate::rules::catalogue::catalogued;
use crate::rules::shapes::key;
use crate::rules::texts::both;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 来源渠道为“政府部门核发”、材料目录注明可以共享的材料，仍列为申请人应当提交的材料。
    ///
    /// ## 为什么
    ///
    /// 政府部门核发的证照，政府部门之间可以共享、核验，不应让申请人复印了再交。
    ///
    /// ## 依据
    ///
    /// 《国务院办公厅关于简化优化公共服务流程方便基层群众办事创业的通知》（国办发〔2015〕86号）：能够通过共享取得的，不得要求提供。《优化营商环境条例》第三十七条、第四十四条。2018年政务公开工作计划第22条。
    ///
    /// ## 怎样整改
    ///
    /// 删去这份材料，或者在备注中写明共享核验、免予提交。
    ///
    /// ## 何时不报
    ///
    /// 没有材料目录、目录没有注明可共享的，不作判断；来源渠道不是“政府部门核发”的，“非必要”的，备注写明免交、共享、核验的不报。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 申请材料:
    ///   - {标识: m2, 名称: 营业执照, 材料类型: 证照, 必要性: 必要, 来源渠道: 政府部门核发, 依据: [《示例权利条例》第十条], 提交方式: {介质: 纸质, 原件: 1}}
    ///                      ^^^^^^^^
    /// //- materials
    /// 目录:
    ///   - {名称: 营业执照, 可共享: [市场监督管理部门], 共享形式: [电子证照]}
    ///   - {名称: 居民身份证}
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 申请材料:
    ///   - {标识: m2, 名称: 营业执照, 材料类型: 证照, 必要性: 必要, 来源渠道: 政府部门核发, 依据: [《示例权利条例》第十条], 提交方式: {介质: 纸质, 原件: 1}, 备注: 通过电子证照库核验，免予提交}
    ///   - {标识: m3, 名称: 居民身份证, 材料类型: 证照, 必要性: 必要, 来源渠道: 政府部门核发, 依据: [《示例权利条例》第十条], 提交方式: {介质: 纸质, 原件: 1}}
    /// //- materials
    /// 目录:
    ///   - {名称: 营业执照, 可共享: [市场监督管理部门], 共享形式: [电子证照]}
    ///   - {名称: 居民身份证}
    /// ```
    ///
    /// ## English
    ///
    /// A document that a government department issues and that the catalogue says is shared is still asked of the applicant. Optional materials and those whose note says that they are checked or exempt are passed over.
    "material-shareable" {
        title: ("可共享的材料", "A material that could be shared"),
        severity: Warning,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["22", "条例44"],
        ratings: ["210"],
        fixable: false,
        needs: Some(Register::Materials),
        message: (
            "“{subject}”可以从{departments}共享取得{forms}，不应要求申请人提交",
            "“{subject}” can be had from {departments}{forms} and should not be asked of the applicant",
        ),
        help: (
            "删去，或者在备注中写明通过共享核验、免予提交。",
            "Remove it, or note that it is checked by sharing and need not be handed in.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    for own in catalogued(facts) {
        let material = own.material;
        let texts = |rows: &[Reading<String>]| -> Vec<String> {
            rows.iter()
                .filter_map(Reading::text)
                .map(str::to_owned)
                .collect()
        };
        let departments = own
            .entry
            .map(|entry| texts(entry.shareable.rows()))
            .unwrap_or_default();
        let is_asked = material.source.given() == Some(&MaterialSource::Government)
            && material.necessity.given() != Some(&Necessity::Optional);
        let note = material.notes.text().unwrap_or_default();
        let is_exempt = ["免", "共享", "核验", "调用", "调取"]
            .iter()
            .any(|word| note.contains(word));
        if departments.is_empty() || !is_asked || is_exempt {
            continue;
        }
        let forms = own
            .entry
            .map(|entry| texts(entry.forms.rows()))
            .unwrap_or_default();
        let forms = if forms.is_empty() {
            both("", "")
        } else {
            both(
                format!("（{}）", forms.join("、")),
                format!(" ({})", forms.join(", ")),
            )
        };
        sink.at(facts.canonical().locate(material.name.span()))
            .field(key(Key::Materials))
            .subject(own.name, material.id.text())
            .arg(
                "departments",
                both(departments.join("、"), departments.join(", ")),
            )
            .arg("forms", forms)
            .send();
    }
}
