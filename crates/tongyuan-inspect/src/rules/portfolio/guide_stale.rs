//! 指南很久没有核对。

use tongyuan_model::{Date, Key, Reading};

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::shapes::{key, text};
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 指南的批准、实施、审查、变更和联系方式核验日期，最近的一个也在两年以前。
    ///
    /// ## 为什么
    ///
    /// 两年里法规、机构、电话、标准都可能变了；没有人核对过，就没有人能保证它是对的。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第21条：办事指南准确，与实际工作一致。
    ///
    /// ## 怎样整改
    ///
    /// 全面核对一遍，更新版本和核验日期。
    ///
    /// ## 何时不报
    ///
    /// 两年以内有任何一个日期的不报；没有写任何日期的，由版本、审批的规则报告；联系方式的核验由 `contact-unverified` 判断。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- today: 2026-06-01
    /// //- canonical
    /// 标识: example-pledge
    ///       ^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```guide,good
    /// //- today: 2026-01-31
    /// //- canonical
    /// 标识: example-pledge
    /// ```
    ///
    /// ## English
    ///
    /// The latest of the dates of approval, effect, review, changes and verification of a guide is more than two years past. Nobody has looked at it since.
    "guide-stale" {
        title: ("指南很久没有核对", "A guide that nobody has looked at for long"),
        severity: Note,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["21"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "指南自{latest}以来没有核对过",
            "The guide has not been looked at since {latest}",
        ),
        help: (
            "全面核对一遍，更新版本和核验日期。",
            "Go through it, and renew its version and day of verification.",
        ),
        check: Dossier(check),
    }
}

/// For how many years a guide counts as looked at.
const YEARS: u16 = 2;

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let guide = facts.guide();
    let contacts = guide.contacts.given();
    let mut dates: Vec<&Reading<String>> = contacts.iter().map(|own| &own.verified_at).collect();
    if let Some(version) = guide.version.given() {
        dates.push(&version.effective_from);
        dates.extend(version.approval.given().map(|own| &own.approved_at));
        dates.extend(version.review.given().map(|own| &own.reviewed_at));
        for change in version.changes.rows() {
            dates.extend([&change.approved_at, &change.effective_from]);
        }
    }
    let latest = dates
        .into_iter()
        .filter_map(|own| own.text().and_then(Date::parse))
        .max();
    let (Some(latest), Some(today)) = (latest, facts.policy.today) else {
        return;
    };
    let until = Date {
        year: latest.year.saturating_add(YEARS),
        ..latest
    };
    if until < today {
        let place = if guide.id.is_given() {
            guide.id.span()
        } else {
            guide.version.span()
        };
        sink.at(facts.canonical().locate(place))
            .field(key(Key::Version))
            .arg("latest", text(latest.to_string()))
            .send();
    }
}
