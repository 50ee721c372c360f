//! A canonical guide with its published versions, from bytes to findings.

use std::sync::Arc;

use tongyuan_extract::{
    Capture, Extracted, Note, NoteKind, Profiles, Register, extract_canonical, extract_with,
    source_digest,
};
use tongyuan_inspect::{
    Card, Document, Dossier, Finding, Listed, Policy, Published, Registers, Severity, inspect,
};
use tongyuan_model::register::calendar::{CalendarRegister, MisplacedDay};
use tongyuan_model::register::items::ItemList;
use tongyuan_model::register::materials::MaterialCatalogue;
use tongyuan_model::schema::{Violation, ViolationKind};
use tongyuan_model::{Channel, Guide};
use tongyuan_report::{RunNote, Said, Summary};

use crate::notes::{notes_of, run_notes};

/// A canonical guide with its published versions, as bytes.
#[derive(Clone, Debug)]
pub struct Case {
    /// The canonical guide, YAML or JSON.
    pub canonical: Capture,
    /// What the channels publish, in any format.
    pub published: Vec<(Channel, Capture)>,
    /// What is known of the names and codes of exchange records.
    pub profiles: Arc<Profiles>,
}

impl Case {
    /// A canonical guide that nothing was published of yet.
    #[must_use]
    pub fn new(canonical: Capture) -> Self {
        Self {
            canonical,
            published: Vec::new(),
            profiles: Arc::default(),
        }
    }

    /// The case with other profiles than the built-in ones.
    #[must_use]
    pub fn with_profiles(mut self, profiles: Arc<Profiles>) -> Self {
        self.profiles = profiles;
        self
    }

    /// The case with one more published version.
    #[must_use]
    pub fn published(mut self, channel: Channel, capture: Capture) -> Self {
        self.published.push((channel, capture));
        self
    }
}

/// What a check found.
#[derive(Debug, Default)]
pub struct Checked {
    /// The findings, in the order of their places.
    pub findings: Vec<Finding>,
    /// What was not read as it stands, and what could not be read at all.
    pub notes: Vec<RunNote>,
    /// How many of what was looked at.
    pub summary: Summary,
    /// What the rules across guides need to know of this one.
    pub card: Option<Card>,
}

impl Checked {
    /// Whether some file could not be read, so that not everything was checked.
    #[must_use]
    pub fn is_incomplete(&self) -> bool {
        self.summary.unreadable > 0
    }

    /// Adds what another check found.
    pub fn add(&mut self, other: Self) {
        self.findings.extend(other.findings);
        self.notes.extend(other.notes);
        let (own, its) = (&mut self.summary, other.summary);
        own.guides += its.guides;
        own.published += its.published;
        own.errors += its.errors;
        own.warnings += its.warnings;
        own.notes += its.notes;
        own.waived += its.waived;
        own.unreadable += its.unreadable;
    }

    /// Adds findings that were made across guides.
    pub fn add_findings(&mut self, findings: Vec<Finding>) {
        for finding in &findings {
            match finding.severity {
                Severity::Error => self.summary.errors += 1,
                Severity::Warning => self.summary.warnings += 1,
                Severity::Note => self.summary.notes += 1,
            }
        }
        self.findings.extend(findings);
    }
}

/// Holds a canonical guide and its published versions against every rule.
///
/// A published version that cannot be read is counted as unreadable and named in the notes; the others are still compared. A
/// canonical guide that cannot be read leaves nothing to compare with.
#[must_use]
pub fn check(case: &Case, registers: &Registers, policy: &Policy) -> Checked {
    let canonical = extract_canonical(&case.canonical);
    let mut checked = Checked {
        notes: run_notes(&case.canonical.name, &canonical),
        ..Checked::default()
    };
    if canonical.failure.is_some() {
        checked.summary.unreadable = 1;
        checked.card = Some(Card::unread(&case.canonical.name));
        return checked;
    }
    checked.summary.guides = 1;
    let mut dossier = Dossier {
        canonical: document(&case.canonical.name, canonical),
        ..Dossier::default()
    };
    for (channel, capture) in &case.published {
        let mut extracted = extract_with(capture, &case.profiles);
        keep_guide_of(&mut extracted, &dossier.canonical.guide);
        checked.notes.extend(run_notes(&capture.name, &extracted));
        // A page of which nothing was read says nothing about its guide.
        if extracted.failure.is_some() || extracted.guide().is_empty() {
            checked.summary.unreadable += 1;
            dossier.unreadable.push(*channel);
            continue;
        }
        checked.summary.published += 1;
        dossier.published.push(Published {
            channel: *channel,
            document: document(&capture.name, extracted),
        });
    }
    dossier
        .published
        .sort_by(|a, b| (a.channel, &a.document.file).cmp(&(b.channel, &b.document.file)));
    // A digest costs as much as reading the text, and most pages carry no stamp to hold against it.
    if dossier.is_stamped() {
        dossier.canonical.digest = source_digest(dossier.canonical.source.text());
    }
    checked.add_findings(inspect(&dossier, registers, policy));
    checked.card = Some(dossier.card());
    checked
}

