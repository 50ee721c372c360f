//! What an inspection looks at, and by what means: files with their digests, rules, captures, templates.

use std::collections::{BTreeSet, HashMap};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use tongyuan::{
    Capture, Card, Case, Channel, Checked, Language, Registers, Rule, RunNote, rule, rules,
};
use tongyuan_extract::digest_of;
use tongyuan_report::inspection::{
    InspectedCapture, InspectedDocument, InspectedFile, InspectedGuide, InspectedRecords,
    InspectedRegister, InspectedRules, OwnTemplate, OwnTemplates, Scope,
};
use tongyuan_report::{Captured, Captures, Evidence, capture_text};

use crate::files;
use crate::repository::{Files, Repository, stem};
use crate::settings::Settings;
use crate::sweep::Sweep;

/// The registers that there may be, in the order of the report.
const REGISTERS: [&str; 5] = ["items", "materials", "laws", "cancelled", "calendar"];

/// What was looked at in all.
pub(super) fn of(
    repository: &Repository,
    settings: &Settings,
    sweep: &Sweep,
    guides: Vec<InspectedGuide>,
    orphans: &[PathBuf],
    checked: &Checked,
    captures: Option<(&Captures, tongyuan::Language)>,
) -> Scope {
    // Whatever is wrong with a file is told of it by name.
    let is_read = |source: &InspectedFile| {
        let mut notes = checked.notes.iter();
        source.sha256.is_some() && !notes.any(|note| note.is_error && note.file == source.file)
    };
    let notices = sweep.policy.calendar.notices().iter();
    // Some years have had several notices.
    let years: BTreeSet<u16> = notices.map(|notice| notice.year).collect();
    let practice = repository.practice();
    Scope {
        is_whole: sweep.is_whole,
        guides,
        registers: registers(repository, &is_read),
        calendar_years: years.into_iter().collect(),
        practice: practice
            .iter()
            .map(|path| {
                let source = file(repository, path);
                let is_read = is_read(&source);
                InspectedRecords { source, is_read }
            })
            .collect(),
        orphans: orphans.iter().map(|path| repository.name(path)).collect(),
        rules: inspected_rules(sweep),
        settings: settings.file.as_ref().map(|own| InspectedFile {
            file: repository.name(Path::new(&own.name)),
            sha256: Some(Capture::new("", own.text.as_bytes()).digest()),
        }),
        captures: captures.map(|(captures, language)| {
            let own = captures.captured.iter();
            own.map(|one| captured(one, language)).collect()
        }),
    }
}

/// A file as it is now; its digest is none where it cannot be read.
fn file(repository: &Repository, path: &Path) -> InspectedFile {
    let digest = File::open(path).and_then(|file| digest_of(io::BufReader::new(file)));
    InspectedFile {
        file: repository.name(path),
        sha256: digest.ok(),
    }
}

fn registers(
    repository: &Repository,
    is_read: &dyn Fn(&InspectedFile) -> bool,
) -> Vec<InspectedRegister> {
    let named = REGISTERS.map(|name| (name, repository.register(name)));
    let baseline = Some(repository.baseline()).filter(|path| path.exists());
    let accepted = [("waivers", repository.waivers()), ("baseline", baseline)];
    // That there is no list of what was accepted needs no telling.
    let accepted = accepted.into_iter().filter(|(_, path)| path.is_some());
    named
        .into_iter()
        .chain(accepted)
        .map(|(register, path)| {
            let source = path.map(|path| file(repository, &path));
            InspectedRegister {
                register: register.to_owned(),
                is_read: source.as_ref().is_none_or(is_read),
                source,
            }
        })
        .collect()
}

fn inspected_rules(sweep: &Sweep) -> InspectedRules {
    let policy = &sweep.policy;
    let (on, off): (Vec<&Rule>, Vec<&Rule>) = rules()
        .filter(|rule| rule.is_active())
        .partition(|rule| policy.is_on(rule));
    let own = policy.own_rules.ids();
    let (own_off, own_on): (Vec<&str>, Vec<&str>) =
        own.partition(|id| policy.severities.get(*id) == Some(&None));
    let named = |built_in: Vec<&Rule>, own: Vec<&str>| -> Vec<String> {
        let ids = built_in.into_iter().map(|rule| rule.id).chain(own);
        ids.map(str::to_owned).collect()
    };
    let silent = sweep.silent().into_values().flatten();
    let limited = policy.fields.iter().map(|(rule, fields)| {
        let paths = fields.iter().map(|field| field.path().to_owned());
        (rule.clone(), paths.collect())
    });
    InspectedRules {
        on: named(on, own_on),
        off: named(off, own_off),
        silent: silent.map(str::to_owned).collect(),
        limited: limited.collect(),
    }
}

fn captured(one: &Captured, language: tongyuan::Language) -> InspectedCapture {
    let evidence = one.evidence.as_ref();
    let outcome = evidence.and_then(|own| serde_json::to_value(own.outcome).ok());
    InspectedCapture {
        guide: one.guide.clone(),
        address: one.address.clone(),
        at: evidence.map(|own| own.started_at.clone()),
        outcome: outcome.and_then(|own| own.as_str().map(str::to_owned)),
        told: capture_text(one, language).trim_end().to_owned(),
    }
}

