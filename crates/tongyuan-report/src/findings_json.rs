//! Findings as JSON, version 1.

use serde::Serialize;
use tongyuan_compare::Confidence;
use tongyuan_inspect::{Finding, Language};

use crate::clean::clean;
use crate::location::LocationJson;
use crate::run::{RunNote, Summary};
use crate::sentence::sentence;

const VERSION: u32 = 1;

#[derive(Serialize)]
struct ReportJson<'r> {
    schema_version: u32,
    tool: ToolJson,
    language: &'static str,
    summary: SummaryJson,
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
    unreadable: usize,
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
}

#[derive(Serialize)]
struct RelatedJson<'r> {
    role: &'static str,
    location: LocationJson<'r>,
}

#[derive(Serialize)]
struct FixJson {
    edits: Vec<EditJson>,
}

#[derive(Serialize)]
struct EditJson {
    start: u32,
    end: u32,
    text: String,
}

#[derive(Serialize)]
pub(crate) struct NoteJson<'r> {
    file: &'r str,
    message: String,
    location: Option<LocationJson<'r>>,
}

impl<'r> NoteJson<'r> {
    pub(crate) fn of(note: &'r RunNote, language: Language) -> Self {
        Self {
            file: &note.file,
            message: clean(note.message.get(language)).into_owned(),
            location: note
                .location
                .as_ref()
                .map(|location| LocationJson::of(location, language)),
        }
    }
}

/// The findings of a run as JSON, ending in a line break. `version` is that of the program.
#[must_use]
pub fn findings_json(
    findings: &[Finding],
    notes: &[RunNote],
    summary: &Summary,
    language: Language,
    version: &'static str,
) -> String {
    let report = ReportJson {
        schema_version: VERSION,
        tool: ToolJson {
            name: "tongyuan",
            version,
        },
        language: language.tag(),
        summary: SummaryJson {
            guides: summary.guides,
            published: summary.published,
            errors: summary.errors,
            warnings: summary.warnings,
            notes: summary.notes,
            waived: summary.waived,
            unreadable: summary.unreadable,
        },
        findings: findings.iter().map(|f| finding_json(f, language)).collect(),
        notes: notes.iter().map(|n| NoteJson::of(n, language)).collect(),
    };
    pretty(&report)
}

fn finding_json(finding: &Finding, language: Language) -> FindingJson<'_> {
    let said = sentence(finding, language);
    let text = |text: &Option<String>| text.as_deref().map(|text| clean(text).into_owned());
    FindingJson {
        rule: finding.rule.id(),
        severity: finding.severity.key(),
        confidence: match finding.confidence {
            Confidence::Certain => "certain",
            Confidence::NeedsReview => "needs-review",
        },
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
        fix: finding.fix.as_ref().map(|fix| FixJson {
            edits: fix
                .edits
                .iter()
                .map(|edit| EditJson {
                    start: edit.span.start,
                    end: edit.span.end,
                    text: edit.text.clone(),
                })
                .collect(),
        }),
    }
}

/// JSON for people and programs: two blanks of indentation, Chinese as it is, a line break at the end.
pub(crate) fn pretty(value: &impl Serialize) -> String {
    // Every shape here serialises: keys are texts and numbers are finite.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}
