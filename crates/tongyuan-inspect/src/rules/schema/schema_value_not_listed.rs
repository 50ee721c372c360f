//! 字段的取值不在代码表中。

use tongyuan_model::schema::ViolationKind;

use crate::facts::Facts;
use crate::finding::Arg;
use crate::rule::rule;
use crate::rules::shapes::{text, violation};
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 只能从代码表中选取的字段，写了代码表以外的词。
    ///
    /// ## 为什么
    ///
    /// 同一类事项各写各的词，就无法汇总、检索和比对；程序也认不出写的是哪一种。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第14条：事项及其材料应当编目，并规范、统一。
    ///
    /// ## 怎样整改
    ///
    /// 改用提示中列出的词。代码表里没有合适的词的，写“其他”（有这一项的），并在备注中说明。
    ///
    /// ## 何时不报
    ///
    /// 没有填内容的，由 `schema-field-missing` 报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 事项:
    ///   名称: 示例权利质押登记
    ///   类型: 行政确认
    ///   行使层级: 市级
    ///   服务对象: [自然人, 企业法人]
    ///   办件类型: 承若件
    ///             ^^^^^^
    ///   实施主体: 示例市知识产权局
    ///   责任部门: 运用促进处
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 事项:
    ///   名称: 示例权利质押登记
    ///   类型: 行政确认
    ///   行使层级: 市级
    ///   服务对象: [自然人, 企业法人]
    ///   办件类型: 承诺件
    ///   实施主体: 示例市知识产权局
    ///   责任部门: 运用促进处
    /// ```
    ///
    /// ## English
    ///
    /// A field that takes one of a list of words bears another word. Use one of the listed words; the nearest one is suggested.
    /// A field with nothing in it is reported by `schema-field-missing`.
    "schema-value-not-listed" {
        title: ("取值不在代码表中", "A value that is not in the code list"),
        severity: Error,
        audience: Editor,
        status: Stable,
        since: "0.1.0",
        clauses: ["14"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "{where}不能写“{actual}”",
            "{where} cannot be “{actual}”",
        ),
        help: (
            "可以写的有：{listed}。{suggestion}",
            "It can be: {listed}. {suggestion}",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    violation(facts, sink, |violation, draft| match &violation.kind {
        ViolationKind::NotListed {
            actual,
            listed,
            nearest,
        } => Some(
            draft
                .expected(nearest.as_deref())
                .actual(Some(actual))
                .arg("suggestion", suggestion(nearest.as_deref()))
                .arg("listed", Arg::List(listed.clone())),
        ),
        _ => None,
    });
}

fn suggestion(nearest: Option<&str>) -> Arg {
    match nearest {
        Some(nearest) => Arg::Both {
            chinese: format!("是否应为“{nearest}”？"),
            english: format!("Did you mean “{nearest}”?"),
        },
        None => text(""),
    }
}
