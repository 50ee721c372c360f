//! One question and its answer, within limits of time and size.
//!
//! A connection is opened for every question and closed behind it. So each is judged, dialled and recorded by itself, and there is
//! nothing that one host could learn about another: no cookie, no credential, no kept connection, no proxy of the environment.

use std::borrow::Cow;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rustls::CertificateError;
use tongyuan_report::Reason;
use ureq::Timeout;
use ureq::config::Config;
use ureq::http::{HeaderMap, Uri, Version};
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{
    ConnectionDetails, Connector, NextTimeout, RustlsConnector, TcpConnector,
};
use url::Url;

use super::{address, body};

/// The header of an answer is no longer than this.
const MOST_OF_A_HEADER: usize = 64 * 1024;

/// What a request accepts: pages first, and the forms in which hand-outs are published.
const ACCEPT: &str = "text/html,application/xhtml+xml;q=0.9,application/pdf;q=0.8,*/*;q=0.5";

/// How long and how much.
#[derive(Clone, Debug)]
pub(crate) struct Limits {
    /// For the whole of one question and its answer.
    pub(crate) whole: Duration,
    /// Until the connection stands.
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
    tls: TlsConfig,
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
pub(crate) fn roots(own: &[Vec<u8>]) -> TlsConfig {
    let mut certificates: Vec<Certificate<'static>> = rustls_native_certs::load_native_certs()
        .certs
        .iter()
        .map(|certificate| Certificate::from_der(certificate.as_ref()).to_owned())
        .collect();
    certificates.extend(own.iter().map(|der| Certificate::from_der(der).to_owned()));
    TlsConfig::builder()
        .root_certs(RootCerts::Specific(Arc::new(certificates)))
        .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .build()
}

impl Client {
    pub(crate) fn new(limits: Limits, user_agent: String, tls: TlsConfig) -> Self {
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
        dialled: &mut Option<SocketAddr>,
    ) -> Result<Answer, Reason> {
        let peer = Peer::default();
        let agent = ureq::Agent::with_parts(
            self.config(),
            ().chain(Dialler {
                tcp: TcpConnector::default(),
                peer: peer.clone(),
            })
            .chain(RustlsConnector::default()),
            Gate {
                resolver: DefaultResolver::default(),
                is_allowed: question.is_allowed,
            },
        );
        let answer = exchange(&agent, question);
        *dialled = peer.get();
        answer
    }

    fn config(&self) -> Config {
        let limits = &self.limits;
        Config::builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .proxy(None)
            .user_agent(self.user_agent.as_str())
            .accept(ACCEPT)
            .accept_encoding(body::ACCEPTED)
            .max_response_header_size(MOST_OF_A_HEADER)
            .max_idle_connections(0)
            .timeout_global(Some(limits.whole))
            .timeout_resolve(Some(limits.connect))
            .timeout_connect(Some(limits.connect))
            .timeout_per_read(Some(limits.idle))
            .timeout_per_write(Some(limits.idle))
            .tls_config(self.tls.clone())
            .build()
    }
}

fn exchange(agent: &ureq::Agent, question: &Question<'_>) -> Result<Answer, Reason> {
    let mut request = agent
        .get(question.url.as_str())
        .header("connection", "close");
    for (name, value) in question.conditions {
        request = request.header(*name, value);
    }
    let mut response = request.call().map_err(|error| reason(&error))?;
    let status = response.status().as_u16();
    let (version, headers) = (response.version(), response.headers().clone());
    let packed = if status == 200 {
        let reader = response.body_mut().with_config().limit(u64::MAX).reader();
        body::read(reader, question.most_bytes).map_err(|error| match error {
            None => Reason::TooLarge,
            Some(error) => reason_of_body(error),
        })?
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

// ---- the gate ----

/// Resolves a host and lets through what may be dialled. A host that is written as a number comes through here as well.
#[derive(Debug)]
struct Gate {
    resolver: DefaultResolver,
    is_allowed: bool,
}

/// Every address of a host was refused.
#[derive(Debug)]
struct NotPublic;

impl std::fmt::Display for NotPublic {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("not a public address")
    }
}

impl std::error::Error for NotPublic {}

/// The name could not be resolved.
#[derive(Debug)]
struct Unresolved;

impl std::fmt::Display for Unresolved {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("not resolved")
    }
}

impl std::error::Error for Unresolved {}

impl Resolver for Gate {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = match self.resolver.resolve(uri, config, timeout) {
            // Whatever the system calls it: this host cannot be dialled, for its name leads nowhere.
            Err(ureq::Error::Io(_) | ureq::Error::HostNotFound) => {
                return Err(ureq::Error::Other(Box::new(Unresolved)));
            }
            found => found?,
        };
        let mut kept = self.empty();
        for address in &found {
            if self.is_allowed || address::is_public(address.ip()) {
                kept.push(*address);
            }
        }
        if kept.is_empty() {
            return Err(ureq::Error::Other(Box::new(NotPublic)));
        }
        Ok(kept)
    }
}

