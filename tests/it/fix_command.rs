//! `check --fix` and `check --diff`, as their users meet them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;
use tongyuan_tests::command::{Ran, run_in};
use tongyuan_tests::workspace;

use crate::fix::by_script;

const TODAY: [&str; 2] = ["--today", "2024-03-01"];

/// A copy of a folder of the workspace.
fn copy(folder: &str) -> tempfile::TempDir {
    let target = tempfile::tempdir().unwrap();
    for file in workspace::files(folder) {
        let below = file.strip_prefix(folder).unwrap().trim_start_matches('/');
        let path = target.path().join(below);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::copy(workspace::root().join(&file), path).unwrap();
    }
    target
}

/// Every file of a folder with its bytes and when it was written.
fn state(folder: &Path) -> BTreeMap<String, (Vec<u8>, std::time::SystemTime)> {
    let mut found = BTreeMap::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(next) = waiting.pop() {
        for entry in fs::read_dir(next).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().display().to_string();
                let written = entry.metadata().unwrap().modified().unwrap();
                found.insert(name, (fs::read(&path).unwrap(), written));
            }
        }
    }
    found
}

fn run_check(folder: &Path, more: &[&str]) -> Ran {
    let arguments = [&["check", TODAY[0], TODAY[1]], more].concat();
    run_in(folder, &arguments, &[], b"")
}

fn json_of(ran: &Ran) -> Value {
    serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{}", ran.err))
}

/// The folders of faults, through the command: only guides change, only where a fixable rule found something; a second time nothing
/// is written; `--diff` writes nothing; and the edits of the JSON give the same files.
#[test]
fn the_faulty_fixtures_are_mended() {
    let mut changed: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for fixture in [
        "content",
        "dates-and-places",
        "legal-basis",
        "personal-data",
        "practice",
    ] {
        let folder = copy(&format!("fixtures/faulty/{fixture}"));
        let at = folder.path();
        let before = state(at);
        let found = json_of(&run_check(at, &["--format", "json"]));
        let diff = run_check(at, &["--diff"]);
        assert_eq!(diff.code, 1, "{}", diff.err);
        assert_eq!(state(at), before, "--diff writes nothing");
        let ran = run_check(at, &["--fix", "--format", "json"]);
        let left = json_of(&ran);
        let after = state(at);
        let names: Vec<String> = after
            .iter()
            .filter(|(name, (bytes, _))| before[*name].0 != *bytes)
            .map(|(name, _)| name.clone())
            .collect();
        for name in &names {
            let own = found["findings"].as_array().unwrap().iter();
            let own = own.filter(|finding| finding["location"]["file"] == name.as_str());
            let edits: Vec<Value> = own
                .filter_map(|finding| finding["fix"]["edits"].as_array())
                .flatten()
                .cloned()
                .collect();
            assert_eq!(by_script(&before[name].0, &edits), after[name].0, "{name}");
            assert!(
                diff.out.contains(&format!("+++ b/{name}\n")),
                "{}",
                diff.out
            );
        }
        let untouched = after.iter().filter(|(name, _)| !names.contains(name));
        for (name, state) in untouched {
            assert_eq!(before[name], *state, "{name} was written");
        }
        let still = left["findings"].as_array().unwrap().iter();
        let still = still.filter(|own| !own["fix"].is_null()).count();
        assert_eq!(still, 0);
        assert_eq!(left["summary"]["mended_files"], names.len());
        let again = json_of(&run_check(at, &["--fix", "--format", "json"]));
        assert_eq!(state(at), after, "a second time nothing is written");
        assert_eq!(again["findings"], left["findings"]);
        assert_eq!(again["summary"]["mended"], 0);
        changed.insert(fixture.to_owned(), names);
    }
    let wanted = [
        (
            "content",
            &["guides/example-materials.yaml", "guides/example-texts.yaml"][..],
        ),
        ("dates-and-places", &["guides/phones.yaml"]),
        ("legal-basis", &["guides/example-pledge.yaml"]),
        ("personal-data", &[]),
        ("practice", &[]),
    ];
    for (fixture, names) in wanted {
        assert_eq!(changed[fixture], names, "{fixture}");
    }
}

