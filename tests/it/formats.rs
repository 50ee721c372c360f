//! The forms of a report: whole, escaped, and as the programs that read them want them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;
use tongyuan::{
    Capture, Case, Channel, Checked, Colour, Date, Form, Language, Policy, Registers, Severity,
    check, report, report_on, rules,
};
use tongyuan_tests::command::{run, run_in};
use tongyuan_tests::{repository, workspace};

const TODAY: [&str; 2] = ["--today", "2024-03-01"];

const FORMS: [(&str, Form); 9] = [
    ("text", Form::Text(Colour::Off)),
    ("json", Form::Json),
    ("ndjson", Form::Ndjson),
    ("sarif", Form::Sarif),
    ("junit", Form::Junit),
    ("github", Form::Github),
    ("gitlab", Form::Gitlab),
    ("markdown", Form::Markdown),
    ("html", Form::Html),
];

/// What a guide holds that would like to steer whoever reads the report.
const HOSTILE: &str =
    r#""甲<script>alert(1)</script>\u001b[31m%0A::stop-commands::x | `b` [c](d) ]]> & \u202e乙""#;

/// A guide with a fault of every severity, against a page that asks for more; its texts are hostile.
fn small() -> Checked {
    let base = workspace::text("tests/examples/base.yaml");
    let now = base.replace("名称: 示例权利质押合同", &format!("名称: {HOSTILE}"));
    assert_ne!(now, base);
    let page = base.replace("债务履行期限不超过权利有效期", "债务履行期限不超过二十年");
    let case = Case::new(Capture::new("guides/示例 1.yaml", now))
        .published(
            Channel::Online,
            Capture::new("halls/online/示例 1.yaml", page.clone()),
        )
        .published(
            Channel::InPerson,
            Capture::new("halls/in-person/示例 1.yaml", page),
        );
    let policy = Policy {
        today: Date::parse("2024-03-01"),
        ..Policy::default()
    };
    check(&case, &Registers::default(), &policy)
}

#[test]
fn every_form_is_as_it_was() {
    let checked = small();
    for (name, form) in FORMS {
        for language in [Language::Chinese, Language::English] {
            let mut text = report(&checked, form, language);
            if name == "sarif" {
                text = without_rules(&text);
            }
            insta::with_settings!({snapshot_path => "../snapshots/formats", prepend_module_to_snapshot => false, omit_expression => true}, {
                insta::assert_snapshot!(format!("{name}.{}", language.tag()), text);
            });
        }
    }
}

/// The list of rules changes with every rule; whether it is whole is asserted elsewhere.
fn without_rules(text: &str) -> String {
    let mut log: Value = serde_json::from_str(text).unwrap();
    let run = &mut log["runs"][0];
    run["tool"]["driver"]["rules"] = Value::from("all");
    for result in run["results"].as_array_mut().unwrap() {
        result["ruleIndex"] = Value::from("that of the rule");
    }
    serde_json::to_string_pretty(&log).unwrap()
}

#[test]
fn nothing_of_a_guide_steers_anything() {
    let checked = small();
    for (name, form) in FORMS {
        let text = report(&checked, form, Language::Chinese);
        assert!(!text.contains('\u{1b}'), "{name}");
        assert!(!text.contains('\u{202e}'), "{name}");
        if matches!(name, "junit" | "html" | "markdown") {
            assert!(!text.contains("<script"), "{name}");
        }
    }
    let commands = report(&checked, Form::Github, Language::Chinese);
    for line in commands.lines() {
        let is_ours = ["::error ", "::warning ", "::notice "]
            .iter()
            .any(|own| line.starts_with(own));
        assert!(is_ours, "{line}");
    }
}

// ---- SARIF ----

