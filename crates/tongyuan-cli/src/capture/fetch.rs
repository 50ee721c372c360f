//! Fetches a page as a guest should: one question at a time to a host, with a pause; what robots.txt asks is kept; a server that is
//! busy is given time; and every redirect is judged as if a guide had named it.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use reqwest::Version;
use tongyuan_report::{Evidence, Reason, Redirect};
use url::{Position, Url};

use super::address::{self, Allowed};
use super::client::{Answer, Client, Dialled, Question, told};
use super::robots::{self, Robots};

/// Redirects that are followed.
const MOST_REDIRECTS: usize = 5;

/// How often a question is repeated.
const MOST_RETRIES: u32 = 2;

/// A server that asks for more patience than this is left for another day.
const PATIENCE: Duration = Duration::from_secs(60);

/// Fetches pages for a run.
pub(crate) struct Fetcher {
    client: Client,
    allowed: Allowed,
    pause: Duration,
    keeps_robots: bool,
    hosts: Mutex<BTreeMap<String, Arc<Mutex<Host>>>>,
}

/// What is known of a host. Whoever holds it may ask; everybody else waits.
#[derive(Debug, Default)]
struct Host {
    free_at: Option<Instant>,
    delay: Duration,
    /// By scheme, host and port.
    robots: BTreeMap<String, Rules>,
}

#[derive(Clone, Debug)]
enum Rules {
    Known(Robots),
    /// They could not be had, so nothing is asked; and what was dialled for them.
    Unknown(Reason, Option<SocketAddr>),
}

/// What is told of the version that is there already.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    /// The address that it came from.
    pub(crate) url: String,
    /// Headers that make the request a conditional one.
    pub(crate) conditions: Vec<(&'static str, String)>,
}

/// What was got.
#[derive(Debug)]
pub(crate) enum Got {
    /// The bytes of a page.
    Page(Vec<u8>),
    /// The server says that the page is the one that is there already.
    Unchanged,
}

/// An answer with what it took to get it.
struct Asked {
    answer: Result<Answer, Reason>,
    dialled: Dialled,
    attempts: u32,
}

impl Fetcher {
    pub(crate) fn new(
        client: Client,
        allowed: Allowed,
        pause: Duration,
        keeps_robots: bool,
    ) -> Self {
        Self {
            client,
            allowed,
            pause,
            keeps_robots,
            hosts: Mutex::default(),
        }
    }

    /// Fetches the page that `evidence` names, and writes into it what happened.
    pub(crate) fn page(
        &self,
        known: Option<&Known>,
        evidence: &mut Evidence,
    ) -> Result<Got, Reason> {
        let mut url = address::parse(&evidence.requested)?;
        loop {
            evidence.last = url.to_string();
            self.judge(&url)?;
            self.heed_robots(&url, evidence)?;
            let conditions = known
                .filter(|known| known.url == url.as_str())
                .map_or(&[][..], |known| &known.conditions);
            let asked = self.ask(&url, conditions, self.client.limits.bytes);
            record(evidence, &url, &asked);
            let answer = asked.answer?;
            match answer.status {
                200 if answer.body.is_empty() => return Err(Reason::Empty),
                200 => {
                    evidence.bytes_on_wire = Some(answer.bytes_on_wire);
                    return Ok(Got::Page(answer.body));
                }
                304 if !conditions.is_empty() => return Ok(Got::Unchanged),
                301 | 302 | 303 | 307 | 308 => url = follow(&url, &answer, evidence)?,
                status => return Err(Reason::of_status(status)),
            }
        }
    }

    /// Refuses an address that is plainly not a public one. Names are judged where they are dialled.
    fn judge(&self, url: &Url) -> Result<(), Reason> {
        if address::is_plainly_private(url) && !self.allowed.has(url) {
            return Err(Reason::AddressNotPublic);
        }
        Ok(())
    }

    // ---- robots.txt ----

