//! Findings and errors as the diagnostics of files.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use lsp_types::{
    Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString, Uri,
};
use tongyuan::{Checked, Finding, Language, RunNote, Severity, sentence};
use tongyuan_compare::Confidence;
use tongyuan_inspect::{Located, Related, Role};
use tongyuan_report::chrome::chrome;
use tongyuan_report::clean;

use super::documents::{Documents, uri_of};
use super::positions::{Lines, Units};
use super::workspace::Subject;
use crate::files;
use crate::language::say;

/// The files that an editor shows as text.
const TEXTS: [&str; 9] = [
    "yaml", "yml", "json", "toml", "html", "htm", "md", "markdown", "txt",
];

/// What was found in a subject, and where that is shown.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) findings: Vec<Finding>,
    pub(super) places: Vec<Place>,
    /// The diagnostics of each file, by its address.
    pub(super) diagnostics: BTreeMap<String, Vec<Diagnostic>>,
}

/// Where a finding is shown.
#[derive(Debug)]
pub(super) struct Place {
    pub(super) uri: String,
    /// The bytes of the file, without a byte order mark.
    pub(super) bytes: Range<usize>,
    /// The number of the finding.
    pub(super) finding: usize,
}

impl Told {
    /// The findings that are shown in a file at these bytes, or touch them.
    pub(super) fn at<'t>(
        &'t self,
        uri: &'t str,
        bytes: &'t Range<usize>,
    ) -> impl Iterator<Item = (&'t Place, &'t Finding)> {
        let here = self.places.iter().filter(move |place| {
            place.uri == uri && place.bytes.start <= bytes.end && bytes.start <= place.bytes.end
        });
        here.filter_map(|place| Some((place, self.findings.get(place.finding)?)))
    }
}

/// A file as an editor shows it.
struct Shown {
    uri: Uri,
    /// None where it is no text.
    lines: Option<Lines<'static>>,
}

/// Puts findings of a subject into places of files.
pub(super) struct Teller<'a> {
    subject: &'a Subject,
    documents: &'a Documents,
    language: Language,
    units: Units,
    files: BTreeMap<String, Option<Shown>>,
}

impl<'a> Teller<'a> {
    pub(super) fn new(
        subject: &'a Subject,
        documents: &'a Documents,
        language: Language,
        units: Units,
    ) -> Self {
        Self {
            subject,
            documents,
            language,
            units,
            files: BTreeMap::new(),
        }
    }

    /// What a check found, by file. What lies in a file that is no text is shown where the source says it.
    pub(super) fn tell(mut self, checked: Checked) -> Told {
        let mut told = Told {
            findings: checked.findings,
            ..Told::default()
        };
        for (number, finding) in told.findings.iter().enumerate() {
            let source = finding.related.iter();
            let source = source.filter(|own| own.role == Role::Canonical);
            let mut places =
                std::iter::once(&finding.location).chain(source.map(|own| &own.location));
            let Some(located) =
                places.find(|own| self.shown(&own.file).is_some_and(|own| own.lines.is_some()))
            else {
                continue;
            };
            let Some((uri, range)) = self.place(located) else {
                continue;
            };
            told.places.push(Place {
                uri: uri.to_string(),
                bytes: bytes(located),
                finding: number,
            });
            let own = self.of_finding(finding, located, range);
            told.diagnostics
                .entry(uri.to_string())
                .or_default()
                .push(own);
        }
        for note in checked.notes.iter().filter(|note| note.is_error) {
            if let Some((uri, own)) = self.of_note(note) {
                told.diagnostics
                    .entry(uri.to_string())
                    .or_default()
                    .push(own);
            }
        }
        told
    }

