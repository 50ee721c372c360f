//! Findings as a code quality report of GitLab: an array, whatever there is in it.

use std::collections::HashMap;

use serde::Serialize;
use tongyuan_inspect::Severity;

use super::Report;
use crate::json::pretty;
use crate::sentence::sentence;

#[derive(Serialize)]
struct Issue {
    description: String,
    check_name: String,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
}

/// The findings that somebody has to deal with as a code quality report, ending in a line break.
pub(super) fn render(report: &Report<'_>) -> String {
    let mut seen = HashMap::new();
    let issues: Vec<Issue> = report
        .open()
        .map(|finding| {
            let said = sentence(finding, report.language);
            Issue {
                // The name of the check is not shown.
                description: format!("{}: {}", finding.rule.id(), said.message),
                check_name: finding.rule.id().to_owned(),
                fingerprint: unique(&finding.key, &mut seen),
                severity: match finding.severity {
                    Severity::Error => "critical",
                    Severity::Warning => "minor",
                    Severity::Note => "info",
                },
                location: Location {
                    path: finding.location.file.clone(),
                    lines: Lines {
                        begin: finding.location.location.start.line,
                    },
                },
            }
        })
        .collect();
    pretty(&issues)
}

/// The key, told apart from one that was there already: two guides may bear one identifier.
fn unique<'k>(key: &'k str, seen: &mut HashMap<&'k str, usize>) -> String {
    let count = seen.entry(key).or_default();
    *count += 1;
    match *count {
        1 => key.to_owned(),
        count => format!("{key}-{count}"),
    }
}
