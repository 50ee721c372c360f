//! 渠道公布的收费与权威数据源不一致。

use tongyuan_model::Field;

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::shapes;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 渠道公布的是否收费、收费项目、金额、计费单位或者收费依据，与权威数据源不同；多出或者缺少一个收费项目，也算不同。
    ///
    /// ## 为什么
    ///
    /// 收费不一致，申请人不知道该交多少，多收的还要退。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第24条：线上线下同源，内容完全一致。政府信息公开条例第二十条：行政事业性收费项目及其依据、标准应当主动公开。
    ///
    /// ## 怎样整改
    ///
    /// 把该渠道改成与权威数据源一致。网上办理优惠的，在“渠道差异”中写明金额、理由和依据。
    ///
    /// ## 何时不报
    ///
    /// “不收费”与“免费”、“300元/件”与“每件300元”之类说法不报；整个栏目没有公布的，由 `field-omitted` 报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- online
    /// 收费: 每件100元
    ///       ^^^^^^^^^
    /// ```
    ///
    /// ```guide,good
    /// //- online
    /// 收费: 免费
    /// ```
    ///
    /// ## English
    ///
    /// A channel states otherwise than the source whether a fee is charged, for what, how much, per what or on what basis; a
    /// fee more or less counts as well. Make it say what the source says; a lower fee online is declared as a variant with its
    /// reason and basis. 免费 for 不收费 and 每件300元 for 300元/件 are no difference.
    "fee-altered" {
        title: ("收费与权威数据源不一致", "A fee departs from the source"),
        severity: Error,
        audience: Editor,
        status: Stable,
        since: "0.1.0",
        clauses: ["24", "公开20"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "{channel}公布的收费与权威数据源不一致：公布的是“{actual}”，权威数据源是“{expected}”",
            "{channel} departs from the source in fees: it states “{actual}”, the source “{expected}”",
        ),
        help: (
            "把{channel}改成与权威数据源一致；确需不同的，在“渠道差异”中写明理由和依据。",
            "Make {channel} say what the source says; where it must differ, declare a variant with its reason and basis.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    shapes::altered(facts, sink, Field::Fees);
}
