//! 渠道公布的办理结果与权威数据源不一致。

use tongyuan_model::Field;

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::shapes;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 渠道公布的办理结果与权威数据源不同：名称、类型或者有效期不同，多出或者缺少一个结果。
    ///
    /// ## 为什么
    ///
    /// 申请人不知道办完拿到的是什么、能用多久。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第24条：线上线下同源，内容完全一致。政府信息公开条例第二十条：办理结果应当主动公开。
    ///
    /// ## 怎样整改
    ///
    /// 把该渠道改成与权威数据源一致；确需不同的，在“渠道差异”中写明理由和依据。
    ///
    /// ## 何时不报
    ///
    /// 渠道没有写类型、有效期的不报；整个栏目没有公布的，由 `field-omitted` 报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- online
    /// 办理结果:
    ///   - 名称: 示例权利质押登记证书
    ///           ^^^^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```guide,good
    /// //- online
    /// 办理结果: [《示例权利质押登记通知书》]
    /// ```
    ///
    /// ## English
    ///
    /// A channel states another result than the source: another name, type or validity, one result more or one less. Make it
    /// say what the source says, or declare a variant. Type and validity that a channel does not state are not reported.
    "result-altered" {
        title: ("办理结果与权威数据源不一致", "A result departs from the source"),
        severity: Error,
        audience: Editor,
        status: Stable,
        since: "0.1.0",
        clauses: ["24", "公开20"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "{channel}公布的办理结果与权威数据源不一致：公布的是“{actual}”，权威数据源是“{expected}”",
            "{channel} departs from the source in its results: it states “{actual}”, the source “{expected}”",
        ),
        help: (
            "把{channel}改成与权威数据源一致；确需不同的，在“渠道差异”中写明理由和依据。",
            "Make {channel} say what the source says; where it must differ, declare a variant with its reason and basis.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    shapes::altered(facts, sink, Field::Results);
}
