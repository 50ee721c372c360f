//! 申请文书没有空白表格或者样表。

use tongyuan_model::{Key, MaterialKind};

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::shapes::key;
use crate::rules::texts::{listed, names_a_document};
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 材料类型为“申请文书”的材料，没有写空白表格，或者没有写样表。
    ///
    /// ## 为什么
    ///
    /// 没有表，申请人要先跑一趟去领；没有样表，填错了要再跑一趟。
    ///
    /// ## 依据
    ///
    /// 《中华人民共和国行政许可法》第三十条：公示需要提交的全部材料的目录和申请书示范文本等。国办函〔2017〕115号：被抽查的事项有41%没有提供表格下载。
    ///
    /// ## 怎样整改
    ///
    /// 在“空白表格”“样表”中写明文件或者下载地址。
    ///
    /// ## 何时不报
    ///
    /// 没有固定格式、由申请人自行撰写的，在“空白表格”“样表”中写“无”，不报；材料类型不是申请文书的不报。样表里有个人信息的，由 `material-sample-personal-data` 报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 申请材料:
    ///   - {标识: m1, 名称: 示例权利质押登记申请表, 材料类型: 申请文书, 必要性: 必要, 来源渠道: 申请人自备, 提交方式: {介质: 纸质, 原件: 1}, 空白表格: forms/pledge.docx}
    ///                      ^^^^^^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 申请材料:
    ///   - {标识: m1, 名称: 示例权利质押登记情况说明, 材料类型: 申请文书, 必要性: 必要, 来源渠道: 申请人自备, 提交方式: {介质: 纸质, 原件: 1}, 空白表格: 无, 样表: 无}
    /// ```
    ///
    /// ## English
    ///
    /// An application form has no blank form or no sample. Where there is none because the applicant writes it freely, say 无.
    "material-form-blank-missing" {
        title: ("缺少空表或者样表", "An application form without blank or sample"),
        severity: Warning,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["14", "许可30"],
        ratings: ["207"],
        fixable: false,
        needs: None,
        message: (
            "申请文书“{subject}”没有{missing}",
            "The application form “{subject}” has no {missing}",
        ),
        help: (
            "补上空白表格和样表；没有固定格式的，写“无”。",
            "Give blank form and sample; say 无 where there is no fixed form.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    for (row, material) in facts.guide().materials.rows().iter().enumerate() {
        let is_form = material.kind.given() == Some(&MaterialKind::Application);
        let Some(name) = material
            .name
            .text()
            .filter(|_| is_form && names_a_document(facts, row))
        else {
            continue;
        };
        let mut missing = Vec::new();
        if material.blank_form.is_missing() {
            missing.push(("空白表格", "blank form"));
        }
        if material.sample.is_missing() {
            missing.push(("样表", "sample"));
        }
        if !missing.is_empty() {
            sink.at(facts.canonical().locate(material.name.span()))
                .field(key(Key::Materials))
                .subject(name, material.id.text())
                .arg("missing", listed(&missing))
                .send();
        }
    }
}
