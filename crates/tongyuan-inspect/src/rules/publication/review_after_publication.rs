//! 先发布，后审查。

use tongyuan_model::{Key, Moment};

use crate::facts::Facts;
use crate::finding::{Arg, Role};
use crate::rule::rule;
use crate::rules::shapes::key;
use crate::schedule::Schedule;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 保密审查的日期晚于最先发布的渠道的发布时间。
    ///
    /// ## 为什么
    ///
    /// 已经发布再审查，该保密的已经收不回来。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第36条、第37条：公开前进行审查。《中华人民共和国政府信息公开条例》第十七条：行政机关应当依照保守国家秘密法以及其他法律、法规和国家有关规定对拟公开的政府信息进行审查。
    ///
    /// ## 怎样整改
    ///
    /// 日期记错的，改正；确实先发布的，立即补审，并查明原因。今后审查通过以后再发布。
    ///
    /// ## 何时不报
    ///
    /// 同一天审查、发布而没有写明时刻的不报；没有写审查日期的不报；没有写审查依据的，由 `review-missing` 报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 版本:
    ///   版本号: 2
    ///   批准: {批准文件: 示例知发〔2024〕3号, 批准日期: 2024-02-20}
    ///   实施日期: 2024-03-01
    ///   发布时间: {线上: 2024-02-21, 线下: 2024-02-21}
    ///   保密审查: {依据: [《中华人民共和国政府信息公开条例》第十七条], 审查部门: 办公室, 审查日期: 2024-02-22}
    ///                                                                                              ^^^^^^^^^^
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 版本:
    ///   版本号: 2
    ///   批准: {批准文件: 示例知发〔2024〕3号, 批准日期: 2024-02-20}
    ///   实施日期: 2024-03-01
    ///   发布时间: {线上: "2024-02-21T10:00:00+08:00", 线下: 2024-02-21}
    ///   保密审查: {依据: [《中华人民共和国政府信息公开条例》第十七条], 审查部门: 办公室, 审查日期: "2024-02-21T09:30:00+08:00"}
    /// ```
    ///
    /// ## English
    ///
    /// The review before publication was done after a channel had published. Correct a wrong date; else review at once, find
    /// out why, and publish after the review from now on. Of one day, only times of the day tell which came first.
    "review-after-publication" {
        title: ("先发布后审查", "Reviewed after publication"),
        severity: Error,
        audience: Editor,
        status: Trial,
        since: "0.1.0",
        clauses: ["36", "37"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "{actual}才审查，{where}已经在{expected}发布",
            "Reviewed on {actual}, when {where} had published on {expected}",
        ),
        help: (
            "日期记错的，改正；确实先发布的，立即补审。",
            "Correct a wrong date; else have it reviewed at once.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let Some(version) = facts.guide().version.given() else {
        return;
    };
    let canonical = facts.canonical();
    let reviewed = version.review.given().map(|review| &review.reviewed_at);
    let first = Schedule::of(version).first();
    let Some((reviewed, first)) = reviewed.zip(first) else {
        return;
    };
    let moment = reviewed.text().and_then(Moment::parse);
    let order = moment.and_then(|moment| moment.order(first.moment));
    if order.is_some_and(std::cmp::Ordering::is_gt) {
        let published = version.published.given();
        let published = published.and_then(|own| own.get(first.channel).text());
        sink.at(canonical.locate(reviewed.span()))
            .field(key(Key::Review))
            .expected(published)
            .actual(reviewed.text())
            .arg("where", Arg::Channel(first.channel))
            .related(Role::Other, canonical.locate(first.span))
            .send();
    }
}