    fn of_finding(
        &mut self,
        finding: &Finding,
        located: &Located,
        range: lsp_types::Range,
    ) -> Diagnostic {
        let said = sentence(finding, self.language);
        let mut message = said.message;
        if !said.help.is_empty() {
            message.push('\n');
            message.push_str(&said.help);
        }
        if finding.confidence == Confidence::NeedsReview {
            message.push('\n');
            message.push_str(chrome(self.language).doubtful());
        }
        // Where it is shown at its source, what departs from that is what else to look at.
        let elsewhere = (located != &finding.location).then(|| Related {
            role: Role::Other,
            location: finding.location.clone(),
        });
        let others = finding
            .related
            .iter()
            .filter(|own| own.location != *located);
        let related: Vec<_> = elsewhere
            .iter()
            .chain(others)
            .filter_map(|own| self.related(own))
            .collect();
        Diagnostic {
            range,
            severity: Some(match finding.severity {
                Severity::Error => DiagnosticSeverity::ERROR,
                Severity::Warning => DiagnosticSeverity::WARNING,
                Severity::Note => DiagnosticSeverity::INFORMATION,
            }),
            code: Some(NumberOrString::String(finding.rule.id().to_owned())),
            source: Some("tongyuan".to_owned()),
            message,
            related_information: (!related.is_empty()).then_some(related),
            ..Diagnostic::default()
        }
    }

    /// What stands in another place.
    fn related(&mut self, related: &Related) -> Option<DiagnosticRelatedInformation> {
        let (uri, range) = self.place(&related.location)?;
        let role = chrome(self.language).role(related.role);
        let excerpt = &related.location.excerpt;
        let own = excerpt.text.get(excerpt.mark.0..excerpt.mark.1);
        let own = clean(own.unwrap_or_default().trim()).into_owned();
        let message = if own.is_empty() {
            role.to_owned()
        } else {
            format!("{role}{}{own}", say(self.language, "：", ": "))
        };
        Some(DiagnosticRelatedInformation {
            location: Location::new(uri, range),
            message,
        })
    }

    fn of_note(&mut self, note: &RunNote) -> Option<(Uri, Diagnostic)> {
        let (uri, range) = match &note.location {
            Some(located) => self.place(located)?,
            None => (
                self.shown(&note.file)?.uri.clone(),
                lsp_types::Range::default(),
            ),
        };
        self.shown(&note.file)?.lines.as_ref()?;
        let mut message = note.message.get(self.language).to_owned();
        if let Some(help) = &note.help {
            message.push('\n');
            message.push_str(help.get(self.language));
        }
        let diagnostic = Diagnostic {
            range,
            severity: Some(DiagnosticSeverity::ERROR),
            source: Some("tongyuan".to_owned()),
            message,
            ..Diagnostic::default()
        };
        Some((uri, diagnostic))
    }

    /// The address and the range of a place; the beginning of a file that is no text.
    fn place(&mut self, located: &Located) -> Option<(Uri, lsp_types::Range)> {
        let shown = self.shown(&located.file)?;
        let lines = shown.lines.as_ref();
        let range = lines.map(|own| own.range(&bytes(located)));
        Some((shown.uri.clone(), range.unwrap_or_default()))
    }

    fn shown(&mut self, file: &str) -> Option<&Shown> {
        if !self.files.contains_key(file) {
            let shown = self.show(file);
            self.files.insert(file.to_owned(), shown);
        }
        self.files.get(file)?.as_ref()
    }

    fn show(&self, file: &str) -> Option<Shown> {
        let path = match self.subject {
            Subject::Alone { uri } => {
                let own = self.documents.get(uri)?;
                return Some(Shown {
                    uri: own.uri.clone(),
                    lines: Some(Lines::of_source(own.text.to_string(), self.units)),
                });
            }
            Subject::Guide { root, .. } | Subject::Beside { root, .. } => root.join(file),
        };
        if let Some(own) = self.documents.at(&path) {
            return Some(Shown {
                uri: own.uri.clone(),
                lines: Some(Lines::of_source(own.text.to_string(), self.units)),
            });
        }
        Some(Shown {
            uri: uri_of(&path)?,
            lines: text_of(&path).map(|text| Lines::new(text, self.units)),
        })
    }
}

fn bytes(located: &Located) -> Range<usize> {
    let (start, end) = (located.location.start, located.location.end);
    start.offset as usize..end.offset as usize
}

/// The text of a file on disk that an editor shows as one.
fn text_of(path: &PathBuf) -> Option<String> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    let is_text = TEXTS.contains(&ending.as_str());
    let read = is_text.then(|| files::read(Path::new(path), ""))?;
    read.ok()?.text()
}
