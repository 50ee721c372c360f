//! 指南改了，版本号没有改。

use tongyuan_model::{Key, VersionNumber};

use crate::facts::Facts;
use crate::finding::{Arg, Role};
use crate::rule::rule;
use crate::rules::shapes::{key, text};
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 与基准版本（`--base` 指定的版本）相比，指南的内容有改动，版本号没有增加。
    ///
    /// ## 为什么
    ///
    /// 两份内容不同的指南用同一个版本号，渠道上发布的是哪一份、改动有没有公开，就无从查起。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第23条：办事条件发生变化的，在批准之日起1个工作日内公开变更后的内容和实施时间。第24条：线上线下同源。
    ///
    /// ## 怎样整改
    ///
    /// 版本号加一，写明本次改动的批准、实施日期，把上一版记入“变更记录”；不该改的，改回去。
    ///
    /// ## 何时不报
    ///
    /// 没有给出基准版本的不报；新写的指南不报；写法不同、意思一样的改动（全角半角、编号、标点等）不算；窗口、网址、办理时间、核验日期等渠道自己的内容改了不算。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 版本:
    ///   版本号: 2
    ///           ^
    ///   批准: {批准文件: 示例知发〔2024〕3号, 批准日期: 2024-02-20}
    ///   实施日期: 2024-03-01
    ///   发布时间: {线上: 2024-02-21, 线下: 2024-02-21}
    ///   保密审查: {依据: [《中华人民共和国政府信息公开条例》第十七条], 审查部门: 办公室, 审查日期: 2024-02-20}
    /// //- base
    /// 版本:
    ///   版本号: 2
    ///   批准: {批准文件: 示例知发〔2022〕9号, 批准日期: 2022-06-20}
    ///   实施日期: 2022-07-01
    ///   发布时间: {线上: 2022-06-20, 线下: 2022-06-20}
    ///   保密审查: {依据: [《中华人民共和国政府信息公开条例》第十七条], 审查部门: 办公室, 审查日期: 2022-06-20}
    /// 数量限制: 每年10件
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 版本:
    ///   版本号: 2
    ///   批准: {批准文件: 示例知发〔2024〕3号, 批准日期: 2024-02-20}
    ///   实施日期: 2024-03-01
    ///   发布时间: {线上: 2024-02-21, 线下: 2024-02-21}
    ///   保密审查: {依据: [《中华人民共和国政府信息公开条例》第十七条], 审查部门: 办公室, 审查日期: 2024-02-20}
    /// //- base
    /// 版本:
    ///   版本号: 1
    ///   批准: {批准文件: 示例知发〔2022〕9号, 批准日期: 2022-06-20}
    ///   实施日期: 2022-07-01
    ///   发布时间: {线上: 2022-06-20, 线下: 2022-06-20}
    ///   保密审查: {依据: [《中华人民共和国政府信息公开条例》第十七条], 审查部门: 办公室, 审查日期: 2022-06-20}
    /// 数量限制: 每年10件
    /// ```
    ///
    /// ## English
    ///
    /// The content of the guide differs from what it was at the base (`--base`), and the version number is not higher. Raise
    /// it, state approval and date of effect, and record the version before in the changes. Forms that mean the same do not
    /// count, nor does what is a channel's own: windows, addresses, hours, the day of verification.
    "change-unversioned" {
        title: ("改动没有改版本号", "A change without a new version number"),
        severity: Error,
        audience: Editor,
        status: Trial,
        since: "0.1.0",
        clauses: ["23", "24"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "内容改了{count}处（{fields}），版本号{actual}没有增加",
            "{count} changes ({fields}), and the version number, {actual}, is not higher",
        ),
        help: (
            "版本号加一，写明批准和实施日期；不该改的，改回去。",
            "Raise the number and state approval and date of effect; or undo the change.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let versions = facts.dossier.base.as_ref().and_then(|base| {
        let before = base.guide.version.given()?;
        Some((base, before, facts.guide().version.given()?))
    });
    let Some((base, before, version)) = versions.filter(|_| !facts.changes.is_empty()) else {
        return;
    };
    let numbers = version.number.text().zip(before.number.text());
    let Some((number, earlier)) = numbers else {
        return;
    };
    let parsed = VersionNumber::parse(number).zip(VersionNumber::parse(earlier));
    if parsed.is_none_or(|(number, earlier)| number > earlier) {
        return;
    }
    let mut fields: Vec<_> = facts
        .changes
        .iter()
        .map(|own| own.difference.field)
        .collect();
    fields.dedup();
    let (chinese, english): (Vec<_>, Vec<_>) = fields
        .into_iter()
        .map(|field| (field.chinese(), field.english()))
        .unzip();
    sink.at(facts.canonical().locate(version.number.span()))
        .field(key(Key::Number))
        .actual(Some(number))
        .arg("count", text(facts.changes.len().to_string()))
        .arg(
            "fields",
            Arg::Both {
                chinese: chinese.join("、"),
                english: english.join(", "),
            },
        )
        .related(Role::Base, base.locate(before.number.span()))
        .send();
}
