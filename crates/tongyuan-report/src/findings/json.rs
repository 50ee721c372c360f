//! Findings as JSON, version 1.

use serde::Serialize;
use tongyuan_inspect::{Finding, Language, Standing};

use super::Report;
use crate::changes::SinceJson;
use crate::clean::clean;
use crate::json::{self, NoteJson, pretty};
use crate::location::LocationJson;
use crate::run::Summary;
use crate::sentence::sentence;

const VERSION: u32 = 1;

#[derive(Serialize)]
struct ReportJson<'r> {
    schema_version: u32,
    tool: ToolJson,
    language: &'static str,
    summary: SummaryJson,
    #[serde(skip_serializing_if = "Option::is_none")]
    change: Option<SinceJson<'r>>,
    findings: Vec<FindingJson<'r>>,
    notes: Vec<NoteJson<'r>>,
}

#[derive(Serialize)]
struct ToolJson {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct SummaryJson {
    guides: usize,
    published: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
    waived: usize,
    known: usize,
    unreadable: usize,
    fixable: usize,
    mended: usize,
    mended_files: usize,
}

#[derive(Serialize)]
struct FindingJson<'r> {
    rule: &'r str,
    severity: &'static str,
    confidence: &'static str,
    message: String,
    help: String,
    guide: Option<&'r str>,
    item: Option<&'r str>,
    department: Option<&'r str>,
    channel: Option<&'static str>,
    field: Option<&'static str>,
    subject: Option<String>,
    clauses: Vec<&'r str>,
    expected: Option<String>,
    actual: Option<String>,
    location: LocationJson<'r>,
    related: Vec<RelatedJson<'r>>,
    key: &'r str,
    evidence: &'r str,
    fix: Option<FixJson>,
    waived: Option<WaivedJson>,
    baseline: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    new: Option<bool>,
}

#[derive(Serialize)]
struct WaivedJson {
    reason: String,
    owner: String,
    until: String,
}

#[derive(Serialize)]
struct RelatedJson<'r> {
    role: &'static str,
    location: LocationJson<'r>,
}

#[derive(Serialize)]
struct FixJson {
    is_whole: bool,
    edits: Vec<EditJson>,
}

#[derive(Serialize)]
struct EditJson {
    start: u32,
    end: u32,
    text: String,
}

/// The report as JSON, ending in a line break.
pub(super) fn render(report: &Report<'_>) -> String {
    pretty(&ReportJson {
        schema_version: VERSION,
        tool: ToolJson {
            name: "tongyuan",
            version: report.version,
        },
        language: report.language.tag(),
        summary: SummaryJson::of(report.summary),
        change: report.change_json(),
        findings: report
            .findings
            .iter()
            .map(|own| FindingJson::of(own, report.language))
            .collect(),
        notes: report
            .notes
            .iter()
            .map(|own| NoteJson::of(own, report.language))
            .collect(),
    })
}

/// The lines of one dossier of a stream: its findings, then its notes, each with the number of its line.
#[must_use]
pub fn dossier_lines(report: &Report<'_>, number: u64) -> String {
    let mut text = String::new();
    for finding in report.findings {
        let finding = FindingJson::of(finding, report.language);
        line(&mut text, "finding", Some(number), finding);
    }
    for note in report.notes {
        let kind = if note.is_error { "error" } else { "note" };
        let note = NoteJson::of(note, report.language);
        line(&mut text, kind, Some(number), note);
    }
    text
}

/// The last line of a stream: what was looked at and found in all of it.
#[must_use]
pub fn summary_line(summary: &Summary) -> String {
    let mut text = String::new();
    line(&mut text, "summary", None, SummaryJson::of(summary));
    text
}

/// A line for each finding, then one for each note, one for the change where one is judged, and the summary as the last; each says what it is by `type`.
pub(super) fn render_lines(report: &Report<'_>) -> String {
    let mut text = String::new();
    for finding in report.findings {
        line(
            &mut text,
            "finding",
            None,
            FindingJson::of(finding, report.language),
        );
    }
    for note in report.notes {
        line(&mut text, "note", None, NoteJson::of(note, report.language));
    }
    if let Some(change) = report.change_json() {
        line(&mut text, "change", None, change);
    }
    line(&mut text, "summary", None, SummaryJson::of(report.summary));
    text
}

#[derive(Serialize)]
struct LineJson<T> {
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    #[serde(flatten)]
    value: T,
}

fn line(text: &mut String, kind: &'static str, line: Option<u64>, value: impl Serialize) {
    // As in every shape here: keys are texts and numbers are finite.
    let line = serde_json::to_string(&LineJson { kind, line, value });
    text.push_str(&line.unwrap_or_default());
    text.push('\n');
}

impl SummaryJson {
    fn of(summary: &Summary) -> Self {
        Self {
            guides: summary.guides,
            published: summary.published,
            errors: summary.errors,
            warnings: summary.warnings,
            notes: summary.notes,
            waived: summary.waived,
            known: summary.known,
            unreadable: summary.unreadable,
            fixable: summary.fixable,
            mended: summary.mended,
            mended_files: summary.mended_files,
        }
    }
}

impl<'r> FindingJson<'r> {
    fn of(finding: &'r Finding, language: Language) -> Self {
        let said = sentence(finding, language);
        let text = |text: &Option<String>| text.as_deref().map(|text| clean(text).into_owned());
        Self {
            rule: finding.rule.id(),
            severity: finding.severity.key(),
            confidence: json::confidence(finding.confidence),
            message: said.message,
            help: said.help,
            guide: finding.guide.as_deref(),
            item: finding.item.as_deref(),
            department: finding.department.as_deref(),
            channel: finding.channel.map(tongyuan_model::Channel::key),
            field: finding.field.map(tongyuan_inspect::FieldName::path),
            subject: text(&finding.subject),
            clauses: finding.rule.clauses(),
            expected: text(&finding.expected),
            actual: text(&finding.actual),
            location: LocationJson::of(&finding.location, language),
            related: finding
                .related
                .iter()
                .map(|related| RelatedJson {
                    role: related.role.key(),
                    location: LocationJson::of(&related.location, language),
                })
                .collect(),
            key: &finding.key,
            evidence: &finding.evidence,
            fix: fix_json(finding),
            waived: match &finding.standing {
                Standing::Waived(own) => Some(WaivedJson {
                    reason: clean(&own.reason).into_owned(),
                    owner: clean(&own.owner).into_owned(),
                    until: clean(&own.until).into_owned(),
                }),
                Standing::Open | Standing::Known => None,
            },
            baseline: finding.standing == Standing::Known,
            new: finding.is_new,
        }
    }
}

/// The changes of the file, in the order of their places. Those that would have to be masked are not told: masked they would do harm.
fn fix_json(finding: &Finding) -> Option<FixJson> {
    let fix = finding.fix.as_ref().filter(|fix| !fix.edits.is_empty())?;
    if fix.edits.iter().any(|edit| clean(&edit.text) != edit.text) {
        return None;
    }
    let edits = fix.edits.iter().map(|edit| EditJson {
        start: edit.span.start,
        end: edit.span.end,
        text: edit.text.clone(),
    });
    Some(FixJson {
        edits: edits.collect(),
        is_whole: fix.is_whole,
    })
}
