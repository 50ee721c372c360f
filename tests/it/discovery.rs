//! Which settings hold, which files are read, and what a run says of both.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use serde_json::Value;
use tongyuan_tests::command::{Ran, run_in};
use tongyuan_tests::workspace;

/// A folder that git keeps, with a repository of one guide in both halls.
struct Folder {
    own: tempfile::TempDir,
}

const GUIDE: &str = "guides/example-pledge.yaml";
const ONLINE: &str = "halls/online/example-pledge.yaml";
const IN_PERSON: &str = "halls/in-person/example-pledge.yaml";

impl Folder {
    fn new() -> Self {
        Self::with_repository_in("")
    }

    fn with_repository_in(below: &str) -> Self {
        let own = Self {
            own: tempfile::tempdir().unwrap(),
        };
        fs::create_dir(own.path(".git")).unwrap();
        let guide = workspace::text("tests/examples/base.yaml");
        for path in [GUIDE, ONLINE, IN_PERSON] {
            own.write(&format!("{below}{path}"), &guide);
        }
        own
    }

    fn path(&self, path: &str) -> PathBuf {
        self.own.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn copy(&self, from: &str, to: &str) {
        let text = fs::read_to_string(self.path(from)).unwrap();
        self.write(to, &text);
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with(arguments, &[], "")
    }

    fn run_with(&self, arguments: &[&str], environment: &[(&str, &str)], stdin: &str) -> Ran {
        let mut whole = vec!["check", "--today", "2024-03-01"];
        whole.extend(arguments);
        run_in(self.own.path(), &whole, environment, stdin.as_bytes())
    }

    /// Where `fail-on` is from, and what it is.
    fn fail_on(&self, arguments: &[&str], environment: &[(&str, &str)]) -> (String, String) {
        let mut whole = vec!["--show-settings", "--format", "json"];
        whole.extend(arguments);
        let ran = self.run_with(&whole, environment, "");
        assert_eq!(ran.code, 0, "{}", ran.err);
        let shown: Value = serde_json::from_str(&ran.out).unwrap();
        let own = &shown["settings"][0];
        assert_eq!(own["path"][0], "fail-on");
        let line = match &own["line"] {
            Value::Null => String::new(),
            line => format!(":{line}"),
        };
        let from = own["from"].as_str().unwrap();
        (
            own["value"].as_str().unwrap().to_owned(),
            format!("{from}{line}"),
        )
    }

    /// The files that would be read, with what they are.
    fn files(&self, arguments: &[&str]) -> Vec<String> {
        let mut whole = vec!["--show-files", "--lang", "en"];
        whole.extend(arguments);
        let ran = self.run(&whole);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
        ran.out.lines().map(str::to_owned).collect()
    }
}

fn said(value: &str, from: &str) -> (String, String) {
    (value.to_owned(), from.to_owned())
}

#[test]
fn the_nearest_settings_hold_up_to_the_root_of_git() {
    let own = Folder::with_repository_in("sub/");
    let up = own.path("sub/guides");
    let up = up.to_str().unwrap();
    assert_eq!(own.fail_on(&[up], &[]), said("error", "default"));
    own.write("tongyuan.toml", "# 甲\nfail-on = \"note\"\n");
    assert_eq!(own.fail_on(&["sub"], &[]), said("note", "tongyuan.toml:2"));
    own.write("sub/.tongyuan.toml", "fail-on = \"warning\"\n");
    assert_eq!(
        own.fail_on(&["sub"], &[]),
        said("warning", "sub/.tongyuan.toml:1")
    );
    // What lies above what git keeps is not of this repository.
    fs::remove_file(own.path("sub/.tongyuan.toml")).unwrap();
    fs::create_dir(own.path("sub/.git")).unwrap();
    assert_eq!(own.fail_on(&["sub"], &[]), said("error", "default"));
}

#[test]
fn what_is_named_goes_before_what_is_found() {
    let own = Folder::new();
    own.write("tongyuan.toml", "fail-on = \"note\"\n");
    own.write("of environment.toml", "fail-on = \"warning\"\n");
    own.write("of flag.toml", "fail-on = \"never\"\n");
    let environment = [("TONGYUAN_CONFIG", "of environment.toml")];
    assert_eq!(
        own.fail_on(&[], &[("TONGYUAN_CONFIG", "")]),
        said("note", "tongyuan.toml:1")
    );
    assert_eq!(
        own.fail_on(&[], &environment),
        said("warning", "of environment.toml:1")
    );
    let flag = ["--config", "of flag.toml"];
    assert_eq!(
        own.fail_on(&flag, &environment),
        said("never", "of flag.toml:1")
    );
    assert_eq!(
        own.fail_on(&[flag[0], flag[1], "--fail-on", "error"], &environment),
        said("error", "--fail-on")
    );
    for none in ["--no-config", "--isolated"] {
        assert_eq!(own.fail_on(&[none], &environment), said("error", "default"));
    }
    // What is named and is not there is an error, wherever it was named.
    for (arguments, environment) in [
        (vec!["--config", "gone.toml"], vec![]),
        (vec![], vec![("TONGYUAN_CONFIG", "gone.toml")]),
    ] {
        let ran = own.run_with(&arguments, &environment, "");
        assert_eq!((ran.code, ran.out.as_str()), (2, ""));
        assert!(
            ran.err.contains("没有这个文件") && ran.err.contains("gone.toml"),
            "{}",
            ran.err
        );
    }
}

#[test]
fn two_settings_files_in_one_folder_are_an_error() {
    let own = Folder::new();
    own.write("tongyuan.toml", "fail-on = \"note\"\n");
    own.write(".tongyuan.toml", "fail-on = \"note\"\n");
    let ran = own.run(&["--lang", "en"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(
        ran.err.contains(".tongyuan.toml") && ran.err.contains("tongyuan.toml is there as well"),
        "{}",
        ran.err
    );
    assert_eq!(own.run(&["--config", "tongyuan.toml"]).code, 0);
    assert_eq!(own.run(&["--no-config"]).code, 0);
}

#[test]
fn settings_that_set_nothing_are_told() {
    let own = Folder::new();
    for (text, is_told) in [
        ("", true),
        ("# 甲\n\n", true),
        ("fail-on = \"error\"\n", false),
    ] {
        own.write("tongyuan.toml", text);
        let ran = own.run(&["--lang", "en"]);
        assert_eq!(ran.code, 0, "{}", ran.out);
        let told = ran.err.contains("tongyuan.toml") && ran.err.contains("sets nothing");
        assert_eq!(told, is_told, "{text:?}: {}", ran.err);
    }
}

/// Places in a settings file are seen from where it stands, and the command may be started anywhere.
#[test]
fn places_are_seen_from_the_settings_file() {
    let own = Folder::new();
    fs::rename(own.path("guides"), own.path("指南")).unwrap();
    own.write("conf/guides/x.md", "");
    own.write("tongyuan.toml", "[paths]\nguides = \"指南\"\n");
    let whole = own.path("tongyuan.toml");
    let expected = ["settings\ttongyuan.toml", "guide\t指南/example-pledge.yaml"];
    assert_eq!(own.files(&[])[..2], expected);
    let ran = run_in(
        &own.path("halls"),
        &[
            "check",
            "--show-files",
            "--config",
            whole.to_str().unwrap(),
            "--lang",
            "en",
        ],
        &[],
        b"",
    );
    assert!(
        ran.out.contains("guide\t../指南/example-pledge.yaml\n"),
        "{}{}",
        ran.out,
        ran.err
    );
    // Another file, elsewhere: its folder holds other guides.
    own.write("strict/tongyuan.toml", "[paths]\nguides = \"drafts\"\n");
    let guide = own.path("指南/example-pledge.yaml");
    own.write(
        "strict/drafts/example-pledge.yaml",
        &fs::read_to_string(guide).unwrap(),
    );
    assert_eq!(
        own.files(&["--config", "strict/tongyuan.toml", "."])[..3],
        [
            "settings\tstrict/tongyuan.toml",
            "guide\tstrict/drafts/example-pledge.yaml",
            "online\thalls/online/example-pledge.yaml"
        ]
    );
}

#[test]
fn the_settings_are_shown_as_a_file_that_says_the_same() {
    let own = Folder::new();
    let text = "[rules]\nmaterial-extra = \"off\"\nguide-contradicts-itself = { fields = [\"fees\"] }\n[words.aliases]\n居民身份证明 = [\"身份证明\"]\n";
    // A key that is no bare one has quotes.
    own.write(
        "tongyuan.toml",
        &text.replace("居民身份证明", "\"居民身份证明\""),
    );
    let ran = own.run(&["--show-settings", "--fail-on", "warning", "--lang", "en"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(
        lines[..4],
        [
            "# settings file: tongyuan.toml",
            "fail-on = \"warning\"  # --fail-on",
            "",
            "[paths]"
        ]
    );
    for line in [
        "guides = \"guides\"  # default",
        "material-extra = \"off\"  # tongyuan.toml:2",
        "guide-contradicts-itself = { fields = [\"fees\"] }  # tongyuan.toml:3",
        "\"居民身份证明\" = [\"身份证明\"]  # tongyuan.toml:5",
    ] {
        assert_eq!(
            lines.iter().filter(|own| **own == line).count(),
            1,
            "{line}: {}",
            ran.out
        );
    }
    let set: BTreeMap<&str, &str> = lines
        .iter()
        .filter_map(|line| line.split_once("  # "))
        .filter(|(_, from)| *from != "default")
        .map(|(setting, from)| (from, setting))
        .collect();
    assert_eq!(
        set.into_keys().collect::<Vec<_>>(),
        [
            "--fail-on",
            "tongyuan.toml:2",
            "tongyuan.toml:3",
            "tongyuan.toml:5"
        ]
    );
    // Put back, it says the same.
    own.write("tongyuan.toml", &ran.out);
    let again = own.run(&["--show-settings", "--lang", "en"]);
    let values = |text: &str| -> Vec<String> {
        let lines = text.lines().skip(1);
        lines
            .map(|line| line.split("  # ").next().unwrap().to_owned())
            .collect()
    };
    assert_eq!(values(&again.out), values(&ran.out), "{}", again.err);
}

#[test]
fn the_files_are_shown_with_what_they_are_for() {
    let own = Folder::new();
    for path in [
        "registers/items.yaml",
        "practice/a.csv",
        "rules/a.yaml",
        "profiles/a.toml",
        "waivers.yaml",
        "baseline.json",
    ] {
        own.write(path, "");
    }
    own.write("halls/online/example-pledge.capture.json", "{}");
    own.write("halls/online/nobody.html", "");
    fs::remove_file(own.path("profiles/a.toml")).unwrap();
    let all = [
        "guide\tguides/example-pledge.yaml",
        "online\thalls/online/example-pledge.yaml",
        "in-person\thalls/in-person/example-pledge.yaml",
        "evidence\thalls/online/example-pledge.capture.json",
        "register\tregisters/items.yaml",
        "practice\tpractice/a.csv",
        "own rule\trules/a.yaml",
        "waivers\twaivers.yaml",
        "baseline\tbaseline.json",
    ];
    let ran = own.run(&["--show-files", "--lang", "en"]);
    assert_eq!(
        (ran.code, ran.out.lines().collect::<Vec<_>>()),
        (0, all.to_vec()),
        "{}",
        ran.err
    );
    let ran = own.run(&[
        "--show-files",
        "--no-baseline",
        "--format",
        "json",
        "guides",
    ]);
    let shown: Value = serde_json::from_str(&ran.out).unwrap();
    let files: Vec<&str> = shown["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|own| own["file"].as_str().unwrap())
        .collect();
    let expected: Vec<&str> = all[..8]
        .iter()
        .map(|line| line.split_once('\t').unwrap().1)
        .collect();
    assert_eq!(files, expected);
    assert_eq!(shown["files"][1]["channel"], "online");
}

#[test]
fn what_is_ignored_is_left_out_unless_it_is_named() {
    let own = Folder::new();
    for name in ["b", "c", "d"] {
        own.copy(GUIDE, &format!("guides/{name}.yaml"));
    }
    own.copy(GUIDE, "guides/.e.yaml");
    own.write(".gitignore", "b.yaml\n");
    own.write("guides/.ignore", "c.yaml\n");
    let guides = |arguments: &[&str]| -> Vec<String> {
        let files = own.files(arguments).into_iter();
        files
            .filter_map(|line| Some(line.strip_prefix("guide\tguides/")?.to_owned()))
            .collect()
    };
    assert_eq!(guides(&[]), ["d.yaml", "example-pledge.yaml"]);
    assert_eq!(
        guides(&["--no-ignore"]),
        ["b.yaml", "c.yaml", "d.yaml", "example-pledge.yaml"]
    );
    assert_eq!(guides(&["guides"]), ["d.yaml", "example-pledge.yaml"]);
    let named = ["guides/b.yaml", "guides/.e.yaml", "guides/d.yaml"];
    assert_eq!(guides(&named), [".e.yaml", "b.yaml", "d.yaml"]);
    let forced = ["--force-exclude", named[0], named[1], named[2]];
    assert_eq!(guides(&forced), ["d.yaml"]);
    // Once is enough.
    assert_eq!(
        guides(&["guides/d.yaml", "./guides/../guides/d.yaml"]),
        ["d.yaml"]
    );
    // Nothing is left of what was named: nothing was checked, and that is no pass.
    assert_eq!(own.run(&["--force-exclude", "guides/b.yaml"]).code, 3);
    assert_eq!(own.run(&["guides/b.yaml"]).code, 1, "an unpublished guide");
    // A folder that git keeps nothing of, as it is often so with captures and records, is a place of the repository all the same.
    own.write(".gitignore", "b.yaml\nhalls/\n");
    assert!(own.files(&[]).contains(&format!("online\t{ONLINE}")));
    // A published version that is named as well.
    own.copy(ONLINE, "halls/online/d.yaml");
    own.write("halls/.gitignore", "d.yaml\n");
    let online = |arguments: &[&str]| {
        own.files(arguments)
            .contains(&"online\thalls/online/d.yaml".to_owned())
    };
    assert!(!online(&[]) && !online(&["guides/d.yaml"]));
    assert!(online(&["halls/online/d.yaml"]) && online(&["--no-ignore"]));
}

#[test]
fn a_mistaken_id_or_key_is_told_with_the_nearest() {
    let own = Folder::new();
    for (text, words) in [
        (
            "[rules]\nmaterial-extr = \"off\"\n",
            ["material-extr", "“material-extra”"],
        ),
        ("[path]\nguides = \"a\"\n", ["“path”", "“paths”"]),
        ("[capture]\npauses = 1\n", ["“pauses”", "“pause”"]),
    ] {
        own.write("tongyuan.toml", text);
        for arguments in [vec![], vec!["--show-settings"], vec!["--show-files"]] {
            let ran = own.run(&arguments);
            assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{text}");
            assert!(
                words.iter().all(|word| ran.err.contains(word)),
                "{}",
                ran.err
            );
        }
    }
}

/// An editor wants what the check says of the file, with the text that it has of it.
#[test]
fn what_is_typed_is_checked_where_its_name_says() {
    let own = Folder::new();
    let guide = fs::read_to_string(own.path(GUIDE)).unwrap();
    let harder = guide.replace("原件: 1, 复印件: 1", "原件: 1, 复印件: 2");
    assert_ne!(guide, harder);
    let typed = |name: &str, text: &str| {
        let ran = own.run_with(
            &["-", "--stdin-filename", name, "--format", "json"],
            &[],
            text,
        );
        (ran.code, ran.out)
    };
    for (path, text) in [(GUIDE, &harder), (ONLINE, &harder), (GUIDE, &guide)] {
        let whole = own.path(path);
        let name = whole.to_str().unwrap();
        let of_stdin = (typed(path, text), typed(name, text));
        let before = fs::read_to_string(&whole).unwrap();
        fs::write(&whole, text).unwrap();
        let of_disk = |name: &str| {
            let ran = own.run(&[name, "--format", "json"]);
            (ran.code, ran.out)
        };
        assert_eq!(of_stdin, (of_disk(path), of_disk(name)));
        assert_eq!(of_stdin.0.0, i32::from(text != &guide), "{}", of_stdin.0.1);
        fs::write(&whole, before).unwrap();
    }
    // A file that is not there yet, of which one hall has published already.
    own.copy(ONLINE, "halls/online/new.yaml");
    let ran = own.run_with(
        &[
            "-",
            "--stdin-filename",
            "guides/new.yaml",
            "--format",
            "json",
        ],
        &[],
        &harder,
    );
    let shown: Value = serde_json::from_str(&ran.out).unwrap();
    let found: Vec<(&str, &str)> = shown["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|own| {
            (
                own["rule"].as_str().unwrap(),
                own["location"]["file"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            ("guide-unpublished", "guides/new.yaml"),
            ("material-altered", "halls/online/new.yaml")
        ]
    );
    // A draft is no guide of the repository yet, and judged by its settings all the same.
    let draft = guide.replace("类型: 行政确认", "类型: 行政许诺");
    let rules = |name: &str| {
        let (code, out) = typed(name, &draft);
        let shown: Value = serde_json::from_str(&out).unwrap();
        let findings = shown["findings"].as_array().unwrap().iter();
        let rules = findings.map(|own| own["rule"].as_str().unwrap().to_owned());
        (code, rules.collect::<Vec<_>>())
    };
    assert_eq!(
        rules("drafts/a.yaml"),
        (1, vec!["schema-value-not-listed".to_owned()])
    );
    own.write(
        "tongyuan.toml",
        "[rules]\nschema-value-not-listed = \"off\"\n",
    );
    assert_eq!(rules("drafts/a.yaml"), (0, vec![]));
    // What is no guide is none in an editor either.
    assert_eq!(typed("registers/items.yaml", "").0, 3);
    // And nothing was written.
    assert!(!own.path("guides/new.yaml").exists());
    let patch = own.run_with(
        &["-", "--diff", "--stdin-filename", "guides/new.yaml"],
        &[],
        &guide,
    );
    assert_eq!((patch.code, patch.out.as_str()), (1, ""), "{}", patch.err);
}
