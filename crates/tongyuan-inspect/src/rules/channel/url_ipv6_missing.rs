//! 网站没有IPv6地址。

use std::collections::BTreeSet;

use tongyuan_model::Key;

use crate::dossier::{Card, Registers};
use crate::rule::rule;
use crate::rules::shapes::{key, text};
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 最近一次抓取（`tongyuan capture`）时，域名只有IPv4地址，没有IPv6地址。一个域名只报一次。
    ///
    /// ## 为什么
    ///
    /// 使用IPv6网络的申请人访问慢，或者访问不了。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第27条：政府网站支持IPv6访问。
    ///
    /// ## 怎样整改
    ///
    /// 请网站主管单位为域名开通IPv6地址，然后再抓取一次。
    ///
    /// ## 何时不报
    ///
    /// 没有抓取证据、没有查询过地址的不报；只检查一部分指南时不报；网址用IP地址的不报。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- ipv4: https://hall.example.gov.cn/pledge
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
    /// //- ipv6: https://hall.example.gov.cn/pledge
    /// ```
    ///
    /// ## English
    ///
    /// When a page of the host was last captured (`tongyuan capture`), its name had IPv4 addresses and none of IPv6. Have an
    /// IPv6 address set up, and capture it again. A host is reported once; without evidence nothing is.
    "url-ipv6-missing" {
        title: ("网站不支持IPv6", "A host without an IPv6 address"),
        severity: Note,
        audience: Inspector,
        status: Trial,
        since: "0.1.0",
        clauses: ["27"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "域名“{subject}”没有IPv6地址（{when}抓取时查询）",
            "The host “{subject}” has no IPv6 address (asked on {when})",
        ),
        help: (
            "请网站主管单位开通IPv6地址，然后再抓取一次。",
            "Have an IPv6 address set up, then capture it again.",
        ),
        check: Repository(check),
    }
}

fn check(cards: &[Card], _: &Registers, sink: &mut Sink<'_>) {
    let mut seen = BTreeSet::new();
    for card in cards {
        for (evidence, location) in &card.without_ipv6 {
            if !seen.insert(evidence.host.as_str()) {
                continue;
            }
            let mut draft = sink
                .at(location.clone())
                .channel(evidence.channel)
                .field(key(Key::Url))
                .subject(&evidence.host, None)
                .arg("when", text(evidence.asked_at.as_str()));
            if let Some((id, _)) = &card.id {
                draft = draft.guide(id, card.department.as_deref());
            }
            draft.send();
        }
    }
}
