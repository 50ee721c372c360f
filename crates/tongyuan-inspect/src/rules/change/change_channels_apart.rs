//! 一个渠道发布了，另一个还没有发布。

use tongyuan_model::Key;

use crate::facts::Facts;
use crate::finding::Arg;
use crate::rule::rule;
use crate::rules::shapes::key;
use crate::schedule::Schedule;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 一个渠道已经发布本版本，可以办理的另一个渠道过了1个工作日还没有发布时间。没有写批准日期的，从最先发布的那天起算，晚发布的渠道也报。
    ///
    /// ## 为什么
    ///
    /// 同一件事，网上已经按新的要求，窗口还按旧的要求，申请人无所适从。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第23条：办事条件发生变化的，在批准之日起1个工作日内公开变更后的内容和实施时间。第24条：线上线下同源，内容完全一致。
    ///
    /// ## 怎样整改
    ///
    /// 在没有发布的渠道发布，并写明发布时间；已经不在该渠道办理的，从“办理渠道”中去掉。
    ///
    /// ## 何时不报
    ///
    /// 没有一个渠道写发布时间的不报；写了批准日期、只是发布晚了的渠道，由 `change-published-late` 报告；该渠道完全没有已发布指南的，由 `guide-unpublished` 报告；发布时间写法不对的，由 `schema-format-wrong` 报告。需要用到的年份没有节假日安排通知时，程序报运行错误。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 版本:
    ///   版本号: 2
    ///   批准: {批准文件: 示例知发〔2024〕3号, 批准日期: 2024-02-20}
    ///   实施日期: 2024-03-01
    ///   发布时间: {线上: 2024-02-21}
    ///             ^^^^^^^^^^^^^^^^^^
    ///   保密审查: {依据: [《中华人民共和国政府信息公开条例》第十七条], 审查部门: 办公室, 审查日期: 2024-02-20}
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// //- today: 2024-02-21
    /// 版本:
    ///   版本号: 2
    ///   批准: {批准文件: 示例知发〔2024〕3号, 批准日期: 2024-02-20}
    ///   实施日期: 2024-03-01
    ///   发布时间: {线上: 2024-02-20}
    ///   保密审查: {依据: [《中华人民共和国政府信息公开条例》第十七条], 审查部门: 办公室, 审查日期: 2024-02-20}
    /// ```
    ///
    /// ## English
    ///
    /// One channel has published the version, and another one that serves the item bears no time of publication though one
    /// working day has passed since approval; where no approval is stated, since the first publication. Publish it there. A
    /// channel that was late is reported by `change-published-late`, one that has no published guide at all by `guide-
    /// unpublished`.
    "change-channels-apart" {
        title: ("各渠道没有同时发布", "One channel has published, another one not"),
        severity: Error,
        audience: Editor,
        status: Trial,
        since: "0.1.0",
        clauses: ["23", "24"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "{first}已在{expected}发布，{channel}{reason}",
            "{first} published on {expected}, and {channel} {reason}",
        ),
        help: (
            "在{where}发布，并写明发布时间；不在该渠道办理的，从“办理渠道”中去掉。",
            "Publish it in {where} and state when; or take the channel out of the guide.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let Some(version) = facts.guide().version.given() else {
        return;
    };
    let canonical = facts.canonical();
    let dossier = facts.dossier;
    // What a channel has not published at all is another rule's.
    let channels: Vec<_> = facts
        .serving()
        .into_iter()
        .filter(|channel| dossier.published.iter().any(|own| own.channel == *channel))
        .collect();
    let calendar = &facts.policy.calendar;
    let apart = Schedule::of(version).apart(&channels, facts.policy.today, calendar);
    for apart in apart.into_iter().filter_map(Result::ok) {
        let place = apart
            .later
            .map_or(version.published.span(), |later| later.span);
        let due = apart.due;
        let (chinese, english) = match apart.later {
            Some(later) => {
                let day = later.moment.day;
                (
                    format!("到{day}才发布，最迟应当在{due}"),
                    format!("only on {day}, due by {due}"),
                )
            }
            None => (
                format!("没有发布，最迟应当在{due}"),
                format!("has not, due by {due}"),
            ),
        };
        sink.at(canonical.locate(place))
            .channel(apart.channel)
            .field(key(Key::Published))
            .expected(Some(&apart.first.moment.day.to_string()))
            .arg("first", Arg::Channel(apart.first.channel))
            .arg("reason", Arg::Both { chinese, english })
            .arg("where", Arg::Channel(apart.channel))
            .send();
    }
}
