//! The command as its users meet it.

use serde_json::Value;
use tongyuan_tests::command::{run, run_in};
use tongyuan_tests::workspace;

const TODAY: [&str; 2] = ["--today", "2024-03-01"];

#[test]
fn init_gives_a_repository_that_checks_clean() {
    let folder = tempfile::tempdir().unwrap();
    let made = run_in(folder.path(), &["init"], &[], b"");
    assert_eq!(made.code, 0, "{}", made.err);
    let ran = run_in(folder.path(), &["check", TODAY[0], TODAY[1]], &[], b"");
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (
            0,
            "检查了 1 份指南，比对了 2 个已发布版本：没有发现问题。\n"
        )
    );
    // What a new repository cannot have yet are records of handled cases: that is said once, and nothing else.
    let told = ran.err.trim_end();
    assert!(
        told.starts_with("说明: 没有 practice/") && !told.contains('\n'),
        "{told}"
    );
    // A second time nothing is overwritten.
    let again = run_in(folder.path(), &["init"], &[], b"");
    assert_eq!(again.code, 2);
    assert!(again.err.contains("没有改动任何文件"), "{}", again.err);
}

/// An editor writes a key wrong: the line, the word, and what to write instead.
#[test]
fn a_typo_in_a_chinese_key_is_shown_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let _ = run_in(folder.path(), &["init"], &[], b"");
    let path = folder.path().join("guides/example-pledge.yaml");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("办结时限:", "办结时现:")).unwrap();
    let ran = run_in(folder.path(), &["check", TODAY[0], TODAY[1]], &[], b"");
    assert_eq!(ran.code, 1);
    insta::with_settings!({snapshot_path => "../snapshots/commands", prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!("check-typo", ran.out);
    });
}

#[test]
fn findings_in_both_languages() {
    for (language, name) in [("zh-CN", "check-apart-zh"), ("en", "check-apart-en")] {
        let ran = run(&[
            "check",
            "fixtures/apart",
            "--lang",
            language,
            TODAY[0],
            TODAY[1],
        ]);
        assert_eq!(ran.code, 1);
        insta::with_settings!({snapshot_path => "../snapshots/commands", prepend_module_to_snapshot => false, omit_expression => true}, {
            insta::assert_snapshot!(name, ran.out);
        });
    }
}

/// The same bytes at any number of threads.
#[test]
fn output_does_not_depend_on_threads() {
    for format in ["text", "json"] {
        let with = |threads: &str| {
            run(&[
                "check",
                "fixtures/apart",
                "--format",
                format,
                "--threads",
                threads,
                TODAY[0],
                TODAY[1],
            ])
            .out
        };
        let one = with("1");
        for threads in ["2", "7"] {
            assert_eq!(one, with(threads), "{format} with {threads} threads");
        }
    }
}

#[test]
fn exit_codes_follow_fail_on() {
    let folder = tempfile::tempdir().unwrap();
    let _ = run_in(folder.path(), &["init"], &[], b"");
    let page = folder.path().join("halls/online/example-pledge.html");
    let text = std::fs::read_to_string(&page).unwrap();
    // A warning, no error: the page loses its quantity limit.
    std::fs::write(&page, text.replace("<th>数量限制</th><td>无</td>", "")).unwrap();
    for (fail_on, code) in [("error", 0), ("warning", 1), ("note", 1), ("never", 0)] {
        let ran = run_in(
            folder.path(),
            &["check", "--fail-on", fail_on, TODAY[0], TODAY[1]],
            &[],
            b"",
        );
        assert_eq!(ran.code, code, "{fail_on}: {}", ran.out);
    }
    std::fs::write(
        folder.path().join("tongyuan.toml"),
        "fail-on = \"warning\"\n",
    )
    .unwrap();
    assert_eq!(run_in(folder.path(), &["check"], &[], b"").code, 1);
    // A flag goes before the settings.
    assert_eq!(
        run_in(folder.path(), &["check", "--fail-on", "never"], &[], b"").code,
        0
    );
    std::fs::write(
        folder.path().join("tongyuan.toml"),
        "[rules]\nfield-omitted = \"off\"\n",
    )
    .unwrap();
    assert_eq!(
        run_in(
            folder.path(),
            &["check", "--fail-on", "note", TODAY[0], TODAY[1]],
            &[],
            b""
        )
        .code,
        0
    );
}

#[test]
fn one_guide_of_a_repository_is_checked_alone() {
    for path in [
        "fixtures/cnipa/guides/patent-pledge.yaml",
        "fixtures/cnipa/halls/online/patent-pledge.html",
    ] {
        let ran = run(&["check", path, TODAY[0], TODAY[1]]);
        assert_eq!(
            (ran.code, ran.out.as_str()),
            (
                0,
                "检查了 1 份指南，比对了 2 个已发布版本：没有发现问题。\n"
            ),
            "{path}: {}",
            ran.err
        );
    }
}

