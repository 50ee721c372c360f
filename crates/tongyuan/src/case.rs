//! A canonical guide with its published versions, from bytes to findings.

use std::collections::HashSet;
use std::sync::Arc;

use tongyuan_extract::{
    Capture, Extracted, Note, NoteKind, Profiles, Register, extract_canonical, extract_with,
    source_digest,
};
use tongyuan_inspect::{
    BY_WORKING_DAYS, Card, Document, Dossier, Evidence, Finding, GuideChange, Listed, Policy,
    Published, Registers, Sample, Severity, Unread, arrange, inspect, missing_years, serving,
};
use tongyuan_model::calendar::MissingYear;
use tongyuan_model::register::calendar::{CalendarRegister, MisplacedDay};
use tongyuan_model::register::cancelled::CancelledList;
use tongyuan_model::register::items::ItemList;
use tongyuan_model::register::laws::Laws;
use tongyuan_model::register::materials::MaterialCatalogue;
use tongyuan_model::schema::{Violation, ViolationKind};
use tongyuan_model::{Channel, Guide, Reading};
use tongyuan_report::{RunNote, Said, Since, Summary};

use crate::fix;
use crate::notes::{notes_of, run_notes};
use crate::own_rules::trouble_note;
use crate::register::law_mistake_words;

/// A canonical guide with its published versions, as bytes.
#[derive(Clone, Debug)]
pub struct Case {
    /// The canonical guide, YAML or JSON.
    pub canonical: Capture,
    /// What the channels publish, in any format.
    pub published: Vec<(Channel, Capture)>,
    /// The canonical guide as it was before the change that is judged.
    pub base: Option<Capture>,
    /// What came of asking for the pages of the guide.
    pub evidence: Vec<Evidence>,
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
            base: None,
            evidence: Vec::new(),
            profiles: Profiles::built_in(),
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

    /// The case with the canonical guide as it was before the change that is to be judged.
    #[must_use]
    pub fn base(mut self, capture: Capture) -> Self {
        self.base = Some(capture);
        self
    }

    /// The case with what came of asking for one of its pages.
    #[must_use]
    pub fn evidence(mut self, evidence: Evidence) -> Self {
        self.evidence.push(evidence);
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
    /// What has become of the guides since the base of a change, where one is judged.
    pub since: Option<Since>,
}

impl Checked {
    /// Whether something kept a part from being checked: a file that could not be read, a year without a calendar.
    #[must_use]
    pub fn is_incomplete(&self) -> bool {
        self.summary.unreadable > 0 || self.notes.iter().any(|note| note.is_error)
    }

    /// Adds what another check found.
    pub fn add(&mut self, other: Self) {
        self.findings.extend(other.findings);
        // What is about the run, and not about a file, is told once.
        for note in other.notes {
            let is_told = |own: &RunNote| own.file.is_empty() && own.message == note.message;
            if !note.file.is_empty() || !self.notes.iter().any(is_told) {
                self.notes.push(note);
            }
        }
        if let Some(since) = other.since {
            let own = self.since.get_or_insert_default();
            own.guides.extend(since.guides);
        }
        self.summary.add(&other.summary);
    }

