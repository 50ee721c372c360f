//! 没有写实施日期。

use tongyuan_model::Key;

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::shapes::{is_absent, key, text};
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 指南的版本没有写实施日期。
    ///
    /// ## 为什么
    ///
    /// 申请人不知道新的要求从哪一天起算，已经准备好的材料还能不能用。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第23条：办事条件发生变化的，在批准之日起1个工作日内公开变更后的内容和实施时间。
    ///
    /// ## 怎样整改
    ///
    /// 在“版本”中写明“实施日期”，并随指南一起公开。
    ///
    /// ## 何时不报
    ///
    /// 实施日期写法不对的，由 `schema-format-wrong` 报告；没有写版本的，由 `schema-field-missing` 报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 版本: {版本号: 1, 保密审查: {依据: [《中华人民共和国政府信息公开条例》第十七条], 审查日期: 2024-02-20}}
    ///       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 版本: {版本号: 1, 实施日期: 2024-03-01, 保密审查: {依据: [《中华人民共和国政府信息公开条例》第十七条], 审查日期: 2024-02-20}}
    /// ```
    ///
    /// ## English
    ///
    /// The version states no date of effect, so that nobody can tell from when its demands hold. State it (实施日期) and publish
    /// it with the guide. A date in a wrong form is reported by `schema-format-wrong`.
    "change-date-missing" {
        title: ("没有实施日期", "No date of effect"),
        severity: Error,
        audience: Editor,
        status: Trial,
        since: "0.1.0",
        clauses: ["23"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "第{version}版没有写实施日期",
            "Version {version} states no date of effect",
        ),
        help: (
            "写明从哪一天起实施，并随指南一起公开。",
            "State the day from which it holds, and publish it with the guide.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let Some(version) = facts.guide().version.given() else {
        return;
    };
    if is_absent(&version.effective_from, version.span) {
        sink.at(facts.canonical().locate(version.effective_from.span()))
            .field(key(Key::EffectiveFrom))
            .arg("version", text(version.number.text().unwrap_or("?")))
            .send();
    }
}
