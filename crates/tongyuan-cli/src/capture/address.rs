//! Which addresses may be asked: http and https, without credentials, and no network but the public one.
//!
//! A page decides where a redirect leads, and whoever runs a name server decides what a name resolves to. So an address is
//! judged where it is about to be dialled, after every resolution, and whatever it was written as.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use tongyuan_report::Reason;
use url::{Host, Url};

/// The address of a page that a program may ask for, without its fragment.
pub(crate) fn parse(text: &str) -> Result<Url, Reason> {
    let url = Url::parse(text).map_err(|_| Reason::AddressMalformed)?;
    checked(url)
}

/// The address as it may be shown: a user name and a password are nobody's business.
pub(crate) fn without_credentials(text: &str) -> String {
    match Url::parse(text) {
        Ok(mut url) if !url.username().is_empty() || url.password().is_some() => {
            // Neither fails for an address that has them.
            let _ = url
                .set_password(None)
                .and_then(|()| url.set_username("***"));
            url.into()
        }
        _ => text.to_owned(),
    }
}

/// The address that a redirect leads to, as seen from where it was met.
pub(crate) fn join(from: &Url, location: &str) -> Result<Url, Reason> {
    let url = from.join(location).map_err(|_| Reason::RedirectBroken)?;
    checked(url)
}

fn checked(mut url: Url) -> Result<Url, Reason> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(Reason::AddressScheme);
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Reason::AddressCredentials);
    }
    if url.host_str().is_none_or(str::is_empty) {
        return Err(Reason::AddressMalformed);
    }
    url.set_fragment(None);
    Ok(url)
}

/// The hosts that the settings name: there an address of any network may be dialled.
#[derive(Clone, Debug, Default)]
pub(crate) struct Allowed(Vec<Host<String>>);

impl Allowed {
    /// The hosts of these names; a name that is none is left out, for it cannot be asked for either.
    pub(crate) fn new(names: &[String]) -> Self {
        Self(names.iter().filter_map(|name| host(name)).collect())
    }

    /// Whether the host of an address is named.
    pub(crate) fn has(&self, url: &Url) -> bool {
        url.host()
            .is_some_and(|host| self.0.iter().any(|own| *own == host.to_owned()))
    }
}

/// A host as addresses write it; an IPv6 address may stand without its brackets.
fn host(name: &str) -> Option<Host<String>> {
    let name = name.trim();
    match name.parse::<Ipv6Addr>() {
        Ok(address) => Some(Host::Ipv6(address)),
        Err(_) => Host::parse(name).ok(),
    }
}

/// Whether the host is written as a number, and that number is not one of the public network. Names are judged when they are
/// resolved; this spares what is plain a try.
pub(crate) fn is_plainly_private(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => !is_public(IpAddr::V4(address)),
        Some(Host::Ipv6(address)) => !is_public(IpAddr::V6(address)),
        Some(Host::Domain(_)) | None => false,
    }
}

/// Whether an address belongs to the public network. Everything that a registry has set apart for another use does not.
pub(crate) fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => !APART_V4.iter().any(|block| block.holds(address)),
        // The only part of IPv6 that is given out to the public; what stands for an IPv4 address is elsewhere or listed.
        IpAddr::V6(address) => {
            V6(0x2000 << 112, 3).holds(address)
                && !APART_V6.iter().any(|block| block.holds(address))
        }
    }
}

/// A block of IPv4: its first address and how many bits are fixed.
struct V4(u32, u32);

impl V4 {
    fn holds(&self, address: Ipv4Addr) -> bool {
        (u32::from(address) ^ self.0) >> (32 - self.1) == 0
    }
}

/// A block of IPv6.
struct V6(u128, u32);

impl V6 {
    fn holds(&self, address: Ipv6Addr) -> bool {
        (u128::from(address) ^ self.0) >> (128 - self.1) == 0
    }
}

const fn v4(a: u8, b: u8, c: u8, bits: u32) -> V4 {
    V4(u32::from_be_bytes([a, b, c, 0]), bits)
}

