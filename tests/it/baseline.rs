//! The baseline, through the command: what was there when checking began counts no more, and what is new does.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;
use tongyuan_model::schema::BASELINE_SCHEMA;
use tongyuan_tests::command::run_in;
use tongyuan_tests::workspace;

use crate::waivers::{COPIES, Drifted, PLACES, SHEET, WHOLE, notes, row, rules};

#[test]
fn what_is_known_counts_no_more_and_what_is_new_does() {
    let own = Drifted::new();
    let (report, code) = own.report(&["--write-baseline"]);
    assert_eq!((rules(&report), code), ((vec![], vec![COPIES, PLACES]), 0));
    assert_eq!(
        notes(&report),
        ["已把现有的 2 项问题写进基线，以后只报新的问题"]
    );
    // Again, in another language, with lines moved.
    own.write(SHEET, &format!("# 一\n{}", own.read(SHEET)));
    let ran = own.run(&["--lang", "en"]);
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (
            0,
            "1 guide checked, 2 published versions compared: nothing else found; 2 known from the baseline.\n"
        )
    );
    let counts = |report: &Value| {
        ["errors", "warnings", "notes", "waived", "known"]
            .map(|name| report["summary"][name].as_u64().unwrap())
    };
    let (report, _) = own.report(&[]);
    assert_eq!(counts(&report), [0, 0, 0, 0, 2]);
    // A new fault.
    own.replace(SHEET, "承诺时限: {数值: 7,", "承诺时限: {数值: 9,");
    let (report, code) = own.report(&[]);
    let wanted = (vec!["time-limit-altered"], vec![COPIES, PLACES]);
    assert_eq!((rules(&report), code), (wanted, 1));
    assert_eq!(counts(&report), [1, 0, 0, 0, 2]);
    assert!(notes(&report).is_empty());
    // An old one that is mended.
    own.replace(SHEET, "数量限制: 每年100件", "数量限制: 无");
    let (report, code) = own.report(&[]);
    let wanted = (vec!["time-limit-altered"], vec![COPIES]);
    assert_eq!((rules(&report), code), (wanted, 1));
    assert_eq!(
        notes(&report),
        ["基线中有 1 项已经不再出现，可以重新写基线"]
    );
    // A part of the repository says nothing of what is gone, and heeds the baseline all the same.
    let (report, code) = own.report(&[SHEET]);
    assert_eq!((rules(&report).1, code), (vec![COPIES], 1));
    assert!(notes(&report).is_empty());
    // Without it everything counts.
    let (report, code) = own.report(&["--no-baseline"]);
    let wanted = (vec![COPIES, "time-limit-altered"], vec![]);
    assert_eq!((rules(&report), code), (wanted, 1));
}

#[test]
fn a_baseline_is_the_same_bytes_and_keeps_its_schema() {
    let own = Drifted::new();
    let written = |arguments: &[&str]| {
        let ran = own.run(arguments);
        assert_eq!(ran.code, 0, "{}", ran.err);
        own.read("baseline.json")
    };
    let first = written(&["--write-baseline", "--threads", "1"]);
    assert_eq!(
        first,
        written(&["--write-baseline", "--threads", "2", "--lang", "en"])
    );
    let value: Value = serde_json::from_str(&first).unwrap();
    let schema: Value = serde_json::from_str(BASELINE_SCHEMA).unwrap();
    assert!(jsonschema::validator_for(&schema).unwrap().is_valid(&value));
    let told: Vec<_> = value["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            [
                row["guide"].as_str().unwrap(),
                row["rule"].as_str().unwrap(),
            ]
        })
        .collect();
    assert_eq!(
        told,
        [["example-pledge", COPIES], ["example-pledge", PLACES]]
    );
}

/// What is waived ends with its waiver, and what is wrong with waivers is never taken for granted.
#[test]
fn waivers_and_a_baseline() {
    let own = Drifted::new();
    let old = WHOLE.replace("2024-06-30", "2024-01-31");
    let list = row(&own.key(COPIES), WHOLE) + &row(&own.key(PLACES), &old);
    own.waive(&list);
    let (report, code) = own.report(&["--write-baseline"]);
    let wanted = (vec!["waiver-expired"], vec![COPIES, PLACES]);
    assert_eq!((rules(&report), code), (wanted.clone(), 0));
    let (report, code) = own.report(&["--fail-on", "warning"]);
    assert_eq!((rules(&report), code), (wanted, 1));
    let (report, code) = own.report(&["--today", "2024-07-01"]);
    let wanted = (
        vec![COPIES, "waiver-expired", "waiver-expired"],
        vec![PLACES],
    );
    assert_eq!((rules(&report), code), (wanted, 1));
    // What is waived as well as known is waived.
    own.waive(&row(&own.key(PLACES), WHOLE));
    let (report, _) = own.report(&[]);
    assert_eq!(report["summary"]["waived"], 1);
    assert!(notes(&report).is_empty(), "{:?}", notes(&report));
}

