//! 结果名称与结果类型不符。

use tongyuan_model::Key;

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::shapes::key;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 办理结果的名称是证照（……证、……证书、……执照），类型却是批文；或者名称是批文（……批复、……决定书），类型却是证照。
    ///
    /// ## 为什么
    ///
    /// 类型决定结果怎样制作、怎样共享；填错了，证照库里查不到这张证。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第21条：办事指南要素齐全、准确、规范，与实际工作一致。
    ///
    /// ## 怎样整改
    ///
    /// 核实结果是什么，改类型或者改名称。
    ///
    /// ## 何时不报
    ///
    /// 论证、验证、公证、认证等不是证照的词不报；通知书、证明、类型为“其他”的不报。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 办理结果:
    ///   - {名称: 示例权利登记证书, 类型: 批文, 样本: forms/notice.pdf}
    ///                                    ^^^^
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 办理结果:
    ///   - {名称: 关于同意示例权利质押的批复, 类型: 批文, 样本: forms/notice.pdf}
    /// ```
    ///
    /// ## English
    ///
    /// A result that is called a certificate is typed as an approval document, or the other way round. Words that end like one and are none, notices, and the type 其他 are passed over.
    "result-type-mismatch" {
        title: ("结果类型不符", "Name and type of a result do not match"),
        severity: Warning,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["21"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "办理结果“{subject}”的类型不应是“{actual}”，应是“{expected}”",
            "The type of the result “{subject}” is “{expected}”, not “{actual}”",
        ),
        help: (
            "改成“{expected}”；名称写错的，改名称。",
            "Write “{expected}”, or correct the name.",
        ),
        check: Dossier(check),
    }
}

/// What certificates are called, and what only ends so.
const CERTIFICATES: [&str; 4] = ["证", "证书", "执照", "证照"];
const NO_CERTIFICATES: [&str; 12] = [
    "论证", "验证", "认证", "公证", "保证", "查证", "听证", "鉴证", "见证", "质证", "举证", "核证",
];
const APPROVALS: [&str; 8] = [
    "批复",
    "批文",
    "批准文件",
    "批准书",
    "决定书",
    "许可决定",
    "核准文件",
    "复函",
];

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    for result in facts.guide().results.rows() {
        let (Some(name), Some(kind)) = (result.name.text(), result.kind.text()) else {
            continue;
        };
        let core = name.split(['（', '(']).next().unwrap_or_default().trim();
        let ends = |words: &[&str]| words.iter().any(|word| core.ends_with(word));
        let is_certificate = ends(&CERTIFICATES) && !ends(&NO_CERTIFICATES);
        let expected = match kind {
            "批文" if is_certificate => "证照",
            "证照" if ends(&APPROVALS) => "批文",
            _ => continue,
        };
        sink.at(facts.canonical().locate(result.kind.span()))
            .field(key(Key::Results))
            .subject(name, None)
            .expected(Some(expected))
            .actual(Some(kind))
            .send();
    }
}
