//! The list of rules, as JSON and as text.

use std::fmt::Write as _;

use serde::Serialize;
use tongyuan_inspect::{Language, Rule, families, rules};

use crate::chrome::chrome;
use crate::json::pretty;

#[derive(Serialize)]
struct RulesJson {
    rules: Vec<RuleJson>,
}

#[derive(Serialize)]
struct RuleJson {
    id: &'static str,
    severity: &'static str,
    status: &'static str,
    clauses: &'static [&'static str],
    fixable: bool,
    title: TitleJson,
}

#[derive(Serialize)]
struct TitleJson {
    #[serde(rename = "zh-CN")]
    chinese: &'static str,
    #[serde(rename = "en")]
    english: &'static str,
}

/// Every rule as JSON, ending in a line break.
#[must_use]
pub fn rules_json() -> String {
    pretty(&RulesJson {
        rules: rules()
            .map(|rule| RuleJson {
                id: rule.id,
                severity: rule.severity.key(),
                status: rule.status.key(),
                clauses: rule.clauses,
                fixable: rule.fixable,
                title: TitleJson {
                    chinese: rule.title.chinese,
                    english: rule.title.english,
                },
            })
            .collect(),
    })
}

/// Every rule by family, a line each.
#[must_use]
pub fn rules_text(language: Language) -> String {
    let words = chrome(language);
    let width = rules().map(|rule| rule.id.len()).max().unwrap_or(0);
    let mut text = String::new();
    for (family, members) in families() {
        let _ = writeln!(text, "{family}");
        for rule in *members {
            let line = line(rule, width, language);
            let _ = writeln!(text, "  {line}  {}", words.severity(rule.severity));
        }
        text.push('\n');
    }
    text
}

fn line(rule: &Rule, width: usize, language: Language) -> String {
    format!("{:width$}  {}", rule.id, rule.title.get(language))
}
