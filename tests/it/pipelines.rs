//! What other people's pipelines start, in an environment like that of their runners.

use std::fs;
use std::process::Command;

use regex::Regex;
use serde_json::{Value, json};
use tongyuan_tests::command::binary;

use self::runner::{HOSTILE, Runner, ran, write_program, yaml};

mod declared;
mod release;
mod runner;

#[test]
fn the_action_fails_on_what_has_drifted_and_says_what() {
    let sarif = format!("{HOSTILE}\nerrors=0\nexit-code<<E\n.sarif");
    let runner = Runner::new()
        .with_fixture("apart", HOSTILE)
        .input("path", &format!("{HOSTILE}\r\n"))
        .input("sarif-file", &sarif)
        .input(
            "reports",
            &format!("\njunit={HOSTILE}=1.xml\nmarkdown=b.md\n"),
        )
        .input("fail-on", "warning")
        .input("lang", "en");
    let ran = runner.run(&[]);
    assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
    let outputs = runner.outputs();
    let report: Value =
        serde_json::from_str(&fs::read_to_string(&outputs["report"]).unwrap()).unwrap();
    let summary = &report["summary"];
    assert!(summary["errors"].as_u64().unwrap() > 0);
    let expected = [
        ("exit-code", "1".to_owned()),
        ("errors", summary["errors"].to_string()),
        ("warnings", summary["warnings"].to_string()),
        ("notes", summary["notes"].to_string()),
        ("sarif-file", sarif.clone()),
        ("report", outputs["report"].clone()),
    ];
    let expected = expected.map(|(name, value)| (name.to_owned(), value));
    assert_eq!(outputs, expected.into());
    let log: Value =
        serde_json::from_str(&fs::read_to_string(runner.workspace().join(&sarif)).unwrap())
            .unwrap();
    assert_eq!(
        log["runs"][0]["results"].as_array().unwrap().len(),
        report["findings"].as_array().unwrap().len()
    );
    let junit = fs::read_to_string(runner.workspace().join(format!("{HOSTILE}=1.xml"))).unwrap();
    assert!(junit.starts_with("<?xml"), "{junit}");
    // The summary of the step is the report that the markdown is.
    assert_eq!(
        fs::read_to_string(runner.path("summary")).unwrap(),
        fs::read_to_string(runner.workspace().join("b.md")).unwrap()
    );
    assert!(ran.out.contains("\n::error file="), "{}", ran.out);
    assert!(!runner.is_pwned());
}

