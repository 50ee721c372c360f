//! 材料名称用“等”字，没有列完。

use tongyuan_compare::Sign;
use tongyuan_model::Key;

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::texts::remarked_in;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 申请材料的名称列举几种文件后以“等”“等材料”结尾：身份证、户口簿等。
    ///
    /// ## 为什么
    ///
    /// “等”字后面还有什么，申请人不知道，由窗口说了算。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第14条：申请材料目录化、标准化。《国务院办公厅关于全国互联网政务服务平台检查情况的通报》（国办函〔2017〕115号）把“根据法律法规要求应提交的其他材料”一类的表述列为问题。
    ///
    /// ## 怎样整改
    ///
    /// 写明需要的每一种文件，一种一行；可以任选一种的，写“A或者B”。
    ///
    /// ## 何时不报
    ///
    /// “等级”“平等”“高等学校”等固定词，列举的不是文件的（专利代理等事务的合同），写明数目的（等2份），写明类别的（等有效身份证件），引号、书名号里的名称不报；备注中的“等”不报。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 申请材料:
    ///   - {标识: m2, 名称: 身份证、户口簿等, 材料类型: 其他, 必要性: 必要, 来源渠道: 申请人自备, 依据: [《示例权利条例》第十条], 提交方式: {介质: 纸质, 原件: 1}}
    ///                                    ^^
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 申请材料:
    ///   - {标识: m2, 名称: 职业技能等级证书, 材料类型: 其他, 必要性: 必要, 来源渠道: 申请人自备, 依据: [《示例权利条例》第十条], 提交方式: {介质: 纸质, 原件: 1}}
    ///   - {标识: m3, 名称: 委托办理专利代理等事务的合同, 材料类型: 其他, 必要性: 必要, 来源渠道: 申请人自备, 依据: [《示例权利条例》第十条], 提交方式: {介质: 纸质, 原件: 1}}
    /// ```
    ///
    /// ## English
    ///
    /// A name lists documents and ends with 等. Fixed words such as 等级 and 平等, lists of something other than documents, lists that say how many, and names in quotation marks are passed over.
    "material-open-list" {
        title: ("材料未列完", "A list of materials that is left open"),
        severity: Warning,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["14"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "“{subject}”用“{words}”结尾，没有列完",
            "“{subject}” ends with {words}: the list is left open",
        ),
        help: (
            "写明需要的每一种文件，一种一行。",
            "Name each document, one a row.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    remarked_in(facts, sink, Sign::OpenList, Key::Materials);
}