    fn heed_robots(&self, url: &Url, evidence: &mut Evidence) -> Result<(), Reason> {
        if !self.keeps_robots {
            return Ok(());
        }
        match self.rules(url) {
            Rules::Known(robots) if robots.allow(&url[Position::BeforePath..]) => Ok(()),
            Rules::Known(_) => Err(Reason::Robots),
            Rules::Unknown(reason, dialled) => {
                evidence.address = dialled.map(told);
                Err(reason)
            }
        }
    }

    /// The rules of a site, asked for once a run.
    fn rules(&self, url: &Url) -> Rules {
        let origin = url[..Position::BeforePath].to_owned();
        let host = self.host(url);
        if let Some(rules) = lock(&host).robots.get(&origin) {
            return rules.clone();
        }
        let rules = self.fetch_rules(url);
        let mut host = lock(&host);
        if let Rules::Known(Robots {
            delay: Some(delay), ..
        }) = &rules
        {
            host.delay = host.delay.max(*delay);
        }
        host.robots.insert(origin, rules.clone());
        rules
    }

    fn fetch_rules(&self, page: &Url) -> Rules {
        let everything = Rules::Known(Robots::default());
        let Ok(mut url) = page.join("/robots.txt") else {
            return everything;
        };
        for _ in 0..=MOST_REDIRECTS {
            if self.judge(&url).is_err() {
                return Rules::Unknown(Reason::RobotsUnavailable, None);
            }
            let asked = self.ask(&url, &[], robots::MOST_BYTES);
            let answer = match asked.answer {
                Ok(answer) => answer,
                Err(Reason::TooLarge | Reason::BadEncoding | Reason::Truncated) => {
                    return Rules::Unknown(Reason::RobotsUnavailable, asked.dialled.address);
                }
                // The site cannot be reached at all, and that is what there is to say of its page.
                Err(reason) => return Rules::Unknown(reason, asked.dialled.address),
            };
            match answer.status {
                200 => return Rules::Known(Robots::parse(&answer.body)),
                500..=599 => {
                    return Rules::Unknown(Reason::RobotsUnavailable, asked.dialled.address);
                }
                301 | 302 | 303 | 307 | 308 => {
                    let location = answer.header("location").unwrap_or_default();
                    match address::join(&url, &location) {
                        Ok(next) => url = next,
                        Err(_) => return everything,
                    }
                }
                _ => return everything,
            }
        }
        everything
    }

    // ---- asking ----

