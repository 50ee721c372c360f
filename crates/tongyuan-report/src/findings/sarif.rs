//! Findings as SARIF 2.1.0, as code scanning services take them.
//!
//! Whoever reads it keeps to limits, and rejects a file that goes beyond them: what is more is cut, and the file says so.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Value, json};
use tongyuan_compare::Confidence;
use tongyuan_inspect::{
    AnyRule, Finding, Language, Located, Related, Rule, Severity, Standing, Words, family, rules,
};

use super::Report;
use super::escape::uri;
use crate::chrome::chrome;
use crate::clean::{clean, one_line, short};
use crate::explain::{explain, explain_own, split_docs};
use crate::json::pretty;
use crate::location::place;
use crate::run::RunNote;
use crate::sentence::sentence;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";
/// More results than these are rejected.
const MOST_RESULTS: usize = 25_000;
/// More related places of a result are not kept.
const MOST_RELATED: usize = 100;
/// More characters of a rule's descriptions are not shown.
const LONGEST_DESCRIPTION: usize = 1024;
/// More tags of a rule are not kept.
const MOST_TAGS: usize = 10;

/// The findings as a SARIF log of one run, ending in a line break.
pub(super) fn render(report: &Report<'_>) -> String {
    let shown = report.gravest(MOST_RESULTS);
    let listed = listed(report);
    let places = listed.iter().zip(0..);
    let places: HashMap<&str, usize> = places.map(|(rule, at)| (rule.id(), at)).collect();
    let results: Vec<Value> = shown
        .iter()
        .map(|own| result(own, &places, report))
        .collect();
    let mut notifications: Vec<Value> = report
        .notes
        .iter()
        .map(|note| notification(note, report.language))
        .collect();
    if shown.len() < report.findings.len() {
        let cut = report.cut(shown.len());
        notifications.push(json!({"level": "warning", "message": {"text": cut}}));
    }
    let is_whole = !report.notes.iter().any(|note| note.is_error);
    let descriptors: Vec<Value> = listed
        .iter()
        .map(|rule| descriptor(rule, report.language))
        .collect();
    pretty(&json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "tongyuan",
                "semanticVersion": report.version,
                "version": report.version,
                "language": report.language.tag(),
                "rules": descriptors,
            }},
            "automationDetails": {"id": "tongyuan/"},
            "columnKind": "unicodeCodePoints",
            "invocations": [{
                "executionSuccessful": is_whole,
                "toolExecutionNotifications": notifications,
            }],
            "results": results,
        }],
    }))
}

/// Every rule of the program that judges, whether it found something or not, so that the list is the same from run to run; behind
/// them those of the repository that found something.
fn listed(report: &Report<'_>) -> Vec<AnyRule> {
    let mut listed: Vec<AnyRule> = rules()
        .filter(|rule| rule.is_active())
        .map(AnyRule::BuiltIn)
        .collect();
    let own = report.findings.iter().map(|finding| &finding.rule);
    let own: BTreeMap<&str, &AnyRule> = own
        .filter(|rule| rule.built_in().is_none())
        .map(|rule| (rule.id(), rule))
        .collect();
    listed.extend(own.into_values().cloned());
    listed
}

fn descriptor(rule: &AnyRule, language: Language) -> Value {
    let title = rule.title(language);
    let (documentation, whole, kind) = match rule {
        AnyRule::BuiltIn(rule) => (
            explain(rule, language),
            first_paragraph(rule, language),
            family(rule),
        ),
        AnyRule::Own(rule) => (explain_own(rule, language), one_line(title), "own"),
    };
    let mut tags: Vec<String> = vec![kind.to_owned()];
    let clauses = rule.clauses().into_iter();
    tags.extend(clauses.map(|clause| format!("clause-{clause}")));
    tags.truncate(MOST_TAGS);
    json!({
        "id": rule.id(),
        "shortDescription": {"text": short(title, LONGEST_DESCRIPTION)},
        "fullDescription": {"text": short(&whole, LONGEST_DESCRIPTION)},
        "help": {"text": documentation, "markdown": documentation},
        "defaultConfiguration": {"level": level(rule.severity())},
        "properties": {
            "tags": tags,
            "precision": "very-high",
            "problem.severity": problem(rule.severity()),
        },
    })
}

/// What a rule checks, in its own words.
fn first_paragraph(rule: &Rule, language: Language) -> String {
    let (chinese, english) = split_docs(rule);
    let docs = match language {
        Language::Chinese => chinese,
        Language::English => english,
    };
    let mut paragraphs = docs.split("\n\n").map(str::trim);
    let first = paragraphs.find(|text| !text.is_empty() && !text.starts_with('#'));
    one_line(first.unwrap_or(rule.title.get(language)))
}

