//! 版本、日期的先后对不上。

use tongyuan_model::{Change, Key, Reading, Span, Version, VersionNumber};

use crate::facts::Facts;
use crate::finding::Arg;
use crate::policy::Date;
use crate::rule::rule;
use crate::rules::shapes::key;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// “替代版本”不比版本号小，或者与“变更记录”中最近的一版不是同一版；“变更记录”没有按新的在前排列，缺了中间的版本；新版的批准日期、实施日期早于旧版。
    ///
    /// ## 为什么
    ///
    /// 变更记录是申请人、检查人员核对“什么时候改了什么”的唯一凭据，断了、乱了就无从核对。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第23条：办事条件发生变化的，在批准之日起1个工作日内公开变更后的内容和实施时间。
    ///
    /// ## 怎样整改
    ///
    /// 照批准文件补上缺的版本，改正写错的版本号和日期，新的排在前面。
    ///
    /// ## 何时不报
    ///
    /// 没有变更记录的不报；记录没有一直追溯到第一版的不报；版本号带小数点的，不要求连续；日期相同的不报；写法不对的，由 `schema-format-wrong` 报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 版本:
    ///   版本号: 3
    ///   批准: {批准文件: 示例知发〔2024〕3号, 批准日期: 2024-02-20}
    ///   实施日期: 2024-03-01
    ///   发布时间: {线上: 2024-02-21, 线下: 2024-02-21}
    ///   保密审查: {依据: [《中华人民共和国政府信息公开条例》第十七条], 审查部门: 办公室, 审查日期: 2024-02-20}
    ///   替代版本: 2
    ///   变更记录:
    ///     - {版本号: 1, 变更内容: 首次发布。, 实施日期: 2022-07-01}
    ///                ^
    /// ```
    ///
    /// ```guide,bad
    /// //- canonical
    /// 版本:
    ///   版本号: 2
    ///   批准: {批准文件: 示例知发〔2024〕3号, 批准日期: 2024-02-20}
    ///   实施日期: 2024-03-01
    ///   发布时间: {线上: 2024-02-21, 线下: 2024-02-21}
    ///   保密审查: {依据: [《中华人民共和国政府信息公开条例》第十七条], 审查部门: 办公室, 审查日期: 2024-02-20}
    ///   变更记录:
    ///     - {版本号: 1, 变更内容: 首次发布。, 实施日期: 2024-07-01}
    ///                                                   ^^^^^^^^^^
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 版本:
    ///   版本号: 3
    ///   批准: {批准文件: 示例知发〔2024〕3号, 批准日期: 2024-02-20}
    ///   实施日期: 2024-03-01
    ///   发布时间: {线上: 2024-02-21, 线下: 2024-02-21}
    ///   保密审查: {依据: [《中华人民共和国政府信息公开条例》第十七条], 审查部门: 办公室, 审查日期: 2024-02-20}
    ///   替代版本: 2
    ///   变更记录:
    ///     - {版本号: 3, 变更内容: 取消质押物清单。, 实施日期: 2024-03-01}
    ///     - {版本号: 2, 变更内容: 办结时限由10个工作日缩短为7个工作日。, 实施日期: 2023-01-01}
    /// ```
    ///
    /// ## English
    ///
    /// The superseded version is not lower than the version, or is not the newest one of the changes; the changes are not in
    /// order, newest first, or lack a version in between; or a later version was approved or took effect before an earlier
    /// one. Correct numbers and dates by the documents of approval. A record that does not go back to the first version is no
    /// gap.
    "change-history-gap" {
        title: ("变更记录前后不接", "Versions or dates out of order"),
        severity: Warning,
        audience: Editor,
        status: Trial,
        since: "0.1.0",
        clauses: ["23"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "{reason}",
            "{reason}",
        ),
        help: (
            "照批准文件改正版本号、日期，补上缺的版本，新的排在前面。",
            "Correct numbers and dates by the documents of approval, add what is absent, and put the newest first.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let Some(version) = facts.guide().version.given() else {
        return;
    };
    for (place, subject, (chinese, english)) in gaps(version) {
        sink.at(facts.canonical().locate(place))
            .field(key(Key::Changes))
            .subject(&subject, None)
            .arg("reason", Arg::Both { chinese, english })
            .send();
    }
}

