//! 字段的写法不对。

use tongyuan_model::schema::{Format, Meaning, ViolationKind};

use crate::facts::Facts;
use crate::finding::Arg;
use crate::rule::rule;
use crate::rules::shapes::violation;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 日期、网址、标识、编号、份数等的写法不合规定，或者数字超出了范围。
    ///
    /// ## 为什么
    ///
    /// 写法不统一的日期和编号无法比较先后，写错的网址打不开。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第14条：事项及其材料应当编目，并规范、统一。
    ///
    /// ## 怎样整改
    ///
    /// 按提示的写法改写：日期写成 2024-03-01，网址以 http:// 或者 https:// 开头。
    ///
    /// ## 何时不报
    ///
    /// 类型不对的，由 `schema-type-wrong` 报告；实施编码、基本编码的写法，由 `item-code-malformed` 报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 受理条件:
    ///   - 标识: 条件 1
    ///           ^^^^^^
    ///     内容: 出质人是权利登记簿记载的权利人
    ///     依据: [《示例权利条例》第八条]
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 咨询投诉:
    ///   咨询: [0999-1234567]
    ///   投诉: [0999-7654321]
    ///   核验日期: 2024-02-20
    /// ```
    ///
    /// ## English
    ///
    /// A date, an address, an identifier or a number is not written as the schema asks, or is out of range. Rewrite it in the
    /// form that is named: dates as 2024-03-01, addresses with http:// or https://. A value of the wrong type is reported by
    /// `schema-type-wrong`, an item code by `item-code-malformed`.
    "schema-format-wrong" {
        title: ("字段写法不对", "A value in a wrong form"),
        severity: Error,
        audience: Editor,
        status: Stable,
        since: "0.1.0",
        clauses: ["14"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "{where}写的是“{actual}”，应当是{wanted}",
            "{where} is “{actual}”, and should be {wanted}",
        ),
        help: (
            "改写成{wanted}。",
            "Write {wanted}.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    violation(facts, sink, |violation, draft| match &violation.kind {
        ViolationKind::WrongFormat { actual, expected } => Some(
            draft
                .actual(Some(actual))
                .arg("wanted", wanted(expected, violation.meaning.as_ref())),
        ),
        _ => None,
    });
}

fn wanted(format: &Format, meaning: Option<&Meaning>) -> Arg {
    let (chinese, english) = match format {
        Format::Date => (
            "形如 2024-03-01 的日期".to_owned(),
            "a date such as 2024-03-01".to_owned(),
        ),
        Format::Time => (
            "形如 2024-03-01 的日期，或者形如 2024-03-01T09:00:00+08:00 的时刻".to_owned(),
            "a date such as 2024-03-01 or an instant such as 2024-03-01T09:00:00+08:00".to_owned(),
        ),
        Format::Url => (
            "以 http:// 或者 https:// 开头的网址".to_owned(),
            "an address that begins with http:// or https://".to_owned(),
        ),
        Format::AtLeast(limit) => (
            format!("不小于{limit}的数字"),
            format!("a number of at least {limit}"),
        ),
        Format::AtMost(limit) => (
            format!("不大于{limit}的数字"),
            format!("a number of at most {limit}"),
        ),
        _ => match meaning {
            Some(meaning) => (
                format!(
                    "本字段规定的写法（{}）",
                    meaning.chinese.trim_end_matches('。')
                ),
                format!(
                    "in the form of this field ({})",
                    meaning.english.trim_end_matches('.')
                ),
            ),
            None => (
                "本字段规定的写法".to_owned(),
                "in the form that the schema gives".to_owned(),
            ),
        },
    };
    Arg::Both { chinese, english }
}