#[test]
fn a_broken_baseline_is_an_error_of_the_run_and_the_rest_is_checked() {
    let own = Drifted::new();
    let _ = own.run(&["--write-baseline"]);
    let whole = own.read("baseline.json");
    for (text, place) in [
        (whole[..whole.len() / 2].to_owned(), "baseline.json:"),
        (
            whole.replace("{\n      \"guide\"", "<<<<<<< HEAD\n{\n      \"guide\""),
            "baseline.json:4:",
        ),
        (
            whole.replace("_version\": 1", "_version\": 2"),
            "baseline.json:2:",
        ),
        ("[]".to_owned(), "baseline.json"),
        (String::new(), "baseline.json"),
    ] {
        own.write("baseline.json", &text);
        let ran = own.run(&[]);
        assert_eq!(ran.code, 2, "{text}");
        assert!(ran.err.contains(place), "{text}\n{}", ran.err);
        assert!(
            ran.err.contains("恢复原来的文件，或者重新写"),
            "{}",
            ran.err
        );
        assert!(!ran.err.contains("不再出现"), "{}", ran.err);
        let (report, _) = own.report(&[]);
        let (open, aside) = rules(&report);
        assert_eq!(open.len() + aside.len(), 2, "{text}");
        // Not to look at it, or to write it anew, is a way out.
        assert_eq!(own.run(&["--no-baseline"]).code, 1);
    }
    fs::remove_file(own.path().join("baseline.json")).unwrap();
    fs::create_dir(own.path().join("baseline.json")).unwrap();
    assert_eq!(own.run(&[]).code, 2);
}

#[test]
fn a_baseline_stands_where_it_is_wanted() {
    let own = Drifted::new();
    own.write("tongyuan.toml", "[paths]\nbaseline = \"检查/基线.json\"\n");
    fs::create_dir(own.path().join("检查")).unwrap();
    assert_eq!(own.run(&["--write-baseline"]).code, 0);
    assert!(own.path().join("检查/基线.json").exists());
    assert!(!own.path().join("baseline.json").exists());
    assert_eq!(own.run(&[]).code, 0);
    // From elsewhere it is the same file.
    let folder = own.path().parent().unwrap();
    let name = own.path().file_name().unwrap().to_str().unwrap();
    let ran = run_in(folder, &["check", name, "--today", "2024-03-01"], &[], b"");
    assert_eq!(ran.code, 0, "{}", ran.err);
    let ran = own.run(&["--write-baseline=other.json"]);
    assert_eq!(ran.code, 0);
    assert!(ran.err.contains("[paths] baseline"), "{}", ran.err);
    assert_eq!(own.read("other.json"), own.read("检查/基线.json"));
}

#[test]
fn a_baseline_that_cannot_be_written_is_an_error_and_nothing_is_known() {
    let own = Drifted::new();
    fs::create_dir(own.path().join("taken.json")).unwrap();
    for place in ["nowhere/baseline.json", "taken.json"] {
        let (report, code) = own.report(&[&format!("--write-baseline={place}")]);
        assert_eq!(
            (rules(&report).0, code),
            (vec![COPIES, PLACES], 2),
            "{place}"
        );
        assert!(notes(&report)[0].starts_with("基线没有写成："), "{report}");
    }
    // Nor is one of a part, or of stdin.
    for part in ["guides", "-"] {
        let ran = own.run(&["--write-baseline", part]);
        assert_eq!(ran.code, 2);
        assert!(ran.err.contains("整个指南库"), "{}", ran.err);
    }
    let left = fs::read_dir(own.path()).unwrap().count();
    assert_eq!(left, 3, "guides, halls and taken.json alone");
}

/// What could not be read is not known; the exit code still says so.
#[test]
fn a_baseline_of_what_was_read() {
    let own = Drifted::new();
    own.write("halls/online/example-pledge.yaml", "标识: [\n");
    let (report, code) = own.report(&["--write-baseline"]);
    assert_eq!((rules(&report).1, code), (vec![COPIES, PLACES], 2));
}

/// A baseline of many findings is read like one of few.
#[test]
fn a_baseline_has_room() {
    let own = Drifted::new();
    let _ = own.run(&["--write-baseline"]);
    let row = |at: usize| format!("{{\"guide\":\"a\",\"rule\":\"b\",\"key\":\"{at:016x}\"}},");
    let more: String = (0..40_000).map(row).collect();
    own.replace(
        "baseline.json",
        "\"findings\": [",
        &format!("\"findings\": [{more}"),
    );
    let (report, code) = own.report(&[]);
    assert_eq!(
        (rules(&report).1.len(), code),
        (2, 0),
        "{:?}",
        notes(&report)
    );
    assert_eq!(
        notes(&report),
        ["基线中有 40000 项已经不再出现，可以重新写基线"]
    );
}

#[test]
fn a_finding_is_the_same_from_whichever_folder_it_is_looked_for() {
    let faulty = workspace::root().join("fixtures/faulty");
    let found = |folder: &Path, path: &[&str]| -> Vec<(String, String)> {
        let arguments = [
            &["check", "--format", "json", "--today", "2024-03-01"],
            path,
        ]
        .concat();
        let ran = run_in(folder, &arguments, &[], b"");
        let report: Value = serde_json::from_str(&ran.out).unwrap();
        let text = |own: &Value, name: &str| own[name].as_str().unwrap().to_owned();
        let findings = report["findings"].as_array().unwrap().iter();
        let told = findings.map(|own| (text(own, "key"), text(own, "rule")));
        told.collect()
    };
    for fixture in fs::read_dir(&faulty).unwrap() {
        let fixture = fixture.unwrap().file_name();
        let name = fixture.to_str().unwrap();
        let inside = found(&faulty.join(name), &[]);
        assert_eq!(found(&faulty, &[name]), inside, "{name}");
    }
    // Two guides of one item, told apart by their files.
    let own = Drifted::new();
    for name in ["guides/twice.yaml", "guides/thrice.yaml"] {
        own.write(name, &own.read("guides/example-pledge.yaml"));
    }
    let (above, name) = (
        own.path().parent().unwrap(),
        own.path().file_name().unwrap(),
    );
    let inside = found(own.path(), &[]);
    assert_eq!(found(above, &[name.to_str().unwrap()]), inside);
    let twice = inside.iter().filter(|(_, rule)| rule == "item-duplicated");
    let keys: BTreeSet<&str> = twice.map(|(key, _)| key.as_str()).collect();
    assert_eq!(keys.len(), 2);
}