/// The IANA registry of special-purpose IPv4 addresses.
const APART_V4: [V4; 15] = [
    v4(0, 0, 0, 8),       // this network
    v4(10, 0, 0, 8),      // private
    v4(100, 64, 0, 10),   // carrier-grade translation, and metadata of some clouds
    v4(127, 0, 0, 8),     // loopback
    v4(169, 254, 0, 16),  // link-local, and metadata of most clouds
    v4(172, 16, 0, 12),   // private
    v4(192, 0, 0, 24),    // protocol assignments
    v4(192, 0, 2, 24),    // documentation
    v4(192, 88, 99, 24),  // relays of 6to4
    v4(192, 168, 0, 16),  // private
    v4(198, 18, 0, 15),   // benchmarks
    v4(198, 51, 100, 24), // documentation
    v4(203, 0, 113, 24),  // documentation
    v4(224, 0, 0, 4),     // multicast
    v4(240, 0, 0, 4),     // reserved, and broadcast
];

/// What is set apart within the public part of IPv6.
const APART_V6: [V6; 4] = [
    V6(0x2001 << 112, 23),     // protocol assignments, with Teredo
    V6(0x2001_0db8 << 96, 32), // documentation
    V6(0x2002 << 112, 16),     // 6to4
    V6(0x3fff << 112, 20),     // documentation
];

#[cfg(test)]
mod tests {
    use super::*;

    /// What an address comes to: `public`, `private`, `name`, or the reason why it is none.
    fn judged(text: &str) -> String {
        match parse(text) {
            Err(reason) => format!("{reason:?}"),
            Ok(url) if is_plainly_private(&url) => "private".into(),
            Ok(url) if matches!(url.host(), Some(Host::Domain(_))) => "name".into(),
            Ok(_) => "public".into(),
        }
    }

    #[test]
    fn odd_ways_to_write_an_address() {
        for (text, wanted) in [
            ("http://8.8.8.8/", "public"),
            ("https://www.example.gov.cn/a?b=1", "name"),
            ("http://政务.example/", "name"),
            ("http://localhost/", "name"),
            ("http://127.0.0.1/", "private"),
            ("http://127.1/", "private"),
            ("http://2130706433/", "private"),
            ("http://0x7f.1/", "private"),
            ("http://0x7f000001/", "private"),
            ("http://0177.0.0.1/", "private"),
            ("http://017700000001/", "private"),
            ("http://１２７.0.0.1/", "private"),
            ("http://127。0。0。1/", "private"),
            ("http://%31%32%37.0.0.1/", "private"),
            ("http://127.0.0.1./", "private"),
            ("http://0/", "private"),
            ("http:127.0.0.1", "private"),
            ("http:\\\\10.0.0.1\\a", "private"),
            ("http://256.1.1.1/", "AddressMalformed"),
            ("http://1.2.3.4.5/", "AddressMalformed"),
            ("http:///", "AddressMalformed"),
            ("http://a b/", "AddressMalformed"),
            ("//host/", "AddressMalformed"),
            ("host/a", "AddressMalformed"),
            ("", "AddressMalformed"),
            ("ftp://example.com/", "AddressScheme"),
            ("file:///etc/passwd", "AddressScheme"),
            ("gopher://127.0.0.1/", "AddressScheme"),
            ("javascript:alert(1)", "AddressScheme"),
            ("data:text/html,x", "AddressScheme"),
            ("http://user@example.com/", "AddressCredentials"),
            ("http://user:word@example.com/", "AddressCredentials"),
            ("http://:word@example.com/", "AddressCredentials"),
            ("http://example.com@10.0.0.1/", "AddressCredentials"),
            ("http://[::1]/", "private"),
            ("http://[::ffff:127.0.0.1]/", "private"),
            ("http://[2606:4700:4700::1111]/", "public"),
        ] {
            assert_eq!(judged(text), wanted, "{text}");
        }
    }

