//! 指南很久没有核对。

use tongyuan_model::Key;

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::shapes::{key, stale_since, text};
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 指南的批准、实施、审查、变更和联系方式核验日期，最近的一个距今也超过规定的天数（默认730天）。
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
    /// 全面核对一遍，更新版本和核验日期。天数可以在 `tongyuan.toml` 的 `[guides] verified-within` 中改。
    ///
    /// ## 何时不报
    ///
    /// 规定的天数以内有任何一个日期的不报；没有写任何日期的，由版本、审批的规则报告；指南按期核对过、只有联系方式没有按期核验的，由 `contact-unverified` 报告。
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
    /// //- today: 2026-06-01
    /// //- canonical
    /// 咨询投诉:
    ///   咨询: [0999-1234567]
    ///   投诉: [0999-7654321]
    ///   核验日期: 2026-03-01
    /// ```
    ///
    /// ## English
    ///
    /// The latest of the dates of approval, effect, review, changes and verification of a guide is more than past by more than is set (730 days unless `[guides] verified-within`
    /// of `tongyuan.toml` says otherwise). Nobody has looked at it since.
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

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let guide = facts.guide();
    let Some(latest) = stale_since(facts) else {
        return;
    };
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
