//! `tongyuan capture`

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::ArgMatches;
use rayon::prelude::*;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use tongyuan::{Channel, Reading, RunNote, Said};
use tongyuan_report::{Captured, Captures, Evidence, Outcome};

use super::check::{locate, read_settings};
use super::{Context, value};
use crate::capture::address::{self, Allowed};
use crate::capture::client::{Client, Limits, roots};
use crate::capture::fetch::{Fetcher, Got};
use crate::capture::store::Shelf;
use crate::exit::Exit;
use crate::files;
use crate::output::{print_or_fail, tell_failure, tell_note};
use crate::own_rules;
use crate::progress::Progress;
use crate::repository::{Ignoring, Repository, stem};
use crate::settings::Fetching;

/// So many hosts are asked at a time.
const HOSTS_AT_A_TIME: usize = 8;

/// The longest wait for a connection, and between two pieces of an answer.
const LONGEST_SILENCE: Duration = Duration::from_secs(20);

/// Fetches the pages that guides of a repository name, for whoever goes on with them. What was fetched since `begun`, a time in UTC, is
/// not asked for again.
pub(super) fn fetch(
    repository: &Repository,
    only: &[PathBuf],
    settings: &Fetching,
    begun: &str,
    context: Context,
    quiet: u8,
) -> Result<Captures, Exit> {
    let run = Run {
        context,
        repository: repository.clone(),
        only: only.to_vec(),
        settings: settings.clone(),
        begun: Some(begun.to_owned()),
        is_dry: false,
        is_json: false,
        quiet,
    };
    let mut captures = Captures::default();
    let pages = run.pages(&mut captures.notes);
    run.fetch_all(&pages, &mut captures)?;
    Ok(captures)
}

pub(super) fn run(matches: &ArgMatches, context: Context) -> Exit {
    match Run::prepare(matches, context) {
        Ok(run) => run.all(),
        Err(exit) => exit,
    }
}

struct Run {
    context: Context,
    repository: Repository,
    only: Vec<PathBuf>,
    settings: Fetching,
    /// When a run began that was interrupted and goes on; what was fetched since is not asked for again.
    begun: Option<String>,
    is_dry: bool,
    is_json: bool,
    quiet: u8,
}

/// A page that is to be fetched.
struct Page {
    guide: String,
    address: String,
    /// What the online hall has published of the guide already.
    published: Vec<PathBuf>,
}

impl Run {
    fn prepare(matches: &ArgMatches, context: Context) -> Result<Self, Exit> {
        let given = matches.get_many::<String>("path").into_iter().flatten();
        let given: Vec<PathBuf> = given.map(PathBuf::from).collect();
        let (root, only) = locate(matches, &given, context)?;
        let own = own_rules::load(&root, Ignoring::default()).0;
        let settings = read_settings(matches, &root, &own, context)?;
        Ok(Self {
            context,
            repository: Repository::new(root, settings.paths),
            only,
            settings: settings.capture,
            begun: None,
            is_dry: matches.get_flag("dry-run"),
            is_json: value(matches, "format") == Some("json"),
            quiet: matches.get_count("quiet"),
        })
    }

    fn all(self) -> Exit {
        let mut captures = Captures {
            is_dry: self.is_dry,
            ..Captures::default()
        };
        let pages = self.pages(&mut captures.notes);
        if pages.is_empty() {
            return self.nothing(&captures.notes);
        }
        if self.is_dry {
            captures.captured = pages.iter().map(|page| self.planned(page)).collect();
        } else if let Err(exit) = self.fetch_all(&pages, &mut captures) {
            return exit;
        }
        self.write(&captures)
    }

    fn fetch_all(&self, pages: &[Page], captures: &mut Captures) -> Result<(), Exit> {
        let fetcher = self.fetcher()?;
        for (captured, note) in self.fetch(&fetcher, pages) {
            captures.captured.push(captured);
            captures.notes.extend(note);
        }
        Ok(())
    }

    // ---- what is to be fetched ----

    /// The pages that the guides name, in the order of the guides.
    fn pages(&self, notes: &mut Vec<RunNote>) -> Vec<Page> {
        let mut pages = Vec::new();
        let mut seen = BTreeSet::new();
        let mut without = 0;
        for own in self.repository.inventory(&self.only).guides {
            let guide = stem(&own.canonical);
            let name = self.repository.name(&own.canonical);
            if !seen.insert(guide.clone()) {
                notes.push(namesake(&name));
                continue;
            }
            match self.address(&own.canonical, &name) {
                Ok(None) => without += 1,
                Ok(Some(address)) => pages.push(Page {
                    guide,
                    address: address::without_credentials(&address),
                    published: own
                        .published
                        .into_iter()
                        .filter(|(channel, _)| *channel == Channel::Online)
                        .map(|(_, path)| path)
                        .collect(),
                }),
                Err(own) => notes.extend(own),
            }
        }
        if without > 0 {
            notes.push(note(
                "",
                false,
                format!("有 {without} 份指南没有写线上渠道的网址，没有抓取"),
                format!(
                    "guides without an address of their online channel, which were passed over: {without}"
                ),
            ));
        }
        pages
    }

