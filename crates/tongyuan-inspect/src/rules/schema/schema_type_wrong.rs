//! 字段内容的类型不对。

use tongyuan_model::schema::{JsonType, ViolationKind};

use crate::facts::Facts;
use crate::finding::Arg;
use crate::rule::rule;
use crate::rules::shapes::{text, violation};
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 字段的内容不是模式规定的类型，例如应当写数字的写了文字，应当写列表的只写了一个词。
    ///
    /// ## 为什么
    ///
    /// 类型不对的内容无法读取，这一栏也就无法与各渠道比对。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第14条：事项及其材料应当编目，并规范、统一。
    ///
    /// ## 怎样整改
    ///
    /// 按提示的类型重写。列表一行一项，以“- ”开头，或者写在方括号里；份数、次数只写数字，单位不写在里面。
    ///
    /// ## 何时不报
    ///
    /// 没有填内容的，由 `schema-field-missing` 报告；类型正确而写法不对的，由 `schema-format-wrong` 报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 事项:
    ///   名称: 示例权利质押登记
    ///   类型: 行政确认
    ///   行使层级: 市级
    ///   服务对象: 企业法人
    ///             ^^^^^^^^
    ///   办件类型: 承诺件
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
    ///   服务对象: [企业法人]
    ///   办件类型: 承诺件
    ///   实施主体: 示例市知识产权局
    ///   责任部门: 运用促进处
    /// ```
    ///
    /// ## English
    ///
    /// The content of a field is of another type than the schema gives it: a word where a number belongs, one value where a
    /// list belongs. What is of the wrong type cannot be read, nor compared. Write it as the type that is named. A field with
    /// nothing in it is reported by `schema-field-missing`, a value of the right type in a wrong form by `schema-format-wrong`.
    "schema-type-wrong" {
        title: ("字段类型不对", "A value of the wrong type"),
        severity: Error,
        audience: Editor,
        status: Stable,
        since: "0.1.0",
        clauses: ["14"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "{where}应当写成{wanted}；现在写的是{found}",
            "{where} should be {wanted}, and is {found}",
        ),
        help: (
            "改写成{wanted}。这个字段的意思：{meaning}",
            "Write {wanted}. What the field means: {meaning}",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    violation(facts, sink, |violation, draft| match &violation.kind {
        ViolationKind::WrongType {
            expected,
            found,
            actual,
        } => Some(
            draft
                .actual(actual.as_deref())
                .arg("wanted", either(expected))
                .arg("found", written(*found, actual.as_deref())),
        ),
        _ => None,
    });
}

/// The types that a field may have, in words.
fn either(types: &[JsonType]) -> Arg {
    let words: Vec<_> = types
        .iter()
        .map(|one| match one {
            JsonType::Array => ("列表（例如 [甲, 乙]）", "a list (such as [a, b])"),
            one => in_words(*one),
        })
        .collect();
    let joined = |or: &str, get: fn(&(&'static str, &'static str)) -> &'static str| {
        words.iter().map(get).collect::<Vec<_>>().join(or)
    };
    Arg::Both {
        chinese: joined("或者", |word| word.0),
        english: joined(" or ", |word| word.1),
    }
}

/// What was written: the value where it is short enough to be shown, else its type.
fn written(found: JsonType, actual: Option<&str>) -> Arg {
    let (chinese, english) = in_words(found);
    match actual {
        Some(actual) => text(format!("“{actual}”")),
        None => Arg::Both {
            chinese: chinese.into(),
            english: english.into(),
        },
    }
}

fn in_words(one: JsonType) -> (&'static str, &'static str) {
    match one {
        JsonType::Null => ("空值", "nothing"),
        JsonType::Boolean => ("“true”或者“false”", "true or false"),
        JsonType::Integer => ("整数", "a whole number"),
        JsonType::Number => ("数字", "a number"),
        JsonType::String => ("文字", "a text"),
        JsonType::Array => ("列表", "a list"),
        JsonType::Object => ("一组字段", "a group of fields"),
    }
}
