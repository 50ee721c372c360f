//! 材料不在材料目录中。

use tongyuan_model::Key;

use crate::facts::Facts;
use crate::rule::{Register, rule};
use crate::rules::catalogue::catalogued;
use crate::rules::shapes::key;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 申请材料在材料目录（registers/materials.yaml）中找不到：名称、别名和材料目录编号都对不上。
    ///
    /// ## 为什么
    ///
    /// 目录之外的材料没有经过清理和标准化，各指南各写各的，也无法共享。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第14条：编制申请材料目录，逐项标准化。
    ///
    /// ## 怎样整改
    ///
    /// 核对名称，改成目录中的规范名称；目录确实缺的，先补进目录。
    ///
    /// ## 何时不报
    ///
    /// 没有材料目录的，不作判断；名称前有持有人的（出质人营业执照）按文件本身对照；用了别名的，由 `material-name-nonstandard` 报告；兜底、笼统、占位的名称另有规则报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 申请材料:
    ///   - {标识: m2, 名称: 示例权利证书, 材料类型: 其他, 必要性: 必要, 来源渠道: 申请人自备, 依据: [《示例权利条例》第十条], 提交方式: {介质: 纸质, 原件: 1}}
    ///                      ^^^^^^^^^^^^
    /// //- materials
    /// 目录:
    ///   - {名称: 示例权利质押登记申请表, 别名: [质押登记表]}
    ///   - {名称: 示例权利质押合同}
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 申请材料:
    ///   - {标识: m2, 名称: 示例权利质押合同复印件, 材料类型: 其他, 必要性: 必要, 来源渠道: 申请人自备, 依据: [《示例权利条例》第十条], 提交方式: {介质: 纸质, 原件: 1}}
    ///   - {标识: m3, 名称: 出质人示例权利质押合同, 材料类型: 其他, 必要性: 必要, 来源渠道: 申请人自备, 依据: [《示例权利条例》第十条], 提交方式: {介质: 纸质, 原件: 1}}
    /// //- materials
    /// 目录:
    ///   - {名称: 示例权利质押登记申请表, 别名: [质押登记表]}
    ///   - {名称: 示例权利质押合同}
    /// ```
    ///
    /// ## English
    ///
    /// A material is not in the material catalogue, by any of its names or its number. Without a catalogue nothing is judged; an owner before the name does not matter.
    "material-uncatalogued" {
        title: ("材料不在目录中", "A material outside the catalogue"),
        severity: Warning,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["14"],
        ratings: [],
        fixable: false,
        needs: Some(Register::Materials),
        message: (
            "“{subject}”不在材料目录中",
            "“{subject}” is not in the material catalogue",
        ),
        help: (
            "改用目录中的规范名称；目录缺的，先补进目录。",
            "Use the standard name of the catalogue, or have it entered there first.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    for own in catalogued(facts) {
        if own.entry.is_none() {
            sink.at(facts.canonical().locate(own.material.name.span()))
                .field(key(Key::Materials))
                .subject(own.name, own.material.id.text())
                .send();
        }
    }
}
