//! An own rule with an expression of any text: it is compiled or told what is wrong at a place of its own, and comes to an end on a guide.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tongyuan::{Capture, read_rules, test_rules};

fuzz_target!(|text: &str| {
    let rule = serde_json::json!({"rules": [{
        "id": "own-a", "title": "a", "field": "materials", "expression": text,
        "bad": {"part": "a"}, "good": {"part": "b"},
    }]});
    let (rules, notes) = read_rules(&[Capture::new("rules/a.json", rule.to_string())]);
    assert!(notes.iter().all(|note| note.location.is_some()));
    test_rules(&rules);
});
