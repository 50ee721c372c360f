//! 发布晚于批准之日起1个工作日。

use tongyuan_model::Key;

use crate::facts::Facts;
use crate::finding::Role;
use crate::rule::rule;
use crate::rules::shapes::{key, text};
use crate::schedule::Schedule;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 渠道的发布时间，晚于批准之日起的1个工作日。工作日按国务院办公厅的节假日安排通知计算，调休上班的周末是工作日；批准当天不算。
    ///
    /// ## 为什么
    ///
    /// 批准以后迟迟不公开，申请人还在照旧的要求准备。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第23条：办事条件发生变化的，在批准之日起1个工作日内公开变更后的内容和实施时间。《中华人民共和国民法典》第二百零一条：按照日计算期间的，开始的当日不计入，自下一日开始计算。
    ///
    /// ## 怎样整改
    ///
    /// 今后在批准之日起1个工作日内发布；批准日期、发布时间记错的，改正。例如2018年9月28日（星期五）批准的，最迟9月29日（调休上班的星期六）发布；9月30日批准的，最迟10月8日发布。
    ///
    /// ## 何时不报
    ///
    /// 没有写批准日期或者发布时间的不报；当天、第二天发布的不报。需要用到的年份没有节假日安排通知时，程序报运行错误，不作猜测；通知可以加在 `registers/calendar.yaml` 中。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 版本:
    ///   版本号: 2
    ///   批准: {批准文件: 示例知发〔2018〕3号, 批准日期: 2018-09-28}
    ///   实施日期: 2018-10-08
    ///   发布时间: {线上: 2018-09-29, 线下: 2018-09-30}
    ///                                      ^^^^^^^^^^
    ///   保密审查: {依据: [《中华人民共和国政府信息公开条例》第十四条], 审查部门: 办公室, 审查日期: 2018-09-27}
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 版本:
    ///   版本号: 2
    ///   批准: {批准文件: 示例知发〔2018〕3号, 批准日期: 2018-09-30}
    ///   实施日期: 2018-10-08
    ///   发布时间: {线上: 2018-09-30, 线下: 2018-10-08}
    ///   保密审查: {依据: [《中华人民共和国政府信息公开条例》第十四条], 审查部门: 办公室, 审查日期: 2018-09-27}
    /// ```
    ///
    /// ## English
    ///
    /// A channel published the version later than one working day after its approval. Working days are those of the notices
    /// of the State Council, make-up days included; the day of approval is not counted. A year that no notice is known for is
    /// an error of the run, never a guess: add its notice to `registers/calendar.yaml`.
    "change-published-late" {
        title: ("渠道发布晚了", "Published later than one working day after approval"),
        severity: Error,
        audience: Editor,
        status: Trial,
        since: "0.1.0",
        clauses: ["23"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "{channel}在{actual}发布；批准日期是{approved}，最迟应当在{expected}发布",
            "{channel} published on {actual}; it was approved on {approved} and due by {expected}",
        ),
        help: (
            "今后在批准之日起1个工作日内发布；日期记错的，改正。",
            "Publish within one working day of approval; or correct a date that was recorded wrongly.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let Some(version) = facts.guide().version.given() else {
        return;
    };
    let canonical = facts.canonical();
    let late = Schedule::of(version).late(&facts.policy.calendar);
    // A year without a notice is an error of the run, and told there.
    for late in late.into_iter().filter_map(Result::ok) {
        let mut draft = sink
            .at(canonical.locate(late.publication.span))
            .channel(late.publication.channel)
            .field(key(Key::Published))
            .expected(Some(&late.due.to_string()))
            .actual(Some(&late.publication.moment.day.to_string()))
            .arg("approved", text(late.approved.to_string()));
        if let Some(approval) = version.approval.given() {
            let place = canonical.locate(approval.approved_at.span());
            draft = draft.related(Role::Other, place);
        }
        draft.send();
    }
}