#[test]
fn a_guide_from_stdin() {
    let base = workspace::text("tests/examples/base.yaml");
    let root = workspace::root();
    let ran = run_in(
        &root,
        &["check", "-", TODAY[0], TODAY[1]],
        &[],
        base.as_bytes(),
    );
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
    let broken = base.replace("类型: 行政确认", "类型: 行政许诺");
    let ran = run_in(
        &root,
        &["check", "-", "--stdin-filename", "guides/甲.yaml"],
        &[],
        broken.as_bytes(),
    );
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("guides/甲.yaml:4:7"), "{}", ran.out);
    assert!(ran.out.contains("行政许可"), "{}", ran.out);
}

#[test]
fn quiet_and_quieter() {
    let quiet = run(&["check", "fixtures/cnipa", "-q", TODAY[0], TODAY[1]]);
    assert_eq!(
        (quiet.code, quiet.out.as_str(), quiet.err.as_str()),
        (0, "", "")
    );
    let quieter = run(&["check", "fixtures/apart", "-qq", TODAY[0], TODAY[1]]);
    assert_eq!(
        (quieter.code, quieter.out.as_str(), quieter.err.as_str()),
        (1, "", "")
    );
}

#[test]
fn output_goes_to_a_file_whole() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("findings.json");
    let path = file.to_str().unwrap();
    let ran = run(&[
        "check",
        "fixtures/apart",
        "--format",
        "json",
        "--output",
        path,
        TODAY[0],
        TODAY[1],
    ]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    let report: Value = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
    assert_eq!(report["schema_version"], 1);
    let nowhere = run(&[
        "check",
        "fixtures/apart",
        "--output",
        "/nonexistent/x",
        TODAY[0],
        TODAY[1],
    ]);
    assert_eq!(nowhere.code, 2);
    assert!(nowhere.err.contains("无法写到"), "{}", nowhere.err);
}

#[test]
fn colour_is_asked_for() {
    let root = workspace::root();
    let coloured = |arguments: &[&str], environment: &[(&str, &str)]| {
        let mut all = vec!["check", "fixtures/apart", TODAY[0], TODAY[1]];
        all.extend(arguments);
        run_in(&root, &all, environment, b"").out.contains('\u{1b}')
    };
    assert!(!coloured(&[], &[]));
    assert!(coloured(&["--color", "always"], &[("NO_COLOR", "1")]));
    assert!(coloured(&[], &[("FORCE_COLOR", "1")]));
    assert!(!coloured(&[], &[("FORCE_COLOR", "1"), ("NO_COLOR", "1")]));
    assert!(!coloured(&["--format", "json", "--color", "always"], &[]));
}

#[test]
fn the_language_is_asked_for() {
    let root = workspace::root();
    let says = |arguments: &[&str], locale: &str, words: &str| {
        let mut all = vec!["check", "fixtures/cnipa", TODAY[0], TODAY[1]];
        all.extend(arguments);
        let ran = run_in(&root, &all, &[("LANG", locale), ("LC_ALL", locale)], b"");
        assert!(
            ran.out.contains(words),
            "{locale} {arguments:?}: {}",
            ran.out
        );
    };
    says(&[], "zh_CN.UTF-8", "没有发现问题");
    says(&[], "C", "没有发现问题");
    says(&[], "en_GB.UTF-8", "nothing found");
    says(&["--lang", "zh-CN"], "en_GB.UTF-8", "没有发现问题");
    says(&["--lang=en"], "zh_CN.UTF-8", "nothing found");
}

#[test]
fn wrong_arguments_are_told_in_the_language_of_the_run() {
    for (arguments, chinese, english) in [
        (vec!["chek"], "没有命令“chek”", "unrecognized subcommand"),
        (vec!["check", "--formt", "json"], "--format", "--format"),
        (vec!["check", "--format", "xml"], "text、json", "text, json"),
        (vec!["diff", "a"], "缺少参数 <B>", "<B>"),
        (vec!["check", "--today", "昨天"], "2024-03-01", "2024-03-01"),
        (
            vec!["explain", "material-extr"],
            "是否应为“material-extra”",
            "did you mean “material-extra”",
        ),
    ] {
        for (language, said) in [("zh-CN", chinese), ("en", english)] {
            let mut all = vec!["--lang", language];
            all.extend(&arguments);
            let ran = run(&all);
            assert_eq!(ran.code, 2, "{arguments:?}");
            assert!(
                ran.err.contains(said),
                "{arguments:?} {language}: {}",
                ran.err
            );
        }
    }
}

