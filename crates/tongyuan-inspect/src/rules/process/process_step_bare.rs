//! 办理环节只有名称。

use tongyuan_model::{Key, ProcessStep};

use crate::facts::Facts;
use crate::finding::Arg;
use crate::rule::rule;
use crate::rules::shapes::key;
use crate::rules::texts::breaks_schema;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 办理环节只写了名称（受理、审查、决定），没有写由谁办、多久办完、按什么审查、结果是什么中的任何一样。
    ///
    /// ## 为什么
    ///
    /// 申请人只知道有几步，不知道每一步要等多久、看什么、拿到什么。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第21条：办事指南要素齐全、准确、规范，与实际工作一致。国办函〔2017〕115号：被抽查的事项有25%只写了申请、受理、审核等环节名称，没有具体要求。
    ///
    /// ## 怎样整改
    ///
    /// 写明每个环节的办理人、时限、审查标准和结果。
    ///
    /// ## 何时不报
    ///
    /// 写了其中任何一样的不报；环节写成一句话、已经说明怎么办的不报；同一份指南只报一次，列出所有这样的环节。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 办理流程:
    ///   - {环节: 受理, 办理人: 综合窗口, 环节时限: 1个工作日, 审查标准: 材料齐全并符合法定形式, 环节结果: 受理通知书}
    ///   - {环节: 审查}
    ///            ^^^^
    ///   - {环节: 登记}
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 办理流程:
    ///   - {环节: 受理, 办理人: 综合窗口}
    ///   - {环节: 登记, 环节结果: 质押登记通知书}
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 办理流程:
    ///   - {环节: 综合窗口接收材料，当场出具受理通知书。}
    ///   - {环节: 登记机关审查材料；符合要求的，作出登记决定。}
    /// ```
    ///
    /// ## English
    ///
    /// A step of the process is only a name: neither who, nor how long, nor by what standard, nor with what result. A step that is
    /// a whole sentence says it in its own way and is not judged. A guide gets one finding that lists them all.
    "process-step-bare" {
        title: ("环节只有名称", "A step that is only a name"),
        severity: Warning,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["21"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "办理环节只有名称：{steps}",
            "Steps that are only names: {steps}",
        ),
        help: (
            "写明每个环节的办理人、时限、审查标准和结果。",
            "Say of each step who does it, how long it takes, by what standard, and what comes of it.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let is_bare = |row: &&ProcessStep| {
        let rest = [&row.actor, &row.limit, &row.standard, &row.result];
        row.step.text().is_some_and(is_name) && rest.iter().all(|own| own.is_missing())
    };
    let rows = facts.guide().process.rows();
    let bare: Vec<_> = rows.iter().filter(is_bare).collect();
    let Some(first) = bare.first() else { return };
    if breaks_schema(facts, Key::Process) {
        return;
    }
    let names = bare.iter().filter_map(|row| row.step.text());
    sink.at(facts.canonical().locate(first.step.span()))
        .field(key(Key::Process))
        .arg("steps", Arg::List(names.map(str::to_owned).collect()))
        .send();
}

/// Whether a step is told by a name, and not by a sentence that says how it goes.
fn is_name(step: &str) -> bool {
    !step.contains(['，', '。', '；', '：', ',', ';', ':'])
}
