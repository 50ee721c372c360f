//! 网址打不开：网页不在了。

use tongyuan_model::Key;

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::shapes::{key, text};
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 最近一次抓取（`tongyuan capture`）时，网站回答这个网址的网页不存在（404、410）。
    ///
    /// ## 为什么
    ///
    /// 申请人照着指南打开的是一个错误页，网上办理无从谈起。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第21条：办事指南准确，与实际工作一致。
    ///
    /// ## 怎样整改
    ///
    /// 改成现在的网址；网页被误删的，恢复。改好以后再抓取一次。
    ///
    /// ## 何时不报
    ///
    /// 没有抓取证据的不报；抓取以后网址已经改过的不报；受阻、超时、证书不对等不能确定的不报。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- gone: https://hall.example.gov.cn/pledge
    /// //- canonical
    /// 办理渠道:
    ///   线上: {网址: "https://hall.example.gov.cn/pledge", 网办深度: 全程网办, 到现场次数: 0}
    ///                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    ///   线下:
    ///     窗口:
    ///       - {名称: 综合窗口, 地址: 示例市示例路1号, 办理时间: "9:00-17:00", 电话: 0999-1234567}
    ///     到现场次数: 1
    ///     到现场原因: 核验合同原件
    /// ```
    ///
    /// ```guide,good
    /// //- gone: https://old.example.gov.cn/pledge
    /// ```
    ///
    /// ## English
    ///
    /// When the page was last captured (`tongyuan capture`), the server said that there is none (404, 410). Give the present
    /// address or restore the page, and capture it again. Without evidence, or where the address has changed since, nothing
    /// is reported; nor is what could not be decided.
    "url-dead" {
        title: ("网页不在了", "An address whose page is gone"),
        severity: Error,
        audience: Editor,
        status: Trial,
        since: "0.1.0",
        clauses: ["21"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "网址“{actual}”在{when}抓取时，网页已经不在",
            "The page of “{actual}” was gone when it was asked for on {when}",
        ),
        help: (
            "改成现在的网址，或者恢复网页，然后再抓取一次。",
            "Give the present address or restore the page, then capture it again.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let canonical = facts.canonical();
    let channels = facts.guide().channels.given();
    for evidence in facts.dossier.evidence.iter().filter(|own| own.is_gone) {
        let entry = channels.and_then(|channels| channels.get(evidence.channel).given());
        let Some((url, reading)) = entry.and_then(|own| Some((own.url.text()?, &own.url))) else {
            continue;
        };
        if evidence.is_of(url) {
            sink.at(canonical.locate(canonical.part_of(reading.span(), url)))
                .channel(evidence.channel)
                .field(key(Key::Url))
                .actual(Some(url))
                .arg("when", text(evidence.asked_at.as_str()))
                .send();
        }
    }
}
