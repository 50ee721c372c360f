//! Findings as JUnit XML: a suite a guide, a case a finding.
//!
//! A finding that fails the check is a failure; any other is a case that passes and says so in its output. What kept a part
//! from being checked is an error. A run without findings has a case that passes: some services fail on an empty report.

use std::fmt::Write as _;

use tongyuan_inspect::{Finding, Standing, Words};

use super::Report;
use crate::clean::one_line;
use crate::escape::xml;
use crate::sentence::sentence;

/// The findings as JUnit XML, ending in a line break.
pub(super) fn render(report: &Report<'_>) -> String {
    let suites: Vec<Suite> = std::iter::once(run(report))
        .chain(
            report
                .by_guide(report.findings.iter())
                .iter()
                .map(|(name, own)| guide(name, own, report)),
        )
        .collect();
    let sum = |of: fn(&Suite) -> usize| suites.iter().map(of).sum::<usize>();
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = writeln!(
        text,
        "<testsuites name=\"tongyuan\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\">",
        sum(|own| own.tests),
        sum(|own| own.failures),
        sum(|own| own.errors),
        sum(|own| own.skipped)
    );
    for suite in &suites {
        let _ = writeln!(
            text,
            "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\">",
            xml(&suite.name),
            suite.tests,
            suite.failures,
            suite.errors,
            suite.skipped
        );
        text.push_str(&suite.cases);
        text.push_str("  </testsuite>\n");
    }
    text.push_str("</testsuites>\n");
    text
}

/// A suite with its counts, and its cases as XML.
#[derive(Default)]
struct Suite {
    name: String,
    tests: usize,
    failures: usize,
    errors: usize,
    skipped: usize,
    cases: String,
}

/// The run itself: one case that passes where every file was read, and an error for each that was not.
fn run(report: &Report<'_>) -> Suite {
    let mut suite = Suite {
        name: "tongyuan".into(),
        ..Suite::default()
    };
    let failed: Vec<_> = report.notes.iter().filter(|note| note.is_error).collect();
    if failed.is_empty() {
        suite.tests = 1;
        suite.cases = "    <testcase classname=\"tongyuan\" name=\"check\"/>\n".into();
    }
    for note in failed {
        suite.tests += 1;
        suite.errors += 1;
        let file = xml(&one_line(&note.file));
        let message = xml(&one_line(note.message.get(report.language)));
        let _ = writeln!(
            suite.cases,
            "    <testcase classname=\"tongyuan\" name=\"{file}\" file=\"{file}\">\n      <error message=\"{message}\" type=\"unreadable\"/>\n    </testcase>"
        );
    }
    suite
}

fn guide(name: &str, findings: &[&Finding], report: &Report<'_>) -> Suite {
    let mut suite = Suite {
        name: one_line(name),
        tests: findings.len(),
        ..Suite::default()
    };
    for finding in findings {
        let said = sentence(finding, report.language);
        let at = &finding.location;
        let file = xml(&one_line(&at.file));
        let start = at.location.start;
        let _ = writeln!(
            suite.cases,
            "    <testcase classname=\"{file}\" name=\"{}\" file=\"{file}\" line=\"{}\">",
            finding.rule.id(),
            start.line
        );
        let whole = format!(
            "{}:{}:{}: {}\n{}",
            at.file, start.line, start.column, said.message, said.help
        );
        let whole = xml(whole.trim_end());
        let _ = if let Some(why) = accepted(finding, report) {
            suite.skipped += 1;
            writeln!(suite.cases, "      <skipped message=\"{}\"/>", xml(&why))
        } else if report.fails(finding) {
            suite.failures += 1;
            writeln!(
                suite.cases,
                "      <failure message=\"{}\" type=\"{}\">{whole}</failure>",
                xml(&said.message),
                finding.rule.id()
            )
        } else {
            writeln!(suite.cases, "      <system-out>{whole}</system-out>")
        };
        suite.cases.push_str("    </testcase>\n");
    }
    suite
}

/// Why nobody has to deal with a finding now.
fn accepted(finding: &Finding, report: &Report<'_>) -> Option<String> {
    match &finding.standing {
        Standing::Open => None,
        Standing::Waived(own) => Some(one_line(&own.reason)),
        Standing::Known => {
            let words = Words::new("已在基线中", "known from the baseline");
            Some(words.get(report.language).to_owned())
        }
    }
}
