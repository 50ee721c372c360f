//! `check --base`: a repository in a temporary folder goes through changes, and what is found of each is exact.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tongyuan_tests::command::{Ran, run_in};
use tongyuan_tests::workspace;

/// A repository with one guide in both halls, whose first commit is clean.
struct Repository {
    folder: tempfile::TempDir,
}

impl Repository {
    fn new() -> Self {
        let own = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        let guide = workspace::text("tests/examples/base.yaml");
        own.write_all(&guide);
        own.write("tongyuan.toml", "");
        own.git(&["init", "-q", "-b", "main"]);
        own.commit("first");
        own
    }

    fn root(&self) -> &Path {
        self.folder.path()
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// The guide, and what both halls publish of it.
    fn write_all(&self, guide: &str) {
        self.write("guides/example-pledge.yaml", guide);
        self.write("halls/online/example-pledge.yaml", guide);
        self.write("halls/in-person/example-pledge.yaml", guide);
    }

    /// Changes words of the guide and of both halls alike.
    fn change(&self, changes: &[(&str, &str)]) {
        let mut text = fs::read_to_string(self.root().join("guides/example-pledge.yaml")).unwrap();
        for (old, new) in changes {
            assert!(text.contains(old), "{old}");
            text = text.replace(old, new);
        }
        self.write_all(&text);
    }

    fn git(&self, arguments: &[&str]) {
        let done = Command::new("git")
            .args([
                "-c",
                "user.name=甲",
                "-c",
                "user.email=a@example.gov.cn",
                "-c",
                "commit.gpgsign=false",
            ])
            .args(arguments)
            .current_dir(self.root())
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .output()
            .unwrap();
        assert!(
            done.status.success(),
            "{arguments:?}: {}",
            String::from_utf8_lossy(&done.stderr)
        );
    }

    fn commit(&self, message: &str) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "-m", message]);
    }

    fn check(&self, arguments: &[&str]) -> Ran {
        let mut whole = vec!["check", "--today", "2024-03-01", "--format", "json"];
        whole.extend(arguments);
        run_in(self.root(), &whole, &[], b"")
    }

    /// The exit code, and the rule and place of each finding.
    fn found(&self, arguments: &[&str]) -> (i32, Vec<String>) {
        let ran = self.check(arguments);
        let json: Value = serde_json::from_str(&ran.out).unwrap_or_default();
        let findings = json["findings"].as_array().cloned().unwrap_or_default();
        let told = findings.iter().map(|own| {
            let place = &own["location"];
            format!(
                "{} {}:{}",
                own["rule"].as_str().unwrap(),
                place["file"].as_str().unwrap(),
                place["start"]["line"]
            )
        });
        (ran.code, told.collect())
    }
}

const NEW: (&str, &str) = ("版本号: 2", "版本号: 3");
const APPROVED: (&str, &str) = ("示例知发〔2024〕3号", "示例知发〔2024〕5号");
const RELIEVED: (&str, &str) = ("原件: 1, 复印件: 1", "原件: 1");
const HARDENED: (&str, &str) = ("原件: 1, 复印件: 1", "原件: 1, 复印件: 2");

fn rules(found: &(i32, Vec<String>)) -> Vec<&str> {
    found
        .1
        .iter()
        .map(|own| own.split(' ').next().unwrap())
        .collect()
}

#[test]
fn a_change_is_judged_since_its_base() {
    let own = Repository::new();
    assert_eq!(own.found(&["--base", "HEAD"]), (0, vec![]));
    // What is not committed yet belongs to the change.
    own.change(&[HARDENED]);
    let found = own.found(&["--base", "HEAD"]);
    assert_eq!(found.0, 1);
    assert_eq!(rules(&found), ["change-unversioned", "change-adds-burden"]);
    // Without a base there is no change to judge.
    assert_eq!(own.found(&[]), (0, vec![]));
    own.commit("harder");
    assert_eq!(own.found(&["--base", "HEAD"]), (0, vec![]));
    assert_eq!(
        rules(&own.found(&["--base", "HEAD~1"])),
        ["change-unversioned", "change-adds-burden"]
    );
}

#[test]
fn a_change_that_relieves_and_is_approved_passes() {
    let own = Repository::new();
    own.change(&[RELIEVED, NEW, APPROVED]);
    assert_eq!(own.found(&["--base", "main"]), (0, vec![]));
}