#[test]
fn help_is_in_the_language_of_the_run() {
    let chinese = run(&["--help"]);
    assert_eq!(chinese.code, 0);
    assert!(
        chinese.out.contains("用法：") && chinese.out.contains("命令"),
        "{}",
        chinese.out
    );
    assert!(!chinese.out.contains("Usage"), "{}", chinese.out);
    let check = run(&["check", "--help"]);
    assert!(
        check.out.contains("用法：") && !check.out.contains("Options"),
        "{}",
        check.out
    );
    let english = run(&["--lang", "en", "--help"]);
    assert!(english.out.contains("Usage"), "{}", english.out);
}

#[test]
fn diff_and_extract() {
    let a = "fixtures/cnipa/guides/patent-pledge.yaml";
    let same = run(&["diff", a, a]);
    assert_eq!(
        (same.code, same.out.as_str()),
        (0, "两份指南的内容一致。\n")
    );
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write(
        "a.json",
        r#"{"materials": [{"name": "营业执照复印件1份"}, {"name": "公司章程"}]}"#,
    );
    write(
        "b.html",
        "<h2>申请材料</h2><ol><li>营业执照（原件1份）</li><li>《公司章程》。</li><li>承诺书</li></ol>",
    );
    let ran = run_in(folder.path(), &["diff", "a.json", "b.html"], &[], b"");
    assert_eq!(ran.code, 1);
    insta::with_settings!({snapshot_path => "../snapshots/commands", prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!("diff-text", ran.out);
        let json = run_in(folder.path(), &["diff", "a.json", "b.html", "--format", "json"], &[], b"");
        insta::assert_snapshot!("diff-json", json.out);
        let yaml = run_in(folder.path(), &["extract", "b.html", "--keys", "zh"], &[], b"");
        insta::assert_snapshot!("extract-yaml", yaml.out);
    });
    let missing = run_in(folder.path(), &["diff", "a.json", "c.html"], &[], b"");
    assert_eq!(missing.code, 2);
    assert!(missing.err.contains("没有这个文件"), "{}", missing.err);
}

/// What `extract` writes as YAML, in either vocabulary, reads back as the same guide.
#[test]
fn extracted_yaml_reads_back_equal() {
    let folder = tempfile::tempdir().unwrap();
    for source in [
        "fixtures/cnipa/guides/trademark-registration.yaml",
        "fixtures/cnipa/halls/online/patent-pledge.html",
        "fixtures/cnipa/halls/in-person/patent-pledge.docx",
    ] {
        let first = run(&["extract", source, "--format", "json"]);
        let first: Value = serde_json::from_str(&first.out).unwrap();
        for keys in ["en", "zh"] {
            let yaml = run(&["extract", source, "--keys", keys]);
            let file = folder.path().join("x.yaml");
            std::fs::write(&file, &yaml.out).unwrap();
            let second = run(&["extract", file.to_str().unwrap(), "--format", "json"]);
            let second: Value = serde_json::from_str(&second.out).unwrap();
            assert_eq!(first["guides"], second["guides"], "{source} in {keys}");
        }
    }
}

#[test]
fn reference_commands() {
    let rules: Value = serde_json::from_str(&run(&["rules", "--format", "json"]).out).unwrap();
    for rule in rules["rules"].as_array().unwrap() {
        let id = rule["id"].as_str().unwrap();
        assert!(
            rule["title"]["zh-CN"].is_string() && rule["title"]["en"].is_string(),
            "{id}"
        );
        for language in ["zh-CN", "en"] {
            let explained = run(&["explain", id, "--lang", language]);
            assert_eq!(explained.code, 0);
            assert!(
                explained.out.starts_with(&format!("# {id}\n")),
                "{}",
                explained.out
            );
        }
    }
    for schema in ["guide", "guide-zh", "items", "config", "findings", "diff"] {
        let ran = run(&["schema", schema]);
        let value: Value = serde_json::from_str(&ran.out).unwrap();
        assert!(
            value["$schema"].as_str().unwrap().contains("2020-12"),
            "{schema}"
        );
    }
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = run(&["completions", shell]);
        assert!(ran.code == 0 && ran.out.contains("tongyuan"), "{shell}");
    }
    let man = run(&["man"]);
    assert!(
        man.out.contains(".TH tongyuan") && man.out.contains("fail\\-on"),
        "{}",
        man.out
    );
}

