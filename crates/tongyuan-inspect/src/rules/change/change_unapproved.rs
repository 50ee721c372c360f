//! 指南改了，没有批准记录。

use tongyuan_model::{Approval, Key, Reading, Span, Version, VersionNumber};

use crate::facts::Facts;
use crate::finding::{Arg, Role};
use crate::rule::rule;
use crate::rules::shapes::{is_absent, key, text};
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 不是第一版的指南，没有写批准文件或者批准日期；或者版本号改了，批准还是改动之前的那一次。
    ///
    /// ## 为什么
    ///
    /// 谁批准的、什么时候批准的说不清，就谈不上“批准之日起1个工作日内公开”，改动也可能没有经过审核。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第23条：办事条件发生变化的，在批准之日起1个工作日内公开变更后的内容和实施时间。
    ///
    /// ## 怎样整改
    ///
    /// 在“版本”的“批准”中写明本次改动的批准文件和批准日期；还没有批准的，先不要改指南。
    ///
    /// ## 何时不报
    ///
    /// 第一版指南不报；内容改了而版本号没有改的，由 `change-unversioned` 报告；批准日期写法不对的，由 `schema-format-wrong` 报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 版本:
    ///   版本号: 2
    ///   批准: {批准文件: 示例知发〔2024〕3号}
    ///         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    ///   实施日期: 2024-03-01
    ///   保密审查: {依据: [《中华人民共和国政府信息公开条例》第十七条], 审查部门: 办公室, 审查日期: 2024-02-20}
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 版本:
    ///   版本号: 1
    ///   实施日期: 2024-03-01
    ///   保密审查: {依据: [《中华人民共和国政府信息公开条例》第十七条], 审查部门: 办公室, 审查日期: 2024-02-20}
    /// ```
    ///
    /// ## English
    ///
    /// A guide that is not the first version states no document or no day of approval; or its version number is new, and the
    /// approval is still the one of the version before. State the approval of this change. Where the number stands still,
    /// `change-unversioned` reports instead.
    "change-unapproved" {
        title: ("改动没有批准记录", "A change without an approval"),
        severity: Error,
        audience: Editor,
        status: Trial,
        since: "0.1.0",
        clauses: ["23"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "第{version}版{reason}",
            "Version {version} {reason}",
        ),
        help: (
            "写明批准本次改动的文件和日期。",
            "State the document and the day by which this change was approved.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let Some(version) = facts.guide().version.given() else {
        return;
    };
    let base = facts.dossier.base.as_ref();
    let before = base.and_then(|base| base.guide.version.given());
    let found = absent(version)
        .filter(|_| version.is_successor() || !facts.changes.is_empty())
        .or_else(|| {
            let is_old = !facts.changes.is_empty() && is_approval_of(before?, version);
            is_old.then(|| (version.approval.span(), OF_BEFORE))
        });
    let Some((place, (chinese, english))) = found else {
        return;
    };
    let draft = sink
        .at(facts.canonical().locate(place))
        .field(key(Key::Approval))
        .arg("version", text(version.number.text().unwrap_or("?")))
        .arg(
            "reason",
            Arg::Both {
                chinese: chinese.into(),
                english: english.into(),
            },
        );
    match base.zip(before).filter(|_| (chinese, english) == OF_BEFORE) {
        Some((base, before)) => draft
            .related(Role::Base, base.locate(before.approval.span()))
            .send(),
        None => draft.send(),
    }
}

type Reason = (&'static str, &'static str);

const OF_BEFORE: Reason = (
    "写的是改动之前的批准",
    "bears the approval of the version before it",
);

/// What the approval lacks, and where.
fn absent(version: &Version) -> Option<(Span, Reason)> {
    const NONE: Reason = ("没有写批准", "states no approval");
    if is_absent(&version.approval, version.span) {
        return Some((version.approval.span(), NONE));
    }
    let approval = version.approval.given()?;
    let no_document = is_absent(&approval.document, approval.span);
    let no_day = is_absent(&approval.approved_at, approval.span);
    let reason = match (no_document, no_day) {
        (true, true) => NONE,
        (true, false) => ("没有写批准文件", "states no document of approval"),
        (false, true) => ("没有写批准日期", "states no day of approval"),
        (false, false) => return None,
    };
    Some((version.approval.span(), reason))
}

/// Whether a version with a new number bears the approval of the one before.
fn is_approval_of(before: &Version, version: &Version) -> bool {
    let number = |own: &Version| own.number.text().and_then(VersionNumber::parse);
    let told = |own: &Version| {
        let approval: Option<&Approval> = own.approval.given();
        let part = |reading: fn(&Approval) -> &Reading<String>| {
            approval.and_then(|own| reading(own).text().map(str::to_owned))
        };
        (part(|own| &own.document), part(|own| &own.approved_at))
    };
    let is_new = number(version) > number(before);
    is_new && version.approval.is_given() && told(version) == told(before)
}
