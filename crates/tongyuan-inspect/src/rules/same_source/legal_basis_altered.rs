//! 渠道公布的设定依据与权威数据源不一致。

use tongyuan_model::Field;

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::shapes;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 渠道公布的设定依据与权威数据源不同：法律名称、文号或者条款不同，多出或者缺少一部。
    ///
    /// ## 为什么
    ///
    /// 依据不一致，申请人无从核对要求是否合法。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第24条：线上线下同源，内容完全一致。政府信息公开条例第二十条：办理行政许可和其他对外管理服务事项的依据应当主动公开。
    ///
    /// ## 怎样整改
    ///
    /// 把该渠道改成与权威数据源一致。依据已经修订的，先改权威数据源。
    ///
    /// ## 何时不报
    ///
    /// 法律名称前有没有“中华人民共和国”、只有一方写明文号的，不报；整个栏目没有公布的，由 `field-omitted` 报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- online
    /// 设定依据:
    ///   - 法律名称: 《示例权利条例》
    ///               ^^^^^^^^^^^^^^^^
    ///     条款: 第九条
    /// ```
    ///
    /// ```guide,good
    /// //- online
    /// 设定依据: [《示例权利条例》第八条]
    /// ```
    ///
    /// ## English
    ///
    /// A channel cites another legal basis than the source: another title, document number or article, one law more or one
    /// less. Make it say what the source says; where the law was amended, change the source first. The name of the country
    /// before a title, and a document number that one side alone states, are no difference.
    "legal-basis-altered" {
        title: ("设定依据与权威数据源不一致", "A legal basis departs from the source"),
        severity: Error,
        audience: Editor,
        status: Stable,
        since: "0.1.0",
        clauses: ["24", "公开20"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "{channel}公布的设定依据与权威数据源不一致：公布的是“{actual}”，权威数据源是“{expected}”",
            "{channel} departs from the source in its legal basis: it states “{actual}”, the source “{expected}”",
        ),
        help: (
            "把{channel}改成与权威数据源一致；确需不同的，在“渠道差异”中写明理由和依据。",
            "Make {channel} say what the source says; where it must differ, declare a variant with its reason and basis.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    shapes::altered(facts, sink, Field::LegalBasis);
}