fn result(finding: &Finding, places: &HashMap<&str, usize>, report: &Report<'_>) -> Value {
    let language = report.language;
    let mut result = Map::new();
    result.insert("ruleId".into(), json!(finding.rule.id()));
    if let Some(index) = places.get(finding.rule.id()) {
        result.insert("ruleIndex".into(), json!(index));
    }
    result.insert("level".into(), json!(level(finding.severity)));
    let related = &finding.related[..finding.related.len().min(MOST_RELATED)];
    result.insert(
        "message".into(),
        json!({"text": message(finding, related, language)}),
    );
    result.insert(
        "locations".into(),
        json!([location(&finding.location, language)]),
    );
    if !related.is_empty() {
        let places = related.iter().zip(1..);
        let places: Vec<Value> = places
            .map(|(own, id)| related_location(own, id, language))
            .collect();
        result.insert("relatedLocations".into(), json!(places));
    }
    result.insert(
        "partialFingerprints".into(),
        json!({"primaryLocationLineHash": finding.key, "guideConsistency/v1": finding.key}),
    );
    match &finding.standing {
        Standing::Open => {
            if let Some(is_new) = finding.is_new {
                let state = if is_new { "new" } else { "unchanged" };
                result.insert("baselineState".into(), json!(state));
            }
        }
        Standing::Waived(own) => {
            let why = json!({"kind": "external", "status": "accepted", "justification": literal(&clean(&own.reason))});
            result.insert("suppressions".into(), json!([why]));
        }
        Standing::Known => {
            result.insert("baselineState".into(), json!("unchanged"));
            let why = json!({"kind": "external", "status": "accepted"});
            result.insert("suppressions".into(), json!([why]));
        }
    }
    let mut properties = Map::new();
    properties.insert("evidence".into(), json!(finding.evidence));
    for (name, value) in [
        ("guide", &finding.guide),
        ("item", &finding.item),
        ("department", &finding.department),
    ] {
        if let Some(value) = value {
            properties.insert(name.into(), json!(clean(value)));
        }
    }
    if finding.confidence == Confidence::NeedsReview {
        properties.insert("confidence".into(), json!("needs-review"));
    }
    result.insert("properties".into(), Value::Object(properties));
    Value::Object(result)
}

/// The sentence first, which can stand alone; then what to do, and links to the other places.
fn message(finding: &Finding, related: &[Related], language: Language) -> String {
    let said = sentence(finding, language);
    let mut text = literal(&said.message);
    for part in [&said.help] {
        if !part.is_empty() {
            text.push('\n');
            text.push_str(&literal(part));
        }
    }
    if finding.confidence == Confidence::NeedsReview {
        text.push('\n');
        text.push_str(chrome(language).doubtful());
    }
    let links: Vec<String> = related
        .iter()
        .zip(1..)
        .map(|(own, id)| format!("[{}]({id})", chrome(language).role(own.role)))
        .collect();
    if !links.is_empty() {
        let see = Words::new("参见：", "See: ").get(language);
        text.push_str(&format!("\n{see}{}", chrome(language).list(&links)));
    }
    text
}

/// A text in which nothing is a link.
fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '\\' | '[' | ']') {
            out.push('\\');
        }
        out.push(character);
    }
    out
}

fn location(located: &Located, language: Language) -> Value {
    let mut value = json!({"physicalLocation": physical(located)});
    if let (Some(own), Some(map)) = (&located.location.place, value.as_object_mut()) {
        let name = place(own, language);
        map.insert(
            "logicalLocations".into(),
            json!([{"fullyQualifiedName": name}]),
        );
    }
    value
}

fn related_location(related: &Related, id: usize, language: Language) -> Value {
    let mut value = location(&related.location, language);
    if let Some(map) = value.as_object_mut() {
        map.insert("id".into(), json!(id));
        let role = chrome(language).role(related.role);
        map.insert("message".into(), json!({"text": role}));
    }
    value
}

fn physical(located: &Located) -> Value {
    let (start, end) = (located.location.start, located.location.end);
    json!({
        "artifactLocation": {"uri": uri(&located.file), "uriBaseId": "%SRCROOT%"},
        "region": {
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        },
    })
}

fn notification(note: &RunNote, language: Language) -> Value {
    let level = if note.is_error { "error" } else { "note" };
    let text = one_line(note.message.get(language));
    let mut value = json!({"level": level, "message": {"text": literal(&text)}});
    if let Some(map) = value.as_object_mut() {
        if let Some(located) = &note.location {
            map.insert("locations".into(), json!([location(located, language)]));
        } else if !note.file.is_empty() {
            let file =
                json!({"artifactLocation": {"uri": uri(&note.file), "uriBaseId": "%SRCROOT%"}});
            map.insert("locations".into(), json!([{"physicalLocation": file}]));
        }
    }
    value
}

fn level(severity: Severity) -> &'static str {
    severity.key()
}

fn problem(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "recommendation",
    }
}
