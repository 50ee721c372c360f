//! 实施编码与指南自己的实施主体、层级或者基本编码矛盾。

use tongyuan_model::text::code::{ItemCode, is_catalog_code, is_credit_code};
use tongyuan_model::{Field, Item, Key, Reading};

use crate::facts::Facts;
use crate::finding::{Arg, FieldName, Role};
use crate::rule::rule;
use crate::rules::shapes::key;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 实施编码由实施主体编码、行使层级、基本编码三段组成；其中一段与指南写明的不同。
    ///
    /// ## 为什么
    ///
    /// 编码指向的是别的单位、别的层级或者别的事项，别的系统照编码取数就会取错。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第14条：事项编目，规范、统一。
    ///
    /// ## 怎样整改
    ///
    /// 核对哪一个写错了，改正实施编码或者与它矛盾的字段。
    ///
    /// ## 何时不报
    ///
    /// 实施编码不能分成三段的，由 `item-code-malformed` 报告；实施主体编码本身不合校验的，由 `authority-code-checksum` 报告；指南没有写的那一段不比。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 事项:
    ///   实施编码: 11990100MB123456204000712345000
    ///             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    ///   基本编码: 000712345000
    ///   名称: 示例权利质押登记
    ///   类型: 行政确认
    ///   行使层级: 市级
    ///   服务对象: [自然人, 企业法人]
    ///   办件类型: 承诺件
    ///   实施主体: 示例市知识产权局
    ///   实施主体编码: 11990100MB12345620
    ///   责任部门: 运用促进处
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 事项:
    ///   实施编码: 11990100MB123456203000712345000
    ///   基本编码: 000712345000
    ///   名称: 示例权利质押登记
    ///   类型: 行政确认
    ///   行使层级: 市级
    ///   服务对象: [自然人, 企业法人]
    ///   办件类型: 承诺件
    ///   实施主体: 示例市知识产权局
    ///   实施主体编码: 11990100MB12345620
    ///   责任部门: 运用促进处
    /// ```
    ///
    /// ## English
    ///
    /// The implementation code is made of the authority's code, the level and the catalogue code, and one of these is not what
    /// the guide itself states. Correct whichever is wrong. A code that cannot be taken apart is reported by
    /// `item-code-malformed`, an authority's code that fails its checksum by `authority-code-checksum`; parts that the guide
    /// does not state are not compared.
    "item-code-inconsistent" {
        title: ("实施编码前后矛盾", "An item code that contradicts the guide"),
        severity: Error,
        audience: Editor,
        status: Stable,
        since: "0.1.0",
        clauses: ["14"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "实施编码中的{other}是“{actual}”，指南写明的是“{expected}”",
            "{other}: the implementation code says “{actual}”, the guide states “{expected}”",
        ),
        help: (
            "核对后改正实施编码，或者改正“{other}”。",
            "Correct the implementation code or the other field ({other}).",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let Some(item) = facts.guide().item.given() else {
        return;
    };
    let Some(code) = item.code.text().and_then(ItemCode::parse) else {
        return;
    };
    for Contradiction {
        part,
        actual,
        stated,
    } in contradictions(&code, item)
    {
        let canonical = facts.canonical();
        sink.at(canonical.locate(item.code.span()))
            .field(FieldName::Field(Field::ItemCode))
            .subject(part.chinese(), None)
            .expected(stated.text())
            .actual(Some(&actual))
            .arg("other", Arg::Field(key(part)))
            .related(Role::Other, canonical.locate(stated.span()))
            .send();
    }
}

/// A part of the code that the guide states otherwise.
struct Contradiction<'g> {
    part: Key,
    actual: String,
    stated: &'g Reading<String>,
}

fn contradictions<'g>(code: &ItemCode<'_>, item: &'g Item) -> Vec<Contradiction<'g>> {
    let level = LEVELS
        .iter()
        .find(|(digit, _)| *digit == code.level)
        .map_or("", |(_, name)| *name);
    let is_listed_level = |text: &str| LEVELS.iter().any(|(_, name)| *name == text);
    let parts: [(Key, &str, &Reading<String>, bool); 3] = [
        (
            Key::AuthorityCode,
            code.authority,
            &item.authority_code,
            item.authority_code.text().is_some_and(is_credit_code),
        ),
        (
            Key::Level,
            level,
            &item.level,
            item.level.text().is_some_and(is_listed_level),
        ),
        (
            Key::CatalogCode,
            code.catalog,
            &item.catalog_code,
            item.catalog_code.text().is_some_and(is_catalog_code),
        ),
    ];
    parts
        .into_iter()
        .filter(|(_, actual, stated, is_sound)| *is_sound && stated.text() != Some(*actual))
        .map(|(part, actual, stated, _)| Contradiction {
            part,
            actual: if part == Key::Level {
                format!("{}（{actual}）", code.level)
            } else {
                actual.to_owned()
            },
            stated,
        })
        .collect()
}

/// 行使层级 by its digit.
const LEVELS: &[(&str, &str)] = &[
    ("1", "国家级"),
    ("2", "省级"),
    ("3", "市级"),
    ("4", "县级"),
    ("5", "乡镇（街道）级"),
    ("6", "村（社区）级"),
];