/// One version of the history: its number and its days.
struct Step<'v> {
    number: &'v Reading<String>,
    parsed: VersionNumber,
    approved: &'v Reading<String>,
    effective: &'v Reading<String>,
}

type Gap = (Span, String, (String, String));

fn gaps(version: &Version) -> Vec<Gap> {
    let Some(number) = version.number.text().and_then(VersionNumber::parse) else {
        return Vec::new();
    };
    let nothing = Reading::default();
    let approved = version
        .approval
        .given()
        .map_or(&nothing, |own| &own.approved_at);
    let mut steps = vec![Step {
        number: &version.number,
        parsed: number,
        approved,
        effective: &version.effective_from,
    }];
    // The first row may be of this version itself.
    let own = version.number.text().and_then(VersionNumber::parse);
    let rows = version.changes.rows().iter();
    let rows = rows.skip_while(|row| parsed(row) == own);
    steps.extend(rows.filter_map(|row| {
        Some(Step {
            number: &row.number,
            parsed: parsed(row)?,
            approved: &row.approved_at,
            effective: &row.effective_from,
        })
    }));
    let supersedes = version.supersedes.text().and_then(VersionNumber::parse);
    let mut gaps: Vec<Gap> = Vec::new();
    if let (Some(earlier), [own, ..]) = (&supersedes, steps.as_slice())
        && *earlier >= own.parsed
    {
        let (number, earlier) = (shown(own.number), shown(&version.supersedes));
        let words = (
            format!("版本号是{number}，“替代版本”却是{earlier}"),
            format!("version {number} is said to supersede {earlier}"),
        );
        gaps.push((version.supersedes.span(), earlier, words));
        return gaps;
    }
    for (at, pair) in steps.windows(2).enumerate() {
        let [newer, older] = pair else { continue };
        let wanted = supersedes.as_ref().filter(|_| at == 0);
        let gap = order(newer, older).or_else(|| between(newer, older, wanted));
        gaps.extend(gap.or_else(|| days(newer, older)));
    }
    gaps
}

fn parsed(row: &Change) -> Option<VersionNumber> {
    VersionNumber::parse(row.number.text()?)
}

fn shown(reading: &Reading<String>) -> String {
    reading.text().unwrap_or("?").to_owned()
}

/// The older one is not older by its number.
fn order(newer: &Step<'_>, older: &Step<'_>) -> Option<Gap> {
    let (above, below) = (shown(newer.number), shown(older.number));
    (older.parsed >= newer.parsed).then(|| {
        let words = (
            format!("变更记录应当新的在前：第{above}版后面是第{below}版"),
            format!("changes go from new to old, and version {below} stands behind {above}"),
        );
        (older.number.span(), below, words)
    })
}

/// Versions between the two are not there.
fn between(newer: &Step<'_>, older: &Step<'_>, superseded: Option<&VersionNumber>) -> Option<Gap> {
    let (above, below) = (shown(newer.number), shown(older.number));
    let is_gap = match superseded {
        Some(superseded) => *superseded != older.parsed,
        None => {
            let whole = newer.parsed.is_whole() && older.parsed.is_whole();
            whole && older.parsed.first() + 1 != newer.parsed.first()
        }
    };
    is_gap.then(|| {
        let words = (
            format!("第{above}版和第{below}版之间缺了版本"),
            format!("a version between {above} and {below} is not recorded"),
        );
        (older.number.span(), below, words)
    })
}

/// The newer one was approved, or took effect, before the older one.
fn days(newer: &Step<'_>, older: &Step<'_>) -> Option<Gap> {
    let (above, below) = (shown(newer.number), shown(older.number));
    let pairs = [
        (newer.approved, older.approved, "批准", "was approved"),
        (newer.effective, older.effective, "实施", "took effect"),
    ];
    pairs.into_iter().find_map(|(new, old, chinese, english)| {
        let (new, day) = (Date::parse(new.text()?)?, Date::parse(old.text()?)?);
        (new < day).then(|| {
            let words = (
                format!("第{above}版{chinese}于{new}，早于第{below}版的{day}"),
                format!("version {above} {english} on {new}, before version {below} on {day}"),
            );
            (old.span(), below.clone(), words)
        })
    })
}