    #[test]
    fn only_the_public_network_is_public() {
        for (address, wanted) in [
            ("1.1.1.1", true),
            ("223.5.5.5", true),
            ("0.0.0.0", false),
            ("0.1.2.3", false),
            ("9.255.255.255", true),
            ("10.0.0.0", false),
            ("10.255.255.255", false),
            ("11.0.0.0", true),
            ("100.63.255.255", true),
            ("100.64.0.0", false),
            ("100.100.100.200", false),
            ("100.127.255.255", false),
            ("100.128.0.0", true),
            ("127.255.255.254", false),
            ("169.254.169.254", false),
            ("172.15.255.255", true),
            ("172.16.0.0", false),
            ("172.31.255.255", false),
            ("172.32.0.0", true),
            ("192.0.0.170", false),
            ("192.0.2.1", false),
            ("192.88.99.1", false),
            ("192.167.255.255", true),
            ("192.168.1.1", false),
            ("198.17.255.255", true),
            ("198.18.0.0", false),
            ("198.19.255.255", false),
            ("198.20.0.0", true),
            ("198.51.100.7", false),
            ("203.0.113.9", false),
            ("223.255.255.255", true),
            ("224.0.0.1", false),
            ("239.255.255.255", false),
            ("240.0.0.1", false),
            ("255.255.255.255", false),
            ("2400:3200::1", true),
            ("2606:4700:4700::1111", true),
            ("3ffe::1", true),
            ("::", false),
            ("::1", false),
            ("::8.8.8.8", false),
            ("::ffff:8.8.8.8", false),
            ("::ffff:10.0.0.1", false),
            ("64:ff9b::a00:1", false),
            ("64:ff9b:1::1", false),
            ("100::1", false),
            ("2001::1", false),
            ("2001:0:4136:e378::1", false),
            ("2001:2::1", false),
            ("2001:20::1", false),
            ("2001:1ff:ffff::1", false),
            ("2001:200::1", true),
            ("2001:db8::1", false),
            ("2002:a00:1::1", false),
            ("3fff::1", false),
            ("4000::1", false),
            ("fc00::1", false),
            ("fd12:3456::1", false),
            ("fe80::1", false),
            ("fec0::1", false),
            ("ff02::1", false),
        ] {
            assert_eq!(is_public(address.parse().unwrap()), wanted, "{address}");
        }
    }

    #[test]
    fn named_hosts_are_allowed_and_no_others() {
        let names = [
            "10.1.2.3",
            "Intranet.Example.gov.cn",
            "fd00::1",
            "政务.example",
        ];
        let allowed = Allowed::new(&names.map(str::to_owned));
        for (text, wanted) in [
            ("http://10.1.2.3:8080/a", true),
            ("http://167838211/", true),
            ("http://10.1.2.4/", false),
            ("https://intranet.example.gov.cn/", true),
            ("https://x.intranet.example.gov.cn/", false),
            ("http://[fd00::1]/", true),
            ("http://[fd00::2]/", false),
            ("http://政务.example/", true),
        ] {
            assert_eq!(allowed.has(&parse(text).unwrap()), wanted, "{text}");
        }
    }

    #[test]
    fn credentials_are_not_shown() {
        for (text, wanted) in [
            ("http://user:word@a.example/b", "http://***@a.example/b"),
            ("http://:word@a.example/b", "http://***@a.example/b"),
            ("http://a.example/b#c", "http://a.example/b#c"),
            ("请见官网", "请见官网"),
        ] {
            assert_eq!(without_credentials(text), wanted);
        }
        assert_eq!(
            parse("http://***@a.example/"),
            Err(Reason::AddressCredentials)
        );
    }

    #[test]
    fn redirects_are_joined_and_judged() {
        let from = parse("https://a.example/x/y").unwrap();
        assert_eq!(join(&from, "../z").unwrap().as_str(), "https://a.example/z");
        assert_eq!(
            join(&from, "//b.example#f").unwrap().as_str(),
            "https://b.example/"
        );
        assert_eq!(join(&from, "javascript:1"), Err(Reason::AddressScheme));
        assert_eq!(
            join(&from, "//u:p@b.example"),
            Err(Reason::AddressCredentials)
        );
        assert_eq!(join(&from, "http://[bad/"), Err(Reason::RedirectBroken));
    }
}
