//! The baseline of a repository as JSON, version 1.

use serde::Serialize;
use tongyuan_inspect::{Finding, to_be_known};

use crate::json::pretty;

const VERSION: u32 = 1;

#[derive(Serialize)]
struct BaselineJson<'f> {
    schema_version: u32,
    findings: Vec<KnownJson<'f>>,
}

/// A known finding; the order of the fields is that of the file.
#[derive(Serialize, PartialEq, Eq, PartialOrd, Ord)]
struct KnownJson<'f> {
    guide: Option<&'f str>,
    rule: &'f str,
    key: &'f str,
}

/// The findings that a baseline is to know, as the baseline, ending in a line break: those that nobody has waived, by guide, rule
/// and key, each key once.
#[must_use]
pub fn baseline_json(findings: &[Finding]) -> String {
    let known = to_be_known(findings).map(|finding| KnownJson {
        guide: finding.guide.as_deref(),
        rule: finding.rule.id(),
        key: &finding.key,
    });
    let mut findings: Vec<_> = known.collect();
    findings.sort();
    findings.dedup();
    pretty(&BaselineJson {
        schema_version: VERSION,
        findings,
    })
}