    /// The address of the online page that a guide gives.
    fn address(&self, path: &Path, name: &str) -> Result<Option<String>, Vec<RunNote>> {
        let capture = files::read(path, name).map_err(|note| vec![*note])?;
        let read = tongyuan::read(&capture);
        if read.failure.is_some() {
            return Err(tongyuan::run_notes(name, &read));
        }
        let channels = read.guide().channels.given();
        let online = channels.and_then(|channels| channels.online.given());
        match online.map(|online| &online.url) {
            Some(Reading::Given(url, _)) => Ok(Some(url.clone())),
            Some(Reading::Unreadable(..)) => Err(vec![note(
                name,
                true,
                "线上渠道的网址无法识别，没有抓取".to_owned(),
                "the address of the online channel cannot be read, and was not fetched".to_owned(),
            )]),
            _ => Ok(None),
        }
    }

    /// A page that is not fetched this time.
    fn planned(&self, page: &Page) -> Captured {
        let shelf = Shelf::of(&self.repository.hall(Channel::Online), &page.guide);
        self.captured(page, shelf.page().as_deref(), false, None)
    }

    // ---- fetching ----

    fn fetcher(&self) -> Result<Fetcher, Exit> {
        let settings = &self.settings;
        let limits = Limits {
            whole: settings.timeout,
            // Less than the whole, so that no connection is told from no answer.
            connect: (settings.timeout / 4 * 3).min(LONGEST_SILENCE),
            idle: settings.timeout.min(LONGEST_SILENCE),
            bytes: settings.max_bytes,
        };
        let client = Client::new(limits, settings.user_agent.clone(), roots(self.issuers()?));
        Ok(Fetcher::new(
            client,
            Allowed::new(&settings.allow_hosts),
            settings.pause,
            settings.robots,
        ))
    }