#[test]
fn sarif_keeps_the_official_schema() {
    let schema = sarif_schema();
    let validator = jsonschema::validator_for(&schema).expect("the official schema is one");
    let whole = [small(), Checked::default(), repository::checked("apart")];
    for checked in whole {
        for language in [Language::Chinese, Language::English] {
            let log: Value =
                serde_json::from_str(&report(&checked, Form::Sarif, language)).unwrap();
            let errors: Vec<String> = validator
                .iter_errors(&log)
                .map(|error| format!("{error} at {}", error.instance_path()))
                .collect();
            assert!(errors.is_empty(), "{errors:#?}");
        }
    }
    // The schema would notice.
    let mut log: Value =
        serde_json::from_str(&report(&small(), Form::Sarif, Language::English)).unwrap();
    log["runs"][0]["results"][0]["level"] = Value::from("grave");
    assert!(!validator.is_valid(&log));
}

/// The schema of SARIF as the crate that makes types of it ships it.
fn sarif_schema() -> Value {
    let metadata = workspace::metadata();
    let packages = metadata["packages"].as_array().unwrap();
    let package = packages
        .iter()
        .find(|own| own["name"] == "serde-sarif")
        .unwrap();
    let manifest = Path::new(package["manifest_path"].as_str().unwrap());
    let text = fs::read_to_string(manifest.with_file_name("src/schema.json")).unwrap();
    // One pattern of it, for the language of a text, is no regular expression to every engine: a bracket too many.
    let text = text.replace(
        "^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$",
        "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$",
    );
    serde_json::from_str(&text).unwrap()
}

/// What GitHub asks for beyond the schema: an empty text does not count.
#[test]
fn sarif_has_what_code_scanning_asks_for() {
    let checked = repository::checked("apart");
    let log: Value =
        serde_json::from_str(&report(&checked, Form::Sarif, Language::Chinese)).unwrap();
    let driver = &log["runs"][0]["tool"]["driver"];
    let listed: Vec<&str> = driver["rules"]
        .as_array()
        .unwrap()
        .iter()
        .map(|rule| rule["id"].as_str().unwrap())
        .collect();
    let active: Vec<&str> = rules()
        .filter(|rule| rule.is_active())
        .map(|rule| rule.id)
        .collect();
    assert_eq!(listed, active);
    for rule in driver["rules"].as_array().unwrap() {
        for (path, most) in [
            ("/shortDescription/text", 1024),
            ("/fullDescription/text", 1024),
            ("/help/text", usize::MAX),
            ("/help/markdown", usize::MAX),
        ] {
            let text = rule
                .pointer(path)
                .and_then(Value::as_str)
                .unwrap_or_default();
            let length = text.chars().count();
            assert!(length > 0 && length <= most, "{}{path}", rule["id"]);
        }
        let tags = rule["properties"]["tags"].as_array().unwrap();
        assert!(tags.len() <= 10);
        assert!(rule["properties"].get("security-severity").is_none());
    }
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), checked.findings.len());
    for (result, finding) in results.iter().zip(&checked.findings) {
        let index = result["ruleIndex"].as_u64().unwrap();
        assert_eq!(listed[usize::try_from(index).unwrap()], finding.rule.id());
        assert_eq!(
            result["partialFingerprints"]["primaryLocationLineHash"],
            finding.key.as_str()
        );
        let place = &result["locations"][0]["physicalLocation"];
        let region = &place["region"];
        for name in ["startLine", "startColumn", "endLine", "endColumn"] {
            assert!(
                region[name].as_u64().is_some_and(|number| number > 0),
                "{name}"
            );
        }
        let uri = place["artifactLocation"]["uri"].as_str().unwrap();
        assert!(uri.is_ascii() && !uri.contains([' ', '\\']), "{uri}");
        assert!(!result["message"]["text"].as_str().unwrap().is_empty());
    }
}