/// A small repository whose one fault can be mended.
fn small() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let made = run_in(folder.path(), &["init"], &[], b"");
    assert_eq!(made.code, 0, "{}", made.err);
    let path = guide(folder.path());
    let text = fs::read_to_string(&path).unwrap();
    let faulty = text.replace(
        "  是否收费: false\n",
        "  是否收费: false # 公益\n  内容: 无\n",
    );
    assert_ne!(faulty, text);
    fs::write(path, faulty).unwrap();
    folder
}

fn guide(folder: &Path) -> std::path::PathBuf {
    folder.join("guides/example-pledge.yaml")
}

#[test]
fn what_is_done_is_told_in_both_languages() {
    let folder = small();
    let told = run_check(folder.path(), &["--fail-on", "note"]);
    assert_eq!(told.code, 1);
    for words in [
        "改成“不收费”。可用 --fix 修改。",
        "；其中 1 项可用 --fix 修改。",
    ] {
        assert!(told.out.contains(words), "{}", told.out);
    }
    let told = run_check(folder.path(), &["--lang", "en"]);
    for words in [
        "help: Write 不收费. --fix does it.",
        "; --fix mends 1 of them.",
    ] {
        assert!(told.out.contains(words), "{}", told.out);
    }
    let diff = run_check(folder.path(), &["--diff"]);
    assert_eq!(diff.code, 1);
    let path = "guides/example-pledge.yaml";
    assert!(
        diff.out
            .starts_with(&format!("--- a/{path}\n+++ b/{path}\n@@ "))
    );
    assert!(
        diff.out.contains("\n-  内容: 无\n+  内容: 不收费\n"),
        "{}",
        diff.out
    );
    assert!(
        diff.err.ends_with("--fix 将修改 1 处，涉及 1 个文件。改后：检查了 1 份指南，比对了 2 个已发布版本：没有发现问题。\n"),
        "{}",
        diff.err
    );
    let fixed = run_check(folder.path(), &["--fix"]);
    assert_eq!(
        (fixed.code, fixed.out.as_str()),
        (
            0,
            "修改了 1 处，涉及 1 个文件。检查了 1 份指南，比对了 2 个已发布版本：没有发现问题。\n"
        )
    );
    let none = run_check(folder.path(), &["--diff", "--lang", "en"]);
    assert_eq!((none.code, none.out.as_str()), (0, ""));
    assert!(
        none.err.ends_with("There is nothing that --fix would mend. 1 guide checked, 2 published versions compared: nothing found.\n"),
        "{}",
        none.err
    );
}

/// A finding that is waived is left as it is: somebody has answered for it.
#[test]
fn what_is_waived_is_not_mended() {
    let folder = small();
    let found = json_of(&run_check(folder.path(), &["--format", "json"]));
    let key = found["findings"][0]["key"].as_str().unwrap();
    let waiver = format!(
        "豁免清单: [{{问题编号: {key}, 理由: 试点, 责任人: 办公室, 到期日期: 2024-06-30}}]\n"
    );
    fs::write(folder.path().join("waivers.yaml"), waiver).unwrap();
    let before = state(folder.path());
    let diff = run_check(folder.path(), &["--diff"]);
    assert_eq!((diff.code, diff.out.as_str()), (0, ""), "{}", diff.err);
    assert_eq!(run_check(folder.path(), &["--fix"]).code, 0);
    assert_eq!(state(folder.path()), before);
    // The day after its last it waives nothing any more.
    let late = ["check", "--fix", "--today", "2024-07-01"];
    let ran = run_in(folder.path(), &late, &[], b"");
    assert!(ran.out.contains("修改了 1 处"), "{} {}", ran.out, ran.err);
}

