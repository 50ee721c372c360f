//! Captures: what became of the page of a guide, and the evidence that is kept beside the page.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use tongyuan_inspect::Language;
use tongyuan_model::text::web::addresses;
use tongyuan_model::{Channel, Moment};

use crate::clean::clean;
use crate::json::{NoteJson, pretty};
use crate::run::RunNote;

mod reason;
mod text;

pub use reason::Reason;
pub use text::{capture_text, captures_summary};

const VERSION: u32 = 1;

/// What a header may hold at most in the evidence.
const MOST_OF_A_HEADER: usize = 512;

/// The headers that say where a page comes from and how old it is; no other is kept. (Where a redirect leads stands with the
/// redirects, without the passwords that it may hold.)
const HEADERS: [&str; 14] = [
    "age",
    "cache-control",
    "content-disposition",
    "content-encoding",
    "content-language",
    "content-length",
    "content-type",
    "date",
    "etag",
    "expires",
    "last-modified",
    "retry-after",
    "server",
    "via",
];

/// What became of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// 没有变化: it says what it said.
    Same,
    /// 有变化: it says something else, or was captured for the first time.
    Different,
    /// 网页不在: the server says that there is no such page.
    Gone,
    /// 受阻: the site, or our own caution, does not let us have it.
    Blocked,
    /// 无法访问: no whole page came back.
    Unreachable,
}

impl Outcome {
    /// Every outcome, in the order of reports.
    pub const ALL: [Self; 5] = [
        Self::Same,
        Self::Different,
        Self::Gone,
        Self::Blocked,
        Self::Unreachable,
    ];

    /// Whether the page could be held against anything.
    #[must_use]
    pub fn is_decided(self) -> bool {
        !matches!(self, Self::Blocked | Self::Unreachable)
    }
}

/// One redirect that was followed, or would have been.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redirect {
    /// The status of the answer that redirects.
    pub status: u16,
    /// The address that was asked.
    pub from: String,
    /// The address that it names.
    pub to: String,
}

/// The address of the network that was dialled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dialled {
    /// The IP address.
    pub ip: String,
    /// The port.
    pub port: u16,
    /// Whether it is of IPv6.
    pub ipv6: bool,
}

/// The evidence of one capture: enough to say later what was asked, when, of whom, and what came back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// The version of this shape.
    pub schema_version: u32,
    /// The guide whose page it is.
    pub guide: String,
    /// The name of the file that the page was kept in, beside the evidence; none where none was kept.
    pub file: Option<String>,
    /// What became of the page.
    pub outcome: Outcome,
    /// Why there is no page; none where there is one.
    pub reason: Option<Reason>,
    /// Whether there was no earlier capture.
    pub first: bool,
    /// The address that the guide gives.
    pub requested: String,
    /// The address that answered last, or was asked last.
    #[serde(rename = "final")]
    pub last: String,
    /// The redirects in between.
    pub redirects: Vec<Redirect>,
    /// Whether a redirect led from https to http.
    pub downgraded: bool,
    /// The status of the last answer.
    pub status: Option<u16>,
    /// The version of HTTP that it was given in.
    pub http_version: Option<String>,
    /// Whether the connection was encrypted, and the certificate was good.
    pub tls: Option<bool>,
    /// What was dialled.
    pub address: Option<Dialled>,
    /// Whether the name of the host that was asked last has an IPv6 address; none where that was not looked up.
    #[serde(default)]
    pub ipv6: Option<bool>,
    /// Headers of the last answer: a fixed set, cleaned and cut.
    pub headers: BTreeMap<String, String>,
    /// The character encoding that the headers declare.
    pub charset: Option<String>,
    /// How the bytes were packed on the wire.
    pub content_encoding: Option<String>,
    /// When the first request was sent, in UTC.
    pub started_at: String,
    /// How long the whole took, pauses and repeated tries included.
    pub duration_ms: u64,
    /// How often the last address was asked.
    pub attempts: u32,
    /// How many bytes the page has.
    pub bytes: Option<u64>,
    /// How many bytes came over the wire.
    pub bytes_on_wire: Option<u64>,
    /// SHA-256 of the page as it is kept.
    pub sha256: Option<String>,
    /// SHA-256 of what was kept before.
    pub previous_sha256: Option<String>,
}

impl Evidence {
    /// The evidence of a guide before anything was asked.
    #[must_use]
    pub fn new(guide: &str, requested: &str, started_at: String) -> Self {
        Self {
            schema_version: VERSION,
            guide: guide.to_owned(),
            file: None,
            outcome: Outcome::Unreachable,
            reason: None,
            first: false,
            requested: requested.to_owned(),
            last: requested.to_owned(),
            redirects: Vec::new(),
            downgraded: false,
            status: None,
            http_version: None,
            tls: None,
            address: None,
            ipv6: None,
            headers: BTreeMap::new(),
            charset: None,
            content_encoding: None,
            started_at,
            duration_ms: 0,
            attempts: 0,
            bytes: None,
            bytes_on_wire: None,
            sha256: None,
            previous_sha256: None,
        }
    }