/// One guide with what was published of it.
pub(super) fn guide(
    repository: &Repository,
    files: &Files,
    case: Option<&Case>,
    checked: &Checked,
    registers: &Registers,
) -> InspectedGuide {
    let name = repository.name(&files.canonical);
    let card = checked.card.as_ref();
    let is_read = |file: &str| {
        let mut notes = checked.notes.iter();
        !notes.any(|note| note.is_error && note.file == file)
    };
    let unread = |file: &str| {
        let mut pages = card.into_iter().flat_map(|card| &card.pages);
        let page = pages.find(|(own, _)| own == file);
        page.map(|(_, parts)| parts.clone()).unwrap_or_default()
    };
    let evidence = Kept::of(files);
    let document = |(channel, path): &(Channel, PathBuf)| {
        let name = repository.name(path);
        let published = case
            .map(|case| case.published.as_slice())
            .unwrap_or_default();
        let capture = published.iter().map(|(_, own)| own);
        let digest = capture
            .clone()
            .find(|own| own.name == name && !own.bytes.is_empty())
            .map(Capture::digest);
        let kept = evidence.of_page(path, digest.as_deref());
        InspectedDocument {
            channel: channel.key().to_owned(),
            is_read: digest.is_some() && is_read(&name),
            unread: unread(&name),
            address: kept.map(|own| own.last.clone()),
            captured_at: kept.map(|own| own.started_at.clone()),
            source: InspectedFile {
                file: name,
                sha256: digest,
            },
        }
    };
    let id = card.and_then(|card| card.id.as_ref());
    InspectedGuide {
        guide: id.map_or_else(|| stem(&files.canonical), |(id, _)| id.clone()),
        name: card.and_then(|card| card.name.clone()),
        item: card.and_then(|card| Some(card.code.as_ref()?.0.clone())),
        department: card.and_then(|card| card.department.clone()),
        version: card.and_then(|card| card.version.clone()),
        is_read: card.is_some_and(|card| !card.is_unread),
        unread: card.map(|card| card.unread.clone()).unwrap_or_default(),
        unjudged: card.map(|card| card.unjudged.clone()).unwrap_or_default(),
        are_samples_read: card.is_some_and(|card| card.are_samples_read),
        cases: cases(card, registers),
        channels: card.map(declared).unwrap_or_default(),
        published: files.published.iter().map(document).collect(),
        source: InspectedFile {
            file: name,
            sha256: case.map(|case| case.canonical.digest()),
        },
    }
    .cleaned()
}

fn declared(card: &Card) -> Vec<String> {
    let keys: BTreeSet<&str> = card.channels.iter().map(|own| own.key()).collect();
    keys.into_iter().map(str::to_owned).collect()
}

/// How many records there are of the item of a guide.
fn cases(card: Option<&Card>, registers: &Registers) -> u64 {
    let own = card.zip(registers.practice.as_ref());
    let item = own.and_then(|(card, practice)| {
        let id = card.id.as_ref().map(|(id, _)| id.as_str());
        let code = card.code.as_ref().map(|(code, _)| code.as_str());
        practice.of_item(&[code, card.name.as_deref(), id])
    });
    item.map_or(0, |own| own.cases.count)
}

/// The evidence of captures that stands beside the pages of a guide.
struct Kept(Vec<Evidence>);

impl Kept {
    fn of(files: &Files) -> Self {
        let read = files.evidence.iter().filter_map(|(_, path)| {
            let file = files::read(path, "").ok()?;
            Evidence::read(&file.bytes)
        });
        Self(read.collect())
    }

    /// The evidence of a page, as long as the page is as it was when it was captured.
    fn of_page(&self, page: &Path, digest: Option<&str>) -> Option<&Evidence> {
        let name = page.file_name()?.to_str()?;
        let is_it = |own: &&Evidence| {
            own.file.as_deref() == Some(name) && digest.is_some() && own.sha256.as_deref() == digest
        };
        self.0.iter().find(is_it)
    }
}

/// What a rule is called in a report: whoever reads it sets nothing in the settings.
pub(super) fn called(id: &'static str, language: Language) -> String {
    rule(id).map_or_else(|| id.to_owned(), |own| own.title.get(language).to_owned())
}

/// The names of items by the ids of their guides; of those that have no guide, as the list of items has them.
pub(super) fn names<'n>(cards: &'n [Card], registers: &'n Registers) -> HashMap<&'n str, &'n str> {
    let items = registers.items.iter();
    let listed = items.flat_map(|own| own.value.items.rows());
    let listed = listed.filter_map(|item| Some((item.id.text()?, item.name.text()?)));
    let named = cards.iter().filter_map(|card| {
        let (id, _) = card.id.as_ref()?;
        Some((id.as_str(), card.name.as_deref()?))
    });
    listed.chain(named).collect()
}

/// The templates of reports that a repository has of its own.
pub(super) fn templates(repository: &Repository) -> Result<OwnTemplates, Vec<RunNote>> {
    let read = |name: &str| {
        let path = repository.root().join("templates").join(name);
        if !path.exists() {
            return Ok(None);
        }
        let capture = repository.content(&path)?;
        let text = String::from_utf8(capture.bytes);
        let text = text.map_err(|_| files::not_utf8(&capture.name))?;
        Ok(Some(OwnTemplate {
            file: capture.name,
            text,
        }))
    };
    let (html, markdown) = (read("report.html"), read("report.md"));
    match (html, markdown) {
        (Ok(html), Ok(markdown)) => Ok(OwnTemplates { html, markdown }),
        (html, markdown) => {
            let faults = [html.err(), markdown.err()].into_iter().flatten();
            Err(faults.map(|note: Box<RunNote>| *note).collect())
        }
    }
}