    /// The certificates of the issuers that the settings name.
    fn issuers(&self) -> Result<Vec<CertificateDer<'static>>, Exit> {
        let Some(path) = &self.settings.ca_file else {
            return Ok(Vec::new());
        };
        let read = fs::read(path).map_err(|error| error.to_string());
        let read = read.and_then(|bytes| {
            let certificates: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&bytes).collect();
            certificates.map_err(|error| error.to_string())
        });
        match read {
            Ok(certificates) if !certificates.is_empty() => Ok(certificates),
            other => {
                let why = other.err().unwrap_or_else(|| "no certificate".to_owned());
                let path = path.display();
                tell_failure(
                    self.context.language,
                    &format!("无法读取 capture.ca-file 所写的证书 {path}（{why}）"),
                    &format!("cannot read the certificates {path} of capture.ca-file ({why})"),
                );
                Err(Exit::Failed)
            }
        }
    }

    /// Fetches all pages: several hosts at a time, the pages of one host one after the other.
    fn fetch(&self, fetcher: &Fetcher, pages: &[Page]) -> Vec<(Captured, Option<RunNote>)> {
        let mut by_host: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, page) in pages.iter().enumerate() {
            let url = address::parse(&page.address).ok();
            let host = url.and_then(|url| url.host_str().map(str::to_owned));
            by_host
                .entry(host.unwrap_or_default())
                .or_default()
                .push(at);
        }
        let progress = Progress::over_pages(pages.len(), self.context.language, self.quiet > 0);
        let one_host = |own: &Vec<usize>| -> Vec<_> {
            own.iter()
                .map(|at| {
                    let done = self.one(fetcher, &pages[*at]);
                    progress.step();
                    (*at, done)
                })
                .collect()
        };
        let hosts: Vec<Vec<usize>> = by_host.into_values().collect();
        let pool = rayon::ThreadPoolBuilder::new().num_threads(HOSTS_AT_A_TIME);
        let mut done: Vec<_> = match pool.build() {
            Ok(pool) => pool.install(|| hosts.par_iter().flat_map_iter(one_host).collect()),
            Err(_) => hosts.iter().flat_map(one_host).collect(),
        };
        done.sort_by_key(|(at, _)| *at);
        done.into_iter().map(|(_, done)| done).collect()
    }

    fn one(&self, fetcher: &Fetcher, page: &Page) -> (Captured, Option<RunNote>) {
        let shelf = Shelf::of(&self.repository.hall(Channel::Online), &page.guide);
        if let Some(done) = self.begun.as_ref().and_then(|begun| shelf.since(begun)) {
            let captured = self.captured(page, shelf.page().as_deref(), false, Some(done.clone()));
            return (captured, None);
        }
        let start = Instant::now();
        let now = jiff::Timestamp::now()
            .strftime("%Y-%m-%dT%H:%M:%SZ")
            .to_string();
        let mut evidence = Evidence::new(&page.guide, &page.address, now);
        let got = fetcher.page(shelf.known().as_ref(), &mut evidence);
        evidence.duration_ms = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
        let kept = match got {
            Ok(Got::Page(bytes)) => shelf.keep(bytes, &mut evidence).map(Some),
            Ok(Got::Unchanged) => shelf
                .renew(&mut evidence)
                .map(|path| path.map(|path| (path, false))),
            Err(reason) => {
                (evidence.outcome, evidence.reason) = (reason.outcome(), Some(reason));
                match evidence.outcome {
                    Outcome::Gone => shelf.mark(&mut evidence).map(|()| None),
                    _ => Ok(None),
                }
            }
        };
        match kept {
            Ok(Some((path, is_written))) => {
                let captured = self.captured(page, Some(&path), is_written, Some(evidence));
                (captured, None)
            }
            Ok(None) => {
                let standing = shelf.page();
                let captured = self.captured(page, standing.as_deref(), false, Some(evidence));
                (captured, None)
            }
            Err(error) => {
                let hall = self.repository.hall(Channel::Online);
                let unwritten = note(
                    &self.repository.name(&hall),
                    true,
                    format!("无法存入 {} 的网页（{error}）", page.guide),
                    format!("the page of {} cannot be kept ({error})", page.guide),
                );
                (self.captured(page, None, false, None), Some(unwritten))
            }
        }
    }

    fn captured(
        &self,
        page: &Page,
        file: Option<&Path>,
        is_written: bool,
        evidence: Option<Evidence>,
    ) -> Captured {
        let others = page
            .published
            .iter()
            .filter(|path| Some(path.as_path()) != file);
        Captured {
            guide: page.guide.clone(),
            address: page.address.clone(),
            file: file.map(|path| self.repository.name(path)),
            is_written,
            others: others.map(|path| self.repository.name(path)).collect(),
            evidence,
        }
    }

    // ---- what is told ----

    fn nothing(&self, notes: &[RunNote]) -> Exit {
        self.tell(notes);
        if notes.iter().any(|note| note.is_error) {
            return Exit::Failed;
        }
        tell_failure(
            self.context.language,
            "没有可抓取的网页：没有指南写明线上渠道的网址。",
            "there is nothing to fetch: no guide gives the address of its online channel.",
        );
        Exit::Nothing
    }

    fn write(&self, captures: &Captures) -> Exit {
        let language = self.context.language;
        let exit = exit(captures);
        self.tell(&captures.notes);
        if self.quiet >= 2 {
            return exit;
        }
        let text = if self.is_json {
            tongyuan_report::captures_json(captures, language, env!("CARGO_PKG_VERSION"))
        } else {
            let lines = captures.captured.iter();
            let mut text: String = lines
                .map(|one| tongyuan_report::capture_text(one, language))
                .collect();
            if self.quiet == 0 {
                text.push_str(&tongyuan_report::captures_summary(captures, language));
                text.push('\n');
            }
            text
        };
        print_or_fail(&text, language, exit)
    }

    /// Errors are told whatever the format; notes where nobody asked for silence.
    fn tell(&self, notes: &[RunNote]) {
        let colour = self.context.colour.on_stderr();
        for note in notes {
            if note.is_error || (self.quiet == 0 && !self.is_json) {
                tell_note(note, self.context.language, colour);
            }
        }
    }
}

/// How a run ended: an error goes before a page that is gone, and that before one that could not be had.
fn exit(captures: &Captures) -> Exit {
    let has = |wanted: fn(Outcome) -> bool| {
        let all = captures
            .captured
            .iter()
            .filter_map(|one| one.evidence.as_ref());
        all.map(|evidence| evidence.outcome).any(wanted)
    };
    if captures.notes.iter().any(|note| note.is_error) {
        Exit::Failed
    } else if has(|outcome| outcome == Outcome::Gone) {
        Exit::Found
    } else if has(|outcome| !outcome.is_decided()) {
        Exit::Undecided
    } else {
        Exit::Clean
    }
}

fn namesake(name: &str) -> RunNote {
    note(
        name,
        true,
        "另有一份同名的指南，网页无法分开存放，没有抓取".to_owned(),
        "there is another guide of this name; their pages cannot be kept apart, and it was not fetched".to_owned(),
    )
}

fn note(file: &str, is_error: bool, chinese: String, english: String) -> RunNote {
    RunNote {
        file: file.to_owned(),
        message: Said::new(chinese, english),
        help: None,
        location: None,
        is_error,
    }
}