    /// Reads evidence; none where it is no evidence of this version.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let evidence: Self = serde_json::from_slice(bytes).ok()?;
        (evidence.schema_version == VERSION).then_some(evidence)
    }

    /// Keeps a header, if it is one of those that are kept.
    pub fn keep_header(&mut self, name: &str, value: &str) {
        if HEADERS.contains(&name) {
            let value: String = clean(value).chars().take(MOST_OF_A_HEADER).collect();
            self.headers.insert(name.to_owned(), value);
        }
    }

    /// What the rules may know of it, as evidence of a page of a channel.
    #[must_use]
    pub fn of_channel(&self, channel: Channel) -> tongyuan_inspect::Evidence {
        let host = addresses(&self.last).into_iter().next();
        let day = Moment::parse(&self.started_at).map(|asked| asked.day.to_string());
        tongyuan_inspect::Evidence {
            channel,
            requested: self.requested.clone(),
            host: host.map(|address| address.host).unwrap_or_default(),
            asked_at: day.unwrap_or_else(|| self.started_at.clone()),
            is_gone: self.outcome == Outcome::Gone,
            has_ipv6: self.ipv6,
        }
    }

    /// The evidence as it is kept beside the page.
    #[must_use]
    pub fn to_json(&self) -> String {
        pretty(self)
    }
}

/// What became of the page of one guide, for reports.
#[derive(Clone, Debug)]
pub struct Captured {
    /// The guide.
    pub guide: String,
    /// The address that it gives.
    pub address: String,
    /// Where its page is kept; none where there is none.
    pub file: Option<String>,
    /// Whether that file was written in this run.
    pub is_written: bool,
    /// Other published versions of the guide in the same hall, which were left as they are.
    pub others: Vec<String>,
    /// What came back; none where nothing was asked.
    pub evidence: Option<Evidence>,
}

/// What became of all pages of a run.
#[derive(Clone, Debug, Default)]
pub struct Captures {
    /// Whether nothing was asked: the run only said what it would ask.
    pub is_dry: bool,
    /// The pages, in the order of the guides.
    pub captured: Vec<Captured>,
    /// What else there is to tell.
    pub notes: Vec<RunNote>,
}

impl Captures {
    /// How many pages came to an outcome.
    #[must_use]
    pub fn count(&self, outcome: Outcome) -> usize {
        let all = self.captured.iter().filter_map(|one| one.evidence.as_ref());
        all.filter(|evidence| evidence.outcome == outcome).count()
    }
}

#[derive(Serialize)]
struct RunJson<'r> {
    schema_version: u32,
    tool: ToolJson,
    language: &'static str,
    dry_run: bool,
    summary: BTreeMap<&'static str, usize>,
    captures: Vec<CapturedJson<'r>>,
    notes: Vec<NoteJson<'r>>,
}

#[derive(Serialize)]
struct ToolJson {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct CapturedJson<'r> {
    guide: &'r str,
    address: &'r str,
    file: Option<&'r str>,
    written: bool,
    others: &'r [String],
    message: String,
    evidence: Option<&'r Evidence>,
}

/// A run of captures as JSON, version 1, ending in a line break. `version` is that of the program.
#[must_use]
pub fn captures_json(run: &Captures, language: Language, version: &'static str) -> String {
    let summary = [
        ("pages", run.captured.len()),
        ("same", run.count(Outcome::Same)),
        ("different", run.count(Outcome::Different)),
        ("gone", run.count(Outcome::Gone)),
        ("blocked", run.count(Outcome::Blocked)),
        ("unreachable", run.count(Outcome::Unreachable)),
    ];
    pretty(&RunJson {
        schema_version: VERSION,
        tool: ToolJson {
            name: "tongyuan",
            version,
        },
        language: language.tag(),
        dry_run: run.is_dry,
        summary: summary.into_iter().collect(),
        captures: run
            .captured
            .iter()
            .map(|one| CapturedJson {
                guide: &one.guide,
                address: &one.address,
                file: one.file.as_deref(),
                written: one.is_written,
                others: &one.others,
                message: text::sentence(one, language),
                evidence: one.evidence.as_ref(),
            })
            .collect(),
        notes: run
            .notes
            .iter()
            .map(|note| NoteJson::of(note, language))
            .collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_is_read_as_it_was_written() {
        let mut evidence = Evidence::new("a", "https://a.example/", "2024-03-01T00:00:00Z".into());
        evidence.reason = Some(Reason::TlsWrongName);
        evidence.keep_header("etag", "\"1\"");
        evidence.keep_header("set-cookie", "secret");
        evidence.keep_header("server", &format!("x\u{1b}[31m{}", "y".repeat(9999)));
        let json = evidence.to_json();
        assert!(json.contains("\"reason\": \"tls-wrong-name\""), "{json}");
        assert_eq!(evidence.headers.len(), 2);
        assert_eq!(evidence.headers["server"].chars().count(), MOST_OF_A_HEADER);
        assert!(evidence.headers["server"].starts_with("x\u{fffd}[31m"));
        assert_eq!(Evidence::read(json.as_bytes()), Some(evidence));
        let later = json.replace("\"schema_version\": 1", "\"schema_version\": 2");
        assert_eq!(Evidence::read(later.as_bytes()), None);
    }
}
