//! 到现场次数与办理方式矛盾。

use tongyuan_model::{Channel, ChannelEntry, Channels, Key};

use crate::facts::Facts;
use crate::finding::Arg;
use crate::rule::rule;
use crate::rules::shapes::key;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 写了全程网办，却要到现场；或者写了到现场0次，却既不能网上办理，也不能邮寄。
    ///
    /// ## 为什么
    ///
    /// 申请人照着指南准备，到最后才知道还要跑一趟，或者根本无处递交。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第21条：办事指南准确、规范，与实际工作一致。
    ///
    /// ## 怎样整改
    ///
    /// 核对实际办理方式后改正：能够不到现场的，写0次；必须到现场的，改网办深度，写明次数和原因；可以邮寄的，在“说明”中写明。
    ///
    /// ## 何时不报
    ///
    /// 没有写到现场次数的不报；写了可以邮寄、快递的不报；有其他网上渠道的不报。同一事项线上0次、线下1次，是两种办理方式，不报。到现场没有写原因的，由 `visits-reason-missing` 报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 办理渠道:
    ///   线上: {网址: "https://hall.example.gov.cn/pledge", 网办深度: 全程网办, 到现场次数: 1, 到现场原因: 核验合同原件}
    ///                                                                                      ^
    ///   线下:
    ///     窗口:
    ///       - {名称: 综合窗口, 地址: 示例市示例路1号, 办理时间: "周一至周五 9:00-12:00、13:30-17:00", 电话: 0999-1234567}
    ///     到现场次数: 1
    ///     到现场原因: 核验合同原件
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 办理渠道:
    ///   线下:
    ///     窗口:
    ///       - {名称: 综合窗口, 地址: 示例市示例路1号, 办理时间: "周一至周五 9:00-12:00、13:30-17:00", 电话: 0999-1234567}
    ///     到现场次数: 0
    ///     说明: 申请材料可以邮寄
    /// //- online: none
    /// ```
    ///
    /// ## English
    ///
    /// A channel that says everything is done online (全程网办) states visits all the same; or the window states no visit though
    /// the item is served neither online nor by post. State what really happens. A visit without a reason is reported by
    /// `visits-reason-missing`.
    "visits-contradict" {
        title: ("到现场次数前后矛盾", "A number of visits that contradicts the channel"),
        severity: Warning,
        audience: Editor,
        status: Trial,
        since: "0.1.0",
        clauses: ["21"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "{reason}，却写了到现场{actual}次",
            "{reason}, yet {actual} visits are stated",
        ),
        help: (
            "核对实际办理方式后改正{where}的到现场次数、网办深度，或者在“说明”中写明可以邮寄。",
            "Correct the visits or the depth of {where} by what really happens, or say in its note that papers may be sent by post.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let Some(channels) = facts.guide().channels.given() else {
        return;
    };
    for (channel, entry) in channels.entries() {
        let visits = entry.visits.given().copied();
        let Some(((chinese, english), visits)) = reason(channels, channel, entry).zip(visits)
        else {
            continue;
        };
        sink.at(facts.canonical().locate(entry.visits.span()))
            .channel(channel)
            .field(key(Key::Visits))
            .actual(Some(&visits.to_string()))
            .arg(
                "reason",
                Arg::Both {
                    chinese: chinese.into(),
                    english: english.into(),
                },
            )
            .arg("where", Arg::Channel(channel))
            .send();
    }
}

/// What the number of visits contradicts.
fn reason(
    channels: &Channels,
    channel: Channel,
    entry: &ChannelEntry,
) -> Option<(&'static str, &'static str)> {
    let visits = *entry.visits.given()?;
    if visits > 0 && entry.is_throughout() {
        return Some(("网办深度是全程网办", "everything is said to be done online"));
    }
    let by_post = channels.entries().any(|(_, entry)| entry.takes_post());
    let online = channels.entries().any(|(channel, entry)| {
        let is_remote = [Channel::Online, Channel::WeChat, Channel::Kiosk].contains(&channel);
        is_remote && !entry.only_informs()
    });
    (channel == Channel::InPerson && visits == 0 && !by_post && !online).then_some((
        "既不能网上办理，也没有写可以邮寄",
        "the item is served neither online nor by post",
    ))
}
