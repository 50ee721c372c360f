//! 引用法律没有写明条款。

use std::collections::HashSet;

use tongyuan_model::register::laws::Force;
use tongyuan_model::text::citation::{Named, has_articles, plain_title};
use tongyuan_model::{Key, Reference};

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::legal::name;
use crate::rules::shapes::key;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 引用法律、条例、细则、办法、规定，只写了名称，没有写第几条。
    ///
    /// ## 为什么
    ///
    /// 整部法律不能说明哪一条规定了这个事项、这份材料；申请人和检查的人都无从核对。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第22条：申请材料和证明应当有法律法规依据，没有依据的取消。江苏等地的编写规范要求写明具体条款内容。
    ///
    /// ## 怎样整改
    ///
    /// 写明条、款、项，例如“《专利代理条例》第八条第（二）项”。
    ///
    /// ## 何时不报
    ///
    /// 通知、意见、公告、决定等不分条的文件不报；写明发文字号（财税〔2016〕78号）的规范性文件不报；依据库列为规范性文件又没有条数的，不报；依据库中没有的，由 `legal-basis-unresolved` 报告。同一字段里同一部法律只报一次。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 设定依据:
    ///   - {法律名称: 示例权利条例, 文号: 示例市人民政府令第12号}
    ///                ^^^^^^^^^^^^
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 设定依据:
    ///   - {法律名称: 示例权利条例, 文号: 示例市人民政府令第12号, 条款: 第八条}
    ///   - {法律名称: 国务院关于加快推进政务服务标准化规范化便利化的指导意见, 文号: 国发〔2022〕5号}
    /// ```
    ///
    /// ## English
    ///
    /// A law is cited by its title alone. Nobody can check which article lays down the item or the material. Notices, opinions and decisions, which have no
    /// articles, are let pass, and so are documents with a number such as 财税〔2016〕78号.
    "legal-basis-article-unstated" {
        title: ("依据没有写明条款", "A law without an article"),
        severity: Warning,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["22", "21"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "引用“{subject}”没有写明第几条",
            "“{subject}” is cited without an article",
        ),
        help: (
            "写明条、款、项，例如“第八条第（二）项”。",
            "State article, paragraph and item, such as 第八条第（二）项.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let mut seen = HashSet::new();
    for reference in &facts.references {
        let Some(title) = name(reference).filter(|_| is_unstated(facts, reference)) else {
            continue;
        };
        let plain = plain_title(title);
        if !seen.insert((reference.field, plain.clone())) {
            continue;
        }
        sink.at(facts.canonical().locate(reference.law))
            .field(key(reference.field))
            .subject(title, Some(&plain))
            .send();
    }
}

fn is_unstated(facts: &Facts<'_>, reference: &Reference) -> bool {
    let cited = &reference.cited;
    let is_law = cited.title.as_deref().is_some_and(has_articles);
    // What stands in the field of the article and could not be read is there all the same.
    let rows = facts.guide().legal_basis.rows();
    let says_something = reference.field == Key::LegalBasis
        && rows
            .get(reference.row)
            .is_some_and(|row| !row.article.is_missing());
    let is_whole = cited.places.is_empty() && cited.named != Named::Relative;
    // Laws and rules are promulgated by orders: what has a number of this form is a document.
    let number = cited.document_number.as_deref().unwrap_or_default();
    let is_document = number.contains(['〔', '[']);
    is_law && is_whole && !is_document && !says_something && !has_none(facts, reference)
}

/// Whether the register does not know the law, or knows that it is a document without articles.
fn has_none(facts: &Facts<'_>, reference: &Reference) -> bool {
    let Some(register) = &facts.registers.laws else {
        return false;
    };
    let (editions, _) = register.value.find(&reference.cited);
    editions.iter().all(|edition| {
        let row = register.value.row(edition);
        let force = row.and_then(|row| row.force.given());
        edition.count.is_none() && force == Some(&Force::Document)
    })
}