    /// Asks a host when it is its turn, and again where that is promising.
    fn ask(&self, url: &Url, conditions: &[(&'static str, String)], most_bytes: u64) -> Asked {
        let question = Question {
            url,
            is_allowed: self.allowed.has(url),
            conditions,
            most_bytes,
        };
        let host = self.host(url);
        let mut host = lock(&host);
        let mut attempts = 0;
        loop {
            host.wait();
            let mut dialled = Dialled::default();
            let answer = self.client.ask(&question, &mut dialled);
            host.rest(self.pause);
            attempts += 1;
            match self.again_after(&answer, attempts) {
                Some(wait) => host.rest(wait),
                None => {
                    return Asked {
                        answer,
                        dialled,
                        attempts,
                    };
                }
            }
        }
    }

    /// How long to wait before the question is repeated; none where it is not.
    fn again_after(&self, answer: &Result<Answer, Reason>, attempts: u32) -> Option<Duration> {
        if attempts > MOST_RETRIES {
            return None;
        }
        let patience = (self.pause * 2u32.pow(attempts)).min(PATIENCE);
        match answer {
            Ok(answer) => {
                let is_busy =
                    answer.status == 429 || Reason::of_status(answer.status) == Reason::ServerError;
                let asked_for = answer
                    .header("retry-after")
                    .and_then(|value| retry_after(&value));
                let wait = asked_for.unwrap_or(patience);
                (is_busy && wait <= PATIENCE).then_some(wait)
            }
            Err(
                Reason::NameNotFound
                | Reason::ConnectionRefused
                | Reason::ConnectionReset
                | Reason::ConnectionFailed
                | Reason::ConnectTimeout,
            ) => Some(patience),
            Err(_) => None,
        }
    }

    fn host(&self, url: &Url) -> Arc<Mutex<Host>> {
        let name = url.host_str().unwrap_or_default().to_owned();
        Arc::clone(lock(&self.hosts).entry(name).or_default())
    }
}

impl Host {
    /// Waits until the host may be asked again.
    fn wait(&self) {
        if let Some(free_at) = self.free_at {
            std::thread::sleep(free_at.saturating_duration_since(Instant::now()));
        }
    }

    /// Leaves the host alone for so long, or for as long as it asked for, whichever is longer.
    fn rest(&mut self, pause: Duration) {
        let until = Instant::now() + pause.max(self.delay);
        self.free_at = self.free_at.max(Some(until));
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn follow(url: &Url, answer: &Answer, evidence: &mut Evidence) -> Result<Url, Reason> {
    if evidence.redirects.len() >= MOST_REDIRECTS {
        return Err(Reason::TooManyRedirects);
    }
    let location = answer.header("location").ok_or(Reason::RedirectBroken)?;
    let next = address::join(url, &location);
    evidence.redirects.push(Redirect {
        status: answer.status,
        from: url.to_string(),
        to: match &next {
            Ok(next) => next.to_string(),
            // Not to be kept where it holds a password.
            Err(Reason::AddressCredentials) => String::new(),
            Err(_) => tongyuan_report::clean(&location).into_owned(),
        },
    });
    let next = next?;
    evidence.downgraded |= url.scheme() == "https" && next.scheme() == "http";
    Ok(next)
}

/// Writes an answer into the evidence.
fn record(evidence: &mut Evidence, url: &Url, asked: &Asked) {
    evidence.attempts = asked.attempts;
    evidence.address = asked.dialled.address.map(told);
    evidence.ipv6 = asked.dialled.has_ipv6;
    evidence.headers.clear();
    let Ok(answer) = &asked.answer else {
        (evidence.status, evidence.http_version, evidence.tls) = (None, None, None);
        return;
    };
    evidence.status = Some(answer.status);
    evidence.tls = Some(url.scheme() == "https");
    evidence.http_version = match answer.version {
        Version::HTTP_10 => Some("1.0".to_owned()),
        Version::HTTP_11 => Some("1.1".to_owned()),
        _ => None,
    };
    for (name, value) in &answer.headers {
        let value = String::from_utf8_lossy(value.as_bytes());
        evidence.keep_header(name.as_str(), &value);
    }
    evidence.charset = answer
        .header("content-type")
        .and_then(|value| charset(&value));
    evidence.content_encoding = evidence.headers.get("content-encoding").cloned();
}

/// The character encoding that a content type declares.
fn charset(content_type: &str) -> Option<String> {
    content_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']);
        let is_charset = name.trim().eq_ignore_ascii_case("charset") && !value.is_empty();
        is_charset.then(|| tongyuan_report::clean(value).to_ascii_lowercase())
    })
}

/// How long a server asks to wait: in seconds, or until a date.
fn retry_after(value: &str) -> Option<Duration> {
    if let Ok(seconds) = value.trim().parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let until = jiff::fmt::rfc2822::parse(value.trim()).ok()?.timestamp();
    let left = until.duration_since(jiff::Timestamp::now());
    Some(Duration::try_from(left).unwrap_or(Duration::ZERO))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_long_to_wait() {
        assert_eq!(retry_after(" 7 "), Some(Duration::from_secs(7)));
        assert_eq!(
            retry_after("Wed, 21 Oct 2015 07:28:00 GMT"),
            Some(Duration::ZERO)
        );
        let far = retry_after("Fri, 21 Oct 2095 07:28:00 GMT").unwrap();
        assert!(far > PATIENCE);
        assert_eq!(retry_after("soon"), None);
        assert_eq!(retry_after("-1"), None);
    }

    #[test]
    fn declared_encodings() {
        assert_eq!(
            charset("text/html; charset=GB2312").as_deref(),
            Some("gb2312")
        );
        assert_eq!(
            charset("text/html;a=b; Charset = \"utf-8\"").as_deref(),
            Some("utf-8")
        );
        assert_eq!(charset("text/html; charset="), None);
        assert_eq!(charset("text/html"), None);
    }
}