/// What comes from stdin can be shown mended, and not be mended.
#[test]
fn stdin_is_shown_and_not_written() {
    let folder = small();
    let text = fs::read(guide(folder.path())).unwrap();
    let arguments = ["check", "-", "--fix"];
    let refused = run_in(folder.path(), &arguments, &[], &text);
    assert_eq!((refused.code, refused.out.as_str()), (2, ""));
    assert!(
        refused.err.contains("没有可以写回的文件"),
        "{}",
        refused.err
    );
    let arguments = ["check", "-", "--diff", "--stdin-filename", "a.yaml"];
    let shown = run_in(folder.path(), &arguments, &[], &text);
    assert_eq!(shown.code, 1);
    assert!(
        shown.out.starts_with("--- a/a.yaml\n+++ b/a.yaml\n"),
        "{}",
        shown.out
    );
    assert!(shown.out.contains("\n+  内容: 不收费\n"), "{}", shown.out);
}

/// A published version that is named is checked, and the guide beside it is not changed for it.
#[test]
fn only_what_is_named_is_mended() {
    let folder = small();
    let before = fs::read(guide(folder.path())).unwrap();
    let hall = workspace_hall(folder.path());
    let ran = run_check(folder.path(), &["--fix", &hall]);
    assert_eq!(ran.code, 0, "{}", ran.out);
    assert!(ran.out.contains("可用 --fix 修改"), "{}", ran.out);
    assert_eq!(fs::read(guide(folder.path())).unwrap(), before);
    let ran = run_check(folder.path(), &["--fix", "guides"]);
    assert!(ran.out.contains("修改了 1 处"), "{}", ran.out);
    assert_ne!(fs::read(guide(folder.path())).unwrap(), before);
}

fn workspace_hall(folder: &Path) -> String {
    let hall = fs::read_dir(folder.join("halls/online")).unwrap().next();
    let name = hall.unwrap().unwrap().file_name();
    format!("halls/online/{}", name.to_string_lossy())
}

/// A file that may not be changed is told, with the rest mended all the same.
#[cfg(unix)]
#[test]
fn what_may_not_be_changed_is_told_and_the_rest_is_mended() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = small();
    let other = folder.path().join("guides/other.yaml");
    let text = fs::read_to_string(guide(folder.path())).unwrap();
    fs::write(&other, text.replace("标识: example-pledge", "标识: other")).unwrap();
    let mode = |mode| fs::Permissions::from_mode(mode);
    fs::set_permissions(guide(folder.path()), mode(0o444)).unwrap();
    fs::set_permissions(&other, mode(0o640)).unwrap();
    let ran = run_check(folder.path(), &["--fix"]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(ran.err.contains("没有修改：文件是只读的"), "{}", ran.err);
    assert!(
        ran.err.contains("guides/example-pledge.yaml"),
        "{}",
        ran.err
    );
    assert_eq!(fs::read_to_string(guide(folder.path())).unwrap(), text);
    assert!(
        fs::read_to_string(&other)
            .unwrap()
            .contains("内容: 不收费\n")
    );
    let kept = fs::metadata(&other).unwrap().permissions().mode() & 0o777;
    assert_eq!(kept, 0o640);
    assert!(
        ran.out.contains("修改了 1 处，涉及 1 个文件"),
        "{}",
        ran.out
    );
    // What was not mended is still found.
    assert!(ran.out.contains("fee-none-misworded"), "{}", ran.out);
}

/// Guides that a link leads to outside of the repository are not changed.
#[cfg(unix)]
#[test]
fn a_link_out_of_the_repository_is_not_followed() {
    let (folder, outside) = (small(), small());
    fs::remove_dir_all(folder.path().join("guides")).unwrap();
    std::os::unix::fs::symlink(outside.path().join("guides"), folder.path().join("guides"))
        .unwrap();
    let before = fs::read(guide(outside.path())).unwrap();
    let ran = run_check(folder.path(), &["--fix"]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(ran.err.contains("经链接指向指南库以外"), "{}", ran.err);
    assert_eq!(fs::read(guide(outside.path())).unwrap(), before);
}
