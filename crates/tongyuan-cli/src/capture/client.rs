//! One question and its answer, within limits of time and size.
//!
//! Whatever a host resolves to is judged here, and only here: `reqwest` is handed one judged address at a time and can dial no
//! other. A connection is opened for every question and closed behind it. So each is judged, dialled and recorded by itself, and
//! there is nothing that one host could learn about another: no cookie, no credential, no kept connection, no proxy of the
//! environment.

use std::borrow::Cow;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, Instant};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::{ACCEPT_ENCODING, CONNECTION, HeaderMap, HeaderValue};
use reqwest::{Response, Version, header, redirect, retry};
use rustls::pki_types::CertificateDer;
use rustls::{ClientConfig, RootCertStore};
use tokio::net::lookup_host;
use tokio::time::timeout;
use tongyuan_report::Reason;
use url::{Host, Url};

use super::{address, body, failure};

/// The header of an answer is no longer than this. `hyper` reads up to some hundred KiB before it gives up of its own accord.
const MOST_OF_A_HEADER: usize = 64 * 1024;

/// So many addresses of a host are tried.
const MOST_ADDRESSES: usize = 16;

/// What a request accepts: pages first, and the forms in which hand-outs are published.
const ACCEPT: &str = "text/html,application/xhtml+xml;q=0.9,application/pdf;q=0.8,*/*;q=0.5";

/// How long and how much.
#[derive(Clone, Debug)]
pub(crate) struct Limits {
    /// For the whole of one question and its answer.
    pub(crate) whole: Duration,
    /// Until the connection stands, encrypted where it is to be.
    pub(crate) connect: Duration,
    /// Between two pieces of the answer.
    pub(crate) idle: Duration,
    /// Of a page, packed and unpacked.
    pub(crate) bytes: u64,
}

/// Asks, under one name and within the same limits.
#[derive(Debug)]
pub(crate) struct Client {
    pub(crate) limits: Limits,
    pub(crate) user_agent: String,
    tls: ClientConfig,
}

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Question<'q> {
    pub(crate) url: &'q Url,
    /// Whether a network that is not public may be dialled.
    pub(crate) is_allowed: bool,
    /// What to tell of the version that is there already: names and values of headers.
    pub(crate) conditions: &'q [(&'static str, String)],
    /// How many bytes the answer may have.
    pub(crate) most_bytes: u64,
}

/// What was dialled, and what the name leads to.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Dialled {
    pub(crate) address: Option<SocketAddr>,
    /// Whether the name has an IPv6 address; none where it was not looked up, or not to the end.
    pub(crate) has_ipv6: Option<bool>,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) version: Version,
    pub(crate) headers: HeaderMap,
    /// The body of a page; nothing for any other status.
    pub(crate) body: Vec<u8>,
    pub(crate) bytes_on_wire: u64,
}

impl Answer {
    /// A header as text. Servers write Chinese into it without escapes.
    pub(crate) fn header(&self, name: &str) -> Option<Cow<'_, str>> {
        Some(String::from_utf8_lossy(self.headers.get(name)?.as_bytes()))
    }
}

/// The certificates that are trusted: those of the system, and the ones that the settings name.
pub(crate) fn roots(own: Vec<CertificateDer<'static>>) -> ClientConfig {
    // It fails where one is there already, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    roots.add_parsable_certificates(own);
    ClientConfig::builder()
        .with_root_certificates(roots)
        .with_no_client_auth()
}

impl Client {
    pub(crate) fn new(limits: Limits, user_agent: String, tls: ClientConfig) -> Self {
        Self {
            limits,
            user_agent,
            tls,
        }
    }

