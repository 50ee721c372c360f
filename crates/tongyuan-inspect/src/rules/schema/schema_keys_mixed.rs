//! 一个文件里混用中文和英文字段名。

use tongyuan_model::schema::ViolationKind;

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::shapes::{text, violation};
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 指南文件里多数字段用一种语言的字段名，少数字段用了另一种。
    ///
    /// ## 为什么
    ///
    /// 两种字段名都能读，但是混在一起，改的人容易把一栏写两遍，或者找不到要改的那一栏。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第14条：事项及其材料应当编目，并规范、统一。
    ///
    /// ## 怎样整改
    ///
    /// 把少数的一种改成提示中的字段名。
    ///
    /// ## 何时不报
    ///
    /// 字段名本身写错的，由 `schema-field-unknown` 报告；字段的内容用哪种语言，不报。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 咨询投诉:
    ///   consult: [0999-1234567]
    ///   ^^^^^^^
    ///   投诉: [0999-7654321]
    ///   核验日期: 2024-02-20
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
    /// A guide file that mostly uses the keys of one language uses those of the other here and there. Both are read, but
    /// whoever edits the file soon writes one field twice or does not find it. Use the key that is suggested. A key that is of
    /// neither vocabulary is reported by `schema-field-unknown`.
    "schema-keys-mixed" {
        title: ("中英文字段名混用", "Chinese and English keys in one file"),
        severity: Warning,
        audience: Editor,
        status: Stable,
        since: "0.1.0",
        clauses: ["14"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "“{word}”与文件中多数字段名不是同一种语言",
            "“{word}” is not in the language of most keys of the file",
        ),
        help: (
            "改成“{instead}”。",
            "Use “{instead}”.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    violation(facts, sink, |violation, draft| match &violation.kind {
        ViolationKind::KeysMixed { word, instead } => Some(
            draft
                .expected(Some(instead))
                .actual(Some(word))
                .arg("word", text(word))
                .arg("instead", text(instead)),
        ),
        _ => None,
    });
}
