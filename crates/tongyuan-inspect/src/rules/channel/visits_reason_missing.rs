//! 要到现场，没有写原因。

use tongyuan_model::{ChannelEntry, Key};

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::shapes::{is_absent, key};
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 到现场次数是1次以上，没有写到现场的原因。
    ///
    /// ## 为什么
    ///
    /// 申请人不知道非去不可的是什么，也无从判断能不能请人代办。说不出原因的到现场，往往可以取消。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第21条：办事指南准确、规范，与实际工作一致。
    ///
    /// ## 怎样整改
    ///
    /// 在“到现场原因”中写明必须当面办理的是什么，如“核验合同原件”；不必到现场的，改为0次。
    ///
    /// ## 何时不报
    ///
    /// 到现场0次或者没有写次数的不报；“说明”中写了要到窗口、当面办理什么的不报；写了全程网办的，由 `visits-contradict` 报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 办理渠道:
    ///   线上: {网址: "https://hall.example.gov.cn/pledge", 网办深度: 全程网办, 到现场次数: 0}
    ///   线下:
    ///     窗口:
    ///       - {名称: 综合窗口, 地址: 示例市示例路1号, 办理时间: "周一至周五 9:00-12:00、13:30-17:00", 电话: 0999-1234567}
    ///     到现场次数: 1
    ///                 ^
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 办理渠道:
    ///   线上: {网址: "https://hall.example.gov.cn/pledge", 网办深度: 全程网办, 到现场次数: 0}
    ///   线下:
    ///     窗口:
    ///       - {名称: 综合窗口, 地址: 示例市示例路1号, 办理时间: "周一至周五 9:00-12:00、13:30-17:00", 电话: 0999-1234567}
    ///     到现场次数: 1
    ///     到现场原因: 领取加盖印章的纸质证书
    /// ```
    ///
    /// ## English
    ///
    /// A channel asks for one visit or more and does not say why. State the reason (到现场原因), or set the visits to 0. Where
    /// everything is said to be done online, `visits-contradict` reports instead.
    "visits-reason-missing" {
        title: ("到现场没有写原因", "A visit without a reason"),
        severity: Warning,
        audience: Editor,
        status: Trial,
        since: "0.1.0",
        clauses: ["21"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "{channel}要到现场{actual}次，没有写原因",
            "{channel} asks for {actual} visits and does not say why",
        ),
        help: (
            "写明必须当面办理的是什么；不必到现场的，改为0次。",
            "State what has to be done in person, or set the visits to 0.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let Some(channels) = facts.guide().channels.given() else {
        return;
    };
    for (channel, entry) in channels.entries() {
        let visits = entry.visits.given().filter(|visits| **visits > 0);
        let is_unexplained = is_absent(&entry.visits_reason, entry.span) && !explains(entry);
        if let Some(visits) = visits.filter(|_| is_unexplained && !entry.is_throughout()) {
            sink.at(facts.canonical().locate(entry.visits.span()))
                .channel(channel)
                .field(key(Key::VisitsReason))
                .actual(Some(&visits.to_string()))
                .send();
        }
    }
}

/// Whether the note says what has to be done in person.
fn explains(entry: &ChannelEntry) -> bool {
    let note = entry.note.text().unwrap_or_default();
    ["现场", "当面", "窗口", "本人到"]
        .iter()
        .any(|word| note.contains(word))
}