    /// Asks once. Whatever was dialled is in `dialled`, even where no answer came.
    pub(crate) fn ask(
        &self,
        question: &Question<'_>,
        dialled: &mut Dialled,
    ) -> Result<Answer, Reason> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|_| Reason::ConnectionFailed)?;
        let asked = runtime.block_on(async {
            let asked = timeout(self.limits.whole, self.ask_in_turn(question, dialled));
            asked.await.unwrap_or(Err(Reason::ReadTimeout))
        });
        // Whoever still looks up a name is not waited for.
        runtime.shutdown_background();
        asked
    }

    /// Asks at one address of the host after the other, until a connection stands.
    async fn ask_in_turn(
        &self,
        question: &Question<'_>,
        dialled: &mut Dialled,
    ) -> Result<Answer, Reason> {
        let start = Instant::now();
        let addresses = self.resolve(question, &mut dialled.has_ipv6).await?;
        let mut failure = Reason::ConnectTimeout;
        for (address, still) in addresses.iter().zip((1..=addresses.len() as u32).rev()) {
            let share = self.limits.connect.saturating_sub(start.elapsed()) / still;
            if share.is_zero() {
                break;
            }
            let address = *address;
            dialled.address = Some(address);
            let answer = self.exchange(question, address, share, &mut dialled.address);
            match answer.await {
                Err(
                    reason @ (Reason::ConnectionRefused
                    | Reason::ConnectionFailed
                    | Reason::ConnectTimeout),
                ) => failure = reason,
                answer => return answer,
            }
        }
        Err(failure)
    }

    /// The addresses of a host that may be dialled. A host that is written as a number is judged like any.
    async fn resolve(
        &self,
        question: &Question<'_>,
        has_ipv6: &mut Option<bool>,
    ) -> Result<Vec<SocketAddr>, Reason> {
        let port = question.url.port_or_known_default().unwrap_or(80);
        let mut found: Vec<SocketAddr> = match question.url.host() {
            Some(Host::Ipv4(address)) => vec![(address, port).into()],
            Some(Host::Ipv6(address)) => vec![(address, port).into()],
            Some(Host::Domain(name)) => {
                // Whatever the system calls it, or however long it keeps silent: this name leads nowhere.
                match timeout(self.limits.connect, lookup_host((name, port))).await {
                    Ok(Ok(found)) => {
                        let found: Vec<_> = found.take(MOST_ADDRESSES).collect();
                        // Of a name with more addresses than are taken, one of IPv6 may be left out.
                        *has_ipv6 = match found.iter().any(SocketAddr::is_ipv6) {
                            true => Some(true),
                            false => (found.len() < MOST_ADDRESSES).then_some(false),
                        };
                        found
                    }
                    Ok(Err(_)) | Err(_) => return Err(Reason::NameNotFound),
                }
            }
            None => return Err(Reason::AddressMalformed),
        };
        found.retain(|found| question.is_allowed || address::is_public(found.ip()));
        if found.is_empty() {
            return Err(Reason::AddressNotPublic);
        }
        Ok(found)
    }

    async fn exchange(
        &self,
        question: &Question<'_>,
        address: SocketAddr,
        connect: Duration,
        dialled: &mut Option<SocketAddr>,
    ) -> Result<Answer, Reason> {
        let client = self.only_to(address, connect);
        let client = client.map_err(|error| failure::reason(&error))?;
        let mut request = client.get(question.url.clone());
        for (name, value) in question.conditions {
            request = request.header(*name, value);
        }
        let sent = timeout(connect + self.limits.idle, request.send());
        let mut response = sent
            .await
            .map_err(|_| Reason::ReadTimeout)?
            .map_err(|error| failure::reason(&error))?;
        *dialled = response.remote_addr().or(*dialled);
        let status = response.status().as_u16();
        let (version, headers) = (response.version(), response.headers().clone());
        if length(&headers) > MOST_OF_A_HEADER {
            return Err(Reason::HeaderTooLarge);
        }
        let packed = if status == 200 {
            self.body(&mut response, question.most_bytes).await?
        } else {
            Vec::new()
        };
        let bytes_on_wire = packed.len() as u64;
        let encoding = headers.get("content-encoding");
        let encoding = encoding.map(|value| value.to_str().unwrap_or("?"));
        Ok(Answer {
            status,
            version,
            body: body::unpack(packed, encoding, question.most_bytes)?,
            headers,
            bytes_on_wire,
        })
    }

    /// The body as it is sent, packed or not. Its header was good, so where it breaks off it is the rest that is missing.
    async fn body(&self, response: &mut Response, most: u64) -> Result<Vec<u8>, Reason> {
        let mut bytes = Vec::new();
        loop {
            let piece = timeout(self.limits.idle, response.chunk()).await;
            match piece.map_err(|_| Reason::ReadTimeout)? {
                Ok(Some(piece)) if (bytes.len() + piece.len()) as u64 > most => {
                    return Err(Reason::TooLarge);
                }
                Ok(Some(piece)) => bytes.extend_from_slice(&piece),
                Ok(None) => return Ok(bytes),
                Err(error) if error.is_timeout() => return Err(Reason::ReadTimeout),
                Err(_) => return Err(Reason::Truncated),
            }
        }
    }

    /// A client that can dial nothing but this address, and follows, repeats and unpacks nothing of its own accord.
    fn only_to(&self, address: SocketAddr, connect: Duration) -> reqwest::Result<reqwest::Client> {
        let headers = [
            (header::ACCEPT, HeaderValue::from_static(ACCEPT)),
            (ACCEPT_ENCODING, HeaderValue::from_static(body::ACCEPTED)),
            (CONNECTION, HeaderValue::from_static("close")),
        ];
        reqwest::Client::builder()
            .tls_backend_preconfigured(self.tls.clone())
            .dns_resolver(Arc::new(Only(address)))
            .no_proxy()
            .http1_only()
            .redirect(redirect::Policy::none())
            .retry(retry::never())
            .referer(false)
            .pool_max_idle_per_host(0)
            .connect_timeout(connect)
            .default_headers(HeaderMap::from_iter(headers))
            .user_agent(self.user_agent.as_bytes())
            .build()
    }
}

