//! 材料名称笼统。

use tongyuan_compare::{Remark, Sign};

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::texts::remarked;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 申请材料的名称不能说明是哪一份文件：“申请书”“申请表”没有自己的名称，“身份证明”“有关证明材料”没有说是什么证明。
    ///
    /// ## 为什么
    ///
    /// 同一个“申请书”，不同的窗口给出不同的表；“有关证明材料”可以是任何东西。申请人要跑第二趟。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第14条：申请材料目录化、标准化。《国务院办公厅关于全国互联网政务服务平台检查情况的通报》（国办函〔2017〕115号）指出申请材料不明确的问题。
    ///
    /// ## 怎样整改
    ///
    /// 写全称：“专利权质押登记申请表”“出质人营业执照副本复印件”。
    ///
    /// ## 何时不报
    ///
    /// 名称前有限定的（出质人身份证明文件）不报；证明类的名称，备注写明了提交什么的不报。兜底的名称由 `material-catch-all` 报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 申请材料:
    ///   - {标识: m2, 名称: 有关证明材料, 材料类型: 其他, 必要性: 必要, 来源渠道: 申请人自备, 依据: [《示例权利条例》第十条], 提交方式: {介质: 纸质, 原件: 1}}
    ///                      ^^^^^^^^^^^^
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 申请材料:
    ///   - {标识: m2, 名称: 示例权利共有人身份证明文件, 材料类型: 其他, 必要性: 必要, 来源渠道: 申请人自备, 依据: [《示例权利条例》第十条], 提交方式: {介质: 纸质, 原件: 1}}
    ///   - {标识: m3, 名称: 身份证明, 材料类型: 其他, 必要性: 必要, 来源渠道: 申请人自备, 依据: [《示例权利条例》第十条], 提交方式: {介质: 纸质, 原件: 1}, 备注: 自然人提交居民身份证}
    /// ```
    ///
    /// ## English
    ///
    /// A name fits any document of its kind: 申请书 without a title of its own, 身份证明, 有关证明材料. Names with an owner or title are fine, and so are names of certificates whose note says what to hand in.
    "material-vague" {
        title: ("材料名称笼统", "A vague name of a material"),
        severity: Warning,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["14"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "材料名称“{words}”过于笼统，说明不了是哪一份文件",
            "The name “{words}” does not say which document is meant",
        ),
        help: (
            "写明文件的全称；有空白表格的，与表格的标题一致。",
            "Give the full title of the document, as its blank form has it.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let is_explained = |remark: &Remark<'_>| {
        let rows = facts.guide().materials.rows();
        let material = remark.place.row.and_then(|row| rows.get(row));
        // A form has a title, whatever is noted on it.
        let is_form = remark
            .words()
            .ends_with(['书', '表', '格', '函', '请', '告']);
        !is_form && material.is_some_and(|own| own.notes.is_given())
    };
    remarked(
        facts,
        sink,
        Sign::Vague,
        |remark| !is_explained(remark),
        |_, draft| draft,
    );
}