/// A finding of a rule that a repository has for itself finds its rule in the list as well.
#[test]
fn sarif_lists_the_rules_of_the_repository_that_found_something() {
    let checked = repository::checked("faulty/own-rules");
    let log: Value =
        serde_json::from_str(&report(&checked, Form::Sarif, Language::English)).unwrap();
    let run = &log["runs"][0];
    let listed = &run["tool"]["driver"]["rules"];
    let mut own = BTreeSet::new();
    for result in run["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(listed[index]["id"], result["ruleId"]);
        own.extend(
            result["ruleId"]
                .as_str()
                .filter(|id| id.starts_with("own-")),
        );
    }
    assert_eq!(
        listed.as_array().unwrap().len(),
        rules().count() + own.len()
    );
    assert!(own.contains("own-we"), "{own:?}");
}

/// More than a reader takes is cut, and the log says so; the gravest stay.
#[test]
fn sarif_is_cut_where_it_would_be_rejected() {
    let mut checked = small();
    let grave = checked
        .findings
        .iter()
        .find(|own| own.severity == Severity::Error)
        .unwrap()
        .clone();
    let slight = checked
        .findings
        .iter()
        .find(|own| own.severity != Severity::Error)
        .unwrap()
        .clone();
    checked.findings = vec![slight; 25_010];
    checked.findings.push(grave);
    let log: Value =
        serde_json::from_str(&report(&checked, Form::Sarif, Language::English)).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), 25_000);
    assert_eq!(
        results.iter().filter(|own| own["level"] == "error").count(),
        1
    );
    let told =
        &log["runs"][0]["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"];
    assert_eq!(
        told,
        "25011 findings are more than this format takes: the 25000 gravest are listed."
    );
}

// ---- JUnit ----

/// What readers of JUnit XML take, as a schema.
fn assert_junit(text: &str) {
    let schema = workspace::text("tests/schemas/junit.xsd");
    let schema = xmlschema::parse_schema(&schema).unwrap();
    let document = oxml::parse(text).unwrap();
    let report = xmlschema::validate(&document, &schema);
    assert!(report.is_valid(), "{report:?}");
}

/// Counts the elements of a report, and fails where it is not as its readers take it.
fn junit(text: &str) -> BTreeMap<String, usize> {
    assert_junit(text);
    let mut reader = Reader::from_str(text);
    let mut counts = BTreeMap::new();
    loop {
        match reader.read_event().expect("it is XML") {
            Event::Start(start) | Event::Empty(start) => {
                *counts.entry(start.name().as_ref().to_owned()).or_default() += 1;
            }
            Event::Eof => return counts,
            _ => {}
        }
    }
}

/// The schema takes neither an element that nobody knows, nor one in another place, nor a line that is no number.
#[test]
fn the_schema_of_junit_refuses_what_no_reader_takes() {
    let suite = |inner: &str| {
        format!(
            "<testsuites><testsuite name=\"a\" tests=\"1\" failures=\"0\" errors=\"0\">{inner}</testsuite></testsuites>"
        )
    };
    assert_junit(&suite("<testcase name=\"a\" classname=\"b\" line=\"1\"/>"));
    let schema = xmlschema::parse_schema(&workspace::text("tests/schemas/junit.xsd")).unwrap();
    for bad in [
        suite("<finding/>"),
        suite("<testcase classname=\"b\"/>"),
        suite("<testcase name=\"a\" classname=\"b\" line=\"0\"/>"),
        suite("<testcase name=\"a\" classname=\"b\"><failure/><skipped/></testcase>"),
        suite("<testcase name=\"a\" classname=\"b\"><system-out/><failure/></testcase>"),
        "<testcase name=\"a\"/>".to_owned(),
    ] {
        let document = oxml::parse(&bad).unwrap();
        assert!(!xmlschema::validate(&document, &schema).is_valid(), "{bad}");
    }
}

/// The number of an attribute of the outermost element.
fn total(text: &str, name: &str) -> usize {
    let head = text
        .lines()
        .find(|line| line.starts_with("<testsuites"))
        .unwrap();
    let value = head.split(&format!("{name}=\"")).nth(1).unwrap();
    value.split('"').next().unwrap().parse().unwrap()
}

