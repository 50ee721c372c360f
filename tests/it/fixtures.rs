//! The fixtures say what they are said to say.

use std::collections::BTreeMap;

use serde_json::Value;
use tongyuan_model::schema::{GUIDE_SCHEMA, GUIDE_SCHEMA_ZH, ITEMS_SCHEMA};
use tongyuan_tests::command::run;
use tongyuan_tests::{repository, workspace};

const TODAY: [&str; 2] = ["--today", "2024-03-01"];

#[test]
fn cnipa_is_clean() {
    let ran = run(&["check", "fixtures/cnipa", TODAY[0], TODAY[1]]);
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (
            0,
            "检查了 17 份指南，比对了 33 个已发布版本：没有发现问题。\n"
        )
    );
    let checked = repository::checked("cnipa");
    assert!(checked.findings.is_empty());
    // Every document of the fixture is read to the last section.
    let unread: Vec<_> = checked
        .notes
        .iter()
        .map(|note| format!("{}: {}", note.file, note.message.english))
        .filter(|note| !note.contains("decoded as GB18030"))
        .collect();
    assert!(unread.is_empty(), "{unread:#?}");
}

#[test]
fn cnipa_is_as_rich_as_it_claims() {
    let cases = repository::cases("cnipa");
    assert!(cases.len() >= 12, "{} items", cases.len());
    let online = cases
        .iter()
        .flat_map(|case| &case.published)
        .filter(|(_, c)| c.name.ends_with(".html"));
    let halls = cases
        .iter()
        .flat_map(|case| &case.published)
        .filter(|(_, c)| c.name.ends_with(".docx"));
    assert!(online.count() >= 12);
    assert!(halls.count() >= 12);
}

/// The command finds in `fixtures/apart` exactly what `faults.json` names, by rule, file and place.
#[test]
fn apart_has_exactly_its_faults() {
    let faults: Vec<Value> =
        serde_json::from_str(&workspace::text("fixtures/apart/faults.json")).unwrap();
    assert!(faults.len() >= 25, "{} faults", faults.len());
    let ran = run(&[
        "check",
        "fixtures/apart",
        "--format",
        "json",
        TODAY[0],
        TODAY[1],
    ]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut counts: BTreeMap<[String; 3], (usize, usize)> = BTreeMap::new();
    for fault in &faults {
        assert!(!text(&fault["why"]).is_empty());
        let key = [
            text(&fault["rule"]),
            text(&fault["file"]),
            text(&fault["place"]),
        ];
        counts.entry(key).or_default().0 += 1;
    }
    for finding in report["findings"].as_array().unwrap() {
        let location = &finding["location"];
        let file = text(&location["file"]);
        let file = file
            .strip_prefix("fixtures/apart/")
            .unwrap_or(&file)
            .to_owned();
        let key = [text(&finding["rule"]), file, text(&location["place"])];
        counts.entry(key).or_default().1 += 1;
    }
    let apart: Vec<_> = counts
        .iter()
        .filter(|(_, (wanted, found))| wanted != found)
        .collect();
    assert!(apart.is_empty(), "(wanted, found): {apart:#?}");
    let rules: std::collections::BTreeSet<_> =
        faults.iter().map(|fault| text(&fault["rule"])).collect();
    assert!(rules.len() >= 20, "{} kinds of faults", rules.len());
}

/// The text output shows each fault with the line it stands in.
#[test]
fn apart_is_shown_with_excerpts() {
    let faults: Vec<Value> =
        serde_json::from_str(&workspace::text("fixtures/apart/faults.json")).unwrap();
    let ran = run(&["check", "fixtures/apart", TODAY[0], TODAY[1]]);
    assert_eq!(ran.code, 1);
    let shown = ran.out.matches("\n  --> ").count() + ran.out.matches(" --> ").count();
    assert!(
        shown >= faults.len(),
        "{shown} places for {} faults",
        faults.len()
    );
    for fault in &faults {
        let rule = fault["rule"].as_str().unwrap();
        assert!(
            ran.out.contains(&format!("[{rule}]")),
            "{rule} is not shown"
        );
    }
}

#[test]
fn the_fictitious_authority_is_clean_and_has_codes() {
    let checked = repository::checked("fictitious");
    assert!(checked.findings.is_empty(), "{:#?}", checked.findings);
    assert!(checked.notes.is_empty(), "{:#?}", checked.notes);
    let text = workspace::text("fixtures/fictitious/guides/example-pledge.yaml");
    assert!(text.contains("实施编码") && text.contains("基本编码"));
}

/// The schemas are schemas, and the fixtures keep them when an independent reading of JSON Schema looks at them.
#[test]
fn schemas_are_valid() {
    for text in [GUIDE_SCHEMA, GUIDE_SCHEMA_ZH, ITEMS_SCHEMA] {
        let schema: Value = serde_json::from_str(text).unwrap();
        jsonschema::meta::validate(&schema).unwrap();
    }
    for name in ["config", "findings", "diff"] {
        let schema: Value =
            serde_json::from_str(&workspace::text(&format!("schemas/{name}.schema.json"))).unwrap();
        jsonschema::meta::validate(&schema).unwrap();
    }
}

/// A guide in Chinese keys keeps the Chinese schema, checked as plain JSON.
#[test]
fn chinese_guides_keep_the_chinese_schema() {
    let schema: Value = serde_json::from_str(GUIDE_SCHEMA_ZH).unwrap();
    let validator = jsonschema::options()
        .should_validate_formats(true)
        .build(&schema)
        .unwrap();
    let guide: Value = serde_json::from_str(&workspace::text(
        "fixtures/cnipa/guides/patent-register-copy.json",
    ))
    .unwrap();
    let errors: Vec<_> = validator
        .iter_errors(&guide)
        .map(|e| e.to_string())
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let mut broken = guide;
    broken["事项"]["类型"] = Value::from("行政许诺");
    assert!(!validator.is_valid(&broken));
}

/// JSON outputs keep their own schemas.
#[test]
fn outputs_keep_their_schemas() {
    let schema = |name: &str| -> Value {
        serde_json::from_str(&workspace::text(&format!("schemas/{name}.schema.json"))).unwrap()
    };
    let findings = run(&[
        "check",
        "fixtures/apart",
        "--format",
        "json",
        TODAY[0],
        TODAY[1],
    ]);
    let diff = run(&[
        "diff",
        "fixtures/cnipa/guides/patent-pledge.yaml",
        "fixtures/cnipa/guides/trademark-pledge.yaml",
        "--format",
        "json",
    ]);
    for (name, out) in [("findings", &findings.out), ("diff", &diff.out)] {
        let value: Value = serde_json::from_str(out).unwrap();
        let validator = jsonschema::validator_for(&schema(name)).unwrap();
        let errors: Vec<_> = validator
            .iter_errors(&value)
            .map(|e| format!("{e} at {}", e.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}");
    }
}
