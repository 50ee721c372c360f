//! The list of rules, as JSON and as text: those of the program, and behind them those that a repository has for itself.

use std::fmt::Write as _;
use std::sync::Arc;

use serde::Serialize;
use tongyuan_inspect::{AnyRule, Language, OwnRules, families, rules};

use crate::chrome::chrome;
use crate::clean::one_line;
use crate::json::pretty;

#[derive(Serialize)]
struct RulesJson<'r> {
    rules: Vec<RuleJson<'r>>,
}

#[derive(Serialize)]
struct RuleJson<'r> {
    id: &'r str,
    severity: &'static str,
    status: &'static str,
    clauses: Vec<&'r str>,
    fixable: bool,
    title: TitleJson,
}

#[derive(Serialize)]
struct TitleJson {
    #[serde(rename = "zh-CN")]
    chinese: String,
    #[serde(rename = "en")]
    english: String,
}

/// Every rule as JSON, ending in a line break.
#[must_use]
pub fn rules_json(own: &OwnRules) -> String {
    let built_in = rules().map(AnyRule::BuiltIn);
    let all: Vec<AnyRule> = built_in.chain(own_rules(own)).collect();
    pretty(&RulesJson {
        rules: all
            .iter()
            .map(|rule| RuleJson {
                id: rule.id(),
                severity: rule.severity().key(),
                status: rule.status().key(),
                clauses: rule.clauses(),
                fixable: rule.is_fixable(),
                title: TitleJson {
                    chinese: one_line(rule.title(Language::Chinese)),
                    english: one_line(rule.title(Language::English)),
                },
            })
            .collect(),
    })
}

/// Every rule by family, a line each; those of the repository are a family of their own.
#[must_use]
pub fn rules_text(own: &OwnRules, language: Language) -> String {
    let words = chrome(language);
    let built_in = families().iter().map(|(family, members)| {
        let members = members.iter().map(|rule| AnyRule::BuiltIn(rule));
        (*family, members.collect::<Vec<_>>())
    });
    let mut families: Vec<_> = built_in.collect();
    families.push(("own", own_rules(own).collect()));
    let all = families.iter().flat_map(|(_, members)| members);
    let width = all.map(|rule| rule.id().len()).max().unwrap_or(0);
    let mut text = String::new();
    for (family, members) in &families {
        if members.is_empty() {
            continue;
        }
        let _ = writeln!(text, "{family}");
        for rule in members {
            let title = one_line(rule.title(language));
            let severity = words.severity(rule.severity());
            let _ = writeln!(text, "  {:width$}  {title}  {severity}", rule.id());
        }
        text.push('\n');
    }
    text
}

fn own_rules(own: &OwnRules) -> impl Iterator<Item = AnyRule> {
    own.iter().map(|rule| AnyRule::Own(Arc::clone(rule)))
}
