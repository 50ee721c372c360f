//! 网址不安全，或者用了停用的旧域名。

use tongyuan_model::text::web::{Address, addresses, is_below};

use crate::facts::Facts;
use crate::finding::Arg;
use crate::rule::rule;
use crate::rules::shapes::key;
use crate::rules::ways::ways;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 办理渠道、咨询投诉中的网址以 http:// 开头，或者用的是已经停用的域名。
    ///
    /// ## 为什么
    ///
    /// http 网页在途中可以被人偷看、改写，申请人填报的身份信息没有保护；停用的域名打不开，还可能被他人抢注。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第21条：办事指南准确、规范。《中华人民共和国网络安全法》：网络运营者应当采取措施防止网络数据泄露或者被窃取、篡改。
    ///
    /// ## 怎样整改
    ///
    /// 改用 https:// 开头的网址；网站还不支持的，请网站主管单位开通。停用的域名改成现用的。停用的域名可以在 `tongyuan.toml` 的 `[urls] retired-hosts` 中增加。
    ///
    /// ## 何时不报
    ///
    /// 一个网址只报一次：域名已经停用的，不再说 http。网页是否打得开，由 `url-dead` 按抓取证据报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 办理渠道:
    ///   线上: {网址: "http://hall.example.gov.cn/pledge", 网办深度: 全程网办, 到现场次数: 0}
    ///                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    ///   线下:
    ///     窗口:
    ///       - {名称: 综合窗口, 地址: 示例市示例路1号, 办理时间: "周一至周五 9:00-12:00、13:30-17:00", 电话: 0999-1234567}
    ///     到现场次数: 1
    ///     到现场原因: 核验合同原件
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 咨询投诉:
    ///   咨询: [0999-1234567, 示例市政务服务网（https://hall.example.gov.cn/ask）]
    ///   投诉: [0999-7654321]
    ///   核验日期: 2024-02-20
    /// ```
    ///
    /// ## English
    ///
    /// An address of a channel or a contact begins with http://, or its host is in use no more. Use an https:// address, or
    /// the host that took its place. A repository adds retired hosts in `[urls] retired-hosts` of `tongyuan.toml`. An address
    /// is told once: of a retired host it is not said that it is http as well.
    "url-insecure" {
        title: ("网址不安全或者已经停用", "An insecure or retired address"),
        severity: Warning,
        audience: Editor,
        status: Trial,
        since: "0.1.0",
        clauses: ["21"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "网址“{actual}”{reason}",
            "The address “{actual}” {reason}",
        ),
        help: (
            "改成{advice}。",
            "Use {advice}.",
        ),
        check: Dossier(check),
    }
}

/// Hosts that are in use no more, each with the one that took its place.
const RETIRED: &str = include_str!("retired_hosts.txt");

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let canonical = facts.canonical();
    for way in ways(facts.guide()) {
        let Some(text) = way.reading.text() else {
            continue;
        };
        for address in addresses(text) {
            let Some((reason, advice)) = fault(&address, &facts.policy.retired_hosts) else {
                continue;
            };
            let shown = &text[address.range.clone()];
            let place = canonical.part_of(way.reading.span(), shown);
            let draft = sink
                .at(canonical.locate(place))
                .field(key(way.key))
                .subject(shown, None)
                .actual(Some(shown))
                .arg("reason", reason)
                .arg("advice", advice);
            match way.channel {
                Some(channel) => draft.channel(channel).send(),
                None => draft.send(),
            }
        }
    }
}

/// What is wrong with an address, and what to write instead.
fn fault(address: &Address, own: &[String]) -> Option<(Arg, Arg)> {
    let both = |chinese: String, english: String| Arg::Both { chinese, english };
    let listed = RETIRED.lines().filter(|line| !line.starts_with('#'));
    let mut listed = listed.filter_map(|line| line.split_once(' '));
    let successor = listed.find(|(host, _)| is_below(&address.host, host));
    let is_retired = successor.is_some() || own.iter().any(|host| is_below(&address.host, host));
    if is_retired {
        let advice = match successor {
            Some((_, new)) => both(
                format!("现用的网址（{new}）"),
                format!("the present address ({new})"),
            ),
            None => both("现用的网址".into(), "the present address".into()),
        };
        let reason = both(
            "的域名已经停用".into(),
            "is of a host that is in use no more".into(),
        );
        return Some((reason, advice));
    }
    address.is_open.then(|| {
        (
            both("以 http:// 开头，不加密".into(), "begins with http:// and is not encrypted".into()),
            both(
                "https:// 开头的网址；网站还不支持的，请网站主管单位开通".into(),
                "an address that begins with https://; where the site has none, its operator has to provide one".into(),
            ),
        )
    })
}