/// What was dialled last.
#[derive(Clone, Debug, Default)]
struct Peer(Arc<Mutex<Option<SocketAddr>>>);

impl Peer {
    fn get(&self) -> Option<SocketAddr> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, address: SocketAddr) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(address);
    }
}

/// Dials the addresses that the gate let through, one after the other, and remembers which.
#[derive(Debug)]
struct Dialler {
    tcp: TcpConnector,
    peer: Peer,
}

impl Connector<()> for Dialler {
    type Out = <TcpConnector as Connector<()>>::Out;

    fn connect(
        &self,
        details: &ConnectionDetails<'_>,
        _: Option<()>,
    ) -> Result<Option<Self::Out>, ureq::Error> {
        let count = u32::try_from(details.addrs.len()).unwrap_or(1).max(1);
        let mut failure = ureq::Error::ConnectionFailed;
        for address in &details.addrs {
            self.peer.set(*address);
            let mut addrs = details.resolver.empty();
            addrs.push(*address);
            let mut timeout = details.timeout;
            timeout.after = (*details.timeout.after / count).into();
            let one = ConnectionDetails {
                uri: details.uri,
                addrs,
                config: details.config,
                request_level: details.request_level,
                resolver: details.resolver,
                now: details.now,
                timeout,
                current_time: Arc::clone(&details.current_time),
                run_connector: Arc::clone(&details.run_connector),
                register_shutdown: Arc::clone(&details.register_shutdown),
            };
            match self.tcp.connect(&one, None) {
                Ok(transport) => return Ok(transport),
                Err(error) => failure = error,
            }
        }
        Err(failure)
    }
}

// ---- what went wrong ----

/// What kept the header of an answer from coming.
fn reason(error: &ureq::Error) -> Reason {
    match error {
        ureq::Error::Other(error) if error.is::<NotPublic>() => Reason::AddressNotPublic,
        ureq::Error::Other(error) if error.is::<Unresolved>() => Reason::NameNotFound,
        ureq::Error::Timeout(Timeout::Resolve) => Reason::NameNotFound,
        ureq::Error::Timeout(Timeout::Connect) => Reason::ConnectTimeout,
        ureq::Error::Timeout(_) => Reason::ReadTimeout,
        ureq::Error::Rustls(error) => reason_of_tls(error),
        ureq::Error::Tls(_) => Reason::TlsHandshake,
        ureq::Error::LargeResponseHeader(..) => Reason::HeaderTooLarge,
        ureq::Error::BadUri(_) | ureq::Error::Http(_) => Reason::AddressMalformed,
        ureq::Error::Protocol(_) => Reason::NotHttp,
        ureq::Error::Io(error) => reason_of_io(error),
        _ => Reason::ConnectionFailed,
    }
}

fn reason_of_io(error: &io::Error) -> Reason {
    if let Some(tls) = error
        .get_ref()
        .and_then(|e| e.downcast_ref::<rustls::Error>())
    {
        return reason_of_tls(tls);
    }
    match error.kind() {
        io::ErrorKind::ConnectionRefused => Reason::ConnectionRefused,
        io::ErrorKind::ConnectionReset
        | io::ErrorKind::ConnectionAborted
        | io::ErrorKind::BrokenPipe
        | io::ErrorKind::UnexpectedEof => Reason::ConnectionReset,
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => Reason::ReadTimeout,
        _ => Reason::ConnectionFailed,
    }
}

/// What kept the body from coming whole. Its header was good, so what is wrong now is the rest.
fn reason_of_body(error: io::Error) -> Reason {
    match ureq::Error::from(error) {
        ureq::Error::Timeout(_) => Reason::ReadTimeout,
        ureq::Error::Io(error) if error.kind() == io::ErrorKind::TimedOut => Reason::ReadTimeout,
        _ => Reason::Truncated,
    }
}

fn reason_of_tls(error: &rustls::Error) -> Reason {
    match error {
        rustls::Error::InvalidCertificate(error) => match error {
            CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
                Reason::TlsExpired
            }
            CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
                Reason::TlsNotYetValid
            }
            CertificateError::UnknownIssuer => Reason::TlsUnknownIssuer,
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
                Reason::TlsWrongName
            }
            _ => Reason::TlsCertificate,
        },
        _ => Reason::TlsHandshake,
    }
}

/// The address of the network as it is told.
pub(crate) fn told(address: SocketAddr) -> tongyuan_report::Dialled {
    tongyuan_report::Dialled {
        ip: address.ip().to_string(),
        port: address.port(),
        ipv6: matches!(address.ip(), IpAddr::V6(_)),
    }
}
