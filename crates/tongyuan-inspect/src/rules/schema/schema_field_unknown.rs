//! 指南文件中有模式不认识的字段。

use tongyuan_model::schema::ViolationKind;

use crate::facts::Facts;
use crate::finding::Arg;
use crate::rule::rule;
use crate::rules::shapes::{text, violation};
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 指南文件里写了模式不认识的字段，多半是字段名写错了字，或者写错了层级。
    ///
    /// ## 为什么
    ///
    /// 不认识的字段不会被读取：写错一个字，整栏内容就等于没有写，各渠道也就无从比对。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第14条：事项及其材料应当编目，并规范、统一。
    ///
    /// ## 怎样整改
    ///
    /// 按提示改成最接近的字段名；确实多余的，删去。全部字段见 `tongyuan schema guide`。
    ///
    /// ## 何时不报
    ///
    /// 字段名正确而取值不对的，由 `schema-type-wrong`、`schema-value-not-listed`、`schema-format-wrong` 报告；中英文字段名混用的，由
    /// `schema-keys-mixed` 报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 申请材枓:
    /// ^^^^^^^^
    ///   - 名称: 居民身份证
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 申请材料:
    ///   - 名称: 专利权质押登记申请表
    ///     提交方式: {介质: 纸质, 原件: 1}
    /// ```
    ///
    /// ## English
    ///
    /// A key of the guide file that the schema does not know. It is read by nobody: one wrong letter, and the whole field is
    /// as good as absent. Use the key that is suggested, or remove it; `tongyuan schema guide` shows all of them. Wrong values
    /// under a right key are reported by the other rules of this family.
    "schema-field-unknown" {
        title: ("字段无法识别", "A key that the schema does not know"),
        severity: Error,
        audience: Editor,
        status: Stable,
        since: "0.1.0",
        clauses: ["14"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "“{word}”不是指南的字段",
            "“{word}” is not a key of a guide",
        ),
        help: (
            "{suggestion}",
            "{suggestion}",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    violation(facts, sink, |violation, draft| match &violation.kind {
        ViolationKind::Unknown { word, nearest } => Some(
            draft
                .arg("word", text(word))
                .arg("suggestion", suggestion(nearest.as_deref())),
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
        None => Arg::Both {
            chinese: "删去该字段，或者用 tongyuan schema guide 查看这里可以写哪些字段。".into(),
            english: "Remove it, or see with `tongyuan schema guide` which keys can stand here."
                .into(),
        },
    }
}
