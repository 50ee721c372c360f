//! Slips of a pen and pages that cannot be read: nobody else is blamed for them.

use serde_json::Value;
use tongyuan_tests::command::run_in;

const TODAY: [&str; 2] = ["--today", "2024-03-01"];

#[test]
fn a_list_that_is_none_blames_nobody_else() {
    let folder = tempfile::tempdir().unwrap();
    let made = run_in(folder.path(), &["init", "."], &[], b"");
    assert_eq!(made.code, 0, "{}", made.err);
    let path = folder.path().join("guides/example-pledge.yaml");
    let text = std::fs::read_to_string(&path).unwrap();
    let start = text.find("\n申请材料:").unwrap() + 1;
    let rest = text[start..].lines().skip(1);
    let kept = rest.skip_while(|line| line.is_empty() || line.starts_with([' ', '-', '#']));
    let kept: Vec<&str> = kept.collect();
    std::fs::write(
        &path,
        format!("{}申请材料: 3\n{}\n", &text[..start], kept.join("\n")),
    )
    .unwrap();
    let report = checked(folder.path());
    assert!(report.iter().any(|own| own["rule"] == "schema-type-wrong"));
    let blamed: Vec<&Value> = report
        .iter()
        .filter(|own| !own["channel"].is_null())
        .collect();
    assert!(blamed.is_empty(), "{blamed:#?}");
}

#[test]
fn a_page_that_is_a_picture_is_a_matter_for_a_person() {
    let folder = tempfile::tempdir().unwrap();
    let made = run_in(folder.path(), &["init", "."], &[], b"");
    assert_eq!(made.code, 0, "{}", made.err);
    let halls = folder.path().join("halls/online");
    for entry in std::fs::read_dir(&halls).unwrap() {
        std::fs::remove_file(entry.unwrap().path()).unwrap();
    }
    let page =
        "<html><body><h1>示例权利质押登记办事指南</h1><p><img src=\"zn.png\"></p></body></html>";
    std::fs::write(halls.join("example-pledge.html"), page).unwrap();
    let report = checked(folder.path());
    let omitted = report.iter().filter(|own| own["rule"] == "field-omitted");
    let doubtful = omitted
        .clone()
        .filter(|own| own["confidence"] == "needs-review");
    assert_eq!(doubtful.count(), omitted.count(), "{report:#?}");
}

/// The findings of a check of a folder.
fn checked(folder: &std::path::Path) -> Vec<Value> {
    let ran = run_in(
        folder,
        &["check", "--format", "json", TODAY[0], TODAY[1]],
        &[],
        b"",
    );
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    report["findings"].as_array().unwrap().clone()
}

/// A slip of the editor's pen is one finding about the source, or an error with its place. No hall is to blame for it.
#[test]
fn a_slip_in_the_source_blames_nobody_else() {
    let folder = tempfile::tempdir().unwrap();
    let made = run_in(folder.path(), &["init", "."], &[], b"");
    assert_eq!(made.code, 0, "{}", made.err);
    let path = folder.path().join("guides/example-pledge.yaml");
    let text = std::fs::read_to_string(&path).unwrap();
    let cases: [(&str, &str, &[&str]); 9] = [
        (
            "    名称: 示例权利质押合同",
            "    名城: 示例权利质押合同",
            &["schema-field-unknown"],
        ),
        ("数值: 7, 单位", "数值: 七, 单位", &["schema-type-wrong"]),
        (
            "数值: 7, 单位: 工作日",
            "数值: 7, 单位: 个工作日",
            &["schema-value-not-listed"],
        ),
        (
            "收费:\n  是否收费: false",
            "收费: 无",
            &["schema-type-wrong"],
        ),
        ("是否收费: false", "是否收费: 否", &["schema-type-wrong"]),
        (
            "{介质: 纸质, 原件: 1}",
            "{介质: 纸制, 原件: 1}",
            &["schema-value-not-listed"],
        ),
        (
            "{介质: 纸质, 原件: 1}",
            "{介质: 纸质, 原件: 一份}",
            &["schema-type-wrong"],
        ),
        (
            "    必要性: 必要\n    来源渠道",
            "    必要性: 要\n    来源渠道",
            &["schema-value-not-listed"],
        ),
        ("  类型: 行政确认", "  类型：行政确认", &[]),
    ];
    for (from, to, wanted) in cases {
        assert!(text.contains(from), "{from}");
        std::fs::write(&path, text.replacen(from, to, 1)).unwrap();
        let ran = run_in(
            folder.path(),
            &["check", "--format", "json", TODAY[0], TODAY[1]],
            &[],
            b"",
        );
        let report: Value = serde_json::from_str(&ran.out).unwrap();
        let findings = report["findings"].as_array().unwrap();
        let found: Vec<_> = findings
            .iter()
            .map(|f| f["rule"].as_str().unwrap())
            .collect();
        assert_eq!(found, wanted, "{to}\n{}", ran.out);
        if wanted.is_empty() {
            assert_eq!(ran.code, 2);
            assert!(ran.out.contains("全角冒号"), "{}", ran.out);
        }
    }
}

#[test]
fn a_misspelt_key_wherever_it_is_blames_no_hall() {
    let folder = tempfile::tempdir().unwrap();
    let made = run_in(folder.path(), &["init", "."], &[], b"");
    assert_eq!(made.code, 0, "{}", made.err);
    let path = folder.path().join("guides/example-pledge.yaml");
    let text = std::fs::read_to_string(&path).unwrap();
    let is_key = |own: char| ('\u{4e00}'..='\u{9fff}').contains(&own);
    let mut count = 0;
    for (colon, _) in text.match_indices(": ").chain(text.match_indices(":\n")) {
        let key: String = text[..colon]
            .chars()
            .rev()
            .take_while(|own| is_key(*own))
            .collect();
        let key: String = key.chars().rev().collect();
        let start = colon - key.len();
        if key.chars().count() < 2 || !text[..start].ends_with([' ', '{', '\n']) {
            continue;
        }
        count += 1;
        let slip: String = key
            .chars()
            .take(key.chars().count() - 1)
            .chain(['某'])
            .collect();
        std::fs::write(&path, format!("{}{slip}{}", &text[..start], &text[colon..])).unwrap();
        let line = text[..start].lines().count();
        for own in checked(folder.path()) {
            // These judge the source, and name the channel that it speaks of.
            let rule = own["rule"].as_str().unwrap();
            let is_of_source = own["location"]["file"]
                .as_str()
                .or(own["file"].as_str())
                .is_some_and(|file| file.starts_with("guides/"));
            assert!(
                own["channel"].is_null() || is_of_source,
                "{line}: {key} -> {slip}: {rule} {own:#}"
            );
        }
    }
    assert!(count > 60, "{count}");
}
