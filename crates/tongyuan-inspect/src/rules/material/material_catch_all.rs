//! 申请材料里有兜底的一项。

use tongyuan_compare::Sign;
use tongyuan_model::Key;

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::texts::remarked_in;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 申请材料的名称是“其他材料”“法律、法规规定的其他文件”“认为应当提交的其它文件”一类的兜底表述，或者备注要求提交规定以外由谁认为、由谁要求的其他材料。
    ///
    /// ## 为什么
    ///
    /// 申请人读了不知道还要交什么，窗口却可以随时加要材料。兜底条款往往从法条照抄而来：法条授权主管部门规定的，指南正应当把规定出来的材料写明。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第14条：申请材料目录化、标准化。第22条：要求提交的证明有法律依据。《国务院办公厅关于全国互联网政务服务平台检查情况的通报》（国办函〔2017〕115号）把“根据法律法规要求应提交的其他材料”一类的表述列为问题。
    ///
    /// ## 怎样整改
    ///
    /// 把需要的材料逐项列出，注明在什么情形下提交；列不出来的，删去这一项。
    ///
    /// ## 何时不报
    ///
    /// “其他组织”“其他共有人”等法律上的称谓，“其他材料：专利权评估报告”这样写明是什么的，引号、书名号里的引文，以及设定依据、依据栏目中的法条原文不报。已发布版本多出的兜底材料由 `material-extra` 报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 申请材料:
    ///   - {标识: m2, 名称: 其他需要提供的材料, 材料类型: 其他, 必要性: 必要, 来源渠道: 申请人自备, 依据: [《示例权利条例》第十条], 提交方式: {介质: 纸质, 原件: 1}}
    ///                      ^^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 申请材料:
    ///   - {标识: m2, 名称: 其他组织登记证书, 材料类型: 其他, 必要性: 必要, 来源渠道: 申请人自备, 依据: [《示例权利条例》第十条], 提交方式: {介质: 纸质, 原件: 1}}
    ///   - {标识: m3, 名称: 其他共有人同意质押的声明, 材料类型: 其他, 必要性: 必要, 来源渠道: 申请人自备, 依据: [《示例权利条例》第十条], 提交方式: {介质: 纸质, 原件: 1}}
    /// ```
    ///
    /// ## English
    ///
    /// A material is whatever else may be asked for: 其他材料, 法律、法规规定的其他文件, 认为应当提交的其它文件. A law that says so does not excuse it: the guide must list what the authority has laid down. Legal terms such as 其他组织, names that say which, and quotations of law are passed over.
    "material-catch-all" {
        title: ("材料兜底", "A catch-all material"),
        severity: Error,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["14", "22"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "“{subject}”是兜底表述：{words}，没有说清要交什么",
            "“{subject}” is a catch-all: {words} does not say what to hand in",
        ),
        help: (
            "逐项列出材料并注明适用情形；列不出来的，删去。",
            "List the materials with their cases; remove what cannot be listed.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    remarked_in(facts, sink, Sign::CatchAll, Key::Materials);
}