#[test]
fn junit_adds_up() {
    for checked in [small(), Checked::default(), repository::checked("apart")] {
        let text =
            report_on(&checked, Some(Severity::Warning), Language::Chinese).render(Form::Junit);
        let counts = junit(&text);
        let count = |name: &str| counts.get(name).copied().unwrap_or_default();
        assert_eq!(total(&text, "tests"), count("testcase"));
        assert_eq!(total(&text, "failures"), count("failure"));
        assert_eq!(total(&text, "errors"), count("error"));
        assert_eq!(total(&text, "skipped"), count("skipped"));
        let failing = checked
            .findings
            .iter()
            .filter(|own| own.severity >= Severity::Warning)
            .count();
        assert_eq!(count("failure"), failing);
        // Some services fail on a report without a case.
        assert!(count("testcase") > 0);
    }
}

// ---- GitHub, GitLab, Markdown ----

/// So many annotations of a kind are shown; a last notice says how many there are.
#[test]
fn annotations_stay_within_their_limits() {
    let mut checked = small();
    let one = checked.findings[0].clone();
    checked.findings = vec![one; 40];
    checked
        .findings
        .iter_mut()
        .for_each(|own| own.severity = Severity::Error);
    let text = report(&checked, Form::Github, Language::English);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines
            .iter()
            .filter(|line| line.starts_with("::error "))
            .count(),
        10
    );
    assert_eq!(lines.len(), 11);
    assert_eq!(
        lines[10],
        "::notice title=tongyuan::40 in all, 10 of them annotated; the rest is in the summary of the run and in its log."
    );
}

/// Columns of several lines are not understood, and a path may hold what separates properties.
#[test]
fn annotations_are_understood() {
    let mut checked = small();
    checked.findings.truncate(1);
    let finding = &mut checked.findings[0];
    finding.location.file = "a,b:c%.yaml".into();
    finding.location.location.start.line = 3;
    finding.location.location.end.line = 5;
    let text = report(&checked, Form::Github, Language::English);
    assert!(
        text.contains("file=a%2Cb%3Ac%25.yaml,line=3,endLine=5,title="),
        "{text}"
    );
    assert!(!text.contains("col="), "{text}");
}

#[test]
fn gitlab_has_every_field_and_one_fingerprint_each() {
    for checked in [small(), repository::checked("apart")] {
        let issues: Value =
            serde_json::from_str(&report(&checked, Form::Gitlab, Language::Chinese)).unwrap();
        let issues = issues.as_array().unwrap();
        assert_eq!(issues.len(), checked.findings.len());
        let mut fingerprints = BTreeSet::new();
        for (issue, finding) in issues.iter().zip(&checked.findings) {
            let keys: Vec<&String> = issue.as_object().unwrap().keys().collect();
            assert_eq!(
                keys,
                [
                    "description",
                    "check_name",
                    "fingerprint",
                    "severity",
                    "location"
                ]
            );
            assert!(fingerprints.insert(issue["fingerprint"].as_str().unwrap().to_owned()));
            assert!(["info", "minor", "critical"].contains(&issue["severity"].as_str().unwrap()));
            assert!(
                issue["description"]
                    .as_str()
                    .unwrap()
                    .starts_with(finding.rule.id())
            );
            let path = issue["location"]["path"].as_str().unwrap();
            assert!(!path.starts_with("./") && !path.starts_with('/'));
            let line = finding.location.location.start.line;
            assert_eq!(issue["location"]["lines"]["begin"], line);
        }
    }
    assert_eq!(
        report(&Checked::default(), Form::Gitlab, Language::Chinese),
        "[]\n"
    );
}

