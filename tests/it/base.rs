//! `check --base`: a repository in a temporary folder goes through changes, and what is found of each is exact.

mod told;

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

/// What cannot be read now, or could not be read then, is told; the rest is judged.
#[test]
fn a_guide_that_turned_to_something_else_is_told() {
    let own = Repository::new();
    let guide = workspace::text("tests/examples/base.yaml").replace("example-pledge", "other");
    for folder in ["guides", "halls/online", "halls/in-person"] {
        own.write(&format!("{folder}/other.yaml"), &guide);
    }
    own.commit("two guides");
    own.change(&[HARDENED]);
    let binary: Vec<u8> = (0..4_096_u32).map(|n| (n * 37 % 256) as u8).collect();
    fs::write(own.root().join("guides/other.yaml"), &binary).unwrap();
    let found = own.found(&["--base", "HEAD"]);
    assert_eq!(found.0, 2);
    assert_eq!(rules(&found), ["change-unversioned", "change-adds-burden"]);
    own.commit("one is binary");
    // The other way round the guide is as good as it was, and what it was before is not known.
    own.write("guides/other.yaml", &guide);
    let ran = own.check(&["--base", "HEAD"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let json: Value = serde_json::from_str(&ran.out).unwrap();
    let notes: Vec<_> = json["notes"].as_array().unwrap().iter().collect();
    let told = |note: &&Value| {
        note["message"]
            .as_str()
            .unwrap()
            .contains("改动之前的指南读不出来")
    };
    assert_eq!(notes.iter().filter(|note| told(note)).count(), 1);
}

/// What lies outside of the repository has no past that could be looked at: it is not taken for what it was.
#[test]
fn what_is_kept_elsewhere_cannot_be_judged_since_a_base() {
    let own = Repository::new();
    own.write("elsewhere/settings.toml", "[paths]\nhalls = \"halls\"\n");
    let inner = own.root().join("inner");
    fs::create_dir_all(inner.join("guides")).unwrap();
    fs::rename(
        own.root().join("guides/example-pledge.yaml"),
        inner.join("guides/example-pledge.yaml"),
    )
    .unwrap();
    let settings = ["--config", "../elsewhere/settings.toml"];
    let run = |more: &[&str]| {
        run_in(
            &inner,
            &[&["check"], &settings[..], more].concat(),
            &[],
            b"",
        )
    };
    let ran = run(&["--base", "HEAD"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("指南库以外"), "{}", ran.err);
    assert_ne!(run(&[]).code, 2);
}

#[test]
fn a_bare_repository_has_nothing_to_check_and_says_so() {
    let own = Repository::new();
    let bare = tempfile::tempdir().unwrap();
    let target = bare.path().join("bare.git");
    own.git(&["clone", "-q", "--bare", ".", target.to_str().unwrap()]);
    // Guides that stand beside the objects are no working tree of theirs.
    fs::create_dir(target.join("guides")).unwrap();
    fs::write(
        target.join("guides/a.yaml"),
        workspace::text("tests/examples/base.yaml"),
    )
    .unwrap();
    let ran = run_in(&target, &["check", "--base", "HEAD"], &[], b"");
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("git init"), "{}", ran.err);
}
