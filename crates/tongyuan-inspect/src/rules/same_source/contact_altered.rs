//! 渠道公布的咨询投诉方式与权威数据源不一致。

use tongyuan_model::Field;

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::shapes;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 渠道公布的咨询、投诉的电话或者其他方式，与权威数据源不同。
    ///
    /// ## 为什么
    ///
    /// 电话不一致，总有一个打不通或者不归这里管。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第24条：线上线下同源，内容完全一致。第31条：统一咨询热线。
    ///
    /// ## 怎样整改
    ///
    /// 拨打核实以后，把该渠道改成与权威数据源一致；权威数据源的号码旧了的，先改权威数据源。
    ///
    /// ## 何时不报
    ///
    /// 次序不同、前面有没有“咨询电话：”字样的不报；没有公布的，由 `field-omitted` 报告；窗口电话属于渠道自己的内容，不比。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- online
    /// 咨询投诉:
    ///   咨询: 0999-1234560
    ///         ^^^^^^^^^^^^
    ///   投诉: 0999-7654321
    /// ```
    ///
    /// ```guide,good
    /// //- online
    /// 咨询投诉:
    ///   咨询: 咨询电话：0999-1234567
    ///   投诉: 0999-7654321
    /// ```
    ///
    /// ## English
    ///
    /// A channel gives another number or way to ask or to complain than the source. Call to find out which one is right; then
    /// make the channel say what the source says, or correct the source first. The order and words such as 咨询电话 do not matter;
    /// the telephone of a window is the channel's own.
    "contact-altered" {
        title: ("咨询投诉方式与权威数据源不一致", "The contacts depart from the source"),
        severity: Warning,
        audience: Editor,
        status: Stable,
        since: "0.1.0",
        clauses: ["24", "31"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "{channel}公布的{field}{part}是“{actual}”，权威数据源是“{expected}”",
            "{channel} states “{actual}” in {field}{part}; the source states “{expected}”",
        ),
        help: (
            "核实以后把{channel}改成“{expected}”；权威数据源的号码旧了的，先改权威数据源。",
            "Find out which is right, then state “{expected}” in {channel}, or correct the source first.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    shapes::altered(facts, sink, Field::Contacts);
}