/// Every name leads to one address: the one that was judged.
struct Only(SocketAddr);

impl Resolve for Only {
    fn resolve(&self, _: Name) -> Resolving {
        let address = self.0;
        Box::pin(async move { Ok(Box::new(std::iter::once(address)) as Addrs) })
    }
}

/// How long a header is, its lines taken together.
fn length(headers: &HeaderMap) -> usize {
    headers
        .iter()
        .map(|(name, value)| name.as_str().len() + value.len() + ": \r\n".len())
        .sum()
}

/// The address of the network as it is told.
pub(crate) fn told(address: SocketAddr) -> tongyuan_report::Dialled {
    tongyuan_report::Dialled {
        ip: address.ip().to_string(),
        port: address.port(),
        ipv6: matches!(address.ip(), IpAddr::V6(_)),
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};
    use std::net::TcpListener;

    use super::*;

    /// No name is looked up a second time, when it may lead elsewhere.
    #[test]
    fn what_was_judged_is_what_is_dialled() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let heard = std::thread::spawn(move || {
            let (mut tcp, _) = listener.accept().unwrap();
            let mut heard = vec![0; 4096];
            let length = tcp.read(&mut heard).unwrap();
            tcp.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\npage")
                .unwrap();
            heard.truncate(length);
            String::from_utf8(heard).unwrap()
        });
        let second = Duration::from_secs(1);
        let limits = Limits {
            whole: second,
            connect: second,
            idle: second,
            bytes: 4,
        };
        let client = Client::new(limits, "tongyuan".to_owned(), roots(Vec::new()));
        let url = format!("http://no-such-host.invalid:{}/a", address.port());
        let question = Question {
            url: &Url::parse(&url).unwrap(),
            is_allowed: false,
            conditions: &[("if-none-match", "\"1\"".to_owned())],
            most_bytes: 4,
        };
        let mut dialled = None;
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let answer = runtime
            .block_on(client.exchange(&question, address, second, &mut dialled))
            .unwrap();
        assert_eq!(
            (answer.body.as_slice(), dialled),
            (&b"page"[..], Some(address))
        );
        let heard = heard.join().unwrap().to_ascii_lowercase();
        for line in [
            format!("host: no-such-host.invalid:{}", address.port()),
            "connection: close".to_owned(),
            "accept-encoding: gzip, deflate".to_owned(),
            format!("accept: {ACCEPT}"),
            "user-agent: tongyuan".to_owned(),
            "if-none-match: \"1\"".to_owned(),
        ] {
            let times = heard.lines().filter(|own| **own == line).count();
            assert_eq!(times, 1, "{line} in {heard}");
        }
    }
}
