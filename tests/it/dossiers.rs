//! `check --stdin ndjson`: dossiers one a line, findings one a line, in order, whatever a line holds.

use serde_json::{Value, json};
use tongyuan_tests::command::{Ran, run_in};
use tongyuan_tests::seeded::{self, Drift};

/// Runs in a folder without a repository.
fn check(arguments: &[&str], input: &[u8]) -> Ran {
    let folder = tempfile::tempdir().unwrap();
    let mut whole = vec!["check", "--stdin", "ndjson", "--today", "2024-03-01"];
    whole.extend(arguments);
    run_in(folder.path(), &whole, &[], input)
}

fn lines(ran: &Ran) -> Vec<Value> {
    ran.out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// The type, line, rule and file of each line.
fn told(ran: &Ran) -> Vec<String> {
    let shown = |own: &Value| {
        let word = |value: &Value| value.as_str().unwrap_or("-").to_owned();
        format!(
            "{} {} {} {}",
            word(&own["type"]),
            own["line"],
            word(&own["rule"]),
            word(&own["location"]["file"])
        )
    };
    lines(ran).iter().map(shown).collect()
}

const AGREEING: &str = r#"{"canonical": {"id": "a", "materials": [{"name": "申请书"}]}, "published": {"online": {"materials": [{"name": "申请书"}]}}}"#;
const EXTRA: &str = r#"{"name": "甲", "canonical": {"id": "b", "materials": [{"name": "申请书"}]}, "published": {"线下": "<h2>申请材料</h2><ol><li>申请书</li><li>户口簿</li></ol>"}}"#;

/// Of the rules that look at a guide alone there is much to say of guides as short as these.
fn same_source(ran: &Ran) -> Vec<String> {
    let mut all = told(ran);
    all.retain(|own| own.contains("material-extra") || !own.starts_with("finding"));
    all
}

#[test]
fn each_line_is_judged_and_bad_ones_are_told_by_number() {
    let input = format!("{AGREEING}\n{EXTRA}\n\n{{\"canonical\": \n[]\n{EXTRA}");
    let ran = check(&[], input.as_bytes());
    assert_eq!(ran.code, 2);
    assert_eq!(
        same_source(&ran),
        [
            "finding 2 material-extra 甲/in-person",
            "error 4 - -",
            "error 5 - -",
            "finding 6 material-extra 甲/in-person",
            "summary null - -",
        ]
    );
    let summary = lines(&ran).pop().unwrap();
    assert_eq!(summary["guides"], 3);
    assert_eq!(summary["published"], 3);
    assert_eq!(summary["unreadable"], 2);
}

#[test]
fn the_exit_code_says_what_was_found() {
    let clean = json!({"canonical": {}});
    assert_eq!(check(&[], b"").code, 3);
    assert_eq!(check(&["--fail-on", "never"], EXTRA.as_bytes()).code, 0);
    assert_eq!(check(&[], EXTRA.as_bytes()).code, 1);
    assert_eq!(check(&[], clean.to_string().as_bytes()).code, 1);
    let quiet = check(&["-qq"], EXTRA.as_bytes());
    assert_eq!((quiet.code, quiet.out.as_str()), (1, ""));
    assert_eq!(check(&["--base", "HEAD"], EXTRA.as_bytes()).code, 2);
    assert_eq!(check(&["--format", "json"], EXTRA.as_bytes()).code, 2);
    assert_eq!(check(&["--format", "ndjson"], EXTRA.as_bytes()).code, 1);
}

/// More dossiers than are judged at a time, and as many threads as there may be: the same bytes in the order of the lines.
#[test]
fn the_order_is_that_of_the_lines_at_any_number_of_threads() {
    let mut input = String::new();
    for seed in 0..300 {
        let own = seeded::guide(seed, 5_000, Drift::EveryRow);
        let part = |text: &str| serde_json::from_str::<Value>(text).unwrap();
        let line = json!({
            "canonical": part(&own.canonical),
            "published": {"online": part(&own.online), "in-person": part(&own.in_person)},
        });
        input.push_str(&line.to_string());
        input.push('\n');
    }
    let one = check(&["--threads", "1"], input.as_bytes());
    let four = check(&["--threads", "4"], input.as_bytes());
    assert_eq!(one.code, 1, "{} {}", one.out, one.err);
    assert_eq!(one.out, four.out);
    let numbers: Vec<u64> = lines(&one)
        .iter()
        .filter_map(|own| own["line"].as_u64())
        .collect();
    assert!(numbers.is_sorted());
    assert_eq!(numbers.last(), Some(&300));
}

#[test]
fn a_line_that_is_too_long_is_lost_alone() {
    let mut input = format!("{{\"canonical\": \"{}\"}}\n", "甲".repeat(30_000_000)).into_bytes();
    input.extend_from_slice(EXTRA.as_bytes());
    let ran = check(&[], &input);
    assert_eq!(ran.code, 2);
    assert_eq!(
        same_source(&ran),
        [
            "error 1 - -",
            "finding 2 material-extra 甲/in-person",
            "summary null - -",
        ]
    );
}

/// The repository that is here is what dossiers are judged by: its settings, registers, rules and waivers.
#[test]
fn a_repository_gives_the_measure() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("tongyuan.toml", "[rules]\nmaterial-extra = \"note\"\n");
    let arguments = ["check", "--stdin", "ndjson", "--today", "2024-03-01"];
    let run = || run_in(folder.path(), &arguments, &[], EXTRA.as_bytes());
    let finding = |ran: &Ran| {
        let mut all = lines(ran).into_iter();
        all.find(|own| own["rule"] == "material-extra").unwrap()
    };
    let first = finding(&run());
    assert_eq!(first["severity"], "note");
    let key = first["key"].as_str().unwrap();
    write(
        "waivers.yaml",
        &format!(
            "豁免清单: [{{问题编号: {key}, 理由: 试点, 责任人: 办公室, 到期日期: 2024-06-30}}]"
        ),
    );
    assert_eq!(finding(&run())["waived"]["reason"], "试点");
}

#[test]
fn the_schema_says_what_a_line_is() {
    let schema = run_in(std::path::Path::new("."), &["schema", "dossier"], &[], b"").out;
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for line in [AGREEING, EXTRA] {
        assert!(
            validator.is_valid(&serde_json::from_str(line).unwrap()),
            "{line}"
        );
    }
    assert!(!validator.is_valid(&json!({"canonical": {}, "publised": {}})));
    assert!(!validator.is_valid(&json!({"published": {}})));
}
