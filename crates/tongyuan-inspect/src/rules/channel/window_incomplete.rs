//! 窗口的地址、办理时间、电话不全。

use tongyuan_model::text::clock::{has_time_of_day, speaks_of_time};
use tongyuan_model::text::phone::{Place, phones};
use tongyuan_model::{ChannelEntry, Key, Reading, Span, Window};

use crate::facts::Facts;
use crate::finding::Arg;
use crate::rule::rule;
use crate::rules::shapes::key;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 受理窗口没有写地址、办理时间或者电话；办理时间只说“工作日”，没有写几点到几点。
    ///
    /// ## 为什么
    ///
    /// 申请人找不到地方，或者白跑一趟：中午不办公，只写“工作日”看不出来。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第21条：办事指南准确、规范。
    ///
    /// ## 怎样整改
    ///
    /// 补全窗口的地址、办理时间和电话；办理时间写成“周一至周五 9:00-12:00、13:30-17:00（法定节假日除外）”。
    ///
    /// ## 何时不报
    ///
    /// 办理时间、电话写在渠道一级、各窗口共用的不报；窗口没有电话而写了咨询电话的不报；写“无”“详见……”等占位词的不归本规则管；一个窗口也没有写的渠道不报；电话的写法由 `phone-malformed` 报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 办理渠道:
    ///   线上: {网址: "https://hall.example.gov.cn/pledge", 网办深度: 全程网办, 到现场次数: 0}
    ///   线下:
    ///     窗口:
    ///       - {名称: 综合窗口, 地址: 示例市示例路1号, 办理时间: 工作日, 电话: 0999-1234567}
    ///                                                           ^^^^^^
    ///     到现场次数: 1
    ///     到现场原因: 核验合同原件
    /// ```
    ///
    /// ```guide,bad
    /// //- canonical
    /// 办理渠道:
    ///   线上: {网址: "https://hall.example.gov.cn/pledge", 网办深度: 全程网办, 到现场次数: 0}
    ///   线下:
    ///     窗口:
    ///       - {名称: 综合窗口, 办理时间: "9:00-17:00"}
    ///         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    ///     到现场次数: 1
    ///     到现场原因: 核验合同原件
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 办理渠道:
    ///   线上: {网址: "https://hall.example.gov.cn/pledge", 网办深度: 全程网办, 到现场次数: 0}
    ///   线下:
    ///     办理时间: 周一至周五上午九点至十二点
    ///     电话: 0999-1234567
    ///     窗口:
    ///       - {名称: 综合窗口, 地址: 示例市示例路1号}
    ///       - {名称: 知识产权窗口, 地址: 示例市示例路2号}
    ///     到现场次数: 1
    ///     到现场原因: 核验合同原件
    /// ```
    ///
    /// ## English
    ///
    /// A window lacks its address, hours or phone, or its hours name no time of the day (工作日). Complete it. Hours and phone may
    /// stand once for all windows of a channel, and a number for questions serves a window without one. Placeholders such as 无 are not judged here.
    "window-incomplete" {
        title: ("窗口信息不全", "A window without address, hours or phone"),
        severity: Warning,
        audience: Editor,
        status: Trial,
        since: "0.1.0",
        clauses: ["21"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "{channel}的窗口“{subject}”{reason}",
            "{channel}, window “{subject}”: {reason}",
        ),
        help: (
            "补全窗口的地址、办理时间和电话；办理时间写明几点到几点，如“周一至周五 9:00-12:00、13:30-17:00”。",
            "Give address, hours and phone; hours with the times of the day, such as 周一至周五 9:00-12:00、13:30-17:00.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let Some(channels) = facts.guide().channels.given() else {
        return;
    };
    for (channel, entry) in channels.entries() {
        let asks_elsewhere = consults_by_phone(facts);
        for (window, number) in entry.windows.rows().iter().zip(1..) {
            let Some((place, (chinese, english))) = incomplete(entry, window, asks_elsewhere)
            else {
                continue;
            };
            let number = u32::to_string(&number);
            let name = window.name.text().or(window.address.text());
            sink.at(facts.canonical().locate(place))
                .channel(channel)
                .field(key(Key::Windows))
                .subject(name.unwrap_or(&number), None)
                .arg("reason", Arg::Both { chinese, english })
                .send();
        }
    }
}

/// Whether the guide gives a number for questions, which serves a window without one.
fn consults_by_phone(facts: &Facts<'_>) -> bool {
    let contacts = facts.guide().contacts.given();
    let consult = contacts.map_or(&[][..], |contacts| contacts.consult.rows());
    let mut said = consult.iter().filter_map(Reading::text);
    said.any(|text| !phones(text, Place::Way).is_empty())
}

/// What a window lacks, and where.
fn incomplete(
    entry: &ChannelEntry,
    window: &Window,
    asks_elsewhere: bool,
) -> Option<(Span, (String, String))> {
    let lacks = |own: &Reading<String>, shared: Option<&Reading<String>>| {
        is_missing(own, window.span) && shared.is_none_or(Reading::is_missing)
    };
    let lacking = [
        (lacks(&window.address, None), "地址", "address"),
        (
            lacks(&window.hours, Some(&entry.hours)),
            "办理时间",
            "hours",
        ),
        (
            !asks_elsewhere && lacks(&window.phone, Some(&entry.phone)),
            "电话",
            "phone",
        ),
    ];
    let lacking: Vec<_> = lacking.into_iter().filter(|(is_so, ..)| *is_so).collect();
    if !lacking.is_empty() {
        let chinese: Vec<_> = lacking.iter().map(|(_, chinese, _)| *chinese).collect();
        let english: Vec<_> = lacking.iter().map(|(.., english)| *english).collect();
        let words = (
            format!("没有写{}", chinese.join("、")),
            format!("{} absent", english.join(", ")),
        );
        return Some((window.span, words));
    }
    let hours = [&window.hours, &entry.hours]
        .into_iter()
        .find(|own| own.is_given())?;
    let text = hours.text().unwrap_or_default();
    let is_vague = speaks_of_time(text) && !has_time_of_day(text);
    is_vague.then(|| {
        let words = (
            format!("的办理时间“{text}”没有写明几点到几点"),
            format!("the hours “{text}” name no time of the day"),
        );
        (hours.span(), words)
    })
}

/// Whether the key is not there at all: one with nothing in it is the schema's business.
fn is_missing<T>(reading: &Reading<T>, noun: Span) -> bool {
    matches!(reading, Reading::Missing(searched) if *searched == noun)
}
