//! When do two texts ask for the same thing? A table of cases as data, held in both directions.
//!
//! `equivalence/same.jsonl`, `wording.jsonl` and `substantive.jsonl` hold a case a line: the field, what it is about, both texts (a list
//! for fields that are lists of rows), and the burden and the confidence where the definition leaves no doubt of them.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use tongyuan::{Capture, Guide, Terms, read};
use tongyuan_compare::{Burden, Confidence, Degree, Difference, compare};
use tongyuan_tests::workspace;

/// What a comparison of the two comes to.
fn degree(differences: &[Difference]) -> &'static str {
    let is_heavy = |difference: &Difference| difference.degree == Degree::Substantive;
    match differences {
        [] => "same",
        some if some.iter().any(is_heavy) => "substantive",
        _ => "wording",
    }
}

/// The burden of everything that differs in substance.
fn burden(differences: &[Difference]) -> Burden {
    let heavy = differences
        .iter()
        .filter(|d| d.degree == Degree::Substantive);
    let mut burdens: Vec<_> = heavy
        .map(|difference| difference.burden)
        .filter(|burden| *burden != Burden::Neutral)
        .collect();
    burdens.dedup();
    match burdens.as_slice() {
        [] => Burden::Neutral,
        [one] => *one,
        _ => Burden::Unknown,
    }
}

/// Whether any difference of substance is beyond doubt.
fn confidence(differences: &[Difference]) -> &'static str {
    let is_sure = |difference: &Difference| {
        difference.degree == Degree::Substantive && difference.confidence == Confidence::Certain
    };
    if differences.iter().any(is_sure) {
        "certain"
    } else {
        "needs-review"
    }
}

/// A guide that holds one value of one field.
pub(crate) fn guide(field: &str, value: &Value) -> Guide {
    let rows = |key: &str| -> Value {
        let texts = value.as_array().cloned().unwrap_or_default();
        let rows = texts.into_iter().enumerate();
        rows.map(|(number, text)| json!({"id": format!("r{number}"), key: text}))
            .collect()
    };
    let text = value.as_str().unwrap_or_default();
    let document = match field {
        "materials" => json!({"materials": rows("name")}),
        "conditions" => json!({"conditions": rows("text")}),
        "time_limits" => json!({"time_limits": {"promised": {"text": text}}}),
        "fees" => json!({"fees": {"text": text}}),
        "contacts" => json!({"contacts": {"consult": [text]}}),
        "results" => json!({"results": [{"name": text}]}),
        "audience" => json!({"item": {"audience": text.split('、').collect::<Vec<_>>()}}),
        "legal_basis" => match article(text).filter(|at| *at > 0) {
            Some(at) => json!({"legal_basis": [{"law": &text[..at], "article": &text[at..]}]}),
            None => json!({"legal_basis": [{"law": text}]}),
        },
        other => panic!("the table has no field {other}"),
    };
    let capture = Capture::new("case.json", document.to_string());
    read(&capture).guides.into_iter().next().unwrap_or_default()
}

/// Where a text begins to name an article: 第二十一条, not 第686号令.
fn article(text: &str) -> Option<usize> {
    let mut places = text.match_indices('第').map(|(at, _)| at);
    places.find(|at| {
        let rest = &text[*at..];
        rest.find('条')
            .is_some_and(|end| !rest[..end].contains(['号', '》']))
    })
}

pub(crate) fn cases(name: &str) -> Vec<Value> {
    workspace::text(&format!("tests/equivalence/{name}.jsonl"))
        .lines()
        .map(|line| serde_json::from_str(line).expect("a case is JSON"))
        .collect()
}

fn found(field: &str, a: &Value, b: &Value) -> Vec<Difference> {
    let terms = Terms::default();
    compare(&terms, &guide(field, a), &guide(field, b), None)
}

#[test]
fn the_table_of_cases_holds_in_both_directions() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for expected in ["same", "wording", "substantive"] {
        for case in cases(expected) {
            count += 1;
            let field = case["field"].as_str().expect("a field");
            let (a, b) = (&case["a"], &case["b"]);
            let (there, back) = (found(field, a, b), found(field, b, a));
            let told = case["burden"].as_str().map(|word| match word {
                "adds" => Burden::Adds,
                "relieves" => Burden::Relieves,
                "neutral" => Burden::Neutral,
                _ => Burden::Unknown,
            });
            let sure = case["confidence"].as_str();
            let is_sure = |found| sure.is_none_or(|sure| confidence(found) == sure);
            let is_right = is_sure(&there)
                && is_sure(&back)
                && degree(&there) == expected
                && degree(&back) == expected
                && told
                    .is_none_or(|told| burden(&there) == told && burden(&back) == told.reversed());
            if !is_right {
                wrong.push(format!(
                    "{expected} {told:?} {sure:?}: {a} | {b}\n  {} {:?} | {} {:?}",
                    degree(&there),
                    burden(&there),
                    degree(&back),
                    burden(&back)
                ));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {count}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(count >= 400, "the table has {count} cases");
}

/// Every text says the same as itself, and a case stands in the table once.
#[test]
fn the_table_is_sound() {
    let mut seen = BTreeMap::new();
    for name in ["same", "wording", "substantive"] {
        for case in cases(name) {
            let field = case["field"].as_str().expect("a field");
            for side in ["a", "b"] {
                assert_eq!(found(field, &case[side], &case[side]), [], "{}", case[side]);
            }
            let key = (
                field.to_owned(),
                case["a"].to_string(),
                case["b"].to_string(),
            );
            assert_eq!(seen.insert(key, name), None, "{case}");
        }
    }
}