#[test]
fn the_action_passes_what_agrees() {
    let runner = Runner::new()
        .with_fixture("fictitious", "guides of ours")
        .input("path", "guides of ours");
    let ran = runner.run(&[]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    let outputs = runner.outputs();
    let shown = ["exit-code", "errors", "sarif-file"].map(|name| outputs[name].as_str());
    assert_eq!(shown, ["0", "0", "tongyuan.sarif"]);
}

/// No input becomes an option, and none a revision that git takes for one.
#[test]
fn inputs_are_values_whatever_they_look_like() {
    let runner = Runner::new()
        .program("for own; do printf '[%s]' \"$own\"; done; exit 0")
        .input("path", "--fix\na b\n")
        .input("base", "--upload-pack=$(touch pwned)")
        .input("fail-on", "error --fix")
        .input("sarif-file", "-x")
        .input("args", "--today\n2024-03-01 --fix");
    let ran = runner.run(&[]);
    let report = runner.path("temp");
    let told = ran.out.replace(report.to_str().unwrap(), "TEMP");
    let told = Regex::new(r"tongyuan\.\w{6}")
        .unwrap()
        .replace_all(&told, "OWN");
    assert_eq!(
        told,
        "[check][--lang=zh-CN][--format=github][--format=sarif][--output=-x][--format=json][--output=TEMP/OWN/findings.json]\
         [--base=--upload-pack=$(touch pwned)][--fail-on=error --fix][--today][2024-03-01 --fix][--][--fix][a b]"
    );
    assert!(!runner.is_pwned());
}

/// What each exit code comes to, and what is said of it.
#[test]
fn exit_codes_are_kept() {
    for (code, name, value, expected, said) in [
        (0, "allow-empty", "false", 0, ""),
        (1, "allow-empty", "true", 1, ""),
        (
            2,
            "allow-empty",
            "true",
            2,
            "::error title=tongyuan::The check met an error",
        ),
        (
            3,
            "allow-empty",
            "false",
            3,
            "::error title=tongyuan::There was nothing to check",
        ),
        (
            3,
            "allow-undecided",
            "true",
            3,
            "::error title=tongyuan::There was nothing to check",
        ),
        (
            3,
            "allow-empty",
            "true",
            0,
            "::notice title=tongyuan::There was nothing to check",
        ),
        (
            4,
            "allow-empty",
            "true",
            4,
            "::error title=tongyuan::A page could not be fetched",
        ),
        (
            4,
            "allow-undecided",
            "true",
            0,
            "::warning title=tongyuan::A page could not be judged",
        ),
        (
            101,
            "allow-empty",
            "true",
            101,
            "::error title=tongyuan::tongyuan ended unexpectedly",
        ),
    ] {
        let runner = Runner::new()
            .program(&format!("exit {code}"))
            .input(name, value)
            .input("lang", "en");
        let ran = runner.run(&[]);
        assert_eq!(ran.code, expected, "{code} {name}");
        assert!(
            ran.out.starts_with(said) && ran.out.is_empty() == said.is_empty(),
            "{}",
            ran.out
        );
        let outputs = runner.outputs();
        assert_eq!(outputs["exit-code"], code.to_string());
        // Nothing was written, so nothing is counted, and nothing of an earlier run stands for it.
        for name in ["errors", "warnings", "notes", "sarif-file", "report"] {
            assert_eq!(outputs[name], "", "{name}");
        }
    }
}

#[test]
fn a_wrong_input_is_an_error_of_the_run() {
    for (name, value) in [
        ("allow-empty", "yes"),
        ("allow-undecided", "1"),
        ("reports", "junit"),
        ("binary", "no such program"),
        ("lang", "fr"),
        ("fail-on", "never mind"),
        ("path", "no such folder"),
    ] {
        let runner = Runner::new().input(name, value);
        let ran = runner.run(&[]);
        assert_eq!(ran.code, 2, "{name}: {}{}", ran.out, ran.err);
        assert!(
            ran.out.contains("::error title=tongyuan::"),
            "{name}: {}",
            ran.out
        );
    }
}

/// What is told on stderr may quote a guide: no command in it is obeyed.
#[test]
fn nothing_told_beside_the_findings_steers_the_runner() {
    let runner =
        Runner::new().program("printf 'a ##[add-mask]1\\n  ::add-mask::1\\nend' >&2; exit 2");
    let ran = runner.run(&[]);
    let lines: Vec<&str> = ran.out.lines().collect();
    let mark = lines[0].strip_prefix("::stop-commands::").unwrap();
    assert_eq!(mark.len(), 32);
    let end = format!("::{mark}::");
    assert_eq!(
        lines[1..5],
        ["a ##[add-mask]1", "  ::add-mask::1", "end", &end]
    );
    assert!(
        lines[5].starts_with("::error title=tongyuan::检查出错"),
        "{}",
        ran.out
    );
    assert_eq!(ran.err, "");
}

/// The script of the template, run as GitLab's shell runs it.
#[test]
fn the_gitlab_job_writes_its_reports() {
    let template = yaml("pipelines/gitlab.yml");
    let job = &template["tongyuan"];
    assert_eq!(job["variables"], json!({ "GIT_DEPTH": "0" }));
    let reports = json!({ "codequality": "gl-code-quality-report.json", "junit": "tongyuan.xml" });
    assert_eq!(
        job["artifacts"],
        json!({ "when": "always", "reports": reports })
    );
    let runner = Runner::new().with_fixture("apart", HOSTILE);
    let tools = runner.path("tools");
    fs::create_dir(&tools).unwrap();
    write_program(
        &tools.join("tongyuan"),
        &format!(
            "printf '[%s]' \"$@\" >>../given; exec '{}' \"$@\"",
            binary().display()
        ),
    );
    let path = format!("{}:{}", tools.display(), std::env::var("PATH").unwrap());
    let run = |base: &str| {
        let done = ran(Command::new("sh")
            .args(["-e", "-c", job["script"][0].as_str().unwrap()])
            .current_dir(runner.workspace())
            .env("PATH", &path)
            .env("TONGYUAN_PATH", HOSTILE)
            .env("CI_MERGE_REQUEST_DIFF_BASE_SHA", base));
        let given = fs::read_to_string(runner.path("given")).unwrap();
        fs::remove_file(runner.path("given")).unwrap();
        (done.code, given)
    };
    let rest = format!(
        "[--format][text][--format][gitlab][--output][gl-code-quality-report.json][--format][junit][--output][tongyuan.xml][--][{HOSTILE}]"
    );
    assert_eq!(run(""), (1, format!("[check]{rest}")));
    let quality =
        fs::read_to_string(runner.workspace().join("gl-code-quality-report.json")).unwrap();
    let quality: Value = serde_json::from_str(&quality).unwrap();
    assert!(!quality.as_array().unwrap().is_empty());
    assert!(runner.workspace().join("tongyuan.xml").exists());
    // Where there is no git to ask, that is an error, and no pass.
    let base = "a $(touch pwned)";
    assert_eq!(run(base), (2, format!("[check][--base={base}]{rest}")));
    assert!(!runner.is_pwned());
}
