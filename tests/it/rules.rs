//! Every rule keeps what its own file promises.

use std::collections::BTreeSet;

use tongyuan::{Language, Rule, rules};
use tongyuan_inspect::{Words, families, family};
use tongyuan_report::{sentence, split_docs};
use tongyuan_tests::example::{Example, Marked, examples, run};
use tongyuan_tests::workspace;

/// The examples of a rule are run against all rules: a bad one gives one finding, of this rule, where the carets are; a good
/// one gives none.
#[test]
fn examples_hold() {
    let mut problems = Vec::new();
    for rule in rules() {
        for (number, example) in examples(rule).iter().enumerate() {
            if let Err(problem) = holds(rule, example) {
                let kind = if example.is_bad { "bad" } else { "good" };
                problems.push(format!(
                    "{} example {} ({kind}): {problem}",
                    rule.id,
                    number + 1
                ));
            }
        }
    }
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

fn holds(rule: &Rule, example: &Example) -> Result<(), String> {
    let outcome = run(example);
    let shown: Vec<String> = outcome
        .findings
        .iter()
        .map(|finding| {
            let at = &finding.location;
            let said = sentence(finding, Language::Chinese).message;
            let start = at.location.start;
            format!(
                "{} {}:{}:{} {said}",
                finding.rule.id(),
                at.file,
                start.line,
                start.column
            )
        })
        .collect();
    if !example.is_bad {
        return if shown.is_empty() {
            Ok(())
        } else {
            Err(format!("finds {shown:?}"))
        };
    }
    let [finding] = outcome.findings.as_slice() else {
        return Err(format!("finds {}: {shown:?}", shown.len()));
    };
    if finding.rule.id() != rule.id {
        return Err(format!("finds {shown:?}"));
    }
    let location = &finding.location.location;
    let found = Marked {
        file: finding.location.file.clone(),
        line: location.start.line,
        start: location.start.column,
        end: location.end.column,
    };
    match &outcome.marked {
        Some(marked) if *marked != found => {
            Err(format!("finds it at {found:?}, not at {marked:?}"))
        }
        _ => Ok(()),
    }
}

/// What a finding says has no gap left, in either language.
#[test]
fn sentences_are_whole() {
    for rule in rules() {
        for example in examples(rule).iter().filter(|example| example.is_bad) {
            for finding in run(example).findings {
                for language in [Language::Chinese, Language::English] {
                    let said = sentence(&finding, language);
                    for text in [&said.message, &said.help] {
                        assert!(!text.is_empty(), "{}: nothing said", rule.id);
                        assert!(!text.contains(['{', '}']), "{}: {text}", rule.id);
                    }
                }
            }
        }
    }
}

#[test]
fn ids_are_file_names_and_never_come_back() {
    let mut seen = BTreeSet::new();
    for rule in rules() {
        assert!(seen.insert(rule.id), "{} is there twice", rule.id);
        let folder = family(rule).replace('-', "_");
        let file = format!(
            "crates/tongyuan-inspect/src/rules/{folder}/{}.rs",
            rule.id.replace('-', "_")
        );
        assert!(workspace::root().join(&file).exists(), "{file}");
        let is_kebab = rule
            .id
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        assert!(is_kebab && rule.id.contains('-'), "{}", rule.id);
    }
    for gone in retired() {
        assert!(
            !seen.contains(gone.as_str()),
            "{gone} was retired and stays so"
        );
    }
}

/// The ids of rules that there were once; an id is for ever.
fn retired() -> Vec<String> {
    workspace::text("docs/rules/retired.txt")
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .map(str::to_owned)
        .collect()
}

#[test]
fn both_languages_say_the_same() {
    for rule in rules() {
        for words in [rule.message, rule.help] {
            assert_eq!(
                placeholders(words.chinese),
                placeholders(words.english),
                "{}: {words:?}",
                rule.id
            );
        }
        assert!(!has_ideograph(rule.title.english), "{}", rule.id);
        for Words { chinese, english } in [rule.title, rule.message, rule.help] {
            assert!(!chinese.is_empty() && !english.is_empty(), "{}", rule.id);
        }
    }
}

fn placeholders(template: &str) -> BTreeSet<&str> {
    template
        .split('{')
        .skip(1)
        .filter_map(|part| part.split_once('}'))
        .map(|(name, _)| name)
        .collect()
}

fn has_ideograph(text: &str) -> bool {
    text.chars().any(tongyuan_model::text::width::is_ideograph)
}

#[test]
fn documentation_is_complete() {
    for rule in rules() {
        let (chinese, english) = split_docs(rule);
        for heading in ["检查内容", "为什么", "依据", "怎样整改", "何时不报", "示例"]
        {
            assert!(
                chinese.contains(&format!("## {heading}\n")),
                "{}: no {heading}",
                rule.id
            );
        }
        assert!(english.len() > 40, "{}: no English", rule.id);
        let examples = examples(rule);
        assert!(
            examples.iter().any(|e| e.is_bad),
            "{}: no bad example",
            rule.id
        );
        assert!(
            examples.iter().any(|e| !e.is_bad),
            "{}: no good example",
            rule.id
        );
        assert!(!rule.clauses.is_empty(), "{}: serves no clause", rule.id);
    }
}

/// The families that are promised whole.
#[test]
fn families_are_complete() {
    let wanted: [(&str, &[&str]); 5] = [
        (
            "schema",
            &[
                "schema-choice-undecided",
                "schema-field-missing",
                "schema-field-unknown",
                "schema-format-wrong",
                "schema-keys-mixed",
                "schema-type-wrong",
                "schema-value-not-listed",
            ],
        ),
        (
            "item",
            &[
                "audience-mismatch",
                "authority-code-checksum",
                "authority-name-outdated",
                "guide-unpublished",
                "item-code-inconsistent",
                "item-code-malformed",
                "item-duplicated",
                "item-exchange-mismatch",
                "item-name-differs",
                "item-unlisted",
                "item-without-guide",
            ],
        ),
        (
            "same-source",
            &[
                "audience-altered",
                "authority-altered",
                "condition-altered",
                "condition-extra",
                "condition-omitted",
                "condition-reworded",
                "contact-altered",
                "fee-altered",
                "field-omitted",
                "item-code-altered",
                "item-name-altered",
                "legal-basis-altered",
                "material-altered",
                "material-extra",
                "material-omitted",
                "material-reworded",
                "process-altered",
                "quantity-limit-altered",
                "result-altered",
                "stamp-forged",
                "stamp-outdated",
                "time-limit-altered",
                "variant-expired",
                "variant-unused",
                "variant-without-basis",
            ],
        ),
        (
            "change",
            &[
                "change-adds-burden",
                "change-channels-apart",
                "change-date-missing",
                "change-history-gap",
                "change-published-late",
                "change-unapproved",
                "change-unversioned",
            ],
        ),
        (
            "legal-basis",
            &[
                "document-number-malformed",
                "legal-basis-article-missing",
                "legal-basis-article-unstated",
                "legal-basis-citation-malformed",
                "legal-basis-missing",
                "legal-basis-not-in-force",
                "legal-basis-paragraph-unstated",
                "legal-basis-quote-differs",
                "legal-basis-repealed",
                "legal-basis-superseded",
                "legal-basis-unresolved",
            ],
        ),
    ];
    let found: Vec<(&str, Vec<&str>)> = families()
        .iter()
        .map(|(family, members)| (*family, members.iter().map(|rule| rule.id).collect()))
        .collect();
    for (family, ids) in wanted {
        let own = found.iter().find(|(name, _)| *name == family);
        assert_eq!(own.map(|(_, ids)| ids.as_slice()), Some(ids), "{family}");
    }
}