#[test]
fn a_comment_has_room() {
    let mut checked = small();
    let one = checked.findings[0].clone();
    checked.findings = (0..2000)
        .map(|number| {
            let mut own = one.clone();
            own.guide = Some(format!("guide-{}", number / 10));
            own
        })
        .collect();
    let text = report(&checked, Form::Markdown, Language::English);
    assert!(text.chars().count() < 65_536);
    let shown =
        text.matches("| 🔴").count() + text.matches("| 🟡").count() + text.matches("| 🔵").count();
    let told = format!(
        "\n{} more did not fit; they are in the log of the run.\n",
        2000 - shown
    );
    assert!(text.contains(&told), "{shown}");
}

// ---- The command ----

#[test]
fn forms_go_where_they_are_sent() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name).display().to_string();
    let (sarif, junit_file) = (file("a.sarif"), file("a.xml"));
    let ran = run(&[
        "check",
        "fixtures/apart",
        TODAY[0],
        TODAY[1],
        "--format",
        "sarif",
        "--output",
        &sarif,
        "--format",
        "junit",
        "--output",
        &junit_file,
        "--format",
        "gitlab",
    ]);
    assert_eq!(ran.code, 1);
    let log: Value = serde_json::from_str(&fs::read_to_string(&sarif).unwrap()).unwrap();
    let issues: Value = serde_json::from_str(&ran.out).unwrap();
    let cases = junit(&fs::read_to_string(&junit_file).unwrap());
    let count = log["runs"][0]["results"].as_array().unwrap().len();
    assert!(count > 25);
    assert_eq!(issues.as_array().unwrap().len(), count);
    assert_eq!(cases["testcase"], count + 1);
}

#[test]
fn two_forms_cannot_share_a_place() {
    for arguments in [
        &["--format", "json", "--format", "sarif"][..],
        &[
            "--format", "json", "-o", "x", "--format", "sarif", "-o", "x",
        ],
        &["-o", "x", "-o", "y", "--format", "json"],
    ] {
        let mut whole = vec!["check", "fixtures/cnipa"];
        whole.extend(arguments);
        let ran = run(&whole);
        assert_eq!(ran.code, 2, "{arguments:?}: {}", ran.err);
        assert!(ran.out.is_empty());
    }
    assert!(!workspace::root().join("x").exists());
}

#[test]
fn what_cannot_be_written_is_told_and_the_rest_written() {
    let folder = tempfile::tempdir().unwrap();
    let good = folder.path().join("a.json").display().to_string();
    let bad = folder.path().join("none/a.sarif").display().to_string();
    let ran = run(&[
        "check",
        "fixtures/cnipa",
        TODAY[0],
        TODAY[1],
        "--format",
        "sarif",
        "--output",
        &bad,
        "--format",
        "json",
        "--output",
        &good,
    ]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("none/a.sarif"), "{}", ran.err);
    assert!(fs::read_to_string(&good).unwrap().ends_with("}\n"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let full = fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let output = std::process::Command::new(tongyuan_tests::command::binary())
        .args([
            "check",
            "fixtures/apart",
            "--format",
            "sarif",
            "--lang",
            "en",
        ])
        .args(TODAY)
        .current_dir(workspace::root())
        .stdout(full)
        .stderr(std::process::Stdio::piped())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("cannot write to stdout"), "{told}");
}

/// A run in a workflow leaves its table in the summary of the step, behind what stands there.
#[test]
fn a_workflow_has_its_summary() {
    let folder = tempfile::tempdir().unwrap();
    let summary = folder.path().join("summary.md");
    fs::write(&summary, "# before\n").unwrap();
    let ran = run_in(
        &workspace::root(),
        &[
            "check",
            "fixtures/apart",
            TODAY[0],
            TODAY[1],
            "--format",
            "github",
        ],
        &[("GITHUB_STEP_SUMMARY", &summary.display().to_string())],
        b"",
    );
    assert_eq!(ran.code, 1);
    let text = fs::read_to_string(&summary).unwrap();
    assert!(
        text.starts_with("# before\n## 办事指南检查\n\n❌ 没有通过。"),
        "{text}"
    );
}
