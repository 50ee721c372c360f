//! Why there is no page.

use serde::{Deserialize, Serialize};
use tongyuan_inspect::Words;

use super::Outcome;

/// Why a capture gave no page. Each belongs to one [`Outcome`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// The server says that there is no such page (404).
    NotFound,
    /// The server says that the page was taken away (410).
    Gone,
    /// A login is asked for (401).
    Unauthorised,
    /// The server refuses (403).
    Forbidden,
    /// Too many requests, even after waiting (429).
    TooManyRequests,
    /// Withheld for legal reasons (451).
    LegalReasons,
    /// The site wants to see a browser or a person first: told by the status alone.
    Verification,
    /// robots.txt asks programs to stay away from the page.
    Robots,
    /// robots.txt could not be had for a fault of the server, so nothing may be asked.
    RobotsUnavailable,
    /// The address is none.
    AddressMalformed,
    /// The address is neither http nor https.
    AddressScheme,
    /// The address holds a user name or a password.
    AddressCredentials,
    /// The address leads into a network that is not public.
    AddressNotPublic,
    /// The name of the host is not known.
    NameNotFound,
    /// Nobody listens there.
    ConnectionRefused,
    /// The connection was broken off.
    ConnectionReset,
    /// No connection came about for another reason.
    ConnectionFailed,
    /// No connection within the time.
    ConnectTimeout,
    /// No whole answer within the time.
    ReadTimeout,
    /// The certificate is past its last day.
    TlsExpired,
    /// The certificate is not valid yet.
    TlsNotYetValid,
    /// Nobody known vouches for the certificate.
    TlsUnknownIssuer,
    /// The certificate is that of another host.
    TlsWrongName,
    /// The certificate is not good for another reason.
    TlsCertificate,
    /// No encrypted connection could be agreed on.
    TlsHandshake,
    /// What came back is no HTTP.
    NotHttp,
    /// The headers are too long.
    HeaderTooLarge,
    /// The page ended before its end.
    Truncated,
    /// The page is larger than the settings allow, packed or unpacked.
    TooLarge,
    /// The page is packed in a way that cannot be undone.
    BadEncoding,
    /// The page is empty.
    Empty,
    /// One redirect after the other.
    TooManyRedirects,
    /// A redirect that leads nowhere.
    RedirectBroken,
    /// The server has a fault of its own (5xx), even after waiting.
    ServerError,
    /// A status that is neither a page nor any of the above.
    UnexpectedStatus,
}

impl Reason {
    /// The outcome that it makes.
    #[must_use]
    pub fn outcome(self) -> Outcome {
        match self {
            Self::NotFound | Self::Gone => Outcome::Gone,
            Self::Unauthorised
            | Self::Forbidden
            | Self::TooManyRequests
            | Self::LegalReasons
            | Self::Verification
            | Self::Robots
            | Self::RobotsUnavailable
            | Self::AddressMalformed
            | Self::AddressScheme
            | Self::AddressCredentials
            | Self::AddressNotPublic => Outcome::Blocked,
            _ => Outcome::Unreachable,
        }
    }

    /// The reason that a status other than that of a page gives by itself.
    #[must_use]
    pub fn of_status(status: u16) -> Self {
        match status {
            404 => Self::NotFound,
            410 => Self::Gone,
            401 => Self::Unauthorised,
            403 => Self::Forbidden,
            429 => Self::TooManyRequests,
            451 => Self::LegalReasons,
            // What the firewalls of web sites answer a program with: 202 and 412 before a script has run, 521 before a cookie is
            // set, 405 and 418 to what they take for an attack.
            202 | 405 | 412 | 418 | 521 => Self::Verification,
            500..=599 => Self::ServerError,
            _ => Self::UnexpectedStatus,
        }
    }

    /// The reason in words.
    #[must_use]
    pub fn words(self) -> Words {
        let (chinese, english) = match self {
            Self::NotFound => (
                "服务器答复没有这个网页",
                "the server says that there is no such page",
            ),
            Self::Gone => (
                "服务器答复网页已经撤下",
                "the server says that the page was taken away",
            ),
            Self::Unauthorised => ("网站要求登录", "the site asks for a login"),
            Self::Forbidden => ("网站拒绝访问", "the site refuses"),
            Self::TooManyRequests => (
                "网站答复访问过于频繁",
                "the site says that there are too many requests",
            ),
            Self::LegalReasons => ("网站因法律原因不提供", "withheld for legal reasons"),
            Self::Verification => (
                "网站防护要求先作浏览器验证",
                "the protection of the site wants to see a browser first",
            ),
            Self::Robots => (
                "网站的 robots.txt 不允许程序访问这个网页",
                "robots.txt asks programs to stay away from this page",
            ),
            Self::RobotsUnavailable => (
                "网站的 robots.txt 因服务器故障取不到，按不允许访问处理",
                "robots.txt could not be had for a fault of the server, so nothing may be asked",
            ),
            Self::AddressMalformed => ("网址写法不对", "this is no address"),
            Self::AddressScheme => (
                "只访问 http 和 https 网址",
                "only http and https are fetched",
            ),
            Self::AddressCredentials => (
                "网址里写有用户名或者密码",
                "the address holds a user name or a password",
            ),
            Self::AddressNotPublic => (
                "网址指向内部网络；确需访问的，把主机名写进 tongyuan.toml 的 capture.allow-hosts",
                "the address leads into a network that is not public; if that is meant, name the host in capture.allow-hosts of tongyuan.toml",
            ),
            Self::NameNotFound => ("域名无法解析", "the name of the host is not known"),
            Self::ConnectionRefused => ("连接被拒绝", "the connection was refused"),
            Self::ConnectionReset => ("连接被对方断开", "the connection was broken off"),
            Self::ConnectionFailed => ("无法建立连接", "no connection came about"),
            Self::ConnectTimeout => ("连接超时", "no connection within the time"),
            Self::ReadTimeout => ("读取超时", "no whole answer within the time"),
            Self::TlsExpired => (
                "网站证书已经过期",
                "the certificate of the site has expired",
            ),
            Self::TlsNotYetValid => (
                "网站证书尚未生效",
                "the certificate of the site is not valid yet",
            ),
            Self::TlsUnknownIssuer => (
                "网站证书的签发者不受信任",
                "the issuer of the certificate is not trusted",
            ),
            Self::TlsWrongName => (
                "网站证书是别的域名的",
                "the certificate is that of another host",
            ),
            Self::TlsCertificate => ("网站证书无效", "the certificate of the site is not valid"),
            Self::TlsHandshake => (
                "加密连接协商失败",
                "no encrypted connection could be agreed on",
            ),
            Self::NotHttp => ("答复不是 HTTP", "the answer is no HTTP"),
            Self::HeaderTooLarge => ("答复的头部过长", "the headers of the answer are too long"),
            Self::Truncated => ("网页没有传完", "the page ended before its end"),
            Self::TooLarge => ("网页超过了大小上限", "the page is larger than allowed"),
            Self::BadEncoding => (
                "网页的压缩方式无法还原",
                "the page is packed in a way that cannot be undone",
            ),
            Self::Empty => ("网页是空的", "the page is empty"),
            Self::TooManyRedirects => ("跳转次数过多", "there are too many redirects"),
            Self::RedirectBroken => ("跳转没有给出可用的网址", "a redirect leads nowhere"),
            Self::ServerError => ("服务器故障", "the server has a fault of its own"),
            Self::UnexpectedStatus => ("答复的状态不是网页", "the status is not that of a page"),
        };
        Words::new(chinese, english)
    }
}