/// A guide is the same under another name of its file, whether git sees the move or the text changed as well.
#[test]
fn a_guide_that_moved_is_held_against_what_it_was() {
    for change in [None, Some(HARDENED)] {
        let own = Repository::new();
        if let Some(change) = change {
            own.change(&[change]);
        }
        for folder in ["guides", "halls/online", "halls/in-person"] {
            let folder = own.root().join(folder);
            fs::rename(
                folder.join("example-pledge.yaml"),
                folder.join("pledge-new.yaml"),
            )
            .unwrap();
        }
        let found = own.found(&["--base", "HEAD"]);
        let wanted: &[&str] = match change {
            None => &[],
            Some(_) => &["change-unversioned", "change-adds-burden"],
        };
        assert_eq!(rules(&found), wanted);
    }
}

#[test]
fn other_words_and_another_order_are_no_change() {
    let own = Repository::new();
    own.change(&[(
        "债务履行期限不超过权利有效期",
        "债务履行期限不超过权利有效期。",
    )]);
    assert_eq!(own.found(&["--base", "HEAD"]), (0, vec![]));
}

/// Of a branch only what it did itself is judged, whatever became of the main line meanwhile.
#[test]
fn a_branch_is_held_against_where_it_left() {
    let own = Repository::new();
    own.git(&["checkout", "-q", "-b", "topic"]);
    own.write("README.md", "甲\n");
    own.commit("topic");
    own.git(&["checkout", "-q", "main"]);
    own.change(&[HARDENED, NEW, APPROVED]);
    own.commit("main goes on");
    own.git(&["checkout", "-q", "topic"]);
    assert_eq!(own.found(&["--base", "main"]), (0, vec![]));
    own.git(&["merge", "-q", "--no-edit", "main"]);
    assert_eq!(own.found(&["--base", "main"]), (0, vec![]));
}

#[test]
fn only_what_changed_is_looked_at_where_that_is_asked() {
    let own = Repository::new();
    let guide = workspace::text("tests/examples/base.yaml").replace("example-pledge", "other");
    let faulty = guide.replace("债务履行期限不超过权利有效期", "视情况办理");
    own.write("guides/other.yaml", &faulty);
    own.commit("another with a fault");
    own.change(&[RELIEVED, NEW, APPROVED]);
    let whole = own.found(&["--base", "HEAD"]);
    assert!(
        rules(&whole).contains(&"condition-discretionary"),
        "{whole:?}"
    );
    assert_eq!(
        own.found(&["--base", "HEAD", "--changed-only"]),
        (0, vec![])
    );
}

#[test]
fn what_keeps_git_from_answering_is_told_with_what_to_do() {
    let own = Repository::new();
    own.change(&[RELIEVED, NEW, APPROVED]);
    own.commit("second");
    let missing = own.check(&["--base", "origin/release"]);
    assert_eq!((missing.code, missing.out.as_str()), (2, ""));
    assert!(
        missing.err.contains("git fetch origin release"),
        "{}",
        missing.err
    );
    let option = own.check(&["--base=--all"]);
    assert_eq!(option.code, 2);
    // A shallow clone says how to get its history.
    let clone = tempfile::tempdir().unwrap();
    let source = format!("file://{}", own.root().display());
    let target = clone.path().join("c");
    own.git(&[
        "clone",
        "-q",
        "--depth",
        "1",
        &source,
        target.to_str().unwrap(),
    ]);
    let ran = run_in(
        &target,
        &["check", "--base", "HEAD~1", "--today", "2024-03-01"],
        &[],
        b"",
    );
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("git fetch --unshallow origin"),
        "{}",
        ran.err
    );
    // No repository at all.
    fs::remove_dir_all(own.root().join(".git")).unwrap();
    let none = own.check(&["--base", "HEAD"]);
    assert_eq!(none.code, 2);
    assert!(none.err.contains("git init"), "{}", none.err);
    // Of stdin nothing was there before.
    let stdin = run_in(own.root(), &["check", "-", "--base", "HEAD"], &[], b"");
    assert_eq!(stdin.code, 2);
}

/// What a change comes to: what is told of each guide, and how many findings are new, from before, gone.
fn change(own: &Repository, arguments: &[&str]) -> (Vec<String>, String) {
    let ran = own.check(arguments);
    let json: Value = serde_json::from_str(&ran.out).unwrap_or_default();
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
    let cases: [Case<'_>; 6] = [
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
    insta::with_settings!({snapshot_path => "../snapshots/commands", prepend_module_to_snapshot => false, omit_expression => true}, {
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
