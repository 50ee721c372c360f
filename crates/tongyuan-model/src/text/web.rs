//! Addresses on the web in a text.

use std::ops::Range;

use url::Url;

/// An address on the web as a text writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Where it stands in the text.
    pub range: Range<usize>,
    /// The host, in small letters; names in Chinese as they are looked up.
    pub host: String,
    /// Whether what is sent can be read on the way: http.
    pub is_open: bool,
}

/// The addresses of a text, in order.
///
/// ```
/// use tongyuan_model::text::web::addresses;
///
/// let found = addresses("网上办理（http://Hall.example.gov.cn/a?b），或者到窗口");
/// assert_eq!((found[0].host.as_str(), found[0].is_open), ("hall.example.gov.cn", true));
/// ```
#[must_use]
pub fn addresses(text: &str) -> Vec<Address> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find("http").map(|at| from + at) {
        let length = text[start..]
            .find(|c: char| !c.is_ascii_graphic() || "()<>\"'`|\\^{}".contains(c))
            .unwrap_or(text.len() - start);
        let word = text[start..start + length].trim_end_matches(['.', ',', ';', ':', '!', '?']);
        from = start + word.len().max(4);
        let Ok(url) = Url::parse(word) else { continue };
        if let (true, Some(host)) = (matches!(url.scheme(), "http" | "https"), url.host_str()) {
            found.push(Address {
                range: start..start + word.len(),
                host: host.to_ascii_lowercase(),
                is_open: url.scheme() == "http",
            });
        }
    }
    found
}

/// Whether a host is another one or below it: a.example.gov.cn is below example.gov.cn.
#[must_use]
pub fn is_below(host: &str, other: &str) -> bool {
    let other = other.trim_start_matches("*.").trim_end_matches('.');
    let head = host
        .len()
        .checked_sub(other.len())
        .filter(|_| !other.is_empty())
        .and_then(|at| host.split_at_checked(at));
    head.is_some_and(|(head, tail)| {
        tail.eq_ignore_ascii_case(other) && (head.is_empty() || head.ends_with('.'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_end_where_they_end() {
        let found = |text: &str| -> Vec<(String, String, bool)> {
            let found = addresses(text).into_iter();
            found
                .map(|own| (text[own.range].to_owned(), own.host, own.is_open))
                .collect()
        };
        let one = |text: &str, host: &str, is_open| (text.to_owned(), host.to_owned(), is_open);
        assert_eq!(
            found("平台（https://ggfw.cnipa.gov.cn）和http://a.example/b.html。"),
            [
                one("https://ggfw.cnipa.gov.cn", "ggfw.cnipa.gov.cn", false),
                one("http://a.example/b.html", "a.example", true)
            ]
        );
        assert!(found("无").is_empty());
        assert!(found("http、https 均可；http://").is_empty());
        assert_eq!(found("http://[::1]:80/")[0].1, "[::1]");
    }

    #[test]
    fn hosts_below_hosts() {
        assert!(is_below("cpservice.cnipa.gov.cn", "cpservice.cnipa.gov.cn"));
        assert!(is_below("www.sipo.gov.cn", "sipo.gov.cn"));
        assert!(!is_below("newsipo.gov.cn", "sipo.gov.cn"));
        assert!(!is_below("gov.cn", "sipo.gov.cn"));
        assert!(!is_below("a.example", ""));
    }
}