/// Of several guides in a document, keeps the one of the item; none where it cannot be told.
fn keep_guide_of(extracted: &mut Extracted, canonical: &Guide) {
    let count = extracted.guides.len();
    if count < 2 {
        return;
    }
    let name = canonical.item.given().and_then(|item| item.name.text());
    let own = name.and_then(|name| extracted.guide_of(name)).cloned();
    if own.is_none() {
        let kind = NoteKind::NoneOfSeveral { count };
        extracted.notes.push(Note::on_document(kind));
    }
    extracted.guides = own.into_iter().collect();
}

fn document(file: &str, mut extracted: Extracted) -> Document {
    let guide = if extracted.guides.is_empty() {
        tongyuan_model::Guide::default()
    } else {
        extracted.guides.swap_remove(0)
    };
    Document {
        file: file.to_owned(),
        guide,
        digest: String::new(),
        is_partly_read: extracted
            .notes
            .iter()
            .any(|note| matches!(note.kind, NoteKind::SectionUnknown { .. })),
        source: extracted.source,
        violations: extracted.violations,
    }
}

/// Reads the list of items; the notes say what is wrong with it. A list that breaks its schema is used as far as it goes.
#[must_use]
pub fn read_items(capture: &Capture) -> (Option<Listed<ItemList>>, Vec<RunNote>) {
    listed(capture, tongyuan_extract::read_items(capture))
}

/// Reads the catalogue of materials; the notes say what is wrong with it. A catalogue that breaks its schema is used as far as
/// it goes.
#[must_use]
pub fn read_materials(capture: &Capture) -> (Option<Listed<MaterialCatalogue>>, Vec<RunNote>) {
    listed(capture, tongyuan_extract::read_materials(capture))
}

/// Reads the calendar of working days; the notes say what is wrong with it. A notice that contradicts itself is not counted by.
#[must_use]
pub fn read_calendar(capture: &Capture) -> (Option<Listed<CalendarRegister>>, Vec<RunNote>) {
    let (calendar, mut notes) = listed(capture, tongyuan_extract::read_calendar(capture));
    if let Some(calendar) = &calendar {
        let misplaced = calendar.value.misplaced().into_iter();
        notes.extend(misplaced.map(|day| RunNote {
            file: capture.name.clone(),
            message: misplaced_words(&day),
            help: None,
            location: Some(calendar.locate(day.span)),
            is_error: true,
        }));
    }
    (calendar, notes)
}

fn misplaced_words(day: &MisplacedDay) -> Said {
    let MisplacedDay {
        day, year, is_both, ..
    } = day;
    if *is_both {
        Said::new(
            format!("{day} 既在“放假”中，又在“上班”中"),
            format!("{day} is both a day off and a day worked"),
        )
    } else {
        Said::new(
            format!("{day} 不是 {year} 年节假日安排中的日子"),
            format!("{day} is no day of the holidays of {year}"),
        )
    }
}

fn listed<T>(capture: &Capture, read: Register<T>) -> (Option<Listed<T>>, Vec<RunNote>) {
    let mut notes = notes_of(
        &capture.name,
        &read.source,
        &read.notes,
        read.failure.as_ref(),
    );
    for violation in &read.violations {
        notes.push(RunNote {
            file: capture.name.clone(),
            message: violation_words(violation),
            help: None,
            location: Some(tongyuan_inspect::Located::new(
                &capture.name,
                &read.source,
                violation.span,
            )),
            is_error: true,
        });
    }
    let listed = read.value.map(|value| Listed {
        file: capture.name.clone(),
        value,
        source: read.source,
    });
    (listed, notes)
}

/// What is wrong with a file that is no guide, such as a register: an error of the run, not a finding.
pub(crate) fn violation_words(violation: &Violation) -> Said {
    let path = &violation.path;
    match &violation.kind {
        ViolationKind::Missing { word } => {
            Said::new(format!("缺少“{word}”"), format!("“{word}” is missing"))
        }
        ViolationKind::Empty => {
            Said::new(format!("“{path}”没有内容"), format!("“{path}” is empty"))
        }
        ViolationKind::Unknown { word, nearest } => {
            let (chinese, english) = match nearest {
                Some(nearest) => (
                    format!("，是否应为“{nearest}”？"),
                    format!("; did you mean “{nearest}”?"),
                ),
                None => Default::default(),
            };
            Said::new(
                format!("不认识“{word}”{chinese}"),
                format!("“{word}” is not known{english}"),
            )
        }
        ViolationKind::NotListed { actual, listed, .. } => Said::new(
            format!("“{path}”不能是“{actual}”，应为：{}", listed.join("、")),
            format!(
                "“{path}” cannot be “{actual}”; it is one of: {}",
                listed.join(", ")
            ),
        ),
        _ => {
            let meaning = violation.meaning.clone();
            let (chinese, english) = meaning.map(|m| (m.chinese, m.english)).unwrap_or_default();
            Said::new(
                format!("“{path}”的写法不对：{chinese}"),
                format!("“{path}” is not written as it should be: {english}"),
            )
        }
    }
}
