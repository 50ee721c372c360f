//! What is told of a change: for applicants, in findings, for the public.

use std::fs;
use std::process::Command;

use serde_json::Value;
use tongyuan_tests::command::run_in;
use tongyuan_tests::workspace;

use super::{APPROVED, NEW, RELIEVED, Repository, rules};

/// What a change comes to: what is told of each guide, and how many findings are new, from before, gone.
fn change(own: &Repository, arguments: &[&str]) -> (Vec<String>, String) {
    let ran = own.check(arguments);
    let json: Value = serde_json::from_str(&ran.out).unwrap_or_default();
    let schema = serde_json::from_str(tongyuan_report::FINDINGS_SCHEMA).unwrap();
    jsonschema::validate(&schema, &json).unwrap();
    let change = &json["change"];
    let mut told = Vec::new();
    for guide in change["guides"].as_array().into_iter().flatten() {
        let name = guide["guide"].as_str().unwrap();
        if guide["kind"] != "changed" {
            told.push(format!("{name} {}", guide["kind"].as_str().unwrap()));
        }
        for own in guide["changes"].as_array().unwrap() {
            let words = ["burden", "message"].map(|key| own[key].as_str().unwrap());
            told.push(format!("{name} {}: {}", words[0], words[1]));
        }
        for own in guide["reach"].as_array().unwrap() {
            told.push(format!(
                "{name} reach: {}",
                own["message"].as_str().unwrap()
            ));
        }
    }
    let found = &change["findings"];
    let numbers = format!("{} {} {}", found["new"], found["before"], found["gone"]);
    (told, numbers)
}

/// A kind of change: its name, what is written otherwise, the exit code, the rules, what is told, the numbers of findings.
type Case<'c> = (
    &'c str,
    &'c [(&'c str, &'c str)],
    i32,
    &'c [&'c str],
    &'c [&'c str],
    &'c str,
);

/// Of each kind of change: the exit code and the rules, what is told, and which findings are new.
#[test]
fn every_kind_of_change_is_told_for_what_it_is() {
    const MATERIAL: (&str, &str) = (
        "办理流程:\n",
        "  - 标识: m3\n    名称: 出质人身份证明\n    材料类型: 证照\n    必要性: 必要\n    来源渠道: 申请人自备\n    依据: [《示例权利条例》第十条]\n    提交方式: {介质: 纸质, 复印件: 1}\n办理流程:\n",
    );
    const REORDERED: (&str, &str) = (
        "服务对象: [自然人, 企业法人]",
        "服务对象: [企业法人, 自然人]",
    );
    const REWORDED: (&str, &str) = ("名称: 示例权利质押合同\n", "名称: 示例权利的质押合同\n");
    const MOVED: (&str, &str) = ("地址: 示例市示例路1号", "地址: 示例市新示例路8号");
    const BASELESS: (&str, &str) = (
        "申请材料:\n",
        "  - 标识: c3\n    内容: 权利已经登记满一年\n申请材料:\n",
    );
    let cases: [Case<'_>; 7] = [
        (
            "a condition more, approved and without a basis",
            &[BASELESS, NEW, APPROVED],
            1,
            &["change-adds-burden", "condition-without-basis"],
            &["example-pledge adds: 增加受理条件“权利已经登记满一年”"],
            "2 0 0",
        ),
        (
            "a material more, unapproved",
            &[MATERIAL],
            1,
            &["change-unversioned", "change-adds-burden"],
            &["example-pledge adds: 增加申请材料“出质人身份证明”"],
            "2 0 0",
        ),
        (
            "a material more, approved and with its basis",
            &[MATERIAL, NEW, APPROVED],
            0,
            &["change-adds-burden"],
            &["example-pledge adds: 增加申请材料“出质人身份证明”"],
            "1 0 0",
        ),
        (
            "one that relieves",
            &[RELIEVED, NEW, APPROVED],
            0,
            &[],
            &[
                "example-pledge relieves: 申请材料“示例权利质押合同”：原件或复印件由“原件1份、复印件1份”改为“原件1份”",
            ],
            "0 0 0",
        ),
        ("another order", &[REORDERED], 0, &[], &[], "0 0 0"),
        (
            "other words",
            &[REWORDED, NEW, APPROVED],
            0,
            &[],
            &[
                "example-pledge neutral: 申请材料“示例权利质押合同”：名称由“示例权利质押合同”改为“示例权利的质押合同”",
            ],
            "0 0 0",
        ),
        (
            "a window that moved",
            &[MOVED, NEW, APPROVED],
            0,
            &[],
            &[
                "example-pledge reach: 线下窗口“综合窗口”的地址由“示例市示例路1号”改为“示例市新示例路8号”",
            ],
            "0 0 0",
        ),
    ];
    for (name, changes, code, expected, told, numbers) in cases {
        let own = Repository::new();
        own.change(changes);
        own.commit(name);
        let found = own.found(&["--base", "HEAD~1"]);
        assert_eq!(
            (found.0, rules(&found)),
            (code, expected.to_vec()),
            "{name}"
        );
        let (lines, counted) = change(&own, &["--base", "HEAD~1"]);
        assert_eq!(
            (lines, counted.as_str()),
            (told.iter().map(|own| (*own).to_owned()).collect(), numbers),
            "{name}"
        );
    }
}

#[test]
fn a_guide_that_is_gone_and_one_that_is_new_are_told() {
    let own = Repository::new();
    let guide = workspace::text("tests/examples/base.yaml").replace("example-pledge", "other");
    for folder in ["guides", "halls/online", "halls/in-person"] {
        fs::remove_file(own.root().join(folder).join("example-pledge.yaml")).unwrap();
        own.write(&format!("{folder}/other.yaml"), &guide);
    }
    let (told, numbers) = change(&own, &["--base", "HEAD"]);
    assert_eq!(told, ["example-pledge gone", "other new"]);
    assert_eq!(numbers, "0 0 0");
    // Of the guides that were not looked at nothing is said to be gone.
    let (told, _) = change(&own, &["--base", "HEAD", "--changed-only"]);
    assert_eq!(told, ["example-pledge gone", "other new"]);
}

