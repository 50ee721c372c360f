//! 渠道公布的实施编码与权威数据源不一致。

use tongyuan_model::Field;

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::shapes;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 渠道公布的实施编码与权威数据源不同。
    ///
    /// ## 为什么
    ///
    /// 编码是认定同一事项的凭据，不一致就会当成两个事项，办件数据也归错地方。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第24条：线上线下同源，内容完全一致。第14条：事项编目。
    ///
    /// ## 怎样整改
    ///
    /// 核对编码，该渠道改用权威数据源的编码；权威数据源写错的，先改权威数据源。
    ///
    /// ## 何时不报
    ///
    /// 权威数据源写明而渠道没有公布编码的，由 `field-omitted` 报告；编码本身写法不对的，由 `item-code-malformed` 报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 事项:
    ///   实施编码: 11990100MB123456203000712345000
    ///   名称: 示例权利质押登记
    ///   类型: 行政确认
    ///   行使层级: 市级
    ///   服务对象: [自然人, 企业法人]
    ///   办件类型: 承诺件
    ///   实施主体: 示例市知识产权局
    ///   责任部门: 运用促进处
    /// //- online
    /// 事项:
    ///   实施编码: 11990100MB123456203000712345001
    ///             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    ///   名称: 示例权利质押登记
    ///   服务对象: [自然人, 企业法人]
    ///   实施主体: 示例市知识产权局
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 事项:
    ///   实施编码: 11990100MB123456203000712345000
    ///   名称: 示例权利质押登记
    ///   类型: 行政确认
    ///   行使层级: 市级
    ///   服务对象: [自然人, 企业法人]
    ///   办件类型: 承诺件
    ///   实施主体: 示例市知识产权局
    ///   责任部门: 运用促进处
    /// //- online
    /// 事项:
    ///   实施编码: 11990100MB123456203000712345000
    ///   名称: 示例权利质押登记
    ///   服务对象: [自然人, 企业法人]
    ///   实施主体: 示例市知识产权局
    /// ```
    ///
    /// ## English
    ///
    /// A channel states another implementation code than the source: then it is taken for another item. Use the code of the
    /// source, or correct the source first. A channel without a code is reported by `field-omitted`, a malformed code of the
    /// source by `item-code-malformed`.
    "item-code-altered" {
        title: ("实施编码与权威数据源不一致", "The item code departs from the source"),
        severity: Error,
        audience: Editor,
        status: Stable,
        since: "0.1.0",
        clauses: ["24", "14"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "{channel}公布的实施编码是“{actual}”，权威数据源是“{expected}”",
            "{channel} states the code “{actual}”; the source states “{expected}”",
        ),
        help: (
            "核对编码，{channel}改用“{expected}”；权威数据源写错的，先改权威数据源。",
            "Check the code and use “{expected}” in {channel}; where the source is wrong, correct the source first.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    shapes::altered(facts, sink, Field::ItemCode);
}