/// Output through a pipe that is closed early ends quietly; a large one comes through whole.
#[cfg(unix)]
#[test]
fn pipes() {
    use std::process::{Command, Stdio};
    let binary = tongyuan_tests::command::binary();
    let script = format!("{} schema guide | head -n 1", binary.display());
    let output = Command::new("sh")
        .args(["-c", &script])
        .stderr(Stdio::piped())
        .output()
        .unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    let folder = tempfile::tempdir().unwrap();
    let rows: String = (0..20_000)
        .map(|n| format!("<li>材料第{n}号（原件1份）</li>"))
        .collect();
    std::fs::write(
        folder.path().join("a.html"),
        format!("<h2>申请材料</h2><ol>{rows}</ol>"),
    )
    .unwrap();
    let ran = run_in(
        folder.path(),
        &["extract", "a.html", "--format", "json"],
        &[],
        b"",
    );
    assert!(ran.out.len() > 1 << 20, "{}", ran.out.len());
    let value: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(
        value["guides"][0]["materials"].as_array().unwrap().len(),
        20_000
    );
}

#[test]
fn a_folder_is_no_file() {
    let ran = run(&["diff", "fixtures", "fixtures"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("这是文件夹，不是文件"), "{}", ran.err);
}

/// What the readmes show is what is printed.
#[test]
fn readmes_show_what_is_printed() {
    for (readme, language) in [("README.md", "en"), ("README.zh-CN.md", "zh-CN")] {
        let text = workspace::text(readme);
        let shown = text
            .split("```text\n")
            .nth(1)
            .and_then(|rest| rest.split("```").next())
            .unwrap();
        let arguments = ["check", "fixtures/apart", "--lang", language];
        let ran = run_in(&workspace::root(), &arguments, &[], b"");
        assert!(ran.out.contains(shown), "{readme}");
    }
}

/// What a repository calls one thing, and what it says 日 means, is what its halls are held to.
#[test]
fn settings_say_on_which_terms_texts_are_compared() {
    let folder = tempfile::tempdir().unwrap();
    let made = run_in(folder.path(), &["init", "."], &[], b"");
    assert_eq!(made.code, 0, "{}", made.err);
    let source = std::fs::read_to_string(folder.path().join("guides/example-pledge.yaml")).unwrap();
    for hall in ["online", "in-person"] {
        let page = source
            .replace("名称: 示例权利质押登记申请表", "名称: 质押登记表格")
            .replace("数值: 7, 单位: 工作日", "数值: 7, 单位: 日");
        let path = folder.path().join(format!("halls/{hall}"));
        std::fs::create_dir_all(&path).unwrap();
        for old in std::fs::read_dir(&path).unwrap() {
            std::fs::remove_file(old.unwrap().path()).unwrap();
        }
        std::fs::write(path.join("example-pledge.yaml"), page).unwrap();
    }
    let rules = |settings: &str| -> Vec<String> {
        std::fs::write(folder.path().join("tongyuan.toml"), settings).unwrap();
        let ran = run_in(
            folder.path(),
            &["check", "--format", "json", TODAY[0], TODAY[1]],
            &[],
            b"",
        );
        let value: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        let findings = value["findings"].as_array().unwrap().iter();
        let mut rules: Vec<String> = findings
            .map(|finding| finding["rule"].as_str().unwrap().to_owned())
            .collect();
        rules.sort();
        rules.dedup();
        rules
    };
    assert_eq!(rules(""), ["material-altered", "time-limit-altered"]);
    assert_eq!(
        rules("[words.aliases]\n\"示例权利质押登记申请表\" = [\"质押登记表格\"]\n"),
        ["time-limit-altered"]
    );
    assert_eq!(
        rules("[time-limits]\ndays = \"working\"\n"),
        ["material-altered"]
    );
    // The catalogue of materials says as well which names are one.
    let catalogue = folder.path().join("registers/materials.yaml");
    std::fs::write(
        &catalogue,
        "目录:\n  - 名称: 示例权利质押登记申请表\n    别名: [质押登记表格]\n  - 名称: 示例权利质押合同\n",
    )
    .unwrap();
    assert_eq!(rules(""), ["time-limit-altered"]);
    // What the settings add is added to it.
    assert_eq!(
        rules("[words.aliases]\n\"甲证\" = [\"乙证\"]\n"),
        ["time-limit-altered"]
    );
    // A slip in it is told with its place, and what can be read of it is used.
    std::fs::write(
        &catalogue,
        "目录:\n  - 名称: 示例权利质押登记申请表\n    别名: [质押登记表格]\n    别称: [甲]\n  - 名称: 示例权利质押合同\n",
    )
    .unwrap();
    assert_eq!(rules(""), ["time-limit-altered"]);
    let ran = run_in(folder.path(), &["check"], &[], b"");
    assert_eq!(ran.code, 2, "{}", ran.err);
    let told = format!("{}{}", ran.out, ran.err);
    assert!(told.contains("registers/materials.yaml:4:5"), "{told}");
    assert!(told.contains("是否应为“别名”？"), "{told}");
}
