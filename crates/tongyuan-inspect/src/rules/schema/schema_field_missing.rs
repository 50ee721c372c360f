//! 指南文件没有填写必填的字段。

use tongyuan_model::schema::ViolationKind;

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::shapes::{text, violation, whereabouts};
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 指南文件里没有模式要求填写的字段，或者写了字段名而没有填内容。
    ///
    /// ## 为什么
    ///
    /// 缺了这一栏，各渠道就没有可以照着发布的内容，申请人也看不到办理所需的信息。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第14条：事项及其材料应当编目，并规范、统一；行政许可法第三十条：应当公示的内容。
    ///
    /// ## 怎样整改
    ///
    /// 补上该字段。确实没有内容的，按该字段规定的写法写明，例如数量限制写“无”。
    ///
    /// ## 何时不报
    ///
    /// 字段名写错一两个字的，只由 `schema-field-unknown` 报告；模式不要求填写的字段没有写，不报；“法定时限和承诺时限都没有”之类跨字段的要求，由各栏目的规则报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 事项:
    /// ^^^^
    ///   名称: 示例权利质押登记
    ///   类型: 行政确认
    ///   行使层级: 市级
    ///   服务对象: [自然人, 企业法人]
    ///   办件类型: 承诺件
    ///   责任部门: 运用促进处
    /// ```
    ///
    /// ```guide,bad
    /// //- canonical
    /// 数量限制:
    /// ^^^^^^^^
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 数量限制: 无
    /// ```
    ///
    /// ## English
    ///
    /// A field that the schema requires is absent from the guide file, or its key is there with nothing in it. Fill it in;
    /// where there is nothing to state, say so in the way of that field (无). Fields that the schema does not require may be
    /// left out, and a misspelt key is reported by `schema-field-unknown` alone; requirements across fields are reported by the rules of those fields.
    "schema-field-missing" {
        title: ("必填字段没有填写", "A required field is not filled in"),
        severity: Error,
        audience: Editor,
        status: Stable,
        since: "0.1.0",
        clauses: ["14", "许可30"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "{holder}没有填写“{word}”",
            "{holder} does not state “{word}”",
        ),
        help: (
            "补上“{word}”。全部字段和写法见 tongyuan schema guide。",
            "Fill in “{word}”; `tongyuan schema guide` shows every field and how it is written.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    violation(facts, sink, |violation, draft| {
        let (holder, word) = match &violation.kind {
            ViolationKind::Missing { word } if is_misspelt(facts, &violation.path, word) => {
                return None;
            }
            ViolationKind::Missing { word } => (violation.path.as_str(), word.as_str()),
            ViolationKind::Empty => split(&violation.path),
            _ => return None,
        };
        Some(
            draft
                .arg("holder", whereabouts(holder))
                .arg("word", text(word)),
        )
    });
}

/// Whether the key is there, but for its spelling: then `schema-field-unknown` shows what to write.
fn is_misspelt(facts: &Facts<'_>, holder: &str, word: &str) -> bool {
    facts
        .canonical()
        .violations
        .iter()
        .any(|violation| match &violation.kind {
            ViolationKind::Unknown { nearest, .. } => {
                nearest.as_deref() == Some(word) && split(&violation.path).0 == holder
            }
            _ => false,
        })
}

/// 事项.名称 → 事项, 名称
fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('.').unwrap_or(("", path))
}