/// What was there before the change is told from what it brought, and can be left out of account.
#[test]
fn new_findings_are_told_from_those_of_before() {
    const VAGUE: (&str, &str) = ("债务履行期限不超过权利有效期", "视情况办理");
    const SPACED: (&str, &str) = (
        "出质人是权利登记簿记载的权利人",
        "出质人原则上是权利登记簿记载的权利人",
    );
    let own = Repository::new();
    own.change(&[VAGUE, NEW, APPROVED]);
    own.commit("a fault");
    own.write("README.md", "甲\n");
    own.commit("something else");
    let all = own.found(&["--base", "HEAD~1", "--fail-on", "warning"]);
    assert_eq!((all.0, rules(&all)), (1, vec!["condition-discretionary"]));
    let only_new = ["--base", "HEAD~1", "--fail-on", "warning", "--only-new"];
    assert_eq!(own.found(&only_new).0, 0);
    assert_eq!(
        change(&own, &["--base", "HEAD~1"]),
        (vec![], "0 1 0".into())
    );
    // One more, and the old one mended.
    own.change(&[
        (VAGUE.1, VAGUE.0),
        SPACED,
        ("版本号: 3", "版本号: 4"),
        ("〔2024〕5号", "〔2024〕6号"),
    ]);
    let ran = own.check(&only_new);
    let json: Value = serde_json::from_str(&ran.out).unwrap();
    let findings = json["findings"].as_array().unwrap();
    let marks: Vec<_> = findings
        .iter()
        .map(|own| (own["rule"].as_str().unwrap(), &own["new"]))
        .collect();
    assert_eq!(ran.code, 1, "{marks:?}");
    assert!(
        marks
            .iter()
            .all(|(_, is_new)| **is_new == Value::Bool(true)),
        "{marks:?}"
    );
    assert!(
        marks
            .iter()
            .any(|(rule, _)| *rule == "condition-discretionary"),
        "{marks:?}"
    );
    assert_eq!(json["change"]["findings"]["gone"], 1);
    let mut sarif = only_new.to_vec();
    sarif.extend(["--format", "sarif", "--output", "out.sarif"]);
    own.check(&sarif);
    let sarif = fs::read_to_string(own.root().join("out.sarif")).unwrap();
    let sarif: Value = serde_json::from_str(&sarif).unwrap();
    for result in sarif["runs"][0]["results"].as_array().unwrap() {
        assert_eq!(result["baselineState"], "new", "{result}");
    }
    fs::remove_file(own.root().join("out.sarif")).unwrap();
    // Neither the index nor a file of the repository is touched by asking.
    let status = Command::new("git")
        .args(["status", "--porcelain"])
        .current_dir(own.root())
        .output()
        .unwrap();
    let status = String::from_utf8(status.stdout).unwrap();
    assert!(
        status.lines().all(|line| line.starts_with(" M ")),
        "{status}"
    );
}

#[test]
fn a_change_that_relieves_is_praised() {
    let own = Repository::new();
    own.change(&[RELIEVED, NEW, APPROVED]);
    for (language, praise) in [("zh-CN", "值得肯定"), ("en", "well done")] {
        for format in ["text", "markdown", "html"] {
            let ran = run_in(
                own.root(),
                &[
                    "check",
                    "--base",
                    "HEAD",
                    "--today",
                    "2024-03-01",
                    "--lang",
                    language,
                    "--format",
                    format,
                ],
                &[],
                b"",
            );
            assert!(ran.out.contains(praise), "{format}: {}", ran.out);
        }
    }
}

#[test]
fn what_changed_is_written_for_the_public() {
    let own = Repository::new();
    own.change(&[
        RELIEVED,
        NEW,
        APPROVED,
        ("实施日期: 2024-03-01", "实施日期: 2024-04-01"),
    ]);
    own.commit("second");
    let changelog = |arguments: &[&str]| {
        let mut whole = vec!["changelog"];
        whole.extend(arguments);
        run_in(own.root(), &whole, &[], b"")
    };
    let told = changelog(&["HEAD~1..HEAD"]);
    assert_eq!(told.code, 0, "{}", told.err);
    let english = changelog(&["HEAD~1", "--lang", "en"]).out;
    insta::with_settings!({snapshot_path => "../../snapshots/commands", prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!("changelog_zh", told.out);
        insta::assert_snapshot!("changelog_en", english);
    });
    assert_eq!(changelog(&["HEAD~1...HEAD"]).out, told.out);
    assert_eq!(
        changelog(&["HEAD..HEAD"]).out,
        "# 办事指南变更公告\n\n没有需要公布的变更。\n"
    );
    // The other way round the same is told mirrored.
    assert!(
        changelog(&["HEAD..HEAD~1"])
            .out
            .contains("由“原件1份”改为“原件1份、复印件1份”")
    );
    let json: Value =
        serde_json::from_str(&changelog(&["HEAD~1..HEAD", "--format", "json"]).out).unwrap();
    assert_eq!(json["schema_version"], 1);
    assert_eq!(json["guides"][0]["effective_from"], "2024-04-01");
    assert!(
        changelog(&["HEAD~1..HEAD", "--format", "html"])
            .out
            .contains("<li>申请材料")
    );
    assert_eq!(changelog(&["nowhere..HEAD"]).code, 2);
    assert_eq!(changelog(&["..HEAD"]).code, 2);
}