    /// Adds findings that were made across guides.
    pub fn add_findings(&mut self, findings: Vec<Finding>) {
        for finding in &findings {
            match finding.severity {
                Severity::Error => self.summary.errors += 1,
                Severity::Warning => self.summary.warnings += 1,
                Severity::Note => self.summary.notes += 1,
            }
            self.summary.fixable += usize::from(finding.is_fixable());
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
    check_with_files(case, registers, policy, &|_| None)
}

/// As [`check`], with the files beside the guide that it hands out: `file` gives the one of a path, as far as it is there.
///
/// Forms and samples are looked at for personal data alone. One that cannot be read, a picture for example, is named in the notes.
#[must_use]
pub fn check_with_files(
    case: &Case,
    registers: &Registers,
    policy: &Policy,
    file: &dyn Fn(&str) -> Option<Capture>,
) -> Checked {
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
    let format = canonical.format;
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
    dossier.samples = samples(case, &dossier.canonical.guide, file, &mut checked.notes);
    dossier.base = case.base.as_ref().and_then(|capture| {
        let base = extract_canonical(capture);
        if base.failure.is_some() {
            checked.notes.push(unread_base(capture));
        }
        base.failure
            .is_none()
            .then(|| document(&capture.name, base))
    });
    dossier.evidence.clone_from(&case.evidence);
    // A digest costs as much as reading the text, and most pages carry no stamp to hold against it.
    if dossier.is_stamped() {
        dossier.canonical.digest = source_digest(dossier.canonical.source.text());
    }
    checked.since = GuideChange::of(&dossier, policy).map(|change| Since {
        guides: vec![change],
        ..Since::default()
    });
    let mut findings = inspect(&dossier, registers, policy);
    let own = policy.own_rules.judge(&dossier.canonical, policy);
    if !own.findings.is_empty() {
        findings.extend(own.findings);
        arrange(&mut findings);
    }
    let text = dossier.canonical.source.text();
    fix::write(&mut findings, &case.canonical, text, format);
    checked.add_findings(findings);
    let file = &dossier.canonical.file;
    let troubles = own.troubles.iter();
    checked
        .notes
        .extend(troubles.map(|trouble| trouble_note(trouble, file)));
    let missing = missing_years(&dossier, registers, policy);
    let mut card = dossier.card();
    let unjudged = own.troubles.iter().map(|trouble| trouble.rule.id.clone());
    card.unjudged.extend(unjudged);
    card.channels
        .extend(serving(&dossier.canonical.guide, registers));
    card.are_samples_read = dossier.samples.len() == named_samples(&dossier.canonical.guide);
    if !missing.is_empty() {
        card.unjudged.extend(BY_WORKING_DAYS.map(str::to_owned));
    }
    checked
        .notes
        .extend(missing.into_iter().map(without_notice));
    checked.card = Some(card);
    checked
}

/// How many forms and samples a guide names.
fn named_samples(guide: &Guide) -> usize {
    let named: HashSet<&str> = sample_names(guide).filter_map(Reading::text).collect();
    named.len()
}

/// Where a guide names forms and samples.
fn sample_names(guide: &Guide) -> impl Iterator<Item = &Reading<String>> {
    let materials = guide.materials.rows().iter();
    let forms = materials.flat_map(|material| [&material.blank_form, &material.sample]);
    let results = guide.results.rows().iter().map(|result| &result.sample);
    forms.chain(results)
}

/// The forms and samples that a guide names, each once.
fn samples(
    case: &Case,
    guide: &Guide,
    file: &dyn Fn(&str) -> Option<Capture>,
    notes: &mut Vec<RunNote>,
) -> Vec<Sample> {
    let mut seen = HashSet::new();
    let mut samples = Vec::new();
    for named in sample_names(guide) {
        let Some(path) = named.text().filter(|path| seen.insert(*path)) else {
            continue;
        };
        let Some(capture) = file(path) else { continue };
        let extracted = extract_with(&capture, &case.profiles);
        if extracted.failure.is_some() {
            let mut unread = run_notes(&capture.name, &extracted);
            unread.iter_mut().for_each(|note| note.is_error = false);
            notes.extend(unread);
            continue;
        }
        samples.push(Sample {
            named: named.span(),
            document: document(&capture.name, extracted),
        });
    }
    samples
}

/// What a guide was before cannot be told: its change is not judged, and nobody is to blame for that now.
fn unread_base(capture: &Capture) -> RunNote {
    RunNote {
        file: capture.name.clone(),
        message: Said::new(
            "改动之前的指南读不出来，没有对改动作判断",
            "the guide before the change cannot be read, and the change was not judged",
        ),
        help: None,
        location: None,
        is_error: false,
    }
}

/// A year whose working days would have to be guessed.
fn without_notice(MissingYear(year): MissingYear) -> RunNote {
    RunNote {
        file: String::new(),
        message: Said::new(
            format!("没有 {year} 年的节假日安排通知，涉及这一年的工作日没有计算"),
            format!(
                "no notice on the public holidays of {year} is known; working days of that year were not counted"
            ),
        ),
        help: Some(Said::new(
            format!(
                "国务院办公厅印发 {year} 年的通知以后，加进 registers/calendar.yaml：节假日安排: [{{年份: {year}, 文号: …, 印发日期: …, 放假: [{year}-01-01, …], 上班: […]}}]"
            ),
            format!(
                "Once the General Office of the State Council has issued it, add it to registers/calendar.yaml: notices: [{{year: {year}, document_number: …, issued: …, off: [{year}-01-01, …], worked: […]}}]"
            ),
        )),
        location: None,
        is_error: true,
    }
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

pub(crate) fn document(file: &str, mut extracted: Extracted) -> Document {
    let guide = if extracted.guides.is_empty() {
        tongyuan_model::Guide::default()
    } else {
        extracted.guides.swap_remove(0)
    };
    let mut unread = unread(&extracted.notes);
    // A title and a picture: whatever the page says is in the picture.
    let has_picture = extracted
        .notes
        .iter()
        .any(|note| matches!(note.kind, NoteKind::Picture));
    unread.has_strangers |= has_picture && says_little(&guide);
    Document {
        file: file.to_owned(),
        guide,
        digest: String::new(),
        unread,
        source: extracted.source,
        violations: extracted.violations,
        personal: extracted.personal,
        authors: extracted.authors,
    }
}

/// Whether a guide states none of what it is for.
fn says_little(guide: &Guide) -> bool {
    guide.conditions.is_missing()
        && guide.materials.is_missing()
        && guide.process.is_missing()
        && guide.time_limits.is_missing()
        && guide.fees.is_missing()
        && guide.results.is_missing()
        && guide.legal_basis.is_missing()
}

/// What the notes of a reader say was not read.
fn unread(notes: &[Note]) -> Unread {
    let mut unread = Unread::default();
    for note in notes {
        match &note.kind {
            NoteKind::SectionUnread { field, .. }
            | NoteKind::StatedTwice { field }
            | NoteKind::RemarkUnread { field }
            | NoteKind::ValueUnread { field }
            | NoteKind::CodeUnlisted { field, .. } => {
                unread.fields.insert(*field);
            }
            NoteKind::SectionUnknown { .. }
            | NoteKind::FieldsUnknown { .. }
            | NoteKind::Embedded => unread.has_strangers = true,
            // Whatever is missing may be what it shows, or where it was read before.
            NoteKind::Picture | NoteKind::SelectorIdle { .. } => {
                unread.pictures.push(note.span.unwrap_or_default());
            }
            NoteKind::RowWithoutItem { .. }
            | NoteKind::RecordUnread { .. }
            | NoteKind::PageShell
            | NoteKind::Formula
            | NoteKind::ScannedPage { .. }
            | NoteKind::UnknownCharacters { .. }
            | NoteKind::CutOff
            | NoteKind::CutShort
            | NoteKind::NoneOfSeveral { .. }
            | NoteKind::NothingRead => unread.is_anywhere = true,
            NoteKind::Decoded { .. }
            | NoteKind::ReplacedCharacters
            | NoteKind::EndingDiffers { .. }
            | NoteKind::HiddenSheet { .. }
            | NoteKind::ItemTwice { .. }
            | NoteKind::TrackedChanges
            | NoteKind::Macros
            | NoteKind::OldWord
            | NoteKind::TextBehindScan
            | NoteKind::FirstOfSeveral { .. } => {}
            // A kind that is new may be of anything.
            _ => unread.is_anywhere = true,
        }
    }
    unread
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

/// Reads the legal register; the notes say what is wrong with it. A register that breaks its schema, or contradicts itself, is
/// used as far as it goes.
#[must_use]
pub fn read_laws(capture: &Capture) -> (Option<Listed<Laws>>, Vec<RunNote>) {
    let (laws, mut notes) = listed(capture, tongyuan_extract::read_laws(capture));
    if let Some(register) = &laws {
        for mistake in register.value.mistakes() {
            notes.push(RunNote {
                file: capture.name.clone(),
                message: law_mistake_words(mistake),
                help: None,
                location: Some(register.locate(mistake.span)),
                is_error: true,
            });
        }
    }
    (laws, notes)
}

/// Reads the list of cancelled certificates; the notes say what is wrong with it. A list that breaks its schema is used as far
/// as it goes.
#[must_use]
pub fn read_cancelled(capture: &Capture) -> (Option<Listed<CancelledList>>, Vec<RunNote>) {
    listed(capture, tongyuan_extract::read_cancelled(capture))
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

pub(crate) fn listed<T>(capture: &Capture, read: Register<T>) -> (Option<Listed<T>>, Vec<RunNote>) {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// What a check says of the materials, and of what it could not compare, where a page holds two guides.
    fn of_item(name: &str) -> (Vec<String>, Vec<String>) {
        let page = "<h1>变更登记</h1><h2>申请材料</h2><ul><li>变更申请书</li></ul><h1>注销登记</h1><h2>申请材料</h2><ul><li>公告样张</li></ul>";
        let source = format!("item: {{name: {name}}}\nmaterials:\n  - name: 注销申请书\n");
        let case = Case::new(Capture::new("guides/a.yaml", source))
            .published(Channel::Online, Capture::new("halls/online/a.html", page));
        let checked = check(&case, &Registers::default(), &Policy::default());
        let ids = checked
            .findings
            .iter()
            .map(|finding| finding.rule.id().to_owned());
        let mut ids: Vec<_> = ids
            .filter(|id| ["material-extra", "material-omitted"].contains(&id.as_str()))
            .collect();
        ids.sort_unstable();
        let notes = checked.notes.into_iter().map(|note| note.message.chinese);
        let notes = notes.filter(|note| note.contains("没有参加比对"));
        (ids, notes.collect())
    }

    #[test]
    fn of_several_guides_of_a_page_the_one_of_the_item_is_judged() {
        let (ids, notes) = of_item("注销登记");
        assert_eq!(ids, ["material-extra", "material-omitted"]);
        assert!(notes.is_empty(), "{notes:?}");
    }

    #[test]
    fn where_none_is_of_the_item_nothing_is_judged_and_that_is_said() {
        let (ids, notes) = of_item("设立登记");
        assert!(ids.is_empty(), "{ids:?}");
        assert_eq!(notes.len(), 1, "{notes:?}");
    }
}
