//! 发文字号写法不合规范。

use tongyuan_model::text::document_number::find_all;
use tongyuan_model::{Key, Mend, Reading, part_of};

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::shapes::key;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 依据、批准文件中的发文字号：年份没有用六角括号〔〕，序号前面补了零或者加了“第”字。
    ///
    /// ## 为什么
    ///
    /// 写法不统一，按文号检索就查不到，同一份文件会被当成两份。
    ///
    /// ## 依据
    ///
    /// GB/T 9704—2012《党政机关公文格式》：年份用六角括号“〔〕”括入，序号不加“第”字，不编虚位。2018年政务公开工作计划第21条：办事指南应当规范。
    ///
    /// ## 怎样整改
    ///
    /// 改成“国办发〔2018〕45号”的写法；`check --fix` 可以自动改。
    ///
    /// ## 何时不报
    ///
    /// 令号（国务院令第706号）、公告号（公告第461号）不是这种写法，不查。2000年以前的文件照原文引用，不报；2012年标准施行以前的“第”字不报。引用的原文不查。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 设定依据:
    ///   - {法律名称: 示例权利条例, 条款: 第八条}
    ///   - {法律名称: 关于示例权利登记的通知, 文号: "示例发[2018]45号"}
    ///                                               ^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 设定依据:
    ///   - {法律名称: 示例权利条例, 条款: 第八条}
    ///   - {法律名称: 关于示例权利登记的通知, 文号: 示例发〔2018〕45号}
    /// ```
    ///
    /// ## English
    ///
    /// The year of a document number stands in 〔〕, and its number has neither leading zeros nor 第. Numbers of orders and announcements are written otherwise, and documents
    /// from before 2000 are quoted as they are. `check --fix` mends it.
    "document-number-malformed" {
        title: ("发文字号写法不规范", "A malformed document number"),
        severity: Warning,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["21", "22"],
        ratings: [],
        fixable: true,
        needs: None,
        message: (
            "发文字号“{actual}”应当写成“{expected}”",
            "The document number “{actual}” is written “{expected}”",
        ),
        help: (
            "改为“{expected}”。",
            "Write “{expected}”.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let canonical = facts.canonical();
    for (field, reading) in texts(facts) {
        let Some(text) = reading.text() else { continue };
        for number in find_all(text).into_iter().filter(|own| own.is_malformed) {
            let written = text.get(number.at.clone()).unwrap_or_default();
            let span = part_of(reading, &number.at);
            sink.at(canonical.locate(span))
                .field(key(field))
                .subject(written, Some(&number.proper))
                .actual(Some(written))
                .expected(Some(&number.proper))
                .mend(Mend {
                    value: reading.span(),
                    at: Some(number.at),
                    text: number.proper.clone(),
                })
                .send();
        }
    }
}

/// Every text that may hold the number of a document.
fn texts<'f>(facts: &Facts<'f>) -> Vec<(Key, &'f Reading<String>)> {
    let guide = facts.guide();
    let citing = guide.citing().into_iter();
    let mut texts: Vec<_> = citing.map(|(field, _, reading)| (field, reading)).collect();
    if let Some(version) = guide.version.given() {
        let approval = version.approval.given();
        texts.extend(approval.map(|own| (Key::Document, &own.document)));
        let changes = version.changes.rows().iter();
        texts.extend(changes.map(|own| (Key::Document, &own.document)));
    }
    texts
}
