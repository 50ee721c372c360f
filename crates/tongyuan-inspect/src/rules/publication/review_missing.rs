//! 没有保密审查的依据。

use tongyuan_model::Key;

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::shapes::{is_absent, key, text};
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 指南的版本没有写保密审查，或者没有写审查的依据。
    ///
    /// ## 为什么
    ///
    /// 没有审查就发布，可能泄露国家秘密、商业秘密和个人隐私；出了问题，也说不清是谁审的。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第36条、第37条：公开前进行审查。《中华人民共和国政府信息公开条例》第十七条：行政机关应当依照保守国家秘密法以及其他法律、法规和国家有关规定对拟公开的政府信息进行审查。
    ///
    /// ## 怎样整改
    ///
    /// 按规定审查以后，在“保密审查”中写明依据、审查部门和审查日期。
    ///
    /// ## 何时不报
    ///
    /// 没有写版本的，由 `schema-field-missing` 报告；审查的先后，由 `review-after-publication` 报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 版本:
    ///   版本号: 2
    ///   批准: {批准文件: 示例知发〔2024〕3号, 批准日期: 2024-02-20}
    ///   实施日期: 2024-03-01
    ///   保密审查: {审查部门: 办公室, 审查日期: 2024-02-20}
    ///             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 版本:
    ///   版本号: 2
    ///   批准: {批准文件: 示例知发〔2024〕3号, 批准日期: 2024-02-20}
    ///   实施日期: 2024-03-01
    ///   保密审查: {依据: [《中华人民共和国政府信息公开条例》第十七条]}
    /// ```
    ///
    /// ## English
    ///
    /// The version states no review before publication (保密审查), or no basis of it. Review it as the rules ask, and state
    /// basis, department and day. Whether the review came in time is `review-after-publication`.
    "review-missing" {
        title: ("没有保密审查依据", "No basis of the review before publication"),
        severity: Error,
        audience: Editor,
        status: Trial,
        since: "0.1.0",
        clauses: ["36", "37"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "第{version}版没有写保密审查的依据",
            "Version {version} states no basis of its review before publication",
        ),
        help: (
            "按规定审查后，写明依据、审查部门和审查日期。",
            "Have it reviewed, and state basis, department and day.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let Some(version) = facts.guide().version.given() else {
        return;
    };
    let review = &version.review;
    let has_no_basis = review.given().is_some_and(|review| {
        let rows = review.basis.rows();
        is_absent(&review.basis, review.span) || review.basis.is_given() && rows.is_empty()
    });
    if is_absent(review, version.span) || has_no_basis {
        sink.at(facts.canonical().locate(review.span()))
            .field(key(Key::Review))
            .arg("version", text(version.number.text().unwrap_or("?")))
            .send();
    }
}
